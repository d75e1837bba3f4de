"""Type nodes as a pydantic-core validator that takes and gives plain data.

Types are told apart as JSON does: no string becomes a number, a bool is no int, an int may stand for a float and stays
an int. Where a list is expected a tuple will do. What the nodes don't tell isn't checked.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from pydantic_core import CoreSchema, PydanticCustomError, SchemaValidator, core_schema

from monty_tools.schemas.merge import canonical, encodable
from monty_tools.schemas.nodes import (
    Anything,
    Boolean,
    Bound,
    Choice,
    Integer,
    Limits,
    Mapping,
    Node,
    Nothing,
    Null,
    Number,
    Record,
    Reference,
    Registry,
    Sequence,
    Text,
    Tuple,
    Union,
)
from monty_tools.schemas.phrases import of_choice

# The marks of the branches of a union; they stand in an error's location, where `invalid` leaves them out.
BRANCH: Final = '\0'

Validated = Callable[[Any], Any]


class Builder:
    """Builds one validator. `formats`: whether dates, times and UUIDs in strings are checked, too."""

    def __init__(self, registry: Registry, first: list[int], formats: bool) -> None:
        self.registry = registry
        self.first = first
        self.formats = formats
        self.definitions: dict[int, CoreSchema | None] = {}

    def validator(self, node: Node) -> SchemaValidator:
        return self.finish(self.schema(node))

    def arguments(self, fields: list[tuple[str, str, Node, bool]], others: Node | None) -> SchemaValidator:
        """For keyword arguments: spelling, own key, type and whether required of each, `others` for further ones.

        Takes a dict by spelling, gives one by key.
        """
        by_key = {
            key: core_schema.typed_dict_field(self.schema(node), required=required, validation_alias=spelling)
            for spelling, key, node, required in fields
        }
        return self.finish(self.typed_dict(by_key, others, None))

    def finish(self, schema: CoreSchema) -> SchemaValidator:
        definitions = [each for each in self.definitions.values() if each is not None]
        return SchemaValidator(core_schema.definitions_schema(schema, definitions) if definitions else schema)

    def schema(self, node: Node) -> CoreSchema:
        return BY_NODE[type(node)](self, node)

    def anything(self, node: Anything) -> CoreSchema:
        return core_schema.any_schema()

    def nothing(self, node: Nothing) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(_refuse)

    def null(self, node: Null) -> CoreSchema:
        return core_schema.none_schema()

    def boolean(self, node: Node) -> CoreSchema:
        return core_schema.bool_schema(strict=True)

    def integer(self, node: Integer) -> CoreSchema:
        return _int(node.limits)

    def number(self, node: Number) -> CoreSchema:
        if node.limits == Limits():
            return core_schema.union_schema(
                [core_schema.float_schema(strict=True), core_schema.int_schema(strict=True)],
                custom_error_type='float_type',
            )
        step = node.limits.multiple_of
        schema: CoreSchema = core_schema.no_info_wrap_validator_function(_as_given, _float(node.limits))
        if step is not None:
            schema = core_schema.no_info_after_validator_function(_multiple(step), schema)
        return schema

    def text(self, node: Text) -> CoreSchema:
        schema: CoreSchema = core_schema.str_schema(
            strict=True,
            min_length=node.min_length,
            max_length=node.max_length,
            pattern=node.pattern,
            regex_engine='rust-regex',
        )
        check = FORMATS.get(node.format or '') if self.formats else None
        return core_schema.no_info_after_validator_function(check, schema) if check else schema

    def choice(self, node: Choice) -> CoreSchema:
        values = [json.loads(text) for text in node.values]
        if all(isinstance(value, str) and encodable(value) for value in values):
            return core_schema.literal_schema(values)
        return core_schema.no_info_plain_validator_function(_one_of(node.values))

    def sequence(self, node: Sequence) -> CoreSchema:
        items = None if isinstance(node.items, Anything) else self.schema(node.items)
        schema: CoreSchema = core_schema.list_schema(
            items, min_length=node.min_items, max_length=node.max_items, strict=True
        )
        schema = core_schema.no_info_before_validator_function(_as_list, schema)
        return core_schema.no_info_after_validator_function(_unique, schema) if node.unique else schema

    def shaped(self, node: Tuple) -> CoreSchema:
        places = [self.schema(place) for place in node.places]
        variadic = None
        if node.rest is not None:
            variadic = len(places)
            places.append(self.schema(node.rest))
        schema = core_schema.tuple_schema(places, variadic_item_index=variadic, strict=True)
        return core_schema.no_info_before_validator_function(_as_tuple, schema)

    def mapping(self, node: Mapping) -> CoreSchema:
        values = None if isinstance(node.value, Anything) else self.schema(node.value)
        return core_schema.dict_schema(
            self.schema(node.key), values, min_length=node.min_items, max_length=node.max_items, strict=True
        )

    def record(self, node: Record) -> CoreSchema:
        return self.named(node, None)

    def named(self, node: Record, ref: str | None) -> CoreSchema:
        fields = {
            field.key: core_schema.typed_dict_field(self.schema(field.node), required=field.required)
            for field in node.fields
        }
        if node.min_items is None and node.max_items is None:
            return self.typed_dict(fields, node.others, ref)
        return core_schema.no_info_after_validator_function(
            _sized(node.min_items, node.max_items), self.typed_dict(fields, node.others, None), ref=ref
        )

    def typed_dict(
        self, fields: dict[str, core_schema.TypedDictField], others: Node | None, ref: str | None
    ) -> CoreSchema:
        if others is None:
            return core_schema.typed_dict_schema(fields, strict=True, extra_behavior='forbid', ref=ref)
        extras = None if isinstance(others, Anything) else self.schema(others)
        return core_schema.typed_dict_schema(fields, strict=True, extra_behavior='allow', extras_schema=extras, ref=ref)

    def reference(self, node: Reference) -> CoreSchema:
        index = self.first[node.index]
        ref = f'#{index}'
        if index not in self.definitions:
            # Reserved first: the definition may refer to itself.
            self.definitions[index] = None
            target = self.registry.definitions[index].node
            if isinstance(target, Record):
                self.definitions[index] = self.named(target, ref)
            else:
                self.definitions[index] = core_schema.chain_schema([self.schema(target)], ref=ref)
        return core_schema.definition_reference_schema(ref)

    def union(self, node: Union) -> CoreSchema:
        """By the JSON kind of the value, so that an error tells about the one member that could have been meant."""
        kinds: dict[str, list[Node]] = {}
        for member in node.members:
            for kind in self.kinds(member):
                kinds.setdefault(kind, []).append(member)
        members = [member for member in node.members if not isinstance(member, Null)]
        if len(members) == 1 and len(members) < len(node.members):
            return core_schema.nullable_schema(self.schema(members[0]))
        branches = {kind: self.branch(kind, nodes) for kind, nodes in kinds.items()}
        return core_schema.tagged_union_schema(
            branches, _kind, custom_error_type='union_kind', custom_error_message='none of the types'
        )

    def branch(self, kind: str, nodes: list[Node]) -> CoreSchema:
        """The members for values of one kind: the one, or by the key that tells them apart, or the first that fits."""
        if len(nodes) == 1:
            return self.schema(nodes[0])
        tags = self.tags(nodes) if kind == KIND_BY_TYPE[dict] else None
        if tags is None:
            return core_schema.union_schema([(self.schema(each), f'{BRANCH}{at}') for at, each in enumerate(nodes)])
        key, by_value = tags
        return core_schema.tagged_union_schema(
            {f'{BRANCH}{key}={value}': self.schema(each) for value, each in by_value.items()},
            _tag_of(key),
            custom_error_type='tag',
            custom_error_message='expected {tags} for {key}',
            custom_error_context={'tags': ' or '.join(map(repr, by_value)), 'key': repr(key)},
        )

    def tags(self, nodes: list[Node]) -> tuple[str, dict[str, Node]] | None:
        """The key whose string is another one in each of the records, and which record goes with which string."""
        records = [self.registry.resolve(node) for node in nodes]
        if not all(isinstance(record, Record) for record in records):
            return None
        by_key = [{field.key: field.node for field in record.fields if field.required} for record in records
                  if isinstance(record, Record)]  # fmt: skip
        for key in by_key[0]:
            found: dict[str, Node] = {}
            for node, fields in zip(nodes, by_key, strict=True):
                values = fields.get(key)
                if not isinstance(values, Choice):
                    break
                strings = [json.loads(text) for text in values.values]
                if any(not isinstance(value, str) or value in found for value in strings):
                    break
                found.update(dict.fromkeys(strings, node))
            else:
                return key, found
        return None

    def kinds(self, node: Node) -> list[str]:
        """The JSON kinds of the values of `node`."""
        node = self.registry.resolve(node)
        if isinstance(node, Union):
            return list(dict.fromkeys(kind for member in node.members for kind in self.kinds(member)))
        if isinstance(node, Choice):
            return list(dict.fromkeys(KIND_BY_TYPE[type(json.loads(text))] for text in node.values))
        return KINDS.get(type(node), [])


# How a union's branches are called, by the type of the value.
KIND_BY_TYPE: Final[dict[type, str]] = {
    type(None): f'{BRANCH}null',
    bool: f'{BRANCH}bool',
    int: f'{BRANCH}int',
    float: f'{BRANCH}float',
    str: f'{BRANCH}str',
    list: f'{BRANCH}list',
    tuple: f'{BRANCH}list',
    dict: f'{BRANCH}dict',
}
KINDS: Final[dict[type, list[str]]] = {
    Null: [KIND_BY_TYPE[type(None)]],
    Boolean: [KIND_BY_TYPE[bool]],
    Integer: [KIND_BY_TYPE[int]],
    Number: [KIND_BY_TYPE[int], KIND_BY_TYPE[float]],
    Text: [KIND_BY_TYPE[str]],
    Sequence: [KIND_BY_TYPE[list]],
    Tuple: [KIND_BY_TYPE[list]],
    Mapping: [KIND_BY_TYPE[dict]],
    Record: [KIND_BY_TYPE[dict]],
}

BY_NODE: Final[dict[type, Callable[[Builder, Any], CoreSchema]]] = {
    Anything: Builder.anything,
    Nothing: Builder.nothing,
    Null: Builder.null,
    Boolean: Builder.boolean,
    Integer: Builder.integer,
    Number: Builder.number,
    Text: Builder.text,
    Choice: Builder.choice,
    Sequence: Builder.sequence,
    Tuple: Builder.shaped,
    Mapping: Builder.mapping,
    Record: Builder.record,
    Reference: Builder.reference,
    Union: Builder.union,
}


def _kind(value: object) -> str | None:
    """The branch of a union for a value; None for no plain data, which fits none."""
    return KIND_BY_TYPE.get(type(value))


def _tag_of(key: str) -> Callable[[Any], str | None]:
    def tag(value: dict[str, object]) -> str | None:
        found = value.get(key)
        return f'{BRANCH}{key}={found}' if isinstance(found, str) else None

    return tag


def _int(limits: Limits) -> CoreSchema:
    """Bounds that are no ints are moved to the next int within; a step that is none isn't checked."""
    step = limits.multiple_of
    whole = int(step) if step is not None and float(step).is_integer() else None
    return core_schema.int_schema(
        strict=True,
        ge=None if limits.ge is None else math.ceil(limits.ge),
        gt=None if limits.gt is None else math.floor(limits.gt),
        le=None if limits.le is None else math.floor(limits.le),
        lt=None if limits.lt is None else math.ceil(limits.lt),
        multiple_of=whole,
    )


def _float(limits: Limits) -> CoreSchema:
    return core_schema.float_schema(
        strict=True,
        ge=None if limits.ge is None else float(limits.ge),
        gt=None if limits.gt is None else float(limits.gt),
        le=None if limits.le is None else float(limits.le),
        lt=None if limits.lt is None else float(limits.lt),
    )


def _as_given(value: Any, check: Validated) -> Any:
    """An int that passes as a float stays as it is."""
    check(value)
    return value


def _multiple(step: Bound) -> Validated:
    def check(value: Any) -> Any:
        quotient = value / step
        if not math.isfinite(quotient) or abs(quotient - round(quotient)) > 1e-9 * max(1.0, abs(quotient)):
            raise PydanticCustomError('multiple_of', 'expected a multiple of {step}', {'step': step})
        return value

    return check


def _refuse(value: Any) -> Any:
    raise PydanticCustomError('never', 'no value is allowed here')


def _one_of(texts: tuple[str, ...]) -> Validated:
    allowed = frozenset(texts)
    expected = ' | '.join(of_choice(Choice(texts)))

    def check(value: Any) -> Any:
        try:
            text = canonical(value)
        except ValueError:
            text = ''
        if text not in allowed:
            raise PydanticCustomError('literal_error', 'expected {expected}', {'expected': expected})
        return value

    return check


def _as_list(value: Any) -> Any:
    return list(value) if type(value) is tuple else value


def _as_tuple(value: Any) -> Any:
    return tuple(value) if type(value) is list else value


def _unique(value: Any) -> Any:
    seen: dict[str, int] = {}
    for index, each in enumerate(value):
        try:
            text = canonical(each)
        except ValueError:
            continue
        if text in seen:
            raise PydanticCustomError(
                'unique', 'items {one} and {other} are equal', {'one': seen[text], 'other': index}
            )
        seen[text] = index
    return value


def _sized(least: int | None, most: int | None) -> Validated:
    def check(value: Any) -> Any:
        if (least is not None and len(value) < least) or (most is not None and len(value) > most):
            raise PydanticCustomError(
                'size',
                '{count} keys are too {amount}',
                {'count': len(value), 'amount': 'few' if least is not None and len(value) < least else 'many'},
            )
        return value

    return check


def _parsed(parse: Callable[[str], object], what: str) -> Validated:
    """A check that a string can be parsed; the string itself goes on."""

    def check(value: Any) -> Any:
        try:
            parse(value)
        except ValueError:
            pass
        else:
            return value
        raise PydanticCustomError('format', 'expected {what}', {'what': what})

    return check


# What pydantic and Python read as such; generous, since the tool will look itself.
FORMATS: Final[dict[str, Validated]] = {
    'date-time': _parsed(datetime.fromisoformat, "a date-time like '2026-01-31T09:30:00Z'"),
    'date': _parsed(date.fromisoformat, "a date like '2026-01-31'"),
    'time': _parsed(time.fromisoformat, "a time like '09:30:00'"),
    'uuid': _parsed(UUID, "a UUID like 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6'"),
}
