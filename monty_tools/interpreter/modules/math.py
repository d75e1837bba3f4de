"""``math``: the host's functions on exact numbers, charged where integers can be long.

Numbers of sandbox classes are converted by ``prelude/math_module.py``, which then calls the same native again.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, cast

from ..arithmetic import SMALL_BITS, division_cost, multiplication_cost
from ..natives import HOST_ERRORS, payload_of, self_first, user_method
from ..objects import ABSENT, Instance, NativeFunction
from ..types.tables import needs_index
from .entry import Entry

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None
Host = Callable[..., object]
Charge = Callable[['Machine', list[object]], None]

HOST: Final[dict[str, object]] = vars(math)
"""The host's module: what it lacks, the sandbox's lacks."""


class MathFunction(NativeFunction):
    """A function of the host's ``math`` on exact values. Arguments that it takes for numbers, but that are instances
    with conversions of their own, go through the prelude function ``converter`` first."""

    def __init__(self, name: str, function: Host, converter: str, charge: Charge | None) -> None:
        super().__init__(name)
        self.function = function
        self.converter = converter
        self.charge = charge

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        if kwargs and self.converter == INDEXES:
            self.refuse(m, args, kwargs)
        converter = self.converter
        for arg in args if kwargs is None else [*args, *kwargs.values()]:
            if isinstance(arg, Instance) and converts(arg, converter):
                self.refuse(m, args, kwargs)
                return m.call_prelude(converter, [self, args, kwargs or {}])
        plain = [payload_of(arg) for arg in args]
        try:
            if self.charge is not None:
                self.charge(m, plain)
            if kwargs:
                return self.function(*plain, **{name: payload_of(value) for name, value in kwargs.items()})
            return self.function(*plain)
        except HOST_ERRORS as error:
            raise m.host_error(error, self_first(self, args)) from None

    def refuse(self, m: Machine, args: list[object], kwargs: Kwargs) -> None:
        """Raise the host's error where the arguments' number or names are wrong, before one of them is converted."""
        try:
            self.function(*[0 for _ in args], **dict.fromkeys(kwargs or {}, 0))
        except (ValueError, ArithmeticError):
            return  # zero is no argument for this function: their number is right
        except TypeError as error:
            raise m.host_error(error, []) from None


def converts(value: Instance, converter: str) -> bool:
    """Whether sandbox code makes the number of an instance."""
    if converter == FLOATS:
        if isinstance(value.payload, float):
            return False
        return user_method(value, '__float__') or needs_index(value)
    return needs_index(value)


FLOATS: Final = 'math_with_floats'
INDEXES: Final = 'math_with_indexes'


# Charges


def charge_linear(m: Machine, args: list[object]) -> None:
    """For functions that read an integer once."""
    for arg in args:
        if isinstance(arg, int):
            bits = arg.bit_length()
            if bits > SMALL_BITS:
                m.tracker.memory(bits >> 3)
                m.tracker.work(bits >> 10)


def charge_gcd(m: Machine, args: list[object]) -> None:
    """Lehmer's algorithm: quadratic in the longest argument, once for each of the others."""
    longest = 0
    for arg in args:
        if isinstance(arg, int) and arg.bit_length() > longest:
            longest = arg.bit_length()
    m.tracker.work(len(args) >> 2)
    if longest > SMALL_BITS:
        m.tracker.memory(longest >> 3)
        m.tracker.work(len(args) * ((longest // 30) ** 2 >> 4))


def charge_lcm(m: Machine, args: list[object]) -> None:
    """The result can be as long as all arguments together."""
    total = 0
    for arg in args:
        if isinstance(arg, int):
            total += arg.bit_length()
    m.tracker.work(len(args) >> 2)
    if total > SMALL_BITS:
        m.tracker.reserve(total >> 3)
        m.tracker.work(len(args) * ((total // 30) ** 2 >> 4))


def charge_isqrt(m: Machine, args: list[object]) -> None:
    """Newton's method with growing precision: a few divisions of the whole length."""
    value = args[0] if len(args) == 1 else 0
    if isinstance(value, int) and value.bit_length() > SMALL_BITS:
        bits = value.bit_length()
        m.tracker.memory(bits >> 3)
        m.tracker.work(2 * division_cost(bits, bits >> 1))


def charge_factorial(m: Machine, args: list[object]) -> None:
    """``n!`` has about ``n * log2(n / e)`` bits; divide and conquer makes it in a few products of that size."""
    value = args[0] if len(args) == 1 else 0
    if isinstance(value, int) and 20 < value <= sys.maxsize:
        bits = int(value * max(value.bit_length() - 1.0, 1.0))
        m.tracker.reserve(bits >> 4)
        m.tracker.work((value >> 3) + 2 * multiplication_cost(bits >> 1, bits >> 1))


def charge_product(m: Machine, n: int, count: int) -> None:
    """The product of ``count`` numbers up to ``n``, by halves."""
    if n < 0 or count < 2 or count > sys.maxsize:
        return
    bits = n.bit_length() * count
    if bits > SMALL_BITS:
        m.tracker.reserve(bits >> 4)
        m.tracker.work((count >> 3) + 2 * multiplication_cost(bits >> 1, bits >> 1))


def charge_comb(m: Machine, args: list[object]) -> None:
    if len(args) == 2:
        n, k = args
        if isinstance(n, int) and isinstance(k, int) and 0 <= k <= n:
            charge_product(m, n, min(k, n - k))


def charge_perm(m: Machine, args: list[object]) -> None:
    n = args[0] if args else None
    k = args[1] if len(args) > 1 else None
    if isinstance(n, int) and k is None:
        charge_factorial(m, [n])
    elif isinstance(n, int) and isinstance(k, int) and 0 <= k <= n:
        charge_product(m, n, k)


def charge_many(m: Machine, args: list[object]) -> None:
    """For functions of any number of floats."""
    m.tracker.work(len(args) >> 1)
    charge_linear(m, args)


# Functions that ask the class


class Rounding(NativeFunction):
    """``floor``, ``ceil`` and ``trunc``: the class's own method, else of the value as a float."""

    def __init__(self, name: str, function: Host, special: str) -> None:
        super().__init__(name)
        self.function = function
        self.special = special

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        try:
            if len(args) != 1 or kwargs:
                return self.function(*[0 for _ in args], **dict.fromkeys(kwargs or {}, 0))
            value = args[0]
            if isinstance(value, Instance):
                if user_method(value, self.special):
                    return m.call_method(value, self.special, [])
                if self.name != 'trunc' and converts(value, FLOATS) and not isinstance(value.payload, int):
                    return m.call_prelude(FLOATS, [self, args, {}])
            plain = payload_of(value)
            if isinstance(plain, (int, float)):
                charge_linear(m, [plain])
                return self.function(plain)
            if m.lookup_special(plain, self.special) is not ABSENT:
                return m.call_method(plain, self.special, [])
        except HOST_ERRORS as error:
            raise m.host_error(error, self_first(self, args)) from None
        if self.name == 'trunc':
            raise m.fail('TypeError', f"type {m.type_name(value)} doesn't define __trunc__ method")
        raise m.fail('TypeError', f'must be real number, not {m.type_name(value)}')


# Functions of iterables


class Summing(NativeFunction):
    """A function whose first ``iterables`` arguments are iterables of numbers.

    Where an item is no exact number, the prelude's function ``slow`` takes over, with lists of the items.
    """

    def __init__(self, name: str, function: Host, iterables: int, slow: str) -> None:
        super().__init__(name)
        self.function = function
        self.iterables = iterables
        self.slow = slow

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        try:
            return self.apply(m, args, kwargs or {})
        except HOST_ERRORS as error:
            raise m.host_error(error, self_first(self, args)) from None

    def apply(self, m: Machine, args: list[object], options: dict[str, object]) -> object:
        if len(args) != self.iterables or any(name != 'start' or self.name != 'prod' for name in options):
            return self.function(*[() for _ in args], **dict.fromkeys(options, 0))
        lists: list[list[object] | tuple[object, ...]] = []
        for position, arg in enumerate(args):
            items = m.listed(arg) if position == len(lists) else None
            if items is None:
                return m.call_prelude('math_with_lists', [self, args, options])
            lists.append(items)
        if self.name == 'prod':
            return self.product(m, lists[0], options.get('start', 1))
        exact = True
        longest = 0
        for items in lists:
            m.tracker.work(len(items) >> 1)
            for item in items:
                if type(item) is int:
                    longest = max(longest, item.bit_length())
                elif type(item) is not float and type(item) is not bool:
                    exact = False
        if not exact:
            return m.call_prelude(self.slow, [self, *lists])
        if longest > SMALL_BITS:
            size = len(lists[0])
            m.tracker.memory(2 * longest >> 3)
            m.tracker.work(size * (1 + multiplication_cost(longest, longest)))
        return self.function(*lists)

    def product(self, m: Machine, items: list[object] | tuple[object, ...], start: object) -> object:
        """``prod`` of exact numbers: one after the other, each charged by its size."""
        total = 0
        exact = type(start) in NUMBERS
        for item in items:
            if type(item) is int:
                total += item.bit_length()
            elif type(item) not in NUMBERS:
                exact = False
        m.tracker.work(len(items) >> 2)
        if not exact:
            return m.call_prelude('math_prod', [items, start])
        if isinstance(start, int):
            total += start.bit_length()
        if total > SMALL_BITS:
            m.tracker.reserve(total >> 3)
            words = total // 30 + 1
            m.tracker.work(words * (words // max(len(items), 1) + len(items)) >> 5)
        return math.prod(items, start=start)  # type: ignore[call-overload]  # exact numbers by the check above


NUMBERS: Final[set[type]] = {int, float, bool, complex}


def distance(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``dist(p, q)``: items that are tuples already are taken as they are, as the host does."""
    if len(args) != 2 or kwargs:
        return math.dist(*[() for _ in args], **dict.fromkeys(kwargs or {}, ()))
    points: list[tuple[object, ...]] = []
    for arg in args:
        items = m.listed(arg)
        if items is None:
            return m.call_prelude('math_with_tuples', [FUNCTIONS['dist'], args])
        m.tracker.work(2 * len(items))
        kinds = set(map(type, items))
        if not kinds <= NUMBERS:
            m.tracker.work(3 * len(items))
            for item in items:
                if isinstance(item, Instance):
                    return m.call_prelude('math_dist', [FUNCTIONS['dist'], args])
        points.append(tuple(items))
        if int in kinds:
            charge_linear(m, list(items))
    return math.dist(*points)  # type: ignore[arg-type]  # the host refuses what is no number


class Distance(NativeFunction):
    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        try:
            return distance(m, args, kwargs)
        except HOST_ERRORS as error:
            raise m.host_error(error, self_first(self, args)) from None


class Scaling(NativeFunction):
    """``ldexp(x, i)``: a float and an integer, neither of which is converted for the other's sake."""

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        if len(args) == 2 and not kwargs and isinstance(args[0], Instance) and converts(args[0], FLOATS):
            return m.call_prelude('math_ldexp', [self, *args])
        plain = [payload_of(arg) for arg in args]
        try:
            return math.ldexp(*plain, **(kwargs or {}))  # type: ignore[arg-type]  # the host refuses wrong ones
        except HOST_ERRORS as error:
            raise m.host_error(error, self_first(self, args)) from None


# The table

ONE_FLOAT: Final = (
    'acos acosh asin asinh atan atanh cbrt cos cosh degrees erf erfc exp exp2 expm1 fabs frexp gamma isfinite isinf '
    'isnan isnormal issubnormal lgamma log1p log2 log10 modf radians signbit sin sinh sqrt tan tanh ulp'
).split()
MORE_FLOATS: Final = 'atan2 copysign fma fmax fmin fmod hypot isclose log nextafter pow remainder'.split()
INTEGERS: Final[dict[str, Charge]] = {
    'comb': charge_comb,
    'factorial': charge_factorial,
    'gcd': charge_gcd,
    'isqrt': charge_isqrt,
    'lcm': charge_lcm,
    'perm': charge_perm,
}
ROUNDINGS: Final = {'ceil': '__ceil__', 'floor': '__floor__', 'trunc': '__trunc__'}
SUMS: Final[dict[str, tuple[int, str]]] = {
    'fsum': (1, 'math_fsum'),
    'prod': (1, 'math_prod'),
    'sumprod': (2, 'math_sumprod'),
}
CONSTANTS: Final = ('e', 'inf', 'nan', 'pi', 'tau')


def host(name: str) -> Host:
    return cast(Host, HOST[name])


def make_functions() -> dict[str, NativeFunction]:
    """The functions that the host's module has."""
    made: dict[str, NativeFunction] = {}
    for name in (*ONE_FLOAT, *MORE_FLOATS):
        if name in HOST:
            made[name] = MathFunction(name, host(name), FLOATS, charge_many)
    for name, charge in INTEGERS.items():
        made[name] = MathFunction(name, host(name), INDEXES, charge)
    for name, special in ROUNDINGS.items():
        made[name] = Rounding(name, host(name), special)
    for name, (iterables, slow) in SUMS.items():
        if name in HOST:
            made[name] = Summing(name, host(name), iterables, slow)
    made['dist'] = Distance('dist')
    made['ldexp'] = Scaling('ldexp')
    return made


FUNCTIONS: Final = make_functions()

NAMES: Final[dict[str, object]] = {**FUNCTIONS, **{name: HOST[name] for name in CONSTANTS}}
PRELUDE: Final[tuple[str, ...]] = ()
HELPERS: Final = tuple(
    'math_dist math_fsum math_ldexp math_prod math_sumprod math_with_floats math_with_indexes math_with_lists '
    'math_with_tuples'.split()
)
INTRINSICS: Final[dict[str, NativeFunction]] = {}

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS, HELPERS)
