# SPDX-License-Identifier: MIT
"""The only rooms that call another project's engine; everything above asks here."""
