"""The rooms stand on floors, each looks only down, and what a room keeps to itself stays there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import attrcheck

_PACKAGE = Path(attrcheck.__file__).parent
#: The rooms, and the modules beside them, from the ground up; those of one floor do not know each other.
FLOORS = (
    ("version", "errors", "wording", "patterns"),
    ("files", "tomlfile"),
    ("locks", "settings", "url_secrets"),
    ("article",),
    ("web",),
    ("reader",),
    ("sources",),
    ("searches",),
    ("checklist",),
    ("comparison",),
    ("formats", "evidence", "material"),
    ("pipeline",),
    ("corpus", "desk"),
    ("cli", "training"),
    ("__main__",),
)
#: Names that say nothing of what a module holds.
_NAMELESS = {"base", "common", "core", "helpers", "misc", "shared", "types", "util", "utils"}
#: Which modules know of the network, by the library that they know it through.
_NETWORK = {"aiohttp", "anyio", "http.client", "httpcore", "httpx", "requests", "socket", "urllib.request", "urllib3"}


def _sources() -> Iterator[tuple[str, ast.Module]]:
    """Yield the dotted name of each module of the package, and its tree."""
    for file in sorted(_PACKAGE.rglob("*.py")):
        parts = ("attrcheck", *file.relative_to(_PACKAGE).with_suffix("").parts)
        yield ".".join(parts).removesuffix(".__init__"), ast.parse(file.read_text(encoding="utf8"))


def _imports(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield each module of the package that `tree` imports from, and the name that it takes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "attrcheck":
            yield from ((node.module, alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names if alias.name.split(".")[0] == "attrcheck")


def _room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def test_every_room_has_its_floor() -> None:
    """Every room and every module beside the rooms stands on one floor, once."""
    here = {p.name.removesuffix(".py") for p in _PACKAGE.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}
    assert sorted(room for floor in FLOORS for room in floor) == sorted(here - {"__init__"})


def test_rooms_look_down_only() -> None:
    """A room imports only from rooms on the floors below it."""
    floor_of = {room: number for number, floor in enumerate(FLOORS) for room in floor}
    wrong = [
        f"{module} imports {name} from {other}"
        for module, tree in _sources()
        for other, name in _imports(tree)
        if (room := _room(module)) and (there := _room(other) or name) != room and floor_of[there] >= floor_of[room]
    ]
    assert wrong == []


def test_rooms_are_entered_by_their_face() -> None:
    """What a room imports from another one, that other's face hands on; only training reaches into the rooms."""
    wrong = [
        f"{module} imports {name} from {other}"
        for module, tree in _sources()
        for other, name in _imports(tree)
        if _room(module) not in ("training", _room(other)) and other.count(".") > 1
    ]
    assert wrong == []


def test_no_modules_import_each_other() -> None:
    """Inside a room no module imports, over however many others, from itself."""
    modules = dict(_sources())
    graph = {
        module: {f"{other}.{name}" if f"{other}.{name}" in modules else other for other, name in _imports(tree)}
        for module, tree in modules.items()
    }
    TopologicalSorter(graph).prepare()


def test_names_of_modules_say_something() -> None:
    """No module is called after being of use."""
    assert [module for module, _ in _sources() if module.split(".")[-1] in _NAMELESS] == []


def test_the_network_has_one_door() -> None:
    """Only connections and transports open connections, only hosts looks hosts up, and few modules know of HTTP.

    The desk's server opens none: it listens on this machine.
    """
    doors: dict[str, set[str]] = {}
    for module, tree in _sources():
        for node in ast.walk(tree):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in {form for each in names for form in (each, each.split(".")[0])} & _NETWORK:
                doors.setdefault(name, set()).add(module.removeprefix("attrcheck."))
    assert doors == {
        "httpcore": {"web.connections", "web.failures", "web.transports"},
        "httpx": {f"web.{m}" for m in ("client", "failures", "fetch", "recording", "redaction", "transports")},
        "socket": {"web.hosts", "desk.server"},
    }
