"""Makes tests/data/documents: PDFs in columns as reports are, with running heads, hyphens, notes and links; and scans.

Run it from the repository's root where reportlab, pypdf, Pillow and the Liberation fonts are:
python -m tests.generate.pdfs
"""

from __future__ import annotations

import random
import textwrap
from typing import Any

import pypdf  # type: ignore[import-not-found, unused-ignore] # only who makes these files anew needs it
from PIL import Image, ImageDraw, ImageFont  # type: ignore[import-not-found, unused-ignore] # likewise
from reportlab.lib.pagesizes import A4  # type: ignore[import-not-found, import-untyped, unused-ignore] # likewise
from reportlab.lib.utils import ImageReader  # type: ignore[import-not-found, import-untyped, unused-ignore] # likewise
from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-not-found, import-untyped, unused-ignore]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-not-found, import-untyped, unused-ignore] # likewise

from tests.support.checkout import DOCUMENTS
from tests.support.page_layouts import unmarked

FONT, SIZE, LEADING, INDENT = "Times-Roman", 10.0, 12.0, 12.0
COLUMN, GUTTER, MARGIN = 225.0, 25.0, 60.0
#: A scanned page in pixels, and the type on it.
SCAN, TYPE, SCANNED_FONT = (1240, 1754), 28, "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"
#: Where words may be broken at the end of a line.
BREAKS = (
    *("repre-sent", "charac-ter", "admin-is-tra-tion", "com-mis-sion-ers", "or-gan-isa-tion", "meas-ure-ment"),
    *("gov-ern-ment", "pro-ceed-ings", "con-sor-tium", "ship-own-ers", "cal-cu-la-tions", "un-der-wa-ter"),
)

#: A line of type: its words, indentation, and whether it ends its paragraph.
Line = tuple[list[str], float, bool]


def _halves(word: str, room: float) -> tuple[str, str]:
    """Return the word's longest beginning that fits with a hyphen, and the rest; "" where it may not be broken."""
    best = ("", word)
    for pattern in BREAKS:
        whole = pattern.replace("-", "")
        if whole not in word:
            continue
        for cut in range(1, len(pattern)):
            if pattern[cut] == "-":
                at = word.index(whole) + len(pattern[:cut].replace("-", ""))
                if stringWidth(word[:at] + "-", FONT, SIZE) <= room:
                    best = (word[:at] + "-", word[at:])
    return best


def _set(text: str, width: float, size: float = SIZE) -> list[Line]:
    lines: list[Line] = []
    words: list[str] = []
    indent = INDENT
    queue = text.split()
    while queue:
        word = queue.pop(0)
        if stringWidth(" ".join([*words, word]), FONT, size) <= width - indent:
            words.append(word)
            continue
        first, rest = _halves(word, width - indent - stringWidth(" ".join([*words, ""]), FONT, size))
        lines.append(([*words, first] if first else words, indent, False))
        words, indent = [], 0.0
        queue.insert(0, rest)
    return [*lines, (words, indent, True)]


def _draw(canvas: Canvas, line: Line, x: float, y: float, links: dict[str, str]) -> None:
    """Draw a line, justified unless it is a paragraph's last, with the links whose words stand on it."""
    words, indent, last = line
    spare = COLUMN - indent - sum(stringWidth(word, FONT, SIZE) for word in words)
    gap = stringWidth(" ", FONT, SIZE) if last or len(words) < 2 else spare / (len(words) - 1)
    text = canvas.beginText(x + indent, y)
    text.setFont(FONT, SIZE)
    text.setWordSpace(gap - stringWidth(" ", FONT, SIZE))
    text.textOut(" ".join(words))
    canvas.drawText(text)
    for anchor, url in links.items():
        at = x + indent
        for word in words:
            width = stringWidth(word, FONT, SIZE)
            if word.strip(".,”") in anchor.split():
                canvas.linkURL(url, (at, y - 2, at + stringWidth(word.strip(".,”"), FONT, SIZE), y + 9))
            at += width + gap


def columns(name: str, *, across: bool) -> None:
    """Write the article of NAME.txt as a PDF in two columns, drawn one after the other or line by line `across`."""
    head, *parts = (DOCUMENTS / f"{name}.txt").read_text(encoding="utf-8").strip().split("\n\n")
    known = {key: value.strip() for key, _, value in (line.partition(":") for line in head.splitlines())}
    *body, note = parts
    lines: list[tuple[Line, dict[str, str], bool]] = []
    for part in body:
        text, placed = unmarked(part)
        links = {text[start:end]: url for _text, start, end, url in placed}
        heading = part.startswith("## ")
        made = [(text.split(), 0.0, True)] if heading else _set(text, COLUMN)
        lines += [(line, links, heading) for line in made]
    canvas: Any = Canvas(str(DOCUMENTS / f"{name}.pdf"), pagesize=A4, invariant=1)
    pages = 0
    while lines or not pages:
        pages += 1
        canvas.setFont("Times-Italic", 8)
        canvas.drawString(MARGIN, A4[1] - 40, "Board of Harbours: Annual Review")
        canvas.drawCentredString(A4[0] / 2, 30, f"Page {pages}")
        top = A4[1] - 70
        if pages == 1:
            canvas.setFont("Times-Bold", 20)
            canvas.drawString(MARGIN, top - 10, known["title"])
            canvas.setFont(FONT, SIZE)
            canvas.drawString(MARGIN, top - 40, f"By {known['author']}, 3 May 2024")
            top -= 70
        rows = 14
        count = min(2 * rows, len(lines))
        rows = rows if count == 2 * rows else (count + 1) // 2
        left, right, lines = lines[:rows], lines[rows:count], lines[count:]
        places = [(MARGIN, top - LEADING * at, line) for at, line in enumerate(left)]
        places += [(MARGIN + COLUMN + GUTTER, top - LEADING * at, line) for at, line in enumerate(right)]
        for x, y, (line, links, heading) in sorted(places, key=lambda p: -p[1]) if across else places:
            if heading:
                canvas.setFont("Times-Bold", SIZE)
                canvas.drawString(x, y, " ".join(line[0]))
            else:
                _draw(canvas, line, x, y, links)
        if pages == 1:
            canvas.setFont(FONT, 7)
            canvas.drawString(MARGIN, 60, note)
        canvas.showPage()
    canvas.save()


def bare() -> None:
    """Write scanned.pdf, which holds a drawing and no text, and locked.pdf, which asks for a password."""
    canvas: Any = Canvas(str(DOCUMENTS / "scanned.pdf"), pagesize=A4, invariant=1)
    canvas.rect(100, 100, 300, 500, fill=1)
    canvas.save()
    writer = pypdf.PdfWriter(clone_from=DOCUMENTS / "two-columns.pdf")
    writer.encrypt("open sesame", algorithm="RC4-128")
    writer.write(DOCUMENTS / "locked.pdf")


def scans() -> None:
    """Write scan-ocr.pdf, pictures of the pages of scan-ocr.txt with the words that OCR reads, and one without them."""
    _head, *paragraphs = (DOCUMENTS / "scan-ocr.txt").read_text(encoding="utf-8").strip().split("\n\n")
    for name, read in (("scanned-pages", False), ("scan-ocr", True)):
        canvas: Any = Canvas(str(DOCUMENTS / f"{name}.pdf"), pagesize=A4, invariant=1)
        chance = random.Random(3)
        for number, on_page in enumerate((paragraphs[:2], paragraphs[2:]), 1):
            _scan(canvas, [*on_page, f"- {number} -"], chance if read else None)
        canvas.save()


def _scan(canvas: Any, paragraphs: list[str], chance: random.Random | None) -> None:
    """Draw a page a little askew; by `chance`, the words over it are placed as unevenly as OCR places them."""
    image = Image.new("L", SCAN, 250)
    draw, font = ImageDraw.Draw(image), ImageFont.truetype(SCANNED_FONT, TYPE)
    lines: list[tuple[str, int, int]] = []
    y = 200
    for paragraph in paragraphs[:-1]:
        for line in textwrap.wrap(paragraph, 80):
            lines.append((line, 140, y))
            y += 36
        y += 30
    lines.append((paragraphs[-1], 600, 1650))
    for line, x, y in lines:
        draw.text((x, y), line, font=font, fill=20)
    canvas.drawImage(
        ImageReader(image.rotate(0.3, fillcolor=250).point(lambda v: 255 * (v > 128)).convert("1")), 0, 0, *A4
    )
    scale = A4[0] / SCAN[0]
    for line, x, y in lines if chance is not None else ():
        at = float(x)
        for word in line.split():
            assert chance is not None
            text = canvas.beginText(at * scale, A4[1] - (y + 24) * scale + chance.uniform(-0.8, 0.8))
            text.setTextRenderMode(3)
            text.setFont(FONT, TYPE * scale + chance.uniform(-0.6, 0.6))
            text.setHorizScale(100 * draw.textlength(word, font=font) * scale / stringWidth(word, FONT, TYPE * scale))
            text.textOut(word)
            canvas.drawText(text)
            at += draw.textlength(f"{word} ", font=font)
    canvas.showPage()


if __name__ == "__main__":
    columns("two-columns", across=False)
    columns("columns-across", across=True)
    bare()
    scans()
