"""The columns and look-ups in, their part of the JSON Schema out: `python -m tests.generate.schema` writes it."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping
from typing import Any

from attrcheck.checklist.columns import CONTRACT, HELD, KNOWN, MARKS
from attrcheck.checklist.findings import Lookup
from tests.support.checkout import ROOT

SCHEMA = ROOT / "attrcheck" / "data" / "checklist.schema.json"
#: The properties of an item and those of a row of JSON Lines, a line each but for what has a long list.
_ITEM, _ROW = (
    re.compile(rf'(?<=    "{name}": {{\n)(.*?"properties": {{\n)(.*?)(?=\n      }}\n)', re.S)
    for name in ("item", "row")
)
_KEY = re.compile(r'^        "(\w+)": ', re.M)
_INDENT = " " * 8
#: So many examples stand on the line of their key.
_FEW = 10


def rendered(text: str) -> str:
    """Return the `text` of the schema with what the tables say of an item's keys; the lines of other keys are kept."""
    figures = [
        _line(column.name, {"$ref": "#/$defs/figure", "description": column.meaning})
        for column in CONTRACT
        if column.number
    ]
    text = _ROW.sub(lambda match: match[1] + ",\n".join(figures), text)
    return _ITEM.sub(lambda match: match[1] + _properties(match[2]), text)


def _properties(block: str) -> str:
    """Return the properties of an item, of which `block` has those that no table describes."""
    _, *parts = _KEY.split(block)
    lines = {
        key: f'{_INDENT}"{key}": {value.rstrip().removesuffix(",")}'
        for key, value in zip(parts[::2], parts[1::2], strict=True)
    }
    evidence = lines.pop("evidence")
    described = {column.name: column for column in CONTRACT if column.meaning and column.spelling.schema}
    for name, column in described.items():
        if "$ref" not in lines.get(name, ""):
            schema = {**column.spelling.schema, "description": column.meaning}
            lines[name] = _line(name, schema, column.examples)
    rest = {key: lines.pop(key) for key in (*MARKS, "cells")}
    found = {key: lines.pop(key) for key in list(lines) if key.startswith("found_")}
    for lookup in Lookup:
        meaning = f"What was found of {lookup.subject}, a line each, from a spreadsheet."
        found[f"found_{lookup}"] = _line(f"found_{lookup}", {"type": "string", "description": meaning})
    against = lines.pop("against", "") or _line("against", {"$ref": "#/$defs/against"})
    held = {name: _line(name, {"type": "string", "description": KNOWN[name].meaning}) for name in HELD}
    lines = {key: line for key, line in lines.items() if key not in held}
    return ",\n".join((*lines.values(), evidence, *found.values(), against, *held.values(), *rest.values()))


def _line(key: str, schema: Mapping[str, Any], examples: tuple[str, ...] = ()) -> str:
    if len(examples) <= _FEW:
        return f'{_INDENT}"{key}": {_one_line({**schema, **({"examples": list(examples)} if examples else {})})}'
    within = f"{_INDENT}  "
    shown = textwrap.wrap(
        ", ".join(map(_one_line, examples)), 120, initial_indent=f"{within}  ", subsequent_indent=f"{within}  "
    )
    fields = [f'{within}"{name}": {_one_line(value)}' for name, value in schema.items()]
    fields.append("\n".join((f'{within}"examples": [', *shown, f"{within}]")))
    return "\n".join((f'{_INDENT}"{key}": {{', ",\n".join(fields), f"{_INDENT}}}"))


def _one_line(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{json.dumps(key)}: {_one_line(inner)}' for key, inner in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_one_line, value))}]"
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    SCHEMA.write_text(rendered(SCHEMA.read_text(encoding="utf8")), encoding="utf8")
