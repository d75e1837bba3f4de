"""The demo's agent: five tools behind one, `run_code`, and a model that is scripted unless another is named."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic_ai import Agent
from pydantic_ai.messages import ModelMessage, ModelRequest, ModelResponse, TextPart, ToolCallPart, ToolReturnPart
from pydantic_ai.models import Model
from pydantic_ai.models.function import AgentInfo, FunctionModel

from monty_tools import ResourceLimits
from monty_tools.integrations.pydantic_ai import CodeMode

SCRIPT = Path(__file__).resolve().parent / 'agent_script.py'
LIMITS = ResourceLimits(memory_limit_mb=20)
QUESTION = (
    'Which of the days from 6 to 9 March 2013 was worst for departures from New York? '
    'Which airline left most seat-miles on the ground that day, and in what weather?'
)

REACHES_FOR_THE_FILE = """\
import sqlite3

database = sqlite3.connect('flights.sqlite')
database.execute('SELECT * FROM flights').fetchall()
"""
FORGETS_CANCELLED_FLIGHTS = """\
flights = await search_flights(day=8, size=250)
late = sum(max(flight['dep_delay'], 0) for flight in flights)
f'{late / 60:.0f} hours lost by {len(flights)} flights'
"""


def scripted_model() -> FunctionModel:
    """Does what models do: reaches for a module that isn't there, trips over the data, then gets it right."""
    steps = [REACHES_FOR_THE_FILE, FORGETS_CANCELLED_FLIGHTS, SCRIPT.read_text(encoding='utf-8')]

    def respond(messages: list[ModelMessage], _info: AgentInfo) -> ModelResponse:
        done = sum(isinstance(message, ModelResponse) for message in messages)
        if done < len(steps):
            return ModelResponse(parts=[ToolCallPart('run_code', {'code': steps[done]})])
        return ModelResponse(parts=[TextPart(in_words(last_result(messages)))])

    return FunctionModel(respond, model_name='scripted')


def last_result(messages: list[ModelMessage]) -> dict[str, Any]:
    """The value that the last code gave, read from the text that the model got."""
    text = tool_returns(messages)[-1].partition('Result:\n')[2]
    value = ast.literal_eval(text)
    assert isinstance(value, dict)
    return value


def tool_returns(messages: list[ModelMessage]) -> list[str]:
    """What the model was told of each of its calls."""
    parts = [part for message in messages if isinstance(message, ModelRequest) for part in message.parts]
    return [str(part.content) for part in parts if isinstance(part, ToolReturnPart)]


def in_words(found: dict[str, Any]) -> str:
    """The answer that the scripted model gives for the value of its last code."""
    weather = '; '.join(f'{place}: {report}' for place, report in found['weather'].items())
    return (
        f'{found["day"]} was the worst day, with {found["hours lost"]} hours lost. '
        f'{found["airline"]} left most on the ground: {found["cancelled"]}, without {found["not counted"]}. '
        f'When it cancelled most, the weather was: {weather}.'
    )


def flight_agent(model: Model, tools: list[Callable[..., Any]]) -> Agent[None, str]:
    """An agent whose only tool is `run_code`, in which `tools` are functions."""
    return Agent(
        model,
        name='flight_agent',
        instructions='Answer by running Python with run_code. Be brief.',
        tools=tools,
        capabilities=[CodeMode(limits=LIMITS)],
    )
