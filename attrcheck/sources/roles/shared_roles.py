"""The sources of all statements in, the same out with what others tell of each person: role and body."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from attrcheck.article import Span
from attrcheck.sources.index import is_past
from attrcheck.sources.people.introductions import led_up_to, taken_up_as
from attrcheck.sources.people.person_sources import NAMES_PARTED
from attrcheck.sources.pronouns.earlier_subjects import owner_name
from attrcheck.sources.roles.affiliations import body_of
from attrcheck.sources.roles.quantifiers import role_words
from attrcheck.sources.scene import Scene
from attrcheck.sources.source import Source, SourceKind
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.noun_phrases import one_of

__all__ = ["share_roles"]


def share_roles(scene: Scene, answers: list[Source | None]) -> None:
    """Give each person the role that another of their statements has, and whose it is."""
    for number, answer in enumerate(answers):
        if answer is not None and answer.kind is SourceKind.PERSON and _tells_nothing(answer):
            answers[number] = replace(answer, role="")
    owners = _owned(scene)
    people = [answer for answer in answers if answer is not None and answer.kind is SourceKind.PERSON]
    told = sorted((person for person in people if person.role), key=lambda person: not _tells_body_only(person))
    roles = _shared_by_all(people) | {person.name: person.role for person in told}
    leads = _led_up_roles(scene, answers, roles)
    roles |= {name: _AGED.sub("", role_words(scene.index, span)) for name, span in leads.items()}
    introduced = [person for person in people if person.way == "introduced"]
    bodies = {person.name: person.affiliation for person in introduced}
    bodies |= {name: body_of(scene.index, span) for name, span in leads.items()}
    now = {person.name: person.role for person in introduced if not _is_general(person.role)}
    for number, answer in enumerate(answers):
        if answer is not None and answer.kind is SourceKind.PERSON:
            body = answer.affiliation or (owners if answer.role else bodies).get(answer.name, "")
            past = answer.name in now and is_past(answer.role.partition(" ")[0].lower())
            own = now[answer.name] if past else "" if _tells_body_only(answer) else answer.role
            answers[number] = replace(answer, role=own or roles.get(answer.name, ""), affiliation=body)


_AGED = re.compile(r"\A\d{1,3}-year-old ")


def _led_up_roles(scene: Scene, answers: Sequence[Source | None], roles: Mapping[str, str]) -> dict[str, Span]:
    """Return what leads up to the names of those without one of `roles`, or takes them up."""
    people = {answer.name for answer in answers if answer is not None and answer.kind is SourceKind.PERSON}
    untold = people - roles.keys()
    if not untold:
        return {}
    told = [(main, answer) for main, answer in zip(scene.mains, answers, strict=True) if main and answer]
    spans = sorted(main for main, answer in told if answer.kind is SourceKind.ROLE)
    named = [main for main, answer in told if answer.kind is SourceKind.PERSON]
    found = dict[str, Span]()
    for person in dict.fromkeys(scene.index.people.persons):
        if person.name in untold and person.is_untold:
            told_as = led_up_to(scene.index, person, spans, named) or taken_up_as(scene.index, person, named)
            if told_as is not None:
                found[person.name] = told_as
    return found


def _is_general(role: str) -> bool:
    """Tell whether a role is one of which there are many kinds: "senior official"."""
    return f"general.{role.rpartition(' ')[2].lower()}" in lexicon().sets


def _tells_nothing(person: Source) -> bool:
    """Tell whether a role says no more than that somebody is one, "man", or what the name does: "Spain's King"."""
    lex, title = lexicon(), person.name.partition(" ")[0].lower()
    noun = person.role.rpartition(" ")[2].lower()
    titles = ("people.reigning", "people.peers")
    titled = title != "pope" and noun == title and any(lex.has(name, title) for name in titles)
    return (titled and "," not in person.role) or lex.has("people.anybody", person.role.lower())


def _tells_body_only(person: Source) -> bool:
    """Tell whether a role says no more than to which body somebody belongs: "of the Fen Party"."""
    return person.role.startswith(("of ", "from "))


def _shared_by_all(people: Sequence[Source]) -> dict[str, str]:
    """Return what each of several is by what all are: "businessman" of "Businessmen Ann Lee and Bob Roe"."""
    groups = (person for person in people if " and " in person.name and person.role and ";" not in person.role)
    each = ((name, group) for group in groups for name in NAMES_PARTED.split(group.name))
    told = ((name, one_of(group.role), group.role) for name, group in each if " " in name)
    return {name: one for name, one, all_are in told if one.lower() != all_are.lower()}  # no "first Governor of Ness"


_POSSESSIVE = re.compile(r"\b(?:[Hh]is|[Hh]er|[Ii]ts) \Z")


def _owned(scene: Scene) -> dict[str, str]:
    """Return, by the name of each person whose role is given as somebody's ("her lawyer, Bob Lee"), whose it is."""
    found: dict[str, str] = {}
    for person in dict.fromkeys(scene.index.people.persons):
        for role in person.role()[:1]:
            at = _POSSESSIVE.search(scene.index.text, max(0, role.start - 4), role.start)
            if at is not None:
                whose = owner_name(scene.index, at.start(), scene.antecedents)
                found[person.name] = whose if whose != person.name else ""
    return found
