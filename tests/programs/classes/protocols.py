# --- reflected ops
class A:
    def __add__(s, o): return NotImplemented
    def __radd__(s, o): return 'A.radd'
    def __sub__(s, o): return 'A.sub'
    def __rsub__(s, o): return 'A.rsub'
    def __iadd__(s, o): return NotImplemented
    def __matmul__(s, o): return 'mm'
    def __rpow__(s, o, m=None): return ('rpow', m)
    def __pow__(s, o, m=None): return ('pow', o, m)
    def __divmod__(s, o): return 'divmod'
    def __rdivmod__(s, o): return 'rdivmod'
    def __lshift__(s, o): return 'ls'
    def __rrshift__(s, o): return 'rrs'
    def __invert__(s): return 'inv'
    def __and__(s, o): return 'and'
    def __ror__(s, o): return 'ror'
    def __xor__(s, o): return 'xor'
    def __floordiv__(s, o): return 'fd'
    def __rtruediv__(s, o): return 'rtd'
    def __rmod__(s, o): return 'rmod'
class B(A):
    def __rsub__(s, o): return 'B.rsub'
class C(A): pass
a, b, c = A(), B(), C()
print(1 + a, a - b, a - c, b - a, a @ 1, 2 ** a, a ** 2, pow(a, 2, 3), divmod(a, 1), divmod(1, a), a << 1, 1 >> a, ~a, a & 1, 1 | a, a ^ 1, a // 1, 1 / a, 5 % a, [] + a if False else '')
for f in (lambda: a + 1, lambda: a + a, lambda: a + b, lambda: [] + a, lambda: 'x' + a, lambda: 'x' % a, lambda: 1 @ 2, lambda: a >> a, lambda: a * 2, lambda: pow(2, a, 3), lambda: pow(1, 2, 'x'), lambda: 'a' - 1, lambda: 1 << 'a', lambda: [1] * 'a', lambda: {} | 1, lambda: {} + {}, lambda: -'a', lambda: ~1.5, lambda: +[], lambda: not a, lambda: 1 < 'a', lambda: [1] < ['a'], lambda: (1,) >= 1, lambda: None < None, lambda: 1j < 2j, lambda: {} < {}, lambda: [] < (), lambda: print << 1):
    try: print(f())
    except TypeError as e: print(e)
a += 1
# --- iops
class L:
    def __init__(s): s.v = []
    def __iadd__(s, o): s.v.append(o); return s
    def __imul__(s, o): return 'imul'
    def __ior__(s, o): return ('ior', o)
x = L(); y = x; x += 1; x += 2; print(x is y, x.v); x *= 2; print(x)
t = ([],)
try: t[0] += [1]
except TypeError as e: print(e, t)
z = [1]; w = z; z += (2,); print(w); z *= 2; print(w); z = z + [0]; print(w)
s = {1}; q = s; s |= {2}; s -= {1}; s ^= {5}; print(q)
d = {}; e = d; d |= {'a': 1}; d |= [('b', 2)]; print(e)
n = 5; n **= 2; n //= 3; n <<= 2; n %= 7; n >>= 1; n |= 8; n &= 12; n ^= 1; print(n)
class Co:
    def __init__(s): s.log = []
    def __getitem__(s, k): print('get', k); return 10
    def __setitem__(s, k, v): print('set', k, v)
    def __delitem__(s, k): print('del', k)
    def __getattr__(s, n): print('ga', n); return 5
c = Co(); c['k'] += 1; c[1:2, ..., 3] -= 1; del c['z'], c[::2]; c.attr += 2; print(c.attr)
for f in (lambda: exec_(), ):
    try: f()
    except NameError as e: print(e)
def aug():
    lst = None
    lst += [1]
aug()
# --- chains
def p(n): print(n, end=' '); return n
print(p(1) < p(2) < p(1) < p(9), p(1) == p(1) != p(2), 1 < 2 > 1, 1 in [1] == True, not 1 in [2], 1 is 1 is not None, 3 > 2 == 2)
class R:
    def __init__(s, n): s.n = n
    def __lt__(s, o): return s.n < o.n
    def __eq__(s, o): return NotImplemented
    def __le__(s, o): return []
print(R(1) < R(2) < R(3), R(1) == R(1), R(1) != R(1), R(1) <= R(2), R(1) <= R(2) < 3, R(2) > R(1), sorted([R(3), R(1)], key=lambda r: r.n)[0].n)
try: R(1) >= R(2) and R(1) > 5
except AttributeError as e: print(e)
class NB:
    def __bool__(s): return 'x'
for f in (lambda: bool(NB()), lambda: not NB(), lambda: 1 if NB() else 2, lambda: NB() and 1, lambda: [1 for _ in [1] if NB()], lambda: any([NB()])):
    try: f()
    except TypeError as e: print(e)
class NL:
    def __init__(s, v): s.v = v
    def __len__(s): return s.v
for v in (-1, 'a', 1.5, 2**100, True, 0):
    try: print(len(NL(v)))
    except Exception as e: print(type(e).__name__, e)
    try: print(bool(NL(v)))
    except Exception as e: print(type(e).__name__, e)
# --- bad dunder returns
class X:
    def __str__(s): return 1
    def __repr__(s): return 2
    def __hash__(s): return 'h'
    def __int__(s): return 'i'
    def __float__(s): return 1
    def __index__(s): return 1.5
    def __iter__(s): return 5
    def __format__(s, sp): return 9
    def __bytes__(s): return 's'
    def __complex__(s): return 1
    def __contains__(s, o): return 'yes'
    def __reversed__(s): return 'rev'
    def __round__(s, n=None): return ('round', n)
    def __trunc__(s): return 8
    def __abs__(s): return 'abs'
    def __length_hint__(s): return 'a'
    def __dir__(s): return ['b', 'a']
    def __enter__(s): return 1
x = X()
import math
for f in (lambda: str(x), lambda: repr(x), lambda: f'{x!r}', lambda: f'{x}', lambda: f'{x!s}', lambda: hash(x), lambda: {x}, lambda: int(x), lambda: float(x), lambda: [1,2][x], lambda: list(x), lambda: iter(x), lambda: format(x), lambda: bytes(x), lambda: complex(x), lambda: 1 in x, lambda: reversed(x), lambda: round(x), lambda: round(x, 2), lambda: abs(x), lambda: dir(x), lambda: [x], lambda: str([x]), lambda: print(x), lambda: '%s' % x, lambda: '%d' % x, lambda: range(x), lambda: math.trunc(x), lambda: math.floor(x), lambda: hex(x), lambda: 'a' * x, lambda: [*x], lambda: (lambda *a: a)(*x), lambda: '{}'.format(x), lambda: sum(x), lambda: dict(x)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
with x: pass
# --- call index protocols
class Ix:
    def __index__(s): return 2
class It:
    def __getitem__(s, i):
        if i > 3: raise IndexError
        return i * 10
class Nx:
    def __init__(s): s.n = 0
    def __iter__(s): return s
    def __next__(s):
        s.n += 1
        if s.n > 3: raise StopIteration
        return s.n
print([1,2,3][Ix()], 'abc'[Ix()], (1,2,3)[:Ix()], range(10)[Ix()], list(range(Ix())), bin(Ix()), 'a' * Ix(), Ix() * [1], list(It()), 20 in It(), sorted(It()), list(zip(Nx(), It())), max(It()), list(Nx()), 2 in Nx(), [*Nx()], dict(zip(Nx(), 'abc')), sum(Nx()), tuple(Nx()), set(Nx()), ','.join(map(str, Nx())), list(enumerate(Nx())), list(filter(None, Nx())), next(Nx()), list(iter(Nx().__next__, 2)), int(Ix()), float(Ix()), complex(Ix()), round(1.2345, Ix()), chr(Ix()), b'a' * Ix(), bytes(Ix()), [0,1,2,3].pop(Ix()), '%d' % Ix() if False else 0, hex(Ix()))
a, b, *c = It(); print(a, b, c)
(a, b, c), *d = [Nx()], 1 ; 
# --- getattr protocols
class G:
    def __getattr__(s, n):
        if n.startswith('x'): return n
        raise AttributeError(n)
    def __setattr__(s, n, v): print('setattr', n, v); object.__setattr__(s, n, v)
    def __delattr__(s, n): print('delattr', n); super().__delattr__(n)
g = G(); g.a = 1; g.b = 2; del g.a; print(g.xyz, hasattr(g, 'nope'), getattr(g, 'nope', 'd'), g.__dict__, hasattr(g, 'xx'))
class GA:
    z = 1
    def __init__(s): s.q = 2
    def __getattribute__(s, n):
        print('gab', n)
        if n == 'magic': return 42
        return super().__getattribute__(n)
    def m(s): return s.q
    def __len__(s): return 3
x = GA(); print(x.magic, x.z, x.m(), len(x))
try: x.nope
except AttributeError as e: print(e)
g.zzz
# --- callable class
class C:
    def __call__(s, *a, **k): return a, k
c = C(); print(c(1, x=2), callable(c), callable(C), callable(1), list(map(c, [1])), sorted([2,1], key=lambda x: x))
c.__call__ = lambda: 'inst'; print(c())
class D: pass
d = D(); d.__call__ = lambda: 1
try: d()
except TypeError as e: print(e)
d.__len__ = lambda: 1
try: len(d)
except TypeError as e: print(e)
d.m = lambda x: x; print(d.m(5))
def f(self, v): return (type(self).__name__, v)
D.meth = f; print(d.meth(3), D.meth(d, 4)); D.sm = staticmethod(f); print(D.sm(d, 1)); D.cm = classmethod(lambda cls: cls.__name__); print(d.cm())

