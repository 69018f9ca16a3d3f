"""The subjects of a checklist in, the fact-checks that were published of them out."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from attrcheck.checklist import Evidence, Found, Lookup
from attrcheck.comparison import quoted
from attrcheck.errors import NetworkError, NotRecordedError
from attrcheck.evidence.lookups.results import for_each, not_found
from attrcheck.evidence.pacing import PacedClient
from attrcheck.evidence.services.factchecks import FactCheck, factchecks_url, read_factchecks
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
        finding = "Google's index has no published fact-check for these words."
        link = f"https://toolbox.google.com/factcheck/explorer/search/{quote(query, safe='')}"
        return for_each(subjects, [Evidence(Lookup.FACT_CHECKS, finding, link, compared, answer.retrieved_at)])
    return for_each(
        subjects,
        [Evidence(Lookup.FACT_CHECKS, _described(check), check.url, compared, answer.retrieved_at) for check in checks],
    )


def _described(check: FactCheck) -> str:
    """Return what was published when by whom about whose claim, with its publisher's own rating."""
    where = f" by {check.publisher}" if check.publisher else ""
    when = f" of {check.day}" if check.day else ""
    who = f" by {check.claimant}" if check.claimant else ""
    rated = f" Its rating: {quoted(check.rating)}." if check.rating else ""
    return f"A fact-check{where}{when} is about a claim{who}: {quoted(check.claim)}.{rated}"


def _bare(query: str) -> str:
    return " ".join(query.replace('"', " ").split())
