# --- shallow and deep
import copy
x = [1, [2, 3], {'a': [4]}, (5, [6]), {7}, frozenset([8]), b'9', bytearray(b'z'), None, 1.5, slice(1, 2)]
y, z = copy.copy(x), copy.deepcopy(x)
print(y == x, z == x, y[1] is x[1], z[1] is x[1], z[2]['a'] is x[2]['a'], z[3][1] is x[3][1], z[4] is x[4], z[7] is x[7])
t = (1, (2, 'a')); print(copy.copy(t) is t, copy.deepcopy(t) is t, copy.copy({1: 2}), copy.copy({1}), copy.copy(len) is len, copy.deepcopy(int) is int, copy.copy('s'))
l = [1]; l.append(l); m = copy.deepcopy(l); print(m, m[1] is m, m is not l)
s = [0]; p = copy.deepcopy([s, s]); print(p[0] is p[1], p[0] is not s)
d = {}; d['self'] = (d,); e = copy.deepcopy(d); print(e['self'][0] is e)
f = lambda: 1
print(copy.copy(f) is f, copy.deepcopy([f])[0] is f, copy.deepcopy(3), copy.deepcopy(x, {}) == x, copy.Error.__name__, copy.error is copy.Error)
# --- instances
import copy
from dataclasses import dataclass, field
from collections import Counter, OrderedDict, defaultdict, deque, ChainMap, UserDict, UserList, namedtuple
class A:
    def __init__(self, n): self.n = n; self.items = [n]
class S:
    __slots__ = ('a', 'b')
class L(list): pass
class D(dict): pass
class T(tuple): pass
class I(int): pass
a = A([1]); b, c = copy.copy(a), copy.deepcopy(a)
print(b.n is a.n, c.n is a.n, c.n, type(c), c.items[0] is c.n)
s = S(); s.a = [1]; u = copy.deepcopy(s); print(u.a, u.a is s.a, copy.copy(s).a is s.a, hasattr(u, 'b'))
l = L([1, [2]]); l.note = ['n']; m, n = copy.copy(l), copy.deepcopy(l); print(m, type(m), m.note is l.note, n, n[1] is l[1], n.note is l.note)
d = D(a=[1]); e = copy.deepcopy(d); print(e, type(e), e['a'] is d['a'], type(copy.copy(d)))
t = T(([1], 2)); v = copy.deepcopy(t); print(v, type(v), v[0] is t[0]); print(copy.deepcopy(I(5)), type(copy.copy(I(5))))
@dataclass
class P:
    x: int
    tags: list = field(default_factory=list)
p = P(1, ['a']); q = copy.deepcopy(p); print(p == q, q.tags is p.tags, copy.copy(p).tags is p.tags)
N = namedtuple('N', 'a b')
for v in (Counter('aab'), OrderedDict(a=[1]), defaultdict(list, {'a': [1]}), deque([[1], 2], 5), ChainMap({'a': [1]}), UserDict({'a': [1]}), UserList([[1]]), N([1], 2)):
    w, z = copy.copy(v), copy.deepcopy(v)
    print(w, z, type(w) is type(v), type(z) is type(v), w == v, z == v, z is v)
dd = copy.deepcopy(defaultdict(list, {'a': [1]})); dd['q'].append(1); print(dd)
err = ValueError('x', [1]); r = copy.deepcopy(err); print(repr(r), r.args[1] is err.args[1], repr(copy.copy(err)))
# --- hooks
import copy
class C:
    def __copy__(self): return 'copied'
    def __deepcopy__(self, memo): return 'deep', type(memo).__name__
class G:
    def __init__(self, a): self.a = a; self.skip = 'gone'
    def __getstate__(self): return {'a': self.a}
    def __setstate__(self, state): self.a = state['a']; self.restored = True
class R:
    def __init__(self, a): self.a = a
    def __reduce__(self): return R, (self.a,), {'extra': 1}
class W:
    def __new__(cls, a): self = object.__new__(cls); self.a = a; return self
    def __getnewargs__(self): return (self.a,)
g = copy.deepcopy(G([1])); print(copy.copy(C()), copy.deepcopy(C()), copy.deepcopy([C()]), g.a, g.restored, hasattr(g, 'skip'), copy.copy(R(5)).extra, copy.deepcopy(R([5])).a, copy.deepcopy(W([2])).a)
class B:
    def m(self): return self
b = B(); k = copy.deepcopy(b.m); print(k() is b, isinstance(k(), B), copy.copy(b.m)() is b)
for v in ((i for i in ()), copy, {}.keys()):
    try: print(copy.deepcopy(v))
    except TypeError as e: print(e)
# --- suspended within
# externals: add
import copy
class C:
    def __init__(self, n): self.n = n
    def __deepcopy__(self, memo): return C(add(self.n, 1))
    def __repr__(self): return f'C{self.n}'
print(copy.deepcopy([C(1), {'a': C(2)}, (C(3), [C(4)])]))
