# SPDX-License-Identifier: MIT
"""The laws of the house."""
