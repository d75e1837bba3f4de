# --- operators as functions
import operator as o
print([f(7, 2) for f in (o.add, o.sub, o.mul, o.truediv, o.floordiv, o.mod, o.pow, o.lshift, o.rshift, o.and_, o.or_, o.xor, o.eq, o.ne, o.lt, o.le, o.gt, o.ge, o.is_, o.is_not)])
print([f(7, 2) for f in (o.iadd, o.isub, o.imul, o.itruediv, o.ifloordiv, o.imod, o.ipow, o.ilshift, o.irshift, o.iand, o.ior, o.ixor)])
print([f(-7) for f in (o.abs, o.neg, o.pos, o.inv, o.invert, o.not_, o.truth, o.index)], o.truth([]), o.not_(''))
x = [1]; y = o.iadd(x, [2]); print(x is y, o.iconcat(x, [3]), o.concat([1], [2]), o.concat('a', 'b'), o.contains([1], 1), o.countOf([1, 1.0, 2], 1), o.indexOf('abc', 'c'), o.getitem({'a': 1}, 'a'), o.getitem([1, 2, 3], slice(1, 3)), o.setitem(x, 0, 9), x, o.delitem(x, 0), x, o.length_hint([1, 2]), o.length_hint(iter([1])), o.length_hint(5, 3), o.length_hint(5), o.call(max, 1, 2), o.call(dict, a=1), o.call(len, 'ab'))
class M:
    def __matmul__(self, other): return 'mm'
    def __imatmul__(self, other): return 'imm'
    def __index__(self): return 3
    def __length_hint__(self): return 9
    def __lt__(self, other): return 'lt'
print(o.matmul(M(), 1), o.imatmul(M(), 1), o.index(M()), o.length_hint(M()), o.lt(M(), 1), o.gt(1, M()))
print(o.add, o.add.__name__, o.itemgetter, sorted([3, 1], key=o.neg), list(map(o.mul, [1, 2], [3, 4])))
for f in (lambda: o.add(1), lambda: o.add(1, 'a'), lambda: o.add(1, 2, 3), lambda: o.add(a=1, b=2), lambda: o.index('a'), lambda: o.concat(1, 2), lambda: o.concat({}, {}), lambda: o.concat([], 1), lambda: o.indexOf([1], 5), lambda: o.contains(5, 1), lambda: o.countOf(5, 1), lambda: o.neg('a'), lambda: o.getitem([], 0), lambda: o.length_hint(5, 'x'), lambda: o.setitem([], 0, 1), lambda: o.nope, lambda: o.lt(1, 'a'), lambda: o.call(), lambda: o.not_()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- getters
from operator import attrgetter, itemgetter, methodcaller
class P:
    def __init__(self, n, q=None): self.n, self.q = n, q
    def hi(self, a=0, *, b=0): return self.n, a, b
p = P(1, P(2))
print(attrgetter('n')(p), attrgetter('q.n')(p), attrgetter('n', 'q.n')(p), itemgetter(1)('abc'), itemgetter(0, 2)('abc'), itemgetter('k')({'k': 1}), itemgetter(slice(1, 3))('abcd'), methodcaller('hi')(p), methodcaller('hi', 5, b=6)(p), methodcaller('upper')('a'))
print(attrgetter('n', 'q.n'), itemgetter(1, 'a'), methodcaller('hi', 5, b=6), type(itemgetter(1)))
rows = [('b', 2), ('a', 3), ('c', 1)]
print(sorted(rows, key=itemgetter(1)), sorted(rows, key=itemgetter(0, 1)), max(rows, key=itemgetter(1)), sorted([P(3), P(1)], key=attrgetter('n'))[0].n)
for f in (lambda: attrgetter(), lambda: attrgetter(5), lambda: itemgetter(), lambda: methodcaller(), lambda: methodcaller(5), lambda: attrgetter('n')(), lambda: itemgetter(0)(1, 2), lambda: itemgetter(9)('a'), lambda: attrgetter('zz')(p), lambda: attrgetter('q.zz')(p), lambda: methodcaller('zz')(p), lambda: methodcaller('hi')(), lambda: itemgetter(x=1), lambda: itemgetter(0)(obj='a'), lambda: itemgetter(0).zz):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for name in ('__class__.__subclasses__', '__init__.__globals__', '__globals__'):
    try: print(attrgetter(name)(P.hi if name == '__globals__' else p) and 'x' if False else name)
    except AttributeError as e: print('no')
# --- suspended within
# externals: add, less
import operator as o
from operator import itemgetter, attrgetter, methodcaller
class A:
    def __init__(self, n): self.n = n
    def __add__(self, other): return add(self.n, other)
    def __iadd__(self, other): self.n = add(self.n, other); return self
    def __lt__(self, other): return less(self.n, other.n)
    def __getitem__(self, k): return add(self.n, k)
    def __contains__(self, k): return less(k, self.n)
    @property
    def p(self): return add(self.n, 100)
    def m(self, x): return add(x, x)
    def __neg__(self): return add(0, -self.n)
    def __bool__(self): return less(0, self.n)
    def __len__(self): return add(2, 3)
    def __eq__(self, other): return less(other, self.n)
print(o.add(A(1), 2), o.iadd(A(1), 5).n, o.lt(A(1), A(2)), itemgetter(1, 2)(A(10)), o.contains(A(3), 1), attrgetter('p', 'n')(A(1)), methodcaller('m', 4)(A(1)), o.neg(A(4)), o.truth(A(0)), o.not_(A(1)), o.length_hint(A(0)), o.countOf([1, 2, 3], A(3)), [a.n for a in sorted([A(2), A(1)], key=attrgetter('p'))])
# --- special names
import operator
print(operator.__add__(1, 2), operator.__add__ is operator.add, operator.__and__(6, 3), operator.__contains__([1], 1), operator.__getitem__('abc', 1), operator.__lt__(1, 2), operator.__neg__(4), operator.__not__(0), operator.__truediv__(1, 2), operator.__iadd__([1], [2]), operator.__concat__('a', 'b'), operator.__index__(3), operator.__inv__(1), operator.__invert__(1), operator.__abs__(-2), operator.__call__(len, 'ab'), operator.__add__.__name__, operator.__pow__(2, 3), operator.__matmul__ is operator.matmul, operator.__pos__(1), operator.__or__(1, 2), operator.__xor__(3, 1), operator.__mod__(7, 4), operator.__mul__(2, 3), operator.__sub__(5, 1), operator.__floordiv__(7, 2), operator.__lshift__(1, 3), operator.__rshift__(8, 1), operator.__eq__(1, 1), operator.__ne__(1, 1), operator.__ge__(1, 1), operator.__gt__(1, 1), operator.__le__(1, 1))
l = [1, 2, 3]
operator.__setitem__(l, 0, 9); operator.__delitem__(l, 1)
print(l, operator.__ior__({1}, {2}), operator.__iand__(6, 3), operator.__ixor__(1, 3), operator.__isub__(3, 1), operator.__imul__([1], 2), operator.__imod__(7, 4), operator.__ifloordiv__(7, 2), operator.__itruediv__(1, 2), operator.__ipow__(2, 3), operator.__ilshift__(1, 2), operator.__irshift__(8, 2), operator.__iconcat__([1], [2]), operator.__imatmul__ is operator.imatmul)
