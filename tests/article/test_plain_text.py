"""Articles from plain text, encodings of files, and languages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrcheck.article.encoding import Decoded, decode
from attrcheck.article.language import language_of
from attrcheck.article.model import Article, ParagraphKind
from attrcheck.article.text.bylines import read_byline
from attrcheck.article.text.plain_text import from_text
from attrcheck.errors import InputError
from tests.support.checkout import SEED


def outline(article: Article) -> list[tuple[str, int, str]]:
    """Return kind, number and text of each paragraph."""
    return [(p.kind.value, p.number, p.span.of(article.text)) for p in article.paragraphs]


def test_seed_article_has_title_author_date() -> None:
    """The seed's first lines are its date and author and its title, the rest are thirteen body paragraphs."""
    article = from_text(SEED.read_text(encoding="utf-8"), url="https://news.example/a")
    assert (article.title, article.author, article.date, article.url) == (
        "The Role that Social and Media Platforms Played in the Events in Kazakhstan",
        "Vladimir Platov",
        "2022-01-15",
        "https://news.example/a",
    )
    kinds = [kind for kind, _number, _text in outline(article)]
    assert kinds == ["byline", "title", *["body"] * 13]
    assert article.text == SEED.read_text(encoding="utf-8")


def test_wrapped_lines_are_one_paragraph_and_single_lines_are_many() -> None:
    """Lines of an even width are one paragraph that was wrapped; uneven lines are a paragraph each."""
    wrapped = (
        "The council met on Monday to discuss the new bridge, which\nhas been delayed twice since last spring, as the "
        "mayor\nsaid.\n\n"
    )
    article = from_text(wrapped + "One line.\nAnother line, she said.\r\nA third.")
    assert [text for _kind, _number, text in outline(article)] == [
        wrapped.strip(),
        "One line.",
        "Another line, she said.",
        "A third.",
    ]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_ordered_paragraphs_in_bounds(text: str) -> None:
    """Whatever the text, paragraphs are in order, in bounds, stripped, and hold every character but blanks."""
    article = from_text(text)
    spans = [p.span for p in article.paragraphs]
    assert all(0 <= s.start < s.end <= len(article.text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(s.of(article.text) == s.of(article.text).strip() for s in spans)
    assert "".join("".join(s.of(article.text).split()) for s in spans) == "".join(article.text.split())
    bodies = [p.number for p in article.paragraphs if p.kind is ParagraphKind.BODY]
    assert bodies == list(range(1, len(bodies) + 1))


@pytest.mark.parametrize(
    ("data", "decoded"),
    [
        ("“Café”".encode(), Decoded("“Café”", "utf-8")),
        ("\ufeffCafé".encode(), Decoded("Café", "utf-8")),
        ("“Café”".encode("utf-16"), Decoded("“Café”", "utf-16-le")),
        ("Latin text".encode("utf-16-be"), Decoded("Latin text", "utf-16-be")),
        (
            "“Fine” and ".encode() + b"\x93not\x94 fine.",
            Decoded(
                "“Fine” and “not” fine.",
                "utf-8",
                (
                    "2 bytes were not valid UTF-8 and read as Windows-1252; check the letters there, the first in "
                    "““Fine” and “not” fine.”",
                ),
            ),
        ),
        (
            b"Caf\xe9 and \x93tea\x94, they said.",
            Decoded(
                "Café and “tea”, they said.",
                "cp1252",
                ("the text is not UTF-8 and was read as cp1252 by a guess; if letters look wrong, save it as UTF-8",),
            ),
        ),
    ],
)
def test_bytes_are_read_in_their_encoding(data: bytes, decoded: Decoded) -> None:
    """UTF-8 and UTF-16 are known by their bytes; what is guessed or mixed is said."""
    assert decode(data, name="a.txt") == decoded


def test_declared_encoding_counts_where_the_bytes_are_not_utf8() -> None:
    """A page's own word on its encoding is believed unless its bytes are UTF-8 or the name is none of a text's."""
    assert decode("Речь шла".encode("koi8-r"), name="a", declared="KOI8-R") == Decoded("Речь шла", "koi8-r")
    assert decode("Речь шла".encode(), name="a", declared="KOI8-R") == Decoded("Речь шла", "utf-8")
    assert decode(b"\x93So\x94 he said", name="a", declared="iso-8859-1").text == "“So” he said"
    assert decode(b"plain", name="a", declared="zip").text == "plain"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.pdf is empty: give a file or page with an article's text in it."),
        (b" \r\n\t", "a.pdf is empty: give a file or page with an article's text in it."),
        ("\u2003\u00a0".encode(), "a.pdf holds nothing but blanks: give a file or page with an article's text in it."),
        (
            b"%PDF-1.7\n...",
            "a.pdf is a PDF, which attrcheck cannot read: save or export its text as a .txt file and give that to "
            "attrcheck.",
        ),
        (
            b"abc\0def" * 9,
            "a.pdf is a binary file, not text: save or export its text as a .txt file and give that to attrcheck.",
        ),
    ],
)
def test_what_is_no_text_is_refused_with_advice(data: bytes, message: str) -> None:
    """Empty and binary files raise InputError that says what to do next."""
    with pytest.raises(InputError) as caught:
        decode(data, name="a.pdf")
    assert str(caught.value) == message


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_advice(data: bytes) -> None:
    """Whatever the bytes, decoding gives text without NUL characters, or InputError."""
    try:
        text = decode(data, name="x").text
    except InputError:
        return
    assert text.strip()
    assert "\0" not in text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "The minister said on Monday that the talks were over and that nobody in the room had expected them to end "
            "in this way.",
            "en",
        ),
        (
            "Der Minister sagte am Montag, dass die Gespräche beendet seien und niemand im Saal damit gerechnet habe, "
            "dass es so bald sein werde.",
            "de",
        ),
        (
            "Министр заявил в понедельник, что переговоры завершены и что никто из участников не ожидал такого исхода "
            "и не был к нему готов.",
            "ru",
        ),
        ("Too short to tell.", ""),
        ("", ""),
    ],
)
def test_language_is_told_from_enough_words(text: str, language: str) -> None:
    """English is told by its function words, other languages by a model, and a few words tell nothing."""
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Claire Smith, 3 May 2024", True),
        ("15.01.2022 Author: A. Writer", True),
        ("Published 3 May 2024", True),
        ("Author: Claire Smith", True),
        ("Published reports say the mayor lied.", False),
        ("By Monday the mayor had resigned, she said.", False),
        ("Updated guidance says masks are optional", False),
        ("Moscow denied it on 15 January 2022", False),
        ("Friday, 14 March 2025", True),
        ("He said so on Friday, 14 March 2025", False),
    ],
)
def test_a_sentence_is_no_byline(line: str, byline: bool) -> None:
    """A line is a byline where it names a writer or a date and nothing else."""
    assert (read_byline(line) is not None) == byline


def test_offsets_count_what_was_given() -> None:
    """Carriage returns and a byte-order mark shift no offset."""
    text = "\ufeffTitle\r\n\r\nThe mayor said it was late.\rSo it was."
    article = from_text(text)
    assert len(article.text) == len(text)
    assert [p.span.of(text) for p in article.paragraphs] == ["Title", "The mayor said it was late.", "So it was."]
