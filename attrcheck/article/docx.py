"""A Word document's bytes in, `Article` out; other office files are refused with what to do about them."""

from __future__ import annotations

import io
import re
import zipfile

from attrcheck.article.assembly import Known, assemble
from attrcheck.article.bylines import clean_author
from attrcheck.article.html.blocks import parse_html, read_blocks
from attrcheck.article.model import Article
from attrcheck.errors import InputError, NoArticleError

__all__ = ["read_docx"]

#: Bytes of XML that one part of a document may hold, and all its parts together, once inflated.
_LARGEST_PART = 20_000_000
_LARGEST_WHOLE = 400_000_000
_MOST_FILES = 10_000
_MAIN = "word/document.xml"
#: What other archives are, by a file that they hold.
_OTHERS = (
    ("content.xml", "an OpenDocument file"),
    ("META-INF/container.xml", "an EPUB book"),
    ("xl/workbook.xml", "a spreadsheet"),
    ("ppt/presentation.xml", "a presentation"),
)
#: Word's name of a paragraph's style -> the element that it becomes, beside mammoth's own.
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Quote'] => blockquote > p:fresh
"""
_CREATOR = re.compile(rb"<dc:creator>([^<]{1,200})</dc:creator>")


def read_docx(data: bytes, *, name: str, url: str = "") -> Article:
    """Return the article of a .docx file: headings, links, lists, tables and footnotes, with tracked changes accepted.

    Raises InputError for a file that is damaged, too large or of another kind, NoArticleError for one without text;
    `name` is what their messages call it.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        raise InputError(
            f"{name} is a ZIP archive or Word document that is damaged: open it in Word, save it anew and give that."
        ) from None
    with archive:
        _check(archive, name)
        creator = _CREATOR.search(_part(archive, "docProps/core.xml", name))
    import mammoth  # type: ignore[import-untyped]  # noqa: PLC0415 (it has no types; only Word documents need it)

    try:
        converted = mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, convert_image=mammoth.images.img_element(lambda _image: {})
        )
    except Exception:  # mammoth lets through whatever a damaged part makes its parsers raise
        raise _damaged(name) from None
    blocks = read_blocks(parse_html(converted.value), url)
    if not blocks:
        raise NoArticleError(f"{name} holds no text; a picture of a text is none. Give a document with text in it.")
    author = clean_author(creator[1].decode("utf-8", "replace")) if creator else ""
    known = Known(
        title=blocks[0].text if blocks[0].owner.name == "h1" else "",
        # Programs write the name of an account there, which is a writer's only where it looks like one.
        author=author if len(author.split()) > 1 else "",
        url=url,
    )
    return assemble(blocks, known)


def _damaged(name: str) -> InputError:
    return InputError(
        f"{name} is damaged and cannot be read: open it in Word or LibreOffice, save it anew and give that."
    )


def _check(archive: zipfile.ZipFile, name: str) -> None:
    """Raise InputError unless the archive is a Word document of a size that one has."""
    infos = archive.infolist()
    files = {info.filename for info in infos}
    if _MAIN not in files:
        what = next((what for file, what in _OTHERS if file in files), "a ZIP archive")
        raise InputError(
            f"{name} is {what}, which attrcheck cannot read: save or export it as .docx, .pdf or .txt and give that."
        )
    largest = max((info.file_size for info in infos if info.filename.endswith((".xml", ".rels"))), default=0)
    if len(infos) > _MOST_FILES or sum(info.file_size for info in infos) > _LARGEST_WHOLE or largest > _LARGEST_PART:
        raise InputError(f"{name} inflates to more than a document holds. Save its text as a .txt file and give that.")
    if any(info.flag_bits & 1 for info in infos):
        raise InputError(f"{name} is protected by a password: save it without one and give that.")


def _part(archive: zipfile.ZipFile, part: str, name: str) -> bytes:
    """Return the bytes of a part of the document, none where there is no such part."""
    if part not in archive.namelist():
        return b""
    try:
        with archive.open(part) as file:
            return file.read(_LARGEST_PART)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):  # what zipfile and zlib raise on wrong bytes
        raise _damaged(name) from None
