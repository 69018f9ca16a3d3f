"""Attributions in, what somebody else is to have said within their statements out: the post says that Ann Lee said so.

Whoever passes something on is asked first, but the words are another's: "“It sank,” [Lee] [said], according to the
Post", "the firm said [its auditor] [has warned] [that …]".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from attrcheck.article import MARKS, Span
from attrcheck.files import read_data
from attrcheck.patterns import WEEKDAY, lazily
from attrcheck.reader.attribution import Attribution
from attrcheck.reader.cues import Act
from attrcheck.reader.reading import Linked
from attrcheck.reader.spans import Ranges, trimmed

__all__ = ["relayed"]

#: How sure a row is that rests on such words alone.
_RELAYED_CONFIDENCE = 0.6
#: Characters of a statement in which the words that another is to have said begin.
_NEAR = 300
#: A word of a subject, and the pronouns that are whoever the statement is of.
_WORD = (
    r"(?!(?:that|which|who|whom|whose|what|if|when|while|because|as|after|before|since|although|though|where|whether|how|why|is|are|"
    r"was|were|be|been|has|have|had|will|would|could|should|may|might|must|can|did|does|do|to|and|but|or|not)\b)"
    r"[\w’'&.%$£€-]+"
)
_NO_SUBJECT = (
    r"(?!(?:he|she|it|they|we|i|you|there|this|that|these|those|all|any|of|in|on|at|by|for|from|with|to|under|about|into|than|"
    r"last|next|earlier|later|meanwhile|over|against|between|among|during|within|nobody|none|no one|anyone|anybody|"
    r"the (?:more|less|fewer)|(?:the )?(?:first|second|third|last|next|only|every|each) time)\b)(?=\w)"
)
_AUXILIARY = "has|have|had|also|now|since|then|later|never|already"
#: When or how often, which is no part of who says it nor of the verb: "the church[ often] said".
_OFTEN = (
    "also|now|since|then|later|already|always|often|once|first|again|recently|previously|repeatedly|publicly|privately|"
    "initially|originally|reportedly|allegedly|apparently|usually|generally|sometimes|finally|eventually|simply|just"
)
_WHEN = rf"(?:(?:late |early )?(?:on )?(?:{WEEKDAY}|today|yesterday)|(?:last|this) (?:week|month|year))"


#: Verbs of the list that are nouns as well: "the claims that", "investigative reports".
_NOUNS = frozenset({"claims", "reports"})
#: Whom these say something to stands before it, "told [the board] that it sank"; those "told that" it sank heard it.
_ADDRESSING = "told|tells|warned"


@cache
def _verb_words() -> tuple[str, ...]:
    return tuple(word for word in read_data("cues")["inside"]["words"] if " " not in word and word not in _NOUNS)


@cache
def _verbs(*, addressing: bool = True) -> str:
    """Return the expression of what somebody does who says something; without those that address somebody if asked."""
    kept = "|".join(verb for verb in _verb_words() if addressing or verb not in _ADDRESSING.split("|"))
    return rf"(?:(?:{_AUXILIARY}) ){{0,2}}(?:{kept})"


@cache
def _clause() -> re.Pattern[str]:
    """Return what a statement looks like that is somebody else's: "the board has said it would build"."""
    pronouns = "he|she|it|they|we|there"
    begins = rf"(?:that |(?!it all\b)(?=[“\"‘']|(?:the|an?|his|her|its|their|no|some|many|most|{pronouns})\b))"
    says = rf"(?P<cue>{_verbs(addressing=False)})(?: {_WHEN})?[,:]? (?P<said>{begins})"
    tells = (
        rf"(?P<tells>(?:(?:{_AUXILIARY}) ){{0,2}}(?:{_ADDRESSING}))(?:(?<=warned)|(?: {_WORD}){{1,5}}?)"
        rf"(?: {_WHEN})? (?P<told>that |(?=(?:{pronouns})\b))"
    )
    aside = r", [^,;:“”\"\n]{2,70}(?=, )"
    apposed = rf"(?=, (?:(?-i:[A-Z])|(?:the|an?|his|her|its|their|former)\b)){aside}"
    subject = rf"(?P<who>{_NO_SUBJECT}{_WORD}(?: {_WORD}){{0,7}}?(?:{apposed})?)(?:{aside})?,?"
    return re.compile(rf"(?:that )?{subject} (?:(?:{_WHEN}|{_OFTEN}) ){{0,2}}(?:{says}|{tells})", re.I)


@cache
def _behind_quotation() -> re.Pattern[str]:
    """Return what stands between a quotation and who passes it on: "[Lee] [said] at the pier, according to"."""
    who = rf"(?=[A-Z]|(?:the|an?|his|her|he|she|one)\b){_WORD}(?: {_WORD}){{0,7}}?"
    return re.compile(rf" (?P<who>{who}) (?P<cue>{_verbs()})(?: [^“”\"\n.;]{{1,80}}?)?,?\s\Z")


_PASSES_ON = lazily(r"according to|as (?:quoted|cited|reported) (?:by|in)", re.I)
_ENDS = lazily(r"[,.!?…][”\"](?= )")


def _row(who: Span, cue: Span, content: Sequence[Span]) -> Linked:
    return Linked((who,), (cue,), tuple(content), _RELAYED_CONFIDENCE)


def _told_in(one: Attribution, text: str) -> Linked | None:
    """Return what the statement of `one` begins by saying that somebody else said."""
    first, *rest = one.content
    end = min(first.end, first.start + _NEAR)
    near = text[first.start : end].lower()
    if near[0] in MARKS or not any(verb in near for verb in _verb_words()):
        return None
    found = _clause().match(text, first.start, end)
    if found is None:
        return None
    verb, said = ("cue", "said") if found["cue"] else ("tells", "told")
    content = (Span(found.start(said), first.end), *rest)
    who, cue = (Span(*found.span(part)) for part in ("who", verb))
    return _row(who, cue, content)


def _passed_on(one: Attribution, text: str) -> Linked | None:
    """Return the quotation that `one` passes on, where who said it stands between the two."""
    cue, first = one.cue[0], one.content[0]
    if first.start > cue.start or not _PASSES_ON.fullmatch(text, cue.start, cue.end):
        return None
    ends = [end.end() for end in _ENDS.finditer(text, first.start, cue.start)]
    found = _behind_quotation().match(text, ends[-1], cue.start) if ends else None
    if found is None or text[first.start] not in MARKS:
        return None
    said = [Span(span.start, min(span.end, ends[-1])) for span in one.content if span.start < ends[-1]]
    said += [span for span in one.content if span.start > cue.end and text[span.start] in MARKS]
    who, verb = (Span(*found.span(part)) for part in ("who", "cue"))
    return _row(who, verb, said)


_NOBODY = lazily(r"(?:nobody|no one|none|neither|anyone)\b", re.I)
_QUOTES = lazily(r"(?:(?!(?:is|are|was|were|be|been|being)\b)[\w’'-]+ ){0,3}?(?:quot|cit)(?:e|es|ed|ing)", re.I)


def _quoted(one: Attribution, text: str) -> Linked | None:
    """Return what `one` quotes somebody as saying: "quoted [Lee] [as saying] it sank"."""
    if len(one.cue) != 2 or not _QUOTES.fullmatch(text, one.cue[0].start, one.cue[0].end):
        return None
    who = trimmed(Span(one.cue[0].end, one.cue[1].start), text)
    said = text.startswith("as ", one.cue[1].start) and who.start < who.end and not _NOBODY.match(text, who.start)
    return _row(who, one.cue[1], one.content) if said else None


def relayed(found: Sequence[Attribution], text: str) -> Iterator[Linked]:
    """Yield what somebody else is to have said within the statements of `found`, where no row of them tells so."""
    others = []
    for one in found:
        if one.cue and one.source and one.act is Act.STATEMENT:
            quoted = _quoted(one, text)
            other = quoted or _passed_on(one, text) or _told_in(one, text)
            if other is not None:
                others.append((other, (*other.source, *(() if quoted else other.cue))))
    taken = Ranges({span for one in found for span in (*one.source, *one.cue)}) if others else Ranges(())
    yield from (other for other, parts in others if not any(taken.meeting(span) for span in parts))
