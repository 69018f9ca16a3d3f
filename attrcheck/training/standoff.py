"""Stand-off annotation: marks apart from the texts that they are of, and both together.

Texts that may not be handed on, such as those of corpora that packages carry, stay where they are; their marks name the
text, the part of it, and a digest of that part.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

__all__ = ["with_texts", "without_texts"]

#: Quotation marks as some articles have them, which is no other text.
_STRAIGHT = str.maketrans({"“": '"', "”": '"'})


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def without_texts(rows: Iterable[Mapping[str, Any]], texts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield annotated `rows` with the place of each text in `texts` instead of the text; KeyError if it has none."""
    straightened = {name: whole.translate(_STRAIGHT) for name, whole in texts.items()}
    for row in rows:
        text = row["text"]
        straight = '"' in text and "“" not in text
        looked = ((name, whole.find(text)) for name, whole in (straightened if straight else texts).items())
        name, start = next(((name, at) for name, at in looked if at >= 0), ("", -1))
        if not name:
            raise KeyError(row["id"])
        place = {"of": name, "start": start, "length": len(text), "straight": straight, "sha256": _digest(text)}
        yield {"id": row["id"], **place, "annotations": row["annotations"]}


def with_texts(marks: Iterable[Mapping[str, Any]], texts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield annotated articles: `marks` with their parts of `texts`; those whose text is not there are left out."""
    for mark in marks:
        text = texts.get(mark["of"], "")[mark["start"] : mark["start"] + mark["length"]]
        if mark["straight"]:
            text = text.translate(_STRAIGHT)
        if _digest(text) == mark["sha256"]:
            yield {"id": mark["id"], "text": text, "annotations": mark["annotations"]}
