"""An agent whose code waits for approvals from one process to the next.

python pydantic_ai_agent.py <directory> ask
python pydantic_ai_agent.py <directory> answer ID=yes ID=no:reason ID={"argument": ...}
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from payments import CODE, decisions, open_invoices, pay, show, store_in
from pydantic_ai import Agent, AgentRunResult, DeferredToolRequests, DeferredToolResults, Tool
from pydantic_ai.messages import (
    ModelMessage,
    ModelMessagesTypeAdapter,
    ModelResponse,
    TextPart,
    ToolCallPart,
    ToolReturnPart,
)
from pydantic_ai.models.function import AgentInfo, FunctionModel

from monty_tools.integrations.pydantic_ai import CodeMode


def scripted(messages: list[ModelMessage], _info: AgentInfo) -> ModelResponse:
    """Stands for a model: sends the code, then answers with what it gave."""
    last = messages[-1].parts[-1]
    if isinstance(last, ToolReturnPart):
        return ModelResponse(parts=[TextPart(last.model_response_str())])
    return ModelResponse(parts=[ToolCallPart('run_code', {'code': CODE}, tool_call_id='code')])


def agent_in(directory: Path) -> Agent[None, str | DeferredToolRequests]:
    """The agent, as each process makes it."""
    return Agent(
        os.environ.get('MONTY_TOOLS_DEMO_MODEL') or FunctionModel(scripted),
        tools=[open_invoices, Tool(pay, requires_approval=True)],
        capabilities=[CodeMode(snapshots=store_in(directory), snapshot_label='example')],
        output_type=[str, DeferredToolRequests],
    )


def tell(result: AgentRunResult[str | DeferredToolRequests], directory: Path) -> None:
    """Print the answer; or, where code waits, what for, and leave the rest to the client."""
    if isinstance(result.output, str):
        print(result.output)
        return
    for metadata in result.output.metadata.values():
        show((call['id'], call['tool_name'], call['arguments'], call['line']) for call in metadata['calls'])
    client = {'messages': json.loads(result.all_messages_json()), 'metadata': result.output.metadata}
    (directory / 'client.json').write_text(json.dumps(client), encoding='utf-8')


def answered(client: dict[str, Any], given: dict[str, Any]) -> DeferredToolResults:
    """The client's decisions, each brought to the code that its call belongs to."""
    metadata = {
        outer: {'token': asked['token'], 'decisions': chosen}
        for outer, asked in client['metadata'].items()
        if (chosen := {call['id']: given[call['id']] for call in asked['calls'] if call['id'] in given})
    }
    return DeferredToolResults(approvals=dict.fromkeys(metadata, True), metadata=metadata)


if __name__ == '__main__':
    place, action, *texts = sys.argv[1:]
    directory = Path(place)
    agent = agent_in(directory)
    if action == 'ask':
        tell(agent.run_sync('Pay what is due.'), directory)
    else:
        client = json.loads((directory / 'client.json').read_text(encoding='utf-8'))
        messages = ModelMessagesTypeAdapter.validate_python(client['messages'])
        results = answered(client, decisions(texts))
        tell(agent.run_sync(message_history=messages, deferred_tool_results=results), directory)
