"""Exports: what a checklist becomes as CSV, JSON and a table."""

from __future__ import annotations

import csv as standard_csv
import io
import json as standard_json
import re
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from attrcheck.article.text.plain_text import from_text
from attrcheck.checklist.build import build
from attrcheck.checklist.columns import COLUMNS
from attrcheck.checklist.progress import progress
from attrcheck.checklist.row_filter import Order, RowFilter
from attrcheck.checklist.selection import choose_items
from attrcheck.errors import InputError
from attrcheck.formats import csv, json, markdown, table
from attrcheck.reader.attribute import attribute
from attrcheck.reader.reading import Reading
from attrcheck.sources.identify import identify
from tests.support.marked import MADE_BY, checklist_of, unmarked
from tests.support.sheets import TOWN, checklist_with, sheet_with, typed

CELL_STARTS = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "'=1", "''+1", "＝1", "plain", "'plain", "", "a\r\nb"]


def test_columns_are_the_contract() -> None:
    """The CSV has these columns in this order."""
    assert ",".join(COLUMNS) == (
        "id,status,verdict,evidence_url,notes,checked_by,checked_on,priority,source,source_name,source_role,"
        "source_kind,cue,act,form,statement,context,ground,questions,cited_link,passage_link,search_1,search_2,search_3,"
        "search_4,search_5,search_6,search_7,confidence,paragraph,start,end,article_title,article_url,article_date,"
        "article_file,reading"
    )


def test_a_row_holds_all_of_an_item() -> None:
    """A CSV row has the words, the place and the links of its item, and nothing that a person must fill in."""
    checklist = checklist_of("The [S:mayor] [C:said] [T:it was late].", url="https://example.org/a")
    (row,) = csv.read(csv.write(checklist)).rows
    (item,) = checklist.items
    whole = {column: row[column] for column in COLUMNS if not column.startswith(("search_", "questions"))}
    assert whole == {
        "id": item.id,
        "status": "todo",
        "verdict": "",
        "evidence_url": "",
        "notes": "",
        "checked_by": "",
        "checked_on": "",
        "priority": item.priority,
        "source": "mayor",
        "source_name": item.source.name,
        "source_role": item.source.role,
        "source_kind": "role",
        "cue": "said",
        "act": "statement",
        "form": "indirect",
        "statement": "it was late",
        "context": "The mayor said it was late.",
        "ground": "",
        "cited_link": "",
        "passage_link": item.passage_link,
        "confidence": "0.90",
        "paragraph": "1",
        "start": "15",
        "end": "26",
        "article_title": "",
        "article_url": "https://example.org/a",
        "article_date": "",
        "article_file": "",
        "reading": item.reading,
    }
    assert [row[f"search_{n}"] for n in range(1, len(item.searches) + 1)] == [
        f"{link.label}: {link.url}" for link in item.searches
    ]
    assert row["questions"].split("\n") == list(item.questions)


@pytest.mark.parametrize("start", CELL_STARTS)
def test_no_cell_is_a_formula(start: str) -> None:
    """A cell that a spreadsheet would run has an apostrophe before it, and reads back as it was."""
    checklist = checklist_of(f"[T:{start} is late], [S:Ann] [C:said].", raw=True)
    written = csv.write(checklist)
    cells = [cell for row in standard_csv.reader(io.StringIO(written, newline="")) for cell in row]
    assert not [c for c in cells if c.lstrip(" ")[:1] in tuple("=+-@＝\t\r") and c.lstrip(" ")[:1]]
    assert csv.read(written).rows[0]["statement"] == checklist.items[0].statement


def test_other_files_are_no_checklists() -> None:
    """A CSV without a column of the contract is refused, and the column is named."""
    with pytest.raises(InputError, match="'status' is missing"):
        csv.read("id,name\n1,x\n")


@given(
    st.text(
        alphabet=st.characters(categories=None, exclude_categories=["Cs"], exclude_characters="[]"),
        min_size=1,
        max_size=200,
    )
)
def test_any_statement_survives_csv_and_json(words: str) -> None:
    """Whatever a statement holds, CSV and JSON give it back, and JSON's spans carry their own text."""
    checklist = checklist_of(f"Ann [C:said] [T:{words}]", raw=True)
    assume(checklist.items)  # words that state nothing, as "the", make no row
    assert [row["statement"] for row in csv.read(csv.write(checklist)).rows] == [i.statement for i in checklist.items]
    loaded = standard_json.loads(json.write(checklist))
    spans = [s for i in loaded["items"] for part in ("source", "cue", "statement") for s in i[part]["spans"]]
    assert spans
    assert all(loaded["article"]["text"][span["start"] : span["end"]] == span["text"] for span in spans)


def test_json_has_every_span_with_its_text() -> None:
    """The JSON object has the article, what made it, every item, and what was not done."""
    checklist = checklist_of("The [S:mayor] [C:said] [T:it was late].")
    (item,) = checklist.items
    assert standard_json.loads(json.write(checklist)) == {
        "article": {
            "title": "",
            "author": "",
            "date": "",
            "url": "",
            "language": "",
            "file": "",
            "text": "The mayor said it was late.",
            "paragraphs": [{"start": 0, "end": 27, "kind": "body", "number": 1}],
            "links": [],
        },
        "made_by": {"name": "attrcheck", "version": MADE_BY.version, "model": MADE_BY.model},
        "items": [
            {
                "id": item.id,
                "source": {
                    "spans": [{"start": 4, "end": 9, "text": "mayor"}],
                    "mention": "mayor",
                    "name": item.source.name,
                    "role": item.source.role,
                    "affiliation": item.source.affiliation,
                    "kind": "role",
                    "resolved_to": None,
                    "candidates": [],
                    "confidence": 1.0,
                },
                "cue": {"spans": [{"start": 10, "end": 14, "text": "said"}]},
                "statement": {"text": "it was late", "spans": [{"start": 15, "end": 26, "text": "it was late"}]},
                "act": "statement",
                "form": "indirect",
                "confidence": 0.9,
                "continues": False,
                "nested_in": None,
                "paragraph": 1,
                "context": "The mayor said it was late.",
                "ground": "",
                "priority": item.priority,
                "priority_reason": item.priority_reason,
                "questions": list(item.questions),
                "cited_link": "",
                "passage_link": "",
                "links": [{"label": link.label, "url": link.url} for link in item.searches],
                "reading": item.reading,
                "status": "todo",
                "verdict": "",
                "evidence_url": "",
                "notes": "",
                "checked_by": "",
                "checked_on": "",
            }
        ],
        "summary": {
            "kinds": {"named": 0, "unnamed": 1, "vague": 0, "none": 0},
            "forms": {"direct": 0, "mixed": 0, "indirect": 1},
            "warnings": ["No source is named."],
            "sources": [
                {
                    "name": item.source.name,
                    "kind": "role",
                    "role": item.source.role,
                    "statements": 1,
                    "acts": {"statement": 1},
                    "forms": {"indirect": 1},
                    "first_paragraph": 1,
                    "last_paragraph": 1,
                    "items": [item.id],
                }
            ],
        },
        "not_done": [],
    }


def test_several_articles_share_a_file() -> None:
    """Several checklists are one CSV with one header, and one JSON array."""
    first, second = checklist_of("[S:Ann] [C:said] [T:it was late]"), checklist_of("[S:Bob] [C:said] [T:it was early]")
    assert [row["statement"] for row in csv.read(csv.write(first, second)).rows] == ["it was late", "it was early"]
    assert [one["items"][0]["statement"]["text"] for one in standard_json.loads(json.write(first, second))] == [
        "it was late",
        "it was early",
    ]


def test_the_table_shows_who_said_what() -> None:
    """The table names source, kind, cue, act and statement, and counts the rows by kind."""
    shown = table.write(checklist_of("The [S:mayor] [C:said] [T:it was late]."), width=80)
    row = next(line for line in shown.splitlines() if "mayor" in line)
    assert [cell.strip() for cell in row.strip("│").split("│")] == ["1", "mayor", "role", "said", "it was late"]
    assert shown.splitlines()[-3:] == [
        "1 statement to check.",
        "Sources: 1 unnamed. Words: 1 indirect.",
        "Mind: No source is named.",
    ]


def test_an_unsure_row_is_shown_as_maybe() -> None:
    """A row that is less sure than a half is told as maybe in the table and in the priority column, and not hidden."""
    article, linked = unmarked("The [S:mayor] [C:said] [T:it was late].")
    reading = Reading((replace(linked, confidence=0.31),), ())
    attributions = attribute(article, reading)
    checklist = build(article, attributions, identify(article, reading, attributions), MADE_BY)
    shown = table.write(checklist, width=80)
    assert "maybe: 31%" in shown
    assert shown.splitlines()[-1] == "1 statement to check, 1 of them maybe."
    assert [row["priority"] for row in csv.read(csv.write(checklist)).rows] == ["maybe"]


def test_the_table_lets_no_escape_code_through() -> None:
    """Control characters and direction overrides of the article do not reach the terminal."""
    shown = table.write(checklist_of("[S:Ann] [C:said] [T:\x1b[2Jit \u202ewas late]", raw=True), width=80)
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_an_empty_checklist_says_so() -> None:
    """An article without attributions gives a header, an empty list and a sentence."""
    empty = build(from_text("It rained."), (), (), MADE_BY)
    assert csv.write(empty).splitlines() == [",".join(COLUMNS)]
    assert standard_json.loads(json.write(empty))["items"] == []
    assert table.write(empty) == "Nothing to check.\n"


HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) ![y](http://e.example/p.png) "
    "`code` **bold** @somebody #12 GH-3 www.e.example https://e.example/?a=b&amp;c | cell | :smile: $x$ ~~no~~ \\ "
    "[^1]: x"
)
STARTS = [
    "- item",
    "1. first",
    "23) second",
    "# head",
    "> quote",
    "+ plus",
    "=== line",
    "--- rule",
    "[x] done",
    "| a | b |",
]


@pytest.mark.parametrize("words", [HOSTILE, *STARTS])
def test_markdown_shows_words_and_does_nothing_else(words: str) -> None:
    """Whatever an article says, Markdown shows it letter by letter: no markup, no picture, no link but ours."""
    sheet = typed(sheet_with(TOWN[:1], title=words), {0: {"statement": words, "source_name": words, "notes": words}})
    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown.write_sheet(sheet))
    inlines = [token for token in shown if token.type == "inline"]
    texts = [
        "".join(child.content for child in token.children or () if child.type in ("text", "text_special"))
        for token in inlines
    ]
    whole = " ".join(words.split())
    assert texts[0] == whole
    assert [whole, f"[ ] {whole}", f"notes: {whole}"] == [text for text in texts[1:] if text.endswith(whole)]
    children = [child for token in inlines for child in token.children or ()]
    assert {child.content for child in children if child.type == "html_inline"} <= {"<!-- -->"}
    assert {child.type for child in children} <= {
        *("text", "text_special", "html_inline", "link_open", "link_close", "code_inline", "softbreak"),
    }
    links = [str(child.attrs["href"]) for child in children if child.type == "link_open"]
    assert links
    assert all(link.startswith("https://") and "e.example" not in link.split("?")[0] for link in links)
    live = re.compile(r"(?<!\\w)@\w|(?<!\w)www\.|\w://(?!\S*>\))", re.I)
    assert [line for line in markdown.write_sheet(sheet).splitlines() if live.search(line.split("](<")[0])] == []


def test_markdown_is_a_task_list_for_each_source() -> None:
    """A source is a heading, a row a task under it, ticked when it is done, with what was typed and the links."""
    sheet = typed(
        sheet_with((*TOWN[:1], ("Ann Hill", "added", "it will be missed by all of us")), url="https://example.org/a"),
        {0: {"status": "done", "verdict": "misquoted", "evidence_url": "https://example.org/t?a=(b)", "desk": "home"}},
    )
    first, second = sheet.rows
    links = " · ".join(
        f"[{label}](<{url}>)"
        for label, url in [
            ("the passage", first["passage_link"]),
            *(first[f"search_{n}"].split(": ", 1) for n in range(1, 8) if first[f"search_{n}"]),
        ]
    )
    written = markdown.write_sheet(sheet).splitlines()
    assert written[:14] == [
        "# Town news",
        "",
        "[article](<https://example.org/a>) · 1 of 2 done",
        "",
        "## Ann Hill",
        "",
        "person · 1 of 2 done",
        "",
        f"- [x] {first['statement']}",
        f"  - “Ann Hill” “said” · statement · indirect · paragraph 1 · priority {first['priority']} · `{first['id']}`",
        "  - status: done",
        "  - verdict: misquoted",
        "  - desk: home",
        r"  - evidence: [https\:<!-- -->//example.org/t?a=(b)](<https://example.org/t?a=%28b%29>)",
    ]
    questions = [f"  - {question}" for question in first["questions"].split("\n")]
    assert written[14 : 14 + len(questions)] == questions
    assert written[14 + len(questions)].replace("\\", "").replace("<!-- -->", "") == f"  - {links}"
    assert written[15 + len(questions)] == f"- [ ] {second['statement']}"


def test_markdown_ticks_what_progress_counts_as_done() -> None:
    """A row whose words changed in the article is no longer done, before a person has cleared the mark."""
    sheet = typed(
        sheet_with(TOWN), {0: {"status": "done", "merged": "changed"}, 1: {"status": "done"}, 2: {"status": "skipped"}}
    )
    ticks = [line[:5] for line in markdown.write_sheet(sheet).splitlines() if line.startswith("- [")]
    assert ticks == ["- [ ]", "- [x]", "- [x]"]
    assert f"{progress(sheet).done} of 3 done" in markdown.write_sheet(sheet)


@pytest.mark.parametrize(
    ("only", "least", "order", "chosen"),
    [
        (("unnamed",), 0.0, None, [2, 3]),
        (("unnamed", "direct"), 0.0, None, []),
        (("person", "vague"), 0.0, Order.KIND, [0, 1, 2]),
        (("statement",), 0.95, None, []),
        ((), 0.9, Order.SOURCE, [3, 0, 1, 2]),
        (("todo", "indirect"), 0.0, Order.TEXT, [0, 1, 2, 3]),
    ],
)
def test_rows_are_chosen_and_sorted(
    only: tuple[str, ...], least: float, order: Order | None, chosen: list[int]
) -> None:
    """Words about one column are alternatives, about several all count; rows that are equal keep their order."""
    checklist = checklist_with((*TOWN, ("a spokesman", "said", "there was no money left for it")))
    picked = choose_items(checklist, RowFilter(only, least, order))
    ids = [item.id for item in checklist.items]
    assert [ids.index(item.id) for item in picked.items] == chosen
