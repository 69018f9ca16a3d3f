"""A checklist's items in, what is to be looked up about each out: names, quotations, phrases and days, ready to ask."""

from __future__ import annotations

from dataclasses import dataclass

from attrcheck.article import Article, is_web_address
from attrcheck.checklist import Item
from attrcheck.searches import (
    Sites,
    doi_of,
    fold,
    make_claim,
    mentions_topic,
    quoted_parts,
    source_context,
    title_words,
)
from attrcheck.sources import SourceKind

__all__ = ["Subject", "subject_of"]

#: Words that a quotation has at least to be compared, and a phrase to be searched for as it stands.
_FEWEST_QUOTED, _FEWEST_SEARCHED = 2, 4
_NAMED = (SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.OUTLET)
#: Studies, and those who wrote one and go by no name.
_AUTHORED = (SourceKind.DOCUMENT, SourceKind.ROLE, SourceKind.VAGUE)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is looked up about one item; strings are "" and tuples empty where there is nothing to look up.

    `quotations` are the quoted words as they stand, `statement` all of it; `keys` are its key words, `phrase` the run
    of quoted words that tells most; `name` is a named source's, `role` the office that the article gives; `study` is
    what is told of a study that is its source, `doi` a paper's; `query` is what to ask a search
    engine for. `day` is the article's.
    """

    id: str
    name: str
    is_person: bool
    role: str
    statement: str
    quotations: tuple[str, ...]
    keys: tuple[str, ...]
    phrase: str
    query: str
    study: str
    link: str
    day: str
    doi: str = ""


def subject_of(item: Item, article: Article, sites: Sites) -> Subject:
    """Return what is looked up about `item` of `article`."""
    want = make_claim(article, item.attribution, item.source, sites)
    source = item.source
    quoted = (" ".join(span.of(article.text).split()) for span in quoted_parts(article, item.attribution))
    is_one = len(source.candidates) <= 1 and " and " not in source.name
    is_study = source.kind in _AUTHORED and mentions_topic("study", source_context(want))
    return Subject(
        id=item.id,
        name=fold(source.name) if source.kind in _NAMED and (is_one or source.kind is not SourceKind.PERSON) else "",
        is_person=source.kind is SourceKind.PERSON,
        role=" ".join(source.role.split()),
        statement=item.statement,
        quotations=tuple(words for words in quoted if len(words.split()) >= _FEWEST_QUOTED),
        keys=want.keys,
        phrase=want.phrase if len(want.phrase.split()) >= _FEWEST_SEARCHED else "",
        query=" ".join(want.words),
        study=" ".join(title_words(want)) if is_study else "",
        link=item.cited_link if is_web_address(item.cited_link) else "",
        day=want.day.isoformat() if want.day else "",
        doi=doi_of(want),
    )
