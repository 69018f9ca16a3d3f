"""A comparison in, a sentence or two out: what a page has where the article has a quotation, without a judgement."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrcheck.checklist import Difference
from attrcheck.comparison.quotation import Comparison, Match

__all__ = ["describe", "quoted", "shortened"]

#: Characters of a passage that are shown.
_SHOWN = 400
#: Quotation marks that open, and the marks that may close each; single ones look like apostrophes.
_CLOSING = {"“": "”", "„": "“”", "«": "»", "»": "«", "”": "”", '"': '"', "‟": "”"}
_MARK = re.compile('[“”„‟«»"]')


def shortened(words: str, most: int = _SHOWN) -> str:
    """Return `words`, or where they are longer than `most` characters their two ends with " […] " between them."""
    if len(words) <= most:
        return words
    return f"{words[: most // 2].rsplit(' ', 1)[0]} […] {words[-most // 2 :].partition(' ')[2]}"


def describe(comparison: Comparison, page: str) -> str:
    """Return in a sentence or two how a quotation stands on what is called `page`, without a judgement."""
    passage = quoted(comparison.passage)
    sentence = {
        Match.VERBATIM: f"{page} holds these words verbatim.",
        Match.SHORTENED: f"{page} holds these words.",
        Match.ALTERED: f"{page} holds: {passage}.",
        Match.APART: f"{page} holds each part of it, but not in this order or not near each other: "
        f"{_listed(comparison.parts)}.",
        Match.PARTLY: f"{page} holds {_listed(comparison.parts)}; not found there: {_listed(comparison.missing)}.",
        Match.NOT_FOUND: f"{page} was not found to hold these words.",
    }[comparison.match]
    if comparison.marks_differ:
        other = "spelling, capitals" if comparison.spelt else "capitals"
        sentence = f"{page} holds these words with other {other} or punctuation: {passage}."
    changes = [_change(one) for one in comparison.differences]
    changes += [
        f"{quoted(one.page) if one.page else 'nothing'} where the article has {quoted(one.article)}"
        for one in comparison.left_out
    ]
    sentence = f"{sentence} It has {'; '.join(changes)}." if changes else sentence
    beside = [f"before them {quoted(comparison.lead)}"] if comparison.lead else []
    beside += [f"behind them {quoted(comparison.tail)}"] if comparison.tail else []
    sentence = f"{sentence} In the same sentence stands {', and '.join(beside)}." if beside else sentence
    own = "".join(f" {quoted(words)}, the article's own, was not compared." for words in comparison.uncompared)
    return f"{sentence}{own}"


def quoted(words: str, most: int = _SHOWN) -> str:
    """Return `words`, `most` characters of them, in quotation marks, those within them as single ones and in pairs.

    Where `words` begin or end inside a quotation, that is opened at the beginning or closed at the end.
    """
    words = shortened(words, most)
    open_marks: list[str] = []
    before, at, pieces = 0, 0, []
    for match in _MARK.finditer(words):
        mark = match.group()
        closes = bool(open_marks) and mark in _CLOSING[open_marks[-1]]
        # What stands behind a word closes: a quotation that began before the words, if none did in them.
        behind = words[: match.start()][-1:].strip(" ([-–—/‘") != ""
        if closes:
            open_marks.pop()
        elif behind and mark in '”»"':
            before += 1
        else:
            open_marks.append(mark)
            behind = False
        pieces += [words[at : match.start()], "’" if closes or behind else "‘"]
        at = match.end()
    return f"“{'‘' * before}{''.join(pieces)}{words[at:]}{'’' * len(open_marks)}”"


def _listed(parts: Sequence[str]) -> str:
    return ", ".join(map(quoted, parts))


def _change(difference: Difference) -> str:
    if not difference.page:
        return f"no {quoted(difference.article)}, which the article has"
    if not difference.article:
        return f"{quoted(difference.page)}, which the article lacks"
    return f"{quoted(difference.page)} where the article has {quoted(difference.article)}"
