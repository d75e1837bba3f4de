"""Variables by name: loading, storing, deleting, wherever the resolver has put them."""

from __future__ import annotations

import ast

from ..instructions import names
from ..resolve import BUILTIN, CELL, EXTERNAL, FREE, GLOBAL, INPUT, LOCAL, NAME
from ..resolve.scopes import ANNOTATION, TYPE_PARAMS, mangle
from .compiler import Compiler
from .unit import ANYWHERE


def load_name(c: Compiler, node: ast.Name, dest: int = ANYWHERE) -> int:
    """The value of a variable: its own register where that is safe, else a temporary or ``dest``."""
    unit = c.unit
    name = mangle(c.scope.class_name, node.id)
    unit.at(node)
    kind = c.resolution.lookup(c.scope, name)
    if kind == BUILTIN and (c.session and c.in_function()):
        kind = GLOBAL
    if kind == BUILTIN:
        if name in c.builtins:
            return c.put(unit.constant(('builtin', name), c.builtins[name]), dest)
        kind = GLOBAL
    if kind == LOCAL:
        reg = c.direct(node.id)
        if id(node) in c.resolution.maybe_unbound:
            unit.emit(names.CheckLocal(reg, name))
        if dest == ANYWHERE and name in unit.volatile:
            dest = unit.temporaries(1)
        return c.put(reg, dest)
    if kind == GLOBAL or kind == INPUT or kind == EXTERNAL:
        return load_global(c, node, name, dest)
    target = unit.temporaries(1) if dest == ANYWHERE else dest
    if kind == CELL or kind == FREE:
        unit.emit(names.LoadCell(target, c.variable_register(name), name, kind == FREE))
    else:
        assert kind == NAME
        own = name == '__class__' and unit.scope.needs_class_cell  # the cell is for methods, not for the body
        cell = c.variable_register(name) if name in unit.scope.frees and not own else -1
        slot = c.slots.get(name, -1)
        if unit.scope.kind == TYPE_PARAMS:
            unit.emit(names.LoadNameBehind(target, name, cell, slot))
        elif unit.scope.kind == ANNOTATION:
            unit.emit(names.LoadNameLater(target, name, cell, slot))
        else:
            unit.emit(names.LoadName(target, name, cell, slot))
    return target


def load_global(c: Compiler, node: ast.Name, name: str, dest: int) -> int:
    unit = c.unit
    slot = c.slots.get(name, -1)
    if slot >= 0 and not c.in_function() and id(node) not in c.resolution.maybe_unbound:
        if dest == ANYWHERE and name in unit.volatile:
            dest = unit.temporaries(1)
        return c.put(slot, dest)
    target = unit.temporaries(1) if dest == ANYWHERE else dest
    if slot >= 0:
        unit.emit(names.LoadGlobal(target, slot, name))
    else:
        unit.emit(names.LoadGlobalByName(target, name, id(node) in c.called))
    return target


def store_name(c: Compiler, name: str, value: int) -> None:
    unit = c.unit
    name = mangle(c.scope.class_name, name)
    dest = c.direct(name)
    if dest != ANYWHERE:
        if dest != value:
            unit.emit(names.Move(dest, value))
        return
    kind = c.resolution.lookup(c.scope, name)
    if kind == CELL or kind == FREE:
        unit.emit(names.StoreCell(c.variable_register(name), value))
    elif kind == NAME:
        unit.emit(names.StoreName(name, value))
    else:
        unit.emit(names.StoreGlobal(c.slots[name], value))


def delete_name(c: Compiler, node: ast.Name) -> None:
    unit = c.unit
    name = mangle(c.scope.class_name, node.id)
    kind = c.resolution.lookup(c.scope, name)
    if kind == LOCAL:
        unit.emit(names.DeleteLocal(c.direct(name), name))
    elif kind == CELL or kind == FREE:
        unit.emit(names.DeleteCell(c.variable_register(name), name, kind == FREE))
    elif kind == NAME:
        unit.emit(names.DeleteName(name))
    else:
        unit.emit(names.DeleteGlobal(c.slots[name], name))


def clear_name(c: Compiler, target: ast.expr) -> None:
    """Unbind a name if it is bound."""
    assert isinstance(target, ast.Name)
    unit = c.unit
    name = mangle(c.scope.class_name, target.id)
    reg = c.direct(name)
    if reg != ANYWHERE:
        unit.emit(names.ClearLocal(reg))
        return
    kind = c.resolution.lookup(c.scope, name)
    if kind == CELL or kind == FREE:
        unit.emit(names.ClearCell(c.variable_register(name)))
    elif kind == NAME:
        unit.emit(names.ClearName(name))
    else:
        unit.emit(names.StoreGlobal(c.slots[name], c.unbound()))
