"""A shard of a packed WARC or WET file in, a record a page out, and a word where the file is damaged or breaks off.

Each record of such a file is packed by itself, so that any byte may begin a shard. The usual readers of web archives
give fewer records, and no error, where a file breaks off.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO

from attrcheck.corpus.places import open_file
from attrcheck.corpus.records import LONGEST_RECORD, ErrorKind, Failure, Record
from attrcheck.corpus.shards import Shard

__all__ = ["page_records", "text_records"]

_MAGIC = b"\x1f\x8b\x08"
_CHUNK = 1 << 16
_PAGES = ("text/html", "application/xhtml+xml", "application/pdf")
_AGAIN = "download the file again"


@dataclass(frozen=True, slots=True)
class _Member:
    """A packed member of the file: where it begins, what it holds, and why that is not whole ("" where it is)."""

    at: int
    content: bytes
    damage: str = ""


def page_records(shard: Shard) -> Iterator[Record]:
    """Yield the pages that servers sent and that begin in `shard`, each known by the byte where it begins."""
    return _records(shard, _page)


def text_records(shard: Shard) -> Iterator[Record]:
    """Yield the texts of pages that begin in `shard`."""
    return _records(shard, _text)


def _page(record: Any, file: str, place: str) -> Record | None:  # warcio has no types
    headers = record.http_headers
    if record.rec_type not in ("response", "resource"):
        return None
    if record.rec_type == "response" and (headers is None or headers.get_statuscode() != "200"):
        return None
    content_type = str((headers or record.rec_headers).get_header("Content-Type") or "")
    if not content_type.lower().startswith(_PAGES):
        return None
    return Record(file, place, data=record.content_stream().read(), content_type=content_type, url=_url(record))


def _text(record: Any, file: str, place: str) -> Record | None:
    if record.rec_type != "conversion":
        return None
    text = record.content_stream().read().decode("utf8", "replace")
    return Record(file, place, {"text": text, "url": _url(record)})


def _url(record: Any) -> str:
    return str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")


def _records(shard: Shard, read: Callable[..., Record | None]) -> Iterator[Record]:
    """Yield what `read` makes of each WARC record that begins in `shard`, and what is damaged there."""
    (file,) = shard.files
    with open_file(file.url) as opened:
        for member in _members(opened, shard.start, shard.stop if shard.stop >= 0 else file.size, file.size):
            place = f"{file.name}#{member.at}"
            found, damage = _unpacked(member, partial(read, file=file.name, place=place))
            if found is not None:
                yield found
            if damage:
                yield Record(file.name, place, failure=Failure(ErrorKind.FILE, f"{damage}; {_AGAIN}."))


def _unpacked(member: _Member, read: Callable[[Any], Record | None]) -> tuple[Record | None, str]:
    """Return what `read` makes of the WARC record in `member`, and what is wrong with it, "" for nothing."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 (only web archives need it)
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415 (as above)

    found: Record | None = None
    if member.damage:
        return None, member.damage
    try:
        records = iter(ArchiveIterator(io.BytesIO(member.content)))
        first = next(records, None)
        found = read(first) if first is not None else None
        if next(records, None) is not None:
            return found, "the file is packed as a whole, and not record by record (warcio recompress mends that)"
    except (ArchiveLoadFailed, OSError, ValueError, AttributeError, TypeError, EOFError, zlib.error) as error:
        return found, f"a record is damaged ({error})"
    return found, ""


def _members(file: BinaryIO, start: int, stop: int, size: int) -> Iterator[_Member]:
    """Yield the members that begin in the bytes from `start` to `stop` of a file of so many bytes."""
    at = _next_member(file, start, stop)
    if start == 0 and at != 0:
        yield _Member(0, b"", "the file does not begin as a packed WARC file does")
    while 0 <= at < stop:
        member, after = _member(file, at)
        yield member
        if member.damage:
            after = _next_member(file, at + 1, stop)
        elif stop <= after < size and not _begins(file, after):
            # The next shard looks for a member that begins as one, and finds the one behind.
            yield _Member(after, b"", "a record cannot be unpacked")
        at = after


def _member(file: BinaryIO, at: int) -> tuple[_Member, int]:
    """Return the member that begins at the byte `at`, and where the next one does."""
    file.seek(at)
    unpacker = zlib.decompressobj(31)
    content = bytearray()
    read = 0
    while not unpacker.eof:
        packed = file.read(_CHUNK)
        read += len(packed)
        if not packed:
            return _Member(at, b"", "the file breaks off in the middle of a record"), at + read
        try:
            content += unpacker.decompress(packed, LONGEST_RECORD - len(content) + 1)
        except zlib.error as error:
            return _Member(at, b"", f"a record cannot be unpacked ({error})"), at + read
        if len(content) > LONGEST_RECORD:
            return _Member(at, b"", f"a record unpacks to more than {LONGEST_RECORD // 1_000_000} MB"), at + read
    return _Member(at, bytes(content)), at + read - len(unpacker.unused_data)


def _begins(file: BinaryIO, at: int) -> bool:
    """Tell whether a WARC record begins at the byte `at`."""
    file.seek(at)
    head = file.read(512)
    if not head.startswith(_MAGIC):
        return False
    try:
        return zlib.decompressobj(31).decompress(head, 16).startswith(b"WARC/")
    except zlib.error:
        return False


def _next_member(file: BinaryIO, start: int, stop: int) -> int:
    """Return the first byte from `start` at which a WARC record begins, -1 where none does before `stop`."""
    at = start
    while at < stop:
        file.seek(at)
        window = file.read(_CHUNK)
        found = window.find(_MAGIC)
        while found >= 0:
            if at + found >= stop:
                return -1
            if _begins(file, at + found):
                return at + found
            found = window.find(_MAGIC, found + 1)
        if len(window) < _CHUNK:
            return -1
        at += len(window) - len(_MAGIC) + 1
    return -1
