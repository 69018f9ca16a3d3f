"""The page's content: its marks, its data, its policy, and how the command line writes it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from attrcheck.article.model import Span
from attrcheck.article.plain_text import from_text
from attrcheck.checklist.build import build
from attrcheck.checklist.columns import COLUMNS, FOUND, HELD
from attrcheck.checklist.model import Checklist
from attrcheck.checklist.sheet import as_sheet
from attrcheck.formats import csv
from attrcheck.formats.html import page as html
from attrcheck.formats.html.marks import blocks
from attrcheck.reader.attribution import Attribution, Form
from attrcheck.reader.cues import Act
from attrcheck.reader.reading import Reading
from attrcheck.sources.identify import identify
from tests.support.command_line import attrcheck
from tests.support.marked import MADE_BY
from tests.support.marked_pages import EVIDENCE, looked_up, marked_checklist


def _data(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert found
    return json.loads(found[1])


def test_marks_are_drawn_piece_by_piece() -> None:
    """A paragraph comes in pieces, each with the rows and roles that meet in it, also where rows stand in rows."""
    checklist = marked_checklist("[S:A report] [C:says] [T:that [S1:critics] [C1:feared] [T1:a crack]]. It rained.")
    assert blocks(checklist) == [
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
    for block, paragraph in zip(blocks(checklist), article.paragraphs, strict=True):
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
