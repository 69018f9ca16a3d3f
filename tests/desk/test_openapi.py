"""The document of what can be asked: it says what is there, and what is there answers as it says."""

from __future__ import annotations

import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from attrcheck.desk.api import ENDPOINTS
from attrcheck.desk.openapi import openapi
from tests.desk.conftest import Running


def _checked(name: str, told: Any) -> None:
    Draft202012Validator({"$ref": f"#/components/schemas/{name}", **openapi()}).validate(told)


def test_the_document_names_every_endpoint() -> None:
    """Each endpoint is in the document once, with its parameters, what it takes and what it answers."""
    paths = openapi()["paths"]
    assert {(path, method.upper()) for path, ways in paths.items() for method in ways} == {
        (one.path, one.method) for one in ENDPOINTS
    }
    names = [way["operationId"] for ways in paths.values() for way in ways.values()]
    assert len(set(names)) == len(names)
    for path, ways in paths.items():
        for way in ways.values():
            placed = [one["name"] for one in way["parameters"] if one["in"] == "path"]
            assert placed == re.findall(r"{(\w+)}", path)
    for schema in openapi()["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_what_is_referred_to_is_there() -> None:
    """Every schema that the document names is one of its own, and each of its own is named."""
    whole = openapi()
    named = set(re.findall(r"#/components/schemas/(\w+)", str(whole)))
    assert named == set(whole["components"]["schemas"])


@pytest.mark.parametrize("one", [one for one in ENDPOINTS if one.method == "GET" and one.gives], ids=lambda o: o.path)
def test_answers_are_as_the_document_says(desk: Running, one: Any) -> None:
    """What can be asked for by GET answers in the shape of its schema."""
    jobs = desk.at.ask("api/jobs").json["jobs"]
    path = one.path.strip("/").replace("{work}", desk.work).replace("{job}", jobs[0]["id"])
    _checked(one.gives, desk.at.ask(path).json)


def test_what_fails_says_so_as_the_document_says(desk: Running) -> None:
    """An answer to what cannot be is an error with a message."""
    _checked("Error", desk.at.ask("api/works/0123456789abcdef/rows").json)
    _checked("Error", desk.at.ask("api/works", {"text": ""}).json)


def test_the_document_is_served(desk: Running) -> None:
    """Programs find the document at `api/openapi.json`."""
    assert desk.at.ask("api/openapi.json").json == openapi()
