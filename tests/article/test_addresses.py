"""Where a page's links lead, whatever stands between, and where a saved page comes from."""

from __future__ import annotations

import pytest

from attrcheck.article.html.page import from_html
from attrcheck.article.model import Article
from attrcheck.article.urls import absolute_url
from tests.article.test_page import BODY, paragraphs, texts

STORY = paragraphs(*BODY, "A survey in June found that two of the nine piers of the bridge stand on sand.")
ANCHOR = "the survey of June"
HEAD = "<title>Bridge at Orrel stays shut</title>"


def saved(href: str, *, head: str = "", top: str = "<html>", link: str = "<base>") -> Article:
    """Return a page without an address, with one link in its story."""
    linked = f'<p>The works department put <a href="{href}">{ANCHOR}</a> on its site on Monday, it said.</p>'
    base = "" if link == "<base>" else link
    return from_html(
        f"{top}<head>{HEAD}{head}{base}</head><body><h1>Bridge at Orrel stays shut</h1>{STORY}{linked}</body>"
    )


def target(article: Article) -> str:
    """Return where the link of the story leads, "" where it is lost."""
    return next((link.url for link in article.links if link.span.of(article.text) == ANCHOR), "")


@pytest.mark.parametrize(
    "href",
    [
        "https://www.google.com/url?q=https://orrel.example/june&sa=D&source=editors&ust=17&usg=AO",
        "https://www.google.com/url?esrc=s&source=web&url=https://orrel.example/june&usg=AO",
        "https://nam12.safelinks.protection.outlook.com/?url=https%3A%2F%2Forrel.example%2Fjune&data=05",
        "https://lm.facebook.com/l.php?u=https%3A%2F%2Forrel.example%2Fjune&h=AT1",
        "https://l.instagram.com/?u=https%3A%2F%2Forrel.example%2Fjune&e=AT1",
        "https://www.youtube.com/redirect?event=video_description&q=https%3A%2F%2Forrel.example%2Fjune",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__orrel.example_june&d=Dw",
        "https://urldefense.com/v3/__https://orrel.example/june__;!!Ab!cd$",
        "https://secure-web.cisco.com/1aB/https%3A%2F%2Forrel.example%2Fjune",
        "https://www.bing.com/ck/a?!&&p=1&u=a1aHR0cHM6Ly9vcnJlbC5leGFtcGxlL2p1bmU&ntb=1",
        "https://href.li/?https://orrel.example/june",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%3A%2F%2Forrel.example%2Fjune",
        "//orrel.example/june",
        "\n  https://orrel.example/june\n ",
    ],
)
def test_a_redirector_is_left_out_of_a_link(href: str) -> None:
    """What networks, searches, editors and mail filters put before an address is no part of it."""
    assert target(saved(href)) == "https://orrel.example/june"


@pytest.mark.parametrize(
    "href",
    [
        "https://www.google.com/search?q=https://orrel.example/june",
        "https://orrel.example/url?q=https://other.example/",
        "https://www.facebook.com/sharer?u=https://orrel.example/june",
        "https://web.archive.org/web/20240210000000/https://orrel.example/june",
        "https://www.google.com/url?sa=D&source=editors",
        "https://www.youtube.com/watch?v=abc&q=june",
    ],
)
def test_other_addresses_stay_as_they_are(href: str) -> None:
    """An address that holds another is a redirector only on the hosts and paths that are; a cited copy is cited."""
    assert target(saved(href)) == href


@pytest.mark.parametrize(
    ("head", "link"),
    [
        ('<link rel="canonical" href="https://orrel.example/news/bridge">', ""),
        ('<meta property="og:url" content="https://orrel.example/news/bridge">', ""),
        ('<meta name="savepage-url" content="https://orrel.example/news/bridge">', ""),
        ('<link rel="canonical" href="https://other.example/x">', '<base href="https://orrel.example/news/">'),
    ],
)
def test_relative_links_of_a_saved_page_lead_on_from_the_address_that_it_names(head: str, link: str) -> None:
    """A base element counts before the address that the page was saved from, and that before the one it claims."""
    assert target(saved("/june", head=head, link=link)) == "https://orrel.example/june"


@pytest.mark.parametrize(
    ("top", "head"),
    [
        ("<!-- saved from url=(0035)https://orrel.example/news/bridge --><html>", ""),
        (
            "<html><!--\n Page saved with SingleFile \n url: https://orrel.example/news/bridge \n saved date: Sat\n-->",
            "",
        ),
        ("<html><!-- Mirrored from orrel.example/news/bridge by HTTrack Website Copier/3.x -->", ""),
        ('<html data-scrapbook-source="https://orrel.example/news/bridge">', ""),
        ("<html>", '<meta name="savepage-url" content="https://orrel.example/news/bridge">'),
        ("<html>", '<link rel="canonical" href="https://web.archive.org/web/2024/https://orrel.example/news/bridge">'),
        (
            "<html>",
            '<link rel="canonical" href="http://archive.today/2024.02.10-091233/https://orrel.example/news/bridge">',
        ),
    ],
)
def test_a_saved_page_tells_where_it_comes_from(top: str, head: str) -> None:
    """The address that a program noted in a page is the article's, and not that of an archive's copy."""
    assert saved("/june", top=top, head=head).url.removeprefix("https://").removeprefix("http://") == (
        "orrel.example/news/bridge"
    )


@pytest.mark.parametrize(
    "top",
    ["<!-- saved from url=(0011)about:blank --><html>", "<html><!-- saved from url=(0014)about:internet -->", "<html>"],
)
def test_a_saved_page_may_tell_nothing(top: str) -> None:
    """What is no web address is none."""
    assert saved("/june", top=top).url == ""


def test_the_links_of_an_archives_copy_lead_to_what_it_copied() -> None:
    """An archive writes itself before every address of the pages that it keeps."""
    base = "https://web.archive.org/web/20240210000000/https://orrel.example/news/bridge"
    assert [
        absolute_url(href, base) for href in (f"{base[:43]}https://other.example/a", "/web/2024im_/http:/b.example/")
    ] == [
        "https://other.example/a",
        "http://b.example/",
    ]
    assert absolute_url("june", base) == "https://orrel.example/news/june"


def test_the_story_of_a_saved_page_is_whole() -> None:
    """What a saving program noted is no part of the text."""
    top = "<html><!--\n Page saved with SingleFile \n url: https://orrel.example/b \n-->"
    assert texts(saved("/june", top=top)) == texts(saved("/june"))
