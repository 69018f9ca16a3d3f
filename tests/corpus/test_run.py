"""Corpora as they are run: the same rows however they are spread, gone on with, and whatever becomes of a process."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from attrcheck.corpus.options import Columns, CorpusOptions, Engine
from attrcheck.corpus.places import Folder
from attrcheck.corpus.report import corpus_status, merge_corpus
from attrcheck.corpus.run import check_corpus
from attrcheck.corpus.supervision import reading
from attrcheck.errors import AttrcheckError, InputError, OutputError
from tests.support.corpora import HOLDS_UP, KILLING, KILLS, articles, write_corpus, written

parquet = pytest.importorskip("pyarrow.parquet", reason="the extra [corpus] is not installed")
#: Small parts, and all of them read by one process that is used again.
SMALL = CorpusOptions(part_size=1000)
LOOP = Engine(share="1/1")


def rows(output: str | Path, table: str = "statements") -> list[dict[str, Any]]:
    """Return the rows of a table, in an order of their own, without how long they took."""
    found = [row for part in sorted((Path(output) / table).iterdir()) for row in parquet.read_table(part).to_pylist()]
    for row in found:
        row.pop("seconds", None)
    return sorted(found, key=lambda row: (row["article_id"], row.get("nth", 0)))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of articles, some of which cannot be read."""
    wrong = b'{broken\n{"text": ""}\n{"text": "\\u0001\\u0001 said"}\n'
    path = tmp_path_factory.mktemp("corpus") / "news.jsonl"
    path.write_bytes(written("news.jsonl", articles(5)) + wrong + written("news.jsonl", articles(9)[5:]))
    return path


@pytest.fixture(scope="module")
def whole(corpus: Path) -> Path:
    """Return the output of a plain loop over the corpus."""
    output = corpus.parent / "whole"
    check_corpus(str(corpus), str(output), options=SMALL, engine=LOOP)
    return output


def test_workers_give_what_a_plain_loop_gives(corpus: Path, whole: Path, tmp_path: Path) -> None:
    """Two workers write the parts that the loop writes, with the same rows, each statement once."""
    pytest.importorskip("distributed", reason="the extra [corpus] is not installed")
    steps: list[int] = []
    report = check_corpus(
        str(corpus),
        str(tmp_path / "out"),
        options=SMALL,
        engine=Engine(workers=2),
        progress=lambda _report, done: steps.append(done),
    )
    assert (report.figures.articles, report.figures.failed, report.figures.statements) == (12, 3, 18)
    assert report.is_whole
    assert steps == list(range(1, report.parts + 1))
    for table in ("articles", "statements"):
        names = [path.name for path in sorted((whole / table).iterdir())]
        assert [path.name for path in sorted((tmp_path / "out" / table).iterdir())] == names
        assert rows(tmp_path / "out", table) == rows(whole, table)
    keys = [(row["article_id"], row["statement_id"]) for row in rows(whole)]
    assert len(set(keys)) == len(keys) == 18
    assert not list((tmp_path / "out").glob(".*"))


def test_a_cluster_gives_what_a_plain_loop_gives(corpus: Path, whole: Path, tmp_path: Path) -> None:
    """A cluster that is there already, of this machine or others, writes the same rows, whatever ran here before."""
    distributed = pytest.importorskip("distributed", reason="the extra [corpus] is not installed")
    nobody = {"dashboard_address": "127.0.0.1:0", "worker_dashboard_address": "127.0.0.1:0"}
    here = {"processes": False, "protocol": "tcp://", "host": "127.0.0.1", "scheduler_kwargs": {"dashboard": False}}
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, **here, **nobody) as cluster, reading():
        engine = Engine(cluster=cluster.scheduler_address)
        report = check_corpus(corpus, tmp_path / "out", options=SMALL, engine=engine)
    assert report.is_whole
    assert rows(tmp_path / "out") == rows(whole)


def test_what_is_there_is_kept_and_what_is_missing_is_made(corpus: Path, whole: Path, tmp_path: Path) -> None:
    """Shares make a corpus between them; a lost part is made anew, and none of the others."""
    output = tmp_path / "out"
    first = check_corpus(str(corpus), str(output), options=SMALL, engine=Engine(share="1/2"))
    status = corpus_status(str(output))
    assert (first.kept, first.parts, status.parts, status.is_done) == (0, 2, 2, False)
    with pytest.raises(OutputError, match="has 2 of 3 parts"):
        merge_corpus(str(output), tmp_path / "one.parquet")
    check_corpus(str(corpus), str(output), options=SMALL, engine=Engine(share="2/2"))
    before = {path: path.stat().st_mtime_ns for path in (output / "articles").iterdir()}
    lost = min(before)
    lost.unlink()
    again = check_corpus(str(corpus), str(output), options=SMALL, engine=LOOP)
    assert (again.kept, again.parts, again.figures.articles) == (2, 3, 12)
    changed = [path for path, then in before.items() if path.stat().st_mtime_ns != then]
    assert changed == [lost]
    assert rows(output) == rows(whole)


def test_another_input_or_option_is_refused_unless_told(tmp_path: Path) -> None:
    """What changed is named; with `changed` its parts are made anew, and the old ones are moved aside."""
    news = tmp_path / "news"
    news.mkdir()
    write_corpus(news / "a.jsonl", articles(2))
    write_corpus(news / "b.jsonl", articles(1))
    output = tmp_path / "out"
    check_corpus(str(news), str(output), engine=LOOP)
    write_corpus(news / "b.jsonl", articles(3))
    with pytest.raises(OutputError, match=r"news changed \(2 files of [\d,]+ bytes then, 2 files of"):
        check_corpus(str(news), str(output), engine=LOOP)
    with pytest.raises(OutputError, match="--id was '', and is 'url'; --max-chars was 500000, and is 7"):
        check_corpus(str(news), str(output), options=CorpusOptions(max_chars=7, columns=Columns(id="url")), engine=LOOP)
    report = check_corpus(str(news), str(output), engine=LOOP, changed=True)
    assert (report.kept, report.parts, report.figures.articles) == (1, 2, 5)
    assert len(report.notes) == 1
    assert len(list(output.glob("before-*/articles/*.parquet"))) == 1
    assert len(rows(output, "articles")) == 5
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("mine", "utf8")
    with pytest.raises(OutputError, match="holds something else"):
        check_corpus(str(news), str(tmp_path / "other"), engine=LOOP)


def test_an_article_that_kills_its_worker_is_one_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that kills the process that reads it, twice, is a row, and takes no other along."""
    monkeypatch.setenv("PYTHONPATH", KILLING)
    first, last = articles(2)
    path = write_corpus(tmp_path / "a.jsonl", [first, {"id": "k", "text": f"{KILLS} It rained."}, last])
    options = CorpusOptions(columns=Columns(id="id"))
    report = check_corpus(path, tmp_path / "out", options=options, engine=LOOP)
    assert {row["article_id"]: (row["error_kind"], row["error"]) for row in rows(tmp_path / "out", "articles")} == {
        "a0": (None, None),
        "a1": (None, None),
        "k": ("killed", "the process that read it died of it twice (SIGKILL; perhaps for want of memory)."),
    }
    assert (report.figures.statements, report.figures.retriable, report.is_whole) == (4, 1, True)
    assert dict(corpus_status(tmp_path / "out").failures) == {"killed": 1}


def test_an_article_that_takes_too_long_is_one_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that holds its worker up is a row; `retry` reads it again, though it is there."""
    monkeypatch.setenv("PYTHONPATH", KILLING)
    path = write_corpus(tmp_path / "a.jsonl", [{"text": f"{HOLDS_UP} It rained on the quay, and on the works too."}])
    options = CorpusOptions(timeout=1)
    check_corpus(path, tmp_path / "out", options=options, engine=LOOP)
    (row,) = rows(tmp_path / "out", "articles")
    assert (row["error_kind"], row["error"]) == (
        "timeout",
        "reading it took more than 1 seconds: allow more with --timeout.",
    )
    monkeypatch.delenv("PYTHONPATH")
    again = check_corpus(path, tmp_path / "out", engine=Engine(share="1/1", retry=True))
    assert (again.kept, again.figures.failed) == (0, 0)


def test_files_lie_anywhere(tmp_path: Path) -> None:
    """file:// is a path and memory:// another machine's store: parts are written there, gone on with, and asked."""
    write_corpus(tmp_path / "a.csv", articles(1))
    output = "memory://bucket/out"
    report = check_corpus(f"file://{tmp_path}/*.csv", output, engine=LOOP)
    assert (report.figures.articles, report.figures.failed, report.kept) == (1, 0, 0)
    assert check_corpus(f"file://{tmp_path}/*.csv", output, engine=LOOP).kept == 1
    assert corpus_status(output).figures == report.figures
    assert merge_corpus(output, tmp_path / "one.parquet") == 2
    folder = Folder(output)
    names = folder.names("articles")
    folder.move([f"articles/{name}" for name in names], "before")
    assert (folder.names("articles"), folder.names("before/articles")) == ([], names)


def test_the_output_is_no_input_of_itself(tmp_path: Path) -> None:
    """A folder that holds the output too is read without it, so that a second run finds nothing new."""
    write_corpus(tmp_path / "a.jsonl", articles(1))
    check_corpus(tmp_path, tmp_path / "out", engine=LOOP)
    again = check_corpus(tmp_path, tmp_path / "out", engine=LOOP)
    assert (again.kept, again.parts, again.figures.articles) == (1, 1, 1)


def test_a_cluster_that_does_not_answer_is_named(corpus: Path, tmp_path: Path) -> None:
    """An address where nobody listens, and a share that is none, say what to do."""
    pytest.importorskip("distributed", reason="the extra [corpus] is not installed")
    dask = pytest.importorskip("dask")
    quick = dask.config.set({"distributed.comm.timeouts.connect": "500ms"})
    with quick, pytest.raises(AttrcheckError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        check_corpus(str(corpus), str(tmp_path / "out"), engine=Engine(cluster="tcp://127.0.0.1:9"))
    with pytest.raises(InputError, match=r"--shards needs a share such as 3/64, .* not '65/64'\."):
        check_corpus(str(corpus), str(tmp_path / "out"), engine=Engine(share="65/64"))


def test_the_parts_become_one_file(whole: Path, tmp_path: Path) -> None:
    """`merge` writes the rows of all parts, and refuses to write over a file or to read something else."""
    assert merge_corpus(str(whole), tmp_path / "one.parquet") == 18
    assert merge_corpus(str(whole), tmp_path / "articles.parquet", articles=True) == 12
    found = parquet.read_table(tmp_path / "one.parquet").to_pylist()
    assert sorted(found, key=lambda row: (row["article_id"], row["nth"])) == rows(whole)
    with pytest.raises(OutputError, match="is there already"):
        merge_corpus(str(whole), tmp_path / "one.parquet")
    with pytest.raises(InputError, match=r"holds no manifest\.json"):
        merge_corpus(str(tmp_path), tmp_path / "two.parquet")


def test_the_manifest_says_what_made_the_rows(corpus: Path, whole: Path) -> None:
    """Inputs, version, model and options stand in it."""
    said = json.loads((whole / "manifest.json").read_text("utf8"))
    assert said["made_by"]["name"] == "attrcheck"
    assert len(said["made_by"]["model"]) == 64
    assert [(one["given"], one["files"], one["bytes"]) for one in said["inputs"]] == [
        (str(corpus), 1, corpus.stat().st_size)
    ]
    assert (said["parts"], said["part_size"]) == (3, 1000)
    assert said["options"]["columns"] == {"id": "", "url": "", "date": "", "text": "", "html": ""}
