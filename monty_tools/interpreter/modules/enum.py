"""``enum``: written in ``prelude/enum_module.py``, as a metaclass with hooks, which ``instructions/classes.py`` calls;
here is what it needs of the machine."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from ..attributes import del_class_attr, no_attribute, store_class_attr
from ..natives import Native
from ..objects import (
    ABSENT,
    BoundMethod,
    Class,
    ClassMethod,
    Function,
    Instance,
    NativeFunction,
    NativeProperty,
    Property,
    SlotMember,
    StaticMethod,
    Thrown,
)
from .abc import own_attribute
from .contextlib import version
from .entry import Entry, why
from .signatures import COMMON
from .types import new_class
from .typing import caller_module

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None


class Field(NativeProperty):
    """``name`` or ``value`` of members, which a class doesn't have unless a member is called so."""

    def read(self, m: Machine, obj: object) -> object:
        stored = f'_{self.name}_'
        value = obj.attrs.get(stored, ABSENT) if isinstance(obj, Instance) and obj.attrs is not None else ABSENT
        if value is ABSENT:
            raise no_attribute(m, obj, stored)
        return value

    def read_from_class(self, m: Machine, cls: Class) -> object:
        if sys.version_info < (3, 12):
            raise m.fail('AttributeError', self.name)
        kind = 'flag' if any(base.builtin and base.name == 'Flag' for base in cls.mro) else 'enum'
        raise m.fail('AttributeError', f"<{kind} '{cls.name}'> has no attribute '{self.name}'")

    def remove(self, m: Machine, obj: object) -> None:
        raise m.fail('AttributeError', f"<enum 'Enum'> cannot delete attribute '{self.name}'")

    def unwritable(self, m: Machine, owner: str) -> Thrown:
        return m.fail('AttributeError', f"<enum 'Enum'> cannot set attribute '{self.name}'")


FIELDS: Final = {'name': Field('name'), 'value': Field('value')}


def field(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_field(name)``: the attribute of members, for the class."""
    name = args[0]
    assert isinstance(name, str)
    return FIELDS[name]


def set_attribute(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_set_class_attribute(cls, name, value)``: ``type.__setattr__``."""
    cls, name, value = args
    assert isinstance(cls, Class) and isinstance(name, str)
    return store_class_attr(m, cls, name, value)


def delete_attribute(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_delete_class_attribute(cls, name)``: ``type.__delattr__``."""
    cls, name = args
    assert isinstance(cls, Class) and isinstance(name, str)
    return del_class_attr(m, cls, name)


DESCRIPTORS: Final = (Function, Property, ClassMethod, StaticMethod, SlotMember, NativeProperty, BoundMethod)


def is_descriptor(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_is_descriptor(value)``: whether it has ``__get__``, ``__set__`` or ``__delete__``."""
    value = args[0]
    if isinstance(value, NativeFunction):
        return value.owner is not None and not value.static and not value.classmethod
    if isinstance(value, Instance):
        return any(value.cls.lookup(name) is not ABSENT for name in ('__get__', '__set__', '__delete__'))
    return isinstance(value, DESCRIPTORS)


def attribute_names(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_attribute_names(cls)``: the names of the class's own attributes."""
    cls = args[0]
    assert isinstance(cls, Class)
    m.tracker.allocate(56 + 8 * len(cls.attrs))
    return list(cls.attrs)


def is_static(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return isinstance(args[0], StaticMethod)


PRELUDE: Final[tuple[str, ...]] = tuple(
    (
        'CONFORM CONTINUOUS EJECT Enum EnumCheck EnumMeta EnumType Flag FlagBoundary IntEnum IntFlag KEEP NAMED_FLAGS '
        'ReprEnum STRICT StrEnum UNIQUE auto global_enum global_enum_repr global_flag_repr global_str member nonmember '
        'property show_flag_values unique verify'
    ).split()
)

INTRINSICS: Final[dict[str, NativeFunction]] = {
    **COMMON,
    '_attribute_names': Native('_attribute_names', attribute_names),
    '_caller': Native('_caller', caller_module),
    '_delete_class_attribute': Native('_delete_class_attribute', delete_attribute),
    '_field': Native('_field', field),
    '_is_descriptor': Native('_is_descriptor', is_descriptor),
    '_is_static': Native('_is_static', is_static),
    '_new_class': Native('_new_class', new_class),
    '_own': Native('_own', own_attribute),
    '_set_class_attribute': Native('_set_class_attribute', set_attribute),
    '_version': Native('_version', version),
}

ENTRY: Final = Entry(
    {},
    PRELUDE,
    INTRINSICS,
    needs={'MappingProxyType': 'types.MappingProxyType', 'DynamicClassAttribute': 'types.DynamicClassAttribute'},
    absent=why(
        {
            'pickle_by_enum_name pickle_by_global_name': 'there is no pickle',
            **({'EnumDict': 'it is for metaclasses'} if sys.version_info >= (3, 13) else {}),
        }
    ),
    different=why(
        {
            'EnumMeta EnumType': 'as `metaclass=EnumType` only: classes that derive from it are refused',
            'global_enum': 'the members do not become global variables',
        }
    ),
)
