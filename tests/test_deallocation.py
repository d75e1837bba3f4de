"""Long chains of every kind of object are released without the host's stack running out.

What a chain of objects costs on the stack when it is dropped differs by the class of the object and by the host's
version; none may cost anything per level. Chains are homogeneous, since one kind that is released well breaks the
recursion of another. The stacks are so small, for the chains' length, that a few bytes per level would overflow them.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from typing import Final

import pytest
from attack_runner import Child

KINDS: Final = {
    'lists': '[x]',
    'tuples': '(x,)',
    'dicts': '{0: x}',
    'dict views': '{0: x}.values()',
    'instances': 'C(x)',
    'instances with slots': 'S(x)',
    'instances with payload': 'L([x])',
    'bound methods': 'C(x).m',
    'supers': 'C(x).parent()',
    'cells': 'closure(x)',
    'defaults': 'lambda x=x: x',
    'generators': 'generator(x)',
    'started generators': 'started(generator(x))',
    'generators with a handled exception': 'started(handling(x))',
    'coroutines': 'coroutine(x)',
    'iterators': 'iter([x])',
    'iterators of dicts': 'iter({0: x}.values())',
    'maps': 'map(str, iter([x]))',
    'zips': 'zip(iter([x]))',
    'filters': 'filter(None, iter([x]))',
    'enumerations': 'enumerate(iter([x]))',
    'reversed': 'reversed((x,))',
    'exceptions': 'ValueError(x)',
    'contexts': 'linked("__context__", x)',
    'causes': 'linked("__cause__", x)',
    'groups': 'ExceptionGroup("", [x or ValueError()])',
    'properties': 'property(x)',
    'class methods': 'classmethod(x)',
    'static methods': 'staticmethod(x)',
    'aliases': 'list[x]',
}
RINGS: Final = {'a ring of lists': '[x]', 'a ring of instances': 'C(x)'}
"""What only the host's collector releases."""
DEFINITIONS: Final = """
class C:
    def __init__(self, x): self.x = x
    def m(self): pass
    def parent(self): return super()
class S:
    __slots__ = ('x',)
    def __init__(self, x): self.x = x
class L(list): pass
def closure(x): return lambda: x
def generator(x):
    yield 1
    yield x
def handling(x):
    try: raise ValueError(x)
    except ValueError: yield 1
def started(g):
    next(g)
    return g
async def coroutine(x): pass
def linked(name, x):
    e = ValueError()
    setattr(e, name, x)
    return e
x = None
"""
LIMITS: Final = {'allocation_limit': None, 'memory_limit_mb': 1000, 'execution_time_limit_ms': 30_000}
LEVELS: Final = {'thread': 12_000, 'main': 26_000}
"""On a stack of 512 kB, and on a main thread's 2 MB: 43 and 80 bytes for each level."""
ENDINGS: Final = {'thread': '1', 'main': 'x = first = None\n1'}
"""After the end of the program, and while it runs: on a small stack that may be on a thread with a deep one."""
MAIN_STACK: Final = 2 << 20


class SmallChild(Child):
    """A process whose main thread has a stack of `MAIN_STACK`, if its host lets it."""

    def started(self) -> subprocess.Popen[bytes]:
        soft, hard = resource.getrlimit(resource.RLIMIT_STACK)
        resource.setrlimit(resource.RLIMIT_STACK, (MAIN_STACK, hard))
        try:
            return super().started()
        finally:
            resource.setrlimit(resource.RLIMIT_STACK, (soft, hard))


def building(kind: str, levels: int) -> str:
    if kind in RINGS:
        link = 'first.x = x' if 'C' in RINGS[kind] else 'first.append(x)'
        return f'{DEFINITIONS}first = x = {RINGS[kind]}\nfor _ in range({levels}): x = {RINGS[kind]}\n{link}\n'
    return f'{DEFINITIONS}for _ in range({levels}): x = {KINDS[kind]}\n'


@pytest.mark.parametrize('way', LEVELS)
def test_long_chains_are_released(way: str) -> None:
    child = SmallChild(way)
    try:
        for kind in (*KINDS, *RINGS):
            outcome = child.run({'code': building(kind, LEVELS[way]) + ENDINGS[way], 'limits': LIMITS})
            assert (outcome.kind, outcome.text) == ('value', '1'), (kind, outcome)
    finally:
        child.close()


DROPPED: Final = """
import gc, sys, threading
from monty_tools import FunctionSnapshot, Monty, ResourceLimits

code = {code!r}
limits = ResourceLimits(allocation_limit=None, memory_limit_mb=None, execution_time_limit_ms=None)

def work():
    progress = Monty(code, external_functions=['ask']).start(limits=limits)
    blob = progress.dump()
    del progress
    gc.collect()
    progress = FunctionSnapshot.load(blob)
    del progress
    gc.collect()
    print('dropped')

threading.stack_size(512 * 1024)
thread = threading.Thread(target=work)
thread.start()
thread.join()
"""


DROPPED_KINDS: Final = ['instances', 'lists', 'generators', 'a ring of instances']


@pytest.mark.parametrize('kind', DROPPED_KINDS)
def test_a_paused_program_is_dropped_on_a_small_stack(kind: str) -> None:
    script = DROPPED.format(code=building(kind, 20_000) + 'ask(0)\n')
    done = subprocess.run([sys.executable, '-c', script], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, 'dropped\n'), done.stderr


SESSIONS: Final = """
import gc, sys, threading
from monty_tools import FunctionSnapshot, Monty, MontyError, MontyRepl, ResourceLimits

code, clear = {code!r}, 'x = first = None'
limits = ResourceLimits(allocation_limit=None, memory_limit_mb=None, execution_time_limit_ms=None)

def session(*feeds):
    made = MontyRepl(external_functions=['ask'], limits=limits)
    for feed in feeds:
        made.feed(feed)
    return made

def paused(feed=code + 'ask(0)'):
    made = session()
    return made, made.feed_start(feed)

def dropped():
    session(code)

def loaded():
    MontyRepl.load(session(code).dump(), limits=limits)

def cleared():
    made = session(code, clear)
    gc.collect()

def cleared_after_a_pause():
    blob = Monty(code + 'ask(0)\\n' + clear, external_functions=['ask']).start(limits=limits).dump()
    FunctionSnapshot.load(blob).resume(return_value=1)

def replaced():
    made = session(code, '2')
    made.keep('x')
    made.keep('first')
    gc.collect()

def result_forgotten():
    made = session(code)
    try:
        made.feed('def take():\\n    global x, first\\n    r = x\\n    x = first = None\\n    return r\\ntake()')
    except MontyError:
        pass
    made.feed('1')
    gc.collect()

def given_up():
    made, progress = paused('def f():\\n    ' + code.replace('\\n', '\\n    ') + '\\n    ask(0)\\nf()')
    made.feed('1')
    gc.collect()

def dropped_before_its_snapshot():
    made, progress = paused()
    del made
    gc.collect()
    assert progress.inspect().pending

def dropped_after_its_snapshot():
    made, progress = paused()
    del progress

def resumed_when_it_is_gone():
    made, progress = paused()
    del made
    assert progress.resume(return_value=7).value == 7

def work():
    {way}()
    gc.collect()
    print('dropped')

threading.stack_size(512 * 1024)
thread = threading.Thread(target=work)
thread.start()
thread.join()
"""


@pytest.mark.parametrize('kind', ['instances', 'a ring of instances'])
@pytest.mark.parametrize('way', re.findall(r'(?m)^def (\w+)\(\):', SESSIONS)[:-1])
def test_sessions_let_go_on_a_small_stack(way: str, kind: str) -> None:
    script = SESSIONS.format(code=building(kind, 20_000), way=way)
    done = subprocess.run([sys.executable, '-c', script], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, 'dropped\n'), done.stderr


def test_a_session_that_was_never_made_is_dropped_in_silence() -> None:
    script = (
        'from monty_tools import InputError, MontyRepl\n'
        'try: MontyRepl(limits=5)\nexcept (InputError, TypeError): print("refused")'
    )
    done = subprocess.run([sys.executable, '-c', script], capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr) == ('refused\n', '')
