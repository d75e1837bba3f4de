"""Functions that CPython has in C and that the sandbox has in its own Python: called as C functions are.

A ``Signature`` sorts the arguments of a call by its parameters. What it doesn't take, the host's own function refuses,
in its own words: it is called with stand-ins, never with values of the sandbox.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ..natives import HOST_ERRORS, Native, self_first
from ..objects import NativeFunction

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None
Host = Callable[..., object]


class Missing:
    """The default of a parameter that must be given."""


MISSING: Final = Missing()


def nothing(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return None


NOTHING: Final = Native('_nothing', nothing)
"""Stands for an argument that was not given where None is one. No program sees it."""

DEFAULTS: Final[dict[str, object]] = {
    'None': None,
    'False': False,
    'True': True,
    '0': 0,
    '1': 1,
    '2': 2,
    "''": '',
    'NOTHING': NOTHING,
}


class Signature:
    """Parameters as in a definition: ``Signature(host, 'iterable, /, key=None, *, reverse=False')``.

    ``*rest`` takes further positional arguments as a tuple. ``refuse`` is the host's function, ``stand_in`` what it is
    called with.
    """

    def __init__(self, refuse: Host, text: str, stand_in: object = None) -> None:
        self.refuse = refuse
        self.stand_in = stand_in
        self.names: list[str] = []
        self.defaults: list[object] = []
        self.rest = ''
        self.positional = -1  # how many parameters can be given by position; -1: all
        self.posonly = 0
        for part in filter(None, text.split(', ')):
            if part == '/':
                self.posonly = len(self.names)
            elif part[0] == '*':
                self.rest = part[1:]
                self.positional = len(self.names)
            else:
                name, _, default = part.partition('=')
                self.names.append(name)
                self.defaults.append(DEFAULTS[default] if default else MISSING)
        if self.positional < 0:
            self.positional = len(self.names)

    def arranged(self, args: list[object], kwargs: Kwargs) -> list[object]:
        """The value of each parameter in order, then the tuple of the rest where the signature has one."""
        count = min(len(args), self.positional)
        values = [*args[:count], *self.defaults[count:]]
        if len(args) > count and not self.rest:
            self.refused(args, kwargs)
        for name, value in (kwargs or {}).items():
            at = self.names.index(name) if name in self.names else -1
            if at < count or at < self.posonly:
                self.refused(args, kwargs)
            values[at] = value
        if any(value is MISSING for value in values):
            self.refused(args, kwargs)
        if self.rest:
            values.append(tuple(args[count:]))
        return values

    def refused(self, args: list[object], kwargs: Kwargs) -> None:
        """Make the host raise its error."""
        self.refuse(*[self.stand_in] * len(args), **dict.fromkeys(kwargs or {}, self.stand_in))
        raise TypeError('wrong arguments')


class Prelude(NativeFunction):
    """A builtin function whose body is ``helper`` of the prelude file, which takes all parameters by position."""

    def __init__(self, name: str, signature: Signature, helper: str) -> None:
        super().__init__(name)
        self.signature = signature
        self.helper = helper

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        try:
            values = self.signature.arranged(args, kwargs)
        except HOST_ERRORS as error:
            raise m.host_error(error, self_first(self, args)) from None
        return m.call_prelude(self.helper, values)


class Arrange(NativeFunction):
    """``_arguments(name, args, kwargs)``: the arguments of a class's constructor, sorted by its signature."""

    def __init__(self, name: str, signatures: dict[str, Signature]) -> None:
        super().__init__(name)
        self.signatures = signatures

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        name, given, options = args
        assert isinstance(name, str) and isinstance(given, tuple) and isinstance(options, dict)
        m.tracker.allocate(56 + 8 * len(given))
        try:
            return self.signatures[name].arranged(list(given), options)
        except HOST_ERRORS as error:
            raise m.host_error(error, []) from None


def preludes(module: str, signatures: dict[str, Signature]) -> dict[str, object]:
    """Functions whose bodies are ``<module>_<name>`` in the prelude file of the module."""
    return {name: Prelude(name, signature, helper_of(module, name)) for name, signature in signatures.items()}


def helper_of(module: str, name: str) -> str:
    return f'{module}_{name}'


def class_item(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_class_item(cls, parameters)``: ``cls[parameters]`` of a class that takes any."""
    from ..types.classes import class_get_item

    return class_get_item(m, args, kwargs)


def kept(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_kept(name)``: what ``_keep`` gave this run's ``name``, None if nothing."""
    name = args[0]
    assert isinstance(name, str)
    return m.kept.get(name)


def keep(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_keep(name, value)``: remember a value for this run. ``name`` is ``module.name``, a constant of the prelude."""
    name, value = args
    assert isinstance(name, str)
    m.kept[name] = value
    m.tracker.memory(100)
    return value


COMMON: Final[dict[str, NativeFunction]] = {
    '_class_item': Native('_class_item', class_item),
    '_keep': Native('_keep', keep),
    '_kept': Native('_kept', kept),
    '_nothing': NOTHING,
}
"""Intrinsics that the preludes of several modules have."""
