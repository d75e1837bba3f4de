"""Types of immutable host values that modules bring, beside those of the language: dates, decimals …

A value of such a type is the host's own object, of exactly the host's type. One ``Scalar`` tells what the interpreter
must know of a type; all operations on its values come here, and none of them runs code of the sandbox.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from .natives import HOST_ERRORS
from .objects import HOST_CLASSES, Class, HostState, Instance

if TYPE_CHECKING:
    from .arithmetic import HostOperator, HostUnary
    from .machine import Machine


class Scalar:
    """One type. The defaults do what the host does, uncharged: for values whose size is bounded."""

    def __init__(self, path: str, host: type, cls: Class) -> None:
        self.path = path  # ``module.name`` in the registry
        self.host = host
        self.cls = cls
        self.ordered = False  # the host may sort the values: what it raises is a TypeError, and a comparison is short

    # In and out.

    def enter(self, value: object) -> object:
        """A host value of this type as one of the sandbox's. Raises ValueError, with the reason, for what may not."""
        return value

    def leave(self, value: object) -> object:
        """A value as what the host gets."""
        return value

    def trace(self, value: object, out: list[object]) -> int:
        """The value's size in bytes; what it holds that can be large is appended, to be measured once."""
        return sys.getsizeof(value)

    def save(self, value: object) -> str:
        """The value as a text that a snapshot keeps."""
        raise NotImplementedError

    def restore(self, text: str) -> object:
        """The value of such a text. Raises ValueError for one that ``save`` never made."""
        raise NotImplementedError

    # Operations. Each raises Thrown.

    def thrown(self, m: Machine, error: BaseException, values: list[object]) -> Exception:
        """What an error of the host's in an operation becomes."""
        return m.host_error(error, [None, *values])

    def repr_of(self, m: Machine, value: object) -> str:
        return repr(value)

    def derived_repr(self, text: str, cls: Class) -> str:
        """``repr`` of an instance of ``cls``, which programs derived, whose value's is ``text``."""
        return text

    def derived(self, m: Machine, obj: Instance, value: object) -> object:
        """What an operator gives whose left operand, or only one, is an instance of a derived class, where the host
        gave ``value``."""
        return value

    def text_of(self, m: Machine, value: object) -> str:
        return str(value)

    def formatted(self, m: Machine, value: object, spec: str) -> str:
        """``format(value, spec)`` with a specification that is not empty."""
        try:
            return format(value, spec)
        except HOST_ERRORS as error:
            raise self.thrown(m, error, [value]) from None

    def truth(self, value: object) -> bool:
        return bool(value)

    def check_key(self, m: Machine, value: object) -> None:
        """Charge the host's ``hash`` of the value."""
        m.tracker.work(20)

    def binary(self, m: Machine, operator: HostOperator, op: int, x: object, y: object) -> object:
        """``x op y``, of which at least one is of this type and neither an object of the interpreter."""
        try:
            return operator(x, y)
        except HOST_ERRORS as error:
            raise self.thrown(m, error, [x, y]) from None

    def divided(self, m: Machine, x: object, y: object) -> object:
        """``divmod(x, y)`` of such values."""
        return self.binary(m, divmod, FLOORDIV, x, y)

    def powered(self, m: Machine, base: object, exponent: object, modulus: object) -> object:
        """``pow(base, exponent, modulus)``, of which at least one is of this type."""
        try:
            return pow(base, exponent, modulus)  # type: ignore[call-overload]  # the host refuses what it doesn't take
        except HOST_ERRORS as error:
            raise self.thrown(m, error, [base, exponent, modulus]) from None

    def unary(self, m: Machine, operator: HostUnary, op: int, x: object) -> object:
        try:
            return operator(x)
        except HOST_ERRORS as error:
            raise self.thrown(m, error, [x]) from None

    def equal(self, m: Machine, x: object, y: object) -> bool:
        """Whether containers take the two as equal."""
        m.tracker.work(1)
        return bool(x == y)

    def compare(self, m: Machine, operator: HostOperator, op: int, x: object, y: object) -> object:
        """A comparison by its number, likewise. What neither side knows is the host's TypeError."""
        m.tracker.work(1)
        try:
            return operator(x, y)
        except HOST_ERRORS as error:
            raise self.thrown(m, error, [x, y]) from None


FLOORDIV: Final = 5
"""The number of ``//``, which costs what ``divmod`` does, in ``arithmetic.OPERATORS``."""

SCALARS: Final[dict[type, Scalar]] = {}
"""Those of the modules that this process has used, by host type."""

HOMES: Final[dict[tuple[str, str], str]] = {
    ('datetime', 'date'): 'datetime',
    ('datetime', 'datetime'): 'datetime',
    ('datetime', 'time'): 'datetime',
    ('datetime', 'timedelta'): 'datetime',
    ('datetime', 'timezone'): 'datetime',
    ('decimal', 'Decimal'): 'decimal',
    ('zoneinfo', 'ZoneInfo'): 'zoneinfo',
}
"""The module to load when the host brings a value: by its class's module and name there."""


def define(scalar: Scalar) -> None:
    """Make the values of a type known to the interpreter."""
    SCALARS[scalar.host] = scalar
    HOST_CLASSES[scalar.host] = scalar.cls


def scalar_of(cls: type) -> Scalar | None:
    """The Scalar of exactly this host class, its module loaded if it must be; None for any other class."""
    if type(cls) is not type:  # hashing it would run the metaclass's code
        return None
    found = SCALARS.get(cls)
    if found is not None:
        return found
    home = HOMES.get((_text(_module, cls), _text(_name, cls)))
    if home is None:
        return None
    from .modules import REGISTRY
    from .runtime import module

    if home in REGISTRY:
        module(home)
    return SCALARS.get(cls)


_name: Final = type.__dict__['__name__']
_module: Final = type.__dict__['__module__']


def _text(descriptor: object, cls: type) -> str:
    found: object = descriptor.__get__(cls)  # type: ignore[attr-defined]  # a getset descriptor of the host's
    return found if type(found) is str else ''


def scalar_at(path: str) -> Scalar | None:
    """The Scalar of a type by its path."""
    load_home(path)
    for scalar in SCALARS.values():
        if scalar.path == path:
            return scalar
    return None


RESTORERS: Final[dict[str, Callable[[bytes], HostState]]] = {}
"""By path, what makes the state of an object again from the bytes that its ``save`` gave. It raises ValueError for
others. A module enters its own when it is loaded."""


def restorer_at(path: str) -> Callable[[bytes], HostState] | None:
    load_home(path)
    return RESTORERS.get(path)


def load_home(path: str) -> None:
    """Load the module that a path begins with, if there is one."""
    from .modules import REGISTRY
    from .runtime import module

    home = path.rpartition('.')[0]
    if home in REGISTRY:
        module(home)
