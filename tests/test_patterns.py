"""A pattern that waits: it is compiled when it is first asked, and says what a compiled one says."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

import attrcheck
from attrcheck import patterns
from attrcheck.patterns import lazily

_PACKAGE = Path(attrcheck.__file__).parent


@pytest.mark.parametrize("method", ["findall", "finditer", "fullmatch", "match", "search", "split"])
def test_says_what_a_compiled_pattern_says(method: str) -> None:
    lazy, compiled = lazily(r"(?P<who>b)+", re.I), re.compile(r"(?P<who>b)+", re.I)
    for _ in range(2):  # compiled with the first, and there with the second
        found, wanted = getattr(lazy, method)("aBbcb"), getattr(compiled, method)("aBbcb")
        listed = list(found) if method == "finditer" else [found]
        assert repr(listed) == repr(list(wanted) if method == "finditer" else [wanted])
    assert lazy.sub("", "aBbcb") == "ac"
    assert lazy.groupindex == {"who": 1}
    assert lazy.pattern == compiled.pattern


def test_is_compiled_once_and_when_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    whole = re.compile

    def compile_counted(expression: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(expression)
        return whole(expression, flags)

    monkeypatch.setattr(re, "compile", compile_counted)
    lazy = lazily("late")
    assert compiled == []
    assert lazy.search("too late")
    assert not lazy.search("early")
    assert compiled == ["late"]


def test_no_pattern_of_the_package_is_broken() -> None:
    waiting = 0
    for room in ("reader", "sources"):
        for file in (_PACKAGE / room).glob("*.py"):
            module = import_module(f"attrcheck.{room}.{file.stem}")
            for value in vars(module).values():
                if isinstance(value, patterns._Pattern):
                    waiting += bool(value.pattern)  # re.error where it cannot be compiled
    assert waiting > 0
