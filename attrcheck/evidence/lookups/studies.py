"""A study's attribution in, its entry at Crossref out."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from attrcheck.checklist import Evidence, Found, Lookup
from attrcheck.comparison import quoted
from attrcheck.errors import FetchError, NetworkError, Trouble
from attrcheck.evidence.lookups.results import for_each, not_found
from attrcheck.evidence.pacing import PacedClient
from attrcheck.evidence.services.crossref import Work, read_works, readable_url, work_url, works_url
from attrcheck.evidence.subjects import Subject

__all__ = ["study_evidence"]


async def study_evidence(subjects: Sequence[Subject], client: PacedClient) -> Found:
    """Return the work with the DOI that all `subjects` share, or those that the study may be that they name."""
    query, doi = subjects[0].study, subjects[0].doi
    if doi:
        return await _with_doi(subjects, doi, client)
    try:
        answer = await client.get(works_url(query))
        works = read_works(answer)
    except NetworkError as error:
        return not_found(f"the study “{query}”", error)
    compared = f"“{query}” with the titles and authors of published works, by Crossref"
    if not works:
        finding = "Crossref lists no published work for these words."
        link = readable_url(query)
        return for_each(subjects, [Evidence(Lookup.STUDIES, finding, link, compared, answer.retrieved_at)])
    found = [
        Evidence(Lookup.STUDIES, f"Crossref lists {_named(work)}.", work.url, compared, answer.retrieved_at)
        for work in works
    ]
    return for_each(subjects, found)


async def _with_doi(subjects: Sequence[Subject], doi: str, client: PacedClient) -> Found:
    link, compared = f"https://doi.org/{quote(doi, safe='/')}", f"the DOI {doi} with Crossref's list"
    none = f"Crossref has no work with the DOI {doi}; other agencies give DOIs as well."
    try:
        answer = await client.get(work_url(doi))
        works = read_works(answer)
    except NetworkError as error:
        if isinstance(error, FetchError) and error.trouble is Trouble.GONE:
            return for_each(subjects, [Evidence(Lookup.STUDIES, none, link, compared, "")])
        return not_found(f"the work with the DOI {doi}", error)
    finding = f"By Crossref, the DOI {doi} is that of {_named(works[0])}." if works else none
    return for_each(subjects, [Evidence(Lookup.STUDIES, finding, link, compared, answer.retrieved_at)])


def _named(work: Work) -> str:
    by = f" by {', '.join(work.authors)}" if work.authors else ""
    where = ", ".join(filter(None, (work.journal, str(work.year or ""))))
    return f"{quoted(work.title)}{by}{f' ({where})' if where else ''}"
