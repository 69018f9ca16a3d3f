"""What the reader linked in, whole statements out: pieces joined, quotations closed, strays parted, cues completed.

The model labels words and links chunks; it does not know that a statement does not jump over a sentence, that a
quotation is given whole, or that "there is information that" attributes although nobody is named.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from attrcheck.article import Article, Span
from attrcheck.cues import act_of, impersonal_clauses, published_by, relays, shows
from attrcheck.files import read_data
from attrcheck.quotations import MARKS
from attrcheck.reader import Linked
from attrcheck.sentences import sentence_ends

__all__ = ["WORD", "Ranges", "mend"]

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
#: Characters before a source in which a document that it published may stand.
_DOCUMENT_LEAD = 80
#: Words that the name of a body, such as "the Department of State", has at most.
_NAME_WORDS = 5

#: How sure a row is that rests on such a clause alone.
_UNSAID_CONFIDENCE = 0.5

#: How sure a row is whose source is a speaker's label; how many labels make a transcript, and how often one that is
#: not in capitals comes back in it.
_LABEL_CONFIDENCE, _LEAST_LABELS, _RETURNS = 0.8, 2, 3
#: What says nothing.
_WORDLESS = re.compile(r"\W*(?:the\W*)?")
#: Words that no statement ends with.
_DANGLING = re.compile(r"(?:[\s,;–—-]+(?:which|who|whose|and|or|but|the|an?)\b[\s,;–—-]*)+\Z", re.I)
#: A speaker's label at the beginning of a paragraph.
_LABEL = re.compile(r"[\"“]?(?P<who>[A-Z](?:[\w.’'-]|[ ](?=\w)){0,38})(?P<cue>:)\s+(?=\S)")

#: Characters of a sentence that are looked at; texts without full stops exist.
_LONGEST_SENTENCE = 600

#: A word, with what apostrophes and hyphens tie to it.
WORD = re.compile(r"\w+(?:['’-]\w+)*")
#: A source that ends so is not whole.
_OPEN_END = re.compile(r"\b(?:a|an|and|at|by|for|from|in|of|on|the|to|with)\s*$", re.I)
_THAT = re.compile(r"\bthat\s*$", re.I)


class Ranges:
    """Spans that do not overlap, to be asked for those that meet another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        self._ends = [span.end for span in self._spans]

    def meeting(self, span: Span) -> list[Span]:
        """Return the spans that overlap `span`, in order."""
        found = []
        for index in range(bisect_left(self._ends, span.start + 1), len(self._spans)):
            if self._spans[index].start >= span.end:
                break
            found.append(self._spans[index])
        return found

    def shared(self, span: Span) -> int:
        """Return how many characters of `span` the spans cover."""
        return sum(min(s.end, span.end) - max(s.start, span.start) for s in self.meeting(span))

    def free_around(self, span: Span, within: Span) -> Span:
        """Return `span` and what lies free on both sides of it, up to the next spans and the edges of `within`."""
        before, after = bisect_left(self._ends, span.start + 1), bisect_left(self._starts, span.end)
        start = self._ends[before - 1] if before else within.start
        end = self._starts[after] if after < len(self._starts) else within.end
        return Span(max(within.start, start), min(within.end, end))


def _length(span: Span) -> int:
    return span.end - span.start


def _gap(one: Span, other: Span) -> Span:
    """Return what lies between two spans, empty where they touch or overlap."""
    first, second = sorted((one, other))
    return Span(first.end, max(first.end, second.start))


def _crosses_sentence(gap: Span, text: str) -> bool:
    # A full stop may belong to the span before the gap, with a quotation mark after it.
    ends = sentence_ends(text, max(0, gap.start - 12), gap.end)
    return any(end.end >= gap.start for end in ends)


def _parted(one: Linked, quoted: Ranges, text: str) -> tuple[Linked, list[Span]]:
    """Return `one` without the contents of other sentences that are none of its own, and those contents.

    Only what is quoted may stand in a sentence of its own.
    """
    if not one.cue or len(one.content) < 2:
        return one, []
    near = list(one.cue)
    far: list[Span] = []
    anchor = one.cue[0]
    for span in sorted(one.content, key=lambda s: _length(_gap(anchor, s))):
        is_quoted = 2 * quoted.shared(span) >= _length(span)
        gaps = [_gap(span, kept) for kept in near]
        crosses = all(_crosses_sentence(gap, text) for gap in gaps)
        if not crosses or is_quoted:
            near.append(span)
        else:
            far.append(span)
    kept = tuple(span for span in one.content if span not in far)
    return (replace(one, content=kept), far) if kept else (one, [])


def _joined(content: Sequence[Span], taken: Ranges, text: str) -> tuple[Span, ...]:
    """Return the pieces of a content, those joined between which lie two words or fewer that nothing else has."""
    out: list[Span] = []
    for span in sorted(content):
        gap = _gap(out[-1], span) if out else None
        if (
            gap is not None
            and len(WORD.findall(text, gap.start, gap.end)) <= _GAP_WORDS
            and not taken.meeting(gap)
            and "\n" not in gap.of(text)
            and not _crosses_sentence(gap, text)
            and not MARKS.intersection(text[gap.start - 1 : gap.end + 1] if gap.of(text).strip(" :,") else "")
        ):
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return tuple(out)


def _closed(span: Span, quoted: Ranges, free: Span) -> Span:
    """Return a content's `span` with its ends moved to the marks of a quotation that they cut, within `free`."""
    for piece in quoted.meeting(span):
        shared = min(span.end, piece.end) - max(span.start, piece.start)
        if shared == _length(piece):
            continue
        begins = piece.start <= span.start <= piece.start + 1
        if shared >= _MOST * _length(piece) or (begins and shared == _length(span)):
            if free.start <= piece.start and piece.end <= free.end:
                span = Span(min(span.start, piece.start), max(span.end, piece.end))
        elif shared < _LITTLE * _length(span):
            span = Span(span.start, piece.start) if span.start < piece.start else Span(piece.end, span.end)
    return span


def _trimmed(span: Span, text: str) -> Span:
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in ",;:.–—-)"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:(–—"):
        end -= 1
    return Span(start, end) if start < end else span


def _undangled(span: Span, text: str) -> Span:
    """Return a content's `span` without words at its end that only begin what it leaves out ("…, which")."""
    end = _DANGLING.search(text, span.start, span.end)
    return _trimmed(Span(span.start, end.start()), text) if end and end.start() > span.start else span


def _clause_before(span: Span, floor: int, taken: Ranges, text: str) -> Span | None:
    """Return the main clause that a that-clause at `span` hangs on, None where there is none of a few words."""
    begin = max(floor, span.start - _LONGEST_SENTENCE)
    for end in sentence_ends(text, max(floor, span.start - _LONGEST_SENTENCE), span.start):
        begin = end.end
    lead = text[begin : span.start]
    that = _THAT.search(lead)
    if that is None and not text.startswith("that ", span.start):
        return None
    lead = lead[: that.start()] if that else lead
    comma = lead.rfind(",")
    begin += comma + 1 if comma >= 0 else 0
    clause = _trimmed(Span(begin, begin + len(lead) - (comma + 1 if comma >= 0 else 0)), text)
    words = len(WORD.findall(text, clause.start, clause.end))
    return clause if 2 <= words <= _CLAUSE_WORDS and not taken.meeting(clause) else None


def _completed(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with its cue reaching up to the content, where the cue's own words tell nothing."""
    if len(one.cue) != 1 or not one.content or act_of(one.cue[0].of(text)) is not None:
        return one
    gap = Span(one.cue[0].end, one.content[0].start)
    words = WORD.findall(text, gap.start, max(gap.start, gap.end))
    if not 1 <= len(words) <= _CLAUSE_WORDS or taken.meeting(gap) or _crosses_sentence(gap, text):
        return one
    whole = _trimmed(Span(one.cue[0].start, gap.end), text)
    return replace(one, cue=(whole,)) if act_of(whole.of(text)) is not None else one


def _unowned(one: Linked, floor: int, text: str) -> Linked:
    """Return `one` with the whole clause as its cue, where it hangs on nobody ("there is reason to believe").

    "Signs" in "signs were surfacing" is no source, though it is the subject.
    """
    if len(one.cue) != 1 or not one.content or one.content[0].start < one.cue[0].end:
        return one
    start = max(floor, one.cue[0].start - _LONGEST_SENTENCE)
    for begin, end in impersonal_clauses(text, start, one.content[0].end):
        inside = all(begin <= span.start and span.end <= one.cue[0].end for span in one.source)
        if inside and begin < one.cue[0].end <= end <= one.content[0].start:
            return replace(one, source=(), cue=(_trimmed(Span(begin, end), text),))
    return one


def _sourced(one: Linked, taken: Ranges, text: str) -> Linked:
    """Return `one` with its whole source: a document with who published it, "by" and "of the" with what follows."""
    if len(one.source) == 1:
        begin = max(0, one.source[0].start - _DOCUMENT_LEAD)
        lead = text[begin : one.source[0].start].rpartition("\n")[2]
        start = published_by(lead)
        whole = Span(one.source[0].start - len(lead) + start, one.source[0].end) if start is not None else None
        if whole is not None and not taken.meeting(Span(whole.start, one.source[0].start)):
            one = replace(one, source=(whole,))
    if len(one.source) != 1 or len(one.cue) != 1 or one.cue[0].start <= one.source[0].end:
        return one
    gap = Span(one.source[0].end, one.cue[0].start)
    words = len(WORD.findall(text, gap.start, gap.end))
    # An emoji before a name is not who says it.
    breaks_off = _OPEN_END.search(one.source[0].of(text)) or not WORD.search(one.source[0].of(text))
    if not breaks_off or not 1 <= words <= _NAME_WORDS or "," in gap.of(text) or taken.meeting(gap):
        return one
    return replace(one, source=(_trimmed(Span(one.source[0].start, gap.end), text),))


def _relayed(one: Linked, text: str) -> Linked:
    """Return `one` with the writers as its source, where a platform only shows what they wrote ("posts by users")."""
    if len(one.cue) != 1 or not one.content or one.content[0].start < one.cue[0].start:
        return one
    first = one.content[0]
    shown = shows(text[first.start : min(first.end, first.start + _LONGEST_SENTENCE)])
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


def _unsaid(paragraph: Span, taken: Ranges, quoted: Ranges, text: str) -> Iterator[Linked]:
    """Yield the that-clauses of a paragraph that hang on nobody ("it is believed that …") and that nothing covers."""
    for start, end in impersonal_clauses(text, paragraph.start, paragraph.end):
        furthest = min(paragraph.end, end + _LONGEST_SENTENCE)
        stop = next(sentence_ends(text, end, furthest), None)
        content = Span(end, stop.start if stop else furthest)
        content = Span(content.start, content.start + len(content.of(text).rstrip(" .!?…")))
        whole = Span(start, content.end)
        # A quotation that nobody owns is a row as a whole.
        if not taken.meeting(whole) and not quoted.meeting(Span(start, start + 1)):
            yield Linked((), (_trimmed(Span(start, end), text),), (content,), _UNSAID_CONFIDENCE)


@cache
def _no_speakers() -> frozenset[str]:
    return frozenset(read_data("language")["labels"]["others"])


def _labelled(article: Article) -> Iterator[tuple[Span, Linked]]:
    """Yield the paragraphs of a transcript that begin with their speaker's label ("MAYOR BROWN: …"), and who says what.

    One label alone makes no transcript; one in small letters has to come back.
    """
    text = article.text
    found = [(p.span, match) for p in article.readable if (match := _LABEL.match(text, p.span.start, p.span.end))]
    told = Counter(match["who"] for _, match in found)
    labels = {who for who in told if who.lower() not in _no_speakers()}
    speakers = {who for who in labels if (who.isupper() and len(who) > 1) or told[who] >= _RETURNS}
    if sum(told[who] for who in speakers) < _LEAST_LABELS:
        return
    for paragraph, match in found:
        if match["who"] in speakers:
            content = _trimmed(Span(match.end(), paragraph.end), text)
            who, cue = Span(*match.span("who")), Span(*match.span("cue"))
            yield paragraph, Linked((who,), (cue,), (content,), _LABEL_CONFIDENCE)


def _is_apart(one: Linked, turn: Linked | None) -> bool:
    """Tell whether a row is another than the turn of a transcript that it stands in: a smaller one with its own cue."""
    if turn is None:
        return True
    smaller = 2 * sum(map(_length, one.content)) < _length(turn.content[0])
    return bool(one.source and one.cue) and one.cue != turn.cue and smaller


def _home(span: Span, bounds: Sequence[Span], openings: Sequence[int]) -> Span:
    """Return the paragraph in which `span` begins."""
    return bounds[bisect_left(openings, span.start + 1) - 1]


def mend(article: Article, linked: Sequence[Linked], quoted: Ranges) -> list[Linked]:
    """Return what the model linked as whole statements, each clear of its neighbours, in text order."""
    text = article.text
    bounds = [p.span for p in article.readable]
    openings = [span.start for span in bounds]
    rows: list[Linked] = []
    for whole in linked:
        one, strays = _parted(whole, quoted, text)
        rows += [one, *(Linked((), (), (span,), one.confidence * 0.5) for span in strays)]
    rows = [one for one in rows if one.cue or _length(one.content[0]) >= _SHORTEST_ALONE]
    taken = Ranges({span for one in rows for span in (*one.source, *one.cue, *one.content)})
    mended: list[Linked] = []
    for row in rows:
        one = replace(row, content=_joined(row.content, taken, text))
        paragraph = _home(one.content[0], bounds, openings)
        if not one.cue:
            clause = _clause_before(one.content[0], paragraph.start, taken, text)
            one = replace(one, cue=(clause,)) if clause else one
        one = _unowned(_completed(one, taken, text), paragraph.start, text)
        one = _relayed(_sourced(one, taken, text), text)
        content = []
        for span in one.content:
            home = _home(span, bounds, openings)
            closed = _closed(span, quoted, taken.free_around(span, home))
            content.append(_undangled(_trimmed(closed, text), text))
        source, cue = (tuple(_trimmed(span, text) for span in spans) for spans in (one.source, one.cue))
        # A lone mark or article is left over where the model took a phrase apart.
        worded = tuple(span for span in content if not _WORDLESS.fullmatch(text, span.start, span.end))
        if worded or not any(WORD.search(text, span.start, span.end) for span in content):
            mended.append(replace(one, source=source, cue=cue, content=worded or tuple(content)))
    turns = dict(_labelled(article))
    mended = [one for one in mended if _is_apart(one, turns.get(_home(one.content[0], bounds, openings)))]
    mended += turns.values()
    held = Ranges({span for one in mended for span in (*one.source, *one.cue, *one.content)})
    for paragraph in bounds:
        mended += _unsaid(paragraph, held, quoted, text)
    return sorted(mended, key=lambda one: one.content[0])
