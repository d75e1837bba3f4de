"""The shape of real results, for tools that don't say what they return.

A shape grows with what is seen and never shrinks: it says what there was, not what there will be.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

import msgpack  # type: ignore[import-untyped]  # it ships no types
from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_jsonable_python

from .interpreter import SnapshotError

MAX_ITEMS: Final = 30
"""Elements of a list that are looked at."""
MAX_KEYS: Final = 40
"""Keys of an object; one with more is a mapping, whose keys are data."""
MAX_DEPTH: Final = 8
MAX_LOOKS: Final = 1_000
"""Values that are looked at in one result."""
MAX_SHAPE: Final = 500
"""Places in one shape."""
MAX_TOLD: Final = 5
"""Tools in an error's text."""
MAX_TEXT: Final = 300
"""Characters of a shape in an error's text."""

_KINDS: Final[dict[type, str]] = {type(None): 'null', bool: 'boolean', int: 'integer', float: 'number', str: 'string'}
_PYTHON: Final = {'boolean': 'bool', 'integer': 'int', 'number': 'float', 'string': 'str', 'null': 'None'}


@dataclass
class Budget:
    """What looking at one result may still take."""

    looks: int
    places: int


@dataclass
class Shape:
    """What was seen at one place."""

    kinds: set[str] = field(default_factory=set)
    """Of the scalars."""
    items: Shape | None = None
    """Of all elements of all lists."""
    keys: dict[str, Shape] | None = None
    """Of objects, by key."""
    always: set[str] = field(default_factory=set)
    """Keys that every object had."""
    values: Shape | None = None
    """Of the mappings' values."""
    unknown: bool = False
    """Whether there was something that was not looked at, or is no data."""

    def see(self, value: object) -> None:
        """Add ``value`` to what was seen."""
        self._see(value, 0, Budget(MAX_LOOKS, MAX_SHAPE - self.size()))

    def size(self) -> int:
        """How many places there are, this one and those below it."""
        below = [*(self.keys or {}).values(), *(each for each in (self.items, self.values) if each is not None)]
        return 1 + sum(each.size() for each in below)

    def _see(self, value: object, depth: int, left: Budget) -> None:
        left.looks -= 1
        kind = _KINDS.get(type(value))
        if kind is not None:
            self.kinds.add(kind)
        elif depth >= MAX_DEPTH or left.looks <= 0 or left.places <= 0:
            self.unknown = True
        elif isinstance(value, list | tuple):
            if self.items is None:
                self.items = Shape()
                left.places -= 1
            for item in value[:MAX_ITEMS]:
                if not is_left_out(item):
                    self.items._see(item, depth + 1, left)
        elif isinstance(value, dict) and all(isinstance(key, str) for key in value):
            self._see_object(value, depth, left)
        else:
            self.unknown = True

    def _see_object(self, value: dict[str, object], depth: int, left: Budget) -> None:
        if self.values is None and len(value) <= MAX_KEYS and len({*(self.keys or ()), *value}) <= MAX_KEYS:
            self.always = {*value} if self.keys is None else self.always & value.keys()
            self.keys = {} if self.keys is None else self.keys
            for key, each in value.items():
                if key == '…':
                    continue
                if key not in self.keys:
                    self.keys[key] = Shape()
                    left.places -= 1
                self.keys[key]._see(each, depth + 1, left)
            return
        # Too many keys to be names: from here on, and for what was seen before, only their values are told of.
        mapping = self.values = self.values or Shape(unknown=bool(self.keys))
        self.keys = None
        for each, _number in zip(value.values(), range(MAX_ITEMS), strict=False):
            mapping._see(each, depth + 1, left)

    def schema(self) -> dict[str, Any]:
        """The shape as a JSON Schema."""
        if self.unknown:
            return {}
        # What is a float here may be an int there: JSON writes 1.0 as 1.
        kinds = self.kinds - {'integer'} if 'number' in self.kinds else self.kinds
        found: list[dict[str, Any]] = [{'type': kind} for kind in _PYTHON if kind in kinds]
        if self.items is not None:
            found.insert(0, {'type': 'array', 'items': self.items.schema()})
        if self.keys is not None:
            properties = {key: each.schema() for key, each in self.keys.items()}
            found.insert(0, {'type': 'object', 'properties': properties, 'required': sorted(self.always)})
        if self.values is not None:
            found.insert(0, {'type': 'object', 'additionalProperties': self.values.schema()})
        if not found:
            return {}  # the elements of lists that were empty
        return found[0] if len(found) == 1 else {'anyOf': found}

    def text(self) -> str:
        """The shape in one line, as a Python type with objects written out: ``list[{'id': int, 'note'?: str}]``."""
        if self.unknown:
            return 'Any'
        found: list[str] = []
        if self.keys is not None:
            entries = (f'{key!r}{"" if key in self.always else "?"}: {each.text()}' for key, each in self.keys.items())
            found.append('{' + ', '.join(entries) + '}')
        if self.values is not None:
            found.append(f'dict[str, {self.values.text()}]')
        if self.items is not None:
            found.append(f'list[{self.items.text()}]')
        kinds = self.kinds - {'integer'} if 'number' in self.kinds else self.kinds
        found.extend(name for kind, name in _PYTHON.items() if kind in kinds)
        return ' | '.join(found) or 'Any'


@dataclass
class Shapes:
    """The shapes that one session has seen, by the tools' own names."""

    seen: dict[str, Shape] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    """How many results each is of."""

    def see(self, tool: str, value: object) -> None:
        """Add a result of ``tool``."""
        self.seen.setdefault(tool, Shape()).see(value)
        self.counts[tool] = self.counts.get(tool, 0) + 1

    def take(self, other: Shapes) -> None:
        """Know what ``other`` knows, too."""
        self.seen |= other.seen
        self.counts |= other.counts

    def told(self, tools: Iterable[str]) -> str:
        """One line for each of ``tools`` that was seen, '' for none."""
        lines: list[str] = []
        for name in dict.fromkeys(tools):
            if name in self.seen and len(lines) < MAX_TOLD:
                text = self.seen[name].text()
                lines.append(f'  {name}() -> {text if len(text) <= MAX_TEXT else text[:MAX_TEXT] + "…"}')
        return '\n'.join(lines)


def is_left_out(item: object) -> bool:
    """Whether it stands for what the record of the calls had no room for."""
    return isinstance(item, str) and item.startswith('… ') and item.endswith(' more')


MAGIC: Final = b'MONTYSES\x01'
"""What stored sessions begin with that know shapes: name and version of the format."""


@dataclass(frozen=True)
class StoredSession:
    """A session between two runs, and the shapes that it has seen."""

    program: bytes
    shapes: Shapes

    def packed(self) -> bytes:
        """The session as bytes: those of its program alone where nothing was seen."""
        if not self.shapes.seen:
            return self.program
        packed: bytes = msgpack.packb([self.program, to_jsonable_python(self.shapes)], unicode_errors='surrogatepass')
        return MAGIC + packed

    @classmethod
    def unpacked(cls, data: bytes) -> StoredSession:
        """The session that ``packed`` wrote; a program's own bytes are taken as they are. SnapshotError for what is
        damaged."""
        if not data.startswith(MAGIC):
            return cls(data, Shapes())
        try:
            program, shapes = msgpack.unpackb(data[len(MAGIC) :], unicode_errors='surrogatepass')
            if isinstance(program, bytes):
                return cls(program, _adapter.validate_python(shapes))
        except (ValueError, TypeError, ValidationError, msgpack.UnpackException, RecursionError):
            pass
        raise SnapshotError('not a usable session: its data is damaged')


_adapter: Final[TypeAdapter[Shapes]] = TypeAdapter(Shapes)
