# SPDX-License-Identifier: MIT
"""The compiler of ODDs."""
