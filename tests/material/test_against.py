"""Articles held against material of all kinds, by the command and by the functions."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path

import pytest

import attrcheck
from attrcheck import Reader
from attrcheck.checklist import HELD, Outcome
from attrcheck.errors import InputError
from attrcheck.formats.storage import load
from attrcheck.material import gather
from tests.article.test_mail import mail, plain
from tests.support.command_line import attrcheck as run
from tests.support.documents import epub, fodt, odt, rtf
from tests.support.word_files import docx, paragraph, zipped

ARTICLE = """Ferry row

The ferry “is not going to close this winter,” harbour master Ada Penrose told the council on Monday.

“Nobody was hurt, and nobody will be,” said Tom Brandt, the council's chairman. He called the ramp “permitted to open”.

Brandt said the mayor of Lisbon had eaten eleven penguins.
"""
SAID = "Ada Penrose said the ferry is not going to close this winter."
TURNS = (
    "ADA PENROSE: The ferry is not going to close this winter.",
    "TOM BRANDT: Is anybody hurt?",
    "ADA PENROSE: Nobody was hurt, and nobody will be. We are glad of it.",
    "TOM BRANDT: The ramp is not permitted to open in a storm.",
)
VTT = """WEBVTT

00:00:01.000 --> 00:00:05.000
<v Ada Penrose>The ferry is not going to close this winter.

00:01:16.000 --> 00:01:19.000
<v Tom Brandt>The ramp is not permitted to open in a storm.
"""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Return a folder with the article, and the transcript in a folder of its own."""
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf8")
    (tmp_path / "material").mkdir()
    (tmp_path / "material" / "minutes.txt").write_text("\n\n".join(TURNS), encoding="utf8")
    return tmp_path


def _rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf8"))))


def test_each_row_says_how_its_words_stand_in_the_material(here: Path) -> None:
    """The outcome stands under its name, with what differs, where, in which words, and a link that opens there."""
    done = run("check", "article.txt", "--against", "material", "--format", "csv", cwd=here)
    address = (here / "material" / "minutes.txt").as_uri()
    assert [tuple(row[column] for column in HELD) for row in _rows(done.stdout)] == [
        (
            "verbatim",
            "There it is said by ADA PENROSE. These very words stand there.",
            "minutes.txt",
            "is not going to close this winter",
            f"{address}#:~:text=is%20not%20going%20to%20close%20this%20winter",
        ),
        (
            "in another's mouth",
            "There it is said by ADA PENROSE, not by Tom Brandt. These very words stand there.",
            "minutes.txt",
            "Nobody was hurt, and nobody will be",
            f"{address}#:~:text=Nobody%20was%20hurt%2C%20and%20nobody%20will%20be",
        ),
        (
            "shortened",
            "There it is said by TOM BRANDT. Left out: “The ramp is not”. The sense may turn on “not”.",
            "minutes.txt",
            "permitted to open",
            f"{address}#:~:text=permitted%20to%20open",
        ),
        (
            "not there",
            "Neither these words nor most of their key words near each other were found in 1 document: "
            "“the mayor of Lisbon had eaten eleven penguins”.",
            "",
            "",
            "",
        ),
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", SAID.encode()),
        ("a.md", f"# Ferry\n\n{SAID}\n".encode()),
        ("a.html", f"<html><body><article><h1>Ferry</h1><p>{SAID}</p></article></body></html>".encode()),
        ("a.docx", docx(paragraph(SAID))),
        ("a.odt", odt(f"<text:p>{SAID}</text:p>")),
        ("a.fodt", fodt(f"<text:p>{SAID}</text:p>")),
        ("a.rtf", rtf(rf"{SAID}\par ")),
        ("a.epub", epub(f"<p>{SAID}</p>")),
        ("a.eml", mail(plain(SAID))),
        ("a.json", json.dumps({"title": "Ferry", "text": SAID}).encode()),
        ("a.vtt", VTT.encode()),
    ],
)
def test_material_comes_in_every_format(here: Path, reader: Reader, name: str, data: bytes) -> None:
    """Whatever articles are read from, material is read from too."""
    (here / name).write_bytes(data)
    checklist = attrcheck.check(attrcheck.from_text(ARTICLE), reader)
    held = attrcheck.held_against(checklist, here / name, reader).items[0].held
    assert held is not None
    assert (held.outcome, held.document, held.passage) == (Outcome.VERBATIM, name, "is not going to close this winter")


def test_a_link_opens_at_the_page_or_the_time(here: Path, reader: Reader) -> None:
    """A PDF is opened at its page, a recording's text at its time; both say which."""
    (here / "material" / "talk.vtt").write_text(VTT, encoding="utf8")
    pdf = Path(__file__).parent.parent / "data" / "documents" / "report.pdf"
    article = attrcheck.from_text(
        "“The ramp is not permitted to open in a storm,” Tom Brandt said.\n\n“They told a widow of eighty-three that "
        "her lift was a matter of definitions,” said Bertil Osei, the secretary.\n"
    )
    held = attrcheck.held_against(
        attrcheck.check(article, reader), [here / "material" / "talk.vtt", str(pdf)], reader
    ).items
    # What the words themselves report is a row of its own.
    assert list(dict.fromkeys((one.held.outcome, one.held.where, one.held.link) for one in held if one.held)) == [
        ("verbatim", "talk.vtt, 00:01:16", f"{(here / 'material' / 'talk.vtt').as_uri()}#t=76"),
        ("verbatim", "report.pdf, page 2", f"{pdf.as_uri()}#page=2"),
    ]


def test_who_repeats_words_does_not_take_them_away(here: Path, reader: Reader) -> None:
    """Words are their speaker's where a document gives them to that speaker, though somebody else says them as well."""
    (here / "material" / "a.txt").write_text(
        "TOM BRANDT: The ferry is not going to close this winter. So I was told.\n\nADA PENROSE: Quite so.\n",
        encoding="utf8",
    )
    held = attrcheck.held_against(
        attrcheck.check(attrcheck.from_text(ARTICLE), reader), here / "material", reader
    ).items[0]
    assert held.held is not None
    assert (held.held.outcome, held.held.where, held.held.speaker) == ("verbatim", "minutes.txt", "ADA PENROSE")


def test_the_same_text_in_ten_files_is_one_document(here: Path, reader: Reader) -> None:
    """Copies are named beside the first, and count as no second source."""
    for number in range(10):
        (here / "material" / f"copy {number}.txt").write_text("\n\n".join(TURNS), encoding="utf8")
    material = gather([str(here / "material")], lambda _: attrcheck.from_text(""))
    assert [(one.name, len(one.copies)) for one in material.documents] == [("copy 0.txt", 10)]
    held = attrcheck.held_against(
        attrcheck.check(attrcheck.from_text(ARTICLE), reader), here / "material", reader
    ).items[0]
    assert held.held is not None
    assert held.held.detail.endswith("The same text is in copy 1.txt, copy 2.txt, copy 3.txt ….")


def test_material_that_cannot_be_read_costs_only_itself(here: Path) -> None:
    """Bombs, damaged and empty files are named with the reason, and the rest is held against."""
    folder = here / "material"
    (folder / "bomb.docx").write_bytes(zipped({"word/document.xml": b"<a>" + b"x" * 120_000_000 + b"</a>"}))
    (folder / "cut.docx").write_bytes(docx(paragraph(SAID))[:300])
    (folder / "empty.txt").write_bytes(b"")
    (folder / "noise.pdf").write_bytes(bytes(range(256)) * 9)
    (folder / ".hidden").write_bytes(b"\0\1")
    (folder / "~$lock.docx").write_bytes(b"\0\1")
    began = time.monotonic()
    done = run("check", "article.txt", "--against", "material", "-o", "out.csv", "-q", cwd=here)
    assert time.monotonic() - began < 60
    assert done.returncode == 0
    said = done.stderr.decode()
    assert all(name in said for name in ("bomb.docx", "cut.docx", "empty.txt", "noise.pdf"))
    assert not any(name in said for name in (".hidden", "~$lock", "Traceback"))
    assert load(here / "out.csv").rows[0]["against_outcome"] == "verbatim"


def test_nothing_to_hold_against_is_told(here: Path) -> None:
    """A path that leads nowhere, the article itself, and material that cannot be read at all are refused."""
    (here / "empty").mkdir()
    said = [
        (done.returncode, done.stderr.decode())
        for names in (("nowhere",), ("article.txt",), ("-",), ("empty",))
        for done in [run("check", "article.txt", "--against", *names, "--format", "csv", cwd=here)]
    ]
    assert said == [
        (2, "attrcheck: there is no file or folder nowhere, which --against names. Check the spelling.\n"),
        (2, "attrcheck: --against names article.txt, which is the article. Name what it is to be held against.\n"),
        (2, "attrcheck: --against needs files, folders or web addresses: standard input may be an article.\n"),
        (3, "attrcheck: nothing of the material could be read. The folder holds no files.\n"),
    ]


def test_a_run_without_material_keeps_what_was_found(here: Path) -> None:
    """Outcomes stay in CSV and JSON while the words do, and a new outcome takes the place of the old whole."""
    for name in ("out.csv", "out.json"):
        assert run("check", "article.txt", "--against", "material", "-o", name, "-q", cwd=here).returncode == 0
        before = [[row[column] for column in HELD] for row in load(here / name).rows]
        assert run("check", "article.txt", "-o", name, "-q", cwd=here).returncode == 0
        assert [[row[column] for column in HELD] for row in load(here / name).rows] == before
    (here / "material" / "minutes.txt").write_text("Nothing of this was ever said by anybody.", encoding="utf8")
    assert run("check", "article.txt", "--against", "material", "-o", "out.csv", "-q", cwd=here).returncode == 0
    assert {row["against_outcome"] for row in load(here / "out.csv").rows} == {"not there"}
    assert {row["against_passage"] for row in load(here / "out.csv").rows} == {""}


@pytest.mark.parametrize("name", ["out.xlsx", "out.ods", "out.json", "out.jsonl"])
def test_outcomes_survive_a_file(here: Path, name: str) -> None:
    """What a file is read back with is what a CSV has."""
    for one in ("out.csv", name):
        assert run("check", "article.txt", "--against", "material", "-o", one, "-q", cwd=here).returncode == 0
    read = [[row[column] for column in HELD] for row in load(here / name).rows]
    assert read == [[row[column] for column in HELD] for row in load(here / "out.csv").rows]


def test_rows_are_chosen_and_failed_on_by_outcome(here: Path) -> None:
    """`--only` and `--fail-on` know the outcomes, spelt with underscores."""
    done = run("check", "article.txt", "--against", "material", "--only", "not_there", "--format", "csv", cwd=here)
    assert [row["against_outcome"] for row in _rows(done.stdout)] == ["not there"]
    failed = run(
        *("check", "article.txt", "--against", "material", "--fail-on", "in_another's_mouth,altered", "-o", "o.csv"),
        cwd=here,
    )
    assert failed.returncode == 1
    assert "1 row is of a sort that --fail-on names" in failed.stderr.decode()


@pytest.mark.parametrize("name", ["out.md", "out.html", "out.jsonld", "out.txt"])
def test_outcomes_stand_in_the_formats_that_people_read(here: Path, name: str) -> None:
    """Tasks, the page, annotations and the table tell each outcome under its name."""
    assert run("check", "article.txt", "--against", "material", "-o", name, "-q", cwd=here).returncode == 0
    text = (here / name).read_text(encoding="utf8").replace("\\u0027", "'").replace("\\", "")
    for outcome in (Outcome.VERBATIM, Outcome.SHORTENED, Outcome.NOT_THERE):
        assert outcome in text


def test_too_much_material_is_refused_before_memory_is_gone(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of more files, or of more text, than are read is refused with what to name instead."""
    monkeypatch.setattr("attrcheck.material.gathering._MOST_FILES", 1)
    (here / "material" / "b.txt").write_text(SAID, encoding="utf8")
    with pytest.raises(InputError, match="holds 2 files, more than 1"):
        gather([str(here / "material")], lambda _: attrcheck.from_text(""))
    monkeypatch.setattr("attrcheck.material.gathering._MOST_CHARACTERS", 10)
    with pytest.raises(InputError, match="Name fewer documents"):
        gather([str(here / "material" / "b.txt")], lambda _: attrcheck.from_text(""))


def test_material_is_fetched_from_addresses(reader: Reader) -> None:
    """An address of material is fetched as an article's is, and the link shows the words on the page."""
    page = attrcheck.from_text(f"Ferry\n\n{SAID}\n")
    material = gather(["https://town.example/ferry"], lambda _: page)
    held = (
        attrcheck.material.hold(attrcheck.check(attrcheck.from_text(ARTICLE), reader), material, reader).items[0].held
    )
    assert held is not None
    assert held.link == "https://town.example/ferry#:~:text=is%20not%20going%20to%20close%20this%20winter"


def _long_pdf(pages: int, last: str) -> bytes:
    """Return a PDF of so many pages with a line each, of which the last one says `last`."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for number in range(pages):
        said = last if number == pages - 1 else f"This is what stands on page {number + 1} of the record."
        stream = f"BT /F1 12 Tf 72 700 Td ({said}) Tj ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {pages} /Kids [{' '.join(kids)}] >>"
    out, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return f"{out}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def test_a_record_of_thousands_of_pages_is_read_in_parts(
    here: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A PDF that is too long for an article is material all the same, and its pages keep their numbers."""
    monkeypatch.setattr("attrcheck.article.pdf.document._PART", 20)
    (here / "record.pdf").write_bytes(_long_pdf(50, SAID))
    checklist = attrcheck.check(attrcheck.from_text(ARTICLE), reader)
    held = attrcheck.held_against(checklist, here / "record.pdf", reader).items[0].held
    assert held is not None
    assert (held.outcome, held.where) == (Outcome.VERBATIM, "record.pdf, page 50")
