"""The page's content: its marks, its data, its policy, and how the command line writes it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from attrcheck.article.model import Span
from attrcheck.article.text.markdown import from_markdown
from attrcheck.article.text.plain_text import from_text
from attrcheck.checklist.build import build
from attrcheck.checklist.columns import COLUMNS, FOUND, HELD
from attrcheck.checklist.model import Checklist
from attrcheck.checklist.objects import article_from_object, head_object, item_object
from attrcheck.checklist.sheet import Row, as_sheet, whole_sheet
from attrcheck.errors import InputError
from attrcheck.formats import csv
from attrcheck.formats import json as json_format
from attrcheck.formats.format import FileShape, Format
from attrcheck.formats.html import page as html
from attrcheck.formats.html.marks import blocks
from attrcheck.formats.reading import read_sheet
from attrcheck.formats.storage import render
from attrcheck.reader.attribution import Attribution, Form
from attrcheck.reader.cues import Act
from attrcheck.reader.reading import Reading
from attrcheck.sources.identify import identify
from tests.support.command_line import attrcheck
from tests.support.marked import MADE_BY
from tests.support.marked_pages import EVIDENCE, looked_up, marked_checklist
from tests.support.sheets import typed


def _data(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert found
    return json.loads(found[1])


def test_marks_are_drawn_piece_by_piece() -> None:
    """A paragraph comes in pieces, each with the rows and roles that meet in it, also where rows stand in rows."""
    checklist = marked_checklist("[S:A report] [C:says] [T:that [S1:critics] [C1:feared] [T1:a crack]]. It rained.")
    assert _blocks(checklist) == [
        {
            "kind": "body",
            "number": 1,
            "pieces": [
                ("A report", "0s"),
                " ",
                ("says", "0c"),
                " ",
                ("that ", "0t"),
                ("critics", "0t 1s"),
                (" ", "0t"),
                ("feared", "0t 1c"),
                (" ", "0t"),
                ("a crack", "0t 1t"),
                ". It rained.",
            ],
        }
    ]


def _spans(limit: int) -> st.SearchStrategy[list[Span]]:
    ends = st.tuples(st.integers(0, limit), st.integers(0, limit)).filter(lambda pair: pair[0] != pair[1])
    return st.lists(ends.map(lambda pair: Span(min(pair), max(pair))), min_size=1, max_size=3).map(
        lambda spans: (
            [one for one in sorted(spans) if not any(o != one and o.overlaps(one) for o in spans)] or spans[:1]
        )
    )


TEXT = "The ferry was late.\n\nNobody knew why, and 😀 nobody asked.\n\nIt rained."


@example([([Span(0, 1)], [Span(0, 1)], [Span(57, 58)])])  # between two paragraphs
@given(st.lists(st.tuples(_spans(len(TEXT)), _spans(len(TEXT)), _spans(len(TEXT))), max_size=5))
def test_any_spans_are_marked_where_they_are(drawn: list[tuple[list[Span], list[Span], list[Span]]]) -> None:
    """However spans overlap, the pieces make up the paragraphs, and each mark covers its spans' text in them."""
    article = from_text(TEXT)
    attributions = [
        Attribution(tuple(source), tuple(cue), tuple(content), Act.STATEMENT, Form.INDIRECT, 0.9)
        for source, cue, content in drawn
    ]
    checklist = build(article, attributions, identify(article, Reading((), ()), attributions), MADE_BY)
    for block, paragraph in zip(_blocks(checklist), article.paragraphs, strict=True):
        marks: list[set[str]] = []
        for piece in block["pieces"]:
            text, told = (piece, "") if isinstance(piece, str) else piece
            marks += [set(told.split())] * len(text)
        words = "".join(piece if isinstance(piece, str) else piece[0] for piece in block["pieces"])
        assert words == paragraph.span.of(TEXT)
        for at in range(paragraph.span.start, paragraph.span.end):
            expected = {
                f"{row}{role}"
                for row, item in enumerate(checklist.items)
                for role, spans in zip(
                    "sct", (item.attribution.source, item.attribution.cue, item.attribution.content), strict=True
                )
                if any(span.start <= at < span.end for span in spans)
            }
            assert marks[at - paragraph.span.start] == expected


def test_the_page_holds_every_cell() -> None:
    """The data of the page has the rows of the CSV, evidence, the summary what was not done, and no mark of HTML's."""
    checklist = looked_up(marked_checklist("[S:<b>Ann</b> & Co] [C:said] [T:it was\u2028late </script><!--]."))
    page = html.write(checklist)
    (article,) = _data(page)["articles"]
    assert [row["cells"] for row in article["rows"]] == [
        [row[c] for c in (*COLUMNS, *FOUND, *HELD)] for row in as_sheet(checklist).rows
    ]
    assert [row["evidence"] for row in article["rows"]] == [[one.fields() for one in EVIDENCE]]
    assert (article["summary"]["kinds"]["named"], article["not_done"]) == (1, [])
    assert "<b>" not in page
    assert page.count("</script>") == 3
    assert page.count("<!--") == 0


def _blocks(checklist: Checklist) -> list[dict[str, Any]]:
    return blocks(checklist.article, [item_object(item, checklist.article.text) for item in checklist.items])


def _keys(*checklists: Checklist) -> list[str]:
    return [article["key"] for article in _data(html.write(*checklists))["articles"]]


def test_what_is_typed_belongs_to_the_article() -> None:
    """The name under which a browser keeps it follows title and address, or the text where there are none."""
    said = "[S:Ann] [C:said] [T:it was late]."
    assert _keys(marked_checklist(said)) == _keys(marked_checklist(f"{said} It rained."))
    others = [
        marked_checklist(said, title="Other"),
        marked_checklist(said, url="https://e.example/"),
        marked_checklist(said),
    ]
    untitled = [marked_checklist(said, title=""), marked_checklist(f"{said} It rained.", title="")]
    assert len(set(_keys(*others, *untitled))) == 5


def test_the_policy_allows_the_pages_own_program_and_nothing_else() -> None:
    """The policy names the hashes of the scripts and the style that stand in the page, and closes every other door."""
    page = html.write(marked_checklist())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="(.*?)"', page)
    assert policy

    def hashes(tag: str) -> list[str]:
        found = re.findall(rf"<{tag}(?: type=\"module\")?>(.*?)</{tag}>", page, re.S)
        return [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in found]

    scripts, (style,) = hashes("script"), hashes("style")
    assert policy[1].replace("&#x27;", "'").split("; ") == [
        "default-src 'none'",
        "script-src " + " ".join(f"'sha256-{one}'" for one in scripts),
        f"style-src 'sha256-{style}'",
        *(f"{door} 'none'" for door in ("img-src", "connect-src", "base-uri", "form-action", "trusted-types")),
        "require-trusted-types-for 'script'",
    ]
    assert len(scripts) == 2
    assert not re.search(r"\son\w+=|\sstyle=|(?:src|href)=", page.partition('<script type="application/json"')[0])


def test_a_page_is_written_and_never_read_again(tmp_path: Path) -> None:
    """`-o page.html` writes a page, refuses one that is there without --force, and tells what to do instead."""
    article, page = tmp_path / "town.txt", tmp_path / "page.htm"
    article.write_text("Town news\n\nThe mayor said the bridge would be closed in May.\n", encoding="utf8")
    page.write_text("mine", encoding="utf8")
    again = attrcheck("check", article, "-o", page, "-q")
    assert (again.returncode, page.read_text(encoding="utf8")) == (3, "mine")
    assert b"--force" in again.stderr
    assert attrcheck("check", article, "-o", page, "-q", "--force").returncode == 0
    assert _data(page.read_text(encoding="utf8"))["articles"][0]["title"] == "Town news"
    read = attrcheck("progress", page)
    assert (read.returncode, b"Download the CSV there" in read.stderr) == (3, True)
    (tmp_path / "a.csv").write_text(csv.write(marked_checklist()), encoding="utf8", newline="")
    converted = attrcheck("convert", tmp_path / "a.csv", tmp_path / "b.html")
    assert (converted.returncode, b"attrcheck check ARTICLE -o" in converted.stderr) == (2, True)


def test_a_checklist_in_json_becomes_the_page_with_the_work_on_it(tmp_path: Path) -> None:
    """`convert` makes of JSON the page that `check` makes, and what people typed, corrected and added stands on it."""
    checklist = looked_up(marked_checklist(unsure=3))
    (tmp_path / "a.json").write_text(json_format.write(checklist), encoding="utf8")
    assert attrcheck("convert", tmp_path / "a.json", tmp_path / "a.html").returncode == 0
    assert (tmp_path / "a.html").read_text(encoding="utf8") == html.write(checklist)
    sheet = read_sheet((tmp_path / "a.json").read_bytes(), name="a.json")
    worked = typed(sheet, {0: {"verdict": "misquoted", "source_name": "Ines Okafor-Lee"}, 1: {"desk": "city"}})
    gone = replace(worked.rows[2], cells={**worked.rows[2].cells, "merged": "gone"})
    own = Row({"id": "own-1", "status": "todo", "statement": "It was dry.", **_names(checklist)})
    whole = replace(worked, columns=(*worked.columns, "merged"), rows=(*worked.rows[:2], gone, *worked.rows[3:], own))
    (tmp_path / "b.json").write_bytes(render(whole, FileShape(Format.JSON)))
    assert attrcheck("convert", tmp_path / "b.json", tmp_path / "b.html").returncode == 0
    data = _data((tmp_path / "b.html").read_text(encoding="utf8"))
    first, second, third, fourth = data["typed"]
    assert (first["verdict"], first["source_name"], second["desk"]) == ("misquoted", "Ines Okafor-Lee", "city")
    assert (third["merged"], fourth["statement"]) == ("gone", "It was dry.")
    whole_rows = _data(html.write(checklist))["articles"][0]["rows"]
    # What was read stands there as it was read, and what is gone has no marks in the text.
    assert data["articles"][0]["rows"] == [whole_rows[0], whole_rows[1], whole_rows[3]]


def _names(checklist: Checklist) -> dict[str, str]:
    return {"article_title": checklist.article.title, "article_url": "", "article_file": "", "source": "", "cue": ""}


def test_json_without_the_text_makes_no_page(tmp_path: Path) -> None:
    """A checklist in JSON that was made from a spreadsheet lacks the text, and a page of it is refused."""
    (tmp_path / "a.csv").write_text(csv.write(marked_checklist()), encoding="utf8", newline="")
    assert attrcheck("convert", tmp_path / "a.csv", tmp_path / "a.json").returncode == 0
    converted = attrcheck("convert", tmp_path / "a.json", tmp_path / "a.html")
    assert (converted.returncode, b"does not hold the article's text" in converted.stderr) == (3, True)
    assert not (tmp_path / "a.html").exists()


LINKED = (
    "# Late ferry\n\nBy Ann Hill\n\nThe [mayor](https://council.example/minutes) said it was late.\n\n"
    "## Later\n\nIt rained.\n"
)


def test_an_article_comes_back_from_json() -> None:
    """An article is the same after JSON: its paragraphs and their kinds, its links, its names."""
    article = replace(from_markdown(LINKED), date="2026-03-01", url="https://paper.example/ferry", file="ferry.md")
    head = head_object(Checklist(article, (), MADE_BY))
    assert article_from_object(json.loads(json.dumps(head["article"]))) == article
    older = {key: value for key, value in head["article"].items() if key not in ("paragraphs", "links")}
    assert [p.span.of(article.text) for p in article_from_object(older).paragraphs] == article.text.split("\n\n")


@pytest.mark.parametrize(
    "change",
    [
        {"text": ""},
        {"text": None},
        {"paragraphs": 3},
        {"paragraphs": [{"start": 4, "end": 2, "kind": "body", "number": 1}]},
        {"paragraphs": [{"start": 0, "end": 10**9, "kind": "body", "number": 1}]},
        {"paragraphs": [{"start": 0, "end": 1, "kind": "song", "number": 1}]},
        {"links": [{"start": 0}]},
    ],
)
def test_a_damaged_article_is_refused(change: dict[str, Any]) -> None:
    """An article of JSON whose parts are not as attrcheck writes them is refused with a message."""
    head = head_object(marked_checklist())
    with pytest.raises(InputError, match=r"^this (is not a checklist|checklist was made)"):
        article_from_object({**head["article"], **change})


def test_no_two_parts_of_the_program_declare_one_name() -> None:
    """The parts of the page's program are one module, on a desk too: each name in it is declared once."""
    page = html.connected_page(whole_sheet(marked_checklist()), {"work": "a"})
    program = page.rpartition('<script type="module">')[2]
    names = re.findall(r"^(?:async )?(?:function\*?|class|const|let) (\w+)", program, re.M)
    assert [name for name, number in Counter(names).items() if number > 1] == []
    assert {"connectDesk", "ask", "takeIn", "start"} <= set(names)
