"""A comparison in, a sentence or two out: what a page has where the article has a quotation, without a judgement."""

from __future__ import annotations

from collections.abc import Sequence

from attrcheck.evidence.comparing import Comparison, Match
from attrcheck.findings import Difference

__all__ = ["shortened", "tell"]

#: Characters of a passage that are shown.
_SHOWN = 400
#: Quotation marks within a passage that is shown in such marks.
_INNER = str.maketrans('“”„"', "‘’‘'")


def shortened(words: str, most: int = _SHOWN) -> str:
    """Return `words`, or where they are longer than `most` characters their two ends with " […] " between them."""
    if len(words) <= most:
        return words
    return f"{words[: most // 2].rsplit(' ', 1)[0]} […] {words[-most // 2 :].partition(' ')[2]}"


def tell(comparison: Comparison, page: str) -> str:
    """Return in a sentence or two how a quotation stands on what is called `page`, without a judgement."""
    passage = _quoted(comparison.passage)
    told = {
        Match.VERBATIM: f"{page} holds these words: verbatim.",
        Match.SHORTENED: f"{page} holds these words.",
        Match.ALTERED: f"{page} holds: {passage}.",
        Match.APART: f"{page} holds each part of it, but not in this order or not near each other: "
        f"{_listed(comparison.parts)}.",
        Match.PARTLY: f"{page} holds {_listed(comparison.parts)}; not found there: {_listed(comparison.missing)}.",
        Match.NOT_FOUND: f"{page} was not found to hold these words.",
    }[comparison.match]
    if comparison.marks_differ:
        told = f"{page} holds these words with other capitals or punctuation: {passage}."
    changes = [_change(one) for one in comparison.differences]
    changes += [f"{_quoted(one.page)} where the article has {_quoted(one.article)}" for one in comparison.left_out]
    return f"{told} It has {'; '.join(changes)}." if changes else told


def _quoted(words: str) -> str:
    """Return `words` in quotation marks, those within them as single ones."""
    return f"“{shortened(words).translate(_INNER)}”"


def _listed(parts: Sequence[str]) -> str:
    return ", ".join(map(_quoted, parts))


def _change(difference: Difference) -> str:
    if not difference.page:
        return f"no {_quoted(difference.article)}, which the article has"
    if not difference.article:
        return f"{_quoted(difference.page)}, which the article has not"
    return f"{_quoted(difference.page)} where the article has {_quoted(difference.article)}"
