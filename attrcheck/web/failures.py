"""An answer or an error in, what it means for the user out."""

from __future__ import annotations

import re
import ssl
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpcore
import httpx

from attrcheck.errors import FetchError, Trouble
from attrcheck.web.moments import utc_now
from attrcheck.web.redaction import REDACTED, redacted, secrets_of

__all__ = [
    "broken",
    "check_status",
    "may_be_archived",
    "media_type",
    "seconds_to_wait",
    "shown_url",
    "with_advice",
]

#: Characters of what the protocol's reader says, which may hold a whole header.
_LONGEST_DETAIL = 150
_SAVE = "Open it in a browser, save the article's text as a .txt file and give that to attrcheck"
_LONGEST_SHOWN = 300
#: Characters of a refusal's own words that are kept, and the kinds of answers that have some.
_MOST_ANSWER = 2_000
_WORDED = frozenset({"text/plain", "application/json"})
#: What an archived copy cannot help with.
_HOPELESS = frozenset({Trouble.ADDRESS, Trouble.PRIVATE, Trouble.PROXY, Trouble.TYPE})


def broken(error: Exception, host: str) -> FetchError:
    """Return what a failed connection, in httpcore's or httpx's terms, means for the user."""
    if isinstance(error, httpcore.TimeoutException | httpx.TimeoutException):
        return FetchError(f"{host} did not answer in time", "try again later.", trouble=Trouble.TIMEOUT)
    # httpcore wraps what it maps. The context is no help: it may be the failure of the request before.
    for cause in (*error.args, error.__cause__):
        if isinstance(cause, ssl.SSLError):
            reason = (getattr(cause, "reason", "") or str(cause)).replace("_", " ").lower()
            why = getattr(cause, "verify_message", "") or reason
            problem = f"{host} could not prove who it is (TLS: {why.rstrip('.')})"
            return FetchError(problem, "check the address and this computer's clock.", trouble=Trouble.TLS)
    if isinstance(error, httpcore.ProxyError | httpx.ProxyError):
        problem = f"The proxy would not ask {host} ({error})"
        return FetchError(problem, "check the proxy's address and its password.", trouble=Trouble.PROXY)
    if isinstance(error, httpcore.ConnectError | httpx.ConnectError):
        problem = f"{host} refused the connection or could not be reached"
        return FetchError(problem, "try again later.", trouble=Trouble.REFUSED)
    if isinstance(error, httpcore.NetworkError | httpx.NetworkError):
        return FetchError(f"{host} cut the connection", "try again.", trouble=Trouble.BROKEN)
    detail = str(error).rstrip(".")
    detail = detail if len(detail) <= _LONGEST_DETAIL else f"{detail[:_LONGEST_DETAIL]}…"
    return FetchError(f"{host} did not answer in proper HTTP ({detail})", "try again.", trouble=Trouble.BROKEN)


def may_be_archived(error: FetchError) -> bool:
    """Tell whether an archived copy may help where the page itself failed with `error`."""
    return error.trouble not in _HOPELESS


def with_advice(error: FetchError, url: str) -> FetchError:
    """Return `error` with what else the reader of an article can do."""
    if not may_be_archived(error):
        return error
    remedy = (
        f"{error.remedy} {_SAVE}, or add --archived to read the newest archived copy "
        f"(https://web.archive.org/web/*/{redacted(url)})."
    )
    return FetchError(
        error.problem, remedy, trouble=error.trouble, status=error.status, wait=error.wait, answer=error.answer
    )


def shown_url(url: str) -> str:
    """Return `url` as messages show it: without keys, and of a length that can be read."""
    with suppress(ValueError):
        url = redacted(url)
    return url if len(url) <= _LONGEST_SHOWN else f"{url[:_LONGEST_SHOWN]}…"


def seconds_to_wait(retry_after: str, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks to wait, None where it makes no sense.

    >>> seconds_to_wait("120", datetime.now(UTC))
    120.0
    """
    value = retry_after.strip()[:60]
    if re.fullmatch(r"[0-9]{1,9}", value):
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - now).total_seconds())


def _in_words(seconds: float) -> str:
    for size, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        # Two hours and more are given in hours, and so on: 7 minutes are easier to read than 420 seconds.
        if seconds >= 2 * size:
            return f"{-(-seconds // size):.0f} {name}s"
    return f"{-(-seconds // 1):.0f} second{'' if -(-seconds // 1) == 1 else 's'}"


def media_type(content_type: str) -> str:
    """Return the media type of a Content-Type header, without its parameters."""
    return content_type.partition(";")[0].strip().lower()


def _own_words(response: httpx.Response) -> str:
    """Return the beginning of a refusal that is plain text or JSON, without what the request kept secret."""
    if media_type(response.headers.get("content-type", "")) not in _WORDED:
        return ""
    text = response.content.decode("utf-8", "replace")
    for secret in sorted(secrets_of(response.request), key=len, reverse=True):
        text = text.replace(secret, REDACTED)
    return text[:_MOST_ANSWER]


def check_status(response: httpx.Response, at: str, retrieved_at: str) -> None:
    """Raise FetchError for an answer that is no success."""
    status = response.status_code
    if 200 <= status < 300:
        return
    now = datetime.fromisoformat(retrieved_at) if retrieved_at else utc_now()
    wait = seconds_to_wait(response.headers.get("retry-after", ""), now)
    later = f"try again in {_in_words(wait)}." if wait else "try again later."
    url = shown_url(at)
    host = httpx.URL(at).host
    trouble, problem, remedy = Trouble.STATUS, f"{url} answered HTTP {status}, not a page", "check the address."
    if status == 451:
        trouble, problem = Trouble.DENIED, f"{url} is withheld for legal reasons where you are (HTTP 451)"
        remedy = "look for another copy."
    elif status == 407:
        trouble, problem = Trouble.PROXY, "The proxy asks who you are (HTTP 407)"
        remedy = "put name and password into its address, as in http://name:password@proxy.example:8080"
    elif status in {401, 402, 403}:
        trouble, problem = Trouble.DENIED, f"{url} is not given to programs or without a login (HTTP {status})"
        remedy = "it may open in a browser."
    elif status in {404, 410}:
        trouble, problem = Trouble.GONE, f"{url} is not there (HTTP {status})"
    elif status == 429:
        trouble, problem, remedy = Trouble.THROTTLED, f"{host} was asked for too often (HTTP 429)", later
    elif status >= 500:
        trouble, problem, remedy = Trouble.FAULT, f"{host} has a fault of its own (HTTP {status})", later
    raise FetchError(problem, remedy, trouble=trouble, status=status, wait=wait, answer=_own_words(response))
