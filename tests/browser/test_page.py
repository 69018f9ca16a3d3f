"""The page in headless Chromium: a person works in it, by mouse, keyboard and touch, and it loads and loses nothing."""

from __future__ import annotations

import codecs
import json as standard_json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest

from attrcheck.checklist.columns import COLUMNS, HUMAN
from attrcheck.checklist.merging import merge
from attrcheck.checklist.model import Checklist
from attrcheck.checklist.people import people_of
from attrcheck.checklist.progress import progress
from attrcheck.checklist.sheet import Row, Sheet, as_sheet
from attrcheck.formats import csv
from attrcheck.formats.format import FileShape, Format
from attrcheck.formats.html import page as html
from attrcheck.formats.reading import read_sheet
from attrcheck.formats.storage import render
from tests.support.marked_pages import BRIDGE, EVIDENCE, looked_up, marked_checklist
from tests.support.sheets import TOWN, checklist_with, typed

#: A browser is a process of its own, and what it passes on between windows comes when it comes.
pytestmark = pytest.mark.flaky(reruns=3)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Locator, Page, Request

    Opened = Callable[..., Page]

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
CHECKLIST = marked_checklist(unsure=3)
FERRY = marked_checklist("[S:Ann] [C:said] [T:the ferry was late again].", title="Ferry late")


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Return a function that opens a page of checklists in a profile of its own, or in that of `beside`.

    Fails the test where the page asked for anything, complained of anything or opened a dialog.
    """
    wrong: list[str] = []
    contexts = []

    def watch(page: Page) -> None:
        def asked(request: Request) -> None:
            if not request.url.startswith(("file:", "blob:file:")):
                wrong.append(request.url)

        def talked(dialog: Dialog) -> None:
            wrong.append(dialog.message)
            dialog.dismiss()

        page.on("request", asked)
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", talked)

    def open_page(
        *checklists: Checklist, beside: Page | None = None, script: str = "", content: str = "", **options: Any
    ) -> Page:
        path = tmp_path / "page.html"
        path.write_text(content or html.write(*checklists or (CHECKLIST,)), encoding="utf8")
        options.setdefault("viewport", {"width": 1280, "height": 720})
        context = beside.context if beside else browser.new_context(**options)
        contexts.append(context)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.set_default_timeout(20_000)
        watch(page)
        if beside:
            _wait_until_passed_on(beside)
        page.goto(path.as_uri())
        page.wait_for_selector("html.ready")
        if beside:
            _wait_until_heard(beside, page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def _downloaded(page: Page, button: str = "#save") -> bytes:
    with page.expect_download() as caught:
        page.click(button)
    return Path(caught.value.path()).read_bytes()


def _wait_until(page: Page, script: str, arg: str = "") -> None:
    """Wait until `script` is true in the page, asked again and again: its security policy forbids it to ask itself."""
    for _ in range(250):
        if page.evaluate(script, arg):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"never true: {script}")


def _wait_until_kept(page: Page, words: str) -> None:
    """Wait until the page has kept `words`, letter by letter: before that a page that is loaded again lacks them."""
    _wait_until(page, "(words) => Object.values({ ...localStorage }).some((kept) => kept.includes(words))", words)


_KEPT = "JSON.stringify(Object.entries({ ...localStorage }).sort())"


def _wait_until_passed_on(page: Page) -> None:
    """Wait until another window beside `page` finds all that it has kept: the browser passes that on a moment later."""
    wanted = page.evaluate(_KEPT)
    beside = Path(url2pathname(urlsplit(page.url).path)).with_name("beside.html")
    beside.write_text("<!doctype html><title>Beside</title>", encoding="utf8")
    window = page.context.new_page()
    for _ in range(100):
        window.goto(beside.as_uri())
        if window.evaluate(_KEPT) == wanted:
            break
        window.wait_for_timeout(50)
    window.close()


def _wait_until_heard(page: Page, other: Page) -> None:
    """Wait until what `page` keeps is told to the window `other`, which a browser begins a moment after it is open."""
    other.evaluate("addEventListener('storage', ({ key }) => { window.heard = window.heard || key === 'heard?'; })")
    for turn in range(100):
        page.evaluate("(turn) => localStorage.setItem('heard?', turn)", turn)
        other.wait_for_timeout(30)
        if other.evaluate("window.heard"):
            break
    page.evaluate("localStorage.removeItem('heard?')")


def _reload(page: Page) -> None:
    """Load the page again once the browser, a process of its own, has what the page kept a moment before."""
    _wait_until_passed_on(page)
    page.reload()
    page.wait_for_selector("html.ready")


def _upload(page: Page, data: bytes) -> str:
    """Open `data` in the page and return what it says of that, not what it said of something before."""
    page.evaluate("document.getElementById('message').hidden = true")
    page.set_input_files("#file", {"name": "checklist.csv", "mimeType": "text/csv", "buffer": data})
    page.wait_for_selector("#message:not([hidden])")
    return page.inner_text("#message")


def _sheet(data: bytes) -> Sheet:
    return read_sheet(data, name="checklist.csv")


def _lit(page: Page) -> list[tuple[str, str]]:
    """Return the pieces that are marked as the open row's, with their role."""
    script = "all => all.map(e => [e.className.match(/lit-(\\w+)/)[1], e.textContent])"
    return [tuple(one) for one in page.eval_on_selector_all("#text .mark.lit", script)]


def _focused(page: Page) -> Locator:
    return page.locator(":focus")


def _open_rows(page: Page) -> list[str]:
    return [str(one.get_attribute("id")) for one in page.locator(".card.open").all()]


def _in_view(page: Page, selector: str) -> bool:
    return bool(
        page.eval_on_selector(
            selector, "e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }"
        )
    )


LONG = f"{'It rained. ' * 400}\n\n{BRIDGE}\n\n{'It rained on. ' * 400}"


def test_a_mark_finds_its_row_and_a_row_its_marks_by_mouse(opened: Opened) -> None:
    """A click on any mark opens its row, in view; a click on a row shows its marks, each with its role."""
    page = opened(marked_checklist(LONG))
    page.click("#row-1 .head")
    assert _lit(page) == [
        ("statement", "The bridge will stay shut"),
        ("source", "the mayor, Ines Okafor"),
        ("cue", "told"),
        ("statement", "and so will the quay"),
    ]
    assert _in_view(page, "#text .marker.lit")
    page.click("#text .mark:text('They knew')")
    assert _open_rows(page) == ["row-4"]
    assert _in_view(page, "#row-4 .head")
    assert _focused(page).get_attribute("aria-controls") == "body-4"


def test_marks_within_marks_lead_to_the_inner_row_first(opened: Opened) -> None:
    """A click where rows overlap opens the innermost, and a further click there the next one."""
    page = opened()
    place = "#text .mark:text('the pier would crack')"
    for row, lit in [("row-3", "the pier would crack"), ("row-2", "that critics feared the pier would crack")]:
        page.click(place)
        assert _open_rows(page) == [row]
        assert " ".join("".join(text for role, text in _lit(page) if role == "statement").split()) == lit
    assert "Stands in" not in page.inner_text("#row-2 .details")
    page.click(place)
    assert "Stands in" in page.inner_text("#row-3 .details")


def test_mark_and_row_find_each_other_by_keyboard(opened: Opened) -> None:
    """Keys walk through the rows, lead to the article and back, and open the shortcuts."""
    page = opened(marked_checklist(LONG))
    for key, row in [("j", 1), ("j", 2), ("j", 3), ("k", 2)]:
        page.keyboard.press(key)
        assert _open_rows(page) == [f"row-{row}"]
    page.keyboard.press("a")
    assert _focused(page).get_attribute("aria-label") == "Row 2: A report"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert (_open_rows(page), _focused(page).get_attribute("aria-controls")) == (["row-3"], "body-3")
    page.click("#tabs [data-view=sources]")
    page.keyboard.press("n")
    assert _focused(page).get_attribute("id") == "notes-3"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("#keys tr").count() == 16
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    assert _open_rows(page) == ["row-3"]


def test_what_is_typed_by_keyboard_survives_a_reload(opened: Opened) -> None:
    """Each field is reached by its key, typed letters are no shortcuts, and a reload shows what was typed."""
    page = opened()
    for key, letters in [("j", ""), ("s", "wait"), ("v", "misq"), ("u", "https://e.example/j"), ("n", "jkd: not so?")]:
        page.keyboard.press(key)
        page.keyboard.type(letters)
        if letters:
            page.keyboard.press("Escape")
    page.keyboard.press("b")
    page.keyboard.type("Ann")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    _wait_until_kept(page, "Ann")
    _reload(page)
    (row, *others) = _sheet(_downloaded(page)).rows
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    assert [row[c] for c in COLUMNS[:7]] == [
        CHECKLIST.items[0].id,
        "waiting_reply",
        "misquoted",
        "https://e.example/j",
        "jkd: not so?",
        "Ann",
        today,
    ]
    assert [other["status"] for other in others] == ["todo"] * 3
    assert page.locator("#row-1 .chips").inner_text().split("\n") == ["waiting reply", "misquoted"]
    page.keyboard.press("j")
    assert page.input_value("#notes-1") == "jkd: not so?"


def test_progress_counts_what_is_done(opened: Opened) -> None:
    """A row that is done or skipped counts in the bar, on its number in the article and for its source."""
    page = opened()
    page.keyboard.press("j")
    page.keyboard.press("d")
    page.select_option("#status-1", "skipped")
    assert page.inner_text("#count") == "1 of 4 done"
    assert page.get_attribute("#bar", "aria-valuetext") == "1 of 4 done"
    assert page.locator("#text .marker.done").inner_text().startswith("1")
    page.click("#tabs [data-view=sources]")
    assert page.locator(".source-bar .amount").all_inner_texts() == ["1 statement, 1 done", *["1 statement"] * 2]


def test_an_untouched_page_downloads_the_csv_of_the_checklist(opened: Opened) -> None:
    """The CSV is letter by letter what `-o checklist.csv` writes, formulas guarded; for Excel what --excel does."""
    hostile = marked_checklist(
        "[S:Ann] [C:said] [T:=1+1, “a, b”;=3; '-4,@me,'@you;\"=5 \u2028 \ufeff=2\tetc \U0001f600].", title="'=A1"
    )
    page = opened(CHECKLIST, hostile)
    assert _downloaded(page).decode() == csv.write(CHECKLIST, hostile)
    page.click("#more summary")
    excel = render(as_sheet(CHECKLIST, hostile), FileShape(Format.CSV, excel=True))
    assert _downloaded(page, "#save-excel") == excel
    assert _upload(page, excel) == f"{len(_sheet(excel).rows)} rows read."


def test_download_and_upload_carry_everything_to_another_browser(opened: Opened) -> None:
    """A downloaded CSV gives another browser the same state, and `merge` and `progress` read it."""
    page = opened()
    page.keyboard.press("j")
    page.select_option("#verdict-1", "out_of_context")
    page.select_option("#status-1", "done")
    page.fill("#notes-1", "=1+1\n'=“two”, three; \U0001f600")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.fill("#evidence_url-2", "-x")
    data = _downloaded(page)
    other = opened()
    assert _upload(other, data) == "4 rows read."
    assert _downloaded(other) == data
    _reload(other)
    assert _downloaded(other) == data
    merged = merge(_sheet(data), as_sheet(CHECKLIST))
    assert (merged.kept, merged.new, merged.changed, merged.gone, merged.conflicts) == (4, 0, 0, 0, 0)
    assert [row["notes"] for row in merged.sheet.rows] == ["=1+1\n'=“two”, three; \U0001f600", "", "", ""]
    assert progress(merged.sheet).done == 1


def test_two_peoples_merged_work_goes_through_the_page(opened: Opened) -> None:
    """What `merge` makes of two people's pages is downloaded byte for byte as it was uploaded, conflict and all."""
    theirs = []
    for name, verdict in (("Ann", "misquoted"), ("Ben", "misattributed")):
        page = opened(looked_up(CHECKLIST))
        page.keyboard.press("j")
        page.select_option("#verdict-1", verdict)
        page.fill("#checked_by-1", name)
        theirs.append(_sheet(_downloaded(page)))
    merged = merge(*theirs)
    assert merged.conflicts == 1
    data = csv.write_sheet(merged.sheet).encode()
    page = opened(looked_up(CHECKLIST))
    assert _upload(page, data) == "4 rows read, 1 in conflict: filter by mark to settle them."
    assert _downloaded(page) == data
    assert page.inner_text("#count") == "0 of 4 done"
    page.click("#row-1 .head")
    page.click("#row-1 .change button:text('misquoted')")
    row = _sheet(_downloaded(page)).rows[0]
    assert (row["verdict"], row["merged"], row["contradictions"]) == ("misquoted", "", "")


def test_a_spreadsheets_csv_is_read_with_its_own_columns(opened: Opened) -> None:
    """Semicolons, a byte-order mark, UTF-16, other orders, unknown verdicts, own columns and rows are read and kept."""
    rows = [{column: row[column] for column in COLUMNS} for row in as_sheet(CHECKLIST).rows]
    rows[1] |= {"status": "Done", "verdict": "Fals", "desk": "home; abroad", "nr": ""}
    rows.append(dict.fromkeys(COLUMNS, "") | {"statement": "my own row", "notes": "=mine", "desk": "x", "nr": ""})
    columns = ["desk", *reversed(COLUMNS), "nr"]
    lines = [columns, *([row.get(column, "") for column in columns] for row in rows)]
    text = "\n".join(";".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines)
    for data in (b"\xef\xbb\xbf" + text.encode(), codecs.BOM_UTF16_LE + text.encode("utf-16-le")):
        page = opened()
        assert _upload(page, data) == "4 rows read, 1 that the article does not have kept at the end."
        assert page.locator("#row-2 .chips").inner_text().split("\n") == ["done", "Fals"]
        page.click("#row-2 .head")
        assert page.input_value("#own-0-2") == "home; abroad"
        page.fill("#own-0-2", "abroad")
        _wait_until_kept(page, '"abroad"')
        _reload(page)
        sheet = _sheet(_downloaded(page))
        assert set(sheet.own) == {"desk", "nr"}
        assert [(r["status"], r["verdict"], r["notes"], r["desk"]) for r in sheet.rows] == [
            ("todo", "", "", ""),
            ("Done", "Fals", "", "abroad"),
            ("todo", "", "", ""),
            ("todo", "", "", ""),
            ("", "", "=mine", "x"),
        ]
        assert page.locator(".divider").all_inner_texts() == [
            "Perhaps nobody’s statement at all",
            "Added by people",
        ]


def test_no_cell_is_changed_on_the_way(opened: Opened) -> None:
    """Whatever a cell holds, upload and download leave it as it is, for attrcheck to read."""
    pick = random.Random(7)
    characters = "'=+-@＝\t\r\n ;,|\"\x1c\x85\xa0\ufeff\u2028\u3000\0aé\U0001f600"
    rows = [
        {**dict.fromkeys(COLUMNS, ""), **{c: "".join(pick.choices(characters, k=pick.randrange(8))) for c in HUMAN}}
        for _ in range(150)
    ]
    sheet = as_sheet(CHECKLIST)
    rows = [{**row, "statement": f"own {n}"} for n, row in enumerate(rows)]
    whole = Sheet((*COLUMNS, "desk"), (*sheet.rows, *(Row({**row, "desk": row["notes"]}) for row in rows)))
    page = opened()
    assert _upload(page, csv.write_sheet(whole).encode()).startswith("4 rows read, 150 that")
    found = _sheet(_downloaded(page)).rows[4:]
    assert [[row[c] for c in (*HUMAN, "desk")] for row in found] == [
        [row[c] for c in (*HUMAN, "desk")] for row in whole.rows[4:]
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            csv.write(FERRY).encode(),
            "This is a checklist of another article, “Ferry late”. Nothing was changed.",
        ),
        (b"a,b\n1,2\n", "checklist.csv: This is not a checklist: column “id” is missing."),
        (
            b"PK\x03\x04 a workbook",
            "checklist.csv: This is a workbook. Save it as CSV, or run attrcheck convert, and open that.",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old one",
            "checklist.csv: This is a workbook of an old program (.xls). Save it as CSV, and open that.",
        ),
        (
            csv.write_sheet(
                Sheet(COLUMNS, tuple(Row({**as_sheet(CHECKLIST).rows[0].cells, "id": f"x{n}"}) for n in range(2002)))
            ).encode(),
            "This file has 2001 rows that the article does not have, too many for this page. Run attrcheck merge on it "
            "instead. Nothing was changed.",
        ),
        (
            csv.write(CHECKLIST).encode().replace(b"verdict", b"verdicts", 1),
            "checklist.csv: This is not a checklist: column “verdict” is missing.",
        ),
        (
            csv.write(CHECKLIST).encode().partition(b'"')[0] + b'"cut',
            "checklist.csv: Row 2 is damaged, or the file breaks off there. Take a copy that is whole.",
        ),
    ],
)
def test_files_that_do_not_fit_are_refused(opened: Opened, data: bytes, message: str) -> None:
    """A checklist of another article, another table and a damaged file are refused, and change nothing."""
    page = opened()
    assert _upload(page, data) == message
    assert _downloaded(page).decode() == csv.write(CHECKLIST)


def test_a_file_that_is_too_large_is_refused(opened: Opened, tmp_path: Path) -> None:
    """A file that would hold up the browser for long is refused with what to run instead."""
    large = tmp_path / "large.csv"
    large.write_bytes(b"x" * 20_000_001)
    page = opened()
    page.set_input_files("#file", large)
    page.wait_for_selector("#message:not([hidden])")
    told = "large.csv: This file is too large for this page. Run attrcheck merge on it instead."
    assert page.inner_text("#message") == told


def test_rows_of_one_id_are_kept_apart(opened: Opened) -> None:
    """A copy of a row stays a row of its own, with its own notes, through reload, download and upload."""
    first, *others = as_sheet(CHECKLIST).rows
    notes = ("mine", "hers", "his", "his")
    rows = [Row({**first.cells, "notes": note}) for note in notes]
    page = opened()
    _upload(page, csv.write_sheet(Sheet(COLUMNS, (*rows, *others))).encode())
    for _ in range(2):
        _reload(page)
        data = _downloaded(page)
        found = _sheet(data).rows
        assert sorted(row["notes"] for row in found if row["id"] == first["id"]) == sorted(notes)
        assert len(found) == len(rows) + len(others)
        assert _upload(page, data) == "7 rows read."
        assert _downloaded(page) == data


KEPT = (
    '{"typed":{"status":5,"notes":{"a":1},"merged":["x"],"verdict":null}}',
    '{"typed":{"notes":"seen"},"base":{"source":5,"statement":{},"id":7}}',
    *('{"typed":null}', '{"typed":[]}', '{"typed":"abc"}', '{"typed":{},"base":"abc"}', "nonsense", "5"),
    '{"typed":{"__proto__":{"status":"done"},"constructor":"x"},"base":{"__proto__":{"id":"x"}}}',
)


def test_storage_that_another_page_wrote_breaks_nothing(opened: Opened) -> None:
    """Whatever stands in the browser's storage, the page opens, shows its rows and downloads them."""
    page = opened()
    page.keyboard.press("j")
    page.fill("#notes-1", "seen")
    (name,) = (one for one in page.evaluate("Object.keys(localStorage)") if "/about/" not in one)
    prefix = name.rpartition("/")[0]
    for kept in KEPT:
        for key in (CHECKLIST.items[0].id, "unknown", "__proto__"):
            page.evaluate("([name, kept]) => localStorage.setItem(name, kept)", [f"{prefix}/{key}", kept])
        _reload(page)
        page.click("#row-1 .head")
        page.fill("#words", "bridge")
        page.fill("#words", "")
        first, *_ = _sheet(_downloaded(page)).rows
        assert (first["id"], first["status"]) == (CHECKLIST.items[0].id, "todo")


def test_a_contradiction_is_told_and_settled(opened: Opened) -> None:
    """What another person's file says against the page is marked, both stay in the history, and a button settles it."""
    page = opened()
    page.keyboard.press("j")
    page.select_option("#verdict-1", "misquoted")
    page.fill("#notes-1", "seen")
    page.fill("#checked_by-1", "Ann")
    theirs = _downloaded(opened()).replace(b"todo,,,,,", b"done,misattributed,,heard,Ben,", 1)
    assert _upload(page, theirs) == "4 rows read, 1 in conflict: filter by mark to settle them."
    row = _sheet(_downloaded(page)).rows[0]
    cells = [row[column] for column in ("status", "verdict", "notes", "checked_by")]
    assert cells == ["todo", "misquoted", "heard\nseen", "Ben, Ann"]
    against = re.sub(r", \d{4}-\d\d-\d\d", "", row["contradictions"])
    assert against.split("\n") == [
        "status: done (Ben) | todo (Ann)",
        "verdict: misattributed (Ben) | misquoted (Ann)",
    ]
    page.click("#row-1 .head")
    page.click("#row-1 .change button:text('Status and verdict: done, misattributed (Ben)')")
    row = _sheet(_downloaded(page)).rows[0]
    assert [row[c] for c in ("status", "verdict", "merged", "contradictions")] == ["done", "misattributed", "", ""]
    assert row["history"].count("misquoted") == 1


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"status": "done", "checked_by": "Ann"}, {"verdict": "misquoted", "checked_by": "Ben"}),
        ({"status": "done", "verdict": "misquoted"}, {"status": "in_progress", "verdict": "inconclusive"}),
        ({"status": "done", "checked_by": "Ann"}, {"status": "done", "verdict": "misquoted", "checked_by": "Ben"}),
        *(
            ({"checked_by": "Ann", "checked_on": day}, {"checked_by": "Ann", "checked_on": "2026-11-13"})
            for day in (
                "13 ноября 2026 г.",
                "Friday, 13th Nov. 2026",
                "46339",
                "11/13/26 12:00:00 AM",
                "2026年11月13日",
            )
        ),
        *(({"checked_on": day}, {"checked_on": "2026-11-13"}) for day in ("13 Nov 2026 by phone", "soon", "3.11.2026")),
    ],
)
def test_the_page_judges_as_a_merge_does(opened: Opened, mine: dict[str, str], theirs: dict[str, str]) -> None:
    """Two people's files opened on the page, one after the other, give the cells that merging them gives."""
    sheet = as_sheet(CHECKLIST)
    files = [typed(sheet, {0: cells}) for cells in (mine, theirs)]
    page = opened()
    for file in files:
        _upload(page, csv.write_sheet(file).encode())
    row, merged = _sheet(_downloaded(page)).rows[0], merge(*files).sheet.rows[0]
    for column in ("status", "verdict", "checked_on", "merged", "contradictions"):
        assert row[column] == merged[column]
    assert row["history"] in ("", merged["history"])


def test_what_was_typed_stands_when_the_headline_and_a_word_change(opened: Opened) -> None:
    """The page of a later version, under another headline, has all that was typed; of a changed statement it tells."""
    page = opened(checklist_with(TOWN))
    for row, notes in ((1, "called"), (2, "asked")):
        page.click(f"#row-{row} .head")
        page.fill(f"#notes-{row}", notes)
    _wait_until_kept(page, "asked")
    june = ("Ann Hill", "said", "the old bridge would be closed in June")
    later = opened(checklist_with((june, *TOWN[1:]), title="Bridge to close"), beside=page)
    assert later.inner_text("#message") == "2 rows of an earlier version of this article kept what was typed."
    rows = _sheet(_downloaded(later)).rows
    assert [(row["notes"], row["merged"], row["old_statement"]) for row in rows] == [
        ("called", "changed", TOWN[0][2]),
        ("asked", "", ""),
        ("", "", ""),
    ]
    ferry = marked_checklist("[S:Ann] [C:said] [T:the ferry was late again].", title="Bridge to close")
    other = opened(ferry, beside=page)
    assert [row["notes"] for row in _sheet(_downloaded(other)).rows] == [""]


def test_nobody_signs_with_anothers_name(opened: Opened) -> None:
    """Opening a colleague's file teaches the page no name, their signature stays, and mine is what I typed myself."""
    page = opened()
    theirs = _downloaded(page).replace(b"todo,,,,,,", b"done,misquoted,,,Ana,2026-03-04,", 1)
    _upload(page, theirs)
    _reload(page)
    page.keyboard.press("j")
    page.keyboard.press("g")
    assert "Ana signed this row on 2026-03-04" in page.inner_text("#message")
    page.click("#row-2 .head")
    page.keyboard.press("g")
    assert _focused(page).get_attribute("id") == "checked_by-2"
    page.keyboard.type("Ben")
    page.click("#row-3 .head")
    page.keyboard.press("g")
    rows = _sheet(_downloaded(page)).rows
    assert [(row["checked_by"], row["checked_on"][:2]) for row in rows[:3]] == [
        ("Ana", "20"),
        ("Ben", "20"),
        ("Ben", "20"),
    ]


def test_what_is_typed_is_undone_and_redone(opened: Opened) -> None:
    """Keys undo and redo, field by field and a signature at once, and the history keeps who changed what when."""
    page = opened()
    page.keyboard.press("j")
    page.fill("#checked_by-1", "Ben")
    page.select_option("#verdict-1", "misquoted")
    page.fill("#notes-1", "seen")
    page.keyboard.press("Escape")
    page.keyboard.press("z")
    page.keyboard.press("z")
    cells = _sheet(_downloaded(page)).rows[0]
    assert (cells["verdict"], cells["notes"], cells["checked_by"]) == ("", "", "Ben")
    page.keyboard.press("y")
    cells = _sheet(_downloaded(page)).rows[0]
    assert (cells["verdict"], cells["notes"]) == ("misquoted", "")
    said = [standard_json.loads(line) for line in cells["history"].split("\n")]
    assert sorted((who, value) for _, who, column, value, _ in said if column == "verdict") == [
        ("Ben", ""),
        ("Ben", "misquoted"),
        ("Ben", "misquoted"),
    ]


def test_what_a_person_corrected_in_a_spreadsheet_is_taken_up(opened: Opened) -> None:
    """Names, roles, priorities and days that were typed in a spreadsheet stand on the page and in what it downloads."""
    page = opened()
    sheet = _sheet(_downloaded(page))
    cells = {"source_name": "Ines Okafor, MP", "priority": "low", "checked_on": "04/03/2026"}
    first = replace(sheet.rows[0], cells={**sheet.rows[0].cells, **cells})
    page.click("#row-1 .head")
    page.fill("#checked_on-1", "2026-03-04")
    assert _upload(page, csv.write_sheet(replace(sheet, rows=(first, *sheet.rows[1:]))).encode()) == "4 rows read."
    row = _sheet(_downloaded(page)).rows[0]
    assert (row["source_name"], row["priority"], row["checked_on"]) == ("Ines Okafor, MP", "low", "2026-03-04")
    assert row["merged"] == ""


def test_a_missed_statement_is_added(opened: Opened) -> None:
    """A row that a person adds is kept, counts, says who added it, and stays one row through files and merges."""
    page = opened(checklist_with(TOWN))
    page.click("#row-1 .head")
    page.fill("#checked_by-1", "Ben")
    page.click("#add")
    page.keyboard.type("Eve Ray")
    page.fill("#statement-4", "the ferry would run again")
    page.select_option("#status-4", "done")
    assert page.inner_text("#count") == "1 of 4 done"
    _wait_until_kept(page, "the ferry would run again")
    _reload(page)
    data = _downloaded(page)
    row = _sheet(data).rows[3]
    assert (row["source"], row["statement"], row["status"]) == ("Eve Ray", "the ferry would run again", "done")
    assert '"Ben","row","added"' in row["history"]
    merged = merge(_sheet(data), as_sheet(checklist_with(TOWN))).sheet
    assert [one["id"] for one in merged.rows] == [one["id"] for one in _sheet(data).rows]
    assert [one["merged"] for one in merged.rows] == [""] * 4
    assert _upload(page, csv.write_sheet(merged).encode()) == "4 rows read."
    assert len(_sheet(_downloaded(page)).rows) == 4


def test_a_row_is_split_and_stays_so_at_every_run(opened: Opened) -> None:
    """Both halves keep their words and who split them: in the file, at the next run and on a colleague's page."""
    page = opened()
    page.evaluate("localStorage.setItem('attrcheck/name', 'Ann')")
    page.click("#row-1 .head")
    page.select_option("#verdict-1", "misquoted")
    page.click("#row-1 .parts summary")
    page.click("#row-1 .parts button:text('Split in two')")
    assert page.inner_text("#message").startswith("Begin one new line")
    words = page.input_value("#split-1").split()
    first, rest = " ".join(words[:2]), " ".join(words[2:])
    page.fill("#split-1", f"{first}\n {rest}")
    page.click("#row-1 .parts button:text('Split in two')")
    assert [one.inner_text() for one in page.locator(".number").all()] == ["1", "1b", "2", "3", "4"]
    half = page.locator(".card.open")
    assert half.locator(".chip").all_inner_texts() == ["split off from row 1"]
    assert (half.locator(".history li").first.text_content() or "").endswith(", Ann")
    page.fill(".card.open [id^=notes-]", "the second claim")
    _wait_until_kept(page, "the second claim")
    _reload(page)
    assert page.inner_text("#count") == "0 of 5 done"
    data = _downloaded(page)
    expected = [(first, "misquoted", ""), (rest, "", "the second claim")]

    def halves(sheet: Sheet) -> list[tuple[str, ...]]:
        return [
            (row["statement"], row["verdict"], row["notes"])
            for row in sheet.rows
            if row["id"] == CHECKLIST.items[0].id and row["merged"] == ""
        ]

    assert sorted(halves(_sheet(data))) == sorted(expected)
    merged = merge(_sheet(data), as_sheet(CHECKLIST))
    assert (len(merged.sheet.rows), merged.changed, merged.conflicts, merged.gone) == (5, 0, 0, 0)
    assert sorted(halves(merged.sheet)) == sorted(expected)
    assert sorted(halves(merge(as_sheet(CHECKLIST), _sheet(data)).sheet)) == sorted(expected)
    other = opened()
    for _ in range(2):
        _upload(other, csv.write_sheet(merged.sheet).encode())
        assert sorted(halves(_sheet(_downloaded(other)))) == sorted(expected)
    assert [one.inner_text() for one in other.locator(".number").all()] == ["1", "1b", "2", "3", "4"]


def test_rows_are_joined_and_parted_again(opened: Opened) -> None:
    """The next row's words join the row's, and it is no statement of its own, until that is undone, and redone."""
    page = opened()
    words = [item.statement for item in CHECKLIST.items]
    page.click("#row-1 .head")
    page.click("#row-1 .parts summary")
    page.click("#row-1 .parts button:text('Join with row 2')")

    def state() -> list[tuple[str, str]]:
        return [(row["statement"], row["status"]) for row in _sheet(_downloaded(page)).rows[:2]]

    joined = [(f"{words[0]} […] {words[1]}", "todo"), (words[1], "not_a_statement")]
    assert state() == joined
    assert page.locator("#row-2 .chip").all_inner_texts() == ["not a statement", "joined to row 1"]
    merged = merge(_sheet(_downloaded(page)), as_sheet(CHECKLIST))
    assert [(row["statement"], row["status"]) for row in merged.sheet.rows[:2]] == joined
    assert merged.changed == 0
    page.keyboard.press("Escape")
    page.keyboard.press("z")
    assert state() == [(words[0], "todo"), (words[1], "todo")]
    assert page.locator("#row-2 .chips").count() == 0
    page.keyboard.press("y")
    assert state() == joined


def test_a_split_is_undone_and_redone(opened: Opened) -> None:
    """Undo takes the second half out and gives the row its words back; redo brings it back with what was typed."""
    page = opened()
    page.click("#row-1 .head")
    page.click("#row-1 .parts summary")
    page.fill("#split-1", "one\ntwo")
    page.click("#row-1 .parts button:text('Split in two')")
    page.keyboard.press("z")
    assert page.locator(".card").count() == 4
    assert _sheet(_downloaded(page)).rows[0]["statement"] == CHECKLIST.items[0].statement
    page.keyboard.press("y")
    assert [row["statement"] for row in _sheet(_downloaded(page)).rows if row["statement"] in ("one", "two")] == [
        "one",
        "two",
    ]


def test_all_articles_of_a_class_are_seen_at_once(opened: Opened) -> None:
    """A view has every article, with how far it is, whose work it is and what waits; a click turns to it."""
    essays = [checklist_with(TOWN, title="", file=f"{name}.txt") for name in ("Abel", "Dora")]
    page = opened(*essays)
    page.click("#row-1 .head")
    page.select_option("#status-1", "done")
    page.fill("#checked_by-1", "Ann")
    page.click("#tabs [data-view=class]")
    assert [one.inner_text().split("\n") for one in page.locator("#articles-list li").all()] == [
        ["1. Abel.txt", "1 of 3 done", "checked by Ann"],
        ["2. Dora.txt", "0 of 3 done"],
    ]
    page.click("#articles-list li:nth-child(2) button")
    assert page.input_value("#articles") == "1"
    assert page.is_visible("#rows")
    assert not opened().is_visible("#tabs [data-view=class]")


def test_evidence_is_a_link_as_soon_as_it_is_typed(opened: Opened) -> None:
    """Addresses that a person types stand among the links of the open row at once, also several, without a scheme."""
    page = opened()
    page.click("#row-1 .head")
    page.fill("#evidence_url-1", "https://a.example/x, www.b.example")
    links = page.locator("#row-1 .look a:has-text('Evidence that you named')")
    assert [one.get_attribute("href") for one in links.all()] == ["https://a.example/x", "https://www.b.example/"]


def test_print_shows_the_rows_of_all_articles(opened: Opened) -> None:
    """Where a page has several articles, the rows of each are printed, under its title or the name of its file."""
    page = opened(checklist_with(TOWN), checklist_with(TOWN[:1], title="", file="Dora.txt"))
    assert page.locator("#articles option").all_inner_texts() == ["1. Town news", "2. Dora.txt"]
    page.emulate_media(media="print")
    page.wait_for_selector("#paper h2")
    assert page.locator("#paper h2").all_inner_texts() == ["Checklist: Town news, 3 rows", "Checklist: Dora.txt, 1 row"]
    assert page.locator("#paper ol > li").count() == 4


def test_two_windows_on_one_row_lose_nothing(opened: Opened) -> None:
    """A field that has the focus shows what another window has typed into it, and typing goes on from there."""
    first = opened()
    first.keyboard.press("j")
    second = opened(beside=first)
    second.keyboard.press("j")
    second.focus("#notes-1")
    first.fill("#notes-1", "a long note")
    _wait_until(second, "document.getElementById('notes-1').value === 'a long note'")
    second.press("#notes-1", "End")
    second.keyboard.type("!")
    assert _sheet(_downloaded(first)).rows[0]["notes"] == "a long note!"


def test_a_row_that_left_the_article_is_kept(opened: Opened) -> None:
    """What was typed about a statement that a later version of the article lacks stands at the end, and downloads."""
    page = opened()
    page.click("#row-4 .head")
    page.fill("#notes-4", "where is this from?")
    _wait_until_kept(page, "where is this from?")
    later = opened(marked_checklist(BRIDGE.split("[T3:", maxsplit=1)[0].strip()), beside=page)
    assert later.locator("#row-4 .chips").inner_text() == "not in the article"
    assert [(r["id"], r["notes"]) for r in _sheet(_downloaded(later)).rows][3:] == [
        (CHECKLIST.items[3].id, "where is this from?")
    ]
    assert later.inner_text("#count") == "0 of 3 done"


def test_a_second_window_shows_what_the_first_one_keeps(opened: Opened) -> None:
    """What is typed in one window stands in the other at once."""
    first = opened()
    second = opened(beside=first)
    first.keyboard.press("j")
    first.select_option("#status-1", "done")
    second.wait_for_selector("#row-1.done")
    assert second.inner_text("#count") == "1 of 4 done"


def test_a_second_window_takes_up_a_row_that_it_lacks(opened: Opened) -> None:
    """What is typed later in an older version's window, of a statement that is gone, comes to the new one at once."""
    older = opened()
    later = opened(marked_checklist(BRIDGE.split("[T3:", maxsplit=1)[0].strip()), beside=older)
    older.click("#row-4 .head")
    older.fill("#notes-4", "where is this from?")
    later.wait_for_selector("#row-4")
    assert later.locator("#row-4 .chips").inner_text() == "not in the article"
    assert [(r["id"], r["notes"]) for r in _sheet(_downloaded(later)).rows][3:] == [
        (CHECKLIST.items[3].id, "where is this from?")
    ]
    older.fill("#notes-4", "")
    later.click("#row-4 .head")
    _wait_until(later, "document.querySelector('#notes-4').value === ''")


def test_filters_choose_rows_and_marks(opened: Opened) -> None:
    """Each filter leaves its rows, and only their marks; a maybe stands last under a heading of its own."""
    page = opened(marked_checklist(BRIDGE, unsure=0))

    def numbers() -> list[str]:
        return [number.strip() for number in page.locator(".card .number").all_inner_texts()]

    assert numbers() == ["1", "2", "3", "4"]
    assert page.locator(".divider").all_inner_texts() == ["Perhaps nobody’s statement at all"]
    for name, value, left in [
        ("source_kind", "vague", ["2"]),
        ("form", "direct", ["3"]),
        ("priority", "maybe", ["4"]),
        ("status", "todo", ["1", "2", "3", "4"]),
        ("source", "A report", ["1"]),
    ]:
        page.select_option(f"#by-{name}", value)
        assert numbers() == left
        page.select_option(f"#by-{name}", "")
    page.locator("#words").press_sequentially("PIER")
    assert numbers() == ["1", "2"]
    assert page.inner_text("#shown") == "2 of 4 rows"
    assert page.locator("#text .marker:visible").count() == 2
    assert page.locator("#text .mark.off").count() == 5
    page.click("#clear")
    assert numbers() == ["1", "2", "3", "4"]
    page.select_option("#by-order", "source")
    assert page.locator(".card .who").all_inner_texts() == ["A report", "critics", "nobody named", "Ines Okafor"]
    page.click("#tabs [data-view=sources]")
    page.click(".source-bar:has-text('critics')")
    assert numbers() == ["2"]


def test_the_call_sheet_keeps_who_read_the_statements_back(opened: Opened) -> None:
    """Whom to call stands in order with statements and rows; what is typed survives reload, undo, CSV and merge."""
    page = opened()
    page.click("#tabs [data-view=sources]")
    assert page.locator(".people h4").all_inner_texts() == [one.name for one in people_of(as_sheet(CHECKLIST))]
    page.fill("#read-0-0", "2026-05-02")
    page.fill("#read-0-1", "Ann")
    _reload(page)
    page.click("#tabs [data-view=sources]")
    assert [page.input_value(f"#read-0-{n}") for n in (0, 1)] == ["2026-05-02", "Ann"]
    saved = _downloaded(page)
    merged = merge(_sheet(saved), as_sheet(CHECKLIST)).sheet
    assert (merged.rows[0]["read back on"], merged.rows[0]["read back by"]) == ("2026-05-02", "Ann")
    other = opened()
    _upload(other, saved)
    other.click("#tabs [data-view=sources]")
    assert other.input_value("#read-0-1") == "Ann"
    other.fill("#read-0-1", "Bo")
    other.keyboard.press("Escape")
    other.click("#more summary")
    other.click("#undo")
    other.click("#tabs [data-view=sources]")
    assert other.input_value("#read-0-1") == "Ann"
    other.click(".people .plain >> nth=0")
    assert _open_rows(other) == ["row-1"]


@pytest.mark.parametrize("size", [{}, PHONE], ids=["desk", "phone"])
def test_the_call_sheet_shows_every_statement_whole(opened: Opened, size: dict[str, Any]) -> None:
    """However many and long a person's statements are, none is cut off, and controls have the size of the others."""
    long = "the bridge would stay open to walkers all summer " * 8
    page = opened(checklist_with([("Ann Lee", "said", f"{long}{number}") for number in range(4)]), **size)
    page.click("#tabs [data-view=sources]")
    said = page.locator(".people ul").first
    assert said.locator("li").count() == 4
    assert said.evaluate("(list) => list.scrollHeight <= list.clientHeight")
    least = 44 if size else 24
    controls = page.locator(".people button, .people input").all()
    assert [box["height"] >= least for one in controls if (box := one.bounding_box())] == [True] * 6


def test_a_filtered_print_calls_those_whose_rows_are_printed(opened: Opened) -> None:
    """Where the list is narrowed down, the printed call sheet has the people and the statements of its rows alone."""
    page = opened(CHECKLIST)
    page.locator("#words").press_sequentially("PIER")
    page.wait_for_selector("#clear:visible")
    numbers = page.locator("#rows .card:visible").count()
    page.emulate_media(media="print")
    page.wait_for_selector("#paper h2")
    assert page.locator("#paper ol > li").count() == numbers
    kept = page.locator("#paper .paper-person > b").all_inner_texts()
    everybody = [one.name for one in people_of(as_sheet(CHECKLIST))]
    assert kept == [name for name in everybody if name in kept]
    assert 0 < len(kept) < len(everybody)


def test_without_storage_a_warning_stays(opened: Opened) -> None:
    """A browser that keeps nothing is told of, and the page works and downloads all the same."""
    page = opened(
        script="Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })",
    )
    assert "keeps nothing" in page.inner_text("#warning")
    page.keyboard.press("j")
    page.fill("#notes-1", "kept")
    assert _sheet(_downloaded(page)).rows[0]["notes"] == "kept"


def test_a_long_article_is_found_through_too(opened: Opened) -> None:
    """Where a browser lays out only what is in view, rows and marks far away are still brought into it."""
    page = opened(checklist_with([("Ann Hill", "said", f"bridge {n} would close{' again' * 40}") for n in range(320)]))
    page.click("#text .marker >> nth=-1")
    _wait_until(page, "document.querySelector('#row-320 .head').getBoundingClientRect().top < innerHeight")
    assert _in_view(page, "#row-320 .head")
    page.keyboard.press("k")
    page.keyboard.press("k")
    assert _open_rows(page) == ["row-318"]
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert _in_view(page, "#row-318 .head")
    assert _in_view(page, "#text .marker.lit")


def test_without_shortcuts_the_first_key_skips_to_the_rows(opened: Opened) -> None:
    """Who goes by Tab alone passes the article's numbers at once, and fills in a row's fields one after the other."""
    page = opened()
    for key in ("Tab", "Enter", "Enter", *["Tab"] * (len(CHECKLIST.items[0].searches) + 1)):
        page.keyboard.press(key)
    assert _focused(page).get_attribute("id") == "status-1"
    page.keyboard.press("Tab")
    page.keyboard.type("misq")
    assert page.input_value("#verdict-1") == "misquoted"


def test_shortcuts_can_be_turned_off(opened: Opened) -> None:
    """Single keys do nothing once a person has turned them off, also after a reload."""
    page = opened()
    page.keyboard.press("?")
    page.uncheck("#keys-on")
    page.keyboard.press("Escape")
    _reload(page)
    page.keyboard.press("j")
    assert _open_rows(page) == []


def test_several_articles_share_a_page(opened: Opened) -> None:
    """A list chooses the article on show; progress counts all; what is typed in each comes out in one CSV."""
    page = opened(CHECKLIST, FERRY)
    assert page.locator("#articles option").all_inner_texts() == ["1. Bridge shut", "2. Ferry late"]
    page.select_option("#articles", "1")
    assert page.inner_text("#text h2") == "Ferry late"
    page.keyboard.press("j")
    page.keyboard.press("d")
    assert page.inner_text("#count") == "1 of 1 done; 1 of 5 in all articles"
    assert [row["status"] for row in _sheet(_downloaded(page)).rows] == [*["todo"] * 4, "done"]


def test_what_was_not_done_stands_above_the_article(opened: Opened) -> None:
    """What could not be read is told before the article's words."""
    page = opened(replace(CHECKLIST, not_done=("a table was left out",)))
    assert page.inner_text("#text > :first-child").split("\n") == ["Not done", "a table was left out"]


def test_evidence_is_shown_where_there_is_some(opened: Opened) -> None:
    """What look-ups found is told look-up by look-up, with each difference in words; rows without any show none."""
    page = opened(looked_up(CHECKLIST))
    page.click("#row-1 .head")
    assert [line for line in page.inner_text("#row-1 .evidence").split("\n") if line] == [
        "Found by look-ups, for you to judge",
        "The cited link",
        "The cited page holds: “the bridge would stay open”.",
        "The article has\tThe page has",
        "will\twould",
        "shut\topen",
        "nothing\tfor now",
        "council.example · compared: the quoted words with the page's text · asked 2026-03-01 09:05 UTC",
        "The Wayback Machine names no copy.",
        "Who the source is",
        "Wikidata: Ines Okafor: mayor.",
        "e.example · compared: name · asked 2026-03-01 09:05 UTC",
    ]
    assert page.eval_on_selector_all(".evidence a", "all => all.map(a => a.href)") == [
        "https://council.example/minutes",
        "https://e.example/q",
    ]
    page.click("#row-2 .head")
    assert page.locator(".evidence").count() == 0


def test_many_findings_of_a_look_up_are_folded(opened: Opened) -> None:
    """Of three or more findings of one look-up the first is seen, and the others open by keyboard."""
    copies = tuple(replace(EVIDENCE[0], finding=f"Copy {number}.", differences=()) for number in range(1, 5))
    page = opened(looked_up(CHECKLIST, copies))
    page.click("#row-1 .head")
    assert page.locator(".evidence li:visible > p:first-child").all_inner_texts() == ["Copy 1."]
    page.focus(".evidence summary")
    assert page.inner_text(".evidence summary") == "3 further findings"
    page.keyboard.press("Enter")
    assert page.locator(".evidence li:visible > p:first-child").all_inner_texts() == [f"Copy {n}." for n in range(1, 5)]


def test_evidence_goes_through_the_csv(opened: Opened) -> None:
    """A page with evidence downloads attrcheck's own CSV; one without takes the findings up, shows and keeps them."""
    checklist = looked_up(CHECKLIST)
    data = csv.write(checklist).encode()
    page = opened(checklist, FERRY)
    assert _downloaded(page).decode() == csv.write(checklist, FERRY)
    page = opened()
    assert _upload(page, data) == "4 rows read."
    _reload(page)
    assert _downloaded(page) == data
    page.click("#row-1 .head")
    assert page.locator(".evidence p").all_inner_texts() == [
        "The cited page holds: “the bridge would stay open”.",
        "council.example",
        "The Wayback Machine names no copy.",
        "Wikidata: Ines Okafor: mayor.",
        "e.example",
    ]
    assert page.locator(".fields.own").count() == 0


def test_what_is_found_anew_stands_before_what_a_file_says(opened: Opened) -> None:
    """Where the page has findings of its own a file's older ones are left out, as in a merge; the others are kept."""
    page = opened()
    _upload(page, csv.write(looked_up(CHECKLIST)).encode())
    anew = looked_up(CHECKLIST, (replace(EVIDENCE[0], finding="The cited link is dead."),))
    later = opened(anew, beside=page)
    for _ in range(2):
        row = _sheet(_downloaded(later)).rows[0]
        assert (row["found_cited_link"], row["found_identity"]) == (
            "The cited link is dead. https://council.example/minutes",
            "Wikidata: Ines Okafor: mayor. https://e.example/q",
        )
        _upload(later, csv.write(looked_up(CHECKLIST)).encode())


BAD = (
    "<script>top.ran = 1; alert(1)</script><img src=http://e.example/i.png onerror=top.ran=1> </script><!-- <script>",
    "<style>*{display:none}</style></style></title></textarea><svg onload=top.ran=1><iframe src=javascript:top.ran=1>",
    "\u2028top.ran=1\u2029 ${top.ran=1} {{top.ran=1}} $data $program $$ %(data)s <%= x %> \\u003cscript\\u003e \\",
    "--></script><base href=http://e.example/><meta http-equiv=refresh content='0;url=http://e.example/'>",
    "\u202egnp.exe\u202c \u2066x\u2069 \u0000\u0007 \ud800 '\"><a href=javascript:top.ran=1 onclick=top.ran=1>x</a>",
)


def test_a_hostile_article_does_nothing(opened: Opened) -> None:
    """Markup, scripts, styles, addresses and markers in an article's words are shown as words, wherever they stand."""
    checklists = [
        marked_checklist(f"[S:{words}] [C:{words}] [T:{words} {words}].", title=words, url="javascript:top.ran=1")
        for words in BAD
    ]
    written = html.write(*checklists)
    content = written.replace("https://www.google.com/search", "javascript:top.ran=1//")
    assert content != written
    page = opened(content=content)
    for number, words in enumerate(BAD):
        page.select_option("#articles", str(number))
        page.click("#row-1 .head")
        page.fill("#evidence_url-1", "javascript:top.ran=1")
        page.fill("#notes-1", words.replace("\0", ""))
        page.keyboard.press("Escape")
        page.keyboard.press("k")
        page.emulate_media(media="print")
        page.emulate_media(media="screen")
        page.click("#tabs [data-view=sources]")
        page.click("#tabs [data-view=rows]")
        hidden = re.sub("[\0\x07\ud800\u202a-\u202e\u2066-\u2069]", "\ufffd", words).split()
        assert page.inner_text("#text h2").split() == hidden
        assert page.locator("#text .cue").inner_text().split() == hidden
    assert page.evaluate(
        "[typeof window.ran, document.images.length, document.querySelectorAll('iframe, base').length]"
    ) == [
        "undefined",
        0,
        0,
    ]
    hrefs = page.eval_on_selector_all("a", "all => all.map(a => a.protocol)")
    assert set(hrefs) == {"https:"}


def test_a_file_of_hostile_cells_does_nothing(opened: Opened) -> None:
    """What an uploaded file holds is shown as words too, whatever its columns are called."""
    sheet = as_sheet(CHECKLIST)
    lines = [[*COLUMNS, BAD[0], "__proto__"], *([*(row[c] for c in COLUMNS), BAD[1], BAD[0]] for row in sheet.rows)]
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines)
    page = opened()
    assert _upload(page, text.encode()) == "4 rows read."
    page.click("#row-1 .head")
    assert page.input_value("#own-0-1") == BAD[1]
    assert page.evaluate("typeof window.ran") == "undefined"


def test_a_phone_shows_one_view_at_a_time(opened: Opened) -> None:
    """On a phone tabs switch between article, rows and sources; a touched mark opens its row, and leads back."""
    page = opened(marked_checklist(LONG), **PHONE)

    def views() -> list[str]:
        return [view for view in ("article", "rows", "sources") if page.is_visible(f"main > #{view}")]

    assert views() == ["article"]
    page.tap("#text .mark:text('They knew')")
    assert views() == ["rows"]
    assert _open_rows(page) == ["row-4"]
    assert _in_view(page, "#row-4 .head")
    page.tap("#row-4 .show")
    assert views() == ["article"]
    assert _in_view(page, "#text .marker.lit")
    page.tap("#tabs [data-view=sources]")
    assert views() == ["sources"]
    page.tap("#tabs [data-view=rows]")
    small = page.eval_on_selector_all(
        "button, select, input, textarea, summary, #rows a",
        "all => all.filter(e => e.checkVisibility() && !e.closest('#text') && e.getBoundingClientRect().height < 44)"
        ".map(e => e.outerHTML)",
    )
    assert small == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("view", ["article", "rows", "sources"])
def test_nothing_is_cut_off_at_four_times_the_size(opened: Opened, view: str) -> None:
    """At the width of 320 pixels, as at 400 %, every view fits, also with long words and addresses."""
    long = "Quay" * 60
    evidence = replace(EVIDENCE[0], finding=long, compared=f"https://e.example/{long}", differences=())
    words = looked_up(marked_checklist(f"[S:{long}] [C:{long}] [T:{long} {long}].", title=long), (*EVIDENCE, evidence))
    page = opened(words, FERRY, viewport={"width": 320, "height": 256})
    page.click("#text .marker")
    page.click(f"#tabs [data-view={view}]")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.click("#more summary")
    left, right = page.eval_on_selector(
        ".menu", "e => { const r = e.getBoundingClientRect(); return [r.left, r.right] }"
    )
    assert 0 <= left < right <= 320


@pytest.mark.parametrize("forced", ["none", "active"])
def test_marks_are_told_apart_without_colour(opened: Opened, forced: Any) -> None:
    """Source, cue, statement and maybe differ in their lines, and the bar shows what is done in forced colours too."""
    page = opened(marked_checklist(unsure=3), forced_colors=forced)
    looks = page.eval_on_selector_all(
        ".legend .mark",
        "all => all.map(e => getComputedStyle(e)).map(s => [s.textDecorationStyle, s.textDecorationLine, "
        "s.borderBottomStyle].join())",
    )
    assert looks == ["solid,underline,none", "dotted,underline,none", "solid,none,solid", "solid,none,dashed"]
    bar, done = page.eval_on_selector(
        "#bar", "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e, '::after').backgroundColor]"
    )
    assert bar != done


def test_screen_readers_are_told(opened: Opened) -> None:
    """A mark tells whose it is and what; what changes is said in a region that is always there."""
    page = opened()
    described = page.eval_on_selector_all("#text mark", "all => all.map(e => [e.textContent, e.ariaDescription])")
    assert described[:6] == [
        ["The bridge will stay shut", "statement of row 1"],
        ["the mayor, Ines Okafor", "source of row 1"],
        ["told", "cue of row 1"],
        ["and so will the quay", "statement of row 1"],
        ["A report", "source of row 2"],
        ["says", "cue of row 2"],
    ]
    assert ["feared", "statement of row 2, cue of row 3"] in described
    spoken = page.locator("#spoken[role=status]")
    assert (spoken.is_visible(), spoken.inner_text()) == (True, "")
    page.keyboard.press("j")
    page.keyboard.press("d")
    assert spoken.inner_text() == "1 of 4 done"
    _upload(page, b"a,b\n")
    assert spoken.inner_text() == "checklist.csv: This is not a checklist: column “id” is missing."


def test_paper_has_the_article_and_every_row(opened: Opened) -> None:
    """Print shows the article with numbered marks, then rows with what is found and typed, and lines to write on."""
    page = opened(looked_up(CHECKLIST))
    page.keyboard.press("j")
    page.select_option("#verdict-1", "misquoted")
    page.emulate_media(media="print")
    page.wait_for_selector("#paper h2")
    assert [page.is_visible(f"#{part}") for part in ("top", "tabs", "rows", "text", "paper")] == [
        *[False] * 3,
        *[True] * 2,
    ]
    assert page.locator("#text .marker:visible").all_inner_texts() == ["1", "2", "3", "4"]
    assert page.inner_text("#paper h2") == "Checklist: 4 rows"
    assert page.locator("#paper ol > li").count() == 4
    first = page.locator("#paper ol > li").first
    assert "Verdict: misquoted" in first.inner_text()
    assert first.locator(".blank").count() == 4
    assert first.locator(".paper-found li").all_inner_texts() == [
        "Found: The cited page holds: “the bridge would stay open”. https://council.example/minutes",
        "Found: The Wayback Machine names no copy.",
        "Found: Wikidata: Ines Okafor: mayor. https://e.example/q",
    ]
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{}, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing(opened: Opened, scheme: str, size: dict[str, Any]) -> None:
    """Every view meets WCAG 2.2 AA by axe, light and dark, wide and narrow, with a row open and filled in."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python").Axe()
    page = opened(looked_up(CHECKLIST), marked_checklist(title="Again"), color_scheme=scheme, **size)

    def wrong() -> list[str]:
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = axe.run(page, options={"runOnly": tags, "resultTypes": ["violations"]}).response["violations"]
        return [f"{v['id']}: {node['html']} {node['failureSummary']}" for v in found for node in v["nodes"]]

    for view in ("article", "rows", "sources") if size else ("rows", "sources"):
        page.click(f"#tabs [data-view={view}]")
        if view == "rows":
            page.click("#row-1 .head")
            page.select_option("#status-1", "done")
            page.select_option("#verdict-1", "misquoted")
        assert wrong() == []
    page.click("#more summary")
    page.click("#shortcuts")
    assert wrong() == []
