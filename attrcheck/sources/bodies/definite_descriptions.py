"""A noun phrase in, what it takes up that the article told of before out: "the jury", "a company spokesman".

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrcheck.article import Span
from attrcheck.sources.bodies.body_nouns import kind_by_noun
from attrcheck.sources.bodies.body_references import body_called
from attrcheck.sources.bodies.organisations import Body
from attrcheck.sources.index import Index
from attrcheck.sources.source import Source, SourceKind, found_by
from attrcheck.sources.text.lexicon import Word, lexicon
from attrcheck.sources.text.noun_phrases import Phrase, names_bodies, singular, told_anew

__all__ = ["FAR", "body_meant", "firm_spoken_of", "is_known_hearing", "is_told_of", "may_take_up", "paper_of_body"]


def firm_spoken_of(index: Index, phrase: Phrase, span: Span) -> Source | None:
    """Return the body that the sentence before is about, where a noun for firms that is a role, too, takes it up.

    "Far Homes builds here. The developer said". No person may be named there or since, nor anybody be called so.
    """
    noun = phrase.head
    plain = phrase.determiner == "the" and phrase.simple and not phrase.plural and len(phrase.first) == 1
    if not plain or not lexicon().has("bodies.trading", noun) or any(noun in role for role in _roles_told(index)):
        return None
    taken = body_called(index, phrase, span.start)
    near = index.page.sentences[max(0, index.page.sentence(span.start) - 1)]
    places = [place for place in taken[0].places if near <= place < span.start] if taken else []
    if taken is None or not places or index.people.within(Span(near, span.start)):
        return None
    return found_by(Source(kind_by_noun(phrase), taken[0].name, resolved_to=taken[0].span), "any body")


def _roles_told(index: Index) -> Iterator[str]:
    """Yield the words of each role that the article gives somebody."""
    return (role.of(index.text).lower() for named in index.people.mentions for role in named.roles)


FAR = 20_000  # characters that are looked back at for what was told once


def is_known_hearing(index: Index, phrase: Phrase, before: int) -> bool:
    """Tell whether "the jury" at `before` is one that the article names, and no other: "the Hale County Grand Jury"."""
    if not (phrase.definite and phrase.simple and lexicon().has("bodies.hearings", phrase.head)):
        return False
    if any(told_anew(index.text, phrase.head, max(0, before - FAR), before)):
        return False
    return body_called(index, phrase, before) is not None


def is_told_of(index: Index, phrase: Phrase, before: int) -> bool:
    """Tell whether somebody was told of before by the words of a phrase: "a New Yorker"."""
    words = re.escape(" ".join(word.text for word in phrase.first))
    goes_on = (
        r"(?=[,.;:]| (?:who|with|in|from|on|at|was|is|had|has|said|says|told|found|bought|"
        r"took|made|went|came|saw|[a-z]+(?:ing|ed))\b)"
    )
    told = re.compile(rf"\b(?:[Aa]|[Oo]ne|[Aa]nother) {words}{goes_on}")
    return told.search(index.text, 0, before) is not None


#: These are of whoever has an account or goes to a school.
_COMPOUNDS = frozenset({("bank", "statement"), ("school", "report")})


def paper_of_body(index: Index, phrase: Phrase) -> Source | None:
    """Return the paper of two nouns that the article tells of which body it is: "a company statement"."""
    noun, head = phrase.first
    apart = phrase.possessed or phrase.determiner in ("one", "another", "every", "each")
    body = None if apart or (noun.low, head.low) in _COMPOUNDS else _taken_up_by(index, noun)
    if body is None:
        return None
    told = "" if noun.low in body.name.lower().split() else f"{noun.text} "
    name = f"{body.name} {told}{head.text}"
    return found_by(Source(SourceKind.DOCUMENT, name, resolved_to=body.span), "any body")


def _taken_up_by(index: Index, noun: Word) -> Body | None:
    """Return the body that a `noun` beside another takes up: "a [company] statement", "[agency] officials"."""
    lex = lexicon()
    plain = singular(noun.low) == noun.low and names_bodies(noun.low)
    if not plain or lex.has("bodies.forces", noun.low) or lex.has("bodies.governing", noun.low):
        return None
    taken = body_called(index, Phrase([noun], [noun], "the", f" the {noun.low} "), noun.start)
    sure = taken is not None and not taken[1] and noun.low in taken[0].nouns | lex.sets["bodies.any"]
    return taken[0] if taken is not None and sure else None


#: Who is of none of the bodies that a noun before tells of: "bank analysts", "a school friend".
_OUTSIDERS = frozenset({"analyst", "friend", "mate", "expert", "economist", "critic", "consultant", "tenant"})
#: These tell in what somebody works: "industry analysts".
_FIELDS = frozenset({"industry", "business"})


def body_meant(index: Index, phrase: Phrase, body: str) -> str:
    """Return in full whose somebody without a name is, where a noun tells the `body`: "a [company] spokesman"."""
    noun = phrase.first[-2] if len(phrase.first) > 1 and not phrase.possessed else None
    if (
        singular(phrase.head) in _OUTSIDERS
        or noun is None
        or noun.text != body
        or noun.low in _FIELDS
        or phrase.determiner in ("another", "every", "each")
    ):
        return body
    small = body.islower() or index.page.opens_sentence(noun.start)
    meant = _taken_up_by(index, noun) if small else None
    if meant is None or meant.places[0] > noun.start:
        return body
    agencies = lexicon().sets["bodies.agencies"] | {"agency"}
    if _is_one_of_two(index, noun, meant):
        return body
    return body if noun.low == "agency" and not meant.nouns & agencies else meant.name


def _is_one_of_two(index: Index, noun: Word, meant: Body) -> bool:
    """Tell whether a `noun` for firms may be another than `meant`, of which it is no firm: "Fen Bank sued Hale Oil"."""
    lex = lexicon()
    firms = lex.sets["bodies.companies"]
    if noun.low not in firms or not meant.nouns or meant.nouns & firms:
        return False
    near = range(index.page.sentences[max(0, index.page.sentence(noun.start) - 1)], noun.start)
    public = (body for body in index.bodies if not lex.has("bodies.public", body.name.lower()))
    others = (body for body in public if body is not meant and (not body.nouns or body.nouns & firms))
    return any(place in near for body in others for place in body.places)


def may_take_up(index: Index, phrase: Phrase) -> bool:
    """Tell whether a phrase may take up one before it: "the report", "The report, obtained by …"."""
    parted = not phrase.simple and index.text[phrase.first[-1].end : phrase.first[-1].end + 1] == ","
    return phrase.definite and bool(phrase.first) and (phrase.simple or parted)
