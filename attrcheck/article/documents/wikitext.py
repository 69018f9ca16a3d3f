"""Wikitext, as editors of Wikipedia copy it, in, its `Article` out; references link the sentence before them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from attrcheck.article.assembly import Known, assemble
from attrcheck.article.html.blocks import parse_html, read_blocks
from attrcheck.article.model import Article
from attrcheck.article.urls import absolute_url
from attrcheck.errors import InputError, NoArticleError
from attrcheck.files import read_data

if TYPE_CHECKING:
    from mwparserfromhell.wikicode import Wikicode

__all__ = ["read_wikitext"]

#: Links that lead to no article, but to a file, a category or another wiki.
_SPECIAL = re.compile(r"\s*:?\s*(?:file|image|media|category|[a-z]{2,3}(?:-[a-z]+)?)\s*:", re.I)
_SENTENCE = re.compile(r"(?<=[.!?…”\"])(?:</a>)?\s+(?=\S)")
_TAG = re.compile(r"<[^<>]*>")
_LIST = re.compile(r"(?m)^[*#:;]+[ \t]*")
_DEEPEST = 20
#: Characters at most, and brackets that are not closed: the parser tries each of these in vain.
_LONGEST = 2_000_000
_MOST_OPEN = 40
_MOST_TAGS = 300
_OPENED = re.compile(r"<\w")
#: Characters before a reference among which its sentence begins.
_FAR = 2_000


def read_wikitext(text: str, *, url: str = "") -> Article:
    """Return the article of wikitext without its markup; raises NoArticleError where it has no text.

    Raises InputError for wikitext that is too long, or whose brackets are not closed.
    """
    import mwparserfromhell  # noqa: PLC0415 (only wikitext needs it)

    pairs = ((text.count("{{"), text.count("}}")), (text.count("[["), text.count("]]")))
    tags = len(_OPENED.findall(text)) - text.count("</") - text.count("/>")
    if len(text) > _LONGEST or any(opened - closed > _MOST_OPEN for opened, closed in pairs) or tags > _MOST_TAGS:
        raise InputError(
            "the wikitext is too long, or its brackets are not closed: save the page's text as a .txt file."
        )
    walk = _Walk()
    markup = walk.read(mwparserfromhell.parse(text.replace("\r\n", "\n")))
    parts = (part.strip() for part in re.split(r"\n\s*\n|\n(?=<[hl])|(?<=</h\d>)\n|(?<=</li>)\n", _lines(markup)))
    blocks = read_blocks(parse_html("".join(f"<p>{part}</p>" for part in parts if part)), url)
    if not blocks:
        raise NoArticleError("the wikitext holds no text: give the text of an article.")
    return assemble(blocks, Known(title=blocks[0].text if blocks[0].owner.name == "h1" else "", url=url))


def _lines(markup: str) -> str:
    """Return the markup with a paragraph for each point of a list."""
    return _LIST.sub("\n\n", markup)


@cache
def _data() -> dict[str, Any]:
    return cast("dict[str, Any]", read_data("documents")["wikitext"])


class _Walk:
    """The way through wikitext, with the addresses of the references that have names."""

    def __init__(self) -> None:
        self._named: dict[str, str] = {}

    def read(self, code: Wikicode | None, depth: int = 0) -> str:
        """Return the HTML of the code's text."""
        out = ""
        for node in code.nodes if code is not None and depth < _DEEPEST else ():
            if type(node).__name__ == "Tag" and str(node.tag).strip().lower() == "ref":
                out = _cited(out, self._address(node))
            else:
                out += self._node(node, depth)
        return out

    def _node(self, node: Any, depth: int) -> str:
        kind = type(node).__name__
        if kind == "Text":
            return html.escape(str(node), quote=False)
        if kind == "HTMLEntity":
            return str(node)
        if kind == "Heading":
            title = self.read(node.title, depth + 1).strip()
            return f"\n\n<h{min(6, node.level)}>{title}</h{min(6, node.level)}>\n\n"
        if kind == "Wikilink":
            said = str(node.title)
            return (
                ""
                if _SPECIAL.match(said)
                else self.read(node.text, depth + 1)
                if node.text
                else html.escape(said.lstrip(":"))
            )
        if kind == "ExternalLink":
            words = self.read(node.title, depth + 1) if node.title else html.escape(str(node.url))
            return f'<a href="{html.escape(str(node.url))}">{words}</a>'
        if kind == "Tag":
            return self._tag(node, depth)
        return self._template(node, depth) if kind == "Template" else ""

    def _tag(self, node: Any, depth: int) -> str:
        name = str(node.tag).strip().lower()
        if name in _data()["unread"].split():
            return ""
        if name in {"li", "dt", "dd"}:
            return "\n\n"
        if name in {"br", "hr"}:
            return "<br>"
        return self.read(node.contents, depth + 1)

    def _template(self, node: Any, depth: int) -> str:
        name = " ".join(str(node.name).split()).lower().replace("_", " ")
        if name in _data()["marks"]:
            return str(_data()["marks"][name])
        if name in {"convert", "cvt"} and len(node.params) > 1:
            return html.escape(f"{node.params[0].value} {node.params[1].value}")
        for key in _data()["shown"].get(name, ()):
            if node.has(key):
                said = self.read(node.get(key).value, depth + 1).strip()
                return f"\n\n{said}\n\n" if name in _data()["blocks"] else said
        return ""

    def _address(self, node: Any) -> str:
        """Return the address that a reference gives, or the one of its name."""
        name = next((str(each.value).strip() for each in node.attributes if str(each.name).strip() == "name"), "")
        found = next(_addresses(node.contents), "")
        if name and found:
            self._named[name] = found
        return found or self._named.get(name, "")


def _addresses(code: Wikicode | None) -> Iterator[str]:
    """Yield the addresses in a reference, the work's own first."""
    if code is None:
        return
    for template in code.filter_templates():
        for name in _data()["addresses"]:
            if template.has(name):
                said = str(template.get(name).value).strip()
                yield from filter(None, (absolute_url(f"https://doi.org/{said}" if name == "doi" else said, ""),))
    links: Iterable[Any] = code.filter_external_links()
    yield from filter(None, (absolute_url(str(link.url), "") for link in links))


def _cited(written: str, url: str) -> str:
    """Return what was written with its last sentence linked to `url`, which the reference behind it cites."""
    paragraph = written.rfind("\n\n")
    ends = (found.end() for found in _SENTENCE.finditer(written, max(0, len(written) - _FAR)))
    start = max(paragraph + 2 if paragraph >= 0 else 0, max(ends, default=0))
    words = written[start:]
    if not url or not _TAG.sub("", words).strip() or "<" in words:
        return written
    return f'{written[:start]}<a href="{html.escape(url)}">{words}</a>'
