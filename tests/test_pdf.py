"""PDFs: paragraphs in reading order, with their links, and what is said of files that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from attrcheck.errors import InputError, NoArticleError
from attrcheck.pages import from_bytes
from tests.layouts import layouts, score

FOLDER = Path(__file__).parent / "documents"
LAYOUTS = {layout.name: layout for layout in layouts(folder=FOLDER)}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_pdf_is_read_in_whole_paragraphs(name: str) -> None:
    """Columns, running heads, page numbers, hyphens, notes and links come out as a reader sees them."""
    got = score(LAYOUTS[name])
    assert (got.f1, got.whole, got.lost, got.wrong) == (1.0, 1.0, (), {})


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            (FOLDER / "locked.pdf").read_bytes(),
            "a.pdf is protected by a password: save it without one, or save or export its text as a .txt file and give "
            "that to attrcheck.",
        ),
        (
            (FOLDER / "printed.pdf").read_bytes()[:300],
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


def test_a_scan_is_told_apart_from_an_article() -> None:
    """Pages that are pictures raise NoArticleError, which names text recognition."""
    with pytest.raises(NoArticleError) as caught:
        from_bytes((FOLDER / "scanned.pdf").read_bytes(), name="a.pdf")
    assert str(caught.value) == (
        "a.pdf holds pictures of pages and no text. Run it through text recognition (OCR) first, as “ocrmypdf in.pdf "
        "out.pdf” does, and give attrcheck what that makes."
    )


def test_the_first_bytes_tell_a_pdf_whatever_it_is_called() -> None:
    """A PDF under another name and content type, with bytes before its own, is read as one."""
    data = b"\r\n\r\n" + (FOLDER / "printed.pdf").read_bytes()
    article = from_bytes(data, name="https://transport.example/review", content_type="application/octet-stream")
    assert article.title == "Regional transport: a review of the evidence"
