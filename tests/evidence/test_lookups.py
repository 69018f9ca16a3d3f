"""The table of look-ups: each has its row, its column, its label and its line in the README."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields

from attrcheck.checklist.columns import FOUND
from attrcheck.checklist.findings import Lookup
from attrcheck.checklist.model import Checklist
from attrcheck.evidence.lookups.table import LOOKUPS, jobs_for, with_any_key
from attrcheck.evidence.pacing import PacedClient
from attrcheck.evidence.subjects import Subject, subject_of
from attrcheck.formats.html.page import write
from attrcheck.settings import Settings
from attrcheck.web.fetch import Page
from tests.support.checkout import ROOT

EVERYTHING = Subject(
    id="a1", statement="It rained.", phrase="it rained all day", query="rained", name="Ann Lee", study="Rain",
    link="https://a.example/1", article_url="https://a.example/",
)  # fmt: skip


async def _never(_url: str, _headers: Mapping[str, str]) -> Page:
    raise AssertionError("nothing is asked before a job is begun")


def test_every_look_up_has_its_row() -> None:
    """The table is in the order in which a checker reads, and what a row needs is a setting."""
    assert [entry.lookup for entry in LOOKUPS] == list(Lookup)
    assert {name for entry in LOOKUPS for name in entry.needs} <= {one.name for one in fields(Settings)}


def test_every_look_up_is_described_in_the_readme() -> None:
    """The README's table of look-ups has a line for each column, in the order of the columns."""
    readme = (ROOT / "README.md").read_text(encoding="utf8")
    table = readme.partition("| column | looked up | sent, and to whom |\n")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `(found_\w+)` \|", table, re.M) == list(FOUND)
    assert f"`{FOUND[0]}` … `{FOUND[-1]}`" in readme


def test_the_page_heads_each_look_up_with_its_heading(seed_checklist: Checklist) -> None:
    """The page's data has the heading of every look-up by its column."""
    data = write(seed_checklist).partition('"labels":')[2]
    labels, _ = json.JSONDecoder().raw_decode(data)
    assert {f"found_{lookup}": lookup.heading for lookup in Lookup}.items() <= labels.items()


def test_what_needs_a_key_is_looked_up_with_one_only() -> None:
    """A look-up that needs a setting, or one of several, is left out where none of them is set."""
    client = PacedClient(_never)
    kept = [entry for entry in LOOKUPS if not entry.needs]
    assert len(list(jobs_for([EVERYTHING], client, Settings()))) == len(kept)
    for settings in (Settings(google_key="x"), Settings(brave_key="x"), Settings(searxng="https://x.example")):
        assert len(list(jobs_for([EVERYTHING], client, settings))) == len(kept) + 1


def test_recordings_answer_whatever_the_key() -> None:
    """From recordings every look-up is asked for; a key that is set, and the user's own engine, stay."""
    bare, own = with_any_key(Settings()), with_any_key(Settings(google_key="x", searxng="https://x.example"))
    assert (bare.google_key, bare.brave_key, bare.searxng) == ("replayed", "replayed", "")
    assert (own.google_key, own.brave_key, own.searxng) == ("x", "", "https://x.example")


def test_subjects_that_share_what_is_looked_up_are_one_job() -> None:
    """Two statements of one article by one source share all but what is their own; what nothing concerns has no job."""
    client = PacedClient(_never)
    other = Subject(id="b2", statement="It poured.", name="Ann Lee", article_url="https://a.example/")
    alone = list(jobs_for([EVERYTHING], client, Settings()))
    assert len(list(jobs_for([EVERYTHING, other], client, Settings()))) == len(alone)
    assert list(jobs_for([Subject(id="c3", statement="It rained.")], client, Settings())) == []


def test_look_ups_are_made_from_the_claims_of_the_checklist(seed_checklist: Checklist) -> None:
    """What is asked is what the row's searches look for: the claim is the checklist's own."""
    for item in seed_checklist.items:
        subject = subject_of(item, seed_checklist.article)
        assert (subject.keys, subject.query) == (item.claim.keys, " ".join(item.claim.words))
