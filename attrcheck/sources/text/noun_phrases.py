"""The place of a mention in, its `Phrase` out: first noun phrase, head noun, determiner and number.

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from attrcheck.article import Span
from attrcheck.reader import keeps_genitive
from attrcheck.sources.text.lexicon import Word, Words, is_preposition, lexicon, noun_phrase
from attrcheck.sources.text.text_index import TextIndex

__all__ = [
    "Phrase",
    "has_phrase",
    "in_name",
    "is_another",
    "is_for_fields",
    "name_in",
    "names_bodies",
    "one_of",
    "read_phrase",
    "singular",
    "told_anew",
]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A mention's words: its `first` noun phrase without the determiner, the `head` of it, and the rest."""

    words: Words
    first: Words
    determiner: str
    low: str

    @property
    def head(self) -> str:
        """The lower-case head noun in the singular, "" for no words; of "secretary of state" the secretary."""
        for count in range(3, min(5, len(self.first)) + 1):
            if " ".join(word.low for word in self.first[-count:]) in lexicon().sets["people.of_titles"]:
                return self.first[-count].low
        if len(self.first) > 1 and self.first[-1].low.isdigit():
            return singular(self.first[-2].low)  # "Article 5"
        return singular(self.first[-1].low) if self.first else ""

    @property
    def plural(self) -> bool:
        """Whether the head noun is plural."""
        last = self.first[-1].low if self.first and not self.first[-1].text.isupper() else ""
        return singular(last) != last or last in ("people", "media")

    @property
    def definite(self) -> bool:
        """Whether it begins with "the", "this" or the like."""
        return self.determiner in lexicon().sets["grammar.definite"]

    @property
    def simple(self) -> bool:
        """Whether nothing follows the first noun phrase."""
        return not self.rest

    @property
    def rest(self) -> Words:
        """The words after the first noun phrase."""
        return self.words[len(self.first) + bool(self.determiner) :]

    @property
    def possessed(self) -> bool:
        """Whether it is somebody's: "her lawyer", "the club's owner"."""
        owner = self.determiner in ("his", "her", "its", "their", "my", "our", "your")
        return owner or any(word.possessive for word in self.first[:-1])


def singular(word: str) -> str:
    """Return lower-case `word` in the singular, as far as its ending and a short list tell."""
    lex = lexicon()
    if word in lex.irregular:
        return lex.irregular[word]
    if word.endswith("men") and lex.is_role(f"{word[:-2]}an"):
        return f"{word[:-2]}an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("is") and lex.has("people.peoples", word[:-1]):
        return word[:-1]  # "Israelis"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")) else word


def _one(noun: str) -> str:
    """Return the singular of a noun in small letters, but for initials: "MP" of "MPs"."""
    letters = noun.removesuffix("s")
    return letters if letters != noun and len(letters) > 1 and letters.isupper() else singular(noun.lower())


def one_of(group: str) -> str:
    """Return what one of the people of a `group` is: "senior officer" of "Several senior officers"."""
    lex, found = lexicon(), group.split()
    counts = ("grammar.determiners", "grammar.numbers", "vague.quantifiers", "vague.counts")
    first = next((i for i, word in enumerate(found) if not any(lex.has(name, word.lower()) for name in counts)), 0)
    noun = next((i for i, word in enumerate(found) if i > first and lex.has("grammar.prepositions", word)), len(found))
    told = [*found[first : noun - 1], _one(found[noun - 1]), *found[noun:]] if found else []
    if told and not first and not lex.has("people.peoples", told[0].lower()) and not told[0].isupper():
        told[0] = told[0].lower()
    return " ".join(told)


def names_bodies(noun: str) -> bool:
    """Tell whether `noun` is one for bodies or outlets: "ministry", "newspaper"."""
    return lexicon().has("bodies.nouns", noun) or lexicon().has("outlets.nouns", noun)


def is_another(phrase: Phrase) -> bool:
    """Tell whether a phrase is of somebody besides one told of: "another nurse", "my other cousin"."""
    return phrase.determiner == "another" or any(word.low in ("other", "another", "different") for word in phrase.first)


def has_phrase(name: str, low: str) -> bool:
    """Tell whether blank-padded lower-case `low` holds one of the phrases of the list `name`."""
    return any(f" {phrase} " in low for phrase in lexicon().sets[name])


def read_phrase(page: TextIndex, span: Span) -> Phrase:
    """Return the words of the mention at `span`, cut to its first 60."""
    text, found = page.text, page.words(span.start, min(span.end, span.start + 600))
    determiner = found[0].low if len(found) > 1 and lexicon().has("grammar.determiners", found[0].low) else ""
    near = len(found) > 2 and found[1].low == "close" and found[2].low != "to"  # "a close aide"
    if determiner and ((is_preposition(found[1]) and not near) or (determiner == "no" and found[1].low.isdigit())):
        determiner = ""  # "some who fled", "those in favour", "No 10"
    rest = found[1:] if determiner else found
    count = noun_phrase(rest)
    owner = next((i for i in range(count, len(rest)) if not _goes_on(rest, i) or rest[i].possessive), len(rest))
    if owner < len(rest) - 1 and rest[owner].possessive and all(word.named for word in rest[:count]):
        count = owner + 1 + noun_phrase(rest[owner + 1 :])  # "the Centre for Public Policy's report on tax"
    elif rest and _somebody(singular(rest[0].low)):
        pass  # "Critics of the force"
    elif count < owner < len(rest) and _listed(singular(rest[owner].low)) and all(word.named for word in rest[:count]):
        count = owner + noun_phrase(rest[owner:])  # "a University of Leeds survey of tax"
    rest = _undated(text, rest)
    count = min(count, len(rest))
    for index in range(1, count):
        between = _YEAR.sub(" ", text[rest[index - 1].end : rest[index].start])
        if between == ", " and rest[index].text.isdigit() and len(rest[index].text) == 4:
            continue  # "a May 15, 2011, letter"
        shared = rest[index].low == "and" and index + 2 < count and all(w.named for w in rest[index + 1 : count - 1])
        if shared and rest[index - 1].named and _listed(singular(rest[count - 1].low)):
            continue  # "the Hale and Lee campaigns"
        if rest[index].low == "and" and is_for_fields(rest[:index]):
            continue  # "the Department of Health and Social Care's chief nurse"
        if rest[index].low in ("and", "or") and index + 2 < count and rest[index + 1].low == "other":
            continue  # "budget and other officials"
        if any(mark in between for mark in ",;:()") or rest[index].low in ("and", "or") or _ends_noun(rest, index):
            count = index
            break
    handle = "@" if text[span.start : span.start + 1] == "@" else ""
    low = f" {handle}{' '.join(word.low for word in found)} "
    return Phrase(found, rest[:count], determiner, low)


_YEAR = re.compile(r" ?\((?:19|20)\d\d[a-z]?\) ?| \((?:19|20)\d\d[a-z]?\Z")


def _undated(text: str, rest: Words) -> Words:
    """Return a phrase without the year in parentheses of a citation: "Cohen’s (1999) paper"."""
    return [
        w
        for w in rest
        if not (w.text[:4].isdigit() and text[w.start - 1 : w.start] == "(" and text[w.end : w.end + 1] == ")")
    ]


def _somebody(noun: str) -> bool:
    return lexicon().is_role(noun) or lexicon().has("vague.nouns", noun)


def in_name(word: Word) -> bool:
    """Tell whether `word` can stand in a body's name: capitalised, or "of", "for" and "the"."""
    return word.named or word.low in ("of", "for", "the")


def _goes_on(phrase: Words, index: int) -> bool:
    """Tell whether phrase[index] can go on with a body's name, "and" that of one for several fields."""
    return in_name(phrase[index]) or (phrase[index].low == "and" and is_for_fields(phrase[:index]))


def is_for_fields(phrase: Words) -> bool:
    """Tell whether `phrase` ends in the name of what is for a field: "the Department of Health"."""
    first = len(phrase)
    while first and phrase[first - 1].named:
        first -= 1
    small = 1 < first < len(phrase) and phrase[first - 1].low in ("of", "for")
    return small and phrase[first - 2].named and lexicon().has("bodies.of_fields", singular(phrase[first - 2].low))


def _listed(noun: str) -> bool:
    lists = ("people.roles", "documents.nouns", "posts.nouns", "outlets.nouns", "vague.nouns", "anonymous.nouns")
    return any(lexicon().has(name, noun) for name in (*lists, "bodies.nouns"))


def _ends_noun(phrase: Words, index: int) -> bool:
    """Tell whether phrase[index] only adds to a noun before it: "the document [published]", "a poll [last] year"."""
    noun, low = singular(phrase[index - 1].low), phrase[index].low
    if low == "holding" and index + 1 < len(phrase) and lexicon().has("bodies.any", phrase[index + 1].low):
        return False  # "the bank holding company"
    if noun == "one" and _listed(singular(phrase[-1].low)):
        return False  # "one trading house source"
    verbal = low.endswith(("ed", "ing")) and not phrase[index].named and not lexicon().has("bodies.listeners", low)
    return (verbal or lexicon().has("grammar.afterthoughts", low)) and _listed(noun)


#: "[Hull-based] Fen Council".
_SEAT = re.compile(r"(?:[Tt]he )?[A-Z][\w.’'-]*-based (?=[A-Z])")


def name_in(text: str, phrase: Phrase, span: Span) -> Span:
    """Return where the name of a body stands in its mention: "The newspaper [Izvestia]", "[Arctic Fund] (AF)"."""
    whole = span.of(text).rstrip(" ,")
    end = span.start + len(whole if keeps_genitive(whole, text) else re.sub(r"\s*\([^()]*\)\Z|['’]s?\Z", "", whole))
    found, start, lex = phrase.first, span.start, lexicon()
    first = next((i for i, word in enumerate(found) if word.named), 0)
    nouned = [i for i, w in enumerate(found[:-1]) if _trade(i, w) and names_bodies(w.low)]
    first = nouned[-1] + 1 if nouned and found[nouned[-1] + 1].named else first  # "Campaign group [Wheels for All]"
    name = " ".join(word.low for word in found[first:])
    nouns = lex.sets["outlets.nouns"] | lex.sets["bodies.nouns"]
    sure = len(found) > first + 1 or singular(found[first - 1].low) in nouns
    sure = sure or name in lex.sets["outlets.names"] or name in lex.sets["bodies.names"]
    if first and sure and all(in_name(word) or word.low.isdigit() for word in found[first:]):
        start = found[first].start
    paper = len(found) > first + 2 and found[-1].text.islower() and lex.has("outlets.printed", found[-1].low)
    paper = paper and phrase.determiner not in ("a", "an")  # "a Hong Kong newspaper"
    if paper and found[-2].named and not found[-2].possessive and found[-1].end >= end:
        end = found[-2].end  # "The [Hindustan Times] newspaper"
    closes = bool(found) and (found[-1].named or (any(word.named for word in found) and found[-1].low in nouns))
    comma = _APPOSED.search(text, found[-1].end, end) if closes and found[-1].end < end else None
    seat = _SEAT.match(text, start, end)
    start = seat.end() if seat else start
    return Span(start, max(comma.start() if comma else end, start + 1))


def _trade(index: int, word: Word) -> bool:
    return word.text.islower() or (not index and word.low.endswith(("er", "or")))  # "Developer [Meridian Gate]"


_APPOSED = re.compile(
    r",(?! (?:Inc|LLC|Ltd|LP|LLP|L\.P|Co)\b)| [–—(]"
    r"| (?:headed|led|chaired|run|founded|created|established|appointed|convened) by\b"
)


def told_anew(text: str, noun: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield where `text` tells of somebody or something unnamed by `noun`: "another nurse", "several big carriers"."""
    anew = r"an?|another|one|two|three|several|many|some|other|rival"
    between = r"(?: (?!(?:the|of|for|at|from|with)\b)[\w’'-]{1,20}){0,3}"
    ending = re.search(r"(?<=[^aeiou])y\Z", noun)
    own = rf"{re.escape(noun[:-1])}(?:y|ies)" if ending else rf"{re.escape(noun)}s?"  # "several companies"
    told = re.compile(rf"\b(?:{anew}){between} {own}\b", re.I)
    for match in told.finditer(text, start, len(text) if end is None else end):
        yield Span(*match.span())
