"""Writes the table of fixtures/README.md: `python -m tests.generate.fixtures_table`."""

from __future__ import annotations

from attrcheck.web.fixtures import list_fixtures
from tests.support.checkout import FIXTURES

README = FIXTURES / "README.md"
BEGIN, END = "<!-- table -->\n", "<!-- end of table -->\n"


def table() -> str:
    """Return the fixtures as the rows of a Markdown table: file, origin, status, size, and the body's digest."""
    lines = ["| file | origin | status | bytes | SHA-256 of the body |", "|---|---|---|---|---|"]
    for one in list_fixtures(FIXTURES):
        if one.exchange is None or one.fault:
            raise SystemExit(one.fault)
        lines.append(
            f"| `{one.name}` | {one.exchange.origin} | {one.exchange.status} | {one.size} | `{one.sha256[:16]}…` |"
        )
    return "\n".join(lines) + "\n"


def readme() -> str:
    """Return fixtures/README.md with the table as it should be."""
    head, _, rest = README.read_text(encoding="utf8").partition(BEGIN)
    return f"{head}{BEGIN}{table()}{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    README.write_text(readme(), encoding="utf8")
