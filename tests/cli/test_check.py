"""The command line: what goes in, what comes out, and how each kind of failure ends."""

from __future__ import annotations

import csv as standard_csv
import io
import json
import re
import resource
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from attrcheck.checklist.columns import COLUMNS
from attrcheck.formats import csv
from attrcheck.formats.format import FileShape, Format
from attrcheck.formats.storage import load, render
from attrcheck.version import __version__
from attrcheck.web.exchange import read_exchange
from tests.support.checkout import CHILD, ROOT, SEED
from tests.support.command_line import attrcheck
from tests.support.sheets import cells_of, typed

ARTICLE = "Town news\n\nThe mayor said the bridge would be closed in May.\n\n“It is a very old bridge,” she added.\n"
URL = "https://news.example/2022/01/15/the-role-that-social-and-media-platforms-played-in-the-events-in-kazakhstan"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Return a small article's file."""
    path = tmp_path / "town.txt"
    path.write_text(ARTICLE, encoding="utf8")
    return path


def test_python_runs_the_package_as_the_command() -> None:
    """`python -m attrcheck` is the command, by its name."""
    told = [
        subprocess.run([sys.executable, "-m", "attrcheck", *words], capture_output=True, check=False)
        for words in (["--version"], ["check", "-h"])
    ]
    assert told[0].stdout.decode() == f"attrcheck {__version__}\n"
    assert "Usage: attrcheck check" in told[1].stdout.decode()


def test_version_is_printed() -> None:
    """--version prints the name and the version."""
    assert attrcheck("--version").stdout.decode() == f"attrcheck {__version__}\n"


def test_help_tells_of_input_output_and_exit_codes() -> None:
    """--help shows the commands and the exit codes, check --help every option."""
    assert "Exit codes" in attrcheck("--help").stdout.decode()
    shown = re.sub(r"\x1b\[[\d;]*m", "", attrcheck("check", "--help").stdout.decode())
    for word in (
        "INPUT",
        "--output",
        "--format",
        "--force",
        "--force-language",
        "--record",
        "--replay",
        "--model",
        "--only",
    ):
        assert word in shown


def test_the_options_of_check_stand_in_groups() -> None:
    """The help of check has few groups, each with the option that a journalist looks for there first."""
    shown = re.sub(r"\x1b\[[\d;]*m", "", attrcheck("check", "--help", environment={"COLUMNS": "100"}).stdout.decode())
    groups = re.findall(r"^╭─ ([A-Z][a-z ]+) ─+╮\n│ (?:\* )? *(\S+)", shown, re.M)
    assert groups == [
        ("Arguments", "INPUT"),
        ("Options", "--help"),
        ("Output", "--output"),
        ("Which rows", "--only"),
        ("Web and evidence", "--evidence"),
        ("Reader", "--force-language"),
    ]


def test_completion_is_offered() -> None:
    """The command can write the completion of the shell that it runs in."""
    command = f"{shlex.quote(sys.executable)} -m attrcheck.cli --show-completion; exit $?"
    result = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert result.returncode == 0
    assert b"complete" in result.stdout


def test_a_pipe_gets_csv(article: Path) -> None:
    """Without -o, a pipe gets the checklist as CSV and nothing else."""
    result = attrcheck("check", article)
    rows = csv.read(result.stdout.decode("utf8")).rows
    assert (result.returncode, result.stderr) == (0, b"")
    assert [(row["source"], row["cue"], row["statement"]) for row in rows] == [
        ("The mayor", "said", "the bridge would be closed in May"),
        ("she", "added", "“It is a very old bridge,”"),
    ]


def test_standard_input_is_read(article: Path) -> None:
    """A dash reads the article from standard input."""
    piped, named = (attrcheck("check", name, stdin=ARTICLE.encode()).stdout.decode() for name in ("-", article))
    rows = [list(csv.read(text).rows) for text in (piped, named)]
    own = ("id", "article_file")
    assert [[{**row.cells, **dict.fromkeys(own, "")} for row in one] for one in rows] == [
        [{**row.cells, **dict.fromkeys(own, "")} for row in rows[1]]
    ] * 2
    assert {row["article_file"] for row in rows[1]} == {article.name}


def test_a_file_is_written_and_a_table_shown(article: Path) -> None:
    """-o writes the file, shows the table on standard output and says on standard error what was written."""
    target = article.parent / "out.csv"
    result = attrcheck("check", article, "-o", target)
    assert result.returncode == 0
    assert "the bridge would be closed" in " ".join(result.stdout.decode().split())
    assert result.stderr.decode() == f"attrcheck: wrote 2 rows to {target}\n"
    assert len(csv.read(target.read_bytes().decode("utf8")).rows) == 2


def test_the_format_follows_the_name_or_the_option(article: Path) -> None:
    """A .json file holds JSON; --format decides where it is given; an unknown ending is a usage error."""
    for name, options in (("out.json", ()), ("out.dat", ("--format", "json"))):
        assert attrcheck("check", article, "-o", article.parent / name, "-q", *options).returncode == 0
        assert len(json.loads((article.parent / name).read_text(encoding="utf8"))["items"]) == 2
    result = attrcheck("check", article, "-o", article.parent / "out.dat2")
    assert result.returncode == 2
    assert b"--format" in result.stderr


def test_a_file_that_is_no_checklist_stays_without_force(article: Path) -> None:
    """An output that cannot be merged into is left as it is, unless --force is given."""
    target = article.parent / "out.csv"
    target.write_bytes(b"verdicts of a whole day")
    result = attrcheck("check", article, "-o", target)
    assert (result.returncode, target.read_bytes()) == (3, b"verdicts of a whole day")
    assert b"--force" in result.stderr
    assert attrcheck("check", article, "-o", target, "--force", "-q").returncode == 0
    assert len(csv.read(target.read_bytes().decode("utf8")).rows) == 2


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "jsonl"])
def test_a_second_run_keeps_the_verdicts(article: Path, form: str) -> None:
    """A run onto an existing checklist keeps what was typed, and marks what is new and what has gone."""
    target = article.parent / f"out.{form}"
    assert attrcheck("check", article, "-o", target, "-q").returncode == 0
    sheet = typed(load(target), {0: {"verdict": "misquoted", "desk": "home"}, 1: {"notes": "=called"}})
    target.write_bytes(render(sheet, FileShape(Format(form))))
    changed = ARTICLE.replace("“It is a very old bridge,” she added.", "Critics say that the ferry never runs.")
    article.write_text(changed, encoding="utf8")
    result = attrcheck("check", article, "-o", target, "-q")
    assert result.stderr.decode() == f"attrcheck: merged into {target}: 2 rows kept, 1 new, 1 gone\n"
    assert cells_of(load(target), "source", "verdict", "notes", "desk", "merged") == [
        ("The mayor", "misquoted", "", "home", ""),
        ("she", "", "=called", "", "gone"),
        ("Critics", "", "", "", "new"),
    ]


def test_annotations_are_written_and_never_merged_into(article: Path) -> None:
    """--format annotations, or a name that ends in .jsonld, gives annotations; a file that is there is left alone."""
    target = article.with_name("town.jsonld")
    result = attrcheck("check", article, "-o", target, "--only", "direct", "-q")
    assert (result.returncode, result.stderr.decode()) == (0, f"attrcheck: wrote 1 row to {target}\n")
    (item,) = json.loads(target.read_bytes())["first"]["items"]
    quoted, place = item["target"][0]["selector"]
    assert ARTICLE[place["start"] : place["end"]] == quoted["exact"] == "“It is a very old bridge,”"
    assert attrcheck("check", article, "-o", target).returncode == 3
    printed = json.loads(attrcheck("check", article, "--format", "annotations").stdout)
    assert printed["total"] == 2


def test_rows_that_are_not_asked_for_stay_in_an_old_file(article: Path) -> None:
    """--only leaves new rows out; those that are in the file already stay and are not gone."""
    target = article.parent / "out.csv"
    assert attrcheck("check", article, "-o", target, "-q", "--only", "indirect").returncode == 0
    assert cells_of(load(target), "source") == [("The mayor",)]
    assert attrcheck("check", article, "-o", target, "-q", "--only", "direct").returncode == 0
    assert cells_of(load(target), "source", "merged") == [("The mayor", ""), ("she", "new")]
    assert attrcheck("check", article, "-o", target, "-q", "--only", "vague").returncode == 0
    assert cells_of(load(target), "source", "merged") == [("The mayor", ""), ("she", "")]


def test_another_articles_file_is_refused(article: Path) -> None:
    """A checklist of another article is left as it is; --merge-anyway adds to it, --force starts anew."""
    target, other = article.parent / "out.csv", article.parent / "port.txt"
    other.write_text("Port news\n\nMax Roe said ships had left the harbour at dawn.\n", encoding="utf8")
    assert attrcheck("check", article, "-o", target, "-q").returncode == 0
    before = target.read_bytes()
    result = attrcheck("check", other, "-o", target, "-q")
    assert (result.returncode, target.read_bytes() == before) == (3, True)
    assert b"another article" in result.stderr
    assert b"--merge-anyway" in result.stderr
    assert attrcheck("check", other, "-o", target, "-q", "--merge-anyway").returncode == 0
    assert cells_of(load(target), "source") == [("The mayor",), ("she",), ("Max Roe",)]
    assert attrcheck("check", other, "-o", target, "-q", "--force").returncode == 0
    assert cells_of(load(target), "source") == [("Max Roe",)]


def test_rows_that_a_desk_does_not_accept_fail(article: Path) -> None:
    """--fail-on ends with exit code 1 and names the open rows of such a sort, after writing all; done ones pass."""
    target = article.parent / "out.csv"
    article.write_text(f"{ARTICLE}\nMany users say that the ferry never runs.\n", encoding="utf8")
    result = attrcheck("check", article, "-o", target, "-q", "--fail-on", "none,vague")
    (row,) = [row for row in load(target).rows if row["source_kind"] == "vague"]
    assert (result.returncode, result.stderr.decode().splitlines()[1:]) == (
        1,
        [
            "attrcheck: 1 row is of a sort that --fail-on names:",
            f"attrcheck: {row['id']} (paragraph {row['paragraph']}, vague) Many users: {row['statement']}",
        ],
    )
    place = [row["source_kind"] for row in load(target).rows].index("vague")
    target.write_bytes(render(typed(load(target), {place: {"status": "done"}}), FileShape(Format.CSV)))
    assert attrcheck("check", article, "-o", target, "-q", "--fail-on", "none,vague").returncode == 0
    assert attrcheck("check", article, "--fail-on", "post").returncode == 0


def test_columns_and_order_are_chosen(article: Path) -> None:
    """--columns and --sort shape what is printed, --excel prints it with tabs, in UTF-16 with its mark."""
    result = attrcheck("check", article, "--columns", "statement,cue", "--sort", "source", "--excel")
    assert result.stdout.decode("utf-16") == (
        'statement\tcue\r\nthe bridge would be closed in May\tsaid\r\n"“It is a very old bridge,”"\tadded\r\n'
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--only", "green"), "'green' names no rows"),
        (("--fail-on", "green"), "'green' names no rows"),
        (("--columns", "green"), "there is no column 'green'"),
        (("--columns", "id", "-o", "x.json"), "--columns concerns"),
        (("--columns", "id", "-o", "old.csv"), "--columns is for a new file"),
        (("--excel", "-o", "x.xlsx"), "--excel concerns"),
        (("--min-confidence", "2"), "--min-confidence"),
        (("--sort", "green"), "--sort"),
    ],
)
def test_options_that_contradict_each_other(article: Path, options: tuple[str, ...], told: str) -> None:
    """What cannot be meant ends with exit code 2 before any work, and writes nothing."""
    (article.parent / "old.csv").write_bytes(b"old")
    result = attrcheck("check", article, *options, cwd=article.parent)
    assert (result.returncode, result.stdout) == (2, b"")
    assert told in result.stderr.decode()
    assert sorted(path.name for path in article.parent.iterdir()) == ["old.csv", "town.txt"]


def test_a_replayed_page_gives_the_rows_of_the_text() -> None:
    """The recorded page of the seed article and its text file hold the same attributions."""
    page = csv.read(attrcheck("check", URL, "--replay", ROOT / "fixtures" / "seed").stdout.decode("utf8")).rows
    text = csv.read(attrcheck("check", SEED).stdout.decode("utf8")).rows
    own = {
        "start",
        "end",
        "id",
        "article_file",
        "reading",
        "article_url",
        "passage_link",
        "cited_link",
        *(f"search_{n}" for n in range(1, 8)),
        "priority",
        "questions",
    }
    same = [column for column in COLUMNS if column not in own]
    assert [[row[c] for c in same] for row in page] == [[row[c] for c in same] for row in text]
    assert all("#:~:text=" in row["passage_link"] for row in page)
    assert any(row["cited_link"] for row in page)


def test_a_page_that_was_not_recorded_is_named(tmp_path: Path) -> None:
    """A page that --replay does not hold ends with exit code 4 and the command to record it."""
    result = attrcheck("check", "https://news.example/other", "--replay", ROOT / "fixtures" / "seed", cwd=tmp_path)
    assert result.returncode == 4
    assert b"--record" in result.stderr


def test_several_inputs_make_one_checklist(article: Path) -> None:
    """The rows of several articles follow each other; one that fails is reported and costs only itself."""
    (article.parent / "other.txt").write_text(f"Other {ARTICLE}", encoding="utf8")
    result = attrcheck("check", article, article.parent / "none.txt", article.parent / "other.txt", article)
    assert result.returncode == 3
    assert result.stderr.decode().splitlines()[0] == (
        f"attrcheck: there is no file {article.parent / 'none.txt'}. Check the spelling; a web address begins with "
        "https://"
    )
    assert len(csv.read(result.stdout.decode("utf8")).rows) == 4


GERMAN = (
    "Der Bürgermeister sagte am Montag, die alte Brücke werde im Mai geschlossen. Die Anwohner hätten lange darauf "
    "gewartet, und niemand wisse, wann sie wieder geöffnet werde. Der Stadtrat will nun über die Kosten beraten."
)
BAD: dict[str, tuple[bytes | None, str]] = {
    "missing.txt": (None, "there is no file {}. Check the spelling; a web address begins with https://\n"),
    "empty.txt": (b"", "{} is empty: give a file or page with an article's text in it."),
    "blank.txt": (b" \n\t\n ", "{} is empty: give a file or page with an article's text in it."),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "{} is an image, which attrcheck cannot read"),
    "zip.txt": (b"PK\x03\x04" + b"\x00\x01\x02" * 500, "{} is a ZIP archive"),
    "shop.html": (b"<html><body><nav><a href='/'>Home</a></nav><footer>Cookies</footer></body></html>", "no article"),
    "german.txt": (
        GERMAN.encode(),
        "the article is in another language than English (de), and attrcheck reads English",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_ends_with_a_message(tmp_path: Path, name: str) -> None:
    """An input that cannot be read ends with exit code 3, one message that helps, no traceback and no output file."""
    data, told = BAD[name]
    if data is not None:
        (tmp_path / name).write_bytes(data)
    result = attrcheck("check", tmp_path / name, "-o", tmp_path / "out.csv")
    message = result.stderr.decode()
    assert (result.returncode, result.stdout, (tmp_path / "out.csv").exists()) == (3, b"", False)
    assert message.startswith("attrcheck: ")
    assert told.format(tmp_path / name) in message
    assert "Traceback" not in message


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "www.herald.example/page.html",
            "Check the spelling; if you mean the web address, write it in full: https://{}",
        ),
        ("herald.example", "Check the spelling; if you mean the web address, write it in full: https://{}"),
        (
            "ftp://herald.example/a",
            "attrcheck fetches web addresses that begin with https:// or http://, and none with ftp://",
        ),
        ("town.md", "Check the spelling; a web address begins with https://"),
    ],
)
def test_an_address_that_lacks_its_scheme_is_told_from_a_file(tmp_path: Path, name: str, told: str) -> None:
    """What looks like a web address is never fetched by guess; the message has it written in full."""
    result = attrcheck("check", name, cwd=tmp_path)
    assert (result.returncode, result.stderr.decode()) == (
        3,
        f"attrcheck: there is no file {name}. {told.format(name)}\n",
    )


def test_a_folder_is_no_article(tmp_path: Path) -> None:
    """A folder as input ends with exit code 3 and says what to name instead."""
    result = attrcheck("check", tmp_path)
    assert (result.returncode, result.stdout) == (3, b"")
    assert b"is a folder" in result.stderr


def test_another_language_is_read_on_demand(tmp_path: Path) -> None:
    """With --force-language the article is read, and the table says that it is not English."""
    (tmp_path / "german.txt").write_text(GERMAN, encoding="utf8")
    result = attrcheck("check", tmp_path / "german.txt", "--force-language", "--format", "table")
    assert result.returncode == 0
    assert "another language" in " ".join(result.stdout.decode().split())


def test_a_wrongly_encoded_file_is_read_and_reported(tmp_path: Path) -> None:
    """Bytes in a legacy encoding, or in two at once, are read as well as they can be."""
    sentence = "The mayor said the café would be closed in May because of “the new rules”."
    (tmp_path / "old.txt").write_bytes(sentence.encode("cp1252"))
    (tmp_path / "mixed.txt").write_bytes(sentence.encode("utf8") + b"\n\n" + sentence.encode("cp1252"))
    for name, told in (("old.txt", b"read as cp1252 by a guess"), ("mixed.txt", b"not")):
        result = attrcheck("check", tmp_path / name)
        assert result.returncode == 0
        assert told in result.stderr
        assert csv.read(result.stdout.decode("utf8")).rows[0]["source"] == "The mayor"


def test_a_page_cut_off_in_the_middle_is_read(tmp_path: Path) -> None:
    """HTML that ends within a tag is read as far as it goes."""
    (recorded,) = (ROOT / "fixtures" / "seed").glob("*.json")
    exchange = read_exchange(recorded)
    assert exchange is not None
    page = exchange.body
    (tmp_path / "cut.html").write_bytes(page[: int(len(page) * 0.6)])
    result = attrcheck("check", tmp_path / "cut.html")
    assert result.returncode == 0
    assert "Dmitry Peskov" in {row["source_name"] for row in csv.read(result.stdout.decode("utf8")).rows}


def test_output_places_are_checked_before_the_work(article: Path) -> None:
    """An output folder that is missing, or an output that is a folder, ends with exit code 3 and the way out."""
    for target, told in ((article.parent / "no" / "x.csv", b"mkdir -p"), (article.parent, b"is a folder")):
        result = attrcheck("check", article, "-o", target, "--format", "csv")
        assert (result.returncode, result.stdout) == (3, b"")
        assert told in result.stderr


def test_a_full_disk_is_reported(article: Path) -> None:
    """Where standard output is on a full disk, the command ends with exit code 3 and a message."""
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "attrcheck.cli", "check", str(article)],
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert result.returncode == 3
    assert b"No space left" in result.stderr
    assert b"Traceback" not in result.stderr


def test_a_file_that_may_not_grow_stays_as_it_was(article: Path) -> None:
    """Where the output cannot be written to its end, the old file stays whole and nothing else is left."""
    target = article.parent / "out.csv"
    target.write_bytes(b"old")

    def no_space() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    result = subprocess.run(
        [sys.executable, "-m", "attrcheck.cli", "check", str(article), "-o", str(target), "--force", "-q"],
        capture_output=True,
        timeout=60,
        check=False,
        preexec_fn=no_space,
    )
    assert (result.returncode, target.read_bytes()) == (3, b"old")
    assert sorted(p.name for p in article.parent.iterdir()) == ["out.csv", "town.txt"]
    assert b"Traceback" not in result.stderr


def test_a_closed_pipe_is_no_failure() -> None:
    """A reader that goes away, as head does, causes neither a message nor a traceback."""
    command = [sys.executable, "-m", "attrcheck.cli", "check", str(SEED)]
    with subprocess.Popen(command, env=CHILD, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        # The reader is gone before there is anything to read.
        process.stdout.close()
        told = process.stderr.read().splitlines()
    # A slow machine is told how far the reading is.
    assert [line for line in told if not re.fullmatch(rb"attrcheck: .*: \d+% read", line)] == []
    assert process.returncode == 0


def test_an_interrupt_ends_cleanly(tmp_path: Path) -> None:
    """Ctrl-C ends with exit code 130, a message, no traceback and no output file."""
    (tmp_path / "long.txt").write_text((ARTICLE + "\n") * 4000, encoding="utf8")
    process = subprocess.Popen(
        [sys.executable, "-m", "attrcheck.cli", "check", "long.txt", "-o", "out.csv"],
        cwd=tmp_path,
        env=CHILD,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stderr is not None
    first = process.stderr.readline()
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=60)[1]
    assert re.fullmatch(rb"attrcheck: long.txt: \d+% read\n", first)
    assert process.returncode == 130
    assert b"interrupted" in rest
    assert b"Traceback" not in rest
    assert [p.name for p in tmp_path.iterdir()] == ["long.txt"]


def test_an_interrupt_keeps_the_inputs_before_it(tmp_path: Path) -> None:
    """Ctrl-C in the second of several inputs ends with exit code 130, and the first one's rows are written."""
    (tmp_path / "short.txt").write_text(ARTICLE, encoding="utf8")
    (tmp_path / "long.txt").write_text((ARTICLE + "\n") * 4000, encoding="utf8")
    process = subprocess.Popen(
        [sys.executable, "-m", "attrcheck.cli", "check", "short.txt", "long.txt", "-o", "out.csv"],
        cwd=tmp_path,
        env=CHILD,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stderr is not None
    assert process.stderr.readline().startswith(b"attrcheck: long.txt: ")
    process.send_signal(signal.SIGINT)
    told = process.communicate(timeout=60)[1]
    assert b"attrcheck: long.txt: interrupted; the inputs before it are kept.\n" in told
    assert process.returncode == 130
    alone = attrcheck("check", tmp_path / "short.txt", "--format", "csv").stdout.decode("utf8")
    rows = csv.read((tmp_path / "out.csv").read_text("utf8")).rows
    assert [row["statement"] for row in rows] == [row["statement"] for row in csv.read(alone).rows]


def test_one_long_line_is_read(tmp_path: Path) -> None:
    """A line of 100,000 characters is read in seconds."""
    line = "The mayor said the old bridge would be closed in May. "
    (tmp_path / "line.txt").write_text(line * (100_000 // len(line)), encoding="utf8")
    began = time.monotonic()
    result = attrcheck("check", tmp_path / "line.txt")
    assert result.returncode == 0
    assert len(csv.read(result.stdout.decode("utf8")).rows) > 1000
    assert time.monotonic() - began < 60


def test_csv_opens_in_pandas_like_readers(article: Path) -> None:
    """Every record of the CSV has as many cells as the header."""
    written = attrcheck("check", article).stdout.decode("utf8")
    assert {len(row) for row in standard_csv.reader(io.StringIO(written, newline=""))} == {len(COLUMNS)}


def test_no_locale_breaks_the_output(article: Path) -> None:
    """A pipe gets UTF-8 whatever the locale, and a table shows what the encoding can."""
    ascii_only = {"PYTHONIOENCODING": "ascii"}
    assert "“It is a very old bridge,”" in attrcheck("check", article, environment=ascii_only).stdout.decode("utf8")
    shown = attrcheck("check", article, "--format", "table", environment=ascii_only)
    assert (shown.returncode, b"very old bridge" in shown.stdout) == (0, True)


@pytest.mark.parametrize(("closed", "code"), [("<&-", 3), (">&-", 0), ("2>&-", 0)])
def test_closed_streams_are_survived(article: Path, closed: str, code: int) -> None:
    """A closed standard input is an unreadable input; a closed output loses only what would go there."""
    name = "-" if closed == "<&-" else str(article)
    command = f"{sys.executable} -m attrcheck.cli check {name} {closed}"
    result = subprocess.run(["bash", "-c", command], capture_output=True, timeout=60, check=False, cwd=ROOT)
    assert result.returncode == code
    assert b"Traceback" not in result.stderr


def test_an_input_is_never_the_output(article: Path) -> None:
    """Naming an input as the output is a usage error, with --force too."""
    result = attrcheck("check", article, "-o", article, "--force")
    assert (result.returncode, article.read_text(encoding="utf8")) == (2, ARTICLE)


def test_recording_needs_a_web_address(article: Path) -> None:
    """--record and --replay with files only, or both at once, are usage errors."""
    folder = article.parent
    assert attrcheck("check", article, "--record", folder).returncode == 2
    assert attrcheck("check", article, "--replay", folder).returncode == 2
    assert attrcheck("check", URL, "--replay", folder, "--record", folder).returncode == 2


def test_a_headline_takes_no_source_from_the_article(tmp_path: Path) -> None:
    """The first sentence under a headline without a full stop keeps its own source."""
    text = "Mayor says bridge is safe\n\nAnn Hill, the mayor of Testville, said the bridge would stay open all year.\n"
    (tmp_path / "town.txt").write_text(text, encoding="utf8")
    rows = csv.read(attrcheck("check", tmp_path / "town.txt").stdout.decode("utf8")).rows
    assert [(row["source_name"], row["statement"]) for row in rows if row["paragraph"] == "1"] == [
        ("Ann Hill", "the bridge would stay open all year")
    ]


def test_each_article_of_one_file_has_its_rows(tmp_path: Path) -> None:
    """A feed or an export gives a checklist an article; in JSON, whose shape scripts rely on, one object of all."""
    said = "The board said on Tuesday that the weir at Oxley would be shut for a month from now."
    file = tmp_path / "a.jsonl"
    file.write_text("".join(json.dumps({"title": title, "text": said}) + "\n" for title in ("Weir shut", "Mill dry")))
    sheet = csv.read(attrcheck("check", str(file), "--format", "csv").stdout.decode())
    assert cells_of(sheet, "article_title") == [("Weir shut",), ("Mill dry",)]
    made = json.loads(attrcheck("check", str(file), "--format", "json").stdout)
    assert made["article"]["text"] == f"Weir shut\n\n{said}\n\nMill dry\n\n{said}"
    assert made["not_done"] == ["2 articles were read as one; its author and date are those of the first"]


def test_url_tells_where_a_file_stands_on_the_web(tmp_path: Path) -> None:
    """--url is the article's address, and its relative links lead on from there."""
    page = tmp_path / "town.html"
    said = "<p>The mayor said the bridge would be closed, <a href='/plan'>a plan of the council</a> showed.</p>" * 3
    page.write_text(f"<html><body><main><h1>Town news</h1>{said}</main></body></html>", encoding="utf8")
    shown = attrcheck("check", str(page), "--url", "https://paper.example/a/b", "--format", "json").stdout
    checklist = json.loads(shown)
    assert checklist["article"]["url"] == "https://paper.example/a/b"
    assert {item["cited_link"] for item in checklist["items"]} == {"https://paper.example/plan"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--url", "paper.example/a"), "--url needs a whole web address"),
        (("--url", "https://paper.example/a", "-"), "name that input alone"),
    ],
)
def test_url_belongs_to_one_file(article: Path, arguments: tuple[str, ...], message: str) -> None:
    """What is no address, and an address for several inputs, are refused with what to type."""
    run = attrcheck("check", str(article), *arguments)
    assert run.returncode == 2
    assert message in " ".join(run.stderr.decode().split())
