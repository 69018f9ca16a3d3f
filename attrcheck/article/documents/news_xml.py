"""What agencies send in XML in (NITF, NewsML 1 and G2), the `Article` of each of its items out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrcheck.article.assembly import Known, assemble
from attrcheck.article.documents.xml import first_text, local_name, read_xml, text_of
from attrcheck.article.html.blocks import Block, parse_html, read_blocks
from attrcheck.article.model import Article
from attrcheck.article.text.bylines import clean_author
from attrcheck.errors import NoArticleError

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read_news_xml"]

#: Elements of NITF -> those of HTML; a caption or a note for editors is none of the text.
_AS_HTML = {"hl2": "h2", "bq": "blockquote", "block": "div", "body.content": "div"}
_UNREAD = ("media", "note", "copyrite", "editorial-note", "docdata", "tobject", "ednote", "slugline")
_MOST_ITEMS = 200
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")


def read_news_xml(text: str, *, url: str = "") -> tuple[Article, ...]:
    """Return the article of each item; raises InputError for what is no XML, NoArticleError where no item has text."""
    root = read_xml(text, "the news item")
    found: list[Article] = []
    for item in _items(root):
        article = _article(item, root, url)
        if article is not None:
            found.append(article)
    if not found:
        raise NoArticleError("the news item holds no text: give one with an article in it.")
    return tuple(found)


def _items(root: _Element) -> list[_Element]:
    """Return the elements that hold one article each, the outermost of them."""
    if local_name(root) == "nitf":
        return [root]
    items = list(root.iter("{*}newsItem", "{*}NewsItem"))
    return items[:_MOST_ITEMS] or [root]


def _article(item: _Element, root: _Element, url: str) -> Article | None:
    day = _day(item) or _day(root)
    blocks = read_blocks(parse_html(_html(item)), url)
    if not blocks:
        return None
    title = first_text(item, "hl1", "headline", "HeadLine") or first_text(item, "title")
    said = first_text(item, "by", "byline", "ByLine", "creator", "Author")
    known = Known(
        title=title,
        author=clean_author(said) if not any(text_of(node) == said for node in item.iter("{*}provider")) else "",
        date=day,
        url=url,
        language=(item.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:2].lower(),
    )
    parts: list[Block] = [block for block in blocks if block.text != title]
    return assemble(parts or blocks, known)


def _html(item: _Element) -> str:
    """Return the item's text as HTML: of a NITF body, of XHTML, or of plain text."""
    from lxml import etree  # noqa: PLC0415 (only documents of XML need it)

    for node in list(item.iter(*(f"{{*}}{name}" for name in _UNREAD))):
        around = node.getparent()
        if around is not None and node is not item:
            node.clear(keep_tail=True)
    body = next(_bodies(item), None)
    if body is None:
        plain = next(item.iter("{*}inlineData"), None)
        lines = "".join(plain.itertext()).split("\n") if plain is not None else []
        return "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    for node in body.iter():
        name = local_name(node)
        if name:
            node.tag = _AS_HTML.get(name, name)
    etree.cleanup_namespaces(body)
    return str(etree.tostring(body, encoding="unicode", method="html", with_tail=False))


def _bodies(item: _Element) -> Iterator[_Element]:
    for name in ("body.content", "body", "DataContent", "inlineXML"):
        yield from (node for node in item.iter(f"{{*}}{name}") if text_of(node))


def _day(item: _Element) -> str:
    """Return the day on which the item was published or made."""
    for name, attribute in (("date.issue", "norm"), ("date.release", "norm"), ("story.date", "norm")):
        for node in item.iter(f"{{*}}{name}"):
            if found := _DAY.match(node.get(attribute) or ""):
                return "-".join(found.groups())
    said = first_text(
        item,
        "contentCreated",
        "firstCreated",
        "FirstCreated",
        "versionCreated",
        "ThisRevisionCreated",
        "DateId",
        "sent",
    )
    found = _DAY.match(said)
    return "-".join(found.groups()) if found else ""
