"""The nouns for a body in, their kind out and how surely they tell which body: a name, nouns with one, a noun.

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

from attrcheck.article import Span
from attrcheck.reader import EntityKind
from attrcheck.sources.index import Index
from attrcheck.sources.source import SourceKind
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.noun_phrases import Phrase, has_phrase

__all__ = [
    "OWNERS",
    "are_unnamed_bodies",
    "is_outlet",
    "is_press",
    "kind_by_noun",
    "way_of_body",
    "way_of_noun",
]

_SEVERAL = frozenset({"both", "either", "neither"})


def are_unnamed_bodies(phrase: Phrase) -> bool:
    """Tell whether several bodies are told of that have no name: "student groups", "two unions"."""
    several = phrase.plural and not (phrase.definite or phrase.possessed) and phrase.words[0].low not in _SEVERAL
    owned = any(word.possessive for word in phrase.first)
    owned = owned or [word.text for word in phrase.first[1:2]] == ["and"]  # "Fen and Hale councils"
    return several and not owned and phrase.first[-1].text.islower() and lexicon().has("bodies.unnamed", phrase.head)


def is_outlet(name: str) -> bool:
    """Tell whether what findings were published in is a newspaper, as far as the name tells: "the Guardian"."""
    low = name.lower()
    listed = any(lexicon().has("outlets.names", known) for known in (low, f"the {low}"))
    return listed or lexicon().has("outlets.last", low.rpartition(" ")[2])


def is_press(phrase: Phrase) -> bool:
    """Tell whether the media at large are meant: "local media", "several newspapers", "the Western press"."""
    if not phrase.first or phrase.first[-1].named:
        return False
    if phrase.plural and phrase.determiner == "the" and phrase.simple and len(phrase.first) == 1:
        return True  # "the newspapers"
    return phrase.head in ("media", "press") or (phrase.plural and not phrase.definite)


def kind_by_noun(phrase: Phrase) -> SourceKind:
    """Return the kind of a body by its noun alone: an outlet, or any organisation."""
    return SourceKind.OUTLET if lexicon().has("outlets.nouns", phrase.head) else SourceKind.ORGANISATION


OWNERS = frozenset({"his", "her", "its", "their", "my", "our", "your"})


def way_of_body(index: Index, phrase: Phrase, name: str) -> str:
    """Return how a body's name tells who it is: a name, or nouns with a name beside them: "Kurdish groups"."""
    several = phrase.words[0].low in _SEVERAL
    entity = index.entity(Span(phrase.first[-1].start, phrase.first[-1].end))
    known = entity is not None and entity.kind is EntityKind.ORGANIZATION
    if len(phrase.words) == 1 and known and not (phrase.plural and lexicon().has("people.peoples", phrase.head)):
        return "body of one word"  # "Reuters" is no plural
    if several or (phrase.plural and not (len(phrase.first) > 1 and phrase.first[-1].named)):
        return "nouns with a name"
    if phrase.first[-1].text.islower():
        return "noun alone" if _may_be_named(phrase) else "noun with a name"
    return "body" if " " in name else "body of one word"


def way_of_noun(phrase: Phrase, kind: SourceKind) -> str:
    """Return how a body without a name tells who it is: by no more than a noun, or with words beside it."""
    if phrase.simple and any(w.named for w in phrase.first) and has_phrase("bodies.names", phrase.low):
        return "body of one word"  # "the Pentagon"
    if kind is not SourceKind.ORGANISATION or phrase.plural or phrase.words[0].low in _SEVERAL | OWNERS:
        return "noun alone"
    if lexicon().has("bodies.forces", phrase.head) and len(phrase.words) - bool(phrase.determiner) == 1:
        return "noun with more"
    more = len(phrase.first) > 1 or not phrase.simple
    return "noun with more" if more and phrase.determiner and not _may_be_named(phrase) else "noun alone"


def _may_be_named(phrase: Phrase) -> bool:
    """Tell whether a company is told of more than named, which has a name most likely: "the state oil company"."""
    lex, described = lexicon(), phrase.first[:-1]
    company = lex.has("bodies.companies", phrase.head) or phrase.head in ("partner", "subsidiary", "unit")
    named = any(word.named and not lex.has("people.peoples", word.low) for word in described)
    return company and (phrase.definite or phrase.head == "subsidiary") and not named
