# --- construction
from decimal import Decimal
from fractions import Fraction

for args in (
    (), (3,), (6, 8), (-6, 8), (6, -8), (0, -5), (True, 2), ('3/4',), (' -3/4 ',), ('1.25',), ('-1e-3',), ('1_000/3',), ('.5',), ('5.',), ('1E3',),
    ('+7',), ('٣/٤',), (0.1,), (-2.5,), (Decimal('1.1'),), (Decimal('1E+3'),), (Fraction(1, 3),), (Fraction(1, 3), 2), (Fraction(1, 3), Fraction(5, 7)),
    (10**30, 10**28), ('x',), ('1/0',), ('1/-2',), ('',), ('1//2',), ('1 /2x',), ('1e',), (1, 0), (Fraction(1, 2), 0), (1.5, 2), (1, 2.5), (None,), ([],), (1j,), ('1', 2), (1, '2'),
    (float('nan'),), (float('inf'),), (Decimal('NaN'),), (Decimal('-Infinity'),), (1, 2, 3), (object,), (b'1',),
):  # fmt: skip
    try:
        f = Fraction(*args)
        print(args, repr(f), str(f), f.numerator, f.denominator, f.as_integer_ratio())
    except (ValueError, TypeError, ZeroDivisionError, OverflowError) as error:
        print(args, type(error).__name__, error)
print(Fraction(numerator=3), Fraction(numerator=3, denominator=9), Fraction.from_float(0.25), Fraction.from_float(3), Fraction.from_decimal(Decimal('0.125')), Fraction.from_decimal(7))
for call in (lambda: Fraction.from_float('a'), lambda: Fraction.from_decimal(1.5), lambda: Fraction.from_float(float('inf')), lambda: Fraction.from_decimal(Decimal('nan')), lambda: Fraction(x=1)):
    try:
        print(call())
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
# --- operators
from fractions import Fraction

values = [Fraction(1, 2), Fraction(-7, 3), Fraction(0), Fraction(4), 3, -2, 0.5, 1 + 2j, True]
operations = {
    '+': lambda a, b: a + b, '-': lambda a, b: a - b, '*': lambda a, b: a * b, '/': lambda a, b: a / b, '//': lambda a, b: a // b,
    '%': lambda a, b: a % b, '**': lambda a, b: a**b, 'divmod': divmod, '<': lambda a, b: a < b, '<=': lambda a, b: a <= b,
    '==': lambda a, b: a == b, '!=': lambda a, b: a != b, '>': lambda a, b: a > b, '>=': lambda a, b: a >= b,
}  # fmt: skip
for x in values:
    for y in values:
        if type(x) is not Fraction and type(y) is not Fraction:
            continue
        for name, operation in operations.items():
            try:
                print(x, name, y, repr(operation(x, y)))
            except (TypeError, ZeroDivisionError, OverflowError) as error:
                print(x, name, y, type(error).__name__, error)
# --- operators with other types
from decimal import Decimal
from fractions import Fraction

half = Fraction(1, 2)
for call in (
    lambda: half + 'a', lambda: 'a' + half, lambda: half - None, lambda: half < 'a', lambda: half < 1j, lambda: half + Decimal(1),
    lambda: Decimal(1) + half, lambda: pow(half, 2, 3), lambda: half & 1, lambda: half[0], lambda: [1, 2][half], lambda: half.limit_denominator(0),
    lambda: half.foo, lambda: half**'a', lambda: int('1', half), lambda: range(half), lambda: Decimal(half), lambda: ~half, lambda: divmod(half, 'a'),
):  # fmt: skip
    try:
        print(call())
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
print(half == 0.5, 0.5 == half, half == Decimal('0.5'), Decimal('0.5') == half, half < Decimal('0.7'), Decimal('0.7') > half, half == '1/2', half != None, half == 0.5 + 0j)
print(half == float('nan'), half < float('inf'), half > float('-inf'), half == float('inf'), Decimal('NaN') == half, half != Decimal('Infinity'), half <= Decimal('Infinity'))
print(hash(half) == hash(0.5) == hash(Decimal('0.5')), hash(Fraction(7)) == hash(7), hash(Fraction(-1)), hash(Fraction(-7, 3)), hash(Fraction(1, 2**61 - 1)), hash(Fraction(10**40, 3)))
print({half: 'a'}[0.5], {0.5, half, Decimal('0.5')}, half in [0.5], sorted([half, 0.3, 1, Decimal('0.4')]), sum([half, half, 1]), sum([half] * 3), max(half, 0.6))
# --- methods and builtins
import copy
import json
import math
import numbers
from fractions import Fraction

for f in (Fraction(7, 2), Fraction(-7, 2), Fraction(5, 2), Fraction(22, 7), Fraction(0), Fraction(12345, 100)):
    print(f, +f, -f, abs(f), bool(f), int(f), float(f), complex(f), round(f), round(f, 1), round(f, -1), round(f, 0), math.floor(f), math.ceil(f), math.trunc(f))
    print(f.real, f.imag, f.conjugate(), f.limit_denominator(3), f.limit_denominator(), f.limit_denominator(max_denominator=1), f'{f}', str(f), [f], repr(f))
print(Fraction(math.pi).limit_denominator(1000), Fraction('3.1415926535897932').limit_denominator(10), Fraction(1, 3).limit_denominator(10**6))
print(math.sqrt(Fraction(9, 4)), math.fsum([Fraction(1, 2)] * 3), math.prod([Fraction(1, 2), 4]), math.isclose(Fraction(1, 3), 1 / 3), math.log2(Fraction(8)), pow(Fraction(2, 3), 2))
print(isinstance(Fraction(1), numbers.Rational), isinstance(Fraction(1), numbers.Number), issubclass(Fraction, numbers.Integral), copy.copy(Fraction(1, 3)), copy.deepcopy([Fraction(1, 3)]))
print(json.dumps({'a': Fraction(1, 4)}, default=float), json.dumps([Fraction(1, 4)], default=str), '%s %.2f %d' % (Fraction(5, 4), Fraction(5, 4), Fraction(9, 4)))
f = Fraction(1, 3)
f += 1
f *= 3
f -= Fraction(1, 2)
f /= 2
f **= 2
f //= Fraction(1, 4)
f %= 5
print(f, sum(Fraction(1, n) for n in range(1, 30)), Fraction(3, 10**40) * 10**39)
print(type(Fraction(1, 2)), Fraction.__name__, Fraction.__module__, hasattr(f, '__dict__'))
try:
    float(Fraction(10**400))
except OverflowError as error:
    print(error)
f.numerator = 3
# --- formats
# min_python: 3.12
from fractions import Fraction

for f in (Fraction(1, 3), Fraction(-22, 7), Fraction(1234567, 2), Fraction(0), Fraction(5)):
    for spec in ('', '.2f', '.0f', '10.3f', '<10.1f', '^+12.2e', ',.2f', '_.1f', '.3g', '%', '.1%', '010.2f', 'z.0f', '#.0f', 'E', 'G', 'F'):
        print(f, spec, repr(format(f, spec)), f'{f:{spec}}')
print(Fraction(4, 2).is_integer(), Fraction(1, 2).is_integer())
for spec in ('q', 'd', '.2', '<010.2f', '.2x', '1_0f', 's'):
    try:
        print(format(Fraction(1, 3), spec))
    except ValueError as error:
        print(error)
# --- formats without a type
from fractions import Fraction

for f in (Fraction(1, 3), Fraction(-22000, 7), Fraction(5)):
    for spec in ('', '10', '<10', '*^12', '+', '#', ',', '=+10', ' '):
        try:
            print(f, spec, repr(format(f, spec)))
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)
# --- derived classes
from fractions import Fraction


class Ratio(Fraction):
    def percent(self):
        return f'{float(self) * 100:.1f}%'


class Rat:
    def __init__(self, n, d):
        self.numerator, self.denominator = n, d

    def __radd__(self, other):
        return 'radd'

    def __eq__(self, other):
        return 'eq'


r = Ratio(1, 8)
print(r, repr(r), r.percent(), type(r + 1), r + r, type(-r), r == 0.125, {r: 1}[0.125], Ratio.from_float(0.5), type(Ratio.from_float(0.5)), Fraction(r), type(Fraction(r)))
print(Fraction(1, 2) + Rat(1, 2), Fraction(1, 2) == Rat(1, 2), Ratio('1/3'), Ratio(r), isinstance(r, Fraction), type(r.limit_denominator(2)))
r.note = 1
print(r.note)
# --- across calls
# externals: add
from fractions import Fraction

total = Fraction(0)
for n in range(1, 5):
    total += Fraction(1, add(n))
kept = {total: [total]}
print(total, add(total.numerator, total.denominator), kept, kept[Fraction(25, 12)])
# --- an uncaught error
from fractions import Fraction

Fraction(1, 2) / (Fraction(1, 3) - Fraction(2, 6))
