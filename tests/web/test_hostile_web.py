"""The hostile web, played by a server on this machine: each way to misbehave ends in an error, within bounds."""

from __future__ import annotations

import asyncio
import datetime
import gzip
import json
import os
import signal
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest
import trustme

from attrcheck.errors import FetchError, InputError, Trouble
from attrcheck.settings import Settings
from attrcheck.web.client import make_client, with_client
from attrcheck.web.fetch import Limits, Page, get
from attrcheck.web.network import Network
from attrcheck.web.transports import SafeTransport
from tests.support.checkout import CHILD
from tests.support.hostile_server import (
    CASES,
    LIMITS,
    PUBLIC,
    SHORT,
    Asking,
    Case,
    Server,
    breaking,
    leading_to,
    page,
    saying,
    silent,
)

#: Seconds beyond the limit, and bytes in all, for machines that are busy.
SLACK = 5.0
MOST_BYTES = 4_000_000
HTML = "Content-Type: text/html"
by_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def error_of(asking: Asking, url: str = "http://a.example/") -> FetchError:
    """Return the FetchError that asking ends in."""
    error = asking.outcome(url).result
    assert isinstance(error, FetchError), error
    return error


@pytest.mark.flaky(reruns=3)  # on a machine that is busy, its limit of 0.3 s can pass before anything was asked
@by_case
def test_each_case_ends_in_its_error_within_bounds(case: Case) -> None:
    """What went wrong is told, no longer than the time and no more than the memory allowed are taken for it."""
    with Server(case.plays) as server:
        outcome = Asking(server, case.limits).outcome("http://a.example/")
    assert isinstance(outcome.result, FetchError)
    assert outcome.result.trouble is case.trouble
    assert str(outcome.result).startswith(case.problem)
    assert set(outcome.connected) == {PUBLIC}
    assert outcome.seconds < case.limits.total_seconds + SLACK
    assert outcome.peak < MOST_BYTES


@by_case
def test_each_failure_is_replayed_as_it_was(case: Case, tmp_path: Path) -> None:
    """A recording of what failed fails in the same words with the server gone."""
    with Server(case.plays) as server:
        live = error_of(Asking(server, case.limits, folder=tmp_path))
    replayed = error_of(Asking(None, folder=tmp_path))
    assert (str(replayed), replayed.trouble) == (str(live), live.trouble)


def test_a_page_comes_whole() -> None:
    """The server of these tests can behave: a page of 300,000 bytes is had, in chunks as well, null bytes and all."""
    body = bytes(range(256)) * 1200
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:1], body[1:70_000], body[70_000:]))
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    plays = {"/": page(body, HTML), "/chunks": saying(head, chunked, b"0\r\n\r\n")}
    with Server(plays) as server:
        pages = [Asking(server).outcome(f"http://a.example{path}").result for path in plays]
    assert pages == [
        Page(f"http://a.example{path}", f"http://a.example{path}", 200, "text/html", body) for path in plays
    ]


def test_a_length_that_is_too_short_cuts() -> None:
    """What follows after the length that the server names is nobody's."""
    with Server(
        {"*": saying(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<p>Hi</p>HTTP/1.1 500 Oh\r\n\r\n")}
    ) as server:
        result = Asking(server).outcome("http://a.example/").result
    assert result == Page("http://a.example/", "http://a.example/", 200, "", b"<p>Hi</p>")


def test_a_name_that_changes_between_check_and_connection_gains_nothing() -> None:
    """The address that was checked is the one connected to; the next request checks anew."""
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    with Server({"/": page(b"Hi"), "/on": leading_to("/")}) as server:
        asking = Asking(server, looking_up=lambda _host, _port: next(answers))
        first = asking.outcome("http://a.example/")
        second = asking.outcome("http://a.example/on")
    assert isinstance(first.result, Page)
    assert first.connected == (PUBLIC,)
    assert isinstance(second.result, FetchError)
    assert second.result.trouble is Trouble.PRIVATE
    assert second.connected == ()


def test_a_name_is_checked_again_at_every_redirect() -> None:
    """A host that turns private after its first answer is not asked again."""
    answers = iter([[PUBLIC], ["169.254.169.254"]])
    with Server({"*": leading_to("/on")}) as server:
        outcome = Asking(server, looking_up=lambda _host, _port: next(answers)).outcome("http://a.example/")
    assert isinstance(outcome.result, FetchError)
    assert outcome.result.trouble is Trouble.PRIVATE
    assert outcome.connected == (PUBLIC,)


def test_a_lookup_that_does_not_end_is_given_up() -> None:
    """A name server that stays silent takes no more than the time allowed."""
    over = threading.Event()

    def waiting(_host: str, _port: int) -> list[str]:
        over.wait(20)
        return []

    with Server({}) as server:
        outcome = Asking(server, Limits(total_seconds=1.0), looking_up=waiting).outcome("http://a.example/")
    over.set()
    assert str(outcome.result) == (
        "No address was found for the host a.example in time: check that this computer is online, and try again."
    )
    assert outcome.seconds < 1.0 + SLACK


def test_ctrl_c_waits_for_no_lookup() -> None:
    """Whoever interrupts while a name server stays silent has the prompt back at once."""
    over = threading.Event()

    def interrupting(_host: str, _port: int) -> list[str]:
        os.kill(os.getpid(), signal.SIGINT)
        over.wait(20)
        return []

    began = time.monotonic()
    with Server({}) as server, pytest.raises(KeyboardInterrupt):
        Asking(server, looking_up=interrupting).outcome("http://a.example/")
    over.set()
    assert time.monotonic() - began < SLACK


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize(
    ("retry_after", "words", "wait"),
    [
        ("1", "in 1 second", 1.0),
        ("90", "in 90 seconds", 90.0),
        ("600", "in 10 minutes", 600.0),
        ("7201", "in 3 hours", 7201.0),
        ("999999999", "in 11575 days", 999_999_999.0),
        ("0", "later", 0.0),
        ("-5", "later", None),
        ("9" * 5000, "later", None),
        ("soon", "later", None),
        ("Wed, 21 Oct 2015 07:28:00 GMT", "later", 0.0),
        ("Wed, 99 Oct 2015 07:28:00 GMT", "later", None),
    ],
)
def test_the_wait_that_is_asked_for_is_told(status: str, retry_after: str, words: str, wait: float | None) -> None:
    """Retry-After is put in words, and what makes no sense in it is passed over."""
    with Server({"*": page(b"", f"Retry-After: {retry_after}", status=status)}) as server:
        error = error_of(Asking(server))
    assert (error.status, error.wait) == (int(status[:3]), wait)
    assert str(error).endswith(f"): try again {words}.")


def test_cookies_are_not_kept(tmp_path: Path) -> None:
    """A cookie set on the way is not sent back and not recorded."""
    redirect = page(b"", "Location: /next", "Set-Cookie: session=s3cret; Path=/", status="302 Found")
    with Server({"/": redirect, "/next": page(b"Hi", HTML, "Set-Cookie: other=s3cret")}) as server:
        result = Asking(server, folder=tmp_path).outcome("http://a.example/").result
    assert isinstance(result, Page)
    assert [request.split("\r\n")[0] for request in server.requests] == ["GET / HTTP/1.1", "GET /next HTTP/1.1"]
    assert "cookie" not in "".join(server.requests).lower()
    files = [path.read_text(encoding="utf8") for path in tmp_path.iterdir()]
    assert len(files) == 2
    assert "s3cret" not in "".join(files)


def test_passwords_do_not_go_on_to_the_next_host() -> None:
    """A user name and password in the address are sent to its host alone, and stand in no page's address."""
    with Server({"/": leading_to("http://b.example/next"), "*": page(b"Hi")}) as server:
        result = Asking(server).outcome("http://user:s3cret@a.example/").result
    assert [("authorization" in request.lower()) for request in server.requests] == [True, False]
    assert isinstance(result, Page)
    assert result.final_url == "http://b.example/next"


def test_one_silent_host_does_not_hold_up_the_others() -> None:
    """Five pages come while a sixth never does."""

    async def all_of_them(asking: Asking) -> list[Page | BaseException]:
        paths = ("", "1", "2", "3", "4", "5")
        return await asyncio.gather(
            *(asking.page(f"http://a.example/{path}", []) for path in paths), return_exceptions=True
        )

    with Server({"/": silent(b""), "*": page(b"Hi")}) as server:
        first, *others = asyncio.run(all_of_them(Asking(server, Limits(total_seconds=1.0))))
    assert isinstance(first, FetchError)
    assert first.trouble is Trouble.TIMEOUT
    assert [one.body for one in others if isinstance(one, Page)] == [b"Hi"] * 5


def by_proxy(proxy: str, url: str) -> Page:
    """Return what `url` answers through `proxy`."""
    return with_client(partial(make_client, Network(Settings(proxy=proxy))), partial(get, url))


def test_a_proxy_is_asked_for_the_page() -> None:
    """The proxy gets the whole address, with its own password; hosts are not looked up here."""
    with Server({"http://a.example/x": page(b"Hi", HTML)}) as server:
        assert by_proxy(f"http://name:s3cret@127.0.0.1:{server.port}", "http://a.example/x").body == b"Hi"
        [request] = server.requests
    assert request.startswith("GET http://a.example/x HTTP/1.1\r\n")
    assert "Proxy-Authorization: Basic bmFtZTpzM2NyZXQ=\r\n" in request


@pytest.mark.parametrize(
    ("url", "problem", "requests"),
    [
        ("http://a.example/", "The proxy asks who you are (HTTP 407)", 1),
        ("https://a.example/", "The proxy would not ask a.example (407 No)", 1),
        ("http://localhost/", "localhost is not on the public internet, so it was not fetched", 0),
        ("http://x.localhost./", "x.localhost. is not on the public internet, so it was not fetched", 0),
        ("http://169.254.169.254/", "169.254.169.254 is not on the public internet, so it was not fetched", 0),
        ("http://[::1]/", "::1 is not on the public internet, so it was not fetched", 0),
        ("http://2130706433/", "2130706433 is not on the public internet, so it was not fetched", 0),
    ],
)
def test_what_a_proxy_refuses_or_is_not_asked_is_told(url: str, problem: str, requests: int) -> None:
    """Addresses that are private by their looks do not reach the proxy, and its own refusals are told as such."""
    with Server({"*": page(b"", status="407 No")}) as server:
        with pytest.raises(FetchError) as caught:
            by_proxy(f"http://127.0.0.1:{server.port}", url)
        assert len(server.requests) == requests
    assert caught.value.problem == problem
    assert caught.value.trouble is (Trouble.PROXY if requests else Trouble.PRIVATE)


@pytest.mark.parametrize("url", ["http://a.example/", "https://a.example/"])
def test_a_proxy_that_is_not_there_is_named(url: str) -> None:
    """It is the proxy that cannot be reached, not the page's host, and no archived copy can be had without it."""
    with Server({}) as server:
        pass
    with pytest.raises(FetchError) as caught:
        by_proxy(f"http://127.0.0.1:{server.port}", url)
    assert caught.value.trouble is Trouble.PROXY
    assert str(caught.value) == (
        "The proxy 127.0.0.1 refused the connection or could not be reached: check that it runs, and its address."
    )


@pytest.mark.parametrize("scheme", ["http", "https", "socks5", "socks5h"])
def test_a_proxy_without_an_address_is_named(scheme: str) -> None:
    """A proxy's name that nobody knows is told as the proxy's."""
    known = {"a.example": ["93.184.216.34"]}
    transport = SafeTransport(proxy=f"{scheme}://nowhere.example:8080", resolve=lambda host, _port: known.get(host, []))
    with pytest.raises(FetchError) as caught:
        with_client(lambda: httpx.AsyncClient(transport=transport), partial(get, "http://a.example/"))
    assert caught.value.trouble is Trouble.PROXY
    assert str(caught.value) == "No address was found for the proxy nowhere.example: check how its name is spelt."


@pytest.mark.parametrize("proxy", ["socks4://127.0.0.1:1080", "127.0.0.1:8080", "http://", "http://[::1"])
def test_other_proxies_are_refused(proxy: str) -> None:
    """A proxy is an http://, https://, socks5:// or socks5h:// address."""
    with pytest.raises(InputError, match="The proxy's address"):
        make_client(Network(Settings(proxy=proxy)))


TEXT = (
    "The council of Féring said on Friday that the old mill would close in autumn. “Nobody asked us,” said its miller."
)
ARTICLE = f"<html><body><h1>The mill</h1><p>{TEXT}</p><p>It has stood there for two hundred years.</p></body></html>"


def check(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Run `attrcheck check` in a process of its own."""
    command = [sys.executable, "-m", "attrcheck.cli", "check", *map(str, arguments)]
    return subprocess.run(command, env=CHILD, capture_output=True, check=False, timeout=120)


@pytest.mark.parametrize(
    ("path", "code"),
    [("/moved", 0), ("/utf16", 0), ("/nulls", 3), ("/cut", 4), ("/late", 4), ("/bomb", 4), ("/stub", 3)],
)
def test_a_recorded_run_is_replayed_to_the_byte_with_the_server_gone(path: str, code: int, tmp_path: Path) -> None:
    """Checklist, notes and errors are the same from the folder as they were from the server."""
    plays = {
        "/moved": page(b"", "Location: /gzip", "Set-Cookie: a=b", status="301 Moved"),
        "/gzip": page(gzip.compress(ARTICLE.encode()), HTML, "Content-Encoding: gzip"),
        "/utf16": page(ARTICLE.encode(), f"{HTML}; charset=utf-16"),
        "/nulls": page(b"\0".join([ARTICLE.encode(), b""]), HTML),
        "/cut": breaking(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<p>"),
        "/late": page(b"", "Retry-After: 120", status="429 Slow Down"),
        "/bomb": page(gzip.compress(bytes(50_000_000)), HTML, "Content-Encoding: gzip"),
        "/stub": page(b"<html><body><p>Subscribe to continue reading.</p></body></html>", HTML),
    }
    with Server(plays) as server:
        url = f"http://127.0.0.1:{server.port}{path}"
        live = check(url, "--allow-private", "--record", tmp_path, "--format", "json")
    replayed = check(url, "--replay", tmp_path, "--format", "json")
    assert live.returncode == code, live.stderr.decode()
    assert (replayed.returncode, replayed.stdout, replayed.stderr) == (code, live.stdout, live.stderr)
    if code == 0:
        assert "The council of Féring said" in json.loads(live.stdout)["article"]["text"]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[trustme.CA]:
    """Return an authority that httpx trusts while the module's tests run."""
    authority = trustme.CA()
    path = tmp_path_factory.mktemp("tls") / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(path))
        yield authority


def tls(authority: trustme.CA, name: str, not_after: datetime.datetime | None = None) -> ssl.SSLContext:
    """Return what a server needs to say that it is `name`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name, not_after=not_after).configure_cert(context)
    return context


def test_a_good_certificate_is_believed(authority: trustme.CA) -> None:
    """A host that proves who it is is read over TLS, at the address that was checked."""
    with Server({"*": page(b"Hi")}, tls=tls(authority, "a.example")) as server:
        outcome = Asking(server).outcome("https://a.example/")
    assert outcome.result == Page("https://a.example/", "https://a.example/", 200, "", b"Hi")
    assert outcome.connected == (PUBLIC,)


@pytest.mark.parametrize(
    ("name", "day", "trusted", "why"),
    [
        ("b.example", None, True, "Hostname mismatch, certificate is not valid for 'a.example'"),
        ("a.example", datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC), True, "certificate has expired"),
        ("a.example", None, False, "unable to get local issuer certificate"),
    ],
)
def test_a_bad_certificate_is_named(
    authority: trustme.CA, name: str, day: datetime.datetime | None, trusted: bool, why: str
) -> None:
    """Another host's certificate, an expired one and one of an unknown authority are refused, and nothing is sent."""
    context = tls(authority if trusted else trustme.CA(), name, day)
    with Server({"*": page(b"Hi")}, tls=context) as server:
        error = error_of(Asking(server), "https://a.example/")
    assert error.trouble is Trouble.TLS
    assert error.problem == f"a.example could not prove who it is (TLS: {why})"
    assert server.requests == []


def test_a_server_without_tls_is_named() -> None:
    """Plain HTTP where TLS is expected is told as such."""
    with Server({}, greeting=b"HTTP/1.1 400 Bad Request\r\n\r\n") as server:
        error = error_of(Asking(server), "https://a.example/")
    assert error.trouble is Trouble.TLS
    assert error.problem == "a.example could not prove who it is (TLS: wrong version number)"


def test_a_handshake_that_does_not_end_is_given_up() -> None:
    """A server that takes the connection and says nothing holds attrcheck no longer than the whole time."""
    with Server({}) as server:
        outcome = Asking(server, SHORT).outcome("https://a.example/")
    assert str(outcome.result) == "a.example did not answer in time: try again later."
    assert outcome.seconds < SHORT.total_seconds + SLACK


def test_a_closed_port_is_a_refusal() -> None:
    """A host that does not listen is told from one that is not found."""
    with Server({}) as server:
        pass
    assert str(error_of(Asking(server, LIMITS))) == (
        "a.example refused the connection or could not be reached: try again later."
    )
