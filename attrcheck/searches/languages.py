"""Sources in, where they speak from out: their country, their language, and what the article calls them in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from attrcheck.article import Span
from attrcheck.searches.sites import Site
from attrcheck.searches.words import RARE, fold, rarity, search_data, words_pattern
from attrcheck.sources import Source, SourceKind

__all__ = ["NAMELESS", "Gloss", "country_of", "find_glosses", "native_name", "page_language", "source_language"]

#: "the Central Office of Weights (Biuro Miar)": a name, and in brackets the same in its own language.
_GLOSS = re.compile(r"\(([^\W\d_][^()\n\d]{5,80})\)")
_GLOSSED = re.compile(r"\b[A-Z][\w’'-]{1,40}(?: (?:of|for|and|the|[A-Z][\w’'-]{1,40})){0,8}\s?$")
_LAST_LATIN = "\u024f"
_LONGEST_GLOSSED, _PARTICLE, _MOST_NATIVE = 100, 3, 8
#: Kinds of source without a name of their own that may speak another language.
NAMELESS = frozenset({SourceKind.DOCUMENT, SourceKind.ANONYMOUS, SourceKind.VAGUE})


@lru_cache(maxsize=256)
def country_of(about: str) -> str:
    """Return the country that `about` names first, as ISO 3166-1, "" for none."""
    places = {
        code: named.start()
        for code, words in search_data()["countries"].items()
        if (named := words_pattern(tuple(words), case=True).search(about))
    }
    return min(places, key=places.__getitem__, default="")


def source_language(site: Site | None, source: Source, spoken: str, home: str) -> str:
    """Return the language that the source's own words are likely in, "" for the searches' own, English or unknown."""
    if site is not None and site.language:
        return "" if site.language in (home, "en") else site.language
    if spoken not in ("", home) and spoken in search_data()["foreign"]:
        return spoken
    likely = _spoken_where(f"{source.name} {source.role} {source.affiliation} {source.mention}")
    return "" if likely == home else likely


@lru_cache(maxsize=256)
def _spoken_where(about: str) -> str:
    """Return the language of the country that `about` names first: the US ambassador to Poland speaks English."""
    firsts: dict[int, str] = {}
    for language, words in (*((key, known["words"]) for key, known in search_data()["foreign"].items()), *_english()):
        # To make a pattern of all these words takes longer than to see that none of them is there.
        if any(word in about for word in words) and (named := words_pattern(tuple(words), case=True).search(about)):
            firsts.setdefault(named.start(), language)
    if firsts:
        return firsts[min(firsts)]
    # Nor is another script looked for where all letters are Latin, as they nearly always are.
    is_latin = all(letter <= _LAST_LATIN or not letter.isalpha() for letter in about)
    scripts = {} if is_latin else search_data()["scripts"]
    letters = {language: match.start() for language, script in scripts.items() if (match := re.search(script, about))}
    return min(letters, key=letters.__getitem__, default="")


def _english() -> Iterator[tuple[str, Sequence[str]]]:
    return (
        ("", words)
        for code, words in search_data()["countries"].items()
        if code in search_data()["english"]["countries"]
    )


def page_language(language: str) -> tuple[str, Mapping[str, Any]]:
    """Return the code of the language that pages with the source's own words are in, and what is known of it."""
    code = search_data()["as"].get(language, language)
    return code, search_data()["foreign"].get(code, {})


@dataclass(frozen=True, slots=True)
class Gloss:
    """A name, folded and in small letters, that an article gives in its own language too, and where it does."""

    name: str
    native: str
    place: int


def find_glosses(text: str) -> tuple[Gloss, ...]:
    """Return the names of `text` that it gives in their own language too."""
    found = []
    for bracket in _GLOSS.finditer(text):
        words = bracket[1].split()
        is_strange = all(rarity(word) >= RARE or len(word) <= _PARTICLE for word in words)
        named = _GLOSSED.search(text[max(0, bracket.start() - _LONGEST_GLOSSED) : bracket.start()])
        if named and is_strange and words[0][0].isupper() and 2 <= len(words) <= _MOST_NATIVE:
            found.append(Gloss(fold(named.group()).lower(), fold(bracket[1]), bracket.start()))
    return tuple(found)


def native_name(glosses: Sequence[Gloss], source: Source, names: Sequence[str], blocks: Sequence[Span]) -> str:
    """Return what the article calls one of `names` in its own language, or what it so calls beside the statement.

    The latter is for a source that has no name.
    """
    lower = [name.lower() for name in names if " " in name]
    for gloss in glosses:
        if any(name in gloss.name or gloss.name in name for name in lower):
            return gloss.native
    if source.kind not in NAMELESS:
        return ""
    beside = (g.native for g in glosses if any(block.start <= g.place < block.end for block in blocks))
    return next(beside, "")
