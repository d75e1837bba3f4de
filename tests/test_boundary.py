"""What crosses between host and sandbox, tried from both sides: one numbered test or more for each rule.

The numbers are those of the project's list of boundary rules; 32, 35 and 36 are about sealed and stored snapshots.
"""

from __future__ import annotations

import asyncio
import contextlib
import copy
import enum
import gc
import inspect
import io
import json
import logging
import math
import os
import pprint
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import traceback
import types
import warnings
from collections import OrderedDict, defaultdict, namedtuple
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from unittest import mock

import pytest
from attack_runner import CANARY, Child, Outcome
from test_snapshot_fuzz import decoded

import monty_tools
from monty_tools import (
    BoundaryError,
    ExternalFunction,
    FunctionSnapshot,
    FutureSnapshot,
    InputError,
    Monty,
    MontyComplete,
    MontyError,
    MontyInternalError,
    MontyRepl,
    MontyRuntimeError,
    OpaqueValue,
    ResourceLimitError,
    ResourceLimits,
    SnapshotError,
)
from monty_tools.interpreter import items
from monty_tools.interpreter.machine import SHARED

LIMITS: Final = ResourceLimits(allocation_limit=None)
PLAIN_TYPES: Final = (type(None), bool, int, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset)


class Sink:
    """Host functions, and what reached them."""

    def __init__(self) -> None:
        self.seen: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
        self.secret = CANARY

    def sink(self, *args: object, **kwargs: object) -> None:
        self.seen.append((args, kwargs))

    def echo(self, value: object) -> object:
        return value

    @property
    def values(self) -> list[Any]:
        """The first argument of each call."""
        return [args[0] for args, _ in self.seen]


@pytest.fixture
def host() -> Sink:
    return Sink()


def run(code: str, host: Sink | None = None, *functions: Any, limits: ResourceLimits = LIMITS, **inputs: object) -> Any:
    """The value of a run that may call `sink`, `echo` and more functions."""
    known = [] if host is None else [host.sink, host.echo]
    return Monty(code, inputs=list(inputs), external_functions=[*known, *functions]).run(inputs=inputs, limits=limits)


def ended(
    code: str, host: Sink | None = None, *functions: Any, limits: ResourceLimits = LIMITS, **inputs: object
) -> str:
    """How a run ended: `value`, or the name of the limit or of the exception; anything but a clean end is an error."""
    started = time.perf_counter()
    try:
        run(code, host, *functions, limits=limits, **inputs)
        end = 'value'
    except ResourceLimitError as error:
        end = error.limit
    except MontyRuntimeError as error:
        end = error.type_name
    except MontyError as error:
        end = type(error).__name__
    assert end != 'MontyInternalError'
    assert time.perf_counter() - started < 2 * (limits.execution_time_limit_ms or 0) / 1000
    assert Monty('1 + 1').run() == 2
    return end


def returning(value: object) -> ExternalFunction:
    """An external function `give` that returns one value."""
    return ExternalFunction(lambda: value, name='give')


def raising(error: BaseException) -> ExternalFunction:
    """An external function `boom` that raises."""

    def boom() -> None:
        raise error

    return ExternalFunction(boom, name='boom')


def is_plain(value: object) -> bool:
    """Whether it is of exact builtin types throughout; sharing is walked once, and cycles end."""
    todo, done = [value], set()
    while todo:
        item = todo.pop()
        if id(item) in done:
            continue
        done.add(id(item))
        if type(item) not in PLAIN_TYPES:
            return False
        if isinstance(item, dict):
            todo += [*item.keys(), *item.values()]
        elif isinstance(item, (list, tuple, set, frozenset)):
            todo += item
    return True


@pytest.fixture(scope='module')
def child() -> Iterator[Child]:
    """Another process, for what is measured or might crash."""
    made = Child('main')
    yield made
    made.close()


def measured(child: Child, code: str, limits: dict[str, object] | None = None) -> Outcome:
    """A run in the other process, which stayed alive, clean and below three times the memory limit."""
    externals = {'sink': '', 'echo': '', 'make': ''}
    outcome = child.run({'code': code, 'externals': externals, 'limits': {'allocation_limit': None} | (limits or {})})
    assert outcome.kind not in ('crash', 'hang', 'host', 'MontyInternalError'), outcome
    assert not outcome.leaks and not outcome.left, outcome
    assert outcome.grown_mb < 150, outcome
    assert outcome.wall < 10
    return outcome


# A. Sandbox to host: arguments


HOOKED_SUBCLASSES = """
ran = []
def hook(*args, **kwargs):
    ran.append(1)
    return NotImplemented
class S(str): __eq__ = __lt__ = startswith = __getitem__ = __iter__ = __len__ = __str__ = hook; __hash__ = str.__hash__
class I(int): __eq__ = __lt__ = __hash__ = __index__ = __int__ = __bool__ = hook
class D(dict): __eq__ = __lt__ = __getitem__ = __iter__ = __len__ = keys = items = hook; __hash__ = hook
class L(list): __eq__ = __lt__ = __getitem__ = __iter__ = __len__ = hook; __hash__ = hook
class Liar: __class__ = str
"""


def test_01_exact_types(host: Sink) -> None:
    assert run(HOOKED_SUBCLASSES + "sink(S('a'), I(1), D(k=1), L([1]), Liar())\nlen(ran)", host) == 0
    *values, liar = host.seen[0][0]
    assert [type(value) for value in values] == [str, int, dict, list]
    assert values == ['a', 1, {'k': 1}, [1]]
    assert type(liar) is not str and not isinstance(liar, str)


HANGING_HOOKS: Final = (
    '__repr__',
    '__str__',
    '__eq__',
    '__hash__',
    '__len__',
    '__iter__',
    '__bool__',
    '__getattribute__',
    '__getattr__',
    '__class__',
    '__reduce_ex__',
    '__dict__',
)


@pytest.mark.parametrize('name', HANGING_HOOKS)
def test_02_no_guest_hook_runs_during_conversion(name: str, host: Sink) -> None:
    decorator = '    @property\n' if name in ('__class__', '__dict__') else ''
    code = f'class A:\n{decorator}    def {name}(self, *args):\n        while True: pass\nsink(A(), [A()])\n'
    run('1')  # what is made once takes longer
    started = time.perf_counter()
    ended(code, host)
    for args, _ in host.seen:
        for value in args:
            repr(value), str(value), value == 1, copy.copy(value), copy.deepcopy(value), pprint.pformat(value)
            with pytest.raises(TypeError):
                json.dumps(value)
        assert {args[0]: 'found'}[args[0]] == 'found'
        assert hash(args[0]) != hash(args[1][0])  # two objects
    assert time.perf_counter() - started < 0.5


def test_02_a_finalizer_never_runs(host: Sink) -> None:
    started = time.perf_counter()
    ended('class A:\n    def __del__(self):\n        while True: pass\nsink(A())\n', host)
    host.seen.clear()
    assert time.perf_counter() - started < 0.5
    gc.collect()


CYCLES: Final = {
    'list': 'x = []; x.append(x)',
    'dict': 'x = {}; x["x"] = x',
    'tuple in list': 'x = []; x.append((1, x))',
    'instance attribute': 'class A: pass\nx = A(); x.me = [x]',
    'exception': 'x = ValueError(); x.args = (x, [x])',
}


@pytest.mark.parametrize('make', CYCLES.values(), ids=CYCLES)
def test_03_cycles(make: str, host: Sink) -> None:
    assert run(
        f'{make}\ntry:\n    sink(x)\n    r = "sent"\nexcept (TypeError, ValueError):\n    r = "refused"\nr', host
    )
    for value in host.values:
        repr(value)
        pprint.pformat(value)
        with pytest.raises(TypeError):
            json.dumps(value)
    ended(f'{make}\nx', host)


NESTINGS: Final = {
    'list': '[x]',
    'tuple': '(x,)',
    'dict': '{"k": x}',
    'mixed': '[(x, {"k": x})]',
    'instance': 'A(x)',
    'exception': 'ValueError(x)',
}


@pytest.mark.parametrize('levels', [1000, 100_000, 300_000])
@pytest.mark.parametrize('wrap', NESTINGS.values(), ids=NESTINGS)
def test_04_depth(wrap: str, levels: int, child: Child) -> None:
    head = 'class A:\n    def __init__(self, x): self.x = x\nx = 1\n'
    for use in ('sink(x)', 'x'):
        measured(child, f'{head}for _ in range({levels}): x = {wrap}\n{use}', {'memory_limit_mb': 50})


LEVELS: Final[dict[str, tuple[int, Callable[[Any], Any]]]] = {
    '[x]': (50, lambda value: value[0]),
    '(x,)': (50, lambda value: value[0]),
    '{"k": x}': (50, lambda value: value['k']),
    '[(x, {"k": x})]': (16, lambda value: value[0][1]['k']),
}
"""Ways to nest a value, how many times to come to about fifty levels, and the way back."""


@pytest.mark.parametrize('wrap', LEVELS)
def test_04_fifty_levels_arrive_intact(wrap: str, host: Sink) -> None:
    times, unwrap = LEVELS[wrap]
    code = f'x = 1\nfor _ in range({times}): x = {wrap}\nsink(x)\nx'
    for value in (run(code, host), host.values[0]):
        assert is_plain(value)
        for _ in range(times):
            value = unwrap(value)
        assert value == 1


def test_04_fifty_instances_are_intact_behind_the_first(host: Sink) -> None:
    code = (
        'class A:\n    def __init__(self, x): self.x = x\nx = None\nfor n in range(50): x = A(x)\n'
        'x = echo(x)\nlevels = 0\nwhile x is not None:\n    x = x.x\n    levels += 1\nlevels'
    )
    assert run(code, host) == 50


DAG: Final = 'a = ["x"]\nfor _ in range(40): a = [a, a]\n'


def test_05_aliased_argument(host: Sink) -> None:
    started = time.perf_counter()
    ended(DAG + 'sink(a)', host)
    for value in host.values:
        levels = {}
        while isinstance(value, list):
            levels[id(value)] = value
            value = value[0]
        assert len(levels) == 41
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize('use', ['a', 'echo(a)', 'raise ValueError(a)', 'print(a)', 'repr(a)', 'a == a', 'f"{a}"'])
def test_05_aliased_elsewhere(use: str, child: Child) -> None:
    outcome = measured(child, DAG + use, {'execution_time_limit_ms': 500})
    assert outcome.wall < 1.5


@pytest.mark.parametrize(
    'value',
    ["'x' * 40_000_000", "b'x' * 40_000_000", '[1] * 5_000_000', '[str(i) for i in range(100_000)]']
    + ["list('ab' * 500_000)", '("abc " * 1_000_000).split()'],
)
def test_06_size(value: str, child: Child) -> None:
    measured(child, f'sink({value})')
    measured(child, f'echo({value})\n1')


def test_07_argument_count(host: Sink) -> None:
    assert ended('sink(*range(10**6))', host) == 'value'
    assert ended('sink(**{f"k{i}": 0 for i in range(10**5)})', host) == 'value'
    assert host.seen == [(tuple(range(10**6)), {}), ((), {f'k{i}': 0 for i in range(10**5)})]


def test_07_keyword_names(host: Sink) -> None:
    def anything(*args: object, **kwargs: object) -> None:
        host.seen.append((args, kwargs))

    odd = {'self': 1, '__class__': 2, 'a b': 3, '': 4}
    assert ended(f'anything(**{odd})', None, anything) == 'value'
    assert ended('class S(str): __hash__ = str.__hash__\nanything(**{S("x"): 1})', None, anything) == 'value'
    assert host.seen == [((), odd), ((), {'x': 1})]
    assert all(type(name) is str for _, kwargs in host.seen for name in kwargs)
    assert ended('anything(**{1: 2})', None, anything) == 'TypeError'
    assert ended('sink(**{"self": 1})', host) == 'TypeError'  # a method's own `self` can't be passed
    assert len(host.seen) == 2


def test_07_signatures_are_enforced_before_the_call(host: Sink) -> None:
    def fetch(url: str, *, _auth: str | None = None) -> str:
        host.sink(url, _auth)
        return 'fetched'

    assert run('fetch("u")', None, fetch) == 'fetched'
    host.seen.clear()
    for call in ('fetch("u", _auth="a")', 'fetch(**{"url": "u", "_auth": 1})', 'fetch()', 'fetch(1, 2)', 'fetch(u=1)'):
        assert ended(call, None, fetch) == 'TypeError'
    assert host.seen == []


LAZY: Final = {
    'lambda': 'lambda: 1',
    'function': 'f',
    'method': 'A().m',
    'class': 'A',
    'callable instance': 'A()',
    'generator': '(x for x in [1])',
    'coroutine': 'co()',
    'async generator': 'ag()',
    'map': 'map(str, [1])',
    'endless iterator': 'iter(int, 1)',
    'endless generator': '(0 for _ in iter(int, 1))',
    'len': 'len',
    'type': 'type',
    'int': 'int',
    'module': 'math',
    'external': 'sink',
    'bound builtin': '[].append',
    'exception class': 'ValueError',
    'property': 'A.__dict__["p"]',
}


@pytest.mark.parametrize('value', LAZY.values(), ids=LAZY)
def test_08_callables_and_lazies_are_inert(value: str, host: Sink) -> None:
    head = """import math
class A:
    def m(self): return 1
    def __call__(self): return 2
    def __iter__(self): return iter([1])
    @property
    def p(self): return 1
def f(): return 1
async def co(): return 1
async def ag(): yield 1
"""
    started = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter('error')
        ended(f'{head}sink({value})\nsink([{value}])', host)
    for received in host.values:
        item = received[0] if isinstance(received, list) else received
        assert not callable(item)
        assert not inspect.isawaitable(item)
        assert item is not len and not isinstance(item, (type, types.ModuleType))
        with pytest.raises(TypeError):
            iter(item)
    assert time.perf_counter() - started < 1


ODD_SCALARS: Final = {
    'surrogate': r"'\ud800'",
    'nul': r"'a\0b'",
    'right to left': r"'\u202e'",
    'long int': '10**4999',
    'big int': '1 << 20000',
    'nan': "float('nan')",
    'minus zero': '-0.0',
    'inf': "float('inf')",
    'true': 'True',
    'one': '1',
    'empty': "''",
    'wide': r"'\U0001f600' * 10",
}


@pytest.mark.parametrize('text', ODD_SCALARS.values(), ids=ODD_SCALARS)
def test_09_odd_scalars(text: str, host: Sink) -> None:
    wanted = eval(text)  # a literal of the table above
    run(f'sink({text})', host)
    got = host.values[0]
    assert type(got) is type(wanted)
    assert got == wanted or math.isnan(got) and math.isnan(wanted)
    if isinstance(wanted, float):
        assert math.copysign(1, got) == math.copysign(1, wanted)
    value = run(f'echo({text})', host)
    assert type(value) is type(wanted)


def test_10_an_argument_is_a_snapshot_of_the_call() -> None:
    code = (
        'async def main():\n    l = [1]\n    t = slow(l, l)\n    l.append(2)\n    await t\n    return l\nawait main()'
    )
    progress = Monty(code, external_functions=[ExternalFunction(None, name='slow', is_async=True)]).start()
    assert isinstance(progress, FunctionSnapshot)
    first, second = progress.args
    call = progress.call_id
    waiting = progress.resume(pending=True)
    assert isinstance(waiting, FutureSnapshot)
    assert first == second == [1]
    assert first is not second  # each argument is a copy of its own
    done = waiting.resume({call: {'return_value': None}})
    assert isinstance(done, MontyComplete)
    assert done.value == [1, 2]


# B. Host to sandbox: inputs, returned values, names


class Plain:
    secret = CANARY


@dataclass
class Holder:
    value: object


Pair = namedtuple('Pair', 'a b')


def live_objects() -> dict[str, Any]:
    frame = sys._getframe()
    coroutine = asyncio.sleep(0)
    coroutine.close()
    try:
        raise ValueError
    except ValueError as error:
        trace = error.__traceback__
    return {
        'module': os,
        'function': live_objects,
        'builtin': len,
        'lambda': lambda: 1,
        'instance': Plain(),
        'class': Plain,
        'builtin class': int,
        'file': io.StringIO(),
        'socket class': socket.socket,
        'generator': (x for x in ()),
        'coroutine': coroutine,
        'match': re.match('a', 'a'),
        'frame': frame,
        'traceback': trace,
        'object': object(),
        'type': type,
        'property': property(),
        'mock': mock.MagicMock(),
        'exception': ValueError(Plain()),
        'dataclass': Holder(1),
        'map': map(str, []),
        'lock': threading.Lock(),
        'mapping proxy': Plain.__dict__,
        'memoryview': memoryview(b'x'),
        'iterator': iter([1]),
    }


WRAPPED: Final[dict[str, Callable[[Any], Any]]] = {
    'bare': lambda x: x,
    'list': lambda x: [x],
    'tuple': lambda x: (1, x),
    'dict value': lambda x: {'k': x},
    'dict key': lambda x: {x: 1},
    'set': lambda x: {x},
    'dataclass': Holder,
    'named tuple': lambda x: Pair(1, x),
    'exception': lambda x: ValueError(x),
    'deep': lambda x: [{'a': ({'b': [x]},)}],
}


@pytest.mark.parametrize('wrap', WRAPPED.values(), ids=WRAPPED)
@pytest.mark.parametrize('kind', live_objects())
def test_11_live_objects_are_refused(kind: str, wrap: Callable[[Any], Any]) -> None:
    try:
        value = wrap(live_objects()[kind])
    except TypeError:  # no key of a dict
        return
    refused_both_ways(value)


@pytest.mark.parametrize('wrap', WRAPPED.values(), ids=WRAPPED)
def test_11_what_is_open_is_refused(wrap: Callable[[Any], Any]) -> None:
    with socket.socket() as connection, open(__file__, 'rb') as file:
        for value in (connection, file):
            refused_both_ways(wrap(value))
        assert connection.fileno() >= 0 and not file.closed


def refused_both_ways(value: object) -> None:
    """Neither as an input nor as a function's result does the value enter."""
    with pytest.raises(MontyError) as refused:
        run('x', x=value)
    assert isinstance(refused.value, (BoundaryError, InputError))
    assert CANARY not in str(refused.value)
    code = 'try:\n    give()\n    r = "entered"\nexcept TypeError as e:\n    r = str(e)\nr'
    text = run(code, None, returning(value))
    assert text != 'entered' and CANARY not in text


class HookedDict(dict[Any, Any]):
    def __getitem__(self, key: Any) -> Any:
        return CANARY

    def keys(self) -> Any:
        return [CANARY]

    def __iter__(self) -> Any:
        return iter([CANARY])

    def items(self) -> Any:
        return [(CANARY, CANARY)]

    def __len__(self) -> int:
        return 77


class HookedList(list[Any]):
    def __iter__(self) -> Any:
        return iter([CANARY])


class HookedStr(str):
    def __str__(self) -> str:
        return CANARY

    __repr__ = __str__


class Colour(enum.IntEnum):
    RED = 1


SUBCLASSES: Final = {
    'dict': (HookedDict(a=1), {'a': 1}),
    'list': (HookedList([1]), [1]),
    'str': (HookedStr('plain'), 'plain'),
    'int enum': (Colour.RED, 1),
    'ordered dict': (OrderedDict(b=1, a=2), {'b': 1, 'a': 2}),
    'default dict': (defaultdict(lambda: CANARY, {'a': 1}), {'a': 1}),
    'named tuple': (Pair(1, 2), (1, 2)),
    'nested': ([HookedDict(a=HookedList([HookedStr('x')]))], [{'a': ['x']}]),
}


@pytest.mark.parametrize('value, stored', SUBCLASSES.values(), ids=SUBCLASSES)
def test_12_subclasses_enter_as_what_they_store(value: Any, stored: Any, host: Sink) -> None:
    code = 'sink(type(x).__name__)\n[x, f"{x}", str(x), repr(x)]'
    for result in (run(code, host, x=value), run('x = give()\n' + code, host, returning(value))):
        assert result[0] == stored and is_plain(result)
        assert CANARY not in repr(result)
    assert set(host.values) <= {'dict', 'list', 'str', 'int', 'tuple'}


def test_12_a_default_factory_does_not_travel() -> None:
    made = defaultdict(lambda: CANARY, {'a': 1})
    assert ended("x['missing']", x=made) == 'KeyError'
    assert list(made) == ['a']


def test_13_copies_are_isolated(host: Sink) -> None:
    shared = [1, [2]]
    code = 'a = give()\na.append(3)\na[1].append(4)\nb = give()\nx[1].append(5)\nx.append(6)\n(a, b)'
    result = run(code, None, returning(shared), x=shared)
    assert result == ([1, [2, 4], 3], [1, [2]])
    assert shared == [1, [2]]


def test_13_the_result_is_a_copy() -> None:
    repl = MontyRepl()
    value = repl.feed('kept = [1, [2]]\nkept')
    value[1].append(3)
    assert repl.feed('kept') == [1, [2]]


def nested(levels: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(levels):
        value = [value]
    return value


def test_14_cyclic_and_deep_values_enter_cleanly_or_not_at_all() -> None:
    cycle: list[Any] = []
    cycle.append(cycle)
    for value in (cycle, {'k': cycle}, (cycle,), nested(100_000)):
        ended('repr(x)\nx == x\n1', x=value)
        ended('x = give()\nrepr(x)\n1', None, returning(value))


@pytest.mark.parametrize(
    'kind, size',
    [
        ('str', 200_000_000),
        ('bytes', 200_000_000),
        ('list', 10_000_000),
        ('deep', 100_000),
        ('texts', 20),
        ('lists', 50),
        ('nested', 150_000),
        ('dicts', 20),
    ],
)
@pytest.mark.parametrize('door', ['returned', 'input'])
def test_14_huge_values_are_charged_before_they_are_copied(door: str, kind: str, size: int) -> None:
    grown, outcome = grown_by_entering(door, kind, size)
    assert outcome in ('memory', 'BoundaryError', 'TypeError')
    assert grown < 60


ENTER = """
import resource, sys, time
from monty_tools import Monty, MontyError, ResourceLimits

door, kind, size = sys.argv[1], sys.argv[2], int(sys.argv[3])
if kind == 'deep':
    value = []
    for _ in range(size):
        value = [value]
else:
    value = {
        'str': lambda: 'x' * size,
        'bytes': lambda: b'x' * size,
        'list': lambda: [None] * size,
        'texts': lambda: ['x' * 10_000_000 + str(i) for i in range(size)],
        'lists': lambda: [[None] * 1_000_000 for _ in range(size)],
        'nested': lambda: [[(i,)] for i in range(size)],
        'tuples': lambda: [((i,), {i: i}, [i]) for i in range(size)],
        'dicts': lambda: [dict.fromkeys(range(100_000)) for _ in range(size)],
    }[kind]()
Monty('1 + 1').run()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
limits = ResourceLimits(allocation_limit=None, execution_time_limit_ms=None)
started = time.process_time()
try:
    if door == 'input':
        Monty('1', inputs=['x']).run({'x': value}, limits=limits)
    else:
        Monty('try: give()\\nexcept TypeError: raise', external_functions={'give': lambda: value}).run(limits=limits)
    outcome = 'value'
except MontyError as error:
    outcome = getattr(error, 'limit', None) or getattr(error, 'type_name', '') or type(error).__name__
assert time.process_time() - started < 3
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024, outcome)
"""


def grown_by_entering(door: str, kind: str, size: int) -> tuple[int, str]:
    """Megabytes by which a new process grew while a huge value entered or was refused, and how that ended."""
    answer = subprocess.run(
        [sys.executable, '-c', ENTER, door, kind, str(size)],
        capture_output=True,
        check=True,
        text=True,
        env=os.environ | {'PYTHONPATH': os.pathsep.join(path for path in sys.path if path)},
    )
    grown, outcome = answer.stdout.split()
    return int(grown), outcome


def test_14_a_thousand_references_are_one_copy() -> None:
    text = 'x' * 1_000_000
    assert run('len(x)', x=[text] * 1000) == 1000


class OddMeta(type):
    def __instancecheck__(cls, instance: object) -> bool:
        raise RuntimeError

    def __eq__(cls, other: object) -> bool:
        raise RuntimeError

    __hash__ = None  # type: ignore[assignment]


class Odd(metaclass=OddMeta):
    @property
    def __class__(self) -> Any:
        raise RuntimeError

    def __len__(self) -> int:
        raise RuntimeError

    def __iter__(self) -> Any:
        raise RuntimeError

    __eq__ = __hash__ = __bool__ = __getattr__ = __iter__


class Endless:
    def hang(self, *args: object) -> Any:
        while True:
            pass

    __class__ = property(hang)  # type: ignore[assignment]
    __len__ = __iter__ = __eq__ = __hash__ = __bool__ = __repr__ = __getattr__ = __sizeof__ = hang  # type: ignore


class EndlessDict(dict[Any, Any]):
    __class__ = property(Endless.hang)  # type: ignore[assignment]
    __len__ = __iter__ = __eq__ = __getitem__ = __getattr__ = keys = items = __sizeof__ = Endless.hang  # type: ignore


class EndlessList(list[Any]):
    __class__ = property(Endless.hang)  # type: ignore[assignment]
    __len__ = __iter__ = __eq__ = __getitem__ = __getattr__ = __sizeof__ = Endless.hang  # type: ignore


class EndlessText(str):
    __class__ = property(Endless.hang)  # type: ignore[assignment]
    __len__ = __iter__ = __eq__ = __str__ = __getattr__ = __sizeof__ = Endless.hang  # type: ignore
    __hash__ = str.__hash__


@pytest.mark.parametrize('kind', [Odd, Endless])
@pytest.mark.parametrize('wrap', [lambda x: x, lambda x: [x], lambda x: ({'k': x},)], ids=['bare', 'list', 'deep'])
def test_15_hostile_host_values(wrap: Callable[[object], object], kind: type) -> None:
    started = time.perf_counter()
    value = wrap(kind())
    with pytest.raises(BoundaryError) as refused:
        run('x', x=value)
    place = refused.value.path
    assert refused.value.message == f'{place}: {kind.__name__} cannot enter the sandbox'
    code = 'try: give()\nexcept TypeError as e: r = str(e)\nr'
    assert kind.__name__ in run(code, None, returning(value))
    assert time.perf_counter() - started < 0.5


def test_15_hooks_of_hostile_subclasses_are_not_asked() -> None:
    started = time.perf_counter()
    value = EndlessList([EndlessDict({EndlessText('k'): EndlessText('v')})])
    assert run('x', x=value) == [{'k': 'v'}]
    assert run('give()', None, returning(value)) == [{'k': 'v'}]
    assert time.perf_counter() - started < 0.5


BAD_NAMES: Final = [
    '__builtins__', '__import__', '__name__', '__class__', 'class', 'a b', '', '\uff58', 'x' * 1_000_000, 7,
    None, 'a.b',
]  # fmt: skip


@pytest.mark.parametrize('name', BAD_NAMES, ids=lambda name: str(name)[:20])
def test_16_bad_names_are_refused(name: Any) -> None:
    with pytest.raises(InputError) as first:
        Monty('1', inputs=[name])
    with pytest.raises(InputError) as second:
        Monty('1', external_functions={name: len})
    assert len(str(first.value)) < 500 and len(str(second.value)) < 500


@pytest.mark.parametrize('name', ['_sandbox_x', '_', '_host_call', 'machine', 'scratch'])
def test_16_names_that_could_be_the_sandboxes_own_are_inert(name: str) -> None:
    code = f'def f(): return {name}\n[{name}, f(), [{name} for n in (1, 2)], sorted([2, 1]), list(map(str, (1,)))]'
    assert run(code, **{name: 'mine'}) == ['mine', 'mine', ['mine', 'mine'], [1, 2], ['1']]
    assert run(f'{name}()', None, ExternalFunction(lambda: 7, name=name)) == 7


@pytest.mark.parametrize('name', ['len', 'print', 'isinstance', 'range', 'Exception', 'type', 'iter', 'next', 'sorted'])
def test_16_a_shadowed_builtin_is_shadowed_for_the_program_only(name: str) -> None:
    code = f"""
class A(list):
    def f(self): return super().__len__()
def gen():
    try: yield 1
    finally: pass
a, *b = [x for x in (1, 2, 3)]
try:
    1 / 0
except ZeroDivisionError as e:
    c = f'{{e!r:>3}}'
import json
match b:
    case [2, *rest]: pass
({name}, b, c, A([1]).f(), [*gen()], sum([1, 2]), max([3, 1], key=abs), json.dumps({{'a': b}}), '%s' % b,
 list(map(str, b)))
"""
    result = run(code, **{name: 'shadow'})
    assert result[0] == 'shadow'
    assert result[1:] == (
        [2, 3], "ZeroDivisionError('division by zero')", 1, [1], 3, 3, '{"a": [2, 3]}', '[2, 3]', ['2', '3'],
    )  # fmt: skip


PROXY_ATTRIBUTES: Final = (
    '__globals__', '__closure__', '__code__', '__wrapped__', '__self__', '__func__', '__call__', '__dict__',
    '__class__.__mro__', '__module__', '__reduce__', '__reduce_ex__', '__defaults__', '__kwdefaults__',
    '__init__', '__builtins__', '__get__', 'secret', 'fn', 'parameters', 'machine', '__annotations__',
)  # fmt: skip


@pytest.mark.parametrize('name', PROXY_ATTRIBUTES)
def test_17_a_proxy_has_no_attributes(name: str, host: Sink) -> None:
    first, _, rest = name.partition('.')
    programs = [
        f'echo.{name}',
        f'getattr(getattr(echo, {first!r}), {rest!r})' if rest else f'getattr(echo, {first!r})',
        f"'{{0.{name}}}'.format(echo)",
        f"'{{f.{name}}}'.format_map({{'f': echo}})",
        f'import operator\noperator.attrgetter({name!r})(echo)',
        f'match echo:\n    case object({first}=found): pass\nfound.{rest or first}',
        f'try: echo.nope_{first}\nexcept AttributeError as e: r = e.obj.{name}\nr',
    ]
    for program in programs:
        assert ended(program, host) != 'value', program


def test_17_a_proxy_shows_nothing_and_takes_nothing(host: Sink) -> None:
    shown = run('repr(echo) + str(echo) + f"{echo}" + repr([echo]) + repr(type(echo))', host)
    assert ' at 0x' not in shown and 'test_boundary' not in shown and 'Sink' not in shown and 'ExternalRef' not in shown
    for program in (
        'echo.x = 1', 'setattr(echo, "x", 1)', 'del echo.x', 'type(echo)(1)', 'class A(type(echo)): pass', 'vars(echo)',
        'type(echo).__call__ = 1',
    ):  # fmt: skip
        assert ended(program, host) != 'value', program


def test_18_handles_come_back_as_the_same_object(host: Sink) -> None:
    assert (
        run('class A: pass\na = A()\ndef f(): pass\n(echo(a) is a, echo(f) is f, echo([A])[0] is A)', host)
        == (True,) * 3
    )


def test_18_foreign_and_forged_handles_are_refused(host: Sink) -> None:
    run('class A: pass\nsink(A())', host)
    handle = host.values[0]
    forged = [handle, copy.copy(handle), [handle], type(handle)('A', '<sandbox A object>')]
    code = 'class B: pass\nb = B()\ntry:\n    r = [give()]\nexcept TypeError:\n    r = "refused"\nr'
    for fake in forged:
        assert run(code, None, returning(fake)) == 'refused'
        with pytest.raises(BoundaryError):
            run('x', x=fake)


def test_18_a_handle_keeps_its_object_for_as_long_as_the_session_lasts(host: Sink) -> None:
    kept: list[Any] = []
    give = ExternalFunction(lambda: kept[0], name='give')
    repl = MontyRepl(external_functions=[ExternalFunction(kept.append, name='keep'), give])
    repl.feed('class A: pass\na = A()\na.n = 5\nkeep(a)\ndel a')
    gc.collect()
    assert repl.feed('give().n') == 5
    loaded = MontyRepl.load(repl.dump(), external_functions={'give': give})
    del repl
    gc.collect()
    refused = 'try:\n    r = give()\nexcept TypeError as e:\n    r = str(e)\nr'
    for session in (loaded, MontyRepl(external_functions=[give])):
        assert 'another session' in session.feed(refused)


def test_18_an_edited_handle_opens_nothing() -> None:
    kept: list[Any] = []

    def edit(handle: Any) -> object:
        kept.append(handle)
        handle._number += int(len(kept) > 1)
        return handle

    code = 'class A: pass\na, b = A(), A()\n[edit(a) is a]\ntry: r = edit(b)\nexcept TypeError: r = "refused"\nr'
    assert run(code, None, edit) == 'refused'


# C. Exceptions and error reports


class MyAppError(ValueError):
    def __init__(self, *args: object) -> None:
        super().__init__(*args)
        self.secret = CANARY


class Unrelated(Exception):
    pass


def loaded_error() -> MyAppError:
    try:
        try:
            raise RuntimeError(CANARY)
        except RuntimeError as inner:
            raise MyAppError('detail') from inner
    except MyAppError as error:
        error.add_note(CANARY)
        return error


def test_19_a_host_exception_is_type_and_message() -> None:
    code = """
try:
    boom()
except Exception as e:
    r = [type(e).__name__, str(e), e.args, [c.__name__ for c in type(e).__mro__], e.__cause__, e.__context__]
    for name in ('secret', '__notes__', 'tb_frame', 'with_traceback.__self__.secret'):
        try: r.append(getattr(e, name))
        except AttributeError: pass
    try: r.append('{0.__traceback__.tb_frame}'.format(e))
    except Exception: pass
r
"""
    result = run(code, None, raising(loaded_error()))
    assert result == [
        'ValueError', 'detail', ('detail',), ['ValueError', 'Exception', 'BaseException', 'object'], None, None,
    ]  # fmt: skip


def test_19_a_live_argument_of_an_exception_stays_outside() -> None:
    result = run(
        'try: boom()\nexcept Exception as e: r = (type(e).__name__, repr(e.args))\nr',
        None,
        raising(Unrelated(Plain(), 1)),
    )
    assert result[0] in ('Exception', 'RuntimeError')
    assert CANARY not in result[1]


def test_19_an_uncaught_host_exception_ends_the_run_with_its_type() -> None:
    with pytest.raises(MontyRuntimeError) as failed:
        run('boom()', None, raising(loaded_error()))
    assert (failed.value.type_name, failed.value.message) == ('ValueError', 'detail')
    assert CANARY not in ''.join(traceback.format_exception(failed.value))


SWALLOWERS: Final = {
    'except': 'try:\n    boom()\nexcept BaseException:\n    sink()',
    'bare except': 'try:\n    boom()\nexcept:\n    sink()',
    'finally return': 'def f():\n    try:\n        boom()\n    finally:\n        sink()\n        return 1\nf()',
    'exit': (
        'class C:\n    def __enter__(self): pass\n    def __exit__(self, *a):\n        sink()\n        return True\n'
        'with C(): boom()'
    ),
    'generator': 'def g():\n    try: yield boom()\n    finally: sink()\nlist(g())',
    'coroutine': 'async def f():\n    try: boom()\n    finally: sink()\nawait f()',
    'suppress': 'from contextlib import suppress\nwith suppress(BaseException): boom()\nsink()',
    'exit stack': (
        'from contextlib import ExitStack\nwith ExitStack() as stack:\n    stack.callback(sink)\n'
        '    stack.push(lambda *a: sink() or True)\n    boom()\nsink()'
    ),
    'context manager': (
        'from contextlib import contextmanager\n@contextmanager\ndef c():\n    try: yield\n'
        '    except BaseException: sink()\n    finally: sink()\nwith c(): boom()\nsink()'
    ),
}


@pytest.mark.parametrize('code', SWALLOWERS.values(), ids=SWALLOWERS)
@pytest.mark.parametrize('kind', [KeyboardInterrupt, SystemExit, GeneratorExit, asyncio.CancelledError])
def test_20_what_stops_the_host_is_not_the_programs_to_catch(kind: type[BaseException], code: str, host: Sink) -> None:
    error = kind('stop')
    with pytest.raises(kind) as stopped:
        run(code, host, raising(error))
    assert stopped.value is error
    assert host.seen == []
    assert run('1 + 1') == 2


@pytest.mark.parametrize('kind', [StopIteration, StopAsyncIteration])
def test_20_a_hosts_stop_iteration_ends_no_loop(kind: type[Exception]) -> None:
    code = (
        'def g():\n    yield 1\n    yield boom()\ntry: r = list(g())\nexcept RuntimeError as e: r = "RuntimeError"\nr'
    )
    assert run(code, None, raising(kind('x'))) == 'RuntimeError'


@pytest.mark.parametrize(
    'name',
    [
        'SystemExit',
        'KeyboardInterrupt',
        'GeneratorExit',
        'StopIteration',
        'MemoryError',
        'RecursionError',
        'TimeoutError',
    ],
)
def test_21_control_flow_exceptions_of_the_program_are_ordinary(name: str) -> None:
    with pytest.raises(MontyRuntimeError) as failed:
        run(f'raise {name}(1)')
    assert failed.value.type_name == name
    assert not isinstance(failed.value, ResourceLimitError)
    assert not {'limit', 'used', 'allowed'} & {*dir(failed.value)}


def test_21_others_that_only_look_like_control_flow() -> None:
    assert ended('import asyncio\nraise asyncio.CancelledError()') == 'CancelledError'
    assert (
        ended('class ResourceLimitError(Exception): limit = "memory"\nraise ResourceLimitError') == 'ResourceLimitError'
    )
    assert ended('class LimitReached(BaseException): pass\nraise LimitReached') == 'LimitReached'
    with pytest.raises(MontyRuntimeError) as failed:
        run('class ResourceLimitError(Exception): limit = "memory"\nraise ResourceLimitError("memory")')
    assert not {'limit', 'used', 'allowed'} & {*dir(failed.value)}
    assert ended('import sys\nsys.exit(3)') in ('SystemExit', 'AttributeError')
    assert ended('exit()') in ('SystemExit', 'NameError')


HOSTILE_TEXTS: Final = {
    'loops': 'while True: pass',
    'recurses': 'return str(self)',
    'raises': 'raise ValueError',
    'no str': 'return 7',
    'huge': 'return "x" * 10_000_000',
}
RAISED: Final = {
    'str': 'class E(Exception):\n    def __str__(self):\n        {0}\n    __repr__ = __str__\nraise E(1)',
    'argument': 'class A:\n    def __repr__(self):\n        {0}\n    __str__ = __repr__\nraise ValueError(A())',
    'key': 'class A:\n    def __repr__(self):\n        {0}\n{{}}[A()]',
    'assert': 'class A:\n    def __repr__(self):\n        {0}\n    __str__ = __repr__\nassert False, A()',
    'note': (
        'class A:\n    def __repr__(self):\n        {0}\n    __str__ = __repr__\n'
        'e = ValueError()\ne.__notes__ = [A()]\nraise e'
    ),
    'notes': (
        'class A:\n    def __repr__(self):\n        {0}\n    __iter__ = __repr__\n'
        'e = ValueError()\ne.__notes__ = A()\nraise e'
    ),
}


@pytest.mark.parametrize('body', HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS)
@pytest.mark.parametrize('program', RAISED.values(), ids=RAISED)
def test_22_formatting_runs_no_guest_code(program: str, body: str) -> None:
    limits = ResourceLimits(execution_time_limit_ms=300)
    with pytest.raises(MontyError) as failed:
        run(program.format(body), limits=limits)
    error = failed.value
    started = time.perf_counter()
    logger = logging.Logger('unused')
    stream = io.StringIO()
    logger.addHandler(logging.StreamHandler(stream))
    logger.error('failed', exc_info=error)
    texts = [str(error), repr(error), ''.join(traceback.format_exception(error)), stream.getvalue(), error.message]
    assert time.perf_counter() - started < 0.5
    assert max(map(len, texts)) < 100_000


CHAINS: Final = {
    'context chain': (
        'e = None\nfor i in range(30000):\n    n = ValueError(i)\n    n.__context__ = e\n    e = n\nraise e'
    ),
    'cause chain': 'e = None\nfor i in range(30000):\n    n = ValueError(i)\n    n.__cause__ = e\n    e = n\nraise e',
    'cycle': 'a = ValueError(1)\nb = ValueError(2)\na.__context__ = b\nb.__cause__ = a\nraise a',
    'group': 'e = ValueError(1)\nfor _ in range(20000): e = ExceptionGroup("g", [e])\nraise e',
    'wide group': 'raise ExceptionGroup("g", [ValueError(i) for i in range(50000)])',
    'notes': 'e = ValueError(1)\nfor _ in range(200000): e.add_note("x")\nraise e',
    'deep argument': 'x = 1\nfor _ in range(50000): x = [x]\nraise ValueError(x)',
    'shared argument': DAG + 'raise ValueError(a)',
    'big argument': 'raise ValueError(1 << 20000)',
    'big message': 'raise ValueError("x" * 20_000_000)',
    'deep key': 'x = ()\nfor _ in range(50000): x = (x,)\n{}[x]',
    'big name': 'getattr(1, "x" * 10_000_000)',
    'many lines': 'raise ValueError("x\\n" * 5_000_000)',
}


@contextlib.contextmanager
def only_what_is_made_now() -> Iterator[None]:
    """Keep the collector from looking through what other tests have left."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@pytest.mark.parametrize('code', CHAINS.values(), ids=CHAINS)
def test_23_chains_and_groups_are_bounded(code: str, child: Child) -> None:
    assert measured(child, code, {'execution_time_limit_ms': 2000}).kind in ('runtime', 'limit')
    with pytest.raises(MontyError) as failed:
        run(code, limits=ResourceLimits(execution_time_limit_ms=1000))
    error = failed.value
    with only_what_is_made_now():
        started = time.process_time()
        assert max(len(str(error)), len(repr(error)), len(''.join(traceback.format_exception(error)))) < 200_000
        del error, failed
        gc.collect()
        assert time.process_time() - started < 0.5


PATHS_OF_ERRORS: Final = {
    'syntax': 'x = = 1',
    'unsupported': 'class A(metaclass=type): pass\nclass B:\n    def __del__(self): pass',
    'name': 'nope',
    'type': '1 + "a"',
    'attribute': '(1).nope',
    'private attribute': '(1).__class__.__subclasses__()',
    'function attribute': '(lambda: 1).__globals__',
    'import': 'import socket',
    'late import': (
        'try:\n    import socket\nexcept ImportError as e:\n    raise ValueError(repr(e), e.__context__, e.__cause__)'
    ),
    'memory': '"x" * 10**9',
    'depth': 'def f(): f()\nf()',
    'call': 'sink()[0]',
    'conversion': 'x = []\nx.append(x)\nsink(x)',
    'host error': 'boom()',
    'bad argument': 'echo(1, 2)',
    'key': '{}[1]',
    'native': 'int("x", 99)',
    'native type': '"a".join([1])',
    'format': '"{:q}".format(1)',
    'unpack': 'a, b = 1, 2, 3',
    'iterate': 'for x in 1: pass',
    'call none': 'None()',
    'hash': '{[]: 1}',
    'compare': 'sorted([1, "a"])',
    'json': 'import json\njson.loads("[")',
    'arity': 'def f(a): pass\nf()',
    'native arity': '"".upper(1)',
    'index': '[][1]',
    'await': 'await 1',
    'time': 'max(range(10**12))',
    'output': "print('x' * 10**7)",
    'allocations': '[[] for _ in range(200_000)]',
    'calls': 'while True: echo(1)',
    'unrepresentable': 'raise ValueError(sink, echo, len, print, int, ValueError)',
    'swallowed': (
        'class A:\n    def __getattr__(self, n): raise AttributeError(n)\ntry: A().x\n'
        'except AttributeError as e: raise KeyError(repr((e.__context__, e.__cause__)))'
    ),
}
HOST_DETAILS: Final = (
    'monty_tools',
    '/lib/python',
    ' at 0x',
    'site-packages',
    'NativeFunction',
    'ExternalRef',
    'interpreter/',
    'interpreter.',
    'Thrown',
)


@pytest.mark.parametrize('code', PATHS_OF_ERRORS.values(), ids=PATHS_OF_ERRORS)
def test_24_reports_tell_nothing_of_the_host(code: str, host: Sink) -> None:
    with pytest.raises(MontyError) as failed:
        run(code, host, raising(loaded_error()), limits=ResourceLimits())
    tells_nothing_of_the_host(failed.value)


def tells_nothing_of_the_host(error: MontyError) -> None:
    visible = [str(error), repr(error), error.message, repr(error.violations), repr(error.calls)]
    if isinstance(error, MontyRuntimeError):
        visible.append(error.traceback_text)
    for text in visible:
        assert CANARY not in text
        for detail in HOST_DETAILS:
            assert detail not in text, text
    assert error.__cause__ is None
    assert error.__context__ is None or error.__suppress_context__


ENDS_WITH_MUCH: Final = {
    'shared': DAG + '1 / 0',
    'deep': 'x = 1\nfor _ in range(50000): x = [x]\nraise ValueError(x)',
    'hooks': (
        'class A:\n    def __repr__(self):\n        while True: pass\n    __str__ = __eq__ = __hash__ = __repr__\n'
        'class E(Exception):\n    def __init__(self): self.a = A()\nx = A()\nraise E'
    ),
    'limit': DAG + 'max(range(10**12))',
    'result': 'x = [1]\nx.append(x)\nx',
    'large': "x = ['x' * 10_000_000]\n1 / 0",
}


@pytest.mark.parametrize('code', ENDS_WITH_MUCH.values(), ids=ENDS_WITH_MUCH)
def test_24_what_the_hosts_frames_hold_can_be_shown(code: str, host: Sink) -> None:
    """As error trackers do, which show the variables of each frame: no hook of the program's runs, nor for long."""
    with pytest.raises(MontyError) as failed:
        run(code, host, limits=ResourceLimits(execution_time_limit_ms=1000))
    started = time.perf_counter()
    shown = ''.join(traceback.TracebackException.from_exception(failed.value, capture_locals=True).format())
    assert time.perf_counter() - started < 0.5
    assert len(shown) < 100_000
    assert CANARY not in shown


def test_25_a_failing_callback_is_not_the_programs() -> None:
    def broken(stream: str, text: str) -> None:
        raise ZeroDivisionError(CANARY)

    code = 'try:\n    print(1)\nexcept BaseException:\n    r = "caught"\nr = "went on"\nr'
    with pytest.raises((ZeroDivisionError, monty_tools.MontyError)):
        Monty(code).run(print_callback=broken)
    assert run('1 + 1') == 2


GUARDED: Final = (
    'def f():\n    try:\n        {}\n    except BaseException:\n        sink("caught")\n'
    '    finally:\n        sink("finally")\nf()'
)


def test_25_a_faulty_table_is_not_the_programs(host: Sink) -> None:
    """What no program can see stands in the table of a type: a fault that the compiled form can have as well."""
    run('1')
    cls = SHARED.classes['str']
    kept = cls.attrs['swapcase']
    cls.attrs['swapcase'] = object()
    cls.cache.pop('swapcase', None)
    try:
        with pytest.raises(MontyInternalError) as failed:
            run(GUARDED.format('"x".swapcase()'), host)
    finally:
        cls.attrs['swapcase'] = kept
        cls.cache.pop('swapcase', None)
    assert host.seen == []
    tells_nothing_of_the_host(failed.value)
    assert run('"x".swapcase()') == 'X'


@pytest.mark.skipif(not str(items.__file__).endswith('.py'), reason='names in compiled modules are bound for good')
@pytest.mark.parametrize('kind', [KeyError, AttributeError, ZeroDivisionError, AssertionError, TypeError])
def test_25_an_internal_failure_is_not_the_programs(
    kind: type[Exception], host: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> object:
        raise kind(CANARY)

    monkeypatch.setattr(items, 'get_item', broken)
    with pytest.raises(MontyInternalError) as failed:
        run(GUARDED.format('"abc"[1]'), host)
    monkeypatch.undo()
    assert host.seen == []
    tells_nothing_of_the_host(failed.value)
    assert run('"abc"[1]') == 'b'


@pytest.mark.skipif(not str(items.__file__).endswith('.py'), reason='names in compiled modules are bound for good')
def test_25_no_more_host_stack_is_a_limit(host: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    def deep(*args: object) -> object:
        raise RecursionError(CANARY)

    repl = MontyRepl(external_functions=[host.sink])
    monkeypatch.setattr(items, 'get_item', deep)
    with pytest.raises(ResourceLimitError) as stopped:
        repl.feed('kept = [1]\n' + GUARDED.format('kept.append("abc"[1])'))
    monkeypatch.undo()
    assert stopped.value.limit == 'stack_depth'
    tells_nothing_of_the_host(stopped.value)
    assert host.seen == []
    assert repl.feed('(kept, "abc"[1])') == ([1], 'b')


SAMPLE_SCRIPT: Final = """
import sys, threading
from attack_runner import corpus
from monty_tools import Monty, MontyError, MontyInternalError, ResourceLimits

limits = ResourceLimits(execution_time_limit_ms=100, memory_limit_mb=20)

def run(code):
    try:
        Monty(code, external_functions=['ask']).run(limits=limits)
    except MontyInternalError as error:
        print('internal', error)
    except MontyError:
        pass

def deep(levels, code):
    return deep(levels - 1, code) if levels else run(code)

def work():
    for case in corpus()[int(sys.argv[1])::40]:
        deep(int(sys.argv[2]), case['code'])
    print('done')

if sys.argv[3] == 'main':
    work()
else:
    threading.stack_size(256 * 1024)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
"""


@pytest.mark.parametrize('levels, where', [(800, 'main'), (0, 'thread'), (800, 'thread')])
def test_25_the_corpus_on_little_stack(levels: int, where: str) -> None:
    """From a host frame 800 deep, in a thread with 256 kB, and both: neither a crash nor a fault of the interpreter."""
    done = subprocess.run(
        [sys.executable, '-c', SAMPLE_SCRIPT, str(levels // 100), str(levels), where],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=os.environ | {'PYTHONPATH': os.pathsep.join(path for path in sys.path if path)},
    )
    assert (done.returncode, done.stdout) == (0, 'done\n'), done.stderr[-2000:]


# D. Limits across the boundary


TIME_BOMB = """
class C:
    def __enter__(self): return self
    def __exit__(self, *a):
        sink('x')
        return True
def g():
    try:
        yield 1
    finally:
        sink('g')
kept = g()
next(kept)
async def ag():
    try:
        yield 1
    finally:
        sink('ag')
kept_too = ag()
await kept_too.__anext__()
try:
    import atexit
    atexit.register(sink, 'atexit')
except Exception:
    pass
try:
    import weakref
    doomed = C()
    weakref.finalize(doomed, sink, 'finalize')
    followed = weakref.ref(doomed, sink)
except Exception:
    pass
def body():
{body}
def attack():
    with C():
        for _ in g():
            try:
                body()
            except BaseException:
                sink('e')
            finally:
                sink('f')
attack()
"""
FIRES: Final = {
    'execution_time': '    while True: pass',
    'memory': "    x = []\n    while True: x.append('x' * 100000)",
    'stack_depth': '    body()',
    'external_calls': '    while True: echo(1)',
    'output': "    while True: print('x' * 1000)",
    'allocations': '    x = []\n    while True: x.append([])',
    'sleep': '    import time\n    time.sleep(10**6)',
}
FIRING_LIMITS: Final = ResourceLimits(execution_time_limit_ms=300, external_call_limit=5, allocation_limit=5000)


@pytest.mark.parametrize('limit', FIRES)
def test_26_no_host_call_after_a_limit(limit: str, host: Sink) -> None:
    program = Monty(TIME_BOMB.replace('{body}', FIRES[limit]), external_functions=[host.sink, host.echo])
    limits = ResourceLimits(execution_time_limit_ms=3000) if limit == 'memory' else FIRING_LIMITS
    with pytest.raises(ResourceLimitError) as stopped:
        program.run(limits=limits)
    assert stopped.value.limit == limit
    assert host.seen == []
    del program, stopped
    gc.collect()
    assert host.seen == []


@pytest.mark.parametrize('limit', FIRES)
def test_26_nor_after_a_session_is_dropped(limit: str, host: Sink) -> None:
    limits = ResourceLimits(execution_time_limit_ms=3000) if limit == 'memory' else FIRING_LIMITS
    repl = MontyRepl(external_functions=[host.sink, host.echo], limits=limits)
    with pytest.raises(ResourceLimitError):
        repl.feed(TIME_BOMB.replace('{body}', FIRES[limit]))
    del repl
    gc.collect()
    assert host.seen == []


SHUTDOWN: Final = """
import json, os, sys
from monty_tools import MontyRepl, ResourceLimitError, ResourceLimits

def sink(*args):
    os.write(1, b'called')

bombs, limits = json.loads(sys.argv[1])
kept = []
for limit, code in bombs.items():
    kept.append(MontyRepl(external_functions=[sink], limits=ResourceLimits(**limits)))
    kept[-1].feed('def echo(x): return x')
    try:
        kept[-1].feed(code)
    except ResourceLimitError as error:
        kept.append(error)
        assert error.limit == limit, error
paused = MontyRepl(external_functions=['sink'])
kept.append(paused.feed_start('try: sink(1)\\nfinally: sink(2)'))
os.write(1, b'end')
"""


def test_26_nor_when_the_host_ends() -> None:
    bombs = {limit: TIME_BOMB.replace('{body}', body) for limit, body in FIRES.items() if limit != 'external_calls'}
    limits = {'execution_time_limit_ms': 500, 'memory_limit_mb': 2, 'allocation_limit': 5000, 'external_call_limit': 5}
    bombs['memory'] = bombs['memory'].replace('100000', '1000000')
    done = subprocess.run(
        [sys.executable, '-c', SHUTDOWN, json.dumps([bombs, limits])],
        capture_output=True,
        check=True,
        env=os.environ | {'PYTHONPATH': os.pathsep.join(path for path in sys.path if path)},
    )
    assert (done.stdout, done.stderr) == (b'end', b'')


OUTLASTING: Final = (
    '9**9**9',
    'sum(iter(int, 1))',
    'pow(3, 10**100000, 10**100000 + 7)',
    'while True: pass',
    'list(iter(int, 1))',
    'max(iter(int, 1))',
    'while True: sink(1)',
    'import re\nre.search("(x+x+)+y", "x" * 20_000)',
    'import asyncio\nwhile True: await asyncio.sleep(0)',
)


def running() -> dict[str, set[Any]]:
    """What of this process could go on working: threads, also those that Python does not know of, and children."""
    tasks = Path('/proc/self/task')
    threads = os.listdir(tasks) if tasks.exists() else []
    children = {path.read_text() for path in tasks.glob('*/children')}
    return {'threads': {*threading.enumerate()}, 'native threads': {*threads}, 'children': children}


def more_than(before: dict[str, set[Any]]) -> dict[str, set[Any]]:
    """What runs now and did not; the system takes a moment to be rid of a thread that has ended."""
    patience = time.monotonic() + 5
    while True:
        more = {kind: found - before[kind] for kind, found in running().items()}
        if not any(more.values()) or time.monotonic() > patience:
            return more
        time.sleep(0.001)


@pytest.mark.parametrize('where', ['main', 'thread'])
@pytest.mark.parametrize('operation', OUTLASTING)
def test_27_nothing_keeps_running(operation: str, where: str, host: Sink) -> None:
    """What is not running can't use the processor or change anything: there is nothing that would have to be waited
    for."""

    def work() -> None:
        before = running()
        repl = MontyRepl(
            limits=ResourceLimits(execution_time_limit_ms=100, external_call_limit=None), external_functions=[host.sink]
        )
        with pytest.raises(ResourceLimitError):
            repl.feed(operation)
        found.append((more_than(before), signal.getitimer(signal.ITIMER_REAL)))
        calls = len(host.seen)
        assert repl.feed('1 + 1') == 2
        assert run('1 + 1') == 2
        assert len(host.seen) == calls

    found: list[tuple[dict[str, set[Any]], object]] = []
    if where == 'main':
        work()
    else:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(work).result()
    ((more, timer),) = found
    assert more == {'threads': set(), 'native threads': set(), 'children': set()}
    assert timer == (0.0, 0.0)


def test_28_call_budget(host: Sink) -> None:
    limits = ResourceLimits(external_call_limit=10)
    for code in ('while True: sink(1)', 'while True:\n    try: sink(1)\n    except BaseException: pass'):
        host.seen.clear()
        with pytest.raises(ResourceLimitError) as stopped:
            run(code, host, limits=limits)
        assert (stopped.value.limit, stopped.value.allowed, len(host.seen)) == ('external_calls', 10, 10)


def test_28_failing_calls_count(host: Sink) -> None:
    calls = []

    def boom() -> None:
        calls.append(1)
        raise ValueError

    code = 'while True:\n    try: boom()\n    except ValueError: pass'
    with pytest.raises(ResourceLimitError) as stopped:
        run(code, None, boom, limits=ResourceLimits(external_call_limit=10))
    assert (stopped.value.limit, len(calls)) == ('external_calls', 10)


def test_28_time_is_the_programs_and_sleeping_is_its_time() -> None:
    """So what is spent on the clock on the wall is bounded too: by the limit, and by what the host's functions take."""
    limits = ResourceLimits(execution_time_limit_ms=400, sleep_limit_ms=400)

    async def slow() -> None:
        await asyncio.sleep(0.05)

    def busy() -> None:
        until = time.perf_counter() + 0.5
        while time.perf_counter() < until:
            pass

    assert Monty('busy()\n1', external_functions=[busy]).run(limits=limits) == 1
    for code in (
        'import asyncio\nawait asyncio.sleep(3600)',
        'import asyncio\nfor _ in range(3600): await asyncio.sleep(1)',
        'import asyncio\ncall = slow()\nawait call\nawait asyncio.sleep(3600)',
        'import asyncio\nawait asyncio.gather(slow(), asyncio.sleep(3600))',
    ):
        assert ended(code, None, slow, limits=limits) == 'sleep'


CHANNELS: Final = {
    'returned values': "kept = [make('str', 10_000_000) for _ in range(50)]",
    'one returned value': "make('str', 100_000_000)",
    'printed text': "while True: print('x' * 100_000)",
    'error text': "raise ValueError('x' * 100_000_000)",
    'code': "x = '''" + 'y' * 200_000 + "'''\nkept = [x + str(i) for i in range(2500)]",
    'arguments': "x = 'x' * 10_000_000\nsink(*[x + str(i) for i in range(50)])",
    'result': "['x' * 10_000_000 + str(i) for i in range(50)]",
    'pending frames': "def f(n):\n    x = 'x' * 10_000_000 + str(n)\n    return f(n - 1) if n else x\nf(50)",
    'generators': (
        "def g(i):\n    x = 'x' * 10_000_000 + str(i)\n    yield\n    x\n"
        'kept = [g(i) for i in range(50)]\nfor k in kept: next(k)'
    ),
    'exceptions': (
        'kept = []\nfor i in range(50):\n'
        "    try: raise ValueError('x' * 10_000_000 + str(i))\n"
        '    except ValueError as e: kept.append(e)'
    ),
}


@pytest.mark.parametrize('code', CHANNELS.values(), ids=CHANNELS)
def test_29_memory_is_one_account(code: str, child: Child) -> None:
    outcome = measured(child, code)
    assert outcome.limit in ('memory', 'output') or outcome.type_name in ('TypeError', 'SyntaxError'), outcome


@pytest.mark.parametrize('value', ['[[1] * 100_000]', '[[i] for i in range(4000)]', '[{i: (i,)} for i in range(2000)]'])
def test_29_arguments_count_while_others_are_copied(value: str, child: Child) -> None:
    outcome = measured(child, f'x = {value}\nwhile True: sink(*[x] * 50)', {'memory_limit_mb': 6})
    assert (outcome.limit, outcome.sunk) == ('memory', 0)
    assert outcome.grown_mb < 18


@pytest.mark.parametrize('kind, size', [('texts', 20), ('lists', 10), ('tuples', 200_000)])
def test_29_inputs_count(kind: str, size: int) -> None:
    grown, outcome = grown_by_entering('input', kind, size)
    assert outcome == 'memory'
    assert grown < 60


def test_29_the_text_of_a_program_counts() -> None:
    limits, code = ResourceLimits(memory_limit_mb=0.0005), 'x = ' + repr('y' * 1000)
    for attempt in (lambda: run(code, limits=limits), lambda: MontyRepl(limits=limits).feed(code)):
        with pytest.raises(ResourceLimitError) as stopped:
            attempt()
        assert stopped.value.limit == 'memory'


def test_29_arguments_of_pending_calls_count() -> None:
    code = 'import asyncio\nawait asyncio.gather(*[slow(str(i) * 500_000) for i in range(30)])'
    progress = Monty(code, external_functions=['slow']).start(limits=ResourceLimits(memory_limit_mb=5))
    calls = 0
    with pytest.raises(ResourceLimitError) as stopped:
        while isinstance(progress, FunctionSnapshot):
            progress = progress.resume(pending=True)
            calls += 1
    assert stopped.value.limit == 'memory' and calls < 12


STORED_STATE: Final = """
import resource
from monty_tools import FunctionSnapshot, Monty

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

wide = '[str(i) + "x" * 1_000_000 for i in range(45)]'
many = '[(i, str(i)) for i in range(90_000)]'
shared = '["x" * 20_000_000] * 1000'
for value in (wide, many, shared):
    progress = Monty(f'x = {value}\\nask()\\nlen(x)', external_functions=['ask']).start()
    before = peak()
    blob = progress.dump()
    assert len(blob) < 60 << 20
    dumped = peak()
    loaded = FunctionSnapshot.load(blob)
    print(dumped - before, peak() - dumped, loaded.resume(return_value=None).value)
    del progress, blob, loaded
"""


def test_29_storing_takes_no_more_than_what_is_stored_is_worth() -> None:
    done = subprocess.run(
        [sys.executable, '-c', STORED_STATE],
        capture_output=True,
        check=True,
        text=True,
        env=os.environ | {'PYTHONPATH': os.pathsep.join(path for path in sys.path if path)},
    )
    rows = [[int(number) for number in line.split()] for line in done.stdout.splitlines()]
    assert [count for _, _, count in rows] == [45, 90_000, 1000]
    assert all(dumping < 150 and loading < 150 for dumping, loading, _ in rows), rows


def test_29_inputs_are_one_account() -> None:
    values: dict[str, object] = {f'x{i}': [[None] * 1_000_000] for i in range(20)}
    assert ended('1', **values) == 'memory'


@pytest.mark.parametrize('limit', FIRES)
def test_30_state_after_a_limit(limit: str, host: Sink) -> None:
    limits = ResourceLimits(execution_time_limit_ms=3000, external_call_limit=5, allocation_limit=20_000)
    if limit == 'execution_time':
        limits = ResourceLimits(execution_time_limit_ms=300)
    repl = MontyRepl(external_functions=[host.sink, host.echo], limits=limits)
    repl.feed('kept = [1, 2]')
    with pytest.raises(ResourceLimitError) as stopped:
        repl.feed('def body():\n' + FIRES[limit] + '\nkept.append(3)\nbody()')
    assert stopped.value.limit == limit
    for code, wanted in (('kept', [1, 2, 3]), ('def d(n): return d(n - 1) if n else 0\nd(90)', 0)):
        try:
            assert repl.feed(code) == wanted
        except MontyError as error:  # closed, or at its limit for good
            assert not isinstance(error, MontyRuntimeError)


@pytest.mark.parametrize('limit', FIRES)
def test_30_what_a_limit_ended_is_let_go_of(limit: str, host: Sink) -> None:
    limits = ResourceLimits(execution_time_limit_ms=1000, external_call_limit=5, allocation_limit=20_000)
    repl = MontyRepl(external_functions=[host.sink, host.echo], limits=limits)
    repl.feed('kept = [1, 2]')
    gc.collect()
    before = sys.getallocatedblocks()
    with pytest.raises(ResourceLimitError) as stopped:
        repl.feed(
            f'def body():\n{FIRES[limit]}\ndef outer():\n    held = [[] for _ in range(5000)]\n    body()\nouter()'
        )
    assert stopped.value.limit == limit
    del stopped
    after = repl.execute('echo(len(kept))')
    gc.collect()
    assert sys.getallocatedblocks() - before < 2000
    assert after.value == 2
    assert after.usage['stack_depth'].used <= 2
    assert after.usage['external_calls'].used == 1  # each feed has its own
    assert after.usage['allocations'].used < 100
    assert repl.feed("len('x' * 45_000_000)") == 45_000_000  # of 50 MB


def test_30_a_call_limit_goes_on_after_a_pause() -> None:
    progress = Monty('while True: ask()', external_functions=['ask']).start(
        limits=ResourceLimits(external_call_limit=3)
    )
    calls = 0
    with pytest.raises(ResourceLimitError) as stopped:
        while isinstance(progress, FunctionSnapshot):
            calls += 1
            progress = FunctionSnapshot.load(progress.dump()).resume(return_value=None)
    assert (stopped.value.limit, calls) == ('external_calls', 3)


def test_30_stack_depth_is_given_back() -> None:
    repl = MontyRepl()
    with pytest.raises(ResourceLimitError):
        repl.feed('def f(): f()\nf()')
    assert repl.feed('def d(n): return d(n - 1) if n else "ok"\nd(90)') == 'ok'


# E. Snapshots


PAUSED_PROGRAM = """
class Walker:
    def __init__(self, items): self.items = items
    def __iter__(self):
        for item in self.items:
            yield ask(item)
def outer():
    seen = []
    def inner():
        nonlocal seen
        seen = [*seen, *Walker([1, 2])]
        return seen
    return inner
try:
    r = outer()()
except ValueError as e:
    r = str(e)
r
"""


def paused() -> FunctionSnapshot:
    progress = Monty(PAUSED_PROGRAM, external_functions=['ask']).start()
    assert isinstance(progress, FunctionSnapshot)
    return progress


def tried(blob: bytes) -> str:
    """What loading the bytes came to, resumed if they load; with nothing but the package's errors."""
    limits = ResourceLimits(execution_time_limit_ms=200, memory_limit_mb=20)
    try:
        loaded = FunctionSnapshot.load(blob, limits=limits)
        loaded.inspect()
        for _ in range(3):
            if isinstance(loaded, MontyComplete):
                break
            loaded = loaded.resume(return_value=1) if isinstance(loaded, FunctionSnapshot) else loaded.resume({})
        return 'resumed'
    except MontyError as error:
        return type(error).__name__


def test_31_truncation() -> None:
    """Every prefix, each in less than 50 ms; the clock is the processor's, since other tests run beside this one."""
    blob = paused().dump()
    for size in range(len(blob)):
        started = time.process_time()
        with pytest.raises(SnapshotError):
            FunctionSnapshot.load(blob[:size])
        assert time.process_time() - started < 0.05


def test_31_a_bit_flip_is_an_error_or_another_harmless_state() -> None:
    blob = paused().dump()
    step = max(1, len(blob) * 8 // 600)
    for bit in range(0, len(blob) * 8, step):
        altered = bytearray(blob)
        altered[bit >> 3] ^= 1 << (bit & 7)
        tried(bytes(altered))
    for other in (blob + b'x', blob + blob, blob[len(blob) // 2 :] + blob[: len(blob) // 2]):
        tried(other)
    assert run('1 + 1') == 2


def test_31_random_changes_are_an_error_or_another_harmless_state() -> None:
    blob, chance = paused().dump(), random.Random(31)
    ends = set()
    for _ in range(1500):
        altered = bytearray(blob)
        for _ in range(chance.choice((1, 1, 2, 4))):
            at = chance.randrange(len(altered))
            kind = chance.randrange(4)
            if kind == 0:
                del altered[at]
            elif kind == 1:
                altered.insert(at, chance.randrange(256))
            elif kind == 2:
                altered[at] = chance.randrange(256)
            else:
                start = chance.randrange(len(altered))
                altered[at : at + 4] = altered[start : start + 4]
        ends.add(tried(bytes(altered)))
    assert ends >= {'SnapshotError', 'resumed'}
    assert run('1 + 1') == 2


def test_31_an_intact_dump_goes_on() -> None:
    loaded = FunctionSnapshot.load(paused().dump())
    assert (loaded.function_name, list(loaded.args)) == ('ask', [1])
    second = loaded.resume(return_value='a')
    done = second.resume(return_value='b')
    assert isinstance(done, MontyComplete) and done.value == ['a', 'b']


@pytest.mark.parametrize(
    'blob',
    [
        b'',
        b'\x00' * 100,
        b'\xff' * 100,
        b'cposix\ngetpid\n(tR.',
        b'\x80\x04\x95\x1a\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94\x8c\x06getpid\x94\x93\x94)R\x94.',
        b'\xe3\x00\x00\x00\x00' * 10,
        b'!!python/object/apply:os.getpid []\n',
        b'PK\x03\x04' + b'\x00' * 60,
        b'{"version": 1}',
        b'\xdd\xff\xff\xff\xff',
        b'\xc6\xff\xff\xff\xff',
        b'\x91' * 100_000,
        b'\xdf\xff\xff\xff\xff' * 100,
    ],
    ids=lambda blob: repr(blob[:12]),
)
def test_33_forged_bytes_are_refused(blob: bytes) -> None:
    started = time.perf_counter()
    for loader in (FunctionSnapshot.load, FutureSnapshot.load, Monty.load, MontyRepl.load):
        with pytest.raises(SnapshotError):
            loader(blob)
    head = paused().dump()[:8]
    for size in range(len(head) + 1):
        with pytest.raises(SnapshotError):
            FunctionSnapshot.load(head[:size] + blob)
    assert time.perf_counter() - started < 2


def test_34_loading_runs_no_deserialiser() -> None:
    blobs = [paused().dump(), b'cposix\ngetpid\n(tR.', paused().dump()[:-5] + b'aaaaa']
    tried(blobs[0])
    events: list[str] = []
    watching = True

    def hook(event: str, args: tuple[object, ...]) -> None:
        if watching and event.partition('.')[0] in (
            'import',
            'exec',
            'pickle',
            'marshal',
            'open',
            'os',
            'subprocess',
            'socket',
        ):
            events.append(event)

    sys.addaudithook(hook)
    try:
        for blob in blobs:
            try:
                FunctionSnapshot.load(blob)
            except SnapshotError:
                pass
    finally:
        watching = False
    assert events == []


def test_37_hostile_resume_values() -> None:
    for bad in (
        {}, {'return_value': 1, 'exception': ValueError()}, {'return_value': Plain()}, {'return_value': [os]},
        {'exception': 'os.system'}, {'exception': 7}, {'exception': ValueError}, {'return_value': lambda: 1},
        {'exception': {'type': '__import__'}}, {'return_value': nested(100_000)}, {'return_value': Future()},
        {'return_value': paused()}, {'return_value': [pending_program()[0]]}, {'return_value': asyncio.sleep},
    ):  # fmt: skip
        progress = paused()
        try:
            answered = progress.resume(**bad)  # type: ignore[arg-type]
        except (MontyError, TypeError, ValueError) as error:
            assert type(error).__name__ != 'MontyInternalError'
            answered = progress.resume(return_value=5)
        assert isinstance(answered, (FunctionSnapshot, MontyComplete))
        while isinstance(answered, FunctionSnapshot):
            answered = answered.resume(return_value=6)
        assert isinstance(answered, MontyComplete)


def pending_program() -> tuple[FutureSnapshot, list[int]]:
    code = 'import asyncio\nawait asyncio.gather(slow(1), slow(2))'
    progress = Monty(code, external_functions=[ExternalFunction(None, name='slow', is_async=True)]).start()
    calls = []
    while isinstance(progress, FunctionSnapshot):
        calls.append(progress.call_id)
        progress = progress.resume(pending=True)
    assert isinstance(progress, FutureSnapshot)
    return progress, calls


@pytest.mark.parametrize(
    'answers',
    [
        {10**9: {'return_value': 1}},
        {-1: {'return_value': 1}},
        {'1': {'return_value': 1}},
        {None: {}},
        'nonsense',
        {0: {'return_value': Plain()}},
        {0: {'pending': True}},
        {0: {}},
        {0: 5},
        {0: {'exception': 'KeyboardInterrupt'}},
        {0: {'exception': 'x' * 1_000_000}},
        {0: {'return_value': Future()}},
        {0: {'awaitable': Future()}},
    ],
    ids=lambda answers: str(answers)[:24],
)
def test_37_hostile_answers_to_pending_calls(answers: Any) -> None:
    progress, calls = pending_program()
    if isinstance(answers, dict) and 0 in answers:
        answers = {calls[0]: answers[0]}
    try:
        progress.resume(answers)
    except (MontyError, TypeError, ValueError) as error:
        assert type(error).__name__ != 'MontyInternalError'
    else:
        pytest.fail('the answers were taken')
    done = progress.resume({call: {'return_value': call} for call in calls})
    assert isinstance(done, MontyComplete) and done.value == calls


def test_37_a_finished_call_takes_no_second_result() -> None:
    progress, calls = pending_program()
    waiting = progress.resume({calls[0]: {'return_value': 'first'}})
    assert isinstance(waiting, FutureSnapshot)
    with pytest.raises((MontyError, TypeError, ValueError)):
        waiting.resume({calls[0]: {'return_value': 'again'}})
    done = waiting.resume({calls[1]: {'return_value': 'second'}})
    assert isinstance(done, MontyComplete) and done.value == ['first', 'second']


class Twice(Mapping[int, Any]):
    """Answers to one call, given twice."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __iter__(self) -> Iterator[int]:
        return iter((self.number, self.number))

    def __len__(self) -> int:
        return 2

    def __getitem__(self, number: int) -> dict[str, Any]:
        return {'return_value': number}


def test_37_one_call_takes_no_two_results_at_once() -> None:
    progress, calls = pending_program()
    with pytest.raises(InputError, match='two results'):
        progress.resume(Twice(calls[0]))
    done = progress.resume({call: {'return_value': call} for call in calls})
    assert isinstance(done, MontyComplete) and done.value == calls


def test_37_a_future_is_no_promise_of_another() -> None:
    """What the program gave away of its own pending call comes back as a value, and the call is settled by it."""
    code = 'call = slow(1)\ntell(call)\nfound = await call\nfound is call'
    functions = [ExternalFunction(None, name='slow', is_async=True), 'tell']
    progress = Monty(code, external_functions=functions).start()
    assert isinstance(progress, FunctionSnapshot)
    number = progress.call_id
    telling = progress.resume(pending=True)
    assert isinstance(telling, FunctionSnapshot) and telling.function_name == 'tell'
    (handle,) = telling.args
    waiting = telling.resume(return_value=None)
    assert isinstance(waiting, FutureSnapshot)
    done = waiting.resume({number: {'return_value': handle}})
    assert isinstance(done, MontyComplete) and done.value is True


def test_38_a_dump_holds_nothing_of_the_host() -> None:
    os.environ['SANDBOX_CANARY'] = CANARY
    try:
        secret = CANARY

        def ask(value: object) -> str:
            return secret

        program = Monty(PAUSED_PROGRAM + '\nsend([1])', external_functions={'ask': ask, 'send': Sink().sink})
        progress = program.start()
        assert isinstance(progress, FunctionSnapshot)
        blob = progress.dump()
    finally:
        del os.environ['SANDBOX_CANARY']
    for secret_text in (CANARY, 'test_boundary', 'Sink', os.getcwd(), sys.prefix, 'monty_tools.'):
        assert secret_text.encode() not in blob
    body = decoded(blob)
    parts, texts, numbers = [body], [], set()
    while parts:
        part = parts.pop()
        if isinstance(part, list):
            parts += part
        elif isinstance(part, dict):
            parts += [*part.keys(), *part.values()]
        elif isinstance(part, (str, bytes)):
            texts.append(part if isinstance(part, str) else part.decode('latin-1'))
        elif isinstance(part, int):
            numbers.add(part)
    assert PAUSED_PROGRAM in ''.join(texts) and {'ask', 'send'} <= set(texts)
    for text in texts:
        for secret_text in (CANARY, *HOST_DETAILS, os.getcwd(), sys.prefix, 'Sink', 'test_boundary'):
            assert secret_text not in text
    assert not numbers & {id(ask), id(program), id(progress), id(secret), id(os.environ), id(progress._state)}


def test_38_functions_are_bound_by_name_to_those_given_at_loading() -> None:
    called: list[object] = []

    def ask(value: object) -> None:
        called.append(('before', value))

    def ask_again(value: object) -> None:
        called.append(('after', value))

    def send(value: object) -> None:
        called.append(('sent', value))

    session = MontyRepl(external_functions=[ask, send])
    session.feed('kept = [ask, send]\nask(1)')
    loaded = MontyRepl.load(session.dump(), external_functions={'ask': ask_again})
    loaded.feed('kept[0](2)\nask(3)')
    with pytest.raises(MontyRuntimeError, match='send'):
        loaded.feed('kept[1](4)')
    assert called == [('before', 1), ('after', 2), ('after', 3)]

    progress = Monty(
        'kept = [ask, send]\nask(1)\ntry: kept[1](2)\nexcept BaseException as e: r = str(e)\nask(3)\nr',
        external_functions=['ask', 'send'],
    ).start()
    assert isinstance(progress, FunctionSnapshot)
    with pytest.raises(InputError):
        FunctionSnapshot.load(progress.dump(), external_functions=['ask', 'send', 'more'])
    narrower = FunctionSnapshot.load(progress.dump(), external_functions=['ask']).resume(return_value=None)
    assert isinstance(narrower, FunctionSnapshot)
    assert (narrower.function_name, narrower.args) == ('ask', (3,))
    done = narrower.resume(return_value=None)
    assert isinstance(done, MontyComplete) and 'send' in done.value


def test_38_rebuilding_runs_no_guest_hash() -> None:
    code = """
class K:
    def __init__(self, n): self.n = n
    def __hash__(self):
        ran.append('hash')
        return 1
    def __eq__(self, o):
        ran.append('eq')
        return self.n == o.n
ran = []
d = {K(1): 'a', K(2): 'b'}
s = {K(3), K(4)}
before = len(ran)
ask(1)
after = len(ran)
(before == after, d[K(2)], K(3) in s, len(d), len(s))
"""
    progress = Monty(code, external_functions=['ask']).start()
    assert isinstance(progress, FunctionSnapshot)
    done = FunctionSnapshot.load(progress.dump()).resume(return_value=None)
    assert isinstance(done, MontyComplete)
    assert done.value == (True, 'b', True, 2, 2)


# F. Async, sessions, concurrency


STUBBORN: Final = {
    'swallows': 'import asyncio\nwhile True:\n    try: await slow()\n    except BaseException: sink(1)',
    'spins in finally': 'try: await slow()\nfinally:\n    while True: pass',
    'awaits in finally': 'try: await slow()\nfinally:\n    while True: await slow()',
    'task': (
        'import asyncio\nasync def f():\n    try: await slow()\n'
        '    except BaseException: await slow()\nawait asyncio.gather(f(), f())'
    ),
    'shields': 'import asyncio\nwhile True:\n    try: await asyncio.shield(slow())\n    except BaseException: sink(1)',
    'computes': 'while True: pass',
}


@pytest.mark.parametrize('code', STUBBORN.values(), ids=STUBBORN)
def test_39_a_cancelled_run_ends_at_once(code: str, host: Sink) -> None:
    cancelled: list[int] = []

    async def slow() -> None:
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            cancelled.append(1)
            raise

    async def main() -> float:
        program = Monty(code, external_functions=[slow, host.sink])
        task = asyncio.create_task(program.run_async(limits=ResourceLimits(execution_time_limit_ms=4000)))
        for _turn in range(5):  # of the loop, at each of which a program that computes stops for a moment
            await asyncio.sleep(0)
        started = time.perf_counter()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.sleep(0)
        assert asyncio.all_tasks() == {asyncio.current_task()}
        return time.perf_counter() - started

    assert asyncio.run(main()) < 0.5
    assert host.seen == []
    assert len(cancelled) == {'task': 2, 'computes': 0}.get(next(k for k, v in STUBBORN.items() if v == code), 1)


def test_39_many_gathered_calls_keep_their_order() -> None:
    async def slow(n: int) -> int:
        await asyncio.sleep(0.001 * (n % 3))
        return n

    code = 'import asyncio\nawait asyncio.gather(*[slow(i) for i in range(1000)])'
    assert asyncio.run(Monty(code, external_functions=[slow]).run_async()) == list(range(1000))


def test_39_a_cancelled_session_is_as_it_was_left() -> None:
    waiting = asyncio.Event()

    async def slow() -> None:
        waiting.set()
        await asyncio.sleep(3600)

    async def main() -> None:
        repl = MontyRepl(external_functions=[slow])
        task = asyncio.create_task(repl.feed_async('kept = [1]\ntry: await slow()\nfinally: kept.append(2)'))
        await waiting.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert asyncio.all_tasks() == {asyncio.current_task()}
        assert await repl.feed_async('kept') == [1]

    asyncio.run(main())


def test_39_calls_side_by_side_are_capped() -> None:
    """By the limit of calls at the latest; a program can do with fewer at a time."""
    running_calls: list[int] = []
    most = 0
    cancelled = 0

    async def slow(n: int) -> int:
        nonlocal most, cancelled
        running_calls.append(n)
        most = max(most, len(running_calls))
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            cancelled += 1
            raise
        running_calls.remove(n)
        return n

    async def main() -> None:
        code = (
            'import asyncio\nturns = asyncio.Semaphore(7)\n'
            'async def one(n):\n    async with turns: return await slow(n)\n'
            'await asyncio.gather(*[one(n) for n in range(1000)])'
        )
        assert await Monty(code, external_functions=[slow]).run_async() == list(range(1000))
        assert most == 7
        running_calls.clear()
        code = 'import asyncio\nawait asyncio.gather(*[slow(n) for n in range(1000)])'
        with pytest.raises(ResourceLimitError) as stopped:
            await Monty(code, external_functions=[slow]).run_async(limits=ResourceLimits(external_call_limit=20))
        assert stopped.value.limit == 'external_calls'
        assert len(running_calls) == cancelled <= 20
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(main())


def test_39_a_late_result_is_dropped() -> None:
    late: list[int] = []

    started = asyncio.Event()

    async def slow(n: int) -> str:
        started.set()
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            await asyncio.sleep(0)
        late.append(n)
        return 'late'

    async def begun() -> None:
        await started.wait()

    async def main() -> None:
        repl = MontyRepl(external_functions=[slow, begun])
        first = await repl.execute_async(
            'import asyncio\nasync def one(): return await slow(1)\ncall = asyncio.create_task(one())\n'
            'await begun()\ncall.cancel()\ntry: found = await call\nexcept asyncio.CancelledError: found = None\n'
            'found'
        )
        assert first.value is None
        assert [(call.name, call.outcome) for call in first.calls] == [('begun', 'returned'), ('slow', 'cancelled')]
        for _ in range(3):
            await asyncio.sleep(0)
        assert late == [1]
        second = await repl.execute_async('(found, call.cancelled())')
        assert (second.value, second.calls) == ((None, True), ())

    asyncio.run(main())


def test_39_one_failing_call_gives_one_exception_and_orphans_end() -> None:
    ended_calls: list[str] = []

    async def slow(n: int) -> int:
        if n == 3:
            raise ValueError('three')
        try:
            await asyncio.sleep(3600)
        finally:
            ended_calls.append('ended')
        return n

    async def main() -> Any:
        code = (
            'import asyncio\ntry:\n    await asyncio.gather(*[slow(i) for i in range(6)])\n'
            'except ValueError as e:\n    r = str(e)\nr'
        )
        value = await Monty(code, external_functions=[slow]).run_async()
        await asyncio.sleep(0)
        assert asyncio.all_tasks() == {asyncio.current_task()}
        return value

    assert asyncio.run(main()) == 'three'
    assert len(ended_calls) == 5


@pytest.mark.parametrize(
    'code',
    [
        'import asyncio\nf = asyncio.Event()\nawait f.wait()',
        'import asyncio\nl = asyncio.Lock()\nawait l.acquire()\nawait l.acquire()',
        'import asyncio\nq = asyncio.Queue()\nawait q.get()',
        'import asyncio\nf = asyncio.Future()\nawait f',
    ],
)
def test_39_a_deadlock_is_an_error(code: str) -> None:
    limits = ResourceLimits(execution_time_limit_ms=1000)
    with pytest.raises(MontyError) as failed:
        asyncio.run(Monty(code).run_async(limits=limits))
    assert type(failed.value).__name__ != 'MontyInternalError'
    assert ended(code, limits=limits) != 'value'


def test_39_a_coroutine_that_is_never_awaited_warns_no_host(capfd: pytest.CaptureFixture[str]) -> None:
    started: list[int] = []

    async def slow() -> int:
        started.append(1)
        return 1

    with warnings.catch_warnings():
        warnings.simplefilter('error')
        assert asyncio.run(Monty('slow()\nx = slow()\n7', external_functions=[slow]).run_async()) == 7
        gc.collect()
    assert 'never awaited' not in ''.join(capfd.readouterr())


def test_39_a_session_that_waits_is_busy() -> None:
    found: list[object] = []

    def again() -> int:
        try:
            found.append(repl.feed('1'))
        except MontyError as error:
            found.append(type(error))
        found.append(MontyRepl().feed('2 + 2'))
        return 3

    repl = MontyRepl(external_functions=[again])
    assert repl.feed('again()') == 3
    assert isinstance(found[0], type) and found[1] == 4
    assert repl.feed('5') == 5


@pytest.mark.parametrize(
    'code',
    [
        'import asyncio\nasyncio.get_event_loop()._thread_id',
        'import asyncio\nasyncio.get_running_loop().run_in_executor(None, print)',
        'import asyncio\nasyncio.current_task().get_coro().cr_frame',
        'import asyncio\nasyncio.current_task().get_context()',
        'import asyncio\nasyncio.all_tasks()',
        'import asyncio\nasyncio.events',
        'import asyncio\nasyncio.base_events.socket',
        'import asyncio\nasyncio.subprocess',
        'import asyncio\nasyncio.create_subprocess_shell("id")',
        'import asyncio\nasyncio.open_connection("localhost", 1)',
        'import asyncio\nasyncio.to_thread(print)',
        'import contextvars',
        'slow().cr_frame',
        'slow().__await__().gi_frame',
        'slow().get_loop()',
        'slow().secret',
    ],
)
def test_39_nothing_of_the_hosts_loop_is_reachable(code: str) -> None:
    async def slow() -> None: ...

    with warnings.catch_warnings():
        warnings.simplefilter('error')
        with pytest.raises(MontyError):
            value = asyncio.run(Monty(code, external_functions=[slow]).run_async())
            assert isinstance(value, OpaqueValue) or not value, f'{value!r}'
            raise MontyError('nothing of the host')


def test_40_two_threads_see_nothing_of_each_other() -> None:
    program = Monty(
        'def f(a=[]):\n    a.append(name)\n    return a\nclass C:\n    n = 0\n'
        'for _ in range(50):\n    C.n += 1\n    print(name)\n'
        '[f(), f(), C.n, who()]',
        inputs=['name'],
        external_functions=['who'],
    )
    failures: list[object] = []

    def work(name: str) -> None:
        for _ in range(40):
            end = program.execute(inputs={'name': name}, external_functions={'who': lambda: name})
            if end.value != [[name, name], [name, name], 50, name] or end.stdout != f'{name}\n' * 50:
                failures.append((name, end))

    threads = [threading.Thread(target=work, args=(name,)) for name in ('first', 'second')]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_40_two_sessions_in_two_threads_see_nothing_of_each_other() -> None:
    """Switched between far more often than by default, with other functions, limits, names and output."""
    failures: list[object] = []

    def work(name: str, other: str, depth: int) -> None:
        limits = ResourceLimits(stack_depth_limit=depth, execution_time_limit_ms=20_000, external_call_limit=depth)
        repl = MontyRepl(external_functions={f'who_{name}': lambda: name, 'who': lambda: name}, limits=limits)
        repl.feed(f'mine = {name!r}\ndef f(a=[]):\n    a.append(mine)\n    return a\nclass C: n = 0')
        try:
            for turn in range(1, 11):
                end = repl.execute(
                    'C.n += 1\nprint(mine, who())\n'
                    f'try: known = who_{other}()\nexcept NameError: known = who_{name}()\n'
                    '[C.n, len(f()), {*f()}, known]'
                )
                assert (end.value, end.stdout) == ([turn, 2 * turn - 1, {name}, name], f'{name} {name}\n')
                with pytest.raises(ResourceLimitError) as stopped:
                    repl.feed('def g(): return g()\ng()')
                assert stopped.value.allowed == depth
                with pytest.raises(ResourceLimitError) as stopped:
                    repl.feed('while True: who()')
                assert (stopped.value.limit, stopped.value.allowed) == ('external_calls', depth)
        except BaseException as error:
            failures.append(error)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-3)
    try:
        threads = [
            threading.Thread(target=work, args=each) for each in (('first', 'second', 10), ('second', 'first', 25))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert failures == []
