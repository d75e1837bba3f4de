"""``string``: the scanning of templates. The classes are ``prelude/string_module.py``.

A template's placeholders are found by the host's regular expressions, made here of the parts that ``Template`` has by
default, or of parts so simple that the search is linear. Anything else goes through the sandbox's own ``re``.
"""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING, Final

from ..formatting import SSIZE_MAX, decimal_index, parse_path
from ..natives import Native, payload_of
from ..objects import NativeFunction
from .entry import Entry

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None

IDENTIFIER: Final = r'(?a:[_a-z][_a-z0-9]*)'
"""``Template.idpattern``."""
SIMPLE: Final = re.compile(r'(?:\[[\w.\-]+\])*\[[\w.\-]+\][*+]?', re.ASCII)
"""Classes of characters one after the other, of which only the last may repeat: nothing to try in many ways."""
LONGEST_PART: Final = 200
TOKEN_SIZE: Final = 300


def simple(part: object) -> bool:
    """Whether this pattern of an identifier can be left to the host."""
    if part is None or part == IDENTIFIER:
        return True
    return isinstance(part, str) and len(part) <= LONGEST_PART and SIMPLE.fullmatch(part) is not None


def is_simple(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_template_is_simple(delimiter, idpattern, braceidpattern, flags)``: whether ``_template_tokens`` takes them."""
    delimiter, name, braced, flags = [payload_of(arg) for arg in args]
    if not isinstance(delimiter, str) or not 0 < len(delimiter) <= LONGEST_PART or not isinstance(flags, int):
        return False
    if name is None or int(flags) & ~int(re.IGNORECASE) or not simple(name) or not simple(braced):
        return False
    try:
        placeholder(delimiter, str(name), str(braced or name), int(flags))
    except re.error:
        return False
    return True


def placeholder(delimiter: str, name: str, braced: str, flags: int) -> re.Pattern[str]:
    quoted = re.escape(delimiter)
    return re.compile(f'{quoted}(?:({quoted})|({name})|{{({braced})}}|)', flags)


def tokens(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_template_tokens(text, delimiter, idpattern, braceidpattern, flags)``: literal texts, and for each placeholder
    ``(kind, text, name, end)``, where the kind is 'named', 'escaped' or 'invalid'."""
    text, delimiter, name, braced, flags = [payload_of(arg) for arg in args]
    if not isinstance(text, str):
        raise m.fail('TypeError', not_searched(m, args[0]))
    assert isinstance(delimiter, str) and isinstance(flags, int)
    pattern = placeholder(delimiter, str(name), str(braced or name), int(flags))
    m.tracker.work(len(text) >> 3)
    m.tracker.reserve(4 * len(text) + TOKEN_SIZE * text.count(delimiter))
    found: list[object] = []
    m.scratch.append(found)
    end = 0
    for match in pattern.finditer(text):
        m.tracker.work(8)
        start = match.start()
        if start > end:
            found.append(text[end:start])
        end = match.end()
        escaped, named, in_braces = match.groups()
        identifier = named or in_braces
        if identifier is not None:
            found.append(('named', match.group(), identifier, end))
        else:
            found.append(('invalid' if escaped is None else 'escaped', match.group(), '', end))
    if end < len(text):
        found.append(text[end:])
    m.scratch.pop()
    return found


def not_searched(m: Machine, value: object) -> str:
    """The message of a search of a str's pattern in something else."""
    if isinstance(payload_of(value), (bytes, bytearray)):
        return 'cannot use a string pattern on a bytes-like object'
    return f"expected string or bytes-like object, got '{m.type_name(value)}'"


def parse_fields(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_string_parse(template)``: what ``Formatter.parse`` gives, as a list, and the message of the error that
    follows, if any."""
    template = payload_of(args[0])
    if not isinstance(template, str):
        raise m.fail('TypeError', f'expected str, got {m.type_name(args[0])}')
    m.tracker.work(1 + (len(template) >> 3))
    m.tracker.reserve(4 * len(template) + TOKEN_SIZE * (template.count('{') + template.count('}')))
    found: list[object] = []
    try:
        for piece in string.Formatter().parse(template):
            found.append(piece)
    except ValueError as error:
        return found, str(error)
    return found, None


def split_field(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_string_split(name)``: what a field begins with, and the look-ups that follow, as in a template of
    ``str.format``: ``('.', name)``, ``('[', key)``, ``('!', message)``."""
    name = payload_of(args[0])
    if not isinstance(name, str):
        raise m.fail('TypeError', f'expected str, got {m.type_name(args[0])}')
    m.tracker.work(1 + len(name))
    end = len(name)
    for position, char in enumerate(name):
        if char == '.' or char == '[':
            end = position
            break
    first = name[:end]
    index = decimal_index(first)
    if index > SSIZE_MAX:
        raise m.fail('ValueError', 'Too many decimal digits in format string')
    path: list[tuple[str, object]] = []
    parse_path(name, end, path)
    m.tracker.allocate(100 + 100 * len(path))
    return first if index < 0 else index, path


NAMES: Final[dict[str, object]] = {
    name: vars(string)[name]
    for name in (
        'ascii_letters ascii_lowercase ascii_uppercase digits hexdigits octdigits printable punctuation whitespace'
    ).split()
}
PRELUDE: Final = ('Formatter', 'Template', 'capwords')
INTRINSICS: Final[dict[str, NativeFunction]] = {
    '_string_parse': Native('_string_parse', parse_fields),
    '_string_split': Native('_string_split', split_field),
    '_template_is_simple': Native('_template_is_simple', is_simple),
    '_template_tokens': Native('_template_tokens', tokens),
}

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS)
