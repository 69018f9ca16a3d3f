"""A claim in, the work for a person out: the questions to answer, and how soon to check it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from attrcheck.checklist.facts import facts_of, is_quotation, question_data
from attrcheck.checklist.priority import ALONE, Priority, Standing, priority_rule
from attrcheck.reader import Act, Form
from attrcheck.searches import Claim
from attrcheck.sources import SourceKind

__all__ = ["Advice", "advise"]

_MOST_QUESTIONS = 4
_FIELD = re.compile(r"\{(\w+)\}")


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


@cache
def _questions() -> tuple[_Question, ...]:
    found = []
    for entry in question_data()["question"]:
        lists: dict[str, Any] = {key: tuple(value) for key, value in entry.items() if isinstance(value, list)}
        lists["needs"] = (*lists.get("needs", ()), *_FIELD.findall(entry["text"]))
        found.append(_Question(entry["text"], group=entry.get("group", ""), **lists))
    return tuple(found)


def advise(claim: Claim, *, standing: Standing = ALONE) -> Advice:
    """Return what to ask of this row and how soon: the two to four questions that matter most for it, names filled in.

    Accusations, withheld names, bare quotations and figures come first.
    """
    facts, attribution, source = facts_of(claim), claim.attribution, claim.source
    questions: list[str] = []
    groups: set[str] = set()
    for question in _questions():
        fits = source.kind in question.kinds and attribution.form in question.forms and attribution.act in question.acts
        if fits and question.group not in groups and all(facts[need] for need in question.needs):
            questions.append(_filled(question.text, facts))
            groups |= {question.group} - {""}
    priority, reason = priority_rule(attribution, source.kind, facts, standing, is_quotation=is_quotation(claim))
    return Advice(tuple(questions[:_MOST_QUESTIONS]), priority, _filled(question_data()["reasons"][reason], facts))


def _filled(words: str, facts: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda field: facts[field[1]], words)
