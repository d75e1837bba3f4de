"""``while``, ``for`` and ``async for``."""

from __future__ import annotations

import ast

from ..instructions import calls, containers, exceptions, generators
from .compiler import Compiler
from .conditions import jump_if
from .positions import place_of
from .targets import store_target
from .unit import ANYWHERE, LOOP, Block, Label


def while_loop(c: Compiler, node: ast.While) -> None:
    unit = c.unit
    top = Label()
    otherwise = Label()
    unit.place(top)
    if not (isinstance(node.test, ast.Constant) and bool(node.test.value)):
        mark = unit.top
        jump_if(c, node.test, False, otherwise, node)
        unit.top = mark
    block = loop_body(c, node.body, top, -1)
    unit.repeat(top)
    end_loop(c, node.orelse, block, otherwise)


def for_loop(c: Compiler, node: ast.For) -> None:
    unit = c.unit
    top = Label()
    otherwise = Label()
    drop = -1
    if isinstance(node.iter, ast.Call):
        iterator = unit.temporaries(3)
        drop = iterator + 1
        source = c.expr(node.iter)
        call = last_call(c)
        unit.at(place_of(node.iter, node))
        unit.emit(containers.GetIterOnce(iterator, source, call))
    else:
        iterator = unit.temporaries(1)
        get_iterator(c, iterator, c.expr(node.iter), node, node)
    start = unit.here()
    unit.place(top)
    unit.at(place_of(node.iter, node))
    for_step(c, iterator, node.target, otherwise)
    block = loop_body(c, node.body, top, drop)
    unit.at(node)
    unit.repeat(top)
    if drop >= 0:
        drop_on_error(c, block, start)
    end_loop(c, node.orelse, block, otherwise)


def async_for_loop(c: Compiler, node: ast.AsyncFor) -> None:
    unit = c.unit
    top = Label()
    otherwise = Label()
    drop = -1
    if isinstance(node.iter, ast.Call):
        iterator = unit.temporaries(4)
        drop = iterator + 2
        source = c.expr(node.iter)
        call = last_call(c)
        unit.at(place_of(node.iter, node))
        unit.emit(containers.GetAsyncIterOnce(iterator, source, call, drop))
    else:
        iterator = unit.temporaries(2)
        get_iterator(c, iterator, c.expr(node.iter), node, node)
    start = unit.here()
    unit.place(top)
    unit.at(node)
    async_for_step(c, iterator, node.target, otherwise)
    block = loop_body(c, node.body, top, drop)
    unit.at(node)
    unit.repeat(top)
    if drop >= 0:
        drop_on_error(c, block, start)
    end_loop(c, node.orelse, block, otherwise)


def last_call(c: Compiler) -> int:
    """Where the call stands that was compiled just now."""
    at = c.unit.here() - 1
    while at > 0 and isinstance(c.unit.code.ins[at], calls.LookUpFailed):
        at -= 1
    return at


def loop_body(c: Compiler, body: list[ast.stmt], top: Label, drop: int) -> Block:
    """What is repeated, as the block that ``break`` and ``continue`` leave. ``drop`` is the register of the generator
    to close then, or -1."""
    block = Block(LOOP)
    block.continue_label = top
    block.break_label = Label()
    block.drop = drop
    c.unit.blocks.append(block)
    c.statements(body)
    c.unit.blocks.pop()
    return block


def end_loop(c: Compiler, orelse: list[ast.stmt], block: Block, otherwise: Label) -> None:
    """``else``, and where ``break`` goes."""
    assert block.break_label is not None
    c.unit.place(otherwise)
    c.statements(orelse)
    c.unit.place(block.break_label)


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


def get_iterator(
    c: Compiler, dest: int, source: int, clause: ast.For | ast.AsyncFor | ast.comprehension, whole: ast.AST
) -> None:
    """The iterator of ``source``, which is ``clause``'s iterable, in ``dest``; with its ``__anext__`` behind it where
    the clause is asynchronous."""
    unit = c.unit
    unit.at(place_of(clause.iter, whole))
    if isinstance(clause, ast.AsyncFor) or (isinstance(clause, ast.comprehension) and clause.is_async):
        unit.emit(containers.GetAsyncIter(dest, source))
    else:
        unit.emit(containers.GetIter(dest, source))


def for_step(c: Compiler, iterator: int, target: ast.expr, end: Label) -> None:
    """Take the next item into ``target``, or go to ``end``."""
    unit = c.unit
    dest = c.direct(target.id) if isinstance(target, ast.Name) else ANYWHERE
    if dest != ANYWHERE:
        unit.jump(containers.ForIter(dest, iterator), end)
        return
    mark = unit.top
    item = unit.temporaries(1)
    unit.jump(containers.ForIter(item, iterator), end)
    unit.at(target)
    store_target(c, target, item)
    unit.top = mark


def async_for_step(c: Compiler, iterator: int, target: ast.expr, end: Label) -> None:
    """``for_step`` of an asynchronous iterator."""
    unit = c.unit
    mark = unit.top
    item = unit.temporaries(1)
    unit.jump(generators.ForAsync(item, iterator, iterator + 1), end)
    unit.at(target)
    store_target(c, target, item)
    unit.top = mark
