# SPDX-License-Identifier: MIT
"""One document becomes one view; the stylesheets of `xslt/` do it, these rooms call them."""
