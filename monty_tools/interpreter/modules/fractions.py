"""``fractions``: the class is in ``prelude/fractions_module.py``; here are its operations on integers."""

from __future__ import annotations

import decimal
import fractions
import math
import operator
import re
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from ..arithmetic import SMALL_BITS, multiplication_cost
from ..limits import MOST
from ..natives import Native, payload_of
from ..objects import NativeFunction
from .entry import Entry

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None
FORMATS: Final = sys.version_info >= (3, 12)
"""Whether fractions take format specifications."""
STRICT_POWERS: Final = sys.version_info >= (3, 13)
"""Whether an operator refuses what it can't have instead of trying floats or complex numbers."""
EXPONENT: Final = re.compile(r'[eE][-+]?([0-9_]+)\s*\Z')
FORMAT_NUMBERS: Final = re.compile(r'[0-9]+')
COMPARISONS: Final[tuple[Callable[[Any, Any], object], ...]] = (
    operator.lt,
    operator.le,
    operator.eq,
    operator.gt,
    operator.ge,
)


def integers(m: Machine, args: list[object]) -> list[int]:
    """The arguments as exact integers. Thrown where a program has put something else into a fraction's fields."""
    found: list[int] = []
    for arg in args:
        plain = payload_of(arg)
        if not isinstance(plain, int):
            raise m.fail('TypeError', f"'{m.type_name(arg)}' object cannot be interpreted as an integer")
        found.append(int(plain))
    return found


def charge(m: Machine, bits: int) -> None:
    """Charge products and a greatest common divisor of numbers of ``bits`` bits together."""
    if bits > SMALL_BITS:
        m.tracker.reserve(bits >> 1)
        m.tracker.work(4 * multiplication_cost(bits, bits) + ((bits // 30) ** 2 >> 3))


def combine(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_combine(op, na, da, nb, db)``: numerator and denominator of the result of ``+``, ``-``, ``*`` or ``/``."""
    op = args[0]
    na, da, nb, db = integers(m, args[1:])
    charge(m, na.bit_length() + da.bit_length() + nb.bit_length() + db.bit_length())
    m.tracker.memory(56)
    if op == '+':
        return reduced(na * db + da * nb, da * db)
    if op == '-':
        return reduced(na * db - da * nb, da * db)
    if op == '*':
        return reduced(na * nb, da * db)
    if nb == 0:
        if not FORMATS:
            db = (na > 0) * (db // math.gcd(db, da)) - (na < 0) * (db // math.gcd(db, da))
        raise m.fail('ZeroDivisionError', f'Fraction({m.plain_repr(db)}, 0)')
    return reduced(na * db, da * nb)


def reduced(numerator: int, denominator: int) -> tuple[int, int]:
    divisor = math.gcd(numerator, denominator)
    if denominator < 0:
        divisor = -divisor
    if divisor in (0, 1):
        return numerator, denominator
    return numerator // divisor, denominator // divisor


def reduce(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_reduce(numerator, denominator)``: in lowest terms, the denominator positive."""
    numerator, denominator = integers(m, args)
    charge(m, numerator.bit_length() + denominator.bit_length())
    m.tracker.memory(56)
    return reduced(numerator, denominator)


def compare(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_compare(op, na, da, nb, db)``: an ordering by its place in ``COMPARISONS``."""
    op = args[0]
    na, da, nb, db = integers(m, args[1:])
    assert isinstance(op, int)
    bits = na.bit_length() + da.bit_length() + nb.bit_length() + db.bit_length()
    if bits > SMALL_BITS:
        m.tracker.reserve(bits >> 2)
        m.tracker.work(2 * multiplication_cost(bits, bits))
    return COMPARISONS[op](na * db, da * nb)


def parse(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_parse(text)``: numerator and denominator of the fraction that the host reads."""
    text = payload_of(args[0])
    assert isinstance(text, str)
    size = len(text)
    m.tracker.work(size >> 1)
    exponent = EXPONENT.search(text[-100:] if size > 5000 else text)
    if exponent is not None:
        digits = exponent[1].replace('_', '')
        size += int(digits) if 0 < len(digits) < 12 else MOST if digits else 0
    if size > 60:
        charge(m, 7 * size)
    made = fractions.Fraction(text)
    m.tracker.memory(56)
    return made.numerator, made.denominator


def formatted(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_format(numerator, denominator, spec)``: as the host formats the fraction."""
    numerator, denominator = integers(m, args[:2])
    spec = payload_of(args[2])
    assert isinstance(spec, str)
    size = 0
    for number in FORMAT_NUMBERS.findall(spec):
        size += int(number) if len(number) < 12 else MOST
    m.tracker.reserve(4 * size)
    m.tracker.work(size >> 4)
    digits = (numerator.bit_length() + denominator.bit_length()) * 3 // 10
    precision = spec.rpartition('.')[2] if '.' in spec else ''
    for number in FORMAT_NUMBERS.findall(precision):
        digits += int(number) if len(number) < 12 else MOST
    if digits > 60:
        m.tracker.reserve(4 * digits)
        m.tracker.work(min(digits, MOST) ** 2 >> 6)
    return format(fractions.Fraction(numerator, denominator), spec)


def hashed(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_hash(numerator, denominator)``: that of equal numbers of all types."""
    numerator, denominator = integers(m, args)
    bits = numerator.bit_length() + denominator.bit_length()
    m.tracker.work(4 + (bits >> 8))
    modulus = sys.hash_info.modulus
    rest = denominator % modulus
    result = hash(hash(abs(numerator)) * pow(rest, -1, modulus)) if rest else sys.hash_info.inf
    if numerator < 0:
        result = -result
    return -2 if result == -1 else result


def is_decimal(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_is_decimal(value)``."""
    return isinstance(payload_of(args[0]), Decimal)


def compare_decimal(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_compare_decimal(op, numerator, denominator, decimal)``: a fraction against a decimal."""
    from .decimal import current, run
    from .decimal_costs import charge_integers, charge_product, conversion_cost, digits_of

    op, value = args[0], payload_of(args[3])
    numerator, denominator = integers(m, args[1:3])
    assert isinstance(op, int) and isinstance(value, Decimal)
    digits = digits_of(numerator) + digits_of(denominator)
    m.tracker.work(conversion_cost(digits) if digits > 200 else 1)
    charge_integers(m, [numerator, denominator])
    charge_product(m, EXACT, [value, denominator])
    state = current(m)
    exact = EXACT.copy()
    product = exact.multiply(value, denominator) if value.is_finite() else value
    return run(m, state, COMPARISONS[op], [Decimal(numerator), product], [value, value])


EXACT: Final = decimal.Context(
    prec=decimal.MAX_PREC, Emin=decimal.MIN_EMIN, Emax=decimal.MAX_EMAX, traps=[decimal.InvalidOperation]
)


def version(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_version()``: what this version of fractions has: formats, strict operators."""
    return FORMATS, STRICT_POWERS


INTRINSICS: Final[dict[str, NativeFunction]] = {
    '_combine': Native('_combine', combine),
    '_compare': Native('_compare', compare),
    '_compare_decimal': Native('_compare_decimal', compare_decimal),
    '_format': Native('_format', formatted),
    '_hash': Native('_hash', hashed),
    '_is_decimal': Native('_is_decimal', is_decimal),
    '_parse': Native('_parse', parse),
    '_reduce': Native('_reduce', reduce),
    '_version': Native('_version', version),
}

NEEDS: Final = {name: f'numbers.{name}' for name in ('Complex', 'Integral', 'Rational', 'Real')}

ENTRY: Final = Entry({}, ('Fraction',), INTRINSICS, needs=NEEDS)
