"""Key words in, the fact-checks that others have published out, from Google's index of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from attrcheck.evidence.services.responses import object_at, objects_at, read_object, text_at, with_query
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
    return with_query(
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
            claim=text_at(claim, "text"),
            claimant=text_at(claim, "claimant"),
            publisher=text_at(object_at(review, "publisher"), "name")
            or text_at(object_at(review, "publisher"), "site"),
            rating=text_at(review, "textualRating"),
            day=text_at(review, "reviewDate")[:10],
            url=text_at(review, "url"),
        )
        for claim in objects_at(read_object(answer, "Google's index of fact-checks"), "claims")
        for review in objects_at(claim, "claimReview")
        if text_at(review, "url")
    )[:_MOST]


def _publisher(publisher: Mapping[str, Any]) -> str:
    return text_at(publisher, "name") or text_at(publisher, "site")
