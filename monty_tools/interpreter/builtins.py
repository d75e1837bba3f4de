"""The builtin functions. Natives do the plain cases; what runs sandbox code is in ``prelude/builtins.py``.

What reaches out of the sandbox or into its machinery (``open``, ``eval``, ``__import__``, ``globals`` …) doesn't exist.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, cast

from .arithmetic import POW, binary, compare, power
from .attributes import make_super
from .exposure import Proxy
from .formatting import escape_non_ascii, format_builtin
from .natives import HOST_ERRORS, Implementation, Native, payload_of, user_method
from .objects import (
    ABSENT,
    PUSHED,
    BoundMethod,
    Class,
    ClassMethod,
    ExternalRef,
    Function,
    Generator,
    GenericAlias,
    HeapObject,
    Instance,
    Module,
    NativeFunction,
    NativeIterator,
    Property,
    SlotMember,
    StaticMethod,
    Super,
    Thrown,
    Union,
    class_of,
)
from .types.iterators import (
    MAX_NESTING,
    EnumerateIterator,
    ZipIterator,
    mapping_of,
    native_iterator,
    nesting_of,
    reverse_iterator,
)
from .types.numbers import charge_number, divide, round_number
from .types.sequences import (
    LIST_INDEX_NAMES_LIST,
    SCALAR_WIDTH,
    SCALARS,
    charge_sort,
    has_order,
    sortable,
    sorted_,
)
from .types.tables import Refusal, needs_index, no_keywords

if TYPE_CHECKING:
    from .machine import Machine

Kwargs = dict[str, object] | None


# Numbers


def absolute(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    value = args[0]
    if user_method(value, '__abs__'):
        return m.call_method(value, '__abs__', [])
    plain = payload_of(value)
    if isinstance(plain, HeapObject):
        raise m.fail('TypeError', f"bad operand type for abs(): '{m.type_name(value)}'")
    charge_number(m, [plain])
    if isinstance(plain, int):
        return -plain if plain < 0 else +plain
    if isinstance(plain, (float, complex)):
        return abs(plain)
    return special_or_fail(m, value, '__abs__', f"bad operand type for abs(): '{m.type_name(value)}'")


def special_or_fail(m: Machine, value: object, name: str, message: str) -> object:
    """Call the special method ``name`` without arguments; TypeError with ``message`` where there is none."""
    method = m.lookup_special(value, name)
    if method is ABSENT:
        raise m.fail('TypeError', message)
    return m.call_method(value, name, [])


def quotient_and_remainder(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``divmod``."""
    if isinstance(args[0], Instance) or isinstance(args[1], Instance):
        return m.call_prelude('divmod_of', args)
    return divide(m, args[0], args[1])


def raised(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``pow(base, exp, mod=None)``."""
    given = dict(zip(('base', 'exp', 'mod'), args, strict=False))
    given.update(kwargs or {})
    if len(args) > 3 or 'base' not in given or 'exp' not in given or len(given) != len(args) + len(kwargs or {}):
        return pow(*[0 for _ in args], **dict.fromkeys(kwargs or {}, 0))
    base, exponent, modulus = given['base'], given['exp'], given.get('mod')
    if len(given) == 3 and any(name not in ('base', 'exp', 'mod') for name in given):
        return pow(**dict.fromkeys(given, 0))
    if isinstance(base, Instance) or isinstance(exponent, Instance) or isinstance(modulus, Instance):
        return m.call_prelude('power', [base, exponent, modulus])
    if modulus is None:
        return binary(m, POW, base, exponent)
    return power(m, base, exponent, modulus)


def rounded(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``round(number, ndigits=None)``."""
    options = kwargs or {}
    value = args[0] if args else options.get('number', ABSENT)
    digits = args[1] if len(args) > 1 else options.get('ndigits')
    if value is ABSENT or len(args) > 2 or any(name not in ('number', 'ndigits') for name in options):
        return round(*[0 for _ in args], **dict.fromkeys(options, 0))
    plain = payload_of(value)
    if user_method(value, '__round__') or needs_index(digits) and isinstance(plain, (int, float)):
        return m.call_prelude('round_of', [value, digits])
    if isinstance(plain, (int, float)):
        return round_number(m, plain, payload_of(digits))
    method = m.lookup_special(value, '__round__')
    if method is ABSENT:
        raise m.fail('TypeError', f"type {m.type_name(value)} doesn't define __round__ method")
    return m.call_method(value, '__round__', [] if digits is None else [digits])


class InBase(NativeFunction):
    """``bin``, ``oct`` and ``hex``: linear in the size of the integer."""

    def __init__(self, name: str, function: Callable[[int], str]) -> None:
        super().__init__(name)
        self.function = function

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        if len(args) == 1 and not kwargs:
            if needs_index(args[0]) and isinstance(args[0], Instance):
                return m.call_prelude('call_with_index', [self, list(args), {}, 0])
            value = payload_of(args[0])
            if isinstance(value, int):
                m.tracker.reserve(value.bit_length() + 64)
                return self.function(value)
            raise m.fail('TypeError', f"'{m.type_name(args[0])}' object cannot be interpreted as an integer")
        try:
            return self.function(*[0 for _ in args], **dict.fromkeys(kwargs or {}, 0))
        except HOST_ERRORS as error:
            raise m.host_error(error, args) from None


def character(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``chr``."""
    if needs_index(args[0]) and isinstance(args[0], Instance):
        return m.call_prelude('call_with_index', [BUILTINS['chr'], list(args), {}, 0])
    return chr(payload_of(args[0]))  # type: ignore[arg-type]  # the host refuses what is no integer


def ordinal(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``ord``."""
    value = payload_of(args[0])
    return ord(value)  # type: ignore[arg-type]  # the host refuses what is no character


# Text


def ascii_text(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    text = m.plain_repr(args[0])
    return m.call_prelude('ascii_of', args) if text is None else escape_non_ascii(m, text)


def represented(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``repr``."""
    text = m.plain_repr(args[0])
    return m.call_prelude('repr_of', args) if text is None else text


def printed(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``print``: to stdout at once where no text needs sandbox code."""
    options = kwargs or {}
    for name in options:
        if name not in ('sep', 'end', 'file', 'flush'):
            return print(**dict.fromkeys(options))  # type: ignore[arg-type]  # which raises
    texts = [ending(m, options, 'sep', ' '), ending(m, options, 'end', '\n')]
    file = options.get('file')
    if file is None:
        file = m.kept.get('sys.stdout', ABSENT)
        if file is None:
            return None
    if file is not ABSENT:
        if isinstance(file, Instance) and file.cls.builtin:
            joined = joined_texts(m, args, texts)
            if joined is not None:
                return m.call_prelude('print_text', [file, joined, options.get('flush', False)])
        return m.call_prelude('print_to', [file, args, *texts, options.get('flush', False)])
    parts: list[str] = []
    for index, value in enumerate(args):
        text = m.plain_str(value)
        if text is None:
            if parts:
                m.write('stdout', texts[0].join([*parts, '']))
            return m.call_prelude('print_rest', [args[index:], *texts])
        parts.append(text)
    m.tracker.reserve(sum(map(len, parts)) + len(parts) * len(texts[0]) + len(texts[1]))
    m.write('stdout', texts[0].join(parts) + texts[1])
    return None


def joined_texts(m: Machine, args: list[object], texts: list[str]) -> str | None:
    """What is printed, for a stream of ours, which can't tell it from several writes. None where sandbox code has to
    make the text of a value."""
    parts: list[str] = []
    for value in args:
        text = m.plain_str(value)
        if text is None:
            return None
        parts.append(text)
    m.tracker.reserve(sum(map(len, parts)) + len(parts) * len(texts[0]) + len(texts[1]))
    return texts[0].join(parts) + texts[1]


def ending(m: Machine, options: dict[str, object], name: str, default: str) -> str:
    """``sep`` or ``end`` of ``print``."""
    value = payload_of(options.get(name))
    if value is None:
        return default
    if isinstance(value, str):
        return value
    raise m.fail('TypeError', f'{name} must be None or a string, not {m.type_name(value)}')


# Objects


def identity(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return m.identity(args[0])


def hashed(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return m.hash_of(args[0])


def measured(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``len``."""
    if isinstance(args[0], Instance) and user_method(args[0], '__len__'):
        return m.call_prelude('length_of', args)
    return m.length(args[0])


def is_callable(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    value = args[0]
    if isinstance(value, (Function, NativeFunction, BoundMethod, Class, ExternalRef, StaticMethod, GenericAlias)):
        return True
    return m.lookup_special(value, '__call__') is not ABSENT


def attribute_name(m: Machine, value: object) -> str:
    name = payload_of(value)
    if isinstance(name, str):
        return name
    raise m.fail('TypeError', f"attribute name must be string, not '{m.type_name(value)}'")


def attribute(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``getattr``."""
    name = attribute_name(m, args[1])
    if len(args) == 2:
        return m.get_attr(args[0], name)
    if runs_code(args[0], name):
        return m.call_prelude('attribute_or', [args[0], name, args[2]])
    try:
        return m.get_attr(args[0], name)
    except Thrown as thrown:
        if is_attribute_error(thrown):
            return args[2]
        raise


def has_attribute(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``hasattr``."""
    name = attribute_name(m, args[1])
    if runs_code(args[0], name):
        return m.call_prelude('has_attribute', [args[0], name])
    try:
        m.get_attr(args[0], name)
    except Thrown as thrown:
        if is_attribute_error(thrown):
            return False
        raise
    return True


def is_attribute_error(thrown: Thrown) -> bool:
    return any(cls.builtin and cls.name == 'AttributeError' for cls in thrown.value.cls.mro)


PLAIN_ATTRIBUTES: Final = (Function, NativeFunction, ClassMethod, StaticMethod, SlotMember)


def runs_code(obj: object, name: str) -> bool:
    """Whether looking up an attribute may run sandbox code: a property, a descriptor, ``__getattr__`` …"""
    if isinstance(obj, Super):
        return True
    cls = obj if isinstance(obj, Class) else class_of(obj)
    for special in ('__getattr__', '__getattribute__'):
        method = class_of(obj).lookup(special)
        if method is not ABSENT and not isinstance(method, NativeFunction):
            return True
    found = cls.lookup(name)
    if found is ABSENT and isinstance(obj, Class) and obj.meta is not None:
        found = obj.meta.lookup(name)
        return isinstance(found, Property)
    if found is ABSENT or isinstance(found, PLAIN_ATTRIBUTES) or not isinstance(found, HeapObject):
        return False
    return not cls.builtin


def set_attribute(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    result = m.set_attr(args[0], attribute_name(m, args[1]), args[2])
    return PUSHED if result is PUSHED else None


def delete_attribute(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    result = m.del_attr(args[0], attribute_name(m, args[1]))
    return PUSHED if result is PUSHED else None


def variables(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``vars(obj)``: ``obj.__dict__``. Without an argument there is nothing to show: ``locals`` doesn't exist."""
    if not args:
        raise m.fail('TypeError', 'vars() without an argument is not available in the sandbox')
    try:
        return m.get_attr(args[0], '__dict__')
    except Thrown as thrown:
        if is_attribute_error(thrown):
            raise m.fail('TypeError', 'vars() argument must have __dict__ attribute') from None
        raise


def names(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``dir(obj)``."""
    if not args:
        raise m.fail('TypeError', 'dir() without an argument is not available in the sandbox')
    obj = args[0]
    if user_method(obj, '__dir__'):
        return m.call_prelude('names_of', args)
    return names_of(m, obj)


def names_of(m: Machine, obj: object) -> list[object]:
    """The names of an object's attributes, those of its class included, sorted."""
    if isinstance(obj, Proxy):
        m.tracker.allocate(56 + 8 * len(obj.names()))
        return cast('list[object]', obj.names())
    found: set[str] = set()
    if isinstance(obj, Instance) and obj.attrs is not None:
        found.update(name for name in obj.attrs if isinstance(name, str))
    if isinstance(obj, Function) and obj.attrs is not None:
        found.update(obj.attrs)
    if isinstance(obj, Module):
        found.update(obj.attrs)
    else:
        for cls in (obj if isinstance(obj, Class) else class_of(obj)).mro:
            found.update(cls.attrs)
    m.tracker.allocate(56 + 8 * len(found))
    m.tracker.work(8 * len(found))
    return cast('list[object]', sorted(found))


# Classes


def is_instance(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    obj = args[0]
    answer = matches(m, class_of(obj), args[1], 'isinstance', 0)
    if answer == ASKED:
        return m.call_prelude('check_instance', args)
    if answer == 0 and isinstance(obj, Instance):
        cls = obj.cls
        if cls.custom_getattribute or cls.lookup('__class__') is not ABSENT:
            return m.call_prelude('check_claimed_class', args)
    return answer == 1


def is_subclass(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    if not isinstance(args[0], Class):
        raise m.fail('TypeError', 'issubclass() arg 1 must be a class')
    answer = matches(m, args[0], args[1], 'issubclass', 0)
    return m.call_prelude('check_subclass', args) if answer == ASKED else answer == 1


CLASS_INFO_ERRORS: Final = {
    'isinstance': 'isinstance() arg 2 must be a type, a tuple of types, or a union',
    'issubclass': 'issubclass() arg 2 must be a class, a tuple of classes, or a union',
}


ASKED: Final = 2
"""What ``matches`` answers where the class decides itself, by code: protocols, abstract classes."""


def matches(m: Machine, cls: Class, info: object, function: str, depth: int) -> int:
    """Whether ``cls`` is a subclass of ``info``: a class, a union, or a tuple of such, nested as deep as 100 levels.
    0, 1 or ``ASKED``."""
    if isinstance(info, Class):
        hook = check_hook(info, function)
        if hook is ABSENT:
            return 1 if cls.is_subclass(info) else 0
        meta = info.meta
        if meta is not None and hook is meta.lookup(CHECK_HOOKS[function]) and cls.is_subclass(info):
            return 1
        return ASKED
    if isinstance(info, (tuple, Union)):
        if depth > 100:
            raise m.fail('RecursionError', 'maximum recursion depth exceeded in __instancecheck__')
        for member in info if isinstance(info, tuple) else info.members:
            m.tracker.work(1)
            if member is None and isinstance(info, Union):
                if cls.name == 'NoneType' and cls.builtin:
                    return 1
                continue
            answer = matches(m, cls, member, function, depth + 1)
            if answer != 0:
                return answer
        return 0
    if isinstance(info, GenericAlias):
        if info.name.startswith('typing.') or isinstance(info.origin, Class) and info.origin.module == 'typing':
            raise m.fail('TypeError', 'Subscripted generics cannot be used with class and instance checks')
        raise m.fail('TypeError', f'{function}() argument 2 cannot be a parameterized generic')
    if check_hook(info, function) is not ABSENT:
        return ASKED
    raise m.fail('TypeError', CLASS_INFO_ERRORS[function])


CHECK_HOOKS: Final = {'isinstance': '__instance_check__', 'issubclass': '__subclass_check__'}
"""The prelude's classes, or their metaclasses, define these as methods that take the class."""
INSTANCE_CHECK_HOOKS: Final = {'isinstance': '__instancecheck__', 'issubclass': '__subclasscheck__'}


def check_hook(info: object, function: str) -> object:
    """What decides ``isinstance`` or ``issubclass`` with ``info``, called with ``info`` and the first argument; ABSENT
    where the mro does."""
    if isinstance(info, Class):
        if info.builtin and info.module == 'builtins':
            return ABSENT
        hook = info.lookup(CHECK_HOOKS[function])
        if hook is ABSENT and info.meta is not None:
            hook = info.meta.lookup(CHECK_HOOKS[function])
        return hook if isinstance(hook, Function) and hook.code.hidden else ABSENT
    return info.cls.lookup(INSTANCE_CHECK_HOOKS[function]) if isinstance(info, Instance) else ABSENT


def type_new(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``type(x)``. Three arguments would make a class, which only a ``class`` statement may."""
    if kwargs or len(args) != 1:
        if len(args) == 3:
            raise m.fail(
                'TypeError', 'type() with three arguments is not available in the sandbox: use a class statement'
            )
        raise m.fail('TypeError', 'type() takes 1 or 3 arguments')
    return class_of(args[0])


def super_new(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``super(type, object_or_type)``; without arguments it is compiled to this, too."""
    no_keywords(m, 'super', kwargs)
    if not args:
        raise m.fail('RuntimeError', 'super(): no arguments')
    if len(args) > 2:
        raise m.fail('TypeError', f'super() expected at most 2 arguments, got {len(args)}')
    cls = args[0]
    if not isinstance(cls, Class):
        raise m.fail('TypeError', f'super() argument 1 must be a type, not {m.type_name(cls)}')
    if len(args) == 1 or args[1] is None:
        m.tracker.allocate(56)
        return Super(cls, None, cls)
    return make_super(m, cls, args[1])


# Iteration


def iterator(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``iter(iterable)`` or ``iter(function, sentinel)``."""
    if len(args) == 1:
        return m.iterate(args[0])
    if is_callable(m, args[:1], None) is not True:
        text = 'object, sentinel): object' if sys.version_info[:2] == (3, 12) else 'v, w): v'
        raise m.fail('TypeError', f'iter({text} must be callable')
    return m.call_prelude('make_callable_iterator', args)


def following(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``next(iterator)`` or ``next(iterator, default)``."""
    source = args[0]
    if isinstance(source, NativeIterator):
        m.tracker.work(1)
        value = source.advance(m)
        if value is not ABSENT:
            return value
        if len(args) == 2:
            return args[1]
        raise m.fail_with('StopIteration', ())
    if m.lookup_special(source, '__next__') is ABSENT:
        raise m.fail('TypeError', f"'{m.type_name(source)}' object is not an iterator")
    return m.call_method(source, '__next__', []) if len(args) == 1 else m.call_prelude('next_or', args)


def async_iterator(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``aiter``."""
    if m.lookup_special(args[0], '__aiter__') is ABSENT:
        raise m.fail('TypeError', f"'{m.type_name(args[0])}' object is not an async iterable")
    return m.call_prelude('async_iterator', args)


def async_following(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``anext``."""
    if m.lookup_special(args[0], '__anext__') is ABSENT:
        raise m.fail('TypeError', f"'{m.type_name(args[0])}' object is not an async iterator")
    return m.call_method(args[0], '__anext__', []) if len(args) == 1 else m.call_prelude('async_next_or', args)


def native_source(m: Machine, value: object) -> NativeIterator | None:
    """``iter(value)`` if that is native and not nested too deep."""
    if isinstance(value, NativeIterator):
        return value if nesting_of(value) < MAX_NESTING else None
    return native_iterator(m, value)


def check_iterable(m: Machine, value: object) -> None:
    cls = class_of(value)
    if (
        isinstance(value, Generator)
        and value.kind != 0
        or (
            cls.lookup('__iter__') is ABSENT
            and cls.lookup('__getitem__') is ABSENT
            and not isinstance(value, Generator)
        )
    ):
        raise m.fail('TypeError', f"'{m.type_name(value)}' object is not iterable")


def zip_new(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``zip(*iterables, strict=False)``."""
    if kwargs and any(name != 'strict' for name in kwargs):
        return zip(**dict.fromkeys(kwargs, 0))  # type: ignore[call-overload]  # which raises
    strict = m.truth((kwargs or {}).get('strict', False))
    sources: list[NativeIterator] = []
    for value in args:
        if isinstance(value, HeapObject) and not isinstance(value, NativeIterator):
            break
        source = native_source(m, value)
        if source is None:
            break
        sources.append(source)
    if len(sources) < len(args) or strict is None:
        return m.call_prelude('make_zip', list(args), kwargs)
    m.tracker.allocate(96 + 8 * len(sources))
    return ZipIterator(sources, strict)


def enumerate_new(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``enumerate(iterable, start=0)``."""
    options = kwargs or {}
    if (
        not args
        and 'iterable' not in options
        or len(args) + len(options) > 2
        or any(name not in ('iterable', 'start') for name in options)
    ):
        return enumerate(*[() for _ in args], **dict.fromkeys(options, ()))  # type: ignore[arg-type]  # which raises
    source = args[0] if args else options['iterable']
    start = args[1] if len(args) > 1 else options.get('start', 0)
    if needs_index(start):
        return m.call_prelude('enumerate_from', [source, start])
    count = payload_of(start)
    if not isinstance(count, int):
        raise m.fail('TypeError', f"'{m.type_name(start)}' object cannot be interpreted as an integer")
    native = native_source(m, source)
    if native is None:
        return m.call_prelude('make_enumerate', [source, count])
    m.tracker.allocate(72)
    return EnumerateIterator(native, int(count))


def reversed_new(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``reversed(sequence)``."""
    no_keywords(m, 'reversed', kwargs)
    if len(args) != 1:
        raise m.fail('TypeError', f'reversed expected 1 argument, got {len(args)}')
    value = args[0]
    made = reverse_iterator(m, value)
    if made is not None:
        return made
    if not isinstance(value, Instance):
        if user_method(value, '__reversed__'):
            return m.call_method(value, '__reversed__', [])
        raise m.fail('TypeError', f"'{m.type_name(value)}' object is not reversible")
    method = value.cls.lookup('__reversed__')
    if isinstance(method, NativeFunction):
        return method.invoke(m, [value], None)
    if method is not ABSENT and method is not None:
        return m.call_method(value, '__reversed__', [])
    if method is None or value.cls.lookup('__getitem__') is ABSENT:
        raise m.fail('TypeError', f"'{m.type_name(value)}' object is not reversible")
    if value.cls.lookup('__len__') is ABSENT:
        raise m.fail('TypeError', f"object of type '{m.type_name(value)}' has no len()")
    return m.call_prelude('make_reversed', args)


def map_new(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``map(function, *iterables)``; ``strict`` where this version of Python has it."""
    if kwargs and not (STRICT_MAP and list(kwargs) == ['strict']):
        return map(*[() for _ in args], **dict.fromkeys(kwargs, 0))  # type: ignore[call-overload]  # which raises
    if len(args) < 2:
        raise m.fail('TypeError', 'map() must have at least two arguments.')
    return m.call_prelude('make_map', list(args), kwargs)


STRICT_MAP: Final = sys.version_info >= (3, 14)


def filter_new(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``filter(function, iterable)``."""
    no_keywords(m, 'filter', kwargs)
    if len(args) != 2:
        raise m.fail('TypeError', f'filter expected 2 arguments, got {len(args)}')
    return m.call_prelude('make_filter', args)


def all_true(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``all``."""
    found = search(m, args[0], False)
    return m.call_prelude('all_of', args) if found is None else not found


def any_true(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``any``."""
    found = search(m, args[0], True)
    return m.call_prelude('any_of', args) if found is None else found


def search(m: Machine, value: object, wanted: bool) -> bool | None:
    """Whether an item's truth is ``wanted``; None where sandbox code is needed (then nothing has been used up)."""
    if isinstance(value, (HeapObject, range)):
        return None
    items = m.listed(value)
    if items is None:
        return None
    for item in items:
        m.tracker.work(1)
        truth = m.truth(item)
        if truth is None:
            return None
        if truth is wanted:
            return True
    return False


def summed(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``sum(iterable, /, start=0)``."""
    options = kwargs or {}
    if len(args) < 1 or len(args) + len(options) > 2 or any(name != 'start' for name in options):
        return sum(*[() for _ in args], **dict.fromkeys(options, 0))
    start = args[1] if len(args) > 1 else options.get('start', 0)
    items = None if isinstance(args[0], HeapObject) else m.listed(args[0])
    if items is None:
        check_iterable(m, args[0])
    check_start(m, start)
    if items is None:
        return m.call_prelude('sum_of', [args[0], start])
    total = sum_numbers(m, items, start)
    return m.call_prelude('sum_of', [items, start]) if total is ABSENT else total


def check_start(m: Machine, start: object) -> None:
    """Refuse a start that ``sum`` refuses: what ``join`` is for."""
    plain = payload_of(start)
    if isinstance(plain, str):
        raise m.fail('TypeError', "sum() can't sum strings [use ''.join(seq) instead]")
    if isinstance(plain, bytes):
        raise m.fail('TypeError', "sum() can't sum bytes [use b''.join(seq) instead]")
    if isinstance(plain, bytearray):
        raise m.fail('TypeError', "sum() can't sum bytearray [use b''.join(seq) instead]")


NUMBER_TYPES: Final = frozenset((int, float, bool, complex))


def sum_numbers(m: Machine, items: list[object] | tuple[object, ...], start: object) -> object:
    """The host's ``sum`` of exact numbers; ABSENT if any is something else."""
    m.tracker.work(len(items))
    kinds = set(map(type, items))
    kinds.add(type(start))
    if not kinds <= NUMBER_TYPES:
        return ABSENT
    longest = 0
    for item in items:
        if isinstance(item, int) and item.bit_length() > longest:
            longest = item.bit_length()
    if longest > 512:
        m.tracker.work(len(items) * (longest >> 10))
        m.tracker.memory(longest >> 3)
    try:
        return sum(items, start)  # type: ignore[call-overload]  # numbers by the check above
    except HOST_ERRORS as error:
        raise m.host_error(error, [start]) from None


class Extreme(NativeFunction):
    """``min`` or ``max``."""

    def __init__(self, name: str, function: Callable[..., object]) -> None:
        super().__init__(name)
        self.function = function

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        try:
            return self.apply(m, args, kwargs or {})
        except HOST_ERRORS as error:
            raise m.host_error(error, args) from None

    def apply(self, m: Machine, args: list[object], options: dict[str, object]) -> object:
        if (
            not args
            or any(name not in ('key', 'default') for name in options)
            or len(args) > 1
            and 'default' in options
        ):
            return self.function(*[0 for _ in args], **dict.fromkeys(options))
        source: object = tuple(args) if len(args) > 1 else args[0]
        items = None if isinstance(source, HeapObject) else m.listed(source)
        if items is not None and options.get('key') is None and comparable(m, items):
            if items:
                return self.function(items)
            return options['default'] if 'default' in options else self.function(())
        check_iterable(m, source)
        return m.call_prelude(f'{self.name}_of', [source if items is None else items], dict(options))


def comparable(m: Machine, items: list[object] | tuple[object, ...]) -> bool:
    """Whether the host may look for an extreme: exact scalars, whose comparisons are charged here."""
    m.tracker.work(len(items))
    kinds = set(map(type, items))
    if not kinds <= SCALARS:
        m.tracker.work(SCALAR_WIDTH * len(items))
        return all(map(has_order, kinds))
    for item in items:
        if isinstance(item, (str, bytes)) and len(item) > 64:
            m.tracker.work(len(item) >> 6)
        elif isinstance(item, int) and item.bit_length() > 512:
            m.tracker.work(item.bit_length() >> 11)
    return True


# Intrinsics


def bare(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_bare(cls)``: an instance of a prelude class, without calling anything."""
    cls = args[0]
    assert isinstance(cls, Class)
    m.tracker.allocate(120)
    return Instance(cls)


def recast(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_recast(obj, cls)``: a new instance of a prelude class, made one of a subclass."""
    obj, cls = args
    assert isinstance(obj, Instance) and isinstance(cls, Class)
    obj.cls = cls
    return obj


def payload(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_payload(value)``: the builtin value of an instance of a subclass of a builtin type."""
    return payload_of(args[0])


def write(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_write(text)``: to stdout."""
    text = args[0]
    assert isinstance(text, str)
    if text:
        m.write('stdout', text)
    return None


def sum_batch(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_sum_batch(items, start)``: the sum of exact numbers."""
    items = args[0]
    assert isinstance(items, list)
    return sum_numbers(m, items, args[1])


def is_number(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_is_number(value)``: whether it is an exact number."""
    return type(args[0]) in NUMBER_TYPES


def default_names(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_names(obj)``: what ``object.__dir__`` finds."""
    return names_of(m, args[0])


def take_items(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_take(items)``: a new list of the items of a list, which is left empty."""
    items = args[0]
    assert isinstance(items, list)
    m.tracker.reserve(56 + 8 * len(items))
    taken = items[:]
    items.clear()
    return taken


def put_items(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_put(items, taken)``: the reverse of ``_take``. Whether the list was filled in the meantime."""
    items, taken = args
    assert isinstance(items, list) and isinstance(taken, list)
    modified = len(items) > 0
    items[:] = taken
    return modified


def native_sort(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_sort_natively(items, keys)``: sort both by keys the host may order; False, with nothing done, for others."""
    items, keys = args
    assert isinstance(items, list) and (keys is None or isinstance(keys, list))
    ordered = items if keys is None else keys
    if not sortable(m, ordered):
        return False
    charge_sort(m, ordered)
    if keys is None:
        items.sort()
        return True
    m.tracker.reserve(40 * len(keys))
    order = sorted(range(len(keys)), key=keys.__getitem__)
    items[:] = [items[index] for index in order]
    return True


def reverse_items(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_reverse(items, start, stop)``: reverse a part of a list in place."""
    items, start, stop = args
    assert isinstance(items, list) and isinstance(start, int) and isinstance(stop, int)
    m.tracker.work((stop - start) >> 3)
    items[start:stop] = items[start:stop][::-1]
    return None


def repr_active(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_repr_active(value)``: whether a frame under the calling one writes the repr of this container already."""
    frame = m.frame
    frame = None if frame is None else frame.back
    while frame is not None:
        m.tracker.work(1)
        if frame.code.hidden and frame.code.name == 'repr_container' and frame.regs[0] is args[0]:
            return True
        frame = frame.back
    return False


def compare_builtin(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_compare(op, x, y)``: a comparison of builtin values by its number."""
    op = args[0]
    assert isinstance(op, int)
    return compare(m, op, args[1], args[2])


def hash_result(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_hash_result(value)``: what ``hash()`` makes of an int that ``__hash__`` answered."""
    value = payload_of(args[0])
    if not isinstance(value, int):
        raise m.fail('TypeError', '__hash__ method should return an integer')
    if -sys.maxsize - 1 <= value <= sys.maxsize:
        return -2 if value == -1 else value + 0
    return hash(value)


def view_mapping(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_mapping_of(view)``: the dict under a view."""
    return mapping_of(args[0])


def ascii_escape(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_escape(text)``: what ``ascii`` makes of a repr."""
    text = args[0]
    assert isinstance(text, str)
    return escape_non_ascii(m, text)


def is_method(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_is_method(value)``: whether it is a bound method."""
    return isinstance(args[0], BoundMethod)


def is_plain(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_is_plain(value)``: whether it is a builtin value, or an instance of a subclass of a builtin type."""
    return not isinstance(payload_of(args[0]), HeapObject)


def sorts_equal_runs(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_sorts_equal_runs()``: whether this version's sort takes equal items as a part of a descending run."""
    return sys.version_info >= (3, 13)


def index_names_list(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_index_names_list()``: whether this version's ``list.index`` doesn't show the value that isn't there."""
    return LIST_INDEX_NAMES_LIST


INTRINSICS: Final[dict[str, NativeFunction]] = {
    name: Native(name, implementation)
    for name, implementation in cast(
        'dict[str, Implementation]',
        {
            '_bare': bare,
            '_recast': recast,
            '_payload': payload,
            '_write': write,
            '_sum_batch': sum_batch,
            '_is_number': is_number,
            '_names': default_names,
            '_take': take_items,
            '_put': put_items,
            '_sort_natively': native_sort,
            '_reverse': reverse_items,
            '_repr_active': repr_active,
            '_compare': compare_builtin,
            '_hash_result': hash_result,
            '_mapping_of': view_mapping,
            '_escape': ascii_escape,
            '_index_names_list': index_names_list,
            '_is_method': is_method,
            '_is_plain': is_plain,
            '_sorts_equal_runs': sorts_equal_runs,
        },
    ).items()
}

HOST: Final = vars(sys.modules['builtins'])
"""The host's builtins: natives that check the number of their arguments let these refuse wrong ones, in their words."""

ENTRIES: Final[dict[str, tuple[Implementation, int, int]]] = {
    'abs': (absolute, 1, 1),
    'aiter': (async_iterator, 1, 1),
    'all': (all_true, 1, 1),
    'anext': (async_following, 1, 2),
    'any': (any_true, 1, 1),
    'ascii': (ascii_text, 1, 1),
    'callable': (is_callable, 1, 1),
    'chr': (character, 1, 1),
    'delattr': (delete_attribute, 2, 2),
    'dir': (names, 0, 1),
    'divmod': (quotient_and_remainder, 2, 2),
    'getattr': (attribute, 2, 3),
    'hasattr': (has_attribute, 2, 2),
    'hash': (hashed, 1, 1),
    'id': (identity, 1, 1),
    'isinstance': (is_instance, 2, 2),
    'issubclass': (is_subclass, 2, 2),
    'iter': (iterator, 1, 2),
    'len': (measured, 1, 1),
    'next': (following, 1, 2),
    'ord': (ordinal, 1, 1),
    'repr': (represented, 1, 1),
    'setattr': (set_attribute, 3, 3),
    'vars': (variables, 0, 1),
}
"""name -> (implementation, fewest, most arguments), all positional."""


def make_builtins() -> dict[str, object]:
    made: dict[str, object] = {
        name: Refusal(name, implementation, HOST[name], least, most, ())
        for name, (implementation, least, most) in ENTRIES.items()
    }
    keyword_takers: dict[str, Implementation] = {
        'format': format_builtin,
        'pow': raised,
        'print': printed,
        'round': rounded,
        'sorted': sorted_,
        'sum': summed,
    }
    made.update({name: Native(name, implementation) for name, implementation in keyword_takers.items()})
    made.update({'bin': InBase('bin', bin), 'hex': InBase('hex', hex), 'oct': InBase('oct', oct)})
    made.update({'max': Extreme('max', max), 'min': Extreme('min', min)})
    made.update({'NotImplemented': NotImplemented, 'Ellipsis': Ellipsis, '__debug__': True})
    return made


BUILTINS: Final[dict[str, object]] = make_builtins()
"""Builtin functions and constants by name; builtin classes are assembled from the types' tables."""

ITERATOR_CLASSES: Final[dict[str, Implementation]] = {
    'enumerate': enumerate_new,
    'filter': filter_new,
    'map': map_new,
    'reversed': reversed_new,
    'zip': zip_new,
}
"""What calling the prelude's classes of these names does instead of making an instance."""

MAKERS: Final[dict[str, str]] = {
    'enumerate': 'enumerate_from',
    'filter': 'make_filter',
    'map': 'make_map',
    'zip': 'make_zip',
}
"""The prelude's functions that make instances of these classes, for subclasses."""

OTHER_CLASSES: Final[dict[str, Implementation]] = {'type': type_new, 'super': super_new}

PRELUDE_CLASSES: Final = ('enumerate', 'filter', 'map', 'reversed', 'zip', 'callable_iterator', 'iterator')
"""Classes of ``prelude/builtins.py``, which are builtin types."""
