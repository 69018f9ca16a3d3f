"""A checklist in, its article as a Word document out, with a comment beside each statement.

Where the article was a Word document it is that one, with its formatting and its own comments.
"""

from __future__ import annotations

import io
from typing import Any

import docx

from attrcheck.article import Article, ParagraphKind, Span
from attrcheck.checklist import Checklist
from attrcheck.errors import OutputError
from attrcheck.formats.docx.places import Places
from attrcheck.formats.docx.remarks import AUTHOR, head_of, remark_of

__all__ = ["write"]

_INITIALS = "ac"


def write(*checklists: Checklist, original: bytes = b"") -> bytes:
    """Return the article of an only checklist with its comments; `original` is the Word document that it was read from.

    Raises OutputError where there are several articles, which are several documents.
    """
    if len(checklists) != 1:
        raise OutputError("a Word document holds one article. Name one input, or write a .xlsx or .html file.")
    checklist = checklists[0]
    document = docx.Document(io.BytesIO(original)) if original else _document(checklist.article)
    places = Places(document, checklist.article.text)
    missed = []
    for item in sorted(checklist.items, key=lambda item: item.attribution.content[0]):
        content = item.attribution.content
        runs = places.runs(Span(content[0].start, content[-1].end)) or places.runs(content[0])
        if runs is None:
            missed.append(item)
        else:
            document.add_comment(runs, text=remark_of(item), author=AUTHOR, initials=_INITIALS)
    first = next((run for paragraph in document.paragraphs for run in paragraph.runs if run.text.strip()), None)
    if first is not None:
        document.add_comment(first, text=head_of(checklist), author=AUTHOR, initials=_INITIALS)
        for item in missed:
            # Its words stand in a note, or where no comment can.
            document.add_comment(
                first, text=f"“{item.statement}”\n{remark_of(item)}", author=AUTHOR, initials=_INITIALS
            )
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _document(article: Article) -> Any:
    """Return a new Word document with the title, headings and paragraphs of `article`."""
    document = docx.Document()
    document.core_properties.author = AUTHOR
    document.core_properties.title = _writable(article.title)[:255]
    for paragraph in article.paragraphs:
        words = _writable(" ".join(paragraph.span.of(article.text).split()))
        if paragraph.kind is ParagraphKind.TITLE:
            document.add_heading(words, level=0)
        elif paragraph.kind is ParagraphKind.HEADING:
            document.add_heading(words, level=2)
        else:
            document.add_paragraph(words)
    return document


def _writable(words: str) -> str:
    """Return `words` with the same number of letters, those that XML cannot hold replaced."""
    return "".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in words)
