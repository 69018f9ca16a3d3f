"""What the reader linked in, whole statements out: pieces joined, quotations closed, strays parted, cues completed.

The model labels words and links chunks; it does not know that a statement does not jump over a sentence, that a
quotation is given whole, or that "there is information that" attributes although nobody is named.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from attrcheck.article import MARKS, Article, Span, sentence_ends
from attrcheck.patterns import lazily
from attrcheck.reader.circumstances import without_direction
from attrcheck.reader.cues import Act, act_of, impersonal_clauses
from attrcheck.reader.interviews import answers_of
from attrcheck.reader.non_statements import is_no_statement
from attrcheck.reader.reading import Linked
from attrcheck.reader.spans import LONGEST_SENTENCE, WORD, Ranges, gap_between, length, trimmed, without_dash
from attrcheck.reader.transcripts import is_apart, is_headed, labelled_turns
from attrcheck.reader.trimming import trim
from attrcheck.reader.whole_sources import (
    with_name_before,
    with_name_in_brackets,
    with_whole_cue,
    with_whole_source,
    with_writers,
)

__all__ = ["repair"]


#: A content that holds this share of a quotation is meant to hold all of it.
_MOST = 0.5
#: A content of which less than this share lies in a quotation is not meant to reach into it.
_LITTLE = 0.2
#: Characters of a content that may stand without a cue; what is shorter is nearly always a stray fragment.
_SHORTEST_ALONE = 40
#: Words between two pieces of one content that belong to it as well.
_GAP_WORDS = 2
#: Words that a main clause without a source, such as "it recently became known", has at most.
_CLAUSE_WORDS = 12
#: How sure a row is that rests on such a clause alone.
_UNSAID_CONFIDENCE = 0.5
#: What says nothing.
_WORDLESS = lazily(r"\W*(?:the\W*)?")
#: What is nobody where nothing follows: "[the] noted", "[There] was much shouting".
_NO_SOURCE = lazily(r"(?:the|an?|There)", re.I)
#: Where an entry of a list begins.
_ENTRY = lazily(r"\n[ \t]*(?:[-*•‣▪–—]|\d{1,2}[.)])[ \t]")
#: Words that no statement ends with.
_DANGLING = lazily(r"(?:[\s,;–—-]+(?:which|who|whose|and|or|but|the|an?)\b[\s,;–—-]*)+\Z", re.I)
#: Characters of a paragraph that are looked at before a quotation.
_LONGEST_PARAGRAPH = 2000
_THAT = lazily(r"\bthat\s*$", re.I)
#: What a quotation goes on from: in "called [the plan] [“bad”]" it is a piece of its own.
_LEADS_IN = lazily(
    r"(?:[^\w\s]|\b(?:that|as|is|are|was|were|be|been|being|of|to|in|on|at|by|for|from|with|into|an?|the|and|or|but|not|very|"
    r"his|her|its|their|our|my|your))\Z",
    re.I,
)


def _crosses_sentence(gap: Span, text: str) -> bool:
    # A full stop may belong to the span before the gap, with a quotation mark after it.
    ends = sentence_ends(text, max(0, gap.start - 12), gap.end)
    return any(end.end >= gap.start for end in ends)


#: Marks that open a quotation, and those that close it.
_MARKED = {"“": "”", "„": "“", "«": "»", '"': '"'}


def _opens_anew(span: Span, text: str) -> bool:
    """Tell whether `span` opens a paragraph with a quotation, and none was left open in the paragraph before."""
    close = _MARKED.get(text[span.start])
    lead = text[max(0, span.start - _LONGEST_PARAGRAPH) : span.start]
    before = lead.rstrip()
    if close is None or "\n" not in lead[len(before) :]:
        return False
    paragraph = before.rpartition("\n")[2]
    if close == '"':
        return paragraph.count('"') % 2 == 0
    return paragraph.rfind(close) >= paragraph.rfind(text[span.start])


def _is_amid_another(cue: Span, span: Span, text: str) -> bool:
    """Tell whether `span` goes on from other words of a later paragraph than the `cue`'s, as somebody else's would."""
    start = text.rfind("\n", 0, span.start) + 1
    return cue.end < start and WORD.search(text, start, span.start) is not None


def _parted(one: Linked, quoted: Ranges, text: str) -> tuple[Linked, list[Span]]:
    """Return `one` without the contents of other sentences that are none of its own, and those contents.

    Only what is quoted may stand in a sentence of its own.
    """
    if not one.cue or len(one.content) < 2:
        return one, []
    near = list(one.cue)
    anchor = one.cue[0]
    far = [span for span in one.content[1:] if span.start > anchor.end and _opens_anew(span, text)]
    for span in sorted((s for s in one.content if s not in far), key=lambda s: length(gap_between(anchor, s))):
        is_quoted = 2 * quoted.shared(span) >= length(span)
        gaps = [gap_between(span, kept) for kept in near]
        crosses = all(_crosses_sentence(gap, text) for gap in gaps)
        if (not crosses or is_quoted) and not _is_amid_another(anchor, span, text):
            near.append(span)
        else:
            far.append(span)
    kept = tuple(span for span in one.content if span not in far)
    return (replace(one, content=kept), far) if kept else (one, [])


def _joined(content: Sequence[Span], taken: Ranges, text: str) -> tuple[Span, ...]:
    """Return the pieces of a content, those joined between which lie two words or fewer that nothing else has."""
    out: list[Span] = []
    for span in sorted(content):
        gap = gap_between(out[-1], span) if out else None
        if (
            gap is not None
            and len(WORD.findall(text, gap.start, gap.end)) <= _GAP_WORDS
            and not taken.meeting(gap)
            and "\n" not in gap.of(text)
            and not _crosses_sentence(gap, text)
            and not MARKS.intersection(text[gap.start - 1 : gap.end + 1] if gap.of(text).strip(" :,") else "")
            and not (text[span.start] in MARKS and not _LEADS_IN.search(text, out[-1].start, out[-1].end))
        ):
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return tuple(out)


def _closed(span: Span, quoted: Ranges, free: Span) -> Span:
    """Return a content's `span` with its ends moved to the marks of a quotation that they cut, within `free`."""
    for piece in quoted.meeting(span):
        shared = min(span.end, piece.end) - max(span.start, piece.start)
        if shared == length(piece):
            continue
        begins = piece.start <= span.start <= piece.start + 1
        if shared >= _MOST * length(piece) or (begins and shared == length(span)):
            if free.start <= piece.start and piece.end <= free.end:
                span = Span(min(span.start, piece.start), max(span.end, piece.end))
        elif shared < _LITTLE * length(span):
            span = Span(span.start, piece.start) if span.start < piece.start else Span(piece.end, span.end)
    return span


def _within_entry(span: Span, quoted: Ranges, text: str) -> Span:
    """Return a content's `span` up to where the next entry of a list begins, unless a quotation goes on there."""
    entry = _ENTRY.search(text, span.start, span.end)
    return span if entry is None or quoted.meeting(Span(*entry.span())) else Span(span.start, entry.start())


def _undangled(span: Span, text: str) -> Span:
    """Return a content's `span` without words at its end that only begin what it leaves out ("…, which").

    Before a full stop they begin nothing: "somebody knew which."
    """
    if text.startswith((".", "!", "?"), span.end):
        return span
    end = _DANGLING.search(text, span.start, span.end)
    return trimmed(Span(span.start, end.start()), text) if end and end.start() > span.start else span


def _clause_before(span: Span, floor: int, taken: Ranges, text: str) -> Span | None:
    """Return the main clause that a that-clause at `span` hangs on, None where there is none of a few words."""
    begin = max(floor, span.start - LONGEST_SENTENCE)
    for end in sentence_ends(text, max(floor, span.start - LONGEST_SENTENCE), span.start):
        begin = end.end
    lead = text[begin : span.start]
    that = _THAT.search(lead)
    if that is None and not text.startswith("that ", span.start):
        return None
    lead = lead[: that.start()] if that else lead
    comma = lead.rfind(",")
    begin += comma + 1 if comma >= 0 else 0
    clause = trimmed(Span(begin, begin + len(lead) - (comma + 1 if comma >= 0 else 0)), text)
    words = len(WORD.findall(text, clause.start, clause.end))
    return clause if 2 <= words <= _CLAUSE_WORDS and not taken.meeting(clause) else None


#: "[The port] also [aims] to dredge".
_AIMS = lazily(
    r"(?P<who>(?!(?:It|There|This|That|What|Who)\b)(?!.*\b(?:ha[sd]|have|is|are|was|were|be|been|will|would|with|and) )"
    r"[A-Z0-9][^,;:–—“”\"()\n]{1,80}?) "
    r"(?:(?:also|now|still|then) )?(?P<cue>[a-z]+) \Z"
)
_AIMING = (Act.INTENTION, Act.DECREE)


def _aiming(one: Linked, floor: int, taken: Ranges, text: str) -> Linked:
    """Return `one`, which says "to dredge" and no more, with who aims to do so, where the sentence begins with that."""
    first = one.content[0]
    if one.cue or one.source or not text.startswith("to ", first.start):
        return one
    begin = max([floor, *(end.end for end in sentence_ends(text, floor, first.start))])
    found = _AIMS.match(text, begin, first.start) if first.start - begin < LONGEST_SENTENCE else None
    if found is None or act_of(found["cue"]) not in _AIMING or taken.meeting(Span(begin, first.start)):
        return one
    return replace(one, source=(Span(*found.span("who")),), cue=(Span(*found.span("cue")),))


def _completed(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with its cue reaching up to the content, where the cue's own words tell nothing."""
    if len(one.cue) != 1 or not one.content or act_of(one.cue[0].of(text)) is not None:
        return one
    gap = Span(one.cue[0].end, one.content[0].start)
    words = WORD.findall(text, gap.start, max(gap.start, gap.end))
    if not 1 <= len(words) <= _CLAUSE_WORDS or taken.meeting(gap) or _crosses_sentence(gap, text):
        return one
    whole = trimmed(Span(one.cue[0].start, gap.end), text)
    return replace(one, cue=(whole,)) if act_of(whole.of(text)) is not None else one


#: A sentence that tells itself who says what: "[Reports on social media] [had suggested] [that it sank]".
_TELLS = lazily(
    r"(?P<who>(?!(?:It|This|That|There|He|She|They|I|We|You)\b)[A-Z][^,.;:\n“”\"]{2,60}?) "
    r"(?P<cue>(?:(?:has|have|had) )?(?:said|suggested|claimed|indicated|reported|warned|alleged|asserted)) "
    r"(?P<said>that [^“”\"]+)"
)


def _stray(span: Span, confidence: float, text: str) -> Linked:
    """Return the row that a sentence is which was taken for somebody's: of whom it names itself, else of nobody."""
    tells = _TELLS.fullmatch(text, span.start, span.end)
    if tells is None:
        return Linked((), (), (span,), confidence)
    who, cue, said = (Span(*tells.span(part)) for part in ("who", "cue", "said"))
    return Linked((who,), (cue,), (said,), confidence)


#: A line that leads on to the next.
_LEADS_ON = lazily(r":[^\S\n]*\n")


def _strayed(one: Linked, text: str) -> bool:
    """Tell whether all of a statement stands, unquoted, in a later paragraph than who and what are to have said it.

    What a colon leads to may.
    """
    parts, first = (*one.source, *one.cue), one.content[0]
    if not (one.source and one.cue) or first.start < max(span.end for span in parts) or text[first.start] in MARKS:
        return False
    gap = text[max(span.end for span in parts) : first.start]
    return "\n" in gap and not _LEADS_ON.search(gap)


def _unsaid(paragraph: Span, taken: Ranges, quoted: Ranges, text: str) -> Iterator[Linked]:
    """Yield the that-clauses of a paragraph that hang on nobody ("it is believed that …") and that nothing covers."""
    for start, end in impersonal_clauses(text, paragraph.start, paragraph.end):
        furthest = min(paragraph.end, end + LONGEST_SENTENCE)
        stop = next(sentence_ends(text, end, furthest), None)
        content = Span(end, stop.start if stop else furthest)
        content = Span(content.start, content.start + len(content.of(text).rstrip(" .!?…")))
        whole = Span(start, content.end)
        # A quotation that nobody owns is a row as a whole.
        if not taken.meeting(whole) and not quoted.meeting(Span(start, start + 1)):
            yield Linked((), (trimmed(Span(start, end), text),), (content,), _UNSAID_CONFIDENCE)


#: "The agency [has got back to us]: the weir holds."
_GOT_BACK = lazily(
    r"(?P<who>(?!(?:Nobody|No|None)\b)[A-Z][^.:;!?\n“”\"]{2,80}?) "
    r"(?P<cue>(?:has|have) (?:(?:now|just|since) )?(?:(?:got|gotten) back to us|been in touch(?: with us)?))"
    r": (?P<said>[^“\"\n])"
)
_IN_TOUCH = lazily(r"back to us|in touch")


def _got_back(paragraph: Span, taken: Ranges, text: str) -> Iterator[Linked]:
    """Yield what those told a paper who got back to it, up to the end of the sentence, where nothing covers it."""
    if not _IN_TOUCH.search(text, paragraph.start, paragraph.end):
        return
    for found in _GOT_BACK.finditer(text, paragraph.start, paragraph.end):
        start = found.start("said")
        stop = next(sentence_ends(text, start, paragraph.end), None)
        content = trimmed(Span(start, stop.start if stop else paragraph.end), text)
        content = Span(start, start + len(content.of(text).rstrip(".!?…")))
        if not taken.meeting(Span(found.start(), content.end)):
            yield Linked((Span(*found.span("who")),), (Span(*found.span("cue")),), (content,), _UNSAID_CONFIDENCE)


def _up_to_turn(one: Linked, turns: Mapping[Span, Linked], homes: Sequence[Span]) -> Linked:
    """Return `one` without what stands in somebody else's turn; `homes` are the paragraphs of its contents."""
    kept = [span for span, home in zip(one.content, homes, strict=True) if home == homes[0] or home not in turns]
    return replace(one, content=tuple(kept))


def _home(span: Span, bounds: Sequence[Span], openings: Sequence[int]) -> Span:
    """Return the paragraph in which `span` begins."""
    return bounds[bisect_left(openings, span.start + 1) - 1]


def repair(
    article: Article, linked: Sequence[Linked], quoted: Ranges, people: Sequence[Span] = (), *, own: bool = True
) -> list[Linked]:
    """Return what the model linked as whole statements, each clear of its neighbours, in text order.

    `people` are the names of persons in the article, one of whom may be asked in it; `own` tells whether statements are
    marked by attrcheck's own guideline.
    """
    text = article.text
    bounds = [p.span for p in article.readable]
    openings = [span.start for span in bounds]
    names = Ranges(people)
    rows: list[Linked] = []
    for whole in linked:
        one, strays = _parted(with_name_in_brackets(with_name_before(whole, names, text), text), quoted, text)
        rows += [one, *(_stray(span, one.confidence * 0.5, text) for span in strays)]
    rows = [one for one in rows if not _strayed(one, text)]
    rows = [one for one in rows if one.cue or length(one.content[0]) >= _SHORTEST_ALONE]
    rows = [one for one in rows if not is_no_statement(one, text)]
    taken = Ranges({span for one in rows for span in (*one.source, *one.cue, *one.content)})
    repaired: list[Linked] = []
    for row in rows:
        one = replace(row, content=_joined(row.content, taken, text))
        paragraph = _home(one.content[0], bounds, openings)
        if not one.cue:
            clause = _clause_before(one.content[0], paragraph.start, taken, text)
            if clause:
                # Words alone would have made a row of it.
                one = replace(one, cue=(clause,), confidence=max(one.confidence, _UNSAID_CONFIDENCE))
            one = _aiming(one, paragraph.start, taken, text)
        one = trim(one, taken, text, own=own)
        one = with_whole_cue(_completed(one, taken, text), paragraph.start, text)
        one = with_writers(with_whole_source(one, taken, names, text), text)
        content = []
        for span in one.content:
            home = _home(span, bounds, openings)
            closed = _within_entry(_closed(span, quoted, taken.free_around(span, home)), quoted, text)
            # "The tape, which" is a piece of its own before who says what of it.
            ahead = bool(one.cue) and span.end <= one.cue[0].start
            content.append(trimmed(closed, text) if ahead else _undangled(trimmed(closed, text), text))
        source, cue = (tuple(trimmed(span, text) for span in spans) for spans in (one.source, one.cue))
        source = tuple(
            without_dash(span, text) for span in source if not _NO_SOURCE.fullmatch(text, span.start, span.end)
        )
        # A lone mark or article is left over where the model took a phrase apart.
        worded = tuple(span for span in content if not _WORDLESS.fullmatch(text, span.start, span.end))
        if worded or not any(WORD.search(text, span.start, span.end) for span in content):
            repaired.append(replace(one, source=source, cue=cue, content=worded or tuple(content)))
    turns = dict(labelled_turns(article)) or dict(answers_of(article, people))
    repaired = [_up_to_turn(one, turns, [_home(s, bounds, openings) for s in one.content]) for one in repaired]
    homes = [(one, _home(one.content[0], bounds, openings)) for one in repaired]
    repaired = [one for one, home in homes if not is_headed(one, home, text) and is_apart(one, turns.get(home))]
    repaired += dict.fromkeys(turns.values())
    repaired = [without_direction(one, text) for one in repaired]
    held = Ranges({span for one in repaired for span in (*one.source, *one.cue, *one.content)})
    for paragraph in bounds:
        repaired += _unsaid(paragraph, held, quoted, text)
        repaired += _got_back(paragraph, held, text)
    return sorted(repaired, key=lambda one: one.content[0])
