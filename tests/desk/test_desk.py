"""Articles in, work kept: what a desk does for its pages and for programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from attrcheck.checklist.history import changes_of, standing
from attrcheck.checklist.merging import merge
from attrcheck.checklist.progress import progress
from attrcheck.desk.folder import Folder
from attrcheck.errors import OutputError
from attrcheck.formats.format import FileShape, Format
from attrcheck.formats.reading import read_sheet
from attrcheck.formats.storage import load, render
from attrcheck.reader.model import Reader
from attrcheck.web.network import Network
from tests.desk.conftest import Running
from tests.support.checkout import CHILD, DOCUMENTS, FIXTURES, ROOT, SEED
from tests.support.command_line import attrcheck
from tests.support.desks import TOWN_TEXT, Address, running_desk, start_desk
from tests.support.sheets import typed


def _rows(at: Address, work: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = at.ask(f"api/works/{work}/rows").json["rows"]
    return rows


def _keep(at: Address, work: str, row: dict[str, str], **cells: str) -> Any:
    answer = at.ask(f"api/works/{work}/rows", {"rows": [{**row, **cells}]})
    assert answer.status == 200, answer.body
    return answer.json


def test_a_text_becomes_a_checklist_that_the_command_line_knows(desk: Running) -> None:
    """What is pasted is kept as `check -o` keeps it: the same rows, in a file called after the headline."""
    path = desk.folder / "Bridge to close in May.json"
    (desk.folder.parent / "town.txt").write_text(TOWN_TEXT, encoding="utf8")
    made = attrcheck("check", desk.folder.parent / "town.txt", "--format", "json")
    ours, theirs = json.loads(path.read_bytes()), json.loads(made.stdout)
    assert ours["article"].pop("file") == ""
    assert theirs["article"].pop("file") == "town.txt"
    assert [item["statement"] for item in ours["items"]] == [item["statement"] for item in theirs["items"]]
    assert ours["article"] == theirs["article"]
    assert attrcheck("progress", path).returncode == 0


def test_typed_rows_are_merged_as_the_command_line_merges(desk: Running) -> None:
    """A row that a window sends is in the file as a merge of a CSV would have it, its history included."""
    work = desk.at.check(TOWN_TEXT.replace("May", "June"))
    path = desk.folder / "Bridge to close in June.json"
    old, (row, *_) = load(path), _rows(desk.at, work)
    assert _keep(desk.at, work, row, verdict="misquoted", notes="see the minutes")["before"]
    expected = merge(old, typed(old, {0: {"verdict": "misquoted", "notes": "see the minutes"}})).sheet
    assert load(path).rows == read_sheet(render(expected, FileShape(Format.JSON)), name="x.json").rows
    assert progress(load(path)).verdicts == (("misquoted", 1),)


def test_two_windows_lose_nothing(desk: Running) -> None:
    """Two who type in the same row, neither knowing of the other, both find their words, and the contradiction."""
    work = desk.at.check(TOWN_TEXT.replace("May", "July"))
    (row, *_) = _rows(desk.at, work)
    _keep(desk.at, work, row, verdict="misquoted", checked_by="Ana", notes="Ana was there")
    _keep(desk.at, work, row, verdict="verified_verbatim", checked_by="Ben", notes="Ben has a tape")
    now = _rows(desk.at, work)[0]
    assert now["contradictions"] == "verdict: misquoted (Ana) | verified_verbatim (Ben)"
    assert sorted(now["notes"].split("\n")) == ["Ana was there", "Ben has a tape"]
    assert now["merged"] == "conflict"


def test_many_windows_at_once_lose_nothing(desk: Running) -> None:
    """Thirty rows of people's own that come at once are all there, each once."""
    work = desk.at.check(TOWN_TEXT.replace("May", "August"))
    (row, *_) = _rows(desk.at, work)
    names = {column: row.get(column, "") for column in ("article_title", "article_url", "article_file")}
    rows = [{"id": f"own-{number}", "status": "todo", "statement": f"Said {number}", **names} for number in range(30)]
    threads = [threading.Thread(target=_keep, args=(desk.at, work, one)) for one in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(one["statement"] for one in _rows(desk.at, work) if one["id"].startswith("own-")) == sorted(
        row["statement"] for row in rows
    )


def test_a_row_of_ones_own_is_typed_word_by_word(desk: Running) -> None:
    """A statement that a person adds and goes on typing is no change of the article's."""
    work = desk.at.check(TOWN_TEXT.replace("May", "October"))
    (row, *_) = _rows(desk.at, work)
    names = {column: row.get(column, "") for column in ("article_title", "article_url", "article_file")}
    own = {"id": "own-1", "status": "todo", "source": "Ann", "cue": "", "statement": "", **names}
    _keep(desk.at, work, own)
    for words in ("It", "It was", "It was dry."):
        own = next(one for one in _rows(desk.at, work) if one["id"] == "own-1")
        _keep(desk.at, work, own, statement=words)
    (own,) = [one for one in _rows(desk.at, work) if one["id"] == "own-1"]
    assert (own["statement"], own.get("merged", ""), own.get("old_statement", "")) == ("It was dry.", "", "")
    assert own.get("contradictions", "") == ""


def test_half_characters_are_kept_as_far_as_they_can(desk: Running) -> None:
    """What is typed may hold half of a character, as cut emoji are: it is kept, and everything is read on."""
    work = desk.at.check("Half \ud83d of it\n\nThe mayor said the bridge would be closed in May.")
    _keep(desk.at, work, _rows(desk.at, work)[0], notes="half \ud83d of it")
    assert _rows(desk.at, work)[0]["notes"].startswith("half ")
    assert desk.at.ask(f"work/{work}").status == desk.at.ask(f"api/works/{work}/files/csv").status == 200
    assert desk.at.ask(f"api/works/{work}/files/xlsx").status == 200


def test_work_is_there_after_a_restart(reader: Reader, tmp_path: Path) -> None:
    """A desk that starts anew has the articles, the rows, the settings, the same token and the same port."""
    folder = tmp_path / "work"
    with running_desk(folder, reader) as first:
        work = first.check()
        _keep(first, work, _rows(first, work)[0], status="done")
        assert first.ask("api/settings", {"name": "Ana", "theme": "dark"}).json == {"name": "Ana", "theme": "dark"}
    with running_desk(folder, reader) as second:
        assert second == first
        (listed,) = second.ask("api/works").json["works"]
        assert (listed["id"], listed["title"], listed["rows"], listed["done"]) == (work, "Bridge to close in May", 3, 1)
        assert b'"name":"Ana"' in second.ask(f"work/{work}").body


def test_the_same_article_is_merged_and_another_is_not(desk: Running) -> None:
    """An article that comes again keeps its work and marks what is new; one of another headline is another's."""
    text = TOWN_TEXT.replace("May", "November")
    work = desk.at.check(text)
    _keep(desk.at, work, _rows(desk.at, work)[0], verdict="misquoted")
    assert desk.at.check(text + "\nThe council denied that anyone had asked.\n") == work
    rows = _rows(desk.at, work)
    assert [row.get("merged", "") for row in rows] == ["", "", "", "new"]
    assert rows[0]["verdict"] == "misquoted"
    assert desk.at.check(text.replace("Bridge to close", "Bridge to shut")) != work


def test_files_of_all_sorts_come_in_at_once(desk: Running) -> None:
    """Ten files are read one after the other; what is no article says why, and costs only itself."""
    files = [
        *((f"town {n}.txt", TOWN_TEXT.replace("May", f"May {n}").encode()) for n in range(6)),
        ("feed.json", json.dumps([{"title": t, "text": TOWN_TEXT} for t in ("One", "Two")]).encode()),
        ("page.html", f"<h1>Ferry late</h1>{''.join(f'<p>{p}</p>' for p in TOWN_TEXT.split(chr(10)) if p)}".encode()),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        (next(DOCUMENTS.glob("*.docx")).name, next(DOCUMENTS.glob("*.docx")).read_bytes()),
    ]
    jobs = [desk.at.ask(f"api/works?name={name.replace(' ', '%20')}", data).json for name, data in files]
    ended = {job["name"]: desk.at.done(job) for job in jobs}
    assert {name for name, job in ended.items() if job["state"] != "done"} == {"picture.png"}
    assert "picture" in ended["picture.png"]["message"]
    assert [one["title"] for one in ended["feed.json"]["works"]] == ["One", "Two"]


def test_a_checklist_comes_back_from_a_spreadsheet(desk: Running) -> None:
    """A downloaded workbook in which a colleague typed is merged, dropped on either page."""
    work = desk.at.check(TOWN_TEXT.replace("May", "December"))
    sheet = read_sheet(desk.at.ask(f"api/works/{work}/files/xlsx").body, name="x.xlsx")
    one = render(typed(sheet, {0: {"verdict": "misquoted"}}), FileShape(Format.XLSX))
    other = render(typed(sheet, {1: {"notes": "rang him"}}), FileShape(Format.CSV))
    assert "3 rows kept" in desk.at.ask(f"api/works/{work}/file?name=x.xlsx", one).json["message"]
    job = desk.at.done(desk.at.ask("api/works?name=x.csv", other).json)
    assert (job["state"], job["works"][0]["id"]) == ("done", work)
    first, second, _ = _rows(desk.at, work)
    assert (first["verdict"], second["notes"]) == ("misquoted", "rang him")
    whole = desk.at.ask(f"api/works/{work}/files/json").body.replace(b"December", b"Dezember")
    made = desk.at.done(desk.at.ask("api/works?name=x.json", whole).json)
    assert _rows(desk.at, made["works"][0]["id"])[0]["verdict"] == "misquoted"
    stranger = other.replace(b"December", b"Lent")
    assert "Check the article first" in desk.at.done(desk.at.ask("api/works?name=x.csv", stranger).json)["message"]


def test_every_format_is_downloaded(desk: Running) -> None:
    """Each format is a file of its own ending, those that are read again hold the work, and a page has it on it."""
    work = desk.at.check(TOWN_TEXT.replace("May", "March"))
    _keep(desk.at, work, _rows(desk.at, work)[0], verdict="misquoted")
    for form in Format:
        answer = desk.at.ask(f"api/works/{work}/files/{form}")
        assert f"Bridge%20to%20close%20in%20March{form.ending}" in answer.headers["content-disposition"]
        if form.is_read:
            assert read_sheet(answer.body, name=f"x{form.ending}").rows[0]["verdict"] == "misquoted"
        assert answer.body
    assert b'"verdict":"misquoted"' in desk.at.ask(f"api/works/{work}/files/html").body
    assert desk.at.ask(f"api/works/{work}/files/csv?excel=1").body.startswith(b"\xff\xfe")


def test_a_program_checks_without_keeping(desk: Running) -> None:
    """`api/check` answers with the checklist of a text or a file in any format, and the folder stays as it is."""
    before = sorted(desk.folder.iterdir())
    answer = desk.at.ask("api/check?format=csv", {"text": TOWN_TEXT, "url": "https://paper.example/a"})
    (first, *_) = read_sheet(answer.body, name="x.csv").rows
    assert (first["source_name"], first["article_url"]) == ("Ines Okafor", "https://paper.example/a")
    assert desk.at.ask("api/check?name=a.md", TOWN_TEXT.encode()).json["items"]
    assert "POST api/works" in desk.at.ask("api/check", {"url": "https://paper.example/a"}).json["error"]
    assert sorted(desk.folder.iterdir()) == before


def test_what_would_be_sent_is_told_before_it_is(desk: Running) -> None:
    """The plan of a look-up names the words and who gets them; nothing is asked for that has no key."""
    work = desk.at.check(SEED.read_text(encoding="utf8"))
    plan = {one["asks"]: one["sends"] for one in desk.at.ask(f"api/works/{work}/evidence").json["plan"]}
    assert list(plan) == ["Wikidata and Wikipedia", "GDELT"]
    assert "Dmitry Peskov" in plan["Wikidata and Wikipedia"]
    assert "“social networks bear just as much evil as good”, 2022-01-15" in plan["GDELT"]


SEED_URL = "https://news.example/2022/01/15/the-role-that-social-and-media-platforms-played-in-the-events-in-kazakhstan"


def test_an_address_is_fetched_and_looked_up(reader: Reader, tmp_path: Path) -> None:
    """An article at an address is kept with it; what look-ups find comes into its rows beside what people typed."""
    with running_desk(tmp_path / "work", reader, network=Network(replay=FIXTURES / "seed")) as desk:
        job = desk.done(desk.ask("api/works", {"url": SEED_URL}).json)
        (listed,) = desk.ask("api/works").json["works"]
        assert (listed["id"], listed["url"]) == (job["works"][0]["id"], SEED_URL)
        _keep(desk, listed["id"], _rows(desk, listed["id"])[0], verdict="misquoted")
        told = desk.done(desk.ask(f"api/works/{listed['id']}/evidence", {}).json)
        assert (told["state"], told["done"]) == ("done", told["total"])
        # A second look-up tells of what was not found once.
        desk.done(desk.ask(f"api/works/{listed['id']}/evidence", {}).json)
        lines = desk.ask(f"api/works/{listed['id']}").json["not_done"]
        assert len(set(lines)) == len(lines)
        rows = _rows(desk, listed["id"])
        assert rows[0]["verdict"] == "misquoted"
        assert any(row.get("found_identity") for row in rows)
        # A window that was open before does not take the findings away again.
        _keep(desk, listed["id"], {k: v for k, v in rows[0].items() if not k.startswith("found_")}, notes="later")
        assert [row.get("found_identity") for row in _rows(desk, listed["id"])] == [
            row.get("found_identity") for row in rows
        ]
        assert b"Wikidata" in desk.ask(f"work/{listed['id']}").body


def test_addresses_of_this_machine_are_not_fetched(desk: Running) -> None:
    """An address that leads to this machine or a private network is refused as the command line refuses it."""
    for url in (desk.at.home, "http://10.0.0.1/", "file:///etc/passwd", "ftp://paper.example/"):
        job = desk.at.done(desk.at.ask("api/works", {"url": url}).json)
        assert job["state"] == "failed"
        assert not job["works"]


def test_another_language_is_read_when_a_person_says_so(desk: Running) -> None:
    """What is not in English is refused in the words of the page, and read when a person presses the button."""
    text = "Le pont sera fermé en mai.\n\nLe maire a dit au conseil que le pont resterait fermé jusqu’au soir.\n" * 3
    job = desk.at.done(desk.at.ask("api/works", {"text": text, "title": "Pont"}).json)
    assert (job["state"], job["retry"]) == ("failed", "force_language")
    assert "--" not in job["message"]
    again = desk.at.done(desk.at.ask(f"api/jobs/{job['id']}/again", {}).json)
    assert again["state"] == "done", again
    assert "cannot be tried again" in desk.at.ask(f"api/jobs/{job['id']}/again", {}).json["error"]


def test_what_waited_when_it_was_closed_is_offered_again(reader: Reader, tmp_path: Path) -> None:
    """An article whose reading was cut off by the end of the program is there to be read after the next start."""
    folder = tmp_path / "work"
    with running_desk(folder, reader) as desk:
        job = desk.ask("api/works", {"text": TOWN_TEXT * 400, "title": "Long"}).json
        waiting = desk.ask("api/works", {"text": TOWN_TEXT, "title": "Short"}).json
        kept = sorted((folder / ".attrcheck-waiting").iterdir())
    with running_desk(folder, reader) as desk:
        left = {one["id"]: one for one in desk.ask("api/jobs").json["jobs"]}
        assert set(left) <= {job["id"], waiting["id"]}
        assert len(kept) == 2
        assert {one["state"] for one in left.values()} == {"left"}
        desk.ask(f"api/jobs/{job['id']}", method="DELETE")
        again = desk.done(desk.ask(f"api/jobs/{waiting['id']}/again", {}).json)
        assert (again["state"], again["works"][0]["title"]) == ("done", "Short")
        assert not (folder / ".attrcheck-waiting").exists()


def test_a_job_can_be_stopped(desk: Running) -> None:
    """A long reading says how far it is, and ends when a person stops it, with nothing kept."""
    before = sorted(desk.folder.glob("*.json"))
    job = desk.at.ask("api/works", {"text": TOWN_TEXT * 300, "title": "Very long"}).json
    while not (told := desk.at.ask(f"api/jobs/{job['id']}").json)["done"]:
        assert told["state"] in ("waiting", "running")
    assert 0 < told["done"] < told["total"]
    desk.at.ask(f"api/jobs/{job['id']}", method="DELETE")
    assert desk.at.done(told)["state"] == "stopped"
    assert sorted(desk.folder.glob("*.json")) == before


def test_files_that_are_no_checklists_are_named(desk: Running) -> None:
    """Whatever else lies in the folder is left alone and named; what was taken away is said to be gone."""
    (desk.folder / "mine.json").write_text('{"a": 1}', encoding="utf8")
    (desk.folder / "rows.json").write_text("[]", encoding="utf8")
    (desk.folder / "notes.txt").write_text("notes", encoding="utf8")
    work = desk.at.check(TOWN_TEXT.replace("May", "spring"))
    listed = desk.at.ask("api/works").json
    assert sorted(listed["unread"]) == ["mine.json", "rows.json"]
    (desk.folder / "Bridge to close in spring.json").unlink()
    for path in (f"api/works/{work}/rows", f"api/works/{work}/evidence", f"api/works/{work}/files/csv"):
        assert desk.at.ask(path).status == 404
    assert b"All articles" in desk.at.ask(f"work/{work}").body


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("What: a / title?", "What a title.json"),
        ("../../etc/passwd", "etc passwd.json"),
        ("CON", "article CON.json"),
        ("...", "article.json"),
        ("", "article.json"),
        ("Ünïcode — “quoted”", "Ünïcode quoted.json"),
        ("a" * 300, f"{'a' * 60}.json"),
        ("tab\tnew\nline\0zero", "tab new line zero.json"),
    ],
)
def test_a_file_is_called_after_the_headline(title: str, name: str, tmp_path: Path) -> None:
    """The name of a file is a plain one on every system, in the folder, and none that is there."""
    folder = Folder(tmp_path)
    assert folder._free(title) == tmp_path / name
    (tmp_path / name.upper()).touch()
    assert folder._free(title).name == f"{name.removesuffix('.json')} 2.json"


def test_a_full_disk_is_told_and_loses_nothing(desk: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be written a window is told so, the file stays as it was, and the row is taken later."""
    work = desk.at.check(TOWN_TEXT.replace("May", "autumn"))
    path = desk.folder / "Bridge to close in autumn.json"
    before, (row, *_) = path.read_bytes(), _rows(desk.at, work)

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        answer = desk.at.ask(f"api/works/{work}/rows", {"rows": [{**row, "verdict": "misquoted"}]})
    assert (answer.status, path.read_bytes()) == (507, before)
    assert "No space left on device" in answer.json["error"]
    assert [one.name for one in desk.folder.iterdir() if one.name.endswith("-part")] == []
    _keep(desk.at, work, row, verdict="misquoted")
    assert _rows(desk.at, work)[0]["verdict"] == "misquoted"


def test_a_file_that_the_command_line_writes_is_waited_for(desk: Running) -> None:
    """A merge of the command line and a window's row, both at once, both arrive."""
    work = desk.at.check(TOWN_TEXT.replace("May", "winter"))
    path = desk.folder / "Bridge to close in winter.json"
    sheet = typed(load(path), {1: {"notes": "by the command line"}})
    mine = desk.folder.parent / "mine.csv"
    mine.write_bytes(render(sheet, FileShape(Format.CSV)))
    merging = threading.Thread(target=attrcheck, args=("merge", path, mine, "-o", path))
    merging.start()
    for number in range(10):
        _keep(desk.at, work, _rows(desk.at, work)[0], notes=f"note {number}")
    merging.join(60)
    first, second, _ = load(path).rows
    assert (first["notes"], second["notes"]) == ("note 9", "by the command line")
    assert standing(changes_of(first, ()), "notes").value == "note 9"


def test_a_second_start_finds_the_first(tmp_path: Path) -> None:
    """The same person's second start leads to the desk that runs; another person's desk on the folder is refused."""
    process, at = start_desk(tmp_path / "work")
    try:
        again, there = start_desk(tmp_path / "work")
        again.communicate(timeout=30)
        assert (again.returncode, there) == (0, at)
        with pytest.raises(AssertionError, match="somebody else's attrcheck desk has the folder"):
            start_desk(tmp_path / "work", state=tmp_path / "other")
        assert at.ask("api/works").status == 200
        assert at.ask("api/stop", {}).json == {"stopped": True}
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.communicate()


def test_two_people_are_kept_apart(reader: Reader, tmp_path: Path) -> None:
    """Two desks have tokens of their own, in files that only their person reads, and neither answers to the other's."""
    with (
        running_desk(tmp_path / "a", reader, state=tmp_path / "ana") as ana,
        running_desk(tmp_path / "b", reader, state=tmp_path / "ben") as ben,
    ):
        assert ana.token != ben.token
        assert ana.raw("GET", f"/{ben.token}/").status == ben.raw("GET", f"/{ana.token}/").status == 403
    for person in ("ana", "ben"):
        (kept,) = (tmp_path / person / "desk").glob("*.json")
        if sys.platform != "win32":
            assert (kept.parent.stat().st_mode & 0o777, kept.stat().st_mode & 0o777) == (0o700, 0o600)
    if sys.platform != "win32":
        assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A folder in the place of a file is refused with what to do next."""
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match=r"could not be made: .*Name another with --folder\.$"):
        Folder(tmp_path / "file" / "work")


def test_a_start_loads_neither_reader_nor_network() -> None:
    """What takes long to load, and what only some articles need, waits until the first page stands."""
    code = (
        "import sys, attrcheck.desk.server; print(sorted({'httpx', 'lxml', 'numpy', 'onnxruntime'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], env=CHILD, capture_output=True, check=True, text=True)
    assert told.stdout == "[]\n"


def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    """A port that is taken, options that do not go together and a folder that cannot be are refused, with a code."""
    assert attrcheck("desk", "--into", tmp_path).returncode == 2
    assert attrcheck("desk", "--port", "70000").returncode == 2
    (tmp_path / "file").touch()
    told = attrcheck("desk", "--no-browser", "--folder", tmp_path / "file")
    assert (told.returncode, b"could not be made" in told.stderr) == (3, True)
    assert b"Without a shell" in attrcheck("--help").stdout
    assert (ROOT / "attrcheck" / "desk" / "static" / "home.html").exists()
