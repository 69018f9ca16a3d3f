"""Word documents: what readers see of them, and what is said of files that cannot be read."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from attrcheck.article.load import from_bytes
from attrcheck.article.model import Article
from attrcheck.errors import InputError, NoArticleError
from attrcheck.pipeline import fetch_article
from attrcheck.web.exchange import Exchange, write_exchange
from attrcheck.web.network import Network
from tests.article.test_page import anchors, outline, texts
from tests.support.checkout import DOCUMENTS
from tests.support.word_files import docx, paragraph, run, zipped


def test_a_word_document_is_read_as_it_looks() -> None:
    """Headings, links, tables, lists and notes are kept, insertions stand, deletions and comments do not."""
    body = (
        paragraph("The Dredging Review", style="Title")
        + paragraph("By Dana Whitlock, 3 May 2024")
        + paragraph("What was found", style="Heading1")
        + paragraph(
            "The review found fault, ",
            f'<w:ins w:id="1" w:author="Ed">{run("as expected, ")}</w:ins>',
            '<w:del w:id="2" w:author="Ed"><w:r><w:delText>of course, </w:delText></w:r></w:del>',
            "and ",
            f'<w:hyperlink r:id="L0">{run("its chair ")}<w:r><w:rPr><w:b/></w:rPr><w:t>said</w:t></w:r></w:hyperlink>',
            " so.",
            '<w:r><w:footnoteReference w:id="1"/></w:r>',
            " Nobody answered.",
        )
        + f"<w:tbl><w:tr><w:tc>{paragraph('Depth')}</w:tc><w:tc>{paragraph('12 metres')}</w:tc></w:tr></w:tbl>"
        + paragraph(
            '<w:commentRangeStart w:id="0"/>',
            "She was called by the clerk.",
            '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
        )
    )
    data = docx(body, links=("https://review.example/a?b=1",), notes=("Interview, 29 April.",), creator="D Whitlock")
    article = from_bytes(data, name="a.docx", url="https://review.example/a.docx")
    assert outline(article) == [
        ("title", "The Dredging Review"),
        ("byline", "By Dana Whitlock, 3 May 2024"),
        ("heading", "What was found"),
        ("body", "The review found fault, as expected, and its chair said so. Nobody answered."),
        ("body", "Depth"),
        ("body", "12 metres"),
        ("body", "She was called by the clerk."),
        ("body", "Interview, 29 April."),
    ]
    assert anchors(article) == [("its chair said", "https://review.example/a?b=1")]
    assert (article.title, article.author, article.date, article.url) == (
        "The Dredging Review",
        "D Whitlock",
        "2024-05-03",
        "https://review.example/a.docx",
    )


def test_the_name_of_an_account_is_no_author() -> None:
    """A creator of one word is what a program was installed under; the byline counts."""
    data = docx(paragraph("By Dana Whitlock") + paragraph("It rained, she said."), creator="user7")
    assert from_bytes(data, name="a.docx").author == "Dana Whitlock"


def _protected() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            docx(paragraph("It rained, she said."))[:-40],
            "a.docx is a ZIP archive or document that is damaged: open it in the program that made it, save it anew "
            "and give that.",
        ),
        (
            zipped({"word/document.xml": b"<w:document"}),
            "a.docx is damaged and cannot be read: open it in Word or LibreOffice, save it anew and give that.",
        ),
        (
            zipped({"word/document.xml": b" " * 30_000_000}),
            "a.docx inflates to more than a document holds. Save its text as a .txt file and give that.",
        ),
        (
            zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
            "a.docx is an OpenDocument file that is no text: export it as .pdf and give that.",
        ),
        (
            zipped({"META-INF/container.xml": b"<x/>"}),
            "a.docx is XML that is damaged: open it in the program that made it, and save it anew.",
        ),
        (
            zipped({"notes.txt": b"x"}),
            "a.docx is a ZIP archive, which attrcheck cannot read: unpack it, or save or export what is in it as "
            ".docx, .pdf or .txt, and give that.",
        ),
        (_protected(), "a.docx is protected by a password: save it without one and give that."),
        (
            b"\xd0\xcf\x11\xe0" + b"\0" * 99,
            "a.docx is an old Word or Office file, which attrcheck cannot read: save it as .docx, .pdf or .txt and "
            "give that to attrcheck.",
        ),
    ],
    ids=["cut off", "broken part", "bomb", "odt", "epub", "zip", "password", "doc"],
)
def test_files_that_cannot_be_read_are_refused_with_advice(data: bytes, message: str) -> None:
    """What is damaged, locked, too large or of another kind raises InputError that says what to do next."""
    with pytest.raises(InputError) as caught:
        from_bytes(data, name="a.docx")
    assert str(caught.value) == message


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    """A part whose header says that it is small, and that inflates to more, is damaged to zipfile and to us."""
    data = bytearray(zipped({"docProps/core.xml": b" " * 1_000_000, "word/document.xml": b"<x/>"}))
    for at in range(len(data) - 4):
        if data[at : at + 4] == struct.pack("<I", 1_000_000):
            data[at : at + 4] = struct.pack("<I", 10)
    with pytest.raises(InputError):
        from_bytes(bytes(data), name="a.docx")


def test_a_document_of_pictures_holds_no_article() -> None:
    """A document without text raises NoArticleError."""
    with pytest.raises(NoArticleError, match=r"^a\.docx holds no text; a picture of a text is none\."):
        from_bytes(docx(paragraph("<w:r/>")), name="a.docx")


@pytest.mark.parametrize(
    "content_type",
    ["application/octet-stream", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
)
def test_a_word_document_on_the_web_is_read(content_type: str, tmp_path: Path) -> None:
    """A recorded .docx is fetched and read, whether its type says so or says nothing."""
    url = "https://review.example/a.docx"
    assert texts(_replayed(url, docx(paragraph("The review found fault.")), content_type, tmp_path)) == [
        "The review found fault."
    ]


@pytest.mark.parametrize("content_type", ["application/pdf", "application/octet-stream"])
def test_a_pdf_on_the_web_is_read(content_type: str, tmp_path: Path) -> None:
    """A recorded PDF is fetched and read like the file."""
    data = (DOCUMENTS / "printed.pdf").read_bytes()
    url = "https://review.example/report.pdf"
    assert _replayed(url, data, content_type, tmp_path) == from_bytes(data, name=url, url=url)


def _replayed(url: str, body: bytes, content_type: str, folder: Path) -> Article:
    """Return the article at `url` as a recording of this answer gives it."""
    write_exchange(Exchange("GET", url, 200, (("content-type", content_type),), body, "2026-03-01T12:00:00Z"), folder)
    return fetch_article(url, Network(replay=folder))
