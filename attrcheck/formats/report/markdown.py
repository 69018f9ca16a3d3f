"""A paper in, Markdown out, for a mail, a wiki or a forge."""

from __future__ import annotations

from collections.abc import Iterator

from attrcheck.formats.markdown import escape, web_link
from attrcheck.formats.report.paper import Paper, Statement

__all__ = ["write_paper"]


def write_paper(paper: Paper) -> bytes:
    """Return `paper` as Markdown."""
    return ("\n".join(_lines(paper)) + "\n").encode("utf8", "replace")


def _lines(paper: Paper) -> Iterator[str]:
    yield f"# {escape(paper.title)}"
    if paper.figures:
        yield ""
        yield " · ".join(f"{name}: {escape(words)}" for name, words in paper.figures)
    for section in paper.sections:
        yield ""
        yield f"## {escape(section.heading)}"
        yield ""
        if section.about:
            yield escape(section.about)
            yield ""
        yield from (f"- {_line(one)}" for one in section.statements)
        if section.to_fill_in:
            yield ""
            yield f"- [ ] {escape(section.to_fill_in)}"
    if paper.closing:
        yield ""
        yield paper.closing


def _line(one: Statement) -> str:
    where = f" ({escape(one.paragraph)})" if one.paragraph else ""
    links = " ".join(filter(None, (web_link(label, url) for label, url in one.links)))
    remarks = " · ".join(map(escape, one.remarks))
    who = f"**{escape(one.who)}**: " if one.who else ""
    return " — ".join(filter(None, (f"{who}{escape(one.words)}{where}", remarks, links)))
