"""A checklist in, its article's text out in pieces, each with the rows whose source, cue or statement it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from attrcheck.article import Span
from attrcheck.checklist import Checklist, Item

__all__ = ["blocks"]

#: A row's number from 0 and "s", "c" or "t": source, cue, statement.
RowRole = tuple[int, str]
#: Where a mark begins (1) or ends (-1).
Event = tuple[int, int, RowRole]


def blocks(checklist: Checklist) -> list[dict[str, Any]]:
    """Return a block a paragraph: its kind, number and pieces; a piece is its text, or text and marks as "0s 3t"."""
    text, events = checklist.article.text, _events(checklist.items)
    opened: Counter[RowRole] = Counter()
    at, found = 0, []
    for paragraph in checklist.article.paragraphs:
        pieces: list[str | tuple[str, str]] = []
        start = paragraph.span.start
        while start < paragraph.span.end:
            while at < len(events) and events[at][0] <= start:
                _, change, mark = events[at]
                opened[mark] += change
                if not opened[mark]:
                    del opened[mark]
                at += 1
            end = min(events[at][0] if at < len(events) else paragraph.span.end, paragraph.span.end)
            words = text[start:end]
            pieces.append((words, " ".join(f"{row}{role}" for row, role in sorted(opened))) if opened else words)
            start = end
        found.append({"kind": paragraph.kind, "number": paragraph.number, "pieces": pieces})
    return found


def _events(items: Sequence[Item]) -> list[Event]:
    """Return where marks begin and end, in text order."""
    return sorted(event for number, item in enumerate(items) for event in _events_of(number, item))


def _events_of(number: int, item: Item) -> Iterator[Event]:
    one = item.attribution
    roles: tuple[tuple[str, Sequence[Span]], ...] = (("s", one.source), ("c", one.cue), ("t", one.content))
    for role, spans in roles:
        for span in spans:
            if span.start < span.end:
                yield span.start, 1, (number, role)
                yield span.end, -1, (number, role)
