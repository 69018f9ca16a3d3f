"""A parsed page in, the elements out that say who wrote it, when, and where it goes on."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

__all__ = ["Marked", "marked_elements", "words_in"]

#: Attributes that elements which say something of the page have, classes of bylines by element, and of dates.
_SAYING = frozenset({"rel", "class", "itemprop", "pubdate"})
_BYLINES = {
    "p": frozenset({"author", "byline"}),
    "span": frozenset({"author"}),
    "div": frozenset({"author", "byline"}),
}
_PUBLISHED = frozenset({"published", "entry-date", "dt-published"})
_DATED = frozenset({"time", "abbr", "span"})
#: Parts of a page that say who made the site, not the article, unless they are the article's own.
_SITES = frozenset({"footer", "nav"})
_OWN = frozenset({"article", "main"})
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Marked:
    """The elements of a page that say something of it, in order, as one way through it finds them."""

    authors: list[Tag] = field(default_factory=list)
    by_rel: list[Tag] = field(default_factory=list)
    by_class: list[Tag] = field(default_factory=list)
    dates: list[Tag] = field(default_factory=list)
    titled: list[Tag] = field(default_factory=list)
    next_pages: list[Tag] = field(default_factory=list)
    canonicals: list[Tag] = field(default_factory=list)

    def take(self, tag: Tag) -> None:
        """Put the element where it belongs."""
        attributes = tag.attrs
        rel, names, said = words_in(tag, "rel"), words_in(tag, "class"), words_in(tag, "itemprop")
        linked = "href" in attributes
        if "author" in said:
            self.authors.append(tag)
        if "author" in rel and not _is_sites(tag):
            self.by_rel.append(tag)
        if not _BYLINES.get(tag.name, frozenset()).isdisjoint(names):
            self.by_class.append(tag)
        is_time = tag.name in _DATED and not _PUBLISHED.isdisjoint(names)
        is_time = is_time or (tag.name == "time" and "pubdate" in attributes)
        if "datePublished" in said or is_time:
            self.dates.append(tag)
        if "title" in attributes and not {"date", "timestamp"}.isdisjoint(names):
            self.titled.append(tag)
        if linked and tag.name in {"a", "link"} and ("next" in rel or (tag.name == "a" and "next" in names)):
            self.next_pages.append(tag)
        if linked and tag.name == "link" and "canonical" in rel:
            self.canonicals.append(tag)


def words_in(tag: Tag, key: str) -> list[str]:
    """Return the words of an attribute."""
    said = tag.get(key) or ""
    return said.split() if isinstance(said, str) else list(said)


def marked_elements(soup: BeautifulSoup) -> Marked:
    """Return the elements of the page that say something of it."""
    found = Marked()
    for tag in soup.find_all(_says_something):
        found.take(tag)
    return found


def _says_something(tag: Tag) -> bool:
    return not _SAYING.isdisjoint(tag.attrs)


def _is_sites(tag: Tag) -> bool:
    """Tell whether the element stands in the site's own footer or navigation."""
    around = [parent.name for parent in islice(tag.parents, _DEEPEST)]
    outer = next((at for at, name in enumerate(around) if name in _SITES), -1)
    return outer >= 0 and _OWN.isdisjoint(around[outer:])
