"""The article: its text, its paragraphs and links as spans of it, and what is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Article", "Link", "Paragraph", "ParagraphKind", "Span"]


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
    """One block of text; `number` counts from 1, 0 for a title or byline.

    `place` is where it stands in what the text was made from: the time of a recording, "" for none.
    """

    span: Span
    kind: ParagraphKind
    number: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An article: its text and what is known of it ("" for unknown; `date` is YYYY-MM-DD).

    `file` is what the file that it was read from is called, with as many of its folders as tell it from others.
    `pages` are the offsets at which the pages of a document begin, each with the page's number, in text order.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]

    links: tuple[Link, ...] = ()
    title: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    language: str = ""
    file: str = ""
    not_done: tuple[str, ...] = ()
    pages: tuple[tuple[int, int], ...] = ()

    @property
    def readable(self) -> tuple[Paragraph, ...]:
        """The paragraphs that are read for attributions: all but bylines."""
        return tuple(p for p in self.paragraphs if p.kind is not ParagraphKind.BYLINE)
