"""Decimals, fractions, generators and statistics: what they cost, whose state they have, what the host sees of them."""

from __future__ import annotations

import decimal
import random
import time
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monty_tools import BoundaryError, FunctionSnapshot, Monty, MontyRuntimeError, ResourceLimitError, ResourceLimits

LIMITS: Final = ResourceLimits(
    memory_limit_mb=10, allocation_limit=None, stack_depth_limit=100, execution_time_limit_ms=100
)
SOON: Final = 3.0
"""Seconds in which a run with ``LIMITS`` must have ended on a busy machine, tracing of its memory included."""

WIDE: Final = 'c = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[]); setcontext(c)\n'
HEADS: Final[dict[str, str]] = {
    'decimal': 'from decimal import Context, Decimal, MAX_EMAX, MAX_PREC, MIN_EMIN\n'
    'from decimal import getcontext, localcontext, setcontext\nD = Decimal\n',
    'fractions': 'from decimal import Decimal\nfrom fractions import Fraction\nF = Fraction\n',
    'statistics': 'import statistics\nfrom fractions import Fraction\nfrom decimal import Decimal\n',
    'random': 'import random\nr = random.Random(1)\n',
    'cmath': 'import cmath\n',
}
ENDLESS: Final[dict[str, tuple[str, ...]]] = {
    'decimal': (
        'int(D("1e999999999"))',
        'D("1e999999999").__floor__()',
        'round(D("1e999999999"))',
        'D("1e-999999999").as_integer_ratio()',
        'D("1e999999999").as_integer_ratio()',
        'format(D("1E+999999999"), "f")',
        'f"{D(1):.999999999f}"',
        'f"{D(1):999999999999}"',
        '"%.999999999f" % D(1)',
        f'{WIDE}D(1) / 3',
        f'{WIDE}D(2).sqrt()',
        f'{WIDE}D(2).exp()',
        f'{WIDE}D(2).ln()',
        f'{WIDE}D(2).log10()',
        f'{WIDE}D(2) ** D("0.5")',
        f'{WIDE}D("1E+999999999999") + 1',
        f'{WIDE}D("1E+999999999999") - D("1E-999999999999")',
        f'{WIDE}D("1E+999999999999") // 7',
        f'{WIDE}D("1E+999999999999") % 7',
        f'{WIDE}divmod(D("1E+999999999999"), 7)',
        f'{WIDE}D("1E+999999999999").remainder_near(7)',
        f'{WIDE}D("1E+999999999999").fma(3, 1)',
        f'{WIDE}D("1E+999999999999").quantize(D("1E-999999"))',
        f'{WIDE}round(D("1E+999999999999"), 5)',
        f'{WIDE}D("7").logical_invert()',
        f'{WIDE}D("0").logical_invert()',
        f'{WIDE}D("1").next_minus()',
        f'{WIDE}D("1").next_toward(3)',
        f'{WIDE}D("1").rotate(999999999)',
        f'{WIDE}D("1").shift(999999999999)',
        f'{WIDE}pow(D(3), D("1E+999999999"), D("7" * 1000))',
        f'{WIDE}D(3) ** (10 ** 12)',
        f'{WIDE}D("1.1") ** -5',
        f'{WIDE}c.divide(1, 3)',
        f'{WIDE}c.power(3, 10 ** 12)',
        f'{WIDE}c.exp(1)',
        f'{WIDE}c.sqrt(2)',
        f'{WIDE}D(1).exp(context=c)',
        'D(2).exp(Context(prec=10 ** 6))',
        'D(2).ln(Context(prec=20000))',
        'D("1." + "0" * 20000 + "1").ln()',
        'D(2).__pow__(D("0." + "7" * 20000))',
        'getcontext().prec = 10 ** 6\nx = D(2).sqrt()\nwhile True: x = x.sqrt()',
        'getcontext().prec = 10 ** 9\nD(1) / 7',
        'getcontext().prec = 10 ** 6\nx = D(3)\nwhile True: x = x / 7 + 1',
        f'{WIDE}x = D(3)\nwhile True: x *= x',
        'while True: D(10) / 3',
        'x = []\nwhile True: x.append(D(len(x)))',
        'x = []\nwhile True: x.append(Context())',
        'x = []\nwhile True: x.append(getcontext().flags)',
        'while True:\n    with localcontext() as c: pass',
        'x = D("1" * 10 ** 6)\nwhile True: hash(x)',
        'x = D("1" * 10 ** 6)\nwhile True: str(x)',
        'x = D("1" * 10 ** 6)\nwhile True: x == x + 1',
        'x = D("1" * 10 ** 6)\nwhile True: x.normalize()',
        'x = D("1" * 10 ** 6)\nint(x)',
        'D(1 << 10 ** 7)',
        'D(1) < 1 << 10 ** 8',
        'D(1) == (1 << 10 ** 7)',
        'D("1" * 10 ** 8)',
        'D((0, [1] * 10 ** 7, 0))',
        'D("1" * 10 ** 6).as_tuple()',
        'x = D("1" * 10 ** 6)\ny = []\nwhile True: y.append(-x)',
        'x = {}\nwhile True: x[D(len(x))] = 0',
        'sum([D(1)] * 10 ** 7)',
        'import math\nmath.floor(D("1E+999999999"))',
        '"%d" % D("1e999999")',
        '"%i" % D("1e99999999999")',
        'from datetime import timedelta\nint(D(10) ** 999999)',
    ),
    'fractions': (
        'F("1e999999999")',
        'F("1e-999999999")',
        'F("1E" + "9" * 1000)',
        'F(Decimal("1e999999999"))',
        'F(Decimal("1e-999999999"))',
        'x = F(3, 7)\nwhile True: x = x * x + 1',
        'x = F(1)\nn = 1\nwhile True: x += F(1, n); n += 1',
        'F(3, 7) ** 10 ** 10',
        'F(3, 7) ** -(10 ** 10)',
        'round(F(1, 3), 10 ** 10)',
        'F(1, 3 ** 10 ** 7)',
        'F(7 ** 10 ** 5, 3 ** 10 ** 5).limit_denominator(10 ** 10 ** 5)',
        'F(1, 3) == Decimal("1e999999999") or [0][1:] or Decimal("1e999999999").as_integer_ratio()',
        'x = F(7 ** 10 ** 5, 3 ** 10 ** 5)\nwhile True: x < x + 1',
        'x = []\nwhile True: x.append(F(1, 3))',
        'sum(F(1, n) for n in range(1, 10 ** 6))',
        'hash(F(1, 3 ** 10 ** 8))',
    ),
    'statistics': (
        'statistics.mean(range(10 ** 9))',
        'statistics.mean(iter(int, 1))',
        'statistics.fmean(range(10 ** 9))',
        'statistics.stdev([1.5] * 10 ** 7)',
        'x = [1.5] * 10 ** 5\nwhile True: statistics.stdev(x)',
        'statistics.quantiles([1, 2], n=10 ** 10)',
        'statistics.quantiles([1], n=10 ** 10) and [0] * 10 ** 10',
        'statistics.mean([Fraction(1, 3 ** n) for n in range(3000)] * 10)',
        'statistics.mean([Decimal("1e999999999"), 1])',
        'statistics.stdev([Decimal("1e-999999999"), 1])',
        'statistics.pvariance([1 << 10 ** 7, 3])',
        'statistics.mean([7 ** 10 ** 6] * 10 ** 5)',
        'statistics.multimode(range(10 ** 8))',
        'statistics.median(iter(int, 1))',
        'statistics.NormalDist().quantiles(10 ** 9)',
        'statistics.NormalDist().samples(10 ** 9, seed=1)',
        'statistics.linear_regression(range(10 ** 8), range(10 ** 8))',
    ),
    'random': (
        'r.getrandbits(10 ** 12)',
        'r.randbytes(10 ** 12)',
        'r.randrange(1 << 10 ** 9)',
        'r.choices([1, 2], k=10 ** 12)',
        'r.choices(range(10 ** 12), k=10 ** 12)',
        'r.sample(range(10 ** 12), 10 ** 11)',
        'r.sample([1, 2], 10 ** 11, counts=[10 ** 12, 10 ** 12])',
        'r.shuffle(list(range(10 ** 7)))',
        'x = list(range(10 ** 5))\nwhile True: r.shuffle(x)',
        'while True: r.random()',
        'x = []\nwhile True: x.append(random.Random(1))',
        'x = []\nwhile True: x.append(r.getstate())',
        'r.gammavariate(float("nan"), 1)',
        'r.gammavariate(float("inf"), 1)',
        'r.betavariate(float("nan"), 1)',
        'r.vonmisesvariate(1, float("nan"))',
        'r.gammavariate(1e308, 1)',
        'r.seed(1 << 10 ** 9)',
        'r.seed("a" * 10 ** 9)',
        'class A:\n    def __len__(self): return 10 ** 12\n    def __getitem__(self, i): return i\n'
        '    def __setitem__(self, i, v): pass\nr.shuffle(A())',
        'class A:\n    def __len__(self): return 10 ** 12\n    def __getitem__(self, i): return i\n'
        'r.choices(A(), k=10 ** 12)',
    ),
    'cmath': ('while True: cmath.sqrt(2)', 'x = []\nwhile True: x.append(cmath.polar(len(x)))'),
}
CASES: Final = [(HEADS[module], program) for module, programs in ENDLESS.items() for program in programs]


@pytest.mark.parametrize(('head', 'program'), CASES, ids=[program[-60:] for _, program in CASES])
def test_it_ends_at_a_limit(head: str, program: str) -> None:
    code = Monty(head + program)
    started = time.perf_counter()
    with pytest.raises(ResourceLimitError):
        code.run(limits=LIMITS)
    assert time.perf_counter() - started < SOON


QUICK: Final = (
    f'{WIDE}D("1E+999999999999") == 1 or D("1E+999999999999") > 10 ** 30',
    f'{WIDE}D(7) ** 50 * D(3) ** 20 == 7 ** 50 * 3 ** 20',
    'hash(D("1E+999999999999")) == hash(D("1E+999999999999"))',
    'D("1E+999999") + D("1E-999999") == D("1E+999999")',
    'D("1E+999999").is_finite() and D("1E-999999").sqrt() > 0',
    'D("1E+999999999").adjusted() == 999999999',
    'D("1E+99999") > D("1E-99999")',
    'Decimal("0E+999999999") == 0',
    'getcontext().prec == 28',
    f'{WIDE}D("1E+999999999") * 3 == D("3E+999999999")',
    'float(D("1E+9999999")) == float("inf")',
)


@pytest.mark.parametrize('program', QUICK)
def test_what_is_cheap_is_not_refused(program: str) -> None:
    assert Monty(HEADS['decimal'] + program).run(limits=LIMITS) is True


def host_context() -> str:
    return repr(decimal.getcontext())


def test_the_hosts_decimal_context_is_neither_used_nor_marked() -> None:
    code = Monty(
        'from decimal import Decimal, getcontext\n'
        'getcontext().prec += 2\n'
        '[Decimal(1) / 3, Decimal("0.5") == 0.5, {Decimal("0.5"): 1}, getcontext().prec, str(Decimal("1E+5"))]'
    )
    with decimal.localcontext(decimal.Context(prec=3, capitals=0, traps=[decimal.Inexact])) as context:
        context.traps[decimal.FloatOperation] = True
        before = host_context()
        first, again = code.run(), code.run()
        assert host_context() == before
    assert first == again == [Decimal('0.' + '3' * 30), True, {Decimal('0.5'): 1}, 30, '1E+5']


def test_runs_have_contexts_of_their_own() -> None:
    code = Monty(
        'from decimal import DefaultContext, Inexact, getcontext\n'
        'DefaultContext.prec += 1\ngetcontext().flags[Inexact] = True\ngetcontext().prec -= 1\n'
        '[DefaultContext.prec, getcontext().prec]'
    )
    assert code.run() == code.run() == [29, 28]


def test_runs_have_generators_of_their_own() -> None:
    code = Monty('import random\nrandom.seed(3)\nrandom.random()')
    random.seed(99)
    before = random.getstate()
    expected = random.Random(3).random()
    assert code.run() == code.run() == expected
    assert random.getstate() == before


def test_without_a_seed_there_is_no_randomness() -> None:
    for program in ('random.random()', 'random.Random()', 'random.shuffle([1, 2])', 'random.seed()'):
        with pytest.raises(MontyRuntimeError, match='needs randomness'):
            Monty(f'import random\n{program}').run()


def test_a_seeded_run_is_reproducible() -> None:
    program = 'import random\n[random.random(), random.Random().random(), random.choice("abc")]'
    assert Monty(program, random_seed=7).run() == Monty(program, random_seed=7).run()
    assert Monty(program, random_seed=7).run() != Monty(program, random_seed=8).run()


def test_the_systems_generator_draws_from_the_run() -> None:
    program = (
        'import random\ns = random.SystemRandom(5)\ns.seed(3)\n'
        'found = [s.random(), s.randint(1, 6), s.choice("abc"), s.getrandbits(70), s.randbytes(3)]\n'
        'found.append(s.sample(range(9), 3))\n'
        'try: s.getstate()\nexcept NotImplementedError as error: found.append(str(error))\n'
        'ask()\n[found, s.uniform(1, 2)]'
    )
    code = Monty(program, random_seed=7, external_functions=['ask'])
    paused = code.start()
    assert isinstance(paused, FunctionSnapshot)
    first = FunctionSnapshot.load(paused.dump()).resume(return_value=None).value  # type: ignore[union-attr]
    assert first == paused.resume(return_value=None).value  # type: ignore[union-attr]
    assert first[0][-1] == 'System entropy source does not have state.' and 1 <= first[1] <= 2
    with pytest.raises(MontyRuntimeError, match='needs randomness'):
        Monty('import random\nrandom.SystemRandom().random()').run()


def test_state_survives_dump_and_load() -> None:
    code = Monty(
        'from decimal import Decimal, getcontext, localcontext\nimport random\n'
        'random.seed(1)\nr = random.Random(2)\nr.gauss(0, 1)\n'
        'with localcontext(prec=5) as c:\n    x = Decimal(1) / 3\n    ask()\n    y = Decimal(1) / 3\n'
        '[x, y, c is getcontext(), getcontext().prec, random.random(), r.gauss(0, 1), r.random()]',
        external_functions=['ask'],
    )
    paused = code.start()
    assert isinstance(paused, FunctionSnapshot)
    blob = paused.dump()
    results = [FunctionSnapshot.load(blob).resume(return_value=None).value for _ in range(2)]  # type: ignore[union-attr]
    r = random.Random(2)
    r.gauss(0, 1)
    third = Decimal('0.33333')
    assert results[0] == results[1] == [third, third, False, 28, random.Random(1).random(), r.gauss(0, 1), r.random()]


def test_decimals_cross_the_boundary_as_they_are() -> None:
    numbers = [Decimal('1.10'), Decimal('-0'), Decimal('1E+99'), Decimal('Infinity')]
    values: list[Any] = [*numbers, {Decimal(1): [Decimal(2)]}]
    found = Monty('x', inputs=['x']).run(inputs={'x': values})
    assert repr(found) == repr(values)
    assert repr(Monty('x', inputs=['x']).run(inputs={'x': Decimal('sNaN7')})) == "Decimal('sNaN7')"


class Money(Decimal):
    """What a host may derive."""

    def __add__(self, other: object) -> Money:
        raise AssertionError('the host was called')


def test_a_derived_decimal_of_the_hosts_does_not_enter() -> None:
    with pytest.raises(BoundaryError, match='Money cannot enter the sandbox'):
        Monty('x', inputs=['x']).run(inputs={'x': [Money('1.5')]})


FINITE: Final = st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9)
ARITHMETIC: Final = Monty(
    'from decimal import getcontext\nfrom fractions import Fraction\n'
    'getcontext().prec = p\n'
    'f, g = Fraction(x), Fraction(y)\n'
    'h = f - g * 3 + f * g\n'
    '[x + y, x - y, x * y, -x, abs(y), x < y, x == y, hash(x), str(x), f"{x:.2f}", hash(f), '
    'h.numerator, h.denominator]',
    inputs=['x', 'y', 'p'],
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(FINITE, FINITE, st.integers(1, 40))
def test_arithmetic_is_the_hosts(x: Decimal, y: Decimal, precision: int) -> None:
    with decimal.localcontext(decimal.Context(prec=precision)):
        f, g = Fraction(x), Fraction(y)
        h = f - g * 3 + f * g
        expected = [x + y, x - y, x * y, -x, abs(y), x < y, x == y, hash(x), str(x), f'{x:.2f}', hash(f)]
    found = ARITHMETIC.run(inputs={'x': x, 'y': y, 'p': precision})
    assert repr(found) == repr([*expected, h.numerator, h.denominator])
