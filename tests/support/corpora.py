"""Small corpora for tests: the same articles in every kind of file, and articles that no reader survives."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.support.checkout import ROOT

__all__ = ["HOLDS_UP", "KILLING", "KILLS", "articles", "page", "write_corpus", "written"]

#: Words of articles that kill, or hold up, the process that reads them, where `KILLING` is its PYTHONPATH.
KILLS, HOLDS_UP = "This article kills its reader.", "This article holds its reader up."
KILLING = f"{ROOT / 'tests' / 'support' / 'killing'}:{ROOT}"


def articles(count: int) -> list[dict[str, str]]:
    """Return so many short articles, each with two statements of its own."""
    return [
        {
            "id": f"a{number}",
            "title": f"Bridge {number} stays closed",
            "url": f"https://www.paper.example/{number}",
            "date": f"2024-0{number % 9 + 1}-05",
            "text": (
                f"Mayor Ann Lee said on Monday that bridge {number}, “the old one”, would stay closed until May.\n\n"
                f"Critics said the tax of {number} pounds was too high. It rained on the quay all day long."
            ),
        }
        for number in range(count)
    ]


def page(article: dict[str, str]) -> str:
    """Return the article as a page."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in article["text"].split("\n\n"))
    return f"<!doctype html><html><body><article><h1>{article['title']}</h1>{text}</article></body></html>"


def write_corpus(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    """Write the articles to `path` in the format of its name, and return the path."""
    path.write_bytes(written(path.name, rows))
    return path


def written(name: str, rows: Sequence[dict[str, Any]]) -> bytes:
    """Return the content of a file called `name` that holds the articles."""
    if name.endswith(".parquet"):
        import pyarrow as pa
        import pyarrow.parquet as pq

        content = io.BytesIO()
        pq.write_table(pa.Table.from_pylist(list(rows)), content, row_group_size=4)
        return content.getvalue()
    if "warc" in name or "wet" in name:
        return _web_archive(rows, texts="wet" in name)
    plain = _table(rows) if ".csv" in name else "".join(f"{json.dumps(row)}\n" for row in rows).encode()
    return gzip.compress(plain) if name.endswith(".gz") else plain


def _table(rows: Sequence[dict[str, Any]]) -> bytes:
    out = io.StringIO()
    table = csv.DictWriter(out, list(rows[0]))
    table.writeheader()
    table.writerows(rows)
    return out.getvalue().encode()


def _web_archive(rows: Sequence[dict[str, Any]], *, texts: bool) -> bytes:
    members = [_member("warcinfo", "", "application/warc-fields", b"software: tests\r\n")]
    for row in rows:
        if texts:
            members.append(_member("conversion", row["url"], "text/plain", row["text"].encode()))
        else:
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(row).encode()
            members.append(_member("response", row["url"], "application/http; msgtype=response", answer))
    return b"".join(members)


def _member(kind: str, url: str, content_type: str, content: bytes) -> bytes:
    """Return a record of a WARC file, packed by itself."""
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2024-03-05T00:00:00Z\r\n"
    head += f"WARC-Target-URI: {url}\r\n" if url else ""
    head += f"Content-Type: {content_type}\r\nContent-Length: {len(content)}\r\n\r\n"
    return gzip.compress(head.encode() + content + b"\r\n\r\n")
