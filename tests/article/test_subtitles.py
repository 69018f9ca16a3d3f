"""Subtitles and transcripts of recordings."""

from __future__ import annotations

import pytest

from attrcheck.article.load import from_bytes
from attrcheck.errors import InputError, NoArticleError
from tests.article.test_page import texts


def _srt(*cues: str) -> bytes:
    """Return .srt of cues, two seconds each."""
    time = "00:00:{:02},000 --> 00:00:{:02},500"
    return "\n\n".join(f"{at}\n{time.format(2 * at, 2 * at + 1)}\n{cue}" for at, cue in enumerate(cues, 1)).encode()


@pytest.mark.parametrize(
    ("cues", "read"),
    [
        (("The weir will be", "shut for a month."), ["The weir will be shut for a month."]),
        (
            ("MAYOR VANE: The weir is shut.", "It stays shut.", "ADA PENROSE: Nobody told us."),
            ["MAYOR VANE: The weir is shut. It stays shut.", "ADA PENROSE: Nobody told us."],
        ),
        ((">> Ada: Who knew?\n>> Iris: I did.",), ["Ada: Who knew?", "Iris: I did."]),
        (("- Who knew?\n- I did.",), ["Who knew?", "I did."]),
        (("[MUSIC PLAYING]", "The weir is shut.", "♪ la la ♪", "(APPLAUSE)"), ["The weir is shut."]),
        (("<i>The weir</i> is <font color=\"#fff\">shut</font>.{\\an8}",), ["The weir is shut."]),
        (("The weir", "The weir\nis shut", "is shut\nfor a month."), ["The weir is shut for a month."]),
        (("The answer: no.", "He said: wait."), ["The answer: no. He said: wait."]),
    ],
    ids=["joined", "speakers", "chevrons", "dashes", "sounds", "tags", "rolling", "colons in a sentence"],
)  # fmt: skip
def test_what_is_spoken_is_read_in_turns(cues: tuple[str, ...], read: list[str]) -> None:
    """Cues become sentences, each speaker's turn a paragraph; sounds, tags and repetitions are no text."""
    assert texts(from_bytes(_srt(*cues), name="a.srt")) == read


def test_each_turn_keeps_the_time_at_which_it_is_spoken() -> None:
    """A turn's time is its place, and the whole's range is told."""
    article = from_bytes(_srt("ADA: Who knew?", "IRIS: I did.", "In March."), name="a")
    assert [(paragraph.number, paragraph.place) for paragraph in article.paragraphs] == [
        (1, "00:00:02"),
        (2, "00:00:04"),
    ]
    assert article.not_done == (
        "read from subtitles, from 00:00:02 to 00:00:04; who speaks is told only where they say so",
    )


@pytest.mark.parametrize(
    "data",
    [
        b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada Penrose>Who knew?\n\n00:02.000 --> 00:03.000\n<v Iris Vane>I "
        b"did.</v>\n",
        b"WEBVTT - Council\nKind: captions\nLanguage: en\n\nNOTE by hand\n\n1\n00:00:01.000 --> 00:00:02.000 "
        b"align:start\n"
        b"<v.loud Ada Penrose>Who <c.yellow>knew</c>?</v>\n<v Iris Vane>I did.\n",
        b"\xef\xbb\xbfWEBVTT\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\n00:01.000 --> 00:02.000\r\nAda Penrose: "
        b"Who knew?\r\n"
        b"\r\n00:02.000 --> 00:03.000\r\nIris Vane: I did.\r\n",
    ],
    ids=["voices", "two voices a cue", "labels"],
)
def test_voices_of_web_subtitles_are_speakers(data: bytes) -> None:
    """The names in voice tags and labels begin the turns; notes, styles and classes are no text."""
    assert texts(from_bytes(data, name="a.vtt")) == ["Ada Penrose: Who knew?", "Iris Vane: I did."]


def test_subtitles_of_youtube_are_read() -> None:
    """The .sbv form is told by its times."""
    data = b"0:00:01.000,0:00:02.000\nThe weir is\n\n0:00:02.000,0:00:03.000\nshut for a month.\n"
    assert texts(from_bytes(data, name="a")) == ["The weir is shut for a month."]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"WEBVTT\n", NoArticleError),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n[MUSIC]\n", NoArticleError),
        (b"1\n00:00:01,000 --> \xff\xff", InputError),
    ],
)
def test_subtitles_without_words_are_refused(data: bytes, error: type[InputError]) -> None:
    """A file in which nothing is said, or that is damaged, is refused."""
    with pytest.raises(error):
        from_bytes(data, name="a.srt")


@pytest.mark.parametrize(
    "text",
    [
        "[00:00:02] Ada Penrose: Who knew?\n[00:00:05] Iris Vane: I did.\n[00:00:07] Ada Penrose: Since when?\n",
        "00:02 Ada Penrose: Who knew?\n\n00:05 Iris Vane: I did.\n\n00:07 Ada Penrose: Since when?\n",
        "Ada Penrose  0:02\nWho knew?\n\nIris Vane  0:05\nI did.\n\nAda Penrose  0:07\nSince when?\n",
        "Ada Penrose (00:02): Who knew?\nIris Vane (00:05): I did.\nAda Penrose (00:07): Since when?\n",
    ],
    ids=["brackets", "times first", "names above", "names first"],
)
def test_a_transcript_with_times_is_read_in_turns(text: str) -> None:
    """Times are the places of the turns and no text, and names begin them."""
    article = from_bytes(text.encode(), name="a.txt")
    assert texts(article) == ["Ada Penrose: Who knew?", "Iris Vane: I did.", "Ada Penrose: Since when?"]
    assert [paragraph.place for paragraph in article.paragraphs] == ["00:00:02", "00:00:05", "00:00:07"]


def test_lines_between_times_are_joined() -> None:
    """What a player shows under each time is one text where nobody is named."""
    text = "0:00\nThe weir will be\n0:03\nshut for a month\n0:05\nand nobody was told.\n"
    assert texts(from_bytes(text.encode(), name="a.txt")) == ["The weir will be shut for a month and nobody was told."]


@pytest.mark.parametrize(
    "text",
    [
        "12:30 was the time, she said.\n\n11:15 was too early, he said.\n\n10:00 was worse, they said.",
        "The train left at 12:30 and came at 13:10, he said.\n\nIt was late.",
        "10:15 It rained in Oxley.\n\n10:30 The weir was shut.\n\n11:00 The board said so.",
        "Psalm 23:04 is read here.\n\nHe said so.",
    ],
)
def test_times_of_day_make_no_transcript(text: str) -> None:
    """A few times in sentences, or times that go back, are text."""
    assert texts(from_bytes(text.encode(), name="a.txt")) == text.split("\n\n")
