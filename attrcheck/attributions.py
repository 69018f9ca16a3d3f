"""Reading in, attributions out: who is said to have said what, and quotation marks that nobody owns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from attrcheck.article import Article, Span
from attrcheck.cues import Act, act_of
from attrcheck.files import read_data
from attrcheck.quotations import Quotation, find_quotations
from attrcheck.reader import Reading
from attrcheck.statements import WORD, Ranges, mend

__all__ = ["Act", "Attribution", "Form", "attribute"]


class Form(StrEnum):
    """How the content is given: quoted whole, in the author's words, or both in one."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A content attributed to a source by a cue; each in text order, in pieces, source and cue maybe empty.

    `confidence` is in (0, 1].
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    act: Act
    form: Form
    confidence: float


#: Words of a quotation that nobody owns, from which on it is a row of its own.
_UNOWNED_WORDS = 4
#: How sure a row is that rests on quotation marks alone.
_UNOWNED_CONFIDENCE = 0.5


@cache
def _small_words() -> frozenset[str]:
    return frozenset(read_data("language")["titles"]["small"].split())


@cache
def _naming() -> re.Pattern[str]:
    words = "|".join(map(re.escape, read_data("language")["titles"]["naming"]))
    return re.compile(rf"\b(?:{words})\s*,?:?\s*$", re.I)


def _form(content: Sequence[Span], quoted: Ranges, text: str) -> Form:
    inside = outside = 0
    for span in content:
        at = span.start
        for piece in quoted.meeting(span):
            inside += len(WORD.findall(text, max(piece.start, span.start), min(piece.end, span.end)))
            outside += len(WORD.findall(text, at, max(at, piece.start)))
            at = piece.end
        outside += len(WORD.findall(text, at, max(at, span.end)))
    if not inside:
        return Form.INDIRECT
    return Form.MIXED if outside else Form.DIRECT


def _act(cue: Sequence[Span], form: Form, text: str) -> Act:
    """Return the act of the cue's words; a colon or a bare quotation states."""
    words = " ".join(span.of(text) for span in cue)
    act = act_of(words)
    if act is not None:
        return act
    spoken = form is not Form.INDIRECT or not any(c.isalnum() for c in words)
    return Act.STATEMENT if spoken else Act.OTHER


def _is_title_or_name(quotation: Quotation, text: str) -> bool:
    """Tell whether the quoted words are a title or a name: capitalised throughout, or called one just before."""
    inner = quotation.inner(text)
    words = WORD.findall(inner)
    told = [w for w in words if w.lower() not in _small_words()]
    capitalised = bool(told) and all(w[0].isupper() or w[0].isdigit() for w in told)
    if capitalised and not inner.isupper() and not inner.rstrip().endswith((".", "!", "…")):
        return True
    before = text[max(0, quotation.spans[0].start - 40) : quotation.spans[0].start]
    return len(words) <= 8 and bool(_naming().search(before)) and not inner.rstrip(",").endswith((".", "!"))


def _owner(quotation: Quotation, covered: Ranges, owners: dict[Span, int]) -> int | None:
    """Return the first attribution that covers a paragraph of the quotation by half, None where none does."""
    for piece in quotation.spans:
        if 2 * covered.shared(piece) >= piece.end - piece.start:
            return owners[covered.meeting(piece)[0]]
    return None


def attribute(article: Article, reading: Reading) -> tuple[Attribution, ...]:
    """Return the article's attributions in text order, quotations of four words or more that nobody owns among them."""
    text = article.text
    quotations = find_quotations(text, [p.span for p in article.readable])
    quoted = Ranges(span for quotation in quotations for span in quotation.spans)
    linked = mend(article, reading.linked, quoted)
    found: list[Attribution] = []
    for one in linked:
        form = _form(one.content, quoted, text)
        found.append(
            Attribution(one.source, one.cue, one.content, _act(one.cue, form, text), form, round(one.confidence, 4))
        )
    contents = sorted((span, index) for index, one in enumerate(found) for span in one.content)
    covered = Ranges(span for span, _ in contents)
    owners = dict(contents)
    for quotation in quotations:
        if len(WORD.findall(quotation.inner(text))) < _UNOWNED_WORDS:
            continue
        owner = _owner(quotation, covered, owners)
        if owner is None:
            if not _is_title_or_name(quotation, text):
                found.append(Attribution((), (), quotation.spans, Act.STATEMENT, Form.DIRECT, _UNOWNED_CONFIDENCE))
        elif len(quotation.spans) > 1:
            own = [span for span in quotation.spans if {owners[s] for s in covered.meeting(span)} <= {owner}]
            kept = [span for span in found[owner].content if not any(span.overlaps(piece) for piece in own)]
            found[owner] = replace(found[owner], content=tuple(sorted((*kept, *own))))
    return tuple(sorted(found, key=lambda one: one.content[0]))
