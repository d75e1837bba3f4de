# --- gathered coroutine that calls another
import asyncio
async def leaf(n):
    await asyncio.sleep(0)
    if n == 2:
        raise LookupError(f'leaf {n}')
    return n
async def branch(n):
    return await leaf(n) + 1
async def main():
    return await asyncio.gather(*(branch(i) for i in range(4)))
asyncio.run(main())
# --- task awaited later
import asyncio
async def job():
    return {}['job']
async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(0)
    await task
asyncio.run(main())
# --- async generator and async for
async def agen():
    yield 1
    yield 1 / 0
async for x in agen():
    print(x)
# --- async with exit raises
class M:
    async def __aenter__(self): return self
    async def __aexit__(self, *a):
        raise RuntimeError('on exit')
async def main():
    async with M():
        raise ValueError('in body')
await main()
# --- timeout uncaught
import asyncio
async def main():
    async with asyncio.timeout(0.01):
        await asyncio.sleep(10)
asyncio.run(main())
# --- group in a task group from two tasks
import asyncio
async def fail(kind, text):
    raise kind(text)
async def main():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(fail(ValueError, 'one'))
        tg.create_task(fail(KeyError, 'two'))
asyncio.run(main())
# --- conditional expression over lines
def pick(flag):
    return (
        1 if flag
        else missing_name_zz
    )
pick(0)
# --- dictionary display over lines
def build(x):
    return {
        'a': 1,
        'b': x['nope'],
        'c': 3,
    }
build({})
# --- chained method calls over lines
text = 'a,b'
(text
    .upper()
    .split(',')
    .index('Z'))
# --- comparison chain
def f(a, b): return a < b < None
f(1, 2)
# --- in operator
5 in 7
# --- matrix and power operators
x = 'a' ** 2
# --- unary minus
x = [1, 2]
y = -x
# --- slice of a number
n = 5
n[1:2]
# --- nested subscripts
grid = [[1], [2]]
print(grid[0][0] + grid[1][3])
# --- call on a subscript
actions = {'a': [print]}
actions['a'][1]('x')
# --- keyword arguments over lines
dict(
    a=1,
    b=int('zz'),
)
# --- del of an attribute
class C: pass
c = C()
del c.x
# --- with that is not a context manager
with 5 as x:
    pass
# --- unpack in a call
def f(a, b): pass
f(*[1], **{'c': 2})
# --- unpack too few
a, b, *c = [1]
# --- while condition
n = 3
while 10 // n > 0:
    n -= 1
# --- decorator with arguments
def deco(n):
    def wrap(f):
        raise TypeError(f'{f.__name__} {n}')
    return wrap
@deco(3)
def target():
    pass
# --- decorated class
def check(cls):
    return cls.missing
@check
class C:
    x = 1
# --- inherit from a number
class C(5 + 'x'):
    pass
# --- set name failure
class D:
    def __set_name__(self, owner, name): pass
class C:
    d = D()
    e = d.zzz
# --- property setter
class T:
    @property
    def v(self): return 1
    @v.setter
    def v(self, x):
        if x < 0:
            raise ValueError(f'{x} < 0')
t = T()
t.v = 5
t.v = -5
# --- getattr hook
class P:
    def __getattr__(self, name):
        raise AttributeError(f'no {name} here')
P().anything
# --- index and call dunders
class X:
    def __getitem__(self, k): return self.table[k]
    def __call__(self, *a): return self[a[0]]
    table = {1: 'one'}
x = X()
x(1), x(2)
# --- iteration dunder in a comprehension
class R:
    def __init__(self, n): self.n = n
    def __iter__(self):
        for i in range(self.n):
            yield 6 // (2 - i)
{i: v for i, v in enumerate(R(4))}
# --- bool dunder in if
class B:
    def __bool__(self): raise ValueError('ambiguous')
if B():
    pass
# --- format dunder in an f-string
class F:
    def __format__(self, spec): raise KeyError(spec)
value = F()
print(f'{value:spec} {1}')
# --- hash dunder in a dict
class H:
    def __hash__(self): raise TypeError('cannot hash')
d = {}
d[H()] = 1
# --- generator throw
def g():
    yield 1
it = g()
next(it)
it.throw(ValueError('thrown in'))
# --- generator expression passed on
def consume(it): return list(it)
consume(x.missing for x in [1])
# --- nested comprehension
[[y / (y - 1) for y in range(x)] for x in range(3)]
# --- exception with several lines and notes in a chain
def first():
    e = ValueError('first\nsecond line')
    e.add_note('note 1')
    raise e
try:
    first()
except ValueError as e:
    new = RuntimeError('outer')
    new.add_note('note 2')
    raise new from e
# --- suppressed in the middle of a chain
def a(): raise KeyError('a')
def b():
    try: a()
    except KeyError: raise ValueError('b') from None
try: b()
except ValueError: raise TypeError('c')
# --- handled exceptions leave no trace
try: 1 / 0
except ZeroDivisionError: pass
try: {}['k']
except KeyError: pass
raise ValueError('alone')
# --- context set in finally
def f():
    try:
        raise ValueError('body')
    finally:
        {}['finally']
f()
# --- group with notes and a cause
try:
    raise OSError('root')
except OSError as root:
    group = ExceptionGroup('all', [ValueError('a'), ExceptionGroup('inner', [TypeError('b')])])
    group.add_note('group note')
    raise group from root
# --- except star raises a new one
try:
    raise ExceptionGroup('g', [ValueError('v')])
except* ValueError as g:
    raise RuntimeError('replacement')
# --- custom exception hierarchy with attributes
class Base(Exception):
    def __init__(self, code, **extra):
        super().__init__(f'code {code}')
        self.code, self.extra = code, extra
class Child(Base): pass
def run():
    try: raise Child(7, a=1)
    except Base as e:
        print(e.code, e.extra)
        raise
run()
# --- exception class nested in a class
class Outer:
    class Inner(Exception): pass
    def go(self): raise Outer.Inner('nested name')
Outer().go()
# --- keyboard interrupt by hand
def f():
    raise KeyboardInterrupt
try: f()
except Exception: print('no')
except KeyboardInterrupt as e: print('yes', repr(e))
raise GeneratorExit('by hand')
# --- json error through functions
import json
def load(text):
    try: return json.loads(text)
    except ValueError as e: raise RuntimeError('bad config') from e
load('{"a": [1, 2')
# --- dataclass constructor
from dataclasses import dataclass
@dataclass
class P:
    x: int
    def __post_init__(self):
        if self.x < 0: raise ValueError(f'negative {self.x}')
[P(i) for i in (1, -1)]
# --- frozen dataclass
from dataclasses import dataclass
@dataclass(frozen=True)
class P: x: int
p = P(1)
p.x = 2
# --- math error
import math
def root(x): return math.sqrt(x)
root(4) + root(-4)
# --- sorted comparison
sorted([3, 'a', 2])
# --- min of nothing in an expression
values = []
low, high = 0, max(values) + 1
# --- int of a bad string with a long line
total = sum(int(part) for part in 'one,2,3'.split(',') if part) + 1000000000000000000000000000000000
# --- star expression in return
def f(x): return *x, 1
f(5)
# --- lambda in a default
def f(g=lambda: 1 / 0): return g()
f()
# --- assert in a method with a message call
class A:
    def __init__(self, n): self.n = n
    def check(self): assert self.n > 3, self.explain()
    def explain(self): return f'{self.n} is too small'
A(1).check()
# --- string concatenation over lines
name = None
message = ('hello '
           + name
           + '!')
# --- global function called before it exists
def f(): return helper_defined_later(1)
f()
def helper_defined_later(x): return x
# --- augmented attribute
class C: total = '1'
c = C()
c.total += 1
# --- augmented subscript
d = {'a': [1]}
d['a'][0] += 'x'
# --- assignment to a missing index
xs = []
xs[3] = 1
