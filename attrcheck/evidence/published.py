"""A statement in, what others have published about it out: who printed it first, fact-checks, studies, web pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import quote

from attrcheck.errors import FetchError, NetworkError, NotRecordedError, Trouble
from attrcheck.evidence import gdelt
from attrcheck.evidence.answers import missed
from attrcheck.evidence.asking import Asker
from attrcheck.evidence.crossref import Work, read_works, readable_url, work_url, works_url
from attrcheck.evidence.factchecks import factchecks_url, read_factchecks
from attrcheck.evidence.subjects import Subject
from attrcheck.evidence.telling import quoted
from attrcheck.evidence.websearch import brave_url, read_brave, read_searxng, searxng_url
from attrcheck.findings import Evidence, Found, Lookup

__all__ = ["first_printed", "published_factchecks", "studies", "web_pages"]

#: Texts that are shown of those that printed the words, the oldest first.
_MOST_TEXTS = 3
#: GDELT answers officially for so long.
_COVERED = timedelta(days=92)


def _failed(what: str, error: NetworkError) -> Found:
    return Found(not_done=(missed(what, error),))


def _for_all(subjects: Sequence[Subject], evidence: Sequence[Evidence]) -> Found:
    return Found(tuple((subject.id, one) for subject in subjects for one in evidence))


async def first_printed(subjects: Sequence[Subject], asker: Asker) -> Found:
    """Return which news pages have the phrase that all `subjects` share, oldest first, copies of a text as one."""
    phrase, day = subjects[0].phrase, subjects[0].day
    about = date.fromisoformat(day) if day else None
    try:
        answer = await asker.ask(gdelt.printed_url(phrase, about), is_throttled=gdelt.is_throttled)
        pages = gdelt.read_printed(answer)
    except NetworkError as error:
        return _failed(f"who printed “{phrase}” first", error)
    compared = f"the phrase “{phrase}” with the text of news pages that GDELT has read"
    covered = _coverage(day, answer.retrieved_at)
    if not pages:
        told = f"GDELT lists no news page with these words.{covered}"
        url = gdelt.printed_url(phrase, about, readable=True)
        return _for_all(subjects, [Evidence(Lookup.FIRST_PRINTED, told, url, compared, answer.retrieved_at)])
    groups = gdelt.oldest_texts(pages)
    outlets = len({page.domain for page in pages})
    more = "at least " if len(pages) >= gdelt.MOST_PAGES else ""
    count = f"GDELT lists {_counted(more, outlets, 'outlet')} with them"
    if len(pages) > 1:
        count += f", in {_counted('', len(groups), 'text')} (pages with nearly the same headline count as one)"
    found = []
    for number, group in enumerate(groups[:_MOST_TEXTS]):
        first = group[0]
        copies = f", and {_counted('', len(group) - 1, 'copy', 'copies')} of it later" if len(group) > 1 else ""
        place = "The oldest news page that GDELT lists with these words" if number == 0 else "The next text"
        told = f"{place}: {quoted(first.title)}, {first.domain}, seen {first.seen} UTC{copies}."
        told = f"{told} {count}.{covered}" if number == 0 else told
        found.append(Evidence(Lookup.FIRST_PRINTED, told, first.url, compared, answer.retrieved_at))
    return _for_all(subjects, found)


def _counted(more: str, number: int, noun: str, plural: str = "") -> str:
    return f"{more}{number} {noun if number == 1 else plural or noun + 's'}"


def _coverage(day: str, retrieved_at: str) -> str:
    """Return a warning where the article is older than what GDELT answers for, by the day on which it was asked."""
    if not day:
        return " The article has no date: the last three months were searched."
    try:
        asked = date.fromisoformat(retrieved_at[:10])
    except ValueError:
        return ""
    if asked - date.fromisoformat(day) <= _COVERED:
        return ""
    return " The article is older than the three months that GDELT answers for: earlier pages may be missing."


async def published_factchecks(subjects: Sequence[Subject], key: str, asker: Asker) -> Found:
    """Return the published fact-checks for the query that all `subjects` share; `key` is the user's own."""
    query = _bare(subjects[0].query)
    try:
        answer = await asker.ask(factchecks_url(query, key))
        checks = read_factchecks(answer)
    except NotRecordedError:
        return Found()
    except NetworkError as error:
        return _failed(f"published fact-checks for “{query}”", error)
    compared = f"“{query}” with the claims of published fact-checks, by Google's index"
    if not checks:
        told = "Google's index has no published fact-check for these words."
        link = f"https://toolbox.google.com/factcheck/explorer/search/{quote(query, safe='')}"
        return _for_all(subjects, [Evidence(Lookup.FACT_CHECKS, told, link, compared, answer.retrieved_at)])
    found = []
    for one in checks:
        who = f" by {one.claimant}" if one.claimant else ""
        rated = f" Its rating: {quoted(one.rating)}." if one.rating else ""
        when = f" of {one.day}" if one.day else ""
        where = f" by {one.publisher}" if one.publisher else ""
        told = f"A fact-check{where}{when} is about a claim{who}: {quoted(one.claim)}.{rated}"
        found.append(Evidence(Lookup.FACT_CHECKS, told, one.url, compared, answer.retrieved_at))
    return _for_all(subjects, found)


def _bare(query: str) -> str:
    return " ".join(query.replace('"', " ").split())


async def studies(subjects: Sequence[Subject], asker: Asker) -> Found:
    """Return the work with the DOI that all `subjects` share, or those that the study may be that they name."""
    query, doi = subjects[0].study, subjects[0].doi
    if doi:
        return await _with_doi(subjects, doi, asker)
    try:
        answer = await asker.ask(works_url(query))
        works = read_works(answer)
    except NetworkError as error:
        return _failed(f"the study “{query}”", error)
    compared = f"“{query}” with the titles and authors of published works, by Crossref"
    if not works:
        told = "Crossref lists no published work for these words."
        link = readable_url(query)
        return _for_all(subjects, [Evidence(Lookup.STUDIES, told, link, compared, answer.retrieved_at)])
    found = [
        Evidence(Lookup.STUDIES, f"Crossref lists {_named(work)}.", work.url, compared, answer.retrieved_at)
        for work in works
    ]
    return _for_all(subjects, found)


async def _with_doi(subjects: Sequence[Subject], doi: str, asker: Asker) -> Found:
    link, compared = f"https://doi.org/{quote(doi, safe='/')}", f"the DOI {doi} with Crossref's list"
    none = f"Crossref has no work with the DOI {doi}; other agencies give DOIs as well."
    try:
        answer = await asker.ask(work_url(doi))
        works = read_works(answer)
    except NetworkError as error:
        if isinstance(error, FetchError) and error.trouble is Trouble.GONE:
            return _for_all(subjects, [Evidence(Lookup.STUDIES, none, link, compared, "")])
        return _failed(f"the work with the DOI {doi}", error)
    told = f"By Crossref, the DOI {doi} is that of {_named(works[0])}." if works else none
    return _for_all(subjects, [Evidence(Lookup.STUDIES, told, link, compared, answer.retrieved_at)])


def _named(work: Work) -> str:
    by = f" by {', '.join(work.authors)}" if work.authors else ""
    where = ", ".join(filter(None, (work.journal, str(work.year or ""))))
    return f"{quoted(work.title)}{by}{f' ({where})' if where else ''}"


async def web_pages(subjects: Sequence[Subject], brave_key: str, searxng: str, asker: Asker) -> Found:
    """Return the pages that Brave, or else the user's own SearXNG, lists for the query that all `subjects` share."""
    query = subjects[0].query
    name = "Brave" if brave_key else "SearXNG"
    url = brave_url(query) if brave_key else searxng_url(searxng, query)
    headers = {"X-Subscription-Token": brave_key} if brave_key else {}
    try:
        answer = await asker.ask(url, headers=headers)
        hits = read_brave(answer) if brave_key else read_searxng(answer)
    except NotRecordedError:
        return Found()
    except NetworkError as error:
        denied = not brave_key and isinstance(error, FetchError) and error.status == 403
        hint = "; is json among search.formats in its settings.yml?" if denied else ""
        failed = missed(f"a search for {query} with {name}", error)
        return Found(not_done=(replace(failed, why=f"{failed.why}{hint}"),))
    found = [
        Evidence(
            Lookup.WEB,
            f"{name} lists {quoted(hit.title)}: {hit.extract}",
            hit.url,
            f"the query {query}",
            answer.retrieved_at,
        )
        for hit in hits
    ]
    return _for_all(subjects, found)
