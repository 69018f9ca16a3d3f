"""The bytes of a person's TOML file in, its values out, with the line of each for what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import tomli

from attrcheck.errors import InputError
from attrcheck.wording import instead_of

__all__ = ["Place", "TomlFile", "read_toml"]

#: Where a value stands: the table, its number among those of its name, and the key, "" for the table itself.
Place = tuple[str, int, str]
_LARGEST = 1_000_000
_TOML = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[^\S\n]+|\n|[\[\]{}=,]'
    r'|[^\s"\'#\[\]{}=,]+|.',
    re.S,
)


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A file's name, what it says, and the lines where it says it."""

    name: str
    values: Mapping[str, Any]
    lines: Mapping[Place, int]

    def line(self, place: Place) -> int:
        """Return the line of `place`, else of its table or of the table that its key names, else the first."""
        table, number, key = place
        known = map(self.lines.get, (place, (table, number, ""), (key, 0, "")))
        return next(filter(None, known), 1)

    def refuse(self, place: Place, what: str) -> InputError:
        """Return the error that names the line at fault."""
        return InputError(f"{self.name}, line {self.line(place)}: {what}")

    def check_keys(self, table: str, number: int, row: Mapping[str, Any], known: Iterable[str]) -> None:
        """Raise InputError for the first key of `row`, which is the table's, that is not `known`."""
        keys = tuple(known)
        for key in row:
            if key not in keys:
                raise self.refuse((table, number, key), f"there is no “{key}” here{instead_of(key, keys)}")


def read_toml(data: bytes, *, name: str, is_a: str) -> TomlFile:
    """Return what the TOML file called `name` says; InputError names the line that is no TOML or no UTF-8.

    `is_a` is what the file should be, such as "list of sites", for the message about one of over a megabyte.
    """
    if len(data) > _LARGEST:
        raise InputError(f"{name} has over {_LARGEST:,} bytes: no {is_a} is that long. Name another file.")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(f"{name}, line {line}: it is not UTF-8. Save it as UTF-8.") from error
    try:
        values = tomli.loads(text)
    except (tomli.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"{name}{_at_line(str(error), text)}: it is not TOML ({error}). Mend it there.") from error
    return TomlFile(name, values, _places(text))


def _at_line(message: str, text: str) -> str:
    """Return ", line N" as the parser's message has it."""
    number = re.search(r"at line (\d+)", message)
    return f", line {number[1] if number else text.count(chr(10)) + 1}"


def _places(text: str) -> dict[Place, int]:
    """Return the line of every table and key of `text`, which is sound TOML."""
    found: dict[Place, int] = {}
    counts: dict[str, int] = {}
    table, number, line, depth = "", 0, 1, 0
    statement: list[str] = []
    for mark in _TOML.findall(text):
        if not statement and mark == "[":
            statement.append(mark)
        elif mark == "\n" and depth == 0:
            statement = []
        elif statement[:1] == ["["]:
            if mark not in "[]" and mark[0] not in "# \t" and len(statement) == 1:
                table = mark.strip("\"'")
                number = counts[table] = counts.get(table, -1) + 1
                found[table, number, ""] = line
                statement.append(mark)
        elif not statement and mark.strip() and mark[0] != "#":
            statement.append(mark.strip("\"'"))
            found.setdefault((table, number, statement[0]), line)
        elif mark in ("[", "{"):
            if depth == 1 and mark == "{" and not table:
                name = statement[0]
                counts[name] = counts.get(name, -1) + 1
                found[name, counts[name], ""] = line
            depth += 1
        elif mark in ("]", "}"):
            depth -= 1
        line += mark.count("\n")
    return found
