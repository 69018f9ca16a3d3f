"""A row in, whether it says anything out: who "said nothing" or "is known as Bob" makes no statement."""

from __future__ import annotations

import re
from functools import cache

from attrcheck.article import MARKS, Span
from attrcheck.files import read_data
from attrcheck.patterns import lazily
from attrcheck.reader.cues import trimmed_words
from attrcheck.reader.reading import Linked
from attrcheck.reader.spans import WORD

__all__ = ["is_no_statement"]

#: "[What exactly] is considered late is open."
_QUESTION_WORD = lazily(
    r"(?:what|who|whom|which|where|when|why|how)(?: (?:exactly|precisely|else|much|many|far|long))?", re.I
)
_VERBAL = lazily(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|to)\b")
_CLAIMS = lazily(r"(?:.* )?claim(?:s|ed|ing)?")
#: What a war claims: "the lives of ten", "hundreds of victims", not "a better life", "victim status", "ruined lives".
_LIVES = lazily(
    r"(?:(?:at least|more than|up to|the|his|her|their|its|many|more|several|hundreds|thousands|millions|of|[a-z]*two|"
    r"[a-z]*(?:three|four|five|six|seven|eight|nine|ten|teen|ty)|one|another|(?:a|one) (?:hundred|thousand|million)|"
    r"first|second|last|latest|next|human|civilian|own|dozens|scores|\d[\d,.]*|lives and) ){1,5}"
    r"(?:li(?:f|v)es?|victims?)(?!-)(?: (?:of|in|on|at|from|since|each|every|across|during|last|this|so|and) .*)?"
)


def _says_nothing(one: Linked, text: str) -> bool:
    """Tell whether nothing is said: "she said nothing", "the war claimed lives"; a quoted word is something."""
    said = " ".join(span.of(text) for span in one.content).strip(" .,;:")
    if len(one.cue) == 1 and _CLAIMS.fullmatch(one.cue[0].of(text)) and _LIVES.fullmatch(said):
        return not _VERBAL.search(said)
    verb = r"(?:was|were|is|are|had|has|have|would|could|will|should|can|did|does)\b"
    about = rf"(?: (?:about|on|regarding|concerning)(?: (?!{verb})[\w’'-]+){{1,6}})?"
    pointing = not one.source and (
        re.fullmatch(trimmed_words("pointing"), said, re.I) or _QUESTION_WORD.fullmatch(said)
    )
    return bool(one.cue and (pointing or re.fullmatch(rf"(?:{trimmed_words('nothing')}){about}", said, re.I)))


#: What something goes by, or somebody is famous for: "is known as the “needle”", "are noted for their songs".
_GOES_BY_A_NAME = lazily(
    r"(?:.* )?(?:(?:known|referred to|called|dubbed|nicknamed|termed|entitled|titled|designated)(?= as\Z|\Z)(?: as)?"
    r"|(?P<famous>noted|known|renowned|famed|celebrated)(?: for)?)",
    re.I,
)
_CLAUSE_WORD = lazily(r"(?:that|if|whether|how|what|who|whom|where|when|why|which|to|of)\b")
#: "Opinion [called] yellow journalism", which nobody called so.
_BARE_NOUN = lazily(r"[a-z]+(?: [a-z]+){0,2}")
_BARE_THING = lazily(r"(?:[a-z]+ ){0,2}(?!people|police|some|many|others|staff|most|she|he|they|we|it|who)[a-z]+(?<!s)")
#: Whoever is noted for something is so in the passive: "Bell noted for the record that …" says something.
_FAMOUS = lazily(
    r"(?:\b(?:is|are|was|were|be|been|being|become|became|so|best|better|well|also|most|widely|and|or|not)[ -]|, )"
    r"(?:[a-z]+ly |best |well |best-|well-|also )?(?:noted|known|renowned|famed|celebrated)(?: for)?\Z",
    re.I,
)
_BEFORE_FAMOUS = 40
_NO_FAME = lazily(r"(?:for )?(?:certain|sure|example|instance|the record|the (?:first|last) time|years|decades|long)\b")
#: Words of a quotation that say more than a name does.
_MORE_THAN_A_NAME = 5


def _is_judged(said: Span, text: str) -> bool:
    """Tell whether somebody's words are told, and no name: "dubbed “a gift to the rich”", "termed illegal by Lee"."""
    quoted = text[said.start] in MARKS and len(WORD.findall(text, said.start, said.end)) >= _MORE_THAN_A_NAME
    return quoted or text.startswith(" by ", said.end)


def _names_only(one: Linked, text: str) -> bool:
    """Tell whether no more is told than what something is called or famous for.

    "Is known to be old" tells something, as does whoever calls something so.
    """
    if len(one.cue) != 1:
        return False
    cue, said = one.cue[0], one.content[-1]
    named = _GOES_BY_A_NAME.fullmatch(text, cue.start, cue.end)
    if named is None or said.start < cue.end or text[cue.end : said.start] != " " or _is_judged(said, text):
        return False
    if named["famous"] and (said.of(text).startswith("for ") or cue.of(text).endswith(" for")):
        begin = max(0, cue.start - _BEFORE_FAMOUS)
        return _FAMOUS.search(text, begin, cue.end) is not None and _NO_FAME.match(text, said.start) is None
    if one.source:
        bare = cue.of(text) == "called" and _BARE_NOUN.fullmatch(text, said.start, said.end) is not None
        return (
            bare
            and text[one.source[0].end : cue.start] == " "
            and _BARE_THING.fullmatch(text, one.source[0].start, one.source[0].end) is not None
        )
    if named["famous"] or text.startswith(("It ", "it "), cue.start):
        return False
    return " " in cue.of(text) and _CLAUSE_WORD.match(text, said.start) is None


@cache
def _going_by() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what a measure and a norm look like at the end of a noun phrase, and what goes by one before the cue."""
    words = read_data("cues")["going_by"]
    measure, norm, goes = ("|".join(words[key]) for key in ("measures", "norms", "goes"))
    return (
        re.compile(rf"(?:.* )?(?:{measure})(?:e?s)?", re.I),
        re.compile(rf"(?:.* )?(?:{norm})s?", re.I),
        re.compile(rf"\b(?:{goes})(?: \w+ly)?\Z", re.I),
    )


_ACCORDING = lazily(r"(?:\w+ly )?according to", re.I)
_PART_OF = lazily(r"(?:one|some|each|all|most|any) of ", re.I)
_COMPLEMENT = lazily(r",? (?:of|for|in|into|by|at|on|that|which|who|with|from|to)\b")


def _goes_by(one: Linked, text: str) -> bool:
    """Tell whether something only goes by what looks like the source: "Fees [vary] according to age"."""
    if len(one.source) != 1 or len(one.cue) != 1 or not _ACCORDING.fullmatch(one.cue[0].of(text)):
        return False
    before = [span for span in one.content if span.end <= one.cue[0].start]
    if not before or text[before[-1].end : one.cue[0].start].strip(" -–—"):
        return False
    noun = _COMPLEMENT.split(_PART_OF.sub("", one.source[0].of(text), count=1), maxsplit=1)[0]
    measure, norm, goes = _going_by()
    by_it = goes.search(before[-1].of(text)) is not None
    return measure.fullmatch(noun) is not None or (by_it and norm.fullmatch(noun) is not None)


_DENIES = lazily(r"(?:.* )?den(?:y|ies|ied|ying)", re.I)
#: What somebody is denied who does not get it: "denied [bail]", "denied [her the chance to speak]".
_WITHHELD = lazily(
    r"(?!(?:that|having|any|being)\b)(?:[\w’'-]+ ){0,4}?(?:bail|parole|asylum|entry|access|permission|visas?|"
    r"(?:human )?freedoms?|(?:the|an?|any) (?:opportunity|chance) (?:of|to)|the right to|more time|"
    r"medical (?:care|treatment)|a (?:visa|permit|licence|license|passport))(?![\w-])"
)
#: What makes a clause of it, which somebody denies: "denied [access was cut]", but not "[bail to a man who was ill]".
_IS_SO = lazily(
    r"(?:(?!\b(?:who|which|that|where|whose)\b)[^.;])*?"
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might)\b"
)


def _withholds(one: Linked, text: str) -> bool:
    """Tell whether somebody is only not given something: "was denied bail"."""
    if len(one.cue) != 1 or not _DENIES.fullmatch(text, one.cue[0].start, one.cue[0].end):
        return False
    said = one.content[-1]
    withheld = _WITHHELD.match(text, said.start, said.end) if said.start > one.cue[0].start else None
    return withheld is not None and not _IS_SO.match(text, withheld.end(), said.end)


#: What is said of the author's own sentence: "To [its credit], the port is", "To [some] degree".
_TO_ITS_CREDIT = lazily(
    r"to (?:(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Mm]y|[Oo]ur)|the|[\w’' -]{2,40}[’']s?) (?:great |own |eternal |lasting )?"
    r"(?:credit|surprise|delight|dismay|horror|shame|disgrace|astonishment|relief|regret|annoyance|chagrin|disappointment)\b"
    r"|to (?:some|a certain|a large|a great) (?:degree|extent)\b",
    re.I,
)


def _judges_itself(one: Linked, text: str) -> bool:
    """Tell whether what looks like source and cue is said of the author's own sentence: "[To] [its credit]"."""
    return len(one.cue) == 1 and _TO_ITS_CREDIT.match(text, one.cue[0].start) is not None


_SALUTED = lazily(r"To the Editors? ?:", re.I)


def _salutes(one: Linked, text: str) -> bool:
    """Tell whether the source of `one` is only whom a letter is to: "To [the Editor]: The dam is safe."."""
    if len(one.source) != 1:
        return False
    source = one.source[0]
    start = source.start if text.startswith(("To ", "TO "), source.start) else source.start - len("To ")
    return start >= 0 and _SALUTED.match(text, start) is not None


def is_no_statement(one: Linked, text: str) -> bool:
    """Tell whether nothing is said in a row, or no more than what something is called or whom a letter is to."""
    return any(
        is_so(one, text) for is_so in (_says_nothing, _goes_by, _salutes, _withholds, _judges_itself, _names_only)
    )
