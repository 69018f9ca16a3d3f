"""The index of an article and a role without a name in, the person of whom the article tells that role out.

"The coroner" of a headline, or a "judge" of the first paragraph, is whoever the article then names as the only one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from attrcheck.article import Span
from attrcheck.sources.index import OWNS, Index, held_as
from attrcheck.sources.lexicon import Word, Words, lexicon
from attrcheck.sources.noun_phrases import Phrase
from attrcheck.sources.people import Person

__all__ = ["named_next", "only_holder"]

_OPENING = 3  # paragraphs that may tell of somebody who is named after them


def only_holder(index: Index, phrase: Phrase, span: Span) -> Person | None:
    """Return the only person of the article who holds the office at `span`, where nobody else may hold it.

    A role without "the" takes up nobody but in the first paragraphs, which tell of people before they name them.
    """
    opens = index.page.paragraph(span.start) < _OPENING
    head = phrase.head
    if phrase.plural or not phrase.first or not (phrase.definite or phrase.possessed or opens):
        return None
    wanted = {word.low for word in phrase.first[:-1]}
    holders = _holders(index, head, wanted)
    if len(holders) != 1 or (not opens and _others(index, head, span)):
        return None
    person = holders[0]
    return person if _agrees(index, person, phrase, opens=opens) else None


_NEAR = 500  # characters behind a role in which it is told whose it is
#: Where a name of who speaks stands: behind what was said, a verb and a title between them.
_SAYS = re.compile(r"[”\"’»],? (?:[a-z]+ )?\Z")
_ADDRESSED = re.compile(r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Mama|Baba)\.? )\Z")
#: A name that owns what follows, or signs a letter.
_SIGNED = re.compile(rf"{OWNS.pattern}|,?[ \t]*(?:\n|\Z|, [A-Z])|[ \t]*\([^()]*\),?\s*(?:\n|, [A-Z])|, [A-Z][\w ]*\n")
_OWNERS = ("the", "his", "her", "its", "their")


def named_next(index: Index, phrase: Phrase, span: Span) -> Person | None:
    """Return the person, of no role, whom the article first names right behind the role at `span`, None for nobody.

    Somebody new who goes without a word of who that is must be the one told of last: "Their coach disagreed. “No,” said
    Tom Reed". It is a full name in the same paragraph, or that opens the next, and whoever speaks or opens a sentence.
    """
    if phrase.plural or not phrase.first or phrase.determiner not in _OWNERS or not lexicon().is_role(phrase.head):
        return None
    page, people = index.page, index.people
    here = page.paragraph(span.end)
    if phrase.determiner in ("his", "her") and not people.within(Span(0, span.start)):
        return None  # whose lawyer it is may be told only now
    for number in people.within(Span(span.end, min(len(index.text), span.end + _NEAR))):
        named, person = people.mentions[number], people.persons[number]
        if page.quotation(named.span.start) >= 0:
            continue
        title = _ADDRESSED.search(index.text, max(0, named.span.start - 8), named.span.start)
        start = title.start() if title else named.span.start
        opens = page.paragraph(start) == here + 1 and start in page.paragraphs and _speaks(index, named.span.end)
        answers = page.paragraph(start) == here and not _is_quoted(index, span)
        says = opens or (answers and _SAYS.search(index.text, max(0, start - 20), start) is not None)
        new = index.appearances[person][0] == number and len(named.parts) > 1 and not person.roles
        new = new and not any(place < span.start for place in page.places(named.parts[0]))
        sex = lexicon().has("people.male", phrase.head) - lexicon().has("people.female", phrase.head)
        fits = says and new and not named.modifies and person.sex * sex >= 0
        return person if fits and not _SIGNED.match(index.text, named.span.end) else None
    return None


def _is_quoted(index: Index, span: Span) -> bool:
    """Tell whether words in quotation marks stand in the sentence at `span`: a dialogue goes on with who answers."""
    at, sentences = index.page.sentence(span.start), (*index.page.sentences, len(index.text))
    return bool(index.page.quotations_in(Span(sentences[at], sentences[at + 1])))


_OF_AGE = re.compile(r",? \(?\d{1,3}\b")


def _speaks(index: Index, end: int) -> bool:
    """Tell whether a name that ends at `end` and opens a sentence is of somebody who speaks, or is told the age of."""
    behind = index.page.words(end, min(len(index.text), end + 24))[:1]
    says = bool(behind) and (lexicon().has("grammar.says_first", behind[0].low) or behind[0].low in ("told", "tells"))
    return says or _OF_AGE.match(index.text, end) is not None


def _holders(index: Index, noun: str, wanted: Set[str]) -> list[Person]:
    """Return the people with one of the offices that `noun` may mean with the words `wanted` before it, in order."""
    office = lexicon().short.get(noun, noun)
    nouns = {office, *lexicon().alike.get(office, ())}
    found = dict.fromkeys(index.people.persons[number] for one in nouns for _, number in held_as(index, one, wanted))
    for one in nouns:
        found |= index.addressed.get(one, {})
    return list(found)


def _others(index: Index, noun: str, span: Span) -> bool:
    """Tell whether somebody without a name is introduced by the same noun: "a judge", "another nurse"."""
    introduced = re.compile(
        rf"\b(?:an?|another|one|two|three|several|other)(?: [\w’'-]+){{0,3}} {re.escape(noun)}s?\b", re.I
    )
    return any(not span.start <= match.start() < span.end for match in introduced.finditer(index.text))


def _told(index: Index, person: Person) -> Words:
    """Return the words of the roles that the article gives `person`."""
    return [word for role in person.roles for span in role for word in index.page.words(span.start, span.end)]


def _is_of_another(index: Index, person: Person, phrase: Phrase) -> bool:
    """Tell whether a role is of another country or body than `person`'s: "a church leader", "the Fijian minister".

    A people and a country are not held against each other: the French president may be France's.
    """
    lex, beside = lexicon(), phrase.first[:-1]
    theirs = _told(index, person)
    told = {word.low for word in theirs}

    def of(words: Iterable[Word], *lists: str) -> set[str]:
        return {word.low for word in words if any(lex.has(name, word.low) for name in lists)}

    def names(words: Iterable[Word]) -> set[str]:
        plain = ("people.status", "people.roles", "bodies.nouns", "people.federal")
        return {word.low for word in words if word.named} - of(words, *plain)

    if "prime" in {word.low for word in beside} - told:
        return True
    body = of(beside, "bodies.nouns") - told
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


def _agrees(index: Index, person: Person, phrase: Phrase, *, opens: bool) -> bool:
    """Tell whether what the role says beside its noun does not speak against `person`: no "former", no other owner."""
    told = {word.low for word in _told(index, person)}
    lex = lexicon()
    status = {word.low for word in phrase.first[:-1] if lex.has("people.status", word.low)}
    beside = [word for word in phrase.first[:-1] if word.possessive or (word.named and not opens)]
    if phrase.rest and phrase.rest[0].low in ("of", "for"):
        beside += [word for word in phrase.rest if word.named]  # "the Member for Hull"
    if status - told or any(word.low not in told for word in beside):
        return False
    if opens and _is_of_another(index, person, phrase):
        return False
    sex = lex.has("people.male", phrase.head) - lex.has("people.female", phrase.head)
    return person.sex * sex >= 0
