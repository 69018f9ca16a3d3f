"""The subjects of a checklist in, the fact-checks that were published of them out."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from attrcheck.checklist import Evidence, Found, Lookup
from attrcheck.errors import NetworkError, NotRecordedError
from attrcheck.evidence.comparison.wording import quoted
from attrcheck.evidence.lookups.results import for_each, not_found
from attrcheck.evidence.pacing import PacedClient
from attrcheck.evidence.services.factchecks import factchecks_url, read_factchecks
from attrcheck.evidence.subjects import Subject

__all__ = ["fact_check_evidence"]


async def fact_check_evidence(subjects: Sequence[Subject], client: PacedClient, *, google_key: str) -> Found:
    """Return the published fact-checks for the query that all `subjects` share; the key is the user's own."""
    query = _bare(subjects[0].query)
    try:
        answer = await client.get(factchecks_url(query, google_key))
        checks = read_factchecks(answer)
    except NotRecordedError:
        return Found()
    except NetworkError as error:
        return not_found(f"published fact-checks for “{query}”", error)
    compared = f"“{query}” with the claims of published fact-checks, by Google's index"
    if not checks:
        told = "Google's index has no published fact-check for these words."
        link = f"https://toolbox.google.com/factcheck/explorer/search/{quote(query, safe='')}"
        return for_each(subjects, [Evidence(Lookup.FACT_CHECKS, told, link, compared, answer.retrieved_at)])
    found = []

    for one in checks:
        who = f" by {one.claimant}" if one.claimant else ""
        rated = f" Its rating: {quoted(one.rating)}." if one.rating else ""
        when = f" of {one.day}" if one.day else ""
        where = f" by {one.publisher}" if one.publisher else ""
        told = f"A fact-check{where}{when} is about a claim{who}: {quoted(one.claim)}.{rated}"
        found.append(Evidence(Lookup.FACT_CHECKS, told, one.url, compared, answer.retrieved_at))
    return for_each(subjects, found)


def _bare(query: str) -> str:
    return " ".join(query.replace('"', " ").split())
