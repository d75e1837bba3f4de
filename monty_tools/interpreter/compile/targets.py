"""Targets of any form: names, attributes, subscripts, and tuples and lists of them."""

from __future__ import annotations

import ast

from ..instructions import calls, containers
from ..resolve.scopes import CLASS, mangle
from .compiler import Compiler
from .variables import delete_name, store_name


def store_target(c: Compiler, target: ast.expr, value: int) -> None:
    """``target = value`` for any target; ``value`` is a register."""
    unit = c.unit
    if isinstance(target, ast.Name):
        if c.scope.kind == CLASS and hasattr(target, 'lineno'):
            unit.at(target)  # an enumeration may refuse the name
        store_name(c, target.id, value)
    elif isinstance(target, ast.Attribute):
        obj = c.expr(target.value)
        unit.at(target)
        unit.emit(calls.SetAttr(obj, mangle(c.scope.class_name, target.attr), value))
    elif isinstance(target, ast.Subscript):
        obj = c.stable(target.value)
        key = c.expr(target.slice)
        unit.at(target)
        unit.emit(containers.SetItem(obj, key, value))
    elif isinstance(target, (ast.Tuple, ast.List)):
        unpack(c, target, value)
    elif isinstance(target, ast.Starred):
        store_target(c, target.value, value)


def unpack(c: Compiler, target: ast.Tuple | ast.List, value: int) -> None:
    unit = c.unit
    star = -1
    for index, item in enumerate(target.elts):
        if isinstance(item, ast.Starred):
            star = index
    start = unit.temporaries(len(target.elts))
    unit.at(target)
    unit.emit(containers.Unpack(value, start, len(target.elts), star))
    for index, item in enumerate(target.elts):
        store_target(c, item, start + index)


def delete_target(c: Compiler, target: ast.expr) -> None:
    unit = c.unit
    if isinstance(target, ast.Name):
        unit.at(target)
        delete_name(c, target)
    elif isinstance(target, ast.Attribute):
        obj = c.expr(target.value)
        unit.at(target)
        unit.emit(calls.DeleteAttr(obj, mangle(c.scope.class_name, target.attr)))
    elif isinstance(target, ast.Subscript):
        obj = c.stable(target.value)
        key = c.expr(target.slice)
        unit.at(target)
        unit.emit(containers.DeleteItem(obj, key))
    elif isinstance(target, (ast.Tuple, ast.List)):
        for item in target.elts:
            delete_target(c, item)


def evaluate_target(c: Compiler, target: ast.expr) -> None:
    """A target that is only annotated: its parts are evaluated, as CPython does."""
    if isinstance(target, ast.Attribute):
        c.expr(target.value)
    elif isinstance(target, ast.Subscript):
        c.expr(target.value)
        c.expr(target.slice)
