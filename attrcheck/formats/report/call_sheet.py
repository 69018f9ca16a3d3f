"""A sheet in, the paper for calling everybody back out: each person with their statements and what to ask."""

from __future__ import annotations

from attrcheck.checklist import Person, Row, Sheet, people_of
from attrcheck.formats.report.paper import Paper, Section, Statement, title_of

__all__ = ["BLANK", "call_sheet"]

#: What a person fills in by hand.
BLANK = "____________"


def call_sheet(sheet: Sheet) -> Paper:
    """Return the people and bodies of `sheet`, each with the role, the statements in order, and what to ask."""
    people = people_of(sheet)
    titles = dict.fromkeys(filter(None, map(title_of, sheet.rows)))
    return Paper(
        title=f"Call sheet: {'; '.join(titles) or 'Untitled article'}",
        figures=(("To call", str(len(people))),) if people else (),
        sections=tuple(map(_section, people)),
        closing="" if people else "Nobody to call.",
    )


def _section(person: Person) -> Section:
    about = ", ".join(filter(None, (person.role, person.kind)))
    on, by = (typed or BLANK for typed in person.read_back)
    return Section(person.name, tuple(map(_statement, person.rows)), about, f"Read back on {on} by {by}")


def _statement(row: Row) -> Statement:
    questions = tuple(line for line in row["questions"].split("\n") if line)
    held = f"Against the material: {row['against_outcome']}" if row["against_outcome"] else ""
    where = f"paragraph {row['paragraph']}" if row["paragraph"] else ""
    ground = f"How they know: {row['ground']}" if row["ground"] else ""
    remarks = tuple(filter(None, (ground, held, row["notes"].strip(), *questions)))
    return Statement("", row["statement"], where, remarks, ())
