"""Article text and entities in, entities out with a body's name that was taken for a person's made a body.

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import Entity, EntityKind
from attrcheck.sources.bodies.body_signs import (
    HIS_BEHIND,
    ITS_BEHIND,
    bare_name,
    has_given_name,
    has_somebody,
    named_words,
    sign_of_body,
)
from attrcheck.sources.bodies.entity_boundaries import made_whole
from attrcheck.sources.bodies.short_names import acronyms, short_names, shortened_names
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.noun_phrases import singular
from attrcheck.sources.text.text_index import TextIndex

__all__ = ["Body", "repair_entities"]


@dataclass(slots=True, eq=False)
class Body:
    """A body that the article names: its full name and where that stands, the nouns for it, where it is named.

    It `spoke` where it is named as the source of a statement, or as that of whose one is.
    """

    name: str
    span: Span
    nouns: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    spoke: list[int] = field(default_factory=list)


def repair_entities(page: TextIndex, entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return `entities` in order, with a firm's name that the reader took for a person or place made a body.

    "Fulton Holdings" shows it by its last word; "Copperline", where the article has Copperline Brewing, by its first.
    """
    text, found = page.text, made_whole(page, entities)
    firms = short_names(page, found)
    persons = {e.span for e in found if e.kind is EntityKind.PERSON}
    short = {form for form, span in acronyms(page, found).items() if span not in persons}
    people = {word.low for e in found if e.kind is EntityKind.PERSON for word in list(named_words(page, e.span))[1:]}

    votes: Counter[str] = Counter()
    titled: set[str] = set()
    seen_so: Counter[str] = Counter()  # how often the reader takes it for a body
    owning: Counter[str] = Counter()  # how often "its" and "it" take a name up, less twice "his" and "she"
    shorter = shortened_names(page, found)
    for entity in found:
        name, seen = bare_name(text, entity), entity.kind is EntityKind.PERSON
        seen_so[name] += entity.kind is EntityKind.ORGANIZATION
        told = sign_of_body(page, entity)
        votes[name] += told
        titled |= {name} if told < -1 else set()
        if seen and ITS_BEHIND.match(text, entity.span.end):
            owning[name] += 1
        if seen and HIS_BEHIND.match(text, entity.span.end) and not has_somebody(page, entity.span.end):
            owning[name] -= 2
        longer = (
            [word.text for word in named_words(page, entity.span)] if entity.kind is EntityKind.ORGANIZATION else []
        )
        if len(longer) > 1 and lexicon().has("bodies.nouns", longer[-1].lower()):
            votes[" ".join(longer[:-1])] += 2  # "Mercy Lake", where the article has Mercy Lake Hospital
        site = _SITE.fullmatch(name) if longer else None
        if site is not None:
            votes[site[1]] += 3  # "McAfee", where the article has McAfee.com
        own = _behind_outlet(name) if longer else ""
        if own:
            votes[own] += 3  # "Trud", where the article has "the Russian daily Trud"

    found = _joined_as(text, found, {name for name in votes if votes[name] > 2})
    alone = {bare_name(text, e).lower() for e in found if e.kind is EntityKind.PERSON and " " not in bare_name(text, e)}
    listed = lexicon().sets["outlets.names"] | lexicon().sets["bodies.names"]
    # "López Obrador said it …", where the article has Andrés López Obrador.
    surnames = {tail for e in found if e.kind is EntityKind.PERSON for tail in _tails(bare_name(text, e).lower())}

    def kind(entity: Entity) -> EntityKind:
        name = bare_name(text, entity)
        if has_given_name(name):
            body = votes[name] > 2
        else:
            often = votes[name] > 1 or (votes[name] > 0 and seen_so[name] > 1)
            owns = owning[name] > 0 and (votes[name] > -4 or (owning[name] > 1 and name not in titled))
            told = shorter.get(name, len(text)) < entity.span.start and owning[name] >= 0 and name not in titled
            body = often or owns or told or name.lower() in listed
        body = entity.kind is EntityKind.PERSON and body
        body = body or name in firms or name.upper() in firms or name.lower() in short  # "Tarvo" of TARVO Ltd
        body = body and name.lower() not in people and name.lower() not in surnames
        if entity.kind is EntityKind.ORGANIZATION and _is_in_full(page, entity, alone) and name.lower() not in listed:
            return EntityKind.PERSON
        return EntityKind.ORGANIZATION if body else EntityKind.LOCATION if _is_seat(text, entity) else entity.kind

    return tuple(Entity(entity.span, kind(entity)) for entity in found)


def _joined_as(text: str, entities: Sequence[Entity], names: Set[str]) -> list[Entity]:
    """Return `entities` with two made one that together are one of the `names`: "Rheinischer" "Kurier"."""
    joined: list[Entity] = []
    for entity in entities:
        start = joined[-1].span.start if joined else entity.span.start
        whole = Span(start, entity.span.end)
        if joined and joined[-1].span.end + 1 == entity.span.start and whole.of(text) in names:
            joined[-1] = Entity(whole, EntityKind.PERSON)
        else:
            joined.append(entity)
    return joined


def _behind_outlet(name: str) -> str:
    """Return the name that stands behind a noun for outlets in `name`: "Russian daily [Trud]"; "" for none."""
    words = name.split(" ")
    nouns = (at for at, word in enumerate(words) if word.islower() and lexicon().has("outlets.nouns", word))
    own = words[max(nouns, default=len(words)) + 1 :]
    return " ".join(own) if own and own[0][:1].isupper() else ""


def _is_in_full(page: TextIndex, entity: Entity, alone: Set[str]) -> bool:
    """Tell whether what the reader took for a body is somebody, whom the article calls Hale elsewhere: "Ann Hale".

    A given name tells so, or what stands before it: "the engineer, Dov Hale", but not "its rival, Dove Hale".
    """
    named = [word.low for word in named_words(page, entity.span)]
    if len(named) != 2 or named[1] not in alone:
        return False
    lex, before = lexicon(), page.words(max(0, entity.span.start - 24), entity.span.start)[-1:]
    beside = bool(before) and page.text[before[0].end : entity.span.start] in (" ", ", ")
    office = beside and lex.is_role(before[0].low) and before[0].text.islower()
    body = any(
        lex.has(name, word.low) for word in before for name in ("bodies.roles", "people.of_bodies", "bodies.nouns")
    )
    if not (has_given_name(entity.span.of(page.text)) or (office and not body)):
        return False
    return not any(lexicon().has(name, named[1]) for name in ("bodies.nouns", "bodies.firms", "bodies.last"))


#: Behind a town: "[Hull], England-based software firm", "[Hull], England-based Fen".
_IS_SEAT = lazily(r", (?:[A-Z][\w.]* ){0,2}[A-Z][\w.]*-based (?:(?:[a-z][\w-]* ){0,3}?([a-z][\w-]*)\b(?! [a-z])|[A-Z])")


def _is_seat(text: str, entity: Entity) -> bool:
    """Tell whether a name is of a town where a body sits, which is told next."""
    behind = _IS_SEAT.match(text, entity.span.end)
    return behind is not None and (behind[1] is None or lexicon().has("bodies.nouns", singular(behind[1])))


_SITE = lazily(r"([A-Z][\w-]+)\.(?:com|org|net|co|io|tv)")


def _tails(name: str) -> Iterable[str]:
    """Return what is left of a name without its first words, as long as that is two words."""
    words = name.split()[-6:]
    return (" ".join(words[at:]) for at in range(1, len(words) - 1))
