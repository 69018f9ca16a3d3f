"""The people of an article in, how each stands in it out: how often named, whether early, whether maybe a place."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from attrcheck.sources.people.people import People, Person
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.text_index import TextIndex

__all__ = ["UNKNOWN", "Standing", "is_oblique", "standing_of"]

#: What parts somebody who acts from the others: "in an interview with Ann Lee, she".
_PREPOSITION = re.compile(
    r"\b(?:with|by|to|of|from|for|against|about|at|in|on|like|than|between|among|towards?|under|over|behind|after|before)"
    r"(?: (?:the|his|her|their|its|an?))? \Z",
    re.I,
)


def is_oblique(page: TextIndex, people: People, place: int, index: int) -> bool:
    """Tell whether a preposition stands before a mention and its title."""
    role = people.mentions[index].role if index >= 0 else None
    start = role.start if role is not None and role.start < place else place
    lead = page.text[max(0, start - 24) : start]
    return _PREPOSITION.search(re.sub(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Prof)\.? \Z", "", lead)) is not None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands in the whole article: how often named, whether at its beginning, whether maybe a place.

    `single` is whether a name of one word is all that the article tells of them: that may be no person at all, unless
    it has a lawyer or a mother; `heads` is whether the headline names them.
    """

    share: float
    early: bool
    placed: bool
    single: bool
    heads: bool


UNKNOWN = Standing(0.0, early=False, placed=False, single=False, heads=False)
_IN_PLACE = re.compile(r"\b(?:in|at|near|from|of|to|across|around|outside)(?: the)? \Z", re.I)
_EARLY = 3  # paragraphs
_HEADLINE = 160  # characters of one
_SENTENCE_END = re.compile(r"[.:;,][”’\"')\]]*\Z")


def standing_of(page: TextIndex, people: People) -> dict[Person, Standing]:
    """Return how each person stands in the article."""
    counts = Counter(people.persons)
    owners = {
        p for p, named in zip(people.persons, people.mentions, strict=True) if _has_somebody(page, named.span.end)
    }
    most, headed = max(counts.values(), default=1), _has_headline(page)
    found: dict[Person, Standing] = {}
    for named, person in zip(people.mentions, people.persons, strict=True):
        if person not in found:
            lead = page.text[max(0, named.span.start - 14) : named.span.start]
            placed = counts[person] == 1 and not named.roles and not named.honorific and bool(_IN_PLACE.search(lead))
            share, paragraph = counts[person] / most, page.paragraph(named.span.start)
            found[person] = Standing(
                share,
                early=paragraph < _EARLY,
                placed=placed,
                single=person.is_but_a_word and person not in owners,
                heads=headed and not paragraph,
            )
    return found


#: "Hale['s barrister]", "Hale['s elder brother]".
_OWN = re.compile(r"['’]s ([a-z-]+)\b(?: ([a-z-]+)\b)?")


def _has_somebody(page: TextIndex, end: int) -> bool:
    """Tell whether the name that ends at `end` is of somebody who has a lawyer or a relative: that is a person."""
    owned = _OWN.match(page.text, end)
    return owned is not None and any(lexicon().has("people.of_somebody", word) for word in owned.groups() if word)


def _has_headline(page: TextIndex) -> bool:
    """Tell whether the first paragraph is a headline: one line that no full stop ends."""
    end = page.paragraphs[1] if len(page.paragraphs) > 1 else 0
    line = page.text[:end].strip()
    return 0 < len(line) <= _HEADLINE and "\n" not in line and not _SENTENCE_END.search(line)
