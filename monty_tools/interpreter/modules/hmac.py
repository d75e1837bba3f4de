"""``hmac``: written in ``prelude/hmac_module.py`` over the hash objects of ``hashlib``."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Final

from ..natives import Native
from ..objects import NativeFunction
from .buffers import BufferFunction
from .entry import Entry
from .signatures import Kwargs

if TYPE_CHECKING:
    from ..machine import Machine


def missing_digest(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_missing_digest()``: what says that there is no ``digestmod``."""
    return hmac.new(b'', None, '')  # which raises, in the words of this version


NAMES: Final[dict[str, object]] = {
    'compare_digest': BufferFunction('compare_digest', hmac.compare_digest, 'a, b, /', 'vv', '', 64, 0),
    'digest_size': None,
    'trans_36': hmac.trans_36,
    'trans_5C': hmac.trans_5C,
}
PRELUDE: Final = ('HMAC', 'digest', 'new')
NEEDS: Final[dict[str, str]] = {'new_hash': 'hashlib.new'}
INTRINSICS: Final[dict[str, NativeFunction]] = {'_missing_digest': Native('_missing_digest', missing_digest)}

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS, (), NEEDS)
