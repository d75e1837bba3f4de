"""``object`` and ``type``, how instances of builtin types are made, and the descriptors: functions, properties, class
and static methods."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

from .. import attributes, formatting, items
from ..machine import SHARED, Machine, full_name
from ..natives import Implementation, Native, payload_of
from ..objects import (
    FROZEN,
    PUSHED,
    BoundMethod,
    Class,
    ClassMethod,
    Function,
    HeapObject,
    Instance,
    NativeFunction,
    Property,
    StaticMethod,
    class_of,
)
from .tables import TypeTable, no_keywords

Kwargs = dict[str, object] | None


FILLED_BY_INIT: Final[dict[str, type]] = {'list': list, 'dict': dict, 'set': set, 'bytearray': bytearray}
"""Those whose ``__new__`` makes an empty value that ``__init__`` fills."""


class New(NativeFunction):
    """``__new__`` of a builtin type, for the type itself and for subclasses."""

    def __init__(self, table: TypeTable, cls: Class) -> None:
        super().__init__('__new__')
        self.table = table
        self.cls = cls
        self.static = True
        self.owner = cls

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        cls = check_new(m, self.cls, args)
        new = self.table.new
        if new is None:
            raise m.fail('TypeError', f"cannot create '{self.cls.name}' instances")
        if cls is self.cls:
            return call_new(m, new, args, kwargs)
        empty = FILLED_BY_INIT.get(self.cls.name)
        if empty is not None:
            return m.wrap_payload(cls, empty())
        if kwargs and self.cls.module == 'builtins' and isinstance(cls.lookup('__init__'), Function):
            kwargs = None
        value = call_new(m, new, args, kwargs)
        return PUSHED if value is PUSHED else m.wrap_payload(cls, value)


def call_new(m: Machine, new: object, args: list[object], kwargs: Kwargs) -> object:
    return Native('__new__', new).invoke(m, args[1:], kwargs)  # type: ignore[arg-type]


def check_new(m: Machine, own: Class, args: list[object]) -> Class:
    """The class that ``own.__new__`` is asked to make an instance of."""
    if not args:
        raise m.fail('TypeError', f'{full_name(own)}.__new__(): not enough arguments')
    cls = args[0]
    if not isinstance(cls, Class):
        raise m.fail('TypeError', f'{full_name(own)}.__new__(X): X is not a type object ({m.type_name(cls)})')
    if not cls.is_subclass(own):
        name, wanted = full_name(cls), full_name(own)
        raise m.fail('TypeError', f'{wanted}.__new__({name}): {name} is not a subtype of {wanted}')
    if cls.builtin and own.payload is not None and class_with_new(cls) is not own:
        name = full_name(cls)
        raise m.fail('TypeError', f'{full_name(own)}.__new__({name}) is not safe, use {name}.__new__()')
    return cls


def class_with_new(cls: Class) -> Class | None:
    """The first class of the mro that makes its instances natively."""
    for base in cls.mro:
        if isinstance(base.attrs.get('__new__'), NativeFunction):
            return base
    return None


class NotMade(NativeFunction):
    """``__new__`` of a class whose objects only the interpreter makes; of one that has a single value, this."""

    def __init__(self, cls: Class) -> None:
        super().__init__('__new__')
        self.owner = cls
        self.static = True

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        cls = self.owner
        assert cls is not None
        if cls.name in SINGLE and len(args) == 1 and not kwargs:
            return SINGLE[cls.name]
        raise m.fail('TypeError', f"cannot create '{full_name(cls)}' instances")


SINGLE: Final[dict[str, object]] = {'NoneType': None, 'ellipsis': ..., 'NotImplementedType': NotImplemented}

FEWEST: Final[dict[str, int]] = {'make_zip': 0, 'make_map': 2, 'make_filter': 2, 'enumerate_from': 1}
"""The fewest arguments of the prelude's makers of iterators."""

DERIVED_OPTIONS: Final = ('iterable', 'strict', 'start')


class NewIterator(NativeFunction):
    """``__new__`` of ``map``, ``zip`` … : what their prelude classes make when called."""

    def __init__(self, implementation: object, maker: str = '') -> None:
        super().__init__('__new__')
        self.static = True
        self.implementation = implementation
        self.maker = maker  # the prelude's function that makes an instance that is no native iterator

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        cls = args[0] if args else None
        if self.maker and isinstance(cls, Class) and not cls.builtin:
            if kwargs and isinstance(cls.lookup('__init__'), Function):
                kwargs = {name: value for name, value in kwargs.items() if name in DERIVED_OPTIONS}
            given = len(args) - 1 + ('iterable' in (kwargs or {}))
            if given >= FEWEST[self.maker] and all(name in DERIVED_OPTIONS for name in kwargs or {}):
                return m.call_prelude('make_derived', [cls, SHARED.prelude[self.maker], args[1:], kwargs or {}])
        return call_new(m, self.implementation, args, kwargs)


EMPTY: Final[dict[str, Callable[[], object]]] = {
    'property': lambda: Property(None, None, None, None),
    'classmethod': lambda: ClassMethod(None),
    'staticmethod': lambda: StaticMethod(None),
}
"""What ``__new__`` of a subclass of a descriptor's type makes, for ``__init__`` to fill."""


class NewDescriptor(NativeFunction):
    """``__new__`` of ``property``, ``classmethod`` and ``staticmethod``."""

    def __init__(self, cls: Class, implementation: Implementation) -> None:
        super().__init__('__new__')
        self.cls = cls
        self.implementation = implementation
        self.static = True
        self.owner = cls

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        cls = check_new(m, self.cls, args)
        if cls is self.cls:
            return call_new(m, self.implementation, args, kwargs)
        return m.wrap_payload(cls, EMPTY[self.cls.name]())


def object_new(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    cls = check_new(m, SHARED.classes['object'], args)
    if len(args) > 1 or kwargs:
        own_init = isinstance(cls.lookup('__init__'), NativeFunction)
        if not isinstance(cls.lookup('__new__'), NativeFunction):
            raise m.fail('TypeError', 'object.__new__() takes exactly one argument (the type to instantiate)')
        if own_init:
            raise m.fail('TypeError', f'{cls.name}() takes no arguments')
    if cls.meta is not None:
        refuse_abstract(m, cls)
    if cls.payload is not None or cls.is_exception or isinstance(cls.lookup('__new__'), NotMade):
        raise m.fail('TypeError', f'object.__new__({full_name(cls)}) is not safe, use {full_name(cls)}.__new__()')
    m.tracker.allocate(120)
    return Instance(cls)


def refuse_abstract(m: Machine, cls: Class) -> None:
    """TypeError where the class has methods that a subclass must define."""
    names = cls.attrs.get('__abstractmethods__')
    if not isinstance(names, (frozenset, set, list, tuple)) or not names:
        return
    m.tracker.work(4 * len(names))
    missing = sorted([str(payload_of(name)) for name in names if isinstance(payload_of(name), str)])
    plural = '' if len(missing) == 1 else 's'
    if sys.version_info >= (3, 12):
        shown = ', '.join([f"'{name}'" for name in missing])
        text = f'without an implementation for abstract method{plural} {shown}'
    else:
        text = f'with abstract method{plural} {", ".join(missing)}'
    raise m.fail('TypeError', f"Can't instantiate abstract class {cls.name} {text}")


def object_init(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    if len(args) > 1 or kwargs:
        cls = class_of(args[0])
        if not isinstance(cls.lookup('__init__'), NativeFunction):
            raise m.fail('TypeError', 'object.__init__() takes exactly one argument (the instance to initialize)')
        if cls.lookup('__new__') is SHARED.classes['object'].attrs['__new__']:
            message = f'{cls.name}.__init__() takes exactly one argument (the instance to initialize)'
            raise m.fail('TypeError', message)
    return None


def object_eq(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return True if args[0] is args[1] else NotImplemented


def object_ne(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    obj = args[0]
    if isinstance(obj, Instance) and obj.cls.custom_eq:
        return m.call_prelude('not_equal_by_eq', args)
    return False if args[0] is args[1] else NotImplemented


def object_order(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``__lt__`` and its kin: an object has no order."""
    return NotImplemented


def object_hash(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    value = args[0]
    return m.identity(value) >> 4 if isinstance(value, HeapObject) else m.hash_of(value)


def object_repr(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    obj = args[0]
    cls = class_of(obj)
    if not isinstance(obj, Instance) and cls.lookup('__repr__') is cls.mro[-1].attrs['__repr__']:
        return m.plain_repr(obj)
    path = cls.qualname if cls.module == 'builtins' else f'{cls.module}.{cls.qualname}'
    return f'<{path} object at 0x{m.identity(obj):x}>'


def object_str(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return m.call(SHARED.builtins['repr'], args, None)


def object_format(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    spec = payload_of(args[1])
    if type(spec) is not str:
        raise m.fail('TypeError', f'__format__() argument must be str, not {formatting.argument_type(m, spec)}')
    if spec:
        raise m.fail('TypeError', f'unsupported format string passed to {m.type_name(args[0])}.__format__')
    return m.call(SHARED.classes['str'], [args[0]], None)


def attribute_name(m: Machine, value: object) -> str:
    name = payload_of(value)
    if type(name) is not str:
        raise m.fail('TypeError', f"attribute name must be string, not '{m.type_name(value)}'")
    return name


def object_getattribute(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    from ..attributes import instance_attr_plain

    obj = args[0]
    name = attribute_name(m, args[1])
    if isinstance(obj, Instance):
        return instance_attr_plain(m, obj, obj.cls, name)
    return m.get_attr(obj, name)


def object_setattr(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    from ..attributes import set_instance_attr

    name = attribute_name(m, args[1])
    if isinstance(args[0], Instance):
        return set_instance_attr(m, args[0], name, args[2])
    return m.set_attr(args[0], name, args[2])


def object_delattr(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    from ..attributes import del_instance_attr

    name = attribute_name(m, args[1])
    if isinstance(args[0], Instance):
        return del_instance_attr(m, args[0], name)
    return m.del_attr(args[0], name)


def object_dir(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return m.call(SHARED.builtins['dir'], [args[0]], None)


def object_init_subclass(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    cls = args[0]
    assert isinstance(cls, Class)
    if kwargs:
        raise m.fail('TypeError', f'{cls.qualname}.__init_subclass__() takes no keyword arguments')
    return None


OBJECT_METHODS: Final = {
    '__new__': object_new,
    '__init__': object_init,
    '__eq__': object_eq,
    '__ne__': object_ne,
    **dict.fromkeys(('__lt__', '__le__', '__gt__', '__ge__'), object_order),
    '__hash__': object_hash,
    '__repr__': object_repr,
    '__str__': object_str,
    '__format__': object_format,
    '__getattribute__': object_getattribute,
    '__setattr__': object_setattr,
    '__delattr__': object_delattr,
    '__dir__': object_dir,
    '__init_subclass__': object_init_subclass,
}


def type_mro(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    cls = args[0]
    if not isinstance(cls, Class):
        raise m.fail('TypeError', f"descriptor 'mro' for 'type' objects doesn't apply to a '{m.type_name(cls)}' object")
    return list(cls.mro)


def type_call(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return m.call(args[0], args[1:], kwargs)


def type_or(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    from ..arithmetic import is_type, union

    if len(args) != 2 or not is_type(args[0]) or not is_type(args[1]):
        return NotImplemented
    return union(m, args[0], args[1])


def type_ror(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return type_or(m, args[::-1], None)


def none_bool(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return False


def property_new(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    names = ('fget', 'fset', 'fdel', 'doc')
    if len(args) > 4:
        raise m.fail('TypeError', f'property() takes at most 4 arguments ({len(args)} given)')
    values: dict[str, object] = dict(zip(names, args, strict=False))
    for name, value in (kwargs or {}).items():
        if name not in names:
            property(**{name: None})  # the host refuses it, in its version's words
        values[name] = value
    m.tracker.allocate(80)
    return Property(values.get('fget'), values.get('fset'), values.get('fdel'), values.get('doc'))


def property_of(args: list[object]) -> Property:
    """The property that a method of ``property`` was called on, or on an instance of a subclass."""
    prop = payload_of(args[0])
    assert isinstance(prop, Property)
    return prop


def check_own(m: Machine, descriptor: HeapObject) -> None:
    """Refuse to change a descriptor that all programs share."""
    if id(descriptor) in FROZEN:
        raise m.fail('TypeError', f"'{class_of(descriptor).name}' object of a builtin class cannot be changed")


def property_init(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    prop = property_of(args)
    made = property_new(m, args[1:], kwargs)
    assert isinstance(made, Property)
    check_own(m, prop)
    prop.fget = made.fget
    prop.fset = made.fset
    prop.fdel = made.fdel
    prop.doc = made.doc
    obj = args[0]
    doc = attributes.property_doc(prop)
    if isinstance(obj, Instance) and doc is not None:
        return m.set_attr(obj, '__doc__', doc)
    return None


def property_getter(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    prop = property_of(args)
    return derived(m, args[0], prop, args[1], prop.fset, prop.fdel)


def property_setter(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    prop = property_of(args)
    return derived(m, args[0], prop, prop.fget, args[1], prop.fdel)


def property_deleter(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    prop = property_of(args)
    return derived(m, args[0], prop, prop.fget, prop.fset, args[1])


def derived(m: Machine, original: object, prop: Property, fget: object, fset: object, fdel: object) -> object:
    """A property like ``prop``, which is that of ``original``, with one more function; of the same class."""
    if isinstance(original, Instance):
        return m.call(original.cls, [fget, fset, fdel, prop.doc], None)
    m.tracker.allocate(80)
    made = Property(fget, fset, fdel, prop.doc)
    made.name = prop.name
    return made


def property_get(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    prop = property_of(args)
    if len(args) < 2 or args[1] is None:
        return args[0]
    return m.bind(prop, args[1], class_of(args[1]))


def property_set(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    prop = property_of(args)
    if len(args) != 3:
        raise m.fail('TypeError', f'expected 2 arguments, got {len(args) - 1}')
    if prop.fset is None:
        raise attributes.property_missing(m, prop, args[1], 'setter')
    return m.call(prop.fset, args[1:3], None)


def property_delete(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    prop = property_of(args)
    if len(args) != 2:
        raise m.fail('TypeError', f'expected 1 argument, got {len(args) - 1}')
    if prop.fdel is None:
        raise attributes.property_missing(m, prop, args[1], 'deleter')
    return m.call(prop.fdel, args[1:2], None)


def property_set_name(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    prop = property_of(args)
    if len(args) != 3:
        raise m.fail('TypeError', f'__set_name__() takes 2 positional arguments but {len(args) - 1} were given')
    if id(prop) not in FROZEN:
        prop.name = args[2]
    return None


def classmethod_get(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    method = payload_of(args[0])
    assert isinstance(method, ClassMethod)
    if len(args) == 2:
        return attributes.bind_classmethod(m, method, class_of(args[1]))
    if len(args) != 3:
        raise m.fail('TypeError', f'expected at least 1 argument, got {len(args) - 1}')
    owner = args[2] if args[2] is not None else class_of(args[1])
    if isinstance(owner, Class):
        return attributes.bind_classmethod(m, method, owner)
    return BoundMethod(method.func, owner)


def staticmethod_get(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    method = payload_of(args[0])
    assert isinstance(method, StaticMethod)
    return method.func


def function_get(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    if len(args) < 2 or args[1] is None:
        return args[0]
    m.tracker.allocate(64)
    return BoundMethod(args[0], args[1])


def classmethod_new(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    no_keywords(m, 'classmethod', kwargs)
    if len(args) != 1:
        raise m.fail('TypeError', f'classmethod expected 1 argument, got {len(args)}')
    m.tracker.allocate(48)
    return ClassMethod(args[0])


def staticmethod_new(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    no_keywords(m, 'staticmethod', kwargs)
    if len(args) != 1:
        raise m.fail('TypeError', f'staticmethod expected 1 argument, got {len(args)}')
    m.tracker.allocate(48)
    return StaticMethod(args[0])


def method_new(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    no_keywords(m, 'method', kwargs)
    if len(args) != 2:
        raise m.fail('TypeError', f'method expected 2 arguments, got {len(args)}')
    func, obj = args
    if m.call(SHARED.builtins['callable'], [func], None) is not True:
        raise m.fail('TypeError', 'first argument must be callable')
    if obj is None:
        raise m.fail('TypeError', 'instance must not be None')
    m.tracker.allocate(64)
    return BoundMethod(func, obj)


def classmethod_init(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    method = payload_of(args[0])
    assert isinstance(method, ClassMethod)
    made = classmethod_new(m, args[1:], kwargs)
    assert isinstance(made, ClassMethod)
    check_own(m, method)
    method.func = made.func
    return None


def staticmethod_init(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    method = payload_of(args[0])
    assert isinstance(method, StaticMethod)
    made = staticmethod_new(m, args[1:], kwargs)
    assert isinstance(made, StaticMethod)
    check_own(m, method)
    method.func = made.func
    return None


def static_call(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    func = payload_of(args[0])
    assert isinstance(func, StaticMethod)
    return m.call(func.func, args[1:], kwargs)


CLASS_GET_ITEM: Final = frozenset('list tuple dict set frozenset type'.split())


def class_get_item(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    cls = args[0]
    assert isinstance(cls, Class)
    return items.alias(m, cls, args[1], items.class_path(cls))


def alias_iter(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return m.iterate(args[0])


METHODS: Final[dict[str, dict[str, object]]] = {
    'NoneType': {'__bool__': none_bool},
    'type': {'mro': type_mro, '__call__': type_call, '__or__': type_or, '__ror__': type_ror},
    'function': {'__call__': type_call, '__get__': function_get},
    'builtin_function_or_method': {'__call__': type_call},
    'method_descriptor': {'__call__': type_call, '__get__': function_get},
    'wrapper_descriptor': {'__call__': type_call, '__get__': function_get},
    'method-wrapper': {'__call__': type_call},
    'method': {'__call__': type_call},
    'property': {
        'getter': property_getter,
        'setter': property_setter,
        'deleter': property_deleter,
        '__get__': property_get,
        '__set__': property_set,
        '__delete__': property_delete,
        '__set_name__': property_set_name,
        '__init__': property_init,
    },
    'classmethod': {'__get__': classmethod_get, '__init__': classmethod_init},
    'staticmethod': {'__call__': static_call, '__get__': staticmethod_get, '__init__': staticmethod_init},
    'UnionType': {'__or__': type_or, '__ror__': type_ror},
    'GenericAlias': {'__or__': type_or, '__ror__': type_ror, '__call__': type_call, '__iter__': alias_iter},
}
"""Methods of the classes of the interpreter's own objects, by class."""
