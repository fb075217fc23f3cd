# SPDX-License-Identifier: MIT
"""The tests of the edition; `tests/house` holds the laws of the house itself."""
