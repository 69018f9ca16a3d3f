"""A source: its kind, its full name and its role, as the article gives them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from attrcheck.article import Span

__all__ = ["RATES", "Source", "SourceKind", "resolved"]


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


class SourceKind(StrEnum):
    """What a source is: named, known by position or thing, withheld, unspecified, or nobody."""

    PERSON = "person"
    ROLE = "role"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    DOCUMENT = "document"
    POST = "post"
    ANONYMOUS = "anonymous"
    VAGUE = "vague"
    NONE = "none"
    AUTHOR = "author"


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


def resolved(source: Source, confidence: float, others: Iterable[str] = ()) -> Source:
    """Return `source` as sure as told, with the others who are nearly as likely."""
    rivals = tuple(dict.fromkeys(name for name in others if name != source.name))[:3]

    return replace(source, confidence=round(confidence, 2), candidates=(source.name, *rivals) if rivals else ())
