"""Quotations that no attribution covers in, those that are statements of somebody out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from attrcheck.article import Quotation, Span, sentence_ends
from attrcheck.files import read_data
from attrcheck.patterns import lazily
from attrcheck.reader.attribution import Attribution
from attrcheck.reader.cues import Act
from attrcheck.reader.reading import Linked
from attrcheck.reader.spans import WORD, Ranges

__all__ = ["UNOWNED_WORDS", "Neighbours", "gone_on", "is_title_or_name", "only_names", "owner_of"]

#: Words of a quotation that nobody owns, from which on it is a row of its own.
UNOWNED_WORDS = 4


@cache
def _small_words() -> frozenset[str]:
    return frozenset(read_data("language")["titles"]["small"].split())


@cache
def _naming() -> re.Pattern[str]:
    words = "|".join(map(re.escape, read_data("language")["titles"]["naming"]))
    return re.compile(rf"\b(?:{words})\s*,?:?\s*$", re.I)


#: What no title with its full stop has: "I Love You. Goodbye."
_SAID = re.compile(r"[a-z][.!?] |\bI\b")
#: What stands before a title in a list of what was read ("Hale, Ann. 1995. “…”"), and before a name that is given.
_REFERENCE = re.compile(r"[.)] \(?(?:19|20)\d\d[a-z]?\)?[.,]? \Z")
#: What tells which thing is meant: "the [“one street, two towns”] rule".
_DETERMINED = re.compile(r"\bthe \Z", re.I)
_MODIFIED = re.compile(
    r" (?!(?:wh\w+|that|and|but|because|since|with|from|after|before|into|over|"
    r"might|will|would|could|should|must|have|were)\b)[a-z]{4,}"
)
_NAMED = re.compile(r"\b(?:re)?named (?:the|its|his|her|their|an?)(?: [\w’'-]+){1,7} \Z")


def is_title_or_name(quotation: Quotation, text: str) -> bool:
    """Tell whether the quoted words are a title, a name or an address.

    They are capitalised, called one just before, in brackets, in a list of what was read, or tell which thing is meant.
    """
    inner = quotation.inner(text)
    words = WORD.findall(inner)
    telling = [w for w in words if w.lower() not in _small_words()]
    capitalised = bool(telling) and all(w[0].isupper() or w[0].isdigit() for w in telling)
    ends = inner.rstrip()[-1:]
    whole = ends == "." and (len(telling) < 2 or _SAID.search(inner))
    if capitalised and not inner.isupper() and ends not in ("!", "…") and not whole:
        return True
    if "://" in inner:
        return True
    start, end = quotation.spans[0].start, quotation.spans[-1].end
    in_brackets = text[max(0, start - 1) : start] == "(" and text.startswith(")", end)
    if in_brackets and not inner.isupper() and text[end - 2] not in ".!?…":
        return True  # "your editorial (“Let the river be”)"
    if _REFERENCE.search(text, max(0, start - 40), start):
        return True
    before = text[max(0, start - 80) : start]
    if len(words) <= 8 and _NAMED.search(before) and ends not in (".", "!"):
        return True
    if len(words) <= 8 and inner[:1].islower() and _DETERMINED.search(before) and _MODIFIED.match(text, end):
        return True
    return len(words) <= 8 and bool(_naming().search(before)) and not inner.rstrip(",").endswith((".", "!"))


def only_names(one: Linked, text: str) -> bool:
    """Tell whether nobody says anything: a thing "is nicknamed" a word or three."""
    words = sum(len(WORD.findall(text, span.start, span.end)) for span in one.content)
    return not one.source and words < UNOWNED_WORDS and bool(one.cue) and bool(_naming().search(one.cue[-1].of(text)))


def owner_of(quotation: Quotation, covered: Ranges, owners: dict[Span, int]) -> int | None:
    """Return the first attribution that covers a paragraph of the quotation by half, None where none does."""
    for piece in quotation.spans:
        if 2 * covered.shared(piece) >= piece.end - piece.start:
            return owners[covered.meeting(piece)[0]]
    return None


#: What follows a question may be the answer, somebody else's.
_ASKS = re.compile(r"\b(?:ask(?:s|ed|ing)?|question(?:s|ed|ing)?|inquired?|enquired?|wondered)\b", re.I)


class Neighbours:
    """The attributions round a quotation that nobody owns."""

    def __init__(self, found: Sequence[Attribution], text: str) -> None:
        self._text = text
        self._found = found
        spans = [(span, number) for number, one in enumerate(found) for span in (*one.source, *one.cue, *one.content)]
        self._by_start = sorted(spans)
        self._by_end = sorted((span.end, number) for span, number in spans)

    def of(self, quotation: Quotation) -> int | None:
        """Return the number of the attribution that a quotation belongs to by where it stands, None for none.

        It is the first half of what is said where source or cue follow at once ("…," she said, "…"), and goes on with
        what was said in the sentence before it where it is whole sentences itself.
        """
        start, end = quotation.spans[0].start, quotation.spans[-1].end
        index = bisect_left(self._by_start, (Span(end, end), -1))
        if index < len(self._by_start):
            span, number = self._by_start[index]
            half = self._text[end - 2] in ",?!" or self._text[end : end + 1] == ","
            says = span in (*self._found[number].source, *self._found[number].cue)
            if half and says and not self._text[end : span.start].strip(" ,"):
                return number
        index = bisect_left(self._by_end, (start + 1, -1)) - 1
        if index >= 0:
            last, number = self._by_end[index]
            # What was said may end with its full stop, or before it.
            ends = [one for one in sentence_ends(self._text, max(0, last - 12), start) if one.end >= last]
            before = self._found[number]
            whole = self._text[end - 2] in ".!?…" or self._text[end : end + 1] == "."
            follows = whole and len(ends) == 1 and ends[0].end == start and "\n" not in self._text[last:start]
            asks = any(_ASKS.search(span.of(self._text)) for span in before.cue)
            if follows and not asks and before.source and before.cue and before.act is Act.STATEMENT:
                return number
        return None


#: Marks that open a quotation, and the end of a sentence in it.
_OPENING, _CLOSING = '“"«„', '”"»“'
_LEFT_OPEN = lazily(r"[“\"«„][^“”\"«»„]+[.!?…]")
_REOPENED = lazily(r"[.!?…]?(?P<gap>\s+)[“\"«„](?=[\w\[‘'(])")


def gone_on(found: Sequence[Attribution], text: str) -> list[Attribution]:
    """Return the attributions, a quotation that is opened anew before it was closed being one with what goes on.

    "“It sank. “We swam,” she said." is all hers, as is what is left open at the end of a paragraph.
    """
    rows: list[Attribution | None] = list(found)
    begun = {span.start: number for number, one in enumerate(found) for span in one.content}
    order = sorted(range(len(rows)), key=lambda number: found[number].content[-1].start, reverse=True)
    for number in order:
        one = rows[number]
        if one is None or one.source or one.cue or text[one.content[-1].start] not in _OPENING:
            continue
        last = one.content[-1]
        end = last.end + (text[last.end - 1] not in ".!?…")
        again = _REOPENED.match(text, last.end) if _LEFT_OPEN.fullmatch(text, last.start, end) else None
        owner = begun.get(again.end() - 1) if again and text[again.end() - 1] == text[last.start] else None
        other = rows[owner] if owner is not None else None
        if again is None or owner is None or other is None or owner == number:
            continue
        apart = "\n" in again["gap"]
        if other.content[0].start == again.end() - 1:
            # A mark that nothing closes may be a stray one.
            if not apart and not other.cue and text[other.content[-1].end - 1] not in _CLOSING:
                continue
            rows[owner] = replace(other, content=tuple(sorted((*one.content, *other.content))))
            rows[number] = None
            begun |= {span.start: owner for span in one.content}
        elif apart:
            moved = next(span for span in other.content if span.start == again.end() - 1)
            rows[owner] = replace(other, content=tuple(span for span in other.content if span != moved))
            rows[number] = replace(one, content=(*one.content, moved))
            begun[moved.start] = number
    return [one for one in rows if one is not None]
