"""A row as the reader linked it in, the same without words in its statement or source that belong elsewhere out.

"Quoted [Lee] as saying [it sank]": what is said begins behind "as saying"; "said [merely] that": how it is said is no
part of it; "[later] the mayor said": nor is when of who says it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from attrcheck.article import MARKS, Span
from attrcheck.patterns import WEEKDAY, lazily
from attrcheck.reader.attribution import Attribution
from attrcheck.reader.reading import Linked
from attrcheck.reader.spans import Ranges

__all__ = ["STATEMENT_STEPS", "apart_from_ends", "gone_on", "without_direction"]

_QUOTING = lazily(r"\b(?:quot|cit|report|paraphras|record)(?:e|es|ed|ing|s)?(?: by)?\Z", re.I)
_AS_SAYING = lazily(
    r"(?:[^,.;:“”\"()\n]{1,60} )?"
    r"(?P<cue>as (?:having (?:said|told (?:him|her|it|them|us|me))|saying|stating|telling (?:him|her|it|them|us|me)))"
    r"(?:,|:)? (?=\S)"
)


def _quoted_as_saying(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` with "as saying" in its cue, and without whom that is told of: "quoted [Lee as saying] it sank"."""
    if len(one.cue) != 1 or one.content[0].start < one.cue[0].end:
        return one
    first = one.content[0]
    saying = _AS_SAYING.match(text, first.start, first.end)
    if saying is None or not _QUOTING.search(text, one.cue[0].start, one.cue[0].end):
        return one
    content = (Span(saying.end(), first.end), *one.content[1:])
    return replace(one, cue=(*one.cue, Span(*saying.span("cue"))), content=content)


#: How something is said, before the clause that tells what.
_HOW_SAID = lazily(
    r"(?:merely|only|simply|just|among other things,?|(?:[a-z]{3,}ly )?for the (?:first|second|third|last) time|"
    r"[a-z]{3,}ly) (?=that )"
)


def _without_how(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without how it is said at the head of its statement: "said[ merely] that it sank"."""
    first = one.content[0]
    behind = len(one.cue) == 1 and text[one.cue[0].end : first.start] in (" ", ", ")
    how = _HOW_SAID.match(text, first.start, first.end) if behind else None
    return replace(one, content=(Span(how.end(), first.end), *one.content[1:])) if how else one


_SAID = lazily(r"\b(?:said|told|added|announced|reported|warned|declared|claimed|noted|stated)\Z")
#: When something was said, before what was: not "said Monday was late", "said today's boat", "said last week brought".
_WHEN = lazily(
    rf"(?:(?:late |early )?(?:on )?{WEEKDAY}|today|yesterday|last (?:week|month|year|night)|"
    r"this (?:week|month|morning))(?: (?:morning|afternoon|evening|night))?,? "
    r"(?=[\w“\"<$£€])(?!(?:is|are|was|were|will|would|had|has|have|may|might|could|should|can|must|and|or|to|for|in|as|"
    r"at|on|of|that|when|who|which|saw|brought|marked|became|came|made)\b)"
)


def _without_when(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without when it was said at the head of its statement: "said[ Tuesday] it sank"."""
    first = one.content[0]
    behind = len(one.cue) == 1 and text[one.cue[0].end : first.start] == " "
    if not behind or not _SAID.search(text, one.cue[0].start, one.cue[0].end):
        return one
    when = _WHEN.match(text, first.start, first.end)
    return replace(one, content=(Span(when.end(), first.end), *one.content[1:])) if when else one


#: Verbs that say what something is, which then is a piece of its own: "called [the plan] [“a joke”]".
_NAMING = lazily(
    r"\b(?:call|label|brand|dub|think|thought|find|found|rate|consider|deem|declare|term|judge|describe|pronounce|name|"
    r"pronounc|describ|rat|nam|judg|declar|post|mention|say|said|tell|told)(?:s|d|ed|ing)?\b",
    re.I,
)


def _whole(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` with words before a quotation and that as one piece: "undertook [to answer “every question”]"."""
    if any(_NAMING.search(text, span.start, span.end) for span in one.cue):
        return one
    kept: list[Span] = []
    for span in one.content:
        before = kept[-1] if kept else None
        joins = before is not None and text[before.end : span.start] == " " and text[span.start] in MARKS
        if before is not None and joins and not MARKS & set(before.of(text)) and text[before.end - 1].isalnum():
            kept[-1] = Span(before.start, span.end)
        else:
            kept.append(span)
    return replace(one, content=tuple(kept)) if len(kept) < len(one.content) else one


#: When, or against what, something is said, before who says it: "[later ]the mayor", but not "later work".
_WHEN_BEFORE = lazily(
    r"(?:later|earlier|meanwhile|however|but|and|then|still|today|yesterday|separately|although|altho|though|while),? "
    r"(?=(?:the|an?|he|she|they|it|we|I|his|her|its|their|our|my|one|some|this|these|those|another)\b)",
    re.I,
)


def _without_when_before(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without when it was said at the head of its source: "[later ]the mayor said"."""
    span = one.source[0] if len(one.source) == 1 else None
    when = _WHEN_BEFORE.match(text, span.start, span.end) if span else None
    return replace(one, source=(Span(when.end(), span.end),)) if span and when else one


_ADVERB_AT_END = lazily(
    r"(?<=\w) (?:long|in fact|in turn|at first|for (?:example|instance)|formerly|drily|dryly|previously|recently|"
    r"repeatedly|publicly|privately|initially|originally|generally|usually|typically|rightly|wrongly|correctly|also|later|"
    r"now|once|never|still|always|often|then|indeed|simply|merely|quickly|immediately|finally|eventually|clearly|"
    r"apparently|sometimes|soon|actually|really|essentially|effectively|famously|thus|therefore|however|openly|strongly|"
    r"firmly|flatly|bluntly|explicitly)\Z"
)


def _without_adverb_at_end(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without how or when it is said at the end of its source: "The archive[ long] held"."""
    span = one.source[0] if len(one.source) == 1 and one.cue and one.cue[0].start == one.source[0].end + 1 else None
    adverb = _ADVERB_AT_END.search(text, span.start, span.end) if span else None
    return replace(one, source=(Span(span.start, adverb.start()),)) if span and adverb else one


_POSSESSOR = lazily(r".*\w(?P<mark>['’]s|(?<=s)['’])", re.S)
#: What is somebody's that something is said in. Those in -s are verbs behind a shop or firm: "Dunn's claims it sank".
_SAYING = lazily(
    r"(?:\w+ ){0,2}?(?:(?P<either>(?:account|aim|answer|bid|call|claim|demand|doubt|estimate|fear|forecast|guess|hope|"
    r"offer|order|plan|plea|pledge|promise|remark|report|request|threat|view|wish|word)s)|"
    r"\w+(?:tion|sion|ment|ance|ence|ism)s?|account|admission|advice|aim|answer|argument|beliefs?|bid|call|case|claim|"
    r"(?:feel|find|read|reckon|rul|tell|think|understand|warn)ings?|"
    r"complaints?|count|criticism|demand|denials?|desire|doubt|dread|estimate|eyes|experience|faith|fear|forecast|goals?|guess|hope|ideas?|"
    r"intent|letters?|line|messages?|mottos?|notes?|notions?|objections?|offer|opinions?|order|plan|plea|pledge|"
    r"positions?|posts?|promise|prophecy|proposals?|questions?|refusal|remark|reply|replies|report|request|response|"
    r"slogans?|stance|story|testimony|theory|thesis|threat|tweets?|verdicts?|versions?|view|vow|wish|word)"
    r"(?: (?:is|was|are|were|of|for|to|that|about|on))*(?![\w-])"
)
_DETERMINED = lazily(r"(?:the|an?|this|that|his|her|its|their|our|my|your)\b", re.I)
#: And what it is said by: "in [the mayor]'s words".
_BY = lazily(r"(?:by|in|on|to|from|at|under)", re.I)


def _possessor(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without the mark of the genitive in its source, whose claim it is: "[the mayor]'s claim"."""
    span = one.source[0] if len(one.source) == 1 and one.cue else None
    genitive = _POSSESSOR.fullmatch(text, span.start, span.end) if span else None
    if span is None or genitive is None:
        return one
    if one.cue[-1].start > span.end:
        noun = _SAYING.fullmatch(text, one.cue[-1].start, one.cue[-1].end)
        named = one.cue[0].start > span.start and _DETERMINED.match(text, span.start) is None
        whose = noun is not None and not (named and noun["either"])
    else:
        whose = _BY.fullmatch(text, one.cue[-1].start, one.cue[-1].end) is not None
        whose = whose and text.startswith(" ", span.end) and _SAYING.match(text, span.end + 1) is not None
    return replace(one, source=(Span(span.start, genitive.start("mark")),)) if whose else one


#: What one does while speaking, in brackets at the head of a turn: "Roe: [(laughs) ]It sank."
_DIRECTION = lazily(
    r"[\[(]+(?:laugh(?:s|ing|ter)?|smil(?:es|ing)|chuckl(?:es|ing)|paus(?:es|ing)|sigh(?:s|ing)|shrugs|nods|cries|weeps|"
    r"(?:a )?(?:long )?(?:pause|silence)|after [a-z ]{1,30}|applause|crosstalk|cross-talk|inaudible)[\])]+ (?=\S)",
    re.I,
)


def without_direction(one: Linked, text: str) -> Linked:
    """Return `one` without what its speaker does meanwhile: "Roe: [(laughs) ]It sank."."""
    first = one.content[0]
    direction = _DIRECTION.match(text, first.start, first.end)
    return replace(one, content=(Span(direction.end(), first.end), *one.content[1:])) if direction else one


def apart_from_ends(span: Span, taken: Ranges) -> list[Span]:
    """Return what is taken of `span`, but for statements that end with it: "refused to show [the plan], which …"."""
    return [other for other in taken.meeting(span) if other.start > span.start or other.end > span.end]


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


#: In this order.
STATEMENT_STEPS: Sequence[Callable[[Linked, Ranges, str], Linked]] = (
    _quoted_as_saying,
    _without_how,
    _without_when,
    _whole,
    _without_when_before,
    _without_adverb_at_end,
    _possessor,
)
