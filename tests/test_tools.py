"""Tools from Python callables: what is read of them, how arguments get in and results get out."""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import enum
import uuid
from functools import partial
from typing import Annotated, Any, Literal, NamedTuple, TypedDict

import pytest
from pydantic import BaseModel, Field, ValidationError

from monty_tools import Tool, ToolError, tool


class Colour(enum.Enum):
    RED = 'red'


class Item(BaseModel):
    name: str
    price: decimal.Decimal = decimal.Decimal('1.50')
    seen: datetime.datetime | None = None


@dataclasses.dataclass
class Point:
    x: int
    y: int


class Pair(NamedTuple):
    left: int
    right: str


class Row(TypedDict):
    key: str


class Opaque:
    pass


def binding(fn: Any) -> Any:
    found = tool(fn).binding
    assert found is not None
    return found


def test_a_callable_tells_its_name_text_and_schemas() -> None:
    async def get(limit: Annotated[int, Field(ge=1)], *, colour: Colour = Colour.RED) -> list[Item]:
        """Get things."""
        return []

    made = tool(get)
    assert (made.name, made.description, made.is_async) == ('get', 'Get things.', True)
    assert made.parameters['properties']['limit'] == {'minimum': 1, 'title': 'Limit', 'type': 'integer'}
    assert made.parameters['required'] == ['limit']
    assert made.returns is not None and made.returns['type'] == 'array'


def test_options_are_those_of_the_tool() -> None:
    @tool(name='other', description='Says so.', max_calls=3, timeout=0.5, concurrency=2, sequential=True, thread=False)
    def fn() -> None:
        raise AssertionError

    assert isinstance(fn, Tool)
    assert (fn.name, fn.description, fn.max_calls, fn.timeout) == ('other', 'Says so.', 3, 0.5)
    assert (fn.concurrency, fn.sequential, fn.thread, fn.is_async) == (2, True, False, False)


@pytest.mark.parametrize(
    ('options', 'said'),
    [
        ({'max_calls': 0}, "tool 'f': max_calls must be an int of at least 1, not 0"),
        ({'max_calls': True}, 'not True'),
        ({'concurrency': 1.5}, 'concurrency must be an int'),
        ({'timeout': 0}, 'timeout must be a number of seconds above 0'),
        ({'timeout': float('inf')}, 'timeout must be a number'),
        ({'timeout': float('nan')}, 'timeout must be a number'),
    ],
)
def test_a_bad_option_is_named(options: dict[str, Any], said: str) -> None:
    def f() -> None: ...

    with pytest.raises(ToolError, match=said):
        tool(f, **options)


def test_an_unknown_option_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(TypeError, match="no option 'retries'; it has: name, description"):
        tool(len, retries=3)  # type: ignore[call-overload]


def test_what_has_no_name_needs_one() -> None:
    with pytest.raises(ToolError, match='name'):
        tool(lambda x: x)
    assert tool(lambda x: x, name='same').name == 'same'

    async def scaled(x: int, by: int) -> int:
        return x * by

    doubled = tool(partial(scaled, by=2), name='doubled')
    assert doubled.is_async
    assert doubled.parameters['properties']['x'] == {'title': 'X', 'type': 'integer'}


def test_what_has_no_signature_needs_schemas() -> None:
    with pytest.raises(ToolError, match='parameters=<JSON Schema>'):
        tool(type, name='odd')
    assert tool(type, name='odd', parameters={'type': 'object'}).binding is None


def test_arguments_become_what_the_annotations_say() -> None:
    def f(
        when: datetime.date, /, items: list[Item], *, point: Point, kind: Literal['a', 'b'] = 'a', **rest: Any
    ) -> None:
        raise AssertionError

    args, kwargs = binding(f).arguments(
        {'when': '2024-02-29', 'items': [{'name': 'x'}], 'point': {'x': 1, 'y': 2}, 'more': [1]}
    )
    assert args == [datetime.date(2024, 2, 29)]
    assert kwargs == {'items': [Item(name='x')], 'point': Point(1, 2), 'more': [1]}


def test_an_annotations_description_stays() -> None:
    def get(day: Annotated[int, Field(ge=1, description='of March')], note: Annotated[str, 'plain'] = '') -> None: ...

    assert tool(get).parameters['properties']['day'] == {
        'description': 'of March',
        'minimum': 1,
        'title': 'Day',
        'type': 'integer',
    }


def test_a_default_stays_the_functions_own() -> None:
    marker = object()

    def f(a: int = 3, b: Any = marker) -> None: ...

    assert binding(f).arguments({}) == ([], {})
    assert binding(f).arguments({'a': 3}) == ([], {'a': 3})


@pytest.mark.parametrize('values', [{}, {'a': 'x'}, {'a': 1, 'b': 2}])
def test_arguments_that_do_not_fit_are_refused(values: dict[str, Any]) -> None:
    def f(a: int) -> None: ...

    with pytest.raises(ValidationError):
        binding(f).arguments(values)


def test_private_parameters_are_the_hosts_own() -> None:
    def f(url: str, *, _token: str = 'secret', **rest: Any) -> None: ...

    found = tool(f)
    assert list(found.parameters['properties']) == ['url']
    assert found.binding is not None
    with pytest.raises(TypeError, match="unexpected keyword argument '_token'"):
        found.binding.arguments({'url': 'x', '_token': 'mine'})

    def needs(*, _token: str) -> None: ...

    with pytest.raises(ToolError, match="private parameter '_token' needs a default"):
        tool(needs)


def test_parameters_may_be_called_as_methods_of_models_are() -> None:
    def f(model_dump: int, copy: int, json: int, self: int, field_0: int) -> None: ...

    values = {'model_dump': 1, 'copy': 2, 'json': 3, 'self': 4, 'field_0': 5}
    assert binding(f).arguments(values) == ([], values)


@pytest.mark.parametrize(
    ('annotation', 'value', 'plain'),
    [
        (Item, Item(name='a'), {'name': 'a', 'price': '1.50', 'seen': None}),
        (list[Point], [Point(1, 2)], [{'x': 1, 'y': 2}]),
        (datetime.datetime, datetime.datetime(2024, 1, 2, 3, 4, 5), '2024-01-02T03:04:05'),
        (uuid.UUID, uuid.UUID(int=5), '00000000-0000-0000-0000-000000000005'),
        (Colour, Colour.RED, 'red'),
        (decimal.Decimal, decimal.Decimal('2.5'), '2.5'),
        (Row, {'key': 'k'}, {'key': 'k'}),
        (None, None, None),
        (dict[str, Item | None], {'a': None}, {'a': None}),
    ],
)
def test_results_become_plain_data(annotation: Any, value: object, plain: object) -> None:
    def f() -> None: ...

    f.__annotations__['return'] = annotation
    assert binding(f).plain(value) == plain


def test_a_result_of_unknown_shape_keeps_what_is_plain() -> None:
    def f(): ...  # type: ignore[no-untyped-def]

    data = {'a': (1, {2}), 'item': Item(name='x'), 'when': datetime.date(2024, 1, 1), 3: b'x'}
    assert binding(f).plain(data) == {
        'a': (1, {2}),
        'item': {'name': 'x', 'price': '1.50', 'seen': None},
        'when': '2024-01-01',
        3: b'x',
    }
    assert tool(f).returns is None
    assert tool(f).returns_note == 'no return annotation'


def test_what_has_no_schema_degrades_only_itself() -> None:
    def f(a: int, session: Opaque) -> Opaque:
        return session

    made = tool(f)
    assert made.parameters['properties']['a']['type'] == 'integer'
    assert made.parameters['properties']['session'] == {'description': 'Opaque has no JSON Schema', 'title': 'Session'}
    assert made.returns is None
    assert made.returns_note == 'Opaque has no JSON Schema'


def test_an_annotation_that_cannot_be_evaluated_costs_the_others_nothing() -> None:
    def f(a: int, b: Missing) -> str:  # type: ignore[name-defined]  # noqa: F821
        return ''

    f.__annotations__['a'] = int
    made = tool(f)
    assert made.parameters['properties']['a']['type'] == 'integer'
    assert 'type' not in made.parameters['properties']['b']
