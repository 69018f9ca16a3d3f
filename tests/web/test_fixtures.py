"""Folders of recordings: what is listed, what is named as damaged, and that an export is a sound web archive."""

from __future__ import annotations

import io
import json
import random
import re
import subprocess
import sys
import tracemalloc
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from attrcheck.errors import InputError, Trouble
from attrcheck.files import writing_whole
from attrcheck.version import __version__
from attrcheck.web.exchange import Exchange, Failure, Origin, read_exchange, write_exchange
from attrcheck.web.fixtures import Fixture, iter_fixtures, list_fixtures
from attrcheck.web.redaction import redacted
from attrcheck.web.warc import write_warc
from tests.generate.fixtures_table import README, readme
from tests.support.checkout import CHILD, FIXTURES

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HTML = (("content-type", "text/html; charset=utf-8"),)
PAGE = Exchange("GET", "https://a.example/one?q=2", 200, HTML, "<p>“Ä”\r\n\r\n</p>".encode(), "2026-02-03T04:05:06Z")
MOVED = Exchange("GET", "https://a.example", 301, (("location", "https://a.example/one?q=2"),), b"", PAGE.retrieved_at)
IMAGE = Exchange(
    "GET", "https://b.example/i", 404, (("content-type", "image/png"),), bytes(range(256)), "2025-12-31T23:59:59Z"
)
BUSY = Exchange("GET", "https://b.example/j", 599, (("retry-after", "5"),), b"wait", PAGE.retrieved_at)
WRITTEN = Exchange(
    "GET", "https://c.example/", 200, HTML, b"<p>Invented.</p>", PAGE.retrieved_at, Origin.DOCUMENTATION, "By hand."
)
LOST = Exchange(
    *("GET", "https://d.example/", 0, (), b"", PAGE.retrieved_at),
    failure=Failure(Trouble.TIMEOUT, "d.example did not answer in time", "try again later."),
)
ALL = (PAGE, MOVED, IMAGE, BUSY, WRITTEN, LOST)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of recordings with other files among them."""
    made = tmp_path / "recordings"
    for exchange in ALL:
        write_exchange(exchange, made / "within")
    (made / "other.json").write_text('{"not": "ours"}', "utf8")
    (made / "README.md").write_text("# Words\n", "utf8")
    return made


def spoil(folder: Path, url: str, old: str, new: str) -> Path:
    """Replace `old` by `new` in the recording of `url` and return its path."""
    path = next(one.path for one in list_fixtures(folder) if one.exchange and one.exchange.url == url)
    text = path.read_text("utf8")
    assert old in text
    path.write_text(text.replace(old, new), "utf8")
    return path


def attrcheck(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "attrcheck.cli", *map(str, arguments)]
    return subprocess.run(command, env=CHILD, capture_output=True, encoding="utf8", check=False, timeout=60)


def exported(fixtures: Iterable[Fixture], *, compressed: bool = True) -> bytes:
    """Return the WARC file of the fixtures."""
    out = io.BytesIO()
    write_warc(fixtures, out, name="a.warc.gz", now=NOON, compressed=compressed)
    return out.getvalue()


def test_recordings_are_listed_by_name(folder: Path) -> None:
    """Every recording under a folder is listed whole, and other files are passed over."""
    found = list(iter_fixtures(folder))
    assert list_fixtures(folder) == tuple(one.without_body() for one in found)
    assert [one.name for one in found] == sorted(one.name for one in found)
    assert {one.name.partition("/")[0] for one in found} == {"within"}
    read = {one.exchange.url: one.exchange for one in found if one.exchange}
    assert read == {e.url: e for e in ALL}
    assert [one.fault for one in found] == [""] * len(ALL)


SPOILED = [
    ("“Ä”", "“A”", "is damaged (its body does not have the SHA-256 that it names)"),
    ('"request"', '"asked"', "is damaged (KeyError: 'request')"),
    ('"status": 200', '"status": 2000', "cannot be used: there is no HTTP status 2000."),
    ("04:05:06Z", "04:05:06", "cannot be used: its “retrieved_at” is no time like 2026-01-31T12:00:00Z."),
    ("one?q=2", "one?key=1", "cannot be used: its URL should read https://a.example/one?key=REDACTED."),
    (
        "one?q=2",
        "one\\r\\nX: 1",
        "cannot be used: it has characters that cannot stand in a request, a header or a message.",
    ),
    ("utf-8", "utf-8\\n", "cannot be used: it has characters that cannot stand in a request, a header or a message."),
    ("https://a.example/one?q=2", "https://999.1.1.1/", "cannot be used: its URL is none"),
    ("https://a.example/one?q=2", "https://b.example/i", "it answers the same request as within/b-example-i-"),
    ("exchange 1", "exchange 9", "has the format 'attrcheck exchange 9'"),
]


@pytest.mark.parametrize(("old", "new", "problem"), SPOILED)
def test_a_damaged_recording_is_named(folder: Path, old: str, new: str, problem: str) -> None:
    """A recording that is damaged, or not as attrcheck writes one, is named with what is wrong, and no other is."""
    # The last by name, so that of two that answer one request it is the later.
    path = spoil(folder, PAGE.url, old, new)
    path = path.rename(path.with_name(f"z-{path.name}"))
    (fault,) = [one.fault for one in list_fixtures(folder) if one.fault]
    assert fault.startswith(f"The recording {path} ")
    assert problem in fault


def test_a_folder_without_recordings_is_refused(tmp_path: Path) -> None:
    """What is no folder, or has no recording in it, is refused with the command that makes one."""
    with pytest.raises(InputError, match=r"is not a folder of recordings: make one with attrcheck record"):
        list_fixtures(tmp_path / "none")
    with pytest.raises(InputError, match="holds no recordings"):
        list_fixtures(tmp_path)


@pytest.mark.parametrize("compressed", [True, False])
def test_a_web_archive_holds_every_exchange_byte_for_byte(folder: Path, compressed: bool) -> None:
    """The archive reads back with right digests: captures as responses with requests, the rest as their own files."""
    made = exported(iter_fixtures(folder), compressed=compressed)
    assert made[:2] == (b"\x1f\x8b" if compressed else b"WA")
    responses, requests, others = {}, {}, []
    for record in ArchiveIterator(io.BytesIO(made), check_digests="raise"):
        headers = dict(record.rec_headers.headers)
        body = record.content_stream().read()
        assert record.rec_headers.protocol == "WARC/1.1"
        if record.rec_type == "response":
            http = record.http_headers
            status, sent = int(http.get_statuscode()), tuple(http.headers)
            url = headers["WARC-Target-URI"]
            responses[url] = Exchange("GET", url, status, sent, body, headers["WARC-Date"])
            assert "WARC-Payload-Digest" in headers
            assert "WARC-Block-Digest" in headers
        elif record.rec_type == "request":
            asked = record.http_headers
            requests[headers["WARC-Target-URI"]] = (asked.protocol, asked.statusline, asked.headers, body)
        else:
            others.append((record.rec_type, headers.get("WARC-Target-URI"), headers["WARC-Date"], body))
    captures = {read.url: read for read in map(read_exchange, folder.rglob("*.json")) if read}
    others_read = [captures.pop(WRITTEN.url), captures.pop(LOST.url)]
    assert others_read == [WRITTEN, LOST]
    assert responses == captures
    assert requests == {
        PAGE.url: ("GET", "/one?q=2 HTTP/1.1", [("Host", "a.example")], b""),
        MOVED.url: ("GET", "/ HTTP/1.1", [("Host", "a.example")], b""),
        IMAGE.url: ("GET", "/i HTTP/1.1", [("Host", "b.example")], b""),
        BUSY.url: ("GET", "/j HTTP/1.1", [("Host", "b.example")], b""),
    }
    info, *metadata = others
    assert info[:3] == ("warcinfo", None, "2026-03-01T12:00:00Z")
    assert info[3].startswith(f"software: attrcheck/{__version__}\r\nformat: WARC File Format 1.1\r\n".encode())
    files = [one.path.read_bytes() for one in iter_fixtures(folder) if one.exchange in (WRITTEN, LOST)]
    assert metadata == [("metadata", None, "2026-03-01T12:00:00Z", file) for file in files]


def test_folders_of_one_page_may_lie_side_by_side(folder: Path) -> None:
    """The same request recorded in two folders is no fault, and both are exported under names of their own."""
    write_exchange(PAGE, folder / "later")
    found = [one for one in iter_fixtures(folder) if one.exchange == PAGE]
    assert [(one.name.partition("/")[0], one.fault) for one in found] == [("later", ""), ("within", "")]
    made = exported(found)
    names = [r.rec_headers.get_header("WARC-Record-ID") for r in ArchiveIterator(io.BytesIO(made))]
    assert len(set(names)) == 5


def test_an_export_can_be_repeated(folder: Path) -> None:
    """The same recordings at the same time give the same bytes, and no two records have one name."""
    made = exported(iter_fixtures(folder))
    assert made == exported(iter_fixtures(folder))
    names = [r.rec_headers.get_header("WARC-Record-ID") for r in ArchiveIterator(io.BytesIO(made))]
    assert len(names) == len(set(names)) == 11


def test_an_export_holds_no_more_than_a_body_in_memory(tmp_path: Path) -> None:
    """A folder of 6 MB is exported within the memory that its largest recording takes, and read back whole."""
    chance = random.Random(7)
    bodies = [chance.randbytes(200_000) for _ in range(30)]
    for number, body in enumerate(bodies):
        write_exchange(replace(IMAGE, url=f"https://b.example/{number:02}", body=body), tmp_path / "many")
    # What is loaded once is no matter of the folder's size.
    exported(())
    out = tmp_path / "out.warc.gz"
    tracemalloc.start()
    with writing_whole(out) as file:
        seen = write_warc(iter_fixtures(tmp_path / "many"), file, name="out.warc.gz", now=NOON)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [(one.size, one.exchange and one.exchange.body) for one in seen] == [(200_000, b"")] * 30
    assert peak < 3_000_000
    with out.open("rb") as file:
        read = [r.content_stream().read() for r in ArchiveIterator(file) if r.rec_type == "response"]
    assert read == bodies


def test_an_export_that_fails_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    """Where the export breaks off, the file that was there stays as it was, with nothing beside it."""
    out = tmp_path / "out" / "out.warc.gz"
    out.parent.mkdir()
    out.write_bytes(b"before")

    def breaking() -> Iterator[Fixture]:
        yield next(iter(iter_fixtures(folder)))
        raise InputError("gone")

    with pytest.raises(InputError, match="gone"), writing_whole(out) as file:
        write_warc(breaking(), file, name="out.warc.gz", now=NOON)
    assert [(path, path.read_bytes()) for path in out.parent.iterdir()] == [(out, b"before")]


def test_the_command_lists_verifies_and_exports(folder: Path, tmp_path: Path) -> None:
    """The command prints the recordings by origin with their sum and writes the archive."""
    out = tmp_path / "out.warc.gz"
    done = attrcheck("fixtures", folder, "--warc", out)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "recorded",
        "  GET 301          0 bytes  2026-02-03T04:05:06Z  https://a.example",
        "  GET 200         19 bytes  2026-02-03T04:05:06Z  https://a.example/one?q=2",
        "  GET 404        256 bytes  2025-12-31T23:59:59Z  https://b.example/i",
        "  GET 599          4 bytes  2026-02-03T04:05:06Z  https://b.example/j",
        "  GET failed: timeout       2026-02-03T04:05:06Z  https://d.example/",
        "written from documentation: By hand.",
        "  GET 200         16 bytes  2026-02-03T04:05:06Z  https://c.example/",
        "6 exchanges, 295 bytes; all digests are right.",
    ]
    assert done.stderr == f"attrcheck: wrote 4 captures to {out}, and 2 metadata records of what no server sent\n"
    assert sum(1 for _ in ArchiveIterator(io.BytesIO(out.read_bytes()), check_digests="raise")) == 11
    again = attrcheck("fixtures", folder, "--warc", out)
    assert (again.returncode, "is there already" in again.stderr) == (3, True)
    assert attrcheck("fixtures", folder, "--warc", out, "--force").returncode == 0
    assert attrcheck("fixtures", folder, "--warc", tmp_path / "out.zip").returncode == 2


def test_the_command_ends_with_3_where_one_is_damaged(folder: Path, tmp_path: Path) -> None:
    """A damaged recording is named, the others are listed and exported all the same, and the exit code is 3."""
    path = spoil(folder, PAGE.url, "“Ä”", "“A”")
    out = tmp_path / "out.warc"
    done = attrcheck("fixtures", folder, "--format", "json", "--warc", out)
    assert done.returncode == 3
    assert f"attrcheck: The recording {path} is damaged" in done.stderr
    rows = {row.get("url"): row for row in json.loads(done.stdout)}
    assert list(rows[None]) == ["file", "fault"]
    assert rows[WRITTEN.url] == {
        "file": rows[WRITTEN.url]["file"],
        "fault": "",
        "method": "GET",
        "url": WRITTEN.url,
        "status": 200,
        "bytes": 16,
        "sha256": "cec5b2936d898b5ca618087e97adc2ebb0a12d0c8e8b71e45b3ec7618433200a",
        "retrieved_at": WRITTEN.retrieved_at,
        "origin": "written from documentation",
        "note": "By hand.",
        "failure": "",
    }
    assert rows[LOST.url]["failure"] == "d.example did not answer in time"
    kinds = [record.rec_type for record in ArchiveIterator(io.BytesIO(out.read_bytes()))]
    assert sorted(kinds) == ["metadata", "metadata", *["request"] * 3, *["response"] * 3, "warcinfo"]


def test_the_readme_of_the_fixtures_tells_of_every_file() -> None:
    """The table in fixtures/README.md has each file's origin and digest, and what it says of live sites is so."""
    assert README.read_text(encoding="utf8") == readme()
    origins = {one.exchange.origin for one in list_fixtures(FIXTURES) if one.exchange}
    assert origins == {Origin.DOCUMENTATION}
    assert "**No file here came from a live site**" in README.read_text(encoding="utf8")


def test_the_readme_of_the_fixtures_tells_of_every_field(tmp_path: Path) -> None:
    """Every field of a recording, the headers that are kept and the format's version stand in fixtures/README.md."""
    readme = README.read_text(encoding="utf8")
    for exchange in (IMAGE, WRITTEN, LOST):
        fields = json.loads(write_exchange(exchange, tmp_path).read_text("utf8"))
        assert f"## The format: {fields['format']}\n" in readme
        names = [name for name in fields if name not in ("request", "response", "failure")]
        parts = [part for part in ("request", "response", "failure") if part in fields]
        names += [f"{part}.{name}" for part in parts for name in fields[part]]
        assert [name for name in names if f"`{name}`" not in readme] == []
    headers = ("content-type", "content-language", "last-modified", "location", "retry-after", "set-cookie", "x-a")
    sent = Exchange("GET", "https://d.example/", 200, tuple((name, "a") for name in headers), b"", PAGE.retrieved_at)
    kept = read_exchange(write_exchange(sent, tmp_path))
    assert kept is not None
    (row,) = [line for line in readme.splitlines() if line.startswith("| `response.headers`")]
    assert re.findall(r"[a-z]+-[a-z]+|location", row) == sorted((name for name, _ in kept.headers), key=headers.index)


def test_the_readme_of_the_fixtures_names_the_secrets() -> None:
    """What fixtures/README.md lists as redacted is."""
    readme = " ".join(README.read_text(encoding="utf8").split())
    (listed,) = re.findall(r"Redacted are the values of the query's (.*?), in any case", readme)
    names = re.findall(r"`(\w[\w-]*)`", listed)
    assert len(names) > 5
    asked = "&".join(f"{name.upper()}=s3cret" for name in names)
    assert "s3cret" not in redacted(f"https://a.example/?{asked}")
