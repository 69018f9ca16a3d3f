"""Checklists in, a sheet out: rows of text cells, the contract's columns and any that its users added."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from attrcheck.article import Span
from attrcheck.checklist.columns import COLUMNS, FOUND, MERGED, NEEDED, OLD_STATEMENT, OURS, SEARCHES, found_cells
from attrcheck.checklist.model import Checklist, Item, Status, Verdict
from attrcheck.errors import InputError

if TYPE_CHECKING:
    from openpyxl import Workbook

__all__ = [
    "CHANGED",
    "CONFLICT",
    "GONE",
    "NEW",
    "Book",
    "Row",
    "Sheet",
    "arrange",
    "cut",
    "fold_choice",
    "guarded",
    "is_cut",
    "marks_of",
    "of",
    "strange_marks",
    "unguarded",
]

#: So alike are the names of a column and of what somebody made of it.
_ALIKE = 0.6
#: So many characters a workbook keeps of a text that is too long for it, and what stands for the rest.
_KEPT, _CUT = 4_095, " […]"
#: What a spreadsheet takes for a formula, behind blanks and behind apostrophes that already guard it.
_FORMULA = re.compile(r"'*[^\S\t\r\n]*[=+\-@＝＋－＠\t\r\n]")
CHANGED, NEW, GONE, CONFLICT = "changed", "new", "gone", "conflict"


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells by column, and the JSON object that it came from, if it did; a cell that is not there is "".

    `place` is its row in the workbook that its sheet came from, 0 for none.
    """

    cells: Mapping[str, str]
    item: Mapping[str, Any] | None = None
    place: int = 0

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(slots=True, eq=False)
class Book:
    """A workbook's bytes, and what was read of them until somebody takes that to change it: reading takes long."""

    data: bytes
    opened: Workbook | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A checklist as its users keep it.

    `columns` are the contract's that it has, in the contract's order, then those of evidence, then the marks of a
    merge, then its users' own.
    `heads` are the JSON objects round the rows, without them. `notices` say what was read by a guess, `lost` what
    the file holds beside its cells and no other can, `beside` what another workbook can; `bom` is whether it began
    with a byte-order mark, and `book` the workbook that it was, whose looks go on to the next.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    heads: tuple[Mapping[str, Any], ...] = ()
    notices: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    bom: bool = False
    book: Book | None = None

    @property
    def all_lost(self) -> tuple[str, ...]:
        """Return what a file that is no workbook loses of this one."""
        return (*self.lost, *self.beside)

    @property
    def own(self) -> tuple[str, ...]:
        """Return the columns that its users added."""
        return tuple(c for c in self.columns if c not in OURS)


def cut(cell: str) -> str:
    """Return the beginning of `cell`, as a workbook holds a text that is too long for it."""
    return cell[:_KEPT] + _CUT


def is_cut(cell: str) -> bool:
    """Tell whether `cell` may be the beginning of a longer text."""
    return len(cell) == _KEPT + len(_CUT) and cell.endswith(_CUT)


def guarded(cell: str) -> str:
    """Return `cell` with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return `cell` as it was before it was guarded."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def fold_choice(cell: str) -> str:
    """Return a status or verdict as the lists spell it, whatever its case, blanks and hyphens."""
    return re.sub(r"[\s\-]+", "_", cell.strip().casefold())


def strange_marks(row: Row) -> tuple[str, ...]:
    """Return a mark for a status and a verdict of `row` that stands in no list."""
    lists: tuple[tuple[str, Iterable[str]], ...] = (("status", Status), ("verdict", Verdict))
    return tuple(
        f"unknown {column}"
        for column, known in lists
        if row[column].strip() and fold_choice(row[column]) not in set(known)
    )


def _row(item: Item, checklist: Checklist) -> Row:
    attribution, article = item.attribution, checklist.article
    whole = Span(attribution.content[0].start, attribution.content[-1].end)
    cells = {
        "id": item.id,
        **{column: str(cell) for column, cell in item.check.fields().items()},
        "priority": str(item.priority),
        "source": item.source.mention,
        "source_name": item.source.name,
        "source_role": item.source.role,
        "source_kind": str(item.source.kind),
        "cue": item.cue,
        "act": str(attribution.act),
        "form": str(attribution.form),
        "statement": item.statement,
        "context": item.context,
        "questions": "\n".join(item.questions),
        "cited_link": item.cited_link,
        "passage_link": item.passage_link,
        "confidence": f"{attribution.confidence:.2f}",
        "paragraph": str(item.paragraph),
        "start": str(whole.start),
        "end": str(whole.end),
        "article_title": article.title,
        "article_url": article.url,
        "article_date": article.date,
    }
    for number, link in enumerate(item.searches[:SEARCHES], start=1):
        cells[f"search_{number}"] = f"{link.label}: {link.url}"
    found = found_cells((one.lookup, one.finding, one.url) for one in item.evidence)
    return Row({column: cells.get(column, "") for column in COLUMNS} | found)


def of(*checklists: Checklist) -> Sheet:
    """Return the checklists as one sheet, a row an item in their order."""
    heads = tuple(
        {"article": {"title": one.article.title, "url": one.article.url, "date": one.article.date}}
        for one in checklists
    )
    looked_up = any(item.evidence for one in checklists for item in one.items)
    columns = (*COLUMNS, *FOUND) if looked_up else COLUMNS
    return Sheet(columns, tuple(_row(item, one) for one in checklists for item in one.items), heads)


def _renamed(missing: str, found: Sequence[str]) -> str:
    """Return the column of `found` that looks like `missing` under another name: alike, or standing in its place."""
    strangers = [column for column in found if column not in OURS]
    at = COLUMNS.index(missing)
    before = COLUMNS[at - 1] if at else ""
    after = COLUMNS[at + 1] if at + 1 < len(COLUMNS) else ""
    for column in strangers:
        place = found.index(column)
        left = found[place - 1] if place else ""
        right = found[place + 1] if place + 1 < len(found) else ""
        if (left, right) == (before, after):
            return column
    alike = [(SequenceMatcher(None, missing, column.casefold()).ratio(), column) for column in strangers]
    ratio, column = max(alike, default=(0.0, ""))
    return column if ratio >= _ALIKE else ""


def arrange(found: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names that the columns `found` have in a sheet, each at its place, and then in the sheet's order.

    Case and blanks round a name of the contract do not count. Raises InputError, naming the column, where one that
    a checklist needs is missing, where one seems to be renamed, or where one stands there twice.
    """
    known = OURS
    names: list[str] = []
    for number, name in enumerate(found):
        plain = re.sub(r"\s+", "_", name.strip().casefold())
        if plain in known:
            if plain in names:
                raise InputError(f"column {plain!r} is there twice. Rename one of the two.")
            names.append(plain)
            continue
        own = name if name.strip() else f"column {number + 1}"
        names.append(own)
    taken = set(names)
    for place, name in enumerate(names):
        if names.index(name) < place:
            number = 2
            while f"{name} ({number})" in taken:
                number += 1
            names[place] = f"{name} ({number})"
            taken.add(names[place])
    missing = [column for column in COLUMNS if column not in names]
    for column in missing:
        other = _renamed(column, names) if len(missing) < len(COLUMNS) // 2 or column in NEEDED else ""
        if column in NEEDED:
            back = f" Rename {other!r} to it." if other and "id" in names else " Name a file that attrcheck wrote."
            raise InputError(f"this is not a checklist: column {column!r} is missing.{back}")
        if other:
            raise InputError(f"column {column!r} is missing. Rename {other!r} back to it, or move it to the end.")
    own_columns = [name for name in names if name not in known]
    ordered = [c for c in (*COLUMNS, *FOUND, MERGED, OLD_STATEMENT) if c in names]
    return tuple(names), (*ordered, *own_columns)


def marks_of(row: Row) -> list[str]:
    """Return the marks that merges have left on `row`."""
    return [mark for mark in row[MERGED].split("; ") if mark]
