"""A row in, the same with its statement where the verb of its cue puts it: without whom it is said to.

Of "urged residents to leave" what is urged is "to leave"; what is "called for" is what follows. The verbs stand in
data/cues.toml.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from attrcheck.article import Span
from attrcheck.files import read_data
from attrcheck.reader.reading import Linked

__all__ = ["asking_for", "without_addressee"]

_NO_VERB = (
    r"(?!(?:is|are|was|were|be|been|has|have|had|will|would|could|should|might|must|can|do|does|did|not|if|that|what|"
    r"who|which|whether|when|why|how|because|to|of|for|against|about|on|over|with|and then|[a-z]{3,}ed)\b)"
)
#: Whom something is said to, in a few words without a verb: "residents in the north".
_SOMEBODY = rf"(?:{_NO_VERB}[\w’'&.-]+,? ){{1,12}}"


@cache
def _verbs(key: str) -> str:
    return "|".join(read_data("cues")["addressed"][key])


@cache
def _addressing() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Return patterns of cues, each with that of whom they address and of what follows it."""
    to_do = r"(?=(?:not )?to (?!be\b|have been\b)[a-z]+)"
    kinds = (("accusing", r"(?=of\b)"), ("ordering", to_do), ("telling", rf"(?=that\b)|{to_do}"))
    return tuple(
        (
            re.compile(rf"(?:.*\b)?(?:{_verbs(key)})", re.I | re.S),
            re.compile(rf"{_SOMEBODY}(?:{behind})"),
        )
        for key, behind in kinds
    )


@cache
def _passive() -> re.Pattern[str]:
    verbs = "|".join(_verbs(key) for key in ("accusing", "ordering", "telling", "given"))
    return re.compile(rf"(?:.*\b)?(?:be|is|are|was|were|been|being|get|got) (?:\w+ )?(?:{verbs})(?: by)?", re.I | re.S)


def without_addressee(one: Linked, text: str) -> Linked:
    """Return `one` without whom its cue addresses: "urged [residents] to leave", "[He] was told that it was late"."""
    if len(one.cue) != 1 or not one.content:
        return one
    cue, first = one.cue[0], one.content[0]
    if first.end <= cue.start:
        told = (
            len(one.content) > 1 and one.content[1].start >= cue.end and _passive().fullmatch(text, cue.start, cue.end)
        )
        subject = told and re.fullmatch(
            r"(?: (?:also|since|now|then|long|already|repeatedly))? ", text[first.end : cue.start]
        )
        clause = re.search(r"[,.;:“\"]|\bthat\b", first.of(text)) is not None
        return replace(one, content=one.content[1:]) if subject and not clause else one
    for verb, addressed in _addressing():
        if first.start >= cue.end and verb.fullmatch(text, cue.start, cue.end):
            whom = addressed.match(text, first.start, first.end)
            return replace(one, content=(Span(whom.end(), first.end), *one.content[1:])) if whom else one
    return one


_FOR = re.compile(r"for ")


def asking_for(one: Linked, text: str) -> Linked:
    """Return `one` with the "for" of "called for", "asked for" in its cue, as what is asked for is a thing."""
    first = one.content[0] if one.content else None
    if first is None or len(one.cue) != 1 or first.start != one.cue[0].end + 1:
        return one
    asked = re.search(rf"\b(?:{_verbs('asking_for')})\Z", one.cue[0].of(text), re.I)
    behind = _FOR.match(text, first.start, first.end) if asked else None
    if behind is None:
        return one
    cue = Span(one.cue[0].start, first.start + len("for"))
    return replace(one, cue=(cue,), content=(Span(behind.end(), first.end), *one.content[1:]))
