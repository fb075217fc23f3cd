# SPDX-License-Identifier: MIT
"""How much time the rules of a schema take on large documents.

    python tests/bench/schematron.py SCHEMA.sch [FILE.xml…] [--runs N]

Prints the seconds of CPU that it takes to read and compile the schema, and then, for each file and for a made document of 20 MB, how many
elements and findings it has and the median of `runs` checks. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

from edition.source import document
from edition.source.document import Document
from edition.validate import schematron
from tests.bench.relaxng import large


def main() -> None:
    """Time and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("schema", type=Path)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    small = document.parsed(Path("small.xml"), b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')
    start = time.process_time()
    assert isinstance(small, Document)
    list(schematron.check(small, given.schema))
    print(f"{given.schema.name}: read and compiled in {time.process_time() - start:.2f} s of CPU")
    for name, data in [(file.name, file.read_bytes()) for file in given.files] + [("20 MB made", large(20))]:
        read = document.parsed(Path(name), data)
        assert isinstance(read, Document)
        times = []
        for _ in range(given.runs):
            start = time.process_time()
            found = len(list(schematron.check(read, given.schema)))
            times.append(time.process_time() - start)
        size = f"{len(data) / 1e6:.1f} MB, {len(read.elements)} elements"
        print(f"{name}: {size}, {found} findings, {statistics.median(times):.2f} s of CPU (median of {given.runs})")


if __name__ == "__main__":
    main()
