"""A LangChain agent whose code waits for approvals from one process to the next.

python langgraph_agent.py <directory> ask
python langgraph_agent.py <directory> answer ID=yes ID=no:reason ID={"argument": ...}
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from langchain.agents import create_agent
from langchain.agents.middleware import HumanInTheLoopMiddleware
from langchain_core.language_models import FakeMessagesListChatModel
from langchain_core.messages import AIMessage, HumanMessage
from langgraph.checkpoint.sqlite import SqliteSaver
from langgraph.types import Command
from payments import CODE, decisions, open_invoices, pay, show, store_in

from monty_tools.integrations.langchain import CodeModeMiddleware

CONVERSATION: Any = {'configurable': {'thread_id': 'payments'}}


class Scripted(FakeMessagesListChatModel):
    """Stands for a model: sends the code, then says that it is done."""

    def bind_tools(self, tools: Any, **_options: Any) -> Any:
        return self


def agent_in(directory: Path, checkpoints: SqliteSaver, asking: bool) -> Any:
    """The agent, as each process makes it."""
    code = AIMessage('', tool_calls=[{'name': 'run_code', 'args': {'code': CODE}, 'id': 'code'}])
    done = AIMessage('That is all.')
    return create_agent(
        Scripted(responses=[code, done] if asking else [done]),
        middleware=[
            CodeModeMiddleware([open_invoices, pay], snapshots=store_in(directory), snapshot_label='example'),
            HumanInTheLoopMiddleware({'pay': True}),
        ],
        checkpointer=checkpoints,
    )


def tell(agent: Any, messages: list[Any]) -> None:
    """Print what came back; or, where code waits, what for."""
    waiting = agent.get_state(CONVERSATION).interrupts
    for each in waiting:
        show((call['id'], call['name'], call['args'], call['line']) for call in each.value['action_requests'])
    if not waiting:
        print(messages[-2].content, messages[-1].content, sep='\n')


def decision(value: Any) -> Any:
    """A decision as the human-in-the-loop middleware has it."""
    if isinstance(value, bool):
        return value
    if 'reason' in value:
        return {'type': 'reject', 'message': value['reason']}
    return {'type': 'edit', 'edited_action': {'name': 'pay', 'args': value['arguments']}}


if __name__ == '__main__':
    place, action, *texts = sys.argv[1:]
    directory = Path(place)
    directory.mkdir(parents=True, exist_ok=True)
    given: Any = {'messages': [HumanMessage('Pay what is due.')]}
    if action == 'answer':
        given = Command(resume={call_id: decision(value) for call_id, value in decisions(texts).items()})
    with SqliteSaver.from_conn_string(str(directory / 'checkpoints.db')) as checkpoints:
        agent = agent_in(directory, checkpoints, action == 'ask')
        tell(agent, agent.invoke(given, CONVERSATION)['messages'])
