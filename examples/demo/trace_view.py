"""A trace as a tree: spans with their latencies, many alike in one line, and what was refused or failed in red."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.trace import StatusCode
from rich.table import Table
from rich.text import Text

ALIKE = 3
"""More calls of one piece of code with one name and outcome than this are shown as one line."""
UNITS = {'memory': 'MB', 'execution_time': 'ms', 'sleep': 'ms', 'output': 'bytes', 'source': 'bytes'}
BAR_WIDTH = 20
NANOSECONDS_PER_MS = 1_000_000


@dataclass
class Line:
    """One line of the tree: a span, or several siblings that are alike."""

    spans: list[ReadableSpan]
    guides: str = ''

    @property
    def first(self) -> ReadableSpan:
        return self.spans[0]

    @property
    def began(self) -> int:
        """Nanoseconds since the epoch."""
        return min(span.start_time or 0 for span in self.spans)

    @property
    def name(self) -> str:
        return f'{self.first.name} ×{len(self.spans)}' if len(self.spans) > 1 else self.first.name

    @property
    def latency(self) -> str:
        """Milliseconds; of several spans from the shortest to the longest."""
        found = sorted(latency_ms(span) for span in self.spans)
        if len(found) == 1:
            return f'{found[0]:,.1f}'
        return f'{found[0]:,.1f}–{found[-1]:,.1f}'

    @property
    def failed(self) -> bool:
        return self.first.status.status_code is StatusCode.ERROR

    @property
    def note(self) -> str:
        """What came of it, where that is more than a result."""
        attributes = {name: str(value) for name, value in (self.first.attributes or {}).items()}
        where = f' at line {attributes["monty.line"]}' if 'monty.line' in attributes else ''
        if 'monty.violation.name' in attributes:
            return f'{attributes["monty.violation.kind"]}: {attributes["monty.violation.name"]}{where}'
        if 'monty.outcome' in attributes:
            raised = f' {attributes["error.type"]}' if attributes['monty.outcome'] == 'error' else ''
            return f'{attributes["monty.outcome"]}{raised}{where}'
        return outcome_of(self.first)


def latency_ms(span: ReadableSpan) -> float:
    """Milliseconds from the span's start to its end."""
    return ((span.end_time or 0) - (span.start_time or 0)) / NANOSECONDS_PER_MS


def outcome_of(span: ReadableSpan) -> str:
    """The type of the error that a span ended with; '' if it ended well."""
    if span.status.status_code is not StatusCode.ERROR:
        return ''
    for event in span.events:
        if event.attributes and 'exception.type' in event.attributes:
            return str(event.attributes['exception.type'])
    return str((span.attributes or {}).get('error.type', 'error'))


def lines_below(above: ReadableSpan | None, spans: Sequence[ReadableSpan], guides: str = '') -> Iterator[Line]:
    """The lines of all spans below one (None: of the whole trace), in the order in which they began."""
    parent = None if above is None or above.context is None else above.context.span_id
    children = [span for span in spans if (None if span.parent is None else span.parent.span_id) == parent]
    grouped = above is not None and above.name == 'run_code'
    lines = sorted(lines_of(children, ALIKE if grouped else len(children)), key=lambda line: line.began)
    for line in lines:
        is_last = line is lines[-1]
        if above is not None:
            line.guides = guides + ('└─ ' if is_last else '├─ ')
        yield line
        if len(line.spans) == 1:
            below = '' if above is None else guides + ('   ' if is_last else '│  ')
            yield from lines_below(line.first, spans, below)


def lines_of(siblings: Sequence[ReadableSpan], most: int) -> Iterator[Line]:
    """A line for each span, or one for all of a name and outcome of which there are more than `most`."""
    groups: dict[tuple[str, str], list[ReadableSpan]] = {}
    for span in siblings:
        groups.setdefault((span.name, outcome_of(span)), []).append(span)
    for alike in groups.values():
        if len(alike) > most:
            yield Line(alike)
        else:
            yield from (Line([span]) for span in alike)


def trace_table(spans: Sequence[ReadableSpan]) -> Table:
    """The tree of a whole trace."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(justify='right', no_wrap=True)
    table.add_column()
    table.add_row('', Text('ms', 'dim'), '')
    for line in lines_below(None, spans):
        style = 'red' if line.failed else ''
        table.add_row(
            Text.assemble((line.guides, 'dim'), (line.name, style)), Text(line.latency), Text(line.note, style)
        )
    return table


def limits_table(span: ReadableSpan) -> Table:
    """How near a `run_code` span came to each limit, as bars."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(justify='right')
    table.add_column()
    attributes = span.attributes or {}
    for key, allowed in attributes.items():
        if key.startswith('monty.limit.') and key.endswith('.allowed'):
            name = key.removeprefix('monty.limit.').removesuffix('.allowed')
            used, ratio = (attributes.get(f'monty.limit.{name}.{part}', 0) for part in ('used', 'ratio'))
            assert isinstance(used, int | float) and isinstance(ratio, int | float) and isinstance(allowed, int | float)
            filled = min(BAR_WIDTH, round(ratio * BAR_WIDTH))
            bar = Text('#' * filled, 'green').append('.' * (BAR_WIDTH - filled), 'dim')
            told = f'{used:,.1f}'.removesuffix('.0')
            unit = UNITS.get(name, '')
            table.add_row(
                Text(name.replace('_', ' '), 'dim'), bar, f'{ratio:.1%}', f'{told} of {allowed:,} {unit}'.rstrip()
            )
    return table
