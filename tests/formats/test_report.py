"""What a report tells of a checklist, and in which order."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest

from attrcheck.checklist import Sheet
from attrcheck.formats import View, report_bytes
from attrcheck.formats.storage import load
from tests.support.command_line import attrcheck as run
from tests.support.sheets import sheet_with

_SAID = (
    ("Ann Lee", "said", "the pool was closed"),
    ("Bo Dahl", "said", "the pool was never open"),
    ("Ann Lee", "added", "it leaks"),
    ("sources", "said", "the mayor knew"),
)


def _worked_on() -> Sheet:
    """Return a checklist of which one row is wrong, one holds, one is altered and one is open."""
    sheet = sheet_with(_SAID)
    typed = (
        {"status": "done", "verdict": "verified_verbatim", "checked_by": "Ana"},
        {"status": "done", "verdict": "misquoted", "notes": "He said “hardly ever”.", "checked_by": "Ana"},
        {
            "against_outcome": "altered",
            "against_detail": "There stands “drips”.",
            "against_place": "tape.vtt",
        },
        {"source_kind": "anonymous"},
    )
    rows = tuple(
        type(row)({**row.cells, "source_kind": row["source_kind"] or "person", **cells}, row.item)
        for row, cells in zip(sheet.rows, typed, strict=True)
    )
    return Sheet(sheet.columns, rows, sheet.heads)


REPORT = """# Report: {title}

Done: 2 of 4 · Status: 2 done, 2 todo · Verdict: 1 verified verbatim, 1 misquoted · Sources: 3 person, 1 anonymous · \
Checked by: 2 Ana

## Wrong (1)

- **Bo Dahl**: the pool was never open — misquoted · He said “hardly ever”. · Checked by Ana

## Not as in the material (1)

- **Ann Lee**: it leaks — Against the material: altered (tape.vtt): There stands “drips”.

## Anonymous (1)

- **sources**: the mayor knew

1 found to hold.
"""


def test_a_report_tells_the_problems_first_and_each_row_once() -> None:
    """What is wrong leads, what is other in the material follows, and what holds is counted only."""
    said = report_bytes(_worked_on(), "markdown").decode()
    title = said.split("\n", 1)[0].removeprefix("# Report: ")
    assert re.sub(r" \(paragraph \d+\)", "", said) == REPORT.format(title=title)


def test_ten_rows_stand_on_one_page() -> None:
    """A report on ten rows has no more lines than a page, and the page and the Word document say the same."""
    said = report_bytes(_worked_on(), "markdown").decode()
    assert len(said.splitlines()) < 40
    page = report_bytes(_worked_on(), "html").decode()
    document = docx.Document(io.BytesIO(report_bytes(_worked_on(), "docx")))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for words in ("Wrong (1)", "the pool was never open", "He said “hardly ever”.", "1 found to hold."):
        assert words in page
        assert words in text


def test_a_call_sheet_has_everybody_once() -> None:
    """Each source has its statements in order, what to ask, and a line for having read them back."""
    said = report_bytes(_worked_on(), "markdown", View.PEOPLE).decode()
    assert [line for line in said.splitlines() if line.startswith("## ")] == ["## Ann Lee", "## Bo Dahl", "## sources"]
    assert said.count("Read back on") == 3
    assert said.index("the pool was closed") < said.index("it leaks") < said.index("## Bo Dahl")


@pytest.mark.parametrize("name", ["report.html", "report.md", "report.docx"])
def test_the_command_writes_a_report(tmp_path: Path, name: str) -> None:
    """A checklist becomes a report of its file's kind; what is there stays, unless it is to go."""
    (tmp_path / "a.txt").write_text("Ann Lee said the pool was closed. Bo Dahl said it was open.", encoding="utf8")
    assert run("check", "a.txt", "-o", "list.csv", "-q", cwd=tmp_path).returncode == 0
    before = load(tmp_path / "list.csv").rows
    assert run("report", "list.csv", "-o", name, cwd=tmp_path).returncode == 0
    first = (tmp_path / name).read_bytes()
    again = run("report", "list.csv", "-o", name, cwd=tmp_path)
    assert (again.returncode, (tmp_path / name).read_bytes()) == (3, first)
    assert run("report", "list.csv", "-o", name, "--view", "people", "--force", cwd=tmp_path).returncode == 0
    assert (tmp_path / name).read_bytes() != first
    assert load(tmp_path / "list.csv").rows == before


def test_what_no_report_can_be_is_told(tmp_path: Path) -> None:
    """A name that says nothing of a report is refused, and so is a view in another format."""
    (tmp_path / "a.txt").write_text("Ann Lee said the pool was closed.", encoding="utf8")
    assert run("check", "a.txt", "-o", "list.csv", "-q", cwd=tmp_path).returncode == 0
    wrong = run("report", "list.csv", "-o", "report.csv", cwd=tmp_path)
    assert (wrong.returncode, wrong.stderr.decode()) == (
        2,
        "attrcheck: what report.csv should hold cannot be told from its name. Use .html, .docx or .md.\n",
    )
    assert run("check", "a.txt", "--view", "people", "-o", "calls.csv", cwd=tmp_path).returncode == 2
    called = run("check", "a.txt", "--view", "people", cwd=tmp_path)
    assert called.stdout.decode().startswith("# Call sheet: a.txt\n")


def test_no_row_is_left_out_for_a_verdict_of_ones_own() -> None:
    """Rows that are done by a verdict that attrcheck does not know stand under a heading of their own."""
    sheet = sheet_with(_SAID[:1])
    cells = {"source_kind": "person", "status": "done", "verdict": "accurate", "checked_by": "Ana"}
    rows = tuple(type(row)({**row.cells, **cells}, row.item) for row in sheet.rows)
    report = report_bytes(Sheet(sheet.columns, rows, sheet.heads), "markdown").decode()
    told = "- **Ann Lee**: the pool was closed (paragraph 1) — accurate · Checked by Ana"
    assert f"## Done or skipped, with no verdict that attrcheck knows (1)\n\n{told}" in report
