"""A body's bytes as they came in, the same without their gzip or deflate coding out, never more than asked for."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

__all__ = ["BodyError", "Inflater", "OversizeError"]

#: Bytes that are inflated, or gathered, before they are handed on: a server that sends single bytes costs no more.
_PIECE = 65_536


class BodyError(ValueError):
    """The body is in a coding that was not asked for, or its data are damaged or cut short."""


class OversizeError(BodyError):
    """The body is larger than the limit."""


class Inflater:
    """Takes the coding off a body that comes in chunks, until more than `limit` bytes came out.

    Raises BodyError for another coding and for damaged data, OversizeError for a body that is too large.
    """

    def __init__(self, encoding: str, *, limit: int) -> None:
        self._coding = encoding.strip().lower()
        if self._coding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
            raise BodyError(f"the body is in the coding {self._coding[:40]!r}, which was not asked for")
        self._limit = limit
        self._size = 0
        self._gathered = bytearray()
        self._member: zlib._Decompress | None = None

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Yield what `chunk` adds, in pieces of some size."""
        if self._coding in {"", "identity"}:
            yield from self._gather(chunk)
            return
        while chunk:
            if self._member is None:
                # "deflate" is zlib's format by the standard and the bare one with some servers.
                bare = self._coding == "deflate" and chunk[0] & 0x0F != 8
                self._member = zlib.decompressobj(wbits=-15 if bare else 47)
            try:
                piece = self._member.decompress(chunk, _PIECE)
            except zlib.error as error:
                raise BodyError(f"the body is damaged: {error}") from error
            yield from self._gather(piece)
            chunk = self._member.unconsumed_tail
            if self._member.eof:
                # A gzip file may have several members; what follows a deflate body is nobody's.
                chunk = self._member.unused_data if self._coding != "deflate" else b""
                self._member = None if self._coding != "deflate" else self._member

    def finish(self) -> bytes:
        """Return what is left when the body is over."""
        if self._member is not None and not self._member.eof:
            raise BodyError("the body is damaged: its compressed data are cut short")
        return bytes(self._gathered)

    def _gather(self, piece: bytes) -> Iterator[bytes]:
        self._size += len(piece)
        if self._size > self._limit:
            raise OversizeError(f"the body is larger than {self._limit} bytes")
        self._gathered += piece
        if len(self._gathered) >= _PIECE:
            yield bytes(self._gathered)
            self._gathered.clear()
