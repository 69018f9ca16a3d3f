"""A Word document with comments in, what people answered to them out, and a checklist with those answers in it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from attrcheck.checklist import Row, Sheet, Status, Verdict, fold_choice
from attrcheck.errors import InputError
from attrcheck.formats.docx.remarks import AUTHOR, FIELDS, id_in

__all__ = ["Answer", "answered", "answers_in"]

#: Bytes that a document unfolds to at most.
_LARGEST = 500_000_000
_W14, _W15 = (
    "{http://schemas.microsoft.com/office/word/2010/wordml}",
    "{http://schemas.microsoft.com/office/word/2012/wordml}",
)
_FIELD = re.compile(rf"\s*(?P<name>{'|'.join(FIELDS.values())})\s*:\s*(?P<value>.*)$", re.I)
_CHOICES = frozenset((*Verdict, *Status))
_ADDRESS = re.compile(r"https?://\S+")
_COLUMNS = {label.casefold(): column for column, label in FIELDS.items()}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person wrote about the row `id`: cells by column, their notes a line each, who and on which day."""

    id: str
    cells: Mapping[str, str]
    notes: tuple[str, ...]
    author: str
    day: str


def answers_in(data: bytes, *, name: str) -> tuple[Answer, ...]:
    """Return what people answered to the comments of the document `data`, in the order of the comments.

    An answer is a reply to a comment, or another person's comment on the very same words, or what was filled in in
    the comment itself; one that was resolved says that it is done. Raises InputError for another kind of file.
    """
    document = _open(data, name)
    comments = list(document.comments)
    ours = {one.comment_id: id_ for one in comments if (id_ := id_in(one.text))}
    if not ours:
        raise InputError(f"{name} holds no comments of attrcheck's. Name the document that -o checked.docx wrote.")
    parents, resolved = _threads(document, comments)
    ranges = _ranges(document)
    found = []
    for one in comments:
        if one.comment_id in ours:
            found.append(_answer(ours[one.comment_id], _filled_in(one.text), "", ""))
            if one.comment_id in resolved:
                found.append(_answer(ours[one.comment_id], f"{FIELDS['status']}: {Status.DONE}", "", ""))
            continue
        beside = _beside(one.comment_id, ours, ranges)
        parent = parents.get(one.comment_id, beside)
        if parent in ours and one.author != AUTHOR:
            day = one.timestamp.date().isoformat() if one.timestamp else ""
            found.append(_answer(ours[parent], one.text, one.author, day))
    return tuple(one for one in found if one.cells or one.notes)


def _open(data: bytes, name: str) -> Any:
    import docx  # noqa: PLC0415 (slow to import)

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(info.file_size for info in archive.infolist())
        document = docx.Document(io.BytesIO(data)) if size <= _LARGEST else None
    except Exception:  # the package lets through whatever a damaged part makes its parsers raise
        raise InputError(f"{name} is no Word document that can be read. Save it anew as .docx and name that.") from None
    if document is None:
        raise InputError(f"{name} unfolds to more than {_LARGEST // 1_000_000} MB, and is not opened.")
    return document


def _threads(document: Any, comments: Iterable[Any]) -> tuple[dict[int, int], set[int]]:
    """Return for each reply the comment that it replies to, and the comments that were resolved."""
    from lxml import etree  # noqa: PLC0415

    by_paragraph = {
        paragraph._p.get(f"{_W14}paraId"): one.comment_id for one in comments for paragraph in one.paragraphs
    }
    parents: dict[int, int] = {}
    resolved: set[int] = set()
    parts = (part for part in document.part.package.iter_parts() if "commentsExtended" in str(part.partname))
    for part in parts:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        for entry in etree.fromstring(part.blob, parser).iter(f"{_W15}commentEx"):
            own = by_paragraph.get(entry.get(f"{_W15}paraId"))
            parent = by_paragraph.get(entry.get(f"{_W15}paraIdParent"))
            if own is not None and parent is not None:
                parents[own] = parent
            if own is not None and entry.get(f"{_W15}done") in ("1", "true"):
                resolved.add(own)
    return parents, resolved


def _ranges(document: Any) -> dict[int, tuple[int, int]]:
    """Return the letters of the text between which each comment stands."""
    from docx.oxml.ns import qn  # noqa: PLC0415

    starts: dict[int, int] = {}
    ranges: dict[int, tuple[int, int]] = {}
    at = 0
    for node in document.element.body.iter(qn("w:t"), qn("w:commentRangeStart"), qn("w:commentRangeEnd")):
        if node.tag == qn("w:t"):
            at += len("".join((node.text or "").split()))
            continue
        number = int(node.get(qn("w:id")))
        if node.tag == qn("w:commentRangeStart"):
            starts[number] = at
        elif number in starts:
            ranges[number] = (starts[number], at)
    return ranges


def _beside(number: int, ours: Mapping[int, str], ranges: Mapping[int, tuple[int, int]]) -> int | None:
    """Return our comment on the very words of the comment `number`, None where there is none, or more than one."""
    same = [one for one in ours if number in ranges and ranges.get(one) == ranges[number]]
    return same[0] if len(same) == 1 else None


def _filled_in(text: str) -> str:
    """Return the lines of our comment that people may have filled in."""
    return "\n".join(line for line in text.split("\n") if _FIELD.match(line))


def _answer(id_: str, text: str, author: str, day: str) -> Answer:
    """Return what the lines of an answer say: fields by their names, choices by themselves, all else as notes."""
    cells: dict[str, str] = {}
    notes = []
    for line in filter(None, (raw.strip() for raw in text.split("\n"))):
        field, choice = _FIELD.match(line), fold_choice(line.rstrip("."))
        if field and _COLUMNS[field["name"].casefold()] != "notes":
            value = field["value"].strip()
            cells[_COLUMNS[field["name"].casefold()]] = fold_choice(value) if fold_choice(value) in _CHOICES else value
        elif choice in set(Verdict):
            cells["verdict"] = choice
        elif choice in set(Status):
            cells["status"] = choice
        elif _ADDRESS.fullmatch(line):
            cells["evidence_url"] = line
        else:
            notes.append(field["value"] if field else line)
    cells = {column: value for column, value in cells.items() if value and (author or value != Status.TODO)}
    return Answer(id_, cells, tuple(filter(None, notes)), author, day)


def answered(sheet: Sheet, answers: Sequence[Answer]) -> tuple[Sheet, tuple[str, ...]]:
    """Return the rows of `sheet` that were answered, as a colleague's copy of them, and the ids that it has not."""
    rows = {row["id"].strip(): row for row in sheet.rows}
    copies: dict[str, Row] = {}
    for one in answers:
        if one.id in rows:
            copies[one.id] = _with(copies.get(one.id, rows[one.id]), one)
    unknown = tuple(dict.fromkeys(one.id for one in answers if one.id not in rows))
    return replace(sheet, rows=tuple(copies.values()), notices=(), lost=(), beside=(), book=None), unknown


def _with(row: Row, answer: Answer) -> Row:
    """Return `row` with what `answer` says; its notes stand below those that are there, each once."""
    lines = [line for line in row["notes"].split("\n") if line]
    lines += [line for line in answer.notes if line not in lines]
    cells = {**row.cells, **answer.cells, "notes": "\n".join(lines)}
    changed = any(cells[column] != row[column] for column in (*answer.cells, "notes"))
    if changed and answer.author:
        cells |= {"checked_by": answer.author, "checked_on": answer.day or row["checked_on"]}
    return replace(row, cells=cells)
