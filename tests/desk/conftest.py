"""What the tests of the desk share: one that runs, and an article in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from attrcheck.reader.model import Reader
from tests.support.desks import Address, running_desk


@dataclass(frozen=True, slots=True)
class Running:
    """A desk that runs, its folder, and the id of an article in it."""

    at: Address
    folder: Path
    work: str


@pytest.fixture(scope="package")
def desk(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Run a desk with an article in its folder."""
    folder = tmp_path_factory.mktemp("desk") / "work"
    with running_desk(folder, reader) as address:
        yield Running(address, folder, address.check())
