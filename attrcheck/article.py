"""Text in, `Article` out: its paragraphs, links, title, author, date and language, with offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Article", "Link", "Paragraph", "ParagraphKind", "Span", "from_text"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The half-open range [start, end) of characters of `Article.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink of the article: the span of its anchor text and its absolute URL."""

    span: Span
    url: str


class ParagraphKind(StrEnum):
    """What a paragraph is; a byline is kept in the text and never read for attributions."""

    TITLE = "title"
    BYLINE = "byline"
    HEADING = "heading"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of text; `number` counts from 1, 0 for a title or byline."""

    span: Span
    kind: ParagraphKind
    number: int


@dataclass(frozen=True, slots=True)
class Article:
    """An article: its text and what is known of it ("" for unknown; `date` is YYYY-MM-DD)."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    links: tuple[Link, ...] = ()
    title: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    language: str = ""
    not_done: tuple[str, ...] = ()

    @property
    def readable(self) -> tuple[Paragraph, ...]:
        """The paragraphs that are read for attributions: all but bylines."""
        return tuple(p for p in self.paragraphs if p.kind is not ParagraphKind.BYLINE)


_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n\s*")
_BYLINE = re.compile(r"\s*(?:by|author|authors|written by|published|updated|posted|date)\b\s*[:|]?\s", re.I)
_NUMERIC_DATE = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})\b")
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_WRITTEN_DATE = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m1>{_MONTHS})\.?,?\s+(?P<y1>\d{{4}})"
    rf"|(?P<m2>{_MONTHS})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}}))\b",
    re.I,
)
_AUTHOR = re.compile(r"(?:^|\s)(?:author|authors|by|written by)\s*:?\s+(?P<name>[^\W\d_][^|\n]{1,80})", re.I)
_WRAP_WIDTHS = range(40, 101)


def _find_date(line: str) -> tuple[str, Span] | None:
    """Return the first calendar date of `line` as YYYY-MM-DD with its place; day before month where unclear."""
    numeric = _NUMERIC_DATE.search(line)
    written = _WRITTEN_DATE.search(line)
    if numeric:
        if numeric[4]:
            year, month, day = int(numeric[4]), int(numeric[5]), int(numeric[6])
        else:
            day, month, year = int(numeric[1]), int(numeric[2]), int(numeric[3])
            if month > 12:
                day, month = month, day
        match = numeric
    elif written:
        day = int(written["d1"] or written["d2"])
        year = int(written["y1"] or written["y2"])
        names = [name[:3] for name in _MONTHS.split("|")[:12]]
        month = names.index((written["m1"] or written["m2"])[:3].lower()) + 1
        match = written
    else:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}", Span(match.start(), match.end())


def _is_hard_wrapped(block: str) -> bool:
    lines = block.split("\n")
    widths = [len(line.rstrip()) for line in lines[:-1]]
    return len(lines) > 1 and all(w in _WRAP_WIDTHS for w in widths) and max(widths) - min(widths) <= 20


def _blocks(text: str) -> Iterator[Span]:
    """Yield paragraphs: parted by blank lines, and by single line ends unless the lines are wrapped."""
    start = 0
    for gap in [*_BLANK_LINES.finditer(text), None]:
        end = gap.start() if gap else len(text)
        block = text[start:end]
        if _is_hard_wrapped(block):
            yield from _stripped(text, start, end)
        else:
            at = start
            for line in [*_LINE.finditer(block), None]:
                stop = start + line.start() if line else end
                yield from _stripped(text, at, stop)
                at = start + line.end() if line else end
        start = gap.end() if gap else end


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if left < len(piece):
        yield Span(start + left, start + len(piece.rstrip()))


def _looks_like_byline(line: str) -> bool:
    if len(line) > 120 or len(line.split()) > 14:
        return False
    dated = _find_date(line)
    rest = line if dated is None else line[: dated[1].start] + line[dated[1].end :]
    return bool(_BYLINE.match(line)) or (dated is not None and len(rest.split()) <= 6)


def _looks_like_title(line: str) -> bool:
    return len(line) <= 200 and len(line.split()) <= 30 and line[0] not in "\"“«„'‘"


def from_text(text: str, *, url: str = "") -> Article:
    """Return the article in plain `text`; its first lines may hold a title, a byline and a date.

    Line ends become "\\n" and a byte-order mark goes; nothing else of the text is changed.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    spans = list(_blocks(text))
    paragraphs: list[Paragraph] = []
    title = author = date = ""
    number = 0
    for position, span in enumerate(spans):
        line = span.of(text)
        kind = ParagraphKind.BODY
        in_head = number == 0 and position < 6 and len(spans) > position + 1
        if in_head and _looks_like_byline(line):
            kind = ParagraphKind.BYLINE
            dated = _find_date(line)
            date = date or (dated[0] if dated else "")
            named = _AUTHOR.search(line)
            if named and not author:
                until = _find_date(named["name"])
                author = named["name"][: until[1].start if until else None].strip(" \t,;-–—|")
        elif in_head and not title and _looks_like_title(line):
            kind, title = ParagraphKind.TITLE, " ".join(line.split())
        if kind is ParagraphKind.BODY:
            number += 1
        paragraphs.append(Paragraph(span, kind, number if kind is ParagraphKind.BODY else 0))
    return Article(text=text, paragraphs=tuple(paragraphs), title=title, author=author, date=date, url=url)
