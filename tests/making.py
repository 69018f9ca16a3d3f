"""Makes checklists for tests from texts in which source, cue and content are marked: [S:Ann] [C:said] [T:it]."""

from __future__ import annotations

import re
from dataclasses import replace

from attrcheck.article import Article, Paragraph, ParagraphKind, Span, from_text
from attrcheck.attributions import Attribution, attribute
from attrcheck.checklist import Checklist, MadeBy, build
from attrcheck.reader import Entity, Linked, Reading
from attrcheck.sources import identify

MADE_BY = MadeBy(version="0", model="none")
_MARKED = re.compile(r"\[(?P<role>[SCT]):(?P<words>.*?)\]", re.S)


def unmarked(marked: str, *, raw: bool = False) -> tuple[Article, Linked]:
    """Return the article without the marks, and the one attribution that they make; `raw` keeps every character."""
    text = ""
    spans: dict[str, list[Span]] = {"S": [], "C": [], "T": []}
    at = 0
    for match in _MARKED.finditer(marked):
        text += marked[at : match.start()]
        spans[match["role"]].append(Span(len(text), len(text) + len(match["words"])))
        text += match["words"]
        at = match.end()
    text += marked[at:]
    article = from_text(text)
    if raw:
        article = replace(article, text=text, paragraphs=(Paragraph(Span(0, len(text)), ParagraphKind.BODY, 1),))
    return article, Linked(tuple(spans["S"]), tuple(spans["C"]), tuple(spans["T"]), 0.9)


def attributions_of(article: Article, *linked: Linked) -> tuple[Attribution, ...]:
    """Return the attributions of `article`, where the reader has seen `linked`."""
    return attribute(article, Reading(linked, ()))


def checklist_of(marked: str, *, url: str = "", entities: tuple[Entity, ...] = (), raw: bool = False) -> Checklist:
    """Return the checklist of the text with its one marked attribution."""
    article, linked = unmarked(marked, raw=raw)
    article = replace(article, url=url)
    reading = Reading((linked,), entities)
    attributions = attribute(article, reading)
    return build(article, attributions, identify(article, reading, attributions), MADE_BY)
