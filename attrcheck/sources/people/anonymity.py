"""A source without a name in, what it goes by out, and whether its name is withheld: "a man who goes by Lefty".

The words it goes by stand in data/sources.toml.
"""

from __future__ import annotations

import re

from attrcheck.article import Span
from attrcheck.patterns import lazily
from attrcheck.sources.index import Index
from attrcheck.sources.people.appositions import names_what_one_has
from attrcheck.sources.text.lexicon import words
from attrcheck.sources.text.noun_phrases import Phrase, has_phrase

__all__ = ["ALIAS", "alias_of", "says_privately", "says_withheld"]

#: A name given instead of one's own, or beside it: "a man who goes by the name “Lefty”".
ALIAS = lazily(
    r"\b(?:(?:go(?:es|ing)?|went) by"
    r"(?: the (?:(?:nick|code|pen |stage |user )?name|alias|handle|call ?sign|pseudonym|moniker))?(?: of)?|"
    r"call(?:s|ed|ing) (?:him|her|them)sel(?:f|ves)|nicknamed|"
    r"known (?:only |locally |to (?:all|many|friends|locals|every\w+) )?as|named|"
    r"g(?:ave|ives) (?:his|her|their) (?:first )?name (?:only )?as|identified (?:him|her)self (?:only )?as|"
    r"(?:identified|named|known) (?:here )?(?:only )?(?:as|by (?:the|his|her|their) (?:first |given )?name)|"
    r"(?:ask|want|wish|prefer)(?:s|ed|ing)? (?:to be|that (?:s?he|they) be) "
    r"(?:called|named|identified|known|referred to)(?: only)?(?: as| by)?|"
    r"(?:under|us(?:ing|es|ed)) (?:the|a) (?:pseudonym|pen name|alias|name)(?: of)?|"
    r"(?:signs|posts|writes|appears)(?: (?:his|her|their) \w+)? (?:only )?as|sign(?:s|ed|ing) (?:him|her)self(?: as)?) "
    r"[“\"‘']?([A-Z][\w’-]*(?: [A-Z][\w’-]*){0,2})"
)
#: Such a name in small letters: 'some guy calling himself "rotorhead77"'.
_HANDLE = lazily(
    r"\b(?:(?:call|sign)(?:s|ed|ing) (?:him|her|them)sel(?:f|ves)(?: as)?|go(?:es|ing)? by(?: the name)?(?: of)?) "
    r"[“\"‘']([\w’-]+(?: [\w’-]+){0,2})[”\"’']"
)
#: "A commenter at Prairie Fire [called] Hobb", but not "the owner of a dog called Rex".
_CALLED = lazily(r"([\w’'-]+) called [“\"‘']?([A-Z]\w+(?: [A-Z]\w+)?)[”\"’']?\Z")
_WHO = lazily(r",? who\b[^,.;:\n“”\"]{0,60}")


def alias_of(index: Index, phrase: Phrase, span: Span) -> Span | None:
    """Return where the name stands by which a source without another goes, in its own words or right behind them."""
    clause = _WHO.match(index.text, span.end)
    end = clause.end() if clause else min(len(index.text), span.end + 2)
    if names_what_one_has(index, span.start, end):
        return None
    found = ALIAS.search(index.text, span.start, end)
    found = found or _HANDLE.search(index.text, span.start, span.end)
    if found is not None:
        return Span(*found.span(1))
    called = _CALLED.search(index.text, span.start, span.end)
    own = called is not None and (called[1][0].isupper() or called[1].lower() == phrase.head)
    return Span(*called.span(2)) if called and own else None


#: How officials say what they would not be quoted for.
_PRIVATELY = lazily(r"(?:,? \w+)? privately\b(?! (?:held|owned|run|funded|educated|financed|operated))")
_NAME_KEPT = lazily(r", whose name \w+ withh[eo]ld")


#: Who else is told of in the sentence: "traders say so, [and one grocer], who was not named".
_ANOTHER = lazily(r"\b(?:and|but|while) (?:one|an?|another|two|three|some|others?)\b(?=[^,.;]{0,40},? who\b)")


def says_withheld(index: Index, span: Span) -> bool:
    """Tell whether the words up to the end of the sentence say that the name of the source is withheld."""
    after = re.split(r"[.!?](?=\s|$)|\n", index.text[span.end : span.end + 300])[0]
    after = _ANOTHER.split(after)[0]
    if _NAME_KEPT.match(after):
        return True
    return has_phrase("anonymous.withheld", f" {' '.join(w.low for w in words(after, 0, len(after)))} ")


def says_privately(index: Index, phrase: Phrase, span: Span) -> bool:
    """Tell whether unnamed officials say something privately; "the prime minister", who tells aides, is known."""
    if phrase.definite and not phrase.plural:
        return False
    led = index.text[max(0, span.start - 11) : span.start].endswith("Privately, ")
    return led or _PRIVATELY.match(index.text, span.end) is not None
