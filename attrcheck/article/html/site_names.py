"""A title or a heading in, whether it is the name of its site, and the title without that name out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from attrcheck.article.vocabulary import names
from attrcheck.article.words import words_of

__all__ = ["is_site", "without_site"]

#: What parts the name of the site from the title, and words of such a name at most, and of the title at least.
_PARTING = re.compile(r"\s+[|»·•–—-]\s+|\s+::\s+")
_LONG_SITE = 6
_SHORT_TITLE = 3


def without_site(title: str, sites: Iterable[str], url: str) -> str:
    """Return a title without the name of its site at its end or beginning."""
    title = re.split(r"\s[|»]\s", title)[0].strip()
    for parting in reversed(list(_PARTING.finditer(title))):
        head, tail = title[: parting.start()], title[parting.end() :]
        if is_site(tail, sites, url) and len(words_of(head)) >= _SHORT_TITLE:
            return head
        if is_site(head, sites, url) and len(words_of(tail)) >= _SHORT_TITLE:
            return tail
    return title


def is_site(name: str, sites: Iterable[str], url: str) -> bool:
    """Tell whether a name is that of a site: one that it has, the host's, or one as newspapers and channels have."""
    words = words_of(name)
    if not words or len(words) > _LONG_SITE:
        return False
    if words in [words_of(site) for site in sites]:
        return True
    host = re.sub(r"[^a-z0-9]", "", (urlsplit(url).hostname or "").removeprefix("www.").lower())
    joined = "".join(words)
    if len(joined) > 3 and (joined in host or joined.removeprefix("the") in host):
        return True
    is_capital = all(
        not word[:1].islower() for word in re.findall(r"\w+", name) if word.lower() not in {"of", "the", "and"}
    )
    return is_capital and not names().outlets.isdisjoint(words[1:] if len(words) > 1 else ())
