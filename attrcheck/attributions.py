"""Reading in, attributions out: who is said to have said what, and quotation marks that nobody owns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from attrcheck.article import Span

__all__ = ["Act", "Attribution", "Form"]


class Form(StrEnum):
    """How the content is given: quoted whole, in the author's words, or both in one."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Act(StrEnum):
    """What the source is said to have done."""

    STATEMENT = "statement"
    BELIEF = "belief"
    INTENTION = "intention"
    DECREE = "decree"
    PERCEPTION = "perception"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A content attributed to a source by a cue; each in text order, in pieces, source and cue maybe empty.

    `confidence` is in (0, 1].
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    act: Act
    form: Form
    confidence: float
