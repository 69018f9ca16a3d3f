"""A paper in, a page out that prints on paper and loads nothing."""

from __future__ import annotations

from html import escape

from attrcheck.formats.report.paper import Paper, Section, Statement

__all__ = ["write_paper"]

_STYLE = """
body{font:14px/1.4 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.3rem;margin:0 0 .4rem}h2{font-size:1rem;margin:1rem 0 .2rem;border-bottom:1px solid #bbb}
dl{display:grid;grid-template-columns:auto 1fr;gap:.1rem .8rem;margin:.2rem 0}dt{font-weight:600}dd{margin:0}
ul{margin:.2rem 0;padding-left:1.1rem}li{margin:.25rem 0}.dim{color:#595959;margin:.1rem 0}
@media print{body{margin:0;font-size:11px}a{color:inherit}li,section{break-inside:avoid}}
"""


def write_paper(paper: Paper) -> bytes:
    """Return `paper` as one page of HTML."""
    title = escape(paper.title)
    figures = "".join(f"<dt>{name}</dt><dd>{escape(words)}</dd>" for name, words in paper.figures)
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main><h1>{title}</h1>"
        f"{f'<dl>{figures}</dl>' if figures else ''}{''.join(map(_section, paper.sections))}"
        f"{f'<p>{escape(paper.closing)}</p>' if paper.closing else ''}</main></body></html>\n"
    )
    return page.encode("utf8", "replace")


def _section(section: Section) -> str:
    about = f'<p class="dim">{escape(section.about)}</p>' if section.about else ""
    last = f"<p>☐ {escape(section.to_fill_in)}</p>" if section.to_fill_in else ""
    items = "".join(map(_item, section.statements))
    return f"<section><h2>{escape(section.heading)}</h2>{about}<ul>{items}</ul>{last}</section>"


def _item(one: Statement) -> str:
    who = f"<b>{escape(one.who)}</b>: " if one.who else ""
    where = f' <span class="dim">({escape(one.paragraph)})</span>' if one.paragraph else ""
    links = [f'<a href="{escape(url)}" rel="noreferrer">{label}</a>' for label, url in one.links]
    remarks = " · ".join((*map(escape, one.remarks), *links))
    return f"<li>{who}{escape(one.words)}{where}{f'<br>{remarks}' if remarks else ''}</li>"
