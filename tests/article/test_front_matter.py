"""Markdown of all makers: what stands on top of it, and the marks of notebooks."""

from __future__ import annotations

import pytest

from attrcheck.article.load import from_bytes
from tests.article.test_page import texts

TEXT = "\n\nThe weir is shut, the board said.\n\nThe mill is dry.\n"
BODY = ["The weir is shut, the board said.", "The mill is dry."]


@pytest.mark.parametrize(
    "fields",
    [
        "---\ntitle: Weir shut\nauthor: Iris Vane\ndate: 2025-03-04\n---",
        '---\ntitle: "Weir shut"\nauthors:\n  - Iris Vane\ndate: "2025-03-04T08:15:00+01:00"\ntags: [a, b]\n---',
        '---\ntitle: Weir shut\nsource: "https://paper.example/weir"\nauthor:\n  - "[[Iris Vane]]"\npublished: '
        '2025-03-04\n'
        "created: 2025-03-09\n---",
        "\ufeff---\r\ntitle: Weir shut\r\nauthor: Iris Vane\r\ndate: 4 March 2025\r\n...\r\n",
        '+++\ntitle = "Weir shut"\nauthor = "Iris Vane"\ndate = 2025-03-04T08:15:00Z\ndraft = false\n+++',
        '+++\ntitle = "Weir shut"\nauthors = ["Iris Vane"]\ndate = "2025-03-04"\n[params]\na = 1\n+++',
        '{\n  "title": "Weir shut",\n  "author": "Iris Vane",\n  "date": "2025-03-04"\n}\n',
        "---\ntitle: Weir shut\nauthor:\n  name: Iris Vane\n  email: i@b.example\ndate: March 4, 2025\n---",
        "---\ntitle: Weir shut\nby: By Iris Vane\ndate: 2025-03-04\nnote: it's: [broken\n---",
        "---\ntitle: >-\n  Weir\n  shut\nauthor: &a Iris Vane\nmore: *a\ndate: 2025/03/04\n---",
        "% Weir shut\n% Iris Vane\n% 2025-03-04\n",
        "Title: Weir shut\nAuthor: Iris Vane\nDate: 2025-03-04\n",
    ],
    ids=["plain", "list", "Obsidian", "CRLF", "TOML", "TOML list", "JSON", "object", "broken", "block", "Pandoc",
         "MultiMarkdown"],
)  # fmt: skip
def test_the_fields_on_top_are_read(fields: str) -> None:
    """Title, author and day come from the fields of every maker, and none of them is text."""
    article = from_bytes((fields + TEXT).encode(), name="a.md")
    assert texts(article) == ["Weir shut", *BODY]
    assert (article.title, article.author, article.date) == ("Weir shut", "Iris Vane", "2025-03-04")


def test_the_address_in_the_fields_is_that_of_the_article() -> None:
    """Links lead on from it, and an address that is given counts before it."""
    text = "---\ntitle: Weir shut\nsource: https://paper.example/weir\n---\nThe board said [so](/note).\n"
    article = from_bytes(text.encode(), name="a.md")
    assert (article.url, article.links[0].url) == ("https://paper.example/weir", "https://paper.example/note")
    assert from_bytes(text.encode(), name="a.md", url="https://b.example/").url == "https://b.example/"


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("---\n\nThe mill is dry.\n\n---\n\nIt rained.", ["The mill is dry.", "It rained."]),
        ("The board said: it rained.\nSo it was: wet.", ["The board said: it rained. So it was: wet."]),
        ("It is 5 % more.\n\n% of all", ["It is 5 % more.", "% of all"]),
        ("[[Ada Penrose|Ms Penrose]] met [[Iris Vane]] in [[Oxley#Weir]].", ["Ms Penrose met Iris Vane in Oxley."]),
        ("`[[code]]` stays, ![[weir.png]] goes.", ["[[code]] stays, goes."]),
        ("It was ==late== %%check this%% and ~~dry~~ wet. ^a1b2c3", ["It was late and wet."]),
        ("It rained.[^1] So said Ann.\n\n[^1]: The [note](https://b.example) says so.",
         ["It rained. So said Ann.", "The note says so."]),
        ("<!-- ask -->It rained.", ["It rained."]),
    ],
    ids=["rules", "colons", "percent", "wiki links", "code", "marks", "footnote", "comment"],
)  # fmt: skip
def test_marks_of_notebooks_are_no_text(source: str, read: list[str]) -> None:
    """Links, comments, struck words and marks of notebooks are taken off; what looks like fields and is text stays."""
    assert texts(from_bytes(source.encode(), name="a.md")) == read
