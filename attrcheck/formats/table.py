"""A checklist in, a table for the terminal out."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from attrcheck.checklist import Checklist, Item, Priority, summarise
from attrcheck.wording import counted

__all__ = ["write"]

#: Characters of a statement that the table shows; the file has all of it.
_SHOWN = 220
_COLOURS = {"none": "red", "vague": "yellow", "anonymous": "yellow", "person": "green", "author": "dim"}


def _safe(words: str) -> str:
    """Return `words` without control characters and direction overrides, which could rewrite the terminal."""
    return "".join(c if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs") else "\ufffd" for c in words)


def _shortened(words: str) -> str:
    words = _safe(words)
    return words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + " …"


def _who(item: Item) -> Text:
    source = item.source
    who = Text(_shortened(source.name) or "nobody named", style="" if source.name else "italic")
    if source.role:
        who.append(f"\n{_shortened(source.role)}", style="dim")
    if source.mention and source.name not in source.mention:
        who.append(f"\n“{_shortened(source.mention)}”", style="dim italic")
    return who


def _what(item: Item) -> Text:
    """Return the statement, and under it how it stands in the material and the first finding of the look-ups."""
    what = Text(_shortened(item.statement))
    if item.held is not None:
        where = f" ({_shortened(item.held.where)})" if item.held.where else ""
        what.append(f"\n→ {item.held.outcome}{where}: {_shortened(item.held.detail)}", style="cyan")
    if item.evidence:
        more = f" (and {len(item.evidence) - 1} more in the file)" if len(item.evidence) > 1 else ""
        what.append(f"\n→ {_shortened(item.evidence[0].finding)}{more}", style="cyan")
    return what


def _how(item: Item) -> Text:
    how = Text(f"{_shortened(item.cue)}\n" if item.cue else "").append(str(item.attribution.act), style="dim")
    if item.priority is Priority.MAYBE:
        how.append(f"\nmaybe: {item.attribution.confidence:.0%}", style="magenta")
    return how


def _summary(checklist: Checklist) -> Iterator[Text]:
    """Yield the lines under the table: how many rows, whose they are, how they are put, and what to be wary of."""
    count = len(checklist.items)
    if not count:
        yield Text("Nothing to check.")
        return
    maybe = sum(item.priority is Priority.MAYBE for item in checklist.items)
    doubt = f", {maybe} of them maybe" if maybe else ""
    yield Text(f"{counted(count, 'statement')} to check{doubt}.")
    summary = summarise(checklist)
    if count > maybe:
        kinds = {"named": summary.named, "unnamed": summary.unnamed, "vague": summary.vague, "nobody": summary.nobody}
        forms = {"direct": summary.direct, "mixed": summary.mixed, "indirect": summary.indirect}
        yield Text(f"Sources: {_figures(kinds)}. Words: {_figures(forms)}.")
    for warning in summary.warnings:
        yield Text(f"Mind: {_shortened(warning)}", style="yellow")


def _figures(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.items() if number)


def write(*checklists: Checklist, width: int = 100, colour: bool = False) -> str:
    """Return the checklists as tables of at most `width` columns, with ANSI colours where `colour` is true."""
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=colour, no_color=not colour, highlight=False, legacy_windows=False
    )
    for checklist in checklists:
        if checklist.items:
            console.print(_table(checklist))
        for line in _summary(checklist):
            console.print(line, soft_wrap=True)
        for reason in checklist.not_done:
            console.print(Text(f"Not done: {_safe(reason)}", style="yellow"))
    return out.getvalue()


def _table(checklist: Checklist) -> Table:
    title = _safe(checklist.article.title)
    table = Table(show_lines=True, expand=True, title=Text(title) if title else None)
    table.add_column("¶", justify="right", no_wrap=True)
    table.add_column("who", ratio=3)
    table.add_column("kind", no_wrap=True)
    table.add_column("says how", ratio=2)
    table.add_column("what", ratio=6)
    for item in checklist.items:
        kind = str(item.source.kind)
        table.add_row(
            str(item.paragraph),
            _who(item),
            Text(kind, style=_COLOURS.get(kind, "")),
            _how(item),
            _what(item),
        )
    return table
