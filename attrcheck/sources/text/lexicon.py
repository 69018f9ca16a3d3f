"""Text in, words out; and the word lists of data/sources.toml that tell titles, bodies, papers and crowds apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from sys import intern

from attrcheck.files import read_data
from attrcheck.reader import keeps_genitive

__all__ = [
    "Lexicon",
    "Word",
    "Words",
    "dotted_titles",
    "honorifics",
    "is_preposition",
    "lexicon",
    "noun_phrase",
    "words",
]

_CHOSEN = ("-elect", "-designate")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists of data/sources.toml: `sets` by "section.key"; `short` forms and `irregular` plurals as maps.

    `called` has the words in a body's name that a noun for it goes with: "airways" of "the airline"; `alike` other
    nouns for the same paper: "paper" of "the study"; `also` what an outlet may be called, too: "paper" of a daily.
    """

    sets: dict[str, frozenset[str]]
    short: dict[str, str]
    irregular: dict[str, str]
    called: dict[str, frozenset[str]]
    alike: dict[str, frozenset[str]]
    also: dict[str, frozenset[str]]

    def has(self, name: str, word: str) -> bool:
        """Tell whether the list `name` holds `word`."""
        return word in self.sets[name]

    def is_role(self, word: str) -> bool:
        """Tell whether lower-case `word` is one person's office, job or relation, or short for it."""
        roles = self.sets["people.roles"]
        if word in roles or word in self.short or word.endswith("ologist"):
            return True
        prefix, dash, rest = word.partition("-")
        if not dash:
            return False
        double = prefix in roles and (rest in roles or rest.startswith("of-"))  # "singer-songwriter", "mother-of-two"
        return double or (prefix in self.sets["people.status"] and rest in roles) or word.endswith(_CHOSEN)


@cache
def lexicon() -> Lexicon:
    """Return the word lists, read once."""
    raw = read_data("sources")
    lists = {f"{section}.{key}": value for section, table in raw.items() for key, value in table.items()}
    sets = {k: frozenset(v.split() if isinstance(v, str) else v) for k, v in lists.items() if not isinstance(v, dict)}
    sets["bodies.names"] |= sets["bodies.states"]
    called, alike, also = (
        {noun: frozenset(names.split()) for noun, names in raw[section].items()}
        for section in ("called", "alike", "also")
    )
    return Lexicon(sets, raw["people"]["short"], raw["grammar"]["irregular"], called, alike, also)


@dataclass(frozen=True, slots=True)
class Word:
    """A word without its possessive ending, `low` in lower case with straight apostrophes.

    It is `glued` when only a blank parts it from the word before.
    """

    start: int
    end: int
    text: str
    low: str
    possessive: bool
    glued: bool

    @property
    def named(self) -> bool:
        """Whether it can be part of a name: capitalised, or of a script that knows no case."""
        first = self.text[0]
        if len(self.text) > 40 or not first.isalpha():
            return False
        if first.isupper() or not first.islower():
            return True
        prefix, mark, rest = re.split(r"([-'’])", self.text + "-", maxsplit=1)  # "al-Karim", "d'Arcy"
        return bool(mark) and rest[:1].isupper() and (prefix in ("d", "l", "o") or prefix in _particles())


@cache
def _particles() -> frozenset[str]:
    return lexicon().sets["people.particles"]


Words = list[Word]
_INITIALS = re.compile(r"[A-Z]\.[A-Z]\.[A-Z]")
#: Before the letters of a body or a degree: "an M.B.A.", "Apple C.E.O.".
_BEFORE_LETTERS = re.compile(r"(?:\b(?:[Aa]n?|[Tt]he|at|of|for|by|from|to|in|his|her|their)|\b[A-Z][\w’'-]*) \Z")
_WORD = re.compile(r"\w+(?:[.'’&\-]\w+)*")


def _are_initials(text: str, at: int, word: str) -> bool:
    """Tell whether `word` at `at` can be the initials of a name: "J.R.R. Tolkien"."""
    return bool(_INITIALS.fullmatch(word)) and not _BEFORE_LETTERS.search(text, max(0, at - 30), at)


def words(text: str, start: int, end: int) -> Iterator[Word]:
    """Yield the words of text[start:end] in order."""
    before = last = ""
    previous = -2
    for match in _WORD.finditer(text, start, end):
        word, at, stop = match.group(), match.start(), match.end()
        possessive = len(word) > 2 and word[-1] in "sS" and word[-2] in "'’"
        if possessive and keeps_genitive(word, text):
            possessive = False
        elif possessive:
            word, stop = word[:-2], stop - 2
        elif word[-1] in "sS" and text[stop : stop + 1] in ("'", "’"):
            possessive = True
        gap = text[previous:at] if previous >= 0 and at - previous <= 3 else "?"
        dotted = len(last) == 1 or (len(last) == 3 and last[1] == ".")  # "J.", "U.S.", but "CEO of GM. Hale said"
        letters = last.isupper() and (dotted or _are_initials(text, previous - len(last), last))
        abbreviated = letters or before in lexicon().short or before in dotted_titles()
        glued = gap in (" ", "\u00a0") or (gap in (". ", ".") and abbreviated)
        low = word.lower().replace("’", "'")
        # A long text has many words and few different ones.
        yield Word(at, stop, intern(word), intern(low), possessive, glued)
        before, last, previous = low, word, match.end()


@cache
def honorifics() -> frozenset[str]:
    """Return what is said before a name and is no office: "Mr", "Dame", "Dr"."""
    sets = lexicon().sets
    return sets["people.honorifics"] | sets["people.honorifics_male"] | sets["people.honorifics_female"]


@cache
def dotted_titles() -> frozenset[str]:
    """Return those that a full stop may follow: "Mr.", no "judge."."""
    return lexicon().sets["people.dotted"]


def noun_phrase(phrase: Sequence[Word]) -> int:
    """Return how many words come before the first preposition or relative, of-titles taken whole."""
    titled = 0
    for index, word in enumerate(phrase):
        if word.low == "of" and index:
            for length in range(2, 5):
                if " ".join(w.low for w in phrase[index - 1 : index + length]) in lexicon().sets["people.of_titles"]:
                    titled = index + length
        if index >= max(titled, 1) and is_preposition(word):
            return index
    return len(phrase)


def is_preposition(word: Word) -> bool:
    """Tell whether `word` ends a noun phrase as prepositions and relatives do: "who", no "WHO"."""
    return lexicon().has("grammar.prepositions", word.low) and not (word.text.isupper() and len(word.low) > 1)
