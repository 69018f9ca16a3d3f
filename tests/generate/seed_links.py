"""What the seed's checklist asks and where it searches, as text: `python -m tests.generate.seed_links` writes it."""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote, urlsplit

from attrcheck.article.text.plain_text import from_text
from attrcheck.checklist.model import Checklist
from attrcheck.pipeline import check
from attrcheck.reader.model import Reader
from tests.support.checkout import CASES, ROOT

PINNED = CASES / "seed_links.txt"
_SHOWN = 60


def _asked(url: str) -> str:
    """Return the address without its query, and the query as a person would read it."""
    parts = urlsplit(url)
    pairs = " ".join(f"{key}={value}" for key, value in parse_qsl(parts.query))
    return f"{parts.netloc}{unquote(parts.path)} {pairs}".strip()


def rendered(checklist: Checklist) -> str:
    """Return the rows of `checklist`, each with its priority, its questions and its links."""
    lines = []
    for item in checklist.items:
        lines += [
            f"{item.source.name or 'nobody'} ({item.source.kind}) {item.cue}: {item.statement[:_SHOWN]}",
            f"  {item.priority}: {item.priority_reason}",
            *(f"  ? {question}" for question in item.questions),
            *(f"  - {link.label}: {_asked(link.url)}" for link in item.searches),
            "",
        ]
    return "\n".join(lines)


def seed() -> Checklist:
    """Return the checklist of the seed article."""
    text = next((ROOT / "seeds").glob("*.txt")).read_text(encoding="utf8")
    return check(from_text(text), Reader())


if __name__ == "__main__":
    PINNED.write_text(rendered(seed()), encoding="utf8")
