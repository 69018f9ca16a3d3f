"""A folder of recordings in, what each of them holds and what is wrong with it out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from attrcheck.errors import InputError
from attrcheck.web.exchange import Exchange, read_exchange
from attrcheck.web.moments import read_stamp
from attrcheck.web.redaction import redacted

__all__ = ["Fixture", "iter_fixtures", "list_fixtures"]


@dataclass(frozen=True, slots=True)
class Fixture:
    """A file of a folder of recordings: its exchange where it can be read, and what is wrong with it, "" for nothing.

    `name` is the file's path within the folder, with slashes; `size` and `sha256` are the body's.
    """

    name: str
    path: Path
    exchange: Exchange | None
    fault: str = ""
    size: int = 0
    sha256: str = ""

    def without_body(self) -> Fixture:
        """Return it without the body, of which size and digest are left, so that a long list takes little memory."""
        return replace(self, exchange=replace(self.exchange, body=b"")) if self.exchange else self


def list_fixtures(folder: Path) -> tuple[Fixture, ...]:
    """Return the recordings under `folder` by name, without their bodies; raises what `iter_fixtures` does."""
    return tuple(fixture.without_body() for fixture in iter_fixtures(folder))


def iter_fixtures(folder: Path) -> Iterator[Fixture]:
    """Yield the recordings under `folder` by name; InputError where that is no folder or holds none."""
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder of recordings: make one with attrcheck record URL --into {folder}")
    holds_some = False
    for fixture in _fixtures(folder):
        holds_some = True
        yield fixture
    if not holds_some:
        raise InputError(f"{folder} holds no recordings: make some with attrcheck record URL --into {folder}")


def _fixtures(folder: Path) -> Iterator[Fixture]:
    """Yield every file under `folder` that is a recording or was meant to be one."""
    # Folders of one page at different times may lie side by side.
    first: dict[tuple[Path, str, str], str] = {}
    for path in sorted(folder.rglob("*.json")):
        name = path.relative_to(folder).as_posix()
        try:
            exchange = read_exchange(path)
        except InputError as error:
            yield Fixture(name, path, None, str(error))
            continue
        if exchange is None:
            continue
        fault = _fault(exchange)
        earlier = first.setdefault((path.parent, exchange.method, exchange.url), name)
        if not fault and earlier != name:
            fault = f"it answers the same request as {earlier}: delete one of the two"
        message = f"The recording {path} cannot be used: {fault}." if fault else ""
        digest = hashlib.sha256(exchange.body).hexdigest()
        yield Fixture(name, path, exchange, message, len(exchange.body), digest)


def _fault(exchange: Exchange) -> str:
    """Return what a recording has that attrcheck would not have written, "" for nothing."""
    texts = [exchange.method, exchange.url, *(part for header in exchange.headers for part in header)]
    texts += [exchange.failure.problem, exchange.failure.remedy] if exchange.failure else []
    if not all(text.isprintable() for text in texts):
        return "it has characters that cannot stand in a request, a header or a message"
    try:
        safe = redacted(exchange.url)
    except ValueError as error:
        return f"its URL is none ({error})"
    if safe != exchange.url:
        return f"its URL should read {safe}"
    try:
        read_stamp(exchange.retrieved_at)
    except ValueError:
        return "its “retrieved_at” is no time like 2026-01-31T12:00:00Z"
    return "" if exchange.failure or 100 <= exchange.status <= 599 else f"there is no HTTP status {exchange.status}"
