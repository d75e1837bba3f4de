"""``fractions``."""

FORMATS, STRICT = _version()


def made(pair):
    """The fraction of a numerator and a denominator in lowest terms."""
    self = object.__new__(Fraction)
    self._numerator, self._denominator = pair
    return self


def converted(value):
    """Another rational number as a fraction."""
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int):
        return made((_payload(value), 1))
    return Fraction(value.numerator, value.denominator)


def remaining(a, b):
    return Fraction((a.numerator * b.denominator) % (b.numerator * a.denominator), a.denominator * b.denominator)


def divided(a, b):
    quotient, rest = divmod(a.numerator * b.denominator, a.denominator * b.numerator)
    return quotient, Fraction(rest, a.denominator * b.denominator)


EXACT = {
    '+': lambda a, b: made(_combine('+', a._numerator, a._denominator, b._numerator, b._denominator)),
    '-': lambda a, b: made(_combine('-', a._numerator, a._denominator, b._numerator, b._denominator)),
    '*': lambda a, b: made(_combine('*', a._numerator, a._denominator, b._numerator, b._denominator)),
    '/': lambda a, b: made(_combine('/', a._numerator, a._denominator, b._numerator, b._denominator)),
    '//': lambda a, b: (a.numerator * b.denominator) // (a.denominator * b.numerator),
    '%': remaining,
    'divmod': divided,
}
INEXACT = {
    '+': lambda a, b: a + b,
    '-': lambda a, b: a - b,
    '*': lambda a, b: a * b,
    '/': lambda a, b: a / b,
    '//': lambda a, b: a // b,
    '%': lambda a, b: a % b,
    'divmod': divmod,
}


def operate(a, op, b):
    """``a op b`` of a fraction and any value."""
    if isinstance(b, (Fraction, int)):
        return EXACT[op](a, converted(b))
    if isinstance(b, float):
        return INEXACT[op](float(a), b)
    if isinstance(b, complex) and not (STRICT and op in ('//', '%', 'divmod')):
        return INEXACT[op](complex(a), b)
    return NotImplemented


def operate_reflected(b, op, a):
    """``a op b`` of any value and a fraction, which the value doesn't know."""
    if isinstance(a, Rational):
        return EXACT[op](converted(a), b)
    if isinstance(a, Real):
        return INEXACT[op](float(a), float(b))
    if isinstance(a, Complex) and not (STRICT and op in ('//', '%', 'divmod')):
        return INEXACT[op](complex(a), complex(b))
    return NotImplemented


def ordered(a, op, b):
    """A comparison by its number: ``<``, ``<=``, ``==``, ``>``, ``>=``."""
    if isinstance(b, float):
        if b - b != 0:
            return (0.0 < b, 0.0 <= b, 0.0 == b, 0.0 > b, 0.0 >= b)[op]
        b = Fraction(b)
    if _is_decimal(b):
        return _compare_decimal(op, a._numerator, a._denominator, b)
    if isinstance(b, Rational):
        return _compare(op, a._numerator, a._denominator, b.numerator, b.denominator)
    return NotImplemented


class Fraction(Rational):
    __module__ = 'fractions'
    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None):
        self = object.__new__(cls)
        if denominator is None:
            if isinstance(numerator, Rational):
                self._numerator, self._denominator = numerator.numerator, numerator.denominator
            elif isinstance(numerator, float) or _is_decimal(numerator):
                self._numerator, self._denominator = numerator.as_integer_ratio()
            elif isinstance(numerator, str):
                self._numerator, self._denominator = _parse(numerator)
            else:
                raise TypeError('argument should be a string or a Rational instance')
            return self
        if not (isinstance(numerator, Rational) and isinstance(denominator, Rational)):
            raise TypeError('both arguments should be Rational instances')
        if not (type(numerator) is int is type(denominator)):
            numerator, denominator = (
                numerator.numerator * denominator.denominator,
                denominator.numerator * numerator.denominator,
            )
        if denominator == 0:
            raise ZeroDivisionError(f'Fraction({numerator}, 0)')
        self._numerator, self._denominator = _reduce(numerator, denominator)
        return self

    @classmethod
    def from_float(cls, f):
        if isinstance(f, Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError(f'{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})')
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        if isinstance(dec, Integral):
            return cls(int(dec))
        if not _is_decimal(dec):
            raise TypeError(f'{cls.__name__}.from_decimal() only takes Decimals, not {dec!r} ({type(dec).__name__})')
        return cls(*dec.as_integer_ratio())

    @property
    def numerator(a):
        return a._numerator

    @property
    def denominator(a):
        return a._denominator

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError('max_denominator should be at least 1')
        if self._denominator <= max_denominator:
            return Fraction(self)
        before, bound = (0, 1), (1, 0)
        n, d = self._numerator, self._denominator
        while True:
            whole = n // d
            denominator = before[1] + whole * bound[1]
            if denominator > max_denominator:
                break
            before, bound = bound, (before[0] + whole * bound[0], denominator)
            n, d = d, n - whole * d
        steps = (max_denominator - before[1]) // bound[1]
        other = before[0] + steps * bound[0], before[1] + steps * bound[1]
        return made(bound if 2 * d * other[1] <= self._denominator else other)

    def __repr__(self):
        return f'{self.__class__.__name__}({self._numerator}, {self._denominator})'

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return f'{self._numerator}/{self._denominator}'

    def __format__(self, format_spec, /):
        if FORMATS and isinstance(format_spec, str):
            if not format_spec:
                return str(self)
            return _format(self._numerator, self._denominator, format_spec)
        return object.__format__(self, format_spec)

    def __add__(a, b):
        return operate(a, '+', b)

    def __radd__(b, a):
        return operate_reflected(b, '+', a)

    def __sub__(a, b):
        return operate(a, '-', b)

    def __rsub__(b, a):
        return operate_reflected(b, '-', a)

    def __mul__(a, b):
        return operate(a, '*', b)

    def __rmul__(b, a):
        return operate_reflected(b, '*', a)

    def __truediv__(a, b):
        return operate(a, '/', b)

    def __rtruediv__(b, a):
        return operate_reflected(b, '/', a)

    def __floordiv__(a, b):
        return operate(a, '//', b)

    def __rfloordiv__(b, a):
        return operate_reflected(b, '//', a)

    def __mod__(a, b):
        return operate(a, '%', b)

    def __rmod__(b, a):
        return operate_reflected(b, '%', a)

    def __divmod__(a, b):
        return operate(a, 'divmod', b)

    def __rdivmod__(b, a):
        return operate_reflected(b, 'divmod', a)

    def __pow__(a, b):
        if isinstance(b, Rational):
            if b.denominator != 1:
                return float(a) ** float(b)
            power = b.numerator
            n, d = a._numerator, a._denominator
            if power >= 0:
                return made((n**power, d**power))
            if n > 0:
                return made((d**-power, n**-power))
            if n == 0:
                raise ZeroDivisionError(f'Fraction({d**-power}, 0)')
            return made(((-d) ** -power, (-n) ** -power))
        if STRICT and not isinstance(b, (float, complex)):
            return NotImplemented
        return float(a) ** b

    def __rpow__(b, a):
        if b._denominator == 1 and b._numerator >= 0:
            return a**b._numerator
        if isinstance(a, Rational):
            return Fraction(a.numerator, a.denominator) ** b
        if b._denominator == 1:
            return a**b._numerator
        return a ** float(b)

    def __pos__(a):
        return made((a._numerator, a._denominator))

    def __neg__(a):
        return made((-a._numerator, a._denominator))

    def __abs__(a):
        return made((abs(a._numerator), a._denominator))

    def __int__(a):
        return a.__trunc__()

    def __trunc__(a):
        if a._numerator < 0:
            return -(-a._numerator // a._denominator)
        return a._numerator // a._denominator

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._numerator, self._denominator)
            if rest * 2 > self._denominator or rest * 2 == self._denominator and whole % 2:
                whole += 1
            return whole
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __float__(a):
        return int(a._numerator) / int(a._denominator)

    def __complex__(a):
        return complex(float(a))

    def __hash__(self):
        return _hash(self._numerator, self._denominator)

    def __eq__(a, b):
        if type(b) is int:
            return a._numerator == b and a._denominator == 1
        if isinstance(b, complex) and b.imag == 0:
            b = b.real
        return ordered(a, 2, b)

    def __lt__(a, b):
        return ordered(a, 0, b)

    def __le__(a, b):
        return ordered(a, 1, b)

    def __gt__(a, b):
        return ordered(a, 3, b)

    def __ge__(a, b):
        return ordered(a, 4, b)

    def __bool__(a):
        return bool(a._numerator)

    def __copy__(self):
        if type(self) is Fraction:
            return self
        return self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()


if FORMATS:

    def is_integer(self):
        return self._denominator == 1

    Fraction.is_integer = is_integer
