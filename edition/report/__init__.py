# SPDX-License-Identifier: MIT
"""Findings as others read them: machines of continuous integration, editors' programs, a page on the net.

This room sees findings and rules, never a document: what a reader is shown of the source is handed to it. It writes no file.
"""
