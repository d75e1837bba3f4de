"""Declared inputs and external functions."""

import functools
import math
import random
import typing
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, Optional

import pytest

from monty_tools.interpreter.errors import InputError
from monty_tools.interpreter.external import ExternalFunction, bind, parse_externals
from monty_tools.interpreter.inputs import parse_inputs, read_type


@pytest.mark.parametrize('declared', [['url', 'count'], ('url', 'count'), {'url': 'str', 'count': int}])
def test_forms_of_declaration(declared: Any) -> None:
    spec = parse_inputs(declared)
    assert spec.names == ('url', 'count')
    assert spec.bind({'count': 1, 'url': 'x'}) == {'url': 'x', 'count': 1}


def test_no_inputs() -> None:
    assert parse_inputs(None).bind(None) == {}
    with pytest.raises(InputError, match="unexpected input 'x': the program declares no inputs"):
        parse_inputs(None).bind({'x': 1})


@pytest.mark.parametrize(
    ('source', 'text'),
    [
        ('int', 'int'),
        (' list [ str ] ', 'list[str]'),
        ('typing.List[typing.Optional[int]]', 'list[int | None]'),
        ('Dict[str, Union[int, None]]', 'dict[str, int | None]'),
        ('tuple[int, ...]', 'tuple[int, ...]'),
        ('tuple[int, str]', 'tuple[int, str]'),
        ('int | str | None', 'int | str | None'),
        ("Literal['a', -1, True, None]", "Literal['a', -1, True, None]"),
        ("list['int']", 'list[int]'),
        (dict[str, list[int]], 'dict[str, list[int]]'),
        (int | None, 'int | None'),
        (Optional[int], 'int | None'),  # noqa: UP045
        (Literal['x'], "Literal['x']"),
        (Any, 'Any'),
        (None, 'None'),
        (typing.Annotated[int, 'note'], 'int'),
        (Sequence[int], 'Sequence[int]'),
        (Mapping[str, Any], 'Mapping[str, Any]'),
        (typing.List[int], 'list[int]'),  # noqa: UP006
        (tuple[int, ...], 'tuple[int, ...]'),
    ],
)
def test_types_are_read(source: object, text: str) -> None:
    spec = read_type(source, 'x')
    assert str(spec) == text
    assert str(read_type(text, 'x')) == text


@pytest.mark.parametrize(
    'source',
    [
        '',
        'list[int',
        'int]',
        'list[]',
        'int |',
        'dict[str]',
        'tuple[int, ..., str]',
        'list[int, ...]',
        'Literal[x]',
        '__import__("os")',
        'os.system',
        'datetime.now',
        'list[' * 5000,
        'list[' * 50 + 'int' + ']' * 50,
        'int' + ' | int' * 1000,
        len,
        object(),
        1,
        Callable[[int], int],
        typing.TypeVar('T'),
    ],
)
def test_other_types_are_refused(source: object) -> None:
    with pytest.raises(InputError, match="the type of input 'x'"):
        parse_inputs({'x': source})


class Text(str):
    pass


@pytest.mark.parametrize(
    ('source', 'value'),
    [
        ('int', True),
        ('float', 1),
        ('complex', 1.5),
        ('str', Text('x')),
        ('None', None),
        ('object', object()),
        ('Sequence[int]', (1, 2)),
        ('Iterable[str]', 'abc'),
        ('Iterable[int]', {1: 'x'}),
        ('tuple', ()),
        ("Literal['a', 1]", 1),
    ],
)
def test_values_that_fit(source: str, value: object) -> None:
    assert parse_inputs({'x': source}).bind({'x': value})['x'] is value


@pytest.mark.parametrize(
    ('source', 'value', 'message'),
    [
        ('int', 1.0, "inputs['x']: expected int, got float"),
        ('bool', 1, "inputs['x']: expected bool, got int"),
        ('list[str]', ['a', 'b', 3], "inputs['x'][2]: expected str, got int"),
        ('list[str]', ('a',), "inputs['x']: expected list[str], got tuple"),
        ('dict[str, list[int]]', {'k': [1, None]}, "inputs['x']['k'][1]: expected int, got NoneType"),
        ('dict[str, int]', {1: 1}, "inputs['x'] key 1: expected str, got int"),
        ('tuple[int, str]', (1,), "inputs['x']: expected tuple[int, str], got a tuple of 1"),
        ('tuple[int, ...]', (1, 'x'), "inputs['x'][1]: expected int, got str"),
        ('int | str', None, "inputs['x']: expected int | str, got NoneType"),
        ('list[int] | None', ['x'], "inputs['x'][0]: expected int, got str"),
        ("Literal['a', 1]", True, "inputs['x']: expected Literal['a', 1], got bool"),
        ('set[int]', {'x'}, "inputs['x'][0]: expected int, got str"),
    ],
)
def test_ill_typed_values_are_named(source: str, value: object, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_inputs({'x': source}).bind({'x': value})
    assert str(caught.value) == message


def test_missing_and_extra_inputs_are_named() -> None:
    spec = parse_inputs(['a', 'b', 'c'])
    with pytest.raises(InputError, match="missing inputs 'b', 'c'"):
        spec.bind({'a': 1})
    with pytest.raises(InputError, match="unexpected input 'd': the program declares 'a', 'b', 'c'"):
        spec.bind({'a': 1, 'b': 1, 'c': 1, 'd': 1})


BAD_NAMES: list[Any] = [
    '__builtins__',
    '__name__',
    'class',
    'None',
    'a b',
    '',
    '\uff58',
    'x' * 1_000_000,
    5,
    Text('x'),
    '1x',
]


@pytest.mark.parametrize('name', BAD_NAMES, ids=lambda name: repr(name)[:20])
def test_bad_names_are_refused(name: Any) -> None:
    with pytest.raises(InputError, match='the name of an input') as caught:
        parse_inputs([name])
    assert len(str(caught.value)) < 300
    if type(name) is str:
        with pytest.raises(InputError, match='the name of an external function'):
            parse_externals([name])


@pytest.mark.parametrize('declared', ['url', ['a', 'a'], [('a',)], 5, [('a', 'int', 1)]])
def test_bad_declarations_are_refused(declared: Any) -> None:
    with pytest.raises(InputError):
        parse_inputs(declared)


def positional(a: int, b: int = 1, /, c: int = 2, *, d: int, e: int = 3) -> None: ...
def nothing() -> None: ...
def anything(x: int, *args: int, k: int = 1, **others: int) -> None: ...
def search(url: str, limit: int, verbose: bool = False) -> None: ...
def keywords(*, one: int, two: int) -> None: ...


async def slow(value: object) -> None: ...


@pytest.mark.parametrize('fn', [positional, nothing, anything, search, keywords])
def test_wrong_calls_fail_as_in_cpython(fn: Callable[..., None]) -> None:
    function = parse_externals([fn])[fn.__name__]
    generator = random.Random(fn.__name__)
    names = ['a', 'b', 'c', 'd', 'e', 'x', 'k', 'url', 'limt', 'one', 'two', 'verbos', 'zzz']
    for _ in range(2000):
        args: list[object] = [0] * generator.randint(0, 6)
        kwargs: dict[str, object] = dict.fromkeys(generator.sample(names, generator.randint(0, 4)), 1)
        expected = bound = ''
        try:
            fn(*args, **kwargs)
        except TypeError as error:
            expected = str(error)
        try:
            assert bind(function, args, kwargs) == (args, kwargs)
        except TypeError as error:
            bound = str(error)
        assert bound == expected


class Service:
    def method(self, a: int) -> None: ...
    async def __call__(self) -> None: ...


def test_forms_of_external_functions() -> None:
    found = parse_externals(
        [
            nothing,
            slow,
            'named',
            ExternalFunction(lambda: None, name='lam', description='what it does'),
            ExternalFunction(Service(), name='service'),
            math.sqrt,
        ]
    )
    assert list(found) == ['nothing', 'slow', 'named', 'lam', 'service', 'sqrt']
    assert [found[name].is_async for name in found] == [False, True, False, False, True, False]
    assert found['named'].fn is None
    assert found['lam'].description == 'what it does'
    assert bind(found['sqrt'], [1, 2, 3], {'x': 1}) == ([1, 2, 3], {'x': 1})
    assert list(parse_externals({'renamed': nothing, 'bare': None})) == ['renamed', 'bare']
    assert parse_externals(None) == {}


def test_bound_methods_count_self_as_cpython_does() -> None:
    function = parse_externals({'method': Service().method})['method']
    with pytest.raises(TypeError, match=r'^method\(\) takes 2 positional arguments but 3 were given$'):
        bind(function, [1, 2], {})


@pytest.mark.parametrize(
    'declared',
    [
        'nothing',
        nothing,
        [nothing, nothing],
        [nothing, 'nothing'],
        [lambda: None],
        [functools.partial(search)],
        [5],
        {'f': 5},
        {'f': 'g'},
        [None],
        [ExternalFunction()],
        ['taken'],
    ],
)
def test_bad_external_functions_are_refused(declared: Any) -> None:
    with pytest.raises(InputError):
        parse_externals(declared, ['taken'])


def private(url: str, *, _auth: str | None = None) -> None: ...
def private_with_others(url: str, *, _auth: str | None = None, **others: str) -> None: ...
def private_required(url: str, *, _auth: str) -> None: ...


def test_private_keywords_stay_the_hosts() -> None:
    for fn in (private, private_with_others):
        function = parse_externals([fn])[fn.__name__]
        with pytest.raises(TypeError, match=f"{fn.__name__}\\(\\) got an unexpected keyword argument '_auth'"):
            bind(function, ['x'], {'_auth': 'stolen'})
    allowed = parse_externals([ExternalFunction(private, allow_private=('_auth',))])['private']
    assert bind(allowed, ['x'], {'_auth': 'given'}) == (['x'], {'_auth': 'given'})
    with pytest.raises(InputError, match='_auth'):
        parse_externals([private_required])
