"""Texts in, what the checklist would hold of each out: one JSON object an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrcheck.article.model import Span
from attrcheck.article.text.plain_text import from_text
from attrcheck.pipeline import check
from attrcheck.reader.model import Reader

__all__ = ["predict"]


def _offsets(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def predict(rows: Iterable[Mapping[str, Any]], reader: Reader) -> Iterator[dict[str, Any]]:
    """Yield {"id", "attributions"} for each row {"id", "text"}; offsets count characters of the row's text."""
    for row in rows:
        checklist = check(from_text(row["text"]), reader, force_language=True)
        yield {
            "id": row["id"],
            "attributions": [
                {
                    "source": _offsets(item.attribution.source),
                    "cue": _offsets(item.attribution.cue),
                    "content": _offsets(item.attribution.content),
                    "kind": item.source.kind,
                    "name": item.source.name,
                    "role": item.source.role,
                    "act": item.attribution.act,
                    "form": item.attribution.form,
                    "confidence": item.attribution.confidence,
                }
                for item in sorted(checklist.items, key=lambda item: item.attribution.content[0])
            ],
        }
