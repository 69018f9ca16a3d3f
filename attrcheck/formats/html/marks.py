"""An article and its rows in, its text out in pieces, each with the rows that it is source, cue or statement of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrcheck.article import Article

__all__ = ["blocks", "is_in"]

#: A row's number from 0 and "s", "c" or "t": source, cue, statement.
RowRole = tuple[int, str]
#: Where a mark begins (1) or ends (-1).
Event = tuple[int, int, RowRole]
_ROLES = (("s", "source"), ("c", "cue"), ("t", "statement"))


def blocks(article: Article, items: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return a block a paragraph: its kind, number and pieces; a piece is its text, or text and marks as "0s 3t".

    `items` are the JSON objects of the rows.
    """
    text, events = article.text, sorted(event for number, item in enumerate(items) for event in _events(number, item))
    opened: Counter[RowRole] = Counter()
    at, found = 0, []
    for paragraph in article.paragraphs:
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


def _events(number: int, item: Mapping[str, Any]) -> Iterator[Event]:
    """Yield where the marks of the row `number` begin and end."""
    for role, key in _ROLES:
        for span in item[key]["spans"]:
            if span["start"] < span["end"]:
                yield span["start"], 1, (number, role)
                yield span["end"], -1, (number, role)


def is_in(item: Mapping[str, Any], text: str) -> bool:
    """Tell whether the words of the JSON `item` stand in `text` where it says, and its statement does at all."""
    spans = [span for _, key in _ROLES for span in item[key]["spans"]]
    return bool(item["statement"]["spans"]) and all(
        0 <= span["start"] <= span["end"] and text[span["start"] : span["end"]] == span["text"] for span in spans
    )
