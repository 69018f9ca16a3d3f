"""What a look-up brought, for one subject or for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from attrcheck.checklist import Evidence, Found
from attrcheck.errors import NetworkError
from attrcheck.evidence.services.responses import missed
from attrcheck.evidence.subjects import Subject

__all__ = ["for_each", "not_found"]


def not_found(what: str, error: NetworkError) -> Found:
    """Return that `what` was not looked up because of `error`."""
    return Found(not_done=(missed(what, error),))


def for_each(subjects: Sequence[Subject], evidence: Sequence[Evidence]) -> Found:
    """Return `evidence` as found for each of `subjects`."""
    return Found(tuple((subject.id, one) for subject in subjects for one in evidence))
