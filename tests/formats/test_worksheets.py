"""Several checklists in one workbook, a worksheet each: read together, nothing mixed, each row written where it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill

from attrcheck.checklist.columns import MERGED
from attrcheck.checklist.merging import merge
from attrcheck.checklist.progress import progress
from attrcheck.checklist.sheet import Sheet, as_sheet
from attrcheck.errors import InputError
from attrcheck.formats.caution import Caution
from attrcheck.formats.format import FileShape, Format
from attrcheck.formats.reading import read_sheet
from attrcheck.formats.storage import load, render, save_merged
from tests.support.sheets import (
    TOWN,
    Said,
    book_bytes,
    book_of,
    by_libreoffice,
    cells_of,
    checklist_with,
    passed_through,
    sheet_with,
    typed,
)

PORT: tuple[Said, ...] = (("Max Roe", "told", "ships left the harbour at dawn"), ("Eve Ray", "added", "it was quiet"))
PARK: tuple[Said, ...] = (("Lou Kent", "promised", "forty new trees"), ("Jo Hale", "doubted", "that any will grow"))
DONE = {"status": "done", "verdict": "misquoted", "checked_by": "Ana"}


def _essay(name: str, said: Sequence[Said]) -> Sheet:
    return as_sheet(checklist_with(said, title="", file=f"{name}.txt"))


def _together(**sheets: Sheet) -> Workbook:
    """Return a workbook in which a person has put `sheets`, a worksheet each."""
    books = [(title, book_of(sheet)) for title, sheet in sheets.items()]
    whole = books[0][1]
    whole["checklist"].title = books[0][0]
    for title, book in books[1:]:
        page = whole.create_sheet(title)
        for row in book["checklist"].iter_rows(values_only=True):
            page.append(row)
    return whole


CLASS = {
    "Abel": typed(_essay("Abel", TOWN), {0: DONE, 1: {"grade": "B"}}),
    "Dora": typed(_essay("Dora", PORT), {0: {"notes": "well seen"}}),
    "Finn": _essay("Finn", TOWN),
}


@pytest.mark.parametrize("ending", ["xlsx", "ods", "saved as xlsx", "saved as ods"])
def test_each_row_stays_on_its_worksheet(tmp_path: Path, ending: str) -> None:
    """One essay is read again: its worksheet changes, and the others hold what they held; progress counts them all."""
    path = tmp_path / "class.xlsx"
    path.write_bytes(book_bytes(_together(**CLASS)))
    form = Format(ending.rpartition(" ")[2])
    if ending.startswith("saved"):
        path = by_libreoffice(path, form.ending[1:], "", tmp_path / "out")
    elif form is Format.ODS:
        path = tmp_path / "class.ods"
        path.write_bytes(render(load(path.with_suffix(".xlsx")), FileShape(form)))
    sheet = load(path)
    assert cells_of(sheet, "article_file", "status", "notes") == [
        *(("Abel.txt", "done", ""), ("Abel.txt", "todo", ""), ("Abel.txt", "todo", "")),
        *(("Dora.txt", "todo", "well seen"), ("Dora.txt", "todo", "")),
        *(("Finn.txt", "todo", ""),) * 3,
    ]
    assert sheet.notices == (f"{path}: its worksheets 'Abel', 'Dora', 'Finn' are read together",)
    assert [(done, rows) for _, done, rows in progress(sheet).articles] == [(1, 3), (0, 2), (0, 3)]
    corrected = (("Max Roe", "told", "ships left the old harbour at dawn"), PORT[1])
    merged = save_merged(path, _essay("Dora", corrected), shape=FileShape(form), caution=Caution())
    assert (merged.changed, merged.gone, merged.new) == (1, 0, 0)
    again = load(path)
    assert [row.page for row in again.rows] == ["Abel"] * 3 + ["Dora"] * 2 + ["Finn"] * 3
    assert cells_of(again, "status", "notes", MERGED)[3:5] == [("todo", "well seen", "changed"), ("todo", "", "")]
    assert cells_of(again, "id", "grade") == cells_of(sheet, "id", "grade")


def test_worksheets_keep_their_looks_and_their_own_columns(tmp_path: Path) -> None:
    """Colours, heights, columns and other worksheets stay on each; a new essay gets a worksheet of its own."""
    path = tmp_path / "class.xlsx"
    book = _together(**CLASS)
    book["Dora"]["A2"].fill = PatternFill("solid", fgColor="00FF00")
    book["Finn"].row_dimensions[3].height = 77
    book["Finn"].delete_cols([cell.value for cell in book["Finn"][1]].index("context") + 1)
    book.create_sheet("grades", 1)["A1"] = "of the term"
    path.write_bytes(book_bytes(book))
    new = as_sheet(
        *(checklist_with(said, title="", file=f"{name}.txt") for name, said in (("Finn", TOWN), ("Gi/na", PARK)))
    )
    for _ in range(2):
        save_merged(path, new, shape=FileShape(Format.XLSX), caution=Caution())
        now = load_workbook(path)
        assert now.sheetnames == ["Abel", "grades", "Dora", "Finn", "na", "lists"]
        headers = {page.title: [cell.value for cell in page[1]] for page in now.worksheets}
        assert ["grade" in headers[name] for name in ("Abel", "Dora", "Finn", "na")] == [True, False, False, False]
        assert ["context" in headers[name] for name in ("Abel", "Finn")] == [True, False]
        assert now["Dora"]["A2"].fill.fgColor.rgb == "0000FF00"
        assert now["Finn"].row_dimensions[3].height == 77
        assert [page.max_row for page in now.worksheets[:5]] == [4, 1, 3, 4, 3]
        assert {str(one.sqref)[-1] for one in now["na"].data_validations.dataValidation} == {"3"}


def test_essays_without_a_name_are_told_apart_by_their_worksheets() -> None:
    """Where no column says which article a row is from, the worksheet does, and equal essays stay apart."""
    bare = [
        replace(sheet, columns=tuple(c for c in sheet.columns if not c.startswith("article_")))
        for sheet in (_essay("one", TOWN), typed(_essay("two", TOWN), {0: DONE}))
    ]
    bare = [
        replace(sheet, rows=tuple(replace(r, cells={**r.cells, "id": f"{n}{r['id'][1:]}"}) for r in sheet.rows))
        for n, sheet in enumerate(bare)
    ]
    sheet = read_sheet(book_bytes(_together(Ann=bare[0], Bo=bare[1])), name="x.xlsx")
    assert cells_of(sheet, "article_file", "status") == [
        *(("Ann", "todo"),) * 3,
        *(("Bo", "done"), ("Bo", "todo"), ("Bo", "todo")),
    ]
    merged = merge(sheet, passed_through(sheet, Format.CSV)).sheet
    assert cells_of(merged, "status", MERGED) == [(status, "") for (status,) in cells_of(sheet, "status")]


def test_a_damaged_checklist_among_others_is_refused_by_its_name() -> None:
    """Of several worksheets the one with a column twice is named, and nothing is left out in silence."""
    book = _together(**CLASS)
    book["Dora"].cell(1, book["Dora"].max_column + 1, "status")
    with pytest.raises(InputError, match=r"worksheet 'Dora': column 'status' is there twice"):
        read_sheet(book_bytes(book), name="x.xlsx")


def test_a_workbook_of_one_checklist_says_nothing_of_worksheets() -> None:
    """A single checklist beside other worksheets has no page and no notice."""
    book = _together(Abel=sheet_with(TOWN))
    book.create_sheet("calls")["A1"] = "rang"
    sheet = read_sheet(book_bytes(book), name="x.xlsx")
    assert (sheet.notices, {row.page for row in sheet.rows}) == ((), {""})
