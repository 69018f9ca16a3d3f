"""Article paragraphs in, quotations out: every run between quotation marks, whoever owns it.

Knows straight, curly, single, low and angle marks, corner brackets, LaTeX's doubled marks, quotations
inside quotations, and quotations that run over several paragraphs, each reopened and only the last one
closed, or none reopened. A mark without a partner costs at most its own paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from attrcheck.article.model import Span

__all__ = ["MARKS", "Quotation", "find_quotations"]

#: Opening mark -> the marks that may close it; these nest, and pair with the last one still open.
_PAIRS = {
    "“": ("”", '"', "“"),
    "‟": ("”", '"'),
    "”": ("”",),
    "„": ("“", "”", '"'),
    "«": ("»",),
    "»": ("«",),
    "‹": ("›",),
    "›": ("‹",),
    '"': ('"', "”"),
    "＂": ("＂",),
    "〝": ("〞", "〟"),
    "❝": ("❞",),
    "「": ("」",),
    "『": ("』",),
    "``": ("''", '"'),
}
#: The same for marks that may be apostrophes as well.
_SINGLE_PAIRS = {"‘": "’", "‛": "’", "‚": "‘’", "'": "'", "`": "'’"}
_DIRECTED = frozenset([*"“‟„«‹「『〝❝", "``"])
_SAME = frozenset('"”＂')
_REVERSED = frozenset("»›")
#: Closing mark -> the opening marks that it may pair with.
_CLOSES: dict[str, tuple[str, ...]] = {
    close: tuple(opening for opening, closing in _PAIRS.items() if close in closing)
    for close in {mark for closing in _PAIRS.values() for mark in closing}
}
#: Every character that can be a quotation mark.
MARKS = frozenset("".join([*_PAIRS, *_CLOSES, *_SINGLE_PAIRS, *_SINGLE_PAIRS.values()]))
_CLASS = "[" + "".join(sorted(MARKS)) + "]"
_ANY = re.compile(_CLASS)
#: Two apostrophes are one mark only in a paragraph that has LaTeX's opening mark: "'He said 'yes''" has none.
_ANY_OR_DOUBLED = re.compile(rf"``|''|{_CLASS}")
#: Words that begin with an apostrophe, which is not an opening mark (English contractions and decades).
_ELISION = re.compile(
    r"['‘’‛](?:\d0s|\d{2}\b|(?:tis|twas|twere|twill|em|til|cause|cos|cuz|round|n|bout|nuff|gainst|neath)\b)", re.I
)
_NEVER_BEFORE_OPENING = frozenset(".,!?;:)]…%") | MARKS - frozenset("\"“„«'‘`")
_STARTS_WORD = frozenset('"“[($£€…¿¡')
_BRACKETS = frozenset("([{")
_DASHES = frozenset("-–—―")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: one span a paragraph, marks included, and whether its last mark was found."""

    spans: tuple[Span, ...]
    mark: str
    closed: bool

    def inner(self, text: str) -> str:
        """Return the quoted words, without the outer marks, paragraphs joined by a space."""
        return " ".join(span.of(text).strip("".join(MARKS) + " ") for span in self.spans)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A quotation mark in a paragraph with its neighbours, a space standing in for the paragraph's edges."""

    span: Span
    kind: str
    before: str
    after: str
    opens: bool


def _opens(text: str, at: int, kind: str, before: str, after: str) -> bool:
    if after.isspace():
        # French marks stand off from their words; after a word "«" is a German or Danish closing mark.
        return kind in "«‹" and (before.isspace() or before in _BRACKETS or before in _DASHES)
    if kind in _DIRECTED:
        return True
    outside = not (before.isalnum() or before in _NEVER_BEFORE_OPENING)
    if kind in _SINGLE_PAIRS:
        # A single mark is an apostrophe unless a word begins right after it.
        starts_word = after.isalnum() or after in _STARTS_WORD
        return outside and starts_word and not (kind != "‚" and _ELISION.match(text, at))
    if kind in _REVERSED:
        return outside and (after.isalnum() or after in _STARTS_WORD)
    return outside and kind in _PAIRS


def _marks(text: str, bounds: Span, *, reopened: bool) -> list[_Mark]:
    """Return the marks of a paragraph in order; where one is `reopened`, its first character opens."""
    pattern = _ANY_OR_DOUBLED if text.find("``", bounds.start, bounds.end) >= 0 else _ANY
    found = []
    for match in pattern.finditer(text, bounds.start, bounds.end):
        start, end, kind = match.start(), match.end(), match.group()
        before = text[start - 1] if start > bounds.start else " "
        after = text[end] if end < bounds.end else " "
        opens = _opens(text, start, kind, before, after) or (reopened and start == bounds.start)
        found.append(_Mark(Span(start, end), kind, before, after, opens))
    return found


def _closes(mark: _Mark, opening: str) -> bool:
    """Tell whether `mark`, of a kind that may close `opening`, stands where a closing mark stands."""
    after_space = mark.before.isspace() or mark.before in _BRACKETS
    if mark.kind == "“":
        return not after_space and not (opening == "“" and (mark.after.isalnum() or mark.before in _DASHES))
    if mark.kind == opening and opening in _SAME:
        # The same mark opens and closes: it opens where a space lies before it and none after.
        return not (after_space and not mark.after.isspace())
    if mark.kind == '"':
        return not mark.opens
    return mark.kind != "«" or not mark.before.isspace()


def _is_inch(marks: Sequence[_Mark], at: int) -> bool:
    """Tell whether the straight mark after a number is an inch mark: the next such mark can only close."""
    if marks[at].kind != '"' or not marks[at].before.isdigit():
        return False
    following = next((mark for mark in marks[at + 1 : at + 20] if mark.kind == '"'), None)
    return following is not None and not following.opens


def _double_partners(marks: Sequence[_Mark]) -> dict[int, int]:
    """Return opening -> closing, as indices into `marks`, for all but single marks."""
    still_open: dict[str, list[int]] = {kind: [] for kind in _PAIRS}
    partners = {}
    for at, mark in enumerate(marks):
        openings = [kind for kind in _CLOSES.get(mark.kind, ()) if still_open[kind] and _closes(mark, kind)]
        if openings:
            opening = max(openings, key=lambda kind: still_open[kind][-1])
            if not (len(still_open[opening]) == 1 and _is_inch(marks, at)):
                partners[still_open[opening].pop()] = at
        elif mark.opens and mark.kind in _PAIRS:
            still_open[mark.kind].append(at)
    return partners


def _single_partners(text: str, marks: Sequence[_Mark], opening: str) -> dict[int, int]:
    """Return opening -> closing, as indices into `marks`, for the single mark `opening`.

    "the users' views": a plural possessive closes only where no later mark does. Read from the right,
    `plain` is what closes a quotation that is open here, and `doubtful` what closes one that has passed
    a possessive (None: that possessive itself).
    """
    partners = {}
    plain: int | None = None
    doubtful: int | None = None
    for at in range(len(marks) - 1, -1, -1):
        mark = marks[at]
        opens = mark.opens and mark.kind == opening
        if opens and plain is not None:
            partners[at] = plain
        if mark.kind in _SINGLE_PAIRS[opening] and not mark.after.isalnum() and not mark.before.isspace():
            following = text[mark.span.end : mark.span.end + 2]
            if not (mark.before == "s" and following[:1] == " " and following[1:].islower()) or doubtful is None:
                doubtful = at
            plain = doubtful
        elif opens:
            doubtful = None
    return partners


def _partners(text: str, marks: Sequence[_Mark]) -> dict[int, int]:
    partners = _double_partners(marks)
    for opening in {mark.kind for mark in marks if mark.opens and mark.kind in _SINGLE_PAIRS}:
        partners |= _single_partners(text, marks, opening)
    return partners


def _unclosed_until(marks: Sequence[_Mark], partners: dict[int, int], at: int) -> int | None:
    """Return the index of the next mark that opens a quotation of its own, or None for the paragraph's end."""
    for later in range(at + 1, len(marks)):
        mark = marks[later]
        if later in partners and mark.kind not in _SINGLE_PAIRS:
            return later
        if mark.opens and mark.kind == marks[at].kind:
            return later
    return None


_FURTHER = 3  # paragraphs that a quotation may run on over without being reopened


#: Behind what somebody said.
_SAID = re.compile(r"[,?!] (?:(?:s?he|they|[A-Z]\w+) (?:said|says|wrote|added|told)|(?:said|says|wrote|added) [A-Z])\b")


def _runs_on(text: str, paragraphs: Sequence[Span], number: int, opening: str) -> list[Span]:
    """Return the rest of a quotation that stays open at the end of paragraph `number`, a span for each paragraph.

    It is closed, before another opens, in one of the next paragraphs, none of which reopens it; else nothing is left.
    """
    opens = text.rfind(opening, paragraphs[number].start, paragraphs[number].end)
    if _SAID.search(text, opens, paragraphs[number].end):
        return []  # the mark that closes it was forgotten
    further = paragraphs[number + 1 : number + 1 + _FURTHER]
    for count, bounds in enumerate(further):
        marks = [mark for mark in _marks(text, bounds, reopened=False) if mark.kind not in _SINGLE_PAIRS]
        if not marks:
            continue
        mark = marks[0]
        closes = not mark.opens and mark.kind in _PAIRS[opening] and _closes(mark, opening)
        if not closes or mark.before.isdigit() or mark.span.start == bounds.start:
            return []
        return [*further[:count], Span(bounds.start, mark.span.end)]
    return []


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Return the outermost quotations of `text` in order; each piece lies within one of `paragraphs`.

    A quotation that is never closed ends where the next one opens, or with its paragraph.
    """
    found: list[Quotation] = []
    pending: list[Span] = []
    inside = 0  # where the last quotation that was not reopened ends
    for number, paragraph in enumerate(paragraphs):
        bounds = Span(max(paragraph.start, min(inside, paragraph.end)), paragraph.end)
        marks = _marks(text, bounds, reopened=bool(pending))
        partners = _partners(text, marks)
        following = paragraphs[number + 1].start if number + 1 < len(paragraphs) else len(text)
        carried, pending = pending, []
        last_opening = {mark.kind: at for at, mark in enumerate(marks) if mark.opens}
        at = 0
        while at < len(marks):
            mark = marks[at]
            if not mark.opens:
                at += 1
                continue
            pieces = carried if mark.span.start == bounds.start else []
            close = partners.get(at)
            if close is not None:
                pieces.append(Span(mark.span.start, marks[close].span.end))
                found.append(Quotation(tuple(pieces), mark.kind, closed=True))
                at = close + 1
                continue
            continues = text.startswith(mark.kind, following)
            if mark.kind in _SINGLE_PAIRS and not (pieces or (continues and mark.span.start == bounds.start)):
                at += 1
                continue
            rest = Span(mark.span.start, bounds.end)
            if continues and last_opening[mark.kind] == at:
                pieces.append(rest)
                pending = pieces
                break
            last = last_opening[mark.kind] == at and mark.kind not in _SINGLE_PAIRS
            further = _runs_on(text, paragraphs, number, mark.kind) if last else []
            if further:
                found.append(Quotation((*pieces, rest, *further), mark.kind, closed=True))
                inside = further[-1].end
                break
            until = _unclosed_until(marks, partners, at)
            if until is not None:
                unclosed = text[rest.start : marks[until].span.start].rstrip()
                rest = Span(rest.start, rest.start + len(unclosed))
            if pieces or rest.end - rest.start > len(mark.kind):
                found.append(Quotation((*pieces, rest), mark.kind, closed=False))
            at = len(marks) if until is None else until
    return tuple(found)
