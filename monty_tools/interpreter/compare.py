"""Comparison and membership: native values directly, instances through their special methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .arithmetic import COMPARISONS, EQ, NE, compare, not_ordered
from .limits import MOST
from .natives import user_method
from .objects import (
    ABSENT,
    PUSHED,
    Function,
    Generator,
    Instance,
    NativeFunction,
    NativeIterator,
    Property,
    class_of,
)

if TYPE_CHECKING:
    from .machine import Machine


def call_found(m: Machine, method: object, obj: object, args: list[object]) -> object:
    """Call a special method that was found on the class of ``obj``. A value, or PUSHED."""
    if isinstance(method, (Function, NativeFunction)):
        return m.call(method, [obj, *args], None)
    return m.call_prelude('call_descriptor', [method, obj, *args])


def rich_compare(m: Machine, op: int, x: object, y: object, start: int) -> object:
    """``x op y``. A value, or PUSHED: give the frame's result to ``go_on``."""
    if isinstance(x, Instance) or isinstance(y, Instance):
        return dispatch(m, op, x, y, start)
    answer = compare(m, op, x, y)
    if answer is ABSENT:
        return m.call_prelude('compare', [op, x, y])
    return answer


def dispatch(m: Machine, op: int, x: object, y: object, start: int) -> object:
    """Try the special methods from number ``start`` on. The tag of a pushed frame is the number after its own."""
    _symbol, dunder, reflected, _function = COMPARISONS[op]
    cx = class_of(x)
    cy = class_of(y)
    left = cx.lookup(dunder)
    right = cy.lookup(reflected)
    right_first = cx is not cy and cx in cy.mro and right is not ABSENT
    tries: list[tuple[object, object, object, bool]] = []
    if right_first:
        tries.append((right, y, x, True))
    tries.append((left, x, y, False))
    if not right_first:
        tries.append((right, y, x, True))
    index = start
    while index < len(tries):
        method, obj, other, _swapped = tries[index]
        index += 1
        if method is ABSENT:
            continue
        value = compare_with(m, op, method, obj, other)
        if value is PUSHED:
            frame = m.frame
            assert frame is not None
            frame.tag = index
            return PUSHED
        if value is not NotImplemented:
            return value
    if op == EQ:
        return x is y
    if op == NE:
        return x is not y
    raise not_ordered(m, op, x, y)


def compare_with(m: Machine, op: int, method: object, obj: object, other: object) -> object:
    """One try. The default ``__ne__`` asks ``__eq__`` and inverts."""
    if op == NE and isinstance(method, NativeFunction) and isinstance(obj, Instance) and obj.cls.custom_eq:
        return m.call_prelude('not_equal_by_eq', [obj, other])
    if isinstance(method, (Property, Instance)):
        return m.call_prelude('compare_by_descriptor', [method, obj, other])
    return call_found(m, method, obj, [other])


def go_on(m: Machine, op: int, x: object, y: object, tag: int, value: object) -> object:
    """What ``x op y`` is now that the special method number ``tag - 1`` answered ``value``. A value, or PUSHED."""
    if value is NotImplemented:
        if tag == 0:  # the frame was not one of ``dispatch``'s
            return value
        return dispatch(m, op, x, y, tag)
    return value


def contains(m: Machine, container: object, item: object) -> object:
    """``item in container``, as a value whose truth counts, or PUSHED."""
    kind = type(container)
    if kind is dict or kind is set or kind is frozenset:
        if kind is not dict:
            item = as_member(item)
        m.check_key(item)
        return item in container  # type: ignore[operator]
    if kind is list or kind is tuple:
        cost = 1 if type(item) is not int or -MOST < item < MOST else 1 + (item.bit_length() >> 9)
        for element in container:  # type: ignore[attr-defined]
            if element is item:
                return True
            m.tracker.fuel -= cost
            if m.tracker.fuel <= 0:
                m.tracker.look(0)
            if type(element) is str and type(item) is str or type(element) is int and type(item) is int:
                if element == item:
                    return True
                continue
            same = m.equal(element, item)
            if same == 1:
                return True
            if same == 2:
                return m.call_prelude('contains', [container, item])
        m.tracker.work(1)
        return False
    if kind is str:
        if isinstance(item, Instance):
            item = item.payload if type(item.payload) is str else item
        m.tracker.work(1 + (len(container) >> 5))  # type: ignore[arg-type]
        if type(item) is str and len(item) > 64:
            m.tracker.work(len(container) >> 3)  # type: ignore[arg-type]
        if type(item) is not str:
            raise m.fail('TypeError', f"'in <string>' requires string as left operand, not {m.type_name(item)}")
        return item in container  # type: ignore[operator]
    if kind is range:
        if type(item) is int or type(item) is bool:
            return item in container  # type: ignore[operator]
        if type(item) is str or item is None:
            return False
        return m.call_prelude('contains', [container, item])
    if isinstance(container, Instance):
        method = container.cls.lookup('__contains__')
        if method is None:
            raise m.fail('TypeError', f"'{container.cls.name}' object is not a container")
        if method is not ABSENT:
            return call_found(m, method, container, [item])
        iterates = container.cls.lookup('__iter__')
        if iterates is None or (iterates is ABSENT and container.cls.lookup('__getitem__') is ABSENT):
            raise not_container(m, container)
        return m.call_prelude('contains', [container, item])
    if isinstance(container, (NativeIterator, Generator)):
        if isinstance(container, Generator) and container.kind != 0:
            raise not_container(m, container)
        return m.call_prelude('contains', [container, item])
    method = class_of(container).lookup('__contains__')
    if isinstance(method, NativeFunction):
        return method.invoke(m, [container, item], None)
    if user_method(container, '__contains__'):
        return m.call_method(container, '__contains__', [item])
    if class_of(container).lookup('__iter__') is not ABSENT:
        return m.call_prelude('contains', [container, item])
    raise not_container(m, container)


def as_member(item: object) -> object:
    """What is looked for in a set: for an unhashable set, a frozenset of the same items."""
    if type(item) is set:
        return frozenset(item)
    if isinstance(item, Instance) and type(item.payload) is set and item.cls.lookup('__hash__') is None:
        return frozenset(item.payload)
    return item


def not_container(m: Machine, value: object) -> Exception:
    name = m.type_name(value)
    return m.fail('TypeError', f"argument of type '{name}' is not iterable")
