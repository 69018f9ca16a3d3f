"""HTTP transports that record exchanges as readable JSON files, and that answer from them without a connection."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
import textwrap
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path

import httpx

from attrcheck.errors import InputError, NotRecordedError, OutputError
from attrcheck.files import write_whole

__all__ = [
    "Exchange",
    "Origin",
    "RecordingTransport",
    "ReplayTransport",
    "inflated",
    "read_exchange",
    "redacted",
    "write_exchange",
]

#: What stands in a file's "format"; a change of its meaning raises the number.
_FORMAT = "attrcheck exchange 1"
_FORMAT_NAME = "attrcheck exchange"
_KEPT_HEADERS = ("content-type", "content-language", "last-modified", "location", "retry-after")
_SECRET_KEYS = frozenset({"key", "api_key", "apikey", "api-key", "token", "access_token", "auth", "password"})
_REDACTED = "REDACTED"
_BODY_LIMIT = 50_000_000


class Origin(StrEnum):
    """Where an exchange comes from; fixtures may be written by hand and say so."""

    RECORDED = "recorded"
    DOCUMENTATION = "written from documentation"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer: `body` without any content encoding, `retrieved_at` as YYYY-MM-DDThh:mm:ssZ."""

    method: str
    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    retrieved_at: str
    origin: Origin = Origin.RECORDED
    note: str = ""


def redacted(url: str) -> str:
    """Return `url` without fragment and user name, and with the value of every key and token taken out.

    Raises ValueError for what is no URL.
    """
    try:
        parsed = httpx.URL(url).copy_with(fragment=None, userinfo=b"")
    except httpx.InvalidURL as error:
        raise ValueError(str(error)) from error
    if any(key.lower() in _SECRET_KEYS for key in parsed.params):
        safe: list[tuple[str, str | int | float | bool | None]] = [
            (key, _REDACTED if key.lower() in _SECRET_KEYS else value) for key, value in parsed.params.multi_items()
        ]
        parsed = parsed.copy_with(params=httpx.QueryParams(safe))
    return str(parsed)


def inflated(chunks: Iterable[bytes], encoding: str, *, limit: int) -> Iterator[bytes]:
    """Yield a body's chunks with its gzip or deflate coding taken off, and stop with ValueError past `limit` bytes.

    Raises ValueError as well for another coding and for damaged data; never inflates more than it is asked for.
    """
    coding = encoding.strip().lower()
    if coding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise ValueError(f"the body is in the coding {coding!r}, which was not asked for")
    size = 0
    inflater = None
    for chunk in chunks:
        if coding in {"", "identity"}:
            piece = chunk
        else:
            if inflater is None and chunk:
                # "deflate" is zlib's format by the standard and the bare one with some servers.
                bare = coding == "deflate" and chunk[0] & 0x0F != 8
                inflater = zlib.decompressobj(wbits=-15 if bare else 47)
            piece = _inflate(inflater, chunk, limit - size + 1) if inflater is not None else b""
        size += len(piece)
        if size > limit:
            raise ValueError(f"the body is larger than {limit} bytes")
        yield piece


def _inflate(inflater: zlib._Decompress, chunk: bytes, most: int) -> bytes:
    try:
        return inflater.decompress(chunk, most)
    except zlib.error as error:
        raise ValueError(f"the body is damaged: {error}") from error


def _file_name(method: str, url: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", url.partition("://")[2].lower()).strip("-")[:80].strip("-")
    return f"{slug}-{hashlib.sha256(f'{method} {url}'.encode()).hexdigest()[:10]}.json"


def _body_fields(body: bytes) -> dict[str, list[str]]:
    """Return the body as lines of text where it is UTF-8, and else as lines of base64."""
    try:
        return {"text": body.decode("utf-8").split("\n")}
    except UnicodeDecodeError:
        return {"base64": textwrap.wrap(base64.b64encode(body).decode("ascii"), 100)}


def write_exchange(exchange: Exchange, folder: Path) -> Path:
    """Write `exchange` into `folder` as one JSON file, whole or not at all, and return its path.

    Keys and cookies are left out. Raises OutputError where the folder cannot be written.
    """
    url = redacted(exchange.url)
    headers = {name.lower(): value for name, value in exchange.headers if name.lower() in _KEPT_HEADERS}
    if "location" in headers:
        headers["location"] = str(httpx.URL(url).join(headers["location"]))
        headers["location"] = redacted(headers["location"])
    fields = {
        "format": _FORMAT,
        "origin": exchange.origin.value,
        **({"note": exchange.note} if exchange.note else {}),
        "retrieved_at": exchange.retrieved_at,
        "request": {"method": exchange.method, "url": url},
        "response": {
            "status": exchange.status,
            "headers": headers,
            "sha256": hashlib.sha256(exchange.body).hexdigest(),
            **_body_fields(exchange.body),
        },
    }
    path = folder / _file_name(exchange.method, url)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{folder} cannot be made ({error.strerror}): give --record a folder that can be written."
        ) from error
    write_whole(path, (json.dumps(fields, ensure_ascii=False, indent=1) + "\n").encode())
    return path


def read_exchange(path: Path) -> Exchange | None:
    """Return the exchange in a JSON file, or None where the file is no recording of attrcheck's.

    Raises InputError for a damaged one and for one of a later version.
    """
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise InputError(f"The recording {path} cannot be read ({error.strerror}).") from error
    try:
        fields = json.loads(text)
    except ValueError as error:
        if _FORMAT_NAME not in text:
            return None
        raise _damaged(path, str(error)) from error
    made_as = fields.get("format") if isinstance(fields, dict) else None
    if not isinstance(made_as, str) or not made_as.startswith(_FORMAT_NAME):
        return None
    if made_as != _FORMAT:
        raise InputError(
            f"The recording {path} has the format {made_as!r}, this attrcheck reads {_FORMAT!r}: upgrade it."
        )
    try:
        exchange = _from_fields(fields)
    except (AttributeError, KeyError, TypeError, ValueError, binascii.Error) as error:
        raise _damaged(path, f"{type(error).__name__}: {error}") from error
    if hashlib.sha256(exchange.body).hexdigest() != fields["response"].get("sha256"):
        raise _damaged(path, "its body does not have the SHA-256 that it names")
    return exchange


def _from_fields(fields: dict[str, dict[str, object]]) -> Exchange:
    request, response = fields["request"], fields["response"]
    coded, text = response.get("base64"), response.get("text")
    lines = coded if coded is not None else text
    status, headers = response["status"], response["headers"]
    if not isinstance(lines, list) or not isinstance(status, int) or not isinstance(headers, dict):
        raise TypeError("a field has the wrong type")
    return Exchange(
        method=str(request["method"]),
        url=str(request["url"]),
        status=status,
        headers=tuple((str(name), str(value)) for name, value in headers.items()),
        body="\n".join(lines).encode() if coded is None else base64.b64decode("".join(lines), validate=True),
        retrieved_at=str(fields["retrieved_at"]),
        origin=Origin(str(fields["origin"])),
        note=str(fields.get("note", "")),
    )


def _damaged(path: Path, why: str) -> InputError:
    return InputError(f"The recording {path} is damaged ({why}): delete it and record it again with --record.")


class _Tee(httpx.SyncByteStream):
    """A body that is handed on as it comes and kept once it has come whole."""

    def __init__(self, inner: httpx.SyncByteStream, keep: Callable[[list[bytes]], None]) -> None:
        self._inner = inner
        self._keep = keep

    def __iter__(self) -> Iterator[bytes]:
        chunks = []
        for chunk in self._inner:
            chunks.append(chunk)
            yield chunk
        self._keep(chunks)

    def close(self) -> None:
        self._inner.close()


def _now() -> datetime:
    return datetime.now(UTC)


class RecordingTransport(httpx.BaseTransport):
    """Sends requests through `inner` and writes each exchange into `folder` once its body has been read whole."""

    def __init__(self, inner: httpx.BaseTransport, folder: Path, *, now: Callable[[], datetime] = _now) -> None:
        self._inner = inner
        self._folder = folder
        self._now = now

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer to `request`; reading it to its end records it."""
        response = self._inner.handle_request(request)
        retrieved_at = self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

        def keep(chunks: list[bytes]) -> None:
            coding = response.headers.get("content-encoding", "")
            try:
                body = b"".join(inflated(chunks, coding, limit=_BODY_LIMIT))
            except ValueError as error:
                raise OutputError(f"{redacted(str(request.url))} cannot be recorded: {error}.") from error
            headers = tuple((name.lower(), value) for name, value in response.headers.items())
            write_exchange(
                Exchange(request.method, str(request.url), response.status_code, headers, body, retrieved_at),
                self._folder,
            )

        stream = response.stream
        if not isinstance(stream, httpx.SyncByteStream):
            raise TypeError("a RecordingTransport records synchronous transports only")
        return httpx.Response(
            response.status_code,
            headers=response.headers,
            stream=_Tee(stream, keep),
            extensions={**response.extensions, "retrieved_at": retrieved_at.encode()},
        )

    def close(self) -> None:
        """Close the transport inside."""
        self._inner.close()


class ReplayTransport(httpx.BaseTransport):
    """Answers requests from the recordings under `folder` and never opens a connection."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise InputError(
                f"{folder} is not a folder of recordings: make one with attrcheck check URL --record {folder}"
            )
        self._folder = folder
        exchanges = filter(None, map(read_exchange, sorted(folder.rglob("*.json"))))
        self._exchanges = {(exchange.method, exchange.url): exchange for exchange in exchanges}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the recorded answer to `request`; raises NotRecordedError, naming the nearest, where there is none."""
        url = redacted(str(request.url))
        exchange = self._exchanges.get((request.method, url))
        if exchange is None:
            near = get_close_matches(url, [recorded for _method, recorded in self._exchanges], n=3, cutoff=0.3)
            nearest = f" The nearest recorded: {', '.join(near)}." if near else ""
            raise NotRecordedError(
                f"No recording under {self._folder} answers {request.method} {url}.{nearest}"
                f" To record it, run: attrcheck check {url} --record {self._folder}"
            )
        return httpx.Response(
            exchange.status,
            headers=list(exchange.headers),
            stream=httpx.ByteStream(exchange.body),
            extensions={"retrieved_at": exchange.retrieved_at.encode()},
        )
