"""A checklist in, Markdown out: a task list for each source, for an issue, a pull request or a wiki page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from attrcheck.checklist import (
    COLUMNS,
    CONTRADICTIONS,
    FOUND,
    HELD,
    MERGED,
    OLD_STATEMENT,
    ArticleName,
    Checklist,
    Row,
    Sheet,
    Status,
    article_of,
    article_of_head,
    as_sheet,
    is_done,
    status_of,
)

__all__ = ["escape", "web_link", "write", "write_sheet"]

#: What Markdown or a forge gives a meaning wherever it stands, and what only at the beginning of a text.
_SPECIAL = re.compile(r"[\\`*_{}\[\]#|~^$>]|:(?=[\w/+-])|==")
_AT_FIRST = re.compile(r"[-+=:(]|\d{1,9}(?=[.)])")
#: What a forge makes a link of, or a message to somebody: an empty comment within it stops that and shows nothing.
_LIVE = re.compile(r"@(?=[\w-])|(?<!\w)www(?=\.)|(?<=\w)\\:(?=//)|\\#(?=\d)|(?<!\w)GH(?=-\d)|!(?=\d)", re.I)
_URL = re.compile(r"https?://[^\s]+", re.I)


def write(*checklists: Checklist) -> str:
    """Return the checklists as Markdown."""
    return write_sheet(as_sheet(*checklists))


def write_sheet(sheet: Sheet) -> str:
    """Return `sheet` as Markdown: an article a heading, a source a heading under it, a row a task."""
    articles: dict[tuple[ArticleName, str], list[Row]] = {}
    for head in sheet.heads:
        articles.setdefault((article_of_head(head), head["article"]["date"]), [])
    for row in sheet.rows:
        articles.setdefault((article_of(row), row["article_date"]), []).append(row)
    return "\n".join(line for (name, day), rows in articles.items() for line in _article(name, day, rows, sheet)) + "\n"


def escape(words: str) -> str:
    """Return `words` on one line, as Markdown that shows them and does nothing else."""
    line = " ".join(words.split())
    shown = "".join(c if unicodedata.category(c) not in ("Cc", "Cs") and not _turns(c) else "\ufffd" for c in line)
    shown = shown.replace("&", "&amp;")
    escaped = _SPECIAL.sub(lambda match: "".join(f"\\{c}" for c in match[0]), shown).replace("<", "&lt;")
    first = _AT_FIRST.match(escaped)
    if first:
        # A backslash goes before a mark; a number keeps its digits, and what follows it gets one.
        at = first.end() if first[0].isdigit() else 0
        escaped = f"{escaped[:at]}\\{escaped[at:]}"
    return _LIVE.sub(lambda match: f"{match[0]}<!-- -->", escaped)


def _turns(character: str) -> bool:
    """Tell whether `character` overrides the direction of the text round it."""
    return unicodedata.bidirectional(character) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


def _code(words: str) -> str:
    shown = re.sub(r"[^\w.+-]", " ", words).strip()
    return f"`{shown}`"


def web_link(label: str, url: str) -> str:
    """Return a link to `url` where it is a web address, else nothing."""
    if not _URL.fullmatch(url):
        return ""
    # Only what may stand in an address; a "%" is one already.
    return f"[{escape(label)}](<{quote(url.encode('utf8', 'replace'), safe=_IN_ADDRESS)}>)"


_IN_ADDRESS = "%/:?#@!$&'*+,;=~-._[]"


def _article(name: ArticleName, day: str, rows: Sequence[Row], sheet: Sheet) -> Iterator[str]:
    title, url, file = name
    yield f"# {escape(title or file) or 'Checklist'}"
    yield ""
    yield " · ".join(filter(None, (web_link("article", url), escape(day), _done(rows))))
    yield ""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault(((row["source_name"] or row["source"]).casefold(), row["source_kind"]), []).append(row)
    for group in groups.values():
        yield from _source(group, sheet)


def _done(rows: Sequence[Row]) -> str:
    return f"{sum(map(is_done, rows))} of {len(rows)} done" if rows else "Nothing to check."


def _source(rows: Sequence[Row], sheet: Sheet) -> Iterator[str]:
    first = rows[0]
    yield f"## {escape(first['source_name'] or first['source']) or 'Nobody named'}"
    yield ""
    role = next((row["source_role"] for row in rows if row["source_role"]), "")
    yield " · ".join(filter(None, (escape(first["source_kind"]), escape(role), _done(rows))))
    yield ""
    for row in rows:
        yield from _task(row, sheet)
    yield ""


def _task(row: Row, sheet: Sheet) -> Iterator[str]:
    tick = "x" if is_done(row) else " "
    yield f"- [{tick}] {escape(row['statement'])}"
    how = [
        " ".join(f"“{escape(row[c])}”" for c in ("source", "cue") if row[c]),
        *(escape(row[column]) for column in ("act", "form")),
        f"paragraph {escape(row['paragraph'])}" if row["paragraph"] else "",
        f"priority {escape(row['priority'])}" if row["priority"] else "",
        _code(row["id"]) if row["id"].strip() else "",
    ]
    yield f"  - {' · '.join(filter(None, how))}"
    typed = [("status", "" if status_of(row) == Status.TODO else row["status"])]
    typed += [(column.replace("_", " "), row[column]) for column in ("verdict", "checked_by", "checked_on", "notes")]
    typed += [("merged", row[MERGED]), ("before", row[OLD_STATEMENT]), ("contradictions", row[CONTRADICTIONS])]
    typed += [(column, row[column]) for column in sheet.own]
    for name, words in typed:
        if words:
            yield f"  - {escape(name)}: {escape(words)}"
    if row["evidence_url"]:
        url = row["evidence_url"].strip()
        yield f"  - evidence: {web_link(url, url) or escape(url)}"
    for column in FOUND:
        for line in filter(None, row[column].split("\n")):
            finding, _, url = line.rpartition(" ")
            yield f"  - {escape(column.replace('_', ' '))}: {escape(finding)} {web_link('see', url) or escape(url)}"
    if row["ground"]:
        yield f"  - how they know: {escape(row['ground'])}"
    yield from _held(row)
    yield from (f"  - {escape(question)}" for question in row["questions"].split("\n") if question)
    links = [web_link("the passage", row["passage_link"]), web_link("cited there", row["cited_link"])]
    for column in COLUMNS:
        if column.startswith("search_"):
            label, _, url = row[column].rpartition(": ")
            links.append(web_link(label, url))
    if any(links):
        yield f"  - {' · '.join(filter(None, links))}"


def _held(row: Row) -> Iterator[str]:
    """Yield the line that says how a row stands in the material, none where it was not held against any."""
    outcome, detail, place, passage, url = (row[column] for column in HELD)
    if outcome:
        where = web_link(place, url) or escape(place)
        said = f"“{escape(passage)}”" if passage else ""
        parts = (f"against the material: {escape(outcome)}", escape(detail), said, where)
        yield f"  - {' · '.join(filter(None, parts))}"
