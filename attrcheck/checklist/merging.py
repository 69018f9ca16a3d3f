"""An old sheet and a new one in, one sheet out that keeps what people wrote; and how far their work is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from attrcheck.checklist.columns import COLUMNS, CONTRACT, FOUND, HUMAN, MERGED, OLD_STATEMENT
from attrcheck.checklist.matching import articles, is_ours, pair, row_words
from attrcheck.checklist.model import Status
from attrcheck.checklist.objects import ITEM_KEYS, evidence_of, lookup_of
from attrcheck.checklist.sheet import ArticleName, Row, Sheet, article_of, article_of_head
from attrcheck.checklist.state import Mark, fold_choice, marks_of, unknown_choices
from attrcheck.errors import InputError

__all__ = ["Merged", "cut_cell", "merge", "tally"]

#: Columns that attrcheck fills in and a person may correct; what stood there before is kept.
_CORRECTED = tuple(column.name for column in CONTRACT if column.is_corrected)
#: Marks that each merge sets anew; the others stay until a person clears them.
_PASSING = (Mark.NEW, Mark.GONE, "unknown status", "unknown verdict")
#: So many characters a workbook keeps of a text that is too long for it, and what stands for the rest.
_KEPT, _CUT = 4_095, " […]"


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


def _is_blank(column: str, cell: str) -> bool:
    return not cell or (column == "status" and fold_choice(cell) == Status.TODO)


def _days(cell: str) -> set[date]:
    """Return the days that `cell` may mean: as ISO 8601 spells one, and as spreadsheets do in other countries."""
    match = re.fullmatch(r"\s*(\d{1,4})[-/. ]+(\d{1,2})[-/. ]+(\d{1,4})\.?(?:[ T]+0?0:00(?::00)?)?\s*", cell)
    if not match:
        return set()
    a, b, c = map(int, match.groups())
    century = 2000 if len(match[3]) <= 2 else 0
    orders = ((a, b, c),) if len(match[1]) == 4 else ((century + c, b, a), (century + c, a, b))
    days = set()
    for year, month, day in orders:
        try:
            days.add(date(year, month, day))
        except ValueError:
            continue
    return days


def _is_same(column: str, one: str, other: str) -> bool:
    if one == other:
        return True
    if column in ("status", "verdict"):
        return fold_choice(one) == fold_choice(other)
    return column == "checked_on" and bool(_days(one) & _days(other))


def _goes_on(notes: str, other: str) -> bool:
    """Tell whether `notes` are `other` with something added behind it, or hold its lines among others."""
    if notes.startswith(other) and not notes[len(other) :][:1].isalnum():
        return True
    return f"\n{other}\n" in f"\n{notes}\n"


def _typed(old: Row, new: Row, columns: Iterable[str]) -> tuple[dict[str, str], bool]:
    """Return the cells of `columns` that people filled in, of both rows, and whether the rows contradict each other.

    The old row's cell stands; what the new one says against it goes into the notes, with who wrote it and when.
    """
    cells, against = {}, []
    for column in columns:
        one, other = old[column], new[column]
        if column == "notes":
            cells[column] = one or other
            if one and _goes_on(other, one):
                cells[column] = other
            elif one and other and not _goes_on(one, other):
                against.append((column, other))
        elif _is_blank(column, other) or _is_same(column, one, other):
            cells[column] = one or other
        elif _is_blank(column, one):
            cells[column] = other
        else:
            cells[column] = one
            against.append((column, other))
    who = ", ".join(filter(None, (new["checked_by"] or "the other file", new["checked_on"])))
    lines = [f"[{who}] {column}: {cell}" for column, cell in against]
    kept = cells.get("notes", "")
    lines = [line for line in lines if f"\n{line}\n" not in f"\n{kept}\n"]
    if lines:
        cells["notes"] = "\n".join([*([kept] if kept else []), *lines])
    return cells, bool(against)


def _marked(cells: Mapping[str, str], marks: Iterable[str]) -> dict[str, str]:
    whole = {**cells, OLD_STATEMENT: cells.get(OLD_STATEMENT, "")}
    unknown = unknown_choices(Row(whole))
    return {**whole, MERGED: "; ".join(dict.fromkeys((*marks, *unknown)))}


def _before(old: Row, new: Row) -> str:
    """Return the words of `old` where those of `new` are others, with source and cue where those changed; else ""."""
    if all(old[column] == new[column] for column in ("source", "cue", "statement")):
        return ""
    was, now = row_words(old), row_words(new)
    if (was.source, was.cue) != (now.source, now.cue):
        said = " ".join(filter(None, (old["source"], old["cue"]))) or "nobody"
        return f"{said}: {old['statement']}"
    return old["statement"] if was.statement != now.statement else ""


def _corrected(old: Row, new: Row) -> list[str]:
    """Return what stood in other columns of attrcheck's and does no more: a person may have put it there."""
    earlier = []
    for column in _CORRECTED:
        now = new[column].split("\n") if column in new.cells else old[column].split("\n")
        earlier += [f"{column}: {line}" for line in old[column].split("\n") if line.strip() and line not in now]
    return earlier


def cut_cell(cell: str) -> str:
    """Return the beginning of `cell`, as a workbook holds a text that is too long for it."""
    return cell[:_KEPT] + _CUT


def _is_cut(cell: str) -> bool:
    """Tell whether `cell` may be the beginning of a longer text."""
    return len(cell) == _KEPT + len(_CUT) and cell.endswith(_CUT)


def _whole(row: Row, other: Row) -> Row:
    """Return `row` with the whole text in each cell that a workbook cut, where `other` has it."""
    whole = {c: other[c] for c, cell in row.cells.items() if _is_cut(cell) and cell == cut_cell(other[c])}
    return replace(row, cells={**row.cells, **whole}) if whole else row


def _joined(old: Row, new: Row, own: Sequence[str]) -> Row:
    """Return the row of `new` with what people wrote in both."""
    old, new = _whole(old, new), _whole(new, old)
    typed, conflict = _typed(old, new, (*HUMAN, *own))
    marks = [mark for mark in marks_of(old) if mark not in _PASSING]
    marks += [mark for mark in marks_of(new) if mark == Mark.GONE or mark not in (*_PASSING, *marks)]
    before = [old[OLD_STATEMENT]] if old[OLD_STATEMENT] else []
    earlier = [line for line in (new[OLD_STATEMENT], _before(old, new), *_corrected(old, new)) if line]
    before += [line for line in dict.fromkeys(earlier) if line not in before]
    if _before(old, new) and Mark.CHANGED not in marks:
        marks.insert(0, Mark.CHANGED)
    if conflict and Mark.CONFLICT not in marks:
        marks.append(Mark.CONFLICT)
    unlooked = {column: cell for column, cell in old.cells.items() if column not in FOUND}
    cells = {**unlooked, **new.cells, **_still_found(old, new), **typed, OLD_STATEMENT: "\n".join(before)}
    return Row(_marked(cells, marks), _item_of(old, new), old.place or new.place)


def _item_of(old: Row, new: Row) -> Mapping[str, Any] | None:
    """Return the JSON item of `new` with what people added to that of `old`, or that of `old` where it still holds.

    What look-ups brought to `old` stays where the words are the same and `new` was not looked up.
    """
    before = _before(old, new)
    if new.item is None:
        # Its article keeps its text, under its new name if it has one.
        named = article_of(old) == article_of(new) or any(article_of(new))
        return old.item if named and not before else None
    own = {key: value for key, value in (old.item or {}).items() if key not in ITEM_KEYS}
    anew = evidence_of(new.item)
    looked_up = {lookup_of(one) for one in anew} - {""}
    was = [] if before or old.item is None else evidence_of(old.item)
    evidence = [*(one for one in was if lookup_of(one) not in looked_up and one not in anew), *anew]
    return {**own, **new.item, **({"evidence": evidence} if evidence else {})}


def _still_found(old: Row, new: Row) -> dict[str, str]:
    """Return what was found of the same words and is not found anew, as in a run without look-ups."""
    if _before(old, new):
        return {}
    return {column: old[column] for column in FOUND if old[column] and not new[column]}


def _vanished(row: Row, called: Mapping[ArticleName, tuple[str, str, str]]) -> Row:
    marks = [mark for mark in marks_of(row) if mark not in _PASSING]
    # It belongs to the article under its new name, or the next merge would not look for it there.
    title, url, day = called[article_of(row)]
    renamed = {"article_title": title, "article_url": url, "article_date": day} if title or url else {}
    now = {**row.cells, **renamed}
    return Row(_marked(now, [Mark.GONE, *marks]), _without_places(row.item), row.place)


def _without_places(item: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Return a JSON item of another text without the places that it had there; its cells keep the words."""
    if item is None:
        return None
    parts = {part: {**item[part], "spans": []} for part in ("source", "cue", "statement")}
    parts["source"]["resolved_to"] = None
    return {**item, **parts, "nested_in": None}


def merge(old: Sheet, new: Sheet, *, anyway: bool = False) -> Merged:
    """Return `new` with what people wrote in `old` and in itself.

    Rows of `old` that `new` has no more are kept and marked, those of articles that it is not about, and those that
    a person added, are kept as they are. Raises InputError where `new` is of another article, unless `anyway`.
    """
    if old.book:
        # One workbook's looks go on, and places in the other mean nothing there.
        new = replace(new, rows=tuple(replace(row, place=0) for row in new.rows))
    pairs = pair(old, new)
    called = pairs.called
    others = [article for article in articles(new) if article not in called.values()]
    if old.rows and articles(old) and not called and articles(new) and not anyway:
        was, now = (_shown(next(iter(articles(sheet)))) for sheet in (old, new))
        raise InputError(f"it is a checklist of another article, {was}, not of {now}.")
    own = tuple(dict.fromkeys((*old.own, *new.own)))
    days = {article_of(row): row["article_date"] for row in new.rows}
    now_called = {was: (*now, days.get(now, "")) for was, now in called.items()}
    of_old = {**pairs.of_old, **_loose(old, new, pairs.of_old)}
    rows = _rows(old, new, of_old, own, lambda row, at: _vanished(row, now_called) if at in pairs.again else None)
    columns = [column for column in COLUMNS if column in old.columns or not old.rows]
    columns += [column for column in FOUND if column in (*old.columns, *new.columns)]
    whole = {article_of_head(head) for head in new.heads if "made_by" in head}
    # An old article's text goes where its new text is there; what is known of it only by name takes nothing away.
    kept_heads = [_renamed(head, now_called) for head in old.heads]
    kept_heads = [head for head in kept_heads if article_of_head(head) not in whole]
    notices = tuple(f"added {_shown(article)}" for article in others if called or old.rows)
    sheet = Sheet(
        columns=(*columns, MERGED, OLD_STATEMENT, *own),
        rows=tuple(rows),
        heads=(*new.heads, *kept_heads),
        dialect=old.dialect,
        book=old.book or new.book,
    )
    return tally(sheet, notices)


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


def _renamed(head: Mapping[str, Any], called: Mapping[ArticleName, tuple[str, str, str]]) -> Mapping[str, Any]:
    """Return the JSON object `head` with the name that its article has now, where it has one."""
    title, url, day = called.get(article_of_head(head), ("", "", ""))
    if not title and not url:
        return head
    return {**head, "article": {**head["article"], "title": title, "url": url, "date": day}}


def _shown(article: ArticleName) -> str:
    return f"“{article[0]}”" if article[0] else article[1] or "one without a title"


def _loose(old: Sheet, new: Sheet, of_old: Mapping[int, int]) -> dict[int, int]:
    """Return the new row of each old one that a person added and that stands in both sheets, with the same cells."""
    taken = set(of_old.values())
    waiting: dict[tuple[str, ...], deque[int]] = defaultdict(deque)
    columns = tuple(c for c in dict.fromkeys((*old.columns, *new.columns)) if c not in (MERGED, OLD_STATEMENT))
    for place, row in enumerate(new.rows):
        if place not in taken and not is_ours(row):
            waiting[tuple(row[column] for column in columns)].append(place)
    found = {}
    for place, row in enumerate(old.rows):
        places = waiting.get(tuple(row[column] for column in columns)) if not is_ours(row) else None
        if places and place not in of_old:
            found[place] = places.popleft()
    return found


def _rows(
    old: Sheet,
    new: Sheet,
    of_old: Mapping[int, int],
    own: Sequence[str],
    vanished: Callable[[Row, int], Row | None],
) -> list[Row]:
    """Return the rows in the order of `new`, each old one that is not in it behind the one it stood behind."""
    behind: dict[int, list[Row]] = defaultdict(list)
    olds: dict[int, list[Row]] = defaultdict(list)
    last = -1
    for place, row in enumerate(old.rows):
        if place in of_old:
            last = of_old[place]
            olds[last].append(row)
            continue
        gone = vanished(row, place) if is_ours(row) else None
        kept = [mark for mark in marks_of(row) if not mark.startswith("unknown ")]
        behind[last].append(gone or replace(row, cells=_marked(row.cells, kept)))
    rows = behind.pop(-1, [])
    for place, row in enumerate(new.rows):
        if olds[place]:
            rows += [_joined(one, row, own) for one in olds[place]]
        else:
            added = [Mark.NEW] if is_ours(row) and old.rows and Mark.GONE not in marks_of(row) else []
            marks = [*added, *(mark for mark in marks_of(row) if mark != Mark.NEW)]
            rows.append(replace(row, cells=_marked(row.cells, marks)))
        rows += behind[place]
    return rows
