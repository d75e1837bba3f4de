"""``csv``: what one line or one row needs, on exact values. Readers, writers and dialects are
``prelude/csv_module.py``.

A line that is a record is read by the host's reader, one that goes on by a machine of our own, with the states of
``Modules/_csv.c``: where the host's reader has to wait for the next line, what it has read of a field is lost. Rows are
written by the host's writer.
"""

from __future__ import annotations

import _csv
import csv
import re
import sys
from typing import TYPE_CHECKING, Any, Final

from mypy_extensions import mypyc_attr

from ..natives import HOST_ERRORS, Native, payload_of
from ..objects import ABSENT, NativeFunction
from ..walk import scalar_repr
from .dataclasses import python_minor
from .entry import Entry
from .signatures import COMMON, NOTHING, Arrange, Signature, preludes

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None

FIELD_LIMIT: Final = 131072
OPTIONS: Final = (
    'delimiter',
    'doublequote',
    'escapechar',
    'lineterminator',
    'quotechar',
    'quoting',
    'skipinitialspace',
    'strict',
)


# Dialects


class Unknown:
    """Stands for a value of the sandbox whose type an option can't have."""


def checked_options(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_csv_options(values)``: the options of a dialect as a tuple of exact values, in the order of ``OPTIONS``;
    ``_nothing`` where none was given. What is wrong the host refuses."""
    given = args[0]
    assert isinstance(given, list)
    options: dict[str, object] = {}
    kind = ''
    for name, value in zip(OPTIONS, given, strict=True):
        if value is NOTHING:
            continue
        plain = value if name == 'quoting' else payload_of(value)
        if isinstance(plain, str) and name != 'lineterminator':
            plain = plain[:2]
        elif plain is not None and not isinstance(plain, (str, int)):
            plain = Unknown()
            kind = kind or m.type_name(value)
        options[name] = plain
    m.tracker.allocate(120)
    try:
        made = _csv.Dialect(**options)  # type: ignore[arg-type]  # the host refuses wrong ones
    except HOST_ERRORS as error:
        raise m.fail(type(error).__name__, str(error).replace('Unknown', kind)) from None
    except OverflowError:
        raise m.fail('OverflowError', 'Python int too large to convert to C int') from None
    return (
        made.delimiter,
        made.doublequote,
        made.escapechar,
        made.lineterminator,
        made.quotechar,
        made.quoting,
        made.skipinitialspace,
        made.strict,
    )


class Options:
    """The options of a dialect, as ``_csv_options`` gives them."""

    def __init__(self, options: object) -> None:
        assert isinstance(options, tuple)
        delimiter, doublequote, escapechar, lineterminator, quotechar, quoting, skipinitialspace, strict = options
        assert isinstance(delimiter, str) and isinstance(lineterminator, str) and isinstance(quoting, int)
        self.delimiter = delimiter
        self.doublequote = doublequote is True
        self.escapechar: str = escapechar or ''
        self.lineterminator = lineterminator
        self.quotechar: str = quotechar or ''
        self.quoting = quoting
        self.skipinitialspace = skipinitialspace is True
        self.strict = strict is True

    def host(self) -> dict[str, object]:
        return {
            'delimiter': self.delimiter,
            'doublequote': self.doublequote,
            'escapechar': self.escapechar or None,
            'lineterminator': self.lineterminator,
            'quotechar': self.quotechar or None,
            'quoting': self.quoting,
            'skipinitialspace': self.skipinitialspace,
            'strict': self.strict,
        }


def field_limit(m: Machine) -> int:
    limit = m.kept.get('csv.field_size_limit', FIELD_LIMIT)
    assert isinstance(limit, int)
    return limit


def field_size_limit(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``field_size_limit([new_limit])``: of this run."""
    old = field_limit(m)
    if not args and not kwargs:
        return old
    if len(args) != 1 or kwargs or type(args[0]) is not int:
        refuse = vars(_csv)['field_size_limit']
        refuse(*[None for _ in args], **dict.fromkeys(kwargs or {}))
    limit = args[0]
    assert isinstance(limit, int)
    if not -sys.maxsize - 1 <= limit <= sys.maxsize:
        raise m.fail('OverflowError', 'Python int too large to convert to C long')
    m.kept['csv.field_size_limit'] = limit
    return old


# Reading


START_RECORD: Final = 0
START_FIELD: Final = 1
ESCAPED: Final = 2
AFTER_ESCAPED_BREAK: Final = 3
IN_FIELD: Final = 4
IN_QUOTED: Final = 5
ESCAPED_IN_QUOTED: Final = 6
QUOTE_IN_QUOTED: Final = 7
EAT_BREAK: Final = 8

NO_QUOTES: Final = csv.QUOTE_NONE
NUMBERS: Final = csv.QUOTE_NONNUMERIC
STRINGS: Final[int] = vars(csv).get('QUOTE_STRINGS', -1)
NOT_NULL: Final[int] = vars(csv).get('QUOTE_NOTNULL', -1)


def host_reads(line: str, **options: object) -> object:
    """The last field of a line, or the message of an error, as this version of the host's reads it."""
    try:
        return next(csv.reader([line], **options))[-1]  # type: ignore[arg-type]  # ours
    except csv.Error as error:
        return str(error)


READS_NONE: Final = STRINGS >= 0 and host_reads('1,', quoting=NOT_NULL) is None
"""Whether an empty field without quotes is None where the quotes say what is a string."""
ESCAPED_NUMBERS: Final = host_reads('\\1', quoting=NUMBERS, escapechar='\\') == 1.0
"""Whether a field that begins with an escaped character is a number."""
UNEXPECTED_BREAK: Final = str(host_reads('a\nb'))


class Malformed(Exception):
    """An error of the reader: its message."""


class LineReader:
    """Reads the lines of one record. ``state`` is what is known after the lines before."""

    def __init__(self, m: Machine, options: Options, state: object) -> None:
        self.m = m
        self.options = options
        self.limit = field_limit(m)
        self.fields: list[object] = []
        self.parts: list[str] = []  # of the field that is read
        self.length = 0
        self.state = START_RECORD
        self.plain = True  # the field has no quotes
        self.numeric = False  # and is a number, before 3.13
        if state is not None:
            assert isinstance(state, tuple)
            self.state, self.fields, self.parts, self.length, self.plain, self.numeric = state
        self.quotechar = options.quotechar if options.quoting != NO_QUOTES else ''
        self.in_field = stops(options.delimiter + options.escapechar + '\r\n')
        self.in_quotes = stops(self.quotechar + options.escapechar)

    def suspended(self) -> object:
        self.m.tracker.allocate(120)
        return self.state, self.fields, self.parts, self.length, self.plain, self.numeric

    def add(self, text: str) -> None:
        if self.length + len(text) > self.limit:
            raise Malformed(f'field larger than field limit ({self.limit})')
        self.parts.append(text)
        self.length += len(text)

    def save(self) -> None:
        """The field is complete."""
        text = self.parts[0] if len(self.parts) == 1 else ''.join(self.parts)
        self.m.tracker.work(4)
        self.m.tracker.memory(64 + len(text))
        quoting = self.options.quoting
        value: object = text
        if READS_NONE:
            if self.plain and (quoting == STRINGS or quoting == NOT_NULL) and not text:
                value = None
            elif self.plain and (quoting == STRINGS or quoting == NUMBERS) and text:
                value = self.number(text)
        elif self.numeric and quoting == NUMBERS:
            value = self.number(text)
        self.fields.append(value)
        self.parts = []
        self.length = 0
        self.plain = True
        self.numeric = False

    def number(self, text: str) -> float:
        self.m.tracker.work(len(text) >> 2)
        return float(text)

    def read(self, line: str) -> bool:
        """Read one line. Whether the record is complete."""
        self.m.tracker.work(1 + (len(line) >> 1))
        self.m.tracker.memory(len(line))
        at = 0
        end = len(line)
        while at < end:
            at = self.step(line, at)
        self.end_line()
        return self.state == START_RECORD

    def step(self, line: str, at: int) -> int:
        """Read the character at ``at``, or as many as belong together; where to go on."""
        state = self.state
        if state == IN_QUOTED:
            return self.inside_quotes(line, at)
        if state == IN_FIELD:
            return self.inside_field(line, at)
        char = line[at]
        if state == START_RECORD or state == START_FIELD:
            return self.start_field(line, at, char, state)
        if state == QUOTE_IN_QUOTED:
            self.after_quote(char)
        elif state == ESCAPED:
            self.add(char)
            self.state = AFTER_ESCAPED_BREAK if char == '\n' or char == '\r' else IN_FIELD
        elif state == AFTER_ESCAPED_BREAK:
            self.state = IN_FIELD
            return at
        elif state == ESCAPED_IN_QUOTED:
            self.add(char)
            self.state = IN_QUOTED
        elif char != '\n' and char != '\r':
            raise Malformed(UNEXPECTED_BREAK)
        return at + 1

    def start_field(self, line: str, at: int, char: str, state: int) -> int:
        options = self.options
        if char == '\n' or char == '\r':
            if state == START_FIELD:
                self.save()
            self.state = EAT_BREAK
        elif char == self.quotechar:
            self.plain = False
            self.state = IN_QUOTED
        elif char == options.escapechar:
            self.numeric = ESCAPED_NUMBERS
            self.state = ESCAPED
        elif char == ' ' and options.skipinitialspace:
            self.state = START_FIELD
        elif char == options.delimiter:
            self.save()
            self.state = START_FIELD
        else:
            self.numeric = True
            self.state = IN_FIELD
            self.add(char)
        return at + 1

    def inside_field(self, line: str, at: int) -> int:
        match = self.in_field.search(line, at)
        stop = len(line) if match is None else match.start()
        if stop > at:
            self.add(line[at:stop])
        if match is None:
            return stop
        char = match.group()
        if char == '\n' or char == '\r':
            self.save()
            self.state = EAT_BREAK
        elif char == self.options.escapechar:
            self.state = ESCAPED
        else:
            self.save()
            self.state = START_FIELD
        return stop + 1

    def inside_quotes(self, line: str, at: int) -> int:
        match = self.in_quotes.search(line, at)
        stop = len(line) if match is None else match.start()
        if stop > at:
            self.add(line[at:stop])
        if match is None:
            return stop
        if match.group() == self.options.escapechar:
            self.state = ESCAPED_IN_QUOTED
        else:
            self.state = QUOTE_IN_QUOTED if self.options.doublequote else IN_FIELD
        return stop + 1

    def after_quote(self, char: str) -> None:
        """A quote that is the end of the quotes, or the first of two."""
        options = self.options
        if char == self.quotechar:
            self.add(char)
            self.state = IN_QUOTED
        elif char == options.delimiter:
            self.save()
            self.state = START_FIELD
        elif char == '\n' or char == '\r':
            self.save()
            self.state = EAT_BREAK
        elif options.strict:
            raise Malformed(f"'{options.delimiter}' expected after '{options.quotechar}'")
        else:
            self.add(char)
            self.state = IN_FIELD

    def end_line(self) -> None:
        state = self.state
        if state == START_FIELD or state == IN_FIELD or state == QUOTE_IN_QUOTED:
            self.save()
            self.state = START_RECORD
        elif state == ESCAPED:
            self.add('\n')
            self.state = IN_FIELD
        elif state == ESCAPED_IN_QUOTED:
            self.add('\n')
            self.state = IN_QUOTED
        elif state == EAT_BREAK:
            self.state = START_RECORD


def stops(chars: str) -> re.Pattern[str]:
    """Where a run of ordinary characters ends. The host's ``re`` keeps a bounded number of these."""
    return re.compile(f'[{re.escape(chars)}]' if chars else r'(?!)')


def read_line(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_csv_line(options, state, line)``: the list of the record's fields where the line completes it, else the state
    that the next line needs (None for the first one), or the message of an error."""
    line = payload_of(args[2])
    if not isinstance(line, str):
        kind = m.type_name(args[2])
        return f'iterator should return strings, not {kind} (the file should be opened in text mode)'
    if args[1] is None:
        assert isinstance(args[0], tuple)
        found = whole_record(m, args[0], line)
        if found is not None:
            return found
    reader = LineReader(m, Options(args[0]), args[1])
    m.scratch.append(reader.fields)
    try:
        if not reader.read(line):
            return reader.suspended()
    except Malformed as error:
        return str(error)
    finally:
        m.scratch.pop()
    m.tracker.allocate(56 + 8 * len(reader.fields))
    return reader.fields


class Unfinished(Exception):
    """The host's reader asks for a second line."""


class OneLine:
    """The lines of which the host's reader gets one."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.given = False

    def __iter__(self) -> OneLine:
        return self

    def __next__(self) -> str:
        if self.given:
            raise Unfinished
        self.given = True
        return self.line


def host_dialect(options: object) -> Any:
    """The host's object for the options of a dialect: a bounded number of them is kept, which never change."""
    found = DIALECTS.get(options)
    if found is None:
        if len(DIALECTS) >= KEPT_DIALECTS:
            DIALECTS.clear()
        found = _csv.Dialect(**Options(options).host())  # type: ignore[arg-type]  # checked options
        DIALECTS[options] = found
    return found


KEPT_DIALECTS: Final = 64
DIALECTS: Final[dict[object, Any]] = {}


def whole_record(m: Machine, options: tuple[object, ...], line: str) -> object:
    """The fields of a line that is a record, as the host's reader finds them, or the message of its error; None for
    one that goes on, or is long."""
    if len(line) > min(field_limit(m), csv.field_size_limit()):
        return None
    delimiter = options[0]
    assert isinstance(delimiter, str)
    count = line.count(delimiter) + 1
    m.tracker.work(4 + count + (len(line) >> 4))
    m.tracker.memory(len(line) + 64 * count)
    m.tracker.allocate(56 + 8 * count)
    try:
        return next(csv.reader(OneLine(line), host_dialect(options)))
    except Unfinished:
        return None
    except csv.Error as error:
        return str(error)


def read_end(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_csv_end(options, state)``: there are no more lines. The fields of an unfinished record, the message of an
    error, or None where nothing is left of one."""
    options = Options(args[0])
    reader = LineReader(m, options, args[1])
    if reader.length == 0 and reader.state != IN_QUOTED:
        return None
    if options.strict:
        return 'unexpected end of data'
    reader.save()
    return reader.fields


# Writing


@mypyc_attr(native_class=False)  # of these the host's writer asks for their text
class Shown:
    """A value that is no number, by its text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text


@mypyc_attr(native_class=False)
class ShownNumber(Shown):
    """A number, by its text: the host's writer sees from this method that it is one."""

    def __float__(self) -> float:
        return 0.0


@mypyc_attr(native_class=False)
class Sink:
    """The host's writer writes here."""

    def __init__(self) -> None:
        self.text = ''

    def write(self, text: str) -> None:
        self.text += text


def is_number(m: Machine, value: object) -> bool:
    if isinstance(value, (int, float, complex)):
        return True
    return any(m.lookup_special(value, name) is not ABSENT for name in ('__float__', '__int__', '__index__'))


def host_field(m: Machine, value: object, text: object) -> object:
    """A field as the host's writer takes it, ABSENT where sandbox code has to show it. ``text`` is what it has shown
    already, or None."""
    plain = payload_of(value)
    if isinstance(plain, str):
        return plain
    if value is None:
        return None
    if isinstance(text, str):
        return ShownNumber(text) if is_number(m, value) else Shown(text)
    if type(value) is float or type(value) is bool:
        return value
    if type(value) is int:
        return value if value.bit_length() < 256 else ShownNumber(scalar_repr(m, value))
    shown = m.plain_str(value)
    if shown is None:
        return ABSENT
    return ShownNumber(shown) if is_number(m, value) else Shown(shown)


def write_row(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_csv_row(options, fields, texts)``: the text of a row, ``(message,)`` for an error, or None where fields have
    to be shown by sandbox code: then ``texts`` has the text of each, or None."""
    options, values, texts = args
    assert isinstance(options, tuple) and isinstance(options[3], str)
    assert isinstance(values, (list, tuple)) and (texts is None or isinstance(texts, list))
    m.tracker.work(4 + 2 * len(values))
    row: list[object] = []
    size = 0
    for index, value in enumerate(values):
        field = host_field(m, value, None if texts is None else payload_of(texts[index]))
        if field is ABSENT:
            return None
        row.append(field)
        size += len(field) if isinstance(field, str) else len(field.text) if isinstance(field, Shown) else 30
    m.tracker.work(size >> 3)
    m.tracker.reserve(16 * size + len(options[3]))
    sink = Sink()
    try:
        csv.writer(sink, host_dialect(options)).writerow(row)
    except csv.Error as error:
        return (str(error),)
    return sink.text


# Guessing


def sniff(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_csv_sniff(sample, delimiters, preferred)``: ``(delimiter, doublequote, quotechar, skipinitialspace)``, or
    None where the host's sniffer finds no delimiter.

    Its expressions try each quote with all of the text behind it; it counts 127 characters in each line.
    """
    sample, delimiters, preferred = [payload_of(arg) for arg in args]
    if not isinstance(sample, str):
        raise m.fail('TypeError', f"expected string or bytes-like object, got '{m.type_name(args[0])}'")
    size = len(sample)
    quotes = sample.count('"') + sample.count("'")
    lines = sample.count('\n') + 1
    different = min(lines, int((2 * size) ** 0.5) + 1)
    m.tracker.work(quotes * size + 2 * size + lines * 20 + (lines // 10 + 1) * 13 * different)
    m.tracker.reserve(4 * size + 300 * quotes + 127 * 100 * different)
    sniffer = csv.Sniffer()
    if isinstance(preferred, list):
        sniffer.preferred = [char for char in preferred if isinstance(char, str)]
    try:
        found = sniffer.sniff(sample, delimiters)  # type: ignore[arg-type]  # text, or a list of texts
    except csv.Error:
        return None
    return found.delimiter, found.doublequote, found.quotechar, found.skipinitialspace


class Opening(NativeFunction):
    """``reader`` and ``writer``: functions whose keywords are a dialect's options."""

    def __init__(self, name: str, helper: str) -> None:
        super().__init__(name)
        self.helper = helper

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        return m.call_prelude(self.helper, [tuple(args), kwargs or {}])


SIGNATURES: Final[dict[str, Signature]] = {
    'Dialect': Signature(_csv.Dialect, ', '.join(f'{name}=NOTHING' for name in ('dialect', *OPTIONS))),
}

CONSTANTS: Final = (
    'QUOTE_ALL QUOTE_MINIMAL QUOTE_NONE QUOTE_NONNUMERIC QUOTE_NOTNULL QUOTE_STRINGS __version__'
).split()

NAMES: Final[dict[str, object]] = {
    **{name: vars(csv)[name] for name in CONSTANTS if name in vars(csv)},
    **preludes(
        'csv',
        {
            'get_dialect': Signature(_csv.get_dialect, 'name'),
            'list_dialects': Signature(_csv.list_dialects, ''),
            'unregister_dialect': Signature(_csv.unregister_dialect, 'name'),
        },
    ),
    'field_size_limit': Native('field_size_limit', field_size_limit),
    'reader': Opening('reader', 'csv_reader'),
    'register_dialect': Opening('register_dialect', 'csv_register_dialect'),
    'writer': Opening('writer', 'csv_writer'),
}
PRELUDE: Final = ('Dialect', 'DictReader', 'DictWriter', 'Error', 'Sniffer', 'excel', 'excel_tab', 'unix_dialect')
HELPERS: Final = tuple(
    'csv_get_dialect csv_list_dialects csv_reader csv_register_dialect csv_unregister_dialect csv_writer'.split()
)
INTRINSICS: Final[dict[str, NativeFunction]] = {
    **COMMON,
    '_arguments': Arrange('_arguments', SIGNATURES),
    '_csv_end': Native('_csv_end', read_end),
    '_csv_line': Native('_csv_line', read_line),
    '_csv_options': Native('_csv_options', checked_options),
    '_csv_row': Native('_csv_row', write_row),
    '_csv_sniff': Native('_csv_sniff', sniff),
    '_minor': Native('_minor', python_minor),
}

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS, HELPERS)
