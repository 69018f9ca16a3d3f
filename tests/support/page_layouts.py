"""Reads tests/data/pages: each page with its truth NAME.txt beside it, and says how well the program reads the page.

A truth file is "key: value" lines (url, canonical, title, author, date, language), then the article's paragraphs with
blank lines between them, headings after "## ", links as [words](URL).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from attrcheck.article.load import from_bytes
from attrcheck.article.model import Article, ParagraphKind
from attrcheck.errors import NoArticleError
from tests.support.checkout import PAGES

_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)\)")
_WORD = re.compile(r"[^\W_]+")
#: What a truth file may say of a page beside its text; "" where it says nothing.
KNOWN = ("title", "author", "date", "language", "canonical")

#: A link within its paragraph: the paragraph's text, start and end in it, URL.
Placed = tuple[str, int, int, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """A page and its truth: paragraphs without marks, links in them, and what is known of it."""

    name: str
    data: bytes
    url: str
    known: dict[str, str]
    paragraphs: tuple[str, ...]
    links: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How a page was read: F1 of its words, share of its paragraphs that are whole, lost links, wrong facts."""

    f1: float
    whole: float
    lost: tuple[Placed, ...]
    wrong: dict[str, tuple[str, str]]


def layouts(*, folder: Path = PAGES) -> Iterator[Layout]:
    """Yield the layouts of `folder` by name."""
    for file in sorted(folder.glob("*.txt")):
        head, *paragraphs = file.read_text(encoding="utf-8").strip().split("\n\n")
        known = {key: value.strip() for key, _, value in (line.partition(":") for line in head.splitlines())}
        url = known.pop("url")
        read = [unmarked(paragraph) for paragraph in paragraphs]
        page = next(path for path in sorted(folder.glob(f"{file.stem}.*")) if path != file)
        yield Layout(
            name=page.name,
            data=page.read_bytes(),
            url=url,
            known={"canonical": url, **known},
            paragraphs=tuple(text for text, _links in read),
            links=tuple(link for _text, links in read for link in links),
        )


def unmarked(paragraph: str) -> tuple[str, list[Placed]]:
    """Return the paragraph without its marks, and its links."""
    paragraph = paragraph.removeprefix("## ")
    text, at, places = "", 0, list[tuple[int, int, str]]()
    for mark in _LINK.finditer(paragraph):
        text += paragraph[at : mark.start()]
        places.append((len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        at = mark.end()
    text += paragraph[at:]
    return text, [(text, start, end, url) for start, end, url in places]


def main_text(article: Article) -> tuple[str, ...]:
    """Return the paragraphs that are neither title nor byline."""
    beside = (ParagraphKind.TITLE, ParagraphKind.BYLINE)
    return tuple(p.span.of(article.text) for p in article.paragraphs if p.kind not in beside)


def _links(article: Article) -> Counter[Placed]:
    found: Counter[Placed] = Counter()
    for link in article.links:
        for span in (p.span for p in article.paragraphs):
            if span.start <= link.span.start and link.span.end <= span.end:
                start = link.span.start - span.start
                found[span.of(article.text), start, start + link.span.end - link.span.start, link.url] += 1
    return found


def f1(found: tuple[str, ...], truth: tuple[str, ...]) -> float:
    """Return the F1 of the words, letter case aside, each counted as often as it stands."""
    bags = [Counter(_WORD.findall(" ".join(texts).casefold())) for texts in (found, truth)]
    return 2 * (bags[0] & bags[1]).total() / max(1, bags[0].total() + bags[1].total())


def read(layout: Layout) -> Article:
    """Return the article that the program reads from the page, an empty one where it finds none."""
    try:
        return from_bytes(layout.data, name=layout.name, url=layout.url)
    except NoArticleError:
        return Article(text="", paragraphs=())


def score(layout: Layout) -> Score:
    """Return how well the program reads the page."""
    article = read(layout)
    found = main_text(article)
    whole = Counter(found) & Counter(layout.paragraphs)
    said = {"canonical": article.url, **{key: getattr(article, key) for key in KNOWN if key != "canonical"}}
    return Score(
        f1=f1(found, layout.paragraphs),
        whole=whole.total() / len(layout.paragraphs),
        lost=tuple((Counter(layout.links) - _links(article)).elements()),
        wrong={key: (said[key], layout.known.get(key, "")) for key in KNOWN if said[key] != layout.known.get(key, "")},
    )
