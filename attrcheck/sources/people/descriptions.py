"""A description without a name in, what it stands for out: couples, "the 34-year-old", earlier subjects, owners.

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.sources.index import Index
from attrcheck.sources.people.people import Person
from attrcheck.sources.roles.role_phrases import is_age
from attrcheck.sources.text.lexicon import Lexicon, lexicon
from attrcheck.sources.text.noun_phrases import Phrase, is_another
from attrcheck.sources.text.text_index import TextIndex

__all__ = ["BACK", "countries_of", "people_described", "people_perhaps_described", "people_surnamed"]


_LATEST = 1.0  # what being the last subject speaks for a person, beside `_fit`
BACK = 2  # sentences looked back at for whom a description takes up
_FAR = 200  # mentions looked back at for an age


def people_surnamed(index: Index, phrase: Phrase) -> tuple[Person, ...]:
    """Return the people that "the Hales" are, in the order in which they are first named; none for other words."""
    if phrase.determiner != "the" or len(phrase.first) != 1 or not phrase.first[0].text[0].isupper():
        return ()
    low = phrase.first[0].low
    names = [name for name in (low.removesuffix("s"), low.removesuffix("es")) if name != low]
    return next((tuple(index.surnames[name]) for name in names if name in index.surnames), ())


def people_perhaps_described(index: Index, phrase: Phrase, span: Span) -> tuple[Person, ...]:
    """Return who may be meant by "the Ohio senator" at `span` where `people_described` finds nobody, the latest first.

    They are subjects of the last sentences of whom the article tells nothing that speaks against it, nor for it.
    """
    if not (phrase.simple and _is_description(phrase) and _takes_up(phrase)) or _introduced(index, phrase, span):
        return ()
    field = _tells_field(phrase)
    met = (person for person in _subjects(index, span) if not field or _may_lead(index, person, phrase))
    return tuple(person for person in met if not _speaks_against(index, person, phrase))


def people_described(index: Index, phrase: Phrase, span: Span) -> tuple[Person, ...]:
    """Return whom "the 34-year-old" or "the Ohio Democrat" at `span` takes up, the likeliest first; none if nobody.

    It is whoever the article gives that age, else the subject of one of the last sentences, where the description is
    one that news writing uses of people named before, and nobody unnamed was introduced so.
    """
    of = phrase.rest[:1] and phrase.rest[0].low == "of" and lexicon().has("people.takes_up_of", phrase.head)
    of = of or _is_of_seat(phrase)
    whole = phrase.simple or (of and len(phrase.rest) <= 3)
    if not whole or not _is_description(phrase):
        return ()
    aged = next((word.low for word in (phrase.first[-1], phrase.first[0]) if is_age(word.low)), "")
    if not (aged or _takes_up(phrase)) or _introduced(index, phrase, span):
        return ()
    of_age = _of_age(index, aged.split("-")[0], span.start) if aged else ()
    if of_age:
        return of_age
    met = [person for person in _subjects(index, span) if _can_be(index, person, phrase)]
    if _names_somebody(index, phrase):
        met = [person for person in met if phrase.head in _role_words(person, index.page)]
    if len(met) < 2:
        return tuple(met)
    ranks = {person: _LATEST * (person is met[0]) + _fit(index, person, phrase) for person in met}
    return tuple(sorted(met, key=lambda person: -ranks[person]))


def _names_somebody(index: Index, phrase: Phrase) -> bool:
    """Tell whether whole names stand in the description, as those of somebody else: "the former [Bob Roe] adviser"."""
    inside = index.people.within(Span(phrase.first[0].start, phrase.first[-1].start))
    return any(len(index.people.mentions[n].parts) > 1 for n in inside)


def _is_description(phrase: Phrase) -> bool:
    return phrase.determiner == "the" and not phrase.plural and bool(phrase.first) and not is_another(phrase)


def _introduced(index: Index, phrase: Phrase, span: Span) -> bool:
    """Tell whether somebody without a name was introduced: "a man, 34" before "the man", "a curate": "the priest"."""
    start, special = max(0, span.start - 3000), lexicon().sets.get(f"general.{phrase.head}", frozenset())
    if _told_of(phrase.first[-1].low).search(index.text, start, span.start):
        return True
    if not special:
        return False
    return any(
        not index.is_role(Span(*told.span()))
        and not _SAID_OF_SOMEBODY.search(index.text, max(0, told.start() - 8), told.start())
        for told in _told_of(*special).finditer(index.text, start, span.start)
    )


#: Before what a named person is: "She [was ]a curate".
_SAID_OF_SOMEBODY = lazily(r"(?:\b(?:is|was|as|be|been|became|being)|,) \Z", re.I)


def _told_of(*nouns: str) -> re.Pattern[str]:
    """Return the pattern of somebody unnamed who is one of `nouns`: "another tall man"."""
    return re.compile(
        rf"\b(?:an?|one|another)(?: [\w’'-]{{1,20}}){{0,4}} (?:{'|'.join(map(re.escape, nouns))})\b", re.I
    )


def _of_age(index: Index, age: str, before: int) -> tuple[Person, ...]:
    age_given = re.compile(rf",? \(?{age}\b(?!-)|(?<= ){age},")
    last = bisect_left(index.people.starts, before)
    near = range(max(0, last - _FAR), last)
    found = dict.fromkeys(
        index.people.persons[n] for n in near if age_given.match(index.text, index.people.mentions[n].span.end)
    )
    return tuple(found)


def _takes_up(phrase: Phrase) -> bool:
    lex, head = lexicon(), phrase.head
    party = _is_national(phrase) or (phrase.first[-1].named and lex.has("people.peoples", head))
    if any(word.possessive for word in phrase.first[:-1]):
        return False  # "the mayor's wife"
    if (
        party
        or _is_of_seat(phrase)
        or _tells_field(phrase)
        or lex.has("people.takes_up", head)
        or lex.has("people.general", head)
        or (phrase.rest and lex.has("people.takes_up_of", head))
    ):
        return True
    if phrase.first[-1].named:
        return False  # "the Union Leader"
    office = lex.has("people.elected", head) or lex.has("people.placed", head)
    former = lex.is_role(head) and any(lex.has("people.status", word.low) for word in phrase.first[:-1])
    return any(word.named for word in phrase.first[:-1]) and not former if office else former


def _is_of_seat(phrase: Phrase) -> bool:
    """Tell whether a phrase calls somebody by a seat in parliament: "the Member for Hull"."""
    seat = len(phrase.first) == 1 and phrase.head in ("member", "mp") and phrase.words[-1].named
    return seat and phrase.rest[:1] != [] and phrase.rest[0].low == "for"


def _tells_field(phrase: Phrase) -> bool:
    """Tell whether a phrase is of somebody at the head of, or at home in, what it names: "the mosque leader"."""
    return bool(_fields(phrase)) and lexicon().has("people.by_field", phrase.head)


def _fields(phrase: Phrase) -> set[str]:
    lex = lexicon()
    plain = ("people.status", "people.peoples", "people.modifiers", "people.federal")
    lead = [] if any(word.low == "of" for word in phrase.first) else phrase.first[:-1]  # no "leader of the opposition"
    return {word.low for word in lead if not any(lex.has(name, word.low) for name in plain)}


def _subjects(index: Index, span: Span) -> tuple[Person, ...]:
    """Return the people named first in each of the last sentences, the latest first."""
    at, sentences = index.page.sentence(span.start), index.page.sentences
    found: dict[Person, None] = {}
    for number in range(at - 1, max(-1, at - 1 - BACK), -1):
        inside = index.people.within(Span(sentences[number], sentences[number + 1]))
        titles = [role for mention in inside for role in index.people.mentions[mention].roles]
        for mention in inside:
            named, person = index.people.mentions[mention], index.people.persons[mention]
            owns = index.text[named.span.end : named.span.end + 2] in ("'s", "’s")
            # In "Bishop Keane coach Ann Lee" only Lee is somebody.
            if not (named.modifies or owns or any(role.overlaps(named.span) for role in titles)):
                found.setdefault(person)
                break
    return tuple(found)


def _fit(index: Index, person: Person, phrase: Phrase) -> float:
    """Return how well the description fits `person`: its places and parties beside the name, and how often named."""
    return 2.0 * len(_beside(index, person, phrase)) + math.log2(1 + len(index.appearances[person])) / 2


_PARTIES = {"d": "democrat", "r": "republican", "i": "independent"}


def _beside(index: Index, person: Person, phrase: Phrase) -> set[str]:
    """Return the names of places and parties in the description that stand beside a full name of `person`."""
    numbers = index.appearances[person]
    wanted = {word.low.removesuffix("s") for word in phrase.first if word.named} - {"gop"}
    full = [index.people.mentions[n].span for n in numbers[:20] if len(index.people.mentions[n].parts) > 1]
    text, own = index.text, Span(phrase.first[0].start, phrase.first[-1].end)
    near = [
        word.low
        for span in (full if wanted else ())
        for word in index.page.words(max(0, span.start - 40), min(len(text), span.end + 40))
        if not own.start <= word.start < own.end  # its own words are no evidence
    ]
    parties = {_PARTIES[low[0]] for low in near if low[1:2] == "-" and low[0] in _PARTIES}  # "D-Ohio"
    told = {low.removesuffix("s") for low in near} | parties
    return {name for name in wanted if name in told or _leads_country(index, person, name)}


def _leads_country(index: Index, person: Person, people: str) -> bool:
    """Tell whether a role says whose country somebody's is: "Armenia's Prime Minister" of "the Armenian leader"."""
    countries = countries_of(people)
    if not countries:
        return False
    found = [index.page.words(span.start, span.end) for role in person.roles for span in role]
    if any(lexicon().has("people.peoples", word.low) and word.low != people for words in found for word in words):
        return False  # "German Chancellor"
    return any(
        word.low in countries and (word.possessive or (at and words[at - 1].low == "of"))
        for words in found
        for at, word in enumerate(words)
    )


_OF_PEOPLES = ("n", "an", "ian", "ish", "ese", "i")
_OF_COUNTRIES = ("", "a", "e", "o", "ia", "y", "ey", "and", "land")


def countries_of(people: str) -> set[str]:
    """Return what the country of a `people` may be called, as the endings of such words go: "armenia"."""
    if not lexicon().has("people.peoples", people):
        return set()
    stems = (people.removesuffix(ending) for ending in _OF_PEOPLES if people.endswith(ending))
    return {stem + ending for stem in stems for ending in _OF_COUNTRIES}


def _role_words(person: Person, page: TextIndex) -> set[str]:
    return {word.low for role in person.roles for span in role for word in page.words(span.start, span.end)}


def _is_national(phrase: Phrase) -> bool:
    """Tell whether the phrase calls somebody by the country: "the Swede"."""
    return phrase.first[-1].named and lexicon().has("people.nationals", phrase.head)


def _offices(person: Person, page: TextIndex) -> set[str]:
    return {lexicon().short.get(low, low) for low in _role_words(person, page)}


def _speaks_against(index: Index, person: Person, phrase: Phrase) -> bool:
    """Tell whether sex, name or another office of `person` speaks against the description."""
    lex = lexicon()
    sex = lex.has("people.male", phrase.head) - lex.has("people.female", phrase.head)
    alone = _is_national(phrase) and len(phrase.first) == 1
    if sex * person.sex < 0 or not (" " in person.name or person.roles or alone):
        return True
    offices, wanted = _offices(person, index.page), lex.short.get(phrase.head, phrase.head)
    held = offices & lex.sets["people.elected"]
    return bool(held) and wanted in lex.sets["people.elected"] and wanted not in offices


def _can_be(index: Index, person: Person, phrase: Phrase) -> bool:
    """Tell whether the article says of `person` what the description does, or the description needs no telling."""
    if _speaks_against(index, person, phrase):
        return False
    lex, roles, offices = lexicon(), _role_words(person, index.page), _offices(person, index.page)
    wanted = lex.short.get(phrase.head, phrase.head)
    if _is_of_seat(phrase):
        whole = " ".join(word.low for word in phrase.words[1:])
        seated = bool(offices & {"member", "mp"}) and "for" not in roles
        return seated and not index.titled.get(whole, {}).keys() - {person}
    if _tells_field(phrase):
        return _is_of_field(index, person, phrase)
    party = phrase.first[-1].named and lex.has("people.peoples", phrase.head)
    beside = _beside(index, person, phrase)
    if _is_national(phrase):
        return len(phrase.first) == 1  # "the Swede", of the one whom the last sentences were about
    if lex.has("people.general", phrase.head) and wanted not in offices:
        return any(is_special(lex, word, phrase.head) for word in roles)
    if wanted in offices or (phrase.head in beside if party else beside):
        return True
    if party or lex.has("people.elected", wanted) or lex.has("people.placed", phrase.head):
        return False  # "the Ohio senator", of whom nothing tells that
    contests = lex.has("people.contests", phrase.head)
    if contests and roles and not roles & (lex.sets["people.takes_up"] | lex.sets["people.elected"] | set(lex.short)):
        return False  # "the candidate", of whom the article tells that he is a "campaign manager"
    most = max(len(numbers) for numbers in index.appearances.values())
    return not contests or 3 * len(index.appearances[person]) >= most


def _may_lead(index: Index, person: Person, phrase: Phrase) -> bool:
    """Tell whether the roles of `person` leave it open that they are "the mosque leader".

    A mayor is not, nor the president "the opposition leader".
    """
    lex, roles = lexicon(), _role_words(person, index.page)
    if not roles or phrase.head in roles:
        return True
    untold = _fields(phrase) - roles - {word.low for word in phrase.first if word.named}
    others = any(lex.has("bodies.nouns", low) or lex.has("people.opposed", low) for low in untold)
    return not others and any(is_special(lex, word, phrase.head) for word in roles)


def _is_of_field(index: Index, person: Person, phrase: Phrase) -> bool:
    """Tell whether the roles of `person`, or what stands beside the name, tell the field of "the mosque leader"."""
    lex, roles = lexicon(), _role_words(person, index.page)
    told = roles | _beside(index, person, phrase)
    if not _fields(phrase) <= told:
        return False
    return not roles or phrase.head in roles or any(is_special(lex, word, phrase.head) for word in roles)


#: General words for whoever studies something.
_OLOGISTS = frozenset({"scientist", "academic", "researcher", "scholar"})


def is_special(lex: Lexicon, word: str, general: str) -> bool:
    """Tell whether `word` is a special case of a `general` one: a volcanologist is a scientist."""
    return lex.has(f"general.{general}", word) or (general in _OLOGISTS and word.endswith("ologist"))
