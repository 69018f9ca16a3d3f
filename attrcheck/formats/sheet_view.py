"""The columns of a checklist in, the order in which a spreadsheet shows them out."""

from __future__ import annotations

from collections.abc import Sequence

from attrcheck.checklist import KNOWN

__all__ = ["FIRST", "in_view"]

#: What a person sees first, without scrolling: what they fill in beside who said what.
FIRST = ("status", "verdict", "source_name", "statement", "notes")


def in_view(columns: Sequence[str]) -> tuple[str, ...]:
    """Return `columns`, those first that work is done in; such as somebody has chosen stay in their order."""
    chosen = [column for column in columns if column in KNOWN] != [column for column in KNOWN if column in columns]
    if chosen or not set(FIRST) <= set(columns):
        return tuple(columns)
    return (*FIRST, *(column for column in columns if column not in FIRST))
