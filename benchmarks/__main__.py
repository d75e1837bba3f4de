"""The command line of the benchmarks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import click

from .latencies import latencies, memory_of_a_session
from .measure import measured, programs
from .peers import MODULES, PEERS
from .report import OURS, console, geometric_mean, latency_table, record, table, write_chart, write_json

ROOT = Path(__file__).resolve().parent.parent


@click.group()
def main() -> None:
    """Speed as ratios, every program under every peer in one run."""


@main.command()
@click.option('--only', default='', help='Programs whose names contain this.')
@click.option('--peers', default='', help='Names, separated by commas; all that are installed otherwise.')
@click.option('--rounds', default=5, show_default=True)
@click.option('--json', 'json_path', type=click.Path(path_type=Path), help='Write the figures here.')
@click.option('--chart', type=click.Path(path_type=Path), help='Write an SVG here.')
@click.option('--latency/--no-latency', default=True, help='Measure starts, calls and snapshots, too.')
@click.option('--explain', is_flag=True, help='Tell why a peer cannot run a program.')
def run(
    only: str, peers: str, rounds: int, json_path: Path | None, chart: Path | None, latency: bool, explain: bool
) -> None:
    """Time the programs."""
    names = peers.split(',') if peers else [name for name in PEERS if find_spec(MODULES.get(name, 'sys'))]
    out = console()
    timings = []
    for timing in measured(names, programs(only), rounds):
        timings.append(timing)
        print(timing.program, end=' ', file=sys.stderr, flush=True)
    print(file=sys.stderr)
    rows = list(latencies()) if latency else []
    out.print(table(timings, names))
    for timing in timings:
        for name, reason in timing.refused.items():
            if explain or name == OURS:
                out.print(f'{timing.program}, {name}: {reason}', markup=False)
    if rows:
        out.print(latency_table(rows))
        out.print(f'memory of an idle session: {memory_of_a_session():,} bytes')
    if json_path:
        write_json(json_path, record(timings, rows, names))
    if chart:
        write_chart(chart, timings, names)


@main.command()
@click.argument('revision')
@click.option('--only', default='', help='Programs whose names contain this.')
@click.option('--rounds', default=5, show_default=True)
def compare(revision: str, only: str, rounds: int) -> None:
    """Time this tree against REVISION: compiled both, if this one is (`make compile`), else both pure."""
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder, 'tree')
        subprocess.run(['git', 'worktree', 'add', '--detach', '--force', other, revision], check=True, cwd=ROOT)
        try:
            compiled = any(ROOT.glob('monty_tools/interpreter/*.so'))
            if compiled:
                build = [sys.executable, 'setup.py', '-q', 'build_ext', '--inplace']
                subprocess.run(build, check=True, cwd=other, env={**os.environ, 'MONTY_TOOLS_PURE': '0'})
            if not (other / 'benchmarks').exists():
                raise click.ClickException(f'{revision} has no benchmarks')
            pairs = [(seconds_in(ROOT, only, rounds), seconds_in(other, only, rounds)) for _ in range(2)]
        finally:
            subprocess.run(['git', 'worktree', 'remove', '--force', other], check=False, cwd=ROOT)
    ratios = []
    for program in pairs[0][0]:
        here = min(pair[0][program] for pair in pairs if program in pair[0])
        there = min((pair[1][program] for pair in pairs if program in pair[1]), default=0.0)
        if there:
            ratios.append(here / there)
            print(f'{program:30} {here * 1000:10.2f} ms {there * 1000:10.2f} ms there {here / there:6.2f}')
    print(f'{"geometric mean":30} {geometric_mean(ratios):.3f}')


def seconds_in(tree: Path, only: str, rounds: int) -> dict[str, float]:
    """The seconds of each program in a process that imports the package from `tree`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, 'figures.json')
        command = [sys.executable, '-m', 'benchmarks', 'run', '--no-latency', '--peers', f'{OURS},exec']
        command += ['--rounds', str(rounds), '--only', only, '--json', str(path)]
        subprocess.run(command, check=True, cwd=tree, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        stored = json.loads(path.read_text('utf-8'))
    return {name: each['seconds'][OURS] for name, each in stored['programs'].items() if OURS in each['seconds']}


if __name__ == '__main__':
    main()
