"""Local news, read from text to source: who stands behind each statement, by kind, full name, role and affiliation."""

from __future__ import annotations

import tomllib
from functools import cache

import pytest

from attrcheck.article.text.plain_text import from_text
from attrcheck.pipeline import check
from attrcheck.reader.model import Reader
from attrcheck.sources.source import Source
from tests.support.checkout import CASES

_ARTICLES = tomllib.loads((CASES / "local_news.toml").read_text(encoding="utf8"))
#: Rows in a hundred that must be right at least: kind, name, role, affiliation, of those that the reader finds.
_FLOORS = {"kind": 97, "name": 95, "role": 95, "affiliation": 89}


def _fields(source: Source) -> tuple[str, ...]:
    return tuple(str(field).casefold() for field in (source.kind, source.name, source.role, source.affiliation))


@cache
def _compared() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...] | None], ...]:
    """Return for each line of cases/local_news.toml its words, the fields that it wants, and those of the row."""
    reader = Reader()
    found: list[tuple[str, tuple[str, ...], tuple[str, ...] | None]] = []
    for name, one in _ARTICLES.items():
        items = check(from_text(one["text"]), reader).items
        for line in filter(None, one["sources"].splitlines()):
            words, _, told = line.partition(" => ")
            rows = [item for item in items if words in item.statement]
            row = min(rows, key=lambda item: len(item.statement), default=None)
            wanted = (*told.casefold().split(" | "), "", "", "")[:4]
            found.append((f"{name}: {words}", wanted, _fields(row.source) if row else None))
    return tuple(found)


@pytest.mark.parametrize("name", sorted(_ARTICLES))
def test_the_words_of_a_case_stand_in_its_article(name: str) -> None:
    """Each line of an article's sources quotes words that its text has once."""
    text = _ARTICLES[name]["text"]
    lines = [line.partition(" => ")[0] for line in _ARTICLES[name]["sources"].splitlines() if line]
    assert [words for words in lines if text.count(words) != 1] == []


def test_most_statements_of_local_news_are_found() -> None:
    """No more than one statement in twenty has no row."""
    missing = [words for words, _, row in _compared() if row is None]
    assert len(missing) <= len(_compared()) / 20, missing


@pytest.mark.parametrize(("number", "field"), list(enumerate(_FLOORS)))
def test_sources_of_local_news_are_told_as_a_reader_would(number: int, field: str) -> None:
    """Of the rows found, all but a few have the field that a reader of the article gives."""
    rows = [(words, wanted[number], row[number]) for words, wanted, row in _compared() if row is not None]
    wrong = [one for one in rows if one[1] != one[2]]
    assert 100 * (len(rows) - len(wrong)) >= _FLOORS[field] * len(rows), wrong
