"""Functions of ours that sandbox code can call: how they are declared, charged and how the host's errors come out of
them.

A *host method* is a method of a builtin type called on exact builtin values, charged beforehand. A *native* is a Python
function of ours with the signature ``(machine, args, kwargs) -> value``. Neither may call sandbox code; what must, is
written in the prelude and reached with ``machine.call_prelude``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .objects import ABSENT, Class, Instance, NativeFunction, NativeProperty

if TYPE_CHECKING:
    from .machine import Machine

Charge = Callable[['Machine', list[object]], None]
Implementation = Callable[['Machine', list[object], dict[str, object] | None], object]
Reader = Callable[['Machine', object], object]

HOST_ERRORS = (TypeError, ValueError, LookupError, ArithmeticError, BufferError, StopIteration, RuntimeError)
"""What a host operation may raise on sandbox values and becomes a sandbox exception (RuntimeError where a ``__hash__``
or ``__eq__`` changed the container). Anything else (AttributeError, MemoryError …, and RecursionError, which
``walk.host_error`` raises again) is an internal error: no sandbox code can catch it."""


class HostMethod(NativeFunction):
    """A method descriptor of a builtin type (``str.upper``), called on unwrapped exact values after ``charge``."""

    def __init__(self, name: str, descriptor: Callable[..., object], charge: Charge) -> None:
        super().__init__(name)
        self.descriptor = descriptor
        self.charge = charge

    def invoke(self, m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
        plain = [payload_of(arg) for arg in args]
        self.charge(m, plain)
        try:
            if kwargs is None:
                return self.descriptor(*plain)
            return self.descriptor(*plain, **kwargs)
        except HOST_ERRORS as error:
            raise m.host_error(error, args) from None


class Native(NativeFunction):
    """A function of ours. ``HOST_ERRORS`` that its host operations raise become sandbox exceptions."""

    def __init__(self, name: str, implementation: Implementation) -> None:
        super().__init__(name)
        self.implementation = implementation

    def invoke(self, m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
        try:
            return self.implementation(m, args, kwargs)
        except HOST_ERRORS as error:
            raise m.host_error(error, self_first(self, args)) from None


class Counted(Native):
    """A method of ours with ``least`` to ``most`` arguments besides self and no keywords; what is wrong is refused in
    CPython's words for slots (``__next__``) or, where ``slot`` is False, for methods."""

    def __init__(self, name: str, implementation: Implementation, least: int, most: int, slot: bool) -> None:
        super().__init__(name, implementation)
        self.least = least
        self.most = most
        self.slot = slot

    def invoke(self, m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
        given = len(args) - 1
        if kwargs:
            kind = f'wrapper {self.name}' if self.slot else self.qualname
            raise m.fail('TypeError', f'{kind}() takes no keyword arguments')
        if not self.least <= given <= self.most:
            raise m.fail('TypeError', self.miscounted(given))
        return Native.invoke(self, m, args, kwargs)

    def miscounted(self, given: int) -> str:
        """The message for a wrong number of arguments."""
        if not self.slot:
            taken = 'exactly one argument' if self.most else 'no arguments'
            return f'{self.qualname}() takes {taken} ({given} given)'
        if self.most < 2:
            return f'expected {self.most} argument{"" if self.most == 1 else "s"}, got {given}'
        limit = self.least if given < self.least else self.most
        bound = '' if self.least == self.most else 'at least ' if given < self.least else 'at most '
        return f' expected {bound}{limit} argument{"" if limit == 1 else "s"}, got {given}'


class Getter(NativeProperty):
    """A read-only attribute computed by a function of ours."""

    def __init__(self, name: str, reader: Reader) -> None:
        super().__init__(name)
        self.reader = reader

    def read(self, m: Machine, obj: object) -> object:
        return self.reader(m, obj)


def self_first(function: NativeFunction, args: list[object]) -> list[object]:
    """The arguments as ``host_error`` takes them: behind a self, which only methods have."""
    return args if function.owner is not None else [None, *args]


def payload_of(value: object) -> object:
    """The builtin value that an instance of a subclass of a builtin type carries; anything else is itself."""
    if isinstance(value, Instance):
        payload = value.payload
        if payload is not None and isinstance(value.cls.payload, Class):
            return payload
    return value


def user_method(value: object, name: str) -> bool:
    """Whether sandbox code defines the special method ``name`` of the value's class."""
    cls = value.cls if isinstance(value, Instance) else value.meta if isinstance(value, Class) else None
    if cls is None:
        return False
    method = cls.lookup(name)
    return method is not ABSENT and not isinstance(method, NativeFunction)


def free(m: Machine, args: list[object]) -> None:
    """Charge of an operation that takes constant time and allocates nothing to speak of."""
