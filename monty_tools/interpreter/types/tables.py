"""What the tables of builtin types are made from: host methods by name, index-converting methods, refused calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, NoReturn, cast

from ..arithmetic import ADD, COMPARISONS, EQ, MUL, NE, OPERATORS, binary, compare, concatenation_error
from ..natives import (
    HOST_ERRORS,
    Charge,
    Getter,
    HostMethod,
    Implementation,
    Native,
    payload_of,
    self_first,
    user_method,
)
from ..objects import ABSENT, Instance, NativeFunction, NativeProperty

if TYPE_CHECKING:
    from ..machine import Machine

Descriptor = Callable[..., object]


class Refusal(NativeFunction):
    """A native checked for its number of arguments, which the host's own descriptor refuses in its own words.

    ``least`` and ``most`` count positional arguments, self included; ``keywords`` are the names it takes.
    """

    def __init__(
        self,
        name: str,
        implementation: Implementation,
        refuse: Descriptor,
        least: int,
        most: int,
        keywords: tuple[str, ...],
    ) -> None:
        super().__init__(name)
        self.implementation = implementation
        self.refuse = refuse
        self.least = least
        self.most = most
        self.keywords = keywords

    def invoke(self, m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
        try:
            if not self.least <= len(args) <= self.most or kwargs and not all(name in self.keywords for name in kwargs):
                self.refused(args, kwargs)
            return self.implementation(m, args, kwargs)
        except HOST_ERRORS as error:
            raise m.host_error(error, self_first(self, args)) from None

    def refused(self, args: list[object], kwargs: dict[str, object] | None) -> NoReturn:
        """Make the host raise its error: the arguments are stand-ins, except self."""
        stand_ins: list[object] = [None] * len(args)
        if args:
            stand_ins[0] = payload_of(args[0])
        self.refuse(*stand_ins, **dict.fromkeys(kwargs or {}))
        raise TypeError(f'{self.name}() was called with wrong arguments')


class IndexMethod(HostMethod):
    """A host method that takes integers at ``positions``: instances with ``__index__`` are converted by the prelude."""

    def __init__(self, name: str, descriptor: Descriptor, charge: Charge, positions: tuple[int, ...]) -> None:
        super().__init__(name, descriptor, charge)
        self.positions = positions

    def invoke(self, m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
        for position in self.positions:
            if position < len(args) and needs_index(args[position]):
                return m.call_prelude('call_with_index', [self, list(args), kwargs or {}, position])
        return HostMethod.invoke(self, m, args, kwargs)


class InPlace(IndexMethod):
    """An augmented operator that answers with its left operand, an instance of a subclass included."""

    def invoke(self, m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
        result = IndexMethod.invoke(self, m, args, kwargs)
        return args[0] if args and result is payload_of(args[0]) else result


def needs_index(value: object) -> bool:
    """Whether an integer is got from the value by sandbox code: its ``__index__``, or that of a part of a slice."""
    if isinstance(value, Instance):
        return not isinstance(value.payload, int) and user_method(value, '__index__')
    if isinstance(value, slice):
        return isinstance(value.start, Instance) or isinstance(value.stop, Instance) or isinstance(value.step, Instance)
    return False


def descriptor(owner: type, name: str) -> Descriptor:
    """The host's method ``name`` of a builtin type, unbound. Names come from our tables only."""
    for base in owner.__mro__:
        found = vars(base).get(name)
        if found is not None:
            return cast(Descriptor, found)
    raise KeyError(name)


def host_methods(owner: type, charges: Mapping[str, Charge]) -> dict[str, NativeFunction]:
    """Host methods for those names that this version of Python has."""
    return {
        name: HostMethod(name, descriptor(owner, name), charge)
        for name, charge in charges.items()
        if any(name in vars(base) for base in owner.__mro__)
    }


def native_methods(
    owner: type, entries: Mapping[str, tuple[Implementation, int, int, tuple[str, ...]]]
) -> dict[str, NativeFunction]:
    """Natives of ours for methods of ``owner``: name -> (implementation, least, most, keywords), self counted."""
    return {
        name: Refusal(name, implementation, descriptor(owner, name), least, most, keywords)
        for name, (implementation, least, most, keywords) in entries.items()
        if any(name in vars(base) for base in owner.__mro__)
    }


def natives(entries: Mapping[str, Implementation]) -> dict[str, NativeFunction]:
    """Natives that check their own arguments."""
    return {name: Native(name, implementation) for name, implementation in entries.items()}


def getters(entries: Mapping[str, Callable[[Machine, object], object]]) -> dict[str, NativeProperty]:
    return {name: Getter(name, reader) for name, reader in entries.items()}


def members(entries: Mapping[str, Callable[[Machine, object], object]]) -> dict[str, NativeProperty]:
    """Getters for what CPython has as fields of the object."""
    made = getters(entries)
    for getter in made.values():
        getter.is_member = True
    return made


def no_keywords(m: Machine, name: str, kwargs: dict[str, object] | None) -> None:
    """Refuse keyword arguments as CPython's constructors do."""
    if kwargs:
        raise m.fail('TypeError', f'{name}() takes no keyword arguments')


def at_most(m: Machine, name: str, args: list[object], most: int) -> None:
    """Refuse more than ``most`` positional arguments as CPython's constructors do."""
    if len(args) > most:
        plural = '' if most == 1 else 's'
        raise m.fail('TypeError', f'{name} expected at most {most} argument{plural}, got {len(args)}')


class Comparison(NativeFunction):
    """``__eq__``, ``__lt__`` … of a builtin type, by comparison number. NotImplemented for other types' values."""

    def __init__(self, owner: type, op: int, kinds: tuple[type, ...]) -> None:
        super().__init__(COMPARISONS[op][1])
        self.op = op
        self.descriptor = descriptor(owner, self.name)
        self.owner_type = owner
        self.kinds = kinds  # what it compares with

    def invoke(self, m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
        plain = [payload_of(arg) for arg in args]
        if len(plain) == 2 and not kwargs and isinstance(plain[0], self.owner_type):
            if not isinstance(plain[1], self.kinds):
                return NotImplemented
            answer = compare(m, self.op, plain[0], plain[1])
            return m.call_prelude('compare', [self.op, *plain]) if answer is ABSENT else answer
        try:
            return self.descriptor(*plain[:1], *[None for _ in plain[1:]], **dict.fromkeys(kwargs or {}))
        except HOST_ERRORS as error:
            raise m.host_error(error, args) from None


def comparisons(owner: type, kinds: tuple[type, ...], ordered: bool) -> dict[str, NativeFunction]:
    """The comparison dunders of a builtin type with values of ``kinds``."""
    chosen = range(len(COMPARISONS)) if ordered else (EQ, NE)
    return {COMPARISONS[op][1]: Comparison(owner, op, kinds) for op in chosen}


class Operator(NativeFunction):
    """A binary dunder of a builtin type, by operator number; ``swapped`` for the reflected one."""

    def __init__(self, owner: type, name: str, op: int, swapped: bool, kinds: tuple[type, ...]) -> None:
        super().__init__(name)
        self.descriptor = descriptor(owner, name)
        self.owner_type = owner
        self.op = op
        self.swapped = swapped
        self.kinds = kinds  # the other operand's types

    def invoke(self, m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
        plain = [payload_of(arg) for arg in args]
        if len(plain) == 2 and not kwargs and isinstance(plain[0], self.owner_type):
            x, y = plain
            if not isinstance(y, self.kinds):
                if (
                    self.op == MUL
                    and isinstance(x, (list, tuple))
                    and needs_index(y)
                    and not user_method(y, '__rmul__')
                ):
                    return m.call_prelude('call_with_index', [self, list(args), {}, 1])
                if isinstance(x, (list, tuple)):
                    raise self.refused(m, x, args[1])
                return NotImplemented
            if isinstance(x, (list, tuple)) and isinstance(y, int) is not (self.op == MUL):
                raise self.refused(m, x, args[1])
            return binary(m, self.op, y, x) if self.swapped else binary(m, self.op, x, y)
        try:
            return self.descriptor(*plain[:1], *[None for _ in plain[1:]], **dict.fromkeys(kwargs or {}))
        except HOST_ERRORS as error:
            raise m.host_error(error, args) from None

    def refused(self, m: Machine, items: object, other: object) -> Exception:
        """The TypeError of a list's or tuple's own ``+`` or ``*``, which never answers NotImplemented."""
        if self.op == ADD:
            return concatenation_error(m, items, other)
        return m.fail('TypeError', f"'{m.type_name(other)}' object cannot be interpreted as an integer")


def operators(owner: type, kinds: tuple[type, ...]) -> dict[str, NativeFunction]:
    """The binary dunders, reflected ones included, that the host's type has, with operands of ``kinds``."""
    made: dict[str, NativeFunction] = {}
    for op, (_, name, reflected, _, _) in enumerate(OPERATORS):
        if name in vars(owner):
            made[name] = Operator(owner, name, op, False, kinds)
        if reflected in vars(owner):
            made[reflected] = Operator(owner, reflected, op, True, kinds)
    return made


class TypeTable:
    """One builtin type: its methods, its getters and what calling it does (arguments without the class)."""

    def __init__(
        self,
        methods: dict[str, NativeFunction],
        getters: dict[str, NativeProperty],
        new: Implementation | None,
    ) -> None:
        self.methods = methods
        self.getters = getters
        self.new = new


NO_GETTERS: Final[dict[str, NativeProperty]] = {}
