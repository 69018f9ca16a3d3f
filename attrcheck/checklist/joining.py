"""Copies of a row in, one row out: what people typed in each, the article's words as they are now, and its marks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from attrcheck.checklist.columns import CONTRADICTIONS, CORRECTED, FOUND, HELD, HISTORY, MARKS, MERGED, OLD_STATEMENT
from attrcheck.checklist.dates import iso_day
from attrcheck.checklist.history import (
    ROW,
    SPLIT_OFF,
    Change,
    changes_of,
    history_cell,
    marked_cells,
    next_change,
    split_off,
    standing,
)
from attrcheck.checklist.ids import own_id, plain_words
from attrcheck.checklist.matching import is_ours, row_words
from attrcheck.checklist.objects import ITEM_KEYS, evidence_of, lookup_of
from attrcheck.checklist.readings import is_as_read, reading_note
from attrcheck.checklist.sheet import Row, Sheet, article_of
from attrcheck.checklist.state import Mark, marks_of, unknown_choices

__all__ = ["Joining", "cut_cell", "kept_id", "own_words"]

#: Marks that each merge sets anew; the others stay until a person clears them.
_PASSING = (Mark.NEW, Mark.GONE, Mark.CHANGED, Mark.CONFLICT, "unknown status", "unknown verdict")
#: So many characters a workbook keeps of a text that is too long for it, and what stands for the rest.
_KEPT, _CUT = 4_095, " […]"
#: An id as attrcheck makes it, which no spreadsheet has spoilt.
_WHOLE_ID = re.compile(r"[0-9a-f]{10}(-\d+)?")


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


def _marked(cells: Mapping[str, str], marks: Iterable[str]) -> dict[str, str]:
    whole = {**dict.fromkeys(MARKS, ""), **cells}
    unknown = unknown_choices(Row(whole))
    return {**whole, MERGED: "; ".join(dict.fromkeys((*marks, *unknown)))}


def _is_copy(row: Row) -> tuple[bool, str]:
    """Return what tells a row that a person copied from the copies: it may stand as it was read."""
    return not is_as_read(reading_note(row["reading"]), "statement", row["statement"]), row["statement"]


def _before(old: Row, new: Row) -> str:
    """Return the words of `old` where the article has others now, with source and cue where those changed; else "".

    Where the article has not changed there and attrcheck only reads more or less of it, nothing has changed.
    """
    if all(old[column] == new[column] for column in ("source", "cue", "statement")) or _is_read_alike(old, new):
        return ""
    was, now = row_words(old), row_words(new)
    if was == now or _is_in_one_place(old, new):
        return ""
    if (was.source, was.cue) != (now.source, now.cue):
        said = " ".join(filter(None, (old["source"], old["cue"]))) or "nobody"
        return f"{said}: {old['statement']}"
    return old["statement"]


def _is_read_alike(old: Row, new: Row) -> bool:
    """Tell whether attrcheck read the same words in both rows, whatever a person has made of them."""
    was, now = reading_note(old["reading"]).cells, reading_note(new["reading"]).cells
    if was is None or now is None:
        return False
    return all(was[column] == now[column] for column in ("source", "cue", "statement"))


def _is_in_one_place(old: Row, new: Row) -> bool:
    """Tell whether the words of both rows stand in what the other one says stands round it."""

    def holds(row: Row, words: str) -> bool:
        parts = [plain_words(part) for part in words.split(" […] ")]
        return all(f" {part} " in f" {plain_words(row['context'])} " for part in parts)

    pairs = ((old, new), (new, old))
    return all(holds(one, other[column]) for one, other in pairs for column in ("source", "cue", "statement"))


def _corrected(old: Row, new: Row) -> list[str]:
    """Return what stood in other columns of attrcheck's and does no more: a person may have put it there."""
    earlier = []
    if reading_note(old["reading"]).cells is None:
        for column in CORRECTED:
            if column in ("source", "cue", "statement"):
                continue
            now = new[column].split("\n") if column in new.cells else old[column].split("\n")
            earlier += [f"{column}: {line}" for line in old[column].split("\n") if line.strip() and line not in now]
    return earlier


def kept_id(old: Row, new: Row) -> str:
    """Return the id that a row keeps, which is its first, unless a spreadsheet has spoilt it."""
    first, now = old["id"].strip(), new["id"].strip()
    return first if _WHOLE_ID.fullmatch(first) or not now or (not is_ours(old) and first) else now


def _is_known_to(old: Row, new: Row) -> bool:
    """Tell whether `old` has had the words of `new` before, so that it is the newer of the two."""
    lines = [plain_words(line) for line in old[OLD_STATEMENT].split("\n")]
    return plain_words(new["statement"]) in lines or any(
        line.endswith(f" {plain_words(new['statement'])}") for line in lines if new["statement"].strip()
    )


@dataclass(frozen=True, slots=True)
class Joining:
    """Two sheets while they are merged; `base` are the changes that the copies without a history started from."""

    own: tuple[str, ...]
    base: Mapping[str, frozenset[Change]]

    def changes(self, row: Row) -> frozenset[Change]:
        """Return the changes that people made in `row`."""
        return changes_of(row, self.own, self.base.get(row["id"].strip(), frozenset()))

    def with_splits(self, sheet: Sheet) -> Sheet:
        """Return `sheet` with a word in the history of each row that a person made by copying another one.

        Of rows with one id that stands as it was read, or else that with the first words, is the one they copied.
        """
        named: dict[object, list[int]] = defaultdict(list)
        for place, row in enumerate(sheet.rows):
            if is_ours(row) and not split_off(row):
                named[article_of(row), row["id"].strip()].append(place)
        copies = {
            place
            for places in named.values()
            for place in sorted(places, key=lambda place: _is_copy(sheet.rows[place]))[1:]
        }
        if not copies:
            return sheet
        rows = (self._split_off(row) if place in copies else row for place, row in enumerate(sheet.rows))
        return replace(sheet, columns=tuple(dict.fromkeys((*sheet.columns, HISTORY))), rows=tuple(rows))

    def _split_off(self, row: Row) -> Row:
        words = f"{SPLIT_OFF}: {plain_words(row['statement'])}"
        change = Change(ROW, words, iso_day(row["checked_on"]), row["checked_by"].strip())
        return replace(row, cells={**row.cells, HISTORY: history_cell(self.changes(row) | {change})})

    def joined(self, old: Row, new: Row, *, is_read: bool) -> Row:
        """Return the row of `new` with what people wrote in both."""
        old, new = _whole(old, new), _whole(new, old)
        changes = self.changes(old) | self.changes(new)
        if not is_read and _is_known_to(old, new):
            old, new = new, old
        # What a person added is in no article: other words are that person's, and stand in the history.
        before = _before(old, new) if is_ours(old) else ""
        if before:
            changes |= self._changed(changes)
        lines = [line for row in (old, new) if row[OLD_STATEMENT] for line in row[OLD_STATEMENT].split("\n")]
        was = [line for line in (before, *_corrected(old, new)) if line]
        earlier = "\n".join(dict.fromkeys((*lines, *(line for one in was for line in one.split("\n")))))
        unlooked = {column: cell for column, cell in old.cells.items() if column not in (*FOUND, *HELD)}
        cells = {**unlooked, **new.cells, **_still_found(old, new), **self._as_read(old, new), OLD_STATEMENT: earlier}
        cells["id"] = kept_id(old, new)
        marks = [mark for row in (old, new) for mark in marks_of(row) if mark not in _PASSING]
        is_gone = not is_read and Mark.GONE in (*marks_of(old), *marks_of(new))
        marks = [*([Mark.GONE] if is_gone else []), *marks]
        whole = self.finished(cells, changes, marks, conflict=_is_left(old) or _is_left(new))
        at = old if old.place or old.page else new
        return Row(whole, _item_of(old, new, whole["id"]), at.place, at.page)

    def _as_read(self, old: Row, new: Row) -> dict[str, str]:
        """Return those cells of `old` that stand as attrcheck read them, where a person has changed those of `new`."""
        notes = reading_note(old["reading"]), reading_note(new["reading"])
        return {
            column: old[column]
            for column in CORRECTED
            if is_as_read(notes[1], column, new[column]) is False and is_as_read(notes[1], column, old[column])
        }

    def _changed(self, changes: frozenset[Change]) -> frozenset[Change]:
        """Return the mark of a change in the article as a change that a person can answer by clearing it."""
        return frozenset({next_change(changes, MERGED, str(Mark.CHANGED))})

    def finished(
        self, cells: Mapping[str, str], changes: frozenset[Change], marks: Sequence[str], *, conflict: bool = False
    ) -> dict[str, str]:
        """Return `cells` with what stands in them after `changes`, and all `marks` that the row has now."""
        whole = marked_cells(cells, changes, self.own)
        is_changed = standing(changes, MERGED).value == Mark.CHANGED
        first = [mark for mark in marks if mark in (Mark.NEW, Mark.GONE)]
        rest = [mark for mark in marks if mark not in first]
        return _marked(
            whole,
            [
                *first,
                *([Mark.CHANGED] if is_changed else []),
                *rest,
                *([Mark.CONFLICT] if conflict or whole[CONTRADICTIONS] else []),
            ],
        )

    def kept(self, row: Row, marks: Sequence[str] = ()) -> Row:
        """Return a row that is in one sheet only, with its history and with `marks` before its own."""
        own = [mark for mark in marks_of(row) if mark not in (*_PASSING, *marks)]
        gone = [Mark.GONE] if Mark.GONE in marks_of(row) and Mark.GONE not in marks else []
        cells, changes = row.cells, self.changes(row)
        if not is_ours(row) and not row["id"].strip() and (words := own_words(row)):
            cells = {**cells, "id": own_id(words)}
            day = next((one.when for one in changes if one.when), "")
            changes |= {Change(ROW, "added", day, row["checked_by"].strip())}
        return replace(row, cells=self.finished(cells, changes, [*marks, *gone, *own], conflict=_is_left(row)))


def _is_left(row: Row) -> bool:
    """Tell whether an earlier version marked a contradiction in `row`, which it wrote into the notes."""
    return Mark.CONFLICT in marks_of(row) and not row[CONTRADICTIONS]


def own_words(row: Row) -> tuple[str, ...]:
    """Return the words by which a row that a person added is known, none where it has neither source nor statement."""
    words = row_words(row)
    return (*article_of(row), words.source, words.cue, words.statement) if words.source or words.statement else ()


def _item_of(old: Row, new: Row, name: str) -> Mapping[str, Any] | None:
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
    held = {"against": old.item["against"]} if not before and old.item and "against" in old.item else {}
    return {**own, **held, **new.item, "id": name, **({"evidence": evidence} if evidence else {})}


def _still_found(old: Row, new: Row) -> dict[str, str]:
    """Return what was found of the same words and is not found anew, as in a run without look-ups or material."""
    if _before(old, new):
        return {}
    # How words stand in the material is told in one breath.
    held = () if any(new[column] for column in HELD) else HELD
    return {column: old[column] for column in (*FOUND, *held) if old[column] and not new[column]}
