"""A service's answer in, its JSON out: read with care, for what is announced as JSON may be an error in plain words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from attrcheck.checklist import Missed
from attrcheck.errors import AttrcheckError, FetchError, NetworkError, Trouble
from attrcheck.web import Page

__all__ = [
    "host_of",
    "leading_numbers",
    "missed",
    "object_at",
    "objects_at",
    "problem_of",
    "read_json",
    "read_object",
    "text_at",
    "texts_at",
    "with_query",
]

#: Characters of an error's own words that are passed on.
_LONGEST_ERROR = 200


def with_query(base: str, **query: str) -> str:
    """Return `base` with `query` as its query string, in the order given, every reserved character escaped."""
    return f"{base}?{urlencode(query, quote_via=quote, safe='')}"


def read_json(answer: Page, service: str) -> Any:
    """Return the JSON of `answer`; raises NetworkError, with the service's own words, where it answers otherwise."""
    text = answer.body.decode("utf-8", "replace").strip()
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise NetworkError(f"{service} gave no result{_said(text)}") from None


def read_object(answer: Page, service: str) -> Mapping[str, Any]:
    """Return the JSON object of `answer`; raises NetworkError for anything else and for an object that is an error."""
    found = read_json(answer, service)
    if not isinstance(found, dict):
        raise NetworkError(f"{service} answered with something else than a JSON object")
    error = found.get("error")
    if error:
        raise NetworkError(f"{service} answered with an error{_said(_words_of(error) or str(error))}")
    return found


def _words_of(error: object) -> str:
    """Return what an error says, in the fields that services have for it, "" where it says nothing."""
    if isinstance(error, str):
        return error
    return next(filter(None, (text_at(error, key) for key in ("info", "message", "detail"))), "")


def problem_of(error: AttrcheckError) -> str:
    """Return what went wrong, with a service's own words, without the advice, which is meant for the article's page."""
    if not isinstance(error, FetchError):
        return str(error)
    try:
        found = json.loads(error.answer)
    except (ValueError, RecursionError):
        return f"{error.problem}{_said(error.answer)}"
    details = found.get("error", found) if isinstance(found, dict) else ""
    return f"{error.problem}{_said(_words_of(details))}"


def missed(what: str, error: AttrcheckError) -> Missed:
    """Return that `what` was not looked up, for this error."""
    unreachable = isinstance(error, FetchError) and error.trouble is Trouble.UNKNOWN_HOST
    return Missed(what, problem_of(error), unreachable)


def _said(text: str) -> str:
    """Return what an answer says, as the end of a message, "" for a page of markup or nothing."""
    line = " ".join(text.split())
    if not line or line.startswith(("<", "{", "[")):
        return ""
    return f": {line[:_LONGEST_ERROR]}{'…' if len(line) > _LONGEST_ERROR else ''}"


def object_at(value: object, *keys: str) -> Mapping[str, Any]:
    """Return the object under `keys`, one within the other; an empty one where there is none."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def objects_at(value: object, key: str) -> tuple[Mapping[str, Any], ...]:
    """Return the objects of the list under `key`, without what is no object."""
    found = value.get(key) if isinstance(value, dict) else None
    return tuple(one for one in found if isinstance(one, dict)) if isinstance(found, list) else ()


def text_at(value: object, key: str) -> str:
    """Return the text under `key` on one line, "" where there is none."""
    found = value.get(key) if isinstance(value, dict) else None
    return " ".join(found.split()) if isinstance(found, str) else ""


def texts_at(value: object, key: str) -> tuple[str, ...]:
    """Return the texts of the list under `key`, each on one line, without empty ones."""
    found = value.get(key) if isinstance(value, dict) else None
    return (
        tuple(" ".join(text.split()) for text in found if isinstance(text, str) and text.strip())
        if isinstance(found, list)
        else ()
    )


def leading_numbers(value: object) -> tuple[int, ...]:
    """Return the whole numbers with which the list `value` begins."""
    found: list[int] = []
    for number in value if isinstance(value, list) else ():
        if not isinstance(number, int) or isinstance(number, bool):
            break
        found.append(number)
    return tuple(found)


def host_of(url: str) -> str:
    """Return the host of `url` in lower case, without "www.", "" where it has none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.lower().removeprefix("www.")
