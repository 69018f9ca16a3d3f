"""Persons of an article and where they are met in, the `Source` that they make out: name, role and body.

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.sources.bodies.body_nouns import OWNERS
from attrcheck.sources.bodies.body_signs import LEGAL_FORM
from attrcheck.sources.bodies.conjunctions import bodies_joined_behind, body_joined_before
from attrcheck.sources.bodies.expansion import expand
from attrcheck.sources.index import Index, tidy
from attrcheck.sources.people.anonymity import ALIAS
from attrcheck.sources.people.appositions import is_in_doubt, lead_role
from attrcheck.sources.people.people import Person
from attrcheck.sources.roles.adjoining_bodies import belonging, body_before, body_behind
from attrcheck.sources.roles.affiliations import body_of
from attrcheck.sources.roles.apposed_roles import role_run_on
from attrcheck.sources.roles.offices import is_former
from attrcheck.sources.roles.quantifiers import uncounted
from attrcheck.sources.roles.role_phrases import tells_nobody
from attrcheck.sources.source import Source, SourceKind, found_by
from attrcheck.sources.text.lexicon import lexicon, noun_phrase
from attrcheck.sources.text.noun_phrases import singular

__all__ = ["DOUBTED", "NAMES_PARTED", "body_served", "people_source", "person_source"]

#: Whose such an office is, the sentences before tell: "[Its] chief executive".
_OWNED_ROLE = lazily(r"\b(?:its|their|his|her|our) \Z", re.I)


def person_source(index: Index, person: Person, span: Span, own: Sequence[Span] = ()) -> Source:
    """Return the source that `person` is, met at `span`; `own` is the role given right there, in its pieces."""
    fullest = person.role()
    own = () if own and tells_nobody(index.page, own[0]) else own
    weaker = person.telling(tuple(own)) < person.telling(fullest)
    weaker = weaker or bool(own and fullest and is_former(index, own[0]) and not is_former(index, fullest[0]))
    if own and (not fullest or (not weaker and (len(own) > 1 or len(own[0].of(index.text).split()) > 1))):
        fullest = tuple(own)  # a single word, "Sen.", says less than what stands elsewhere, and so does "a friend"
    held = [role for role in fullest if not _is_past(index, role)]
    bodies = (_body_led(index, role) or body_served(index, role) for role in held or fullest)
    body = next((name for name in bodies if name and name.lower() not in lexicon().sets["people.no_bodies"]), "")
    body = body or body_behind(index, person) or body_before(index, person)
    owned = any(_OWNED_ROLE.search(index.text, max(0, role.start - 6), role.start) for role in held)
    past = () if owned else (role for role in fullest if role not in held and not is_former(index, role))
    earlier = (body_of(index, role) for role in past)
    role = ", ".join(_written(index.text, role) for role in fullest)
    return Source(
        SourceKind.PERSON,
        person.name,
        role=role or belonging(index, person),
        affiliation=body or next(filter(None, earlier), ""),
        resolved_to=None if person.span.overlaps(span) else person.span,
    )


def _written(text: str, role: Span) -> str:
    """Return a role as it stands, without the brackets of a wire about a firm, and whole where several share it."""
    stop = "." if text[role.end : role.end + 2] == "s." else ""  # "[Sen]s. Ann Lee and Bob Roe"
    return " ".join(role.of(text).replace("<", "").replace(">", "").split()) + stop


#: Behind a name, another that none was found in: "Ann Lee[ and treasurer Bob] mcRoe".
_JOINS_ANOTHER = lazily(r",? and (?:[a-z][\w-]* ){1,6}[A-Z]")
#: How often a name is of the one whom its description begins with: "the widow of the mayor, Ann Lee".
DOUBTED = 0.75


def _is_past(index: Index, role: Span) -> bool:
    """Tell whether a role is one that somebody had once: "former Far Air executive", "Far Air veteran"."""
    lex, found = lexicon(), index.page.words(role.start, role.end)
    once = len(found) > 1 and lex.has("people.once", found[max(0, noun_phrase(found) - 1)].low)
    return once or (bool(found) and lex.has("people.rested", found[0].low)) or is_former(index, role)


def _body_led(index: Index, role: Span) -> str:
    """Return the body that a role with a verb names, "leads [the Fen Council]", "representing …"; "" for others."""
    words = index.page.words(role.start, role.end)
    if len(words) < 2 or not (lexicon().has("people.leads", words[0].low) or words[0].low == "representing"):
        return ""
    named = words[2] if words[1].low == "the" and len(words) > 2 else words[1]
    return expand(index, Span(named.start, role.end))[0]


#: "The senator representing [Hull East]", "representing [Ward 5]".
_REPRESENTED = lazily(r" representing ([A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|\d+\b))+)")


def body_served(index: Index, role: Span) -> str:
    """Return the body in a role, and the whole of who or what somebody is said to be "representing"."""
    body = body_of(index, role)
    found = _REPRESENTED.search(index.text, role.start, role.end)
    return found[1] if body and found is not None and found[1].startswith(f"{body} ") else body


#: What stands between the names of several people.
NAMES_PARTED = lazily(r", | and ")


def people_source(index: Index, numbers: Sequence[int], span: Span) -> Source:
    """Return the source that the numbered mentions of people at `span` make, with the bodies beside them there."""
    source = _people_alone(index, numbers, span)
    first, last = index.people.mentions[numbers[0]], index.people.mentions[numbers[-1]]
    before = body_joined_before(index, Span(span.start, first.span.start))
    told = max([last.span.end, *(role.end for role in last.roles if role.end <= span.end)])
    behind = bodies_joined_behind(index, Span(told, span.end))
    if len(last.parts) == 1 and any(map(LEGAL_FORM.search, behind)):
        behind = []  # "Marsh and Holt Inc" may be one
    if not (before or behind) or source.kind is not SourceKind.PERSON:
        return source
    *names, end = [*filter(None, (before, *NAMES_PARTED.split(source.name), *behind))]
    kind = SourceKind.ORGANISATION if before else source.kind
    whole = replace(source, kind=kind, name=f"{', '.join(names)} and {end}", role="" if before else source.role)
    return found_by(whole, "several bodies" if before else "several people")


#: Who wrote a paper together: "Li et al. (2021)".
_AND_OTHERS = lazily(r"(?:, [A-Z][\w.-]*)* et al\b\.?")


def _people_alone(index: Index, numbers: Sequence[int], span: Span) -> Source:
    """Return the source that the numbered mentions of people at `span` make."""
    names = list(dict.fromkeys(index.people.persons[n].name for n in numbers))
    if len(names) > 1:
        each = dict.fromkeys(index.people.persons[n] for n in numbers)
        roles = [person_source(index, person, span).role for person in each]
        group = _group_role(index, span, numbers)
        if group:
            roles = [group]
        elif not all(roles):  # what one belongs to is not the others'
            roles = [role for role, person in zip(roles, each, strict=True) if role and person.role()]
        several = Source(SourceKind.PERSON, f"{', '.join(names[:-1])} and {names[-1]}", "; ".join(dict.fromkeys(roles)))
        return found_by(several, "several people", given=DOUBTED if _may_be_bodies(index, numbers) else 1.0)
    number = numbers[0]
    others = _AND_OTHERS.match(index.text, index.people.mentions[number].span.end)
    if others is not None:
        tail, particles = re.sub(r"\s+", " ", others.group()), _particles(index, span, number)
        several = replace(person_source(index, index.people.persons[number], span), name=f"{particles}{names[0]}{tail}")
        return found_by(several, "several people")
    named, person = index.people.mentions[number], index.people.persons[number]
    own = named.roles if any(role.overlaps(span) for role in named.roles) else ()
    if not own and span.start < named.span.start:
        lead = lead_role(index, span.start, named.span.start)
        own = (lead,) if lead and _is_beside(index, lead, named.span.start) else ()
    initial = len(named.parts[-1]) == 1
    run_on = None if own or initial or person.role() else role_run_on(index.page, named.span.end, span.end)
    own = (run_on,) if run_on else own
    yearly = bool(own) and lexicon().has("people.pupils", own[0].of(index.text).split()[-1].lower())
    own = () if yearly and len(person.roles) > 1 else own  # a quarterback is more than "a 6-foot-2 senior"
    source = person_source(index, person, span, own)
    if len(named.parts) > 1:
        doubted = is_in_doubt(index, named) or _JOINS_ANOTHER.match(index.text, named.span.end, span.end) is not None
        return found_by(source, "full name", given=DOUBTED if doubted else 1.0)
    if len(person.name.split()) <= len(named.parts):
        given = DOUBTED if person.is_but_a_word and _is_of_a_seat(index, person.name) else 1.0
        way = "titled name" if named.honorific or _is_somebodys(index, span) else "only name"
        return found_by(source, way, given=given)
    return found_by(source, "last name", index.people.others[number], given=index.sure.get(number, 1.0))


def _may_be_bodies(index: Index, numbers: Sequence[int]) -> bool:
    """Tell whether nothing but a list of three or more tells of people who are named nowhere else."""
    persons = [index.people.persons[number] for number in numbers]
    known = any(person.roles or person.sex or len(index.appearances[person]) > 1 for person in persons)
    return len(persons) > 2 and not known


def _is_of_a_seat(index: Index, name: str) -> bool:
    """Tell whether a word that was taken for somebody's name is of a place that has an office: "MP for Dunmere"."""
    before = (f"{office} {small} {name}" for office in ("MP", "Mayor", "mayor", "Bishop") for small in ("for", "of"))
    behind = (f"{name} {office}" for office in ("MP", "councillor", "Council", "council", "mayor", "residents"))
    return any(index.page.first(words) >= 0 for words in (*before, *behind))


def _group_role(index: Index, span: Span, numbers: Sequence[int]) -> str:
    """Return what several people are said to be right before their names: "[Businessmen] Ann Lee and Bob Roe"."""
    start = index.people.mentions[numbers[0]].span.start
    lead = lead_role(index, span.start, start) if span.start < start else None
    last = index.page.words(lead.start, lead.end)[-1] if lead is not None else None
    if lead is None or last is None or not _is_beside(index, lead, start, group=True):
        return ""
    one = singular(last.low)
    return uncounted(tidy(lead.of(index.text))) if one != last.low and lexicon().is_role(one) else ""


def _particles(index: Index, span: Span, number: int) -> str:
    """Return the small words of a surname between the start of a mention and a name of one word: "[de ]Vera"."""
    named = index.people.mentions[number]
    before = index.page.words(span.start, named.span.start)
    small = bool(before) and all(word.text.islower() and lexicon().has("people.particles", word.low) for word in before)
    return f"{' '.join(word.text for word in before)} " if small and len(named.parts) == 1 else ""


def _is_somebodys(index: Index, span: Span) -> bool:
    """Tell whether a mention begins with whose the person is: "his wife Mary"."""
    return index.text[span.start : span.end].partition(" ")[0].lower() in OWNERS


def _is_beside(index: Index, lead: Span, name: int, *, group: bool = False) -> bool:
    """Tell whether a description stands to the name at `name`: behind a comma, or in small letters right before it.

    That of a `group` may have a capital: "Businessmen Ann Lee and Bob Roe".
    """
    gap, last = index.text[lead.end : name], index.text[lead.start : lead.end].split()[-1]
    given = gap in (" named ", " called ") or ALIAS.search(f"{gap}X") is not None
    return "," in gap or "(" in gap or given or (gap == " " and (group or last.islower()))
