"""Articles from pages, Markdown and files' bytes: the whole article, its links in place, and nothing around it."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrcheck.article.html.page import from_html
from attrcheck.article.load import from_bytes
from attrcheck.article.model import Article, ParagraphKind
from attrcheck.article.text.markdown import from_markdown
from attrcheck.article.text.plain_text import from_text
from attrcheck.errors import InputError, NoArticleError
from attrcheck.pipeline import fetch_article
from attrcheck.web.network import Network
from tests.support.checkout import ROOT

SEED = next((ROOT / "seeds").glob("*.txt"))
SEED_URL = "https://news.example/2022/01/15/the-role-that-social-and-media-platforms-played-in-the-events-in-kazakhstan"
BODY = (
    "The council met on Monday to discuss the new bridge, which has been delayed twice since spring.",
    "“We will open it in May,” said Dana Whitlock, the city’s chief engineer. “Not a day later.”",
    "“No,” he said.",
    "Residents near the river remain doubtful that the works will be finished in time for the summer.",
    "The mayor, who did not attend, told Radio Harbour that she had full confidence in the contractor.",
)
TITLE = "Bridge delayed again"
ADVICE = (
    ". Open it in a browser, save the article's text as a .txt file and give that to attrcheck; or give the "
    "address of a single article."
)


def page(inside: str, *, head: str = "", after: str = "") -> str:
    """Return a page around the article's inside."""
    return (
        f'<!doctype html><html lang="en"><head><title>{TITLE} | Harbour Paper</title>{head}</head><body>'
        '<nav><a href="/">Home</a> <a href="/news">News</a></nav>'
        f"<main><article><h1>{TITLE}</h1>{inside}</article>{after}</main>"
        "<footer><p>All rights are reserved by the Harbour Paper.</p></footer></body></html>"
    )


def paragraphs(*texts: str) -> str:
    """Return the texts as paragraphs of HTML."""
    return "".join(f"<p>{text}</p>" for text in texts)


def outline(article: Article) -> list[tuple[str, str]]:
    """Return kind and text of each paragraph."""
    return [(p.kind.value, p.span.of(article.text)) for p in article.paragraphs]


def texts(article: Article) -> list[str]:
    """Return the text of each paragraph."""
    return [text for _kind, text in outline(article)]


def anchors(article: Article) -> list[tuple[str, str]]:
    """Return anchor text and URL of each link."""
    return [(link.span.of(article.text), link.url) for link in article.links]


def test_the_seed_as_a_page_reads_like_the_seed_as_text() -> None:
    """Title and body paragraphs are the same, paragraph for paragraph, with nothing of the page around them."""
    article = fetch_article(SEED_URL, Network(replay=ROOT / "fixtures" / "seed"))
    seed = from_text(SEED.read_text(encoding="utf-8"))
    wanted = [p for p in seed.paragraphs if p.kind is not ParagraphKind.BYLINE]
    assert outline(article) == [(p.kind.value, p.span.of(seed.text)) for p in wanted]
    assert [p.number for p in article.paragraphs] == [p.number for p in wanted]
    assert (article.title, article.author, article.date) == (seed.title, seed.author, seed.date)
    assert (article.url, article.language, article.not_done) == (SEED_URL, "en", ())
    assert anchors(article) == [
        ("Dmitry Peskov", "https://kremlin.example/people/dmitry-peskov"),
        ("NEXTA Telegram Channel, which was", "https://news.example/topics/nexta?page=1&sort=new"),
        ("Central Group of Psychological Actions (Centralna", "https://news.example/topics/psychological-actions"),
        ("“Strategic Communication and Public Affairs”", "https://library.example/strategic-communication"),
        ("The document published by the Department of State", "https://grants.example/tajikistan#goals"),
    ]


def test_every_block_of_the_article_is_kept_whole() -> None:
    """Headings, lists, block quotations and q elements stay, two line breaks part paragraphs and one is a blank."""
    inside = paragraphs(*BODY) + (
        "<blockquote><p>“The delay is <b>ours</b>,” the council\n   wrote, “and ours alone.”</p></blockquote>"
        "<h2>What comes next</h2><ul><li>A vote on Tuesday by the full council, officials said.</li>"
        "<li>Works resume in March.</li></ul>"
        '<p>He said <q>it is done</q> and <a href="/x">left <i>the</i> room</a>.<br>A new line.<br> <br>A new '
        'paragraph after two breaks, she said; <a href="javascript:alert(1)">nothing</a> more.</p>'
    )
    article = from_html(page(inside), url="https://paper.example/a/b")
    assert outline(article) == [
        ("title", TITLE),
        *[("body", text) for text in BODY],
        ("body", "“The delay is ours,” the council wrote, “and ours alone.”"),
        ("heading", "What comes next"),
        ("body", "A vote on Tuesday by the full council, officials said."),
        ("body", "Works resume in March."),
        ("body", "He said “it is done” and left the room. A new line."),
        ("body", "A new paragraph after two breaks, she said; nothing more."),
    ]
    assert anchors(article) == [("left the room", "https://paper.example/x")]


def test_what_stands_around_the_article_is_dropped() -> None:
    """Asides, captions, teasers, forms, pull quotes and comments are not read, quoted speech in them or not."""
    inside = (
        "<figure><img src=a.jpg><figcaption>“I took this,” the photographer said of the bridge.</figcaption></figure>"
        + paragraphs(*BODY[:2])
        + "<aside><p>An expert said that “bridges are always late” in this part of the world.</p></aside>"
        + '<figure class="wp-block-pullquote"><blockquote><p>“Not a day later.”</p></blockquote></figure>'
        + '<p class="more">Read also: <a href="/2">A history of the bridge and of all those who built it</a></p>'
        + paragraphs(*BODY[2:])
        + '<div class="newsletter"><form><p>Our editor says: “Sign up for the letter.”</p></form></div>'
    )
    after = (
        '<section id="comments"><h2>Comments</h2><p>“I never believed it,” wrote a reader below the line, at length '
        "and with feeling.</p></section>"
    )
    assert texts(from_html(page(inside, after=after))) == [TITLE, *BODY]


def test_title_author_and_date_come_from_the_metadata() -> None:
    """JSON-LD and meta elements say who wrote it and when, and the canonical address only of the same site counts."""
    head = (
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"'
        + TITLE
        + '","datePublished":"2024-03-05T08:00:00Z","author":[{"@type":"Person","name":"Ann Writer"}]}</script>'
        '<link rel="canonical" href="https://www.paper.example/bridge">'
    )
    article = from_html(page(paragraphs(*BODY), head=head), url="https://paper.example/bridge?from=mail")
    assert (article.title, article.author, article.date, article.url) == (
        TITLE,
        "Ann Writer",
        "2024-03-05",
        "https://www.paper.example/bridge",
    )
    stolen = head.replace("www.paper.example", "evil.example")
    assert (
        from_html(page(paragraphs(*BODY), head=stolen), url="https://paper.example/b").url == "https://paper.example/b"
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body>" + "<br><br>".join(BODY) + "</body></html>",
        "<div><div>" + "</div><div>".join(BODY) + "</div></div>",
        "".join(f"<p>{text}" for text in BODY),
        '<html><body><div id="print">' + paragraphs(*BODY) + "</div></body></html>",
        '<html><body><form id="aspnet"><div>' + paragraphs(*BODY) + "</div></form></body></html>",
        "<table><tr><td>" + "</td></tr><tr><td>".join(BODY) + "</td></tr></table>",
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>'
        + paragraphs(*BODY)
        + "</body></html>",
        "<html><body><article><div>"
        + "</div><div class=b>".join(map(paragraphs, BODY))
        + "</div></article></body></html>",
    ],
    ids=["breaks", "divs", "open paragraphs", "what is printed", "page in a form", "table", "xhtml", "a box each"],
)
def test_articles_in_unusual_markup_are_read_whole(markup: str) -> None:
    """Old and odd ways to mark up paragraphs lose none of them."""
    assert texts(from_html(markup)) == list(BODY)


@pytest.mark.parametrize(
    "after",
    [
        "".join(
            f'<div class="strip"><h4>Opinion <a href="/{n}">Why the river will flood again soon</a></h4>'
            "<p>ANN LEE says that the town has learned nothing from its last flood.</p></div>"
            for n in range(3)
        ),
        "<ul>"
        + "".join(
            f'<li><a href="/{n}">Ten bridges that were late</a><p>A reader asks: “Which of them is yours?”</p></li>'
            for n in range(3)
        )
        + "</ul>",
        '<div class="comentarios">' + paragraphs(*(f"“Never,” wrote reader number {n}." for n in range(40))) + "</div>",
        '<div class="cookiemsg"><p>By going on you say that you agree with our cookies.</p></div>',
        "</main><main>" + "<p>Go</p>" * 6 + "<div><p>“This is not available now.”</p></div>",
        "<p>Loading the weather …</p>",
        "<p>Write to Dana Whitlock at dana@paper.example.</p>",
        "<p>Ann Lee is a journalist in Port Selby. Her book about bridges came out in 2019.</p>",
        "<p>👍61 🙏11😢9</p>",
        "<div><h3>Our free newsletter</h3><p>What moved the harbour, every Friday. You agree with our terms.</p></div>",
        '<div class="tgme_widget_message_reply"><p>“Bring sandbags,” the town says, “and a shovel.”</p></div>',
        '<div class="print"><p>“Read more at our address,” says the printed page.</p></div>',
        "<p>The Harbour Paper is solely responsible for all content.</p>",
    ],
    ids=[
        "cards with kickers",
        "cards in a list",
        "comments",
        "cookies",
        "a notice far below",
        "a script's",
        "address",
        "writer",
        "reactions",
        "newsletter",
        "reply",
        "for print",
        "whose",
    ],
)
def test_what_follows_the_article_is_dropped(after: str) -> None:
    """Rows of other articles, more comments than article, and notices are not read."""
    inside = paragraphs(*BODY, *(f"The council of ward {n} said that it had not been asked at all." for n in range(9)))
    read = texts(from_html(page(inside, after=after), url="https://paper.example/a"))
    assert read == texts(from_html(page(inside), url="https://paper.example/a"))
    assert len(read) == 15


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        ('<blockquote class="pullquote"><p>We were never asked, the ferrymen said.</p></blockquote>', None),
        ('<div class="text no_caption"><p>The ferrymen say that they were never asked.</p></div>', None),
        ('<div placeholder=" " contenteditable="false">The ferrymen say that they were never asked.</div>', None),
        ('<aside class="factbox"><p>The ferrymen say that they were never asked.</p></aside>', None),
        (
            '<button aria-controls="p1"></button><div id="p1" aria-hidden="true">'
            "<p>The ferrymen say that they were never asked.</p></div>",
            None,
        ),
        ('<div class="row print-columns-none"><p>The ferrymen say that they were never asked.</p></div>', None),
        ('<p><a href="https://paper.example/sheets.pdf">https://paper.example/sheets.pdf</a></p>', None),
        (
            '<h2>Documents</h2><p><a href="/plan">The plan for the bridge</a></p>',
            ["Documents", "The plan for the bridge"],
        ),
    ],
    ids=[
        "a quotation of its own",
        "a name of what is not there",
        "an editor",
        "a box of facts",
        "a folded part",
        "a name of columns",
        "a bare address",
        "documents",
    ],
)
def test_what_is_named_like_furniture_and_is_none_is_kept(inside: str, kept: list[str] | None) -> None:
    """A pull quote that repeats nothing, and links that are no teasers, belong to the article."""
    whole = paragraphs(*BODY[:3]) + inside + paragraphs(*BODY[3:]) if kept is None else paragraphs(*BODY) + inside
    said = kept or [re.sub(r"<[^>]+>", "", inside)]
    at = len(BODY) if kept else 3
    read = texts(from_html(page(whole), url="https://paper.example/a"))
    assert read == [TITLE, *BODY[:at], *said, *BODY[at:]]


@pytest.mark.parametrize(
    "paragraph",
    [
        "市长说，这座桥将于五月开放。" * 4,
        "市長は「橋は五月に開通する」と述べた。" * 4,
        "နိုင်ငံခြားရေးဝန်ကြီးက တံတားကို မေလတွင် ဖွင့်မည်ဟု ပြောသည်။" * 2,
        "นายกเทศมนตรีกล่าวว่าสะพานจะเปิดในเดือนพฤษภาคมและจะไม่ล่าช้าอีก" * 2,
    ],
    ids=["Chinese", "Japanese", "Burmese", "Thai"],
)
def test_scripts_without_blanks_have_words(paragraph: str) -> None:
    """An article in a script that puts no blanks between words is one."""
    written = [f"{paragraph}{number}。" for number in range(4)]
    assert texts(from_html(f"<html><body><div>{paragraphs(*written)}</div></body></html>")) == written


def test_what_only_programs_read_aloud_is_not_read() -> None:
    """Text that a style hides, or that says how a link opens, is no part of a paragraph."""
    hidden = '<span style="position:absolute; clip: rect(0 0 0 0)">, read aloud</span>'
    inside = f'<p>The council <a href="/w">met on Monday<span>, opens new tab</span></a>{hidden} and said nothing.</p>'
    article = from_html(page(inside + paragraphs(*BODY)), url="https://paper.example/a")
    assert texts(article) == [TITLE, "The council met on Monday and said nothing.", *BODY]
    assert anchors(article) == [("met on Monday", "https://paper.example/w")]


def test_lines_that_begin_with_bullets_are_points() -> None:
    """A single line break before a bullet parts two points, and others do not."""
    listed = "<p>The town says:<br>▪️ the bridge is closed;<br>▪️ the school<br>is open.</p>"
    read = texts(from_html(page(listed + paragraphs(*BODY))))
    assert read == [TITLE, "The town says:", "the bridge is closed;", "the school is open.", *BODY]


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        ('<div><img src="a.jpg"></div><div>The old bridge at low water</div>', False),
        ('<img src="a.jpg"><p>“It is late,” says Ann Lee. (CP Photo/Greta Lund)</p>', False),
        ("<blockquote><p>“We will open it in May. Not a day later.”</p></blockquote>", False),
        ("<blockquote><p>“We shall never open it, May or not, and you know it.”</p></blockquote>", True),
    ],
    ids=["caption without credit", "caption with credit", "pull quote of two pieces", "quotation"],
)
def test_captions_and_pull_quotes_are_told_from_what_is_said(inside: str, kept: bool) -> None:
    """What stands alone with a picture, and a quotation that joins words of the text, is left out."""
    read = texts(from_html(page(paragraphs(*BODY[:2]) + f"<div>{inside}</div>" + paragraphs(*BODY[2:]))))
    assert (len(read) == len(BODY) + 2) == kept
    assert [line for line in read if line in BODY] == list(BODY)


def test_a_paragraph_right_under_the_headline_is_a_standfirst() -> None:
    """A standfirst needs no full stop and no class."""
    under = "Works on the bridge go on for a third winter"
    read = texts(from_html(page(f"<div><div><p>{under}</p></div></div><div>{paragraphs(*BODY)}</div>")))
    assert read == [TITLE, under, *BODY]


def test_numbers_that_begin_a_line_are_no_marks_of_notes() -> None:
    """A linked number with a full stop behind it, at the beginning of a line, stays; the mark of a note goes."""
    marked = '<p><a href="#s1">1</a>. Scope of the works on the bridge, as the council has them.</p>'
    noted = BODY[0].replace("bridge", 'bridge<sup><a href="#n1">1</a></sup>')
    read = texts(from_html(page(marked + paragraphs(noted, *BODY[1:]))))
    assert read == [TITLE, "1. Scope of the works on the bridge, as the council has them.", *BODY]


def test_two_blanks_between_sentences_are_one() -> None:
    """A no-break space beside a blank is how typists part sentences; one alone keeps words together."""
    said = "MS. LEE:&nbsp; It is open.&nbsp; It cost 7&nbsp;million."
    read = texts(from_html(page(f"<p>{said}</p>" + paragraphs(*BODY))))
    assert read == [TITLE, "MS. LEE: It is open. It cost 7\u00a0million.", *BODY]


def test_the_name_of_the_site_is_no_headline() -> None:
    """An h1 of one word in a long title is the site's name, and one that holds all of a short title is the headline."""
    head = '<meta property="og:title" content="harbours on the forum: They say the bridge will never open">'
    named = page(paragraphs(*BODY), head=head).replace(f"<h1>{TITLE}</h1>", "<h1>harbours</h1>")
    assert from_html(named).title == "harbours on the forum: They say the bridge will never open"
    short = page(paragraphs(*BODY), head='<meta property="og:title" content="Bridge delayed">')
    longer = "Anger as the bridge is delayed again and again and nobody on the council will say by whom"
    assert from_html(short.replace(TITLE, longer)).title == longer


def test_what_lies_far_before_an_article_without_a_headline_is_no_part_of_it() -> None:
    """A notice at the top of a page of posts is left out."""
    menu = "<p>You may search only when logged in.</p>" + "<h4>Go</h4><b>to</b>" * 4
    posts = "".join(f'<div class="post"><p>{text}</p></div>' for text in BODY)
    assert texts(
        from_html(f"<html><body><div class=menu>{menu}</div><div class=feed>{posts}</div></body></html>")
    ) == list(BODY)


def test_posts_of_a_thread_are_alike_whatever_their_numbers_and_states() -> None:
    """Posts whose classes differ by a number, a state or a script's name are one row."""
    classes = ("post post-1 js-first", "post post-2", "post post-33 is-unread")
    posts = [
        f"“The bridge is {word}, I tell you,” wrote reader {word} in this thread." * 3 for word in ("late", "up", "on")
    ]
    thread = "".join(
        f'<div class="{name}"><div class="who">reader</div><p>{post}</p></div>'
        for name, post in zip(classes, posts, strict=True)
    )
    read = texts(from_html(f"<html><body><div>{thread}</div></body></html>"))
    assert [post for post in posts if post in read] == posts


def test_an_article_in_a_script_has_its_lists_tables_and_speakers() -> None:
    """Of a framework's data come headline, writer, standfirst and every block, and none that stands aside."""
    body = [
        *({"type": "paragraph", "html": text} for text in BODY),
        {"type": "list", "items": ["The quay is open.", "The bridge is not."]},
        {"type": "table", "rows": [["Cost", "Seven million"]]},
        {"type": "quote", "html": "We will open it.", "attribution": "Dana Whitlock, engineer"},
        {"type": "newsletter", "text": "Every Friday: bridges. Sign up for it here."},
    ]
    data = {"a": {"headline": TITLE, "dek": "Works go on", "authors": [{"name": "Ann Lee"}], "body": body}}
    article = from_html(f'<html><body><script type="application/json">{json.dumps(data)}</script></body></html>')
    added = ["The quay is open.", "The bridge is not.", "Cost", "Seven million", "We will open it."]
    assert texts(article) == [TITLE, "Works go on", *BODY, *added, "Dana Whitlock, engineer"]
    assert (article.title, article.author) == (TITLE, "Ann Lee")


def test_a_kicker_that_runs_into_the_headline_is_none_of_it() -> None:
    """The title that the metadata gives counts where the headline on the page ends with it."""
    markup = page(paragraphs(*BODY), head=f'<meta property="og:title" content="{TITLE}">')
    assert from_html(markup.replace("<h1>", "<h1><span>Works</span>")).title == TITLE


def test_a_page_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    """HTML cut off in the middle, even of a tag, gives what came and says that the rest is missing."""
    whole = page(paragraphs(*BODY))
    cut = whole[: whole.index("contractor")]
    article = from_html(cut)
    assert texts(article) == [TITLE, *BODY[:4], BODY[4].partition("contractor")[0].strip()]
    assert article.not_done == ("the page breaks off before its end; what follows in the article is missing",)
    assert texts(from_html(whole[: whole.index("<footer") + 4])) == [TITLE, *BODY]


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        ("<html><body></body></html>", "it has no paragraphs of running text"),
        (
            "<html><body><nav><ul>"
            + "<li><a href=/a>A story of some length</a></li>" * 30
            + "</ul></nav></body></html>",
            "it has no paragraphs of running text",
        ),
        (
            "<html><body><p>Please enable JavaScript to go on. We check your browser before we let you in to the page, "
            "which takes a few seconds.</p></body></html>",
            "it asks to “enable javascript”",
        ),
    ],
    ids=["empty", "links", "wall"],
)
def test_a_page_without_an_article_is_refused(markup: str, why: str) -> None:
    """Where there is nothing to read, the error says what was seen and what to do."""
    with pytest.raises(NoArticleError) as caught:
        from_html(markup, url="https://paper.example/")
    assert str(caught.value) == f"https://paper.example/ holds no article that could be found: {why}{ADVICE}"


@pytest.mark.parametrize(
    ("encoding", "head", "content_type"),
    [
        ("utf-8", "", ""),
        ("utf-16", "", "text/html"),
        ("cp1252", '<meta charset="iso-8859-1">', ""),
        ("cp1252", "", "text/html; charset=windows-1252"),
        ("cp1251", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', ""),
    ],
)
def test_pages_are_read_in_the_encoding_they_name(encoding: str, head: str, content_type: str) -> None:
    """The HTTP header, the page's top or its first bytes tell the encoding."""
    data = page(paragraphs(*BODY), head=head).encode(encoding)
    assert texts(from_html(data, content_type=content_type)) == [TITLE, *BODY]


def test_markdown_is_read_as_plain_paragraphs() -> None:
    """Marks go, links stay at their words, front matter and the first heading give title, author and date."""
    text = (
        '---\ntitle: "Bridge delayed"\ndate: 2024-03-01T10:00\n---\n# Bridge delayed\n\nBy Ann Writer\n\n'
        "The *mayor* said [it is **over**](https://paper.example/a) and\nleft [the room](notes.md).\n\n"
        "> “Quoted,” she said.\n\n## Later\n\n- one item\n- another\n"
    )
    article = from_markdown(text, url="https://paper.example/b")
    assert outline(article) == [
        ("title", "Bridge delayed"),
        ("byline", "By Ann Writer"),
        ("body", "The mayor said it is over and left the room."),
        ("body", "“Quoted,” she said."),
        ("heading", "Later"),
        ("body", "one item"),
        ("body", "another"),
    ]
    assert anchors(article) == [
        ("it is over", "https://paper.example/a"),
        ("the room", "https://paper.example/notes.md"),
    ]
    assert (article.title, article.author, article.date) == ("Bridge delayed", "Ann Writer", "2024-03-01")


@pytest.mark.parametrize(
    ("name", "content_type", "data", "expected"),
    [
        ("a.txt", "", b"One & two, she said.", ["One & two, she said."]),
        ("a.md", "", b"One *and* two, she said.", ["One and two, she said."]),
        ("-", "", b"One *and* two, she said.", ["One *and* two, she said."]),
        ("a.dat", "", page(paragraphs(*BODY)).encode(), [TITLE, *BODY]),
        ("a.HTM", "", paragraphs(*BODY).encode(), list(BODY)),
        ("https://paper.example/a.md", "text/html", paragraphs(*BODY).encode(), list(BODY)),
        ("https://paper.example/a.html", "text/plain", b"One <b>and</b> two.", ["One <b>and</b> two."]),
    ],
)
def test_bytes_are_read_as_what_they_are(name: str, content_type: str, data: bytes, expected: list[str]) -> None:
    """The content type, else the name's ending, else the first tag tells HTML, Markdown and text apart."""
    assert texts(from_bytes(data, name=name, content_type=content_type)) == expected


def test_the_words_tell_the_language_before_the_page_does() -> None:
    """A page that says it is in English and is not is told by its words; a page of few words is believed."""
    german = (
        "Der Minister sagte am Montag, dass die Gespräche beendet seien und niemand damit gerechnet habe.",
        "Die Brücke werde im Mai eröffnet, sagte die Ingenieurin, und keinen Tag später als versprochen.",
    )
    assert from_bytes(page(paragraphs(*german)).encode(), name="a.html").language == "de"
    assert from_bytes(page(paragraphs(*BODY)).replace('"en"', '"de-AT"').encode(), name="a.html").language == "en"
    assert from_bytes(b"Too short, he said.", name="a.txt").language == ""


def test_what_could_not_be_decoded_is_in_the_article() -> None:
    """Bytes in a wrong encoding are read as well as can be, and listed."""
    article = from_bytes("“Fine” and ".encode() + b"\x93not\x94.", name="a.txt")
    assert article.text == "“Fine” and “not”."
    assert article.not_done == (
        "2 bytes were not valid UTF-8 and read as Windows-1252; check the letters there, the first in "
        "““Fine” and “not”.”",
    )


PARTS = (
    *("<p>", "</p>", "<a href='/x'>", "</a>", "<br>", "<div>", "</div>", "<q>", "</q>", "<h2>", "</h2>", "<li>", "<b>"),
    *("<aside>", "</aside>", "<td>", "<!-- c -->", "<script>", "</script>", "&amp;", "\u00a0", " ", "\n", "<", "\0"),
    *("He said that it was over and that they would leave. ", "“Quoted words,” she said.", "x", "é"),
)
MARKUP = st.lists(st.sampled_from(PARTS), max_size=40)


@settings(max_examples=20, deadline=None)
@given(MARKUP)
def test_any_markup_gives_paragraphs_and_links_in_place(parts: list[str]) -> None:
    """Whatever the markup, paragraphs are the text between blank lines, and each link lies within one of them."""
    for article in _read_both(page("<p>" + "".join(parts) + paragraphs(*BODY))):
        spans = [p.span for p in article.paragraphs]
        assert "\n\n".join(s.of(article.text) for s in spans) == article.text
        assert all(s.of(article.text).strip() == s.of(article.text) != "" for s in spans)
        assert all(a.end < b.start for a, b in pairwise(spans))
        assert all(any(s.start <= k.span.start < k.span.end <= s.end for s in spans) for k in article.links)


def _read_both(markup: str) -> list[Article]:
    read = []
    for reader in (from_html, from_markdown):
        try:
            read.append(reader(markup, url="https://paper.example/"))
        except InputError:
            continue
    return read
