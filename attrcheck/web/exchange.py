"""An HTTP exchange in, a readable JSON file without secrets out, and the other way round."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
import textwrap
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from urllib.parse import urljoin

from attrcheck.errors import InputError, OutputError, Trouble
from attrcheck.files import write_whole
from attrcheck.web.redaction import redacted

__all__ = ["Exchange", "Failure", "Origin", "read_exchange", "write_exchange"]

#: What stands in a file's "format"; a change of its meaning raises the number.
_FORMAT = "attrcheck exchange 1"
_FORMAT_NAME = "attrcheck exchange"
_KEPT_HEADERS = ("content-type", "content-language", "last-modified", "location", "retry-after")


class Origin(StrEnum):
    """Where an exchange comes from; fixtures may be written by hand and say so."""

    RECORDED = "recorded"
    DOCUMENTATION = "written from documentation"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a request had no answer, as a FetchError says it."""

    trouble: Trouble
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer: `body` without any content encoding, `retrieved_at` as YYYY-MM-DDThh:mm:ssZ.

    With a `failure` there was no answer: `status` is 0, and there are no headers and no body.
    """

    method: str
    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    retrieved_at: str
    origin: Origin = Origin.RECORDED
    note: str = ""
    failure: Failure | None = None


def _file_name(method: str, url: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", url.partition("://")[2].lower()).strip("-")[:80].strip("-")
    return f"{slug}-{hashlib.sha256(f'{method} {url}'.encode()).hexdigest()[:10]}.json"


def _body_fields(body: bytes) -> dict[str, list[str]]:
    """Return the body as lines of text where it is UTF-8, and else as lines of base64."""
    try:
        return {"text": body.decode("utf-8").split("\n")}
    except UnicodeDecodeError:
        return {"base64": textwrap.wrap(base64.b64encode(body).decode("ascii"), 100)}


def _target(url: str, location: str) -> str:
    """Return where `location` leads from `url`, without secrets; as it stands where that is no address."""
    try:
        return redacted(urljoin(url, location))
    except ValueError:
        return location


def write_exchange(exchange: Exchange, folder: Path) -> Path:
    """Write `exchange` into `folder` as one JSON file, whole or not at all, and return its path.

    Keys and cookies are left out. Raises OutputError where the folder cannot be written.
    """
    url = redacted(exchange.url)
    fields: dict[str, object] = {
        "format": _FORMAT,
        "origin": exchange.origin.value,
        **({"note": exchange.note} if exchange.note else {}),
        "retrieved_at": exchange.retrieved_at,
        "request": {"method": exchange.method, "url": url},
    }
    if exchange.failure is not None:
        fields["failure"] = asdict(exchange.failure)
    else:
        headers = {name.lower(): value for name, value in exchange.headers if name.lower() in _KEPT_HEADERS}
        if "location" in headers:
            headers["location"] = _target(url, headers["location"])
        fields["response"] = {
            "status": exchange.status,
            "headers": headers,
            "sha256": hashlib.sha256(exchange.body).hexdigest(),
            **_body_fields(exchange.body),
        }
    path = folder / _file_name(exchange.method, url)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder} cannot be made ({error.strerror}): name a folder that can be written.") from error
    write_whole(path, (json.dumps(fields, ensure_ascii=False, indent=1) + "\n").encode())
    return path


def read_exchange(path: Path) -> Exchange | None:
    """Return the exchange in a JSON file, or None where the file is no recording of attrcheck's.

    Raises InputError for a damaged one and for one of a later version.
    """
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise InputError(f"The recording {path} cannot be read ({error.strerror}).") from error
    try:
        fields = json.loads(text)
    except ValueError as error:
        if _FORMAT_NAME not in text:
            return None
        raise _damaged(path, str(error)) from error
    made_as = fields.get("format") if isinstance(fields, dict) else None
    if not isinstance(made_as, str) or not made_as.startswith(_FORMAT_NAME):
        return None
    if made_as != _FORMAT:
        raise InputError(
            f"The recording {path} has the format {made_as!r}, this attrcheck reads {_FORMAT!r}: upgrade it."
        )
    try:
        exchange = _from_fields(fields)
    except (AttributeError, KeyError, TypeError, ValueError, binascii.Error) as error:
        raise _damaged(path, f"{type(error).__name__}: {error}") from error
    if exchange.failure is None and hashlib.sha256(exchange.body).hexdigest() != fields["response"].get("sha256"):
        raise _damaged(path, "its body does not have the SHA-256 that it names")
    return exchange


def _from_fields(fields: dict[str, dict[str, object]]) -> Exchange:
    request = fields["request"]
    exchange = Exchange(
        method=str(request["method"]),
        url=str(request["url"]),
        status=0,
        headers=(),
        body=b"",
        retrieved_at=str(fields["retrieved_at"]),
        origin=Origin(str(fields["origin"])),
        note=str(fields.get("note", "")),
    )
    failure = fields.get("failure")
    if failure is not None:
        trouble, problem, remedy = (str(failure[key]) for key in ("trouble", "problem", "remedy"))
        return replace(exchange, failure=Failure(Trouble(trouble), problem, remedy))
    response = fields["response"]
    coded, text = response.get("base64"), response.get("text")
    lines = coded if coded is not None else text
    status, headers = response["status"], response["headers"]
    if not isinstance(lines, list) or not isinstance(status, int) or not isinstance(headers, dict):
        raise TypeError("a field has the wrong type")
    return replace(
        exchange,
        status=status,
        headers=tuple((str(name), str(value)) for name, value in headers.items()),
        body="\n".join(lines).encode() if coded is None else base64.b64decode("".join(lines), validate=True),
    )


def _damaged(path: Path, why: str) -> InputError:
    return InputError(f"The recording {path} is damaged ({why}): delete it and record it again with --record.")
