"""Hostile programs, each run in a child process that outlives it or not, and what was seen of it.

`Child` is the test's side: it hands over one case after another and starts a new process where one died or hung. Run as
a script, this module is the other side: it reads a case a line as JSON, runs it the way that its argument says, and
writes an `Outcome` a line. The three ways are those in which a host may call: from its main thread, from a thread with
a small stack, and from deep in a recursion.
"""

from __future__ import annotations

import builtins
import ctypes
import decimal
import gc
import json
import locale
import math
import os
import random
import select
import subprocess
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from monty_tools import Monty, MontyError, MontyRuntimeError, MontySyntaxError, ResourceLimitError, ResourceLimits

ATTACKS: Final = Path(__file__).parent / 'attacks'
WAYS: Final = ('main', 'thread', 'deep')
SMALL_STACK: Final = 512 * 1024
DEEP: Final = 800
"""Host frames below a run in the way `deep`; the recursion limit is Python's default of 1000."""
HANG_SECONDS: Final = 30
"""After this the parent kills the child: no case's limit is near it."""
MEMORY_MB: Final = 50
SHOWN: Final = 200_000
"""Characters of a value's repr that are compared and searched."""

MARKERS: Final[dict[str, Any]] = json.loads((ATTACKS / 'leak_markers.json').read_text(encoding='utf-8'))
CANARY: Final[str] = MARKERS['canary']


@dataclass
class Outcome:
    """What a case came to, and what it left behind."""

    kind: str
    """`value`, `syntax`, `runtime`, `limit`, the name of another error of the package, `host` for a host exception
    that left the run, `crash` or `hang`."""
    text: str = ''
    """The value's repr, or the error's message."""
    type_name: str = ''
    """Of the sandbox or host exception."""
    limit: str = ''
    line: int | None = None
    wall: float = 0.0
    """Seconds, compiling included."""
    grown_mb: float = 0.0
    """Growth of the process's peak resident memory."""
    leaks: list[str] = field(default_factory=list)
    soft_leaks: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """What of the host changed."""
    sunk: int = 0
    """Calls that reached `sink`."""


def corpus() -> list[dict[str, Any]]:
    """The hostile programs."""
    lines = (ATTACKS / 'corpus.jsonl').read_text(encoding='utf-8').splitlines()
    return [json.loads(line) for line in lines if line]


class Child:
    """A process that runs cases one way."""

    def __init__(self, way: str) -> None:
        self.way = way
        self.process: subprocess.Popen[bytes] | None = None

    def run(self, case: Mapping[str, Any]) -> Outcome:
        """The outcome of one case."""
        process = self.started()
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(json.dumps(case).encode() + b'\n')
        process.stdin.flush()
        ready, _, _ = select.select([process.stdout], [], [], HANG_SECONDS)
        answer = process.stdout.readline() if ready else b''
        if answer:
            return Outcome(**json.loads(answer))
        self.close()
        if not ready:
            return Outcome('hang', f'no answer in {HANG_SECONDS} s')
        return Outcome('crash', f'the process died with status {process.returncode}')

    def started(self) -> subprocess.Popen[bytes]:
        if self.process is None:
            self.process = subprocess.Popen(
                [sys.executable, '-X', 'faulthandler', __file__, self.way],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=os.environ
                | {'SANDBOX_CANARY': CANARY, 'PYTHONPATH': os.pathsep.join(path for path in sys.path if path)},
            )
        return self.process

    def close(self) -> None:
        """End the process."""
        if self.process is not None:
            for pipe in (self.process.stdin, self.process.stdout):
                assert pipe is not None
                try:
                    pipe.close()
                except BrokenPipeError:  # what the dead child was never told
                    pass
            self.process.kill()
            self.process.wait()
            self.process = None


class Carrier(Exception):
    """A host exception with something that must not enter."""

    secret = CANARY


class Externals:
    """The host functions that cases ask for."""

    def __init__(self, wanted: Mapping[str, str]) -> None:
        self.wanted = wanted
        self.seen: list[object] = []
        self.secret = CANARY

    def functions(self) -> dict[str, Callable[..., object]]:
        known: dict[str, Callable[..., object]] = {
            'sink': self.sink,
            'echo': self.echo,
            'boom': self.boom,
            'make': self.make,
        }
        return {name: known[name] for name in self.wanted}

    def sink(self, *args: object, **kwargs: object) -> None:
        self.seen.append((args, kwargs))

    def echo(self, value: object) -> object:
        return value

    def boom(self) -> object:
        error = getattr(builtins, self.wanted['boom'].removeprefix('raises '))('boom')
        error.secret = CANARY
        raise error from Carrier(CANARY)

    def make(self, kind: str, size: int) -> object:
        """A value of `size` characters, items or levels."""
        if kind == 'str':
            return 'x' * size
        if kind == 'bytes':
            return b'x' * size
        if kind == 'list':
            return [None] * size
        if kind == 'ints':
            return list(range(10**6, 10**6 + size))
        value: list[object] = []
        for _ in range(size):
            value = [value]
        return value


def host_state() -> dict[str, object]:
    """What of the host no run may change."""
    return {
        'recursion limit': sys.getrecursionlimit(),
        'int digits': sys.get_int_max_str_digits(),
        'math.pi': math.pi,
        'math.sqrt': math.sqrt(4),
        'decimal context': repr(decimal.getcontext()),
        'default decimal context': repr(decimal.DefaultContext),
        'random state': hash(random.getstate()),
        'locale': locale.setlocale(locale.LC_ALL),
        'environment': dict(os.environ),
        'sys.path': list(sys.path),
        'working directory': os.getcwd(),
        'warning filters': len(warnings.filters),
        'gc': (gc.isenabled(), gc.get_threshold()),
        'json': json.dumps({'a': [1, None]}),
        'trace': (sys.gettrace(), sys.getprofile()),
        'threads': threading.active_count(),
        'files': open_files(),
        'len': (builtins.len is len, builtins.len('ab')),
        'canary': CANARY,
    }


def open_files() -> int:
    try:
        return len(os.listdir('/proc/self/fd'))
    except OSError:
        return 0


def resident_kb(name: str) -> int:
    """`VmRSS`, the memory now, or `VmHWM`, its peak, of this process; 0 where the platform doesn't tell."""
    try:
        status = Path('/proc/self/status').read_text(encoding='ascii')
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith(name + ':')), 0)


def forget_peak() -> None:
    """Start the peak anew, after giving back what earlier cases freed."""
    gc.collect()
    try:
        ctypes.CDLL(None).malloc_trim(0)
        Path('/proc/self/clear_refs').write_text('5', encoding='ascii')
    except (AttributeError, OSError):
        return


def observe(case: Mapping[str, Any]) -> Outcome:
    """Run one case and look around."""
    forget_peak()
    before = host_state()
    start_kb = resident_kb('VmRSS')
    externals = Externals(case.get('externals', {}))
    texts: list[str] = []
    started = time.perf_counter()
    outcome = run(case, externals, texts)
    outcome.wall = time.perf_counter() - started
    gc.collect()  # what the run left must not crash the thread that comes across it
    outcome.grown_mb = max(0, resident_kb('VmHWM') - start_kb) / 1024
    outcome.sunk = len(externals.seen)
    texts.append(repr(externals.seen)[:SHOWN])
    outcome.leaks, outcome.soft_leaks = leaks(case, texts)
    after = host_state()
    outcome.left = [
        f'{name}: {value!r} became {after[name]!r}' for name, value in before.items() if after[name] != value
    ]
    if Monty('1 + 1').run() != 2:
        outcome.left.append('the next run went wrong')
    return outcome


def run(case: Mapping[str, Any], externals: Externals, texts: list[str]) -> Outcome:
    """The case's end; all text that came of it is added to `texts`."""
    limits = ResourceLimits(**{'memory_limit_mb': MEMORY_MB} | case.get('limits', {}))
    inputs = case.get('inputs', {})
    try:
        program = Monty(case['code'], inputs=list(inputs), external_functions=externals.functions())
        ended = program.execute(inputs=inputs, limits=limits)
    except MontyError as error:
        texts += [str(error), repr(error), error.stdout, ''.join(traceback.format_exception_only(error))]
        texts += [repr(error.violations), repr(error.calls)]
        if isinstance(error, MontySyntaxError):
            return Outcome('syntax', error.message[:SHOWN], error.type_name, line=error.line)
        if isinstance(error, MontyRuntimeError):
            texts.append(error.traceback_text)
            return Outcome('runtime', error.message[:SHOWN], error.type_name, line=error.line)
        if isinstance(error, ResourceLimitError):
            return Outcome('limit', error.message, limit=error.limit, line=error.line)
        return Outcome(type(error).__name__, str(error)[:SHOWN])
    except BaseException as error:  # what must not happen, unless a host function raised it
        return Outcome('host', ''.join(traceback.format_exception(error))[-3000:], type(error).__name__)
    texts += [ended.stdout, repr(ended.violations), repr(ended.calls)]
    try:
        shown = (
            repr(ended.value)[:SHOWN] if unfolded(ended.value, {}) < SHOWN * 100 else 'a value that is shared too often'
        )
    except ValueError as error:  # an int of more digits than the host prints
        shown = str(error)
    texts.append(shown)
    return Outcome('value', shown)


def unfolded(value: object, known: dict[int, int]) -> int:
    """How many values `repr` would show; `known` has the counts of the containers seen, which nest 200 deep at most."""
    if not isinstance(value, (list, tuple, dict, set, frozenset)):
        return 1
    if id(value) not in known:
        items = [*value.keys(), *value.values()] if isinstance(value, dict) else value
        known[id(value)] = 1 + sum(unfolded(item, known) for item in items)
    return known[id(value)]


def leaks(case: Mapping[str, Any], texts: list[str]) -> tuple[list[str], list[str]]:
    """The hard and the soft markers in `texts`; one that the program's own text has doesn't count."""
    hard = [*MARKERS['hard'], *case.get('leak', ())]
    found = [
        [marker for marker in markers if marker not in case['code'] and any(marker in text for text in texts)]
        for markers in (hard, MARKERS['soft'])
    ]
    return found[0], found[1]


def at_depth(frames: int, case: Mapping[str, Any]) -> Outcome:
    """`observe` with that many frames below it."""
    return at_depth(frames - 1, case) if frames else observe(case)


def in_thread(case: Mapping[str, Any]) -> Outcome:
    """`observe` in a thread with a small stack."""
    found: list[Outcome] = []
    threading.stack_size(SMALL_STACK)
    thread = threading.Thread(target=lambda: found.append(observe(case)))
    thread.start()
    threading.stack_size(0)
    thread.join()
    return found[0]


def serve(way: str) -> None:
    """Answer the parent until it closes the pipe."""
    answers = os.fdopen(os.dup(1), 'w', encoding='utf-8')
    os.dup2(2, 1)  # what a case printed past the sandbox must not look like an answer
    Monty('1 + 1').run()
    for line in sys.stdin:
        case = json.loads(line)
        if way == 'thread':
            outcome = in_thread(case)
        elif way == 'deep':
            outcome = at_depth(DEEP, case)
        else:
            outcome = observe(case)
        answers.write(json.dumps(asdict(outcome)) + '\n')
        answers.flush()


if __name__ == '__main__':
    serve(sys.argv[1])
