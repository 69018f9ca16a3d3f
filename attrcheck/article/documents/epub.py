"""An EPUB book in, its `Article` out: all its chapters, in the order in which the book is read."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from attrcheck.article.assembly import Known, assemble
from attrcheck.article.documents.archives import Archive, open_archive
from attrcheck.article.documents.xml import local_name, read_xml, text_of
from attrcheck.article.encoding import decode
from attrcheck.article.html.blocks import Block, parse_html, read_blocks
from attrcheck.article.model import Article
from attrcheck.article.text.bylines import clean_author
from attrcheck.errors import InputError, NoArticleError

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read_epub"]

_CONTAINER = "META-INF/container.xml"
_MOST_CHAPTERS = 1_000
_MOST_CHARACTERS = 5_000_000
#: Pages of a book that are none of its text.
_FRONT = re.compile(r"(?:^|[/_-])(?:cover|nav|toc|title-?page|copyright|imprint|halftitle)\d*\.", re.I)


def read_epub(data: bytes, *, name: str, url: str = "") -> Article:
    """Return the article that an .epub holds: all its chapters, their headings between them.

    Raises InputError for a file that is damaged, locked or too large, NoArticleError for one without text; `name` is
    what their messages call it.
    """
    with open_archive(data, name) as archive:
        if "META-INF/encryption.xml" in archive.files and b"EncryptedData" in archive.read("META-INF/encryption.xml"):
            rights = "META-INF/rights.xml" in archive.files or "META-INF/license.lcpl" in archive.files
            if rights:
                raise InputError(f"{name} is locked to its owner (DRM): paste the text in it as a .txt file.")
        container = read_xml(archive.read(_CONTAINER), name)
        path = next((node.get("full-path") or "" for node in container.iter("{*}rootfile")), "")
        package = read_xml(archive.read(path), name)
        blocks = [block for chapter in _chapters(archive, package, path, name) for block in chapter]
    if not blocks:
        raise NoArticleError(f"{name} holds no text: give a book with text in it.")
    said = {key: [text_of(node) for node in package.iter(f"{{*}}{key}")] for key in ("title", "creator", "date")}
    day = re.match(r"\d{4}-\d{2}-\d{2}", next(iter(said["date"]), ""))
    known = Known(
        title=next(filter(None, said["title"]), ""),
        author=", ".join(filter(None, map(clean_author, said["creator"][:10]))),
        date=day[0] if day else "",
        url=url,
    )
    return assemble(blocks, known)


def _chapters(archive: Archive, package: _Element, path: str, name: str) -> Iterator[list[Block]]:
    """Yield the paragraphs of each file of the book, in reading order."""
    files = {node.get("id"): node for node in package.iter("{*}item")}
    read: set[str] = set()
    characters = 0
    for reference in [node for node in package.iter("{*}itemref") if local_name(node)][:_MOST_CHAPTERS]:
        item = files.get(reference.get("idref"))
        if item is None or reference.get("linear") == "no" or "html" not in (item.get("media-type") or ""):
            continue
        file = posixpath.normpath(
            posixpath.join(posixpath.dirname(path), unquote(item.get("href") or "").split("#")[0])
        )
        is_front = "nav" in (item.get("properties") or "").split() or _FRONT.search(file)
        content = b"" if is_front or file in read else archive.read(file)
        read.add(file)
        if not content.strip():
            continue
        markup = re.sub(r"\A\s*<\?xml[^>]*>", "", decode(content, name=f"{name}: {file}", declared="utf-8").text)
        blocks = read_blocks(parse_html(markup), "")
        characters += sum(len(block.text) for block in blocks)
        if characters > _MOST_CHARACTERS:
            raise InputError(f"{name} holds more text than a book. Give attrcheck a part of it.")
        yield blocks
