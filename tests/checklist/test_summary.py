"""Summary: whose the statements are, how they are put, and what should make a checker wary."""

from __future__ import annotations

import pytest

from attrcheck.article.model import Span
from attrcheck.article.text.plain_text import from_text
from attrcheck.checklist.build import build
from attrcheck.checklist.model import Checklist
from attrcheck.checklist.summary import SourceSummary, Summary, summarise
from attrcheck.reader.attribution import Attribution, Form
from attrcheck.reader.cues import Act
from attrcheck.sources.source import Source, SourceKind
from tests.support.marked import MADE_BY


def _checklist(*rows: tuple[str, SourceKind, Act, Form, float]) -> Checklist:
    """Return a checklist of one row a paragraph, each by a source of this name and kind."""
    article = from_text("\n\n".join(["Town news", *("It was late by then." for _ in rows)]))
    spans = [paragraph.span for paragraph in article.paragraphs if paragraph.number][: len(rows)]
    attributions = tuple(
        Attribution((), (), (Span(span.start, span.end - 1),), act, form, confidence)
        for span, (_, _, act, form, confidence) in zip(spans, rows, strict=True)
    )
    sources = tuple(Source(kind, name, "", "", name, None, ()) for name, kind, *_ in rows)
    return build(article, attributions, sources, MADE_BY)


def _row(name: str, kind: SourceKind) -> tuple[str, SourceKind, Act, Form, float]:
    return name, kind, Act.STATEMENT, Form.INDIRECT, 0.9


def test_sources_are_counted() -> None:
    """Each source has its statements, acts, forms and places, those with most statements first; maybes do not count."""
    checklist = _checklist(
        ("Ann Lee", SourceKind.PERSON, Act.STATEMENT, Form.DIRECT, 0.9),
        ("critics", SourceKind.VAGUE, Act.BELIEF, Form.INDIRECT, 0.9),
        ("Ann Lee", SourceKind.PERSON, Act.STATEMENT, Form.MIXED, 0.9),
        ("Ann Lee", SourceKind.PERSON, Act.INTENTION, Form.DIRECT, 0.9),
        ("critics", SourceKind.VAGUE, Act.STATEMENT, Form.INDIRECT, 0.1),
        ("", SourceKind.NONE, Act.STATEMENT, Form.DIRECT, 0.9),
        ("an official", SourceKind.ANONYMOUS, Act.STATEMENT, Form.INDIRECT, 0.9),
        ("the mayor", SourceKind.ROLE, Act.STATEMENT, Form.INDIRECT, 0.9),
    )
    ids = {item.paragraph: item.id for item in checklist.items}
    summary = summarise(checklist)
    assert summary.sources[0] == SourceSummary(
        name="Ann Lee",
        kind=SourceKind.PERSON,
        role="",
        statements=3,
        acts=((Act.STATEMENT, 2), (Act.INTENTION, 1)),
        forms=((Form.DIRECT, 2), (Form.MIXED, 1)),
        first=1,
        last=4,
        items=(ids[1], ids[3], ids[4]),
    )
    assert [(one.name, one.statements) for one in summary.sources[1:]] == [
        ("critics", 1),
        ("", 1),
        ("an official", 1),
        ("the mayor", 1),
    ]
    assert summary == Summary(
        summary.sources,
        3,
        2,
        1,
        1,
        3,
        1,
        3,
        ("“critics” is plural, but only one statement is theirs: ask how many they are.",),
    )


@pytest.mark.parametrize(
    ("rows", "warnings"),
    [
        ([_row("Ann Lee", SourceKind.PERSON)] * 2, ()),
        ([_row("Ann Lee", SourceKind.PERSON)] * 3, ("All 3 statements come from one source: Ann Lee.",)),
        (
            [_row("Ann Lee", SourceKind.PERSON)] * 3 + [_row("Bob Ray", SourceKind.PERSON)],
            ("3 of 4 statements come from one source: Ann Lee.",),
        ),
        ([_row("Ann Lee", SourceKind.PERSON), _row("Bob Ray", SourceKind.PERSON)] * 2, ()),
        ([_row("", SourceKind.NONE)] * 3, ("No source is named.",)),
        ([_row("a source close to the talks", SourceKind.ANONYMOUS)], ("No source is named.",)),
        (
            [_row("Sources close to the talk", SourceKind.ANONYMOUS), _row("Ann Lee", SourceKind.PERSON)],
            ("“Sources close to the talk” is plural, but only one statement is theirs: ask how many they are.",),
        ),
        ([_row("people", SourceKind.VAGUE)] * 2 + [_row("Ann Lee", SourceKind.PERSON)], ()),
        ([], ()),
    ],
)
def test_warnings_come_where_they_should(
    rows: list[tuple[str, SourceKind, Act, Form, float]], warnings: tuple[str, ...]
) -> None:
    """One source for all or most, nobody named, and a plural that says one thing are told, and nothing else."""
    assert summarise(_checklist(*rows)).warnings == warnings
