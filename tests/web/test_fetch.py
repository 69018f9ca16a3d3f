"""One polite, safe GET: what is asked, what is refused, and what each failure tells the user."""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import httpcore
import httpx
import pytest

from attrcheck.errors import FetchError, NetworkError, NotRecordedError, Trouble
from attrcheck.settings import Settings
from attrcheck.web.client import make_client, with_client
from attrcheck.web.exchange import Exchange, write_exchange
from attrcheck.web.fetch import Limits, Page, fetch, get
from attrcheck.web.hosts import is_public
from attrcheck.web.network import Network
from attrcheck.web.transports import SafeTransport

SAVE = (
    "Open it in a browser, save the article's text as a .txt file and give that to attrcheck, or add --archived to "
    "read the newest archived copy (https://web.archive.org/web/*/https://a.example/x)."
)
HTML = {"Content-Type": "text/html; charset=utf-8"}


class Backend(httpcore.AsyncMockBackend):
    """httpcore's own mock of connections, which notes where each one goes and fails where it is told to."""

    def __init__(self, answer: list[bytes], *, dead: frozenset[str] = frozenset()) -> None:
        super().__init__(answer)
        self.connected: list[tuple[str, int]] = []
        self._dead = dead

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Note the address, and connect to the mock unless the address is dead."""
        self.connected.append((host, port))
        if host in self._dead:
            raise httpcore.ConnectError("refused")
        return await super().connect_tcp(host, port, timeout, local_address, socket_options)


def answering(*responses: httpx.Response) -> httpx.AsyncClient:
    """Return a client that gets `responses` one after another."""
    left = iter(responses)
    return httpx.AsyncClient(transport=httpx.MockTransport(lambda _request: next(left)))


def failing(error: Exception) -> httpx.AsyncClient:
    """Return a client whose every request fails with `error`."""

    def fail(_request: httpx.Request) -> httpx.Response:
        raise error

    return httpx.AsyncClient(transport=httpx.MockTransport(fail))


def message(client: httpx.AsyncClient, url: str = "https://a.example/x", limits: Limits | None = None) -> str:
    """Return the message of the NetworkError that fetching raises."""
    with pytest.raises(NetworkError) as caught:
        with_client(lambda: client, partial(fetch, url, limits=limits))
    return str(caught.value)


def test_a_page_comes_with_where_it_was_found_in_the_end() -> None:
    """Redirects are followed, relative ones too, and the page names the first and the last address."""
    answers = (
        httpx.Response(301, headers={"Location": "/y?z=1#top"}),
        httpx.Response(302, headers={"Location": "http://b.example/"}),
        httpx.Response(200, headers=HTML, content=b"<p>Hi</p>"),
    )
    page = with_client(lambda: answering(*answers), partial(fetch, "https://a.example/x"))
    assert page == Page("https://a.example/x", "http://b.example/", 200, "text/html; charset=utf-8", b"<p>Hi</p>")


def test_the_request_says_who_asks(tmp_path: Path) -> None:
    """The User-Agent names attrcheck, the operator's contact and httpx, and nothing compressed is asked for."""
    headers = make_client(Network(Settings(contact="desk@paper.example"), replay=tmp_path)).headers
    assert headers["User-Agent"].startswith("attrcheck/")
    assert headers["User-Agent"].endswith(f" (desk@paper.example) httpx/{httpx.__version__}")
    assert headers["Accept-Encoding"] == "identity"
    assert "(" not in make_client(Network(replay=tmp_path)).headers["User-Agent"]


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        (
            httpx.Response(403),
            "https://a.example/x is not given to programs or without a login (HTTP 403): it may open in a browser. "
            f"{SAVE}",
        ),
        (
            httpx.Response(451),
            "https://a.example/x is withheld for legal reasons where you are (HTTP 451): look for another copy. "
            f"{SAVE}",
        ),
        (httpx.Response(404), f"https://a.example/x is not there (HTTP 404): check the address. {SAVE}"),
        (
            httpx.Response(429, headers={"Retry-After": "119"}),
            f"a.example was asked for too often (HTTP 429): try again in 119 seconds. {SAVE}",
        ),
        (
            httpx.Response(503, headers={"Retry-After": "120"}),
            f"a.example has a fault of its own (HTTP 503): try again in 2 minutes. {SAVE}",
        ),
        (httpx.Response(500), f"a.example has a fault of its own (HTTP 500): try again later. {SAVE}"),
        (httpx.Response(304), f"https://a.example/x answered HTTP 304, not a page: check the address. {SAVE}"),
        (
            httpx.Response(200, headers={"Content-Type": "application/zip"}),
            "https://a.example/x is not a page but application/zip: download it, save its text as a .txt file and give "
            "that.",
        ),
        (
            httpx.Response(302, headers={"Location": "file:///etc/passwd"}),
            "file:/etc/passwd (where https://a.example/x leads) is not a web address: give one that begins with "
            "http:// or https://",
        ),
    ],
)
def test_each_answer_that_is_no_page_says_what_to_do(response: httpx.Response, expected: str) -> None:
    """Refusals, absences, faults and other files each have their own advice."""
    assert message(answering(response)) == expected


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (httpx.ConnectTimeout("t"), f"a.example did not answer in time: try again later. {SAVE}"),
        (
            httpx.RemoteProtocolError("cut"),
            f"a.example did not answer in proper HTTP (cut): try again. {SAVE}",
        ),
        (
            httpx.ConnectError("refused"),
            f"a.example refused the connection or could not be reached: try again later. {SAVE}",
        ),
    ],
)
def test_each_broken_connection_says_what_to_do(error: Exception, expected: str) -> None:
    """Timeouts, refusals and broken connections each have their own advice."""
    assert message(failing(error)) == expected


def test_a_refusal_s_own_words_are_kept_without_what_was_secret() -> None:
    """What comes as plain text or JSON with an error's status is there to be told; pages are not."""
    refusals = (
        httpx.Response(400, json={"error": {"message": "Key s3cr3tkey is not valid"}}),
        httpx.Response(429, headers={"Content-Type": "text/plain; charset=utf-8"}, content=b"Slow down" * 1_000),
        httpx.Response(403, headers=HTML, content=b"<p>No</p>"),
    )
    answers = []
    for refusal in refusals:
        with pytest.raises(FetchError) as caught:
            with_client(partial(answering, refusal), partial(get, "https://a.example/x?key=s3cr3tkey"))
        answers.append(caught.value.answer)
    assert answers == ['{"error":{"message":"Key REDACTED is not valid"}}', ("Slow down" * 1_000)[:2_000], ""]


def test_a_false_certificate_is_named() -> None:
    """A TLS failure is told from a refusal."""
    error = httpx.ConnectError("tls")
    cause = ssl.SSLCertVerificationError(1, "verify failed")
    cause.verify_message = "certificate has expired"
    error.__cause__ = cause
    assert message(failing(error)) == (
        "a.example could not prove who it is (TLS: certificate has expired): check the address and this computer's "
        f"clock. {SAVE}"
    )


@pytest.mark.parametrize("url", ["ftp://a.example/x", "a.example", "", "javascript:alert(1)", "http:"])
def test_only_web_addresses_are_asked(url: str) -> None:
    """What is not http or https is refused before anything is sent."""
    assert message(answering(), url) == f"{url} is not a web address: give one that begins with http:// or https://"


def test_redirects_end_somewhere() -> None:
    """A sixth redirect is refused."""
    turns = [httpx.Response(302, headers={"Location": f"/{turn}"}) for turn in range(6)]
    assert message(answering(*turns)) == (
        f"https://a.example/x redirects more than 5 times, the last time to https://a.example/5: it may want "
        f"cookies or a login. {SAVE}"
    )


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("64:ff9b::5db8:d70e", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 (an address to be refused, not bound)
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::127.0.0.1", False),
        ("fec0::1", False),
        ("64:ff9b:1::1", False),
        ("ff02::1", False),
        ("192.0.0.8", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_public_addresses_are_told_from_the_rest(address: str, public: bool) -> None:
    """Loopback, private, link-local, carrier-grade and wrapped addresses are not of the public internet."""
    assert is_public(address) is public


ANSWER = [b"HTTP/1.1 200 OK\r\n", b"Content-Type: text/html\r\nContent-Length: 9\r\n\r\n", b"<p>Hi</p>"]


def got(url: str, transport: SafeTransport) -> Page:
    """Return the page that `transport` has for `url`."""
    return with_client(lambda: httpx.AsyncClient(transport=transport), partial(fetch, url))


def test_the_checked_address_is_the_one_connected_to() -> None:
    """The name is looked up once, private and dead addresses are passed over, the page comes from a checked one."""
    lookups = []

    def resolve(host: str, port: int) -> list[str]:
        lookups.append((host, port))
        return ["10.0.0.1", "93.184.215.14", "93.184.215.15", "93.184.215.15"]

    backend = Backend(ANSWER, dead=frozenset({"93.184.215.14"}))
    page = got("http://a.example/x", SafeTransport(backend=backend, resolve=resolve))
    assert page == Page("http://a.example/x", "http://a.example/x", 200, "text/html", b"<p>Hi</p>")
    assert lookups == [("a.example", 80)]
    assert backend.connected == [("93.184.215.14", 80), ("93.184.215.15", 80)]


def test_private_addresses_are_refused_unless_allowed() -> None:
    """A host that leads into the local network is not connected to, unless the user says so."""
    backend = Backend(ANSWER)
    refused = httpx.AsyncClient(
        transport=SafeTransport(backend=backend, resolve=lambda _host, _port: ["192.168.0.9", "::1"])
    )
    assert message(refused, "http://intranet.example/") == (
        "intranet.example leads to 192.168.0.9, ::1, which is not on the public internet, so it was not fetched: if "
        "you mean a machine of your own network, add --allow-private."
    )
    assert backend.connected == []
    allowed = SafeTransport(backend=backend, allow_private=True, resolve=lambda _host, _port: ["192.168.0.9"])
    assert got("http://intranet.example/", allowed).body == b"<p>Hi</p>"
    assert backend.connected == [("192.168.0.9", 80)]


@pytest.mark.parametrize("address", ["169.254.169.254", "::ffff:169.254.169.254", "fd00:ec2::254"])
def test_nobody_means_the_secrets_of_a_cloud(address: str) -> None:
    """Where clouds keep their machines' credentials nothing is fetched, private addresses allowed or not."""
    backend = Backend(ANSWER)
    transport = SafeTransport(backend=backend, allow_private=True, resolve=lambda _host, _port: [address])
    assert message(httpx.AsyncClient(transport=transport), "http://secrets.example/") == (
        "secrets.example leads to where a cloud's machines keep their secrets, so it was not fetched: no article is "
        "there."
    )
    assert backend.connected == []


def test_dripping_headers_are_given_up() -> None:
    """A server that sends its headers byte by byte does not hold attrcheck for longer than the whole time."""
    seconds = count(0, 4)

    def clock() -> float:
        return next(seconds)

    transport = SafeTransport(
        backend=Backend([bytes([one]) for one in b"".join(ANSWER)]),
        resolve=lambda _host, _port: ["93.184.215.14"],
        clock=clock,
    )
    with pytest.raises(FetchError) as caught:
        with_client(lambda: httpx.AsyncClient(transport=transport), partial(get, "http://a.example/", clock=clock))
    assert str(caught.value) == "a.example did not answer in time: try again later."
    assert caught.value.trouble is Trouble.TIMEOUT


def test_replay_answers_without_looking_anything_up(tmp_path: Path) -> None:
    """With a replay folder the page comes from its file, with the time it was got, and a miss is not fetched."""
    write_exchange(
        Exchange("GET", "https://a.example/x", 200, (("content-type", "text/html"),), b"Hi", "2026-03-01T12:00:00Z"),
        tmp_path,
    )
    connect = partial(make_client, Network(replay=tmp_path))
    assert with_client(connect, partial(fetch, "https://a.example/x")) == Page(
        "https://a.example/x", "https://a.example/x", 200, "text/html", b"Hi", "2026-03-01T12:00:00Z"
    )
    with pytest.raises(NotRecordedError):
        with_client(connect, partial(fetch, "https://a.example/y"))


def test_recording_is_between_the_client_and_the_net(tmp_path: Path) -> None:
    """A client that records is made without a connection, and its folder is made on the first exchange only."""
    client = make_client(Network(record=tmp_path / "new"), now=lambda: datetime(2026, 3, 1, tzinfo=UTC))
    assert message(client, "ftp://a.example/") == (
        "ftp://a.example/ is not a web address: give one that begins with http:// or https://"
    )
    assert list(tmp_path.iterdir()) == []
