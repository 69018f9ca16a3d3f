"""What a user has set and the folders of recordings in, how a run reaches the network out."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from attrcheck.errors import InputError
from attrcheck.settings import Settings

__all__ = ["Network"]


@dataclass(frozen=True, slots=True)
class Network:
    """How the network is reached: with `settings`, as `read_settings()` gives those that the user keeps.

    Answers are kept in the folder `record`; or the folder `replay` answers, and no connection is opened. Private
    addresses are refused unless `allow_private`; look-ups keep answers for a day in `settings.cache` unless not
    `cached`. Raises InputError where both folders are named.
    """

    settings: Settings = field(default_factory=Settings)
    record: Path | None = None
    replay: Path | None = None
    allow_private: bool = False
    cached: bool = True

    def __post_init__(self) -> None:
        if self.record is not None and self.replay is not None:
            raise InputError("record and replay exclude each other: leave one out.")
