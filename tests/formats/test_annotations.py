"""Annotations: W3C Web Annotations of a checklist's rows, which Hypothes.is imports too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from attrcheck.checklist.columns import MERGED
from attrcheck.checklist.model import Checklist
from attrcheck.checklist.sheet import Sheet, as_sheet
from attrcheck.errors import InputError
from attrcheck.formats.annotations import write, write_sheet
from attrcheck.formats.format import Format
from attrcheck.formats.reading import read_sheet
from attrcheck.version import __version__
from tests.support.marked import checklist_of
from tests.support.sheets import TOWN, checklist_with, json_sheet_with, passed_through, sheet_with, typed

URL = "https://example.org/town"
SOFTWARE = {"type": "Software", "name": f"attrcheck {__version__}"}

# What the Web Annotation Data Model (W3C Recommendation of 23 February 2017) asks of each class: keys that must be
# there and keys that may. Motivations and purposes are those of its vocabulary.
_CLASSES: dict[str, tuple[set[str], set[str]]] = {
    "AnnotationCollection": (
        {"@context", "id", "type", "first"},
        {"label", "total", "last", "creator", "generator", "annotations"},
    ),
    "AnnotationPage": ({"id", "type", "items"}, {"partOf", "startIndex", "next", "prev"}),
    "Annotation": ({"id", "type", "target"}, {"body", "motivation", "creator", "generator", "dcterms:identifier"}),
    "SpecificResource": ({"type", "source"}, {"selector", "purpose"}),
    "TextualBody": ({"type", "value"}, {"format", "language", "purpose", "creator"}),
    "TextQuoteSelector": ({"type", "exact"}, {"prefix", "suffix"}),
    "TextPositionSelector": ({"type", "start", "end"}, set()),
    "Software": ({"type"}, {"id", "name"}),
    "Person": ({"type"}, {"id", "name"}),
}
_MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"),
    *("identifying", "linking", "moderating", "questioning", "replying", "reviewing", "tagging"),
}
#: RFC 3987, roughly: a scheme, and none of the characters that an IRI may not hold.
_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`\x00-\x20]+')


def _objects(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every object that JSON-LD sees in `node`; "annotations" is no term of the context."""
    if isinstance(node, dict):
        yield node
        for key, value in node.items():
            if key != "annotations":
                yield from _objects(value)
    elif isinstance(node, list):
        for one in node:
            yield from _objects(one)


def _faults(collection: dict[str, Any]) -> list[str]:
    """Return where `collection` breaks the rules of the Web Annotation Data Model."""
    faults = []
    if collection["@context"] != "http://www.w3.org/ns/anno.jsonld":
        faults.append("@context")
    for one in _objects(collection):
        must, may = _CLASSES[one["type"]]
        faults += [f"{one['type']} without {key}" for key in must - one.keys()]
        faults += [f"{one['type']} with {key}" for key in one.keys() - must - may]
        for key in ("id", "source", "partOf", "last"):
            if key in one and not _IRI.fullmatch(one[key]):
                faults.append(f"{key} {one[key]}")
        said = (one[key] for key in ("motivation", "purpose") if key in one)
        faults += [f"motivation {word}" for word in said if word not in _MOTIVATIONS]
        if one["type"] == "TextPositionSelector" and not 0 <= one["start"] < one["end"]:
            faults.append(f"position {one}")
    page = collection["first"]
    ids = [one["id"] for one in page["items"]]
    if (len(ids), len(set(ids)), page["partOf"]) != (collection["total"], collection["total"], collection["id"]):
        faults.append("ids or totals")
    return faults


def _loaded(written: str) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(written)
    assert _faults(whole) == []
    return whole


def _items(sheet: Sheet) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = _loaded(write_sheet(sheet))["first"]["items"]
    return items


def _imports(sheet: Sheet) -> list[dict[str, Any]]:
    imports: list[dict[str, Any]] = _loaded(write_sheet(sheet))["annotations"]
    return imports


def test_a_row_is_an_annotation() -> None:
    """A new row is a question about its statement, quoted with the words round it and its place in the text."""
    checklist = checklist_of("The [S:mayor] [C:said] [T:it was late].", url=URL)
    (item,) = checklist.items
    searches = "\n".join(f"- {link.label}: {link.url}" for link in item.searches)
    questions = "\n".join(f"- {question}" for question in item.questions)
    (one,) = _loaded(write(checklist))["first"]["items"]
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one.pop("id"))
    assert one == {
        "type": "Annotation",
        "motivation": "questioning",
        "creator": SOFTWARE,
        "generator": SOFTWARE,
        "dcterms:identifier": item.id,
        "body": [
            {
                "type": "TextualBody",
                "value": f"Said by mayor (role)\nIn the article: “mayor” “said”\n\nTo ask:\n\n{questions}"
                f"\n\nTo search:\n\n{searches}",
                "format": "text/plain",
                "purpose": "commenting",
            },
            {"type": "TextualBody", "value": "source:role", "purpose": "tagging"},
            {"type": "TextualBody", "value": "form:indirect", "purpose": "tagging"},
            {"type": "TextualBody", "value": "act:statement", "purpose": "tagging"},
        ],
        "target": [
            {
                "type": "SpecificResource",
                "source": URL,
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": "it was late",
                        "prefix": "The mayor said ",
                        "suffix": ".",
                    },
                    {"type": "TextPositionSelector", "start": 15, "end": 26},
                ],
            }
        ],
    }


def test_what_a_person_wrote_is_in_the_annotation() -> None:
    """A row with a verdict is an assessment of the person who gave it, with notes, evidence, status and verdict."""
    cells = {
        "status": "done",
        "verdict": "Misquoted",
        "checked_by": "Zoë",
        "notes": "not in\nthe transcript",
        "evidence_url": "https://example.org/a transcript",
    }
    one = _items(typed(sheet_with(TOWN, url=URL), {0: cells}))[0]
    person = {"type": "Person", "name": "Zoë"}
    assert (one["motivation"], one["creator"], one["generator"]) == ("assessing", person, SOFTWARE)
    assert one["body"][1:] == [
        {
            "type": "TextualBody",
            "value": "not in\nthe transcript",
            "format": "text/plain",
            "purpose": "commenting",
            "creator": person,
        },
        *(
            {"type": "TextualBody", "value": tag, "purpose": "tagging"}
            for tag in ("source:person", "form:indirect", "act:statement", "status:done", "verdict:misquoted")
        ),
    ]
    linked = _items(typed(sheet_with(TOWN), {0: {"evidence_url": "https://example.org/t?a=b"}}))[0]["body"][1]
    assert linked == {"type": "SpecificResource", "source": "https://example.org/t?a=b", "purpose": "linking"}


def test_each_quotation_stands_where_it_says(seed_checklist: Checklist) -> None:
    """Every selector of the seed's annotations quotes the article at its position, with 32 characters on each side."""
    text = seed_checklist.article.text
    items = _loaded(write(seed_checklist))["first"]["items"]
    assert len(items) == len(seed_checklist.items)
    assert len([target for one in items for target in one["target"]]) == sum(
        len(item.attribution.content) for item in seed_checklist.items
    )
    for target in (target for one in items for target in one["target"]):
        quoted, place = target["selector"]
        start, end = place["start"], place["end"]
        assert text[start:end] == quoted["exact"]
        assert (quoted["prefix"], quoted["suffix"]) == (text[start - 32 : start], text[end : end + 32])


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="[]"), min_size=1, max_size=80))
def test_any_statement_is_quoted_where_it_stands(words: str) -> None:
    """Whatever a statement holds, its pieces are found in the article's text at the positions given."""
    checklist = checklist_of(f"Ann [C:said] [T:{words}] and then [T:{words}]", raw=True)
    for one in _loaded(write(checklist))["first"]["items"]:
        for quoted, place in (target["selector"] for target in one["target"]):
            assert checklist.article.text[place["start"] : place["end"]] == quoted["exact"]


@pytest.mark.parametrize("form", [Format.CSV, Format.XLSX, Format.JSONL])
def test_a_sheet_without_the_text_gives_the_same_annotations(form: Format) -> None:
    """From a spreadsheet the annotations have the same ids and words; what stands round them is cut at the context."""
    checklist = checklist_with(TOWN, url=URL)
    whole = _loaded(write(checklist))
    again = _loaded(write_sheet(passed_through(as_sheet(checklist), form)))
    for one in (whole, again):
        for selector in (target["selector"] for item in one["first"]["items"] for target in item["target"]):
            assert selector[0].pop("suffix")[0] == "."
            assert selector[0].pop("prefix")
        for imported in one["annotations"]:
            del imported["target"][0]["selector"][0]["suffix"], imported["target"][0]["selector"][0]["prefix"]
    assert again == whole


def test_pieces_of_a_statement_are_targets_of_their_own() -> None:
    """A statement that the article parts has a target for each piece, from JSON and from a spreadsheet."""
    checklist = checklist_of("“[T:It is late],” [S:Ann] [C:said], “[T:and very dark].”", url=URL)
    for sheet in (as_sheet(checklist), passed_through(as_sheet(checklist), Format.CSV)):
        (one,) = _items(sheet)
        assert [target["selector"][0]["exact"] for target in one["target"]] == ["“It is late,”", "“and very dark.”"]
    (one,) = _loaded(write(checklist))["annotations"]
    assert one["target"][0]["selector"][0]["exact"] == "“It is late,” Ann said, “and very dark.”"


def test_hypothesis_imports_what_has_an_address() -> None:
    """The rows stand under "annotations" with what the Hypothes.is client reads; those without a page do not."""
    sheet = typed(sheet_with(TOWN[:1], url=URL), {0: {"verdict": "misquoted", "notes": "asked *twice*"}})
    (one,) = _imports(sheet)
    assert one.pop("text").split("\n")[:6] == [
        *("verdict: misquoted", "", "notes: asked \\*twice\\*", "", "Said by Ann Hill (person)"),
        "In the article: “Ann Hill” “said”",
    ]
    assert one == {
        "user": "acct:attrcheck@attrcheck.invalid",
        "user_info": {"display_name": "attrcheck"},
        "uri": URL,
        "document": {"title": ["Town news"]},
        "tags": ["source:person", "form:indirect", "act:statement", "verdict:misquoted"],
        "target": [
            {
                "source": URL,
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": TOWN[0][2],
                        "prefix": "Ann Hill said ",
                        "suffix": ".",
                    }
                ],
            }
        ],
    }
    assert _imports(sheet_with(TOWN)) == []


def test_ids_outlive_edits_and_copies() -> None:
    """An annotation has the id that it had before the article changed elsewhere; copied rows have ids of their own."""
    before = {one["dcterms:identifier"]: one["id"] for one in _items(sheet_with(TOWN))}
    after = {one["dcterms:identifier"]: one["id"] for one in _items(sheet_with((("Eve Ray", "said", "no"), *TOWN)))}
    assert {key: after[key] for key in before} == before
    sheet = sheet_with(TOWN)
    assert len({one["id"] for one in _items(replace(sheet, rows=(*sheet.rows, *sheet.rows)))}) == 6


def test_an_article_without_an_address_has_a_name() -> None:
    """A title, or else the beginning of the text, names the article alike in each run; two articles are never one."""
    of_title = {_items(sheet_with(said))[0]["target"][0]["source"] for said in (TOWN, TOWN[:1])}
    assert len(of_title) == 1
    assert of_title.pop().startswith("urn:uuid:")
    others = [json_sheet_with(TOWN, title=""), json_sheet_with(TOWN[1:], title=""), sheet_with(TOWN, title="Port news")]
    assert len({_items(sheet)[0]["target"][0]["source"] for sheet in (sheet_with(TOWN), *others)}) == 4


def test_rows_of_a_persons_own_and_of_older_texts_are_annotations() -> None:
    """A row that a person added is quoted without a place; one without words is about the article as a whole."""
    sheet = sheet_with(TOWN, url=URL)
    own = replace(sheet.rows[0], cells={"statement": "missed", "article_title": "Town news", "article_url": URL})
    empty = replace(sheet.rows[0], cells={**own.cells, "statement": ""})
    gone = replace(sheet.rows[0], cells={**sheet.rows[0].cells, MERGED: "gone"})
    items = _items(replace(sheet, rows=(own, empty, gone)))
    assert items[0]["target"][0]["selector"] == [{"type": "TextQuoteSelector", "exact": "missed"}]
    assert items[1]["target"] == URL
    assert [selector["type"] for selector in items[2]["target"][0]["selector"]] == ["TextQuoteSelector"]
    assert items[2]["body"][-1]["value"] == "merged:gone"


HOSTILE = "<script>alert(1)</script> ![x](https://e.example/p.png) [y](javascript:alert(1)) <https://e.example> @zoe"


def test_an_articles_words_do_nothing_in_hypothesis() -> None:
    """In the Markdown that Hypothes.is shows, no link, picture or markup is the article's."""
    cells = dict.fromkeys(("source_name", "source_role", "notes", "questions", "source", "cue"), HOSTILE)
    (one,) = _imports(typed(sheet_with(TOWN[:1], url=URL), {0: {**cells, "search_1": f"{HOSTILE}: https://a.example"}}))
    children = [
        child
        for token in MarkdownIt("commonmark").parse(one["text"])
        if token.type == "inline"
        for child in token.children or ()
    ]
    assert {child.content for child in children if child.type == "html_inline"} <= {"<!-- -->"}
    assert [child.type for child in children if child.type == "image"] == []
    links = [str(child.attrs["href"]) for child in children if child.type == "link_open"]
    assert links[0] == "https://a.example"
    assert not any("e.example/p" in link or "javascript" in link for link in links)


def test_annotations_are_not_read_again() -> None:
    """A file of annotations is refused as a checklist, with what it is."""
    data = write(checklist_with(TOWN)).encode()
    with pytest.raises(InputError, match=r"x\.jsonld: these are annotations, which are written and never read"):
        read_sheet(data, name="x.jsonld")
