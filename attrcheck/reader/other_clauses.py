"""A row in, the same with a statement that has no piece of another verb's and none of its own left out, out."""

from __future__ import annotations

import re
from dataclasses import replace

from attrcheck.article import MARKS, Span
from attrcheck.patterns import lazily
from attrcheck.reader.reading import Linked
from attrcheck.reader.spans import Ranges, gap_between

__all__ = ["over_phrase", "without_another_verb", "without_copula", "without_own_source"]

_AUXILIARY = r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|did|does|do)"
_WHO = r"(?:he|she|they|it|we|I|you|what|there|the other(?: half)?|others)"
#: What stands between two pieces where the second is what another verb says: "said it sank[, and would call ]it bad".
_ANOTHER_VERB = lazily(
    rf"(?:[^.!?;“”\"]{{0,100}}[,;:]|(?=[,;]| –| -)[,; –-]+| (?=and ))? ?"
    rf"(?:(?:and|but|while|so|though|although) (?:{_WHO}\b|{_AUXILIARY}\b|in the |[A-Z][\w’']+ ).*"
    rf"|{_WHO} .*|(?:[a-z]+ing(?: on)?(?: the \w+)?) | (?:calling|saying|asking|arguing|harping) .*)",
    re.S,
)
#: Characters between two pieces that are looked at.
_GAP = 140
_JOINT = lazily(r",? (?:so|and|but)\Z")


def _told_apart(before: Span, behind: Span, one: Linked, text: str) -> Span | None:
    """Return what stands between two pieces of one sentence behind its cue, None where source or cue does."""
    gap = gap_between(before, behind)
    inside = any(part.overlaps(gap) for part in (*one.source, *one.cue))
    if not one.cue or before.start < one.cue[0].end or inside or not 2 < gap.end - gap.start <= _GAP:
        return None
    return None if "\n" in gap.of(text) or text[behind.start] in MARKS or text[before.end - 1] in MARKS else gap


def without_another_verb(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without what a later verb of its sentence says: "said it sank, and would call [it bad]"."""
    kept = [one.content[0]]
    for span in one.content[1:]:
        gap = _told_apart(kept[-1], span, one, text)
        if gap is None or not _ANOTHER_VERB.fullmatch(text, gap.start, gap.end):
            kept.append(span)
        elif joint := _JOINT.search(text, kept[-1].start, kept[-1].end):
            kept[-1] = Span(kept[-1].start, joint.start())
    return replace(one, content=tuple(kept)) if len(kept) < len(one.content) else one


#: A phrase that a clause goes on behind: "criticism[ from the port ]that it is late", "a list[ – an old one – ]to cut".
_PHRASE = lazily(
    r" (?:by|from|in|at|of|for|to|on|with|among|about) "
    rf"(?:(?!(?:{_AUXILIARY}|said|says|and|but|that|to|which|who)\b)[\w’'$%-]+ ){{1,7}}(?:- )?"
    r"| (?:--?|—|–) [^—–;:.!?“”\"]{3,60} (?:--?|—|–) "
)
_GOES_ON = lazily(r"(?:that|to|of|from) ")


def over_phrase(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with a phrase amid its statement: "denied criticism[ from the port ]that it is late"."""
    kept = [one.content[0]]
    for span in one.content[1:]:
        gap = _told_apart(kept[-1], span, one, text)
        goes_on = gap is not None and _GOES_ON.match(text, span.start, span.end)
        if gap is not None and goes_on and _PHRASE.fullmatch(text, gap.start, gap.end) and not taken.meeting(gap):
            kept[-1] = Span(kept[-1].start, span.end)
        else:
            kept.append(span)
    return replace(one, content=tuple(kept)) if len(kept) < len(one.content) else one


_COPULA = lazily(r"(?:is|are|was|were) (?=(?:that|to) )")


def without_copula(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without the verb that only leads to what is thought: "Their view[ is] [that it is late]"."""
    first = one.content[0]
    behind = bool(one.cue) and one.cue[-1].end <= first.start
    copula = _COPULA.match(text, first.start, first.end) if behind else None
    return replace(one, content=(Span(copula.end(), first.end), *one.content[1:])) if copula else one


#: What a source within its statement stands behind: "[praising the dam], Lee left", "named [a relic] by the guild".
_BEFORE_SOURCE = lazily(r"(?:,| by) \Z")
_FEWEST = 3  # characters of a name


def without_own_source(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without its source in its statement and what follows: "praising [the dam][, Lee left]"."""
    source = one.source[0] if len(one.source) == 1 else None
    if source is None or not one.cue or source.end - source.start < _FEWEST:
        return one
    kept = []
    for span in one.content:
        before = _BEFORE_SOURCE.search(text, span.start, source.start) if span.overlaps(source) else None
        inside = source.end <= span.end and text[span.start] not in MARKS
        kept.append(Span(span.start, before.start()) if before and inside and before.start() > span.start else span)
    return replace(one, content=tuple(kept))
