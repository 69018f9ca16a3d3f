"""Subtitles in (.srt, .vtt, .sbv), the `Article` of what is spoken out: a paragraph a turn, with its speaker."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest

from attrcheck.article.assembly import Known, assemble
from attrcheck.article.model import Article, Link
from attrcheck.article.words import ends_sentence
from attrcheck.errors import InputError, NoArticleError
from attrcheck.files import read_data

__all__ = ["Cue", "from_cues", "read_subtitles"]

#: A pause of so many seconds behind a sentence parts paragraphs, and so do so many characters.
_PAUSE = 3.0
_LONG = 600
_MOST_CUES = 100_000
#: "MAYOR BROWN:", ">> Anna Lind:", "(Anna Lind):" and "[ANNA]:" at the beginning of what is spoken.
_SPEAKER = re.compile(
    r"(?:>>+\s*|[-–—]\s*)?(?:[\[(](?P<in>[^\W\d_][\w.'’ -]{1,38})[\])]\s*:"
    r"|(?P<who>[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|\d{1,3}|al|bin|da|de|der|di|of|van|von)){0,"
    r"4})\s*:)\s+(?=\S)"
)
_CHANGE = re.compile(r"(?:>>+|[-–—](?=\s?[^\W\d_a-z\"“]))\s*")
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^<>]{1,80})>")
_TAG = re.compile(r"<[^<>]{0,200}>|\{\\[^{}]{0,80}\}")
#: What is heard and not said: "[MUSIC PLAYING]", "(applause)", "♪ … ♪".
_SOUND = re.compile(r"\[[^\[\]]{1,60}\](?!\s*:)|\([A-Z][A-Z ,'’-]{2,60}\)(?!\s*:)|♪[^♪]{0,300}♪?|[♪♫]")


@dataclass(frozen=True, slots=True)
class Cue:
    """What is spoken in one go: by whom ("" for unknown), whether another speaker begins, and from when till when."""

    text: str
    speaker: str
    changes: bool
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class _Turn:
    """A paragraph of the transcript: what `assemble` asks of one."""

    text: str
    place: str
    links: tuple[Link, ...] = ()
    is_heading: bool = False


def read_subtitles(text: str, *, url: str = "") -> Article:
    """Return the article of subtitles: cues joined to sentences, a paragraph a turn that its speaker's name begins.

    Raises InputError for a file that is damaged, NoArticleError for one in which nothing is said.
    """
    return from_cues(_cues(text), url, "subtitles")


def from_cues(cues: Iterator[Cue], url: str, kind: str) -> Article:
    """Return the article of what is spoken, each paragraph with its time; `kind` is what it was read from."""
    turns = list(_turns(cues))
    if not turns:
        raise NoArticleError(f"the {kind} hold no words: give a file with what is said in it.")
    article = assemble(turns, Known(url=url))
    note = f"read from {kind}, from {turns[0].place} to {turns[-1].place}; who speaks is told only where they say so"
    places = iter(turns)
    paragraphs = tuple(replace(paragraph, place=next(places).place) for paragraph in article.paragraphs)
    return replace(article, paragraphs=paragraphs, not_done=(*article.not_done, note))


def _cues(text: str) -> Iterator[Cue]:
    """Yield what is spoken, without what rolling subtitles show twice."""
    import webvtt  # noqa: PLC0415 (only subtitles need it)

    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").lstrip()
    kind = "vtt" if text.startswith("WEBVTT") else "srt" if "-->" in text else "sbv"
    if kind == "srt":
        text = re.sub(r"(?m)^(\d{1,3}:\d\d:\d\d)[,.;](\d{1,3})(?=\D|$)", r"\1,\2", text)
    try:
        captions = webvtt.from_buffer(io.StringIO(text), format=kind).captions
    except (webvtt.errors.MalformedFileError, webvtt.errors.MalformedCaptionError, ValueError) as error:
        raise InputError(
            f"the subtitles are damaged ({error}): save their text as a .txt file and give that."
        ) from None
    shown: list[str] = []
    for caption in captions[:_MOST_CUES]:
        lines = [line for raw in caption.raw_text.split("\n") if (line := raw.strip())]
        fresh = [line for line in lines if _TAG.sub("", line).strip() not in shown]
        shown = [_TAG.sub("", line).strip() for line in lines]
        yield from _spoken(fresh, caption.start_in_seconds, caption.end_in_seconds)


def _spoken(lines: Sequence[str], start: float, end: float) -> Iterator[Cue]:
    """Yield what each speaker says in the lines of a caption."""
    speaker, changes, words = "", False, list[str]()

    def cue() -> Iterator[Cue]:
        said = " ".join(" ".join(words).split())
        if said:
            yield Cue(said, speaker, changes, start, end)
        words.clear()

    for raw in lines:
        voices = [*_VOICE.finditer(raw)]
        pieces = [raw[: voices[0].start()]] if voices else [raw]
        pieces += [raw[a.end() : b.start() if b else None] for a, b in zip_longest(voices, voices[1:])]
        for at, piece in enumerate(pieces):
            said = html.unescape(_SOUND.sub(" ", _TAG.sub("", piece))).strip()
            if voices and at > 0:
                yield from cue()
                speaker, changes = " ".join(voices[at - 1][1].split()), True
            named = _SPEAKER.match(f"{said} ")
            change = _CHANGE.match(said)
            if named and (named["in"] or named["who"]).lower() not in _no_speakers():
                yield from cue()
                speaker, changes, said = named["in"] or named["who"], True, said[named.end() :]
            elif change:
                yield from cue()
                speaker, changes, said = "", True, said[change.end() :]
            words.append(said)
    yield from cue()


@cache
def _no_speakers() -> frozenset[str]:
    return frozenset(read_data("language")["labels"]["others"])


def _turns(cues: Iterator[Cue]) -> Iterator[_Turn]:
    """Yield a paragraph for each turn, and for each part of a long one."""
    run: list[Cue] = []
    for cue in cues:
        if run and _begins(cue, run):
            yield _turn(run)
            run = []
        run.append(cue)
    if run:
        yield _turn(run)


def _begins(cue: Cue, run: Sequence[Cue]) -> bool:
    """Tell whether a paragraph begins with `cue` after those of `run`."""
    if cue.changes:
        return not (cue.speaker and cue.speaker == run[0].speaker)
    said = run[-1].text
    return ends_sentence(said) and (cue.start - run[-1].end >= _PAUSE or sum(len(each.text) for each in run) > _LONG)


def _turn(run: Sequence[Cue]) -> _Turn:
    said = " ".join(cue.text for cue in run)
    whole = int(run[0].start)
    place = f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
    return _Turn(f"{run[0].speaker}: {said}" if run[0].speaker else said, place)
