"""What a file holds in, the error that says what it is where that is no article: a table, a checklist, a .doc file.

Read as prose, each of these would make a checklist of nonsense.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

from attrcheck.article.documents.archives import CHECKLIST, USE_CHECKLIST, refuse_archive
from attrcheck.errors import InputError

__all__ = ["refuse_bytes", "refuse_text"]

#: Characters of a table that are looked at.
_HEAD = 65_536
_ASK_WORD = "save it as .docx, .pdf or .txt and give that to attrcheck"
_SAVE_ARTICLES = "save each article as a .txt file, or the whole as JSON Lines with a “title” and a “text” a line"
#: Names of streams in an old Office file -> what it is, and what to do.
_OLE = (
    ("__substg1.0_", "an Outlook message (.msg)", "save it as .eml, .html or .txt in Outlook and give that"),
    ("WordDocument", "an old Word file (.doc)", _ASK_WORD),
    ("PowerPoint Document", "an old PowerPoint file (.ppt)", "export it as .pdf and give that"),
    ("Workbook", "an old spreadsheet (.xls)", _SAVE_ARTICLES),
    ("Book", "an old spreadsheet (.xls)", _SAVE_ARTICLES),
)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of text that is no article: how it begins, what it is, and what to do instead."""

    start: re.Pattern[str]
    what: str
    instead: str


#: A file of any format may be one of these.
_CHECKLISTS = (
    _Kind(re.compile(r'(?:sep=.\n)?"?id"?[,;\t]"?status"?[,;\t]"?verdict"?[,;\t]'), CHECKLIST, USE_CHECKLIST),
    _Kind(re.compile(r"# [^\n]*\n\n(?:[^\n]{1,200}\n\n)?\d+ of \d+ done\n"), CHECKLIST, USE_CHECKLIST),
    _Kind(
        re.compile(r'(?is)<!doctype html>.{0,80000}<script type="application/json" id="data">\{"columns":\["id"'),
        CHECKLIST,
        USE_CHECKLIST,
    ),
)
#: What is told by nothing else may be one of these.
_KINDS = (
    _Kind(re.compile(r"BEGIN:V(?:CALENDAR|CARD)\b"), "a calendar or an address card", "paste the text in it"),
    _Kind(re.compile(r"\[InternetShortcut\]|\[Desktop Entry\]"), "a link to a page", "give the web address in it"),
    _Kind(re.compile(r"\\documentclass\b"), "a LaTeX file", "give the .pdf that it makes"),
    _Kind(re.compile(r"%!PS"), "a PostScript file", "convert it to .pdf and give that"),
    _Kind(
        re.compile(r"\s*<(?:\?xml|[\w-]{1,40}:?[\w-]{0,40}(?:\s[^<>]{0,2000})? xmlns)"),
        "an XML file of a kind that attrcheck does not know",
        "save or export its text as a .txt file and give that",
    ),
)
#: Rows of a table that are looked at, cells of one at least, and characters of the name of a column at most.
_ROWS = 20
_FEWEST_CELLS = 3
_LONGEST_NAME = 40
#: Characters of the row of names at most.
_LONGEST_HEAD = 5_000
_TABLES = (".csv", ".tsv", ".tab")
_TABLE_TYPES = ("text/csv", "text/tab-separated-values")


def refuse_bytes(data: bytes, name: str) -> None:
    """Raise InputError for an archive or an old Office file, with what it is."""
    if data.startswith(b"PK\x03\x04"):
        raise refuse_archive(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        for stream, what, instead in _OLE:
            if stream.encode("utf-16-le") in data:
                raise InputError(f"{name} is {what}, which attrcheck cannot read: {instead}.")


def refuse_text(text: str, name: str, *, media: str = "", is_told: bool = False) -> None:
    """Raise InputError for a text that is something else than an article, with what it is.

    `is_told` says that it is known for a page, Markdown or the like: then it may be no more than a checklist.
    """
    text = text.removeprefix("\ufeff")
    for kind in _CHECKLISTS if is_told else (*_CHECKLISTS, *_KINDS):
        if kind.start.match(text):
            raise InputError(f"{name} is {kind.what}, and no article that attrcheck reads: {kind.instead}.")
    if is_told:
        return
    if PurePath(name).suffix.lower() in _TABLES or media in _TABLE_TYPES or _is_table(text):
        raise InputError(f"{name} is a table (CSV), whose rows attrcheck does not read as articles: {_SAVE_ARTICLES}.")


def _is_table(text: str) -> bool:
    """Tell whether the text is rows of cells under a row of names, as programs write them."""
    head = text.lstrip().split("\n", 1)[0]
    if len(head) > _LONGEST_HEAD:
        return False
    delimiter = max(",;\t", key=head.count)
    names = next(csv.reader([head], delimiter=delimiter), [])
    if len(names) < _FEWEST_CELLS or not all(0 < len(name.strip()) <= _LONGEST_NAME for name in names):
        return False
    if head.rstrip().endswith((".", "!", "?", "”", ":")) or any(name != name.strip() for name in names):
        return False  # a sentence has blanks behind its commas
    try:
        rows = list(islice(csv.reader(io.StringIO(text.lstrip()[:_HEAD]), delimiter=delimiter), 1, _ROWS))
    except csv.Error:
        return False
    full = [row for row in rows if row]
    return bool(full) and all(len(row) == len(names) for row in full[:-1] or full)
