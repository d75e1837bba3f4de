"""``struct``: the host's packing of exact values. ``Struct`` is in ``prelude/struct_module.py``.

The host's module-level functions are not used: they keep compiled formats, of any size, for all of the process.
"""

from __future__ import annotations

import re
import struct
import sys
from typing import TYPE_CHECKING, Final

from ..natives import HOST_ERRORS, Native, payload_of, user_method
from ..objects import Instance, NativeFunction
from ..types.tables import needs_index
from .entry import Entry
from .signatures import Kwargs, Signature

if TYPE_CHECKING:
    from ..machine import Machine

Values = list[object] | tuple[object, ...]

SMALL: Final = 256
"""Formats and structs up to this size need no closer look at what they make."""
ITEM: Final = re.compile(r'(\d*)\s*(\D)')
BYTES_PER_ITEM: Final = 64


def compiled(m: Machine, args: Values) -> struct.Struct:
    """The host's struct of the format that is the first of ``args``."""
    if not args:
        raise m.fail('TypeError', 'missing format argument')
    plain = payload_of(args[0])
    if not isinstance(plain, (str, bytes)):
        raise m.fail('TypeError', f'Struct() argument 1 must be a str or bytes object, not {m.type_name(args[0])}')
    m.tracker.work(4 + (len(plain) >> 2))
    if len(plain) > SMALL:
        m.tracker.reserve(40 * len(plain))
    return struct.Struct(plain)


def item_codes(made: struct.Struct) -> list[tuple[int, str]]:
    """Number and code of the items, in order."""
    found: list[tuple[int, str]] = []
    for match in ITEM.finditer(made.format):
        digits, code = match.groups()
        if code in 'sp':
            found.append((1, code))
        elif code not in 'x@=<>! \t\n\r\f\v':
            found.append((int(digits or '1'), code))
    return found


def charge_items(m: Machine, made: struct.Struct) -> None:
    """Charge unpacking once."""
    if made.size <= SMALL and len(made.format) <= SMALL:
        m.tracker.allocate(56 + 8 * made.size)
        return
    m.tracker.work(len(made.format) << 2)
    items = sum([count for count, _ in item_codes(made)])
    m.tracker.reserve(made.size + BYTES_PER_ITEM * items)
    m.tracker.work(items)
    m.tracker.allocate(56)


def converts(value: object) -> bool:
    """Whether sandbox code says what an instance is as a number or a truth value."""
    return isinstance(value, Instance) and (
        needs_index(value)
        or user_method(value, '__float__')
        or user_method(value, '__bool__')
        or user_method(value, '__len__')
    )


class StructFunction(NativeFunction):
    """A function whose first argument is a format. Struct's methods call it with theirs."""

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        try:
            return self.apply(m, args, kwargs)
        except struct.error as refused:
            message = str(refused)
        except HOST_ERRORS as error:
            raise m.host_error(error, [None, *args]) from None
        return m.call_prelude('struct_fail', [message])

    def apply(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        """The result, on exact values."""
        raise NotImplementedError

    def no_keywords(self, m: Machine, kwargs: Kwargs) -> None:
        if kwargs:
            raise m.fail('TypeError', f'{self.name}() takes no keyword arguments')


class Pack(StructFunction):
    """``pack(format, *values)`` and, with ``into``, ``pack_into(format, buffer, offset, *values)``."""

    def __init__(self, name: str, into: bool) -> None:
        super().__init__(name)
        self.into = into

    def apply(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        self.no_keywords(m, kwargs)
        made = compiled(m, args)
        first = 3 if self.into else 1
        for value in args[2 if self.into else 1 :]:
            if converts(value):
                m.tracker.work(len(made.format) << 2)
                codes = item_codes(made)
                if sum([count for count, _ in codes]) != len(args) - first:
                    break  # which the host refuses
                return m.call_prelude('struct_converted', [self, args, first, codes])
        plain = [payload_of(value) for value in args[1:]]
        m.tracker.work(len(plain))
        if self.into:
            made.pack_into(*plain)  # type: ignore[arg-type]  # the host refuses what is wrong
            return None
        if made.size > SMALL:
            m.tracker.reserve(made.size)
        return made.pack(*plain)


class Unpack(StructFunction):
    """``unpack(format, buffer)`` and, with ``offset``, ``unpack_from(format, /, buffer, offset=0)``."""

    def __init__(self, name: str, signature: Signature, offset: bool) -> None:
        super().__init__(name)
        self.signature = signature
        self.offset = offset

    def apply(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        values = self.signature.arranged(args, kwargs)
        made = compiled(m, values)
        plain = payload_of(values[1])
        if self.offset and needs_index(values[2]):
            return m.call_prelude('call_with_index', [self, values, {}, 2])
        if isinstance(plain, (bytes, bytearray)) and len(plain) >= made.size:
            charge_items(m, made)
        if self.offset:
            return made.unpack_from(plain, payload_of(values[2]))  # type: ignore[arg-type]  # as above
        return made.unpack(plain)  # type: ignore[arg-type]  # as above


class Size(StructFunction):
    """``calcsize(format)``."""

    def apply(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        if kwargs:
            raise m.fail('TypeError', '_struct.calcsize() takes no keyword arguments')
        if len(args) != 1:
            raise m.fail('TypeError', f'_struct.calcsize() takes exactly one argument ({len(args)} given)')
        return compiled(m, args).size


class Format(StructFunction):
    """``_struct_format(format)``: the format as text and its size."""

    def apply(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        made = compiled(m, args)
        return made.format, made.size


class Buffer(StructFunction):
    """``_struct_buffer(size, buffer)``: the number of bytes in what is to be unpacked in pieces of ``size``."""

    def apply(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        size = args[0]
        plain = payload_of(args[1])
        assert isinstance(size, int)
        if not isinstance(plain, (bytes, bytearray)):
            raise m.fail('TypeError', f"a bytes-like object is required, not '{m.type_name(args[1])}'")
        if size == 0:
            raise struct.error('cannot iteratively unpack with a struct of length 0')
        if len(plain) % size:
            raise struct.error(f'iterative unpacking requires a buffer of a multiple of {size} bytes')
        return len(plain)


def shows_format(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_shows_format()``: whether a ``Struct`` shows its format."""
    return sys.version_info >= (3, 13)


UNPACK: Final = Signature(struct.unpack, 'format, buffer, /', '')
UNPACK_FROM: Final = Signature(struct.unpack_from, 'format, /, buffer, offset=0', '')

NAMES: Final[dict[str, object]] = {
    'calcsize': Size('calcsize'),
    'pack': Pack('pack', False),
    'pack_into': Pack('pack_into', True),
    'unpack': Unpack('unpack', UNPACK, False),
    'unpack_from': Unpack('unpack_from', UNPACK_FROM, True),
}
PRELUDE: Final = ('Struct', 'error', 'iter_unpack')
HELPERS: Final = ('struct_converted', 'struct_fail')
INTRINSICS: Final[dict[str, NativeFunction]] = {
    '_shows_format': Native('_shows_format', shows_format),
    '_struct_buffer': Buffer('_struct_buffer'),
    '_struct_format': Format('_struct_format'),
}

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS, HELPERS)
