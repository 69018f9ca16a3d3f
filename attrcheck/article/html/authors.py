"""What a page says of its authors in, their names out: persons before the house, names before accounts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from attrcheck.article.html.linked_data import types_of
from attrcheck.article.text.bylines import clean_author, find_date
from attrcheck.article.vocabulary import names

if TYPE_CHECKING:
    from bs4 import Tag

    from attrcheck.article.html.marked import Marked

__all__ = ["authors_of", "is_name", "linked_authors", "named_authors", "shown_authors"]

#: Characters of a byline and words of a name, at most.
_LONG_BYLINE = 120
_LONG_NAME = 5
_MOST_AUTHORS = 50
#: Elements of a kind that are looked at.
_MOST_MARKED = 4
_HOUSES = re.compile(r"(?:Organi[sz]ation|Corporation|WebSite)$")
#: "editor12", "jdoe_7": what somebody logs in with.
_ACCOUNT = re.compile(r"[a-z][\w.-]*|\w+\d+")


def is_name(author: str) -> bool:
    """Tell whether an author is given by name and not by an account."""
    return bool(author) and not _ACCOUNT.fullmatch(author)


def linked_authors(said: object, things: Iterable[dict[str, Any]], houses: Iterable[str]) -> tuple[str, str]:
    """Return the authors of JSON-LD who are persons, and those that are the house; `houses` are its names."""
    things = list(things)
    known = {" ".join(house.split()).casefold() for house in houses if house}
    people: list[str] = []
    own: list[str] = []
    for one in (said if isinstance(said, list) else [said])[:_MOST_AUTHORS]:
        found = _names([one], things)
        is_house = isinstance(one, dict) and any(_HOUSES.search(kind) for kind in types_of(one))
        (own if is_house or {name.casefold() for name in found} & known else people).extend(found)
    return named_authors(people), named_authors(own)


def authors_of(said: object) -> str:
    """Return the names of authors that a page's data gives as text, objects or a list of them, joined with commas."""
    return named_authors(_names(said, ()))


def named_authors(said: Iterable[str]) -> str:
    """Return names without what stands around them, joined with commas; what only stands for a name is none."""
    cleaned = (clean_author(part) for name in said for part in name.split(";"))
    return ", ".join(dict.fromkeys(name for name in cleaned if name and name.casefold() not in names().nobodies))


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


def _scope(tag: Tag) -> Tag | None:
    """Return the element whose property the element is."""
    return tag.find_parent(itemscope=True)


def shown_authors(marked: Marked) -> list[str]:
    """Return the names that elements mark as the author's."""
    own = [tag for tag in marked.authors[:_MOST_MARKED] if _scope(tag) is _scope(marked.authors[0])]
    for chosen in (own, marked.by_rel[:_MOST_MARKED]):
        named = [tag.find(itemprop="name") or tag for tag in chosen]
        names = [" ".join(str(tag.get("content") or tag.get_text(" ")).split()) for tag in named]
        if any(names):
            return [name for name in names if 0 < len(name) <= _LONG_BYLINE]
    line = " ".join(marked.by_class[0].get_text(" ").split()) if marked.by_class else ""
    dated = find_date(line)
    found = clean_author(line[: dated[1]] if dated else line).split(", ")
    return found if len(line) <= _LONG_BYLINE and all(0 < len(name.split()) <= _LONG_NAME for name in found) else []
