"""Makes checklists of several rows, and sheets in which people have written, without a model."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from attrcheck.article.model import Span
from attrcheck.article.text.plain_text import from_text
from attrcheck.checklist.build import build
from attrcheck.checklist.model import Checklist
from attrcheck.checklist.sheet import Sheet, as_sheet
from attrcheck.formats import json
from attrcheck.formats.format import FileShape, Format
from attrcheck.formats.reading import read_sheet
from attrcheck.formats.storage import render
from attrcheck.reader.attribute import attribute
from attrcheck.reader.reading import Linked, Reading
from attrcheck.sources.identify import identify
from tests.support.marked import MADE_BY

#: A source, a cue and a statement.
Said = tuple[str, str, str]

TOWN: tuple[Said, ...] = (
    ("Ann Hill", "said", "the old bridge would be closed in May"),
    ("Bob Stone", "warned", "nobody had asked the people who live there"),
    ("critics", "say", "the repair will cost more than a new one"),
)


def checklist_with(said: Sequence[Said], *, title: str = "Town news", url: str = "", file: str = "") -> Checklist:
    """Return the checklist of an article in which each source says its statement, a paragraph each."""
    text, linked = "It rained all night long in the old town, and nobody slept.\n\n", []
    for source, cue, statement in said:
        spans = []
        for part in (source, cue, statement):
            spans.append(Span(len(text), len(text) + len(part)))
            text += f"{part} "
        linked.append(Linked((spans[0],), (spans[1],), (spans[2],), 0.9))
        text = f"{text[:-1]}.\n\n"
    article = replace(from_text(text), title=title, url=url, file=file)
    assert article.text.startswith(text.strip())
    attributions = attribute(article, Reading(tuple(linked), ()))
    return build(article, attributions, identify(article, Reading((), ()), attributions), MADE_BY)


def sheet_with(said: Sequence[Said], *, title: str = "Town news", url: str = "") -> Sheet:
    """Return that checklist as a sheet."""
    return as_sheet(checklist_with(said, title=title, url=url))


def json_sheet_with(said: Sequence[Said], *, title: str = "Town news") -> Sheet:
    """Return that checklist as the sheet that its JSON is."""
    return read_sheet(json.write(checklist_with(said, title=title)).encode(), name="x.json")


def typed(sheet: Sheet, cells: Mapping[int, Mapping[str, str]]) -> Sheet:
    """Return `sheet` after a person has written `cells` into its rows, by their number from 0."""
    rows = [replace(row, cells={**row.cells, **cells.get(number, {})}) for number, row in enumerate(sheet.rows)]
    new = dict.fromkeys(c for written in cells.values() for c in written if c not in sheet.columns)
    return replace(sheet, columns=(*sheet.columns, *new), rows=tuple(rows))


def passed_through(sheet: Sheet, form: Format) -> Sheet:
    """Return `sheet` after it was written as `form` and read again."""
    return read_sheet(render(sheet, FileShape(form)), name=f"x.{form}")


def cells_of(sheet: Sheet, *columns: str) -> list[tuple[str, ...]]:
    """Return the cells of `columns`, row by row."""
    return [tuple(row[column] for column in columns) for row in sheet.rows]


def plain(sheet: Sheet) -> list[dict[str, str]]:
    """Return the rows of `sheet` with all their columns."""
    return [{column: row[column] for column in sheet.columns} for row in sheet.rows]


def book_of(sheet: Sheet) -> Workbook:
    """Return the workbook that `sheet` is written as, for a person to change."""
    return load_workbook(io.BytesIO(render(sheet, FileShape(Format.XLSX))))


def book_bytes(book: Workbook) -> bytes:
    """Return the content of the file of `book`."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def by_libreoffice(path: Path, ending: str, options: str, folder: Path, *, read: str = "44,34,76,1") -> Path:
    """Return `path` as LibreOffice Calc opens it, CSV by the filter options `read`, and saves it again."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    command = [
        office,
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        f"{ending}{options}",
    ]
    # Where nothing else is said: comma, double quotes, UTF-8, from the first line on.
    infilter = [f"--infilter=CSV:{read}"] if path.suffix == ".csv" else []
    subprocess.run(
        [*command, *infilter, "--outdir", str(folder), str(path)], capture_output=True, check=True, timeout=200
    )
    return folder / f"{path.stem}.{ending}"
