"""A row in, the same with a statement of all the pieces that are said, and of no others, out."""

from __future__ import annotations

import re
from dataclasses import replace

from attrcheck.article import MARKS, Span, sentence_ends
from attrcheck.patterns import MONTH, lazily
from attrcheck.reader.reading import Linked
from attrcheck.reader.spans import LONGEST_SENTENCE, Ranges, length, trimmed
from attrcheck.reader.subjects import WITHIN_PHRASE

__all__ = [
    "after_quotation",
    "behind_stop",
    "described",
    "from_the_start",
    "own_clause",
    "unanswered",
    "whole",
    "with_aside",
    "with_its_time",
    "within_bracket",
    "without_asides",
    "without_joining",
    "without_lone_words",
]

#: Words that are a piece by themselves only where source, cue or a mark follows: "[Since] …, [a road] was proposed".
_LONE = lazily(
    r"(?:I|his|her|its|their|our|my|your|this|that|these|those|since|because|although|while|when|if|as|and|but|or)",
    re.I,
)


def without_lone_words(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without pieces that are but the first word of another phrase: "…,” Chris said, [his] face grave"."""
    if len(one.content) < 2:
        return one
    parts = {span.start for span in (*one.source, *one.cue)}
    kept = [
        span
        for span in one.content
        if not _LONE.fullmatch(text, span.start, span.end)
        or text[span.end : span.end + 1] != " "
        or (one.cue and span.end < one.cue[0].start and WITHIN_PHRASE.fullmatch(text, span.end, one.cue[0].start))
        or span.end + 1 in parts
        or not text[span.end + 1].islower()
    ]
    return replace(one, content=tuple(kept)) if kept else one


#: A quotation that ends its sentence, and what of the sentence leads up to it.
_QUOTED_OUT = lazily(
    r"(?:that [^.!?“”\"\n]{0,120})?[“\"][^“”\"\n]{1,400}[.!?…]"
    r"(?<!\bCo\.)(?<!\bInc\.)(?<!\bLtd\.)(?<!\bJr\.)[”\"](?= [A-Z])"
)


def after_quotation(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without the sentences that follow its quotation: "He wrote, “Noted.” [I still have it]"."""
    kept = []
    for span in one.content:
        closed = _QUOTED_OUT.match(text, span.start, span.end)
        kept.append(
            Span(span.start, closed.end()) if closed and not MARKS & set(text[closed.end() : span.end]) else span
        )
    return replace(one, content=tuple(kept))


_AS = lazily(
    r"(?:describ|dismiss|reject|hail|brand|denounc|characteri[sz]|portray|condemn|prais|depict|laud)(?:e[sd]?|ing|s)",
    re.I,
)
#: What is described: a few words without a mark, but for those of a title.
_DESCRIBED = lazily(
    r" (?:(?!(?:to|in|at|on|during|before|after|for)\b)(?:(?:Mr|Mrs|Ms|Dr|St|Prof|Rev)\. |[\w’'&-]+ )){1,8}\Z"
)


def described(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with what it is about, where it only says as what: "described [the plan] as a joke"."""
    if len(one.cue) != 1 or not _AS.fullmatch(one.cue[0].of(text).rpartition(" ")[2]):
        return one
    first = one.content[0]
    if not text.startswith("as ", first.start) or not one.cue[0].end < first.start <= one.cue[0].end + LONGEST_SENTENCE:
        return one
    gap = Span(one.cue[0].end, first.start)
    if not _DESCRIBED.fullmatch(gap.of(text)) or taken.meeting(gap):
        return one
    return replace(one, content=(Span(gap.start + 1, first.end), *one.content[1:]))


_SAID_LAST = lazily(
    r"(?:said|says|added|adds|noted|notes|explained|reported|announced|warned|warns|claimed|stressed|argued|predicted)"
)
#: What a sentence may open with before its statement begins: some words, not those that only join it to the last.
_OPENING = lazily(
    r"(?!(?:But|And|Yet|So|Or|Nor|However|Meanwhile|Still|Also|Then|Thus|Therefore|Moreover|Indeed|Instead|Otherwise|"
    r"Nevertheless|Nonetheless|Separately|Earlier|Now|In addition|In fact|For example),? \Z)"
    r"(?!(?:When )?[Aa]sked |Photo |By [A-Z]|[A-Z]{3,}[, ])"
    rf"(?!(?:He|She|It|They|I|We) \w+ \Z)(?![A-Z][\w ,.]* {MONTH}\.? \d+,? \Z)"
    r"(?!.*\b(?:said|says|told \w+|added|reported) \Z)(?:(?! - )[^:;—–“”\"()•*|\n]){2,160}[\w,>] \Z"
)
#: A clause of its own, and what leads up to one: "Bell laughed, [it was late], she said", "In May, [it was late], …".
_NEW_CLAUSE = lazily(r"(?:it|he|she|they|we|I|you|there)\b", re.I)
_LEADS_UP = lazily(
    r"(?:In|On|At|For|After|Before|While|When|If|As|Since|Because|Although|Though|Despite|With|Without|Under|By|During|"
    r"Until|Unless|Once|From|To|Of|Last|This|Next|Given|Compared|Unlike|Like|Over|Within|Across|Even|Among|Between|"
    r"Because|Through|Throughout|[A-Z][a-z]+(?:ly|ing)|(?:One|Two|Three|Some|Every|Each) )\b"
)


def from_the_start(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with its sentence from the start, if who says so follows: "[Output is set ]to fall, he said".

    Where somebody else's statement stands in that part, it is left alone.
    """
    if len(one.source) != 1 or len(one.cue) != 1 or not _SAID_LAST.fullmatch(text, one.cue[0].start, one.cue[0].end):
        return one
    first, last = one.content[0], one.content[-1]
    if text[last.end : min(one.cue[0].start, one.source[0].start)] != ", " or text[first.start] in MARKS:
        return one
    start = max(text.rfind("\n", 0, first.start) + 1, first.start - LONGEST_SENTENCE)
    start = max([start, *(end.end for end in sentence_ends(text, start, first.start))])
    start += len(text[start : first.start]) - len(text[start : first.start].lstrip())
    opening = Span(start, first.start)
    if not _OPENING.match(text, start, first.start) or taken.meeting(opening):
        return one
    another = text[first.start - 2] == ","
    if another and _NEW_CLAUSE.match(text, first.start) and not _LEADS_UP.match(text, start):
        return one
    return replace(one, content=(Span(start, first.end), *one.content[1:]))


_JOINS_ON = lazily(r"(?:But|And|Meanwhile,) (?!(?:for|yet|now|then|so|what if)\b)(?=[\w<$£€])")


def without_joining(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without what joins its sentence to the last, if who says so follows: "[But ]it fell, he said"."""
    first = one.content[0]
    joins = _JOINS_ON.match(text, first.start, first.end) if one.cue and first.end < one.cue[0].start else None
    return replace(one, content=(Span(joins.end(), first.end), *one.content[1:])) if joins else one


_TELLS_NOW = lazily(r"(?:says?|claims?|believes?|insists?|argues?|maintains?|admits?|thinks?)")
#: What cannot be when somebody says something now.
_LONG_SINCE = lazily(
    r" (?=(?:last (?:week|month|year|night|season|summer|winter|spring|autumn|[A-Z]\w+day)|yesterday|in (?:19|20)\d\d|"
    r"over the (?:weekend|past \w+(?: \w+)?)|(?:\w+ ){1,2}(?:days?|weeks?|months?|years?) ago),? \Z)"
)


def with_its_time(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with when it happened, where that is long since and it is told now: "says [last May ]it fell"."""
    first = one.content[0]
    if (
        len(one.cue) != 1
        or not _TELLS_NOW.fullmatch(text, one.cue[0].start, one.cue[0].end)
        or text[first.start] in MARKS
        or text.startswith("that ", first.start)
    ):
        return one
    since = _LONG_SINCE.match(text, one.cue[0].end, first.start)
    if since is None or taken.meeting(Span(since.end(), first.start)):
        return one
    return replace(one, content=(Span(since.end(), first.end), *one.content[1:]))


#: With whom or when it was said: "noted[, along with others, ]that it was late".
_ASIDE_BEFORE = lazily(
    r"(?:along|together|among|in|at|on|with|during|after|before|for) "
    r"(?:(?!(?:it|he|she|they|we|I|was|were|is|are|would|will|had|has|have|could|might)\b)[\w’'-]+ ?){1,8}, (?=that )"
)
_FINITE = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do|fell|rose|came|went)\b"
)
#: The end of another clause: "Lee disclaimed [blame, but ]the talk, according to Roe, was sour".
_OTHER_CLAUSE = lazily(
    rf"(?:of |for |to |with )?(?![^,]{{0,90}}\b{_FINITE})[a-z][^.;:“”\"\n]{{3,90}}?, (?:but|and|so|yet) "
    r"(?=(?:the|it|he|she|they|this|that|an?|his|her|its) )"
)
_LEAD = 60
_AMID = lazily(r"[a-z] \Z")
#: What is too little before it to be another clause: "But[ rents fell, and …]", "When it rains[ it leaks, and …]".
_SCANT = lazily(
    r"(?:\A|\n|[.!?][’”\"]? )(?:(?:[A-Z][\w’'-]*|At least|As many as|More than)(?: \d+)?|"
    r"(?:When|If|As|While|Although|Because|Since|In|On|At|For|After|Before|Last|This|Next|By|During) "
    r"[^,;:.!?\n]{1,40}) \Z"
)


def own_clause(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without what leads up to "that" behind its cue, and without another clause's end before it."""
    first = one.content[0]
    if not one.cue or MARKS & set(first.of(text)):
        return one
    if first.start > one.cue[-1].end:
        aside = _ASIDE_BEFORE.match(text, first.start, first.end)
    else:
        begin = max(0, first.start - _LEAD)
        amid = first.end < one.cue[0].start and _AMID.search(text, begin, first.start) is not None
        scant = _SCANT.search(text, begin, first.start) is not None
        aside = _OTHER_CLAUSE.match(text, first.start, first.end) if amid and not scant else None
    return replace(one, content=(Span(aside.end(), first.end), *one.content[1:])) if aside else one


_ASKS = lazily(r"\b(?:ask(?:s|ed|ing)?|question(?:s|ed|ing)?|inquired?|enquired?)\b", re.I)


def unanswered(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without the quotation that follows a question: it may be the answer, somebody else's."""
    if len(one.content) < 2 or not any(_ASKS.search(span.of(text)) for span in one.cue):
        return one
    kept = [one.content[0]]
    for span in one.content[1:]:
        parted = text[kept[-1].end : span.start].strip() in (".", "?") or text[kept[-1].end - 1] in ".?"
        if not (parted and text[span.start] in MARKS):
            kept.append(span)
    return replace(one, content=tuple(kept))


#: "[The accounts], run from Hull, [spread it]".
_ASIDE = lazily(r", [^,.;:!?–—“”\"()\n]{3,120}, ")


def with_aside(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with what stands between commas within its statement, if that is of no other row."""
    kept: list[Span] = []
    for span in one.content:
        gap = Span(kept[-1].end, span.start) if kept and kept[-1].end < span.start else None
        if gap is not None and _ASIDE.fullmatch(text, gap.start, gap.end) and not taken.meeting(gap):
            kept[-1] = Span(kept[-1].start, span.end)
        else:
            kept.append(span)
    return replace(one, content=tuple(kept)) if len(kept) < len(one.content) else one


def without_asides(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without what its source did in passing: "Lee, on hearing [that it sank], said [it was late]".

    Nor is the source itself said. Where less is said behind the cue, what stands before it may be what is said.
    """
    if len(one.source) != 1 or len(one.cue) != 1 or len(one.content) < 2:
        return one
    source, cue = one.source[0], one.cue[0]
    if cue.end <= source.start:  # "It is late, [say] [the divers], [and cold]"
        rest = (
            trimmed(Span(source.end, span.end), text) if span.start == source.start and source.end < span.end else span
            for span in one.content
        )
        one = replace(one, content=tuple(rest))
    passed = [span for span in one.content if source.end <= span.start and span.end <= cue.start]
    closed = [span for span in passed if text.startswith(",", span.end) and not MARKS & set(span.of(text))]
    behind = sum(length(span) for span in one.content if span.start >= cue.end)
    more = behind >= sum(length(span) for span in closed)
    # "Her plan" is more than "her", but not "a lawyer, referring to the war".
    own = [
        span
        for span in one.content
        if span.overlaps(source)
        and source.start <= span.start
        and (span.end <= source.end or text.startswith(",", source.end))
    ]
    kept = tuple(span for span in one.content if span not in own and not (more and span in closed))
    return replace(one, content=kept) if kept else one


#: Characters of a bracket that are looked at.
_BRACKETED = 300
_BRACKET = lazily(r"[()\n]")


def _around(text: str, place: Span) -> Span | None:
    """Return what stands in the bracket about `place`, None where it stands in none."""
    depth, opens = 0, -1
    for mark in reversed([*_BRACKET.finditer(text, max(0, place.start - _BRACKETED), place.start)]):
        depth += (mark.group() == ")") - (mark.group() == "(")
        if mark.group() == "\n" or depth < 0:
            opens = mark.end() if depth < 0 else -1
            break
    depth = 0
    for mark in _BRACKET.finditer(text, place.end, place.end + _BRACKETED) if opens >= 0 else ():
        depth += (mark.group() == "(") - (mark.group() == ")")
        if mark.group() == "\n" or depth < 0:
            return Span(opens, mark.start()) if depth < 0 else None
    return None


def within_bracket(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without what a piece has beyond the bracket in which it is said: "It broke ([it is old], she said)".

    What stands outside as a piece of its own is said too: "[It broke] (so she said)".
    """
    inside = _around(text, one.cue[0]) if one.cue else None
    if inside is None:
        return one
    crossing = (Span(max(piece.start, inside.start), min(piece.end, inside.end)) for piece in one.content)
    kept = (cut if cut.start < cut.end else piece for cut, piece in zip(crossing, one.content, strict=True))
    return replace(one, content=tuple(trimmed(piece, text) for piece in kept))


#: Where a sentence ends at letters with full stops, which may stand within one as well: "in the U.S. [A man] said".
_LETTERS_END = lazily(
    r"(?:[A-Z]\.){2,} "
    r"(?=(?:An?|The|One|Two|Some|Many|His|Her|Their|Its|This|That|These|Those|He|She|They|It|Mr|Mrs|Ms|Dr)\b)"
)


def behind_stop(one: Linked, _taken: Ranges, text: str) -> Linked:
    """Return `one` without the end of another sentence in its source: "[the U.S. ]A man"."""
    span = one.source[0] if len(one.source) == 1 else None
    ends = [*_LETTERS_END.finditer(text, span.start, span.end)] if span else []
    return replace(one, source=(Span(ends[-1].end(), span.end),)) if span and ends else one


#: Verbs that say what something is, which then is a piece of its own: "called [the plan] [“a joke”]".
_NAMING = lazily(
    r"\b(?:call|label|labell|brand|dub|dubb|proclaim|regard|hail|nickname?|christen|view|elect|crown|style?|think|"
    r"thought|find|found|rate|consider|deem|declare|term|judge|describe|pronounce|name|pronounc|describ|rat|nam|judg|"
    r"declar|post|mention|say|said|tell|told)(?:s|d|ed|ing)?\b",
    re.I,
)


def whole(one: Linked, _taken: Ranges, text: str) -> Linked:
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
