"""What a run of the benchmarks shows: a table, a JSON file, a chart."""

from __future__ import annotations

import json
import math
import platform
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from .measure import LONG, Timing
from .peers import REFERENCE, version_of

OURS: Final = 'monty_tools'
MONTY: Final = 'pydantic-monty'
WIDTH: Final = 130


def ratio(timing: Timing, other: str) -> float | None:
    """How many times as long the program takes here as under `other`."""
    if OURS not in timing.seconds or other not in timing.seconds:
        return None
    return timing.seconds[OURS] / timing.seconds[other]


def geometric_mean(values: Sequence[float]) -> float:
    return math.exp(sum(map(math.log, values)) / len(values))


def means(timings: Sequence[Timing], peers: Sequence[str]) -> dict[str, tuple[float, int]]:
    """By peer: the geometric mean of the ratios to it over programs that compute, and of how many."""
    found: dict[str, tuple[float, int]] = {}
    for peer in peers:
        ratios = [value for each in timings if each.program != LONG and (value := ratio(each, peer)) is not None]
        if ratios:
            found[peer] = geometric_mean(ratios), len(ratios)
    return found


def table(timings: Sequence[Timing], peers: Sequence[str]) -> Table:
    others = [peer for peer in peers if peer != OURS]
    made = Table(title='Times as long here as there')
    made.add_column('program')
    made.add_column('ms here', justify='right')
    for peer in others:
        made.add_column(peer, justify='right')
    for timing in timings:
        here = timing.seconds.get(OURS)
        cells = ['-' if here is None else f'{here * 1000:.2f}']
        for peer in others:
            value = ratio(timing, peer)
            cells.append('-' if value is None else f'{value:.2f}')
        made.add_row(timing.program, *cells)
    made.add_section()
    mean = means(timings, others)
    made.add_row('geometric mean', '', *[f'{mean[peer][0]:.2f}' if peer in mean else '-' for peer in others])
    made.add_row('of programs', '', *[str(mean[peer][1]) if peer in mean else '0' for peer in others])
    return made


def latency_table(rows: Sequence[tuple[str, float, float | None]]) -> Table:
    made = Table(title='What an execution costs besides its program')
    for name in ('', 'µs here', f'µs {MONTY}'):
        made.add_column(name, justify='left' if not name else 'right')
    for name, here, there in rows:
        made.add_row(name, f'{here * 1e6:,.1f}', '-' if there is None else f'{there * 1e6:,.1f}')
    return made


def record(
    timings: Sequence[Timing], rows: Sequence[tuple[str, float, float | None]], peers: Sequence[str]
) -> dict[str, Any]:
    """All of it as plain data."""
    return {
        'python': platform.python_version(),
        'machine': platform.machine(),
        'versions': {peer: version_of(peer) for peer in peers},
        'programs': {
            each.program: {'seconds': each.seconds, **({'refused': each.refused} if each.refused else {})}
            for each in timings
        },
        'latencies': {name: {'seconds': here, MONTY: there} for name, here, there in rows},
    }


def write_json(path: Path, stored: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(stored, indent=1) + '\n', 'utf-8')


def write_chart(path: Path, timings: Sequence[Timing], peers: Sequence[str]) -> None:
    """Bars of the time relative to CPython's `exec`, by program."""
    import matplotlib

    matplotlib.use('svg')
    matplotlib.rcParams['svg.hashsalt'] = 'monty-tools'
    from matplotlib import pyplot

    shown = [peer for peer in (OURS, MONTY) if peer in peers]
    rows = [each for each in timings if OURS in each.seconds]
    rows.sort(key=lambda each: each.seconds[OURS] / each.seconds[REFERENCE])
    figure, axes = pyplot.subplots(figsize=(8, 0.26 * len(rows) + 1.2))
    height = 0.8 / len(shown)
    for index, peer in enumerate(shown):
        there = [at for at, each in enumerate(rows) if peer in each.seconds]
        widths = [rows[at].seconds[peer] / rows[at].seconds[REFERENCE] for at in there]
        axes.barh([at + index * height for at in there], widths, height, label=peer)
    axes.set_yticks([at + 0.4 - height / 2 for at in range(len(rows))], [each.program for each in rows], fontsize=7)
    axes.set_xscale('log')
    axes.axvline(1, color='black', linewidth=0.8)
    axes.set_xlabel("times as long as CPython's exec (less is better)")
    axes.legend(loc='lower right')
    figure.tight_layout()
    figure.savefig(path, format='svg', metadata={'Date': None})
    pyplot.close(figure)


def console() -> Console:
    """Wide enough for the tables where it is no terminal."""
    return Console() if sys.stdout.isatty() else Console(width=WIDTH)
