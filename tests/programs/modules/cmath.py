# --- functions
import cmath

values = [0, 1, -1, 2.5, -0.0, 1j, -1j, 1 + 2j, -3.5 - 0.25j, True, float('inf'), complex('nan'), 1e308, 1e-320]
for name in (
    'acos acosh asin asinh atan atanh cos cosh exp isfinite isinf isnan log log10 phase polar sin sinh sqrt tan tanh'
).split():
    for value in values:
        try:
            print(name, value, getattr(cmath, name)(value))
        except (ValueError, OverflowError) as error:
            print(name, value, type(error).__name__, error)
print(cmath.rect(2, cmath.pi / 3), cmath.rect(1.5, -1), cmath.polar(cmath.rect(2, 1)), cmath.log(8, 2), cmath.log(1j, 1 + 1j))
print(cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.nan, cmath.infj, cmath.nanj)
print(cmath.isclose(1, 1 + 1e-10), cmath.isclose(1j, 1.1j), cmath.isclose(1j, 1.1j, rel_tol=0.2), cmath.isclose(a=0, b=1e-9, abs_tol=1e-8))
# --- wrong arguments
import cmath
from decimal import Decimal

for call in (
    lambda: cmath.sqrt(),
    lambda: cmath.sqrt(1, 2),
    lambda: cmath.sqrt('1'),
    lambda: cmath.sqrt(None),
    lambda: cmath.sqrt(object()),
    lambda: cmath.sqrt(x=1),
    lambda: cmath.sqrt(10**400),
    lambda: cmath.log(0),
    lambda: cmath.log(1, 0),
    lambda: cmath.log(1, 'x'),
    lambda: cmath.rect(1),
    lambda: cmath.rect(1j, 2),
    lambda: cmath.rect(float('inf'), 1),
    lambda: cmath.polar(),
    lambda: cmath.phase([]),
    lambda: cmath.isclose(1),
    lambda: cmath.isclose(1, 2, rel_tol=-1),
    lambda: cmath.isclose(1, 2, 3),
    lambda: cmath.isclose(1, 2, foo=3),
    lambda: cmath.exp(1000),
    lambda: cmath.cosh(710.5 + 1j),
    lambda: cmath.atanh(1),
    lambda: cmath.sqrt(Decimal(16)),
    lambda: cmath.missing,
):
    try:
        print(call())
    except (TypeError, ValueError, OverflowError, AttributeError) as error:
        print(type(error).__name__, error)
# --- numbers of other classes
# externals: add
import cmath


class Complex:
    def __complex__(self):
        return add(3, 4j)


class Float:
    def __float__(self):
        return 2.25


class Index:
    def __index__(self):
        return 9


class Sub(complex):
    pass


class Wrong:
    def __complex__(self):
        return 'x'


print(abs(cmath.sqrt(Complex())), cmath.sqrt(Float()), cmath.sqrt(Index()), cmath.sqrt(Sub(-4)), cmath.polar(Complex()))
print(cmath.rect(Float(), Index()), cmath.isclose(Complex(), 3 + 4j, rel_tol=Float()), cmath.log(Complex(), Float()))
for call in (lambda: cmath.sqrt(Wrong()), lambda: cmath.rect(Complex(), 1), lambda: cmath.sqrt(Complex(), 1)):
    try:
        print(call())
    except TypeError as error:
        print(error)
# --- solving an equation
import cmath


def roots(a, b, c):
    d = cmath.sqrt(b * b - 4 * a * c)
    return (-b + d) / (2 * a), (-b - d) / (2 * a)


print(roots(1, 2, 5), roots(1, -3, 2))
turn = [cmath.exp(2j * cmath.pi * k / 4) for k in range(4)]
print([f'{z.real:.3f}{z.imag:+.3f}j' for z in turn], abs(sum(turn)) < 1e-12)
