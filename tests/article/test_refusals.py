"""Files that are no articles: each is refused as what it is, and text that only looks like one is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from attrcheck import Reader, check, from_text, write
from attrcheck.article.load import from_bytes
from attrcheck.errors import InputError
from tests.support.word_files import zipped

OLE = b"\xd0\xcf\x11\xe0" + b"\0" * 600


@pytest.mark.parametrize(
    ("data", "name", "what"),
    [
        (OLE + "__substg1.0_".encode("utf-16-le"), "a.msg", "an Outlook message (.msg)"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.doc", "an old Word file (.doc)"),
        (OLE + "Workbook".encode("utf-16-le"), "a.xls", "an old spreadsheet (.xls)"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "a.ppt", "an old PowerPoint file (.ppt)"),
        (zipped({"Index/Document.iwa": b""}), "a.pages", "a Pages, Numbers or Keynote document"),
        (zipped({"archive/data.warc.gz": b""}), "a.wacz", "a WACZ web archive"),
        (b"url,title,text\nhttps://a.example,Weir,It rained\n", "a.csv", "a table (CSV)"),
        (b"url,title,text\nhttps://a.example,Weir,It rained\n", "standard input", "a table (CSV)"),
        (b"title\tdate\ttext\nWeir\t2025-03-04\t\"It, so he said,\nrained\"\n", "", "a table (CSV)"),
        (b"one column\nAnn said so.\n", "a.csv", "a table (CSV)"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "a.ics", "a calendar or an address card"),
        (b"[InternetShortcut]\r\nURL=https://a.example/\r\n", "a.url", "a link to a page"),
        (b"\\documentclass{article}\nAnn said so.", "a.tex", "a LaTeX file"),
        (b"%!PS-Adobe-3.0\n", "a.ps", "a PostScript file"),
        (b"ID3\x03" + b"\0" * 99, "a.mp3", "a sound"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused_as_what_it_is(data: bytes, name: str, what: str) -> None:
    """Mails of Outlook, old documents, tables, calendars and the like are named, with what to do instead."""
    with pytest.raises(InputError, match=re.escape(f"{name} is {what}")):
        from_bytes(data, name=name)


@pytest.mark.parametrize(
    "text",
    [
        "Ann, Bo, and Cy said so.\nDi, Ed, and Fay did not, they said.\n",
        "Weir shut, mill dry, ducks calm\n\nThe board said on Tuesday that the weir, the mill and the ducks were "
        "fine.\n",
        "It rained; it poured; it stopped.\nSo, he said, it was; and, she said, it went.\n",
        "id, status and verdict, said Ann, are three words.",
        "BEGIN was said.",
        "x < y, said Ann. <b>Bold</b> words, she said.",
    ],
)
def test_prose_with_commas_is_no_table(text: str) -> None:
    """Lines with as many commas are read where they are sentences."""
    assert from_bytes(text.encode(), name="a.txt").text == text


def _sheet(*names: str) -> bytes:
    """Return the content of an OpenDocument spreadsheet whose first row holds `names`."""
    cells = "".join(f"<p>{name}</p>" for name in names)
    return f'<r xmlns:office="o"><office:spreadsheet>{cells}</office:spreadsheet></r>'.encode()


@pytest.mark.parametrize(
    ("part", "data", "is_checklist"),
    [
        ("xl/sharedStrings.xml", b"<t>status</t><t>verdict</t><t>statement</t><t>id</t>", True),
        ("xl/worksheets/sheet1.xml", b"<t>status</t><t>verdict</t><t>statement</t><t>id</t>", True),
        ("content.xml", _sheet("status", "verdict", "statement", "id"), True),
        ("xl/sharedStrings.xml", b"<t>id</t><t>status</t><t>a statement on a verdict</t>", False),
        ("content.xml", _sheet("id", "status", "price"), False),
    ],
)
def test_a_workbook_is_told_for_a_checklist_by_its_columns(part: str, data: bytes, is_checklist: bool) -> None:
    """A checklist that a spreadsheet program saved anew is called one, and other workbooks are not."""
    with pytest.raises(InputError) as refused:
        from_bytes(zipped({part: data}), name="a.xlsx" if part.startswith("xl/") else "a.ods")
    assert ("a checklist that attrcheck wrote" in str(refused.value)) is is_checklist


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".ods", ".json", ".jsonl", ".md", ".html"])
def test_a_checklist_is_no_article(ending: str, reader: Reader, tmp_path: Path) -> None:
    """A checklist that attrcheck wrote is refused in every format, and never read as prose."""
    path = tmp_path / f"a{ending}"
    write(check(from_text("Weir shut\n\nThe board said the weir would be shut in May."), reader), path)
    with pytest.raises(InputError, match="a checklist that attrcheck wrote"):
        from_bytes(path.read_bytes(), name=path.name)
