"""What an article holds as an address in, a web address out, or nothing."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

__all__ = ["LONGEST_URL", "absolute_url", "is_web_address"]

#: Browsers, spreadsheets and mail programs agree on addresses of up to 2,000 characters.
LONGEST_URL = 2_000


def absolute_url(href: str, base: str) -> str:
    """Return the absolute http(s) URL of a link, or "" where it leads nowhere a reader could go."""
    try:
        target = urljoin(base, href.strip())
        return target if urlsplit(target).scheme in {"http", "https"} and urlsplit(target).hostname else ""
    except ValueError:
        return ""


def is_web_address(url: str) -> bool:
    """Tell whether `url` is an http or https address with a host, in characters that an address may have."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    plain = url.isprintable() and not any(c in ' "<>\\^`{|}' for c in url)
    return plain and parts.scheme in ("http", "https") and bool(parts.netloc)
