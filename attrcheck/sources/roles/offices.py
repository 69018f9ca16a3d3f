"""The index of an article and a role without a name in, the person of whom the article tells that role out.

"The coroner" of a headline, or a "judge" of the first paragraph, is whoever the article then names as the only one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from attrcheck.article import Span
from attrcheck.sources.index import Index, is_past
from attrcheck.sources.people.people import Person
from attrcheck.sources.pronouns.pronouns import sex_of
from attrcheck.sources.roles.office_log import held_as
from attrcheck.sources.text.lexicon import Word, Words, lexicon
from attrcheck.sources.text.noun_phrases import Phrase, told_anew

__all__ = ["is_former", "is_of_another", "only_holder", "sex_told", "told_words"]

_OPENING = 3  # paragraphs that may tell of somebody who is named after them
#: What somebody says of themselves, most likely: "A nurse says [she] was told".
_SAYS_OF_THEMSELVES = re.compile(r" (?:(?:has|had|have) )?\w+ (?:that |\w+ that )?(?:the \w+ )?(he|she|his|her)\b")


def sex_told(text: str, end: int) -> int:
    """Return the sex that whoever is described up to `end` tells of themselves (1 male, -1 female), 0 for none."""
    of_themselves = _SAYS_OF_THEMSELVES.match(text, end)
    return sex_of(of_themselves[1]) if of_themselves else 0


def only_holder(index: Index, phrase: Phrase, span: Span) -> Person | None:
    """Return the only person of the article who holds the office at `span`, where nobody else may hold it.

    A role without "the" takes up nobody but in the first paragraphs, which tell of people before they name them.
    """
    opens = index.page.paragraph(span.start) < _OPENING
    head = phrase.head
    if phrase.plural or not phrase.first or not (phrase.definite or phrase.possessed or opens):
        return None
    wanted = {word.low for word in phrase.first[:-1]}
    holders = _holders(index, head, wanted) or _by_field(index, phrase, wanted)
    if len(holders) != 1 or (not opens and any(not span.overlaps(other) for other in told_anew(index.text, head))):
        return None
    person = holders[0]
    if phrase.determiner in ("a", "an"):
        named = index.people.mentions[index.appearances[person][0]].span.start < span.start
        if named or person.sex * sex_told(index.text, span.end) < 0:
            return None  # "a mayor" is another than one who was named before, "A senator said he" no Ann
    return person if _agrees(index, person, phrase, opens=opens) else None


def _holders(index: Index, noun: str, wanted: Set[str]) -> list[Person]:
    """Return the people with one of the offices that `noun` may mean with the words `wanted` before it, in order."""
    office = lexicon().short.get(noun, noun)
    nouns = {office, *lexicon().alike.get(office, ())}
    found = dict.fromkeys(index.people.persons[number] for one in nouns for _, number in held_as(index, one, wanted))
    for one in nouns:
        found |= index.addressed.get(one, {})
    return list(found)


#: Who is called one of these by the text may be the other to it.
_FIELDED = {"minister": "secretary", "secretary": "minister"}


def _by_field(index: Index, phrase: Phrase, wanted: Set[str]) -> list[Person]:
    """Return who is a secretary where "the foreign minister" opens a sentence, if no other such minister is told of.

    Another may be met within one: "Ann Lee flew to Oslo, where the foreign minister said".
    """
    office = lexicon().short.get(phrase.head, phrase.head)
    fields = {word for word in wanted if word == "foreign" or lexicon().has("people.portfolios", word)}
    if office not in _FIELDED or len(fields) != 1 or fields != wanted:
        return []
    title = f"{next(iter(fields))} {office}"
    if not index.page.opens_sentence(phrase.words[0].start):
        return []
    for place in index.page.places(title):
        owned = index.text.startswith((" of ", " for ", " from "), place + len(title))
        if owned or index.text[max(0, place - 4) : place].lower() != "the ":
            return []  # "the Marnian foreign minister", "the foreign minister of Marn"
    other = _FIELDED[office]
    held = (number for _, number in held_as(index, other, wanted))
    people = dict.fromkeys(index.people.persons[number] for number in held)
    return [person for person in people if fields <= {word.low for word in told_words(index, person)}]


def told_words(index: Index, person: Person) -> Words:
    """Return the words of the roles that the article gives `person`."""
    return [word for role in person.roles for span in role for word in index.page.words(span.start, span.end)]


def is_former(index: Index, role: Span) -> bool:
    """Tell whether a role is another's now: "former Far Air executive"."""
    found = index.page.words(role.start, role.end)
    return bool(found) and is_past(found[0].low)


def _is_seen(index: Index, word: Word) -> bool:
    return index.entity(Span(word.start, word.end)) is not None


def is_of_another(index: Index, person: Person, phrase: Phrase) -> bool:
    """Tell whether a role is of another country or body than `person`'s: "a church leader", "the Fijian minister".

    A people and a country are not held against each other: the French president may be France's.
    """
    lex, beside = lexicon(), phrase.first[:-1]
    theirs = told_words(index, person)
    told = {word.low for word in theirs}

    def of(words: Iterable[Word], *lists: str) -> set[str]:
        return {word.low for word in words if any(lex.has(name, word.low) for name in lists)}

    def names(words: Iterable[Word]) -> set[str]:
        plain = ("people.status", "people.roles", "bodies.nouns", "people.federal")
        opens = index.page.opens_sentence
        seen = (word for word in words if word.named and not (opens(word.start) and not _is_seen(index, word)))
        return {word.low for word in seen} - of(words, *plain)

    if "prime" in {word.low for word in beside} - told:
        return True
    nouns = of(beside, "bodies.nouns") - told - lex.sets["people.peoples"]  # "a Soviet economist"
    body = {noun for noun in nouns if not told & lex.alike.get(noun, frozenset())}
    if phrase.determiner in ("a", "an") and body and (of(theirs, "bodies.nouns") or names(theirs)):
        return True
    foreign = {"foreign"} & {word.low for word in beside}
    fields = (of(beside, "people.portfolios") | foreign) - told
    others = of(theirs, "people.portfolios") | ({"foreign", "prime"} & told)
    peoples = of(beside, "people.peoples"), of(theirs, "people.peoples")
    if all(peoples) or not any(peoples):
        ours, found = peoples if all(peoples) else (names(beside), names(theirs))
        return bool(fields and others) or (bool(ours and found) and not ours & found)
    return bool(fields and others)


def _is_for_the_same(phrase: Phrase, told: Set[str]) -> bool:
    """Tell whether what an office is for does not speak against a holder: "minister for health", of "health minister".

    `told` are the words of the holder's roles.
    """
    if not phrase.rest or phrase.rest[0].low != "for" or not lexicon().has("people.elected", phrase.head):
        return True
    fields = {word.low for word in phrase.rest[1:] if not lexicon().has("grammar.determiners", word.low)}
    return bool(fields & told)


def _agrees(index: Index, person: Person, phrase: Phrase, *, opens: bool) -> bool:
    """Tell whether what the role says beside its noun does not speak against `person`: no "former", no other owner."""
    told = {word.low for word in told_words(index, person)}
    lex = lexicon()
    status = {word.low for word in phrase.first[:-1] if lex.has("people.status", word.low)}
    beside = [word for word in phrase.first[:-1] if word.possessive or (word.named and not opens)]
    if phrase.rest and phrase.rest[0].low in ("of", "for"):
        beside += [word for word in phrase.rest if word.named]  # "the Member for Hull"
    if status - told or any(word.low not in told for word in beside):
        return False
    if opens and is_of_another(index, person, phrase):
        return False
    if not _is_for_the_same(phrase, told):
        return False
    sex = lex.has("people.male", phrase.head) - lex.has("people.female", phrase.head)
    return person.sex * sex >= 0
