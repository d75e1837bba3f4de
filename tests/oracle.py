"""The conformance oracle: one program, run under the hosting CPython and under `Monty`, observed in the same terms.

A program file under `programs/` is cut into chunks by lines `# --- title`. Directives are comments at a chunk's head:

- `# min_python: 3.12`: older hosts leave the chunk out, since they can't parse it or give it another meaning;
- `# inputs: {"name": 1}`: declared inputs, as JSON;
- `# externals: fetch, slow`: the functions of `EXTERNALS` that the chunk may call.

An uncaught exception is an observation like any other, and so is, by its message and line, a program that does not
compile. No chunk states what it expects: CPython does.

Two things are taken out of CPython's traceback text before it is compared: frames outside `main.py` (library code that
the sandbox has as its own, host functions, this module), and object addresses. Addresses are taken out on both sides.

Values are `Any` throughout: a program's values are of every type, and both sides are compared by `repr`.
"""

import ast
import asyncio
import contextlib
import copy
import inspect
import io
import json
import linecache
import logging
import re
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import DefaultContext, localcontext
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any, Final

from monty_tools.interpreter.parse import parse_tree

PROGRAMS: Final = Path(__file__).parent / 'programs'
SCRIPT_NAME: Final = 'main.py'
DELAY_UNIT_SECONDS: Final = 0.01
"""What one unit of an async external's `delay` lasts: long enough that the order of two delays never flips."""

_RESULT_NAME: Final = ' result'
_ADDRESS: Final = re.compile(r' at 0x[0-9a-fA-F]+')
_DIRECTIVE: Final = re.compile(r'# (min_python|inputs|externals): *(.*)')
_SEPARATOR: Final = '# ---'


@dataclass(frozen=True)
class Chunk:
    """One program of a program file."""

    path: str
    """Relative to `programs/`, without the suffix."""
    title: str
    source: str
    min_python: tuple[int, int] = (3, 11)
    inputs: Mapping[str, Any] | None = None
    externals: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return f'{self.path}::{self.title}'

    @property
    def runs_here(self) -> bool:
        return sys.version_info[:2] >= self.min_python

    @property
    def is_async(self) -> bool:
        """Whether it calls an async external function, and so needs `run_async`."""
        return any(inspect.iscoroutinefunction(EXTERNALS[name]) for name in self.externals)


@dataclass(frozen=True)
class Observation:
    """Everything that a program lets its host see."""

    value: str
    """`repr` of the last expression's value, `'None'` if there is none or the program ended with an exception."""
    stdout: str
    stderr: str
    error_type: str | None = None
    message: str | None = None
    traceback_text: str | None = None


# Host functions. All are pure, so that a forked run may call them again.


def add(a: Any, b: Any = 0) -> Any:
    return a + b


def less(a: Any, b: Any) -> bool:
    return bool(a < b)


def upper(text: str) -> str:
    return text.upper()


def weight(text: str) -> int:
    return sum(map(ord, text)) % 97


def pair(value: Any) -> tuple[Any, Any]:
    return value, value * 2


def nothing() -> None:
    return None


def echo(*args: Any, **kwargs: Any) -> dict[str, Any]:
    return {'args': list(args), 'kwargs': kwargs}


def lookup(table: str, /, key: str, *, default: Any = None) -> Any:
    return _TABLES[table].get(key, default)


def fetch(key: int) -> dict[str, Any]:
    if key < 0:
        raise KeyError(key)
    return {'id': key, 'name': f'item-{key}', 'price': key * 1.5, 'tags': ['even' if key % 2 == 0 else 'odd', 'all']}


def rows(n: int, start: int = 0) -> list[dict[str, Any]]:
    groups = ('north', 'south', 'east')
    return [{'id': i, 'group': groups[i % 3], 'amount': (i * 37) % 11} for i in range(start, start + n)]


def fail(kind: str, message: str) -> None:
    raise _FAILURES[kind](message)


async def slow(value: Any, delay: int = 0) -> Any:
    await asyncio.sleep(delay * DELAY_UNIT_SECONDS)
    return value


async def slow_fail(kind: str, message: str, delay: int = 0) -> None:
    await asyncio.sleep(delay * DELAY_UNIT_SECONDS)
    raise _FAILURES[kind](message)


_TABLES: Final[Mapping[str, Mapping[str, Any]]] = {
    'colours': {'red': '#f00', 'green': '#0f0'},
    'sizes': {'s': 1, 'm': 2, 'l': 3},
}

_FAILURES: Final[Mapping[str, type[Exception]]] = {
    error.__name__: error
    for error in (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        LookupError,
        RuntimeError,
        ZeroDivisionError,
        ArithmeticError,
        AttributeError,
        NotImplementedError,
        TimeoutError,
        ConnectionError,
        OSError,
        Exception,
        StopIteration,
    )
}

EXTERNALS: Final[Mapping[str, Callable[..., Any]]] = {
    function.__name__: function
    for function in (
        add,
        less,
        upper,
        weight,
        pair,
        nothing,
        echo,
        lookup,
        fetch,
        rows,
        fail,
        slow,
        slow_fail,
    )
}


def load_chunks() -> list[Chunk]:
    """Every chunk under `programs/`, in path order."""
    return [chunk for path in sorted(PROGRAMS.rglob('*.py')) for chunk in _chunks_of(path)]


def _chunks_of(path: Path) -> Iterator[Chunk]:
    title, lines = 'start', list[str]()
    for line in path.read_text().splitlines():
        if line.startswith(_SEPARATOR):
            yield from _chunk(path, title, lines)
            title, lines = line.removeprefix(_SEPARATOR).strip(), []
        else:
            lines.append(line)
    yield from _chunk(path, title, lines)


def _chunk(path: Path, title: str, lines: list[str]) -> Iterator[Chunk]:
    """The chunk of these lines, if they hold a program at all (the lines before the first separator may not)."""
    source = '\n'.join(lines).strip('\n') + '\n'
    if all(line.startswith('#') or not line for line in lines):
        return
    directives: dict[str, str] = {}
    for line in source.splitlines():
        match = _DIRECTIVE.fullmatch(line)
        if match is None:
            break
        directives[match[1]] = match[2]
    major, minor = directives.get('min_python', '3.11').split('.')
    yield Chunk(
        path=path.relative_to(PROGRAMS).with_suffix('').as_posix(),
        title=title,
        source=source,
        min_python=(int(major), int(minor)),
        inputs=json.loads(directives['inputs']) if 'inputs' in directives else None,
        externals=tuple(re.findall(r'\w+', directives.get('externals', ''))),
    )


def run_cpython(chunk: Chunk) -> Observation:
    """Run the chunk as a main script of the hosting CPython."""
    namespace: dict[str, Any] = {
        '__name__': '__main__',
        **copy.deepcopy(dict(chunk.inputs or {})),
        **{name: EXTERNALS[name] for name in chunk.externals},
    }
    stdout, stderr = io.StringIO(), io.StringIO()
    error: BaseException | None = None
    try:
        code = _compiled(chunk.source)
    except SyntaxError as refused:
        return _not_compiled(refused.msg, refused.lineno)
    with (
        contextlib.redirect_stdout(stdout),
        contextlib.redirect_stderr(stderr),
        _quiet(),
        localcontext(DefaultContext),
        _source_at_hand(chunk.source),
        _logging_of_its_own(),
    ):
        try:
            _execute(code, namespace)
        except BaseException as raised:  # SystemExit and KeyboardInterrupt are outcomes of the program too
            error = raised
        value = namespace.get(_RESULT_NAME)
        if error is None:
            return Observation(_normalised(repr(value)), _normalised(stdout.getvalue()), _normalised(stderr.getvalue()))
        text = _traceback_text(error)
        return Observation(
            value='None',
            stdout=_normalised(stdout.getvalue()),
            stderr=_normalised(stderr.getvalue()),
            error_type=type(error).__name__,
            message=_normalised(str(error)),
            traceback_text=_normalised(text),
        )


def _compiled(source: str) -> CodeType:
    """The program, with its last expression's value stored under a name that no program can spell."""
    tree = parse_tree(source, SCRIPT_NAME)
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr):
        target = ast.copy_location(ast.Name(_RESULT_NAME, ast.Store()), last)
        tree.body[-1] = ast.copy_location(ast.Assign([target], last.value), last)
    with _quiet():
        code: CodeType = compile(tree, SCRIPT_NAME, 'exec', ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    return code


def _not_compiled(message: str, line: int | None) -> Observation:
    return Observation('None', '', '', error_type='SyntaxError', message=message, traceback_text=f'line {line}')


def _execute(code: CodeType, namespace: dict[str, Any]) -> None:
    outcome = eval(code, namespace)
    if inspect.iscoroutine(outcome):
        asyncio.run(outcome)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep the host's own remarks on a program (syntax warnings, unretrieved task errors) out of its stderr."""
    logger = logging.getLogger('asyncio')
    disabled, logger.disabled = logger.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            yield
    finally:
        logger.disabled = disabled


@contextlib.contextmanager
def _source_at_hand(source: str) -> Iterator[None]:
    """Let tracebacks show the lines of the program, which is no file."""
    linecache.cache[SCRIPT_NAME] = (len(source), None, source.splitlines(keepends=True), SCRIPT_NAME)
    try:
        yield
    finally:
        del linecache.cache[SCRIPT_NAME]


@contextlib.contextmanager
def _logging_of_its_own() -> Iterator[None]:
    """Start the program with loggers that nobody has configured."""
    root = logging.root
    kept = root.handlers, root.level, root.manager.loggerDict, root.manager.disable
    root.handlers, root.level, root.manager.loggerDict, root.manager.disable = [], logging.WARNING, {}, 0
    levels = dict(logging._levelToName), dict(logging._nameToLevel)
    try:
        yield
    finally:
        root.handlers, root.level, root.manager.loggerDict, root.manager.disable = kept
        for table, names in zip((logging._levelToName, logging._nameToLevel), levels, strict=True):
            table.clear()
            table.update(names)
        logging.setLoggerClass(logging.Logger)
        root.filters.clear()


def _traceback_text(error: BaseException) -> str:
    shown = traceback.TracebackException.from_exception(error)
    _drop_foreign_frames(shown)
    return ''.join(shown.format())


def _drop_foreign_frames(shown: traceback.TracebackException | None) -> None:
    if shown is None:
        return
    shown.stack[:] = [frame for frame in shown.stack if frame.filename == SCRIPT_NAME]
    _drop_foreign_frames(shown.__cause__)
    _drop_foreign_frames(shown.__context__)
    for member in getattr(shown, 'exceptions', None) or ():
        _drop_foreign_frames(member)


def _normalised(text: str) -> str:
    return _ADDRESS.sub(' at 0x...', text)


def run_monty(chunk: Chunk) -> Observation:
    """Run the chunk in the sandbox in one go."""
    output: dict[str, list[str]] = {'stdout': [], 'stderr': []}

    def collect(stream: str, text: str) -> None:
        output[stream].append(text)

    from monty_tools import MontyRuntimeError, MontySyntaxError

    arguments = _run_arguments(chunk) | {'print_callback': collect}
    try:
        monty = _monty(chunk)
        value = asyncio.run(monty.run_async(**arguments)) if chunk.is_async else monty.run(**arguments)
    except MontySyntaxError as refused:
        return _not_compiled(refused.message, refused.line)
    except MontyRuntimeError as error:
        return _failed(error, ''.join(output['stdout']), ''.join(output['stderr']))
    return _finished(value, ''.join(output['stdout']), ''.join(output['stderr']))


def run_monty_with_snapshots(chunk: Chunk) -> Observation:
    """Run the chunk with `start`/`resume`, through `dump` and `load` wherever it stops."""
    return _observe(lambda: _drive(_monty(chunk).start(**_run_arguments(chunk)), _Host()))


def run_monty_fork(chunk: Chunk, forks: int = 6) -> list[Observation]:
    """Resume each of the first `forks` snapshots to the end, from bytes that the main run is resumed from as well.

    Returns one observation for each fork and the main run's as the last.
    """
    observations: list[Observation] = []

    def run() -> Any:
        progress, host = _monty(chunk).start(**_run_arguments(chunk)), _Host()
        while hasattr(progress, 'resume'):
            blob, kind = progress.dump(), type(progress)
            if len(observations) < forks:
                observations.append(_observe(partial(_drive, _loaded(kind, blob), copy.deepcopy(host))))
            progress = host.answer(_loaded(kind, blob))
        return progress

    observations.append(_observe(run))
    return observations


def _monty(chunk: Chunk) -> Any:
    from monty_tools import Monty

    return Monty(
        chunk.source,
        inputs=list(chunk.inputs) if chunk.inputs is not None else None,
        external_functions={name: EXTERNALS[name] for name in chunk.externals} or None,
        script_name=SCRIPT_NAME,
        clock='system',
        random_seed='system',
    )


def _run_arguments(chunk: Chunk) -> dict[str, Any]:
    """Generous limits: a conformance program is about meaning, never about a limit."""
    from monty_tools import ResourceLimits

    limits = ResourceLimits(
        memory_limit_mb=200, allocation_limit=None, stack_depth_limit=1000, execution_time_limit_ms=60_000
    )
    return {'inputs': copy.deepcopy(dict(chunk.inputs)) if chunk.inputs is not None else None, 'limits': limits}


def _observe(run: Callable[[], Any]) -> Observation:
    """What a `start`/`resume` run shows. Its record tells no stderr, so no program with externals prints there."""
    from monty_tools import MontyRuntimeError

    try:
        complete = run()
    except MontyRuntimeError as error:
        return _failed(error, error.stdout, '')
    return _finished(complete.value, complete.stdout, '')


def _finished(value: object, stdout: str, stderr: str) -> Observation:
    return Observation(_normalised(repr(value)), _normalised(stdout), _normalised(stderr))


def _failed(error: Any, stdout: str, stderr: str) -> Observation:
    return Observation(
        value='None',
        stdout=_normalised(stdout),
        stderr=_normalised(stderr),
        error_type=error.type_name,
        message=_normalised(error.message),
        traceback_text=_normalised(error.traceback_text),
    )


class _Host:
    """The host's side of `start`/`resume`: async calls settle in the order of a virtual clock that counts delays."""

    def __init__(self) -> None:
        self._now = 0
        self._due: dict[int, tuple[int, dict[str, Any]]] = {}

    def answer(self, progress: Any) -> Any:
        """Resume a snapshot with what its function gives, a `FutureSnapshot` with what falls due next."""
        if hasattr(progress, 'function_name'):
            return self._answer_call(progress)
        pending = [call for call in progress.pending_call_ids if call in self._due]
        self._now = min(self._due[call][0] for call in pending)
        return progress.resume({call: self._due.pop(call)[1] for call in pending if self._due[call][0] == self._now})

    def _answer_call(self, snapshot: Any) -> Any:
        function = EXTERNALS[snapshot.function_name]
        if not inspect.iscoroutinefunction(function):
            return snapshot.resume(**_outcome(function, snapshot.args, snapshot.kwargs))
        bound = inspect.signature(function).bind(*snapshot.args, **snapshot.kwargs)
        delay = bound.arguments.pop('delay', 0)
        outcome = _outcome(lambda *a, **k: asyncio.run(function(*a, **k)), bound.args, bound.kwargs)
        self._due[snapshot.call_id] = (self._now + delay, outcome)
        return snapshot.resume(pending=True)


def _outcome(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
    try:
        return {'return_value': function(*args, **kwargs)}
    except Exception as error:
        return {'exception': error}


def _loaded(kind: Any, blob: bytes) -> Any:
    """The snapshot that was dumped. What is the host's is given again."""
    return kind.load(blob, clock='system', random_seed='system')


def _drive(progress: Any, host: _Host) -> Any:
    """Go on to `MontyComplete`, with a dump and a load at every stop."""
    while hasattr(progress, 'resume'):
        progress = host.answer(_loaded(type(progress), progress.dump()))
    return progress
