"""What stands among an article's paragraphs and is none of it, and what only looks so and stays."""

from __future__ import annotations

import pytest

from attrcheck.article.html.page import from_html
from attrcheck.errors import NoArticleError
from tests.article.test_lost_statements import RUNNING, STORY
from tests.article.test_markup import body, read
from tests.article.test_page import page, paragraphs

WHOLE = list(STORY)


def ended(tail: str) -> list[str]:
    """Return the paragraphs of a page whose story ends in `tail`."""
    return body(from_html(page(RUNNING + tail)))


@pytest.mark.parametrize(
    "card",
    [
        '<span class="rollover-people"><a class="rollover-link" href="/v">Vera Quill</a><span class="rollover-block">'
        '<span>Vera Quill</span> Club sells its boats <a href="/v">MORE</a></span></span>',
        '<span class="tooltip">Vera Quill<span class="tooltiptext">Keeper of the club since 2011</span></span>',
        '<a href="/v">Vera Quill</a><span class="hover-card">Club sells its boats</span>',
        '<abbr>Vera Quill</abbr><span role="tooltip">Keeper of the club</span>',
        '<a href="/v">Vera Quill</a><span class="info-popover" role="dialog">Keeper of the club</span>',
        '<a class="popover-trigger" href="/v">Vera Quill</a>',
        '<span class="hover-underline">Vera Quill</span>',
    ],
)
def test_a_card_over_a_name_is_not_read_into_the_sentence(card: str) -> None:
    """What opens over a name is no part of what is said; the name is."""
    assert (
        read(f"<p>The lock is old, said {card}, the keeper.</p>")[4] == "The lock is old, said Vera Quill, the keeper."
    )


@pytest.mark.parametrize(
    "tail",
    [
        '<h4>More great Echo stories</h4><ul><li>The power of herring (<a href="/1">read it</a>)</li>'
        '<li>How to leave <a href="/2">the mailing list</a> for good</li></ul>',
        '<h3>More from Orrel</h3><p><a href="/1">A gate for it</a></p><p><a href="/2">Who owns the crane?</a></p>',
        '<p><b>Other stories you may like:</b></p><ul><li><a href="/1">A gate for the river</a> by Lena</li></ul>',
        '<h2>Further reading</h2><ul><li>A gate: <a href="/1">the long story</a></li></ul>',
        '<h4>Top stories today</h4><p>Vance resigns, <a href="/1">and nobody minds it at all in Orrel</a></p>',
    ],
)
def test_a_list_of_other_stories_is_not_the_end_of_this_one(tail: str) -> None:
    """A heading that promises more stories goes with the links under it."""
    assert ended(tail) == WHOLE


@pytest.mark.parametrize(
    "tail",
    [
        "<h4>More trouble ahead</h4><p>The gate may fail by May, Vera Quill said, “or sooner.”</p>",
        "<h4>More stories from the lock</h4><p>Vera Quill said that her father drowned there in 1961.</p>",
        "<h4>Documents</h4><p>The survey, Vance said, is <a href='https://orrel.example/s'>on the site</a>.</p>",
    ],
)
def test_a_section_of_the_story_with_such_a_heading_stays(tail: str) -> None:
    """Paragraphs under a heading are the story's where they are no links to others."""
    assert len(ended(tail)) == len(WHOLE) + 2


@pytest.mark.parametrize(
    "line",
    [
        '<div class="toast"><p>An error has occurred, please try again later.</p></div>',
        "<p>This slideshow requires JavaScript.</p>",
        "<p>Link copied to clipboard.</p>",
        "<p>Thank you for subscribing!</p>",
        "<p>Your browser does not support the video element.</p>",
        '<p><strong>READ MORE: </strong><a href="/x">Who owns the river?</a></p>',
        "<p><em>Sign up to our Lock Letter: the week on the water, every Friday in your inbox.</em></p>",
        "<p>Story continues below this advertisement.</p>",
        "<p>Follow The Echo on Twitter and Instagram @OrrelEcho.</p>",
        "<p>Subscribe now to our paper for the full story.</p>",
        "<p>For the latest news from the river download the Echo apps for iOS and Android.</p>",
        "<p>Never miss a story from the lock.</p>",
        "<p>Get our newsletter in your inbox every Friday.</p>",
        '<p>Watch: <a href="/v">How the gate gave way in the night</a>.</p>',
    ],
)
def test_messages_and_promotions_are_not_statements(line: str) -> None:
    """What the page says to its readers or for its scripts is left out, in the midst of the story and at its end."""
    assert read(line) == WHOLE
    assert ended(line) == WHOLE


@pytest.mark.parametrize(
    "line",
    [
        "Sign up to our plan or lose the lock, Vera Quill told the council.",
        "Follow the money on Facebook, the lawyer said, and it leads to the dock.",
        "An error has occurred in the survey, the engineer wrote to the council.",
        "“Subscribe to our cause,” the leaflet of the rowing club ends.",
        "Read more than one survey, Vance warned, before a stone is moved.",
        "Thank you for subscribing to this folly, Quill wrote to the mayor.",
        "Story after story of the lock ends with a flood.",
    ],
)
def test_a_sentence_that_only_begins_so_stays(line: str) -> None:
    """What somebody says is kept whatever it begins with."""
    assert read(f"<p>{line}</p>") == [*STORY[:4], line, *STORY[4:]]


def test_a_text_that_stands_twice_is_read_once() -> None:
    """Of two copies, for wide screens and narrow ones, the first is read."""
    twice = f'<div class="desktop-only">{RUNNING}</div><div class="mobile-only">{RUNNING}</div>'
    assert body(from_html(page(twice))) == WHOLE
    part = f'{RUNNING}<div class="for-print">{paragraphs(*STORY[2:5])}</div>'
    assert body(from_html(page(part))) == WHOLE


def test_a_sentence_that_is_said_twice_is_kept() -> None:
    """A refrain of the story itself stays where it stands."""
    refrain = "The lock holds, the harbour office says, and the lock does not hold at all."
    assert read(f"<p>{refrain}</p>").count(refrain) == 1
    assert body(from_html(page(paragraphs(*STORY, refrain, STORY[0], refrain)))).count(refrain) == 2


def test_a_wall_goes_with_the_heading_over_it() -> None:
    """The offer of a paper that asks to pay is no heading of the story."""
    wall = '<div class="offer"><h2>Keep on for one crown</h2><p>Already a subscriber? Log in.</p></div>'
    article = from_html(page(RUNNING + wall))
    assert body(article) == WHOLE
    assert article.not_done == ("the page asks to “already a subscriber”; what follows in the article is missing",)


CARD = '<div class="card"><h3><a href="/n{0}">{1}</a></h3><p>{2}</p></div>'
CARDS = "".join(CARD.format(at, f"The {word} of Orrel leaks again", text) for at, (word, text) in enumerate(zip(
    ("lock", "dock", "church", "school", "bridge", "ferry"), STORY, strict=False)))  # fmt: skip


def test_a_front_page_is_no_article() -> None:
    """Headings that each lead to an article of their own are refused, with what to do instead."""
    with pytest.raises(NoArticleError, match="not a single article"):
        from_html(f"<html><head><title>The Orrel Echo</title></head><body><main>{CARDS}</main></body></html>")


@pytest.mark.parametrize(
    "inside",
    [
        CARDS.replace('<a href="/n', '<b title="/n').replace("</a>", "</b>"),
        "".join(f"<h2><a href='/t{at}'>The topic</a></h2>{RUNNING}" for at in range(5)),
        f"{RUNNING}{CARDS[: CARDS.index('/n3') - 40]}",
    ],
)
def test_an_article_in_parts_is_no_front_page(inside: str) -> None:
    """Headings without links, long parts under them, or a few cards under a story make no front page."""
    assert from_html(f"<html><head><title>Orrel leaks</title></head><body><main>{inside}</main></body></html>").text


@pytest.mark.parametrize(
    "comment",
    [
        '<div role="article" aria-label="Comment by Ann Pike 2 days ago"><div>My sister says she knew.</div></div>',
        '<div role="article" aria-label="Reply from Ann Pike"><div>My sister says they knew in May.</div></div>',
    ],
)
def test_what_others_wrote_under_a_post_is_not_the_post(comment: str) -> None:
    """Networks label comments for those who cannot see them."""
    post = "".join(f'<div dir="auto">{text}</div>' for text in STORY)
    markup = f'<html><body><div role="main"><div role="article" class="x1y">{post}{comment}</div></div></body></html>'
    assert list(STORY) == body(from_html(markup))


@pytest.mark.parametrize(
    "note",
    [
        '<div class="c6"><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>The lawyer says no.</span></p></div>',
        "<div style='mso-element:comment-list'><p class=MsoCommentText>The lawyer says we cannot print it.</p></div>",
        '<p class="MsoCommentText">The lawyer says we cannot print it.</p>',
    ],
)
def test_comments_in_the_margin_are_left_out_and_that_is_said(note: str) -> None:
    """What the desk wrote beside a document is for nobody else's eyes."""
    article = from_html(f"<html><head><title>Bridge</title></head><body>{RUNNING}{note}</body></html>")
    assert "lawyer" not in article.text
    assert article.not_done == ("comments in the margin of the document were left out",)


@pytest.mark.parametrize(
    ("spans", "text"),
    [
        ('<span class="kv"><span>Rowers</span><span>1,820</span></span>', "Rowers 1,820"),
        ('<span class="kv"><span>Towns</span><span>nine</span></span>', "Towns nine"),
        ("<span>Rowers</span><span>Boats</span>", "Rowers Boats"),
        ("<span>Row</span><span>ers</span>", "Rowers"),
        ('<span class="dropcap">R</span><span>owers</span>', "Rowers"),
        ("<span>Rowers</span><span>, boats</span>", "Rowers, boats"),
        ("<span>COVID</span><span>19</span>", "COVID19"),
    ],
)
def test_words_that_only_a_style_parts_are_two(spans: str, text: str) -> None:
    """A label and its value are parted; a word that a program cut in two is whole."""
    assert read(f"<p>{spans} are in the survey, Vera Quill said.</p>")[4].startswith(f"{text} are in")


@pytest.mark.parametrize(
    ("footer", "kept"),
    [
        ("Correction: An earlier version of this article said that the survey was of 2020.", True),
        ("This article was amended on 4 May. The survey found nine piers, not eight, the council says.", True),
        ("Editor’s note: Vera Quill’s office has asked us to say that she was away at the time.", True),
        ("Clarification: The gate was built in 1911, the harbour office told us.", True),
        ("Filed under rivers, locks and boats of the county of Orrel.", False),
        ("Correction: soon.", False),
    ],
)
def test_a_correction_at_the_end_is_part_of_the_article(footer: str, kept: bool) -> None:
    """What was corrected is read though it stands in the article's footer; what the footer says else is not."""
    assert ended(f"<footer><p><em>{footer}</em></p></footer>") == [*STORY, *([footer] if kept else [])]


@pytest.mark.parametrize(
    "box",
    [
        '<div class="viafoura"><p>Ann Pike said they knew in May and told nobody of it.</p></div>',
        '<div data-spotim-module="conversation" class="spcv_root"><p>Ann Pike said they knew it in May.</p></div>',
        '<div id="hyvor-talk-view"><p>Ann Pike said they knew in May and told nobody.</p></div>',
        '<div class="remark42"><p>Ann Pike said they knew in May and told nobody.</p></div>',
        '<div class="fb-comments"><p>Ann Pike said they knew in May and told nobody.</p></div>',
    ],
)
def test_what_readers_wrote_below_is_not_the_article(box: str) -> None:
    """Comments are known by the plug-in that shows them."""
    assert ended(box) == WHOLE


@pytest.mark.parametrize(
    "inside",
    [
        '<div class="gallery"><p>Vera Quill of the rowing club speaks at the lock on Monday.</p></div>',
        "<ul><li><img src=a.jpg><p>2 of 5 Vera Quill speaks at the old lock on Monday.</p></li></ul>",
        '<div class="image-slider"><div><img src=a.jpg><p>Piet Vance looks at the gate.</p></div></div>',
    ],
)
def test_the_pictures_of_a_gallery_are_not_statements(inside: str) -> None:
    """What stands under the pictures of a gallery is a caption."""
    assert read(inside) == WHOLE


@pytest.mark.parametrize(
    "line",
    [
        "This article is for subscribers",
        "Subscribe from 1 crown a week.",
        "Already a member? Log in",
        "Start your free trial today.",
        "Unlock this article for 2 crowns.",
    ],
)
def test_an_offer_ends_what_is_free_to_read(line: str) -> None:
    """What stands from the offer on is none of the article, and the checklist says that the rest is missing."""
    article = from_html(
        page(f"{RUNNING}<div><h3>{line}</h3><p>It takes a minute, and no card is needed for it.</p></div>")
    )
    assert body(article) == WHOLE
    assert article.not_done[0].endswith("what follows in the article is missing")


def test_a_box_above_the_story_is_none_of_it() -> None:
    """Links under a heading that promises more are left out where they stand before the story, too."""
    assert body(from_html(page(f'<h2>More on this story</h2><p><a href="/x">A gate</a></p>{RUNNING}'))) == WHOLE
