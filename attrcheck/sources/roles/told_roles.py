"""The people of an article in, for those without a title what it says of them elsewhere: "Ann Lee was a botanist"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrcheck.article import Span
from attrcheck.sources.people.people import People, Person
from attrcheck.sources.roles.apposed_roles import role_likened
from attrcheck.sources.roles.predicated_roles import role_inverted, role_of_change, role_predicated, role_shared
from attrcheck.sources.text.text_index import TextIndex

__all__ = ["add_told_roles"]

_LONGEST = 120  # characters of what is said of somebody
_DOCTOR = re.compile(r"(?:Dr|Fr)\.? \Z")


def add_told_roles(page: TextIndex, people: People) -> dict[int, Span]:
    """Give those of `people` who have no role what the article says that they are, or else "Dr" or "Fr".

    Return what is said so, by the number of the mention that it is said of.
    """
    told: dict[Person, list[int]] = {}
    titles = {(person, named.honorific) for named, person in zip(people.mentions, people.persons, strict=True)}
    couples = {person for person, title in titles if title > 0 and (person, -title) in titles}
    for number, (named, person) in enumerate(zip(people.mentions, people.persons, strict=True)):
        named_fully = " " in person.name or (named.honorific != 0 and person not in couples)  # "Mr Lee"
        if person.is_untold and named_fully and not named.modifies:
            told.setdefault(person, []).append(number)
    said = dict[int, Span]()
    for person, numbers in told.items():
        places = [people.mentions[number].span for number in numbers]
        roles = zip(numbers, (_said_of(page, place) for place in places), strict=True)
        short = ((at, role) for at, role in roles if role is not None and role.end - role.start <= _LONGEST)
        number, role = next(short, (-1, None))
        if role is not None:
            said[number] = role
        role = role or (None if person.roles else _doctor(page.text, places))
        if role is not None:
            person.roles.append((role,))
    return said


def _said_of(page: TextIndex, place: Span) -> Span | None:
    limit = min(len(page.text), place.end + 2 * _LONGEST)
    behind = role_predicated(page, place.end, limit)
    if " " not in place.of(page.text):
        return behind
    changed = behind or role_of_change(page, place.start, place.end, limit)
    changed = changed or role_shared(page, place.start)
    return changed or role_inverted(page, place.start, place.end) or role_likened(page, place.end, limit)


def _doctor(text: str, places: Sequence[Span]) -> Span | None:
    """Return where "Dr" or "Fr" stands before a name at one of `places`."""
    titles = (_DOCTOR.search(text, max(0, place.start - 4), place.start) for place in places)
    return next((Span(title.start(), title.end() - 1) for title in titles if title is not None), None)
