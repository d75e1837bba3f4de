"""The ways out: ``return``, ``break`` and ``continue``, with all that they must undo on the way."""

from __future__ import annotations

import ast

from ..instructions import containers, control, exceptions, names
from .compiler import Compiler
from .expressions import await_register
from .unit import BREAK, CONTINUE, FINALLY, FINALLY_BODY, HANDLER, LOOP, RETURN, WITH, Block
from .variables import clear_name


def return_statement(c: Compiler, node: ast.Return) -> None:
    unit = c.unit
    if node.value is None:
        value = c.none()
    else:
        value = c.stable(node.value) if unit.blocks else c.expr(node.value)
    unit.at(node)
    leave_blocks(c, RETURN, value, len(unit.blocks), None)


def break_statement(c: Compiler, node: ast.Break) -> None:
    leave_loop(c, BREAK)


def continue_statement(c: Compiler, node: ast.Continue) -> None:
    leave_loop(c, CONTINUE)


def leave_loop(c: Compiler, way: int) -> None:
    blocks = c.unit.blocks
    index = len(blocks) - 1
    while blocks[index].kind != LOOP:
        index -= 1
    leave_blocks(c, way, 0, len(blocks), blocks[index])


def leave_blocks(c: Compiler, way: int, value: int, depth: int, loop: Block | None) -> None:
    """Emit what undoes the innermost ``depth`` blocks, out to ``loop`` (or the function), and then the jump."""
    unit = c.unit
    saved_blocks = unit.blocks
    left: list[tuple[Block, int]] = []
    leave_each(c, way, value, depth, loop, left)
    unit.blocks = saved_blocks
    end = unit.here()
    for block, start in left:
        block.holes.append((start, end))


def leave_each(
    c: Compiler, way: int, value: int, depth: int, loop: Block | None, left: list[tuple[Block, int]]
) -> None:
    """``leave_blocks``, noting in ``left`` each block and where the code begins that runs after it was left."""
    unit = c.unit
    saved_blocks = unit.blocks
    index = depth - 1
    while index >= 0:
        block = saved_blocks[index]
        if block is loop:
            if way == BREAK and block.drop >= 0:
                unit.emit(containers.DropIter(block.drop))
            break
        unit.blocks = saved_blocks[:index]
        left.append((block, unit.here()))
        if block.kind == FINALLY:
            if way == RETURN:
                unit.emit(names.Move(block.value, value))
            leave_through(c, block, way, loop)
            return
        undo(c, block)
        index -= 1
    if way == RETURN:
        c.return_value(value)
        return
    assert loop is not None
    label = loop.break_label if way == BREAK else loop.continue_label
    assert label is not None
    if label.at >= 0:
        unit.repeat(label)
    else:
        unit.jump(control.Jump(), label)


def leave_through(c: Compiler, block: Block, way: int, loop: Block | None) -> None:
    """Go into the body of ``finally``, noting where to go on behind it."""
    unit = c.unit
    number = 0
    for known, (known_way, known_loop) in enumerate(block.exits):
        if known_way == way and known_loop is loop:
            number = known + 1
    if number == 0:
        block.exits.append((way, loop))
        number = len(block.exits)
    unit.emit(control.SetNumber(block.why, number))
    assert block.label is not None
    unit.jump(control.Jump(), block.label)


def undo(c: Compiler, block: Block) -> None:
    """What leaving ``block`` by a jump requires."""
    unit = c.unit
    if block.kind == HANDLER:
        unit.emit(exceptions.PopHandled(block.saved))
        if block.name is not None:
            clear_name(c, block.name)
    elif block.kind == FINALLY_BODY:
        unit.emit(exceptions.PopHandled(block.saved))
    elif block.kind == LOOP:
        if block.drop >= 0:
            unit.emit(containers.DropIter(block.drop))
    elif block.kind == WITH:
        position = unit.position
        if block.node is not None:
            unit.at(block.node)
        call_exit(c, block, -1)
        unit.position = position


def call_exit(c: Compiler, block: Block, exc: int) -> int:
    """Call ``__exit__`` for exception register ``exc`` (-1: there is none); the register of what it answers, which
    is free again."""
    unit = c.unit
    mark = unit.top
    result = unit.temporaries(1)
    if exc < 0:
        unit.emit(exceptions.CallExit(result, block.leave, 0, False))
    else:
        unit.emit(exceptions.CallExit(result, block.leave, exc, True))
    if block.is_async:
        await_register(c, result)
    unit.top = mark
    return result
