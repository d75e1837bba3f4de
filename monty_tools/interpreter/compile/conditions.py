"""Truth: ``if``, ``and``, ``or``, comparisons, as jumps where nobody wants the value."""

from __future__ import annotations

import ast
from typing import Final

from .. import arithmetic
from ..instructions import arithmetic as ops
from ..instructions import control
from .compiler import Compiler
from .positions import ASKS_AT_CONDITION
from .unit import ANYWHERE, Label

COMPARE: Final[dict[type, int]] = {
    ast.Lt: arithmetic.LT,
    ast.LtE: arithmetic.LE,
    ast.Eq: arithmetic.EQ,
    ast.NotEq: arithmetic.NE,
    ast.Gt: arithmetic.GT,
    ast.GtE: arithmetic.GE,
}


def if_statement(c: Compiler, node: ast.If) -> None:
    unit = c.unit
    end = Label()
    while True:
        otherwise = Label()
        jump_if(c, node.test, False, otherwise, node)
        c.statements(node.body)
        orelse = node.orelse
        if orelse:
            unit.jump(control.Jump(), end)
        unit.place(otherwise)
        if len(orelse) == 1 and isinstance(orelse[0], ast.If):
            node = orelse[0]
            unit.at(node)
            continue
        c.statements(orelse)
        break
    unit.place(end)


def if_expression(c: Compiler, node: ast.IfExp, dest: int) -> int:
    unit = c.unit
    target = c.into(dest) if dest == ANYWHERE else unit.temporaries(1)
    end = Label()
    mark = unit.top
    choice: ast.expr = node
    while isinstance(choice, ast.IfExp):
        otherwise = Label()
        jump_if(c, choice.test, False, otherwise, choice)
        c.expr(choice.body, target)
        unit.jump(control.Jump(), end)
        unit.place(otherwise)
        unit.top = mark
        choice = choice.orelse
    c.expr(choice, target)
    unit.place(end)
    return c.put(target, dest)


def boolean_operation(c: Compiler, node: ast.BoolOp, dest: int) -> int:
    unit = c.unit
    target = c.into(dest)
    if dest != ANYWHERE:
        target = unit.temporaries(1)
    end = Label()
    sense = isinstance(node.op, ast.Or)
    for value in node.values[:-1]:
        mark = unit.top
        c.expr(value, target)
        unit.at(node)
        unit.jump(control.JumpIf(target, sense), end)
        unit.top = mark
    c.expr(node.values[-1], target)
    unit.place(end)
    return c.put(target, dest)


def compare_expression(c: Compiler, node: ast.Compare, dest: int) -> int:
    unit = c.unit
    target = unit.temporaries(1)
    if len(node.ops) == 1:
        mark = unit.top
        x = c.expr(node.left)
        y = c.expr(node.comparators[0])
        unit.at(node)
        compare(c, target, node.ops[0], x, y)
        unit.top = mark
        return c.put(target, dest)
    end = Label()
    x = c.stable(node.left)
    for index, op in enumerate(node.ops):
        y = c.stable(node.comparators[index])
        unit.at(node)
        compare(c, target, op, x, y)
        if index < len(node.ops) - 1:
            unit.jump(control.JumpIf(target, False), end)
        x = y
    unit.place(end)
    return c.put(target, dest)


def compare(c: Compiler, target: int, op: ast.cmpop, x: int, y: int) -> None:
    unit = c.unit
    if isinstance(op, (ast.Is, ast.IsNot)):
        unit.emit(ops.Is(target, x, y, isinstance(op, ast.Is)))
    elif isinstance(op, (ast.In, ast.NotIn)):
        unit.emit(ops.Contains(target, x, y, isinstance(op, ast.In)))
    else:
        unit.emit(ops.CompareOp(target, x, y, COMPARE[type(op)]))


def jump_if(c: Compiler, node: ast.expr, sense: bool, label: Label, asker: ast.AST) -> None:
    """Jump to ``label`` if the truth of ``node`` is ``sense``. ``asker`` is what the condition belongs to."""
    unit = c.unit
    mark = unit.top
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        jump_if(c, node.operand, not sense, label, asker)
    elif isinstance(node, ast.BoolOp):
        is_or = isinstance(node.op, ast.Or)
        if is_or == sense:
            for value in node.values:
                jump_if(c, value, sense, label, asker)
        else:
            skip = Label()
            for value in node.values[:-1]:
                jump_if(c, value, not sense, skip, asker)
            jump_if(c, node.values[-1], sense, label, asker)
            unit.place(skip)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1 and not isinstance(node.ops[0], (ast.In, ast.NotIn)):
        op = node.ops[0]
        x = c.expr(node.left)
        y = c.expr(node.comparators[0])
        unit.at(node)
        if isinstance(op, (ast.Is, ast.IsNot)):
            unit.jump(ops.IsJump(x, y, isinstance(op, ast.Is) == sense), label)
        else:
            unit.jump(ops.compare_jump(x, y, COMPARE[type(op)], sense), label)
    elif isinstance(node, ast.Constant):
        if bool(node.value) == sense:
            unit.jump(control.Jump(), label)
    else:
        reg = c.expr(node)
        unit.at(node if ASKS_AT_CONDITION else asker)
        unit.jump(control.JumpIf(reg, sense), label)
    unit.top = mark
