"""What an execution costs besides its program: starting, sessions, calls of host functions, snapshots."""

from __future__ import annotations

import asyncio
import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, Final

CALLS: Final = 5_000
CALLING: Final = f'for i in range({CALLS}):\n    f(i)\n'
NOT_CALLING: Final = f'def f(i):\n    pass\nfor i in range({CALLS}):\n    i\n'


def best(function: Callable[[], Any], least: float = 0.02, rounds: int = 7) -> float:
    """Seconds of one call, the best of several rounds."""
    start = time.perf_counter()
    function()
    once = time.perf_counter() - start
    count = max(1, int(least / max(once, 1e-9)))
    found = once
    for _ in range(rounds):
        gc.collect()
        start = time.perf_counter()
        for _ in range(count):
            function()
        found = min(found, (time.perf_counter() - start) / count)
    return found


def in_fresh_process(setup: str, statement: str, rounds: int = 5) -> float:
    """Seconds of a statement in a process of its own, the best of several."""
    code = f'import time\n{setup}\nstart = time.perf_counter()\n{statement}\nprint(time.perf_counter() - start)'
    times = []
    for _ in range(rounds):
        shown = subprocess.run([sys.executable, '-c', code], capture_output=True, text=True, check=True)
        times.append(float(shown.stdout))
    return min(times)


def latencies() -> Iterator[tuple[str, float, float | None]]:
    """What, seconds here, seconds under `pydantic-monty` where it has such a thing and is installed."""
    yield from starts()
    yield from calls()
    yield from states()


def starts() -> Iterator[tuple[str, float, float | None]]:
    from monty_tools import Monty, MontyRepl

    yield 'import of the package', in_fresh_process('', 'import monty_tools'), peer_import()
    first = in_fresh_process('from monty_tools import Monty', "Monty('1+2').run()")
    yield 'first run in a fresh process', first, None
    ready = Monty('1+2')
    yield "Monty('1+2').run()", best(lambda: Monty('1+2').run()), peer_new_session('1+2')
    yield 'run of a program that was made before', best(ready.run), peer_feed('1+2')
    yield 'new session', best(MontyRepl), peer_new_session(None)
    session = MontyRepl()
    yield 'feed of a session', best(lambda: session.feed('x = 1')), peer_feed('x = 1')


def calls() -> Iterator[tuple[str, float, float | None]]:
    from monty_tools import CodeMode, Monty, ResourceLimits

    limits = ResourceLimits(external_call_limit=None, allocation_limit=None)

    def f(i: int) -> None:
        return None

    async def g(*, i: int) -> None:
        return None

    async def h(i: int) -> None:
        return None

    nothing = Monty(NOT_CALLING)
    base = best(nothing.run)
    program = Monty(CALLING, external_functions={'f': f})
    seconds = best(lambda: program.run(limits=limits))
    yield 'call of a host function', (seconds - base) / CALLS, peer_call(f)
    awaiting = Monty(CALLING.replace('f(i)', 'await f(i)'), external_functions={'f': h})
    seconds = best(lambda: asyncio.run(awaiting.run_async(limits=limits)))
    yield 'call of an async host function', (seconds - base) / CALLS, None
    mode = CodeMode([g], limits=limits)
    code = f'for i in range({CALLS // 10}):\n    await g(i=i)\n'
    empty = best(lambda: asyncio.run(mode.run('for i in range(10):\n    i\n')))
    seconds = best(lambda: asyncio.run(mode.run(code)))
    yield 'call of a tool, validated both ways', (seconds - empty) * 10 / CALLS, None
    with tracing():
        empty = best(lambda: asyncio.run(mode.run('for i in range(10):\n    i\n')))
        seconds = best(lambda: asyncio.run(mode.run(code)))
    yield 'call of a tool, with a span of its own', (seconds - empty) * 10 / CALLS, None


class tracing:
    """Spans and metrics are recorded by the SDK while this is entered."""

    def __enter__(self) -> None:
        from opentelemetry import trace
        from opentelemetry.sdk.trace import TracerProvider

        trace.set_tracer_provider(TracerProvider())

    def __exit__(self, *error: object) -> None:
        """A provider can't be taken back: this comes last."""


def states() -> Iterator[tuple[str, float, float | None]]:
    from monty_tools import FunctionSnapshot, Monty, MontyRepl

    for name, text in (
        ('dump and load, small', 'x = [1, 2]\nf(x)'),
        ('dump and load, 10,000 entries', "rows = {i: {'id': i, 'name': str(i)} for i in range(10_000)}\nf(1)"),
    ):
        snapshot = Monty(text, external_functions=['f']).start()
        assert isinstance(snapshot, FunctionSnapshot)
        yield name, best(lambda paused=snapshot: FunctionSnapshot.load(paused.dump())), None  # type: ignore[misc]

    def thousand() -> list[MontyRepl]:
        made = [MontyRepl() for _ in range(1_000)]
        for session in made:
            session.feed('x = [1, 2, 3]')
        return made

    yield '1,000 sessions at once, each with a feed', best(thousand, rounds=3), None


def memory_of_a_session() -> int:
    """Bytes that an idle session takes, from the size of a process with 5,000 of them."""
    code = (
        'import json\nfrom monty_tools import MontyRepl\n'
        'def size():\n'
        "    return int(open('/proc/self/statm').read().split()[1]) * 4096\n"
        "first = MontyRepl(); first.feed('x = 1')\n"
        'before = size()\n'
        "kept = [MontyRepl() for _ in range(5_000)]\nfor each in kept: each.feed('x = [1, 2, 3]')\n"
        'print(json.dumps((size() - before) // 5_000))'
    )
    shown = subprocess.run([sys.executable, '-c', code], capture_output=True, text=True, check=True)
    return int(json.loads(shown.stdout))


def peer_import() -> float | None:
    try:
        return in_fresh_process('', 'import pydantic_monty')
    except subprocess.CalledProcessError:
        return None


def peer_new_session(code: str | None) -> float | None:
    try:
        import pydantic_monty
    except ImportError:
        return None
    with pydantic_monty.Monty(min_processes=1, max_processes=1) as pool:

        def run() -> None:
            with pool.checkout() as session:
                if code is not None:
                    session.feed_run(code)

        return best(run)


def peer_feed(code: str) -> float | None:
    try:
        import pydantic_monty
    except ImportError:
        return None
    with pydantic_monty.Monty(min_processes=1, max_processes=1) as pool, pool.checkout() as session:
        return best(lambda: session.feed_run(code))


def peer_call(function: Callable[[int], None]) -> float | None:
    try:
        import pydantic_monty
    except ImportError:
        return None
    few = 500
    limits = {'max_suspensions': 10**9}
    with pydantic_monty.Monty(min_processes=1, max_processes=1) as pool, pool.checkout(limits=limits) as session:
        base = best(lambda: session.feed_run(f'for i in range({few}):\n    i\n'))
        calling = CALLING.replace(str(CALLS), str(few))
        return (best(lambda: session.feed_run(calling, external_lookup={'f': function})) - base) / few
