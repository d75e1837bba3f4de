"""Operators, slices, f-strings, ``:=``, ``yield`` and ``await``."""

from __future__ import annotations

import ast
from typing import Final

from .. import arithmetic
from ..instructions import arithmetic as ops
from ..instructions import calls, containers, control, generators, names
from .compiler import Compiler
from .constants import constant_key, fold, fold_value
from .targets import store_target
from .unit import ANYWHERE

BINARY: Final[dict[type, int]] = {
    ast.Add: arithmetic.ADD,
    ast.Sub: arithmetic.SUB,
    ast.Mult: arithmetic.MUL,
    ast.MatMult: arithmetic.MATMUL,
    ast.Div: arithmetic.TRUEDIV,
    ast.FloorDiv: arithmetic.FLOORDIV,
    ast.Mod: arithmetic.MOD,
    ast.Pow: arithmetic.POW,
    ast.LShift: arithmetic.LSHIFT,
    ast.RShift: arithmetic.RSHIFT,
    ast.BitAnd: arithmetic.AND,
    ast.BitOr: arithmetic.OR,
    ast.BitXor: arithmetic.XOR,
}
UNARY: Final[dict[type, int]] = {ast.USub: 0, ast.UAdd: 1, ast.Invert: 2}


def constant(c: Compiler, node: ast.Constant, dest: int) -> int:
    return c.put(c.constant(node.value), dest)


def binary_operation(c: Compiler, node: ast.BinOp, dest: int) -> int:
    unit = c.unit
    folded = fold(node)
    if folded is not None:
        return c.put(c.constant(folded.value), dest)
    chain: list[ast.BinOp] = [node]
    while isinstance(chain[-1].left, ast.BinOp):
        chain.append(chain[-1].left)
    target = c.into(dest)
    mark = unit.top
    x = c.expr(chain[-1].left)
    while chain:
        part = chain.pop()
        y = c.expr(part.right)
        unit.at(part)
        unit.top = mark
        result = target if not chain else unit.temporaries(1)
        unit.emit(ops.binary_instr(result, x, y, BINARY[type(part.op)], False))
        x = result
    unit.top = mark
    return target


def unary_operation(c: Compiler, node: ast.UnaryOp, dest: int) -> int:
    unit = c.unit
    folded = fold(node)
    if folded is not None:
        return c.put(c.constant(folded.value), dest)
    target = c.into(dest)
    mark = unit.top
    value = c.expr(node.operand)
    unit.at(node)
    if isinstance(node.op, ast.Not):
        unit.emit(control.Not(target, value))
    else:
        unit.emit(ops.UnaryOp(target, value, UNARY[type(node.op)]))
    unit.top = mark
    return target


def named_expression(c: Compiler, node: ast.NamedExpr, dest: int) -> int:
    value = c.expr(node.value)
    if dest == ANYWHERE and value >= 0 and isinstance(node.value, ast.Name):
        copy = c.unit.temporaries(1)
        value = c.put(value, copy)
    c.unit.at(node)
    store_target(c, node.target, value)
    return c.put(value, dest)


def slice_expression(c: Compiler, node: ast.Slice, dest: int) -> int:
    unit = c.unit
    target = c.into(dest)
    parts = (node.lower, node.upper, node.step)
    if all(part is None or fold(part) is not None for part in parts):
        values = [None if part is None else fold_value(part) for part in parts]
        made = slice(values[0], values[1], values[2])
        return c.put(unit.constant(('slice', tuple(constant_key(value) for value in values)), made), dest)
    mark = unit.top
    regs = [c.none() if part is None else c.stable(part) for part in parts]
    unit.at(node)
    unit.emit(containers.BuildSlice(target, regs[0], regs[1], regs[2]))
    unit.top = mark
    return target


def joined_string(c: Compiler, node: ast.JoinedStr, dest: int) -> int:
    unit = c.unit
    target = c.into(dest)
    mark = unit.top
    parts = node.values
    if len(parts) > 200:
        long_string(c, node, target)
        unit.top = mark
        return target
    start = unit.temporaries(len(parts))
    for index, part in enumerate(parts):
        inner = unit.top
        c.expr(part, start + index)
        unit.top = inner
    unit.at(node)
    unit.emit(calls.BuildString(target, start, len(parts)))
    unit.top = mark
    return target


def long_string(c: Compiler, node: ast.JoinedStr, target: int) -> None:
    """An f-string of very many parts, joined in pieces."""
    unit = c.unit
    total = unit.temporaries(2)
    unit.emit(names.Move(total, c.constant('')))
    for part in node.values:
        inner = unit.top
        c.expr(part, total + 1)
        unit.emit(calls.BuildString(total, total, 2))
        unit.top = inner
    unit.emit(names.Move(target, total))


def formatted_value(c: Compiler, node: ast.FormattedValue, dest: int) -> int:
    unit = c.unit
    target = c.into(dest)
    mark = unit.top
    value = c.stable(node.value) if node.format_spec is not None else c.expr(node.value)
    spec = -1
    if node.format_spec is not None:
        spec = unit.temporaries(1)
        c.expr(node.format_spec, spec)
    unit.at(node)
    unit.emit(calls.FormatValue(target, value, node.conversion, spec))
    unit.top = mark
    return target


def yield_expression(c: Compiler, node: ast.Yield, dest: int) -> int:
    unit = c.unit
    target = c.into(dest)
    mark = unit.top
    value = c.none() if node.value is None else c.expr(node.value)
    unit.at(node)
    unit.emit(generators.Yield(target, value))
    unit.top = mark
    return target


def yield_from(c: Compiler, node: ast.YieldFrom, dest: int) -> int:
    unit = c.unit
    target = c.into(dest) if dest == ANYWHERE else unit.temporaries(1)
    mark = unit.top
    value = c.expr(node.value)
    iterator = unit.temporaries(1)
    unit.at(node)
    unit.emit(generators.YieldFrom(target, value, iterator))
    unit.top = mark
    return c.put(target, dest)


def await_expression(c: Compiler, node: ast.Await, dest: int) -> int:
    unit = c.unit
    target = c.into(dest)
    mark = unit.top
    value = c.expr(node.value)
    iterator = unit.temporaries(1)
    unit.at(node)
    unit.emit(generators.Await(target, value, iterator))
    unit.top = mark
    return target


def await_register(c: Compiler, reg: int) -> None:
    """Replace the value of ``reg`` by what awaiting it gives."""
    unit = c.unit
    mark = unit.top
    iterator = unit.temporaries(1)
    unit.emit(generators.Await(reg, reg, iterator))
    unit.top = mark


def annotation_value(c: Compiler, node: ast.expr) -> int:
    """An annotation's value: its source text under ``from __future__ import annotations``."""
    if c.resolution.future_annotations:
        return c.constant(ast.unparse(node))
    return c.expr(node)


def misplaced_star(c: Compiler, node: ast.Starred, dest: int) -> int:
    raise AssertionError('a star outside of displays and calls')
