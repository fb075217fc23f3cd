# SPDX-License-Identifier: MIT
"""An ODD becomes a RELAX NG, an XML Schema and a Schematron; what it says is also told to whoever writes messages.

    odd            the ODD of a file → one schema: what it takes up, adds, changes, replaces and deletes
    library        the components of what it takes up from
    sources        where the specifications come from that it takes up; nothing is fetched
    specifications one specification → a value, or a change to one;  legacy  RELAX NG inside an ODD
    places         where exactly something stands in an ODD, when there is something to say of it
    merge          a component as a customisation changes it
    settle         nothing loose: references are good or gone, and what no element needs is dropped
    declarations   what an ODD declares, as frozen values, and what that comes to with all inheritance
    automaton      what a content model allows, state by state; whether it can be read without looking ahead
    relaxng        → the main schema
    xsd            → the second schema, wider where XSD 1.0 cannot say the same
    schematron     → the rules that need more than a grammar
    documentation  → pages for those who encode;  prose, labels  what stands in them
    build          the three files, with the digest of their source; are they fresh?
    describe       the elements, attributes and values allowed at a place, and what they mean

An ODD may stand alone, as ours does, or customise another: the specifications of TEI, or what is itself a customisation.
"""
