"""HTTP transports that record the exchanges they pass on, and that answer from recordings without a connection.

A folder holds one exchange for each method and URL. Asked again, the last answer is kept, but no failure in place of
a success: a page that came at the second try is replayed at the first.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx

from attrcheck.errors import FetchError, InputError, NotRecordedError
from attrcheck.web.exchange import Exchange, Failure, read_exchange, write_exchange
from attrcheck.web.moments import stamp, utc_now
from attrcheck.web.redaction import REDACTED, redacted, secrets_of

__all__ = ["RecordingTransport", "ReplayTransport"]


#: Records a body that has come whole.
_Keep = Callable[[bytes], None]


class _Recorder:
    """Writes exchanges into a folder, and takes the secrets of all requests so far out of every answer."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self._folder = folder
        self._now = now
        self._secrets: set[str] = set()
        self._succeeded: set[tuple[str, str]] = set()

    def failed(self, request: httpx.Request, error: FetchError) -> None:
        """Record why `request` had no answer."""
        self._secrets |= secrets_of(request)
        failure = Failure(error.trouble, self._safe(error.problem), self._safe(error.remedy))
        self._write(Exchange(request.method, str(request.url), 0, (), b"", self._moment(), failure=failure))

    def accept(self, request: httpx.Request, response: httpx.Response) -> tuple[dict[str, Any], _Keep]:
        """Return the extensions of `response` with the time of it, and the function that records its body."""
        if response.headers.get("content-encoding", "identity") != "identity":
            raise TypeError("a recording transport records answers that come decoded")
        retrieved_at = self._moment()
        self._secrets |= secrets_of(request) | _secrets_ahead(response, request)

        def keep(body: bytes) -> None:
            headers = tuple((name.lower(), self._safe(value)) for name, value in response.headers.items())
            # A body is not always text; by this way there and back each of its bytes stays what it is.
            safe = self._safe(body.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
            self._write(Exchange(request.method, str(request.url), response.status_code, headers, safe, retrieved_at))

        return {**response.extensions, "retrieved_at": retrieved_at.encode()}, keep

    def _write(self, exchange: Exchange) -> None:
        request = exchange.method, redacted(exchange.url)
        if exchange.failure is None and exchange.status < 400:
            self._succeeded.add(request)
        elif request in self._succeeded:
            return
        write_exchange(exchange, self._folder)

    def _moment(self) -> str:
        return stamp(self._now())

    def _safe(self, text: str) -> str:
        for secret in sorted(self._secrets, key=len, reverse=True):
            text = text.replace(secret, REDACTED)
        return text


def _secrets_ahead(response: httpx.Response, request: httpx.Request) -> set[str]:
    """Return what `response` gives the next request as a secret, in the address that it leads to."""
    try:
        return secrets_of(httpx.Request("GET", urljoin(str(request.url), response.headers.get("location", ""))))
    except (ValueError, httpx.InvalidURL):
        return set()


class _Tee(httpx.AsyncByteStream):
    """A body that is handed on as it comes and kept once it has come whole, or has failed to."""

    def __init__(self, inner: httpx.AsyncByteStream, keep: _Keep, failed: Callable[[FetchError], None]) -> None:
        self._inner = inner
        self._keep = keep
        self._failed = failed

    async def __aiter__(self) -> AsyncIterator[bytes]:
        body = bytearray()
        try:
            async for chunk in self._inner:
                body += chunk
                yield chunk
        except FetchError as error:
            self._failed(error)
            raise
        self._keep(bytes(body))

    async def aclose(self) -> None:
        await self._inner.aclose()


class RecordingTransport(httpx.AsyncBaseTransport):
    """Sends requests through `inner` and writes each exchange into `folder` once its body has been read whole.

    `inner` gives bodies decoded, as SafeTransport does. A request that fails with FetchError is recorded as well.
    """

    def __init__(self, inner: httpx.AsyncBaseTransport, folder: Path, *, now: Callable[[], datetime] = utc_now) -> None:
        self._inner = inner
        self._recorder = _Recorder(folder, now)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer to `request`; reading it to its end records it."""
        try:
            response = await self._inner.handle_async_request(request)
        except FetchError as error:
            self._recorder.failed(request, error)
            raise
        if not isinstance(response.stream, httpx.AsyncByteStream):
            raise TypeError("a RecordingTransport records asynchronous transports only")
        extensions, keep = self._recorder.accept(request, response)
        stream = _Tee(response.stream, keep, partial(self._recorder.failed, request))
        answer = httpx.Response(response.status_code, headers=response.headers, stream=stream, extensions=extensions)
        if answer.has_redirect_location:
            # The client may stumble over where it leads before it reads the body.
            await answer.aread()
        return answer

    async def aclose(self) -> None:
        """Close the transport inside."""
        await self._inner.aclose()


class ReplayTransport(httpx.AsyncBaseTransport):
    """Answers requests from the recordings under `folder`; opens no connection."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise InputError(
                f"{folder} is not a folder of recordings: make one with attrcheck record URL --into {folder}"
            )
        self._folder = folder
        exchanges = filter(None, map(read_exchange, sorted(folder.rglob("*.json"))))
        self._exchanges = {(exchange.method, exchange.url): exchange for exchange in exchanges}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the recorded answer to `request`, or raise the recorded FetchError.

        Raises NotRecordedError, naming the nearest, where there is none.
        """
        url = redacted(str(request.url))
        exchange = self._exchanges.get((request.method, url))
        if exchange is None:
            near = get_close_matches(url, [recorded for _method, recorded in self._exchanges], n=1, cutoff=0.3)
            nearest = f" The nearest recorded: {near[0]} ." if near else ""
            raise NotRecordedError(
                f"No recording under {self._folder} answers {request.method} {url}.{nearest}"
                f" To record it, run the command again with --record {self._folder} in place of --replay."
            )
        if exchange.failure is not None:
            failure = exchange.failure
            raise FetchError(failure.problem, failure.remedy, trouble=failure.trouble)
        return httpx.Response(
            exchange.status,
            # A live answer brings bytes, which need not be ASCII.
            headers=[(name.encode(), value.encode("utf-8", "replace")) for name, value in exchange.headers],
            stream=httpx.ByteStream(exchange.body),
            extensions={"retrieved_at": exchange.retrieved_at.encode()},
        )
