"""Times of whole programs: each peer runs each program in turn, round after round, and the best of its times counts.

Noise on a machine only ever adds, so the least time is the truest, and a peer's neighbours in time are the others' runs
of the same program.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from .peers import PEERS, REFERENCE, Run

PROGRAMS: Final = Path(__file__).parent / 'programs'
LEAST: Final = 0.02
"""Seconds that one timing lasts at least: quick programs are run several times for one."""
PATIENCE: Final = 5.0
"""Seconds of a run beyond which it is timed once only."""


@dataclass
class Timing:
    """One program: seconds by peer, and what the others said that could not run it."""

    program: str
    seconds: dict[str, float] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


def programs(only: str = '') -> dict[str, str]:
    """The programs' texts by name, those whose name contains `only`."""
    found = {path.stem: path.read_text('utf-8') for path in sorted(PROGRAMS.glob('*.py')) if only in path.stem}
    if only in LONG:
        found[LONG] = long_program(5_000)
    return found


LONG: Final = 'compile_5000_lines'


def long_program(lines: int) -> str:
    """A program of so many lines, few of which run: reading and compiling it is what takes time."""
    parts: list[str] = []
    for number in range(lines // 10):
        parts.append(
            f'def step_{number}(rows, limit={number}):\n'
            f'    total = {number}\n'
            f'    for row in rows:\n'
            f"        if row['amount'] > limit and row.get('kind') != 'k{number}':\n"
            f"            total += row['amount'] * {number}\n"
            f'        else:\n'
            f'            total -= 1\n'
            f'    names = [str(row) for row in rows if row]\n'
            f"    return {{'total': total, 'names': names[:{number}], 'text': f'{{total}} of {{limit}}'}}\n"
            f'\n'
        )
    return ''.join(parts) + "step_7([{'amount': 9}])['total']\n"


def measured(names: Iterable[str], texts: Mapping[str, str], rounds: int) -> Iterator[Timing]:
    """The programs one after another, timed under the peers of these names."""
    with ExitStack() as stack:
        runs: dict[str, Run] = {name: stack.enter_context(PEERS[name]()) for name in names}
        for program, source in texts.items():
            yield timing(program, source, runs, rounds)


def timing(program: str, source: str, runs: Mapping[str, Run], rounds: int) -> Timing:
    found = Timing(program)
    expected = runs[REFERENCE](source)
    counts: dict[str, int] = {}
    for name, run in runs.items():
        try:
            value, seconds = once(run, source, 1)
        except Exception as error:
            found.refused[name] = ' '.join(f'{type(error).__name__}: {error}'.split())[:200]
            continue
        if value != expected and list_of(value) != list_of(expected):
            found.refused[name] = f'another result: {value!r}'[:200]
            continue
        found.seconds[name] = seconds
        counts[name] = 0 if seconds > PATIENCE else max(1, int(LEAST / seconds))
    for _ in range(rounds):
        for name, count in counts.items():
            if count:
                _, seconds = once(runs[name], source, count)
                found.seconds[name] = min(found.seconds[name], seconds)
    return found


def list_of(value: Any) -> Any:
    """Some peers hand out tuples as lists."""
    return [list_of(item) for item in value] if isinstance(value, (list, tuple)) else value


def once(run: Run, source: str, count: int) -> tuple[Any, float]:
    """The program's value, and the seconds of one of `count` runs of it."""
    gc.collect()
    value = None
    start = time.perf_counter()
    for _ in range(count):
        value = run(source)
    return value, (time.perf_counter() - start) / count
