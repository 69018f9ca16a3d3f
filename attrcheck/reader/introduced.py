"""A text, its names and a quotation in, who is introduced as its speaker before it out.

A line that ends with a colon introduces ("And from the mayor, Ann Lee:"), as does "From the desk of Ann Lee", and a
sentence that tells what somebody did right before their words ("Ann Lee turned to the judge. “I signed it.”").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from attrcheck.article import Quotation, Span, sentences_of
from attrcheck.patterns import lazily
from attrcheck.reader.spans import LONGEST_SENTENCE, Ranges, trimmed

__all__ = ["Introductions", "account_before"]

_NAME = r"[A-Z][\w’'-]+(?:,? (?:[A-Z][\w’'.-]*|de|van|von|al|bin|del|der|den|la|le)){1,4}"
#: Words that no description of a person goes on over.
_SMALL = r"(?:that|which|who|whom|and|but|when|after|for|of|to|in|on|at|what|if|as|is|was)\b"
_BEFORE = rf"(?:(?:[Oo]ur|[Tt]he|[Aa]n?|[Hh]er|[Hh]is|[Tt]heir|[Mm]y) )?(?:(?!{_SMALL})[\w’-]+ ){{0,6}}?(?:[\w’-]+, )?"
#: Whole lines, and openings of the sentence that ends with a colon.
_DESK = lazily(
    r"(?:(?:(?:[Aa]|[Tt]he|[Tt]his|[Oo]ur|[Ss]ome) )?(?:[a-z]+ )?"
    r"(?:[Ss]tatement|[Mm]essage|[Nn]ote|[Ll]etter|[Ww]ords?|[Rr]emarks) "
    r"(?:from|by)|[Ff]rom the (?:desk|office|pen) of|[Aa]nd (?:this |now )?(?:from|by)|[Ww]ritten by)"
    r" (?P<who>[^:\n]{3,140}?)[.:]?\s*\Z"
)
_LINES = lazily(rf"[^.!?:\n]{{0,60}}\b(?:from|by) (?P<who>{_BEFORE}{_NAME})(?=,? who\b|,? speaking\b|,| in | at |:)")
#: In the line of the quotation itself: "From our reporter Ann Lee in Hull: “…”".
_OPENING = lazily(
    rf"(?:\d{{1,2}}[:.]\d\d\S* )?(?:(?:And|More|This|Now|And this)[,]? )?[Ff]rom (?P<who>{_BEFORE}{_NAME})"
    r"(?:(?:,? who|,? speaking| in| at| on)\b[^:\n]{0,60})?:\s*\Z"
)
_SUBJECT = lazily(rf"(?P<who>{_BEFORE}{_NAME})(?=[ ,][^\n]*:\s*\Z)")
#: Behind the subject of a sentence these ask or tell others: what is said next may be somebody else's answer.
_TURNS = lazily(r"\b(?:asked|asks|questioned|wondered|inquired|told|replied|answered|interviewed|quoted)\b")
_ACTS = lazily(
    r"(?:, [^,\n]{1,80},)? (?!was\b|is\b|were\b|has\b|had\b|will\b|would\b)[a-z]{2,15}(?:ed|s|t|ew|ook|ood|at|ose|d)\b"
)
_MARKED = lazily(r"[“”\"]")


_ACCOUNT = lazily(
    r"(?P<who>@\w{2,30}) (?:then |also |just |later )?"
    r"(?P<cue>wrote(?: back)?|said|says|writes|posted|tweeted|replied|replies|answered|responded|commented|noted|added|"
    r"asked|warned|joked|quipped|retorted|insisted|complained|shared|reposted|explained|claimed|countered|objected|"
    r"(?:hit|shot|fired|snapped|came) back|chimed in|weighed in|piled in)[:,]? \Z"
)


def account_before(quotation: Quotation, text: str) -> tuple[Span, ...]:
    """Return account and verb that stand right before a quotation: "[@ann] [wrote]: “…”"; nothing where none do."""
    start = quotation.spans[0].start
    found = _ACCOUNT.search(text, max(0, start - 60), start)
    return (Span(*found.span("who")), Span(*found.span("cue"))) if found else ()


class Introductions:
    """The paragraphs of a text and the people that it names, to be asked who is introduced before a quotation."""

    def __init__(self, text: str, paragraphs: Sequence[Span], people: Ranges) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._starts = [paragraph.start for paragraph in paragraphs]
        self._people = people

    def before(self, quotation: Quotation) -> Span | None:
        """Return who is introduced in the line before the paragraph or entry that `quotation` opens, if anybody."""
        at = bisect_left(self._starts, quotation.spans[0].start + 1) - 1
        opening = self._text[self._starts[at] : quotation.spans[0].start] if at >= 0 else "-"
        while at > 0 and not opening.strip(" \t•*–—-"):
            line = self._paragraphs[at - 1]
            entry = re.match(r"\s*[•*–—-] ", line.of(self._text))
            if entry is None:
                return self._introduced(line)
            at, opening = at - 1, ""
        found = _OPENING.match(opening)
        if found is None:
            return None
        who = trimmed(Span(*(self._starts[at] + place for place in found.span("who"))), self._text)
        return who if self._people.meeting(who) else None

    def _introduced(self, line: Span) -> Span | None:
        text = self._text
        sentence = [*sentences_of(text, line)][-1:]
        if not sentence:
            return None
        last = sentence[0]
        found = _DESK.match(text, line.start, line.end)
        if found is None and text[line.start : line.end].rstrip().endswith(":"):
            found = _LINES.match(text, last.start, last.end) or _SUBJECT.match(text, last.start, last.end)
        if found is None:
            return None
        who = trimmed(Span(*found.span("who")), text)
        return who if self._people.meeting(who) else None

    def acting(self, quotation: Quotation) -> Span | None:
        """Return who does something in the sentence right before `quotation`, in its paragraph, and asks nobody."""
        text, start = self._text, quotation.spans[0].start
        at = bisect_left(self._starts, start + 1) - 1
        begin = max(self._starts[at], start - 2 * LONGEST_SENTENCE)
        before = [one for one in sentences_of(text, Span(begin, start)) if one.of(text).strip()]
        if not before or _MARKED.search(before[-1].of(text)) or before[-1].of(text).rstrip()[-1:] not in ".!":
            return None
        sentence = before[-1]
        named = next((one for one in self._people.meeting(sentence) if one.start == sentence.start), None)
        alone = named is not None and " " in named.of(text) and _ACTS.match(text, named.end, sentence.end) is not None
        return named if alone and _TURNS.search(text, sentence.start, sentence.end) is None else None
