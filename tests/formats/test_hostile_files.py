"""Files from elsewhere, and such as a hostile hand leaves: an answer in seconds, that says what to do."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from attrcheck.checklist.columns import COLUMNS
from attrcheck.checklist.merging import merge
from attrcheck.errors import InputError
from attrcheck.formats.format import FileShape, Format
from attrcheck.formats.reading import read_sheet
from attrcheck.formats.storage import render
from tests.support.sheets import TOWN, book_bytes, book_of, plain, sheet_with

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (OLD + b"\0" * 600, "x is a workbook of an old program (.xls). Save it as .xlsx, .ods or .csv"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "x is locked with a password. Save it without one"),
        (
            _archive("[Content_Types].xml", "xl/workbook.bin"),
            "x is a binary workbook (.xlsb). Save it as .xlsx, .ods or .csv",
        ),
        (_archive("Index/Document.iwa"), "x is a Numbers spreadsheet. Save it as"),
        (_archive("[Content_Types].xml", "word/document.xml"), "x is a Word document. Save it as"),
        (b"%PDF-1.7\n", "x is no spreadsheet"),
        (bytes(range(256)) * 9, "x is no text, and no checklist. Save it as .xlsx, .ods or .csv"),
    ],
)
def test_a_file_of_another_kind_is_refused_by_its_kind(data: bytes, told: str) -> None:
    """What no checklist can be read from is called what it is, with what to save it as."""
    with pytest.raises(InputError) as caught:
        read_sheet(data, name="x")
    assert told in str(caught.value)


def _with_range(area: str, mark: bytes, part: str) -> bytes:
    """Return a workbook whose checklist has `part` about the range `area` before `mark`."""
    book = zipfile.ZipFile(io.BytesIO(book_bytes(book_of(sheet_with(TOWN)))))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in book.namelist():
            data = book.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = data.replace(mark, part.format(area).encode() + mark, 1)
            archive.writestr(name, data)
    return out.getvalue()


RANGES = [
    (b"<dataValidations", '<mergeCells><mergeCell ref="{}"/></mergeCells>'),
    (b"</worksheet>", '<hyperlinks><hyperlink ref="{}" location="A1"/></hyperlinks>'),
]


@pytest.mark.parametrize("area", ["A1:XFD1048576", "A2:C1048576", "E1:E1048576"])
@pytest.mark.parametrize(("mark", "part"), RANGES)
def test_a_range_over_everything_costs_nothing(area: str, mark: bytes, part: str) -> None:
    """Cells merged or linked over a whole worksheet are read at once, and what stands in them stays."""
    before = time.process_time()
    read = read_sheet(_with_range(area, mark, part), name="x.xlsx")
    render(read, FileShape(Format.XLSX))
    assert time.process_time() - before < 5
    assert [row["id"] for row in read.rows] == [row["id"] for row in sheet_with(TOWN).rows]
    assert read.lost == (("merged cells",) if "mergeCell" in part else ())


@pytest.mark.parametrize("names", [(), ("id", "status"), COLUMNS])
@pytest.mark.parametrize("own", ["a{}", "a", ""])
def test_many_columns_are_refused_in_time(names: tuple[str, ...], own: str) -> None:
    """A file with more columns than any spreadsheet has is refused; as many as one has are read."""
    before = time.process_time()
    for many in (200_000, 16_384 - len(COLUMNS)):
        header = ",".join([*names, *(own.format(number) for number in range(many))])
        data = f"{header}\n{','.join('x' * (header.count(',') + 1))}\n".encode()
        if many < 16_384 and names == COLUMNS:
            assert len(read_sheet(data, name="x.csv").columns) == 16_384
            continue
        with pytest.raises(InputError, match=r"this is (no|not a) checklist"):
            read_sheet(data, name="x.csv")
    assert time.process_time() - before < 30


def test_columns_that_nobody_filled_are_none() -> None:
    """Separators behind the last column, as many as there may be, add nothing."""
    sheet = sheet_with(TOWN)
    lines = render(sheet, FileShape(Format.CSV)).decode().replace("\r\n", "," * 50_000 + "\r\n").encode()
    assert plain(merge(read_sheet(lines, name="x.csv"), sheet).sheet) == plain(merge(sheet, sheet).sheet)
