"""A row in, the same with the noun that its relative clause goes with out: "[the tape, which] she says [was cut]"."""

from __future__ import annotations

import re
from dataclasses import replace

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader.reading import Linked
from attrcheck.reader.spans import Ranges

__all__ = ["with_antecedent", "with_relative"]

#: Characters before a relative clause in which its noun is looked for.
_NEAR = 90
_SMALL = (
    r"of|in|on|at|by|for|to|from|with|and|or|but|as|than|that|is|are|was|were|has|had|have|behind|about|an?|the|who|"
    r"any|some|several|many|this|these|those|his|her|its|their|our"
)
_SPACE = r",?(?: --?| –)? "
#: A noun that "which" goes with, right before it: "[the tape, ]which", "Hull's bridge which".
_GOES_WITH = lazily(
    r"(?<![\w’'-])(?P<noun>(?:an?|the|any|some|several|many|this|these|those|his|her|its|their|our|\d[\d,.]*|"
    r"(?-i:(?:[A-Z][\w-]* )*[A-Z][\w-]*)['’]s)"
    rf"(?: (?!(?:{_SMALL})\b)[\w’'$%-]+){{1,4}}){_SPACE}\Z",
    re.I,
)
#: "[Those ]who", and things of which several are told: "[sanctions ]that".
_THOSE = lazily(r"(?<![\w’'-])(?P<noun>those|(?!(?:\w*ings|news|series|means|others)\b)[a-z]{3,}(?<!s)s) \Z")
#: "[Ann Lee, ]who".
_NAMED = lazily(r"(?<![\w’'-])(?P<noun>(?:[A-Z][\w’'-]+|[A-Z]\.)(?: [A-Z][\w’'-]+){1,3}),? \Z")
#: More than a noun, from the second word behind its first: "The firm[ made changes ]that", "the bank[ holds loans ]".
_MORE_THAN_NOUN = lazily(
    r"\S+ (?:\S+ )*\S+(?<!ly) (?:made?|makes?|met|took|take|gave|give|got|get|held|hold|kept|keep|led|lost|lose|paid|"
    r"pay|sold|sell|sent|send|saw|see|set|spent|won|win|wore|wrote|write|built|build|bought|buy|brought|bring|found|find|"
    r"drew|sought|seek|began|ran|put|cut|hit|need|want|use|face|will|would|can|could|may|might|must|should|did|does|do|"
    r"not|also|[a-z]+ed|"
    r"[a-z]+(?<!ou)(?<!s)s) (?=\S)"
)
_OF_BEFORE = lazily(r"\b(?:of|behind|between|among|for|in|from|by|with) \Z")
_RELATIVE = lazily(r"(?:which|who|whom|that)")
_OF_PERSONS = lazily(r"(?:who|whom)")


def _is_taken(noun: Span, end: int, last: int, taken: Ranges) -> bool:
    """Tell whether some other statement has the `noun`, but for one that ends with it, or that holds all of this one.

    `end` is where the pronoun ends that goes with it, `last` where what is said of it does. "Refused to show [the
    plan], which she said was secret".
    """
    return any(other.start > noun.start or (other.end > end and not other.end >= last) for other in taken.meeting(noun))


def _noun_before(start: int, pronoun: str, one: Linked, taken: Ranges, text: str) -> Span | None:
    """Return the noun with its comma that the relative clause from `start` goes with, None where it is unclear.

    `pronoun` is the word that opens the clause, empty where none does.
    """
    begin = max(text.rfind("\n", 0, start) + 1, start - _NEAR)
    noun = _GOES_WITH.search(text, begin, start)
    if noun is not None and _MORE_THAN_NOUN.match(text, noun.start("noun"), noun.end("noun")):
        noun = None
    if noun is not None and _OF_BEFORE.search(text, max(0, noun.start("noun") - 8), noun.start("noun")):
        return None
    if noun is None and _OF_PERSONS.fullmatch(pronoun):
        noun = _NAMED.search(text, begin, start)
    noun = noun or _THOSE.search(text, begin, start)
    found = Span(noun.start("noun"), start) if noun else None
    return found if found and not _is_taken(found, start + len(pronoun), one.content[-1].end, taken) else None


def with_antecedent(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with the noun that its "which" goes with: "[the tape, ]which she says was cut"."""
    first = one.content[0]
    parts = (*one.source, *one.cue)
    if not one.cue or first.end > min(part.start for part in parts):
        return one
    if not _RELATIVE.fullmatch(text, first.start, first.end) or not (one.source or _IS.match(text, one.cue[0].start)):
        return one
    noun = _noun_before(first.start, first.of(text), one, taken, text)
    return replace(one, content=(Span(noun.start, first.end), *one.content[1:])) if noun else one


#: What nobody says something of somebody with; whom it accuses or tells something is no part of that.
_IS = lazily(
    r"(?:is|are|was|were|has been|have been|had been|be) (?:\w+ ){0,2}"
    r"(?:said|believed|thought|alleged|reported|considered|known|expected|understood|rumou?red|supposed|deemed|seen|viewed|"
    r"regarded|described|feared|estimated|claimed)\b"
)
#: A relative clause that is opened right before whoever speaks in it, but not "in which", "so that".
_OPENED = lazily(
    r"(?<!\bin )(?<!\bat )(?<!\bto )(?<!\bon )(?<!\bby )(?<!\bof )(?<!\bso )(?<!\bfor )"
    r"(?<!\bfrom )(?<!\bwith )(?<!\bafter )"
    r"\b(?P<pronoun>which|that|who|whom) (?:even |also )?\Z"
)
#: What is said of a noun as its subject, "[was cut]", and what it is named as: "considers [“bad”]", "put [at two]".
_OF_IT = lazily(r"(?:is|are|was|were|has|had|have|can|could|will|would|should|may|might|must|does|did)\b")
_DOES = lazily(r"(?:shows?|means?|makes?|gives?|contains?|includes?|[a-z]+(?:ates|ifies|izes|ises))\b")
_NAMES_IT = lazily(
    r"\b(?:call|label|consider|deem|describe|identify|regard|rate|measure|estimate|put|dismiss|denounce|hail|view|see|"
    r"recogni[sz]e)(?:s|d|ed)?\Z|\b(?:identified|saw)\Z",
    re.I,
)
_AS_WHAT = lazily(r"(?:as|at|to be|“|\")")
#: Who says so of a noun right before: "several changes[ he said] would help".
_SAYS = lazily(r"(?:says?|said|knew|knows?|thought|thinks?|believes?|believed|felt|feels?|hoped|hopes?|feared|fears?)")
_PRONOUN = lazily(r"(?:he|she|they|it|we|I)")


def _is_of_noun(one: Linked, text: str) -> bool:
    """Tell whether what is said begins right behind the cue, with a verb or a name that a noun before it needs."""
    cue, first = one.cue[0], one.content[0]
    if first.start != cue.end + 1 or text[cue.end] != " ":
        return False
    if _OF_IT.match(text, first.start, first.end) or _DOES.match(text, first.start, first.end):
        return True
    return bool(_NAMES_IT.search(text, cue.start, cue.end) and _AS_WHAT.match(text, first.start, first.end))


def with_relative(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with the noun and "that" of its relative clause: "[changes that ]he said would help"."""
    if len(one.source) != 1 or len(one.cue) != 1 or not one.source[0].end < one.cue[0].start:
        return one
    source = one.source[0]
    if one.cue[0].start - source.end > 1 or not _is_of_noun(one, text):
        return one
    opened = _OPENED.search(text, max(text.rfind("\n", 0, source.start) + 1, source.start - _NEAR), source.start)
    if opened is not None:
        noun = _noun_before(opened.start("pronoun"), opened["pronoun"], one, taken, text)
        return replace(one, content=(Span(noun.start, opened.end("pronoun")), *one.content)) if noun else one
    bare = _PRONOUN.fullmatch(text, source.start, source.end) and _SAYS.fullmatch(one.cue[0].of(text))
    bare = bare and _OF_IT.match(text, one.content[0].start)
    noun = _noun_before(source.start, "", one, taken, text) if bare else None
    if noun is None or text[noun.end - 2] == ",":
        return one
    return replace(one, content=(Span(noun.start, noun.end - 1), *one.content))
