"""What was done in, what the command line says of it out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrcheck.cli.console import printable, say
from attrcheck.cli.options import ReportFormat
from attrcheck.wording import counted

if TYPE_CHECKING:
    from attrcheck.checklist import Merged, Progress, Row

__all__ = ["list_open_rows", "progress_report", "report_merge"]

#: So many open rows, and so many sources, are named one by found.
_MOST_NAMED = 20
_WIDTH = 24


def report_merge(merged: Merged, output: Path) -> None:
    """Say on standard error what a merge did."""
    for notice in merged.notices:
        say(notice)
    if not merged.kept and not merged.gone and not merged.changed:
        say(f"wrote {counted(len(merged.sheet.rows), 'row')} to {output}")
        return
    marked = {"new": merged.new, "changed": merged.changed, "gone": merged.gone, "in conflict": merged.conflicts}
    changes = ", ".join(f"{number} {name}" for name, number in marked.items() if number) or "nothing new"
    say(f"merged into {output}: {counted(merged.kept, 'row')} kept, {changes}")


def list_open_rows(path: Path, rows: Sequence[Row]) -> None:
    """Say which `rows` of the checklist at `path` are not done, the first of them one by found."""
    say(f"{path}: {counted(len(rows), 'row is', 'rows are')} not done:")
    for row in rows[:_MOST_NAMED]:
        who = printable(row["source_name"] or row["source"]) or "nobody"
        say(f"{printable(row['id'])} {who}: {printable(row['statement'])}")
    if len(rows) > _MOST_NAMED:
        say(f"and {len(rows) - _MOST_NAMED} more")


def progress_report(found: Sequence[tuple[Path, Progress]], form: ReportFormat) -> bytes:
    """Return the figures of files as JSON, or as text for the terminal."""
    if form is ReportFormat.JSON:
        import json

        figures = [_figures(path, progress) for path, progress in found]
        return f"{json.dumps(figures, ensure_ascii=False, indent=2)}\n".encode("utf8", "backslashreplace")
    text = "\n".join(_text(path, progress) for path, progress in found)
    return text.encode(sys.stdout.encoding or "utf8", "backslashreplace")


def _figures(path: Path, found: Progress) -> dict[str, object]:
    return {
        "file": str(path),
        "rows": found.rows,
        "done": found.done,
        "changed": found.changed,
        "conflicts": found.conflicts,
        "gone": found.gone,
        "statuses": dict(found.statuses),
        "verdicts": dict(found.verdicts),
        "sources": {name: {"done": done, "rows": rows} for name, done, rows in found.sources},
        "people": dict(found.people),
        "articles": {name: {"done": done, "rows": rows} for name, done, rows in found.articles},
        "open": [row["id"] for row in found.open_rows],
    }


def _text(path: Path, found: Progress) -> str:
    """Return the figures of a file as text with a bar for each source."""
    share = f" ({found.done / found.rows:.0%})" if found.rows else ""
    lines = [f"{path}: {found.done} of {found.rows} done{share}"]
    if found.changed:
        lines.append(f"  {found.changed} changed in the article: check again, then clear the cell in the column merged")
    if found.conflicts:
        lines.append(
            f"  {found.conflicts} in conflict, see the column contradictions: settle what stands, "
            "then clear the cell in the column merged"
        )
    if found.gone:
        lines.append(f"  {found.gone} gone from the article, not counted")
    for title, pairs in (("status", found.statuses), ("verdict", found.verdicts), ("person", found.people)):
        if pairs:
            lines.append(f"  {title}")
            lines += [f"    {_fixed(name)} {number:>5}" for name, number in pairs]
    if len(found.articles) > 1:
        lines.append("  article")
        lines += [f"    {_fixed(name)} {done:>5} of {rows}" for name, done, rows in found.articles]
    if found.sources:
        lines.append("  source")
        lines += [f"    {_fixed(name)} {done:>5} of {rows}" for name, done, rows in found.sources[:_MOST_NAMED]]
        rest = found.sources[_MOST_NAMED:]
        if rest:
            done, rows = sum(source[1] for source in rest), sum(source[2] for source in rest)
            lines.append(f"    {_fixed(f'{len(rest)} more')} {done:>5} of {rows}")
    return "\n".join(lines) + "\n"


def _fixed(name: str) -> str:
    """Return `name` in the width of its column."""
    plain = printable(name)
    return (plain if len(plain) <= _WIDTH else plain[: _WIDTH - 1] + "…").ljust(_WIDTH)
