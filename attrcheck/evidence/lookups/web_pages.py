"""A statement in, the web pages that a search engine finds for its words out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from attrcheck.checklist import Evidence, Found, Lookup
from attrcheck.comparison import quoted
from attrcheck.errors import FetchError, NetworkError, NotRecordedError
from attrcheck.evidence.lookups.results import for_each
from attrcheck.evidence.pacing import PacedClient
from attrcheck.evidence.services.responses import missed
from attrcheck.evidence.services.websearch import brave_url, read_brave, read_searxng, searxng_url
from attrcheck.evidence.subjects import Subject

__all__ = ["web_evidence"]


async def web_evidence(subjects: Sequence[Subject], client: PacedClient, *, brave_key: str, searxng: str) -> Found:
    """Return the pages that Brave, or else the user's own SearXNG, lists for the query that all `subjects` share."""
    query = subjects[0].query
    name = "Brave" if brave_key else "SearXNG"
    url = brave_url(query) if brave_key else searxng_url(searxng, query)
    headers = {"X-Subscription-Token": brave_key} if brave_key else {}
    try:
        answer = await client.get(url, headers=headers)
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
    return for_each(subjects, found)
