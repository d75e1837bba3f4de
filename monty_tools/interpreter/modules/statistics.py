"""``statistics``: the host's functions on exact numbers; a fraction of the sandbox's is one of the host's there.

``prelude/statistics_module.py`` makes lists of what programs give, and does what needs no arithmetic for values of any
class.
"""

from __future__ import annotations

import fractions
import statistics
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from ..natives import HOST_ERRORS, Native, payload_of
from ..objects import Class, ExceptionValue, HeapObject, Instance, NativeFunction
from .decimal import EXACT, current, thrown
from .decimal_costs import charge_ratio
from .entry import Entry
from .math import FUNCTIONS
from .random import default, new_state, seed_with
from .signatures import COMMON

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None
Host = Callable[..., Any]

HOST: Final[dict[str, Any]] = vars(statistics)
HAS_KERNELS: Final = 'kde' in HOST
LONG: Final = 1000
"""Bits of all numbers together from which on their size counts."""

COSTS: Final[dict[str, int]] = {
    'fmean': 2,
    'covariance': 8,
    'correlation': 12,
    'linear_regression': 12,
    'geometric_mean': 6,
    'median': 8,
    'median_low': 8,
    'median_high': 8,
    'median_grouped': 8,
    'mode': 4,
    'multimode': 6,
    'quantiles': 8,
    'harmonic_mean': 60,
}
"""Units of work for each item; of the functions with exact sums ``SUM_COST``."""
SUM_COST: Final = 30


GENERIC: Final = ('median', 'median_low', 'median_high', 'mode', 'multimode')
"""What the prelude does for items of other types."""
REFUSED: Final[dict[type, object]] = {list: [], tuple: (), dict: {}, set: set()}
"""What the host refuses in the place of such items."""


def fraction_class() -> Class:
    from . import defined

    found = defined('fractions.Fraction')
    assert isinstance(found, Class)
    return found


def error_class() -> Class:
    from . import defined

    found = defined('statistics.StatisticsError')
    assert isinstance(found, Class)
    return found


class Bits:
    """How long the numbers of a call are together."""

    def __init__(self) -> None:
        self.total = 0


def number_in(m: Machine, value: object, bits: Bits) -> object:
    """A value as the host takes it; NotImplemented where it is none of its own types."""
    plain = payload_of(value)
    if isinstance(plain, (bool, float)):
        return plain
    if isinstance(plain, int):
        bits.total += plain.bit_length()
        return plain
    if isinstance(plain, Decimal):
        charge_ratio(m, EXACT, [plain])
        bits.total += 4 * abs(plain.adjusted()) + 8 * plain.__sizeof__() - 700
        return plain
    if plain is None or isinstance(plain, (str, bytes, complex)):
        return plain
    if isinstance(plain, Instance) and plain.cls.is_subclass(fraction_class()):
        slots = plain.slots or {}
        numerator, denominator = slots.get('_numerator'), slots.get('_denominator')
        if isinstance(numerator, int) and isinstance(denominator, int) and denominator > 0:
            bits.total += numerator.bit_length() + 2 * denominator.bit_length()
            return fractions.Fraction(numerator, denominator)
    return NotImplemented


def value_out(m: Machine, value: object) -> object:
    """A result of the host's as a value of the sandbox."""
    if isinstance(value, fractions.Fraction):
        made = Instance(fraction_class())
        made.slots = {'_numerator': value.numerator, '_denominator': value.denominator}
        m.tracker.allocate(200)
        return made
    if isinstance(value, list):
        m.tracker.allocate(56 + 8 * len(value))
        return [value_out(m, item) for item in value]
    if isinstance(value, tuple):
        return tuple([value_out(m, item) for item in value])
    return value


def statistic(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_statistic(name, lists, options)``: the host's function of so many lists, or NotImplemented where an item is of
    no type that it knows."""
    name, lists, options = args
    assert isinstance(name, str) and isinstance(lists, tuple) and isinstance(options, dict)
    bits = Bits()
    given: list[object] = []
    count = 0
    cost = COSTS.get(name, SUM_COST)
    for items in lists:
        assert isinstance(items, list)
        count += len(items)
        m.tracker.work(cost * len(items) + 20)
        m.tracker.memory(8 * len(items))
        converted: list[object] = []
        for item in items:
            found = number_in(m, item, bits)
            if found is NotImplemented:
                if name in GENERIC or type(item) not in REFUSED:
                    return NotImplemented
                found = REFUSED[type(item)]
            converted.append(found)
        given.append(converted)
    named: dict[str, object] = {}
    for option, value in options.items():
        found = number_in(m, value, bits)
        if found is NotImplemented:
            return NotImplemented
        named[option] = found
    parts = named.get('n')
    if isinstance(parts, int) and parts > 100:
        m.tracker.reserve(40 * parts)
        m.tracker.work(20 * parts)
    if bits.total > LONG + 64 * count:
        m.tracker.reserve(bits.total >> 2)
        m.tracker.work((count + 1) * (bits.total // 30) ** 2 >> 7)
    function: Host = from_samples if name == 'from_samples' else HOST[name]
    try:
        return value_out(m, current(m).space.run(function, *given, **named))
    except statistics.StatisticsError as error:
        failure: Exception = m.throw(ExceptionValue(error_class(), error.args))
    except (*HOST_ERRORS, AttributeError) as error:
        failure = failed(m, error)
    raise failure


def failed(m: Machine, error: BaseException) -> Exception:
    if isinstance(error, AttributeError):  # of an item that has no such method: what it has, the host says
        return m.fail('AttributeError', str(error))
    return thrown(m, error, [])


def from_samples(data: list[Any]) -> tuple[float, float]:
    found = statistics.NormalDist.from_samples(data)
    return found.mean, found.stdev


def inverse(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_inverse(p, mu, sigma)``: the quantile of a normal distribution."""
    p, mu, sigma = [payload_of(arg) for arg in args]
    for value in (p, mu, sigma):
        if isinstance(value, HeapObject) or not isinstance(value, (int, float)):
            raise m.fail('TypeError', f'must be real number, not {m.type_name(value)}')
    function: Host = HOST['_normal_dist_inv_cdf']
    return function(p, mu, sigma)


def generator(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_generator(seed, own)``: a generator with the seed; without one, the module ``random``'s, or where ``own`` a
    new one that is seeded by the run's randomness."""
    if args[0] is None and args[1] is not True:
        return default(m)
    state = new_state(m)
    seed_with(m, state, [args[0]], {}, 'random.Random()')
    return state


def version(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_version()``: the hosting Python's minor version."""
    return sys.version_info.minor


NAMES: Final = (
    'LinearRegression NormalDist StatisticsError correlation covariance fmean geometric_mean harmonic_mean '
    'linear_regression mean median median_grouped median_high median_low mode multimode pstdev pvariance quantiles '
    'stdev variance'
).split()
PRELUDE: Final = (*NAMES, 'kde', 'kde_random') if HAS_KERNELS else tuple(NAMES)
MATH: Final = 'acos asin atan cos cosh erf exp fabs hypot log sin sqrt tan'.split()
INTRINSICS: Final[dict[str, NativeFunction]] = {
    **COMMON,
    '_generator': Native('_generator', generator),
    '_inverse': Native('_inverse', inverse),
    '_statistic': Native('_statistic', statistic),
    '_version': Native('_version', version),
    **{f'_{name}': FUNCTIONS[name] for name in MATH},
}
NEEDS: Final = {
    'Counter': 'collections.Counter',
    'place_left': 'bisect.bisect_bisect_left',
    'place_right': 'bisect.bisect_bisect_right',
    'shared_named_tuple': 'collections.shared_named_tuple',
}

ENTRY: Final = Entry({}, PRELUDE, INTRINSICS, needs=NEEDS)
