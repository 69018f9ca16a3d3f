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


def _typed(data: bytes, cells: Mapping[str, Any]) -> bytes:
    """Return the workbook with these cells, by their columns, of its first row."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    page = book.worksheets[0]
    columns = [cell.value for cell in page[1]]
    for column, value in cells.items():
        page.cell(2, columns.index(column) + 1).value = value
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


def test_a_correction_on_the_worksheet_is_the_rows() -> None:
    """What was changed or cleared on the call sheet is so in the row that held it."""
    first = write_sheet(read(_filled(write_sheet(_sheet()), {"F2": "today", "G2": "Zoë"})))
    sheet = read(_filled(first, {"F2": None, "G2": "Kim"}))
    assert _cells(sheet)[0] == ("", "Kim")
    assert sheet.notices == ()
    assert _people(write_sheet(sheet))[0] == ("Ann Lee", None, "Kim")


def test_a_correction_in_a_row_outlasts_the_worksheet() -> None:
    """A worksheet that nobody touched takes nothing back of what was typed or cleared in the row since."""
    first = write_sheet(read(_filled(write_sheet(_sheet()), {"F2": "today", "G2": "Zoë"})))
    sheet = read(_typed(first, {"read back on": None, "read back by": "Kim"}))
    assert (_cells(sheet)[0], sheet.notices) == (("", "Kim"), ())
    assert _people(write_sheet(sheet))[0] == ("Ann Lee", None, "Kim")


def test_what_is_cleared_on_the_worksheet_is_cleared_in_all_rows_of_the_person() -> None:
    """Two rows of one person may say the same; no second one comes forth when the first is cleared."""
    sheet = _sheet()
    typed = [replace(row, cells={**row.cells, "read back by": "Zoë"}) for row in sheet.rows]
    whole = replace(sheet, rows=tuple(typed), columns=(*sheet.columns, *READ_BACK))
    assert _cells(read(_filled(write_sheet(whole), {"G2": None}))) == [("", ""), ("", "Zoë"), ("", "")]


def test_statements_of_several_articles_do_not_mix() -> None:
    """Somebody's statements stand article by article, each in its order."""
    sheet = _sheet()
    other = [replace(row, cells={**row.cells, "article_title": "Later", "start": "50"}) for row in sheet.rows]
    both = replace(sheet, rows=(*sheet.rows, *other))
    person = people_of(both)[0]
    assert [row["article_title"] for row in person.rows] == [sheet.rows[0]["article_title"]] * 2 + ["Later"] * 2


def test_corrections_in_both_places_are_both_kept() -> None:
    """Where a row and the worksheet were changed to different things, both stand, and a notice says so."""
    first = write_sheet(read(_filled(write_sheet(_sheet()), {"G2": "Zoë"})))
    sheet = read(_filled(_typed(first, {"read back by": "Bo"}), {"G2": "Kim"}))
    assert _cells(sheet)[0] == ("", "Bo / Kim")
    assert sheet.notices == ("Ann Lee: read back by is 'Bo' in the rows and 'Kim' beside them",)
    assert _cells(read(write_sheet(sheet)))[0] == ("", "Bo / Kim")


@pytest.mark.parametrize("words", [None, "", "[[[", '{"a": 1}', "[1, [2]]", "[" * 100_000])
def test_a_workbook_that_does_not_tell_what_was_written_loses_nothing(words: str | None) -> None:
    """Where a program dropped or spoiled what the workbook tells of its worksheet, both places' words are kept."""
    first = write_sheet(read(_filled(write_sheet(_sheet()), {"G2": "Zoë"})))
    book = openpyxl.load_workbook(io.BytesIO(_filled(first, {"G2": "Kim"})))
    properties: Any = getattr(book, "custom_doc_props")  # noqa: B009
    if words is None:
        del properties["attrcheck people"]
    else:
        properties["attrcheck people"].value = words
    out = io.BytesIO()
    book.save(out)
    assert _cells(read(out.getvalue()))[0] == ("", "Zoë / Kim")


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
