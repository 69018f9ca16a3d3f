"""Recordings in, a WARC 1.1 file out for web archives' tools; what no server sent does not look like a capture."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from attrcheck.fixtures import Fixture
from attrcheck.recording import Exchange, Origin
from attrcheck.version import VERSION

__all__ = ["to_warc"]

_VERSION = "WARC/1.1"
_INFO = {
    "software": f"attrcheck/{VERSION}",
    "format": "WARC File Format 1.1",
    "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    "description": (
        "Exported from attrcheck's recordings. Bodies stand without content coding and with the few headers that a "
        "recording keeps; keys in addresses are replaced by REDACTED; requests are rebuilt from method and address. "
        "A recording that was written from documentation, which no server sent, is a metadata record that holds its "
        "file, and is no capture."
    ),
}


def to_warc(fixtures: Sequence[Fixture], *, name: str, now: datetime, compressed: bool = True) -> bytes:
    """Return a WARC file, called `name` in its first record, with those of `fixtures` that have no fault.

    A recorded exchange becomes a response and its request, dated when it was retrieved; one written from documentation
    a metadata record, dated `now`, whose block is the file itself. The same recordings give the same bytes.
    """
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=compressed, warc_version=_VERSION)
    exported = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    fields = "".join(f"{key}: {value}\r\n" for key, value in _INFO.items()).encode()
    info = _headers("warcinfo", fields, exported)
    writer.write_record(_record(writer, "warcinfo", fields, {**info, "WARC-Filename": name}))
    within = {"WARC-Warcinfo-ID": info["WARC-Record-ID"]}
    for fixture in fixtures:
        exchange = fixture.exchange
        if exchange is None or fixture.fault:
            continue
        if exchange.origin is Origin.RECORDED:
            for record in _capture(writer, exchange, within):
                writer.write_record(record)
        else:
            content = fixture.path.read_bytes()
            headers = {**_headers("metadata", content, exported), **within, "Content-Type": "application/json"}
            writer.write_record(_record(writer, "metadata", content, headers))
    return out.getvalue()


def _capture(writer: WARCWriter, exchange: Exchange, within: dict[str, str]) -> tuple[Any, Any]:
    """Return the response record of an exchange and its request record."""
    try:
        phrase = HTTPStatus(exchange.status).phrase
    except ValueError:
        phrase = "Unknown"
    parts = urlsplit(exchange.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    about = {"WARC-Target-URI": exchange.url, **within}
    answered = {**_headers("response", exchange.body, exchange.retrieved_at, exchange.url), **about}
    asked = {**_headers("request", exchange.method.encode(), exchange.retrieved_at, exchange.url), **about}
    asked["WARC-Concurrent-To"] = answered["WARC-Record-ID"]
    answer = StatusAndHeaders(f"{exchange.status} {phrase}", list(exchange.headers), protocol="HTTP/1.1")
    request = StatusAndHeaders(f"{exchange.method} {target} HTTP/1.1", [("Host", parts.netloc)], is_http_request=True)
    return (
        _record(writer, "response", exchange.body, answered, answer),
        _record(writer, "request", b"", asked, request),
    )


def _headers(kind: str, content: bytes, date: str, url: str = "") -> dict[str, str]:
    """Return what every record has; its name follows from what it holds, so that an export can be repeated."""
    name = uuid5(NAMESPACE_URL, f"attrcheck {kind} {url} {date} {sha256(content).hexdigest()}")
    return {"WARC-Record-ID": f"<urn:uuid:{name}>", "WARC-Date": date}


def _record(
    writer: WARCWriter, kind: str, content: bytes, headers: dict[str, str], http: StatusAndHeaders | None = None
) -> Any:
    return writer.create_warc_record(
        headers.get("WARC-Target-URI", ""),
        kind,
        payload=io.BytesIO(content),
        length=len(content),
        warc_headers_dict=headers,
        http_headers=http,
    )
