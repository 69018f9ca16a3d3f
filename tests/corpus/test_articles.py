"""What comes of a record: the rows of its article and of its statements, or the row that says why there are none."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from typing import Any

import pytest

from attrcheck.corpus.articles import read_record
from attrcheck.corpus.options import Columns, CorpusOptions
from attrcheck.corpus.records import ErrorKind, Failure, Record
from attrcheck.corpus.rows import ARTICLE_COLUMNS, STATEMENT_COLUMNS, Row, words_key
from attrcheck.reader.model import Reader
from tests.support.corpora import articles, page

GERMAN = "Der Rat sagte am Montag, die Brücke bleibe bis Mai gesperrt, und niemand fragte, warum. " * 3
STORY = articles(1)[0]


def read(reader: Reader, fields: dict[str, Any], **options: Any) -> tuple[list[Row], list[Row]]:
    """Return the rows of the articles and statements in a record of these fields."""
    rows = read_record(Record("a.jsonl", "a.jsonl#0", fields), reader, CorpusOptions(**options))
    return list(rows.articles), list(rows.statements)


def failure(reader: Reader, fields: dict[str, Any], **options: Any) -> tuple[str, str]:
    """Return kind and message of the failure of a record that has no statements."""
    (article,), statements = read(reader, fields, **options)
    assert (article["ok"], statements) == (False, [])
    return article["error_kind"], article["error"]


def test_an_article_is_a_row_and_each_statement_is_one(reader: Reader) -> None:
    """All columns are there, unknown is None, and the rows say what the checklist does."""
    (article,), statements = read(reader, STORY | {"outlet": "The Paper"})
    assert {name: value for name, value in article.items() if name != "seconds"} == {
        "article_id": "a.jsonl#0",
        "file": "a.jsonl",
        "url": "https://www.paper.example/0",
        "domain": "paper.example",
        "outlet": "The Paper",
        "title": "Bridge 0 stays closed",
        "author": None,
        "published": date(2024, 1, 5),
        "language": "en",
        "text_sha256": hashlib.sha256(f"{STORY['title']}\n\n{STORY['text']}".encode()).hexdigest(),
        "words": 39,
        "statements": 2,
        "ok": True,
        "error_kind": None,
        "error": None,
        "notes": None,
    }
    assert list(article) == list(ARTICLE_COLUMNS)
    assert all(list(row) == list(STATEMENT_COLUMNS) for row in statements)
    first, second = statements
    assert [(row["nth"], row["name"], row["role"], row["kind"], row["cue"]) for row in statements] == [
        (1, "Ann Lee", "Mayor", "person", "said"),
        (2, "Critics", None, "vague", "said"),
    ]
    assert first["statement"] == "that bridge 0, “the old one”, would stay closed until May"
    assert (first["statement_key"], first["statement_words"]) == (
        "bridge 0 the old one would stay closed until may",
        10,
    )
    assert first["context_before"] == "Mayor Ann Lee said on Monday"
    assert second["context_after"] == ". It rained on the quay all day long."
    assert first["statement_id"] != second["statement_id"]
    assert first["made_by"].startswith("attrcheck ")


def test_the_same_words_have_one_key() -> None:
    """Marks, case, hyphens and a first “that” make no other statement; other words do."""
    assert words_key("that “the bridge’s closed”, […] until-May") == words_key("The bridge's closed until May!")
    assert words_key("the bridge") != words_key("a bridge")


@pytest.mark.parametrize(
    ("fields", "options", "expected"),
    [
        ({"text": ""}, {}, (ErrorKind.EMPTY, "there is no text in it.")),
        ({}, {}, (ErrorKind.EMPTY, "the row is empty.")),
        ({"text": None, "title": "Bridge"}, {}, (ErrorKind.EMPTY, "there is no text in it.")),
        ({"text": "It rained. " * 9}, {"max_chars": 50}, (ErrorKind.TOO_LONG, "it has 99 characters, and --max-chars")),
        ({"text": "\x01\x02\x03 said" * 9}, {}, (ErrorKind.BINARY, "it is a binary file")),
        ({"html": "\0\1" * 99}, {}, (ErrorKind.BINARY, "it is a binary file")),
        ({"text": GERMAN}, {}, (ErrorKind.LANGUAGE, "another language than English (de)")),
        ({"html": f"<p>{GERMAN}</p>" * 2}, {}, (ErrorKind.LANGUAGE, "another language than English (de)")),
        ({"html": "<p>Log in.</p>"}, {}, (ErrorKind.NO_ARTICLE, "holds no article")),
        ({"text": "Too short."}, {}, (ErrorKind.NO_ARTICLE, "no field holds an article's text")),
        ({"a": "b"}, {"columns": Columns(text="body")}, (ErrorKind.BROKEN, "no column 'body'; there are a.")),
    ],
)
def test_what_cannot_be_read_is_a_row_that_says_why(
    reader: Reader, fields: dict[str, Any], options: dict[str, Any], expected: tuple[str, str]
) -> None:
    """Each kind of failure has a name and a message."""
    kind, message = failure(reader, fields, **options)
    assert kind == expected[0]
    assert expected[1] in message


def test_a_failed_article_keeps_its_address(reader: Reader) -> None:
    """Where the article came from stands in its row, whatever became of it."""
    (article,), _ = read(reader, STORY | {"text": GERMAN})
    assert (article["url"], article["domain"]) == (STORY["url"], "paper.example")


def test_what_the_file_says_is_damaged_is_a_row(reader: Reader) -> None:
    """A failure that the file's reader found is handed on as it is."""
    record = Record("a.jsonl", "a.jsonl#9", failure=Failure(ErrorKind.BROKEN, "the line is no JSON."))
    (article,) = read_record(record, reader, CorpusOptions()).articles
    assert (article["article_id"], article["error_kind"], article["error"]) == (
        "a.jsonl#9",
        "broken",
        "the line is no JSON.",
    )


def test_columns_of_all_names_are_read(reader: Reader) -> None:
    """The columns that are named hold id, address, day and text, and what they are called otherwise does not count."""
    fields = {"key": 7, "where": STORY["url"], "on": datetime(2024, 3, 5, 12), "words": STORY["text"], "text": "Teaser"}
    columns = Columns(id="key", url="where", date="on", text="words")
    (article,), statements = read(reader, fields, columns=columns)
    assert (article["article_id"], article["url"], article["published"]) == ("7", STORY["url"], date(2024, 3, 5))
    assert [row["article_id"] for row in statements] == ["7", "7"]
    short, _ = read(reader, {"post": "The mayor said it was late."}, columns=Columns(text="post"))
    assert short[0]["ok"]


def test_pages_are_read_as_pages(reader: Reader) -> None:
    """A page in a cell, in an archive or in a file gives the statements of its text."""
    text, expected = read(reader, STORY)
    statements = [row["statement"] for row in expected]
    cell, found = read(reader, {"html": page(STORY), "url": STORY["url"], "date": STORY["date"]})
    assert [row["statement"] for row in found] == statements
    assert {key: cell[0][key] for key in ("title", "url", "published", "text_sha256")} == {
        key: text[0][key] for key in ("title", "url", "published", "text_sha256")
    }
    data = page(STORY).encode()
    for record in (
        Record("a.warc.gz", "a.warc.gz#7", data=data, content_type="text/html", url=STORY["url"]),
        Record("a.html", "a.html", data=data, is_file=True),
    ):
        rows = read_record(record, reader, CorpusOptions())
        assert [row["statement"] for row in rows.statements] == statements


def test_a_foreign_page_is_not_parsed(reader: Reader) -> None:
    """Its language is asked first, so that nothing is known of it but that."""
    (article,), _ = read(reader, {"html": page(STORY | {"text": GERMAN * 2})})
    told = article["error_kind"], article["language"], article["title"], article["words"]
    assert told == ("language", "de", None, 0)


def test_a_file_of_several_articles_is_several_rows(reader: Reader) -> None:
    """Each article of a list has an id of its own and its own statements."""
    data = json.dumps(articles(2)).encode()
    rows = read_record(Record("a.json", "a.json", data=data, is_file=True), reader, CorpusOptions())
    assert [(row["article_id"], row["statements"]) for row in rows.articles] == [("a.json", 2), ("a.json#2", 2)]
    assert [row["article_id"] for row in rows.statements] == ["a.json", "a.json", "a.json#2", "a.json#2"]


def test_half_characters_are_written(reader: Reader) -> None:
    """What JSON can hold and no file can, half of a character, stops nothing."""
    (article,), _ = read(reader, STORY | {"title": "Bridge \ud83d closed"})
    assert article["title"] == "Bridge ? closed"
