"""The checklists of a workbook's worksheets in, one sheet out, and back: each row on the worksheet that it is from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import PurePath
from typing import TypeVar

from attrcheck.checklist import NEEDED, ArticleName, Row, Sheet, article_of, in_order
from attrcheck.errors import InputError

__all__ = ["COPY", "Worksheet", "chosen", "parted", "together"]

#: What is said of a worksheet that is a copy of another.
COPY = "has rows of another one, and was not read: save it as a file of its own, and merge that"

#: So many characters has the name of a worksheet in Excel, and these it may not have.
_LONGEST_TITLE, _FORBIDDEN = 31, re.compile(r"[\[\]:*?/\\]")
Page = TypeVar("Page")
#: A worksheet's title and its checklist.
Worksheet = tuple[str, Sheet]


def chosen(pages: Sequence[Page], names: Callable[[Page], Set[str]]) -> list[Page]:
    """Return those of `pages` that are checklists, with all columns that one needs, else the one with most."""
    found = [page for page in pages if names(page) >= {*NEEDED}]
    return found if len(found) > 1 else [max(pages, key=lambda page: len(names(page)))]


def together(pages: Mapping[str, Callable[[], Sheet]]) -> tuple[Sheet, list[str]]:
    """Return the checklists of the worksheets `pages` as one, and the titles of those that are copies of others.

    A copy has rows of one that stands before it: which of the two holds is for a merge to say, so it is left out.
    Raises InputError, naming the worksheet where there are several, where one cannot be read.
    """
    sheets = {title: _read(title, read, is_named=len(pages) > 1) for title, read in pages.items()}
    read: list[Worksheet] = []
    copies: list[str] = []
    known: set[tuple[ArticleName, str]] = set()
    for title, sheet in sheets.items():
        named = replace(sheet, rows=tuple(_named(row, title) for row in sheet.rows)) if len(sheets) > 1 else sheet
        names = {(article_of(row), row["id"].strip()) for row in named.rows if row["id"].strip()}
        if names & known:
            copies.append(title)
            continue
        known |= names
        read.append((title, named))
    if len(read) == 1:
        # What is beside a checklist that stands alone has no say in how it is known.
        [(title, _)] = read
        return sheets[title], copies
    named_by = ["article_file"] if any(row["article_file"] for _, sheet in read for row in sheet.rows) else []
    columns = in_order([*named_by, *(column for _, sheet in read for column in sheet.columns)])
    titles = ", ".join(repr(title) for title, _ in read)
    whole = replace(
        read[0][1],
        columns=columns,
        rows=tuple(row for _, sheet in read for row in sheet.rows),
        notices=(*read[0][1].notices, f"its worksheets {titles} are read together"),
    )
    return whole, copies


def _read(title: str, read: Callable[[], Sheet], *, is_named: bool) -> Sheet:
    try:
        return read()
    except InputError as error:
        raise InputError(f"its worksheet {title!r}: {error}" if is_named else str(error)) from None


def _named(row: Row, title: str) -> Row:
    """Return `row` of the worksheet `title`, by which its article is known where nothing else tells that."""
    cells = row.cells if any(article_of(row)) else {**row.cells, "article_file": title}
    return replace(row, cells=cells, page=title)


def parted(sheet: Sheet) -> list[Worksheet]:
    """Return `sheet` in parts, one a worksheet that it is from; the title is "" where it is from none or from one.

    A new row goes where its article is, and a new article on a worksheet of its own.
    """
    pages = list(dict.fromkeys(row.page for row in sheet.rows if row.page))
    if len(pages) < 2:
        return [("", sheet)]
    homes = {article_of(row): row.page for row in reversed(sheet.rows) if row.page}
    rows: dict[str, list[Row]] = {page: [] for page in pages}
    for row in sheet.rows:
        page = row.page or homes.get(article_of(row), "")
        if not page:
            page = homes[article_of(row)] = _title_for(article_of(row), rows)
        rows.setdefault(page, []).append(row)
    return [(page, _part(sheet, its)) for page, its in rows.items()]


def _part(sheet: Sheet, rows: Sequence[Row]) -> Sheet:
    columns = tuple(column for column in sheet.columns if any(column in row.cells for row in rows))
    return replace(sheet, columns=columns, rows=tuple(rows))


def _title_for(article: ArticleName, taken: Mapping[str, object]) -> str:
    """Return a worksheet's title for `article` that is not `taken`."""
    title, url, file = article
    words = _FORBIDDEN.sub(" ", PurePath(file).stem or title or url).strip(" '") or "article"
    used = {one.casefold() for one in taken}
    number, name = 1, words[:_LONGEST_TITLE]
    while name.casefold() in used:
        number += 1
        name = f"{words[: _LONGEST_TITLE - 5]} ({number})"
    return name
