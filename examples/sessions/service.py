"""Conversations whose code finds the names of the request before, whichever process served that.

python service.py <database> <conversation> <question>
"""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from pydantic_ai import Agent
from pydantic_ai.messages import (
    ModelMessage,
    ModelMessagesTypeAdapter,
    ModelResponse,
    TextPart,
    ToolCallPart,
    ToolReturnPart,
    UserPromptPart,
)
from pydantic_ai.models import Model
from pydantic_ai.models.function import AgentInfo, FunctionModel

from monty_tools.integrations.pydantic_ai import CodeMode, CodeModeSession

CODE = {
    'Fetch the readings.': 'readings = await get_readings(station="north")\nlen(readings)',
    'What was the highest?': 'max(readings)',
    'And the average?': 'round(sum(readings) / len(readings), 2)',
}
"""What the scripted model writes for each question."""


class Store:
    """Each conversation's messages and session, in a SQLite file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with closing(sqlite3.connect(path)) as database, database:
            database.execute(
                'CREATE TABLE IF NOT EXISTS conversations (id TEXT PRIMARY KEY, messages BLOB, session BLOB)'
            )

    def load(self, conversation: str) -> tuple[list[ModelMessage], CodeModeSession]:
        """What is stored; nothing at all for a conversation that begins."""
        with closing(sqlite3.connect(self.path)) as database:
            query = 'SELECT messages, session FROM conversations WHERE id = ?'
            row = database.execute(query, (conversation,)).fetchone() or (b'[]', b'')
        return ModelMessagesTypeAdapter.validate_json(row[0]), CodeModeSession(row[1])

    def save(self, conversation: str, messages: bytes, session: CodeModeSession) -> None:
        with closing(sqlite3.connect(self.path)) as database, database:
            database.execute('REPLACE INTO conversations VALUES (?, ?, ?)', (conversation, messages, session.dump()))


async def get_readings(station: str) -> list[float]:
    """A station's temperatures; a slow service that is better asked once."""
    print(f'(asking {station} for its readings)')
    return [3.5, 4.0, 7.25, 6.5]


def scripted(messages: list[ModelMessage], _info: AgentInfo) -> ModelResponse:
    """Stands for a model: sends the code for the question, then answers with what it gave."""
    last = messages[-1].parts[-1]
    if isinstance(last, ToolReturnPart):
        return ModelResponse(parts=[TextPart(last.model_response_str())])
    assert isinstance(last, UserPromptPart)
    return ModelResponse(parts=[ToolCallPart('run_code', {'code': CODE[str(last.content)]})])


def model() -> Model | str:
    """The model that MONTY_TOOLS_DEMO_MODEL names, or the script."""
    return os.environ.get('MONTY_TOOLS_DEMO_MODEL') or FunctionModel(scripted)


def answer(store: Store, conversation: str, question: str) -> str:
    """Serve one request: load, run, store."""
    messages, session = store.load(conversation)
    agent = Agent(model(), tools=[get_readings], capabilities=[CodeMode(session=session)])
    result = agent.run_sync(question, message_history=messages)
    store.save(conversation, result.all_messages_json(), session)
    return result.output


if __name__ == '__main__':
    database, conversation, question = sys.argv[1:]
    print(answer(Store(Path(database)), conversation, question))
