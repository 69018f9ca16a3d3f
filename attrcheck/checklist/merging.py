"""An old sheet and a new one in, one sheet out that keeps what people wrote; and how far their work is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from attrcheck.checklist.arrangement import Arrangement
from attrcheck.checklist.columns import COLUMNS, FOUND, HELD, HUMAN, MARKS
from attrcheck.checklist.history import changes_of
from attrcheck.checklist.joining import Joining
from attrcheck.checklist.matching import RowPairs, articles, pair
from attrcheck.checklist.sheet import ArticleName, Row, Sheet, article_of, article_of_head
from attrcheck.checklist.state import Mark, marks_of
from attrcheck.errors import InputError
from attrcheck.wording import counted

__all__ = ["Merged", "merge", "tally"]


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged sheet and how many of its rows are kept from the old one, new, changed, gone and in conflict."""

    sheet: Sheet
    kept: int
    new: int
    changed: int
    gone: int
    conflicts: int
    notices: tuple[str, ...] = ()


def merge(old: Sheet, new: Sheet, *, base: Sheet | None = None, anyway: bool = False) -> Merged:
    """Return `new` with what people wrote in `old` and in itself, in the order of `old`.

    Rows of `old` that `new` has no more are marked as gone where it was read of their article anew, and else kept as
    they are, as are those of articles that it is not about and those that a person added. `base` is the checklist
    that both were copied from, for files without a history. Raises InputError where `new` is of another article,
    unless `anyway`.
    """
    if old.book:
        # One workbook's looks go on, and places in the other mean nothing there.
        new = replace(new, rows=tuple(replace(row, place=0, page="") for row in new.rows))
    own = tuple(dict.fromkeys((*old.own, *new.own)))
    copies = {row["id"].strip(): changes_of(row, own) for row in base.rows} if base else {}
    joining = Joining(own, copies)
    old, new = joining.with_splits(old), joining.with_splits(new)
    pairs = pair(old, new)
    new = _apart(new, pairs, {*articles(old)})
    others = [article for article in articles(new) if article not in pairs.called.values()]
    if old.rows and articles(old) and not pairs.called and articles(new) and not anyway:
        was, now = (_shown(next(iter(articles(sheet)))) for sheet in (old, new))
        raise InputError(f"it is a checklist of another article, {was}, not of {now}.")
    called = {was: _names(now, new) for was, now in pairs.called.items()}
    arrangement = Arrangement(old, new, pairs, joining)
    rows = arrangement.rows(called)
    typed = {column for column in HUMAN if any(row[column] for row in new.rows)}
    columns = [column for column in COLUMNS if column in old.columns or not old.rows or column in typed]
    if "article_date" in columns:
        columns += [column for column in COLUMNS if column not in columns and column in new.columns]
    columns += [column for column in (*FOUND, *HELD) if column in (*old.columns, *new.columns)]
    notices = [f"added {_shown(article)}" for article in others if pairs.called or old.rows]
    if arrangement.taken_out:
        notices.append(
            f"{counted(arrangement.taken_out, 'row')} that somebody took out of the checklist "
            f"{'stays' if arrangement.taken_out == 1 else 'stay'} out; "
            "to leave one in and have done with it, give it the status not_a_statement"
        )
    sheet = Sheet(
        columns=(*columns, *MARKS, *own),
        rows=tuple(_unlike(rows)),
        heads=_heads(old, new, called, arrangement.names),
        dialect=old.dialect,
        book=old.book or new.book,
    )
    return tally(sheet, notices)


def _apart(new: Sheet, pairs: RowPairs, names: Set[ArticleName]) -> Sheet:
    """Return `new` with a number behind the names of files that are called like others in the old sheet."""
    numbered: dict[ArticleName, str] = {}
    for title, url, file in pairs.strangers - set(pairs.called.values()):
        number = 2
        while (title, url, f"{file} ({number})") in names:
            number += 1
        if file and (title, url, file) in names:
            numbered[title, url, file] = f"{file} ({number})"
    if not numbered:
        return new
    rows = [
        replace(row, cells={**row.cells, "article_file": numbered.get(article_of(row), row["article_file"])})
        for row in new.rows
    ]
    heads = [
        {**head, "article": {**head["article"], "file": numbered[article_of_head(head)]}}
        if article_of_head(head) in numbered
        else head
        for head in new.heads
    ]
    return replace(new, rows=tuple(rows), heads=tuple(heads))


def _names(article: ArticleName, new: Sheet) -> dict[str, str]:
    """Return the cells that say which article a row is from, where any does."""
    if not any(article):
        return {}
    day = next((row["article_date"] for row in new.rows if article_of(row) == article), "")
    named = {"article_title": article[0], "article_url": article[1], "article_date": day}
    return {**named, **({"article_file": article[2]} if article[2] else {})}


def _heads(
    old: Sheet, new: Sheet, called: Mapping[ArticleName, Mapping[str, str]], names: Mapping[str, str]
) -> tuple[Mapping[str, Any], ...]:
    """Return the JSON objects round the rows: those of `new`, and those of `old` that it takes no text from."""
    whole = {article_of_head(head) for head in new.heads if "made_by" in head}
    kept = [_renamed(head, called) for head in old.heads]
    kept = [head for head in kept if article_of_head(head) not in whole]
    return (*(_with_ids(head, names) for head in new.heads), *kept)


def _with_ids(head: Mapping[str, Any], names: Mapping[str, str]) -> Mapping[str, Any]:
    """Return the JSON object `head` with the ids that its rows keep."""
    summary = head.get("summary")
    if not isinstance(summary, Mapping) or not isinstance(summary.get("sources"), list):
        return head
    sources = [{**one, "items": [names.get(name, name) for name in one.get("items", ())]} for one in summary["sources"]]
    return {**head, "summary": {**summary, "sources": sources}}


def _unlike(rows: Sequence[Row]) -> list[Row]:
    """Return `rows` with a number behind the id of each that another article has already."""
    homes: dict[str, ArticleName] = {}
    unlike = []
    for row in rows:
        name, number = row["id"].strip(), 2
        while name and homes.setdefault(name, article_of(row)) != article_of(row):
            name, number = f"{row['id'].strip().split('-')[0]}-{number}", number + 1
        changed = name and name != row["id"].strip()
        unlike.append(replace(row, cells={**row.cells, "id": name}) if changed else row)
    return unlike


def tally(sheet: Sheet, notices: Sequence[str] = ()) -> Merged:
    """Return the merged `sheet` with how many of its rows have which mark."""
    marks = Counter(mark for row in sheet.rows for mark in marks_of(row))
    return Merged(
        sheet=sheet,
        kept=len(sheet.rows) - marks[Mark.NEW],
        new=marks[Mark.NEW],
        changed=marks[Mark.CHANGED],
        gone=marks[Mark.GONE],
        conflicts=marks[Mark.CONFLICT],
        notices=tuple(notices),
    )


def _renamed(head: Mapping[str, Any], called: Mapping[ArticleName, Mapping[str, str]]) -> Mapping[str, Any]:
    """Return the JSON object `head` with the name that its article has now, where it has one."""
    names = {key.removeprefix("article_"): value for key, value in called.get(article_of_head(head), {}).items()}
    return {**head, "article": {**head["article"], **names}} if names else head


def _shown(article: ArticleName) -> str:
    title, url, file = article
    named = f"“{title}”" if title else url or file or "one without a title"
    return f"{named} ({file})" if title and file else named
