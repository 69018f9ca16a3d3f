"""The modules form one line, and each looks only back along it."""

from __future__ import annotations

import ast
from pathlib import Path

import attrcheck

_PACKAGE = Path(attrcheck.__file__).parent
#: Modules in the order in which they may build on each other; a module imports only from those before it.
ORDER = (
    *("version", "errors", "counts", "files", "locks", "tomlfile", "settings"),
    *("bylines", "wrapping", "article", "sentences", "blocks", "assembly"),
    *("metadata", "embedded", "extraction", "documents", "pdf", "pages"),
    *("inflation", "addresses", "recording", "fixtures", "warc", "recorders", "transports", "fetch", "webpage"),
    *("quotations", "cues", "pieces", "decoding", "linking", "confidence", "reader", "statements", "attributions"),
    *("lexicon", "bodies", "titles", "names", "kinds", "pronouns", "mentions", "affiliations"),
    *("referents", "identities", "sources"),
    *("phrases", "passages", "engines", "sites", "newsroom", "origins"),
    *("wanted", "routes", "papers", "speeches", "searches"),
    *("findings", "questions", "checklist", "summary"),
    *("comparing", "texts", "cache", "asking"),
    *("answers", "wikidata", "gdelt", "wayback", "factchecks", "crossref", "websearch"),
    *("subjects", "cited", "copies", "identity", "published", "evidence"),
    *("sheets", "books", "saved", "pairing", "merging", "orders", "selection", "exports", "saving"),
    *("pipeline", "console", "lookups", "intake", "work_cli", "network_cli", "cli", "training"),
)

_NETWORK = {"aiohttp", "anyio", "http", "httpcore", "httpx", "requests", "socket", "urllib3"}


def _imported(file: Path) -> set[str]:
    """Return the top-level modules of the package that `file` imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} if node.module != "attrcheck" else {f"attrcheck.{a.name}" for a in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name.split(".")[1] for name in names if name.startswith("attrcheck.")}


def test_modules_look_back_only() -> None:
    """A module imports only from modules that stand before it, its own folder apart."""
    wrong = []
    for file in _PACKAGE.rglob("*.py"):
        module = file.relative_to(_PACKAGE).parts[0].removesuffix(".py")
        if module == "__init__":
            continue
        wrong += [
            f"{file.name} imports {name}"
            for name in _imported(file)
            if name != module and ORDER.index(name) > ORDER.index(module)
        ]
    assert wrong == []


def test_the_network_has_one_door() -> None:
    """Only transports opens connections, only addresses looks hosts up, and few modules know of HTTP at all."""
    doors: dict[str, set[str]] = {}
    for file in _PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in {name.split(".")[0] for name in names} & _NETWORK:
                doors.setdefault(name, set()).add(file.stem)
    assert doors == {
        "httpcore": {"transports"},
        "httpx": {"fetch", "recorders", "recording", "transports", "webpage"},
        "socket": {"addresses"},
        "http": {"warc"},  # for the names of statuses
    }


def test_every_module_has_its_place() -> None:
    """Every module of the package stands in the order, once."""
    modules = {
        p.name.removesuffix(".py") for p in _PACKAGE.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()
    }
    assert sorted(modules - {"__init__"}) == sorted(ORDER)
