"""Variables: registers, cells, globals, and the namespace of a class body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mypy_extensions import i64

from ..classmaker import meta_hook
from ..machine import visible_names
from ..objects import ABSENT, BASES, CLASS_NAMES, META, SWITCH, UNBOUND, Cell, Class, Frame, Instr, Thrown
from ..types.exceptions import set_field

if TYPE_CHECKING:
    from ..machine import Machine


def unbound_local(m: Machine, name: str) -> Thrown:
    """Unlike other NameErrors it tells no name, and so gets no suggestion."""
    return m.fail('UnboundLocalError', f"cannot access local variable '{name}' where it is not associated with a value")


def unbound_free(m: Machine, name: str) -> Thrown:
    thrown = m.fail(
        'NameError', f"cannot access free variable '{name}' where it is not associated with a value in enclosing scope"
    )
    set_field(thrown.value, 'name', name)
    if m.frame is not None:
        set_field(thrown.value, 'candidates', visible_names(m.frame, name))
    return thrown


class Move(Instr):
    """dest = a"""

    def __init__(self, dest: i64, a: i64) -> None:
        super().__init__()
        self.dest = dest
        self.a: i64 = a

    def step(self, m: Machine, f: Frame) -> i64:
        regs = f.regs
        regs[self.dest] = regs[self.a]
        return self.next


class CheckLocal(Instr):
    """Raise UnboundLocalError unless register a is bound."""

    def __init__(self, a: i64, name: str) -> None:
        super().__init__()
        self.a: i64 = a
        self.name = name

    def step(self, m: Machine, f: Frame) -> i64:
        if f.regs[self.a] is UNBOUND:
            raise unbound_local(m, self.name)
        return self.next


class DeleteLocal(Instr):
    """del a local variable."""

    def __init__(self, a: i64, name: str) -> None:
        super().__init__()
        self.a: i64 = a
        self.name = name

    def step(self, m: Machine, f: Frame) -> i64:
        if f.regs[self.a] is UNBOUND:
            raise unbound_local(m, self.name)
        f.regs[self.a] = UNBOUND
        return self.next


class ClearLocal(Instr):
    """Unbind a local without complaint: the name of an ``except … as`` clause at its end, an isolated loop variable."""

    def __init__(self, a: i64) -> None:
        super().__init__()
        self.a: i64 = a

    def step(self, m: Machine, f: Frame) -> i64:
        f.regs[self.a] = UNBOUND
        return self.next


class LoadCell(Instr):
    """dest = the value of the cell in register a."""

    def __init__(self, dest: i64, a: i64, name: str, free: bool) -> None:
        super().__init__()
        self.dest = dest
        self.a: i64 = a
        self.name = name
        self.free = free

    def step(self, m: Machine, f: Frame) -> i64:
        cell = f.regs[self.a]
        assert isinstance(cell, Cell)
        value = cell.value
        if value is UNBOUND:
            raise unbound_free(m, self.name) if self.free else unbound_local(m, self.name)
        f.regs[self.dest] = value
        return self.next


class StoreCell(Instr):
    """The cell in register a takes the value of b."""

    def __init__(self, a: i64, b: i64) -> None:
        super().__init__()
        self.a: i64 = a
        self.b: i64 = b

    def step(self, m: Machine, f: Frame) -> i64:
        cell = f.regs[self.a]
        assert isinstance(cell, Cell)
        cell.value = f.regs[self.b]
        return self.next


class NewCell(Instr):
    """A fresh cell in register a: each run of a comprehension has its own variables."""

    def __init__(self, a: i64) -> None:
        super().__init__()
        self.a: i64 = a

    def step(self, m: Machine, f: Frame) -> i64:
        f.regs[self.a] = Cell(UNBOUND)
        return self.next


class DeleteCell(Instr):
    """del a variable that lives in a cell."""

    def __init__(self, a: i64, name: str, free: bool) -> None:
        super().__init__()
        self.a: i64 = a
        self.name = name
        self.free = free

    def step(self, m: Machine, f: Frame) -> i64:
        cell = f.regs[self.a]
        assert isinstance(cell, Cell)
        if cell.value is UNBOUND:
            raise unbound_free(m, self.name) if self.free else unbound_local(m, self.name)
        cell.value = UNBOUND
        return self.next


class ClearCell(Instr):
    """Unbind a cell without complaint."""

    def __init__(self, a: i64) -> None:
        super().__init__()
        self.a: i64 = a

    def step(self, m: Machine, f: Frame) -> i64:
        cell = f.regs[self.a]
        assert isinstance(cell, Cell)
        cell.value = UNBOUND
        return self.next


class LoadGlobal(Instr):
    """dest = the global in ``slot``; while that is unbound, the builtin of the same name."""

    def __init__(self, dest: i64, slot: i64, name: str) -> None:
        super().__init__()
        self.dest = dest
        self.slot: i64 = slot
        self.name = name

    def step(self, m: Machine, f: Frame) -> i64:
        value = f.namespace.values[self.slot]
        if value is UNBOUND:
            value = m.builtin(self.name, '')
        f.regs[self.dest] = value
        return self.next


class LoadGlobalByName(Instr):
    """dest = a global that nothing so far binds: a later program of the session may, else it is a builtin
    or missing."""

    def __init__(self, dest: i64, name: str, called: bool) -> None:
        super().__init__()
        self.dest = dest
        self.name = name
        self.called = called  # it is what a call calls: an unknown name is an unauthorized call

    def step(self, m: Machine, f: Frame) -> i64:
        namespace = f.namespace
        slot = namespace.slots.get(self.name)
        value: object = UNBOUND
        if slot is not None:
            value = namespace.values[slot]
        if value is UNBOUND:
            value = m.builtin(self.name, 'unauthorized_call' if self.called else 'undefined_name')
        f.regs[self.dest] = value
        return self.next


class StoreGlobal(Instr):
    """The global in ``slot`` takes the value of a."""

    def __init__(self, slot: i64, a: i64) -> None:
        super().__init__()
        self.slot: i64 = slot
        self.a: i64 = a

    def step(self, m: Machine, f: Frame) -> i64:
        f.namespace.values[self.slot] = f.regs[self.a]
        return self.next


class DeleteGlobal(Instr):
    """del a global."""

    def __init__(self, slot: i64, name: str) -> None:
        super().__init__()
        self.slot: i64 = slot
        self.name = name

    def step(self, m: Machine, f: Frame) -> i64:
        values = f.namespace.values
        if values[self.slot] is UNBOUND:
            raise m.name_error(self.name, '')
        values[self.slot] = UNBOUND
        return self.next


class LoadName(Instr):
    """dest = a name in a class body: its namespace, then an enclosing function's cell, a global, a builtin.

    ``cell`` is the register of the enclosing function's variable, -1 for none; ``slot`` likewise of a global.
    """

    def __init__(self, dest: i64, name: str, cell: i64, slot: i64) -> None:
        super().__init__()
        self.dest = dest
        self.name = name
        self.cell: i64 = cell
        self.slot: i64 = slot

    def namespace(self, m: Machine, f: Frame) -> dict[str, object]:
        """The class body's names."""
        names = f.names
        assert names is not None
        return names

    def step(self, m: Machine, f: Frame) -> i64:
        names = self.namespace(m, f)
        value = names.get(self.name, ABSENT)
        if value is ABSENT:
            value = UNBOUND
            if self.cell >= 0:
                cell = f.regs[self.cell]
                assert isinstance(cell, Cell)
                value = cell.value
                if value is UNBOUND:
                    raise unbound_free(m, self.name)
            elif self.slot >= 0:
                value = f.namespace.values[self.slot]
            if value is UNBOUND:
                value = m.builtin(self.name, 'undefined_name' if self.slot < 0 else '')
        f.regs[self.dest] = value
        return self.next


class LoadNameBehind(LoadName):
    """dest = a name in the scope of type parameters that a class body has just entered."""

    def namespace(self, m: Machine, f: Frame) -> dict[str, object]:
        body = f.back
        assert body is not None and body.names is not None
        return body.names


class LoadNameLater(LoadName):
    """dest = a name of a class body in what is evaluated when it is asked for: see MakeLazyFunction."""

    def namespace(self, m: Machine, f: Frame) -> dict[str, object]:
        func = f.func
        known = func.attrs.get(CLASS_NAMES) if func is not None and func.attrs is not None else None
        if isinstance(known, dict):
            return known
        text = f"a type alias, bound or default in a class cannot use the class's own name '{self.name}' in the sandbox"
        raise m.fail('TypeError', text)


class StoreName(Instr):
    """A name in a class body's namespace takes the value of a."""

    def __init__(self, name: str, a: i64) -> None:
        super().__init__()
        self.name = name
        self.a: i64 = a

    def step(self, m: Machine, f: Frame) -> i64:
        names = f.names
        assert names is not None
        m.tracker.memory(100)
        meta = names.get(META)
        if isinstance(meta, Class):
            hook = meta_hook(meta, '__body_store__')
            assert hook is not None
            m.call(hook, [names, self.name, f.regs[self.a], names.get(BASES, ())], None)
            return SWITCH
        names[self.name] = f.regs[self.a]
        return self.next

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        return self.next


class DeleteName(Instr):
    """del a name in a class body."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def step(self, m: Machine, f: Frame) -> i64:
        names = f.names
        assert names is not None
        if self.name not in names:
            raise m.name_error(self.name, '')
        del names[self.name]
        return self.next


class ClearName(Instr):
    """Unbind a name of a class body without complaint."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def step(self, m: Machine, f: Frame) -> i64:
        names = f.names
        assert names is not None
        names.pop(self.name, None)
        return self.next
