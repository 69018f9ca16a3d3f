"""CSV as spreadsheet programs part it: whichever separator they take, no cell moves and none becomes a formula."""

from __future__ import annotations

import csv as standard_csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrcheck.checklist.sheet import Dialect
from attrcheck.errors import InputError
from attrcheck.formats import csv
from attrcheck.formats.format import FileShape, Format
from attrcheck.formats.formulas import guarded, unguarded
from attrcheck.formats.reading import read_sheet
from attrcheck.formats.storage import render
from tests.support.sheets import TOWN, by_libreoffice, cells_of, plain, sheet_with, typed

#: What a hostile article or a careless person may leave in a cell.
ODD = [
    "the reply was yes;=1+41; and no more",
    "it said ;=cmd|'/C calc'!A0;",
    "x; @SUM(1)",
    "a\n=1+1;b",
    "a;'=1",
    "tab\t+1",
    "a | -2",
    "(＝1);＋1",
    "- one\n- two\n- three",
    'he said "=1";"=2"',
]


def _parted(text: str, delimiters: str) -> list[list[str]]:
    """Return the cells of `text` as a program finds them that parts at each of `delimiters`."""
    comma = "\ue000"
    one = re.sub(f"[{re.escape(delimiters)}]", comma, text) if len(delimiters) == 1 else text
    if len(delimiters) > 1:
        quoted = re.findall(r'"(?:[^"]|"")*"|[^"]', text)
        one = "".join(comma if part in delimiters else part for part in quoted)
    return list(standard_csv.reader(io.StringIO(one, newline=""), delimiter=comma))


@pytest.mark.parametrize("words", ODD)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("taken", [",", ";", "\t", "|", ",;\t"])
def test_no_program_finds_a_formula(words: str, delimiter: str, taken: str) -> None:
    """Whatever separator a file has and a program takes, no cell that the program finds begins as a formula."""
    sheet = replace(typed(sheet_with(TOWN), {0: {"statement": words, "notes": words}}), dialect=Dialect(delimiter))
    text = csv.write_sheet(sheet)
    formulas = [c for record in _parted(text, taken) for c in record if re.match(r"\s*[=+@＝＋－＠-]", c)]
    assert formulas == []
    assert plain(csv.read(text)) == plain(sheet)


@pytest.mark.parametrize("words", ODD)
def test_no_cell_moves_where_commas_semicolons_and_tabs_part(words: str) -> None:
    """LibreOffice's import, which at first parts at all three, finds the columns that there are."""
    sheet = typed(sheet_with(TOWN), {0: {"statement": words, "notes": words}})
    records = _parted(csv.write_sheet(sheet), ",;\t")
    assert records == list(standard_csv.reader(io.StringIO(csv.write_sheet(sheet), newline="")))


@given(st.text(alphabet="'\"=-+@;,|\t\r\n ax＝", max_size=12), st.booleans())
def test_a_guard_comes_off_as_it_was_put_on(cell: str, commas: bool) -> None:
    """Whatever a cell holds, apostrophes of its own too, it is the same after guard and back."""
    assert unguarded(guarded(cell, commas=commas)) == cell


def test_words_behind_commas_stay_as_they_are() -> None:
    """In a file with commas nothing is put before a name or a list in running text."""
    sheet = typed(sheet_with(TOWN), {0: {"notes": "Thanks, @ann, -5 degrees"}})
    assert "Thanks, @ann, -5 degrees" in csv.write_sheet(sheet)
    assert "Thanks,' @ann,' -5 degrees" in csv.write_sheet(replace(sheet, dialect=Dialect(";")))


@pytest.mark.parametrize("form", [Format.CSV, Format.XLSX])
def test_raw_csv_that_a_program_took_for_cells_is_read(form: Format) -> None:
    """A file that a program opened at semicolons, as lines of raw CSV, and saved, is the checklist that it was."""
    sheet = typed(sheet_with(TOWN), {0: {"notes": "one; two\nthree", "verdict": "misquoted"}})
    cells = list(standard_csv.reader(io.StringIO(csv.write_sheet(sheet), newline=""), delimiter=";"))
    width = max(map(len, cells))
    rows = [[*record, *[""] * (width - len(record))] for record in cells]
    data = _saved(rows, form)
    read = read_sheet(data, name="x.csv")
    assert plain(read) == plain(sheet)
    assert [notice.partition(" it is read")[0] for notice in read.notices] == [
        "x.csv: a program had opened it as lines of raw CSV, with another separator;"
    ]


def _saved(rows: list[list[str]], form: Format) -> bytes:
    if form is Format.XLSX:
        from openpyxl import Workbook

        book, out = Workbook(), io.BytesIO()
        for record in rows:
            book.worksheets[0].append(record)
        book.save(out)
        return out.getvalue()
    text = io.StringIO(newline="")
    standard_csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def test_lines_that_are_no_checklist_are_no_checklist() -> None:
    """Raw CSV of something else in one column is refused as anything else is."""
    with pytest.raises(InputError, match="column 'id' is missing"):
        read_sheet(b'"id,name,age";\n"1,Ann,3";\n', name="x.csv")


@pytest.mark.parametrize("dialect", [Dialect(), Dialect(";")])
@pytest.mark.parametrize("separators", ["44/59/9", "59", "44"])
def test_libreoffice_finds_no_formula(tmp_path: Path, dialect: Dialect, separators: str) -> None:
    """LibreOffice, told to part a hostile file at any separators and to run formulas, runs none."""
    cells = {n % 3: {f"note {n}": words, "statement": words} for n, words in enumerate(ODD)}
    path = tmp_path / "list.csv"
    path.write_bytes(render(replace(typed(sheet_with(TOWN), cells), dialect=dialect), FileShape(Format.CSV)))
    read = f"{separators},34,76,1,,0,false,true,false,false,false,-1,true"
    saved = by_libreoffice(path, "xlsx", "", tmp_path / "out", read=read)
    from openpyxl import load_workbook

    page = load_workbook(saved).worksheets[0]
    assert [cell.coordinate for record in page.iter_rows() for cell in record if cell.data_type == "f"] == []
    if dialect.delimiter in {"44/59/9": ",;\t", "59": ";", "44": ",", "9": "\t"}[separators]:
        assert cells_of(read_sheet(saved.read_bytes(), name="x.xlsx"), "id", "statement") == cells_of(
            typed(sheet_with(TOWN), cells), "id", "statement"
        )
