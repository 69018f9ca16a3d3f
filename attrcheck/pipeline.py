"""An article in, its checklist out: the only place that composes the stages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import httpx

from attrcheck.article import Article, from_bytes
from attrcheck.checklist import Checklist, MadeBy, build
from attrcheck.errors import FetchError, LanguageError, NetworkError, NoArticleError, Trouble
from attrcheck.evidence import Capture, nearest_url, read_nearest
from attrcheck.reader import Reader, attribute
from attrcheck.searches import Sites
from attrcheck.sources import identify
from attrcheck.version import __version__
from attrcheck.web import Network, Page, fetch, get, make_client, may_be_archived, redacted

__all__ = ["check", "fetch_article", "read"]

_RAW = re.compile(r"https?://web\.archive\.org/web/(\d{14})id_/(https?:/.+)", re.I)
_BY_HAND = "look for another copy by hand, save the article's text as a .txt file and give that to attrcheck."


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
    return build(article, attributions, sources, MadeBy(version=__version__, model=reader.digest), sites=sites)


def fetch_article(url: str, network: Network | None = None, *, archived: bool = False) -> Article:
    """Return the article at `url`, with `archived` the newest archived copy's where the page fails or holds none.

    Raises FetchError with what went wrong, and NoArticleError where the page holds no article.
    """
    network = network or Network()
    with make_client(
        record=network.record,
        replay=network.replay,
        allow_private=network.allow_private,
        contact=network.settings.contact,
        proxy=network.settings.proxy,
    ) as client:
        return read(url, client, archived=archived)


def read(url: str, client: httpx.Client, *, archived: bool = False) -> Article:
    """Return the article at `url`, with `archived` the newest archived copy's where the page fails or holds none.

    The article keeps its own URL, and its `not_done` says which copy was read. Raises FetchError and NoArticleError.
    """
    try:
        page = fetch(url, client)
    except FetchError as error:
        if not archived or not may_be_archived(error):
            raise
        return _from_archive(url, client, error.problem)
    try:
        return from_bytes(page.body, name=url, url=page.final_url, content_type=page.content_type)
    except NoArticleError as error:
        if not archived:
            raise NoArticleError(f"{error} Or add --archived to read the newest archived copy.") from error
    return _from_archive(url, client, f"{redacted(url)} holds no article that could be found")


def _from_archive(url: str, client: httpx.Client, problem: str) -> Article:
    """Return the article of the newest archived copy of `url`, which itself has the `problem`."""
    try:
        copy, page = _newest(url, client)
    except FetchError as error:
        told = f"{problem}, and its archived copy was not read either ({error.problem})"
        raise FetchError(told, _BY_HAND, trouble=error.trouble, status=error.status, wait=error.wait) from error
    article = from_bytes(page.body, name=url, url=copy.original, content_type=page.content_type)
    note = f"{problem}: read from the archived copy of {copy.day}, {copy.url}"
    return replace(article, not_done=(note, *article.not_done))


def _newest(url: str, client: httpx.Client) -> tuple[Capture, Page]:
    """Return the newest archived copy of `url` and its page as the site sent it; FetchError where there is none."""
    asked = redacted(url)
    answer = get(nearest_url(asked, ""), client)
    try:
        named = read_nearest(answer, asked)
    except NetworkError as error:
        raise FetchError(str(error), _BY_HAND, trouble=Trouble.THROTTLED) from error
    if named is None:
        raise FetchError("the Wayback Machine knows of none", _BY_HAND, trouble=Trouble.GONE)
    page = get(named.raw_url, client)
    # A capture may lead on to that of the address where the site redirected to.
    led = _RAW.fullmatch(page.final_url)
    if led is None:
        raise FetchError("the Wayback Machine led away from it", _BY_HAND, trouble=Trouble.REDIRECTS)
    return Capture(led[1], led[2]), page
