"""How a statement stands in the material that it was held against, as values: outcome, place, words; no verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from attrcheck.checklist.findings import Difference

__all__ = ["Held", "Outcome"]


class Outcome(StrEnum):
    """How words of an article stand in the material; "not there" does not mean "never said"."""

    VERBATIM = "verbatim"
    BUT_FOR = "verbatim but for"
    SHORTENED = "shortened"
    ALTERED = "altered"
    ANOTHERS = "in another's mouth"
    PARAPHRASE = "paraphrase near"
    NOT_THERE = "not there"


@dataclass(frozen=True, slots=True)
class Held:
    """How one statement stands in the material.

    `detail` says it in words; `document` is what the document is called, `place` its page or the time of the recording,
    "" where it has none; `passage` are its own words and `link` opens it there. `speaker` is who says it there, as far
    as the document tells. `differences` are words that were changed, `left_out` those that the article lacks, and
    `turns_on` the words among them on which the sense may turn.
    """

    outcome: Outcome
    detail: str
    document: str = ""
    place: str = ""
    passage: str = ""
    link: str = ""
    speaker: str = ""
    differences: tuple[Difference, ...] = ()
    left_out: tuple[str, ...] = ()
    turns_on: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The document and the place in it, "" for nowhere."""
        return ", ".join(filter(None, (self.document, self.place)))

    def fields(self) -> dict[str, object]:
        """Return it as a JSON object."""
        return {
            "outcome": self.outcome.value,
            "detail": self.detail,
            "document": self.document,
            "place": self.place,
            "where": self.where,
            "passage": self.passage,
            "link": self.link,
            "speaker": self.speaker,
            "differences": [{"article": one.article, "page": one.page} for one in self.differences],
            "left_out": list(self.left_out),
            "turns_on": list(self.turns_on),
        }
