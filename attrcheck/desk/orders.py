"""What is to be checked in, its articles kept in the folder out; it waits on the disk, so that nothing is lost."""

from __future__ import annotations

import base64
import json
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path, PurePath

from attrcheck.article import Article, is_web_address
from attrcheck.errors import InputError
from attrcheck.files import write_whole

__all__ = ["Order", "Waiting", "articles_of"]

#: The folder in the folder of work where what waits is kept, and how its files end.
_WAITING, _ENDING = ".attrcheck-waiting", ".order"
#: Characters of a file's name, which may come from anywhere.
_LONGEST = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An article to check: the bytes of a file called `name`, a pasted text, or what is at the address `url`.

    `title` is what a person calls a pasted text. `against` are the files that it is to be held against, by their names.
    """

    name: str = ""
    data: bytes = b""
    title: str = ""
    url: str = ""
    force_language: bool = False
    archived: bool = False
    against: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def called(self) -> str:
        """What a list calls it."""
        return self.title or self.file or self.url or "pasted text"

    @property
    def file(self) -> str:
        """The name of its file without folders, as far as it can be shown."""
        name = PurePath(self.name.replace("\\", "/")).name
        return "".join(c for c in name if c.isprintable())[-_LONGEST:]


class Waiting:
    """The orders of a folder that are not done yet, each in a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / _WAITING
        self._lock = threading.Lock()

    def put(self, order: Order) -> str:
        """Keep `order` until it is done; return its id."""
        order_id = secrets.token_hex(8)
        with self._lock:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            self._write(order_id, order)
        return order_id

    def _write(self, order_id: str, order: Order) -> None:
        told = {one.name: getattr(order, one.name) for one in fields(order) if one.name not in ("data", "against")}
        told["against"] = {name: base64.b64encode(content).decode() for name, content in order.against.items()}
        write_whole(self._path(order_id), json.dumps(told).encode() + b"\n" + order.data)

    def get(self, order_id: str) -> Order:
        """Return the order that is kept as `order_id`; InputError where it is damaged."""
        try:
            head, _, data = self._path(order_id).read_bytes().partition(b"\n")
            told = json.loads(head)
            against = {name: base64.b64decode(content) for name, content in told.pop("against", {}).items()}
            return Order(**told, data=data, against=against)
        except (OSError, ValueError, TypeError, AttributeError):
            raise InputError("what was to be read is not there any more. Give it again.") from None

    def change(self, order_id: str, *, retry: str) -> None:
        """Let the order be done in the way round that `retry` names."""
        order = self.get(order_id)
        forced, archived = (order.force_language or retry == "force_language", order.archived or retry == "archived")
        self._write(order_id, replace(order, force_language=forced, archived=archived))

    def done(self, order_id: str) -> None:
        """Forget an order."""
        with self._lock:
            self._path(order_id).unlink(missing_ok=True)
            if self._folder.is_dir() and not any(self._folder.iterdir()):
                self._folder.rmdir()

    def left(self) -> Iterator[tuple[str, Order]]:
        """Yield the orders that an earlier run has not done."""
        for path in sorted(self._folder.glob(f"*{_ENDING}")) if self._folder.is_dir() else ():
            try:
                yield path.stem, self.get(path.stem)
            except InputError:
                path.unlink(missing_ok=True)

    def _path(self, order_id: str) -> Path:
        return self._folder / f"{order_id}{_ENDING}"


def articles_of(order: Order, fetch: Callable[[str, bool], Article]) -> Sequence[Article]:
    """Return the articles of `order`; `fetch` gives the one at an address, or with True its archived copy."""
    from attrcheck.article import articles_from_bytes

    if order.url and not order.data:
        if not is_web_address(order.url):
            raise InputError("this is no web address. Write it in full, such as https://paper.example/article.")
        return (fetch(order.url, order.archived),)
    found = articles_from_bytes(order.data, name=order.file or "the pasted text", url=order.url)
    named = (f"{order.file} ({number})" if number > 1 else order.file for number in range(1, len(found) + 1))
    title = order.title if len(found) == 1 else ""
    return [
        replace(one, file=file if order.file else "", title=title or one.title)
        for one, file in zip(found, named, strict=True)
    ]
