"""Dates, authors and titles of pages that give them in ways of their own, or give something else in their place."""

from __future__ import annotations

import pytest

from attrcheck.article.html.page import from_html
from attrcheck.article.model import Article
from tests.article.test_page import paragraphs

HEADLINE = "Old lock at Orrel leaks for a third winter"
STORY = (
    "The lock that keeps the river out of Orrel has begun to leak again, the harbour office said on Tuesday.",
    "“We patched it twice and it opened twice,” said Piet Vance, who has kept the lock since 2009.",
    "A survey in June found that two of the nine gates stand on sand, and that a third has begun to lean.",
    "The council said it would vote on a new gate in the spring, when the water is at its lowest.",
)


def read(head: str = "", *, above: str = "", top: str = "", below: str = "", url: str = "", story: str = "") -> Article:
    """Return a page with lines above its story, over its main part or under it."""
    title = "" if "<title>" in head else f"<title>{HEADLINE} | The Orrel Echo</title>"
    body = f"{top}<main><article><h1>{HEADLINE}</h1>{above}{story or paragraphs(*STORY)}</article></main>{below}"
    return from_html(f"<html><head>{title}{head}</head><body>{body}</body></html>", url=url)


def linked(text: str) -> str:
    """Return a script of JSON-LD that holds `text` as it is."""
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    ("head", "above"),
    [
        ("", '<abbr class="published" title="2021-03-30T08:00:00+01:00">Tuesday</abbr>'),
        ("", '<span class="dt-published" title="2021-03-30">last week</span>'),
        ("", '<time class="entry-date" datetime="2021-03-30T23:10:00+02:00">Tuesday night</time>'),
        ("", '<div class="date" title="30.03.2021 10:07:00 UTC+01:00">10:07</div>'),
        ('<meta property="article:published_time" content="1617087600">', ""),
        ('<meta name="pubdate" content="1617087600000">', ""),
        ('<link rel="canonical" href="https://echo.example/news/2021-03-30-lock">', ""),
        ('<link rel="canonical" href="https://echo.example/2021/3/30/lock">', ""),
        ('<link rel="canonical" href="https://echo.example/news/20210330/lock.html">', ""),
        ('<link rel="canonical" href="https://echo.example/news/lock-20210330.html">', ""),
        ("", "<p>Written: 2021-03-30 15:03:30 / Updated: 2021-03-31 15:30:46</p>"),
        ("", "<div>2021-03-30 15:03:30</div>"),
        ("", "<p>Posted on March 30, 2021</p>"),
        ("", "<p>Updated: April 2, 2021 | Published: March 30, 2021</p>"),
        ("", '<time data-timestamp="1617087600">on Tuesday</time>'),
        ("", f"<header><h2>{HEADLINE} {STORY[0]}</h2><time>Published on March 30, 2021</time></header>"),
    ],
)
def test_a_date_is_read_wherever_a_page_keeps_it(head: str, above: str) -> None:
    """Microformats, time stamps, addresses and lines of all forms date an article."""
    assert read(head, above=above).date == "2021-03-30"


@pytest.mark.parametrize(
    ("before", "date"),
    [
        ("ORREL, March 30, 2021 /Wire/ -- ", "2021-03-30"),
        ("ORREL (Wire) - March 30, 2021 - ", "2021-03-30"),
        ("New Orrel, 30 March 2021 (Press Service) – ", "2021-03-30"),
        ("ORREL, Ostavia – 30 March 2021 – ", "2021-03-30"),
        ("March 30, 2021 -- ", "2021-03-30"),
        ("On March 30, 1921, ", ""),
        ("Since March 30, 1921 - a Tuesday - ", ""),
        ("Piet Vance was born on March 30, 1951 - ", ""),
    ],
)
def test_a_dateline_dates_an_article(before: str, date: str) -> None:
    """A place and a date before a dash are a dateline; a date that the first sentence speaks of is none."""
    assert read(story=paragraphs(before + STORY[0], *STORY[1:])).date == date


@pytest.mark.parametrize(
    ("said", "shown", "date"),
    [
        ("2021-03-31T03:30:00.000Z", "March 30, 2021 at 10:30 p.m. CDT", "2021-03-30"),
        ("2021-03-31T03:30:00+00:00", "Tuesday, 30 March 2021", "2021-03-30"),
        ("2021-03-29T15:30:00Z", "30 March 2021, 1.30 am AEST", "2021-03-30"),
        ("2021-03-30T03:30:00-05:00", "March 31, 2021", "2021-03-30"),
        ("2021-03-30", "March 31, 2021", "2021-03-30"),
        ("2021-03-30T23:30:00Z", "Updated March 31, 2021", "2021-03-30"),
        ("2021-03-30T23:30:00Z", "March 31, 2021 -- Updated 0203 GMT", "2021-03-30"),
        ("2021-03-30T23:30:00Z", "April 4, 2021", "2021-03-30"),
    ],
)
def test_the_day_is_the_one_that_readers_see(said: str, shown: str, date: str) -> None:
    """Universal time may be a day off where the paper is; the day of a change is not that of publication."""
    head = linked(f'{{"@type": "NewsArticle", "headline": "{HEADLINE}", "datePublished": "{said}"}}')
    assert read(head, above=f"<time>{shown}</time>").date == date


@pytest.mark.parametrize(
    "below",
    [
        "<footer><p>This page was last edited on 3 May 2024, at 10:00.</p></footer>",
        "<footer><p>© 2024 The Orrel Echo. All rights reserved.</p></footer>",
        "<footer><p>Last updated: 3 May 2024</p></footer>",
        "<p><i>This article was amended on 4 May 2021 to say that the survey was of June.</i></p>",
        "<blockquote><p>It leaks.</p>— Quill (@quill) <a href='https://x.example/1'>March 3, 2021</a></blockquote>",
    ],
)
def test_the_day_of_a_change_is_no_date_of_publication(below: str) -> None:
    """A footer that says when a page was changed, or whose it is, does not date an article."""
    assert read(below=below).date == ""


FULL = (
    f'"@context":"https://schema.org","@type":"NewsArticle","headline":"{HEADLINE}","datePublished":"2021-03-30",'
    '"author":{"@type":"Person","name":"Lena Brook"}'
)


@pytest.mark.parametrize(
    "text",
    [
        f"{{{FULL},}}",
        f"{{{FULL}",
        f"[{{{FULL}}},]",
        f"{{{FULL}}};",
        f"/* <![CDATA[ */ {{{FULL}}} /* ]]> */",
        f"//<![CDATA[\n{{{FULL}}}\n//]]>",
        f'{{{FULL},"description":"He said "no" twice"}}',
        f'{{{FULL},"description":"two\nlines\tand a tab"}}',
        f"{{{FULL.replace(',', ' ,, ', 1)}}}",
        f"<!-- {{{FULL}}} -->",
    ],
)
def test_careless_linked_data_is_read_as_it_is_meant(text: str) -> None:
    """A comma too many, a bracket too few, marks inside a text and wrappers hide neither author nor date."""
    article = read(linked(text))
    assert (article.author, article.date) == ("Lena Brook", "2021-03-30")


@pytest.mark.parametrize(
    "text", ["", "{", "no JSON", "{{{{", "[" * 3000, '{"@type": "NewsArticle", "author": {}}', "null"]
)
def test_what_is_no_linked_data_says_nothing(text: str) -> None:
    """A script that holds nothing is left alone."""
    article = read(linked(text))
    assert (article.author, article.title) == ("", HEADLINE)


HOUSE = '{"@type": "Organization", "name": "The Orrel Echo"}'


@pytest.mark.parametrize(
    ("head", "above", "author"),
    [
        (linked(f'{{"@type": "NewsArticle", "author": {HOUSE}, "publisher": {HOUSE}}}'), "By Lena Brook", "Lena Brook"),
        (linked('{"@type": "NewsArticle", "author": "The Orrel Echo"}') + '<meta property="og:site_name" '
         'content="The Orrel Echo">', "By Lena Brook", "Lena Brook"),
        (linked(f'{{"@type": "NewsArticle", "author": {HOUSE}, "publisher": {HOUSE}}}'), "", "The Orrel Echo"),
        (linked(f'{{"@type": "NewsArticle", "author": [{HOUSE}, {{"@type": "Person", "name": "Lena Brook"}}]}}'), "",
         "Lena Brook"),
        ('<meta name="author" content="editor12">', "By Lena Brook", "Lena Brook"),
        ('<meta name="author" content="lbrook">', "By Lena Brook", "Lena Brook"),
        ('<meta name="author" content="lenabrook">', "", "lenabrook"),
        ('<meta name="author" content="No Author">', "", ""),
        ('<meta name="author" content="admin">', "By Lena Brook", "Lena Brook"),
        ('<meta name="author" content="Staff Reporter">', "", ""),
        ('<meta name="author" content="Web Desk">', "", ""),
        ('<meta name="author" content="Editor Smith">', "", "Editor Smith"),
        ("", "By LENA BROOK in Orrel and OMAR FERRANT", "Lena Brook, Omar Ferrant"),
        ("", "By Lena Brook in New Orrel, Omar Ferrant and Sam Pell", "Lena Brook, Omar Ferrant, Sam Pell"),
        ("", "By LENA BROOK and OMAR FERRANT in Orrel", "Lena Brook, Omar Ferrant"),
        ("", "By Lena Brook and OMAR FERRANT", "Lena Brook, Omar Ferrant"),
        ("", "By LENA BROOK Special to the Echo", "Lena Brook"),
        ("", "By Lena Brook, The Associated Press", "Lena Brook"),
        ("", "Lena Brook, Omar Ferrant and Sam Pell", "Lena Brook, Omar Ferrant, Sam Pell"),
        ("", "Reporting by Lena Brook; Editing by Omar Ferrant", "Lena Brook"),
    ],
)  # fmt: skip
def test_writers_come_before_the_house_and_accounts(head: str, above: str, author: str) -> None:
    """Who signs an article is its author; a publisher or an account is where nobody does; a placeholder never is."""
    assert read(head, above=f'<p class="byline">{above}</p>' if above else "").author == author


@pytest.mark.parametrize(
    ("lines", "author"),
    [
        ("<h3>Lena Brook</h3><p>Correspondent in Orrel</p><span>Published May 4, 2025</span>", "Lena Brook"),
        ("<div>Lena Brook</div><div>Senior reporter</div>", "Lena Brook"),
        ("<p>Ana de la Cruz</p><p>Political editor, The Echo</p>", "Ana de la Cruz"),
        ("<p>Local News</p><p>Published May 4, 2025</p>", ""),
        ("<p>Lena Brook</p><p>The reporter Omar Ferrant found the leak on Monday.</p>", ""),
    ],
)
def test_a_name_over_what_its_bearer_is_is_the_writers(lines: str, author: str) -> None:
    """A card under the headline names the writer and the trade."""
    assert read(above=lines).author == author


@pytest.mark.parametrize(
    ("place", "author"),
    [
        ('<footer><a rel="author" href="/about">Joe Bloggs</a></footer>', ""),
        ('<nav><a rel="author" href="/about">Joe Bloggs</a></nav>', ""),
        ('<div class="site"><footer><p><a rel="author" href="/">Joe Bloggs</a></p></footer></div>', ""),
    ],
)
def test_who_made_the_site_is_not_the_author(place: str, author: str) -> None:
    """A link to the author in the site's own footer or navigation is not the article's."""
    assert read(below=place).author == author
    own = '<footer><a rel="author" href="/joe">Joe Bloggs</a></footer>'
    assert read(story=paragraphs(*STORY) + own).author == "Joe Bloggs"


@pytest.mark.parametrize(
    ("shown", "title"),
    [
        (f"{HEADLINE} – The Orrel Echo", HEADLINE),
        (f"{HEADLINE} - Orrel Daily News", HEADLINE),
        (f"{HEADLINE} — orrelecho.example", HEADLINE),
        (f"The Orrel Echo - {HEADLINE}", HEADLINE),
        (f"{HEADLINE} | News | The Orrel Echo", HEADLINE),
        (f"{HEADLINE} · Lockwatch", HEADLINE),
        (f"{HEADLINE} – what we know", f"{HEADLINE} – what we know"),
        (f"{HEADLINE} – Day 3", f"{HEADLINE} – Day 3"),
        (f"{HEADLINE} – Piet Vance", f"{HEADLINE} – Piet Vance"),
        ("Orrel - The Echo", "Orrel - The Echo"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_a_title(shown: str, title: str) -> None:
    """What a newspaper is called, or the site says it is, is cut off; a second half of a title stays."""
    head = f'<title>{shown}</title><meta property="og:site_name" content="Lockwatch">'
    page = f"<html><head>{head}</head><body><main>{paragraphs(*STORY)}</main></body></html>"
    assert from_html(page, url="https://orrelecho.example/lock").title == title


@pytest.mark.parametrize(
    "body",
    [
        "<header><h1>Orrel Echo</h1></header><main><article><h2>{}</h2><p>30 March 2021</p>{}</article></main>",
        "<h1>Orrel Echo</h1><main><h2>{}</h2>{}</main>",
        "<header><h1><a href='/'>Orrel Echo</a></h1></header><main><h3>{}</h3>{}</main>",
    ],
)
def test_the_name_of_the_site_is_no_headline(body: str) -> None:
    """Where the title and the largest heading are the site's name, the heading above the text is the headline."""
    page = (
        f"<html><head><title>Orrel Echo</title></head><body>{body.format(HEADLINE, paragraphs(*STORY))}</body></html>"
    )
    assert from_html(page).title == HEADLINE


@pytest.mark.parametrize(
    "title", ["Old lock at Orrel leaks | Rivers explained", "Old lock at Orrel leaks – The Orrel Echo"]
)
def test_the_heading_that_says_more_than_the_title_is_the_headline(title: str) -> None:
    """A shortened title gives way to the heading that it was cut from, and no commenter's name is one."""
    story = f"<article><h2>{HEADLINE}</h2>{paragraphs(*STORY)}</article>"
    comments = "<div id='comments'><h1>Robert Cline</h1><p>Thanks for this, it helped me a great deal.</p></div>"
    assert (
        from_html(f"<html><head><title>{title}</title></head><body>{story}{comments}</body></html>").title == HEADLINE
    )
