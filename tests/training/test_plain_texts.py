"""Texts without labels: corpora that packages carry, as they are written there, become plain articles."""

from __future__ import annotations

import bz2
import json
from pathlib import Path

from typer.testing import CliRunner

from attrcheck.training.__main__ import app
from attrcheck.training.plain_texts import plain_texts

_MORE = " ".join(["It rained all day in the town."] * 20)


def test_lines_are_articles_in_paragraphs(tmp_path: Path) -> None:
    """Each line of some length is an article; none of its words is lost, and it has more than one paragraph."""
    file = tmp_path / "news.cor"
    file.write_text(f"The mayor said it was late. {_MORE}\nToo short.\n", encoding="utf8")
    (one,) = plain_texts("lines", file)
    assert one["text"].split() == f"The mayor said it was late. {_MORE}".split()
    assert "\n\n" in one["text"]


def test_rated_sentences_are_joined_to_their_article(tmp_path: Path) -> None:
    """Sentences of one number belong together, in their order, without their ratings."""
    sentences = [f"1_{at}\t0.5\t''It is {at},'' Ann said to the whole town." for at in range(1, 16)]
    file = tmp_path / "rated.txt"
    file.write_text("\n".join([*sentences, "2_1\t1\tToo short."]), encoding="latin-1")
    (one,) = plain_texts("snippets", file)
    assert one["text"].startswith('"It is 1," Ann said')
    assert one["text"].count("Ann said") == 15


def test_tagged_words_become_text(tmp_path: Path) -> None:
    """Marks join their words, quotations open and close, and a full stop stands inside them."""
    words = "``/`` The/at Army/nn-tl left/vbd ''/'' ,/, Ann/np Lee's/np$ aide/nn said/vbd --/-- at/in last/ap ./."
    (tmp_path / "ca01").write_text("\n\n\n\t".join([words] * 12), encoding="latin-1")
    (tmp_path / "README").write_text("no text", encoding="latin-1")
    (one,) = plain_texts("brown", tmp_path)
    assert one["text"].split("\n\n")[0] == "“The Army left,” Ann Lee's aide said – at last."


def test_a_wikis_prose_is_taken_from_its_dump(tmp_path: Path) -> None:
    """Links are words, and notes, lists, redirects and pages beside the articles are left out."""
    prose = f"The '''Fen''' is a [[river|stream]] of which Ann Lee wrote much.<ref>A note</ref> {_MORE}"
    pages = [("0", prose + "\n* a list\n"), ("0", "#REDIRECT [[Fen]]"), ("1", prose)]
    dump = "".join(f"<page> <title>A</title> <ns>{ns}</ns> <text>{text}</text></page>" for ns, text in pages)
    file = tmp_path / "dump.xml.bz2"
    file.write_bytes(bz2.compress(dump.encode()))
    (one,) = plain_texts("wiki", file)
    assert one["text"].startswith("The Fen is a stream of which Ann Lee wrote much. It rained")


def test_a_newswires_messages_are_read(tmp_path: Path) -> None:
    """Lines of a paragraph are joined; signs of companies and of the end, and messages without words, are left out."""
    body = f"Ann Lee of Fen Corp <FEN.O>, the maker,\nsaid &lt;so>.\n    {_MORE}\n REUTER\n&#3;"
    (tmp_path / "wire-1.json").write_text(json.dumps([{"title": "FEN"}, {"title": "FEN", "body": body}]))
    (one,) = plain_texts("newswire", tmp_path)
    assert one["text"] == f"Ann Lee of Fen Corp, the maker, said <so>.\n\n{_MORE}"


def test_pages_are_read_as_articles(tmp_path: Path) -> None:
    """Of web pages their articles are taken; one that has none, or is in another language, is left out."""
    told = "".join(f"<p>The mayor said that {at} bridges would be closed on the {at}th of May.</p>" for at in range(12))
    foreign = "".join(f"<p>Le maire a dit que {at} ponts seraient fermés dès le {at} mai.</p>" for at in range(12))
    for name, body in (("a", told), ("b", foreign), ("c", "")):
        page = f"<html><title>Bridges</title><body><article>{body}</article></body></html>"
        (tmp_path / f"{name}.html").write_text(page, encoding="utf8")
    (one,) = plain_texts("pages", tmp_path)
    assert one["text"].count("The mayor said") == 12


def test_the_command_prints_lines_for_the_training(tmp_path: Path) -> None:
    """What `plain` prints is what `train --plain` takes; a kind that is none is refused with those there are."""
    file = tmp_path / "news.cor"
    file.write_text(_MORE, encoding="utf8")
    printed = CliRunner().invoke(app, ["plain", "lines", str(file)])
    assert [set(json.loads(line)) for line in printed.stdout.splitlines()] == [{"id", "text"}]
    refused = CliRunner().invoke(app, ["plain", "books", str(file)])
    assert refused.exit_code == 2
    assert "brown" in refused.output
