# --- deleted __next__ of a running iterator
class bad_iter:
    def __next__(self): return 1
class BI:
    def __iter__(self): return bad_iter()
b = BI()
it = iter(b)
print(next(it))
class C:
    def __iter__(self): return self
    def __next__(self): return 1
c = C()
del C.__next__
try:
    for x in c: pass
except TypeError as e: print(e)
class C:
    def __iter__(self): return self
    def __next__(self): return 1
i = iter(C())
del C.__next__
try:
    for x in i: pass
except TypeError as e: print(e)
try:
    next(i)
except TypeError as e: print(e)
# --- complex of numbers of all kinds
for f in (lambda: complex(1, 2, 3), lambda: complex('a', 1), lambda: complex(1, 'a'), lambda: complex(real=1, imag=2), lambda: complex(real='1')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Co:
    def __init__(self, v): self.v = v
    def __complex__(self): return self.v
for v in (1+2j, 1, 1.5, None, 'x'):
    try: print(complex(Co(v)))
    except Exception as e: print(type(e).__name__, e)
class CC(complex):
    def __complex__(self): return complex(self)
# --- unions of types
print(int | None, (int | type(None)) == (int | None), None | int, int | str == str | int, (int | None).__args__, int | int, (int | str) | int)
print(int | list[int], isinstance(1, int | None), isinstance(None, int | None), issubclass(bool, int | str))
for f in (lambda: isinstance([], int | list[int]), lambda: isinstance(1, int | list[int]), lambda: (int | str) < 3, lambda: (int | str) + 3, lambda: list[int] + 3, lambda: (int | str)()):
    try: print(f())
    except TypeError as e: print(e)
# --- sets of sets by subclass
class SetSub(set): pass
s = SetSub([1])
t = {frozenset([1]), 5}
print(s in t)
t.discard(s)
print(t)
try: t.remove(s)
except KeyError as e: print(repr(e))
# --- subclasses of lazy iterators
class MyEnum(enumerate): pass
m = MyEnum('ab')
print(type(m), list(m), isinstance(m, enumerate))
class MZ(zip):
    x = 3
print(type(MZ('a', 'b')), MZ('a').x, list(MZ('ab','cd')))
class MM(map): 
    def __next__(self): return super().__next__() + 1
m = MM(int, '123')
print(type(m), next(m), list(m))
class MR(reversed): pass
print(type(MR([1,2])), list(MR([1,2])))
class MF(filter): pass
print(type(MF(None, [1,0])), list(MF(None, [1,0])))
# --- long ranges
r = range(10**20)
print(r[10**19], r[-1], r[5:10**19], r.index(10**19), r.count(3), len(range(10**10)))
for i in (10**30, -10**30):
    try: r[i]
    except IndexError as e: print(e)
try: len(r)
except OverflowError as e: print(e)
# --- special methods that are None
class A:
    __add__ = None
    __iadd__ = None
    __index__ = None
    __bytes__ = None
    __float__ = None
    __len__ = None
    __iter__ = None
    __contains__ = None
    __hash__ = None
    __bool__ = None
    __str__ = None
    __getitem__ = None
    __call__ = None
    __neg__ = None
    __enter__ = None
    __int__ = None
    __eq__ = None
    __lt__ = None
    __reversed__ = None
    __format__ = None
    __round__ = None
    __next__ = None
    __setitem__ = None
a = A()
def aug():
    global a
    a += 1
def si(): a[1] = 2
def w():
    with a: pass
for n, f in dict(add=lambda: a + 1, radd=lambda: 1 + a, aug=aug, index=lambda: [1][a], bytes=lambda: bytes(a), float=lambda: float(a), len=lambda: len(a), iter=lambda: iter(a), list=lambda: list(a), contains=lambda: 1 in a, hash=lambda: hash(a), bool=lambda: bool(a), str=lambda: str(a), getitem=lambda: a[0], call=lambda: a(), neg=lambda: -a, w=w, int=lambda: int(a), eq=lambda: a == 1, lt=lambda: a < 1, reversed=lambda: reversed(a), format=lambda: format(a), fstr=lambda: f'{a}', round=lambda: round(a), next=lambda: next(a), si=si, hex=lambda: hex(a), range=lambda: range(a), unpack=lambda: [*a], sum=lambda: sum(a), eq2=lambda: [a] == [1], sorted=lambda: sorted([a, a])).items():
    try: print(n, f())
    except Exception as e: print(n, type(e).__name__, e)
# --- dicts changed by a comparison
class X:
    def __hash__(self): return 0
    def __eq__(self, o):
        other.clear()
        return False
l = [(i, 0) for i in range(1, 1337)]
other = dict(l)
other[X()] = 0
d = {X(): 0, 1: 1}
try: d.update(other)
except RuntimeError as e: print(e)
other = dict(l); other[X()] = 0
try: print(len(d | other))
except RuntimeError as e: print(e)
other = dict(l); other[X()] = 0
try: print(len({**d, **other}))
except RuntimeError as e: print(e)
other = dict(l); other[X()] = 0
try: d |= other
except RuntimeError as e: print(e)
# --- wrong calls of special methods
class Plain: pass
def gen(): yield 1
prop = property(lambda self: 1)
for f in (lambda: gen().close(1), lambda: gen().send(), lambda: gen().__next__(1), lambda: gen().send(x=1), lambda: iter([]).__next__(2), lambda: iter([]).__iter__(a=1), lambda: map(str, []).__iter__(),
          lambda: prop.getter(), lambda: prop.setter(1, 2), lambda: prop.__get__(), lambda: prop.__set__(1), lambda: Plain().__eq__(), lambda: Plain().__str__(1), lambda: Plain().__str__(a=1), lambda: Plain().__setattr__('x'),
          lambda: (lambda: 1).__get__(), lambda: (lambda: 1).__get__(1, 2, 3), lambda: int.__new__(bool), lambda: object.__new__(int), lambda: print >> 3, lambda: {}.__eq__(), lambda: None.__bool__(1)):
    try: print(type(f()).__name__)
    except Exception as e: print(type(e).__name__, e)
class Counts(dict): pass
try: object.__new__(Counts)
except TypeError as e: print(e)
print(bool.from_bytes(b'\x01', 'big'), bool.from_bytes(b'\x00', 'big'))
s = {1}
for g in (lambda: s.update([2], 3), lambda: s.difference_update([1], None)):
    try: g()
    except TypeError as e: print(e, s)
# --- math refuses before it converts
import math
class Loud:
    def __float__(self): raise KeyError('float')
    def __index__(self): raise KeyError('index')
class Words(str): pass
for f in (lambda: math.perm(a=1), lambda: math.perm(a=Loud()), lambda: math.sin(1, Loud()), lambda: math.atan2('x', Loud()), lambda: math.atan2(Loud(), 'x'), lambda: math.sqrt(Words('x')), lambda: math.comb(Words('x'), 2), lambda: math.hypot(b'', Loud()), lambda: math.gcd(Words('')), lambda: math.fsum([1, 'x']), lambda: math.acosh(Loud())):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# --- augmented operators keep an instance of a subclass
class L(list): pass
class B(bytearray): pass
x = y = L([1]); x *= 2; print(type(x).__name__, x is y, y); x += [3]; print(type(x).__name__, x is y)
b = c = B(b'a'); b *= 2; print(type(b).__name__, b is c, c); b += b'z'; print(type(b).__name__, b is c)
print(type(b.__imul__(2)).__name__, type(b.__iadd__(b'')).__name__, type(x.__imul__(1)).__name__, type(x.__iadd__([])).__name__)
class Di(dict): pass
d = e = Di(a=1); d |= {'b': 2}; print(type(d).__name__, d is e)
class S(set): pass
s = t = S([1]); s |= {2}; s &= {2}; s ^= {5}; s -= {5}; print(type(s).__name__, s is t, s)
class T(tuple): pass
u = T((1,)); u *= 2; print(type(u).__name__)
class St(str): pass
print(type(iter(St('ab'))).__name__, type(iter('é')).__name__, list(St('ab')), [c for c in St('xy')])
# --- type variables equal themselves alone, literals tell 1 from True
from typing import TypeVar, Literal, Optional, List
T = TypeVar('T'); U = TypeVar('T')
print(T == U, T == T, T != U, hash(T) == hash(T), len({T, U}), Optional[T] == Optional[U], T in (U,), List[T] == List[T], List[T] == List[U])
print(Literal[1] == Literal[True], Literal[1, 2] == Literal[2, 1], hash(Literal[1, 2]) == hash(Literal[2, 1]), Literal['a'] == Literal['a'], {Literal[1]: 'x'}[Literal[1]])
# --- lazy iterators with methods of their own
class Tens(enumerate):
    tag = 'tens'
    def __next__(self):
        index, value = super().__next__()
        return index * 10, value
class Mapped(map):
    def __init__(self, *args, extra=None): self.extra = extra
print(list(Tens('ab', 5)), Tens('').tag, list(Tens(iterable='xy')), list(Mapped(str, [1], extra=2)), Mapped(str, [], extra=3).extra)
for make in (lambda: Mapped(str), lambda: object(1)):
    try: print(make())
    except TypeError as e: print(e)
