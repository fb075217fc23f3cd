# SPDX-License-Identifier: MIT
"""An ODD becomes a RELAX NG, an XML Schema and a Schematron; what it says is also told to whoever writes messages.

    odd            reads the ODD; nothing is compiled yet
    declarations   what it declares, as frozen values, and what that comes to with all inheritance
    automaton      what a content model allows, state by state; whether it can be read without looking ahead
    relaxng        → the main schema
    xsd            → the second schema, wider where XSD 1.0 cannot say the same
    schematron     → the rules that need more than a grammar
    build          the three files, with the digest of their source; are they fresh?
    describe       the elements, attributes and values allowed at a place, and what they mean

The ODD must stand alone: every class, macro and datatype that it names is declared in it. Merging a
customisation with the specifications of TEI would come before `odd` and yield such an ODD.
"""
