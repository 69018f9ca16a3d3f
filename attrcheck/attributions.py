"""Reading in, attributions out: who is said to have said what, and quotation marks that nobody owns."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from attrcheck.article import Article, Span
from attrcheck.cues import Act, act_of, continues, is_survey, passes_on
from attrcheck.files import read_data
from attrcheck.quotations import MARKS, Quotation, find_quotations
from attrcheck.reader import Linked, Reading
from attrcheck.sentences import sentence_ends, sentences_of
from attrcheck.statements import WORD, Ranges, mend

__all__ = ["Act", "Attribution", "Form", "attribute", "attribution_of"]


class Form(StrEnum):
    """How the content is given: quoted whole, in the author's words, or both in one."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A content attributed to a source by a cue; each in text order, in pieces, source and cue maybe empty.

    `confidence`, in (0, 1], is the chance that a person who marks attributions would mark this one. `continues` says
    that a sentence without a cue seems to go on with what the same source was said to have said or found.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    act: Act
    form: Form
    confidence: float
    continues: bool = False


#: Words of a quotation that nobody owns, from which on it is a row of its own.
_UNOWNED_WORDS = 4
#: How sure a row is that rests on quotation marks alone, and one that goes on from a survey's findings.
_UNOWNED_CONFIDENCE, _CONTINUED_CONFIDENCE = 0.5, 0.2
#: Sentences, and paragraphs after its own, over which a survey's findings may go on.
_FURTHER_SENTENCES, _FURTHER_PARAGRAPHS = 4, 1
#: A nested attribution that is less sure, or shorter in words, is no row.
_NESTED_FROM, _NESTED_WORDS = 0.6, 4


@cache
def _small_words() -> frozenset[str]:
    return frozenset(read_data("language")["titles"]["small"].split())


@cache
def _naming() -> re.Pattern[str]:
    words = "|".join(map(re.escape, read_data("language")["titles"]["naming"]))
    return re.compile(rf"\b(?:{words})\s*,?:?\s*$", re.I)


def _form(content: Sequence[Span], quoted: Ranges, text: str) -> Form:
    inside = outside = 0
    for span in content:
        at = span.start
        for piece in quoted.meeting(span):
            inside += len(WORD.findall(text, max(piece.start, span.start), min(piece.end, span.end)))
            outside += len(WORD.findall(text, at, max(at, piece.start)))
            at = piece.end
        outside += len(WORD.findall(text, at, max(at, span.end)))
    if not inside:
        return Form.INDIRECT
    return Form.MIXED if outside else Form.DIRECT


def _act(one: Linked, form: Form, text: str) -> Act:
    """Return the act of the cue's words, the model's guess where none of them is known; a bare quotation states."""
    words = " ".join(span.of(text) for span in one.cue)
    act = act_of(words)
    if act is not None:
        return act
    spoken = form is not Form.INDIRECT or not any(c.isalnum() for c in words)
    return Act.STATEMENT if spoken else one.act or Act.OTHER


def _is_title_or_name(quotation: Quotation, text: str) -> bool:
    """Tell whether the quoted words are a title or a name: capitalised throughout, or called one just before."""
    inner = quotation.inner(text)
    words = WORD.findall(inner)
    told = [w for w in words if w.lower() not in _small_words()]
    capitalised = bool(told) and all(w[0].isupper() or w[0].isdigit() for w in told)
    if capitalised and not inner.isupper() and not inner.rstrip().endswith((".", "!", "…")):
        return True
    before = text[max(0, quotation.spans[0].start - 40) : quotation.spans[0].start]
    return len(words) <= 8 and bool(_naming().search(before)) and not inner.rstrip(",").endswith((".", "!"))


def _only_names(one: Linked, text: str) -> bool:
    """Tell whether nobody says anything: a thing "is nicknamed" a word or three."""
    words = sum(len(WORD.findall(text, span.start, span.end)) for span in one.content)
    return not one.source and words < _UNOWNED_WORDS and bool(one.cue) and bool(_naming().search(one.cue[-1].of(text)))


def _owner(quotation: Quotation, covered: Ranges, owners: dict[Span, int]) -> int | None:
    """Return the first attribution that covers a paragraph of the quotation by half, None where none does."""
    for piece in quotation.spans:
        if 2 * covered.shared(piece) >= piece.end - piece.start:
            return owners[covered.meeting(piece)[0]]
    return None


def attribution_of(article: Article, one: Linked) -> Attribution:
    """Return `one` as it stands, with the act and the form that its words tell."""
    quotations = find_quotations(article.text, [p.span for p in article.readable])
    quoted = Ranges(span for quotation in quotations for span in quotation.spans)
    return _attribution(one, _form(one.content, quoted, article.text), article.text)


def _attribution(one: Linked, form: Form, text: str) -> Attribution:
    return Attribution(one.source, one.cue, one.content, _act(one, form, text), form, round(one.confidence, 4))


def _nested(reading: Reading, text: str) -> Iterator[Attribution]:
    """Yield what a quotation's speaker says that others said."""
    for one in reading.nested:
        words = [" ".join(span.of(text) for span in spans) for spans in (one.cue, one.source, one.content)]
        sure = one.source and one.confidence >= _NESTED_FROM and len(WORD.findall(words[2])) >= _NESTED_WORDS
        if sure and passes_on(words[0], words[1]):
            form = Form.DIRECT if words[2][0] in MARKS and words[2][-1] in MARKS else Form.INDIRECT
            yield _attribution(one, form, text)


def _continued(article: Article, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield sentences without a cue that follow a survey's or a study's finding and give more of its figures."""
    text = article.text
    paragraphs = article.readable
    taken = Ranges({span for one in found for span in (*one.source, *one.cue, *one.content)})
    openings = [paragraph.span.start for paragraph in paragraphs]
    for one in found:
        said_by = " ".join(span.of(text) for span in (*one.source, *one.cue))
        if not one.cue or one.act is not Act.STATEMENT or not is_survey(said_by):
            continue
        first = bisect_right(openings, one.content[-1].start) - 1
        behind = max(span.end for span in (*one.source, *one.cue, *one.content))
        sentences = (
            sentence
            for paragraph in paragraphs[first : first + 1 + _FURTHER_PARAGRAPHS]
            for sentence in sentences_of(text, paragraph.span)
            if sentence.end > behind
        )
        for number, sentence in enumerate(sentences):
            rest = Span(max(sentence.start, behind), sentence.end)
            if number == 0 and not WORD.search(text, rest.start, rest.end):
                continue
            if number > _FURTHER_SENTENCES or taken.meeting(sentence) or not continues(sentence.of(text), said_by):
                if number:
                    break
                continue
            yield Attribution(
                one.source, (), (sentence,), Act.STATEMENT, Form.INDIRECT, _CONTINUED_CONFIDENCE, continues=True
            )


class _Neighbours:
    """The attributions round a quotation that nobody owns."""

    def __init__(self, found: Sequence[Attribution], text: str) -> None:
        self._text = text
        self._found = found
        spans = [(span, number) for number, one in enumerate(found) for span in (*one.source, *one.cue, *one.content)]
        self._by_start = sorted(spans)
        self._by_end = sorted((span.end, number) for span, number in spans)

    def of(self, quotation: Quotation) -> int | None:
        """Return the number of the attribution that a quotation belongs to by where it stands, None for none.

        It is the first half of what is said where source or cue follow at once ("…," she said, "…"), and goes on with
        what was said in the sentence before it where it is whole sentences itself.
        """
        start, end = quotation.spans[0].start, quotation.spans[-1].end
        index = bisect_left(self._by_start, (Span(end, end), -1))
        if index < len(self._by_start):
            span, number = self._by_start[index]
            half = self._text[end - 2] in ",?!" or self._text[end : end + 1] == ","
            says = span in (*self._found[number].source, *self._found[number].cue)
            if half and says and not self._text[end : span.start].strip(" ,"):
                return number
        index = bisect_left(self._by_end, (start + 1, -1)) - 1
        if index >= 0:
            last, number = self._by_end[index]
            # What was said may end with its full stop, or before it.
            ends = [one for one in sentence_ends(self._text, max(0, last - 12), start) if one.end >= last]
            before = self._found[number]
            whole = self._text[end - 2] in ".!?…" or self._text[end : end + 1] == "."
            follows = whole and len(ends) == 1 and ends[0].end == start and "\n" not in self._text[last:start]
            if follows and before.source and before.cue and before.act is Act.STATEMENT:
                return number
        return None


def attribute(article: Article, reading: Reading) -> tuple[Attribution, ...]:
    """Return the article's attributions in text order, quotations of four words or more that nobody owns among them."""
    text = article.text
    quotations = find_quotations(text, [p.span for p in article.readable])
    quoted = Ranges(span for quotation in quotations for span in quotation.spans)
    linked = mend(article, reading.linked, quoted)
    found: list[Attribution] = []
    for one in linked:
        form = _form(one.content, quoted, text)
        if form is Form.DIRECT and _only_names(one, text):
            continue
        found.append(_attribution(one, form, text))
    contents = sorted((span, index) for index, one in enumerate(found) for span in one.content)
    covered = Ranges(span for span, _ in contents)
    owners = dict(contents)
    neighbours = _Neighbours(found, text)
    alone: list[Attribution] = []
    for quotation in quotations:
        if len(WORD.findall(quotation.inner(text))) < _UNOWNED_WORDS:
            continue
        owner = _owner(quotation, covered, owners)
        if owner is None and not _is_title_or_name(quotation, text):
            owner = neighbours.of(quotation)
            if owner is None:
                alone.append(Attribution((), (), quotation.spans, Act.STATEMENT, Form.DIRECT, _UNOWNED_CONFIDENCE))
            else:
                content = tuple(sorted((*found[owner].content, *quotation.spans)))
                found[owner] = replace(found[owner], content=content, form=_form(content, quoted, text))
        elif owner is not None and len(quotation.spans) > 1:
            own = [span for span in quotation.spans if {owners[s] for s in covered.meeting(span)} <= {owner}]
            kept = [span for span in found[owner].content if not any(span.overlaps(piece) for piece in own)]
            found[owner] = replace(found[owner], content=tuple(sorted((*kept, *own))))
    found += [*alone, *_nested(reading, text), *_continued(article, found)]
    return tuple(sorted(found, key=lambda one: one.content[0]))
