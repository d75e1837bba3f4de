"""``try`` and ``with``: entries of the handler table, so that entering them costs nothing."""

from __future__ import annotations

import ast

from ..instructions import calls, containers, control, exceptions, names
from ..instructions.containers import LIST
from .compiler import Compiler
from .expressions import await_register
from .positions import place_of
from .targets import store_target
from .unit import FINALLY, FINALLY_BODY, HANDLER, TRY, WITH, Block, Label
from .unwinding import call_exit, leave_blocks, undo
from .variables import clear_name


def try_statement(c: Compiler, node: ast.Try) -> None:
    if node.finalbody:
        try_finally(c, node)
    else:
        try_except(c, node)


def try_star_statement(c: Compiler, node: ast.TryStar) -> None:
    if node.finalbody:
        try_finally(c, node)
    else:
        try_star(c, node)


def try_finally(c: Compiler, node: ast.Try | ast.TryStar) -> None:
    """One copy of the ``finally`` body, entered with the number of the way that leads on behind it."""
    unit = c.unit
    block = Block(FINALLY)
    base = unit.temporaries(4)
    block.why = base
    block.value = base + 1
    block.saved = saved = base + 2
    exc = base + 3
    block.label = body = Label()
    unit.emit(exceptions.SaveHandled(saved))
    start = unit.here()
    unit.blocks.append(block)
    if node.handlers:
        if isinstance(node, ast.TryStar):
            try_star(c, node)
        else:
            try_except(c, node)
    else:
        c.statements(node.body)
    unit.blocks.pop()
    unit.emit(control.SetNumber(block.why, 0))
    unit.jump(control.Jump(), body)
    end = unit.here()
    failed = Label()
    unit.place(failed)
    unit.emit(exceptions.PushHandled(saved, exc))
    unit.emit(control.SetNumber(block.why, -1))
    unit.protect(start, end, failed, exc, block.holes)
    unit.place(body)
    start = unit.here()
    inner = Block(FINALLY_BODY)
    inner.saved = saved
    unit.blocks.append(inner)
    c.statements(node.finalbody)
    unit.blocks.pop()
    unit.position = (0, 0, 0, 0)
    unit.at(node.finalbody[-1])
    table = control.JumpTable(block.why)
    unit.emit(table)
    cleanup(c, start, saved, inner.holes)
    table.targets[-1] = unit.here()
    unit.emit(exceptions.PopHandled(saved))
    unit.emit(exceptions.Reraise(exc))
    for number, (way, loop) in enumerate(block.exits):
        table.targets[number + 1] = unit.here()
        leave_blocks(c, way, block.value, len(unit.blocks), loop)
    table.targets[0] = unit.here()


def try_except(c: Compiler, node: ast.Try) -> None:
    unit = c.unit
    base = unit.temporaries(2)
    exc = base
    saved = base + 1
    after = Label()
    start = try_body(c, node, exc, saved, after)
    holes: list[tuple[int, int]] = []
    for handler in node.handlers:
        except_clause(c, handler, exc, saved, after, holes)
    unit.emit(exceptions.Reraise(exc))
    cleanup(c, start, saved, holes)
    unit.place(after)


def try_body(c: Compiler, node: ast.Try | ast.TryStar, exc: int, saved: int, after: Label) -> int:
    """The body, its ``else`` and the jump to ``after``; then the handlers begin, at the place that is returned."""
    unit = c.unit
    block = Block(TRY)
    unit.blocks.append(block)
    start = unit.here()
    c.statements(node.body)
    end = unit.here()
    unit.blocks.pop()
    c.statements(node.orelse)
    unit.jump(control.Jump(), after)
    handlers = Label()
    unit.place(handlers)
    unit.protect(start, end, handlers, exc, block.holes)
    unit.emit(exceptions.PushHandled(saved, exc))
    return unit.here()


def except_clause(
    c: Compiler, node: ast.ExceptHandler, exc: int, saved: int, after: Label, holes: list[tuple[int, int]]
) -> None:
    """One ``except`` clause. Adds to ``holes`` what runs after the clause was left."""
    unit = c.unit
    mark = unit.top
    skip = Label()
    unit.at(node)
    if node.type is not None:
        kinds = c.expr(node.type)
        unit.at(node.type)
        unit.jump(exceptions.MatchException(exc, kinds), skip)
    unit.at(node)
    start = unit.here()
    block = clause_body(c, node, exc, saved)
    unit.at(node)
    end = unit.here()
    undo(c, block)
    unit.jump(control.Jump(), after)
    holes.extend(block.holes)
    holes.append((end, unit.here()))
    if block.name is not None:
        label = Label()
        again = unit.temporaries(1)
        unit.place(label)
        clear_name(c, block.name)
        unit.emit(exceptions.Reraise(again))
        unit.protect(start, end, label, again, block.holes)
    unit.place(skip)
    unit.top = mark


def clause_body(c: Compiler, node: ast.ExceptHandler, exc: int, saved: int) -> Block:
    """The clause's name is bound and its body run; what leaves the block undoes both."""
    block = Block(HANDLER)
    block.saved = saved
    if node.name is not None:
        block.name = ast.Name(node.name, ast.Store())
        store_target(c, block.name, exc)
    c.unit.blocks.append(block)
    c.statements(node.body)
    c.unit.blocks.pop()
    return block


def try_star(c: Compiler, node: ast.TryStar) -> None:
    unit = c.unit
    base = unit.temporaries(5)
    exc = base
    saved = base + 1
    rest = base + 2
    raised = base + 3
    part = base + 4
    after = Label()
    start = try_body(c, node, exc, saved, after)
    holes: list[tuple[int, int]] = []
    unit.emit(containers.BuildSequence(raised, 0, 0, LIST))
    unit.emit(names.Move(rest, exc))
    for handler in node.handlers:
        except_star_clause(c, handler, rest, raised, part, holes)
    unit.at(node)
    unit.emit(exceptions.FinishGroup(rest, raised, exc))
    end = unit.here()
    unit.emit(exceptions.PopHandled(saved))
    unit.jump(control.Jump(), after)
    holes.append((end, unit.here()))
    cleanup(c, start, saved, holes)
    unit.place(after)


def except_star_clause(
    c: Compiler, node: ast.ExceptHandler, rest: int, raised: int, part: int, holes: list[tuple[int, int]]
) -> None:
    """One ``except*`` clause: it takes its part out of ``rest``; what it raises is added to the list ``raised``."""
    unit = c.unit
    skip = Label()
    assert node.type is not None
    unit.at(node)
    kinds = c.expr(node.type)
    unit.at(node.type)
    unit.jump(exceptions.MatchGroup(part, rest, rest, kinds), skip)
    unit.at(node)
    inner = unit.temporaries(2)
    saved = inner
    again = inner + 1
    unit.emit(exceptions.PushHandled(saved, part))
    start = unit.here()
    block = clause_body(c, node, part, saved)
    end = unit.here()
    undo(c, block)
    unit.jump(control.Jump(), skip)
    label = Label()
    unit.place(label)
    undo(c, block)
    unit.emit(containers.Append(raised, again))
    unit.protect(start, end, label, again, block.holes)
    holes.extend(block.holes)
    unit.place(skip)


def cleanup(c: Compiler, start: int, saved: int, holes: list[tuple[int, int]]) -> None:
    """What happens to exceptions raised since ``start`` while another one was being handled: that ends."""
    unit = c.unit
    end = unit.here()
    mark = unit.top
    exc = unit.temporaries(1)
    label = Label()
    unit.place(label)
    unit.emit(exceptions.PopHandled(saved))
    unit.emit(exceptions.Reraise(exc))
    unit.protect(start, end, label, exc, holes)
    unit.top = mark


def with_statement(c: Compiler, node: ast.With | ast.AsyncWith) -> None:
    with_items(c, node, 0, isinstance(node, ast.AsyncWith))


def with_items(c: Compiler, node: ast.With | ast.AsyncWith, index: int, is_async: bool) -> None:
    unit = c.unit
    item = node.items[index]
    base = unit.temporaries(5)
    leave = base
    enter = base + 1
    exc = base + 2
    saved = base + 3
    result = base + 4
    manager = c.expr(item.context_expr)
    unit.at(place_of(item.context_expr, node))
    unit.emit(exceptions.WithLookup(manager, enter, leave, is_async))
    unit.emit(calls.Call(result, enter, 0, 0, ()))
    if is_async:
        await_register(c, result)
    block = Block(WITH)
    block.leave = leave
    block.is_async = is_async
    block.node = place_of(item.context_expr, node)
    start = unit.here()
    if item.optional_vars is not None:
        store_target(c, item.optional_vars, result)
    unit.blocks.append(block)
    if index + 1 < len(node.items):
        with_items(c, node, index + 1, is_async)
    else:
        c.statements(node.body)
    unit.blocks.pop()
    end = unit.here()
    unit.at(place_of(item.context_expr, node))
    call_exit(c, block, -1)
    after = Label()
    unit.jump(control.Jump(), after)
    failed = Label()
    unit.place(failed)
    unit.protect(start, end, failed, exc, block.holes)
    unit.emit(exceptions.PushHandled(saved, exc))
    start = unit.here()
    answer = call_exit(c, block, exc)
    suppressed = Label()
    unit.jump(control.JumpIf(answer, True), suppressed)
    unit.emit(exceptions.Reraise(exc))
    cleanup(c, start, saved, [])
    unit.place(suppressed)
    unit.emit(exceptions.PopHandled(saved))
    unit.place(after)
