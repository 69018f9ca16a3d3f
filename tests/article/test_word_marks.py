"""Word documents as a reader sees them: hidden and struck words, fields, text boxes, and parts of other names."""

from __future__ import annotations

import io
import zipfile

import pytest

from attrcheck.article.load import from_bytes
from tests.article.test_page import texts
from tests.support.word_files import docx, paragraph, run, zipped

BEFORE = "The board said that the weir was shut."
AFTER = "The mill is dry, she said."


def _run(properties: str, text: str) -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _begin(*instructions: str) -> str:
    parts = "".join(f'<w:r><w:instrText xml:space="preserve">{each}</w:instrText></w:r>' for each in instructions)
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{parts}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'


END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
URL = "https://board.example/note"


@pytest.mark.parametrize(
    ("properties", "note"),
    [
        ("<w:vanish/>", "text that is hidden in the document was left out: “Ask first. ”"),
        ('<w:b/><w:vanish w:val="true"/>', "text that is hidden in the document was left out: “Ask first. ”"),
        ("<w:strike/>", "struck-out words were left out: “Ask first. ”"),
        ("<w:dstrike/>", "struck-out words were left out: “Ask first. ”"),
        ('<w:strike w:val="0"/>', ""),
        ('<w:vanish w:val="false"/>', ""),
        ("<w:webHidden/>", ""),
    ],
)
def test_hidden_and_struck_words_are_left_out_and_told(properties: str, note: str) -> None:
    """Words that nobody sees, or that somebody struck out, are no text; marks that are switched off hide nothing."""
    data = docx(paragraph(_run(properties, "Ask first. "), run(BEFORE)) + paragraph(AFTER))
    article = from_bytes(data, name="a.docx")
    assert texts(article) == [BEFORE if note else f"Ask first. {BEFORE}", AFTER]
    assert article.not_done == ((note.replace(". ”", ".”"),) if note else ())


@pytest.mark.parametrize(
    "field",
    [
        f'<w:fldSimple w:instr=" HYPERLINK &quot;{URL}&quot; ">{run("a note")}</w:fldSimple>',
        f'<w:fldSimple w:instr="HYPERLINK {URL}">{run("a ")}{run("note")}</w:fldSimple>',
        _begin(f' HYPERLINK "{URL}" ') + run("a note") + END,
        _begin(f' HYPERLINK "{URL}" \\o "Open" \\t "_blank" ') + run("a note") + END,
        _begin(f" HYPERLINK \\h {URL} ") + run("a note") + END,
        _begin(" HYPER", f'LINK "{URL[:9]}', f'{URL[9:]}" ') + run("a note") + END,
    ],
    ids=["simple", "simple without marks", "marks", "switches", "no quotation marks", "in pieces"],
)
def test_links_of_fields_are_links(field: str) -> None:
    """A link is one in whichever form a program wrote its field."""
    article = from_bytes(docx(paragraph(run("It says in "), field, run(", she said."))), name="a.docx")
    assert texts(article) == ["It says in a note, she said."]
    assert [(link.span.of(article.text), link.url) for link in article.links] == [("a note", URL)]


@pytest.mark.parametrize("instruction", [" DATE ", " MERGEFIELD Name ", " REF a ", " PAGE "])
def test_other_fields_show_what_they_show(instruction: str) -> None:
    """The result of a field is text, and its instruction is none."""
    simple = f'<w:fldSimple w:instr="{instruction}">{run("May")}</w:fldSimple>'
    for field in (simple, _begin(instruction) + run("May") + END):
        article = from_bytes(docx(paragraph(run("It was "), field, run(", she said."))), name="a.docx")
        assert texts(article) == ["It was May, she said."]
        assert article.links == ()


def _box(fallback: str = "") -> str:
    word = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    return (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:drawing><wps:wsp xmlns:wps="{word}"><wps:txbx><w:txbxContent>'
        f"{paragraph('It rained, he said.')}{paragraph('It poured.')}</w:txbxContent></wps:txbx></wps:wsp></w:drawing>"
        f"</mc:Choice>{fallback}</mc:AlternateContent></w:r>"
    )


FALLBACK = (
    '<mc:Fallback><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
    f"{paragraph('It rained, he said.')}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
)


@pytest.mark.parametrize("fallback", ["", FALLBACK])
def test_text_boxes_are_read_once_behind_their_paragraph(fallback: str) -> None:
    """A box's paragraphs follow the one it is anchored in, whether or not an older form of it stands beside."""
    data = docx(paragraph(run(BEFORE), _box(fallback)) + paragraph(AFTER))
    assert texts(from_bytes(data, name="a.docx")) == [BEFORE, "It rained, he said.", "It poured.", AFTER]


def test_moved_words_stand_where_they_were_moved_to() -> None:
    """Of words that were moved, those at the new place count."""
    body = paragraph(f"<w:moveFrom>{run(AFTER)}</w:moveFrom>", run(BEFORE)) + paragraph(
        f"<w:moveTo>{run(AFTER)}</w:moveTo>"
    )
    assert texts(from_bytes(docx(body), name="a.docx")) == [BEFORE, AFTER]


@pytest.mark.parametrize("name", ["document2.xml", "document_main.xml", "document.xml"])
def test_the_main_part_may_have_another_name(name: str) -> None:
    """Word Online and other programs name the part with the text as they like."""
    with zipfile.ZipFile(io.BytesIO(docx(paragraph(BEFORE) + paragraph(AFTER)))) as archive:
        files = {file: archive.read(file) for file in archive.namelist()}
    renamed = {
        file.replace("document.xml", name): data.replace(b"word/document.xml", f"word/{name}".encode())
        for file, data in files.items()
    }
    assert texts(from_bytes(zipped(renamed), name="a.docx")) == [BEFORE, AFTER]


@pytest.mark.parametrize(
    ("lines", "known"),
    [
        (
            ("Weir shut for a month", "By Iris Vane", "Oxley, March 4, 2025"),
            ("Weir shut for a month", "Iris Vane", "2025-03-04"),
        ),
        (("Weir shut for a month", "Iris Vane, 4 March 2025"), ("Weir shut for a month", "Iris Vane", "2025-03-04")),
        (("PRESS RELEASE", "4 March 2025", "Weir shut for a month"), ("Weir shut for a month", "", "2025-03-04")),
        (("For immediate release", "Weir shut for a month"), ("Weir shut for a month", "", "")),
        (
            ("Weir shut for a month", "The mill heard nothing.", "By Iris Vane"),
            ("Weir shut for a month", "Iris Vane", ""),
        ),
        (("The weir is shut, the board said on Tuesday, and will be for a month.",), ("", "", "")),
    ],
)
def test_files_without_styles_have_their_head_in_the_text(lines: tuple[str, ...], known: tuple[str, str, str]) -> None:
    """Headline, author and day are read from the first lines of a document that is all in one style."""
    body = "The river board said on Tuesday that the weir at Oxley would be shut for a month from now on."
    article = from_bytes(docx("".join(map(paragraph, (*lines, body, AFTER)))), name="a.docx")
    assert (article.title, article.author, article.date) == known
    assert texts(article)[-2:] == [body, AFTER]
