"""Reading in, attributions out: who is said to have said what, and quotation marks that nobody owns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from attrcheck.article import Article, Span
from attrcheck.cues import Act, act_of
from attrcheck.quotations import Quotation, find_quotations
from attrcheck.reader import Linked, Reading

__all__ = ["Act", "Attribution", "Form", "attribute"]


class Form(StrEnum):
    """How the content is given: quoted whole, in the author's words, or both in one."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A content attributed to a source by a cue; each in text order, in pieces, source and cue maybe empty.

    `confidence` is in (0, 1].
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    act: Act
    form: Form
    confidence: float


#: Words of a quotation that nobody owns, from which on it is a row of its own.
_UNOWNED_WORDS = 4
#: How sure a row is that rests on quotation marks alone.
_UNOWNED_CONFIDENCE = 0.5
#: A content that holds this share of a quotation is meant to hold all of it.
_MOST = 0.5
#: A content of which less than this share lies in a quotation is not meant to reach into it.
_LITTLE = 0.2

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
#: Words that a title leaves in lower case.
_SMALL_WORDS = frozenset(
    ["a", "an", "and", "as", "at", "but", "by", "de", "for", "from", "in", "into", "la", "nor", "of", "off", "on", "onto", "or", "over", "per", "the", "to", "up", "upon", "vs", "with", "yet"]
)
_NAMING = re.compile(
    r"\b(?:called|named|titled|entitled|dubbed|nicknamed|known as|branded|headlined|labell?ed|magazine|newspaper"
    r"|journal|book|novel|film|movie|series|song|album|show|programme|program|play|essay|article|report(?: on)?|study"
    r"|paper|episode|documentary|podcast|poem|painting|opera|musical|game)\s*,?:?\s*$",
    re.I,
)


def _length(span: Span) -> int:
    return span.end - span.start


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


class _Ranges:
    """Spans that do not overlap, to be asked for those that meet another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._ends = [span.end for span in self._spans]

    def meeting(self, span: Span) -> list[Span]:
        """Return the spans that overlap `span`, in order."""
        found = []
        for index in range(bisect_left(self._ends, span.start + 1), len(self._spans)):
            if self._spans[index].start >= span.end:
                break
            found.append(self._spans[index])
        return found


def _closed(span: Span, quoted: _Ranges, free: Span) -> Span:
    """Return a content's `span` with its ends moved to the marks of a quotation that they cut, within `free`."""
    for piece in quoted.meeting(span):
        shared = _shared(span, piece)
        if shared == _length(piece):
            continue
        if shared >= _MOST * _length(piece) or _length(span) == shared:
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


def _form(content: Sequence[Span], quoted: _Ranges, text: str) -> Form:
    inside = outside = 0
    for span in content:
        at = span.start
        for piece in quoted.meeting(span):
            inside += len(_WORD.findall(text, max(piece.start, span.start), min(piece.end, span.end)))
            outside += len(_WORD.findall(text, at, max(at, piece.start)))
            at = piece.end
        outside += len(_WORD.findall(text, at, max(at, span.end)))
    if not inside:
        return Form.INDIRECT
    return Form.MIXED if outside else Form.DIRECT


def _act(cue: Sequence[Span], form: Form, text: str) -> Act:
    """Return the act of the cue's words; a colon or a bare quotation states."""
    words = " ".join(span.of(text) for span in cue)
    act = act_of(words)
    if act is not None:
        return act
    spoken = form is not Form.INDIRECT or not any(c.isalnum() for c in words)
    return Act.STATEMENT if spoken else Act.OTHER


def _is_title_or_name(quotation: Quotation, text: str) -> bool:
    """Tell whether the quoted words are a title or a name: capitalised throughout, or called one just before."""
    inner = quotation.inner(text)
    words = _WORD.findall(inner)
    told = [w for w in words if w.lower() not in _SMALL_WORDS]
    capitalised = all(w[0].isupper() or w[0].isdigit() for w in told)
    if capitalised and not inner.isupper() and not inner.rstrip().endswith((".", "!", "…")):
        return True
    before = text[max(0, quotation.spans[0].start - 40) : quotation.spans[0].start]
    return len(words) <= 8 and bool(_NAMING.search(before)) and not inner.rstrip(",").endswith((".", "!"))


def _owner(quotation: Quotation, covered: _Ranges, owners: dict[Span, int]) -> int | None:
    """Return the attribution that holds at least half of a piece of the quotation, None if there is none."""
    for piece in quotation.spans:
        for content in covered.meeting(piece):
            if _shared(content, piece) >= _MOST * _length(piece) or _length(content) == _shared(content, piece):
                return owners[content]
    return None


def attribute(article: Article, reading: Reading) -> tuple[Attribution, ...]:
    """Return the article's attributions in text order, quotations of four words or more that nobody owns among them."""
    text = article.text
    quotations = find_quotations(text, [p.span for p in article.readable])
    quoted = _Ranges(span for quotation in quotations for span in quotation.spans)
    linked = _with_closed_quotations(article, reading, quoted)
    found: list[Attribution] = []
    for one in linked:
        form = _form(one.content, quoted, text)
        found.append(
            Attribution(one.source, one.cue, one.content, _act(one.cue, form, text), form, round(one.confidence, 4))
        )
    contents = sorted((span, index) for index, one in enumerate(found) for span in one.content)
    covered = _Ranges(span for span, _ in contents)
    owners = dict(contents)
    for quotation in quotations:
        if len(_WORD.findall(quotation.inner(text))) < _UNOWNED_WORDS:
            continue
        owner = _owner(quotation, covered, owners)
        if owner is None:
            if not _is_title_or_name(quotation, text):
                found.append(Attribution((), (), quotation.spans, Act.STATEMENT, Form.DIRECT, _UNOWNED_CONFIDENCE))
        elif len(quotation.spans) > 1:
            loose = [span for span in quotation.spans if not covered.meeting(span)]
            whole = tuple(sorted({*found[owner].content, *loose}))
            found[owner] = replace(found[owner], content=whole)
    return tuple(sorted(found, key=lambda one: one.content[0]))


def _with_closed_quotations(article: Article, reading: Reading, quoted: _Ranges) -> list[Linked]:
    """Return what the model linked, each content closed at its quotation marks and clear of its neighbours."""
    taken = sorted(span for one in reading.linked for span in (*one.source, *one.cue, *one.content))
    starts = [span.start for span in taken]
    ends = sorted(span.end for span in taken)
    bounds = {p.span.start: p.span for p in article.readable}
    openings = sorted(bounds)
    closed: list[Linked] = []
    for one in reading.linked:
        content = []
        for span in one.content:
            paragraph = bounds[openings[bisect_left(openings, span.start + 1) - 1]]
            before, after = bisect_left(ends, span.start + 1), bisect_left(starts, span.end)
            free = Span(
                max(paragraph.start, ends[before - 1] if before else 0),
                min(paragraph.end, starts[after] if after < len(starts) else len(article.text)),
            )
            content.append(_trimmed(_closed(span, quoted, free), article.text))
        closed.append(replace(one, content=tuple(content)))
    return closed
