"""What an article holds as an address in, a web address out, or nothing."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from attrcheck.files import read_data

__all__ = ["LONGEST_URL", "absolute_url", "bare_addresses", "is_web_address", "unarchived"]

#: Browsers, spreadsheets and mail programs agree on addresses of up to 2,000 characters.
LONGEST_URL = 2_000
#: A web address in a text.
_BARE = re.compile(r"(?<![\w@/.])(?:https?://|www\.)[^\s<>\"\[\]{}|“”«»]{3,1900}", re.I)
#: Redirectors that lead to one another, at most.
_DEEPEST = 4
_SCHEMES = ("http://", "https://")
#: "https://web.archive.org/web/20240210000000if_/https://…" and "https://archive.ph/2024.02.10-091233/https://…".
_ARCHIVED = re.compile(
    r"https?://(?:web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?"
    r"|archive\.(?:today|ph|is|li|vn|md|fo)/(?:o/\w+|[\d.-]{8,20}))/(?P<url>https?:/.+)",
    re.I,
)
_ONE_SLASH = re.compile(r"^(https?):/(?!/)", re.I)
#: "https://urldefense.com/v3/__https://paper.example/a__;!!…": the address between the bars.
_DEFENDED = re.compile(r"/v3/__(.+?)__;")
_DEFENDED_HOSTS = ("urldefense.com", "urldefense.us", "urldefense.proofpoint.com")


def absolute_url(href: str, base: str) -> str:
    """Return the absolute http(s) URL of a link, or "" where it leads nowhere a reader could go.

    A redirector is left out of it, and so is the archive where the page at `base` comes from there.
    """
    target = _joined(href, base)
    if target and unarchived(base) != base:
        target = unarchived(target)
    return _unwrapped(target) if target else ""


def _joined(href: str, base: str) -> str:
    href = href.strip()
    if href.lower().startswith("www."):
        href = f"https://{href}"
    elif href.startswith("//") and not base:
        href = f"https:{href}"
    try:
        target = urljoin(base, href)
        return target if urlsplit(target).scheme in {"http", "https"} and urlsplit(target).hostname else ""
    except ValueError:
        return ""


def bare_addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and address of what a text gives as a web address, without the marks that close a sentence."""
    for found in _BARE.finditer(text):
        said = found[0].rstrip(".,;:!?'\"”’»*_")
        while said.endswith(")") and said.count("(") < said.count(")"):
            said = said[:-1].rstrip(".,;:!?'\"”’»*_")
        url = absolute_url(said, "")
        if url and "." in (urlsplit(url).hostname or ""):
            yield found.start(), found.start() + len(said), url


def unarchived(url: str) -> str:
    """Return the address of which `url` is a web archive's copy, or else `url` itself."""
    copy = _ARCHIVED.fullmatch(url)
    return _ONE_SLASH.sub(r"\1://", copy["url"]) if copy else url


def _unwrapped(url: str) -> str:
    """Return where a redirector leads, such as a search engine's, a network's or a mail filter's; else `url` itself."""
    for _ in range(_DEEPEST):
        inner = next((target for target in _targets(url) if is_web_address(target)), "")
        if not inner:
            break
        url = inner
    return url


def _targets(url: str) -> Iterator[str]:
    """Yield what may be the address that a redirector's address holds."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    if host in _DEFENDED_HOSTS and (defended := _DEFENDED.search(url)):
        yield _ONE_SLASH.sub(r"\1://", defended[1])
    for suffix, path, key in _redirectors():
        if not (host == suffix or host.endswith(f".{suffix}")) or not parts.path.startswith(path):
            continue
        rest = parts.path[len(path) :]
        if key == "/":
            yield unquote(rest[rest.find("http") :]) if "http" in rest else f"https://{rest}"
        elif key == "?":
            yield unquote(parts.query)
        for said in parse_qs(parts.query).get(key, ()):
            yield from (said, _decoded(said), unquote(said.replace("-", "%").replace("_", "/")))


def _decoded(said: str) -> str:
    """Return an address that is written in base 64, as "a1aHR0cHM6Ly9…" is, "" for none."""
    code = said.removeprefix("a1")
    try:
        text = base64.urlsafe_b64decode(code + "=" * (-len(code) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        return ""
    return text if text.startswith(_SCHEMES) else ""


@cache
def _redirectors() -> tuple[tuple[str, str, str], ...]:
    """Return the redirectors of attrcheck/data/pages.toml: the host's end, the path's beginning, what holds the URL."""
    rows = (line.split() for line in read_data("pages")["links"]["redirectors"].strip().splitlines())
    return tuple((host, path, key) for host, path, key in rows)


def is_web_address(url: str) -> bool:
    """Tell whether `url` is an http or https address with a host, in characters that an address may have."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    plain = url.isprintable() and not any(c in ' "<>\\^`{|}' for c in url)
    return plain and parts.scheme in ("http", "https") and bool(parts.netloc)
