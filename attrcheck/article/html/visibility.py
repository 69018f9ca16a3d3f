"""An element in, whether a reader of the page sees its words as part of the text out."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, cast

from attrcheck.article.html.element_names import class_names, name_parts
from attrcheck.article.vocabulary import names

if TYPE_CHECKING:
    from bs4 import Tag

__all__ = ["is_hidden", "is_margin_note", "is_rest", "is_struck"]

#: Styles by which nobody sees an element: not shown at all, only read aloud, or moved off the screen.
_UNSEEN = re.compile(
    r"display:none|visibility:hidden|clip:rect\((?:0|1px|auto)|clip-path:inset\((?:50|100)%"
    r"|(?:^|;)(?:left|right|top|bottom|margin-left|margin-top|text-indent):-\d{3,}(?:\.\d+)?(?:px|em|rem|vw|vh|%)"
)
#: … and those of words inside a paragraph; a whole part that is so may wait for a script to show it.
_UNSEEN_WORDS = re.compile(
    r"(?:^|;)(?:font-size:0(?![.\d])|opacity:0(?![.\d])|color:transparent|(?:max-)?height:0(?![.\d]))"
)
#: Elements that a card opens over.
_TRIGGERS = frozenset({"a", "abbr", "button", "dfn"})
#: What marks the comments of a document that was exported as a page: Google Docs, Word, LibreOffice.
_COMMENT_ID = re.compile(r"cmnt\d+|_com_\d+|sdcomment\d+")
_COMMENT_CLASSES = frozenset({"MsoCommentText", "MsoCommentSubject", "MsoCommentReference"})
_NOTE_HOLDERS = frozenset({"div", "p"})
#: Styles of what is struck out.
_STRUCK = re.compile(r"text-decoration(?:-line)?:[^;]*line-through")
#: Elements that are headings, and those that hold the article, whatever their names.
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WHOLE = frozenset({"html", "body", "main", "article"})
_BUTTONS = frozenset({"a", "button"})
#: Elements before a tab's panel or a card that are looked at.
_MOST_BEFORE = 40
_MOST_FIRST = 4


def is_hidden(tag: Tag) -> bool:
    """Tell whether the element is not shown, a card over a word, a comment in the margin, or struck out."""
    return _is_unseen(tag) or is_struck(tag) or _is_card(tag) or is_margin_note(tag)


def _is_unseen(tag: Tag) -> bool:
    if not tag.attrs:
        return False
    if _is_tab(tag):
        return False
    if tag.name in names().blocks and is_rest(tag):
        return False
    style = str(tag.get("style", ""))[:1000].replace(" ", "").lower()
    if tag.has_attr("hidden") or _UNSEEN.search(style) or (tag.get("aria-hidden") == "true" and not _is_panel(tag)):
        return True
    if tag.name not in names().blocks and _UNSEEN_WORDS.search(style):
        return True
    return tag.name not in _WHOLE and not names().hidden_names.isdisjoint(class_names(tag))


def is_struck(tag: Tag) -> bool:
    """Tell whether the element's words are struck out: the page takes them back."""
    return tag.name in names().struck or bool(
        _STRUCK.search(str(tag.get("style") or "")[:1000].replace(" ", "").lower())
    )


def _is_card(tag: Tag) -> bool:
    """Tell whether the element is a card that opens over a word inside a text."""
    parts = name_parts(tag)
    if tag.get("role") == "tooltip":
        return True
    if parts.isdisjoint(names().cards) or tag.name in names().blocks or tag.parent is None:
        return False
    if tag.name in _TRIGGERS or not any(str(node).strip() for node in islice(tag.previous_siblings, _MOST_BEFORE)):
        return False
    before = tag.find_previous_sibling()
    follows = before is not None and before.name in _TRIGGERS
    return follows or (tag.parent.name not in names().blocks and not name_parts(tag.parent).isdisjoint(names().cards))


def _first_child(tag: Tag) -> Tag | None:
    """Return the first element in the element, where it is one of its first few children."""
    first = next((node for node in tag.contents[:_MOST_FIRST] if getattr(node, "name", None)), None)
    return cast("Tag | None", first)


def is_margin_note(tag: Tag) -> bool:
    """Tell whether the element is a comment in the margin of a document that was exported as a page."""
    style = str(tag.get("style") or "")[:300].replace(" ", "")
    if "mso-element:comment" in style or not _COMMENT_CLASSES.isdisjoint(class_names(tag)):
        return True
    if tag.name not in _NOTE_HOLDERS:
        return False
    first = _first_child(tag)
    if first is not None and first.name == "p" and tag.name == "div":
        first = _first_child(first)
    return first is not None and first.name == "a" and bool(_COMMENT_ID.fullmatch(str(first.get("id") or "")))


def _is_panel(tag: Tag) -> bool:
    """Tell whether a button right before the element unfolds it."""
    before = tag.find_previous_sibling() if tag.get("id") else None
    button = before if before is None or before.name == "button" else before.find("button")
    return button is not None and button.get("aria-controls") == tag["id"]


def is_rest(tag: Tag) -> bool:
    """Tell whether the element is the rest of a text that a button beside it unfolds: "Read more"."""
    if not (tag.has_attr("hidden") or "none" in str(tag.get("style") or "")) or tag.find("p") is None:
        return False
    near = [node for node in (tag.find_next_sibling(), tag.find_previous_sibling()) if node is not None]
    buttons = (node if node.name in _BUTTONS else node.find(["button", "a"]) for node in near)
    said = (button.get_text(" ", strip=True)[:40].casefold() for button in buttons if button is not None)
    return any(text.startswith(names().unfolding) for text in said)


def _is_tab(tag: Tag) -> bool:
    """Tell whether a tab, or a heading right before the element that is a button, unfolds it."""
    if not tag.get("id"):
        return False
    if tag.get("role") == "tabpanel":
        near = (node for node in islice(tag.previous_siblings, _MOST_BEFORE) if not isinstance(node, str))
        tabs = [node for group in near if group.get("role") == "tablist" for node in group.descendants]  # type: ignore[attr-defined] # bs4 says PageElement for what is a string or a Tag
        controls = {node.get("aria-controls") for node in tabs if getattr(node, "name", None)}
        return tag["id"] in controls
    before = tag.find_previous_sibling()
    button = before.find("button") if before is not None and before.name in _HEADINGS else None
    return button is not None and button.get("aria-controls") == tag["id"]
