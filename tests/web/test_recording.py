"""Recording exchanges, and answering from recordings."""

from __future__ import annotations

import json
import runpy
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrcheck.errors import FetchError, InputError, NotRecordedError, OutputError, Trouble
from attrcheck.pipeline import fetch_article
from attrcheck.web.client import with_client
from attrcheck.web.exchange import Exchange, Failure, Origin, read_exchange, write_exchange
from attrcheck.web.network import Network
from attrcheck.web.recording import RecordingTransport, ReplayTransport
from attrcheck.web.redaction import redacted
from tests.support.checkout import ROOT

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
EXCHANGE = Exchange(
    method="GET",
    url="https://paper.example/a?key=s3cret&page=2",
    status=200,
    headers=(("Content-Type", "text/html"), ("Set-Cookie", "session=s3cret"), ("X-Other", "1")),
    body=b"<p>One.\n\xe2\x80\x9cTwo.\xe2\x80\x9d\r\n</p>",
    retrieved_at="2026-03-01T12:00:00Z",
)


def served(answer: Callable[[httpx.Request], httpx.Response], folder: Path) -> httpx.AsyncClient:
    """Return a client that records into `folder` what `answer` gives."""
    return httpx.AsyncClient(transport=RecordingTransport(httpx.MockTransport(answer), folder, now=lambda: NOON))


def test_an_exchange_is_one_readable_file_without_secrets(tmp_path: Path) -> None:
    """The file holds the exchange in plain fields, lines of text, a checksum, and no key or cookie."""
    path = write_exchange(EXCHANGE, tmp_path)
    assert path.name == "paper-example-a-key-redacted-page-2-d0308ddd4f.json"
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "format": "attrcheck exchange 1",
        "origin": "recorded",
        "retrieved_at": "2026-03-01T12:00:00Z",
        "request": {"method": "GET", "url": "https://paper.example/a?key=REDACTED&page=2"},
        "response": {
            "status": 200,
            "headers": {"content-type": "text/html"},
            "sha256": "1f38ebce6bfbcee9abe36463b5ec48ccbc52eb73becde1923b05993be85c8f86",
            "text": ["<p>One.", "“Two.”\r", "</p>"],
        },
    }


@settings(deadline=None, max_examples=50)
@given(st.binary(max_size=300))
def test_any_body_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    """Whatever the bytes of a body, writing and reading gives them back."""
    made = Exchange(
        "GET", "https://a.example/", 200, (("content-type", "x/y"),), body, "2026-03-01T12:00:00Z", note="n"
    )
    assert read_exchange(write_exchange(made, tmp_path_factory.mktemp("one"))) == made


def test_recorded_then_replayed_gives_the_same_answer(tmp_path: Path) -> None:
    """What was answered live is answered again from the file, with the time it was got."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/old":
            return httpx.Response(301, headers={"Location": "/new"})
        return httpx.Response(200, headers={"Content-Type": "text/html"}, content=b"<p>Hello</p>")

    async def asked(client: httpx.AsyncClient) -> httpx.Response:
        return await client.get("https://a.example/old#part", follow_redirects=True)

    first = with_client(lambda: served(answer, tmp_path), asked)
    second = with_client(lambda: httpx.AsyncClient(transport=ReplayTransport(tmp_path)), asked)
    assert (first.text, second.text) == ("<p>Hello</p>", "<p>Hello</p>")
    assert [r.status_code for r in second.history] == [301]
    assert second.extensions["retrieved_at"] == b"2026-03-01T12:00:00Z"


def test_a_body_not_read_to_its_end_is_not_recorded(tmp_path: Path) -> None:
    """Half a page is no recording."""

    async def parts() -> AsyncIterator[bytes]:
        yield b"first"
        yield b"second"

    async def read_first(client: httpx.AsyncClient) -> bytes:
        async with client.stream("GET", "https://a.example/") as response:
            return await anext(response.aiter_raw())

    live = served(lambda _: httpx.Response(200, content=parts()), tmp_path)
    assert with_client(lambda: live, read_first) == b"first"
    assert list(tmp_path.iterdir()) == []


def test_what_a_request_kept_secret_is_in_no_answer(tmp_path: Path) -> None:
    """Keys, tokens and passwords that an answer echoes are taken out of its body, its headers and its target."""
    secrets = ("schlüssel", "qu3ry-key", "b3arer-token", "h3ader-token", "pa55word!")

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/on":
            return httpx.Response(200, text="Again qu3ry-key. " + request.headers["x-subscription-token"])
        echo = f"{request.url} {request.headers['authorization']}"
        echo += " schlüssel"
        echo += " pa55word! pa55word%21" if "page=3" in str(request.url) else ""
        return httpx.Response(302, headers={"Location": "/on?token=other-s3cret", "ETag": "qu3ry-key"}, text=echo)

    async def ask(client: httpx.AsyncClient) -> None:
        url = "https://paper.example/?api_key=qu3ry-key&page=2&token=schlüssel"
        await client.get(url, headers={"Authorization": "Bearer b3arer-token"})
        await client.get("https://user:pa55word!@paper.example/?api_key=qu3ry-key&page=3")
        await client.get("https://paper.example/on", headers={"X-Subscription-Token": "h3ader-token"})

    with_client(lambda: served(answer, tmp_path), ask)
    files = "".join(path.read_text(encoding="utf8") for path in tmp_path.iterdir())
    assert len(list(tmp_path.iterdir())) == 3
    assert not [secret for secret in (*secrets, "pa55word%21", "other-s3cret") if secret in files]
    assert '"location": "https://paper.example/on?token=REDACTED"' in files
    assert "Again REDACTED. REDACTED" in files


def test_a_gift_or_session_is_in_no_recording(tmp_path: Path) -> None:
    """What a gift link, a signature or a session given on the way lets in by is in no file and no name."""

    def answer(request: httpx.Request) -> httpx.Response:
        if "sessionId" in request.url.params:
            return httpx.Response(200, text=f'<link rel="canonical" href="{request.url}"> done')
        return httpx.Response(302, headers={"Location": "/b?sessionId=9f8e7d6c5b"}, text="To /b?sessionId=9f8e7d6c5b")

    async def ask(client: httpx.AsyncClient) -> None:
        await client.get("https://paper.example/a?unlocked_article_code=1.aBc.XyZ12&sig=Zm9vYmFy&st=r3fl1nk&page=2")
        await client.get("https://paper.example/b?sessionId=9f8e7d6c5b")

    with_client(lambda: served(answer, tmp_path), ask)
    files = "".join(f"{path.name}{path.read_text(encoding='utf8')}" for path in tmp_path.iterdir())
    assert not [
        secret for secret in ("1.aBc.XyZ12", "xyz12", "Zm9vYmFy", "zm9v", "r3fl1nk", "9f8e7d6c5b") if secret in files
    ]
    assert "done" in files


def test_a_failure_is_recorded_without_secrets_and_never_in_place_of_a_page(tmp_path: Path) -> None:
    """What went wrong is kept, until the page is had; what goes wrong afterwards is not."""
    turns: Iterator[httpx.Response | FetchError] = iter(
        [
            FetchError("a.example cut the connection s3cret-key", "try again.", trouble=Trouble.BROKEN),
            httpx.Response(429, headers={"Retry-After": "5"}, text="slower"),
            httpx.Response(200, text="page"),
            httpx.Response(503, text="oh"),
            FetchError("a.example did not answer in time", "try again later.", trouble=Trouble.TIMEOUT),
        ]
    )

    def answer(_request: httpx.Request) -> httpx.Response:
        turn = next(turns)
        if isinstance(turn, FetchError):
            raise turn
        return turn

    kept = []

    async def ask(client: httpx.AsyncClient) -> None:
        for _ in range(5):
            with suppress(FetchError):
                await client.get("https://a.example/?key=s3cret-key")
            [path] = tmp_path.iterdir()
            exchange = read_exchange(path)
            assert exchange is not None
            kept.append((exchange.status, exchange.failure))

    with_client(lambda: served(answer, tmp_path), ask)
    failure = Failure(Trouble.BROKEN, "a.example cut the connection REDACTED", "try again.")
    assert kept == [(0, failure), (429, None), (200, None), (200, None), (200, None)]


def test_a_miss_names_the_nearest_and_the_command(tmp_path: Path) -> None:
    """Replay never goes out; it says what is recorded nearby and how to record the rest."""
    for page in ("one", "two"):
        write_exchange(Exchange("GET", f"https://a.example/{page}", 200, (), b"x", "2026-03-01T12:00:00Z"), tmp_path)
    with pytest.raises(NotRecordedError) as caught:
        fetch_article("https://a.example/onee?token=s3cret", Network(replay=tmp_path))
    assert str(caught.value) == (
        f"No recording under {tmp_path} answers GET https://a.example/onee?token=REDACTED. The nearest recorded: "
        f"https://a.example/one . To record it, run the command again with --record {tmp_path} in place of --replay."
    )


def test_a_replay_folder_must_be_there(tmp_path: Path) -> None:
    """Replaying from no folder says how to make one."""
    with pytest.raises(InputError) as caught:
        ReplayTransport(tmp_path / "none")
    assert str(caught.value) == (
        f"{tmp_path / 'none'} is not a folder of recordings: make one with attrcheck record URL --into "
        f"{tmp_path / 'none'}"
    )


def _cut(fields: dict[str, Any]) -> str:
    return json.dumps(fields)[:-40]


def _altered(fields: dict[str, Any]) -> str:
    fields["response"]["text"][0] = "<p>Won."
    return json.dumps(fields)


def _missing(fields: dict[str, Any]) -> str:
    del fields["response"]["status"]
    return json.dumps(fields)


def _later(fields: dict[str, Any]) -> str:
    return json.dumps({**fields, "format": "attrcheck exchange 9"})


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (_cut, "is damaged (Unterminated string"),
        (_altered, "is damaged (its body does not have the SHA-256 that it names): delete it and record it again"),
        (_missing, "is damaged (KeyError: 'status'): delete it and record it again with --record."),
        (_later, "has the format 'attrcheck exchange 9', this attrcheck reads 'attrcheck exchange 1': upgrade it."),
    ],
)
def test_damaged_recordings_are_named(tmp_path: Path, damage: Callable[[dict[str, Any]], str], message: str) -> None:
    """A recording that was cut, altered or made by a later version is named with what to do."""
    path = write_exchange(EXCHANGE, tmp_path)
    path.write_text(damage(json.loads(path.read_text(encoding="utf-8"))), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        ReplayTransport(tmp_path)
    assert str(caught.value).startswith(f"The recording {path} ")
    assert message in str(caught.value)


def test_other_json_files_are_passed_over(tmp_path: Path) -> None:
    """A folder of recordings may hold other JSON files."""
    other = tmp_path / "package.json"
    other.write_text("[1]", encoding="utf-8")
    assert read_exchange(other) is None


def test_a_folder_that_is_a_file_cannot_be_recorded_into(tmp_path: Path) -> None:
    """Where the recording cannot be written, the error says so."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        write_exchange(EXCHANGE, tmp_path / "file")
    assert str(caught.value) == (
        f"{tmp_path / 'file'} cannot be made (File exists): name a folder that can be written."
    )


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://u:p@a.example/x?API_KEY=1&q=a%20b#frag", "https://a.example/x?API_KEY=REDACTED&q=a+b"),
        ("https://a.example/x?q=a%20b", "https://a.example/x?q=a%20b"),
        ("https://a.example/x?accessToken=1&b=2", "https://a.example/x?accessToken=REDACTED&b=2"),
        ("https://a.example/x?session=s3ss10n-1&session=44-1", "https://a.example/x?session=REDACTED&session=44-1"),
        ("https://a.example/x?sid=REDACTED", "https://a.example/x?sid=REDACTED"),
        ("https://a.example/x;jsessionid=0A1B?q=1", "https://a.example/x?q=1"),
        (
            "https://a.example/?u=https%3A%2F%2Fb.example%2F%3Fsig%3Dxyz%26a%3D1",
            "https://a.example/?u=https%3A%2F%2Fb.example%2F%3Fa%3D1",
        ),
    ],
)
def test_redacted_takes_out_what_is_secret(url: str, safe: str) -> None:
    """Keys, names with passwords and fragments go; the rest of an address stays as it is."""
    assert redacted(url) == safe


def test_the_seed_fixture_is_what_its_script_makes() -> None:
    """fixtures/seed holds the exchange that tests/generate/seed_page.py makes, and says that it was made."""
    made = runpy.run_path(str(ROOT / "tests" / "generate" / "seed_page.py"))["exchange"]()
    stored = [read_exchange(path) for path in (ROOT / "fixtures" / "seed").glob("*.json")]
    assert stored == [made]
    assert made.origin is Origin.DOCUMENTATION
