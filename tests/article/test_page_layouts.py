"""Page layouts with hand-made truth: the main text, every link in its place, and what the pages say of themselves."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from attrcheck.article.html.page import from_html
from attrcheck.article.load import from_bytes
from attrcheck.errors import NoArticleError
from tests.support.page_layouts import layouts, score

SCORES = {layout.name: score(layout) for layout in layouts()}
#: Layouts of which something is known to be read wrongly, and what.
KNOWN_WRONG = {
    "alt-nuke.html": {"author"},
    "court-ruling.html": {"date"},
    "drupal-braccianti.html": {"author"},
    "link-news-thread.html": {"author"},
    "list-archive-quotes.html": {"author"},
    "mailing-list-pre.html": {"author", "date"},
    "mastodon.html": {"author"},
    "notion-page.html": {"author"},
    "reddit.html": {"title", "author"},
    "table2003-tram.html": {"author", "date"},
}
#: Links in a part of the article that a button unfolds, below the article's end.
KNOWN_LOST = {"radio-transcript.html": 1}
SAID = "<p>The council met on Monday. “We open in May,” said Dana Whitlock.</p>"


def test_the_main_text_is_read() -> None:
    """The mean F1 of the words of the main text over all layouts is at least 0.97."""
    assert len(SCORES) >= 97
    assert sum(got.f1 for got in SCORES.values()) / len(SCORES) >= 0.97


def test_every_link_in_a_paragraph_is_kept_in_its_place() -> None:
    """No link of any layout is lost or moved, but for one of which it is known."""
    assert {name: len(got.lost) for name, got in SCORES.items() if got.lost} == KNOWN_LOST


def test_titles_authors_dates_languages_and_addresses_are_read() -> None:
    """What the pages say of themselves is read from all of them."""
    assert {name: set(got.wrong) for name, got in SCORES.items() if got.wrong} == KNOWN_WRONG


def test_a_short_article_is_read() -> None:
    """An article of two sentences is one where the page says that it is."""
    head = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Bridge"}</script>'
    article = from_html(f"<html><head>{head}</head><body><h1>Bridge</h1>{SAID}</body></html>")
    assert [p.span.of(article.text) for p in article.paragraphs] == ["Bridge", SAID[3:-4]]


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        (
            "<div><h2>We value your privacy</h2><p>We use cookies and similar technologies to "
            "keep this site going and to show you advertisements that suit you. "
            "With your consent, our partners store information.</p></div>",
            "it only asks for consent to cookies",
        ),
        (
            "<p>You have read all of your free articles for this month. Subscribe to continue reading and to support "
            "the work of our forty reporters.</p>",
            "it asks to “subscribe to continue”",
        ),
    ],
)
def test_walls_hold_no_article(inside: str, why: str) -> None:
    """A page that only asks for consent or money is refused, with what to do."""
    with pytest.raises(NoArticleError) as caught:
        from_html(f"<html><body>{inside}</body></html>", url="https://paper.example/a")
    assert str(caught.value) == (
        f"https://paper.example/a holds no article that could be found: {why}. Open it in a browser, save the "
        "article's text as a .txt file and give that to attrcheck; or give the address of a single article."
    )


LINE = "The mayor said that it was late and went home. "
#: Pages of so many of something, at least 100 kB each.
HOSTILE: dict[str, Callable[[int], str]] = {
    "nested divs": lambda n: "<div>" * n + SAID * 4,
    "nested spans": lambda n: "<p>" + "<span>" * n + "x</p>" + SAID * 4,
    "nested asides": lambda n: "<aside>" * (n // 2) + SAID * 4,
    "nested lists": lambda n: "<ul><li>" * (n // 2) + SAID * 4,
    "a staircase": lambda n: ("<div>" + SAID) * (n // 10),
    "attributes": lambda n: "<div " + " ".join(f"a{at}=1" for at in range(n)) + ">" + SAID * 4,
    "one long line": lambda n: "<p>" + LINE * (n // 4) + "</p>",
    "breaks": lambda n: "<p>" + (LINE + "<br>") * (n // 8) + "</p>",
    "empty breaks": lambda n: "<p>" + "<br>" * n + "</p>" + SAID * 4,
    "blank lines": lambda n: "<p>" + "<br> " * n + "</p>" + SAID * 4,
    "blank lines as they are": lambda n: "<pre>" + "\n " * n + "x</pre>" + SAID * 4,
    "blanks in a link": lambda n: "<p><a href=/x>" + " " * n * 4 + "x</a></p>" + SAID * 4,
    "blanks in a note's mark": lambda n: "<p><sup>1" + " " * n * 4 + "x</sup></p>" + SAID * 4,
    "notes' marks": lambda n: "<p>" + "<a href=#n>1</a> " * (n // 4) + "</p>" + SAID * 4,
    "reactions": lambda n: "<p>" + "\U0001f44d" * n + " wow</p>" + SAID * 4,
    "blanks in reactions": lambda n: "<p>\U0001f44d" + "\u2003" * n + "wow</p>" + SAID * 4,
    "paragraphs": lambda n: SAID * (n // 8),
    "short paragraphs": lambda n: "<p>x</p>" * (n // 2) + SAID * 4,
    "links": lambda n: "<p>" + "<a href=/x>He said</a> " * (n // 4) + "</p>" + SAID * 4,
    "headings": lambda n: "<h2>He said</h2>" * (n // 4) + SAID * 4,
    "cards": lambda n: "".join(f"<div><h2><a href=/{at}>He {at}</a></h2>{SAID}</div>" for at in range(n // 16)),
    "pictures": lambda n: "<div><img><p>Photo: Ann Lee</p></div>" * (n // 8) + SAID * 4,
    "struck words": lambda n: "<p>" + "<s>x</s> he said " * (n // 4) + "</p>" + SAID * 4,
    "styles": lambda n: "<p>" + "<span style=left:-999px>x</span>" * (n // 4) + "</p>" + SAID * 4,
    "entities": lambda n: "<p>" + "&amp;ldquo;He said&amp;rdquo; &ldquono " * (n // 4) + "</p>",
    "code": lambda n: "<p>&amp;ldquo;</p>" + "<code>" * n + SAID * 4,
    "comments": lambda n: SAID * 4 + "<!-- x" * n,
    "spans side by side": lambda n: "<p>" + "<span>he</span>" * (n // 2) + "</p>" + SAID * 4,
    "hidden parts": lambda n: "<div hidden><p>He said so.</p></div><a>Read more</a>" * (n // 8) + SAID * 4,
    "copies": lambda n: ("<div>" + SAID * 2 + "</div>") * (n // 16),
    "programs": lambda n: "<script>" + "x={a:" * n + "</script>",
    "values": lambda n: "<script>" + 'x={"a":[1,2]};' * (n // 4) + "</script>",
    "references": lambda n: (
        f'<script type="application/json">[{",".join(f"[{at},{at + 1}]" for at in range(n))}]</script>'
    ),
    "broken JSON-LD": lambda n: '<script type="application/ld+json">' + '{"a":' * n + "</script>" + SAID * 4,
    "deep JSON-LD": lambda n: '<script type="application/ld+json">' + "[" * (n * 8) + "</script>" + SAID * 4,
}


def _seconds(name: str, size: int) -> float:
    """Return the processor's seconds that a hostile page of this size takes."""
    data = f"<html><body>{HOSTILE[name](size)}</body></html>".encode()
    began = time.process_time()
    with suppress(NoArticleError):
        from_bytes(data, name="a.html")
    return time.process_time() - began


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_cost_in_proportion_to_their_size(name: str) -> None:
    """A page three times as deep, wide or long takes less than six times as long; its square would be nine.

    Other work on the machine makes a page slower and never faster, so one quick reading of three will do.
    """
    small = max(0.1, _seconds(name, 6_000))
    assert any(_seconds(name, 18_000) < 6 * small for _ in range(3))
