"""A checklist in, CSV out, and back: one row an item, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping

from attrcheck.article import Span
from attrcheck.checklist import Checklist, Item
from attrcheck.errors import InputError

__all__ = ["COLUMNS", "read", "write"]

_SEARCHES = 7
#: The columns in their order; a contract with everyone who keeps such files.
COLUMNS = (
    *("id", "status", "verdict", "evidence_url", "notes", "checked_by", "checked_on"),
    *("priority", "source", "source_name", "source_role", "source_kind", "cue", "act", "form", "statement", "context"),
    *("questions", "cited_link", "passage_link"),
    *(f"search_{number}" for number in range(1, _SEARCHES + 1)),
    *("confidence", "paragraph", "start", "end", "article_title", "article_url", "article_date"),
)
#: What a spreadsheet takes for a formula, behind blanks and behind apostrophes that already guard it.
_FORMULA = re.compile(r"'*[^\S\t\r\n]*[=+\-@＝＋－＠\t\r\n]")


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _row(item: Item, checklist: Checklist) -> dict[str, str]:
    attribution, article = item.attribution, checklist.article
    whole = Span(attribution.content[0].start, attribution.content[-1].end)
    row = {
        "id": item.id,
        **item.check.fields(),
        "priority": item.priority,
        "source": item.source.mention,
        "source_name": item.source.name,
        "source_role": item.source.role,
        "source_kind": item.source.kind,
        "cue": item.cue,
        "act": attribution.act,
        "form": attribution.form,
        "statement": item.statement,
        "context": item.context,
        "questions": "\n".join(item.questions),
        "cited_link": item.cited_link,
        "passage_link": item.passage_link,
        "confidence": f"{attribution.confidence:.2f}",
        "paragraph": str(item.paragraph),
        "start": str(whole.start),
        "end": str(whole.end),
        "article_title": article.title,
        "article_url": article.url,
        "article_date": article.date,
    }
    for number, link in enumerate(item.searches[:_SEARCHES], start=1):
        row[f"search_{number}"] = f"{link.label}: {link.url}"
    return row


def write(*checklists: Checklist) -> str:
    """Return the checklists as one CSV (RFC 4180); a search cell holds its label, a colon and its URL."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    for checklist in checklists:
        for item in checklist.items:
            writer.writerow({column: _guarded(cell) for column, cell in _row(item, checklist).items()})
    return out.getvalue()


def read(text: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a checklist that `write` wrote, each cell as it was before it was guarded.

    Raises InputError where a column of the contract is missing.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise InputError(f"this is not a checklist: column {missing[0]!r} is missing. Name a CSV that attrcheck wrote.")
    return tuple({column: _unguarded(cell or "") for column, cell in row.items() if column} for row in reader)
