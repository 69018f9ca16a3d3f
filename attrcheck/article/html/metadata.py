"""A parsed page in, what it says of itself out: title, authors, date, address, language, and whether it is whole."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from attrcheck.article.html.authors import is_name, linked_authors, named_authors, shown_authors
from attrcheck.article.html.dates import published_day
from attrcheck.article.html.linked_data import described_articles, linked_data
from attrcheck.article.html.marked import Marked, marked_elements
from attrcheck.article.urls import absolute_url
from attrcheck.article.words import words_of
from attrcheck.files import read_data

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

__all__ = ["Metadata", "claimed_address", "read_metadata"]

#: Elements of a kind that are looked at.
_MOST_NEXT = 10
_MOST_CANONICALS = 2
_PAGE = re.compile(r"(?:[?&](?:page|p|pg|start|seite)=|/(?:page/?)?)\d{1,3}/?$", re.I)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself: "" for unknown, dates as YYYY-MM-DD.

    `titles` are its titles in order of trust, some with the site's name; `other_date` is a second date of publication
    that is days from `date`; `is_part` says that only a part is free to read; `next_page` is where the text goes on;
    `is_article` tells whether it calls itself one; `is_universal` whether `date` is that of universal time, so that the
    page may show the day before or after; `account` is the author where it is only the house or an account;
    `sites` are the names of the site.
    """

    titles: tuple[str, ...] = ()
    author: str = ""
    date: str = ""
    other_date: str = ""
    url: str = ""
    language: str = ""
    is_part: bool = False
    next_page: str = ""
    is_article: bool = False
    is_universal: bool = False
    account: str = ""
    sites: tuple[str, ...] = ()


def _meta(soup: BeautifulSoup) -> dict[str, list[str]]:
    """Return what the meta elements say, by name, property or itemprop in lower case."""
    said: dict[str, list[str]] = {}
    for tag in soup.find_all("meta", content=True):
        key = str(tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv") or "")
        content = " ".join(str(tag["content"]).split())
        if key and content:
            said.setdefault(key.lower(), []).append(content)
    return said


def _first(said: dict[str, list[str]], keys: str) -> list[str]:
    return next((said[key] for key in keys.split() if key in said), [])


def _same_site(first: str, second: str) -> bool:
    """Tell whether two addresses are of one site, whatever its www, mobile, AMP or old host."""
    hosts = [(urlsplit(address).hostname or "").lower() for address in (first, second)]
    sites = [re.sub(r"^(?:(?:www|m|mobile|amp|old)\.)+", "", host) for host in hosts]
    return sites[0] == sites[1]


def _canonical(claims: Iterable[str], url: str) -> str:
    """Return the first address that the page claims and can have: of the same site, and no home page."""
    for claim in claims:
        claimed = absolute_url(claim, url)
        home = urlsplit(claimed).path in {"", "/"} and not urlsplit(claimed).query
        if claimed and (not url or (_same_site(claimed, url) and (not home or urlsplit(url).path in {"", "/"}))):
            return claimed
    return url


def claimed_address(soup: BeautifulSoup) -> str:
    """Return the address that a page without one claims in its head, "" for none."""
    links = [str(tag["href"]) for tag in marked_elements(soup).canonicals[:_MOST_CANONICALS]]
    return _canonical([*links, *_meta(soup).get("og:url", ())], "")


def _next_page(marked: Marked, url: str) -> str:
    """Return the address of the article's next page; other next pages, such as a blog's older posts, do not count."""
    here = _PAGE.sub("", urlsplit(url).path.rstrip("/"))
    for tag in marked.next_pages[:_MOST_NEXT]:
        there = absolute_url(str(tag["href"]), url)
        parts = urlsplit(there)
        query = f"?{parts.query}" if parts.query else ""
        paged = _PAGE.search(parts.path.rstrip("/") + query)
        if there and paged and _same_site(there, url) and _PAGE.sub("", parts.path.rstrip("/")) == here != "":
            return there
    return ""


def _language(soup: BeautifulSoup, said: dict[str, list[str]]) -> str:
    root = soup.html
    declared = str((root.get("lang") or root.get("xml:lang") if root else "") or "")
    declared = declared or next(iter(_first(said, "content-language og:locale dc.language")), "")
    code = declared.replace("_", "-").split("-")[0].strip().lower()
    return code if code.isalpha() and len(code) in {2, 3} else ""


def _sites(said: dict[str, list[str]], things: Iterable[dict[str, Any]], article: dict[str, Any]) -> list[str]:
    """Return the names that the page gives its site."""
    publisher = article.get("publisher")
    named = publisher.get("name") if isinstance(publisher, dict) else publisher
    sites = [
        str(thing.get("name") or "") for thing in things if thing.get("@type") in ("WebSite", "NewsMediaOrganization")
    ]
    return [name for name in (*said.get("og:site_name", ())[:1], str(named or ""), *sites[:1]) if name]


def read_metadata(soup: BeautifulSoup, url: str) -> Metadata:
    """Return what the page at `url` says of itself: JSON-LD before meta elements before marked elements."""
    keys = read_data("pages")["metadata"]
    things = linked_data(soup)
    articles = described_articles(things, url)
    said = _meta(soup)
    marked = marked_elements(soup)
    article = articles[0] if articles else {}
    headline = article.get("headline") or article.get("name")
    shown = soup.title.get_text() if soup.title else ""
    titles = [headline if isinstance(headline, str) else "", *_first(said, keys["titles"])[:1], shown]
    links = [str(tag["href"]) for tag in marked.canonicals[:_MOST_CANONICALS]]
    address = _canonical([*links, *said.get("og:url", ())], url)
    published = published_day(
        soup,
        marked,
        linked=article.get("datePublished"),
        said=_first(said, keys["dates"])[:1],
        addresses=dict.fromkeys((url, address)),
    )
    sites = _sites(said, things, article)
    people, house = linked_authors(article.get("author"), things, sites)
    by_meta = named_authors(name for name in _first(said, keys["authors"]) if not absolute_url(name, ""))
    authors = [people, by_meta, named_authors(shown_authors(marked))]
    author = next(filter(is_name, authors), "")
    return Metadata(
        titles=tuple(dict.fromkeys(html.unescape(" ".join(title.split())) for title in titles if words_of(title))),
        author=author,
        date=published.day,
        other_date=published.other,
        url=address,
        language=_language(soup, said),
        is_part=any(str(thing.get("isAccessibleForFree")).lower() == "false" for thing in articles[:1]),
        next_page=_next_page(marked, url or next(iter(links), "")),
        is_article=bool(articles) or "article" in said.get("og:type", ()),
        is_universal=published.is_universal,
        account="" if author else next(filter(None, (*authors, house)), ""),
        sites=tuple(dict.fromkeys(sites)),
    )
