"""The closed set of type nodes that a JSON Schema is read into.

Both the Python text (`render`) and the validator (`validate`) are made from these nodes, so what the text promises is
what is validated. Nodes are frozen and compare by structure; what is only said about a value (descriptions, defaults,
notes) doesn't take part in comparison. Every object with named keys is a `Record` in a `Registry` and is referred to by
number: nodes therefore never nest through objects, cycles are ordinary, and equal records of different tools are found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, TypeAlias

Bound: TypeAlias = int | float


@dataclass(frozen=True, slots=True)
class Anything:
    """Any JSON value. `note` says why nothing more is known, '' where the schema wants it so."""

    note: str = field(default='', compare=False)


@dataclass(frozen=True, slots=True)
class Nothing:
    """No value at all: the schema `false`."""


@dataclass(frozen=True, slots=True)
class Null:
    """`None`."""


@dataclass(frozen=True, slots=True)
class Boolean:
    """A bool."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a number; None where there is none."""

    ge: Bound | None = None
    gt: Bound | None = None
    le: Bound | None = None
    lt: Bound | None = None
    multiple_of: Bound | None = None


NO_LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class Integer:
    """An int that is no bool."""

    limits: Limits = NO_LIMITS


@dataclass(frozen=True, slots=True)
class Number:
    """A float or an int, never a bool; an int stays an int."""

    limits: Limits = NO_LIMITS


@dataclass(frozen=True, slots=True)
class Text:
    """A str. Lengths are in characters; `pattern` is searched for, not anchored."""

    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    format: str | None = None
    unchecked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some JSON values, each kept as its canonical JSON text, since 1, 1.0 and True are equal in Python."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of any length within the bounds."""

    items: Node
    min_items: int | None = None
    max_items: int | None = None
    unique: bool = False
    unchecked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tuple:
    """An array whose first places have a type each. `rest` is the type of all further ones, None where there are none.

    The first `required` places must be there; where that is fewer than all, or bounds are given, `Sequence` is used.
    """

    places: tuple[Node, ...]
    rest: Node | None = None
    unchecked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mapping:
    """An object without known keys."""

    key: Node
    value: Node
    min_items: int | None = None
    max_items: int | None = None
    unchecked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Union:
    """One of at least two nodes, none of which is a union or `Anything`."""

    members: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """The definition with this number in the registry."""

    index: int


@dataclass(frozen=True, slots=True)
class Remarks:
    """What a schema says about a value beyond its type. `default` is canonical JSON text."""

    description: str = ''
    default: str | None = None
    deprecated: bool = False


NO_REMARKS: Final = Remarks()


@dataclass(frozen=True, slots=True)
class Field:
    """One named key of a record."""

    key: str
    node: Node
    required: bool
    remarks: Remarks = field(default=NO_REMARKS, compare=False)


@dataclass(frozen=True, slots=True)
class Record:
    """An object with named keys.

    `others` is the type of all other keys, None where there may be none; `declared` is whether the schema says so.
    """

    fields: tuple[Field, ...]
    others: Node | None
    declared: bool = field(default=False, compare=False)
    min_items: int | None = None
    max_items: int | None = None
    unchecked: tuple[str, ...] = ()
    description: str = field(default='', compare=False)


Node: TypeAlias = (
    Anything
    | Nothing
    | Null
    | Boolean
    | Integer
    | Number
    | Text
    | Choice
    | Sequence
    | Tuple
    | Mapping
    | Union
    | Reference
    | Record
)


@dataclass(slots=True)
class Definition:
    """A type with a name: a record, or any node that refers to itself.

    `title` is the schema's own name for it, '' where there is none; `hint` is the name to use then.
    """

    node: Node
    title: str
    hint: str


class Registry:
    """All definitions of a set of tools. References are indices into `definitions`."""

    def __init__(self) -> None:
        self.definitions: list[Definition] = []

    def add(self, node: Node, title: str, hint: str) -> Reference:
        self.definitions.append(Definition(node, title, hint))
        return Reference(len(self.definitions) - 1)

    def resolve(self, node: Node) -> Node:
        """The node itself, or what it refers to."""
        seen: set[int] = set()
        while isinstance(node, Reference) and node.index not in seen:
            seen.add(node.index)
            node = self.definitions[node.index].node
        return node


def union(members: list[Node]) -> Node:
    """The union of `members`: flat, without repetitions; `Anything` swallows the others."""
    if len(members) == 1:
        return members[0]
    flat: list[Node] = []
    for member in members:
        flat.extend(member.members if isinstance(member, Union) else [member])
    for member in flat:
        if isinstance(member, Anything):
            return member
    values = list(dict.fromkeys(value for member in flat if isinstance(member, Choice) for value in member.values))
    kept: list[Node] = []
    for member in flat:
        if isinstance(member, Choice):
            member = Choice(tuple(values))
        if not isinstance(member, Nothing) and member not in kept:
            kept.append(member)
    if Null() in kept:
        kept = [member for member in kept if member != Null()] + [Null()]
    if not kept:
        return Nothing()
    return kept[0] if len(kept) == 1 else Union(tuple(kept))


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below `node`, without following references."""
    match node:
        case Sequence():
            return (node.items,)
        case Tuple():
            return node.places if node.rest is None else (*node.places, node.rest)
        case Mapping():
            return (node.key, node.value)
        case Union():
            return node.members
        case Record():
            below = tuple(each.node for each in node.fields)
            return below if node.others is None else (*below, node.others)
        case _:
            return ()


def below(registry: Registry, node: Node, step: int | str) -> Node | None:
    """The type at a key or index of a value of type `node`; None if there is none, or more than one to choose from."""
    node = registry.resolve(node)
    match node:
        case Union():
            found = [each for each in (below(registry, member, step) for member in node.members) if each is not None]
            return found[0] if len(found) == 1 else None
        case Sequence():
            return node.items if isinstance(step, int) else None
        case Tuple():
            if not isinstance(step, int):
                return None
            return node.places[step] if step < len(node.places) else node.rest
        case Mapping():
            return node.value
        case Record():
            return next((each.node for each in node.fields if each.key == step), node.others)
        case _:
            return None


def relink(node: Node, target: list[int]) -> Node:
    """`node` with every reference `i` replaced by `target[i]`."""
    match node:
        case Reference():
            return Reference(target[node.index])
        case Sequence():
            return Sequence(relink(node.items, target), node.min_items, node.max_items, node.unique, node.unchecked)
        case Tuple():
            rest = None if node.rest is None else relink(node.rest, target)
            return Tuple(tuple(relink(place, target) for place in node.places), rest, node.unchecked)
        case Mapping():
            key, value = relink(node.key, target), relink(node.value, target)
            return Mapping(key, value, node.min_items, node.max_items, node.unchecked)
        case Union():
            return union([relink(member, target) for member in node.members])
        case Record():
            return Record(
                tuple(Field(each.key, relink(each.node, target), each.required, each.remarks) for each in node.fields),
                None if node.others is None else relink(node.others, target),
                node.declared,
                node.min_items,
                node.max_items,
                node.unchecked,
                node.description,
            )
        case _:
            return node


def merge_equal(registry: Registry) -> list[int]:
    """For each definition, the number of the first one that is equal to it, cycles included.

    Partition refinement, as for the states of an automaton: definitions are told apart by their shape with all
    references replaced by the class of what they refer to, until no class splits any more.
    """
    definitions = registry.definitions
    classes = [0] * len(definitions)
    count = 0
    while True:
        numbers: dict[tuple[int, str, Node], int] = {}
        fresh = [
            numbers.setdefault((old, each.title, relink(each.node, classes)), len(numbers))
            for old, each in zip(classes, definitions, strict=True)
        ]
        classes = fresh
        if len(numbers) == count:
            break
        count = len(numbers)
    first: dict[int, int] = {}
    return [first.setdefault(number, index) for index, number in enumerate(classes)]
