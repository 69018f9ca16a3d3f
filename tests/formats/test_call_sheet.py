"""Who read which statements back, and when: filled in on a workbook's worksheet, in a page or a row, it is the same."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest

from attrcheck.checklist import READ_BACK, Sheet, merge, people_of
from attrcheck.formats import View, report_bytes
from attrcheck.formats.csv import read as read_csv
from attrcheck.formats.csv import write_sheet as write_csv
from attrcheck.formats.format import Format
from attrcheck.formats.storage import left_behind
from attrcheck.formats.xlsx.reader import read
from attrcheck.formats.xlsx.writer import write_sheet
from tests.support.sheets import sheet_with

_SAID = (
    ("Ann Lee", "said", "the pool was closed"),
    ("Bo Dahl", "said", "the pool was never open"),
    ("Ann Lee", "added", "it leaks"),
)


def _sheet(said: tuple[tuple[str, str, str], ...] = _SAID) -> Sheet:
    sheet = sheet_with(said)
    rows = tuple(
        replace(row, cells={**row.cells, "source_kind": "person", "start": str(100 * number)}, item=None)
        for number, row in enumerate(sheet.rows)
    )
    return replace(sheet, rows=rows)


def _filled(data: bytes, cells: Mapping[str, Any]) -> bytes:
    """Return the workbook with these cells of the worksheet of people."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for place, value in cells.items():
        book["people"][place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _people(data: bytes) -> list[tuple[Any, ...]]:
    rows = openpyxl.load_workbook(io.BytesIO(data))["people"].iter_rows(min_row=2, values_only=True)
    return [(row[0], *row[5:]) for row in rows]


def _cells(sheet: Sheet) -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in READ_BACK) for row in sheet.rows]


def test_what_is_filled_in_on_the_worksheet_is_the_rows() -> None:
    """A date and a name on the call sheet are cells of the person's first row, in CSV, report and workbook too."""
    sheet = read(_filled(write_sheet(_sheet()), {"F2": date(2026, 5, 2), "G2": "Zoë", "G3": "Kim"}))
    assert _cells(sheet) == [("2026-05-02", "Zoë"), ("", "Kim"), ("", "")]
    assert (sheet.all_lost, sheet.notices) == ((), ())
    assert _cells(read_csv(write_csv(sheet))) == _cells(sheet)
    assert _people(write_sheet(sheet)) == [("Ann Lee", "2026-05-02", "Zoë"), ("Bo Dahl", None, "Kim")]
    said = report_bytes(sheet, "markdown", View.PEOPLE).decode()
    assert "Read back on 2026-05-02 by Zoë" in said.replace("\\", "")
    assert "by Kim" in said


def test_what_is_filled_in_elsewhere_stands_on_the_worksheet() -> None:
    """What was typed in a page or a CSV is shown on the call sheet, whichever of the person's rows holds it."""
    sheet = _sheet()
    last = replace(sheet.rows[2], cells={**sheet.rows[2].cells, "read back by": "Zoë"})
    whole = replace(sheet, rows=(*sheet.rows[:2], last), columns=(*sheet.columns, *READ_BACK))
    data = write_sheet(whole)
    assert _people(data)[0] == ("Ann Lee", None, "Zoë")
    again = read(_filled(data, {"F2": "today"}))
    assert _cells(again) == [("today", ""), ("", ""), ("", "Zoë")]


def test_it_stays_where_the_article_is_read_again() -> None:
    """A fuller name, an earlier statement, or the end of the only statement that held it take nothing away."""
    old = read(_filled(write_sheet(_sheet()), {"F2": "today", "G2": "Zoë"}))
    fuller = _sheet(
        (
            ("Ann Mary Lee", "warned", "nobody should swim"),
            *(("Ann Mary Lee", *one[1:]) for one in _SAID if one[0] == "Ann Lee"),
        )
    )
    merged = merge(old, fuller).sheet
    person = next(one for one in people_of(merged) if one.name == "Ann Mary Lee")
    assert person.read_back == ("today", "Zoë")
    assert ("Ann Mary Lee", "today", "Zoë") in _people(write_sheet(merged))
    without = merge(old, _sheet((("Ann Lee", "added", "it leaks"),))).sheet
    assert people_of(without)[0].read_back == ("today", "Zoë")


def test_two_who_read_back_are_both_told() -> None:
    """Where two people have filled in different things, a merge says so, as of any cell that people fill in."""
    mine = read(_filled(write_sheet(_sheet()), {"G2": "Zoë"}))
    theirs = read(_filled(write_sheet(_sheet()), {"G2": "Kim"}))
    merged = merge(mine, theirs)
    assert merged.conflicts == 1
    said = " ".join(cell for row in merged.sheet.rows for cell in row.cells.values())
    assert "Zoë" in said
    assert "Kim" in said


def test_a_worksheet_that_says_otherwise_than_a_row_is_told() -> None:
    """What was changed on the call sheet holds, and a notice says what it takes the place of."""
    first = write_sheet(read(_filled(write_sheet(_sheet()), {"G2": "Zoë"})))
    sheet = read(_filled(first, {"G2": "Kim"}))
    assert _cells(sheet)[0] == ("", "Kim")
    assert sheet.notices == ("Ann Lee: read back by 'Kim' takes the place of 'Zoë'",)


@pytest.mark.parametrize("form", [Format.XLSX, Format.CSV])
def test_somebody_of_whom_no_row_is_is_named(form: Format) -> None:
    """What is filled in of a person whom the checklist does not have is said to be left behind, not dropped."""
    sheet = read(_filled(write_sheet(_sheet()), {"A2": "Anne Leigh", "G2": "Zoë"}))
    assert _cells(sheet)[0] == ("", "")
    assert left_behind(sheet, sheet, form)[0] == "who read statements back to 'Anne Leigh', of whom no row is"


def test_columns_that_somebody_adds_to_the_worksheet_stay() -> None:
    """A telephone number beside a name is still beside it when the workbook is written again."""
    data = _filled(write_sheet(_sheet()), {"H1": "telephone", "H3": "0123", "G3": "Kim"})
    sheet = read(data)
    assert sheet.all_lost == ("the worksheet 'people'",)
    assert _people(write_sheet(sheet)) == [("Ann Lee", None, None, None), ("Bo Dahl", None, "Kim", "0123")]
