"""What assistants are served: checklists and search links of a text, and messages that they can act on."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from typing import Any

import pytest
from mcp.server.mcpserver.exceptions import ToolError

from attrcheck.desk.assistants import make_server
from tests.support.checkout import CHILD
from tests.support.desks import TOWN_TEXT


def _call(tool: str, **arguments: Any) -> Any:
    answer = asyncio.run(make_server().call_tool(tool, arguments))
    return answer.structured_content  # type: ignore[union-attr]  # both tools have structured output


def test_an_assistant_gets_the_statements_of_a_text() -> None:
    """`check` lists each statement with its source, its place and what to ask; nothing that a person fills in."""
    told = _call("check", text=TOWN_TEXT, url="https://paper.example/bridge")
    assert told["title"] == "Bridge to close in May"
    assert [one["source"]["name"] for one in told["statements"]] == ["Ines Okafor", "Bob Stone", "A report"]
    first = told["statements"][0]
    assert TOWN_TEXT[first["statement"]["spans"][0]["start"] :].startswith("that the old bridge")
    assert first["questions"]
    assert first["passage_link"].startswith("https://paper.example/bridge#:~:text=")
    assert not {"status", "verdict", "links"} & first.keys()


def test_an_assistant_gets_links_to_search_by() -> None:
    """`search_links` gives the links of the statements that hold the words, and says so where none does."""
    (one,) = _call("search_links", text=TOWN_TEXT, statement="old bridge would be closed")["statements"]
    assert one["statement"] == "that the old bridge would be closed in May"
    assert all(link["url"].startswith("https://") for link in one["links"])
    with pytest.raises(ToolError, match="as `check` lists them"):
        _call("search_links", text=TOWN_TEXT, statement="zebra")


def test_an_assistant_holds_a_text_against_others() -> None:
    """With `against` each statement says where and how its words stand there; what cannot be read is told."""
    minutes = "PAUL REED: Nobody asked us.\n\nBOB STONE: It is a good bridge.\n"
    told = _call("check", text=TOWN_TEXT, against={"minutes.txt": minutes, "void.txt": ""})
    held = told["statements"][1]["against"]
    assert (held["outcome"], held["document"], held["link"]) == ("in another's mouth", "minutes.txt", "")
    assert [line.startswith("not held against: void.txt: ") for line in told["not_done"]] == [True]
    with pytest.raises(ToolError, match=r"void\.txt"):
        _call("check", text=TOWN_TEXT, against={"void.txt": ""})


def test_an_assistant_is_told_what_is_wrong() -> None:
    """A text that cannot be read is refused with its reason, in no words of the command line."""
    with pytest.raises(ToolError, match="English") as refused:
        _call("check", text="Le maire a dit au conseil que le pont serait fermé jusqu’au soir du mardi.\n" * 3)
    assert "--" not in str(refused.value)
    with pytest.raises(ToolError):
        _call("check", text="")


def test_it_speaks_the_protocol_over_standard_input_and_output() -> None:
    """`attrcheck mcp` answers an assistant's first messages, and prints nothing else."""
    client = {"name": "test", "version": "1"}
    asked = {"protocolVersion": "2025-06-18", "capabilities": {}}
    messages: list[dict[str, Any]] = [
        {"id": 1, "method": "initialize", "params": {**asked, "clientInfo": client}},
        {"method": "notifications/initialized"},
        {"id": 2, "method": "tools/list"},
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "attrcheck.cli", "mcp"],
        env=CHILD,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin
    assert process.stdout
    answers = []
    for message in messages:
        process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        process.stdin.flush()
        if "id" in message:
            answers.append(json.loads(process.stdout.readline()))
    rest, _ = process.communicate(timeout=30)
    assert [answer["id"] for answer in answers] == [1, 2]
    assert answers[0]["result"]["serverInfo"]["name"] == "attrcheck"
    assert [tool["name"] for tool in answers[1]["result"]["tools"]] == ["check", "search_links"]
    assert (rest, process.returncode) == ("", 0)
