"""The index of an article and "the parent company" or "its subsidiary" in, the body of which it tells that out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.bodies.expansion import expand
from attrcheck.sources.index import Index
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.noun_phrases import Phrase

__all__ = ["owning_or_owned"]

_WORDS = r"(?:the |a |an )?(?:[\w-]+ ){0,3}"
_OWNER = r"(?:parent|owner|holding)(?: company| firm| group)?"
_OWNED = r"(?:subsidiary|unit|arm|division|offshoot)"
#: What stands between an owned body and its owner, and between an owner and what it owns.
_OWNED_FIRST = lazily(
    rf",? (?:(?:which|that) is )?(?:(?:wholly|majority|jointly|partly|part)[ -])?owned by {_WORDS}|"
    rf",? {_WORDS}{_OWNED} of {_WORDS}|(?:['’]s?)? {_WORDS}{_OWNER},? "
)
_OWNER_FIRST = lazily(
    rf",? (?:which |that )?owns {_WORDS}|,? {_WORDS}{_OWNER} (?:of|behind) {_WORDS}|['’]s? {_WORDS}{_OWNED},? "
)
_LONGEST = 70  # characters between two names
_FAR = 10_000  # characters that are looked at on both sides
_OWNER_NAMED = lazily(rf"(?:the|its) {_OWNER}")
_OWNED_NAMED = lazily(rf"(?:the|its) {_OWNED}(?: company| firm)?")


def owning_or_owned(index: Index, phrase: Phrase) -> Span | None:
    """Return where the only body is named that owns another, or that another owns, where `phrase` is called so."""
    words = " ".join(word.low for word in phrase.words)
    wants_owner = _OWNER_NAMED.fullmatch(words) is not None and "owner" not in words
    if not wants_owner and _OWNED_NAMED.fullmatch(words) is None:
        return None
    near = [pair[not wants_owner] for pair in _pairs(index, phrase.words[0].start)]
    wanted = {expand(index, span)[0]: span for span in reversed(near)}
    return next(iter(wanted.values())) if len(wanted) == 1 else None


def _pairs(index: Index, place: int) -> Iterator[tuple[Span, Span]]:
    """Yield where an owner and what it owns are named beside each other, not far from `place`."""
    near = index.entities[bisect_left(index.starts, place - _FAR) : bisect_left(index.starts, place + _FAR)]
    organisations = (entity.span for entity in near if entity.kind is EntityKind.ORGANIZATION)
    bodies = (span for span in organisations if not lexicon().has("people.peoples", span.of(index.text).lower()))
    for first, second in pairwise(bodies):
        if not 0 < second.start - first.end < _LONGEST:
            continue
        if _OWNED_FIRST.fullmatch(index.text, first.end, second.start):
            yield second, first
        elif _OWNER_FIRST.fullmatch(index.text, first.end, second.start):
            yield first, second
