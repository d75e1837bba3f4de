"""``while``, ``for`` and ``async for``."""

from __future__ import annotations

import ast

from ..instructions import calls, containers, control, exceptions, generators
from .compiler import Compiler
from .conditions import jump_if
from .positions import POINTS_AT_PARTS
from .targets import store_target
from .unit import ANYWHERE, LOOP, Block, Label


def while_loop(c: Compiler, node: ast.While) -> None:
    unit = c.unit
    block = Block(LOOP)
    top = Label()
    otherwise = Label()
    block.break_label = end = Label()
    block.continue_label = top
    unit.place(top)
    if not (isinstance(node.test, ast.Constant) and bool(node.test.value)):
        mark = unit.top
        jump_if(c, node.test, False, otherwise, node)
        unit.top = mark
    unit.blocks.append(block)
    c.statements(node.body)
    unit.blocks.pop()
    unit.jump(control.JumpBack(), top)
    unit.place(otherwise)
    c.statements(node.orelse)
    unit.place(end)


def for_loop(c: Compiler, node: ast.For) -> None:
    unit = c.unit
    block = Block(LOOP)
    top = Label()
    otherwise = Label()
    block.break_label = end = Label()
    block.continue_label = top
    if isinstance(node.iter, ast.Call):
        iterator = unit.block(3)
        block.drop = iterator + 1
        source = c.expr(node.iter)
        call = unit.here() - 1
        while call > 0 and isinstance(unit.code.ins[call], calls.LookUpFailed):
            call -= 1
        unit.at(node.iter if POINTS_AT_PARTS else node)
        unit.emit(containers.GetIterOnce(iterator, source, call))
    else:
        iterator = unit.block(1)
        source = c.expr(node.iter)
        unit.at(node.iter if POINTS_AT_PARTS else node)
        unit.emit(containers.GetIter(iterator, source))
    start = unit.here()
    unit.place(top)
    unit.at(node.iter if POINTS_AT_PARTS else node)
    for_step(c, iterator, node.target, otherwise)
    unit.blocks.append(block)
    c.statements(node.body)
    unit.blocks.pop()
    unit.at(node)
    unit.jump(control.JumpBack(), top)
    if block.drop >= 0:
        drop_on_error(c, block, start)
    unit.place(otherwise)
    c.statements(node.orelse)
    unit.place(end)


def drop_on_error(c: Compiler, block: Block, start: int) -> None:
    """An exception leaves the loop whose code begins at ``start``: its generator is closed on the way."""
    unit = c.unit
    end = unit.here()
    exc = block.drop + 1
    failed = Label()
    unit.place(failed)
    unit.protect(start, end, failed, exc, block.holes)
    unit.emit(containers.DropIter(block.drop))
    unit.emit(exceptions.Reraise(exc))


def for_step(c: Compiler, iterator: int, target: ast.expr, end: Label) -> None:
    """Take the next item into ``target``, or go to ``end``."""
    unit = c.unit
    dest = c.direct(target.id) if isinstance(target, ast.Name) else ANYWHERE
    if dest != ANYWHERE:
        unit.jump(containers.ForIter(dest, iterator), end)
        return
    mark = unit.top
    item = unit.block(1)
    unit.jump(containers.ForIter(item, iterator), end)
    unit.at(target)
    store_target(c, target, item)
    unit.top = mark


def async_for_loop(c: Compiler, node: ast.AsyncFor) -> None:
    unit = c.unit
    block = Block(LOOP)
    top = Label()
    otherwise = Label()
    block.break_label = end = Label()
    block.continue_label = top
    iterator = unit.block(2)
    source = c.expr(node.iter)
    unit.at(node.iter if POINTS_AT_PARTS else node)
    unit.emit(containers.GetAsyncIter(iterator, source))
    unit.place(top)
    item = unit.block(1)
    unit.at(node)
    unit.jump(generators.ForAsync(item, iterator, iterator + 1), otherwise)
    unit.at(node.target)
    store_target(c, node.target, item)
    unit.blocks.append(block)
    c.statements(node.body)
    unit.blocks.pop()
    unit.at(node)
    unit.jump(control.JumpBack(), top)
    unit.place(otherwise)
    c.statements(node.orelse)
    unit.place(end)
