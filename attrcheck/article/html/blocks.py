"""A parsed page in, its blocks out: every paragraph's text, blanks collapsed, with its links at exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from attrcheck.article.html.element_names import aside_words, name_parts
from attrcheck.article.html.notes import Notes, is_note_mark, is_numbered
from attrcheck.article.html.visibility import is_hidden
from attrcheck.article.model import Link, Span
from attrcheck.article.text.bylines import read_byline
from attrcheck.article.urls import absolute_url, bare_addresses
from attrcheck.article.vocabulary import names
from attrcheck.article.words import ends_sentence, words_of

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

__all__ = ["Block", "parse_html", "read_blocks"]

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLANK = re.compile(r"[ \t\n\r\f]+")
#: Two blanks between sentences, one of them a no-break space.
_WIDE = re.compile(r" ?\u00a0[ \u00a0]+| \u00a0")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\0"))
#: What a list's own bullet leaves at the front of a block where it was written out.
_BULLET = re.compile(r"[·•▪◦‣⁃∙●○■□◆►▶➤✓✔+*]\ufe0f?\s+")
#: Lines that a list consists of, at least.
_FEWEST_POINTS = 3
#: How networks label what others wrote under a post.
_COMMENT_LABEL = re.compile(r"(?:comment|reply|replies|comments) (?:by|from|to)\b", re.I)
#: Elements that hold the article, whatever their names.
_WHOLE = frozenset({"html", "body", "main", "article"})
_CELLS = ("td", "th")
#: Cells of a row, and elements before a tab's panel, that are looked at.
_MOST_CELLS = 40
#: "(opens new tab)" behind a link's words.
_NEW_TAB = re.compile(r",? ?\(?opens (?:in )?(?:a )?new (?:tab|window)\)?", re.I)
#: Elements around a block, and asides it lies in, that are looked at.
_DEEPEST = 200
#: Runs of text that a byline consists of at most.
_BYLINE_PIECES = 12


def parse_html(markup: str) -> BeautifulSoup:
    """Return the page as BeautifulSoup reads it with lxml's parser."""
    from bs4 import BeautifulSoup  # noqa: PLC0415 (slow to import, and only pages need it)

    return BeautifulSoup(markup, "lxml")


@dataclass(frozen=True)
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
    def around(self) -> Iterator[Tag]:
        """Its element and those around it, from the inside out, as many as a page made in good faith has."""
        yield self.owner
        yield from islice(self.owner.parents, _DEEPEST)

    @cached_property
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
        return not self.is_heading and self.linked * 2 < len(self.text) and ends_sentence(self.text)

    @property
    def is_teaser(self) -> bool:
        """Whether it is hardly more than a link, no sentence, no bare address or hashtag: "Read also: …"."""
        if self.is_heading or self.linked * 2 <= len(self.text) or self.is_cell or self._leads_on:
            return False
        return not ends_sentence(self.text) and not self.text.startswith(("http://", "https://", "www.", "#"))

    @property
    def is_cell(self) -> bool:
        """Whether it is a cell of a table in a row with another that has text and no link."""
        row = self.owner.parent
        if self.owner.name not in _CELLS or row is None or row.name != "tr":
            return False
        others = (cell for cell in row.find_all(_CELLS, recursive=False, limit=_MOST_CELLS) if cell is not self.owner)
        return any(cell.find("a") is None and cell.get_text(strip=True) for cell in others)

    @property
    def _leads_on(self) -> bool:
        """Whether it is a point of a list whose own words go on into the link: "The council has asked for more"."""
        if self.owner.name != "li" or not self.links or self.text.casefold().startswith(names().others):
            return False
        start = self.links[0].span.start
        return start > 0 and self.text[start].islower() and self.text[:start].rstrip()[-1:].isalnum()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text with the anchor and innermost aside around it (-1: none); a line break where `text` is None."""

    text: str | None
    anchor: int = -1
    aside: int = -1


def _is_question(tag: Tag) -> bool:
    """Tell whether the element is a heading's button: the question whose answer it unfolds."""
    return tag.name == "button" and tag.parent is not None and tag.parent.name in _HEADINGS


def _is_aside(tag: Tag, *, quoted: bool) -> bool:
    """Tell whether the element's name, a word of its class, id or role, or its form says that it stands beside.

    What stands under a block quotation says whose words these are, whatever its names.
    """
    if quoted or tag.name in _WHOLE:
        return False
    if tag.name == "aside" and not name_parts(tag).isdisjoint(names().boxes):
        return False
    if _COMMENT_LABEL.match(str(tag.get("aria-label") or "")):
        return True
    return tag.name in names().aside_elements or bool(aside_words(tag)) or _asks_for_mail(tag)


def _asks_for_mail(tag: Tag) -> bool:
    """Tell whether the element holds a form that asks for an e-mail address."""
    if not any(getattr(child, "name", None) == "form" for child in tag.children):
        return False
    form = tag.find("form", recursive=False)
    field = form.find("input") if form is not None else None
    return field is not None and "mail" in f"{field.get('type')} {field.get('name')} {field.get('placeholder')}".lower()


def _is_set_apart(tag: Tag) -> bool:
    """Tell whether only a style parts the element from the one before: a label and its value."""
    before = tag.previous_sibling
    if tag.name != "span" or getattr(before, "name", None) != "span" or tag.parent is None:
        return False
    first, second = before.get_text()[-2:], tag.get_text()[:1]  # type: ignore[union-attr] # a span is a Tag
    if not first[-1:].isalnum() or not second.isalnum():
        return False
    is_pair = tag.parent.name == "span" and all(getattr(node, "name", None) == "span" for node in tag.parent.contents)
    turns = len(first) > 1 and first.islower() and (second.isupper() or second.isdigit())
    return turns or (is_pair and tag.parent.has_attr("class") and min(len(n.get_text()) for n in (before, tag)) > 1)  # type: ignore[union-attr] # spans


def _is_own_line(tag: Tag) -> bool:
    """Tell whether a cite element names the speaker of a block quotation on a line of its own."""
    parent = tag.parent
    if tag.name != "cite" or parent is None:
        return False
    before = next((node for node in tag.previous_siblings if str(node).strip()), None)
    around = parent.parent
    return parent.name == "blockquote" or (before is None and around is not None and around.name == "blockquote")


def _lines(pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    """Yield the paragraphs of a run: two line breaks part it; bylines and points are lines of their own."""
    paragraph: list[list[_Piece]] = []
    line: list[_Piece] = []
    breaks = 0
    signed = False
    for piece in (*pieces, _Piece(None)):
        if piece.text is not None:
            line.append(piece)
            continue
        if any(part.text and not _BLANK.fullmatch(part.text) for part in line):
            was_signed, signed = signed, _is_byline(line)
            if paragraph and (breaks > 1 or signed or was_signed or _is_point(line)):
                yield from _parted(paragraph)
                paragraph = []
            paragraph.append(line)
            breaks = 0
        line = []
        breaks += 1
    yield from _parted(paragraph)


def _parted(lines: Sequence[list[_Piece]]) -> Iterator[list[_Piece]]:
    """Yield the lines that a list consists of, or else all of them as one."""
    if _is_list(["".join(piece.text or "" for piece in line).strip() for line in lines]):
        yield from lines
    elif lines:
        yield [piece for at, line in enumerate(lines) for piece in (*([_Piece(" ")] if at else []), *line)]


def _is_list(lines: Sequence[str]) -> bool:
    """Tell whether lines are the points of a list: each begins as one does, and no sentence or quotation goes on."""
    if len(lines) < _FEWEST_POINTS or lines[0].casefold() in names().labels:
        return False
    begin = all(not line[:1].islower() for line in lines[1:])
    return begin and not any(line.endswith((",", "-")) or line.count("“") != line.count("”") for line in lines)


def _is_point(line: Sequence[_Piece]) -> bool:
    """Tell whether the line begins with a bullet, in a run of pieces of its own or not."""
    return _BULLET.match("".join(piece.text or "" for piece in line[:_BYLINE_PIECES]).lstrip()) is not None


def _is_byline(line: Sequence[_Piece]) -> bool:
    text = "".join(piece.text or "" for piece in line[:_BYLINE_PIECES])
    return len(line) <= _BYLINE_PIECES and read_byline(" ".join(text.split())) is not None


def _collapsed(pieces: Iterable[_Piece], targets: Sequence[str]) -> tuple[str, tuple[Link, ...], int]:
    """Return the text of `pieces`, blanks collapsed, its links and its linked characters; `targets` are the URLs."""
    parts: list[str] = []
    places: dict[int, Span] = {}
    length = 0
    blank = False
    for piece in pieces:
        raw = piece.text or ""
        words = _WIDE.sub(" ", _BLANK.sub(" ", raw)).strip(" ")
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
    bullet = _BULLET.match(kept)
    kept = kept[bullet.end() :] if bullet else kept
    shift = text.find(kept)
    moved = ((Span(max(0, s.start - shift), min(len(kept), s.end - shift)), targets[a]) for a, s in places.items())
    links = tuple(Link(span, target) for span, target in moved if target and span.start < span.end)
    if not places:
        links = tuple(Link(Span(start, end), url) for start, end, url in bare_addresses(kept))
    return kept, links, sum(span.end - span.start for span in places.values())


class _Walk:
    """What is open on the way through a page: anchors, asides, block quotations, and the text of the block so far."""

    def __init__(self, root: Tag, base: str) -> None:
        self.blocks: list[Block] = []
        self._base = base
        self._pieces: list[_Piece] = []
        self._targets: list[str] = []
        self._anchors = [-1]
        self._asides = [-1]
        self._quotes: list[Tag] = []
        self._owners = [root]
        #: Whether the next run of text begins a line.
        self.is_at_start = True

    def read(self, text: str | None) -> None:
        """Take in a run of text, or a line break where it is None."""
        if text and self._anchors[-1] >= 0 and _NEW_TAB.fullmatch(" ".join(text.split())):
            return
        parts = _BLANK_LINE.split(text) if text and self._owners[-1].name == "pre" else [text]
        for at, part in enumerate(parts):
            breaks = [None, None] if at else []
            for piece in (*breaks, part):
                self._pieces.append(_Piece(piece, self._anchors[-1], self._asides[-1]))
                if piece is None or piece.strip(" "):
                    self.is_at_start = piece is None or piece.endswith("\n")

    def cite(self, url: str) -> None:
        """Link the last word so far to `url`, the address that a note gives; a word that is linked stays so."""
        last = self._pieces[-1] if self._pieces else None
        if not url or last is None or not last.text or last.anchor >= 0 or not last.text.strip():
            return
        head, word = last.text[: (cut := last.text.rstrip().rfind(" ") + 1)], last.text[cut:]
        self._targets.append(url)
        self._pieces[-1:] = [_Piece(head, -1, last.aside), _Piece(word, len(self._targets) - 1, last.aside)]

    def enter(self, tag: Tag) -> None:
        """Open an element."""
        if _is_set_apart(tag):
            self.read(" ")
        if tag.name in names().blocks or _is_own_line(tag):
            self.flush()
            self._owners.append(tag)
        if _is_aside(tag, quoted=bool(self._quotes)):
            self._asides.append(id(tag))
        if tag.name == "blockquote":
            self._quotes.append(tag)
        if tag.name == "a":
            self._targets.append(absolute_url(str(tag.get("href") or ""), self._base))
            self._anchors.append(len(self._targets) - 1)
        elif tag.name == "q":
            self.read("“")

    def leave(self, tag: Tag) -> None:
        """Close the element that was opened last."""
        if tag.name == "a":
            self._anchors.pop()
        elif tag.name == "q":
            self.read("”")
        if self._owners[-1] is tag:
            self.flush()
            self._owners.pop()
        if self._quotes and self._quotes[-1] is tag:
            self._quotes.pop()
        if self._asides[-1] == id(tag):
            self._asides.pop()

    def flush(self) -> None:
        """Make blocks of the text so far."""
        for line in _lines(self._pieces):
            text, links, linked = _collapsed(line, self._targets)
            if text:
                # A line may lie wholly in an inline aside, such as a span for a photograph's credit.
                inner = {piece.aside for piece in line if piece.text and piece.text.strip()}
                around = {*self._asides[-_DEEPEST:], *(inner if len(inner) == 1 else ())} - {-1}
                self.blocks.append(Block(text, links, linked, self._owners[-1], tuple(around)))
        self._pieces.clear()
        self.is_at_start = True


def read_blocks(root: Tag, base: str) -> list[Block]:
    """Return every block of text under `root` in document order."""
    from bs4.element import NavigableString, Tag  # noqa: PLC0415 (slow to import, and only pages need it)

    walk = _Walk(root, base)
    notes = Notes(root, base)
    stack: list[tuple[object, bool]] = [(root, True)]
    while stack:
        node, entering = stack.pop()
        if type(node) is NavigableString:
            walk.read(node.translate(_INVISIBLE))
        elif isinstance(node, Tag) and not entering:
            walk.leave(node)
        elif isinstance(node, Tag) and not (
            (node.name in names().unread and not _is_question(node)) or is_hidden(node)
        ):
            if is_note_mark(node) and not (walk.is_at_start and is_numbered(node)):
                walk.cite(notes.address_of(node))
                continue
            if node.name == "br":
                walk.read(None)
                continue
            walk.enter(node)
            stack.append((node, False))
            stack.extend((child, True) for child in reversed(node.contents))
    walk.flush()
    return walk.blocks
