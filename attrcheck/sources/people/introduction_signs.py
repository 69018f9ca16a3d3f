"""A description and a name near it in, signs out whether both are of one: sex, office, voice, what is told."""

from __future__ import annotations

import re
from itertools import takewhile

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.sources.index import Index
from attrcheck.sources.people.people import Person
from attrcheck.sources.pronouns.pronouns import next_sex
from attrcheck.sources.roles.offices import is_of_another, sex_told, told_words
from attrcheck.sources.text.lexicon import Words, is_preposition, lexicon
from attrcheck.sources.text.noun_phrases import Phrase, is_another

__all__ = [
    "BEGINS",
    "CLOSE",
    "FAR",
    "NEAR",
    "OWNERS",
    "TOLD_BEHIND",
    "is_another_voice",
    "is_first_met",
    "is_headline",
    "is_of_one",
    "is_of_others",
    "is_other_sex",
    "is_quoted",
    "needs_no_telling",
    "opens_story",
    "speaks_of",
]


FAR = 4  # sentences from the description that opens a story to the name
NEAR = 2  # and from any other
_HEADED = 250  # characters of headline and byline before a story
OWNERS = frozenset({"his", "her", "its", "their", "my", "our", "your"})
_NAME_BEHIND = lazily(r", [A-Z]")
CLOSE = 60  # characters before a name that may tell of its bearer
#: What tells more of a name right behind it: "Ann Lee, 52", "Ann Lee, who runs the shop".
TOLD_BEHIND = lazily(r"['’]s\b|,? \(|, (?:\d|who(?:se)?\b|[a-z]+ing\b)|,? (?:an?|the|of|from|in|at|with)\b")
#: What stands before a name of which nothing is told: the sentence begins with it, or a verb of saying.
BEGINS = lazily(
    r"(?:\A|[.!?:\n][”\"’']?\s*|[”\"’'»],? ?)(?:\w+(?:ed|s|id|ld) )?(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame)\.? )?\Z"
)


def is_of_one(index: Index, phrase: Phrase, span: Span) -> bool:
    """Tell whether a phrase is of one person without a name: not "The coroner, Ann Lee", "another nurse", "Host:"."""
    if index.text.startswith(":", span.end):
        return False
    one = bool(phrase.first) and not phrase.plural and lexicon().is_role(phrase.head)
    return one and not is_another(phrase) and not _NAME_BEHIND.search(index.text, span.start, span.end)


def needs_no_telling(index: Index, phrase: Phrase, before: int) -> bool:
    """Tell whether everybody knows who holds an office, of which nothing is told `before`: "The mayor said so".

    "MP quits … The MP said" tells of somebody, "the president" alone does not.
    """
    if not (_is_office(phrase) and phrase.determiner == "the" and phrase.simple and len(phrase.first) == 1):
        return False
    places = (place for place in index.page.places(phrase.head) if place < before)
    return all(index.text[max(0, place - 4) : place].lower() == "the " for place in places)


#: A description's verb by which news opens: "A fireman [has told] a court how …", "A vicar [says] …".
_NEWS_VERB = lazily(r" (?:(?:has|is) |(?!was\b)[a-z]+s\b)")


def is_another_voice(index: Index, phrase: Phrase, span: Span, number: int, *, opens: bool) -> bool:
    """Tell whether "a driver" or "its owner" is one voice and the next another: "A driver said so. Ann Lee said".

    What `opens` a story may tell first what somebody is, as may a sentence whose quotation comes next: "A resident
    said it was hell. “We ran,” Ann Lee said".
    """
    any_one = phrase.determiner in ("a", "an", "the") or phrase.words[0].low in ("one", "its", "their")
    if not any_one or _is_office(phrase) or phrase.head.startswith("spokes"):
        return False
    page, begins = index.page, index.people.mentions[number].begins
    apart = page.paragraph(span.start) != page.paragraph(begins)
    leads = opens and (apart or _NEWS_VERB.match(index.text, span.end) is not None)
    return not leads and (is_quoted(index, span) or page.opens_sentence(begins))


def is_quoted(index: Index, span: Span) -> bool:
    """Tell whether a quotation ends right before a description: "“We ran,” said [a nurse]"."""
    return any(mark in index.text[max(0, span.start - _SAYS_FIRST) : span.start] for mark in '”"')


_SAYS_FIRST = 20  # characters of a verb before whoever says something


def _is_office(phrase: Phrase) -> bool:
    return any(lexicon().has(f"people.{kind}", phrase.head) for kind in ("elected", "offices_of", "placed", "heads"))


def is_headline(index: Index, span: Span) -> bool:
    """Tell whether `span` stands in a first paragraph that is no sentence."""
    return span.end <= index.page.headline_end


def is_first_met(index: Index, span: Span, number: int) -> bool:
    """Tell whether the person of mention `number` is named nowhere before `span`."""
    first = index.appearances[index.people.persons[number]][0]
    return index.people.mentions[first].span.start > span.start


def is_other_sex(index: Index, phrase: Phrase, span: Span, number: int) -> bool:
    """Tell whether a mention is of somebody of another sex than the description's: "the woman", "a nurse says she"."""
    lex = lexicon()
    sex = lex.has("people.male", phrase.head) - lex.has("people.female", phrase.head)
    sex = sex or sex_told(index.text, span.end)
    theirs = index.people.persons[number].sex or next_sex(index.page, index.people, number)
    return sex * theirs < 0


def speaks_of(index: Index, phrase: Phrase, number: int) -> bool:
    """Tell whether a named person speaks of whoever is described: "Ann Lee said the doctor was wrong"."""
    page, start = index.page, index.people.mentions[number].span.end
    end = page.sentence_end(page.sentence(start))
    return re.search(rf"\b[Tt]he {re.escape(phrase.head)}\b", index.text[start:end]) is not None


def opens_story(index: Index, span: Span) -> bool:
    """Tell whether `span` stands in the first sentence of an article, or in what leads up to it."""
    page = index.page
    start = page.paragraph_start(span.start)
    return start <= _HEADED and page.sentence(span.start) == page.sentence(start)


def is_of_others(index: Index, person: Person, phrase: Phrase) -> bool:
    """Tell whether a description is of another country, body or field than the roles of `person`."""
    lex = lexicon()
    ours = {word.low[:2] for word in phrase.first if lex.has("people.peoples", word.low)}
    words = told_words(index, person)
    theirs = {
        word.low[:2]
        for before, word in zip([None, *words], words, strict=False)
        if lex.has("bodies.states", word.low) and (word.possessive or (before and before.low == "of"))
    }
    abroad = bool(ours and theirs) and not ours & theirs  # "A Pakistani official" is nobody of Afghanistan's
    return abroad or _speaks_for_others(phrase, words) or is_of_another(index, person, phrase)


def _speaks_for_others(phrase: Phrase, theirs: Words) -> bool:
    """Tell whether a description names a body that the words of a role do not: "A spokesman for [Fen Air]"."""
    lex, told = lexicon(), {word.low for word in theirs}
    rest = phrase.rest[2:] if [word.low for word in phrase.rest[1:2]] == ["the"] else phrase.rest[1:]
    of = bool(phrase.rest) and is_preposition(phrase.rest[0])
    body = [word.low for word in takewhile(lambda word: word.named, rest if of else [])]
    named = any(word.named and not lex.is_role(word.low) for word in theirs)
    letters = "".join(low[0] for low in body)  # "FA", of the Fen Air
    return bool(body) and named and not told & {*body, letters}
