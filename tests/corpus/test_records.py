"""The records of files: cut anywhere, all of them once; what is damaged costs itself, and a word says so."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

from attrcheck.corpus.contents import records_of
from attrcheck.corpus.kinds import KINDS
from attrcheck.corpus.records import ErrorKind, Record
from attrcheck.corpus.shards import Shard, inputs_of, shards_of
from tests.support.corpora import articles, write_corpus

pytest.importorskip("pyarrow", reason="the extra [corpus] is not installed")
FILES = ("a.jsonl", "a.jsonl.gz", "a.csv", "a.csv.gz", "a.parquet", "a.warc.gz", "a.warc.wet.gz")


def whole(path: Path) -> Shard:
    """Return the file as one shard."""
    (shard,) = shards_of(inputs_of([str(path)]), 1 << 30)
    return shard


def said(records: list[Record]) -> list[tuple[ErrorKind | None, str, str]]:
    """Return what the records hold: a failure's kind, the place, and an address."""
    return [
        (one.failure.kind if one.failure else None, one.place.rpartition("#")[2], str(one.url or one.fields.get("url")))
        for one in records
    ]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("size", [1, 100, 250])
def test_however_a_file_is_cut_each_record_is_read_once(tmp_path: Path, name: str, size: int) -> None:
    """The shards of a file, however small, hold the records of the whole file in their order."""
    path = write_corpus(tmp_path / name, articles(11))
    shards = list(shards_of(inputs_of([str(path)]), size))
    found = [record for shard in shards for record in records_of(shard)]
    assert found == list(records_of(whole(path)))
    assert [one.url or one.fields["url"] for one in found] == [row["url"] for row in articles(11)]
    assert len({one.place for one in found}) == 11
    assert len(shards) > 1


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_breaks_off_says_so(tmp_path: Path, name: str) -> None:
    """What is before the break is read, and one record says that the rest of the file is missing."""
    path = write_corpus(tmp_path / name, articles(40))
    path.write_bytes(path.read_bytes()[:-15])
    records = list(records_of(whole(path)))
    if name == "a.csv":  # the last row is only shorter
        assert [one.failure for one in records] == [None] * 40
        return
    *before, last = records
    assert all(one.failure is None for one in before)
    assert last.failure is not None
    assert last.failure.kind is (ErrorKind.BROKEN if name == "a.jsonl" else ErrorKind.FILE)
    assert name == "a.parquet" or len(before) >= 39 or name.endswith((".csv.gz", ".jsonl.gz"))


@pytest.mark.parametrize("name", FILES)
def test_stores_elsewhere_hold_the_same_records(tmp_path: Path, name: str) -> None:
    """Files at an address give the records that they give on this machine, and a pattern finds them."""
    fsspec = pytest.importorskip("fsspec")
    path = write_corpus(tmp_path / name, articles(3))
    fsspec.filesystem("memory").pipe_file(f"/bucket/{tmp_path.name}/{name}", path.read_bytes())
    (found,) = inputs_of([f"memory://bucket/{tmp_path.name}/*"])
    far = [record for shard in shards_of([found], 200) for record in records_of(shard)]
    assert {one.file for one in far} == {f"memory:///bucket/{tmp_path.name}/{name}"}
    assert [(one.fields, one.data) for one in far] == [(one.fields, one.data) for one in records_of(whole(path))]


def test_broken_lines_are_records_with_a_failure(tmp_path: Path) -> None:
    """A line that is no JSON, no object, or no UTF-8 costs itself; blank lines are none, and the rest is read."""
    path = tmp_path / "a.jsonl"
    lines = [b"\xef\xbb\xbf" + b'{"url": "1"}', b"", b'{"url": ', b"[1]", b'{"url": "\xff"}', b'{"url": "2"}']
    path.write_bytes(b"\n".join(lines))
    broken = ErrorKind.BROKEN
    assert said(list(records_of(whole(path)))) == [
        (None, "0", "1"),
        (broken, "17", "None"),
        (broken, "26", "None"),
        (broken, "30", "None"),
        (None, "43", "2"),
    ]
    packed = tmp_path / "a.jsonl.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert [one[0] for one in said(list(records_of(whole(packed))))] == [None, broken, broken, broken, None]


def test_a_damaged_record_of_a_web_archive_costs_itself(tmp_path: Path) -> None:
    """Behind a record that cannot be unpacked the next one is found, and one failure stands for the damage."""
    path = write_corpus(tmp_path / "a.warc.gz", articles(5))
    places = [int(one.place.rpartition("#")[2]) for one in records_of(whole(path))]
    content = bytearray(path.read_bytes())
    content[places[2] + 60 : places[2] + 90] = bytes(30)
    path.write_bytes(content)
    kinds = [(int(place), kind) for kind, place, _url in said(list(records_of(whole(path))))]
    assert kinds == [(place, ErrorKind.FILE if place == places[2] else None) for place in places]


def test_an_archive_that_is_packed_as_a_whole_is_named_as_such(tmp_path: Path) -> None:
    """What is packed as one piece, or is no archive at all, is told from one that is damaged."""
    path = write_corpus(tmp_path / "a.warc.gz", articles(3))
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes())))
    (one,) = [record for record in records_of(whole(path)) if record.failure]
    assert one.failure is not None
    assert "packed as a whole" in one.failure.message
    path.write_bytes(gzip.compress(b"no archive"))
    (one,) = records_of(whole(path))
    assert one.failure is not None
    assert "does not begin as a packed WARC file" in one.failure.message


def test_tables_of_all_makes_are_read(tmp_path: Path) -> None:
    """Semicolons, tabs, Western letters and line ends in cells are read; a row with too many cells is broken."""
    path = tmp_path / "a.csv"
    for table, encoding in (('url;text\n1;"a\nb"\n2;é\n', "cp1252"), ('url\ttext\n1\t"a\nb"\n2\té\n', "utf-8-sig")):
        path.write_bytes(table.encode(encoding))
        assert [dict(one.fields) for one in records_of(whole(path))] == [
            {"url": "1", "text": "a\nb"},
            {"url": "2", "text": "é"},
        ]
    path.write_text("url,text\n1,a,b\n2,c\n3\n", "utf8")
    assert said(list(records_of(whole(path)))) == [(ErrorKind.BROKEN, "0", "None"), (None, "1", "2"), (None, "2", "3")]


def test_files_without_a_corpus_in_them_are_records(tmp_path: Path) -> None:
    """An empty file, and one that only has the name of Parquet, give one record that says so."""
    for name in FILES:
        (tmp_path / name).write_bytes(b"")
        assert [kind for kind, *_ in said(list(records_of(whole(tmp_path / name))))] == [ErrorKind.EMPTY]
    (tmp_path / "b.parquet").write_bytes(b"PAR1" * 100)
    (one,) = records_of(whole(tmp_path / "b.parquet"))
    assert one.failure is not None
    assert one.failure.kind is ErrorKind.FILE


def test_a_file_that_went_away_is_no_failure_of_its_articles(tmp_path: Path) -> None:
    """What cannot be reached now may be reached later: no record says that it failed."""
    path = write_corpus(tmp_path / "a.jsonl", articles(1))
    shard = whole(path)
    path.unlink()
    with pytest.raises(OSError, match="No such file"):
        list(records_of(shard))


def test_vectors_beside_the_text_are_not_read(tmp_path: Path) -> None:
    """A column of figures for machines is left where it is."""
    path = write_corpus(tmp_path / "a.parquet", [{"text": "It rained.", "vector": [0.1, 0.2]}])
    assert [dict(one.fields) for one in records_of(whole(path))] == [{"text": "It rained."}]


def test_the_files_of_a_folder_are_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file is a record with its bytes, several in a shard; what is hidden or of no known kind is none."""
    monkeypatch.chdir(tmp_path)  # where a shard of files ends hangs on their names
    for name in ("b.txt", "a.html", "notes.xyz", ".hidden.txt", "sub/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(json.dumps(name), "utf8")
    (found,) = inputs_of(["."])
    (shard,) = shards_of([found], 1000)
    assert [one.file for one in records_of(shard)] == ["a.html", "b.txt", "sub/c.txt"]
    assert [one.data for one in records_of(shard)] == [b'"a.html"', b'"b.txt"', b'"sub/c.txt"']
    assert found.passed_over == 1
    assert KINDS[shard.kind].is_container is False


def test_a_part_is_called_by_all_that_makes_it(tmp_path: Path) -> None:
    """Another range, size, mark or option gives a part another name; the place where the file opens does not."""
    shard = whole(write_corpus(tmp_path / "a.jsonl", articles(1)))
    (file,) = shard.files
    others = [
        replace(shard, stop=5),
        replace(shard, files=(replace(file, size=1),)),
        replace(shard, files=(replace(file, mark="1"),)),
        replace(shard, files=(replace(file, name="b"),)),
    ]
    assert len({shard.part("a"), shard.part("b"), *(one.part("a") for one in others)}) == 6
    assert replace(shard, files=(replace(file, url="x"),)).part("a") == shard.part("a")
