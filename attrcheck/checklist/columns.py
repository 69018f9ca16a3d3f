"""The columns of a checklist: one entry a column says all that files, pages and merges need to know of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass
from operator import attrgetter
from typing import Any

from attrcheck.checklist.findings import Lookup
from attrcheck.checklist.held import Outcome
from attrcheck.checklist.model import GAP, Item, Status, Verdict
from attrcheck.checklist.priority import Priority
from attrcheck.reader import Act, Form

__all__ = [
    "COLUMNS",
    "CONTRACT",
    "CONTRADICTIONS",
    "CORRECTED",
    "FOUND",
    "HELD",
    "HISTORY",
    "HUMAN",
    "KNOWN",
    "MARKS",
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
#: What a merge marks, the words that a marked row had before, what people say against each other, and who typed what
#: when; only files that were merged or typed on have these columns.
MERGED, OLD_STATEMENT, CONTRADICTIONS, HISTORY = "merged", "old_statement", "contradictions", "history"


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a value of JSON is spelt in a cell, and how it is read from one; `schema` is its JSON Schema.

    `value` is None where a cell does not say enough to make the value of it.
    """

    cell: Callable[[Any], str]
    value: Callable[[str], Any] | None
    schema: Mapping[str, Any]


def _one_of(choices: Iterable[str]) -> str:
    """Return the names of `choices` with "or" before the last."""
    *others, last = choices
    return f"{', '.join(others)} or {last}"


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


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    `path` is where an item of the model has its value, "" where other keys of JSON hold it; `place` is where a JSON
    item has it, or with `in_article` the JSON article: `path` where left out, else its name. `width` counts characters;
    `number` is the format of a figure in a workbook, "" for text; `is_file` is whether what it links to may be a file
    of the reader's own machine; `wraps` is whether text flows over several lines: links do not, or every row would be
    a page high. A person fills in what `is_human`, corrects what `is_corrected`;
    without what `is_needed` a file cannot be known for a checklist, nor its rows be found again. `label` is what a page
    calls it; `meaning` and `examples` are what the JSON Schema says of it.
    """

    name: str
    path: str = ""
    _: KW_ONLY
    place: str = ""
    spelling: Spelling = _TEXT
    in_article: bool = False
    width: int = 22
    number: str = ""
    wraps: bool = False
    is_link: bool = False
    is_file: bool = False
    is_human: bool = False
    is_corrected: bool = False
    is_needed: bool = False
    label: str = ""
    meaning: str = ""
    examples: tuple[str, ...] = ()

    @property
    def keys(self) -> list[str]:
        """Return the keys of its place, from the outside in."""
        return (self.place or self.path or self.name).split(".")

    def value(self, item: Item) -> Any:
        """Return the value of `item` as JSON holds it."""
        value = attrgetter(self.path)(item)
        if isinstance(value, tuple):
            return list(value)
        return value if isinstance(value, int | float) else str(value or "")


def _human(name: str, label: str, meaning: str, **more: Any) -> Column:
    return Column(name, f"check.{name}", place=name, label=label, meaning=meaning, is_human=True, **more)


#: The columns in their order; a contract with everyone who keeps such files.
CONTRACT = (
    Column(
        "id",
        "id",
        width=13,
        is_needed=True,
        meaning="The item's name, which stays while the article changes elsewhere.",
    ),
    _human(
        "status",
        "Status",
        f"How far the work is: {_one_of(Status)}, or what a person typed instead.",
        examples=tuple(Status),
        width=14,
        is_needed=True,
    ),
    _human(
        "verdict",
        "Verdict",
        "What a person found, empty until then; attrcheck gives none.",
        examples=("", *Verdict),
        width=25,
        is_needed=True,
    ),
    _human("evidence_url", "Evidence URL", "Where the evidence is, as a person gave it.", width=30, is_link=True),
    _human("notes", "Notes", "What a person noted.", width=40, wraps=True),
    _human("checked_by", "Checked by", "Who checked it.", width=14),
    _human("checked_on", "Checked on", "When it was checked.", width=12),
    Column(
        "priority",
        "priority",
        meaning="What to check first: high, medium or low; maybe is perhaps nobody's statement.",
        examples=tuple(Priority),
        width=9,
        is_corrected=True,
    ),
    Column("source", "source.mention", wraps=True, is_corrected=True, is_needed=True),
    Column("source_name", "source.name", wraps=True, is_corrected=True),
    Column("source_role", "source.role", width=30, wraps=True, is_corrected=True),
    Column("source_kind", "source.kind", width=13, is_corrected=True),
    Column("cue", place="cue.spans", spelling=_WORDS, width=16, wraps=True, is_corrected=True, is_needed=True),
    Column(
        "act",
        "attribution.act",
        meaning=f"What the source is said to have done: {_one_of(Act)}.",
        examples=tuple(Act),
        place="act",
        width=12,
        is_corrected=True,
    ),
    Column(
        "form",
        "attribution.form",
        meaning="How the words are given: direct, indirect or mixed.",
        examples=(Form.DIRECT, Form.INDIRECT, Form.MIXED),
        place="form",
        width=10,
        is_corrected=True,
    ),
    Column("statement", "statement", place="statement.text", width=60, wraps=True, is_corrected=True, is_needed=True),
    Column("context", "context", width=100, wraps=True, meaning="What stands round the statement."),
    Column(
        "ground",
        "ground",
        width=40,
        wraps=True,
        meaning="How the article says that the source can know it, in its own words; empty where it does not.",
    ),
    Column(
        "questions",
        "questions",
        meaning="What to ask about such a source and statement.",
        spelling=_LINES,
        width=100,
        wraps=True,
        is_corrected=True,
    ),
    Column(
        "cited_link",
        "cited_link",
        meaning="The article's own link beside the statement.",
        is_link=True,
        is_corrected=True,
    ),
    Column("passage_link", "passage_link", is_link=True, meaning="A link that shows the passage in the article."),
    *(
        Column(f"search_{number + 1}", place="links", spelling=_search(number), is_link=True)
        for number in range(SEARCHES)
    ),
    Column(
        "confidence",
        "attribution.confidence",
        meaning="The chance that a person who marks attributions would mark this one.",
        place="confidence",
        spelling=_CHANCE,
        width=11,
        number="0.00",
    ),
    Column(
        "paragraph",
        "paragraph",
        meaning="The paragraph of the article, from 1; 0 is the title.",
        spelling=_NUMBER,
        width=10,
        number="0",
    ),
    Column(
        "start",
        meaning="The offset of the statement's first character in the article's text.",
        place="statement.spans",
        spelling=_offset(lambda spans: spans[0]["start"]),
        width=8,
        number="0",
    ),
    Column(
        "end",
        meaning="The offset behind the statement's last character.",
        place="statement.spans",
        spelling=_offset(lambda spans: spans[-1]["end"]),
        width=8,
        number="0",
    ),
    Column("article_title", place="title", in_article=True),
    Column("article_url", place="url", in_article=True, is_link=True),
    Column("article_date", place="date", in_article=True, width=12),
    Column("article_file", place="file", in_article=True),
    Column(
        "reading",
        "reading",
        meaning="What attrcheck read here, in short: by it a person's changes are told from the article's.",
        width=10,
    ),
)
#: The columns of evidence, one a look-up, behind the contract's; only a checklist that was looked up has them.
_EVIDENCE = tuple(Column(f"found_{lookup.value}", label=lookup.heading, width=40, is_link=True) for lookup in Lookup)
#: How the statement stands in the material that the article was held against, behind those of evidence.
_HELD = (
    Column(
        "against_outcome",
        "held.outcome",
        label="Against the material",
        meaning=f"How the words stand in the material: {_one_of(Outcome)}.",
        examples=tuple(Outcome),
        width=18,
    ),
    Column("against_detail", "held.detail", label="What was found", meaning="What differs.", width=50, wraps=True),
    Column("against_place", "held.where", label="Where", meaning="The document, and its page or time.", width=24),
    Column(
        "against_passage",
        "held.passage",
        label="The passage",
        meaning="The document's words.",
        width=50,
        wraps=True,
    ),
    Column(
        "against_link",
        "held.link",
        label="Open it there",
        meaning="The document at that place.",
        is_link=True,
        is_file=True,
    ),
)
_MARKS = (
    Column(MERGED),
    Column(OLD_STATEMENT, width=60, wraps=True),
    Column(CONTRADICTIONS, width=40, wraps=True),
    Column(HISTORY, width=10),
)
#: The columns of merged files in their order, and what a merge writes of a row beside its cells.
MARKS = tuple(column.name for column in _MARKS)
#: All columns that are not people's own, by name, in their order.
KNOWN: Mapping[str, Column] = {column.name: column for column in (*CONTRACT, *_EVIDENCE, *_HELD, *_MARKS)}

COLUMNS = tuple(column.name for column in CONTRACT)
FOUND = tuple(column.name for column in _EVIDENCE)
HELD = tuple(column.name for column in _HELD)
CORRECTED = tuple(column.name for column in CONTRACT if column.is_corrected)
HUMAN = tuple(column.name for column in CONTRACT if column.is_human)
NEEDED = tuple(column.name for column in CONTRACT if column.is_needed)
OURS = frozenset(KNOWN)
