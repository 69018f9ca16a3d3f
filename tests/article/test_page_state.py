"""Articles that only the scripts of a page hold, however their makers keep them, and lists without full stops."""

from __future__ import annotations

import html
import json

import pytest

from attrcheck.article.html.page import from_html
from attrcheck.errors import NoArticleError
from tests.article.test_markup import body
from tests.article.test_page_facts import HEADLINE, STORY, linked

TEXTS = list(STORY)
ELEMENTS = [{"type": "text", "content": text} for text in TEXTS]
FUSION = {
    "headlines": {"basic": HEADLINE},
    "credits": {"by": [{"type": "author", "name": "Lena Brook"}]},
    "display_date": "2021-03-30T05:00:00Z",
    "content_elements": ELEMENTS,
}
REFERENCES = [
    ["Reactive", 1], {"data": 2}, ["ShallowReactive", 3], {"story": 4},
    {"headline": 5, "byline": 6, "date": 7, "body": 8},
    HEADLINE, "Lena Brook", "2021-03-30", [9, 10, 11, 12], *TEXTS,
]  # fmt: skip


def shell(scripts: str, *, inside: str = "") -> str:
    """Return a page that holds nothing but scripts."""
    return f"<html><head><title>{HEADLINE}</title>{scripts}</head><body><div id='app'>{inside}</div></body></html>"


def streamed() -> str:
    """Return the scripts of a page of React's server components, cut in two in the midst of a word."""
    line = "4:" + json.dumps(["$", "main", None, {"headline": HEADLINE, "body": TEXTS}]) + "\n"
    halves = (line[: len(line) // 2], line[len(line) // 2 :])
    return "".join(f"<script>self.__next_f.push({json.dumps([1, half])})</script>" for half in halves)


@pytest.mark.parametrize(
    "scripts",
    [
        f"<script>window.Fusion=window.Fusion||{{}};Fusion.globalContent={json.dumps(FUSION)};Fusion.x={{}};</script>",
        f"<script>window.__PRELOADED_STATE__ = {json.dumps({'article': FUSION, 'user': None})};</script>",
        f"<script>window.__STATE__ = JSON.parse({json.dumps(json.dumps(FUSION))})</script>",
        f"<script>window.__APOLLO_STATE__={json.dumps(FUSION)[:-1]}, \"x\": undefined}};(function(){{}}())</script>",
        f'<script type="application/json" id="__NUXT_DATA__">{json.dumps(REFERENCES)}</script>',
        f'<script type="application/vnd.app+json">{json.dumps(FUSION)}</script>',
        streamed(),
        linked(json.dumps({"@type": "NewsArticle", "articleBody": html.escape("".join(f"<p>{t}</p>" for t in TEXTS))})),
    ],
)  # fmt: skip
def test_an_article_in_scripts_is_read(scripts: str) -> None:
    """Assigned states, parsed strings, lists of references and escaped bodies are all articles."""
    article = from_html(shell(scripts))
    assert [text for text in body(article) if text != HEADLINE] == TEXTS
    assert article.title == HEADLINE
    assert article.not_done == ("the article was read from data for the page's scripts; check that it is whole",)


def test_what_scripts_say_of_the_article_is_read_with_it() -> None:
    """Title, writer and day stand beside the text."""
    article = from_html(f"<html><body><script>Fusion.globalContent={json.dumps(FUSION)};</script></body></html>")
    assert (article.title, article.author, article.date) == (HEADLINE, "Lena Brook", "2021-03-30")


@pytest.mark.parametrize(
    "scripts",
    [
        "<script>window.settings = {a: 1, 'b': [1, 2, 3]};" + "/* nothing to read */" * 40 + "</script>",
        f"<script>window.menu = {json.dumps({'items': ['Home', 'News', 'Sport'] * 60})};</script>",
        f"<script>window.broken = {json.dumps(FUSION)[:-20]}</script>",
        '<script type="application/json">[[1, 2], [2, 1], [0, 1]]</script>',
        '<script type="application/json">[{"a": 0}, {"b": 1}, {"c": 2}]</script>',
        linked(json.dumps({"@type": "NewsArticle", "articleBody": f"{TEXTS[0]} {TEXTS[1][:60]}..."})),
    ],
)
def test_scripts_without_a_whole_article_hold_none(scripts: str) -> None:
    """Settings, menus, what is cut off, lists that refer to themselves and extracts are refused."""
    with pytest.raises(NoArticleError):
        from_html(shell(scripts))


@pytest.mark.parametrize(
    ("before", "after", "between"), [("+ ", "", "<br>"), ("<li>", "</li>", ""), ("<p>", "</p>", ""), ("– ", "", "<br>")]
)
def test_an_article_of_lines_without_full_stops_is_read(before: str, after: str, between: str) -> None:
    """A page that says that it is an article is one, and no extract of it is read in its place."""
    points = ("Vance says the gate is safe", "The survey of June was lost, Quill notes", "Nine boats lie on the sand",
              "The council calls it a matter of weeks", "A vote follows in the spring of next year")  # fmt: skip
    said = {"@type": "BlogPosting", "headline": HEADLINE, "articleBody": f"{TEXTS[0]} {TEXTS[2]} And then the gate..."}
    lines = between.join(f"{before}{point}{after}" for point in points)
    inside = f"<h2>{HEADLINE}</h2>{lines if before.startswith('<') else f'<p>{lines}</p>'}"
    article = from_html(shell(linked(json.dumps(said)), inside=inside))
    assert [text.removeprefix("– ") for text in body(article) if text != HEADLINE] == list(points)
