"""Pasted text with hard line breaks: paragraphs become whole, and what was broken on purpose stays broken."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrcheck.article.load import from_bytes
from attrcheck.article.model import Span
from attrcheck.article.sentences import sentences_of
from attrcheck.article.text.plain_text import Joiner, from_text, unwrap
from tests.support.checkout import CASES as FOLDER_OF_CASES

CASES = tomllib.loads((FOLDER_OF_CASES / "wrapped.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_pasted_text_is_read_in_its_paragraphs(name: str) -> None:
    """Each case's paragraphs are those that a reader sees in it."""
    case = CASES[name]
    article = from_text(unwrap(case["pasted"]))
    assert [p.span.of(article.text) for p in article.paragraphs] == case["paragraphs"]


def test_sentences_of_a_wrapped_file_are_whole() -> None:
    """A file that is wrapped at 72 columns gives whole sentences, at offsets into the text as it was joined."""
    article = from_bytes(CASES["mail at 72 columns"]["pasted"].encode(), name="mail.txt")
    first = article.paragraphs[0].span
    assert [span.of(article.text) for span in sentences_of(article.text, Span(first.start, first.end))] == [
        "The harbour board will meet again on Thursday to decide whether the east quay can be reopened before the "
        "winter, its chairwoman said.",
        "“We have run out of reasons to wait,” Dana Whitlock told members in a letter.",
    ]


def test_words_broken_at_line_ends_are_written_as_the_rest_of_the_text_writes_them() -> None:
    """The text's own spelling decides on a hyphen, then a list of first halves, then the hyphen goes."""
    joiner = Joiner(["the cooperation of re-elected members", "coopera-"])
    joined = [
        joiner.join(first, second)[0]
        for first, second in (
            ("the coopera-", "tion of"),
            ("was re-", "elected twice"),
            ("a well-", "known fact"),
            ("the consor-", "tium"),
            ("Smith-", "Jones said"),
            ("a state-of-", "the-art pump"),
            ("1990-", "1995"),
            ("he left —", "at once"),
            ("plain", "words"),
        )
    ]
    assert joined == [
        "the cooperation of",
        "was re-elected twice",
        "a well-known fact",
        "the consortium",
        "Smith-Jones said",
        "a state-of-the-art pump",
        "1990-1995",
        "he left — at once",
        "plain words",
    ]


@given(st.text(alphabet="ab.-> \n\t•1", max_size=200))
def test_joining_loses_no_letter(text: str) -> None:
    """Whatever the text, all that goes is blanks, the marks of quoted mail, and hyphens at the ends of lines."""
    dropped = str.maketrans("", "", " \n\t>-")
    assert unwrap(text).translate(dropped) == text.translate(dropped)


def test_each_speaker_of_a_wrapped_transcript_begins_a_paragraph() -> None:
    """A name in capitals and a colon begin a paragraph even after a line as long as the others."""
    text = (
        "MAYOR LINDH: I have not seen the report that you speak of and I do\n"
        "not think that anybody in this building has seen it, nor should it.\n"
        "REPORTER: It was sent to you on Monday, according to your clerk, who\n"
        "said so on the radio this morning."
    )
    assert unwrap(text) == (
        "MAYOR LINDH: I have not seen the report that you speak of and I do not think that anybody in this building "
        "has seen it, nor should it.\n\nREPORTER: It was sent to you on Monday, according to your clerk, who said so "
        "on the radio this morning."
    )


def test_each_account_of_a_thread_begins_a_paragraph() -> None:
    """Of lines that are as long as a paragraph's, each that begins with an account is somebody else's post."""
    lines = (
        "@greta_mills: they have closed the library AGAIN, would you believe",
        "@councilwatch replied that the closure was only for the afternoon.",
        "@greta_mills: which afternoon? it has been shut since Monday noon.",
    )
    article = from_text("\n".join(lines))
    assert [paragraph.span.of(article.text) for paragraph in article.paragraphs] == list(lines)
    assert unwrap("\n".join(lines)).split("\n\n") == list(lines) or unwrap("\n".join(lines)) == "\n".join(lines)


def test_an_account_that_a_paragraph_mentions_begins_none() -> None:
    """A wrapped line of prose may begin with an account's name."""
    text = (
        "The council said on Monday in a reply to the account of somebody else,\n"
        "@greta_mills, that the library would open again in the spring of 1999."
    )
    assert len(from_text(text).paragraphs) == 1
