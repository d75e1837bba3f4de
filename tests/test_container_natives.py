"""Natives of the container and number types and the builtin functions, called directly and compared with CPython's."""

import operator
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_machine import call_value, perform, plain_machine

from monty_tools.interpreter import arithmetic, runtime, walk
from monty_tools.interpreter.limits import LimitReached, ResourceLimits
from monty_tools.interpreter.machine import SHARED, Machine
from monty_tools.interpreter.objects import ABSENT, Instance, NativeFunction, NativeIterator, Thrown
from monty_tools.interpreter.types import iterators, mappings, numbers, sequences, sets
from monty_tools.interpreter.types.exceptions import message_of
from monty_tools.interpreter.types.tables import TypeTable

TABLES: dict[str, TypeTable] = {**numbers.TABLES, **sequences.TABLES, **mappings.TABLES, **sets.TABLES}


@pytest.fixture(scope='module', autouse=True)
def _classes() -> None:
    runtime.ready()


def machine(**limits: Any) -> Machine:
    """A machine whose clock runs."""
    m = plain_machine(ResourceLimits(**limits))
    m.tracker.start(0)
    return m


def drained(m: Machine, value: Any) -> object:
    """A value in terms that compare: iterators as their type's name and items, views as lists, others as they are."""
    if isinstance(value, (NativeIterator, Instance)):
        return [m.type_name(value), call_value(m, SHARED.classes['list'], value)]
    if hasattr(value, '__next__'):
        return [type(value).__name__, list(value)]
    if isinstance(value, (iterators.Keys, iterators.Values, iterators.Items)):
        return [type(value).__name__, list(value)]
    return value


def observed(m: Machine, function: Callable[..., object], *args: Any, **kwargs: Any) -> tuple[object, ...]:
    """What a call does: its value and type, or its exception."""
    try:
        value = drained(m, function(*args, **kwargs))
    except Thrown as thrown:
        return ('raised', thrown.value.cls.name, message_of(m, thrown.value))
    except Exception as error:  # the oracle's: whatever CPython raises
        if isinstance(error, (LimitReached, AssertionError)):
            raise
        return ('raised', type(error).__name__, str(error))
    return ('value', type(value).__name__, repr(value))


def called(func: object, *args: object, **kwargs: object) -> tuple[object, ...]:
    """What a call of a sandbox value does."""
    m = machine()
    return observed(m, call_value, m, func, *args, **kwargs)


def operated(operation: Callable[..., object], *args: object) -> tuple[object, ...]:
    """What an operation of the machine does."""
    m = machine()
    return observed(m, perform, m, lambda: operation(m, *args))


def expected(function: Callable[..., object], *args: Any, **kwargs: Any) -> tuple[object, ...]:
    """What CPython does."""
    return observed(machine(), function, *args, **kwargs)


SAMPLES: dict[str, list[object]] = {
    'int': [0, 7, -13, 2**70],
    'float': [0.0, 2.5, -1e300, float('inf')],
    'complex': [1 + 2j],
    'bool': [True],
    'list': [[], [3, 1, 2], [1, [2], 'a', 1]],
    'tuple': [(), (1, 2, 1)],
    'range': [range(0), range(2, 20, 3), range(9, 0, -2)],
    'slice': [slice(None), slice(1, 10, 2)],
    'dict': [{}, {1: 'a', 'b': [2]}],
    'dict_keys': [{1: 2, 3: 4}.keys()],
    'dict_values': [{1: 2}.values()],
    'dict_items': [{1: 2, 3: 4}.items()],
    'set': [set(), {1, 2, 3}],
    'frozenset': [frozenset({1, 5})],
}
ARGUMENTS: list[tuple[object, ...]] = [
    (),
    (1,),
    (-1,),
    ('a',),
    (None,),
    (2.5,),
    ([1, 2],),
    ((1, 2),),
    ({1, 2},),
    (range(3),),
    ({1: 2},),
    (slice(0, 2),),
    (1, 2),
    (3, 'little'),
    (1, [5]),
    (1, 0, 2),
    (1, 2, 3, 4),
    ([(1, 2), 'xy'],),
    ([[1]],),
]
SKIPPED = {'__init__', '__hash__'}
"""``__init__`` of subclasses' instances, and a hash that differs from one version to the next."""
SEQUENCE_OPERATORS = {'__add__', '__mul__', '__rmul__'}
"""Those of sequences raise TypeError in CPython; ours answer NotImplemented, so that the other operand is asked."""


def copy_of(value: object) -> Any:
    if isinstance(value, (list, dict, set)):
        return value.copy()
    return value


@pytest.mark.parametrize('type_name', sorted(SAMPLES))
def test_methods_do_what_cpython_does(type_name: str) -> None:
    for name, method in TABLES[type_name].methods.items():
        for sample in SAMPLES[type_name]:
            for arguments in ARGUMENTS:
                if name not in SKIPPED:
                    compare_method(type_name, method, sample, arguments)


def compare_method(type_name: str, method: NativeFunction, sample: object, arguments: tuple[object, ...]) -> None:
    ours, theirs = copy_of(sample), copy_of(sample)
    got = called(method, SHARED.classes[type_name] if method.classmethod else ours, *arguments)
    host_method = getattr(type(theirs), method.name)
    wanted = expected(host_method, *([] if method.classmethod else [theirs]), *arguments)
    if type_name in ('list', 'tuple') and method.name in SEQUENCE_OPERATORS and wanted[0] == 'raised':
        return
    if type_name == 'dict_items' and arguments == ([[1]],):
        return  # an item that can't be one isn't looked up by CPython: we check first
    assert got == wanted, (type_name, method.name, sample, arguments)
    if isinstance(ours, (list, dict, set)):
        assert ours == theirs, (type_name, method.name, sample, arguments)


def test_every_public_method_is_there() -> None:
    for type_name, samples in SAMPLES.items():
        host = type(samples[0])
        table = TABLES[type_name]
        missing = [
            name
            for name in vars(host)
            if not name.startswith('_')
            and name not in table.methods
            and name not in table.getters
            and name != 'mapping'
        ]
        assert missing == [], type_name


@pytest.mark.parametrize('type_name', [name for name, table in TABLES.items() if table.new is not None])
def test_constructors_do_what_cpython_does(type_name: str) -> None:
    texts: list[tuple[object, ...]] = [
        ('12',),
        (' 0x1f ', 16),
        ('1_000',),
        ('1e3',),
        ('zz', 36),
        ('',),
        (b'7',),
        ('1+2j',),
    ]
    for arguments in ARGUMENTS + texts:
        got = called(SHARED.classes[type_name], *arguments)
        assert got == expected(eval(type_name), *arguments), (type_name, arguments)


OPERANDS: list[object] = [
    0,
    3,
    -2,
    True,
    2.5,
    1j,
    'ab',
    b'x',
    [1],
    (1, 2),
    {1},
    frozenset({2}),
    {1: 2},
    {1: 2}.keys(),
    None,
]


@pytest.mark.parametrize('op', range(len(arithmetic.OPERATORS)))
def test_operators_do_what_cpython_does(op: int) -> None:
    host = arithmetic.OPERATORS[op][4]
    for x in OPERANDS:
        for y in OPERANDS:
            if isinstance(x, (str, bytes)) and op == arithmetic.MOD:
                continue
            got = operated(arithmetic.binary, op, copy_of(x), copy_of(y))
            assert got == expected(host, copy_of(x), copy_of(y)), (arithmetic.OPERATORS[op][0], x, y)


@pytest.mark.parametrize('op', range(len(arithmetic.COMPARISONS)))
def test_comparisons_do_what_cpython_does(op: int) -> None:
    host = arithmetic.COMPARISONS[op][3]
    nan = float('nan')
    for x in [*OPERANDS, nan, [nan], slice(1, 2), range(3), [[1], 'a'], (1, (2, 3))]:
        for y in [*OPERANDS, nan, [nan], slice(1, 3), range(3), [[1], 'b'], (1, (2, 4))]:
            got = operated(arithmetic.compare, op, x, y)
            assert got == expected(host, x, y), (arithmetic.COMPARISONS[op][0], x, y)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.binary(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.integers() | st.text(max_size=2), inner, max_size=3)
        | st.sets(st.integers(), max_size=3)
    ),
    max_leaves=10,
)


@given(values)
def test_repr_is_cpythons(value: object) -> None:
    assert walk.plain_repr(machine(), value) == repr(value)


@given(values, values)
def test_equality_is_cpythons(x: object, y: object) -> None:
    for other in (x, y):
        assert walk.equal(machine(), x, other, 0) == int(operator.eq([x], [other]))


def test_repr_of_containers_in_themselves() -> None:
    a: list[object] = [1]
    a.append(a)
    d: dict[object, object] = {'a': a}
    d['d'] = d
    d['v'] = d.values()
    for value in (a, d, d.values(), d.items(), (a, d)):
        assert walk.plain_repr(machine(), value) == repr(value)


BUILTIN_CALLS: list[tuple[str, tuple[object, ...], dict[str, object]]] = [
    ('abs', (-3,), {}),
    ('abs', ('a',), {}),
    ('all', ([1, 0],), {}),
    ('any', ([0, 1],), {}),
    ('any', (1,), {}),
    ('ascii', ('é\n',), {}),
    ('bin', (-5,), {}),
    ('bin', (1.5,), {}),
    ('chr', (97,), {}),
    ('chr', (-1,), {}),
    ('divmod', (-7, 2), {}),
    ('divmod', (7, 0), {}),
    ('divmod', (7, 'a'), {}),
    ('hash', ([],), {}),
    ('hash', (5,), {}),
    ('hex', (255,), {}),
    ('iter', ([1, 2],), {}),
    ('iter', ('é',), {}),
    ('iter', ({1: 2},), {}),
    ('iter', (), {}),
    ('len', ({1: 2},), {}),
    ('len', (1,), {}),
    ('max', ([1, 3, 2],), {}),
    ('max', (1, 2.5), {}),
    ('max', ([],), {}),
    ('max', ([],), {'default': 0}),
    ('max', (1, 2), {'default': 0}),
    ('max', (), {}),
    ('max', ([1],), {'other': 0}),
    ('min', ('b', 'a'), {}),
    ('min', (1, 'a'), {}),
    ('next', ([],), {}),
    ('ord', ('a',), {}),
    ('ord', ('ab',), {}),
    ('ord', (1,), {}),
    ('pow', (2, 10), {}),
    ('pow', (2, 10), {'mod': 7}),
    ('pow', (2, -1, 4), {}),
    ('pow', (2,), {}),
    ('pow', (2.0, 1, 2), {}),
    ('round', (2.5,), {}),
    ('round', (1234, -2), {}),
    ('round', (1.25, 1), {}),
    ('round', (2.5, 10**30), {}),
    ('round', ('a',), {}),
    ('round', (), {}),
    ('round', (1.5,), {'ndigits': None}),
    ('sorted', ([3, 1, 2],), {}),
    ('sorted', ([3, 1, 2],), {'reverse': True}),
    ('sorted', ([(2, 'b'), (1, 'z')],), {}),
    ('sorted', ([1, 'a'],), {}),
    ('sorted', (), {}),
    ('sum', ([0.1] * 10,), {}),
    ('sum', ([1, 2], 3), {}),
    ('sum', ([], 'a'), {}),
    ('sum', (1,), {}),
    ('print', (), {'other': 1}),
    ('print', (), {'sep': 1}),
]


@pytest.mark.parametrize(('name', 'args', 'kwargs'), BUILTIN_CALLS)
def test_builtin_functions_do_what_cpython_does(name: str, args: tuple[object, ...], kwargs: dict[str, object]) -> None:
    assert called(SHARED.builtins[name], *args, **kwargs) == expected(eval(name), *args, **kwargs)


@pytest.mark.parametrize('name', ['zip', 'enumerate', 'reversed'])
def test_native_iterators_do_what_cpythons_do(name: str) -> None:
    calls: list[tuple[tuple[object, ...], dict[str, object]]] = [
        (([1, 2], 'ab'), {}),
        (([1, 2],), {}),
        ((), {}),
        (([1, 2], [1]), {'strict': True}),
        (([1], [1, 2]), {'strict': True}),
        (([1], [1], [1, 2]), {'strict': True}),
        (([1, 2], 5), {}),
        (([1, 2], 'a'), {'start': 3}),
        (([1, 2],), {'start': 3}),
        ((1,), {}),
        (({1: 2, 3: 4},), {}),
        ((range(5),), {}),
        (('abc',), {}),
    ]
    for args, kwargs in calls:
        got = called(SHARED.builtins[name], *args, **kwargs)
        assert got == expected(eval(name), *args, **kwargs), (name, args, kwargs)


def test_iterators_notice_changes() -> None:
    m = machine()
    d = {1: 2, 3: 4}
    for source, change in [(iterators.native_iterator(m, d), lambda: d.pop(1))]:
        assert source is not None
        source.advance(m)
        change()
        with pytest.raises(Thrown) as caught:
            source.advance(m)
        assert caught.value.value.args == ('dictionary changed size during iteration',)
    grown = [1]
    growing = iterators.native_iterator(m, grown)
    assert growing is not None
    assert growing.advance(m) == 1
    assert growing.advance(m) is ABSENT
    grown.append(2)
    assert growing.advance(m) is ABSENT


HUGE: list[tuple[int, object, object]] = [
    (arithmetic.POW, 10, 10**8),
    (arithmetic.POW, 10**4000, 3 * 10**6),
    (arithmetic.LSHIFT, 1, 10**10),
    (arithmetic.LSHIFT, 1, 10**15),
    (arithmetic.MUL, [1], 10**9),
    (arithmetic.MUL, 'ab', 10**9),
    (arithmetic.MUL, 10**9, (1, 2)),
]


@pytest.mark.parametrize(('op', 'x', 'y'), HUGE)
def test_what_cannot_end_is_not_started(op: int, x: object, y: object) -> None:
    with pytest.raises(LimitReached):
        arithmetic.binary(machine(memory_limit_mb=10, execution_time_limit_ms=200), op, x, y)


def test_walks_of_shared_values_end_in_limits() -> None:
    shared: list[object] = []
    other: list[object] = []
    for _ in range(25):
        shared = [shared, shared]
        other = [other, other]
    with pytest.raises(LimitReached):
        walk.equal(machine(execution_time_limit_ms=100), shared, other, 0)
    with pytest.raises(LimitReached):
        walk.plain_repr(machine(memory_limit_mb=1), shared)
    key: tuple[object, ...] = ()
    for _ in range(40):
        key = (key, key)
    with pytest.raises(LimitReached):
        walk.check_key(machine(execution_time_limit_ms=100), key)


def test_deep_values_are_left_to_the_prelude() -> None:
    m = machine()
    deep: list[object] = []
    other: list[object] = []
    key: tuple[object, ...] = ()
    for _ in range(100_000):
        deep = [deep]
        other = [other]
        key = (key,)
    assert walk.equal(m, deep, other, 0) == walk.UNKNOWN
    assert walk.plain_repr(m, deep) is None
    with pytest.raises(Thrown) as caught:
        walk.check_key(m, key)
    assert caught.value.value.cls.name == 'RecursionError'


def test_sets_of_colliding_items_are_charged() -> None:
    colliding: list[object] = [number * (2**61 - 1) for number in range(20_000)]
    with pytest.raises(LimitReached):
        sets.set_new(machine(execution_time_limit_ms=100), [colliding], None)


def test_sort_of_the_prelude_makes_cpythons_comparisons() -> None:
    from pathlib import Path

    source = Path(walk.__file__).with_name('prelude').joinpath('containers.py').read_text()
    names: dict[str, Any] = {'_reverse': reverse_part, '_sorts_equal_runs': sorts_equal_runs}
    exec(source, names)  # our own text
    compared: list[tuple[int, int]] = []

    class Item:
        def __init__(self, value: int, number: int) -> None:
            self.value = value
            self.number = number

        def __lt__(self, other: 'Item') -> bool:
            compared.append((self.number, other.number))
            return self.value < other.value

    chance = random.Random(5)
    for size in (0, 1, 2, 5, 63, 64, 65, 200, 700):
        for spread in (1, 3, 1000):
            numbers_ = [chance.randrange(spread) for _ in range(size)]
            for order in (
                numbers_,
                sorted(numbers_),
                sorted(numbers_, reverse=True),
                sorted(numbers_[: size // 2]) * 2,
            ):
                found = [Item(value, number) for number, value in enumerate(order)]
                rows = [(item, item) for item in found]
                compared.clear()
                expected = sorted(found)
                theirs = compared.copy()
                compared.clear()
                names['merge_sort'](rows)
                assert [row[1] for row in rows] == expected
                assert compared == theirs


def reverse_part(rows: list[object], start: int, stop: int) -> None:
    rows[start:stop] = rows[start:stop][::-1]


def sorts_equal_runs() -> object:
    return call_value(machine(), SHARED.intrinsics['_sorts_equal_runs'])
