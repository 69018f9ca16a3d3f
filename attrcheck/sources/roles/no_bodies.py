"""A run of words of a role in, whether it names a body that the role is of out: "both parties" and "British" name none.

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.index import Index
from attrcheck.sources.roles.adjoining_bodies import THE
from attrcheck.sources.text.lexicon import Word, Words, lexicon
from attrcheck.sources.text.noun_phrases import singular

__all__ = ["body_recalled", "is_of_no_place", "joined_body", "names_no_body"]

#: Of these a field is told: "Minister for Health", "professor of government".
_FIELDED = frozenset({"minister", "secretary", "commissioner", "undersecretary", "responsible"})
_TAUGHT = frozenset({"professor", "lecturer", "teacher", "historian", "student", "reader"})


def names_no_body(run: Words, office: Word, before: Word | None) -> bool:
    """Tell whether `run` in a role names no body: "industry", "both parties", "Swiss", the health of its minister.

    `before` is the small word that leads up to it.
    """
    lex, lows = lexicon(), [word.low for word in run]
    counted = (lows[0] == "both" or lex.has("grammar.numbers", lows[0])) and not run[-1].named
    dated = len(run) == 1 and lex.has("grammar.dates", lows[0])
    if counted or dated or lex.has("people.nobodys", " ".join(lows)):
        return True
    lists = ("people.peoples", "people.nationals", "people.partisans")
    one = [singular(low) for low in lows]
    if all(any(lex.has(name, low) for name in lists) for low in one) and not any(w.text.isupper() for w in run):
        return not any(lex.has("bodies.nouns", low) or low == "labour" for low in one)
    led = before is not None and before.low in ("of", "for")
    if led and office.low in _TAUGHT:
        return len(run) == 1 and (run[0].text.islower() or lex.has("people.portfolios", lows[0]))
    return led and office.low in _FIELDED and lex.has("people.portfolios", lows[-1])


def is_of_no_place(index: Index, run: Words, office: Word) -> bool:
    """Tell whether `run` is the place where somebody does what needs no body: "[Chicago] physician"."""
    seen = index.entity(Span(run[0].start, run[-1].end))
    if lexicon().has("bodies.nouns", run[-1].low):
        return False  # "an economist of the Austrian School"
    place = seen is not None and seen.kind is EntityKind.LOCATION and seen.span == Span(run[0].start, run[-1].end)
    place = place or lexicon().has("bodies.states", " ".join(word.low for word in run))
    return place and lexicon().has("people.of_no_place", singular(office.low))


#: "Commissioner of [Food] and Drugs", "the Securities [and Exchange Commission]".
_AND_MORE = lazily(r" and ((?:[A-Z][\w’'-]*)(?: [A-Z][\w’'-]*){0,3})")


def joined_body(index: Index, span: Span, role: Span) -> Span:
    """Return where the body stands whose name goes on behind "and": "Food[ and Grocery Council]"."""
    more = _AND_MORE.match(index.text, span.end, role.end)
    if more is None or " " in span.of(index.text) or not span.of(index.text).istitle():
        return span
    lex, last = lexicon(), more[1].split()[-1].lower()
    seen, other = index.entity(span), index.entity(Span(*more.span(1)))
    apart = (seen is not None and seen.span == span) or (other is not None and other.span == Span(*more.span(1)))
    noun = lex.has("bodies.nouns", last) and not lex.has("bodies.nouns", span.of(index.text).lower())
    return Span(span.start, more.end()) if noun and not apart and not lex.is_role(singular(last)) else span


#: Nouns of which a text may have a body in full before: "the Fen Harbour Commission … Commission chairwoman Ann Lee".
_RECALLED = frozenset({"bank", "commission", "committee", "ministry", "union", "board", "council", "association"})
#: Of a bank or union whoever leads it or speaks for it: many a town has a "bank manager" and a "union member".
_LEADS = frozenset(
    {"president", "chairman", "chairwoman", "chair", "chief", "head", "governor", "director", "leader", "secretary"}
)


def body_recalled(index: Index, run: Words, phrase: Words, office: Word) -> str:
    """Return the only body named before whose name has the noun that the role begins with: "[bank] president Ann Lee".

    `run` is the body in the words of the role, `phrase`; "the bank" and "the central bank" may be others, and many are
    "bank analysts".
    """
    alone = len(run) == 1 and run[0] is phrase[0] and run[0].low in _RECALLED
    if run[0].low in ("bank", "union", "association"):
        alone = alone and (office.low in _LEADS or office.low.startswith("spokes"))
    if not alone or THE.search(index.text, max(0, run[0].start - 4), run[0].start):
        return ""
    noun, start = run[0].low, run[0].start
    found = {
        body.name
        for body in index.bodies
        if body.places[0] < start and " " in body.name and noun in _nouns_of(body.name.lower())
        # The European Union has no "union leader".
        if noun != "union" or not lexicon().has("bodies.public", body.name.lower().removeprefix("the "))
    }
    return next(iter(found)) if len(found) == 1 else ""


def _nouns_of(name: str) -> tuple[str, ...]:
    """Return the last word of a body's name, and the one before what it is of: "bank" of the Bank of Fen."""
    words = name.split()
    small = next((at for at, word in enumerate(words) if at and word in ("of", "for", "on")), len(words))
    return words[-1], words[small - 1]
