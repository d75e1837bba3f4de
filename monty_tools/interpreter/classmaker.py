"""Making classes from the namespace of a class body: bases, method resolution order, slots, payload."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from .objects import (
    ABSENT,
    Class,
    ClassMethod,
    Function,
    GenericAlias,
    Instance,
    NativeFunction,
    Property,
    SlotMember,
    StaticMethod,
    Thrown,
)

if TYPE_CHECKING:
    from .machine import Machine


MRO_LINE_END: Final = ' ' if sys.version_info >= (3, 13) else '\n'


def resolve_bases(m: Machine, bases: list[object]) -> list[object]:
    """The bases of a class statement as classes: a subscripted one stands for what it subscripts."""
    result: list[object] = []
    for base in bases:
        if isinstance(base, GenericAlias):
            base = base.origin
        if not isinstance(base, Class):
            if isinstance(base, (Function, NativeFunction)):
                raise m.fail('TypeError', "function() argument 'code' must be code, not str")
            raise m.fail('TypeError', f'{m.type_name(base)} is not an acceptable base type in the sandbox')
        if base.builtin and not base.base_allowed:
            raise final_type(m, base)
        if not any(base is known for known in result):
            result.append(base)
        elif len(bases) == len(set(map(id, bases))):
            continue  # Generic through two subscriptions
        else:
            raise m.fail('TypeError', f'duplicate base class {base.name}')
    return result


def final_type(m: Machine, base: Class) -> Thrown:
    """The error of a class statement with a base that takes no subclasses, in CPython or here."""
    if base.name == 'super':
        return m.fail('TypeError', "type 'super' is not an acceptable base type in the sandbox")
    if base.module == 'typing':
        if sys.version_info < (3, 12):
            return m.fail('TypeError', 'Cannot subclass special typing classes')
        return m.fail('TypeError', f"type 'typing.{base.name}' is not an acceptable base type")
    if base.module == 'zoneinfo' or base.name == 'tzinfo':
        return m.fail('TypeError', f"type '{base.module}.{base.name}' is not an acceptable base type in the sandbox")
    if base.module in ('datetime', 'time'):
        return m.fail('TypeError', f"type '{base.module}.{base.name}' is not an acceptable base type")
    return m.fail('TypeError', f"type '{base.name}' is not an acceptable base type")


def metaclass(m: Machine, bases: list[object], given: Class | None) -> Class | None:
    """The metaclass of a class with these bases, for which ``metaclass=given`` was written; None is ``type``."""
    winner = given
    for base in bases:
        meta = base.meta if isinstance(base, Class) else None
        if meta is None or winner is not None and winner.is_subclass(meta):
            continue
        if winner is not None and not meta.is_subclass(winner):
            raise m.fail(
                'TypeError',
                'metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the '
                'metaclasses of all its bases',
            )
        winner = meta
    return winner


def meta_hook(meta: Class | None, name: str) -> Function | None:
    """What a metaclass of the prelude has under the name of a hook."""
    hook = None if meta is None else meta.lookup(name)
    return hook if isinstance(hook, Function) else None


def make_class(
    m: Machine, name: str, bases: list[object], names: dict[str, object], meta: Class | None = None
) -> Class:
    """``meta(name, bases, names)`` for a class statement, without the hooks that run sandbox code."""
    parents: list[Class] = [base for base in bases if isinstance(base, Class)]
    if not parents:
        parents = [m.class_named('object')]
    module = names.get('__module__')
    cls = Class(name, tuple(parents), names, module if isinstance(module, str) else '__main__')
    cls.meta = metaclass(m, list(parents), meta)
    qualname = names.pop('__qualname__', name)
    cls.qualname = qualname if isinstance(qualname, str) else name
    cls.mro = linearise(m, cls, parents)
    cls.payload = payload_base(m, parents)
    for parent in parents:
        if parent.is_exception:
            cls.is_exception = True
        if not parent.builtin:
            parent.children.append(cls)
    for attr, value in names.items():
        if isinstance(value, Property) and value.name is None:
            value.name = attr
    adapt_methods(names)
    define_slots(m, cls, parents)
    if '__eq__' in names and '__hash__' not in names:
        names['__hash__'] = None
    if '__doc__' not in names:
        names['__doc__'] = None
    cls.inherit()
    if cls.meta is not None and cls.meta.name == 'ABCMeta':
        note_abstract(m, cls)
    return cls


def note_abstract(m: Machine, cls: Class) -> None:
    """Set ``__abstractmethods__``: what the class must still define before it has instances."""
    found: list[object] = []
    for name, value in cls.attrs.items():
        m.tracker.work(1)
        if is_abstract(value):
            found.append(name)
    for base in cls.bases:
        inherited = base.attrs.get('__abstractmethods__')
        if isinstance(inherited, frozenset):
            m.tracker.work(len(inherited))
            found.extend([name for name in inherited if isinstance(name, str) and is_abstract(cls.lookup(name))])
    m.tracker.memory(200 + 40 * len(found))
    cls.attrs['__abstractmethods__'] = frozenset(found)
    cls.changed()


def is_abstract(value: object) -> bool:
    """``value.__isabstractmethod__``, as far as no sandbox code has to be asked."""
    for _ in range(MOST_WRAPPERS):
        if is_marked(value):
            return True
        if isinstance(value, (ClassMethod, StaticMethod)):
            value = value.func
        elif isinstance(value, Instance) and isinstance(value.payload, (Property, ClassMethod, StaticMethod)):
            value = value.payload
        else:
            break
    if isinstance(value, Property):
        return is_marked(value.fget) or is_marked(value.fset) or is_marked(value.fdel)
    return is_marked(value)


def is_marked(value: object) -> bool:
    if isinstance(value, Function):
        return value.attrs is not None and value.attrs.get('__isabstractmethod__') is True
    if not isinstance(value, Instance):
        return False
    if value.attrs is not None and value.attrs.get('__isabstractmethod__') is True:
        return True
    found = value.cls.lookup('__isabstractmethod__')
    if found is True:
        return True
    # A wrapper of the library, such as cached_property or partialmethod, is abstract where its function is.
    function = None if value.attrs is None else value.attrs.get('func')
    return value.cls.builtin and isinstance(function, Function) and is_marked(function)


MOST_WRAPPERS: Final = 10
"""How many class and static methods around each other are looked through."""


def adapt_methods(names: dict[str, object]) -> None:
    """The methods that are static or class methods without being declared so."""
    if isinstance(names.get('__new__'), Function):
        names['__new__'] = StaticMethod(names['__new__'])
    for name in ('__init_subclass__', '__class_getitem__'):
        if isinstance(names.get(name), Function):
            names[name] = ClassMethod(names[name])


def linearise(m: Machine, cls: Class, parents: list[Class]) -> list[Class]:
    """The method resolution order (C3)."""
    rest: list[list[Class]] = [list(parent.mro) for parent in parents]
    rest.append(list(parents))
    mro = [cls]
    while True:
        rest = [line for line in rest if line]
        if not rest:
            return mro
        head: Class | None = None
        for line in rest:
            m.tracker.work(len(rest))
            candidate = line[0]
            if not any(candidate in other[1:] for other in rest):
                head = candidate
                break
        if head is None:
            heads: list[str] = []
            for line in rest:
                if line[0].name not in heads:
                    heads.append(line[0].name)
            raise m.fail(
                'TypeError',
                f'Cannot create a consistent method resolution{MRO_LINE_END}order (MRO) for bases ' + ', '.join(heads),
            )
        mro.append(head)
        for line in rest:
            if line[0] is head:
                del line[0]


LAZY: Final = frozenset(('enumerate', 'filter', 'map', 'zip'))
"""Builtin types that are classes of the prelude."""


def payload_base(m: Machine, parents: list[Class]) -> Class | None:
    """The builtin type whose value instances carry; those of ``LAZY`` types keep theirs in slots."""
    found: Class | None = None
    for parent in parents:
        payload = parent.payload
        if payload is None or payload is found or payload.name in LAZY:
            continue
        if found is not None and not found.is_subclass(payload):
            if not payload.is_subclass(found):
                raise m.fail('TypeError', 'multiple bases have instance lay-out conflict')
            found = payload
        elif found is None:
            found = payload
    if found is not None and any(parent.is_exception for parent in parents):
        raise m.fail('TypeError', 'multiple bases have instance lay-out conflict')
    return found


def define_slots(m: Machine, cls: Class, parents: list[Class]) -> None:
    """``__slots__``: descriptors for its names, and whether instances take other attributes."""
    declared = cls.attrs.get('__slots__', ABSENT)
    inherited: set[str] = set()
    open_parent = False
    for parent in parents:
        inherited |= parent.slots
        if parent.has_dict and parent.name != 'object':
            open_parent = True
    if declared is ABSENT:
        cls.has_dict = True
        cls.slots = frozenset(inherited)
        return
    wanted: list[object] = []
    if type(declared) is str:
        wanted = [declared]
    else:
        items = m.listed(declared)
        if items is None:
            raise m.fail('TypeError', '__slots__ must be a string or a list, tuple or dict of strings in the sandbox')
        wanted = list(items)
    names: list[str] = []
    for name in wanted:
        if type(name) is not str:
            raise m.fail('TypeError', f"__slots__ items must be strings, not '{m.type_name(name)}'")
        if not name.isidentifier():
            raise m.fail('TypeError', '__slots__ must be identifiers')
        names.append(name)
    if names and cls.payload is not None and cls.payload.name in ('int', 'tuple', 'bytes'):
        raise m.fail('TypeError', f"nonempty __slots__ not supported for subtype of '{cls.payload.name}'")
    cls.has_dict = open_parent or '__dict__' in names
    for name in names:
        if name in ('__dict__', '__weakref__'):
            continue
        if name[:2] == '__' and name[-2:] != '__':
            name = f'_{cls.name.lstrip("_")}{name}'
        if name in cls.attrs:
            raise m.fail('ValueError', f"'{name}' in __slots__ conflicts with class variable")
        cls.attrs[name] = SlotMember(cls.name, name)
        inherited.add(name)
    cls.slots = frozenset(inherited)


def needs_hooks(cls: Class, kwargs: dict[str, object]) -> bool:
    """Whether making the class runs sandbox code: ``__set_name__`` of its attributes, an inherited
    ``__init_subclass__``, or class keywords that somebody must take."""
    if kwargs:
        return True
    for value in cls.attrs.values():
        if isinstance(value, Instance) and value.cls.lookup('__set_name__') is not ABSENT:
            return True
    for parent in cls.mro[1:]:
        hook = parent.attrs.get('__init_subclass__', ABSENT)
        if hook is not ABSENT:
            return not isinstance(hook, NativeFunction)
    return False
