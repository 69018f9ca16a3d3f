"""An article in, its checklist out: the only place that composes the stages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from attrcheck.article import Article
from attrcheck.attributions import attribute
from attrcheck.checklist import Checklist, MadeBy, build
from attrcheck.errors import LanguageError
from attrcheck.reader import Reader
from attrcheck.sites import Sites
from attrcheck.sources import identify
from attrcheck.version import VERSION

__all__ = ["check"]


def check(
    article: Article,
    reader: Reader,
    *,
    force_language: bool = False,
    sites: Sites | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Checklist:
    """Return the checklist of `article`.

    Raises LanguageError where its language is known and is not English, unless `force_language`; then the
    checklist's `not_done` says so. Searches go where `sites` says, where the package does if it is None.
    `progress` is told how many characters of how many are read.
    """
    if article.language and article.language != "en":
        told = f"the article is in another language than English ({article.language})"
        if not force_language:
            raise LanguageError(
                f"{told}, and attrcheck reads English only. Use an English version, or go on with --force-language."
            )
        article = replace(article, not_done=(*article.not_done, f"{told}: expect statements to be missed"))
    reading = reader.read(article, progress=progress)
    attributions = attribute(article, reading)
    sources = identify(article, reading, attributions)
    return build(article, attributions, sources, MadeBy(version=VERSION, model=reader.digest), sites=sites)
