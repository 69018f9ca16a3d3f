"""An item in, what its comment says out; and the lines of a comment that people may have filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrcheck.checklist import Checklist, Item

__all__ = ["AUTHOR", "FIELDS", "head_of", "id_in", "remark_of"]

#: Whose comments these are, by which they are told from people's.
AUTHOR = "attrcheck"
#: What people fill in, by the column that it is for.
FIELDS = {"status": "Status", "verdict": "Verdict", "notes": "Notes", "evidence_url": "Evidence"}
#: Searches and findings that a comment has room for.
_MOST_SEARCHES, _MOST_FINDINGS = 3, 4
_ID = re.compile(r"^\[attrcheck ([0-9a-f]{10}(?:-\d+)?)\]$", re.M)
#: Characters that XML cannot hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def id_in(text: str) -> str:
    """Return the id of the row that a comment with this `text` is about, "" for none."""
    match = _ID.search(text)
    return match[1] if match else ""


def remark_of(item: Item) -> str:
    """Return the text of the comment on `item`, a line a paragraph, its id last."""
    return _UNWRITABLE.sub("\ufffd", "\n".join(" ".join(line.split()) for line in _lines(item)))


def _lines(item: Item) -> Iterator[str]:
    source = item.source
    who = ", ".join(dict.fromkeys(filter(None, (source.name or source.mention, source.role)))) or "Nobody named"
    yield f"{who} ({source.kind}; {item.priority})"
    if item.ground:
        yield f"How they know: {item.ground}"
    if item.held is not None:
        where = f" ({item.held.where})" if item.held.where else ""
        yield f"Against the material: {item.held.outcome}{where}. {item.held.detail}"
        if item.held.passage:
            yield f"There: “{item.held.passage}”"
    yield from (f"Found: {one.finding} {one.url}" for one in item.evidence[:_MOST_FINDINGS])
    yield from (f"Ask: {question}" for question in item.questions)
    if item.cited_link:
        yield f"The article's own link: {item.cited_link}"
    yield from (f"Search: {link.label}: {link.url}" for link in item.searches[:_MOST_SEARCHES])
    yield f"{FIELDS['status']}: {item.check.status}"
    yield f"{FIELDS['verdict']}: {item.check.verdict or ''}"
    yield f"[attrcheck {item.id}]"


def head_of(checklist: Checklist) -> str:
    """Return the text of the comment on the article as a whole: how many statements, and how to answer."""
    count = len(checklist.items)
    lost = [f"Not done: {one}" for one in checklist.not_done]
    text = [
        f"attrcheck found {count} statement{'' if count == 1 else 's'} to check.",
        "Answer a comment with a verdict (verified_verbatim, misquoted …), a status (done, skipped …), an address "
        "(evidence: https://…) or a note, each on a line of its own; or resolve it when it is done.",
        "Then take the answers over: attrcheck merge CHECKLIST.csv THIS.docx -o CHECKLIST.csv",
        *lost,
    ]
    return _UNWRITABLE.sub("\ufffd", "\n".join(text))
