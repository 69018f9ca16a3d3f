"""The table of columns: it is whole, and no other module lists columns again."""

from __future__ import annotations

import ast
from pathlib import Path

import attrcheck
from attrcheck.checklist.columns import COLUMNS, CONTRACT, FOUND, HELD, HUMAN, KNOWN, MARKS, NEEDED
from attrcheck.checklist.findings import Lookup

_PACKAGE = Path(attrcheck.__file__).parent
#: Where columns are listed: the table, the keys that the JSON of an item always has, and a corpus' own tables.
_LISTS = {"checklist/columns.py", "checklist/objects.py", "corpus/rows.py"}
#: So many columns in one place are a list of them.
_MANY = 6


def test_every_column_says_what_files_need() -> None:
    """Names differ, the columns that people fill in have labels, as those of look-ups have, and all have a width."""
    assert len(KNOWN) == len(CONTRACT) + len(Lookup) + len(HELD) + len(MARKS)
    assert [name for name in (*HUMAN, *FOUND, *HELD) if not KNOWN[name].label] == []
    assert [column.name for column in KNOWN.values() if column.width <= 0] == []
    assert set(NEEDED) == {"id", "status", "verdict", "source", "cue", "statement"}


def _words(node: ast.AST) -> set[object]:
    """Return the constants that a tuple, list, set or dictionary holds itself."""
    members = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", [])
    return {member.value for member in members if isinstance(member, ast.Constant)}


def test_columns_are_listed_once() -> None:
    """No module but the table names many columns in one tuple, list, set or dictionary."""
    lists = [
        f"{file.relative_to(_PACKAGE)}:{node.lineno}"
        for file in sorted(_PACKAGE.rglob("*.py"))
        if file.relative_to(_PACKAGE).as_posix() not in _LISTS
        for node in ast.walk(ast.parse(file.read_text(encoding="utf8")))
        if isinstance(node, ast.expr) and len(_words(node) & set(COLUMNS)) >= _MANY
    ]
    assert lists == []
