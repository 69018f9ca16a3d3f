"""Feeds, news agencies' XML, JSON of scrapers and sites, and wikitext."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest

from attrcheck.article.load import articles_from_bytes, from_bytes
from attrcheck.errors import InputError, NoArticleError
from tests.article.test_page import texts
from tests.support.documents import BODY, LINKED, TITLE, URL, html_body

LINK = "https://paper.example/weir"
#: As long as an article, so that no feed's entry is taken for a summary.
LONG = html_body() + "<p>" + "The mill stood still, and the ducks did not mind it, she said. " * 4 + "</p>"
TAIL = " ".join(["The mill stood still, and the ducks did not mind it, she said."] * 4)
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def _rss(*items: str) -> bytes:
    return (
        f'<?xml version="1.0"?><rss version="2.0" {CONTENT}><channel><title>'
        f"Paper</title>{''.join(items)}</channel></rss>"
    ).encode()


def _item(text: str = LONG, title: str = TITLE) -> str:
    return (
        f"<item><title>{title}</title><link>{LINK}</link><dc:creator>Iris Vane</dc:creator><description>"
        f"Shut.</description>"
        f"<pubDate>Tue, 04 Mar 2025 23:50:00 -0500</pubDate><content:encoded><![CDATA[{text}]]></content:encoded>"
        f"</item>"
    )


ATOM = (
    '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title><entry>'
    f'<title>{TITLE}</title><link href="{LINK}"/><author><name>Iris Vane</name></author>'
    f'<published>2025-03-04T23:50:00-05:00</published><content type="html">{html.escape(LONG)}</content></entry></feed>'
).encode()
RDF = (
    f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" {CONTENT}>'
    f'<item rdf:about="{LINK}"><title>{TITLE}</title><link>{LINK}</link><dc:creator>Iris Vane</dc:creator>'
    f"<dc:date>2025-03-04</dc:date><description>{html.escape(LONG)}</description></item></rdf:RDF>"
).encode()


BARE = _rss(_item()).partition(b"?>")[2]


@pytest.mark.parametrize("data", [_rss(_item()), BARE, ATOM, RDF], ids=["RSS", "bare", "Atom", "RDF"])
def test_the_article_in_a_feed_is_read(data: bytes) -> None:
    """Title, author, day, address, paragraphs and links come from the entry."""
    article = from_bytes(data, name="feed.xml")
    assert texts(article) == [TITLE, *BODY, TAIL]
    assert (article.author, article.date, article.url) == ("Iris Vane", "2025-03-04", LINK)
    assert [(link.span.of(article.text), link.url) for link in article.links] == [(LINKED, URL)]


def test_each_entry_of_a_feed_is_an_article() -> None:
    """Entries that hold only a summary beside whole ones are passed over; joined, the others keep their headlines."""
    data = _rss(_item(), _item("<p>Short.</p>"), _item(title="Mill dry"))
    assert [article.title for article in articles_from_bytes(data, name="a.rss")] == [TITLE, "Mill dry"]
    joined = from_bytes(data, name="a.rss")
    assert texts(joined) == [TITLE, *BODY, TAIL, "Mill dry", *BODY, TAIL]
    assert [joined.text[p.span.start : p.span.end] for p in joined.paragraphs if p.number == 5] == [BODY[0]]
    assert joined.links[1].span.of(joined.text) == LINKED
    assert joined.not_done == ("2 articles were read as one; its author and date are those of the first",)


NITF = (
    f'<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf><head><title>SLUG-WEIR</title><docdata><date.issue '
    f'norm="20250304T235000-0500"/></docdata></head><body><body.head><hedline><hl1>{TITLE}</hl1></hedline>'
    f"<byline>By <person>Iris Vane</person></byline></body.head><body.content>{html_body()}<media><caption>A duck."
    "</caption></media></body.content></body></nitf>"
).encode()
G2 = (
    '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2025-03-05T00:00:00Z</sent></header>'
    "<itemSet>"
    '<newsItem xml:lang="en"><itemMeta><versionCreated>2025-03-04T23:50:00-05:00</versionCreated></itemMeta>'
    "<contentMeta>"
    f"<by>Iris Vane</by><headline>{TITLE}</headline></contentMeta><contentSet><inlineXML>"
    f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{html_body()}</body></html></inlineXML></contentSet></newsItem>'
    "</itemSet></newsMessage>"
).encode()
NEWSML = (
    f"<NewsML><NewsItem><NewsManagement><FirstCreated>20250304T235000</FirstCreated></NewsManagement><NewsComponent>"
    f"<NewsLines><HeadLine>{TITLE}</HeadLine><ByLine>By Iris Vane</ByLine></NewsLines><ContentItem><DataContent>"
    f"{html_body()}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
).encode()


@pytest.mark.parametrize("data", [NITF, G2, NEWSML], ids=["NITF", "NewsML-G2", "NewsML"])
@pytest.mark.parametrize("name", ["a.xml", "a.nitf", ""])
def test_news_of_agencies_are_read(data: bytes, name: str) -> None:
    """Headline, byline, day and paragraphs come from their elements; slugs and captions are no text."""
    article = from_bytes(data, name=name)
    assert texts(article) == [TITLE, *BODY]
    assert (article.title, article.author, article.date) == (TITLE, "Iris Vane", "2025-03-04")


PLAIN = "\n".join(BODY)


@pytest.mark.parametrize(
    "value",
    [
        {"title": TITLE, "authors": ["Iris Vane"], "date_publish": "2025-03-04 "
                                                                   "08:00:00", "url": LINK, "maintext": PLAIN},
        {"headline": TITLE, "author": {"name": "Iris Vane"}, "datePublished": "2025-03-04T23:50:00-05:00",
         "mainEntityOfPage": "x", "articleBody": PLAIN, "url": LINK},
        {"title": {"rendered": TITLE}, "author": "Iris Vane", "date": "2025-03-04T08:00:00", "link": LINK,
         "content": {"rendered": html_body()}, "excerpt": {"rendered": "Shut."}},
        {"status": "ok", "articles": [{"title": TITLE, "author": "Iris Vane", "publishedAt": "2025-03-04T08:00:00Z",
                                       "url": LINK, "description": "Shut.", "content": PLAIN}]},
        [{"title": TITLE, "author": "Iris Vane", "date": "2025-03-04", "source_url": LINK, "text": PLAIN, "html": "x"}],
        {"data": {"title": TITLE, "byline": "By Iris Vane", "published": "2025-03-04", "url": LINK,
                  "body": list(BODY)}},
    ],
    ids=["news-please", "JSON-LD", "WordPress", "NewsAPI", "list", "nested"],
)  # fmt: skip
def test_the_article_in_json_is_read(value: Any) -> None:
    """Title, author, day, address and text stand under the names that programs and sites give them."""
    article = from_bytes(json.dumps(value).encode(), name="a.json")
    assert texts(article) == [TITLE, *BODY]
    assert (article.author, article.date, article.url) == ("Iris Vane", "2025-03-04", LINK)


def test_each_line_of_json_is_an_article() -> None:
    """JSON Lines hold an article a line, with or without a file's name."""
    lines = "\n".join(json.dumps({"title": title, "text": PLAIN}) for title in (TITLE, "Mill dry"))
    for name in ("a.jsonl", "a.txt", ""):
        assert [article.title for article in articles_from_bytes(lines.encode(), name=name)] == [TITLE, "Mill dry"]


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        (_rss(), NoArticleError, "the feed holds no entries"),
        (_rss(_item("Shut."), _item("Dry.")), NoArticleError, f"the feed holds summaries and no article: give the "
                                                              f"address of one, such as {LINK}"),
        (b"<?xml version='1.0'?><gpx xmlns='x'><trk/></gpx>", InputError, "is an XML file of a kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><text>Ann said so.</text>"
         b"</svg>", InputError, "is an XML file of a kind"),
        (b"<nitf><body/></nitf>", NoArticleError, "the news item holds no text"),
        (b'{"title": "x", "text": "too short"}', InputError, "the JSON holds no article"),
        (b'{"title": "x", "text": ', InputError, "the JSON is damaged"),
        (b'{"a":' * 100_000, InputError, "the JSON is "),
        (b'{"title": "x"}\n{"title": ', InputError, "line 2 of the JSON Lines is damaged"),
        (b'{"a": 1}\n' * 3, InputError, "the JSON holds no article"),
    ],
)  # fmt: skip
def test_what_holds_no_article_is_refused(data: bytes, error: type[InputError], message: str) -> None:
    """Summaries, other XML and other JSON are refused with what they are."""
    with pytest.raises(error, match=re.escape(message)):
        from_bytes(data, name="a.xml")


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("'''Oxley''' has a [[weir]].<ref>{{cite web |url=https://a.example/x |title=T}}</ref>", ["Oxley has a weir."]),
        ("It was [[Oxley Weir|shut]], he said.\n\n{{reflist}}\n[[Category:Weirs]]", ["It was shut, he said."]),
        ("{{Infobox weir|name=Oxley}}\nIt was shut.\n== Mill ==\nIt was dry.", ["It was shut.", "Mill", "It was dry."]),
        ("[[File:Weir.jpg|thumb|A duck]]It rained.<!-- check -->\n* One\n* "
         "Two\n[[Category:Weirs]]", ["It rained.", "One", "Two"]),
        ("He said:{{quote|It is shut.}}\nSo {{lang|de|nein}} it was {{convert|5|km|mi}}.{{cn}}{{reflist}}",
         ["He said:", "It is shut.", "So nein it was 5 km."]),
        ("It is <s>open</s> shut&nbsp;now [https://b.example the board says].<ref name=a/>{{reflist}}",
         ["It is shut\u00a0now the board says."]),
    ],
)  # fmt: skip
def test_wikitext_is_read_without_its_markup(source: str, read: list[str]) -> None:
    """Links, headings, lists and quotations become text; files, templates, comments and struck words do not."""
    assert texts(from_bytes(source.encode(), name="a.txt")) == read


def test_references_of_wikitext_link_the_sentence_before_them() -> None:
    """A reference's address belongs to its sentence, also where it is only named again."""
    text = (
        "It rained. The weir is shut, the board said.<ref name='b'>{{cite web |url=https://b.example/x}}</ref> So "
        "what?\n\n"
        "The mill is dry.<ref name='b' /> A duck said so.<ref>{{cite journal |doi=10.1/x}}</ref>{{reflist}}"
    )
    article = from_bytes(text.encode(), name="a")
    assert [(link.span.of(article.text), link.url) for link in article.links] == [
        ("The weir is shut, the board said.", "https://b.example/x"),
        ("The mill is dry.", "https://b.example/x"),
        ("A duck said so.", "https://doi.org/10.1/x"),
    ]


def test_brackets_alone_make_no_wikitext() -> None:
    """A text with brackets in it is plain text."""
    text = "Ann said “the [river] board” was late. [[Laughter]] She {paused}."
    assert texts(from_bytes(text.encode(), name="a.txt")) == [text]
