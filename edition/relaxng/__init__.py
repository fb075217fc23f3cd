# SPDX-License-Identifier: MIT
"""RELAX NG 1.0: a schema as a language that can be asked whether a document is in it, what may come next, and how it differs from another.

    loader        a schema's files → patterns (the simplification of chapter 4 of the specification), each built when it is first asked for
    compact       the compact syntax, read into the XML syntax
    syntax, restrictions  what chapters 3, 4 and 7 forbid a schema
    patterns      patterns and their derivatives; equal patterns are one object, so what was asked once is remembered
    machine       patterns as an automaton over elements, attributes and text: the verdict, in time linear in the document
    names, datatypes  name classes; the values of XSD's datatypes
    difference, examples  two languages compared, with an example document for each difference
    equivalence   whether two languages are equal, where an element can be meant in several ways
    completion    what may stand at a place of a document that is being written
    schemas       schemas by their files, opened once

Sources: RELAX NG Specification (OASIS, 3 December 2001); RELAX NG DTD Compatibility (same date); James Clark, "An algorithm for RELAX NG
validation" (2002); XML Schema Part 2 (W3C, 2004). Names are written as lxml writes them, `{namespace}local`.
"""
