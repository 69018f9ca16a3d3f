"""What can go wrong, as exceptions that say what happened and what to do next.

AttrcheckError
├── InputError            the input could not be read (exit code 3)
│   ├── NoArticleError    it was read, and there is no article in it
│   └── LanguageError     the article is not in English
├── OutputError           the checklist could not be written (exit code 3)
├── NetworkError          the page could not be fetched (exit code 4)
│   ├── FetchError        with what went wrong as a `Trouble`, the status and the wait asked for
│   └── NotRecordedError  nothing under --replay answers this request
├── InterruptedRunError   a person broke the look-ups off; what was found is kept (exit code 130)
└── ModelError            the reader's model file is missing or damaged (exit code 3)
"""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "AttrcheckError",
    "FetchError",
    "InputError",
    "InterruptedRunError",
    "LanguageError",
    "ModelError",
    "NetworkError",
    "NoArticleError",
    "NotRecordedError",
    "OutputError",
    "Trouble",
]


class AttrcheckError(Exception):
    """Base of every error that attrcheck raises on purpose; `exit_code` is what the CLI returns."""

    exit_code = 3


class InputError(AttrcheckError):
    """The input could not be read."""


class NoArticleError(InputError):
    """The input was read and holds no article."""


class LanguageError(InputError):
    """The article is not in English."""


class OutputError(AttrcheckError):
    """The checklist could not be written."""


class NetworkError(AttrcheckError):
    """The page could not be fetched."""

    exit_code = 4


class Trouble(StrEnum):
    """What kept a page from being fetched."""

    ADDRESS = "address"
    """It is no web address."""
    PRIVATE = "private"
    """It is not on the public internet."""
    UNKNOWN_HOST = "unknown host"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    TLS = "tls"
    BROKEN = "broken"
    """The connection was reset, or what came is no HTTP."""
    PROXY = "proxy"
    DENIED = "denied"
    """401, 402, 403 or 451."""
    GONE = "gone"
    """404 or 410."""
    THROTTLED = "throttled"
    """429."""
    FAULT = "fault"
    """500 and above."""
    STATUS = "status"
    """Another status that is no success."""
    REDIRECTS = "redirects"
    CODING = "coding"
    """Its compression was not asked for, or is damaged."""
    SIZE = "size"
    TYPE = "type"
    """It is no page."""


class FetchError(NetworkError):
    """The page could not be fetched: `problem` is what happened, `remedy` what to do next, `str()` both.

    `status` is the HTTP status, 0 where none came; `wait` the seconds that the server asks to wait, None if it
    names no such time; `answer` the beginning of what it sent as plain text or JSON, without secrets.
    """

    def __init__(
        self,
        problem: str,
        remedy: str,
        *,
        trouble: Trouble,
        status: int = 0,
        wait: float | None = None,
        answer: str = "",
    ) -> None:
        super().__init__(f"{problem}: {remedy}")
        self.problem = problem
        self.remedy = remedy
        self.trouble = trouble
        self.status = status
        self.wait = wait
        self.answer = answer


class NotRecordedError(NetworkError):
    """No recorded exchange answers this request."""


class InterruptedRunError(AttrcheckError):
    """A person broke a run off; what was read and found until then is in the checklist."""

    exit_code = 130


class ModelError(AttrcheckError):
    """The reader's model could not be loaded."""
