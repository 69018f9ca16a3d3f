"""What attrcheck read in, a short note of it out, by which a person's changes are told later from the article's."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from attrcheck.checklist.columns import CONTRACT, CORRECTED
from attrcheck.checklist.model import Item

__all__ = ["ReadingNote", "is_as_read", "noted", "of_a_part", "reading_note"]

#: Hexadecimal digits that stand for an article's text, and for a cell.
_TEXT_DIGITS, _CELL_DIGITS = 8, 8
_NOTE = re.compile(rf"([0-9a-f]{{{_TEXT_DIGITS}}}) (\d+)/(\d+) ([0-9a-f]*)")
_MADE = [column for column in CONTRACT if column.name in CORRECTED]


@dataclass(frozen=True, slots=True)
class ReadingNote:
    """Which text a row was read from, as which of how many rows, and a few digits of each cell that may be corrected.

    All of it is empty where a row has no such note: a person added it, or an older version made it.
    """

    text: str = ""
    number: int = 0
    total: int = 0
    cells: Mapping[str, str] | None = None


def _digits(words: str, number: int) -> str:
    """Return the first digits of the hash of `words`, whatever stands between them; a book is gone through by lines."""
    found, gap = hashlib.sha256(), ""
    for line in words.splitlines():
        plain = " ".join(line.split())
        if plain:
            found.update(f"{gap}{plain}".encode("utf8", "surrogatepass"))
            gap = " "
    return found.hexdigest()[:number]


def noted(items: Sequence[Item], text: str) -> tuple[Item, ...]:
    """Return `items` of an article with this `text`, each with the note of its reading."""
    whole = _digits(text, _TEXT_DIGITS)
    return tuple(
        replace(item, reading=f"{whole} {number}/{len(items)} {_cells(item)}")
        for number, item in enumerate(items, start=1)
    )


def _cells(item: Item) -> str:
    cells = {"cue": item.cue}
    return "".join(
        _digits(
            cells.get(column.name) or (column.spelling.cell(column.value(item)) if column.path else ""), _CELL_DIGITS
        )
        for column in _MADE
    )


def reading_note(cell: str) -> ReadingNote:
    """Return what the cell of the column "reading" says."""
    match = _NOTE.fullmatch(cell.strip())
    if not match or len(match[4]) != _CELL_DIGITS * len(_MADE):
        return ReadingNote()
    parts = re.findall(f".{{{_CELL_DIGITS}}}", match[4])
    cells = {column.name: part for column, part in zip(_MADE, parts, strict=True)}
    return ReadingNote(match[1], int(match[2]), int(match[3]), cells)


def of_a_part(cell: str) -> str:
    """Return the note `cell` without how many rows there are, so that nobody seems to have taken the others out."""
    return re.sub(r"(?<= )(\d+)/\d+(?= )", r"\1/0", cell)


def is_as_read(note: ReadingNote, column: str, cell: str) -> bool | None:
    """Tell whether `cell` is what attrcheck read, None where that is not known."""
    if note.cells is None or column not in note.cells:
        return None
    return note.cells[column] == _digits(cell, _CELL_DIGITS)
