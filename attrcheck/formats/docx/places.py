"""A Word document and an article in, the runs of the document in which a part of the article's text stands out.

What is compared are the letters without the blanks between them, which programs put in and take out as they like.
"""

from __future__ import annotations

from bisect import bisect_left
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from docx.text.run import Run

from attrcheck.article import Span

__all__ = ["Places"]

#: What is in the document and not in its text as it is read.
_UNREAD = (qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:txbxContent"))


@dataclass(slots=True)
class _Piece:
    """A text node of the document: it, and the number of its first letter among all."""

    node: Any
    start: int
    letters: str


class Places:
    """The letters of a document, and where the article's stand among them."""

    def __init__(self, document: Any, text: str) -> None:
        self._document = document
        self._letters_before = [0]
        for character in text:
            self._letters_before.append(self._letters_before[-1] + (not character.isspace()))
        self._article = "".join(text.split())
        self._pieces: list[_Piece] = []
        self._read()

    def _read(self) -> None:
        """Read the text nodes of the document as they are now."""
        self._pieces = []
        at = 0
        for node in self._document.element.body.iter(qn("w:t")):
            letters = "".join((node.text or "").split())
            if letters and not any(one.tag in _UNREAD for one in node.iterancestors()):
                self._pieces.append(_Piece(node, at, letters))
                at += len(letters)
        self._whole = "".join(piece.letters for piece in self._pieces)
        self._starts = [piece.start for piece in self._pieces]

    def runs(self, span: Span) -> tuple[Run, Run] | None:
        """Return the first and the last run of what stands at `span` of the article, split off; None where it is not.

        Words that stand in the article more than once are those of the document at the same turn.
        """
        first, last = self._letters_before[span.start], self._letters_before[span.end]
        words = self._article[first:last]
        at = self._nth(words, self._article.count(words, 0, first + len(words) - 1)) if words else -1
        if at < 0:
            return None
        start = self._split(at)
        end = self._split(at + len(words), is_end=True)
        self._read()
        return (Run(start, self._document), Run(end, self._document)) if start is not None and end is not None else None

    def _nth(self, words: str, turn: int) -> int:
        at = self._whole.find(words)
        for _ in range(turn):
            following = self._whole.find(words, at + len(words))
            if following < 0:
                break
            at = following
        return at

    def _split(self, letter: int, *, is_end: bool = False) -> Any:
        """Return the run that begins with this letter, or with `is_end` the one that ends before it."""
        number = bisect_left(self._starts, letter + (not is_end)) - 1
        piece = self._pieces[max(0, number)]
        run = next((one for one in piece.node.iterancestors(qn("w:r"))), None)
        inside = letter - piece.start
        if run is None or not 0 < inside < len(piece.letters) or len(run.findall(qn("w:t"))) != 1:
            return run
        text = piece.node.text or ""
        cut = next(at for at in range(len(text) + 1) if len("".join(text[:at].split())) == inside)
        if not is_end:
            cut += len(text[cut:]) - len(text[cut:].lstrip())
        behind = deepcopy(run)
        _set(piece.node, text[:cut])
        _set(behind.find(qn("w:t")), text[cut:])
        self._share(run, behind)
        run.addnext(behind)
        self._read()
        return run if is_end else behind

    @staticmethod
    def _share(run: Any, behind: Any) -> None:
        """Leave what stands in a run beside its text, as a tab or a break, on the side of the text where it stood."""
        node = run.find(qn("w:t"))
        for child in list(run)[list(run).index(node) + 1 :]:
            run.remove(child)
        other = behind.find(qn("w:t"))
        for child in list(behind)[: list(behind).index(other)]:
            if child.tag != qn("w:rPr"):
                behind.remove(child)


def _set(node: Any, text: str) -> None:
    node.text = text
    node.set(qn("xml:space"), "preserve")
