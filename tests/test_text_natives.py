"""The methods of str, bytes and bytearray, ``%``, ``format`` and ``str.format``, compared with the host's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_machine import call_value, plain_machine

from monty_tools.interpreter import formatting
from monty_tools.interpreter.limits import LimitReached
from monty_tools.interpreter.machine import SHARED
from monty_tools.interpreter.objects import NativeIterator, Thrown
from monty_tools.interpreter.types import binary, text
from monty_tools.interpreter.types.exceptions import message_of


def outcome(action: Callable[[], object]) -> object:
    """The value with its type, or the exception's type and message."""
    try:
        value = action()
    except Thrown as thrown:
        return thrown.value.cls.name, message_of(plain_machine(), thrown.value)
    except Exception as error:  # the oracle's: whatever CPython raises
        if isinstance(error, (LimitReached, AssertionError)):
            raise
        return type(error).__name__, str(error)
    if isinstance(value, NativeIterator):
        value = call('list', value)
    elif type(value).__name__.endswith('iterator'):
        value = list(value)  # type: ignore[call-overload]
    return type(value), value


def call(func: object, *args: object, **kwargs: object) -> object:
    """Call a native, or a builtin by its name, on a machine of its own."""
    m = plain_machine()
    return call_value(m, SHARED.builtins[func] if isinstance(func, str) else func, *args, **kwargs)


def call_prelude(name: str, *args: object) -> object:
    m = plain_machine()
    return call_value(m, SHARED.prelude[name], *args)


def same(func: object, host: Callable[..., object], *args: Any, **kwargs: Any) -> None:
    expected = outcome(lambda: host(*copied(args), **kwargs))
    assert outcome(lambda: call(func, *copied(args), **kwargs)) == expected


def copied(args: tuple[object, ...]) -> list[object]:
    return [arg[:] if isinstance(arg, bytearray) else arg for arg in args]


def public(kind: type) -> set[str]:
    return {name for name in dir(kind) if not name.startswith('_')}


TABLES = {str: text.METHODS, bytes: binary.BYTES_METHODS, bytearray: binary.BYTEARRAY_METHODS}
DUNDERS = {
    '__add__', '__contains__', '__eq__', '__ge__', '__getitem__', '__gt__', '__iter__', '__le__', '__len__', '__lt__',
    '__mod__', '__mul__', '__ne__', '__repr__', '__rmod__', '__rmul__', '__str__',
}  # fmt: skip


@pytest.mark.parametrize('kind', TABLES)
def test_every_method_is_there(kind: type) -> None:
    assert public(kind) | DUNDERS <= TABLES[kind].keys()


STRINGS = st.text('ab \t\n.-{}%sdÄßΣ\u2028𝒳', max_size=12)
NUMBERS = st.integers(-3, 15)
ODD = st.sampled_from([None, 1.5, [], (), ['a', 'b'], ('a', 3), b'a', 'a', 0, True, {}, {97: 'xyz', 98: None}, 1 << 70])
ENCODINGS = st.sampled_from(
    ['utf-8', 'UTF8', 'ascii', 'latin-1', 'L1', 'utf-16-le', 'utf 32', 'cp1252', 'iso-8859-15', 'nonsense', 'ISO8859_1']
)
HANDLERS = st.sampled_from(['strict', 'ignore', 'replace', 'xmlcharrefreplace', 'backslashreplace'])
SKIPPED = {'format', 'format_map', '__mod__', '__rmod__', 'encode', 'decode', 'maketrans', 'fromhex', '__hash__'}
NAMES = sorted(text.METHODS.keys() - SKIPPED)
BYTE_NAMES = sorted(binary.BYTES_METHODS.keys() - SKIPPED - {'__bytes__'})
ARRAY_NAMES = sorted(binary.BYTEARRAY_METHODS.keys() - SKIPPED)


@settings(max_examples=300)
@given(st.sampled_from(NAMES), STRINGS, st.lists(st.one_of(STRINGS, NUMBERS, ODD), max_size=3))
def test_str_methods(name: str, value: str, args: list[object]) -> None:
    same(text.METHODS[name], getattr(str, name), value, *args)


@settings(max_examples=300)
@given(st.sampled_from(NAMES), st.text('ab', max_size=9), st.text('ab', max_size=2), NUMBERS, NUMBERS)
def test_str_methods_with_numbers(name: str, value: str, part: str, x: int, y: int) -> None:
    same(text.METHODS[name], getattr(str, name), value, part, x, y)
    same(text.METHODS[name], getattr(str, name), value, part, x)
    same(text.METHODS[name], getattr(str, name), value, x, part)


@pytest.mark.parametrize('kind', [bytes, bytearray])
@settings(max_examples=250)
@given(data=st.data(), value=st.binary(max_size=9))
def test_bytes_methods(kind: type[bytes], data: st.DataObject, value: bytes) -> None:
    name = data.draw(st.sampled_from(BYTE_NAMES if kind is bytes else ARRAY_NAMES))
    parts = st.one_of(st.binary(max_size=2), NUMBERS, ODD, st.builds(slice, NUMBERS, NUMBERS))
    args = data.draw(st.lists(parts, max_size=3))
    if name.startswith('__') and args and isinstance(args[0], str):
        return  # comparing with text is a warning of the host
    subject = kind(value)
    native = TABLES[kind][name]
    mine, theirs = subject[:], subject[:]
    assert outcome(lambda: call(native, mine, *args)) == outcome(lambda: getattr(kind, name)(theirs, *args))
    assert mine == theirs


@given(STRINGS, ENCODINGS, HANDLERS)
def test_codecs(value: str, encoding: str, errors: str) -> None:
    same(text.METHODS['encode'], str.encode, value, encoding, errors)
    same(text.METHODS['encode'], str.encode, value, encoding=encoding, errors=errors)
    for data in (value.encode(), value.encode('utf-16')):
        same(binary.BYTES_METHODS['decode'], bytes.decode, data, encoding, errors)
        same('str', str, data, encoding, errors)


def test_wrong_calls_of_codecs() -> None:
    for encoding in ('utf-8', 'ascii'):
        same(text.METHODS['encode'], str.encode, 'a\udc80', encoding, 'nonsense')
        same(text.METHODS['encode'], str.encode, 'a', encoding, 'nonsense')
        same(binary.BYTES_METHODS['decode'], bytes.decode, b'a\x80', encoding, 'nonsense')
    for args in ((1,), ('a', 2), ('a', 'b', 'c'), (None,)):
        same(text.METHODS['encode'], str.encode, 'x', *args)
        same(binary.BYTES_METHODS['decode'], bytes.decode, b'x', *args)
    same(text.METHODS['encode'], str.encode, 'x', wrong='a')
    same(text.METHODS['encode'], str.encode, 'x', 'utf-8', encoding='a')


CONSTRUCTIONS: list[tuple[tuple[object, ...], dict[str, object]]] = [
    ((), {}), ((5,), {}), ((-1,), {}), (('a',), {}), (('ä', 'utf-8'), {}), (('ä', 'ascii'), {}), ((b'a', 'utf-8'), {}),
    (([1, 2],), {}), (([1, 'a'],), {}), (([1, 256],), {}), ((1.5,), {}), ((None,), {}), ((1, 2, 3, 4), {}),
    (('a',), {'encoding': 'utf-8'}), ((), {'encoding': 'utf-8'}), ((), {'errors': 'strict'}), (('a', 5), {}),
    (('a', 'utf-8', 5), {}), (('a',), {'errors': 'strict'}), ((1 << 70,), {}), ((b'ab',), {}), ((), {'wrong': 1}),
    ((b'\xff', 'ascii', 'replace'), {}), ((bytearray(b'ab'),), {}), ((range(3),), {}), (([-1],), {}),
    ((b'a',), {'encoding': 'utf-8'}), ((b'a', 'x', 'y'), {'errors': 'z'}), ((True,), {}), (('',), {'encoding': 'nope'}),
]  # fmt: skip


@pytest.mark.parametrize(('args', 'kwargs'), CONSTRUCTIONS)
def test_constructors(args: tuple[object, ...], kwargs: dict[str, object]) -> None:
    same('str', str, *args, **kwargs)
    same('bytes', bytes, *args, **kwargs)
    same('bytearray', bytearray, *args, **kwargs)


@pytest.mark.parametrize(
    'args', [('ab', 'cd'), ('ab', 'cd', 'e'), ({'a': 1, 2: 'x'},), ('ab', 'c'), (1,), (), ({'ab': 1},)]
)
def test_maketrans(args: tuple[object, ...]) -> None:
    same(text.METHODS['maketrans'], str.maketrans, *args)


def test_translate_in_steps() -> None:
    value = 'abc' * 30_000
    table = {97: 'x' * 40, 98: None, 99: 'ä'}
    same(text.METHODS['translate'], str.translate, value, table)


VALUES = st.one_of(
    st.integers(-300, 1 << 70), st.floats(), st.booleans(), st.complex_numbers(), STRINGS, st.none(), st.just([1])
)
SPECS = st.one_of(
    st.from_regex(r'\A([*ä0 ]?[<>=^])?[-+ ]?z?#?0?(\d\d?)?[,_]?(\.\d\d?)?[bcdeEfFgGnosxX%]?\Z'),
    st.text('0123456789.<>=^+-_,ns', max_size=6),
)


@settings(max_examples=300)
@given(VALUES, SPECS)
def test_format(value: object, spec: str) -> None:
    same('format', format, value, spec)


FORMAT_TEXTS = st.one_of(
    st.text('{}!:.[]0a1rs <>é', max_size=12),
    st.lists(
        st.sampled_from(
            ['{}', '{0}', '{a}', '{{', '}}', '{!r}', '{:>5}', '{:{}}', '{a[0]}', '{1[x]!s:<{0}}', 'b', '{d[k]}']
        )
    ).map(''.join),
)


def native_format(template: str, *args: object, **kwargs: object) -> object:
    return call(text.METHODS['format'], template, *args, **kwargs)


@settings(max_examples=400)
@given(FORMAT_TEXTS, st.lists(st.one_of(NUMBERS, STRINGS), max_size=3))
def test_str_format(template: str, args: list[object]) -> None:
    keywords: dict[str, object] = {'a': [1, 'x'], 'd': {'k': 5}}
    expected = outcome(lambda: template.format(*args, **keywords))
    assert outcome(lambda: native_format(template, *args, **keywords)) == expected
    assert outcome(lambda: call_prelude('str_format', template, tuple(args), keywords)) == expected
    expected = outcome(lambda: template.format_map(keywords))
    assert outcome(lambda: call(text.METHODS['format_map'], template, keywords)) == expected
    assert outcome(lambda: call_prelude('str_format', template, None, keywords)) == expected


PERCENTS = st.one_of(
    st.text('%()-+ #0*.1234hldiouxXeEfFgGcrsab\x01é', max_size=9),
    st.from_regex(
        r'\A(a?%(\(k\))?[-+ #0]*(\*|\d\d?)?(\.(\*|\d)?)?[hlL]?[diouxXeEfFgGcrsab%]){0,3}\Z',
        alphabet=st.characters(codec='latin-1'),
    ),
)
PERCENT_VALUES = st.one_of(
    st.lists(st.one_of(VALUES, NUMBERS, st.binary(max_size=2)), max_size=4).map(tuple), VALUES, st.just({'k': 5}),
    st.just({'k': 'text'}), st.just({b'k': b'v'}), st.just({}), st.binary(max_size=2),
)  # fmt: skip


@settings(max_examples=400)
@given(PERCENTS, PERCENT_VALUES)
def test_percent(template: str, values: object) -> None:
    same(text.METHODS['__mod__'], str.__mod__, template, values)
    data = template.encode('ascii', 'ignore')  # CPython takes other bytes of a template for signed chars, at times
    same(binary.BYTES_METHODS['__mod__'], bytes.__mod__, data, values)
    same(binary.BYTEARRAY_METHODS['__mod__'], bytearray.__mod__, bytearray(data), values)
    expected = outcome(lambda: str.__mod__(template, values))
    assert outcome(lambda: call_prelude('percent_format', template, values)) == expected
    expected = outcome(lambda: bytes.__mod__(data, values))
    assert outcome(lambda: call_prelude('percent_format', data, values)) == expected


def huge(name: str) -> list[tuple[object, ...]]:
    """Calls of a method of str whose result would be huge."""
    big = 10**9
    return {
        'center': [('a', big)], 'ljust': [('a', big)], 'rjust': [('a', big)], 'zfill': [('a', big)],
        'expandtabs': [('\t' * 9, big)], '__mul__': [('ab', big)], '__rmul__': [('ab', big)],
        'replace': [('a' * 100_000, 'a', 'b' * 100_000), ('a' * 100_000, '', 'b' * 100_000)],
        'join': [('a' * 100_000, ['b'] * 100_000)], 'format': [('{:>1000000000}', 1), ('{:{}}', 'a', big)],
        '__mod__': [('%*d', (big, 1)), ('%1000000000s', 'a'), ('%.1000000000d', 1), ('%.1000000000f', 1.5)],
        '__format__': [('a', '>1000000000')], 'translate': [('a' * 100_000, {97: 'b' * 100_000})],
    }[name]  # fmt: skip


@pytest.mark.parametrize(
    'name',
    ['center', 'ljust', 'rjust', 'zfill', 'expandtabs', '__mul__', '__rmul__', 'replace', 'join', 'format', '__mod__',
     '__format__', 'translate'],
)  # fmt: skip
def test_huge_results_are_refused_before_they_are_made(name: str) -> None:
    for args in huge(name):
        with pytest.raises(LimitReached):
            call(text.METHODS[name], *args)


def test_long_backward_searches_take_linear_time() -> None:
    value = 'a' * 1_000_000
    part = 'a' + 'b' + 'a' * 300_000
    assert call(text.METHODS['rfind'], value, part) == -1
    assert call(text.METHODS['rsplit'], value, part) == [value]
    assert call(text.METHODS['rpartition'], value, part) == ('', '', value)
    found = 'x' * 5000 + part + 'y' * 5000
    same(text.METHODS['rfind'], lambda s, p, *args: s.find(p), found, part)
    assert call(text.METHODS['rindex'], found, part, 10, -3) == 5000
    assert call(text.METHODS['rsplit'], found + part, part) == ['x' * 5000, 'y' * 5000, '']
    assert call(text.METHODS['rsplit'], found + part, part, 1) == [found, '']
    assert call(binary.BYTES_METHODS['rpartition'], found.encode(), part.encode())[0] == b'x' * 5000  # type: ignore[index]


def test_no_codec_name_reaches_the_host() -> None:
    for name in ('rot13', 'hex', 'zlib', 'idna', 'punycode', 'undefined', 'os', 'encodings.aliases', 'mbcs'):
        expected = ('LookupError', f'unknown encoding: {name}')
        assert outcome(lambda name=name: call(text.METHODS['encode'], 'a', name)) == expected  # type: ignore[misc]
        assert outcome(lambda name=name: call(binary.BYTES_METHODS['decode'], b'a', name)) == expected  # type: ignore[misc]


def test_the_host_formats_no_template() -> None:
    package = Path(formatting.__file__).parent
    source = ''.join((package / name).read_text() for name in ('formatting.py', 'types/text.py'))
    assert '.format(' not in source.replace('str.format(', '').replace('template.format(', '')
