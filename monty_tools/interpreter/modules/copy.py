"""``copy``: written in ``prelude/copy_module.py``; here is what it needs of the machine."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from ..exposure import Proxy
from ..natives import Native
from ..objects import (
    FROZEN,
    BoundMethod,
    Class,
    ExceptionValue,
    ExternalRef,
    Function,
    GenericAlias,
    HeapObject,
    Instance,
    NativeFunction,
    Property,
    Union,
    class_of,
)
from .entry import Entry

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None


def copy_of_object(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_copy_of_object(obj)``: an instance of the same class with the same attributes, in dicts of its own."""
    value = args[0]
    assert isinstance(value, Instance) and not isinstance(value, ExceptionValue)
    attrs = value.attrs
    slots = value.slots
    m.tracker.allocate(120 + 100 * ((0 if attrs is None else len(attrs)) + (0 if slots is None else len(slots))))
    made = Instance(value.cls)
    made.attrs = None if attrs is None else dict(attrs)
    made.slots = None if slots is None else dict(slots)
    made.payload = copied_payload(m, value.payload)
    return made


def copied_payload(m: Machine, payload: object) -> object:
    """The builtin value that a copy carries: one of its own where it can be changed."""
    if isinstance(payload, (list, dict, set, bytearray)):
        m.tracker.reserve(56 + 100 * len(payload))
        return payload.copy()
    return payload


ATOMIC: Final = (NativeFunction, Function, Class, ExternalRef, Proxy, Property, Union, GenericAlias, BoundMethod)


def kind_of(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_kind_of_value(x)``: 'atom' for what a copy shares, 'object' for an instance of a class that Python code made,
    'bound' for a method of such, else 'other'."""
    value = args[0]
    if isinstance(value, BoundMethod) and not isinstance(value.func, NativeFunction):
        return 'bound'
    if isinstance(value, ATOMIC):
        return 'atom'
    if isinstance(value, Instance):
        return 'object'
    if isinstance(value, HeapObject) or isinstance(value, (list, dict, set, bytearray, tuple, frozenset, slice)):
        return 'other'
    return 'other' if class_of(value).name in ('dict_keys', 'dict_values', 'dict_items') else 'atom'


def rebound(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_rebound(method, obj)``: the method, bound to another object."""
    method, obj = args
    assert isinstance(method, BoundMethod)
    m.tracker.allocate(64)
    return BoundMethod(method.func, obj)


def empty_copy(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_empty_copy(obj)``: an instance of the same class without attributes; a container that it is, is empty."""
    value = args[0]
    assert isinstance(value, Instance) and not isinstance(value, ExceptionValue)
    m.tracker.allocate(120)
    made = Instance(value.cls)
    payload = value.payload
    if isinstance(payload, list):
        made.payload = []
    elif isinstance(payload, dict):
        made.payload = {}
    elif isinstance(payload, (set, bytearray)):
        made.payload = copied_payload(m, payload)
    else:
        made.payload = payload
    return made


def state_of(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_state_of(obj)``: copies of the dicts of its attributes and of its slots."""
    value = args[0]
    assert isinstance(value, Instance)
    attrs = {} if value.attrs is None else dict(value.attrs)
    slots = {} if value.slots is None else dict(value.slots)
    m.tracker.allocate(200 + 100 * (len(attrs) + len(slots)))
    return attrs, slots


def fill_state(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_fill_state(obj, attributes, slots)``: of a copy just made."""
    value, attrs, slots = args
    assert isinstance(value, Instance) and isinstance(attrs, dict) and isinstance(slots, dict)
    if id(value) in FROZEN:
        raise m.fail('TypeError', f"cannot copy '{value.cls.name}' object")
    m.tracker.memory(100 * (len(attrs) + len(slots)))
    if attrs:
        value.attrs = {**(value.attrs or {}), **attrs}
    if slots:
        value.slots = {**(value.slots or {}), **slots}
    return value


NAMES: Final[dict[str, object]] = {}

PRELUDE: Final = ('Error', 'copy', 'deepcopy', 'error', *(('replace',) if sys.version_info >= (3, 13) else ()))

INTRINSICS: Final[dict[str, NativeFunction]] = {
    '_copy_of_object': Native('_copy_of_object', copy_of_object),
    '_empty_copy': Native('_empty_copy', empty_copy),
    '_fill_state': Native('_fill_state', fill_state),
    '_kind_of_value': Native('_kind_of_value', kind_of),
    '_rebound': Native('_rebound', rebound),
    '_state_of': Native('_state_of', state_of),
}

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS)
