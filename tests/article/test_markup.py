"""Pages with faults in their markup, words that nobody sees or that are struck out, and lists of line breaks."""

from __future__ import annotations

import pytest

from attrcheck.article.html.markup import repaired
from attrcheck.article.html.page import from_html
from attrcheck.article.model import Article
from tests.article.test_lost_statements import RUNNING, STORY
from tests.article.test_page import TITLE, page, paragraphs, texts

SAID = "“The old lock is ours,” said Vera Quill, the club’s keeper – and “nobody’s else…”"


def body(article: Article) -> list[str]:
    """Return the paragraphs without the headline."""
    return [text for text in texts(article) if text != TITLE]


def read(inside: str) -> list[str]:
    """Return the paragraphs of a page with `inside` in the midst of its story."""
    return body(from_html(page(f"{paragraphs(*STORY[:4])}{inside}{paragraphs(*STORY[4:])}")))


@pytest.mark.parametrize(
    "written",
    [
        "&ldquoThe old lock is ours,&rdquo said Vera Quill, the club&rsquos keeper &ndash and "
        "&ldquonobody&rsquos else&hellip&rdquo",
        "&amp;ldquo;The old lock is ours,&amp;rdquo; said Vera Quill, the club&amp;rsquo;s keeper &amp;ndash; and "
        "&amp;ldquo;nobody&amp;rsquo;s else&amp;hellip;&amp;rdquo;",
        "&amp;#8220;The old lock is ours,&amp;#8221; said Vera Quill, the club&amp;#8217;s keeper &amp;#8211; and "
        "&amp;#x201c;nobody&amp;#x2019;s else&amp;#8230;&amp;#8221;",
    ],
)
def test_entities_without_their_end_or_escaped_twice_are_read(written: str) -> None:
    """Quotation marks come out as marks, however a publishing system wrote them."""
    assert read(f"<p>{written}</p>") == [*STORY[:4], SAID, *STORY[4:]]


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Write <code>&amp;ldquo;</code> for a quotation mark.</p>",
        '<p><a href="/find?a=1&amp;nbsp;=2">Find it</a></p>',
        "<p>The tag is &amp;lt;b&amp;gt; there.</p>",
        "<p>Bread &amp; butter; salt &amp; pepper.</p>",
        "<p>R&amp;Dx; and &amp;unheard; of</p>",
        "<p>Plain.</p><!-- one --><p>More.</p><!-- two -->",
    ],
)
def test_what_is_no_fault_stays(markup: str) -> None:
    """Markup that is shown as text, addresses, whole comments and what only looks like an entity are left alone."""
    assert repaired(markup) == markup


@pytest.mark.parametrize(
    "comment", ["<!-- box ", "<!-- box --!>", "<!-- box -- >", "<!-- box ->", "<!-- box\n", "<!--"]
)
def test_a_comment_without_an_end_swallows_nothing(comment: str) -> None:
    """What follows the tag or line that a comment was meant to end at is read."""
    story = f"{paragraphs(*STORY[:4])}{comment}{paragraphs(*STORY[4:])}"
    assert body(from_html(page(story))) == list(STORY)


@pytest.mark.parametrize(
    "style",
    [
        "position:absolute;left:-9999px",
        "position: absolute; top: -1000em",
        "display:inline-block; text-indent:-9999px",
        "font-size:0",
        "font-size: 0px; color: white",
        "opacity:0",
        "color: transparent",
    ],
)
def test_words_off_the_screen_are_not_read(style: str) -> None:
    """What a style puts out of sight inside a paragraph does not cut its words in two."""
    assert read(f'<p>V<span style="{style}">seen by no one</span>era Quill said that the lock was hers.</p>')[4] == (
        "Vera Quill said that the lock was hers."
    )


@pytest.mark.parametrize(
    "style", ["left:-9px;position:relative", "font-size:0.9em", "opacity:0.5", "text-indent:-20px", "margin-left:-10px"]
)
def test_words_that_are_only_moved_or_pale_are_read(style: str) -> None:
    """A drop capital is shifted and a remark set small, and both are seen."""
    assert read(f'<p><span style="{style}">Vera Quill</span> said that the lock was hers.</p>')[4] == (
        "Vera Quill said that the lock was hers."
    )


@pytest.mark.parametrize(
    "struck",
    ["<s>12</s>", "<strike>12</strike>", "<del>12</del>", '<span style="text-decoration: line-through">12</span>'],
)
def test_struck_words_are_left_out_and_that_is_said(struck: str) -> None:
    """What a page takes back is no statement of anybody."""
    article = from_html(page(f"{RUNNING}<p>The club owns {struck} <ins>21</ins> boats, Vera Quill said.</p>"))
    assert texts(article)[-1] == "The club owns 21 boats, Vera Quill said."
    assert article.not_done == ("words that are struck out in the article were left out",)


def test_words_struck_outside_the_article_are_not_mentioned() -> None:
    """A price that is struck in an advertisement is nobody's concern."""
    article = from_html(
        page(RUNNING).replace("</body>", "<aside><p>Subscribe for <s>9</s> 5 crowns a month.</p></aside></body>")
    )
    assert (body(article), article.not_done) == (list(STORY), ())


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("<b>Where it leaked:</b><br>May 2 -- Lock<br>May 9 -- Pond", "Where it leaked:|May 2 -- Lock|May 9 -- Pond"),
        (
            "+ Vance says the pier leans<br>+ Quill says no<br>+ A vote",
            "Vance says the pier leans|Quill says no|A vote",
        ),
        ("Q: Who knew?<br>A: Everybody knew.<br>Q: Who said so?", "Q: Who knew?|A: Everybody knew.|Q: Who said so?"),
        (
            "9 a.m. Doors open<br>10 a.m. Quill speaks<br>Noon. A vote",
            "9 a.m. Doors open|10 a.m. Quill speaks|Noon. A vote",
        ),
        ("The lock is old.<br>Quill said so.<br>Vance agrees.", "The lock is old.|Quill said so.|Vance agrees."),
        (
            "Quill said that the<br>lock is hers and<br>Will stay so.",
            "Quill said that the lock is hers and Will stay so.",
        ),
        (
            "“The river runs<br>The mill turns<br>And on,” she sang.",
            "“The river runs The mill turns And on,” she sang.",
        ),
        ("Dear Vera,<br>Yours is the lock.<br>Piet wrote so.", "Dear Vera, Yours is the lock. Piet wrote so."),
        ("The lock is old,<br>Quill said.", "The lock is old, Quill said."),
    ],
)
def test_a_list_of_lines_is_a_paragraph_a_line(lines: str, expected: str) -> None:
    """Points of a list are paragraphs of their own; a sentence or quotation that goes on over lines is one."""
    assert read(f"<p>{lines}</p>") == [*STORY[:4], *expected.split("|"), *STORY[4:]]
