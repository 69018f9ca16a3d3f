"""A page, Markdown or any file's bytes in, `Article` out: whole paragraphs with their links at exact offsets.

trafilatura chooses which blocks of a page are its article; BeautifulSoup reads those blocks whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from attrcheck.article.assembly import Known, assemble
from attrcheck.article.encoding import declared_encoding, decode
from attrcheck.article.html.blocks import Block, parse_html, read_blocks
from attrcheck.article.html.dates import guessed_day, spans_days
from attrcheck.article.html.known import Lines, known_of
from attrcheck.article.html.main_text import article_blocks, discussion_blocks, title_block
from attrcheck.article.html.markup import repaired
from attrcheck.article.html.metadata import Metadata, claimed_address, read_metadata
from attrcheck.article.html.page_lines import says_something
from attrcheck.article.html.repetitions import is_front_page
from attrcheck.article.html.saved_page import saved_from
from attrcheck.article.html.script_data import Embedded, embedded_article
from attrcheck.article.html.site_names import is_site
from attrcheck.article.html.unseen import revealed
from attrcheck.article.html.visibility import is_margin_note, is_rest, is_struck
from attrcheck.article.model import Article
from attrcheck.article.urls import absolute_url, unarchived
from attrcheck.article.vocabulary import names
from attrcheck.errors import NoArticleError

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

__all__ = ["from_html"]

#: A tag of so many characters carries a picture, or is there to do harm: libxml2 holds each attribute against the rest.
_HUGE_TAG = re.compile(r"<([a-zA-Z][\w-]{0,40})\s[^<>]{20000,}>")
#: Words that are struck out or out of sight, which no block has: trafilatura shall not have them either.
_UNREAD_WORDS = re.compile(
    r"<(s|strike|del)\b[^<>]{0,300}>[^<>]{0,600}</\1>"
    r"|<(span|em|strong|b|i|font)\s[^<>]{0,200}?style=[^<>]{0,100}?(?:line-through|-\d{3,}|font-size:\s*0(?![.\d])"
    r"|opacity:\s*0(?![.\d])|color:\s*transparent)[^<>]{0,200}>[^<>]{0,600}</\2>",
    re.I,
)
#: … and the marks of notes.
_NOTE_MARKS = re.compile(
    r"<sup\b[^<>]{0,300}>\s{0,9}(?:<a\b[^<>]{0,300}>\s{0,9})?[\[(]?\w{1,3}[\])]?\s{0,9}(?:</a>\s{0,9})?</sup>"
    r"|<a\b[^<>]{0,300}href=[\"']?#[^<>]{0,300}>\s{0,9}(?:<sup>\s{0,9})?[\[(]?\w{1,3}[\])]?\s{0,9}(?:</sup>\s{0,9})?</a>",
    re.I,
)
#: A page with more tags is read without trafilatura's second opinions, which are slow on it.
_MANY_TAGS = 20_000
#: A page with more is not given to trafilatura at all: its time grows with the square of them.
_TOO_MANY_TAGS = 100_000
#: Words of running text that an article has at least, and below which a wall's notice is believed.
_FEWEST_WORDS = 15
_SHORT_PAGE = 120
#: Words of an article at least where the page says that it is one: a sentence.
_FEWEST_SAID = 5
#: Points at least of a list that is all that an article consists of.
_FEWEST_POINTS = 4
#: Elements around a headline and a line in which they are near each other.
_NEAR_TITLE = 1
_NEAR_LINE = 4
#: Words of a notice that asks for consent, of and of one that asks to pay, at most.
_LONG_NOTICE = 600
_LONG_WALL = 60
#: Struck words that are looked at, and elements around them.
_MOST_STRUCK = 50
_NEAR_STRUCK = 10
_SAVE_TEXT = (
    "Open it in a browser, save the article's text as a .txt file and give that to attrcheck; or give the address of a "
    "single article."
)


def _extract(markup: str, url: str) -> list[str]:
    """Return the texts of the elements that trafilatura takes for the article."""
    import trafilatura  # noqa: PLC0415 (slow to import, and only pages need it)

    markup = _NOTE_MARKS.sub("", _UNREAD_WORDS.sub("", markup))
    tags = markup.count("<")
    if tags > _TOO_MANY_TAGS:
        return []
    document = trafilatura.bare_extraction(
        markup, url=url or None, fast=tags > _MANY_TAGS, include_comments=False, with_metadata=False
    )
    if document is None or isinstance(document, dict) or document.body is None:
        return []
    for line_break in document.body.iter("lb"):
        # It stands where a line ends: the words on its two sides are two.
        line_break.tail = f" {line_break.tail or ''}"
    return ["".join(element.itertext()) for element in document.body.iter() if isinstance(element.tag, str)]


def _words(blocks: Sequence[Block]) -> int:
    return sum(len(block.words) for block in blocks if block.is_prose)


def _points(blocks: Sequence[Block]) -> int:
    """Return the words of the lines that a list consists of, where an article is nothing else."""
    lines = [block for block in blocks if not block.is_heading and len(block.words) >= _FEWEST_SAID]
    lines = [block for block in lines if block.linked * 2 < len(block.text)]
    return sum(len(block.words) for block in lines) if len(lines) >= _FEWEST_POINTS else 0


def _listed(blocks: Sequence[Block], title: int) -> list[Block]:
    """Return the points under the headline that an article consists of, none where there is no headline or no list."""
    around = set(map(id, islice(blocks[title].owner.parents, _NEAR_TITLE))) if title >= 0 else set()
    under = [
        block for block in blocks[title + 1 :] if not around.isdisjoint(map(id, islice(block.around, 1, _NEAR_LINE)))
    ]
    points = [block for block in under if not block.asides and not block.is_teaser]
    return points if _points(points) else []


def _hindrance(blocks: Sequence[Block], *, is_article: bool) -> str:
    """Return why these blocks are no article, or "" where they are one; a page may say of itself that it is one."""
    words = max(_words(blocks), _points(blocks) if is_article else 0)
    said = " ".join(block.text for block in blocks).casefold()
    wall = next((wall for wall in names().walls if wall in said), "") if words < _SHORT_PAGE else ""
    if wall:
        return f"it asks to “{wall}”"
    asked = sum(notice in said for notice in names().consent)
    if asked and not is_article and (words < _SHORT_PAGE or (asked > 2 and words < _LONG_NOTICE)):
        return "it only asks for consent to cookies"
    return "" if words >= (_FEWEST_SAID if is_article else _FEWEST_WORDS) else "it has no paragraphs of running text"


def _without_walls(blocks: Sequence[Block]) -> tuple[list[Block], str]:
    """Return the blocks before the one that asks readers to pay or log in, and that block's notice ("" for none)."""
    for at, block in enumerate(blocks):
        said = block.text.casefold()
        is_short = len(block.words) <= _LONG_WALL and not says_something().search(block.text)
        walls = (wall for wall in names().walls if is_short and wall in said)
        wall = next((wall for wall in walls if wall not in names().whole_walls), "")
        if wall and _words(blocks[:at]) >= _FEWEST_WORDS:
            before = list(blocks[:at])
            while before[-1].is_heading:
                before.pop()
            return before, wall
    return list(blocks), ""


def _parse(markup: str, url: str) -> tuple[BeautifulSoup, list[Block], str]:
    """Return the page, its blocks, and its address: the one given, else where it was saved from.

    Links are made absolute by the base that it names, else by that address, or the one that it claims.
    """
    soup = parse_html(markup)
    url = url or saved_from(markup, soup)
    here = url or claimed_address(soup)
    base = soup.base
    return soup, read_blocks(soup, absolute_url(str(base.get("href") or ""), here) if base else here), url


def _left_out(soup: BeautifulSoup, article: Sequence[Block]) -> Iterator[str]:
    """Yield what of the page was left out on purpose: comments in the margin, and struck words of the article."""
    if soup.find(is_margin_note) is not None:
        yield "comments in the margin of the document were left out"
    owners = {id(block.owner) for block in article}
    struck = soup.find_all(is_struck, limit=_MOST_STRUCK)
    if any(not owners.isdisjoint(map(id, islice((tag, *tag.parents), _NEAR_STRUCK))) for tag in struck):
        yield "words that are struck out in the article were left out"


def _unfolded(soup: BeautifulSoup) -> str:
    """Return the page with the rest of a text that a button unfolds in sight, "" where there is none."""
    rests = soup.find_all(is_rest, limit=_MOST_STRUCK)
    for tag in rests:
        tag.attrs = {key: value for key, value in tag.attrs.items() if key not in {"hidden", "style"}}
    return str(soup) if rests else ""


def _notes(said: Metadata, wall: str, date: str) -> Iterator[str]:
    """Yield what a reader of the checklist must know of how the page was read."""
    if wall:
        yield f"the page asks to “{wall}”; what follows in the article is missing"
    elif said.is_part:
        yield "the page says that it is not free to read; the article may go on beyond what was read"
    if said.next_page:
        yield f"the article goes on at {said.next_page}; check that page too"
    if said.other_date and said.other_date != date:
        yield f"the page gives two dates of publication, {date} and {said.other_date}; the first was taken"


def _from_unseen(markup: str, url: str) -> Article | None:
    """Return the article that stands in a page out of sight, None for none."""
    shown = revealed(markup) if markup.count("<") <= _MANY_TAGS else ""
    if not shown:
        return None
    try:
        article = _from_markup(shown, url, (), is_shown=True)
    except NoArticleError:
        return None
    note = "the article stands in a part of the page that is out of sight; check that it is the one a reader sees"
    return replace(article, not_done=(note, *article.not_done))


def from_html(markup: bytes | str, *, url: str = "", content_type: str = "", file: str = "") -> Article:
    """Return the article of an HTML page at `url`, the base of its links; `content_type` may name its encoding.

    `file` is what the file is called that it was saved in, if any.

    Raises InputError for bytes that are no text, NoArticleError for a page without an article.
    """
    not_done: tuple[str, ...] = ()
    if isinstance(markup, bytes):
        decoded = decode(markup, name=url or "the page", declared=declared_encoding(markup, content_type))
        markup, not_done = decoded.text, decoded.not_done
    # A declared encoding in text that is decoded already, or a lone surrogate, would stop lxml.
    markup = re.sub(r"\A\s*<\?xml[^>]*>", "", markup).replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    markup = repaired(_HUGE_TAG.sub(r"<\1>", markup))
    lowered = markup.casefold()
    if "<html" not in lowered and "<body" not in lowered:
        markup = f"<html><body>{markup}</body></html>"
    elif "</html" not in lowered and "</body" not in lowered:
        not_done += ("the page breaks off before its end; what follows in the article is missing",)
    return replace(_from_markup(markup, url, not_done), file=file)


def _from_markup(markup: str, url: str, not_done: tuple[str, ...], *, is_shown: bool = False) -> Article:
    """Return the article of a page; `is_shown` where what was out of sight in it is not any more."""
    soup, blocks, url = _parse(markup, url)
    markup = _unfolded(soup) or markup
    said = read_metadata(soup, url)
    title = title_block(blocks, said.titles, is_site=partial(is_site, sites=said.sites, url=said.url))
    article = article_blocks(blocks, _extract(markup, url), title, url=url, author=said.author)
    if _words(article) < _FEWEST_SAID and not (said.is_article and _points(article)):
        article = (_listed(blocks, title) if said.is_article else []) or discussion_blocks(blocks)
    if not article:
        article = [block for block in blocks if block.is_prose and not block.asides]
        not_done += ("the article was not told from the rest of the page; check that each row is from the article",)
    article, wall = _without_walls(article)
    hindrance = _hindrance(article, is_article=said.is_article)
    if not hindrance and not said.is_article and is_front_page(article):
        hindrance = "it is a page of links to articles, not a single article"
    held: Embedded | None = None
    if hindrance:
        held = embedded_article(soup)
        unseen = None if held is not None or is_shown else _from_unseen(markup, url)
        if unseen is not None:
            return unseen
        if held is None:
            where = url or "the page"
            raise NoArticleError(f"{where} holds no article that could be found: {hindrance}. {_SAVE_TEXT}")
        article, wall = read_blocks(parse_html(held.html), url), ""
        blocks, title = article, -1
        not_done = ("the article was read from data for the page's scripts; check that it is whole",)
    of_scripts = Known(held.title, held.author, held.date) if held else Known()
    known = known_of(said, blocks, Lines(title, article), held=of_scripts)
    if not known.date and markup.count("<") <= _MANY_TAGS and not spans_days(soup):
        known = replace(known, date=guessed_day(markup, url, (block.text for block in blocks)))
    known = replace(known, url=unarchived(said.url or url))
    return assemble(article, known, (*not_done, *_left_out(soup, article), *_notes(said, wall, known.date)))
