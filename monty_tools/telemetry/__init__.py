"""Telemetry: an observer of the interpreter that speaks OpenTelemetry, through its API only.

Without a configured provider nothing is recorded and next to nothing is spent. Names and units of all that is emitted
are in ``docs/observability.md``; ``spans`` makes the traces, ``metrics`` the measurements, ``content`` what of a
program's data may go into them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from opentelemetry.metrics import get_meter_provider
from opentelemetry.trace import get_tracer, get_tracer_provider

from .._version import __version__
from ..interpreter.observer import observe_by_default
from .metrics import Metrics
from .spans import TelemetryObserver

if TYPE_CHECKING:
    from opentelemetry.metrics import MeterProvider
    from opentelemetry.trace import TracerProvider

SCOPE = 'monty_tools'
"""Name of the instrumentation scope of all spans and metrics."""

__all__ = ['SCOPE', 'Metrics', 'Telemetry', 'TelemetryObserver', 'instrument', 'uninstrument']


class Telemetry:
    """Where executions are reported to, and with how much detail. One serves any number of executions.

    The providers are the process's own by default, also where they are configured later. With ``capture_content``,
    code, arguments, results, messages and printed text are recorded too. ``call_spans=False`` is for hosts whose
    framework makes a span for each call itself.
    """

    def __init__(
        self,
        *,
        tracer_provider: TracerProvider | None = None,
        meter_provider: MeterProvider | None = None,
        capture_content: bool = False,
        call_spans: bool = True,
    ) -> None:
        self.tracer_provider = tracer_provider
        self.meter_provider = meter_provider
        self.tracer = get_tracer(SCOPE, __version__, tracer_provider)
        self.metrics = Metrics(SCOPE, __version__, meter_provider)
        self.capture_content = capture_content
        self.call_spans = call_spans

    def observer(self) -> TelemetryObserver | None:
        """The observer of one execution, None where no provider would take anything."""
        if not self.has_receiver():
            return None
        return TelemetryObserver(
            self.tracer, self.metrics, capture_content=self.capture_content, call_spans=self.call_spans
        )

    def has_receiver(self) -> bool:
        """Whether a provider is given or configured. Those of the API itself, set until then, take nothing."""
        if self.tracer_provider is not None or self.meter_provider is not None:
            return True
        tracers = type(get_tracer_provider()).__module__
        meters = type(get_meter_provider()).__module__
        return not (tracers.startswith('opentelemetry.trace') and meters.startswith('opentelemetry.metrics'))


def instrument(
    *,
    tracer_provider: TracerProvider | None = None,
    meter_provider: MeterProvider | None = None,
    capture_content: bool = False,
) -> None:
    """Report every execution of this process that has no observer of its own, from now on. See ``Telemetry``."""
    telemetry = Telemetry(
        tracer_provider=tracer_provider, meter_provider=meter_provider, capture_content=capture_content
    )
    observe_by_default(telemetry.observer)


def uninstrument() -> None:
    """Undo ``instrument``. Executions that are going on are reported to their end."""
    observe_by_default(None)
