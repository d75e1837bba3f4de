# --- text of every kind of value
import math, sys, typing
from dataclasses import dataclass, field
class A:
    def __init__(self, v): self.v = v
    def __repr__(self): return f'A({self.v!r})'
class S:
    def __str__(self): return 'str-S'
class P:
    def m(self): pass
    @classmethod
    def c(cls): pass
    @staticmethod
    def s(): pass
    class Q:
        def n(self): pass
def f(): pass
async def co(): pass
def g(): yield 1
async def ag(): yield 1
l = [1]; l.append(l); d = {'k': l}; d['d'] = d; t = (l, d)
a = A(None); a.v = [a.__class__(1), l]
print(l, d, t, a, [A('x'), {A(1): A(2)}, (A(3),), {A(4)}, frozenset({A(5)})])
print([S()].__class__, str(S()), [f'{S()}', '%s' % S(), '{}'.format(S())])
print(f, P, P.m, P().m, P.c, P.s, P().s, P.Q, P.Q.n, P().c, g(), g, ag(), lambda: 0, [f, P])
print(print, len, [].append, [].append.__name__, list.append, str.upper, dict.fromkeys, int.from_bytes, 'a'.upper, (1).__add__, int.__add__, object.__init__, type, type(f), type(g()), type(P().m), type([].append), type(list.append), type(len))
print(sys, math.sqrt, math.pi, sys.maxsize)
print(ValueError('a'), repr(ValueError('a')), ValueError('a', 1), repr(ValueError()), KeyError('k'), str(KeyError('k')), [KeyError('k')], OSError(2, 'x'), repr(OSError(2, 'x')), ValueError, [ValueError])
print(NotImplemented, Ellipsis, None, [NotImplemented, ...], range(5), range(1, 5, 2), slice(1), [slice(1, 2, 3)])
print({1: 2}.keys(), {1: 2}.values(), {1: 2}.items(), iter([1]), iter((1,)), iter('a'), iter('é'), iter({1}), iter({1: 2}), iter(range(2)), iter(b'a'), reversed([1]), reversed((1,)), reversed(range(2)), reversed('ab'), zip(), map(str, []), filter(None, []), enumerate([]), iter(int, 1), reversed({1: 2}))
print(object(), A, type(A), type(type), property(), staticmethod(f), classmethod(f), super)
print(int | str, list[int], dict[str, list[int]], typing.List[int], typing.Optional[int], typing.Union[int, str], typing.Any, typing.Callable[[int], str], tuple[int, ...], type(int | str), type(list[int]))
print(1e16, 1e15, 0.1 + 0.2, 1e-5, 1.0, -0.0, float('inf'), float('nan'), 1e22, 123456789012345680.0, 1j, -1j, 1 + 0j, complex('nan'), complex(-0.0, -0.0), (1e16 + 1j))
print('a\'b', repr('a\'b'), repr('a"b'), repr('a\'b"'), repr('\n\t\x00\x7f\xa0\u200b\U0001f600'), repr(b"a'b\x00"), repr(bytearray(b'x')), [''], ('a',), (), {}, set(), frozenset(), [[]], {'a': {'b': ()}})
class L(list): pass
class D(dict): pass
class T(tuple): pass
class St(set): pass
class I(int): pass
class X(str): pass
class F(frozenset): pass
print(L([1]), D(a=1), T((1,)), St([1]), St(), I(5), X('x'), [X('x'), I(5), L()], F([1]), F(), repr(X('q')))
@dataclass
class Point:
    x: int
    y: list = field(default_factory=list)
    parent: 'Point' = None
p = Point(1); p.parent = p; p.y.append(p)
print(p, [Point(1, [2])], Point(1) == Point(1), {'p': Point(3)})
class E(Exception):
    def __str__(self): return 'E!' + super().__str__()
print(E('x'), repr(E('x', 1)), [E()], ExceptionGroup('g', [ValueError(1)]), repr(ExceptionGroup('g', [ValueError(1)])), BaseException(), StopIteration(5).value)
# --- texts that raise
class Bad:
    def __repr__(self): return 5
    def __str__(self): return None
for fn in (repr, str, lambda b: f'{b}', lambda b: [b].__repr__(), lambda b: '%r' % b, lambda b: print(b), lambda b: f'{b!r}', ascii):
    try: fn(Bad())
    except TypeError as e: print(e)
class Boom:
    def __repr__(self): raise ValueError('boom')
try: print([1, Boom()])
except ValueError as e: print('caught', e)
class Rec:
    def __init__(self): self.me = [self]
    def __repr__(self): return f'Rec({self.me})'
try: repr(Rec())
except RecursionError as e: print('recursion')
deep = []
for _ in range(50): deep = [deep]
print(deep)
# --- changes while iterating
for make in (lambda: {1: 2, 3: 4}, ):
    d = make()
    try:
        for k in d: d[k + 10] = 1
    except RuntimeError as e: print(e)
    d = make()
    try:
        for k in d: del d[k]
    except RuntimeError as e: print(e)
    d = make()
    try:
        for k, v in d.items(): d.pop(k); d[k + 5] = v
    except RuntimeError as e: print(e)
s = {1, 2, 3}
try:
    for x in s: s.add(x + 10)
except RuntimeError as e: print(e)
l = [1, 2, 3, 4]
for x in l:
    if x < 3: l.remove(x)
print(l)
l = [1, 2]
for x in l:
    if len(l) < 6: l.append(x * 2)
print(l, [*map(lambda x: (l.pop(), x)[1], l)], l)
l = [3, 1, 2]
try: l.sort(key=lambda x: l.append(x) or x)
except ValueError as e: print(e)
it = iter(l := [1, 2]); next(it); l.clear(); print(list(it)); l.extend([1, 2, 3]); print(list(it))
d = {1: 1}; it = iter(d); d[2] = 2
try: next(it)
except RuntimeError as e: print(e)
# --- who asks for a length
class Lenny:
    def __init__(self): self.log = []
    def __len__(self): self.log.append('len'); return 2
    def __iter__(self): self.log.append('iter'); return iter([1, 2])
for fn in (list, tuple, sorted, set, lambda o: [*o], lambda o: max(*o), lambda o: dict.fromkeys(o), lambda o: ''.join(map(str, o)), sum, lambda o: [0].extend(o), enumerate, lambda o: list(zip(o)), lambda o: [x for x in o], frozenset, any, bytes, bytearray, lambda o: [].__iadd__(o), lambda o: {*o}, lambda o: reversed([*o])):
    o = Lenny()
    try: fn(o)
    except Exception as e: print(type(e).__name__, e)
    print(o.log)
def exhaust(*args): return args
o = Lenny(); exhaust(*o); a, b = o; a, *b = o; print(o.log, 1 in o, o.log)
# --- hints of lengths
class Hint:
    def __init__(self, hint): self.hint = hint
    def __iter__(self): return iter((1, 2))
    def __length_hint__(self):
        if self.hint is None: raise TypeError('no hint')
        if self.hint == 0: raise KeyError('zero')
        return self.hint
class Source:
    def __init__(self): self.left = 3
    def __len__(self): return 3
    def __iter__(self):
        print('iter')
        return self
    def __next__(self):
        if not self.left: raise StopIteration
        self.left -= 1
        return self.left
for hint in (5, -1, 'x', None, 0, NotImplemented, True):
    for make in (list, tuple, sorted, lambda x: [*x], bytes, set):
        try:
            print(make(Hint(hint)), end=' ')
        except (TypeError, ValueError, KeyError) as error:
            print(type(error).__name__, error, end=' ')
    print()
print([*Source()], list(Source()), sorted(Source()), tuple(Source()))
class Broken:
    def __len__(self): raise ZeroDivisionError('len')
    def __iter__(self): return iter('ab')
print([x for x in Broken()], set(Broken()))
list(Broken())
# --- subclasses' names in messages of functions
class S(str): pass
class I(int): pass
class L(list): pass
for f, *args in ((bin, S('a')), (chr, L()), (ord, I(1)), (int, L()), (float, L()), (complex, L()), (range, S('1')), (format, 1, I(2)), (round, 1.5, S('a')), (sum, S('a')), (abs, L()), (divmod, I(1), S('a')), (pow, L(), 2), (getattr, 1, I(2))):
    try:
        print(f(*args))
    except TypeError as error:
        print(error)
