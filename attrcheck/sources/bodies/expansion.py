"""The place of a body's name in, its full name out, as the article writes it elsewhere: "Fen", "U.S. Coast Office"."""

from __future__ import annotations

import re

from attrcheck.article import Span
from attrcheck.files import read_data
from attrcheck.patterns import MONTH, lazily
from attrcheck.reader import EntityKind
from attrcheck.sources.bodies.body_signs import LEGAL_FORM
from attrcheck.sources.index import Index, tidy
from attrcheck.sources.text.lexicon import lexicon

__all__ = ["expand"]


_IN_PAPER = (
    r"in (?:its|their|an?|[Tt]he) [^,]*?\b(?i:report|publication|study|survey|statement|letter|editorial|review)\b.*"
)
#: A body's name with when or where it said so: "The World Bank [in 2019]", "the Fen Times [today]"; or with itself.
_THEN = lazily(rf"(.+?) (?:in (?:(?:19|20)\d\d|{MONTH})|today|yesterday|itself|themselves|{_IN_PAPER})", re.S)


def expand(index: Index, span: Span) -> tuple[str, Span | None]:
    """Return the full name of the body at `span`, and where it stands if not there."""
    dated = _THEN.fullmatch(index.text, span.start, span.end)
    span = Span(*dated.span(1)) if dated else span
    name = tidy(span.of(index.text))
    bare = re.sub(r"^[Tt]he (?=\S)", "", name)
    if not bare[:1].isupper():
        return name, None
    letters, full = index.acronyms.get(bare.lower().replace(".", "")), index.firms.get(bare)
    if full is None or (letters is not None and bare.isupper() and not LEGAL_FORM.search(full.of(index.text))):
        full = letters  # no "SNET Systems" where SNET is Southern Norn Electric Telephone
    if full is not None and not full.overlaps(span):
        return tidy(full.of(index.text)), full
    written_out = _written_out(index, bare)
    if written_out is not None:
        return tidy(written_out.of(index.text)), written_out
    return (f"The {bare}" if bare != name and bare.lower() in lexicon().sets["outlets.with_article"] else bare), None


def _written_out(index: Index, name: str) -> Span | None:
    """Return where the article has "United States Coast Office" for "U.S. Coast Office", None where it has not."""
    letters, _, rest = name.partition(" ")
    clipped = read_data("sources")["clipped"].get(name.lower(), "")
    whole = _unclipped(index, clipped) if clipped and index.page.first(clipped) >= 0 else None
    if whole is not None and not _is_clipped_of_others(index, name, clipped):
        return whole
    country = read_data("sources")["letters"].get(letters.replace(".", "").lower(), "") if letters.isupper() else ""
    place = index.page.first(f"{country} {rest}") if country and rest else -1
    return Span(place, place + len(country) + 1 + len(rest)) if place >= 0 else None


_MORE_OF_IT = lazily(r"(?: (?:Service|Board|System))?")


def _unclipped(index: Index, clipped: str) -> Span | None:
    """Return where the article has the whole of a `clipped` name, as no part of another's: "Federal Reserve[ Board]".

    The Federal Reserve Bank of Hale is another, as is the Metropolitan Police Federation.
    """
    first = clipped.partition(" ")[0].lower()
    for place in index.page.places(first):
        found = Span(place, place + len(clipped))
        if found.of(index.text) != clipped:
            continue
        more = _MORE_OF_IT.match(index.text, found.end)
        end = more.end() if more else found.end
        seen = index.entity(found)
        if seen is None or seen.kind is not EntityKind.ORGANIZATION or seen.span.end <= end:
            return Span(place, end)
    return None


#: Bodies that go by the same short form as others: the Met Office, the Metropolitan Opera.
_CLIPPED = ("Office", "Opera", "Museum", "Gala", "Éireann")


def _is_clipped_of_others(index: Index, name: str, whole: str) -> bool:
    """Tell whether a short name may be another body's than the `whole` one: "Met" where the Met Office is told of."""
    first = whole.partition(" ")[0]
    return any(index.page.first(f"{word} {noun}") >= 0 for word in (name, first) for noun in _CLIPPED)
