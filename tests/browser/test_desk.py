"""The desk in headless Chromium: the whole way from a pasted text to work that is there after anything was closed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from attrcheck.desk.server import write_opener
from attrcheck.reader.model import Reader
from tests.support.desks import TOWN_TEXT, Address, running_desk, start_desk

#: A browser is a process of its own, and what it passes on between windows comes when it comes.
pytestmark = pytest.mark.flaky(reruns=3)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    Opened = Callable[..., Page]

OURS = ("http://127.0.0.1:", "blob:http://127.0.0.1:", "file:")
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder for the work of one test."""
    return tmp_path / "work"


@pytest.fixture
def desk(folder: Path, reader: Reader) -> Iterator[Address]:
    """Run a desk for one test."""
    with running_desk(folder, reader) as address:
        yield address


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """Return a function that opens an address, in a profile of its own or beside a page.

    Fails the test where a page asked anybody but its server, or complained of anything that is not expected.
    """
    wrong: list[str] = []
    contexts: list[BrowserContext] = []
    expected = re.compile("Failed to load resource")

    def note(what: str) -> None:
        wrong.extend([what] if what else [])

    def open_page(address: str, *, beside: Page | None = None, **options: Any) -> Page:
        options.setdefault("viewport", {"width": 1280, "height": 800})
        context = beside.context if beside else browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("request", lambda one: note("" if one.url.startswith(OURS) else one.url))
        page.on("console", lambda one: note("" if expected.search(one.text) else one.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(address)
        page.wait_for_selector("html.ready")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def _kept(page: Page) -> None:
    page.wait_for_selector("#kept:text-is('Kept')")


def _shows(page: Page, selector: str, value: str) -> None:
    """Wait until a field has the value; a page's own policy lets no test evaluate what it waits for."""
    from playwright.sync_api import expect

    expect(page.locator(selector)).to_have_value(value)


def _cells(desk: Address, number: int = 0) -> dict[str, str]:
    (work, *_) = desk.ask("api/works").json["works"]
    row: dict[str, str] = desk.ask(f"api/works/{work['id']}/rows").json["rows"][number]
    return row


def _checklist(page: Page) -> None:
    page.wait_for_url("**/work/*")
    page.wait_for_selector("html.ready")


def test_from_a_pasted_text_to_work_that_is_there_tomorrow(opened: Opened, folder: Path, reader: Reader) -> None:
    """A person pastes a text, works through its rows, and finds everything after the program was started anew."""
    with running_desk(folder, reader) as desk:
        page = opened(desk.home)
        page.fill("#text", TOWN_TEXT)
        page.click("#order button.main")
        _checklist(page)
        assert page.inner_text("#text h2") == "Bridge to close in May"
        page.click("#row-1 .head")
        page.select_option("#verdict-1", "misquoted")
        page.select_option("#status-1", "done")
        page.fill("#notes-1", "Seen in the minutes.")
        page.fill("#checked_by-1", "Ana")
        page.click("#add")
        page.fill("#source-4", "The engineer")
        page.fill("#statement-4", "It will hold.")
        _kept(page)
    with running_desk(folder, reader) as desk:
        page.goto(desk.home)
        page.wait_for_selector("html.ready")
        assert "1 of 4 rows done" in page.inner_text("#works")
        page.click("#works a")
        _checklist(page)
        page.click("#row-1 .head")
        values = [page.input_value(f"#{column}-1") for column in ("verdict", "status", "notes", "checked_by")]
        assert values == ["misquoted", "done", "Seen in the minutes.", "Ana"]
        assert "The engineer" in page.inner_text("#row-4")
        page.click("#row-2 .head")
        page.click("text=Sign: me, today")
        assert page.input_value("#checked_by-2") == "Ana"


def test_the_browser_is_led_in_by_a_page_that_only_this_person_reads(
    desk: Address, opened: Opened, folder: Path
) -> None:
    """The page in the folder leads to the desk, nobody else may read it, and it is gone when it has done so."""
    opener = write_opener(folder, desk.home)
    assert opener.stat().st_mode & 0o77 == 0
    page = opened(opener.as_uri())
    assert page.url == desk.home
    assert not opener.exists()


def test_typing_on_is_one_text_and_never_a_contradiction(desk: Address, opened: Opened) -> None:
    """However often what is being typed was kept on the way, and signed afterwards, it is one person's one text."""
    desk.check()
    page = opened(f"{desk.home}work/{desk.ask('api/works').json['works'][0]['id']}")
    page.click("#row-1 .head")
    for words in ("The minutes", "The minutes say", "The minutes say nothing."):
        page.fill("#notes-1", words)
        _kept(page)
    page.select_option("#verdict-1", "misquoted")
    _kept(page)
    page.fill("#checked_by-1", "Ana")
    _kept(page)
    page.select_option("#verdict-1", "verified_verbatim")
    _kept(page)
    page.keyboard.press("Escape")
    page.keyboard.press("z")
    _kept(page)
    row = _cells(desk)
    assert (row["notes"], row["verdict"], row["checked_by"]) == ("The minutes say nothing.", "misquoted", "Ana")
    assert (row.get("merged", ""), row.get("contradictions", "")) == ("", "")


def test_rows_that_are_split_and_added_come_back(desk: Address, opened: Opened) -> None:
    """Both halves of a row and a row of one's own are there after a reload, also of a text without a headline."""
    text = (
        "The mayor, Ines Okafor, said that the old bridge would be closed in May and that the quay would be shut too."
    )
    page = opened(f"{desk.home}work/{desk.check(text)}")
    page.click("#row-1 .head")
    page.click("#row-1 .parts summary")
    page.fill("#split-1", "that the old bridge would be closed in May\nthat the quay would be shut too")
    page.click("#row-1 .parts button:text('Split in two')")
    _kept(page)
    page.click("#add")
    page.fill("#statement-3", "It was dry.")
    _kept(page)
    for _ in range(2):
        page.reload()
        page.wait_for_selector("html.ready")
        said = [" ".join(one.split()) for one in page.locator(".card .words, .card .head").all_inner_texts()]
        assert page.locator(".card").count() == 3, said
        assert sum("old bridge would be closed in May" in one for one in said) >= 1
        assert sum("that the quay would be shut too" in one for one in said) >= 1
        assert sum("It was dry." in one for one in said) >= 1
    page.click("#row-2 .head")
    page.fill("#notes-2", "Only of the second half.")
    _kept(page)
    notes = [row.get("notes", "") for row in desk.ask(f"api/works/{page.url.rsplit('/', 1)[1]}/rows").json["rows"]]
    assert sorted(notes) == ["", "", "Only of the second half."]


def test_ten_files_are_dropped(desk: Address, opened: Opened) -> None:
    """Ten files that are dropped on the page are read one after the other, and listed; a bad one says why."""
    page = opened(desk.home)
    files = [[f"town {n}.txt", TOWN_TEXT.replace("May", f"May 20{n + 10}")] for n in range(9)]
    page.evaluate(
        """(files) => {
          const transfer = new DataTransfer();
          for (const [name, text] of files) transfer.items.add(new File([text], name));
          document.body.dispatchEvent(new DragEvent("dragover", { dataTransfer: transfer, bubbles: true }));
          document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true }));
        }""",
        [*files, ["empty.csv", "a,b"]],
    )
    page.wait_for_selector(".job.failed")
    page.wait_for_selector("#works li:nth-child(9)")
    assert "empty.csv" in page.inner_text(".job.failed")
    page.click(".job.failed button:text('Dismiss')")
    page.wait_for_selector(".job.failed", state="detached")
    assert page.url == desk.home


def test_two_windows_of_one_article(desk: Address, opened: Opened) -> None:
    """What is typed in one window comes to the other, also while that has the same field open, and both are kept."""
    work = desk.check()
    one = opened(f"{desk.home}work/{work}")
    other = opened(f"{desk.home}work/{work}", beside=one)
    one.click("#row-1 .head")
    other.click("#row-1 .head")
    one.fill("#notes-1", "By the one.")
    _kept(one)
    _shows(other, "#notes-1", "By the one.")
    other.fill("#notes-1", "By the one. And by the other.")
    other.select_option("#status-1", "done")
    _kept(other)
    _shows(one, "#notes-1", "By the one. And by the other.")
    assert one.input_value("#status-1") == "done"
    assert _cells(desk)["notes"] == "By the one. And by the other."


def test_the_server_is_killed_and_the_window_goes_on(opened: Opened, folder: Path) -> None:
    """A window whose server was killed says so, keeps what is typed, and has it kept when it is there again."""
    process, desk = start_desk(folder)
    try:
        work = desk.check()
        page = opened(f"{desk.home}work/{work}")
        page.click("#row-1 .head")
        process.kill()
        process.communicate()
        page.fill("#notes-1", "Typed into the void.")
        page.wait_for_selector("#warning:not([hidden])")
        assert "Start it again" in page.inner_text("#warning")
        assert page.inner_text("#kept") == "Not kept yet"
        process, again = start_desk(folder)
        assert again == desk
        _kept(page)
        assert not page.is_visible("#warning")
        assert _cells(desk)["notes"] == "Typed into the void."
    finally:
        process.kill()
        process.communicate()


def test_nothing_is_sent_to_who_listens_in_its_place(
    opened: Opened, folder: Path, reader: Reader, tmp_path: Path
) -> None:
    """Another person's server at the port of one that has ended gets no row: it cannot prove that it is ours."""
    with running_desk(folder, reader) as desk:
        work = desk.check()
        page = opened(f"{desk.home}work/{work}")
        page.click("#row-1 .head")
    page.fill("#notes-1", "For no other eyes.")
    page.wait_for_selector("#warning:not([hidden])")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    with running_desk(tmp_path / "theirs", reader, state=tmp_path / "ben", port=desk.port) as theirs:
        assert theirs.port == desk.port
        page.wait_for_timeout(2000)
        assert page.inner_text("#kept") == "Not kept yet"
        assert asked
        assert all("/hello?" in url for url in asked)


def test_a_full_disk_is_told_on_the_page(
    desk: Address, opened: Opened, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While nothing can be written the page says so and loses nothing; later it is kept by itself."""
    page = opened(f"{desk.home}work/{desk.check()}")

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    page.click("#row-1 .head")
    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        page.fill("#notes-1", "No room for this.")
        page.wait_for_selector("#warning:not([hidden])")
        assert "No space left on device" in page.inner_text("#warning")
    _kept(page)
    assert not page.is_visible("#warning")
    assert _cells(desk)["notes"] == "No room for this."
    assert len(list(folder.iterdir())) == 1


def test_a_window_that_is_closed_at_once_keeps_the_last_word(desk: Address, opened: Opened) -> None:
    """What was typed just before the window is closed is kept all the same."""
    page = opened(f"{desk.home}work/{desk.check()}")
    page.click("#row-1 .head")
    page.fill("#notes-1", "The last word.")
    page.goto("about:blank")
    page.wait_for_timeout(300)
    assert _cells(desk)["notes"] == "The last word."


def test_evidence_is_asked_for_after_saying_what_is_sent(desk: Address, opened: Opened) -> None:
    """The page names the words and the services before anything is sent, and nothing is when a person closes it."""
    page = opened(f"{desk.home}work/{desk.check()}")
    page.click("#more summary")
    page.click("#look-up")
    page.wait_for_selector("#look .sent li")
    assert "Wikidata and Wikipedia" in page.inner_text("#look-plan")
    assert "Ines Okafor" in page.inner_text("#look-plan")
    page.keyboard.press("Escape")
    assert desk.ask("api/jobs").json["jobs"][-1]["doing"] == "reading"


def test_an_article_is_held_against_files_on_both_pages(desk: Address, opened: Opened, folder: Path) -> None:
    """Material is chosen and dropped before an article is checked, and on its page; what cannot be read is told."""

    def file(name: str, content: bytes) -> Any:
        return {"name": name, "mimeType": "application/octet-stream", "buffer": content}

    page = opened(desk.home)
    page.fill("#text", TOWN_TEXT)
    page.click("#order summary")
    page.set_input_files("#against", [file("other.txt", b"PAUL REED: Good day."), file("a.txt", b"PAUL REED: Hello.")])
    page.click("[aria-label='Remove a.txt']")
    assert page.inner_text("#material bdi") == "other.txt"
    page.click("#order button.main")
    _checklist(page)
    page.click("#row-2 .head")
    assert "Against the material: not there" in page.inner_text("#row-2")
    page.click("#more summary")
    page.click("#hold-against")
    page.wait_for_selector("[aria-label='Remove other.txt']")
    minutes = b"PAUL REED: Nobody asked us.\n\nBOB STONE: It is a good bridge.\n"
    page.set_input_files("#material-files", [file("minutes.txt", minutes), file("map.png", b"\x89PNG\r\n\x1a\n" * 9)])
    page.wait_for_selector("[aria-label='Remove map.png']")
    page.click("[aria-label='Remove other.txt']")
    page.wait_for_selector("[aria-label='Remove other.txt']", state="detached")
    page.click("#material-start")
    page.wait_for_selector("#material-said bdi:has-text('not held against: map.png')")
    page.keyboard.press("Escape")
    page.wait_for_selector("#material:not([open])", state="attached")
    page.wait_for_selector("html.ready")
    assert _cells(desk, 1)["against_outcome"] == "in another's mouth"
    page.goto(page.url)
    page.wait_for_selector("html.ready")
    page.click("#row-2 .head")
    assert "Against the material: in another's mouth" in page.inner_text("#row-2")
    kept = folder / "Bridge to close in May (material)"
    assert sorted(path.name for path in kept.iterdir()) == ["map.png", "minutes.txt"]


def test_a_checklist_is_opened_and_downloaded_on_the_page(desk: Address, opened: Opened) -> None:
    """Any format is downloaded with the work on it, and a file that was worked on elsewhere is taken in."""
    page = opened(f"{desk.home}work/{desk.check()}")
    page.click("#row-1 .head")
    page.select_option("#verdict-1", "misquoted")
    page.click("#more summary")
    with page.expect_download() as caught:
        page.click("text=Download .json")
    content = json.loads(Path(caught.value.path()).read_bytes())
    assert (caught.value.suggested_filename, content["items"][0]["verdict"]) == (
        "Bridge to close in May.json",
        "misquoted",
    )
    content["items"][1]["notes"] = "From a colleague."
    data = json.dumps(content).encode()
    page.set_input_files("#file", {"name": "theirs.json", "mimeType": "application/json", "buffer": data})
    page.wait_for_selector("#message:not([hidden])")
    assert "3 rows kept" in page.inner_text("#message")
    page.click("#row-2 .head")
    assert page.input_value("#notes-2") == "From a colleague."


def test_the_desk_by_keyboard_alone(desk: Address, opened: Opened) -> None:
    """Without a mouse a person comes from the first page to a verdict and back."""
    page = opened(desk.home)
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "text":
            break
    page.keyboard.insert_text(TOWN_TEXT)
    page.keyboard.press("Control+Enter")
    _checklist(page)
    page.keyboard.press("j")
    page.keyboard.press("v")
    page.keyboard.type("misq")
    page.keyboard.press("Escape")
    _kept(page)
    assert _cells(desk)["verdict"] == "misquoted"
    page.focus("#home")
    page.keyboard.press("Enter")
    page.wait_for_selector("#works li")
    page.focus("#stop")
    page.keyboard.press("Enter")
    page.wait_for_selector(".gone")


@pytest.mark.parametrize("options", [{}, PHONE, {"color_scheme": "dark"}], ids=["wide", "phone", "dark"])
def test_the_desk_has_no_faults_that_axe_knows(desk: Address, opened: Opened, options: dict[str, Any]) -> None:
    """Axe finds no violation on the first page, nor on the checklist with a row and the look-up open."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    work = desk.check()
    desk.done(desk.ask("api/works?name=x.csv", b"a,b").json)
    page = opened(desk.home, **options)
    page.wait_for_selector(".job.failed")
    page.click("#order summary")
    found = [axe.run(page)]
    page.goto(f"{desk.home}work/{work}")
    page.wait_for_selector("html.ready")
    page.click("#more summary")
    found.append(axe.run(page))
    page.click("#look-up")
    page.wait_for_selector("#look .sent li")
    found.append(axe.run(page))
    page.keyboard.press("Escape")
    page.set_input_files("#material-files", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"ANN: Hello."})
    page.click("#more summary")
    page.click("#hold-against")
    page.wait_for_selector("[aria-label='Remove a.txt']")
    found.append(axe.run(page))
    assert [
        (one["id"], [n["html"] for n in one["nodes"]]) for each in found for one in each.response["violations"]
    ] == []


def test_nothing_is_wider_than_a_phone(desk: Address, opened: Opened) -> None:
    """On a narrow screen no page scrolls sideways, whatever a headline or a folder is called."""
    desk.check(title="Averylongheadlinewithoutanyblank" * 8)
    page = opened(desk.home, **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= 390")
    page.click("#works a")
    _checklist(page)
    assert page.evaluate("document.documentElement.scrollWidth <= 390")
