"""Saving: the old file or the new one, whole, whoever else is at it and whatever ends the process."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension

from attrcheck.checklist.columns import MERGED, OLD_STATEMENT
from attrcheck.checklist.sheet import Dialect
from attrcheck.errors import OutputError
from attrcheck.files import write_whole
from attrcheck.formats.caution import Caution
from attrcheck.formats.format import FileShape, Format
from attrcheck.formats.storage import load, render, save, save_merged
from attrcheck.locks import locked
from tests.support.checkout import CHILD, ROOT
from tests.support.sheets import TOWN, book_bytes, book_of, by_libreoffice, cells_of, plain, sheet_with, typed

CSV = FileShape(Format.CSV)
MINE = typed(sheet_with(TOWN), {0: {"verdict": "misquoted", "desk": "home"}})
HASTY = Caution(wait=0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the file of a checklist in which somebody has written."""
    path = tmp_path / "list.csv"
    path.write_bytes(render(MINE, CSV))
    return path


def test_a_run_merges_into_the_file_that_is_there(path: Path) -> None:
    """Saving onto a checklist keeps what was typed; onto nothing, it writes the new one without marks."""
    merged = save_merged(path, sheet_with(TOWN[:2]), shape=CSV, caution=Caution())
    assert plain(load(path)) == plain(merged.sheet)
    assert cells_of(load(path), "verdict", "desk", MERGED) == [
        ("misquoted", "home", ""),
        ("", "", ""),
        ("", "", "gone"),
    ]
    fresh = path.with_name("fresh.xlsx")
    save_merged(fresh, sheet_with(TOWN), shape=FileShape(Format.XLSX), caution=Caution())
    assert plain(load(fresh)) == plain(sheet_with(TOWN))
    assert sorted(one.name for one in path.parent.iterdir()) == ["fresh.xlsx", "list.csv"]


def test_a_merge_counts_what_it_wrote(path: Path) -> None:
    """Rows that are not wanted are not written and not counted as new."""
    new = sheet_with((*TOWN, ("Eve Ray", "added", "nothing was decided"), ("Max Roe", "said", "it was all settled")))
    merged = save_merged(
        path, new, shape=CSV, caution=Caution(), finish=lambda sheet: replace(sheet, rows=sheet.rows[:4])
    )
    assert (merged.kept, merged.new, len(load(path).rows)) == (3, 1, 4)


SPELLINGS = [
    (FileShape(Format.CSV, excel=True), Dialect("\t", "utf-16-le", has_mark=True)),
    (CSV, Dialect(";")),
    (CSV, Dialect(";", has_mark=True)),
    (CSV, Dialect("\t", "utf-16-be", has_mark=True)),
    (CSV, Dialect("|", "utf-16-le")),
]


@pytest.mark.parametrize(("shape", "dialect"), SPELLINGS)
def test_a_merge_spells_a_csv_as_it_was(path: Path, shape: FileShape, dialect: Dialect) -> None:
    """Separator, encoding and mark of a CSV stay, so that the program that saved it opens it again as it did."""
    path.write_bytes(render(replace(MINE, dialect=dialect), shape))
    merged = save_merged(path, sheet_with(TOWN), shape=CSV, caution=Caution())
    assert load(path).dialect == dialect
    assert path.read_bytes() == render(merged.sheet, CSV)
    assert cells_of(load(path), "verdict", "desk") == [("misquoted", "home"), ("", ""), ("", "")]


def test_a_second_run_at_once_is_refused_and_then_passes(path: Path) -> None:
    """While one run holds a file, another is refused with a message; when that one ends, so does the lock."""
    command = [sys.executable, "-c", f"import sys; from attrcheck.locks import locked; from pathlib import Path\n"
               f"with locked(Path({str(path)!r})):\n    print('held', flush=True); sys.stdin.read()"]  # fmt: skip
    before = path.read_bytes()
    with subprocess.Popen(command, env=CHILD, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(OutputError, match=r"another run of attrcheck is writing .*list\.csv"):
            save_merged(path, sheet_with(TOWN), shape=CSV, caution=HASTY)
        with pytest.raises(OutputError, match="another run"):
            save(path, b"", replace=True, caution=HASTY)
        assert path.read_bytes() == before
        other.kill()
    save_merged(path, sheet_with(TOWN), shape=CSV, caution=HASTY)
    assert [one.name for one in path.parent.iterdir()] == ["list.csv"]


def test_runs_at_once_all_arrive(path: Path) -> None:
    """Of several processes that merge at once, each waits for the other, and what each brings is there."""
    script = (
        "import sys; from pathlib import Path; from attrcheck.formats import Caution, FileShape, Format, save_merged\n"
        "from tests.support.sheets import TOWN, sheet_with, typed\n"
        "cells = {1: {'mine' + sys.argv[2]: 'x' + sys.argv[2]}}\n"
        "new = typed(sheet_with(TOWN), cells)\n"
        "save_merged(Path(sys.argv[1]), new, shape=FileShape(Format.CSV), caution=Caution(wait=60))"
    )
    running = [subprocess.Popen([sys.executable, "-c", script, path, str(n)], env=CHILD, cwd=ROOT) for n in range(4)]
    assert [one.wait(timeout=120) for one in running] == [0, 0, 0, 0]
    sheet = load(path)
    assert cells_of(sheet, *(f"mine{n}" for n in range(4)))[1] == ("x0", "x1", "x2", "x3")
    assert cells_of(sheet, "verdict", "desk")[0] == ("misquoted", "home")


def test_a_kill_at_any_moment_leaves_a_whole_file(tmp_path: Path) -> None:
    """A merging process that is killed at 200 random moments leaves the old file or the new one, whole, each time."""
    command = [sys.executable, "-m", "tests.benchmarks.kill_writes", str(tmp_path), "200", "7"]
    told = subprocess.run(command, env=CHILD, cwd=ROOT, capture_output=True, check=True, timeout=300).stdout.decode()
    match = re.fullmatch(r"(\d+) old, (\d+) new, 0 broken, left over: \[\]\n", told)
    assert match, told
    assert int(match[1]) + int(match[2]) == 200
    assert min(int(match[1]), int(match[2])) > 0


@pytest.mark.parametrize("name", [".~lock.list.csv#", "~$list.csv"])
def test_a_file_that_a_spreadsheet_has_open_is_refused(path: Path, name: str) -> None:
    """The lock files of LibreOffice and Excel stop a merge, which says who has it open; on demand it goes on."""
    path.with_name(name).write_text(",Zoë Day,desk,23.11.2026 10:00,file:///home;", encoding="utf8")
    before = path.read_bytes()
    with pytest.raises(OutputError, match=r"open in a spreadsheet program.*--ignore-lock") as caught:
        save_merged(path, sheet_with(TOWN), shape=CSV, caution=Caution())
    assert ("Zoë Day" in str(caught.value)) == name.startswith(".~")
    assert path.read_bytes() == before
    save_merged(path, sheet_with(TOWN), shape=CSV, caution=Caution(ignore_lock=True))
    assert path.read_bytes() != before


def test_a_read_only_file_is_left_alone(path: Path) -> None:
    """A file that nobody may write to is refused, though its folder would let it be replaced."""
    before = path.read_bytes()
    path.chmod(0o444)
    for act in (
        lambda: save_merged(path, sheet_with(TOWN), shape=CSV, caution=Caution()),
        lambda: save(path, b"", replace=True, caution=Caution()),
    ):
        with pytest.raises(OutputError, match="is read-only and is left as it is"):
            act()
    assert path.read_bytes() == before


def test_a_file_that_is_no_checklist_is_left_alone(path: Path) -> None:
    """A file from somewhere else, or of another article, stays, and the message says how to go on."""
    other = sheet_with((("Max Roe", "told", "ships left the harbour at dawn"),), title="Port news")
    with pytest.raises(OutputError, match=r"another article.*--merge-anyway.*--force"):
        save_merged(path, other, shape=CSV, caution=Caution())
    path.write_bytes(b"verdicts of a whole day")
    with pytest.raises(OutputError, match=r"cannot be merged into.*column 'id' is missing.*--force"):
        save_merged(path, other, shape=CSV, caution=Caution(merge_anyway=True))
    assert path.read_bytes() == b"verdicts of a whole day"


def _worked_in(path: Path) -> Path:
    """Write at `path` a workbook as a person leaves it: with colours, widths, a comment, a link and calls to make."""
    book = book_of(MINE)
    page = book["checklist"]
    for cell in page[3]:
        cell.fill = PatternFill("solid", fgColor="FFFF00")
    at = {str(cell.value): get_column_letter(number) for number, cell in enumerate(page[1], start=1)}
    link = page[f"{at['evidence_url']}3"]
    link.value, link.hyperlink = "the transcript", "https://example.org/t"
    page[f"{at['notes']}3"].comment = Comment("call her", "Zoë")
    page.column_dimensions[at["statement"]].width = 91
    page.column_dimensions[at["context"]].hidden = True
    calls = book.create_sheet("calls")
    calls["A1"], calls["B1"] = "Tuesday", "=COUNTA(checklist!B2:B30)"
    path.write_bytes(book_bytes(book))
    return path


@pytest.mark.parametrize("resaved", [False, True])
def test_a_workbook_keeps_its_looks_and_remarks(tmp_path: Path, resaved: bool) -> None:
    """A merge keeps colours, widths, comments and links at their rows though these move, and other worksheets."""
    path = _worked_in(tmp_path / "list.xlsx")
    if resaved:
        path = by_libreoffice(path, "xlsx", "", tmp_path / "out")
    new = sheet_with((("Eve Ray", "added", "nothing was ever decided at all"), *TOWN))
    merged = save_merged(path, new, shape=FileShape(Format.XLSX), caution=Caution())
    assert merged.notices == ()
    book = load_workbook(path)
    assert [(page.title, page.sheet_state) for page in book.worksheets] == [
        *(("checklist", "visible"), ("calls", "visible"), ("people", "visible"), ("lists", "hidden")),
    ]
    assert [cell.value for cell in book["calls"][1]][:2] == ["Tuesday", "=COUNTA(checklist!B2:B30)"]
    page = book["checklist"]
    at = {str(cell.value): get_column_letter(number) for number, cell in enumerate(page[1], start=1)}
    fills = {(row[0].row, str(cell.fill.fgColor.rgb)[2:]) for row in page.iter_rows(min_row=2) for cell in row}
    assert {number for number, colour in fills if colour == "FFFF00"} == {4}
    assert {cell.coordinate: cell.comment.text for row in page.iter_rows() for cell in row if cell.comment} == {
        "E4": "call her"
    }
    link = page[f"{at['evidence_url']}4"]
    assert (link.value, link.hyperlink.target) == ("the transcript", "https://example.org/t")
    widths = {name: one for name, one in page.column_dimensions.items() if one.hidden or round(one.width) == 91}
    assert set(widths) == {at["statement"], at["context"]}
    assert [one.name for one in path.parent.glob("*.xlsx")] == ["list.xlsx"]
    assert cells_of(load(path), "evidence_url", "desk")[2] == ("the transcript", "")


def _set_up(path: Path) -> Path:
    """Write at `path` a workbook that a person has set up: panes, print, protection, heights, drop-down lists."""
    book = book_of(MINE)
    page = book["checklist"]
    page.move_range("C1:C4", cols=40)
    page.freeze_panes, page.sheet_view.zoomScale, page.sheet_view.showGridLines = "E2", 85, False
    page.page_setup.orientation, page.page_setup.paperSize = "portrait", 8
    page.print_title_rows, page.print_title_cols, page.print_area = "1:1", "A:B", "A1:F4"
    assert page.oddFooter is not None
    page.oddFooter.center.text, page.page_margins.left = "desk", 0.2
    page.protection.sheet, page.protection.password = True, "x"
    page.row_dimensions[3].height = 99
    book.create_sheet("people")["A1"] = "Zoë"
    for column, source in (("H", '"home,abroad"'), ("I", "people!$A$1:$A$9"), ("A", '"open,shut"')):
        own = DataValidation(type="list", formula1=source)
        own.add(f"{column}2:{column}4")
        page.add_data_validation(own)
    path.write_bytes(book_bytes(book))
    return path


def test_a_workbook_keeps_how_it_is_set_up(tmp_path: Path) -> None:
    """Columns' order, panes, print set-up, protection, heights and people's drop-down lists stay, also on new rows."""
    path = _set_up(tmp_path / "list.xlsx")
    before = [cell.value for cell in load_workbook(path)["checklist"][1] if cell.value]
    new = sheet_with((("Eve Ray", "added", "nothing was ever decided at all"), *TOWN))
    assert save_merged(path, new, shape=FileShape(Format.XLSX), caution=Caution()).notices == ()
    page = load_workbook(path)["checklist"]
    now = [cell.value for cell in page[1]]
    assert now[: len(before)] == before
    assert {MERGED, OLD_STATEMENT} <= set(now[len(before) :])
    assert (page.freeze_panes, page.sheet_view.zoomScale, page.sheet_view.showGridLines) == ("E2", 85, False)
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("portrait", 8)
    assert (page.print_title_rows, page.print_title_cols, page.print_area) == (
        *("$1:$1", "$A:$B", "'checklist'!$A$1:$F$5"),
    )
    assert page.oddFooter is not None
    assert (page.oddFooter.center.text, page.page_margins.left, page.protection.sheet) == ("desk", 0.2, True)
    assert page.row_dimensions[4].height == 99
    lists = {str(one.sqref)[0]: one.formula1 for one in page.data_validations.dataValidation}
    assert (lists["A"], lists["G"], lists["H"]) == ('"open,shut"', '"home,abroad"', "people!$A$1:$A$9")
    assert {str(one.sqref)[-1] for one in page.data_validations.dataValidation} == {"5"}


@pytest.mark.parametrize("resaved", [False, True])
def test_a_height_set_by_hand_stays_when_the_row_changes(tmp_path: Path, resaved: bool) -> None:
    """Rows whose words change grow or shrink with them, but not those that somebody has given a height."""
    path = tmp_path / "list.xlsx"
    book = book_of(MINE)
    page = book["checklist"]
    page.row_dimensions[2] = RowDimension(page, index=2, ht=33)
    for number in (3, 4):
        page.row_dimensions[number].height = None
    path.write_bytes(book_bytes(book))
    if resaved:
        path = by_libreoffice(path, "xlsx", "", tmp_path / "out")
    later = [(source, cue, f"{words}, as the council had said") for source, cue, words in TOWN]
    for _ in range(2):
        merged = save_merged(path, sheet_with(later), shape=FileShape(Format.XLSX), caution=Caution())
        assert {row[MERGED] for row in merged.sheet.rows} == {"changed"}
        assert load_workbook(path)["checklist"].row_dimensions[2].height == 33
    written = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode().partition("<sheetData>")[2]
    tags = re.findall(r"<row [^>]*>", written)
    assert ["customHeight" in tag for tag in tags] == [False, True, False, False]
    assert all("ht=" in tag for tag in tags[1:])


def test_rows_are_as_high_as_their_words() -> None:
    """A row shows all lines of its longest cell, up to Excel's highest, and is left to grow with what is typed."""
    long = typed(sheet_with(TOWN), {0: {"notes": "one\ntwo\n" * 9}, 1: {"statement": "word " * 900}})
    page = book_of(long)["checklist"]
    heights = [page.row_dimensions[number].height for number in (2, 3, 4)]
    assert heights[0] == 19 * 15
    assert heights[1] == 409
    assert 15 < heights[2] < 150
    sheet = zipfile.ZipFile(io.BytesIO(render(long, FileShape(Format.XLSX)))).read("xl/worksheets/sheet1.xml").decode()
    assert "customHeight" not in sheet.partition("<sheetData>")[2]


def test_a_workbook_in_another_format_is_kept_in_a_copy(tmp_path: Path) -> None:
    """What a workbook's cells cannot say in the file that is written is in a copy, once, and the copy is named."""
    path = _worked_in(tmp_path / "list.xlsx")
    book = load_workbook(path)
    book["checklist"]["E2"] = "=1+1"
    path.write_bytes(book_bytes(book))
    before = path.read_bytes()
    merged = save_merged(path, sheet_with(TOWN), shape=FileShape(Format.XLSX), caution=Caution())
    copy = tmp_path / "list.before-merge.xlsx"
    assert copy.read_bytes() == before
    told = "formulas, of which the values stay"
    assert merged.notices == (f"a checklist cannot hold {told}: the file as it was is {copy}",)
    path.write_bytes(before)
    merged = save_merged(path, sheet_with(TOWN), shape=CSV, caution=Caution())
    told += ", the worksheet 'calls', comments, links behind other words"
    assert merged.notices == (f"a checklist cannot hold {told}: the file as it was is {copy}",)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["list.before-merge.xlsx", "list.xlsx"]


def test_what_a_killed_run_left_is_removed(path: Path) -> None:
    """The half-written file of a run that was killed goes with the next; a person's hidden file stays."""
    path.with_name(".list.csv.abcd1234.attrcheck-part").write_bytes(b"half")
    path.with_name(".list.csv.original").write_bytes(b"mine")
    save_merged(path, sheet_with(TOWN), shape=CSV, caution=Caution())
    assert sorted(one.name for one in path.parent.iterdir()) == [".list.csv.original", "list.csv"]


def test_a_lock_file_that_was_left_holds_nobody_up(path: Path) -> None:
    """A lock file without a process behind it is taken over."""
    path.with_name(".list.csv.attrcheck-lock").write_bytes(b"")
    with locked(path, wait=0):
        assert path.with_name(".list.csv.attrcheck-lock").exists()
    assert not path.with_name(".list.csv.attrcheck-lock").exists()


def test_a_disk_that_fills_keeps_the_old_file(path: Path) -> None:
    """On a file system without space the old file stays whole, and nothing is left beside it."""
    small = path.parent / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(small)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no file system may be mounted here")
    try:
        target = small / "list.csv"
        write_whole(target, path.read_bytes())
        before = target.read_bytes()
        longer = typed(sheet_with(TOWN), {1: {"notes": os.urandom(50_000).hex()}})
        with pytest.raises(OutputError, match=r"No space left on device\. Nothing was changed"):
            save_merged(target, longer, shape=CSV, caution=Caution())
        assert {one.name: one.read_bytes() for one in small.iterdir()} == {"list.csv": before}
    finally:
        subprocess.run(["umount", str(small)], check=True)


@pytest.mark.parametrize(
    ("start", "ending", "options"),
    [
        ("csv", "csv", ""),
        ("csv", "csv", ":Text - txt - csv (StarCalc):59,34,76,1,,0,true"),
        ("csv", "csv", ":Text - txt - csv (StarCalc):9,34,65535,1"),
        ("csv", "xlsx", ""),
        ("xlsx", "xlsx", ""),
        ("xlsx", "csv", ":Text - txt - csv (StarCalc):44,34,76,1"),
    ],
)
def test_a_file_that_libreoffice_saved_merges(tmp_path: Path, start: str, ending: str, options: str) -> None:
    """What LibreOffice opened and saved again, in its own way, merges, and every cell that was typed is there."""
    cells = {
        0: {"verdict": "misquoted", "notes": "asked “twice”,\nno answer; ü", "desk": "=not a formula", "status": "done"}
    }
    sheet = typed(sheet_with(TOWN, url="https://example.org/town?a=b&c=d"), cells)
    path = tmp_path / f"list.{start}"
    path.write_bytes(render(sheet, FileShape(Format(start))))
    (tmp_path / "out").mkdir()
    saved = by_libreoffice(path, ending, options, tmp_path / "out")
    new = sheet_with(TOWN, url="https://example.org/town?a=b&c=d")
    merged = save_merged(saved, new, shape=FileShape(Format(ending)), caution=Caution())
    assert merged.notices == ()
    # A person's column is of that person: LibreOffice may have put a number into its own form.
    # A merge adds columns of its own, which hold no mark here, and in the history what was typed.
    merged_rows = plain(load(saved))
    assert [{column: row[column] for column in sheet.columns} for row in merged_rows] == plain(sheet)
    assert {row[column] for row in merged_rows for column in (MERGED, OLD_STATEMENT)} == {""}
    assert [bool(row["history"]) for row in merged_rows] == [True, False, False]
