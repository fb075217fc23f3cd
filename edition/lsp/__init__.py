# SPDX-License-Identifier: MIT
"""The language server: what the checks, the schema and the pointers know, told to an editor while he types.

`protocol` speaks with it; each other module answers one kind of question about the texts of a `desk`, and knows nothing of who asks.
"""
