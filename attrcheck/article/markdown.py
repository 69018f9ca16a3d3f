"""Markdown in, its `Article` out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from attrcheck.article.assembly import Known, assemble
from attrcheck.article.html.blocks import parse_html, read_blocks
from attrcheck.article.model import Article
from attrcheck.errors import NoArticleError

__all__ = ["from_markdown"]


def from_markdown(text: str, *, url: str = "") -> Article:
    """Return the article in Markdown `text`, its marks taken off; raises NoArticleError where it has no text.

    A heading on top is the title; "title", "author" and "date" of a YAML front matter count before it.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 (only Markdown needs it)

    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    known = Known(url=url)
    end = text.find("\n---\n", 3) if text.startswith("---\n") else -1
    if end > 0:
        said = {key.strip().lower(): value.strip(" \t\"'") for key, _, value in _pairs(text[4:end])}
        day = re.match(r"\d{4}-\d{2}-\d{2}", said.get("date", ""))
        known = replace(known, title=said.get("title", ""), author=said.get("author", ""), date=day[0] if day else "")
        text = text[end + 5 :]

    blocks = read_blocks(parse_html(MarkdownIt("commonmark").enable("table").render(text)), url)
    if not blocks:
        raise NoArticleError("The Markdown holds no text: give a file with an article in it.")
    if not known.title and blocks[0].is_heading:
        known = replace(known, title=blocks[0].text)
    return assemble(blocks, known)


def _pairs(lines: str) -> Iterator[tuple[str, str, str]]:
    return (line.partition(":") for line in lines.split("\n") if ":" in line)
