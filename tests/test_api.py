"""The public functions as a script or a notebook uses them: from a web address to a file, offline."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from pathlib import Path

import pytest
from typer.testing import CliRunner

import attrcheck
from attrcheck.cli.app import app
from attrcheck.formats.storage import load
from tests.support import evidence_world as world

#: Those of the small article, with those that recordings answer without a key.
_LOOK_UPS = 14


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> attrcheck.Network:
    """Return a network of recordings."""
    folder = tmp_path_factory.mktemp("recordings")
    world.write_world(folder)
    return attrcheck.Network(replay=folder)


@pytest.fixture(scope="module")
def checklist(network: attrcheck.Network, reader: attrcheck.Reader) -> attrcheck.Checklist:
    """Return the checklist of a page, looked up."""
    article = attrcheck.fetch_article(world.URL, network)
    return attrcheck.with_evidence(attrcheck.check(article, reader), network)


@pytest.mark.parametrize(
    "name", ["out.csv", "out.json", "out.jsonl", "out.md", "out.jsonld", "out.annotations.json", "out.html"]
)
def test_a_script_writes_what_the_command_writes(
    network: attrcheck.Network, checklist: attrcheck.Checklist, tmp_path: Path, name: str
) -> None:
    """A page fetched, looked up and written by the functions is the command's file, byte for byte."""
    (tmp_path / "script").mkdir()
    (tmp_path / "command").mkdir()
    assert attrcheck.write(checklist, tmp_path / "script" / name) == ()
    command = ["check", world.URL, "--replay", str(network.replay), "--evidence", "-q"]
    done = CliRunner().invoke(app, [*command, "-o", str(tmp_path / "command" / name)])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "script" / name).read_bytes() == (tmp_path / "command" / name).read_bytes()


def test_what_people_typed_stays(checklist: attrcheck.Checklist, tmp_path: Path) -> None:
    """A checklist that is there is merged into; another article's, and what cannot be merged into, is left alone."""
    path = tmp_path / "out.csv"
    attrcheck.write(checklist, str(path))
    path.write_text(path.read_text(encoding="utf8").replace(",todo,,", ",done,misquoted,", 1), encoding="utf8")
    attrcheck.write(checklist, path)
    assert [row["verdict"] for row in load(path).rows] == ["misquoted", "", ""]
    other = attrcheck.Checklist(attrcheck.from_text("It rained."), (), checklist.made_by)
    before = path.read_bytes()
    with pytest.raises(attrcheck.AttrcheckError, match="another article"):
        attrcheck.write(other, path)
    assert path.read_bytes() == before
    attrcheck.write(checklist, path, replace=True)
    assert [row["verdict"] for row in load(path).rows] == ["", "", ""]
    page = tmp_path / "out.html"
    attrcheck.write(checklist, page)
    with pytest.raises(attrcheck.AttrcheckError, match="is there already"):
        attrcheck.write(checklist, page)
    with pytest.raises(attrcheck.AttrcheckError, match="cannot be told from its name"):
        attrcheck.write(checklist, tmp_path / "out.doc")


def test_several_checklists_make_one_file(
    checklist: attrcheck.Checklist, reader: attrcheck.Reader, tmp_path: Path
) -> None:
    """Their rows follow one another, whatever the format."""
    other = attrcheck.check(attrcheck.from_text("The mayor said the bridge would be closed in May."), reader)
    for name in ("both.csv", "both.xlsx", "both.json", "both.jsonl"):
        attrcheck.write([checklist, other], tmp_path / name)
        assert [row["statement"] for row in load(tmp_path / name).rows] == [
            item.statement for item in (*checklist.items, *other.items)
        ]


def test_articles_of_a_script_know_their_files(reader: attrcheck.Reader, tmp_path: Path) -> None:
    """Untitled essays that a script reads keep to themselves by their files' names; the later one changes its own."""
    words = b"The mayor said the bridge would be closed in May."
    path = tmp_path / "class.csv"
    for names in (("essays/Abel.txt", "essays/Dora.txt"), ("Dora.txt",)):
        essays = [attrcheck.from_bytes(words, name=name) for name in names]
        attrcheck.write([attrcheck.check(essay, reader) for essay in essays], path)
        rows = load(path).rows
        assert [(row["article_file"], row["merged"]) for row in rows] == [("Abel.txt", ""), ("Dora.txt", "")]
    assert len({row["id"] for row in rows}) == 2
    assert attrcheck.from_bytes(words, name="https://paper.example/a.txt").file == ""
    for read in (attrcheck.from_text, attrcheck.from_markdown, attrcheck.from_html):
        assert read(words.decode() * 4, file="Abel.txt").file == "Abel.txt"


def test_progress_is_told(network: attrcheck.Network, checklist: attrcheck.Checklist) -> None:
    """Whoever asks is told how many look-ups are done, of how many; nothing is printed."""
    steps: list[tuple[int, int]] = []
    attrcheck.with_evidence(checklist, network, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(done, _LOOK_UPS) for done in range(_LOOK_UPS + 1)]


def test_a_notebook_fetches_and_looks_up_too(network: attrcheck.Network, checklist: attrcheck.Checklist) -> None:
    """Where a loop runs already, as in a notebook, the same is fetched and found, without a word to wait for it."""

    async def cell() -> tuple[attrcheck.Article, attrcheck.Checklist]:
        return attrcheck.fetch_article(world.URL, network), attrcheck.with_evidence(checklist, network)

    article, found = asyncio.run(cell())
    assert article == checklist.article
    assert [item.evidence for item in found.items] == [item.evidence for item in checklist.items]


def test_ctrl_c_ends_the_look_ups(network: attrcheck.Network, checklist: attrcheck.Checklist) -> None:
    """It reaches the script that asked for them, and no look-up goes on."""
    steps: list[int] = []

    def stop(done: int, _total: int) -> None:
        steps.append(done)
        if done == 2:
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        attrcheck.with_evidence(checklist, network, progress=stop)
    assert steps == [0, 1, 2]


def test_ctrl_c_ends_the_look_ups_of_a_notebook(network: attrcheck.Network, checklist: attrcheck.Checklist) -> None:
    """It reaches the cell that asked for them, though they run in a thread of their own, and ends them there."""
    steps: list[int] = []
    interrupted = threading.Event()

    def interrupt(*_: object) -> None:
        interrupted.set()
        raise KeyboardInterrupt

    def stop(done: int, _total: int) -> None:
        steps.append(done)
        if done == 2:
            os.kill(os.getpid(), signal.SIGINT)
            assert interrupted.wait(60)

    async def cell() -> None:
        attrcheck.with_evidence(checklist, network, progress=stop)

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        with pytest.raises(KeyboardInterrupt):
            asyncio.run(cell())
    finally:
        signal.signal(signal.SIGINT, before)
    assert steps[:3] == [0, 1, 2]
    assert steps[-1] < _LOOK_UPS


def test_what_cannot_be_fetched_says_why(network: attrcheck.Network) -> None:
    """The error is one of the package's own and says what happened."""
    with pytest.raises(attrcheck.AttrcheckError, match="No recording under"):
        attrcheck.fetch_article("https://herald.example/elsewhere", network)
    with pytest.raises(attrcheck.AttrcheckError, match="private"):
        attrcheck.fetch_article("http://127.0.0.1:9/")


def test_a_run_is_recorded_or_replayed(tmp_path: Path) -> None:
    """A network with both folders is refused, as the command refuses both options."""
    with pytest.raises(attrcheck.AttrcheckError, match="record and replay exclude each other"):
        attrcheck.Network(record=tmp_path, replay=tmp_path)
