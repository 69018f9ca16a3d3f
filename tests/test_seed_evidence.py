"""The evidence on the seed article, from fixtures alone: what is asked, what is found, and that it can be repeated."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from attrcheck.checklist.model import Checklist
from attrcheck.formats import json as json_export
from attrcheck.reader.model import Reader
from tests.generate.seed_evidence import FOLDER, FOUND, looked_up, rendered
from tests.generate.seed_page import URL
from tests.support.checkout import CHILD, ROOT


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder for what is asked."""
    return tmp_path_factory.mktemp("evidence")


@pytest.fixture(scope="module")
def found(reader: Reader, made: Path) -> Checklist:
    """Return the seed page's checklist with its evidence, from the invented services themselves."""
    return looked_up(reader, made)


@pytest.mark.usefixtures("found")
def test_the_fixtures_are_what_the_script_makes(made: Path) -> None:
    """The files of fixtures/seed/evidence are those that the look-ups ask for, to the byte, and no others."""
    kept = {path.name: path.read_bytes() for path in FOLDER.iterdir()}
    assert {path.name: path.read_bytes() for path in made.iterdir()} == kept


def test_what_is_found_is_as_it_was_read_by_eye(found: Checklist) -> None:
    """The findings on the seed article are those in the cases."""
    assert rendered(found) == FOUND.read_text(encoding="utf8")


def test_every_kind_of_outcome_is_among_the_cases(found: Checklist) -> None:
    """The fixtures show a link that is alive, moved, dead and a soft 404, words altered and verbatim, and a failure."""
    findings = " ".join(one.finding for item in found.items for one in item.evidence)
    wanted = ("leads to", "is dead", "looks like an error page", "verbatim", "where the article has", "other times")
    assert [words for words in wanted if words not in findings] == []
    assert len(found.not_done) == 1


def test_replaying_finds_the_same(found: Checklist) -> None:
    """On the command line, with the recordings alone, the checklist is the same to the byte, time after time."""
    command = ("check", URL, "--replay", "fixtures/seed", "--evidence", "--format", "json")
    runs = [
        subprocess.run(
            [sys.executable, "-m", "attrcheck.cli", *command],
            cwd=ROOT,
            env=CHILD,
            capture_output=True,
            check=True,
            timeout=120,
        )
        for _ in range(2)
    ]
    assert runs[0].stdout == runs[1].stdout
    replayed, asked = json.loads(runs[0].stdout), json.loads(json_export.write(found))
    assert replayed["items"] == asked["items"]
    assert replayed["not_done"] == asked["not_done"]
