"""HTML, Markdown or any file's bytes in, `Article` out: whole paragraphs with their links at exact offsets.

trafilatura chooses which blocks of a page are its article; BeautifulSoup reads those blocks whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from attrcheck.article import Article, Link, Paragraph, ParagraphKind, Span, decode, from_text, language_of, read_byline
from attrcheck.blocks import Block, absolute_url, names, parse_html, read_blocks, words_of
from attrcheck.errors import NoArticleError

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from trafilatura.settings import Document

__all__ = ["from_bytes", "from_html", "from_markdown"]

_HTML_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_SHINGLE = 5
#: A page with more tags is read without trafilatura's second opinions, which are slow on it.
_MANY_TAGS = 20_000
#: A page with more is not given to trafilatura at all: its time grows with the square of them.
_TOO_MANY_TAGS = 100_000
_DATES = {"extensive_search": False, "original_date": True}
#: Words of running text that an article has at least, and below which a wall's notice is believed.
_FEWEST_WORDS = 15
_SHORT_PAGE = 120


def _shingles(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[at:] for at in range(_SHINGLE)), strict=False)


def _chosen(blocks: Sequence[Block], element_texts: Sequence[str]) -> list[bool]:
    """Tell for each block whether it stands in the article's text, given as the texts of its elements."""
    whole: set[tuple[str, ...]] = set()
    runs: set[tuple[str, ...]] = set()
    for text in element_texts:
        words = words_of(text)
        whole.add(tuple(words))
        runs.update(_shingles(words))

    def stands(block: Block) -> bool:
        words = block.words
        if len(words) < _SHINGLE:
            return bool(words) and tuple(words) in whole
        found = [run in runs for run in _shingles(words)]
        return sum(found) * 2 >= len(found)

    return [stands(block) for block in blocks]


def _without_asides(blocks: Sequence[Block], chosen: Sequence[bool]) -> list[bool]:
    """Take back teasers, and what lies in an aside unless that holds a third of all that was chosen."""
    weights: Counter[int] = Counter()
    total = 0
    for block, taken in zip(blocks, chosen, strict=True):
        if taken:
            total += len(block.text)
            weights.update(dict.fromkeys(block.asides, len(block.text)))
    real = {aside for block in blocks for aside in block.asides if weights[aside] * 3 < total}
    return [
        taken and not block.is_teaser and real.isdisjoint(block.asides)
        for block, taken in zip(blocks, chosen, strict=True)
    ]


def _path(block: Block, container: Tag) -> tuple[str, ...]:
    steps = [block.owner.name]
    for parent in block.owner.parents if block.owner is not container else ():
        if parent is container:
            break
        steps.append(f"{parent.name}.{parent.get('class')}")
    return tuple(steps)


def _container(blocks: Sequence[Block]) -> Tag:
    """Return the deepest element that holds four fifths of the blocks' text."""
    weights: Counter[int] = Counter()
    tags: dict[int, Tag] = {}
    for block in blocks:
        around = {id(tag): tag for tag in (block.owner, *block.owner.parents)}
        tags |= around
        weights.update(dict.fromkeys(around, len(block.text)))
    enough = sum(len(block.text) for block in blocks) * 4 / 5
    return max((tags[key] for key, weight in weights.items() if weight >= enough), key=lambda t: len(list(t.parents)))


def _filled(blocks: Sequence[Block], chosen: Sequence[bool]) -> list[bool]:
    """Add the paragraphs that were missed between chosen ones and stand in the same kind of place."""
    taken = [block for block, choice in zip(blocks, chosen, strict=True) if choice]
    if not taken:
        return list(chosen)
    container = _container(taken)
    places = {_path(block, container) for block in taken if not block.is_heading}
    first = chosen.index(True)
    last = len(chosen) - 1 - chosen[::-1].index(True)
    return [
        choice or (first < at < last and block.is_prose and not block.asides and _path(block, container) in places)
        for at, (block, choice) in enumerate(zip(blocks, chosen, strict=True))
    ]


@dataclass(frozen=True, slots=True)
class _Known:
    """What a page says of itself ("" for unknown)."""

    title: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    language: str = ""


def _extract(markup: str, url: str) -> tuple[list[str], _Known]:
    """Return the texts of the elements that trafilatura takes for the article, and the page's metadata."""
    import trafilatura  # noqa: PLC0415 (slow to import, and only pages need it)

    tags = markup.count("<")
    if tags > _TOO_MANY_TAGS:
        return [], _known(trafilatura.extract_metadata(markup, default_url=url or None, date_config=_DATES), url)
    document = trafilatura.bare_extraction(
        markup,
        url=url or None,
        fast=tags > _MANY_TAGS,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=_DATES,
    )
    if document is None or isinstance(document, dict) or document.body is None:
        return [], _Known()
    texts = ["".join(element.itertext()) for element in document.body.iter() if isinstance(element.tag, str)]
    return texts, _known(document, url)


def _known(document: Document, url: str) -> _Known:
    return _Known(
        title=" ".join((document.title or "").split()),
        author=", ".join(part.strip() for part in (document.author or "").split(";")),
        date=document.date or "",
        url=_canonical(document.url or "", url),
    )


def _canonical(claimed: str, url: str) -> str:
    """Return the URL that the page claims to have, if it is one of the same site as `url`."""
    claimed = absolute_url(claimed, url)
    if not url or not claimed:
        return url or claimed
    hosts = [(urlsplit(address).hostname or "").lower() for address in (claimed, url)]
    sites = [re.sub(r"^(?:(?:www|m|mobile|amp)\.)+", "", host) for host in hosts]
    return claimed if sites[0] == sites[1] else url


def _language(soup: BeautifulSoup) -> str:
    root = soup.html
    if root is None:
        return ""
    declared = str(root.get("lang") or root.get("xml:lang") or "")
    code = declared.replace("_", "-").split("-")[0].strip().lower()
    return code if code.isalpha() and len(code) in {2, 3} else ""


def _title(blocks: Sequence[Block], known: str) -> str:
    """Return the page's own first heading where it says what the metadata says, or else what the metadata says."""
    headings = [block for block in blocks if block.owner.name == "h1" and not block.asides]
    words = set(words_of(known))
    for block in headings:
        if not words or len(words.intersection(block.words)) * 2 >= len(set(block.words)):
            return block.text
    return known or (headings[0].text if headings else "")


def _article(blocks: Sequence[Block], known: _Known, not_done: tuple[str, ...] = ()) -> Article:
    """Put the title and `blocks` together, a blank line between them; lines on top may say author and date."""
    paragraphs: list[Paragraph] = []
    links: list[Link] = []
    parts: list[str] = []
    at = number = 0
    author, date = known.author, known.date

    def add(text: str, kind: ParagraphKind) -> None:
        nonlocal at
        paragraphs.append(Paragraph(Span(at, at + len(text)), kind, number if kind is ParagraphKind.BODY else 0))
        parts.append(text)
        at += len(text) + 2

    if known.title:
        add(known.title, ParagraphKind.TITLE)
    title_words = words_of(known.title)
    for block in blocks:
        if number == 0 and block.words == title_words:
            links.extend(Link(link.span, link.url) for link in block.links if block.text == known.title)
            continue
        byline = read_byline(block.text) if number == 0 and not block.is_heading else None
        kind = ParagraphKind.BODY
        if byline:
            kind, author, date = ParagraphKind.BYLINE, author or byline.author, date or byline.date
        elif block.is_heading:
            kind = ParagraphKind.HEADING
        else:
            number += 1
        links.extend(Link(Span(at + link.span.start, at + link.span.end), link.url) for link in block.links)
        add(block.text, kind)
    return Article(
        text="\n\n".join(parts),
        paragraphs=tuple(paragraphs),
        links=tuple(links),
        title=known.title,
        author=author,
        date=date,
        url=known.url,
        language=known.language,
        not_done=not_done,
    )


def _hindrance(blocks: Sequence[Block]) -> str:
    """Return why these blocks are no article, or "" where they are one."""
    prose = [block for block in blocks if block.is_prose]
    words = sum(len(block.words) for block in prose)
    said = " ".join(block.text for block in blocks).casefold()
    wall = next((wall for wall in names().walls if wall in said), "") if words < _SHORT_PAGE else ""
    if wall:
        return f"it asks to “{wall}”"
    return "it has no paragraphs of running text" if words < _FEWEST_WORDS else ""


def from_html(markup: bytes | str, *, url: str = "", content_type: str = "") -> Article:
    """Return the article of an HTML page at `url`, the base of its links; `content_type` may name its encoding.

    Raises InputError for bytes that are no text, NoArticleError for a page without an article.
    """
    not_done: tuple[str, ...] = ()
    if isinstance(markup, bytes):
        decoded = decode(markup, name=url or "the page", declared=_charset(markup, content_type))
        markup, not_done = decoded.text, decoded.not_done
    # A declared encoding in text that is decoded already, or a lone surrogate, would stop lxml.
    markup = re.sub(r"\A\s*<\?xml[^>]*>", "", markup).replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    lowered = markup.casefold()
    if "<html" not in lowered and "<body" not in lowered:
        markup = f"<html><body>{markup}</body></html>"
    elif "</html" not in lowered and "</body" not in lowered:
        not_done += ("the page breaks off before its end; what follows in the article is missing",)
    soup = parse_html(markup)
    base = soup.base
    blocks = read_blocks(soup, absolute_url(str(base.get("href") or ""), url) if base else url)
    texts, known = _extract(markup, url)
    chosen = _filled(blocks, _without_asides(blocks, _chosen(blocks, texts)))
    article = [block for block, choice in zip(blocks, chosen, strict=True) if choice]
    if not article:
        article = [block for block in blocks if block.is_prose and not block.asides]
        not_done += ("the article was not told from the rest of the page; check that each row is from the article",)
    hindrance = _hindrance(article)
    if hindrance:
        where = url or "the page"
        raise NoArticleError(
            f"{where} holds no article that could be found: {hindrance}. Open it in a browser, save the article's text "
            "as a .txt file and give that to attrcheck; or give the address of a single article."
        )
    known = replace(known, title=_title(blocks, known.title), url=known.url or url, language=_language(soup))
    return _article(article, known, not_done)


def _charset(data: bytes, content_type: str) -> str:
    """Return the encoding that the HTTP header, or else the top of the page, declares ("" for none)."""
    in_header = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type, re.I)
    if in_header:
        return in_header[1]
    in_page = re.search(rb"<(?:meta|\?xml)\b[^>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", data[:4096], re.I)
    return in_page[1].decode("ascii") if in_page else ""


def from_markdown(text: str, *, url: str = "") -> Article:
    """Return the article in Markdown `text`, its marks taken off; raises NoArticleError where it has no text.

    A heading on top is the title; "title", "author" and "date" of a YAML front matter count before it.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 (only Markdown needs it)

    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    known = _Known(url=url)
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
    return _article(blocks, known)


def _pairs(lines: str) -> Iterator[tuple[str, str, str]]:
    return (line.partition(":") for line in lines.split("\n") if ":" in line)


def from_bytes(data: bytes, *, name: str, url: str = "", content_type: str = "") -> Article:
    """Return the article in a file's or response's bytes; its content type, its name and its first tag say what it is.

    Its language is what its words tell, else what the page says.
    Raises InputError for what is empty or no text, and NoArticleError for a page without an article.
    """
    media = content_type.partition(";")[0].strip().lower()
    suffix = PurePath(name).suffix.lower() if not media else ""
    is_html = "html" in media or suffix in {".html", ".htm", ".xhtml"}
    is_markdown = "markdown" in media or suffix in {".md", ".markdown"}
    decoded = decode(data, name=name, declared=_charset(data, content_type) if is_html or not is_markdown else "")
    if is_html or (not is_markdown and _HTML_START.match(decoded.text)):
        article = from_html(decoded.text, url=url)
    else:
        article = from_markdown(decoded.text, url=url) if is_markdown else from_text(decoded.text, url=url)
    # Pages are often wrong about their own language, so what the words tell comes first.
    language = language_of(article.text) or article.language
    return replace(article, language=language, not_done=(*decoded.not_done, *article.not_done))
