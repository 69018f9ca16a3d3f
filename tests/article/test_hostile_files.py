"""Files that are cut off, altered, or made to do harm: each is read or refused, soon, and within little memory."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from attrcheck.article.load import articles_from_bytes
from attrcheck.errors import AttrcheckError
from tests.article.test_feeds import ATOM, G2, NITF, PLAIN
from tests.article.test_mail import attached, mail, page, plain
from tests.support.documents import BODY, epub, fodt, html_body, odt, rtf_article, warc, webarchive
from tests.support.documents import page as html_page
from tests.support.word_files import docx, paragraph

#: A whole file of each format.
SAMPLES = {
    "a.eml": mail(plain(), page(), attached("a.pdf")),
    "a.mbox": b"From a@b.example Tue Mar  4 23:50:00 2025\n" + mail(plain()),
    "a.odt": odt(creator="Iris Vane"),
    "a.fodt": fodt(),
    "a.docx": docx("".join(map(paragraph, BODY))),
    "a.rtf": rtf_article(),
    "a.epub": epub(html_body()),
    "a.warc": warc(("https://a.example/", "text/html", html_page().encode()), compressed=False),
    "a.warc.gz": warc(("https://a.example/", "text/html", html_page().encode())),
    "a.webarchive": webarchive(html_page()),
    "b.webarchive": webarchive(html_page(), binary=False),
    "a.json": json.dumps([{"title": "x", "authors": ["A B"], "text": PLAIN}]).encode(),
    "a.xml": ATOM,
    "a.nitf": NITF,
    "b.xml": G2,
    "a.srt": b"1\n00:00:01,000 --> 00:00:02,000\nADA: So it was.\n\n2\n00:00:03,000 --> 00:00:04,000\nBO: No.\n",
    "a.vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>So it was.\n\n00:02.000 --> 00:03.000\n<v Bo>No.\n",
    "a.wiki": b"'''It''' was [[x|so]].<ref name=a>{{cite web |url=https://a.example}}</ref>\n{{quote|No.}}\n[[Category:A]]",
    "a.md": b"---\ntitle: x\nauthors: [a, b]\n---\n# It was [so](https://a.example), she said.\n",
    "b.md": b"+++\ntitle = 'x'\n+++\nIt was so, she said.\n",
}
SEED = 17


def _read(data: bytes, name: str) -> None:
    """Read the file, or be refused; any other exception is a fault."""
    with contextlib.suppress(AttrcheckError):
        articles_from_bytes(data, name=name)


@pytest.mark.parametrize("name", SAMPLES)
def test_files_that_break_off_are_read_or_refused(name: str) -> None:
    """Wherever a file ends, what is there is read, or the file is refused with a message."""
    data = SAMPLES[name]
    for end in range(1, len(data), max(1, len(data) // 40)):
        _read(data[:end], name)


@pytest.mark.parametrize("name", SAMPLES)
def test_altered_files_are_read_or_refused(name: str) -> None:
    """Whatever bytes of a file are others, it is read or refused."""
    chance = random.Random(SEED)
    for _ in range(60):
        data = bytearray(SAMPLES[name])
        for _ in range(chance.choice((1, 3, 20))):
            at = chance.randrange(len(data))
            data[at : at + chance.choice((0, 1, 1, 4))] = bytes(
                chance.randrange(256) for _ in range(chance.choice((0, 1, 4)))
            )
        _read(bytes(data), name)


@pytest.mark.parametrize("name", SAMPLES)
def test_files_of_another_name_are_told_by_what_they_hold(name: str) -> None:
    """A file is read or refused under the name of any other format, and with no name."""
    for other in (*SAMPLES, "a.html", "a.pdf", "a.txt", ""):
        _read(SAMPLES[name], other)


def _zip_bomb(part: str, **more: bytes) -> bytes:
    """Return an archive whose part inflates to 300 MB, and says so."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, data in more.items():
            archive.writestr(file, data)
        with archive.open(part, "w") as inflated:
            for _ in range(300):
                inflated.write(b" " * 1_000_000)
    return out.getvalue()


def _laughs(root: str) -> bytes:
    """Return XML whose entities unfold to a billion words."""
    entities = "".join(f'<!ENTITY a{at + 1} "{f"&a{at};" * 10}">' for at in range(9))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "lol">{entities}]><{root}><p>&a9;</p></{root}>'.encode()


BOMBS: dict[str, Callable[[], tuple[bytes, str]]] = {
    "ZIP in .odt": lambda: (_zip_bomb("content.xml"), "a.odt"),
    "ZIP in .epub": lambda: (_zip_bomb("text.png", **{"META-INF/container.xml": b"<x/>"}), "a.epub"),
    "gzip": lambda: (gzip.compress(b"\0" * 300_000_000, 1), "a.warc.gz"),
    "gzip in .warc.gz": lambda: (gzip.compress(
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 400000000\r\n\r\n"
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + b"<p>x</p>" * 50_000_000, 1), "a.warc.gz"),
    "entities in .fodt": lambda: (_laughs("document"), "a.fodt"),
    "entities in a feed": lambda: (_laughs("rss"), "a.xml"),
    "entities in NITF": lambda: (_laughs("nitf"), "a.nitf"),
    "aliases in YAML": lambda: (
        ("---\na0: &a0 [x]\n" + "".join(f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(9))
         + "author: *a9\n---\nIt was so, she said.\n").encode(), "a.md"),
    "lists in YAML": lambda: (b"---\na: " + b"[" * 20_000 + b"\n---\nIt was so.\n", "a.md"),
    "depth in XML": lambda: (b"<nitf>" + b"<p>" * 100_000, "a.nitf"),
    "depth in .fodt": lambda: (fodt("<text:p>" * 5_000 + "x"), "a.fodt"),
    "depth in JSON": lambda: (b'{"articles":[' * 30_000, "a.json"),
    "depth in wikitext": lambda: (b"[[Category:A]]" + b"{{quote|" * 3_000, "a.wiki"),
    "depth in .rtf": lambda: (b"{\\rtf1 " + b"{" * 1_000_000, "a.rtf"),
    "binary in .rtf": lambda: (b"{\\rtf1 x\\bin99999999999999 x}", "a.rtf"),
    "fields of a mail": lambda: (b"Subject: x\n" * 200_000 + b"MIME-Version: 1.0\n\nIt was so.\n", "a.eml"),
    "parts of a mail": lambda: (
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n" + b"--B\n\nx\n" * 100_000, "a.eml"),
    "mails in a file": lambda: (b"From a Tue Mar  4 23:50:00 2025\nMIME-Version: 1.0\n\nx\n\n" * 20_000, "a.mbox"),
    "cues": lambda: (b"".join(b"%d\n00:00:01,000 --> 00:00:02,000\n- x\n\n" % n for n in range(60_000)), "a.srt"),
    "tags in a cue": lambda: (b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<v " * 200_000, "a.vtt"),
    "braces in wikitext": lambda: (b"{{reflist}}" + b"[[" * 50_000, "a.wiki"),
    "tags in wikitext": lambda: (b"{{reflist}}" + b"<ref>" * 20_000, "a.wiki"),
    "comments": lambda: (b"<!-- x -->" * 100_000 + b"y", ""),
    "instructions": lambda: (b"<?x?>" * 200_000 + b"y", ""),
    "blanks": lambda: (b" " * 1_000_000 + b"y", ""),
    "a table's cell": lambda: (b"a,b,c\n" + b'"' * 2_000_000, "a.txt"),
}  # fmt: skip
_WORKER = """
import resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
from attrcheck.article.load import articles_from_bytes
from attrcheck.errors import AttrcheckError
data = sys.stdin.buffer.read()
try:
    articles_from_bytes(data, name=sys.argv[1])
except AttrcheckError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no process's memory this way")
@pytest.mark.parametrize("bomb", BOMBS)
def test_files_that_unfold_are_refused_or_read_soon(bomb: str, tmp_path: Path) -> None:
    """None takes 2 GB of memory or half a minute, and none ends in a traceback."""
    data, name = BOMBS[bomb]()
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", _WORKER, name], input=data, capture_output=True, check=False, timeout=60, cwd=tmp_path
    )
    assert done.stderr.decode() == ""
    assert time.monotonic() - started < 30
