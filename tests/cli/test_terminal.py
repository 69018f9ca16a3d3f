"""What is pasted into a terminal is read whole."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from attrcheck.cli.terminal import read_terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is Unix's")
LINE = "“The lock leaks,” said Vera Quill, the keeper of the old house by the river Orrel. " * 120


def pasted(text: bytes, *, most: int = 1_000_000) -> bytes:
    """Return what is read of a text that is pasted into a terminal, and see that the terminal is left as it was."""
    import termios

    outer, inner = os.openpty()
    before = termios.tcgetattr(inner)
    # The terminal shows what is typed, and stops where nobody looks.
    watch = threading.Thread(target=_watch, args=(outer,), daemon=True)
    watch.start()
    writer = threading.Thread(target=os.write, args=(outer, text), daemon=True)
    read = threading.Event()
    found: list[bytes] = []

    def reader() -> None:
        found.append(read_terminal(inner, most=most))
        read.set()

    threading.Thread(target=reader, daemon=True).start()
    _until(lambda: not termios.tcgetattr(inner)[3] & termios.ICANON)
    writer.start()
    assert read.wait(20)
    assert termios.tcgetattr(inner) == before
    os.close(inner)
    return found[0]


def _watch(outer: int) -> None:
    try:
        while os.read(outer, 65_536):
            pass
    except OSError:  # the other end is closed
        return


def _until(is_so: object) -> None:
    pause = threading.Event()
    for _ in range(2000):
        if callable(is_so) and is_so():
            return
        pause.wait(0.005)
    pytest.fail("the terminal still waits for whole lines")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LINE + "\n\x04", LINE + "\n"),
        (f"{LINE}\n\n{LINE}\n\x04", f"{LINE}\n\n{LINE}\n"),
        (f"{LINE}\x04", LINE),
        ("Two lines\nof a note\n\x04and more", "Two lines\nof a note\n"),
        ("Veraé\x7f\x7fa Quill\n\x04", "Vera Quill\n"),
        ("\x04", ""),
    ],
)
def test_lines_of_any_length_are_read_until_ctrl_d(text: str, expected: str) -> None:
    """A paragraph of ten thousand characters loses none, and a character that was taken back is gone."""
    assert pasted(text.encode()).decode() == expected


def test_what_is_more_than_can_be_read_ends_the_reading() -> None:
    """Whoever pastes a library need not wait for its end."""
    assert len(pasted(LINE.encode(), most=5_000)) == 5_000
