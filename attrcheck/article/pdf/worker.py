"""A PDF's bytes in, the lines of its pages out, read by a process that may take only so much memory and time.

A file of 4 kB can unfold to gigabytes in PDFium, or make it crash; that costs this process and not the run.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from attrcheck.article.model import Link, Span
from attrcheck.article.pdf.lines import Line, PageText
from attrcheck.article.urls import absolute_url
from attrcheck.errors import InputError

__all__ = ["PdfPages", "read_pages"]

_MOST_PAGES = 2_000
_MOST_CHARACTERS = 5_000_000
#: Bytes of memory that the process may ask for, and seconds that it may take.
_MOST_MEMORY = 2_000_000_000
_MOST_SECONDS = 150
_SAVE = "save or export its text as a .txt file and give that to attrcheck."
_DAMAGED = f"is damaged and cannot be read: download it again, or {_SAVE}"


@dataclass(frozen=True, slots=True)
class PdfPages:
    """The lines of each page as the file draws them, how many could not be read, and how many pages the file has."""

    pages: tuple[tuple[Line, ...], ...]
    unread: int
    total: int


def read_pages(data: bytes, *, name: str, part: Span | None = None) -> PdfPages:
    """Return the pages of a PDF, or those of a `part` by their numbers from 0; those without text have no lines.

    Raises InputError for a file that is damaged, protected by a password, too long or too hard to read; `name` is what
    its message calls it.
    """
    # This very package, wherever it was imported from, and none of the folder that the user happens to be in.
    path = os.pathsep.join((str(Path(__file__).parents[3]), os.environ.get("PYTHONPATH", ""))).rstrip(os.pathsep)
    pages = (str(part.start), str(part.end)) if part else ()
    try:
        done = subprocess.run(  # noqa: S603  # this very module, with two numbers
            [sys.executable, "-P", "-m", "attrcheck.article.pdf.worker", *pages],
            input=data,
            capture_output=True,
            check=False,
            timeout=_MOST_SECONDS,
            env={**os.environ, "PYTHONPATH": path},
        )
    except subprocess.TimeoutExpired:
        raise InputError(f"{name} takes more than {_MOST_SECONDS} seconds to read: {_SAVE}") from None
    if done.returncode:
        wanted = f"it broke the reader of PDFs, or wanted more memory than the {_MOST_MEMORY // 10**9} GB allowed"
        raise InputError(f"{name} cannot be read ({wanted}): {_SAVE}")
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise InputError(f"{name} {answer['refused']}")
    return PdfPages(tuple(tuple(map(_line, page)) for page in answer["pages"]), answer["unread"], answer["total"])


def _line(fields: list[Any]) -> Line:
    text, left, right, bottom, size, bold, page, areas, is_item = fields
    urls = ((start, end, absolute_url(url, "")) for start, end, url in areas)
    links = tuple(Link(Span(start, end), url) for start, end, url in urls if url)
    return Line(text, left, right, bottom, size, bold, page, links, is_item)


def _fields(line: Line) -> list[Any]:
    links = [(link.span.start, link.span.end, link.url) for link in line.links]
    return [line.text, line.left, line.right, line.bottom, line.size, line.bold, line.page, links, line.is_item]


def _read(data: bytes, part: Span | None) -> dict[str, Any]:
    """Return the lines of the pages, of all or of a `part`, or why the file is refused."""
    import pypdfium2  # noqa: PLC0415 (only PDFs need it)

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", 0) == pypdfium2.raw.FPDF_ERR_PASSWORD:
            return {"refused": f"is protected by a password: save it without one, or {_SAVE}"}
        return {"refused": _DAMAGED}
    total = len(document)
    if part is None and total > _MOST_PAGES:
        return {"refused": f"has {total} pages, more than {_MOST_PAGES}. Give attrcheck a part of it."}
    pages: list[list[list[Any]]] = []
    unread = characters = 0
    for number in range(*((part.start, min(part.end, total)) if part else (0, total))):
        try:
            page = PageText(document, number)
        except pypdfium2.PdfiumError:
            unread += 1
            continue
        characters += page.count
        if characters > _MOST_CHARACTERS:
            return {"refused": "holds more text than a book. Give attrcheck a part of it."}
        lines = _with_fields(list(page.lines()), list(page.fields()))
        characters += sum(len(link.url) for line in lines for link in line.links)
        pages.append(list(map(_fields, lines)))
    return {"pages": pages, "unread": unread, "total": total}


def _with_fields(lines: list[Line], fields: list[Line]) -> list[Line]:
    """Return a page's lines with those in a form's fields where they stand, in type of the text's size."""
    sizes = Counter(line.size for line in lines)
    size = sizes.most_common(1)[0][0] if sizes else 12.0
    for field in sorted(fields, key=lambda field: -field.bottom):
        below = (at for at, line in enumerate(lines) if line.bottom < field.bottom and line.left < field.right)
        lines.insert(next(below, len(lines)), replace(field, size=size))
    return lines


def _limit_memory() -> None:
    """Have the system refuse this process more memory than it may take, where it can."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 (Windows has none)

    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = _MOST_MEMORY if hard == resource.RLIM_INFINITY else min(hard, _MOST_MEMORY)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    except ValueError:  # macOS knows no such limit
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _limit_memory()
    _part = Span(int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > 2 else None
    sys.stdout.write(json.dumps(_read(sys.stdin.buffer.read(), _part)))
