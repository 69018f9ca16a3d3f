"""The commands for checklists that people work in: merge, progress and convert."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from attrcheck.checklist.columns import HUMAN, MERGED
from attrcheck.checklist.sheet import Sheet
from attrcheck.formats import csv
from attrcheck.formats.format import FileShape, Format
from attrcheck.formats.storage import load, render
from tests.support.checkout import CHILD
from tests.support.sheets import TOWN, cells_of, plain, sheet_with, typed

MINE = typed(sheet_with(TOWN), {0: {"status": "done", "verdict": "misquoted", "checked_by": "Zoë", "desk": "home"}})
THEIRS = typed(sheet_with(TOWN), {0: {"verdict": "inconclusive", "checked_by": "Bo"}, 1: {"notes": "called"}})


def attrcheck(*arguments: str | Path, file_size: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, whose files may grow to `file_size` bytes, 0 for any size."""

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))

    return subprocess.run(
        [sys.executable, "-m", "attrcheck.cli", *map(str, arguments)],
        capture_output=True,
        timeout=120,
        check=False,
        env=CHILD,
        encoding="utf8",
        preexec_fn=limited if file_size else None,
    )


def _put(path: Path, sheet: Sheet) -> Path:
    path.write_bytes(render(sheet, FileShape(Format(path.suffix[1:]))))
    return path


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Return a checklist in which one person has worked."""
    return _put(tmp_path / "mine.csv", MINE)


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """Return a workbook of the same checklist in which another has."""
    return _put(tmp_path / "theirs.xlsx", THEIRS)


def test_merge_prints_what_both_wrote(mine: Path, theirs: Path) -> None:
    """Merge prints CSV with the work of both; the contradiction is in the notes and the row is marked."""
    before = [path.read_bytes() for path in (mine, theirs)]
    result = attrcheck("merge", mine, theirs)
    assert (result.returncode, result.stderr) == (0, "")
    rows = csv.read(result.stdout).rows
    assert [(row["verdict"], row["checked_by"], row["notes"], row["desk"], row[MERGED]) for row in rows] == [
        ("misquoted", "Zoë, Bo", "", "home", "conflict"),
        ("", "", "called", "", ""),
        ("", "", "", "", ""),
    ]
    assert [path.read_bytes() for path in (mine, theirs)] == before


def test_merge_writes_onto_the_old_file_or_the_new(mine: Path, theirs: Path) -> None:
    """With -o, merge writes a new file, OLD or NEW; another file that is there stays without --force."""
    printed = csv.read(attrcheck("merge", mine, theirs).stdout).rows
    other = _put(mine.with_name("other.jsonl"), sheet_with(TOWN))
    refused = attrcheck("merge", mine, theirs, "-o", other)
    assert (refused.returncode, "--force" in refused.stderr, plain(load(other))) == (3, True, plain(sheet_with(TOWN)))
    assert attrcheck("merge", mine, theirs, "-o", other, "--force").returncode == 0
    assert attrcheck("merge", mine, theirs, "-o", theirs).returncode == 0
    result = attrcheck("merge", mine, theirs, "-o", mine)
    assert result.stderr == f"attrcheck: merged into {mine}: 3 rows kept, 1 in conflict\n"
    assert [plain(load(path)) for path in (other, theirs, mine)] == [[dict(row.cells) for row in printed]] * 3


def test_two_who_merge_into_the_newer_file_at_once_both_arrive(mine: Path, theirs: Path) -> None:
    """Runs that name the same NEW as output wait for each other, and the work of each is in it."""
    shared = _put(mine.with_name("shared.csv"), sheet_with(TOWN))
    command = [sys.executable, "-m", "attrcheck.cli", "merge"]
    others = [_put(mine.with_name(f"n{n}.csv"), typed(sheet_with(TOWN), {1: {f"n{n}": "x"}})) for n in range(3)]
    running = [subprocess.Popen([*command, one, shared, "-o", shared], env=CHILD) for one in (mine, theirs, *others)]
    assert [one.wait(timeout=120) for one in running] == [0] * 5
    sheet = load(shared)
    assert cells_of(sheet, "n0", "n1", "n2", "notes")[1] == ("x", "x", "x", "called")
    assert sheet.rows[0]["contradictions"].split("\n") == [
        "status: todo (Bo) | done (Zoë)",
        "verdict: inconclusive (Bo) | misquoted (Zoë)",
    ]


def test_merge_refuses_another_article(mine: Path) -> None:
    """Checklists of two articles are merged on demand only, and nothing is written before."""
    other = _put(mine.with_name("other.csv"), sheet_with((("Max", "told", "ships left at dawn"),), title="Port news"))
    before = mine.read_bytes()
    for options in ((), ("-o", mine)):
        result = attrcheck("merge", mine, other, *options)
        assert (result.returncode, result.stdout) == (3, "")
        assert "“Town news”, not of “Port news”" in result.stderr
        assert "--merge-anyway" in result.stderr
    assert mine.read_bytes() == before
    assert attrcheck("merge", mine, other, "-o", mine, "--merge-anyway").returncode == 0
    assert [row["article_title"] for row in load(mine).rows] == ["Town news"] * 3 + ["Port news"]


@pytest.mark.parametrize("command", ["merge", "convert", "progress"])
def test_a_file_from_somewhere_else_is_refused(mine: Path, command: str) -> None:
    """Each command ends with exit code 3 and names the file and the column at fault."""
    other = mine.with_name("people.csv")
    other.write_text("name,age\nAnn,3\n", encoding="utf8")
    arguments = {"merge": (mine, other), "convert": (other, mine.with_name("x.json")), "progress": (other,)}[command]
    result = attrcheck(command, *arguments)
    assert (result.returncode, result.stdout) == (3, "")
    assert (
        result.stderr
        == f"attrcheck: {other}: this is not a checklist: column 'id' is missing. Name a file that attrcheck wrote.\n"
    )


def test_a_file_that_may_not_grow_stays_as_it_was(mine: Path, theirs: Path) -> None:
    """Where the merged file cannot be written to its end, the old one stays whole and nothing else is left."""
    before = mine.read_bytes()
    result = attrcheck("merge", mine, theirs, "-o", mine, file_size=200)
    assert (result.returncode, mine.read_bytes() == before) == (3, True)
    assert "File too large. Nothing was changed" in result.stderr
    assert sorted(path.name for path in mine.parent.iterdir()) == ["mine.csv", "theirs.xlsx"]


def test_progress_shows_the_work(mine: Path, theirs: Path) -> None:
    """Progress tells for each file how many rows are done, and by status, verdict, person and source."""
    result = attrcheck("progress", mine, theirs)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.split("\n\n")[0].splitlines() == [
        f"{mine}: 1 of 3 done (33%)",
        "  status",
        "    todo                         2",
        "    done                         1",
        "  verdict",
        "    misquoted                    1",
        "  person",
        "    Zoë                          1",
        "  source",
        "    Ann Hill                     1 of 1",
        "    Bob Stone                    0 of 1",
        "    critics                      0 of 1",
    ]
    (told,) = json.loads(attrcheck("progress", mine, "--format", "json").stdout)
    assert told == {
        "file": str(mine),
        "rows": 3,
        "done": 1,
        "changed": 0,
        "conflicts": 0,
        "gone": 0,
        "statuses": {"todo": 2, "done": 1},
        "verdicts": {"misquoted": 1},
        "sources": {
            "Ann Hill": {"done": 1, "rows": 1},
            "Bob Stone": {"done": 0, "rows": 1},
            "critics": {"done": 0, "rows": 1},
        },
        "people": {"Zoë": 1},
        "articles": {"Town news": {"done": 1, "rows": 3}},
        "open": [row["id"] for row in MINE.rows[1:]],
    }


def test_require_done_fails_until_all_is_done(mine: Path) -> None:
    """With --require-done, open rows are named and the exit code is 1; when all are done or skipped it is 0."""
    result = attrcheck("progress", mine, "--require-done")
    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        f"attrcheck: {mine}: 2 rows are not done:",
        *(f"attrcheck: {row['id']} {row['source']}: {row['statement']}" for row in MINE.rows[1:]),
    ]
    _put(mine, typed(MINE, {1: {"status": "skipped"}, 2: {"status": "done"}}))
    result = attrcheck("progress", mine, "--require-done")
    assert (result.returncode, result.stderr) == (0, "")


def test_any_number_of_files_and_parts_are_merged(mine: Path, theirs: Path) -> None:
    """Three people's files, one of them a part, give the same rows in any order, and onto any of them."""
    part = mine.with_name("part.csv")
    assert attrcheck("convert", theirs, part, "--only", "vague").returncode == 0
    third = _put(mine.with_name("third.csv"), typed(sheet_with(TOWN), {2: {"notes": "asked", "checked_by": "Cleo"}}))
    orders = [(mine, theirs, part, third), (part, third, theirs, mine), (theirs, mine, third, part)]
    printed = [attrcheck("merge", *order) for order in orders]
    assert [(one.returncode, one.stderr) for one in printed] == [(0, "")] * 3
    rows = [
        {(row["id"], row["verdict"], row["notes"], row["history"]) for row in csv.read(p.stdout).rows} for p in printed
    ]
    assert rows == [rows[0]] * 3
    assert attrcheck("merge", *orders[0], "-o", third).returncode == 0
    assert {(row["id"], row["verdict"], row["notes"], row["history"]) for row in load(third).rows} == rows[0]


def test_columns_that_nobody_uses_may_be_left_out(mine: Path) -> None:
    """A file without them is read, counts, and takes away nothing of what stands in another one's."""
    few = mine.with_name("few.csv")
    columns = ("id", "status", "verdict", "source", "cue", "statement")
    assert attrcheck("convert", mine, few, "--columns", ",".join(columns)).returncode == 0
    assert "few.csv: 1 of 3 done" in attrcheck("progress", few).stdout
    typed_in = [tuple(row[column] for column in HUMAN) for row in load(mine).rows]
    for order in ((mine, few), (few, mine)):
        printed = attrcheck("merge", *order)
        assert printed.returncode == 0
        assert [tuple(row[column] for column in HUMAN) for row in csv.read(printed.stdout).rows] == typed_in


def test_rows_are_given_to_people_and_come_back(mine: Path) -> None:
    """--assign gives the open rows out evenly, --person writes one person's part, and merging joins them again."""
    whole = mine.with_name("whole.csv")
    assert attrcheck("convert", mine, whole, "--assign", "Ana, Ben").returncode == 0
    assert cells_of(load(whole), "assigned") == [("",), ("Ana",), ("Ben",)]
    part = mine.with_name("ben.csv")
    assert attrcheck("convert", whole, part, "--person", "ben").returncode == 0
    assert cells_of(load(part), "id") == [(MINE.rows[2]["id"],)]
    _put(part, typed(load(part), {0: {"status": "done", "checked_by": "Ben"}}))
    assert attrcheck("merge", whole, part, "-o", whole).returncode == 0
    assert cells_of(load(whole), "status", "merged") == [("done", ""), ("todo", ""), ("done", "")]


def test_what_was_emptied_since_a_copy_stays_empty(mine: Path) -> None:
    """With --base, what one person took back of a file that both copied stays so, whoever comes first."""
    emptied = typed(MINE, {0: {"status": "todo", "verdict": "", "checked_by": ""}})
    hers, his = (_put(mine.with_name(f"{name}.csv"), sheet) for name, sheet in (("hers", emptied), ("his", MINE)))
    for order in ((hers, his), (his, hers)):
        result = attrcheck("merge", *order, "--base", mine)
        assert [row["verdict"] for row in csv.read(result.stdout).rows] == ["", "", ""]


def test_what_is_forced_over_keeps_a_dated_copy(mine: Path, tmp_path: Path) -> None:
    """A file on which people had worked stays under a name with its day where --force writes over it."""
    before = mine.read_bytes()
    other = _put(tmp_path / "other.csv", sheet_with(TOWN))
    result = attrcheck("convert", other, mine, "--force")
    day = date.fromtimestamp(other.stat().st_mtime).isoformat()
    copy = mine.with_name(f"mine.of-{day}.csv")
    assert f"the file as it was is {copy}" in result.stderr
    assert (copy.read_bytes(), mine.read_bytes()) == (before, other.read_bytes())
    assert "the file as it was" not in attrcheck("convert", other, mine, "--force").stderr


def test_convert_goes_round_all_formats(mine: Path) -> None:
    """A checklist that is converted from each format to the next comes back with every cell."""
    names = [mine.name, "a.xlsx", "b.jsonl", "c.json", "d.csv"]
    for source, target in pairwise(names):
        result = attrcheck("convert", mine.with_name(source), mine.with_name(target))
        assert (result.returncode, result.stderr) == (0, f"attrcheck: wrote 3 rows to {mine.with_name(target)}\n")
    assert mine.with_name("d.csv").read_bytes() == mine.read_bytes()


def test_one_row_is_told_as_one(mine: Path) -> None:
    """Messages about one row say row, those about more say rows."""
    one = _put(mine.with_name("one.csv"), sheet_with(TOWN[:1]))
    told = [
        attrcheck("convert", one, one.with_name("x.json")).stderr,
        attrcheck("merge", one, one, "-o", one.with_name("y.csv")).stderr,
        attrcheck("progress", one, "--require-done").stderr.splitlines()[0] + "\n",
    ]
    assert told == [
        f"attrcheck: wrote 1 row to {one.with_name('x.json')}\n",
        f"attrcheck: merged into {one.with_name('y.csv')}: 1 row kept, nothing new\n",
        f"attrcheck: {one}: 1 row is not done:\n",
    ]


@pytest.mark.parametrize("name", ["x.jsonld", "x.annotations.json"])
def test_convert_writes_annotations(mine: Path, name: str) -> None:
    """A name that ends in .jsonld or .annotations.json asks for annotations, which no command reads or merges into."""
    target = mine.with_name(name)
    result = attrcheck("convert", mine, target)
    assert (result.returncode, result.stderr) == (0, f"attrcheck: wrote 3 rows to {target}\n")
    whole = json.loads(target.read_text(encoding="utf8"))
    assert (whole["type"], whole["total"], whole["annotations"]) == ("AnnotationCollection", 3, [])
    for arguments in (("convert", mine, target), ("merge", mine, mine, "-o", target), ("progress", target)):
        assert attrcheck(*arguments).returncode == 3
    assert json.loads(target.read_text(encoding="utf8")) == whole


def test_convert_picks_rows_and_columns(mine: Path) -> None:
    """Convert writes the rows and columns that are asked for, with tabs and in UTF-16 for Excel."""
    target = mine.with_name("x.csv")
    options = ("--only", "todo,vague", "--columns", "statement,id", "--excel")
    assert attrcheck("convert", mine, target, *options).returncode == 0
    assert target.read_bytes().decode("utf-16") == f"statement\tid\r\n{TOWN[2][2]}\t{MINE.rows[2]['id']}\r\n"
    assert attrcheck("convert", mine, target, "--force", "--columns", "Desk,id").returncode == 0
    assert target.read_text(encoding="utf8").splitlines()[:2] == ["desk,id", f"home,{MINE.rows[0]['id']}"]
    assert attrcheck("convert", mine, target, "--force", "--sort", "kind").returncode == 0
    assert cells_of(load(target), "source_kind") == [("person",), ("person",), ("vague",)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("mine.csv", "mine.csv"), "is the input"),
        (("mine.csv", "x.doc"), "cannot be told from its name"),
        (("mine.csv", "x.csv", "--only", "green"), "'green' names no rows"),
        (("mine.csv", "x.csv", "--columns", "green"), "there is no column 'green'"),
        (("mine.csv", "x.json", "--columns", "id"), "--columns concerns"),
        (("mine.csv", "x.json", "--excel"), "--excel concerns"),
    ],
)
def test_wrong_usage_of_convert(mine: Path, arguments: tuple[str, ...], told: str) -> None:
    """What cannot be meant ends with exit code 2 and a message, and writes nothing."""
    before = mine.read_bytes()
    places = [mine.with_name(one) if "." in one else one for one in arguments]
    result = attrcheck("convert", *places)
    assert (result.returncode, result.stdout) == (2, "")
    assert told in result.stderr
    assert {path.name: path.read_bytes() for path in mine.parent.iterdir()} == {"mine.csv": before}
