"""The table of what can be asked in, its OpenAPI document out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from attrcheck.desk.api import ENDPOINTS, Endpoint
from attrcheck.desk.jobs import JobState
from attrcheck.formats import Format
from attrcheck.version import __version__

__all__ = ["openapi"]


def _object(required: Mapping[str, Any], optional: Mapping[str, Any] | None = None) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": {**required, **(optional or {})}}


def _list(of: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


_TEXT, _NUMBER = {"type": "string"}, {"type": "integer", "minimum": 0}
_FLAG = {"type": "boolean", "default": False}
_ROW = {
    "type": "object",
    "additionalProperties": _TEXT,
    "description": "The cells of a row by column; an empty one may be left out. Other columns are people's own.",
}
_SCHEMAS = {
    "Error": _object({"error": {**_TEXT, "description": "What went wrong, and what to do next."}}),
    "Message": _object({"message": _TEXT}),
    "Formats": _object({"reads": _list(_TEXT), "writes": _list(_object({"name": _TEXT, "ending": _TEXT}))}),
    "Order": _object(
        {},
        {
            "text": {**_TEXT, "description": "The article as text, Markdown or HTML; or give its url."},
            "title": {**_TEXT, "description": "What it is called, where the text does not say so."},
            "name": {**_TEXT, "description": "What its file is called."},
            "url": {**_TEXT, "description": "Its address: it is fetched where there is no text."},
            "data": {**_TEXT, "contentEncoding": "base64", "description": "A file that is no text, in place of one."},
            "force_language": _FLAG,
            "archived": _FLAG,
            "against": {**_list(_ref("Given")), "description": "What each statement is held against."},
        },
    ),
    "Given": _object({}, {"name": _TEXT, "text": _TEXT, "data": {**_TEXT, "contentEncoding": "base64"}}),
    "Material": _object(
        {
            "folder": {**_TEXT, "description": "Where the files are kept."},
            "files": _list(_object({"name": _TEXT, "size": _NUMBER})),
        }
    ),
    "Work": _object(
        {
            "id": {**_TEXT, "pattern": "^[0-9a-f]{16}$"},
            "file": {**_TEXT, "description": "The file in the folder that it is kept in."},
            "title": _TEXT,
            "url": _TEXT,
            "rows": _NUMBER,
            "done": _NUMBER,
            "changed_at": {**_TEXT, "format": "date-time"},
        }
    ),
    "Works": _object({"folder": _TEXT, "works": _list(_ref("Work")), "unread": _list(_TEXT)}),
    "Job": _object(
        {
            "id": _TEXT,
            "name": _TEXT,
            "doing": _TEXT,
            "state": {"enum": [state.value for state in JobState]},
            "done": _NUMBER,
            "total": {**_NUMBER, "description": "0 while that is not known."},
            "message": {**_TEXT, "description": "Why it failed."},
            "retry": {**_TEXT, "description": "The way round a failure that “again” takes, empty for none."},
            "works": _list(_object({"id": _TEXT, "title": _TEXT})),
            "notices": _list(_TEXT),
        }
    ),
    "Jobs": _object({"jobs": _list(_ref("Job"))}),
    "Row": _ROW,
    "Rows": _object({"version": _TEXT, "rows": _list(_ref("Row"))}),
    "Kept": _object({"before": _TEXT, "version": _TEXT}),
    "Plan": _object(
        {
            "plan": _list(
                _object(
                    {
                        "looks_up": _TEXT,
                        "asks": {**_TEXT, "description": "Who is asked."},
                        "sends": {**_list(_TEXT), "description": "The words that are sent."},
                    }
                )
            ),
            "contact": {**_TEXT, "description": "What of yours is sent along, as the settings have it."},
        }
    ),
}
_BODIES = {
    "": {"application/json": {"schema": {"type": "object", "maxProperties": 0}}},
    "order": {"application/json": {"schema": _ref("Order")}, "application/octet-stream": {"schema": {}}},
    "rows": {"application/json": {"schema": _object({"rows": _list(_ref("Row"))})}},
    "file": {"application/octet-stream": {"schema": {}}},
}
_CHOICES: Mapping[str, Any] = {"format": {"enum": list(Format)}, **dict.fromkeys(("archived", "force_language"), _FLAG)}


def openapi() -> dict[str, Any]:
    """Return the OpenAPI document of a desk."""
    paths: dict[str, dict[str, Any]] = {}
    for one in ENDPOINTS:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "attrcheck desk",
            "version": __version__,
            "description": (
                "The address that `attrcheck desk` prints goes before each path; whoever knows it may ask. Requests "
                "that change something have the content type application/json or application/octet-stream."
            ),
        },
        "paths": paths,
        "components": {"schemas": _SCHEMAS},
    }


def _operation(one: Endpoint) -> dict[str, Any]:
    named = re.findall(r"{(\w+)}", one.path)
    media = {"application/json": {"schema": _ref(one.gives)}} if one.gives else {"*/*": {"schema": {}}}
    failed = {"description": "It failed.", "content": {"application/json": {"schema": _ref("Error")}}}
    whole: dict[str, Any] = {
        "operationId": one.handler.__name__.strip("_"),
        "summary": one.does,
        "parameters": [*_parameters(named, "path"), *_parameters(one.query, "query")],
        "responses": {str(one.status): {"description": "Done.", "content": media}, "default": failed},
    }
    if one.method == "POST":
        whole["requestBody"] = {"required": True, "content": _BODIES[one.takes]}
    return whole


def _parameters(names: Iterable[str], place: str) -> list[dict[str, Any]]:
    means = names if isinstance(names, Mapping) else {}
    return [
        {
            "name": name,
            "in": place,
            "required": place == "path",
            "schema": _CHOICES.get(name, _TEXT),
            **({"description": means[name]} if name in means else {}),
        }
        for name in names
    ]
