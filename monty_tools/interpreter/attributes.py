"""The one door for names on values: reading, setting and deleting attributes.

Nothing here asks the host for an attribute. A name is looked up in the per-type tables, in the dictionaries of
instances and classes that sandbox code made, and in the short tables below; anything else is an AttributeError.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from .classmaker import is_abstract
from .exposure import Proxy, exposed_attr
from .exposure import read_only as exposed_read_only
from .objects import (
    ABSENT,
    FROZEN,
    BoundMethod,
    Class,
    ClassMethod,
    ExternalRef,
    Function,
    Generator,
    GenericAlias,
    HeapObject,
    HostState,
    Instance,
    Module,
    NativeFunction,
    NativeProperty,
    Property,
    SlotMember,
    StaticMethod,
    Super,
    Thrown,
    Union,
    class_of,
)
from .types.exceptions import set_field

if TYPE_CHECKING:
    from .machine import Machine

FORBIDDEN: Final = frozenset(
    """__globals__ __code__ __closure__ __builtins__ __subclasses__ __base__ __reduce__ __reduce_ex__ __getstate__
    __self__ __func__ __loader__ __spec__ __weakref__ __subclasshook__ __subclasscheck__ __instancecheck__ __del__
    __wrapped__ __import__ __traceback__ __objclass__ __sizeof__ __text_signature__ __dictoffset__ __prepare__
    __abstractmethods__ __set_name__ __init_subclass__ __getnewargs__ __getnewargs_ex__ __setstate__ __defaults__
    __kwdefaults__ __call__ __get__ __file__ __path__ __package__ __cached__
    gi_frame gi_code gi_yieldfrom cr_frame cr_code cr_await cr_origin ag_frame ag_code f_back f_globals f_locals
    f_builtins f_code tb_frame tb_next tb_lineno co_code co_consts func_globals mro""".split()
)
"""Names of CPython's introspection: asking for one that the sandbox doesn't have is recorded as a violation."""

TELLS_OF_SETTING: Final = sys.version_info >= (3, 13)
"""Whether the AttributeError of setting an attribute tells of object and name."""
ENUMS_TELL_NAME: Final = sys.version_info < (3, 12)
"""Whether the error for an attribute that an enumeration hasn't is the bare name."""
NO_DICT_HINT: Final = ' and no __dict__ for setting new attributes' if sys.version_info >= (3, 13) else ''


def missing(m: Machine, obj: object, name: str, text: str, bare: bool = False) -> Thrown:
    """The AttributeError for ``name``, recorded as a violation where the name is one of introspection. It tells of
    object and name, as CPython has it, unless ``bare``."""
    if name in FORBIDDEN or (name[:2] == '__' and name[-2:] == '__' and not isinstance(obj, Instance)):
        if not asked_by_prelude(m, name):
            m.breach('forbidden_attribute', name)
    thrown = m.fail('AttributeError', text)
    if bare:
        return thrown
    set_field(thrown.value, 'name', name)
    set_field(thrown.value, 'obj', obj)
    if isinstance(obj, Instance) and m.is_self(obj):
        set_field(thrown.value, 'in_method', True)
    return thrown


def asked_by_prelude(m: Machine, name: str) -> bool:
    """Whether it is the prelude that asks for this name, which its own code spells out, and not a program."""
    from .instructions.calls import GetAttr

    f = m.frame
    if f is None or not f.code.hidden:
        return False
    ins = f.code.ins[f.pc]
    if isinstance(ins, GetAttr) and ins.name == name:
        return True
    for constant in f.code.template:
        if isinstance(constant, str):
            if constant == name:
                return True
        elif type(constant) is tuple and any(type(item) is str and item == name for item in constant):
            return True
    return False


def unsettable(m: Machine, obj: object, name: str) -> Thrown:
    """The AttributeError of setting an attribute of what takes none."""
    text = f"'{m.type_name(obj)}' object has no attribute '{name}'{NO_DICT_HINT}"
    return missing(m, obj, name, text, not TELLS_OF_SETTING)


def no_attribute(m: Machine, obj: object, name: str) -> Thrown:
    if isinstance(obj, Class):
        from .machine import full_name

        return missing(m, obj, name, f"type object '{full_name(obj)}' has no attribute '{name}'")
    if isinstance(obj, Module):
        from .modules import refusal

        return missing(m, obj, name, f"module '{obj.name}' has no attribute '{name}'{refusal(obj.name, name)}")
    if isinstance(obj, Super):
        return missing(m, obj, name, f"'super' object has no attribute '{name}'")
    return missing(m, obj, name, f"'{m.type_name(obj)}' object has no attribute '{name}'")


def bind(m: Machine, attr: object, obj: object, owner: Class) -> object:
    """The descriptor protocol for ``attr`` found on the class of ``obj``. A value, or PUSHED."""
    if isinstance(attr, Function):
        m.tracker.memory(72)
        return BoundMethod(attr, obj)
    if isinstance(attr, NativeFunction):
        if attr.static or attr.owner is None:
            return attr
        m.tracker.memory(72)
        return BoundMethod(attr, owner if attr.classmethod else obj)
    if isinstance(attr, Property):
        if attr.fget is None:
            raise property_missing(m, attr, obj, 'getter')
        return m.call(attr.fget, [obj], None)
    if isinstance(attr, ClassMethod):
        return bind_classmethod(m, attr, owner)
    if isinstance(attr, StaticMethod):
        return attr.func
    if isinstance(attr, SlotMember):
        return read_slot(m, attr, obj)
    if isinstance(attr, NativeProperty):
        return attr.read(m, obj)
    if isinstance(attr, Instance):
        getter = attr.cls.lookup('__get__')
        if getter is not ABSENT:
            return m.call(getter, [attr, obj, owner], None)
    if isinstance(attr, Super) and attr.obj is None and obj is not None:
        return make_super(m, attr.cls, obj)
    return attr


def bind_classmethod(m: Machine, attr: ClassMethod, owner: Class) -> object:
    func = attr.func
    if isinstance(func, (Function, NativeFunction, BoundMethod)):
        return BoundMethod(func, owner)
    if isinstance(func, (Property, Instance)):
        return bind(m, func, owner, owner)
    return BoundMethod(func, owner)


def bind_to_class(m: Machine, attr: object, cls: Class) -> object:
    """``attr``, found on the mro of ``cls``, read from the class itself."""
    if isinstance(attr, ClassMethod):
        return bind_classmethod(m, attr, cls)
    if isinstance(attr, StaticMethod):
        return attr.func
    if isinstance(attr, NativeFunction) and attr.classmethod:
        return BoundMethod(attr, cls)
    if isinstance(attr, Instance):
        getter = attr.cls.lookup('__get__')
        if getter is not ABSENT:
            return m.call(getter, [attr, None, cls], None)
    if isinstance(attr, NativeProperty):
        return attr.read_from_class(m, cls)
    return attr


def property_missing(m: Machine, attr: Property, obj: object, what: str) -> Thrown:
    name = attr.name
    if isinstance(name, str):
        return m.fail('AttributeError', f"property '{name}' of '{qualname_of(obj)}' object has no {what}")
    return m.fail('AttributeError', f"property of '{qualname_of(obj)}' object has no {what}")


def qualname_of(obj: object) -> str:
    return class_of(obj).qualname


def read_slot(m: Machine, attr: SlotMember, obj: object) -> object:
    if isinstance(obj, Instance) and obj.slots is not None:
        value = obj.slots.get(attr.name, ABSENT)
        if value is not ABSENT:
            return value
    raise no_attribute(m, obj, attr.name)


def is_data_descriptor(attr: object) -> bool:
    """Whether ``attr`` on a class takes precedence over an instance's own attribute."""
    if isinstance(attr, (Property, SlotMember, NativeProperty)):
        return True
    if isinstance(attr, Instance):
        return attr.cls.lookup('__set__') is not ABSENT or attr.cls.lookup('__delete__') is not ABSENT
    return False


def get_attr(m: Machine, obj: object, name: str) -> object:
    """``obj.name``. A value, or PUSHED where a property, descriptor or ``__getattr__`` runs."""
    if isinstance(obj, Instance):
        cls = obj.cls
        if cls.custom_getattribute:
            return m.call_prelude('getattribute', [obj, name])
        return instance_attr(m, obj, cls, name)
    if isinstance(obj, Class):
        return class_attr(m, obj, name)
    if isinstance(obj, Module):
        value = obj.attrs.get(name, ABSENT)
        if value is ABSENT:
            return module_special(m, obj, name)
        return value.read(m, obj) if isinstance(value, NativeProperty) else value
    if isinstance(obj, Super):
        return super_attr(m, obj, name)
    if isinstance(obj, Function):
        value = function_attr(obj, name)
        if value is not ABSENT:
            return value
    elif isinstance(obj, ExternalRef):
        if name == '__name__' or name == '__qualname__':
            return obj.name
        raise no_attribute(m, obj, name)
    elif isinstance(obj, Proxy):
        return exposed_attr(m, obj, name)
    elif isinstance(obj, HeapObject):
        value = own_attr(m, obj, name)
        if value is not ABSENT:
            return value
    cls = class_of(obj)
    attr = cls.lookup(name)
    if attr is ABSENT:
        if name == '__class__':
            return cls
        if name == '__doc__':
            return None
        raise no_attribute(m, obj, name)
    return bind(m, attr, obj, cls)


def instance_attr(m: Machine, obj: Instance, cls: Class, name: str) -> object:
    """``obj.name`` of an instance: ``object.__getattribute__``, then the ``__getattr__`` behind it."""
    attr = cls.lookup(name)
    if attr is ABSENT:
        if obj.attrs is not None:
            value = obj.attrs.get(name, ABSENT)
            if value is not ABSENT:
                return value
        fallback = cls.lookup('__getattr__')
        if fallback is not ABSENT and name not in ('__class__', '__dict__', '__module__', '__doc__'):
            bound = bind(m, fallback, obj, cls)
            return m.call(bound, [name], None)
    elif (
        isinstance(attr, (Property, Instance)) and cls.lookup('__getattr__') is not ABSENT and is_data_descriptor(attr)
    ):
        return m.call_prelude('attribute_or_fallback', [obj, name, attr, cls])
    return instance_attr_plain(m, obj, cls, name)


def instance_attr_plain(m: Machine, obj: Instance, cls: Class, name: str) -> object:
    """``object.__getattribute__``."""
    attr = cls.lookup(name)
    if attr is ABSENT:
        if obj.attrs is not None:
            value = obj.attrs.get(name, ABSENT)
            if value is not ABSENT:
                return value
        value = instance_special(m, obj, name)
        if value is not ABSENT:
            return value
        raise no_attribute(m, obj, name)
    if is_data_descriptor(attr):
        return bind(m, attr, obj, cls)
    if obj.attrs is not None:
        value = obj.attrs.get(name, ABSENT)
        if value is not ABSENT:
            return value
    return bind(m, attr, obj, cls)


def instance_special(m: Machine, obj: Instance, name: str) -> object:
    if name == '__class__':
        return obj.cls
    if name == '__dict__' and obj.cls.has_dict and (not obj.cls.builtin or obj.cls.is_exception):
        if obj.attrs is None:
            obj.attrs = {}
        return obj.attrs
    if name == '__module__':
        return obj.cls.module
    if name == '__doc__':
        return None
    if name == '__weakref__' and has_weakref(obj.cls):
        return None
    payload = obj.payload
    if isinstance(payload, (Property, ClassMethod, StaticMethod)):
        return own_attr(m, payload, name)
    return ABSENT


NO_WEAKREF: Final = frozenset('int tuple bytes set frozenset'.split())
"""Builtin types whose subclasses' instances have no ``__weakref__``: of variable size, or referred to weakly anyway."""


def has_weakref(cls: Class) -> bool:
    """Whether instances have ``__weakref__``, which is always None: the sandbox has no weak references."""
    if cls.payload is not None and cls.payload.name in NO_WEAKREF:
        return False
    for base in cls.mro:
        if not base.builtin:
            slots = base.attrs.get('__slots__', ABSENT)
            if slots is ABSENT or isinstance(slots, (list, tuple, dict)) and '__weakref__' in slots:
                return True
    return False


def class_attr(m: Machine, cls: Class, name: str) -> object:
    if name in CLASS_NAMES:
        return class_special(m, cls, name)
    attr = cls.lookup(name)
    if attr is not ABSENT:
        return bind_to_class(m, attr, cls)
    meta = class_of(cls)
    attr = meta.lookup(name)
    if (
        attr is not ABSENT
        and not cls.is_exception
        or name in ('__call__', '__or__', '__ror__', 'mro')
        and attr is not ABSENT
    ):
        return bind(m, attr, cls, meta)
    if ENUMS_TELL_NAME and meta.name == 'EnumType':
        raise missing(m, cls, name, name)
    raise no_attribute(m, cls, name)


HOOKS: Final = frozenset(['__class_maker__', '__body_store__', '__instance_check__', '__subclass_check__'])
"""Attributes of the prelude's classes and metaclasses that are there for the interpreter alone."""

CLASS_NAMES: Final = frozenset(
    [*HOOKS, '__name__', '__qualname__', '__module__', '__mro__', '__bases__', '__dict__', '__doc__', '__class__',
     '__annotations__', '__type_params__', '__base__']
)  # fmt: skip


def class_special(m: Machine, cls: Class, name: str) -> object:
    if name in HOOKS:
        raise no_attribute(m, cls, name)
    if name == '__name__':
        return cls.name
    if name == '__qualname__':
        return cls.qualname
    if name == '__mro__':
        return tuple(cls.mro)
    if name == '__bases__':
        return cls.bases
    if name == '__base__' and not cls.builtin:
        return cls.bases[0]
    if name == '__class__':
        return class_of(cls)
    if name == '__module__':
        return cls.attrs.get('__module__', cls.module)
    if name == '__doc__':
        return bind_to_class(m, cls.attrs.get('__doc__'), cls)
    if name == '__type_params__':
        return cls.attrs.get('__type_params__', ())
    if name == '__annotations__':
        annotations = cls.attrs.get('__annotations__', ABSENT)
        if annotations is ABSENT:
            if cls.builtin:
                raise no_attribute(m, cls, name)
            annotations = {}
            cls.attrs['__annotations__'] = annotations
        return annotations
    if cls.builtin:
        raise no_attribute(m, cls, name)
    m.tracker.allocate(64 * len(cls.attrs) + 64)
    return {name: value for name, value in cls.attrs.items() if name not in HOOKS}


def super_attr(m: Machine, obj: Super, name: str) -> object:
    if name == '__class__':
        return class_of(obj)
    if name == '__self__':
        return obj.obj
    if name == '__thisclass__':
        return obj.cls
    if name == '__self_class__':
        return None if obj.obj is None else obj.start
    if obj.obj is None:
        return unbound_super_attr(m, obj, name)
    mro = obj.start.mro
    found = False
    for cls in mro:
        if found:
            attr = cls.attrs.get(name, ABSENT)
            if attr is not ABSENT:
                if obj.obj is obj.start:
                    return bind_to_class(m, attr, obj.start)
                return bind(m, attr, obj.obj, obj.start)
        elif cls is obj.cls:
            found = True
    raise no_attribute(m, obj, name)


def unbound_super_attr(m: Machine, obj: Super, name: str) -> object:
    """An attribute of ``super(cls)`` itself, which is bound to no object yet: only a descriptor."""
    cls = class_of(obj)
    attr = cls.lookup(name)
    if attr is ABSENT:
        raise no_attribute(m, obj, name)
    return bind(m, attr, obj, cls)


def make_super(m: Machine, cls: Class, obj: object) -> object:
    """``super(cls, obj)``."""
    m.tracker.allocate(56)
    if isinstance(obj, Class) and obj.is_subclass(cls):
        return Super(cls, obj, obj)
    own = class_of(obj)
    if own.is_subclass(cls):
        return Super(cls, obj, own)
    if sys.version_info >= (3, 13):
        kind = f'type {obj.name}' if isinstance(obj, Class) else f'instance of {own.name}'
        text = f'super(type, obj): obj ({kind}) is not an instance or subtype of type ({cls.name}).'
    else:
        text = 'super(type, obj): obj must be an instance or subtype of type'
    raise m.fail('TypeError', text)


def module_special(m: Machine, module: Module, name: str) -> object:
    if name == '__name__':
        return module.name
    if name == '__doc__':
        return None
    if name == '__class__':
        return class_of(module)
    raise no_attribute(m, module, name)


def function_attr(func: Function, name: str) -> object:
    if func.attrs is not None:
        value = func.attrs.get(name, ABSENT)
        if value is not ABSENT:
            return value
    if name == '__name__':
        return func.name
    if name == '__qualname__':
        return func.qualname
    if name == '__doc__':
        return func.code.doc
    if name == '__module__':
        return func.namespace.name
    if name == '__defaults__':
        return func.defaults if func.defaults else None
    if name == '__kwdefaults__':
        return None if func.kwdefaults is None else dict(func.kwdefaults)
    if name == '__annotations__':
        annotations: dict[str, object] = {}
        if id(func) in FROZEN:
            return annotations
        if func.attrs is None:
            func.attrs = {}
        func.attrs['__annotations__'] = annotations
        return annotations
    if name == '__dict__':
        return {} if func.attrs is None else {k: v for k, v in func.attrs.items() if k not in FUNCTION_NAMES}
    if name == '__type_params__':
        return func.type_params
    return ABSENT


FUNCTION_NAMES: Final = frozenset(
    ['__name__', '__qualname__', '__doc__', '__module__', '__defaults__', '__kwdefaults__', '__annotations__',
     '__dict__',
     '__type_params__']
)  # fmt: skip


def own_attr(m: Machine, obj: HeapObject, name: str) -> object:
    """Attributes of the interpreter's own objects that are fields of theirs."""
    if isinstance(obj, BoundMethod):
        func = obj.func
        if name == '__self__':
            # A method of a builtin module's function has no self to give; a bound method's is the sandbox's own value.
            return obj.obj
        if name == '__func__' and isinstance(func, Function):
            return func
        if name == '__class__':
            return class_of(obj)
        if isinstance(func, Function):
            return function_attr(func, name)
        if isinstance(func, NativeFunction) and name in ('__name__', '__qualname__', '__doc__', '__module__'):
            return native_attr(func, name)
        return ABSENT
    if isinstance(obj, NativeFunction):
        return native_attr(obj, name)
    if isinstance(obj, Generator):
        if name == '__name__':
            return obj.name
        if name == '__qualname__':
            return obj.qualname
        if name == ('gi_running', 'cr_running', 'ag_running')[obj.kind]:
            return obj.running
        return ABSENT
    if isinstance(obj, Property):
        if name == 'fget':
            return obj.fget
        if name == 'fset':
            return obj.fset
        if name == 'fdel':
            return obj.fdel
        if name == '__doc__':
            return property_doc(obj)
        if name == '__name__' and sys.version_info >= (3, 13):
            return property_name(obj)
        return is_abstract(obj) if name == '__isabstractmethod__' else ABSENT
    if isinstance(obj, (ClassMethod, StaticMethod)):
        if name == '__func__' or name == '__wrapped__':
            return obj.func
        if name == '__isabstractmethod__':
            return is_abstract(obj)
        if isinstance(obj.func, Function) and name in ('__name__', '__qualname__', '__doc__', '__module__'):
            return function_attr(obj.func, name)
        return ABSENT
    if isinstance(obj, GenericAlias):
        if name == '__origin__':
            return obj.origin
        if name == '__args__':
            return obj.args
        if name == '__parameters__':
            return m.call_prelude('parameters_of', [[obj]]) if m.has_prelude('parameters_of') else ()
        if isinstance(obj.origin, Class) and not (name[:2] == '__' and name[-2:] == '__'):
            return class_attr(m, obj.origin, name)
        return ABSENT
    if isinstance(obj, Union) and name == '__args__':
        none_type = m.class_named('NoneType')
        return tuple([none_type if member is None else member for member in obj.members])
    if isinstance(obj, SlotMember) and name == '__name__':
        return obj.name
    return ABSENT


def property_name(prop: Property) -> object:
    """The name in the class that holds it, else the getter's."""
    if prop.name is None and isinstance(prop.fget, Function):
        return prop.fget.name
    return ABSENT if prop.name is None else prop.name


def property_doc(prop: Property) -> object:
    if prop.doc is None and isinstance(prop.fget, Function):
        return function_attr(prop.fget, '__doc__')
    return prop.doc


def native_attr(func: NativeFunction, name: str) -> object:
    if name == '__name__':
        return func.name
    if name == '__qualname__':
        return func.qualname
    if name == '__doc__':
        return None
    if name == '__module__':
        return 'builtins' if func.owner is None else None
    return ABSENT


def set_attr(m: Machine, obj: object, name: str, value: object) -> object:
    """``obj.name = value``. None, or PUSHED."""
    if isinstance(obj, Instance):
        cls = obj.cls
        if cls.custom_setattr:
            return m.call(cls.lookup('__setattr__'), [obj, name, value], None)
        return set_instance_attr(m, obj, name, value)
    if isinstance(obj, Class):
        return set_class_attr(m, obj, name, value)
    if isinstance(obj, Function) and id(obj) not in FROZEN:
        return set_function_attr(m, obj, name, value)
    if isinstance(obj, Module):
        found = obj.attrs.get(name)
        if isinstance(found, NativeProperty) and found.write(m, obj, value):
            return None
    if isinstance(obj, HostState):
        member = class_of(obj).lookup(name)
        if isinstance(member, NativeProperty) and member.write(m, obj, value):
            return None
    if isinstance(obj, Generator) and name in ('__name__', '__qualname__'):
        return set_generator_name(m, obj, name, value)
    if isinstance(obj, Property) and name == '__doc__' and id(obj) not in FROZEN:
        obj.doc = value
        return None
    raise read_only(m, obj, name)


def set_instance_attr(m: Machine, obj: Instance, name: str, value: object) -> object:
    """``object.__setattr__``."""
    cls = obj.cls
    attr = cls.lookup(name)
    if attr is not ABSENT:
        if isinstance(attr, Property):
            if attr.fset is None:
                raise property_missing(m, attr, obj, 'setter')
            return m.call(attr.fset, [obj, value], None)
        if isinstance(attr, Instance):
            setter = attr.cls.lookup('__set__')
            if setter is not ABSENT:
                return m.call(setter, [attr, obj, value], None)
            if attr.cls.lookup('__delete__') is not ABSENT:
                raise m.fail('AttributeError', '__set__')
        elif isinstance(attr, SlotMember):
            check_own(m, obj, name)
            if obj.slots is None:
                obj.slots = {}
            m.tracker.memory(60)
            obj.slots[attr.name] = value
            return None
        elif isinstance(attr, NativeProperty):
            check_own(m, obj, name)
            if attr.write(m, obj, value):
                return None
            raise attr.unwritable(m, native_owner(cls, name))
    check_own(m, obj, name)
    attrs = obj.attrs
    if attrs is None:
        attrs = {}
        obj.attrs = attrs
    if not cls.has_dict:
        if attr is not ABSENT:
            raise m.fail('AttributeError', f"'{cls.name}' object attribute '{name}' is read-only")
        raise unsettable(m, obj, name)
    if name[:2] == '__' and name in ('__class__', '__dict__'):
        if name == '__dict__' and type(value) is dict:
            obj.attrs = value
            return None
        if name == '__class__' and isinstance(value, Class) and same_layout(cls, value):
            obj.cls = value
            return None
        m.breach('forbidden_attribute', name)
        raise m.fail('TypeError', f'{name} cannot be assigned in the sandbox')
    if name not in attrs:
        m.tracker.memory(160)
    attrs[name] = value
    return None


def check_own(m: Machine, obj: Instance, name: str) -> None:
    """Refuse to change an object that all programs share."""
    if obj.cls.builtin and id(obj) in FROZEN:
        raise m.fail('AttributeError', f"'{obj.cls.name}' object attribute '{name}' is read-only")


def same_layout(cls: Class, other: Class) -> bool:
    """Whether an instance of ``cls`` can become one of ``other``: both made by sandbox code, of the same make."""
    return (
        not cls.builtin
        and not other.builtin
        and cls.payload is other.payload
        and cls.is_exception == other.is_exception
        and cls.has_dict == other.has_dict
        and cls.slots == other.slots
    )


def native_owner(cls: Class, name: str) -> str:
    for base in cls.mro:
        if name in base.attrs:
            return base.name
    return cls.name


def set_class_attr(m: Machine, cls: Class, name: str, value: object) -> object:
    if cls.meta is not None:
        method = cls.meta.lookup('__setattr__')
        if isinstance(method, Function):
            return m.call(method, [cls, name, value], None)
    return store_class_attr(m, cls, name, value)


def immutable(m: Machine, cls: Class, name: str) -> Thrown:
    """The TypeError of changing a class that all programs share."""
    from .machine import full_name

    return m.fail('TypeError', f"cannot set '{name}' attribute of immutable type '{full_name(cls)}'")


def store_class_attr(m: Machine, cls: Class, name: str, value: object) -> object:
    """``type.__setattr__``."""
    if cls.builtin:
        raise immutable(m, cls, name)
    if name in ('__class__', '__bases__', '__mro__', '__base__', '__dict__', '__del__'):
        m.breach('forbidden_attribute', name)
        raise m.fail('TypeError', f"attribute '{name}' of a class cannot be assigned in the sandbox")
    if name == '__name__' or name == '__qualname__':
        if type(value) is not str:
            raise m.fail('TypeError', f"can only assign string to {cls.name}.{name}, not '{m.type_name(value)}'")
        if name == '__name__':
            cls.name = value
        else:
            cls.qualname = value
        return None
    m.tracker.memory(100)
    cls.set(name, value)
    return None


def set_generator_name(m: Machine, gen: Generator, name: str, value: object) -> object:
    if type(value) is not str:
        raise m.fail('TypeError', f'{name} must be set to a string object')
    if name == '__name__':
        gen.name = value
    else:
        gen.qualname = value
    return None


def set_function_attr(m: Machine, func: Function, name: str, value: object) -> object:
    if name == '__name__' or name == '__qualname__':
        if type(value) is not str:
            raise m.fail('TypeError', f'{name} must be set to a string object')
        if name == '__name__':
            func.name = value
        else:
            func.qualname = value
        return None
    if name == '__defaults__':
        if value is not None and type(value) is not tuple:
            raise m.fail('TypeError', '__defaults__ must be set to a tuple object')
        func.defaults = () if value is None else value
        return None
    if name in FORBIDDEN and name != '__wrapped__' or name == '__dict__' or name == '__class__':
        m.breach('forbidden_attribute', name)
        raise m.fail('AttributeError', f"attribute '{name}' of a function cannot be assigned in the sandbox")
    if func.attrs is None:
        func.attrs = {}
    m.tracker.memory(100)
    func.attrs[name] = value
    return None


FIELDS: Final[dict[str, tuple[str, ...]]] = {
    'property': ('fget', 'fset', 'fdel'),
    'super': ('__thisclass__', '__self__', '__self_class__'),
    'method': ('__self__', '__func__'),
    'classmethod': ('__func__', '__wrapped__'),
    'staticmethod': ('__func__', '__wrapped__'),
}
"""Attributes of the interpreter's own objects that are fields of CPython's, by class."""


def read_only(m: Machine, obj: object, name: str) -> Thrown:
    if isinstance(obj, Proxy):
        return exposed_read_only(m, obj, name)
    cls = class_of(obj)
    if name in FIELDS.get(cls.name, ()):
        return m.fail('AttributeError', 'readonly attribute')
    attr = cls.lookup(name)
    if isinstance(attr, NativeProperty):
        return attr.unwritable(m, cls.name)
    if attr is not ABSENT:
        return m.fail('AttributeError', f"'{cls.name}' object attribute '{name}' is read-only")
    return unsettable(m, obj, name)


def del_attr(m: Machine, obj: object, name: str) -> object:
    """``del obj.name``. None, or PUSHED."""
    if isinstance(obj, Instance):
        cls = obj.cls
        method = cls.lookup('__delattr__')
        if isinstance(method, Function):
            return m.call(method, [obj, name], None)
        return del_instance_attr(m, obj, name)
    if isinstance(obj, Class):
        if obj.meta is not None:
            method = obj.meta.lookup('__delattr__')
            if isinstance(method, Function):
                return m.call(method, [obj, name], None)
        return del_class_attr(m, obj, name)
    if isinstance(obj, Function) and obj.attrs is not None and name in obj.attrs:
        del obj.attrs[name]
        return None
    if isinstance(obj, (Function, Generator)) and name in ('__name__', '__qualname__'):
        raise m.fail('TypeError', f'{name} must be set to a string object')
    if isinstance(obj, HostState):
        member = class_of(obj).lookup(name)
        if isinstance(member, NativeProperty):
            member.remove(m, obj)
    raise read_only(m, obj, name)


def del_class_attr(m: Machine, cls: Class, name: str) -> object:
    """``type.__delattr__``."""
    if cls.builtin:
        raise immutable(m, cls, name)
    if name not in cls.attrs:
        raise no_attribute(m, cls, name)
    del cls.attrs[name]
    cls.changed()
    return None


def del_instance_attr(m: Machine, obj: Instance, name: str) -> object:
    """``object.__delattr__``."""
    attr = obj.cls.lookup(name)
    if isinstance(attr, Property):
        if attr.fdel is None:
            raise property_missing(m, attr, obj, 'deleter')
        return m.call(attr.fdel, [obj], None)
    if isinstance(attr, Instance):
        deleter = attr.cls.lookup('__delete__')
        if deleter is not ABSENT:
            return m.call(deleter, [attr, obj], None)
        if attr.cls.lookup('__set__') is not ABSENT:
            raise m.fail('AttributeError', '__delete__')
    check_own(m, obj, name)
    if isinstance(attr, SlotMember) and obj.slots is not None and name in obj.slots:
        del obj.slots[name]
        return None
    if obj.attrs is not None and name in obj.attrs:
        del obj.attrs[name]
        return None
    if isinstance(attr, SlotMember):
        raise missing(m, obj, name, name, True)
    if isinstance(attr, NativeProperty):
        attr.remove(m, obj)
        return None
    if attr is ABSENT and not obj.cls.has_dict:
        raise unsettable(m, obj, name)
    raise missing(m, obj, name, f"'{m.type_name(obj)}' object has no attribute '{name}'", True)
