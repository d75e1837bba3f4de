"""An agent that reaches an MCP server's tools by writing code, one request for what would be dozens of calls."""

from __future__ import annotations

import os

from pydantic_ai import Agent
from pydantic_ai.mcp import MCPToolset
from pydantic_ai.messages import ModelMessage, ModelResponse, TextPart, ToolCallPart, ToolReturnPart
from pydantic_ai.models import Model
from pydantic_ai.models.function import AgentInfo, FunctionModel
from server import server

from monty_tools.integrations.pydantic_ai import CodeMode

QUESTION = (
    'Which airline had the worst average delay in the snow of 8 March 2013, among those with at least 20 flights?'
)
CODE = """
import asyncio

airlines = await list_airlines()
flights = await asyncio.gather(*[list_flights(day=8, carrier=a['carrier']) for a in airlines])
averages = {}
for airline, flown in zip(airlines, flights):
    delays = [f['arr_delay'] for f in flown if f['arr_delay'] is not None]
    if len(delays) >= 20:
        averages[airline['name']] = round(sum(delays) / len(delays), 1)
worst = max(averages, key=averages.get)
print(f'{len(averages)} airlines compared')
{'airline': worst, 'minutes': averages[worst], 'from': await describe_airport(code=flights[0][0]['origin'])}
"""


def scripted(messages: list[ModelMessage], _info: AgentInfo) -> ModelResponse:
    """Stands for a model: sends the code, then answers with what it gave."""
    last = messages[-1].parts[-1]
    if isinstance(last, ToolReturnPart):
        return ModelResponse(parts=[TextPart(last.model_response_str())])
    return ModelResponse(parts=[ToolCallPart('run_code', {'code': CODE})])


def model() -> Model | str:
    """The model that MONTY_TOOLS_DEMO_MODEL names, or the script."""
    return os.environ.get('MONTY_TOOLS_DEMO_MODEL') or FunctionModel(scripted)


def main() -> None:
    # In process here; a URL or a command in the place of `server` reaches any other MCP server.
    agent = Agent(model(), toolsets=[MCPToolset(server)], capabilities=[CodeMode()])
    result = agent.run_sync(QUESTION)
    print(QUESTION)
    print(result.output)
    print(f'{result.usage.requests} requests to the model, {result.usage.tool_calls} tool calls')


if __name__ == '__main__':
    main()
