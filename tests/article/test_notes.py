"""What an article cites in its notes and as bare addresses."""

from __future__ import annotations

import pytest

from attrcheck.article.html.page import from_html
from attrcheck.article.model import Article
from tests.article.test_lost_statements import RUNNING, STORY
from tests.article.test_markup import body
from tests.article.test_page import page

SOURCE = "https://orrel.example/survey"


def cited(mark: str, notes: str, *, url: str = "https://echo.example/lock") -> Article:
    """Return a page whose story ends with a sentence that has the mark of a note, before its notes."""
    return from_html(page(f"{RUNNING}<p>The lock leaks, the survey says.{mark} It leaks twice.</p>{notes}"), url=url)


def links(article: Article) -> list[tuple[str, str]]:
    """Return the words and targets of the article's links."""
    return [(link.span.of(article.text), link.url) for link in article.links]


@pytest.mark.parametrize(
    ("mark", "notes"),
    [
        (
            '<sup class="reference"><a href="#cite_note-1">[1]</a></sup>',
            '<ol class="references"><li id="cite_note-1"><b><a href="#cite_ref-1">^</a></b> <cite>'
            f'<a rel="nofollow" href="{SOURCE}">The survey</a>. 2020.</cite></li></ol>',
        ),
        ('<a href="#fn1"><sup>1</sup></a>', f'<p id="fn1">1. <a href="{SOURCE}">Survey of the lock</a></p>'),
        ('<sup><a href="#n1">1</a></sup>', f'<p><a id="n1" href="#r1">1</a> <a href="{SOURCE}">Survey</a>, 2020</p>'),
        (
            '<sup><a href="https://echo.example/lock#fn-1">1</a></sup>',
            f'<section class="footnotes"><ol><li id="fn-1"><p>See <a href="{SOURCE}">here</a>.</p></li></ol></section>',
        ),
        ('<sup><a href="#fn1">1</a></sup>', f'<dl><dt>1</dt><dd id="fn1"><a href="{SOURCE}">Survey</a></dd></dl>'),
    ],
)
def test_the_source_that_a_note_names_is_the_sentences_link(mark: str, notes: str) -> None:
    """The last word before the mark leads where the note does, and the mark is no part of the text."""
    article = cited(mark, notes)
    assert "The lock leaks, the survey says. It leaks twice." in body(article)
    assert ("says.", SOURCE) in links(article)


@pytest.mark.parametrize(
    ("mark", "notes"),
    [
        ('<sup><a href="#fn1">1</a></sup>', '<p id="fn1">1. The survey of 2020, page 4.</p>'),
        ('<sup><a href="#fn2">2</a></sup>', f'<p id="fn1">1. <a href="{SOURCE}">Survey</a></p>'),
        ('<sup><a href="https://other.example/a#fn1">1</a></sup>', f'<p id="fn1">1. <a href="{SOURCE}">Survey</a></p>'),
        ('<sup class="footnote">1</sup>', f'<p id="fn1">1. <a href="{SOURCE}">Survey</a></p>'),
        ("<sup>2</sup>", f'<p id="fn1">1. <a href="{SOURCE}">Survey</a></p>'),
    ],
)
def test_a_note_without_a_source_links_nothing(mark: str, notes: str) -> None:
    """Notes that name no address, and marks that lead elsewhere, leave the sentence as it is."""
    assert not [words for words, _url in links(cited(mark, notes)) if words.startswith("says")]


def test_a_word_that_is_linked_keeps_its_link() -> None:
    """The article's own link counts before the note's."""
    note = f'<p id="fn1">1. <a href="{SOURCE}">Survey</a></p>'
    own = '<a href="https://orrel.example/own">says.</a><sup><a href="#fn1">1</a></sup>'
    article = from_html(
        page(f"{RUNNING}<p>The lock leaks, the survey {own} It leaks.</p>{note}"), url="https://echo.example/"
    )
    assert ("says.", "https://orrel.example/own") in links(article)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://orrel.example/survey.", "https://orrel.example/survey"),
        ("(https://orrel.example/survey)", "https://orrel.example/survey"),
        ("https://orrel.example/lock_(Orrel)", "https://orrel.example/lock_(Orrel)"),
        ("www.orrel.example/survey,", "https://www.orrel.example/survey"),
        ("“https://orrel.example/survey”", "https://orrel.example/survey"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Forrel.example%2Fsurvey", "https://orrel.example/survey"),
        ("http://localhost/survey", ""),
        ("vera@www.orrel.example", ""),
        ("www.", ""),
    ],
)
def test_a_bare_address_is_a_link(written: str, address: str) -> None:
    """An address that nobody made a link of is one, without the marks around it."""
    article = from_html(page(f"{RUNNING}<p>The survey is at {written} and Vera Quill said that nobody reads it.</p>"))
    assert [url for _words, url in links(article)] == ([address] if address else [])


def test_the_story_is_the_same_with_and_without_notes() -> None:
    """Notes behind the story are none of it."""
    assert body(cited("", ""))[: len(STORY)] == list(STORY)
