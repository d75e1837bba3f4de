"""MCP servers' tools through code mode: a real server of the MCP SDK, in process."""

from __future__ import annotations

import logging

import pytest
from agents import Script, returns
from mcp.server.mcpserver import Image, MCPServer
from pydantic import BaseModel
from pydantic_ai import Agent
from pydantic_ai.mcp import MCPToolset
from pydantic_ai.messages import ToolReturnPart

from monty_tools.integrations.pydantic_ai import CodeMode, CodeModeToolset

server = MCPServer('library')


class Book(BaseModel):
    title: str
    year: int


@server.tool()
def find_books(author: str, limit: int = 2) -> list[Book]:
    """Books by an author."""
    return [Book(title=f'{author} {number}', year=1900 + number) for number in range(limit)]


@server.tool()
def newest() -> Book:
    """The newest book."""
    return Book(title='new', year=2024)


@server.tool()
def count() -> int:
    """How many books there are."""
    return 5


class Wrapped(BaseModel):
    result: int


@server.tool()
def wrapped() -> Wrapped:
    """An object with one key."""
    return Wrapped(result=3)


@server.tool(structured_output=False)
def note(text: str) -> str:
    """Says it again."""
    return text


@server.tool()
def cover() -> Image:
    """A picture."""
    return Image(data=b'png', format='png')


@server.tool()
def lost() -> int:
    """Fails."""
    raise ValueError('burnt')


@pytest.fixture(autouse=True)
def quiet() -> None:
    logging.getLogger('mcp').setLevel(logging.CRITICAL)


def run(*codes: str, direct: bool = False) -> tuple[Script, list[ToolReturnPart]]:
    model = Script(*codes)
    toolset: MCPToolset[None] = MCPToolset(server)
    if direct:
        agent = Agent(model, toolsets=[CodeModeToolset(toolset)])
    else:
        agent = Agent(model, toolsets=[toolset], capabilities=[CodeMode()])
    return model, returns(agent.run_sync('go').all_messages())


@pytest.mark.parametrize('direct', [False, True])
def test_structured_results_arrive_as_their_signatures_say(direct: bool) -> None:
    code = """
    books = await find_books(author='Ada')
    [books[1]['title'], (await newest())['year'], await count(), await wrapped()]
    """
    model, parts = run(code, direct=direct)
    assert parts[0].content == "['Ada 1', 2024, 5, 3]"
    text = model.description()
    assert 'async def find_books(*, author: str, limit: int = 2) -> list[Book]:' in text
    assert 'async def newest() -> Book:' in text
    assert 'async def count() -> int:' in text


def test_a_tool_without_an_output_schema_says_so() -> None:
    model, parts = run('[await note(text="hi"), await note(text="[1, 2]")]')
    assert parts[0].content == "['hi', [1, 2]]"
    line = next(line for line in model.description().splitlines() if 'def note(' in line)
    assert line == 'async def note(*, text: str) -> Any:  # no output schema'


def test_arguments_are_checked_before_the_server_sees_them() -> None:
    _model, parts = run('await find_books(author=3, limit="x")')
    text = str(parts[0].content)
    assert parts[0].outcome == 'success'
    assert "find_books(): argument 'author': expected str, got int 3" in text
    assert "argument 'limit': expected int, got str 'x'" in text


def test_the_servers_errors_are_exceptions() -> None:
    _model, parts = run('try:\n    await lost()\nexcept RuntimeError as error:\n    print(error)', 'await lost()')
    assert parts[0].content == 'Printed:\nError executing tool lost'
    assert parts[1].outcome == 'retried'


def test_pictures_go_to_the_model() -> None:
    _model, parts = run('await cover()')
    assert str(parts[0].content).startswith('image/png file ')
