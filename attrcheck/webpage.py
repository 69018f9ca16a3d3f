"""A URL in, its `Article` out: the live page's or, where that fails and it is wanted, the newest archived copy's."""

from __future__ import annotations

import re
from dataclasses import replace

import httpx

from attrcheck.article import Article
from attrcheck.errors import FetchError, NetworkError, NoArticleError, Trouble
from attrcheck.evidence.wayback import Capture, nearest_url, read_nearest
from attrcheck.fetch import Page, fetch, get, make_client, may_be_archived
from attrcheck.network import Network
from attrcheck.pages import from_bytes
from attrcheck.recording import redacted

__all__ = ["fetch_article", "read"]

_RAW = re.compile(r"https?://web\.archive\.org/web/(\d{14})id_/(https?:/.+)", re.I)
_BY_HAND = "look for another copy by hand, save the article's text as a .txt file and give that to attrcheck."


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
