"""Entities in, the same out with a firm of several names whole: "Marsh, Fen and Roux Inc"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import Entity, EntityKind
from attrcheck.sources.bodies.body_signs import FIRM_FORM, FIRM_FORMS, LEGAL_FORM, SAID_IT, has_given_name
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.noun_phrases import singular
from attrcheck.sources.text.text_index import TextIndex

__all__ = ["firms_of_two", "parted_firms", "rejoined_names", "with_ampersands", "with_partners"]

#: Behind the legal form of a firm "and" joins another: "Marsh Inc[ and ]Fen Stores", no "Marsh Co and Sons".
_NEXT_FIRM = lazily(
    r"(?<=\w) (?:Inc|Ltd|Corp|LLC|PLC|plc|Co)\b\.?( and (?:the )?)(?!Sons?\b|Co\b|Brothers\b|Partners\b)[A-Z]"
)


def parted_firms(text: str, entity: Entity) -> list[Entity]:
    """Return the two firms that the reader took for one, else `entity`: "Marsh Inc and Fen Stores"."""
    joined = _NEXT_FIRM.search(text, entity.span.start, entity.span.end)
    if joined is None or entity.kind is not EntityKind.ORGANIZATION:
        return [entity]
    parts = (Span(entity.span.start, joined.start(1)), Span(joined.end(1), entity.span.end))
    return [Entity(part, entity.kind) for part in parts]


#: "[Standish and] Moore's Corp", "[S and] M", but "AP and NBC".
_CUT = lazily(r"[A-Z]([a-z][\w’'-]*)? (?:and|&)")
#: "[Fen Distillers and] Chemical Corp", which the reader took to go on.
_CUT_BEHIND = lazily(r"(?:[A-Z][\w’'-]* )+([A-Z][\w’'-]*) and")
#: "[Pier 1] Foods Inc".
_NUMBERED = lazily(r"[A-Z][\w’'-]* \d{1,3}")
#: "[First] Marsh Corp".
_FIRST = lazily(r"[A-Z][a-z]+")


def rejoined_names(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """Return `entities` with a body's name made whole that was cut behind "and": "Standish and" "Moore's Corp".

    So is a firm's that was cut behind its first word: "First" "Marsh Corp".
    """
    joined: list[Entity] = []
    for entity in entities:
        before = joined[-1] if joined and joined[-1].kind is entity.kind is EntityKind.ORGANIZATION else None
        cut = _CUT.fullmatch(before.span.of(text)) if before is not None else None
        name = entity.span.of(text)
        noun = lexicon().has("bodies.nouns", singular(name.rpartition(" ")[2].lower())) or LEGAL_FORM.search(name)
        goes_on = cut is not None and (noun if cut[1] else len(name) == 1)
        first = before is not None and _FIRST.fullmatch(before.span.of(text)) and before.span.of(text) != "The"
        goes_on = goes_on or (bool(first) and LEGAL_FORM.search(name) is not None)
        goes_on = goes_on or (
            before is not None and LEGAL_FORM.search(name) is not None and _is_cut(before.span.of(text))
        )
        if before is not None and goes_on and text[before.span.end : entity.span.start] == " ":
            joined[-1] = Entity(Span(before.span.start, entity.span.end), entity.kind)
        else:
            joined.append(entity)
    return joined


def _is_cut(name: str) -> bool:
    """Tell whether a firm's name is cut behind "and" or a number, with no firm whole before that."""
    cut = _CUT_BEHIND.fullmatch(name)
    whole = cut is not None and (
        lexicon().has("bodies.firms", cut[1].lower()) or lexicon().has("bodies.nouns", cut[1].lower())
    )
    return (cut is not None and not whole) or _NUMBERED.fullmatch(name) is not None


#: What a firm's name goes on with behind the first of its founders: "Karl Marsh[ and Co Inc]".
_AND_CO = lazily(rf",? (?:and|&) (?:Co\b\.?|Company),? {FIRM_FORM}")
#: "Marsh[, Fen and Roux Inc]".
_AND_OTHERS = lazily(rf"((?:, [A-Z][\w’'-]+)+),? (?:and|&) (?:[A-Z][\w’'-]+,? (?:{FIRM_FORM}|Co\b)|Co\b(?! [A-Z]))")


def with_partners(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """Return `entities` with the founders of a firm made one with the rest of its name: "Marsh, Fen and Roux Inc"."""
    persons = {entity.span.of(text) for entity in entities if entity.kind is EntityKind.PERSON}
    found: list[Entity] = []
    grown = 0
    for entity in entities:
        if entity.span.end <= grown:
            continue
        founder = entity.kind is not EntityKind.LOCATION
        others = _AND_OTHERS.match(text, entity.span.end) if founder and " " not in entity.span.of(text) else None
        if others is not None and not {entity.span.of(text), *others[1].split(", ")[1:]} <= persons:
            others = None  # "Marshco, Fen and Roux Inc" may be three
        rest = others or (_AND_CO.match(text, entity.span.end) if founder else None)
        grown = rest.end() if rest else grown
        found.append(Entity(Span(entity.span.start, grown), EntityKind.ORGANIZATION) if rest else entity)
    return found


#: "Marsh & Fen", and its second half behind the first.
_AMPERSAND = lazily(r"[A-Z][\w’'-]+ & [A-Z][\w’'-]+")


def _with_ampersand(page: TextIndex, entity: Entity) -> Entity:
    """Return `entity` as a firm with two names where somebody is of it: "[Marsh & Fen] analyst", no "Ann & Bob Lee"."""
    found = _AMPERSAND.match(page.text, entity.span.start)
    behind = page.words(found.end(), found.end() + 40)[:1] if found is not None else []
    if found is None or not behind or entity.span.end > found.end() or entity.kind is EntityKind.LOCATION:
        return entity
    office = page.text[found.end() : behind[0].start] == " " and lexicon().is_role(singular(behind[0].low))
    given = all(has_given_name(name) for name in found.group().split(" & "))
    return Entity(Span(*found.span()), EntityKind.ORGANIZATION) if office and not given else entity


def with_ampersands(page: TextIndex, entities: Iterable[Entity]) -> Iterable[Entity]:
    """Yield `entities` with the two names of such a firm made one."""
    grown = 0
    for entity in entities:
        whole = _with_ampersand(page, entity)
        if entity.span.start >= grown:
            yield whole
        grown = max(grown, whole.span.end) if whole is not entity else grown


#: "Marsh and Fen", of which each may be a name of its own, and a firm's legal form behind it.
_ONE_WORD = lazily(r"[A-Z][\w’'-]*")
_WITH_FORM = lazily(rf"[A-Z][\w’'-]* (?:{FIRM_FORMS}|Co)\b")


def firms_of_two(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """Return `entities` with the two names of a firm made one: "Marsh and Fen Inc", "Marsh and Fen said it would"."""
    pairs = {(one, other) for one, other in pairwise(entities) if _may_be_of_two(text, one, other)}
    persons = {word for e in entities if e.kind is EntityKind.PERSON for word in _longer(e.span.of(text))}
    firms: set[str] = set()
    for one, other in pairs:
        name, last = one.span.of(text), other.span.of(text)
        formed = _WITH_FORM.fullmatch(last) is not None
        sure = formed or (other.kind is EntityKind.PERSON and SAID_IT.match(text, other.span.end) is not None)
        if (
            sure
            and not {name, last.partition(" ")[0]} & persons
            and not has_given_name(name)
            and not has_given_name(last)
        ):
            firms |= {f"{name} and {last.partition(' ')[0]}", f"{name[0]} and {last[0]}"}
    joined: list[Entity] = []
    for entity in entities:
        before = joined[-1] if joined else None
        whole = Span(before.span.start, entity.span.end) if before else entity.span
        if before and (before, entity) in pairs and _without_form(whole.of(text)) in firms:
            joined[-1] = Entity(whole, EntityKind.ORGANIZATION)
        else:
            joined.append(entity)
    return joined


def _may_be_of_two(text: str, one: Entity, other: Entity) -> bool:
    """Tell whether two names that "and" joins may be a firm's."""
    kinds = {one.kind, other.kind}
    bodily = one.kind is other.kind is EntityKind.ORGANIZATION and SAID_IT.match(text, other.span.end) is not None
    named = one.kind is EntityKind.PERSON and kinds <= {EntityKind.PERSON, EntityKind.ORGANIZATION}
    named = named or (bodily and _WITH_FORM.fullmatch(other.span.of(text)) is not None)
    joined = named and text[one.span.end : other.span.start] == " and " and _ONE_WORD.fullmatch(one.span.of(text))
    last = other.span.of(text)
    return bool(joined) and (_ONE_WORD.fullmatch(last) or _WITH_FORM.fullmatch(last)) is not None


def _longer(name: str) -> Iterable[str]:
    words = name.split()
    return words if len(words) > 1 else ()


def _without_form(name: str) -> str:
    return " ".join(name.split()[:3])
