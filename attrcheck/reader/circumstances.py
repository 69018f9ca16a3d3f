"""A row in, the same without when and how it was said out: "said[ Tuesday] it sank", "[later ]the mayor said"."""

from __future__ import annotations

import re
from dataclasses import replace

from attrcheck.article import Span
from attrcheck.patterns import WEEKDAY, lazily
from attrcheck.reader.reading import Linked
from attrcheck.reader.spans import Ranges

__all__ = [
    "quoted_as_saying",
    "without_adverb",
    "without_adverb_at_end",
    "without_day",
    "without_direction",
    "without_how",
    "without_time",
    "without_when",
    "without_when_before",
    "without_where",
]

_QUOTING = lazily(r"\b(?:quot|cit|report|paraphras|record)(?:e|es|ed|ing|s)?(?: by)?\Z", re.I)
_AS_SAYING = lazily(
    r"(?:[^,.;:“”\"()\n]{1,60} )?"
    r"(?P<cue>as (?:having (?:said|told (?:him|her|it|them|us|me))|saying|stating|telling (?:him|her|it|them|us|me)))"
    r"(?:,|:)? (?=\S)"
)
#: "Quoted [Lee as telling] reporters [that it sank]".
_AS_TELLING = lazily(r"(?:[^,.;:“”\"()\n]{1,60} )?(?P<cue>as (?:telling|having told|saying))")


def quoted_as_saying(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` with "as saying" in its cue, and without whom that is told of: "quoted [Lee as saying] it sank"."""
    if len(one.cue) != 1 or one.content[0].start < one.cue[0].end:
        return one
    first = one.content[0]
    telling = _AS_TELLING.fullmatch(text, first.start, first.end) if len(one.content) > 1 else None
    if telling is not None and _QUOTING.search(text, one.cue[0].start, one.cue[0].end):
        return replace(one, cue=(*one.cue, Span(*telling.span("cue"))), content=one.content[1:])
    saying = _AS_SAYING.match(text, first.start, first.end)
    if saying is None or not _QUOTING.search(text, one.cue[0].start, one.cue[0].end):
        return one
    content = (Span(saying.end(), first.end), *one.content[1:])
    return replace(one, cue=(*one.cue, Span(*saying.span("cue"))), content=content)


#: Where something is said, which a cue is cut before: "wrote in[ a letter]", "says with a grin in[ his office]".
_WHERE_BEGINS = lazily(
    r"(?<!\bis )(?<!\bwas )(?<!\bare )(?<!\bwere )(?<!\bbeen )(?:said|says|say|told|tells|wrote|writes|asked|asks|"
    r"noted|notes|added|adds|stated|states|posted|tweeted|warned|warns|announced)(?P<where>(?: with an? [a-z]+)? in)\Z"
)


def without_where(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without a lone "in" at the end of its cue: "wrote[ in] a letter"."""
    where = _WHERE_BEGINS.search(text, one.cue[0].start, one.cue[0].end) if len(one.cue) == 1 else None
    if (
        where is None
        or text[where.end() : where.end() + 1] != " "
        or any(s.start == where.end() + 1 for s in one.content)
    ):
        return one
    return replace(one, cue=(Span(one.cue[0].start, where.start("where")),))


#: How something is said, before the clause that tells what.
_HOW_SAID = lazily(
    r"(?:merely|only|simply|just|among other things,?|(?:[a-z]{3,}ly )?for the (?:first|second|third|last) time|"
    r"[a-z]{3,}ly) (?=that )"
    r"|(?:recently|again|further|anew|instead|elsewhere),? "
    r"(?=(?:the|an?|his|her|its|their|he|she|it|they|that|there|why|how|what|whether)\b)"
)


def without_how(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without how it is said at the head of its statement: "said[ merely] that it sank"."""
    first = one.content[0]
    behind = len(one.cue) == 1 and text[one.cue[0].end : first.start] in (" ", ", ")
    how = _HOW_SAID.match(text, first.start, first.end) if behind else None
    return replace(one, content=(Span(how.end(), first.end), *one.content[1:])) if how else one


_SAID = lazily(r"\b(?:said|told|added|announced|reported|warned|declared|claimed|noted|stated)\Z")
#: When something was said, before what was: not "said Monday was late", "said today's boat", "said last week brought".
_WHEN = lazily(
    # "Sunday services", "Friday night dinners" and "Tuesday, the hottest day of the year, saw" are what is told of.
    rf"(?!{WEEKDAY}(?: (?:morning|night))? (?:prayers?|services?|school|mass(?:es)?|training|dinners?|lunch(?:es)?|"
    r"brunch(?:es)?|classes|meetings?|match(?:es)?|games?|editions?|papers?)\b)"
    r"(?!(?:\w+ ){0,2}\w+, (?:the|an?|his|her|its|their) [^,.\n]{1,60}, [a-z])"
    rf"(?:(?:late |early )?(?:on )?{WEEKDAY}|today|yesterday|last (?:week|month|year|night)|"
    r"this (?:week|month|morning))(?: (?:morning|afternoon|evening|night))?,? "
    r"(?=[\w“\"<$£€])(?!(?:is|are|was|were|will|would|had|has|have|may|might|could|should|can|must|and|or|to|for|in|as|"
    r"at|on|of|that|when|who|which|saw|brought|marked|became|came|made|morning|afternoon|evening|night|remain(?:s|ed)|"
    r"seem(?:s|ed)|feels?|felt|looks|looked|proved|ended|began|went|does|did|gave|offered|meant|\w+n['’]t)\b)"
)


def without_when(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without when it was said at the head of its statement: "said[ Tuesday] it sank"."""
    first = one.content[0]
    behind = len(one.cue) == 1 and text[one.cue[0].end : first.start] == " "
    if not behind or not _SAID.search(text, one.cue[0].start, one.cue[0].end):
        return one
    when = _WHEN.match(text, first.start, first.end)
    return replace(one, content=(Span(when.end(), first.end), *one.content[1:])) if when else one


#: The time before an entry of a live blog: "09:48 The pound fell", "7.05 p.m. – The port".
_TIME = lazily(
    r"(?:\d\d:\d\d|\d{1,2}[:.]\d\d(?= ?(?:[ap]\.?m\b|GMT|BST|[|–—-])))"
    r"(?: ?[ap]\.?m\b\.?)?(?: (?:GMT|BST|[A-Z]{2,3}T))?[\s|–—-]+(?=[A-Z“\"])"
)


def without_time(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without the time of the entry that its statement opens."""
    span = one.content[0]
    opens = span.start == 0 or text[span.start - 1] == "\n"
    time = _TIME.match(text, span.start, span.end) if opens else None
    return replace(one, content=(Span(time.end(), span.end), *one.content[1:])) if time else one


#: When, or against what, something is said, before who says it: "[later ]the mayor", but not "later work".
_WHEN_BEFORE = lazily(
    r"(?:later|earlier|meanwhile|however|but|and|then|still|today|yesterday|separately|although|altho|though|while),? "
    r"(?=(?:the|an?|he|she|they|it|we|I|his|her|its|their|our|my|one|some|this|these|those|another)\b)",
    re.I,
)


_THERE_BEFORE = lazily(
    r"(?:There|Here) (?=[a-z]+ [a-z])(?!(?:is|are|was|were|has|have|had|will|would|may|might|must|can|could)\b)"
)


def without_when_before(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without when it was said at the head of its source: "[later ]the mayor said"."""
    span = one.source[0] if len(one.source) == 1 else None
    when = (_WHEN_BEFORE.match(text, span.start, span.end) or _THERE_BEFORE.match(text, span.start)) if span else None
    return replace(one, source=(Span(when.end(), span.end),)) if span and when else one


#: "The mayor [Tuesday]", "officials [late Monday]", but not "votes counted through Monday", "a letter of last Monday";
#: a name may end in a day, as Sheffield Wednesday and Joe Friday do.
_DAY = lazily(
    r"(?<= )(?!(?:on|of|for|in|at|by|from|and|since|until|till|through|before|after|during|between|over|next|last|this|"
    r"every|each|an?|the|one|past|late|early)\b)[a-z][\w’'-]*"
    rf"(?P<day>(?: (?:late|early|on|since))? {WEEKDAY}(?: (?:night|morning|afternoon|evening))?)\Z"
)
#: What the day may be of in a source: "a report made public Monday", "a poll out Monday", "those who left on Monday".
_OF_THE_DAY = lazily(r" (?:[a-z]+ed|shown|sent|held|made|given|written|taken|drawn|seen|out|due|who|which|that) ")


def without_day(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without the day at the end of its source: "The mayor[ Tuesday] said"."""
    span = one.source[0] if len(one.source) == 1 else None
    day = _DAY.search(text, span.start, span.end) if span else None
    if span and day and _OF_THE_DAY.search(text, span.start, day.start("day") + 1):
        return one
    return replace(one, source=(Span(span.start, day.start("day")),)) if span and day else one


#: "These laws [typically]", but "a family ally", "the weekly".
_HOW = lazily(
    r"(?<=[a-z]s) [a-z]{4,}(?<!fami)(?<!monopo)(?<!assemb)(?<!month)(?<!week)(?<!ear)(?<!elder)(?<!supp)(?<!rep)ly\Z"
)


def without_adverb(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without how they do it at the end of its source: "[These laws ]typically seek"."""
    span = one.source[0] if len(one.source) == 1 and one.cue and one.cue[0].start > one.source[0].end else None
    how = _HOW.search(text, span.start, span.end) if span else None
    return replace(one, source=(Span(span.start, how.start()),)) if span and how else one


_ADVERB_AT_END = lazily(
    r"(?<=\w) (?:(?:ever )?since(?: then)?|(?:since|by|until|till|up to|from|even|just) (?:then|now)|"
    r"long|in fact|in turn|at first|for (?:example|instance)|formerly|drily|dryly|previously|recently|"
    r"repeatedly|publicly|privately|initially|originally|generally|usually|typically|rightly|wrongly|correctly|also|later|"
    r"now|once|never|still|always|often|then|indeed|simply|merely|quickly|immediately|finally|eventually|clearly|"
    r"apparently|sometimes|soon|actually|really|essentially|effectively|famously|thus|therefore|however|openly|strongly|"
    r"firmly|flatly|bluntly|explicitly)\Z"
)


#: What such an adverb may be of in a source: "those who speak publicly", "a study published recently".
_OF_WHOM = lazily(r"\b(?:who|which|that)\b|\b(?!(?:indeed)\b)[a-z]+ed \Z")


def without_adverb_at_end(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without how or when it is said at the end of its source: "The archive[ long] held"."""
    span = one.source[0] if len(one.source) == 1 and one.cue else None
    if span is None or text[span.end : one.cue[0].start] not in (" ", " then "):
        return one
    adverb = _ADVERB_AT_END.search(text, span.start, span.end)
    if adverb is None or _OF_WHOM.search(text, span.start, adverb.start() + 1):
        return one
    return replace(one, source=(Span(span.start, adverb.start()),))


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
