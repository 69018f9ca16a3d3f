"""The modules form one line, and each looks only back along it."""

from __future__ import annotations

import ast
from pathlib import Path

import attrcheck

_PACKAGE = Path(attrcheck.__file__).parent
#: Modules in the order in which they may build on each other; a module imports only from those before it.
ORDER = (
    *("version", "errors", "counts", "files", "locks", "tomlfile", "settings"),
    *("bylines", "wrapping", "article", "sentences", "vocabulary", "blocks", "assembly"),
    *("metadata", "embedded", "surroundings", "extraction", "documents"),
    *("lines", "pdfpages", "furniture", "pdf", "pages"),
    *("inflation", "addresses", "recording", "fixtures", "warc", "recorders"),
    *("socks", "connections", "transports", "fetch", "network"),
    *("quotations", "cues", "pieces", "decoding", "linking", "confidence", "reader", "statements", "attributions"),
    *("lexicon", "bodies", "titles", "people", "names", "nouns", "kinds", "pronouns", "mentions", "affiliations"),
    *("referents", "identities", "sources"),
    *("phrases", "passages", "engines", "sites", "newsroom", "origins"),
    *("wanted", "routes", "papers", "speeches", "searches"),
    *("findings", "questions", "checklist", "summary", "evidence", "webpage", "lookups"),
    *("sheets", "books", "saved", "pairing", "merging", "orders", "selection", "formats", "exports"),
    *("saving", "outputs"),
    *("pipeline", "console", "progress", "intake", "work_cli", "network_cli", "cli", "training"),
)
#: The same of the folder of look-ups.
LOOK_UPS = (
    *("words", "alignment", "comparing", "telling", "texts", "cache", "asking"),
    *("answers", "wikidata", "gdelt", "wayback", "factchecks", "crossref", "websearch"),
    *("subjects", "cited", "copies", "identity", "published", "gathering"),
)

_NETWORK = {"aiohttp", "anyio", "http.client", "httpcore", "httpx", "requests", "socket", "urllib.request", "urllib3"}


def _imported(file: Path, of: str = "attrcheck.") -> set[str]:
    """Return the modules right under `of` that `file` imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} if node.module != "attrcheck" else {f"attrcheck.{a.name}" for a in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name.removeprefix(of).split(".")[0] for name in names if name.startswith(of)}


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


def test_look_ups_look_back_only() -> None:
    """A module of the look-ups imports only from those of them that stand before it."""
    files = {file.stem: file for file in (_PACKAGE / "evidence").glob("*.py") if file.stem != "__init__"}
    assert sorted(files) == sorted(LOOK_UPS)
    wrong = [
        f"{module} imports {name}"
        for module, file in files.items()
        for name in _imported(file, "attrcheck.evidence.")
        if LOOK_UPS.index(name) >= LOOK_UPS.index(module)
    ]
    assert wrong == []


def test_the_network_has_one_door() -> None:
    """Only transports opens connections, only addresses looks hosts up, and few modules know of HTTP at all."""
    doors: dict[str, set[str]] = {}
    for file in _PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in {form for each in names for form in (each, each.split(".")[0])} & _NETWORK:
                doors.setdefault(name, set()).add(file.stem)
    assert doors == {
        "httpcore": {"connections", "transports"},
        "httpx": {"connections", "fetch", "recorders", "recording", "transports", "webpage"},
        "socket": {"addresses"},
    }


def test_every_module_has_its_place() -> None:
    """Every module of the package stands in the order, once."""
    modules = {
        p.name.removesuffix(".py") for p in _PACKAGE.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()
    }
    assert sorted(modules - {"__init__"}) == sorted(ORDER)
