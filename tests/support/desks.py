"""Runs desks for tests: in this process with a reader that is there already, or in one of its own, to be killed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from attrcheck.desk.desk import Desk
from attrcheck.desk.folder import Folder
from attrcheck.desk.identity import identity_of
from attrcheck.desk.server import listen, make_server
from attrcheck.reader.model import Reader
from attrcheck.web.network import Network
from tests.support.checkout import CHILD

#: An article that is read in no time, with three statements.
TOWN_TEXT = (
    "Bridge to close in May\n\n"
    "The mayor, Ines Okafor, told the council that the old bridge would be closed in May.\n\n"
    "“Nobody asked us,” said Bob Stone, who lives beside it.\n\n"
    "A report says that the repair will cost more than a new bridge.\n"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a desk answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The answer's JSON."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a desk listens, and the token that goes before each path."""

    port: int
    token: str

    @property
    def home(self) -> str:
        """The address of its first page."""
        return f"http://127.0.0.1:{self.port}/{self.token}/"

    def raw(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Ask with exactly these headers, and that of the host where they have none."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": f"127.0.0.1:{self.port}", **(headers or {})}.items():
            connection.putheader(name, value)
        if body is not None and "Content-Length" not in (headers or {}):
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        told = Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        connection.close()
        return told

    def ask(self, path: str, body: object = None, *, method: str = "") -> Answer:
        """Ask as a program does: bytes are a file, anything else is JSON."""
        if body is None:
            return self.raw(method or "GET", f"/{self.token}/{path}", None, {"Content-Type": "application/json"})
        kind = "application/octet-stream" if isinstance(body, bytes) else "application/json"
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.raw(method or "POST", f"/{self.token}/{path}", data, {"Content-Type": kind})

    def done(self, job: Mapping[str, Any]) -> Any:
        """Wait for a job to end and return it."""
        until = time.monotonic() + 60
        while job["state"] in ("waiting", "running"):
            assert time.monotonic() < until
            time.sleep(0.02)
            job = self.ask(f"api/jobs/{job['id']}").json
        return job

    def check(self, text: str = TOWN_TEXT, **more: object) -> str:
        """Have a text checked and return the id of its article."""
        job = self.done(self.ask("api/works", {"text": text, **more}).json)
        assert job["state"] == "done", job
        return str(job["works"][0]["id"])


@contextmanager
def running_desk(
    folder: Path, reader: Reader, *, network: Network | None = None, state: Path | None = None, port: int = 0
) -> Iterator[Address]:
    """Serve the desk of `folder` in a thread, and give its address."""
    desk = Desk(Folder(folder), network or Network(), reader=reader)
    identity = identity_of(folder, state=state or folder.parent / "state")
    listener = listen(port, identity.port)
    identity = replace(identity, port=listener.getsockname()[1]).kept()
    server = make_server(desk, identity)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        yield Address(identity.port, identity.token)
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()


def start_desk(folder: Path, *options: str, state: Path | None = None) -> tuple[subprocess.Popen[str], Address]:
    """Start `attrcheck desk` in a process of its own, and return that and its address when it listens."""
    process = subprocess.Popen(
        [sys.executable, "-m", "attrcheck.cli", "desk", "--folder", str(folder), "--no-browser", *options],
        env={**CHILD, "XDG_STATE_HOME": str(state or folder.parent / "state"), "PYTHONUNBUFFERED": "1"},
        stderr=subprocess.PIPE,
        text=True,
        cwd=os.path.dirname(folder),  # noqa: PTH120  # a folder that is there, whatever the desk's is
    )
    assert process.stderr
    line = process.stderr.readline()
    found = re.search(r"http://127\.0\.0\.1:(\d+)/([\w-]+)/", line)
    if not found:
        line += process.communicate()[1]
    assert found, line
    return process, Address(int(found[1]), found[2])
