"""The measurements: instruments with their buckets, and attributes of which there are few."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from opentelemetry import metrics

from ..interpreter.limits import Usage
from .content import clean, error_type

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.metrics import MeterProvider

    from ..interpreter.observer import CallEnd, RunEnd

CALL_SECONDS: Final = tuple(0.01 * 2**power for power in range(14))
"""The buckets that the GenAI conventions advise, 0.01 to 81.92."""
EXECUTION_SECONDS: Final = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
RATIOS: Final = (0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
SNAPSHOT_BYTES: Final = tuple(float(4**power) for power in range(4, 14))
"""256 to 67,108,864."""

_EXCEPTIONS: Final = frozenset(
    name for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, BaseException)
)


class Metrics:
    """The instruments of one meter. Attributes never hold what a program can choose freely."""

    def __init__(self, scope: str, version: str, provider: MeterProvider | None) -> None:
        meter = metrics.get_meter(scope, version, provider)
        self.call_duration = meter.create_histogram(
            'gen_ai.execute_tool.duration',
            unit='s',
            description='Duration of calls of external functions.',
            explicit_bucket_boundaries_advisory=CALL_SECONDS,
        )
        self.execution_duration = meter.create_histogram(
            'monty.execution.duration',
            unit='s',
            description='Duration of executions, calls of external functions included, up to their end or suspension.',
            explicit_bucket_boundaries_advisory=EXECUTION_SECONDS,
        )
        self.limit_ratio = meter.create_histogram(
            'monty.limit.ratio',
            unit='1',
            description='How much of each limit an execution had used at its end.',
            explicit_bucket_boundaries_advisory=RATIOS,
        )
        self.snapshot_size = meter.create_histogram(
            'monty.snapshot.size',
            unit='By',
            description='Size of dumped executions and sessions.',
            explicit_bucket_boundaries_advisory=SNAPSHOT_BYTES,
        )
        self.violations = meter.create_counter(
            'monty.violations', unit='{violation}', description='Attempts to reach what the program was not given.'
        )
        self.limits_exceeded = meter.create_counter(
            'monty.limits_exceeded', unit='{execution}', description='Executions that were stopped by a limit.'
        )
        self.calls = meter.create_counter(
            'monty.calls', unit='{call}', description='Calls of external functions that have their outcome.'
        )

    def called(self, end: CallEnd, context: Context | None) -> None:
        name = clean(end.call.name)
        duration = {'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': name}
        outcome = end.outcome.partition(' ')[0]
        if end.error is not None:
            duration['error.type'] = error_type(end.error)
        elif outcome == 'cancelled':
            duration['error.type'] = outcome
        self.call_duration.record(end.duration_ms / 1000, duration, context)
        self.calls.add(1, {'gen_ai.tool.name': name, 'monty.call.outcome': outcome}, context)

    def executed(self, end: RunEnd, failure: str | None, seconds: float, context: Context) -> None:
        """An execution ended, or a part of it. ``failure`` is the type of its error."""
        attributes = {'monty.outcome': end.outcome}
        if failure is not None:
            known = failure in _EXCEPTIONS or (end.error is not None and failure == type(end.error).__name__)
            attributes['error.type'] = failure if known else '_OTHER'
        self.execution_duration.record(seconds, attributes, context)

    def used(self, usage: Mapping[str, Usage], context: Context) -> None:
        for name, part in usage.items():
            if part.limit is not None:
                self.limit_ratio.record(part.ratio, {'monty.limit.name': name}, context)
