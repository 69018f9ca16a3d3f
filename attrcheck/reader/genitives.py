"""A name and the text that it stands in in, whether its genitive is part of it out: "Moody's", "McDonald's"."""

from __future__ import annotations

import re
from functools import cache

from attrcheck.files import read_data

__all__ = ["keeps_genitive"]


@cache
def _names() -> frozenset[str]:
    return frozenset(read_data("cues")["trimmed"]["possessive"])


#: What may stand before such a name and is no given name.
_LEADING = frozenset(
    {
        "The",
        "At",
        "In",
        "By",
        "For",
        "From",
        "With",
        "To",
        "On",
        "Of",
        "And",
        "But",
        "Both",
        "When",
        "While",
        "As",
        "If",
        "After",
        "Before",
        "Since",
        "Like",
        "Unlike",
        "Then",
        "Now",
        "Even",
        "Also",
        "Meanwhile",
        "Agency",
        "Agencies",
        "Analysts",
        "Retailer",
        "Retailers",
        "Insurer",
        "Store",
        "Stores",
        "Chain",
        "Rival",
        "Giant",
        "Auctioneer",
        "Papa",
        "Trader",
        "That",
        "This",
        "Its",
        "Their",
        "Because",
        "Although",
        "Though",
        "Until",
        "Or",
        "So",
        "US",
    }
)


def keeps_genitive(name: str, text: str) -> bool:
    """Tell whether `name` is that of a body that ends in a genitive, and nobody in `text` is called so without it."""
    if name.replace("’", "'").removeprefix("The ").removeprefix("the ") not in _names():
        return False
    stem = re.escape(name[:-2])
    given = (found[1] for found in re.finditer(rf"\b([A-Z][a-z]+) {stem}['’]s", text))
    if any(word not in _LEADING for word in given):
        return False  # "Rob Lowe's brother"
    return re.search(rf"\b{stem}\b(?!['’]s)", text) is None
