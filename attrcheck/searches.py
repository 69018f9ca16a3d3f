"""Article, attribution and source in, search links out: where a good researcher would look first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from attrcheck import papers, routes
from attrcheck.article import Article
from attrcheck.attributions import Attribution
from attrcheck.engines import Asked, SearchLink
from attrcheck.sites import Sites, shipped_sites
from attrcheck.sources import Source, SourceKind
from attrcheck.wanted import Wanted, wanted

__all__ = ["SearchLink", "search_links"]

_MOST_LINKS, _MOST_CUE_LINKS = 7, 3
# fmt: off
#: Given where the article's own words call for them: first the page that it links, then what suits best.
_BY_CUE: tuple[routes.Route, ...] = (routes.archived, routes.posted, papers.historic, papers.filed,
    papers.surveyed, papers.recorded, routes.spoken, papers.written)
_UNKNOWN = (routes.first, routes.exact, routes.subject, routes.own_words, routes.news, routes.after,
    routes.foreign, routes.second_index, routes.oldest, routes.fact_checks)
#: Given for the kind of source, the best first.
_BY_KIND: dict[SourceKind, tuple[routes.Route, ...]] = {
    SourceKind.PERSON: (routes.exact, routes.own_words, routes.news, routes.after, routes.foreign, routes.identity,
        routes.fact_checks, routes.first, routes.office),
    SourceKind.ROLE: (routes.exact, routes.own_words, routes.holder, routes.news, routes.after, routes.foreign,
        routes.fact_checks, routes.first),
    SourceKind.ORGANISATION: (routes.own_words, routes.exact, routes.news, routes.after, routes.foreign,
        routes.fact_checks, routes.first),
    SourceKind.OUTLET: (routes.own_story, routes.exact, routes.first, routes.news, routes.oldest, routes.foreign,
        routes.fact_checks, routes.identity),
    SourceKind.DOCUMENT: (routes.exact, routes.news, routes.foreign, routes.fact_checks, routes.after, routes.first),
    SourceKind.POST: (routes.own_words, routes.exact, routes.news, routes.fact_checks, routes.first, routes.foreign),
    SourceKind.AUTHOR: (routes.exact, routes.subject, routes.news, routes.fact_checks, routes.first),
    SourceKind.ANONYMOUS: _UNKNOWN,
    SourceKind.VAGUE: _UNKNOWN,
    SourceKind.NONE: _UNKNOWN,
}
# fmt: on
#: Asked of every row.
_ALWAYS: tuple[routes.Route, ...] = (routes.exact, routes.news, routes.fact_checks)


def search_links(
    article: Article, attribution: Attribution, source: Source, *, sites: Sites | None = None
) -> tuple[SearchLink, ...]:
    """Return 3 to 7 links to check the attribution with, the best first; none where there is no word to search for.

    A web search for the words with the source's name, a news search and a search of fact-checks are always there,
    save those whose engine `sites` leaves out; the engines that `sites` puts first lead. No two ask the same.
    """
    want = wanted(article, attribution, source, sites or shipped_sites())
    first = [want.sites.engines[key] for key in want.sites.first]
    always = {asked.question: asked for route in (routes.own, *_ALWAYS) for asked in _answers(route, want)}
    found: dict[frozenset[str], Asked] = {}
    for asked in _in_order(want):
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


def _answers(route: routes.Route, want: Wanted) -> Iterator[Asked]:
    return (asked for asked in route(want) if asked is not None)


def _in_order(want: Wanted) -> Iterator[Asked]:
    """Yield what the routes ask, the best first: the linked page, what the cue calls for, what the kind does."""
    archived, *others = _BY_CUE
    yield from _answers(archived, want)
    yield from islice((asked for route in others for asked in _answers(route, want)), _MOST_CUE_LINKS)
    yield from _answers(routes.own, want)
    for route in _BY_KIND[want.source.kind]:
        yield from _answers(route, want)
