# --- groups
def f():
    raise ExceptionGroup('g', [ValueError('a'), ExceptionGroup('h', [TypeError('b'), KeyError('c')])])
try: f()
except* ValueError as eg: print('ve', eg, eg.exceptions)
except* (TypeError, KeyError) as eg: print('te', repr(eg))
else: print('else')
finally: print('fin')
try:
    try: f()
    except* ValueError: pass
except ExceptionGroup as e: print(repr(e), e.message, e.exceptions)
try:
    try: raise ValueError('plain')
    except* ValueError as e: print(repr(e)); raise KeyError('new')
except BaseException as e: print(repr(e), repr(e.__context__))
try:
    try: f()
    except* TypeError as e: raise
    except* ValueError as e: raise OSError('x') from e
except ExceptionGroup as e: print(repr(e), [repr(x) for x in e.exceptions])
eg = ExceptionGroup('m', [ValueError(1), TypeError(2), ExceptionGroup('n', [ValueError(3)])])
print(eg.split(ValueError), eg.subgroup(ValueError), eg.subgroup(lambda e: isinstance(e, TypeError)), eg.derive([KeyError()]), eg.split(OSError), str(eg), eg.args)
for bad in (lambda: ExceptionGroup('a', []), lambda: ExceptionGroup('a', [1]), lambda: ExceptionGroup(1, [ValueError()]), lambda: ExceptionGroup('a'), lambda: ExceptionGroup('a', [KeyboardInterrupt()]), lambda: ExceptionGroup('a', 5)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(type(BaseExceptionGroup('a', [ValueError()])), type(BaseExceptionGroup('a', [KeyboardInterrupt()])))
class MyEG(ExceptionGroup):
    def derive(self, excs): return MyEG(self.message, excs)
m = MyEG('my', [ValueError(1), KeyError(2)]); print(m.split(KeyError))
try:
    try: raise m
    except* ExceptionGroup: pass
except TypeError as e: print(e)
for i in range(3):
    try: raise ExceptionGroup('x', [ValueError(i)])
    except* ValueError:
        if i == 1: print('one')
f()
# --- group traceback nested
def a(): raise ValueError('a\nb')
def b():
    try: a()
    except ValueError as e: return e
e1 = b(); e1.add_note('n1')
e2 = KeyError('k'); e2.__cause__ = b()
raise ExceptionGroup('top', [e1, ExceptionGroup('inner', [e2, OSError(2, 'x')])]) from b()
# --- except star reraise partial
try: raise ExceptionGroup('g', [ValueError('a'), TypeError('b')])
except* ValueError: print('x')
# --- with
class C:
    def __init__(s, n, sw=False): s.n, s.sw = n, sw
    def __enter__(s): print('enter', s.n); return s
    def __exit__(s, t, v, tb): print('exit', s.n, t and t.__name__, v, tb is not None); return s.sw
with C(1) as a, C(2) as b: print(a.n, b.n)
with (C(3) as c, C(4),): pass
with C(5, True): 1/0
def f():
    with C(6) as c: return c.n
print(f())
for i in range(2):
    with C(i):
        if i == 0: continue
        break
class BadExit(C):
    def __exit__(s, *a): raise KeyError('exit')
try:
    with BadExit(1): raise ValueError('body')
except KeyError as e: print(repr(e), repr(e.__context__))
class NoEnter: pass
class NoExit:
    def __enter__(s): pass
for k in (NoEnter, NoExit):
    try:
        with k(): pass
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
class BadEnter(C):
    def __enter__(s): raise ValueError('enter')
try:
    with C(1), BadEnter(2): pass
except ValueError as e: print(e)
with C(1) as (x) : pass
class T:
    def __enter__(s): return 1, [2, 3]
    def __exit__(s, *a): pass
d = {}
with T() as (d['a'], [p, q]): print(d, p, q)
with C('un'): raise OSError(1, 'a')
# --- with nested suppress
class S:
    def __enter__(s): return s
    def __exit__(s, t, v, tb): s.e = v; return True
with S() as s: raise ValueError('gone')
print(repr(s.e))
def g():
    with S(): yield 1; raise KeyError
    yield 2
print(list(g()))
async def am():
    class A:
        async def __aenter__(s): print('ae'); return 5
        async def __aexit__(s, *a): print('ax', a[0]); return True
    async with A() as x, A(): print(x); raise ValueError
    class Z: pass
    try:
        async with Z(): pass
    except (TypeError, AttributeError) as e: print(e)
    try:
        async with S(): pass
    except (TypeError, AttributeError) as e: print(e)
    try:
        with A(): pass
    except (TypeError, AttributeError) as e: print(e)
await am()
# --- match
class P:
    __match_args__ = ('x', 'y')
    def __init__(s, x, y): s.x, s.y = x, y
class K: RED = 1
def m(v):
    match v:
        case 0 | 1: return 'small'
        case -1: return 'neg'
        case 1.5 | 2+3j: return 'num'
        case 'a' 'b': return 'ab'
        case b'x': return 'bytes'
        case None | True | False: return f'single {v}'
        case [] | (): return 'empty'
        case [x]: return f'one {x}'
        case [1, *rest] if rest: return f'rest {rest}'
        case [_, _, 3]: return 'three'
        case [a, [b, c]]: return f'nest {a}{b}{c}'
        case [*_, 'end']: return 'end'
        case {'k': 1, **kw}: return f'kw {kw}'
        case {'t': {'u': [n, *_]}}: return f'deep {n}'
        case {}: return 'map' 
        case P(1, y=yy): return f'P1 {yy}'
        case P(x=0): return 'P0'
        case P(a, b) as p if a == b: return f'same {p.x}'
        case int(n) | float(n): return f'n {n}'
        case str() as s: return f's {s}'
        case K.RED: return 'red'
        case set(): return 'set'
        case object(foo=f): return f'foo {f}'
        case _: return 'other'
class F: foo = 3
for v in (0, 1, -1, 1.5, 2+3j, 'ab', b'x', None, True, [], (), [9], [1, 2], (7, 8, 3), [1, [2, 3]], [0, [2, 3]], [5, 6, 7, 'end'], {'k': 1, 'z': 2}, {'t': {'u': (4, 5)}}, {'q': 1}, P(1, 2), P(0, 5), P(3, 3), P(3, 4), 77, 2.5, 'str', {1}, F(), object(), range(1), range(9, 12), iter([1]), bytearray(b'q')):
    print(m(v), end='; ')
# --- match errors
class P: __match_args__ = ['x']
class Q: __match_args__ = (1,)
class R: __match_args__ = ('a', 'a')
def m(v, k):
    match v:
        case k(1, 2): pass
def m2(v, k):
    match v:
        case k(z): return z
        case k(1, a=2): pass
for k in (P, Q, R, int, object, list):
    for f in (m, m2):
        try: print(f(k(), k))
        except TypeError as e: print(e)
try: m(1, 5)
except TypeError as e: print(e)
def n(v):
    match v:
        case int(real=1): return 'one'
        case [int(), str() | bytes(), *_] as seq: return seq
        case (1 | 2) as z, *_: return z
        case {'a': str(s) | int(s), 'b': [*items]}: return s, items
        case {1: x, 2.0: y, None: z, 'q': w}: return x, y, z, w
print(n(1), n([1, 'a', 2]), n((2, 2)), n({'a': 5, 'b': []}), n({1: 1, 2: 2, None: 3, 'q': 4}), n('zz'))
x = 5
match x:
    case y: pass
print(y)
match 1, 2:
    case a, b: print(a, b)
match [1, 2, 3]:
    case [a, *b] if a > 1: print('no')
    case [a, *b]: print(a, b)
print(a, b)
class D(dict):
    def __missing__(s, k): return 'missing'
match D(a=1):
    case {'zz': q}: print('bad', q)
    case {'a': q}: print('ok', q)
match {'x': 1}:
    case {'x': 1, 'x': 2}: pass
# --- match guard side effects
def g(v):
    match v:
        case [x, y] if print('guard', x) or x > y: return 'gt'
        case [x, y] if x == y: return 'eq'
        case x if callable(x): return x()
        case x: return x
print(g([1,2]), g([2,1]), g([1,1]), g(lambda: 'called'))
def fall(v):
    match v:
        case 1: r = 'one'
        case 2: r = 'two'
    return r
print(fall(1))
fall(3)
