"""asyncio and dataclasses behave as the hosting CPython's: interleavings, cancellation, messages, generated methods."""

import pytest
from oracle import Chunk, run_cpython, run_monty

from monty_tools import Monty, MontyRuntimeError

HELPERS = """\
import asyncio
log = print
async def w(name, n):
    try:
        for i in range(n):
            log(name, i); await asyncio.sleep(0)
        return name
    except asyncio.CancelledError as e:
        log(name, 'cancelled', e.args); raise
    finally: log(name, 'finally')
async def bad(n):
    for i in range(n): await asyncio.sleep(0)
    raise ValueError(n)
"""

TOPICS = {
    'cancelling a task': """
    t = asyncio.create_task(w('a', 5), name='AA')
    t.add_done_callback(lambda f: log('cb', f.cancelled(), f is t))
    log(t.get_name(), t.done(), asyncio.current_task() is t)
    await asyncio.sleep(0); t.cancel('why'); log(t.cancelling())
    try: await t
    except asyncio.CancelledError as e: log('main saw', e.args, t.cancelled())
    try: await t
    except asyncio.CancelledError as e: log('again', e.args)
""",
    'task groups': """
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(w('s1', 9)); tg.create_task(bad(1)); tg.create_task(bad(1)); log('body')
            await asyncio.sleep(10)
    except* ValueError as g: log(repr(g), g.exceptions)
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(w('q1', 2))
            async with asyncio.TaskGroup() as tg2:
                tg2.create_task(bad(0)); tg2.create_task(w('q2', 5))
    except* ValueError as g: log(repr(g))
""",
    'gather': """
    r = await asyncio.gather(w('g1', 2), bad(1), w('g2', 4), return_exceptions=True); log(r)
    try: await asyncio.gather(w('h1', 5), bad(1))
    except ValueError as e: log('gather', e)
    await asyncio.sleep(0)
    c = w('same', 1)
    log(await asyncio.gather(c, c))
    g = asyncio.gather(w('k1', 4), w('k2', 4))
    await asyncio.sleep(0); g.cancel()
    try: await g
    except asyncio.CancelledError as e: log('gather cancelled', e.args)
""",
    'timeouts': """
    try:
        async with asyncio.timeout(0.01): await asyncio.sleep(3)
    except TimeoutError as e: log(repr(e), repr(e.__cause__))
    async with asyncio.timeout(None) as tm: log(tm.when(), tm.expired(), tm)
    try: await asyncio.wait_for(w('wf', 100000), 0.01) if 0 else await asyncio.wait_for(asyncio.sleep(3), 0.01)
    except TimeoutError as e: log(repr(e))
    log(await asyncio.wait_for(w('wok', 1), 1))
""",
    'wait and as_completed': """
    ts = [asyncio.create_task(w(f'x{i}', i)) for i in range(3)]
    done, pend = await asyncio.wait(ts, return_when=asyncio.FIRST_COMPLETED)
    log(len(done), len(pend)); await asyncio.wait(ts)
    async def slp(d): await asyncio.sleep(d); return d
    for f in asyncio.as_completed([slp(.03), slp(.01), slp(.02)]): log(await f)
""",
    'shield': """
    inner = asyncio.create_task(w('inner', 3))
    outer = asyncio.shield(inner)
    await asyncio.sleep(0); outer.cancel()
    try: await outer
    except asyncio.CancelledError: log('outer', inner.done())
    log(await inner)
""",
    'queues': """
    q = asyncio.Queue(2)
    async def prod():
        for i in range(5): await q.put(i); log('put', i)
    async def cons():
        for i in range(5): log('got', await q.get()); q.task_done()
    await asyncio.gather(prod(), cons()); await q.join(); log(q.qsize(), str(q))
""",
    'locks': """
    lock = asyncio.Lock()
    async def locked(n):
        async with lock: log('in', n); await asyncio.sleep(0); log('out', n)
    await asyncio.gather(*map(locked, range(3)))
    sem = asyncio.Semaphore(2)
    async def lim(n):
        async with sem: log('in', n); await asyncio.sleep(0); log('out', n)
    await asyncio.gather(*map(lim, range(4)))
    ev = asyncio.Event()
    async def waiter(n): await ev.wait(); log('ev', n)
    ws = [asyncio.create_task(waiter(i)) for i in range(2)]
    await asyncio.sleep(0); ev.set(); await asyncio.gather(*ws)
""",
    'callbacks and futures': """
    loop = asyncio.get_running_loop()
    loop.call_soon(log, 'soon', 1); loop.call_later(0.001, log, 'later'); h = loop.call_soon(log, 'never'); h.cancel()
    await asyncio.sleep(0.01)
    f = loop.create_future(); loop.call_soon(f.set_result, 5); log(await f, f.done(), f)
    try: f.set_result(1)
    except asyncio.InvalidStateError as e: log(repr(e))
    try: loop.create_future().result()
    except asyncio.InvalidStateError as e: log(repr(e))
""",
    'refusals': """
    try: asyncio.run(w('z', 1))
    except RuntimeError as e: log(e)
    for bad_arg in (5, w):
        try: asyncio.create_task(bad_arg)
        except TypeError as e: log(str(e)[:30])
        try: await asyncio.gather(bad_arg)
        except TypeError as e: log(str(e))
    async def selfish(): await asyncio.current_task()
    try: await asyncio.create_task(selfish())
    except RuntimeError as e: log(str(e)[:28])
""",
    'uncancel': """
    t = asyncio.create_task(w('u', 3)); await asyncio.sleep(0); t.cancel(); log(t.uncancel(), t.cancelling())
    try: await t
    except asyncio.CancelledError: log('u cancelled')
""",
    'priorities': """
    pq = asyncio.PriorityQueue()
    for x in (3, 1, 2): pq.put_nowait(x)
    log([pq.get_nowait() for _ in range(3)])
    try: pq.get_nowait()
    except asyncio.QueueEmpty as e: log(repr(e))
""",
    'conditions': """
    cond = asyncio.Condition()
    async def cw(n):
        async with cond: await cond.wait(); log('cond', n)
    cs = [asyncio.create_task(cw(i)) for i in range(2)]
    await asyncio.sleep(0)
    async with cond: cond.notify_all()
    await asyncio.gather(*cs)
""",
    'the end': """
    left = asyncio.create_task(w('left', 99)); left2 = asyncio.create_task(w('left2', 99))
    log('main ends', len(asyncio.all_tasks()))
    return 'result'
""",
}
"""What ``main()`` does."""

DATACLASSES = """\
from dataclasses import dataclass, field, fields, asdict, astuple, replace, is_dataclass
from dataclasses import make_dataclass, MISSING, KW_ONLY, InitVar, FrozenInstanceError
import dataclasses, typing
from typing import ClassVar, Optional
@dataclass
class A:
    x: int
    y: list[int] = field(default_factory=list, repr=False)
    z: ClassVar[int] = 5
    w: typing.ClassVar = 6
    i: InitVar[int] = 3
    _: KW_ONLY
    k: Optional[str] = None
    def __post_init__(self, i): print('post', i)
print(A(1), A.__doc__, A.__match_args__, [f.name for f in fields(A)])
print(fields(A)[0])
print(A.__init__.__qualname__, A.__init__.__annotations__)
for f in (lambda: A(), lambda: A(1, 2, 3, 4), lambda: A(1, k=2, q=3), lambda: A(x=1, i=2, k=3)):
    try: print(f())
    except TypeError as e: print(e)
@dataclass
class N:
    v: int
    children: list = field(default_factory=list)
n = N(1); n.children.append(n); print(n)
@dataclass(order=True, frozen=True)
class V:
    a: int
    b: str = 'q'
print(V(1) < V(2), V(1) == V(1), hash(V(1)) == hash(V(1)), {V(1): 2})
try: V(1) < 3
except TypeError as e: print(e)
try: V(1).a = 3
except FrozenInstanceError as e: print(repr(e))
try: del V(1).b
except FrozenInstanceError as e: print(repr(e))
@dataclass(slots=True, kw_only=True)
class S:
    a: int
    b: int = 2
    def m(self): return self.a + self.b
s = S(a=3); print(s, s.m(), S.__slots__, hasattr(s, '__dict__'))
try: s.q = 3
except AttributeError as e: print(e)
@dataclass(slots=True, frozen=True)
class S2:
    a: int = 5
print(S2(), S2(4))
spec = ['x', ('y', int), ('z', int, field(default=7))]
C = make_dataclass('C', spec, namespace={'add': lambda self: self.x + self.z})
print(C(1, 2), C(1, 2).add(), C.__module__)
for bad in (['a b'], ['class'], ['x', 'x'], [('a', int, 1, 2)]):
    try: make_dataclass('B', bad)
    except TypeError as e: print(e)
print(asdict(C(1, [V(2), {'k': V(3)}])), astuple(C(1, (V(2),), {3})))
print(replace(V(1), b='r'), is_dataclass(V), is_dataclass(V(1)), is_dataclass(3))
try: replace(3)
except TypeError as e: print(e)
try: asdict(3)
except TypeError as e: print(e)
try: fields(3)
except TypeError as e: print(e)
def bad(code):
    try: exec_(code)
    except Exception as e: print(type(e).__name__, e)
for kw in ({'eq': False, 'order': True},):
    try:
        @dataclass(**kw)
        class X: a: int
    except ValueError as e: print(e)
try:
    @dataclass(unsafe_hash=True)
    class X:
        a: int
        def __hash__(self): return 1
except TypeError as e: print(e)
try:
    @dataclass(order=True)
    class X:
        a: int
        def __lt__(self, o): return 1
except TypeError as e: print(e)
try:
    @dataclass
    class X(V):
        c: int = 3
except TypeError as e: print(e)
try:
    @dataclass
    class X: a = field()
except TypeError as e: print(e)
try:
    @dataclass
    class X: a: dict = {}
except ValueError as e: print(e)
try: field(default=1, default_factory=list)
except ValueError as e: print(e)
@dataclass(frozen=True)
class F:
    self: int
    name: str = 'n'
print(F(1), F(self=2))
@dataclass(eq=False)
class E: a: int
print(E(1) == E(1), E.__hash__ is object.__hash__)
@dataclass
class H: a: int
print(H.__hash__, MISSING, KW_ONLY) if False else print(H.__hash__)
match V(1, 'z'):
    case V(a, b): print(a, b)
match A(1, i=0):
    case A(x, k=k): print(x, k)
@dataclass
class G(H):
    a: str
    b: int = 3
print(G('s'), G.__mro__[1].__name__, dataclasses.fields(G)[1].default)
@dataclass
class D:
    x: int = field(default=3, metadata={'u': 1}, init=False)
print(D(), fields(D)[0].metadata, fields(D)[0].metadata['u'], D.x, repr(InitVar[int]), V.__dataclass_params__)
class Desc:
    def __set_name__(self, o, n): self.n = '_' + n
    def __get__(self, o, t): return 100 if o is None else getattr(o, self.n, 100)
    def __set__(self, o, v): setattr(o, self.n, int(v))
@dataclass
class I: q: int = Desc()
print(I(), I(5))
[A.__repr__.__name__, V.__eq__.__qualname__]
"""


def chunk(source: str) -> Chunk:
    return Chunk('async', 'test', source)


@pytest.mark.parametrize('topic', TOPICS)
@pytest.mark.parametrize('end', ['print(asyncio.run(main()))', 'print(await main())'])
def test_interleavings(topic: str, end: str) -> None:
    program = chunk(f'{HELPERS}async def main():{TOPICS[topic]}{end}\n')
    assert run_monty(program) == run_cpython(program)


PROGRAMS = {
    'what was started but not awaited has its first step': """
import asyncio
async def f(n):
    try:
        print('step', n); await asyncio.sleep(0); print('again', n); await asyncio.sleep(0); print('never', n)
    finally: print('finally', n)
for n in range(3): asyncio.create_task(f(n))
await asyncio.sleep(0)
asyncio.create_task(f('late'))
print('end')
""",
    'a task that does not want to be cancelled': """
import asyncio
async def f():
    try: await asyncio.sleep(9)
    except asyncio.CancelledError: print('no')
    await asyncio.sleep(0)
    print('done')
    asyncio.create_task(g())
async def g():
    print('g')
    await asyncio.sleep(9)
asyncio.create_task(f())
await asyncio.sleep(0)
""",
    'no loop': """
import asyncio
async def f(): await asyncio.sleep(0)
c = f()
for make in (lambda: asyncio.create_task(c), asyncio.get_running_loop, asyncio.current_task):
    try: make()
    except RuntimeError as e: print(e)
c.close()
""",
    'exit from a task': """
import asyncio
async def g(): raise SystemExit(3)
asyncio.create_task(g())
try: await asyncio.sleep(9)
finally: print('main finally')
""",
    'a task that waits for itself, a wrong yield': """
import asyncio
class Bad:
    def __await__(self): yield 5
try: await Bad()
except RuntimeError as e: print(e)
""",
    'the same exception raised by several awaits': """
import asyncio
async def f(): raise ValueError('v')
t = asyncio.create_task(f())
for _ in range(3):
    try: await t
    except ValueError as e: print(repr(e))
await t
""",
    'uncaught in a nested group': """
import asyncio
async def f(n): await asyncio.sleep(0); raise KeyError(n)
async def g():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(f(1)); tg.create_task(f(2))
async with asyncio.TaskGroup() as tg:
    tg.create_task(g())
""",
    'uncaught timeout': """
import asyncio
async def f():
    async with asyncio.timeout(0):
        await asyncio.sleep(5)
await f()
""",
    'post init that fails': """
from dataclasses import dataclass
@dataclass
class P:
    x: int
    def __post_init__(self):
        if self.x < 0: raise ValueError('negative')
print(P(1))
P(-1)
""",
}


@pytest.mark.parametrize('name', PROGRAMS)
def test_programs(name: str) -> None:
    program = chunk(PROGRAMS[name])
    assert run_monty(program) == run_cpython(program)


def test_dataclasses() -> None:
    program = chunk(DATACLASSES)
    assert run_monty(program) == run_cpython(program)


def test_absent_parts_of_asyncio() -> None:
    for name in ('to_thread', 'create_subprocess_exec', 'open_connection', 'new_event_loop', 'Runner'):
        with pytest.raises(MontyRuntimeError, match=name):
            Monty(f'import asyncio\nasyncio.{name}').run()


def test_deadlock_is_an_error_where_the_program_waits() -> None:
    with pytest.raises(MontyRuntimeError, match='deadlock'):
        Monty('import asyncio\nawait asyncio.get_running_loop().create_future()').run()
    with pytest.raises(MontyRuntimeError, match='deadlock'):
        Monty('import asyncio\nasync def f(): await asyncio.Event().wait()\nasyncio.run(f())').run()


def test_field_names_are_never_code() -> None:
    source = """
from dataclasses import dataclass
class C: pass
C.__annotations__ = {"x): print('injected')\\n def f(": int}
dataclass(C)
"""
    with pytest.raises(MontyRuntimeError, match='valid identifiers'):
        Monty(source).run()


def test_chains_of_waiting_tasks_are_cancelled_and_dropped() -> None:
    source = """
import asyncio
async def wait_for_it(t): await t
async def main():
    t = asyncio.get_running_loop().create_future()
    for _ in range(3000): t = asyncio.create_task(wait_for_it(t))
    await asyncio.sleep(0)
    t.cancel()
    try: await t
    except asyncio.CancelledError: return 'cancelled'
asyncio.run(main())
"""
    assert Monty(source).run() == 'cancelled'
