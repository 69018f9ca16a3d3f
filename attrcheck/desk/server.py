"""A folder and a port in, a server for this person's browser out, which nothing but this machine can reach."""

from __future__ import annotations

import html
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import platformdirs
import uvicorn
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from attrcheck.desk.api import ENDPOINTS, answered, json_answer, read_object
from attrcheck.desk.desk import Desk
from attrcheck.desk.folder import Folder
from attrcheck.desk.gate import LONGEST_HEAD, PAGES, Gate
from attrcheck.desk.identity import SETTINGS, Identity, identity_of
from attrcheck.desk.openapi import openapi
from attrcheck.desk.pages import home_page, work_page
from attrcheck.errors import InputError, OutputError
from attrcheck.files import write_whole
from attrcheck.locks import locked
from attrcheck.searches import Sites
from attrcheck.web import Network

__all__ = ["DeskOptions", "default_folder", "listen", "make_server", "serve", "write_opener"]

_LOOPBACK = "127.0.0.1"
#: Requests that are answered at once.
_AT_ONCE = 64
#: The page in the folder that leads the browser to the desk: other people of this machine see with which words a
#: program was started, and so must not see the token there.
_OPENER = "Open attrcheck.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskOptions:
    """How a desk is run: `port` 0 is any that is free, `state` is where its token is kept, None for the usual place."""

    folder: Path
    port: int = 0
    opens_browser: bool = True
    network: Network = field(default_factory=Network)
    sites: Sites | None = None
    state: Path | None = None


def default_folder() -> Path:
    """Return where work is kept unless a person names another folder."""
    return platformdirs.user_documents_path() / "attrcheck"


def serve(options: DeskOptions, say: Callable[[str], None]) -> None:
    """Serve the desk of a folder until a person stops it; where it runs already, only open its page.

    Raises OutputError where the folder cannot be used, another person's desk has it open, or the port is taken.
    """
    folder = Folder(options.folder)
    identity = identity_of(folder.path, state=options.state)
    with ExitStack() as held:
        try:
            held.enter_context(locked(identity.lock, wait=0))
        except OutputError:
            running = identity_of(folder.path, state=options.state)
            say(f"attrcheck desk is running already: {_address(running)}")
            _open(folder, running, options)
            return
        try:
            held.enter_context(locked(folder.path / "desk", wait=0))
        except OutputError:
            raise OutputError(
                f"somebody else's attrcheck desk has the folder {folder.path} open. Ask them to stop it, or name "
                "another folder with --folder."
            ) from None
        listener = held.enter_context(listen(options.port, identity.port))
        identity = replace(identity, port=listener.getsockname()[1]).kept()
        held.callback((folder.path / _OPENER).unlink, missing_ok=True)
        desk = Desk(folder, options.network, sites=options.sites)
        say(f"attrcheck desk: {_address(identity)}")
        say(f"work is kept in {folder.path}; Ctrl-C, or “Stop” on the page, ends it")
        _open(folder, identity, options)
        with suppress(KeyboardInterrupt):
            make_server(desk, identity).run(sockets=[listener])


def make_server(desk: Desk, identity: Identity) -> uvicorn.Server:
    """Return the server of `desk`, which a window may stop, and which takes no more than it can answer."""

    def stop() -> None:
        server.should_exit = True

    config = uvicorn.Config(
        make_app(desk, identity, stop=stop),
        access_log=False,
        h11_max_incomplete_event_size=LONGEST_HEAD,
        http="h11",
        lifespan="off",
        limit_concurrency=_AT_ONCE,
        log_config=None,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=3,
        ws="none",
    )
    server = uvicorn.Server(config)
    return server


def listen(wanted: int, usual: int) -> socket.socket:
    """Return a socket that listens on this machine only, at the `wanted` port, else the `usual` one or any."""
    for port in (wanted,) if wanted else (usual, 0) if usual else (0,):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform == "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((_LOOPBACK, port))
            listener.listen(_AT_ONCE)
        except OSError:
            listener.close()
            continue
        return listener
    raise OutputError(f"port {wanted} is in use, or not allowed. Name another with --port, or leave it out.")


def _address(identity: Identity) -> str:
    return f"http://{_LOOPBACK}:{identity.port}/{identity.token}/"


def _open(folder: Folder, identity: Identity, options: DeskOptions) -> None:
    """Open the desk in the browser, unless the person wants no more than its address."""
    if options.opens_browser:
        opener = write_opener(folder.path, _address(identity))
        threading.Thread(target=webbrowser.open, args=(opener.as_uri(),), daemon=True).start()


def write_opener(folder: Path, address: str) -> Path:
    """Write a page into `folder` that leads the browser to `address`, for this person's eyes, and return it."""
    opener, quoted = folder / _OPENER, html.escape(address)
    opener.touch(mode=0o600)
    opener.chmod(0o600)
    write_whole(
        opener,
        f'<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={quoted}">'
        f'<title>attrcheck</title><p><a href="{quoted}">Open attrcheck</a></p>'.encode(),
    )
    return opener


def make_app(desk: Desk, identity: Identity, *, stop: Callable[[], None] = lambda: None) -> Gate:
    """Return the application of `desk`, which answers to who knows it by `identity`; `stop` ends its server."""
    kept = identity

    async def home(_request: Request) -> Response:
        (desk.folder.path / _OPENER).unlink(missing_ok=True)
        page = await run_in_threadpool(home_page, desk, dict(kept.settings))
        return _page(page, then=desk.warm_up)

    async def work(request: Request) -> Response:
        try:
            page = await run_in_threadpool(work_page, desk, request.path_params["work"], dict(kept.settings))
        except InputError as error:
            return _page(_PROBLEM.format(html.escape(str(error))), 404)
        return _page(page)

    async def settings(_desk: Desk, request: Request) -> Response:
        nonlocal kept
        told = await read_object(request)
        if not told or not all(name in SETTINGS and isinstance(value, str) for name, value in told.items()):
            raise InputError(f"the settings of a page are {', '.join(SETTINGS)}, and strings.")
        for name, value in told.items():
            kept = await run_in_threadpool(kept.with_setting, name, value)
        return json_answer(dict(kept.settings))

    async def end(_desk: Desk, _request: Request) -> Response:
        stop()
        return json_answer({"stopped": True})

    async def document(_request: Request) -> Response:
        return json_answer(openapi())

    def handled(handler: Callable[..., object]) -> Callable[..., object]:
        return partial(answered, handler, desk)  # type: ignore[arg-type]

    routes = [
        Route("/", home),
        Route("/work/{work}", work),
        Route("/api/openapi.json", document),
        Route("/api/settings", handled(settings), methods=["POST"]),
        Route("/api/stop", handled(end), methods=["POST"]),
        *(Route(one.path, handled(one.handler), methods=[one.method]) for one in ENDPOINTS),
    ]
    return Gate(Starlette(routes=routes), token=identity.token, port=identity.port)


def _page(content: str, status: int = 200, then: Callable[[], None] = lambda: None) -> Response:
    """Return a page, after which `then` is done."""
    return HTMLResponse(content, status, {"content-security-policy": PAGES}, background=BackgroundTask(then))


_PROBLEM = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<title>attrcheck</title><p>{}</p><p><a href="../">All articles</a></p></html>'
)
