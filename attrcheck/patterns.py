"""Regular expressions in, patterns out that are compiled where they are first asked: most articles ask few of them."""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["MONTH", "WEEKDAY", "lazily"]

#: The expressions of a month and of a day of the week.
MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")


class _Pattern:
    """A pattern's methods, there from the first time that one of them is asked for."""

    __slots__ = ("_expression", "_flags", *_METHODS)

    def __init__(self, expression: str, flags: int) -> None:
        self._expression = expression
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # Asked for only what is not there: from then on the methods are, and cost what a compiled pattern's do.
        compiled = re.compile(self._expression, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazily(expression: str, flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile` does, compiled when it is first used; re.error comes no earlier."""
    return cast("re.Pattern[str]", _Pattern(expression, flags))
