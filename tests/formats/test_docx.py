"""The Word document with comments: where they stand, what stays as it was, and how answers come back."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from attrcheck import Reader, check, from_bytes, from_text, write
from attrcheck.checklist import Checklist
from attrcheck.errors import InputError, OutputError
from attrcheck.formats import answers_in
from attrcheck.formats.storage import load
from tests.support.command_line import attrcheck as run

ARTICLE = """Ferry row

The ferry “is not going to close this winter,” harbour master Ada Penrose told the council on Monday.

“Nobody was hurt,” said Tom Brandt, the council's chairman. Brandt said the ramp had cost a lot.

“Nobody was hurt,” said Nora Vale, a nurse.
"""
_W14, _W15 = (f"http://schemas.microsoft.com/office/word/{year}/wordml" for year in (2010, 2012))


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Return a folder with the article as text, and as the Word document of an editor with a comment of their own."""
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf8")
    document = docx.Document()
    document.add_heading("Ferry row", level=1)
    for text in ARTICLE.split("\n\n")[1:]:
        paragraph = document.add_paragraph()
        for number, word in enumerate(text.split()):
            paragraph.add_run(f"{word} ").italic = number % 3 == 0
    document.add_comment(document.paragraphs[1].runs[2], text="Who says so?", author="Ed", initials="E")
    document.save(str(tmp_path / "own.docx"))
    return tmp_path


def _commented(document: Any) -> list[tuple[str, str, str]]:
    """Return for each comment of `document` its author, its first line, and the words that it stands beside."""
    words: dict[int, str] = {}
    live: set[int] = set()
    for node in document.element.body.iter(qn("w:t"), qn("w:commentRangeStart"), qn("w:commentRangeEnd")):
        if node.tag == qn("w:t"):
            for number in live:
                words[number] = words.get(number, "") + node.text
        elif node.tag == qn("w:commentRangeStart"):
            live.add(int(node.get(qn("w:id"))))
        else:
            live.discard(int(node.get(qn("w:id"))))
    return [(c.author, c.text.split("\n")[0], words[c.comment_id].strip()) for c in document.comments]


EXPECTED = [
    ("attrcheck", "Ada Penrose, master (person; high)", "The ferry “is not going to close this winter,”"),
    ("attrcheck", "Tom Brandt, council's chairman (person; high)", "“Nobody was hurt,”"),
    ("attrcheck", "Tom Brandt, council's chairman (person; medium)", "the ramp had cost a lot"),
    ("attrcheck", "Nora Vale, nurse (person; high)", "“Nobody was hurt,”"),
    ("attrcheck", "attrcheck found 4 statements to check.", "Ferry row"),
]


def _names(found: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return `found` without what of a row's first line is not its place."""
    return [(author, line.split(",")[0].split(" (")[0], words) for author, line, words in found]


def test_each_statement_has_a_comment_beside_its_words(here: Path) -> None:
    """A new document has the article, and a comment on each statement and on the whole; doubles go to their own."""
    assert run("check", "article.txt", "-o", "out.docx", "-q", cwd=here).returncode == 0
    document = docx.Document(str(here / "out.docx"))
    assert _names(_commented(document)) == _names(EXPECTED)
    assert [p.text for p in document.paragraphs] == [p.strip() for p in ARTICLE.split("\n\n")]


def test_an_editors_own_document_keeps_its_formatting_and_comments(here: Path) -> None:
    """The words, their type and the editor's comment stay as they were, and the new comments stand at the words."""
    before = docx.Document(str(here / "own.docx"))
    assert run("check", "own.docx", "-o", "out.docx", "-q", cwd=here).returncode == 0
    after = docx.Document(str(here / "out.docx"))
    found = _commented(after)
    assert ("Ed", "Who says so?", "“is") in found
    assert _names([one for one in found if one[0] != "Ed"]) == _names(EXPECTED)

    def letters(document: Any) -> list[tuple[str, bool | None]]:
        return [(c, run.italic) for p in document.paragraphs for run in p.runs for c in run.text]

    assert letters(after) == letters(before)
    assert [p.style.name for p in after.paragraphs] == [p.style.name for p in before.paragraphs]


def test_a_runs_text_is_parted_where_a_statement_begins(reader: Reader, tmp_path: Path) -> None:
    """A paragraph of one run is split at the statement's ends, its tabs and breaks stay, and its type too."""
    document = docx.Document()
    run_ = document.add_paragraph().add_run("In May Ada Penrose said the ferry was late.")
    run_.bold = True
    out = io.BytesIO()
    document.save(out)
    article = from_bytes(out.getvalue(), name="a.docx")
    (tmp_path / "a.docx").write_bytes(out.getvalue())
    write(check(article, reader), tmp_path / "out.docx", original=tmp_path / "a.docx")
    made = docx.Document(str(tmp_path / "out.docx"))
    assert made.paragraphs[0].text == "In May Ada Penrose said the ferry was late."
    assert {one.bold for one in made.paragraphs[0].runs if one.text} == {True}
    assert _commented(made)[0][2] == "the ferry was late"


def _reply(document: Any, number: int, text: str, *, thread: bool, done: bool = False) -> None:
    """Answer the comment `number` as Word does, in its thread, or as others do, on the same words."""
    ours = list(document.comments)[number]
    start = next(
        node
        for node in document.element.body.iter(qn("w:commentRangeStart"))
        if int(node.get(qn("w:id"))) == ours.comment_id
    )
    end = next(
        node
        for node in document.element.body.iter(qn("w:commentRangeEnd"))
        if int(node.get(qn("w:id"))) == ours.comment_id
    )
    first = document.paragraphs[0].runs[0]
    reply = document.add_comment(first, text=text, author="Ana Silva", initials="AS")
    for place, tag in ((start, "w:commentRangeStart"), (end, "w:commentRangeEnd")):
        new = next(n for n in document.element.body.iter(qn(tag)) if int(n.get(qn("w:id"))) == reply.comment_id)
        if not thread:
            place.addnext(new)
    if thread:
        entries = ""
        for one, paragraph_id in ((ours, f"0000000{number}"), (reply, f"1000000{number}")):
            one.paragraphs[-1]._p.set(f"{{{_W14}}}paraId", paragraph_id)
        entries = (
            f'<w15:commentEx w15:paraId="0000000{number}" w15:done="{int(done)}"/>'
            f'<w15:commentEx w15:paraId="1000000{number}" w15:paraIdParent="0000000{number}" w15:done="{int(done)}"/>'
        )
        blob = f'<w15:commentsEx xmlns:w15="{_W15}">{entries}</w15:commentsEx>'.encode()
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
        part = Part(PackURI("/word/commentsExtended.xml"), kind, blob, document.part.package)
        document.part.relate_to(part, "http://schemas.microsoft.com/office/2011/relationships/commentsExtended")


def test_answers_come_back_as_verdicts_and_notes(here: Path) -> None:
    """Replies in a thread and comments on the same words are merged into the checklist, once however often."""
    assert run("check", "article.txt", "-o", "list.csv", "-q", cwd=here).returncode == 0
    assert run("check", "article.txt", "-o", "out.docx", "-q", cwd=here).returncode == 0
    document = docx.Document(str(here / "out.docx"))
    _reply(document, 1, "misquoted\nThe minutes have “hardly anybody”.\nhttps://town.example/minutes", thread=True)
    _reply(document, 2, "Verdict: paraphrase faithful\nStatus: done", thread=False)
    document.save(str(here / "answered.docx"))
    for _ in range(2):
        done = run("merge", "list.csv", "answered.docx", "-o", "list.csv", cwd=here)
        assert done.returncode == 0, done.stderr
        rows = {row["statement"]: row for row in load(here / "list.csv").rows if "Brandt" in row["source_name"]}
        columns = ("status", "verdict", "evidence_url", "notes", "checked_by")
        assert [tuple(row[column] for column in columns) for row in rows.values()] == [
            ("todo", "misquoted", "https://town.example/minutes", "The minutes have “hardly anybody”.", "Ana Silva"),
            ("done", "paraphrase_faithful", "", "", "Ana Silva"),
        ]
        assert len(load(here / "list.csv").rows) == 4


def test_answers_are_kept_where_a_document_is_written_anew(here: Path) -> None:
    """A document that people answered in stays as a copy, which the command names."""
    assert run("check", "article.txt", "-o", "out.docx", "-q", cwd=here).returncode == 0
    document = docx.Document(str(here / "out.docx"))
    _reply(document, 0, "misquoted", thread=False)
    document.save(str(here / "out.docx"))
    done = run("check", "article.txt", "-o", "out.docx", "-q", "--force", cwd=here)
    assert done.returncode == 0
    assert "people had worked on out.docx: the file as it was is" in done.stderr.decode()
    (copy,) = here.glob("out.of-*.docx")
    assert [answer.cells for answer in answers_in(copy.read_bytes(), name="copy")] == [{"verdict": "misquoted"}]


def test_a_resolved_comment_is_done(here: Path) -> None:
    """Who resolves a thread has dealt with the row."""
    assert run("check", "article.txt", "-o", "list.csv", "-q", cwd=here).returncode == 0
    assert run("check", "article.txt", "-o", "out.docx", "-q", cwd=here).returncode == 0
    document = docx.Document(str(here / "out.docx"))
    _reply(document, 0, "Heard it on the tape.", thread=True, done=True)
    document.save(str(here / "answered.docx"))
    assert run("merge", "answered.docx", "list.csv", "-o", "new.csv", cwd=here).returncode == 0
    row = load(here / "new.csv").rows[0]
    assert (row["status"], row["verdict"], row["notes"]) == ("done", "", "Heard it on the tape.")


def test_documents_without_answers_are_told(here: Path) -> None:
    """No document answers for itself, and one without comments of attrcheck's has nothing to say."""
    assert run("check", "article.txt", "-o", "list.csv", "-q", cwd=here).returncode == 0
    alone = run("merge", "own.docx", "own.docx", cwd=here)
    assert (alone.returncode, alone.stderr.decode()) == (
        2,
        "attrcheck: name the checklist that own.docx answers to: its rows are in that.\n",
    )
    other = run("merge", "list.csv", "own.docx", cwd=here)
    assert (other.returncode, other.stderr.decode()) == (
        3,
        "attrcheck: own.docx holds no comments of attrcheck's. Name the document that -o checked.docx wrote.\n",
    )
    with pytest.raises(InputError, match="is no Word document that can be read"):
        answers_in(b"PK\3\4nothing", name="a.docx")


def test_a_document_holds_one_article(reader: Reader, here: Path) -> None:
    """Several articles, and a checklist without its article, make no Word document; what is there stays."""
    checklist: Checklist = check(from_text(ARTICLE), reader)
    with pytest.raises(OutputError, match="holds one article"):
        write([checklist, checklist], here / "two.docx")
    assert run("check", "article.txt", "-o", "list.csv", "-q", cwd=here).returncode == 0
    converted = run("convert", "list.csv", "list.docx", cwd=here)
    assert converted.returncode == 2
    assert b"needs the article's text" in converted.stderr
    before = (here / "own.docx").read_bytes()
    assert run("check", "article.txt", "-o", "own.docx", cwd=here).returncode == 3
    assert (here / "own.docx").read_bytes() == before
