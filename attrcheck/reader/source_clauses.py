"""A source in, the same out without clauses that are none of it: whom is thought of, whose it is, what was cited."""

from __future__ import annotations

import re
from dataclasses import replace

from attrcheck.article import MARKS, Span
from attrcheck.patterns import lazily
from attrcheck.reader.cues import trimmed_words
from attrcheck.reader.genitives import keeps_genitive
from attrcheck.reader.reading import Linked
from attrcheck.reader.spans import WORD, Ranges

__all__ = ["blamed", "half_told", "in_eyes", "possessor", "thought_of", "uncited", "without_clause"]


_HALF = lazily(r",? (?:and|or) (?:\w+ly )?\w+ (?:by|from|in|on|to|with)\Z")
_WHO_BEHIND = lazily(r"(?<!\bthose)(?<!\bThose)(?: |, )(?:who|which|that)\Z")


def half_told(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without what its source only begins to tell: "seen by Fen[ and confirmed by]", "A man[ who]"."""
    span = one.source[0] if len(one.source) == 1 else None
    half = _HALF.search(text, span.start, span.end) if span else None
    apart = span is not None and bool(one.cue) and bool(text[span.end : one.cue[0].start].strip())
    who = _WHO_BEHIND.search(text, span.start, span.end) if span and apart and not half else None
    half = who if span and who and not _ANYBODY.fullmatch(text, span.start, who.start()) else half
    return replace(one, source=(Span(span.start, half.start()),)) if span and half else one


def blamed(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without whom a passive cue is about: "[The trust] was criticised by X because “…”"."""
    passive = len(one.cue) == 1 and re.fullmatch(
        rf"(?:was|were|is|are|been|being|has been|have been|had been) (?:\w+ by|{trimmed_words('blaming')})",
        one.cue[0].of(text),
        re.I,
    )
    behind = [span for span in one.content if one.cue and span.start > one.cue[0].end]
    if not passive or not behind or len(behind) == len(one.content) or not MARKS & set(behind[-1].of(text)):
        return one
    lead = re.compile(r"(?:because|for|as|after)\b\s*(?=[“\"‘]|\Z)")
    kept = [Span(m.end() if (m := lead.match(text, s.start, s.end)) else s.start, s.end) for s in behind]
    return replace(one, content=tuple(span for span in kept if span.start < span.end) or one.content)


#: "Lee[, who runs the mill]", but not "those who sail", nor with others behind it or a name.
_WHO_CLAUSE = lazily(
    r"(?P<before>[\w’']+)(?P<clause>,? who |, which )(?!.*(?: and |, [A-Z]|\b(?:sign|call|name|style)(?:s|ed)?\b))"
)
_ANYBODY = lazily(
    r"(?:those|people|anyone|anybody|one|everyone|everybody|someone|somebody|he|she|they|some|many|others|all|few|"
    r"nobody|none|most|each|both|either|neither|several|any)",
    re.I,
)
#: What says nothing of a name without its clause: "Fell, the man who built the pier".
_THE_MAN = lazily(r", the (?:man|woman|one|person|people|men|women)\Z")


def without_clause(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without a relative clause in its source: "Lee[, who runs the mill], said"."""
    span = one.source[0] if len(one.source) == 1 else None
    clause = _WHO_CLAUSE.search(text, span.start, span.end) if span else None
    if span is None or clause is None or _ANYBODY.fullmatch(clause["before"]):
        return one
    if _THE_MAN.search(text, span.start, clause.start("clause")) and clause["clause"] == " who ":
        return one
    return replace(one, source=(Span(span.start, clause.start("clause")),))


_THOUGHT = lazily(r"(?:believed|thought|said|understood|reported|alleged|rumou?red|feared|presumed|suspected)")
_WITH = lazily(r"\b[Ww]ith \Z")
#: What belongs to whoever expects something: "the firm[ in the first half of the year ]expected".
_OF_IT = lazily(r" (?:who|which|that|from|of|in|at|on|for|with)\b")
#: Words between whoever expects something and the verb.
_FEW_BETWEEN = 3


def thought_of(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without a source of whom something is only thought: "[A man] thought to have fled", "accused of"."""
    if len(one.source) != 1 or len(one.cue) != 1 or one.content[0].start != one.cue[0].end + 1:
        return one
    source, cue, first = one.source[0], one.cue[0].of(text), one.content[0]
    if one.cue[0].start < source.end:
        return one
    gap = text[source.end : one.cue[0].start]
    thought = _THOUGHT.fullmatch(cue) and gap == " " and text.startswith(("to have ", "to be "), first.start)
    expected = cue == "expected" and text.startswith("to ", first.start)
    with_it = expected and gap == " " and _WITH.search(text, max(0, source.start - 5), source.start)
    if thought or with_it:
        return replace(one, source=(), content=(source, *one.content))
    far = expected and "," not in gap and not _OF_IT.match(gap) and len(WORD.findall(gap)) >= _FEW_BETWEEN
    accused = cue == "accused" and gap in (" ", ", ") and text.startswith("of ", first.start)
    return replace(one, source=()) if far or accused else one


#: Whom a text cites for what it says: "it works (Li, 2011)", "(see e.g. Li & Lee, 2011; Roe et al. 2014a)".
_YEAR = r"(?:19|20)\d\d[a-z]?"
_AUTHORS = r"[A-Z][\w’'-]+(?:(?:, [A-Z][\w’'-]+)*,? (?:and|&) [A-Z][\w’'-]+| et al\.?)?"
_CITATION = lazily(rf" \((?:(?:see|cf\.|e\.g\.|also),? )*(?P<who>{_AUTHORS}),? {_YEAR}(?:[:,;] [^()\n]{{1,120}})?\)\Z")
_ARGUED = lazily(
    r"it (?:is|was|has been|had been) (?:(?:also|often|widely|recently) )?(?:argued|suggested|proposed|shown|found|"
    r"noted|estimated|hypothesi[sz]ed|observed|demonstrated)(?: that)?",
    re.I,
)


def uncited(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without the citation at the end of what is said: "it works[ (Li, 2011)]".

    Whom it names is the source, where nobody else is: "It has been argued that it works ([Li], 2011)".
    """
    span = one.content[-1] if one.content else None
    closed = span is not None and text.startswith(")", span.end)
    cited = _CITATION.search(text, span.start, span.end + closed) if span is not None else None
    if span is None or cited is None or MARKS & set(cited.group()):
        return one
    rest = replace(one, content=(*one.content[:-1], Span(span.start, cited.start())))
    nobody = not one.source and len(one.cue) == 1 and _ARGUED.fullmatch(text, one.cue[0].start, one.cue[0].end)
    return replace(rest, source=(Span(*cited.span("who")),)) if nobody else rest


#: Whose eyes, views or words something is so in.
_REGARDS = (
    "eyes|views?|opinions?|words|minds?|judge?ment|estimation|telling|reckoning|account|admission|confession|count|"
    "estimates?|calculations?|assessment"
)
_IN_EYES_OF = lazily(rf"(?:in|to|through|by|from) the (?:{_REGARDS}) of ", re.I)
_EYES = lazily(
    rf"(?P<who>[^,.;:()\n]{{1,80}}?(?:['’]s|s['’])|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ur|[Mm]y|[Yy]our) "
    rf"(?:(?P<own>own) )?(?P<noun>{_REGARDS})\b"
    r"(?! (?:manager|holder|book|number|executive|clerk|poll|piece|page|column|section|survey|article|writer)s?\b)"
)


def in_eyes(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with the whole of what it is said in: "[in the eyes of] Ann Lee", "[In] Ann Lee's [view]"."""
    if len(one.cue) != 1 or len(one.source) != 1:
        return one
    cue, source = one.cue[0], one.source[0]
    whole = _IN_EYES_OF.match(text, cue.start)
    if whole is not None and source.start <= whole.end() < source.end and cue.end < whole.end():
        return replace(one, source=(Span(whole.end(), source.end),), cue=(Span(cue.start, whole.end() - 1),))
    if cue.of(text).lower() not in ("in", "to", "by", "from") or text[cue.end : source.start] != " ":
        return one
    eyes = _EYES.match(text, source.start)
    if eyes is None or source.end not in (eyes.end("who") - 1, eyes.end("who"), eyes.end("own"), eyes.end("noun")):
        return one
    noun = Span(*eyes.span("noun"))
    if noun.of(text).lower() in ("account", "count") and cue.of(text).lower() != "by":
        return one
    if source.end < noun.start and taken.meeting(noun):
        return one
    return replace(one, source=(Span(*eyes.span("who")),), cue=(cue, noun))


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


def possessor(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without the mark of the genitive in its source, whose claim it is: "[the mayor]'s claim".

    Names that end in one keep it: "[Moody's] claim".
    """
    span = one.source[0] if len(one.source) == 1 and one.cue else None
    if span and text.startswith(("'s ", "’s "), span.end):
        whole = Span(span.start, span.end + 2)
        return replace(one, source=(whole,)) if keeps_genitive(whole.of(text), text) else one
    if span and keeps_genitive(span.of(text), text):
        return one
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
