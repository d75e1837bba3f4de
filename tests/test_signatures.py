"""Signatures from JSON Schemas: the text is valid Python, and says what is validated."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum, IntEnum
from pathlib import Path
from typing import Any, NamedTuple, get_args
from uuid import UUID

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import core_schema

from monty_tools.schemas import Signature, Stubs, ToolNameError, describe_invalid
from monty_tools.schemas.invalid import EXPECTED

Schema = dict[str, Any]


@dataclass(frozen=True)
class Spec:
    """A tool, as far as signatures are concerned."""

    name: str
    parameters: Schema
    returns: Any = None
    description: str | None = None
    returns_note: str | None = None


def keyed(required: tuple[str, ...] = (), **properties: Any) -> Schema:
    return {'type': 'object', 'properties': properties, 'required': list(required)}


def with_value(schema: Any, **root: Any) -> Schema:
    """Parameters of one argument `value` of type `schema`."""
    return {**keyed(('value',), value=schema), **root}


def signature(parameters: Schema, returns: Any = None, name: str = 'tool', **more: Any) -> Signature:
    return Stubs([Spec(name, parameters, returns, **more)]).by_tool[name]


def type_text(schema: Any, **root: Any) -> str:
    """The type of a required argument, with its comment."""
    text = signature(with_value(schema, **root)).text
    ast.parse(text)
    inner = text.split('value: ', 1)[1]
    return inner.split(') -> Any', 1)[0].rstrip().removesuffix(',').replace(',  #', '  #')


def text_of(parameters: Schema, returns: Any = None, **more: Any) -> str:
    return Stubs([Spec('tool', parameters, returns, **more)]).text


# As pydantic describes a Decimal that may come as a string.
DECIMAL = r'^(?!^[-+.]*$)[+-]?0*\d*\.?\d*$'

# What types look like


@pytest.mark.parametrize(
    ('schema', 'text'),
    [
        (True, 'Any'),
        ({}, 'Any'),
        ({'type': 'string'}, 'str'),
        ({'type': 'integer'}, 'int'),
        ({'type': 'number'}, 'float'),
        ({'type': 'boolean'}, 'bool'),
        ({'type': 'null'}, 'None'),
        ({'type': ['string', 'null']}, 'str | None'),
        ({'type': 'integer', 'nullable': True}, 'int | None'),
        ({'type': ['null', 'integer', 'string']}, 'int | str | None'),
        ({'type': 'array'}, 'list[Any]'),
        ({'type': 'array', 'items': {'type': 'string'}}, 'list[str]'),
        ({'items': {'type': 'string'}}, 'list[str]'),
        ({'type': 'object'}, 'dict[str, Any]'),
        ({'type': 'object', 'additionalProperties': {'type': 'integer'}}, 'dict[str, int]'),
        ({'type': 'object', 'additionalProperties': False}, 'dict[str, Never]'),
        ({'enum': ['a', 'b']}, "Literal['a', 'b']"),
        ({'enum': ['a', None, 1, True]}, "Literal['a', 1, True] | None"),
        ({'const': 'a'}, "Literal['a']"),
        ({'anyOf': [{'const': 'a'}, {'const': 'b'}]}, "Literal['a', 'b']"),
        ({'enum': [0.5, 1.5]}, 'float  # 0.5 | 1.5'),
        ({'enum': ["it's", '"""', 'a\nb']}, 'Literal["it\'s", \'"""\', \'a\\nb\']'),
        ({'type': 'string', 'enum': ['a', 3]}, "Literal['a']"),
        ({'anyOf': [{'type': 'string'}, {'type': 'array', 'items': {'type': 'string'}}]}, 'str | list[str]'),
        ({'oneOf': [{'type': 'integer'}, {'type': 'number'}]}, 'float'),
        ({'type': 'string', 'format': 'date-time'}, 'str  # date-time'),
        ({'type': 'string', 'minLength': 1, 'maxLength': 9}, 'str  # 1..9 chars'),
        ({'type': 'string', 'pattern': '^[a-z]+$'}, 'str  # matches ^[a-z]+$'),
        ({'type': 'integer', 'minimum': 1, 'maximum': 100}, 'int  # 1..100'),
        ({'type': 'integer', 'exclusiveMinimum': 0}, 'int  # > 0'),
        ({'type': 'integer', 'minimum': 0, 'exclusiveMinimum': True}, 'int  # > 0'),
        ({'type': 'number', 'multipleOf': 0.5}, 'float  # multiple of 0.5'),
        (
            {'type': 'array', 'items': {'type': 'string', 'format': 'uuid'}, 'minItems': 1},
            'list[str]  # 1+ items; each uuid',
        ),
        ({'type': 'array', 'items': {'type': 'integer'}, 'uniqueItems': True}, 'list[int]  # no item twice'),
        ({'type': 'array', 'prefixItems': [{'type': 'integer'}, {'type': 'string'}]}, 'tuple[int, str]'),
        ({'type': 'array', 'items': [{'type': 'integer'}, {'type': 'string'}]}, 'tuple[int, str]'),
        (
            {'type': 'array', 'prefixItems': [{'type': 'integer'}], 'items': {'type': 'string'}},
            'tuple[int, *tuple[str, ...]]',
        ),
        (
            {'type': 'array', 'items': [{'type': 'integer'}], 'additionalItems': {'type': 'string'}},
            'tuple[int, *tuple[str, ...]]',
        ),
        ({'type': 'object', 'propertyNames': {'enum': ['a', 'b']}}, "dict[Literal['a', 'b'], Any]"),
        (
            {'type': 'object', 'patternProperties': {'^x': {'type': 'integer'}}, 'additionalProperties': False},
            'dict[str, int]  # keys: matches ^x',
        ),
        ({'allOf': [{'type': 'integer', 'minimum': 1}, {'maximum': 5}]}, 'int  # 1..5'),
        ({'allOf': [{'type': ['integer', 'string']}, {'type': ['string', 'null']}]}, 'str'),
        ({'type': 'string', 'description': 'Who\n is meant'}, 'str  # Who is meant'),
        ({'type': 'string', 'deprecated': True}, 'str  # deprecated'),
        ({'anyOf': [{'type': 'number'}, {'type': 'string', 'pattern': DECIMAL}]}, 'float | str  # decimal number'),
    ],
)
def test_types(schema: Any, text: str) -> None:
    assert type_text(schema) == text


@pytest.mark.parametrize(
    ('schema', 'note'),
    [
        (3, 'a schema is an object, not int'),
        ({'$ref': 'https://example.com/a.json'}, "$ref to 'https://example.com/a.json' is outside of the schema"),
        ({'$ref': '#/$defs/Lost'}, "$ref to '#/$defs/Lost', which is not there"),
        ({'$ref': '#/properties/value'}, 'refers to nothing but itself'),
        ({'$ref': 7}, '$ref to 7 is outside of the schema'),
        ({'type': 'file'}, "unknown type 'file'"),
        (
            {'allOf': [{'type': 'string'}, {'type': 'integer'}]},
            "contradictory: types ['string'] and ['integer'] exclude each other",
        ),
        ({'type': 'string', 'enum': [1]}, 'contradictory: an enum without a value of its type'),
    ],
)
def test_what_cannot_be_read_is_any_and_says_so(schema: Any, note: str) -> None:
    found = signature(with_value(schema))
    assert f'value: Any,  # unknown: {note}' in found.text
    assert found.note == f'parameters: {note}'
    assert found.arguments({'value': object}) == {'value': object}


def test_one_bad_tool_does_not_touch_the_others() -> None:
    good = Spec('good', keyed(('a',), a={'type': 'integer'}))
    stubs = Stubs([Spec('bad', {'type': 'object', 'properties': 'nonsense', '$ref': 5}, {'$ref': '#'}), good])
    assert stubs.by_tool['bad'].note is not None
    assert stubs.by_tool['good'].note is None
    assert stubs.by_tool['good'].text == Stubs([good]).by_tool['good'].text


# Signatures


def test_defaults() -> None:
    text = text_of(
        keyed(
            ('a',),
            a={'type': 'integer', 'default': 3},
            b={'type': 'integer', 'default': 3},
            c={'type': 'integer'},
            d={'type': 'integer', 'default': 'many'},
            e={'type': 'array', 'items': {'type': 'string'}, 'default': ['x']},
            f={'type': ['string', 'null'], 'default': None},
            g={'type': 'object', 'default': {}},
            h={'type': 'number', 'default': 1},
            i={'enum': ['x', 'y'], 'default': 'y'},
            j={'type': 'boolean', 'default': 1},
        )
    )
    assert text.splitlines()[1:-1] == [
        '    *,',
        '    a: int,',
        '    b: int = 3,',
        '    c: int = ...,',
        "    d: int = ...,  # default 'many'",
        "    e: list[str] = ['x'],",
        '    f: str | None = None,',
        '    g: dict[str, Any] = {},',
        '    h: float = 1,',
        "    i: Literal['x', 'y'] = 'y',",
        '    j: bool = ...,  # default 1',
    ]


def test_no_parameters() -> None:
    for parameters in ({'type': 'object'}, keyed(), {**keyed(), 'additionalProperties': False}):
        found = signature(parameters, {'type': 'string'})
        assert found.text == 'async def tool() -> str: ...'
        assert found.arguments({}) == {}
        with pytest.raises(TypeError, match=r"tool\(\): unexpected argument 'a'; it takes no arguments"):
            found.arguments({'a': 1})


def test_further_parameters_only_where_the_schema_has_them() -> None:
    found = signature({**keyed(('a',), a={'type': 'integer'}), 'additionalProperties': {'type': 'string'}})
    assert '(*, a: int, **others: str)' in found.text
    assert found.open
    assert found.arguments({'a': 1, 'b': 'x'}) == {'a': 1, 'b': 'x'}
    with pytest.raises(TypeError, match="argument 'b': expected str, got int 3"):
        found.arguments({'a': 1, 'b': 3})


def test_without_a_schema_of_the_parameters() -> None:
    found = signature({})
    assert '    **arguments: Any,  # no schema of the parameters\n' in found.text
    assert found.arguments({'a': 1}) == {'a': 1}


def test_without_a_return_schema_the_signature_says_so() -> None:
    assert signature(keyed()).text == 'async def tool() -> Any: ...  # no output schema'
    assert signature(keyed(), returns_note='text, not typed').text == 'async def tool() -> Any: ...  # text, not typed'


def test_parameters_of_several_shapes_are_put_together() -> None:
    found = signature(
        {
            'anyOf': [
                keyed(('kind', 'a'), kind={'const': 'a'}, a={'type': 'integer'}),
                keyed(('kind', 'b'), kind={'const': 'b'}, b={'type': 'string'}),
            ]
        }
    )
    assert "kind: Literal['a', 'b'], a: int = ..., b: str = ..." in found.text
    assert '# 2 alternative shapes, put together' in found.text
    assert found.note == 'parameters: one of several shapes'


# Names


def test_names_that_python_does_not_take() -> None:
    properties = {
        key: {'type': 'integer'} for key in ('from', 'user-id', 'X-Key', '2fa', '__class__', 'größe', '', 'ﬁ', 'None')
    }
    found = signature(keyed(tuple(properties), **properties))
    assert {each.key: each.name for each in found.parameters} == {
        'from': 'from_',
        'user-id': 'user_id',
        'X-Key': 'X_Key',
        '2fa': '_2fa',
        '__class__': 'class_',
        'größe': 'größe',
        '': 'arg',
        'ﬁ': 'fi',
        'None': 'None_',
    }
    values = {each.name: number for number, each in enumerate(found.parameters)}
    assert found.arguments(values) == {key: number for number, key in enumerate(properties)}
    assert found.keys(values) == found.arguments(values)


def test_parameters_that_would_share_a_name() -> None:
    found = signature(keyed((), **{'a-b': {}, 'a.b': {}, 'a_b': {}, 'from': {}, 'from_': {}}))
    assert {each.key: each.name for each in found.parameters} == {
        'a-b': 'a_b_2',
        'a.b': 'a_b_3',
        'a_b': 'a_b',
        'from': 'from_2',
        'from_': 'from_',
    }


def test_tools_that_would_share_a_name() -> None:
    with pytest.raises(ToolNameError, match="the tools 'get-user' and 'get.user' would both be called get_user"):
        Stubs([Spec('get-user', keyed()), Spec('get.user', keyed())])
    with pytest.raises(ToolNameError, match="two tools are called 'a'"):
        Stubs([Spec('a', keyed()), Spec('a', keyed())])


def test_tools_called_like_builtins() -> None:
    stubs = Stubs([Spec(name, keyed()) for name in ('list', 'import', 'Any', 'print', 'send-mail', '7zip', '…')])
    assert list(stubs.signatures) == ['list_', 'import_', 'Any_', 'print_', 'send_mail', '_7zip', 'tool']
    assert stubs.by_tool['send-mail'].name == 'send_mail'


def order(**more: Any) -> Schema:
    return {'title': 'Order', **keyed(('id',), id={'type': 'integer'}, note={'type': 'string'}), **more}


def test_equal_types_are_shared_and_others_get_another_name() -> None:
    other = {'title': 'Order', **keyed(('id',), id={'type': 'string'})}
    stubs = Stubs(
        [
            Spec('one', keyed(('order',), order=order()), order()),
            Spec('two', keyed(('order',), order=other), {'type': 'array', 'items': order(description='The same')}),
            Spec('Order', keyed()),
        ]
    )
    assert stubs.text.count('class ') == 2
    assert stubs.by_tool['one'].text == 'async def one(*, order: Order_2) -> Order_2: ...'
    assert stubs.by_tool['two'].text == 'async def two(*, order: Order_3) -> list[Order_2]: ...'


def test_recursive_types_are_shared_too() -> None:
    tree = {
        '$ref': '#/$defs/Tree',
        '$defs': {
            'Tree': keyed(
                ('value',), value={'type': 'integer'}, kids={'type': 'array', 'items': {'$ref': '#/$defs/Tree'}}
            )
        },
    }
    stubs = Stubs([Spec('one', keyed(), tree), Spec('two', keyed(), {'type': 'array', 'items': tree, **tree})])
    assert stubs.text.startswith(
        "class Tree(TypedDict):\n    value: int\n    kids: 'NotRequired[list[Tree]]'\n\nasync def one() -> Tree: ..."
    )
    result = {'value': 1, 'kids': [{'value': 2, 'kids': []}]}
    assert stubs.by_tool['one'].result(result) == result
    with pytest.raises(ValueError, match=r"result\.kids\[0\]\.value: expected int, got str 'x'"):
        stubs.by_tool['one'].result({'value': 1, 'kids': [{'value': 'x'}]})


def test_recursive_types_that_are_no_objects() -> None:
    values = [{'type': 'string'}, {'type': 'null'}, {'type': 'array', 'items': {'$ref': '#/$defs/Json'}}]
    found = Stubs([Spec('tool', keyed(), {'$ref': '#/$defs/Json', '$defs': {'Json': {'anyOf': values}}})])
    assert found.text.startswith("Json: TypeAlias = 'str | list[Json] | None'\n\nasync def tool() -> Json: ...")
    assert found.by_tool['tool'].result(['a', ['b', None]]) == ['a', ['b', None]]
    with pytest.raises(ValueError, match=r'result\[1\]\[0\]: expected Json, got int 3'):
        found.by_tool['tool'].result(['a', [3]])


def test_keys_that_are_no_attributes() -> None:
    awkward = {'title': 'Mail', **keyed(('from', 'user-id'), **{'from': {'type': 'string'}, 'user-id': {}, 'it"s': {}})}
    assert text_of(keyed(), awkward).startswith(
        "Mail = TypedDict('Mail', {\n    'from': str,\n    'user-id': Any,\n    'it\"s': NotRequired[Any],\n})"
    )
    literal = {'title': 'Cat', **keyed(('cat',), cat={'enum': ['cat', 'Any']}, Any={'type': 'string'})}
    assert text_of(keyed(), literal).startswith("class Cat(TypedDict):\n    cat: Literal['cat', 'Any']")
    hiding = {'title': 'Shape', **keyed(('int', 'n'), int={'type': 'string'}, n={'type': 'integer'})}
    assert text_of(keyed(), hiding).startswith("Shape = TypedDict('Shape', {\n    'int': str,")
    harmless = {'title': 'Shape', **keyed(('type', 'id'), type={'type': 'string'}, id={'type': 'integer'})}
    assert text_of(keyed(), harmless).startswith('class Shape(TypedDict):\n    type: str\n    id: int')


def test_long_enums_are_cut_in_the_text_only() -> None:
    values = [f'value {number}' for number in range(5_000)]
    found = signature(with_value({'enum': values}))
    assert len(found.text) < 500
    assert "str,  # one of 5000: 'value 0' | 'value 1' |" in found.text
    assert found.arguments({'value': 'value 4999'}) == {'value': 'value 4999'}
    with pytest.raises(ValueError, match="argument 'value': expected 'value 0'"):
        found.arguments({'value': 'value 5000'})


def test_descriptions_cannot_leave_their_place() -> None:
    evil = 'a """ b \\" \r\n import os \x00 \u202e \ud800 \u2028 c\\'
    text = text_of(
        keyed((), a={'type': 'string', 'description': evil, 'pattern': 'x\nimport os', 'format': 'a\nb'}),
        {'title': evil, 'description': evil, **keyed(('k',), k={'description': evil})},
        description=evil,
        returns_note=evil,
    )
    module = ast.parse(text)
    assert [type(each) for each in module.body] == [ast.ClassDef, ast.AsyncFunctionDef]
    assert [type(each) for each in module.body[1].body] == [ast.Expr]
    assert text.isprintable() or set(filter(lambda each: not each.isprintable(), text)) == {'\n'}


def test_long_descriptions_are_shortened_with_a_count() -> None:
    text = text_of(keyed((), a={'description': 'x' * 10_000}), description='y' * 10_000)
    assert 'x' * 200 + '… (9800 characters more)' in text
    assert 'y' * 1_500 + '… (8500 characters more)' in text


# Hostile schemas


def nest(levels: int, wrap: Callable[[Any], Any]) -> Any:
    schema: Any = {'type': 'integer'}
    for _ in range(levels):
        schema = wrap(schema)
    return schema


DOUBLING = {f'D{n}': {'prefixItems': [{'$ref': f'#/$defs/D{n + 1}'}] * 2} for n in range(40)}
DOUBLING_RECORDS = {
    f'R{n}': keyed(('a', 'b'), a={'$ref': f'#/$defs/R{n + 1}'}, b={'$ref': f'#/$defs/R{n + 1}'}) for n in range(25)
}


@pytest.mark.parametrize(
    'schema',
    [
        pytest.param(nest(5_000, lambda inner: {'type': 'array', 'items': inner}), id='deep lists'),
        pytest.param(nest(5_000, lambda inner: keyed((), a=inner)), id='deep objects'),
        pytest.param(nest(5_000, lambda inner: {'allOf': [inner]}), id='deep allOf'),
        pytest.param(nest(5_000, lambda inner: {'anyOf': [inner, {'type': 'string'}]}), id='deep anyOf'),
        pytest.param(nest(5_000, lambda inner: {'allOf': [inner, {'minimum': 1}]}), id='deep merges'),
        pytest.param({'enum': [nest(50_000, lambda inner: [inner])]}, id='deep value'),
        pytest.param({'enum': list(range(100_000))}, id='enormous enum'),
        pytest.param({'anyOf': [{'type': 'array', 'maxItems': n} for n in range(5_000)]}, id='enormous union'),
        pytest.param(keyed((), **{f'k{n}': {} for n in range(5_000)}), id='enormous object'),
        pytest.param({'$ref': '#/$defs/D0', '$defs': {**DOUBLING, 'D40': {'type': 'integer'}}}, id='doubling'),
        pytest.param({'$ref': '#/$defs/R0', '$defs': {**DOUBLING_RECORDS, 'R25': {}}}, id='doubling objects'),
        pytest.param({'$ref': '#'}, id='itself'),
        pytest.param({'$ref': '#', 'type': 'object', 'minProperties': 1}, id='itself and more'),
        pytest.param({'allOf': [{'$ref': '#'}, {'type': 'object'}]}, id='itself in allOf'),
        pytest.param({'type': 'string', 'pattern': '(a{1000}){1000}'}, id='enormous pattern'),
        pytest.param({'type': 'string', 'pattern': '(?=a)b(?<!c)\\1'}, id='look-around'),
        pytest.param({'type': 'integer', 'minimum': 10**400, 'maxLength': 10**30}, id='enormous bounds'),
        pytest.param({'properties': {'\ud800': {}}, 'type': 'object'}, id='surrogate key'),
        pytest.param({'const': '\ud800'}, id='surrogate'),
        pytest.param({'const': 1e308}, id='enormous constant'),
        pytest.param({'anyOf': [{'allOf': [{}]}], 'allOf': 2.5, 'type': 'string'}, id='malformed allOf'),
        pytest.param({'type': 'object', 'required': [1, {}], 'properties': [], 'items': 5}, id='malformed object'),
        pytest.param(float('nan'), id='no schema'),
    ],
)
def test_hostile_schemas(schema: Any) -> None:
    root = {'$defs': schema['$defs']} if isinstance(schema, dict) and '$defs' in schema else {}
    stubs = Stubs(
        [Spec('tool', with_value(schema, **root), schema), Spec('other', schema if isinstance(schema, dict) else {})]
    )
    ast.parse(stubs.module_text)
    assert len(stubs.module_text) < 20_000
    for value in (None, 1, 'a', [1], {'a': {}}):
        for validate in (lambda each: stubs.by_tool['tool'].arguments({'value': each}), stubs.by_tool['tool'].result):
            try:
                validate(value)
            except (TypeError, ValueError) as error:
                assert len(str(error)) < 1_000


def test_deep_and_cyclic_values() -> None:
    tree = {'$ref': '#/$defs/T', '$defs': {'T': {'type': 'array', 'items': {'$ref': '#/$defs/T'}}}}
    found = signature(with_value({'$ref': '#/$defs/T'}, **{'$defs': tree['$defs']}), tree)
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    cycle: list[Any] = []
    cycle.append(cycle)
    for value in (deep, cycle):
        with pytest.raises((TypeError, ValueError)):
            found.arguments({'value': value})
        with pytest.raises(ValueError, match=r'tool\(\) returned list of 1, which is no plain data'):
            found.result(value)
    while deep:
        deep = deep[0]


# Validation


def test_types_are_told_apart_as_json_does() -> None:
    for schema, good, bad in [
        ({'type': 'integer'}, [0, -5, 10**50], [True, '1', 1.5, None]),
        ({'type': 'number'}, [0, 1.5, 10**400], [True, '1', None]),
        ({'type': 'number', 'minimum': 1}, [1, 2.5], [True, '1', 0.5]),
        ({'type': 'boolean'}, [True, False], [0, 1, 'true']),
        ({'type': 'string'}, ['', 'x'], [1, b'x', None]),
        ({'type': 'array', 'items': {'type': 'integer'}}, [[], [1]], ['ab', {1: 2}, {1}, ['1']]),
        ({'type': 'object'}, [{}, {'a': 1}], [[], {1: 2}]),
        ({'const': 1}, [1], [True, '1', 2]),
        ({'enum': [True, 'a', [1, {'b': None}]]}, [True, 'a', [1, {'b': None}]], [1, 'b', [1], [True, {'b': None}]]),
        ({'type': 'array', 'uniqueItems': True}, [[1, True, 'a', [1]]], [[1, 1], [{'a': 1}, {'a': 1}]]),
        ({'type': 'string', 'format': 'date-time'}, ['2026-01-31T09:30:00Z'], ['yesterday']),
        ({'type': 'string', 'format': 'uuid'}, ['f81d4fae-7dec-11d0-a765-00a0c91e6bf6'], ['f81']),
    ]:
        found = signature(with_value(schema))
        for value in good:
            got = found.arguments({'value': value})['value']
            assert got == value and type(got) is type(value), (schema, value)
        for value in bad:
            with pytest.raises((TypeError, ValueError)):
                found.arguments({'value': value})


def test_tuples_may_stand_for_lists_and_keep_their_shape() -> None:
    pair = {'type': 'array', 'prefixItems': [{'type': 'integer'}, {'type': 'string'}], 'minItems': 2, 'maxItems': 2}
    found = signature(with_value({'type': 'array', 'items': pair}), pair)
    assert found.arguments({'value': ([1, 'a'], (2, 'b'))}) == {'value': [(1, 'a'), (2, 'b')]}
    assert found.result([1, 'a']) == (1, 'a')


class Color(Enum):
    RED = 'red'


class Level(IntEnum):
    HIGH = 3


class Pair(NamedTuple):
    left: int
    right: str


@dataclass
class Size:
    width: int


class Thing(BaseModel):
    id: UUID
    made: datetime
    price: Decimal
    color: Color
    level: Level
    size: Size
    pair: Pair


def test_results_become_plain_data_in_the_promised_shape() -> None:
    found = signature(keyed(), TypeAdapter(Thing).json_schema(mode='serialization'))
    thing = Thing(
        id=UUID(int=1),
        made=datetime(2026, 1, 31, tzinfo=UTC),
        price=Decimal('1.50'),
        color=Color.RED,
        level=Level.HIGH,
        size=Size(2),
        pair=Pair(1, 'a'),
    )
    result = found.result(thing)
    assert result == {
        'id': '00000000-0000-0000-0000-000000000001',
        'made': '2026-01-31T00:00:00Z',
        'price': '1.50',
        'color': 'red',
        'level': 3,
        'size': {'width': 2},
        'pair': (1, 'a'),
    }
    assert isinstance(result, dict) and {type(each) for each in result.values()} == {str, int, dict, tuple}


def test_results_that_break_the_promise() -> None:
    found = signature(keyed(), {'type': 'array', 'items': order()})
    for result, text in [
        ([{'id': 1}, {'id': 'x'}], "result[1].id: expected int, got str 'x'"),
        ([{}], 'missing result[0].id (int)'),
        (None, 'expected list[Order], got None'),
    ]:
        with pytest.raises(ValueError) as caught:
            found.result(result)
        assert str(caught.value) == f'tool() returned something else than it promises: {text}'
    with pytest.raises(ValueError, match=r'tool\(\) returned object, which is no plain data: .*object'):
        found.result(object())


# Errors


def told(parameters: Schema, values: dict[str, object]) -> str:
    with pytest.raises((TypeError, ValueError)) as caught:
        signature(parameters).arguments(values)
    return f'{type(caught.value).__name__}: {caught.value}'


def test_errors_tell_everything_at_once() -> None:
    parameters = keyed(('since', 'limit'), since={'type': 'string', 'format': 'date-time'}, limit={'type': 'integer'})
    assert told(parameters, {'limit': 'ten'}) == (
        "TypeError: tool(): missing argument 'since' (str); argument 'limit': expected int, got str 'ten'"
    )
    assert told(parameters, {'since': 'soon', 'limit': 1}) == (
        "ValueError: tool(): argument 'since': expected a date-time like '2026-01-31T09:30:00Z', got str 'soon'"
    )
    assert told(parameters, {'since': '2026-01-31', 'limit': 1, 'max': 2}) == (
        "TypeError: tool(): unexpected argument 'max'; it takes the keyword arguments since, limit"
    )


def test_none_for_what_may_be_left_out() -> None:
    assert told(keyed((), limit={'type': 'integer'}), {'limit': None}) == (
        "TypeError: tool(): argument 'limit': expected int, got None; leave limit out instead of giving None"
    )


def test_errors_of_unions_name_the_type_and_go_into_the_member_that_was_meant() -> None:
    cat = {'title': 'Cat', **keyed(('kind', 'lives'), kind={'const': 'cat'}, lives={'type': 'integer'})}
    dog = {'title': 'Dog', **keyed(('kind', 'name'), kind={'const': 'dog'}, name={'type': 'string'})}
    pets = with_value({'anyOf': [{'type': 'integer'}, {'type': 'string', 'maxLength': 3}, cat, dog, {'type': 'null'}]})
    for value, text in [
        (1.5, "TypeError: tool(): argument 'value': expected int | str | Cat | Dog | None, got float 1.5"),
        ('long', "ValueError: tool(): argument 'value': expected at most 3 characters, got str 'long'"),
        ({'kind': 'cow'}, "ValueError: tool(): argument 'value': expected 'cat' or 'dog' for 'kind', got dict of 1"),
        ({'kind': 'cat', 'lives': 'x'}, "TypeError: tool(): argument value.lives: expected int, got str 'x'"),
    ]:
        assert told(pets, {'value': value}) == text


def test_paths_are_spelled_as_python() -> None:
    items = {'type': 'array', 'items': keyed((), **{'user-id': {'type': 'array', 'items': {'type': 'integer'}}})}
    assert told(keyed((), **{'X-Items': items}), {'X_Items': [{}, {'user-id': [1, None]}]}) == (
        "TypeError: tool(): argument X_Items[1]['user-id'][1]: expected int, got None"
    )


def test_many_errors_and_long_values_are_shortened() -> None:
    text = told(with_value({'type': 'array', 'items': {'type': 'integer'}}), {'value': ['x' * 10_000] * 50})
    assert text.endswith('and 42 errors more')
    assert "str 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'… of 10000 characters" in text
    assert len(text) < 1_200


def test_errors_of_other_validators() -> None:
    class Query(BaseModel):
        limit: int
        when: datetime
        who: int | str | list[int]

    with pytest.raises(ValidationError) as caught:
        Query.model_validate({'limit': 'ten', 'when': 'soon', 'who': 1.5, 'x': 1})
    error = describe_invalid(caught.value, 'find()', lambda key: f'{key}_' if key == 'who' else key)
    assert isinstance(error, TypeError)
    text = str(error)
    assert "argument 'limit': expected int, got str 'ten'" in text
    assert "argument 'when': expected a date-time" in text
    assert 'pydantic.dev' not in text


def test_all_of_pydantics_errors_are_worded() -> None:
    known = set(get_args(core_schema.ErrorType))
    worded_elsewhere = {'missing', 'extra_forbidden', 'value_error', 'assertion_error'}
    # Those of calls can't come of keyword arguments and data.
    of_calls = {each for each in known if 'argument' in each} | {'missing_sentinel_error'}
    assert known - EXPECTED.keys() - worded_elsewhere - of_calls == set()


# Properties: schemas of the whole grammar, with values that fit

Values = st.SearchStrategy[Any]
KEYS = st.sampled_from(
    ['a', 'b', 'from', 'user-id', 'id', 'int', 'str', 'list', '__x', 'größe', "it's", 'Any', 'Order']
)
TITLES = st.sampled_from(['', 'Order', 'Item', 'get order', 'list', 'None', '9', 'Any'])


@dataclass(frozen=True)
class Case:
    """A schema and the values that it allows."""

    schema: Any
    values: Values


def scalars() -> st.SearchStrategy[Case]:
    bounds = st.tuples(st.integers(-5, 5), st.integers(0, 10)).map(lambda pair: (pair[0], pair[0] + pair[1]))
    words = st.text('abc', max_size=3)
    return st.one_of(
        st.just(Case({'type': 'null'}, st.none())),
        st.just(Case({'type': 'boolean'}, st.booleans())),
        bounds.map(lambda pair: Case({'type': 'integer', 'minimum': pair[0], 'maximum': pair[1]}, st.integers(*pair))),
        st.integers(2, 5).map(
            lambda step: Case({'type': 'integer', 'multipleOf': step}, st.integers(-3, 3).map(lambda n: n * step))
        ),
        bounds.map(
            lambda pair: Case(
                {'type': 'number', 'exclusiveMinimum': pair[0] - 1, 'maximum': pair[1]},
                st.one_of(st.integers(*pair), st.just(pair[0] - 0.5)),
            )
        ),
        st.just(Case({'type': 'number'}, st.one_of(st.integers(-9, 9), st.just(0.25)))),
        st.just(Case({'type': 'string'}, words)),
        st.just(
            Case({'type': 'string', 'minLength': 1, 'maxLength': 2, 'pattern': '^a'}, st.sampled_from(['a', 'ab']))
        ),
        st.just(Case({'type': 'string', 'format': 'date'}, st.just('2026-01-31'))),
        st.lists(st.sampled_from([1, 'a', True, None, 0.5, [1], {'k': [2]}, 'it"s', '\n']), min_size=1, max_size=4).map(
            lambda values: Case({'enum': values}, st.sampled_from(values))
        ),
        st.sampled_from(['x', 3, False]).map(lambda value: Case({'const': value}, st.just(value))),
    )


@st.composite
def lists(draw: st.DrawFn, inner: st.SearchStrategy[Case]) -> Case:
    item = draw(inner)
    least = draw(st.integers(0, 2))
    schema = {'type': 'array', 'items': item.schema, 'minItems': least, 'maxItems': least + 2}
    return Case(schema, st.lists(item.values, min_size=least, max_size=least + 2))


@st.composite
def tuples(draw: st.DrawFn, inner: st.SearchStrategy[Case]) -> Case:
    places = draw(st.lists(inner, min_size=1, max_size=3))
    schema: Schema = {'type': 'array', 'prefixItems': [each.schema for each in places], 'minItems': len(places)}
    heads = st.tuples(*(each.values for each in places)).map(list)
    if draw(st.booleans()):
        return Case({**schema, 'maxItems': len(places)}, heads)
    rest = draw(inner)
    return Case({**schema, 'items': rest.schema}, st.builds(list.__add__, heads, st.lists(rest.values, max_size=2)))


@st.composite
def mappings(draw: st.DrawFn, inner: st.SearchStrategy[Case]) -> Case:
    value = draw(inner)
    keys = draw(st.sampled_from([({}, 'abc'), ({'propertyNames': {'enum': ['a', 'b']}}, 'ab')]))
    if draw(st.integers(0, 3)) == 0:
        schema: Schema = {'type': 'object', 'patternProperties': {'^a': value.schema}, 'additionalProperties': False}
        return Case(schema, st.dictionaries(st.sampled_from(['a', 'ax']), value.values, max_size=2))
    schema = {'type': 'object', 'additionalProperties': value.schema, 'maxProperties': 2, **keys[0]}
    return Case(schema, st.dictionaries(st.sampled_from(keys[1]), value.values, max_size=2))


@st.composite
def records(draw: st.DrawFn, inner: st.SearchStrategy[Case]) -> Case:
    fields = draw(st.dictionaries(KEYS, inner, min_size=1, max_size=4))
    required = draw(st.lists(st.sampled_from(list(fields)), unique=True))
    schema: Schema = {
        'type': 'object',
        'properties': {key: case.schema for key, case in fields.items()},
        'required': required,
    }
    if title := draw(TITLES):
        schema['title'] = title
    others = draw(st.sampled_from([None, False, True]))
    if others is not None:
        schema['additionalProperties'] = others
    values = st.fixed_dictionaries(
        {key: fields[key].values for key in required},
        optional={key: case.values for key, case in fields.items() if key not in required},
    )
    if draw(st.booleans()) and others is None:
        # The same in two parts.
        parts = [{**schema, 'properties': {key: each}, 'required': []} for key, each in schema['properties'].items()]
        return Case({'allOf': [*parts, {'required': required}]}, values)
    return Case(schema, values)


@st.composite
def unions(draw: st.DrawFn, inner: st.SearchStrategy[Case]) -> Case:
    members = draw(st.lists(inner, min_size=1, max_size=4))
    keyword = 'anyOf' if len(members) > 1 else draw(st.sampled_from(['anyOf', 'oneOf', 'allOf']))
    schema = {keyword: [each.schema for each in members], 'description': 'One of "them"\\'}
    return Case(schema, st.one_of(*(each.values for each in members)))


def compounds(inner: st.SearchStrategy[Case]) -> st.SearchStrategy[Case]:
    return st.one_of(lists(inner), tuples(inner), mappings(inner), records(inner), unions(inner))


CASES = st.recursive(scalars(), compounds, max_leaves=8)


@st.composite
def roots(draw: st.DrawFn) -> Case:
    """A schema with definitions of its own: one that refers to itself, and one that is used where the case is."""
    case = draw(CASES)
    shape = draw(st.integers(0, 3))
    if shape == 0:
        return case
    if shape == 1:
        return Case({'$ref': '#/$defs/a~1b%20c', '$defs': {'a/b c': case.schema}}, case.values)
    if shape == 2:
        node = keyed(('value',), value=case.schema, next={'anyOf': [{'$ref': '#/$defs/Node'}, {'type': 'null'}]})
        ends = st.fixed_dictionaries({'value': case.values}, optional={'next': st.none()})
        longer = st.fixed_dictionaries({'value': case.values, 'next': ends})
        return Case({'$ref': '#/$defs/Node', '$defs': {'Node': node}}, st.one_of(ends, longer))
    tree = {'anyOf': [case.schema, {'type': 'array', 'items': {'$ref': '#/definitions/Tree'}}]}
    return Case({'$ref': '#/definitions/Tree', 'definitions': {'Tree': tree}}, st.lists(case.values, max_size=2))


# An integral float is an int to JSON Schema, but none to Python: such are left out.
REPLACEMENTS = st.sampled_from(
    [None, True, False, 0, 7, -30, 2.5, '', 'zz', 'a', [], ['x', 1], {}, {'zz': 1}, {'a': 1}]
)


@st.composite
def mutated(draw: st.DrawFn, value: Any) -> Any:
    """`value` with one place changed, or with a key or an item more or less."""
    if isinstance(value, dict) and value and draw(st.integers(0, 3)):
        key = draw(st.sampled_from(list(value)))
        kind = draw(st.integers(0, 3))
        if kind == 0:
            return {**value, 'zz': draw(REPLACEMENTS)}
        rest = {other: each for other, each in value.items() if other != key}
        return rest if kind == 1 else {**rest, key: draw(mutated(value[key]))}
    if isinstance(value, list) and value and draw(st.integers(0, 3)):
        index = draw(st.integers(0, len(value) - 1))
        kind = draw(st.integers(0, 3))
        if kind == 0:
            return [*value, value[index]]
        return value[:index] + ([] if kind == 1 else [draw(mutated(value[index]))]) + value[index + 1 :]
    return draw(REPLACEMENTS)


def as_json(value: object) -> Any:
    """Tuples as the lists that they are in JSON."""
    return json.loads(json.dumps(value))


def conforms(schema: Any, value: Any) -> bool:
    validator: Any = jsonschema.Draft202012Validator(schema)
    return bool(validator.is_valid(value))


PROPERTY = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


def parameters_of(schema: Any) -> Schema:
    """`schema` as that of an argument. Its references point into the root, so its definitions move there."""
    roots_of = {key: schema[key] for key in ('$defs', 'definitions') if key in schema}
    return with_value({key: each for key, each in schema.items() if key not in roots_of}, **roots_of)


@given(data=st.data())
@PROPERTY
def test_values_are_accepted_exactly_where_the_standard_accepts_them(data: st.DataObject) -> None:
    case = data.draw(roots())
    found = signature(parameters_of(case.schema), case.schema)
    assert found.note is None
    value = data.draw(case.values)
    assert as_json(found.result(value)) == value
    assert as_json(found.arguments({'value': value})) == {'value': value}
    other = data.draw(mutated(value))
    try:
        accepted = as_json(found.result(other)) == other
    except ValueError as error:
        accepted = False
        assert str(error).startswith('tool() returned something else than it promises: ')
    assert accepted == conforms(case.schema, other)


def test_generated_signatures_pass_mypy(tmp_path: Path) -> None:
    texts: list[str] = []

    @given(st.lists(roots(), min_size=1, max_size=4))
    @settings(PROPERTY, max_examples=60)
    def generate(cases: list[Case]) -> None:
        specs = [
            Spec(f'tool{n}', parameters_of(case.schema), case.schema, 'Does "it".') for n, case in enumerate(cases)
        ]
        first, again = Stubs(specs), Stubs(specs)
        assert first.module_text == again.module_text
        ast.parse(first.module_text)
        texts.append(first.module_text)

    generate()
    texts = sorted(set(texts), key=len)[-60:]
    for number, text in enumerate(texts):
        (tmp_path / f'generated{number}.py').write_text(text, encoding='utf-8')
    assert mypy(tmp_path) == ''


def mypy(folder: Path) -> str:
    """What `mypy --strict` has to say about the files of a folder."""
    command = [sys.executable, '-m', 'mypy', '--strict', '--config-file=', '--cache-dir=cache', '.']
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    return '' if run.returncode == 0 else run.stdout + run.stderr


KEYWORDS = st.sampled_from(
    """
    type properties required items prefixItems anyOf oneOf allOf $ref $defs enum const additionalProperties nullable
    patternProperties propertyNames minimum maximum exclusiveMinimum multipleOf minLength maxItems minItems pattern
    format title description default not if discriminator uniqueItems additionalItems minProperties deprecated
    """.split()
)
LEAVES = st.sampled_from(
    [
        None,
        True,
        False,
        0,
        -1,
        2.5,
        1e308,
        10**400,
        float('nan'),
        '',
        '#',
        '#/$defs/a',
        '#/properties/a',
        'http://x',
        '"""',
    ]
    + ['\n\\', '\u202e', '\ud800', '(?=x)', 'string', 'integer', 'object', 'array', 'null', 'from']
)
ANY_JSON: Values = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(KEYWORDS, inner, max_size=5),
        st.dictionaries(st.sampled_from(['a', 'from', '"""', '__x', '\ud800', '']), inner, max_size=3),
    ),
    max_leaves=25,
)


@given(st.dictionaries(KEYWORDS, ANY_JSON, max_size=6), ANY_JSON, ANY_JSON)
@settings(PROPERTY, max_examples=300)
def test_anything_may_be_called_a_schema(parameters: Schema, returns: Any, value: Any) -> None:
    stubs = Stubs([Spec('one', {'type': 'object', **parameters}, returns), Spec('two', parameters, returns)])
    ast.parse(stubs.module_text)
    stubs.module_text.encode()
    for found in stubs.signatures.values():
        for validate in (found.result, lambda each, found=found: found.arguments({'a': each})):
            try:
                validate(value)
            except (TypeError, ValueError) as error:
                assert '\n' not in str(error)


def test_texts_are_the_same_in_every_process() -> None:
    program = (
        'from test_signatures import Spec, Stubs, keyed, order\n'
        'parameters = keyed((), a=order(), b={"enum": ["x", "y"]})\n'
        'print(Stubs([Spec(f"t{n}", parameters, order()) for n in range(9)]).module_text)'
    )
    path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    texts = {
        subprocess.run(
            [sys.executable, '-c', program],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, 'PYTHONHASHSEED': seed, 'PYTHONPATH': path},
        ).stdout
        for seed in ('1', '2')
    }
    assert len(texts) == 1
