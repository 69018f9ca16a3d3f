"""The index of an article in, people out whom it introduces without a name: "a woman", "the boy", "a Londoner"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from attrcheck.article import Span
from attrcheck.sources.index import Index, tidy
from attrcheck.sources.people.people import Person
from attrcheck.sources.people.people_at import describes
from attrcheck.sources.roles.office_log import holder
from attrcheck.sources.text.lexicon import Word, lexicon
from attrcheck.sources.text.noun_phrases import read_phrase

__all__ = ["bystanders"]

_BEGINS = re.compile(
    r"\b(?:(?P<new>an?|another|one of (?:the|his|her|their|our|my))|the|my|our|his|her|their|its) "
    r"(?:(?=(?P<town>(?-i:(?:New )?[A-Z][a-z]+(?:er|an)))(?:[,.;:]| (?:who|with|in|from|on|at|was|is|"
    r"had|has|found|bought|went|came|took|made|saw|[a-z]{2,}(?:ing|ed))\b))|(?=[a-z]))",
    re.I,
)
_FARTHEST = 4  # words of a phrase before its noun
_NAME_FOLLOWS = re.compile(r"['’]?,? (?:\(?[A-Z]|(?:named|called) )")


#: What somebody is told of as is nobody else: "As [a boy] in Hull he was shy", but "As a man ran past, he fell".
_AS = re.compile(r"\bas \Z", re.I)
_IS = re.compile(r"\b(?:he|she) (?:is|was|had been|became) \Z", re.I)  # "She was [a small woman]"
_TOLD_AS = re.compile(r",? (?:he|she|they)\b|,| (?:in|at|of|from|with|growing|living)\b")


def bystanders(index: Index, sources: Mapping[int, Person]) -> dict[int, Person]:
    """Return people without a name by where they stand, none where a source or a name begins.

    `sources` are the people that attributions' sources describe. Who is called by the same noun again is the same.
    """
    found: dict[int, Person] = {}
    latest: dict[str, tuple[Person, set[str]]] = {}
    told = {role.start for named in index.people.mentions for role in named.roles if role.start < named.span.start}
    for span, is_new in _phrases(index):
        if any(word.start in told for word in index.page.words(span.start, span.end)):
            continue  # "A former reporter with the Sentinel, Ann Lee"
        phrase = read_phrase(index.page, span)
        own = {word.low for word in phrase.first}
        if span.start in sources:
            latest[phrase.head] = sources[span.start], own
            continue
        before = latest.get(phrase.head)
        held = None if is_new else holder(index, phrase, span.start)
        if held is not None:
            found[span.start] = index.people.persons[held[0]]
        elif not is_new and before is not None and own <= before[1]:  # no "finance minister" is the prime minister
            found[span.start] = before[0]
        elif is_new or phrase.possessed or _opens(index, span.start):
            sex = lexicon().has("people.male", phrase.head) - lexicon().has("people.female", phrase.head)
            found[span.start] = Person(tidy(span.of(index.text)), span, sex=2 * sex)
            latest[phrase.head] = found[span.start], own
    return found


#: Before whoever a clause is about that opens a sentence: "When [the minister] was asked".
_CLAUSE = re.compile(r"(?:When|After|As|While|Before|Once|Although|Though) \Z")


def _opens(index: Index, place: int) -> bool:
    start = index.page.outer_sentences[index.page.outer_sentence(place)]
    return start == place or _CLAUSE.match(index.text, start, place) is not None


def _phrases(index: Index) -> Iterator[tuple[Span, bool]]:
    """Yield where phrases for one person stand outside quotations, and whether they introduce somebody."""
    for match in _BEGINS.finditer(index.text):
        if index.page.quotation(match.start()) >= 0:
            continue
        if match["town"] and lexicon().has("people.nationals", match["town"].lower().replace(" ", "-")):
            yield Span(match.start(), match.end("town")), match["new"] is not None
            continue
        words = index.page.words(match.end(), min(len(index.text), match.end() + 80))[: _FARTHEST + 1]
        noun = next((at for at, word in enumerate(words) if _is_somebody(word)), -1)
        glued = all(word.glued for word in words[1 : noun + 1])
        if noun < 0 or not glued or not all(_leads(word) for word in words[:noun]):
            continue
        end = words[noun].end
        goes_on = noun + 1 < len(words) and words[noun + 1].glued and _is_somebody(words[noun + 1])
        told_as = _AS.search(index.text, max(0, match.start() - 4), match.start()) and _TOLD_AS.match(index.text, end)
        own = bool(told_as) or _is_told_of_somebody(index, match.start())
        if not (words[noun].possessive or goes_on or own or _NAME_FOLLOWS.match(index.text, end)):
            yield Span(match.start(), end), match["new"] is not None


def _is_told_of_somebody(index: Index, place: int) -> bool:
    """Tell whether a phrase at `place` tells what somebody named is: "Ann Lee fell. She was [a small woman]"."""
    is_one = _IS.search(index.text, max(0, place - 16), place)
    if is_one is None:
        return False
    people = index.people
    before = people.within(Span(index.page.paragraph_start(place), place))
    sex = 1 if is_one.group().lower().startswith("he") else -1
    return any(people.persons[number].sex * sex >= 0 for number in before) or not before


def _is_somebody(word: Word) -> bool:
    lex = lexicon()
    return word.text.islower() and (
        lex.is_role(word.low) or lex.has("people.trades", word.low) or word.low in ("lad", "lady", "baby", "kid")
    )


def _leads(word: Word) -> bool:
    return describes(word) or (word.text.islower() and not _ends(word))


def _ends(word: Word) -> bool:
    lists = ("grammar.prepositions", "grammar.determiners", "grammar.relatives", "grammar.be")
    return any(lexicon().has(name, word.low) for name in lists) or word.low in ("and", "or", "not", "said")
