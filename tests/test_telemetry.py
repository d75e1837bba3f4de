"""Telemetry as receivers get it: in memory, over OTLP/HTTP from this process and another, and in Logfire."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from opentelemetry import context as contexts
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import Histogram, InMemoryMetricReader, PeriodicExportingMetricReader
from opentelemetry.sdk.trace import ReadableSpan, SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF

from monty_tools import (
    FunctionSnapshot,
    FutureSnapshot,
    Monty,
    MontyError,
    MontyRepl,
    ResourceLimits,
    instrument,
    uninstrument,
)
from monty_tools.telemetry import Telemetry

LIMITS = ('memory', 'allocations', 'stack_depth', 'execution_time', 'sleep', 'external_calls', 'output', 'source')


class Received:
    """What a telemetry reports to, in memory."""

    def __init__(self, **options: Any) -> None:
        self.exporter = InMemorySpanExporter()
        self.tracer_provider = TracerProvider(**options)
        self.tracer_provider.add_span_processor(SimpleSpanProcessor(self.exporter))
        self.reader = InMemoryMetricReader()
        self.meter_provider = MeterProvider([self.reader])
        self.tracer = self.tracer_provider.get_tracer('host')

    def telemetry(self, **options: Any) -> Telemetry:
        return Telemetry(tracer_provider=self.tracer_provider, meter_provider=self.meter_provider, **options)

    def spans(self) -> list[ReadableSpan]:
        """All finished spans in the order in which they started."""
        return sorted(self.exporter.get_finished_spans(), key=lambda span: span.start_time or 0)

    def named(self, name: str) -> list[ReadableSpan]:
        return [span for span in self.spans() if span.name == name]

    def one(self, name: str) -> ReadableSpan:
        (span,) = self.named(name)
        return span

    def tree(self) -> list[str]:
        """The names of the spans, each indented below its parent."""
        lines: list[str] = []
        spans = self.spans()
        known = {span.context.span_id for span in spans}

        def add(parent: int | None, depth: int) -> None:
            for span in spans:
                above = span.parent.span_id if span.parent is not None and span.parent.span_id in known else None
                if above == parent:
                    lines.append('  ' * depth + span.name)
                    add(span.context.span_id, depth + 1)

        add(None, 0)
        return lines

    def points(self, name: str) -> list[Any]:
        data = self.reader.get_metrics_data()
        found = [
            metric
            for resource in data.resource_metrics
            for scope in resource.scope_metrics
            for metric in scope.metrics
            if metric.name == name
        ]
        return [point for metric in found for point in metric.data.data_points]

    def counts(self, name: str, *labels: str) -> dict[tuple[Any, ...], int]:
        """The counter's value, or the histogram's count, by the values of its attributes."""
        return {
            tuple(point.attributes.get(label) for label in labels): getattr(point, 'count', None) or point.value
            for point in self.points(name)
        }


@pytest.fixture
def received() -> Iterator[Received]:
    """Receives what every execution of the test reports, without content."""
    receiver = Received()
    instrument(tracer_provider=receiver.tracer_provider, meter_provider=receiver.meter_provider)
    yield receiver
    uninstrument()


def attributes(span: ReadableSpan) -> dict[str, Any]:
    assert span.attributes is not None
    return dict(span.attributes)


def run(code: str, **options: Any) -> Any:
    """The program's value, or the error that ended it."""
    functions = options.pop('external_functions', None)
    try:
        return Monty(code, external_functions=functions).run(**options)
    except MontyError as error:
        return error


def double(x: int) -> int:
    return 2 * x


# One execution.


def test_a_run_is_a_span_with_its_calls_below(received: Received) -> None:
    Monty('double(1) + double(x=2)', external_functions=[double], script_name='sum.py').run()
    assert received.tree() == ['run_code', '  execute_tool double', '  execute_tool double']
    found = attributes(received.one('run_code'))
    assert found['code.language'] == 'python'
    assert found['monty.script_name'] == 'sum.py'
    assert len(found['monty.code.sha256']) == 64
    assert (found['monty.outcome'], found['monty.calls'], found['monty.calls.failed']) == ('ok', 2, 0)
    assert (found['monty.violations'], found['monty.resumed']) == (0, False)
    assert received.one('run_code').status.status_code is trace.StatusCode.UNSET
    first = attributes(received.named('execute_tool double')[0])
    assert first == {
        'logfire.msg': 'running tool: double',
        'gen_ai.operation.name': 'execute_tool',
        'gen_ai.tool.name': 'double',
        'gen_ai.tool.call.id': 'call_1',
        'gen_ai.tool.type': 'function',
        'monty.line': 1,
    }
    scope = received.one('run_code').instrumentation_scope
    assert scope is not None
    assert scope.name == 'monty_tools'


def test_numbers_are_numbers(received: Received) -> None:
    run('[0] * 100000; print("x" * 500_000)')
    found = attributes(received.one('run_code'))
    for name in LIMITS:
        assert type(found[f'monty.limit.{name}.allowed']) in (int, float)
        assert type(found[f'monty.limit.{name}.used']) in (int, float)
        assert type(found[f'monty.limit.{name}.ratio']) is float
    assert found['monty.limit.output.used'] == 500_001
    assert found['monty.limit.output.ratio'] == pytest.approx(0.5, rel=1e-3)


def test_a_lifted_limit_has_no_ratio(received: Received) -> None:
    run('1', limits=ResourceLimits(memory_limit_mb=None))
    found = attributes(received.one('run_code'))
    assert 'monty.limit.memory.used' in found
    assert 'monty.limit.memory.allowed' not in found
    assert 'monty.limit.memory.ratio' not in found
    assert ('memory',) not in received.counts('monty.limit.ratio', 'monty.limit.name')


def test_an_error_has_a_status_and_an_exception_event(received: Received) -> None:
    run('x = 1\nx / 0')
    span = received.one('run_code')
    assert span.status.status_code is trace.StatusCode.ERROR
    assert span.status.description == 'ZeroDivisionError: at line 2'
    assert attributes(span)['error.type'] == 'ZeroDivisionError'
    assert attributes(span)['monty.outcome'] == 'error'
    assert attributes(span)['monty.line'] == 2
    (event,) = span.events
    assert event.name == 'exception'
    assert dict(event.attributes or {}) == {
        'exception.type': 'ZeroDivisionError',
        'exception.message': 'at line 2',
    }


def test_a_failing_function(received: Received) -> None:
    def fetch() -> None:
        raise json.JSONDecodeError('bad', 'text', 0)

    run('try:\n  fetch()\nexcept ValueError:\n  pass', external_functions=[fetch])
    span = received.one('execute_tool fetch')
    assert span.status.status_code is trace.StatusCode.ERROR
    assert attributes(span)['error.type'] == 'json.decoder.JSONDecodeError'
    assert [event.name for event in span.events] == ['exception']
    outer = received.one('run_code')
    assert outer.status.status_code is trace.StatusCode.UNSET  # the program caught it
    assert attributes(outer)['monty.calls.failed'] == 1
    assert received.counts('monty.calls', 'gen_ai.tool.name', 'monty.call.outcome') == {('fetch', 'raised'): 1}


def test_caught_violations_are_recorded(received: Received) -> None:
    code = 'for f in (lambda: eval, lambda: ().__class__.__subclasses__):\n  try: f()\n  except Exception: pass'
    run(code)
    assert received.tree() == ['run_code', '  whitelist_violation', '  whitelist_violation']
    first, second = received.named('whitelist_violation')
    assert first.status.status_code is second.status.status_code is trace.StatusCode.ERROR
    for span, kind, name in ((first, 'undefined_name', 'eval'), (second, 'forbidden_attribute', '__subclasses__')):
        assert attributes(span)['monty.violation.kind'] == kind
        assert attributes(span)['monty.violation.name'] == name
    assert attributes(first)['monty.line'] == 1
    assert attributes(received.one('run_code'))['monty.violations'] == 2
    assert attributes(received.one('run_code'))['monty.outcome'] == 'ok'
    assert received.counts('monty.violations', 'monty.violation.kind') == {
        ('undefined_name',): 1,
        ('forbidden_attribute',): 1,
    }


def test_a_program_that_is_refused_is_an_execution(received: Received) -> None:
    run('import ssl\nimport socket')
    span = received.one('run_code')
    assert received.tree() == ['run_code', '  whitelist_violation', '  whitelist_violation']
    assert span.status.status_code is trace.StatusCode.ERROR
    assert attributes(span)['monty.outcome'] == 'violation'
    assert received.counts('monty.execution.duration', 'monty.outcome') == {('violation',): 1}


@pytest.mark.parametrize(
    ('limit', 'code', 'options'),
    [
        ('memory', 'x = "a" * 10**9', {}),
        ('allocations', 'x = [[] for _ in range(10**5)]', {'allocation_limit': 50}),
        ('stack_depth', 'def f(): f()\nf()', {}),
        ('execution_time', 'while True: pass', {'execution_time_limit_ms': 20}),
        ('external_calls', 'double(1)\ndouble(2)', {'external_call_limit': 1}),
        ('output', 'print("x" * 100)', {'output_limit_bytes': 50}),
        ('source', '1 #' + 'x' * 100, {'source_limit_bytes': 50}),
        ('execution_time', '10 ** 10 ** 8', {}),
    ],
)
def test_a_limit_that_is_hit(received: Received, limit: str, code: str, options: dict[str, Any]) -> None:
    error = run(code, external_functions=[double], limits=ResourceLimits(**options))
    span = received.one('limit_exceeded')
    outer = received.one('run_code')
    assert span.parent is not None
    assert span.parent.span_id == outer.context.span_id
    assert span.status.status_code is outer.status.status_code is trace.StatusCode.ERROR
    found = attributes(span)
    assert found['monty.limit.name'] == limit
    assert found['monty.limit.used'] == error.used
    assert found['monty.limit.allowed'] == error.allowed
    assert found.get('monty.line') == error.line
    assert attributes(outer)['monty.outcome'] == 'limit'
    assert outer.events[0].attributes is not None
    assert outer.events[0].attributes['exception.message'] == error.message
    assert received.counts('monty.limits_exceeded', 'monty.limit.name') == {(limit,): 1}


# Content.

SECRET_CODE = textwrap.dedent("""
    class Hunter(Exception): pass
    print('hunter2')
    fetch('hunter2')
    try: fail('hunter2')
    except ValueError: pass
    raise KeyError('hunter2')
""")


def fetch(text: str) -> list[str]:
    return [text]


def fail(text: str) -> None:
    raise ValueError(text)


def everything(receiver: Received) -> str:
    spans = ''.join(span.to_json() for span in receiver.exporter.get_finished_spans())
    return spans + receiver.reader.get_metrics_data().to_json()


def test_content_is_not_recorded_unless_asked_for(received: Received) -> None:
    run(SECRET_CODE, external_functions=[fetch, fail])
    Monty('x = "hunter2"\nprint(x)\nx').run()
    run('"hunter2" +')
    run('import hunter2_is_a_name')  # names are recorded: violations have them
    text = everything(received)
    assert text.count('hunter2') == text.count('hunter2_is_a_name') > 0


def test_content_is_recorded_when_asked_for() -> None:
    receiver = Received()
    telemetry = receiver.telemetry(capture_content=True)
    run(SECRET_CODE, external_functions=[fetch, fail], observer=telemetry.observer())
    outer, call, failed = receiver.spans()
    found = attributes(outer)
    assert found['code'] == SECRET_CODE
    assert found['monty.stdout'] == 'hunter2\n'
    assert attributes(call)['gen_ai.tool.call.arguments'] == '{"args": ["hunter2"], "kwargs": {}}'
    assert attributes(call)['gen_ai.tool.call.result'] == '["hunter2"]'
    assert failed.status.description == 'ValueError: hunter2'
    event = outer.events[0].attributes
    assert event is not None
    assert event['exception.message'] == "'hunter2'"
    assert str(event['exception.stacktrace']).startswith('Traceback (most recent call last):\n  File "main.py", line 7')


def test_no_host_traceback_is_recorded() -> None:
    receiver = Received()
    observer = receiver.telemetry(capture_content=True).observer()
    run('fail("x")', external_functions=[fail], observer=observer)
    assert __file__ not in everything(receiver)


def test_keyword_arguments_and_results_are_json() -> None:
    receiver = Received()
    observer = receiver.telemetry(capture_content=True).observer()
    functions = {'f': lambda **values: values}
    assert run('f(a=1, b=[None, "ü"])', external_functions=functions, observer=observer) == {'a': 1, 'b': [None, 'ü']}
    call = attributes(receiver.one('execute_tool f'))
    assert json.loads(call['gen_ai.tool.call.arguments']) == {'a': 1, 'b': [None, 'ü']}
    assert json.loads(call['gen_ai.tool.call.result']) == {'a': 1, 'b': [None, 'ü']}
    schema = json.loads(call['logfire.json_schema'])
    assert schema['properties'] == {
        'gen_ai.tool.call.arguments': {'type': 'object'},
        'gen_ai.tool.call.result': {'type': 'object'},
    }
    assert json.loads(attributes(receiver.one('run_code'))['monty.result']) == {'a': 1, 'b': [None, 'ü']}


@pytest.mark.parametrize(
    'code',
    [
        '"x" * 1_000_000',
        '[["y" * 1000] * 10] * 1000',
        'x = []\nfor _ in range(150): x = [x]\nx',
        '{(1, 2): 3}',
        '{1, 2}, b"bytes", 2j, range(3), object()',
        '10 ** 2000',
        '"\\ud800"',
    ],
)
def test_any_result_is_recorded_within_bounds(code: str) -> None:
    receiver = Received()
    run(code, observer=receiver.telemetry(capture_content=True).observer())
    text = attributes(receiver.one('run_code'))['monty.result']
    assert 0 < len(text) <= 20_000
    text.encode()


# The host's own spans and context.


def test_spans_of_host_functions_are_below_their_calls(received: Received) -> None:
    def search(depth: int) -> int:
        with received.tracer.start_as_current_span('query'):
            return depth

    with received.tracer.start_as_current_span('request'):
        run('search(1)\nsearch(2)', external_functions=[search])
        here = trace.get_current_span()
        assert attributes(here) == {}  # type: ignore[arg-type]
    call = ['    execute_tool search', '      query']
    assert received.tree() == ['request', '  run_code', *call, *call]


def test_the_context_is_as_it_was_afterwards(received: Received) -> None:
    before = contexts.get_current()
    run('try:\n  fail("x")\nexcept ValueError:\n  double(1)\n1 / 0', external_functions=[fail, double])
    assert contexts.get_current() == before


def test_gathered_calls_overlap_below_one_run(received: Received) -> None:
    all_here = asyncio.Barrier(3)

    async def lookup(key: str) -> str:
        with received.tracer.start_as_current_span(f'query {key}'):
            await all_here.wait()
            return key

    code = 'import asyncio\nawait asyncio.gather(*[lookup(key) for key in "abc"])'
    assert Monty(code, external_functions=[lookup]).run() == ['a', 'b', 'c']
    outer = received.one('run_code')
    calls = received.named('execute_tool lookup')
    assert [call.parent.span_id for call in calls if call.parent] == [outer.context.span_id] * 3
    assert max(call.start_time or 0 for call in calls) < min(call.end_time or 0 for call in calls)
    for call, key in zip(calls, 'abc', strict=True):
        inner = received.one(f'query {key}')
        assert inner.parent is not None
        assert inner.parent.span_id == call.context.span_id
        assert (call.start_time or 0) <= (inner.start_time or 0) < (inner.end_time or 0) <= (call.end_time or 0)


def test_cancelling_ends_all_spans(received: Received) -> None:
    waiting = asyncio.Event()

    async def wait() -> None:
        waiting.set()
        await asyncio.Event().wait()

    async def main() -> None:
        task = asyncio.create_task(Monty('await wait()', external_functions=[wait]).run_async())
        await waiting.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())
    assert received.tree() == ['run_code', '  execute_tool wait']
    assert attributes(received.one('run_code'))['monty.outcome'] == 'cancelled'
    assert attributes(received.one('run_code'))['error.type'] == 'CancelledError'
    assert attributes(received.one('execute_tool wait'))['error.type'] == 'cancelled'
    assert received.counts('monty.calls', 'monty.call.outcome') == {('cancelled',): 1}


def check_own_calls(received: Received, count: int) -> None:
    """Every run is below the request that made it, and has the two calls that it made."""
    requests = {f'request {n}': received.one(f'request {n}') for n in range(count)}
    runs = received.named('run_code')
    assert {run.parent.span_id for run in runs if run.parent} == {span.context.span_id for span in requests.values()}
    for span in runs:
        number = attributes(span)['monty.script_name']
        assert span.parent is not None
        assert span.parent.span_id == requests[f'request {number}'].context.span_id
        names = [call.name for call in received.spans() if call.parent and call.parent.span_id == span.context.span_id]
        assert names == [f'execute_tool f{number}'] * 2


def test_threads_do_not_mix(received: Received) -> None:
    all_calling = threading.Barrier(8, timeout=60)

    def work(n: int) -> None:
        def call(x: int) -> int:
            all_calling.wait()
            return x

        with received.tracer.start_as_current_span(f'request {n}'):
            Monty(f'f{n}(1) + f{n}(2)', external_functions={f'f{n}': call}, script_name=str(n)).run()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(16)))
    check_own_calls(received, 16)


def test_tasks_do_not_mix(received: Received) -> None:
    async def work(n: int) -> None:
        async def call(x: int) -> int:
            for _turn in range(n % 3):
                await asyncio.sleep(0)
            return x

        with received.tracer.start_as_current_span(f'request {n}'):
            code = f'await f{n}(1) + await f{n}(2)'
            await Monty(code, external_functions={f'f{n}': call}, script_name=str(n)).run_async()

    async def main() -> None:
        await asyncio.gather(*[work(n) for n in range(16)])

    asyncio.run(main())
    check_own_calls(received, 16)


def test_feeds_are_runs_of_their_own(received: Received) -> None:
    session = MontyRepl(external_functions=[double])
    with received.tracer.start_as_current_span('conversation'):
        session.feed('x = double(1)')
        with pytest.raises(MontyError):
            session.feed('missing')
        session.feed('x')
    assert received.tree() == [
        'conversation',
        '  run_code',
        '    execute_tool double',
        '  run_code',
        '    whitelist_violation',
        '  run_code',
    ]
    assert [attributes(span)['monty.outcome'] for span in received.named('run_code')] == ['ok', 'violation', 'ok']
    session.dump()
    assert received.points('monty.snapshot.size')[0].count == 1


def test_a_framework_may_make_the_call_spans_itself() -> None:
    receiver = Received()

    def search(x: int) -> int:
        with receiver.tracer.start_as_current_span('execute_tool search'):
            return x

    observer = receiver.telemetry(call_spans=False).observer()
    run('search(1)', external_functions=[search], observer=observer)
    assert receiver.tree() == ['run_code', '  execute_tool search']
    assert receiver.one('execute_tool search').instrumentation_scope.name == 'host'  # type: ignore[union-attr]
    assert receiver.counts('gen_ai.execute_tool.duration', 'gen_ai.tool.name') == {('search',): 1}
    progress = Monty('search(1)', external_functions=['search']).start(
        observer=receiver.telemetry(call_spans=False).observer()
    )
    assert isinstance(progress, FunctionSnapshot)
    progress.resume(return_value=1)
    assert len(receiver.named('execute_tool search')) == 1


def test_what_is_not_sampled_is_not_recorded_below_either() -> None:
    receiver = Received(sampler=ALWAYS_OFF)

    def search() -> None:
        assert not trace.get_current_span().get_span_context().trace_flags.sampled
        with receiver.tracer.start_as_current_span('query'):
            pass

    run('search()\neval', external_functions=[search], observer=receiver.telemetry().observer())
    assert receiver.spans() == []
    assert receiver.counts('monty.calls', 'gen_ai.tool.name') == {('search',): 1}


# Suspension.


def test_one_trace_across_suspension(received: Received) -> None:
    with received.tracer.start_as_current_span('request'):
        progress = Monty('ask(1)\nask(2)\neval', external_functions=['ask']).start()
    data = b''
    while isinstance(progress, FunctionSnapshot):
        data = progress.dump()
        progress = FunctionSnapshot.load(data)
        try:
            progress = progress.resume(return_value=None)
        except MontyError:
            break
    assert received.tree() == [
        'request',
        '  run_code',
        '    execute_tool ask',
        '    run_code',
        '    execute_tool ask',
        '    run_code',
        '      whitelist_violation',
    ]
    first, second, third = received.named('run_code')
    assert [attributes(span)['monty.outcome'] for span in (first, second, third)] == [
        'suspended',
        'suspended',
        'violation',
    ]
    assert [attributes(span)['monty.resumed'] for span in (first, second, third)] == [False, True, True]
    assert first.status.status_code is trace.StatusCode.UNSET
    assert [link.context.span_id for link in second.links] == [first.context.span_id]
    assert [link.context.span_id for link in third.links] == [second.context.span_id]
    assert len({span.context.trace_id for span in received.spans()}) == 1
    assert received.counts('monty.execution.duration', 'monty.outcome') == {('suspended',): 2, ('violation',): 1}
    assert received.points('monty.snapshot.size')[0].sum > 0
    assert attributes(received.named('execute_tool ask')[0])['monty.call.suspended'] is True
    # The ratios are of the whole execution, and measured once.
    assert received.counts('monty.limit.ratio', 'monty.limit.name')[('external_calls',)] == 1


def test_what_resumes_is_linked(received: Received) -> None:
    progress = Monty('ask()', external_functions=['ask']).start()
    assert isinstance(progress, FunctionSnapshot)
    with received.tracer.start_as_current_span('another request'):
        progress.resume(return_value=1)
    first, second = received.named('run_code')
    assert second.context.trace_id == first.context.trace_id
    assert [link.context.span_id for link in second.links] == [
        first.context.span_id,
        received.one('another request').context.span_id,
    ]


def test_calls_that_are_settled_together(received: Received) -> None:
    code = 'import asyncio\nawait asyncio.gather(ask(1), ask(2))'
    progress = Monty(code, external_functions=['ask']).start()
    while isinstance(progress, FunctionSnapshot):
        progress = progress.resume(pending=True)
    assert isinstance(progress, FutureSnapshot)
    progress.resume({number: {'return_value': number} for number in progress.pending_call_ids})
    calls = received.named('execute_tool ask')
    first = received.named('run_code')[0]
    assert [call.parent.span_id for call in calls if call.parent] == [first.context.span_id] * 2
    assert len(received.named('run_code')) == 4


@pytest.mark.parametrize(
    'forged',
    [
        {'traceparent': 'nonsense', 'previous': '\ud800'},
        {'traceparent': '00-' + '0' * 32 + '-' + '0' * 16 + '-01'},
        {'traceparent': 'ff-' + '1' * 32 + '-' + '1' * 16 + '-01', 'tracestate': ',,,=' * 200},
        {'tracestate': 'a=b', 'previous': '00-' + '1' * 32 + '-' + '1' * 16 + '-01'},
    ],
)
def test_a_forged_carrier_is_a_trace_of_its_own_at_worst(received: Received, forged: dict[str, str]) -> None:
    progress = Monty('ask()', external_functions=['ask']).start()
    assert isinstance(progress, FunctionSnapshot)
    progress._paused().driver.carrier = forged
    loaded = FunctionSnapshot.load(progress.dump())
    loaded.resume(return_value=1)
    assert attributes(received.named('run_code')[-1])['monty.outcome'] == 'ok'


# OTLP over HTTP.


class Sink:
    """An OTLP receiver on loopback."""

    def __init__(self) -> None:
        self.spans: list[Any] = []
        self.metrics: dict[str, Any] = {}
        sink = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers['Content-Length']))
                if self.path == '/v1/traces':
                    for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
                        for scope in resource.scope_spans:
                            sink.spans.extend(scope.spans)
                else:
                    for resource_metrics in ExportMetricsServiceRequest.FromString(body).resource_metrics:
                        for scope_metrics in resource_metrics.scope_metrics:
                            sink.metrics.update({metric.name: metric for metric in scope_metrics.metrics})
                self.send_response(200)
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self.url = f'http://127.0.0.1:{self.server.server_port}'
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def named(self, name: str) -> list[Any]:
        return sorted((span for span in self.spans if span.name == name), key=lambda span: span.start_time_unix_nano)


@pytest.fixture
def sink() -> Iterator[Sink]:
    receiver = Sink()
    yield receiver
    receiver.close()


def exporting(sink: Sink) -> tuple[TracerProvider, MeterProvider]:
    tracers = TracerProvider()
    tracers.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(f'{sink.url}/v1/traces')))
    exporter = OTLPMetricExporter(f'{sink.url}/v1/metrics')
    return tracers, MeterProvider([PeriodicExportingMetricReader(exporter)])


def plain(attributes: Any) -> dict[str, Any]:
    """OTLP attributes as a dict."""
    return {entry.key: getattr(entry.value, entry.value.WhichOneof('value')) for entry in attributes}


def test_a_receiver_gets_what_any_program_does(sink: Sink, caplog: pytest.LogCaptureFixture) -> None:
    tracers, meters = exporting(sink)
    telemetry = Telemetry(tracer_provider=tracers, meter_provider=meters, capture_content=True)
    hostile = [
        '"\\ud800" * 3',
        'raise ValueError("\\udfff")',
        'print("\\ud800\\x00")',
        'class \N{LATIN SMALL LETTER SHARP S}(Exception): pass\nraise \N{LATIN SMALL LETTER SHARP S}("\\ud800")',
        'type("\\ud800", (), {})',
        'getattr((), "__sub\\ud800classes__")',
        'bytes(10 ** 15)',
        '"x" * 2 ** 62',
        'double(10 ** 30)',
        'double(x="\\ud800")',
        'fail("\\udc00")',
        '{"\\ud800": float("nan")}, float("inf")',
        'x' * 5000,
        'eval\n' * 3,
    ]
    for code in hostile:
        run(code, external_functions=[double, fail], observer=telemetry.observer())
    tracers.shutdown()
    meters.shutdown()
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
    assert len(sink.named('run_code')) == len(hostile)
    assert all(span.end_time_unix_nano >= span.start_time_unix_nano for span in sink.spans)
    outcomes = {plain(span.attributes)['monty.outcome'] for span in sink.named('run_code')}
    assert outcomes == {'ok', 'error', 'limit', 'violation'}
    assert set(sink.metrics) >= {'monty.execution.duration', 'monty.limits_exceeded', 'monty.violations', 'monty.calls'}
    histogram = sink.metrics['gen_ai.execute_tool.duration']
    assert histogram.unit == 's'
    assert list(histogram.histogram.data_points[0].explicit_bounds) == pytest.approx(
        [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92]
    )


RESUME = """
import pathlib, sys
from opentelemetry import trace, metrics
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from monty_tools import FunctionSnapshot, instrument

instrument()  # before the providers are there
tracers = TracerProvider()
tracers.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(tracers)
metrics.set_meter_provider(MeterProvider([PeriodicExportingMetricReader(OTLPMetricExporter())]))
progress = FunctionSnapshot.load(pathlib.Path(sys.argv[1]).read_bytes())
print(progress.resume(return_value=41).value)
"""


def in_another_process(code: str, *arguments: str, **environment: str) -> str:
    path = os.pathsep.join(entry for entry in sys.path if entry)
    done = subprocess.run(
        [sys.executable, '-c', code, *arguments],
        env={**os.environ, 'PYTHONPATH': path, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ''
    return done.stdout


def test_one_trace_from_two_processes(sink: Sink, tmp_path: Any) -> None:
    tracers, meters = exporting(sink)
    observer = Telemetry(tracer_provider=tracers, meter_provider=meters).observer()
    progress = Monty('ask() + 1', external_functions=['ask']).start(observer=observer)
    assert isinstance(progress, FunctionSnapshot)
    stored = tmp_path / 'stopped.snapshot'
    stored.write_bytes(progress.dump())
    tracers.shutdown()
    meters.shutdown()
    assert in_another_process(RESUME, str(stored), OTEL_EXPORTER_OTLP_ENDPOINT=sink.url) == '42\n'
    first, second = sink.named('run_code')
    (call,) = sink.named('execute_tool ask')
    assert first.trace_id == second.trace_id == call.trace_id
    assert second.parent_span_id == call.parent_span_id == first.span_id
    assert [link.span_id for link in second.links] == [first.span_id]
    assert plain(first.attributes)['monty.outcome'] == 'suspended'
    assert plain(second.attributes)['monty.outcome'] == 'ok'
    assert second.status.code == 0
    assert set(sink.metrics) >= {'monty.snapshot.size', 'monty.calls', 'monty.limit.ratio'}


# Logfire.

IN_LOGFIRE = """
import json
import logfire
from logfire.testing import TestExporter
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from pydantic_ai import Agent
from pydantic_ai.messages import ModelResponse, TextPart, ToolCallPart
from pydantic_ai.models.function import FunctionModel
from monty_tools import Monty, MontyError, instrument

exporter = TestExporter()
logfire.configure(send_to_logfire=False, console=False, additional_span_processors=[SimpleSpanProcessor(exporter)])
logfire.instrument_pydantic_ai()
instrument(capture_content=True)


def scripted(messages, info):
    if len(messages) > 1:
        return ModelResponse([TextPart('done')])
    return ModelResponse([ToolCallPart('run', {'code': 'search(x=[1, 2])'})])


agent = Agent(FunctionModel(scripted))


@agent.tool_plain
def run(code: str) -> str:
    try:
        Monty('eval()').run()
    except MontyError:
        pass
    return str(Monty(code, external_functions={'search': lambda x: {'found': x}}).run())


agent.run_sync('go')
print(json.dumps(exporter.exported_spans_as_dict(parse_json_attributes=True)))
"""


def test_in_logfire_next_to_pydantic_ai() -> None:
    spans = json.loads(in_another_process(IN_LOGFIRE))
    names = {span['context']['span_id']: span['name'] for span in spans}

    def above(span: dict[str, Any]) -> str | None:
        return None if span['parent'] is None else names[span['parent']['span_id']]

    runs = [span for span in spans if span['name'] == 'run_code']
    assert [above(span) for span in runs] == ['execute_tool run'] * 2
    refused, ran = sorted(runs, key=lambda span: span['start_time'])
    assert refused['attributes']['logfire.level_num'] == 17
    assert refused['attributes']['logfire.msg'] == 'run_code main.py: violation'
    assert refused['events'][0]['name'] == 'exception'
    assert ran['attributes']['code'] == 'search(x=[1, 2])'
    assert ran['attributes']['code.language'] == 'python'
    assert ran['attributes']['monty.result'] == {'found': [1, 2]}  # by its JSON schema
    assert 'logfire.level_num' not in ran['attributes']
    (call,) = [span for span in spans if span['name'] == 'execute_tool search']
    assert above(call) == 'run_code'
    assert call['attributes']['gen_ai.tool.call.arguments'] == {'x': [1, 2]}
    assert call['attributes']['gen_ai.tool.call.result'] == {'found': [1, 2]}
    (violation,) = [span for span in spans if span['name'] == 'whitelist_violation']
    # Logfire's scrubbing sees an 'auth' in that kind, but leaves the message and the error's type alone.
    assert violation['attributes']['logfire.msg'] == 'unauthorized_call: eval at line 1'
    assert violation['attributes']['error.type'] == 'unauthorized_call'
    assert violation['attributes']['logfire.level_num'] == 17
    scrubbed = [span['name'] for span in spans if 'logfire.scrubbed' in span['attributes']]
    assert scrubbed == ['whitelist_violation']


# The ready-made alerts and dashboard.

SELECTOR = re.compile(r'([a-z_]+)(?:\{([^}]*)\})?\[')
GROUPING = re.compile(r'by \(([a-z_, ]+)\)')
UNITS = {'s': '_seconds', 'By': '_bytes'}


def spelled(received: Received) -> dict[str, set[str]]:
    """The series that Prometheus makes of the metrics received, each with its labels."""
    series: dict[str, set[str]] = {}
    for resource in received.reader.get_metrics_data().resource_metrics:
        for metric in resource.scope_metrics[0].metrics:
            name = metric.name.replace('.', '_') + UNITS.get(metric.unit or '', '')
            labels = {key.replace('.', '_') for point in metric.data.data_points for key in point.attributes or {}}
            if isinstance(metric.data, Histogram):
                series[f'{name}_bucket'] = labels | {'le'}
                series[f'{name}_count'] = series[f'{name}_sum'] = labels
            else:
                series[f'{name}_total'] = labels
    return series


def test_alerts_and_dashboard_ask_for_what_is_emitted(received: Received) -> None:
    run('double(1)\nmissing', external_functions=[double])
    run('fail("x")', external_functions=[fail])
    run('while True: pass', limits=ResourceLimits(execution_time_limit_ms=5))
    progress = Monty('f()', external_functions=['f']).start()
    assert isinstance(progress, FunctionSnapshot)
    progress.dump()
    series = spelled(received)
    folder = Path(__file__).parent.parent / 'examples' / 'observability'
    rules = yaml.safe_load((folder / 'prometheus-rules.yml').read_text(encoding='utf-8'))
    dashboard = json.loads((folder / 'grafana-dashboard.json').read_text(encoding='utf-8'))
    questions = [rule['expr'] for group in rules['groups'] for rule in group['rules']]
    questions += [target['expr'] for panel in dashboard['panels'] for target in panel['targets']]
    asked: set[str] = set()
    for question in questions:
        found = SELECTOR.findall(question)
        assert found, question
        for name, conditions in found:
            assert name in series, question
            wanted = {condition.split('=')[0].rstrip('!') for condition in conditions.split(',') if condition}
            wanted |= {label.strip() for group in GROUPING.findall(question) for label in group.split(',')}
            assert wanted <= series[name], question
            asked.add(name)
    for name in series:
        base = name.removesuffix('_bucket').removesuffix('_count').removesuffix('_sum')
        assert any(other.startswith(base) for other in asked), f'nothing shows {name}'


# Receivers that fail, or are not there.


class FailingProcessor(SpanProcessor):
    def __init__(self, at: str) -> None:
        self.at = at

    def on_start(self, span: Any, parent_context: Any = None) -> None:
        if self.at == 'start' or self.at == span.name:
            raise RuntimeError('no')

    def on_end(self, span: ReadableSpan) -> None:
        if self.at == 'end':
            raise RuntimeError('no')


@pytest.mark.parametrize('at', ['start', 'end', 'execute_tool double', 'whitelist_violation'])
def test_a_failing_receiver_never_breaks_a_run(at: str, caplog: pytest.LogCaptureFixture) -> None:
    provider = TracerProvider()
    provider.add_span_processor(FailingProcessor(at))
    before = contexts.get_current()
    code = 'try:\n  eval\nexcept NameError:\n  pass\ndouble(4)'
    observer = Telemetry(tracer_provider=provider).observer()
    assert run(code, external_functions=[double], observer=observer) == 8
    assert contexts.get_current() == before
    assert len([record for record in caplog.records if record.name == 'monty_tools.observer']) == 1


def test_nothing_is_made_where_nothing_receives() -> None:
    code = 'from monty_tools import Telemetry; print(Telemetry().observer())'
    # In a process of its own: other tests may have given this one a provider.
    told = subprocess.run([sys.executable, '-c', code], capture_output=True, text=True, check=True)
    assert told.stdout == 'None\n', told.stderr


def test_uninstrument(received: Received) -> None:
    run('1')
    uninstrument()
    run('2')
    assert len(received.spans()) == 1


def test_attributes_of_metrics_are_few(received: Received) -> None:
    for n in range(5):
        run(f'class E{n}(Exception): pass\nraise E{n}')
    assert received.counts('monty.execution.duration', 'error.type') == {('_OTHER',): 5}
    assert attributes(received.named('run_code')[0])['error.type'] == 'E0'


def test_tracing_costs_little() -> None:
    """A program of three calls, everything recorded: well under a millisecond of processor time beyond its own."""
    tracers = TracerProvider()
    tracers.add_span_processor(BatchSpanProcessor(InMemorySpanExporter()))
    telemetry = Telemetry(tracer_provider=tracers, meter_provider=MeterProvider([InMemoryMetricReader()]))
    program = Monty('double(1)\ndouble(2)\ndouble(3)', external_functions=[double])

    def milliseconds(telemetry: Telemetry | None) -> float:
        best = 1e9
        for _ in range(8):
            start = time.thread_time()
            for _ in range(20):
                program.run(observer=None if telemetry is None else telemetry.observer())
            best = min(best, (time.thread_time() - start) / 20 * 1000)
        return best

    bare = milliseconds(None)
    assert milliseconds(telemetry) - bare < 1.0
