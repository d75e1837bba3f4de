"""`allOf` and other schemas that hold together: several JSON Schemas made into one that says the same."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any, Final, TypeGuard

Schema = dict[str, Any]


class Contradiction(Exception):
    """The schemas can't be put together; the message says what about them."""


# What only describes: the first that speaks wins.
ANNOTATIONS: Final = frozenset(
    {'title', 'description', 'default', 'examples', 'deprecated', 'readOnly', 'writeOnly', '$comment', '$id', '$schema'}
)
CONTAINERS: Final = frozenset({'$defs', 'definitions', 'components', '$anchor'})


def strings(value: object) -> list[str]:
    """The strings of a list; anything else is left out."""
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def is_number(value: object) -> TypeGuard[int | float]:
    """Whether it is a finite JSON number."""
    return (isinstance(value, int) and not isinstance(value, bool)) or (
        isinstance(value, float) and math.isfinite(value)
    )


def encodable(text: str) -> bool:
    """Whether it has no unpaired surrogates, which no file and no validator takes."""
    return not any('\ud800' <= character <= '\udfff' for character in text)


def canonical(value: object) -> str:
    """JSON text that is equal for equal JSON values. ValueError if it is no JSON, or too deep."""
    try:
        return json.dumps(_whole(value), sort_keys=True, ensure_ascii=False, check_circular=True)
    except (TypeError, RecursionError) as error:
        raise ValueError('no JSON value') from error


def _whole(value: object) -> object:
    """JSON knows no difference between 1.0 and 1."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _whole(each) for key, each in value.items()}
    return [_whole(each) for each in value] if isinstance(value, list | tuple) else value


def types_of(schema: Schema) -> list[str] | None:
    """The list of `type`, None where there is none."""
    found = schema.get('type')
    if isinstance(found, str):
        return [found]
    return strings(found) or None


def _both_types(one: object, other: object) -> object:
    left, right = types_of({'type': one}) or [], types_of({'type': other}) or []
    both = [each for each in left if each in right or (each == 'integer' and 'number' in right)]
    if 'integer' in right and 'number' in left and 'integer' not in both:
        both.append('integer')
    if not both:
        raise Contradiction(f'types {left} and {right} exclude each other')
    return both


def _both_enums(one: object, other: object) -> object:
    if not isinstance(one, list) or not isinstance(other, list):
        return one if isinstance(one, list) else other
    allowed = {canonical(each) for each in other}
    both = [each for each in one if canonical(each) in allowed]
    if not both:
        raise Contradiction('enums that exclude each other')
    return both


def _same(one: object, other: object) -> object:
    if canonical(one) != canonical(other):
        raise Contradiction('two different values of one keyword')
    return one


def _largest(one: Any, other: Any) -> Any:
    return max(one, other) if is_number(one) and is_number(other) else one if is_number(one) else other


def _smallest(one: Any, other: Any) -> Any:
    return min(one, other) if is_number(one) and is_number(other) else one if is_number(one) else other


def _joined(one: object, other: object) -> object:
    return list(dict.fromkeys(strings(one) + strings(other)))


def _either(one: object, other: object) -> object:
    return bool(one) or bool(other)


def both(one: object, other: object) -> object:
    """The schema that holds where both hold; `True` and `False` are schemas too."""
    if one is True or other is True:
        return other if one is True else one
    if one is False or other is False:
        return False
    return {'allOf': [one, other]}


RULES: Final[dict[str, Callable[[Any, Any], Any]]] = {
    'type': _both_types,
    'enum': _both_enums,
    'const': _same,
    'required': _joined,
    'minimum': _largest,
    'exclusiveMinimum': _largest,
    'minLength': _largest,
    'minItems': _largest,
    'minProperties': _largest,
    'maximum': _smallest,
    'exclusiveMaximum': _smallest,
    'maxLength': _smallest,
    'maxItems': _smallest,
    'maxProperties': _smallest,
    'uniqueItems': _either,
    'items': both,
    'propertyNames': both,
}


def merge(one: Schema, other: Schema) -> Schema:
    """One schema for what fulfils both. Contradiction if there is no such value, or none that a type could tell."""
    merged = dict(one)
    for keyword, value in other.items():
        if keyword in ('properties', 'additionalProperties', 'patternProperties', 'nullable'):
            continue
        if keyword not in merged:
            merged[keyword] = value
        elif keyword in RULES:
            merged[keyword] = RULES[keyword](merged[keyword], value)
        elif keyword in ('anyOf', 'oneOf', '$ref', 'allOf'):
            parts = merged.get('allOf')
            merged['allOf'] = [*(parts if isinstance(parts, list) else []), {keyword: value}]
        elif keyword not in ANNOTATIONS and keyword not in CONTAINERS:
            merged[keyword] = _same(merged[keyword], value)
    if one.get('nullable') is True and other.get('nullable') is not True:
        merged.pop('nullable')
    _merge_properties(one, other, merged)
    return merged


def _merge_properties(one: Schema, other: Schema, merged: Schema) -> None:
    """Each key must fulfil what either schema says of it, be it by name or as one of the others."""
    left, right = _properties(one), _properties(other)
    if left or right:
        merged['properties'] = {
            key: both(left.get(key, _rest(one)), right.get(key, _rest(other))) for key in dict.fromkeys([*left, *right])
        }
    if 'additionalProperties' in one or 'additionalProperties' in other:
        merged['additionalProperties'] = both(_rest(one), _rest(other))
    patterns = [each['patternProperties'] for each in (one, other) if isinstance(each.get('patternProperties'), dict)]
    if patterns:
        joined: Schema = {}
        for each in patterns:
            for pattern, schema in each.items():
                joined[pattern] = both(joined[pattern], schema) if pattern in joined else schema
        merged['patternProperties'] = joined


def _properties(schema: Schema) -> Schema:
    found = schema.get('properties')
    return found if isinstance(found, dict) else {}


def _rest(schema: Schema) -> object:
    found = schema.get('additionalProperties', True)
    return found if isinstance(found, dict | bool) else True
