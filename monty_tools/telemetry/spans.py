"""The traces: one ``run_code`` span for an execution, with its calls, violations and limits below it.

A suspension ends the span, since no span outlives its process. What is resumed, here or elsewhere, is another
``run_code`` in the same trace, a child of the first and linked to the one before it; so is the span of a call that was
answered in between.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextvars import Token
from time import perf_counter, time_ns
from typing import Final

from opentelemetry import context as contexts
from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.trace import Link, Span, SpanContext, Status, StatusCode, Tracer
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from ..interpreter.errors import MontyRuntimeError, MontySyntaxError, ResourceLimitError
from ..interpreter.limits import ResourceLimits, Usage
from ..interpreter.observer import OK, CallEnd, CallInfo, Observer, RunEnd, RunInfo
from ..interpreter.records import Violation
from .content import CONTAINERS, TEXT_LIMIT, clean, error_type, json_schema, json_text, json_type, message_of, number
from .metrics import Metrics

Attribute = str | bool | int | float

_propagator: Final = TraceContextTextMapPropagator()
PREVIOUS: Final = 'previous'
"""Key of the carrier for the part that was suspended; the propagator's own keys tell of the first one."""

LIMIT_FIELDS: Final = {
    'memory': 'memory_limit_mb',
    'allocations': 'allocation_limit',
    'stack_depth': 'stack_depth_limit',
    'execution_time': 'execution_time_limit_ms',
    'sleep': 'sleep_limit_ms',
    'external_calls': 'external_call_limit',
    'output': 'output_limit_bytes',
    'source': 'source_limit_bytes',
}


class TelemetryObserver(Observer):
    """Reports one execution to a tracer and a meter."""

    def __init__(
        self, tracer: Tracer, metrics: Metrics, *, capture_content: bool = False, call_spans: bool = True
    ) -> None:
        self.tracer = tracer
        self.metrics = metrics
        self.capture_content = capture_content
        self.call_spans = call_spans
        self.span: Span = trace.INVALID_SPAN
        self.context = Context()
        """Where ``span`` is the current one: what happens in the execution happens below it."""
        self.origin = self.context
        """Likewise, for the first part of the execution."""
        self.began = 0.0
        self.began_ns = 0
        self.run: RunInfo | None = None
        self.call_spans_open: dict[int, tuple[Span, Context]] = {}
        self.tokens: dict[int, Token[Context]] = {}

    # The execution.

    def start(self, run: RunInfo) -> None:
        self._begin(run, contexts.get_current(), [], resumed=False)
        self.origin = self.context

    def resume(self, run: RunInfo) -> None:
        here = contexts.get_current()
        origin = _propagator.extract(run.carrier, here)
        first = trace.get_current_span(origin).get_span_context()
        previous = _span_context({'traceparent': run.carrier.get(PREVIOUS, '')})
        current = trace.get_current_span(here).get_span_context()
        links = [Link(previous)] if previous.is_valid else []
        if current.is_valid and first.is_valid and current.span_id != first.span_id:
            links.append(Link(current))
        self._begin(run, origin, links, resumed=True)
        self.origin = origin if first.is_valid else self.context

    def suspend(self, end: RunEnd) -> None:
        self._end(end)

    def finish(self, end: RunEnd) -> None:
        self.metrics.used(end.record.usage, self.context)
        self._end(end)

    def carrier(self) -> dict[str, str]:
        carrier: dict[str, str] = {}
        _propagator.inject(carrier, self.origin)
        previous: dict[str, str] = {}
        _propagator.inject(previous, self.context)
        if 'traceparent' in previous:
            carrier[PREVIOUS] = previous['traceparent']
        return carrier

    def dumped(self, size: int) -> None:
        self.metrics.snapshot_size.record(size, None, self.context)

    def _begin(self, run: RunInfo, parent: Context, links: list[Link], resumed: bool) -> None:
        self.run = run
        self.began = perf_counter()
        self.began_ns = time_ns()
        self.span = self.tracer.start_span('run_code', parent, links=links, start_time=self.began_ns)
        self.context = trace.set_span_in_context(self.span, parent)
        if self.span.is_recording():
            self.span.set_attributes(self._run_attributes(run, resumed))

    def _run_attributes(self, run: RunInfo, resumed: bool) -> dict[str, Attribute]:
        source = run.code.encode('utf-8', 'surrogatepass')
        attributes: dict[str, Attribute] = {
            'logfire.msg': f'run_code {clean(run.script_name)}',
            'code.language': 'python',
            'monty.script_name': clean(run.script_name),
            'monty.code.sha256': hashlib.sha256(source).hexdigest(),
            'monty.resumed': resumed,
        }
        if self.capture_content:
            attributes['code'] = clean(run.code, TEXT_LIMIT)
        attributes.update(limit_attributes(run.limits))
        attributes.update(usage_attributes({'source': Usage(len(source), run.limits.source_limit_bytes)}))
        return attributes

    def _end(self, end: RunEnd) -> None:
        failure = None if end.error is None else failure_type(end.error)
        self.metrics.executed(end, failure, perf_counter() - self.began, self.context)
        span = self.span
        if span.is_recording():
            span.set_attributes(self._end_attributes(end))
            if end.error is not None and failure is not None:
                self._record_error(span, end.error, failure, error_line(end.error))
        span.end()

    def _end_attributes(self, end: RunEnd) -> dict[str, Attribute]:
        record = end.record
        calls = record.calls
        name = '' if self.run is None else clean(self.run.script_name)
        attributes: dict[str, Attribute] = {
            'logfire.msg': f'run_code {name}: {end.outcome}',
            'monty.outcome': end.outcome,
            'monty.calls': len(calls),
            'monty.calls.failed': sum(call.outcome not in ('returned', 'pending') for call in calls),
            'monty.violations': len(record.violations),
            **usage_attributes(record.usage),
        }
        if self.capture_content:
            attributes['monty.stdout'] = clean(record.stdout, TEXT_LIMIT)
            if end.outcome == OK:
                self._put_json(attributes, 'monty.result', end.value)
        return attributes

    def _record_error(self, span: Span, error: BaseException, kind: str, line: int | None) -> None:
        """Status, ``error.type`` and the exception event. Messages may hold data, unless they are a limit's."""
        kind = clean(kind)
        message = '' if line is None else f'at line {line}'
        if self.capture_content or isinstance(error, ResourceLimitError):
            message = clean(message_of(error), TEXT_LIMIT)
        event: dict[str, Attribute] = {'exception.type': kind, 'exception.message': message}
        if self.capture_content and isinstance(error, MontyRuntimeError):
            event['exception.stacktrace'] = clean(error.traceback_text, TEXT_LIMIT)
        span.set_attribute('error.type', kind)
        if line is not None:
            span.set_attribute('monty.line', line)
        span.add_event('exception', event)
        span.set_status(Status(StatusCode.ERROR, clean(f'{kind}: {message}' if message else kind)))

    def _put_json(self, attributes: dict[str, Attribute], name: str, value: object) -> None:
        text, whole = json_text(value)
        attributes[name] = text
        if whole and isinstance(value, CONTAINERS):
            attributes['logfire.json_schema'] = json_schema({name: json_type(value)})

    # Its calls.

    def call_started(self, call: CallInfo) -> None:
        if call.suspends or not self.call_spans:
            return
        span = self.tracer.start_span(f'execute_tool {clean(call.name)}', self.context)
        if span.is_recording():
            span.set_attributes(self._call_attributes(call))
        self.call_spans_open[call.number] = span, trace.set_span_in_context(span, self.context)

    def enter_call(self, call: CallInfo) -> None:
        _span, context = self.call_spans_open.get(call.number, (self.span, self.context))
        self.tokens[call.number] = contexts.attach(context)

    def leave_call(self, call: CallInfo) -> None:
        contexts.detach(self.tokens.pop(call.number))

    def call_finished(self, end: CallEnd) -> None:
        call = end.call
        span, context = self.call_spans_open.pop(call.number, (None, self.origin))
        self.metrics.called(end, context)
        if span is None:
            if not self.call_spans:
                return
            self._report_suspended(end)
            return
        if span.is_recording():
            self._end_call(span, end)
        span.end()

    def _report_suspended(self, end: CallEnd) -> None:
        """The span of a call that the execution was suspended for. Its answer was there when the execution went on."""
        ended = time_ns() if end.outcome == 'cancelled' else self.began_ns
        began = ended - int(end.duration_ms * 1_000_000)
        span = self.tracer.start_span(f'execute_tool {clean(end.call.name)}', self.origin, start_time=began)
        if span.is_recording():
            span.set_attributes(self._call_attributes(end.call))
            self._end_call(span, end)
        span.end(ended)

    def _call_attributes(self, call: CallInfo) -> dict[str, Attribute]:
        name = clean(call.name)
        attributes: dict[str, Attribute] = {
            'logfire.msg': f'running tool: {name}',
            'gen_ai.operation.name': 'execute_tool',
            'gen_ai.tool.name': name,
            'gen_ai.tool.call.id': f'call_{call.number}',
            'gen_ai.tool.type': 'function',
        }
        if call.description is not None:
            attributes['gen_ai.tool.description'] = clean(call.description, TEXT_LIMIT)
        if call.line is not None:
            attributes['monty.line'] = call.line
        if call.suspends:
            attributes['monty.call.suspended'] = True
        if self.capture_content:
            arguments: dict[str, object] = {**call.kwargs}
            if call.args:
                arguments = {'args': call.args, 'kwargs': call.kwargs}
            self._put_json(attributes, 'gen_ai.tool.call.arguments', arguments)
        return attributes

    def _end_call(self, span: Span, end: CallEnd) -> None:
        if end.outcome == 'returned':
            if self.capture_content:
                self._put_call_result(span, end)
            return
        if end.error is None:
            span.set_attribute('error.type', end.outcome)
            span.set_status(Status(StatusCode.ERROR, end.outcome))
            return
        self._record_error(span, end.error, error_type(end.error), None)

    def _put_call_result(self, span: Span, end: CallEnd) -> None:
        result, whole = json_text(end.result)
        span.set_attribute('gen_ai.tool.call.result', result)
        schema = {'gen_ai.tool.call.arguments': 'object'}
        if whole and isinstance(end.result, CONTAINERS):
            schema['gen_ai.tool.call.result'] = json_type(end.result)
        span.set_attribute('logfire.json_schema', json_schema(schema))

    # What it was refused.

    def violation(self, violation: Violation) -> None:
        self.metrics.violations.add(1, {'monty.violation.kind': violation.kind}, self.context)
        if not self.span.is_recording():
            return
        name = clean(violation.name)
        text = f'{violation.kind}: {name} at line {violation.line}'
        attributes: dict[str, Attribute] = {
            'logfire.msg': clean(text),
            'error.type': violation.kind,
            'monty.violation.kind': violation.kind,
            'monty.violation.name': name,
            'monty.line': violation.line,
            'monty.column': violation.column,
        }
        self._mark('whitelist_violation', attributes, clean(text))

    def limit(self, error: ResourceLimitError) -> None:
        self.metrics.limits_exceeded.add(1, {'monty.limit.name': error.limit}, self.context)
        if not self.span.is_recording():
            return
        attributes: dict[str, Attribute] = {
            'logfire.msg': clean(error.message),
            'error.type': 'ResourceLimitError',
            'monty.limit.name': error.limit,
            'monty.limit.used': number(error.used),
            'monty.limit.allowed': number(error.allowed),
        }
        if error.line is not None:
            attributes['monty.line'] = error.line
        self._mark('limit_exceeded', attributes, clean(error.message))

    def _mark(self, name: str, attributes: dict[str, Attribute], problem: str) -> None:
        """A span for a moment at which something was refused."""
        span = self.tracer.start_span(name, self.context, attributes=attributes)
        span.set_status(Status(StatusCode.ERROR, problem))
        span.end()


def limit_attributes(limits: ResourceLimits) -> dict[str, Attribute]:
    attributes: dict[str, Attribute] = {}
    for name, field in LIMIT_FIELDS.items():
        allowed: int | float | None = getattr(limits, field)
        if allowed is not None:
            attributes[f'monty.limit.{name}.allowed'] = allowed
    return attributes


def usage_attributes(usage: Mapping[str, Usage]) -> dict[str, Attribute]:
    attributes: dict[str, Attribute] = {}
    for name, part in usage.items():
        attributes[f'monty.limit.{name}.used'] = number(part.used)
        if part.limit is not None:
            attributes[f'monty.limit.{name}.ratio'] = part.ratio
    return attributes


def failure_type(error: BaseException) -> str:
    """What ended an execution: the program's own exception by its name, else the class of the host's error."""
    if isinstance(error, MontyRuntimeError):
        return error.type_name
    return type(error).__name__


def error_line(error: BaseException) -> int | None:
    """The line of the program at which ``error`` ended it."""
    if isinstance(error, (MontyRuntimeError, MontySyntaxError, ResourceLimitError)):
        return error.line
    return None


def _span_context(carrier: Mapping[str, str]) -> SpanContext:
    return trace.get_current_span(_propagator.extract(carrier, Context())).get_span_context()
