"""``uuid``: written in ``prelude/uuid_module.py``; here is what it has of the host: clock, randomness, hashes."""

from __future__ import annotations

import hashlib
import sys
import uuid
from typing import TYPE_CHECKING, Final

from ..capabilities import clock_ns, entropy
from ..natives import Native
from ..objects import NativeFunction
from .entry import Entry, why
from .hashlib import HASHING_RATE
from .signatures import COMMON, Kwargs

if TYPE_CHECKING:
    from ..machine import Machine


def random_bytes(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_random_bytes(count, asked)``: from the run's randomness, for the function ``asked``."""
    count, asked = args
    assert isinstance(count, int) and isinstance(asked, str)
    return entropy(m, asked, count)


def nanoseconds(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_clock_ns(asked)``: since the epoch, by the run's clock."""
    asked = args[0]
    assert isinstance(asked, str)
    return clock_ns(m, asked)


def name_digest(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_name_digest(algorithm, data)``: the digest for a UUID made of a name."""
    algorithm, data = args
    assert isinstance(algorithm, str) and isinstance(data, (bytes, bytearray))
    m.tracker.work(10 + len(data) // HASHING_RATE)
    return hashlib.new(algorithm, data, usedforsecurity=False).digest()


def highest_version(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_highest_version()``: the highest version that a UUID can be given."""
    return 8 if sys.version_info >= (3, 14) else 5


def takes_bytes(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_takes_bytes()``: whether a name may be bytes."""
    return sys.version_info >= (3, 12)


CONSTANTS: Final = ('RESERVED_FUTURE', 'RESERVED_MICROSOFT', 'RESERVED_NCS', 'RFC_4122')

NAMES: Final[dict[str, object]] = {name: vars(uuid)[name] for name in CONSTANTS}
PRELUDE: Final[tuple[str, ...]] = (
    *('NAMESPACE_DNS', 'NAMESPACE_OID', 'NAMESPACE_URL', 'NAMESPACE_X500'),
    *('SafeUUID', 'UUID', 'getnode', 'uuid1', 'uuid3', 'uuid4', 'uuid5'),
    *(('MAX', 'NIL', 'uuid6', 'uuid7', 'uuid8') if sys.version_info >= (3, 14) else ()),
)
INTRINSICS: Final[dict[str, NativeFunction]] = {
    **COMMON,
    '_clock_ns': Native('_clock_ns', nanoseconds),
    '_highest_version': Native('_highest_version', highest_version),
    '_name_digest': Native('_name_digest', name_digest),
    '_takes_bytes': Native('_takes_bytes', takes_bytes),
    '_random_bytes': Native('_random_bytes', random_bytes),
}
ABSENT: Final = why({'Enum bytes_ int_ main simple_enum': 'not meant for programs'})
DIFFERENT: Final = {
    'SafeUUID': 'its members are those of an enum, but it is none',
    'getnode': "a random number: the host's address is not the program's to know",
    'uuid1': 'by the clock and randomness that the run was given; is_safe is unknown',
}

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS, (), None, ABSENT, DIFFERENT)
