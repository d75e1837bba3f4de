"""``io``: what works in memory, written in ``prelude/io_module.py``; here is what copies and searches.

``BytesIO`` keeps its bytes in a bytearray, which grows in place; ``StringIO`` keeps what is appended as a list of
parts.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

from ..natives import Getter, Native, payload_of
from ..objects import NativeFunction
from .copy import copy_of_object
from .entry import Entry, why
from .file_access import OPEN
from .signatures import COMMON, Arrange, Kwargs, Signature

if TYPE_CHECKING:
    from ..machine import Machine

UNIVERSAL: Final = re.compile('\r\n|\r|\n')


def line_end(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_io_line_end(data, start, newline)``: where the line that begins at ``start`` ends, its newline included."""
    data, start, newline = args
    assert isinstance(start, int)
    if isinstance(data, bytearray):
        at = data.find(b'\n', start)
        end = len(data) if at < 0 else at + 1
    elif newline == '':
        assert isinstance(data, str)
        match = UNIVERSAL.search(data, start)
        end = len(data) if match is None else match.end()
    else:
        assert isinstance(data, str) and isinstance(newline, str)
        at = data.find(newline, start)
        end = len(data) if at < 0 else at + len(newline)
    m.tracker.work(1 + ((end - start) >> 6))
    return end


def write_bytes(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_io_write(buffer, position, data)``: put the bytes there, after zeros where the buffer is too short."""
    buffer, position, value = args
    assert isinstance(buffer, bytearray) and isinstance(position, int)
    data = payload_of(value)
    if not isinstance(data, (bytes, bytearray)):
        raise m.fail('TypeError', f"a bytes-like object is required, not '{m.type_name(value)}'")
    size = len(data)
    m.tracker.work(1)
    if size == 0:
        return 0
    missing = position - len(buffer)
    if missing > 0:
        m.tracker.reserve(missing)
        buffer += bytes(missing)
    m.tracker.reserve(size + (size >> 3))
    buffer[position : position + size] = data
    return size


def read_bytes(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_io_read(buffer, start, end)``: a part as bytes."""
    buffer, start, end = args
    assert isinstance(buffer, bytearray) and isinstance(start, int) and isinstance(end, int)
    size = min(end, len(buffer)) - start
    if size <= 0:
        return b''
    m.tracker.reserve(size)
    m.tracker.work(1)
    return bytes(buffer[start : start + size]) if size < 64 else bytes(memoryview(buffer)[start : start + size])


def read_into(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_io_read_into(target, data)``: overwrite the beginning of a bytearray."""
    target = payload_of(args[0])
    data = payload_of(args[1])
    assert isinstance(data, (bytes, bytearray))
    if not isinstance(target, bytearray):
        message = 'readinto() argument must be read-write bytes-like object, not '
        raise m.fail('TypeError', message + m.type_name(args[0]))
    m.tracker.work(1 + (len(data) >> 6))
    target[: len(data)] = data
    return len(data)


def initial_bytes(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_io_buffer(data)``: a new bytearray with these bytes."""
    data = payload_of(args[0])
    if not isinstance(data, (bytes, bytearray)):
        raise m.fail('TypeError', f"a bytes-like object is required, not '{m.type_name(args[0])}'")
    m.tracker.reserve(len(data))
    m.tracker.allocate(64)
    return bytearray(data)


def blocking_error(m: Machine, module: object) -> object:
    """``BlockingIOError``, the builtin."""
    return m.class_named('BlockingIOError')


SIGNATURES: Final[dict[str, Signature]] = {
    'BytesIO': Signature(io.BytesIO, 'initial_bytes=None'),
    'StringIO': Signature(io.StringIO, 'initial_value=None, newline=NOTHING'),
    'TextIOWrapper': Signature(
        io.TextIOWrapper,
        'buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False',
        io.BytesIO(),
    ),
}

NAMES: Final[dict[str, object]] = {
    'BlockingIOError': Getter('BlockingIOError', blocking_error),
    'DEFAULT_BUFFER_SIZE': io.DEFAULT_BUFFER_SIZE,
    'SEEK_CUR': io.SEEK_CUR,
    'SEEK_END': io.SEEK_END,
    'SEEK_SET': io.SEEK_SET,
    'open': OPEN,
}
PRELUDE: Final[tuple[str, ...]] = tuple(
    (
        'BufferedIOBase BytesIO IOBase IncrementalNewlineDecoder RawIOBase StringIO TextIOBase TextIOWrapper '
        'UnsupportedOperation text_encoding'
    ).split()
)
INTRINSICS: Final[dict[str, NativeFunction]] = {
    **COMMON,
    '_arguments': Arrange('_arguments', SIGNATURES),
    '_copy_of_object': Native('_copy_of_object', copy_of_object),
    '_io_buffer': Native('_io_buffer', initial_bytes),
    '_io_line_end': Native('_io_line_end', line_end),
    '_io_read': Native('_io_read', read_bytes),
    '_io_read_into': Native('_io_read_into', read_into),
    '_io_write': Native('_io_write', write_bytes),
}
ABSENT: Final = why(
    {
        'BufferedRWPair BufferedRandom BufferedReader BufferedWriter FileIO open_code': 'needs files',
        'Reader Writer': 'introspection',
    }
)
DIFFERENT: Final = {
    'BytesIO': 'without getbuffer(): there is no memoryview in the sandbox',
    'TextIOWrapper': 'reads all of its buffer at once; tell() counts bytes, whatever was decoded',
}

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS, (), None, ABSENT, DIFFERENT)
