"""A predicted and a gold row in, what of "who said it" is right out: the name, the role, the kind of source, the act.

Names are compared without titles, word by word: of two words or more two must agree and nothing may contradict; several
names ("Ames; Bell") one by one. A role is right with seven tenths of the shorter one's words. Rows that name nobody
need not agree on what stands there instead of a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

__all__ = ["WHO", "is_usable", "right"]

WHO = ("name", "role", "kind", "act")
_WORD = re.compile(r"\w+")
_POSSESSIVE = re.compile(r"['’]s\b")
_TITLES = frozenset(
    (
        *("a", "an", "the", "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady"),
        *("president", "minister", "prime", "secretary", "senator", "sen", "rep", "representative", "gov", "governor"),
        *("mayor", "judge", "justice", "chief", "general", "gen", "colonel", "col", "capt", "captain", "lt", "sgt"),
        *("king", "queen", "prince", "princess", "pope", "bishop", "archbishop", "rev", "reverend", "st"),
    )
)
_SMALL = frozenset(("a", "an", "the", "of", "for", "and", "in", "at", "by", "former"))
_NAMELESS = frozenset(("role", "vague", "anonymous", "none"))
#: Kinds that a person takes for one another without harm.
_ALIKE = ({"role", "vague", "anonymous"}, {"document", "post"}, {"organisation", "outlet"})
_SHARED_ROLE, _SHARED_CONTENT = 0.7, 0.8


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_POSSESSIVE.sub("", text.lower())))


def _names(text: str) -> list[frozenset[str]]:
    return [words - _TITLES or words for words in map(_words, text.split(";")) if words]


def _is_same_name(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return len(mine & theirs) >= min(2, len(theirs)) and (mine <= theirs or theirs <= mine)


def _are_same_names(mine: str, theirs: str) -> bool:
    got, wanted = _names(mine), _names(theirs)
    if len(wanted) > 1 and len(got) == 1:
        return frozenset[str]().union(*wanted) <= got[0] | {"and"}
    return len(got) == len(wanted) and all(any(_is_same_name(one, name) for one in got) for name in wanted)


def _is_same_role(mine: str, theirs: str) -> bool:
    got, wanted = _words(mine) - _SMALL, _words(theirs) - _SMALL
    if not got or not wanted:
        return not got and not wanted
    return len(got & wanted) >= _SHARED_ROLE * min(len(got), len(wanted))


def right(predicted: Mapping[str, Any], gold: Mapping[str, Any]) -> dict[str, bool]:
    """Return whether name, role, kind and act of a `predicted` row are those of the `gold` one."""
    kinds = {predicted.get("kind"), gold.get("kind")}
    nameless = not gold.get("name") and kinds <= _NAMELESS
    role = predicted.get("role") or predicted.get("title") or ""
    return {
        "name": nameless or _are_same_names(predicted.get("name") or "", gold.get("name") or ""),
        "role": _is_same_role(role, gold.get("title") or ""),
        "kind": len(kinds) == 1,
        "act": predicted.get("act") == gold.get("act"),
    }


def is_usable(predicted: Mapping[str, Any], gold: Mapping[str, Any], shared: float) -> bool:
    """Tell whether a person could use the row as it is: the name right, the kind right or nearly, the content whole.

    `shared` is the overlap of the contents, intersection over union.
    """
    kinds = {predicted.get("kind"), gold.get("kind")}
    kind = len(kinds) == 1 or any(kinds <= alike for alike in _ALIKE)
    return kind and shared >= _SHARED_CONTENT and right(predicted, gold)["name"]
