"""Passage links in headless Chromium: the page scrolls to the statement and highlights it, and nothing else."""

from __future__ import annotations

import base64
import http.server
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from attrcheck.article.model import Article, Span
from attrcheck.article.text.plain_text import from_text
from attrcheck.reader.attribution import Attribution, Form
from attrcheck.reader.cues import Act
from attrcheck.searches.passage_links import passage_link

#: A browser is a process of its own, and what it passes on between windows comes when it comes.
pytestmark = pytest.mark.flaky(reruns=3)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FILLER = "Gulls came and went over the empty quay, and nobody on it said a word. "
LONG = (
    "The northern wall stands because four generations of masons laid each stone by hand and by candle, because the "
    "granite came from the one quarry that never flooded, because no treasurer was ever allowed near the mortar, and "
    "because the sea, which takes every other thing in this parish sooner or later, has so far been polite"
)
RESERVED = "the well-built wall, sir, & the quay stand"
PARAGRAPHS = (
    "Harbour in trouble",
    *(f"{number}. {FILLER * 6}" for number in range(1, 12)),
    f"Ada Lark told the board that “{RESERVED}”, and left.",
    *(f"{number}. {FILLER * 6}" for number in range(12, 24)),
    "Hay said that the wall stands. Later Lark repeated that the wall stands, to laughter.",
    *(f"{number}. {FILLER * 6}" for number in range(24, 36)),
    f"“{LONG},” she wrote.",
    *(f"{number}. {FILLER * 6}" for number in range(36, 48)),
    "“Corroded winches strangled the herring fleet.",
    "“Bankrupt chandlers buried the harbour,” he added.",
    *(f"{number}. {FILLER * 6}" for number in range(48, 60)),
    "У причала стоят двадцать ржавых траулеров, сказал он.",
    *(f"{number}. {FILLER * 6}" for number in range(60, 72)),
)
#: What is quoted, which of its occurrences in the article, and the text that must be highlighted, in one line.
STATEMENTS = [
    pytest.param(
        "the well-built wall, sir, & the quay stand", 0, "the well-built wall, sir, & the quay stand", id="exact"
    ),
    pytest.param("the wall stands", 1, "the wall stands", id="the second of two"),
    pytest.param(LONG, 0, LONG, id="long, by its two ends"),
    pytest.param(
        "Corroded winches strangled the herring fleet.\n\n“Bankrupt chandlers buried the harbour",
        0,
        "Corroded winches strangled the herring fleet. “Bankrupt chandlers buried the harbour",
        id="over two paragraphs",
    ),
    pytest.param("двадцать ржавых траулеров", 0, "двадцать ржавых траулеров", id="another script"),
]
#: Chromium tells no script what it highlights, but paints it: so its pixels are counted, letters left out.
MARK = (1, 2, 253)
STYLE = f"body {{ font: 16px monospace; width: 700px }} ::target-text {{ background: rgb{MARK}; color: transparent }}"


class _Handler(http.server.BaseHTTPRequestHandler):
    """Serves the article, one paragraph a block."""

    def do_GET(self) -> None:
        """Answer with the page."""
        blocks = "".join(f"<p>{text.replace('&', '&amp;')}</p>" for text in PARAGRAPHS)
        page = f"<!doctype html><meta charset=utf-8><style>{STYLE}</style><body>{blocks}".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve the article on this machine and return its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/article"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    """Return a page of the browser."""
    return browser.new_page(viewport={"width": 800, "height": 600})


def _article(url: str) -> Article:
    text = "\n\n".join(PARAGRAPHS)
    plain = from_text(text)
    return Article(text=plain.text, paragraphs=plain.paragraphs, url=url)


def _link(article: Article, quoted: str, occurrence: int) -> str:
    start = -1
    for _ in range(occurrence + 1):
        start = article.text.index(quoted, start + 1)
    span = Span(start, start + len(quoted))
    return passage_link(article, Attribution((), (), (span,), Act.STATEMENT, Form.DIRECT, 0.9))


#: The lines on which the nth occurrence of a text stands in the window, as [left, top, right, bottom].
LINES = """([text, occurrence]) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), places = []
  let whole = ''
  for (let node; (node = walker.nextNode()); whole += ' ', places.push(null))
    for (let i = 0; i < node.length; i++) { whole += node.data[i]; places.push([node, i]) }
  let at = -1
  for (let i = 0; i <= occurrence; i++) at = whole.indexOf(text, at + 1)
  const range = document.createRange(), last = places[at + text.length - 1]
  range.setStart(...places[at])
  range.setEnd(last[0], last[1] + 1)
  return [...range.getClientRects()].map(r => [r.left, r.top, r.right, r.bottom])
}"""
#: How many pixels of a picture have the mark's colour, on each of the given lines and outside them all.
COUNT = """async ([picture, mark, lines]) => {
  const image = new Image()
  image.src = 'data:image/png;base64,' + picture
  await image.decode()
  const canvas = new OffscreenCanvas(image.width, image.height), context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  const { data, width } = context.getImageData(0, 0, image.width, image.height)
  const found = { outside: 0, lines: lines.map(() => 0) }
  for (let i = 0; i < data.length; i += 4) {
    if (data[i] !== mark[0] || data[i + 1] !== mark[1] || data[i + 2] !== mark[2]) continue
    const x = (i / 4) % width, y = Math.floor(i / 4 / width)
    const on = lines.map(([l, t, r, b]) => x >= l - 1 && x <= r && y >= t - 1 && y <= b)
    on.forEach((is, n) => { if (is) found.lines[n]++ })
    if (!on.includes(true)) found.outside++
  }
  return found
}"""


def _painted(page: Page, text: str, occurrence: int) -> tuple[list[list[float]], dict[str, Any]]:
    """Return the lines on which the text stands, and how much of the window and of each line is highlighted."""
    lines = page.evaluate(LINES, [text, occurrence])
    picture = base64.b64encode(page.screenshot()).decode()
    return lines, page.evaluate(COUNT, [picture, MARK, lines])


@pytest.mark.parametrize(("quoted", "occurrence", "shown"), STATEMENTS)
def test_the_page_scrolls_to_the_statement_and_highlights_it(
    page: Page, address: str, quoted: str, occurrence: int, shown: str
) -> None:
    """The statement stands in the window, far down the page, and is highlighted whole; nothing else is."""
    page.goto("about:blank")
    page.goto(_link(_article(address), quoted, occurrence))
    page.wait_for_function("scrollY > 600")
    lines, painted = _painted(page, shown, occurrence)
    assert all(0 <= top < bottom <= 600 for _, top, _, bottom in lines)
    areas = [(right - left) * (bottom - top) for left, top, right, bottom in lines]
    assert all(count > 0.9 * area for count, area in zip(painted["lines"], areas, strict=True))
    assert painted["outside"] == 0


def test_the_plain_address_scrolls_and_highlights_nothing(page: Page, address: str) -> None:
    """Without the fragment the page stays at its top and nothing is highlighted."""
    page.goto("about:blank")
    page.goto(address)
    lines, painted = _painted(page, "the wall stands", 0)
    assert page.evaluate("scrollY") == 0
    assert lines[0][1] > 600
    assert painted == {"outside": 0, "lines": [0]}
