"""A report in, a Word document out."""

from __future__ import annotations

import io
import re

from attrcheck.formats.report.problems import Report, Statement

__all__ = ["write_report"]

#: Points of type and centimetres of margins with which ten rows stand on one page.
_SIZE, _MARGIN = 10, 2.0
#: Characters that XML cannot hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def write_report(report: Report) -> bytes:
    """Return `report` as a Word document."""
    import docx  # noqa: PLC0415 (slow to import)
    from docx.shared import Cm, Pt  # noqa: PLC0415

    document = docx.Document()
    section = document.sections[0]
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN)
    document.styles["Normal"].font.size = Pt(_SIZE)
    document.styles["Normal"].paragraph_format.space_after = Pt(2)
    document.core_properties.author = "attrcheck"
    document.core_properties.title = _clean(f"Report: {'; '.join(report.titles)}")[:255]
    document.add_heading(_clean(f"Report: {'; '.join(report.titles)}"), level=1)
    for name, words in report.figures:
        line = document.add_paragraph()
        line.add_run(f"{name}: ").bold = True
        line.add_run(_clean(words))
    for problem in report.problems:
        document.add_heading(f"{problem.name} ({len(problem.statements)})", level=2)
        for one in problem.statements:
            _add(document, one)
    document.add_paragraph(f"{report.held} found to hold.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add(document: object, one: Statement) -> None:
    line = document.add_paragraph(style="List Bullet")  # type: ignore[attr-defined]  # the package names no type for it
    line.add_run(_clean(one.who)).bold = True
    line.add_run(_clean(f": {one.words}"))
    if one.paragraph:
        line.add_run(_clean(f" ({one.paragraph})")).italic = True
    rest = [*one.remarks, *(f"{label}: {url}" for label, url in one.links)]
    if rest:
        line.add_run(_clean(f" — {' · '.join(rest)}"))


def _clean(words: str) -> str:
    return _UNWRITABLE.sub("\ufffd", re.sub(r"\s+", " ", words))
