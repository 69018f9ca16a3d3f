"""Search links, passage links, questions and priorities of hand-marked sentences."""

from __future__ import annotations

import re
import tomllib
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrcheck.article.model import Article, Link, Paragraph, ParagraphKind, Span
from attrcheck.article.text.plain_text import from_text
from attrcheck.checklist.priority import Standing, standings
from attrcheck.checklist.questions import Advice, advise
from attrcheck.reader.attribution import Attribution, Form
from attrcheck.reader.cues import Act
from attrcheck.searches.article_names import ArticleNames
from attrcheck.searches.citations import cited_link, frame
from attrcheck.searches.claim import make_claim
from attrcheck.searches.engines import SearchLink
from attrcheck.searches.links import search_links
from attrcheck.searches.passage_links import passage_link
from attrcheck.searches.sites import shipped_sites
from attrcheck.searches.terms import distinctive_phrase, key_words
from attrcheck.searches.words import fold
from attrcheck.sources.source import Source, SourceKind
from tests.support.checkout import CASES as FOLDER_OF_CASES
from tests.support.checkout import ROOT
from tests.support.marked import drawn_once

CASES = tomllib.loads((FOLDER_OF_CASES / "searches.toml").read_text("utf-8"))
DATA = ROOT / "attrcheck" / "data"
ENGINES = shipped_sites().engines
SEARCHES = tomllib.loads((DATA / "searches.toml").read_text("utf-8"))
QUERY_KEYS = ("q", "search", "search_query", "text", "query", "searchTerm", "wd", "p")
WINDOW_KEYS = ("df", "time", "startdatetime", "enddatetime", "lr", "tl")


def _advice(article: Article, attribution: Attribution, source: Source) -> Advice:
    return advise(make_claim(ArticleNames(article), attribution, source, shipped_sites()))


def _links(article: Article, attribution: Attribution, source: Source) -> tuple[SearchLink, ...]:
    return search_links(make_claim(ArticleNames(article), attribution, source, shipped_sites()))


def build(case: dict[str, Any]) -> tuple[Article, Attribution, Source]:
    """Return the article, attribution and source that a case writes down."""
    written = case["text"].replace("%FILLER%", "Gulls came and went over the empty quay. " * 40)
    text, spans = drawn_once(written.replace("%WORDS%", "and so on and on it went as it had been before. " * 270))
    links = (
        (Span(text.index(words), text.index(words) + len(words)), url) for words, url in case.get("links", {}).items()
    )
    article = Article(
        text=text,
        paragraphs=from_text(text).paragraphs,
        links=tuple(sorted((Link(span, url) for span, url in links), key=lambda link: link.span)),
        author=case.get("author", ""),
        date=case.get("date", ""),
        url=case.get("url", ""),
    )
    attribution = Attribution(
        spans.source,
        spans.cue,
        spans.content,
        Act(case.get("act", "statement")),
        Form(case.get("form", "direct")),
        case.get("confidence", 0.9),
        continues=case.get("continues", False),
    )
    source = Source(
        kind=SourceKind[case.get("kind", "person").upper()],
        name=case.get("who", ""),
        role=case.get("role", ""),
        affiliation=case.get("affiliation", ""),
        mention=" ".join(span.of(text) for span in spans.source),
        resolved_to=None,
        candidates=(),
    )
    return article, attribution, source


def decoded(url: str) -> str:
    """Return the query that a search page's URL asks, with any span of dates that stands outside it."""
    parts = urlsplit(url)
    if parts.hostname == "web.archive.org":
        return url.split("/web/", 1)[1].removeprefix("*/")
    if parts.hostname == "t.me":
        return unquote(url.removeprefix("https://t.me/s/"))
    if parts.fragment:
        return unquote(parts.fragment)
    if parts.hostname == "doi.org":
        return unquote(parts.path.removeprefix("/"))
    if not parts.query:
        return unquote(parts.path.rpartition("/")[2])
    values = dict(parse_qsl(parts.query, strict_parsing=True))
    query = next(values[key] for key in QUERY_KEYS if key in values)
    return query + "".join(f" [{key}={values[key]}]" for key in WINDOW_KEYS if key in values)


def show(link: SearchLink) -> str:
    """Return a link as the cases write it."""
    return f"{link.label}: {decoded(link.url)}"


def named(section: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES[section]])


@named("case")
def test_links(case: dict[str, Any]) -> None:
    """The links of a sentence are those that its case lists, in their order."""
    assert [show(link) for link in _links(*build(case))] == case["expect"]


@named("phrase")
def test_phrase(case: dict[str, Any]) -> None:
    """The phrase of a statement is the one that its case gives."""
    text, spans = drawn_once(case["text"])
    assert distinctive_phrase(text, spans.content) == case["expect"]


@named("keys")
def test_key_words(case: dict[str, Any]) -> None:
    """The key words of a statement are those that its case gives."""
    text, spans = drawn_once(case["text"])
    assert list(key_words(text, spans.content)) == case["expect"]


@named("passage")
def test_passage(case: dict[str, Any]) -> None:
    """The passage link of a statement is the one that its case gives."""
    article, attribution, _ = build(case)
    assert passage_link(article, attribution) == case["expect"]


@named("cited")
def test_cited(case: dict[str, Any]) -> None:
    """The article's own link beside a statement is the one that its case gives."""
    article, attribution, _ = build(case)
    assert cited_link(article, attribution) == case["expect"]


@named("questions")
def test_questions(case: dict[str, Any]) -> None:
    """The questions of a row are those that its case gives."""
    article, attribution, source = build(case)
    assert list(_advice(article, attribution, source).questions) == case["expect"]


@named("priority")
def test_priority(case: dict[str, Any]) -> None:
    """The priority of a row and its reason are those that its case gives."""
    article, attribution, source = build(case)
    advice = _advice(article, attribution, source)
    assert [advice.priority, advice.reason] == case["expect"]


def test_frame_is_the_sentence_without_the_statement() -> None:
    """What stands round a statement is its sentence alone, the statement taken out."""
    text, spans = drawn_once(
        "It rained. On Monday [S:Dr. Lark] [C:told] Sky News [T:that the wall stands], again. It shone."
    )
    article = from_text(text)
    attribution = Attribution(*spans, Act.STATEMENT, Form.INDIRECT, 0.9)
    assert frame(article, attribution) == "On Monday Dr. Lark told Sky News … , again."


@pytest.mark.parametrize("kind", SourceKind)
@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("known", [True, False])
def test_every_row_has_its_questions_and_links(kind: SourceKind, form: Form, act: Act, known: bool) -> None:
    """Every kind, form and act has two to four whole questions, and the three links that are always there."""
    text, spans = drawn_once("[S:Ada Lark] [C:said] [T:that 40 herring winches rusted away at Scrabster harbour].")
    article = Article(text=text, paragraphs=from_text(text).paragraphs, date="2023-05-04" if known else "")
    attribution = Attribution(*spans, act, form, 0.9)
    source = Source(kind, *(("Ada Lark", "Keeper", "Hoy Light", "Lark") if known else ("", "", "", "")), None, ())
    asked = _advice(article, attribution, source).questions
    links = _links(article, attribution, source)
    engines = {urlsplit(link.url).hostname for link in links}
    assert 2 <= len(asked) <= 4
    assert all(question.endswith("?") and "{" not in question and "“”" not in question for question in asked)
    assert 3 <= len(links) <= 7
    assert {"www.google.com", "news.google.com", "toolbox.google.com"} <= engines


PRONOUNS = tomllib.loads((DATA / "questions.toml").read_text("utf-8"))["pronouns"]["words"]


@pytest.mark.parametrize("kind", SourceKind)
@pytest.mark.parametrize("form", Form)
def test_no_question_names_a_pronoun(kind: SourceKind, form: Form) -> None:
    """A source that is called by a pronoun alone is asked about like one that is called nothing."""
    text, spans = drawn_once("[S:She] [C:said] [T:that 40 herring winches rusted away at Scrabster harbour].")
    attribution = Attribution(*spans, Act.STATEMENT, form, 0.9)
    plain = _advice(from_text(text), attribution, Source(kind, "")).questions
    for word in PRONOUNS:
        for called in (word, word.capitalize()):
            named = Source(kind, called, mention=called)
            assert _advice(from_text(text), attribution, named).questions == plain


def test_standing_of_rows() -> None:
    """A source quoted before is quoted again; the first statement of the source that gives most is marked."""
    text, spans = drawn_once(
        "“[T:The wall stands as it stood],” said Lark. “[T:The quay sinks as it sank],” she said. "
        "Lark said [T:it rained]. Hay said [T:it snowed]. Lark said [T:it blew]. Nobody saw [T:that it froze]."
    )
    article = from_text(text)
    lark, hay, nobody = (
        Source(kind, name)
        for kind, name in ((SourceKind.PERSON, "Ada Lark"), (SourceKind.PERSON, "Hay"), (SourceKind.NONE, ""))
    )
    rows = [
        Attribution((), (), (span,), Act.STATEMENT, Form.DIRECT if n < 2 else Form.INDIRECT, 0.9)
        for n, span in enumerate(spans.content)
    ]
    wants = [
        make_claim(ArticleNames(article), row, source, shipped_sites())
        for row, source in zip(rows, (lark, lark, lark, hay, lark, nobody), strict=True)
    ]
    standing = standings(wants)
    again, plain = Standing(again=True), Standing()
    assert standing == (Standing(sole=True), again, again, plain, again, plain)
    assert standings(wants[:4])[0] == plain
    asked = advise(wants[2], standing=Standing(sole=True))
    assert asked.reason == "Most of what the article's named sources say comes from Ada Lark; this is the first of it."


MARKS_AND_MORE = (*"“”'’\"…[]()&#/-—.,%\u202e\u00ad\n", "...", "\n\n", "t.me/x", "@lark", "herring" * 20)
PLAIN_WORDS = (
    "the",
    "of",
    "said",
    "Lark",
    "harbour",
    "winches",
    "40",
    "$1.5 million",
    "Пётр",
    "港口",
    "told CNN",
    "tweeted",
    "Polish officials",
    "Central Office (Biuro Miar i Wag)",
    "a grant of",
    "the Kremlin",
    "High Court",
    "operating profit",
    "NEXTA Live",
    "memoirs",
)
WORDS = st.sampled_from((*PLAIN_WORDS, *MARKS_AND_MORE))
TEXTS = st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=120).map(" ".join))
SPAN_PAIRS = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), max_size=4)
NAMES = st.one_of(st.just(""), st.text(max_size=80), st.lists(WORDS, max_size=30).map(" ".join))


def spans_in(text: str, pairs: list[tuple[int, int]]) -> tuple[Span, ...]:
    cuts = sorted({min(cut, len(text)) for pair in pairs for cut in pair})
    return tuple(Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False))


def assert_sound(link: SearchLink) -> None:
    """Check that the URL is its engine's template with nothing in it but the query and dates."""
    dates = r"(?:\d{4}-?\d\d-?\d\d)"
    assert len(link.url) < 2_000
    assert link.url.isascii()
    assert urlsplit(link.url).scheme == "https"
    for engine in ENGINES.values():
        before, after = (re.escape(part).replace(r"\{lang\}", "[a-z]{2}") for part in engine.url.split("{query}"))
        window = re.escape(engine.window).replace(r"\{", "{").replace(r"\}", "}")
        window = re.sub(r"\{\w+\}", lambda _: dates, window)
        inside = r"[^\s\"#<>\\]*" if engine.raw else "[^&#]*"
        match = re.fullmatch(f"{before}(?P<query>{inside}){after}(?:{window})?", link.url)
        if match and link.label.endswith(f"({engine.name})"):
            query = unquote(match["query"], errors="strict")
            assert engine.raw or quote(query, safe="") == match["query"]
            assert len(query.split()) <= engine.words
            return
    raise AssertionError(f"no engine makes {link.url}")


SOURCES = st.builds(Source, kind=st.sampled_from(SourceKind), name=NAMES, role=NAMES, affiliation=NAMES, mention=NAMES,
                    resolved_to=st.none(), candidates=st.just(()))  # fmt: skip


@settings(deadline=None)
@given(TEXTS, SPAN_PAIRS, SPAN_PAIRS, SOURCES, st.sampled_from(Form))
def test_any_text_has_sound_links_and_questions(
    text: str, content: list[tuple[int, int]], cue: list[tuple[int, int]], source: Source, form: Form
) -> None:
    """Whatever the text, every URL is an engine's template round its query, none asks twice, questions are lines."""
    plain = from_text(text)
    article = Article(text=plain.text, paragraphs=plain.paragraphs, date="2023-05-04", author=source.name)
    attribution = Attribution((), spans_in(plain.text, cue), spans_in(plain.text, content), Act.DECREE, form, 0.5)
    want = make_claim(ArticleNames(article), attribution, source, shipped_sites())
    advice = advise(want)
    assert 2 <= len(advice.questions) <= 4
    assert all(line.isprintable() for line in (advice.reason, *advice.questions))
    links = search_links(want)
    assert len(links) in (0, 3, 4, 5, 6, 7)
    web = [engine.name for engine in ENGINES.values() if engine.web]
    asked = [
        ("the web" if host in web else host, frozenset(re.sub('"', " ", decoded(link.url)).lower().split()))
        for link in links
        for host in [link.label.rpartition("(")[2].rstrip(")")]
    ]
    assert len(set(asked)) == len(links)
    for link in links:
        assert_sound(link)


@settings(deadline=None)
@given(TEXTS, SPAN_PAIRS)
def test_any_phrase_stands_in_its_statement(text: str, pairs: list[tuple[int, int]]) -> None:
    """A phrase has 8 words or more, crosses no edge, and stands in one piece of the statement."""
    spans = spans_in(text, pairs)
    phrase = distinctive_phrase(text, spans)
    assert not phrase or len(re.findall(r"\w+", phrase)) >= 8
    assert not re.search(r"[\"“”«»\[\]()…\n]|\.\.", phrase)
    assert not phrase or any(phrase in fold(span.of(text)) for span in spans)


@settings(deadline=None)
@given(TEXTS, SPAN_PAIRS)
def test_any_passage_link_is_a_fragment_of_the_article(text: str, pairs: list[tuple[int, int]]) -> None:
    """Every part of a passage link's directive stands in the article, and its reserved marks are encoded."""
    plain = from_text(text)
    article = Article(text=plain.text, paragraphs=plain.paragraphs, url="https://paper.example/a")
    spans = spans_in(plain.text, pairs)
    link = passage_link(article, Attribution((), (), spans, Act.STATEMENT, Form.DIRECT, 0.5))
    page, _, directive = link.partition("#:~:text=")
    assert page == "https://paper.example/a"
    assert len(link) < 2_000
    whole = " ".join(plain.text.split())
    parts = [part.strip("-") for part in directive.split(",")] if directive else []
    assert len(parts) <= 4
    assert all(part and unquote(part) in whole for part in parts)


def test_a_long_article_takes_linear_time() -> None:
    """Five megabytes in one line and a statement of all of it give links, made from its beginning."""
    text = "herring winch rust " * 260_000
    article = Article(
        text=text, paragraphs=(Paragraph(Span(0, len(text)), ParagraphKind.BODY, 1),), url="https://paper.example/"
    )
    whole = Attribution((), (), (Span(0, len(text)),), Act.STATEMENT, Form.DIRECT, 0.5)
    links = _links(article, whole, Source(SourceKind.NONE, "", "", "", "", None, ()))
    assert (
        decoded(links[0].url)
        == '"herring winch rust herring winch rust herring winch rust herring winch rust herring winch"'
    )
    assert passage_link(article, whole).startswith("https://paper.example/#:~:text=herring%20winch")


COURTS = {word: ENGINES[SEARCHES["courts"][code]].url for code in ("US", "GB") for word in SEARCHES["countries"][code]}
STRATEGY_WORDS = [
    pytest.param(word, urlsplit(COURTS[word]).hostname if word in COURTS else host, id=f"{topic}: {word}")
    for topic, host in (
        ("x", "x.com"),
        ("study", "scholar.google.com"),
        ("report", "filetype:pdf"),
        ("speech", "www.youtube.com"),
        ("poll", "opinion polling"),
        ("court", "filetype:pdf judgment"),
        ("historic", "wikiquote"),
        ("book", "tbm=bks"),
    )
    for word in SEARCHES["words"][topic]
]
STRATEGY_WORDS += [pytest.param(word, f"site:{place}", id=word) for word, place in SEARCHES["platforms"].items()]
STRATEGY_WORDS += [
    pytest.param(word, urlsplit(ENGINES[record["engine"]].url).hostname, id=word)
    for record in SEARCHES["record"]
    for word in record["words"]
]


@pytest.mark.parametrize(
    ("code", "word"), [(code, word) for code, known in SEARCHES["foreign"].items() for word in known["words"]]
)
def test_each_foreign_word_opens_its_engine(code: str, word: str) -> None:
    """A word that tells a language leads to an engine for it; in another case, or within a word, it does not."""
    asked = []
    for around in (word, word.swapcase(), f"un{word}ish"):
        text, spans = drawn_once("[S:Ada Lark] [C:said] [T:that forty Scrabster winches rusted].")
        source = Source(SourceKind.PERSON, "Ada Lark", f"an envoy of {around}")
        attribution = Attribution(*spans, Act.STATEMENT, Form.INDIRECT, 0.9)
        links = _links(from_text(text), attribution, source)
        name = SEARCHES["foreign"][code]["name"]
        asked.append(any(link.label.startswith(f"Pages in {name} ") for link in links))
    assert asked == [True, False, False]


@pytest.mark.parametrize(("word", "place"), STRATEGY_WORDS)
def test_each_word_of_a_strategy_calls_for_it(word: str, place: str) -> None:
    """A word of searches.toml calls for its search where it stands whole, and not inside another word."""
    asked = []
    for around in (word, f"un{word}ish"):
        text, spans = drawn_once(f"In one {around} of May [S:Lark] [C:said] [T:that forty herring winches rusted].")
        article = from_text(text)
        attribution = Attribution(*spans, Act.STATEMENT, Form.INDIRECT, 0.9)
        source = Source(SourceKind.PERSON, "Lark", "", "", "Lark", None, ())
        links = _links(article, attribution, source)
        asked.append(" ".join(f"{link.url} {decoded(link.url)}" for link in links))
    assert (place in asked[0], place in asked[1]) == (True, False)


def test_whole_output_of_a_small_article() -> None:
    """An article with a date, an address and a link gives, row by row, these links, questions and priorities."""
    text, spans = drawn_once(
        "Harbour in trouble\n\n[S:Ada Lark], Orkney's harbour master, [C:told] the Herald last week that "
        "[T:“no crane on this quay has been inspected since the herring ban”].\n\n"
        "It [C:emerged] [T:that the board spent £4.5 million on ropes]."
    )
    anchor = Span(text.index("last week"), text.index("last week") + 9)
    article = Article(
        text=text,
        paragraphs=from_text(text).paragraphs,
        links=(Link(anchor, "https://herald.example/cranes"),),
        date="2023-05-04",
        url="https://paper.example/harbour#top",
    )
    quoted = Attribution(spans.source, spans.cue[:1], spans.content[:1], Act.STATEMENT, Form.DIRECT, 0.9)
    bare = Attribution((), spans.cue[1:], spans.content[1:], Act.STATEMENT, Form.INDIRECT, 0.8)
    lark = Source(SourceKind.PERSON, "Ada Lark", "Orkney's harbour master", "Orkney", "Ada Lark", None, ())
    nobody = Source(SourceKind.NONE, "", "", "", "", None, ())
    rows = [
        {
            "links": [show(link) for link in _links(article, row, source)],
            "cited": cited_link(article, row),
            "passage": passage_link(article, row),
            "questions": list(advice.questions),
            "priority": [advice.priority, advice.reason],
        }
        for row, source in ((quoted, lark), (bare, nobody))
        for advice in [_advice(article, row, source)]
    ]
    assert rows == CASES["article"]["rows"]


def _key_words_found(part: str) -> tuple[float, float]:
    """Return the shares of chosen words that a person would type, and of a person's words that are chosen."""
    lines = (FOLDER_OF_CASES / "key_words.txt").read_text("utf-8").split(f"# {part}:\n")[1].split("#")[0].splitlines()
    both = chosen = typed = 0
    for line in lines:
        statement, words = line.split(" | ")
        ours = set(re.findall(r"[^\s€£$]+", " ".join(key_words(statement, [Span(0, len(statement))])).lower()))
        theirs = set(re.findall(r"[^\s€£$]+", words.lower()))
        both, chosen, typed = both + len(ours & theirs), chosen + len(ours), typed + len(theirs)
    return both / chosen, both / typed


@pytest.mark.parametrize(("part", "precision", "recall"), [("measured", 0.96, 0.89), ("held out", 0.95, 0.96)])
def test_key_words_are_those_that_a_person_would_type(part: str, precision: float, recall: float) -> None:
    """Of 62 statements, the words chosen are those that a person would type, as often as when it was last measured."""
    found = _key_words_found(part)
    assert (found[0] >= precision, found[1] >= recall) == (True, True), found
