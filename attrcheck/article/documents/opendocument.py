"""An OpenDocument text in (.odt, or .fodt, the same in one XML file), its `Article` out."""

from __future__ import annotations

import html
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from attrcheck.article.assembly import Known, assemble
from attrcheck.article.documents.archives import open_archive, refuse_checklist
from attrcheck.article.documents.xml import first_text, local_name, read_xml
from attrcheck.article.html.blocks import parse_html, read_blocks
from attrcheck.article.model import Article
from attrcheck.article.text.bylines import clean_author
from attrcheck.article.text.headlines import with_headline
from attrcheck.errors import InputError, NoArticleError
from attrcheck.files import read_data

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read_flat_opendocument", "read_opendocument"]

#: Its elements -> those of HTML; frames stand in paragraphs, and a paragraph in a paragraph begins its own.
_ELEMENTS = {
    "p": "p", "a": "a", "list": "ul", "list-item": "li", "table": "table", "table-row": "tr", "table-cell": "td",
    "line-break": "br", "text-box": "div",
}  # fmt: skip
_STRUCK = "struck-out words were left out: “{}”"
_HIDDEN = "text that is hidden in the document was left out: “{}”"
_COMMENTS = "comments in the margin were not read: {}"
_LONG_SAMPLE = 60
_DEEPEST = 200


def read_opendocument(data: bytes, *, name: str, url: str = "") -> Article:
    """Return the article of an .odt file, its tracked changes accepted.

    Raises InputError for a file that is damaged, locked or too large, NoArticleError for one without text; `name` is
    what their messages call it.
    """
    with open_archive(data, name) as archive:
        if b"manifest:encryption-data" in archive.read("META-INF/manifest.xml"):
            raise InputError(f"{name} is protected by a password: save it without one and give that.")
        refuse_checklist(archive, name)
        content = read_xml(archive.read("content.xml"), name)
        meta = archive.read("meta.xml")
        styles = archive.read("styles.xml")
        about = [read_xml(part, name) for part in (meta, styles) if part]
    return _article(content, [content, *about], name, url)


def read_flat_opendocument(text: str, *, url: str = "") -> Article:
    """Return the article of the text of an .fodt file; raises as `read_opendocument` does."""
    name = url or "the document"
    root = read_xml(text, name)
    return _article(root, [root], name, url)


def _article(content: _Element, parts: list[_Element], name: str, url: str) -> Article:
    body = next((node for node in content.iter("{*}text") if _is_body(node)), None)
    if body is None:
        raise InputError(f"{name} is an OpenDocument file that is no text: export it as .pdf and give that.")
    walk = _Walk(parts)
    blocks = read_blocks(parse_html("".join(walk.html(body)) + walk.footnotes), url)
    if not blocks:
        raise NoArticleError(f"{name} holds no text; a picture of a text is none. Give a document with text in it.")
    author = next(
        (clean_author(said) for part in parts if (said := first_text(part, "initial-creator", "creator"))), ""
    )
    known = Known(
        title=blocks[0].text if blocks[0].owner.name == "h1" else "",
        author=author if len(author.split()) > 1 else "",
        url=url,
    )
    return assemble(blocks, with_headline(blocks, known), tuple(walk.notes()))


def _is_body(node: _Element) -> bool:
    around = node.getparent()
    return around is not None and local_name(around) == "body"


class _Walk:
    """The way through a document's body, with what was left out on it."""

    def __init__(self, parts: list[_Element]) -> None:
        self._struck: set[str] = set()
        self._hidden: set[str] = set()
        self._titles: set[str] = {"Title"}
        self._left_out: dict[str, str] = {}
        self._comments = 0
        self._notes: list[str] = []
        for part in parts:
            for style in part.iter("{*}style"):
                self._learn(style)

    def _learn(self, style: _Element) -> None:
        """Take in what a style does to text, and what it makes of a paragraph."""
        name, parent = _attribute(style, "name"), _attribute(style, "parent-style-name")
        properties = [{key.rpartition("}")[2]: value for key, value in node.items()} for node in style]
        if parent in self._titles or _attribute(style, "display-name") == "Title":
            self._titles.add(name)
        if any(each.get("text-line-through-style", "none") != "none" for each in properties):
            self._struck.add(name)
        if any(each.get("display") == "none" for each in properties):
            self._hidden.add(name)

    def html(self, node: _Element, depth: int = 0) -> Iterator[str]:
        """Yield the HTML of what is in an element."""
        yield html.escape(node.text or "")
        for child in node:
            yield from self._element(child, depth)
            yield html.escape(child.tail or "")

    def _element(self, node: _Element, depth: int) -> Iterator[str]:
        name, style = local_name(node), _attribute(node, "style-name")
        self._comments += name == "annotation"
        if not name or name in _unread() or depth > _DEEPEST:
            return
        if style in self._struck or style in self._hidden:
            self._left_out.setdefault(_STRUCK if style in self._struck else _HIDDEN, "".join(node.itertext()))
            return
        if name in {"s", "tab"}:
            yield " "
            return
        if name == "note":
            self._notes.append("".join(self.html(node, depth + 1)))
            return
        tag = _ELEMENTS.get(name, "")
        if name == "h" or (name == "p" and style in self._titles):
            tag = "h1" if name == "p" else f"h{min(6, _level(node))}"
        href = html.escape(_attribute(node, "href")) if tag == "a" else ""
        yield (f'<a href="{href}">' if tag == "a" else f"<{tag}>") if tag else ""
        yield from self.html(node, depth + 1)
        yield f"</{tag}>" if tag and tag != "br" else ""

    @property
    def footnotes(self) -> str:
        """The footnotes, which stand behind the text."""
        return "".join(f"<div>{note}</div>" for note in self._notes)

    def notes(self) -> Iterator[str]:
        """Yield what was left out."""
        for note, said in self._left_out.items():
            words = " ".join(said.split())
            yield note.format(words if len(words) <= _LONG_SAMPLE else f"{words[:_LONG_SAMPLE].rsplit(' ', 1)[0]} …")
        if self._comments:
            yield _COMMENTS.format(self._comments)


@cache
def _unread() -> frozenset[str]:
    return frozenset(read_data("documents")["opendocument"]["unread"].split())


def _attribute(node: _Element, name: str) -> str:
    return next((value for key, value in node.items() if key.rpartition("}")[2] == name), "")


def _level(node: _Element) -> int:
    said = _attribute(node, "outline-level")
    return max(1, int(said)) if said.isdecimal() and len(said) < 3 else 1
