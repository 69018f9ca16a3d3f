"""A page of a PDF in, its lines out: words, place, type and links."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import bidirectional, normalize

from attrcheck.article.model import Link, Span

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["NOTE_SIZE", "Line", "PageText"]

_MOST_LINKS = 2_000
_URI_BYTES = 4_096
_NAME_BYTES = 200
#: A gap within a line this many times the size of its type parts columns.
_COLUMN_GAP = 1.8
#: So does a step back to the left of more sizes than letters ever overlap; type of no size counts as this.
_BACK = 20
_SMALLEST = 4.0
#: A baseline this many times the size of its type away is another line's; the number of a note stands less high.
_OFF_BASE = 0.5
#: A gap of this many sizes parts words: between the ink of two letters, and between what the font allots to each.
_WORD_GAP = 0.15
_ALLOTTED_GAP = 0.1
#: The same in a line from right to left, whose letters stand less close where they are not joined.
_LEFTWARD_GAP = 0.2
#: Type smaller than this, in sizes of the text, is a note's, a caption's or a letterhead's.
NOTE_SIZE = 0.88
_BOLD = 600
#: Accents that old typesetting programs draw over a letter -> those that belong to it.
_ACCENTS = {
    "`": "\u0300", "´": "\u0301", "ˆ": "\u0302", "˜": "\u0303", "¨": "\u0308", "¯": "\u0304", "˘": "\u0306",
    "˙": "\u0307", "˚": "\u030a", "ˇ": "\u030c", "˝": "\u030b", "¸": "\u0327", "˛": "\u0328",
}  # fmt: skip
#: What may also stand for an apostrophe is an accent beside a vowel only.
_APOSTROPHES = frozenset("`´")
_VOWELS = frozenset("aeiouyAEIOUYı")
#: Points of a line in a form's field.
_FIELD_SIZE = 12
#: A baseline that rises by more than this, for one along it, is a stamp's; scans are never so crooked.
_SLANTED = 0.15
#: Characters of a page that are looked at for how it stands.
_SAMPLE = 400
#: Points of an item of a list as fonts draw them; symbol fonts have theirs in the private use area.
_BULLET = re.compile("[•▪◦‣●■□➢✓\ue000-\uf8ff]\\s*")
#: Marks that come in pairs, which a line from right to left holds as they look and not as they are meant.
_MIRRORED = str.maketrans("()[]{}«»‹›", ")(][}{»«›‹")
_OPENING = frozenset("([{«‹")
_CLOSING = frozenset(")]}»›")
#: Numbers and words of other scripts, which run from left to right even there.
_NUMBERS = re.compile(r"[0-9A-Za-z\u0660-\u0669](?:[0-9A-Za-z\u0660-\u0669.,:/@%-]*[0-9A-Za-z\u0660-\u0669])?")


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or the part of one that stands in a column: its text, place in points, type, and links within it."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    bold: bool
    page: int
    links: tuple[Link, ...] = ()
    is_item: bool = False

    @property
    def is_linked(self) -> bool:
        """Whether it is hardly more than links, none of them spelt out."""
        linked = sum(link.span.end - link.span.start for link in self.links)
        return linked * 10 > len(self.text.replace(" ", "")) * 8 and "://" not in self.text

    def is_beside(self, other: Line) -> bool:
        """Tell whether it stands on the other's baseline, to the right of it."""
        return self.page == other.page and abs(self.bottom - other.bottom) < other.size / 3 and self.left > other.right


class _Character(NamedTuple):
    """A character, the edges of its ink and its baseline in points, the size of its type, its number on the page."""

    text: str
    left: float
    right: float
    base: float
    size: float
    number: int


#: Left, bottom, right, top and URL of a link.
_Area = tuple[float, float, float, float, str]


class PageText:
    """The lines of one page, in the order in which the file draws them."""

    def __init__(self, document: pypdfium2.PdfDocument, number: int) -> None:
        import pypdfium2.raw as raw  # noqa: PLC0415, PLR0402 (only PDFs need it; the dotted name is the module's own)

        self._raw = raw
        self._document = document
        self._page = document[number]
        self._text = self._page.get_textpage()
        self._number = number
        self.count: int = self._text.count_chars()
        self._turns = self._quarter_turns()
        self._shows_unseen = self._is_recognised()

    def _links(self) -> list[_Area]:
        """Return the page's links."""
        raw = self._raw
        found: list[_Area] = []
        at, link = ctypes.c_int(0), raw.FPDF_LINK()
        while len(found) < _MOST_LINKS and raw.FPDFLink_Enumerate(self._page, ctypes.byref(at), ctypes.byref(link)):
            action = raw.FPDFLink_GetAction(link)
            if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
                continue
            buffer = ctypes.create_string_buffer(_URI_BYTES)
            size = raw.FPDFAction_GetURIPath(self._document, action, buffer, _URI_BYTES)
            box = raw.FS_RECTF()
            url = buffer.raw[: max(0, min(size, _URI_BYTES) - 1)].decode("utf-8", "replace")
            if url and raw.FPDFLink_GetAnnotRect(link, ctypes.byref(box)):
                found.append((*self._area(box), url))
        return found

    def _area(self, box: ctypes.Structure) -> tuple[float, float, float, float]:
        """Return the left, bottom, right and top of a box once the page is turned so that its text stands upright."""
        (x, y), (other_x, other_y) = self._upright(box.left, box.bottom), self._upright(box.right, box.top)
        return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)

    def _sample(self) -> Iterator[int]:
        """Yield the places of some of the page's characters."""
        yield from range(0, self.count, max(1, self.count // _SAMPLE))

    def _quarter_turns(self) -> int:
        """Return how many quarter turns to the left most of the page's text stands from upright."""
        matrix = self._raw.FS_MATRIX()
        turns: Counter[int] = Counter()
        for index in self._sample():
            if self._raw.FPDFText_GetMatrix(self._text, index, ctypes.byref(matrix)) and (matrix.a or matrix.b):
                turns[round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4] += 1
        most = turns.most_common(1)
        # Mirrored text is drawn so by programs that mirror the page, too.
        return most[0][0] if most and most[0][0] in {1, 3} else 0

    def _is_recognised(self) -> bool:
        """Tell whether most of the page's text is invisible: laid under the picture of a page by text recognition."""
        unseen = [self._is_unseen(index) for index in self._sample()]
        return sum(unseen) * 2 > len(unseen)

    def _is_unseen(self, index: int) -> bool:
        """Tell whether a character is drawn without ink, or clear as glass."""
        drawn = self._raw.FPDFText_GetTextObject(self._text, index)
        if drawn and self._raw.FPDFTextObj_GetTextRenderMode(drawn) == self._raw.FPDF_TEXTRENDERMODE_INVISIBLE:
            return True
        parts = [ctypes.c_uint() for _ in range(4)]
        known = self._raw.FPDFText_GetFillColor(self._text, index, *map(ctypes.byref, parts))
        return bool(known) and parts[3].value == 0

    def _upright(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the page where it is once the page is turned so that its text stands upright."""
        return (y, -x) if self._turns == 1 else (-y, x) if self._turns == 3 else (x, y)

    def _characters(self) -> Iterator[_Character | None]:
        """Yield the page's upright characters, None where PDFium sees a line's end."""
        raw, page = self._raw, self._text
        left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
        box = [ctypes.byref(value) for value in (left, right, bottom, top)]
        origin = [ctypes.byref(value) for value in (x, y)]
        matrix = raw.FS_MATRIX()
        into_matrix = ctypes.byref(matrix)
        drawn = (0.0, 0.0)
        drawn_part: int | None = -1
        unseen = False
        for index in range(self.count):
            code = raw.FPDFText_GetUnicode(page, index)
            character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
            if not character or character in "\r\n":
                yield None
                continue
            raw.FPDFText_GetCharBox(page, index, *box)
            raw.FPDFText_GetCharOrigin(page, index, *origin)
            size = raw.FPDFText_GetFontSize(page, index)
            # What the file calls its type's size is enlarged or reduced as it is drawn: alike along a baseline.
            if (size, y.value) != drawn:
                drawn = size, y.value
                raw.FPDFText_GetMatrix(page, index, into_matrix)
            part = ctypes.cast(raw.FPDFText_GetTextObject(page, index), ctypes.c_void_p).value
            if part != drawn_part:
                drawn_part = part
                unseen = not self._shows_unseen and self._is_unseen(index)
            along, across = self._upright(matrix.a, matrix.b)
            if unseen or abs(across) > _SLANTED * abs(along):
                continue  # a stamp that runs up the margin or across the page, or what nobody sees
            size = max(size * (math.hypot(matrix.c, matrix.d) or 1.0), _SMALLEST)
            first, base = self._upright(left.value, bottom.value)[0], self._upright(x.value, y.value)[1]
            last = self._upright(right.value, top.value)[0]
            yield _Character(character, min(first, last), max(first, last), base, size, index)

    def lines(self) -> Iterator[Line]:
        """Yield the page's lines, parted where a gap parts columns."""
        drawn = list(self._drawn())
        climbs = sum(after.bottom > before.bottom for before, after in pairwise(drawn))
        # PDFium turns the order of text that runs down a page.
        yield from reversed(drawn) if self._turns and climbs * 2 > len(drawn) - 1 else drawn

    def _drawn(self) -> Iterator[Line]:
        """Yield them in the order in which PDFium has them."""
        links = self._links()
        characters: list[_Character] = []
        ended = False
        for now in _composed(self._characters()):
            # Where PDFium sees a line's end, or a change of font that it takes for one, only the baseline tells.
            if now is None:
                ended = True
                continue
            last = characters[-1] if characters else now
            if abs(now.base - last.base) > _OFF_BASE * max(now.size, last.size) and not now.text.isspace():
                yield from self._parted(characters, links)
                characters = []
            elif self._are_parted(last, now, ended=ended):
                characters.append(last._replace(text=" "))
            ended = False
            characters.append(now)
        yield from self._parted(characters, links)

    def fields(self) -> Iterator[Line]:
        """Yield what is written in the fields of a form, and in notes typed onto the page."""
        raw = self._raw
        for number in range(min(raw.FPDFPage_GetAnnotCount(self._page), _MOST_LINKS)):
            annotation = raw.FPDFPage_GetAnnot(self._page, number)
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            is_field = kind == raw.FPDF_ANNOT_WIDGET and self._value(annotation, b"FT") in {"Tx", "Ch"}
            text = self._value(annotation, b"V" if is_field else b"Contents")
            box = raw.FS_RECTF()
            if (
                (is_field or kind == raw.FPDF_ANNOT_FREETEXT)
                and text.strip()
                and raw.FPDFAnnot_GetRect(annotation, box)
            ):
                left, bottom, right, top = self._area(box)
                for at, said in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
                    if said.strip():
                        words = " ".join(said.split())
                        yield Line(
                            words, left, right, max(bottom, top - (at + 1) * _FIELD_SIZE), 0.0, False, self._number
                        )
            raw.FPDFPage_CloseAnnot(annotation)

    def _value(self, annotation: Any, key: bytes) -> str:  # pypdfium2 has no types
        size = self._raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
        if not 2 < size <= _URI_BYTES * 16:
            return ""
        buffer = ctypes.create_string_buffer(size)
        self._raw.FPDFAnnot_GetStringValue(
            annotation, key, ctypes.cast(buffer, ctypes.POINTER(self._raw.FPDF_WCHAR)), size
        )
        return buffer.raw[: size - 2].decode("utf-16-le", "replace")

    def _are_parted(self, last: _Character, now: _Character, *, ended: bool) -> bool:
        """Tell whether a blank belongs between two characters of a line, where the file has none."""
        if now.left - last.right <= _WORD_GAP * now.size or now.text.isspace() or last.text.isspace():
            return False
        # Between digits as narrow as 1 there is room without a blank: what the font allots to each tells.
        return ended or self._allotted(now)[0] - self._allotted(last)[1] > _ALLOTTED_GAP * now.size

    def _allotted(self, character: _Character) -> tuple[float, float]:
        """Return the left and right edge of the room that the font gives to a character."""
        box, x, y = self._raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        self._raw.FPDFText_GetLooseCharBox(self._text, character.number, ctypes.byref(box))
        self._raw.FPDFText_GetCharOrigin(self._text, character.number, ctypes.byref(x), ctypes.byref(y))
        first, last = self._upright(box.left, box.bottom)[0], self._upright(box.right, box.top)[0]
        start = self._upright(x.value, y.value)[0]
        return min(first, last, start), max(first, last)

    def _is_bold(self, index: int) -> bool:
        """Tell whether a character is set in bold type, by the weight of its font or else by the font's name."""
        if self._raw.FPDFText_GetFontWeight(self._text, index) >= _BOLD:
            return True
        name = ctypes.create_string_buffer(_NAME_BYTES)
        self._raw.FPDFText_GetFontInfo(self._text, index, name, _NAME_BYTES, ctypes.byref(ctypes.c_int()))
        return b"bold" in name.value.lower()

    def _logical(self, characters: Sequence[_Character]) -> Sequence[_Character]:
        """Return a line's characters as they are read, where most of its letters are written from right to left."""
        letters = [character for character in characters if character.text.isalpha()]
        if sum(_runs_left(character.text) for character in letters) * 2 <= len(letters):
            return characters
        # Letters drawn as one, as lam and alef are, stand in one place: they stay together, ordered as all around.
        inked = (character for character in characters if not character.text.isspace())
        glyphs = [list(glyph) for _, glyph in groupby(inked, key=lambda character: (character.left, character.right))]
        forwards = [after[0].left > before[0].left for before, after in pairwise(glyphs)]
        for at, glyph in enumerate(glyphs):
            if len(glyph) > 1 and forwards and forwards[min(at, len(forwards) - 1)]:
                glyph.reverse()
        read: list[_Character] = []
        for glyph in sorted(glyphs, key=lambda glyph: -(glyph[0].left + glyph[0].right)):
            if read and self._allotted(read[-1])[0] - self._allotted(glyph[0])[1] > _LEFTWARD_GAP * glyph[0].size:
                read.append(read[-1]._replace(text=" "))
            read += glyph
        text = "".join(character.text for character in read)
        for number in _NUMBERS.finditer(text):
            read[number.start() : number.end()] = read[number.start() : number.end()][::-1]
        return [
            character._replace(text=_bracket(character.text, text[at - 1 : at], text[at + 1 : at + 2]))
            for at, character in enumerate(read)
        ]

    def _parted(self, characters: Sequence[_Character], links: Sequence[_Area]) -> Iterator[Line]:
        characters = self._logical(characters)
        start = 0
        inked = [at for at, character in enumerate(characters) if not character.text.isspace()]
        for before, after in pairwise(inked):
            first, second = sorted((characters[before], characters[after]), key=lambda character: character.left)
            gap = second.left - first.right
            step = characters[after].left - characters[before].right
            size = first.size
            if gap > _COLUMN_GAP * size or step < -_BACK * size:
                yield from self._line(characters[start : before + 1], links)
                start = after
        yield from self._line(characters[start:], links)

    def _line(self, characters: Sequence[_Character], links: Sequence[_Area]) -> Iterator[Line]:
        inked = [character for character in characters if not character.text.isspace()]
        if not inked:
            return
        base = median(character.base for character in inked)
        size = median(character.size for character in inked)
        characters = [character for character in characters if not _is_raised(character, base, size)] or characters
        text = "".join(character.text for character in characters)
        bullet = _BULLET.match(text.lstrip())
        skipped = len(text) - len(text.lstrip()) + (bullet.end() if bullet else 0)
        near = [link for link in links if link[1] - 2 <= base + size / 3 <= link[3] + 2]
        found: list[Link] = []
        for left, _low, right, _high, url in near:
            inside = [
                at - skipped
                for at, character in enumerate(characters)
                if left - 1 <= (character.left + character.right) / 2 <= right + 1 and not character.text.isspace()
            ]
            if inside and inside[-1] >= 0:
                found.append(Link(Span(max(0, inside[0]), inside[-1] + 1), url))
        yield Line(
            text=text[skipped:].strip().replace("\xa0", " "),
            left=min(character.left for character in inked),
            right=max(character.right for character in inked),
            bottom=base,
            size=round(size, 1),
            bold=self._is_bold(inked[0].number) and self._is_bold(inked[-1].number),
            page=self._number,
            links=tuple(sorted(found, key=lambda link: link.span)),
            is_item=bullet is not None,
        )


def _composed(characters: Iterable[_Character | None]) -> Iterator[_Character | None]:
    """Yield the characters, each accent that is drawn over a letter in one with it."""
    last: _Character | None = None
    for now in characters:
        whole = _accented(last, now) if last is not None and now is not None else None
        if whole is not None:
            last = whole
            continue
        if last is not None:
            yield last
        if now is None:
            yield None
        last = now
    if last is not None:
        yield last


def _accented(first: _Character, second: _Character) -> _Character | None:
    """Return the letter that a letter and an accent drawn over it make, None where they are not these."""
    accent, letter = (first, second) if first.text in _ACCENTS else (second, first)
    mark = _ACCENTS.get(accent.text)
    if mark is None or letter.text in _ACCENTS or not letter.text.isalpha():
        return None
    middle = (accent.left + accent.right) / 2
    is_over = letter.left <= middle <= letter.right
    is_before = accent is first and 0 <= letter.left - accent.right < _WORD_GAP * letter.size
    if not is_over and (not is_before or (accent.text in _APOSTROPHES and letter.text not in _VOWELS)):
        return None
    whole = normalize("NFC", {"ı": "i", "ȷ": "j"}.get(letter.text, letter.text) + mark)
    left, right = min(accent.left, letter.left), max(accent.right, letter.right)
    return letter._replace(text=whole, left=left, right=right) if len(whole) == 1 else None


def _is_raised(character: _Character, base: float, size: float) -> bool:
    """Tell whether a character is the raised number of a note."""
    return character.text.isdigit() and character.size < NOTE_SIZE * size and character.base > base + size / 6


def _runs_left(text: str) -> bool:
    return bidirectional(text) in {"R", "AL"}


def _bracket(mark: str, before: str, after: str) -> str:
    """Return a bracket or angled quotation mark as it is meant: opening before a word, closing behind one."""
    opens = before.strip() == "" and after.isalnum()
    closes = before.strip() != "" and not after.isalnum()
    return mark.translate(_MIRRORED) if (opens and mark in _CLOSING) or (closes and mark in _OPENING) else mark
