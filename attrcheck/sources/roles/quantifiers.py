"""A description of people in, what it says that they are out, without how many: "one diver", "42% of divers".

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.sources.index import Index, tidy
from attrcheck.sources.text.lexicon import lexicon
from attrcheck.sources.text.noun_phrases import Phrase, read_phrase, singular

__all__ = ["AGE", "SHARE_OF_THOSE", "is_trade", "role_words", "uncounted"]

AGE = lazily(r"(?:, (?:aged )?\d{1,3}| \((?:aged )?\d{1,3}\))\Z")  # "The cleric, 64", "The cleric (64)"


def is_trade(phrase: Phrase) -> bool:
    """Tell whether a crowd is known by what it does: "scientists", "some forecasters", but no "experts"."""
    lex = lexicon()
    anybody = any(lex.has(name, phrase.head) for name in ("vague.crowds", "vague.anybody", "people.peoples"))
    return bool(phrase.first) and lex.is_role(phrase.head) and not anybody


def role_words(index: Index, span: Span) -> str:
    """Return the description of people without a name at `span`, without its determiner and relative clause."""
    phrase = read_phrase(index.page, span)
    if not phrase.first:
        return ""
    role = re.split(
        r", (?:both|all|some|most|none|one|two) of whom\b|,? (?:who|which|whose)\b",
        tidy(index.text[phrase.first[0].start : span.end]),
    )[0]
    role = AGE.sub("", role)
    nobody = ("anonymous.nouns", "grammar.determiners")  # "Another"
    return (
        ""
        if any(lexicon().has(name, singular(role.lower())) for name in nobody)
        else uncounted(role, named=_begins_name(index, span))
    )


#: "[One] ", before a name.
_ONE_CAPITAL = lazily(r"(?:[Tt]he |[Aa]n? )?One (?=[A-Z])")


def _begins_name(index: Index, span: Span) -> bool:
    """Tell whether "One" at `span` is no number but begins a name: "One Nation senators", but no "One Hull broker"."""
    one = _ONE_CAPITAL.match(index.text, span.start, span.end)
    if one is None:
        return False
    word = index.page.words(one.end(), span.end)[0]
    seen = index.entity(Span(word.start, word.end))
    own = seen is not None and seen.span.start == word.start
    return not (own or word.text.isupper() or lexicon().has("people.peoples", word.low))


_NUMBER = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|hundred|thousand|million|dozen|\d[\d,.]*)"
)
#: That it is one of many, or a part of those whom the rest tells of: "[one] diver", "[58 per cent of] divers".
_HOW_MANY = lazily(
    r"(?:(?:about|around|roughly|nearly|almost|only|just|over|up to|at least|(?:more|fewer|less) than) )*"
    rf"(?:{_NUMBER}(?: {_NUMBER})* ?(?:%|per ?cent\b|pct\b)(?: of (?:the |its |his |her |their |all )?|\Z)"
    rf"|one in {_NUMBER}(?: of)? |one (?!of\b|in\b|or\b|and\b|to\b|such\b))",
    re.I,
)
#: "42% of those who …" tells of nobody.
SHARE_OF_THOSE = lazily(
    r"(?:(?!\bof\b)[^.,;:]){1,40}?(?:%|\bper ?cent\b|\bpct\b) of (?:those|them)\b|"
    r"(?:(?!of\b)\w+ ){0,3}(?:half|thirds?|quarters?) of ",
    re.I,
)


def uncounted(role: str, *, named: bool = False) -> str:
    """Return a description without that it is of one of many, or of a part: of "42% of those asked" nothing is left.

    Where a number begins what is `named` it stays.
    """
    counted = _HOW_MANY.match(role) if not named else None
    rest = role[counted.end() :] if counted is not None else role
    return "" if counted is not None and rest.lower().startswith(("those", "them")) else rest
