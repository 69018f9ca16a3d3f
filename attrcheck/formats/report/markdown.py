"""A report in, Markdown out, for a mail, a wiki or a forge."""

from __future__ import annotations

from collections.abc import Iterator

from attrcheck.formats.markdown import escape, web_link
from attrcheck.formats.report.problems import Report, Statement

__all__ = ["write_report"]


def write_report(report: Report) -> bytes:
    """Return `report` as Markdown."""
    return ("\n".join(_lines(report)) + "\n").encode("utf8", "replace")


def _lines(report: Report) -> Iterator[str]:
    yield f"# Report: {'; '.join(map(escape, report.titles))}"
    yield ""
    yield " · ".join(f"{name}: {escape(words)}" for name, words in report.figures) or "Nothing to check."
    for problem in report.problems:
        yield ""
        yield f"## {problem.name} ({len(problem.statements)})"
        yield ""
        yield from (f"- {_line(one)}" for one in problem.statements)
    yield ""
    yield f"{report.held} found to hold."


def _line(one: Statement) -> str:
    where = f" ({escape(one.paragraph)})" if one.paragraph else ""
    links = " ".join(filter(None, (web_link(label, url) for label, url in one.links)))
    remarks = " · ".join(map(escape, one.remarks))
    said = f"**{escape(one.who)}**: {escape(one.words)}{where}"
    return " — ".join(filter(None, (said, remarks, links)))
