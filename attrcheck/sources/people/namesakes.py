"""The people of an article in, who of several of one name is meant out: each bare name that several bear."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

from attrcheck.article import Span
from attrcheck.sources.people.people import People, Person, title_of
from attrcheck.sources.pronouns.pronouns import next_sex
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.text_index import TextIndex

__all__ = ["separate_namesakes"]

# What speaks for one of several people of a bare name, in nats: see `separate_namesakes`.
_LATEST, _MAIN, _AGREES, _ELECTED, _LEADS, _TITLED = 1.2, 1.2, 2.0, 0.2, 1.4, 2.5
#: And against somebody whom the article introduces later only, where it has introduced another.
_UNMET = 4.5
#: Somebody of the same name who is at least this likely is shown too.
_BORNE = 0.15


def _is_relative(page: TextIndex, people: People, number: int) -> bool:
    """Tell whether a full name is a relative's of somebody in its sentence: "Ann Lee, whose aunt, Amy Lee, rose"."""
    named = people.mentions[number]
    if len(named.parts) < 2 or not number:
        return False
    start = page.outer_sentences[page.outer_sentence(named.span.start)]
    for at in range(people.within(Span(start, named.span.start)).start, number):
        same = people.mentions[at].parts[-1] == named.parts[-1]
        if same and people.persons[at] is not people.persons[number]:
            between = page.words(people.mentions[at].span.end, named.span.start)
            return any(lexicon().has("people.of_somebody", word.low) for word in between)
    return False


def separate_namesakes(page: TextIndex, people: People) -> tuple[People, dict[int, float]]:
    """Return `people` with every bare name that several bear given to the likeliest, and how surely, by its number.

    It is likelier whoever was last named in full, whom the article names in full most often, whoever is of the sex
    that the next pronoun tells, whom the article begins with, where the bare name was used before another was met, who
    has the title before it and, of two as likely, who holds an office. Nobody is meant before being introduced.
    """
    by_name = {person.name: person for person in reversed(people.persons)}
    full = Counter(p for p, named in zip(people.persons, people.mentions, strict=True) if len(named.parts) > 1)
    persons, others, sure = list(people.persons), list(people.others), dict[int, float]()
    latest: dict[Person, int] = {}
    leads = people.persons[0] if people.starts and people.starts[0] == page.readable[0].start else None
    titles: dict[Person, set[str]] = {}
    late, alone = set[Person](), set[str]()  # who was met only behind a use of the bare name, and the names so used
    for number, named in enumerate(people.mentions):
        relative, title = _is_relative(page, people, number), title_of(page, named)
        if title and len(named.parts) > 1:
            titles.setdefault(persons[number], set()).add(title)
        if len(named.parts) == 1:
            alone.add(named.parts[0])
        elif named.parts[-1] in alone and persons[number] not in latest:
            late.add(persons[number])
        rivals = [by_name[name] for name in people.others[number] if name in by_name]
        if not rivals:
            if relative:
                latest.setdefault(persons[number], -1)
            elif len(named.parts) > 1 or named.honorific:
                latest[persons[number]] = number
            continue
        sex = named.honorific or next_sex(page, people, number)
        options = list(dict.fromkeys([people.persons[number], *rivals]))
        last, main = max(latest.get(person, -1) for person in options), max(full[person] for person in options)
        scores = [
            _LATEST * (latest.get(person, -1) == last)
            + _MAIN * (full[person] == main)
            + _ELECTED * person.is_elected
            + _AGREES * ((person.sex * sex > 0) - (person.sex * sex < 0))
            + _TITLED * (bool(title) and title in titles.get(person, ()))
            + _LEADS * (person is leads and not late.isdisjoint(options))
            - _UNMET * (last >= 0 and person not in latest)
            for person in options
        ]
        order = sorted(range(len(options)), key=lambda i: -scores[i])
        parts = [math.exp(score - scores[order[0]]) for score in scores]
        persons[number], sure[number] = options[order[0]], 1 / sum(parts)
        others[number] = tuple(options[i].name for i in order[1:] if parts[i] / sum(parts) >= _BORNE)[:2]
    return replace(people, persons=tuple(persons), others=tuple(others)), sure
