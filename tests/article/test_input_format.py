"""The input formats: the table of them, and what is held to it."""

from __future__ import annotations

import re

import pytest

from attrcheck.article.input_format import INPUT_FORMATS, InputFormat, input_endings
from attrcheck.article.load import from_bytes
from tests.support.checkout import ROOT

PROSE = b"<p>" + b"Ann said that it was late and that the tide was in. " * 10


@pytest.mark.parametrize("form", INPUT_FORMATS, ids=lambda form: form.endings[0])
def test_every_format_has_its_reader(form: InputFormat) -> None:
    """The function that an entry names is there, and says in its docstring what it raises or returns."""
    assert form.reader().__doc__


def test_no_two_formats_share_an_ending_or_a_type() -> None:
    """An ending, a media type and a signature, with the part of an archive, each tell one format."""
    for values in (
        [ending for form in INPUT_FORMATS for ending in form.endings],
        [media for form in INPUT_FORMATS for media in form.types],
        [(form.signature, form.part) for form in INPUT_FORMATS if form.signature],
    ):
        assert len(values) == len(set(values))


def test_the_readme_lists_the_formats() -> None:
    """The README's sentence on inputs names the usual ending of each format."""
    said = re.search(r"(?s)An input is a (.*?) file, a web address", (ROOT / "README.md").read_text(encoding="utf8"))
    assert said
    assert " ".join(said[1].replace("`", "").split()) == input_endings()


@pytest.mark.parametrize(
    ("data", "name", "content_type", "title"),
    [
        (b"Plain\n\nAnn said it was late.", "a.txt", "", "Plain"),
        (b"# Marked\n\nAnn said it was *late*.", "a.md", "", "Marked"),
        (b"# Marked\n\nAnn said it was *late*.", "https://a.example/x", "text/markdown; charset=utf-8", "Marked"),
        (b"<!doctype html><h1>Page</h1>" + PROSE, "a", "", "Page"),
        (b"<html><h1>Page</h1>" + PROSE, "x", "application/xhtml+xml", "Page"),
    ],
)
def test_a_format_is_told_by_type_or_name_or_start(data: bytes, name: str, content_type: str, title: str) -> None:
    """The media type counts before the name, and the first tag where neither says more than text."""
    assert from_bytes(data, name=name, content_type=content_type).title == title


@pytest.mark.parametrize(
    "start",
    [
        "<p>",
        "<div class='a'><p>",
        "\n <h2>Weir</h2><p>",
        "<!-- copied --><p>",
        "<b>Oxley</b> <p>",
        "Weir shut\n<p>One.</p><p>",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "standard input"])
def test_a_piece_of_a_page_is_a_page(start: str, name: str) -> None:
    """Tags tell HTML that has no beginning, in a file with another ending or from a pipe."""
    said = "The board said that the weir was shut, and that it would be so for a month from now on."
    article = from_bytes(f"{start}{said}</p><p>{said} <a href='https://a.example'>More</a>.</p>".encode(), name=name)
    assert "<" not in article.text
    assert [link.url for link in article.links] == ["https://a.example"]


@pytest.mark.parametrize(
    "text", ["It was <so, she said.", "The tag <p> begins a paragraph, she said.", "a < b > c, he said."]
)
def test_a_bracket_makes_no_page(text: str) -> None:
    """A tag or a bracket in a sentence is text."""
    assert from_bytes(text.encode(), name="a.txt").text == text
