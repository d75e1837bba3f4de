"""pydantic's validation errors in one short text for a model: where, what was expected, what came."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from pydantic_core import ErrorDetails, ValidationError

from monty_tools.schemas.phrases import shorten
from monty_tools.schemas.validate import BRANCH

MOST_ERRORS: Final = 8
MOST_VALUE: Final = 40

Location = tuple[int | str, ...]

# By pydantic's type of error: what was expected, with the error's context filled in.
EXPECTED: Final[dict[str, str]] = {
    'int_type': 'int',
    'int_parsing': 'int',
    'int_from_float': 'int',
    'int_parsing_size': 'a smaller int',
    'float_type': 'float',
    'float_parsing': 'float',
    'finite_number': 'a finite number',
    'bool_type': 'bool',
    'bool_parsing': 'bool',
    'string_type': 'str',
    'string_sub_type': 'str',
    'string_unicode': 'valid text',
    'bytes_type': 'bytes',
    'bytes_invalid_encoding': 'bytes in {encoding}',
    'none_required': 'None',
    'list_type': 'list',
    'tuple_type': 'tuple',
    'set_type': 'set',
    'frozen_set_type': 'frozenset',
    'set_item_not_hashable': 'a hashable item',
    'iterable_type': 'an iterable',
    'iteration_error': 'an iterable',
    'dict_type': 'dict',
    'mapping_type': 'dict',
    'ordered_dict_type': 'dict',
    'frozen_dict_type': 'dict',
    'counter_type': 'dict',
    'deque_type': 'list',
    'ellipsis_error': '...',
    'fraction_type': 'a fraction',
    'fraction_parsing': 'a fraction',
    'model_type': 'dict of {class_name}',
    'model_attributes_type': 'dict',
    'dataclass_type': 'dict of {class_name}',
    'dataclass_exact_type': 'instance of {class_name}',
    'is_instance_of': 'instance of {class}',
    'is_subclass_of': 'subclass of {class}',
    'callable_type': 'a callable',
    'complex_type': 'complex',
    'complex_str_parsing': 'complex',
    'named_tuple_type': 'tuple',
    'arguments_type': 'arguments',
    'literal_error': '{expected}',
    'enum': '{expected}',
    'greater_than': 'more than {gt}',
    'greater_than_equal': 'at least {ge}',
    'less_than': 'less than {lt}',
    'less_than_equal': 'at most {le}',
    'multiple_of': 'a multiple of {multiple_of}',
    'string_too_short': 'at least {min_length} characters',
    'string_too_long': 'at most {max_length} characters',
    'string_pattern_mismatch': 'text that matches {pattern}',
    'string_not_ascii': 'ASCII text',
    'bytes_too_short': 'at least {min_length} bytes',
    'bytes_too_long': 'at most {max_length} bytes',
    'too_short': 'at least {min_length} items',
    'too_long': 'at most {max_length} items',
    'date_type': 'a date',
    'date_parsing': 'a date',
    'date_from_datetime_parsing': 'a date',
    'date_from_datetime_inexact': 'a date without time',
    'date_past': 'a date in the past',
    'date_future': 'a date in the future',
    'time_type': 'a time',
    'time_parsing': 'a time',
    'datetime_type': 'a date-time',
    'datetime_parsing': 'a date-time',
    'datetime_object_invalid': 'a date-time',
    'datetime_from_date_parsing': 'a date-time',
    'datetime_past': 'a date-time in the past',
    'datetime_future': 'a date-time in the future',
    'timezone_naive': 'a date-time without time zone',
    'timezone_aware': 'a date-time with time zone',
    'timezone_offset': 'a time zone offset of {tz_expected} s',
    'time_delta_type': 'a duration',
    'time_delta_parsing': 'a duration',
    'url_type': 'a URL',
    'url_parsing': 'a URL',
    'url_syntax_violation': 'a URL',
    'url_too_long': 'a URL of at most {max_length} characters',
    'url_scheme': 'a URL with scheme {expected_schemes}',
    'uuid_type': 'a UUID',
    'uuid_parsing': 'a UUID',
    'uuid_version': 'a UUID of version {expected_version}',
    'decimal_type': 'a decimal number',
    'decimal_parsing': 'a decimal number',
    'decimal_max_digits': 'at most {max_digits} digits',
    'decimal_max_places': 'at most {decimal_places} decimal places',
    'decimal_whole_digits': 'at most {whole_digits} digits before the point',
    'json_type': 'JSON text',
    'json_invalid': 'JSON text ({error})',
    'union_tag_invalid': '{expected_tags} for {discriminator}',
    'union_tag_not_found': 'the key {discriminator}',
    'invalid_key': 'str keys',
    'recursion_loop': 'a value that does not contain itself and is not too deep',
    'recursion_depth_exceeded': 'a value that is not too deep',
    'needs_python_object': 'a Python object',
    'default_factory_not_called': 'the fields before to be valid',
    'no_such_attribute': 'the attribute {attribute}',
    'get_attribute_error': 'readable attributes',
    'frozen_field': 'no change',
    'frozen_instance': 'no change',
}
# Errors that are about a value of the right type.
ABOUT_VALUES: Final = frozenset(
    """
    greater_than greater_than_equal less_than less_than_equal multiple_of string_too_short string_too_long
    string_pattern_mismatch string_not_ascii bytes_too_short bytes_too_long too_short too_long literal_error enum
    finite_number date_past date_future datetime_past datetime_future timezone_naive timezone_aware timezone_offset
    date_parsing time_parsing datetime_parsing datetime_from_date_parsing date_from_datetime_parsing
    date_from_datetime_inexact time_delta_parsing url_parsing url_syntax_violation url_too_long url_scheme uuid_parsing
    uuid_version decimal_parsing decimal_max_digits decimal_max_places decimal_whole_digits json_invalid recursion_loop
    value_error assertion_error int_parsing_size string_unicode bytes_invalid_encoding format unique size never
    datetime_object_invalid tag
    """.split()
)


def describe_invalid(
    error: ValidationError,
    what: str,
    spelling: Callable[[str], str] = str,
    expected: Callable[[Location], str | None] | None = None,
    noun: str = 'argument',
) -> TypeError | ValueError:
    """All errors in one text of one line. ValueError if all are about values, else TypeError.

    `what` begins it (`get_orders()`), `spelling` gives the name of a top-level key, `expected` the type at a location
    where it is known. `noun` is what the top-level keys are, '' where locations begin in the value itself.
    """
    grouped: dict[Location, list[ErrorDetails]] = {}
    for detail in error.errors(include_url=False, include_context=True, include_input=True):
        grouped.setdefault(_place(detail['loc']), []).append(detail)
    texts = [_one(place, details, spelling, expected, noun) for place, details in grouped.items()]
    if len(texts) > MOST_ERRORS:
        texts[MOST_ERRORS:] = [f'and {len(texts) - MOST_ERRORS} errors more']
    about_values = all(detail['type'] in ABOUT_VALUES for details in grouped.values() for detail in details)
    text = f'{what}: {"; ".join(texts)}'
    return ValueError(text) if about_values else TypeError(text)


def _place(location: Location) -> Location:
    """A location without the branches of unions."""
    return tuple(step for step in location if not (isinstance(step, str) and step.startswith(BRANCH)))


def _one(
    place: Location,
    details: list[ErrorDetails],
    spelling: Callable[[str], str],
    expected: Callable[[Location], str | None] | None,
    noun: str,
) -> str:
    """What was wrong in one place, of which a union may tell in several ways."""
    where = path(place, spelling, noun)
    first = details[0]
    kind = first['type']
    if kind in ('missing', 'missing_argument', 'missing_keyword_only_argument'):
        known = expected(place) if expected else None
        return f'missing {where}' + (f' ({known})' if known else '')
    if kind in ('extra_forbidden', 'unexpected_keyword_argument'):
        return f'unexpected {where}'
    if kind in ('value_error', 'assertion_error'):
        return f'{where}: {_cause(first)}'
    wrong_type = any(detail['type'] not in ABOUT_VALUES for detail in details)
    wanted = expected(place) if expected and wrong_type else None
    if wanted is None:
        wanted = ' or '.join(dict.fromkeys(_wanted(detail) for detail in details))
    else:
        wanted = f'expected {wanted}'
    came = f'got {value(first["input"])}'
    return f'{where}: {wanted}, {came}' if where else f'{wanted}, {came}'


def _cause(detail: ErrorDetails) -> str:
    cause = detail.get('ctx', {}).get('error')
    return shorten(' '.join(str(cause if cause is not None else detail['msg']).split()), 200)


def _wanted(detail: ErrorDetails) -> str:
    template = EXPECTED.get(detail['type'])
    if template is None:
        return shorten(' '.join(detail['msg'].split()), 200)
    context: dict[str, Any] = detail.get('ctx', {})
    try:
        return 'expected ' + shorten(template.format_map(context), 120)
    except (KeyError, ValueError):
        return shorten(' '.join(detail['msg'].split()), 200)


def path(place: Location, spelling: Callable[[str], str] = str, noun: str = 'argument') -> str:
    """`argument 'items'`, and what is below it as Python spells it: `argument 'items', items[3]['user-id'].name`."""
    if not place:
        return ''
    if not noun:
        return 'result' + ''.join(_step(step) for step in place)
    head = spelling(str(place[0]))
    rest = ''.join(_step(step) for step in place[1:])
    return f'{noun} {head + rest!r}' if not rest else f'{noun} {head}{rest}'


def _step(step: int | str) -> str:
    if isinstance(step, str) and step.isidentifier():
        return f'.{step}'
    return f'[{step}]' if isinstance(step, int) else f'[{shorten(repr(step), MOST_VALUE)}]'


def value(given: object) -> str:
    """The type of a value and a short repr, without asking the value itself unless it is plain data."""
    if given is None:
        return 'None'
    name = type(given).__name__
    if isinstance(given, bool | float):
        return f'{name} {given!r}'
    if type(given) is int:
        return f'int {given}' if abs(given) < 10**MOST_VALUE else 'a huge int'
    if type(given) is str:
        text = repr(given[:MOST_VALUE])
        return f'str {text}' if len(given) <= MOST_VALUE else f'str {text}… of {len(given)} characters'
    if type(given) in (list, tuple, dict, set, frozenset) and isinstance(given, list | tuple | dict | set | frozenset):
        return f'{name} of {len(given)}'
    return name
