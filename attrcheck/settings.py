"""A settings file and the environment in, `Settings` out, with where each value came from; keys are never shown."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import platformdirs

from attrcheck.errors import InputError
from attrcheck.tomlfile import read_toml

__all__ = ["EXAMPLE", "SETTINGS_VARIABLE", "Setting", "Settings", "read_settings", "settings_path", "variable"]

#: The environment variable that names the settings file.
SETTINGS_VARIABLE = "ATTRCHECK_SETTINGS"
_PREFIX = "ATTRCHECK_"
#: The last characters of a key are shown, if there are so many that they give nothing away.
_SHOWN, _LONG_KEY = 4, 20
#: Three requests at once are what Wikimedia's etiquette allows, and a minute between two is as good as never.
_MOST_AT_ONCE, _LONGEST_WAIT = 3, 60.0
#: What `attrcheck config --example` prints.
EXAMPLE = """\
# Settings of attrcheck. Take the # off the lines that you want.
# The environment (ATTRCHECK_CONTACT, ATTRCHECK_GOOGLE_KEY …) goes before this file, the command line before both.

# Your e-mail address or page, told to the sites that are asked: they answer those whom they can reach more readily.
# contact = "desk@herald.example"

# Your own sites and search engines; a path that is relative to this file.
# sites = "sites.toml"

# Keys are secrets: let nobody else read this file (chmod 600).
# google_key = "your-key"                # Google Fact Check Tools API
# brave_key = "your-key"                 # Brave Search API

# Your own SearXNG, with JSON among its formats.
# searxng = "https://searx.herald.example"

# All requests go through it: http://, https://, socks5:// or, where the proxy is to look names up as Tor must, socks5h://.
# proxy = "socks5h://127.0.0.1:9050"

# Where answers are kept between runs.
# cache = "~/.cache/attrcheck"

# How hard other people's machines are worked.
# requests_at_once = 3                   # 1 to 3
# seconds_between = 1.0                  # between two requests to one host
"""


@dataclass(frozen=True, slots=True)
class Setting:
    """One value in force, as it may be shown, and where it came from."""

    name: str
    shown: str
    origin: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user has set once for all runs; "" and None stand for what is not set.

    `file` is the settings file, whether it is there or not; `origins` has for each name where its value came from,
    and `warnings` what the user should know. Keys, and addresses that may hold a password, stay out of the repr.
    """

    contact: str = ""
    google_key: str = field(default="", repr=False)
    brave_key: str = field(default="", repr=False)
    searxng: str = field(default="", repr=False)
    proxy: str = field(default="", repr=False)
    sites: Path | None = None
    cache: Path = field(default_factory=lambda: platformdirs.user_cache_path("attrcheck"))
    requests_at_once: int = _MOST_AT_ONCE
    seconds_between: float = 1.0
    file: Path | None = field(default=None, compare=False)
    origins: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    warnings: tuple[str, ...] = field(default=(), compare=False)

    def shown(self) -> tuple[Setting, ...]:
        """Return every value with where it came from, keys and passwords masked."""
        return tuple(
            Setting(name, _masked(name, getattr(self, name)), self.origins.get(name, "default")) for name in _READ
        )


def settings_path() -> Path:
    """Return where the settings file stands unless another is named."""
    return platformdirs.user_config_path("attrcheck") / "settings.toml"


def variable(name: str) -> str:
    """Return the environment variable that sets `name`."""
    return _PREFIX + name.upper()


def read_settings(
    path: Path | None = None, environ: Mapping[str, str] | None = None, *, given: Mapping[str, object] | None = None
) -> Settings:
    """Return the settings: those `given` by name on the command line, else of `environ`, else of the file, else ours.

    `path` names the file; without it ATTRCHECK_SETTINGS does, and without that it is `settings_path()`, which need not
    be there. What is None in `given`, and a variable that is empty, counts as not set. Raises InputError with the line
    or the variable at fault for what is no TOML, an unknown name, and a value of the wrong type or out of its bounds.
    """
    environ = os.environ if environ is None else environ
    named = path or (Path(environ[SETTINGS_VARIABLE]) if environ.get(SETTINGS_VARIABLE) else None)
    # A "~" is the shell's to replace, and in a variable nobody has.
    at = Path(os.path.expanduser(named)) if named else settings_path()  # noqa: PTH111  # leaves ~nobody as it is
    data = _read(at, needed=named is not None)
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    warnings = []
    if data is not None:
        file = read_toml(data, name=str(at), is_a="settings file")
        file.check_keys("", 0, file.values, _READ)
        for name, value in file.values.items():
            origins[name] = f"{at}, line {file.line(('', 0, name))}"
            values[name] = _checked(name, value, at.parent, origins[name])
        warnings += _open_to_others(at, values)
    for name in _READ:
        value = environ.get(variable(name), "").strip()
        if value:
            origins[name] = f"the environment variable {variable(name)}"
            values[name] = _checked(name, _number(name, value), Path(), origins[name])
    for name, value in (given or {}).items():
        if value is not None:
            origins[name] = f"the command line's --{name.replace('_', '-')}"
            values[name] = _checked(name, value, Path(), origins[name])
    return Settings(**values, file=at, origins=origins, warnings=(*warnings, *_unknown_variables(environ)))


def _read(path: Path, *, needed: bool) -> bytes | None:
    """Return the bytes of the settings file, None where it is not there and not `needed`."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        if not needed:
            return None
        raise InputError(
            f"there is no settings file {path}. Make one with: attrcheck config --example > '{path}'"
        ) from None
    except OSError as error:
        raise InputError(
            f"the settings file {path} cannot be read: {error.strerror}. Name another with --settings."
        ) from None


def _checked(name: str, value: object, folder: Path, origin: str) -> object:
    """Return the value of `name` as Settings holds it; what is wrong is refused without being repeated."""
    try:
        return _READ[name](value, folder)
    except ValueError as error:
        raise InputError(f"{origin}: “{name}” must be {error}.") from None


def _number(name: str, value: str) -> object:
    """Return the text of a variable as a number where `name` is one and the text is one."""
    kind = {"requests_at_once": int, "seconds_between": float}.get(name, str)
    try:
        return kind(value)
    except ValueError:
        return value


def _text(value: object, _folder: Path) -> str:
    # It is sent in a header, where other characters cannot stand.
    if not isinstance(value, str) or not value.isascii() or not (value.isprintable() and len(value) <= 200):
        raise ValueError("one line of at most 200 plain characters (ASCII), such as desk@herald.example")
    return value.strip()


def _key(value: object, _folder: Path) -> str:
    if not isinstance(value, str) or not value.isascii() or not value.isprintable() or " " in value or len(value) > 500:
        raise ValueError("a key as its maker gives it: letters, digits and marks in one line, without blanks")
    return value


def _web_address(*schemes: str) -> Callable[[object, Path], str]:
    """Return the check of an address with one of `schemes`, a host and no query."""

    def check(value: object, _folder: Path) -> str:
        expected = f"an address such as {schemes[0]}://host.example:8080"
        if value == "":
            return ""
        if not isinstance(value, str) or not value.isascii() or not value.isprintable() or " " in value:
            raise ValueError(expected)
        try:
            parts = urlsplit(value)
            host, _port = parts.hostname, parts.port
        except ValueError:
            raise ValueError(expected) from None
        if parts.scheme not in schemes or not host or parts.query or parts.fragment:
            raise ValueError(f"{expected}, beginning with {' or '.join(f'{one}://' for one in schemes)}")
        return value.rstrip("/")

    return check


def _path(value: object, folder: Path) -> Path:
    expected = "the path of a file or folder, in quotation marks"
    if not isinstance(value, str | Path) or not str(value) or "\0" in str(value):
        raise ValueError(expected)
    try:
        return folder / Path(value).expanduser()
    except RuntimeError:
        raise ValueError(f"{expected}; there is no user of the name after its ~") from None


def _at_once(value: object, _folder: Path) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= _MOST_AT_ONCE:
        raise ValueError(f"a whole number from 1 to {_MOST_AT_ONCE}")
    return value


def _seconds(value: object, _folder: Path) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= _LONGEST_WAIT:
        raise ValueError(f"a number of seconds from 0 to {_LONGEST_WAIT:.0f}")
    return float(value)


_READ: Mapping[str, Callable[[object, Path], object]] = {
    "contact": _text,
    "google_key": _key,
    "brave_key": _key,
    "searxng": _web_address("https", "http"),
    "proxy": _web_address("http", "https", "socks5", "socks5h"),
    "sites": _path,
    "cache": _path,
    "requests_at_once": _at_once,
    "seconds_between": _seconds,
}


def _masked(name: str, value: object) -> str:
    """Return `value` for people to see: of a key its end only, of an address no password."""
    if value is None or not str(value):
        return "not set"
    text = str(value)
    if _READ[name] is _key:
        return f"…{text[-_SHOWN:]}" if len(text) >= _LONG_KEY else "set"
    if name in ("searxng", "proxy") and "@" in text:
        scheme, _, rest = text.partition("://")
        return f"{scheme}://…@{rest.rpartition('@')[2]}"
    return text


def _open_to_others(path: Path, values: Mapping[str, object]) -> list[str]:
    """Return the warning about a file that holds secrets and that other users of the machine can read."""
    secret = any(_masked(name, value) != str(value) for name, value in values.items() if value not in ("", None))
    if os.name != "posix" or not secret or not path.stat().st_mode & 0o077:
        return []
    return [f"{path} holds a key or a password, and others can read it. Keep it to yourself with: chmod 600 '{path}'"]


def _unknown_variables(environ: Mapping[str, str]) -> list[str]:
    """Return a warning for each variable that looks like a setting and is none."""
    known = [SETTINGS_VARIABLE, *map(variable, _READ)]
    unknown = sorted(name for name in environ if name.startswith(_PREFIX) and name not in known)
    # What all names begin with makes none of them alike.
    ends = [name.removeprefix(_PREFIX) for name in known]
    near = {
        name: [f"{_PREFIX}{end}" for end in get_close_matches(name.removeprefix(_PREFIX), ends, 1) or ends]
        for name in unknown
    }
    return [f"the environment variable {name} means nothing here; known: {', '.join(near[name])}" for name in unknown]
