"""Two sheets in, which old row each new one is out: by id, by words, by likeness; article by article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher

from attrcheck.checklist.history import split_off
from attrcheck.checklist.ids import is_id, plain_words
from attrcheck.checklist.readings import reading_note
from attrcheck.checklist.sheet import ArticleName, Row, Sheet, article_of, article_of_head
from attrcheck.checklist.state import Mark, marks_of

__all__ = ["RowPairs", "articles", "is_ours", "pair", "row_words"]

#: So alike in their words are two versions of one statement of the same source, and of another source.
_SAME_SOURCE, _OTHER_SOURCE = 0.6, 0.8
#: A statement of fewer words than this is not looked for under another source.
_FEW_WORDS = 4
#: The rarest words of a statement, by which others like it are found, and how many rows with one are looked at.
_RARE, _LOOKED_AT = 8, 60
#: So many rows that share most of these words are compared word by word.
_COMPARED_ROWS = 12
#: Two articles are one where this share of the rows of the shorter list is found in the other.
_SHARED = 1 / 3
#: Two files are one article where this share of the new one's rows stands in the same paragraphs of the old one.
_MOVED = 1 / 2
#: Of several files one has gone to others only where these hold this share of its rows.
_WHOLE = 4 / 5
#: More than this share of an article's rows is found elsewhere, and the article has gone there.
_MOST = 1 / 2
#: What is added to the name of a file that is called like another one.
_NUMBERED = re.compile(r" \(\d+\)$")
#: So many articles of a file are compared row by row with one that none of them has the title or address of.
_COMPARED = 40


@dataclass(frozen=True, slots=True)
class RowPairs:
    """`of_old` is old row -> new row; `again` the old rows whose article is in both; `called` old name -> new name.

    `strangers` are the new articles that have the name of an old one and are others.
    """

    of_old: Mapping[int, int]
    again: Set[int]
    called: Mapping[ArticleName, ArticleName]
    strangers: Set[ArticleName] = frozenset()


@dataclass(frozen=True, slots=True)
class RowWords:
    """A row's source, cue and statement, folded."""

    source: str
    cue: str
    statement: str


def row_words(row: Row) -> RowWords:
    """Return the words by which `row` is known."""
    return RowWords(plain_words(row["source"]), plain_words(row["cue"]), plain_words(row["statement"]))


def is_ours(row: Row) -> bool:
    """Tell whether attrcheck made `row`; what a person added has no id, or one of their own making."""
    return is_id(row["id"])


class _Pairing:
    """Finds for old rows the new rows that are theirs, stage by stage, each in the order of the rows."""

    def __init__(self, old: Sequence[Row], new: Sequence[Row], *, is_reading: bool) -> None:
        self.old, self.new, self.is_reading = old, new, is_reading
        self.old_words, self.new_words = [row_words(row) for row in old], [row_words(row) for row in new]
        self.old_split, self.new_split = [split_off(row) for row in old], [split_off(row) for row in new]
        self.of_old: dict[int, int] = {}
        self.taken: set[int] = set()

    def run(self) -> dict[int, int]:
        self._by(lambda row, w: (row["id"].strip(), w.statement) if row["id"].strip() else "")
        self._by(lambda row, _: row["id"].strip())
        self._second_copies()
        self._by(lambda row, _: _as_read(row))
        self._by(lambda _, w: (w.source, w.cue, w.statement) if w.statement else "")
        self._by(lambda _, w: (w.source, w.statement) if w.statement else "")
        self._by(lambda _, w: w.statement if w.statement.count(" ") + 1 >= _FEW_WORDS else "")
        self._by_likeness()
        return self.of_old

    def _by(self, key: Callable[[Row, RowWords], object]) -> None:
        waiting: dict[object, deque[int]] = defaultdict(deque)
        for place, row in enumerate(self.new):
            if place not in self.taken and (name := key(row, self.new_words[place])):
                waiting[name].append(place)
        # What was split off comes behind the rows that it was split off from.
        for place, row in sorted(enumerate(self.old), key=lambda one: bool(self.old_split[one[0]])):
            places = waiting.get(key(row, self.old_words[place]) or None)
            if place in self.of_old or not places:
                continue
            at = next((one for one in places if self._may_be(place, one)), None)
            if at is not None:
                places.remove(at)
                self._pair(place, at)

    def _may_be(self, old: int, new: int) -> bool:
        """Tell whether both are split off by the same person at once, or neither is; a reading knows of no splits."""
        return self.old_split[old] == self.new_split[new] or self.is_reading

    def _second_copies(self) -> None:
        """Give an old row that a person split off from another the same new row, where that was read just now."""
        of_id = {self.old[place]["id"].strip(): new for place, new in self.of_old.items()}
        for place, row in enumerate(self.old):
            if self.is_reading and place not in self.of_old and row["id"].strip() in of_id:
                self.of_old[place] = of_id[row["id"].strip()]

    def _by_likeness(self) -> None:
        left = [place for place, row in enumerate(self.old) if place not in self.of_old and is_ours(row)]
        free = [place for place in range(len(self.new)) if place not in self.taken]
        lists = {place: self.new_words[place].statement.split() for place in free}
        rows_with: dict[str, list[int]] = defaultdict(list)
        for place in free:
            for word in dict.fromkeys(lists[place]):
                rows_with[word].append(place)
        found = []
        for place in left:
            words = self.old_words[place].statement.split()
            rare = sorted((w for w in dict.fromkeys(words) if w in rows_with), key=lambda w: len(rows_with[w]))[:_RARE]
            # Of very many rows, those at about the same place in the list, and of these those with most in common.
            at = place * len(self.new) // len(self.old)
            votes = Counter(other for word in rare for other in _near(rows_with[word], at))
            for other, _ in votes.most_common(_COMPARED_ROWS):
                if not self._may_be(place, other):
                    continue
                same = self.old_words[place].source == self.new_words[other].source
                least = _SAME_SOURCE if same else _OTHER_SOURCE
                likeness = _likeness(words, lists[other], least)
                if not likeness and same and self._is_longer(place, other):
                    likeness = _SAME_SOURCE
                if likeness >= least and (same or min(len(words), len(lists[other])) >= _FEW_WORDS):
                    found.append((-likeness, not same, abs(other - at), place, other))
        for *_, place, other in sorted(found):
            if place not in self.of_old and other not in self.taken:
                self._pair(place, other)

    def _is_longer(self, old: int, new: int) -> bool:
        """Tell whether two rows in one paragraph are of one statement, of which one row has much less."""
        one, other = self.old_words[old], self.new_words[new]
        short, long = sorted((one.statement.split(), other.statement.split()), key=len)
        if one.cue != other.cue or not short or _likeness_of(self.old[old], self.new[new]) < _SAME_SOURCE:
            return False
        blocks = SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks()
        return sum(block.size for block in blocks) >= _OTHER_SOURCE * len(short)

    def _pair(self, old: int, new: int) -> None:
        self.of_old[old] = new
        self.taken.add(new)


def _near(places: Sequence[int], at: int) -> Sequence[int]:
    """Return at most _LOOKED_AT of the ascending `places`, those round `at`."""
    first = max(0, min(bisect_left(places, at) - _LOOKED_AT // 2, len(places) - _LOOKED_AT))
    return places[first : first + _LOOKED_AT]


def _as_read(row: Row) -> object:
    """Return what attrcheck read as the source, cue and statement of `row`, also where a person has changed them."""
    cells = reading_note(row["reading"]).cells
    return tuple(cells[column] for column in ("source", "cue", "statement")) if cells else ""


def _likeness_of(one: Row, other: Row) -> float:
    """Return how alike the paragraphs of two rows are, 0 to 1."""
    first, second = (plain_words(row["context"]).split() for row in (one, other))
    return _likeness(first, second, _SAME_SOURCE)


def _likeness(one: Sequence[str], other: Sequence[str], least: float) -> float:
    """Return how much of two lists of words is common and in order, 0 to 1, or 0 where it is below `least`."""
    total = len(one) + len(other)
    # Cheap bounds first: comparing in order takes long.
    if not total or 2 * min(len(one), len(other)) / total < least:
        return 0.0
    if 2 * (Counter(one) & Counter(other)).total() / total < least:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def articles(sheet: Sheet) -> dict[ArticleName, list[int]]:
    """Return the places of the rows of each article, also of those that have no rows."""
    groups: dict[ArticleName, list[int]] = {}
    for head in sheet.heads:
        groups.setdefault(article_of_head(head), [])
    for place, row in enumerate(sheet.rows):
        if any(article_of(row)) or is_ours(row):
            groups.setdefault(article_of(row), []).append(place)
    return groups


def _nearness(one: ArticleName, other: ArticleName) -> int:
    """Return how surely two names are of one article: 3 by address or whole, 2 by file, 1 by title, 0 by none."""
    (title, url, file), (other_title, other_url, other_file) = one, other
    if url and other_url:
        return 3 if url == other_url else 0
    if any(one) and one == other:
        return 3
    if file and other_file:
        return 2 if _is_one_file(file, other_file) else 0
    return 1 if title and plain_words(title) == plain_words(other_title) else 0


def _is_one_file(one: str, other: str) -> bool:
    """Tell whether two names of files may be of one: folders may be left out, and a number added."""
    short, long = sorted((_NUMBERED.sub("", one), _NUMBERED.sub("", other)), key=len)
    return long == short or long.endswith(f"/{short}")


class _ArticlePairing:
    """Finds for new articles the old ones that are theirs, the surest first, and pairs their rows."""

    def __init__(self, old: Sheet, new: Sheet) -> None:
        self.old, self.new = old, new
        self.old_groups, self.new_groups = articles(old), articles(new)
        self.of_old: dict[int, int] = {}
        self.called: dict[ArticleName, ArticleName] = {}
        self.again: set[int] = set()
        self.strangers: set[ArticleName] = set()

    def run(self) -> RowPairs:
        homes: set[ArticleName] = set()
        for nearness in (3, 2, 1):
            for article in self.new_groups:
                if article not in homes and self._by_name(article, nearness):
                    homes.add(article)
        self._by_paragraphs([article for article in self.new_groups if article not in homes and article[2]])
        for article in self.new_groups:
            if article not in homes and article not in self.called.values():
                self._by_rows(article)
        self._moved()
        for article, places in self.old_groups.items():
            alive = [place for place in places if Mark.GONE not in marks_of(self.old.rows[place])]
            if article in self.called and sum(place in self.of_old for place in alive) > _MOST * len(alive):
                self.again |= set(places)
        return RowPairs(self.of_old, self.again, self.called, self.strangers)

    def _by_name(self, article: ArticleName, nearness: int) -> bool:
        free = [one for one in self.old_groups if one not in self.called and _nearness(one, article) == nearness]
        found = {one: self._found(one, article) for one in free}
        for one in sorted(free, key=lambda one: (-len(found[one]), one != article)):
            # Two parts of one reading share no row, and are of one article all the same.
            both = self.old_groups[one] and self.new_groups[article] and not self._is_one_text(one, article)
            if both and not found[one] and nearness == 2:
                continue
            if both and not found[one] and one[2] and not any(one[:2]):
                continue
            self._take(one, article, found[one])
            self.again |= set(self.old_groups[one])
            return True
        if free:
            self.strangers.add(article)
        return False

    def _is_one_text(self, one: ArticleName, article: ArticleName) -> bool:
        """Tell whether rows of both articles were read of the very same text."""
        was = {reading_note(self.old.rows[place]["reading"]).text for place in self.old_groups[one]}
        now = {reading_note(self.new.rows[place]["reading"]).text for place in self.new_groups[article]}
        return bool(was & now - {""})

    def _by_rows(self, article: ArticleName) -> None:
        ids = Counter(self.new.rows[place]["id"] for place in self.new_groups[article])
        shared = Counter(
            article_of(row)
            for row in self.old.rows
            if is_ours(row) and row["id"] in ids and article_of(row) in self.old_groups
        )
        candidates = [*dict.fromkeys((*(one for one, _ in shared.most_common()), *self.old_groups))]
        candidates = [one for one in candidates if one not in self.called and not (one[2] and article[2])]
        for one in candidates[:_COMPARED]:
            found = self._found(one, article)
            enough = _SHARED * max(1, min(len(self.old_groups[one]), len(self.new_groups[article])))
            if found and len(found) >= enough:
                self._take(one, article, found)
                return

    def _by_paragraphs(self, files: Sequence[ArticleName]) -> None:
        """Pair new files with old ones of other names whose rows stand in the same paragraphs: moved, or split."""
        kept = [one for one in self.old_groups if one[2] and one not in self.called and self.old_groups[one]]
        for one in kept[:_COMPARED]:
            parts: dict[ArticleName, dict[int, int]] = {}
            taken: set[int] = set()
            for article in files:
                found = {a: b for a, b in self._found(one, article).items() if a not in taken}
                if found and len(found) >= _MOVED * len(self.new_groups[article]) and self._is_moved(found):
                    parts[article] = found
                    taken |= set(found)
            if parts and (len(self.old_groups) == 1 or len(taken) >= _WHOLE * len(self.old_groups[one])):
                for article, found in parts.items():
                    self._take(one, article, found)

    def _is_moved(self, found: Mapping[int, int]) -> bool:
        """Tell whether most of the rows that were found stand in the same paragraphs, as in a file that was renamed."""
        same = [_likeness_of(self.old.rows[one], self.new.rows[other]) > 0 for one, other in found.items()]
        return sum(same) >= _MOVED * len(same)

    def _found(self, one: ArticleName, article: ArticleName) -> dict[int, int]:
        rows = [place for place in self.old_groups[one] if place not in self.of_old]
        taken = set(self.of_old.values())
        places = [place for place in self.new_groups[article] if place not in taken]
        found = _Pairing(
            [self.old.rows[p] for p in rows], [self.new.rows[p] for p in places], is_reading=self.new.is_reading
        ).run()
        return {rows[mine]: places[other] for mine, other in found.items()}

    def _take(self, one: ArticleName, article: ArticleName, found: Mapping[int, int]) -> None:
        self.of_old |= found
        self.called.setdefault(one, article)

    def _moved(self) -> None:
        """Pair rows that went from one article to another, where both are in both sheets, by their words alone."""
        taken = set(self.of_old.values())
        waiting: dict[RowWords, list[int]] = defaultdict(list)
        for place, row in enumerate(self.new.rows):
            if place not in taken and is_ours(row) and row["statement"].count(" ") + 1 >= _FEW_WORDS:
                waiting[row_words(row)].append(place)
        for place in sorted(self.again):
            row = self.old.rows[place]
            if place not in self.of_old and is_ours(row) and (places := waiting.get(row_words(row))):
                self.of_old[place] = places.pop(0)


def pair(old: Sheet, new: Sheet) -> RowPairs:
    """Return which rows and which articles of `old` and `new` are the same.

    A new article is an old one where the address, the file or the title is and rows are shared, or else where enough
    of the rows are; between files of other names these have to stand in the same paragraphs. One that was split finds
    its rows in each of its parts.
    """
    return _ArticlePairing(old, new).run()
