"""Two sheets and which rows of them are the same in, one list of rows out, in the order of the old sheet."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from attrcheck.checklist.columns import MARKS
from attrcheck.checklist.ids import own_id
from attrcheck.checklist.joining import Joining, kept_id, own_words
from attrcheck.checklist.matching import RowPairs, articles, is_ours
from attrcheck.checklist.readings import reading_note
from attrcheck.checklist.sheet import ArticleName, Row, Sheet, article_of
from attrcheck.checklist.state import Mark, is_worked_on, marks_of

__all__ = ["Arrangement"]


def _loose(old: Sheet, new: Sheet, of_old: Mapping[int, int]) -> dict[int, int]:
    """Return the new row of each old one that a person added and that stands in both sheets, by its words or cells."""
    taken = set(of_old.values())
    found: dict[int, int] = {}
    columns = tuple(c for c in dict.fromkeys((*old.columns, *new.columns)) if c not in (*MARKS, "id"))
    keys: tuple[Callable[[Row], object], ...] = (
        lambda row: row["id"].strip(),
        lambda row: (words := own_words(row)) and own_id(words),
        lambda row: tuple(row[column] for column in columns),
    )
    for key in keys:
        waiting: dict[object, deque[int]] = defaultdict(deque)
        for place, row in enumerate(new.rows):
            if place not in taken and not is_ours(row) and key(row):
                waiting[key(row)].append(place)
        for place, row in enumerate(old.rows):
            if place in of_old or place in found or is_ours(row) or not (places := waiting.get(key(row))):
                continue
            found[place] = places.popleft()
            taken.add(found[place])
    return found


class Arrangement:
    """Puts the rows of two sheets into one list, in the old one's order, each new one behind that before it."""

    def __init__(self, old: Sheet, new: Sheet, pairs: RowPairs, merging: Joining) -> None:
        self.old, self.new, self.pairs, self.merging = old, new, pairs, merging
        self.of_old = {**pairs.of_old, **_loose(old, new, pairs.of_old)}
        self.of_new: dict[int, list[int]] = defaultdict(list)
        for one, other in sorted(self.of_old.items()):
            self.of_new[other].append(one)
        self.read = {article for article, places in articles(new).items() if self._is_read(places)}
        self.names = {new.rows[p]["id"]: kept_id(old.rows[o[0]], new.rows[p]) for p, o in self.of_new.items() if o}
        self.taken_out = 0

    def _is_read(self, places: Sequence[int]) -> bool:
        """Tell whether the new rows at `places` are all of what was read of an article, which nobody has worked on."""
        if self.new.is_reading:
            return True
        rows = [self.new.rows[place] for place in places]
        notes = [reading_note(row["reading"]) for row in rows]
        known = {reading_note(row["reading"]).text for row in self.old.rows}
        whole = bool(notes) and {note.number for note in notes} == set(range(1, notes[0].total + 1))
        return (
            whole
            and len({note.text for note in notes}) == 1
            and notes[0].text not in known
            and not any(map(is_worked_on, rows))
        )

    def rows(self, called: Mapping[ArticleName, Mapping[str, str]]) -> list[Row]:
        """Return the rows of both sheets; `called` are the cells that say what old articles are called now."""
        behind: dict[int, list[Row]] = defaultdict(list)
        anchor, article = -1, None
        firsts: dict[ArticleName, int] = {}
        names = {now: was for was, now in self.pairs.called.items()}
        for place, row in enumerate(self.old.rows):
            firsts.setdefault(article_of(row), place)
        for place, row in enumerate(self.new.rows):
            if article_of(row) != article:
                article = article_of(row)
                anchor = firsts.get(names.get(article, article), len(self.old.rows)) - 1
            if place in self.of_new:
                anchor = self._behind_lost(self.of_new[place][-1])
            elif not self._is_taken_out(place):
                behind[anchor].append(self._added(row))
        rows = list(behind[-1])
        for place, row in enumerate(self.old.rows):
            if place in self.of_old:
                rows.append(self._joined(place, self.of_old[place]))
            else:
                # It belongs to its article under the new name, or the next merge would not look for it there.
                title = called.get(article_of(row), {}) if place in self.pairs.again else {}
                left = self._left(place, row)
                rows.append(replace(left, cells={**left.cells, **title}))
            rows += behind[place]
        return rows

    def _behind_lost(self, place: int) -> int:
        """Return the place of the last of the old rows behind `place` in a row that the new sheet has not."""
        article = article_of(self.old.rows[place])
        while place + 1 < len(self.old.rows) and place + 1 not in self.of_old:
            if article_of(self.old.rows[place + 1]) != article:
                break
            place += 1
        return place

    def _joined(self, old: int, new: int) -> Row:
        row = self.new.rows[new]
        joined = self.merging.joined(self.old.rows[old], row, is_read=article_of(row) in self.read)
        if joined.item is None or not joined.item.get("nested_in"):
            return joined
        return replace(
            joined,
            item={**joined.item, "nested_in": self.names.get(joined.item["nested_in"], joined.item["nested_in"])},
        )

    def _added(self, row: Row) -> Row:
        is_new = is_ours(row) and self.old.rows and article_of(row) in self.read and Mark.GONE not in marks_of(row)
        return self.merging.kept(row, [Mark.NEW] if is_new else [])

    def _left(self, place: int, row: Row) -> Row:
        """Return an old row that the new sheet has not."""
        is_again = place in self.pairs.again and self.pairs.called.get(article_of(row)) in self.read
        if not is_ours(row) or not is_again:
            return self.merging.kept(row)
        gone = self.merging.kept(row, [Mark.GONE])
        return replace(gone, item=_without_places(row.item))

    def _is_taken_out(self, place: int) -> bool:
        """Tell whether a person has taken the new row at `place` out of the old sheet, which is of the same text."""
        row = self.new.rows[place]
        note = reading_note(row["reading"])
        if not self.new.is_reading or not note.text:
            return False
        was = [
            reading_note(one["reading"])
            for one in self.old.rows
            if self.pairs.called.get(article_of(one)) == article_of(row)
        ]
        same = {one.number for one in was if (one.text, one.total) == (note.text, note.total) and note.total}
        is_out = bool(same) and note.number not in same
        self.taken_out += is_out
        return is_out


def _without_places(item: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Return a JSON item of another text without the places that it had there; its cells keep the words."""
    if item is None:
        return None
    parts = {part: {**item[part], "spans": []} for part in ("source", "cue", "statement")}
    parts["source"]["resolved_to"] = None
    return {**item, **parts, "nested_in": None}
