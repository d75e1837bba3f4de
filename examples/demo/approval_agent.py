"""The same tools in a LangChain agent, whose code asks for an approval that another process answers.

    python approval_agent.py FOLDER ask
    python approval_agent.py FOLDER yes

`FOLDER` has the database, the graph's checkpoints, the store of suspended code and the spans of each process. Each
process prints one JSON object.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flight_tools import FlightTools
from langchain.agents import create_agent
from langchain.agents.middleware import HumanInTheLoopMiddleware
from langchain_core.language_models import FakeMessagesListChatModel
from langchain_core.messages import AIMessage, HumanMessage
from langgraph.checkpoint.sqlite import SqliteSaver
from langgraph.types import Command
from opentelemetry import trace
from opentelemetry.sdk.trace import Event, ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanContext, Status, StatusCode, TraceFlags

from monty_tools.integrations.langchain import CodeModeMiddleware
from monty_tools.snapshots import SnapshotStore, new_key

DATABASE = 'flights.sqlite'
QUESTION = 'Tell operations which airline lost most time on 8 March.'
CODE = """\
flights = await search_flights(day=8, size=250)
lost = {}
for flight in flights:
    lost[flight['carrier']] = lost.get(flight['carrier'], 0) + max(flight['dep_delay'] or 0, 0)
worst = max(lost, key=lost.get)
text = f'{await airline_name(carrier=worst)}: {lost[worst] / 60:.0f} hours in {len(flights)} flights'
try:
    told = await send_report(to='operations', text=text)
except PermissionError as error:
    told = str(error)
told
"""
CONVERSATION: Any = {'configurable': {'thread_id': 'report'}}


class Scripted(FakeMessagesListChatModel):
    """Stands for a model: sends the code, then says that it is done."""

    def bind_tools(self, tools: Any, **_options: Any) -> Any:
        return self


async def send_report(to: str, text: str) -> str:
    """Send a text to somebody. Needs an approval."""
    return f'sent to {to}: {text}'


def agent_in(folder: Path, checkpoints: SqliteSaver, asking: bool) -> Any:
    """The agent, as each process makes it."""
    key = folder / 'key'  # a service has it among its secrets, not beside what it opens
    if asking:
        key.write_text(new_key(), encoding='ascii')
    store = SnapshotStore(f'sqlite:///{folder / "snapshots.db"}', keys=[key.read_text(encoding='ascii')])
    code = AIMessage('', tool_calls=[{'name': 'run_code', 'args': {'code': CODE}, 'id': 'code'}])
    done = AIMessage('That is all.')
    middleware: Any = [
        CodeModeMiddleware(
            [*FlightTools(folder / DATABASE).tools, send_report], snapshots=store, snapshot_label='demo'
        ),
        HumanInTheLoopMiddleware({'send_report': True}),
    ]
    model = Scripted(responses=[code, done] if asking else [done])
    return create_agent(model, middleware=middleware, checkpointer=checkpoints)


def main() -> None:
    """Ask up to where the code waits, or answer."""
    folder, action = Path(sys.argv[1]), sys.argv[2]
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    given: Any = {'messages': [HumanMessage(QUESTION)]}
    with SqliteSaver.from_conn_string(str(folder / 'checkpoints.db')) as checkpoints:
        agent = agent_in(folder, checkpoints, action == 'ask')
        if action != 'ask':
            (waiting,) = agent.get_state(CONVERSATION).interrupts
            calls = waiting.value['action_requests']
            given = Command(resume={call['id']: action == 'yes' for call in calls})
        ended = agent.invoke(given, CONVERSATION)
        waits = [call for each in agent.get_state(CONVERSATION).interrupts for call in each.value['action_requests']]
    told = {
        'process': os.getpid(),
        'waits': [{'name': call['name'], 'arguments': call['args'], 'line': call['line']} for call in waits],
        'messages': [str(message.content) for message in ended['messages']],
        'spans': [as_json(span) for span in exporter.get_finished_spans()],
    }
    print(json.dumps(told))


# Spans between processes, which in a service go to a collector.


def as_json(span: ReadableSpan) -> dict[str, Any]:
    """What the tree of a trace shows of a span."""
    assert span.context is not None
    return {
        'name': span.name,
        'trace': span.context.trace_id,
        'id': span.context.span_id,
        'parent': None if span.parent is None else span.parent.span_id,
        'attributes': {
            key: value for key, value in (span.attributes or {}).items() if isinstance(value, str | int | float)
        },
        'status': span.status.status_code.name,
        'began': span.start_time,
        'ended': span.end_time,
        'exceptions': [str((event.attributes or {}).get('exception.type', '')) for event in span.events],
    }


def from_json(spans: Iterable[dict[str, Any]]) -> tuple[ReadableSpan, ...]:
    """The spans that `as_json` wrote."""
    return tuple(
        ReadableSpan(
            told['name'],
            context=context(told['trace'], told['id']),
            parent=None if told['parent'] is None else context(told['trace'], told['parent']),
            attributes=told['attributes'],
            events=[Event('exception', {'exception.type': kind}) for kind in told['exceptions'] if kind],
            status=Status(StatusCode[told['status']]),
            start_time=told['began'],
            end_time=told['ended'],
        )
        for told in spans
    )


def context(trace_id: int, span_id: int) -> SpanContext:
    return SpanContext(trace_id, span_id, is_remote=True, trace_flags=TraceFlags(TraceFlags.SAMPLED))


if __name__ == '__main__':
    main()
