"""Sheets: checklists as spreadsheets and other programs keep them, read whatever saved them last."""

from __future__ import annotations

import csv as standard_csv
import io
import json as standard_json
import time
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from attrcheck.checklist.columns import COLUMNS, HUMAN, MERGED
from attrcheck.checklist.merging import merge
from attrcheck.checklist.objects import ITEM_KEYS
from attrcheck.checklist.sheet import Row, Sheet, as_sheet
from attrcheck.errors import InputError, OutputError
from attrcheck.formats import csv, json, jsonl
from attrcheck.formats.format import FileShape, Format
from attrcheck.formats.reading import read_sheet
from attrcheck.formats.storage import render
from attrcheck.formats.xlsx import writer as xlsx
from tests.support.sheets import (
    TOWN,
    book_bytes,
    book_of,
    cells_of,
    checklist_with,
    json_sheet_with,
    passed_through,
    plain,
    sheet_with,
    typed,
)

READABLE = (Format.CSV, Format.XLSX, Format.ODS, Format.JSON, Format.JSONL)
WORK = {
    0: {"status": "done", "verdict": "misquoted", "notes": "=1+1\nasked — twice\t", "editor’s mark": "ü 'x"},
    2: {"checked_on": "2026-11-23", "checked_by": "Zoë", "evidence_url": "https://example.org/a?b=c&d=%20"},
}


def _csv(sheet: Sheet, *, delimiter: str = ",", quoting: int = standard_csv.QUOTE_MINIMAL, quote: str = '"') -> str:
    """Return `sheet` as another program would save it."""
    out = io.StringIO(newline="")
    writer = standard_csv.writer(out, delimiter=delimiter, quoting=quoting, quotechar=quote, lineterminator="\n")  # type: ignore[arg-type]  # the constants are ints
    writer.writerow(sheet.columns)
    writer.writerows([row[column] for column in sheet.columns] for row in sheet.rows)
    return out.getvalue()


@pytest.mark.parametrize("form", READABLE)
def test_each_format_gives_back_what_was_typed(form: Format) -> None:
    """A sheet that is written and read again is the same, with columns of people's own."""
    sheet = typed(sheet_with(TOWN, url="https://example.org/town"), WORK)
    again = passed_through(sheet, form)
    assert (again.columns, plain(again)) == (sheet.columns, plain(sheet))


def test_json_is_the_sheet_that_the_checklist_is() -> None:
    """JSON reads as the same rows as the checklist that it was written from, and no key of its items is a stranger."""
    checklist = checklist_with(TOWN)
    read = read_sheet(json.write(checklist).encode(), name="x.json")
    assert (read.columns, plain(read)) == (COLUMNS, plain(as_sheet(checklist)))
    items = standard_json.loads(json.write(checklist))["items"]
    assert {key for item in items for key in item} - ITEM_KEYS == set()


def test_json_keeps_its_spans_when_it_is_written_again() -> None:
    """A sheet that came from JSON is written as the same JSON, but for what was typed."""
    sheet = json_sheet_with(TOWN)
    before = standard_json.loads(json.write(checklist_with(TOWN)))
    assert standard_json.loads(render(sheet, FileShape(Format.JSON))) == before
    after = standard_json.loads(
        render(typed(sheet, {1: {"verdict": "misquoted", "desk": "home"}}), FileShape(Format.JSON))
    )
    before["items"][1] |= {"verdict": "misquoted", "desk": "home"}
    for number in (0, 2):
        before["items"][number]["desk"] = ""
    assert after == before


def test_json_lines_have_figures() -> None:
    """A line of JSON Lines has the CSV's columns, its figures as numbers."""
    line = standard_json.loads(jsonl.write(checklist_with(TOWN)).splitlines()[0])
    assert tuple(line) == COLUMNS
    assert {key: value for key, value in line.items() if not isinstance(value, str)} == {
        "confidence": 0.9,
        "paragraph": 1,
        "start": 75,
        "end": 112,
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_of_other_programs_reads(encoding: str, delimiter: str) -> None:
    """Separators and encodings of spreadsheet programs are told from the file, and a guess is told of."""
    sheet = typed(sheet_with(TOWN), {0: {"notes": "“café” — Zoë, naïve; über | 1\t2", "verdict": "misquoted"}})
    read = read_sheet(_csv(sheet, delimiter=delimiter).encode(encoding), name="x.csv")
    assert plain(read) == plain(sheet)
    assert bool(read.notices) == (encoding == "cp1252")


@pytest.mark.parametrize(
    ("quoting", "quote"),
    [(standard_csv.QUOTE_ALL, '"'), (standard_csv.QUOTE_MINIMAL, "'"), (standard_csv.QUOTE_ALL, "'")],
)
def test_csv_quoted_differently_reads(quoting: int, quote: str) -> None:
    """Whatever is quoted, and with which mark, the cells are the same."""
    sheet = typed(sheet_with(TOWN), {0: {"notes": 'she\'s "there",\nstill'}})
    assert plain(read_sheet(_csv(sheet, quoting=quoting, quote=quote).encode(), name="x.csv")) == plain(sheet)


def test_a_line_that_names_the_separator_is_passed_over() -> None:
    """Excel's sep= line before the header decides the separator."""
    sheet = sheet_with(TOWN)
    assert plain(read_sheet(b"sep=;\r\n" + _csv(sheet, delimiter=";").encode(), name="x.csv")) == plain(sheet)


def test_columns_may_move_and_come() -> None:
    """Columns in another order, spelt in capitals, added, without a name or beyond the header are all there."""
    sheet = sheet_with(TOWN[:1])
    (row,) = sheet.rows
    header = [*(c.upper() if c == "status" else f" {c}" for c in reversed(COLUMNS)), "desk", "desk", ""]
    cells = [*(row[c] for c in reversed(COLUMNS)), "a", "b", "c", "d"]
    out = io.StringIO(newline="")
    standard_csv.writer(out).writerows([header, cells, [""] * len(cells)])
    read = read_sheet(out.getvalue().encode(), name="x.csv")
    unnamed = [f"column {len(COLUMNS) + number}" for number in (3, 4)]
    assert read.columns == (*COLUMNS, "desk", "desk (2)", *unnamed)
    assert plain(read) == [{**plain(sheet)[0], "desk": "a", "desk (2)": "b", unnamed[0]: "c", unnamed[1]: "d"}]


@pytest.mark.parametrize("column", [column for column in COLUMNS if column != "ground"])  # which older files lack
def test_a_renamed_column_is_refused_by_its_name(column: str) -> None:
    """A column of the contract under another name at its place is refused, and both names are told."""
    sheet = sheet_with(TOWN)
    text = csv.write_sheet(sheet).replace(column, "something else", 1)
    header = ",".join("something else" if c == column else c for c in COLUMNS)
    text = "\r\n".join([header, *csv.write_sheet(sheet).split("\r\n")[1:]])
    with pytest.raises(InputError, match=rf"x\.csv: .*column '{column}' is missing") as caught:
        read_sheet(text.encode(), name="x.csv")
    assert ("something else" in str(caught.value)) == (column != "id")


@pytest.mark.parametrize("form", [Format.CSV, Format.XLSX])
def test_what_stands_above_the_header_is_told(form: Format) -> None:
    """A title that somebody put above the header is refused, and named."""
    data = b"Checklist of Monday,,\n" + csv.write_sheet(sheet_with(TOWN)).encode()
    if form is Format.XLSX:
        book = book_of(sheet_with(TOWN))
        book["checklist"].insert_rows(1)
        book["checklist"]["A1"] = "Checklist of Monday"
        data = book_bytes(book)
    with pytest.raises(InputError, match="header is not at the top: 'Checklist of Monday' stands above"):
        read_sheet(data, name="x.")


def test_a_file_that_breaks_off_in_a_row_is_told() -> None:
    """A last line that has fewer cells than the header and no end is read, and the reader is told to look."""
    whole = csv.write_sheet(typed(sheet_with(TOWN), {0: {"verdict": "misquoted"}}))
    read = read_sheet(whole[: whole.rindex("Bob Stone")].encode(), name="x.csv")
    assert cells_of(read, "verdict") == [("misquoted",), ("",)]
    assert read.notices == ("x.csv: the last line has fewer cells than the header: the file may break off there",)
    assert read_sheet(whole.encode(), name="x.csv").notices == ()


def test_the_checklists_worksheet_is_found_among_others() -> None:
    """The worksheet with most of the columns is the checklist, whatever it is called and wherever it stands."""
    book = book_of(typed(sheet_with(TOWN), {0: {"verdict": "misquoted"}}))
    book["checklist"].title = "Monday"
    other = book.create_sheet("calls", 0)
    other.append(["id", "status", "who"])
    other.append(["1", "rang", "Bo"])
    assert cells_of(read_sheet(book_bytes(book), name="x.xlsx"), "verdict") == [("misquoted",), ("",), ("",)]


def test_a_copy_beside_a_checklist_is_told() -> None:
    """A worksheet with rows of another one is named, with what to do, and stays where it is."""
    book = book_of(sheet_with(TOWN))
    second = book.copy_worksheet(book["checklist"])
    second.title = "Ben"
    read = read_sheet(book_bytes(book), name="x.xlsx")
    assert read.notices == (
        "x.xlsx: the worksheet 'Ben' has rows of another one, and was not read: "
        "save it as a file of its own, and merge that",
    )
    assert len(read.rows) == 3
    assert read.beside == ("the worksheet 'Ben'",)
    assert "Ben" in load_workbook(io.BytesIO(render(read, FileShape(Format.XLSX)))).sheetnames


def test_a_renamed_column_is_known_by_its_likeness() -> None:
    """A column that was renamed and moved is refused where its new name resembles the old one."""
    order = [c for c in COLUMNS if c != "source_name"]
    text = ",".join([*order, "Source's name"]) + "\n"
    with pytest.raises(InputError, match=r"'source_name' is missing\. Rename \"Source's name\" back"):
        read_sheet(text.encode(), name="x.csv")


def test_columns_that_nobody_needs_may_go() -> None:
    """A file without some of attrcheck's own columns, and with one more, is a checklist."""
    kept = [
        "id",
        "status",
        "verdict",
        "evidence_url",
        "notes",
        "checked_by",
        "checked_on",
        "source",
        "cue",
        "statement",
    ]
    read = read_sheet((",".join([*kept, "desk"]) + "\n" + ",".join("x" * 11) + "\n").encode(), name="x.csv")
    assert read.columns == (*kept, "desk")


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("x.csv", b"name,age\nAnn,3\n", "column 'id' is missing"),
        ("x.csv", b"id,name\n1,x\n", "column 'status' is missing"),
        ("x.csv", b"", "is empty"),
        ("x.csv", b"\xef\xbb\xbf \n", "column 'id' is missing"),
        ("x.csv", ",".join([*COLUMNS, "Verdict"]).encode(), "column 'verdict' is there twice"),
        ("x.csv", (",".join(COLUMNS) + '\na,"todo').encode(), "line 2 is damaged or the file breaks off"),
        ("x.json", b"{", "this is no JSON, or breaks off"),
        ("x.json", b'{"rows": []}', "column 'id' is missing"),
        ("x.json", b'{"items": [{"id": "a"}], "article": {}}', "'statement' is missing or of the wrong kind in item 1"),
        ("x.json", b'{"items": [null], "article": {}}', "in item 1 of the checklist"),
        ("x.json", b'{"items": []}', "'article' is missing"),
        ("x.json", b"[1]", "'items' is missing"),
        ("x.json", b'[{"items": []}, 3', "breaks off"),
        ("x.json", b"[" * 100_000, "nested deeper than any"),
        ("x.jsonl", b"[1]\n", "'items' is missing"),
        ("x.jsonl", b'{"id": "a"}\n', "column 'status' is missing"),
        ("x.xlsx", b"PK\x03\x04 and so on", "no workbook, or a damaged one"),
    ],
)
def test_other_files_are_no_checklists(name: str, data: bytes, told: str) -> None:
    """A file from somewhere else is refused with its name and what is wrong in it."""
    with pytest.raises(InputError, match="x\\.") as caught:
        read_sheet(data, name=name)
    assert told in str(caught.value)


def test_a_second_line_that_breaks_off_is_told() -> None:
    """JSON Lines that end within a line are refused with its number."""
    whole = jsonl.write(checklist_with(TOWN))
    with pytest.raises(InputError, match=r"x\.jsonl: line 3 is no JSON, or breaks off"):
        read_sheet(whole[:-30].encode(), name="x.jsonl")


def test_a_workbook_is_made_for_work() -> None:
    """The workbook's header stays in view, can be filtered and offers the lists; its links live; long text wraps."""
    book = book_of(sheet_with(TOWN, url="https://example.org/town"))
    page = book["checklist"]
    assert (page.freeze_panes, page.auto_filter.ref) == ("D2", "A1:AK4")
    assert [(str(one.sqref), one.formula1) for one in page.data_validations.dataValidation] == [
        ("A2:A4", "lists!$A$1:$A$6"),
        ("B2:B4", "lists!$B$1:$B$16"),
    ]
    assert book["lists"].sheet_state == "hidden"
    assert [cell.value for cell in book["lists"]["A"] if cell.value] == [
        *("todo", "in_progress", "waiting_reply", "done", "skipped", "not_a_statement"),
    ]
    at = {str(cell.value): number for number, cell in enumerate(page[1], start=1)}
    assert list(at)[:5] == ["status", "verdict", "source_name", "statement", "notes"]
    link, statement = page.cell(2, at["search_1"]), page.cell(2, at["statement"])
    assert link.hyperlink is not None
    assert str(link.value).endswith(f": {link.hyperlink.target}")
    assert (statement.alignment.wrap_text, page.column_dimensions["D"].width) == (True, 60)
    assert [page.cell(2, at[c]).value for c in ("confidence", "paragraph")] == [0.9, 1]


HOSTILE = ["=1+1", "+1", "-1", "@x", "'=1", "''=1", '=HYPERLINK("http://x")', "_x000D_", "a\r\nb\x0b", "\ud800x", "'y"]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_cell_of_a_workbook_is_a_formula(words: str) -> None:
    """What looks like a formula, an escape or a control character is text, and reads back as it was."""
    sheet = typed(sheet_with(TOWN), {0: {"notes": words, "statement": words, words: words}})
    page = book_of(sheet)["checklist"]
    assert [cell.coordinate for record in page.iter_rows() for cell in record if cell.data_type == "f"] == []
    assert cells_of(passed_through(sheet, Format.XLSX), "notes", "statement", words)[0] == (words,) * 3


def test_an_articles_link_that_is_no_web_address_stays_dead() -> None:
    """Only web addresses become links in a workbook."""
    sheet = typed(sheet_with(TOWN), {0: {"cited_link": "javascript:alert(1)", "evidence_url": "file:///etc/passwd"}})
    page = book_of(sheet)["checklist"]
    links = [cell.hyperlink.target for record in page.iter_rows() for cell in record if cell.hyperlink]
    assert [link for link in links if not str(link).startswith(("http://", "https://"))] == []


def test_what_a_person_does_in_a_workbook_is_read() -> None:
    """Dates, numbers and formulas that a person put into cells read as text; what no cell holds is told."""
    book = book_of(sheet_with(TOWN))
    page = book["checklist"]
    at = {str(cell.value): get_column_letter(number) for number, cell in enumerate(page[1], start=1)}
    day, link = at["checked_on"], at["evidence_url"]
    page[f"{day}2"], page[f"{day}3"] = date(2026, 11, 23), datetime(2026, 11, 23, 14, 5)
    page["E2"], page["E3"], page["E4"] = 12, 0.5, True
    page["AL1"], page["AL2"] = "sum", "=1+1"
    page[f"{link}2"].comment = Comment("phoned", "Zoë")
    page[f"{link}3"], page[f"{link}3"].hyperlink = "the transcript", "https://example.org/t"
    book.create_sheet("calls")["A1"] = "Tuesday"
    read = read_sheet(book_bytes(book), name="x.xlsx")
    assert cells_of(read, "checked_on", "notes", "sum") == [
        ("2026-11-23", "12", "=1+1"),
        ("2026-11-23 14:05:00", "0.5", ""),
        ("", "TRUE", ""),
    ]
    assert read.lost == ("formulas, of which the values stay",)
    assert read.beside == ("the worksheet 'calls'", "comments", "links behind other words")
    assert read.all_lost == (*read.lost, *read.beside)


def test_a_workbook_that_cannot_hold_a_note_is_not_written() -> None:
    """A note longer than a cell of Excel's is refused and named; the article's own words are cut."""
    with pytest.raises(OutputError, match=r"row 2, column 'notes'.*\.csv"):
        xlsx.write_sheet(typed(sheet_with(TOWN), {0: {"notes": "x" * 32_768}}))
    read = passed_through(typed(sheet_with(TOWN), {0: {"context": "x" * 32_768}}), Format.XLSX)
    assert cells_of(read, "context")[0][0].endswith(" […]")


def test_a_workbook_that_unpacks_to_a_flood_is_refused() -> None:
    """An archive that would fill the memory is refused before it is unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a", "w", force_zip64=True) as part:
        for _ in range(51):
            part.write(bytes(10_000_000))
    with pytest.raises(InputError, match="too large"):
        read_sheet(out.getvalue(), name="x.xlsx")


def test_a_cell_may_be_long() -> None:
    """A cell of a million characters reads."""
    sheet = typed(sheet_with(TOWN), {0: {"notes": "x" * 1_000_000}})
    assert plain(passed_through(sheet, Format.CSV)) == plain(sheet)


def test_a_merged_file_has_its_marks_behind_the_contract() -> None:
    """The columns of a merge come after the contract's and before people's own, wherever they stood."""
    header = ",".join(["mine", MERGED, *COLUMNS, "old_statement"])
    assert read_sheet(f"{header}\n".encode(), name="x.csv").columns == (*COLUMNS, MERGED, "old_statement", "mine")


_TEXT = st.text(alphabet=st.characters(categories=None), max_size=40)


@settings(max_examples=60)
@given(st.lists(st.tuples(_TEXT, _TEXT, _TEXT), min_size=1, max_size=3), st.sampled_from(READABLE))
def test_any_text_survives_every_format(cells: list[tuple[str, str, str]], form: Format) -> None:
    """Whatever a person types, control characters and halves of pairs too, each format gives it back."""
    sheet = typed(
        sheet_with(TOWN), {n: dict(zip(("notes", "verdict", "own"), c, strict=True)) for n, c in enumerate(cells)}
    )
    assert plain(passed_through(sheet, form)) == plain(sheet)


def test_a_cell_in_the_last_corner_costs_nothing() -> None:
    """A workbook with a cell at the end of its last row, as a hostile hand leaves it, reads and is written at once."""
    book = book_of(sheet_with(TOWN))
    book["checklist"]["XFD1048576"] = "here"
    book.create_sheet("other")["XFD1048576"] = "there"
    read = read_sheet(book_bytes(book), name="x.xlsx")
    assert read.columns == (*COLUMNS, "column 16384")
    assert [row["column 16384"] for row in read.rows] == ["", "", "", "here"]
    assert plain(passed_through(read, Format.XLSX)) == plain(read)


def test_a_workbook_of_many_links_is_read_in_time() -> None:
    """Each of 27,000 links is found at once, not by looking through all of them: that would take half a minute."""
    cells = {
        **sheet_with(TOWN[:1]).rows[0].cells,
        **{f"search_{number}": f"web: https://example.org/search?q={number}" for number in range(1, 8)},
        **dict.fromkeys(("cited_link", "evidence_url"), "https://example.org/seen"),
    }
    linked = tuple(column for column in COLUMNS if "example.org" in cells[column])
    needed = ("id", *HUMAN, "source", "cue", "statement")
    columns = tuple(column for column in COLUMNS if column in (*needed, *linked))
    many = Sheet(columns, tuple(Row({**cells, "id": f"{number:010x}"}) for number in range(3000)))
    data = render(many, FileShape(Format.XLSX))
    before = time.process_time()
    read = read_sheet(data, name="x.xlsx")
    assert time.process_time() - before < 10
    assert plain(read) == plain(many)


def test_an_array_of_rows_is_read() -> None:
    """JSON as pandas writes a table, an object a row with nulls and numbers, is the sheet that the table was."""
    sheet = typed(sheet_with(TOWN, url="https://example.org/town"), {0: {"desk": "home", "notes": "ü"}})
    rows = [
        {column: float(row[column]) if column == "confidence" else row[column] or None for column in sheet.columns}
        for row in sheet.rows
    ]
    read = read_sheet(standard_json.dumps(rows).replace("/", "\\/").encode(), name="x.json")
    assert read.columns == sheet.columns
    assert plain(read) == [{**row, "confidence": "0.9"} for row in plain(sheet)]
    for wrong, told in (([*rows, 3], "row 4 is not an object"), ([rows[0], {"id": "a"}], "row 2: column 'status' is")):
        with pytest.raises(InputError, match=told):
            read_sheet(standard_json.dumps(wrong).encode(), name="x.json")


ODD_EVIDENCE: list[object] = [
    *("a page", "", 3, None, {}, {"lookup": "identity"}, [None], ["a page"], [[]], [{}]),
    *([{"finding": "seen", "url": ""}], [{"lookup": 5, "finding": "seen", "url": ""}]),
    *([{"lookup": "identity", "finding": ["seen"], "url": ""}], [{"lookup": "hearsay", "finding": "a", "url": "b"}]),
]


@pytest.mark.parametrize("odd", ODD_EVIDENCE)
def test_evidence_that_a_person_edited_is_read_and_kept(odd: object) -> None:
    """Whatever stands in the place of a list of findings, the file reads, merges with itself, and still has it."""
    whole = standard_json.loads(json.write(checklist_with(TOWN)))
    whole["items"][1]["evidence"] = odd
    read = read_sheet(standard_json.dumps(whole).encode(), name="x.json")
    assert plain(read) == plain(sheet_with(TOWN))
    assert standard_json.loads(render(read, FileShape(Format.JSON))) == whole
    for one, other in ((read, read), (read, json_sheet_with(TOWN))):
        merged = standard_json.loads(render(merge(one, other).sheet, FileShape(Format.JSON)))
        kept = merged["items"][1].get("evidence")
        assert kept in (odd, [odd]) or not (kept or odd)
