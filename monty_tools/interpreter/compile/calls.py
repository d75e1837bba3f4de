"""Attributes, subscripts and calls: what trails an expression."""

from __future__ import annotations

import ast

from ..instructions import calls, containers
from ..resolve.scopes import mangle
from .compiler import Compiler
from .displays import argument_list, has_star, keyword_dict
from .positions import at_attribute, at_call


def trailers(c: Compiler, node: ast.Attribute | ast.Subscript | ast.Call, dest: int) -> int:
    """``base.name[key](args)…``, however long, from its base outwards."""
    unit = c.unit
    chain: list[ast.expr] = []
    base: ast.expr = node
    while True:
        if isinstance(base, (ast.Attribute, ast.Subscript)):
            chain.append(base)
            base = base.value
        elif isinstance(base, ast.Call) and not is_plain_super(c, base):
            chain.append(base)
            base = base.func
        else:
            break
    target = c.into(dest)
    mark = unit.top
    if isinstance(base, ast.Call):
        reg = target if not chain else unit.temporaries(1)
        call_super(c, base, reg)
    else:
        if chain and isinstance(chain[-1], ast.Call):
            c.called.add(id(base))
        reg = c.expr(base)
    while chain:
        part = chain.pop()
        call = chain[-1] if chain else None
        is_method = isinstance(part, ast.Attribute) and isinstance(call, ast.Call) and not is_spread(call)
        if is_method:
            chain.pop()
        unit.top = max(mark, reg + 1) if reg >= mark else mark
        result = target if not chain else unit.temporaries(1)
        if is_method:
            assert isinstance(part, ast.Attribute) and isinstance(call, ast.Call)
            call_method(c, part, call, reg, result)
        elif isinstance(part, ast.Attribute):
            at_attribute(unit, part)
            unit.emit(calls.GetAttr(result, reg, mangle(c.scope.class_name, part.attr)))
        elif isinstance(part, ast.Subscript):
            key = c.expr(part.slice)
            unit.at(part)
            unit.emit(containers.GetItem(result, reg, key))
        else:
            assert isinstance(part, ast.Call)
            call_value(c, part, reg, result)
        reg = result
    unit.top = mark
    return target


def call_method(c: Compiler, func: ast.Attribute, node: ast.Call, obj: int, target: int) -> None:
    unit = c.unit
    start, keywords = arguments(c, node)
    at_call(unit, node)
    name = mangle(c.scope.class_name, func.attr)
    call = calls.CallMethod(target, obj, name, start, len(node.args) + len(keywords), keywords)
    unit.emit(call)
    at_attribute(unit, func)
    unit.emit(calls.LookUpFailed())
    call.next = unit.here()


def call_value(c: Compiler, node: ast.Call, func: int, target: int) -> None:
    unit = c.unit
    if is_spread(node):
        call_spread(c, node, func, target)
        return
    start, keywords = arguments(c, node)
    unit.at(node)
    unit.emit(calls.Call(target, func, start, len(node.args) + len(keywords), keywords))


def call_spread(c: Compiler, node: ast.Call, func: int, target: int) -> None:
    unit = c.unit
    args = unit.temporaries(2)
    unit.at(node)
    argument_list(c, args, node.args, func)
    kwargs = -1
    if node.keywords:
        kwargs = args + 1
        unit.at(node)
        keyword_dict(c, kwargs, node.keywords, func)
    unit.at(node)
    unit.emit(calls.CallSpread(target, func, args, kwargs))


def arguments(c: Compiler, node: ast.Call) -> tuple[int, tuple[str, ...]]:
    """Positional and keyword arguments in adjacent registers: the first one and the keywords."""
    unit = c.unit
    start = unit.temporaries(len(node.args) + len(node.keywords))
    at = start
    for arg in node.args:
        mark = unit.top
        c.expr(arg, at)
        unit.top = mark
        at += 1
    keywords: list[str] = []
    for keyword in node.keywords:
        mark = unit.top
        c.expr(keyword.value, at)
        unit.top = mark
        at += 1
        assert keyword.arg is not None
        keywords.append(mangle(c.scope.class_name, keyword.arg))
    return start, tuple(keywords)


def is_plain_super(c: Compiler, node: ast.Call) -> bool:
    func = node.func
    return (
        isinstance(func, ast.Name)
        and func.id == 'super'
        and not node.args
        and not node.keywords
        and '__class__' in c.unit.registers
    )


def call_super(c: Compiler, node: ast.Call, target: int) -> None:
    unit = c.unit
    func = c.expr(node.func)
    cell = unit.registers['__class__']
    first = -1
    is_cell = False
    code = unit.code
    if code.argcount > 0 or code.has_varargs:
        variable = code.varnames[0]
        first = unit.registers[variable]
        is_cell = first in code.cell_params
    unit.at(node)
    unit.emit(calls.LoadSuper(target, func, cell, first, is_cell))


def is_spread(node: ast.Call) -> bool:
    """Whether the arguments have stars, or are too many for registers of their own."""
    spread = has_star(node.args) or any(keyword.arg is None for keyword in node.keywords)
    return spread or len(node.args) + len(node.keywords) > 200
