"""A row in, the same with a statement up to the end of its last clause out: "a man[ who fell]", "in what[ they saw]".

What others say in that clause is part of it as well.
"""

from __future__ import annotations

import re
from dataclasses import replace

from attrcheck.article import MARKS, Span
from attrcheck.patterns import MONTH, WEEKDAY, lazily
from attrcheck.reader.reading import Linked
from attrcheck.reader.spans import Ranges

__all__ = ["with_end_of_phrase", "with_last_clause"]

_VERB = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did|do|led|made|came|went|took|"
    r"left|said|met|won|lost|held|kept|told|[a-z]+(?:[a-rt-z]s|ed))\b"
)
_WORDS = (
    r"(?:(?! (?:and|but) (?:he|she|they|it|we|I|the|an?|said|says|then)\b)[^.,;:!?–—“”\"()\n]|(?<=\d)[.,](?=\d)|"
    r"(?<= [A-Z])\.|(?<=\b(?:Mr|Ms|Dr|St))\.|(?<=\b(?:Mrs|Sen|Gov|Gen|Rep))\.)"
)
_ENDS = r"(?<![\d ])(?=[.;!?](?:\s|\Z)|, |\Z)"
#: A relative clause right behind its noun, not one in which somebody else says something of it.
_RELATIVE = lazily(
    rf"(?: (?:who|which|that)(?= {_VERB})|(?<=\b(?:in|at|on|of|to)) (?:which|whom)\b){_WORDS}{{3,160}}"
    rf"{_ENDS}"
)
#: A clause that a last word opens: "in what[ they call a war]", "because they[ are late]", "that[ it is late]".
_OPENED = lazily(r"\b(?:what|(?:because|that|whether|if|although) (?:he|she|they|it|we))\Z")
_CLAUSE = lazily(
    rf" (?!(?:has|have|is|are|was|were) (?:\w+ )*(?:called|described|termed|seen)\b)"
    rf"{_WORDS}{{5,160}}{_ENDS}"
)
_NOT_HERE = lazily(rf".*\b(?:{WEEKDAY}|{MONTH}|yesterday|today)\Z", re.S)


def _may_go_on(one: Linked, text: str) -> bool:
    last = one.content[-1]
    unquoted = not MARKS & set(text[last.start : last.end])
    return bool(one.cue) and one.cue[-1].end <= last.start and unquoted and text[last.end - 1].isalnum()


def _going_on(one: Linked, rest: re.Match[str] | None, taken: Ranges, text: str) -> Linked:
    """Return `one` with its last piece going on over `rest`, where nothing has that but what lies within."""
    if rest is None or text.startswith((" “", ' "', " ''"), rest.end()) or _NOT_HERE.match(rest.group()):
        return one
    span = Span(*rest.span())
    if any(other.start < span.start or other.end > span.end for other in taken.meeting(span)):
        return one
    return replace(one, content=(*one.content[:-1], Span(one.content[-1].start, span.end)))


def with_last_clause(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with the clause that goes with its last word: "an army[ that has sworn to fight]"."""
    span = one.content[-1]
    if not _may_go_on(one, text):
        return one
    opened = _OPENED.search(text, span.start, span.end)
    return _going_on(one, (_CLAUSE if opened else _RELATIVE).match(text, span.end), taken, text)


#: What no phrase ends with: "complicating her[ hopes]", "a wine-soaked[ cloth]", "solely[ because it is late]".
_OPEN_END = lazily(
    r"(?:['’]s|s['’]|\b\w+-(?:soaked|based|led|backed|owned|style|wide|funded|related|run|born|wing)"
    r"|\ban? (?:new|successful|local|national|federal|major|foreign|certain|former|single|possible|potential)"
    r"|\b(?:his|her|its|their|our|the|of|several|various|other) "
    r"(?:new|local|own|national|federal|foreign|various|former)"
    r"|\b(?P<because>simply|merely|partly|largely|solely|precisely|in part)|\bover|\bone way)\Z"
)
#: Characters at the end of a statement in which such words stand.
_OPEN_CHARACTERS = 40
_PHRASE = lazily(
    r"(?: (?!(?:and|but|while|because|although|as|if|so|when|after|before|on|in|at|last|this|said|says)\b)"
    r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Gov|Gen|Rep|St)\. )?[\w’'$£€%-]+){1,12}"
    r"(?=[.;!?,:](?:\s|\Z)|\Z| (?:and|but|while|when|after|in)\b)"
)
_BECAUSE = lazily(rf" (?:because|by|to) (?!.*\b(?:was|were|is|are|has|had) \w+ly \w+ed\b){_WORDS}{{5,120}}{_ENDS}")


def with_end_of_phrase(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with the rest of the phrase that its last word opens: "a wine-soaked[ cloth]"."""
    span = one.content[-1]
    begin = max(span.start, span.end - _OPEN_CHARACTERS)
    may = bool(one.cue) and one.cue[-1].end <= span.start and text.startswith(" ", span.end)
    ends = _OPEN_END.search(text, begin, span.end) if may else None
    if ends is None:
        return one
    return _going_on(one, (_BECAUSE if ends["because"] else _PHRASE).match(text, span.end), taken, text)
