# --- construction
from decimal import Decimal, DecimalTuple

for value in (
    '1', ' 1.50 ', '-0', '1_000.5', '1e5', '1E-7', '.5', '5.', 'Infinity', '-inf', 'nan', 'sNaN123', 'NaN0005', '٣.١٤',
    3, -7, True, 10**50, 0.1, -0.0, float('inf'), float('nan'), Decimal('2.5'), (0, (1, 2, 3), -2), [1, [4, 5], 3],
    (0, (), 0), (1, (0, 0, 7), 1), (0, (1,), 'F'), (0, (1, 2), 'n'), (1, (), 'N'), DecimalTuple(1, (9, 9), -1),
):  # fmt: skip
    number = Decimal(value)
    print(repr(value), repr(number), str(number), number.as_tuple())
print(Decimal(), Decimal(value='3'), Decimal('1', None), Decimal.from_float(0.5), Decimal.from_float(7))
print(Decimal(3).real, Decimal(3).imag, Decimal('1.5').conjugate(), type(Decimal(1)), Decimal.__name__, Decimal.__module__)
t = Decimal('-12.340').as_tuple()
print(t.sign, t.digits, t.exponent, t[1], type(t).__name__, DecimalTuple._fields, t == (1, (1, 2, 3, 4, 0), -3))
# --- construction that is refused
from decimal import Decimal, InvalidOperation

for value in (
    'x', '', '1 2', '--1', '1e', 'infin', [], (1, 2), (0, (1, 2), 'x'), (0, (1, 2), 0.5), (2, (1,), 1), (0, (1, 20), 1),
    (0, 'ab', 1), (0, 5, 1), ('0', (1,), 1), (0, (1, -1), 0), (0, (True, 1.0), 0), 1j, None, object, {}, {1}, b'1', len,
    lambda: 1, (0, (object(),), 0), (object(), (1,), 0), (0, (1,), object()),
):  # fmt: skip
    try:
        print(Decimal(value))
    except (TypeError, ValueError, ArithmeticError) as error:
        print(type(error).__name__, error.args, isinstance(error, InvalidOperation))
for call in (
    lambda: Decimal(1, 2),
    lambda: Decimal('1', None, 3),
    lambda: Decimal(foo=1),
    lambda: Decimal.from_float('1'),
    lambda: Decimal.from_float(),
    lambda: Decimal.from_float(1j),
    lambda: Decimal('1').foo,
    lambda: Decimal('1').sqrt(1),
    lambda: Decimal('1').compare('1'),
    lambda: Decimal('1').compare(object()),
    lambda: Decimal('1').quantize(),
    lambda: Decimal('1').quantize(Decimal('1'), rounding='up'),
    lambda: Decimal('1').quantize(Decimal('1'), rounding=3),
    lambda: Decimal('1').exp(context=5),
    lambda: Decimal('1').fma(2),
    lambda: Decimal('1').fma(2, 'x'),
    lambda: Decimal.sqrt(3),
    lambda: Decimal.sqrt(),
    lambda: Decimal('1').adjusted(1),
    lambda: Decimal('1').shift('1'),
    lambda: round(Decimal(3), 1.5),
    lambda: Decimal(3).__round__('a'),
    lambda: format(Decimal(1), 'x'),
    lambda: format(Decimal(1), 'q'),
    lambda: format(Decimal(1), '.2.3'),
):
    try:
        print(call())
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
# --- setting an attribute
from decimal import Decimal

Decimal(1).foo = 1
# --- operators
from decimal import Decimal

values = [Decimal('7'), Decimal('-2.5'), Decimal('0'), Decimal('1E+5'), 3, -2, True]
for x in values:
    print(-x, +x, abs(x), bool(x), round(x), int(x), float(x), complex(x), hash(x) == hash(float(x)))
    for y in values:
        row = []
        for operation in (
            lambda a, b: a + b,
            lambda a, b: a - b,
            lambda a, b: a * b,
            lambda a, b: a / b,
            lambda a, b: a // b,
            lambda a, b: a % b,
            lambda a, b: a**b,
            divmod,
            lambda a, b: (a < b, a <= b, a == b, a != b, a > b, a >= b),
        ):
            try:
                row.append(operation(x, y))
            except ArithmeticError as error:
                row.append(error)
        print(x, y, row)
# --- operators with other types
from decimal import Decimal

one = Decimal(1)
for call in (
    lambda: one + 1.0,
    lambda: 1.0 - one,
    lambda: one * 'a',
    lambda: 'a' * one,
    lambda: [1] * one,
    lambda: one * [1],
    lambda: one / None,
    lambda: one // 1j,
    lambda: one % object(),
    lambda: '%' % one,
    lambda: one**'x',
    lambda: one & 1,
    lambda: one << 1,
    lambda: ~one,
    lambda: one @ one,
    lambda: divmod(one, 1.0),
    lambda: divmod('a', one),
    lambda: pow(one, 2, 2.5),
    lambda: pow(Decimal(2), 3, one),
    lambda: pow(one, 2.0),
    lambda: one < 'a',
    lambda: None >= one,
    lambda: one < 1j,
    lambda: [1, 2, 3][one],
    lambda: range(one),
    lambda: bin(one),
    lambda: chr(one),
    lambda: '%x' % one,
    lambda: '%c' % one,
    lambda: one(),
    lambda: one[0],
    lambda: len(one),
    lambda: list(one),
    lambda: sum([one, 'x']),
    lambda: sum([one, 1.5]),
):
    try:
        print(call())
    except TypeError as error:
        print(str(error).replace('.<locals>', ''))
    except ValueError as error:
        print('ValueError', error)
for other in (1, 1.0, 1.5, True, '1', None, [], 1j, 1 + 1j, object, float('nan'), float('inf')):
    print(other == one, one == other, one != other, other in [one], {one: 5}.get(other) if other != [] else '')
print(one < 1.5, 2.5 > one, one <= float('inf'), one > float('-inf'), 10**30 > one, one < True)
print(one.__add__(1.5), one.__add__(2), one.__radd__(2), one.__rsub__(3), one.__rtruediv__(8), one.__rpow__(2))
print(one.__eq__('a'), one.__lt__(2), one.__divmod__(2), one.__rdivmod__(7), one.__rmod__(7), one.__rfloordiv__(7))
print(one.__bool__(), one.__int__(), one.__float__(), one.__neg__(), one.__hash__(), one.__repr__(), one.__str__())
x = one
x += 2
x *= 3
x -= 1
x /= 4
x **= 3
x //= 3
x %= 2
print(x, pow(Decimal(3), 5, 7), pow(3, Decimal(5), 7), pow(Decimal(3), 5, Decimal(7)), pow(Decimal(3), Decimal(-1)))
# --- methods
from decimal import Context, Decimal, DecimalException

values = ['7', '-2.5', '0', '-0', '123.456', '1E+5', '1E-7', 'Infinity', '-Infinity', 'NaN', 'sNaN5', '1101', '9.99']
names = (
    'adjusted canonical conjugate copy_abs copy_negate exp is_canonical is_finite is_infinite is_nan is_normal is_qnan '
    'is_signed is_snan is_subnormal is_zero ln log10 logb logical_invert next_minus next_plus normalize number_class '
    'radix sqrt to_eng_string to_integral to_integral_exact to_integral_value as_integer_ratio as_tuple __int__ __float__ '
    '__trunc__ __floor__ __ceil__ __round__ __complex__ __abs__ __copy__'
).split()
for text in values:
    for name in names:
        try:
            print(text, name, repr(getattr(Decimal(text), name)()))
        except (DecimalException, ValueError, OverflowError) as error:
            print(text, name, repr(error))
pairs = (
    'compare compare_signal compare_total compare_total_mag copy_sign logical_and logical_or logical_xor max max_mag min '
    'min_mag next_toward quantize remainder_near rotate same_quantum scaleb shift'
).split()
for text in values:
    for other in ('1', '-2', '0.01', '1011', 'Infinity', 'NaN'):
        for name in pairs:
            try:
                print(text, name, other, repr(getattr(Decimal(text), name)(Decimal(other))))
            except DecimalException as error:
                print(text, name, other, repr(error))
print(Decimal(2).fma(3, 5), Decimal(2).fma(third=Decimal('0.5'), other=4), Decimal('1.005').quantize(Decimal('.01'), 'ROUND_UP'))
print(Decimal(2).sqrt(Context(prec=5)), Decimal(2).sqrt(context=Context(prec=7)), Decimal(2).ln(Context(prec=3)))
print(Decimal('2.5').to_integral_value(rounding='ROUND_HALF_UP'), Decimal('2.5').to_integral_exact('ROUND_UP'))
print(round(Decimal('2.675'), 2), round(Decimal('1250'), -2), round(Decimal('2.5')), round(Decimal('3.5')))
print(Decimal(7).max(8), Decimal(7).compare(7), Decimal('1.50').compare_total(Decimal('1.5')))
# --- format
from decimal import Decimal

values = ['0', '-0', '1234567.891', '-0.00012345', '1E+10', '1E-10', '0.5', '1.5', '2.5', 'NaN', '-Infinity', '99.995']
specs = (
    '', '.2f', ',', ',.3f', '+', ' ', '-', '010', '<10', '>10', '^12', '*^12.1f', '=+12', 'e', '.3e', 'E', 'g', '.3g', 'G',
    '%', '.1%', 'n', '.0f', '#.0f', '20,.2f', '020,.2f', 'z.0f', '_', 'é>9', '.10',
)  # fmt: skip
for value in values:
    for spec in specs:
        try:
            print(value, spec, format(Decimal(value), spec), Decimal(value).__format__(spec))
        except ValueError as error:
            print(value, spec, error)
price, width = Decimal('1234.5'), 14
print(f'{price:>{width},.2f}|{price!r}|{price!s:>8}|{price}', '{:.1f} {}'.format(price, price), format(price))
print('%d %i %f %.2f %e %g %s %r %5.1f%%' % ((Decimal('3.75'),) * 9))
# --- rounding modes
import decimal
from decimal import Decimal

from decimal import ROUND_05UP, ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP

modes = [name for name in dir(decimal) if name.startswith('ROUND_')]
print(modes)
for mode in modes:
    assert getattr(decimal, mode) == mode
    print(mode, [str(Decimal(text).quantize(Decimal('1'), rounding=mode)) for text in ('1.1', '1.5', '2.5', '-1.5', '-1.1', '0.9')])
    with decimal.localcontext() as context:
        context.rounding = mode
        context.prec = 3
        print(Decimal('2.0051') + 0, Decimal('-1234.5') + 0, Decimal(1) / 3, round(Decimal('2.5'), 0), format(Decimal('2.25'), '.1f'))
# --- contexts
import copy
from decimal import BasicContext, Context, Decimal, DefaultContext, ExtendedContext, Inexact, getcontext, localcontext, setcontext

print(getcontext(), DefaultContext, BasicContext, ExtendedContext, sep='\n')
mine = Context(prec=5, rounding='ROUND_DOWN', Emin=-10, Emax=10, capitals=0, clamp=1, flags=[], traps=[Inexact])
print(mine, repr(mine), type(mine), mine.prec, mine.rounding, mine.Emin, mine.Emax, mine.capitals, mine.clamp)
print(Context(7), Context(7, None, None, None, 0), Context(traps=[]), Context(flags=[Inexact]), sep='\n')
other = mine.copy()
other.prec = 9
print(mine.prec, other.prec, copy.copy(mine).prec, copy.deepcopy(mine).rounding, mine == other, mine == mine)
setcontext(mine)
print(getcontext() is mine, Decimal('1.5e-9'))
try:
    print(Decimal(1) / 3)
except Inexact as error:
    print(error, mine.flags[Inexact])
setcontext(ExtendedContext)
print(getcontext() is ExtendedContext, getcontext(), Decimal(1) / 0, Decimal(0) / 0)
setcontext(DefaultContext)
with localcontext() as inner:
    inner.prec = 4
    print(Decimal(1) / 7, getcontext() is inner)
    with localcontext(prec=2, rounding='ROUND_UP') as innermost:
        print(Decimal(1) / 7, innermost.prec)
    print(Decimal(1) / 7)
print(Decimal(1) / 7)
with localcontext(mine, capitals=1, traps=[], flags=[Inexact]) as inner:
    print(inner, Decimal('1e-9'), Decimal(1) / 3)
    raise ValueError('out')
# --- a context's attributes
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, MIN_ETINY, HAVE_CONTEXTVAR, HAVE_THREADS, Context, Decimal, getcontext, localcontext, setcontext

print(MAX_EMAX, MAX_PREC, MIN_EMIN, MIN_ETINY, HAVE_CONTEXTVAR, HAVE_THREADS)
context = getcontext()
for name, value in (
    ('prec', 0), ('prec', 'x'), ('prec', 1.5), ('prec', MAX_PREC + 1), ('Emax', -1), ('Emin', 1), ('capitals', 3), ('clamp', 2),
    ('rounding', 'f'), ('rounding', None), ('flags', 3), ('traps', {}), ('traps', [int]), ('flags', object()), ('foo', 1),
    ('prec', object()), ('prec', 11), ('Emin', -5), ('Emax', 5), ('capitals', 0), ('clamp', 1), ('rounding', 'ROUND_UP'),
):  # fmt: skip
    try:
        setattr(context, name, value)
        print(name, getattr(context, name))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        print(name, type(error).__name__, str(error).partition(' and no')[0])
print(context, context.Etiny(), context.Etop(), context.radix())
for call in (
    lambda: Context(prec='x'),
    lambda: Context(prec=0),
    lambda: Context(rounding='x'),
    lambda: Context(traps=[int]),
    lambda: Context(traps=3),
    lambda: Context(traps={}),
    lambda: Context(Emin=1),
    lambda: Context(1, 2, 3, 4, 5, 6, 7, 8, 9),
    lambda: localcontext(3),
    lambda: localcontext(foo=3),
    lambda: localcontext(prec=0),
    lambda: setcontext(3),
    lambda: setcontext(),
    lambda: getcontext(1),
    lambda: context.foo,
    lambda: Context.add(1, 2, 3),
    lambda: context.add(1),
    lambda: context.add(1, '2'),
    lambda: context.create_decimal_from_float('x'),
    lambda: hash(context) and 'hashed',
):
    try:
        print(call())
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        print(type(error).__name__, error)
del context.prec
# --- a context's methods
from decimal import Context, Decimal, DecimalException

context = Context(prec=6, traps=[])
one = (
    'abs canonical copy_abs copy_decimal copy_negate create_decimal exp is_canonical is_finite is_infinite is_nan is_normal is_qnan '
    'is_signed is_snan is_subnormal is_zero ln log10 logb logical_invert minus next_minus next_plus normalize number_class '
    'plus sqrt to_eng_string to_integral to_integral_exact to_integral_value to_sci_string'
).split()
two = (
    'add compare compare_signal compare_total compare_total_mag copy_sign divide divide_int divmod logical_and logical_or '
    'logical_xor max max_mag min min_mag multiply next_toward power quantize remainder remainder_near rotate same_quantum '
    'scaleb shift subtract'
).split()
for x in (Decimal('12345.678'), Decimal('-1E-3'), 11, Decimal('NaN'), Decimal('-Infinity'), Decimal(0)):
    for name in one:
        try:
            print(name, x, repr(getattr(context, name)(x)))
        except TypeError as error:
            print(name, x, error)
    for y in (3, Decimal('0.5')):
        for name in two:
            print(name, x, y, repr(getattr(context, name)(x, y)))
print(context.flags)
context.clear_flags()
context.clear_traps()
print(context.fma(2, 3, 4), context.power(3, 4, 5), context.power(a=2, b=3, modulo=5), context.create_decimal('1.23456789'), context.create_decimal())
print(context.create_decimal_from_float(0.1), context.create_decimal((0, (1,) * 9, 0)), context.create_decimal('x'), context)
# --- flags and traps
import decimal
from decimal import (
    Clamped, Context, ConversionSyntax, Decimal, DecimalException, DivisionByZero, DivisionImpossible, DivisionUndefined,
    FloatOperation, Inexact, InvalidContext, InvalidOperation, Overflow, Rounded, Subnormal, Underflow, getcontext,
)  # fmt: skip

for signal in (
    DecimalException, Clamped, InvalidOperation, ConversionSyntax, DivisionByZero, DivisionImpossible, DivisionUndefined, Inexact,
    InvalidContext, Rounded, Subnormal, Overflow, Underflow, FloatOperation,
):  # fmt: skip
    print(signal, signal.__mro__, signal.__module__)
context = getcontext()
flags, traps = context.flags, context.traps
print(flags, traps, list(flags), len(flags), Inexact in flags, int in flags, flags.get(int), flags.get(Inexact))
print(flags.keys() == traps.keys(), list(traps.values()), dict(traps.items())[DivisionByZero], flags == traps, flags == flags)
for key in (int, 'Inexact', None, DecimalException):
    try:
        print(flags[key])
    except KeyError as error:
        print(error.args)
for change in (
    lambda: flags.__setitem__(int, True),
    lambda: flags.__delitem__(Inexact),
    lambda: flags.pop(Inexact),
    lambda: flags.clear(),
    lambda: flags == {},
    lambda: flags.update({Inexact: 1}),
    lambda: flags[Inexact],
    lambda: flags.copy(),
    lambda: hash(flags),
    lambda: flags.setdefault(Rounded, 3),
):
    try:
        print(change())
    except (KeyError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
cases = (
    (Inexact, lambda: Decimal(1) / 3),
    (Rounded, lambda: Decimal('1.' + '0' * 40) + 0),
    (Overflow, lambda: Decimal('1e999999') * 10),
    (Underflow, lambda: Decimal('1e-999999') / 3 / 10**30),
    (Subnormal, lambda: Decimal('1e-999999') / 100),
    (Clamped, lambda: Decimal('0e-9999999') + 0),
    (FloatOperation, lambda: Decimal(0.5)),
    (FloatOperation, lambda: Decimal(1) < 0.5),
    (FloatOperation, lambda: Decimal(1) == 1.0),
    (DivisionByZero, lambda: Decimal(1) / 0),
    (InvalidOperation, lambda: Decimal(0) / 0),
    (InvalidOperation, lambda: Decimal('x')),
    (InvalidOperation, lambda: Decimal('sNaN') + 1),
    (InvalidOperation, lambda: Decimal('NaN') < 1),
    (InvalidOperation, lambda: Decimal('sNaN') == 1),
    (InvalidOperation, lambda: Decimal(10) ** 40 // 3),
    (InvalidOperation, lambda: Decimal(1).quantize(Decimal('1e-40'))),
    (InvalidOperation, lambda: Decimal(-1).sqrt()),
    (InvalidOperation, lambda: Decimal(-1).ln()),
    (DivisionByZero, lambda: Decimal(0) ** -1),
    (DivisionByZero, lambda: Decimal(5) // 0),
    (InvalidOperation, lambda: Decimal(5) % 0),
    (InvalidOperation, lambda: divmod(Decimal(5), 0)),
)
for signal, operation in cases:
    for trapped in (False, True):
        context.clear_flags()
        context.traps[signal] = trapped
        try:
            print(signal.__name__, trapped, operation())
        except DecimalException as error:
            print(signal.__name__, trapped, repr(error), error.args)
        print([each.__name__ for each, set_ in context.flags.items() if set_])
context.traps = {each: False for each in context.traps}
print(context)
context.flags = [Clamped]
context.traps = context.flags
print(context, Context(traps=context.flags, flags=dict(context.flags)))
try:
    raise DivisionByZero('by hand', 2)
except ZeroDivisionError as error:
    print(repr(error))
Decimal('nonsense') + 1
# --- an uncaught signal
from decimal import Decimal

Decimal('12.5') / (Decimal('3') - 3)
# --- special values
from decimal import Decimal

inf, nan, snan = Decimal('Infinity'), Decimal('NaN'), Decimal('sNaN')
print(inf + 1, -inf, inf > 10**100, nan == nan, nan != nan, nan + 1, inf == float('inf'), hash(inf) == hash(float('inf')))
values = {nan: 1}
print(nan in values, nan in [nan], [nan] == [nan], Decimal('NaN') in [Decimal('NaN')])
for call in (
    lambda: int(nan), lambda: int(inf), lambda: round(nan), lambda: round(inf), lambda: float(snan), lambda: inf.as_integer_ratio(),
    lambda: nan.as_integer_ratio(), lambda: hash(snan), lambda: {snan: 1}, lambda: {snan}, lambda: snan in {1}, lambda: inf - inf,
    lambda: inf * 0, lambda: max(nan, 1), lambda: sorted([nan, Decimal(1)]), lambda: snan == 1, lambda: bool(nan),
    lambda: -snan, lambda: abs(snan), lambda: repr(snan), lambda: float(nan), lambda: complex(inf),
):  # fmt: skip
    try:
        print(call())
    except (ArithmeticError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
# --- keys, sorting, copies, builtins
import copy
import json
import math
from decimal import Decimal, getcontext

d = {Decimal('1.0'): 'a', Decimal('2.50'): 'b', Decimal('0.1'): 'c'}
print(d[1], d[1.0], d[True], d[2.5], 0.1 in d, Decimal('1') in d, {1: 'x'}[Decimal('1.00')], hash(Decimal('2.5')) == hash(2.5))
print({Decimal(1), 1, 1.0, True}, {Decimal('0.1'), 0.1} == {0.1}, Decimal('1E+3') in {1000}, sorted({3: 1, Decimal('2'): 2}))
items = [Decimal('2.5'), 1, Decimal('-3'), 2.25, True]
print(sorted(items), min(items), max(items), sum(items[:3]), items.index(Decimal('-3')), items.count(1), sorted(items, reverse=True))
print(sum([Decimal('0.1')] * 10), sum([Decimal('0.1')] * 3, Decimal('1')), sum([1, 2, Decimal(3)]), max([Decimal(1)], default=0))
print([Decimal('1.0')] == [1], (Decimal(1), 2) < (Decimal(1), 3), [Decimal(1)] < [2], Decimal('1') in (1.0,), {'a': Decimal(1)} == {'a': 1})
one = Decimal('1.5')
print(copy.copy(one) is one, copy.deepcopy([one]) == [one], isinstance(one, Decimal), issubclass(Decimal, object), type(one)(3))
print(math.floor(one), math.ceil(one), math.trunc(one), math.sqrt(Decimal(16)), math.isnan(Decimal('nan')), math.fsum([one, one]), math.prod([one, 2]))
print(math.isclose(one, 1.5), math.pow(one, 2), math.log10(Decimal(1000)), math.hypot(Decimal(3), Decimal(4)), math.copysign(one, -1), math.dist([one], [Decimal(0)]))
print(round(one), round(Decimal('-2.5')), abs(Decimal('-1')), divmod(one, 1), pow(one, 2), int(one), float(one), bool(Decimal('0.0')), str(one), repr(one))
print(json.loads('{"a": 1.10, "b": [2.5, 3]}', parse_float=Decimal), json.loads('[1]', parse_int=Decimal))
print(json.dumps({'a': one}, default=str), json.dumps([one], default=float))
match one:
    case Decimal():
        print('matched')
match Decimal('2'):
    case 2:
        print('equal')
try:
    math.gcd(one)
except TypeError as error:
    print(error)
print(f'{one}', '{0!r:>20}'.format(one), 'x' + str(one), ascii(one), [one], {one: one}, (one,))
print(int(Decimal('1E+20')), float(Decimal('1E-400')), Decimal(2**70), Decimal(-(10**30)) + 1, int(Decimal('-0.9')))
json.dumps(one)
# --- classes derived from Decimal
import copy
from decimal import Context, Decimal, getcontext


class Money(Decimal):
    currency = 'EUR'

    def __new__(cls, value='0', currency='EUR'):
        self = super().__new__(cls, value)
        self.currency = currency
        return self

    def __str__(self):
        return f'{super().__str__()} {self.currency}'

    def __add__(self, other):
        return Money(super().__add__(other), self.currency)


class Plain(Decimal):
    pass


a = Money('1.50', 'USD')
b = Plain('2.5')
print(a, repr(a), a.currency, type(a + 1), a + 1, 1 + a, type(1 + a), a * 2, type(a * 2), -a, type(-a), a == Decimal('1.5'))
print(repr(b), str(b), b + b, type(b + 1), b == 2.5, {b: 1}[Decimal('2.5')], b < 3, sorted([b, Decimal(1)]), hash(b) == hash(2.5))
print(type(Plain.from_float(0.5)), Plain.from_float(0.5), Decimal(a), type(Decimal(b)), Plain(b) is b, b.quantize(Decimal('1')))
print(f'{b:.3f}', f'{a:.1f}', format(b, '>8'), '%s %.1f' % (b, b), round(b), round(b, 0), int(b), float(b), bool(b), abs(b), b.as_tuple())
print(getcontext().add(b, b), getcontext().sqrt(b), Decimal(4).quantize(b), sum([b, b]), divmod(b, 2), pow(b, 2), b.fma(b, b), copy.copy(b))
print(isinstance(b, Decimal), Plain.__mro__, b.real, b.copy_abs(), Decimal.__add__(b, b), max(b, Decimal(1)), b.compare(b))
b.note = 'x'
print(b.note, vars(b))


class Mine(Context):
    def half(self, x):
        return self.divide(x, 2)


c = Mine(prec=3)
print(c.half(Decimal('3.14159')), c.prec, type(c).__name__, Decimal(2).sqrt(c))
c.prec = 10
c.note = 1
print(c.half(1), c.note, isinstance(c, Context), type(c.copy()).__name__)
# --- numbers of other classes
from decimal import Decimal, getcontext


class Index:
    def __index__(self):
        return 3

    def __radd__(self, other):
        return ('radd', other)

    def __eq__(self, other):
        return 'eq'

    def __rpow__(self, other, modulus=None):
        return 'rpow'

    def __lt__(self, other):
        return 'lt'


class Int(int):
    pass


print(Decimal(1) + Index(), Decimal(1) == Index(), Decimal(2) ** Index(), Decimal(2) > Index(), Decimal(Int(7)), Decimal(1) + Int(2), Int(2) * Decimal(2))
for call in (
    lambda: Decimal(Index()), lambda: Decimal(1) - Index(), lambda: round(Decimal('1.2345'), Index()), lambda: getcontext().add(Index(), 1),
    lambda: Decimal((0, (Index(),), 0)), lambda: Decimal((0, (Int(1),), Int(2))), lambda: round(Decimal('1.2345'), Int(2)), lambda: Decimal(1) < object(),
):  # fmt: skip
    try:
        print(call())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
# --- decimals in calls
# externals: add, less, echo, pair
from decimal import Context, Decimal, Inexact, Rounded, getcontext, localcontext

total = add(Decimal('0.1'), Decimal('0.2'))
print(total, less(total, Decimal(1)), pair(Decimal('1.5')), echo(Decimal('1E+5'), key=[Decimal('NaN'), {Decimal(1): Decimal('-0')}]))
getcontext().prec = 6
getcontext().traps[Inexact] = False
print(add(Decimal(1) / 3, 0), getcontext(), getcontext().flags[Rounded])
mine = Context(prec=3, traps=[])
flags = mine.flags
with localcontext(mine, rounding='ROUND_UP') as inner:
    print(Decimal(1) / 3, add(1, 2), Decimal(1) / 3, getcontext() is inner, inner.prec)
print(mine.divide(1, 0), add(1, 1), mine, flags, mine.flags == flags)


class Money(Decimal):
    pass


kept = Money('2.50'), {Decimal('1'): 'one'}, mine, Decimal('sNaN12'), Decimal('1' * 100)
print(add(1), kept, type(kept[0]), kept[1][1], mine.prec, getcontext().prec)
