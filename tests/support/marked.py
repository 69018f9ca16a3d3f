"""Makes checklists for tests from texts in which source, cue and content are marked: [S:Ann] [C:said] [T:it].

A digit ([S2:…]) tells several attributions of one text apart, and marks may stand inside marks.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from attrcheck.article.model import Article, Paragraph, ParagraphKind, Span
from attrcheck.article.text.plain_text import from_text
from attrcheck.checklist.build import build
from attrcheck.checklist.model import Checklist, MadeBy
from attrcheck.reader.attribute import attribute
from attrcheck.reader.attribution import Attribution, Form
from attrcheck.reader.cues import Act
from attrcheck.reader.reading import Entity, EntityKind, Linked, Reading
from attrcheck.sources.identify import identify
from tests.support.checkout import CASES

MADE_BY = MadeBy(version="0", model="none")
#: A mark opens or a bracket closes; a bracket of the text's own opens and closes nothing.
_MARK = re.compile(r"\[(?P<role>[SCT])(?P<number>\d?):|(?<!\x1b)\[|\]")


class Drawn(NamedTuple):
    """The spans of one attribution."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()


def drawn(marked: str) -> tuple[str, list[Drawn]]:
    """Return the text without its marks, and the spans of the attributions that they draw, in order of their digits."""
    text, at, opened = "", 0, list[tuple[str, str, int]]()
    roles: dict[str, dict[str, list[Span]]] = {}
    for mark in _MARK.finditer(marked):
        own = mark[0] == "[" or (mark[0] == "]" and (not opened or not opened[-1][0]))
        text += marked[at : mark.end() if own else mark.start()]
        at = mark.end()
        if mark[0] != "]":
            opened.append((mark["role"] or "", mark["number"] or "", len(text)))
        elif opened:
            role, number, start = opened.pop()
            if role:
                roles.setdefault(number, {}).setdefault(role, []).append(Span(start, len(text)))
    assert not any(role for role, _, _ in opened), f"a mark is not closed: {marked}"
    spans = [Drawn(*(tuple(roles[number].get(role, ())) for role in "SCT")) for number in sorted(roles)]
    return text + marked[at:], spans


def drawn_once(marked: str) -> tuple[str, Drawn]:
    """Return the text without its marks, and the spans of the one attribution that they draw."""
    text, spans = drawn(marked)
    return text, spans[0] if spans else Drawn()


def indirect(spans: Drawn) -> Attribution:
    """Return an indirect statement with these spans."""
    return Attribution(*spans, Act.STATEMENT, Form.INDIRECT, 1.0)


def entities_of(text: str, listed: str) -> tuple[Entity, ...]:
    """Return the entities listed as "person: Ann Lee, Bob Ray; organization: Fund", wherever they stand in `text`."""
    groups = [group.partition(":") for group in filter(None, listed.split(";"))]
    found = {
        Entity(Span(match.start(), match.end()), EntityKind(kind.strip()))
        for kind, _, names in groups
        for name in names.split(",")
        for match in re.finditer(re.escape(name.strip()), text)
    }
    return tuple(sorted(found, key=lambda entity: entity.span))


def styled_cases(file: str) -> Iterator[tuple[str, str, str]]:
    """Yield what each line of the cases in `file` is about, the style of English that it stands under, and the line."""
    path = CASES / file
    for about, styles in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for style, block in styles.items():
            for line in filter(None, block.splitlines()):
                yield about, style, line


def unmarked(marked: str, *, raw: bool = False) -> tuple[Article, Linked]:
    """Return the article without the marks, and the one attribution that they make; `raw` keeps every character."""
    text, spans = drawn_once(marked)
    article = from_text(text)
    if raw:
        article = replace(article, text=text, paragraphs=(Paragraph(Span(0, len(text)), ParagraphKind.BODY, 1),))
    return article, Linked(*spans, 0.9)


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
