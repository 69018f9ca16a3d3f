"""Evidence in files: its columns, what a merge makes of them, and how the command line brings them there."""

from __future__ import annotations

import itertools
import json
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attrcheck.checklist.columns import COLUMNS, FOUND, MERGED
from attrcheck.checklist.findings import Difference, Evidence, Lookup
from attrcheck.checklist.merging import merge
from attrcheck.checklist.model import Checklist
from attrcheck.checklist.sheet import as_sheet
from attrcheck.cli.app import app
from attrcheck.formats import csv, markdown, table
from attrcheck.formats import json as as_json
from attrcheck.formats import json as sheet_json
from attrcheck.formats.caution import Caution
from attrcheck.formats.format import FileShape, Format
from attrcheck.formats.reading import read_sheet
from attrcheck.formats.storage import load, render, save_merged
from tests.support import evidence_world as world
from tests.support.checkout import CHILD
from tests.support.marked import checklist_of
from tests.support.sheets import by_libreoffice, cells_of, passed_through, plain

_LINK = Evidence(
    Lookup.CITED_LINK,
    "The cited page holds: “a”. It has “a” where the article has “b”.",
    "https://a.example/1",
    "the words with the page",
    "2024-05-15T09:30:00Z",
    (Difference("b", "a"),),
)
_WHO = Evidence(Lookup.IDENTITY, "Wikidata: Ann Lee: pilot.", "https://www.wikidata.org/wiki/Q1", "the name", "")


def _with(*evidence: Evidence, words: str = "“It is all over now for good,”") -> Checklist:
    bare = checklist_of(f"[T:{words}] [C:said] [S:Ann Lee] in the old harbour.", url="https://herald.example/1")
    return replace(bare, items=tuple(replace(item, evidence=evidence) for item in bare.items))


def test_only_what_was_looked_up_has_the_columns() -> None:
    """They stand behind the contract's, one a look-up, a line a finding with its URL at the end."""
    assert as_sheet(_with()).columns == COLUMNS
    sheet = as_sheet(_with(_LINK, _WHO))
    assert sheet.columns == (*COLUMNS, *FOUND)
    assert {column: sheet.rows[0][column] for column in FOUND if sheet.rows[0][column]} == {
        "found_cited_link": "The cited page holds: “a”. It has “a” where the article has “b”. https://a.example/1",
        "found_identity": "Wikidata: Ann Lee: pilot. https://www.wikidata.org/wiki/Q1",
    }


def test_json_holds_the_evidence_whole_and_gives_it_to_every_other_format() -> None:
    """What was compared, when, and each difference stand in JSON; read again, it makes the same cells and JSON."""
    written = as_json.write(_with(_LINK))
    assert json.loads(written)["items"][0]["evidence"] == [
        {
            "lookup": "cited_link",
            "finding": "The cited page holds: “a”. It has “a” where the article has “b”.",
            "url": "https://a.example/1",
            "compared": "the words with the page",
            "retrieved_at": "2024-05-15T09:30:00Z",
            "differences": [{"article": "b", "page": "a"}],
        }
    ]
    read = read_sheet(written.encode(), name="a.json")
    assert csv.write_sheet(read) == csv.write(_with(_LINK))
    assert json.loads(sheet_json.write_sheet(read)) == json.loads(written)
    again = read_sheet(csv.write_sheet(read).encode(), name="a.csv")
    back = read_sheet(sheet_json.write_sheet(again).encode(), name="b.json")
    assert back.rows[0]["found_cited_link"] == read.rows[0]["found_cited_link"]


@pytest.mark.parametrize("through_json", [False, True])
def test_a_merge_renews_what_was_found_and_keeps_what_people_wrote(through_json: bool) -> None:
    """New findings take the place of old ones; a run that did not look keeps them; changed words lose them."""

    def sheet(checklist: Checklist):  # type: ignore[no-untyped-def]
        if through_json:
            return read_sheet(as_json.write(checklist).encode(), name="a.json")
        return as_sheet(checklist)

    old = sheet(_with(_LINK, _WHO))
    typed = replace(old, rows=tuple(replace(row, cells={**row.cells, "notes": "rang her"}) for row in old.rows))
    newer = replace(_LINK, finding="The cited link is dead (HTTP 404).")
    for new, link, who in (
        (_with(newer), "The cited link is dead (HTTP 404). https://a.example/1", old.rows[0]["found_identity"]),
        (_with(), old.rows[0]["found_cited_link"], old.rows[0]["found_identity"]),
        (_with(words="“It is all over now for bad,”"), "", ""),
    ):
        merged = merge(typed, sheet(new)).sheet
        row = merged.rows[0]
        assert (row["notes"], row["found_cited_link"], row["found_identity"]) == ("rang her", link, who)
        assert merged.own == ()
        if through_json:
            item = json.loads(sheet_json.write_sheet(merged))["items"][0]
            assert {one["lookup"] for one in item.get("evidence", ())} == {
                lookup for lookup, cell in (("cited_link", link), ("identity", who)) if cell
            }
            assert "cells" not in item or not set(item["cells"]) & set(FOUND)


READABLE = (Format.CSV, Format.XLSX, Format.JSON, Format.JSONL)


@pytest.mark.parametrize(("one", "other"), tuple(itertools.permutations(READABLE, 2)))
def test_what_was_found_goes_round_the_formats(one: Format, other: Format) -> None:
    """From JSON through any two formats each finding is there, and Markdown made of the last one shows it."""
    first = read_sheet(as_json.write(_with(_LINK, _WHO)).encode(), name="a.json")
    last = passed_through(passed_through(first, one), other)
    assert plain(last) == plain(first)
    assert markdown.write_sheet(last) == markdown.write(_with(_LINK, _WHO))


def test_what_was_found_stays_through_libreoffice_while_the_words_do(tmp_path: Path) -> None:
    """A workbook that LibreOffice saved keeps its findings in a run without look-ups; other words lose them."""
    path = tmp_path / "list.xlsx"
    seen = replace(_LINK, finding="Two archived copies differ.", url="https://a.example/2?b=c%20d&e=f")
    path.write_bytes(render(as_sheet(_with(_LINK, seen, _WHO)), FileShape(Format.XLSX)))
    before = load(path)
    (tmp_path / "out").mkdir()
    saved = by_libreoffice(path, "xlsx", "", tmp_path / "out")
    merged = save_merged(saved, as_sheet(_with()), shape=FileShape(Format.XLSX), caution=Caution())
    assert merged.notices == ()
    assert cells_of(load(saved), *FOUND, MERGED) == [(*cells_of(before, *FOUND)[0], "")]
    save_merged(
        saved,
        as_sheet(_with(words="“It is all over now for bad,”")),
        shape=FileShape(Format.XLSX),
        caution=Caution(),
    )
    assert cells_of(load(saved), *FOUND, MERGED) == [(*[""] * len(FOUND), "changed")]


def test_columns_of_evidence_may_be_chosen(tmp_path: Path) -> None:
    """`convert --columns` writes them like any other, and its message names them where it names the columns."""
    path, target = tmp_path / "a.csv", tmp_path / "b.csv"
    path.write_bytes(render(as_sheet(_with(_WHO)), FileShape(Format.CSV)))
    done = CliRunner().invoke(app, ["convert", str(path), str(target), "--columns", "found_identity,cue"])
    assert done.exit_code == 0, done.output
    assert (
        target.read_bytes()
        == b"found_identity,cue\r\nWikidata: Ann Lee: pilot. https://www.wikidata.org/wiki/Q1,said\r\n"
    )
    wrong = CliRunner().invoke(app, ["convert", str(path), str(tmp_path / "c.csv"), "--columns", "found_luck"])
    assert wrong.exit_code == 2
    assert "found_identity" in wrong.output


def test_markdown_and_the_table_show_it() -> None:
    """Markdown has a line a finding with its link; the table one line a row, and how many more there are."""
    text = markdown.write(_with(_LINK, _WHO))
    assert (
        "  - found cited link: The cited page holds: “a”. It has “a” where the article has “b”. "
        "[see](<https://a.example/1>)\n" in text
    )
    shown = " ".join(table.write(_with(_LINK, _WHO), width=200).split())
    assert "→ The cited page holds: “a”. It has “a” where the article has “b”. (and 1 more in the file)" in shown


def test_check_looks_up_and_a_later_run_without_keeps_it(tmp_path: Path) -> None:
    """With --evidence the columns are filled, here from recordings; a run without it keeps them."""
    world.write_world(tmp_path / "web")
    out = tmp_path / "out.csv"
    arguments = ["check", world.URL, "--replay", str(tmp_path / "web"), "-o", str(out), "-q"]
    first = CliRunner().invoke(app, [*arguments, "--evidence"])
    assert first.exit_code == 0, first.output
    rows = read_sheet(out.read_bytes(), name="out.csv").rows
    assert rows[0]["found_article_copies"].startswith("The article has 3 archived copies that differ, from")
    found = [[row[column] for column in FOUND] for row in rows]
    second = CliRunner().invoke(app, arguments)
    assert second.exit_code == 0, second.output
    again = read_sheet(out.read_bytes(), name="out.csv").rows
    assert [[row[column] for column in FOUND] for row in again] == found
    assert [row["merged"] for row in again] == ["", "", ""]


def test_only_wanted_rows_are_looked_up(tmp_path: Path) -> None:
    """With --only the other rows are told to no service: what is recorded of theirs alone is not asked for."""
    world.write_world(tmp_path)
    arguments = ["check", world.URL, "--replay", str(tmp_path), "--format", "json", "--evidence"]
    every, direct = (
        json.loads(CliRunner().invoke(app, [*arguments, *more]).stdout) for more in ((), ("--only", "direct,person"))
    )
    assert [item["form"] for item in every["items"]] == ["direct", "mixed", "indirect"]
    # How many rows a reading had is not told of a part of them, lest the others seem to have been taken out.
    (only,), first = direct["items"], every["items"][0]
    assert only | {"reading": ""} == first | {"reading": ""}
    assert [len(one["not_done"]) for one in (every, direct)] == [1, 0]


class _Proxy(BaseHTTPRequestHandler):
    """Leads nowhere; but where the news index is asked for, it says so and never answers."""

    def do_CONNECT(self) -> None:
        """Refuse, or be silent until the other end is gone."""
        if "gdelt" not in self.path:
            self.send_error(403)
            return
        assert isinstance(self.server, _Silent)
        self.server.asked.set()
        self.rfile.read()

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


class _Silent(ThreadingHTTPServer):
    """The proxy's server; `asked` is set once it is asked for what it never answers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Proxy)
        self.asked = threading.Event()


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal to a process")
def test_an_interrupted_run_writes_what_it_has(tmp_path: Path) -> None:
    """After Ctrl-C the checklist is written with what was found, says what is missing, and the exit code is 130."""
    (tmp_path / "article.html").write_text(world.PAGE, encoding="utf8")
    out = tmp_path / "out.json"
    command = ["check", str(tmp_path / "article.html"), "-o", str(out), "-q", "--evidence", "--no-cache"]
    with _Silent() as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        settings = {
            "ATTRCHECK_PROXY": f"http://127.0.0.1:{proxy.server_port}",
            "ATTRCHECK_CONTACT": "desk@herald.example",
        }
        with subprocess.Popen(
            [sys.executable, "-m", "attrcheck.cli", *command],
            env={**CHILD, **settings},
            stderr=subprocess.PIPE,
            text=True,
        ) as run:
            assert proxy.asked.wait(100)
            run.send_signal(signal.SIGINT)
            _, errors = run.communicate(timeout=100)
        proxy.shutdown()
    assert run.returncode == 130, errors
    assert "interrupted; what was found until then is kept" in errors
    whole = json.loads(out.read_text(encoding="utf8"))
    assert len(whole["items"]) == 3
    assert whole["not_done"][-1].endswith("the run was broken off; run it again to go on")
