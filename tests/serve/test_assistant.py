"""What a language model can read of a store: what its viewer may see, with the words it rests on, and nothing else."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from sqlalchemy import select

from crosswire.config import Config
from crosswire.desk.rows import said_in
from crosswire.serve.assistant import make_assistant, who_by
from crosswire.store.database import Database, open_store
from crosswire.store.database.derived import annotated, shown
from crosswire.store.database.schema import restrictions
from crosswire.store.database.viewer import Viewer
from tests.browsing import in_a_thread
from tests.desk.worked import DAM, finish, give

READER = Viewer(id="", name="assistant", role="reader", by="open")
Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    with open_store(address, create=True) as opened:
        give(opened, DAM)
        finish(opened)
        yield opened


def asked(database: Database, tool: str, viewer: Viewer = READER, **arguments: Any) -> dict[str, Any]:
    """What a tool answers to a client in this process."""

    async def ask() -> Any:
        async with Client(make_assistant(database, lambda: viewer, Config())) as client:
            return await client.call_tool(tool, arguments)

    answer = in_a_thread(ask)
    assert not answer.is_error, answer.content
    return json.loads(answer.content[0].text)


def the_story(database: Database) -> str:
    with database.read() as connection:
        return str(connection.execute(select(shown.c.story)).scalar_one())


def test_every_tool_only_reads(database: Database) -> None:
    async def listed() -> Any:
        async with Client(make_assistant(database, lambda: READER, Config())) as client:
            return (await client.list_tools()).tools

    tools = in_a_thread(listed)
    assert {t.name for t in tools} == {"search", "stories", "story", "figures", "check_draft"}
    assert all(t.annotations.read_only_hint and t.description for t in tools)


def test_a_figure_comes_with_the_words_it_rests_on(database: Database) -> None:
    found = asked(database, "figures", story=the_story(database), measure="killed")
    with database.read() as connection:
        texts = [said_in(body)[0][0].text for body in connection.execute(select(annotated.c.body)).scalars()]
    figures = [f for t in found["tallies"] for f in t["figures"]]
    assert figures
    assert all(any(f["words"] in text for text in texts) for f in figures)
    assert {t["measure"] for t in found["tallies"]} == {"killed"}


def test_a_story_says_what_is_established_and_where_accounts_part(database: Database) -> None:
    found = asked(database, "story", story=the_story(database))
    assert found["brief"]
    assert found["tallies"][0]["status"]
    assert any(p["severity"] == "high" for p in found["accounts_part"])
    assert len(found["reports"]) == 7


def test_words_are_found_and_lead_to_their_story(database: Database) -> None:
    found = asked(database, "search", words="spillway", kind="report")
    assert found["hits"]
    assert {h["story"] for h in found["hits"]} == {the_story(database)}


def test_a_draft_is_held_against_the_reports(database: Database) -> None:
    found = asked(
        database,
        "check_draft",
        story=the_story(database),
        text="In all 900 people were killed by the flood.",
    )
    wrong = [s for s in found["statements"] if s["standing"] in ("departs", "nowhere")]
    assert any("900" in s["text"] for s in wrong), found


def test_what_is_restricted_is_not_there(database: Database) -> None:
    story = the_story(database)
    with database.write() as connection:
        connection.execute(restrictions.insert().values(story=story, made="2031", by="u0", reason="care"))
    assert asked(database, "stories")["stories"] == []
    assert asked(database, "search", words="spillway")["count"] == 0
    with pytest.raises(AssertionError, match="There is no story"):
        asked(database, "story", story=story)
    listed = Viewer(id="u1", name="u1", role="reader", stories=frozenset((story,)))
    assert asked(database, "story", listed, story=story)["brief"]


@pytest.mark.parametrize(
    "arguments",
    [
        {"tool": "search", "words": "dam", "kind": "secret"},
        {"tool": "story", "story": "' OR 1=1 --"},
        {"tool": "check_draft", "story": "x", "text": " "},
    ],
)
def test_a_wrong_question_is_answered_with_what_to_do(database: Database, arguments: dict[str, str]) -> None:
    with pytest.raises(AssertionError, match=r"kind is one of|There is no story|must have some text"):
        asked(database, **arguments)


def test_a_token_that_is_no_token_opens_nothing(database: Database) -> None:
    assert who_by(database, "cwt_nothing") is None
    who = who_by(database, None)
    assert who is not None
    assert who().role == "reader"


def test_the_program_speaks_over_standard_input(address: str) -> None:
    open_store(address, create=True).close()
    command = StdioServerParameters(
        command=sys.executable,
        args=["-c", "from crosswire.cli import main; main()", "mcp", "--store", address],
        env=dict(os.environ),
    )

    async def ask() -> Any:
        with anyio.fail_after(60):
            async with Client(command) as client:
                return await client.call_tool("stories", {})

    assert json.loads(in_a_thread(ask).content[0].text) == {"stories": []}
