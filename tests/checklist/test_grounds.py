"""How the column of grounds agrees with rows that were marked by its guideline."""

from __future__ import annotations

from pathlib import Path

import pytest

from attrcheck import Reader, check, from_text

_MARKED = Path(__file__).parent.parent / "data" / "grounds" / "marked.tsv"
#: The share of rows, of the half that the rules were not mended on, whose ground is given word for word.
_RIGHT = 0.9


def _rows() -> list[tuple[str, str]]:
    lines = _MARKED.read_text(encoding="utf8").rstrip("\n").split("\n")
    return [(sentence, ground) for sentence, _, ground in (line.partition("\t") for line in lines)]


def _given(sentence: str, reader: Reader) -> str:
    grounds = [item.ground for item in check(from_text(sentence), reader).items]
    return next(filter(None, grounds), "")


def test_grounds_are_those_that_people_mark(reader: Reader) -> None:
    """Nine of ten rows of the second half have the very words, or nothing where there is nothing."""
    rows = _rows()
    assert len(rows) == 100
    held = rows[50:]
    assert sum(_given(sentence, reader) == ground for sentence, ground in held) >= _RIGHT * len(held)


@pytest.mark.parametrize(
    ("text", "grounds"),
    [
        (
            "A nurse who witnessed the arrest said the man was calm. She said the officers were not.",
            ["who witnessed the arrest", "who witnessed the arrest"],
        ),
        (
            "The ministry said the depot was gone, citing satellite images.\n\nIt said on Monday that nobody was hurt.",
            ["citing satellite images", ""],
        ),
        ("“I saw it,” said Jon Reyes, who witnessed the arrest.", ["who witnessed the arrest"]),
        ("The mayor said a man who witnessed the arrest was in hospital.", [""]),
    ],
)
def test_what_is_said_of_a_person_holds_for_what_they_say_next(reader: Reader, text: str, grounds: list[str]) -> None:
    """A witness stays one; what was cited for one statement is not cited for the next; the statement is no ground."""
    items = check(from_text(text), reader).items
    said = [item for item in items if any("said" in span.of(text) for span in item.attribution.cue)]
    assert [item.ground for item in said] == grounds
