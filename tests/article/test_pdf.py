"""PDFs and Word files that programs made: whole paragraphs in reading order, links, and what cannot be read."""

from __future__ import annotations

import zlib

import pytest

from attrcheck.article.load import from_bytes
from attrcheck.article.model import Article
from attrcheck.article.pdf.layout import without_furniture
from attrcheck.article.pdf.lines import Line
from attrcheck.errors import InputError, NoArticleError
from tests.article.test_page import texts
from tests.support.checkout import DOCUMENTS
from tests.support.page_layouts import layouts, score

LAYOUTS = {layout.name: layout for layout in layouts(folder=DOCUMENTS)}


#: Least F1 of the words and least share of whole paragraphs, and what is read wrongly, where not all is right.
FLOORS = {
    "broadsheet.pdf": (0.99, 0.88, set()),  # "career-limiting" is broken at its own hyphen
    "deck.pdf": (0.97, 1.0, {"date"}),  # the first slide's author is no byline's, its date stands in a sentence
    "letter.pdf": (0.99, 1.0, set()),  # the letterhead is as large as the text
    "release.pdf": (0.97, 1.0, set()),  # whose letter paper it is stands at the foot of its one page
    "report.pdf": (0.99, 0.88, {"author"}),  # likewise its author; two cells of its table touch
    "scan-ocr.pdf": (1.0, 0.75, set()),  # a comma touches the next word
    "transcript.pdf": (0.98, 1.0, {"date"}),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_document_is_read_in_whole_paragraphs(name: str) -> None:
    """Columns, heads, numbers, hyphens, notes, tables, items, speakers and links come out as a reader sees them."""
    got = score(LAYOUTS[name])
    f1, whole, wrong = FLOORS.get(name, (1.0, 1.0, set()))
    assert got.f1 >= f1
    assert got.whole >= whole
    assert got.lost == ()
    assert set(got.wrong) == wrong


def _pdf(content: bytes, *, dictionary: bytes = b"", contents: bytes = b"5 0 R", more: bytes = b"") -> bytes:
    """Return a PDF of one page with this content stream."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 4 0 R/B<</Type/Font/Subtype/Type1"
        b"/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>>>>>/Contents %s%s>>" % (contents, more),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), dictionary, content),
    )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (at, each) for at, each in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF"


def _drawn(*lines: tuple[float, float, str]) -> bytes:
    """Return a PDF of one page with lines of text at these places, in 10-point type."""
    return _pdf("".join(f"BT /F 10 Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET\n" for x, y, words in lines).encode())


def _read(*lines: tuple[float, float, str]) -> list[str]:
    article = from_bytes(_drawn(*lines), name="a.pdf")
    return [paragraph.span.of(article.text) for paragraph in article.paragraphs]


def test_numbers_of_lines_are_no_text() -> None:
    """Numbers that count the lines are taken off, in the margin or before the words; other numbers stay."""
    said = [
        "MS ORR: I saw it.",
        "MR VALE: At what hour,",
        "and who was there?",
        "MS ORR: 7 people.",
        "THE CHAIR: Noted.",
    ]
    heights = [700 - 12 * at for at in range(5)]
    read = ["MS ORR: I saw it.", "MR VALE: At what hour, and who was there?", "MS ORR: 7 people.", "THE CHAIR: Noted."]
    margin = [(40, y, str(at)) for at, y in enumerate(heights, 1)]
    assert _read(*[(80, y, words) for y, words in zip(heights, said, strict=True)], *margin, (300, 40, "9")) == read
    assert _read(*[(40, y, f"{at} {said[at - 1]}") for at, y in enumerate(heights, 1)]) == read
    assert _read((40, 700, "12 people were seen."), (40, 650, "15 were heard.")) == [
        "12 people were seen.",
        "15 were heard.",
    ]


def test_marks_of_items_come_with_their_words() -> None:
    """A point drawn apart from its item begins a paragraph and goes; a number begins one and stays."""
    assert _read((40, 700, "\\225"), (60, 700, "She denied it"), (40, 688, "\\225"), (60, 688, "He did not")) == [
        "She denied it",
        "He did not",
    ]
    assert _read((40, 700, "1."), (60, 700, "She denied it"), (40, 688, "2."), (60, 688, "He did not")) == [
        "1. She denied it",
        "2. He did not",
    ]


def test_cells_of_a_table_are_paragraphs() -> None:
    """Words beside each other with others under them are cells; the text goes on below."""
    rows = [(40, 700, "Landlord"), (200, 700, "Lifts"), (40, 688, "Oldmoor"), (200, 688, "61")]
    assert _read(*rows, (40, 676, "The landlord said so.")) == [
        "Landlord",
        "Lifts",
        "Oldmoor",
        "61",
        "The landlord said so.",
    ]


def test_a_pdf_that_unfolds_to_gigabytes_is_refused() -> None:
    """What wants more memory than is allowed, or breaks PDFium, costs its own reading and not the run."""
    bomb = _pdf(
        zlib.compress(b" " * 50_000_000, 9), dictionary=b"/Filter/FlateDecode", contents=b"[" + b"5 0 R " * 60 + b"]"
    )
    assert len(bomb) < 60_000
    with pytest.raises(InputError) as caught:
        from_bytes(bomb, name="a.pdf")
    assert str(caught.value) == (
        "a.pdf cannot be read (it broke the reader of PDFs, or wanted more memory than the 2 GB allowed): save or "
        "export its text as a .txt file and give that to attrcheck."
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            (DOCUMENTS / "locked.pdf").read_bytes(),
            "a.pdf is protected by a password: save it without one, or save or export its text as a .txt file and give "
            "that to attrcheck.",
        ),
        (
            (DOCUMENTS / "printed.pdf").read_bytes()[:300],
            "a.pdf is damaged and cannot be read: download it again, or save or export its text as a .txt file and "
            "give that to attrcheck.",
        ),
        (
            b"%PDF-1.7\n",
            "a.pdf is damaged and cannot be read: download it again, or save or export its text as a .txt file and "
            "give that to attrcheck.",
        ),
    ],
    ids=["password", "cut off", "empty"],
)
def test_a_pdf_that_cannot_be_read_is_refused_with_advice(data: bytes, message: str) -> None:
    """What is locked or damaged raises InputError that says what to do next."""
    with pytest.raises(InputError) as caught:
        from_bytes(data, name="a.pdf")
    assert str(caught.value) == message


@pytest.mark.parametrize("name", ["scanned.pdf", "scanned-pages.pdf"])
def test_a_scan_is_told_apart_from_an_article(name: str) -> None:
    """Pages that are pictures raise NoArticleError, which names text recognition."""
    with pytest.raises(NoArticleError) as caught:
        from_bytes((DOCUMENTS / name).read_bytes(), name="a.pdf")
    assert str(caught.value) == (
        "a.pdf holds pictures of pages and no text. Run it through text recognition (OCR) first, as “ocrmypdf in.pdf "
        "out.pdf” does, and give attrcheck what that makes."
    )


def test_the_first_bytes_tell_a_pdf_whatever_it_is_called() -> None:
    """A PDF under another name and content type, with bytes before its own, is read as one."""
    data = b"\r\n\r\n" + (DOCUMENTS / "printed.pdf").read_bytes()
    article = from_bytes(data, name="https://transport.example/review", content_type="application/octet-stream")
    assert article.title == "Regional transport: a review of the evidence"


def test_thousands_of_digits_in_the_margin_count_no_lines() -> None:
    """A line of more digits than Python makes a number of stands among the others."""
    words = [
        Line(f"The {word} line.", 90, 400, 700 - 14 * at, 11, False, 0) for at, word in enumerate(["first", "last"])
    ]
    digits = Line("1" * 5_000, 10, 80, 693, 4, False, 0)
    assert without_furniture([[words[0], digits, words[1]]]) == [[words[0], digits, words[1]]]


def test_a_foot_of_many_blanks_is_looked_at_once() -> None:
    """Blanks of no width between a number and a mark are no reason to try every way to part them."""
    lines = [Line(f"1{' ' * 100_000}§", 90, 100, 40, 11, False, 0), Line("The first line.", 90, 400, 700, 11, False, 0)]
    assert without_furniture([lines]) == [lines]


BODY = (
    "The weir at Oxley will be shut for a month, the river board said on Tuesday, after",
    "divers found a crack in it that was as wide as a hand.",
)
ONE = " ".join(BODY)
TWO = "The mill is dry, said Ada Penrose, who owns it, and its wheel stands still."


def _text(x: float, y: float, words: str, *, matrix: str = "1 0 0 1", font: str = "F 10", more: str = "") -> str:
    return f"BT {more} /{font} Tf {matrix} {x} {y} Tm ({words}) Tj ET\n"


def _page(*parts: str, above: str = "", more: bytes = b"") -> Article:
    body = _text(50, 700, BODY[0]) + _text(50, 688, BODY[1]) + _text(50, 664, TWO)
    return from_bytes(_pdf((above + body + "".join(parts)).encode("cp1252"), more=more), name="a.pdf")


@pytest.mark.parametrize(
    ("matrix", "more"),
    [("0 1 -1 0", b"/Rotate 90"), ("0 -1 1 0", b"/Rotate 270"), ("0 1 -1 0", b""), ("0 -1 1 0", b"")],
)
def test_a_page_on_its_side_is_read(matrix: str, more: bytes) -> None:
    """Text that runs up or down a page is read where it is most of the page's, turned or not."""
    up = matrix.startswith("0 1")
    places = ((100, 50), (112, 50), (136, 50)) if up else ((500, 750), (488, 750), (464, 750))
    drawn = "".join(_text(x, y, words, matrix=matrix) for (x, y), words in zip(places, (*BODY, TWO), strict=True))
    assert texts(from_bytes(_pdf(drawn.encode(), more=more), name="a.pdf")) == [ONE, TWO]


@pytest.mark.parametrize(
    "stamp",
    [
        _text(100, 300, "EMBARGOED", matrix="0.866 0.5 -0.5 0.866", font="B 60"),
        _text(100, 300, "DRAFT", matrix="0.7 0.7 -0.7 0.7", font="B 60"),
        _text(20, 100, "arXiv 1234", matrix="0 1 -1 0"),
        _text(50, 676, "Ask the lawyer first.", more="3 Tr"),
        _text(50, 780, "3/4/25, 8:24 AM") + _text(250, 780, "Weir at Oxley shut"),
        _text(50, 20, "https://paper.example/weir") + _text(550, 20, "1/1"),
        _text(50, 780, "2025-03-04 08:24") + _text(250, 780, "Weir at Oxley shut"),
    ],
    ids=["30 degrees", "45 degrees", "margin", "without ink", "Chrome's head", "Chrome's foot", "date first"],
)
def test_what_is_not_of_the_text_is_left_out(stamp: str) -> None:
    """Stamps across a page, text without ink, and what a browser prints at the edges are no text."""
    assert texts(_page(stamp)) == [ONE, TWO]


@pytest.mark.parametrize(
    "line",
    ["It rained on 3/4/25, she said.", "See https://paper.example/weir for more, said Ann.", "The crack is 4/5 wide."],
)
def test_a_last_line_with_a_date_or_address_stays(line: str) -> None:
    """A sentence at a page's edge is text, whatever it holds."""
    assert texts(_page(_text(50, 640, line))) == [ONE, TWO, line]


@pytest.mark.parametrize(
    ("fields", "read"),
    [
        (b"<</Type/Annot/Subtype/Widget/FT/Tx/V(It rained, he wrote.)/Rect[50 600 300 "
         b"630]>>", ["It rained, he wrote."]),
        (b"<</Type/Annot/Subtype/Widget/FT/Tx/V(It rained.\\nIt poured.)/Rect[50 600 300 "
         b"640]>>", ["It rained.", "It poured."]),
        (b"<</Type/Annot/Subtype/FreeText/Contents(It rained, he wrote.)/Rect[50 600 300 "
         b"630]>>", ["It rained, he wrote."]),
        (b"<</Type/Annot/Subtype/Widget/FT/Btn/V/Off/Rect[50 600 300 630]>>", []),
        (b"<</Type/Annot/Subtype/Text/Contents(Ask first.)/Rect[50 600 70 620]>>", []),
    ],
    ids=["field", "two lines", "typed on", "button", "sticky note"],
)  # fmt: skip
def test_what_is_written_in_a_form_is_read(fields: bytes, read: list[str]) -> None:
    """The values of text fields and what was typed onto a page are text; buttons and margin notes are none."""
    assert " ".join(texts(_page(more=b"/Annots[" + fields + b"]"))[2:]) == " ".join(read)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("J\xa8urgen M\xa8uller met Andr\xb4e in Besan\xb8con.", "Jürgen Müller met André in Besançon."),
        ("It\xb4s late, don\xb4t ask O\xb4Brien.", "It´s late, don´t ask O´Brien."),
    ],
)
def test_accents_drawn_apart_join_their_letters(words: str, read: str) -> None:
    """Old typesetting draws accents before their letters; one that stands for an apostrophe stays."""
    assert texts(_page(_text(50, 640, words)))[-1] == read


@pytest.mark.parametrize(
    ("above", "known"),
    [
        (_text(50, 760, "Weir at Oxley shut for a month", font="B 10") + _text(50, 740, "By Iris Vane")
         + _text(50, 728, "Oxley, March 4, 2025"), ("Weir at Oxley shut for a month", "Iris Vane", "2025-03-04")),
        (_text(50, 760, "Weir at Oxley shut for a month") + _text(50, 740, "By Iris Vane"),
         ("Weir at Oxley shut for a month", "Iris Vane", "")),
        (_text(50, 760, "Desk", font="B 14") + _text(50, 750, "From:", font="B 10") + _text(150, 750, "Iris Vane "
                                                                                                      "<i@b.example>")
         + _text(50, 738, "Sent:", font="B 10") + _text(150, 738, "4 March 2025 "
                                                                  "08:15") + _text(50, 726, "Subject:", font="B 10")
         + _text(150, 726, "Weir at Oxley shut for a "
                           "month"), ("Weir at Oxley shut for a month", "Iris Vane", "2025-03-04")),
        ("", ("", "", "")),
    ],
    ids=["bold", "over a byline", "mail", "none"],
)  # fmt: skip
def test_a_headline_in_type_of_the_text_is_told(above: str, known: tuple[str, str, str]) -> None:
    """Bold type, a byline below, or the fields of a printed mail tell the headline where its size does not."""
    article = _page(above=above)
    assert (article.title, article.author, article.date) == known
    assert texts(article)[-2:] == [ONE, TWO]
