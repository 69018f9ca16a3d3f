"""A folder in, by what its windows know its server again out: a token and a port, kept where only this person reads."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import platformdirs

from attrcheck.errors import OutputError
from attrcheck.files import write_whole

__all__ = ["SETTINGS", "Identity", "identity_of", "proof"]

#: What a page keeps for all articles, and the characters of a value.
SETTINGS, _LONGEST = ("name", "theme", "keys"), 200
_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Identity:
    """What a desk is known by: its secret `token`, the `port` that it had last, 0 for none, and what its pages keep.

    `file` is where that stands, in a folder that nobody else may enter.
    """

    file: Path
    token: str
    port: int = 0
    settings: tuple[tuple[str, str], ...] = ()

    @property
    def lock(self) -> Path:
        """The path that the running desk of this person holds."""
        return self.file.with_suffix(".desk")

    def with_setting(self, name: str, value: str) -> Identity:
        """Return the identity with a setting of its pages changed, and keep it."""
        kept = {**dict(self.settings), name: value[:_LONGEST]}
        return replace(self, settings=tuple(sorted(kept.items()))).kept()

    def kept(self) -> Identity:
        """Write it down, for the next start; return it."""
        told = {"token": self.token, "port": self.port, "settings": dict(self.settings)}
        self.file.touch(mode=0o600)
        write_whole(self.file, json.dumps(told).encode())
        return self


def identity_of(folder: Path, *, state: Path | None = None) -> Identity:
    """Return by what the desk of `folder` is known, the same after each start; `state` is where that is kept."""
    home = (state or platformdirs.user_state_path("attrcheck")) / "desk"
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        home.chmod(0o700)
    except OSError as error:
        raise OutputError(
            f"{home} could not be made: {error.strerror}. Make it a folder that only you can enter."
        ) from None
    file = home / f"{hashlib.sha256(str(folder.resolve()).encode('utf8', 'surrogateescape')).hexdigest()[:16]}.json"
    told = _read(file)
    token, port, settings = told.get("token"), told.get("port"), told.get("settings")
    kept = settings if isinstance(settings, dict) else {}
    return Identity(
        file,
        token=token if isinstance(token, str) and len(token) >= _TOKEN_BYTES else secrets.token_urlsafe(_TOKEN_BYTES),
        port=port if isinstance(port, int) and 0 < port < 65536 else 0,
        settings=tuple((name, str(kept[name])) for name in SETTINGS if name in kept),
    )


def _read(file: Path) -> dict[str, Any]:
    """Return what was written down, nothing where that is not there or damaged."""
    try:
        told = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def proof(token: str, port: int, challenge: str) -> str:
    """Return what only the server of `token` at `port` can answer to `challenge`.

    A window whose server went away asks for it before it sends anything to whatever listens there now; the port is in
    it, so that nobody can have it answered by a desk elsewhere.
    """
    return hmac.new(token.encode(), f"{port}:{challenge}".encode(), hashlib.sha256).hexdigest()
