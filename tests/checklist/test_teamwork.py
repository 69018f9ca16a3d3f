"""Several people and several articles in one checklist: nobody's work is lost or taken for another's, in any order."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrcheck.checklist.columns import CONTRADICTIONS, HUMAN, MERGED, OLD_STATEMENT
from attrcheck.checklist.dates import iso_day
from attrcheck.checklist.history import changes_of
from attrcheck.checklist.merging import merge
from attrcheck.checklist.model import Checklist
from attrcheck.checklist.progress import progress
from attrcheck.checklist.row_filter import RowFilter
from attrcheck.checklist.selection import choose
from attrcheck.checklist.sheet import Row, Sheet, as_sheet
from attrcheck.errors import InputError
from attrcheck.formats.format import Format
from tests.support.sheets import TOWN, Said, cells_of, checklist_with, passed_through, sheet_with, typed

PORT: tuple[Said, ...] = (("Max Roe", "told", "ships left the harbour at dawn"), ("Eve Ray", "added", "it was quiet"))
DONE = {"status": "done", "verdict": "misquoted", "checked_by": "Ana", "checked_on": "2026-11-02"}


def _of(name: str, said: Sequence[Said], *, title: str = "") -> Checklist:
    """Return the checklist of a file called `name`."""
    return checklist_with(said, title=title, file=name)


def _class(**essays: Sequence[Said]) -> Sheet:
    return as_sheet(*(_of(f"{name}.txt", said) for name, said in essays.items()))


def _part(sheet: Sheet, *rows: int) -> Sheet:
    return replace(sheet, rows=tuple(sheet.rows[row] for row in rows), is_reading=False)


def _copy(sheet: Sheet) -> Sheet:
    """Return `sheet` as it is read again from a file."""
    return passed_through(sheet, Format.CSV)


def test_a_part_leaves_the_rest_open() -> None:
    """What a part of a checklist lacks is not gone: only an article that was read again can lose a row."""
    whole = sheet_with(TOWN)
    part = _copy(typed(_part(whole, 1), {0: DONE}))
    for merged in (merge(_copy(whole), part), merge(part, _copy(whole))):
        assert sorted(cells_of(merged.sheet, "source", "status", MERGED)) == [
            ("Ann Hill", "todo", ""),
            ("Bob Stone", "done", ""),
            ("critics", "todo", ""),
        ]
        assert (progress(merged.sheet).done, progress(merged.sheet).rows, merged.gone) == (1, 3, 0)
    june = ("Ann Hill", "said", "the old bridge would be closed in June")
    again = merge(typed(_copy(whole), {0: DONE}), _copy(sheet_with((june, TOWN[1]))))
    assert cells_of(again.sheet, "status", MERGED) == [("done", "changed"), ("todo", ""), ("todo", "gone")]


def test_parts_that_share_no_row_are_of_one_article() -> None:
    """Two people who each keep their own rows only, of an untitled file, merge their parts to what the file was."""
    whole = _copy(_class(Abel=TOWN, Dora=PORT))
    hers, his = typed(_part(whole, 0, 3), {0: DONE}), typed(_part(whole, 1, 2, 4), {0: {"notes": "called"}})
    for one, other in itertools.permutations((hers, his)):
        sheet = merge(_copy(one), _copy(other)).sheet
        assert sorted(cells_of(sheet, "article_file", "id", MERGED)) == sorted(
            (row["article_file"], row["id"], "") for row in whole.rows
        )
        again = merge(sheet, whole)
        assert len(again.sheet.rows) == 5
        assert progress(again.sheet).done == 1


@pytest.mark.parametrize("emptied", [("status", "verdict"), ("status", "verdict", "checked_by", "checked_on")])
def test_a_verdict_that_was_taken_back_stays_so(emptied: Sequence[str]) -> None:
    """Of a checklist that attrcheck has seen, what a person empties stays empty, whoever still has the older copy."""
    first = _copy(merge(typed(sheet_with(TOWN), {0: DONE}), sheet_with(TOWN)).sheet)
    hers, his = typed(first, {0: dict.fromkeys(emptied, "")}), typed(first, {1: {"notes": "called"}})
    for one, other in itertools.permutations((hers, his)):
        merged = merge(one, other)
        assert cells_of(merged.sheet, "verdict", "notes", MERGED)[:2] == [("", "", ""), ("", "called", "")]


def test_a_verdict_that_was_taken_back_from_a_new_file() -> None:
    """Without a history a signed row without a verdict contradicts the verdict; the copied file settles it."""
    first = _copy(typed(sheet_with(TOWN), {0: DONE}))
    hers = typed(first, {0: {"status": "todo", "verdict": ""}})
    later = typed(hers, {0: {"checked_on": "2026-11-05"}})
    for one, other in itertools.permutations((hers, first)):
        assert cells_of(merge(one, other).sheet, MERGED)[0] == ("conflict",)
        assert cells_of(merge(one, other, base=first).sheet, "verdict", MERGED)[0] == ("", "")
    for one, other in itertools.permutations((later, first)):
        assert cells_of(merge(one, other).sheet, "status", "verdict", MERGED)[0] == ("todo", "", "")


def test_a_persons_newer_verdict_stands_over_the_older() -> None:
    """Of one person's two verdicts the newer one counts; two people's contradict each other and are not done."""
    first = _copy(sheet_with(TOWN))
    old, new = (
        typed(first, {0: DONE}),
        typed(first, {0: {**DONE, "verdict": "inconclusive", "checked_on": "4.11.2026"}}),
    )
    new = typed(new, {0: {"checked_on": "2026-11-04"}})
    other = typed(first, {0: {**DONE, "checked_by": "Bo"}, 1: {**DONE, "verdict": "misattributed", "checked_by": "Bo"}})
    hers = typed(first, {1: DONE})
    for one, two in itertools.permutations((old, new)):
        assert cells_of(merge(one, two).sheet, "verdict", MERGED)[0] == ("inconclusive", "")
    for one, two in itertools.permutations((hers, other)):
        sheet = merge(one, two).sheet
        assert cells_of(sheet, MERGED, CONTRADICTIONS)[1][0] == "conflict"
        assert sheet.rows[1][CONTRADICTIONS].startswith("verdict: mis")
        assert (progress(sheet).done, progress(sheet).conflicts) == (1, 1)
        assert [row["source"] for row in choose(sheet, RowFilter(("conflict",))).rows] == ["Bob Stone"]


_JUDGED = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["todo", "in_progress", "done"]),
        "verdict": st.sampled_from(["", "misquoted", "inconclusive"]),
        "checked_by": st.sampled_from(["", "Ana", "Bo"]),
    }
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_JUDGED, min_size=2, max_size=3), st.booleans())
def test_a_status_never_stands_beside_anothers_verdict(judged: Sequence[dict[str, str]], merged_before: bool) -> None:
    """Status and verdict are those of one copy, or the row is in conflict and names all that was said."""
    first = _copy(sheet_with(TOWN))
    if merged_before:
        first = _copy(merge(typed(first, {0: {"notes": "seen"}}), first).sheet)
    copies = [typed(first, {0: cells}) for cells in judged]
    pairs = [(cells["status"], cells["verdict"]) for cells in judged]
    for order in itertools.permutations(copies):
        merged = order[0]
        for other in order[1:]:
            merged = merge(merged, other).sheet
        [status, verdict, marks, against] = cells_of(merged, "status", "verdict", MERGED, CONTRADICTIONS)[0]
        worked = [pair for pair in pairs if pair != ("todo", "")]
        agreed = set.intersection(*map(set, worked)) if worked else set()
        assert (status, verdict) in pairs or {status, verdict} <= {"todo", "", *agreed}
        if "conflict" not in marks:
            assert all((s in ("todo", status)) and v in ("", verdict) for s, v in pairs)
        else:
            assert all(word in against for pair in pairs for word in pair if word not in ("todo", "", *agreed))


def test_one_persons_status_and_anothers_verdict_are_settled_together() -> None:
    """Where one gave a status only and another a verdict only, that is a conflict, until somebody clears the mark."""
    first = _copy(sheet_with(TOWN))
    hers = typed(first, {0: {"status": "done", "checked_by": "Ana"}})
    his = typed(first, {0: {"verdict": "misquoted", "checked_by": "Bo"}})
    for one, other in itertools.permutations((hers, his)):
        sheet = merge(one, other).sheet
        assert sheet.rows[0][CONTRADICTIONS].split("\n") == [
            "status: todo (Bo) | done (Ana)",
            "verdict: misquoted (Bo) | nothing (Ana)",
        ]
        assert progress(sheet).conflicts == 1
        settled = merge(typed(_copy(sheet), {0: {"status": "done", MERGED: ""}}), first).sheet
        again = merge(merge(settled, one).sheet, other).sheet
        assert cells_of(again, "status", "verdict", MERGED)[0] == ("done", "misquoted", "")


def test_files_without_a_title_keep_to_themselves() -> None:
    """Of a class of untitled essays one is read again: its own rows change, and no other student's."""
    sheet = _class(Abel=TOWN, Dora=PORT, Finn=TOWN)
    assert len({row["id"] for row in sheet.rows}) == 8
    graded = typed(_copy(sheet), {0: DONE, 1: {**DONE, "notes": "Abel"}, 3: DONE, 5: {"notes": "Finn"}})
    corrected = (("Max Roe", "told", "ships left the old harbour at dawn"), PORT[1])
    merged = merge(graded, as_sheet(_of("Dora.txt", corrected)))
    assert cells_of(merged.sheet, "article_file", "status", "notes", MERGED) == [
        ("Abel.txt", "done", "", ""),
        ("Abel.txt", "done", "Abel", ""),
        ("Abel.txt", "todo", "", ""),
        ("Dora.txt", "done", "", "changed"),
        ("Dora.txt", "todo", "", ""),
        ("Finn.txt", "todo", "Finn", ""),
        ("Finn.txt", "todo", "", ""),
        ("Finn.txt", "todo", "", ""),
    ]
    assert cells_of(merged.sheet, "id") == cells_of(graded, "id")
    other = merge(graded, as_sheet(_of("Gina.txt", TOWN[:2])), anyway=True)
    assert [row["status"] for row in other.sheet.rows if row["article_file"] == "Gina.txt"] == ["todo", "todo"]


def test_files_of_one_name_that_share_nothing_are_two_articles() -> None:
    """Another student's essay under a name that is there already is refused, and added with a number on demand."""
    graded = typed(_copy(_class(essay=TOWN)), {0: DONE})
    with pytest.raises(InputError, match=r"another article, essay\.txt"):
        merge(graded, as_sheet(_of("essay.txt", PORT)))
    sheet = merge(graded, as_sheet(_of("essay.txt", PORT)), anyway=True).sheet
    assert [row["article_file"] for row in sheet.rows] == ["essay.txt"] * 3 + ["essay.txt (2)"] * 2
    again = merge(sheet, as_sheet(_of("essay.txt", PORT))).sheet
    assert cells_of(again, "article_file", "status", MERGED)[3:] == [
        ("essay.txt", "todo", ""),
        ("essay.txt", "todo", ""),
    ] or cells_of(again, "status", MERGED)[3:] == [("todo", ""), ("todo", "")]


def test_an_article_that_moves_or_is_split_keeps_its_rows() -> None:
    """Under another file's name, and in two files, a text's rows have their ids and all that was typed."""
    graded = typed(_copy(_class(draft=(*TOWN, *PORT))), {0: DONE, 3: {"notes": "asked"}})
    moved = merge(graded, as_sheet(_of("final.txt", (*TOWN, *PORT)))).sheet
    assert cells_of(moved, "id", "status", "notes") == cells_of(graded, "id", "status", "notes")
    assert {row["article_file"] for row in moved.rows} == {"final.txt"}
    split = merge(graded, as_sheet(_of("one.txt", TOWN), _of("two.txt", PORT))).sheet
    assert cells_of(split, "id", "status", "notes", MERGED) == [
        (*cells, "") for cells in cells_of(graded, "id", "status", "notes")
    ]
    assert [row["article_file"] for row in split.rows] == ["one.txt"] * 3 + ["two.txt"] * 2


def test_rows_that_people_make_stay() -> None:
    """A row that was split, added, marked as no statement or taken out is so at every run, and its place stays."""
    sheet = _copy(sheet_with((*TOWN, *PORT)))
    first = sheet.rows[0]
    half = replace(first, cells={**first.cells, "statement": "the old bridge", "notes": "first claim"})
    rest = replace(first, cells={**first.cells, "statement": "would be closed in May", "notes": "second"})
    own = Row({"statement": "missed by the tool", "source": "Bob", "checked_by": "Ana", "status": "todo"})
    no_statement = replace(sheet.rows[1], cells={**sheet.rows[1].cells, "status": "not a statement"})
    mine = replace(sheet, rows=(sheet.rows[4], no_statement, own, half, rest, sheet.rows[2]))
    expected = [
        ("it was quiet", "todo", ""),
        (TOWN[1][2], "not a statement", ""),
        ("missed by the tool", "todo", ""),
        ("the old bridge", "todo", "first claim"),
        ("would be closed in May", "todo", "second"),
        (TOWN[2][2], "todo", ""),
    ]
    for _ in range(2):
        merged = merge(mine, sheet_with((*TOWN, *PORT)))
        assert cells_of(merged.sheet, "statement", "status", "notes") == expected
        assert {row[MERGED] for row in merged.sheet.rows} == {""}
        assert "1 row that somebody took out" in merged.notices[0]
        mine = _copy(merged.sheet)
    assert mine.rows[2]["id"].startswith("own-")
    assert any((one.column, one.who) == ("row", "Ana") for one in changes_of(mine.rows[2], ()))
    assert progress(mine).done == 1


def test_halves_of_a_row_are_told_apart_by_who_split_them_off() -> None:
    """Two people copy one row to split it: each half stays, says whose it is, and work on the whole stays with it."""
    sheet = _copy(sheet_with(TOWN))
    whole = sheet.rows[0]

    def halved(statement: str, who: str) -> Sheet:
        half = replace(whole, cells={**whole.cells, "statement": statement, "checked_by": who, "verdict": "misquoted"})
        return replace(sheet, rows=(half, *sheet.rows))

    hers, his = halved("would be closed", "Ana"), halved("in May", "Bo")
    worked = typed(sheet, {0: {"notes": "asked the mayor"}})
    for order in itertools.permutations((hers, his, worked)):
        merged = merge(merge(order[0], order[1]).sheet, order[2]).sheet
        merged = merge(_copy(merged), sheet_with(TOWN)).sheet
        halves = [row for row in merged.rows if row["id"] == whole["id"]]
        assert sorted(cells_of(replace(merged, rows=tuple(halves)), "statement", "verdict", "notes", MERGED)) == [
            ("in May", "misquoted", "", ""),
            (TOWN[0][2], "", "asked the mayor", ""),
            ("would be closed", "misquoted", "", ""),
        ]
        made = {(one.who, one.value) for row in halves for one in changes_of(row, ()) if one.column == "row"}
        assert made == {("Ana", "split off: would be closed"), ("Bo", "split off: in may")}


def test_what_the_reader_takes_more_of_is_no_change() -> None:
    """Where the article's words are the same and more or less of them is read, the row keeps its id without a mark."""
    old = typed(_copy(sheet_with(TOWN)), {0: DONE})
    longer = [replace(r, cells={**r.cells}) for r in sheet_with(TOWN).rows]
    cells = {**longer[0].cells, "statement": "bridge would be closed in May", "reading": ""}
    new = replace(sheet_with(TOWN), rows=(replace(longer[0], cells=cells), *longer[1:]))
    merged = merge(old, new)
    assert cells_of(merged.sheet, "id", "status", MERGED, OLD_STATEMENT)[0] == (old.rows[0]["id"], "done", "", "")


# Three people, each with a copy of two essays, who type, correct, judge, withdraw, sort, split, join and delete, save
# in programs that spell cells anew, run on the essays as they are or as they were changed, and give their copies round.

_ESSAYS = (("one.txt", (*TOWN, PORT[0])), ("two.txt", (PORT[1], ("Lou Kent", "promised", "forty new trees"))))
_READING = as_sheet(*(_of(name, said) for name, said in _ESSAYS))
_WHO, _AT = st.integers(0, 2), st.integers(0, 7)
_TEXTS = st.text(alphabet="abcxyz ,;\"'=[]|\n", min_size=1, max_size=6)
_COLUMNS = st.sampled_from([*HUMAN, "desk", "priority", "source_name", "statement"])
_PEOPLE = ("Ana", "Bo", "Zoë")
_EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("type"), _WHO, _AT, _COLUMNS, _TEXTS),
        st.tuples(st.just("empty"), _WHO, _AT, _COLUMNS),
        st.tuples(st.just("judge"), _WHO, _AT, st.sampled_from(["misquoted", "inconclusive"]), st.booleans()),
        st.tuples(st.just("withdraw"), _WHO, _AT),
        st.tuples(st.just("sort"), _WHO),
        st.tuples(st.just("split"), _WHO, _AT),
        st.tuples(st.just("join"), _WHO, _AT),
        st.tuples(st.just("delete"), _WHO, _AT),
        st.tuples(st.just("save"), _WHO, st.sampled_from([Format.CSV, Format.JSONL, Format.JSON, Format.ODS])),
        st.tuples(st.just("workbook"), _WHO),
        st.tuples(st.just("mangle"), _WHO),
        st.tuples(st.just("run"), _WHO),
        st.tuples(st.just("give"), _WHO, _WHO),
    ),
    max_size=16,
)


def _everything(sheet: Sheet) -> list[tuple[str, ...]]:
    columns = [column for column in sheet.columns if column != "id"]
    return sorted(tuple(row[column] for column in sorted(columns)) for row in sheet.rows)


def _is_kept(text: str, sheet: Sheet) -> bool:
    said = [cell for row in sheet.rows for cell in row.cells.values()]
    said += [one.value or "" for row in sheet.rows for one in changes_of(row, sheet.own)]
    return any(text.casefold() in one.casefold() for one in said)


def _mangled(row: Row) -> Row:
    """Return `row` as a spreadsheet program of another country saves it."""
    day = iso_day(row["checked_on"])
    spelt = f"{int(day[8:])} Nov {day[:4]}" if day[5:7] == "11" else row["checked_on"]
    changed = {
        "checked_on": spelt,
        "status": row["status"].replace("_", " ").title(),
        "verdict": row["verdict"].upper(),
    }
    return replace(row, cells={**row.cells, **{column: cell for column, cell in changed.items() if row[column]}})


def _edited(mine: Sheet, what: str, who: int, rest: Sequence[object], number: int) -> tuple[Sheet, str]:
    """Return `mine` after the edit `what` by the person `who`, and what was typed in it that must stay."""
    rows = list(mine.rows)
    at = int(rest[0]) % len(rows) if rest and isinstance(rest[0], int) and rows else 0
    text = ""
    if what == "type":
        text = f"{rest[2]}#{number}#"
        mine = typed(mine, {at: {str(rest[1]): text}})
    elif what == "empty":
        mine = typed(mine, {at: {str(rest[1]): ""}})
    elif what == "judge":
        signed = {"checked_by": _PEOPLE[who], "checked_on": f"2026-11-{number % 28 + 1:02}"} if rest[2] else {}
        mine = typed(mine, {at: {"status": "done", "verdict": str(rest[1]), **signed}})
    elif what == "withdraw":
        mine = typed(mine, {at: {"status": "todo", "verdict": ""}})
    elif what == "split":
        text = f"half#{number}#"
        second = replace(rows[at], cells={**rows[at].cells, "statement": text, "verdict": "", "status": "todo"})
        mine = replace(mine, rows=(*rows[: at + 1], second, *rows[at + 1 :]))
    elif what == "join" and at + 1 < len(rows):
        whole = f"{rows[at]['statement']} […] {rows[at + 1]['statement']}"
        mine = typed(mine, {at: {"statement": whole}, at + 1: {"status": "not_a_statement"}})
    elif what == "sort":
        mine = replace(mine, rows=tuple(sorted(rows, key=lambda row: row["statement"])))
    elif what == "save":
        mine = passed_through(mine, Format(str(rest[0])))
    elif what == "workbook":
        paged = (replace(row, page=row["article_file"].partition(".")[0]) for row in rows)
        mine = passed_through(replace(mine, rows=tuple(paged), book=None), Format.XLSX)
        assert {row.page for row in mine.rows} in ({"one", "two"}, {""})
    elif what == "mangle":
        mine = replace(mine, rows=tuple(map(_mangled, rows)))
    elif what == "run":
        mine = merge(mine, _READING).sheet
    return mine, text.strip()


@settings(max_examples=150, deadline=None)
@given(_EDITS)
def test_nothing_that_three_people_type_is_lost_and_no_order_matters(edits: Sequence[tuple[object, ...]]) -> None:
    """After any edits, what somebody typed and did not delete is in the merged sheet, the same in whatever order."""
    copies = [_copy(_READING) for _ in range(3)]
    held: list[set[str]] = [set(), set(), set()]
    for number, (what, who, *rest) in enumerate(edits):
        assert isinstance(who, int)
        mine = copies[who]
        if what == "give":
            assert isinstance(rest[0], int)
            mine = merge(mine, copies[rest[0]]).sheet
            held[who] |= held[rest[0]]
        elif what == "delete":
            if len(mine.rows) > 1:
                at = rest[0] % len(mine.rows) if isinstance(rest[0], int) else 0
                gone = mine.rows[at]
                mine = replace(mine, rows=(*mine.rows[:at], *mine.rows[at + 1 :]))
                held[who] = {text for text in held[who] if not any(text in cell for cell in gone.cells.values())}
        else:
            mine, text = _edited(mine, str(what), who, rest, number)
            if what in ("type", "empty", "judge", "withdraw", "join", "split"):
                held[who] = {one for one in held[who] | {text} - {""} if _is_kept(one, mine)}
        copies[who] = mine
        assert all(_is_kept(text, mine) for text in held[who])
    merged = [merge(merge(one, two).sheet, three).sheet for one, two, three in itertools.permutations(copies)]
    assert all(_is_kept(text, merged[0]) for text in set().union(*held))
    assert all(_everything(one) == _everything(merged[0]) for one in merged[1:])
    for row in merged[0].rows:
        if "conflict" not in row[MERGED]:
            assert not row[CONTRADICTIONS]
