"""A source in, what a search calls it out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from attrcheck.article import Article, Span
from attrcheck.files import read_data
from attrcheck.searches.sites import Site, SiteKind
from attrcheck.searches.terms import key_words
from attrcheck.searches.words import PRONOUN_RARITY, RARE, fold, rarity, search_data
from attrcheck.sources import Naming, Nature, Source, SourceKind

__all__ = [
    "LAST_YEAR",
    "LONGEST_NAME",
    "LONGEST_QUOTATION",
    "MOST_MUSTS",
    "description_terms",
    "in_a_sentence",
    "is_former",
    "is_plural",
    "name_terms",
    "name_to_search",
    "peoples",
    "with_musts",
]

#: Characters of a name, a description and a statement that are read, and the last year that dates reckon with.
LONGEST_NAME, _LONGEST_DESCRIPTION, LONGEST_QUOTATION, LAST_YEAR = 60, 160, 20_000, 9000
#: Engines take every term in quotation marks for a must: beside the name, so many are enough.
MOST_MUSTS = 2


def with_musts(keys: Sequence[str], most: int) -> tuple[str, ...]:
    """Return `keys`, the first `most` of several words in quotation marks.

    Others write numbers and dates in other ways, and "Polish" before a name may be the article's own word: they stay
    outside the marks.
    """
    found: list[str] = []
    for key in keys:
        word, _, rest = key.partition(" ")
        apart = f"{word} " if word in peoples() else ""
        inner = rest if apart else key
        is_name = " " in inner and not any(c.isdigit() for c in inner)
        found.append(f'{apart}"{inner}"' if is_name and most > 0 else key)
        most -= is_name
    return tuple(found)


@cache
def peoples() -> frozenset[str]:
    """Return the words for peoples, as "Polish", that data/searches.toml lists."""
    return frozenset(search_data()["terms"]["peoples"])


def in_a_sentence(source: Source, name: str) -> str:
    """Return `name` as it stands within a sentence: "The Orkney Herald" loses its capital, a body gets its "the"."""
    first, _, rest = name.partition(" ")
    if rest and first in ("The", "A", "An"):
        return f"{first.lower()} {rest}"
    named = source.name.removeprefix("The ").removeprefix("the ")
    has_article = source.mention[:4].lower() == "the " and source.mention[4:].startswith(named.split(" ")[0] or " ")
    return f"the {name}" if source.kind.nature is Nature.BODY and has_article and not name.startswith("the ") else name


def is_former(role: str) -> bool:
    """Tell whether a role is one that its holder had given up."""
    return role.lower().startswith(tuple(read_data("questions")["former"]["words"]))


#: What follows the noun in "sources close to …", "officials who …".
_BEHIND = re.compile(r"\b(?:at|briefed|by|close|familiar|for|from|in|inside|of|on|to|who|with|within)\b|,", re.I)
_SINGULAR = frozenset({"a", "an", "another", "one", "that", "this"})


def is_plural(mention: str) -> bool:
    """Tell whether a mention calls several people: "analysts at Lark & Co", not "a source close to the talks"."""
    words = _BEHIND.split(fold(mention), maxsplit=1)[0].lower().split() or [""]
    if words[0] in _SINGULAR:
        return False
    return words[-1].endswith(("men", "people")) or (words[-1].endswith("s") and not words[-1].endswith(("ss", "us")))


def name_terms(source: Source, who: str, title: str) -> tuple[str, ...]:
    """Return the source as search terms: a name in quotation marks if it needs them, a description by its key words."""
    if not who:
        return ()
    if source.kind.naming is not Naming.NAMED:
        # Not at a sentence's start, a capital is a name's.
        keys = key_words(f"the {who}", [Span(4, 4 + len(who))], most=4, without=title)
        names = [key for key in keys if not key.islower()]
        titled = (f'"{title}"',) if title else ()
        return (*titled, *with_musts(names or keys, 0 if titled else MOST_MUSTS)) or (who,)
    return (f'"{who}"',) if " " in who or rarity(who) < RARE else (who,)


def description_terms(source: Source, who: str) -> tuple[str, ...]:
    """Return the key words of a source that is known by a description only, none for others."""
    return (
        key_words(f"the {who}", [Span(4, 4 + len(who))], most=4)
        if who and source.kind.naming is not Naming.NAMED
        else ()
    )


def name_to_search(article: Article, source: Source, site: Site | None) -> str:
    """Return what the source goes by in a search, short and folded; "" for one that has no name."""
    if source.kind.naming is Naming.UNKNOWN:
        name = source.affiliation
    elif source.kind is SourceKind.AUTHOR:
        name = article.author or source.name
    elif source.kind.nature is Nature.PERSON:
        name = source.name or f"{source.affiliation if source.affiliation not in source.role else ''} {source.role}"
    else:
        name = source.name
    if site is not None and site.kind is SiteKind.CHANNEL and source.kind in (SourceKind.OUTLET, SourceKind.POST):
        name = site.names[0]
    words = fold(name if name.strip() else source.mention if source.kind is not SourceKind.NONE else "").split()
    while words and words[0].lower() in search_data()["terms"]["determiners"]:
        words = words[1:]
    longest = LONGEST_NAME if source.kind.naming is Naming.NAMED else _LONGEST_DESCRIPTION
    while words and len(" ".join(words)) > longest:
        words = words[:-1]
    who = " ".join(words).strip(" ,;:.-'")
    is_vague = source.kind in (SourceKind.ANONYMOUS, SourceKind.VAGUE) and not source.affiliation
    # "Time" is a word as common as a pronoun, and a magazine.
    is_pronoun = site is None and " " not in who and rarity(who) < PRONOUN_RARITY
    return "" if is_vague or is_pronoun or not re.search(r"[^\W_]", who) else who
