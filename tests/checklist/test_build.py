"""The checklist: identity, order, context and nesting of its items."""

from __future__ import annotations

from dataclasses import replace

from attrcheck.article.model import Span
from attrcheck.article.text.plain_text import from_text
from attrcheck.checklist.build import build
from attrcheck.checklist.model import Check, Status
from attrcheck.reader.attribution import Attribution, Form
from attrcheck.reader.cues import Act
from attrcheck.sources.source import Source, SourceKind
from tests.support.marked import MADE_BY, checklist_of

NOBODY = Source(kind=SourceKind.NONE, name="")


def _stated(*content: Span, act: Act = Act.STATEMENT) -> Attribution:
    return Attribution((), (), content, act, Form.INDIRECT, 0.9)


def test_an_id_outlives_edits_elsewhere() -> None:
    """The id stays when the article changes elsewhere or only its typography does, and changes with the words."""
    first = checklist_of("Title\n\nThe [S:mayor] [C:said] [T:“it was late”].").items[0].id
    moved = checklist_of('Title\n\nIt rained. The [S:mayor] [C:said] [T:"it  was late"].').items[0].id
    other = checklist_of("Title\n\nThe [S:mayor] [C:said] [T:“it was early”].").items[0].id
    assert moved == first
    assert other != first


def test_equal_statements_have_ids_of_their_own() -> None:
    """Two items with the same words are numbered."""
    article = from_text("It was late. It was late.")
    rows = (_stated(Span(0, 11)), _stated(Span(13, 24)))
    first, second = (item.id for item in build(article, rows, (NOBODY, NOBODY), MADE_BY).items)
    assert second == f"{first}-2"


def test_statements_come_first() -> None:
    """Statements lead, in text order; beliefs and other acts follow, in text order."""
    article = from_text("One here. Two here. Three here. Four here.")
    acts = (Act.BELIEF, Act.STATEMENT, Act.OTHER, Act.STATEMENT)
    spans = (Span(0, 8), Span(10, 18), Span(20, 30), Span(32, 41))
    rows = [_stated(span, act=act) for span, act in zip(spans, acts, strict=True)]
    items = build(article, rows, [NOBODY] * 4, MADE_BY).items
    assert [item.statement for item in items] == ["Two here", "Four here", "One here", "Three here"]


def test_pieces_of_a_statement_are_told_apart() -> None:
    """A statement in pieces shows where the article parts it, and white space is one space."""
    checklist = checklist_of("[T:“It was\n late,”] [S:he] [C:said], [T:“very late.”]", raw=True)
    assert checklist.items[0].statement == "“It was late,” […] “very late.”"
    beside = checklist_of("[S:He] [C:called] [T:the plan] [T:“bad for us”]. It rained.", raw=True)
    assert beside.items[0].statement == "the plan “bad for us”"


def test_context_is_cut_at_words() -> None:
    """The context of a statement in a long paragraph shows its surroundings, whole words, and that it is cut."""
    filler = "something else was told here and there; " * 20
    context = checklist_of(f"{filler}[S:Ann] [C:said] [T:it was late]. {filler}").items[0].context
    assert context.startswith("… ")
    assert context.endswith(" …")
    assert "Ann said it was late." in context
    assert set(context.strip("… ").replace(";", "").replace(".", "").split()) <= set(
        f"{filler} Ann said it was late".replace(";", "").split()
    )
    assert len(context) < 600


def test_a_statement_within_a_statement_knows_its_holder() -> None:
    """An item whose statement lies within another's names it; equal ones and neighbours do not."""
    article = from_text("Ann said Bob said it was late. So it was.")
    rows = (_stated(Span(9, 29)), _stated(Span(18, 29)), _stated(Span(31, 40)))
    outer, inner, other = build(article, rows, (NOBODY,) * 3, MADE_BY).items
    assert (outer.nested_in, inner.nested_in, other.nested_in) == ("", outer.id, "")


def test_no_code_sets_a_verdict() -> None:
    """Every item of a new checklist is to do, without a verdict."""
    assert checklist_of("[S:Ann] [C:said] [T:it was late]").items[0].check == Check()
    assert Check().status is Status.TODO
    assert Check().verdict is None


def test_what_was_not_done_is_kept() -> None:
    """What the article's reading left undone is listed in the checklist."""
    article = replace(from_text("It rained."), not_done=("3 bytes were not valid",))
    assert build(article, (), (), MADE_BY).not_done == ("3 bytes were not valid",)
