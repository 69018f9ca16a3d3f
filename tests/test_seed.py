"""The seed article: every attribution that it makes is a row with the right kind of source."""

from __future__ import annotations

import pytest

from attrcheck.article.model import Article
from attrcheck.checklist.model import Checklist, Item
from tests.generate.seed_links import PINNED, rendered

#: Words that the statement holds, words that the cue or the source hold, the kinds that are right, and the name.
ROWS = [
    ("the social networks bear just as much evil as good", "noted", {"person"}, "Dmitry Peskov"),
    ("recent news had been mainly covered by the NEXTA Telegram Channel", "noted", {"vague"}, "Many users"),
    ("intelligence services monitor the channel’s operations", "dispute", {"person"}, "Roman Protasevich"),
    ("the Polish Army uses social media when conducting", "mentions", {"document"}, None),
    ("It is a separate military unit", "describe", {"anonymous", "vague"}, None),
    ("the Polish Internet resources NEXTA and NEXTA Life were actively", "reason to believe", {"none"}, ""),
    ("Rumors about the resignation of the government are spreading", "appeared", None, None),
    ("the protests were being conducted from abroad", "Signs were beginning to surface", {"none"}, ""),
    ("accounts", "noted", {"none"}, ""),
    ("the alleged Russian intent to split Kazakhstan", "anonymous authors", {"anonymous", "vague"}, None),
    ("the political situation in Kazakhstan is being actively swayed", "nformation", {"anonymous"}, None),
    ("the US Department of State intends to launch a program", "became known", {"none"}, ""),
    (
        "the primary target audience of the project should be the Tajik youth",
        "notes",
        {"document"},
        "The document published by the Department of State",
    ),
    (
        "The goal of the project is to strengthen the capacity",
        "clarifies",
        {"document"},
        "The document published by the Department of State",
    ),
    ("the United States is preparing for Tajikistan a destiny similar", "reasons to believe", {"none"}, ""),
]
WHOLE_QUOTATIONS = [
    ("“It is a separate military unit", "“conflict situations”).”"),
    ("“Rumors about the resignation", "Don’t be fooled!”"),
    ("“The goal of the project", "propaganda, and extremism,”"),
]


def _rows(checklist: Checklist, words: str, told: str) -> list[Item]:
    low = told.lower()
    return [
        item
        for item in checklist.items
        if words.lower() in f"{item.source.mention} {item.statement}".lower()
        and low in f"{item.source.mention} {item.cue}".lower()
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:40])
def test_the_seed_has_the_row(seed_checklist: Checklist, row: tuple[str, str, set[str] | None, str | None]) -> None:
    """The statement is a row of its own, with its cue, the kind of its source and, where it has one, the name."""
    words, told, kinds, name = row
    found = _rows(seed_checklist, words, told)
    assert len(found) == 1
    assert kinds is None or str(found[0].source.kind) in kinds
    assert name is None or found[0].source.name == name


def test_peskov_has_his_title(seed_checklist: Checklist) -> None:
    """The title that the article gives stands beside the name."""
    roles = {item.source.name: item.source.role for item in seed_checklist.items}
    assert roles["Dmitry Peskov"] == "Russian Presidential Press Secretary"
    assert roles["Roman Protasevich"] == "Former NEXTA editor"


@pytest.mark.parametrize(("start", "end"), WHOLE_QUOTATIONS)
def test_quotations_are_whole(seed_checklist: Checklist, start: str, end: str) -> None:
    """A quotation stands in its row from mark to mark."""
    (statement,) = [item.statement for item in seed_checklist.items if start in item.statement]
    assert end in statement


def test_no_statement_is_a_fragment(seed: Article, seed_checklist: Checklist) -> None:
    """No statement is shorter than three words, or begins or ends inside a word."""
    for item in seed_checklist.items:
        assert len(item.statement.split()) >= 3
        for span in (*item.attribution.source, *item.attribution.cue, *item.attribution.content):
            edges = seed.text[span.start - 1 : span.start + 1], seed.text[span.end - 1 : span.end + 1]
            assert not any(len(edge) == 2 and edge.isalnum() for edge in edges)


def test_there_are_not_too_many_rows(seed_checklist: Checklist) -> None:
    """A person can work through the list: it has at most 45 rows."""
    assert len(seed_checklist.items) <= 45


def test_the_seed_is_searched_as_it_was_reviewed(seed_checklist: Checklist) -> None:
    """Each row's priority, questions and links are those that were read; tests.generate.seed_links renews them."""
    assert rendered(seed_checklist) == PINNED.read_text(encoding="utf8")
