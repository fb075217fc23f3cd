# SPDX-License-Identifier: MIT
"""Is a document sound? Each room yields findings; `check` asks them all and says each thing once."""
