"""Recording and replaying on the command line, against a server on this machine that goes away in between."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from attrcheck.web.fixtures import list_fixtures
from tests.support.checkout import CHILD

KEY = "AIzaInventedKeyOfThirtyNineCharacters12"
TEXT = "<p>The mayor, Ada Lark, said on Monday that the old bridge was safe.</p>" + "<p>It rained on the quay.</p>" * 6
PAGES = {
    "/moved": (301, {"Location": "/bridge?page=2"}, b""),
    "/bridge": (
        200,
        {"Content-Type": "text/html; charset=windows-1252", "Set-Cookie": "session=s3cret"},
        f"<html><body><article><h1>“Bridge”</h1>{TEXT}</article></body></html>".encode("cp1252"),
    ),
    "/nothing": (200, {"Content-Type": "text/html"}, b"<html><body></body></html>"),
}


class _Handler(BaseHTTPRequestHandler):
    """Sends the pages, also as a proxy; as one it leads nowhere else, for it knows no CONNECT."""

    def do_GET(self) -> None:
        """Send the page of the path, or 404."""
        status, headers, body = PAGES.get(urlsplit(self.path).path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[ThreadingHTTPServer]:
    """Return a server on this machine; closing it early is the test's right."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def attrcheck(*arguments: str | Path, proxy: str = "") -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own, with a contact and a key in its settings."""
    told = {"ATTRCHECK_GOOGLE_KEY": KEY, "ATTRCHECK_CONTACT": "desk@herald.example", "ATTRCHECK_PROXY": proxy}
    command = [sys.executable, "-m", "attrcheck.cli", *map(str, arguments)]
    return subprocess.run(command, env={**CHILD, **told}, capture_output=True, check=False, timeout=120)


@pytest.mark.parametrize("options", [(), ("--evidence",)])
def test_what_was_recorded_is_replayed_byte_for_byte(
    site: ThreadingHTTPServer, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """The checklist of a recording is the live one to the byte, with the server gone, and no secret is in the files.

    That holds for look-ups that fail as well, as all do here: the only way to them is a proxy that refuses.
    """
    at, folder = f"http://127.0.0.1:{site.server_port}", tmp_path / "kept"
    check = ("check", f"{at}/moved", *options, "--format", "json")
    live = attrcheck(*check, "--allow-private", *(["--no-cache"] if options else []), proxy=at)
    assert live.returncode == 0, live.stderr
    page_only = () if options else ("--page-only",)
    made = attrcheck("record", f"{at}/moved", "--into", folder, "--allow-private", *page_only, proxy=at)
    assert (made.returncode, made.stdout) == (0, b"")
    not_done = json.loads(live.stdout)["not_done"]
    found = list_fixtures(folder)
    assert len(not_done) == (3 if options else 0)
    assert made.stderr.decode().splitlines() == [
        *(f"attrcheck: {line}" for line in not_done),
        f"attrcheck: {folder} holds {len(found)} exchanges; attrcheck fixtures {folder} lists them.",
        f"attrcheck: to replay: {shlex.join(('attrcheck', 'check', f'{at}/moved', '--replay', str(folder), *options))}",
    ]
    site.shutdown()
    site.server_close()
    replayed = attrcheck(*check, "--replay", folder)
    assert (replayed.returncode, replayed.stdout) == (0, live.stdout)
    # About the copies of a page at a private address nobody is asked.
    asked = [line for line in not_done if "its address is a private one" not in line]
    assert len(not_done) - len(asked) == (1 if options else 0)
    assert [one.fault for one in found] == [""] * (2 + len(asked))
    files = b"".join(path.read_bytes() for path in folder.rglob("*"))
    assert b"s3cret" not in files
    assert KEY.encode() not in files


def test_a_page_that_fails_costs_only_itself(site: ThreadingHTTPServer, tmp_path: Path) -> None:
    """Of several pages each is recorded, and those that give no checklist are told of and set the exit code."""
    at, folder = f"http://127.0.0.1:{site.server_port}", tmp_path / "kept"
    made = attrcheck(
        "record", f"{at}/nothing", f"{at}/gone", f"{at}/bridge", "--into", folder, "--allow-private", "--page-only"
    )
    assert made.returncode == 3
    assert f"attrcheck: {at}/gone is not there (HTTP 404)" in made.stderr.decode()
    kept = {one.exchange.url.removeprefix(at): one.exchange.status for one in list_fixtures(folder) if one.exchange}
    assert kept == {"/nothing": 200, "/gone": 404, "/bridge": 200}


def test_what_an_archive_answers_is_recorded_too(site: ThreadingHTTPServer, tmp_path: Path) -> None:
    """Where the page fails, --archived records what the archive answers too, and replaying fails in the same words."""
    at, folder = f"http://127.0.0.1:{site.server_port}", tmp_path / "kept"
    wanted = (f"{at}/gone", "--archived")
    made = attrcheck("record", *wanted, "--into", folder, "--allow-private", "--page-only", proxy=at)
    assert made.returncode == 4
    assert "and its archived copy was not read either" in made.stderr.decode()
    assert len(list_fixtures(folder)) == 2
    replayed = attrcheck("check", *wanted, "--replay", folder)
    assert (replayed.returncode, replayed.stderr) == (4, made.stderr)


def test_only_web_addresses_are_recorded(tmp_path: Path) -> None:
    """A file is no page to record, and a folder to record into must be named."""
    made = attrcheck("record", "article.txt", "--into", tmp_path)
    assert (made.returncode, made.stderr.decode()) == (
        2,
        "attrcheck: article.txt is no web address: there is nothing to record. Write it in full, beginning with https://\n",
    )
    assert attrcheck("record", "https://a.example/").returncode == 2
