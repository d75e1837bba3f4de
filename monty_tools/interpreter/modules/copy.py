"""``copy``: written in ``prelude/copy_module.py``; here is what it needs of the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..natives import Native
from ..objects import ExceptionValue, Instance, NativeFunction

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None


def copy_of_object(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_copy_of_object(obj)``: an instance of the same class with the same attributes, in dicts of its own."""
    value = args[0]
    assert isinstance(value, Instance) and not isinstance(value, ExceptionValue)
    attrs = value.attrs
    slots = value.slots
    m.tracker.allocate(120 + 100 * ((0 if attrs is None else len(attrs)) + (0 if slots is None else len(slots))))
    made = Instance(value.cls)
    made.attrs = None if attrs is None else dict(attrs)
    made.slots = None if slots is None else dict(slots)
    made.payload = copied_payload(m, value.payload)
    return made


def copied_payload(m: Machine, payload: object) -> object:
    """The builtin value that a copy carries: one of its own where it can be changed."""
    if isinstance(payload, (list, dict, set, bytearray)):
        m.tracker.reserve(56 + 100 * len(payload))
        return payload.copy()
    return payload


INTRINSICS: Final[dict[str, NativeFunction]] = {'_copy_of_object': Native('_copy_of_object', copy_of_object)}
