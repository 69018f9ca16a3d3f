"""The mark of a note in a page in, the address that the note gives out."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from attrcheck.article.html.element_names import name_parts
from attrcheck.article.urls import absolute_url
from attrcheck.article.vocabulary import names

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import PageElement

__all__ = ["Notes", "is_note_mark", "is_numbered"]

_NOTE_MARK = re.compile(r"[\[(]? ?(?:\d{1,3}|[a-z]|[*†‡§^↑↩\ufe0e]{1,4}) ?[\])]?")
#: Elements that a note's mark may be, and how many of its descendants are looked at.
_MARKS = frozenset({"sup", "a", "span", "small"})
_MARK_DEPTH = 12
#: The mark of a note leads back to where it is cited.
_LEADS_BACK = re.compile(r"[\^↑↩]")
#: Elements that hold a whole note, and links of one that are looked at.
_WHOLE = frozenset({"li", "p", "dd", "div", "aside", "td"})
_MOST_LINKS = 12
_MOST_PARTS = 200


def is_note_mark(tag: Tag) -> bool:
    """Tell whether the element is the mark of a footnote, such as a linked [1] or the arrow back from the note."""
    if tag.name not in _MARKS:
        return False
    first: list[PageElement] = []
    ahead: list[PageElement] = [tag]
    while ahead and len(first) < _MARK_DEPTH:
        node = ahead.pop()
        first.append(node)
        ahead.extend(reversed(getattr(node, "contents", ())[:_MARK_DEPTH]))
    text = " ".join("".join(node for node in first if isinstance(node, str)).split())
    if ahead or not _NOTE_MARK.fullmatch(text):
        return False
    leads = [node.get("href") for node in first if not isinstance(node, str) and node.name == "a"]  # type: ignore[attr-defined] # bs4 says PageElement for what is a string or a Tag
    if any(str(href).startswith("#") or (tag.name == "sup" and "#" in str(href)) for href in leads):
        return True
    return not names().note_parts.isdisjoint(name_parts(tag))


def is_numbered(tag: Tag) -> bool:
    """Tell whether a mark that begins a line numbers it, as the linked 1 in "1. Introduction" does."""
    return str(tag.next_sibling or "").startswith(".")


class Notes:
    """The notes of a page by the places that their marks lead to."""

    def __init__(self, root: Tag, base: str) -> None:
        self._root = root
        self._base = base
        self._places: dict[str, Tag] | None = None

    def address_of(self, mark: Tag) -> str:
        """Return the first address outside the page that the note of a mark gives, "" for none."""
        link = mark if mark.name == "a" else mark.find("a")
        href = str(link.get("href") or "") if link is not None else ""
        if _LEADS_BACK.search(mark.get_text()[:_MARK_DEPTH]):
            return ""
        place = href.partition("#")[2]
        if not place or (href[0] != "#" and href.partition("#")[0] != self._base.partition("#")[0]):
            return ""
        note = self._whole(place)
        links = (
            islice((tag for tag in islice(note.descendants, _MOST_PARTS) if _is_link(tag)), _MOST_LINKS) if note else ()
        )
        addresses = (absolute_url(str(tag["href"]), self._base) for tag in links)  # type: ignore[index] # links are Tags
        return next(filter(None, addresses), "")

    def _whole(self, place: str) -> Tag | None:
        """Return the element with the note at a place, the one around it where that is only an anchor or a number."""
        if self._places is None:
            self._places = {str(tag["id"]): tag for tag in self._root.find_all(id=True)}
        note = self._places.get(place)
        if note is not None and note.name not in _WHOLE:
            note = note.find_parent(_WHOLE)
        return note


def _is_link(node: PageElement) -> bool:
    """Tell whether the node is a link that leads out of the page."""
    return getattr(node, "name", None) == "a" and not str(node.get("href") or "#").startswith("#")  # type: ignore[attr-defined] # bs4 says PageElement for what is a string or a Tag
