# --- the tower
import numbers
from numbers import Number, Complex, Real, Rational, Integral
values = (1, True, 1.5, 1j, 'x', None, [1])
for cls in (Number, Complex, Real, Rational, Integral):
    print(cls, [isinstance(v, cls) for v in values], [issubclass(type(v), cls) for v in values], len(cls.__abstractmethods__), cls.__mro__[1].__name__)
print(issubclass(Integral, Number), issubclass(Real, Integral), sorted(Number.__abstractmethods__), sorted(Integral.__abstractmethods__ - Rational.__abstractmethods__), type(Number).__name__)
for cls in (Number, Complex, Integral):
    try: print(type(cls()).__name__)
    except TypeError as e: print(e)
class My: pass
Number.register(My)
print(isinstance(My(), Number), isinstance(My(), Real))
def describe(x):
    match x:
        case bool(): return 'bool'
        case numbers.Integral(): return 'integral'
        case Real(): return 'real'
        case Number(): return 'number'
    return 'other'
print([describe(v) for v in values])
# --- a type of one's own
import math
from numbers import Rational, Real, Integral
class R(Rational):
    def __init__(self, n, d=1): self._n, self._d = n, d
    numerator = property(lambda self: self._n)
    denominator = property(lambda self: self._d)
    def _op(name):
        def op(self, other): return (name, self._n, self._d, other)
        return op
    for n in '__add__ __radd__ __neg__ __mul__ __rmul__ __truediv__ __rtruediv__ __pow__ __rpow__ __abs__ __trunc__ __floor__ __ceil__ __round__ __floordiv__ __rfloordiv__ __mod__ __rmod__ __le__'.split():
        vars_ = None
    __add__ = _op('add'); __radd__ = _op('radd'); __mul__ = _op('mul'); __rmul__ = _op('rmul'); __truediv__ = _op('div'); __rtruediv__ = _op('rdiv')
    __pow__ = _op('pow'); __rpow__ = _op('rpow'); __floordiv__ = _op('fd'); __rfloordiv__ = _op('rfd'); __mod__ = _op('mod'); __rmod__ = _op('rmod')
    def __neg__(self): return R(-self._n, self._d)
    def __pos__(self): return self
    def __abs__(self): return 5
    def __trunc__(self): return 1
    def __floor__(self): return 2
    def __ceil__(self): return 3
    def __round__(self, n=None): return n
    def __eq__(self, other): return (self._n, self._d) == (getattr(other, '_n', other), getattr(other, '_d', 1))
    def __lt__(self, other): return self._n < other * self._d
    def __le__(self, other): return self._n <= other * self._d
    def __hash__(self): return 1
r = R(3, 2)
print(float(r), complex(r), r.real is r, r.imag, r.conjugate() is r, r + 1, 1 + r, divmod(r, 2), divmod(7, r), bool(r), bool(R(0)), abs(r), round(r), round(r, 2), math.floor(r), math.ceil(r), math.trunc(r), isinstance(r, Real), isinstance(r, Integral), r < 2, r == R(3, 2), {r: 1})
try: print(r - 1)
except TypeError as e: print(e)
class Half(Rational):
    numerator = 1
try: Half()
except TypeError as e: print(str(e)[:60])
# --- state across calls
# externals: add
from numbers import Number, Integral
class Mine: pass
Number.register(Mine)
print(isinstance(add(1, 1), Integral), isinstance(Mine(), Number), isinstance(add(1, 0.5), Integral), isinstance(Mine(), Number))
