"""A mention of a body in, the `Source` that it is out: the one that its name or its noun stands for.

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.bodies.bodies import SMALL, longer_name
from attrcheck.sources.bodies.body_nouns import are_unnamed_bodies, way_of_body, way_of_noun
from attrcheck.sources.bodies.body_references import (
    body_called,
    body_described,
    body_introduced,
    body_owned,
    is_company,
)
from attrcheck.sources.bodies.body_signs import is_news_agency
from attrcheck.sources.bodies.conjunctions import bodies_joined
from attrcheck.sources.bodies.definite_descriptions import may_take_up
from attrcheck.sources.bodies.expansion import expand
from attrcheck.sources.bodies.organisations import Body
from attrcheck.sources.index import Index, tidy
from attrcheck.sources.kinds import kind_of
from attrcheck.sources.papers.fuller import body_in_full
from attrcheck.sources.source import Source, SourceKind, found_by
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.noun_phrases import Phrase, in_name, name_in, read_phrase

__all__ = ["body_source", "without_mere_nouns"]

#: How the nouns for bodies alone tell of them.
_BY_NOUNS = frozenset({"nouns with a name", "noun with a name", "noun alone", "noun with more", "noun for some body"})


def without_mere_nouns(index: Index, phrase: Phrase, span: Span, body: Source) -> Source:
    """Return `body`, without its nouns for a name where they are of any such bodies, as the press may be.

    Behind a comma their names may follow: "Two unions, [Unite and the GMB]".
    """
    if body.way not in _BY_NOUNS or not are_unnamed_bodies(phrase):
        return body
    behind = phrase.first[-1].end
    names = bodies_joined(index, Span(behind + 2, span.end)) if index.text.startswith(", ", behind) else []
    if len(names) < 2:
        return replace(body, name="")
    return found_by(replace(body, name=f"{', '.join(names[:-1])} and {names[-1]}"), "several bodies")


def body_source(index: Index, phrase: Phrase, span: Span, kind: SourceKind, name: str) -> Source:
    """Return the body at `span`: the one that its name stands for in full, or that its noun takes up."""
    text = index.text
    introduced = body_introduced(index, phrase, span.start)
    if introduced is not None:
        return found_by(Source(kind, introduced.name, resolved_to=introduced.span), "noun for some body")
    several = bodies_joined(index, span)
    if len(several) > 1:
        return found_by(Source(kind, f"{', '.join(several[:-1])} and {several[-1]}"), "several bodies")
    if several:
        return found_by(Source(kind, several[0]), "body")
    core = [word for word in phrase.first if word.low not in SMALL]  # "the same Board"
    is_noun = len(core) == 1 and phrase.simple and lexicon().has("bodies.nouns", phrase.head)
    if any(word.named for word in phrase.first) and not (is_noun and (phrase.definite or len(phrase.words) == 1)):
        seen = index.entity(span) if ") " in name else None  # "Fen Mines (Hull) Ltd"
        own = span if seen is not None and seen.span == span else _seen_name(index, phrase, span)
        full, place = expand(index, own or name_in(text, phrase, span))
        if place is not None and kind is SourceKind.OUTLET:  # the letters of a station, but not of that one here
            kind = kind_of(read_phrase(index.page, place), affiliated=False, entity=EntityKind.ORGANIZATION)
        kind = SourceKind.OUTLET if is_news_agency(full) else kind
        described = body_described(index, phrase, span.start) if place is None and is_company(phrase) else None
        if described is not None:
            return _some_body(Source(kind, name), *described)
        longer = longer_name(index, full, definite=phrase.definite) if place is None else None
        if longer is not None:
            return found_by(Source(kind, longer.name, resolved_to=longer.span), "longer name")
        return found_by(Source(kind, full, resolved_to=place), "acronym" if place else way_of_body(index, phrase, full))
    owned = body_owned(index, phrase)
    if owned is not None:
        return found_by(Source(kind, owned.name, resolved_to=owned.span), "body's noun")
    owner = phrase.first[0].possessive and phrase.simple and phrase.determiner == "the"  # "the sheriff's office"
    if not (may_take_up(index, phrase) or owner) and len(phrase.words) > 1:
        return _described_body(index, phrase, span, Source(kind, name))
    defined = index.acronyms.get(phrase.head) if is_noun else None
    if defined is not None:  # "Far Air plc (the “Company”)"
        return found_by(Source(kind, tidy(defined.of(text)), resolved_to=defined), "acronym")
    taken = body_called(index, phrase, span.start)
    if taken is not None:
        body, others = taken
        found = Source(kind, body.name, resolved_to=body.span)
        way = "bodies' noun" if others else "body's noun" if phrase.head in body.nouns else "any body"
        return found_by(found, way, [other.name for other in others])
    fuller = body_in_full(index, phrase, span.start)
    if fuller is not None:
        return found_by(Source(kind, expand(index, fuller)[0], resolved_to=fuller), "noun")
    if kind is SourceKind.OUTLET and phrase.head in ("radio", "television") and len(phrase.first) == 1:
        return Source(kind, "")  # "the radio", of which no station is named
    return _described_body(index, phrase, span, Source(kind, expand(index, span)[0] if phrase.first[0].named else name))


#: What may close a mention behind a name.
_CLOSING = lazily(r"[ ,]*(?:\([^()]*\)[ ,]*)?\Z")


def _seen_name(index: Index, phrase: Phrase, span: Span) -> Span | None:
    """Return the name with which a mention ends that the reader sees behind adjectives: "the federal [Far Board]"."""
    first = next((at for at, word in enumerate(phrase.first) if word.named), 0)
    named = Span(phrase.first[first].start, phrase.first[first].end) if first and phrase.definite else None
    body = index.entity(named) if named is not None else None
    if named is None or body is None or body.kind is not EntityKind.ORGANIZATION or body.span.end <= named.end:
        return None
    own = Span(named.start, body.span.end)
    whole = all(in_name(word) or word.low == "and" for word in index.page.words(own.start, own.end))
    return own if whole and _CLOSING.match(index.text, own.end, span.end) else None


def _some_body(source: Source, body: Body, others: Sequence[Body]) -> Source:
    """Return `source`, a description, as the `body` that it may be of, with the `others` as candidates."""
    found = replace(source, name=body.name, resolved_to=body.span)
    return found_by(found, "any body", [other.name for other in others])


def _described_body(index: Index, phrase: Phrase, span: Span, source: Source) -> Source:
    """Return the body that a description without a name is of, else `source`, which keeps the description."""
    taken = body_described(index, phrase, span.start) if source.kind is SourceKind.ORGANISATION else None
    if taken is not None:
        return _some_body(source, *taken)
    way = way_of_noun(phrase, source.kind)
    owned = way == "noun with more" and is_company(phrase) and any(body.places[0] < span.start for body in index.bodies)
    return found_by(source, "noun for some body" if owned else way)
