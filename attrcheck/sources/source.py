"""A source: its kind, its full name and its role, as the article gives them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from attrcheck.article import Span

__all__ = ["RATES", "Naming", "Nature", "Source", "SourceKind", "with_confidence"]


@dataclass(frozen=True, slots=True)
class Source:
    """Who is said to have said it; strings are "" and `resolved_to` None where the article does not tell.

    `name` is the fullest name in the article, taken from `resolved_to` where that is not the mention itself;
    `affiliation` is the body, or the person, that the role belongs to. `confidence`, in [0, 1], is the chance that
    `name` is whom the mention stands for: 1 where the mention speaks for itself, 0 for a pronoun that nobody was found
    for. Where others are nearly as likely, `candidates` are the names of all, the one chosen first; else it is empty.
    """

    kind: SourceKind
    name: str
    role: str = ""
    affiliation: str = ""
    mention: str = ""
    resolved_to: Span | None = None
    candidates: tuple[str, ...] = ()
    confidence: float = 1.0


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


#: How often each way to resolve a mention gave whom it stands for in PolNeAR's training articles: of bare last names
#: by their silver coreference; of the rest, which that seldom ties to a name, as 5 to 14 drawn of each that were read
#: tell (acronyms, speakers and pairs, of which there were fewer, by estimate, as are ages). Those taken up: 17 of 22.
RATES = {
    "last name": 0.99,
    "office": 0.85,
    "noun": 0.7,
    "acronym": 0.95,
    "last body": 0.65,
    "who": 0.85,
    "speaker": 0.95,
    "they": 0.55,
    "it": 0.45,
    "of two": 0.9,
    "taken up": 0.75,
    "age": 0.9,
}


def with_confidence(source: Source, confidence: float, others: Iterable[str] = ()) -> Source:
    """Return `source` with this confidence, and with the others who are nearly as likely."""
    rivals = tuple(dict.fromkeys(name for name in others if name != source.name))[:3]

    return replace(source, confidence=round(confidence, 2), candidates=(source.name, *rivals) if rivals else ())
