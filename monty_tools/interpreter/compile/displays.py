"""Lists, tuples, sets and dicts written out, and the argument lists that have stars."""

from __future__ import annotations

import ast

from ..instructions import calls, containers, names
from ..instructions.containers import DISPLAY, LIST, SET, TUPLE
from ..resolve.scopes import mangle
from .compiler import Compiler
from .constants import fold


def list_display(c: Compiler, node: ast.List, dest: int) -> int:
    return sequence(c, node, node.elts, LIST, dest)


def set_display(c: Compiler, node: ast.Set, dest: int) -> int:
    return sequence(c, node, node.elts, SET, dest)


def tuple_display(c: Compiler, node: ast.Tuple, dest: int) -> int:
    folded = fold(node)
    if folded is not None:
        return c.put(c.constant(folded.value), dest)
    return sequence(c, node, node.elts, TUPLE, dest)


def dict_display(c: Compiler, node: ast.Dict, dest: int) -> int:
    unit = c.unit
    target = c.into(dest)
    mark = unit.top
    plain = all(key is not None for key in node.keys)
    if plain and len(node.keys) <= 50:
        start = unit.temporaries(2 * len(node.keys))
        at = start
        for key, value in zip(node.keys, node.values, strict=True):
            assert key is not None
            inner = unit.top
            c.expr(key, at)
            c.expr(value, at + 1)
            unit.top = inner
            at += 2
        unit.at(node)
        unit.emit(containers.BuildDict(target, start, len(node.keys)))
    else:
        made = unit.temporaries(1)
        unit.emit(containers.BuildDict(made, 0, 0))
        for key, value in zip(node.keys, node.values, strict=True):
            inner = unit.top
            if key is None:
                reg = c.expr(value)
                unit.at(node)
                unit.emit(containers.UpdateDict(made, reg, DISPLAY))
            else:
                first = c.stable(key)
                second = c.expr(value)
                unit.at(node)
                unit.emit(containers.AddToDict(made, first, second))
            unit.top = inner
        unit.emit(names.Move(target, made))
    unit.top = mark
    return target


def sequence(c: Compiler, node: ast.expr, items: list[ast.expr], kind: int, dest: int) -> int:
    unit = c.unit
    target = c.into(dest)
    mark = unit.top
    if has_star(items):
        collected = unit.temporaries(1)
        unit.at(node)
        if kind == SET:
            starred_set(c, collected, items)
            unit.emit(names.Move(target, collected))
        else:
            argument_list(c, collected, items, DISPLAY)
            unit.at(node)
            if kind == TUPLE:
                unit.emit(calls.Call(target, c.builtin_class('tuple'), collected, 1, ()))
            else:
                unit.emit(names.Move(target, collected))
    elif len(items) > 100 and kind == LIST:
        collected = unit.temporaries(1)
        argument_list(c, collected, items, DISPLAY)
        unit.emit(names.Move(target, collected))
    else:
        start = unit.temporaries(len(items))
        for index, item in enumerate(items):
            inner = unit.top
            c.expr(item, start + index)
            unit.top = inner
        unit.at(node)
        unit.emit(containers.BuildSequence(target, start, len(items), kind))
    unit.top = mark
    return target


def starred_set(c: Compiler, target: int, items: list[ast.expr]) -> None:
    unit = c.unit
    unit.emit(containers.BuildSequence(target, 0, 0, SET))
    for item in items:
        mark = unit.top
        if isinstance(item, ast.Starred):
            value = c.expr(item.value)
            unit.at(item)
            unit.emit(containers.UpdateSet(target, value))
        else:
            value = c.expr(item)
            unit.at(item)
            unit.emit(containers.AddToSet(target, value))
        unit.top = mark


def argument_list(c: Compiler, target: int, items: list[ast.expr], function: int) -> None:
    """A list of items with stars, built in ``target``."""
    unit = c.unit
    position = unit.position
    unit.emit(containers.BuildSequence(target, 0, 0, LIST))
    alone = len(items) == 1
    for item in items:
        mark = unit.top
        if isinstance(item, ast.Starred):
            value = c.expr(item.value)
            unit.position = position
            unit.emit(containers.Extend(target, value, function if alone else DISPLAY))
        else:
            value = c.expr(item)
            unit.emit(containers.Append(target, value))
        unit.top = mark


def keyword_dict(c: Compiler, target: int, keywords: list[ast.keyword], function: int) -> None:
    unit = c.unit
    unit.emit(containers.BuildDict(target, 0, 0))
    position = unit.position
    for keyword in keywords:
        mark = unit.top
        value = c.expr(keyword.value)
        unit.position = position
        if keyword.arg is None:
            unit.emit(containers.UpdateDict(target, value, function))
        else:
            name = c.constant(mangle(c.scope.class_name, keyword.arg))
            pair = unit.temporaries(3)
            unit.emit(names.Move(pair, name))
            unit.emit(names.Move(pair + 1, value))
            unit.emit(containers.BuildDict(pair + 2, pair, 1))
            unit.emit(containers.UpdateDict(target, pair + 2, function))
        unit.top = mark


def has_star(items: list[ast.expr]) -> bool:
    return any(isinstance(item, ast.Starred) for item in items)
