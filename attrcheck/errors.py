"""What can go wrong, as exceptions that say what happened and what to do next.

AttrcheckError
├── InputError            the input could not be read (exit code 3)
│   ├── NoArticleError    it was read, and there is no article in it
│   └── LanguageError     the article is not in English
├── OutputError           the checklist could not be written (exit code 3)
├── NetworkError          the page could not be fetched (exit code 4)
│   └── NotRecordedError  nothing under --replay answers this request
└── ModelError            the reader's model file is missing or damaged (exit code 3)
"""

from __future__ import annotations

__all__ = [
    "AttrcheckError",
    "InputError",
    "LanguageError",
    "ModelError",
    "NetworkError",
    "NoArticleError",
    "NotRecordedError",
    "OutputError",
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


class NotRecordedError(NetworkError):
    """No recorded exchange answers this request."""


class ModelError(AttrcheckError):
    """The reader's model could not be loaded."""
