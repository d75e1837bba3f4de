"""``json``: the natives that encode and decode exact builtin values. The module itself is ``prelude/json_module.py``.

Encoding is iterative, by our own walk: the host's encoder recurses, and takes what it meets for what it looks like.
Decoding is the host's, after a look at how deep the text nests; the result holds nothing but exact builtin values.
"""

from __future__ import annotations

import json
import re
import sys
from json.encoder import encode_basestring, encode_basestring_ascii
from typing import TYPE_CHECKING, Any, Final

from ..limits import MEGABYTE
from ..natives import Native, payload_of, user_method
from ..objects import ABSENT, NativeFunction, class_of
from ..walk import scalar_repr
from .entry import Entry

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None

MAX_ENCODED_DEPTH: Final = 900
"""Levels of containers in what is encoded; CPython's encoder stops at about as many."""
MAX_DECODED_DEPTH: Final = 100
"""Levels of arrays and objects in a text: the host's decoder recurses."""
FLOAT_TEXTS: Final = {'inf': 'Infinity', '-inf': '-Infinity', 'nan': 'NaN'}
BREAKS_EMPTY: Final = json.dumps({(): None}, skipkeys=True, indent=0) != '{}'
"""Whether this version breaks the lines of a dict whose keys were all skipped."""
NEEDS_CODE: Final = ABSENT
"""What the encoder answers where sandbox code is needed: ``default``, or a method of an instance's class."""


# Encoding


class Options:
    """The encoder's settings. ``indent`` is None for one line."""

    def __init__(self, options: tuple[object, ...]) -> None:
        skipkeys, ensure_ascii, check_circular, allow_nan, indent, item, key, sort_keys, has_default = options
        self.skipkeys = skipkeys is True
        self.ensure_ascii = ensure_ascii is True
        self.check_circular = check_circular is True
        self.allow_nan = allow_nan is True
        self.indent: str | None = indent if isinstance(indent, str) else None
        self.item_separator = item if isinstance(item, str) else ''
        self.key_separator = key if isinstance(key, str) else ''
        self.sort_keys = sort_keys is True
        self.has_default = has_default is True


class Output:
    """The parts of the text. What they take is reserved as it grows: the machine can't see them when it measures."""

    def __init__(self, m: Machine) -> None:
        self.m = m
        self.parts: list[str] = []
        self.joined: list[str] = []
        self.size = 0
        self.measured = 65536

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.size += len(text) if text.isascii() else 4 * len(text)
        if len(self.parts) > 4096:
            self.joined.append(''.join(self.parts))
            self.parts.clear()
        if self.size > self.measured:
            self.m.tracker.reserve(2 * self.size)
            self.measured = self.size + min(self.size, MEGABYTE)

    def text(self) -> str:
        self.m.tracker.reserve(self.size)
        self.joined.append(''.join(self.parts))
        return ''.join(self.joined)


class Open:
    """A container being written: ``values`` and, of a dict, the texts of the ``keys`` before them."""

    def __init__(self, source: object, values: list[object], keys: list[str] | None) -> None:
        self.source = source
        self.values = values
        self.keys = keys
        self.at = 0


class Encoder:
    """One call of ``_json_encode``. ``outer`` are the objects that the prelude has open, outermost first; ``level`` is
    how many of them are containers."""

    def __init__(self, m: Machine, options: Options, outer: list[object], level: int) -> None:
        self.m = m
        self.options = options
        self.outer = outer
        self.level = level
        self.open: list[Open] = []
        self.out = Output(m)
        self.breaks: list[str] = []  # newline and indentation, by level

    def encode(self, value: object) -> object:
        """The text of ``value``, or ``NEEDS_CODE``."""
        if not self.write(value):
            return NEEDS_CODE
        while self.open:
            top = self.open[-1]
            at = top.at
            if at == len(top.values):
                self.open.pop()
                self.line_break(len(self.open))
                self.out.add('}' if top.keys is not None else ']')
                continue
            top.at = at + 1
            if at:
                self.out.add(self.options.item_separator)
            self.line_break(len(self.open))
            if top.keys is not None:
                self.out.add(top.keys[at])
                self.out.add(self.options.key_separator)
            if not self.write(top.values[at]):
                return NEEDS_CODE
        return self.out.text()

    def line_break(self, depth: int) -> None:
        """With an indent: a new line, ``depth`` levels deep in what is encoded here."""
        indent = self.options.indent
        if indent is None:
            return
        level = self.level + depth
        while len(self.breaks) <= level:
            self.m.tracker.reserve(len(indent) * len(self.breaks) * 4)
            self.breaks.append('\n' + indent * len(self.breaks))
        self.out.add(self.breaks[level])

    def write(self, value: object) -> bool:
        """Write a scalar, or open a container. False where sandbox code is needed."""
        m = self.m
        m.tracker.work(1)
        text = self.scalar(value)
        if text is not None:
            self.out.add(text)
            return True
        plain = payload_of(value)
        if isinstance(plain, (list, tuple)):
            if user_method(value, '__iter__') or user_method(value, '__len__'):
                return False
            if not plain:
                self.out.add('[]')
                return True
            self.push(plain, list(plain), None)
            return True
        if isinstance(plain, dict):
            if user_method(value, 'items') or user_method(value, '__len__'):
                return False
            return self.write_dict(plain)
        if self.options.has_default:
            return False
        raise m.fail('TypeError', f'Object of type {class_of(value).name} is not JSON serializable')

    def scalar(self, value: object) -> str | None:
        """The text of a scalar; None for anything else."""
        if value is None:
            return 'null'
        if value is True:
            return 'true'
        if value is False:
            return 'false'
        plain = payload_of(value)
        if isinstance(plain, str):
            return self.string(plain)
        if isinstance(plain, int):
            return scalar_repr(self.m, plain)
        if isinstance(plain, float):
            return self.number(plain)
        return None

    def string(self, text: str) -> str:
        size = len(text)
        if size > 64:
            self.m.tracker.reserve(6 * size if not text.isascii() else 2 * size)
        if self.options.ensure_ascii:
            return encode_basestring_ascii(text)
        return encode_basestring(text)

    def number(self, value: float) -> str:
        text = repr(value)
        special = FLOAT_TEXTS.get(text)
        if special is None:
            return text
        if not self.options.allow_nan:
            shown = f': {text}' if sys.version_info >= (3, 12) else ''
            raise self.m.fail('ValueError', f'Out of range float values are not JSON compliant{shown}')
        return special

    def push(self, source: object, values: list[object], keys: list[str] | None) -> None:
        """Open a container that is not empty."""
        m = self.m
        m.tracker.work(len(values) >> 2)
        m.tracker.memory(100 + 8 * len(values))
        depth = len(self.open) + len(self.outer)
        if self.options.check_circular:
            m.tracker.work(depth >> 3)
            if any(seen.source is source for seen in self.open) or any(seen is source for seen in self.outer):
                raise m.fail('ValueError', 'Circular reference detected')
        if depth > MAX_ENCODED_DEPTH:
            raise m.fail('RecursionError', 'maximum recursion depth exceeded while encoding a JSON object')
        self.out.add('[' if keys is None else '{')
        self.open.append(Open(source, values, keys))

    def write_dict(self, mapping: dict[object, object]) -> bool:
        if not mapping:
            self.out.add('{}')
            return True
        entries = list(mapping.items())
        if self.options.sort_keys:
            if not sortable_keys(entries):
                return False
            self.m.tracker.work(len(entries) * len(entries).bit_length() >> 2)
            try:
                entries.sort(key=first)
            except TypeError as error:
                raise self.m.host_error(error, []) from None
        keys: list[str] = []
        values: list[object] = []
        for key, value in entries:
            text = self.key(key)
            if text is not None:
                keys.append(text)
                values.append(value)
        if not values:
            self.out.add('{')
            if BREAKS_EMPTY:
                self.line_break(len(self.open) + 1)
                self.line_break(len(self.open))
            self.out.add('}')
            return True
        self.push(mapping, values, keys)
        return True

    def key(self, key: object) -> str | None:
        """The text of a key; None for one that is skipped."""
        plain = payload_of(key)
        if isinstance(plain, str):
            return self.string(plain)
        text = self.scalar(key)
        if text is not None:
            return f'"{text}"'
        if self.options.skipkeys:
            return None
        message = f'keys must be str, int, float, bool or None, not {self.m.type_name(key)}'
        raise self.m.fail('TypeError', message)


def first(entry: tuple[object, object]) -> Any:
    return entry[0]  # a scalar: the host refuses to compare different ones


KEY_TYPES: Final[set[type]] = {str, int, float, bool, type(None)}


def sortable_keys(entries: list[tuple[object, object]]) -> bool:
    """Whether the host may order them, or refuse to."""
    return all(type(key) in KEY_TYPES for key, _ in entries)


def encode_value(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_json_encode(value, options, outer, level)``: the text, or None where sandbox code is needed."""
    value, options, outer, level = args
    assert isinstance(options, tuple) and isinstance(outer, list) and isinstance(level, int)
    text = Encoder(m, Options(options), outer, level).encode(value)
    return None if text is NEEDS_CODE else text


def encode_key(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_json_key(key, options)``: the text of a key, or None for one that is skipped."""
    key, options = args
    assert isinstance(options, tuple)
    return Encoder(m, Options(options), [], 0).key(key)


def container_kind(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_json_kind(value)``: 1 for a list or tuple, 2 for a dict, 0 for anything else."""
    plain = payload_of(args[0])
    return 1 if isinstance(plain, (list, tuple)) else 2 if isinstance(plain, dict) else 0


# Decoding

TOKENS: Final = re.compile(r'[\[{]+|[\]}]+|"[^"\\]*(?:\\.[^"\\]*)*"?', re.DOTALL)
LONG_NUMBER: Final = re.compile(r'(?<!\d)\d{4301,}')
NUMBER: Final = re.compile(r'(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?')
SPACE: Final = re.compile(r'[ \t\n\r]*')


def nesting(m: Machine, text: str) -> tuple[int, bool]:
    """The deepest nesting in a JSON text, and whether an array is what is opened there. At least what the decoder
    gets to see, where it stops at an error."""
    if text.count('[') + text.count('{') <= MAX_DECODED_DEPTH:
        return 0, False
    depth = 0
    deepest = 0
    array = False
    for match in TOKENS.finditer(text):
        token = match.group()
        char = token[0]
        if char == '[' or char == '{':
            depth += len(token)
            if depth > deepest:
                deepest = depth
                array = token[-1] == '['
        elif char != '"':
            depth -= len(token)
        m.tracker.work(2)
    return deepest, array


def charge_decoding(m: Machine, text: str) -> None:
    """Charge reading ``text`` and all that it can become; refuse what nests too deep."""
    m.tracker.work(1 + (len(text) >> 3))
    arrays = text.count('[')
    objects = text.count('{')
    deepest, array = nesting(m, text)
    if deepest > MAX_DECODED_DEPTH:
        kind = 'array' if array else 'object'
        raise m.fail(
            'RecursionError', f'maximum recursion depth exceeded while decoding a JSON {kind} from a unicode string'
        )
    m.tracker.reserve(72 * arrays + 160 * objects + 24 * text.count(',') + 28 * text.count('"') + len(text))
    m.tracker.allocations += arrays + objects
    m.tracker.allocate(0)
    limit = sys.get_int_max_str_digits()
    if limit == 0 or limit > 4300:
        for match in LONG_NUMBER.finditer(text):
            digits = match.end() - match.start()
            m.tracker.work((digits // 9) ** 2 >> 5)


DECODERS: Final = {True: json.JSONDecoder(strict=True), False: json.JSONDecoder(strict=False)}


def decode_text(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_json_decode(text, strict)``: ``(value, None, 0)``, or ``(None, message, position)`` for a malformed text."""
    text, strict = args
    assert isinstance(text, str)
    charge_decoding(m, text)
    try:
        return DECODERS[strict is True].decode(text), None, 0
    except json.JSONDecodeError as error:
        return None, error.msg, error.pos


def raw_decode_text(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_json_raw_decode(text, start, strict)``: ``(value, None, end)`` or ``(None, message, position)``."""
    text, start, strict = args
    assert isinstance(text, str) and isinstance(start, int)
    charge_decoding(m, text)
    try:
        value, end = DECODERS[strict is True].raw_decode(text, start)
    except json.JSONDecodeError as error:
        return None, error.msg, error.pos
    return value, None, end


def check_depth(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_json_check(text)``: charge, and refuse what nests too deep."""
    text = args[0]
    assert isinstance(text, str)
    charge_decoding(m, text)
    return None


def skip_space(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_json_space(text, index)``: the index behind white space."""
    text, index = args
    assert isinstance(text, str) and isinstance(index, int)
    match = SPACE.match(text, index)
    assert match is not None
    m.tracker.work((match.end() - index) >> 6)
    return match.end()


def scan_string(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_json_string(text, index, strict)``: the string whose opening quote is before ``index``, and where it ends;
    ``(None, message, position)`` for a malformed one."""
    text, index, strict = args
    assert isinstance(text, str) and isinstance(index, int)
    try:
        found, end = json.decoder.scanstring(text, index, strict is True)  # type: ignore[attr-defined]  # not in the stubs
    except json.JSONDecodeError as error:
        return None, error.msg, error.pos
    m.tracker.memory(50 + end - index)
    return found, end


def scan_number(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_json_number(text, index)``: ``(integer, fraction, exponent, end)`` as text, or None."""
    text, index = args
    assert isinstance(text, str) and isinstance(index, int)
    match = NUMBER.match(text, index)
    if match is None:
        return None
    m.tracker.memory(match.end() - index)
    integer, fraction, exponent = match.groups()
    return integer, fraction or '', exponent or '', match.end()


def decode_bytes(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_json_text(data)``: bytes as text, in the encoding that they look to be in."""
    data = payload_of(args[0])
    assert isinstance(data, (bytes, bytearray))
    m.tracker.reserve(4 * len(data))
    return data.decode(json.detect_encoding(data), 'surrogatepass')


def error_position(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_json_position(doc, pos)``: line and column of a position."""
    doc = payload_of(args[0])
    pos = payload_of(args[1])
    assert isinstance(doc, str) and isinstance(pos, int)
    m.tracker.work(len(doc) >> 6)
    return doc.count('\n', 0, pos) + 1, pos - doc.rfind('\n', 0, pos)


def breaks_empty(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_json_breaks_empty()``: ``BREAKS_EMPTY``."""
    return BREAKS_EMPTY


def quotes_illegal_comma(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_json_names_trailing_comma()``: whether this version's decoder says so where a comma is the last thing."""
    return sys.version_info >= (3, 13)


NAMES: Final[dict[str, object]] = {}
PRELUDE: Final = ('JSONDecodeError', 'JSONDecoder', 'JSONEncoder', 'dump', 'dumps', 'load', 'loads')
INTRINSICS: Final[dict[str, NativeFunction]] = {
    '_json_breaks_empty': Native('_json_breaks_empty', breaks_empty),
    '_json_check': Native('_json_check', check_depth),
    '_json_decode': Native('_json_decode', decode_text),
    '_json_encode': Native('_json_encode', encode_value),
    '_json_key': Native('_json_key', encode_key),
    '_json_kind': Native('_json_kind', container_kind),
    '_json_names_trailing_comma': Native('_json_names_trailing_comma', quotes_illegal_comma),
    '_json_number': Native('_json_number', scan_number),
    '_json_position': Native('_json_position', error_position),
    '_json_raw_decode': Native('_json_raw_decode', raw_decode_text),
    '_json_space': Native('_json_space', skip_space),
    '_json_string': Native('_json_string', scan_string),
    '_json_text': Native('_json_text', decode_bytes),
}

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS)
