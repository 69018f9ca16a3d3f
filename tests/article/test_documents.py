"""Documents of word processors other than Word, and books."""

from __future__ import annotations

import re

import pytest

from attrcheck.article.load import from_bytes
from attrcheck.errors import InputError, NoArticleError
from tests.article.test_page import texts
from tests.support.documents import BODY, BYLINE, LINKED, TITLE, URL, epub, fodt, html_body, odt, rtf, rtf_article
from tests.support.word_files import zipped


@pytest.mark.parametrize(
    ("data", "name"),
    [(odt(), "a.odt"), (fodt(), "a.fodt"), (rtf_article(), "a.rtf"), (odt(), "a"), (rtf_article(), "")],
)
def test_a_document_is_read_with_its_links(data: bytes, name: str) -> None:
    """Headline, byline, paragraphs and links come as they stand, whatever the file is called."""
    article = from_bytes(data, name=name)
    assert texts(article) == [TITLE, BYLINE, *BODY]
    assert (article.title, article.author, article.date) == (TITLE, "Iris Vane", "2025-03-04")
    assert [(link.span.of(article.text), link.url) for link in article.links] == [(LINKED, URL)]
    assert article.not_done == ()


SAID = "The board said that it was late."


@pytest.mark.parametrize(
    ("body", "styles", "read", "note"),
    [
        (
            f'<text:p>{SAID}<office:annotation><text:p>Ask the lawyer.</text:p></office:annotation></text:p>',
            "", [SAID], "comments in the margin were not read: 1",
        ),
        (
            f'<text:tracked-changes><text:p>Old words.</text:p></text:tracked-changes><text:p>{SAID}</text:p>',
            "", [SAID], "",
        ),
        (
            f'<text:p>{SAID} <text:span text:style-name="T1">It was early.</text:span></text:p>',
            '<style:style style:name="T1"><style:text-properties style:text-line-through-style="solid"/></style:style>',
            [SAID], "struck-out words were left out: “It was early.”",
        ),
        (
            f'<text:p>{SAID} <text:span text:style-name="T1">Ask first.</text:span></text:p>',
            '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>',
            [SAID], "text that is hidden in the document was left out: “Ask first.”",
        ),
        (
            f'<text:p>{SAID} <text:span text:style-name="T1">It was dark.</text:span></text:p>',
            '<style:style style:name="T1"><style:text-properties style:text-line-through-style="none"/></style:style>',
            [f"{SAID} It was dark."], "",
        ),
        (
            f"<text:p>{SAID}<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>So its note."
            "</text:p></text:note-body></text:note> Nobody asked.</text:p><text:p>It rained.</text:p>",
            "", [f"{SAID} Nobody asked.", "It rained.", "So its note."], "",
        ),
        (
            f"<text:list><text:list-item><text:p>{SAID}</text:p></text:list-item><text:list-item><text:p>"
            f"It<text:s/>rained,"
            "<text:line-break/>he said.</text:p></text:list-item></text:list>",
            "", [SAID, "It rained, he said."], "",
        ),
        (
            f'<table:table><table:table-row><table:table-cell><text:p>{SAID}</text:p></table:table-cell>'
            f'</table:table-row>'
            "</table:table>", "", [SAID], "",
        ),
    ],
    ids=["comment", "tracked", "struck", "hidden", "not struck", "note", "list", "table"],
)  # fmt: skip
def test_an_opendocument_text_is_read_as_it_looks(body: str, styles: str, read: list[str], note: str) -> None:
    """What nobody sees is left out and said so; notes stand behind the text."""
    article = from_bytes(odt(body, styles), name="a.odt")
    assert texts(article) == read
    assert article.not_done == ((note,) if note else ())


@pytest.mark.parametrize(
    ("body", "read", "note"),
    [
        (rf"{SAID} {{\v Ask first.}}\par", [SAID], "text that is hidden in the document was left out: “Ask first.”"),
        (rf"{SAID} \strike It was early.\strike0  No.\par", [f"{SAID} No."],
         "struck-out words were left out: “It was early.”"),
        (rf"{SAID}{{\*\atnid A}}{{\*\annotation Ask him.}}\par", [SAID], "comments in the margin were not read: 1"),
        (rf"{SAID} {{\deleted Old words.}}\par", [SAID], ""),
        (rf"{{\header The Gazette\par}}{{\footer 1}}{SAID}\par", [SAID], ""),
        (rf"{SAID}{{\super\chftn{{\footnote\pard So its note.}}}} Nobody asked.\par It rained.\par",
         [f"{SAID} Nobody asked.", "It rained.", "So its note."], ""),
        (rf"{{\pict\wmetafile8 0102abcd}}{SAID}\par", [SAID], ""),
        (r"\f1 Pa\'9em \f0 said it\'92s \u8220\'93late\u8221\'94.\par", ["Pažm said it’s “late”."], ""),
        (r"A \{brace\}, a \emdash  dash~ and\_hyphen.\line Same "
         r"line.\par", ["A {brace}, a — dash~ and-hyphen. Same line."], ""),
        ("One paragraph said.\\\nAnother one said.\\\n", ["One paragraph said.", "Another one said."], ""),
        (rf"\trowd {SAID}\cell It rained, he said.\cell\row", [SAID, "It rained, he said."], ""),
        (rf"{{\shp{{\*\shpinst{{\sp{{\sn x}}{{\sv 1}}}}{{\shptxt {SAID}\par}}}}}}It "
         rf"rained.\par", [SAID, "It rained."], ""),
    ],
    ids=["hidden", "struck", "comment", "deleted", "head and "
                                                   "foot", "footnote", "picture", "letters", "marks", "TextEdit",
         "table", "box"],
)  # fmt: skip
def test_a_rich_text_is_read_as_it_looks(body: str, read: list[str], note: str) -> None:
    """Marks, letters and fields become what a reader sees; what nobody sees is left out and said so."""
    article = from_bytes(rtf(body), name="a.rtf")
    assert texts(article) == read
    assert article.not_done == ((note,) if note else ())


def test_the_headline_of_a_document_needs_no_style() -> None:
    """The first line that is no sentence, byline or label is the headline, if running text follows."""
    lines = ("PRESS RELEASE", "For immediate release", TITLE, BYLINE, *BODY)
    article = from_bytes(odt("".join(f"<text:p>{line}</text:p>" for line in lines)), name="a.odt")
    assert (article.title, article.author, article.date) == (TITLE, "Iris Vane", "2025-03-04")
    article = from_bytes(odt("".join(f"<text:p>{line}</text:p>" for line in BODY)), name="a.odt")
    assert article.title == ""


def test_the_chapters_of_a_book_are_read_in_order() -> None:
    """A book's chapters come one after the other, with its title, author and day, and without its contents."""
    article = from_bytes(epub(f"<h2>One</h2>{html_body()}", "<h2>Two</h2><p>It rained, he said.</p>"), name="a.epub")
    assert texts(article) == [TITLE, "One", *BODY, "Two", "It rained, he said."]
    assert (article.title, article.author, article.date) == (TITLE, "Iris Vane", "2025-03-04")
    assert [link.url for link in article.links] == [URL]


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        (odt("<text:p/>"), NoArticleError, "a.odt holds no text"),
        (zipped({"content.xml": b"<office:document-content xmlns:office='x'/>"}), InputError, "is no text"),
        (zipped({"content.xml": b"<" * 99}), InputError, "XML that is damaged"),
        (zipped({"content.xml": b" " * 30_000_000}), InputError, "inflates to more than a document holds"),
        (
            zipped({"content.xml": b"x", "META-INF/manifest.xml": b"<manifest:encryption-data/>"}),
            InputError,
            "is protected by a password",
        ),
        (epub(), NoArticleError, "holds no text"),
        (zipped({"META-INF/container.xml": b"<container/>"}), InputError, "XML that is damaged"),
        (rtf(""), NoArticleError, "holds no text"),
        (b"{\\rtf1" + b"{" * 5000, InputError, "is damaged"),
        (zipped({"Index/Document.iwa": b"x"}), InputError, "a Pages, Numbers or Keynote document"),
        (zipped({"xl/workbook.xml": b"x"}), InputError, "a spreadsheet"),
        (zipped({"ppt/presentation.xml": b"x"}), InputError, "a presentation"),
        (
            zipped({"content.xml": b"<o:d xmlns:o='x'><o:body><o:spreadsheet/></o:body></o:d>"}),
            InputError,
            "an OpenDocument file that is no text",
        ),
        (
            zipped({"META-INF/container.xml": b"<c/>", "META-INF/encryption.xml": b"EncryptedData",
                    "META-INF/rights.xml": b"x"}), InputError, "locked to its owner",
        ),
    ],
)  # fmt: skip
def test_documents_without_an_article_are_refused(data: bytes, error: type[InputError], message: str) -> None:
    """What is damaged, locked, too large, empty or of another kind is refused with what it is."""
    with pytest.raises(error, match=re.escape(message)):
        from_bytes(data, name="a.odt")
