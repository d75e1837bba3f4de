"""A service that answers questions by an agent with code mode, with traces of what the code did."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import logfire
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from pydantic import BaseModel
from pydantic_ai import Agent, AgentRunResultEvent
from pydantic_ai.models import KnownModelName, Model

from monty_tools import ResourceLimits
from monty_tools.integrations.pydantic_ai import CodeMode, CodePrintedEvent, CodeToolCallEvent, CodeToolResultEvent

STOCK = {'tea': 40, 'cup': 3, 'pot': 0}
PRICES = {'tea': 4, 'cup': 9, 'pot': 30}


class Question(BaseModel):
    text: str


class Answer(BaseModel):
    text: str
    requests: int
    tool_calls: int


async def list_items() -> list[str]:
    """The names of all items."""
    return sorted(STOCK)


async def get_stock(item: str) -> int:
    """How many of an item there are."""
    return STOCK[item]


async def get_price(item: str) -> int:
    """The price of an item in euros."""
    return PRICES[item]


def create_app(model: Model | KnownModelName | str) -> FastAPI:
    """The service, with its agent's traces going where Logfire or OpenTelemetry is configured to send them."""
    logfire.configure(send_to_logfire='if-token-present', service_name='shop', console=False)
    logfire.instrument_pydantic_ai()
    code_mode: CodeMode[None] = CodeMode(limits=ResourceLimits(execution_time_limit_ms=1000), result_limit=4000)
    agent = Agent(model, name='shopkeeper', tools=[list_items, get_stock, get_price], capabilities=[code_mode])
    app = FastAPI()

    @app.post('/ask')
    async def ask(question: Question) -> Answer:
        result = await agent.run(question.text)
        return Answer(text=result.output, requests=result.usage.requests, tool_calls=result.usage.tool_calls)

    @app.post('/ask/stream')
    async def ask_and_watch(question: Question) -> StreamingResponse:
        return StreamingResponse(progress(agent, question.text), media_type='application/x-ndjson')

    return app


async def progress(agent: Agent[None, str], question: str) -> AsyncIterator[str]:
    """What the agent's code does while it does it, and then the answer: one JSON object a line."""
    async with agent.run_stream_events(question) as events:
        async for event in events:
            if isinstance(event, CodePrintedEvent):
                yield line(printed=event.text)
            elif isinstance(event, CodeToolCallEvent):
                yield line(calls=event.call_name, arguments=event.arguments)
            elif isinstance(event, CodeToolResultEvent):
                yield line(called=event.call_name, outcome=event.outcome)
            elif isinstance(event, AgentRunResultEvent):
                yield line(answer=event.result.output)


def line(**entry: object) -> str:
    return json.dumps(entry) + '\n'
