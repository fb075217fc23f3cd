# SPDX-License-Identifier: MIT
"""Which rules are told of which file, and how much they weigh: the settings of a project, and a call."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from edition.errors import WrongUse
from edition.findings import Finding, Place, Severity
from edition.report.selection import Selection
from edition.settings import Check, read

ROOT = Path("/corpus")
CODES = ["ID001", "PTR001", "PTR002", "XML001"]


def told(check: Check | None = None, file: str = "tei/a.xml", **call: Any) -> list[str]:
    """The codes that are told, of one finding of each."""
    findings = [Finding(code, Place(ROOT / file, 1, 1), "m") for code in CODES]
    return [each.code for each in Selection(check or Check(), ROOT, **call).chosen(findings)]


@pytest.mark.parametrize(
    ("check", "call", "expected"),
    [
        (Check(), {}, CODES),
        (Check(select=("PTR",)), {}, ["PTR001", "PTR002", "XML001"]),
        (Check(), {"select": ["PTR001", "ID"]}, ["ID001", "PTR001", "XML001"]),
        (Check(), {"ignore": ["PTR"]}, ["ID001", "XML001"]),
        (Check(ignore=("PTR",)), {"select": ["PTR002"]}, ["PTR002", "XML001"]),
        (Check(ignore=("ID",)), {"ignore": ["PTR001"]}, ["PTR002", "XML001"]),
        (Check(select=("PTR",)), {"select": ["ID"]}, ["ID001", "XML001"]),
        (Check(), {"select": ["PTR"], "ignore": ["PTR"]}, ["XML001"]),
        (Check(ignore=("ALL",)), {}, ["XML001"]),
        (Check(select=("ALL",), ignore=("PTR",)), {}, ["ID001", "XML001"]),
        (Check(severity={"PTR": "off"}), {}, ["ID001", "XML001"]),
        (Check(severity={"PTR": "off", "PTR002": "info"}), {}, ["ID001", "PTR002", "XML001"]),
    ],
)
def test_what_is_told(check: Check, call: dict[str, Any], expected: list[str]) -> None:
    """The longer word decides, the call's choice replaces that of the settings, and a file that is no XML is always told of."""
    assert told(check, **call) == expected


@pytest.mark.parametrize(
    ("pattern", "file", "hushed"),
    [
        ("tei/legacy/*", "tei/legacy/1881/a.xml", True),
        ("tei/legacy/*", "tei/a.xml", False),
        ("legacy-*.xml", "tei/legacy-1.xml", True),
        ("tei/a.xml", "tei/a.xml", True),
        ("a.xml", "tei/b/a.xml", True),
    ],
)
def test_files_of_their_own(pattern: str, file: str, hushed: bool) -> None:
    """A pattern with a slash is of the whole name from the settings' folder, another of the last part."""
    assert ("PTR001" not in told(Check(per_file={pattern: ("PTR001",)}), file)) == hushed


def test_what_is_left_out_for_a_file_stays_out() -> None:
    """However exactly a rule is asked for, it is not told of a file for which it is left out, not even as one of many."""
    check = Check(select=("PTR001",), per_file={"a.xml": ("PTR",)})

    assert told(check) == ["XML001"]
    assert told(check, select=["PTR002"]) == ["XML001"]
    assert told(check, "b.xml") == ["PTR001", "XML001"]


def test_a_project_weighs_rules_its_own_way() -> None:
    """A finding weighs what the project says, whatever its rule says."""
    finding = Finding("NOT002", Place(ROOT / "a.xml", 1, 1), "m", severity=Severity.WARNING)
    (weighed,) = Selection(Check(severity={"NOT": "error"}), ROOT).chosen([finding])

    assert weighed.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[edition]\ntitle = "x"\nsing = "leiden"', 3, "`sing` is no setting; did you mean `signs`?"),
        ("[edition]\nlineation = 1", 2, "`lineation` must be true or false"),
        ('[edition]\nsigns = "lieden"', 2, "'lieden' is no system of signs"),
        ('[edition.check]\nselekt = ["PTR"]', 2, "`selekt` is no setting of `[edition.check]`; did you mean `select`?"),
        ('[edition.check]\nselect = "PTR"', 2, "`select` must be a list of texts"),
        ('[edition.check]\nselect = [\n  "PTR001",\n  "PTR999",\n]', 4, "`PTR999` is no code of a rule, and none begins so"),
        ('[edition.check]\nignore = ["ptr001"]', 2, "did you mean `PTR001`?"),
        ('# ID001 "loud"\n[edition.check.severity]\nID001 = "loud"', 3, "'loud' is no weight of a rule; there are error, warning"),
        ('[edition.check]\nseverity = { IDD001 = "off" }', 2, "`IDD001` is no code of a rule, and none begins so; did you mean"),
        ('[edition.check.per-file]\n"b.xml" = ["ID"]\n"a.xml" = ["QQ"]', 3, "`QQ` is no code of a rule"),
        ('[edition.check.per-file]\n"a.xml" = "ID"', 1, "`per-file` must be a table of lists"),
        ('[edition.check]\nrules-url = "docs/{code}"', 2, "is no address on the net"),
        ('[edition.site]\nurl = "https://x.org"\ngateway = "x.org"', 3, "'x.org' is no address on the net"),
        ('[edition.site]\nemail = "x.org"', 2, "'x.org' is no address of mail"),
        ('[edition.book]\ntitle = "x"\nisbn = "978-3-16-148410-1"', 3, "'978-3-16-148410-1' is no ISBN"),
        ("[edition]\ncheck = 1", 2, "`check` is a table, `[edition.check]`"),
        ('[edition]\nedition.x = 1\nsigns = "x"', 2, "`edition` is no setting"),
        ('[edition]\nedition.x = 1\n[other]\nsigns = 1', 3, "`other` stands outside of `[edition]`"),
    ],
)  # fmt: skip
def test_what_means_nothing_is_said_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    """A wrong key, value or code is named with its file, its line, and what was probably meant."""
    file = tmp_path / "edition.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(WrongUse) as raised:
        read(tmp_path)

    assert str(raised.value).startswith(f"{file}:{line}: "), str(raised.value)
    assert said in str(raised.value)


def test_the_settings_of_a_check(tmp_path: Path) -> None:
    """All that can be said is read, in `pyproject.toml` too."""
    (tmp_path / "pyproject.toml").write_text(
        '[tool.edition.check]\nselect = ["ALL"]\nignore = ["NOT"]\nseverity = { REG001 = "warning" }\n'
        'rules-url = "https://x.org/{code}"\n[tool.edition.check.per-file]\n"old/*" = ["PTR", "ID001"]\n',
        encoding="utf-8",
    )

    assert read(tmp_path).check == Check(
        select=("ALL",),
        ignore=("NOT",),
        severity={"REG001": "warning"},
        per_file={"old/*": ("PTR", "ID001")},
        rules_url="https://x.org/{code}",
    )
