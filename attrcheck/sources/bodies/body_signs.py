"""A name in, signs about it that it is a body's or a person's out: who heads it, what it has, its "its" or "his".

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.reader import Entity, EntityKind, keeps_genitive
from attrcheck.sources.text.lexicon import Word, honorifics, is_preposition, lexicon, noun_phrase
from attrcheck.sources.text.noun_phrases import names_bodies, singular
from attrcheck.sources.text.text_index import TextIndex

__all__ = [
    "FIRM_FORM",
    "FIRM_FORMS",
    "HIS_BEHIND",
    "ITS_BEHIND",
    "LEGAL_FORM",
    "SAID_IT",
    "bare_name",
    "club_behind",
    "has_given_name",
    "has_somebody",
    "has_what_bodies_have",
    "is_called_a_body",
    "is_firm_of_two",
    "is_news_agency",
    "named_words",
    "shortened",
    "sign_of_body",
]

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
#: What stands behind a firm's name for its legal form.
FIRM_FORMS = "Inc|Ltd|Corp|LLC|PLC|plc|LLP"
FIRM_FORM = rf"(?:{FIRM_FORMS})\b\.?"
_SO_FAR = r"(?:[^.!?\n“”\"]|\.(?=\d)){0,"
#: Not the "it" of "said it was late" and "it should be moved".
_IT_ITSELF = r"it(?! (?:should|was|is|would be|could be|might be|may be)\b(?! \w+ing\b))"
#: Behind a name these tell a body: "said it would", "Its" or "The company" at the start of the next sentence.
ITS_BEHIND = lazily(
    r" (?:says|said|announced|warned|told \w{3,20})(?: \w{3,9}day)?(?: in an? \w{4,9})?(?: that)? "
    rf"(?:{_IT_ITSELF}|its)\b|"
    rf"{_SO_FAR}160}}[.!?] (?:Its|The (?:company|firm|developer|channel|retailer|nonprofit))\b"
)
#: Of two people each of whom may have said so, "it" is not said: "Marsh and Fen [said it would]".
SAID_IT = lazily(rf" (?:says|said|announced|added) (?:\w+day )?(?:that )?(?:{_IT_ITSELF}|its)\b")
#: And these a person.
HIS_BEHIND = lazily(
    rf"{_SO_FAR}120}}\b(?:he|she|his|her|him|himself|herself)\b|[^.!?\n“”\"A-Z]{{0,120}}\bwho\b|, \d\d,|"
    r"[^.!?\n“”\"]{0,120}[.!?] (?:He|She|His|Her)\b"
)
#: Whom a firm has, and nobody else: no "Hale's manager", "Hale's lawyer".
_OF_FIRMS = frozenset({"owner", "owners", "founder", "chairman", "chairwoman", "president", "ceo", "shareholders"})


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


def is_news_agency(name: str) -> bool:
    """Tell whether a name ends as a news agency's does: "Norn News Agency"."""
    return " ".join(name.lower().split()[-2:]) in lexicon().sets["outlets.agencies"]


def _is_of_people(name: str) -> bool:
    """Tell whether `name` is a country's or a people's."""
    return any(lexicon().has(words, name.lower()) for words in ("bodies.states", "people.peoples"))


def shortened(text: str, span: Span, named: Sequence[str]) -> Iterable[str]:
    """Return what a firm of several `named` words may be called for short, its first words: "Torvald" Fibre Ltd."""
    formed = LEGAL_FORM.search(" ".join(named)) or LEGAL_FORM.search(span.of(text))  # "Norn Gold inc"
    if formed or _IS_FIRM.match(text, span.end):
        return [" ".join(named[:count]) for count in range(1, len(named))]
    if is_news_agency(" ".join(named)) and len(named) == 3 and not _is_of_people(named[0]):
        return named[:1]  # "Norn News Agency"
    portfolio = len(named) == 2 and named[1] in ("Department", "Ministry")
    party = named[0] in ("Labour", "Labor")
    if portfolio and not party and lexicon().has("people.portfolios", named[0].lower()):
        return named[:1]  # "Justice said"
    if lexicon().has("bodies.states", named[0].lower()) or _LETTERS.fullmatch(named[0]):
        return ()  # "U.S. Financial"
    of_firms = (lexicon().has("bodies.firms", word.lower()) or word == "International" for word in named[1:])
    return named[:1] if all(of_firms) else ()


def bare_name(text: str, entity: Entity) -> str:
    """Return the words of `entity` without a possessive ending, but for names that end in one: "Moody's"."""
    bare = entity.span.of(text).removesuffix("'s").removesuffix("’s")
    owned = text[entity.span.start : entity.span.start + len(bare) + 2]
    return owned if keeps_genitive(owned, text) else bare


def sign_of_body(page: TextIndex, entity: Entity) -> int:
    """Return how surely a place speaks for a body (> 0) or a person (< 0): "Carrier officials", "Mr. Carrier"."""
    text, lex, end = page.text, lexicon(), entity.span.end
    behind = page.words(end, min(len(text), end + 48))[:2]
    after = behind[0] if behind and text[end : behind[0].start] == " " else None
    if after is not None and lex.has("bodies.insiders", after.low):
        return 1
    single = " " not in bare_name(text, entity) and entity.kind is EntityKind.PERSON
    if single and has_what_bodies_have(text, end):
        return 2
    if after is not None and lex.is_role(after.low) and behind[1:] and behind[1].named and behind[1].glued:
        return int(" " in bare_name(text, entity))  # "Mercy Lake nurse Ann Lee", but "Hale lawyer Ann Lee"
    before = page.words(max(0, entity.span.start - 16), entity.span.start)[-1:]
    if is_called_a_body(page, entity.span) and not has_given_name(bare_name(text, entity)):
        return 4
    trade = bool(before) and lex.has("bodies.nouns", before[0].low)  # "Developer Meridian Gate"
    if not trade and not (before and before[0].low in honorifics()) and _ends_as_bodies_do(page, entity):
        return 2
    gap = text[before[0].end : entity.span.start] if before else ""
    beside = gap != ", " or text.startswith(",", end)  # no "as a broker, Hale said it would", but "as mayor, Hale said"
    beside = beside or not lex.has("bodies.trades", before[0].low)
    if before and beside and not trade and (before[0].low in honorifics() or lex.is_role(before[0].low)):
        return -4
    return (entity.kind is EntityKind.ORGANIZATION) - (entity.kind is EntityKind.PERSON) + trade


def _ends_as_bodies_do(page: TextIndex, entity: Entity) -> bool:
    """Tell whether a name ends as a club's or a force's does, and begins as nobody's: "Hale Rovers", "Fen Police"."""
    name = bare_name(page.text, entity)
    lead, _, last = name.rpartition(" ")
    lists = ("bodies.clubs", "bodies.forces", *(("bodies.of_fields",) if " " in lead else ()))
    ends = any(lexicon().has(words, last.lower()) for words in lists)  # "Fen Rents Commission"
    return bool(lead) and ends and not has_given_name(name)


def has_somebody(page: TextIndex, end: int) -> bool:
    """Tell whether a name ending at `end` is an owner's of somebody, of whom "his" may be: "Far's [owner] sold his"."""
    behind = page.words(end, end + 30)[:2] if page.text[end : end + 3] in ("'s ", "’s ") else []
    return any(word.low in _OF_FIRMS for word in behind)


def has_given_name(name: str) -> bool:
    """Tell whether `name` begins as people's do."""
    first = name.partition(" ")[0].lower()
    return lexicon().has("people.first_male", first) or lexicon().has("people.first_female", first)


def named_words(page: TextIndex, span: Span) -> Iterable[Word]:
    """Return the words of a name that are capitalised as names are."""
    return (word for word in page.words(span.start, span.end) if word.named)
