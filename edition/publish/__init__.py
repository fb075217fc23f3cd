# SPDX-License-Identifier: MIT
"""Views become files for readers: a site, books, fonts."""
