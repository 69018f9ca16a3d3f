"""Names of files, folders and web addresses in, the documents that they hold out, and what could not be read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePath

from attrcheck.article import Article, articles_from_bytes, from_text, read_long_pdf
from attrcheck.errors import AttrcheckError, InputError, NoArticleError
from attrcheck.files import read_some
from attrcheck.material.document import Document, address_of
from attrcheck.material.index import Index

__all__ = ["NOT_HELD", "Material", "gather", "gather_bytes"]

#: How a line of `Checklist.not_done` begins that tells of material which could not be read.
NOT_HELD = "not held against: "

#: Bytes of a file, files of a folder, and characters of all documents that are read.
_LARGEST, _MOST_FILES, _MOST_CHARACTERS = 200_000_000, 20_000, 200_000_000
#: How a PDF begins, which may be longer than an article.
_PDF = b"%PDF"
#: So many names stand in one line of what was not read.
_MOST_NAMED = 5


@dataclass(frozen=True)
class Material:
    """The documents that an article is held against, no two with the same text, and what could not be read and why."""

    documents: tuple[Document, ...]
    not_done: tuple[str, ...] = ()

    @cached_property
    def index(self) -> Index:
        """The index of the documents' words, made once for all articles."""
        return Index(self.documents)


def gather(names: Sequence[str], fetch: Callable[[str], Article]) -> Material:
    """Return the documents that `names` name: files of every input format, folders of them, addresses to `fetch`.

    A file that cannot be read costs only itself. Raises InputError where a name leads nowhere, or nothing was read.
    """
    return _gathered(source for name in dict.fromkeys(names) for source in _sources(name, fetch))


def gather_bytes(files: Mapping[str, bytes]) -> Material:
    """Return the documents of `files`, the bytes of each under its name; no link opens what is on no disk.

    A file that cannot be read costs only itself. Raises InputError where nothing was read.
    """
    return _gathered((name, lambda name=name: _documents(files[name], name, "")) for name in files)  # type: ignore[misc]  # bound on purpose


def _gathered(sources: Iterable[tuple[str, Callable[[], Sequence[Document]]]]) -> Material:
    """Return the documents of `sources`, each a name and what reads it."""
    found: dict[str, Document] = {}
    failed: dict[str, list[str]] = {}
    characters = 0
    for called, read in sources:
        try:
            documents = read()
        except AttrcheckError as error:
            failed.setdefault(_reason(str(error), called), []).append(called)
            continue
        for one in documents:
            characters += len(one.article.text)
            if characters > _MOST_CHARACTERS:
                raise InputError(
                    f"the material holds more than {_MOST_CHARACTERS // 1_000_000} million characters. "
                    "Name fewer documents with --against."
                )
            _add(found, one)
    lost = tuple(f"{NOT_HELD}{_listed(called)}: {why}" for why, called in failed.items())
    if not found:
        raise InputError(f"nothing of the material could be read. {'; '.join(lost) or 'The folder holds no files.'}")
    return Material(tuple(found.values()), lost)


def _add(found: dict[str, Document], one: Document) -> None:
    """Put the document `one` to those that were `found`, or its name to the one with the same text."""
    key = hashlib.sha256(" ".join(one.article.text.split()).encode("utf8", "surrogatepass")).hexdigest()
    if key in found:
        found[key] = replace(found[key], copies=(*found[key].copies, one.name))
    else:
        found[key] = one


def _sources(name: str, fetch: Callable[[str], Article]) -> Iterator[tuple[str, Callable[[], Sequence[Document]]]]:
    """Yield what each file or address of `name` is called, and what reads it."""
    if name.lower().startswith(("http://", "https://")):
        yield name, lambda: [Document(name, name, fetch(name))]
        return
    path = Path(name)
    if not path.is_dir():
        yield name, lambda: _read(path, path.name)
        return
    files = [file for file in sorted(path.rglob("*")) if not _is_hidden(file, path) and file.is_file()]
    if len(files) > _MOST_FILES:
        raise InputError(f"{name} holds {len(files):,} files, more than {_MOST_FILES:,}. Name a folder in it.")
    for file in files:
        called = file.relative_to(path).as_posix()
        yield called, lambda file=file, called=called: _read(file, called)  # type: ignore[misc]  # bound on purpose


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)


def _read(path: Path, called: str) -> list[Document]:
    data = read_some(str(path), most=_LARGEST, missing="Check the spelling.", folder="Name a file in it.")
    if len(data) > _LARGEST:
        raise InputError(f"{called} is larger than {_LARGEST // 1_000_000} MB. Split it.")
    return _documents(data, called, address_of(path))


def _documents(data: bytes, called: str, address: str) -> list[Document]:
    """Return the documents in `data`, a file that is `called` so and opens at `address`."""
    name = PurePath(called).name
    try:
        if data.startswith(_PDF):
            return [Document(called, address, article) for article in read_long_pdf(data, name=name)]
        articles = articles_from_bytes(data, name=name)
    except NoArticleError:
        # What is no article may hold the words all the same: a table, a list of answers.
        articles = (_whole_page(data),)
        if not articles[0].text:
            raise
    several = len(articles) > 1
    return [
        Document(f"{called} ({number})" if several else called, address, article)
        for number, article in enumerate(articles, start=1)
    ]


def _whole_page(data: bytes) -> Article:
    """Return all that a page shows, empty for what is no page."""
    from bs4 import BeautifulSoup  # noqa: PLC0415 (slow to import, and only pages need it)

    if data.lstrip()[:1] != b"<":
        return from_text("")
    soup = BeautifulSoup(data, "lxml")
    for tag in soup.find_all(["script", "style", "noscript", "template"]):
        tag.decompose()
    return from_text("\n\n".join(soup.stripped_strings))


def _reason(message: str, called: str) -> str:
    """Return a message without the name that it begins with, so that several files share it."""
    for name in (called, Path(called).name):
        message = message.removeprefix(name).strip()
    return message.rstrip(".")


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
