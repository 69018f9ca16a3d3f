"""An article in, its checklist out: the only place that composes the stages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

# By their names only, so that no article from a file waits for what the network needs to be loaded.
from attrcheck import evidence, material, web
from attrcheck.article import Article, from_bytes, from_text, is_binary, language_of
from attrcheck.errors import FetchError, InputError, LanguageError, NoArticleError
from attrcheck.version import __version__

if TYPE_CHECKING:
    from attrcheck.checklist import Checklist
    from attrcheck.reader import Reader, Reading
    from attrcheck.searches import Sites

__all__ = ["check", "fetch_article", "gather", "held_against", "read_article"]

#: A transcript, which is read by its labels alone, without the network.
_TWO_LINES = (
    "ANN LEE, MAYOR OF LEEDS: The Ministry of Health told us in May.\n\nBOB ROE: He said “we are late”, she added."
)


def check(
    article: Article,
    reader: Reader,
    *,
    force_language: bool = False,
    sites: Sites | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Checklist:
    """Return the checklist of `article`.

    Raises LanguageError where its words, or where they do not tell what is known of it, are not English, unless
    `force_language`; then the checklist's `not_done` says so. Raises InputError for a binary file that was taken for
    text. Searches go where `sites` says, where the package does if it is None. `progress` is called with the characters
    that are read and with all.
    """
    if is_binary(article.text):
        raise InputError("the article is a binary file, not text: give its bytes to from_bytes, or the text in it.")
    language = language_of(article.text) or article.language
    if language and language != "en":
        message = f"the article is in another language than English ({language})"
        if not force_language:
            raise LanguageError(
                f"{message}, and attrcheck reads English only. Use an English version, or go on with --force-language."
            )
        article = replace(article, not_done=(*article.not_done, f"{message}: expect statements to be missed"))
    # What comes after the network is loaded beside its work, which takes no longer where the article is short.
    Thread(target=_load_stages).start()
    return _checklist_of(article, reader.read(article, progress=progress), reader.digest, sites)


@cache
def _load_stages() -> None:
    """Take two lines through all that comes after the network: what that reads and makes once is there afterwards."""
    from attrcheck.reader import Reading

    _checklist_of(from_text(_TWO_LINES), Reading((), ()), "", None)


def _checklist_of(article: Article, reading: Reading, model: str, sites: Sites | None) -> Checklist:
    from attrcheck.checklist import MadeBy, build
    from attrcheck.reader import attribute
    from attrcheck.sources import identify

    attributions = attribute(article, reading)
    sources = identify(article, reading, attributions)
    del reading  # of a book it is larger than the rows
    return build(article, attributions, sources, MadeBy(version=__version__, model=model), sites=sites)


def held_against(
    checklist: Checklist,
    names: str | Path | Sequence[str | Path],
    reader: Reader,
    network: web.Network | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Checklist:
    """Return `checklist` with where and how each statement stands in the files, folders and addresses of `names`.

    What of them could not be read is in its `not_done`. `progress` is called with the statements that are done and
    with all. Raises InputError where nothing of the material could be read.
    """
    several = (names,) if isinstance(names, str | Path) else names
    return material.hold(checklist, gather([str(name) for name in several], network), reader, progress=progress)


def gather(names: Sequence[str], network: web.Network | None = None) -> material.Material:
    """Return the documents that `names` name; addresses are fetched as an article's is."""
    return material.gather(names, partial(fetch_article, network=network))


def fetch_article(url: str, network: web.Network | None = None, *, archived: bool = False) -> Article:
    """Return the article at `url`, with `archived` the newest archived copy's where the page fails or holds none.

    The article keeps its own URL, and its `not_done` says which copy was read. Raises FetchError with what went wrong,
    and NoArticleError where the page holds no article.
    """
    return read_article(url, partial(web.make_client, network or web.Network()), archived=archived)


def read_article(url: str, connect: web.Connect, *, archived: bool = False) -> Article:
    """Return the same with clients that `connect` makes."""
    try:
        page = web.with_client(connect, partial(web.fetch, url))
    except FetchError as error:
        if not archived or not web.may_be_archived(error):
            raise
        return _from_archive(url, connect, error.problem)
    try:
        return from_bytes(page.body, name=url, url=page.final_url, content_type=page.content_type)
    except NoArticleError as error:
        if not archived:
            raise NoArticleError(f"{error} Or add --archived to read the newest archived copy.") from error
    return _from_archive(url, connect, f"{web.redacted(url)} holds no article that could be found")


def _from_archive(url: str, connect: web.Connect, problem: str) -> Article:
    """Return the article of the newest archived copy of `url`, which itself has the `problem`."""
    copy, page = web.with_client(
        connect, lambda client: evidence.newest_copy(url, partial(web.get, client=client), problem=problem)
    )
    article = from_bytes(page.body, name=url, url=copy.original, content_type=page.content_type)
    note = f"{problem}: read from the archived copy of {copy.day}, {copy.url}"
    return replace(article, not_done=(note, *article.not_done))
