"""Key words in, the fact-checks that others have published out, from Google's index of them."""

from __future__ import annotations

from dataclasses import dataclass

from attrcheck.evidence.services.responses import address, objects, part, read_object, words
from attrcheck.web import Page

__all__ = ["FactCheck", "factchecks_url", "read_factchecks"]

_MOST = 5


@dataclass(frozen=True, slots=True)
class FactCheck:
    """A published fact-check; strings are "" for unknown, days YYYY-MM-DD, and `rating` is its publisher's own word."""

    claim: str
    claimant: str
    publisher: str
    rating: str
    day: str
    url: str


def factchecks_url(query: str, key: str) -> str:
    """Return the address that searches fact-checks in English, with the user's own key."""
    return address(
        "https://factchecktools.googleapis.com/v1alpha1/claims:search",
        query=query,
        languageCode="en",
        pageSize=str(_MOST),
        key=key,
    )


def read_factchecks(answer: Page) -> tuple[FactCheck, ...]:
    """Return the fact-checks of an answer, best match first; raises NetworkError for an error."""
    return tuple(
        FactCheck(
            claim=words(claim, "text"),
            claimant=words(claim, "claimant"),
            publisher=words(part(review, "publisher"), "name") or words(part(review, "publisher"), "site"),
            rating=words(review, "textualRating"),
            day=words(review, "reviewDate")[:10],
            url=words(review, "url"),
        )
        for claim in objects(read_object(answer, "Google's index of fact-checks"), "claims")
        for review in objects(claim, "claimReview")
        if words(review, "url")
    )[:_MOST]
