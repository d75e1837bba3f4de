"""Declared inputs: their names, their types, and the check of the values a run is given.

Types are written as strings (``'list[str]'``), parsed by the grammar below and never evaluated, or as real types and
``typing`` constructs, read structurally. Both become the same :class:`TypeSpec`::

    union   = item ('|' item)*
    item    = name ['[' args ']'] | 'Literal' '[' literal (',' literal)* ']' | 'None'
    args    = union (',' union)* [',' '...']
"""

from __future__ import annotations

import collections.abc
import datetime
import decimal
import keyword
import re
import types
import typing
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from .errors import InputError

MAX_NAME: Final = 100
MAX_TYPE_TEXT: Final = 1000
MAX_TYPE_DEPTH: Final = 20

SCALARS: Final[dict[str, tuple[type, ...]]] = {
    'int': (int,),
    'float': (float, int),
    'complex': (complex, float, int),
    'str': (str,),
    'bool': (bool,),
    'bytes': (bytes,),
    'bytearray': (bytearray,),
    'None': (type(None),),
    'date': (datetime.date,),
    'datetime': (datetime.datetime,),
    'time': (datetime.time,),
    'timedelta': (datetime.timedelta,),
    'Decimal': (decimal.Decimal,),
}
"""The host types of each scalar type's values. As in static typing, an int is a float and a bool an int."""

CONTAINERS: Final[dict[str, tuple[type, ...]]] = {
    'list': (list,),
    'set': (set,),
    'frozenset': (frozenset,),
    'Sequence': (list, tuple, str, bytes, bytearray),
    'Collection': (list, tuple, set, frozenset, dict, str, bytes, bytearray),
    'Iterable': (list, tuple, set, frozenset, dict, str, bytes, bytearray),
}
"""Types with one type argument, and the host types of their values."""

MAPPINGS: Final = ('dict', 'Mapping')
ANY: Final = ('Any', 'object')
ALIASES: Final = {
    'List': 'list',
    'Dict': 'dict',
    'Tuple': 'tuple',
    'Set': 'set',
    'FrozenSet': 'frozenset',
    'NoneType': 'None',
    'MutableSequence': 'list',
    'MutableMapping': 'dict',
    'AbstractSet': 'set',
}
_PREFIXES: Final = ('typing.', 'collections.abc.', 'types.', 'builtins.', 'datetime.', 'decimal.')
_TOKEN: Final = re.compile(
    r"""\s*(?:(?P<name>[^\W\d]\w*(?:\.[^\W\d]\w*)*)|(?P<int>-?\d+)|(?P<str>'[^'\\]*'|"[^"\\]*")|(?P<op>\.\.\.|[\[\],|]))"""
)


class TypeSpec:
    """A declared type: ``name`` and type arguments. ``str()`` is a type string that means the same.

    ``name`` is one of ``SCALARS``, ``CONTAINERS``, ``MAPPINGS``, ``ANY``, ``'tuple'`` (of exactly ``args``),
    ``'tuple*'`` (any number of ``args[0]``), ``'Union'``, ``'Literal'`` (one of ``values``).
    """

    def __init__(self, name: str, args: tuple[TypeSpec, ...] = (), values: tuple[object, ...] = ()) -> None:
        self.name = name
        self.args = args
        self.values = values

    def __str__(self) -> str:
        if self.name == 'Union':
            return ' | '.join(str(arg) for arg in self.args)
        if self.name == 'Literal':
            return f'Literal[{", ".join(repr(value) for value in self.values)}]'
        if self.name == 'tuple*':
            return f'tuple[{self.args[0]}, ...]'
        return f'{self.name}[{", ".join(str(arg) for arg in self.args)}]' if self.args else self.name

    def problem(self, value: object, path: str) -> str | None:
        """What is wrong with ``value``, None if it is of this type. No hook of a subclass of a builtin type runs."""
        cls = type(value)
        name = self.name
        if name in ANY:
            return None
        if name == 'Union':
            return self._union_problem(value, path)
        if name == 'Literal':
            matches = any(type(known) is cls and known == value for known in self.values)
            return None if matches else self._mismatch(value, path)
        if name in SCALARS:
            return None if issubclass(cls, SCALARS[name]) else self._mismatch(value, path)
        if name in MAPPINGS:
            return self._mapping_problem(value, path)
        if name == 'tuple' or name == 'tuple*':
            return self._tuple_problem(value, path)
        if not issubclass(cls, CONTAINERS[name]):
            return self._mismatch(value, path)
        return self._item_problem(value, path)

    def _mismatch(self, value: object, path: str) -> str:
        return f'{path}: expected {self}, got {_type_name(value)}'

    def _union_problem(self, value: object, path: str) -> str | None:
        """None if any member fits; the member's own complaint where only one could have been meant."""
        nested: list[str] = []
        for arg in self.args:
            found = arg.problem(value, path)
            if found is None:
                return None
            if not found.startswith(f'{path}: '):
                nested.append(found)
        return nested[0] if len(nested) == 1 else self._mismatch(value, path)

    def _mapping_problem(self, value: object, path: str) -> str | None:
        if not issubclass(type(value), dict):
            return self._mismatch(value, path)
        if self.args:
            keys, values = self.args
            stored: list[tuple[object, object]] = list(dict.items(value))  # type: ignore[arg-type]  # a dict
            for key, item in stored:
                shown = _shown_key(key)
                found = keys.problem(key, f'{path} key {shown}') or values.problem(item, f'{path}[{shown}]')
                if found is not None:
                    return found
        return None

    def _tuple_problem(self, value: object, path: str) -> str | None:
        if not issubclass(type(value), tuple):
            return self._mismatch(value, path)
        if self.name == 'tuple*':
            return self._item_problem(value, path)
        items = _stored_items(value)
        if not self.args:
            return None
        if len(items) != len(self.args):
            return f'{path}: expected {self}, got a tuple of {len(items)}'
        for index, item in enumerate(items):
            found = self.args[index].problem(item, f'{path}[{index}]')
            if found is not None:
                return found
        return None

    def _item_problem(self, value: object, path: str) -> str | None:
        if self.args:
            for index, item in enumerate(_stored_items(value)):
                found = self.args[0].problem(item, f'{path}[{index}]')
                if found is not None:
                    return found
        return None


def _stored_items(value: object) -> list[object]:
    for base in _ITERATED:
        if issubclass(type(value), base):
            return list(base.__iter__(value))
    return []


_ITERATED: Final[tuple[typing.Any, ...]] = (list, tuple, set, frozenset, dict, str, bytes, bytearray)
# Any: each has an __iter__ of its own type's signature.


def _type_name(value: object) -> str:
    name: str = type.__dict__['__name__'].__get__(type(value))
    return name


def _shown_key(key: object) -> str:
    if isinstance(key, str):
        return repr(str.__str__(key)[:40])
    return str(key) if type(key) is int and abs(key) < 10**18 else '...'


class _Reader:
    """Recursive descent over the tokens of one type string."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.tokens = self.split(text)
        self.at = 0

    def split(self, text: str) -> list[tuple[str, str]]:
        if len(text) > MAX_TYPE_TEXT:
            raise InputError(f'the type of {self.name} is longer than {MAX_TYPE_TEXT} characters')
        tokens: list[tuple[str, str]] = []
        at = 0
        end = len(text.rstrip())
        while at < end:
            match = _TOKEN.match(text, at)
            if match is None or match.lastgroup is None:
                raise self.error(f'unexpected {text[at : at + 10]!r}')
            tokens.append((match.lastgroup, match[match.lastgroup]))
            at = match.end()
        tokens.append(('end', ''))
        return tokens

    def error(self, what: str) -> InputError:
        return InputError(f'the type of {self.name}, {self.text!r}, cannot be read: {what}')

    def accept(self, op: str) -> bool:
        if self.tokens[self.at] == ('op', op):
            self.at += 1
            return True
        return False

    def expect(self, op: str) -> None:
        if not self.accept(op):
            raise self.error(f'expected {op!r}, not {self.tokens[self.at][1] or "the end"!r}')

    def whole(self) -> TypeSpec:
        spec = self.union(0)
        if self.tokens[self.at][0] != 'end':
            raise self.error(f'unexpected {self.tokens[self.at][1]!r}')
        return spec

    def union(self, depth: int) -> TypeSpec:
        if depth > MAX_TYPE_DEPTH:
            raise self.error('it is nested too deeply')
        members = [self.item(depth)]
        while self.accept('|'):
            members.append(self.item(depth))
        return union_of(members)

    def item(self, depth: int) -> TypeSpec:
        kind, text = self.tokens[self.at]
        if kind == 'str':  # a quoted type inside a type
            self.at += 1
            return _Reader(text[1:-1], self.name).union(depth + 1)
        if kind != 'name':
            raise self.error(f'expected a type, not {text or "the end"!r}')
        self.at += 1
        name = text
        for prefix in _PREFIXES:
            name = name.removeprefix(prefix)
        if name == 'Literal':
            self.expect('[')
            return TypeSpec('Literal', (), self.literals())
        args: list[TypeSpec] = []
        if self.accept('['):
            args.append(self.union(depth + 1))
            while self.accept(','):
                if self.accept('...'):
                    self.expect(']')
                    return self.checked('tuple*' if name in ('tuple', 'Tuple') else name, args, True)
                args.append(self.union(depth + 1))
            self.expect(']')
        return self.checked(name, args, False)

    def checked(self, name: str, args: list[TypeSpec], variadic: bool) -> TypeSpec:
        if variadic and name != 'tuple*':
            raise self.error("'...' has a meaning in tuple[T, ...] only")
        try:
            return make_type(name, args)
        except InputError as error:
            raise self.error(error.message) from None

    def literals(self) -> tuple[object, ...]:
        values: list[object] = []
        while True:
            kind, text = self.tokens[self.at]
            self.at += 1
            if kind == 'str':
                values.append(text[1:-1])
            elif kind == 'int':
                values.append(int(text))
            elif kind == 'name' and text in _CONSTANTS:
                values.append(_CONSTANTS[text])
            else:
                raise self.error(f'a Literal is a string, an int, True, False or None, not {text!r}')
            if self.accept(']'):
                return tuple(values)
            self.expect(',')


_CONSTANTS: Final[dict[str, object]] = {'True': True, 'False': False, 'None': None}


def union_of(members: Sequence[TypeSpec]) -> TypeSpec:
    """``A | B``: one member is itself, members that are unions are merged."""
    flat: list[TypeSpec] = []
    for member in members:
        flat.extend(member.args if member.name == 'Union' else (member,))
    return flat[0] if len(flat) == 1 else TypeSpec('Union', tuple(flat))


def make_type(name: str, args: Sequence[TypeSpec]) -> TypeSpec:
    """The type of that name with those arguments. InputError if there is none."""
    name = ALIASES.get(name, name)
    if name == 'Optional' and len(args) == 1:
        return union_of([*args, TypeSpec('None')])
    if name == 'Union' and args:
        return union_of(args)
    counts = _ARGUMENT_COUNTS.get(name)
    if counts is None:
        raise InputError(f'{name!r} is not a type that an input can have; there are {", ".join(_ARGUMENT_COUNTS)}')
    if counts[0] >= 0 and len(args) not in counts:
        raise InputError(f'{name} does not take {len(args)} type arguments')
    return TypeSpec(name, tuple(args))


_ARGUMENT_COUNTS: Final[dict[str, tuple[int, ...]]] = {
    **dict.fromkeys(SCALARS, (0,)),
    **dict.fromkeys(CONTAINERS, (0, 1)),
    **dict.fromkeys(MAPPINGS, (0, 2)),
    'tuple': (-1,),
    **dict.fromkeys(ANY, (0,)),
    'Optional': (1,),
    'Union': (-1,),
    'Literal': (-1,),
    'tuple*': (1,),
}
"""How many type arguments each type takes; -1 for any number."""


def read_type(source: object, name: str) -> TypeSpec:
    """The TypeSpec of a type string, a type or a ``typing`` construct; ``name`` is what errors say it belongs to."""
    return _read(source, name, 0)


def _read(source: object, name: str, depth: int) -> TypeSpec:
    if depth > MAX_TYPE_DEPTH:
        raise InputError(f'the type of {name} is nested too deeply')
    if isinstance(source, str):
        return _Reader(source, name).whole()
    if isinstance(source, typing.ForwardRef):
        return _Reader(source.__forward_arg__, name).whole()
    if source is None:
        return TypeSpec('None')
    if source is typing.Any:
        return TypeSpec('Any')
    origin = typing.get_origin(source)
    arguments = typing.get_args(source)
    if origin is typing.Literal:
        return TypeSpec('Literal', (), _literal_values(arguments, name))
    if origin is typing.Annotated:
        return _read(arguments[0], name, depth + 1)
    if origin is typing.Union or origin is types.UnionType:
        return union_of([_read(argument, name, depth + 1) for argument in arguments])
    base = source if origin is None else origin
    type_name = _TYPE_NAMES.get(base) if isinstance(base, type) else None
    if type_name is None:
        raise InputError(f'the type of {name} is not one that an input can have: {_shown_type(source)}')
    if type_name == 'tuple' and len(arguments) == 2 and arguments[1] is Ellipsis:
        return TypeSpec('tuple*', (_read(arguments[0], name, depth + 1),))
    return make_type(type_name, [_read(argument, name, depth + 1) for argument in arguments])


def _shown_type(source: object) -> str:
    return source.__qualname__ if isinstance(source, type) else type(source).__name__


def _literal_values(values: tuple[object, ...], name: str) -> tuple[object, ...]:
    for value in values:
        if type(value) not in (str, int, bool, type(None)):
            raise InputError(f'the type of {name}: a Literal is a string, an int, True, False or None')
    return values


_TYPE_NAMES: Final[dict[type, str]] = {
    int: 'int',
    float: 'float',
    complex: 'complex',
    str: 'str',
    bool: 'bool',
    bytes: 'bytes',
    bytearray: 'bytearray',
    type(None): 'None',
    object: 'object',
    list: 'list',
    dict: 'dict',
    tuple: 'tuple',
    set: 'set',
    frozenset: 'frozenset',
    datetime.date: 'date',
    datetime.datetime: 'datetime',
    datetime.time: 'time',
    datetime.timedelta: 'timedelta',
    decimal.Decimal: 'Decimal',
    collections.abc.Sequence: 'Sequence',
    collections.abc.MutableSequence: 'list',
    collections.abc.Collection: 'Collection',
    collections.abc.Iterable: 'Iterable',
    collections.abc.Mapping: 'Mapping',
    collections.abc.MutableMapping: 'dict',
}


def check_name(name: object, what: str) -> str:
    """``name`` as the name of an input or external function (``what``), else InputError."""
    if type(name) is not str:
        raise InputError(f'the name of an {what} must be a str, not {_type_name(name)}')
    shown = repr(name[:MAX_NAME])
    if len(name) > MAX_NAME:
        raise InputError(f'the name of an {what} is longer than {MAX_NAME} characters: {shown}...')
    if not name.isidentifier():
        raise InputError(f'the name of an {what} must be an identifier, not {shown}')
    if keyword.iskeyword(name):
        raise InputError(f'the name of an {what} must not be a keyword: {shown}')
    if name.startswith('__') and name.endswith('__'):
        raise InputError(f'the name of an {what} must not be a dunder name: {shown}')
    if unicodedata.normalize('NFKC', name) != name:
        # Python reads identifiers in NFKC, so that the program could never spell this one.
        raise InputError(f'the name of an {what} must be in its normal form (NFKC): {shown}')
    return name


class InputSpec:
    """The declared inputs: ``types`` holds each name's type, None where none was declared."""

    def __init__(self, types: dict[str, TypeSpec | None]) -> None:
        self.types = types

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.types)

    def bind(self, values: Mapping[str, object] | None) -> dict[str, object]:
        """The values of a run by name, unchanged. InputError names the one that is missing, extra or ill-typed."""
        given = {} if values is None else values
        for name in given:
            if name not in self.types:
                raise InputError(f'unexpected input {_shown_key(name)}: {self._declared()}')
        missing = [name for name in self.types if name not in given]
        if missing:
            plural = 's' if len(missing) > 1 else ''
            raise InputError(f'missing input{plural} {", ".join(repr(name) for name in missing)}')
        bound: dict[str, object] = {}
        for name, spec in self.types.items():
            value = given[name]
            found = None if spec is None else spec.problem(value, f'inputs[{name!r}]')
            if found is not None:
                raise InputError(found)
            bound[name] = value
        return bound

    def _declared(self) -> str:
        if not self.types:
            return 'the program declares no inputs'
        return f'the program declares {", ".join(repr(name) for name in self.types)}'


def parse_inputs(inputs: Mapping[str, object] | Sequence[str | tuple[str, object]] | None) -> InputSpec:
    """The declaration in any of its forms: ``['url', ('count', 'int')]``, ``{'tags': 'list[str]', 'n': int}``, None.

    Raises InputError for a bad name or type, or a name declared twice.
    """
    declared: dict[str, TypeSpec | None] = {}
    for name, source in _pairs(inputs):
        checked = check_name(name, 'input')
        if checked in declared:
            raise InputError(f'input {checked!r} is declared twice')
        declared[checked] = None if source is _UNTYPED else read_type(source, f'input {checked!r}')
    return InputSpec(declared)


_UNTYPED: Final = object()


def _pairs(inputs: Mapping[str, object] | Sequence[str | tuple[str, object]] | None) -> list[tuple[object, object]]:
    if inputs is None:
        return []
    if isinstance(inputs, Mapping):
        return list(inputs.items())
    if not isinstance(inputs, (list, tuple)):
        raise InputError(f'inputs must be a list of names or a mapping of names to types, not {_type_name(inputs)}')
    pairs: list[tuple[object, object]] = []
    for entry in inputs:
        if isinstance(entry, tuple):
            if len(entry) != 2:
                raise InputError(f'a typed input is a pair of name and type, not a tuple of {len(entry)}')
            pairs.append((entry[0], entry[1]))
        else:
            pairs.append((entry, _UNTYPED))
    return pairs
