"""Which rows of a checklist to take, how sure, in which order: values only, as the command line loads them at once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Order", "RowFilter"]


class Order(StrEnum):
    """What rows are sorted by; rows that are equal in it keep their order."""

    TEXT = "text"
    PRIORITY = "priority"
    CONFIDENCE = "confidence"
    SOURCE = "source"
    KIND = "kind"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Which rows to take: `only` are words of the lists, `confidence` the least of it, `person` whose they are."""

    only: tuple[str, ...] = ()
    confidence: float = 0.0
    order: Order | None = None
    person: str = ""
