"""A PDF's bytes in, `Article` out: its lines joined into paragraphs, in reading order, with their links."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from attrcheck.article import Article, Link, Span
from attrcheck.assembly import Known, assemble
from attrcheck.blocks import absolute_url
from attrcheck.errors import InputError, NoArticleError
from attrcheck.wrapping import Joiner

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["PDF", "read_pdf"]

#: First bytes of a PDF.
PDF = b"%PDF"
_MOST_PAGES = 2_000
_MOST_CHARACTERS = 5_000_000
_MOST_LINKS = 2_000
_URI_BYTES = 4_096
_NAME_BYTES = 200
_SAVE = "save or export its text as a .txt file and give that to attrcheck."
#: A gap within a line this many times the size of its type parts columns.
_COLUMN_GAP = 1.8
#: So does a step back to the left of more sizes than letters ever overlap; type of no size counts as this.
_BACK = 20
_SMALLEST = 4.0
#: A baseline this many times the size of its type away is another line's; the number of a note stands less high.
_OFF_BASE = 0.5
#: A gap of this many sizes parts words.
_WORD_GAP = 0.15
#: A gap between lines this many times the usual one parts paragraphs.
_PARAGRAPH_GAP = 1.3
_NOTE_SIZE = 0.88
_HEADING_SIZE = 1.12
_BOLD = 600
_LONG_HEADING = 25
#: Passages on top of the first page among which the title stands.
_NEAR_TOP = 6
_NUMBER_ONLY = re.compile(
    r"(?:page|p\.|seite)?\s*[-–—]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*(?:(?:of|/|\|)\s*\d{1,4})?\s*[-–—]?", re.I
)
_SENTENCE_END = re.compile(r"[.!?…:][\"”’'»)\]]*$")
_ITEM = re.compile(r"(?:[•▪◦‣●–—-]|\(?\d{1,2}[.)]|[a-z]\))\s")
_DIGITS = re.compile(r"\d+")
_HYPHENS = "\x02\u00ad"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, or the part of one that stands in a column: its text, place in points, type, and links within it."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    bold: bool
    page: int
    links: tuple[Link, ...] = ()

    @property
    def key(self) -> tuple[str, int]:
        """What the running heads of two pages have in common: their words, whatever the number, and their height."""
        return _DIGITS.sub("0", self.text), round(self.bottom / 4)


@dataclass(frozen=True, slots=True)
class _Passage:
    """A paragraph or heading of a PDF."""

    text: str
    links: tuple[Link, ...]
    is_heading: bool


class _Character(NamedTuple):
    """A character, the edges of its ink and its baseline in points, the size of its type, its number on the page."""

    text: str
    left: float
    right: float
    base: float
    size: float
    number: int


class _Page:
    """The lines of one page, in the order in which the file draws them."""

    def __init__(self, document: pypdfium2.PdfDocument, number: int) -> None:
        import pypdfium2.raw as raw  # noqa: PLC0415, PLR0402 (only PDFs need it; the dotted name is the module's own)

        self._raw = raw
        self._document = document
        self._page = document[number]
        self._text = self._page.get_textpage()
        self._number = number
        self.count: int = self._text.count_chars()

    def _links(self) -> list[tuple[float, float, float, float, str]]:
        """Return left, bottom, right, top and URL of the page's links."""
        raw = self._raw
        found: list[tuple[float, float, float, float, str]] = []
        at, link = ctypes.c_int(0), raw.FPDF_LINK()
        while len(found) < _MOST_LINKS and raw.FPDFLink_Enumerate(self._page, ctypes.byref(at), ctypes.byref(link)):
            action = raw.FPDFLink_GetAction(link)
            if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
                continue
            buffer = ctypes.create_string_buffer(_URI_BYTES)
            size = raw.FPDFAction_GetURIPath(self._document, action, buffer, _URI_BYTES)
            box = raw.FS_RECTF()
            url = absolute_url(buffer.raw[: max(0, min(size, _URI_BYTES) - 1)].decode("utf-8", "replace"), "")
            if url and raw.FPDFLink_GetAnnotRect(link, ctypes.byref(box)):
                found.append((box.left, box.bottom, box.right, box.top, url))
        return found

    def lines(self) -> Iterator[_Line]:
        """Yield the page's lines, parted where a gap parts columns."""
        raw, page = self._raw, self._text
        links = self._links()
        left, right, x, y, unused = (ctypes.c_double() for _ in range(5))
        characters: list[_Character] = []
        ended = False
        for index in range(self.count):
            code = raw.FPDFText_GetUnicode(page, index)
            character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
            # Where PDFium sees a line's end, or a change of font that it takes for one, only the baseline tells.
            if not character or character in "\r\n":
                ended = True
                continue
            raw.FPDFText_GetCharBox(page, index, *map(ctypes.byref, (left, right, unused, unused)))
            raw.FPDFText_GetCharOrigin(page, index, ctypes.byref(x), ctypes.byref(y))
            size = max(raw.FPDFText_GetFontSize(page, index), _SMALLEST)
            now = _Character(character, left.value, right.value, y.value, size, index)
            last = characters[-1] if characters else now
            if abs(now.base - last.base) > _OFF_BASE * max(now.size, last.size) and not character.isspace():
                yield from self._parted(characters, links)
                characters = []
            elif ended and now.left - last.right > _WORD_GAP * size:
                characters.append(last._replace(text=" "))
            ended = False
            characters.append(now)
        yield from self._parted(characters, links)

    def _is_bold(self, index: int) -> bool:
        """Tell whether a character is set in bold type, by the weight of its font or else by the font's name."""
        if self._raw.FPDFText_GetFontWeight(self._text, index) >= _BOLD:
            return True
        name = ctypes.create_string_buffer(_NAME_BYTES)
        self._raw.FPDFText_GetFontInfo(self._text, index, name, _NAME_BYTES, ctypes.byref(ctypes.c_int()))
        return b"bold" in name.value.lower()

    def _parted(
        self,
        characters: Sequence[_Character],
        links: Sequence[tuple[float, float, float, float, str]],
    ) -> Iterator[_Line]:
        start = 0
        inked = [at for at, character in enumerate(characters) if not character.text.isspace()]
        for before, after in pairwise(inked):
            gap = characters[after].left - characters[before].right
            size = characters[before].size
            if gap > _COLUMN_GAP * size or gap < -_BACK * size:
                yield from self._line(characters[start : before + 1], links)
                start = after
        yield from self._line(characters[start:], links)

    def _line(
        self,
        characters: Sequence[_Character],
        links: Sequence[tuple[float, float, float, float, str]],
    ) -> Iterator[_Line]:
        inked = [character for character in characters if not character.text.isspace()]
        if not inked:
            return
        base = median(character.base for character in inked)
        size = median(character.size for character in inked)
        characters = [character for character in characters if not _is_raised(character, base, size)] or characters
        text = "".join(character.text for character in characters)
        skipped = len(text) - len(text.lstrip())
        near = [link for link in links if link[1] - 2 <= base + size / 3 <= link[3] + 2]
        found: list[Link] = []
        for left, _low, right, _high, url in near:
            inside = [
                at - skipped
                for at, character in enumerate(characters)
                if left - 1 <= (character.left + character.right) / 2 <= right + 1 and not character.text.isspace()
            ]
            if inside:
                found.append(Link(Span(inside[0], inside[-1] + 1), url))
        yield _Line(
            text=text.strip().replace("\xa0", " "),
            left=min(character.left for character in inked),
            right=max(character.right for character in inked),
            bottom=base,
            size=round(size, 1),
            bold=self._is_bold(inked[0].number) and self._is_bold(inked[-1].number),
            page=self._number,
            links=tuple(sorted(found, key=lambda link: link.span)),
        )


def _is_raised(character: _Character, base: float, size: float) -> bool:
    """Tell whether a character is the raised number of a note."""
    return character.text.isdigit() and character.size < _NOTE_SIZE * size and character.base > base + size / 6


def _ordered(lines: list[_Line]) -> list[_Line]:
    """Return the lines of a page in reading order, where the file draws two columns line by line across both."""
    pairs = [
        (first, second)
        for first, second in pairwise(lines)
        if abs(first.bottom - second.bottom) < first.size / 3 and second.left > first.right
    ]
    lefts = Counter(round(second.left / 6) for _first, second in pairs)
    common = lefts.most_common(1)
    if not common or common[0][1] < 4 or common[0][1] * 3 < len(pairs) * 2 or len(pairs) * 3 < len(lines):
        return lines
    gutter = median(second.left for _first, second in pairs) - 1
    ordered: list[_Line] = []
    left: list[_Line] = []
    right: list[_Line] = []
    for line in lines:
        if line.left < gutter - 4 < line.right - 4 and line.right > gutter + line.size * 2:
            ordered += [*left, *right, line]
            left, right = [], []
        else:
            (right if line.left >= gutter - 4 else left).append(line)
    return [*ordered, *left, *right]


def _running(pages: Sequence[Sequence[_Line]]) -> set[tuple[str, int]]:
    """Return what the heads and feet that run from page to page have in common."""
    seen: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        heights = sorted({line.bottom for line in lines})
        edges = {*heights[:3], *heights[-3:]}
        seen.update({line.key for line in lines if line.bottom in edges})
    return {key for key, count in seen.items() if count > 1 and count * 3 >= len(pages)}


def _without_running(pages: Sequence[list[_Line]]) -> list[list[_Line]]:
    """Take running heads, feet and page numbers off every page."""
    running = _running(pages)
    kept = []
    for lines in pages:
        heights = [line.bottom for line in lines]
        edges = {min(heights), max(heights)}
        kept.append(
            [
                line
                for line in lines
                if line.key not in running and not (line.bottom in edges and _NUMBER_ONLY.fullmatch(line.text))
            ]
        )
    return kept


def _pitch(lines: Iterable[_Line], size: float) -> float:
    """Return the usual distance of two lines of the text's size."""
    gaps = [
        first.bottom - second.bottom
        for first, second in pairwise(lines)
        if first.page == second.page and first.size == second.size and 0 < first.bottom - second.bottom < 3 * size
    ]
    return median(gaps) if gaps else 1.2 * size


@dataclass(frozen=True, slots=True)
class _Measure:
    """The size of the text's type, the usual distance of lines, and the column's edges: left and width by page."""

    size: float
    pitch: float
    width: float


def _begins(line: _Line, last: _Line, before: _Line | None, measure: _Measure) -> bool:
    """Tell whether a new paragraph begins with `line`, after `last` and the one `before` in its paragraph."""
    if abs(line.size - last.size) > 0.08 * last.size or line.bold != last.bold:
        return True
    if _ITEM.match(line.text):
        return True
    ended = bool(_SENTENCE_END.search(last.text))
    drop = last.bottom - line.bottom
    if line.page != last.page or drop < 0:
        return ended and not line.text[:1].islower()
    if drop > _PARAGRAPH_GAP * measure.pitch * line.size / measure.size:
        return True
    indented = line.left - last.left > 0.7 * line.size
    if indented and (before is None or abs(before.left - last.left) < 0.7 * line.size):
        return before is not None or ended
    return ended and last.right - last.left < 0.7 * measure.width and not line.text[:1].islower()


def _grouped(lines: Sequence[_Line], measure: _Measure) -> list[list[_Line]]:
    """Return the lines of each paragraph."""
    groups: list[list[_Line]] = []
    for line in lines:
        group = groups[-1] if groups else []
        before = group[-2] if len(group) > 1 else None
        if group and not _begins(line, group[-1], before, measure):
            group.append(line)
        else:
            groups.append([line])
    return groups


def _passage(group: Sequence[_Line], joiner: Joiner, measure: _Measure) -> _Passage:
    """Return the paragraph that the lines make, their links at the places that the lines take in it."""
    text, links = "", list[Link]()
    for line in group:
        words = line.text
        for hyphen in _HYPHENS:
            words = words.replace(hyphen, "-" if words.endswith(hyphen) else "")
        text, at = joiner.join(text, words)
        for link in line.links:
            span = Span(at + link.span.start, min(at + link.span.end, len(text)))
            if links and links[-1].url == link.url and span.start - links[-1].span.end <= 1:
                links[-1] = replace(links[-1], span=Span(links[-1].span.start, span.end))
            else:
                links.append(Link(span, link.url))
    stands_out = group[0].size > _HEADING_SIZE * measure.size or group[0].bold
    is_heading = stands_out and len(text.split()) <= _LONG_HEADING and not text.endswith((".", ",", ";"))
    return _Passage(text, tuple(link for link in links if link.span.start < link.span.end <= len(text)), is_heading)


def _passages(pages: Sequence[list[_Line]]) -> tuple[list[_Passage], str]:
    """Return the passages of the pages, notes at their feet last, and the title that the largest type on top gives."""
    lines = [line for page in pages for line in page]
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    size = sizes.most_common(1)[0][0]
    body = [line for line in lines if line.size >= _NOTE_SIZE * size]
    notes = [line for line in lines if line.size < _NOTE_SIZE * size]
    widths = sorted(line.right - line.left for line in body if line.size == size)
    measure = _Measure(size, _pitch(body, size), widths[len(widths) * 9 // 10] if widths else 400.0)
    joiner = Joiner(line.text for line in lines)
    groups = _grouped(body, measure)
    found = [_passage(group, joiner, measure) for group in groups]
    top = [(group[0].size, passage) for group, passage in zip(groups, found, strict=True)][:_NEAR_TOP]
    largest = max((size for size, _passage in top), default=0.0)
    heads = (passage.text for size, passage in top if size == largest and passage.is_heading)
    title = next(heads, "") if largest > _HEADING_SIZE * size else ""
    return [*found, *(_passage(group, joiner, measure) for group in _grouped(notes, measure))], title


def read_pdf(data: bytes, *, name: str, url: str = "") -> Article:
    """Return the article of a PDF with a text layer.

    Raises InputError for a file that is damaged, protected by a password or too long, NoArticleError for one without
    text; `name` is what their messages call it.
    """
    import pypdfium2  # noqa: PLC0415 (only PDFs need it)

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", 0) == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise InputError(f"{name} is protected by a password: save it without one, or {_SAVE}") from None
        raise InputError(f"{name} is damaged and cannot be read: download it again, or {_SAVE}") from None
    if len(document) > _MOST_PAGES:
        raise InputError(f"{name} has {len(document)} pages, more than {_MOST_PAGES}. Give attrcheck a part of it.")
    pages: list[list[_Line]] = []
    unread = characters = 0
    for number in range(len(document)):
        try:
            page = _Page(document, number)
        except pypdfium2.PdfiumError:
            unread += 1
            continue
        characters += page.count
        if characters > _MOST_CHARACTERS:
            raise InputError(f"{name} holds more text than a book. Give attrcheck a part of it.")
        pages.append(_ordered(list(page.lines())))
    empty = sum(not lines for lines in pages)
    pages = _without_running([lines for lines in pages if lines])
    if not any(pages):
        raise NoArticleError(
            f"{name} holds pictures of pages and no text. Run it through text recognition (OCR) first, as "
            "“ocrmypdf in.pdf out.pdf” does, and give attrcheck what that makes."
        )
    passages, title = _passages(pages)
    not_done = []
    if unread or empty:
        lost = unread + empty
        not_done.append(f"{lost} {'page holds' if lost == 1 else 'pages hold'} no text that could be read")
    return assemble(passages, Known(title=title, url=url), tuple(not_done))
