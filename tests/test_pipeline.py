"""Articles by their URL, and by their newest archived copy where the page itself fails."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import httpx
import pytest

from attrcheck.article.text.plain_text import from_text
from attrcheck.errors import FetchError, InputError, LanguageError, NoArticleError, Trouble
from attrcheck.pipeline import check, read_article
from attrcheck.reader.model import Reader
from attrcheck.web.client import Connect
from attrcheck.web.exchange import Exchange, write_exchange
from tests.support.checkout import CHILD, SEED

URL = "https://paper.example/mill?page=1#top"
ASKED = "https://paper.example/mill?page=1"
AVAILABLE = "https://archive.org/wayback/available?url=https%3A%2F%2Fpaper.example%2Fmill%3Fpage%3D1"
RAW = f"https://web.archive.org/web/20240503120000id_/{ASKED}"
HTML = {"Content-Type": "text/html"}
TEXT = "The council said on Friday that the mill would close in autumn, and nobody asked why. It has two hundred years."
PAGE = f'<html><body><h1>The mill</h1><p>{TEXT}</p><p><a href="/old">Old</a> {TEXT}</p></body></html>'
STUB = "<html><body><p>Subscribe to continue reading.</p></body></html>"


def answer(text: str, status: int = 200) -> httpx.Response:
    """Return a page."""
    return httpx.Response(status, headers=HTML, text=text)


def closest(timestamp: str = "20240503120000", *, status: str = "200", available: object = True) -> httpx.Response:
    """Return what the archive says of its newest copy, as its documentation has it."""
    copy = {"status": status, "available": available, "url": f"http://web.archive.org/web/{timestamp}/{ASKED}"}
    return httpx.Response(200, json={"archived_snapshots": {"closest": {**copy, "timestamp": timestamp}}})


def serving(answers: Mapping[str, httpx.Response]) -> Connect:
    """Return what connects to `answers` by URL; elsewhere requests fail with a timeout."""

    def answered(request: httpx.Request) -> httpx.Response:
        found = answers.get(str(request.url.copy_with(fragment=None)))
        if found is None:
            raise httpx.ReadTimeout("silence")
        return found

    return connecting(answered)


def connecting(answer: Callable[[httpx.Request], httpx.Response]) -> Connect:
    """Return what connects to `answer`."""
    return lambda: httpx.AsyncClient(transport=httpx.MockTransport(answer))


def failure(answers: Mapping[str, httpx.Response]) -> FetchError:
    """Return the FetchError of reading the page or its archived copy."""
    with pytest.raises(FetchError) as caught:
        read_article(URL, serving(answers), archived=True)
    return caught.value


def test_a_page_that_answers_is_read_itself() -> None:
    """With or without archived copies wanted, the live page comes first, and says nothing of a copy."""
    for archived in (False, True):
        article = read_article(URL, serving({ASKED: answer(PAGE)}), archived=archived)
        assert (article.title, article.url, article.not_done) == ("The mill", ASKED, ())


@pytest.mark.parametrize(
    ("live", "problem"),
    [
        ({}, "paper.example did not answer in time"),
        ({ASKED: answer("gone", 404)}, f"{ASKED} is not there (HTTP 404)"),
        ({ASKED: answer("oh", 500)}, "paper.example has a fault of its own (HTTP 500)"),
        ({ASKED: answer("no", 403)}, f"{ASKED} is not given to programs or without a login (HTTP 403)"),
        ({ASKED: answer(STUB)}, f"{ASKED} holds no article that could be found"),
    ],
)
def test_the_newest_archived_copy_stands_in(live: Mapping[str, httpx.Response], problem: str) -> None:
    """The article of the copy keeps its own URL and the links of its own site, and says which copy was read and why."""
    article = read_article(URL, serving({**live, AVAILABLE: closest(), RAW: answer(PAGE)}), archived=True)
    assert (article.title, article.url) == ("The mill", ASKED)
    assert [link.url for link in article.links] == ["https://paper.example/old"]
    assert article.not_done == (
        f"{problem}: read from the archived copy of 2024-05-03, https://web.archive.org/web/20240503120000/{ASKED}",
    )


def test_a_copy_may_lead_on_to_another() -> None:
    """Where the captured page redirected, the copy of the page that it led to is the one that is named."""
    there = "https://web.archive.org/web/20240504000000id_/https://paper.example/new"
    redirect = httpx.Response(302, headers={"Location": there})
    connect = serving({AVAILABLE: closest(), RAW: redirect, there: answer(PAGE)})
    article = read_article(URL, connect, archived=True)
    assert article.url == "https://paper.example/new"
    assert article.not_done == (
        "paper.example did not answer in time: read from the archived copy of 2024-05-04, "
        "https://web.archive.org/web/20240504000000/https://paper.example/new",
    )


def test_keys_are_not_told_to_the_archive() -> None:
    """What is secret in an address, and who logs in, stays out of the question and the copy's address."""
    asked: list[str] = []

    def refuse(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, json={"archived_snapshots": {}}) if "archive.org" in asked[-1] else answer("", 404)

    with pytest.raises(FetchError) as caught:
        read_article("https://user:pa55word@paper.example/?token=s3cret", connecting(refuse), archived=True)
    assert asked[1:] == ["https://archive.org/wayback/available?url=https%3A%2F%2Fpaper.example%2F%3Ftoken%3DREDACTED"]
    assert "s3cret" not in str(caught.value)


BY_HAND = "look for another copy by hand, save the article's text as a .txt file and give that to attrcheck."


@pytest.mark.parametrize(
    ("archive", "why", "remedy", "trouble"),
    [
        (
            {AVAILABLE: httpx.Response(200, json={"archived_snapshots": {}})},
            "the Wayback Machine knows of none",
            BY_HAND,
            Trouble.GONE,
        ),
        ({AVAILABLE: closest(status="404")}, "the Wayback Machine knows of none", BY_HAND, Trouble.GONE),
        ({AVAILABLE: closest(available="yes")}, "the Wayback Machine knows of none", BY_HAND, Trouble.GONE),
        ({AVAILABLE: closest("2024/../..")}, "the Wayback Machine knows of none", BY_HAND, Trouble.GONE),
        ({}, "archive.org did not answer in time", BY_HAND, Trouble.TIMEOUT),
        ({AVAILABLE: closest(), RAW: answer("", 404)}, f"{RAW} is not there (HTTP 404)", BY_HAND, Trouble.GONE),
        (
            {AVAILABLE: closest(), RAW: httpx.Response(302, headers={"Location": ASKED}), ASKED: answer(STUB)},
            "the Wayback Machine led away from it",
            BY_HAND,
            Trouble.REDIRECTS,
        ),
        *(
            (
                {AVAILABLE: httpx.Response(200, text=text)},
                f"the Wayback Machine {why}",
                BY_HAND,
                Trouble.THROTTLED,
            )
            for text, why in (
                ("{}", "did not tell whether it has a copy: it is asked too often"),
                ('{"archived_snapshots": []}', "did not tell whether it has a copy: it is asked too often"),
                ("[]", "answered with something else than a JSON object"),
                ("null", "answered with something else than a JSON object"),
                ("Too many requests", "gave no result: Too many requests"),
                ("[" * 100_000, "gave no result"),
            )
        ),
    ],
)
def test_a_missing_copy_is_told_with_what_the_page_said(
    archive: Mapping[str, httpx.Response], why: str, remedy: str, trouble: Trouble
) -> None:
    """Neither page nor copy: both reasons are told, and not knowing is not the same as never archived."""
    live = archive.get(ASKED)
    problem = f"{ASKED} holds no article that could be found" if live else "paper.example did not answer in time"
    error = failure(archive)
    assert str(error) == f"{problem}, and its archived copy was not read either ({why}): {remedy}"
    assert error.trouble is trouble


def test_a_page_without_an_article_offers_the_copy() -> None:
    """A paywall's notice says that an archived copy may be had."""
    with pytest.raises(NoArticleError) as caught:
        read_article(URL, serving({ASKED: answer(STUB)}))
    assert str(caught.value).endswith("Or add --archived to read the newest archived copy.")


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "ftp://paper.example/"])
def test_no_archive_is_asked_about_what_is_no_public_page(url: str) -> None:
    """An address of this machine's network, or none of the web, is refused with copies wanted as well."""

    def private(_request: httpx.Request) -> httpx.Response:
        raise FetchError("private", "stop.", trouble=Trouble.PRIVATE)

    with pytest.raises(FetchError) as caught:
        read_article(url, connecting(private), archived=True)
    assert caught.value.trouble in {Trouble.PRIVATE, Trouble.ADDRESS}


def test_the_command_reads_the_copy_and_says_so(tmp_path: Path) -> None:
    """--archived makes the checklist of the copy, under the page's own address, and without it the error offers it."""
    moment = "2026-03-01T12:00:00Z"
    html, json_type = (("content-type", "text/html"),), (("content-type", "application/json"),)
    for exchange in (
        Exchange("GET", ASKED, 404, html, b"gone", moment),
        Exchange("GET", AVAILABLE, 200, json_type, closest().content, moment),
        Exchange("GET", RAW, 200, html, PAGE.encode(), moment),
    ):
        write_exchange(exchange, tmp_path)

    def run(*options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "attrcheck.cli", "check", URL, "--replay", str(tmp_path), *options]
        return subprocess.run(command, env=CHILD, capture_output=True, encoding="utf8", check=False, timeout=120)

    copy = f"https://web.archive.org/web/20240503120000/{ASKED}"
    note = f"{ASKED} is not there (HTTP 404): read from the archived copy of 2024-05-03, {copy}"
    plain = run()
    table, as_json, as_csv = (run("--archived", "--format", form) for form in ("table", "json", "csv"))
    assert (plain.returncode, plain.stdout) == (4, "")
    assert plain.stderr.startswith(
        f"attrcheck: {ASKED} is not there (HTTP 404): check the address. Open it in a browser"
    )
    assert plain.stderr.endswith(
        f"or add --archived to read the newest archived copy (https://web.archive.org/web/*/{ASKED}).\n"
    )
    assert (table.returncode, as_json.returncode, as_csv.returncode) == (0, 0, 0)
    assert " ".join(table.stdout.split()).endswith(f"Not done: {note}")
    checklist = json.loads(as_json.stdout)
    assert checklist["not_done"] == [note]
    assert checklist["article"]["url"] == ASKED
    assert f"attrcheck: {note}\n" in as_csv.stderr


def test_any_other_status_than_success_is_not_archived_json() -> None:
    """The archive's own fault is told as its own."""
    assert "archive.org has a fault of its own (HTTP 503)" in str(failure({AVAILABLE: httpx.Response(503, json={})}))


def test_the_address_of_the_question_is_whole() -> None:
    """The question holds the page's address with every reserved character escaped."""
    assert httpx.URL(AVAILABLE).params["url"] == ASKED
    assert json.loads(closest().text)["archived_snapshots"]["closest"]["url"].endswith(ASKED)


def test_articles_from_files_wait_for_nothing_of_the_network() -> None:
    """What a checklist of a file needs is loaded without the libraries that reach the network."""
    code = "import sys, attrcheck.cli.app, attrcheck.pipeline; print({'asyncio', 'anyio', 'httpx'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], env=CHILD, capture_output=True, encoding="utf8", check=True)
    assert done.stdout == "set()\n"


def test_a_checklist_of_text_waits_for_nothing_that_it_does_not_need() -> None:
    """Neither what reads pages and merges is loaded for it, nor other commands, nor numpy's masked arrays."""
    code = (
        "import sys; from attrcheck.cli.app import app; app(['check', sys.argv[1]], standalone_mode=False); "
        "unneeded = {'attrcheck.article.html.page', 'attrcheck.checklist.merging', 'attrcheck.cli.work', 'numpy.ma', "
        "'pydantic'}; "
        "print(sorted(unneeded & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, str(SEED)]
    done = subprocess.run(command, env=CHILD, capture_output=True, encoding="utf8", check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(("options", "ahead"), [([], True), (["--threads", "2"], False), (["-h"], False)])
def test_a_check_begins_with_the_reader(options: list[str], ahead: bool) -> None:
    """The network is loaded before the command line's library, but where words ask to read otherwise or for help."""
    command = [sys.executable, "-X", "importtime", "-m", "attrcheck", "check", str(SEED), *options]
    done = subprocess.run(command, env=CHILD, capture_output=True, encoding="utf8", check=True)
    loaded = [line.rpartition("|")[2].strip() for line in done.stderr.splitlines()]
    reader, library = (loaded.index(name) if name in loaded else len(loaded) for name in ("onnxruntime", "typer"))
    assert (reader < library) == ahead


def test_a_script_is_refused_what_the_command_refuses(reader: Reader) -> None:
    """Words of another language and binary noise give an error and no statements, however the article was made."""
    german = "Der Rat sagte am Montag, die Brücke bleibe bis Mai gesperrt, und niemand fragte, warum. " * 2
    with pytest.raises(LanguageError, match="another language than English"):
        check(from_text(german), reader)
    assert "another language" in check(from_text(german), reader, force_language=True).not_done[0]
    noise = random.Random(1).randbytes(4000)
    for text in (noise.decode("latin-1"), noise.decode("utf8", "ignore"), "\0".join("The mayor said so.")):
        with pytest.raises(InputError, match="a binary file, not text"):
            check(from_text(text), reader)


def test_a_few_words_are_read_whatever_their_language(reader: Reader) -> None:
    """Where too few words tell the language, nothing is refused."""
    assert check(from_text("Too short, he said."), reader).not_done == ()
