# SPDX-License-Identifier: MIT
"""The house of tei-edition, floor by floor; imports only point down.

    9  __main__  `python -m edition`
    8  cli       arguments, printing, exit codes: nothing else prints
    7  serve     what is built, shown while it is worked on
    6  build     the order of the work, read as a table of contents · lsp  what an editor's program asks, answered
    5  publish   views become files for readers: site, PDF, fonts
    4  render    one document becomes one view
    3  validate  is it sound? · model  what the edition knows · schema  ODD becomes schemas · layout  in order · starter  a project
    2  source    what the editors wrote: documents, transcripts, the corpus · relaxng  schemas as languages
    1  engines   the only rooms that call lxml, saxonche, xmlschema, weasyprint, fontTools, regex · report  findings as others read them
    0  findings, rules, names, settings, definitions, errors, speech, checkdigits

Nothing inside imports from this file.
"""

__version__ = "0.1.0"
