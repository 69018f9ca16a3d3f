"""What a sentence says round a statement in, how the source can know it out: the article's own words, or nothing.

The guideline is tests/data/grounds/GUIDELINE.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from attrcheck.checklist.model import Item
from attrcheck.files import read_data
from attrcheck.sources import SourceKind

__all__ = ["with_grounds"]

#: The end of a clause: a mark, or the words with which the sentence goes on to what is said.
_CLAUSE_END = re.compile(
    r"\s*(?:[,;:.!?“”\"—–…]|\s-\s|\b(?:said|says|told|added|reported|warned|claimed|and said|that the|that it)\b)"
)


@dataclass(frozen=True, slots=True)
class _Ground:
    """Words that tell a ground, where they begin in the sentence, and whether they are said of the person."""

    words: str
    at: int
    is_personal: bool


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Return what opens a ground, and whether it is said of the person and not of one statement."""
    data = read_data("grounds")
    seen, shown = data["seen"], data["shown"]
    been = rf"(?:was|were|had been|has been|have been)\s+(?:{_any(seen['places'])})"
    did = rf"(?:has|have|had)?\s*(?:also\s+|personally\s+)?(?:{_any(seen['verbs'])})"
    return (
        (re.compile(rf"\b(?:{_any(data['unnamed']['phrases'])})\b", re.I), True),
        (re.compile(rf"\bwho\s+(?:{been}|{did})\b", re.I), True),
        (re.compile(rf"\b(?:{_any(data['close']['phrases'])})\s+\w", re.I), True),
        (re.compile(rf"\b(?:{_any(shown['openings'])})\s+\w", re.I), False),
        (re.compile(rf"\bafter\s+(?:{_any(shown['after'])})\b", re.I), False),
        (re.compile(rf"\bhaving\s+(?:{_any(shown['having'])})\b", re.I), False),
    )


def _grounds_in(frame: str) -> list[_Ground]:
    """Return the grounds in what a sentence says outside the statement, in its order; none within another."""
    found: list[_Ground] = []
    for pattern, is_personal in _patterns():
        for match in pattern.finditer(frame):
            end = _CLAUSE_END.search(frame, match.end())
            stop = end.start() if end else len(frame)
            if not any(one.at < stop and match.start() < one.at + len(one.words) for one in found):
                found.append(_Ground(frame[match.start() : stop].strip(), match.start(), is_personal))
    return sorted(found, key=lambda one: one.at)


def with_grounds(items: Sequence[Item]) -> list[Item]:
    """Return `items` with the grounds that their sentences give; what is said of a person holds for later ones too."""
    personal: dict[str, tuple[str, ...]] = {}
    grounds: dict[str, str] = {}
    for item in sorted(items, key=lambda item: item.attribution.content[0]):
        found = _grounds_in(f"{item.claim.frame}") if item.source.kind is not SourceKind.NONE else []
        key = (item.source.name or item.source.mention).casefold()
        own = tuple(one.words for one in found if one.is_personal)
        if own:
            personal.setdefault(key, own)
        inherited = () if own or not key else personal.get(key, ())
        grounds[item.id] = "; ".join(dict.fromkeys((*inherited, *(one.words for one in found))))
    return [replace(item, ground=grounds[item.id]) for item in items]
