"""What pages say of themselves, where what they say disagrees, is borrowed or leads elsewhere."""

from __future__ import annotations

import json

import pytest

from attrcheck.article.html.blocks import parse_html
from attrcheck.article.html.metadata import Metadata, read_metadata
from attrcheck.article.html.page import from_html
from attrcheck.article.text.bylines import clean_author

URL = "https://paper.example/2024/03/05/bridge"
SAID = "<p>The council met on Monday. “We open in May,” said Dana Whitlock of the works department at last.</p>" * 2


def told(head: str, body: str = "", *, url: str = URL) -> Metadata:
    """Return what a page with this head and body says of itself."""
    return read_metadata(parse_html(f"<html><head>{head}</head><body>{body}</body></html>"), url)


def article(**said: object) -> str:
    """Return a script of JSON-LD that describes an article."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **said})}</script>'


def test_linked_data_counts_before_meta_elements_and_these_before_marked_ones() -> None:
    """Of three titles, authors and dates, the first in that order are taken; titles are all kept, in order."""
    meta = (
        '<meta property="og:title" content="Bridge | Paper"><meta name="author" content="Ben Meta">'
        '<meta property="article:published_time" content="2024-03-06T00:10:00+01:00"><title>Bridge - The Paper</title>'
    )
    shown = '<h1>Bridge</h1><span itemprop="author">Cy Shown</span><time itemprop="datePublished">7 March 2024</time>'
    linked = article(headline="Bridge late", author={"name": "Ann Linked"}, datePublished="2024-03-05T23:50:00-05:00")
    assert told(linked + meta, shown) == Metadata(
        titles=("Bridge late", "Bridge | Paper", "Bridge - The Paper"),
        author="Ann Linked",
        date="2024-03-05",
        url=URL,
        is_article=True,
    )
    without = told(meta, shown)
    assert (without.titles[0], without.author, without.date) == ("Bridge | Paper", "Ben Meta", "2024-03-06")
    marked = told("", shown, url="https://paper.example/bridge")
    assert (marked.titles, marked.author, marked.date) == ((), "Cy Shown", "2024-03-07")


def test_the_article_at_the_address_counts_before_others() -> None:
    """Where a page describes several articles, the one that names the page's own address is read."""
    other = article(headline="Other", url="https://paper.example/other", author="Otto Other")
    own = article(headline="Own", mainEntityOfPage={"@id": URL}, author=[{"name": "Ann"}, "Ben Doe"])
    said = told(other + own)
    assert (said.titles, said.author) == (("Own",), "Ann, Ben Doe")


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [
        ("https://www.paper.example/bridge", "https://www.paper.example/bridge"),
        ("/bridge", "https://paper.example/bridge"),
        ("https://paper.example/", URL),
        ("https://paper.example", URL),
        ("https://wire.example/bridge", URL),
        ("javascript:alert(1)", URL),
        ("https://[broken/", URL),
        ("", URL),
    ],
)
def test_a_canonical_address_is_of_the_same_site_and_no_home_page(canonical: str, expected: str) -> None:
    """What cannot be this article's address leaves the one that was asked for."""
    assert told(f'<link rel="canonical" href="{canonical}">').url == expected


def test_the_home_page_may_call_itself_that() -> None:
    """The canonical address of a home page is the home page."""
    assert told('<link rel="canonical" href="https://paper.example/">', url="https://paper.example/?a=b").url == (
        "https://paper.example/"
    )


@pytest.mark.parametrize(
    ("published", "other"), [("2024-03-07", ""), ("2024-03-08", "2024-03-05"), ("2024-02-30", ""), ("soon", "")]
)
def test_dates_that_disagree_by_more_than_two_days_are_told(published: str, other: str) -> None:
    """The date in the address is set beside the one that the page states; no date at all disagrees with none."""
    said = told(article(datePublished=published))
    assert (said.date, said.other_date) == (published if other or published == "2024-03-07" else "2024-03-05", other)


def test_the_checklist_names_both_dates_and_the_next_page() -> None:
    """What a reader must know of how the page was read is in the article."""
    head = article(headline="Bridge", datePublished="2024-04-01") + '<link rel="next" href="/2024/03/05/bridge?page=2">'
    read = from_html(f"<html><head>{head}</head><body><h1>Bridge</h1>{SAID}</body></html>", url=URL)
    assert read.not_done == (
        "the article goes on at https://paper.example/2024/03/05/bridge?page=2; check that page too",
        "the page gives two dates of publication, 2024-04-01 and 2024-03-05; the first was taken",
    )


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ('<a rel="next" href="?page=2">Next</a>', f"{URL}?page=2"),
        ('<a class="next" href="/2024/03/05/bridge/2">2</a>', f"{URL}/2"),
        ('<a rel="next" href="/page/2">Older posts</a>', ""),
        ('<a rel="next" href="https://other.example/2024/03/05/bridge?page=2">Next</a>', ""),
        ('<a rel="next" href="/2024/03/06/tunnel">The next story</a>', ""),
    ],
)
def test_only_this_article_goes_on_at_a_next_page(mark: str, expected: str) -> None:
    """Older posts, other sites and the story after this one are no next page."""
    assert told("", mark).next_page == expected


def test_writers_of_answers_are_not_writers_of_the_question() -> None:
    """Only authors marked in the same item as the first are the page's."""
    post = '<div itemscope><span itemprop="author"><b itemprop="name">{}</b></span></div>'
    assert told("", post.format("lowtide") + post.format("jnagy")).account == "lowtide"


@pytest.mark.parametrize(
    ("said", "author"),
    [
        ("By Ann Lee and Omar Ferrant", "Ann Lee, Omar Ferrant"),
        ("Ann Lee Senior Washington Correspondent", "Ann Lee"),
        ("By Ann Lee on", "Ann Lee"),
        ("9:39AM BST", ""),
        ("paper.example", ""),
        ("Simon and Sons", "Simon and Sons"),
    ],
)
def test_an_author_is_a_name(said: str, author: str) -> None:
    """Roles, times of day, addresses and what is left of a date are cut off names; two writers are two."""
    assert clean_author(said) == author


@pytest.mark.parametrize(
    ("said", "day"), [("2023 Nov 8", "2023-11-08"), ("2023/11/08", "2023-11-08"), ("2023/13/08", ""), ("1 of 2023", "")]
)
def test_dates_of_journals_are_read(said: str, day: str) -> None:
    """The year may come first, with slashes or the month's name, as in journals' metadata."""
    assert (
        told(f'<meta name="citation_publication_date" content="{said}">', url="https://journal.example/a").date == day
    )


def test_the_age_of_a_site_is_no_date() -> None:
    """A time element that says how many years a forum has been there dates no post."""
    age = '<h1>harbours</h1><p>here for <time datetime="2013-04-02">11 years</time></p>'
    forum = "https://forum.example/a"
    assert told("", age, url=forum).date == ""
    assert told("", age.replace("11 years", "2 April 2013"), url=forum).date == "2013-04-02"
