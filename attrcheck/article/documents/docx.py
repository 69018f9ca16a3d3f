"""A Word document's bytes in, `Article` out."""

from __future__ import annotations

import io
import re

from attrcheck.article.assembly import Known, assemble
from attrcheck.article.documents.archives import open_archive
from attrcheck.article.documents.word_marks import as_seen
from attrcheck.article.html.blocks import parse_html, read_blocks
from attrcheck.article.model import Article
from attrcheck.article.text.bylines import clean_author
from attrcheck.article.text.headlines import with_headline
from attrcheck.errors import InputError, NoArticleError

__all__ = ["read_docx"]

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
    with open_archive(data, name) as archive:
        creator = _CREATOR.search(archive.read("docProps/core.xml"))
        data, notes = as_seen(archive, name)
    import mammoth  # noqa: PLC0415 (only Word documents need it)

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
    return assemble(blocks, with_headline(blocks, known), notes)


def _damaged(name: str) -> InputError:
    return InputError(
        f"{name} is damaged and cannot be read: open it in Word or LibreOffice, save it anew and give that."
    )
