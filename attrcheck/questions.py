"""Attribution and source in, work for a human out: the questions to answer, and which rows come first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from attrcheck.article import Article
from attrcheck.attributions import Act, Attribution, Form
from attrcheck.files import read_data
from attrcheck.phrases import fold, routes
from attrcheck.sources import Source, SourceKind

__all__ = ["Advice", "Priority", "advise"]

_MOST_QUESTIONS = 4
#: So many characters of a name or mention fit in a question, and so many of a statement are read for its figures.
_LONGEST_NAME, _LONGEST_STATEMENT = 90, 20_000

#: A row that is less sure than this is shown as one that may be none.
_MAYBE_BELOW = 0.5

_SINGLE_MARKS = str.maketrans('“”„«»"', "‘’‚‹›'")
_FIELD = re.compile(r"\{(\w+)\}")
_FIGURE = re.compile(
    r"(?<![\w.,])(?:[$€£¥] ?)?\d{1,15}(?:[.,]\d{1,15})*(?: ?%| (?:per ?cent|thousand|[mbtr]{1,2}illion)\b)?(?!\w)"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ARTICLE = re.compile(r"(?:an?|the|its|his|her|their)\b", re.I)


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
def _word_of(topic: str) -> re.Pattern[str]:
    words = sorted(_data()[topic]["words"], key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.I)


def _short(text: str) -> str:
    """Return `text` in one line, with single marks for the questions' own double ones, cut after a word where long."""
    plain = " ".join(text.translate(_SINGLE_MARKS).split())
    if len(plain) <= _LONGEST_NAME:
        return plain.strip(" ,;:")
    return plain[:_LONGEST_NAME].rpartition(" ")[0].strip(" ,;:") + "…" if " " in plain[:_LONGEST_NAME] else ""


def _statement(article: Article, attribution: Attribution) -> str:
    return " … ".join(span.of(article.text) for span in attribution.content)[:_LONGEST_STATEMENT]


def _figure(statement: str) -> str:
    """Return the first number of the statement that is no year, or the first word for one, else ""."""
    for match in _FIGURE.finditer(statement):
        if not _YEAR.fullmatch(match.group()):
            return fold(match.group())
    word = _word_of("figures").search(statement)
    return word.group() if word else ""


def _month(article: Article) -> str:
    try:
        day = date.fromisoformat(article.date)
    except ValueError:
        return ""
    return f"{routes()['terms']['months'][day.month - 1]} {day.year}"


def _facts(article: Article, attribution: Attribution, source: Source, cited: str) -> dict[str, str]:
    """Return what questions and reasons can name, "" for what is not known."""
    statement = _statement(article, attribution)
    accusation = _word_of("accusation").search(statement)
    role = _short(source.role)
    mention = _short(source.mention)
    is_title = bool(role) and (role[0].isupper() or bool(_ARTICLE.match(role)))
    return {
        "name": _short(source.name) or (mention if source.kind is not SourceKind.PERSON else ""),
        "role": role,
        "title": "yes" if is_title else "",
        "affiliation": _short(source.affiliation) if source.affiliation not in source.role else "",
        "mention": mention or _short(source.name),
        "month": _month(article),
        "figure": _figure(statement),
        "accusation": accusation.group() if accusation else "",
        "link": cited,
        "continued": "yes" if attribution.continues else "",
        "chance": f"{attribution.confidence:.0%}",
    }


def advise(article: Article, attribution: Attribution, source: Source, *, cited: str) -> Advice:
    """Return what to ask of this row and how soon: the two to four questions that matter most for it, names filled in.

    Accusations, unnamed sources, bare quotations and figures come first; `cited` is the article's own link beside it.
    """
    facts = _facts(article, attribution, source, cited)
    asked: list[str] = []
    groups: set[str] = set()
    for question in _questions():
        fits = source.kind in question.kinds and attribution.form in question.forms and attribution.act in question.acts
        if fits and question.group not in groups and all(facts[need] for need in question.needs):
            asked.append(_filled(question.text, facts))
            groups |= {question.group} - {""}
    priority, reason = _rule(attribution, source.kind, facts)
    return Advice(tuple(asked[:_MOST_QUESTIONS]), priority, _filled(_data()["reasons"][reason], facts))


def _filled(words: str, facts: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda field: facts[field[1]], words)


def _rule(attribution: Attribution, kind: SourceKind, facts: Mapping[str, str]) -> tuple[Priority, str]:
    quoted = attribution.form is not Form.INDIRECT
    if attribution.continues:
        return Priority.MAYBE, "continued"
    if attribution.confidence < _MAYBE_BELOW:
        return Priority.MAYBE, "maybe"
    if facts["accusation"] and attribution.act is not Act.INTENTION:
        return Priority.HIGH, "accusation"
    if attribution.act in (Act.BELIEF, Act.INTENTION, Act.PERCEPTION):
        return Priority.LOW, "mind"
    if kind is SourceKind.NONE:
        return Priority.HIGH, "quoted_nobody" if quoted else "nobody"
    if kind is SourceKind.ANONYMOUS:
        return Priority.HIGH, "anonymous"
    if kind is SourceKind.VAGUE:
        return Priority.HIGH, "vague"
    if quoted and not facts["link"] and kind is not SourceKind.AUTHOR:
        return Priority.HIGH, "quoted"
    if facts["figure"]:
        return Priority.HIGH, "figure"
    return Priority.MEDIUM, "linked" if quoted and facts["link"] else "plain"
