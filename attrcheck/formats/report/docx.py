"""A paper in, a Word document out."""

from __future__ import annotations

import io
import re
from typing import Any

from attrcheck.formats.report.paper import Paper, Section, Statement

__all__ = ["write_paper"]

#: Points of type and centimetres of margins with which ten rows stand on one page.
_SIZE, _MARGIN = 10, 2.0
#: Characters that XML cannot hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def write_paper(paper: Paper) -> bytes:
    """Return `paper` as a Word document."""
    import docx  # noqa: PLC0415 (slow to import)
    from docx.shared import Cm, Pt  # noqa: PLC0415

    document = docx.Document()
    section = document.sections[0]
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN)
    document.styles["Normal"].font.size = Pt(_SIZE)
    document.styles["Normal"].paragraph_format.space_after = Pt(2)
    document.core_properties.author = "attrcheck"
    document.core_properties.title = _clean(paper.title)[:255]
    document.add_heading(_clean(paper.title), level=1)
    for name, words in paper.figures:
        line = document.add_paragraph()
        line.add_run(f"{name}: ").bold = True
        line.add_run(_clean(words))
    for one in paper.sections:
        _add_section(document, one)
    if paper.closing:
        document.add_paragraph(paper.closing)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_section(document: Any, section: Section) -> None:
    document.add_heading(_clean(section.heading), level=2)
    if section.about:
        document.add_paragraph().add_run(_clean(section.about)).italic = True
    for one in section.statements:
        _add(document, one)
    if section.to_fill_in:
        document.add_paragraph(f"☐ {section.to_fill_in}")


def _add(document: Any, one: Statement) -> None:
    line = document.add_paragraph(style="List Bullet")
    if one.who:
        line.add_run(_clean(one.who)).bold = True
        line.add_run(": ")
    line.add_run(_clean(one.words))
    if one.paragraph:
        line.add_run(_clean(f" ({one.paragraph})")).italic = True
    rest = [*one.remarks, *(f"{label}: {url}" for label, url in one.links)]
    if rest:
        line.add_run(_clean(f" — {' · '.join(rest)}"))


def _clean(words: str) -> str:
    return _UNWRITABLE.sub("\ufffd", re.sub(r"\s+", " ", words))
