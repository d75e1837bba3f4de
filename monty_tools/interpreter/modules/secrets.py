"""``secrets``: the run's own randomness, written in ``prelude/secrets_module.py``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from ..capabilities import entropy
from ..natives import Native, payload_of
from ..objects import HeapObject, NativeFunction
from .base64 import NAMES as BASE64
from .entry import Entry, why
from .hmac import NAMES as HMAC

if TYPE_CHECKING:
    from ..machine import Machine


def random_bytes(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``_random_bytes(asked, count)``: for the function ``asked``; ``count`` as ``os.urandom`` takes it."""
    asked, given = args
    assert isinstance(asked, str)
    count = payload_of(given)
    if isinstance(count, int) and count >= 0:
        return entropy(m, asked, int(count))
    if isinstance(count, HeapObject):
        raise m.fail('TypeError', f"'{m.type_name(count)}' object cannot be interpreted as an integer")
    os.urandom(-1 if isinstance(count, int) else count)  # type: ignore[arg-type]  # the host refuses it
    raise m.fail('TypeError', 'a number of bytes is expected')


def native(value: object) -> NativeFunction:
    assert isinstance(value, NativeFunction)
    return value


NAMES: Final[dict[str, object]] = {'DEFAULT_ENTROPY': 32, 'compare_digest': HMAC['compare_digest']}
PRELUDE: Final = ('choice', 'randbelow', 'randbits', 'token_bytes', 'token_hex', 'token_urlsafe')
INTRINSICS: Final[dict[str, NativeFunction]] = {
    '_random_bytes': Native('_random_bytes', random_bytes),
    'urlsafe_b64encode': native(BASE64['urlsafe_b64encode']),
}

ABSENT: Final = why({'SystemRandom': 'the functions of this module have the same numbers'})

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS, absent=ABSENT)
