"""Articles held against material on the desk: with a new article, of one that is there, and by programs."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from attrcheck.checklist.columns import HELD
from attrcheck.desk.shelf import Shelf
from attrcheck.errors import InputError
from attrcheck.formats.format import Format
from attrcheck.formats.reading import read_sheet
from attrcheck.formats.storage import load
from attrcheck.reader.model import Reader
from tests.desk.conftest import Running
from tests.support.command_line import attrcheck
from tests.support.desks import TOWN_TEXT, Address, running_desk
from tests.support.word_files import docx, paragraph

MINUTES = (
    "INES OKAFOR: The old bridge will be closed in May.\n\n"
    "PAUL REED: Nobody asked us.\n\n"
    "BOB STONE: It is a good bridge, and I live beside it.\n"
)
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(100)


def _held(at: Address, work: str) -> list[tuple[str, str]]:
    rows = at.ask(f"api/works/{work}/rows").json["rows"]
    return [(row["against_outcome"], row.get("against_place", "")) for row in rows]


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _hold(at: Address, work: str) -> Any:
    return at.done(at.ask(f"api/works/{work}/against", {}).json)


def test_a_new_article_is_held_against_what_comes_with_it(desk: Running) -> None:
    """The rows say what `check --against` says, and the material is kept beside the checklist."""
    text = TOWN_TEXT.replace("Bridge to close", "Bridge held")
    against = [{"name": "C:\\files\\../minutes.txt", "text": MINUTES}]
    work = desk.at.check(text, against=against)
    kept = desk.folder / "Bridge held in May (material)" / "minutes.txt"
    assert kept.read_text(encoding="utf8") == MINUTES
    (desk.folder.parent / "held.txt").write_text(text, encoding="utf8")
    made = attrcheck("check", desk.folder.parent / "held.txt", "--against", kept, "--format", "json")
    theirs = [item["against"] for item in json.loads(made.stdout)["items"]]
    assert [item["against"] for item in desk.at.ask(f"api/works/{work}").json["items"]] == theirs
    assert _held(desk.at, work)[1] == ("in another's mouth", "minutes.txt")
    assert len([one for one in desk.at.ask("api/works").json["works"] if one["id"] == work]) == 1


def test_a_file_is_held_against_a_file(desk: Running) -> None:
    """An article of any format comes in base64, as its material does."""
    told = {
        "name": "held.docx",
        "data": _encoded(docx("".join(map(paragraph, TOWN_TEXT.replace("May", "a file").split("\n\n"))))),
        "against": [{"name": "minutes.docx", "data": _encoded(docx("".join(map(paragraph, MINUTES.split("\n\n")))))}],
    }
    job = desk.at.done(desk.at.ask("api/works", told).json)
    assert _held(desk.at, job["works"][0]["id"])[1] == ("in another's mouth", "minutes.docx")


def test_an_article_that_is_there_is_held_and_keeps_its_work(desk: Running) -> None:
    """Files are given and removed; the outcomes come beside what people typed, and into every download."""
    work = desk.at.check(TOWN_TEXT.replace("Bridge to close", "Bridge shut"))
    (row, *_) = desk.at.ask(f"api/works/{work}/rows").json["rows"]
    desk.at.ask(f"api/works/{work}/rows", {"rows": [{**row, "verdict": "misquoted"}]})
    assert "Choose files first" in _hold(desk.at, work)["message"]
    for name, data in (("minutes.txt", MINUTES), ("again.txt", MINUTES), ("minutes.txt", "INES OKAFOR: Hello.")):
        listed = desk.at.ask(f"api/works/{work}/material?name={name}", data.encode()).json
    assert [one["name"] for one in listed["files"]] == ["minutes 2.txt", "minutes.txt"]
    job = _hold(desk.at, work)
    assert (job["state"], job["notices"], job["done"]) == ("done", [], 3)
    outcomes = [outcome for outcome, _ in _held(desk.at, work)]
    assert outcomes[1] == "in another's mouth"
    assert desk.at.ask(f"api/works/{work}/rows").json["rows"][0]["verdict"] == "misquoted"
    for form in Format:
        answer = desk.at.ask(f"api/works/{work}/files/{form}")
        assert answer.status == 200
        if form.is_read and form is not Format.DOCX:
            rows = read_sheet(answer.body, name=f"x{form.ending}").rows
            assert [one["against_outcome"] for one in rows] == outcomes
    assert b"in another" in desk.at.ask(f"work/{work}").body
    for name in ("minutes%202.txt", "minutes.txt"):
        listed = desk.at.ask(f"api/works/{work}/material?name={name}", method="DELETE").json
    assert listed["files"] == []
    assert not (desk.folder / "Bridge shut in May (material)").exists()
    assert [outcome for outcome, _ in _held(desk.at, work)] == outcomes


def test_what_cannot_be_read_is_told_and_costs_only_itself(desk: Running) -> None:
    """A file that is no text is named with its reason, once however often; without any other the rows are there."""
    text = TOWN_TEXT.replace("Bridge to close", "Bridge painted")
    told = {"text": text, "against": [{"name": "map.png", "data": _encoded(PICTURE)}, {"name": "void.txt"}]}
    job = desk.at.done(desk.at.ask("api/works", told).json)
    assert job["state"] == "done"
    assert [notice.startswith("not held against: ") for notice in job["notices"]] == [True, True]
    assert ["void.txt" in job["notices"][0], "map.png" in job["notices"][1]] == [True, True]
    work = job["works"][0]["id"]
    assert len(desk.at.ask(f"api/works/{work}/rows").json["rows"]) == 3
    assert "map.png" in _hold(desk.at, work)["message"]
    desk.at.ask(f"api/works/{work}/material?name=minutes.txt", MINUTES.encode())
    for _ in range(2):
        (notice,) = _hold(desk.at, work)["notices"]
        assert notice.startswith("not held against: map.png: ")
    assert desk.at.ask(f"api/works/{work}").json["not_done"] == [notice]
    assert _held(desk.at, work)[1][0] == "in another's mouth"


def test_material_waits_with_its_article(reader: Reader, tmp_path: Path) -> None:
    """An order that an earlier run left is held against what came with it."""
    folder = tmp_path / "work"
    told = {"url": "https://paper.example/nowhere", "against": [{"name": "minutes.txt", "text": MINUTES}]}
    with running_desk(folder, reader) as first:
        failed = first.done(first.ask("api/works", told).json)
        assert failed["state"] == "failed"
    (order,) = (folder / ".attrcheck-waiting").iterdir()
    head, _, _ = order.read_bytes().partition(b"\n")
    order.write_bytes(json.dumps({**json.loads(head), "url": ""}).encode() + b"\n" + TOWN_TEXT.encode())
    with running_desk(folder, reader) as second:
        (left,) = second.ask("api/jobs").json["jobs"]
        job = second.done(second.ask(f"api/jobs/{left['id']}/again", {}).json)
        assert _held(second, job["works"][0]["id"])[1] == ("in another's mouth", "minutes.txt")


def test_a_program_holds_without_keeping(desk: Running) -> None:
    """`api/check` answers with the outcomes, leaves nothing on the disk, and gives no link to what is not there."""
    before = sorted(desk.folder.rglob("*"))
    told = {"text": TOWN_TEXT, "against": [{"name": "minutes.txt", "text": MINUTES}]}
    answer = desk.at.ask("api/check?format=csv", told)
    row = read_sheet(answer.body, name="x.csv").rows[1]
    assert [row[column] for column in HELD] == [
        "in another's mouth",
        "There it is said by PAUL REED, not by Bob Stone. These very words stand there.",
        "minutes.txt",
        "Nobody asked us",
        "",
    ]
    assert sorted(desk.folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("against", "message"),
    [
        ("minutes.txt", "against is a list"),
        (["minutes.txt"], "against is a list"),
        ([{"name": "a", "path": "/etc/passwd"}], "against is a list"),
        ([{"name": 1, "text": "a"}], "against is a list"),
        ([{"name": "a", "data": "no base64!"}], "no base64"),
        ([{"name": "a", "text": "b", "data": "Yg=="}], "not both"),
    ],
)
def test_what_is_no_material_is_refused(desk: Running, against: object, message: str) -> None:
    """A list of another shape, a path, or what cannot be decoded is answered with what is wrong."""
    answer = desk.at.ask("api/works", {"text": TOWN_TEXT, "against": against})
    assert (answer.status, message in answer.json["error"]) == (400, True)


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    """Whatever a file is called, it is kept in the folder of the material under a name that every system takes."""
    shelf = Shelf(tmp_path / "a.json")
    names = (
        "../../b.txt",
        "..\\..\\b.txt",
        "/etc/passwd",
        ".hidden",
        "CON.txt",
        "a:b?.pdf",
        "",
        "x" * 300 + ".html",
        "..",
    )
    for number, name in enumerate(names):
        shelf.put(name, f"{number}".encode())
    assert [path.name for path in shelf.files()] == sorted(
        [
            "b.txt",
            "b 2.txt",
            "passwd",
            "hidden",
            "article CON.txt",
            "a b.pdf",
            "article",
            "x" * 60 + ".html",
            "article 2",
        ]
    )
    assert {path.parent for path in tmp_path.rglob("*") if path.is_file()} == {shelf.path}
    for name in ("../a.json", "/etc/passwd", "", "."):
        with pytest.raises(InputError, match="not there"):
            shelf.remove(name)


def test_an_article_takes_over_no_others_material(reader: Reader, tmp_path: Path) -> None:
    """What was left beside a checklist that is gone is not held against the next article of that headline."""
    folder = tmp_path / "work"
    (folder / "Bridge to close in May (material)").mkdir(parents=True)
    with running_desk(folder, reader) as desk:
        work = desk.check()
        assert desk.ask(f"api/works/{work}/material").json["files"] == []
    assert load(folder / "Bridge to close in May 2.json").rows
