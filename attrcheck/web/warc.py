"""Recordings in, a WARC 1.1 file out for web archives' tools; what no server sent does not look like a capture."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from typing import Any, BinaryIO
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from attrcheck.version import __version__
from attrcheck.web.exchange import Exchange, Origin
from attrcheck.web.fixtures import Fixture
from attrcheck.web.moments import stamp

__all__ = ["is_capture", "write_warc"]

_VERSION = "WARC/1.1"
_INFO = {
    "software": f"attrcheck/{__version__}",
    "format": "WARC File Format 1.1",
    "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    "description": (
        "Exported from attrcheck's recordings. Bodies stand without content coding and with the few headers that a "
        "recording keeps; keys in addresses are replaced by REDACTED; requests are rebuilt from method and address. "
        "A recording that was written from documentation, which no server sent, and one of a request that had no "
        "answer are metadata records that hold their files, and are no captures."
    ),
}


def write_warc(
    fixtures: Iterable[Fixture], out: BinaryIO, *, name: str, now: datetime, compressed: bool = True
) -> tuple[Fixture, ...]:
    """Write to `out` a WARC file, called `name` in its first record; return the fixtures without their bodies.

    Those that have a fault are passed over. No more than one body is held, so a folder may be larger than the memory.
    A recorded answer becomes a response and its request, dated when it was retrieved; what was written from
    documentation, or had no answer, a metadata record, dated `now`, whose block is the file itself. The same
    recordings give the same bytes.
    """
    writer = WARCWriter(out, gzip=compressed, warc_version=_VERSION)
    exported = stamp(now)
    fields = "".join(f"{key}: {value}\r\n" for key, value in _INFO.items()).encode()
    info = _headers("warcinfo", name, fields, exported)
    writer.write_record(_record(writer, "warcinfo", fields, {**info, "WARC-Filename": name}))
    within = {"WARC-Warcinfo-ID": info["WARC-Record-ID"]}
    seen: list[Fixture] = []
    for fixture in fixtures:
        exchange = fixture.exchange
        if exchange is None or fixture.fault:
            pass
        elif is_capture(exchange):
            for record in _capture(writer, fixture.name, exchange, within):
                writer.write_record(record)
        else:
            content = fixture.path.read_bytes()
            headers = {
                **_headers("metadata", fixture.name, content, exported),
                **within,
                "Content-Type": "application/json",
            }
            writer.write_record(_record(writer, "metadata", content, headers))
        seen.append(fixture.without_body())
    return tuple(seen)


def is_capture(exchange: Exchange) -> bool:
    """Tell whether `exchange` holds what a server sent."""
    return exchange.origin is Origin.RECORDED and exchange.failure is None


def _capture(writer: WARCWriter, name: str, exchange: Exchange, within: dict[str, str]) -> tuple[Any, Any]:
    """Return the response record of the exchange in the file `name`, and its request record."""
    try:
        phrase = HTTPStatus(exchange.status).phrase
    except ValueError:
        phrase = "Unknown"
    parts = urlsplit(exchange.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    about = {"WARC-Target-URI": exchange.url, **within}
    response_headers = {**_headers("response", name, exchange.body, exchange.retrieved_at), **about}
    request_headers = {**_headers("request", name, exchange.url.encode(), exchange.retrieved_at), **about}
    request_headers["WARC-Concurrent-To"] = response_headers["WARC-Record-ID"]
    response = StatusAndHeaders(f"{exchange.status} {phrase}", list(exchange.headers), protocol="HTTP/1.1")
    request = StatusAndHeaders(f"{exchange.method} {target} HTTP/1.1", [("Host", parts.netloc)], is_http_request=True)
    return (
        _record(writer, "response", exchange.body, response_headers, response),
        _record(writer, "request", b"", request_headers, request),
    )


def _headers(kind: str, name: str, content: bytes, date: str) -> dict[str, str]:
    """Return what every record has; its id follows from the file's name and what it holds, so that it is stable."""
    id_ = uuid5(NAMESPACE_URL, f"attrcheck {kind} {name} {date} {sha256(content).hexdigest()}")
    return {"WARC-Record-ID": f"<urn:uuid:{id_}>", "WARC-Date": date}


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
