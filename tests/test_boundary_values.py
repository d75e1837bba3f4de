"""What crosses into the sandbox and out of it, and as what."""

import array
import asyncio
import copy
import enum
import io
import math
import pickle
from collections import OrderedDict, defaultdict, namedtuple
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from plain_machine import builtin_class, plain_machine

from monty_tools.interpreter.boundary import (
    MAX_DEPTH,
    OpaqueValue,
    enter,
    exception_arguments,
    exception_parts,
    is_control_flow,
    leave,
)
from monty_tools.interpreter.errors import BoundaryError
from monty_tools.interpreter.limits import LimitReached, ResourceLimits
from monty_tools.interpreter.machine import Machine
from monty_tools.interpreter.objects import HOST_CLASSES, Class, ExceptionValue, Instance
from monty_tools.interpreter.types.exceptions import CLASSES, construct

Cross = Callable[[object, Machine, str], object]
both_ways = pytest.mark.parametrize('cross', [enter, leave])


class Hooked(Exception):
    """A hook of a subclass was run."""


def hook(*args: object) -> Any:
    raise Hooked


HOOKS = dict.fromkeys(
    [
        '__iter__',
        '__len__',
        '__getitem__',
        '__eq__',
        '__str__',
        '__repr__',
        '__int__',
        '__float__',
        '__bool__',
        'items',
    ],
    hook,
)


def hooked(base: type) -> type:
    return type('Sub', (base,), {**HOOKS, '__hash__': base.__hash__})


@pytest.fixture
def machine() -> Machine:
    return plain_machine()


@both_ways
@pytest.mark.parametrize(
    'value',
    [
        None,
        True,
        1 << 14_000,
        -0.0,
        math.inf,
        1 + 2j,
        'lone \ud800 surrogate, NUL \0, \U0001f600',
        b'\xff',
        bytearray(b'x'),
        [1, (2, {'a': {3}, (4, 5): frozenset([6])})],
        range(3),
        ...,
    ],
)
def test_plain_values_cross_as_equal_values_of_exact_types(cross: Cross, value: object, machine: Machine) -> None:
    crossed = cross(value, machine, 'value')
    assert crossed == value
    assert repr(crossed) == repr(value)
    assert type(crossed) is type(value)


@both_ways
def test_nan_crosses(cross: Cross, machine: Machine) -> None:
    assert repr(cross([math.nan], machine, 'value')) == '[nan]'


@both_ways
def test_containers_are_copied(cross: Cross, machine: Machine) -> None:
    value = {'list': [1], 'bytes': bytearray(b'x')}
    crossed: Any = cross(value, machine, 'value')
    crossed['list'].append(2)
    crossed['bytes'].append(0)
    assert value == {'list': [1], 'bytes': bytearray(b'x')}


@both_ways
def test_sharing_is_kept(cross: Cross, machine: Machine) -> None:
    value: Any = ['x']
    for _ in range(40):
        value = [value, value]
    crossed: Any = cross(value, machine, 'value')
    lists = 1
    while len(crossed) == 2:
        assert crossed[0] is crossed[1]
        crossed = crossed[0]
        lists += 1
    assert lists == 41


@both_ways
@pytest.mark.parametrize('wrap', [lambda x: [x], lambda x: (x,), lambda x: {'k': x}], ids=['list', 'tuple', 'dict'])
def test_nesting_is_bounded(cross: Cross, wrap: Callable[[object], object], machine: Machine) -> None:
    value: object = 1
    for _ in range(MAX_DEPTH):
        value = wrap(value)
    assert cross(value, machine, 'value') == value
    for levels in (1, 100_000):
        for _ in range(levels):
            value = wrap(value)
        with pytest.raises(BoundaryError, match='nested more than 200 levels'):
            cross(value, machine, 'value')


@both_ways
def test_nesting_is_counted_through_shared_parts(cross: Cross, machine: Machine) -> None:
    inner: list[object] = []
    value: list[object] = [inner]
    for _ in range(1000):
        inner = [inner]
        value.append(inner)
    with pytest.raises(BoundaryError, match='nested more than 200 levels'):
        cross(value, machine, 'value')


def test_cycles_enter(machine: Machine) -> None:
    value: list[Any] = [1]
    value.append({'again': value})
    entered: Any = enter(value, machine, 'value')
    assert entered is not value
    assert entered[1]['again'] is entered


@pytest.mark.parametrize('kind', ['list', 'dict', 'tuple'])
def test_cycles_do_not_leave(kind: str, machine: Machine) -> None:
    value: Any = {} if kind == 'dict' else []
    if kind == 'dict':
        value['k'] = value
    else:
        value.append((value,) if kind == 'tuple' else value)
    with pytest.raises(BoundaryError, match='contains itself'):
        leave(value, machine, 'value')


class Colour(enum.StrEnum):
    RED = 'red'


class Level(enum.IntEnum):
    LOW = 1


def test_subclasses_enter_as_what_they_store(machine: Machine) -> None:
    point = namedtuple('point', 'x y')
    ordered = OrderedDict(a=1, b=2)
    ordered.move_to_end('a')
    cases: list[tuple[object, object]] = [
        (hooked(str)('s'), 's'),
        (hooked(int)(7), 7),
        (hooked(float)(1.5), 1.5),
        (hooked(bytes)(b'b'), b'b'),
        (hooked(list)([1]), [1]),
        (hooked(tuple)((1,)), (1,)),
        (hooked(dict)(a=1), {'a': 1}),
        (hooked(set)([1]), {1}),
        (hooked(frozenset)([1]), frozenset([1])),
        (hooked(bytearray)(b'x'), bytearray(b'x')),
        (defaultdict(list, a=1), {'a': 1}),
        (point(1, 2), (1, 2)),
        (Colour.RED, 'red'),
        (Level.LOW, 1),
    ]
    for value, stored in cases:
        entered = enter([value], machine, 'value')
        assert type(entered) is list
        assert type(entered[0]) is type(stored)
        assert entered[0] == stored
    entered_order: Any = enter(ordered, machine, 'value')
    assert list(entered_order) == ['b', 'a']


@dataclass
class Record:
    secret: str = 'canary'


class Lying:
    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return str

    def __getattr__(self, name: str) -> object:
        raise Hooked


class OddMeta(type):
    def __instancecheck__(cls, instance: object) -> bool:
        raise Hooked

    def __eq__(cls, other: object) -> bool:
        raise Hooked

    __hash__ = type.__hash__

    @property
    def __name__(cls) -> str:  # type: ignore[override]
        raise Hooked


class Odd(metaclass=OddMeta):
    pass


@pytest.mark.parametrize('wrap', [lambda x: x, lambda x: [x], lambda x: {'k': (x,)}, lambda x: {0: [[[x]]]}])
@pytest.mark.parametrize(
    'live',
    [
        object(),
        int,
        len,
        io,
        Record(),
        Lying(),
        Odd(),
        io.StringIO(),
        (i for i in ()),
        iter([]),
        {}.keys(),
        array.array('i'),
        slice(1),
        ValueError('x'),
        memoryview(b''),
    ],
    ids=lambda value: type.__dict__['__name__'].__get__(type(value)),
)
def test_live_objects_do_not_enter(wrap: Callable[[object], object], live: object, machine: Machine) -> None:
    with pytest.raises(BoundaryError, match='cannot enter the sandbox'):
        enter(wrap(live), machine, 'value')


def test_errors_tell_the_path(machine: Machine) -> None:
    value = {'items': [0, 1, 2, {'handle': io.StringIO()}]}
    with pytest.raises(BoundaryError) as caught:
        enter(value, machine, 'result')
    assert str(caught.value) == 'result.items[3].handle: StringIO cannot enter the sandbox'
    assert caught.value.path == 'result.items[3].handle'
    with pytest.raises(BoundaryError) as caught:
        enter({'a b': ({7: {len}},)}, machine, 'inputs')
    assert caught.value.path == "inputs['a b'][0][7]{...}"


@both_ways
def test_size_is_charged_before_copying(cross: Cross) -> None:
    machine = plain_machine(ResourceLimits(memory_limit_mb=1))
    with pytest.raises(LimitReached):
        cross([0] * 1_000_000, machine, 'value')
    with pytest.raises(LimitReached):
        cross(['x' * 2_000_000], machine, 'value')


def test_a_large_scalar_is_charged() -> None:
    machine = plain_machine(ResourceLimits(memory_limit_mb=1))
    with pytest.raises(LimitReached):
        enter('x' * 2_000_000, machine, 'value')


def instance(payload: object = None, name: str = 'Point') -> Instance:
    cls = Class(name, (), {'__iter__': 'hook', '__repr__': 'hook'}, '__main__')
    cls.mro = [cls]
    if payload is not None:
        cls.payload = HOST_CLASSES.get(type(payload)) or builtin_class(type(payload).__name__)
    made = Instance(cls)
    made.payload = payload
    made.attrs = {'secret': 'canary'}
    return made


@pytest.mark.parametrize('payload', ['s', 1, 1.5, b'x', [1, [2]], {'k': 1}, (1,), {1}])
def test_instances_of_builtin_subclasses_leave_as_what_they_store(payload: object, machine: Machine) -> None:
    left = leave([instance(payload)], machine, 'value')
    assert left == [payload]
    assert type(left) is list
    assert type(left[0]) is type(payload)


def test_objects_leave_as_inert_placeholders(machine: Machine) -> None:
    left: Any = leave([instance()], machine, 'value')
    value = left[0]
    assert type(value) is OpaqueValue
    assert repr(value) == '<sandbox Point object>'
    assert value.type_name == 'Point'
    assert not callable(value)
    assert not asyncio.iscoroutine(value)
    assert not hasattr(value, '__await__')
    with pytest.raises(TypeError):
        iter(value)
    with pytest.raises(AttributeError):
        value.anything = 1
    assert copy.deepcopy(value) is value


def test_exceptions_and_classes_leave_as_placeholders(machine: Machine) -> None:
    HOST_CLASSES.setdefault(Class, builtin_class('type'))
    exc = construct(machine, CLASSES['ValueError'], ['x'], None)
    assert repr(leave((exc, CLASSES['ValueError']), machine, 'value')) == (
        '(<sandbox ValueError object>, <sandbox class ValueError>)'
    )


def test_a_placeholder_handed_back_is_the_same_object(machine: Machine) -> None:
    point = instance()
    first = leave(point, machine, 'value')
    again: Any = leave([point, point], machine, 'value')
    assert first == again[0] == again[1]
    assert len({first, *again}) == 1
    assert enter([first], machine, 'value') == [point]
    assert enter(first, machine, 'value') is point


def test_foreign_and_forged_placeholders_do_not_enter(machine: Machine) -> None:
    other: Any = leave(instance(), plain_machine(), 'value')
    mine: Any = leave(instance(), machine, 'value')
    edited: Any = OpaqueValue('Point', 'x', machine.handle_token, mine._number + 1)
    for value in (other, edited, OpaqueValue('Point', 'x'), pickle.loads(pickle.dumps(mine))):
        with pytest.raises(BoundaryError, match='another session, or a forged one'):
            enter([value], machine, 'value')


def test_dict_views_leave_as_views_of_a_copy(machine: Machine) -> None:
    source = {'a': [1], 'b': [2]}
    left: Any = leave([source.keys(), source.values(), source.items()], machine, 'value')
    assert repr(left) == "[dict_keys(['a', 'b']), dict_values([[1], [2]]), dict_items([('a', [1]), ('b', [2])])]"
    source.clear()
    assert len(left[0]) == 2


def test_keys_that_would_become_one_are_refused(machine: Machine) -> None:
    class Custom(str):
        __hash__ = object.__hash__

        def __eq__(self, other: object) -> bool:
            return self is other

    with pytest.raises(BoundaryError, match='would become one'):
        enter({Custom('a'): 1, Custom('a'): 2}, machine, 'value')


class AppError(KeyError):
    pass


class Unreadable(OSError):
    def __str__(self) -> str:
        raise RuntimeError


class Base(BaseException):
    pass


@pytest.mark.parametrize(
    ('error', 'name', 'args'),
    [
        (ValueError('detail'), 'ValueError', ('detail',)),
        (ValueError(), 'ValueError', ()),
        (AppError('k'), 'KeyError', ('k',)),
        (KeyError(-1), 'KeyError', (-1,)),
        (FileNotFoundError(2, 'none', '/etc/x'), 'FileNotFoundError', ("[Errno 2] none: '/etc/x'",)),
        (StopIteration(3), 'RuntimeError', ('3',)),
        (StopAsyncIteration(), 'RuntimeError', ()),
        (Unreadable('x'), 'OSError', ('<Unreadable without a readable message>',)),
        (io.UnsupportedOperation('read'), 'OSError', ('read',)),
        (asyncio.QueueEmpty('q'), 'Exception', ('q',)),
        (ExceptionGroup('g', [ValueError()]), 'Exception', ('g (1 sub-exception)',)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_host_exceptions_enter_as_type_and_message(error: Exception, name: str, args: tuple[object, ...]) -> None:
    assert exception_parts(error)[0] == name
    assert exception_arguments(error) == args
    assert not is_control_flow(error)


def test_a_host_exceptions_text_is_bounded() -> None:
    assert len(exception_parts(ValueError('x' * 100_000))[1]) <= 10_003


@pytest.mark.parametrize(
    'error', [KeyboardInterrupt(), SystemExit(1), GeneratorExit(), asyncio.CancelledError(), Base()]
)
def test_control_flow_of_the_host_is_told_apart(error: BaseException) -> None:
    assert is_control_flow(error)


@both_ways
@pytest.mark.parametrize('value', [5, 'text', None, 1.5, True])
def test_small_scalars_cost_nothing(cross: Cross, value: object, machine: Machine) -> None:
    cross(value, machine, 'value')
    assert machine.tracker.allocations == 0


def test_an_exception_value_is_no_builtin_value(machine: Machine) -> None:
    exc = construct(
        machine, CLASSES['ExceptionGroup'], ['g', [construct(machine, CLASSES['KeyError'], [1], None)]], None
    )
    assert isinstance(exc, ExceptionValue)
    assert type(leave(exc, machine, 'value')) is OpaqueValue
