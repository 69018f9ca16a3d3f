"""A source of several in, the bodies that it joins out: "AP and the BBC", "Fen Ltd and its chairman".

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.sources.bodies.body_nouns import kind_by_noun
from attrcheck.sources.bodies.body_references import both_bodies
from attrcheck.sources.bodies.expansion import expand
from attrcheck.sources.bodies.headquarters import SITS
from attrcheck.sources.index import Index
from attrcheck.sources.source import Source, found_by
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.noun_phrases import Phrase, names_bodies

__all__ = ["bodies_joined", "bodies_joined_behind", "body_joined_before", "both_named", "both_source"]

#: What joins a body to somebody's name: "Ann Lee[ and the ]Fen Fund", "Fen Ltd[ and its chairman] Ann Lee".
_AND_BODY = lazily(r"(?:,?( (?:and|&|along with|as well as))|,) (?:the )?")
_BODY_AND = lazily(r",? (?:and|&) (?:(?:its|their|the) )?(?:[a-z][a-z-]* ){0,3}(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame|Prof)\.? )?")


def bodies_joined_behind(index: Index, span: Span) -> list[str]:
    """Return the bodies that `span`, all that a source has behind its people, joins to these: "[, Fen and the BBC]"."""
    names, at, last = list[str](), span.start, False
    while not last and (joined := _AND_BODY.match(index.text, at, span.end)) is not None:
        body = index.body_from(joined.end())
        if body is None or body.span.end > span.end:
            return []
        names.append(expand(index, body.span)[0])
        at, last = body.span.end, joined[1] is not None
    return names if last and not index.text[at : span.end].strip(" ,.") else []


def body_joined_before(index: Index, span: Span) -> str:
    """Return the body that `span`, all that a source has before its people, joins to these; "" for none."""
    text = index.text
    lead = span.start + (4 if text.startswith(("The ", "the "), span.start) else 0)
    body = index.body_from(lead)
    whole = body is not None and (" " in body.span.of(text) or body.span.of(text).isupper())
    if body is None or not whole or not _BODY_AND.fullmatch(text, body.span.end, span.end):
        return ""
    return expand(index, body.span)[0]


def both_source(index: Index, phrase: Phrase, span: Span) -> Source | None:
    """Return the two bodies that "both companies" are, where the article names no more."""
    names = [body.name for body in both_bodies(index, phrase, span.start)]
    return found_by(Source(kind_by_noun(phrase), " and ".join(names)), "several bodies") if names else None


#: What stands between bodies, or before the first: "UK-based retailer Far and Hull-based lender Fen".
_BASED = r"(?: (?:the|an?))?(?:(?: [\w.]+,)?(?: [\w.]+)? [\w-]+-based)?(?: [a-z-]+)?"
_JOINED = lazily(rf"['’]?s?(?: \([^()]{{1,30}}\))?(?:,? (?:and|&|along with|as well as)|,){_BASED} ?")
_LEADING = lazily(rf"(?: (?:both|the|both the))?{_BASED} ?")


def bodies_joined(index: Index, span: Span) -> list[str]:
    """Return the full names of the bodies that a source consists of: "AP and the BBC", "Oxfam, along with Shelter".

    What has no name is one of them that has: "The governing body, Athletics Universal". None for a source of one body.
    """
    low = bisect_left(index.starts, span.start)
    inside = [e.span for e in index.entities[low : low + 8] if e.span.end <= span.end]
    named = [place for place in inside if _has_name(index, place) and not SITS.match(index.text, place.end)]
    # "UK-based retailer Far and Hull-based lender Fen", else "The governing body, Athletics Universal", which is one.
    joined = any(len(places) > 1 and _are_joined(index, span, places) for places in (named, inside))
    if len(named) == 2 and _is_apposed(index, *named):
        del named[1]
    names = [re.sub(r" \([^()]*\)\Z", "", expand(index, place)[0]) for place in named] if joined else []
    firm = any(lexicon().has("bodies.firms", name.lower().rstrip(".")) for name in names)  # "Verdel, Inc."
    return [] if firm else list(dict.fromkeys(names))  # "the Hale Wheat Board, HWB"


#: "Both the Northern [church] and the Fen [order]".
_ENDING_IN_NOUN = r"([A-Z][\w’'-]*(?: [\w’'-]+){0,4} ([a-z]+))"
_BOTH_NAMED = lazily(rf"[Bb]oth (?:the )?{_ENDING_IN_NOUN} and (?:the )?{_ENDING_IN_NOUN}")


def both_named(index: Index, span: Span) -> list[str]:
    """Return the names of two bodies that end in a noun for them each: "both the Fen church and the Hale order"."""
    both = _BOTH_NAMED.fullmatch(index.text, span.start, span.end)
    named = both is not None and all(names_bodies(both[at]) or both[at] == "order" for at in (2, 4))
    return [both[1], both[3]] if both is not None and named and " and " not in both[1] else []


def _are_joined(index: Index, span: Span, places: Sequence[Span]) -> bool:
    """Tell whether the source at `span` is nothing but the bodies at `places`, one after another."""
    gaps = [index.text[one.end : other.start] for one, other in pairwise(places)]
    led = _LEADING.fullmatch(f" {index.text[span.start : places[0].start].strip()}".lower()) is not None
    closed = not index.text[places[-1].end : span.end].strip(" ,.()")
    return led and closed and all(_JOINED.fullmatch(gap) for gap in gaps)


def _is_apposed(index: Index, body: Span, place: Span) -> bool:
    """Tell whether what was taken for a name says what a `body` is: "Far Fund, an outside [Democratic group]"."""
    last = index.page.words(place.start, place.end)[-1]
    return index.text.startswith((", a ", ", an "), body.end) and (last.text.islower() or last.text.isupper())


def _has_name(index: Index, place: Span) -> bool:
    words = index.page.words(place.start, place.end)
    return any(
        word.named and not word.low.endswith("-based") and not lexicon().has("grammar.not_names", word.low)
        for word in words
    )
