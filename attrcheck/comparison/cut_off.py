"""A place on a page in, what its sentence has before and behind it out where the sense of the words turns on that."""

from __future__ import annotations

import re
from functools import cache

from attrcheck.comparison.canonical import words_of_class
from attrcheck.comparison.tokens import Tokens

__all__ = ["cut_off", "turning_in"]

_SENTENCE_END = re.compile(r"[.!?…][\"”’)\]]{0,3}\s|\n")
#: Who says so tells what others say.
_HEARSAY = re.compile(
    r"\b(?:(?:i|we) (?:am|was|are|were|(?:have|had) been) told|tells? (?:me|us)|told (?:me|us)|(?:i|we) hear[d]?) that$"
)
_OPENING = re.compile(r"[:“\"]")
_CLAUSE_END = re.compile(r"[,;:—–“”\"]")
#: Words of a sentence that are looked at on either side, how near to the quotation a denial must stand, and how many
#: words are shown.
_REACH, _NEAR, _SHOWN = 30, 3, 8
#: How near it must stand where the words are what somebody does not say, or does not think: "I do not say that …".
_NEAR_A_CLAUSE = 12
_NAME = re.compile(r"[^\W\d_a-z][\w.’'-]+")


def cut_off(page: Tokens, start: int, end: int, frame: frozenset[str] = frozenset()) -> tuple[str, str]:
    """Return the words before and behind those from `start` to `end` in their sentence, "" where no sense turns on it.

    `frame` are the words that the article itself puts round the quotation: what it says there it has not cut off.
    """
    first = start
    while first > 0 and start - first < _REACH and not _begins(page, first):
        first -= 1
    last = end
    while last < len(page.folded) and last - end < _REACH and not _SENTENCE_END.search(_gap(page, last)):
        last += 1
    is_turned = _is_turned_before(page, first, start, frame) or _is_asked(page, first, start, last, frame)
    is_turned = is_turned or _HEARSAY.search(" ".join(page.folded[first:start])) is not None
    lead = page.shown(max(first, start - _SHOWN), start) if is_turned else ""
    tail = page.shown(end, min(last, end + _SHOWN)) if _is_turned_behind(page, end, last, frame) else ""
    return lead, tail


def _begins(page: Tokens, number: int) -> bool:
    """Tell whether a sentence, or what somebody says in it, begins with the word `number`."""
    gap = _gap(page, number)
    return _SENTENCE_END.search(gap) is not None or _OPENING.search(gap) is not None


def _gap(page: Tokens, number: int) -> str:
    """Return what parts the word `number` from the one before."""
    return page.text[page.ends[number - 1] : page.starts[number]] if 0 < number < len(page.folded) else ""


def _is_turned_before(page: Tokens, first: int, start: int, frame: frozenset[str]) -> bool:
    conditions, denials = words_of_class("conditions"), words_of_class("denial") | words_of_class("denying")
    opens = first < start and not frame & conditions
    if opens and page.folded[first] in conditions:
        return True
    # "Should the river rise, …"
    if opens and page.folded[first] in words_of_class("fronted") and "," in _gap(page, start):
        return True
    clause = start
    is_clause = start > first and page.folded[start - 1] == "that"
    while clause > first and start - clause < (_NEAR_A_CLAUSE if is_clause else _NEAR):
        is_joined = page.folded[clause - 1] in words_of_class("joining")
        if not is_clause and (is_joined or _CLAUSE_END.search(_gap(page, clause))):
            break
        clause -= 1
    return not frame & denials and not denials.isdisjoint(page.folded[clause:start])


def _is_asked(page: Tokens, first: int, start: int, last: int, frame: frozenset[str]) -> bool:
    """Tell whether the words were cut from the middle of a question, and the article does not say that it was one."""
    mark = page.text[page.ends[last - 1] :][:1] if last > 0 else ""
    return first < start and mark == "?" and not frame & words_of_class("asking")


def _is_turned_behind(page: Tokens, end: int, last: int, frame: frozenset[str]) -> bool:
    conditions = words_of_class("conditions")
    for number in range(end, min(last, end + _NEAR)):
        if page.folded[number] in words_of_class("joining"):
            return False
        if page.folded[number] in conditions:
            return not frame & conditions
    return False


@cache
def _turning() -> frozenset[str]:
    return frozenset().union(*map(words_of_class, ("denial", "denying", "conditions", "limits")))


def turning_in(words: str, page: Tokens) -> tuple[str, ...]:
    """Return those of `words`, which the quotation leaves out, on which the sense may turn: denials, numbers, names."""
    found = [page.shown(n, n + 1) for n, word in enumerate(page.folded) if word in _turning() or word[0].isdigit()]
    # The first word of a sentence has a capital whatever it is.
    names = [
        match.group()
        for match in _NAME.finditer(words)
        if match.start() and not _SENTENCE_END.search(words[max(0, match.start() - 2) : match.start()])
    ]
    return tuple(dict.fromkeys((*found, *(name for name in names if name.casefold() not in ("i", "i'm", "i’m")))))
