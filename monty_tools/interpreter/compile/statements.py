"""The simple statements: assignments, ``del``, ``raise``, ``assert``, imports."""

from __future__ import annotations

import ast
from typing import Final

from ..instructions import arithmetic as ops
from ..instructions import calls, containers, exceptions, names
from ..resolve.scopes import CLASS, mangle
from .compiler import Compiler
from .conditions import jump_if
from .displays import has_star
from .expressions import BINARY, annotation_value
from .positions import assertion_place
from .targets import delete_target, evaluate_target, store_target
from .unit import ANYWHERE, Label
from .variables import load_name

STORES_LAST: Final = (
    ast.BinOp,
    ast.Call,
    ast.Attribute,
    ast.Subscript,
    ast.Constant,
    ast.Name,
    ast.UnaryOp,
    ast.List,
    ast.Tuple,
    ast.Lambda,
    ast.Await,
    ast.Yield,
)
"""Expressions whose only write to their destination is their last step, so that it may be a variable."""


def expression_statement(c: Compiler, node: ast.Expr) -> None:
    if not isinstance(node.value, ast.Constant):
        c.expr(node.value)


def nothing(c: Compiler, node: ast.stmt) -> None:
    """``pass``, ``global`` and ``nonlocal`` do nothing when run."""


def assign(c: Compiler, node: ast.Assign) -> None:
    if len(node.targets) == 1:
        assign_value(c, node.targets[0], node.value)
        return
    value = c.stable(node.value)
    for target in node.targets:
        store_target(c, target, value)


def assign_value(c: Compiler, target: ast.expr, value: ast.expr) -> None:
    """``target = value``."""
    if isinstance(target, ast.Name):
        dest = c.direct(target.id)
        if dest != ANYWHERE and isinstance(value, STORES_LAST):
            c.expr(value, dest)
            return
    elif isinstance(target, (ast.Tuple, ast.List)) and isinstance(value, ast.Tuple):
        if len(target.elts) == len(value.elts) and not has_star(target.elts) and not has_star(value.elts):
            regs = [c.stable(item) for item in value.elts]
            for item, reg in zip(target.elts, regs, strict=True):
                store_target(c, item, reg)
            return
    store_target(c, target, c.expr(value))


def augmented_assign(c: Compiler, node: ast.AugAssign) -> None:
    unit = c.unit
    target = node.target
    op = BINARY[type(node.op)]
    if isinstance(target, ast.Name):
        current = load_name(c, target)
        value = c.expr(node.value)
        unit.at(node)
        dest = c.direct(target.id)
        if dest != ANYWHERE:
            unit.emit(ops.binary_instr(dest, current, value, op, True))
            return
        result = unit.temporaries(1)
        unit.emit(ops.binary_instr(result, current, value, op, True))
        store_target(c, target, result)
    elif isinstance(target, ast.Attribute):
        obj = c.stable(target.value)
        name = mangle(c.scope.class_name, target.attr)
        current = unit.temporaries(1)
        unit.at(target)
        unit.emit(calls.GetAttr(current, obj, name))
        value = c.expr(node.value)
        unit.at(node)
        unit.emit(ops.binary_instr(current, current, value, op, True))
        unit.at(target)
        unit.emit(calls.SetAttr(obj, name, current))
    elif isinstance(target, ast.Subscript):
        obj = c.stable(target.value)
        key = c.expr(target.slice)
        current = unit.temporaries(1)
        unit.at(target)
        unit.emit(containers.GetItem(current, obj, key))
        value = c.expr(node.value)
        unit.at(node)
        unit.emit(ops.binary_instr(current, current, value, op, True))
        unit.at(target)
        unit.emit(containers.SetItem(obj, key, current))


def annotated_assign(c: Compiler, node: ast.AnnAssign) -> None:
    target = node.target
    if node.value is not None:
        assign_value(c, target, node.value)
    if isinstance(target, ast.Name) and node.simple:
        annotate(c, target, node.annotation)
    elif not isinstance(target, ast.Name) and node.value is None:
        evaluate_target(c, target)


def annotate(c: Compiler, target: ast.Name, annotation: ast.expr) -> None:
    """Record the annotation of a module's or class's variable."""
    unit = c.unit
    if unit.scope.kind == CLASS:
        place = unit.temporaries(1)
        value = annotation_value(c, annotation)
        unit.at(target)
        unit.emit(names.LoadName(place, '__annotations__', -1, -1))
    elif unit.annotations >= 0:
        place = unit.annotations
        value = annotation_value(c, annotation)
    else:
        return
    key = c.constant(mangle(c.scope.class_name, target.id))
    unit.emit(containers.SetItem(place, key, value))


def raise_statement(c: Compiler, node: ast.Raise) -> None:
    unit = c.unit
    if node.exc is None:
        unit.emit(exceptions.RaiseAgain())
        return
    value = c.stable(node.exc)
    cause = c.none() if node.cause is None else c.expr(node.cause)
    unit.at(node)
    unit.emit(exceptions.Raise(value, cause, node.cause is not None))


def assert_statement(c: Compiler, node: ast.Assert) -> None:
    unit = c.unit
    fine = Label()
    jump_if(c, node.test, True, fine, node)
    if node.msg is None:
        unit.at(assertion_place(node))
        unit.emit(exceptions.AssertFail(c.none(), False))
    else:
        value = c.expr(node.msg)
        unit.at(assertion_place(node))
        unit.emit(exceptions.AssertFail(value, True))
    unit.place(fine)


def delete_statement(c: Compiler, node: ast.Delete) -> None:
    for target in node.targets:
        delete_target(c, target)


def import_statement(c: Compiler, node: ast.Import) -> None:
    unit = c.unit
    for alias in node.names:
        reg = unit.temporaries(1)
        unit.emit(calls.Import(reg, alias.name, alias.asname is None))
        name = alias.asname if alias.asname is not None else alias.name.partition('.')[0]
        store_target(c, ast.Name(name, ast.Store()), reg)


def import_from(c: Compiler, node: ast.ImportFrom) -> None:
    if node.module == '__future__':
        return
    unit = c.unit
    module = unit.temporaries(2)
    name = node.module if node.module is not None else ''
    unit.emit(calls.Import(module, name, False))
    for alias in node.names:
        unit.emit(calls.ImportFrom(module + 1, module, name, alias.name))
        store_target(c, ast.Name(alias.asname or alias.name, ast.Store()), module + 1)
