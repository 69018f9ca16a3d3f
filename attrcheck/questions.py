"""What is wanted in, work for a human out: the questions to answer, and which rows come first."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from attrcheck.attributions import Act, Attribution, Form
from attrcheck.files import read_data
from attrcheck.origins import language_of
from attrcheck.papers import is_historic
from attrcheck.phrases import fold, routes
from attrcheck.sources import Source, SourceKind
from attrcheck.wanted import Wanted, in_a_sentence, is_former, is_plural

__all__ = ["Advice", "Priority", "Standing", "advise", "standings"]

_MOST_QUESTIONS = 4
#: So many characters of a name or mention fit in a question.
_LONGEST_NAME = 120

#: A row that is less sure than this is shown as one that may be none.
_MAYBE_BELOW = 0.5

_SINGLE_MARKS = str.maketrans('“”„«»"', "‘’‚‹›'")
_FIELD = re.compile(r"\{(\w+)\}")
_NUMBER = r"\d{1,15}(?:[.,]\d{1,15})*"
_FIGURE = re.compile(
    rf"(?<![\w.,])(?:[$€£¥] ?)?{_NUMBER}(?:(?: to |–|-){_NUMBER})?"
    r"(?: ?%| (?:per ?cent|thousand|[mbtr]{1,2}illion)\b)?(?!\w)"
)
_MEASURED = re.compile(r"[$€£¥%]|[a-z]{4}")
_LONGEST_LABEL = 12
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:(?: to |–|-)(?:1[5-9]|20)?\d\d)?")
#: What makes a number one that stories turn on: money, shares, magnitudes, and counts of a hundred and more.
_LARGE = re.compile(r"[$€£¥%]|\d{3}|[a-z]{6}|per cent")
#: Fewer quoted words are a phrase taken up in the article's sentence, no quotation to be checked first.
_QUOTATION_WORDS, _WHOLE_QUOTATION_WORDS = 6, 4
#: An article rests on one source that gives so much of what its named sources say, of so many statements at least.
_SOLE_SHARE, _SOLE_OF = 0.6, 5
_ARTICLE = re.compile(r"(?:an?|the|its|his|her|their)\b", re.I)
#: Forms of address, which are no office.
_STYLES = ("Mr ", "Mrs ", "Ms ", "Miss ", "Sir ", "Lady ", "Lord ", "Dr ", "Prof ", "Mrs. ", "Mr. ", "Ms. ")
#: So much of a statement is read for whether the source spoke at all.
_SAID = 60
#: A mention that begins so is of one, not of many.
_ONE = ("a ", "an ", "one ", "that ", "this ", "another ")


class Priority(StrEnum):
    """How soon a row wants checking; MAYBE is for those that are perhaps no attribution at all."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    MAYBE = "maybe"


@dataclass(frozen=True, slots=True)
class Advice:
    """What to ask of a row, how soon it wants checking, and why, in one line."""

    questions: tuple[str, ...]
    priority: Priority
    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A row among the article's others: whether its source was quoted before, and is what the article rests on."""

    again: bool = False
    sole: bool = False


_ALONE = Standing()
_UNNAMED = frozenset({SourceKind.ANONYMOUS, SourceKind.VAGUE, SourceKind.NONE, SourceKind.AUTHOR})


@dataclass(frozen=True, slots=True)
class _Question:
    """A question's text with the fields that it needs and the rows that it is for."""

    text: str
    kinds: tuple[str, ...] = tuple(SourceKind)
    forms: tuple[str, ...] = tuple(Form)
    acts: tuple[str, ...] = tuple(Act)
    needs: tuple[str, ...] = ()
    group: str = ""


def _data() -> Mapping[str, Any]:
    return read_data("questions")


@cache
def _questions() -> tuple[_Question, ...]:
    found = []
    for entry in _data()["question"]:
        lists: dict[str, Any] = {key: tuple(value) for key, value in entry.items() if isinstance(value, list)}
        lists["needs"] = (*lists.get("needs", ()), *_FIELD.findall(entry["text"]))
        found.append(_Question(entry["text"], group=entry.get("group", ""), **lists))
    return tuple(found)


@cache
def _pronouns() -> frozenset[str]:
    return frozenset(_data()["pronouns"]["words"])


@cache
def _word_of(topic: str) -> re.Pattern[str]:
    words = sorted(_data()[topic]["words"], key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.I)


def _short(text: str) -> str:
    """Return `text` in one line, with single marks for the questions' own double ones, cut after a word where long."""
    # Marks that cannot be seen may turn the rest of the line round.
    seen = (c if c.isprintable() else "" if unicodedata.category(c) == "Cf" else " " for c in text)
    plain = " ".join("".join(seen).translate(_SINGLE_MARKS).split())
    if len(plain) <= _LONGEST_NAME:
        return plain.strip(" ,;:")
    return plain[:_LONGEST_NAME].rpartition(" ")[0].strip(" ,;:") + "…" if " " in plain[:_LONGEST_NAME] else ""


def _figures(statement: str) -> tuple[str, str]:
    """Return the statement's chief number that is no year, or word for one, and the chief one that is large or of harm.

    Each is "" for none.
    """
    numbers = [
        fold(m.group())
        for m in _FIGURE.finditer(statement)
        if not _YEAR.fullmatch(m.group()) and not _is_label(statement, m)
    ]
    # Shares and sums tell more than counts.
    numbers.sort(key=lambda number: not _MEASURED.search(number))
    word = _word_of("figures").search(statement)
    words = [f"“{word.group()}”"] if word else []
    large = [number for number in numbers if _LARGE.search(number)] + words
    if _word_of("harm").search(statement):
        large = numbers or large
    return next(iter(numbers + words), ""), next(iter(large), "")


def _is_label(statement: str, number: re.Match[str]) -> bool:
    """Tell whether a number is an age between commas, or part of a name: "Lark, 34, said", "Article 10"."""
    before = statement[max(0, number.start() - _LONGEST_LABEL) : number.start()]
    is_age = before.endswith(", ") and statement[number.end() : number.end() + 1] == ","
    return is_age or before.rstrip().endswith(tuple(_data()["numbered"]["words"]))


def _facts(want: Wanted) -> dict[str, str]:
    """Return what questions and reasons can name, "" for what is not known."""
    attribution, source, day = want.attribution, want.source, want.day
    accusation = _word_of("accusation").search(f"{want.cue} {want.statement}")
    whole = f"{want.frame.replace('…', '').rstrip(' .')} {want.statement[:_SAID]}"
    # Nobody's few quoted words are part of what their sentence tells.
    is_part = source.kind is SourceKind.NONE and attribution.form is not Form.INDIRECT and not _is_quotation(want)
    figure, large = _figures(f"{want.statement} {want.frame}" if is_part else want.statement)
    role = _short(source.role)
    mention = _named(_short(source.mention))
    unnamed = source.kind in (SourceKind.ANONYMOUS, SourceKind.VAGUE, SourceKind.NONE)
    name = _named(_short(source.name)) or (mention if source.kind is not SourceKind.PERSON else "")
    # "Was Ada Lark Prof?" is no question; "Was Ada Lark Harbour Master?" is.
    is_title = " " in role and (role[0].isupper() or bool(_ARTICLE.match(role))) and not role.startswith(_STYLES)
    _, language = language_of(want.tongue)
    return {
        "name": _called(source, name),
        "historic": "yes" if is_historic(want) else "",
        "several": "yes" if source.kind is SourceKind.ROLE and is_plural(source.mention) else "",
        "role": role,
        "title": "yes" if is_title and not is_former(role) else "",
        "affiliation": _short(source.affiliation) if source.affiliation not in source.role else "",
        "mention": mention or ("" if unnamed else name),
        "month": f"{routes()['terms']['months'][day.month - 1]} {day.year}" if day else "",
        "language": language.get("name", ""),
        "unsaid": "yes" if _word_of("unsaid").search(" ".join(whole.split())) else "",
        "one": "yes" if mention.lower().startswith(_ONE) else "",
        "figure": figure,
        "large": large,
        "accusation": accusation.group() if accusation else "",
        "link": want.cited,
        "continued": "yes" if attribution.continues else "",
        "chance": f"{attribution.confidence:.0%}",
    }


def _called(source: Source, name: str) -> str:
    """Return what a question calls the source: a name as it is, what a role is called in quotation marks."""
    called = in_a_sentence(source, name) if name else ""
    is_mention = source.kind is SourceKind.ROLE and source.name in ("", source.mention)
    return f"“{name}”" if called and is_mention and not called.startswith(("the ", "a ", "an ")) else called


def _named(words: str) -> str:
    """Return `words`, "" where they are a pronoun or hold no letter."""
    plain = words.strip(" ,;:.").lower()
    return words if plain not in _pronouns() and any(c.isalnum() for c in plain) else ""


def standings(rows: Sequence[Wanted]) -> tuple[Standing, ...]:
    """Return where each row stands among all: quoted again, or the first row of a source that most rows rest on."""
    keys = [(row.source.kind, row.source.name) if _named(row.source.name) else None for row in rows]
    told = [
        key if one.act is Act.STATEMENT and not one.continues and key and key[0] not in _UNNAMED else None
        for one, key in zip((row.attribution for row in rows), keys, strict=True)
    ]
    counts = Counter(key for key in told if key)
    most = max(counts, key=counts.__getitem__, default=None)
    total = counts.total()
    sole = most if most and total >= _SOLE_OF and counts[most] >= _SOLE_SHARE * total else None
    found, quoted = [], set()
    for row, key, spoken in zip(rows, keys, told, strict=True):
        found.append(Standing(again=key in quoted, sole=sole is not None and spoken == sole))
        if sole is not None and spoken == sole:
            sole = None
        if key and key not in quoted and _is_quotation(row):
            quoted.add(key)
    return tuple(found)


def _is_quotation(want: Wanted) -> bool:
    """Tell whether the statement quotes words enough to be held against what was said."""
    is_whole = want.attribution.form is Form.DIRECT and bool(want.attribution.cue)
    return want.quoted_words >= (_WHOLE_QUOTATION_WORDS if is_whole else _QUOTATION_WORDS)


def advise(want: Wanted, *, standing: Standing = _ALONE) -> Advice:
    """Return what to ask of this row and how soon: the two to four questions that matter most for it, names filled in.

    Accusations, withheld names, bare quotations and figures come first.
    """
    facts, attribution, source = _facts(want), want.attribution, want.source
    asked: list[str] = []
    groups: set[str] = set()
    for question in _questions():
        fits = source.kind in question.kinds and attribution.form in question.forms and attribution.act in question.acts
        if fits and question.group not in groups and all(facts[need] for need in question.needs):
            asked.append(_filled(question.text, facts))
            groups |= {question.group} - {""}
    priority, reason = _rule(attribution, source.kind, facts, standing, is_quotation=_is_quotation(want))
    return Advice(tuple(asked[:_MOST_QUESTIONS]), priority, _filled(_data()["reasons"][reason], facts))


def _filled(words: str, facts: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda field: facts[field[1]], words)


def _rule(
    attribution: Attribution, kind: SourceKind, facts: Mapping[str, str], standing: Standing, *, is_quotation: bool
) -> tuple[Priority, str]:
    if attribution.continues or attribution.confidence < _MAYBE_BELOW:
        return Priority.MAYBE, "continued" if attribution.continues else "maybe"
    if facts["accusation"] and attribution.act is not Act.INTENTION:
        return Priority.HIGH, "accusation"
    if attribution.act in (Act.BELIEF, Act.INTENTION, Act.PERCEPTION):
        return Priority.LOW, "mind"
    if kind is SourceKind.ANONYMOUS:
        return Priority.HIGH, "anonymous"
    if kind is SourceKind.NONE and is_quotation:
        return Priority.HIGH, "quoted_nobody"
    if facts["link"] and (is_quotation or facts["large"]):
        return Priority.MEDIUM, "linked" if is_quotation else "figure_linked"
    if facts["large"]:
        return Priority.HIGH, "figure"
    if kind is SourceKind.PERSON and facts["name"] and is_quotation and not standing.again:
        return Priority.HIGH, "quoted"
    if standing.sole:
        return Priority.HIGH, "sole"
    return Priority.MEDIUM, _medium(kind, attribution.form, facts, standing, is_quotation=is_quotation)


def _medium(kind: SourceKind, form: Form, facts: Mapping[str, str], standing: Standing, *, is_quotation: bool) -> str:
    """Return the reason of a row that comes neither first nor last."""
    if kind is SourceKind.NONE and form is not Form.INDIRECT:
        return "phrase_nobody"
    if kind in (SourceKind.NONE, SourceKind.VAGUE, SourceKind.AUTHOR):
        return {SourceKind.NONE: "nobody", SourceKind.VAGUE: "vague"}.get(kind, "author")
    if is_quotation and facts["name"]:
        return "quoted_again" if standing.again else "quoted_body"
    if is_quotation:
        return "quoted_unknown"
    return "plain" if form is Form.INDIRECT else "phrase"
