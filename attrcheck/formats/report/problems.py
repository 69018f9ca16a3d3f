"""A sheet in, what is to be told of it out: its problems, the worst first, each row once, and how far the work is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrcheck.checklist import (
    CONTRADICTIONS,
    Mark,
    Outcome,
    Progress,
    Row,
    Sheet,
    Verdict,
    article_of,
    fold_choice,
    is_done,
    marks_of,
    progress,
)
from attrcheck.formats.report.paper import Paper, Section, Statement, links_of, title_of

__all__ = ["report_of"]

#: Verdicts by which a statement is wrong, could not be shown, and holds.
_WRONG = (
    Verdict.MISQUOTED,
    Verdict.MISATTRIBUTED,
    Verdict.OUT_OF_CONTEXT,
    Verdict.PARAPHRASE_DISTORTS,
    Verdict.WRONG_TITLE_OR_DATE,
    Verdict.SOURCE_NONEXISTENT,
    Verdict.OUTDATED_OR_CORRECTED,
)
_UNSHOWN = (
    Verdict.STATEMENT_NOT_FOUND,
    Verdict.SOURCE_NOT_FOUND,
    Verdict.RELAYED_NOT_PRIMARY,
    Verdict.UNVERIFIABLE_ANONYMOUS,
    Verdict.UNVERIFIABLE_VAGUE,
    Verdict.INCONCLUSIVE,
)
_HOLDS = (Verdict.VERIFIED_VERBATIM, Verdict.VERIFIED_MINOR_EDITS, Verdict.PARAPHRASE_FAITHFUL)
_OTHER_THERE = (Outcome.ALTERED, Outcome.ANOTHERS, Outcome.SHORTENED)


def _verdict(row: Row) -> str:
    return fold_choice(row["verdict"])


def _settled(row: Row) -> bool:
    """Tell whether a person has found that the statement holds, or that there is none."""
    return is_done(row) and (_verdict(row) in _HOLDS or fold_choice(row["status"]) == "not_a_statement")


def _is_other_there(row: Row) -> bool:
    outcome = row["against_outcome"].strip()
    is_short = outcome == Outcome.SHORTENED and "The sense may turn on" not in row["against_detail"]
    return outcome in _OTHER_THERE and not is_short


#: What a row is asked, in this order; the first that it answers is its problem.
_KINDS: Sequence[tuple[str, Callable[[Row], bool]]] = (
    ("Wrong", lambda row: _verdict(row) in _WRONG),
    ("In conflict", lambda row: Mark.CONFLICT in marks_of(row)),
    ("Not as in the material", lambda row: _is_other_there(row) and not _settled(row)),
    ("Changed since it was checked", lambda row: Mark.CHANGED in marks_of(row)),
    ("Not shown", lambda row: _verdict(row) in _UNSHOWN),
    ("Unsourced", lambda row: row["source_kind"] in ("none", "vague") and not _settled(row)),
    ("Anonymous", lambda row: row["source_kind"] == "anonymous" and not _settled(row)),
    ("Open", lambda row: not is_done(row)),
    ("Done or skipped, with no verdict that attrcheck knows", lambda row: not _settled(row)),
)


def report_of(sheet: Sheet) -> Paper:
    """Return what is told of `sheet`; rows that are gone from their articles are not."""
    rows = [row for row in sheet.rows if Mark.GONE not in marks_of(row)]
    several = len({article_of(row) for row in rows}) > 1
    groups: dict[str, list[Statement]] = {name: [] for name, _ in _KINDS}
    held = 0
    for row in rows:
        name = next((name for name, asks in _KINDS if asks(row)), "")
        if name:
            groups[name].append(_statement(row, several=several))
        held += not name and _verdict(row) in _HOLDS
    titles = dict.fromkeys(filter(None, map(title_of, rows)))
    return Paper(
        title=f"Report: {'; '.join(titles) or 'Untitled article'}",
        figures=tuple(_figures(progress(sheet), rows)),
        sections=tuple(Section(f"{name} ({len(group)})", tuple(group)) for name, group in groups.items() if group),
        closing=f"{held} found to hold." if rows else "Nothing to check.",
    )


def _statement(row: Row, *, several: bool) -> Statement:
    who = ", ".join(dict.fromkeys(filter(None, (row["source_name"] or row["source"], row["source_role"]))))
    signed = " ".join(filter(None, (row["checked_by"].strip(), row["checked_on"].strip())))
    remarks = [
        _verdict(row).replace("_", " "),
        row["notes"].strip(),
        f"In conflict: {row[CONTRADICTIONS]}" if row[CONTRADICTIONS].strip() else "",
        _held(row),
        f"Checked by {signed}" if signed else "",
    ]
    where = f"paragraph {row['paragraph']}" if row["paragraph"] else ""
    return Statement(
        who=who or "Nobody named",
        words=row["statement"],
        paragraph=", ".join(filter(None, (where, row["article_title"] if several else ""))),
        remarks=tuple(" ".join(one.split()) for one in remarks if one),
        links=links_of(row),
    )


def _held(row: Row) -> str:
    """Return how the row stands in the material: all of it where the words are others there, else the outcome."""
    outcome, place = row["against_outcome"].strip(), row["against_place"]
    if not outcome:
        return ""
    detail = f": {row['against_detail']}" if _is_other_there(row) else ""
    return f"Against the material: {outcome}{f' ({place})' if place else ''}{detail}"


def _figures(found: Progress, rows: Sequence[Row]) -> list[tuple[str, str]]:
    kinds: dict[str, int] = {}
    for row in rows:
        kinds[row["source_kind"] or "unknown"] = kinds.get(row["source_kind"] or "unknown", 0) + 1
    ordered = sorted(kinds.items(), key=lambda one: -one[1])
    lines = (
        ("Done", f"{found.done} of {found.rows}"),
        ("Status", _counts(found.statuses)),
        ("Verdict", _counts(found.verdicts)),
        ("Sources", _counts(ordered)),
        ("Checked by", _counts(found.people)),
    )
    return [(name, words) for name, words in lines if words]


def _counts(pairs: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in pairs)
