"""Every request in, those of this person's windows and programs out: others are refused before they are read."""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from attrcheck.article import LARGEST_INPUT
from attrcheck.desk.identity import proof

__all__ = ["HELLO", "LONGEST_HEAD", "PAGES", "Gate"]

#: Where a window asks who listens; the only address without the token.
HELLO = "/hello"
_CHALLENGE = re.compile(r"[0-9a-f]{16,64}")
_READING, _CHANGING = ("GET", "HEAD"), ("POST", "DELETE")
#: What comes with a request that changes something: no form of another site's can have these.
_TYPES = ("application/json", "application/octet-stream")
#: Bytes that the head of a request may have.
LONGEST_HEAD = 16_384
_LOOPBACK = "127.0.0.1"
_ALWAYS = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
_POLICY = "content-security-policy"
#: The policy of pages, beside the one that each has in itself: nobody frames them.
PAGES = "frame-ancestors 'none'"
_STALE = "This address is none of a running attrcheck desk. Start it again, and use the window that it opens."


class Gate:
    """Lets requests through to `app` that come from this machine, are meant for this server and know its token."""

    def __init__(self, app: ASGIApp, *, token: str, port: int) -> None:
        self._app, self._token, self._port = app, token, port
        self._host = f"{_LOOPBACK}:{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        answer = self._refusal(scope, headers) or self._hello(scope)
        if answer is None:
            scope = {**scope, "path": scope["path"][len(self._token) + 1 :], "raw_path": b""}

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _guard(MutableHeaders(scope=message))
            await send(message)

        await (answer or self._app)(scope, receive, send_guarded)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        """Return what to answer to who must not come in, None for the others."""
        if sum(len(name) + len(value) for name, value in headers.raw) > LONGEST_HEAD:
            return PlainTextResponse("The head of this request is too long.", 431)
        client = scope.get("client")
        if client is None or client[0] != _LOOPBACK or headers.getlist("host") != [self._host]:
            return PlainTextResponse(_STALE, 403)
        if scope["method"] not in (*_READING, *_CHANGING):
            return PlainTextResponse("This method is not used here.", 405)
        if not _is_own(headers, origin=f"http://{self._host}", changes=scope["method"] in _CHANGING):
            return PlainTextResponse("Requests of other sites are refused.", 403)
        if scope["path"] == HELLO and scope["method"] == "GET":
            return None
        if not self._knows_token(scope["path"]):
            return PlainTextResponse(_STALE, 403)
        return _wrong_body(scope["method"], headers)

    def _knows_token(self, path: str) -> bool:
        first, _, _ = path[1:].partition("/")
        return path.startswith("/") and hmac.compare_digest(first.encode("utf8", "replace"), self._token.encode())

    def _hello(self, scope: Scope) -> Response | None:
        """Return the proof of who listens here, to whoever asks for it."""
        if scope["path"] != HELLO:
            return None
        asked = parse_qs(scope["query_string"].decode("ascii", "replace")).get("challenge", [""])[0]
        if not _CHALLENGE.fullmatch(asked):
            return PlainTextResponse("Ask with a challenge.", 400)
        return JSONResponse({"proof": proof(self._token, self._port, asked)})


def _is_own(headers: Mapping[str, str], *, origin: str, changes: bool) -> bool:
    """Tell whether no other site has made a browser ask: it says from where, and programs say nothing."""
    if headers.get("origin", origin) != origin:
        return False
    site = headers.get("sec-fetch-site", "same-origin")
    is_visit = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) == ("navigate", "document")
    return site == "same-origin" or (not changes and (site == "none" or is_visit))


def _wrong_body(method: str, headers: Headers) -> Response | None:
    """Return what to answer where the body is of another kind than is read here, or too long; None where it is not."""
    if method in _READING:
        return None
    length = headers.get("content-length", "0")
    if not length.isascii() or not length.isdigit() or int(length) > LARGEST_INPUT:
        return JSONResponse({"error": f"this is larger than {LARGEST_INPUT // 1_000_000} MB."}, 413)
    if headers.get("content-type", "").partition(";")[0].strip().lower() not in _TYPES:
        return JSONResponse({"error": f"the content must be {' or '.join(_TYPES)}."}, 415)
    return None


def _guard(headers: MutableHeaders) -> None:
    """Add what tells the browser to keep the answer to itself and to this page."""
    for name, value in _ALWAYS.items():
        headers[name] = value
    headers.setdefault(_POLICY, f"default-src 'none'; {PAGES}")
