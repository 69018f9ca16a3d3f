"""Article and its people in, antecedents out: whom each "he" and "she" stands for, and who speaks where."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from attrcheck.article import Article, Span
from attrcheck.names import People, Person
from attrcheck.sentences import sentence_ends

__all__ = ["HE_SHE", "Antecedent", "follow", "sentence_starts"]

_FEMALE = frozenset({"she", "her", "hers", "herself"})
#: Pronouns that stand for one person.
HE_SHE = _FEMALE | {"he", "him", "his", "himself"}
_PRONOUN = re.compile(r"\b(?:he|him|his|himself|she|hers?|herself)\b", re.I)
# Fitted on PolNeAR's training articles and their silver coreference.
_SOURCE = 0.5  # what is said is theirs
_FIRST = 1.4  # named first in the sentence
_OWNS = 0.7  # named only as an owner ("Lee's plan"): taken off
_AWAY = 1.8  # for each sentence between: taken off
_QUOTED = 4.0  # named inside another quotation: taken off
_SEX = 0.6  # of the sex that the pronoun tells; four times as much is taken off for the other
_MORE = 0.3  # for each further mention
_NEAR = 14  # mentions looked back at
_CLOSE = 0.6  # two scores nearer than this are both shown
_LEAST = -6.0  # a score below this is no antecedent


@dataclass(frozen=True, slots=True)
class Antecedent:
    """The person that a pronoun stands for, with the names of others nearly as likely."""

    person: Person
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Heard:
    """A person met on the way: in which sentence, how prominent, inside which quotation (-1: none)."""

    person: Person
    sentence: int
    weight: float
    quotation: int


def sentence_starts(text: str) -> list[int]:
    """Return where sentences begin."""
    return [0, *(gap.end for gap in sentence_ends(text, 0, len(text)))]


def follow(
    article: Article, people: People, sources: Sequence[Span], quotations: Sequence[Span], speakers: dict[int, Person]
) -> dict[int, Antecedent]:
    """Return the antecedent of each he and she by its offset; `speakers` are the known owners of quotations, by index.

    One pass in text order over names and pronouns, each pronoun weighing the last few people met: how near, how
    prominent, whether the sex agrees, whether a statement is theirs; in a quotation nobody calls himself "he".
    """
    text = article.text
    starts = sentence_starts(text)
    quoted = [span.start for span in quotations]
    spoken = [span.start for span in sources]
    events: list[tuple[int, int, str]] = [(s, i, "") for i, s in enumerate(people.starts)]
    for paragraph in article.readable:
        found = _PRONOUN.finditer(text, paragraph.span.start, paragraph.span.end)
        events += [(m.start(), -1, m.group().lower()) for m in found]
    heard: deque[_Heard] = deque(maxlen=_NEAR)
    answer: dict[int, Antecedent] = {}
    foremost = False
    for place, index, pronoun in sorted(events):
        sentence = bisect_right(starts, place) - 1
        inside = bisect_right(quoted, place) - 1
        inside = inside if inside >= 0 and quotations[inside].end > place else -1
        near = bisect_right(spoken, place) - 1
        is_source = near >= 0 and sources[near].end > place
        # "Lee and Cole met": both stand first.
        joined = index > 0 and foremost and text[people.mentions[index - 1].span.end : place] in (" and ", " & ")
        foremost = not heard or heard[-1].sentence != sentence or joined
        weight = _SOURCE * is_source + _FIRST * foremost
        if index >= 0:
            named = people.mentions[index]
            after = text[named.span.end : named.span.end + 2]
            weight -= _OWNS * (after in ("'s", "’s") or named.modifies)
            heard.append(_Heard(people.persons[index], sentence, weight, inside))
            continue
        antecedent = _choose(heard, sentence, inside, -1 if pronoun in _FEMALE else 1, speakers.get(inside))
        if antecedent is None:
            continue
        answer[place] = antecedent
        if inside < 0:
            heard.append(_Heard(antecedent.person, sentence, weight, inside))
    return answer


def _choose(heard: Sequence[_Heard], sentence: int, inside: int, sex: int, speaker: Person | None) -> Antecedent | None:
    scores: dict[Person, float] = {}
    for met in heard:
        who = met.person
        if who is speaker:
            continue
        score = met.weight - _AWAY * (sentence - met.sentence)
        score -= _QUOTED * (met.quotation >= 0 and met.quotation != inside)
        agreement = who.sex * sex
        score += _SEX if agreement > 0 else -4 * _SEX if agreement < 0 else 0
        # Each further mention makes a person more prominent.
        scores[who] = max(score, scores[who]) + _MORE if who in scores else score
    if not scores:
        return None
    best = max(scores, key=lambda who: scores[who])
    if scores[best] < _LEAST:
        return None
    close = [who for who in scores if who is not best and scores[best] - scores[who] < _CLOSE]
    close.sort(key=lambda who: -scores[who])
    return Antecedent(best, tuple(dict.fromkeys(who.name for who in close))[:3])
