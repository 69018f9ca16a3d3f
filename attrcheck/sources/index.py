"""The index of an article: its people, bodies, offices and documents, and what a mention is looked up in it for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import Entity, EntityKind
from attrcheck.sources.bodies.organisations import Body, repair_entities
from attrcheck.sources.bodies.short_names import acronyms, opening_words, short_names
from attrcheck.sources.people.names import Named
from attrcheck.sources.people.namesakes import separate_namesakes
from attrcheck.sources.people.people import People, Person
from attrcheck.sources.people.person_names import find_people
from attrcheck.sources.roles.told_roles import add_told_roles
from attrcheck.sources.text.lexicon import lexicon, noun_phrase
from attrcheck.sources.text.text_index import TextIndex

__all__ = ["Index", "index_people", "is_past", "not_heads", "of_before", "tidy"]


_LONGEST_NAME = 25  # words: a source of 200 words goes by its beginning
_BESIDE = 200  # characters about a role in which the name stands whose it is
#: Agencies put the letters of a share behind a firm's name: "Fen Ltd[ <FEN.L>]".
_TICKER = lazily(r"(?<=[\w.]) <[A-Z0-9.]{1,12}(?:>|\Z)")


#: What a name ends with that no name holds: "GCC states[ --]", "manifesto[”]".
_DASHED = lazily(r"(?<=\w) -{1,2}\Z")
_OPENED = lazily(r"[“«]")


def tidy(text: str) -> str:
    """Return `text` on one line, cut to 25 words and without punctuation about it."""
    kept = _TICKER.sub("", text).split()[:_LONGEST_NAME]
    bare = _DASHED.sub("", " ".join(kept)).strip(" ,;:.–—<>")
    return bare.rstrip("”»") if bare.endswith(("”", "»")) and not _OPENED.search(bare) else bare or " ".join(kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The article's text, as its `page` knows it, with what mentions are looked up in.

    `offices` says who held a role, by its noun; `acronyms` and `firms` what letters and first words stand for in full;
    `openings` are the first words of bodies' names; `appearances` are the numbers of each person's mentions, `surnames`
    the people of each last name; `sure` is how surely a bare name that several bear is the one's; `starts` are where
    entities begin; `titled` tells by the whole words of a role, "member for hull", or its letters who is given it and
    where first; `addressed` tells by the noun of a title before a name, "Justice", who is called so; `other_offices`
    are the words that make the role at a mention another office; `sources` are the spans of attributions' sources.
    `bodies` are those that it names, `body_at` the same by where each is named.
    """

    page: TextIndex
    people: People
    entities: tuple[Entity, ...]
    offices: dict[str, list[tuple[int, int]]]
    acronyms: dict[str, Span]
    firms: dict[str, Span]
    openings: frozenset[str]
    sure: dict[int, float]
    appearances: dict[Person, list[int]]
    surnames: dict[str, dict[Person, None]]
    starts: tuple[int, ...]
    titled: dict[str, dict[Person, int]]
    addressed: dict[str, dict[Person, None]]
    other_offices: dict[int, frozenset[str]]
    sources: tuple[Span, ...]
    bodies: tuple[Body, ...] = ()
    body_at: Mapping[int, Body] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The article's text."""
        return self.page.text

    def entity(self, span: Span) -> Entity | None:
        """Return the last entity that shares a character with `span`."""
        at = bisect_left(self.starts, span.end) - 1
        return self.entities[at] if at >= 0 and self.entities[at].span.end > span.start else None

    def is_role(self, place: Span) -> bool:
        """Tell whether the words at `place` tell what somebody named near them is: "[a mayor] from Hull, Ann Lee"."""
        near = self.people.within(Span(max(0, place.start - _BESIDE), place.end + _BESIDE))
        return any(role.overlaps(place) for number in near for role in self.people.mentions[number].roles)

    def body_from(self, place: int) -> Entity | None:
        """Return the body whose name begins at `place`, None where none does."""
        entity = self.entity(Span(place, place + 1))
        begins = entity is not None and entity.kind is EntityKind.ORGANIZATION and entity.span.start == place
        return entity if begins else None


#: What somebody was may be another's office now, unless that was given them: "was [elected] mayor".
_PAST = lazily(
    r"\b(?:was|were|had been|remained)\b(?! (?:\w+ )?(?:elected|re-elected|named|appointed|made|chosen|sworn)\b)"
)
#: And nobody holds what they left in some year: "was elected mayor in 1998. [She retired in 2006]".
_LEFT = (
    r"(?:(?<!after )\b(?:She|He|she|he|who|and|but|{surname})|,) (?:(?:then|later|had|has|since|has since) )?"
    r"(?:retired(?! from (?!office|politics|the))|resigned|quit(?! [a-z]+ing\b)|stepped down|left office|"
    r"lost (?:the|her|his|their) (?:\w+ )?(?:seat|office|bid|election|re-election)|"
    r"was (?:ousted|succeeded|replaced|defeated|removed|voted out))\b"
    r"(?![^.!?\n]{{0,40}} as (?!(?:its |the )?{office}))[^.!?\n]{{0,60}}?"
    r"(?:\b(?:in|since|until) (?:\w+ )?(?:1[89]|20)\d\d|\b\w+ years? (?:later|ago|afterwards))\b"
)
#: Somebody else: "was elected mayor, beating [Bob Roe, ]who left".
_NAME_ENDS = lazily(r"[A-Z][\w’'-]+ [A-Z][\w’'-]+,? \Z")


def _held(page: TextIndex, named: Named, role: Span) -> bool:
    """Tell whether a role that a sentence tells of somebody is an office that they hold: "is mayor", no "was mayor"."""
    if _PAST.search(page.text, named.span.end, max(role.start, named.span.end)) is not None:
        return False
    behind = max(role.end, named.span.end)
    last = min(page.sentence(behind) + 1, len(page.sentences) - 1)
    surname, office = (re.escape(words) for words in (named.parts[-1].title(), role.of(page.text).split()[0]))
    left = re.compile(_LEFT.format(surname=surname, office=office))
    found = left.search(page.text, behind, page.sentence_end(last))
    if found is None:
        return True
    return found.group().startswith("who") and _NAME_ENDS.search(page.text, behind, found.start()) is not None


def index_people(page: TextIndex, entities: Iterable[Entity], sources: Sequence[Span]) -> Index:
    """Return the index of the article; `sources` are the spans of attributions' sources, in text order."""
    known = repair_entities(page, entities)
    people, sure = separate_namesakes(page, find_people(page, known, sources))
    given = {number: named.role for number, named in enumerate(people.mentions) if named.role and not named.modifies}
    told = add_told_roles(page, people).items()
    roles = {**given, **{number: role for number, role in told if _held(page, people.mentions[number], role)}}
    return Index(
        page=page,
        people=people,
        entities=known,
        offices=_offices(page, people, roles),
        acronyms=acronyms(page, known),
        firms=short_names(page, known),
        openings=opening_words(page, known),
        sure=sure,
        appearances=_appearances(people),
        surnames=_surnames(people),
        starts=tuple(entity.span.start for entity in known),
        titled=_titled(page, people),
        addressed=_addressed(page, people),
        other_offices=_other_offices(page, roles),
        sources=tuple(sources),
    )


def _titled(page: TextIndex, people: People) -> dict[str, dict[Person, int]]:
    """Return, by the words of a role of three words or more, and by its letters, who is given it, and where first."""
    found: dict[str, dict[Person, int]] = {}
    for named, person in zip(people.mentions, people.persons, strict=True):
        for role in named.roles:
            words = [word.low for word in page.words(role.start, role.end)]
            if len(words) > 2 and not named.modifies:
                for called in (" ".join(words), *_letters_of(words)):
                    found.setdefault(called, {}).setdefault(person, role.start)
    return found


def _letters_of(words: Sequence[str]) -> set[str]:
    """Return the letters by which an office of these words goes: "sp", a superintendent of police, "cos" of staff."""
    large = (word[0] for word in words if word not in ("of", "the", "for", "and"))
    return {letters for letters in ("".join(large), "".join(word[0] for word in words)) if 1 < len(letters) < 5}


def _appearances(people: People) -> dict[Person, list[int]]:
    """Return the numbers of each person's mentions."""
    found: dict[Person, list[int]] = {}
    for number, person in enumerate(people.persons):
        found.setdefault(person, []).append(number)
    return found


def _surnames(people: People) -> dict[str, dict[Person, None]]:
    """Return, by last name, the people that the article names with more than that, in order."""
    found: dict[str, dict[Person, None]] = {}
    for person, named in zip(people.persons, people.mentions, strict=True):
        if len(named.parts) > 1:
            found.setdefault(named.parts[-1], {})[person] = None
    return found


def _offices(page: TextIndex, people: People, roles: Mapping[int, Span]) -> dict[str, list[tuple[int, int]]]:
    """Return, by role noun, the places where somebody is given that role and the number of that mention."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, role in sorted(roles.items()):
        phrase = page.words(role.start, role.end)
        apart = [at for at, (one, other) in enumerate(pairwise(phrase), 1) if page.text[one.end : other.start] == ", "]
        before = role.end <= people.mentions[number].span.start
        title = phrase[apart[-1] :] if apart and before else []  # "her brother, [King] Aldo"
        title = [] if title and is_past(title[0].low) else title
        for word in (*phrase[: noun_phrase(phrase)], *title[: noun_phrase(title)]):
            if lexicon().is_role(word.low) and not word.possessive and not lexicon().has("people.peoples", word.low):
                place = people.mentions[number].span.start
                found.setdefault(lexicon().short.get(word.low, word.low), []).append((place, number))
    return found


_TITLE = lazily(r"(\w+)\.? \Z")
_TITLES = {"dr": "doctor", "justice": "judge", "prof": "professor", "professor": "professor", "rev": "vicar"}


def _addressed(page: TextIndex, people: People) -> dict[str, dict[Person, None]]:
    """Return, by the noun that it stands for, whom the article calls by a title before the name."""
    found: dict[str, dict[Person, None]] = {}
    for named, person in zip(people.mentions, people.persons, strict=True):
        title = _TITLE.search(page.text[max(0, named.span.start - 12) : named.span.start])
        noun = _TITLES.get(title[1].lower()) if title is not None else None
        if noun is not None:
            found.setdefault(noun, {})[person] = None
    return found


def _other_offices(page: TextIndex, roles: Mapping[int, Span]) -> dict[int, frozenset[str]]:
    """Return, by the number of the mention, the words of its role that make it another office: "shadow", "former"."""
    words = ((number, [word.low for word in page.words(role.start, role.end)]) for number, role in roles.items())
    found = ((number, not_heads(set(low)) | of_before(low[:1])) for number, low in words)
    return {number: given for number, given in found if given}


def of_before(words: Iterable[str]) -> frozenset[str]:
    """Return that an office was held before, if one of the `words` tells so: "ex-mayor"."""
    return frozenset({"former"}) if any(map(is_past, words)) else frozenset()


def is_past(low: str) -> bool:
    """Tell whether a lower-case word says that an office was held before: "former", "ex-mayor"."""
    return lexicon().has("people.past", low) or low.startswith("ex-")


def not_heads(words: Set[str]) -> frozenset[str]:
    """Return those of the `words` of an office that make it another's than the head's; a "Lt. Gov." is a deputy."""
    deputy = words & {"lt", "lieutenant"} and words & {"gov", "governor"}
    return lexicon().sets["people.other_offices"] & words | ({"deputy"} if deputy else set())
