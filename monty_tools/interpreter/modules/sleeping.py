"""``time.sleep``: the whole program stands still, and the host waits as it waits for a timer."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from ..natives import payload_of
from ..objects import HeapObject

if TYPE_CHECKING:
    from ..machine import Machine

MOST: Final = 9.2e9
"""Seconds. CPython counts nanoseconds in 64 bits; what is near it or above, it refuses without sleeping."""
REFUSED: Final = 1e10


def sleep(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    if kwargs:
        raise m.fail('TypeError', 'time.sleep() takes no keyword arguments')
    if len(args) != 1:
        raise m.fail('TypeError', f'time.sleep() takes exactly one argument ({len(args)} given)')
    value = payload_of(args[0])
    if isinstance(value, HeapObject):
        raise m.fail('TypeError', f"'{m.type_name(value)}' object cannot be interpreted as an integer")
    if isinstance(value, (int, float)) and 0 <= value < MOST:
        return m.sleep(float(value))
    refused = REFUSED if isinstance(value, (int, float)) and 0 <= value < REFUSED else value
    time.sleep(refused)  # type: ignore[arg-type]  # the host refuses it
    raise m.fail('TypeError', 'time.sleep() takes a number')
