"""An attribution: source, cue and content as spans, with its act, form and confidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from attrcheck.article import Span
from attrcheck.reader.cues import Act

__all__ = ["Attribution", "Form"]


class Form(StrEnum):
    """How the content is given: quoted whole, in the author's words, or both in one."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A content attributed to a source by a cue; each in text order, in pieces, source and cue maybe empty.

    `confidence`, in (0, 1], is the chance that a person who marks attributions would mark this one. `continues` says
    that a sentence without a cue seems to go on with what the same source was said to have said or found. `kind` is
    what the reader takes the source to be, "" where it is not sure; `sourced`, in [0, 1], is how sure it is that the
    statement is that source's; `relayed` tells that it stands within another's statement, who passes it on.
    """

    source: tuple[Span, ...]

    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    act: Act
    form: Form
    confidence: float
    continues: bool = False
    kind: str = ""
    sourced: float = 1.0
    relayed: bool = False
