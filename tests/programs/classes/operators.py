# --- every binary operator and its reflection
class V:
    def __add__(s, o): return ('add', o)
    def __radd__(s, o): return ('radd', o)
    def __sub__(s, o): return ('sub', o)
    def __rsub__(s, o): return ('rsub', o)
    def __mul__(s, o): return ('mul', o)
    def __rmul__(s, o): return ('rmul', o)
    def __truediv__(s, o): return ('truediv', o)
    def __rtruediv__(s, o): return ('rtruediv', o)
    def __floordiv__(s, o): return ('floordiv', o)
    def __rfloordiv__(s, o): return ('rfloordiv', o)
    def __mod__(s, o): return ('mod', o)
    def __rmod__(s, o): return ('rmod', o)
    def __divmod__(s, o): return ('divmod', o)
    def __rdivmod__(s, o): return ('rdivmod', o)
    def __pow__(s, o, m=None): return ('pow', o, m)
    def __rpow__(s, o): return ('rpow', o)
    def __lshift__(s, o): return ('lshift', o)
    def __rlshift__(s, o): return ('rlshift', o)
    def __rshift__(s, o): return ('rshift', o)
    def __rrshift__(s, o): return ('rrshift', o)
    def __and__(s, o): return ('and', o)
    def __rand__(s, o): return ('rand', o)
    def __or__(s, o): return ('or', o)
    def __ror__(s, o): return ('ror', o)
    def __xor__(s, o): return ('xor', o)
    def __rxor__(s, o): return ('rxor', o)
    def __matmul__(s, o): return ('matmul', o)
    def __rmatmul__(s, o): return ('rmatmul', o)
v = V()
print(v + 1, v - 1, v * 1, v / 1, v // 1, v % 1, v ** 1, v << 1, v >> 1, v & 1, v | 1, v ^ 1, v @ 1)
print(1 + v, 1 - v, 1 * v, 1 / v, 1 // v, 1 % v, 1 ** v, 1 << v, 1 >> v, 1 & v, 1 | v, 1 ^ v, 1 @ v)
print(divmod(v, 2), divmod(2, v), pow(v, 2), pow(v, 2, 3))
[] + v, 'a' * v, 2.5 - v, None | v
# --- unary operators and conversions
class N:
    def __neg__(s): return 'neg'
    def __pos__(s): return 'pos'
    def __invert__(s): return 'invert'
    def __abs__(s): return 'abs'
    def __int__(s): return 42
    def __float__(s): return 4.5
    def __complex__(s): return 1j
    def __index__(s): return 3
    def __round__(s, n=None): return ('round', n)
    def __trunc__(s): return 'trunc'
    def __floor__(s): return 'floor'
    def __ceil__(s): return 'ceil'
import math
n = N()
print(-n, +n, ~n, abs(n), int(n), float(n), complex(n), round(n), round(n, 2))
print([10, 20, 30, 40][n], list(range(n)), 'ab' * n, hex(n), bin(n), chr(N.__index__(n) + 65), [0, 1, 2, 3, 4][:n])
math.floor(n), math.ceil(n), math.trunc(n)
# --- every in-place operator
class I:
    def __init__(s): s.log = []
    def __iadd__(s, o): s.log.append('iadd'); return s
    def __isub__(s, o): s.log.append('isub'); return s
    def __imul__(s, o): s.log.append('imul'); return s
    def __itruediv__(s, o): s.log.append('itruediv'); return s
    def __ifloordiv__(s, o): s.log.append('ifloordiv'); return s
    def __imod__(s, o): s.log.append('imod'); return s
    def __ipow__(s, o): s.log.append('ipow'); return s
    def __ilshift__(s, o): s.log.append('ilshift'); return s
    def __irshift__(s, o): s.log.append('irshift'); return s
    def __iand__(s, o): s.log.append('iand'); return s
    def __ior__(s, o): s.log.append('ior'); return s
    def __ixor__(s, o): s.log.append('ixor'); return s
    def __imatmul__(s, o): s.log.append('imatmul'); return s
i = keep = I()
i += 1; i -= 1; i *= 1; i /= 1; i //= 1; i %= 1; i **= 1; i <<= 1; i >>= 1; i &= 1; i |= 1; i ^= 1; i @= 1
print(i is keep)
i.log
# --- in-place falls back to the binary operator
class F:
    def __init__(s, n): s.n = n
    def __add__(s, o): return F(s.n + o)
    def __isub__(s, o): return NotImplemented
    def __sub__(s, o): return F(s.n - o)
    def __rmul__(s, o): return 'rmul'
f = g = F(1)
f += 5
f -= 2
x = 3
x *= f
print(f.n, g.n, f is g, x)
# --- NotImplemented and type errors
class A:
    def __add__(s, o): print('A.add'); return NotImplemented
class B:
    def __radd__(s, o): print('B.radd'); return 'B!'
class C:
    def __radd__(s, o): print('C.radd'); return NotImplemented
print(A() + B())
for f in (lambda: A() + C(), lambda: A() + 1, lambda: 1 + A(), lambda: A() - A(), lambda: A() @ 1, lambda: -A(), lambda: ~A(),
          lambda: A() < A(), lambda: A() + A()):
    try: f()
    except TypeError as e: print(e)
x = A()
try: x += 1
except TypeError as e: print(e)
# --- subclass reflection has priority
class Base:
    def __add__(s, o): return 'Base.add'
    def __radd__(s, o): return 'Base.radd'
    def __lt__(s, o): return 'Base.lt'
    def __gt__(s, o): return 'Base.gt'
class Sub(Base):
    def __radd__(s, o): return 'Sub.radd'
    def __gt__(s, o): return 'Sub.gt'
class Inherits(Base): pass
Base() + Sub(), Sub() + Base(), Base() + Inherits(), Base() + Base(), Base() < Sub(), Sub() < Base(), Base() < Inherits()
# --- rich comparison
class C:
    def __init__(s, n): s.n = n
    def __eq__(s, o): return s.n == o.n if isinstance(o, C) else NotImplemented
    def __lt__(s, o): return s.n < o.n if isinstance(o, C) else NotImplemented
    def __le__(s, o): return s.n <= o.n
    def __repr__(s): return f'C{s.n}'
a, b = C(1), C(2)
print(a == b, a != b, a < b, a > b, a <= b, a >= b, a == 1, a != 1, 1 == a)
print(sorted([b, a, C(0)]), max(a, b), min(b, a))
try: a < 1
except TypeError as e: print(e)
try: hash(a)
except TypeError as e: print(e)
try: {a: 1}
except TypeError as e: print(e)
[C(1), C(2)].index(C(2)), C(1) in [C(3), C(1)], [C(1)] == [C(1)]
# --- comparison results need not be bool
class M:
    def __eq__(s, o): return [1, 2]
    def __lt__(s, o): return ''
    def __ne__(s, o): return 'ne'
m = M()
print(m == 1, m != 1, m < 1, m > 1 if False else 'skip')
print(m in [5], not m < 1)
m == 1 == 2
# --- __ne__ derives from __eq__
class E:
    def __eq__(s, o): return True
class D: pass
print(E() != 1, E() == 1, D() == D(), D() != D(), (lambda d: d == d)(D()))
# --- equality and hash in dicts and sets
class K:
    def __init__(s, n): s.n = n
    def __eq__(s, o): return isinstance(o, K) and s.n == o.n
    def __hash__(s): return hash(s.n)
    def __repr__(s): return f'K{s.n}'
d = {K(1): 'a', K(2): 'b'}
d[K(1)] = 'c'
print(d, K(2) in d, K(3) in d, d.get(K(2)), {K(1), K(1), K(5)} == {K(5), K(1)})
print(d.pop(K(1)), K(1) in d, len({K(i % 3) for i in range(9)}))
class Bad:
    def __hash__(s): return 'no'
try: hash(Bad())
except TypeError as e: print(e)
class Unhashable: __hash__ = None
try: {Unhashable()}
except TypeError as e: print(e)
# --- identity comes before equality in containers
class Nan:
    def __eq__(s, o): return False
    def __hash__(s): return 1
n = Nan()
print(n in [n], [n] == [n], n == n, [n].index(n), [n].count(n), {n: 1}.get(n), (n,) == (n,))
x = float('nan')
x in [x], [x] == [x], x == x, {x} == {x}
# --- container protocol
class Seq:
    def __init__(s, *v): s.v = list(v)
    def __len__(s): return len(s.v)
    def __getitem__(s, i):
        print('get', i)
        return s.v[i]
    def __setitem__(s, i, x): s.v[i] = x
    def __delitem__(s, i): del s.v[i]
    def __contains__(s, x): return x == 'magic' or x in s.v
s = Seq(1, 2, 3)
s[0] = 9
del s[1]
s[1] += 5
print(s[-1], s[0:2], s[::2], len(s), 'magic' in s, 5 in s, bool(Seq()))
list(s), [*reversed(s)]
# --- old sequence protocol iteration
class Old:
    def __getitem__(s, i):
        if i > 3: raise IndexError
        return i * i
o = Old()
print(list(o), 4 in o, 5 in o, [x for x in o], max(o))
a, b, *c = o
print(a, b, c)
it = iter(o)
next(it), next(it), list(it), list(zip(o, 'abc'))
# --- iterator protocol
class Count:
    def __init__(s, n): s.i, s.n = 0, n
    def __iter__(s): return s
    def __next__(s):
        if s.i >= s.n: raise StopIteration
        s.i += 1
        return s.i
class Fresh:
    def __iter__(s): yield from 'ab'
print(list(Count(3)), sum(Count(4)), dict(zip(Count(2), 'xy')), 2 in Count(3), sorted(Count(3), key=lambda x: -x))
f = Fresh()
print([*f, *f], ''.join(f), tuple(f), set(f) == {'a', 'b'}, list(map(str.upper, f)))
c = Count(3)
next(c)
list(c), list(c), next(c, 'end')
# --- bad iterators
class NoNext:
    def __iter__(s): return 5
class NoIter: pass
class NotCallable: __iter__ = None
for x in (NoNext(), NoIter(), NotCallable()):
    try: iter(x)
    except TypeError as e: print(e)
try: next([])
except TypeError as e: print(e)
try: 1 in NoIter()
except TypeError as e: print(e)
# --- truth value
class L:
    def __init__(s, n): s.n = n
    def __len__(s): return s.n
class B:
    def __bool__(s): print('bool'); return False
    def __len__(s): return 5
class Bad:
    def __bool__(s): return 1
print(bool(L(0)), bool(L(2)), bool(B()), not L(0), 'yes' if B() else 'no', L(0) or 'other')
try: bool(Bad())
except TypeError as e: print(e)
class Neg:
    def __len__(s): return -1
try: len(Neg())
except ValueError as e: print(e)
class Str:
    def __len__(s): return 'x'
try: len(Str())
except TypeError as e: print(e)
while B(): pass
# --- not subscriptable
class C: pass
c = C()
def assign(): c[0] = 1
def delete(): del c[0]
def function(): (lambda: 0)[0]
for f in (lambda: c[0], assign, delete, function, lambda: 5[0], lambda: None['a'], lambda: len[1]):
    try: f()
    except TypeError as e: print(e)
# --- __missing__
class D(dict):
    def __missing__(s, k): s[k] = v = k * 2; return v
d = D(a=1)
print(d['a'], d['b'], d.get('c'), 'c' in d, d)
# --- __format__
class Money:
    def __init__(s, n): s.n = n
    def __format__(s, spec): return f'<{spec}>' if spec else 'plain'
m = Money(1)
print(f'{m}', f'{m:abc}', f'{m:{"x" * 3}}', format(m), format(m, 'q'), '{:zz} {}'.format(m, m))
class D: pass
try: f'{D():x}'
except TypeError as e: print(e)
class R:
    def __repr__(s): return 'R'
    def __str__(s): return 'S'
f'{R()} {R()!r} {R()!s:>3} {R()!a}', '%s %r' % (R(), R())
# --- context manager protocol
class M:
    def __init__(s, swallow=False): s.swallow = swallow
    def __enter__(s): print('enter'); return 'value'
    def __exit__(s, kind, value, tb):
        print('exit', kind and kind.__name__, value, tb is not None)
        return s.swallow
with M() as v: print(v)
with M(True): 1 / 0
try:
    with M(): [][1]
except IndexError as e: print('out', e)
for _ in range(2):
    with M(): continue
def f():
    with M() as a, M() as b: return a + b
f()
# --- reversed and length hint
class R:
    def __reversed__(s): return iter('cba')
class S:
    def __len__(s): return 3
    def __getitem__(s, i): return i * 10
print(list(reversed(R())), list(reversed(S())))
try: reversed({1})
except TypeError as e: print(e)
try: reversed(x for x in 'a')
except TypeError as e: print(e)
# --- total vector class
class Vec:
    def __init__(self, *c): self.c = c
    def __add__(self, o): return Vec(*(a + b for a, b in zip(self.c, o.c)))
    def __mul__(self, k):
        if isinstance(k, Vec): return sum(a * b for a, b in zip(self.c, k.c))
        return Vec(*(a * k for a in self.c))
    __rmul__ = __mul__
    def __neg__(self): return self * -1
    def __sub__(self, o): return self + -o
    def __eq__(self, o): return self.c == o.c
    def __abs__(self): return (self * self) ** 0.5
    def __iter__(self): return iter(self.c)
    def __repr__(self): return f'Vec{self.c}'
    def __bool__(self): return any(self.c)
a, b = Vec(3, 4), Vec(1, 2)
print(a + b, a - b, 2 * a, a * b, abs(a), -a, a == Vec(3, 4), bool(Vec(0, 0)), [*a])
sum([a, b], Vec(0, 0))
