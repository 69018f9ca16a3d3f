"""A text in, its words out, and whether it ends as a sentence does, in scripts with blanks and without."""

from __future__ import annotations

import re

__all__ = ["ends_sentence", "words_of"]

#: Letters of scripts that put no blanks between words, each counted as one: Thai, Lao, Burmese, Khmer, kana, Chinese.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[^\W{_UNSPACED}]+|[{_UNSPACED}]")
_SENTENCE_END = re.compile(r"[.!?…:。！？：．｡।॥؟۔။។][\"”’'»)\]」』）]*$")
#: Thai and Lao have no mark for a sentence's end: so many of their letters are one.
_UNMARKED = re.compile(r"[\u0e00-\u0eff]")
_UNMARKED_SENTENCE = 40


def words_of(text: str) -> list[str]:
    """Return the words of `text` for comparing, letter case taken off."""
    return _WORD.findall(text.casefold())


def ends_sentence(text: str) -> bool:
    """Tell whether the text ends as a sentence does."""
    return bool(_SENTENCE_END.search(text)) or len(_UNMARKED.findall(text)) >= _UNMARKED_SENTENCE
