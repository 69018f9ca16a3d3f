"""The columns of a checklist: one entry a column says all that files, pages and merges need to know of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from attrcheck.checklist.findings import Lookup
from attrcheck.checklist.model import GAP, Item, Status, Verdict
from attrcheck.checklist.priority import Priority
from attrcheck.reader import Act, Form

__all__ = [
    "COLUMNS",
    "CONTRACT",
    "FOUND",
    "HUMAN",
    "KNOWN",
    "MERGED",
    "NEEDED",
    "OLD_STATEMENT",
    "OURS",
    "SEARCHES",
    "Column",
    "Spelling",
]

#: How many searches a row has room for.
SEARCHES = 7
#: What a merge marks, and the words that a marked row had before; only merged files have these two columns.
MERGED, OLD_STATEMENT = "merged", "old_statement"


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a value of JSON is spelt in a cell, and how it is read from one; `schema` is its JSON Schema.

    `value` is None where a cell does not say enough to make the value of it.
    """

    cell: Callable[[Any], str]
    value: Callable[[str], Any] | None
    schema: Mapping[str, Any]


def _chance(cell: str) -> float | None:
    return float(cell) if re.fullmatch(r"0(\.[0-9]+)?|1(\.0+)?", cell) else None


def _number(cell: str) -> int | None:
    return int(cell) if re.fullmatch(r"[0-9]{1,9}", cell) else None


def _search(number: int) -> Spelling:
    """Return the spelling of the link `number`, from 0, in a list of links."""

    def spell(links: Any) -> str:
        return "".join(f"{link['label']}: {link['url']}" for link in links[number : number + 1])

    return Spelling(spell, None, {})


def _offset(spell: Callable[[Any], int]) -> Spelling:
    return Spelling(lambda spans: str(spell(spans)) if spans else "", None, {})


_TEXT = Spelling(lambda value: value, lambda cell: cell, {"type": "string"})
_LINES = Spelling(
    "\n".join, lambda cell: cell.split("\n") if cell else [], {"type": "array", "items": {"type": "string"}}
)
_CHANCE = Spelling(
    lambda value: f"{value:.2f}" if value is not None else "",
    _chance,
    {"type": ["number", "null"], "minimum": 0, "maximum": 1},
)
_NUMBER = Spelling(
    lambda value: str(value) if value is not None else "", _number, {"type": ["integer", "null"], "minimum": 0}
)
_WORDS = Spelling(lambda spans: GAP.join(" ".join(span["text"].split()) for span in spans), None, {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    `place` are the keys, from the outside in, under which a JSON item has its value, or with `in_article` the JSON
    article; () stands for its name. `value` reads that from an item, None where other keys hold it. `width` counts
    characters; `number` is the format of a figure in a workbook, "" for text; `wraps` is whether text flows over
    several lines: links do not, or every row would be a page high. A person fills in what `is_human`, corrects what
    `is_corrected`; without what `is_needed` a file cannot be known for a checklist, nor its rows be found again.
    `label` is what a page calls it; `meaning` and `examples` are what the JSON Schema says of it.
    """

    name: str
    place: tuple[str, ...] = ()
    value: Callable[[Item], Any] | None = None
    spelling: Spelling = _TEXT
    in_article: bool = False
    width: int = 22
    number: str = ""
    wraps: bool = False
    is_link: bool = False
    is_human: bool = False
    is_corrected: bool = False
    is_needed: bool = False
    label: str = ""
    meaning: str = ""
    examples: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Return `place`, or the name where that is the place."""
        return self.place or (self.name,)


def _human(name: str, value: Callable[[Item], str], *, label: str, width: int, **more: Any) -> Column:
    return Column(name=name, value=value, label=label, width=width, is_human=True, is_needed=True, **more)


def _of_article(key: str, *, width: int = 22, is_link: bool = False) -> Column:
    return Column(name=f"article_{key}", place=(key,), in_article=True, width=width, is_link=is_link)


*_STATUSES, _LAST_STATUS = Status

#: The columns in their order; a contract with everyone who keeps such files.
CONTRACT = (
    Column(
        name="id",
        meaning="The item's name, which stays while the article changes elsewhere.",
        value=lambda item: item.id,
        width=13,
        is_needed=True,
    ),
    _human(
        "status",
        lambda item: str(item.check.status),
        meaning=f"How far the work is: {', '.join(_STATUSES)} or {_LAST_STATUS}, or what a person typed instead.",
        examples=tuple(Status),
        label="Status",
        width=14,
    ),
    _human(
        "verdict",
        lambda item: str(item.check.verdict or ""),
        meaning="What a person found, empty until then; attrcheck gives none.",
        examples=("", *Verdict),
        label="Verdict",
        width=25,
    ),
    _human(
        "evidence_url",
        lambda item: item.check.evidence_url,
        meaning="Where the evidence is, as a person gave it.",
        label="Evidence URL",
        width=30,
        is_link=True,
    ),
    _human("notes", lambda item: item.check.notes, meaning="What a person noted.", label="Notes", width=40, wraps=True),
    _human("checked_by", lambda item: item.check.checked_by, meaning="Who checked it.", label="Checked by", width=14),
    _human(
        "checked_on", lambda item: item.check.checked_on, meaning="When it was checked.", label="Checked on", width=12
    ),
    Column(
        name="priority",
        meaning="What to check first: high, medium or low; maybe is perhaps nobody's statement.",
        examples=tuple(Priority),
        value=lambda item: str(item.priority),
        width=9,
        is_corrected=True,
    ),
    Column(
        name="source",
        meaning="Who is said to have said it.",
        place=("source", "mention"),
        value=lambda item: item.source.mention,
        wraps=True,
        is_needed=True,
    ),
    Column(
        name="source_name",
        place=("source", "name"),
        value=lambda item: item.source.name,
        wraps=True,
        is_corrected=True,
    ),
    Column(
        name="source_role",
        place=("source", "role"),
        value=lambda item: item.source.role,
        width=30,
        wraps=True,
        is_corrected=True,
    ),
    Column(
        name="source_kind",
        place=("source", "kind"),
        value=lambda item: str(item.source.kind),
        width=13,
        is_corrected=True,
    ),
    Column(
        name="cue",
        meaning="The words that attribute it.",
        place=("cue", "spans"),
        spelling=_WORDS,
        width=16,
        wraps=True,
        is_needed=True,
    ),
    Column(
        name="act",
        meaning="What the source is said to have done: statement, belief, intention, decree, perception or other.",
        examples=tuple(Act),
        value=lambda item: str(item.attribution.act),
        width=12,
        is_corrected=True,
    ),
    Column(
        name="form",
        meaning="How the words are given: direct, indirect or mixed.",
        examples=(Form.DIRECT, Form.INDIRECT, Form.MIXED),
        value=lambda item: str(item.attribution.form),
        width=10,
        is_corrected=True,
    ),
    Column(
        name="statement",
        meaning="The words that are attributed.",
        place=("statement", "text"),
        value=lambda item: item.statement,
        width=60,
        wraps=True,
        is_needed=True,
    ),
    Column(
        name="context",
        meaning="What stands round the statement.",
        value=lambda item: item.context,
        width=60,
        wraps=True,
    ),
    Column(
        name="questions",
        meaning="What to ask about such a source and statement.",
        value=lambda item: list(item.questions),
        spelling=_LINES,
        width=50,
        wraps=True,
        is_corrected=True,
    ),
    Column(
        name="cited_link",
        meaning="The article's own link beside the statement.",
        value=lambda item: item.cited_link,
        is_link=True,
        is_corrected=True,
    ),
    Column(
        name="passage_link",
        meaning="A link that shows the passage in the article.",
        value=lambda item: item.passage_link,
        is_link=True,
    ),
    *(
        Column(name=f"search_{number + 1}", place=("links",), spelling=_search(number), is_link=True)
        for number in range(SEARCHES)
    ),
    Column(
        name="confidence",
        meaning="The chance that a person who marks attributions would mark this one.",
        value=lambda item: item.attribution.confidence,
        spelling=_CHANCE,
        width=11,
        number="0.00",
    ),
    Column(
        name="paragraph",
        meaning="The paragraph of the article, from 1; 0 is the title.",
        value=lambda item: item.paragraph,
        spelling=_NUMBER,
        width=10,
        number="0",
    ),
    Column(
        name="start",
        meaning="The offset of the statement's first character in the article's text.",
        place=("statement", "spans"),
        spelling=_offset(lambda spans: spans[0]["start"]),
        width=8,
        number="0",
    ),
    Column(
        name="end",
        meaning="The offset behind the statement's last character.",
        place=("statement", "spans"),
        spelling=_offset(lambda spans: spans[-1]["end"]),
        width=8,
        number="0",
    ),
    _of_article("title"),
    _of_article("url", is_link=True),
    _of_article("date", width=12),
)
#: The columns of evidence, one a look-up, behind the contract's; only a checklist that was looked up has them.
_EVIDENCE = tuple(
    Column(name=f"found_{lookup.value}", label=lookup.heading, width=40, is_link=True) for lookup in Lookup
)
_MARKS = (Column(name=MERGED), Column(name=OLD_STATEMENT, width=60, wraps=True))
#: All columns that are not people's own, by name, in their order.
KNOWN: Mapping[str, Column] = {column.name: column for column in (*CONTRACT, *_EVIDENCE, *_MARKS)}

COLUMNS = tuple(column.name for column in CONTRACT)
FOUND = tuple(column.name for column in _EVIDENCE)
HUMAN = tuple(column.name for column in CONTRACT if column.is_human)
NEEDED = tuple(column.name for column in CONTRACT if column.is_needed)
OURS = frozenset(KNOWN)
