"""The types bytes and bytearray: their constructors and methods, each charged before the host does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ..formatting import SSIZE_MAX, argument_type, percent
from ..natives import Charge, HostMethod, Implementation, Native, free, payload_of, user_method
from ..objects import ABSENT, Class, NativeFunction, NativeProperty
from .tables import InPlace
from .text import (
    SMALL,
    Backward,
    Indexed,
    Measured,
    argument,
    charge_copy,
    charge_find,
    charge_item,
    charge_parts,
    charge_prefixes,
    charge_repeat,
    charge_scan,
    charge_strip,
    charge_width,
    codec_arguments,
    decode_bytes,
    encode_text,
    has_index,
    joined_values,
    measure_lines,
    measure_replace,
    measure_split,
    measure_tabs,
    wrong_call,
)

if TYPE_CHECKING:
    from ..machine import Machine

BYTES_GETTERS: Final[dict[str, NativeProperty]] = {}
BYTEARRAY_GETTERS: Final[dict[str, NativeProperty]] = {}


def data_of(value: object) -> bytes | bytearray:
    """The bytes of a method's self."""
    data = payload_of(value)
    assert isinstance(data, (bytes, bytearray))
    return data


def byte_list(m: Machine, values: list[object] | tuple[object, ...]) -> list[int] | None:
    """``values`` as plain ints, None where one has an ``__index__`` of sandbox code.

    Their range is checked by the host. TypeError for what is no integer.
    """
    numbers: list[int] = []
    m.tracker.work(len(values))
    m.tracker.reserve(16 * len(values))
    for value in values:
        number = payload_of(value)
        if not isinstance(number, int):
            if has_index(value):
                return None
            raise m.fail('TypeError', f"'{m.type_name(value)}' object cannot be interpreted as an integer")
        numbers.append(number)
    return numbers


# Constructors


def new_bytes(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``bytes(source=b'', encoding, errors)``."""
    if len(args) == 1 and type(args[0]) is bytes and not kwargs:
        return args[0]
    made = make_data(m, bytes, args, kwargs or {})
    return m.call_prelude('bytes_new', [argument(args, 0, kwargs or {}, 'source', None)]) if made is None else made


def new_bytearray(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``bytearray(source=b'', encoding, errors)``."""
    m.tracker.allocate(64)
    made = make_data(m, bytearray, args, kwargs or {})
    return m.call_prelude('bytearray_new', [argument(args, 0, kwargs or {}, 'source', None)]) if made is None else made


def initialize_bytearray(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``bytearray.__init__``: replace the bytes."""
    array = owned(args[0])
    named = kwargs or {}
    made = make_data(m, bytearray, args[1:], named)
    if made is None:
        return m.call_prelude('bytearray_init', [array, argument(args[1:], 0, named, 'source', None)])
    assert isinstance(made, bytearray)
    array[:] = made
    return None


def make_data(m: Machine, make: type[bytes] | type[bytearray], args: list[object], kwargs: dict[str, object]) -> object:
    """A new value of the exact type ``make``; None where sandbox code is needed to read the source."""
    construct: Callable[..., object] = make
    if not well_formed(args, kwargs):
        # The host words the error.
        return construct(*([b''] * len(args)), **dict.fromkeys(kwargs, 'utf-8'))
    source = argument(args, 0, kwargs, 'source', ABSENT)
    plain = payload_of(source)
    if len(args) > 1 or 'encoding' in kwargs or 'errors' in kwargs:
        return make_encoded(m, make, plain, args, kwargs)
    if source is ABSENT:
        return make()
    if asks_instance(source, make):
        return None
    if isinstance(plain, int):
        if 0 < plain <= SSIZE_MAX:
            m.tracker.reserve(plain)
        return make(plain)
    if isinstance(plain, (bytes, bytearray, str)):
        charge_copy(m, [plain])
        return construct(plain)
    return make_of_items(m, make, source)


def well_formed(args: list[object], kwargs: dict[str, object]) -> bool:
    """Whether the arguments of a constructor have the right number and names."""
    for position, name in enumerate(('source', 'encoding', 'errors')):
        if name in kwargs and len(args) > position:
            return False
    return len(args) + len(kwargs) <= 3 and kwargs.keys() <= {'source', 'encoding', 'errors'}


def asks_instance(source: object, make: type) -> bool:
    """Whether an instance's ``__bytes__`` or ``__index__`` has to be called."""
    return make is bytes and user_method(source, '__bytes__') or has_index(source)


def make_encoded(
    m: Machine, make: type[bytes] | type[bytearray], source: object, args: list[object], kwargs: dict[str, object]
) -> bytes | bytearray:
    """The constructor with an encoding or errors."""
    encoding = payload_of(argument(args, 1, kwargs, 'encoding', ABSENT))
    errors = payload_of(argument(args, 2, kwargs, 'errors', ABSENT))
    for name, position in (('encoding', 1), ('errors', 2)):
        option = argument(args, position, kwargs, name, ABSENT)
        if option is not ABSENT and not isinstance(payload_of(option), str):
            raise m.fail(
                'TypeError', f"{make.__name__}() argument '{name}' must be str, not {argument_type(m, option)}"
            )
    if not isinstance(source, str):
        name = 'errors' if encoding is ABSENT else 'encoding'
        raise m.fail('TypeError', f'{name} without a string argument')
    if encoding is ABSENT:
        raise m.fail('TypeError', 'string argument without an encoding')
    data = encode_text(m, source, str(encoding), errors if isinstance(errors, str) else 'strict')
    charge_copy(m, [data])
    return make(data)


def make_of_items(m: Machine, make: type[bytes] | type[bytearray], source: object) -> bytes | bytearray | None:
    """A value made of an iterable of ints."""
    values = joined_values(m, source, f"cannot convert '{m.type_name(source)}' object to {make.__name__}")
    numbers = None if values is None else byte_list(m, values)
    return None if numbers is None else make(numbers)


# Methods of both


def refused(name: str, args: list[object], kwargs: dict[str, object] | None) -> object:
    """Let the host word the error of a method called with the wrong number of arguments."""
    kind: type[bytes] | type[bytearray] = type(data_of(args[0]))
    descriptor: Callable[..., object] = DESCRIPTORS[kind][name]
    return wrong_call(descriptor, kind(), args, kwargs)


def decode(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    found = codec_arguments(args[1:], kwargs, bytes.decode, b'')
    assert found is not None
    return decode_bytes(m, data_of(args[0]), found[0], found[1])


def join(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    separator = data_of(args[0])
    if len(args) != 2 or kwargs:
        return refused('join', args, kwargs)
    values = joined_values(m, args[1], 'can only join an iterable')
    if values is None:
        return m.call_prelude('bytes_join', [separator, args[1]])
    m.tracker.reserve(8 * len(values))
    m.tracker.work(len(values) >> 2)
    items: list[bytes | bytearray] = []
    total = 0
    for value in values:
        data = payload_of(value)
        if not isinstance(data, (bytes, bytearray)):
            message = f'sequence item {len(items)}: expected a bytes-like object, {m.type_name(value)} found'
            raise m.fail('TypeError', message)
        items.append(data)
        total += len(data)
    total += len(separator) * max(len(items) - 1, 0)
    if total > SMALL:
        m.tracker.reserve(total)
    return separator.join(items)


def mod(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    if len(args) != 2 or kwargs:
        return refused('__mod__', args, kwargs)
    return percent(m, data_of(args[0]), args[1])


def rmod(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    if len(args) != 2 or kwargs:
        return refused('__mod__', args, kwargs)
    template = payload_of(args[1])
    if type(template) is not type(payload_of(args[0])):
        return NotImplemented
    return percent(m, template, args[0])


def fromhex(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """The class method; args[0] is the class it was found on."""
    cls = args[0]
    assert isinstance(cls, Class)
    plain = [payload_of(arg) for arg in args[1:]]
    charge_copy(m, plain)
    is_bytes = cls.name == 'bytes' if cls.payload is None else cls.payload.name == 'bytes'
    made = (bytes if is_bytes else bytearray).fromhex(*plain, **(kwargs or {}))  # type: ignore[arg-type]
    if not is_bytes:
        m.tracker.allocate(64)
    return made if cls.builtin else m.call(cls, [made], None)


def maketrans(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    plain = [payload_of(arg) for arg in args]
    charge_copy(m, plain)
    return bytes.maketrans(*plain, **(kwargs or {}))  # type: ignore[arg-type]  # the host checks


def iterate(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    if len(args) != 1 or kwargs:
        return refused('__iter__', args, kwargs)
    return m.iterate(payload_of(args[0]))


def represent(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    if len(args) != 1 or kwargs:
        return refused('__repr__', args, kwargs)
    return m.plain_repr(payload_of(args[0]))


def measure_hex(m: Machine, args: list[object], kwargs: dict[str, object]) -> None:
    """Two digits and at most one separator for each byte."""
    m.tracker.reserve(3 * len(data_of(args[0])))


def measure_table(m: Machine, args: list[object], kwargs: dict[str, object]) -> None:
    """``translate``: one pass over the data and over the bytes to delete."""
    charge_copy(m, [*args, *kwargs.values()])


class Comparison(HostMethod):
    """A comparison. Only with bytes: comparing with text is what the host may warn of."""

    def invoke(self, m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
        if len(args) == 2 and not kwargs and not isinstance(payload_of(args[1]), (bytes, bytearray)):
            return NotImplemented
        return HostMethod.invoke(self, m, args, kwargs)


# Methods of bytearray, which change it


def owned(value: object) -> bytearray:
    """The array a method changes."""
    array = payload_of(value)
    assert isinstance(array, bytearray)
    return array


def charge_growth(m: Machine, args: list[object]) -> None:
    """One more byte: the host moves the rest, and grows by an eighth when it has to."""
    size = len(owned(args[0]))
    if size > SMALL:
        m.tracker.work(size >> 6)
    m.tracker.memory(2)


def charge_inplace(m: Machine, args: list[object]) -> None:
    """``array += data``."""
    charge_copy(m, args[1:])
    charge_growth(m, args)


def extend_by_text(m: Machine, array: bytearray, text: str) -> None:
    """Refuse text in the host's words, which call that of a subclass a str, too. Empty text adds nothing."""
    try:
        array.extend(text[:1])  # type: ignore[arg-type]  # which raises
    except TypeError as error:
        raise m.fail('TypeError', str(error)) from None


def extend(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    array = owned(args[0])
    if len(args) != 2 or kwargs:
        return refused('extend', args, kwargs)
    values = payload_of(args[1])
    if isinstance(values, str):
        extend_by_text(m, array, values)
        return None
    if isinstance(values, (bytes, bytearray)):
        charge_inplace(m, [array, values])
        array.extend(values)
        return None
    name = m.type_name(args[1])
    items = joined_values(m, args[1], f"can't extend bytearray with {name}")
    numbers = None if items is None else byte_list(m, items)
    if numbers is None:
        return m.call_prelude('bytearray_extend', [array, args[1]])
    m.tracker.reserve(len(numbers))
    array.extend(numbers)
    return None


def set_on_host(array: bytearray, key: object, value: object) -> None:
    """``array[key] = value``; the host refuses what doesn't fit."""
    descriptor: Callable[..., object] = bytearray.__setitem__
    descriptor(array, key, value)


def set_item(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    array = owned(args[0])
    if len(args) != 3 or kwargs:
        return refused('__setitem__', args, kwargs)
    key = payload_of(args[1])
    if has_index(args[1]) or has_index(args[2]):
        return m.call_prelude('bytearray_assign', [array, args[1], args[2]])
    charge_growth(m, [array])
    value = payload_of(args[2])
    if not isinstance(key, slice):
        set_on_host(array, key, value)
        return None
    if isinstance(value, (bytes, bytearray, int, float, complex, str)):
        charge_copy(m, [value])
        set_on_host(array, key, value)
        return None
    message = f"cannot convert '{m.type_name(args[2])}' object to bytearray"
    items = joined_values(m, args[2], message)
    numbers = None if items is None else byte_list(m, items)
    if numbers is None:
        return m.call_prelude('bytearray_assign', [array, args[1], args[2]])
    set_on_host(array, key, numbers)
    return None


def copy_array(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    charge_copy(m, [owned(args[0])])
    m.tracker.allocate(64)
    return wrong_call(bytearray.copy, owned(args[0]), args, kwargs)


def _class_method(name: str, implementation: Implementation) -> NativeFunction:
    native = Native(name, implementation)
    native.classmethod = True
    return native


def _static(name: str, implementation: Implementation) -> NativeFunction:
    native = Native(name, implementation)
    native.static = True
    return native


SIMPLE: Final[dict[str, Charge]] = {
    **dict.fromkeys(('capitalize', 'lower', 'swapcase', 'title', 'upper', 'removeprefix', 'removesuffix'), charge_copy),
    **dict.fromkeys(
        ('isalnum', 'isalpha', 'isascii', 'isdigit', 'islower', 'isspace', 'istitle', 'isupper'), charge_scan
    ),
    **dict.fromkeys(('lstrip', 'rstrip', 'strip'), charge_strip),
    'partition': charge_parts,
    '__add__': charge_copy,
    '__len__': free,
}
"""Host methods of both types without numbers, by their charge."""
INDEXED: Final[dict[str, tuple[Charge, int]]] = {
    **dict.fromkeys(('center', 'ljust', 'rjust', 'zfill'), (charge_width, 1)),
    **dict.fromkeys(('count', 'find', 'index'), (charge_find, 1)),
    **dict.fromkeys(('startswith', 'endswith'), (charge_prefixes, 2)),
    **dict.fromkeys(('__mul__', '__rmul__'), (charge_repeat, 1)),
    '__getitem__': (charge_item, 1),
    '__contains__': (charge_find, 1),
}
"""Host methods of both types with numbers: the charge and the position of the first number."""


DESCRIPTORS: Final[dict[type, dict[str, Callable[..., object]]]] = {
    bytes: dict(bytes.__dict__),
    bytearray: dict(bytearray.__dict__),
}
"""The host's own methods by type and name; the names are ours."""


def _methods_of_both(table: dict[str, Callable[..., object]]) -> dict[str, NativeFunction]:
    """The methods that bytes and bytearray share; ``table`` has the descriptors of the type by name."""
    methods: list[NativeFunction] = [HostMethod(name, table[name], charge) for name, charge in SIMPLE.items()]
    methods += [Indexed(name, table[name], charge, first) for name, (charge, first) in INDEXED.items()]
    methods += [Backward(name, table[name], 1) for name in ('rfind', 'rindex')]
    methods += [Backward(name, table[name]) for name in ('rpartition', 'rsplit')]
    methods += [
        Comparison(name, table[name], charge_scan)
        for name in ('__eq__', '__ne__', '__lt__', '__le__', '__gt__', '__ge__')
    ]
    methods += [
        Measured('expandtabs', table['expandtabs'], measure_tabs, 1),
        Measured('replace', table['replace'], measure_replace, 3),
        Measured('split', table['split'], measure_split, 2),
        Measured('splitlines', table['splitlines'], measure_lines, 1),
        Measured('hex', table['hex'], measure_hex, 2),
        Measured('translate', table['translate'], measure_table, 3),
        Native('decode', decode),
        Native('join', join),
        Native('__mod__', mod),
        Native('__rmod__', rmod),
        Native('__iter__', iterate),
        Native('__repr__', represent),
        Native('__str__', represent),
        _class_method('fromhex', fromhex),
        _static('maketrans', maketrans),
    ]
    return {method.name: method for method in methods}


BYTES_METHODS: Final[dict[str, NativeFunction]] = {
    **_methods_of_both(DESCRIPTORS[bytes]),
    '__hash__': HostMethod('__hash__', bytes.__hash__, charge_scan),
    '__bytes__': HostMethod('__bytes__', bytes.__bytes__, charge_copy),
}
BYTEARRAY_METHODS: Final[dict[str, NativeFunction]] = {
    **_methods_of_both(DESCRIPTORS[bytearray]),
    'append': Indexed('append', bytearray.append, charge_growth, 1),
    'clear': HostMethod('clear', bytearray.clear, free),
    'copy': Native('copy', copy_array),
    'extend': Native('extend', extend),
    'insert': Indexed('insert', bytearray.insert, charge_growth, 1),
    'pop': Indexed('pop', bytearray.pop, charge_growth, 1),
    'remove': Indexed('remove', bytearray.remove, charge_growth, 1),
    'reverse': HostMethod('reverse', bytearray.reverse, charge_scan),
    '__delitem__': Indexed('__delitem__', bytearray.__delitem__, charge_growth, 1),
    '__iadd__': InPlace('__iadd__', bytearray.__iadd__, charge_inplace, ()),
    '__imul__': InPlace('__imul__', bytearray.__imul__, charge_repeat, (1,)),
    '__setitem__': Native('__setitem__', set_item),
    '__init__': Native('__init__', initialize_bytearray),
}
