"""What a report tells, as values: a title, figures, sections of statements; the writers of this folder set it."""

from __future__ import annotations

from dataclasses import dataclass

from attrcheck.checklist import Row, article_of

__all__ = ["Paper", "Section", "Statement", "links_of", "title_of"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One row: who, "" where its section says that, what, where it stands, remarks on it, and links with labels."""

    who: str
    words: str
    paragraph: str
    remarks: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Statements under a heading, with a line under it, and one behind them to fill in."""

    heading: str
    statements: tuple[Statement, ...]
    about: str = ""
    to_fill_in: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A report: its title, figures with their names, its sections, and its last line."""

    title: str
    figures: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    closing: str = ""


def title_of(row: Row) -> str:
    """Return what the article of `row` is called, with its day."""
    called = next(filter(None, article_of(row)), "")
    return f"{called}, {row['article_date']}" if called and row["article_date"] else called


def links_of(row: Row) -> tuple[tuple[str, str], ...]:
    """Return the web addresses of `row` that lead to evidence and to the passage, with their labels."""
    links = (("evidence", row["evidence_url"].strip()), ("the passage", row["passage_link"]))
    return tuple((label, url) for label, url in links if url.lower().startswith(("http://", "https://")))
