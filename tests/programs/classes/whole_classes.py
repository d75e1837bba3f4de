# --- class decorator and super in decorated
def add(cls):
    class New(cls):
        def m(self): return 'new ' + super().m()
    New.__name__ = cls.__name__; New.__qualname__ = cls.__qualname__
    return New
@add
class A:
    def m(self): return 'a'
print(A().m(), A, A.__mro__)
# --- diamond init
class R:
    def __init__(self, **k): print('R', k)
class X(R):
    def __init__(self, x=0, **k): print('X', x); super().__init__(**k)
class Y(R):
    def __init__(self, y=0, **k): print('Y', y); super().__init__(**k)
class Z(X, Y):
    def __init__(self, **k): print('Z'); super().__init__(**k)
Z(x=1, y=2); Z(q=1)
# --- class attributes sharing
class C:
    items = []; n = 0
    def add(self, x): self.items.append(x); self.n += 1
a, b = C(), C(); a.add(1); b.add(2); print(C.items, a.n, C.n, a.__dict__); C.n = 5; print(b.n, a.n); del a.n; print(a.n)
C.new = lambda self: 'new'; print(b.new()); b.new = lambda: 'inst'; print(b.new()); del C.new
print(hasattr(a, 'new'), b.new())
print(sorted(vars(C())), [k for k in C.__dict__ if not k.startswith('__')], dir(C())[-3:])
# --- static/class method access
class A:
    @classmethod
    def create(cls, *a): return cls(*a)
    @staticmethod
    def util(x): return x * 2
    def __init__(self, *a): self.a = a
    def __repr__(self): return f'{self.__class__.__name__}{self.a}'
class B(A):
    @classmethod
    def create(cls, *a): return super().create('extra', *a)
print(A.create(1), B.create(2), B.util(3), A(1).util(4), A(1).create(5), type(A.__dict__['util']), A.create.__self__ is A, A.create.__func__.__name__, A(9).__init__.__name__)
f = A.util; g = A.create; print(f(1), g(2)); m = A(7).__repr__; print(m(), m.__self__, m.__func__ is A.__repr__, m == A(7).__repr__, A.__repr__ == A.__repr__)
x = A(1); print(x.__repr__ == x.__repr__, x.__repr__ is x.__repr__, hash(x.__repr__) == hash(x.__repr__))
# --- operators full
class Vec:
    def __init__(self, *c): self.c = c
    def __repr__(self): return f'Vec{self.c}'
    def __add__(self, o): return Vec(*(a + b for a, b in zip(self.c, o.c))) if isinstance(o, Vec) else NotImplemented
    def __mul__(self, k): return Vec(*(a * k for a in self.c)) if isinstance(k, (int, float)) else sum(a * b for a, b in zip(self.c, k.c))
    __rmul__ = __mul__
    def __matmul__(self, o): return ('mm', self, o)
    def __neg__(self): return self * -1
    def __abs__(self): return sum(x * x for x in self.c) ** .5
    def __eq__(self, o): return isinstance(o, Vec) and self.c == o.c
    def __hash__(self): return hash(self.c)
    def __len__(self): return len(self.c)
    def __getitem__(self, i): return Vec(*self.c[i]) if isinstance(i, slice) else self.c[i]
    def __iter__(self): return iter(self.c)
    def __contains__(self, x): return x in self.c
    def __bool__(self): return any(self.c)
    def __reversed__(self): return Vec(*self.c[::-1])
    def __call__(self, f): return Vec(*map(f, self.c))
    def __lt__(self, o): return abs(self) < abs(o)
    def __format__(self, s): return '(' + ', '.join(format(x, s) for x in self.c) + ')'
    def __iadd__(self, o): self.c = tuple(x + o for x in self.c); return self
    def __round__(self, n=0): return Vec(*(round(x, n) for x in self.c))
    def __divmod__(self, k): return self.c[0] // k, self.c[0] % k
    def __index__(self): return len(self.c)
    def __complex__(self): return complex(*self.c[:2])
    def __missing__(self, k): return k
    def __floor__(self): return 'floor'
    def __trunc__(self): return 'trunc'
    def __ceil__(self): return 'ceil'
import math
v, w = Vec(3, 4), Vec(1, 2)
print(v + w, v * 2, 2 * v, v * w, v @ w, -v, abs(v), v == Vec(3, 4), v != w, len(v), v[0], v[:1], [*v], 3 in v, bool(Vec(0, 0)), reversed(v), v(lambda x: x + 1), w < v, v > w, f'{v:.1f}', round(Vec(1.26, 2.34), 1), divmod(v, 2), 'abc'[w], complex(v), {v: 1}[Vec(3, 4)], sorted([v, w]), sum([v, w], Vec(0, 0)), max(v, w), math.floor(v), math.ceil(v), math.trunc(v), list(range(10))[v:], hex(v), 'x' * v)
u = v; u += 10; print(u is v, v)
try: v + 1
except TypeError as e: print(e)
try: 1 + v
except TypeError as e: print(e)
try: v - w
except TypeError as e: print(e)
try: v <= w
except TypeError as e: print(e)
# --- subclass priority
class A:
    def __eq__(self, o): print('A.eq'); return NotImplemented
    def __lt__(self, o): print('A.lt'); return NotImplemented
    def __gt__(self, o): print('A.gt'); return 'gt'
    def __add__(self, o): print('A.add'); return 'A'
    def __radd__(self, o): print('A.radd'); return 'rA'
class B(A):
    def __eq__(self, o): print('B.eq'); return NotImplemented
    def __gt__(self, o): print('B.gt'); return NotImplemented
    def __radd__(self, o): print('B.radd'); return 'rB'
class C(A): pass
print(A() == B(), A() != B(), A() < B(), A() + B(), A() + C(), C() + A(), B() + A(), B() > A(), A() < A(), A() == A())
class I(int):
    def __radd__(self, o): return 'I.radd'
    def __eq__(self, o): return 'I.eq'
    def __lt__(self, o): return 'I.lt'
    __hash__ = int.__hash__
print(1 + I(2), I(1) + 2, 1 == I(1), I(1) == 1, 3 < I(2), 3 > I(2), 1.5 + I(2), I(1) in [1, 2], {I(1): 'x'}.get(1), [1].index(I(1)))
class S(str):
    def __radd__(self, o): return 'S.radd'
    def __eq__(self, o): return 'S.eq'
    __hash__ = str.__hash__
print('a' + S('b'), 'a' == S('b'), S('a') + 'b', 'a' in S('abc'), 'x' * I(2), I(2) * 'x')
class L(list):
    def __radd__(self, o): return 'L.radd'
    def __rmul__(self, o): return 'L.rmul'
print([1] + L([2]), 3 * L([1]), L([1]) * 2, [0] == L([0]), L([1]) < [2])
# --- payload classes with init
class P(list):
    def __init__(self, *a, tag=None): super().__init__(a); self.tag = tag
    def total(self): return sum(self)
p = P(1, 2, tag='t'); p.append(3); print(p, p.tag, p.total(), len(p), p[0], p[-1], p == [1, 2, 3], isinstance(p, list), p.__dict__, p[:2], type(p[:2]), sorted(p, reverse=True), p.index(2))
class Q(dict):
    def __init__(self, *a, **k): super().__init__(*a, **k); self.hits = 0
    def __getattr__(self, n):
        try: return self[n]
        except KeyError: raise AttributeError(n) from None
    def __setattr__(self, n, v):
        if n == 'hits': object.__setattr__(self, n, v)
        else: self[n] = v
q = Q(a=1); q.b = 2; print(q, q.a, q.b, q.hits, 'a' in q, len(q), {**q}, q | {'z': 1}, q == {'a': 1, 'b': 2}, list(q.items()), q.get('zz', 'd'), q.setdefault('n', []), q.pop('a'), hasattr(q, 'nope'))
class Num(int):
    def __new__(cls, v, unit=''): o = super().__new__(cls, v); o.unit = unit; return o
    def __str__(self): return f'{int(self)}{self.unit}'
n = Num(5, 'kg'); print(n, repr(n), n + 1, n.unit, f'{n}', f'{n:03d}', '%s %d' % (n, n), [n], n == 5, hash(n) == hash(5), max(n, 3), range(n), n * 2.5, -n, n // 2, bool(n), int(n), float(n), str(n), n.bit_length())
class E(Exception):
    def __init__(self, *a, code=0): super().__init__(*a); self.code = code
    def __reduce__(self): return 'x'
    def __bool__(self): return False
    def __len__(self): return 3
    def __iter__(self): return iter(self.args)
    def __getitem__(self, i): return self.args[i]
    def __eq__(self, o): return self.args == o.args
    def __hash__(self): return 1
    def __call__(self): return 'called'
    def __enter__(self): return self
    def __exit__(self, *a): return True
e = E(1, 2, code=3); print(e, bool(e), len(e), list(e), e[0], e == E(1, 2), e(), e.code, {e: 1})
with e: raise e
class F(frozenset):
    def __repr__(self): return 'F' + str(sorted(self))
print(F([3, 1]), F([1]) | F([2]), F([1]) == {1}, {F([1])})
class T(tuple):
    __slots__ = ()
    x = property(lambda s: s[0])
    def __new__(cls, x, y): return tuple.__new__(cls, (x, y))
    def _replace(self, **k): return T(*(k.get(n, v) for n, v in zip('xy', self)))
t = T(1, 2); print(t, t.x, t._replace(x=5), t + (3,), t == (1, 2), {t: 1}[(1, 2)], *t)
try: t.z = 1
except AttributeError as e: print(e)
class G(float):
    def __eq__(self, o): return abs(self - o) < .1
    __hash__ = float.__hash__
print(G(1.0) == 1.05, [1.05].index(G(1.0)), G(2) ** 2, G(1.5).__class__, round(G(1.567), 1))
class By(bytearray): pass
b = By(b'ab'); b.append(99); print(b, bytes(b), b[0], len(b), b == b'abc', b + b'x', By(3))
class O(object):
    def __init_subclass__(cls): cls.made = True
class O2(O): pass
print(O2.made, hasattr(O, 'made'))
# --- type calls on payload
class MyStr(str):
    def __new__(cls, v): return super().__new__(cls, v.upper())
    def __getattr__(self, n): return f'attr {n}'
s = MyStr('abc'); print(s, s.foo, s.lower(), type(s), s + 'd', s[0], 'B' in s, s == 'ABC', {s: 1}['ABC'], len(s), s.split('B'), '-'.join(s), sorted(s), s.startswith('A'), f'{s:>5}', s % () if '%' in s else 0, str(s) is s, type(str(s)), s.encode(), s * 2, s.replace('A', 'x'), list(s), s < 'B', max(s), [*s], int(MyStr('5')), isinstance(s, str), s.__class__.__name__, s.__len__(), print(s))
