"""The main job: an agent's script over real data, three hostile ones, and a pause that outlives its process.

    python examples/demo/run_demo.py

Bold and coloured in a terminal, plain in a pipe. Ends with 0 if everything went as this file says it must.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from pathlib import Path

from flights import get_plane, search_flights, table, weather_at

from monty_tools import FunctionSnapshot, FutureSnapshot, Monty, MontyComplete, MontyError, ResourceLimits

HERE = Path(__file__).resolve().parent
QUESTION = 'Which airline lost the most time on the worst of four March days in New York, and why?'
INPUTS = {'first_day': 6, 'last_day': 9}
ANSWERED_AT_ONCE: dict[str, Callable[..., object]] = {'search_flights': search_flights, 'get_plane': get_plane}
AWAITED: dict[str, Callable[..., Coroutine[object, object, object]]] = {'weather_at': weather_at}
FUNCTIONS = {**ANSWERED_AT_ONCE, **AWAITED}
LIMITS = ResourceLimits(memory_limit_mb=20)
UNITS = {'memory': 'MB', 'execution_time': 'ms', 'output': 'bytes'}
HOSTILE = ('reads_a_file', 'recurses_for_ever', 'allocates_for_ever')
STOP_AT = 'get_plane'
BAR_WIDTH = 24

COLOURED = sys.stdout.isatty() and 'NO_COLOR' not in os.environ and os.environ.get('TERM') != 'dumb'
STYLES = {'bold': '1', 'dim': '2', 'good': '32', 'bad': '31', 'head': '1;36'}


def styled(style: str, text: str) -> str:
    """`text` in one of `STYLES` where the output is a terminal."""
    return f'\033[{STYLES[style]}m{text}\033[0m' if COLOURED else text


def heading(text: str) -> None:
    """A part of the demo begins."""
    print(f'\n{styled("head", text)}')


def fact(name: str, value: object, note: str = '') -> None:
    """One aligned line."""
    print(f'  {styled("dim", f"{name:<18}")} {value}{"  " + styled("dim", note) if note else ""}')


def agent_program() -> Monty:
    """The agent's script with the inputs and the functions that it may use, and nothing else."""
    source = (HERE / 'agent_script.py').read_text(encoding='utf-8')
    declared = {'first_day': int, 'last_day': int}
    return Monty(source, inputs=declared, external_functions=FUNCTIONS, script_name='agent_script.py')


Progress = FunctionSnapshot | FutureSnapshot | MontyComplete


class Host:
    """The host's side of a run: makes the calls that the program asks for, the async ones side by side."""

    def __init__(self) -> None:
        self.pending: dict[int, asyncio.Task[object]] = {}

    async def finish(self, progress: Progress) -> MontyComplete:
        """Answer calls until the program ends."""
        while not isinstance(progress, MontyComplete):
            progress = await self.answer(progress)
        return progress

    async def answer(self, progress: FunctionSnapshot | FutureSnapshot) -> Progress:
        """Make the call that the program stopped at, or wait for one that it can't go on without."""
        if isinstance(progress, FutureSnapshot):
            return await self.settle(progress)
        name, args, kwargs = progress.function_name, progress.args, progress.kwargs
        if name in AWAITED:
            self.pending[progress.call_id] = asyncio.create_task(AWAITED[name](*args, **kwargs))
            return progress.resume(pending=True)
        try:
            value = ANSWERED_AT_ONCE[name](*args, **kwargs)
        except Exception as error:
            # Whatever the function raises is the program's to handle, as the same builtin type.
            return progress.resume(exception=error)
        return progress.resume(return_value=value)

    async def settle(self, progress: FutureSnapshot) -> Progress:
        """Wait for the first of the pending calls and hand over all that are done."""
        tasks = {call: self.pending[call] for call in progress.pending_call_ids}
        await asyncio.wait(tasks.values(), return_when=asyncio.FIRST_COMPLETED)
        return progress.resume({call: outcome_of(task) for call, task in tasks.items() if task.done()})


def outcome_of(task: asyncio.Task[object]) -> dict[str, object]:
    """What `resume` is told of a call that is done."""
    error = task.exception()
    return {'return_value': task.result()} if error is None else {'exception': error}


def main_job() -> object:
    """Run the agent's script to its end, and tell the answer, the calls and how near each limit came."""
    heading('1. An agent answers a question over real data')
    fact('question', styled('bold', QUESTION))
    fact('data', f'{len(table("flights")):,} departures, {len(table("planes")):,} aircraft, examples/data')
    began = time.perf_counter()
    ended = asyncio.run(Host().finish(agent_program().start(inputs=INPUTS, limits=LIMITS)))
    took = time.perf_counter() - began
    fact('printed', ended.stdout.strip())
    show_answer(ended.value)
    show_calls(ended)
    show_limits(ended)
    fact('in all', f'{took * 1000:,.0f} ms', 'the host and its slow weather service included')
    return ended.value


def show_answer(answer: object) -> None:
    """The answer's fields, a nested one below its name."""
    assert isinstance(answer, dict)
    for name, value in answer.items():
        if isinstance(value, dict):
            for place, (inner, text) in enumerate(value.items()):
                fact('' if place else name, styled('good', f'{inner}  {text}'))
        else:
            fact(name, styled('good', str(value)))


def show_calls(ended: MontyComplete) -> None:
    """How often each function was called, how it went and how long the host took."""
    heading('   What it called')
    for name in FUNCTIONS:
        calls = [call for call in ended.calls if call.name == name]
        outcomes = Counter(call.outcome for call in calls)
        times = [call.duration_ms for call in calls]
        told = ', '.join(f'{count} {outcome}' for outcome, count in outcomes.most_common())
        fact(name, f'{len(calls):>4} calls  {sum(times):>8,.1f} ms  longest {max(times):>6,.1f} ms', told)


def show_limits(ended: MontyComplete) -> None:
    """How near each limit came, as a bar."""
    heading('   How near each limit came')
    for name, usage in ended.usage.items():
        filled = min(BAR_WIDTH, round(usage.ratio * BAR_WIDTH))
        bar = styled('good', '#' * filled) + styled('dim', '.' * (BAR_WIDTH - filled))
        allowed = 'no limit' if usage.limit is None else f'{usage.limit:,}'
        unit = UNITS.get(name, '')
        used = f'{usage.used:,.1f}'.removesuffix('.0')
        fact(name.replace('_', ' '), f'{bar} {usage.ratio:>6.1%}', f'{used} of {allowed} {unit}'.rstrip())


def hostile_scripts() -> None:
    """Run each hostile script and tell what stopped it."""
    heading('2. Three hostile scripts')
    for name in HOSTILE:
        source = (HERE / 'hostile' / f'{name}.py').read_text(encoding='utf-8')
        began = time.perf_counter()
        try:
            Monty(source, script_name=f'{name}.py').run(limits=LIMITS)
        except MontyError as error:
            took = (time.perf_counter() - began) * 1000
            fact(name.replace('_', ' '), styled('bad', f'stopped after {took:,.0f} ms'), type(error).__name__)
            print(f'  {"":<18} {str(error).strip().splitlines()[-1].partition("; ")[0]}')
            for violation in error.violations:
                print(f'  {"":<18} on record: {violation.kind} {violation.name}, line {violation.line}')
        else:
            raise SystemExit(f'{name} was not stopped')


def pause_and_go_on(expected: object) -> None:
    """Stop the agent's script at a call, store it, and finish it in a new process with the same answer."""
    heading('3. The first script again, paused and finished in another process')
    paused = asyncio.run(paused_snapshot())
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, 'paused.snapshot')
        file.write_bytes(paused.dump())
        fact('paused at', f'{paused.function_name}{paused.args!r}', f'in process {os.getpid()}')
        fact('stored', f'{file.stat().st_size:,} bytes')
        child = subprocess.run(
            [sys.executable, __file__, '--finish', str(file)], capture_output=True, check=False, encoding='utf-8'
        )
    if child.returncode:
        raise SystemExit(child.stderr)
    told = json.loads(child.stdout)
    fact('finished', f'with the answer {told["answer"]!r:.60}...', f'in process {told["process"]}')
    if told['answer'] != expected:
        raise SystemExit(f'another answer: {told["answer"]!r}')
    fact('same answer', styled('good', 'yes'))


async def paused_snapshot() -> FunctionSnapshot:
    """The agent's script where it first calls `STOP_AT`."""
    host = Host()
    progress = agent_program().start(inputs=INPUTS, limits=LIMITS)
    while not (isinstance(progress, FunctionSnapshot) and progress.function_name == STOP_AT):
        assert not isinstance(progress, MontyComplete)
        progress = await host.answer(progress)
    return progress


def finish(file: Path) -> None:
    """The other process: load the snapshot, run the program to its end, print the answer."""
    ended = asyncio.run(Host().finish(FunctionSnapshot.load(file.read_bytes())))
    print(json.dumps({'answer': ended.value, 'process': os.getpid()}))


def main() -> None:
    """The demo, or its other process."""
    if sys.argv[1:2] == ['--finish']:
        finish(Path(sys.argv[2]))
        return
    answer = main_job()
    hostile_scripts()
    pause_and_go_on(answer)
    print()


if __name__ == '__main__':
    main()
