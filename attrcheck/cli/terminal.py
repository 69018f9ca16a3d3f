"""A terminal in, all that is typed or pasted into it out, however long its lines are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["read_terminal"]

#: Ctrl-D, which ends the text, and what the key that takes back a character sends.
_END = b"\x04"
_ERASING = (b"\x7f", b"\x08")
_CHUNK = 65_536


def read_terminal(file: int, *, most: int) -> bytes:
    """Return what comes from the terminal `file` until Ctrl-D, or until there are `most` bytes.

    A terminal hands on no more than 4,095 characters of a line, 1,024 on macOS, unless it is told not to wait for
    lines: what is pasted beyond that would be lost.
    """
    parts: list[bytes] = []
    size = 0
    with _without_lines(file):
        while size < most:
            part = os.read(file, _CHUNK)
            text, end, _rest = part.partition(_END)
            parts.append(text)
            size += len(text)
            if end or not part:
                break
    return _edited(b"".join(parts))[:most]


def _edited(text: bytes) -> bytes:
    """Return the text without characters that were taken back."""
    if not any(key in text for key in _ERASING):
        return text
    kept: list[str] = []
    for character in text.decode("utf-8", "surrogateescape"):
        if character.encode("utf-8", "surrogateescape") not in _ERASING:
            kept.append(character)
        elif kept:
            kept.pop()
    return "".join(kept).encode("utf-8", "surrogateescape")


@contextmanager
def _without_lines(file: int) -> Iterator[None]:
    """Let the terminal hand on what comes at once, and leave it afterwards as it was."""
    import termios

    before = termios.tcgetattr(file)
    changed = termios.tcgetattr(file)
    changed[3] &= ~termios.ICANON
    changed[6][termios.VMIN], changed[6][termios.VTIME] = 1, 0
    termios.tcsetattr(file, termios.TCSADRAIN, changed)
    try:
        yield
    finally:
        termios.tcsetattr(file, termios.TCSADRAIN, before)
