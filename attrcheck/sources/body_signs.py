"""A name that the reader took for a person's in, signs about it that it is a body's out: who heads it, what it has.

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from attrcheck.article import Span
from attrcheck.sources.lexicon import is_preposition, lexicon, noun_phrase
from attrcheck.sources.noun_phrases import names_bodies, singular
from attrcheck.sources.text_index import TextIndex

__all__ = ["LEGAL_FORM", "club_behind", "has_what_bodies_have", "is_called_a_body", "is_firm_of_two", "shortened"]

#: What a company's name ends with in full and is left out of it elsewhere.
LEGAL_FORM = re.compile(
    r"(?<=\w),? (?:plc|ltd|limited|inc|llc|co|corp|corporation|gmbh|ag|sa|nv|asa|ab|oyj?|spa|srl|pty ltd)\.?\Z", re.I
)
_OWNS = re.compile(r"['’]")
#: Behind a name in an apposition the sentence goes on, and tells nothing more of it.
_GOES_ON = re.compile(r", (?!(?:and|or|who|of|an?|the|then)\b)[a-z]")
_TWO = re.compile(r"(?:The )?(?!Mr|Mrs|Ms|Dr)[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)* & [A-Z][\w’'-]+")
_AND_CO = re.compile(
    r"(?:The )?[A-Z][\w’'-]+(?:, [A-Z][\w’'-]+)+,? (?:and|&) (?:Co|Company|Sons|Brothers|Partners)\b\.?"
)
_IS_FIRM = re.compile(
    r"(?: \([^()\n]{1,20}\))?, (?:an?|the) (?:[\w-]+ ){0,3}?(?:company|firm|maker|developer|producer)\b"
)
_MOST = 7  # words of what stands before a name that tells what it is


def _any_of(name: str) -> str:
    return "|".join(map(re.escape, sorted(lexicon().sets[name], key=len, reverse=True)))


@cache
def _headed_by() -> re.Pattern[str]:
    """Return a pattern of whom a body has, and what it is, before its name: "chairman of the state miner"."""
    return re.compile(
        rf"\b(?i:{_any_of('bodies.headed_by')}) (?:of|at) (?:the |an? )?(?:[a-z][a-z-]* ){{0,2}}([a-z-]+) \Z"
    )


@cache
def _led() -> re.Pattern[str]:
    """Return a pattern of what only a body has, behind its name: "Norrland's [chief executive]"."""
    return re.compile(
        rf"(?:['’]s|(?<=s)['’])? (?:(?:new|former|interim|acting|then) )?(?i:{_any_of('bodies.led_by')})\b"
    )


@cache
def _club() -> re.Pattern[str]:
    return re.compile(rf" (?:{_any_of('bodies.clubs').title()}|A?FC|RFC)\b(?! [A-Z]|['’]s? [A-Z])")


def is_called_a_body(page: TextIndex, span: Span) -> bool:
    """Tell whether what stands before the name at `span` is what a body, or several people, are."""
    headed = _headed_by().search(page.text, max(0, span.start - 60), span.start)
    miner = headed is not None and (names_bodies(headed[1]) or lexicon().has("bodies.makers", headed[1]))
    return (miner and not _OWNS.match(page.text, span.end)) or _is_apposed(page, span)


def _is_apposed(page: TextIndex, span: Span) -> bool:
    """Tell whether one name stands for several, or a body: "The festival's organisers, [Green Stage], said".

    What it stands to opens the sentence: "In court, Karl Roux, wearing a suit, left" is of somebody.
    """
    opening = page.sentences[page.sentence(span.start)]
    if span.start - opening > 80 or page.text[span.start - 2 : span.start] != ", ":
        return False
    lead = page.words(opening, span.start)
    lex = lexicon()
    if not 1 < len(lead) <= _MOST or not (lex.has("grammar.determiners", lead[0].low) or lead[0].possessive):
        return False
    head = lead[noun_phrase(lead[1:])]
    if any(map(is_preposition, lead)) or head is not lead[-1] or not head.text.islower():
        return False
    one = singular(head.low)
    bodily = lex.has("bodies.nouns", head.low) and not lex.has("bodies.trading", head.low)  # no "developer"
    return (bodily or (one != head.low and lex.is_role(one))) and _GOES_ON.match(page.text, span.end) is not None


def has_what_bodies_have(text: str, end: int) -> bool:
    """Tell whether the name that ends at `end` has what only bodies have: "Norrland's chief executive"."""
    return _led().match(text, end) is not None


def is_firm_of_two(text: str, span: Span) -> bool:
    """Tell whether a source may be a firm that goes by two names: "Southern Kelp & Crayfish", "Hale, Fen and Co"."""
    return any(pattern.fullmatch(text, span.start, span.end) for pattern in (_TWO, _AND_CO))


def club_behind(text: str, span: Span) -> int:
    """Return where a club's name ends that begins with that at `span`: "Kestrel[ Town]"; where it ends for none."""
    found = _club().match(text, span.end)
    there = re.search(r"\b(?:in|at|near|from|of|across|around) \Z", text[max(0, span.start - 8) : span.start])
    return found.end() if found and not there else span.end


_LETTERS = re.compile(r"(?:[A-Z]\.?){2}")


def shortened(text: str, span: Span, named: Sequence[str]) -> Iterable[str]:
    """Return what a firm of several `named` words may be called for short, its first words: "Torvald" Fibre Ltd."""
    if LEGAL_FORM.search(" ".join(named)) or _IS_FIRM.match(text, span.end):
        return [" ".join(named[:count]) for count in range(1, len(named))]
    portfolio = len(named) == 2 and named[1] in ("Department", "Ministry")
    party = named[0] in ("Labour", "Labor")
    if portfolio and not party and lexicon().has("people.portfolios", named[0].lower()):
        return named[:1]  # "Justice said"
    if lexicon().has("bodies.states", named[0].lower()) or _LETTERS.fullmatch(named[0]):
        return ()  # "U.S. Financial"
    of_firms = (lexicon().has("bodies.firms", word.lower()) or word == "International" for word in named[1:])
    return named[:1] if all(of_firms) else ()
