"""How values become text: ``format()`` and format specifications, ``%`` on str and bytes, ``str.format``, f-strings.

The templates are parsed here, never by the host: the host formats only exact builtin values, one at a time, after the
width, the precision and the value's own size were charged. What needs sandbox code (a ``__format__``, a ``__str__``, an
attribute of a field …) is done by the prelude (``prelude/text.py``) from the same parsed pieces.

The grammars and the texts of errors are those of CPython's ``Objects/stringlib/unicode_format.h`` (``str.format``),
``Objects/unicodeobject.c`` and ``Objects/bytesobject.c`` (``%``). As there, an error in a template is raised when its
place is reached, after the fields before it were evaluated.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from .limits import MEGABYTE
from .natives import HOST_ERRORS, Native, payload_of, user_method
from .objects import ABSENT, HeapObject, Instance, NativeFunction, class_of
from .scalars import SCALARS

if TYPE_CHECKING:
    from .machine import Machine

NO_CONVERSION: Final = -1
"""``conversion`` of a field without one; the others are ``ord`` of 's', 'r' and 'a', as in ``ast.FormattedValue``."""
SSIZE_MAX: Final = sys.maxsize
INT_MAX: Final = (1 << 31) - 1
FLOAT_SIZE: Final = 340
"""Characters of the longest float that is formatted without a precision, with its grouping left out."""

EXACT: Final = frozenset((int, bool, float, complex, str))
"""Host types whose ``__format__`` understands specifications."""


def text_unit(text: str) -> int:
    """Bytes per character of ``text`` in memory: 1, 2 or 4 (at most one size too large)."""
    if text.isascii():
        return 1
    per_char = (text.__sizeof__() - 56) // len(text)
    return 1 if per_char < 2 else 2 if per_char < 4 else 4


class Parts:
    """Texts that are going to be joined.

    The machine can't see them when it measures what is live, so they are counted here.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.length = 0
        self.unit = 1
        self.measured = MEGABYTE  # size at which the limit is looked at again

    def add(self, m: Machine, text: str) -> None:
        self.texts.append(text)
        self.length += len(text)
        if self.unit < 4 and not text.isascii():
            self.unit = max(self.unit, text_unit(text))
        size = self.length * self.unit
        if size > self.measured:
            m.tracker.reserve(size)
            self.measured = size + MEGABYTE

    def join(self, m: Machine) -> str:
        if len(self.texts) == 1:
            return self.texts[0]
        m.tracker.work(len(self.texts) >> 2)
        if self.length > 64:
            m.tracker.reserve(self.length * self.unit)
        return ''.join(self.texts)


def charge_decimal(m: Machine, value: int) -> None:
    """Charge the conversion of ``value`` to decimal digits, which takes quadratic time."""
    bits = value.bit_length()
    if bits > 256:
        words = bits // 30
        m.tracker.work((words * words) >> 5)
        m.tracker.reserve(bits // 3 + 64)


# format() and format specifications


def format_value(m: Machine, value: object, conversion: int, spec: str) -> object:
    """``format(value, spec)`` after ``conversion``: what a field of an f-string does. A value, or PUSHED."""
    text = format_plain(m, value, conversion, spec)
    if text is None:
        return m.call_prelude('format_value', [value, conversion, spec])
    return text


def format_builtin(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """The builtin ``format(value, format_spec='', /)``."""
    if kwargs or not 1 <= len(args) <= 2:
        host_format: Callable[..., object] = format
        return host_format(*([''] * len(args)), **dict.fromkeys(kwargs or {}, ''))
    spec = payload_of(args[1]) if len(args) == 2 else ''
    if not isinstance(spec, str):
        raise m.fail('TypeError', f'format() argument 2 must be str, not {argument_type(m, args[1])}')
    text = format_plain(m, args[0], NO_CONVERSION, spec)
    if text is None:
        return m.call_prelude('format_special', [args[0], spec])
    return text


def argument_type(m: Machine, value: object) -> str:
    """A refused argument's type as CPython's argument parser shows it."""
    return 'None' if value is None else m.type_name(value)


def format_plain(m: Machine, value: object, conversion: int, spec: str) -> str | None:
    """``format_value`` where no sandbox code is needed, else None."""
    if conversion != NO_CONVERSION:
        text = convert(m, value, chr(conversion))
        return None if text is None else format_exact(m, text, spec, 'str')
    kind = type(value)
    if kind in EXACT:
        return format_exact(m, value, spec, kind.__name__)
    return format_other(m, value, spec)


def convert(m: Machine, value: object, conversion: str) -> str | None:
    """``str(value)``, ``repr(value)`` or ``ascii(value)`` by ``conversion`` 's', 'r', 'a'; None: needs sandbox code."""
    if conversion == 's':
        return m.plain_str(value)
    text = m.plain_repr(value)
    return escape_non_ascii(m, text) if text is not None and conversion == 'a' else text


def escape_non_ascii(m: Machine, text: str) -> str:
    """What ``ascii()`` makes of a ``repr``."""
    if text.isascii():
        return text
    m.tracker.reserve(10 * len(text))
    return text.encode('ascii', 'backslashreplace').decode('ascii')


def format_other(m: Machine, value: object, spec: str) -> str | None:
    """Format a value that is not of an ``EXACT`` type."""
    method = class_of(value).lookup('__format__')
    if method is not ABSENT and not isinstance(method, NativeFunction):
        return None
    if not spec:
        return m.plain_str(value)
    payload = payload_of(value)
    if type(payload) in EXACT:
        return format_exact(m, payload, spec, m.type_name(value))
    scalar = SCALARS.get(type(payload))
    if scalar is not None:
        return scalar.formatted(m, payload, spec)
    if not isinstance(method, NativeFunction) or method.owner is None or method.owner.name == 'object':
        raise unsupported_spec(m, value)
    text = method.invoke(m, [value, spec], None)
    return text if isinstance(text, str) else None


def unsupported_spec(m: Machine, value: object) -> Exception:
    """The error of ``object.__format__`` for a specification that is not empty."""
    return m.fail('TypeError', f'unsupported format string passed to {m.type_name(value)}.__format__')


def format_exact(m: Machine, value: object, spec: str, type_name: str) -> str:
    """Format an exact value of an ``EXACT`` type. Errors call its type ``type_name``."""
    if isinstance(value, str):
        if not spec:
            return value
        charge_text_spec(m, value, spec)
    elif isinstance(value, int):
        charge_int_spec(m, value, spec)
    elif spec:
        charge_float_spec(m, spec)
    try:
        return format(value, spec)
    except HOST_ERRORS as error:
        message = str(error).replace(f"'{type(value).__name__}'", f"'{type_name}'")
        raise m.fail(type(error).__name__, message) from None


def charge_text_spec(m: Machine, value: str, spec: str) -> None:
    width, _ = spec_sizes(m, spec)
    size = max(len(value), width)
    if size > 64:
        m.tracker.reserve(size * max(text_unit(value), text_unit(spec)) + 64)


def charge_int_spec(m: Machine, value: int, spec: str) -> None:
    bits = value.bit_length()
    if not spec or spec[-1] not in 'bcoxXeEfFgG%':
        charge_decimal(m, value)
    elif bits > 256:
        m.tracker.reserve(2 * bits)
    if spec:
        width, precision = spec_sizes(m, spec)
        if width + precision > 64:
            m.tracker.reserve((width + precision) * text_unit(spec) + FLOAT_SIZE)


def charge_float_spec(m: Machine, spec: str) -> None:
    width, precision = spec_sizes(m, spec)
    if width + precision > 64:
        m.tracker.reserve((width + 3 * precision) * text_unit(spec) + FLOAT_SIZE)


def spec_sizes(m: Machine, spec: str) -> tuple[int, int]:
    """Upper bounds of the width and the precision that a format specification asks for.

    Numbers that the host refuses before it allocates anything count as 0.
    """
    if len(spec) > 64:
        m.tracker.work(len(spec))
    width = 0
    precision = 0
    number = 0
    is_precision = False
    for char in spec:
        if char.isdecimal():
            if number <= SSIZE_MAX:
                number = number * 10 + int(char)
            continue
        if is_precision:
            precision += number if number <= INT_MAX else 0
        else:
            width += number if number <= SSIZE_MAX else 0
        number = 0
        is_precision = char == '.'
    if is_precision:
        precision += number if number <= INT_MAX else 0
    else:
        width += number if number <= SSIZE_MAX else 0
    return width, precision


# str.format


FIELD_SIZE: Final = 300
"""Bytes of a parsed field or conversion and its text, which nothing refers to that memory is measured by."""
FIELD_WORK: Final = 20
"""Units of work of parsing it, with what the host's collector takes to look through many of them."""


class Field:
    """A replacement field of ``str.format``: ``{first.name[key]!conversion:spec}``."""

    def __init__(self) -> None:
        self.first: object = 0  # int: position; str: keyword
        self.path: list[tuple[str, object]] = []  # ('.', name), ('[', int or str key) or ('!', message of a ValueError)
        self.conversion = ''  # '', 's', 'r', 'a', or the message of a ValueError (longer than 1)
        self.spec: str = ''
        self.nested: list[str | Field] | None = None  # the pieces of a specification that has fields itself
        self.error = ''  # message of a ValueError raised when the field is reached

    def as_value(self) -> tuple[object, ...]:
        """The field as a sandbox value: (first, path, conversion, spec, error)."""
        spec: object = self.spec if self.nested is None else pieces_value(self.nested)
        return (self.first, tuple(self.path), self.conversion, spec, self.error)


def pieces_value(pieces: list[str | Field]) -> list[object]:
    """Parsed pieces as a sandbox value."""
    return [piece if isinstance(piece, str) else piece.as_value() for piece in pieces]


def failing_field(message: str) -> Field:
    field = Field()
    field.error = message
    return field


class TemplateParser:
    """Parses a template of ``str.format``. One parser numbers the fields of a template and of its nested ones."""

    def __init__(self, m: Machine) -> None:
        self.m = m
        self.automatic = False  # '{}' was seen
        self.manual = False  # '{0}' was seen
        self.count = 0  # fields numbered so far

    def parse(self, text: str, depth: int) -> list[str | Field]:
        """Literals and fields in order. After a Field with an ``error`` nothing follows."""
        if depth <= 0:
            return [failing_field('Max string recursion exceeded')]
        pieces: list[str | Field] = []
        position = 0
        length = len(text)
        opening = text.find('{')
        closing = text.find('}')
        while position < length:
            if 0 <= opening < position:
                opening = text.find('{', position)
            if 0 <= closing < position:
                closing = text.find('}', position)
            self.m.tracker.work(4)
            brace = opening if closing < 0 or 0 <= opening < closing else closing
            if brace < 0:
                pieces.append(text[position:])
                break
            char = text[brace]
            doubled = brace + 1 < length and text[brace + 1] == char
            if doubled:
                pieces.append(text[position : brace + 1])
                position = brace + 2
                continue
            if char == '}' or brace + 1 == length:
                pieces.append(failing_field(f"Single '{char}' encountered in format string"))
                break
            if brace > position:
                pieces.append(text[position:brace])
            field = Field()
            pieces.append(field)
            position = self.parse_field(text, brace + 1, field, depth)
            if field.error:
                break
        return pieces

    def parse_field(self, text: str, start: int, field: Field, depth: int) -> int:
        """Parse the field that begins behind the '{' at ``start - 1`` and return the position behind its '}'."""
        length = len(text)
        position = start
        char = ''
        while position < length:
            char = text[position]
            position += 1
            if char == '{':
                field.error = "unexpected '{' in field name"
                return position
            if char == '[':
                bracket = text.find(']', position)
                position = length if bracket < 0 else bracket
            elif char == '}' or char == ':' or char == '!':
                break
        name = text[start : position - 1]
        self.m.tracker.work(FIELD_WORK + (position - start))
        if char != '}' and char != ':' and char != '!':
            field.error = "expected '}' before end of string"
            return position
        if char == '!':
            if position >= length:
                field.error = 'end of string while looking for conversion specifier'
                return position
            field.conversion = conversion_or_message(text[position])
            position += 1
            if position < length:
                char = text[position]
                position += 1
                if char != '}' and char != ':':
                    field.error = "expected ':' after conversion specifier"
                    return position
        if char == '}':
            self.name_field(name, field)
            return position
        return self.parse_spec(text, position, name, field, depth)

    def parse_spec(self, text: str, start: int, name: str, field: Field, depth: int) -> int:
        """Parse the specification that begins at ``start`` and return the position behind the field's '}'."""
        level = 1
        nested = False
        position = start
        length = len(text)
        while position < length:
            char = text[position]
            position += 1
            if char == '{':
                nested = True
                level += 1
            elif char == '}':
                level -= 1
                if level == 0:
                    field.spec = text[start : position - 1]
                    self.m.tracker.work(position - start)
                    self.name_field(name, field)
                    if nested:
                        field.nested = self.parse(field.spec, depth - 1)
                    return position
        field.error = "unmatched '{' in format spec"
        return position

    def name_field(self, name: str, field: Field) -> None:
        """Take a field's name apart and number the field."""
        end = len(name)
        for position, char in enumerate(name):
            if char == '.' or char == '[':
                end = position
                break
        first = name[:end]
        index = decimal_index(first)
        if index > SSIZE_MAX:
            field.error = 'Too many decimal digits in format string'
            return
        if not first:
            if self.manual:
                field.error = 'cannot switch from manual field specification to automatic field numbering'
                return
            self.automatic = True
            index = self.count
            self.count += 1
        elif index >= 0:
            if self.automatic:
                field.error = 'cannot switch from automatic field numbering to manual field specification'
                return
            self.manual = True
        field.first = first if index < 0 else index
        parse_path(name, end, field.path)


def parse_path(name: str, start: int, path: list[tuple[str, object]]) -> None:
    """Append the look-ups of ``name[start:]``, as in ``.real[0]``, to ``path``; after a '!' step nothing follows."""
    position = start
    length = len(name)
    while position < length:
        operator = name[position]
        position += 1
        begin = position
        if operator == '.':
            while position < length and name[position] != '.' and name[position] != '[':
                position += 1
            part = name[begin:position]
            key: object = part
        elif operator == '[':
            position = name.find(']', begin)
            if position < 0:
                path.append(('!', "Missing ']' in format string"))
                return
            part = name[begin:position]
            position += 1
            index = decimal_index(part)
            if index > SSIZE_MAX:
                path.append(('!', 'Too many decimal digits in format string'))
                return
            key = part if index < 0 else index
        else:
            path.append(('!', "Only '.' or '[' may follow ']' in format field specifier"))
            return
        if not part:
            path.append(('!', 'Empty attribute in format string'))
            return
        path.append((operator, key))


def decimal_index(text: str) -> int:
    """``text`` as a decimal number, -1 if it is none, and something above SSIZE_MAX if it is above SSIZE_MAX."""
    if not text.isdecimal():
        return -1
    number = 0
    for char in text:
        number = number * 10 + int(char)
        if number > SSIZE_MAX:
            break
    return number


def conversion_or_message(char: str) -> str:
    """``char`` if it is a conversion, else the message of the error that its use raises."""
    if char in 'rsa':
        return char
    code = ord(char)
    return 'Unknown conversion specifier ' + (char if 32 < code < 127 else f'\\x{code:x}')


def parse_template(m: Machine, template: str) -> list[str | Field]:
    m.tracker.work(len(template) >> 4)
    m.tracker.reserve(FIELD_SIZE * template.count('{'))
    return TemplateParser(m).parse(template, 2)


def format_template(m: Machine, template: str, args: tuple[object, ...] | None, mapping: object) -> object:
    """``template.format(*args, **mapping)``, or ``template.format_map(mapping)`` where ``args`` is None.

    A value, or PUSHED.
    """
    text = render_pieces(m, parse_template(m, template), args, mapping)
    if text is None:
        return m.call_prelude('str_format', [template, args, mapping])
    return text


def render_pieces(
    m: Machine, pieces: list[str | Field], args: tuple[object, ...] | None, mapping: object
) -> str | None:
    """The text of a parsed template, or None where a field needs sandbox code."""
    parts = Parts()
    for piece in pieces:
        text = piece if isinstance(piece, str) else render_field(m, piece, args, mapping)
        if text is None:
            return None
        parts.add(m, text)
    return parts.join(m)


def render_field(m: Machine, field: Field, args: tuple[object, ...] | None, mapping: object) -> str | None:
    if field.error:
        raise m.fail('ValueError', field.error)
    value = first_value(m, field.first, args, mapping)
    for operator, key in field.path:
        if value is ABSENT:
            return None
        if operator == '!':
            raise m.fail('ValueError', str(key))
        value = ABSENT if operator == '.' else item_of(m, value, key)
    if value is ABSENT:
        return None
    if len(field.conversion) > 1:
        raise m.fail('ValueError', field.conversion)
    if field.conversion:
        value = convert(m, value, field.conversion)
        if value is None:
            return None
    spec: str | None = field.spec
    if field.nested is not None:
        spec = render_pieces(m, field.nested, args, mapping)
        if spec is None:
            return None
    return format_plain(m, value, NO_CONVERSION, spec or '')


def first_value(m: Machine, first: object, args: tuple[object, ...] | None, mapping: object) -> object:
    """The argument that a field begins with; ABSENT where sandbox code has to answer."""
    if isinstance(first, int):
        if args is None:
            raise m.fail('ValueError', 'Format string contains positional fields')
        if first >= len(args):
            raise m.fail('IndexError', f'Replacement index {first} out of range for positional args tuple')
        return args[first]
    return item_of(m, mapping, first)


def item_of(m: Machine, value: object, key: object) -> object:
    """``value[key]`` of an exact dict, list or tuple that has it; ABSENT where another way has to be taken."""
    if type(value) is dict:
        mapping: dict[object, object] = value
        found = mapping.get(key, ABSENT)
        if found is ABSENT:
            raise m.fail_with('KeyError', (key,))
        return found
    if isinstance(key, int):
        if type(value) is list:
            items: list[object] = value
            return items[key] if key < len(items) else ABSENT
        if type(value) is tuple:
            values: tuple[object, ...] = value
            return values[key] if key < len(values) else ABSENT
    return ABSENT


# The % operator


STAR: Final = -2
"""Width or precision that is an argument; -1 where there is none."""


class Conversion:
    """A conversion of a ``%`` template: ``%(key)flags width.precision char``."""

    def __init__(self) -> None:
        self.key: str | None = None
        self.keyed = False  # the template has a '(' here, even if an incomplete one
        self.flags = ''
        self.width = -1
        self.precision = -1
        self.char = ''
        self.index = 0  # of ``char`` in the template
        self.error = ''  # message of a ValueError, raised after the key and the '*' arguments were taken

    def as_value(self) -> tuple[object, ...]:
        """The conversion as a sandbox value: (key, keyed, flags, width, precision, char, index, error)."""
        return (self.key, self.keyed, self.flags, self.width, self.precision, self.char, self.index, self.error)


def parse_percent(m: Machine, template: str, binary: bool) -> list[str | Conversion]:
    """Literals and conversions in order. After a Conversion with an ``error`` nothing follows."""
    m.tracker.work(len(template) >> 4)
    m.tracker.reserve(FIELD_SIZE * template.count('%'))
    pieces: list[str | Conversion] = []
    position = 0
    while True:
        percent = template.find('%', position)
        if percent < 0:
            if position < len(template):
                pieces.append(template[position:])
            return pieces
        if percent > position:
            pieces.append(template[position:percent])
        if template.startswith('%', percent + 1):
            pieces.append('%')
            position = percent + 2
            continue
        conversion = Conversion()
        pieces.append(conversion)
        position = parse_conversion(template, percent + 1, conversion, binary)
        m.tracker.work(FIELD_WORK + position - percent)
        if conversion.error:
            return pieces


def parse_conversion(text: str, start: int, conversion: Conversion, binary: bool) -> int:
    """Parse behind the '%' at ``start - 1`` and return the position behind the conversion."""
    position = start
    length = len(text)
    if position < length and text[position] == '(':
        position = parse_key(text, position + 1, conversion)
        if conversion.error:
            return position
    while position < length and text[position] in '-+ #0':
        if text[position] not in conversion.flags:
            conversion.flags += text[position]
        position += 1
    if position < length and text[position] == '*':
        conversion.width = STAR
        position += 1
    else:
        position, conversion.width = parse_number(text, position, SSIZE_MAX)
        if conversion.width > SSIZE_MAX:
            conversion.error = 'width too big'
            return position
    if position < length and text[position] == '.':
        position += 1
        if position < length and text[position] == '*':
            conversion.precision = STAR
            position += 1
        else:
            position, precision = parse_number(text, position, INT_MAX)
            conversion.precision = max(precision, 0)
            if precision > INT_MAX:
                conversion.error = 'prec too big' if binary else 'precision too big'
                return position
    if position < length and text[position] in 'hlL':
        position += 1
    if position >= length:
        conversion.error = 'incomplete format'
        return position
    conversion.char = text[position]
    conversion.index = position
    return position + 1


def parse_key(text: str, start: int, conversion: Conversion) -> int:
    """Parse the key behind the '(' at ``start - 1`` and return the position behind its ')'."""
    conversion.keyed = True
    level = 1
    position = start
    while position < len(text):
        char = text[position]
        position += 1
        if char == '(':
            level += 1
        elif char == ')':
            level -= 1
            if level == 0:
                conversion.key = text[start : position - 1]
                return position
    conversion.error = 'incomplete format key'
    return position


def parse_number(text: str, start: int, limit: int) -> tuple[int, int]:
    """The position behind the ASCII digits at ``start`` and their value: -1 for none, above ``limit`` if above it."""
    position = start
    number = -1
    while position < len(text) and '0' <= text[position] <= '9':
        number = max(number, 0) * 10 + ord(text[position]) - 48
        position += 1
        if number > limit:
            break
    return position, number


class Arguments:
    """Where conversions take their values: a tuple in order, one value, or what a mapping has for a key."""

    def __init__(self, values: object, binary: bool) -> None:
        payload = payload_of(values)
        self.items: tuple[object, ...] = payload if type(payload) is tuple else (values,)
        self.next = 0
        self.is_mapping = is_mapping(values, binary)
        self.mapping = values

    def take(self, m: Machine) -> object:
        if self.next >= len(self.items):
            raise m.fail('TypeError', 'not enough arguments for format string')
        self.next += 1
        return self.items[self.next - 1]

    def take_int(self, m: Machine, limit: int, c_type: str) -> int:
        """The argument of a '*'."""
        value = payload_of(self.take(m))
        if not isinstance(value, int):
            raise m.fail('TypeError', '* wants int')
        if not -limit - 1 <= value <= limit:
            raise m.fail('OverflowError', f'Python int too large to convert to C {c_type}')
        return int(value)

    def check_all_taken(self, m: Machine, binary: bool) -> None:
        if self.next < len(self.items) and not self.is_mapping:
            kind = 'bytes' if binary else 'string'
            raise m.fail('TypeError', f'not all arguments converted during {kind} formatting')


def is_mapping(values: object, binary: bool) -> bool:
    """Whether ``%`` takes ``values`` for a mapping: anything with ``__getitem__`` but a tuple and a string."""
    payload = payload_of(values)
    kind = type(payload)
    if kind is tuple or kind is str or binary and (kind is bytes or kind is bytearray):
        return False
    if kind is dict or kind is list or kind is bytes or kind is bytearray or kind is range:
        return True
    return class_of(values).lookup('__getitem__') is not ABSENT


def percent(m: Machine, template: object, values: object) -> object:
    """``template % values`` of an exact str, bytes or bytearray. A value, or PUSHED."""
    text, binary = template_text(m, template)
    result = render_percent(m, text, values, binary)
    if result is None:
        return m.call_prelude('percent_format', [template, values])
    return like_template(m, template, result)


def template_text(m: Machine, template: object) -> tuple[str, bool]:
    """A template as text, where a byte is the character of its number, and whether it was bytes."""
    if isinstance(template, str):
        return template, False
    assert isinstance(template, (bytes, bytearray))
    m.tracker.reserve(len(template))
    return template.decode('latin-1'), True


def like_template(m: Machine, template: object, text: str) -> object:
    """``text`` as a value of ``template``'s type."""
    if isinstance(template, str):
        return text
    m.tracker.reserve(len(text))
    if isinstance(template, bytes):
        return text.encode('latin-1')
    m.tracker.allocate(64)
    return bytearray(text, 'latin-1')


def render_percent(m: Machine, template: str, values: object, binary: bool) -> str | None:
    """The text of a ``%`` template, or None where sandbox code is needed."""
    arguments = Arguments(values, binary)
    parts = Parts()
    for piece in parse_percent(m, template, binary):
        text = piece if isinstance(piece, str) else render_conversion(m, piece, arguments, binary)
        if text is None:
            return None
        parts.add(m, text)
    arguments.check_all_taken(m, binary)
    return parts.join(m)


def render_conversion(m: Machine, conversion: Conversion, arguments: Arguments, binary: bool) -> str | None:
    if conversion.keyed:
        if not arguments.is_mapping:
            raise m.fail('TypeError', 'format requires a mapping')
        key = conversion.key
        if key is not None:
            found = item_of(m, arguments.mapping, key.encode('latin-1') if binary else key)
            if found is ABSENT:
                return None
            arguments.items = (found,)
            arguments.next = 0
    width = conversion.width
    flags = conversion.flags
    if width == STAR:
        width = arguments.take_int(m, SSIZE_MAX, 'ssize_t')
        if width < 0:
            width = -width
            flags += '-'
    precision = conversion.precision
    if precision == STAR:
        precision = max(arguments.take_int(m, INT_MAX, 'int'), 0)
    if conversion.error:
        raise m.fail('ValueError', conversion.error)
    ready = ready_value(m, arguments.take(m), conversion.char, binary)
    if ready is ABSENT:
        return None
    return host_percent(m, flags, width, precision, conversion.char, conversion.index, ready, binary)


NUMBER_DUNDERS: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys('diu', ('__int__', '__index__', '__trunc__')),
    **dict.fromkeys('oxX', ('__index__',)),
    **dict.fromkeys('eEfFgG', ('__float__', '__index__')),
    'c': ('__index__',),
}
"""The methods by which a conversion turns an object that is no number into one."""


def needs_code(value: object, char: str, binary: bool) -> bool:
    """Whether a conversion of ``value`` calls a method that sandbox code defined (``__str__``, ``__repr__`` apart)."""
    if not isinstance(value, Instance):
        return False
    names = ('__bytes__',) if binary and (char == 's' or char == 'b') else NUMBER_DUNDERS.get(char, ())
    payload = value.payload
    if isinstance(payload, int) or char == 'c' and isinstance(payload, (str, bytes, bytearray)):
        return False
    return any(user_method(value, name) for name in names)


def ready_value(m: Machine, value: object, char: str, binary: bool) -> object:
    """What the host can format for a conversion: text for 's', 'r' and 'a', else the value itself.

    ABSENT where sandbox code is needed.
    """
    if char == 'r' or char == 'a' or char == 's' and not binary:
        text = convert(m, value, 'a' if binary else char)
        return ABSENT if text is None else text
    return ABSENT if needs_code(value, char, binary) else value


def host_percent(
    m: Machine, flags: str, width: int, precision: int, char: str, index: int, value: object, binary: bool
) -> str:
    """One conversion done by the host on a value that :func:`ready_value` gave."""
    if width == -1 and precision == -1 and isinstance(value, str):
        if char == 'r' or char == 'a' or char == 's' and not binary:
            return value
    if char not in ('diouxXeEfFgGcrsab' if binary else 'diouxXeEfFgGcrsa'):
        if binary and ord(char) > 127:
            # CPython formats its message with a signed char.
            raise m.fail('OverflowError', 'character argument not in range(0x110000)')
        shown = char if binary or 31 <= ord(char) <= 126 else '?'
        raise m.fail('ValueError', f"unsupported format character '{shown}' (0x{ord(char):x}) at index {index}")
    plain = payload_of(value)
    if char in 'diu' and type(plain) in SCALARS:
        whole = class_of(plain).lookup('__int__')
        if isinstance(whole, NativeFunction):
            plain = whole.invoke(m, [plain], None)  # which charges it
    charge_conversion(m, width, precision, char, plain)
    name = type(plain).__name__
    if isinstance(plain, HeapObject):
        # The host refuses None as it refuses an object of ours, but may put its name into the message.
        plain = None
        name = 'NoneType'
    is_text = char == 'r' or char == 'a'
    template = '%' + flags + ('' if width < 0 else str(width)) + ('' if precision < 0 else f'.{precision}')
    template += 's' if is_text else char
    try:
        if not binary:
            return template % (plain,)
        if is_text:
            plain = str(plain).encode('ascii')
        return (template.encode('latin-1') % (plain,)).decode('latin-1')
    except HOST_ERRORS as error:
        message = str(error)
        type_name = m.type_name(value)
        if type_name not in message:
            message = message.replace(name, type_name)
        raise m.fail(type(error).__name__, message) from None


def charge_conversion(m: Machine, width: int, precision: int, char: str, value: object) -> None:
    size = max(width, 0)
    unit = 1
    if isinstance(value, str):
        size = max(size, len(value))
        unit = text_unit(value)
    elif isinstance(value, (bytes, bytearray)):
        size = max(size, len(value))
    else:
        if precision > 0:
            size += precision
        if isinstance(value, int):
            if char in 'diu':
                charge_decimal(m, value)
            else:
                size += value.bit_length()
        elif isinstance(value, float) and char in 'fFdiu':
            size += FLOAT_SIZE
    if size > 64:
        m.tracker.reserve(size * unit)


# Intrinsics: what the prelude's part of formatting calls


def _format_parse(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``_format_parse(template)``: the pieces of a ``str.format`` template, as ``Field.as_value`` says."""
    template = args[0]
    assert isinstance(template, str)
    return pieces_value(parse_template(m, template))


def _percent_parse(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``_percent_parse(template)``: the pieces of a ``%`` template, as ``Conversion.as_value`` says."""
    text, binary = template_text(m, args[0])
    return [piece if isinstance(piece, str) else piece.as_value() for piece in parse_percent(m, text, binary)]


def _percent_convert(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``_percent_convert(flags, width, precision, char, index, value, binary)``: one conversion of a ready value."""
    flags, width, precision, char, index, value, binary = args
    assert isinstance(flags, str) and isinstance(char, str)
    assert isinstance(width, int) and isinstance(precision, int) and isinstance(index, int)
    return host_percent(m, flags, width, precision, char, index, value, binary is True)


def _percent_size(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``_percent_size(value, is_precision)``: the argument of a '*' as an int."""
    arguments = Arguments((args[0],), False)
    if args[1] is True:
        return max(arguments.take_int(m, INT_MAX, 'int'), 0)
    return arguments.take_int(m, SSIZE_MAX, 'ssize_t')


def _percent_result(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``_percent_result(template, parts)``: the parts joined, as a value of the template's type."""
    parts = args[1]
    assert isinstance(parts, list)
    joined = Parts()
    for part in parts:
        joined.add(m, text_of(part))
    return like_template(m, args[0], joined.join(m))


def text_of(value: object) -> str:
    """The text of a str or of an instance of a subclass of str."""
    text = payload_of(value)
    assert isinstance(text, str)
    return text


def _percent_arguments(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``_percent_arguments(values, binary)``: (the positional values as a tuple, whether ``values`` is a mapping)."""
    arguments = Arguments(args[0], args[1] is True)
    return (arguments.items, arguments.is_mapping)


def _percent_needs(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``_percent_needs(value, char, binary)``: whether a conversion calls a method of sandbox code for the value."""
    value, char, binary = args
    assert isinstance(char, str)
    return needs_code(value, char, binary is True)


def _special(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``_special(value, name)``: whether sandbox code defines the special method ``name`` of the value's class."""
    name = args[1]
    assert isinstance(name, str)
    return user_method(args[0], name)


def _call_special(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``_call_special(value, name, *args)``: call a special method for which ``_special(value, name)`` is true."""
    value = args[0]
    name = args[1]
    assert isinstance(name, str)
    return m.call_method(value, name, args[2:])


def _type_name(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``_type_name(value)``: the name of its type, as error messages show it."""
    return m.type_name(args[0])


def _format_native(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``_format_native(value, spec)``: a builtin type's ``__format__`` of a non-empty specification."""
    value, spec = args
    assert isinstance(spec, str)
    payload = payload_of(value)
    if type(payload) in EXACT:
        return format_exact(m, payload, spec, m.type_name(value))
    raise unsupported_spec(m, value)


def _refuse_field(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``(value, name)``: the AttributeError of a format field that asks for introspection."""
    name = str(args[1])
    m.breach('forbidden_attribute', name)
    raise m.fail('AttributeError', f"format fields cannot look up '{name}' in the sandbox")


INTRINSICS: Final[dict[str, NativeFunction]] = {
    '_refuse_field': Native('_refuse_field', _refuse_field),
    '_format_parse': Native('_format_parse', _format_parse),
    '_format_native': Native('_format_native', _format_native),
    '_percent_parse': Native('_percent_parse', _percent_parse),
    '_percent_arguments': Native('_percent_arguments', _percent_arguments),
    '_percent_convert': Native('_percent_convert', _percent_convert),
    '_percent_needs': Native('_percent_needs', _percent_needs),
    '_percent_result': Native('_percent_result', _percent_result),
    '_percent_size': Native('_percent_size', _percent_size),
    '_call_special': Native('_call_special', _call_special),
    '_special': Native('_special', _special),
    '_type_name': Native('_type_name', _type_name),
}
