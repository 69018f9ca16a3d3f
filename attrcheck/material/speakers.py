"""A place in a document in, who says there what stands there out: by a transcript's label, or as the document says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from attrcheck.article import Article, Paragraph, Span
from attrcheck.checklist import Item
from attrcheck.files import read_data
from attrcheck.material.document import Document
from attrcheck.reader import Attribution, Reader, attribute, labelled_turns
from attrcheck.sources import Source, SourceKind, identify

__all__ = ["Speaker", "Speakers", "is_another"]

#: Characters of a document that is read as a whole, and of the text round a place in a longer one.
_SHORT, _BEFORE, _BEHIND = 6_000, 1_800, 400
#: Of so many paragraphs one at least begins with a label in a transcript.
_ONE_IN = 6
_SHARE = 0.5
#: How likely it must be that a document means whom it seems to mean.
_SURE = 0.7
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LETTERS_OF_NAME = 3


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something in a document: a name or what a label calls them, and what they are; "" for unknown.

    `is_label` is whether a transcript's label tells it; `others` are the other labels of that transcript.
    """

    name: str
    kind: str = ""
    is_label: bool = False
    others: tuple[str, ...] = ()


_NOBODY = Speaker("")


@dataclass(frozen=True, slots=True)
class _Told:
    """What a document, or a part of it that begins at `start`, attributes to whom."""

    start: int
    said: tuple[tuple[Attribution, Source], ...]


class Speakers:
    """Tells who speaks in documents; reads only those parts of them that are asked for, and each once."""

    def __init__(self, documents: Sequence[Document], reader: Reader) -> None:
        self._documents = documents
        self._reader = reader
        self._labels: dict[int, dict[int, str]] = {}
        self._told: dict[tuple[int, Span], _Told] = {}

    def at(self, document: int, span: Span) -> Speaker:
        """Return who says what stands at `span` of the document of this number."""
        one = self._documents[document]
        label = self._label(document, one.paragraph_number(span.start))
        if label:
            others = dict.fromkeys(one for one in self._labels[document].values() if one != label)
            return Speaker(label, is_label=True, others=tuple(others))
        told = self._read(document, self._part(one, span))
        best, speaker = _SHARE, _NOBODY
        for attribution, source in told.said:
            spans = [Span(s.start + told.start, s.end + told.start) for s in attribution.content]
            shared = sum(max(0, min(s.end, span.end) - max(s.start, span.start)) for s in spans)
            share = shared / max(1, span.end - span.start)
            if share > best and source.confidence >= _SURE:
                best, speaker = share, Speaker(source.name or source.mention, str(source.kind))
        return speaker

    def _label(self, document: int, number: int) -> str:
        """Return the label of the turn in which the paragraph of this number stands, "" where it is in none."""
        if document not in self._labels:
            self._labels[document] = _labels(self._documents[document].article)
        labels = self._labels[document]
        while number >= 0 and labels:
            if number in labels:
                return labels[number]
            number -= 1
        return ""

    def _part(self, one: Document, span: Span) -> Span:
        """Return the paragraphs that are read to know who speaks at `span`: all of a short document."""
        article = one.article
        if len(article.text) <= _SHORT:
            return Span(0, len(article.text))
        first = article.paragraphs[one.paragraph_number(max(0, span.start - _BEFORE))]
        last = article.paragraphs[one.paragraph_number(min(len(article.text), span.end + _BEHIND))]
        start = max(first.span.start, span.start - 2 * _BEFORE)
        return Span(start, max(min(last.span.end, span.end + 2 * _BEFORE), span.end))

    def _read(self, document: int, part: Span) -> _Told:
        key = (document, part)
        if key not in self._told:
            article = _excerpt(self._documents[document].article, part)
            reading = self._reader.read(article)
            attributions = attribute(article, reading)
            sources = identify(article, reading, attributions)
            self._told[key] = _Told(part.start, tuple(zip(attributions, sources, strict=True)))
        return self._told[key]


def _excerpt(article: Article, part: Span) -> Article:
    """Return the part of `article` as an article of its own."""
    text = part.of(article.text)
    paragraphs = [
        Paragraph(
            Span(max(0, p.span.start - part.start), min(len(text), p.span.end - part.start)), p.kind, p.number, p.place
        )
        for p in article.paragraphs
        if p.span.overlaps(part)
    ]
    return replace(article, text=text, paragraphs=tuple(paragraphs), links=(), pages=())


def _labels(article: Article) -> dict[int, str]:
    """Return the labels of a transcript by the numbers of the paragraphs that begin with them; none of another text."""
    starts = {paragraph.span.start: number for number, paragraph in enumerate(article.paragraphs)}
    labels: dict[int, str] = {}
    for span, turn in labelled_turns(article):
        if span.start in starts and turn.source:
            labels[starts[span.start]] = " ".join(turn.source[0].of(article.text).split())
    return labels if len(labels) * _ONE_IN >= len(article.paragraphs) else {}


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_data("comparison")["speakers"][name])


def _name_words(name: str) -> list[str]:
    """Return the words of a name, without titles and what shows whose something is."""
    words = (re.sub(r"['’]s$", "", word.casefold()) for word in _WORD.findall(name))
    return [word for word in words if word not in _words("titles")]


def is_another(item: Item, speaker: Speaker) -> bool:
    """Tell whether `speaker` is surely another than the source of `item`; where that is not known, it is not."""
    source = item.source
    ours, theirs = _name_words(source.name), _name_words(speaker.name)
    if source.kind is SourceKind.PERSON and speaker.is_label and _speaks_elsewhere(ours, theirs, speaker):
        return True
    if source.kind not in (SourceKind.PERSON, SourceKind.ROLE, SourceKind.ORGANISATION) or not theirs:
        return False
    asks = bool(_words("asking").intersection(theirs))
    around = {*_name_words(f"{source.role} {source.affiliation} {source.mention}"), *ours}
    if asks:
        return not _words("asking").intersection(around)
    if source.kind is not SourceKind.PERSON:
        return source.kind is SourceKind.ORGANISATION and _is_other_body(item, speaker, around, theirs)
    if not _is_name(speaker, theirs):
        return speaker.kind == SourceKind.ORGANISATION and _is_other_body(item, speaker, around, theirs)
    return not _is_same_name(ours, theirs)


def _speaks_elsewhere(ours: Sequence[str], theirs: Sequence[str], speaker: Speaker) -> bool:
    """Tell whether a label has no word of a name, and another of the same transcript is that name's."""
    if not ours or set(ours).intersection(theirs):
        return False
    return any(ours[-1] in (words := _name_words(one)) and _is_same_name(ours, words) for one in speaker.others)


def _is_other_body(item: Item, speaker: Speaker, around: set[str], theirs: Sequence[str]) -> bool:
    """Tell whether `speaker` is a body that has no word with the source, nor with what the article says round it."""
    near = {*around, *_name_words(item.context)}
    return speaker.kind == SourceKind.ORGANISATION and near.isdisjoint(theirs)


def _is_name(speaker: Speaker, words: Sequence[str]) -> bool:
    """Tell whether `speaker` is called by the name of a person."""
    if not speaker.is_label:
        return speaker.kind == SourceKind.PERSON
    return not _words("roles").intersection(words) and any(len(word) >= _LETTERS_OF_NAME for word in words)


def _is_same_name(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Tell whether two names may be one person's: by the last name, unless two first names differ."""
    if not ours:
        return True
    if not set(ours).intersection(theirs):
        return False
    if set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return True
    if ours[-1] != theirs[-1] or len(ours) == 1 or len(theirs) == 1:
        return True
    one, other = ours[0], theirs[0]
    return one[0] == other[0] if min(len(one), len(other)) <= 2 else one == other or one[:3] == other[:3]
