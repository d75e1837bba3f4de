"""``cmath``: the host's functions on exact numbers. Numbers of sandbox classes are converted by the prelude, which
calls the same native again."""

from __future__ import annotations

import cmath
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, cast

from ..natives import HOST_ERRORS, payload_of, self_first, user_method
from ..objects import Instance, NativeFunction
from ..types.tables import needs_index
from .entry import Entry

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None
Host = Callable[..., object]

HOST: Final[dict[str, object]] = vars(cmath)


class ComplexFunction(NativeFunction):
    """A function of complex numbers, or of floats where ``real``."""

    def __init__(self, name: str, real: bool) -> None:
        super().__init__(name)
        self.function = cast(Host, HOST[name])
        self.real = real

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        options = kwargs or {}
        m.tracker.work(len(args))
        for arg in (*args, *options.values()):
            if isinstance(arg, Instance) and self.converts(arg):
                self.refuse(m, args, options)
                return m.call_prelude('cmath_converted', [self, self.real, list(args), dict(options)])
        try:
            plain = [payload_of(arg) for arg in args]
            return self.function(*plain, **{name: payload_of(value) for name, value in options.items()})
        except HOST_ERRORS as error:
            raise m.host_error(error, self_first(self, args)) from None

    def converts(self, value: Instance) -> bool:
        """Whether sandbox code makes the number of an instance."""
        if not self.real and user_method(value, '__complex__'):
            return True
        return user_method(value, '__float__') or needs_index(value)

    def refuse(self, m: Machine, args: list[object], options: dict[str, object]) -> None:
        """Raise the host's error where the arguments' number or names are wrong, before one of them is converted."""
        try:
            self.function(*[1 for _ in args], **dict.fromkeys(options, 1))
        except (ValueError, ArithmeticError):
            return
        except TypeError as error:
            raise m.host_error(error, []) from None


COMPLEX: Final = (
    'acos acosh asin asinh atan atanh cos cosh exp isclose isfinite isinf isnan log log10 phase polar sin sinh sqrt '
    'tan tanh'
).split()
CONSTANTS: Final = 'e inf infj nan nanj pi tau'.split()

NAMES: Final[dict[str, object]] = {
    **{name: ComplexFunction(name, False) for name in COMPLEX},
    'rect': ComplexFunction('rect', True),
    **{name: HOST[name] for name in CONSTANTS},
}

ENTRY: Final = Entry(NAMES, (), {}, ('cmath_converted',))
