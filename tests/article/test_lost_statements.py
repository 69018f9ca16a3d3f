"""Statements that a page's markup hides, its names put aside or its links make look like teasers: all are read."""

from __future__ import annotations

import html
import re

import pytest

from attrcheck.article.html.page import from_html
from attrcheck.errors import NoArticleError
from tests.article.test_page import BODY, page, paragraphs, texts

STORY = (
    *BODY,
    "The harbour master of Orrel, Piet Vance, said that the old crane had been sold to a yard in the south.",
    "A survey in June found that two of the nine piers stand on sand, and that a third has begun to lean.",
)
SAID = "Vera Quill of the rowing club said that nobody had asked her members."
RUNNING = paragraphs(*STORY)


def read(inside: str) -> list[str]:
    """Return the paragraphs of a page with `inside` in the midst of its story."""
    return texts(from_html(page(f"{paragraphs(*STORY[:4])}{inside}{paragraphs(*STORY[4:])}")))


def test_a_list_of_lines_is_kept() -> None:
    """Lines parted by line breaks are part of the article, at its end too."""
    lines = "<p><b>Where it leaked:</b><br>May 2 -- North lock, Orrel<br>May 9 -- Mill pond, third sluice</p>"
    assert "Mill pond, third sluice" in texts(from_html(page(RUNNING + lines)))[-1]


@pytest.mark.parametrize("name", ["player-notes", "contact-group", "tips-from-rowers", "story-widget"])
def test_what_is_said_in_a_part_with_an_everyday_name_is_kept(name: str) -> None:
    """A name that may mean the page's machinery puts nobody's statement aside."""
    assert SAID in read(f'<section class="{name}"><p>{SAID}</p></section>')


@pytest.mark.parametrize(
    "aside",
    [
        '<div class="contact"><p>Write to our desk at the harbour to have your say on the bridge.</p></div>',
        '<div class="audio-player"><p>Play the whole broadcast of the meeting in your browser.</p></div>',
        '<div class="related-widget"><p>Another minister said that the tunnel was never planned.</p></div>',
    ],
)
def test_what_no_one_says_there_is_still_put_aside(aside: str) -> None:
    """Players, addresses of the desk and boxes of other stories are not the article."""
    assert read(aside) == texts(from_html(page(RUNNING)))


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("Contact with the rowers, the club said, had been “polite and very short.”", True),
        ("Listen to the river, Vance told them, “and then build.”", True),
        ("Write to the council first, the engineer warned, before a stone is moved.", True),
        ("Contact Lena Brook at the Harbour Paper to tell us more.", False),
        ("Write to us and have your say about the bridge.", False),
    ],
)
def test_a_last_line_in_which_somebody_speaks_closes_no_page(line: str, *, stays: bool) -> None:
    """A statement that begins like a closing line is kept; a closing line is not."""
    assert (line in texts(from_html(page(RUNNING + paragraphs(line))))) is stays


def test_points_that_go_on_into_a_link_are_kept() -> None:
    """A point whose own words lead into a link is a statement; one that is all link is a teaser."""
    points = (
        '<li>The club <a href="https://club.example/a">has asked the court for a second survey</a></li>'
        '<li>Divers <a href="https://club.example/b">say they were sent home before noon</a></li>'
        '<li>Read more about <a href="https://club.example/c">the long history of the Orrel crane</a></li>'
        '<li><a href="https://club.example/d">Ten walks along the northern shore</a></li>'
    )
    got = read(f"<ul>{points}</ul>")
    assert "The club has asked the court for a second survey" in got
    assert "Divers say they were sent home before noon" in got
    assert "Ten walks along the northern shore" not in got
    assert not any(text.startswith("Read more") for text in got)


def test_linked_cells_of_a_table_are_kept() -> None:
    """A row's cells are kept with their row, although they are links."""
    rows = (
        '<tr><th><a href="/p/1">Pier One</a></th><td>1931</td><td>Cracked in May, its keeper said.</td></tr>'
        '<tr><th><a href="/p/2">Pier Two</a></th><td>1948</td><td><a href="/n">Sound, the yard insists</a></td></tr>'
    )
    got = texts(from_html(page(f"{RUNNING}<table>{rows}</table>")))
    assert got[-6:] == [
        "Pier One",
        "1931",
        "Cracked in May, its keeper said.",
        "Pier Two",
        "1948",
        "Sound, the yard insists",
    ]


def test_questions_that_unfold_their_answers_are_kept() -> None:
    """A heading's button is the heading, and what it unfolds is read; a button of the page's is neither."""
    asked = '<h3><button aria-controls="a1">Who sold the crane?</button></h3>'
    got = read(f'{asked}<div id="a1" style="display:none"><p>{SAID}</p></div>')
    assert got[got.index(SAID) - 1] == "Who sold the crane?"
    hidden = (
        '<button aria-controls="a2">Send</button><div id="a2" style="display:none"><p>Sent it is, they said.</p></div>'
    )
    assert read(hidden) == texts(from_html(page(RUNNING)))


def test_what_a_tab_shows_is_read() -> None:
    """A tab's panel is part of the article, and a hidden part without a tab is not."""
    tabs = '<div role="tablist"><button role="tab" aria-controls="t2">Transcript</button></div>'
    panel = f'<div id="t2" role="tabpanel" hidden><p>{SAID}</p></div>'
    assert SAID in read(tabs + panel)
    assert SAID not in read(panel)


@pytest.mark.parametrize(
    "inside",
    [
        f"<noscript><article>{RUNNING}</article></noscript>",
        f"<template>{RUNNING}</template>",
        f'<script type="text/template">{RUNNING}</script>',
        f'<iframe srcdoc="{html.escape(RUNNING)}"></iframe>',
        f"<main hidden>{RUNNING}</main>",
        f'<div aria-hidden="true"><main>{RUNNING}</main></div>',
    ],
)
def test_an_article_that_is_out_of_sight_is_read_before_a_page_is_refused(inside: str) -> None:
    """Where nothing else is an article, what scripts would show is one, and the checklist says so."""
    article = from_html(f"<html><body><h1>Crane sold</h1>{inside}</body></html>")
    assert texts(article)[-len(STORY) :] == list(STORY)
    assert any("out of sight" in note for note in article.not_done)


@pytest.mark.parametrize(
    "inside",
    [
        "<noscript><p>Please enable JavaScript to read this page.</p></noscript>",
        f'<script type="text/plain">{RUNNING}</script>',
        "<template><p>Name</p><p>Date</p><p>Text</p></template>",
    ],
)
def test_what_is_no_article_out_of_sight_is_refused(inside: str) -> None:
    """Notices and empty forms are no article."""
    with pytest.raises(NoArticleError):
        from_html(f"<html><body><h1>Crane sold</h1>{inside}</body></html>")


def test_hidden_text_beside_an_article_stays_unread() -> None:
    """A page whose article is in sight is read without its templates."""
    article = from_html(page(f"{RUNNING}<template>{paragraphs(SAID, SAID, SAID)}</template>"))
    assert SAID not in texts(article)
    assert article.not_done == ()


@pytest.mark.parametrize(
    "line",
    [
        "The flowers came courtesy of the mayor, Vera Quill said, “and so did the bill.”",
        "Loading stopped at noon, Vance said.",
        "Readers can <a href='/d'>donate here</a>, Quill told the rowers on Monday.",
        "Police found access denied to all nine piers when they came on Monday.",
        "“Access denied,” the guard told the rowers of Orrel, “and no questions.”",
        "The council reported unusual traffic near the lock on Monday.",
        "All rights reserved to the river, Quill wrote, “and none to the town.”",
    ],
)
def test_a_statement_is_no_caption_notice_or_wall(line: str) -> None:
    """What somebody says beside a picture, or in the words of a notice, ends no article and is not left out."""
    said = re.sub("<[^>]*>", "", line)
    assert said in read(f"<div><img src='a.jpg'><p>{line}</p></div>")
    assert read(f"<p>{line}</p>")[-1] == STORY[-1]
    assert said in texts(from_html(page(f"{RUNNING}<p>{line}</p>")))


@pytest.mark.parametrize(
    "line",
    [
        "Piet Vance says farewell. (Photo Lena Oduya/Harbour Pictures)",
        "Photo: Lena Oduya",
        "Loading comments",
    ],
)
def test_captions_and_notices_stay_out(line: str) -> None:
    """A credit in brackets at its end makes a caption even of a line with such a verb."""
    assert line not in read(f"<div><img src='a.jpg'><p>{line}</p></div>")


@pytest.mark.parametrize(
    "name", ["links", "listen-block", "gift-story", "profile-of-rowers", "credit-report", "cookies-recipe"]
)
def test_what_is_said_in_a_part_with_a_name_of_two_meanings_is_kept(name: str) -> None:
    """Links, gifts, dates and profiles are parts of stories as well as of pages."""
    assert SAID in read(f'<div class="{name}"><p>{SAID}</p></div>')


@pytest.mark.parametrize(
    "button",
    [
        "<button>Read more</button>",
        '<p><a href="#">Continue reading</a></p>',
        "<div><button>Show full article</button></div>",
    ],
)
def test_the_rest_that_a_button_unfolds_is_read(button: str) -> None:
    """A story that is folded in the middle is read to its end; what no such button unfolds stays out of sight."""
    head, rest = paragraphs(*STORY[:4]), paragraphs(*STORY[4:])
    folded = f'<div style="display:none">{rest}</div>'
    assert [*STORY][-1] in texts(from_html(page(f"{head}{folded}{button}")))
    assert [*STORY][-1] in texts(from_html(page(f"{head}{button}{folded}")))
    assert [*STORY][-1] not in texts(from_html(page(f"{head}{folded}<button>Close</button>")))


def test_a_point_whose_like_are_taken_is_taken() -> None:
    """The last point of a list is read though most of it is a link that leads on from its words."""
    points = (
        "<ul><li><a href='/x'>Quill</a> says the lock leaks</li>"
        "<li>Vance denies <a href='/y'>the whole of the report</a></li></ul>"
    )
    article = from_html(page(RUNNING + points), url="https://paper.example/a")
    assert texts(article)[-2:] == ["Quill says the lock leaks", "Vance denies the whole of the report"]


def test_a_story_that_is_hidden_in_the_main_part_is_read() -> None:
    """A dialog that is open hides the story from those who listen, and not from those who see."""
    article = from_html(page(f'<div aria-hidden="true">{RUNNING}</div>'))
    assert texts(article)[-1] == STORY[-1]
