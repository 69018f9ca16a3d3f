"""What many tests share: the seed article, the reader loaded once, and its checklist."""

from __future__ import annotations

import signal

import hypothesis
import pytest

from attrcheck.article.model import Article
from attrcheck.article.text.plain_text import from_text
from attrcheck.checklist.model import Checklist
from attrcheck.pipeline import check
from attrcheck.reader.model import Reader
from tests.support.checkout import SEED

# A shell starts what runs in the background deaf to Ctrl-C, and so would be the processes that tests interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Machines are noisy: how long an example takes is no test.
hypothesis.settings.register_profile("attrcheck", deadline=None, print_blob=True)
hypothesis.settings.load_profile("attrcheck")


@pytest.fixture(scope="session")
def reader() -> Reader:
    """Return the shipped model."""
    return Reader()


@pytest.fixture(scope="session")
def seed() -> Article:
    """Return the seed article."""
    return from_text(SEED.read_text(encoding="utf8"))


@pytest.fixture(scope="session")
def seed_checklist(seed: Article, reader: Reader) -> Checklist:
    """Return the checklist of the seed article."""
    return check(seed, reader)
