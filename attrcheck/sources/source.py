"""A source: its kind, its full name and its role, as the article gives them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any

from attrcheck.article import Span
from attrcheck.files import read_data

__all__ = ["THINGS", "UNNAMED", "Naming", "Nature", "Source", "SourceKind", "as_read", "found_by", "known_by_one_word"]


@dataclass(frozen=True, slots=True)
class Source:
    """Who is said to have said it; strings are "" and `resolved_to` None where the article does not tell.

    `name` is the fullest name in the article, taken from `resolved_to` where that is not the mention itself;
    `affiliation` is the body, or the person, that the role belongs to. `confidence`, in [0, 1], is the chance that
    `name` is whom the mention stands for, as far as others that were found in the same `way` (a row of data/ways.toml,
    "" where there is no name to find) tell: 0 for a pronoun that nobody was found for. Where others are nearly as
    likely, `candidates` are the names of all, the one chosen first; else it is empty.
    """

    kind: SourceKind
    name: str
    role: str = ""
    affiliation: str = ""
    mention: str = ""
    resolved_to: Span | None = None
    candidates: tuple[str, ...] = ()
    confidence: float = 1.0
    way: str = ""


class Naming(StrEnum):
    """How an article tells who a source is: by name, by a description, or not at all."""

    NAMED = "named"
    DESCRIBED = "described"
    UNKNOWN = "unknown"


class Nature(StrEnum):
    """What speaks: a person, a body, what somebody has written, or the article does not say."""

    PERSON = "person"
    BODY = "body"
    WRITING = "writing"
    UNSAID = "unsaid"


class SourceKind(StrEnum):
    """What a source is; a row each: its value, how it is named, what speaks, and what to call it where it has no name.

    Its searches stand in searches/links.py, its questions in data/questions.toml, what tells it in kinds.py.
    """

    PERSON = "person", Naming.NAMED, Nature.PERSON
    ROLE = "role", Naming.DESCRIBED, Nature.PERSON, "the source"
    ORGANISATION = "organisation", Naming.NAMED, Nature.BODY
    OUTLET = "outlet", Naming.NAMED, Nature.BODY
    DOCUMENT = "document", Naming.DESCRIBED, Nature.WRITING, "the document"
    POST = "post", Naming.DESCRIBED, Nature.WRITING, "its author"
    ANONYMOUS = "anonymous", Naming.UNKNOWN, Nature.UNSAID, "the source"
    VAGUE = "vague", Naming.UNKNOWN, Nature.UNSAID, "the source"
    NONE = "none", Naming.UNKNOWN, Nature.UNSAID, "the source"
    AUTHOR = "author", Naming.NAMED, Nature.UNSAID

    naming: Naming
    nature: Nature
    called: str

    def __new__(cls, value: str, naming: Naming, nature: Nature, called: str = "") -> SourceKind:
        """Return the kind of this row."""
        kind = str.__new__(cls, value)
        kind._value_, kind.naming, kind.nature, kind.called = value, naming, nature, called
        return kind


#: What "it" may stand for.
THINGS = frozenset(kind for kind in SourceKind if kind.nature in (Nature.BODY, Nature.WRITING))
#: Those who are told of without a name.
UNNAMED = frozenset({SourceKind.ROLE, SourceKind.ANONYMOUS})


@cache
def _rates() -> dict[str, Any]:
    return read_data("ways")


def known_by_one_word() -> float:
    """Return how often a pronoun is right that stands for somebody of whom the article tells one word alone."""
    return float(_rates()["pronouns"]["one_word"])


def found_by(source: Source, way: str, others: Iterable[str] = (), *, given: float = 1.0) -> Source:
    """Return `source` as one that was found in this `way`, a row of data/ways.toml, which tells how often it is right.

    `given` is the chance that what it was found by is right; `others` are those who are nearly as likely.
    """
    rivals = tuple(dict.fromkeys(name for name in others if name != source.name))[:3]
    confidence = round(float(_rates()["ways"][way]) * given, 2)
    return replace(source, way=way, confidence=confidence, candidates=(source.name, *rivals) if rivals else ())


def as_read(source: Source, sourced: float, kind: str) -> Source:
    """Return `source` with a confidence that knows how the reader saw it.

    `sourced` is how sure it is that the words of the source are whose the statement is, `kind` the kind that it takes
    the source for, "" where it is not sure.
    """
    if source.kind.naming is not Naming.NAMED or source.kind is SourceKind.AUTHOR:
        return source
    read = _rates()["reading"]
    factor = next(rate for least, rate in read["sourced"] if sourced >= least)
    if kind != source.kind:
        factor *= read["differs"] if kind else read["plain"] if source.way in read["plain_ways"] else read["unsure"]
    return replace(source, confidence=round(source.confidence * factor, 2))
