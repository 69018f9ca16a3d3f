"""The README: everything in it runs, and prints what it shows."""

from __future__ import annotations

import contextlib
import doctest
import io
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import attrcheck
from attrcheck.checklist.columns import COLUMNS
from attrcheck.corpus.records import ErrorKind
from attrcheck.corpus.rows import ARTICLE_COLUMNS, STATEMENT_COLUMNS
from attrcheck.formats import csv
from attrcheck.formats.format import Format
from attrcheck.formats.reading import read_sheet
from attrcheck.searches.sites_file import read_sites
from tests.support.checkout import CHILD, ROOT
from tests.support.corpora import articles, write_corpus

README = (ROOT / "README.md").read_text(encoding="utf8")
_BLOCK = re.compile(r"<!-- (?P<mark>[^\n]*?) -->\n```\w*\n(?P<text>.*?)```", re.S)
BLOCKS = {match["mark"]: match["text"] for match in _BLOCK.finditer(README)}


def _run(command: str, cwd: Path) -> str:
    """Run an attrcheck command of the README from `cwd` and return what it prints."""
    words = shlex.split(command)
    assert words[0] == "attrcheck"
    result = subprocess.run(
        [sys.executable, "-m", "attrcheck.cli", *words[1:]],
        cwd=cwd,
        capture_output=True,
        check=True,
        env=CHILD,
    )
    return result.stdout.decode("utf8")


def test_the_main_command_writes_the_checklist(tmp_path: Path) -> None:
    """The main command, after its installation, writes checklist.csv and shows the table."""
    installs, command = BLOCKS["main"].strip().rsplit(" && ", 1)
    assert installs == "python3 -m venv .venv && . .venv/bin/activate && python -m pip install ."
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    shown = _run(command, tmp_path)
    assert len(csv.read((tmp_path / "checklist.csv").read_bytes().decode("utf8")).rows) > 10
    assert "Dmitry Peskov" in shown


def test_the_output_is_what_the_command_prints() -> None:
    """The table in the README is the command's own, to the letter; a row of dots stands for rows left out."""
    (mark,) = [mark for mark in BLOCKS if mark.startswith("output: ")]
    printed = _run(mark.removeprefix("output: "), ROOT)
    parts = [part.strip("\n") for part in BLOCKS[mark].split("\n[…]\n")]
    assert all(parts)
    places = [printed.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_the_example_prints_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """The Python example prints the lines below it."""
    monkeypatch.chdir(ROOT)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(BLOCKS["python"], "README.md", "exec"), {})  # noqa: S102  # the README's own example
    assert out.getvalue() == BLOCKS["python output"]


def test_the_example_of_the_network_writes_its_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The Python example that replays the fixture writes a checklist with evidence."""
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    monkeypatch.chdir(tmp_path)
    exec(compile(BLOCKS["python network"], "README.md", "exec"), {})  # noqa: S102  # the README's own example
    sheet = read_sheet((tmp_path / "evidence.xlsx").read_bytes(), name="evidence.xlsx")
    assert any(row["found_identity"] for row in sheet.rows)


def test_the_replay_command_runs() -> None:
    """The command that replays the fixture prints the checklist of the page."""
    assert len(csv.read(_run(BLOCKS["run"].strip(), ROOT)).rows) > 10


def test_working_together_works(tmp_path: Path) -> None:
    """The commands for a second run and for two people's work run one after the other, and the work is kept."""
    text = (
        "<p>The mayor said the bridge would be closed until May.</p>"
        + "<p>It rained on the quay, and on the works.</p>" * 6
    )
    (tmp_path / "article.html").write_text(
        f"<html><body><article><h1>Bridge</h1>{text}</article></body></html>", "utf8"
    )
    check, merge, *others = BLOCKS["together"].strip().splitlines()
    _run(check.partition("#")[0], tmp_path)
    _run(check.partition("#")[0], tmp_path)
    _run("attrcheck convert checklist.xlsx mine.csv", tmp_path)
    mine = (tmp_path / "mine.csv").read_text("utf8")
    (tmp_path / "yours.csv").write_text(mine.replace(",todo,,,,", ",done,,,seen in the minutes,"), "utf8")
    for command in (merge, *others):
        _run(command.partition("#")[0], tmp_path)
    (row,) = csv.read((tmp_path / "ours.csv").read_text("utf8")).rows
    assert (row["status"], row["notes"]) == ("done", "seen in the minutes")
    assert (tmp_path / "ours.xlsx").read_bytes().startswith(b"PK")


def test_a_corpus_is_read_and_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands make a corpus of a folder, and the questions in DuckDB and pandas are answered from it."""
    for library in ("distributed", "pyarrow", "duckdb", "pandas"):
        pytest.importorskip(library, reason="the extra [corpus] is not installed")
    import duckdb

    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    made = articles(3)
    made.append(made[0] | {"url": "https://other.example/0", "date": "2024-02-07"})
    write_corpus(tmp_path / "news" / "a.jsonl", made)
    for command in BLOCKS["corpus"].strip().splitlines():
        _run(command.partition("#")[0], tmp_path)
    assert duckdb.sql("SELECT count(*) FROM 'statements.parquet'").fetchall() == [(8,)]
    quoted, shared, unnamed = (duckdb.sql(asked).fetchall() for asked in BLOCKS["duckdb"].split(";")[:3])
    assert quoted == [("Ann Lee", 4, 4)]
    assert [(outlets, first.isoformat()) for _key, outlets, first in shared] == [(2, "2024-01-05"), (2, "2024-01-05")]
    assert [(outlet, f"{month:%Y-%m}", share) for outlet, month, share in unnamed] == [
        ("other.example", "2024-02", 0.5),
        *(("paper.example", f"2024-0{month}", 0.5) for month in (1, 2, 3)),
    ]
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(BLOCKS["pandas"], "README.md", "exec"), {})  # noqa: S102  # the README's own example
    assert out.getvalue().startswith("4 articles, 0 of them failed\n")
    assert "other.example  2024-02    0.5" in out.getvalue()


def test_the_readme_names_every_column_of_a_corpus() -> None:
    """Every column of both tables, and every kind of failure, is named."""
    section = README.partition("## Corpora")[2].partition("## Evidence")[0]
    words = set(re.findall(r"\w+", section))
    assert {*ARTICLE_COLUMNS, *STATEMENT_COLUMNS, *ErrorKind} <= words


def test_the_sites_are_read() -> None:
    """The file of a newsroom's own sites is one that attrcheck takes."""
    sites = read_sites(BLOCKS["sites"].encode(), name="sites.toml")
    assert (sites.first, sites.region) == (("our_archive", "google_news"), "GB")
    assert sites.find("Orkney Herald") is not None


def test_the_readme_names_every_column() -> None:
    """Every column of the CSV is explained."""
    named = set(re.findall(r"`(\w+)`", README))
    assert {column for column in COLUMNS if not column.startswith("search_")} <= named


def test_the_readme_names_every_format() -> None:
    """Every format of a checklist is named by the ending of its files, and as a choice of --format."""
    assert {form.ending for form in Format} <= set(re.findall(r"`(\.\w+)`", README))
    (choices,) = re.findall(r"\[--format ([\w|]+)\]", README)
    assert sorted(choices.split("|")) == sorted(Format)


def test_the_public_face_is_complete() -> None:
    """Every public name can be imported, the names are sorted, and the docstring's example is right."""
    assert sorted(attrcheck.__all__) == attrcheck.__all__
    assert all(getattr(attrcheck, name) is not None for name in attrcheck.__all__)
    assert doctest.testmod(attrcheck).failed == 0
