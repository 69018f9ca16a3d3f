"""An office or a title without a name in, the person who holds it out: "the mayor", "the Earl of Marne".

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.bodies.definite_descriptions import FAR
from attrcheck.sources.index import Index
from attrcheck.sources.people.person_sources import person_source
from attrcheck.sources.roles.office_log import holder
from attrcheck.sources.roles.offices import only_holder
from attrcheck.sources.source import Source, SourceKind, found_by
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.noun_phrases import Phrase, told_anew

__all__ = ["noble_source", "noble_title", "office_holder"]

#: How much less sure is who holds an office that a sentence tells of, "Ann Lee is the mayor", than one beside a name.
_BY_A_SENTENCE = 0.85
#: What tells somebody from the holder of an office: "The mayor[ who was] ousted".
_TOLD_APART = lazily(
    r" who (?:was|were|had (?:been|\w+ed)|has been|resigned|lost|left|ran|ruled|served|fell|stood|stepped|signed|"
    r"(?:held|took) office)\b"
)
#: "It [was ]the mayor who was heard".
_CLEFT = lazily(r"\b(?:was|is|only) (?:then )?\Z", re.I)


def office_holder(index: Index, phrase: Phrase, span: Span) -> Source | None:
    """Return the person who holds the office at `span`, as the article tells before or anywhere."""
    told_apart = any(_TOLD_APART.match(index.text, end) for end in {span.end, phrase.first[-1].end})
    if told_apart and not _CLEFT.search(index.text, max(0, span.start - 12), span.start):
        return None
    held = holder(index, phrase, span.start)
    if held is not None and _is_head_of_less(index, phrase, span, held[0]):
        return None
    if held is not None and _is_told_anew_since(index, phrase, held[0], span.start):
        return None
    if held is not None:
        beside = index.people.mentions[held[0]].role is not None
        somebody = person_source(index, index.people.persons[held[0]], span)
        return found_by(somebody, "office", held[1], given=1.0 if beside else _BY_A_SENTENCE)
    only = only_holder(index, phrase, span)
    return found_by(person_source(index, only, span), "only holder") if only is not None else None


#: Of these a club or a firm may have one, as a state has.
_OF_STATES_TOO = frozenset({"president", "chancellor"})
#: What only the head of a state has to do with.
_MATTERS_OF_STATE = lazily(
    r"\b(?:troops|armed forces|warships|missiles?|parliament|prime minister|martial law|ceasefire|annexation|"
    r"invasion)\b",
    re.I,
)
#: And what such a head may be of, though the reader takes it for a body.
_IS_A_STATE = frozenset(
    {"union", "council", "commission", "congress", "senate", "parliament", "assembly", "republic", "federation"}
)
_NEAR = 2_000  # characters that are looked back at for somebody told of by a noun alone


def _is_head_of_less(index: Index, phrase: Phrase, span: Span, number: int) -> bool:
    """Tell whether "the president" at `span` sends troops, and the one of the numbered mention is a club's."""
    named, noun = index.people.mentions[number], phrase.head
    bare = phrase.determiner == "the" and phrase.simple and len(phrase.first) == 1 and noun in _OF_STATES_TOO
    whose = index.entity(named.role) if bare and named.role is not None else None
    if whose is None or whose.kind is not EntityKind.ORGANIZATION:
        return False
    if whose.span.of(index.text).split()[-1].lower() in _IS_A_STATE:
        return False
    near = (place for place in index.page.places(noun) if abs(place - span.start) < _NEAR)
    told = (place for place in near if index.text[max(0, place - 4) : place].lower() == "the ")
    sentences = (index.page.sentence(place) for place in told if not index.is_role(Span(place, place + len(noun))))
    return any(
        _MATTERS_OF_STATE.search(index.text, index.page.sentences[at], index.page.sentence_end(at)) for at in sentences
    )


#: Before what somebody is or would be: "I never wanted to be [a mayor]".
_OF_WHOM = lazily(r"\b(?:is|was|as|be|been|became|become|being|elected) \Z", re.I)
#: And what everybody of the office does: "A mayor [must listen]".
_ANY = lazily(r"['’]s\b| (?:must|should|needs?|can|ought|has to)\b")


def _is_told_anew_since(index: Index, phrase: Phrase, number: int, before: int) -> bool:
    """Tell whether somebody without a name was told of by the same noun behind the numbered mention: "a mayor"."""
    since = max(index.people.mentions[number].span.end, before - _NEAR)
    given = index.people.mentions[number].role is not None

    def is_somebody(place: Span) -> bool:
        of_holder = given and _OF_WHOM.search(index.text, max(0, place.start - 10), place.start)
        return not (index.is_role(place) or of_holder or _ANY.match(index.text, place.end))

    return any(map(is_somebody, told_anew(index.text, phrase.head, since, before)))


_NOBLE = lazily(r"(?:[Tt]he )?((?:Dowager )?([A-Z]\w+) of (?:the )?(?:[A-Z][\w’'-]+ )?([A-Z][\w’'-]+))")


def noble_title(name: str) -> str:
    """Return the title by which a mention calls somebody who may have no other name, "the Earl of Marne"; else ""."""
    found = _NOBLE.fullmatch(name)
    titled = found is not None and lexicon().has("people.nobles", found[2].lower())
    return found[1] if found and titled and not lexicon().has("bodies.nouns", found[3].lower()) else ""


def noble_source(index: Index, title: str, span: Span) -> Source:
    """Return the person of whom the article tells the `title` beside the name, else one whom it is the name of."""
    told = re.compile(rf", (?:the )?({re.escape(title)})\b").search(index.text, max(0, span.start - FAR), span.start)
    if told is not None:
        for number in index.people.within(Span(told.start() - 1, told.start())):
            own = (Span(*told.span(1)),)
            return found_by(person_source(index, index.people.persons[number], span, own), "office")
    return found_by(Source(SourceKind.PERSON, title), "full name")
