"""A checklist's items in, what is to be looked up about each out: names, quotations, phrases and days, ready to ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from attrcheck.article import Article, is_web_address
from attrcheck.checklist import Item
from attrcheck.searches import doi_of, fold, mentions_topic, quoted_parts, source_context, title_words
from attrcheck.sources import SourceKind

__all__ = ["Subject", "subject_of"]

#: Words that a quotation has at least to be compared, and a phrase to be searched for as it stands.
_FEWEST_QUOTED, _FEWEST_SEARCHED = 2, 4
_NAMED = (SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.OUTLET)
#: Studies, and those who wrote one and go by no name.
_AUTHORED = (SourceKind.DOCUMENT, SourceKind.ROLE, SourceKind.VAGUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is looked up about one item; strings are "" and tuples empty where there is nothing to look up.

    `statement` is all of it, `quotations` its quoted words as they stand, `frame` what its sentence has round them;
    `keys` are its key words, `phrase` the most
    distinctive run of quoted words, `query` what to ask a search engine for. `name` is a named source's, `role` the
    office that the article gives; `study` is what the article says of a study that is its source, `doi` a paper's;
    `link` is the page that the article cites; `article_url` and `day` are the article's.
    """

    id: str
    statement: str
    quotations: tuple[str, ...] = ()
    frame: str = ""
    keys: tuple[str, ...] = ()
    phrase: str = ""
    query: str = ""
    name: str = ""
    is_person: bool = False
    role: str = ""
    study: str = ""
    doi: str = ""
    link: str = ""
    article_url: str = ""
    day: str = ""


def frame_of(item: Item, quoted: Iterable[str]) -> str:
    """Return the words that the article puts round what is `quoted` of `item`: its cue and the rest of the sentence."""
    rest = item.statement
    for words in quoted:
        rest = rest.replace(words, " ")
    return f"{item.claim.frame} {item.cue} {'' if rest == item.statement else rest}"


def subject_of(item: Item, article: Article) -> Subject:
    """Return what is looked up about `item` of `article`."""
    claim, source = item.claim, item.source
    quoted = tuple(" ".join(span.of(article.text).split()) for span in quoted_parts(article, item.attribution))
    is_one = len(source.candidates) <= 1 and " and " not in source.name
    is_study = source.kind in _AUTHORED and mentions_topic("study", source_context(claim))
    return Subject(
        id=item.id,
        statement=item.statement,
        quotations=tuple(words for words in quoted if len(words.split()) >= _FEWEST_QUOTED),
        frame=frame_of(item, quoted),
        keys=claim.keys,
        phrase=claim.phrase if len(claim.phrase.split()) >= _FEWEST_SEARCHED else "",
        query=" ".join(claim.words),
        name=fold(source.name) if source.kind in _NAMED and (is_one or source.kind is not SourceKind.PERSON) else "",
        is_person=source.kind is SourceKind.PERSON,
        role=" ".join(source.role.split()),
        study=" ".join(title_words(claim)) if is_study else "",
        doi=doi_of(claim),
        link=item.cited_link if is_web_address(item.cited_link) else "",
        article_url=article.url if is_web_address(article.url) else "",
        day=claim.day.isoformat() if claim.day else "",
    )
