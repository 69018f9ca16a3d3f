"""The published JSON Schema: it takes all JSON that attrcheck writes, and refuses what is none."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from attrcheck.checklist.columns import HUMAN, MERGED
from attrcheck.checklist.findings import Lookup
from attrcheck.checklist.merging import merge
from attrcheck.checklist.model import Checklist
from attrcheck.checklist.objects import ITEM_KEYS
from attrcheck.checklist.sheet import Sheet
from attrcheck.files import data_text
from attrcheck.formats import json as checklist_json
from attrcheck.formats import jsonl
from attrcheck.formats.format import FileShape, Format
from attrcheck.formats.reading import read_sheet
from attrcheck.formats.storage import render
from attrcheck.sources.source import SourceKind
from tests.generate.schema import rendered
from tests.support.checkout import CHILD
from tests.support.sheets import TOWN, checklist_with, json_sheet_with, passed_through, sheet_with, typed

SCHEMA = json.loads(data_text("checklist.schema.json"))


@cache
def _validator(definition: str = "") -> Draft202012Validator:
    registry: Registry[Any] = Registry().with_resource(SCHEMA["$id"], Resource.from_contents(SCHEMA))
    return Draft202012Validator({"$ref": f"{SCHEMA['$id']}#{definition}"}, registry=registry)


def _wrong(whole: Any) -> list[str]:
    """Return what the schema finds wrong in `whole`."""
    return [f"{error.json_path}: {error.message}" for error in _validator().iter_errors(whole)]


def _json_of(sheet: Sheet, *, several: bool = False) -> Any:
    return json.loads(render(sheet, FileShape(Format.JSON, several=several)))


def _schemas(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each key that a definition of `schema` describes, with its own schema."""
    for name, definition in schema["$defs"].items():
        yield name, definition
        for key, value in definition.get("properties", {}).items():
            yield f"{name}.{key}", value


def test_the_schema_is_one() -> None:
    """The schema is a valid one of draft 2020-12, and describes each key of each object in a sentence."""
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    bare = [name for name, one in _schemas(SCHEMA) if not one.get("description", "").endswith(".")]
    assert bare == []


def test_the_schema_says_of_columns_what_their_table_says() -> None:
    """The schema is what `python -m tests.generate.schema` makes of it and of the table of columns."""
    text = data_text("checklist.schema.json")
    assert rendered(text) == text


def test_the_schema_names_the_lists_as_they_are() -> None:
    """The schema's keys of an item, its look-ups and its kinds are those of the program."""
    assert set(SCHEMA["$defs"]["item"]["properties"]) == ITEM_KEYS
    assert SCHEMA["$defs"]["evidence"]["properties"]["lookup"]["examples"] == list(Lookup)
    assert SCHEMA["$defs"]["source"]["properties"]["kind"]["examples"] == list(SourceKind)


def test_the_command_prints_the_schema() -> None:
    """`attrcheck schema` prints the file that the package ships."""
    command = [sys.executable, "-m", "attrcheck.cli", "schema"]
    printed = subprocess.run(command, capture_output=True, check=True, env=CHILD, timeout=60).stdout
    assert printed.decode("utf8") == data_text("checklist.schema.json")


def test_the_seeds_checklist_is_valid(seed_checklist: Checklist) -> None:
    """JSON of the seed article, alone and in an array with another, is what the schema describes."""
    whole = json.loads(checklist_json.write(seed_checklist))
    assert len(whole["items"]) > 10
    assert _wrong(whole) == []
    assert _wrong(json.loads(checklist_json.write(seed_checklist, checklist_with(TOWN)))) == []
    assert _wrong(json.loads(checklist_json.write(several=True))) == []


@pytest.mark.parametrize("form", [Format.CSV, Format.XLSX, Format.JSONL, Format.JSON])
def test_json_made_from_other_files_is_valid(form: Format) -> None:
    """JSON that convert makes, with cells that people changed and columns of their own, is what the schema takes."""
    cells = {
        0: {"status": "almost", "verdict": "false!", "confidence": "nan", "paragraph": "third", "desk": "home"},
        1: {
            "confidence": "7.00",
            "paragraph": "-1",
            "start": "x",
            "source_kind": "?",
            "links": "mine",
            "evidence": "box",
        },
        2: {"confidence": "inf", "paragraph": "1e300", MERGED: "changed", "old_statement": "other words"},
    }
    sheet = passed_through(typed(sheet_with(TOWN, url="https://example.org/a"), cells), form)
    assert _wrong(_json_of(sheet)) == []
    assert _wrong(_json_of(sheet, several=True)) == []
    again = passed_through(sheet, Format.JSON)
    assert [{c: row[c] for c in cells[n]} for n, row in enumerate(again.rows)] == [*cells.values()]


def test_merged_json_is_valid() -> None:
    """JSON that a merge wrote, with rows that changed, came and went, articles of two files and look-ups, is valid."""
    old = typed(json_sheet_with(TOWN), {0: {"verdict": "misquoted", "desk": "home"}})
    june = ("Ann Hill", "said", "the old bridge would be closed in June")
    merged = merge(old, json_sheet_with((june, TOWN[1], ("Eve Ray", "added", "nothing was ever decided at all"))))
    assert {mark for row in merged.sheet.rows for mark in row[MERGED].split("; ")} == {"changed", "", "new", "gone"}
    both = merge(
        merged.sheet, sheet_with((("Max Roe", "told", "ships left at dawn"),), title="Port news"), anyway=True
    ).sheet
    whole = _json_of(both)
    assert len(whole) == 2
    assert _wrong(whole) == []
    whole[0]["items"][0]["evidence"] = [
        {"lookup": "identity", "finding": "Several are of that name.", "url": "https://example.org/q", "compared": ""}
    ]
    assert _wrong(whole) == []


@given(st.sampled_from([*HUMAN, "desk", "confidence", "paragraph", "act", "evidence", "cells"]), st.text(max_size=20))
def test_whatever_is_typed_is_valid(column: str, words: str) -> None:
    """Whatever a person types into a cell of a spreadsheet, the JSON that is made of it is valid."""
    sheet = passed_through(typed(sheet_with(TOWN[:1]), {0: {column: words}}), Format.CSV)
    whole = _json_of(sheet)
    assert _wrong(whole) == []
    (row,) = read_sheet(json.dumps(whole).encode(), name="x.json").rows
    assert row[column] == sheet.rows[0][column]


def test_lines_of_json_are_valid() -> None:
    """Each line of JSON Lines is a row of the schema, with columns left out and of people's own too."""
    validator = _validator("/$defs/row")
    sheet = typed(sheet_with(TOWN), {0: {"desk": "home", "start": "?"}})
    for line in (*jsonl.write_sheet(sheet).splitlines(), '{"id": "a"}'):
        assert list(validator.iter_errors(json.loads(line))) == []
    for wrong in ('{"id": 3}', '{"start": null}', '["id"]', '{"desk": {}}'):
        assert list(validator.iter_errors(json.loads(wrong)))


_VALID = json.loads(checklist_json.write(checklist_with(TOWN, url="https://example.org/a")))
_REQUIRED = [
    *(("items", 0, key) for key in SCHEMA["$defs"]["item"]["required"]),
    *(("items", 0, "source", key) for key in SCHEMA["$defs"]["source"]["required"]),
    *(("items", 1, "statement", "spans", 0, key) for key in ("start", "end", "text")),
    *(("items", 1, "links", 0, key) for key in ("label", "url")),
    *(("article", key) for key in SCHEMA["$defs"]["article"]["required"]),
    *(("made_by", key) for key in ("name", "version", "model")),
    *(("summary", key) for key in ("kinds", "forms", "warnings", "sources")),
    *((key,) for key in ("article", "made_by", "items", "not_done")),
]


def _parent(whole: Any, path: tuple[str | int, ...]) -> Any:
    for key in path[:-1]:
        whole = whole[key]
    return whole


@given(st.sampled_from(_REQUIRED))
def test_what_lacks_a_key_is_refused(path: tuple[str | int, ...]) -> None:
    """Without any one of the keys that attrcheck always writes, a checklist is refused."""
    whole = copy.deepcopy(_VALID)
    del _parent(whole, path)[path[-1]]
    assert _wrong(whole)


@given(st.sampled_from(_REQUIRED), st.sampled_from([7.5, -1, [None], {"x": None}]))
def test_what_is_of_another_kind_is_refused(path: tuple[str | int, ...], value: Any) -> None:
    """A number, list or object that attrcheck never writes at a place is refused there."""
    whole = copy.deepcopy(_VALID)
    _parent(whole, path)[path[-1]] = value
    assert _wrong(whole)


@pytest.mark.parametrize("path", [(), ("article",), ("made_by",), ("summary",), ("items", 0, "source")])
def test_a_misspelt_key_is_refused(path: tuple[str | int, ...]) -> None:
    """A key that no object of attrcheck's has is refused, but for columns of people's own in an item."""
    whole = copy.deepcopy(_VALID)
    _parent(whole, (*path, ""))["titel"] = "x"
    assert _wrong(whole)
    whole = copy.deepcopy(_VALID)
    whole["items"][0]["titel"] = "x"
    assert _wrong(whole) == []
