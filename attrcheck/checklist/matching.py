"""Two sheets in, which old row each new one is out: by id, by words, by likeness; article by article."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher

from attrcheck.checklist.ids import is_id, plain_words
from attrcheck.checklist.sheet import ArticleName, Row, Sheet, article_of, article_of_head

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
#: So many articles of a file are compared row by row with one that none of them has the title or address of.
_COMPARED = 40


@dataclass(frozen=True, slots=True)
class RowPairs:
    """`of_old` is old row -> new row; `again` the old rows whose article is in both; `called` old name -> new name."""

    of_old: Mapping[int, int]
    again: Set[int]
    called: Mapping[ArticleName, ArticleName]


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

    def __init__(self, old: Sequence[Row], new: Sequence[Row]) -> None:
        self.old, self.new = old, new
        self.old_words, self.new_words = [row_words(row) for row in old], [row_words(row) for row in new]
        self.of_old: dict[int, int] = {}
        self.taken: set[int] = set()

    def run(self) -> dict[int, int]:
        self._by(lambda row, _: row["id"].strip())
        self._second_copies()
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
        for place, row in enumerate(self.old):
            if place in self.of_old:
                continue
            places = waiting.get(key(row, self.old_words[place]) or None)
            if places:
                self._pair(place, places.popleft())

    def _second_copies(self) -> None:
        """Give an old row with the id of another, as a person makes who copies a row, the same new row."""
        of_id = {self.old[place]["id"].strip(): new for place, new in self.of_old.items()}
        for place, row in enumerate(self.old):
            if place not in self.of_old and row["id"].strip() in of_id:
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
                same = self.old_words[place].source == self.new_words[other].source
                least = _SAME_SOURCE if same else _OTHER_SOURCE
                likeness = _likeness(words, lists[other], least)
                if likeness >= least and (same or min(len(words), len(lists[other])) >= _FEW_WORDS):
                    found.append((-likeness, not same, abs(other - at), place, other))
        for *_, place, other in sorted(found):
            if place not in self.of_old and other not in self.taken:
                self._pair(place, other)

    def _pair(self, old: int, new: int) -> None:
        self.of_old[old] = new
        self.taken.add(new)


def _near(places: Sequence[int], at: int) -> Sequence[int]:
    """Return at most _LOOKED_AT of the ascending `places`, those round `at`."""
    first = max(0, min(bisect_left(places, at) - _LOOKED_AT // 2, len(places) - _LOOKED_AT))
    return places[first : first + _LOOKED_AT]


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


def _is_named_like(one: ArticleName, other: ArticleName) -> bool:
    if any(one) and (one == other or (one[1] and one[1] == other[1])):
        return True
    same_title = bool(one[0]) and plain_words(one[0]) == plain_words(other[0])
    return same_title and not (one[1] and other[1])


def pair(old: Sheet, new: Sheet) -> RowPairs:
    """Return which rows and which articles of `old` and `new` are the same.

    A new article is an old one where the title or the address is, or else where enough of the rows are.
    """
    old_groups, new_groups = articles(old), articles(new)
    ids = {row["id"]: article_of(row) for row in old.rows if is_ours(row)}
    of_old: dict[int, int] = {}
    again: set[int] = set()
    called: dict[ArticleName, ArticleName] = {}
    for article, places in new_groups.items():
        known = Counter(ids[new.rows[place]["id"]] for place in places if new.rows[place]["id"] in ids)
        free = [one for one in old_groups if one not in called]
        named = [one for one in free if _is_named_like(one, article)]
        candidates = [*named, *(one for one, _ in known.most_common() if one in free and one not in named)]
        if not candidates:
            candidates = free[:_COMPARED]
        for candidate in candidates:
            rows = old_groups[candidate]
            found = _Pairing([old.rows[p] for p in rows], [new.rows[p] for p in places]).run()
            enough = _SHARED * max(1, min(len(rows), len(places)))
            if candidate in named or (found and len(found) >= enough):
                of_old |= {rows[one]: places[other] for one, other in found.items()}
                again |= set(rows)
                called[candidate] = article
                break
    return RowPairs(of_old, again, called)
