"""An office in, whoever was last said to hold it out: "the senator", "her deputy", "the Member for Hull"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set

from attrcheck.patterns import lazily
from attrcheck.sources.index import Index, not_heads, of_before
from attrcheck.sources.people.people import Person
from attrcheck.sources.text.lexicon import lexicon, noun_phrase
from attrcheck.sources.text.noun_phrases import Phrase

__all__ = ["held_as", "holder", "titled_so"]


def holder(index: Index, phrase: Phrase, before: int) -> tuple[int, tuple[str, ...]] | None:
    """Return the mention of whoever last held the office that "the senator" names, and other holders."""
    wanted = {word.low for word in phrase.first[:-1]}
    held_by = held_as(index, lexicon().short.get(phrase.head, phrase.head), wanted)
    held_by = held_by or _deputies(index, wanted)
    known = bisect_left(held_by, (before, 0))
    holders = held_by[max(0, known - 50) : known]
    if not held_by[:known]:
        return _holder_after(index, phrase, held_by)
    if not holders or phrase.plural or not phrase.definite or not phrase.simple or len(phrase.first) > 4:
        return None

    def fit(held: tuple[int, int]) -> tuple[int, int]:
        role = index.people.mentions[held[1]].role
        given = {w.low for w in index.page.words(role.start, role.end)} if role else set()
        return len(wanted & given), held[0]

    best = max(holders, key=fit)
    best = _of_that_sex(index, [held for held in holders if fit(held)[0] == fit(best)[0]], _sex_behind(index, phrase))
    best_role = index.people.mentions[best[1]].role
    given = {word.low for word in index.page.words(best_role.start, best_role.end)} if best_role else set()
    if {"former", "ex"} & wanted - given:
        return None
    person = index.people.persons[best[1]]
    others = dict.fromkeys(
        index.people.persons[h[1]].name
        for h in holders[-9:]
        if index.people.persons[h[1]] is not person and fit(h)[0] == fit(best)[0]
    )
    return best[1], tuple(others)[:3]


def held_as(index: Index, office: str, wanted: Set[str]) -> list[tuple[int, int]]:
    """Return who held the `office` with the words `wanted` before it.

    A "shadow minister" is not "the minister", nor a minister "the shadow minister".
    """
    told = not_heads(wanted | {office}) | of_before({*wanted, office})
    other = index.other_offices
    return [held for held in index.offices.get(office, ()) if other.get(held[1], frozenset()) == told]


_POSSESSIVE = lazily(r"\b(?:his|her|their|its) \Z", re.I)


def _deputies(index: Index, wanted: Set[str]) -> list[tuple[int, int]]:
    """Return who was called "his deputy" and no more, of an office with that word before it: "the deputy governor"."""
    if "deputy" not in wanted:
        return []
    roles = ((held, index.people.mentions[held[1]].role) for held in index.offices.get("deputy", ()))
    return [
        held
        for held, role in roles
        if role is not None
        and role.of(index.text).lower() == "deputy"
        and _POSSESSIVE.search(index.text, max(0, role.start - 6), role.start)
    ]


#: Whom somebody told something: "The president [told her] daily press conference".
_OWN_BEHIND = lazily(
    r"(?: (?:also|later|then|has|had))*"
    r" (?:told|urged|addressed) (his|her) ([a-z]+)"
)


def _sex_behind(index: Index, phrase: Phrase) -> int:
    """Return what sex a possessive right behind the verb of a mention tells (1 male, -1 female), 0 for none."""
    found = _OWN_BEHIND.match(index.text, phrase.words[-1].end)
    if found is None or _is_small(found[2]):
        return 0
    return 1 if found[1] == "his" else -1


def _is_small(low: str) -> bool:
    """Tell whether `low` is no word of a noun phrase: in "told her that he" the pronoun owns nothing."""
    lists = ("grammar.prepositions", "grammar.determiners", "grammar.not_names", "grammar.relatives", "grammar.modals")
    return any(lexicon().has(name, low) for name in lists)


def _of_that_sex(index: Index, holders: Sequence[tuple[int, int]], sex: int) -> tuple[int, int]:
    """Return the last of `holders`, but where that is of the other sex the only one that is known to be of that."""
    last = max(holders)
    if index.people.persons[last[1]].sex * sex >= 0:
        return last
    agreeing = [held for held in holders if index.people.persons[held[1]].sex * sex > 0]
    alone = len({index.people.persons[number] for _, number in agreeing}) == 1
    return max(agreeing) if alone else last


def titled_so(index: Index, phrase: Phrase, before: int) -> Person | None:
    """Return the only one whom the article gave the whole role before: "The Member for Hull"."""
    words = " ".join(word.low for word in phrase.words[bool(phrase.determiner) :])
    given = [person for person, place in index.titled.get(words, {}).items() if place < before]
    if " " not in words and not (phrase.words[-1].text.isupper() and not _are_a_bodys(index, words)):
        return None
    return given[0] if phrase.definite and len(given) == 1 else None


def _are_a_bodys(index: Index, letters: str) -> bool:
    """Tell whether `letters` are known to be a body's: "ap"."""
    lex = lexicon()
    return letters in index.acronyms or lex.has("outlets.names", letters) or lex.has("bodies.names", letters)


def _holder_after(
    index: Index, phrase: Phrase, held_by: Sequence[tuple[int, int]]
) -> tuple[int, tuple[str, ...]] | None:
    """Return the first mention of the only one in the article who holds the office of "its director", named later."""
    lex = lexicon()
    whole = phrase.simple and len(phrase.first) <= 3 and not phrase.plural
    loose = lex.has("people.peoples", phrase.head) or (
        lex.has("people.takes_up", phrase.head) and not lex.has("people.elected", phrase.head)
    )
    if loose or not whole or not held_by or not (phrase.definite or phrase.possessed) or len(held_by) > 12:
        return None
    if len({index.people.persons[number] for _, number in held_by}) > 1:
        return None
    number = held_by[0][1]
    role = index.people.mentions[number].role
    title = index.page.words(role.start, role.end) if role else []
    head = title[max(0, noun_phrase(title) - 1)].low if title else ""
    if lex.short.get(head, head) != lex.short.get(phrase.head, phrase.head):
        return None  # the "Republican" of "Republican strategist"
    return (number, ()) if {word.low for word in phrase.first[:-1]} <= {word.low for word in title} else None
