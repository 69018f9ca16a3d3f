"""A sheet in, how far the work on it is out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from attrcheck.checklist.sheet import Row, Sheet, article_of
from attrcheck.checklist.state import Mark, fold_choice, is_done, marks_of, status_of

__all__ = ["Progress", "progress"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is: pairs of a name and how many rows have it, of `sources` and `articles` the done ones too.

    Rows that are gone from the article are in none of the figures but `gone`.
    """

    rows: int
    done: int
    changed: int
    conflicts: int
    gone: int
    statuses: tuple[tuple[str, int], ...]

    verdicts: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, int, int], ...]
    people: tuple[tuple[str, int], ...]
    articles: tuple[tuple[str, int, int], ...]
    open_rows: tuple[Row, ...]


def progress(sheet: Sheet) -> Progress:
    """Return how far the work on `sheet` is."""
    rows = [row for row in sheet.rows if Mark.GONE not in marks_of(row)]
    done = [is_done(row) for row in rows]
    sources: dict[str, list[bool]] = {}
    articles: dict[str, list[bool]] = {}
    for row, one in zip(rows, done, strict=True):
        sources.setdefault(row["source_name"] or row["source"] or "nobody", []).append(one)
        title, url, file = article_of(row)
        articles.setdefault(file or title or url or "untitled", []).append(one)
    return Progress(
        rows=len(rows),
        done=sum(done),
        changed=sum(Mark.CHANGED in marks_of(row) for row in rows),
        conflicts=sum(Mark.CONFLICT in marks_of(row) for row in rows),
        gone=len(sheet.rows) - len(rows),
        statuses=_counted(status_of(row) for row in rows),
        verdicts=_counted(fold_choice(row["verdict"]) for row in rows if row["verdict"].strip()),
        sources=tuple(sorted(((n, sum(o), len(o)) for n, o in sources.items()), key=lambda one: -one[2])),
        people=_counted(row["checked_by"].strip() for row in rows if row["checked_by"].strip()),
        articles=tuple((name, sum(of), len(of)) for name, of in articles.items()),
        open_rows=tuple(row for row, one in zip(rows, done, strict=True) if not one),
    )


def _counted(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple((str(name), number) for name, number in Counter(names).most_common())
