"""An element in, what its class, id and role say that it is out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from attrcheck.article.vocabulary import names

if TYPE_CHECKING:
    from bs4 import Tag

__all__ = ["aside_words", "class_names", "name_parts", "stands_aside"]

#: A name that a program made of letters and digits, such as "f98b1ad2", says nothing.
_HASH = re.compile(r"(?<![A-Za-z0-9])(?=[A-Za-z0-9]*[A-Za-z][0-9]+[A-Za-z])[A-Za-z0-9]+")
_NAME_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
#: An encyclopedia's box of facts is a table, and a newspaper's is none.
_TABLE = frozenset({"table", "tbody", "tr", "td", "th"})


def name_parts(tag: Tag) -> frozenset[str]:
    """Return the words, in lower case, that the class, id and role of `tag` are made of."""
    return frozenset(part for name in class_names(tag) for part in _parts(name))


def class_names(tag: Tag) -> Iterator[str]:
    """Yield the names in class, id and role, those apart that say what an element has, lacks or is filed under."""
    for key in ("class", "id", "role"):
        said = tag.get(key) or ""
        for name in said.split() if isinstance(said, str) else said:
            if not name.lower().replace("_", "-").startswith(names().unmeant):
                yield name


@lru_cache(maxsize=4096)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.lower() for part in _NAME_PART.findall(_HASH.sub("", name[:200])))


def aside_words(tag: Tag) -> frozenset[str]:
    """Return the words of class, id and role, or whole names, by which the element stands beside the article."""
    if not tag.attrs:
        return frozenset()
    parts = name_parts(tag) - (frozenset() if tag.name in _TABLE else names().boxes)
    return frozenset(filter(_is_aside_part, parts)) | names().aside_names.intersection(class_names(tag))


def stands_aside(name: str) -> bool:
    """Tell whether a name says that what has it stands beside the article: "newsletter", "RelatedLinks"."""
    return any(map(_is_aside_part, _parts(name)))


def _is_aside_part(part: str) -> bool:
    return part in names().aside_parts or part.startswith(names().aside_stems)
