"""An article in, the names out that tell what all of it is about: topics, country, names in their own language."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property, lru_cache

from attrcheck.article import Article, ParagraphKind, Span
from attrcheck.searches.languages import Gloss, country_of, find_glosses
from attrcheck.searches.naming import LONGEST_NAME, peoples
from attrcheck.searches.terms import key_words
from attrcheck.searches.words import TELLING_RARITY, fold, rarity

__all__ = ["ArticleNames"]

#: A topic is a name that the beginning has so often, none of them where a sentence begins.
_BEGINNING, _OFTEN, _OFTEN_IN_PARAGRAPH, _LEAD = 50_000, 3, 2, 3_000
_INNER_NAME = re.compile(r"(?<=[a-z,] )[A-Z][^\W\d_]{2,30}\b")


class ArticleNames:
    """An article with the names that all of its claims may need, each found once, when it is first asked for."""

    def __init__(self, article: Article) -> None:
        """Take the article."""
        self.article = article

    @cached_property
    def country(self) -> str:
        """The country that the article's beginning names first, as ISO 3166-1, "" for none."""
        return country_of(self.article.text[:_LEAD])

    @cached_property
    def glosses(self) -> tuple[Gloss, ...]:
        """The names that the article gives in their own language too."""
        return find_glosses(self.article.text)

    @cached_property
    def _topics(self) -> tuple[str, ...]:
        return _frequent_names(self.article.text, _OFTEN)

    @cached_property
    def _leading(self) -> str:
        """The first name of several words that the article's first paragraph has, else the rarest."""
        text, kinds = self.article.text, self.article.paragraphs
        lead = next((p.span for p in kinds if p.kind is ParagraphKind.BODY), Span(0, 0))
        keys = key_words(text, [lead], most=12, paragraphs=(lead,))
        opening = text[lead.start : lead.start + LONGEST_NAME]
        capitals = [key for key in keys if key[0].isupper() and key not in peoples()]
        names = [key for key in capitals if " " in key or not opening.startswith(key)]
        several = [name for name in names if " " in name]
        return (several or sorted(names, key=rarity, reverse=True) or [""])[0]

    def topics(self, paragraph: str) -> tuple[str, ...]:
        """Return what `paragraph` and the article are about, the likeliest first."""
        often = (*_frequent_names(paragraph, _OFTEN_IN_PARAGRAPH), *self._topics)
        return tuple(topic for topic in often if topic not in peoples()) or (self._leading,)


@lru_cache(maxsize=64)
def _frequent_names(text: str, often: int) -> tuple[str, ...]:
    """Return the names that `text` has so often, the most frequent first."""
    counts = Counter(_INNER_NAME.findall(text[:_BEGINNING]))
    return tuple(
        fold(name) for name, count in counts.most_common() if count >= often and rarity(name) >= TELLING_RARITY
    )
