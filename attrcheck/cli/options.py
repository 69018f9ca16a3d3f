"""The options that several commands have, and the values that they make of what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attrcheck.cli.console import say, wrong_usage
from attrcheck.formats import Format, endings

if TYPE_CHECKING:
    from attrcheck.settings import Settings

__all__ = [
    "ALLOW_PRIVATE",
    "ARCHIVED",
    "CHECKLIST",
    "CONTACT",
    "EXCEL",
    "FORCE",
    "FORCE_LANGUAGE",
    "IGNORE_LOCK",
    "MIN_CONFIDENCE",
    "ONLY",
    "REPORT_FORMAT",
    "SETTINGS",
    "SORT",
    "TABLE_ENDINGS",
    "Excel",
    "Force",
    "IgnoreLock",
    "MergeAnyway",
    "ReportFormat",
    "SettingsFile",
    "check_usage",
    "misplaced_options",
    "settings_of",
    "split_words",
    "unknown_columns",
    "unknown_rows",
]


class ReportFormat(StrEnum):
    """What a report on the work or on recordings is printed as."""

    TEXT = "text"
    JSON = "json"


#: What the options say that several commands have.
CONTACT = "Your e-mail address or page, told to the sites that are asked."
ARCHIVED = "Where a page fails, read its newest copy in the Wayback Machine."
ALLOW_PRIVATE = "Fetch from private and local addresses too."
FORCE_LANGUAGE = "Go on with an article that is not in English."
SETTINGS = "Read the settings from FILE; attrcheck config shows those in force."
SettingsFile = Annotated[Path | None, typer.Option("--settings", metavar="FILE", help=SETTINGS)]

FORCE = "Start FILE anew and drop what is there."
EXCEL = "Write the CSV with tabs, in UTF-16: so every Excel opens it by double click."
IGNORE_LOCK = "Write FILE though a spreadsheet program has it open."
REPORT_FORMAT = "Text for people, or JSON."
#: What a checklist that is read may be, and whose columns may be chosen.
CHECKLIST = f"A checklist: {endings(form for form in Format if form.is_read)}."
TABLES = [form for form in Format if form.traits.is_table]
TABLE_ENDINGS = endings(TABLES, ",")
ONLY = "Rows of these sorts only, as unnamed,direct; a wrong word lists all."
MIN_CONFIDENCE = "Rows that are at least so sure only."
SORT = "The order of the rows."
Force = Annotated[bool, typer.Option("--force", help=FORCE)]
MergeAnyway = Annotated[bool, typer.Option("--merge-anyway", help="Merge though they are of different articles.")]
IgnoreLock = Annotated[bool, typer.Option("--ignore-lock", help=IGNORE_LOCK)]
Excel = Annotated[bool, typer.Option("--excel", help=EXCEL)]


def settings_of(path: Path | None, given: Mapping[str, object] | None = None) -> Settings:
    """Return the settings in force, after warning on standard error of what is amiss with them."""
    from attrcheck.settings import read_settings

    settings = read_settings(path, given=given)
    for warning in settings.warnings:
        say(warning)
    return settings


def split_words(words: str) -> tuple[str, ...]:
    """Return the words of an option that takes several, split at commas."""
    return tuple(word for word in (word.strip().casefold() for word in words.split(",")) if word)


def unknown_rows(words: Sequence[str]) -> str:
    """Return a message about the first of `words` that asks for no rows, "" for none."""
    if not words:  # then nothing has to be loaded before an article is read
        return ""
    from attrcheck.checklist import unknown_words

    return unknown_words(words)


def unknown_columns(columns: Sequence[str], *, own: Sequence[str] = ()) -> str:
    """Return a message about the first of `columns` that a checklist with people's `own` does not have, "" for none."""
    if not columns:
        return ""
    from attrcheck.checklist import COLUMNS, FOUND, HELD, KNOWN

    known = (*KNOWN, *(column.casefold() for column in own))
    unknown = next((column for column in columns if column not in known), "")
    return (
        f"there is no column {unknown!r}. Use some of: {', '.join((*COLUMNS, *FOUND, *HELD, *own))}." if unknown else ""
    )


def misplaced_options(form: Format, *, columns: Sequence[str] = (), excel: bool = False) -> str:
    """Return a message about an option that does not concern the format `form`, "" for none."""
    if columns and form not in TABLES:
        return f"--columns concerns {endings(TABLES, 'and')}; other formats hold all there is."
    if excel and form is not Format.CSV:
        return "--excel concerns .csv only."
    return ""


def check_usage(*problems: str) -> None:
    """Leave with the exit code for wrong usage where one of `problems`, which are messages, is not ""."""
    for problem in filter(None, problems):
        raise wrong_usage(problem)
