"""Several articles in, one out, in which each follows the other under its headline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from attrcheck.article.model import Article, Link, Paragraph, ParagraphKind, Span

__all__ = ["join_articles"]


def join_articles(articles: Sequence[Article]) -> Article:
    """Return an only article as it is, and several as one that has the first one's title, author and date."""
    first = articles[0]
    if len(articles) == 1:
        return first
    texts: list[str] = []
    paragraphs: list[Paragraph] = []
    links: list[Link] = []
    at = number = 0
    for article in articles:
        for paragraph in article.paragraphs:
            is_body = paragraph.kind is ParagraphKind.BODY
            number += is_body
            is_later = paragraph.kind is ParagraphKind.TITLE and article is not first
            kind = ParagraphKind.HEADING if is_later else paragraph.kind
            span = Span(paragraph.span.start + at, paragraph.span.end + at)
            paragraphs.append(Paragraph(span, kind, number if is_body else 0))
        links += [Link(Span(link.span.start + at, link.span.end + at), link.url) for link in article.links]
        texts.append(article.text)
        at += len(article.text) + 2
    note = f"{len(articles)} articles were read as one; its author and date are those of the first"
    notes = dict.fromkeys(note for article in articles for note in article.not_done)
    return replace(
        first, text="\n\n".join(texts), paragraphs=tuple(paragraphs), links=tuple(links), not_done=(note, *notes)
    )
