"""What an operation on decimals may cost, charged before it is started: libmpdec can't be interrupted.

Costs follow libmpdec's algorithms, measured: linear work takes about a nanosecond a digit, products are Karatsuba's up
to some ten thousand digits and number theoretic transforms above, exponentials and logarithms take a number of products
that grows with the precision. ``args`` are exact decimals and integers, self first; anything else costs nothing, since
the host refuses it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Final

from ..arithmetic import SMALL_BITS
from ..limits import MOST

if TYPE_CHECKING:
    from ..machine import Machine

Charge = Callable[['Machine', Context, list[object]], None]

BARE_SIZE: Final = Decimal(0).__sizeof__()
SMALL_DIGITS: Final = 76
"""Decimals of so many digits hold them in themselves; operations on them cost no more than any other."""
WORD_DIGITS: Final = 19
FORMAT_NUMBERS: Final = re.compile(r'[0-9]+')
EXPANDING: Final = ('f', 'F', '%')
"""Presentation types that write out all digits before the point."""


def digits_of(value: object) -> int:
    """At least the number of digits of an exact decimal or integer; 0 for anything else."""
    if isinstance(value, Decimal):
        size = value.__sizeof__() - BARE_SIZE
        return SMALL_DIGITS if size <= 0 else (size >> 3) * WORD_DIGITS
    if isinstance(value, int):
        bits = value.bit_length()
        return SMALL_DIGITS if bits <= SMALL_BITS else bits * 3 // 10 + 1
    return 0


def adjusted_of(value: object) -> int:
    """The exponent of the most significant digit; 0 for what has none."""
    if isinstance(value, Decimal):
        return value.adjusted()
    return digits_of(value)


def lowest_of(value: object) -> int:
    """An exponent that is not above the least significant digit's."""
    return value.adjusted() - digits_of(value) if isinstance(value, Decimal) else 0


def spend(m: Machine, digits: int) -> None:
    """Charge a result, or a pass over operands, of so many digits."""
    if digits > 2 * SMALL_DIGITS:
        m.tracker.reserve(digits >> 1)
        m.tracker.work(digits >> 6)


def product_cost(digits: int, others: int) -> int:
    """Units of work of a product of numbers of so many digits."""
    big = max(digits, others) // WORD_DIGITS + 1
    small = min(digits, others) // WORD_DIGITS + 1
    if big > MOST:
        return MOST
    return int(big / small * min(small**1.585, small * 24.0))


def conversion_cost(digits: int) -> int:
    """Units of work of making a decimal of an integer, or the reverse: quadratic."""
    return digits * digits >> 11


def charge_integers(m: Machine, args: list[object]) -> None:
    """Charge the conversion of long integers among the operands."""
    for arg in args:
        if isinstance(arg, int) and arg.bit_length() > SMALL_BITS:
            digits = digits_of(arg)
            m.tracker.reserve(digits)
            m.tracker.work(conversion_cost(digits))


def charge_nothing(m: Machine, context: Context, args: list[object]) -> None:
    """For what takes constant time."""


def charge_linear(m: Machine, context: Context, args: list[object]) -> None:
    """For what reads, copies or compares its operands."""
    digits = 0
    for arg in args:
        digits += digits_of(arg)
    if digits > 4 * SMALL_DIGITS:
        spend(m, digits)


def charge_precision(m: Machine, context: Context, args: list[object]) -> None:
    """For what may fill up the whole precision."""
    charge_linear(m, context, args)
    spend(m, context.prec)


def charge_sum(m: Machine, context: Context, args: list[object]) -> None:
    """The operands are aligned, as far as the precision and their own digits reach."""
    if len(args) < 2:
        return
    x, y = args[0], args[1]
    digits = digits_of(x) + digits_of(y)
    span = max(adjusted_of(x), adjusted_of(y)) - min(lowest_of(x), lowest_of(y))
    spend(m, min(span, digits + context.prec) + digits)


def charge_product(m: Machine, context: Context, args: list[object]) -> None:
    if len(args) < 2:
        return
    x, y = digits_of(args[0]), digits_of(args[1])
    if x + y > 2 * SMALL_DIGITS:
        m.tracker.reserve(x + y)
        m.tracker.work(product_cost(x, y))


def charge_fma(m: Machine, context: Context, args: list[object]) -> None:
    """An exact product, then a sum."""
    charge_product(m, context, args)
    if len(args) < 3:
        return
    x, y, z = args[0], args[1], args[2]
    digits = digits_of(x) + digits_of(y) + digits_of(z)
    high = max(adjusted_of(x) + adjusted_of(y) + 1, adjusted_of(z))
    low = min(lowest_of(x) + lowest_of(y), lowest_of(z))
    spend(m, min(high - low, digits + context.prec) + digits)


def charge_quotient(m: Machine, context: Context, args: list[object]) -> None:
    """As many digits as the precision has are computed, even where the quotient is short."""
    if len(args) > 1:
        divide(m, digits_of(args[0]), digits_of(args[1]), context.prec)


def charge_remainder(m: Machine, context: Context, args: list[object]) -> None:
    """The whole part of a quotient has the digits by which the operands' exponents differ."""
    if len(args) > 1:
        x, y = args[0], args[1]
        whole = max(adjusted_of(x) - adjusted_of(y), 0) + 2
        divide(m, digits_of(x), digits_of(y), min(whole, context.prec))


def divide(m: Machine, x: int, y: int, quotient: int) -> None:
    """Charge a division with so many digits in each number."""
    digits = max(x, y + quotient)
    if digits > 2 * SMALL_DIGITS:
        m.tracker.reserve(2 * digits)
        m.tracker.work(5 * product_cost(digits, min(max(quotient, 1), digits)) + (digits >> 5))


def charge_root(m: Machine, context: Context, args: list[object]) -> None:
    """``sqrt``: Newton's method with twice the precision."""
    charge_linear(m, context, args)
    digits = context.prec
    if digits > SMALL_DIGITS:
        m.tracker.reserve(4 * digits)
        m.tracker.work(70 * product_cost(digits, digits))


def series_cost(digits: int) -> int:
    """Units of work of an exponential or a logarithm: a series of products."""
    if digits > 1 << 30:
        return MOST
    return int(float(digits) ** 2.5) // 60


def charge_series(m: Machine, context: Context, args: list[object]) -> None:
    """``exp``, ``ln`` and ``log10``. An operand close to 1 needs as many digits as it has."""
    digits = context.prec + (digits_of(args[0]) if args else 0)
    m.tracker.reserve(8 * digits)
    m.tracker.work(series_cost(digits))


def charge_power(m: Machine, context: Context, args: list[object]) -> None:
    """``x ** y``, or ``pow(x, y, modulus)``."""
    if len(args) < 2:
        return
    x, y = args[0], args[1]
    base = digits_of(x)
    if len(args) > 2 and digits_of(args[2]):
        modulus = digits_of(args[2])
        steps = 4 * (max(adjusted_of(y), 0) + 1)
        divide(m, base, modulus, max(adjusted_of(x), 0))
        m.tracker.reserve(8 * modulus)
        m.tracker.work(steps * (1 + 6 * product_cost(modulus, modulus)))
        return
    digits = context.prec + base + digits_of(y)
    if digits <= 4 * SMALL_DIGITS and whole(y):
        m.tracker.work(20)
        return
    if not whole(y):
        m.tracker.reserve(8 * digits)
        m.tracker.work(4 * series_cost(digits))
        return
    bits = 4 * (max(adjusted_of(y), 0) + 1)
    if bits > 100:
        bits = 100  # beyond, it overflows or is 1
    reached = context.prec + SMALL_DIGITS
    if bits < 60 and isinstance(y, Decimal) and not y.is_signed() or isinstance(y, int) and y >= 0:
        reached = min(reached, base * int(y))
    reached = max(reached, base)
    m.tracker.reserve(4 * reached)
    m.tracker.work(2 * bits * product_cost(reached, reached))
    if isinstance(y, Decimal) and y.is_signed() or isinstance(y, int) and y < 0:
        divide(m, reached, reached, context.prec)


def whole(value: object) -> bool:
    """Whether the exponent of a power is an integer (or none at all)."""
    if not isinstance(value, Decimal) or not value.is_finite():
        return True
    if value.adjusted() >= digits_of(value):
        return True
    if digits_of(value) > SMALL_DIGITS:
        return False
    return value.adjusted() >= 0 and value.compare_total(value.to_integral_value(context=EXACT), context=EXACT) == 0


def charge_rescaled(m: Machine, context: Context, args: list[object]) -> None:
    """``quantize``: the digits that are added fit the precision, or it is refused."""
    charge_linear(m, context, args)
    if len(args) > 1 and isinstance(args[1], Decimal):
        span = adjusted_of(args[0]) - lowest_of(args[1])
        spend(m, max(min(span, context.prec), 0))


def charge_integer(m: Machine, context: Context, args: list[object]) -> None:
    """``int`` and its kin: all digits in front of the point."""
    if not args:
        return
    digits = max(adjusted_of(args[0]) + 1, 0)
    charge_linear(m, context, args)
    if digits > SMALL_DIGITS:
        m.tracker.reserve(2 * digits)
        m.tracker.work(conversion_cost(digits))


def charge_rounding(m: Machine, context: Context, args: list[object]) -> None:
    """``round``: to an integer, or to so many digits."""
    if len(args) < 2:
        charge_integer(m, context, args)
        return
    charge_linear(m, context, args)
    if isinstance(args[1], int):
        spend(m, max(min(adjusted_of(args[0]) + args[1] + 1, context.prec), 0))


def charge_ratio(m: Machine, context: Context, args: list[object]) -> None:
    """``as_integer_ratio``: two integers and their greatest divisor."""
    if not args:
        return
    digits = digits_of(args[0]) + max(adjusted_of(args[0]), -lowest_of(args[0]), 0)
    if digits > 2 * SMALL_DIGITS:
        m.tracker.reserve(2 * digits)
        m.tracker.work(2 * conversion_cost(digits))


def charge_digits(m: Machine, context: Context, args: list[object]) -> None:
    """``as_tuple``: an integer for each digit."""
    digits = digits_of(args[0]) if args else 0
    m.tracker.reserve(8 * digits + 150)
    m.tracker.allocate(0)
    m.tracker.work(digits >> 3)


def charge_format(m: Machine, value: Decimal, spec: str) -> None:
    """``format``: padding, the digits asked for, and those that the exponent stands for."""
    size = digits_of(value) + len(spec)
    for number in FORMAT_NUMBERS.findall(spec):
        size += int(number) if len(number) < 19 else MOST
    if spec.endswith(EXPANDING):
        size += abs(adjusted_of(value))
    if size > 4 * SMALL_DIGITS:
        m.tracker.reserve(4 * size)
        m.tracker.work(size >> 4)


EXACT: Final = Context(prec=99, traps=[])
"""For questions about small numbers. Its flags are never looked at."""
