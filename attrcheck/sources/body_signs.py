"""A name that the reader took for a person's in, signs about it that it is a body's out: who heads it, what it has.

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrcheck.article import Span
from attrcheck.sources.lexicon import lexicon
from attrcheck.sources.noun_phrases import singular
from attrcheck.sources.text_index import TextIndex

__all__ = ["club_behind", "has_what_bodies_have", "is_called_a_body", "is_firm_of_two", "shortened"]

#: Whom a body has, and what it is, before its name: "chairman of the state miner [Bharat Coal]".
_HEADED_BY = re.compile(
    r"\b(?i:chair(?:man|woman|person)?|chief executive|ceo|boss|(?:co-)?founder|shareholders?|subsidiary|president) "
    r"(?:of|at) (?:the |an? )?(?:[a-z][a-z-]* ){1,3}\Z"
)
_OWNS = re.compile(r"['’]")
#: Behind a name in an apposition the sentence goes on, and tells nothing more of it.
_GOES_ON = re.compile(r", (?!(?:and|or|who|of|an?|the|then)\b)[a-z]")
#: What only a body has: "Norrland's [chief executive]".
_LED = re.compile(
    r"(?:['’]s|(?<=s)['’])? (?:(?:new|former|interim|acting|then) )?(?:chief executive|CEO|head coach|"
    r"managing director|chief (?:financial|operating|technology) officer|board of directors|shareholders?|"
    r"headquarters)\b"
)
#: Letters that no name can be, but for those whom they are.
_INITIALS = re.compile(r"(?!JFK|RFK|LBJ|FDR|MLK|MBS|DSK)[B-DF-HJ-NP-TV-XZ]{2,5}")
#: What clubs' names end in.
_CLUB = re.compile(
    r" (?:Town|United|City|Athletic|Rovers|Wanderers|Albion|Hotspur|Rangers|County|Orient|Thistle|FC|AFC|RFC)\b"
    r"(?! [A-Z]|['’]s? [A-Z])"
)
_TWO = re.compile(r"(?:The )?(?!Mr|Mrs|Ms|Dr)[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)* & [A-Z][\w’'-]+")
_LAST_OF_FIRM = re.compile(r"(?:ltd|limited|inc|llc|plc|co|corp|corporation|gmbh|ag)\.?", re.I)
_IS_FIRM = re.compile(
    r"(?: \([^()\n]{1,20}\))?, (?:an?|the) (?:[\w-]+ ){0,3}?(?:company|firm|maker|developer|producer)\b"
)


def is_called_a_body(page: TextIndex, span: Span) -> bool:
    """Tell whether what stands before the name at `span` is what a body, or several people, are."""
    headed = _HEADED_BY.search(page.text, max(0, span.start - 60), span.start) is not None
    return (headed and not _OWNS.match(page.text, span.end)) or _is_apposed(page, span)


def _is_apposed(page: TextIndex, span: Span) -> bool:
    """Tell whether one name stands for several, or a body: "The festival's organisers, [Green Stage], said"."""
    before = page.words(max(0, span.start - 60), span.start)[-5:]
    if not before or page.text[before[-1].end : span.start] != ", " or not before[-1].text.islower():
        return False
    if any(word.low == "of" and one.low in ("one", "another", "some") for one, word in pairwise(before)):
        return False  # "One of the sisters, Pilar Soto"
    lex, noun, one = lexicon(), before[-1].low, singular(before[-1].low)
    bodily = lex.has("bodies.nouns", noun) and not lex.has("bodies.trading", noun)  # "developer" may be somebody
    return (bodily or (one != noun and lex.is_role(one))) and _GOES_ON.match(page.text, span.end) is not None


def has_what_bodies_have(text: str, end: int, name: str) -> bool:
    """Tell whether the one word `name`, which ends at `end`, has what only bodies have, or is letters."""
    return _LED.match(text, end) is not None or _INITIALS.fullmatch(name) is not None


def is_firm_of_two(text: str, span: Span) -> bool:
    """Tell whether a source is a firm that goes by two names: "Southern Kelp & Crayfish"."""
    return _TWO.fullmatch(text, span.start, span.end) is not None


def club_behind(text: str, end: int) -> int:
    """Return where a club's name ends that goes on at `end`: "Kestrel[ Town]"; `end` for none."""
    found = _CLUB.match(text, end)
    return found.end() if found else end


def shortened(text: str, span: Span, named: Sequence[str]) -> Iterable[str]:
    """Return what a firm of several `named` words may be called for short, its first words: "Torvald" Fibre Ltd."""
    told = _LAST_OF_FIRM.fullmatch(named[-1]) is not None or _IS_FIRM.match(text, span.end) is not None
    if told:
        return [" ".join(named[:count]) for count in range(1, len(named))]
    return named[:1] if all(lexicon().has("bodies.firms", word.lower()) for word in named[1:]) else ()
