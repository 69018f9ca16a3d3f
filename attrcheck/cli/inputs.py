"""The names of inputs in, their checklists out, with what failed: the part of a run that reads, fetches and asks."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from attrcheck.article import INPUT_FORMATS, LARGEST_INPUT
from attrcheck.checklist import RowFilter
from attrcheck.cli.console import say
from attrcheck.cli.progress_bar import holding, looking_up, reading
from attrcheck.cli.terminal import read_terminal
from attrcheck.errors import AttrcheckError, InputError, InterruptedRunError
from attrcheck.files import read_some
from attrcheck.pipeline import check
from attrcheck.wording import counted

if TYPE_CHECKING:
    from attrcheck.article import Article
    from attrcheck.checklist import Checklist
    from attrcheck.material import Material
    from attrcheck.reader import Reader
    from attrcheck.searches import Sites
    from attrcheck.web import Network

__all__ = ["Run", "checklists_of", "is_url", "loading_reader", "sites_of"]

#: How a web address without its scheme begins, and how the names of files with articles end.
_HOST = re.compile(r"(?i)(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?=[/?#]|$)")
_ENDINGS = (*(ending for form in INPUT_FORMATS for ending in form.endings), ".csv", ".doc", ".msg", ".pages", ".xlsx")


@dataclass(frozen=True, slots=True)
class Run:
    """What holds for every input: how the network is reached, and how to read.

    `archived` is whether the newest archived copy is read where a page fails, `evidence` whether each
    row that `row_filter` lets pass is looked up, `joined` whether articles of one file are read as one.
    `against` names the material that each row is held against. `address` is where the article of a file stands on the
    web.
    """

    network: Network
    force_language: bool = False
    archived: bool = False
    address: str = ""
    evidence: bool = False
    against: tuple[str, ...] = ()
    joined: bool = False
    row_filter: RowFilter = field(default_factory=RowFilter)


@contextmanager
def loading_reader(
    model: Path | None = None, *, threads: int = 0, ahead: Future[Reader] | None = None
) -> Iterator[Future[Reader]]:
    """Yield the reader, which is loaded beside what a caller has to do before the first article is read.

    It is `ahead`, if one loads already.
    """
    if ahead is not None:
        yield ahead
        return
    from attrcheck.reader import Reader

    with ThreadPoolExecutor(1) as loader:
        yield loader.submit(Reader, model, threads=threads)


def checklists_of(
    inputs: Sequence[str], run: Run, reader: Future[Reader]
) -> tuple[list[Checklist], list[AttrcheckError]]:
    """Return the checklists of `inputs`, and the errors of those that gave none; of an only input, raise it.

    An input is a file, "-" for standard input, or a URL; its failure is reported on standard error.
    """
    from attrcheck.article import in_file

    sites = sites_of(run.network.settings.sites)
    files = _file_names(inputs)
    # Nobody waits for the article to be read to hear that the material cannot be.
    material = _material_of(run)
    done: list[Checklist] = []
    failures: list[AttrcheckError] = []
    for name in inputs:
        try:
            broken_off = False
            for article in in_file(_load(name, run), files.get(name, "")):
                one = check(
                    article, reader.result(), force_language=run.force_language, sites=sites, progress=reading(name)
                )
                if material is not None:
                    one = _held(one, material, reader.result(), name=name)
                if run.evidence:
                    one, broken_off = _looked_up(one, run, name=name)
                done.append(one)
                if broken_off:
                    failures.append(InterruptedRunError("interrupted; what was found until then is kept."))
                    say(f"{name}: {failures[-1]}")
                    break
            if broken_off:
                break
        except KeyboardInterrupt:
            if not done:
                raise
            failures.append(InterruptedRunError("interrupted; the inputs before it are kept."))
            say(f"{name}: {failures[-1]}")
            break
        except AttrcheckError as error:
            if len(inputs) == 1 and not done:
                raise
            message = str(error)
            say(message if name in message else f"{name}: {message}")
            failures.append(error)
    return done, failures


def _material_of(run: Run) -> Material | None:
    """Return the material of the run, None where it has none, after saying how much it is."""
    if not run.against:
        return None
    from attrcheck.pipeline import gather

    material = gather(run.against, run.network)
    say(f"the material: {counted(len(material.documents), 'document')}")
    return material


def _held(checklist: Checklist, material: Material, reader: Reader, *, name: str) -> Checklist:
    """Return `checklist` with how each row stands in the material."""
    from attrcheck.material import hold

    return hold(checklist, material, reader, progress=holding(name))


def _looked_up(checklist: Checklist, run: Run, *, name: str) -> tuple[Checklist, bool]:
    """Return `checklist` with the evidence of the rows that pass the filter, and whether a person broke that off."""
    from attrcheck.checklist import choose_items
    from attrcheck.evidence import look_up

    if run.network.replay is None and not run.network.settings.contact:
        say(
            "no contact is set, so Wikidata and Wikipedia are asked more slowly. "
            "Set it with --contact, or in the settings."
        )
    # No service learns of rows that nobody asked to see.
    chosen = choose_items(checklist, run.row_filter)
    with looking_up(name) as progress:
        chosen, broken_off = look_up(chosen, run.network, progress=progress)
    found = {item.id: item for item in chosen.items}
    items = tuple(found.get(item.id, item) for item in checklist.items)
    return replace(checklist, items=items, not_done=chosen.not_done), broken_off


def _file_names(inputs: Sequence[str]) -> dict[str, str]:
    """Return what the article of each file is called: its name, with as many folders as tell it from the others."""
    paths = {name: PurePath(name).parts for name in inputs if name != "-" and not is_url(name)}
    names = {}
    for name, parts in paths.items():
        others = [other for key, other in paths.items() if key != name]
        depth = next((n for n in range(1, len(parts)) if all(o[-n:] != parts[-n:] for o in others)), len(parts))
        names[name] = "/".join(parts[-depth:])
    return names


def _load(name: str, run: Run) -> tuple[Article, ...]:
    """Return the articles in the file `name`, or the one at that URL."""
    from attrcheck.article import articles_from_bytes, from_bytes

    if not is_url(name):
        data, called = _read_bytes(name), "standard input" if name == "-" else name
        read = articles_from_bytes if not run.joined else from_bytes
        found = read(data, name=called, url=run.address)
        return found if isinstance(found, tuple) else (found,)
    from attrcheck.pipeline import fetch_article

    return (fetch_article(name, run.network, archived=run.archived),)


def is_url(name: str) -> bool:
    """Tell whether the input `name` is a web address."""
    return name.lower().startswith(("http://", "https://"))


def _read_bytes(name: str) -> bytes:
    """Return the bytes of the file `name`, or of standard input for "-"; InputError says why it cannot."""
    if name == "-":
        if sys.stdin is None:
            raise InputError("standard input is closed. Name a file, or pipe the article in.")
        if sys.stdin.isatty():
            say("reading from the terminal; paste the article, then press Ctrl-D on a line of its own.")
        if sys.stdin.isatty() and sys.platform != "win32":
            data = read_terminal(sys.stdin.fileno(), most=LARGEST_INPUT + 1)
        else:
            data = sys.stdin.buffer.read(LARGEST_INPUT + 1)
    elif not name:
        raise InputError("an input is empty. Name a file, a web address, or - for standard input.")
    else:
        named = f"Name the articles in it, such as {Path(name) / '*.txt'}"
        data = read_some(name, most=LARGEST_INPUT, missing=_instead_of(name), folder=named)
    if len(data) > LARGEST_INPUT:
        raise InputError(f"{name} is larger than {LARGEST_INPUT // 1_000_000} MB. Split it into articles.")
    return data


def _instead_of(name: str) -> str:
    """Return what to do next where no file has this `name`, which may be meant for a web address."""
    scheme, colons, _rest = name.partition("://")
    if colons:
        return f"attrcheck fetches web addresses that begin with https:// or http://, and none with {scheme}://"
    if _HOST.match(name) and ("/" in name or Path(name).suffix.lower() not in _ENDINGS):
        return f"Check the spelling; if you mean the web address, write it in full: https://{name}"
    return "Check the spelling; a web address begins with https://"


def sites_of(path: Path | None) -> Sites | None:
    """Return what the file of --sites says, None where there is none."""
    if path is None:
        return None
    if str(path) == "-":
        raise InputError("--sites needs a file: standard input may be an article.")
    if not path.exists():
        raise InputError(f"there is no file {path}, which --sites or the settings name. Check the spelling there.")
    from attrcheck.searches import read_sites

    return read_sites(_read_bytes(str(path)), name=str(path))
