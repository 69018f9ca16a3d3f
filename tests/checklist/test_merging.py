"""Merging: what people wrote is kept, whatever happens to the article and to the file."""

from __future__ import annotations

import itertools
import json as standard_json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrcheck.checklist.columns import COLUMNS, CONTRADICTIONS, HISTORY, HUMAN, MARKS, MERGED, OLD_STATEMENT
from attrcheck.checklist.history import changes_of
from attrcheck.checklist.merging import merge
from attrcheck.checklist.progress import progress
from attrcheck.checklist.sheet import Sheet
from attrcheck.errors import InputError
from attrcheck.formats.format import FileShape, Format
from attrcheck.formats.storage import render
from tests.support.sheets import TOWN, Said, cells_of, json_sheet_with, passed_through, plain, sheet_with, typed

DONE = {"status": "done", "verdict": "misquoted", "notes": " asked\ntwice ", "checked_by": "Zoë", "desk": "home"}


def _after(old: Sheet, said: tuple[Said, ...], *, title: str = "Town news") -> Sheet:
    return merge(old, sheet_with(said, title=title)).sheet


def test_a_second_run_keeps_what_was_typed() -> None:
    """An article that has not changed gives the same rows, with every cell that a person filled in."""
    old = typed(sheet_with(TOWN), {1: DONE})
    merged = merge(old, sheet_with(TOWN))
    assert merged.sheet.columns == (*COLUMNS, *MARKS, "desk")
    blank = dict.fromkeys((MERGED, OLD_STATEMENT, CONTRADICTIONS), "")
    assert [{**row, HISTORY: ""} for row in plain(merged.sheet)] == [row | blank | {HISTORY: ""} for row in plain(old)]
    assert merged.sheet.rows[1][HISTORY].split("\n") == [
        '["","Zoë","checked_by","Zoë",[]]',
        '["","Zoë","desk","home",[]]',
        '["","Zoë","notes"," asked\\ntwice ",[]]',
        '["","Zoë","status","done",[]]',
        '["","Zoë","verdict","misquoted",[]]',
    ]
    assert (merged.kept, merged.new, merged.changed, merged.gone, merged.conflicts) == (3, 0, 0, 0, 0)


def test_rows_that_come_change_and_go_are_marked() -> None:
    """A changed statement keeps its verdict beside the new words and the old; what vanished stays at its place."""
    old = typed(sheet_with(TOWN), {0: DONE, 2: {"verdict": "inconclusive"}})
    changed = ("Ann Hill", "said", "the old bridge would be closed in June")
    merged = merge(old, sheet_with((changed, ("Eve Ray", "added", "nothing at all was ever decided"), TOWN[1])))
    assert cells_of(merged.sheet, "statement", MERGED, OLD_STATEMENT, "verdict", "desk") == [
        (changed[2], "changed", TOWN[0][2], "misquoted", "home"),
        ("nothing at all was ever decided", "new", "", "", ""),
        (TOWN[1][2], "", "", "", ""),
        (TOWN[2][2], "gone", "", "inconclusive", ""),
    ]
    assert (merged.kept, merged.new, merged.changed, merged.gone) == (3, 1, 1, 1)


def test_a_new_headline_changes_no_row() -> None:
    """Where the headline alone has changed, every row keeps its id and what was typed."""
    old = typed(sheet_with(TOWN), {0: DONE})
    sheet = _after(old, TOWN, title="Town news, updated")
    assert cells_of(sheet, "id") == cells_of(old, "id")
    assert cells_of(sheet, "statement", "verdict", MERGED, "article_title") == [
        (said[2], "misquoted" if said is TOWN[0] else "", "", "Town news, updated") for said in TOWN
    ]


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (("Mayor Ann Hill", "said", TOWN[0][2]), f"Ann Hill said: {TOWN[0][2]}"),
        (("Ann Hill", "denied", TOWN[0][2]), f"Ann Hill said: {TOWN[0][2]}"),
        (("Ann Hill", "said", "The OLD bridge — would be closed in May"), ""),
        (("Ann Hill", "said", "the bridge would be closed in late May"), TOWN[0][2]),
    ],
)
def test_what_counts_as_a_change(now: Said, before: str) -> None:
    """Other words, another source or another cue are a change and are told; case and punctuation are none."""
    sheet = _after(typed(sheet_with(TOWN), {0: DONE}), (now, *TOWN[1:]))
    assert cells_of(sheet, MERGED, OLD_STATEMENT, "verdict")[0] == ("changed" if before else "", before, "misquoted")
    assert len(sheet.rows) == 3


def test_a_change_stays_marked_until_a_person_clears_it() -> None:
    """The mark of a change survives further runs, with each earlier wording; that of a new row goes with the next."""
    first = typed(sheet_with(TOWN), {0: DONE})
    june = ("Ann Hill", "said", "the old bridge would be closed in June")
    july = ("Ann Hill", "said", "the old bridge would be closed in July")
    sheet = _after(_after(first, (june, *TOWN)), (june, *TOWN))
    sheet = _after(_after(first, (june, *TOWN[1:])), (june, *TOWN[1:]))
    assert cells_of(sheet, MERGED, OLD_STATEMENT)[0] == ("changed", TOWN[0][2])
    sheet = _after(sheet, (july, *TOWN[1:]))
    assert cells_of(sheet, MERGED, OLD_STATEMENT)[0] == ("changed", f"{TOWN[0][2]}\n{june[2]}")
    sheet = _after(typed(sheet, {0: {MERGED: "", OLD_STATEMENT: ""}}), (july, *TOWN[1:]))
    assert cells_of(sheet, MERGED, OLD_STATEMENT)[0] == ("", "")


def test_a_row_that_comes_back_is_there_again() -> None:
    """A statement that vanished and returned, under another headline too, has its verdict and no mark."""
    sheet = _after(typed(sheet_with(TOWN), {0: DONE}), TOWN[1:], title="Other head")
    assert cells_of(sheet, MERGED, "verdict")[0] == ("gone", "misquoted")
    sheet = _after(sheet, TOWN, title="Other head")
    assert cells_of(sheet, MERGED, "verdict") == [("", "misquoted"), ("", ""), ("", "")]


def test_ids_that_a_spreadsheet_spoilt_do_no_harm() -> None:
    """Where an id has become a number, the row is found by its words and has its id again."""
    old = typed(sheet_with(TOWN), {0: {**DONE, "id": "1.23E+08"}, 1: {"id": "12345"}})
    assert plain(_after(old, TOWN)) == plain(_after(typed(sheet_with(TOWN), {0: DONE}), TOWN))


def test_a_copied_row_stays_two_rows() -> None:
    """Two rows with one id, as a person makes who copies a row, are both kept with what stands in each."""
    old = typed(sheet_with(TOWN), {0: DONE})
    second = replace(old.rows[0], cells={**old.rows[0].cells, "verdict": "out_of_context"})
    merged = merge(replace(old, rows=(old.rows[0], second, *old.rows[1:])), sheet_with(TOWN))
    assert cells_of(merged.sheet, "statement", "verdict", MERGED) == [
        (TOWN[0][2], "misquoted", ""),
        (TOWN[0][2], "out_of_context", ""),
        (TOWN[1][2], "", ""),
        (TOWN[2][2], "", ""),
    ]


def test_a_row_of_a_persons_own_stays() -> None:
    """A row that a person added is neither gone nor changed, at the place where it stood."""
    old = sheet_with(TOWN)
    own = replace(old.rows[0], cells={"statement": "missed by the tool", "verdict": "misquoted"})
    sheet = _after(replace(old, rows=(old.rows[0], own, *old.rows[1:])), TOWN)
    assert cells_of(sheet, "statement", "verdict", MERGED)[1] == ("missed by the tool", "misquoted", "")
    assert len(sheet.rows) == 4
    assert len(merge(sheet, sheet).sheet.rows) == 4


@pytest.mark.parametrize(
    ("cells", "marks"),
    [
        ({"verdict": "false!"}, "unknown verdict"),
        ({"status": "almost"}, "unknown status"),
        ({"verdict": "Misquoted", "status": "In Progress"}, ""),
    ],
)
def test_a_verdict_of_no_list_is_kept_and_marked(cells: dict[str, str], marks: str) -> None:
    """A status or verdict that is in no list stays as it was typed, and its row is marked; spelling does not count."""
    sheet = _after(typed(sheet_with(TOWN), {0: cells}), TOWN)
    assert cells_of(sheet, MERGED, *cells)[0] == (marks, *cells.values())


def test_another_article_is_refused() -> None:
    """A checklist of another article is refused, with both titles; on demand its rows are added and none is marked."""
    old = typed(sheet_with(TOWN), {0: DONE})
    new = sheet_with((("Max Roe", "told", "ships left the harbour at dawn"),), title="Port news")
    with pytest.raises(InputError, match="of another article, “Town news”, not of “Port news”"):
        merge(old, new)
    merged = merge(old, new, anyway=True)
    assert cells_of(merged.sheet, "article_title", "verdict", MERGED) == [
        ("Town news", "misquoted", ""),
        ("Town news", "", ""),
        ("Town news", "", ""),
        ("Port news", "", "new"),
    ]
    again = merge(merged.sheet, new)
    assert cells_of(again.sheet, "article_title", MERGED) == [("Town news", "")] * 3 + [("Port news", "")]


def test_articles_without_a_title_are_told_by_their_rows() -> None:
    """Texts without a title are one article where their rows are alike, and two where they are not."""
    old = typed(sheet_with(TOWN, title=""), {0: DONE})
    assert cells_of(_after(old, TOWN[:2], title=""), MERGED) == [("",), ("",), ("gone",)]
    with pytest.raises(InputError, match="another article"):
        _after(old, (("Max Roe", "told", "ships left the harbour at dawn"),), title="")


def test_two_peoples_contradictions_are_marked_and_can_be_settled() -> None:
    """Of two people's work on one row all is kept: what agrees is joined, what does not is told until it is settled."""
    mine = typed(sheet_with(TOWN), {0: DONE, 1: {"notes": "called", "checked_on": "2026-11-03"}})
    theirs = typed(
        sheet_with(TOWN),
        {
            0: {"status": "in_progress", "verdict": "misattributed", "checked_by": "Bo", "checked_on": "2026-11-24"},
            1: {"notes": "called, no answer", "checked_on": "11/3/2026", "status": "waiting_reply", "desk": "x"},
        },
    )
    merged = merge(mine, theirs)
    columns = ("status", "verdict", "notes", "checked_by", "checked_on", "desk", MERGED, CONTRADICTIONS)
    assert cells_of(merged.sheet, *columns)[:2] == [
        (
            *("in_progress", "misattributed", " asked\ntwice ", "Zoë, Bo", "2026-11-24", "home", "conflict"),
            "status: done (Zoë) | in_progress (Bo, 2026-11-24)\n"
            "verdict: misquoted (Zoë) | misattributed (Bo, 2026-11-24)",
        ),
        ("waiting_reply", "", "called, no answer", "", "2026-11-03", "x", "", ""),
    ]
    assert merged.conflicts == 1
    assert plain(merge(merged.sheet, theirs).sheet) == plain(merged.sheet)
    told = progress(merged.sheet)
    assert (told.done, told.conflicts, told.open_rows[0]["id"]) == (0, 1, mine.rows[0]["id"])
    settled = typed(merged.sheet, {0: {"verdict": "misquoted", "status": "done", "checked_by": "Cleo", MERGED: ""}})
    for one, other in ((settled, theirs), (mine, settled), (settled, merged.sheet)):
        sheet = merge(one, other).sheet
        assert cells_of(sheet, "status", "verdict", MERGED, CONTRADICTIONS)[0] == ("done", "misquoted", "", "")
    cleared = typed(merged.sheet, {0: {MERGED: ""}})
    assert cells_of(merge(mine, cleared).sheet, "verdict", MERGED)[0] == ("misattributed", "")


def test_json_keeps_its_places_through_a_merge() -> None:
    """A merged JSON has the new article's text, and every span that it gives is one of that text."""
    old = typed(json_sheet_with(TOWN), {0: DONE, 2: {"verdict": "inconclusive"}})
    merged = merge(old, json_sheet_with(TOWN[:2], title="Other head"))
    whole = standard_json.loads(render(merged.sheet, FileShape(Format.JSON)))
    spans = [s for i in whole["items"] for part in ("source", "cue", "statement") for s in i[part]["spans"]]
    assert all(whole["article"]["text"][one["start"] : one["end"]] == one["text"] for one in spans)
    assert len(spans) == 6
    assert [(i["verdict"], i[MERGED], i.get("desk", "")) for i in whole["items"]] == [
        ("misquoted", "", "home"),
        ("", "", ""),
        ("inconclusive", "gone", ""),
    ]
    assert plain(passed_through(merged.sheet, Format.JSON)) == plain(merged.sheet)


def test_what_was_looked_up_stays_with_its_words() -> None:
    """A run without look-ups keeps what earlier ones brought to a statement, until its words change."""
    found = [{"lookup": "identity", "finding": "a person of that name", "url": "https://example.org/q"}]
    old = json_sheet_with(TOWN)
    old = replace(old, rows=tuple(replace(row, item={**(row.item or {}), "evidence": found}) for row in old.rows))
    june = ("Ann Hill", "said", "the old bridge would be closed in June")
    sheet = merge(old, json_sheet_with((june, *TOWN[1:]))).sheet
    items = standard_json.loads(render(sheet, FileShape(Format.JSON)))["items"]
    assert [item.get("evidence") for item in items] == [None, found, found]
    assert "evidence" not in sheet.columns


def test_what_a_person_corrected_in_our_columns_is_kept() -> None:
    """What a person corrected in our columns stands at every run, also when attrcheck reads something else there."""
    questions = sheet_with(TOWN).rows[0]["questions"]
    cells = {"priority": "urgent", "source_name": "Ann Hill, MP", "questions": f"{questions}\nIs she still in office?"}
    old = typed(sheet_with(TOWN), {0: {**DONE, **cells}})
    merged = merge(old, sheet_with(TOWN))
    assert cells_of(merged.sheet, *cells, OLD_STATEMENT, MERGED)[0] == (*cells.values(), "", "")
    again = merge(merged.sheet, sheet_with((("Mayor Ann Hill", *TOWN[0][1:]), *TOWN[1:])))
    assert cells_of(again.sheet, *cells, "source", MERGED)[0] == (*cells.values(), "Mayor Ann Hill", "changed")
    assert plain(merge(merged.sheet, sheet_with(TOWN)).sheet) == plain(merged.sheet)
    back = typed(merged.sheet, {0: {"source_name": "Ann Hill"}})
    assert cells_of(merge(merged.sheet, back).sheet, "source_name", "priority")[0] == ("Ann Hill", "urgent")


def test_what_was_corrected_before_there_were_notes_of_readings_stays_readable() -> None:
    """In a checklist of an older version, what stood in our columns and does no more goes into old_statement."""
    old = typed(sheet_with(TOWN), {0: {**DONE, "reading": "", "priority": "urgent"}})
    assert cells_of(merge(old, sheet_with(TOWN)).sheet, "priority", OLD_STATEMENT)[0] == ("medium", "priority: urgent")


def test_columns_that_a_copy_lacks_are_not_emptied() -> None:
    """A colleague's copy without some of the columns brings its work, and takes no cell away."""
    old = sheet_with(TOWN)
    kept = ("id", *HUMAN, "source", "cue", "statement")
    rows = [{c: row[c] for c in kept} for row in typed(old, {0: DONE}).rows]
    copy = replace(
        old, columns=kept, heads=(), rows=tuple(replace(old.rows[n], cells=cells) for n, cells in enumerate(rows))
    )
    merged = merge(old, copy).sheet
    assert cells_of(merged, "context", "article_title", "start") == cells_of(old, "context", "article_title", "start")
    assert cells_of(merged, "verdict")[0] == ("misquoted",)


def test_many_changed_rows_are_matched_quickly() -> None:
    """Of two thousand statements that all changed a little, each finds its own."""
    words = ["bridge", "river", "school", "budget", "ferry", "market", "winter", "museum", "harvest", "clinic"]
    said = [
        ("Ann Hill", "said", f"the {a} near the {b} costs {number} euros more than the {c} did")
        for number, (a, b, c) in enumerate(itertools.islice(itertools.cycle(itertools.permutations(words, 3)), 2000))
    ]
    now = [(source, cue, f"{statement} back then") for source, cue, statement in said]
    merged = merge(sheet_with(said), sheet_with(now, title="New head"))
    assert (merged.changed, merged.new, merged.gone) == (2000, 0, 0)
    assert all(row["statement"] == f"{row[OLD_STATEMENT]} back then" for row in merged.sheet.rows)


def test_progress_counts_what_is_done() -> None:
    """Progress counts by status, verdict, source and person; what changed is open again, what is gone not counted."""
    sheet = typed(
        sheet_with(TOWN),
        {
            0: {"status": "Done", "verdict": "misquoted", "checked_by": "Zoë"},
            1: {"status": "done", "checked_by": "Zoë", MERGED: "changed"},
            2: {"status": "skipped", MERGED: "gone"},
        },
    )
    told = progress(sheet)
    assert (told.rows, told.done, told.changed, told.gone) == (2, 1, 1, 1)
    assert (told.statuses, told.verdicts) == ((("done", 2),), (("misquoted", 1),))
    assert (told.sources, told.people) == ((("Ann Hill", 1, 1), ("Bob Stone", 0, 1)), (("Zoë", 2),))
    assert [row["source"] for row in told.open_rows] == ["Bob Stone"]


# What can happen to a checklist, in any order; each step is a function of the sheet and the article.

_WORDS = st.text(alphabet=st.characters(categories=None, exclude_characters="\r\n"), max_size=12)
_STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("type"),
            st.integers(0, 9),
            st.sampled_from([*HUMAN, "desk", "mine", "priority", "source_name", "questions", "cited_link"]),
            _WORDS,
        ),
        st.tuples(st.just("rerun"), st.integers(0, 9), st.sampled_from(["drop", "alter", "add", "head", "shuffle"])),
        st.tuples(st.just("convert"), st.sampled_from([f for f in Format if f.is_read])),
        st.tuples(st.just("colleague"), st.integers(0, 9), st.sampled_from([*HUMAN, "desk"]), _WORDS),
    ),
    max_size=12,
)


def _changed(said: list[Said], number: int, how: str, step: int) -> list[Said]:
    at = number % len(said)
    if how == "drop" and len(said) > 1:
        return said[:at] + said[at + 1 :]
    if how == "alter":
        source, cue, statement = said[at]
        return [*said[:at], (source, cue, f"{statement} {step}"), *said[at + 1 :]]
    if how == "add":
        return [
            *said[:at],
            (f"Person {'ABCDEFGHIJKLMN'[step % 14]}", "said", f"thing number {step} was long overdue"),
            *said[at:],
        ]
    return said[at:] + said[:at] if how == "shuffle" else said


@settings(max_examples=120)
@given(_STEPS)
def test_no_cell_that_a_person_typed_is_lost(steps: list[tuple[object, ...]]) -> None:
    """After any sequence of typing, runs on a changed article, conversions and merges, all that was typed is there."""
    said, title = [*TOWN], "Town news"
    sheet = sheet_with(said)
    # Each text that was typed is one of a kind, so that it cannot be taken for another; typing over one replaces it.
    expected: dict[str, str] = {}
    counter = itertools.count()

    def write(into: Sheet, number: object, column: object, words: object) -> tuple[Sheet, str, str]:
        assert isinstance(number, int)
        row = number % len(into.rows)
        cell = f"{words}#{next(counter)}#"
        return typed(into, {row: {str(column): cell}}), cell, into.rows[row][str(column)]

    for step, (what, *rest) in enumerate(steps):
        if what == "type":
            sheet, cell, over = write(sheet, *rest)
            expected = {text: column for text, column in expected.items() if text not in over}
            expected[cell] = str(rest[1])
        elif what == "rerun":
            number, how = rest
            assert isinstance(number, int)
            said = _changed(said, number, str(how), step)
            title = f"{title} {step}" if how == "head" else title
            sheet = merge(sheet, sheet_with(said, title=title)).sheet
        elif what == "convert":
            sheet = passed_through(sheet, Format(str(rest[0])))
        else:
            copy, cell, over = write(sheet, *rest)
            sheet = merge(sheet, copy).sheet
            expected[cell] = str(rest[1])
        for text, column in expected.items():
            cells = [row[column] for row in sheet.rows]
            told = [row[place] for row in sheet.rows for place in ("notes", OLD_STATEMENT)]
            told += [one.value or "" for row in sheet.rows for one in changes_of(row, sheet.own)]
            assert text in cells or any(text in one for one in told), (text, column)


def test_a_statement_that_a_workbook_cut_is_no_change() -> None:
    """Words too long for a workbook's cell come back cut, which changes nothing: not even in the other order."""
    long = ("Ann Hill", "said", "the bridge is old and " + "so is the road that leads there and " * 1000 + "so on")
    new = sheet_with((long, TOWN[1]))
    cut = passed_through(typed(new, {0: {"verdict": "misquoted"}}), Format.XLSX)
    assert len(cut.rows[0]["statement"]) < len(long[2])
    for one, other in ((cut, new), (new, cut), (merge(cut, new).sheet, new)):
        merged = merge(one, other)
        assert cells_of(merged.sheet, "verdict", MERGED, OLD_STATEMENT) == [("misquoted", "", ""), ("", "", "")]
        assert cells_of(merged.sheet, "statement", "context") == cells_of(new, "statement", "context")


def test_an_article_keeps_its_text_under_a_new_headline() -> None:
    """A JSON checklist that a CSV of the same article under another headline is merged with stays one article."""
    merged = merge(json_sheet_with(TOWN), sheet_with(TOWN[:2], title="Bridge to close")).sheet
    before = standard_json.loads(render(json_sheet_with(TOWN), FileShape(Format.JSON)))
    whole = standard_json.loads(render(merged, FileShape(Format.JSON)))
    assert whole["article"] == {**before["article"], "title": "Bridge to close"}
    assert [item["statement"] for item in whole["items"][:2]] == [item["statement"] for item in before["items"][:2]]
    assert [item[MERGED] for item in whole["items"]] == ["", "", "gone"]
