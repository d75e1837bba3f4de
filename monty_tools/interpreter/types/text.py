"""The type str: its constructor and methods, each charged before the host does it.

What bytes share with str (searching, splitting, charging, codecs) is here as well and used by ``binary.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ..formatting import SSIZE_MAX, argument_type, format_exact, format_template, percent, text_unit
from ..natives import Charge, HostMethod, Implementation, Native, free, payload_of
from ..objects import ABSENT, ExceptionValue, Instance, NativeFunction, NativeProperty, Thrown
from .iterators import StrIterator
from .tables import needs_index

if TYPE_CHECKING:
    from ..machine import Machine

GETTERS: Final[dict[str, NativeProperty]] = {}

SMALL: Final = 64
"""Texts up to this length are not charged: constant work."""
CAREFUL: Final = 4096
"""Up to this length an operation is charged by a crude bound of its result; above it is measured."""

Text = str | bytes | bytearray


def text_size(value: object) -> int:
    """Bytes that the characters of a str, bytes or bytearray take; 0 for anything else."""
    if isinstance(value, str):
        return len(value) * text_unit(value) if value else 0
    return len(value) if isinstance(value, (bytes, bytearray)) else 0


# Charges: each takes (machine, plain arguments), which may be wrong in number and type.


def charge_scan(m: Machine, args: list[object]) -> None:
    """One pass over the texts; the result is small."""
    size = 0
    for arg in args:
        size += text_size(arg)
    if size > SMALL:
        m.tracker.work(size >> 4)


def charge_copy(m: Machine, args: list[object]) -> None:
    """The result is at most as long as all texts together."""
    size = 0
    for arg in args:
        size += text_size(arg)
    if size > SMALL:
        m.tracker.reserve(size + SMALL)


def charge_case(m: Machine, args: list[object]) -> None:
    """Case mappings: a character that is not ASCII becomes up to three, which the host builds at 4 bytes each."""
    value = args[0] if args else ''
    size = text_size(value)
    if size > SMALL:
        if isinstance(value, str) and not value.isascii():
            m.tracker.reserve(12 * len(value))
            m.tracker.work(len(value))
        else:
            m.tracker.reserve(size)
            m.tracker.work(size >> 4)


def charge_find(m: Machine, args: list[object]) -> None:
    """A forward search: linear for long texts, at worst the product for short ones (``fastsearch.h``)."""
    if len(args) < 2:
        return
    size = text_length(args[0])
    if size > SMALL:
        pattern = text_length(args[1])
        m.tracker.work((size >> 5) + (size * min(pattern, 100) >> 8 if size < 30_000 else 0) + (pattern >> 5))


def text_length(value: object) -> int:
    return len(value) if isinstance(value, (str, bytes, bytearray)) else 0


def charge_backward(m: Machine, args: list[object]) -> None:
    """A backward search that the host does: at worst the product of both lengths."""
    if len(args) >= 2:
        m.tracker.work(text_length(args[0]) * max(text_length(args[1]), 1) >> 8)
    charge_copy(m, args[:1])


def charge_prefixes(m: Machine, args: list[object]) -> None:
    """``startswith`` and ``endswith``, where the argument may be a tuple."""
    if len(args) < 2:
        return
    prefixes = args[1]
    size = text_length(args[0])
    if isinstance(prefixes, tuple):
        m.tracker.work(2 * len(prefixes))
        total = 0
        for prefix in prefixes:
            total += min(text_length(prefix), size)
        m.tracker.work(total >> 6)
    else:
        m.tracker.work(min(text_length(prefixes), size) >> 6)


def charge_strip(m: Machine, args: list[object]) -> None:
    """Each character taken off is looked for among those given."""
    charge_copy(m, args[:1])
    if len(args) == 2:
        chars = text_length(args[1])
        if chars > SMALL:
            m.tracker.work(text_length(args[0]) * chars >> 6)


def charge_parts(m: Machine, args: list[object]) -> None:
    """``partition``: a search, and copies of the parts in a tuple."""
    charge_find(m, args)
    charge_copy(m, args)
    m.tracker.allocate(64)


def charge_width(m: Machine, args: list[object]) -> None:
    """``center`` and its like: the result is as long as the width says."""
    if len(args) < 2 or not args:
        return
    size = text_length(args[0])
    width = args[1]
    if isinstance(width, int) and width <= SSIZE_MAX:
        size = max(size, width)
    if size > SMALL:
        unit = 1
        for arg in args:
            if isinstance(arg, str):
                unit = max(unit, text_unit(arg))
        m.tracker.reserve(size * unit)


def measure_tabs(m: Machine, args: list[object], kwargs: dict[str, object]) -> None:
    """``expandtabs``: each tab becomes up to ``tabsize`` blanks."""
    text = args[0]
    tabsize = argument(args, 1, kwargs, 'tabsize', 8)
    charge_scan(m, args[:1])
    tabs = 0
    if isinstance(text, str):
        tabs = text.count('\t')
    elif isinstance(text, (bytes, bytearray)):
        tabs = text.count(b'\t')
    size = text_size(text)
    if isinstance(tabsize, int) and 0 < tabsize < 1 << 31:
        size += tabs * tabsize * (text_unit(text) if isinstance(text, str) and text else 1)
    if size > SMALL:
        m.tracker.reserve(size)


def charge_repeat(m: Machine, args: list[object]) -> None:
    """``text * count``; a count that the host refuses is not charged."""
    if len(args) == 2 and isinstance(args[1], int) and 0 < args[1] <= SSIZE_MAX:
        size = text_size(args[0]) * args[1]
        if size > SMALL:
            m.tracker.reserve(size)


def charge_item(m: Machine, args: list[object]) -> None:
    """``text[key]``: a slice is a copy."""
    if len(args) == 2 and isinstance(args[1], slice):
        size = text_size(args[0])
        if size > SMALL:
            key = args[1]
            length = text_length(args[0])
            try:
                count = len(range(*key.indices(length)))
            except (TypeError, ValueError):
                return
            m.tracker.reserve(count * (size // length))


def charge_pieces(m: Machine, text: Text, count: int) -> None:
    """A list of ``count`` pieces of ``text``."""
    m.tracker.reserve(count * 60 + text_size(text))
    m.tracker.work(count)
    m.tracker.allocate(56)


ASCII_SPACE: Final = '\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f '
UNICODE_SPACE: Final = (
    ASCII_SPACE + '\x85\xa0\u1680' + ''.join(map(chr, range(0x2000, 0x200B))) + '\u2028\u2029\u202f\u205f\u3000'
)
ASCII_LINES: Final = '\n\r\x0b\x0c\x1c\x1d\x1e'
UNICODE_LINES: Final = ASCII_LINES + '\x85\u2028\u2029'


def count_chars(text: Text, ascii_chars: str, chars: str) -> int:
    """How many characters of ``text`` are among ``chars`` (``ascii_chars`` suffice for ASCII and bytes)."""
    count = 0
    if isinstance(text, str):
        for char in ascii_chars if text.isascii() else chars:
            count += text.count(char)
    else:
        for char in ascii_chars:
            count += text.count(char.encode())
    return count


def split_count(m: Machine, text: Text, separator: object, maxsplit: object) -> int:
    """An upper bound of the pieces of a split. A wrong ``separator`` or ``maxsplit`` gives any number."""
    length = len(text)
    if separator is None:
        bound = (length >> 1) + 1
        if length > CAREFUL:
            m.tracker.work(length)
            bound = min(bound, count_chars(text, ASCII_SPACE, UNICODE_SPACE) + 1)
    elif length <= SMALL:
        bound = length + 1
    else:
        charge_find(m, [text, separator])
        bound = count_of(text, separator) + 1
    if isinstance(maxsplit, int) and 0 <= maxsplit < bound:
        return maxsplit + 1
    return bound


def count_of(text: Text, part: object) -> int:
    """``text.count(part)``, 0 where the types don't fit."""
    if isinstance(text, str):
        return text.count(part) if isinstance(part, str) else 0
    return text.count(part) if isinstance(part, (bytes, bytearray)) else 0


# Searching backwards. The host's backward search takes time in proportion to the product of both lengths, the forward
# search does not (``fastsearch.h``): long searches are turned round.


BACKWARD_PRODUCT: Final = 1 << 22
"""Product of the lengths up to which the host searches backwards itself."""


def searches_long(text: Text, part: object) -> bool:
    return text_length(part) > 1 and len(text) * text_length(part) > BACKWARD_PRODUCT


def last_index(m: Machine, text: Text, part: Text) -> int:
    """``text.rfind(part)`` in linear time."""
    m.tracker.reserve(text_size(text) + text_size(part))
    if isinstance(text, str) and isinstance(part, str):
        found = text[::-1].find(part[::-1])
    else:
        assert not isinstance(text, str) and not isinstance(part, str)
        found = text[::-1].find(part[::-1])
    return found if found < 0 else len(text) - len(part) - found


def same_kind(text: Text, part: object) -> bool:
    """Whether ``part`` is something that can be looked for in ``text``."""
    return isinstance(part, str) if isinstance(text, str) else isinstance(part, (bytes, bytearray))


# Arguments that are instances with __index__


class Indexed(HostMethod):
    """A host method some of whose arguments are numbers: an ``__index__`` of sandbox code is called first."""

    def __init__(self, name: str, descriptor: Callable[..., object], charge: Charge, first: int) -> None:
        super().__init__(name, descriptor, charge)
        self.first = first  # position of the first number; those behind it are numbers, too

    def invoke(self, m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
        for arg in args[self.first :]:
            if has_index(arg):
                return m.call_prelude('with_indexes', [self, args, self.first])
        return HostMethod.invoke(self, m, args, kwargs)


def has_index(value: object) -> bool:
    """Whether ``value``, or a part of it if it is a slice, has an ``__index__`` that sandbox code has to answer."""
    if isinstance(value, slice):
        return has_index(value.start) or has_index(value.stop) or has_index(value.step)
    return needs_index(value)


class Backward(Indexed):
    """``rfind``, ``rindex``, ``rpartition`` and ``rsplit``: the host's, as long as it is quick."""

    def __init__(self, name: str, descriptor: Callable[..., object], first: int = 2) -> None:
        super().__init__(name, descriptor, charge_backward, first)

    def invoke(self, m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
        plain = [payload_of(arg) for arg in args]
        text = plain[0] if plain else None
        if isinstance(text, (str, bytes, bytearray)):
            part = plain[1] if len(plain) > 1 else (kwargs or {}).get('sep')
            if same_kind(text, part) and searches_long(text, part) and not any(has_index(arg) for arg in args[2:]):
                assert isinstance(part, (str, bytes, bytearray))
                return self.search(m, text, part, plain, kwargs)
            if self.name == 'rsplit':
                measure_split(m, plain, {name: payload_of(arg) for name, arg in (kwargs or {}).items()})
        return Indexed.invoke(self, m, args, kwargs)

    def search(
        self, m: Machine, text: Text, part: Text, args: list[object], kwargs: dict[str, object] | None
    ) -> object:
        if self.name == 'rpartition':
            return self.partition(m, text, part)
        if self.name == 'rsplit':
            return self.split(m, text, part, args[2] if len(args) > 2 else (kwargs or {}).get('maxsplit', -1))
        start, stop = self.bounds(m, len(text), args[2:])
        m.tracker.reserve(text_size(text))
        found = last_index(m, text[start:stop], part)
        if found >= 0:
            return found + start
        if self.name == 'rindex':
            kind = 'substring' if isinstance(text, str) else 'subsection'
            raise m.fail('ValueError', f'{kind} not found')
        return -1

    def bounds(self, m: Machine, length: int, args: list[object]) -> tuple[int, int]:
        """The optional ``start`` and ``end`` of a search."""
        # The host checks the arguments and words the error, on a text where the search is short.
        sample: Text = '' if self.descriptor is str.rfind or self.descriptor is str.rindex else b''
        try:
            self.descriptor(sample, sample, *args)
        except ValueError:
            pass  # not found: the arguments are right
        start, stop, _ = slice(*(args + [None, None])[:2]).indices(length)
        return start, stop

    def partition(self, m: Machine, text: Text, part: Text) -> object:
        found = last_index(m, text, part)
        m.tracker.reserve(text_size(text) + text_size(part))
        empty = text[:0]
        if found < 0:
            return (empty, empty, text)
        return (text[:found], part, text[found + len(part) :])

    def split(self, m: Machine, text: Text, part: Text, maxsplit: object) -> object:
        pieces: list[object] = []
        end = len(text)
        left = maxsplit if isinstance(maxsplit, int) and maxsplit >= 0 else end
        charge_copy(m, [text])
        charge_pieces(m, text, count_of(text, part) + 1)
        reverse = text[::-1]
        reverse_part = part[::-1]
        position = 0
        while left > 0:
            found = find_in(reverse, reverse_part, position)
            if found < 0:
                break
            pieces.append(text[end - found : end - position])
            position = found + len(part)
            left -= 1
        pieces.append(text[: end - position])
        pieces.reverse()
        return pieces


def find_in(text: Text, part: Text, start: int) -> int:
    if isinstance(text, str):
        return text.find(part, start) if isinstance(part, str) else -1
    return -1 if isinstance(part, str) else text.find(part, start)


# Methods whose cost depends on keyword arguments, too


Measure = Callable[['Machine', list[object], 'dict[str, object]'], None]


class Measured(Indexed):
    """A host method whose charge looks at all arguments; those that are instances are unwrapped."""

    def __init__(self, name: str, descriptor: Callable[..., object], measure: Measure, first: int) -> None:
        super().__init__(name, descriptor, free, first)
        self.measure = measure

    def invoke(self, m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
        plain = [payload_of(arg) for arg in args]
        named = {} if kwargs is None else {name: payload_of(arg) for name, arg in kwargs.items()}
        if plain and isinstance(plain[0], (str, bytes, bytearray)):
            self.measure(m, plain, named)
        return Indexed.invoke(self, m, args, None if kwargs is None else named)


def argument(args: list[object], position: int, kwargs: dict[str, object], name: str, default: object) -> object:
    return args[position] if len(args) > position else kwargs.get(name, default)


def measure_split(m: Machine, args: list[object], kwargs: dict[str, object]) -> None:
    text = args[0]
    assert isinstance(text, (str, bytes, bytearray))
    separator = argument(args, 1, kwargs, 'sep', None)
    charge_pieces(m, text, split_count(m, text, separator, argument(args, 2, kwargs, 'maxsplit', -1)))


def measure_lines(m: Machine, args: list[object], kwargs: dict[str, object]) -> None:
    text = args[0]
    assert isinstance(text, (str, bytes, bytearray))
    bound = len(text)
    if bound > CAREFUL:
        m.tracker.work(bound >> 2)
        bound = count_chars(text, ASCII_LINES, UNICODE_LINES)
    charge_pieces(m, text, bound + 1)


def measure_replace(m: Machine, args: list[object], kwargs: dict[str, object]) -> None:
    text = args[0]
    assert isinstance(text, (str, bytes, bytearray))
    if len(args) < 3 or not same_kind(text, args[1]) or not same_kind(text, args[2]):
        return
    charge_find(m, args)
    found = count_of(text, args[1])
    limit = argument(args, 3, kwargs, 'count', -1)
    if isinstance(limit, int) and 0 <= limit < found:
        found = limit
    m.tracker.work(found)
    size = len(text) + found * (text_length(args[2]) - text_length(args[1]))
    if size > SMALL:
        unit = max(text_unit(text), text_unit(args[2])) if isinstance(text, str) and isinstance(args[2], str) else 1
        m.tracker.reserve(size * unit)


# Codecs. No name that sandbox code chose reaches the host's codec registry: they are looked up here.


def _codec_names() -> dict[str, str]:
    names = {
        'utf-8': ('utf_8', 'utf8', 'u8', 'utf', 'cp65001', 'utf8_ucs2', 'utf8_ucs4'),
        'utf-8-sig': ('utf_8_sig',),
        'ascii': ('ascii', 'us_ascii', '646', 'us', 'ansi_x3.4_1968', 'ansi_x3_4_1968', 'iso646_us', 'cp367', 'ibm367'),
        'latin-1': (
            'latin_1',
            'latin1',
            'latin',
            'l1',
            'iso8859',
            'iso8859_1',
            'iso_8859_1',
            '8859',
            'cp819',
            'ibm819',
        ),
        'utf-7': ('utf_7', 'utf7', 'u7'),
        'utf-16': ('utf_16', 'utf16', 'u16'),
        'utf-16-le': ('utf_16_le', 'utf_16le', 'unicodelittleunmarked'),
        'utf-16-be': ('utf_16_be', 'utf_16be', 'unicodebigunmarked'),
        'utf-32': ('utf_32', 'utf32', 'u32'),
        'utf-32-le': ('utf_32_le', 'utf_32le'),
        'utf-32-be': ('utf_32_be', 'utf_32be'),
        'cp437': ('cp437', '437', 'ibm437'),
        'cp850': ('cp850', '850', 'ibm850'),
        'cp1252': ('cp1252', '1252', 'windows_1252'),
        'koi8_r': ('koi8_r', 'cskoi8r'),
    }
    table = {alias: name for name, aliases in names.items() for alias in aliases}
    for part in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16):
        table[f'iso8859_{part}'] = table[f'iso_8859_{part}'] = f'iso8859_{part}'
    for page in (1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258):
        table[f'cp{page}'] = table[f'windows_{page}'] = table[str(page)] = f'cp{page}'
    latins = {2: 2, 3: 3, 4: 4, 5: 9, 6: 10, 7: 13, 8: 14, 9: 15, 10: 16}
    for number, part in latins.items():
        table[f'latin{number}'] = table[f'l{number}'] = f'iso8859_{part}'
    return table


CODECS: Final[dict[str, str]] = _codec_names()
"""The host's codec by normalised name."""
HANDLERS: Final[dict[str, int]] = {
    'strict': 1,
    'ignore': 1,
    'replace': 3,
    'xmlcharrefreplace': 10,
    'backslashreplace': 10,
    'namereplace': 100,
    'surrogateescape': 3,
    'surrogatepass': 3,
}
"""What may stand for ``errors``: how many bytes or characters the handler makes of one, at most."""


def codec_of(m: Machine, name: str) -> str:
    """The host's name of a codec; LookupError for one that is not allowed."""
    if '\0' in name:
        raise m.fail('ValueError', 'embedded null character')
    found = CODECS.get(normalized_codec(name)) if len(name) <= 40 else None
    if found is None:
        raise m.fail('LookupError', f'unknown encoding: {name}')
    return found


def normalized_codec(name: str) -> str:
    """As ``encodings.normalize_encoding``: runs of other characters than letters, digits and dots become one '_'."""
    parts: list[str] = []
    gap = False
    for char in name.lower():
        if char.isalnum() or char == '.':
            if gap and parts:
                parts.append('_')
            gap = False
            if char.isascii():
                parts.append(char)
        else:
            gap = True
    return ''.join(parts)


def encode_text(m: Machine, text: str, encoding: str, errors: str) -> bytes:
    """``text.encode(encoding, errors)``, charged."""
    codec = codec_of(m, encoding)
    size = len(text)
    if size > SMALL:
        unit = 4 if codec.startswith('utf-32') else 2 if codec.startswith('utf-16') else 1
        m.tracker.reserve(size * max(unit, text_unit(text)) + SMALL)
    return coded(m, text, codec, errors, True)  # type: ignore[return-value]  # encoding makes bytes


def decode_bytes(m: Machine, data: bytes | bytearray, encoding: str, errors: str) -> str:
    """``data.decode(encoding, errors)``, charged."""
    if not data:
        return ''
    codec = codec_of(m, encoding)
    if len(data) > SMALL:
        m.tracker.reserve(len(data) * (1 if data.isascii() and not codec.startswith('utf-') else 2))
    return coded(m, data, codec, errors, False)  # type: ignore[return-value]  # decoding makes text


def coded(m: Machine, value: Text, codec: str, errors: str, encoding: bool) -> Text:
    """Encode or decode. ``errors`` reaches the host only if it is one of ``HANDLERS`` and is needed."""
    try:
        return recode(value, codec, 'strict')
    except UnicodeError as error:
        if errors == 'strict':
            raise m.host_error(error, [value]) from None
    if errors not in HANDLERS:
        if '\0' in errors:
            raise m.fail('ValueError', 'embedded null character')
        raise m.fail('LookupError', f"unknown error handler name '{errors}'")
    m.tracker.reserve(len(value) * HANDLERS[errors])
    m.tracker.work(len(value) * 4)
    return recode(value, codec, errors)


def recode(value: Text, codec: str, errors: str) -> Text:
    return value.encode(codec, errors) if isinstance(value, str) else value.decode(codec, errors)


def codec_arguments(
    args: list[object], kwargs: dict[str, object] | None, descriptor: Callable[..., object], sample: Text
) -> tuple[str, str] | None:
    """``(encoding, errors)`` of ``encode(encoding='utf-8', errors='strict')``; wrong ones are refused by the host."""
    named = {name: payload_of(value) for name, value in (kwargs or {}).items()}
    plain = [payload_of(arg) for arg in args]
    encoding = argument(plain, 0, named, 'encoding', 'utf-8')
    errors = argument(plain, 1, named, 'errors', 'strict')
    known = len(plain) <= 2 and all(
        name == 'encoding' and not plain or name == 'errors' and len(plain) < 2 for name in named
    )
    if not known or not isinstance(encoding, str) or not isinstance(errors, str):
        safe = [harmless(arg) for arg in plain]
        descriptor(sample, *safe, **{name: harmless(value) for name, value in named.items()})
        return None
    return encoding, errors


def harmless(value: object) -> object:
    """What stands for an argument in a call that the host will refuse: no codec's name reaches it."""
    return 'utf-8' if isinstance(value, str) else value


def str_encode(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    found = codec_arguments(args[1:], kwargs, str.encode, '')
    text = payload_of(args[0])
    assert isinstance(text, str) and found is not None
    return encode_text(m, text, found[0], found[1])


def wrong_call(
    descriptor: Callable[..., object], sample: object, args: list[object], kwargs: dict[str, object] | None
) -> object:
    """Let the host word the error of a call with too many or too few arguments, on a ``sample`` of self."""
    return descriptor(sample, *args[1:], **(kwargs or {}))


# Joining


def join(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``str.join``."""
    separator = payload_of(args[0])
    assert isinstance(separator, str)
    if len(args) != 2 or kwargs:
        return wrong_call(str.join, '', args, kwargs)
    values = joined_values(m, args[1], 'can only join an iterable')
    if values is None:
        return m.call_prelude('str_join', [separator, args[1]])
    items: list[str] = []
    total = 0
    unit = text_unit(separator) if separator else 1
    m.tracker.reserve(8 * len(values))
    m.tracker.work(len(values) >> 2)
    for value in values:
        text = value if isinstance(value, str) else payload_of(value)
        if not isinstance(text, str):
            message = f'sequence item {len(items)}: expected str instance, {m.type_name(value)} found'
            raise m.fail('TypeError', message)
        items.append(text)
        total += len(text)
        if unit < 4 and not text.isascii():
            unit = max(unit, text_unit(text))
    total += len(separator) * max(len(items) - 1, 0)
    if total > SMALL:
        m.tracker.reserve(total * unit)
    return separator.join(items)


def joined_values(m: Machine, value: object, message: str) -> list[object] | tuple[object, ...] | None:
    """``m.listed`` whose TypeError for what is not iterable says ``message``."""
    try:
        return m.listed(value)
    except Thrown as thrown:
        if thrown.value.cls.name == 'TypeError':
            raise m.fail('TypeError', message) from None
        raise


# Formatting, translating, the constructor


def str_format(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    template = payload_of(args[0])
    assert isinstance(template, str)
    return format_template(m, template, tuple(args[1:]), {} if kwargs is None else kwargs)


def str_format_map(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    template = payload_of(args[0])
    assert isinstance(template, str)
    if len(args) != 2 or kwargs:
        return wrong_call(str.format_map, '', args, kwargs)
    return format_template(m, template, None, args[1])


def str_mod(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    template = payload_of(args[0])
    assert isinstance(template, str)
    if len(args) != 2 or kwargs:
        return wrong_call(str.__mod__, '', args, kwargs)
    return percent(m, template, args[1])


def str_rmod(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    if len(args) != 2 or kwargs:
        return wrong_call(str.__mod__, '', args, kwargs)
    template = payload_of(args[1])
    return percent(m, template, args[0]) if isinstance(template, str) else NotImplemented


def str_translate(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    text = payload_of(args[0])
    assert isinstance(text, str)
    if len(args) != 2 or kwargs:
        return wrong_call(str.translate, '', args, kwargs)
    table = args[1]
    if isinstance(table, Instance):
        return m.call_prelude('str_translate', [text, table])
    if not text:
        return text
    descriptor: Callable[..., object] = str.translate
    longest = 1
    if type(table) is dict:
        values: dict[object, object] = table
        m.tracker.work(len(values) >> 2)
        for value in values.values():
            if isinstance(value, Instance):
                return m.call_prelude('str_translate', [text, table])
            if isinstance(value, str) and len(value) > longest:
                longest = len(value)
    m.tracker.work(len(text))
    if len(text) * longest > TRANSLATED_AT_ONCE:
        charge_translation(m, text, descriptor, table, max(1, TRANSLATED_AT_ONCE // longest))
    return descriptor(text, table)


def charge_translation(m: Machine, text: str, descriptor: Callable[..., object], table: object, step: int) -> None:
    """Measure the result of a translation, ``step`` characters at a time, and reserve its memory."""
    length = 0
    unit = 1
    for start in range(0, len(text), step):
        part = descriptor(text[start : start + step], table)
        assert isinstance(part, str)
        m.tracker.work(step)
        length += len(part)
        if unit < 4 and not part.isascii():
            unit = max(unit, text_unit(part))
        if length * unit > m.tracker.memory_limit:
            break
    m.tracker.reserve(length * unit)


TRANSLATED_AT_ONCE: Final = 1 << 16
"""Characters that ``translate`` may make before its result was measured."""


def str_maketrans(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    size = 0
    # A lone argument must be an exact dict.
    plain = [payload_of(arg) for arg in args] if len(args) > 1 else args
    for arg in plain:
        size += len(arg) if isinstance(arg, (dict, str)) else 0
    m.tracker.work(size)
    m.tracker.reserve(100 * size)
    m.tracker.allocate(64)
    maketrans: Callable[..., object] = str.maketrans
    return maketrans(*plain, **(kwargs or {}))


def str_iter(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    if len(args) != 1 or kwargs:
        return wrong_call(str.__iter__, '', args, kwargs)
    plain = payload_of(args[0])
    if plain is not args[0] and isinstance(plain, str):
        m.tracker.allocate(64)
        return StrIterator(plain)
    return m.iterate(plain)


def str_repr(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    if len(args) != 1 or kwargs:
        return wrong_call(str.__repr__, '', args, kwargs)
    return m.plain_repr(payload_of(args[0]))


def dunder_format(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``__format__`` of the types whose specifications the host knows."""
    if len(args) != 2 or kwargs:
        return wrong_call(str.__format__, '', args, kwargs)
    if not isinstance(payload_of(args[1]), str):
        raise m.fail('TypeError', f'__format__() argument must be str, not {argument_type(m, args[1])}')
    spec = payload_of(args[1])
    if isinstance(spec, str) and spec:
        return format_exact(m, payload_of(args[0]), spec, m.type_name(args[0]))
    text = m.plain_str(args[0])
    return m.call_prelude('text_of', [args[0]]) if text is None else text


def new(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``str(object='')`` and ``str(object=b'', encoding='utf-8', errors='strict')``."""
    named = kwargs or {}
    for name, position in (('object', 0), ('encoding', 1), ('errors', 2)):
        if name in named and len(args) > position:
            return refused_str(args, named)
    if len(args) + len(named) > 3 or not named.keys() <= {'object', 'encoding', 'errors'}:
        return refused_str(args, named)
    value = argument(args, 0, named, 'object', ABSENT)
    encoding = payload_of(argument(args, 1, named, 'encoding', ABSENT))
    errors = payload_of(argument(args, 2, named, 'errors', ABSENT))
    for name, position in (('encoding', 1), ('errors', 2)):
        option = argument(args, position, named, name, ABSENT)
        if option is not ABSENT and not isinstance(payload_of(option), str):
            shown = m.type_name(option) if sys.version_info >= (3, 13) else argument_type(m, option)
            raise m.fail('TypeError', f"str() argument '{name}' must be str, not {shown}")
    if encoding is ABSENT and errors is ABSENT:
        return '' if value is ABSENT else text_of_object(m, value)
    if value is ABSENT:
        return ''
    data = payload_of(value)
    if isinstance(data, str):
        raise m.fail('TypeError', 'decoding str is not supported')
    if not isinstance(data, (bytes, bytearray)):
        message = f'decoding to str: need a bytes-like object, {m.type_name(value)} found'
        raise m.fail('TypeError', message)
    return decode_bytes(
        m,
        data,
        encoding if isinstance(encoding, str) else 'utf-8',
        errors if isinstance(errors, str) else 'strict',
    )


def refused_str(args: list[object], kwargs: dict[str, object]) -> object:
    """Let the host word the error of a call with the wrong arguments."""
    construct: Callable[..., object] = str
    return construct(*([b''] + ['utf-8'] * len(args))[: len(args)], **dict.fromkeys(kwargs, 'utf-8'))


def text_of_object(m: Machine, value: object) -> object:
    """``str(value)``. A value, or PUSHED."""
    if isinstance(value, str):
        return value
    text = m.plain_str(value)
    if text is not None:
        return text
    if isinstance(value, ExceptionValue):
        method = value.cls.lookup('__str__')
        if isinstance(method, NativeFunction):
            return method.invoke(m, [value], None)
    return m.call_prelude('str_new', [value])


# The table


def _static(name: str, implementation: Implementation) -> NativeFunction:
    native = Native(name, implementation)
    native.static = True
    return native


def _by_name(*methods: NativeFunction) -> dict[str, NativeFunction]:
    return {method.name: method for method in methods}


METHODS: Final[dict[str, NativeFunction]] = _by_name(
    HostMethod('capitalize', str.capitalize, charge_case),
    HostMethod('casefold', str.casefold, charge_case),
    Indexed('center', str.center, charge_width, 1),
    Indexed('count', str.count, charge_find, 2),
    Native('encode', str_encode),
    Indexed('endswith', str.endswith, charge_prefixes, 2),
    Measured('expandtabs', str.expandtabs, measure_tabs, 1),
    Indexed('find', str.find, charge_find, 2),
    Native('format', str_format),
    Native('format_map', str_format_map),
    Indexed('index', str.index, charge_find, 2),
    HostMethod('isalnum', str.isalnum, charge_scan),
    HostMethod('isalpha', str.isalpha, charge_scan),
    HostMethod('isascii', str.isascii, free),
    HostMethod('isdecimal', str.isdecimal, charge_scan),
    HostMethod('isdigit', str.isdigit, charge_scan),
    HostMethod('isidentifier', str.isidentifier, charge_scan),
    HostMethod('islower', str.islower, charge_scan),
    HostMethod('isnumeric', str.isnumeric, charge_scan),
    HostMethod('isprintable', str.isprintable, charge_scan),
    HostMethod('isspace', str.isspace, charge_scan),
    HostMethod('istitle', str.istitle, charge_scan),
    HostMethod('isupper', str.isupper, charge_scan),
    Native('join', join),
    Indexed('ljust', str.ljust, charge_width, 1),
    HostMethod('lower', str.lower, charge_case),
    HostMethod('lstrip', str.lstrip, charge_strip),
    _static('maketrans', str_maketrans),
    HostMethod('partition', str.partition, charge_parts),
    HostMethod('removeprefix', str.removeprefix, charge_copy),
    HostMethod('removesuffix', str.removesuffix, charge_copy),
    Measured('replace', str.replace, measure_replace, 3),
    Backward('rfind', str.rfind),
    Backward('rindex', str.rindex),
    Indexed('rjust', str.rjust, charge_width, 1),
    Backward('rpartition', str.rpartition),
    Backward('rsplit', str.rsplit),
    HostMethod('rstrip', str.rstrip, charge_strip),
    Measured('split', str.split, measure_split, 2),
    Measured('splitlines', str.splitlines, measure_lines, 1),
    Indexed('startswith', str.startswith, charge_prefixes, 2),
    HostMethod('strip', str.strip, charge_strip),
    HostMethod('swapcase', str.swapcase, charge_case),
    HostMethod('title', str.title, charge_case),
    Native('translate', str_translate),
    HostMethod('upper', str.upper, charge_case),
    Indexed('zfill', str.zfill, charge_width, 1),
    HostMethod('__add__', str.__add__, charge_copy),
    HostMethod('__contains__', str.__contains__, charge_find),
    HostMethod('__eq__', str.__eq__, charge_scan),
    Native('__format__', dunder_format),
    HostMethod('__ge__', str.__ge__, charge_scan),
    Indexed('__getitem__', str.__getitem__, charge_item, 1),
    HostMethod('__gt__', str.__gt__, charge_scan),
    HostMethod('__hash__', str.__hash__, charge_scan),
    Native('__iter__', str_iter),
    HostMethod('__le__', str.__le__, charge_scan),
    HostMethod('__len__', str.__len__, free),
    HostMethod('__lt__', str.__lt__, charge_scan),
    Native('__mod__', str_mod),
    Indexed('__mul__', str.__mul__, charge_repeat, 1),
    HostMethod('__ne__', str.__ne__, charge_scan),
    Native('__repr__', str_repr),
    Native('__rmod__', str_rmod),
    Indexed('__rmul__', str.__rmul__, charge_repeat, 1),
    HostMethod('__str__', str.__str__, free),
)
