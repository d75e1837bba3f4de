"""Functions of the host's C modules that work on bytes: their arguments sorted, converted where sandbox code says what
they are, and charged by the bytes they read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..natives import HOST_ERRORS, Native, payload_of, self_first, user_method
from ..objects import Instance, NativeFunction
from ..types.tables import needs_index
from .signatures import NOTHING, Host, Kwargs, Signature

if TYPE_CHECKING:
    from ..machine import Machine

INTEGER: Final = 'i'
TRUTH: Final = 't'
VALUE: Final = 'v'
MEMBERS: Final = 'c'

STAND_INS: Final[dict[type, object]] = {list: [0], tuple: (0,), dict: {0: 0}, set: {0}, frozenset: frozenset((0,))}
"""What the host gets for a container, of which it wants to know no more than that it is none of what it takes."""


FUNCTIONS: Final[dict[str, BufferFunction]] = {}
"""All of them: an intrinsic among them is no value that could be stored, but its key is."""


class BufferFunction(NativeFunction):
    """``host`` on exact values, after ``rate`` bytes of its arguments for each unit of work.

    ``text`` is the signature, ``kinds`` has one letter for each parameter: what an instance is converted to by the
    prelude function ``converter`` (called with the key in ``FUNCTIONS``, then names, values and kinds of arguments).
    The host makes up to ``growth`` bytes of each one. An error of the class that the sandbox has for ``error`` is
    raised by the prelude function ``thrower``, with the message.
    """

    def __init__(
        self,
        name: str,
        host: Host,
        text: str,
        kinds: str,
        converter: str,
        rate: int = 64,
        growth: int = 1,
        error: type[Exception] | None = None,
        thrower: str = '',
    ) -> None:
        super().__init__(name)
        self.host = host
        self.signature = Signature(host, text)
        self.kinds = kinds
        self.converter = converter
        self.rate = rate
        self.growth = growth
        self.error = error
        self.thrower = thrower
        self.key = f'{converter}.{name}'
        FUNCTIONS[self.key] = self

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        names: list[object] = []
        given: list[object] = []
        try:
            for index, value in enumerate(self.signature.arranged(args, kwargs)):
                if value is not NOTHING:
                    names.append(self.signature.names[index])
                    given.append(value)
            for name, value in zip(names, given, strict=True):
                if converts(value, self.kind(name)):
                    kinds = [self.kind(name) for name in names]
                    return m.call_prelude(self.converter, [self.key, names, given, kinds])
            return self.apply(m, names, given)
        except HOST_ERRORS as error:
            return self.failed(m, error, self_first(self, args))
        except AssertionError as refused:
            failure = m.fail('AssertionError', str(refused))
        raise failure

    def kind(self, name: object) -> str:
        """The letter for a parameter."""
        return self.kinds[self.signature.names.index(name)]  # type: ignore[arg-type]  # a name of the signature

    def failed(self, m: Machine, error: Exception, args: list[object]) -> object:
        """Raise the host's error in the sandbox."""
        if self.error is not None and isinstance(error, self.error):
            return m.call_prelude(self.thrower, [str(error)])
        raise m.host_error(error, args)

    def apply(self, m: Machine, names: list[object], given: list[object]) -> object:
        """The host's function of the parameters that were given, by their names and in order."""
        signature = self.signature
        positional: list[object] = []
        named: dict[str, object] = {}
        size = 0
        for name, value in zip(names, given, strict=True):
            plain = host_value(self.kind(name), value)
            if isinstance(plain, (bytes, bytearray, str)):
                size += len(plain)
            at = len(positional)
            if at < signature.positional and name == signature.names[at]:
                positional.append(plain)
            else:
                named[str(name)] = plain
        m.tracker.work(1 + size // self.rate)
        if size > 64:
            m.tracker.reserve(size * self.growth)
        return self.host(*positional, **named)


def host_value(kind: str, value: object) -> object:
    """A value as the host may see it."""
    plain = payload_of(value)
    if kind == MEMBERS and isinstance(plain, (bytes, bytearray)) and len(plain) > 256:
        return bytes(set(plain))
    return STAND_INS.get(type(plain), plain)


def converts(value: object, kind: str) -> bool:
    """Whether sandbox code says what a value is as a number or a truth value, or what it contains."""
    if kind == MEMBERS:
        return not isinstance(payload_of(value), (bytes, bytearray))
    if not isinstance(value, Instance):
        return False
    if kind == INTEGER:
        return needs_index(value)
    return user_method(value, '__bool__') or user_method(value, '__len__')


def call_converted(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_call_converted(key, names, values)``: a function of these, called by its ``converter``."""
    key, names, values = args
    assert isinstance(key, str) and isinstance(names, list) and isinstance(values, list)
    function = FUNCTIONS[key]
    try:
        return function.apply(m, names, values)
    except HOST_ERRORS as error:
        return function.failed(m, error, [None, *values])


CONVERTING: Final[dict[str, NativeFunction]] = {'_call_converted': Native('_call_converted', call_converted)}
"""What a ``converter`` needs."""
