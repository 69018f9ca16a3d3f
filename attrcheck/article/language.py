"""A text in, the code of its language out, "" where that cannot be told."""

from __future__ import annotations

import re
from functools import cache

from attrcheck.files import read_data

__all__ = ["ENGLISH_WORD", "are_english", "language_of"]

ENGLISH_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


@cache
def _english() -> tuple[frozenset[str], float]:
    english = read_data("language")["english"]
    return frozenset(english["words"].split()), float(english["share"])


def are_english(words: list[str]) -> bool:
    """Tell whether enough of `words`, in lower case, are words that only English uses so often."""
    common, share = _english()
    return bool(words) and sum(word in common for word in words) >= share * len(words)


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language of `text`, judged by a sample; "" where too few words tell."""
    middle = max(0, len(text) // 2 - 5_000)
    sample = text if len(text) <= 20_000 else text[:10_000] + " " + text[middle : middle + 10_000]
    words = ENGLISH_WORD.findall(sample.lower().replace("’", "'"))
    if len(words) < 20 and sum(map(len, words)) < 100:
        return ""
    if are_english(words):
        return "en"
    # The model takes half a second to load, and plain English needs none.
    import py3langid  # type: ignore[import-untyped]  # noqa: PLC0415 (it has no types; see the line above)

    language, _score = py3langid.classify(sample)
    return str(language)
