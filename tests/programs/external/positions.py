# --- plain call and last expression
# externals: add
add(1, 2)
# --- nested calls as arguments
# externals: add, pair
x = add(add(1, 2), add(3, add(4, 5)))
x, add(*pair(3)), add(b=pair(1)[0], a=add(2))
# --- in a list comprehension
# externals: add
[add(x, y) for x in range(3) for y in range(add(x)) if add(x, y) % 2]
# --- in dict and set comprehensions
# externals: upper, weight
print({upper(k): weight(k) for k in 'abc'})
sorted({weight(w) % 5 for w in ['one', 'two', 'three']})
# --- in nested comprehensions
# externals: add
[[add(i, j) for j in range(2)] for i in range(add(1, 1))]
# --- in a generator expression
# externals: weight
print(sum(weight(w) for w in ['a', 'b', 'c']), max((weight(w), w) for w in 'xyz'))
any(weight(w) > 90 for w in 'abz'), ','.join(str(weight(c)) for c in 'ab'), dict((c, weight(c)) for c in 'pq')
# --- as a sorted key
# externals: weight
words = ['pear', 'fig', 'apple', 'kiwi', 'plum']
print(sorted(words, key=weight), sorted(words, key=lambda w: (weight(w) % 3, w), reverse=True))
words.sort(key=lambda w: -weight(w))
words
# --- as min and max keys
# externals: weight, less
words = ['pear', 'fig', 'apple']
min(words, key=weight), max(words, key=lambda w: weight(w)), min('ab', 'c', key=weight), max([], key=weight, default='none')
# --- in map and filter
# externals: upper, less, add
print(list(map(upper, ['a', 'b'])), list(filter(lambda n: less(n, 3), range(5))), list(map(add, [1, 2], [10, 20])))
m = map(upper, 'xyz')
print(next(m))
list(zip(m, filter(lambda c: upper(c) != 'B', 'abc')))
# --- in a property
# externals: fetch
class Item:
    def __init__(self, key): self.key = key
    @property
    def record(self): return fetch(self.key)
    @property
    def price(self): return self.record['price']
    @price.setter
    def price(self, v): self.saved = (fetch(v)['name'], v)
i = Item(4)
i.price = 7
i.price, i.record['tags'], i.saved
# --- in a generator driven by for
# externals: fetch
def records(keys):
    for k in keys:
        r = fetch(k)
        yield r['name']
        print('after', r['id'])
for name in records([1, 2]):
    print(name, fetch(9)['id'])
    if name == 'item-2': break
# --- through yield from and send
# externals: add
def running():
    total = 0
    while True:
        n = yield total
        if n is None: return total
        total = add(total, n)
def outer():
    result = yield from running()
    yield add(result, 1000)
it = outer()
next(it), it.send(5), it.send(6), it.send(None)
# --- in finally
# externals: add
def f(n):
    try:
        return 10 // n
    except ZeroDivisionError:
        return 'zero'
    finally:
        print('finally', add(n, 1))
f(2), f(0)
# --- in finally while an exception travels
# externals: upper
def f():
    try:
        raise ValueError('v')
    finally:
        print(upper('cleaning'))
try: f()
except ValueError as e: print(e, upper(str(e)))
for i in range(2):
    try: continue
    finally: print(upper(f'loop{i}'))
# --- in an except handler, with the exception being handled
# externals: upper
try: 1 / 0
except ZeroDivisionError as e:
    message = upper(str(e))
    try: raise
    except ZeroDivisionError as again: print(message, again is e)
    try: raise KeyError(upper('k'))
    except KeyError as k: print(repr(k.__context__), k.__context__ is e)
# --- in __enter__ and __exit__
# externals: upper
class M:
    def __enter__(self): return upper('entered')
    def __exit__(self, kind, e, tb):
        print(upper('exit'), kind and upper(kind.__name__))
        return bool(upper('x'))
with M() as v: print(v)
with M(): raise KeyError('gone')
print('on')
def f():
    with M(), M() as m: return upper(m + '!')
f()
# --- in dunder operators
# externals: add, less
class N:
    def __init__(self, n): self.n = n
    def __add__(self, o): return N(add(self.n, o.n))
    def __radd__(self, o): return N(add(o, self.n))
    def __iadd__(self, o): self.n = add(self.n, o); return self
    def __lt__(self, o): return less(self.n, o.n)
    def __neg__(self): return N(add(-self.n))
    def __bool__(self): return less(0, self.n)
    def __getitem__(self, i): return add(self.n, i)
    def __setitem__(self, i, v): self.n = add(i, v)
    def __call__(self, x): return add(self.n, x)
    def __len__(self): return add(self.n, 0)
    def __repr__(self): return f'N({add(self.n)})'
    def __contains__(self, x): return less(x, self.n)
    def __int__(self): return add(self.n)
a, b = N(1), N(2)
c = a + b
a += 10
print(c, 5 + b, a, -a, a < b, sorted([a, b, c]), 'yes' if N(0) else 'no', b[3], b(4), len(b), 1 in b, int(c))
b[1] = 5
repr([b, max(a, b)]), sum([N(1), N(2)], N(0)).n
# --- in __iter__ and __next__
# externals: less, add
class Up:
    def __init__(self, n): self.i, self.n = 0, n
    def __iter__(self): add(0); return self
    def __next__(self):
        if not less(self.i, self.n): raise StopIteration
        self.i = add(self.i, 1)
        return self.i
print(list(Up(3)), [x * x for x in Up(2)], sum(Up(4)), dict(zip(Up(2), 'ab')), 2 in Up(3))
a, b, *c = Up(4)
for x in Up(2): print(x)
a, b, c, max(Up(3)), tuple(Up(1)), list(enumerate(Up(2))), sorted(Up(3), reverse=True)
# --- in __getattr__ and __setattr__
# externals: upper, add
class P:
    def __getattr__(self, name): return upper(name)
    def __setattr__(self, name, v): super().__setattr__(name, add(v, 1))
    def __delattr__(self, name): print('del', upper(name))
p = P()
p.x = 1
p.x += 1
del p.gone
p.x, p.anything, getattr(p, 'other'), hasattr(p, 'z'), f'{p.q}'
# --- in a descriptor and __set_name__
# externals: upper, add
class F:
    def __set_name__(self, owner, name): self.label = upper(name)
    def __get__(self, obj, owner): return self if obj is None else add(obj.__dict__.get(self.label, 0), 100)
    def __set__(self, obj, v): obj.__dict__[self.label] = add(v)
class C:
    a = F()
    b = F()
c = C()
c.a = 5
c.a, c.b, C.b.label
# --- in __init__, __new__ and __init_subclass__
# externals: upper
class Base:
    def __init_subclass__(cls, **kw): cls.tag = upper(cls.__name__)
    def __new__(cls, *a):
        o = super().__new__(cls)
        o.made = upper('new')
        return o
    def __init__(self, v): self.v = upper(v)
class Child(Base):
    def __init__(self, v): super().__init__(upper(v) + 'c')
c = Child('x')
c.tag, c.made, c.v
# --- in a class body
# externals: fetch, upper
class Config:
    record = fetch(3)
    names = [upper(t) for t in record['tags']]
    if fetch(2)['id'] == 2: even = True
    def describe(self): return self.record['name']
Config.names, Config.even, Config().describe()
# --- as a default argument and a decorator argument
# externals: add, upper
def f(a=add(1, 2), *, k=upper('k')): return a, k
def tagged(tag):
    def wrap(g): return lambda *a: (tag, upper(g.__name__), g(*a))
    return wrap
@tagged(upper('tag'))
def g(x): return x
f(), f(1, k=2), g(5)
# --- as a decorator itself
# externals: upper, nothing
@(lambda f: upper(f()))
def word(): return 'decorated'
word
# --- in an f-string
# externals: upper, add, pair
name = 'bo'
print(f'{upper(name)} {add(1, 2):>5} {upper(name)!r} {add(3, 4)=} {pair(2)[1]:0{add(2, 2)}d}')
f'{upper(f"{upper(name)}x")}' + '%s' % upper('y') + '{}'.format(upper('z'))
# --- in __format__, __str__ and __hash__-free printing
# externals: upper
class T:
    def __str__(self): return upper('str')
    def __repr__(self): return upper('repr')
    def __format__(self, spec): return upper(spec)
t = T()
print(t, [t], f'{t:abc}', f'{t!s}', f'{t!r:>6}', '%s %r' % (t, t), '{:q} {!r}'.format(t, t), str(t), repr({'k': t}))
format(t, 'fmt')
# --- in a match subject and guard
# externals: fetch, less
def kind(k):
    match fetch(k):
        case {'id': i} if less(i, 2): return 'low'
        case {'tags': ['even', *_], 'price': p} if less(p, 10): return ('even', p)
        case {'name': str(n)} if (r := less(0, 1)): return n, r
[kind(k) for k in (0, 2, 3, 10)]
# --- in a while condition
# externals: less, add
n = 0
while less(n, 3):
    n = add(n, 1)
    if less(n, 2): continue
    print(n)
else: print('done', add(n, 10))
while (n := add(n, -1)) > 0: pass
n
# --- in if, elif, ternary and boolean operators
# externals: less, add
def f(n):
    if less(n, 1): return 'a'
    elif less(n, 2) and add(n): return 'b'
    return 'c' if not less(n, 5) or add(0) else 'd'
[f(n) for n in (0, 1, 3, 7)], less(1, 2) < add(1, 1) < add(5, 5)
# --- in subscripts, slices and targets
# externals: add
xs = [0, 1, 2, 3, 4]
xs[add(0, 1)] = add(10, 1)
xs[add(1, 1)] += add(100)
del xs[add(1, 2)]
d = {add(1): add(2)}
d[add(5)] = xs[add(0):add(1, 1)]
a, xs[add(0)] = add(7), add(8)
for xs[add(0, 1)] in range(add(2)): pass
xs, d, a
# --- in assert and raise
# externals: upper, less
try: assert less(2, 1), upper('message')
except AssertionError as e: print(e)
try: raise ValueError(upper('raised')) from KeyError(upper('cause'))
except ValueError as e: print(e, repr(e.__cause__))
# --- in star arguments
# externals: pair, echo, fetch
def f(*a, **k): return a, sorted(k)
f(*pair(1), *pair('x'), **fetch(1)), [*pair(2)], {**fetch(2), 'id': 9}
# --- in a lambda and closure
# externals: add
def make(n):
    total = add(n)
    def more(k):
        nonlocal total
        total = add(total, k)
        return total
    return more, lambda: add(total, 1000)
more, peek = make(1)
more(5); more(6)
peek(), more(0)
# --- in recursion
# externals: add
def fib(n): return n if n < 2 else add(fib(n - 1), fib(n - 2))
fib(6)
# --- identity and sharing survive
# externals: nothing
a = [1]
b = {'a': a, 'self': None}
b['self'] = b
c = [a, a, b]
nothing()
a.append(2)
c[0] is c[1], b['self'] is b, c[2]['a'] is a, a, c[2]['self']['a']
# --- closures share their cell over a pause
# externals: nothing
def make():
    n = 0
    def up():
        nonlocal n
        n += 1
        nothing()
        return n
    def get(): return n
    return up, get
up, get = make()
up(); nothing(); up()
get()
# --- partly consumed iterators
# externals: nothing
it = iter([1, 2, 3, 4])
z = zip(it, 'ab')
e = enumerate('xyz')
r = reversed([7, 8, 9])
d = iter({'k': 1, 'l': 2}.items())
m = map(str.upper, iter('pqr'))
f = filter(None, iter([0, 1, 2, 0, 3]))
g = (x * x for x in it)
rng = iter(range(0, 10, 3))
print(next(it), next(e), next(r), next(d), next(m), next(f), next(rng))
nothing()
list(z), list(e), list(r), list(d), list(m), list(f), list(g), list(rng), list(it)
# --- half-run generators and their locals
# externals: nothing, add
def g(label):
    state = {'label': label}
    try:
        for i in range(3):
            state[i] = add(i, i)
            yield dict(state)
    finally: print('closed', label, nothing())
a, b = g('a'), g('b')
next(a); next(a); next(b)
nothing()
print(next(a))
b.close()
list(a)
# --- instances, classes and methods kept in containers
# externals: nothing
class C:
    count = 0
    def __init__(self, v): self.v = v; C.count += 1
    def get(self): return self.v
    def __eq__(self, o): return self.v == o.v
    def __hash__(self): return hash(self.v)
c = C(1)
bound = c.get
table = {c: 'one', C(2): 'two', 'cls': C}
nothing()
c.v = 1
C.get2 = lambda self: self.v + 10
bound(), table[C(1)], table['cls'] is C, isinstance(c, table['cls']), c.get2(), C.count, bound.__self__ is c
# --- in code after super().__init__
# externals: upper
class A:
    def __init__(self): self.a = upper('a')
    def hi(self): return upper('hi')
class B(A):
    def __init__(self):
        super().__init__()
        self.b = upper('b') + self.a
    def hi(self): return super().hi() + upper('!b')
B().hi(), B().b
# --- classmethod, staticmethod and alternative constructor
# externals: fetch
class Item:
    def __init__(self, name, price): self.name, self.price = name, price
    @classmethod
    def load(cls, k): r = fetch(k); return cls(r['name'], r['price'])
    @staticmethod
    def exists(k): return fetch(k)['id'] == k
[(i.name, i.price) for i in map(Item.load, range(3))], Item.exists(4)
# --- in __missing__ and dict building
# externals: fetch
class Cache(dict):
    def __missing__(self, k):
        print('miss', k)
        self[k] = v = fetch(k)['name']
        return v
c = Cache()
c[1], c[2], c[1], dict(c)
# --- called through a variable, a container and an attribute
# externals: add, upper
f = add
table = {'up': upper, 'add': add}
class Holder: op = staticmethod(upper)
class Other:
    def __init__(self): self.call = add
print(f(1, 2), table['up']('x'), Holder.op('y'), Holder().op('z'), Other().call(3, 4))
[fn(2) for fn in (add, f)], callable(add), add is f
# --- iter with a sentinel
# externals: add
n = 0
def step():
    global n
    n = add(n, 1)
    return n
list(iter(step, 4))
# --- in a with statement's expression and an except clause
# externals: upper
class M:
    def __init__(self, n): self.n = n
    def __enter__(self): return self.n
    def __exit__(self, *a): pass
def kinds(): upper('x'); return (KeyError, ValueError)
with M(upper('a')) as n: print(n)
try: raise ValueError('v')
except kinds() as e: print(upper(str(e)))
# --- in except star
# externals: upper
try: raise ExceptionGroup('g', [ValueError('a'), KeyError('b'), ValueError('c')])
except* ValueError as g: print([upper(str(e)) for e in g.exceptions])
except* KeyError as g: print(upper('key'))
finally: print(upper('fin'))
# --- dataclass hooks
# externals: upper, add
from dataclasses import dataclass, field
@dataclass(order=True)
class D:
    n: int
    name: str = field(default_factory=lambda: upper('default'))
    def __post_init__(self): self.n = add(self.n, 1)
D(1).n, D(2).name, sorted([D(3, 'b'), D(1, 'a')])[0].name
# --- inside json and math arguments
# externals: fetch, add
import json, math
json.loads(json.dumps(fetch(2))), math.sqrt(add(8, 8)), json.dumps([add(1), {'k': fetch(1)['tags']}])
# --- print arguments
# externals: upper, pair
print(upper('a'), *pair('b'), sep=upper('-x-'), end=upper('!\n'))
print(nothing_like := upper('walrus'))
nothing_like
# --- deep call stack
# externals: add
def a(n): return b(n) + 1
def b(n): return [c(x) for x in (n,)][0]
def c(n): return (lambda: d(n))()
def d(n): return add(n, 100)
a(5)
# --- augmented assignment on attributes and items
# externals: add
class C: total = 0
c = C()
for i in range(3):
    c.total += add(i, 1)
xs = [[1]]
xs[add(0)] += [add(9)]
c.total, xs
# --- values of every kind cross and come back equal
# externals: echo
values = [None, True, 10**30, 2.5, 1j, 'é', b'\x00', (1, (2,)), [3], {'k': [4]}, {5, 6}, frozenset({7}), range(3), bytearray(b'q'), float('inf'), -0.0]
back = echo(*values, key={'nested': values[:4]})
print(back['args'] == values, [type(v).__name__ for v in back['args']])
back['kwargs'], back['args'][7]
# --- results are fresh copies
# externals: fetch, echo
a, b = fetch(1), fetch(1)
a['tags'].append('changed')
shared = [1]
r = echo(shared)

b['tags'], a == b
# --- with inputs
# externals: fetch, add
# inputs: {"keys": [1, 2, 5], "options": {"limit": 3, "name": "x"}}
total = 0
for k in keys:
    total = add(total, fetch(k)['price'])
keys.append(options['limit'])
total, keys, options['name'].upper()
# --- subclasses of lazy iterators, type variables and lists changed in place at a call
# externals: add
from typing import TypeVar
T = TypeVar('T')
U = TypeVar('T')
class Pairs(enumerate): pass
class Items(list): pass
pairs = Pairs('abc')
print(next(pairs))
items = same = Items([1])
items *= 2
add(1, 2)
print(T == T, T == U, type(pairs).__name__, list(pairs), items is same, type(items).__name__, int | None, list[T])
