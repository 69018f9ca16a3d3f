"""The words of an article, a source, a cue and a statement in, the names by which they are known again out."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from attrcheck.article import Article

__all__ = ["is_id", "item_ids", "own_id", "plain_words"]

#: Characters of a text without title and address within which the words are that name it, and how many they are.
_BEGINNING, _NAMING = 2000, 40
#: Ids as attrcheck makes them, and as spreadsheets spoil them: without leading noughts, or as a power of ten.
_ID = re.compile(r"[0-9a-f]{10}(?:-\d+)?|\d{1,9}|\d+(?:[.,]\d+)?E[+-]?\d+", re.I)


def plain_words(text: str) -> str:
    """Return the words of `text` without what a typesetter may change: case, punctuation, spaces, width."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def item_ids(article: Article, rows: Sequence[tuple[str, str, str]]) -> list[str]:
    """Return an id for each source, cue and statement of `article`, the same whatever stands around them.

    Address and file name come before the title, which an editor may change.
    """
    beginning = " ".join(article.text[:_BEGINNING].split()[:_NAMING])
    name = plain_words(article.url or article.file or article.title or beginning)
    seen: Counter[str] = Counter()
    ids = []
    for row in rows:
        words = "\x1f".join([name, *map(plain_words, row)])
        digest = hashlib.sha256(words.encode("utf8", "surrogatepass")).hexdigest()[:10]
        seen[digest] += 1
        ids.append(digest if seen[digest] == 1 else f"{digest}-{seen[digest]}")
    return ids


def own_id(words: Sequence[str]) -> str:
    """Return an id for a row that a person added with these `words`, which no row of attrcheck's has."""
    text = "\x1f".join(map(plain_words, words))
    return f"own-{hashlib.sha256(text.encode('utf8', 'surrogatepass')).hexdigest()[:10]}"


def is_id(cell: str) -> bool:
    """Tell whether attrcheck made the id `cell`; what a person added has none, or one of their own making."""
    return bool(_ID.fullmatch(cell.strip()))
