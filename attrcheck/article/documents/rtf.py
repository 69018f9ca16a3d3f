"""A rich-text document (.rtf) in, its `Article` out.

striprtf, the library for it, drops footnotes and takes hidden words and deleted ones for text, so the marks are read
here; as HTML they go the way of Word's documents.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from attrcheck.article.assembly import Known, assemble
from attrcheck.article.html.blocks import parse_html, read_blocks
from attrcheck.article.model import Article
from attrcheck.article.text.bylines import clean_author
from attrcheck.article.text.headlines import with_headline
from attrcheck.errors import InputError, NoArticleError
from attrcheck.files import read_data

__all__ = ["read_rtf"]

_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9A-Fa-f]{2})|\\(?P<mark>[^A-Za-z])"
    rb"|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)",
    re.S,
)
_SPECIAL = {
    "tab": " ", "emdash": "—", "endash": "–", "bullet": "• ", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "emspace": " ", "enspace": " ", "~": "\u00a0", "-": "", "_": "-", "{": "{", "}": "}", "\\": "\\",
}  # fmt: skip
_PARTS = {"par": "</p><p>", "sect": "</p><p>", "page": "</p><p>", "line": "<br>", "cell": "</p><p>", "row": "</p><p>",
          "nestcell": "</p><p>", "\n": "</p><p>", "\r": "</p><p>"}  # fmt: skip
_CHARSETS = {77: "mac_roman", 128: "cp932", 161: "cp1253", 162: "cp1254", 177: "cp1255", 178: "cp1256", 186: "cp1257",
             204: "cp1251", 222: "cp874", 238: "cp1250"}  # fmt: skip
_FONT = re.compile(rb"\\f(\d{1,6})[^{};]{0,200}?\\fcharset(\d{1,3})")
_INFO = re.compile(rb"\{\\(title|author)\s+([^{}]{1,400})\}")
_LINK = re.compile(r'HYPERLINK\s+(?:\\\w\s+)*"?([^"\s]+)')
_DEEPEST = 2_000
_LEFT_OUT = {
    "strike": "struck-out words were left out: “{}”",
    "v": "text that is hidden in the document was left out: “{}”",
}
_LONG_SAMPLE = 60


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group: whether it is read, why its words are left out, its font, and the bytes to skip."""

    is_read: bool = True
    in_instruction: bool = False
    off: frozenset[str] = frozenset()
    font: int = -1
    skipped: int = 1
    closes: str = ""
    in_note: bool = False


@dataclass(slots=True)
class _Document:
    """The way through a document's marks."""

    data: bytes
    body: list[str] = field(default_factory=lambda: ["<p>"])
    notes: list[str] = field(default_factory=lambda: ["</p><p>"])
    left_out: dict[str, list[str]] = field(default_factory=dict)
    comments: int = 0
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)
    encoding: str = "cp1252"
    instruction: list[str] = field(default_factory=list)
    starred: bool = False
    to_skip: int = 0
    waiting: bytearray = field(default_factory=bytearray)

    def read(self) -> None:
        """Go through all marks."""
        start = self.data.find(b"\\fonttbl")
        for number, charset in _FONT.findall(self.data[start : start + 100_000] if start >= 0 else b""):
            self.fonts[int(number)] = _CHARSETS.get(int(charset), "")
        at = 0
        while at < len(self.data):
            token = _TOKEN.match(self.data, at)
            if token is None:
                at += 1
                continue
            at = token.end()
            if not token["hex"]:
                self._decode()
            if token["word"] == b"bin":
                at += max(0, int(token["number"] or 0))
            elif token["word"]:
                self._word(token["word"].decode("ascii"), int(token["number"]) if token["number"] else None)
            elif token["brace"]:
                self._brace(token["brace"] == b"{")
            elif token["hex"]:
                if self.to_skip:
                    self.to_skip -= 1
                else:
                    self.waiting.append(int(token["hex"], 16))
            elif token["mark"]:
                self._mark(token["mark"].decode("latin-1"))
            elif token["text"]:
                said = token["text"]
                skipped = min(self.to_skip, len(said))
                self.to_skip -= skipped
                self.waiting += said[skipped:]
                self._decode()
        self._decode()

    @property
    def html(self) -> str:
        """What was read, the footnotes behind the text, as other documents have them."""
        return "".join((*self.body, *self.notes, "</p>")).encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    @property
    def _out(self) -> list[str]:
        return self.notes if self.state.in_note else self.body

    def _decode(self) -> None:
        """Take in the bytes that are waiting, in the encoding of their font."""
        if self.waiting:
            encoding = self.fonts.get(self.state.font, "") or self.encoding
            self._say(self.waiting.decode(encoding, "replace"))
            self.waiting.clear()

    def _say(self, text: str) -> None:
        if self.state.in_instruction:
            self.instruction.append(text)
        elif self.state.is_read and not self.state.off:
            self._out.append(html.escape(text))
        elif self.state.is_read:
            self.left_out.setdefault(next(iter(sorted(self.state.off))), []).append(text)

    def _break(self, tags: str) -> None:
        if self.state.is_read and not self.state.off:
            self._out.append(tags)

    def _mark(self, mark: str) -> None:
        if mark == "*":
            self.starred = True
        elif mark in _PARTS:
            self._break(_PARTS[mark])
        elif mark in _SPECIAL:
            self._say(_SPECIAL[mark])

    def _brace(self, opens: bool) -> None:
        self.to_skip, self.starred = 0, False
        if opens:
            if len(self.stack) > _DEEPEST:
                raise RecursionError
            self.stack.append(self.state)
            self.state = replace(self.state, closes="")
        elif self.stack:
            if self.state.closes:
                self._out.append(self.state.closes)
            self.state = self.stack.pop()

    def _word(self, word: str, number: int | None) -> None:
        starred, self.starred = self.starred, False
        self.to_skip = 0
        if word == "fldinst":
            self.instruction.clear()
            self.state = replace(self.state, in_instruction=self.state.is_read)
        elif word == "fldrslt":
            link = _LINK.search("".join(self.instruction))
            self.state = replace(self.state, in_instruction=False)
            if link and self.state.is_read:
                self._out.append(f'<a href="{html.escape(link[1])}">')
                self.state = replace(self.state, closes="</a>")
        elif word == "footnote":
            self.state = replace(self.state, in_note=True)
            self._break("</p><p>")
        elif word in _words("unread") or (starred and word not in _words("read")):
            self.comments += word == "annotation" and self.state.is_read
            self.state = replace(self.state, is_read=False)
        elif word == "u" and number is not None:
            self._say(chr(number % 0x10000))
            self.to_skip = self.state.skipped
        else:
            self._format(word, number)

    def _format(self, word: str, number: int | None) -> None:
        if word in {"strike", "striked", "v", "deleted"}:
            key = "strike" if word == "striked" else word
            off = self.state.off - {key} if number == 0 else self.state.off | {key}
            self.state = replace(self.state, off=off)
        elif word == "plain":
            self.state = replace(self.state, off=self.state.off & {"deleted"})
        elif word == "f" and number is not None:
            self.state = replace(self.state, font=number)
        elif word == "uc" and number is not None:
            self.state = replace(self.state, skipped=max(0, min(number, 8)))
        elif word == "ansicpg" and number is not None:
            self.encoding = _known(f"cp{number}")
        elif word == "mac":
            self.encoding = "mac_roman"
        elif word in _PARTS:
            self._break(_PARTS[word])
        elif word in _SPECIAL:
            self._say(_SPECIAL[word])


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(read_data("documents")["rtf"][kind].split())


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return "cp1252"


def read_rtf(data: bytes, *, name: str, url: str = "") -> Article:
    """Return the article of an .rtf file; struck and hidden words are left out, and told in `not_done`.

    Raises InputError for a file that is damaged, NoArticleError for one without text; `name` is what messages call it.
    """
    document = _Document(data)
    try:
        document.read()
    except RecursionError:
        raise InputError(
            f"{name} is damaged and cannot be read: open it, save it anew as .docx and give that."
        ) from None
    blocks = read_blocks(parse_html(document.html), url)
    if not blocks:
        raise NoArticleError(f"{name} holds no text; a picture of a text is none. Give a document with text in it.")
    said = {key.decode(): value.decode("cp1252", "replace") for key, value in _INFO.findall(data[:200_000])}
    author = clean_author(said.get("author", ""))
    known = Known(author=author if len(author.split()) > 1 else "", url=url)
    return assemble(blocks, with_headline(blocks, known), tuple(_notes(document)))


def _notes(document: _Document) -> Iterator[str]:
    for key, pieces in document.left_out.items():
        words = " ".join("".join(pieces).split())
        if words and key in _LEFT_OUT:
            yield _LEFT_OUT[key].format(words if len(words) <= _LONG_SAMPLE else f"{words[:_LONG_SAMPLE]} …")
    if document.comments:
        yield f"comments in the margin were not read: {document.comments}"
