"""OpenDocument spreadsheets: what LibreOffice keeps a checklist as, read and written."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from attrcheck.errors import InputError
from attrcheck.formats.caution import Caution
from attrcheck.formats.format import FileShape, Format
from attrcheck.formats.reading import read_sheet
from attrcheck.formats.storage import load, render, save_merged
from tests.support.sheets import TOWN, by_libreoffice, cells_of, plain, sheet_with, typed

ODS = FileShape(Format.ODS)
NEW = sheet_with(TOWN, url="https://example.org/town?a=b&c=d")
MINE = typed(
    NEW,
    {0: {"verdict": "misquoted", "notes": " two  blanks\nand a “line”; ü \n", "desk": "=1+1;=2", "status": "done"}},
)


_STRING = 'office:value-type="string"'
_SUM = 'table:formula="of:=1+1" office:value-type="float" office:value="2"'


def _cell(words: str, attributes: str) -> str:
    return f"<table:table-cell {attributes}><text:p>{words}</text:p></table:table-cell>"


def _changed(data: bytes, *changes: tuple[str, str]) -> bytes:
    """Return the spreadsheet `data` with each first match of its content changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for pattern, instead in changes if name == "content.xml" else ():
                content = re.sub(pattern, instead, content.decode(), count=1, flags=re.S).encode()
            new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(("start", "ending"), [("ods", "ods"), ("xlsx", "ods"), ("ods", "xlsx"), ("csv", "ods")])
def test_a_file_that_libreoffice_saved_merges(tmp_path: Path, start: str, ending: str) -> None:
    """What LibreOffice opened and saved as it likes merges, every cell that was typed is there, and no cell is run."""
    path = tmp_path / f"list.{start}"
    path.write_bytes(render(MINE, FileShape(Format(start))))
    saved = by_libreoffice(path, ending, "", tmp_path / "out")
    assert plain(load(saved)) == plain(MINE)
    save_merged(
        saved,
        sheet_with(TOWN, url="https://example.org/town?a=b&c=d"),
        shape=FileShape(Format(ending)),
        caution=Caution(),
    )
    assert cells_of(load(saved), "verdict", "desk", "notes") == cells_of(MINE, "verdict", "desk", "notes")


def test_what_a_person_does_in_it_is_read() -> None:
    """Dates, figures and formulas that a person put into cells read as text; what no cell says is named."""
    day, total = _cell("4.3.26", 'office:value-type="date" office:date-value="2026-03-04"'), _cell("2", _SUM)
    note = "<office:annotation><text:p>phoned</text:p></office:annotation><text:p>misquoted</text:p>"
    row = f"<table:table-row>{_cell('Tuesday', _STRING)}</table:table-row>"
    other = f'<table:table table:name="calls">{row}</table:table>'
    sheet = typed(sheet_with(TOWN), {0: {"verdict": "misquoted", "checked_on": "DAY", "desk": "SUM"}})
    cell = r"<table:table-cell(?: [^>]*)?><text:p>{}</text:p></table:table-cell>"
    data = _changed(
        render(sheet, ODS),
        (cell.format("DAY"), day),
        (cell.format("SUM"), total),
        ("<text:p>misquoted</text:p>", note),
        ("</office:spreadsheet>", f"{other}</office:spreadsheet>"),
    )
    read = read_sheet(data, name="x.ods")
    assert cells_of(read, "verdict", "checked_on", "desk")[0] == ("misquoted", "2026-03-04", "2")
    assert read.lost == ("the worksheet 'calls'", "formulas, of which the values stay", "comments")


def test_rows_and_cells_that_stand_for_many_cost_nothing() -> None:
    """Blank rows and columns to the end of the worksheet are none; a filled row a million times over is refused."""
    cell = '<table:table-cell table:number-columns-repeated="16384"/>'
    blank = f'<table:table-row table:number-rows-repeated="1048000">{cell}</table:table-row></table:table>'
    sheet = sheet_with(TOWN)
    assert plain(read_sheet(_changed(render(sheet, ODS), ("</table:table>", blank)), name="x.ods")) == plain(sheet)
    many = _changed(render(sheet, ODS), ('table:style-name="row"', 'table:number-rows-repeated="1048000"'))
    with pytest.raises(InputError, match="too large"):
        read_sheet(many, name="x.ods")


def test_a_damaged_one_is_refused() -> None:
    """A spreadsheet that is cut off or holds no XML is called damaged."""
    data = render(sheet_with(TOWN), ODS)
    for broken in (data[:-300], _changed(data, ("<office:body>", "<office"))):
        with pytest.raises(InputError, match="damaged"):
            read_sheet(broken, name="x.ods")
