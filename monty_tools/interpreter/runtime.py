"""What all machines share: the builtin classes put together from the types' tables, the builtins, modules, the prelude.

Built once per process, when the first program is compiled, and never changed afterwards.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import Final

from . import builtins, formatting, items, objects
from .instructions.generators import AsyncStep, CoroutineWrapper
from .limits import ResourceLimits, Tracker
from .machine import SHARED, Host, Machine
from .natives import Native, payload_of
from .objects import (
    ABSENT,
    HOST_CLASSES,
    PUSHED,
    BoundMethod,
    Cell,
    Class,
    ClassMethod,
    ExceptionValue,
    ExternalRef,
    Function,
    Generator,
    GenericAlias,
    HeapObject,
    Instance,
    Module,
    Namespace,
    NativeFunction,
    NativeProperty,
    Program,
    Property,
    SlotMember,
    StaticMethod,
    Super,
    Union,
    class_of,
)
from .types import binary, exceptions, iterators, mappings, numbers, sequences, sets, text
from .types.tables import TypeTable

Kwargs = dict[str, object] | None

FINAL: Final = frozenset(
    """method_descriptor bool NoneType ellipsis NotImplementedType function builtin_function_or_method method generator
    coroutine async_generator range slice dict_keys dict_values dict_items module member getset""".split()
)
"""Builtin classes that cannot be subclassed."""

PAYLOADS: Final = frozenset('int float complex str bytes bytearray list tuple dict set frozenset'.split())
"""Builtin classes whose value instances of subclasses carry."""

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
        if cls.builtin:
            return call_new(m, new, args, kwargs)
        empty = FILLED_BY_INIT.get(self.cls.name)
        if empty is not None:
            return m.wrap_payload(cls, empty())
        if kwargs and isinstance(cls.lookup('__init__'), Function):
            kwargs = None
        value = call_new(m, new, args, kwargs)
        return PUSHED if value is PUSHED else m.wrap_payload(cls, value)


def call_new(m: Machine, new: object, args: list[object], kwargs: Kwargs) -> object:
    return Native('__new__', new).invoke(m, args[1:], kwargs)  # type: ignore[arg-type]


def check_new(m: Machine, own: Class, args: list[object]) -> Class:
    """The class that ``own.__new__`` is asked to make an instance of."""
    if not args:
        raise m.fail('TypeError', f'{own.name}.__new__(): not enough arguments')
    cls = args[0]
    if not isinstance(cls, Class):
        raise m.fail('TypeError', f'{own.name}.__new__(X): X is not a type object ({m.type_name(cls)})')
    if not cls.is_subclass(own):
        raise m.fail('TypeError', f'{own.name}.__new__({cls.name}): {cls.name} is not a subtype of {own.name}')
    return cls


class NewIterator(NativeFunction):
    """``__new__`` of ``map``, ``zip`` … : what their prelude classes make when called."""

    def __init__(self, implementation: object) -> None:
        super().__init__('__new__')
        self.static = True
        self.implementation = implementation

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        return call_new(m, self.implementation, args, kwargs)


# The class object.


def object_new(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    cls = check_new(m, SHARED.classes['object'], args)
    if len(args) > 1 or kwargs:
        own_init = isinstance(cls.lookup('__init__'), NativeFunction)
        if not isinstance(cls.lookup('__new__'), NativeFunction):
            raise m.fail('TypeError', 'object.__new__() takes exactly one argument (the type to instantiate)')
        if own_init:
            raise m.fail('TypeError', f'{cls.name}() takes no arguments')
    if cls.payload is not None or cls.is_exception:
        raise m.fail('TypeError', f'object.__new__({cls.name}) is not safe, use {cls.name}.__new__()')
    m.tracker.allocate(120)
    return Instance(cls)


def object_init(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    if len(args) > 1 or kwargs:
        cls = class_of(args[0])
        if not isinstance(cls.lookup('__init__'), NativeFunction):
            raise m.fail('TypeError', 'object.__init__() takes exactly one argument (the instance to initialize)')
        if isinstance(cls.lookup('__new__'), NativeFunction) and cls.payload is None:
            message = f'{cls.name}.__init__() takes exactly one argument (the instance to initialize)'
            raise m.fail('TypeError', message)
    return None


def object_eq(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    exactly(m, '__eq__', args, 2)
    return True if args[0] is args[1] else NotImplemented


def object_ne(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    exactly(m, '__ne__', args, 2)
    obj = args[0]
    if isinstance(obj, Instance) and obj.cls.custom_eq:
        return m.call_prelude('not_equal_by_eq', args)
    return False if args[0] is args[1] else NotImplemented


def object_order(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``__lt__`` and its kin: an object has no order."""
    exactly(m, '__lt__', args, 2)
    return NotImplemented


def exactly(m: Machine, name: str, args: list[object], count: int) -> None:
    if len(args) != count:
        given = len(args) - 1
        wanted = count - 1
        raise m.fail('TypeError', f'expected {wanted} argument{"" if wanted == 1 else "s"}, got {given}')


def object_hash(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    exactly(m, '__hash__', args, 1)
    value = args[0]
    return m.identity(value) >> 4 if isinstance(value, HeapObject) else m.hash_of(value)


def object_repr(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    exactly(m, '__repr__', args, 1)
    obj = args[0]
    cls = class_of(obj)
    if not isinstance(obj, Instance) and cls.lookup('__repr__') is cls.mro[-1].attrs['__repr__']:
        return m.plain_repr(obj)
    path = cls.qualname if cls.module == 'builtins' else f'{cls.module}.{cls.qualname}'
    return f'<{path} object at 0x{m.identity(obj):x}>'


def object_str(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    exactly(m, '__str__', args, 1)
    return m.call(SHARED.builtins['repr'], args, None)


def object_format(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    exactly(m, '__format__', args, 2)
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
    exactly(m, '__getattribute__', args, 2)
    from .attributes import instance_attr_plain

    obj = args[0]
    name = attribute_name(m, args[1])
    if isinstance(obj, Instance):
        return instance_attr_plain(m, obj, obj.cls, name)
    return m.get_attr(obj, name)


def object_setattr(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    exactly(m, '__setattr__', args, 3)
    from .attributes import set_instance_attr

    name = attribute_name(m, args[1])
    if isinstance(args[0], Instance):
        return set_instance_attr(m, args[0], name, args[2])
    return m.set_attr(args[0], name, args[2])


def object_delattr(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    exactly(m, '__delattr__', args, 2)
    from .attributes import del_instance_attr

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
        raise m.fail('TypeError', f'{cls.name}.__init_subclass__() takes no keyword arguments')
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


# Methods of types, functions, generators, properties.


def type_mro(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    cls = args[0]
    if not isinstance(cls, Class):
        raise m.fail('TypeError', f"descriptor 'mro' for 'type' objects doesn't apply to a '{m.type_name(cls)}' object")
    return list(cls.mro)


def type_call(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return m.call(args[0], args[1:], kwargs)


def type_or(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    from .arithmetic import is_type, union

    if len(args) != 2 or not is_type(args[0]) or not is_type(args[1]):
        return NotImplemented
    return union(m, args[0], args[1])


def type_ror(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return type_or(m, args[::-1], None)


def none_bool(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    exactly(m, '__bool__', args, 1)
    return False


def the_generator(m: Machine, args: list[object], kind: int, name: str) -> Generator:
    generator = args[0]
    if not isinstance(generator, Generator) or generator.kind != kind:
        wanted = ('generator', 'coroutine', 'async_generator')[kind]
        raise m.fail(
            'TypeError',
            f"descriptor '{name}' for '{wanted}' objects doesn't apply to a '{m.type_name(generator)}' object",
        )
    return generator


def drive(m: Machine, generator: Generator, value: object) -> object:
    """Resume a generator or coroutine by hand."""
    if generator.frame is None:
        if generator.kind == 1:
            raise m.fail('RuntimeError', 'cannot reuse already awaited coroutine')
        raise m.fail_with('StopIteration', ())
    m.resume_generator(generator, value, 0)
    return PUSHED


def same(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return args[0]


def generator_next(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return drive(m, the_generator(m, args, 0, '__next__'), None)


def generator_send(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    generator = args[0]
    if len(args) != 2:
        raise m.fail('TypeError', f'{m.type_name(generator)}.send() takes exactly one argument ({len(args) - 1} given)')
    assert isinstance(generator, Generator)
    return drive(m, generator, args[1])


def generator_throw(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    if len(args) < 2:
        raise m.fail('TypeError', f'throw expected at least 1 argument, got {len(args) - 1}')
    if len(args) > 4:
        raise m.fail('TypeError', f'throw expected at most 3 arguments, got {len(args) - 1}')
    return m.call_prelude('generator_throw', args)


def generator_close(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    generator = args[0]
    assert isinstance(generator, Generator)
    if generator.frame is None:
        return None
    if not generator.started:
        generator.frame = None
        return None
    return m.call_prelude('generator_close', [generator])


def coroutine_await(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    m.tracker.allocate(48)
    return CoroutineWrapper(the_generator(m, args, 1, '__await__'))


def wrapped(args: list[object]) -> list[object]:
    """The arguments of a method of a coroutine wrapper, for its coroutine."""
    wrapper = args[0]
    assert isinstance(wrapper, CoroutineWrapper)
    return [wrapper.gen, *args[1:]]


def wrapper_next(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return drive(m, the_generator(m, wrapped(args), 1, '__next__'), None)


def wrapper_send(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return generator_send(m, wrapped(args), kwargs)


def wrapper_throw(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return generator_throw(m, wrapped(args), kwargs)


def wrapper_close(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return generator_close(m, wrapped(args), kwargs)


def async_step(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    generator = the_generator(m, args, 2, '__anext__')
    m.tracker.allocate(64)
    return AsyncStep(generator, 0, None)


def async_send(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    generator = the_generator(m, args, 2, 'asend')
    if len(args) != 2:
        raise m.fail('TypeError', f'async_generator.asend() takes exactly one argument ({len(args) - 1} given)')
    m.tracker.allocate(64)
    return AsyncStep(generator, 0, args[1])


def async_throw(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    the_generator(m, args, 2, 'athrow')
    return m.call_prelude('async_generator_throw', args)


def async_close(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    generator = the_generator(m, args, 2, 'aclose')
    if generator.frame is not None and not generator.started:
        generator.frame = None
    return m.call_prelude('async_generator_close_or_none', [generator])


def property_new(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    names = ('fget', 'fset', 'fdel', 'doc')
    if len(args) > 4:
        raise m.fail('TypeError', f'property() takes at most 4 arguments ({len(args)} given)')
    values: dict[str, object] = dict(zip(names, args, strict=False))
    for name, value in (kwargs or {}).items():
        if name not in names:
            raise m.fail('TypeError', f"property() got an unexpected keyword argument '{name}'")
        values[name] = value
    m.tracker.allocate(80)
    return Property(values.get('fget'), values.get('fset'), values.get('fdel'), values.get('doc'))


def property_getter(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    prop = args[0]
    assert isinstance(prop, Property)
    return derived(m, Property(args[1], prop.fset, prop.fdel, prop.doc), prop)


def property_setter(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    prop = args[0]
    assert isinstance(prop, Property)
    return derived(m, Property(prop.fget, args[1], prop.fdel, prop.doc), prop)


def property_deleter(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    prop = args[0]
    assert isinstance(prop, Property)
    return derived(m, Property(prop.fget, prop.fset, args[1], prop.doc), prop)


def derived(m: Machine, made: Property, original: Property) -> Property:
    m.tracker.allocate(80)
    made.name = original.name
    return made


def property_get(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    prop = args[0]
    assert isinstance(prop, Property)
    if len(args) < 2 or args[1] is None:
        return prop
    return m.bind(prop, args[1], class_of(args[1]))


def property_set(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    prop = args[0]
    assert isinstance(prop, Property)
    if prop.fset is None:
        raise m.fail('AttributeError', 'property has no setter')
    return m.call(prop.fset, args[1:3], None)


def function_get(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    if len(args) < 2 or args[1] is None:
        return args[0]
    m.tracker.allocate(64)
    return BoundMethod(args[0], args[1])


def classmethod_new(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    if len(args) != 1:
        raise m.fail('TypeError', f'classmethod expected 1 argument, got {len(args)}')
    m.tracker.allocate(48)
    return ClassMethod(args[0])


def staticmethod_new(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    if len(args) != 1:
        raise m.fail('TypeError', f'staticmethod expected 1 argument, got {len(args)}')
    m.tracker.allocate(48)
    return StaticMethod(args[0])


def static_call(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    func = args[0]
    assert isinstance(func, StaticMethod)
    return m.call(func.func, args[1:], kwargs)


def iterator_next(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    source = args[0]
    assert isinstance(source, objects.NativeIterator)
    value = source.advance(m)
    if value is ABSENT:
        raise m.fail_with('StopIteration', ())
    return value


def length_hint(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    source = args[0]
    assert isinstance(source, objects.NativeIterator)
    return source.remaining()


ITERATOR_METHODS: Final = {'__iter__': same, '__next__': iterator_next, '__length_hint__': length_hint}

CLASS_GET_ITEM: Final = frozenset('list tuple dict set frozenset type'.split())


def class_get_item(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    cls = args[0]
    assert isinstance(cls, Class)
    return items.alias(m, cls, args[1], items.class_path(cls))


OWN_METHODS: Final[dict[str, dict[str, object]]] = {
    'NoneType': {'__bool__': none_bool},
    'type': {'mro': type_mro, '__call__': type_call, '__or__': type_or, '__ror__': type_ror},
    'function': {'__call__': type_call, '__get__': function_get},
    'builtin_function_or_method': {'__call__': type_call},
    'method_descriptor': {'__call__': type_call, '__get__': function_get},
    'method': {'__call__': type_call},
    'generator': {
        '__iter__': same,
        '__next__': generator_next,
        'send': generator_send,
        'throw': generator_throw,
        'close': generator_close,
    },
    'coroutine': {
        'send': generator_send,
        'throw': generator_throw,
        'close': generator_close,
        '__await__': coroutine_await,
    },
    'coroutine_wrapper': {
        '__iter__': same,
        '__next__': wrapper_next,
        'send': wrapper_send,
        'throw': wrapper_throw,
        'close': wrapper_close,
    },
    'async_generator': {
        '__aiter__': same,
        '__anext__': async_step,
        'asend': async_send,
        'athrow': async_throw,
        'aclose': async_close,
    },
    'async_generator_asend': {'__await__': same},
    'property': {
        'getter': property_getter,
        'setter': property_setter,
        'deleter': property_deleter,
        '__get__': property_get,
        '__set__': property_set,
    },
    'staticmethod': {'__call__': static_call},
    'UnionType': {'__or__': type_or, '__ror__': type_ror},
    'GenericAlias': {'__or__': type_or, '__ror__': type_ror, '__call__': type_call},
}

OWN_CLASSES: Final[dict[str, tuple[type, ...]]] = {
    'type': (Class,),
    'function': (Function, ExternalRef),
    'builtin_function_or_method': (NativeFunction,),
    'method_descriptor': (objects.BoundNativeKind,),
    'method': (BoundMethod,),
    'module': (Module,),
    'generator': (),
    'coroutine': (),
    'async_generator': (),
    'async_generator_asend': (AsyncStep,),
    'coroutine_wrapper': (CoroutineWrapper,),
    'property': (Property,),
    'classmethod': (ClassMethod,),
    'staticmethod': (StaticMethod,),
    'super': (Super,),
    'cell': (Cell,),
    'traceback': (objects.Traceback,),
    'member_descriptor': (SlotMember,),
    'getset_descriptor': (NativeProperty,),
    'UnionType': (Union,),
    'GenericAlias': (GenericAlias,),
    'NoneType': (type(None),),
    'ellipsis': (type(Ellipsis),),
    'NotImplementedType': (type(NotImplemented),),
}
"""Classes of the interpreter's own objects and of constants: name -> host types."""

NAMED_CLASSES: Final = frozenset(
    """object type int float complex bool str bytes bytearray list tuple range slice dict set frozenset property
    classmethod staticmethod super map filter zip enumerate reversed""".split()
)
"""Classes that are builtin names; the others can only be reached as the type of a value."""


def make_class(name: str, parent: Class | None, module: str = 'builtins') -> Class:
    cls = Class(name, (parent,) if parent is not None else (), {}, module)
    cls.builtin = True
    cls.mro = [cls] if parent is None else [cls, *parent.mro]
    cls.base_allowed = name not in FINAL
    cls.has_dict = False
    return cls


def add_methods(cls: Class, methods: dict[str, NativeFunction]) -> None:
    for name, method in methods.items():
        if method.owner is None:
            method.owner = cls
            method.qualname = f'{cls.name}.{name}'
        cls.attrs[name] = method


def add_natives(cls: Class, implementations: dict[str, object]) -> None:
    made: dict[str, NativeFunction] = {}
    for name, implementation in implementations.items():
        method = Native(name, implementation)  # type: ignore[arg-type]  # the tables hold natives' implementations
        method.static = name == '__new__'
        method.classmethod = name in ('__init_subclass__', '__class_getitem__')
        made[name] = method
    add_methods(cls, made)


def build_classes() -> dict[str, Class]:
    """Every builtin class, by name."""
    from .modules.asyncio import make_classes as make_scheduler_classes

    root = make_class('object', None)
    add_natives(root, dict(OBJECT_METHODS))
    root.attrs['__doc__'] = 'The base class of the class hierarchy.'
    made: dict[str, Class] = {'object': root}
    tables: dict[str, tuple[TypeTable, tuple[type, ...]]] = {}
    for table in (numbers.TABLES, sequences.TABLES, mappings.TABLES, sets.TABLES):
        for name, entry in table.items():
            tables[name] = (entry, (HOST_TYPES[name],))
    tables['str'] = (TypeTable(text.METHODS, text.GETTERS, text.new), (str,))
    tables['bytes'] = (TypeTable(binary.BYTES_METHODS, binary.BYTES_GETTERS, binary.new_bytes), (bytes,))
    tables['bytearray'] = (
        TypeTable(binary.BYTEARRAY_METHODS, binary.BYTEARRAY_GETTERS, binary.new_bytearray),
        (bytearray,),
    )
    for name, (entry, host_types) in tables.items():
        cls = make_class(name, made['int'] if name == 'bool' else root)
        made[name] = cls
        add_methods(cls, entry.methods)
        for getter_name, getter in entry.getters.items():
            cls.attrs[getter_name] = getter
        cls.attrs['__new__'] = New(entry, cls)
        if name in PAYLOADS:
            cls.payload = cls
        if name in CLASS_GET_ITEM:
            add_natives(cls, {'__class_getitem__': class_get_item})
        if name in ('list', 'dict', 'set', 'bytearray'):
            cls.attrs['__hash__'] = None
        for host_type in host_types:
            HOST_CLASSES[host_type] = cls
    made['bool'].payload = made['int']
    for name, types in OWN_CLASSES.items():
        module = 'types' if name in ('UnionType', 'GenericAlias') else 'builtins'
        cls = make_class(name, root, module)
        made[name] = cls
        add_natives(cls, OWN_METHODS.get(name, {}))
        for host_type in types:
            HOST_CLASSES[host_type] = cls
    add_natives(made['type'], {'__class_getitem__': class_get_item})
    for name, implementation in builtins.OTHER_CLASSES.items():
        made[name].attrs['__new__'] = NewIterator(implementation)
        made[name].payload = made[name]
    for name, new in (('property', property_new), ('classmethod', classmethod_new), ('staticmethod', staticmethod_new)):
        made[name].attrs['__new__'] = NewIterator(new)
        made[name].payload = made[name]
    for name in ('generator', 'coroutine', 'async_generator'):
        objects.GENERATOR_CLASSES.append(made[name])
    made.update(exceptions.make_classes(root))
    made.update(make_scheduler_classes(root, made))
    for host, name in iterators.TYPE_NAMES.items():
        if name not in made:
            made[name] = make_class(name, root)
            add_natives(made[name], dict(ITERATOR_METHODS))
        HOST_CLASSES[host] = made[name]
    for cls in made.values():
        cls.inherit()
    items.DICT_GETITEM['dict'] = made['dict'].attrs['__getitem__']  # type: ignore[assignment]  # a NativeFunction
    return made


HOST_TYPES: Final[dict[str, type]] = {
    'int': int,
    'float': float,
    'complex': complex,
    'bool': bool,
    'list': list,
    'tuple': tuple,
    'range': range,
    'slice': slice,
    'dict': dict,
    'dict_keys': type({}.keys()),
    'dict_values': type({}.values()),
    'dict_items': type({}.items()),
    'set': set,
    'frozenset': frozenset,
}


# Intrinsics: what the core prelude needs of the machine.


def intrinsic_bind(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return m.bind(args[0], args[1], class_of(args[1]))


def intrinsic_class_attribute(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """The attribute along the class's mro, unbound; None where there is none."""
    cls, name = args
    assert isinstance(cls, Class) and isinstance(name, str)
    found = cls.lookup(name)
    return None if found is ABSENT else found


def intrinsic_set_name_hook(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    value = args[0]
    if isinstance(value, Instance):
        hook = value.cls.lookup('__set_name__')
        if hook is not ABSENT:
            return hook
    return None


def intrinsic_init_subclass(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    cls = args[0]
    assert isinstance(cls, Class)
    return m.get_attr(Super(cls, cls, cls), '__init_subclass__')


def intrinsic_constructor(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``cls.__new__`` as a function to call with the class."""
    cls = args[0]
    assert isinstance(cls, Class)
    new = cls.lookup('__new__')
    return new.func if isinstance(new, StaticMethod) else m.bind(new, cls, cls)


def intrinsic_is_instance(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    cls = args[1]
    assert isinstance(cls, Class)
    return class_of(args[0]).is_subclass(cls)


def intrinsic_initialize(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    obj, positional, keywords = args
    assert isinstance(positional, list) and isinstance(keywords, dict)
    return m.initialize(class_of(obj), obj, positional, keywords or None)


def intrinsic_is_class(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return isinstance(args[0], Class)


def intrinsic_match_args(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    cls = args[0]
    assert isinstance(cls, Class)
    found = cls.lookup('__match_args__')
    return None if found is ABSENT else found


MATCH_SELF: Final = frozenset('bool bytearray bytes dict float frozenset int list set str tuple'.split())


def intrinsic_matches_itself(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    cls = args[0]
    assert isinstance(cls, Class)
    return any(base.builtin and base.name in MATCH_SELF for base in cls.mro)


def intrinsic_is_function(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return isinstance(args[0], Function)


def intrinsic_is_iterator(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    value = args[0]
    if isinstance(value, Generator):
        return value.kind == 0
    return class_of(value).lookup('__next__') is not ABSENT


def intrinsic_has_special(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    name = args[1]
    assert isinstance(name, str)
    return class_of(args[0]).lookup(name) is not ABSENT


def intrinsic_throw(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    generator, exc = args
    assert isinstance(generator, Generator) and isinstance(exc, ExceptionValue)
    m.throw_into(generator, exc, 0)
    return PUSHED


def intrinsic_athrow(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    generator, exc = args
    assert isinstance(generator, Generator)
    if not isinstance(exc, ExceptionValue):
        raise m.fail('TypeError', 'exceptions must be classes or instances deriving from BaseException')
    return AsyncStep(generator, 1, exc)


def intrinsic_is_exception_class(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return isinstance(args[0], Class) and args[0].is_exception


def intrinsic_close_returns(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return sys.version_info >= (3, 13)


def intrinsic_notes_set_name(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """Whether an error of ``__set_name__`` gets a note; before 3.12 it was the cause of a RuntimeError."""
    return sys.version_info >= (3, 12)


def intrinsic_class_pattern_error(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return f'called match pattern must be a {"class" if sys.version_info >= (3, 12) else "type"}'


def intrinsic_kind_of(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    generator = args[0]
    assert isinstance(generator, Generator)
    return ('generator', 'coroutine', 'async generator')[generator.kind]


def intrinsic_is_finished(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    generator = args[0]
    assert isinstance(generator, Generator)
    return generator.frame is None


INTRINSICS: Final[dict[str, NativeFunction]] = {
    '_is_finished': Native('_is_finished', intrinsic_is_finished),
    '_bind': Native('_bind', intrinsic_bind),
    '_class_attribute': Native('_class_attribute', intrinsic_class_attribute),
    '_set_name_hook': Native('_set_name_hook', intrinsic_set_name_hook),
    '_init_subclass': Native('_init_subclass', intrinsic_init_subclass),
    '_constructor': Native('_constructor', intrinsic_constructor),
    '_is_instance': Native('_is_instance', intrinsic_is_instance),
    '_initialize': Native('_initialize', intrinsic_initialize),
    '_is_class': Native('_is_class', intrinsic_is_class),
    '_match_args': Native('_match_args', intrinsic_match_args),
    '_matches_itself': Native('_matches_itself', intrinsic_matches_itself),
    '_is_function': Native('_is_function', intrinsic_is_function),
    '_is_iterator': Native('_is_iterator', intrinsic_is_iterator),
    '_has_special': Native('_has_special', intrinsic_has_special),
    '_throw': Native('_throw', intrinsic_throw),
    '_athrow': Native('_athrow', intrinsic_athrow),
    '_is_exception_class': Native('_is_exception_class', intrinsic_is_exception_class),
    '_close_returns_value': Native('_close_returns_value', intrinsic_close_returns),
    '_notes_set_name': Native('_notes_set_name', intrinsic_notes_set_name),
    '_class_pattern_error': Native('_class_pattern_error', intrinsic_class_pattern_error),
    '_kind_of': Native('_kind_of', intrinsic_kind_of),
}


# The prelude.

CORE_FILES: Final = ('core', 'builtins', 'containers', 'text', 'exceptions')
PRELUDE: Final = Path(__file__).with_name('prelude')

_lock: Final = threading.RLock()
_state: Final[dict[str, bool]] = {}


def ready() -> None:
    """Build everything shared, once."""
    if 'ready' in _state:
        return
    with _lock:
        if 'ready' in _state:
            return
        from .parse import with_deep_stack

        with_deep_stack(build)
        _state['ready'] = True


def build() -> None:
    classes = build_classes()
    SHARED.classes.update(classes)
    names: dict[str, object] = dict(builtins.BUILTINS)
    for name in NAMED_CLASSES:
        if name in classes:
            names[name] = classes[name]
    for name, cls in classes.items():
        if cls.is_exception and cls.module == 'builtins':
            names[name] = cls
    for name in ('tuple', 'list'):
        SHARED.runtime['runtime:' + name] = classes[name]
    SHARED.builtins.update(names)
    SHARED.intrinsics.update(INTRINSICS)
    SHARED.intrinsics.update(formatting.INTRINSICS)
    SHARED.intrinsics.update(builtins.INTRINSICS)
    SHARED.intrinsics.update(exceptions.INTRINSICS)
    visible = {**names, **SHARED.intrinsics, **SHARED.runtime}
    made = load_prelude('core', CORE_FILES, visible)
    SHARED.prelude.update(made)
    adopt_iterators(made)
    for name in builtins.ITERATOR_CLASSES:
        SHARED.builtins[name] = SHARED.classes[name]


def adopt_iterators(made: dict[str, object]) -> None:
    """The prelude's ``map``, ``zip`` … are the builtin classes of these names."""
    for name in builtins.PRELUDE_CLASSES:
        cls = made[name]
        assert isinstance(cls, Class)
        cls.module = 'builtins'
        cls.base_allowed = True
        native = SHARED.classes.get(name)
        implementation = builtins.ITERATOR_CLASSES.get(name)
        if implementation is not None:
            new = NewIterator(implementation)
            cls.attrs['__new__'] = new
            cls.payload = cls
        if native is not None:
            for host, host_name in iterators.TYPE_NAMES.items():
                if host_name == name:
                    HOST_CLASSES[host] = cls
            unify(cls)
        SHARED.classes[name] = cls
        cls.inherit()
        cls.cache = {}


def unify(cls: Class) -> None:
    """Methods of a class whose instances are either native iterators or instances of the prelude's class."""
    for name in ('__next__', '__iter__'):
        own = cls.attrs.get(name)
        if isinstance(own, Function):
            method = Unified(name, own)
            method.owner = cls
            cls.attrs[name] = method


class Unified(NativeFunction):
    """``__next__`` of ``zip`` and its likes: natively where the object is a native iterator."""

    def __init__(self, name: str, function: Function) -> None:
        super().__init__(name)
        self.function = function

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        if args and isinstance(args[0], objects.NativeIterator):
            return args[0] if self.name == '__iter__' else iterator_next(m, args, kwargs)
        return m.call(self.function, args, kwargs)


def load_prelude(key: str, files: tuple[str, ...], visible: dict[str, object]) -> dict[str, object]:
    """Compile and run files of the prelude in one namespace; what they define, by name."""
    from .compile import compile_tree
    from .parse import parse
    from .resolve import resolve

    source = '\n'.join((PRELUDE / f'{name}.py').read_text('utf-8') for name in files)
    program = Program(source, f'<prelude {key}>', 'prelude:' + key)
    tree = parse(source, program.filename, source_limit=None)
    resolution = resolve(
        tree, builtins=frozenset(visible), source=source, filename=program.filename, awaits_anywhere=True
    )
    unknown = [found for found in resolution.diagnostics if found.kind != 'forbidden_import']
    if unknown:
        raise AssertionError(f'prelude {key}: {unknown[0].message} (line {unknown[0].line})')
    namespace = Namespace('builtins')
    for name in sorted(resolution.module_names):
        namespace.slot(name)
    code = compile_tree(tree, resolution, program, namespace.slots, visible, hidden=True)
    SHARED.programs[program.key] = program
    SHARED.namespaces[program.key] = namespace
    run_module(code, namespace)
    made: dict[str, object] = {}
    for name, slot in namespace.slots.items():
        value = namespace.values[slot]
        if value is not objects.UNBOUND:
            made[name] = value
            share(value)
    return made


def run_module(code: objects.Code, namespace: Namespace) -> None:
    """Run a module's code to its end, without limits: only for code of ours."""
    limits = ResourceLimits(
        memory_limit_mb=None, allocation_limit=None, stack_depth_limit=None, execution_time_limit_ms=None
    )
    m = Machine(Tracker(limits), namespace, Host())
    m.begin(code, {})
    m.run_loop()
    if m.event != 1:
        failure = m.failure
        text = '' if failure is None else f'{failure.cls.name}{failure.args!r}'
        raise AssertionError(f'the prelude failed: {text}')


def share(value: object) -> None:
    """Make a class of the prelude immutable and part of the builtins."""
    if isinstance(value, Class) and not value.builtin:
        value.builtin = True
        for member in value.attrs.values():
            share(member)


def module(name: str) -> Module | None:
    """The importable module ``name``, loaded if it has not been; None where there is none."""
    from .modules import load

    found = SHARED.modules.get(name)
    if found is None:
        with _lock:
            found = SHARED.modules.get(name)
            if found is None:
                found = load(name, load_prelude)
                if found is not None:
                    SHARED.modules[name] = found
    return found if isinstance(found, Module) else None


_offered: Final[dict[str, list[str]]] = {}


def module_names() -> dict[str, list[str]]:
    """Every importable module with the names it offers: what the resolver checks imports against."""
    if not _offered:
        from .modules import REGISTRY, offered

        _offered.update({name: offered(name) for name in REGISTRY})
    return _offered
