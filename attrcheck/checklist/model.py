"""The checklist: an item for each attribution, with what a person finds out about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from attrcheck.article import Article
from attrcheck.checklist.findings import Evidence
from attrcheck.checklist.held import Held
from attrcheck.checklist.priority import Priority
from attrcheck.reader import Attribution
from attrcheck.searches import Claim, SearchLink
from attrcheck.sources import Source

__all__ = ["GAP", "Check", "Checklist", "Item", "MadeBy", "Status", "Verdict"]

#: What stands between the pieces of a statement that the article parts, as after "he said".
GAP = " […] "


class Status(StrEnum):
    """How far the work on an item is; only a person changes it."""

    TODO = "todo"
    IN_PROGRESS = "in_progress"
    WAITING_REPLY = "waiting_reply"
    DONE = "done"
    SKIPPED = "skipped"
    NOT_A_STATEMENT = "not_a_statement"


class Verdict(StrEnum):
    """What a person found; attrcheck never gives one. "Not found" does not mean "false"."""

    VERIFIED_VERBATIM = "verified_verbatim"
    VERIFIED_MINOR_EDITS = "verified_minor_edits"
    PARAPHRASE_FAITHFUL = "paraphrase_faithful"
    PARAPHRASE_DISTORTS = "paraphrase_distorts"
    MISQUOTED = "misquoted"
    OUT_OF_CONTEXT = "out_of_context"
    MISATTRIBUTED = "misattributed"
    WRONG_TITLE_OR_DATE = "wrong_title_or_date"
    STATEMENT_NOT_FOUND = "statement_not_found"
    SOURCE_NOT_FOUND = "source_not_found"
    SOURCE_NONEXISTENT = "source_nonexistent"
    RELAYED_NOT_PRIMARY = "relayed_not_primary"
    OUTDATED_OR_CORRECTED = "outdated_or_corrected"
    UNVERIFIABLE_ANONYMOUS = "unverifiable_anonymous"
    UNVERIFIABLE_VAGUE = "unverifiable_vague"
    INCONCLUSIVE = "inconclusive"


@dataclass(frozen=True, slots=True)
class Check:
    """What a person has written about an item; all of it empty in a new checklist."""

    status: Status = Status.TODO
    verdict: Verdict | None = None
    evidence_url: str = ""
    notes: str = ""
    checked_by: str = ""
    checked_on: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One attributed statement to verify.

    `id` is made from the article and the words of source, cue and statement, so that it outlives edits
    elsewhere; `claim` is what questions, searches and look-ups are made from; `nested_in` is the id of the item
    whose statement holds this one, "" for none; `paragraph` counts from 1, 0 for the title; `evidence` is what
    look-ups found, empty in a run without look-ups; `held` is how the statement stands in the material that it was
    held against, None in a run without any; `ground` is how the article says that the source can know it; `reading`
    says in short what was read.
    """

    id: str
    attribution: Attribution
    source: Source
    claim: Claim = field(repr=False, compare=False)
    statement: str
    cue: str
    context: str
    paragraph: int
    priority: Priority
    priority_reason: str
    questions: tuple[str, ...]

    cited_link: str
    passage_link: str
    searches: tuple[SearchLink, ...]
    nested_in: str = ""
    check: Check = field(default_factory=Check)
    evidence: tuple[Evidence, ...] = ()
    held: Held | None = None
    ground: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True)
class MadeBy:
    """What made a checklist: attrcheck's version and the SHA-256 of the reader's model."""

    version: str
    model: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """An article's items, statements first and maybes last, each group in text order.

    `not_done` says what could not be read.
    """

    article: Article
    items: tuple[Item, ...]
    made_by: MadeBy
    not_done: tuple[str, ...] = ()
