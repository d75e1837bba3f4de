"""Building, subscripting, unpacking and iterating over containers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy_extensions import i64

from ..natives import HOST_ERRORS, payload_of, user_method
from ..objects import (
    ABSENT,
    PUSHED,
    SWITCH,
    UNCAUGHT,
    Class,
    ExceptionValue,
    Frame,
    Generator,
    Instance,
    Instr,
    NativeIterator,
    call_mark,
)
from ..types.sequences import new_slice
from .generators import check_async, no_async_iterator

if TYPE_CHECKING:
    from ..machine import Machine

LIST: Final = 0
TUPLE: Final = 1
SET: Final = 2


class BuildSequence(Instr):
    """dest = a list, tuple or set (``kind``) of the ``count`` registers from ``start``."""

    def __init__(self, dest: i64, start: i64, count: i64, kind: int) -> None:
        super().__init__()
        self.dest = dest
        self.start: i64 = start
        self.count: i64 = count
        self.kind = kind

    def step(self, m: Machine, f: Frame) -> i64:
        regs = f.regs
        items = regs[self.start : self.start + self.count]
        m.tracker.allocate(88 + 8 * int(self.count))
        if self.kind == LIST:
            regs[self.dest] = items
        elif self.kind == TUPLE:
            regs[self.dest] = tuple(items)
        else:
            m.tracker.memory(64 * int(self.count) + 150)
            for item in items:
                m.check_key(item)
            regs[self.dest] = set(items)
        return self.next


class BuildDict(Instr):
    """dest = a dict of ``count`` pairs of registers from ``start``: key, value, key, value …"""

    def __init__(self, dest: i64, start: i64, count: i64) -> None:
        super().__init__()
        self.dest = dest
        self.start: i64 = start
        self.count: i64 = count

    def step(self, m: Machine, f: Frame) -> i64:
        regs = f.regs
        result: dict[object, object] = {}
        m.tracker.allocate(64 + 100 * int(self.count))
        at = self.start
        end = at + 2 * self.count
        while at < end:
            key = regs[at]
            m.check_key(key)
            result[key] = regs[at + 1]
            at += 2
        regs[self.dest] = result
        return self.next


class BuildSlice(Instr):
    """dest = slice(a, b, c)"""

    def __init__(self, dest: i64, a: i64, b: i64, c: i64) -> None:
        super().__init__()
        self.dest = dest
        self.a: i64 = a
        self.b: i64 = b
        self.c: i64 = c

    def step(self, m: Machine, f: Frame) -> i64:
        regs = f.regs
        regs[self.dest] = new_slice(m, regs[self.a], regs[self.b], regs[self.c])
        return self.next


class Append(Instr):
    """Append b to the list in register a: a comprehension's, or a display's with stars."""

    def __init__(self, a: i64, b: i64) -> None:
        super().__init__()
        self.a: i64 = a
        self.b: i64 = b

    def step(self, m: Machine, f: Frame) -> i64:
        target = f.regs[self.a]
        assert isinstance(target, list)
        target.append(f.regs[self.b])
        m.tracker.memory(40)
        return self.next


class AddToSet(Instr):
    """Add b to the set in register a."""

    def __init__(self, a: i64, b: i64) -> None:
        super().__init__()
        self.a: i64 = a
        self.b: i64 = b

    def step(self, m: Machine, f: Frame) -> i64:
        target = f.regs[self.a]
        assert isinstance(target, set)
        item = f.regs[self.b]
        m.check_key(item)
        target.add(item)
        m.tracker.memory(64)
        return self.next


class AddToDict(Instr):
    """The dict in register a takes key b with value c."""

    def __init__(self, a: i64, b: i64, c: i64) -> None:
        super().__init__()
        self.a: i64 = a
        self.b: i64 = b
        self.c: i64 = c

    def step(self, m: Machine, f: Frame) -> i64:
        target = f.regs[self.a]
        assert isinstance(target, dict)
        key = f.regs[self.b]
        m.check_key(key)
        target[key] = f.regs[self.c]
        m.tracker.memory(100)
        return self.next


DISPLAY: Final = 1 << 30
"""In place of the register of the function called: the items or keywords are not arguments of a call."""


class Extend(Instr):
    """Extend the list in register a by the iterable b (``call``: the arguments of a call, for its error's text)."""

    def __init__(self, a: i64, b: i64, function: i64) -> None:
        super().__init__()
        self.a: i64 = a
        self.b: i64 = b
        self.function: i64 = function  # register of the function called, DISPLAY where there is none

    def step(self, m: Machine, f: Frame) -> i64:
        target = f.regs[self.a]
        assert isinstance(target, list)
        value = f.regs[self.b]
        if self.function != DISPLAY and not is_iterable(m, value):
            name = function_name(m, f.regs[self.function])
            raise m.fail('TypeError', f'{name} argument after * must be an iterable, not {m.type_name(value)}')
        if type(value) is not list and type(value) is not tuple and not is_iterable(m, value):
            raise m.fail('TypeError', f'Value after * must be an iterable, not {m.type_name(value)}')
        items = m.listed(value)
        if items is None:
            m.call_prelude('fill_new', [value])
            return SWITCH
        return self.extend(m, target, items)

    def extend(self, m: Machine, target: list[object], items: list[object] | tuple[object, ...]) -> i64:
        m.tracker.reserve(8 * len(items))
        m.tracker.work(len(items) >> 3)
        target.extend(items)
        return self.next

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        target = f.regs[self.a]
        assert isinstance(target, list) and isinstance(value, list)
        return self.extend(m, target, value)


def is_iterable(m: Machine, value: object) -> bool:
    """Whether the class of ``value`` says anything on iterating it, be it ``__iter__ = None``."""
    if isinstance(value, Generator):
        return value.kind == 0
    if m.lookup_special(value, '__iter__') is not ABSENT:
        return True
    return m.lookup_special(value, '__getitem__') is not ABSENT and isinstance(value, Instance)


def function_name(m: Machine, func: object) -> str:
    """How errors about ``f(*x)`` and ``f(**x)`` name the function."""
    from ..objects import BoundMethod, Function, NativeFunction

    if isinstance(func, BoundMethod):
        func = func.func
    if isinstance(func, Function):
        return f'{func.namespace.name}.{func.qualname}()'
    if isinstance(func, NativeFunction):
        return f'{func.qualname}()' if func.owner is not None else f'{func.name}()'
    if isinstance(func, Class):
        return f'{func.qualname}()' if func.builtin else f'{func.module}.{func.qualname}()'
    text = m.plain_str(func)
    return f'{m.type_name(func)} object' if text is None else text


class UpdateSet(Instr):
    """Add the items of iterable b to the set in register a: a display with stars."""

    def __init__(self, a: i64, b: i64) -> None:
        super().__init__()
        self.a: i64 = a
        self.b: i64 = b

    def step(self, m: Machine, f: Frame) -> i64:
        items = m.listed(f.regs[self.b])
        if items is None:
            m.call_prelude('collect', [f.regs[self.b]])
            return SWITCH
        return self.update(m, f, items)

    def update(self, m: Machine, f: Frame, items: list[object] | tuple[object, ...]) -> i64:
        target = f.regs[self.a]
        assert isinstance(target, set)
        m.tracker.reserve(64 * len(items))
        m.tracker.work(len(items))
        for item in items:
            m.check_key(item)
            target.add(item)
        return self.next

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        assert isinstance(value, list)
        return self.update(m, f, value)


class UpdateDict(Instr):
    """The dict in register a takes the items of mapping b: a display, or (with a ``function``) the keywords of a call,
    which must be strings and not given twice."""

    def __init__(self, a: i64, b: i64, function: i64) -> None:
        super().__init__()
        self.a: i64 = a
        self.b: i64 = b
        self.function: i64 = function

    def step(self, m: Machine, f: Frame) -> i64:
        value = f.regs[self.b]
        if type(value) is not dict:
            plain = payload_of(value)
            if isinstance(plain, dict) and not user_method(value, '__iter__'):
                return self.update(m, f, plain)
            if isinstance(value, Instance) and value.cls.lookup('keys') is not ABSENT:
                m.call_prelude('mapping_items', [value])
                return SWITCH
            if self.function != DISPLAY:
                name = function_name(m, f.regs[self.function])
                raise m.fail('TypeError', f'{name} argument after ** must be a mapping, not {m.type_name(value)}')
            raise m.fail('TypeError', f"'{m.type_name(value)}' object is not a mapping")
        return self.update(m, f, value)

    def update(self, m: Machine, f: Frame, items: dict[object, object]) -> i64:
        target = f.regs[self.a]
        assert isinstance(target, dict)
        m.tracker.reserve(100 * len(items))
        m.tracker.work(len(items))
        if self.function == DISPLAY:
            try:
                target.update(items)
            except HOST_ERRORS as error:
                raise m.host_error(error, [target, items]) from None
            return self.next
        for key, value in items.items():
            if isinstance(key, Instance) and type(key.payload) is str:
                key = key.payload
            if type(key) is not str:
                raise m.fail('TypeError', 'keywords must be strings')
            if key in target:
                name = function_name(m, f.regs[self.function])
                raise m.fail('TypeError', f"{name} got multiple values for keyword argument '{key}'")
            target[key] = value
        return self.next

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        assert isinstance(value, dict)
        return self.update(m, f, value)


class GetItem(Instr):
    """dest = a[b]"""

    def __init__(self, dest: i64, a: i64, b: i64) -> None:
        super().__init__()
        self.dest = dest
        self.a: i64 = a
        self.b: i64 = b

    def step(self, m: Machine, f: Frame) -> i64:
        regs = f.regs
        obj = regs[self.a]
        key = regs[self.b]
        if type(obj) is list and type(key) is int:
            if 0 <= key < len(obj):
                regs[self.dest] = obj[key]
                return self.next
        elif type(obj) is dict and type(key) is str:
            value = obj.get(key, ABSENT)
            if value is not ABSENT:
                regs[self.dest] = value
                return self.next
        value = m.get_item(obj, key)
        if value is PUSHED:
            return SWITCH
        regs[self.dest] = value
        return self.next


class SetItem(Instr):
    """a[b] = c"""

    def __init__(self, a: i64, b: i64, c: i64) -> None:
        super().__init__()
        self.a: i64 = a
        self.b: i64 = b
        self.c: i64 = c

    def step(self, m: Machine, f: Frame) -> i64:
        regs = f.regs
        obj = regs[self.a]
        key = regs[self.b]
        if type(obj) is list and type(key) is int and 0 <= key < len(obj):
            obj[key] = regs[self.c]
            return self.next
        if m.set_item(obj, key, regs[self.c]) is PUSHED:
            return SWITCH
        return self.next

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        return self.next


class DeleteItem(Instr):
    """del a[b]"""

    def __init__(self, a: i64, b: i64) -> None:
        super().__init__()
        self.a: i64 = a
        self.b: i64 = b

    def step(self, m: Machine, f: Frame) -> i64:
        if m.del_item(f.regs[self.a], f.regs[self.b]) is PUSHED:
            return SWITCH
        return self.next

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        return self.next


class Unpack(Instr):
    """The ``count`` registers from ``start`` take the items of a; with ``star`` >= 0, that one takes the list of
    the rest."""

    def __init__(self, a: i64, start: i64, count: i64, star: i64) -> None:
        super().__init__()
        self.a: i64 = a
        self.start: i64 = start
        self.count: i64 = count
        self.star: i64 = star

    def step(self, m: Machine, f: Frame) -> i64:
        value = f.regs[self.a]
        if type(value) is tuple or type(value) is list:
            return self.spread(m, f, value)
        if not is_iterable(m, value):
            raise m.fail('TypeError', f'cannot unpack non-iterable {m.type_name(value)} object')
        if isinstance(value, (Class, Generator, Instance, NativeIterator)):
            if self.star >= 0:
                items = m.listed(value)
                if items is not None:
                    return self.spread(m, f, items)
                m.call_prelude('collect', [value])
            else:
                m.call_prelude('collect_exactly', [value, int(self.count)])
            return SWITCH
        items = m.listed(value)
        assert items is not None
        return self.spread(m, f, items)

    def spread(self, m: Machine, f: Frame, items: list[object] | tuple[object, ...]) -> i64:
        regs = f.regs
        given = len(items)
        count = int(self.count)
        if self.star < 0:
            if given != count:
                raise self.wrong_count(m, given)
            at = self.start
            for item in items:
                regs[at] = item
                at += 1
            return self.next
        if given < count - 1:
            raise m.fail('ValueError', f'not enough values to unpack (expected at least {count - 1}, got {given})')
        before = int(self.star)
        after = count - before - 1
        m.tracker.allocate(64 + 8 * given)
        m.tracker.work(given >> 3)
        at = self.start
        for index in range(before):
            regs[at] = items[index]
            at += 1
        regs[at] = list(items[before : given - after])
        at += 1
        for index in range(given - after, given):
            regs[at] = items[index]
            at += 1
        return self.next

    def wrong_count(self, m: Machine, given: int) -> Exception:
        count = int(self.count)
        if given < count:
            return m.fail('ValueError', f'not enough values to unpack (expected {count}, got {given})')
        return m.fail('ValueError', f'too many values to unpack (expected {count})')

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        assert isinstance(value, list)
        return self.spread(m, f, value)


class GetIter(Instr):
    """dest = iter(a)"""

    def __init__(self, dest: i64, a: i64) -> None:
        super().__init__()
        self.dest = dest
        self.a: i64 = a

    def step(self, m: Machine, f: Frame) -> i64:
        value = m.iterate(f.regs[self.a])
        if value is PUSHED:
            return SWITCH
        f.regs[self.dest] = value
        return self.next


class GetIterOnce(GetIter):
    """GetIter for a call's value: where the call at ``call`` made a generator just now, the loop is all that knows it.
    The register behind dest takes that generator, or None."""

    def __init__(self, dest: i64, a: i64, call: i64) -> None:
        super().__init__(dest, a)
        self.call: i64 = call

    def step(self, m: Machine, f: Frame) -> i64:
        f.regs[self.dest + 1] = made_by_call(f, f.regs[self.a], self.call)
        return GetIter.step(self, m, f)


class GetAsyncIter(Instr):
    """dest = aiter(a)"""

    def __init__(self, dest: i64, a: i64) -> None:
        super().__init__()
        self.dest = dest
        self.a: i64 = a

    def step(self, m: Machine, f: Frame) -> i64:
        value = f.regs[self.a]
        if isinstance(value, Generator) and value.kind == 2:
            f.regs[self.dest] = value
            return self.next
        if m.lookup_special(value, '__aiter__') is ABSENT:
            raise no_async_iterator(m, value)
        made = m.call_method(value, '__aiter__', [])
        if made is PUSHED:
            return SWITCH
        f.regs[self.dest] = check_async(m, made)
        return self.next

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        f.regs[self.dest] = check_async(m, value)
        return self.next


class GetAsyncIterOnce(GetAsyncIter):
    """GetAsyncIter for a call's value, as GetIterOnce; register ``drop`` takes the generator, or None."""

    def __init__(self, dest: i64, a: i64, call: i64, drop: i64) -> None:
        super().__init__(dest, a)
        self.call: i64 = call
        self.drop: i64 = drop

    def step(self, m: Machine, f: Frame) -> i64:
        f.regs[self.drop] = made_by_call(f, f.regs[self.a], self.call)
        return GetAsyncIter.step(self, m, f)


def made_by_call(f: Frame, value: object, call: i64) -> Generator | None:
    """``value`` where it is a generator that the call at ``call`` made just now."""
    if isinstance(value, Generator) and not value.started:
        body = value.frame
        if body is not None and body.tag == call_mark(f.code, call):
            return value
    return None


class DropIter(Instr):
    """A loop is left early: close the generator in register a, if there is one, as CPython does with what nobody knows
    any more."""

    def __init__(self, a: i64) -> None:
        super().__init__()
        self.a: i64 = a

    def step(self, m: Machine, f: Frame) -> i64:
        generator = f.regs[self.a]
        f.regs[self.a] = None
        if isinstance(generator, Generator) and generator.frame is not None and not generator.running:
            if generator.kind == 2:
                m.scheduler.drop_generator(m, generator)
                return self.next
            m.call_prelude('close_dropped', [generator])
            return SWITCH
        return self.next

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        return self.next


class ForIter(Instr):
    """dest = the next value of iterator a, or go to ``target`` at its end."""

    def __init__(self, dest: i64, a: i64) -> None:
        super().__init__()
        self.dest = dest
        self.a: i64 = a

    def step(self, m: Machine, f: Frame) -> i64:
        iterator = f.regs[self.a]
        if isinstance(iterator, NativeIterator):
            value = iterator.advance(m)
            if value is ABSENT:
                return self.target
            f.regs[self.dest] = value
            return self.next
        if isinstance(iterator, Generator):
            if iterator.frame is None:
                return self.target
            return m.resume_generator(iterator, None, 0)
        value = m.call_method(iterator, '__next__', [])
        if value is PUSHED:
            return SWITCH
        f.regs[self.dest] = value
        return self.next

    def exhausted(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        return self.target

    def catch(self, m: Machine, f: Frame, callee: Frame, exc: ExceptionValue) -> i64:
        if exc.cls.is_subclass(m.class_named('StopIteration')) and callee.gen is None:
            return self.target
        return UNCAUGHT
