# --- print
import sys
print()
print(1, 'a', None, [1.5], sep='|', end='.\n')
print('a', 'b', sep='', end='')
print(*range(3), sep=None, end=None)
print('err', file=sys.stderr)
print('out', file=sys.stdout, flush=True)
print('x', file=None)
for f in (lambda: print(1, sep=5), lambda: print(1, end=2), lambda: print(1, bad=2), lambda: print(1, file=5)):
    try: f()
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
print(print('inner'))
# --- stderr and stdout keep their own order
import sys
for i in range(3):
    print('out', i)
    print('err', i, file=sys.stderr, end=';')
sys.stdout.write('written\n'), sys.stderr.write('w')
# --- min and max
print(min(3, 1, 2), max([3, 1, 2]), min('hello'), max('a', 'b', key=lambda c: -ord(c)), min([], default=0), max((), default=None), max([[1], [2, 3]], key=len), min({'b': 1, 'a': 2}), max(1, 2.5))
print(max([(1, 'a'), (1, 'b')]), max([1, 1.0, True]), min([1.0, 1]), min(['aa', 'b', 'c'], key=len), max(x * x for x in (-3, 2)))
for f in (lambda: max(), lambda: max([]), lambda: max(1), lambda: max(1, 'a'), lambda: min([], key=len), lambda: max(1, 2, default=3), lambda: max([1], foo=2)):
    try: f()
    except (TypeError, ValueError) as e: print(e)
# --- any and all are short-circuit
def say(x): print('say', x); return x
print(any(say(x) for x in (0, 1, 2)), all(say(x) for x in (1, 0, 2)), any([]), all([]), any('' for _ in 'ab'), all('ab'))
# --- enumerate, zip, map, filter, reversed
print(list(enumerate('ab', 1)), list(enumerate(start=5, iterable='x')), list(zip('ab', range(5), [True, False])), list(map(lambda a, b: a + b, [1, 2], [3, 4, 5])), list(filter(None, [0, 1, [], 'x'])), list(filter(str.isdigit, 'a1b2')), list(reversed([1, 2])))
print(dict(enumerate('ab')), list(zip(*[(1, 'a'), (2, 'b')])), [*map(str, range(3))], list(map(int, '123')), sum(map(len, ['a', 'bb'])), tuple(zip()), list(map(pow, [2, 3], [3, 2])))
list(map(None.__class__, [])), next(enumerate('z')), list(zip('abc', filter(lambda x: x > 1, [1, 2, 3])))
# --- iter and next
it = iter('ab')
print(next(it), next(it), next(it, 'end'), iter(it) is it)
try: next(it)
except StopIteration as e: print(repr(e), e.value)
for f in (lambda: next(5), lambda: iter(5), lambda: iter(5, 1), lambda: next('ab')):
    try: f()
    except TypeError as e: print(e)
# --- sorted and reversed arguments
print(sorted('cab'), sorted([3, 1, 2], reverse=True), sorted({3: 'x', 1: 'y'}), sorted(['b', 'A', 'c'], key=str.lower), sorted([(1, 2), (1, 1)]), sorted((x for x in 'ba')), sorted([2, 1], key=None), sorted([1, 2, 3], key=lambda x: x % 2, reverse=1))
# --- repr, str, ascii
values = [1, 1.0, 'é', b'x', None, True, [1, 'a'], (1,), (), {1: 2}, {1}, set(), frozenset(), range(3), slice(1), ..., NotImplemented, 1j, int, bytearray(b'a')]
for v in values: print(repr(v), str(v), ascii(v))
repr(ValueError('x', 1)), str(ValueError('x')), repr(print), repr(len), str(type), str(object), repr(type(None))
# --- type constructors without and with arguments
print(int(), float(), str(), bool(), list(), tuple(), dict(), set(), frozenset(), bytes(), bytearray(), complex(), range(0), object() is not None)
print(int('5'), float('5'), str(5), bool('x'), list('ab'), tuple('ab'), dict(a=1), set('a'), frozenset('a'), bytes(2), complex(1, 2), list({'k': 1}), list(b'ab'), tuple(range(2)), bool([]), bool(0.0), bool(''), bool(None))
type(1) is int, type('') == str, type(type), type([]).__name__, type(1)(5.7), type('x')(5), type(None) is type(None)
# --- callable, hash, id
class C:
    def m(self): pass
class D:
    def __call__(self): pass
print([callable(x) for x in (print, len, C, C(), D(), C.m, C().m, lambda: 0, int, 'x', None)])
a = []
print(id(a) == id(a), id(a) == id([]) and False, hash(1) == hash(1.0) == hash(True), hash('x') == hash('x'), hash(None) == hash(None), hash((1, 'a')) == hash((1, 'a')), hash(-1), hash(0), hash(10 ** 10))
for f in (lambda: hash([]), lambda: hash({}), lambda: hash(set()), lambda: hash((1, []))):
    try: f()
    except (TypeError, NameError) as e: print(e)
# --- chr, ord, bin, oct, hex
print(chr(97), chr(8364), chr(0x1F600), ord('a'), ord('😀'), ord(b'a'), bin(5), bin(-5), oct(64), hex(255), hex(-255), bin(True))
for f in (lambda: chr(-1), lambda: chr(0x110000), lambda: ord(''), lambda: ord('ab'), lambda: ord(1), lambda: hex('a'), lambda: bin(1.5), lambda: chr('a')):
    try: f()
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
# --- vars, dir and type of objects
class A:
    k = 1
    def __init__(self): self.x, self.y = 1, 2
    def f(self): pass
a = A()
print(vars(a), 'k' in vars(A), 'f' in vars(A), [n for n in dir(a) if n[0] != '_'], 'append' in dir([]), 'upper' in dir('x'))
for f in (lambda: vars(5), lambda: vars([])):
    try: f()
    except TypeError as e: print(e)
sorted(dir(1))[-3:], type(a).__name__, a.__class__.__name__
# --- issubclass and isinstance on builtins
print(issubclass(bool, int), issubclass(int, object), issubclass(int, float), issubclass(ValueError, (KeyError, Exception)), isinstance(print, type(len)), isinstance(5, object), isinstance(int, type), isinstance([], (tuple, list)))
issubclass(int | str, int) if False else 'skip', isinstance(1, int | None), isinstance(None, type(None))
# --- union types
u = int | str | None
print(u, isinstance(1, u), isinstance(1.0, u), issubclass(bool, int | str), int | int, u == (None | str | int), list[int] | None, type(u).__name__)
try: int | 5
except TypeError as e: print(e)
# --- names of builtin functions and types
print(len.__name__, print.__name__, int.__name__, int.__module__, [].append.__name__, str.upper.__name__, ValueError.__name__, 'a'.join.__name__)
print(len, int.__mro__, bool.__bases__, object.__bases__, KeyError.__mro__[1].__name__)
# --- builtins as first-class values
ops = {'len': len, 'sum': sum, 'max': max}
print({k: f([3, 1, 2]) for k, f in ops.items()}, [f('12') for f in (int, float, str, list)], list(map(abs, [-1, 2])), sorted([-3, 1], key=abs), max('bb', 'a', key=len))
f = [1, 2].append if False else 'x'.upper
g = {'a': 1}.get
f(), g('a'), g('b', 0), (lambda fn, *a: fn(*a))(divmod, 7, 2), list(map('abc'.find, 'cz'))
# --- object and sentinel use
sentinel = object()
def f(x=sentinel): return 'none given' if x is sentinel else x
print(f(), f(None), sentinel == sentinel, sentinel != object(), isinstance(sentinel, object))
try: object().x = 1
except AttributeError as e: print(e)
try: object(1)
except TypeError as e: print(e)
# --- NotImplemented and Ellipsis
print(NotImplemented, ..., repr(Ellipsis), [...], (1).__eq__('a'), (1).__lt__('a'), 'a'.__eq__(1), int.__add__(1, 'a'), [].__eq__(()), object().__eq__(1))
# --- __debug__ and dunder names
__debug__, __name__, type(__name__).__name__
# --- unknown builtins are NameErrors or missing
try: unknown_builtin()
except NameError as e: print(e)
try: unknown_object.attribute = 1
except NameError as e: print(e)
'ok'
# --- sum, abs, round on user objects
class V:
    def __init__(self, n): self.n = n
    def __add__(self, o): return V(self.n + (o.n if isinstance(o, V) else o))
    __radd__ = __add__
    def __abs__(self): return V(abs(self.n))
    def __round__(self, d=0): return round(self.n, d)
    def __divmod__(self, o): return self.n // o, self.n % o
    def __pow__(self, o, m=None): return pow(self.n, o, m)
    def __repr__(self): return f'V({self.n})'
    def __hash__(self): return 7
    def __bytes__(self): return b'V'
    def __reversed__(self): return iter('V')
sum([V(1), V(2)]), abs(V(-3)), round(V(2.567), 1), divmod(V(7), 2), pow(V(2), 3), pow(V(2), 3, 5), hash(V(1)), bytes(V(1)), list(reversed(V(0)))
