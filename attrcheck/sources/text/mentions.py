"""An attribution's spans in, the piece of its source that names somebody out, and how its words read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrcheck.article import Span
from attrcheck.sources.text.text_index import TextIndex

__all__ = ["as_pronoun", "clamped", "main_piece", "padded"]

#: Pronouns that are bodies in capitals.
_BODIES_TOO = frozenset({"who", "us", "it"})


def clamped(spans: Iterable[Span], size: int) -> tuple[Span, ...]:
    """Return `spans` within a text of `size` characters."""
    return tuple(Span(max(0, s.start), min(s.end, size)) for s in spans if max(0, s.start) < min(s.end, size))


#: What ends a mention and is no part of who it is: "Lee [himself]", "the museum['s own]" count.
_REFLEXIVE = re.compile(r"(?<=\w\w) (?:him|her|it|them)sel(?:f|ves)\Z|(?:(?<=\w)['’]s|(?<=s['’])) own\Z")
#: Nor is who spoke for them: "The governor[, through her spokesman Bob Lee,]".
_THROUGH = re.compile(r"(?<=\w), (?:through|via|by way of) (?:an?|his|her|its|their) [^.;]*\Z")
#: What somebody says, in place of who: "by his own account".
_OWN_WORDS = re.compile(
    r"(his|her|their|its) own|(his|her|their|its)(?: own)? "
    r"(?:account|words|admission|description|experience|telling|reckoning|estimation|view|opinion)"
)


#: Whose a claim is, in small letters: "the mayor['s]", "critics[’]".
_OWNING = re.compile(r"(?<= [a-z])[a-z-]*[a-z](['’]s|(?<=s)['’])\Z")
#: When somebody spoke, which a source may begin with: "later the council", "Jan. 11, a director".
_WHEN = re.compile(
    r"(?:[Ll]ater|[Tt]hen|[Nn]ow|[Mm]eanwhile|[Aa]fterwards|[Ee]arlier|[Aa]lso|[Aa]gain|[Ee]ven|"
    r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)\w*\.? \d{1,2}),? "
    r"(?=(?:he|she|it|they|the|an?|his|her|its|their|one of|another of|some of|(?:two|both|all) of)\b)"
)


#: Letters with full stops that a source may be cut off in: "the F.D[.A.]".
_LETTERS = re.compile(r"\b(?:[A-Z]\.)*[A-Z]\Z")
_REST_OF_LETTERS = re.compile(r"(?:\.[A-Z])+(?!\w)\.?")


def main_piece(page: TextIndex, spans: Sequence[Span]) -> Span | None:
    """Return the piece of a source that names it, the first with words, without blanks and marks about it."""
    text = page.text
    for span in spans:
        when = _WHEN.match(text, span.start, span.end)
        start = when.end() if when else span.start
        found = page.words(start, min(span.end, start + 3000))
        if found:
            trimmed = _REFLEXIVE.sub("", _THROUGH.sub("", text[start : span.end].rstrip()))
            owning = _OWNING.search(trimmed)
            trimmed = trimmed[: owning.start(1)] if owning else trimmed
            handle = text[start : found[0].start].endswith("@")
            end = start + len(trimmed)
            letters = _REST_OF_LETTERS.match(text, end) if _LETTERS.search(text, start, end) else None
            return Span(found[0].start - handle, letters.end() if letters else end)
    return None


def as_pronoun(words: str) -> str:
    """Return short `words` as a pronoun would be written, "" where capitals make a body of it: "WHO", "US"."""
    low = " ".join(words.lower().split())
    own = _OWN_WORDS.fullmatch(low)
    if own is not None:
        return own[1] or own[2]
    return "" if words.isupper() and len(words) > 1 and low in _BODIES_TOO else low


def padded(page: TextIndex, spans: Iterable[Span]) -> str:
    """Return the words of `spans` in lower case, with a blank about each."""
    return f" {' '.join(word.low for span in spans for word in page.words(span.start, span.end))} "
