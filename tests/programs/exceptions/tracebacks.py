# --- nested calls
def a(x):
    return b(x) + 1
def b(x):
    value = c(x)
    return value
def c(x):
    return 10 / x
a(0)
# --- at module level
x = [1, 2]
print('before')
x[5]
# --- index inside an expression
data = {'rows': [1, 2, 3]}
total = data['rows'][0] + data['rows'][7] * 2
# --- attribute in a chain
class Node: next = None
n = Node()
n.next.next.value
# --- binary operator anchors
def f(a, b):
    return (a + 1) * b - a / (b - b)
print(f(3, 4))
# --- operator of unlike types
count = 3
message = 'items: ' + count
# --- unary and comparison
values = [3, 'x']
result = sorted(values) and -values
# --- subscript of a call
def get(): return {'a': 1}
get()['b']
# --- missing name
def f():
    return undefined_variable_qq + 1
f()
# --- multi-line call
def f(*args):
    raise ValueError('bad')
f(
    1,
    2,
    3,
)
# --- multi-line expression
a, b = 1, 0
x = (
    a +
    a / b
)
# --- multi-line arguments with the error inside
def g(x): return x
result = g(
    [1, 2, 3][
        9
    ],
)
# --- explicit cause
def load(k):
    try:
        return {}[k]
    except KeyError as e:
        raise ValueError(f'no {k}') from e
load('conf')
# --- implicit context
try:
    1 / 0
except ZeroDivisionError:
    [].missing
# --- suppressed context
def f():
    try:
        int('x')
    except ValueError:
        raise TypeError('clean') from None
f()
# --- three exceptions in a chain
def one(): raise KeyError('one')
def two():
    try: one()
    except KeyError: raise ValueError('two')
def three():
    try: two()
    except ValueError as e: raise RuntimeError('three') from e
three()
# --- in a comprehension
def f(x): return 1 // x
[f(i) for i in (2, 1, 0)]
# --- in a generator expression
total = sum(10 // n for n in [5, 0])
# --- in a generator
def numbers():
    yield 1
    raise RuntimeError('ran out')
for n in numbers():
    print(n)
# --- through yield from
def inner():
    yield 1
    yield {}['deep']
def outer():
    yield from inner()
list(outer())
# --- in a class body
class Config:
    size = 3
    ratio = size / 0
# --- in a method
class Account:
    def __init__(self, balance): self.balance = balance
    def withdraw(self, amount):
        if amount > self.balance:
            raise ValueError(f'cannot withdraw {amount}')
        self.balance -= amount
Account(10).withdraw(20)
# --- in __init__ through super
class A:
    def __init__(self, x): self.x = x.name
class B(A):
    def __init__(self): super().__init__(3)
B()
# --- in an operator method
class V:
    def __add__(self, other):
        raise TypeError('no adding')
v = V()
1, v + v
# --- in a property
class P:
    @property
    def x(self):
        return self.y['k']
    y = {}
P().x
# --- in a lambda and a sort key
items = [3, 1, 'a']
sorted(items, key=lambda v: v * 1.5)
# --- in a decorator
def deco(f):
    raise ImportError('no deco')
@deco
def f(): pass
# --- in a default argument
def f(x=[][0]): pass
# --- in an f-string
d = {}
print(f"value: {d['k']:>10}")
# --- in a with body and exit
class M:
    def __enter__(self): return self
    def __exit__(self, *a): raise KeyError('exit')
with M():
    raise ValueError('body')
# --- in finally
def f():
    try:
        return 1
    finally:
        None.x
f()
# --- custom exception with a str
class Custom(Exception):
    def __str__(self): return 'custom text'
raise Custom(1)
# --- exception without a message
raise NotImplementedError
# --- multi-line message
raise ValueError('line one\nline two')
# --- notes are shown
e = ValueError('v')
e.add_note('a note')
e.add_note('two\nlines')
raise e
# --- exception group
def f():
    raise ExceptionGroup('several', [ValueError('one'), TypeError('two')])
f()
# --- nested exception group with tracebacks
def make(kind, text):
    try:
        raise kind(text)
    except kind as e:
        return e
raise ExceptionGroup('outer', [make(ValueError, 'v'), ExceptionGroup('inner', [make(KeyError, 'k')])])
# --- group from except*
try:
    raise ExceptionGroup('g', [ValueError(1), OSError('rest')])
except* ValueError:
    print('handled')
# --- re-raised exception shows the first place
def f():
    try:
        g()
    except ValueError:
        print('cleanup')
        raise
def g(): raise ValueError('deep')
f()
# --- raised object kept and raised later
def fail(): raise ValueError('stored')
try: fail()
except ValueError as e: saved = e
raise saved
# --- assert with and without a message
def check(x):
    assert x > 0, f'{x} is not positive'
check(-1)
# --- assert with a call
values = []
assert len(values) > 0
# --- unpacking
pairs = [(1, 2), (3,)]
for a, b in pairs:
    print(a, b)
# --- wrong number of arguments
def f(a, b): return a
f(1)
# --- keyword that does not exist
def f(a): return a
print(f(a=1, z=2))
# --- calling None
handlers = {'x': None}
handlers['x'](1, 2)
# --- import of a missing module
try:
    import surely_not_a_module
except ImportError:
    raise
# --- walrus and ternary
x = 5 if (y := 0) else 1 / y
# --- augmented assignment
total = 1
total += 'x'
# --- delete of a missing key
d = {'a': 1}
del d['zz']
# --- store to a tuple item
t = (1, 2)
t[0] = 5
# --- for over a number
for i in 5:
    pass
# --- await and async
import asyncio
async def inner():
    await asyncio.sleep(0)
    raise ValueError('async')
async def main():
    await inner()
asyncio.run(main())
# --- long expression with an attribute call
text = 'abc'
result = text.upper().missing_method('x', 1).lower()
# --- call that raises with arguments
int('12' + 'x')
# --- star call error
def f(a): pass
f(*[1, 2, 3])
# --- dict and set display
x = {1: 2, [1]: 3}
# --- wide characters before the caret
s = '日本語' + 'é' + {}['キー']
# --- tabs and indentation
if True:
    for i in range(1):
            print('odd indent', 1 / i)
# --- multi-statement line
a = 1; b = a.x; c = 3
# --- conditional return
def f(x):
    return x.y if x else \
        x.z
f(0)
# --- recursion through several frames
def count(n):
    if n == 0:
        raise ValueError('bottom')
    return count(n - 1)
count(2)
# --- exception in __repr__ while printing
class R:
    def __repr__(self): raise ValueError('no repr')
print([R()])
# --- exception in __eq__ during in
class E:
    def __eq__(self, o): raise TypeError('no eq')
1 in [E()]
# --- exception in an iterator's next
class It:
    def __iter__(self): return self
    def __next__(self): return [].pop()
a, b = It()
# --- StopIteration becomes RuntimeError
def g():
    yield next(iter([]))
list(g())
# --- system exit
print('bye')
raise SystemExit(3)
# --- KeyError with a tuple
{}[1, 'a']
# --- nested functions and lambdas
def outer():
    def inner():
        return (lambda: 1 / 0)()
    return [inner() for _ in range(1)]
outer()
# --- map and filter callbacks
def half(x):
    return 10 / x
print(list(map(half, [1, 2, 0])))
# --- match subject
match {}['x']:
    case _: pass
# --- no case matched then error
class P: __match_args__ = ('x', 'y')
match P():
    case P(1, 2, 3): pass
# --- suggestion for a name
# min_python: 3.12
def f():
    counter = 1
    return countr
f()
# --- suggestion for an attribute
# min_python: 3.12
class C:
    def __init__(self): self.balance = 1
C().balanse
