"""A linked statement in, the same out with its whole source or cue: who published it, "of the" with its name."""

from __future__ import annotations

import re
from dataclasses import replace

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader.cues import impersonal_clauses, published_by, relays, shows
from attrcheck.reader.reading import Linked
from attrcheck.reader.spans import LONGEST_SENTENCE, WORD, Ranges, trimmed

__all__ = ["with_name_before", "with_name_in_brackets", "with_whole_cue", "with_whole_source", "with_writers"]


#: Characters before a source in which a document that it published may stand.
_DOCUMENT_LEAD = 80
#: Words that the name of a body, such as "the Department of State", has at most.
_NAME_WORDS = 5
#: A source that ends so is not whole.
_OPEN_END = lazily(r"\b(?:a|about|against|an|and|at|between|by|for|from|in|into|of|on|over|the|to|with)\s*$", re.I)
#: And whose it is, but not before a noun as cue: "Her[ statement] shows", "its revised [plan]".
_WHOSE = lazily(r"(?:.*\s)?(?:her|his|its|their)", re.I)
_DOING = lazily(r"(?:has|have|had|will|would|does|did|can|could|may|might|says|shows|[a-z]+(?:ed|ing))\b")


def with_whole_cue(one: Linked, floor: int, text: str) -> Linked:
    """Return `one` with the whole clause as its cue, where it hangs on nobody ("there is reason to believe").

    "Signs" in "signs were surfacing" is no source, though it is the subject.
    """
    if len(one.cue) != 1 or not one.content or one.content[0].start < one.cue[0].end:
        return one
    start = max(floor, one.cue[0].start - LONGEST_SENTENCE)
    for begin, end in impersonal_clauses(text, start, one.content[0].end):
        inside = all(begin <= span.start and span.end <= one.cue[0].end for span in one.source)
        if inside and begin < one.cue[0].end <= end <= one.content[0].start:
            return replace(one, source=(), cue=(trimmed(Span(begin, end), text),))
    return one


#: A source that is no more than which one it is, and the noun behind it: "Earlier[ work] had suggested".
_WHICH = lazily(
    r"(?:Earlier|Previous|Recent|Early|Initial|Preliminary|Separate|Unconfirmed|Independent|Official|Subsequent|Later|"
    r"Only|Several|Many|Most|Two|Three|Four|Five|Six|Republican|Democratic|(?:.+ and )?other|"
    r"(?:the|an?) (?:proposed|revised|amended|said|accused|so-called))",
    re.I,
)
_NOUN_BEHIND = lazily(
    r"(?: (?!(?:had|has|have|also|then|even|still|now|once|on|in|the|that|had|is|was|are|were|would|could|will|did)\b)"
    r"[A-Za-z-]+(?<!ly)){1,3} "
)
#: What a source is joined to before its verb: "Ann Lee[ and her mother] asked".
_AND_BEHIND = lazily(
    r" and (?:(?:his|her|their|the) [a-z]+|(?:[A-Z][\w’'-]+|(?:Mrs?|Ms|Dr)\.)(?: [A-Z][\w’'-]+){0,2}) "
)


#: What somebody is, before the name: "right-leaning journalist[ Ann Lee] said".
_ROLE_AT_END = lazily(r"(?:^|[\s-])(?!(?:who|that|which|said|says|told|when|as|and|or)\b)[a-z]{3,}\Z")
#: What a source behind its verb goes on to from its last small word: "according to [the terms of a] new deal".
_NOUN_WORD = r"[\w$£€’'-]+(?:[.,]\d[\w%]*)*"
_TO_NOUN = lazily(
    rf" (?:(?:the|an?|its|his|her|their) )?{_NOUN_WORD}(?: {_NOUN_WORD}){{0,5}}?"
    r"(?=[.,;:!?)]|\Z|\n| (?:reached|made|signed|released|published|that|which|who|where|when|and|but|was|were|is|are|"
    r"has|had)\b)"
)


def _to_its_noun(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with its source, which follows its cue, up to the noun that its last small word leads to."""
    source = one.source[0]
    if source.start != one.cue[0].end + 1 or not _OPEN_END.search(source.of(text)):
        return one
    more = _TO_NOUN.match(text, source.end)
    if more is None or taken.meeting(Span(*more.span())):
        return one
    return replace(one, source=(Span(source.start, more.end()),))


def with_whole_source(one: Linked, taken: Ranges, people: Ranges, text: str) -> Linked:
    """Return `one` with its whole source: a document with who published it, "by" and "of the" with what follows.

    `people` are the names of persons: a number or "Mr" before one is not all that says something.
    """
    if len(one.source) == 1:
        begin = max(0, one.source[0].start - _DOCUMENT_LEAD)
        lead = text[begin : one.source[0].start].rpartition("\n")[2]
        start = published_by(lead)
        whole = Span(one.source[0].start - len(lead) + start, one.source[0].end) if start is not None else None
        if whole is not None and not taken.meeting(Span(whole.start, one.source[0].start)):
            one = replace(one, source=(whole,))
    if len(one.source) != 1 or len(one.cue) != 1:
        return one
    if one.cue[0].start <= one.source[0].end:
        return _to_its_noun(one, taken, text)
    gap = Span(one.source[0].end, one.cue[0].start)
    words = len(WORD.findall(text, gap.start, gap.end))
    # An emoji before a name is not who says it.
    said_by = one.source[0].of(text)
    which = _WHICH.fullmatch(said_by) is not None and _NOUN_BEHIND.fullmatch(gap.of(text)) is not None
    named = people.meeting(gap)
    alone = len(named) == 1 and gap.of(text).strip() == named[0].of(text)
    if alone and " " in named[0].of(text) and _ROLE_AT_END.search(said_by) and not taken.meeting(gap):
        return replace(one, source=(Span(one.source[0].start, named[0].end),))
    if _NO_NAME.fullmatch(said_by) and alone:
        return replace(one, source=(Span(one.source[0].start if said_by[0] == "M" else named[0].start, named[0].end),))
    joined = said_by[:1].isupper() and _AND_BEHIND.fullmatch(text, gap.start, gap.end) is not None
    whose = _WHOSE.fullmatch(said_by) and _DOING.match(text, one.cue[0].start)
    breaks_off = which or joined or whose or _OPEN_END.search(said_by) or not WORD.search(said_by)
    if _OF_VERB.fullmatch(gap.of(text)) and not which:
        return one
    stops = "," in gap.of(text) or gap.of(text).endswith((" and ", " or "))
    if not breaks_off or not 1 <= words <= _NAME_WORDS or stops or taken.meeting(gap):
        return one
    end = _ADVERB_AT_END.search(text, gap.start, gap.end) if which else None
    return replace(one, source=(trimmed(Span(one.source[0].start, end.start() if end else gap.end), text),))


#: What says how often, and is of the verb: "later poets[ often] called".
_ADVERB_AT_END = lazily(
    r" (?:often|also|always|never|later|then|now|once|still|sometimes|usually|frequently|generally) \Z"
)
#: What is no source by itself before a name: "As late as [1781] Ann Lee claimed".
_NO_NAME = lazily(
    r"\d+|Mr|Mrs|Ms|(?!(?:Kel|Sal|Emi|Mol|Pol|Hol|Bil|Reil|Lil|Wil|Mil|Dol|Fami|Ita|Bever|Kimber|Amel|Carl|Ju|Ear)ly\Z)"
    r"[A-Z][a-z]+ly"
)
#: What is of the verb and no noun behind "a friend of his", "the man he ran against".
_OF_VERB = lazily(
    r"(?: (?:had|has|have|was|were|is|are|would|will|could|also|never|later|then|now|once|still|often|always|yesterday|"
    r"today|[a-z]+ly))+ "
)
#: What may stand between a name and the verb: "Ann Lee[ KC, prosecuting, ]said".
_NAMED_BEFORE = lazily(r"(?: [KQ]C)?(?:, [^,.;:\n“”\"]{2,60},)? ")


def with_name_before(one: Linked, people: Ranges, text: str) -> Linked:
    """Return `one` with whoever is named right before its cue, where its source stands in a later paragraph."""
    if len(one.source) != 1 or not one.cue:
        return one
    cue, behind = one.cue[0], max(span.end for span in (*one.cue, *one.content))
    if one.source[0].start < behind or "\n" not in text[behind : one.source[0].start]:
        return one
    near = people.meeting(Span(max(0, cue.start - _DOCUMENT_LEAD), cue.start))[-1:]
    named = next((name for name in near if _NAMED_BEFORE.fullmatch(text, name.end, cue.start)), None)
    return replace(one, source=(named,)) if named is not None else one


#: Agencies put a body's name in angle brackets where they name it first: "[<Fen Mines Ltd>, a unit of Far, ]said".
_ANGLED = lazily(r"<(?P<who>[A-Z][^<>\n]{2,60})>(?:, [^,;:\n“”\"]{2,60},)? ")


def with_name_in_brackets(one: Linked, text: str) -> Linked:
    """Return `one` with the name in angle brackets that its line begins with, where nothing else is its source."""
    if one.source or not one.cue:
        return one
    cue = one.cue[0].start
    named = _ANGLED.fullmatch(text, text.rfind("\n", 0, cue) + 1, cue)
    return replace(one, source=(Span(*named.span("who")),)) if named is not None else one


def with_writers(one: Linked, text: str) -> Linked:
    """Return `one` with the writers as its source, where a platform only shows what they wrote ("posts by users")."""
    if len(one.cue) != 1 or not one.content or one.content[0].start < one.cue[0].start:
        return one
    first = one.content[0]
    shown = shows(text[first.start : min(first.end, first.start + LONGEST_SENTENCE)])
    if shown is not None:
        rest = Span(first.start + shown[2], first.end)
        return replace(
            one, source=(Span(first.start + shown[0], first.start + shown[1]),), content=(rest, *one.content[1:])
        )
    stretch = Span(one.cue[0].start, one.content[0].start)
    found = relays(stretch.of(text))
    if found is None:
        return one
    return replace(one, source=(Span(stretch.start + found[0], stretch.start + found[1]),))
