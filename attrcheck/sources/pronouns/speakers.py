"""Statements that name nobody in, whoever was speaking out: whose the statement before is, or the same words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from attrcheck.article import Span
from attrcheck.sources.source import Source, SourceKind, found_by
from attrcheck.sources.text.mentions import padded
from attrcheck.sources.text.text_index import TextIndex

__all__ = ["answer_repeated", "answer_unsaid", "outermost"]

_NEAR = 8  # statements before one that it may go on from
_FEWEST = 4  # words that tell that a quotation is the same


def answer_unsaid(
    page: TextIndex,
    contents: Sequence[Sequence[Span]],
    unsaid: Sequence[int],
    mains: Sequence[Span | None],
    answers: list[Source | None],
    asked: Mapping[int, Source | None],
) -> set[int]:
    """Answer the attributions numbered `unsaid`, which have neither source nor cue, by who spoke before them.

    `contents` are the pieces of every attribution's statement, `mains` their sources. Behind a quotation that is a
    paragraph of its own it may be the other one of a dialogue's turn. `asked` are questions by number, each with whom
    it was put to: what follows in its paragraph is no word of whoever asked. Return the numbers of these.
    """
    replies = set[int]()
    order = sorted((number for number, spans in enumerate(contents) if spans), key=lambda number: contents[number][0])
    for at, number in enumerate(order):
        if number not in unsaid or not at:
            continue
        before = outermost(contents, order[max(0, at - _NEAR) : at])
        if before in asked and page.paragraph(contents[number][0].start) == page.paragraph(contents[before][0].start):
            replies.add(number)
            one = asked[before]
            answers[number] = _again(one, contents[before][0], "same paragraph") if one else None
            continue
        speaker, place = answers[before], contents[before][-1]
        main, own = mains[before], page.paragraph(contents[number][0].start)
        named_here = main is not None and place.end <= main.start and page.paragraph(main.start) == own
        gap = 0 if named_here else own - page.paragraph(max(place.start, place.end - 1))
        broken = gap == 2 and _is_broken_off(page, Span(place.end, contents[number][0].start))
        near = gap in (0, 1) or broken
        if speaker is None or not _speaks(speaker) or not near or not _begins(page, contents[number][0]):
            continue
        if gap and not broken and speaker.kind is SourceKind.AUTHOR:
            continue  # “No,” I said.¶ “Yes.”
        if gap == 0 or broken or not _is_alone(page, place):
            answers[number] = _again(speaker, place, "same paragraph" if gap == 0 else "next paragraph")
    return replies


def answer_repeated(
    page: TextIndex, contents: Sequence[Sequence[Span]], unsaid: Sequence[int], answers: list[Source | None]
) -> None:
    """Answer those of `unsaid` that a headline quotes by who says the same words further down."""
    end = page.paragraphs[1] if len(page.paragraphs) > 1 else 0
    for number in unsaid:
        spans = contents[number]
        if answers[number] is not None or not spans or spans[0].start >= end:
            continue
        wanted = padded(page, spans)
        if wanted.count(" ") < _FEWEST:
            continue
        for other, places in enumerate(contents):
            source = answers[other]
            later = places and places[0].start >= end
            if later and source is not None and _speaks(source) and wanted in padded(page, places):
                place = source.resolved_to or places[0]
                answers[number] = found_by(
                    replace(source, resolved_to=place), "speaker", source.candidates, given=source.confidence
                )
                break


def outermost(contents: Sequence[Sequence[Span]], order: Sequence[int]) -> int:
    """Return the statement that the last of `order` stands in, or the last itself: what Lee says of what Roe said."""
    last = order[-1]
    for number in reversed(order[:-1]):
        inner = contents[last]
        if any(piece.start <= inner[0].start and inner[-1].end <= piece.end for piece in contents[number]):
            last = number if tuple(contents[number]) != tuple(inner) else last
    return last


#: “…,”[¶ Lee said.¶ ]“…”.
_TOLD = re.compile(r"\n\s*[^\n“”\"]{3,60}\.\s*\n\s*")
#: Another answers whoever asks.
_ASKS = re.compile(r"\b(?:asked|asks|inquired|enquired|wondered)\b")


def _is_broken_off(page: TextIndex, between: Span) -> bool:
    """Tell whether "Lee said." is all that stands between two quotations, on a line of its own."""
    half = "," in page.text[max(0, between.start - 2) : between.start]
    told = _TOLD.fullmatch(page.text, between.start, between.end) if half else None
    return told is not None and _ASKS.search(told.group()) is None


def _again(speaker: Source, place: Span, way: str) -> Source:
    again = replace(speaker, resolved_to=speaker.resolved_to or place, candidates=())
    return found_by(again, way, given=speaker.confidence)


def _speaks(source: Source) -> bool:
    return source.kind is not SourceKind.NONE and source.kind is not SourceKind.VAGUE


def _begins(page: TextIndex, place: Span) -> bool:
    """Tell whether a statement begins its sentence, as a quotation does that somebody goes on with."""
    lead = page.text[page.paragraph_start(place.start) : place.start].rstrip()
    return not lead or lead.endswith((".", "!", "?", "”", '"', "’", "'"))


def _is_alone(page: TextIndex, place: Span) -> bool:
    """Tell whether the paragraph that ends with `place` is a quotation and nothing else, as in a dialogue."""
    start = page.paragraph_start(place.start)
    lead = page.text[start : place.start].strip(" \n\"'“”‘’«»")
    end = page.text.find("\n", place.end)
    tail = page.text[place.end : end if end >= 0 else len(page.text)].strip(" \n\"'“”‘’«».")
    return not lead and not tail
