"""A row in, the same with its source and cue where the words of the text put them out."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from attrcheck.article import MARKS, Span, sentence_ends
from attrcheck.patterns import lazily
from attrcheck.reader.complements import HEARING
from attrcheck.reader.cues import act_of, trimmed_words
from attrcheck.reader.reading import Linked
from attrcheck.reader.spans import Ranges

__all__ = [
    "auxiliary",
    "behind_who",
    "by_handle",
    "heard",
    "open_source",
    "over_stops",
    "puts_it",
    "said_back",
    "speaker_in_cue",
    "verb_at_end",
    "whole_names",
    "within_sentence",
    "without_doing",
    "without_hearer",
    "without_joint",
]


def whole_names(one: Linked, names: Ranges) -> Linked:
    """Return `one` with a source that a name does not end in: "Bessie [Crane]"; `names` are those in the text."""
    if len(one.source) != 1:
        return one
    span, taken = one.source[0], (*one.cue, *one.content)
    for name in names.meeting(span):
        grown = Span(min(span.start, name.start), max(span.end, name.end))
        if not any(grown.overlaps(other) for other in taken):
            span = grown
    return replace(one, source=(span,))


_HANDLE = lazily(r"(?:\A|[\s,:;(“\"])(@\w{2,30}) (?:(?:then|also|just|later) )?\Z")


def by_handle(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` with the account right before its cue as its source: "Replying to @port, [@ann] wrote"."""
    found = _HANDLE.search(text, max(0, one.cue[0].start - 50), one.cue[0].start) if one.cue else None
    if found is None or any(span.end > found.start(1) and span.start < found.end(1) for span in one.source):
        return one
    return replace(one, source=(Span(*found.span(1)),))


_WRITES = lazily(
    r"(?P<who>[A-Z@][^:\n]{1,80}) (?P<cue>(?:(?:also|later|then) )?"
    r"(?:tweets|writes|posts|comments|replies|adds|says|asks|warns|tweeted|wrote|posted|commented|replied|added|said))"
)


def verb_at_end(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without the verb in its source, where a colon follows and it has no cue: "Mayor Lee [tweets]: …"."""
    if one.cue or len(one.source) != 1 or text[one.source[0].end : one.source[0].end + 1] != ":":
        return one
    span = one.source[0]
    found = _WRITES.fullmatch(text, span.start, span.end) or _WRITES_FROM.fullmatch(text, span.start, span.end)
    return replace(one, source=(Span(*found.span("who")),), cue=(Span(*found.span("cue")),)) if found else one


#: And from where: "Reader Ann Lee [emails] from Hull".
_WRITES_FROM = lazily(
    r"(?P<who>[A-Z@](?:(?!['’]s )[^:\n]){1,80}?) (?P<cue>emails|writes|texts|tweets|messages|calls|posts|emailed|wrote)"
    r"(?: in)? from (?:the )?[A-Z][^:\n]{1,40}"
)


@cache
def _doing() -> re.Pattern[str]:
    # "Opening Doors, the charity" does nothing: a small word is in what is done, or else a name follows.
    by_name, with_small = r"[^,\n]{0,80}, (?=[A-Z])", r"[^,\n]{0,60} [a-z][^,\n]{0,60}, (?=\w)"
    return re.compile(rf"(?:{trimmed_words('doing')})\b(?:{by_name}|{with_small})")


def without_doing(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without what its source does meanwhile: "[Sentencing Moss, ]Judge Fenn"."""
    span = one.source[0] if len(one.source) == 1 else None
    opening = _doing().match(text, span.start, span.end) if span else None
    return replace(one, source=(Span(opening.end(), span.end),)) if span and opening else one


#: "Says Ann Lee[ to one of the men]", but not "Delegate to the Congress Ann Lee".
_HEARER = lazily(
    r"(?:[A-Z][\w’'-]* ){1,4}(?P<hearer>to (?:one of|an?|the|his|her|their|our|my|me|us|him|them)\b(?=[^A-Z]*\Z))"
)


def without_hearer(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without whom its source speaks to, where that follows the name behind its cue."""
    span = one.source[0] if len(one.source) == len(one.cue) == 1 else None
    hearer = _HEARER.match(text, span.start, span.end) if span and text[one.cue[0].end : span.start] == " " else None
    return replace(one, source=(Span(span.start, hearer.start("hearer") - 1),)) if span and hearer else one


_AUXILIARY = lazily(r"(?:has|have|had|was|were|is|are|had been|has been|[a-z]+ly)")
#: How often or when, before a verb behind what is said: "“…,” Lee often[ says]".
_OFTEN = lazily(r"(?:often|always|first|also|then|later|now|still|never|once)")
_ARTICLE = lazily(r"[Tt]he")
_NOUN_OF_CUE = lazily(r" (?:[a-z]+ )?[a-z]+(?= (?:of|that|being|to|by|within|among)\b)")
#: And of one that ends in whose it is: "laid out his[ concerns] that".
_WHOSE = lazily(r"[a-z]+(?: [a-z]+)? (?:the|his|her|its|their)")
_NOUN_OF_THAT = lazily(r" (?:[a-z]+ )?[a-z]+(?= that\b)")
_VERB = lazily(r" (?:(?:also|now|since|long|often) )?(?:been )?\w+")


def auxiliary(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with the verb or noun of a cue that is cut before it: "a court has [heard]", "the [fear] that"."""
    words = one.cue[0].of(text) if len(one.cue) == 1 else ""
    article, whose = _ARTICLE.fullmatch(words) is not None, _WHOSE.fullmatch(words) is not None
    often = (
        bool(words and one.content) and one.content[0].start < one.cue[0].start and _OFTEN.fullmatch(words) is not None
    )
    opens = often or _AUXILIARY.fullmatch(words) is not None
    if not (article or whose) and (not opens or act_of(words) is not None):
        return one
    verb = (_NOUN_OF_THAT if whose else _NOUN_OF_CUE if article else _VERB).match(text, one.cue[0].end)
    whole = Span(one.cue[0].start, verb.end()) if verb else None
    free = whole is not None and not taken.meeting(Span(one.cue[0].end, whole.end))
    return replace(one, cue=(whole,)) if whole and free and act_of(whole.of(text)) is not None else one


_ANSWERING = lazily(r"(?:wrote|writes|written|called|rang|shot|hit|fired|snapped)", re.I)
_BACK = lazily(r" back(?=[\s,:])")


def said_back(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with "back" in a cue that is cut before it: "wrote[ back]"."""
    if len(one.cue) != 1 or not _ANSWERING.fullmatch(one.cue[0].of(text).rpartition(" ")[2]):
        return one
    back = _BACK.match(text, one.cue[0].end)
    free = back is not None and not taken.meeting(Span(*back.span()))
    return replace(one, cue=(Span(one.cue[0].start, back.end()),)) if back and free else one


_PUTS = lazily(r"(?:[a-z]+ )?(?:puts?|putting)", re.I)


def puts_it(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` with "it" in its cue, where a comma follows: "as Lee [puts it], it sank"."""
    first = one.content[0]
    puts = len(one.cue) == 1 and _PUTS.fullmatch(text, one.cue[0].start, one.cue[0].end) is not None
    if not puts or first.start != one.cue[0].end + 1 or not text.startswith("it, ", first.start):
        return one
    cue = Span(one.cue[0].start, first.start + len("it"))
    return replace(one, cue=(cue,), content=(Span(first.start + len("it, "), first.end), *one.content[1:]))


_JOINING = lazily(r"(?:is|was) (?=\w)")


def without_joint(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without the verb that joins what it says to "What she wants [is ]"."""
    first = one.content[0]
    if len(one.source) != 1 or len(one.cue) != 1 or first.start != one.cue[0].end + 1:
        return one
    asks = text[max(0, one.source[0].start - 5) : one.source[0].start] in ("What ", "what ")
    joint = _JOINING.match(text, first.start, first.end) if asks else None
    return replace(one, content=(Span(joint.end(), first.end), *one.content[1:])) if joint else one


def behind_who(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without what stands before a "who" that says something: "[The shoe] … Lee, who says it fell"."""
    if len(one.source) != 1 or len(one.cue) != 1 or one.source[0].of(text) != "who":
        return one
    behind = tuple(span for span in one.content if span.start > one.cue[0].end)
    return (
        replace(one, content=behind) if behind and not MARKS & set(" ".join(s.of(text) for s in one.content)) else one
    )


_WHO_SPEAKS = lazily(r"(?P<who>I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey) (?=[a-z])(?!(?:am|was|were|are|is) )")


def speaker_in_cue(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` with the pronoun that its cue begins with as its source, where it has none: "[I] suspect"."""
    opens = _WHO_SPEAKS.match(text, one.cue[0].start, one.cue[0].end) if one.cue and not one.source else None
    if opens is None:
        return one
    cue = (Span(opens.end(), one.cue[0].end), *one.cue[1:])
    return replace(one, source=(Span(*opens.span("who")),), cue=cue)


_HEARS = lazily(
    r"\b((?:[Aa]n?|[Tt]he) (?:[\w’'-]+ ){0,3}?"
    rf"(?:{HEARING})) (?:(?:has|had|later|also) )?\Z"
)


def heard(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with the court or the like that hears it as its source, where it has none: "[an inquest] heard"."""
    hears = not one.source and len(one.cue) == 1 and one.cue[0].of(text).rpartition(" ")[2] == "heard"
    body = _HEARS.search(text, max(0, one.cue[0].start - 60), one.cue[0].start) if hears else None
    if body is None or taken.meeting(Span(*body.span(1))):
        return one
    return replace(one, source=(Span(*body.span(1)),))


def open_source(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with what its source breaks off before: "one of [them]", "[Earlier] work"."""
    if len(one.source) != 1:
        return one
    span = one.source[0]
    more = re.compile(r" (?:the |our |their )?\w[\w’-]*").match(text, span.end)
    if more and span.of(text).lower().endswith(" of") and not taken.meeting(Span(span.end, more.end())):
        span = Span(span.start, more.end())
    lead = re.compile(rf"\b(?:{trimmed_words('leads')}) \Z", re.I).search(text, max(0, span.start - 14), span.start)
    if lead and text[span.start].islower() and not taken.meeting(Span(lead.start(), span.start)):
        span = Span(lead.start(), span.end)
    return replace(one, source=(span,))


#: Letters with full stops, and those in front of a name: "S.A.", "Sen."
_INITIALS = lazily(r"(?:(?<![\w.])[A-Z]|(?<=[A-Z]\.)[A-Z])((?:\.[A-Z])*)\.(?=[ ,])")
_TITLED = lazily(r"(?:.* )?(?:Sen|Rep|Gov|Gen|Mr|Mrs|Ms|Dr|Prof|Lt|Lieut|Col|Sgt|Capt|Rev|Det|Supt)(?P<stop>\.?)")
_NAMED = lazily(r"(?: [A-Z][\w’'&-]*(?:\.(?= [A-Z]))?){1,4}(?=[ ,])")
_INITIALS_BEFORE = lazily(r"(?:\A|\n|, |(?<=[.!?]) |\b[Tt]he )(?P<letters>(?:[A-Z]\.){2,} )\Z")
#: The end of a sentence: "It was made in the U.S. [Ann Lee] said", "in Washington, D.C. [She]".
_WHERE_BEFORE = lazily(
    r"(?:\b(?:in|of|from|to|for|by|at|with|across|throughout|outside|inside|into|around|leave|left|enter|entered) the "
    r"(?:[A-Z]\.){2,}|\b[A-Z][a-z]+, (?:[A-Z]\.){2}) \Z"
)
_NO_NAME = lazily(r"(?:An?|The|He|She|It|They|We|You|His|Her|Its|Their|Our|One|Some|Many|This|That|These|Those)\b")


def _goes_on_at_stop(span: Span, taken: Ranges, text: str) -> Span:
    """Return a source's `span` with what follows the full stop that it ends at, if that ends no sentence."""
    letters = _INITIALS.match(text, span.end - 1)
    if letters and (letters[1] or text[span.end - 2 : span.end - 1] == "."):
        span = Span(span.start, letters.end())
    titled = _TITLED.fullmatch(text, span.start, span.end)
    whole = titled is not None or (
        text[span.end - 1] == "." and _WORDS_OF_LETTERS.fullmatch(text, span.start, span.end)
    )
    behind = span.end + (titled is not None and not titled["stop"] and text.startswith(".", span.end))
    name = _NAMED.match(text, behind) if whole and not _NO_NAME.match(text, behind + 1) else None
    return Span(span.start, name.end()) if name and not taken.meeting(Span(span.end, name.end())) else span


#: A whole name that ends a sentence before another begins with one: "the mayor, [Bo Lowe. ]Ann Webb".
_NAME_AT_STOP = lazily(r"[A-Z][\w’'-]*[a-z] [A-Z][\w’'-]*[a-z]{2}(?P<stop>\. )(?=[A-Z][a-z])")


def within_sentence(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` with what its source has of the cue's sentence: "said [Bo Lowe]. Ann", "Bo Lowe. [Ann] said"."""
    if len(one.source) != 1 or len(one.cue) != 1:
        return one
    span, cue = one.source[0], one.cue[0]
    stop = _NAME_AT_STOP.search(text, span.start, span.end)
    if stop is None or all(end.end != stop.end() for end in sentence_ends(text, span.start, stop.end())):
        return one  # "Ohio Gov. Ann Lee" is one
    own = Span(span.start, stop.start("stop")) if cue.end <= span.start else Span(stop.end(), span.end)
    return replace(one, source=(own,))


_WORDS_OF_LETTERS = lazily(r"(?:[Tt]he )?(?:[A-Z]\.){2,}")


def over_stops(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with a source that goes on over the full stops of letters: "[B.C.] Resources", "Ore, S[.A.]"."""
    if len(one.source) != 1:
        return one
    source = one.source[0]
    # "Said the U.N. Iran, for its part, …": behind the verb a full stop may end the sentence.
    ends = bool(one.cue) and one.cue[-1].end < source.start and text[source.end - 3] == text[source.end - 1] == "."
    span = source if ends else _goes_on_at_stop(source, taken, text)
    before = _INITIALS_BEFORE.search(text, max(0, span.start - 16), span.start)
    if before and _WHERE_BEFORE.search(text, max(0, span.start - 30), span.start):
        before = None
    named = text[span.start].isupper() and not _NO_NAME.match(text, span.start)
    if before and named and not taken.meeting(Span(before.start("letters"), span.start)):
        span = Span(before.start("letters"), span.end)
    return replace(one, source=(span,))
