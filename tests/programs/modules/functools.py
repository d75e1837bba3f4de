# --- reduce and cmp_to_key
from functools import reduce, cmp_to_key
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, range(1, 6), 1), reduce(max, [3, 9, 2]), reduce(lambda a, b: 1 / 0, [5]), reduce(lambda a, b: a, [], 'init'), reduce(lambda d, k: d.get(k, {}), 'ab', {'a': {'b': 5}}), reduce(lambda a, b: a + b, iter('abc')))
for f in (lambda: reduce(max, []), lambda: reduce(max, 5), lambda: reduce(max), lambda: reduce(max, [1], 2, 3), lambda: reduce(5, [1, 2]), lambda: reduce(max, [1, 'a'])):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
key = cmp_to_key(lambda a, b: (a > b) - (a < b))
print(sorted([3, 1, 2], key=key), sorted('bca', key=cmp_to_key(lambda a, b: (b > a) - (b < a))), key(1) < key(2), key(1) == key(1), key(1) >= key(2), key(1) != key(2), key(5).obj, max([1, 5, 2], key=key), type(key(1)).__name__, type(key))
for f in (lambda: key(1) < 5, lambda: hash(key(1)), lambda: cmp_to_key(), lambda: key(), lambda: cmp_to_key(lambda a: 0)(1) < key(2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(reduce, cmp_to_key, reduce.__name__)
# --- partial
from functools import partial
def f(a, b=2, *args, c=3, **kw): return a, b, args, c, kw
p = partial(f, 1, c=9)
print(p(), p(5), p(5, 6, c=1, z=0), p.args, p.keywords, p.func is f, partial(p, 7)(), partial(p, 7).args, partial(p, x=1).keywords, callable(p))
print(partial(int, base=2)('101'), list(map(partial(pow, 2), range(4))), partial(print, 1, end='!\n'), partial(max, key=len)(['a', 'bbb']), sorted('bA', key=partial(str.lower)))
p.note = 5
print(p.note, isinstance(p, partial), type(p), partial[int])
class C:
    m = partial(f, 'x')
    def __call__(self, y): return y
print(C().m(), partial(C(), 4)())
class P(partial): pass
print(P(f, 1)(), P(f, 1).args, isinstance(P(f), partial))
for g in (lambda: partial(), lambda: partial(5), lambda: partial(f)(), lambda: p.nope):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
# --- partialmethod
from functools import partialmethod
class Cell:
    def __init__(self): self._alive = False
    def set(self, state, *, note=''): self._alive = state; return note
    on = partialmethod(set, True)
    off = partialmethod(set, False, note='off')
    @classmethod
    def make(cls, n): return cls.__name__, n
    five = partialmethod(make, 5)
c = Cell()
print(c.on(), c._alive, c.off(), c._alive, c.on(note='n'), Cell.five(), c.five())
try: partialmethod(5)
except TypeError as e: print(e)
# --- wraps
from functools import wraps, update_wrapper, WRAPPER_UPDATES
def deco(f):
    """deco doc"""
    @wraps(f)
    def inner(*args, **kwargs):
        """inner doc"""
        return f(*args, **kwargs) * 2
    return inner
@deco
def work(x: int) -> int:
    """work doc"""
    return x + 1
work.extra = 'e'
again = deco(work)
print(work(3), work.__name__, work.__doc__, work.__qualname__, work.__wrapped__(3), work.__annotations__, work.__module__, again.extra, again.__wrapped__ is work, WRAPPER_UPDATES)
def plain(): pass
print(update_wrapper(plain, work, assigned=('__doc__',), updated=()) is plain, plain.__name__, plain.__doc__, plain.__wrapped__ is work)
def repeat(n):
    def deco(f):
        @wraps(f)
        def inner(*a): return [f(*a) for _ in range(n)]
        return inner
    return deco
@repeat(3)
def hi(name): return 'hi ' + name
print(hi('x'), hi.__name__)
class Callable:
    def __init__(self, f): update_wrapper(self, f)
    def __call__(self): return self.__wrapped__.__name__
print(Callable(plain)(), Callable(plain).__name__)
# --- caches
from functools import lru_cache, cache
calls = []
@lru_cache(maxsize=2)
def f(x, y=0):
    """doc"""
    calls.append((x, y)); return x + y
print(f(1), f(1), f(2), f(3), f(1), f(1, y=1), f(1, 1), calls, f.cache_info(), f.cache_info().hits, f.cache_parameters(), f.__name__, f.__doc__, f.__wrapped__(9))
f.cache_clear(); print(f.cache_info())
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info(), type(fib))
@lru_cache
def g(x): calls.append(x); return x
print(g(1), g(1.0), g(True), g('1'), g.cache_info(), g.cache_parameters())
@lru_cache(maxsize=None, typed=True)
def h(x): return type(x).__name__
print(h(1), h(1.0), h(True), h(1), h.cache_info(), h.cache_parameters())
@lru_cache(maxsize=0)
def z(x): return x
print(z(1), z(1), z.cache_info(), lru_cache(-5)(z.__wrapped__).cache_info())
class C:
    def __init__(self, n): self.n = n
    @lru_cache(maxsize=None)
    def m(self, x): calls.append('m'); return self.n * x
    @staticmethod
    @cache
    def s(x): return x * 2
    @property
    @cache
    def p(self): return self.n
c, d = C(2), C(3)
print(c.m(2), c.m(2), d.m(2), C.m.cache_info(), C.s(4), c.s(4), C.s.cache_info(), c.p, calls.count('m'))
for k in (lambda: f([]), lambda: lru_cache('x'), lambda: cache(5), lambda: f(), lambda: f(1, q=1), lambda: lru_cache(1.5)):
    try: print(k())
    except Exception as e: print(type(e).__name__, e)
@cache
def bad(x): raise ValueError(x)
for _ in range(2):
    try: bad(1)
    except ValueError as e: print(e, bad.cache_info())
h.note = 1; print(h.note)
# --- cached_property
from functools import cached_property
class C:
    n = 0
    @cached_property
    def v(self):
        """doc"""
        self.n += 1; return self.n
c = C()
print(c.v, c.v, c.n, c.__dict__, C.v.__doc__, type(C.v), C.v.attrname)
del c.v; print(c.v); c.v = 'set'; print(c.v)
class S:
    __slots__ = ()
    @cached_property
    def v(self): return 1
try: S().v
except TypeError as e: print(e)
class D: pass
D.late = cached_property(lambda self: 1)
try: D().late
except TypeError as e: print(e)
# --- total_ordering
from functools import total_ordering
for op in ('__lt__', '__le__', '__gt__', '__ge__'):
    class V:
        def __init__(self, n): self.n = n
        def __eq__(self, o): return self.n == o.n if isinstance(o, V) else NotImplemented
    def compare(self, o, op=op): return getattr(self.n, op)(o.n) if isinstance(o, V) else NotImplemented
    setattr(V, op, compare)
    V = total_ordering(V)
    a, b, c = V(1), V(2), V(1)
    print(op, a < b, a <= b, a > b, a >= b, a <= c, a >= c, a < c, a > c, b > a, sorted([b, a])[0].n, max(a, b).n)
    for f in (lambda: a < 5, lambda: a >= 5):
        try: print(f())
        except TypeError as e: print(e)
try: total_ordering(type('x') if False else object)
except Exception as e: print(type(e).__name__, e)
@total_ordering
class Both:
    def __lt__(self, o): return 'lt'
    def __ge__(self, o): return 'own'
print(Both() >= Both(), Both() < Both(), Both.__gt__.__name__)
# --- singledispatch
from functools import singledispatch, singledispatchmethod
from collections.abc import Sequence, Mapping
@singledispatch
def show(x, *rest):
    """show doc"""
    return f'object {x!r} {rest}'
@show.register
def _(x: int): return f'int {x}'
@show.register(list)
def show_list(x): return f'list of {len(x)}'
show.register(str, lambda x: f'str {x}')
@show.register(Mapping)
def _(x): return f'mapping {sorted(x)}'
@show.register(float)
@show.register(complex)
def _(x): return f'num {x}'
@show.register
def _(x: bytes | bytearray): return f'bytes {len(x)}'
class A(list): pass
print(show(1), show(True), show([1]), show('s'), show({'a': 1}), show(1.5), show(2j), show(None, 1), show(A()), show((1,)), show(b'x'), show(bytearray(2)), show.__name__, show.__doc__, show.dispatch(bool)(5), show.dispatch(A) is show_list, len(show.registry) if False else 0)
show.register(Sequence)(lambda x: 'seq')
print(show((1,)), show([1]), show(range(2)), show('a'))
class F:
    @singledispatchmethod
    def f(self, x): return 'any', x
    @f.register
    def _(self, x: int): return 'int', x
    @f.register(str)
    def _(self, x): return 'str', x
print(F().f(1), F().f('a'), F().f(None))
for g in (lambda: show(), lambda: show.register(5), lambda: show.register(lambda x: x)):
    try: print(g())
    except Exception as e: print(type(e).__name__, str(e)[:40])
# --- suspended within
# externals: add, less
from functools import reduce, lru_cache, cache, partial, cached_property, cmp_to_key, total_ordering, singledispatch, wraps
print(reduce(add, range(5)), reduce(lambda a, b: add(a, b), 'abc', ''), sorted([3, 1, 2], key=cmp_to_key(lambda a, b: -1 if less(a, b) else 1)))
@cache
def fib(n): return n if less(n, 2) else add(fib(n - 1), fib(n - 2))
@lru_cache(2)
def f(x): return add(x, x)
class C:
    @cached_property
    def v(self): return add(1, 2)
    @lru_cache
    def m(self, x): return add(x)
@total_ordering
class T:
    def __init__(self, n): self.n = n
    def __lt__(self, o): return less(self.n, o.n)
    def __eq__(self, o): return self.n == o.n
@singledispatch
def show(x): return add(x, x)
@show.register
def _(x: int): return add(x, 1)
c, p = C(), partial(add, 10)
def deco(f):
    @wraps(f)
    def inner(*a): return f(*a)
    return inner
print(fib(6), fib.cache_info(), f(1), f(2), f(1), f(3), f.cache_info(), c.v, c.v, c.m(5), c.m(5), C.m.cache_info(), p(5), T(1) >= T(2), show(1), show('a'), deco(fib)(4))
# --- what wraps copies
import functools
print(functools.WRAPPER_ASSIGNMENTS[:3], functools.WRAPPER_UPDATES)
