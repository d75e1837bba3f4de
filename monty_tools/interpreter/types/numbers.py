"""``int``, ``float``, ``complex`` and ``bool``."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ..arithmetic import FLOORDIV, POW, SMALL_BITS, binary, charge_int, power, scalar_among
from ..formatting import argument_type, format_exact
from ..natives import HOST_ERRORS, Implementation, free, payload_of, user_method
from ..objects import ABSENT, Class, Instance, NativeFunction, NativeProperty, class_of
from .tables import (
    NO_GETTERS,
    IndexMethod,
    TypeTable,
    at_most,
    comparisons,
    descriptor,
    getters,
    host_methods,
    members,
    native_methods,
    natives,
    needs_index,
    no_keywords,
    operators,
)

if TYPE_CHECKING:
    from ..machine import Machine

NUMBERS: Final = (int, float, complex)
ROUND: Final[Callable[..., object]] = round
"""The host's, untyped: compiled code makes a float of what a signature calls one, and it is an int without digits."""


# Charges


def charge_number(m: Machine, args: list[object]) -> None:
    """Charge an operation that is linear in the size of an integer."""
    for arg in args:
        if isinstance(arg, int) and arg.bit_length() > SMALL_BITS:
            m.tracker.memory(arg.bit_length() >> 3)
            m.tracker.work(arg.bit_length() >> 11)


def charge_text(m: Machine, text: str | bytes | bytearray, base: int) -> None:
    """Charge reading an integer: linear for bases that are powers of two, else quadratic."""
    size = len(text)
    if size > 60:
        m.tracker.reserve(size)
        m.tracker.work(size >> 4 if base in (2, 4, 8, 16, 32) else (size // 9) ** 2 >> 5)


def charge_to_bytes(m: Machine, args: list[object]) -> None:
    """Charge ``int.to_bytes``, by the length asked for."""
    charge_number(m, args[:1])
    if len(args) > 1 and isinstance(args[1], int) and args[1] > 64:
        m.tracker.reserve(args[1])


# int


def int_new(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``int(x=0, /)``, ``int(text, base)``."""
    if kwargs or len(args) > 1:
        return int_with_base(m, args, kwargs or {})
    if not args:
        return 0
    value = args[0]
    if isinstance(value, Instance):
        if user_method(value, '__int__') or needs_index(value) or user_method(value, '__trunc__'):
            return m.call_prelude('int_new', [value])
        value = payload_of(value)
    if isinstance(value, (int, float)):
        return int(value)
    if isinstance(value, (str, bytes, bytearray)):
        charge_text(m, value, 10)
        return int(value)
    native = class_of(value).lookup('__int__')
    if isinstance(native, NativeFunction):
        return native.invoke(m, [value], None)
    raise m.fail(
        'TypeError',
        f"int() argument must be a string, a bytes-like object or a real number, not '{m.type_name(args[0])}'",
    )


def int_with_base(m: Machine, args: list[object], kwargs: dict[str, object]) -> object:
    """``int`` called with a base."""
    base: object = kwargs['base'] if 'base' in kwargs else args[1] if len(args) > 1 else None
    if len(args) > 2 or any(name != 'base' for name in kwargs) or 'base' in kwargs and len(args) != 1:
        return int(*['0' for _ in args], **dict.fromkeys(kwargs))
    if needs_index(base):
        return m.call_prelude('call_with_indexes', [INT_NEW, (args[0], base), 1])
    text = payload_of(args[0])
    base = payload_of(base)
    if isinstance(text, (str, bytes, bytearray)) and isinstance(base, int):
        charge_text(m, text, base)
        return int(text, base)
    return int(None if isinstance(text, Instance) else text, base)  # type: ignore[call-overload]


def rounded(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``__round__(ndigits=None)`` of a number."""
    if len(args) == 2 and needs_index(args[1]):
        native = INT_METHODS if isinstance(payload_of(args[0]), int) else FLOAT_METHODS
        return m.call_prelude('call_with_index', [native['__round__'], list(args), {}, 1])
    value = payload_of(args[0])
    if len(args) > 1 and payload_of(args[1]) is None and isinstance(value, int):
        return (0).__round__(None) or round_number(m, value, None)  # type: ignore[arg-type]  # older hosts refuse None
    return round_number(m, value, payload_of(args[1]) if len(args) > 1 else None)


def round_number(m: Machine, value: object, digits: object) -> object:
    """``round(value, digits)`` of an exact int or float."""
    if isinstance(value, int) and isinstance(digits, int) and digits < 0:
        bits = value.bit_length()
        if -digits > bits // 3 + 2:
            return 0  # 10**-digits is more than twice the value: don't compute it
        words = bits // 30 + 1
        m.tracker.work(words * words >> 4)
        m.tracker.memory(bits >> 2)
    if isinstance(value, float) and isinstance(digits, int) and not -400 < digits < 400:
        digits = 400 if digits > 0 else -400
    return ROUND(value, digits)


def floor(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    return math.floor(number(args[0]))


def ceil(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    return math.ceil(number(args[0]))


def number(value: object) -> int | float:
    plain = payload_of(value)
    assert isinstance(plain, (int, float))
    return plain


def from_bytes(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``int.from_bytes(bytes, byteorder='big', *, signed=False)``; a class method: ``args[0]`` is the class."""
    options = {name: payload_of(value) for name, value in (kwargs or {}).items()}
    plain = [payload_of(arg) for arg in args[1:]]
    name = m.type_name(args[1] if len(args) > 1 else None)
    if 'bytes' in options:
        plain.insert(0, options.pop('bytes'))
    if len(plain) > 1 and not (len(plain) == 2 and isinstance(plain[1], str)):
        return int.from_bytes(b'', *plain[1:])  # type: ignore[arg-type]  # which raises
    if len(plain) == 2 and plain[1] not in ('little', 'big'):
        return int.from_bytes(b'', *plain[1:])  # type: ignore[arg-type]  # which raises
    if plain and not isinstance(plain[0], (bytes, bytearray)):
        if user_method(plain[0], '__bytes__'):
            return m.call_prelude('int_from_bytes', [args[0], plain[0], tuple(plain[1:]), options])
        if isinstance(plain[0], str):
            raise m.fail('TypeError', f"cannot convert '{name}' object to bytes")
        cls = class_of(plain[0])
        if cls.lookup('__iter__') is ABSENT and cls.lookup('__getitem__') is ABSENT:
            raise m.fail('TypeError', f"cannot convert '{name}' object to bytes")
        items = m.listed(plain[0])
        if items is None or any(needs_index(item) for item in items):
            return m.call_prelude('int_from_bytes', [args[0], plain[0], tuple(plain[1:]), options])
        plain[0] = bytes(items)  # type: ignore[arg-type]  # the host refuses what are no bytes
    if plain and isinstance(plain[0], (bytes, bytearray)):
        m.tracker.reserve(len(plain[0]))
        m.tracker.work(len(plain[0]) >> 4)
    if 'signed' in options:
        truth = m.truth(options['signed'])
        options['signed'] = truth is True
    value = int.from_bytes(*plain, **options)  # type: ignore[arg-type]
    return made_of_class(m, args[0], value)


def made_of_class(m: Machine, cls: object, value: object) -> object:
    """What a class method that makes a value answers: for a subclass (bool too), that called with the value."""
    if isinstance(cls, Class) and (not cls.builtin or cls.name == 'bool'):
        return m.call(cls, [value], None)
    return value


# float and complex


def float_new(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    no_keywords(m, 'float', kwargs)
    at_most(m, 'float', args, 1)
    if not args:
        return 0.0
    value = args[0]
    if isinstance(value, Instance):
        if user_method(value, '__float__') or needs_index(value):
            return m.call_prelude('float_new', [value])
        value = payload_of(value)
    if isinstance(value, (str, bytes, bytearray)):
        m.tracker.work(len(value) >> 2)
        return float(value)
    if isinstance(value, (int, float)):
        return float(value)
    native = class_of(value).lookup('__float__')
    if isinstance(native, NativeFunction):
        return native.invoke(m, [value], None)
    raise m.fail('TypeError', f"float() argument must be a string or a real number, not '{m.type_name(args[0])}'")


def from_hex(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``float.fromhex(text)``; a class method: ``args[0]`` is the class."""
    plain = [payload_of(arg) for arg in args[1:]]
    if plain and isinstance(plain[0], str):
        m.tracker.work(len(plain[0]) >> 3)
    return made_of_class(m, args[0], float.fromhex(*plain, **(kwargs or {})))  # type: ignore[arg-type]


def complex_new(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``complex(real=0, imag=0)``."""
    if len(args) > 2 or kwargs and (len(args) + len(kwargs) > 2 or not kwargs.keys() <= {'real', 'imag'}):
        return complex(*[0 for _ in args], **dict.fromkeys(kwargs or {}, 0))  # which raises
    real = args[0] if args else (kwargs or {}).get('real')
    for value in [*args, *(kwargs or {}).values()]:
        if value is real and user_method(value, '__complex__') or user_method(value, '__float__') or needs_index(value):
            return m.call_prelude('complex_new', list(args), kwargs)
    plain = [payload_of(arg) for arg in args]
    for item in plain:
        if isinstance(item, str):
            m.tracker.work(len(item) >> 2)
    return complex(*plain, **{name: payload_of(value) for name, value in (kwargs or {}).items()})  # type: ignore[call-overload]


def to_text(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    return m.plain_repr(payload_of(args[0]))


def formatted(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``__format__``; without a specification it is ``str()``, as that of the instance's class."""
    spec = payload_of(args[1])
    if not isinstance(spec, str):
        raise m.fail('TypeError', f'__format__() argument must be str, not {argument_type(m, spec)}')
    if spec:
        return format_exact(m, payload_of(args[0]), spec, m.type_name(args[0]))
    text = m.plain_str(args[0])
    return m.call_prelude('text_of', [args[0]]) if text is None else text


def hashed(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    value = payload_of(args[0])
    m.check_key(value)
    return hash(value)


# bool


def bool_new(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    no_keywords(m, 'bool', kwargs)
    at_most(m, 'bool', args, 1)
    if not args:
        return False
    truth = m.truth(args[0])
    return m.call_prelude('truth', args) if truth is None else truth


Entries = dict[str, tuple[Implementation, int, int, tuple[str, ...]]]

TEXT_ENTRIES: Final[Entries] = {
    '__repr__': (to_text, 1, 1, ()),
    '__hash__': (hashed, 1, 1, ()),
    '__format__': (formatted, 2, 2, ()),
}
REAL_ENTRIES: Final[Entries] = {**TEXT_ENTRIES, '__round__': (rounded, 1, 2, ())}


def int_methods() -> dict[str, NativeFunction]:
    names = """as_integer_ratio bit_count bit_length conjugate is_integer __abs__ __bool__ __float__ __index__ __int__
        __invert__ __neg__ __pos__ __trunc__ __floor__ __ceil__""".split()
    methods = host_methods(int, dict.fromkeys(names, charge_number))
    methods.update(native_methods(int, REAL_ENTRIES))
    methods['to_bytes'] = IndexMethod('to_bytes', descriptor(int, 'to_bytes'), charge_to_bytes, (1,))
    methods.update(operators(int, (int,)))
    methods.update(comparisons(int, (int,), True))
    methods.update(native_methods(int, {**POWER_ENTRIES, **DIVISION_ENTRIES}))
    methods.update(natives({'from_bytes': from_bytes}))
    methods['from_bytes'].classmethod = True
    return methods


def partners(value: object) -> tuple[type, ...]:
    """The types of the other operand that a number's own operators take."""
    if isinstance(value, int):
        return (int,)
    return NUMBERS if isinstance(value, complex) else (int, float)


def divided(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``__divmod__``."""
    x, y = payload_of(args[0]), payload_of(args[1])
    return divide(m, x, y) if isinstance(y, partners(x)) else NotImplemented


def divided_reversed(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``__rdivmod__``."""
    x, y = payload_of(args[0]), payload_of(args[1])
    return divide(m, y, x) if isinstance(y, partners(x)) else NotImplemented


def divide(m: Machine, x: object, y: object) -> object:
    """``divmod(x, y)`` of exact values."""
    if isinstance(x, int) and isinstance(y, int):
        charge_int(m, FLOORDIV, x, y)
    m.tracker.memory(56)
    scalar = scalar_among(x, y)
    if scalar is not None:
        return scalar.divided(m, x, y)
    try:
        return divmod(x, y)  # type: ignore[operator]  # the host refuses what are no numbers
    except HOST_ERRORS as error:
        raise m.host_error(error, [x, y]) from None


def powered(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``__pow__(exponent, modulus=None)``."""
    plain = [payload_of(arg) for arg in args]
    if not isinstance(plain[1], partners(plain[0])) or wrong_modulus(plain):
        return NotImplemented
    return raise_to(m, plain[0], plain[1], plain[2] if len(plain) > 2 else None)


def powered_reversed(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``__rpow__(base, modulus=None)``."""
    plain = [payload_of(arg) for arg in args]
    if not isinstance(plain[1], partners(plain[0])) or wrong_modulus(plain):
        return NotImplemented
    return raise_to(m, plain[1], plain[0], plain[2] if len(plain) > 2 else None)


def wrong_modulus(plain: list[object]) -> bool:
    """Whether an int's power has a modulus that is no int; other numbers refuse any modulus in ``pow``."""
    return len(plain) > 2 and isinstance(plain[0], int) and not isinstance(plain[2], (int, type(None)))


def raise_to(m: Machine, base: object, exponent: object, modulus: object) -> object:
    """``pow`` of exact values."""
    return binary(m, POW, base, exponent) if modulus is None else power(m, base, exponent, modulus)


POWER_ENTRIES: Final[Entries] = {'__pow__': (powered, 2, 3, ()), '__rpow__': (powered_reversed, 2, 3, ())}
DIVISION_ENTRIES: Final[Entries] = {'__divmod__': (divided, 2, 2, ()), '__rdivmod__': (divided_reversed, 2, 2, ())}


def float_methods() -> dict[str, NativeFunction]:
    names = """as_integer_ratio conjugate hex is_integer __abs__ __bool__ __float__ __int__ __neg__ __pos__ __trunc__
        __floor__ __ceil__""".split()
    methods = host_methods(float, dict.fromkeys(names, free))
    methods.update(native_methods(float, REAL_ENTRIES))
    methods.update(operators(float, (float, int)))
    methods.update(comparisons(float, (float, int), True))
    methods.update(native_methods(float, {**POWER_ENTRIES, **DIVISION_ENTRIES}))
    methods.update(natives({'fromhex': from_hex}))
    methods['fromhex'].classmethod = True
    return methods


def complex_methods() -> dict[str, NativeFunction]:
    names = 'conjugate __abs__ __bool__ __complex__ __neg__ __pos__'.split()
    methods = host_methods(complex, dict.fromkeys(names, free))
    methods.update(native_methods(complex, TEXT_ENTRIES))
    methods.update(operators(complex, NUMBERS))
    methods.update(comparisons(complex, NUMBERS, False))
    methods.update(native_methods(complex, POWER_ENTRIES))
    if 'from_number' in vars(complex):
        methods.update(natives({'from_number': from_number}))
        methods['from_number'].classmethod = True
    return methods


def from_number(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``complex.from_number(x)`` of exact numbers; a class method: ``args[0]`` is the class."""
    value = payload_of(args[1]) if len(args) == 2 else None
    if not isinstance(value, NUMBERS):
        raise m.fail('TypeError', f'must be real number, not {m.type_name(value)}')
    return made_of_class(m, args[0], complex(value))


def bool_methods() -> dict[str, NativeFunction]:
    methods = operators(bool, (int,))
    methods.update(native_methods(bool, {'__repr__': (to_text, 1, 1, ())}))
    return methods


def real(m: Machine, obj: object) -> object:
    value = payload_of(obj)
    assert isinstance(value, NUMBERS)
    return +value.real if isinstance(value, int) else value.real


def imag(m: Machine, obj: object) -> object:
    value = payload_of(obj)
    assert isinstance(value, NUMBERS)
    return value.imag


def numerator(m: Machine, obj: object) -> object:
    value = payload_of(obj)
    assert isinstance(value, int)
    return value.numerator


def denominator(m: Machine, obj: object) -> object:
    return 1


INT_METHODS: Final = int_methods()
FLOAT_METHODS: Final = float_methods()
COMPLEX_METHODS: Final = complex_methods()
BOOL_METHODS: Final = bool_methods()
INT_NEW: Final = natives({'int': int_new})['int']
FLOAT_GETTERS: Final[dict[str, NativeProperty]] = getters({'real': real, 'imag': imag})
COMPLEX_GETTERS: Final[dict[str, NativeProperty]] = members({'real': real, 'imag': imag})
INT_GETTERS: Final[dict[str, NativeProperty]] = getters(
    {'real': real, 'imag': imag, 'numerator': numerator, 'denominator': denominator}
)

TABLES: Final[dict[str, TypeTable]] = {
    'int': TypeTable(INT_METHODS, INT_GETTERS, int_new),
    'float': TypeTable(FLOAT_METHODS, FLOAT_GETTERS, float_new),
    'complex': TypeTable(COMPLEX_METHODS, COMPLEX_GETTERS, complex_new),
    'bool': TypeTable(BOOL_METHODS, NO_GETTERS, bool_new),
}
