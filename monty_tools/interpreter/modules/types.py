"""``types``: classes of the interpreter's own objects, and what ``prelude/types_module.py`` defines."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from ..classmaker import make_class, metaclass, resolve_bases
from ..natives import Getter, Native
from ..objects import Cell, Class, Instance, NativeFunction
from .abc import own_attribute
from .contextlib import version
from .dataclasses import repr_running
from .entry import Entry, why
from .signatures import COMMON
from .typing import caller_module

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None


def class_named(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_class_named(name)``: a builtin class that no value shows."""
    name = args[0]
    assert isinstance(name, str)
    return m.class_named(name)


def attributes(m: Machine, obj: object) -> object:
    """``__dict__`` of an instance of a class of the prelude that shows it."""
    assert isinstance(obj, Instance)
    if obj.attrs is None:
        obj.attrs = {}
    return obj.attrs


ATTRIBUTES: Final = Getter('__dict__', attributes)


def attributes_field(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_attributes_field()``: the attribute ``__dict__`` for a class of the prelude."""
    return ATTRIBUTES


def new_class(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_new_class(meta, name, bases, names)``: a class of this metaclass (None: what the bases say), without the hooks
    that run sandbox code."""
    meta, name, bases, names = args
    assert isinstance(name, str) and isinstance(bases, (list, tuple)) and isinstance(names, dict)
    cell = names.pop('__classcell__', None)
    m.tracker.allocate(400)
    cls = make_class(m, name, resolve_bases(m, list(bases)), names, meta if isinstance(meta, Class) else None)
    if isinstance(cell, Cell):
        cell.value = cls
    return cls


def metaclass_of(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_metaclass_of(bases, given)``: the metaclass of a class with these bases; ``type`` is a class like others."""
    bases, given = args
    assert isinstance(bases, (list, tuple))
    root = m.class_named('type')
    if given is not None and (not isinstance(given, Class) or not given.builtin or not given.is_subclass(root)):
        raise m.fail(
            'TypeError', "metaclasses other than 'type', ABCMeta and EnumType are not supported in the sandbox"
        )
    found = metaclass(m, list(bases), None if given is root or not isinstance(given, Class) else given)
    return root if found is None else found


PRELUDE: Final[tuple[str, ...]] = (
    *(
        'AsyncGeneratorType BuiltinFunctionType BuiltinMethodType CellType CoroutineType DynamicClassAttribute '
        'EllipsisType FunctionType GeneratorType GenericAlias GetSetDescriptorType LambdaType MappingProxyType '
        'MemberDescriptorType MethodDescriptorType MethodType MethodWrapperType ModuleType NoneType '
        'NotImplementedType SimpleNamespace TracebackType UnionType WrapperDescriptorType new_class prepare_class '
        'resolve_bases'
    ).split(),
    *(('get_original_bases',) if sys.version_info >= (3, 12) else ()),
)

INTRINSICS: Final[dict[str, NativeFunction]] = {
    **COMMON,
    '_attributes_field': Native('_attributes_field', attributes_field),
    '_caller': Native('_caller', caller_module),
    '_class_named': Native('_class_named', class_named),
    '_metaclass_of': Native('_metaclass_of', metaclass_of),
    '_new_class': Native('_new_class', new_class),
    '_own': Native('_own', own_attribute),
    '_repr_running': Native('_repr_running', repr_running),
    '_version': Native('_version', version),
}

ENTRY: Final = Entry(
    {},
    PRELUDE,
    INTRINSICS,
    absent=why(
        {
            'CapsuleType CodeType FrameType': 'introspection of the interpreter',
            'ClassMethodDescriptorType': 'there are no such objects',
            'coroutine': 'generators are no coroutines',
        }
    ),
    different=why(
        {
            'CellType FunctionType LambdaType ModuleType TracebackType': 'for isinstance; it makes no objects',
            'new_class prepare_class': 'enumerations and named tuples need a class statement',
        }
    ),
)
