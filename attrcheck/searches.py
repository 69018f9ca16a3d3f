"""What is wanted in, search links out: where a good researcher would look first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from attrcheck import papers, routes, speeches
from attrcheck.engines import Asked, SearchLink
from attrcheck.sources import SourceKind
from attrcheck.wanted import Wanted

__all__ = ["SearchLink", "search_links"]

_MOST_LINKS, _MOST_CUE_LINKS = 7, 3
# fmt: off
#: Given where the article's own words call for them: first the page that it links, then what suits best.
_BY_CUE: tuple[routes.Route, ...] = (routes.archived, routes.posted, papers.historic, papers.filed,
    papers.surveyed, papers.funded, papers.results, speeches.recorded, speeches.spoken, papers.written)
#: Given first where a source that is described rather than named speaks another language.
_ABROAD: tuple[routes.Route, ...] = (routes.official, routes.foreign, routes.translated)
_UNKNOWN: tuple[routes.Route, ...] = (routes.subject, routes.first, routes.exact, routes.official, routes.own_words,
    routes.news, routes.after, routes.foreign, routes.translated, routes.second_index, routes.oldest,
    routes.fact_checks)
#: Given for the kind of source, the best first.
_BY_KIND: dict[SourceKind, tuple[routes.Route, ...]] = {
    SourceKind.PERSON: (routes.exact, routes.own_words, routes.news, routes.after, routes.foreign, routes.translated,
        routes.identity, routes.fact_checks, routes.first, routes.office),
    SourceKind.ROLE: (routes.exact, routes.own_words, routes.official, routes.holder, routes.news, routes.after,
        routes.foreign, routes.translated, routes.fact_checks, routes.first),
    SourceKind.ORGANISATION: (routes.own_words, routes.official, routes.exact, routes.news, routes.after,
        routes.foreign, routes.translated, routes.fact_checks, routes.first),
    SourceKind.OUTLET: (routes.own_story, routes.exact, routes.first, routes.news, routes.oldest, routes.foreign,
        routes.fact_checks, routes.translated, routes.identity),
    SourceKind.DOCUMENT: (routes.official, routes.exact, routes.news, routes.foreign, routes.translated,
        routes.fact_checks, routes.after, routes.first),
    SourceKind.POST: (routes.own_words, routes.exact, routes.news, routes.fact_checks, routes.first, routes.foreign),
    SourceKind.AUTHOR: (routes.exact, routes.subject, routes.news, routes.fact_checks, routes.first),
    SourceKind.ANONYMOUS: _UNKNOWN,
    SourceKind.VAGUE: _UNKNOWN,
    SourceKind.NONE: _UNKNOWN,
}
# fmt: on
#: Asked of every row.
_ALWAYS: tuple[routes.Route, ...] = (routes.exact, routes.news, routes.fact_checks)


def search_links(want: Wanted) -> tuple[SearchLink, ...]:
    """Return 3 to 7 links to check the row with, the best first; none where there is no word to search for.

    A web search for the words with the source's name, a news search and a search of fact-checks are always there,
    save those whose engine the row's sites leave out; the engines that they put first lead. No two ask the same.
    """
    answers = _Answers(want)
    first = [want.sites.engines[key] for key in want.sites.first]
    always = {asked.question: asked for route in (routes.own, *_ALWAYS) for asked in answers[route]}
    found: dict[frozenset[str], Asked] = {}
    for asked in _in_order(want, answers):
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


class _Answers(dict[routes.Route, tuple[Asked, ...]]):
    """What each route asks of one row, found when it is first looked up."""

    def __init__(self, want: Wanted) -> None:
        """Take the row."""
        super().__init__()
        self._want = want

    def __missing__(self, route: routes.Route) -> tuple[Asked, ...]:
        """Return what the route asks, and keep it."""
        self[route] = tuple(asked for asked in route(self._want) if asked is not None)
        return self[route]


def _in_order(want: Wanted, answers: _Answers) -> Iterator[Asked]:
    """Yield what the routes ask, the best first: the linked page, what the cue calls for, what the kind does."""
    archived, *others = _BY_CUE
    yield from answers[archived]
    yield from islice((asked for route in others for asked in answers[route]), _MOST_CUE_LINKS)
    yield from answers[routes.own]
    if want.tongue and want.source.kind in (SourceKind.ANONYMOUS, SourceKind.VAGUE, SourceKind.DOCUMENT):
        for route in _ABROAD:
            yield from answers[route]
    for route in _BY_KIND[want.source.kind]:
        yield from answers[route]
