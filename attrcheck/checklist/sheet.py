"""Checklists in, a sheet out: rows of text cells, the contract's columns and any that its users added."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from attrcheck.checklist.columns import COLUMNS, FOUND, HELD, KNOWN, NEEDED, OURS
from attrcheck.checklist.model import Checklist
from attrcheck.checklist.objects import head_object, item_cells, item_object
from attrcheck.errors import InputError

if TYPE_CHECKING:
    from openpyxl import Workbook

__all__ = [
    "ArticleName",
    "Book",
    "Dialect",
    "Row",
    "Sheet",
    "arrange",
    "article_of",
    "article_of_head",
    "as_sheet",
    "in_order",
    "whole_sheet",
]

#: So alike are the names of a column and of what somebody made of it.
_ALIKE = 0.6
#: So many columns of people's own are looked at for one that was renamed, and so many a spreadsheet has.
_STRANGERS, MOST_COLUMNS = 200, 16_384
#: Columns that later versions added, those of one version together: a checklist may lack all of them.
_LATER = (frozenset({"article_file", "reading"}), frozenset({"ground"}))
#: An article's title, address and file; all are "" for a text that has none.
ArticleName = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells by column, and the JSON object that it came from, if it did; a cell that is not there is "".

    `place` is its row in the workbook that its sheet came from, 0 for none, and `page` the title of its worksheet where
    several are read together.
    """

    cells: Mapping[str, str]
    item: Mapping[str, Any] | None = None
    place: int = 0
    page: str = ""

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(slots=True, eq=False)
class Book:
    """A workbook's bytes, and what was read of them until somebody takes that to change it: reading takes long."""

    data: bytes
    opened: Workbook | None = None


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV file is spelt: what parts its cells, its encoding, and whether it begins with a byte-order mark."""

    delimiter: str = ","
    encoding: str = "utf8"
    has_mark: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A checklist as its users keep it.

    `columns` are the contract's that it has, in the contract's order, then those of evidence, then the marks of a
    merge, then its users' own.
    `heads` are the JSON objects round the rows, without them. `notices` say what was read by a guess, `lost` what
    the file holds beside its cells and no other can, `beside` what another workbook can; `dialect` is how it was
    spelt, where it is CSV, and `book` the workbook that it was, whose looks go on to the next.
    `is_reading` is whether it was read of its articles just now, so that what it lacks is gone from them.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    heads: tuple[Mapping[str, Any], ...] = ()
    notices: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    dialect: Dialect = Dialect()
    is_reading: bool = False
    book: Book | None = None

    @property
    def all_lost(self) -> tuple[str, ...]:
        """Return what a file that is no workbook loses of this one."""
        return (*self.lost, *self.beside)

    @property
    def own(self) -> tuple[str, ...]:
        """Return the columns that its users added."""
        return tuple(c for c in self.columns if c not in OURS)


def article_of(row: Row) -> ArticleName:
    """Return the name of the article of `row`."""
    return row["article_title"], row["article_url"], row["article_file"]


def article_of_head(head: Mapping[str, Any]) -> ArticleName:
    """Return the name of the article of the JSON object `head`."""
    return head["article"]["title"], head["article"]["url"], head["article"].get("file", "")


def as_sheet(*checklists: Checklist) -> Sheet:
    """Return the checklists as one sheet of cells, a row an item in their order."""
    rows, heads = [], []
    for checklist in checklists:
        article = checklist.article
        name = {"title": article.title, "url": article.url, "date": article.date, "file": article.file}
        rows += [Row(item_cells(item_object(item, article.text), name)) for item in checklist.items]
        heads.append({"article": name})
    return Sheet(_columns_of(checklists), tuple(rows), tuple(heads), is_reading=True)


def whole_sheet(*checklists: Checklist) -> Sheet:
    """Return the checklists as the sheet that their JSON is: the rows with their items, the heads with the texts."""
    rows, heads = [], []
    for checklist in checklists:
        head = head_object(checklist)
        items = [item_object(item, checklist.article.text) for item in checklist.items]
        rows += [Row(item_cells(item, head["article"]), item) for item in items]
        heads.append(head)
    return Sheet(_columns_of(checklists), tuple(rows), tuple(heads), is_reading=True)


def _columns_of(checklists: Sequence[Checklist]) -> tuple[str, ...]:
    items = [item for checklist in checklists for item in checklist.items]
    found = FOUND if any(item.evidence for item in items) else ()
    held = HELD if any(item.held is not None for item in items) else ()
    return (*COLUMNS, *found, *held)


def _renamed(missing: str, found: Sequence[str]) -> str:
    """Return the column of `found` that looks like `missing` under another name: alike, or standing in its place."""
    strangers = [(place, column) for place, column in enumerate(found) if column not in OURS][:_STRANGERS]
    at = COLUMNS.index(missing)
    before = COLUMNS[at - 1] if at else ""
    after = COLUMNS[at + 1] if at + 1 < len(COLUMNS) else ""
    for place, column in strangers:
        left = found[place - 1] if place else ""
        right = found[place + 1] if place + 1 < len(found) else ""
        if (left, right) == (before, after):
            return column
    alike = [(SequenceMatcher(None, missing, column.casefold()).ratio(), column) for _, column in strangers]
    ratio, column = max(alike, default=(0.0, ""))
    return column if ratio >= _ALIKE else ""


def _told_apart(names: Sequence[str]) -> list[str]:
    """Return `names` with a number behind each that stood there before."""
    taken, seen, numbers = set(names), set(), Counter[str]()
    apart = []
    for name in names:
        one = name
        while one in seen or (numbers[name] and one in taken):
            numbers[name] += 1
            one = f"{name} ({numbers[name] + 1})"
        seen.add(one)
        apart.append(one)
    return apart


def arrange(found: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names that the columns `found` have in a sheet, each at its place, and then in the sheet's order.

    Case and blanks round a name of the contract do not count. Raises InputError, naming the column, where one that
    a checklist needs is missing, where one seems to be renamed, or where one stands there twice.
    """
    if len(found) > MOST_COLUMNS:
        raise InputError(f"this is no checklist: it has {len(found):,} columns, and a spreadsheet {MOST_COLUMNS:,}.")
    names: list[str] = []
    for number, name in enumerate(found):
        plain = re.sub(r"\s+", "_", name.strip().casefold())
        if plain in OURS:
            if plain in names:
                raise InputError(f"column {plain!r} is there twice. Rename one of the two.")
            names.append(plain)
            continue
        own = name if name.strip() else f"column {number + 1}"
        names.append(own)
    names = _told_apart(names)
    lacked = {column for column in COLUMNS if column not in names}
    older = {column for added in _LATER if added <= lacked for column in added}
    missing = [column for column in COLUMNS if column in lacked - older]
    for column in missing:
        other = _renamed(column, names) if len(missing) < len(COLUMNS) // 2 or column in NEEDED else ""
        if column in NEEDED:
            back = f" Rename {other!r} to it." if other and "id" in names else " Name a file that attrcheck wrote."
            raise InputError(f"this is not a checklist: column {column!r} is missing.{back}")
        if other:
            raise InputError(f"column {column!r} is missing. Rename {other!r} back to it, or move it to the end.")
    return tuple(names), in_order(names)


def in_order(columns: Sequence[str]) -> tuple[str, ...]:
    """Return `columns`, each once, in a sheet's order: those of a checklist, then those of its users' own."""
    own = dict.fromkeys(column for column in columns if column not in OURS)
    return (*(column for column in KNOWN if column in columns), *own)
