"""Statements that name nobody in, whoever was speaking out: the source of the statement before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from attrcheck.article import Span
from attrcheck.sources.source import Source, SourceKind, found_by
from attrcheck.sources.text_index import TextIndex

__all__ = ["answer_unsaid"]


def answer_unsaid(
    page: TextIndex, contents: Sequence[Sequence[Span]], unsaid: Sequence[int], answers: list[Source | None]
) -> None:
    """Answer the attributions numbered `unsaid`, which have neither source nor cue, by who spoke before them.

    `contents` are the pieces of every attribution's statement. Behind a quotation that is a paragraph of its own it may
    be the other one of a dialogue's turn.
    """
    order = sorted((number for number, spans in enumerate(contents) if spans), key=lambda number: contents[number][0])
    for at, number in enumerate(order):
        if number not in unsaid or not at:
            continue
        before = order[at - 1]
        speaker, place = answers[before], contents[before][-1]
        gap = page.paragraph(contents[number][0].start) - page.paragraph(max(place.start, place.end - 1))
        if speaker is None or not _speaks(speaker) or gap not in (0, 1) or not _begins(page, contents[number][0]):
            continue
        if gap == 0 or not _is_alone(page, place):
            answers[number] = _again(speaker, place, "same paragraph" if gap == 0 else "next paragraph")


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
