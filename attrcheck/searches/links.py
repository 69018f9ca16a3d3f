"""A claim in, search links out: where a good researcher would look first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from attrcheck.searches.claim import Claim
from attrcheck.searches.engines import Search, SearchLink
from attrcheck.searches.languages import NAMELESS
from attrcheck.searches.strategies import documents, posts, speeches, web
from attrcheck.searches.strategies.strategy import Strategy
from attrcheck.sources import SourceKind

__all__ = ["STRATEGIES", "search_links"]

_MOST_LINKS, _MOST_CUE_LINKS = 7, 3
# fmt: off
#: Given where the article's own words call for them: first the page that it links, then what suits best.
_BY_CUE: tuple[Strategy, ...] = (web.archived, posts.posted, documents.historic, documents.filed,
    documents.surveyed, documents.funded, documents.results, speeches.recorded, speeches.spoken, documents.written)
#: Given first where a source without a name of its own speaks another language.
_ABROAD: tuple[Strategy, ...] = (web.official, web.foreign, web.translated)
_UNKNOWN: tuple[Strategy, ...] = (web.subject, web.first, web.exact, web.official, web.own_words,
    web.news, web.after, web.foreign, web.translated, web.second_index, web.oldest,
    web.fact_checks)
#: Given for the kind of source, the best first.
STRATEGIES: dict[SourceKind, tuple[Strategy, ...]] = {
    SourceKind.PERSON: (web.exact, web.own_words, web.news, web.after, web.foreign, web.translated,
        web.identity, web.fact_checks, web.first, web.office),
    SourceKind.ROLE: (web.exact, web.own_words, web.official, web.holder, web.news, web.after,
        web.foreign, web.translated, web.fact_checks, web.first),
    SourceKind.ORGANISATION: (web.own_words, web.official, web.exact, web.news, web.after,
        web.foreign, web.translated, web.fact_checks, web.first),
    SourceKind.OUTLET: (web.own_story, web.exact, web.first, web.news, web.oldest, web.foreign,
        web.fact_checks, web.translated, web.identity),
    SourceKind.DOCUMENT: (web.official, web.exact, web.news, web.foreign, web.translated,
        web.fact_checks, web.after, web.first),
    SourceKind.POST: (web.own_words, web.exact, web.news, web.fact_checks, web.first, web.foreign),
    SourceKind.AUTHOR: (web.exact, web.subject, web.news, web.fact_checks, web.first),
    SourceKind.ANONYMOUS: _UNKNOWN,
    SourceKind.VAGUE: _UNKNOWN,
    SourceKind.NONE: _UNKNOWN,
}
# fmt: on
#: Search of every row.
_ALWAYS: tuple[Strategy, ...] = (web.exact, web.news, web.fact_checks)


def search_links(claim: Claim) -> tuple[SearchLink, ...]:
    """Return 3 to 7 links to check the row with, the best first; none where there is no word to search for.

    A web search for the words with the source's name, a news search and a search of fact-checks are always there,
    save those whose engine the row's sites leave out; the engines that they put first lead. No two ask the same.
    """
    answers = _Answers(claim)
    first = [claim.sites.engines[key] for key in claim.sites.first]
    always = {asked.question: asked for strategy in (web.own, *_ALWAYS) for asked in answers[strategy]}
    found: dict[frozenset[str], Search] = {}
    for asked in _in_order(claim, answers):
        found.setdefault(asked.question, always.get(asked.question, asked))
    if not always:
        return ()
    for question, asked in reversed(list(found.items())):
        if len(found) > _MOST_LINKS and question not in always and asked.engine not in first:
            del found[question]
    ordered = sorted(
        found.values(), key=lambda asked: first.index(asked.engine) if asked.engine in first else len(first)
    )
    return tuple(asked.link for asked in ordered[:_MOST_LINKS])


class _Answers(dict[Strategy, tuple[Search, ...]]):
    """What each strategy asks of one claim, found when it is first looked up."""

    def __init__(self, claim: Claim) -> None:
        """Take the row."""
        super().__init__()
        self._claim = claim

    def __missing__(self, strategy: Strategy) -> tuple[Search, ...]:
        """Return what the strategy asks, and keep it."""
        self[strategy] = tuple(asked for asked in strategy(self._claim) if asked is not None)
        return self[strategy]


def _in_order(claim: Claim, answers: _Answers) -> Iterator[Search]:
    """Yield what the strategies ask, the best first: the linked page, what the cue calls for, what the kind does."""
    archived, *others = _BY_CUE
    yield from answers[archived]
    yield from islice((asked for strategy in others for asked in answers[strategy]), _MOST_CUE_LINKS)
    yield from answers[web.own]
    if claim.language and claim.source.kind in NAMELESS:
        for strategy in _ABROAD:
            yield from answers[strategy]
    for strategy in STRATEGIES[claim.source.kind]:
        yield from answers[strategy]
