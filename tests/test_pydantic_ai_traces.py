"""Agents with code mode as OpenTelemetry sees them: one span for each thing, where it belongs, and content as asked."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import logfire
import pytest
from agents import Script
from logfire.testing import CaptureLogfire
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import get_tracer
from pydantic_ai import Agent, ModelRetry
from pydantic_ai.capabilities import AbstractCapability

from monty_tools.integrations.pydantic_ai import CodeMode
from monty_tools.telemetry import Telemetry

TESTS = Path(__file__).resolve().parent

CODE = """
import asyncio
print(await asyncio.gather(double(x=1), double(x=2)))
try:
    await fail(message='hush')
except LookupError:
    pass
double.__globals__
"""


async def double(x: int) -> int:
    """Twice x."""
    with get_tracer('app').start_as_current_span('work'):
        return 2 * x


def fail(message: str) -> None:
    """Always fails."""
    raise LookupError(message)


def agent(code: str = CODE, *capabilities: AbstractCapability[None], **options: Any) -> Agent[None, str]:
    return Agent(Script(code), name='clerk', tools=[double, fail], capabilities=[CodeMode(**options), *capabilities])


def tree(spans: Sequence[ReadableSpan], parent: int | None = None, depth: int = 0) -> Iterator[str]:
    """The spans' names, indented below their parents, in the order in which they began."""
    for span in sorted(spans, key=lambda span: span.start_time or 0):
        if (None if span.parent is None else span.parent.span_id) == parent:
            yield '  ' * depth + span.name
            yield from tree(spans, span.context.span_id, depth + 1)  # type: ignore[union-attr]  # a recorded one has it


NESTED = [
    '    run_code',
    '      execute_tool double',
    '      execute_tool double',
    '      execute_tool fail',
    '      whitelist_violation',
]


def run_with_logfire(agent: Agent[None, str], **options: Any) -> None:
    logfire.instrument_pydantic_ai(**options)
    try:
        agent.run_sync('go')
    finally:
        Agent.instrument_all(False)


def recorded(capfire: CaptureLogfire) -> list[ReadableSpan]:
    """The spans, without the notes that Logfire makes of their beginnings."""
    spans = capfire.exporter.exported_spans
    return [span for span in spans if span.attributes and span.attributes['logfire.span_type'] == 'span']


def text_of(spans: Sequence[ReadableSpan]) -> str:
    return ' '.join(f'{span.attributes} {[(event.name, event.attributes) for event in span.events]}' for span in spans)


@pytest.mark.parametrize('content', [True, False])
def test_one_span_for_each_call_below_the_code(content: bool, capfire: CaptureLogfire) -> None:
    run_with_logfire(agent(), include_content=content)
    spans = recorded(capfire)
    lines = [line for line in tree(spans) if 'chat' not in line and 'work' not in line]
    assert lines == ['invoke_agent clerk', '  execute_tool run_code', *NESTED]
    assert [line for line in tree(spans) if 'work' in line] == ['        work'] * 2
    run = next(span for span in spans if span.name == 'run_code')
    assert run.attributes is not None and run.attributes.get('code') == (CODE if content else None)
    assert run.status.status_code.name == 'ERROR'
    assert ('hush' in text_of(spans)) is content


def test_limits_and_retries(capfire: CaptureLogfire) -> None:
    def picky() -> None:
        raise ModelRetry('not now')

    model = Script('"x" * 10**9', 'await picky()')
    run_with_logfire(Agent(model, name='clerk', tools=[picky], capabilities=[CodeMode()]))
    assert [line for line in tree(recorded(capfire)) if 'chat' not in line] == [
        'invoke_agent clerk',
        '  execute_tool run_code',
        '    run_code',
        '      limit_exceeded',
        '  execute_tool run_code',
        '    run_code',
        '      execute_tool picky',
    ]


def test_an_agent_without_instrumentation_has_our_own_spans_for_calls(capfire: CaptureLogfire) -> None:
    agent().run_sync('go')
    spans = recorded(capfire)
    assert [line for line in tree(spans) if 'work' not in line] == [line[4:] for line in NESTED]
    assert 'hush' not in text_of(spans)


def test_telemetry_can_be_set() -> None:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    agent(CODE, telemetry=Telemetry(tracer_provider=provider, capture_content=True)).run_sync('go')
    spans = exporter.get_finished_spans()
    assert list(tree(spans)) == [line[4:] for line in NESTED]
    assert 'hush' in text_of(spans)


OWN_PROVIDER = """
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from pydantic_ai.capabilities import Instrumentation
from pydantic_ai.models.instrumented import InstrumentationSettings

from test_pydantic_ai_traces import CODE, NESTED, agent, tree

exporter, provider = InMemorySpanExporter(), TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(exporter))
clerk = agent(CODE, Instrumentation(settings=InstrumentationSettings(tracer_provider=provider)))
clerk.run_sync('go')
lines = [line for line in tree(exporter.get_finished_spans()) if 'chat' not in line]
assert lines == ['invoke_agent clerk', '  execute_tool run_code', *NESTED], lines
"""


def test_a_provider_of_the_agents_own_where_the_process_has_none() -> None:
    environment = os.environ | {'PYTHONPATH': os.pathsep.join([str(TESTS), str(TESTS.parent)])}
    subprocess.run([sys.executable, '-c', OWN_PROVIDER], check=True, env=environment)
