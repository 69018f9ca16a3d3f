"""A sheet and its workbook in, a worksheet of the people to call in it; and what people fill in there, out again."""

from __future__ import annotations

import json
import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from attrcheck.checklist import READ_BACK, Change, Person, Sheet, people_of
from attrcheck.formats.formulas import guarded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["add_call_sheet", "filled_in", "has_call_sheet", "is_call_sheet"]

_TITLE = "people"
#: The columns with their widths; the last ones are filled in by who reads the statements back.
_COLUMNS = {"who": 24, "kind": 13, "role": 30, "statements": 80, "to ask": 60, "read back on": 14, "by": 14}
_HEADER = tuple(_COLUMNS)
#: The property of a workbook that tells what the worksheet said when it was written: so what people changed is known.
_WRITTEN = "attrcheck people"
#: Characters of a cell at most, and those that XML cannot hold.
_LONGEST = 32_000
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def is_call_sheet(page: Worksheet) -> bool:
    """Tell whether `page` is such a worksheet without columns of somebody's own: it is made anew at any time."""
    return _has_its_header(page) and not any(any(cells) for cells in _beside(page).values())


def has_call_sheet(book: Workbook) -> bool:
    """Tell whether `book` has such a worksheet, filled in or not."""
    return _TITLE in book.sheetnames and _has_its_header(book[_TITLE])


def _has_its_header(page: Worksheet) -> bool:
    return page.title == _TITLE and tuple(page.cell(1, n).value for n in range(1, len(_HEADER) + 1)) == _HEADER


def filled_in(book: Workbook, shown: Callable[[Any, str], str]) -> dict[tuple[str, str], tuple[Change, ...]]:
    """Return who read statements back and when, as the worksheet has it, by the names and kinds of whom it is about.

    `shown` makes text of a cell of a column with this name. Those of whom nothing was changed are left out.
    """
    if not has_call_sheet(book):
        return {}
    found = {}
    written = _written(book)
    for row in book[_TITLE].iter_rows(min_row=2, max_col=len(_HEADER)):
        cells = [shown(cell, name).strip() for cell, name in zip(row, _HEADER, strict=True)]
        before = written.get((cells[0], cells[1]), ("",) * len(READ_BACK))
        changes = tuple(map(Change, cells[-len(READ_BACK) :], before))
        if not all(change.is_none for change in changes):
            found[cells[0], cells[1]] = changes
    return found


def _properties(book: Workbook) -> Any:
    """Return the workbook's own properties, of which the package's stubs do not know."""
    return getattr(book, "custom_doc_props")  # noqa: B009


def _written(book: Workbook) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return what the worksheet was written with; nothing where a program did not keep it, or somebody changed it."""
    properties = _properties(book)
    if _WRITTEN not in properties.names:
        return {}
    try:
        found = json.loads(str(properties[_WRITTEN].value))
    except (ValueError, RecursionError):
        return {}
    lines = found if isinstance(found, list) else []
    whole = (one for one in lines if isinstance(one, list) and len(one) == 2 + len(READ_BACK))
    return {(str(name), str(kind)): tuple(map(str, cells)) for name, kind, *cells in whole}


def _tell_written(book: Workbook, people: Sequence[Person]) -> None:
    properties = _properties(book)
    if _WRITTEN in properties.names:
        del properties[_WRITTEN]
    lines = [[_fitting(one).strip() for one in (person.name, person.kind, *person.read_back)] for person in people]
    if told := [line for line in lines if any(line[2:])]:
        properties.append(StringProperty(name=_WRITTEN, value=json.dumps(told)))


def _beside(page: Worksheet) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Return what columns of somebody's own hold on `page`, by who it is about and what they are, their head first."""
    rows = page.iter_rows(values_only=True)
    return {(str(row[0] or ""), str(row[1] or "")): row[len(_HEADER) :] for row in rows}


def add_call_sheet(book: Workbook, sheet: Sheet) -> None:
    """Put the people and bodies of `sheet` on a worksheet behind the others, in place of an earlier one.

    A worksheet of that name that somebody else made is left as it is; columns that they added to ours stay.
    """
    beside: dict[tuple[str, str], tuple[Any, ...]] = {}
    if _TITLE in book.sheetnames:
        old = book[_TITLE]
        if not _has_its_header(old):
            return
        beside = _beside(old)
        book.remove(old)
    people = people_of(sheet)
    _tell_written(book, people)
    if not people:
        return
    page: Worksheet = book.create_sheet(_TITLE)
    heads = (*_HEADER, *beside.get((_HEADER[0], _HEADER[1]), ()))
    for number, (name, width) in enumerate(zip_longest(heads, _COLUMNS.values(), fillvalue=20), start=1):
        page.cell(1, number, name).font = Font(bold=True)
        page.column_dimensions[get_column_letter(number)].width = width
    for place, person in enumerate(people, start=2):
        cells = _cells(person)
        for number, words in enumerate((*cells, *beside.get((cells[0], cells[1]), ())), start=1):
            cell = page.cell(place, number)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if words:
                cell.value = words
                if isinstance(words, str):
                    cell.data_type = "s"
    page.freeze_panes = "B2"


def _cells(person: Person) -> tuple[str, ...]:
    statements = "\n".join(f"¶{row['paragraph']} {row['statement']}" for row in person.rows)
    questions = dict.fromkeys(line for row in person.rows for line in row["questions"].split("\n") if line)
    words = (person.name, person.kind, person.role, statements, "\n".join(questions), *person.read_back)
    return tuple(guarded(_fitting(one)) for one in words)


def _fitting(words: str) -> str:
    return _UNWRITABLE.sub("\ufffd", words)[:_LONGEST]
