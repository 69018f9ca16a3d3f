"""A mention that tells where a body sits in, that body out: "the Leeds-based company", "Hull-based firm Fen".

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.bodies.body_nouns import kind_by_noun
from attrcheck.sources.bodies.body_references import body_called, is_never
from attrcheck.sources.bodies.expansion import expand
from attrcheck.sources.bodies.organisations import Body
from attrcheck.sources.index import Index
from attrcheck.sources.source import Source, SourceKind, found_by
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.noun_phrases import Phrase, names_bodies, singular

__all__ = ["SITS", "body_based", "named_behind_its_seat"]

#: "The [Seattle, Washington-based] company".
_BASED_IN = lazily(r"[Tt]h(?:e|is) ((?:[A-Z][\w.’']*,? ){0,5}?[A-Z][\w.’'-]*-based )(?:[a-z][\w-]* ){0,3}[a-z][\w-]*")


def body_based(index: Index, span: Span) -> Source | None:
    """Return the body that the mention at `span` takes up, which adds where it sits: "The Leeds-based company"."""
    found = _BASED_IN.fullmatch(index.text, span.start, span.end)
    if found is None:
        return None
    words = [
        word
        for word in index.page.words(span.start, span.end)
        if word.end <= found.start(1) or word.start >= found.end(1)
    ]
    phrase = Phrase(words, words[1:], words[0].low, f" {' '.join(word.low for word in words)} ")
    lex = lexicon()
    named = any(lex.has(name, phrase.head) for name in ("bodies.any", "bodies.trading")) or names_bodies(phrase.head)
    taken = body_called(index, phrase, span.start) if named and phrase.simple else None
    if taken is None or not _can_sit(index, taken[0], phrase, Span(*found.span(1))):
        return None
    body, others = taken
    way = "bodies' noun" if others else "body's noun"
    return found_by(
        Source(kind_by_noun(phrase), body.name, resolved_to=body.span), way, [other.name for other in others]
    )


#: "[Seattle, Washington-based software company] Vexa Sound".
_SEATED = lazily(r"(?:[Tt]he )?(?:[A-Z][\w.’']*,? ){0,4}?[A-Z][\w.’'-]*-based ((?:[a-z][\w-]* ){0,4})(?=[A-Z])")
#: Behind a town where a body sits: "[Hull], England-based Fen".
SITS = lazily(r", (?:[A-Z][\w.]* ){0,2}[A-Z][\w.’'-]*-based\b")


def named_behind_its_seat(index: Index, span: Span) -> Source | None:
    """Return the body with whose name a mention ends that tells first where it sits: "Hull, England-based firm Fen"."""
    lead = _SEATED.match(index.text, span.start, span.end)
    place = Span(lead.end(), span.end) if lead else None
    entity = index.entity(Span(place.start, place.start + 1)) if place else None
    if place is None or entity is None or index.text[entity.span.end : place.end].strip(" ,.)"):
        return None
    noun = singular(index.page.words(span.start, place.start)[-1].low) if lead and lead[1] else ""
    named = entity.kind is EntityKind.ORGANIZATION and entity.span.start == place.start
    named = named and (names_bodies(noun) if noun else SITS.search(index.text, span.start, place.start) is not None)
    return found_by(Source(SourceKind.ORGANISATION, expand(index, entity.span)[0]), "body") if named else None


def _can_sit(index: Index, body: Body, phrase: Phrase, lead: Span) -> bool:
    """Tell whether `body` may be what a noun behind where it sits takes up: no state, no outlet unless called one.

    Nor may another body have been named in this sentence or the last, unless only `body` spoke there, nor the article
    tell of one that sits elsewhere.
    """
    if is_never(body, phrase.head) or any(found[1] != lead.of(index.text) for found in _BASED_IN.finditer(index.text)):
        return False
    start = index.page.sentences[max(0, index.page.sentence(lead.start) - 1)]
    spoke = any(start <= place < lead.start for place in body.spoke)
    others = (other for other in index.bodies if other is not body)
    return not any(
        start <= place < lead.start for other in others for place in (other.spoke if spoke else other.places)
    )
