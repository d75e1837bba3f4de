"""Natives of the container and number types and the builtin functions, called directly and compared with CPython's."""

import operator
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monty_tools.interpreter import arithmetic, builtins, items, walk
from monty_tools.interpreter.limits import LimitReached, ResourceLimits, Tracker
from monty_tools.interpreter.natives import payload_of
from monty_tools.interpreter.objects import HOST_CLASSES, Class, ExceptionValue, NativeFunction, NativeIterator, Thrown
from monty_tools.interpreter.types import iterators, mappings, numbers, sequences, sets
from monty_tools.interpreter.types.tables import TypeTable

TABLES: dict[str, TypeTable] = {**numbers.TABLES, **sequences.TABLES, **mappings.TABLES, **sets.TABLES}


class PreludeNeeded(Exception):
    """A native left the call to the prelude."""


def make_class(name: str, host: type, attrs: dict[str, object]) -> Class:
    cls = Class(name, (), attrs, 'builtins')
    cls.mro = [cls]
    cls.builtin = True
    HOST_CLASSES.setdefault(host, cls)
    return cls


@pytest.fixture(scope='module', autouse=True)
def _classes() -> Any:
    """The classes of the values used here, as far as nothing else has made them."""
    before = dict(HOST_CLASSES)
    hosts: list[tuple[str, type]] = [('NoneType', type(None)), ('str', str), ('bytes', bytes), ('bytearray', bytearray)]
    hosts += [('dict_keys', iterators.Keys), ('dict_values', iterators.Values), ('dict_items', iterators.Items)]
    hosts += [(name, eval(name)) for name in TABLES if not name.startswith('dict_')]  # names from our own table
    for name, host in hosts:
        table = TABLES.get(name)
        attrs: dict[str, object] = {} if table is None else {**table.methods}
        if name in ('str', 'bytes', 'bytearray'):
            attrs = {'__iter__': None, '__getitem__': None, '__len__': None}
        make_class(name, host, attrs)
    make_class('type', Class, {})
    for iterator_type, name in iterators.TYPE_NAMES.items():
        make_class(name, iterator_type, {'__iter__': None})
    yield
    HOST_CLASSES.clear()
    HOST_CLASSES.update(before)


class StandIn:
    """The part of the machine that natives use where no sandbox code runs."""

    def __init__(self, **limits: Any) -> None:
        self.tracker = Tracker(ResourceLimits(**limits))
        self.tracker.start(0)
        self.written: list[str] = []
        self.frame = None

    def fail(self, type_name: str, message: str) -> Thrown:
        return self.fail_with(type_name, (message,))

    def fail_with(self, type_name: str, args: tuple[object, ...]) -> Thrown:
        cls = Class(type_name, (), {}, 'builtins')
        cls.mro = [cls]
        return Thrown(ExceptionValue(cls, args))

    def host_error(self, error: BaseException, args: list[object]) -> Thrown:
        return walk.host_error(self, error, args)  # type: ignore[arg-type]

    def call_prelude(self, name: str, args: list[object], kwargs: Any = None) -> object:
        raise PreludeNeeded(name)

    def call(self, func: Any, args: list[object], kwargs: Any) -> object:
        return func.invoke(self, args, kwargs)

    def lookup_special(self, obj: object, name: str) -> object:
        return HOST_CLASSES[type(obj)].lookup(name)

    def call_method(self, obj: object, name: str, args: list[object]) -> object:
        return self.call(self.lookup_special(obj, name), [obj, *args], None)

    def listed(self, value: object) -> Any:
        return items.listed(self, value)  # type: ignore[arg-type]

    def iterate(self, value: object) -> object:
        return items.iterate(self, value)  # type: ignore[arg-type]

    def length(self, value: object) -> object:
        return items.length(self, value)  # type: ignore[arg-type]

    def check_key(self, key: object) -> None:
        walk.check_key(self, key)  # type: ignore[arg-type]

    def hash_of(self, value: object) -> object:
        return walk.hash_of(self, value)  # type: ignore[arg-type]

    def equal(self, x: object, y: object) -> int:
        return walk.equal(self, x, y, 0)  # type: ignore[arg-type]

    def plain_repr(self, value: object) -> str | None:
        return walk.plain_repr(self, value)  # type: ignore[arg-type]

    def plain_str(self, value: object) -> str | None:
        return walk.plain_str(self, value)  # type: ignore[arg-type]

    def truth(self, value: object) -> bool | None:
        return bool(payload_of(value))

    def type_name(self, value: object) -> str:
        return HOST_CLASSES[type(value)].name

    def identity(self, value: object) -> int:
        return 0x7F0000000000

    def write(self, stream: str, text: str) -> None:
        self.written.append(text)


def drained(value: object) -> object:
    """A value in terms that compare: iterators as their type's name and items, views as lists, errors as they are."""
    if isinstance(value, NativeIterator):
        return [HOST_CLASSES[type(value)].name, iterators.drain(StandIn(), value)]  # type: ignore[arg-type]
    if hasattr(value, '__next__'):
        return [type(value).__name__, list(value)]
    if isinstance(value, (iterators.Keys, iterators.Values, iterators.Items)):
        return [type(value).__name__, list(value)]
    return value


def observed(function: Callable[..., object], *args: Any, **kwargs: Any) -> tuple[object, ...]:
    """What a call does: its value and type, or its exception."""
    try:
        value = drained(function(*args, **kwargs))
    except Thrown as thrown:
        return ('raised', thrown.value.cls.name, thrown.value.args)
    except Exception as error:  # the oracle's: whatever CPython raises
        if isinstance(error, (PreludeNeeded, AssertionError)):
            raise
        return ('raised', type(error).__name__, error.args)
    return ('value', type(value).__name__, repr(value))


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
    first = HOST_CLASSES[type(sample)] if method.classmethod else ours
    try:
        got = observed(method.invoke, StandIn(), [first, *arguments], None)
    except PreludeNeeded:
        return
    host_method = getattr(type(theirs), method.name)
    expected = observed(host_method, *([] if method.classmethod else [theirs]), *arguments)
    if type_name in ('list', 'tuple') and method.name in SEQUENCE_OPERATORS and expected[0] == 'raised':
        return
    if type_name == 'dict_items' and arguments == ([[1]],):
        return  # an item that can't be one isn't looked up by CPython: we check first
    assert got == expected, (type_name, method.name, sample, arguments)
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
    new = TABLES[type_name].new
    assert new is not None
    native = sequences.natives({type_name: new})[type_name]
    for arguments in ARGUMENTS + texts:
        try:
            got = observed(native.invoke, StandIn(), list(arguments), None)
        except PreludeNeeded:
            continue
        assert got == observed(eval(type_name), *arguments), (type_name, arguments)


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
            got = observed(arithmetic.binary, StandIn(), op, copy_of(x), copy_of(y))
            assert got == observed(host, copy_of(x), copy_of(y)), (arithmetic.OPERATORS[op][0], x, y)


@pytest.mark.parametrize('op', range(len(arithmetic.COMPARISONS)))
def test_comparisons_do_what_cpython_does(op: int) -> None:
    host = arithmetic.COMPARISONS[op][3]
    nan = float('nan')
    for x in [*OPERANDS, nan, [nan], slice(1, 2), range(3), [[1], 'a'], (1, (2, 3))]:
        for y in [*OPERANDS, nan, [nan], slice(1, 3), range(3), [[1], 'b'], (1, (2, 4))]:
            got = observed(arithmetic.compare, StandIn(), op, x, y)
            assert got == observed(host, x, y), (arithmetic.COMPARISONS[op][0], x, y)


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
    assert walk.plain_repr(StandIn(), value) == repr(value)  # type: ignore[arg-type]


@given(values, values)
def test_equality_is_cpythons(x: object, y: object) -> None:
    for other in (x, y):
        expected = operator.eq([x], [other])
        assert walk.equal(StandIn(), x, other, 0) == int(expected)  # type: ignore[arg-type]


def test_repr_of_containers_in_themselves() -> None:
    a: list[object] = [1]
    a.append(a)
    d: dict[object, object] = {'a': a}
    d['d'] = d
    d['v'] = d.values()
    for value in (a, d, d.values(), d.items(), (a, d)):
        assert walk.plain_repr(StandIn(), value) == repr(value)  # type: ignore[arg-type]


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
    function: Any = builtins.BUILTINS[name]
    got = observed(function.invoke, StandIn(), list(args), dict(kwargs) or None)
    assert got == observed(eval(name), *args, **kwargs)


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
    native = sequences.natives({name: builtins.ITERATOR_CLASSES[name]})[name]
    for args, kwargs in calls:
        try:
            got = observed(native.invoke, StandIn(), list(args), dict(kwargs) or None)
        except PreludeNeeded:
            continue
        assert got == observed(eval(name), *args, **kwargs), (name, args, kwargs)


def test_iterators_notice_changes() -> None:
    m: Any = StandIn()
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
    assert growing.advance(m) is iterators.ABSENT
    grown.append(2)
    assert growing.advance(m) is iterators.ABSENT


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
        arithmetic.binary(StandIn(memory_limit_mb=10, execution_time_limit_ms=200), op, x, y)  # type: ignore[arg-type]


def test_walks_of_shared_values_end_in_limits() -> None:
    shared: list[object] = []
    other: list[object] = []
    for _ in range(25):
        shared = [shared, shared]
        other = [other, other]
    with pytest.raises(LimitReached):
        walk.equal(StandIn(execution_time_limit_ms=100), shared, other, 0)  # type: ignore[arg-type]
    with pytest.raises(LimitReached):
        walk.plain_repr(StandIn(memory_limit_mb=1), shared)  # type: ignore[arg-type]
    key: tuple[object, ...] = ()
    for _ in range(40):
        key = (key, key)
    with pytest.raises(LimitReached):
        walk.check_key(StandIn(execution_time_limit_ms=100), key)  # type: ignore[arg-type]


def test_deep_values_are_left_to_the_prelude() -> None:
    m: Any = StandIn()
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
        sets.set_new(StandIn(execution_time_limit_ms=100), [colliding], None)  # type: ignore[arg-type]


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
    return builtins.INTRINSICS['_sorts_equal_runs'].invoke(StandIn(), [], None)  # type: ignore[arg-type]
