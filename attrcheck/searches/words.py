"""Words in, how rare they are and how they are folded for comparing out."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from attrcheck.files import read_data

__all__ = [
    "LOOSE_END_COST",
    "NAME_RARITY",
    "NUMBER_RARITY",
    "PRONOUN_RARITY",
    "RARE",
    "SENTENCE_COST",
    "TELLING_RARITY",
    "WORD_COST",
    "bare_word",
    "fold",
    "rarity",
    "search_data",
    "words_pattern",
]

#: What a word must weigh for a phrase to grow by it; what a sentence's end inside it and "the" at its end cost.
WORD_COST, SENTENCE_COST, LOOSE_END_COST = 8.0, 15.0, 5.0
#: No common English word is as rare as the first: what no list has; a name and a number tell more.
RARE, NAME_RARITY, NUMBER_RARITY = 13.0, 15.0, 14.0
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d"))
_FOLDED = str.maketrans(
    dict.fromkeys("‘’‚‛`´′", "'") | dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys('"“”„‟«»‹›〝〞〟…', " ")
)
#: A name no rarer than the first is a pronoun; one no rarer than the second is a word like others too.
PRONOUN_RARITY, TELLING_RARITY = 7.5, 9.0


def fold(text: str) -> str:
    """Return `text` in one line with plain marks, without quotation marks and characters that cannot be seen."""
    plain = unicodedata.normalize("NFKC", text).translate(_FOLDED)
    if plain.isascii() and plain.isprintable():
        return " ".join(plain.split())
    seen = (" " if unicodedata.category(c) == "Cc" else c for c in plain if unicodedata.category(c) not in ("Cf", "Cs"))
    return " ".join("".join(seen).split())


@cache
def _ranks() -> dict[str, int]:
    lines = (files("attrcheck") / "data" / "common_words.txt").read_text("utf-8").splitlines()
    return {word: rank for rank, word in enumerate((line for line in lines if not line.startswith("#")), 1)}


def search_data() -> Mapping[str, Any]:
    """Return data/searches.toml, which tells what its words are for."""
    return read_data("searches")


@cache
def words_pattern(words: tuple[str, ...], *, case: bool = False) -> re.Pattern[str]:
    """Return the pattern of any of `words`, whole."""
    inside = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{inside})(?![\w-])", 0 if case else re.I)


def bare_word(word: str) -> str:
    """Return `word` in small letters, without what an apostrophe adds to it."""
    return word.lower().replace("’", "'").partition("'")[0]


@lru_cache(maxsize=10_000)
def rarity(word: str) -> float:
    """Return how much `word` tells apart, from 0 for "the" to 14 for a number, whatever its case."""
    if any(c.isdigit() for c in word):
        return NUMBER_RARITY
    plain = bare_word(word.translate(_UNSEEN))
    if len(plain) < 2:
        return 1.0
    rank = _ranks().get(plain)
    if rank is not None:
        return math.log2(rank)
    return RARE if len(plain) > 2 else WORD_COST
