"""What the model has read in an article: linked spans and named entities."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from attrcheck.article import Span
from attrcheck.reader.cues import Act
from attrcheck.reader.linking import Scores

__all__ = ["Entity", "EntityKind", "Linked", "Reading"]


class EntityKind(StrEnum):
    """What a named entity is, as the training data's named-entity tagger sorts them."""

    PERSON = "person"
    ORGANIZATION = "organization"
    LOCATION = "location"
    MISC = "misc"


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity of the article."""

    span: Span
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class Linked:
    """A content with the cue and source it is tied to, any of them in pieces.

    `confidence`, in (0, 1), is the chance that a person would mark it too, made from the network's `scores`, which
    are None where words alone made it; `act` is what the network takes the cue to tell of, None without a cue; `kind`
    is what it takes the source to be, one of `KIND_LABELS`, "" where it is not sure.
    """

    source: tuple[Span, ...]

    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float
    scores: Scores | None = None
    act: Act | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model saw in an article: its linked triples and named entities, each in text order.

    `nested` are triples inside quotations, which the quotation's own triple does not know of; `own` tells whether the
    model was asked for attrcheck's own notion of what a statement is.
    """

    linked: tuple[Linked, ...]
    entities: tuple[Entity, ...]
    nested: tuple[Linked, ...] = ()
    own: bool = True
