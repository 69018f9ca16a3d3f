"""`attrcheck corpus`: what it writes and says, and its exit codes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.support.command_line import attrcheck
from tests.support.corpora import articles, write_corpus

pytest.importorskip("pyarrow", reason="the extra [corpus] is not installed")


def test_a_corpus_becomes_a_folder_a_status_and_a_file(tmp_path: Path) -> None:
    """The command says what it counted; files that break off end it with exit code 3, failed articles do not."""
    news = write_corpus(tmp_path / "news.jsonl", articles(2))
    news.write_bytes(news.read_bytes() + b"{broken\n")
    out = tmp_path / "out"
    done = attrcheck("corpus", news, "-o", out, "--shards", "1/1")
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode() == f"attrcheck: 3 articles (1 failed), 4 statements in {out}\n"
    again = attrcheck("corpus", "check", news, "-o", out, "--shards", "1/1")
    assert again.stderr.decode() == f"attrcheck: 3 articles (1 failed), 4 statements in {out} (1 part was there)\n"
    told = attrcheck("corpus", "status", out).stdout.decode().splitlines()
    assert told[0] == f"{out}: 1 of 1 part"
    assert told[-1].split() == ["1", "broken"]
    said = json.loads(attrcheck("corpus", "status", out, "--format", "json").stdout)
    assert (said["articles"], said["failed"], said["failures"], said["doubles"]) == (3, 1, {"broken": 1}, 0)
    merged = attrcheck("corpus", "merge", out, "-o", tmp_path / "one.parquet")
    assert merged.stderr.decode() == f"attrcheck: wrote 4 rows to {tmp_path / 'one.parquet'}\n"
    assert (tmp_path / "one.parquet").read_bytes().startswith(b"PAR1")


def test_a_file_that_breaks_off_ends_with_exit_code_3(tmp_path: Path) -> None:
    """What is before the break is there, and a message says which rows tell of the rest."""
    crawl = write_corpus(tmp_path / "crawl.warc.gz", articles(2))
    crawl.write_bytes(crawl.read_bytes()[:-15])
    done = attrcheck("corpus", crawl, "-o", tmp_path / "out", "--shards", "1/1")
    assert done.returncode == 3
    assert done.stderr.decode().splitlines() == [
        f"attrcheck: 1 file could not be read to the end: see error_kind 'file' in {tmp_path / 'out'}/articles",
        f"attrcheck: 2 articles (1 failed), 2 statements in {tmp_path / 'out'}",
    ]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["nix.jsonl", "-o", "out"], 3, "there is no file nix.jsonl. Check the spelling"),
        (["nix/*.jsonl", "-o", "out"], 3, "nix/*.jsonl names no file"),
        (["pictures", "-o", "out"], 3, "pictures holds 1 file, and none that attrcheck reads"),
        (["x3://bucket/a.jsonl", "-o", "out"], 3, "x3://bucket/a.jsonl cannot be opened: Protocol not known: x3"),
        (["a.jsonl", "-o", "out", "--shards", "4"], 3, "--shards needs a share such as 3/64"),
        (["a.jsonl", "-o", "out", "--shards", "1/2", "--workers", "2"], 2, "leave out --cluster and --workers"),
        (["a.jsonl", "-o", "out", "--cluster", "tcp://h", "--workers", "2"], 2, "leave out --workers"),
        (["a.jsonl", "-o", "pictures", "--shards", "1/1"], 3, "pictures holds something else, and no manifest.json"),
        (["a.jsonl", "-o", "out", "--model", "nix", "--shards", "1/1"], 3, "no reader model could be loaded from"),
        (["status", "pictures"], 3, "pictures holds no manifest.json"),
        (["merge", "pictures", "-o", "one.parquet"], 3, "pictures holds no manifest.json"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, words: list[str], code: int, message: str) -> None:
    """Each mistake gives a message that says what to do, and nothing is written."""
    write_corpus(tmp_path / "a.jsonl", articles(1))
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.xyz").write_bytes(b"x")
    done = attrcheck("corpus", *words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (code, b"")
    assert message in done.stderr.decode()
    assert not (tmp_path / "out").exists()


def test_what_is_not_installed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pyarrow a message says what to install; without distributed alone a loop reads the corpus."""
    news = write_corpus(tmp_path / "a.jsonl", articles(1))
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert attrcheck("corpus", news, "-o", tmp_path / "out").returncode == 0
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = attrcheck("corpus", news, "-o", tmp_path / "other")
    assert done.returncode == 3
    assert done.stderr.decode() == (
        "attrcheck: pyarrow, which writes the Parquet files of a corpus, is not installed. "
        'Install it with: python -m pip install "distributed>=2024.8" "fsspec>=2024.6" "pyarrow>=16"\n'
    )
