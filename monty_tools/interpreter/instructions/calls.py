"""Calling, returning, making functions, and attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mypy_extensions import i64

from ..attributes import make_super
from ..exposure import Proxy
from ..objects import (
    ABSENT,
    CLASS_NAMES,
    PUSHED,
    SWITCH,
    UNBOUND,
    UNCAUGHT,
    Cell,
    Class,
    Code,
    ExceptionValue,
    Frame,
    Function,
    Instance,
    Instr,
    Module,
    NativeFunction,
    NativeProperty,
    Super,
    class_of,
)
from ..types.exceptions import add_context

if TYPE_CHECKING:
    from ..machine import Machine


class Call(Instr):
    """dest = a(the ``count`` registers from ``start``); the last ``len(names)`` of them are keyword arguments."""

    def __init__(self, dest: i64, a: i64, start: i64, count: i64, names: tuple[str, ...]) -> None:
        super().__init__()
        self.dest = dest
        self.a: i64 = a
        self.start: i64 = start
        self.count: i64 = count
        self.names = names

    def step(self, m: Machine, f: Frame) -> i64:
        regs = f.regs
        func = regs[self.a]
        args = regs[self.start : self.start + self.count]
        kwargs: dict[str, object] | None = None
        if self.names:
            kwargs = split_keywords(args, self.names)
        if isinstance(func, Function):
            value = m.call_function(func, args, kwargs)
        else:
            value = m.call(func, args, kwargs)
        if value is PUSHED:
            return SWITCH
        regs[self.dest] = value
        return self.next


def split_keywords(args: list[object], names: tuple[str, ...]) -> dict[str, object]:
    """Move the last ``len(names)`` of ``args`` into a dict."""
    first = len(args) - len(names)
    kwargs: dict[str, object] = {}
    index = first
    for name in names:
        kwargs[name] = args[index]
        index += 1
    del args[first:]
    return kwargs


class CallMethod(Instr):
    """dest = a.name(the ``count`` registers from ``start``), without an object for the bound method."""

    def __init__(self, dest: i64, a: i64, name: str, start: i64, count: i64, names: tuple[str, ...]) -> None:
        super().__init__()
        self.dest = dest
        self.a: i64 = a
        self.name = name
        self.start: i64 = start
        self.count: i64 = count
        self.names = names

    def step(self, m: Machine, f: Frame) -> i64:
        regs = f.regs
        obj = regs[self.a]
        args = regs[self.start : self.start + self.count]
        kwargs: dict[str, object] | None = None
        if self.names:
            kwargs = split_keywords(args, self.names)
        if isinstance(obj, Instance):
            cls = obj.cls
            method = cls.lookup(self.name)
            if (
                isinstance(method, Function)
                and not cls.custom_getattribute
                and (obj.attrs is None or self.name not in obj.attrs)
            ):
                value = m.call_function(method, [obj, *args], kwargs)
                if value is PUSHED:
                    return SWITCH
                regs[self.dest] = value
                return self.next
        elif not isinstance(obj, (Class, Module, Super, Proxy)):
            method = class_of(obj).lookup(self.name)
            if isinstance(method, NativeFunction) and not method.static and not method.classmethod:
                m.tracker.work(1)
                value = method.invoke(m, [obj, *args], kwargs)
                if value is PUSHED:
                    return SWITCH
                regs[self.dest] = value
                return self.next
        call_pc = f.pc
        f.pc = call_pc + 1
        func = m.get_attr(obj, self.name)
        f.pc = call_pc
        if func is PUSHED:
            callee = m.frame
            assert callee is not None
            callee.tag = 1
            return SWITCH
        return self.call(m, f, func, args, kwargs)

    def call(self, m: Machine, f: Frame, func: object, args: list[object], kwargs: dict[str, object] | None) -> i64:
        value = m.call(func, args, kwargs)
        if value is PUSHED:
            return SWITCH
        f.regs[self.dest] = value
        return self.next

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        if callee.tag == 1:  # the frame was a property's: its value is what to call
            args = f.regs[self.start : self.start + self.count]
            kwargs: dict[str, object] | None = None
            if self.names:
                kwargs = split_keywords(args, self.names)
            return self.call(m, f, value, args, kwargs)
        f.regs[self.dest] = value
        return self.next


class LookUpFailed(Instr):
    """Behind a CallMethod, which skips it: where an error of the look-up is shown, that of the attribute alone."""

    def step(self, m: Machine, f: Frame) -> i64:
        raise AssertionError('no instruction to run')


class CallSpread(Instr):
    """dest = a(*b, **c): b holds a list, c a dict (``c`` < 0: none)."""

    def __init__(self, dest: i64, a: i64, b: i64, c: i64) -> None:
        super().__init__()
        self.dest = dest
        self.a: i64 = a
        self.b: i64 = b
        self.c: i64 = c

    def step(self, m: Machine, f: Frame) -> i64:
        args = f.regs[self.b]
        kwargs: object = f.regs[self.c] if self.c >= 0 else None
        assert isinstance(args, list)
        value = m.call(f.regs[self.a], args, kwargs if isinstance(kwargs, dict) and kwargs else None)
        if value is PUSHED:
            return SWITCH
        f.regs[self.dest] = value
        return self.next


class Return(Instr):
    """Return a from a function, comprehension or module."""

    def __init__(self, a: i64) -> None:
        super().__init__()
        self.a: i64 = a

    def step(self, m: Machine, f: Frame) -> i64:
        return m.finish(f, f.regs[self.a])


class MakeFunction(Instr):
    """dest = a function of ``code``.

    ``defaults`` registers from ``start`` hold the positional defaults; then come those of the parameters ``kwnames``.
    ``cells`` are the registers of the cells for its free variables. ``annotations`` is a register with a dict, or -1.
    """

    def __init__(
        self,
        dest: i64,
        code: Code,
        start: i64,
        defaults: i64,
        kwnames: tuple[str, ...],
        cells: list[i64],
        annotations: i64,
    ) -> None:
        super().__init__()
        self.dest = dest
        self.code = code
        self.start: i64 = start
        self.defaults: i64 = defaults
        self.kwnames = kwnames
        self.cells = cells
        self.annotations: i64 = annotations

    def step(self, m: Machine, f: Frame) -> i64:
        regs = f.regs
        code = self.code
        m.tracker.allocate(160)
        func = Function(code, f.namespace, code.qualname)
        if self.defaults:
            func.defaults = tuple(regs[self.start : self.start + self.defaults])
        if self.kwnames:
            kwdefaults: dict[str, object] = {}
            at = self.start + self.defaults
            for name in self.kwnames:
                kwdefaults[name] = regs[at]
                at += 1
            func.kwdefaults = kwdefaults
        if self.cells:
            closure: list[Cell] = []
            for reg in self.cells:
                cell = regs[reg]
                assert isinstance(cell, Cell)
                closure.append(cell)
            func.closure = closure
        if self.annotations >= 0:
            func.attrs = {'__annotations__': regs[self.annotations]}
        regs[self.dest] = func
        return self.next


class MakeLazyFunction(MakeFunction):
    """MakeFunction for what a type alias, a bound or a default is evaluated by, later: in a class body, directly or
    behind its type parameters, it keeps the names of the body."""

    def step(self, m: Machine, f: Frame) -> i64:
        n = MakeFunction.step(self, m, f)
        body: Frame | None = f if f.names is not None else f.back
        if body is not None and body.names is not None:
            func = f.regs[self.dest]
            assert isinstance(func, Function)
            func.attrs = {CLASS_NAMES: body.names}
        return n


class GetAttr(Instr):
    """dest = a.name"""

    def __init__(self, dest: i64, a: i64, name: str) -> None:
        super().__init__()
        self.dest = dest
        self.a: i64 = a
        self.name = name

    def step(self, m: Machine, f: Frame) -> i64:
        value = m.get_attr(f.regs[self.a], self.name)
        if value is PUSHED:
            return SWITCH
        f.regs[self.dest] = value
        return self.next

    def catch(self, m: Machine, f: Frame, callee: Frame, exc: ExceptionValue) -> i64:
        add_context(exc, f.regs[self.a], self.name)
        return UNCAUGHT


class SetAttr(Instr):
    """a.name = b"""

    def __init__(self, a: i64, name: str, b: i64) -> None:
        super().__init__()
        self.a: i64 = a
        self.name = name
        self.b: i64 = b

    def step(self, m: Machine, f: Frame) -> i64:
        if m.set_attr(f.regs[self.a], self.name, f.regs[self.b]) is PUSHED:
            return SWITCH
        return self.next

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        return self.next


class DeleteAttr(Instr):
    """del a.name"""

    def __init__(self, a: i64, name: str) -> None:
        super().__init__()
        self.a: i64 = a
        self.name = name

    def step(self, m: Machine, f: Frame) -> i64:
        if m.del_attr(f.regs[self.a], self.name) is PUSHED:
            return SWITCH
        return self.next

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        return self.next


class LoadSuper(Instr):
    """dest = super(): the class in the cell of register ``cell``, the object in register ``first`` (a cell if
    ``first_is_cell``). ``func`` is what the name ``super`` means: only the builtin is treated here."""

    def __init__(self, dest: i64, func: i64, cell: i64, first: i64, first_is_cell: bool) -> None:
        super().__init__()
        self.dest = dest
        self.func: i64 = func
        self.cell: i64 = cell
        self.first: i64 = first
        self.first_is_cell = first_is_cell

    def step(self, m: Machine, f: Frame) -> i64:
        regs = f.regs
        func = regs[self.func]
        if func is not m.class_named('super'):
            value = m.call(func, [], None)
            if value is PUSHED:
                return SWITCH
            regs[self.dest] = value
            return self.next
        cell = regs[self.cell] if self.cell >= 0 else None
        if not isinstance(cell, Cell):
            raise m.fail('RuntimeError', 'super(): __class__ cell not found')
        if self.first < 0:
            raise m.fail('RuntimeError', 'super(): no arguments')
        obj = regs[self.first]
        if self.first_is_cell and isinstance(obj, Cell):
            obj = obj.value
        cls = cell.value
        if obj is UNBOUND:
            raise m.fail('RuntimeError', 'super(): arg[0] deleted')
        if not isinstance(cls, Class):
            raise m.fail('RuntimeError', 'super(): empty __class__ cell')
        regs[self.dest] = make_super(m, cls, obj)
        return self.next


class FormatValue(Instr):
    """dest = an f-string's field: a converted by ``conversion`` (-1, or ord of r, s, a), formatted by b (-1: '')."""

    def __init__(self, dest: i64, a: i64, conversion: int, b: i64) -> None:
        super().__init__()
        self.dest = dest
        self.a: i64 = a
        self.conversion = conversion
        self.b: i64 = b

    def step(self, m: Machine, f: Frame) -> i64:
        from ..formatting import format_value

        value = f.regs[self.a]
        spec: object = f.regs[self.b] if self.b >= 0 else ''
        assert isinstance(spec, str)
        if not spec and type(value) is str and self.conversion < 0:
            f.regs[self.dest] = value
            return self.next
        text = format_value(m, value, self.conversion, spec)
        if text is PUSHED:
            return SWITCH
        f.regs[self.dest] = text
        return self.next


class BuildString(Instr):
    """dest = the strings in the ``count`` registers from ``start``, joined."""

    def __init__(self, dest: i64, start: i64, count: i64) -> None:
        super().__init__()
        self.dest = dest
        self.start: i64 = start
        self.count: i64 = count

    def step(self, m: Machine, f: Frame) -> i64:
        parts: list[str] = []
        size = 0
        at = self.start
        while at < self.start + self.count:
            part = f.regs[at]
            assert isinstance(part, str)
            size += len(part) if part.isascii() else 4 * len(part)
            parts.append(part)
            at += 1
        if size > 64:
            m.tracker.reserve(size)
        f.regs[self.dest] = ''.join(parts)
        return self.next


class Import(Instr):
    """dest = the module ``name`` (its top package where ``top``)."""

    def __init__(self, dest: i64, name: str, top: bool) -> None:
        super().__init__()
        self.dest = dest
        self.name = name
        self.top = top

    def step(self, m: Machine, f: Frame) -> i64:
        f.regs[self.dest] = m.import_module(self.name, self.top)
        return self.next


class ImportFrom(Instr):
    """dest = name ``name`` of the module in register a."""

    def __init__(self, dest: i64, a: i64, module: str, name: str) -> None:
        super().__init__()
        self.dest = dest
        self.a: i64 = a
        self.module = module
        self.name = name

    def step(self, m: Machine, f: Frame) -> i64:
        from ..objects import Module

        module = f.regs[self.a]
        assert isinstance(module, Module)
        value = module.attrs.get(self.name, ABSENT)
        if value is ABSENT:
            raise m.import_name_error(self.module, self.name)
        f.regs[self.dest] = value.read(m, module) if isinstance(value, NativeProperty) else value
        return self.next
