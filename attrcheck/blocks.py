"""A parsed page in, its blocks out: every paragraph's text, blanks collapsed, with its links at exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from attrcheck.article import Link, Span
from attrcheck.files import read_data

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

__all__ = ["Block", "Names", "absolute_url", "names", "parse_html", "read_blocks", "words_of"]

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLANK = re.compile(r"[ \t\n\r\f]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\0"))
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…:][\"”’'»)\]]*$")


@dataclass(frozen=True, slots=True)
class Names:
    """What tells the parts of a page: element names, words of class, id or role, and notices of walls."""

    blocks: frozenset[str]
    unread: frozenset[str]
    aside_elements: frozenset[str]
    aside_names: frozenset[str]
    walls: tuple[str, ...]


@cache
def names() -> Names:
    """Return the names that attrcheck/data/pages.toml lists."""
    data = read_data("pages")
    return Names(
        blocks=frozenset(data["elements"]["blocks"].split()),
        unread=frozenset(data["elements"]["unread"].split()),
        aside_elements=frozenset(data["asides"]["elements"].split()),
        aside_names=frozenset(data["asides"]["names"].split()),
        walls=tuple(data["walls"]["notices"]),
    )


def words_of(text: str) -> list[str]:
    """Return the words of `text` for comparing, letter case taken off."""
    return _WORD.findall(text.casefold())


def parse_html(markup: str) -> BeautifulSoup:
    """Return the page as BeautifulSoup reads it with lxml's parser."""
    from bs4 import BeautifulSoup  # noqa: PLC0415 (slow to import, and only pages need it)

    return BeautifulSoup(markup, "lxml")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a page: its text, its links (spans into that text), its element and the asides it lies in.

    `linked` counts the characters inside anchors, wherever these lead.
    """

    text: str
    links: tuple[Link, ...]
    linked: int
    owner: Tag
    asides: tuple[int, ...]

    @property
    def words(self) -> list[str]:
        """Its words, as `words_of` gives them."""
        return words_of(self.text)

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading of any level."""
        return self.owner.name in _HEADINGS

    @property
    def is_prose(self) -> bool:
        """Whether it ends as a sentence does and is no list of links."""
        return not self.is_heading and self.linked * 2 < len(self.text) and bool(_SENTENCE_END.search(self.text))

    @property
    def is_teaser(self) -> bool:
        """Whether it is hardly more than a link and no sentence: "Read also: …"."""
        return not self.is_heading and self.linked * 2 > len(self.text) and not _SENTENCE_END.search(self.text)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text with the number of the anchor it stands in (-1: none); a line break where `text` is None."""

    text: str | None
    anchor: int = -1


def _is_hidden(tag: Tag) -> bool:
    style = str(tag.get("style", "")).replace(" ", "").lower()
    return tag.has_attr("hidden") or tag.get("aria-hidden") == "true" or "display:none" in style


def _is_aside(tag: Tag) -> bool:
    if tag.name in names().aside_elements:
        return True
    said = [tag.get(key) or "" for key in ("class", "id", "role")]
    words = " ".join(name if isinstance(name, str) else " ".join(name) for name in said).lower().split()
    return not names().aside_names.isdisjoint(words)


def _lines(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Yield the paragraphs of a run: two line breaks part it, a single one is a blank."""
    line: list[_Piece] = []
    breaks = 0
    for piece in pieces:
        if piece.text is None:
            breaks += 1
        elif _BLANK.fullmatch(piece.text):
            line.append(piece)
        else:
            if breaks > 1:
                yield line
                line = []
            elif breaks:
                line.append(_Piece(" "))
            breaks = 0
            line.append(piece)
    yield line


def _collapsed(pieces: Iterable[_Piece], targets: Sequence[str]) -> tuple[str, tuple[Link, ...], int]:
    """Return the text of `pieces`, blanks collapsed, its links and its linked characters; `targets` are the URLs."""
    parts: list[str] = []
    places: dict[int, Span] = {}
    length = 0
    blank = False
    for piece in pieces:
        raw = piece.text or ""
        words = _BLANK.sub(" ", raw).strip(" ")
        if not words:
            blank = blank or bool(raw)
            continue
        if length and (blank or _BLANK.match(raw)):
            parts.append(" ")
            length += 1
        if piece.anchor >= 0:
            first = places.get(piece.anchor, Span(length, length))
            places[piece.anchor] = Span(first.start, length + len(words))
        parts.append(words)
        length += len(words)
        blank = raw[-1] in " \t\n\r\f"
    text = "".join(parts)
    kept = text.strip()
    shift = text.find(kept)
    moved = ((Span(max(0, s.start - shift), min(len(kept), s.end - shift)), targets[a]) for a, s in places.items())
    links = tuple(Link(span, target) for span, target in moved if target and span.start < span.end)
    return kept, links, sum(span.end - span.start for span in places.values())


def read_blocks(root: Tag, base: str) -> list[Block]:
    """Return every block of text under `root` in document order."""
    from bs4.element import NavigableString, Tag  # noqa: PLC0415 (slow to import, and only pages need it)

    known = names()
    blocks: list[Block] = []
    pieces: list[_Piece] = []
    targets: list[str] = []
    anchors: list[int] = [-1]
    asides: list[int] = []
    owners: list[Tag] = [root]

    def flush() -> None:
        for line in _lines(pieces):
            text, links, linked = _collapsed(line, targets)
            if text:
                blocks.append(Block(text, links, linked, owners[-1], tuple(asides)))
        pieces.clear()

    stack: list[tuple[object, bool]] = [(root, True)]
    while stack:
        node, entering = stack.pop()
        if type(node) is NavigableString:
            pieces.append(_Piece(node.translate(_INVISIBLE), anchors[-1]))
        elif isinstance(node, Tag) and entering and node.name not in known.unread and not _is_hidden(node):
            if node.name == "br":
                pieces.append(_Piece(None))
                continue
            stack.append((node, False))
            stack.extend((child, True) for child in reversed(node.contents))
            if node.name in known.blocks:
                flush()
                owners.append(node)
            if _is_aside(node):
                asides.append(id(node))
            if node.name == "a":
                targets.append(absolute_url(str(node.get("href") or ""), base))
                anchors.append(len(targets) - 1)
            elif node.name == "q":
                pieces.append(_Piece("“", anchors[-1]))
        elif isinstance(node, Tag) and not entering:
            if node.name == "a":
                anchors.pop()
            elif node.name == "q":
                pieces.append(_Piece("”", anchors[-1]))
            if node.name in known.blocks:
                flush()
                owners.pop()
            if asides and asides[-1] == id(node):
                asides.pop()
    flush()
    return blocks


def absolute_url(href: str, base: str) -> str:
    """Return the absolute http(s) URL of a link, or "" where it leads nowhere a reader could go."""
    try:
        target = urljoin(base, href.strip())
        return target if urlsplit(target).scheme in {"http", "https"} and urlsplit(target).hostname else ""
    except ValueError:
        return ""
