"""A name and the text that it stands in in, whether its genitive is part of it out: "Moody's", "McDonald's"."""

from __future__ import annotations

import re
from functools import cache

from attrcheck.files import read_data

__all__ = ["keeps_genitive"]


@cache
def _names() -> frozenset[str]:
    return frozenset(read_data("cues")["trimmed"]["possessive"])


def keeps_genitive(name: str, text: str) -> bool:
    """Tell whether `name` is that of a body that ends in a genitive, and nobody in `text` is called so without it."""
    if name.replace("’", "'").removeprefix("The ").removeprefix("the ") not in _names():
        return False
    return re.search(rf"\b{re.escape(name[:-2])}\b(?!['’]s)", text) is None
