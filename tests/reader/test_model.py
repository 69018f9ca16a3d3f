"""The reader: what the shipped model sees, and what it does with texts that are no articles."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrcheck.article.text.plain_text import from_text
from attrcheck.errors import ModelError
from attrcheck.pipeline import check
from attrcheck.reader.attribute import attribute
from attrcheck.reader.model import Reader
from attrcheck.reader.reading import EntityKind

HOSTILE = [
    "",
    " \n\n ",
    "a",
    "\u200b\u200b",
    "¡¿" * 300,
    '"' * 10_000,
    "x" * 20_000,
    "\x01 said" + " and" * 30,
    "😀 said 😀 that 😀",
    "THE MAYOR SAID THE BRIDGE WAS CLOSED",
    "\u202eThe mayor said it was late\u202c",
    "Москва заявила, что это неправда. 北京表示。",
]


def test_source_cue_and_content_are_linked(reader: Reader) -> None:
    """A plain sentence gives one triple, each part a whole span, and its named entities."""
    text = "Yesterday Alice Brown told reporters that the old bridge in Leeds would be closed until May."
    reading = reader.read(from_text(text))
    (one,) = reading.linked
    assert [tuple(span.of(text) for span in part) for part in (one.source, one.cue, one.content)] == [
        ("Alice Brown",),
        ("told",),
        ("that the old bridge in Leeds would be closed until May",),
    ]
    assert 0.5 < one.confidence <= 1
    assert [(e.span.of(text), e.kind) for e in reading.entities] == [
        ("Alice Brown", EntityKind.PERSON),
        ("Leeds", EntityKind.LOCATION),
    ]


def test_two_sources_keep_their_own_statements(reader: Reader) -> None:
    """Each statement belongs to its own cue and source."""
    text = "Ann Lee said the tax was too high. Bob Ray disagreed, saying it was far too low."
    reading = reader.read(from_text(text))
    assert [
        (one.source[0].of(text), one.content[0].of(text)) for one in reading.linked if "said" in one.cue[0].of(text)
    ] == [("Ann Lee", "the tax was too high")]


def test_a_byline_is_never_read(reader: Reader) -> None:
    """Nothing of a byline is part of an attribution or an entity."""
    text = "Town news\n\nBy Claire Smith, 3 May 2024\n\nThe mayor said it was late."
    reading = reader.read(from_text(text))
    spans = [e.span for e in reading.entities] + [s for one in reading.linked for s in (*one.source, *one.content)]
    assert not any("Claire" in span.of(text) for span in spans)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_texts_that_are_no_articles_are_survived(reader: Reader, text: str) -> None:
    """Whatever the text, the checklist is made, and every span is right."""
    checklist = check(from_text(text), reader, force_language=True)
    for item in checklist.items:
        for span in (*item.attribution.source, *item.attribution.cue, *item.attribution.content):
            assert 0 <= span.start < span.end <= len(checklist.article.text)


SENTENCE = "Mayor Alice Brown said the old bridge would be closed until May."
#: What publishers, keyboards and forums do to a sentence.
DISGUISES: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "small letters": str.lower,
    "no punctuation": lambda text: text[:-1],
    "zero-width spaces": lambda text: text.replace("bridge", "bri\u200bdge").replace(" ", "\u200b "),
    "bidirectional marks": lambda text: "\u202b" + text.replace("Brown", "\u2067Brown\u2069") + "\u202c",
    "emoji": lambda text: f"🙂 {text.replace('bridge', 'bridge 🌉')} 🚧",
    "hard spaces": lambda text: text.replace(" ", "\u00a0"),
    "soft hyphens": lambda text: text.replace("Alice", "Al\u00adice"),
    "combining accents": lambda text: text.replace("e", "e\u0301"),
    "a list": lambda text: f"- {text}\n- Nobody came.",
    "a table": lambda text: f"| Name | Words |\n| {text[:-1].replace(' said', ' | said')} |",
    "other scripts": lambda text: f"Погода была хорошей. {text}\n\n天气很好。",
    "ten thousand quotation marks": lambda text: f"{'“' * 5000}{'”' * 5000} {text}",
}


def _letters(words: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", words.lower()) if c.isascii() and c.isalpha())


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_disguised_sentence_is_read_all_the_same(reader: Reader, disguise: str) -> None:
    """Whatever is done to a plain sentence, its source, cue and statement are found at their own places."""
    text = DISGUISES[disguise](SENTENCE)
    article = from_text(text)
    found = [
        tuple(" ".join(_letters(span.of(text)) for span in part) for part in (one.source, one.cue, one.content))
        for one in attribute(article, reader.read(article))
    ]
    assert ("mayoralicebrown", "said", "theoldbridgewouldbecloseduntilmay") in found


def test_a_transcript_names_its_speakers(reader: Reader) -> None:
    """A speaker's label is the source of what follows, with no cue but its colon."""
    text = "MAYOR BROWN: The old bridge will be closed until May.\n\nCLERK: We thank you for that."
    assert [
        (one.source[0].of(text), one.content[0].of(text).rstrip("."))
        for one in reader.read(from_text(text)).linked
        if "".join(span.of(text) for span in one.cue) in {"", ":"}
    ] == [("MAYOR BROWN", "The old bridge will be closed until May"), ("CLERK", "We thank you for that")]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            (
                *("Ann", "said", "that", '"', "“", "”", ",", ".", "\n\n", "he", "the bridge", "’s", "—", "told", "é"),
                *("1.5", "SAID", "BOB:", "| a |", "- ", "\u200b", "\u202e", "😀", "Он сказал", "说", "\u00ad", "\x0b"),
                *("poll", "3%"),
            )
        ),
        max_size=60,
    )
)
def test_any_text_gives_spans_in_bounds(reader: Reader, words: list[str]) -> None:
    """Any sequence of words and marks gives a checklist whose spans lie in bounds, whole and in order."""
    checklist = check(from_text(" ".join(words)), reader, force_language=True)
    text = checklist.article.text
    for item in checklist.items:
        for spans in (item.attribution.source, item.attribution.cue, item.attribution.content):
            assert all(0 <= s.start < s.end <= len(text) and s.of(text).strip() for s in spans)
            assert list(spans) == sorted(spans)


def test_progress_is_told(reader: Reader) -> None:
    """Progress goes up to the number of characters, and ends there."""
    told: list[tuple[int, int]] = []
    text = "The mayor said the bridge would be closed in May. " * 400
    reader.read(from_text(text), progress=lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert told[-1] == (len(text), len(text))
    reader.read(from_text(""), progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (len(text), len(text))


def test_a_book_reads_as_its_chapters_do(reader: Reader) -> None:
    """A text that is too long to be read at once gives what its parts give, at their places."""
    part = "The mayor said the bridge would be closed in May.\n\n" + "Gulls came and went over the quay. " * 60
    text = "\n\n".join([part.strip()] * 150)
    found = [tuple(span.of(text) for span in one.content) for one in reader.read(from_text(text)).linked]
    assert len(text) > 300_000
    assert found == [("the bridge would be closed in May",)] * 150


def test_the_same_text_reads_the_same(reader: Reader) -> None:
    """Reading is deterministic."""
    text = "Ann Lee said the tax was too high, according to the minutes. “It is not,” Bob Ray told the council."
    assert reader.read(from_text(text)) == Reader(threads=1).read(from_text(text))


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    """A folder that holds no model is refused with what to do."""
    with pytest.raises(ModelError, match="Reinstall attrcheck"):
        Reader(tmp_path)
