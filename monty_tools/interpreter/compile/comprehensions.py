"""Comprehensions, inlined or in a frame of their own as the host has it, and generator expressions."""

from __future__ import annotations

import ast

from ..instructions import calls, containers, generators, names
from ..instructions.containers import LIST, SET
from ..resolve.scopes import Scope
from .compiler import Compiler, walrus_targets
from .conditions import jump_if
from .expressions import await_register
from .loops import async_for_step, for_step, get_iterator
from .positions import place_of
from .unit import Label

Collected = ast.ListComp | ast.SetComp | ast.DictComp
Comprehension = Collected | ast.GeneratorExp


def comprehension(c: Compiler, node: Collected, dest: int) -> int:
    scope = c.resolution.scope_of(node)
    if not scope.inlined:
        return in_own_frame(c, node, scope, dest)
    unit = c.unit
    outer = c.scope
    result = unit.temporaries(1)
    mark = unit.top
    first = node.generators[0]
    source = c.expr(first.iter)
    iterator = unit.temporaries(2)
    get_iterator(c, iterator, source, first, node)
    c.scope = scope
    for name in scope.locals:
        reg = unit.temporaries(1)
        unit.inner[(id(scope), name)] = reg
        if name in scope.cells:
            unit.emit(names.NewCell(reg))
        else:
            unit.emit(names.ClearLocal(reg))
    collect(c, node, iterator, result)
    c.scope = outer
    unit.top = mark
    return c.put(result, dest)


def generator_expression(c: Compiler, node: ast.GeneratorExp, dest: int) -> int:
    return in_own_frame(c, node, c.resolution.scope_of(node), dest)


def in_own_frame(c: Compiler, node: Comprehension, scope: Scope, dest: int) -> int:
    """A comprehension in a frame of its own: generator expressions always, others as the host has it."""
    unit = c.unit
    outer = c.scope
    target = c.into(dest)
    mark = unit.top
    start = unit.temporaries(3)
    first = node.generators[0]
    get_iterator(c, start + 1, c.expr(first.iter), first, node)
    inner = c.open(scope, scope.name, node.lineno)
    inner.volatile = walrus_targets(node)
    code = inner.code
    iterator = inner.registers['.0']
    code.argcount = 1
    code.simple = True
    c.set_kind(inner, scope)
    pair = inner.temporaries(3)
    inner.at(node)
    inner.emit(names.Move(pair, iterator))
    if isinstance(node, ast.GeneratorExp):
        clause_loop(c, node, 0, pair, -1)
        inner.at(node)
        c.return_value(c.none())
    else:
        collect(c, node, pair, pair + 2)
        c.return_value(pair + 2)
    c.close(inner, outer)
    unit.at(node)
    unit.emit(calls.MakeFunction(start, code, 0, 0, (), c.closure(code), -1))
    unit.emit(calls.Call(target, start, start + 1, 1, ()))
    if scope.is_async and not isinstance(node, ast.GeneratorExp):
        await_register(c, target)
    unit.top = mark
    return target


def collect(c: Compiler, node: Collected, iterator: int, result: int) -> None:
    """Make the collection in ``result``, from an iterator of the first clause."""
    unit = c.unit
    unit.at(node)
    if isinstance(node, ast.DictComp):
        unit.emit(containers.BuildDict(result, 0, 0))
    else:
        unit.emit(containers.BuildSequence(result, 0, 0, SET if isinstance(node, ast.SetComp) else LIST))
    clause_loop(c, node, 0, iterator, result)


def clause_loop(
    c: Compiler,
    node: Comprehension,
    index: int,
    iterator: int,
    result: int,
) -> None:
    """The loop of clause ``index``, whose iterator is ready, with all that is inside it."""
    unit = c.unit
    clause = node.generators[index]
    top = Label()
    end = Label()
    skip = Label()
    unit.place(top)
    unit.at(place_of(clause.iter, node))
    mark = unit.top
    if clause.is_async:
        unit.at(node)
        async_for_step(c, iterator, clause.target, end)
    else:
        for_step(c, iterator, clause.target, end)
    for test in clause.ifs:
        jump_if(c, test, False, skip, node)
    if index + 1 < len(node.generators):
        inner = node.generators[index + 1]
        source = c.expr(inner.iter)
        following = unit.temporaries(2)
        get_iterator(c, following, source, inner, node)
        clause_loop(c, node, index + 1, following, result)
    else:
        produce(c, node, result)
    unit.top = mark
    unit.place(skip)
    unit.at(node)
    unit.repeat(top)
    unit.place(end)


def produce(c: Compiler, node: Comprehension, result: int) -> None:
    """One item: added to the collection in ``result``, or yielded."""
    unit = c.unit
    if isinstance(node, ast.DictComp):
        key = c.stable(node.key)
        value = c.expr(node.value)
        unit.at(node.key)
        unit.emit(containers.AddToDict(result, key, value))
    else:
        value = c.expr(node.elt)
        unit.at(node.elt)
        if isinstance(node, ast.GeneratorExp):
            unit.emit(generators.Yield(unit.temporaries(1), value))
        elif isinstance(node, ast.SetComp):
            unit.emit(containers.AddToSet(result, value))
        else:
            unit.emit(containers.Append(result, value))
