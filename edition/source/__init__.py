# SPDX-License-Identifier: MIT
"""What the editors wrote, read and never changed."""
