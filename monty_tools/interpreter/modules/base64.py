"""``base64``: the host's functions on exact values; what reads and writes files is in ``prelude/base64_module.py``."""

from __future__ import annotations

import base64
import binascii
from typing import Final

from ..objects import NativeFunction
from .binascii import FLAG
from .buffers import CONVERTING, BufferFunction
from .entry import Entry, why

Row = tuple[str, str, int, int]

FUNCTIONS: Final[dict[str, Row]] = {
    'a85decode': ('b, *, foldspaces=NOTHING, adobe=NOTHING, ignorechars=NOTHING', 'vttc', 1, 14),
    'a85encode': ('b, *, foldspaces=NOTHING, wrapcol=NOTHING, pad=NOTHING, adobe=NOTHING', 'vtvtt', 1, 28),
    'b16decode': ('s, casefold=NOTHING', 'vt', 8, 4),
    'b16encode': ('s', 'v', 16, 4),
    'b32decode': ('s, casefold=NOTHING, map01=NOTHING', 'vtv', 1, 4),
    'b32encode': ('s', 'v', 1, 4),
    'b32hexdecode': ('s, casefold=NOTHING', 'vt', 1, 4),
    'b32hexencode': ('s', 'v', 1, 4),
    'b64decode': ('s, altchars=NOTHING, validate=NOTHING', 'vv' + FLAG, 16, 3),
    'b64encode': ('s, altchars=NOTHING', 'vv', 16, 3),
    'b85decode': ('b', 'v', 1, 14),
    'b85encode': ('b, pad=NOTHING', 'vt', 1, 28),
    'decodebytes': ('s', 'v', 16, 2),
    'encodebytes': ('s', 'v', 8, 6),
    'standard_b64decode': ('s', 'v', 16, 3),
    'standard_b64encode': ('s', 'v', 16, 3),
    'urlsafe_b64decode': ('s', 'v', 16, 3),
    'urlsafe_b64encode': ('s', 'v', 16, 4),
    'z85decode': ('s', 'v', 1, 14),
    'z85encode': ('s', 'v', 1, 28),
}
"""Signature, kinds of the parameters, bytes for a unit of work, bytes needed for each byte."""

HOST: Final[dict[str, object]] = vars(base64)
"""The host's module: what it lacks, the sandbox's lacks."""


def make_functions() -> dict[str, object]:
    made: dict[str, object] = {}
    for name, (text, kinds, rate, growth) in FUNCTIONS.items():
        host = HOST.get(name)
        if callable(host):
            made[name] = BufferFunction(
                *(name, host, text, kinds, 'base64_converted', rate, growth, binascii.Error, 'binascii_fail')
            )
    return made


NAMES: Final[dict[str, object]] = {
    **make_functions(),
    'MAXBINSIZE': HOST['MAXBINSIZE'],
    'MAXLINESIZE': HOST['MAXLINESIZE'],
}
PRELUDE: Final = ('decode', 'encode')
HELPERS: Final = ('base64_converted',)
NEEDS: Final[dict[str, str]] = {'converted_values': 'binascii.converted_values'}
INTRINSICS: Final[dict[str, NativeFunction]] = CONVERTING
ABSENT: Final = why({'bytes_types main test': 'not meant for programs'})

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS, HELPERS, NEEDS, ABSENT)
