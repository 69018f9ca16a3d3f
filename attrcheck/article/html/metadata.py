"""A parsed page in, what it says of itself out: title, authors, date, address, language, and whether it is whole."""

from __future__ import annotations

import datetime
import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from attrcheck.article.bylines import clean_author, find_date
from attrcheck.article.urls import absolute_url
from attrcheck.article.words import words_of
from attrcheck.files import read_data

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

__all__ = ["Metadata", "authors_of", "claimed_address", "linked_data", "parsed", "read_metadata", "walk"]

#: Values of one JSON document that are looked at; a page's own data has some thousands.
_MOST_VALUES = 200_000
#: Characters of a byline and words of a name, at most.
_LONG_BYLINE = 120
_LONG_NAME = 5
_MOST_AUTHORS = 50
#: Elements of a kind that are looked at.
_MOST_MARKED = 4
_MOST_NEXT = 10
_MOST_CANONICALS = 2
#: Attributes that elements which say something of the page have, classes of bylines by element, and of dates.
_SAYING = frozenset({"rel", "class", "itemprop", "pubdate"})
_BYLINES = {
    "p": frozenset({"author", "byline"}),
    "span": frozenset({"author"}),
    "div": frozenset({"author", "byline"}),
}
_PUBLISHED = frozenset({"published", "entry-date"})
_AGE = re.compile(r"\s*\d{1,3}\s+(?:day|week|month|year)s?\s*", re.I)
_ISO_DATE = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_DATED_PATH = re.compile(r"/(\d{4})/(\d{2})/(\d{2})/")
_PAGE = re.compile(r"(?:[?&](?:page|p|pg|start|seite)=|/(?:page/?)?)\d{1,3}/?$", re.I)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself: "" for unknown, dates as YYYY-MM-DD.

    `titles` are its titles in order of trust, some with the site's name; `other_date` is a second date of publication
    that is days from `date`; `is_part` says that only a part is free to read; `next_page` is where the text goes on;
    `is_article` tells whether it calls itself one.
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


def walk(data: object) -> Iterator[dict[str, Any]]:
    """Yield the objects of parsed JSON, the outer before the inner."""
    queue = deque([data])
    left = _MOST_VALUES
    while queue and left:
        left -= 1
        value = queue.popleft()
        if isinstance(value, dict):
            yield value
            queue.extend(value.values())
        elif isinstance(value, list):
            queue.extend(value)


def parsed(text: str) -> object:
    """Return the JSON value in `text`, None where it holds none."""
    try:
        return json.loads(text.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
    except (ValueError, RecursionError):  # no JSON, or nested beyond all reason
        return None


def linked_data(soup: BeautifulSoup) -> list[dict[str, Any]]:
    """Return the objects of the page's JSON-LD, of one script after the other."""
    scripts = soup.find_all("script", type=re.compile(r"ld\+json", re.I))
    return [thing for script in scripts for thing in walk(parsed(script.get_text()))]


@dataclass(frozen=True, slots=True)
class _Marked:
    """The elements of a page that say something of it, in order, as one way through it finds them."""

    authors: list[Tag] = field(default_factory=list)
    by_rel: list[Tag] = field(default_factory=list)
    by_class: list[Tag] = field(default_factory=list)
    dates: list[Tag] = field(default_factory=list)
    next_pages: list[Tag] = field(default_factory=list)
    canonicals: list[Tag] = field(default_factory=list)

    def take(self, tag: Tag) -> None:
        """Put the element where it belongs."""
        attributes = tag.attrs
        rel, names, said = _values(tag, "rel"), _values(tag, "class"), _values(tag, "itemprop")
        linked = "href" in attributes
        if "author" in said:
            self.authors.append(tag)
        if "author" in rel:
            self.by_rel.append(tag)
        if not _BYLINES.get(tag.name, frozenset()).isdisjoint(names):
            self.by_class.append(tag)
        is_time = tag.name == "time" and ("pubdate" in attributes or not _PUBLISHED.isdisjoint(names))
        if "datePublished" in said or is_time:
            self.dates.append(tag)
        if linked and tag.name in {"a", "link"} and ("next" in rel or (tag.name == "a" and "next" in names)):
            self.next_pages.append(tag)
        if linked and tag.name == "link" and "canonical" in rel:
            self.canonicals.append(tag)


def _values(tag: Tag, key: str) -> list[str]:
    """Return the words of an attribute."""
    said = tag.get(key) or ""
    return said.split() if isinstance(said, str) else list(said)


def _marked(soup: BeautifulSoup) -> _Marked:
    found = _Marked()
    for tag in soup.find_all(_says_something):
        found.take(tag)
    return found


def _says_something(tag: Tag) -> bool:
    return not _SAYING.isdisjoint(tag.attrs)


def _scope(tag: Tag) -> Tag | None:
    """Return the element whose property the element is."""
    return tag.find_parent(itemscope=True)


def _types(thing: dict[str, Any]) -> set[str]:
    said = thing.get("@type")
    return {str(name) for name in said} if isinstance(said, list) else {str(said or "")}


def _articles(things: Iterable[dict[str, Any]], url: str) -> list[dict[str, Any]]:
    """Return the articles, posts and reports among `things`, the one at `url` first."""
    wanted = read_data("pages")["metadata"]["types"]
    found = [thing for thing in things if any(name.endswith(tuple(wanted)) for name in _types(thing))]
    path = urlsplit(url).path.rstrip("/")

    def is_here(thing: dict[str, Any]) -> bool:
        main = thing.get("mainEntityOfPage")
        places = [main.get("@id") if isinstance(main, dict) else main, thing.get("url"), thing.get("@id")]
        return bool(path) and any(urlsplit(str(place)).path.rstrip("/") == path for place in places if place)

    return sorted(found, key=lambda thing: not is_here(thing))


def _names(said: object, things: Iterable[dict[str, Any]]) -> list[str]:
    """Return the names of authors, however JSON-LD gives them; one given by its identifier is looked up."""
    found = []
    named = {str(thing.get("@id")): thing["name"] for thing in things if thing.get("name")}
    for one in (said if isinstance(said, list) else [said])[:_MOST_AUTHORS]:
        name: object = one
        if isinstance(one, dict):
            name = one.get("name")
            if not name and one.get("@id"):
                name = named.get(str(one["@id"]), "")
        name = name[0] if isinstance(name, list) and name else name
        found += [name] if isinstance(name, str) else []
    return found


def authors_of(said: object) -> str:
    """Return the names of authors that a page's data gives as text, objects or a list of them, joined with commas."""
    return _authors(_names(said, ()))


def _authors(said: Iterable[str]) -> str:
    cleaned = (clean_author(part) for name in said for part in name.split(";"))
    return ", ".join(dict.fromkeys(filter(None, cleaned)))


def _day(said: object) -> str:
    """Return the day of a date in any of the forms of metadata, as the page's own clock has it; "" for none."""
    text = str(said or "")[:80]
    iso = _ISO_DATE.match(text)
    if iso is None:
        found = find_date(text)
        return found[0] if found else ""
    try:
        return datetime.date(int(iso[1]), int(iso[2]), int(iso[3])).isoformat()
    except ValueError:
        return ""


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


def _shown_authors(marked: _Marked) -> list[str]:
    """Return the names that elements mark as the author's."""
    own = [tag for tag in marked.authors[:_MOST_MARKED] if _scope(tag) is _scope(marked.authors[0])]
    for chosen in (own, marked.by_rel[:_MOST_MARKED]):
        named = [tag.find(itemprop="name") or tag for tag in chosen]
        names = [" ".join(str(tag.get("content") or tag.get_text(" ")).split()) for tag in named]
        if any(names):
            return [name for name in names if 0 < len(name) <= _LONG_BYLINE]
    line = " ".join(marked.by_class[0].get_text(" ").split()) if marked.by_class else ""
    dated = find_date(line)
    name = clean_author(line[: dated[1]] if dated else line)
    return [name] if len(line) <= _LONG_BYLINE and 0 < len(name.split()) <= _LONG_NAME else []


def _shown_date(soup: BeautifulSoup, marked: _Marked) -> str:
    """Return the date that an element marks as the publication's, or that of the time element after the headline.

    A date that the article speaks of, and the age of a site, "11 years", are none.
    """
    heading = soup.find("h1")
    after = heading.find_next("time") if heading else None
    is_spoken_of = after is not None and after.parent is not None and len(after.parent.get_text()) > _LONG_BYLINE
    if after is not None and (is_spoken_of or _AGE.fullmatch(after.get_text())):
        after = None
    for tag in filter(None, (*marked.dates[:1], after)):
        day = _day(tag.get("datetime") or tag.get("content") or tag.get("title") or tag.get_text())
        if day:
            return day
    return ""


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
    links = [str(tag["href"]) for tag in _marked(soup).canonicals[:_MOST_CANONICALS]]
    return _canonical([*links, *_meta(soup).get("og:url", ())], "")


def _next_page(marked: _Marked, url: str) -> str:
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


def _apart(first: str, second: str) -> bool:
    """Tell whether two dates differ by more than a time zone or a night shift could explain."""
    if not first or not second:
        return False
    return abs(datetime.date.fromisoformat(first) - datetime.date.fromisoformat(second)).days > 2


def read_metadata(soup: BeautifulSoup, url: str) -> Metadata:
    """Return what the page at `url` says of itself: JSON-LD before meta elements before marked elements."""
    keys = read_data("pages")["metadata"]
    things = linked_data(soup)
    articles = _articles(things, url)
    said = _meta(soup)
    marked = _marked(soup)
    article = articles[0] if articles else {}
    headline = article.get("headline") or article.get("name")
    shown = soup.title.get_text() if soup.title else ""
    titles = [headline if isinstance(headline, str) else "", *_first(said, keys["titles"])[:1], shown]
    dates = [_day(article.get("datePublished")), *map(_day, _first(said, keys["dates"])[:1]), _shown_date(soup, marked)]
    address = _DATED_PATH.search(url)
    dates = [day for day in (*dates, _day("-".join(address.groups()) if address else "")) if day]
    links = [str(tag["href"]) for tag in marked.canonicals[:_MOST_CANONICALS]]
    authors = _authors(_names(article.get("author"), things)) or _authors(
        name for name in _first(said, keys["authors"]) if not absolute_url(name, "")
    )
    base = url or next(iter(links), "")
    return Metadata(
        titles=tuple(dict.fromkeys(" ".join(title.split()) for title in titles if words_of(title))),
        author=authors or _authors(_shown_authors(marked)),
        date=dates[0] if dates else "",
        other_date=next((day for day in dates[1:] if _apart(dates[0], day)), ""),
        url=_canonical([*links, *said.get("og:url", ())], url),
        language=_language(soup, said),
        is_part=any(str(thing.get("isAccessibleForFree")).lower() == "false" for thing in articles[:1]),
        next_page=_next_page(marked, base),
        is_article=bool(articles) or "article" in said.get("og:type", ()),
    )
