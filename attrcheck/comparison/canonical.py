"""A text's words in, the same in one dress out: spellings, short forms, numbers, dates; sounds and stammers apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from attrcheck.files import read_data

__all__ = ["Word", "american_spelling", "in_one_dress", "words_of_class"]

#: A number in figures, with or without marks between its thousands, and a day's or a place's number.
_FIGURES = re.compile(r"(\d{1,15}(?:\.\d{1,9})?|\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,9})?)(bn|mn|m|k)?")
_ORDINAL = re.compile(r"(\d{1,4})(?:st|nd|rd|th)")
_SUFFIXES = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
#: Words of a number: "nine hundred and ninety-nine thousand nine hundred and ninety-nine".
_MOST_WORDS = 14
_LAST_DAY = 31


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and where it stands in the text.

    `is_capital` is whether it begins with a capital there, `is_apart` whether more than a blank or a hyphen parts it
    from the word before.
    """

    folded: str
    start: int
    end: int
    is_capital: bool
    is_apart: bool


def _data() -> Mapping[str, Any]:
    return read_data("comparison")


def american_spelling(word: str) -> str:
    """Return `word`, in small letters, as Americans spell it."""
    return _american().get(word, word)


@cache
def _american() -> Mapping[str, str]:
    return dict(line.split() for line in read_data("spellings")["pairs"].split("\n") if line)


@cache
def words_of_class(name: str) -> frozenset[str]:
    """Return the words of one class of those that the sense of a passage turns on."""
    return frozenset(_data()["turning"][name])


@cache
def _sounds() -> frozenset[str]:
    return frozenset(_data()["sounds"]["words"])


@cache
def _stammered() -> frozenset[str]:
    return frozenset(_data()["stammered"]["words"])


@cache
def _small_numbers() -> Mapping[str, int]:
    data = _data()["numbers"]
    units = {word: number for number, word in enumerate(data["units"])}
    return {**units, **{word: 10 * number for number, word in enumerate(data["tens"], start=2)}}


@cache
def _ordinals() -> Mapping[str, int]:
    data = _data()["numbers"]
    units = {word: number for number, word in enumerate(data["ordinals"])}
    return {**units, **{word: 10 * number for number, word in enumerate(data["ordinal_tens"], start=2)}}


@cache
def _currencies() -> Mapping[str, str]:
    return {word: mark for mark, words in _data()["numbers"]["currencies"].items() for word in words}


@cache
def _months() -> Mapping[str, int]:
    data = _data()["months"]
    lists = (data["names"], data["short"])
    return {**data["also"], **{word: number for one in lists for number, word in enumerate(one, start=1)}}


@cache
def _special() -> frozenset[str]:
    """Return the words at which something other than a plain word may begin."""
    lists = (_american(), _sounds(), _stammered(), _data()["contractions"])
    return frozenset(word for each in lists for word in each) | _counting() | {"a", "the"}


def in_one_dress(words: Sequence[Word]) -> Iterator[Word]:
    """Yield `words`, those that say the same alike; several may become one, and one several."""
    special = _special()
    at, last = 0, ""
    while at < len(words):
        word = words[at]
        folded = word.folded
        if folded not in special and not folded[0].isdigit() and "'" not in folded:
            yield word
            last, at = folded, at + 1
            continue
        made, at = _dressed(words, at)
        for one in made:
            if one.folded != last or one.folded not in _stammered():
                yield one
            last = one.folded


def _dressed(words: Sequence[Word], at: int) -> tuple[list[Word], int]:
    """Return what the word at `at`, with those behind it that belong to it, becomes, and where to go on."""
    word = words[at]
    if word.folded in _sounds():
        return [], at + 1
    for read in (_date, _sum_of_money, _amount, _share) if _may_count(words, at) else ():
        found = read(words, at)
        if found is not None:
            folded, end = found
            return [Word(folded, word.start, words[end - 1].end, word.is_capital, word.is_apart)], end
    return [Word(one, word.start, word.end, word.is_capital, word.is_apart) for one in _plain(words, at)], at + 1


def _may_count(words: Sequence[Word], at: int) -> bool:
    """Tell whether a number, a sum, a share or a date may begin with the word at `at`."""
    word = words[at]
    if word.folded in ("a", "the"):
        following = words[at + 1].folded if at + 1 < len(words) else ""
        return bool(following) and (following[0].isdigit() or following in _counting())
    return word.folded[0].isdigit() or word.folded in _counting()


@cache
def _counting() -> frozenset[str]:
    """Return the words of numbers, sums, shares and dates."""
    lists = (_small_numbers(), _ordinals(), _currencies(), _months(), _data()["numbers"]["scales"])
    return frozenset(word for each in lists for word in each) | {"hundred", "per", "percent", "pct"}


def _plain(words: Sequence[Word], at: int) -> tuple[str, ...]:
    """Return the words that the word at `at` is short for, or its American spelling."""
    folded = words[at].folded
    if "'" not in folded:
        whole = _data()["contractions"].get(folded)
        return tuple(whole.split()) if whole else (american_spelling(folded),)
    if folded in _data()["contractions"]:
        return tuple(_data()["contractions"][folded].split())
    for suffix, whole in _SUFFIXES.items():
        if folded.endswith(suffix) and len(folded) > len(suffix):
            return (folded.removesuffix(suffix), whole)
    following = words[at + 1].folded if at + 1 < len(words) else ""
    if folded.endswith("'d") and len(folded) > 2:
        had = following in _data()["is"]["has"] or following.endswith("ed") or following == "better"
        return (folded.removesuffix("'d"), "had" if had else "would")
    stem = folded.removesuffix("'s")
    if stem != folded and stem in _data()["is"]["words"]:
        return (stem, "has" if following in _data()["is"]["has"] else "is")
    return (folded,)


def _figure(folded: str, *, is_money: bool = False) -> Decimal | None:
    """Return the number that `folded` is in figures; a length may end in "m" too, and only a sum means a million."""
    match = _FIGURES.fullmatch(folded)
    if match and match[2] in ("m", "k") and not is_money:
        return None
    return Decimal(match[1].replace(",", "")) * _scale(match[2] or "") if match else None


def _scale(word: str) -> int:
    return int(_data()["numbers"]["scales"].get(word, 1))


def _spelt(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(words: Sequence[Word], at: int) -> tuple[Decimal, int] | None:
    """Return the number that begins at `at`, in figures or in words, and where it ends."""
    scales: Mapping[str, int] = _data()["numbers"]["scales"]
    total, end = Decimal(0), at
    group: Decimal | None = None
    while end < min(len(words), at + _MOST_WORDS):
        folded = words[end].folded
        if end > at and words[end].is_apart:
            break
        small, figure = _small_numbers().get(folded), _figure(folded)
        if group is None and figure is not None:
            group = figure
        elif small is not None and (group is None or _takes(group, small, words[end - 1].folded)):
            group = (group or Decimal(0)) + small
        elif folded == "hundred" and group is not None and 0 < group < 100:
            group *= 100
        elif folded == "point" and group is not None and _goes_on(words, end + 1):
            digits, end = _digits(words, end + 1)
            group += Decimal(f"0.{digits}")
            continue
        elif folded in scales and group is not None:
            total, group = total + group * scales[folded], None
            if end + 1 >= len(words) or not _goes_on(words, end + 1):
                return total, end + 1
        elif (
            folded == "and" and end > at and _goes_on(words, end + 1) and words[end - 1].folded in ("hundred", *scales)
        ):
            pass
        elif folded == "a" and end == at and end + 1 < len(words) and words[end + 1].folded in ("hundred", *scales):
            group = Decimal(1)
        else:
            break
        end += 1
    if end == at or (group is None and not total):
        return None
    return total + (group or 0), end


def _digits(words: Sequence[Word], at: int) -> tuple[str, int]:
    """Return the digits that are said behind a point, and where they end."""
    digits = ""
    while _goes_on(words, at) and _small_numbers()[words[at].folded] < 10:
        digits += str(_small_numbers()[words[at].folded])
        at += 1
    return digits or "0", at


def _takes(group: Decimal, small: int, before: str) -> bool:
    """Tell whether a number that so far is `group` goes on with the word for `small`: "twenty" with "five"."""
    if before in ("hundred", "and"):
        return True
    return 20 <= group % 100 < 100 and group % 10 == 0 and 0 < small < 10


def _goes_on(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].folded in _small_numbers() and not words[at].is_apart


def _year(words: Sequence[Word], at: int) -> tuple[Decimal, int] | None:
    """Return the year that is said in two halves: "nineteen eighty-four"."""
    first = _number(words, at)
    if first is None or not (words[at].folded in _small_numbers() and 11 <= first[0] <= 20):
        return first
    second = _number(words, first[1]) if _goes_on(words, first[1]) else None
    if second is None or not 10 <= second[0] <= 99:
        return first
    return first[0] * 100 + second[0], second[1]


def _amount(words: Sequence[Word], at: int) -> tuple[str, int] | None:
    """Return a number, with the currency or the word for a share that follows it, or a place's number."""
    ordinal = _place(words, at)
    if ordinal is not None:
        return f"{ordinal[0]}th", ordinal[1]
    found = _year(words, at)
    if found is None:
        return None
    number, end = found
    mark = _currencies().get(words[end].folded, "") if end < len(words) and not words[end].is_apart else ""
    # In "in 2008 $5 million were lost" the mark belongs to what follows it.
    if mark and end + 1 < len(words) and _figure(words[end + 1].folded, is_money=True) is not None:
        mark = ""
    return f"{_spelt(number)}{mark}", end + bool(mark)


def _sum_of_money(words: Sequence[Word], at: int) -> tuple[str, int] | None:
    """Return a sum whose currency stands before it."""
    mark = words[at].folded
    short = _figure(words[at + 1].folded, is_money=True) if at + 1 < len(words) else None
    if mark in _data()["numbers"]["currencies"] and short is not None and words[at + 1].folded[-1] in "mk":
        return f"{_spelt(short)}{mark}", at + 2
    found = _number(words, at + 1) if mark in _data()["numbers"]["currencies"] and at + 1 < len(words) else None
    return (f"{_spelt(found[0])}{mark}", found[1]) if found else None


def _share(words: Sequence[Word], at: int) -> tuple[str, int] | None:
    """Return the mark of a share for the words for it."""
    if words[at].folded in ("percent", "pct"):
        return "%", at + 1
    is_two = words[at].folded == "per" and at + 1 < len(words) and words[at + 1].folded == "cent"
    return ("%", at + 2) if is_two else None


def _place(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """Return the number of a place in a row or of a day, and where it ends: "21st", "twenty-first", "third"."""
    folded = words[at].folded
    match = _ORDINAL.fullmatch(folded)
    if match:
        return int(match[1]), at + 1
    if folded in _ordinals():
        return _ordinals()[folded], at + 1
    tens, following = _small_numbers().get(folded, 0), words[at + 1].folded if at + 1 < len(words) else ""
    unit = _ordinals().get(following, 0)
    return (tens + unit, at + 2) if tens >= 20 and 0 < unit < 10 else None


def _day(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """Return the day of a month that stands at `at`, and where it ends."""
    if at >= len(words):
        return None
    figure = _figure(words[at].folded)
    found = (int(figure), at + 1) if figure is not None and figure == int(figure) else _place(words, at)
    return found if found and 1 <= found[0] <= _LAST_DAY else None


def _date(words: Sequence[Word], at: int) -> tuple[str, int] | None:
    """Return a day of a month, whichever of the two comes first: "March 5", "5 March", "the fifth of March"."""
    if words[at].is_capital and words[at].folded in _months():
        behind = at + 1 + (at + 1 < len(words) and words[at + 1].folded == "the")
        day = _day(words, behind)
        return (f"{_months()[words[at].folded]}/{day[0]}", day[1]) if day else None
    day = _day(words, at + (words[at].folded == "the"))
    if day is None:
        return None
    month = day[1] + (day[1] < len(words) and words[day[1]].folded == "of")
    if month < len(words) and words[month].is_capital and words[month].folded in _months():
        return f"{_months()[words[month].folded]}/{day[0]}", month + 1
    return None
