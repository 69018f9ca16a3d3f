"""Markdown in, its `Article` out."""

from __future__ import annotations

import re
from dataclasses import replace

from attrcheck.article.assembly import assemble
from attrcheck.article.html.blocks import parse_html, read_blocks
from attrcheck.article.model import Article
from attrcheck.article.text.front_matter import read_front_matter
from attrcheck.errors import NoArticleError

__all__ = ["from_markdown"]

#: Code, which stays as it is, or a link of a notebook such as Obsidian: "[[Page|words]]", "[[Page]]", "![[picture]]".
_WIKI = re.compile(
    r"(?P<code>```.*?```|~~~.*?~~~|`[^`\n]*`)|(?P<shown>!?)\[\[(?P<page>[^\[\]|\n]+)(?:\|(?P<words>[^\[\]\n]*))?\]\]",
    re.S,
)
#: A comment, a block's mark behind a paragraph, and marked words of the same notebooks.
_COMMENT = re.compile(r"%%.*?%%|<!--.*?-->", re.S)
_MARK = re.compile(r"(?m)[ \t]\^[\w-]{4,20}$")
_MARKED = re.compile(r"==(?=\S)([^=\n]{1,500}?)(?<=\S)==")
#: A footnote's text, and its mark in a paragraph.
_NOTE = re.compile(r"(?m)^\[\^[^\]\s]{1,40}\]:[ \t]*")
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,40}\]")


def from_markdown(text: str, *, url: str = "", file: str = "") -> Article:
    """Return the article in Markdown `text`, from `file` if any, its marks taken off; NoArticleError where it has none.

    A heading on top is the title; what the front matter says (YAML, TOML or JSON) counts before it. Footnotes are
    paragraphs where they stand; struck-out words are left out.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 (only Markdown needs it)

    known, text = read_front_matter(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), url)
    text = _MARKED.sub(r"\1", _MARK.sub("", _COMMENT.sub("", _WIKI.sub(_words, text))))
    text = _NOTE_MARK.sub("", _NOTE.sub("\n", text))
    markup = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    blocks = read_blocks(parse_html(re.sub(r"<s>.*?</s>", "", markup, flags=re.S)), known.url)
    if not blocks:
        raise NoArticleError("The Markdown holds no text: give a file with an article in it.")
    if not known.title and blocks[0].is_heading:
        known = replace(known, title=blocks[0].text)
    return replace(assemble(blocks, known), file=file)


def _words(match: re.Match[str]) -> str:
    """Return the words that a reader sees in place of a notebook's link; a picture has none."""
    if match["code"] or match["shown"]:
        return match["code"] or ""
    return (match["words"] or match["page"].split("#")[0] or match["page"]).strip()
