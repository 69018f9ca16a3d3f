"""A name and the text that it stands in in, whether its genitive is part of it out: "Moody's", "McDonald's"."""

from __future__ import annotations

import re
from functools import cache

from attrcheck.files import read_data

__all__ = ["keeps_genitive"]


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_data("cues")["trimmed"][name])


def keeps_genitive(name: str, text: str) -> bool:
    """Tell whether `name` is that of a body that ends in a genitive, and nobody in `text` is called so without it."""
    if name.replace("’", "'").removeprefix("The ").removeprefix("the ") not in _words("possessive"):
        return False
    stem = re.escape(name[:-2])
    given = (found[1] for found in re.finditer(rf"\b([A-Z][a-z]+) {stem}['’]s", text))
    if any(word not in _words("leading") for word in given):
        return False  # "Rob Lowe's brother"
    return re.search(rf"\b{stem}\b(?!['’]s)", text) is None
