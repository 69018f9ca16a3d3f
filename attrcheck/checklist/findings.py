"""What a look-up found for an item, as values: the finding in words, its address and what was compared; no verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

__all__ = ["Difference", "Evidence", "Found", "Lookup", "Missed"]


class Lookup(StrEnum):
    """What was looked up, in the order in which a checker reads it: its `heading` on a page, and its `subject`."""

    heading: str
    subject: str

    def __new__(cls, name: str, heading: str, subject: str) -> Self:
        """Return the look-up `name`."""
        lookup = str.__new__(cls, name)
        lookup._value_, lookup.heading, lookup.subject = name, heading, subject
        return lookup

    CITED_LINK = "cited_link", "The cited link", "the link beside the statement"
    IDENTITY = "identity", "Who the source is", "who the source is"
    FIRST_PRINTED = "first_printed", "Who printed it first", "who printed the statement first"
    ARTICLE_COPIES = "article_copies", "Archived copies of the article", "archived copies of the article"
    FACT_CHECKS = "fact_checks", "Published fact-checks", "published fact-checks"
    STUDIES = "studies", "Studies", "studies"
    WEB = "web", "Web search", "a web search"


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that stand in the article and what a page has in their place; "" where one of them has none."""

    article: str
    page: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding: a sentence or two, the URL to see it at, what was compared with what, and when it was asked.

    `retrieved_at` is YYYY-MM-DDThh:mm:ssZ, "" where nothing was retrieved.
    """

    lookup: Lookup
    finding: str
    url: str
    compared: str
    retrieved_at: str
    differences: tuple[Difference, ...] = ()

    def fields(self) -> dict[str, object]:
        """Return the finding as a JSON object."""
        differences = [{"article": one.article, "page": one.page} for one in self.differences]

        return {
            "lookup": self.lookup.value,
            "finding": self.finding,
            "url": self.url,
            "compared": self.compared,
            "retrieved_at": self.retrieved_at,
            **({"differences": differences} if differences else {}),
        }


@dataclass(frozen=True, slots=True)
class Missed:
    """What could not be looked up, and why; `unreachable` where nobody knows the host, as without a connection."""

    what: str
    why: str
    unreachable: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What one look-up found for each item, by its id, and what it could not do."""

    evidence: tuple[tuple[str, Evidence], ...] = ()
    not_done: tuple[Missed, ...] = ()
