"""Article paragraphs in, quotations out: every run between quotation marks, whoever owns it.

Knows straight, curly, single, low and angle marks, quotations inside quotations, and quotations that
run over several paragraphs, each reopened and only the last one closed. A mark without a partner costs
at most its own paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from attrcheck.article import Span

__all__ = ["MARKS", "Quotation", "find_quotations"]

#: Opening mark -> the marks that may close it. ASCII marks open and close alike.
_PAIRS = {
    "“": '”"“',
    "”": "”",
    "„": '“”"',
    "«": "»",
    "»": "«",
    "‹": "›",
    '"': '"”',
    "‘": "’",
    "‚": "‘’",
    "'": "'",
    "`": "'’",
}
_SINGLE = frozenset("‘‚'`")
#: Every character that can be a quotation mark.
MARKS = frozenset("".join(_PAIRS) + "".join(_PAIRS.values()))
_ANY = re.compile("[" + "".join(sorted(MARKS)) + "]")
#: Words that begin with an apostrophe, which is not an opening mark.
_ELISION = re.compile(r"['‘’](?:\d0s|\d{2}\b|tis\b|twas\b|em\b|til\b|cause\b|round\b|n\b|bout\b)", re.I)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: one span a paragraph, marks included, and whether its last mark was found."""

    spans: tuple[Span, ...]
    mark: str
    closed: bool

    def inner(self, text: str) -> str:
        """Return the quoted words, without the outer marks, paragraphs joined by a space."""
        return " ".join(span.of(text).strip("".join(MARKS) + " ") for span in self.spans)


def _before(text: str, at: int, start: int) -> str:
    return text[at - 1] if at > start else " "


def _after(text: str, at: int, end: int) -> str:
    return text[at + 1] if at + 1 < end else " "


def _can_open(text: str, at: int, bounds: Span) -> bool:
    mark, before, after = text[at], _before(text, at, bounds.start), _after(text, at, bounds.end)
    if mark not in _PAIRS or after.isspace():
        return False
    if mark in "“„«‹":
        return True
    outside = not (before.isalnum() or before in ".,!?;:)]…%" or before in MARKS - frozenset("\"“„«'‘"))
    if mark in _SINGLE:
        # A single mark is an apostrophe unless a word begins right after it.
        starts_word = after.isalnum() or after in '"“[($£€…¿¡'
        return outside and starts_word and not (mark != "‚" and _ELISION.match(text, at))
    return outside


def _can_close(text: str, at: int, bounds: Span, opening: str) -> bool:
    if text[at] not in _PAIRS[opening]:
        return False
    before, after = _before(text, at, bounds.start), _after(text, at, bounds.end)
    if opening in _SINGLE:
        return not after.isalnum() and not before.isspace()
    if text[at] == opening and opening in '"”':
        # The same mark opens and closes: it opens where a space lies before it and none after.
        return not (before.isspace() and not after.isspace())
    return text[at] not in "“" or opening == "„"


def _find_close(text: str, at: int, bounds: Span) -> int | None:
    """Return the index of the mark that closes the one at `at`, or None within `bounds`."""
    opening = text[at]
    depth, first, last_single = 0, None, None
    for match in _ANY.finditer(text, at + 1, bounds.end):
        place, mark = match.start(), match.group()
        if opening in _SINGLE:
            if not _can_close(text, place, bounds, opening):
                if _can_open(text, place, bounds) and mark == opening and last_single is not None:
                    return last_single
                continue
            after = text[place + 1 : place + 3]
            # "the users' views": a plural possessive closes only where no later mark does.
            if _before(text, place, bounds.start) == "s" and after[:1] == " " and after[1:].islower():
                last_single = place
                continue
            return place
        if mark == opening and opening in "“«„‹" and _can_open(text, place, bounds):
            depth += 1
        elif _can_close(text, place, bounds, opening):
            first = place if first is None else first
            if depth == 0:
                return place
            depth -= 1
    return last_single if opening in _SINGLE else first


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Return the outermost quotations of `text` in order; each piece lies within one of `paragraphs`."""
    found: list[Quotation] = []
    pending: list[Span] = []
    pending_mark = ""
    for bounds in paragraphs:
        at = bounds.start
        reopened = bool(pending) and text[bounds.start] == pending_mark
        if pending and not reopened:
            found.append(Quotation(tuple(pending), pending_mark, closed=False))
        if not reopened:
            pending = []
        while match := _ANY.search(text, at, bounds.end):
            place = match.start()
            mark = match.group()
            at = place + 1
            if not (_can_open(text, place, bounds) or (reopened and place == bounds.start)):
                continue
            close = _find_close(text, place, bounds)
            if close is not None:
                pieces = (*pending, Span(place, close + 1)) if place == bounds.start else (Span(place, close + 1),)
                if pending and place != bounds.start:
                    found.append(Quotation(tuple(pending), pending_mark, closed=False))
                found.append(Quotation(pieces, mark, closed=True))
                pending = []
                at = close + 1
            elif mark not in _SINGLE and (place == bounds.start or _nothing_opens(text, at, bounds, mark)):
                pending = [*pending, Span(place, bounds.end)]
                pending_mark = mark
                at = bounds.end
    if pending:
        found.append(Quotation(tuple(pending), pending_mark, closed=False))
    return tuple(sorted(found, key=lambda q: q.spans[0]))


def _nothing_opens(text: str, at: int, bounds: Span, mark: str) -> bool:
    """Tell whether no further mark like `mark` opens a quotation in the rest of the paragraph."""
    return not any(
        m.group() == mark and _can_open(text, m.start(), bounds) for m in _ANY.finditer(text, at, bounds.end)
    )
