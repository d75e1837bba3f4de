"""Subscripting, length, membership and iteration: native values directly, instances through their special methods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .memory import range_size
from .natives import HOST_ERRORS, user_method
from .objects import (
    ABSENT,
    Class,
    Function,
    Generator,
    GenericAlias,
    HeapObject,
    Instance,
    NativeFunction,
    NativeIterator,
    Property,
    Thrown,
    Union,
    class_of,
)
from .types import iterators

if TYPE_CHECKING:
    from .machine import Machine

INDEXED: Final = (list, tuple, str, bytes, bytearray, range)


def get_item(m: Machine, obj: object, key: object) -> object:
    """``obj[key]``. A value, or PUSHED."""
    kind = type(obj)
    if kind is dict:
        m.check_key(key)
        try:
            return obj[key]  # type: ignore[index]
        except KeyError:
            raise m.fail_with('KeyError', (key,)) from None
    if kind in INDEXED:
        if isinstance(key, Instance):
            return m.call_prelude('get_indexed', [obj, key])
        if type(key) is slice:
            return slice_of(m, obj, key)
        try:
            return obj[key]  # type: ignore[index]
        except HOST_ERRORS as error:
            raise m.host_error(error, [obj, key]) from None
    if isinstance(obj, Instance):
        method = obj.cls.lookup('__getitem__')
        if method is ABSENT:
            raise m.fail('TypeError', f"'{m.type_name(obj)}' object is not subscriptable")
        if method is DICT_GETITEM.get('dict') and type(obj.payload) is dict:
            missing = obj.cls.lookup('__missing__')
            if missing is not ABSENT:
                m.check_key(key)
                if key not in obj.payload:
                    return m.call(missing, [obj, key], None)
        return call_special(m, method, obj, [key])
    if isinstance(obj, Class):
        return subscript_class(m, obj, key)
    if isinstance(obj, GenericAlias):
        return subscript_alias(m, obj, key)
    if isinstance(obj, Union) and not any(isinstance(member, (GenericAlias, Instance)) for member in obj.members):
        raise m.fail('TypeError', f'{m.plain_repr(obj)} is not a generic class')
    method = class_of(obj).lookup('__getitem__')
    if isinstance(method, NativeFunction):
        return method.invoke(m, [obj, key], None)
    raise m.fail('TypeError', f"'{m.type_name(obj)}' object is not subscriptable")


DICT_GETITEM: Final[dict[str, NativeFunction]] = {}
"""``dict.__getitem__`` of the tables, under 'dict', once they are assembled: it alone consults ``__missing__``."""


def call_special(m: Machine, method: object, obj: object, args: list[object]) -> object:
    """Call a special method that was found on the class of ``obj``."""
    if isinstance(method, (Function, NativeFunction)):
        return m.call(method, [obj, *args], None)
    return m.call_prelude('call_descriptor', [method, obj, *args])


def slice_of(m: Machine, obj: object, key: slice) -> object:
    """A slice of a native sequence, charged by its size."""
    if isinstance(key.start, Instance) or isinstance(key.stop, Instance) or isinstance(key.step, Instance):
        return m.call_prelude('get_sliced', [obj, key])
    if type(obj) is range:
        try:
            part = obj[key]
        except HOST_ERRORS as error:
            raise m.host_error(error, [obj, key]) from None
        m.tracker.allocate(48 + range_size(part))
        return part
    try:
        size = len(range(*key.indices(len(obj))))  # type: ignore[arg-type]
    except HOST_ERRORS as error:
        raise m.host_error(error, [obj, key]) from None
    if type(obj) is list or type(obj) is tuple:
        m.tracker.allocate(64)
        m.tracker.reserve(8 * size)
        m.tracker.work(size >> 3)
    elif size > 16:
        stored = size * 4 if type(obj) is str and not obj.isascii() else size
        if stored > 64:
            m.tracker.reserve(stored + 64)
    return obj[key]  # type: ignore[index]


def subscript_class(m: Machine, cls: Class, key: object) -> object:
    """``list[int]``, ``Generic[T]``, a user class with ``__class_getitem__``, or what its metaclass does."""
    if user_method(cls, '__getitem__'):
        return m.call_method(cls, '__getitem__', [key])
    method = cls.lookup('__class_getitem__')
    if method is not ABSENT and not isinstance(method, NativeFunction):
        func = method
        bound = m.bind(func, cls, cls) if not isinstance(func, Function) else func
        if isinstance(bound, Function):
            return m.call(bound, [cls, key], None)
        return m.call(bound, [key], None)
    if method is not ABSENT:
        return alias(m, cls, key, class_path(cls))
    raise m.fail('TypeError', f"type '{cls.name}' is not subscriptable")


def subscript_alias(m: Machine, obj: GenericAlias, key: object) -> object:
    """``list[T][int]``. Before ``typing`` is imported there are no type variables."""
    if m.has_prelude('subscribe_alias'):
        return m.call_prelude('subscribe_alias', [obj, key])
    raise m.fail('TypeError', f'{m.plain_repr(obj)} is not a generic class')


def class_path(cls: Class) -> str:
    return cls.qualname if cls.module == 'builtins' else f'{cls.module}.{cls.qualname}'


def alias(m: Machine, origin: object, key: object, name: str) -> object:
    m.tracker.allocate(100)
    return GenericAlias(origin, key if type(key) is tuple else (key,), name)


def set_item(m: Machine, obj: object, key: object, value: object) -> object:
    """``obj[key] = value``. None (or whatever a native answers), or PUSHED."""
    kind = type(obj)
    if kind is dict:
        m.check_key(key)
        size = len(obj)  # type: ignore[arg-type]
        obj[key] = value  # type: ignore[index]
        if len(obj) != size:  # type: ignore[arg-type]
            m.tracker.memory(100)
        return None
    if kind is list:
        if type(key) is int:
            try:
                obj[key] = value  # type: ignore[index]
            except IndexError:
                raise m.fail('IndexError', 'list assignment index out of range') from None
            return None
        if isinstance(key, Instance):
            return m.call_prelude('set_indexed', [obj, key, value])
    if isinstance(obj, Instance):
        method = obj.cls.lookup('__setitem__')
        if method is ABSENT:
            raise m.fail('TypeError', f"'{obj.cls.name}' object does not support item assignment")
        return call_special(m, method, obj, [key, value])
    method = class_of(obj).lookup('__setitem__')
    if isinstance(method, NativeFunction):
        return method.invoke(m, [obj, key, value], None)
    raise m.fail('TypeError', f"'{m.type_name(obj)}' object does not support item assignment")


def del_item(m: Machine, obj: object, key: object) -> object:
    """``del obj[key]``. None, or PUSHED."""
    if type(obj) is dict:
        m.check_key(key)
        try:
            del obj[key]
        except KeyError:
            raise m.fail_with('KeyError', (key,)) from None
        return None
    if isinstance(obj, Instance):
        method = obj.cls.lookup('__delitem__')
        if method is ABSENT:
            raise no_deletion(m, obj)
        return call_special(m, method, obj, [key])
    if type(obj) is list and isinstance(key, Instance):
        return m.call_prelude('del_indexed', [obj, key])
    method = class_of(obj).lookup('__delitem__')
    if isinstance(method, NativeFunction):
        return method.invoke(m, [obj, key], None)
    raise no_deletion(m, obj)


def no_deletion(m: Machine, obj: object) -> Thrown:
    return m.fail('TypeError', f"'{m.type_name(obj)}' object doesn't support item deletion")


def length(m: Machine, obj: object) -> object:
    """``len(obj)``. A value, or PUSHED (whose value the caller must check)."""
    if isinstance(obj, Instance):
        method = obj.cls.lookup('__len__')
        if method is ABSENT:
            raise no_length(m, obj)
        return call_special(m, method, obj, [])
    cls = class_of(obj)
    if cls.lookup('__len__') is ABSENT:
        raise no_length(m, obj)
    if user_method(obj, '__len__'):
        return m.call_method(obj, '__len__', [])
    return len(obj)  # type: ignore[arg-type]  # a native value whose table has __len__


def no_length(m: Machine, obj: object) -> Thrown:
    return m.fail('TypeError', f"object of type '{m.type_name(obj)}' has no len()")


def iterate(m: Machine, value: object) -> object:
    """``iter(value)``: something ``next`` works on, or PUSHED."""
    if isinstance(value, (NativeIterator, Generator)):
        if isinstance(value, Generator) and value.kind != 0:
            raise not_iterable(m, value)
        return value
    if isinstance(value, Instance):
        method = value.cls.lookup('__iter__')
        if isinstance(method, (Function, NativeFunction)):
            if isinstance(method, NativeFunction):
                return method.invoke(m, [value], None)
            return m.call_prelude('iter_checked', [value, method])
        if isinstance(method, (Property, Instance)):
            return m.call_prelude('iter_by_descriptor', [value, method])
        if method is not ABSENT and method is not None:
            return m.call_prelude('iter_checked', [value, m.bind(method, value, value.cls)])
        if method is ABSENT and value.cls.lookup('__getitem__') is not ABSENT:
            return m.call_prelude('iter_by_index', [value])
        raise not_iterable(m, value)
    if isinstance(value, GenericAlias):
        return iterators.ListIterator([starred(m, value)])
    made = iterators.native_iterator(m, value)
    if made is None:
        method = class_of(value).lookup('__iter__')
        if isinstance(value, HeapObject) and isinstance(method, NativeFunction):
            return method.invoke(m, [value], None)
        if user_method(value, '__iter__'):
            return m.call_prelude('iter_checked', [value, method])
        raise not_iterable(m, value)
    return made


def starred(m: Machine, value: GenericAlias) -> GenericAlias:
    """``*tuple[int, str]``: what iterating over a subscripted type gives."""
    m.tracker.allocate(64)
    return GenericAlias(value.origin, value.args, '*' + value.name)


def not_iterable(m: Machine, value: object) -> Thrown:
    return m.fail('TypeError', f"'{m.type_name(value)}' object is not iterable")


def listed(m: Machine, value: object) -> list[object] | tuple[object, ...] | None:
    """All items of a natively iterable value; None where sandbox code is needed. An exact list or tuple is itself."""
    kind = type(value)
    if kind is list or kind is tuple:
        return value  # type: ignore[return-value]
    if isinstance(value, Generator):
        if value.kind != 0:
            raise not_iterable(m, value)
        return None
    if isinstance(value, Instance):
        method = value.cls.lookup('__iter__')
        if isinstance(method, NativeFunction) and value.payload is not None:
            return listed(m, value.payload)
        if method is ABSENT and value.cls.lookup('__getitem__') is ABSENT or method is None:
            raise not_iterable(m, value)
        return None
    if isinstance(value, GenericAlias):
        return [starred(m, value)]
    items = iterators.listed(m, value)
    if items is None:
        if user_method(value, '__iter__'):
            return None
        raise not_iterable(m, value)
    return items
