"""Makes checklists for pages: articles with several marked attributions, whose spans may stand in each other."""

from __future__ import annotations

from dataclasses import replace

from attrcheck.article.text.plain_text import from_text
from attrcheck.checklist.build import build
from attrcheck.checklist.findings import Difference, Evidence, Lookup
from attrcheck.checklist.model import Checklist
from attrcheck.reader.attribution import Attribution, Form
from attrcheck.reader.cues import Act
from attrcheck.reader.reading import Reading
from attrcheck.sources.identify import identify
from tests.support.marked import MADE_BY, drawn

#: Four rows: 0 in two pieces, 2 within 1, and 3, which is none's and unsure.
BRIDGE = (
    "[T0:The bridge will stay shut], [S0:the mayor, Ines Okafor], [C0:told] the council, [T0:and so will the quay].\n\n"
    "[S1:A report] [C1:says] [T1:that [S2:critics] [C2:feared] [T2:the pier would crack]].\n\n"
    "It rained all day long.\n\n"
    "[T3:“They knew it all along and did nothing.”] Nobody slept in the old town that night."
)


def marked_checklist(marked: str = BRIDGE, *, title: str = "Bridge shut", url: str = "", unsure: int = -1) -> Checklist:
    """Return the checklist of a text with its marked attributions; that of number `unsure` is a maybe."""
    text, spans = drawn(marked)
    article = replace(from_text(text), title=title, url=url)
    assert article.text == text
    attributions = tuple(
        Attribution(*one, Act.STATEMENT, Form.INDIRECT if one[0] else Form.DIRECT, 0.3 if number == unsure else 0.9)
        for number, one in enumerate(spans)
    )
    return build(article, attributions, identify(article, Reading((), ()), attributions), MADE_BY)


#: A finding that has differences, one without an address, and two of one look-up.
EVIDENCE = (
    Evidence(
        Lookup.CITED_LINK,
        "The cited page holds: “the bridge would stay open”.",
        "https://council.example/minutes",
        "the quoted words with the page's text",
        "2026-03-01T09:05:00Z",
        (Difference("will", "would"), Difference("shut", "open"), Difference("", "for now")),
    ),
    Evidence(Lookup.CITED_LINK, "The Wayback Machine names no\n copy.", "", "", ""),
    Evidence(Lookup.IDENTITY, "Wikidata: Ines Okafor: mayor.", "https://e.example/q", "name", "2026-03-01T09:05:00Z"),
)


def looked_up(checklist: Checklist, evidence: tuple[Evidence, ...] = EVIDENCE) -> Checklist:
    """Return `checklist` with `evidence` about its first item."""
    first, *others = checklist.items
    return replace(checklist, items=(replace(first, evidence=evidence), *others))
