"""Texts in, checklists and search links out, for assistants that speak the Model Context Protocol; nothing is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

from attrcheck.article import from_bytes
from attrcheck.checklist import HUMAN, Checklist, Item, item_object, plain_words
from attrcheck.desk.wording import plain
from attrcheck.errors import AttrcheckError
from attrcheck.material import gather_bytes, hold
from attrcheck.pipeline import check as check_article
from attrcheck.reader import Reader
from attrcheck.version import __version__

__all__ = ["make_server", "serve_assistants"]

_INSTRUCTIONS = (
    "attrcheck finds every statement in an article that is put into somebody's mouth, and who is said to have said it. "
    "It reads on this machine, sends nothing, and gives no verdicts: what it finds is to be checked by a person. "
    "“Not found” never means “false”."
)


def serve_assistants() -> None:
    """Serve an assistant over standard input and output until it ends."""
    make_server().run("stdio")


def make_server() -> MCPServer:
    """Return the server of the tools."""
    server: MCPServer = MCPServer("attrcheck", version=__version__, instructions=_INSTRUCTIONS)

    @server.tool(structured_output=True)
    def check(
        text: str,
        title: str = "",
        url: str = "",
        force_language: bool = False,
        against: dict[str, str] | None = None,
    ) -> dict[str, Any]:
        """List the attributed statements of an article: who is said to have said what, and what to ask about each.

        text: the whole article, as plain text, Markdown or HTML, in English. title: its headline, where the text does
        not have it. url: its address, from which links to its passages are made; it is not fetched. force_language: go
        on with an article that is not in English. against: texts to hold each statement against, such as a transcript
        or a press release, by their names; `against` of a statement then tells where and how its words stand there.
        """
        checklist = _held(_checked(text, title, url, force_language=force_language), against or {})
        return {
            "title": checklist.article.title,
            "statements": [_statement(item, checklist.article.text) for item in checklist.items],
            "not_done": list(checklist.not_done),
        }

    @server.tool(structured_output=True)
    def search_links(text: str, statement: str, title: str = "", url: str = "") -> dict[str, Any]:
        """Give links to search for a statement of an article by, the best first; open them in a browser to search.

        text: the whole article, for the links follow from what it says. statement: the words of the statement, or some
        of them in a row, as `check` lists them. title, url: as in `check`.
        """
        checklist = _checked(text, title, url, force_language=True)
        found = _saying(checklist, statement)
        if not found:
            raise ToolError("no statement of this article has these words. Take them as `check` lists them.")
        return {"statements": [{"id": item.id, "statement": item.statement, "links": _links(item)} for item in found]}

    return server


@cache
def _reader() -> Reader:
    return Reader()


def _checked(text: str, title: str, url: str, *, force_language: bool) -> Checklist:
    """Return the checklist of a text; what is wrong with it is told to the assistant."""
    try:
        article = from_bytes(text.encode("utf8", "replace"), name="the text", url=url)
        article = replace(article, title=title or article.title)
        return check_article(article, _reader(), force_language=force_language)
    except AttrcheckError as error:
        raise ToolError(plain(error)) from None


def _held(checklist: Checklist, texts: Mapping[str, str]) -> Checklist:
    """Return `checklist` with how its statements stand in `texts`, as it is where there are none."""
    if not texts:
        return checklist
    try:
        material = gather_bytes({name: text.encode("utf8", "replace") for name, text in texts.items()})
        return hold(checklist, material, _reader())
    except AttrcheckError as error:
        raise ToolError(plain(error)) from None


def _saying(checklist: Checklist, words: str) -> Sequence[Item]:
    """Return the items whose statements have `words` in a row."""
    asked = f" {plain_words(words)} "
    return [item for item in checklist.items if asked.strip() and asked in f" {plain_words(item.statement)} "]


def _statement(item: Item, text: str) -> dict[str, Any]:
    """Return what JSON tells of `item`, but for what people fill in and its links."""
    left_out = (*HUMAN, "links", "reading")
    return {key: value for key, value in item_object(item, text).items() if key not in left_out}


def _links(item: Item) -> list[dict[str, str]]:
    return [{"label": link.label, "url": link.url} for link in item.searches]
