"""``binascii``: the host's functions. Its exceptions are in ``prelude/binascii_module.py``."""

from __future__ import annotations

import binascii
import sys
from typing import Final

from ..objects import NativeFunction
from .buffers import CONVERTING, BufferFunction
from .entry import Entry

Row = tuple[str, str, int, int]

FLAG: Final = 't' if sys.version_info >= (3, 12) else 'i'
"""What the host takes for a truth value."""

FUNCTIONS: Final[dict[str, Row]] = {
    'a2b_base64': ('data, /, *, strict_mode=NOTHING', 'vt', 32, 1),
    'a2b_hex': ('hexstr, /', 'v', 64, 1),
    'a2b_qp': ('data, header=NOTHING', 'vt', 16, 1),
    'a2b_uu': ('data, /', 'v', 64, 1),
    'b2a_base64': ('data, /, *, newline=NOTHING', 'vt', 32, 2),
    'b2a_hex': ('data, sep=NOTHING, bytes_per_sep=NOTHING', 'vvi', 32, 3),
    'b2a_qp': ('data, quotetabs=NOTHING, istext=NOTHING, header=NOTHING', 'vttt', 8, 4),
    'b2a_uu': ('data, /, *, backtick=NOTHING', 'vt', 64, 2),
    'crc32': ('data, crc=NOTHING, /', 'vi', 64, 0),
    'crc_hqx': ('data, crc, /', 'vi', 16, 0),
    'hexlify': ('data, sep=NOTHING, bytes_per_sep=NOTHING', 'vvi', 32, 3),
    'unhexlify': ('hexstr, /', 'v', 64, 1),
}
"""Signature, kinds of the parameters, bytes for a unit of work, bytes made of each byte."""


def function(name: str, row: Row) -> NativeFunction:
    text, kinds, rate, growth = row
    return BufferFunction(
        name,
        vars(binascii)[name],
        text,
        kinds.replace('t', FLAG),
        'binascii_converted',
        rate,
        growth,
        binascii.Error,
        'binascii_fail',
    )


NAMES: Final[dict[str, object]] = {name: function(name, row) for name, row in FUNCTIONS.items()}
PRELUDE: Final = ('Error', 'Incomplete')
HELPERS: Final = ('binascii_converted', 'binascii_fail')

ENTRY: Final = Entry(NAMES, PRELUDE, CONVERTING, HELPERS)
