# SPDX-License-Identifier: MIT
"""What the edition knows of its documents: that they account for their witness, and which characters stand when."""
