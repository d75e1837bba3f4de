"""What a run leaves in the host (nothing), what runs see of each other (nothing), and what is put on record."""

from __future__ import annotations

import abc
import asyncio
import gc
import random
import re
import sys
import threading
import warnings
from typing import Any, Final

import pytest
from attack_runner import Child, corpus, host_state

from monty_tools import (
    FunctionSnapshot,
    Monty,
    MontyComplete,
    MontyError,
    MontyRepl,
    MontyRuntimeError,
    MontySyntaxError,
    ResourceLimitError,
    ResourceLimits,
)

BUSY_PROGRAM = """
import math, json, asyncio, sys, dataclasses
from dataclasses import dataclass
@dataclass
class P:
    a: int = 0
class E(Exception): pass
def g():
    try:
        yield from range(3)
    finally:
        print('closed')
async def work(n):
    await asyncio.sleep(0)
    return n
x = [P(i) for i in g()]
try:
    raise E from ValueError()
except E as e:
    x.append(str(e))
print(json.dumps({'a': math.pi}), file=sys.stderr)
it = g()
next(it)
async def main():
    return await asyncio.gather(*[work(i) for i in range(5)])
r = asyncio.run(main())
sorted({str(i): i for i in range(9)}, key=lambda k: hash(k)), r
"""


def test_a_run_leaves_no_trace_in_the_host() -> None:
    Monty(BUSY_PROGRAM).run()
    gc.collect()
    state, modules = host_state(), set(sys.modules)
    subclasses = len(object.__subclasses__())
    filters = list(warnings.filters)
    for code in (BUSY_PROGRAM, 'import asyncio\nwhile True: await asyncio.sleep(0)', 'def f(): f()\nf()', '1 / 0'):
        try:
            Monty(code).run(limits=ResourceLimits(execution_time_limit_ms=200))
        except MontyError:
            pass
    gc.collect()
    assert host_state() == state
    assert set(sys.modules) == modules
    assert len(object.__subclasses__()) == subclasses
    assert warnings.filters == filters


def test_runs_free_what_they_made() -> None:
    program = Monty('class A: pass\na = A()\na.me = a\nx = [[i] for i in range(2000)]\nlen(x)')
    program.run()
    gc.collect()
    before = len(gc.get_objects())
    for _ in range(5):
        program.run()
    gc.collect()
    assert len(gc.get_objects()) - before < 500


def test_shared_state_of_one_run_is_not_the_nexts() -> None:
    cases = [case['code'] for case in corpus() if case['category'] == 'shared-state']

    def run_all() -> None:
        for code in cases:
            try:
                Monty(code).run()
            except MontyError:
                pass

    def marks() -> list[object]:
        gc.collect()
        classes = len(object.__subclasses__())
        return [
            host_state(),
            set(sys.modules),
            classes,
            abc.get_cache_token(),
            random.getstate(),
            re.sub('a', 'b', 'a'),
        ]

    run_all()  # the host's modules that the sandbox's need are imported once
    state, before = host_state(), marks()
    run_all()
    assert marks() == before
    assert Monty('import math\n(math.pi, math.sqrt(4), len([]), int("3"))').run() == (state['math.pi'], 2.0, 0, 3)


@pytest.mark.parametrize(
    'attack',
    [
        'import math\nmath.pi = 3',
        'import math\ndel math.sqrt',
        'import json\njson.dumps = lambda *a: "pwned"',
        'len = lambda x: 42',
        'int.__add__ = lambda a, b: 42',
        'str.upper = lambda s: "pwned"',
        'ValueError.__str__ = lambda e: "pwned"',
        'ValueError.x = 1',
        'object.x = 1',
        'type.x = 1',
        'Exception.__init__ = lambda *a: None',
        'import dataclasses\ndataclasses.field = 1',
        'import asyncio\nasyncio.sleep = 1',
        'import asyncio\nasyncio.TaskGroup.__aenter__ = 1',
        'import asyncio\nasyncio.Queue.put = 1',
        'import typing\ntyping.Any = 1',
        'import sys\nsys.modules["math"] = 1',
        'import sys\nsys.setrecursionlimit(10)',
        'import sys\nsys.stdout = 1',
        '__builtins__["len"] = 1',
        'sorted.__defaults__ = (1,)',
        'print.x = 1',
        'list.sort = 1',
        'setattr(dict, "get", 1)',
        'import math\nvars(math)["pi"] = 3',
        'import math\nmath.__dict__.update(pi=3)',
        'import math\nglobals()["math"].pi = 3',
        'import collections.abc\ncollections.abc.Sized.register(int)',
        'import collections.abc\ncollections.abc.Sized.__len__ = 1',
        'import numbers\nnumbers.Number.register(str)',
    ],
)
def test_what_all_runs_share_cannot_be_changed(attack: str) -> None:
    try:
        Monty(attack).run()
    except MontyError:
        pass
    probe = """
import math, json, dataclasses, asyncio, typing, sys, collections.abc
async def one():
    async with asyncio.TaskGroup() as tg:
        t = tg.create_task(asyncio.sleep(0, 'slept'))
    return t.result()
try:
    raise ValueError('x')
except ValueError as e:
    text = str(e)
shared = [hasattr(c, 'x') for c in (ValueError, object, type, print)]
shared.append(isinstance(1, collections.abc.Sized))
[math.floor(math.pi * 100), math.sqrt(4), json.dumps([1]), len('ab'), 1 + 1, 'a'.upper(), text, shared, sorted([2, 1]),
 {'a': 1}.get('a'), str(ValueError('y')), asyncio.run(one()), typing.Any is not None,
 sys.getrecursionlimit() > 10 if hasattr(sys, 'getrecursionlimit') else True]
"""
    wanted = [314, 2.0, '[1]', 2, 2, 'A', 'x', [False] * 5, [1, 2], 1, 'y', 'slept', True, True]
    assert Monty(probe).run() == wanted


def test_sessions_are_isolated() -> None:
    first, second = MontyRepl(), MontyRepl()
    first.feed(
        'import math\nsecret = 1\ndef f(a=[]):\n    a.append(1)\n    return a[-1] + sum(a)\nclass A: n = 0\nlen = 5'
    )
    for code in ('secret', 'f()', 'A', 'math'):
        with pytest.raises(MontyError):
            second.feed(code)
    assert second.feed('len("ab")') == 2
    assert first.feed('(f(), f())') == (2, 3)
    assert first.feed('len') == 5


def test_one_program_runs_afresh_each_time() -> None:
    program = Monty(
        'def f(a=[], d={}):\n    a.append(1)\n    d[len(d)] = 1\n    return len(a), len(d)\n'
        'class C:\n    n = []\nC.n.append(1)\nt = (1, [2])\nt[1].append(3)\n(f(), f(), len(C.n), t, id(C) == id(C))'
    )
    first = program.run()
    assert first == ((1, 1), (2, 2), 1, (1, [2, 3]), True)
    assert program.run() == program.run() == first


def test_two_threads_run_one_program_at_once() -> None:
    program = Monty(
        (
            'total = 0\nfor i in range(2000):\n    total += i * scale\n'
            '    if i % 500 == 0: note(scale)\nprint(scale)\ntotal'
        ),
        inputs=['scale'],
        external_functions=['note'],
    )
    results: dict[int, list[object]] = {1: [], 2: []}
    noted: dict[int, list[object]] = {1: [], 2: []}

    def work(scale: int) -> None:
        for _ in range(15):
            end = program.execute(inputs={'scale': scale}, external_functions={'note': noted[scale].append})
            results[scale].append((end.value, end.stdout, end.usage['external_calls'].used))

    threads = [threading.Thread(target=work, args=(scale,)) for scale in results]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for scale, found in results.items():
        assert found == [(1999000 * scale, f'{scale}\n', 4)] * 15
        assert noted[scale] == [scale] * 60


def test_two_threads_with_different_limits() -> None:
    program = Monty('x = 0\nwhile True: x += 1')
    took: dict[int, object] = {}

    def work(milliseconds: int) -> None:
        try:
            program.run(limits=ResourceLimits(execution_time_limit_ms=milliseconds))
        except ResourceLimitError as error:
            took[milliseconds] = error.allowed

    threads = [threading.Thread(target=work, args=(each,)) for each in (100, 300)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert took == {100: 100, 300: 300}


def test_many_tasks_run_one_program_at_once() -> None:
    program = Monty(
        'x = [await wait(n)]\nfor i in range(200): x.append(i * n)\nsum(x)', inputs=['n'], external_functions=['wait']
    )

    async def wait(n: int) -> int:
        await asyncio.sleep(0.001)
        return n

    async def main() -> list[Any]:
        runs = [program.run_async(inputs={'n': n}, external_functions=[wait]) for n in range(20)]
        return await asyncio.gather(*runs)

    assert asyncio.run(main()) == [n + 19900 * n for n in range(20)]


LONG_CHAINS: Final = {
    'instances': 'class A:\n    def __init__(self, n): self.n = n\nx = None\nfor _ in range(30000): x = A(x)',
    'generators': 'def g(x):\n    yield x\nx = None\nfor _ in range(30000):\n    x = g(x)\n    next(x)',
    'lists': 'x = None\nfor _ in range(30000): x = [x]',
    'tuples': 'x = None\nfor _ in range(30000): x = (x,)',
    'dicts': 'x = None\nfor _ in range(30000): x = {1: x}',
    'maps': 'x = [1]\nfor _ in range(30000): x = map(abs, x)',
    'zips': 'x = []\nfor _ in range(30000): x = zip(x)',
    'enumerations': 'x = iter([1])\nfor _ in range(30000): x = enumerate(x)',
    'defaults': 'x = None\nfor _ in range(30000): x = lambda x=x: x',
    'closures': 'def f(x): return lambda: x\nx = None\nfor _ in range(30000): x = f(x)',
    'exceptions': 'x = None\nfor _ in range(30000): x = ValueError(x)',
    'causes': 'x = None\nfor _ in range(30000):\n    y = ValueError()\n    y.__cause__ = x\n    x = y',
    'slices': 'x = 1\nfor _ in range(30000): x = slice(x)',
    'methods': (
        'class A:\n    def m(self): pass\nx = None\nfor _ in range(30000):\n    a = A()\n    a.x = x\n    x = a.m'
    ),
    'classes': 'x = object\nfor i in range(300):\n    class x(x): pass',
    'class attributes': 'x = None\nfor _ in range(5000):\n    class P:\n        y = x\n    x = P',
    'coroutines': 'async def c(x): await x\nx = c(1)\nfor _ in range(30000): x = c(x)',
    'properties': 'x = None\nfor _ in range(30000): x = property(x)',
    'static methods': 'x = print\nfor _ in range(30000): x = staticmethod(x)',
    'views': 'x = 1\nfor _ in range(30000): x = {1: x}.values()',
    'aliases': 'x = list[int]\nfor _ in range(30000): x = list[x]',
    'gathered': 'import asyncio\nx = asyncio.sleep(0)\nfor _ in range(2000): x = asyncio.gather(x)',
    'iterators': 'x = iter([1])\nfor _ in range(30000): x = iter([x])',
    'sets': 'x = frozenset()\nfor _ in range(30000): x = frozenset([x])',
}
ENDINGS: Final = ('1', 'x = None', 'raise ValueError(x)', 'y = [x, x == x]\ny.append(y)\nx = y = None')


@pytest.mark.parametrize('way', ['main', 'thread'])
@pytest.mark.parametrize('kind', LONG_CHAINS)
def test_dropping_a_long_chain_crashes_nothing(kind: str, way: str) -> None:
    child = Child(way)
    limits = {'allocation_limit': None, 'memory_limit_mb': 100, 'execution_time_limit_ms': 1000}
    try:
        for ending in ENDINGS:
            outcome = child.run({'code': f'{LONG_CHAINS[kind]}\n{ending}', 'limits': limits})
            assert outcome.kind not in ('crash', 'hang', 'host', 'MontyInternalError'), (ending, outcome)
            assert not outcome.left, (ending, outcome)
    finally:
        child.close()


# Violations


def violations(code: str, **options: Any) -> list[tuple[str, str, int, int]]:
    """What a run put on record, however it ended."""
    heard: list[Any] = []
    program = Monty(code, **options)
    try:
        found = program.execute(on_violation=heard.append).violations
    except MontyError as error:
        found = error.violations
    assert heard == list(found)
    return [(each.kind, each.name, each.line, each.column) for each in found]


def test_no_violation() -> None:
    assert violations('import math\nx = [1]\nx.append(math.pi)\ntry: x[5]\nexcept IndexError: pass') == []


def test_undefined_names() -> None:
    assert violations('x = 1\ny = x + nope') == [('undefined_name', 'nope', 2, 9)]
    assert violations('def f():\n    return secret\ntry:\n    f()\nexcept NameError: pass') == [
        ('undefined_name', 'secret', 2, 12)
    ]


def test_a_name_that_is_defined_later_is_no_breach() -> None:
    assert violations('try:\n    x\nexcept NameError: pass\nx = 1') == []


def test_unauthorized_calls() -> None:
    assert violations('open("/etc/passwd")') == [('unauthorized_call', 'open', 1, 1)]
    assert violations('x = 1\ntry:\n    eval("1")\nexcept NameError:\n    pass') == [
        ('unauthorized_call', 'eval', 3, 5)
    ]
    assert violations('fetch(1)', external_functions=['other']) == [('unauthorized_call', 'fetch', 1, 1)]


def test_forbidden_imports_are_refused_before_anything_runs() -> None:
    seen: list[object] = []
    with pytest.raises((MontySyntaxError, MontyRuntimeError)) as failed:
        Monty('sink(1)\nimport socket', external_functions={'sink': seen.append}).run()
    assert seen == []
    assert 'socket' in str(failed.value)
    found = failed.value.violations
    assert [(each.kind, each.name, each.line) for each in found] == [('forbidden_import', 'socket', 2)]


def test_caught_forbidden_imports_are_recorded() -> None:
    for handler in ('ImportError', 'ModuleNotFoundError', 'Exception'):
        code = f'try:\n    import socket\nexcept {handler}:\n    r = "no"\nr'
        assert violations(code) == [('forbidden_import', 'socket', 2, 5)]
        assert Monty(code).run() == 'no'
    assert violations('try:\n    from subprocess import run\nexcept ImportError: pass')[0][:3] == (
        'forbidden_import',
        'subprocess',
        2,
    )


@pytest.mark.parametrize(
    'expression, name',
    [
        ('().__class__.__base__', '__base__'),
        ('(lambda: 0).__globals__', '__globals__'),
        ('"".__class__.__subclasses__', '__subclasses__'),
        ('getattr((lambda: 0), "__code__")', '__code__'),
        ('"{0.__globals__}".format(lambda: 0)', '__globals__'),
        ('hasattr((lambda: 0), "__closure__")', '__closure__'),
        ('(x for x in ()).gi_frame', 'gi_frame'),
        ('print.__self__', '__self__'),
    ],
)
def test_forbidden_attributes_are_recorded_caught_or_not(expression: str, name: str) -> None:
    bare = violations(expression)
    caught = violations(f'try:\n    {expression}\nexcept AttributeError: pass')
    assert (bare[0][0], bare[0][1], bare[0][2]) == ('forbidden_attribute', name, 1)
    assert (caught[0][0], caught[0][1], caught[0][2]) == ('forbidden_attribute', name, 2)


def test_an_attribute_that_nobody_has_is_no_breach() -> None:
    assert violations('try:\n    [].nope\nexcept AttributeError: pass') == []


def test_the_column_of_an_attribute() -> None:
    assert violations('f = lambda: 0\nx = [f.__code__]')[0][2:] == (2, 6)


def test_violations_come_as_they_happen() -> None:
    order: list[object] = []
    code = 'try: (lambda: 0).__code__\nexcept AttributeError: pass\nnote(1)\ntry: nope\nexcept NameError: pass\nnote(2)'
    program = Monty(code, external_functions={'note': order.append})
    program.run(on_violation=lambda violation: order.append(violation.name))
    assert order == ['__code__', 1, 'nope', 2]


def test_violations_are_bounded() -> None:
    code = 'for _ in range(10**9):\n    try: (lambda: 0).__code__\n    except AttributeError: pass'
    with pytest.raises(ResourceLimitError) as stopped:
        Monty(code).run(limits=ResourceLimits(execution_time_limit_ms=300))
    assert 0 < len(stopped.value.violations) <= 10_000


def test_check_reports_everything_at_once() -> None:
    code = 'import socket\nx = nope\ndef f():\n    return missing\nopen("f")\nimport math\nmath.pi\n'
    found = [(each.kind, each.name, each.line) for each in Monty(code).check()]
    assert found == [
        ('forbidden_import', 'socket', 1),
        ('undefined_name', 'nope', 2),
        ('undefined_name', 'missing', 4),
        ('unauthorized_call', 'open', 5),
    ]
    assert not Monty('x = inp + 1\nfetch(x)', inputs=['inp'], external_functions=['fetch']).check()


def test_check_runs_nothing() -> None:
    seen: list[object] = []
    assert not Monty('sink(1)\nwhile True: pass', external_functions={'sink': seen.append}).check()
    assert seen == []


def test_a_failing_async_run_leaves_no_exception_in_the_thread() -> None:
    with pytest.raises(MontyRuntimeError):
        asyncio.run(Monty('1 / 0').run_async())
    assert sys.exc_info() == (None, None, None)


SHARED_TARGETS = """
import asyncio, dataclasses, sys, typing
[dataclasses.dataclass, asyncio.wait_for, asyncio.Lock.acquire, dataclasses.MISSING, dataclasses.KW_ONLY, sys.stdout,
 typing.Any, typing.Union, typing.ClassVar, typing.List, asyncio.Barrier.broken, asyncio.Queue.maxsize,
 typing.ParamSpec.args, typing.TypeVar.__bound__, typing.AnyStr, sorted, list.append, map, typing.NamedTuple]
"""
CHANGES = (
    "t.__annotations__['left behind'] = 1",
    "t.__doc__ = 'left behind'",
    't.left_behind = 1',
    "object.__setattr__(t, 'left_behind', 1)",
    'del t.__doc__',
    "t.__set_name__(type(t), 'left behind')",
    "t.__init__(lambda self: 'left behind')",
    't.__init__()',
    't.__dict__["left behind"] = 1',
    'vars(t)["left behind"] = 1',
    "t.__name__ = 'left behind'",
    't.__type_params__ = (1,)',
    'class C: left_behind = t',
    'dataclasses.dataclass(t)',
    'typing.final(t); typing.no_type_check(t); typing.runtime_checkable(t)',
)
LOOK = """
seen = []
for t in targets:
    for look in (lambda: t.__annotations__, lambda: t.__doc__, lambda: t.left_behind, lambda: t.__name__,
                 lambda: sorted(vars(t)), lambda: t.__type_params__, lambda: t.fget is None, lambda: t.__final__):
        try: seen.append(repr(look())[:200])
        except Exception as error: seen.append(f'{type(error).__name__}: {error}')
seen
"""


def test_nothing_that_programs_share_can_be_changed() -> None:
    """What one run leaves on a function, a property or an object of a module, the next one would find."""
    targets = SHARED_TARGETS.replace('\n[', '\ntargets = [')
    before = Monty(targets + LOOK).run()
    for change in CHANGES:
        body = '\n        '.join(change.splitlines())
        Monty(f'{targets}\nfor t in targets:\n    try:\n        {body}\n    except Exception: pass').run()
        assert Monty(targets + LOOK).run() == before, change


NARROWED = """
found = []
try:
    import json
    found.append('json')
except ImportError as error:
    found.append(str(error))
try:
    from json import dumps
    found.append('dumps')
except ModuleNotFoundError as error:
    found.append(error.name)
try:
    import math as m, json as j
    found.append('math and json')
except Exception as error:
    found.append(type(error).__name__)
class C:
    try: import json
    except ImportError: found.append('class')
def f():
    try: import json
    except ImportError: found.append('function')
f()
found
"""
REFUSED = [
    "No module named 'json': it is not available in the sandbox",
    'json',
    'ModuleNotFoundError',
    'class',
    'function',
]


def test_modules_that_are_not_allowed_are_not_imported_where_the_refusal_is_caught() -> None:
    for modules in (['math', 'typing', 'dataclasses'], ['math']):
        assert Monty(NARROWED, modules=modules).run() == REFUSED
        assert MontyRepl(modules=modules).feed(NARROWED) == REFUSED
        record = Monty(NARROWED, modules=modules).execute()
        assert {found.kind for found in record.violations} == {'forbidden_import'}
        paused = Monty('wait()\n' + NARROWED, modules=modules, external_functions=['wait']).start()
        assert isinstance(paused, FunctionSnapshot)
        done = FunctionSnapshot.load(paused.dump()).resume(return_value=None)
        assert isinstance(done, MontyComplete) and done.value == REFUSED
        session = MontyRepl(modules=modules)
        session.feed('x = 1')
        assert MontyRepl.load(session.dump(), modules=modules).feed(NARROWED) == REFUSED
        assert Monty.load(Monty(NARROWED, modules=modules).dump()).run() == REFUSED
