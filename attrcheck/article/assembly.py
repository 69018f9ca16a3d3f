"""Parts of a page or document and what is known of it in, the `Article` that they make out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from attrcheck.article.model import Article, Link, Paragraph, ParagraphKind, Span
from attrcheck.article.text.bylines import is_label, read_byline
from attrcheck.article.words import words_of

__all__ = ["Known", "Part", "assemble"]

_LONG_BYLINE = 14
#: Paragraphs that may stand above the byline.
_STANDFIRST = 1


class Part(Protocol):
    """A paragraph or heading before it has its place: its text, and its links by spans into that text."""

    @property
    def text(self) -> str:
        """Its text, on one line."""

    @property
    def links(self) -> tuple[Link, ...]:
        """Its links."""

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an article beside its text ("" for unknown)."""

    title: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    language: str = ""


def assemble(parts: Iterable[Part], known: Known, not_done: tuple[str, ...] = ()) -> Article:
    """Put the title and `parts` together, a blank line between them; lines on top may say author and date."""
    paragraphs: list[Paragraph] = []
    links: list[Link] = []
    texts: list[str] = []
    pages: list[tuple[int, int]] = []
    at = number = 0
    author, date = known.author, known.date

    def add(text: str, kind: ParagraphKind) -> None:
        nonlocal at
        paragraphs.append(Paragraph(Span(at, at + len(text)), kind, number if kind is ParagraphKind.BODY else 0))
        texts.append(text)
        at += len(text) + 2

    if known.title:
        add(known.title, ParagraphKind.TITLE)
    title_words = words_of(known.title)
    writers = {writer for writer in known.author.casefold().split(", ") if writer}
    for part in parts:
        if number == 0 and words_of(part.text) == title_words:
            links.extend(Link(link.span, link.url) for link in part.links if part.text == known.title)
            continue
        if part.text.casefold() in writers:
            continue
        byline = read_byline(part.text) if number <= _STANDFIRST and not part.is_heading else None
        kind = ParagraphKind.BODY
        if byline:
            kind, author, date = ParagraphKind.BYLINE, author or byline.author, date or byline.date
        elif number == 0 and not part.is_heading and (_names_author(part.text, known.author) or is_label(part.text)):
            kind = ParagraphKind.BYLINE
        elif part.is_heading:
            kind = ParagraphKind.HEADING
        else:
            number += 1
        links.extend(Link(Span(at + link.span.start, at + link.span.end), link.url) for link in part.links)
        # Only the parts of documents that have pages know them.
        pages.extend((at + offset, page) for offset, page in getattr(part, "pages", ()))
        add(part.text, kind)
    return Article(
        text="\n\n".join(texts),
        paragraphs=tuple(paragraphs),
        links=tuple(links),
        title=known.title,
        author=author,
        date=date,
        url=known.url,
        language=known.language,
        not_done=not_done,
        pages=tuple(pages),
    )


def _names_author(text: str, author: str) -> bool:
    """Tell whether a line above the article only says who wrote it, in words that `read_byline` does not know."""
    named = bool(author) and author.split(", ", maxsplit=1)[0].casefold() in text.casefold()
    return named and len(text.split()) <= _LONG_BYLINE and not text.endswith(("”", '"', "?", "!", "…", ":"))
