"""A folder in, the articles that are worked on in it out: each a checklist in JSON, as all commands write it."""

from __future__ import annotations

import hashlib
import re
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from attrcheck.article import Article
from attrcheck.checklist import ArticleName, Checklist, Merged, Sheet, article_of_head, progress
from attrcheck.errors import InputError, OutputError
from attrcheck.files import check_writable
from attrcheck.formats import Caution, FileShape, Format, load, merge_into, save_merged

__all__ = ["MATERIAL", "Folder", "Listing", "UnknownWorkError", "Work", "plain_name"]

_ENDING = Format.JSON.ending
#: What the name of the folder with an article's material ends in, after that of its file.
MATERIAL = " (material)"
_SHAPE = FileShape(Format.JSON)
#: Seconds that another run of attrcheck may hold a file before a window is told so.
_CAUTION = Caution(wait=5.0)
#: Characters of a title that a file is called by, and names that Windows keeps for devices.
_LONGEST = 60
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)$")


class UnknownWorkError(InputError):
    """No article in the folder goes by this name."""


@dataclass(frozen=True, slots=True)
class Work:
    """An article that is worked on: `id` stands for its file, and nothing else of the disk can be named by it.

    `names` are those of its articles, mostly one; `changed_at` is in ISO 8601.
    """

    id: str
    file: str
    title: str
    url: str
    rows: int
    done: int
    changed_at: str
    names: tuple[ArticleName, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The works of a folder, those that changed last first, the files that are no checklists, and if that is all."""

    works: tuple[Work, ...]
    unread: tuple[str, ...]
    is_whole: bool


class Folder:
    """The checklists in the folder `path`, which is made where it is not there."""

    def __init__(self, path: Path) -> None:
        self.path = path.expanduser().absolute()
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(
                f"the folder {path} could not be made: {error.strerror}. Name another with --folder."
            ) from None
        check_writable(self.path / f"checklist{_ENDING}", replace=True)
        self._lock = threading.RLock()
        self._known: dict[str, tuple[str, Work | None]] = {}

    def listing(self, *, most: int | None = None) -> Listing:
        """Return what is in the folder now, of the `most` files that changed last if there are more."""
        paths = sorted(self._files(), key=lambda path: -path.stat().st_mtime_ns)
        works = [(path, self._work(path)) for path in paths[:most]]
        return Listing(
            tuple(work for _, work in works if work),
            tuple(path.name for path, work in works if work is None),
            is_whole=len(works) == len(paths),
        )

    def _files(self) -> list[Path]:
        """Return the files of this folder that may be checklists."""
        return [
            path
            for path in self.path.iterdir()
            if path.name.lower().endswith(_ENDING) and not path.name.startswith(".") and path.is_file()
        ]

    def find(self, work_id: str) -> Path:
        """Return the file that `work_id` stands for; UnknownWorkError where none does."""
        for path in self._files():
            if _id_of(path) == work_id:
                return path
        raise UnknownWorkError("this article is not in the folder any more. Go back to all articles.")

    def work(self, path: Path) -> Work:
        """Return what is known of the checklist in the file `path`."""
        work = self._work(path)
        if work is None:
            raise InputError(f"{path.name} is no checklist that attrcheck wrote.")
        return work

    def _work(self, path: Path) -> Work | None:
        """Return the same, None for what is no checklist; read anew only where the file has changed."""
        version = version_of(path)
        known = self._known.get(path.name)
        if known is None or known[0] != version:
            try:
                known = (version, _summary(path, load(path)))
            except InputError:
                known = (version, None)
            self._known[path.name] = known
        return known[1]

    def read(self, path: Path) -> tuple[str, Sheet]:
        """Return the checklist in the file `path`, and which version of the file that is."""
        with self._lock:
            return version_of(path), load(path)

    def keep(self, checklist: Checklist) -> tuple[Path, Merged]:
        """Write `checklist` to its file, merged into an earlier one of the same article; return that and what was done.

        Raises OutputError where it cannot be written; what was there is then as it was.
        """
        with self._lock:
            path = self._home(checklist.article) or self._free(checklist.article.title or checklist.article.file)
            return path, merge_into(path, [checklist], shape=_SHAPE, caution=_CAUTION)

    def update(self, path: Path, checklists: Sequence[Checklist]) -> Merged:
        """Merge `checklists`, of the articles in the file `path`, into it; return what was done."""
        with self._lock:
            return merge_into(path, checklists, shape=_SHAPE, caution=_CAUTION)

    def merge(self, path: Path, sheet: Sheet) -> tuple[str, str, Merged]:
        """Merge `sheet` into the file `path`; return the versions of the file before and after, and what was done."""
        with self._lock:
            before = version_of(path)
            merged = save_merged(path, sheet, shape=_SHAPE, caution=_CAUTION)
            return before, version_of(path), merged

    def add(self, sheet: Sheet) -> Path:
        """Write `sheet`, which has its article's text, to its file, merged into an earlier one of the same article."""
        names = {article_of_head(head) for head in sheet.heads}
        with self._lock:
            path = next((path for path, work in self._works() if names & set(work.names)), None)
            title = next((title or file for title, _, file in names), "")
            path = path or self._free(title)
            save_merged(path, sheet, shape=_SHAPE, caution=_CAUTION)
            return path

    def _works(self) -> list[tuple[Path, Work]]:
        return [(path, work) for path in self._files() if (work := self._work(path))]

    def of_article(self, names: Sequence[ArticleName]) -> Path | None:
        """Return the file of the article that goes by one of `names`, None for none."""
        return next((path for path, work in self._works() if set(work.names) & set(names)), None)

    def _home(self, article: Article) -> Path | None:
        """Return the file of an earlier version of `article`: of its address, else of its headline and file."""
        for path, work in self._works():
            if len(work.names) != 1:
                continue
            title, url, file = work.names[0]
            if article.url and url == article.url:
                return path
            if (title, url, file) == (article.title, article.url, article.file) and (
                title or self._holds(path, article)
            ):
                return path
        return None

    def _holds(self, path: Path, article: Article) -> bool:
        """Tell whether the file `path` is of the same text."""
        return any(head["article"].get("text") == article.text for head in load(path).heads)

    def _free(self, title: str) -> Path:
        """Return a file that is not there yet, called after `title`."""
        taken = {path.name.casefold() for path in self.path.iterdir()}
        stem = plain_name(title)
        name, number = stem, 2
        # What an article that was removed left of its material is not this one's.
        while taken & {f"{name}{_ENDING}".casefold(), f"{name}{MATERIAL}".casefold()}:
            name, number = f"{stem} {number}", number + 1
        return self.path / f"{name}{_ENDING}"


def plain_name(title: str) -> str:
    """Return `title` as every system takes it for the name of a file."""
    words = re.sub(r"[^\w '()+,-]+", " ", unicodedata.normalize("NFC", title).replace("_", " "))
    stem = " ".join(words.split())[:_LONGEST].strip(" .'-")
    return f"article {stem}".strip() if not stem or _DEVICES.match(stem) else stem


def _id_of(path: Path) -> str:
    return hashlib.sha256(path.name.encode("utf8", "surrogateescape")).hexdigest()[:16]


def version_of(path: Path) -> str:
    """Return what changes whenever the file `path` is written."""
    try:
        told = path.stat()
    except FileNotFoundError:
        return ""
    return f"{told.st_mtime_ns:x}-{told.st_size:x}-{told.st_ino:x}"


def _summary(path: Path, sheet: Sheet) -> Work | None:
    """Return what a list says of the checklist in `path`, None for JSON that attrcheck did not write as a whole."""
    names = tuple(article_of_head(head) for head in sheet.heads)
    if not names:
        return None
    found = progress(sheet)
    title, url, file = names[0]
    changed = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return Work(
        id=_id_of(path),
        file=path.name,
        title=f"{title or url or file or path.stem}{more}",
        url=url,
        rows=found.rows,
        done=found.done,
        changed_at=changed,
        names=names,
    )
