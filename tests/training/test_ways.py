"""How often a name is right by the way in which it was found: what is counted, and how it is shown."""

from __future__ import annotations

from attrcheck.reader.model import Reader
from attrcheck.sources.source import SourceKind
from attrcheck.training.ways import Found, found_names, table

_TEXT = "Mayor Ann Lee said that the bridge was closed. Lee said that it would open in May."


def _row(start: int, cue: str, name: str) -> dict[str, object]:
    at = _TEXT.index(cue, start)
    source = [_TEXT.rindex("Lee", 0, at), at - 1]
    end = _TEXT.index(".", at)
    told = {"name": name, "kind": str(SourceKind.PERSON)}
    return {"source": [source], "cue": [[at, at + 4]], "content": [[at + 5, end]], **told}


def test_names_of_found_rows_are_counted_by_their_way(reader: Reader) -> None:
    """Each row that a person marked too tells its way, how it was read and whether the name is the one marked."""
    rows = [_row(0, "said", "Ann Lee"), _row(40, "said", "Bob Lee")]
    gold = [{"id": "a", "text": _TEXT, "annotations": [{"attributions": rows}]}]
    found = sorted(found_names(gold, reader), key=lambda one: one.way)
    assert [(one.way, one.reading, one.is_right) for one in found] == [
        ("full name", ("sourced 0.9", "kind agrees"), True),
        ("last name", ("sourced 0.9", "kind agrees"), False),
    ]


def test_the_table_tells_rate_and_promise() -> None:
    """A line a way and a reading: how many names, how many of them right, and how many were said to be."""
    read = ("sourced 0.9", "kind agrees")
    names = [Found("full name", read, 0.9, True), Found("full name", read, 0.8, False), Found("it", read, 0.5, False)]
    assert table(names).splitlines() == [
        "                         names  right   said",
        "full name                    2   0.50   0.85",
        "it                           1   0.00   0.50",
        "sourced 0.9                  3   0.33   0.73",
        "kind agrees                  3   0.33   0.73",
    ]
