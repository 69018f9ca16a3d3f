"""A pronoun in, the people out that it may stand for, each with what speaks for and against, and the likeliest."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from attrcheck.sources.people.people import Person
from attrcheck.sources.people.standing import UNKNOWN, Standing
from attrcheck.sources.text.lexicon import lexicon

__all__ = ["Antecedent", "Met", "Pronoun", "Spoken", "antecedent_features", "most_likely"]


_SHOWN = 0.25  # somebody at least this likely is shown beside the likeliest
#: Likelihoods from which on data/ways.toml tells how often the likeliest is whom a reader would name.
_LEVELS = (0.99, 0.95, 0.8, 0.7, 0.5, 0.0)
_TOLD = 3  # evidence of sex that is a title, "Mrs", or more than one word


@dataclass(frozen=True, slots=True)
class Antecedent:
    """The person that a pronoun stands for, how likely that is in (0, 1], and others who are nearly as likely."""

    person: Person
    likely: float
    others: tuple[Person, ...]

    @property
    def way(self) -> str:
        """The row of data/ways.toml that tells how often such a pronoun is right."""
        return next(f"pronoun {least}" for least in _LEVELS if self.likely >= least)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What attributions tell about who speaks.

    `heads` are the numbers of the mentions that are sources; `described` are sources that are one person without a
    name, by where they begin; `pronouns` is where sources that are pronouns begin; `owners` says of some quotations
    which source, by its beginning, owns them; `bystanders` are others without a name, by where they stand; `is_named`
    says of pronouns whether the reader takes whom they stand for to be named; `named` is who is named in the statements
    of a source, by where that begins.
    """

    heads: frozenset[int]
    described: Mapping[int, Person]
    pronouns: frozenset[int]
    owners: Mapping[int, int]
    bystanders: Mapping[int, Person]
    is_named: Mapping[int, bool]
    named: Mapping[int, frozenset[Person]]


@dataclass(frozen=True, slots=True)
class Met:
    """A person met on the way: where, how prominent, inside which quotation (-1: none)."""

    person: Person
    sentence: int
    paragraph: int
    quotation: int
    first: bool
    owner: bool
    pronoun: bool
    unnamed: bool
    oblique: bool
    source: bool
    asks: bool
    closes: bool


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun to be resolved, and what is known at its place; `whom` is who is spoken to there, "he told Lee"."""

    sentence: int
    paragraph: int
    quotation: int
    sex: int
    first: bool
    source: bool
    owner: bool
    speaker: Person | None
    spoke: Person | None
    parted: bool
    ahead: Person | None
    is_named: bool | None
    opens: bool
    named: frozenset[Person]
    later: frozenset[Person]
    whom: Person | None
    accused: bool


# What each feature of `antecedent_features` is worth, in nats. Fitted on the pronouns of 160 of PolNeAR's training
# articles and their silver coreference, then moved by hand where the silver is known to err: sex, who spoke last,
# quotations.
_WEIGHTS = (
    -1.1,  # for each sentence between, five at most
    0.1,  # in the same sentence
    0.65,  # first in the sentence met in last
    -0.45,  # there only as an owner, "Lee's plan"
    -2.8,  # only in other quotations
    0.2,  # spoke last
    0.7,  # spoke last, and the pronoun speaks, and nobody else was the subject of a sentence since
    0.8,  # of the sex that the pronoun tells
    -2.4,  # of the other
    0.1,  # in the same paragraph
    -0.35,  # two others were met since
    -0.2,  # met last as a pronoun
    0.3,  # first in the sentence as the pronoun is
    1.5,  # named after the comma of a clause that the pronoun stands in
    -0.2,  # in the same quotation
    -0.1,  # "his" and "her" of somebody in the same sentence
    -0.4,  # without a name
    -0.4,  # without a name, and the subject of nothing, nor a source
    0.3,  # how often named, as a share of whoever is named most
    0.2,  # named in the article's first paragraphs
    0.9,  # named in the headline, where the pronoun stands in a later one
    0.5,  # named most, where the pronoun begins a paragraph
    -0.5,  # named once, where a place may be named
    -1.0,  # there only behind a preposition, in the sentence of the pronoun
    -0.4,  # there only behind a preposition, in an earlier sentence
    -1.2,  # without a name, where the reader sees a named person speak
    -1.2,  # with a name, where the reader sees somebody without one speak
    -1.0,  # known by one word alone
    -1.2,  # named in what the pronoun is the source of
    -1.5,  # named behind the pronoun in its sentence
    -0.9,  # there only as an owner, where somebody else spoke last, and the pronoun speaks next
    -2.0,  # a lawyer, where the pronoun is of somebody who was arrested
    1.2,  # named behind the words of the sentence before, "…, said Lee", and the pronoun speaks next
)
#: The same for nobody that was met.
_NOBODY = -5.0


def antecedent_features(
    heard: Sequence[Met], pronoun: Pronoun, sexes: Mapping[Person, int], standing: Mapping[Person, Standing]
) -> list[tuple[Person, tuple[float, ...]]]:
    """Return each person that the pronoun can stand for with what speaks for and against it, latest first."""
    met: dict[Person, list[Met]] = {}
    for meeting in reversed(heard):
        if meeting.person is not pronoun.speaker:
            met.setdefault(meeting.person, []).append(meeting)
    if pronoun.ahead is not None:
        met.setdefault(pronoun.ahead, [])
    found: list[tuple[Person, tuple[float, ...]]] = []
    for rank, (person, mentions) in enumerate(met.items()):
        open_to = [m for m in mentions if m.quotation in (-1, pronoun.quotation)]
        near = next(iter(open_to or mentions), None)
        away = pronoun.sentence - near.sentence if near and person is not pronoun.ahead else 0
        if near and near.unnamed and near.paragraph != pronoun.paragraph and person.name.startswith("One "):
            continue  # one of many, of whom the next paragraph tells no more
        if person is pronoun.whom:
            continue  # "Lee asked why. He told Lee"
        if pronoun.source and near and near.asks and not away:
            continue  # "When Lee was asked by Roe, she replied"
        agreement = (person.sex or sexes.get(person, 0)) * pronoun.sex
        unnamed = any(m.unnamed for m in mentions)
        if agreement < 0 and (unnamed or abs(person.sex) >= _TOLD):
            continue  # "The spokeswoman left. He", "Mrs Lee left. He"
        same = [m for m in open_to if near and m.sentence == near.sentence]
        stands = standing.get(person, UNKNOWN)
        found.append(
            (
                person,
                (
                    float(min(away, 5)),
                    float(away == 0),
                    float(any(m.first for m in same)),
                    float(near is not None and all(m.owner for m in same) and bool(same)),
                    float(bool(mentions) and not open_to),
                    float(person is pronoun.spoke),
                    float(person is pronoun.spoke and pronoun.source and not pronoun.parted),
                    # Fewer people in the news are women: "she" tells more.
                    (2.0 if pronoun.sex < 0 else 1.0) * (agreement > 0),
                    float(agreement < 0),
                    float(near is not None and near.paragraph == pronoun.paragraph),
                    float(rank >= 2),
                    float(near is not None and near.pronoun),
                    float(pronoun.first and any(m.first for m in same)),
                    float(person is pronoun.ahead),
                    float(near is not None and near.quotation == pronoun.quotation >= 0),
                    float(pronoun.owner and away == 0),
                    float(unnamed),
                    float(unnamed and not any(m.first or m.source for m in same)),
                    stands.share,
                    float(stands.early),
                    float(stands.heads and pronoun.paragraph > 0),
                    float(pronoun.opens and stands.share == 1),
                    float(stands.placed),
                    float(away == 0 and bool(same) and all(m.oblique for m in same)),
                    float(away > 0 and bool(same) and all(m.oblique for m in same)),
                    float(pronoun.is_named is True and unnamed),
                    float(pronoun.is_named is False and not unnamed),
                    float(stands.single),
                    float(person in pronoun.named),
                    float(person in pronoun.later and person is not pronoun.ahead),
                    float(_owns_speaker(same, pronoun, met)),
                    float(pronoun.accused and unnamed and _is_lawyer(person)),
                    float(_goes_on(same, pronoun, person)),
                ),
            )
        )
    return found


def _owns_speaker(same: Sequence[Met], pronoun: Pronoun, met: Mapping[Person, Sequence[Met]]) -> bool:
    """Tell whether who was met in `same`, of one sentence, is there but as the owner, somebody else having spoken.

    "Lee's lawyer said so. She also said", "Lee's lawyer, Ann Cole, said so. She also said": the lawyer goes on.
    """
    last = met.get(pronoun.spoke, ()) if pronoun.spoke and pronoun.source and pronoun.first else ()
    spoke = any(m.source and m.sentence == same[0].sentence for m in last) if same else False
    return spoke and not pronoun.parted and all(m.owner for m in same)


def _is_lawyer(person: Person) -> bool:
    """Tell whether somebody without a name is called a lawyer: "Hale's barrister"."""
    return lexicon().has("people.lawyers", person.name.rpartition(" ")[2].lower())


def _goes_on(same: Sequence[Met], pronoun: Pronoun, person: Person) -> bool:
    """Tell whether `person` closes the sentence before as its source, and the pronoun speaks: "…, said Lee. He"."""
    speaks = person is pronoun.spoke and pronoun.source and not pronoun.parted
    return speaks and any(m.closes and m.sentence == pronoun.sentence - 1 for m in same)


def most_likely(options: Sequence[tuple[Person, tuple[float, ...]]]) -> Antecedent | None:
    """Return the likeliest of the people with those nearly as likely, None where it is likelier nobody."""
    scores = [sum(w * x for w, x in zip(_WEIGHTS, values, strict=True)) for _, values in options]
    top = max([_NOBODY, *scores])
    parts = [math.exp(score - top) for score in scores]
    total = sum(parts) + math.exp(_NOBODY - top)
    order = sorted(range(len(options)), key=lambda i: (-scores[i], i))
    if not order or scores[order[0]] < _NOBODY:
        return None
    close = [options[i][0] for i in order[1:] if parts[i] / total >= _SHOWN]
    likely = parts[order[0]] / total
    return Antecedent(options[order[0]][0], likely, tuple(close[:2]))
