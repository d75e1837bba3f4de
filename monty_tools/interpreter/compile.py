"""From a resolved tree to code: the third phase.

Each expression is compiled towards a destination register, so that ``x = a + b`` is one instruction. Local variables
are read where they are, without a copy; those that an expression might change while it runs (targets of ``:=``, globals
that functions assign) are copied first, as CPython's stack does.

The compiler recurses over the tree, about four host frames a level; ``parse`` bounds the depth, and chains (``a + b +
…``, ``elif``, ``x.y.z``) are followed in loops.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Mapping
from typing import Any, Final

from mypy_extensions import i64

from . import arithmetic
from .instructions import arithmetic as ops
from .instructions import calls, classes, containers, control, exceptions, generators, names
from .instructions.containers import DISPLAY, LIST, SET, TUPLE
from .machine import SHARED
from .objects import UNBOUND, Code, Program
from .parse import needs_deep_stack, with_deep_stack
from .resolve import BUILTIN, CELL, EXTERNAL, FREE, GLOBAL, INPUT, LOCAL, NAME, Resolution
from .scopes import CLASS, COMPREHENSION, MODULE, Scope, mangle
from .unit import (
    ANYWHERE,
    BREAK,
    CONTINUE,
    FINALLY,
    FINALLY_BODY,
    HANDLER,
    LOOP,
    RETURN,
    TRY,
    WITH,
    Block,
    Label,
    Unit,
)

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
COMPARE: Final[dict[type, int]] = {
    ast.Lt: arithmetic.LT,
    ast.LtE: arithmetic.LE,
    ast.Eq: arithmetic.EQ,
    ast.NotEq: arithmetic.NE,
    ast.Gt: arithmetic.GT,
    ast.GtE: arithmetic.GE,
}
UNARY: Final[dict[type, int]] = {ast.USub: 0, ast.UAdd: 1, ast.Invert: 2}

STORES_LAST: Final = (
    ast.BinOp,
    ast.Call,
    ast.Attribute,
    ast.Subscript,
    ast.Constant,
    ast.Name,
    ast.UnaryOp,
    ast.List,
    ast.Tuple,
    ast.Lambda,
    ast.Await,
    ast.Yield,
)
"""Expressions whose only write to their destination is their last step, so that it may be a variable."""


ASKS_AT_CONDITION: Final = sys.version_info >= (3, 12)
"""Errors of ``__bool__`` are shown at the condition, not at the statement or expression that it is a condition of."""
POINTS_AT_PARTS: Final = sys.version_info >= (3, 13)
"""Errors of ``for``, ``with`` and comprehensions are shown at the iterable or context manager, not at the whole."""


def compile_tree(
    tree: ast.Module,
    resolution: Resolution,
    program: Program,
    slots: Mapping[str, int],
    builtins: Mapping[str, object],
    *,
    session: bool = False,
    hidden: bool = False,
) -> Code:
    """The module's code; its functions' codes are in ``program.codes``, in the order in which they were met.

    ``slots`` gives the slot of every global that this program or an earlier one binds. With ``session``, later programs
    may bind more, so builtins are looked up by name when a function runs. ``hidden`` marks the prelude's code.
    """
    compiler = Compiler(resolution, program, slots, builtins, session, hidden)
    if needs_deep_stack(program.source):
        return with_deep_stack(compiler.module, tree)
    return compiler.module(tree)


class Compiler:
    """Compiles one program. ``unit`` is the code being made."""

    def __init__(
        self,
        resolution: Resolution,
        program: Program,
        slots: Mapping[str, int],
        builtins: Mapping[str, object],
        session: bool,
        hidden: bool,
    ) -> None:
        self.resolution = resolution
        self.program = program
        self.slots = slots
        self.builtins = builtins
        self.session = session
        self.hidden = hidden
        self.unit: Unit = Unit(Code(program, '', '', 0), resolution.module, None)
        self.scope: Scope = resolution.module
        self.called: set[int] = set()  # names that are being called, by id
        self.assigned_globals: set[str] = set()
        for scope in resolution.scopes:
            if scope.kind != MODULE:
                self.assigned_globals |= scope.globals

    # Units.

    def module(self, tree: ast.Module) -> Code:
        scope = self.resolution.module
        code = self.new_code('<module>', '<module>', 1)
        unit = Unit(code, scope, None)
        self.unit = unit
        unit.top = unit.most = len(self.slots)
        unit.registers = dict(self.slots)
        unit.volatile = self.assigned_globals | walrus_targets(tree) | (set(self.slots) if self.session else set())
        if scope.has_annotations and '__annotations__' in self.slots:
            unit.annotations = self.slots['__annotations__']
            label = Label()
            unit.jump(ops.IsJump(unit.annotations, self.none(), False), label)
            unit.place(label)
            unit.emit(names.Move(unit.annotations, self.new_dict()))
        body = tree.body
        if body and is_docstring(body[0]) and '__doc__' in self.slots:
            doc = self.constant_value(docstring(body))
            unit.emit(names.Move(self.slots['__doc__'], doc))
        last: ast.expr | None = None
        if body and isinstance(body[-1], ast.Expr):
            last = body[-1].value
            body = body[:-1]
        self.statements(body)
        result = self.none()
        if last is not None:
            unit.at(last)
            result = self.expr(last)
        unit.emit(calls.Return(result))
        unit.finish()
        return code

    def new_code(self, name: str, qualname: str, line: int) -> Code:
        code = Code(self.program, name, qualname, line)
        code.index = len(self.program.codes)
        code.hidden = self.hidden
        self.program.codes.append(code)
        return code

    def open(self, scope: Scope, name: str, line: int) -> Unit:
        """Begin the code of a nested scope."""
        code = self.new_code(name, scope.qualname, line)
        unit = Unit(code, scope, self.unit)
        cells = set(scope.cells)
        if scope.kind == CLASS:
            order: list[str] = [name for name in scope.cells if name == '__class__']
            code.is_class_body = True
        else:
            order = scope.locals if scope.kind != COMPREHENSION else ['.0', *scope.locals]
        for variable in order:
            unit.registers[variable] = unit.block(1)
            if variable in cells:
                code.cellnames.append(variable)
                if variable in scope.params:
                    code.cell_params.append(unit.registers[variable])
                else:
                    code.cells.append(unit.registers[variable])
        code.varnames = list(order)
        code.free_start = unit.top
        code.freenames = list(scope.frees)
        for variable in scope.frees:
            unit.registers[variable] = unit.block(1)
        self.unit = unit
        self.scope = scope
        return unit

    def close(self, unit: Unit, outer: Scope) -> Code:
        unit.finish()
        assert unit.parent is not None
        self.unit = unit.parent
        self.scope = outer
        return unit.code

    def closure(self, code: Code) -> list[i64]:
        """The registers here of the cells that ``code`` captures."""
        return [self.variable_register(name) for name in code.freenames]

    def variable_register(self, name: str) -> int:
        """The register of a cell or free variable as the current scope sees it."""
        scope: Scope | None = self.scope
        while scope is not None:
            reg = self.unit.inner.get((id(scope), name))
            if reg is not None:
                return reg
            if not scope.inlined:
                break
            scope = scope.parent
        return self.unit.registers[name]

    # Constants.

    def none(self) -> int:
        return self.unit.constant(None, None)

    def constant_value(self, value: object) -> int:
        return self.unit.constant(constant_key(value), value)

    def new_dict(self) -> int:
        reg = self.unit.block(1)
        self.unit.emit(containers.BuildDict(reg, 0, 0))
        return reg

    # Statements.

    def statements(self, body: list[ast.stmt]) -> None:
        unit = self.unit
        for node in body:
            mark = unit.top
            unit.at(node)
            STATEMENTS[type(node)](self, node)
            unit.top = mark

    def s_expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):
            self.expr(node.value)

    def s_pass(self, node: ast.stmt) -> None:
        """``pass``, ``global`` and ``nonlocal`` do nothing when run."""

    def s_assign(self, node: ast.Assign) -> None:
        if len(node.targets) == 1:
            self.assign_expr(node.targets[0], node.value)
            return
        value = self.stable(node.value)
        for target in node.targets:
            self.store(target, value)

    def assign_expr(self, target: ast.expr, value: ast.expr) -> None:
        """``target = value``."""
        if isinstance(target, ast.Name):
            dest = self.direct(target.id)
            if dest != ANYWHERE and isinstance(value, STORES_LAST):
                self.expr(value, dest)
                return
        elif isinstance(target, (ast.Tuple, ast.List)) and isinstance(value, ast.Tuple):
            if len(target.elts) == len(value.elts) and not has_star(target.elts) and not has_star(value.elts):
                regs = [self.stable(item) for item in value.elts]
                for item, reg in zip(target.elts, regs, strict=True):
                    self.store(item, reg)
                return
        self.store(target, self.expr(value))

    def direct(self, name: str) -> int:
        """The register that a variable's value lives in, or ANYWHERE if it has none of its own."""
        name = mangle(self.scope.class_name, name)
        kind = self.resolution.lookup(self.scope, name)
        if kind == LOCAL:
            owner = self.resolution.owner(self.scope, name)
            inner = self.unit.inner.get((id(owner), name))
            return self.unit.registers[name] if inner is None else inner
        if kind == GLOBAL and self.unit.scope.kind == MODULE and not self.in_function():
            return self.unit.registers.get(name, ANYWHERE)
        return ANYWHERE

    def in_function(self) -> bool:
        """Whether the current unit's frame is a function's or class body's rather than the module's."""
        return self.unit.parent is not None

    def stable(self, node: ast.expr) -> int:
        """The value in a register that nothing evaluated after it changes."""
        if isinstance(node, ast.Name):
            reg = self.expr(node)
            if 0 <= reg and self.direct(node.id) == reg:
                copy = self.unit.block(1)
                self.unit.emit(names.Move(copy, reg))
                return copy
            return reg
        return self.expr(node)

    def s_aug_assign(self, node: ast.AugAssign) -> None:
        unit = self.unit
        target = node.target
        op = BINARY[type(node.op)]
        if isinstance(target, ast.Name):
            current = self.load_name(target)
            value = self.expr(node.value)
            unit.at(node)
            dest = self.direct(target.id)
            if dest != ANYWHERE:
                unit.emit(ops.binary_instr(dest, current, value, op, True))
                return
            result = unit.block(1)
            unit.emit(ops.binary_instr(result, current, value, op, True))
            self.store(target, result)
        elif isinstance(target, ast.Attribute):
            obj = self.stable(target.value)
            name = mangle(self.scope.class_name, target.attr)
            current = unit.block(1)
            unit.at(target)
            unit.emit(calls.GetAttr(current, obj, name))
            value = self.expr(node.value)
            unit.at(node)
            unit.emit(ops.binary_instr(current, current, value, op, True))
            unit.at(target)
            unit.emit(calls.SetAttr(obj, name, current))
        elif isinstance(target, ast.Subscript):
            obj = self.stable(target.value)
            key = self.expr(target.slice)
            current = unit.block(1)
            unit.at(target)
            unit.emit(containers.GetItem(current, obj, key))
            value = self.expr(node.value)
            unit.at(node)
            unit.emit(ops.binary_instr(current, current, value, op, True))
            unit.at(target)
            unit.emit(containers.SetItem(obj, key, current))

    def s_ann_assign(self, node: ast.AnnAssign) -> None:
        target = node.target
        if node.value is not None:
            self.assign_expr(target, node.value)
        if isinstance(target, ast.Name) and node.simple:
            self.annotate(target, node.annotation)
        elif not isinstance(target, ast.Name) and node.value is None:
            self.evaluate_target(target)

    def evaluate_target(self, target: ast.expr) -> None:
        """A target that is only annotated: its parts are evaluated, as CPython does."""
        if isinstance(target, ast.Attribute):
            self.expr(target.value)
        elif isinstance(target, ast.Subscript):
            self.expr(target.value)
            self.expr(target.slice)

    def annotate(self, target: ast.Name, annotation: ast.expr) -> None:
        """Record the annotation of a module's or class's variable."""
        unit = self.unit
        if unit.scope.kind == CLASS:
            place = unit.block(1)
            value = self.annotation(annotation)
            unit.at(target)
            unit.emit(names.LoadName(place, '__annotations__', -1, -1))
        elif unit.annotations >= 0:
            place = unit.annotations
            value = self.annotation(annotation)
        else:
            return
        key = self.constant_value(mangle(self.scope.class_name, target.id))
        unit.emit(containers.SetItem(place, key, value))

    def annotation(self, node: ast.expr) -> int:
        """An annotation's value: its source text under ``from __future__ import annotations``."""
        if self.resolution.future_annotations:
            return self.constant_value(ast.unparse(node))
        return self.expr(node)

    def s_return(self, node: ast.Return) -> None:
        unit = self.unit
        if node.value is None:
            value = self.none()
        else:
            value = self.stable(node.value) if unit.blocks else self.expr(node.value)
        unit.at(node)
        self.leave_blocks(RETURN, value, len(unit.blocks), None)

    def leave_blocks(self, way: int, value: int, depth: int, loop: Block | None) -> None:
        """Emit what undoes the innermost ``depth`` blocks, out to ``loop`` (or the function), and then the jump."""
        unit = self.unit
        saved_blocks = unit.blocks
        left: list[tuple[Block, int]] = []
        self.leave_each(way, value, depth, loop, left)
        unit.blocks = saved_blocks
        end = unit.here()
        for block, start in left:
            block.holes.append((start, end))

    def leave_each(self, way: int, value: int, depth: int, loop: Block | None, left: list[tuple[Block, int]]) -> None:
        """``leave_blocks``, noting in ``left`` each block and where the code begins that runs after it was left."""
        unit = self.unit
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
                self.leave_through(block, way, loop)
                return
            self.undo(block)
            index -= 1
        if way == RETURN:
            unit.emit(generators.ReturnGenerator(value) if unit.is_generator else calls.Return(value))
            return
        assert loop is not None
        label = loop.break_label if way == BREAK else loop.continue_label
        assert label is not None
        unit.jump(control.JumpBack() if label.at >= 0 else control.Jump(), label)

    def leave_through(self, block: Block, way: int, loop: Block | None) -> None:
        """Go into the body of ``finally``, noting where to go on behind it."""
        unit = self.unit
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

    def undo(self, block: Block) -> None:
        """What leaving ``block`` by a jump requires."""
        unit = self.unit
        if block.kind == HANDLER:
            unit.emit(exceptions.PopHandled(block.saved))
            if block.name is not None:
                self.clear(block.name)
        elif block.kind == FINALLY_BODY:
            unit.emit(exceptions.PopHandled(block.saved))
        elif block.kind == LOOP:
            if block.drop >= 0:
                unit.emit(containers.DropIter(block.drop))
        elif block.kind == WITH:
            position = unit.position
            if block.node is not None:
                unit.at(block.node)
            self.call_exit(block, -1)
            unit.position = position

    def s_break(self, node: ast.Break) -> None:
        self.leave_loop(BREAK)

    def s_continue(self, node: ast.Continue) -> None:
        self.leave_loop(CONTINUE)

    def leave_loop(self, way: int) -> None:
        blocks = self.unit.blocks
        index = len(blocks) - 1
        while blocks[index].kind != LOOP:
            index -= 1
        self.leave_blocks(way, 0, len(blocks), blocks[index])

    def s_if(self, node: ast.If) -> None:
        unit = self.unit
        end = Label()
        while True:
            otherwise = Label()
            self.jump_if(node.test, False, otherwise, node)
            self.statements(node.body)
            orelse = node.orelse
            if orelse:
                unit.jump(control.Jump(), end)
            unit.place(otherwise)
            if len(orelse) == 1 and isinstance(orelse[0], ast.If):
                node = orelse[0]
                unit.at(node)
                continue
            self.statements(orelse)
            break
        unit.place(end)

    def s_while(self, node: ast.While) -> None:
        unit = self.unit
        block = Block(LOOP)
        top = Label()
        otherwise = Label()
        block.break_label = end = Label()
        block.continue_label = top
        unit.place(top)
        if not (isinstance(node.test, ast.Constant) and bool(node.test.value)):
            mark = unit.top
            self.jump_if(node.test, False, otherwise, node)
            unit.top = mark
        unit.blocks.append(block)
        self.statements(node.body)
        unit.blocks.pop()
        unit.jump(control.JumpBack(), top)
        unit.place(otherwise)
        self.statements(node.orelse)
        unit.place(end)

    def s_for(self, node: ast.For) -> None:
        unit = self.unit
        block = Block(LOOP)
        top = Label()
        otherwise = Label()
        block.break_label = end = Label()
        block.continue_label = top
        if isinstance(node.iter, ast.Call):
            iterator = unit.block(3)
            block.drop = iterator + 1
            source = self.expr(node.iter)
            call = unit.here() - 1
            while call > 0 and isinstance(unit.code.ins[call], calls.LookUpFailed):
                call -= 1
            unit.at(node.iter if POINTS_AT_PARTS else node)
            unit.emit(containers.GetIterOnce(iterator, source, call))
        else:
            iterator = unit.block(1)
            source = self.expr(node.iter)
            unit.at(node.iter if POINTS_AT_PARTS else node)
            unit.emit(containers.GetIter(iterator, source))
        start = unit.here()
        unit.place(top)
        unit.at(node.iter if POINTS_AT_PARTS else node)
        self.for_step(iterator, node.target, otherwise)
        unit.blocks.append(block)
        self.statements(node.body)
        unit.blocks.pop()
        unit.at(node)
        unit.jump(control.JumpBack(), top)
        if block.drop >= 0:
            self.drop_on_error(block, start)
        unit.place(otherwise)
        self.statements(node.orelse)
        unit.place(end)

    def drop_on_error(self, block: Block, start: int) -> None:
        """An exception leaves the loop whose code begins at ``start``: its generator is closed on the way."""
        unit = self.unit
        end = unit.here()
        exc = block.drop + 1
        failed = Label()
        unit.place(failed)
        unit.protect(start, end, failed, exc, block.holes)
        unit.emit(containers.DropIter(block.drop))
        unit.emit(exceptions.Reraise(exc))

    def for_step(self, iterator: int, target: ast.expr, end: Label) -> None:
        """Take the next item into ``target``, or go to ``end``."""
        unit = self.unit
        dest = self.direct(target.id) if isinstance(target, ast.Name) else ANYWHERE
        if dest != ANYWHERE:
            unit.jump(containers.ForIter(dest, iterator), end)
            return
        mark = unit.top
        item = unit.block(1)
        unit.jump(containers.ForIter(item, iterator), end)
        unit.at(target)
        self.store(target, item)
        unit.top = mark

    def s_async_for(self, node: ast.AsyncFor) -> None:
        unit = self.unit
        block = Block(LOOP)
        top = Label()
        otherwise = Label()
        block.break_label = end = Label()
        block.continue_label = top
        iterator = unit.block(2)
        source = self.expr(node.iter)
        unit.at(node.iter if POINTS_AT_PARTS else node)
        unit.emit(containers.GetAsyncIter(iterator, source))
        unit.place(top)
        item = unit.block(1)
        unit.at(node)
        unit.jump(generators.ForAsync(item, iterator, iterator + 1), otherwise)
        unit.at(node.target)
        self.store(node.target, item)
        unit.blocks.append(block)
        self.statements(node.body)
        unit.blocks.pop()
        unit.at(node)
        unit.jump(control.JumpBack(), top)
        unit.place(otherwise)
        self.statements(node.orelse)
        unit.place(end)

    def s_try(self, node: ast.Try) -> None:
        if node.finalbody:
            self.try_finally(node)
        else:
            self.try_except(node)

    def try_finally(self, node: ast.Try | ast.TryStar) -> None:
        """One copy of the ``finally`` body, entered with the number of the way that leads on behind it."""
        unit = self.unit
        block = Block(FINALLY)
        base = unit.block(4)
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
                self.try_star(node)
            else:
                self.try_except(node)
        else:
            self.statements(node.body)
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
        self.statements(node.finalbody)
        unit.blocks.pop()
        unit.position = (0, 0, 0, 0)
        unit.at(node.finalbody[-1])
        table = control.JumpTable(block.why)
        unit.emit(table)
        self.cleanup(start, saved, inner.holes)
        table.targets[-1] = unit.here()
        unit.emit(exceptions.PopHandled(saved))
        unit.emit(exceptions.Reraise(exc))
        for number, (way, loop) in enumerate(block.exits):
            table.targets[number + 1] = unit.here()
            self.leave_blocks(way, block.value, len(unit.blocks), loop)
        table.targets[0] = unit.here()

    def cleanup(self, start: int, saved: int, holes: list[tuple[int, int]]) -> None:
        """What happens to exceptions raised since ``start`` while another one was being handled: that ends."""
        unit = self.unit
        end = unit.here()
        mark = unit.top
        exc = unit.block(1)
        label = Label()
        unit.place(label)
        unit.emit(exceptions.PopHandled(saved))
        unit.emit(exceptions.Reraise(exc))
        unit.protect(start, end, label, exc, holes)
        unit.top = mark

    def protected_body(self, body: list[ast.stmt]) -> tuple[int, int, Block]:
        """The body of a ``try``: where it starts and ends, and its block."""
        unit = self.unit
        block = Block(TRY)
        unit.blocks.append(block)
        start = unit.here()
        self.statements(body)
        end = unit.here()
        unit.blocks.pop()
        return start, end, block

    def try_except(self, node: ast.Try) -> None:
        unit = self.unit
        base = unit.block(2)
        exc = base
        saved = base + 1
        start, end, block = self.protected_body(node.body)
        after = Label()
        handle = Label()
        self.statements(node.orelse)
        unit.jump(control.Jump(), after)
        unit.place(handle)
        unit.protect(start, end, handle, exc, block.holes)
        unit.emit(exceptions.PushHandled(saved, exc))
        start = unit.here()
        holes: list[tuple[int, int]] = []
        for handler in node.handlers:
            self.handler(handler, exc, saved, after, holes)
        unit.emit(exceptions.Reraise(exc))
        self.cleanup(start, saved, holes)
        unit.place(after)

    def handler(
        self, node: ast.ExceptHandler, exc: int, saved: int, after: Label, holes: list[tuple[int, int]]
    ) -> None:
        """One ``except`` clause. Adds to ``holes`` what runs after the clause was left."""
        unit = self.unit
        mark = unit.top
        skip = Label()
        unit.at(node)
        if node.type is not None:
            kinds = self.expr(node.type)
            unit.at(node.type)
            unit.jump(exceptions.MatchException(exc, kinds), skip)
        unit.at(node)
        name: ast.Name | None = None
        if node.name is not None:
            name = ast.Name(node.name, ast.Store())
            self.store(name, exc)
        block = Block(HANDLER)
        block.saved = saved
        block.name = name
        unit.blocks.append(block)
        start = unit.here()
        self.statements(node.body)
        unit.blocks.pop()
        unit.at(node)
        end = unit.here()
        unit.emit(exceptions.PopHandled(saved))
        if name is not None:
            self.clear(name)
        unit.jump(control.Jump(), after)
        holes.extend(block.holes)
        holes.append((end, unit.here()))
        if name is not None and start < end:
            label = Label()
            again = unit.block(1)
            unit.place(label)
            self.clear(name)
            unit.emit(exceptions.Reraise(again))
            unit.protect(start, end, label, again, block.holes)
        unit.place(skip)
        unit.top = mark

    def s_try_star(self, node: ast.TryStar) -> None:
        if node.finalbody:
            self.try_finally(node)
        else:
            self.try_star(node)

    def try_star(self, node: ast.TryStar) -> None:
        unit = self.unit
        base = unit.block(5)
        exc = base
        saved = base + 1
        rest = base + 2
        raised = base + 3
        part = base + 4
        start, end, body = self.protected_body(node.body)
        after = Label()
        handle = Label()
        self.statements(node.orelse)
        unit.jump(control.Jump(), after)
        unit.place(handle)
        unit.protect(start, end, handle, exc, body.holes)
        unit.emit(exceptions.PushHandled(saved, exc))
        start = unit.here()
        holes: list[tuple[int, int]] = []
        unit.emit(containers.BuildSequence(raised, 0, 0, LIST))
        unit.emit(names.Move(rest, exc))
        for handler in node.handlers:
            self.star_handler(handler, rest, raised, part, holes)
        unit.at(node)
        unit.emit(exceptions.FinishGroup(rest, raised, exc))
        end = unit.here()
        unit.emit(exceptions.PopHandled(saved))
        unit.jump(control.Jump(), after)
        holes.append((end, unit.here()))
        self.cleanup(start, saved, holes)
        unit.place(after)

    def star_handler(
        self, node: ast.ExceptHandler, rest: int, raised: int, part: int, holes: list[tuple[int, int]]
    ) -> None:
        unit = self.unit
        skip = Label()
        assert node.type is not None
        unit.at(node)
        kinds = self.expr(node.type)
        unit.at(node.type)
        unit.jump(exceptions.MatchGroup(part, rest, rest, kinds), skip)
        unit.at(node)
        inner = unit.block(2)
        saved = inner
        again = inner + 1
        unit.emit(exceptions.PushHandled(saved, part))
        start = unit.here()
        name: ast.Name | None = None
        if node.name is not None:
            name = ast.Name(node.name, ast.Store())
            self.store(name, part)
        block = Block(HANDLER)
        block.saved = saved
        block.name = name
        unit.blocks.append(block)
        self.statements(node.body)
        unit.blocks.pop()
        end = unit.here()
        unit.emit(exceptions.PopHandled(saved))
        if name is not None:
            self.clear(name)
        unit.jump(control.Jump(), skip)
        label = Label()
        unit.place(label)
        unit.emit(exceptions.PopHandled(saved))
        if name is not None:
            self.clear(name)
        unit.emit(containers.Append(raised, again))
        unit.protect(start, end, label, again, block.holes)
        holes.extend(block.holes)
        unit.place(skip)

    def s_raise(self, node: ast.Raise) -> None:
        unit = self.unit
        if node.exc is None:
            unit.emit(exceptions.RaiseAgain())
            return
        value = self.stable(node.exc)
        cause = self.none() if node.cause is None else self.expr(node.cause)
        unit.at(node)
        unit.emit(exceptions.Raise(value, cause, node.cause is not None))

    def s_assert(self, node: ast.Assert) -> None:
        unit = self.unit
        fine = Label()
        self.jump_if(node.test, True, fine, node)
        if node.msg is None:
            unit.at(assertion_place(node))
            unit.emit(exceptions.AssertFail(self.none(), False))
        else:
            value = self.expr(node.msg)
            unit.at(assertion_place(node))
            unit.emit(exceptions.AssertFail(value, True))
        unit.place(fine)

    def s_delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            self.delete(target)

    def delete(self, target: ast.expr) -> None:
        unit = self.unit
        if isinstance(target, ast.Name):
            unit.at(target)
            self.delete_name(target)
        elif isinstance(target, ast.Attribute):
            obj = self.expr(target.value)
            unit.at(target)
            unit.emit(calls.DeleteAttr(obj, mangle(self.scope.class_name, target.attr)))
        elif isinstance(target, ast.Subscript):
            obj = self.stable(target.value)
            key = self.expr(target.slice)
            unit.at(target)
            unit.emit(containers.DeleteItem(obj, key))
        elif isinstance(target, (ast.Tuple, ast.List)):
            for item in target.elts:
                self.delete(item)

    def s_import(self, node: ast.Import) -> None:
        unit = self.unit
        for alias in node.names:
            reg = unit.block(1)
            unit.emit(calls.Import(reg, alias.name, alias.asname is None))
            name = alias.asname if alias.asname is not None else alias.name.partition('.')[0]
            self.store(ast.Name(name, ast.Store()), reg)

    def s_import_from(self, node: ast.ImportFrom) -> None:
        if node.module == '__future__':
            return
        unit = self.unit
        module = unit.block(2)
        name = node.module if node.module is not None else ''
        unit.emit(calls.Import(module, name, False))
        for alias in node.names:
            unit.emit(calls.ImportFrom(module + 1, module, name, alias.name))
            self.store(ast.Name(alias.asname or alias.name, ast.Store()), module + 1)

    def s_with(self, node: ast.With | ast.AsyncWith) -> None:
        self.with_items(node, 0, isinstance(node, ast.AsyncWith))

    def with_items(self, node: ast.With | ast.AsyncWith, index: int, is_async: bool) -> None:
        unit = self.unit
        item = node.items[index]
        base = unit.block(5)
        leave = base
        enter = base + 1
        exc = base + 2
        saved = base + 3
        result = base + 4
        manager = self.expr(item.context_expr)
        unit.at(item.context_expr if POINTS_AT_PARTS else node)
        unit.emit(exceptions.WithLookup(manager, enter, leave, is_async))
        unit.emit(calls.Call(result, enter, 0, 0, ()))
        if is_async:
            self.await_register(result)
        block = Block(WITH)
        block.leave = leave
        block.is_async = is_async
        block.node = item.context_expr if POINTS_AT_PARTS else node
        start = unit.here()
        if item.optional_vars is not None:
            self.store(item.optional_vars, result)
        unit.blocks.append(block)
        if index + 1 < len(node.items):
            self.with_items(node, index + 1, is_async)
        else:
            self.statements(node.body)
        unit.blocks.pop()
        end = unit.here()
        unit.at(item.context_expr if POINTS_AT_PARTS else node)
        self.call_exit(block, -1)
        after = Label()
        unit.jump(control.Jump(), after)
        failed = Label()
        unit.place(failed)
        unit.protect(start, end, failed, exc, block.holes)
        unit.emit(exceptions.PushHandled(saved, exc))
        start = unit.here()
        answer = self.call_exit(block, exc)
        suppressed = Label()
        unit.jump(control.JumpIf(answer, True), suppressed)
        unit.emit(exceptions.Reraise(exc))
        self.cleanup(start, saved, [])
        unit.place(suppressed)
        unit.emit(exceptions.PopHandled(saved))
        unit.place(after)

    def call_exit(self, block: Block, exc: int) -> int:
        """Call ``__exit__`` for exception register ``exc`` (-1: there is none); the register of what it answers, which
        is free again."""
        unit = self.unit
        mark = unit.top
        result = unit.block(1)
        if exc < 0:
            unit.emit(exceptions.CallExit(result, block.leave, 0, False))
        else:
            unit.emit(exceptions.CallExit(result, block.leave, exc, True))
        if block.is_async:
            self.await_register(result)
        unit.top = mark
        return result

    def await_register(self, reg: int) -> None:
        """Replace the value of ``reg`` by what awaiting it gives."""
        unit = self.unit
        mark = unit.top
        iterator = unit.block(1)
        unit.emit(generators.Await(reg, reg, iterator))
        unit.top = mark

    # Definitions.

    def s_function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        decorators = [self.stable(decorator) for decorator in node.decorator_list]
        generic = self.resolution.type_params_of(node)
        if generic is not None:
            value = self.in_type_params(node, generic)
        else:
            value = self.make_function(node, node.name, node.args, node.returns)
        self.decorate(node.decorator_list, decorators, value)
        self.store(ast.Name(node.name, ast.Store()), value)

    def decorate(self, nodes: list[ast.expr], decorators: list[int], value: int) -> None:
        unit = self.unit
        for node, decorator in zip(reversed(nodes), reversed(decorators), strict=True):
            unit.at(node)
            argument = unit.block(1)
            unit.emit(names.Move(argument, value))
            unit.emit(calls.Call(value, decorator, argument, 1, ()))

    def make_function(
        self,
        node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda,
        name: str,
        args: ast.arguments,
        returns: ast.expr | None,
    ) -> int:
        """A register with the function object."""
        unit = self.unit
        dest = unit.block(1)
        kw = [(arg, default) for arg, default in zip(args.kwonlyargs, args.kw_defaults, strict=True) if default]
        start = unit.block(len(args.defaults) + len(kw))
        at = start
        for default in args.defaults:
            self.expr(default, at)
            at += 1
        kwnames: list[str] = []
        for arg, default in kw:
            self.expr(default, at)
            kwnames.append(mangle(self.scope.class_name, arg.arg))
            at += 1
        annotations = self.function_annotations(args, returns)
        scope = self.resolution.scope_of(node)
        code = self.function_code(node, scope, name)
        unit.at(node)
        unit.emit(
            calls.MakeFunction(dest, code, start, len(args.defaults), tuple(kwnames), self.closure(code), annotations)
        )
        return dest

    def function_annotations(self, args: ast.arguments, returns: ast.expr | None) -> int:
        """A register with the annotations' dict, -1 where there are none."""
        found: list[tuple[str, ast.expr]] = []
        every = [*args.posonlyargs, *args.args]
        if args.vararg is not None:
            every.append(args.vararg)
        every.extend(args.kwonlyargs)
        if args.kwarg is not None:
            every.append(args.kwarg)
        for arg in every:
            if arg.annotation is not None:
                found.append((mangle(self.scope.class_name, arg.arg), arg.annotation))
        if returns is not None:
            found.append(('return', returns))
        if not found:
            return -1
        unit = self.unit
        dest = unit.block(1)
        start = unit.block(2 * len(found))
        at = start
        for name, annotation in found:
            unit.emit(names.Move(at, self.constant_value(name)))
            value = self.annotation(annotation.value if isinstance(annotation, ast.Starred) else annotation)
            unit.emit(names.Move(at + 1, value))
            at += 2
        unit.emit(containers.BuildDict(dest, start, len(found)))
        return dest

    def function_code(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, scope: Scope, name: str) -> Code:
        outer = self.scope
        line = node.lineno
        if not isinstance(node, ast.Lambda) and node.decorator_list:
            line = node.decorator_list[0].lineno
        unit = self.open(scope, name, line)
        args = node.args
        code = unit.code
        code.posonlycount = len(args.posonlyargs)
        code.argcount = len(args.posonlyargs) + len(args.args)
        code.kwonlycount = len(args.kwonlyargs)
        code.has_varargs = args.vararg is not None
        code.has_varkw = args.kwarg is not None
        code.simple = not code.kwonlycount and not code.has_varargs and not code.has_varkw
        self.set_kind(unit, scope)
        unit.volatile = walrus_targets(node)
        if isinstance(node, ast.Lambda):
            unit.at(node.body)
            self.return_value(self.expr(node.body))
        else:
            body = node.body
            if is_docstring(body[0]):
                code.doc = docstring(body)
            self.statements(body)
            unit.at(body[-1])
            self.return_value(self.none())
        return self.close(unit, outer)

    def set_kind(self, unit: Unit, scope: Scope) -> None:
        """Whether calling the code makes a generator, a coroutine or an async generator."""
        code = unit.code
        if scope.is_generator or scope.is_async:
            code.is_generator = True
            unit.is_generator = True
            code.kind = 2 if scope.is_async_generator else 1 if scope.is_async else 0

    def return_value(self, reg: int) -> None:
        unit = self.unit
        unit.emit(generators.ReturnGenerator(reg) if unit.is_generator else calls.Return(reg))

    def s_class(self, node: ast.ClassDef) -> None:
        unit = self.unit
        decorators = [self.stable(decorator) for decorator in node.decorator_list]
        generic = self.resolution.type_params_of(node)
        value = self.make_class(node, -1) if generic is None else self.in_type_params(node, generic)
        self.decorate(node.decorator_list, decorators, value)
        unit.at(node)
        self.store(ast.Name(node.name, ast.Store()), value)

    def make_class(self, node: ast.ClassDef, generic_base: int) -> int:
        """A register with the class object. ``generic_base`` is a register with an implicit last base, or -1."""
        unit = self.unit
        dest = unit.block(3)
        bases = dest + 1
        keywords = dest + 2
        self.argument_list(bases, node.bases, DISPLAY)
        if generic_base >= 0:
            unit.emit(containers.Append(bases, generic_base))
        kwargs = -1
        if node.keywords:
            kwargs = keywords
            self.keyword_dict(keywords, node.keywords, DISPLAY)
        scope = self.resolution.scope_of(node)
        outer = self.scope
        inner = self.open(scope, node.name, node.decorator_list[0].lineno if node.decorator_list else node.lineno)
        if scope.has_annotations:
            mark = inner.top
            inner.emit(names.StoreName('__annotations__', self.new_dict()))
            inner.top = mark
        body = node.body
        if is_docstring(body[0]):
            inner.at(body[0])
            inner.emit(names.StoreName('__doc__', self.constant_value(docstring(body))))
        self.statements(body)
        inner.emit(classes.ReturnBody())
        class_cell = inner.registers['__class__'] if scope.needs_class_cell else -1
        code = self.close(inner, outer)
        unit.at(node)
        unit.emit(classes.MakeClass(dest, code, bases, kwargs, self.closure(code), class_cell))
        return dest

    def in_type_params(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.stmt, scope: Scope
    ) -> int:
        """What a generic definition makes: a function of its own, called at once, holds the type parameters."""
        unit = self.unit
        outer = self.scope
        inner = self.open(scope, scope.name, node.lineno)
        inner.code.simple = True
        params: list[ast.AST] = field_of(node, 'type_params')
        regs: list[int] = []
        for param in params:
            regs.append(self.type_param(param))
        listed = inner.block(len(regs))
        for index, reg in enumerate(regs):
            inner.emit(names.Move(listed + index, reg))
        whole = inner.block(1)
        inner.emit(containers.BuildSequence(whole, listed, len(regs), TUPLE))
        if isinstance(node, ast.ClassDef):
            base = inner.block(1)
            generic = self.runtime('type_params_base')
            inner.emit(calls.Call(base, generic, whole, 1, ()))
            value = self.make_class(node, base)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            value = self.make_function(node, node.name, node.args, node.returns)
        else:
            value = self.type_alias(node, whole)
        if not isinstance(node, ast.stmt) or isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            setter = self.runtime('set_type_params')
            pair = inner.block(2)
            inner.emit(names.Move(pair, value))
            inner.emit(names.Move(pair + 1, whole))
            inner.emit(calls.Call(value, setter, pair, 2, ()))
        inner.emit(calls.Return(value))
        code = self.close(inner, outer)
        maker = unit.block(2)
        unit.at(node)
        unit.emit(calls.MakeFunction(maker, code, 0, 0, (), self.closure(code), -1))
        unit.emit(calls.Call(maker + 1, maker, 0, 0, ()))
        return maker + 1

    def type_param(self, param: ast.AST) -> int:
        """Make a type parameter and bind its name."""
        unit = self.unit
        kind = type(param).__name__
        name: str = field_of(param, 'name')
        start = unit.block(3)
        unit.emit(names.Move(start + 1, self.constant_value(name)))
        unit.emit(names.Move(start + 2, self.constant_value(kind)))
        unit.emit(calls.Call(start, self.runtime('make_type_param'), start + 1, 2, ()))
        self.store(ast.Name(name, ast.Store()), start)
        return start

    def runtime(self, name: str) -> int:
        """A register with a function of the prelude that compiled code calls. Those of ``typing`` come with
        that module."""
        function = SHARED.runtime.get('runtime:' + name)
        if function is None:
            from .runtime import module

            module('typing')
            function = SHARED.runtime['runtime:' + name]
        return self.unit.constant(('runtime', name), function)

    def s_type_alias(self, node: ast.stmt) -> None:
        generic = self.resolution.type_params_of(node)
        target: ast.Name = field_of(node, 'name')
        if generic is not None:
            value = self.in_type_params(node, generic)
        else:
            value = self.type_alias(node, self.constant_value(()))
        self.store(target, value)

    def type_alias(self, node: ast.stmt, params: int) -> int:
        """``type X = …``: the value is a function, called when it is asked for."""
        unit = self.unit
        outer = self.scope
        target: ast.Name = field_of(node, 'name')
        value: ast.expr = field_of(node, 'value')
        scope = self.resolution.scope_of(node)
        inner = self.open(scope, target.id, node.lineno)
        inner.code.simple = True
        inner.at(value)
        inner.emit(calls.Return(self.expr(value)))
        code = self.close(inner, outer)
        start = unit.block(4)
        unit.emit(names.Move(start + 1, self.constant_value(target.id)))
        unit.emit(names.Move(start + 2, params))
        unit.emit(calls.MakeFunction(start + 3, code, 0, 0, (), self.closure(code), -1))
        unit.emit(calls.Call(start, self.runtime('make_type_alias'), start + 1, 3, ()))
        return start

    # Match.

    def s_match(self, node: ast.Match) -> None:
        unit = self.unit
        subject = self.stable(node.subject)
        end = Label()
        for case in node.cases:
            mark = unit.top
            fail = Label()
            captures: list[tuple[str, int]] = []
            self.pattern(case.pattern, subject, fail, captures)
            for name, reg in captures:
                self.store(ast.Name(name, ast.Store()), reg)
            if case.guard is not None:
                self.jump_if(case.guard, False, fail, case.guard)
            self.statements(case.body)
            unit.jump(control.Jump(), end)
            unit.place(fail)
            unit.top = mark
        unit.place(end)

    def pattern(self, node: ast.pattern, subject: int, fail: Label, captures: list[tuple[str, int]]) -> None:
        """Test ``subject``; names are only noted, as they are bound once the whole pattern has matched."""
        unit = self.unit
        unit.at(node)
        if isinstance(node, ast.MatchValue):
            value = self.expr(node.value)
            unit.at(node)
            unit.jump(ops.compare_jump(subject, value, arithmetic.EQ, False), fail)
        elif isinstance(node, ast.MatchSingleton):
            unit.jump(ops.IsJump(subject, self.constant_value(node.value), False), fail)
        elif isinstance(node, ast.MatchSequence):
            self.sequence_pattern(node, subject, fail, captures)
        elif isinstance(node, ast.MatchMapping):
            self.mapping_pattern(node, subject, fail, captures)
        elif isinstance(node, ast.MatchClass):
            self.class_pattern(node, subject, fail, captures)
        elif isinstance(node, ast.MatchAs):
            if node.pattern is not None:
                self.pattern(node.pattern, subject, fail, captures)
            if node.name is not None:
                captures.append((node.name, subject))
        elif isinstance(node, ast.MatchOr):
            self.or_pattern(node, subject, fail, captures)

    def or_pattern(self, node: ast.MatchOr, subject: int, fail: Label, captures: list[tuple[str, int]]) -> None:
        unit = self.unit
        matched = Label()
        common: dict[str, int] = {}
        for index, choice in enumerate(node.patterns):
            last = index == len(node.patterns) - 1
            other = fail if last else Label()
            found: list[tuple[str, int]] = []
            self.pattern(choice, subject, other, found)
            for name, reg in found:
                if name not in common:
                    common[name] = unit.block(1)
                unit.emit(names.Move(common[name], reg))
            if not last:
                unit.jump(control.Jump(), matched)
                unit.place(other)
        unit.place(matched)
        captures.extend(common.items())

    def sequence_pattern(
        self, node: ast.MatchSequence, subject: int, fail: Label, captures: list[tuple[str, int]]
    ) -> None:
        unit = self.unit
        patterns = node.patterns
        star = -1
        for index, part in enumerate(patterns):
            if isinstance(part, ast.MatchStar):
                star = index
        count = len(patterns) - (1 if star >= 0 else 0)
        unit.jump(classes.MatchSequence(subject, count, star >= 0), fail)
        for index, part in enumerate(patterns):
            if isinstance(part, ast.MatchStar):
                if part.name is not None:
                    reg = unit.block(1)
                    unit.emit(classes.SequenceItem(reg, subject, index, True, len(patterns) - 1 - index))
                    captures.append((part.name, reg))
                continue
            if isinstance(part, ast.MatchAs) and part.pattern is None and part.name is None:
                continue
            reg = unit.block(1)
            unit.at(part)
            place = index if star < 0 or index < star else index - len(patterns)
            unit.emit(classes.SequenceItem(reg, subject, place, False, 0))
            self.pattern(part, reg, fail, captures)

    def mapping_pattern(
        self, node: ast.MatchMapping, subject: int, fail: Label, captures: list[tuple[str, int]]
    ) -> None:
        unit = self.unit
        count = len(node.keys)
        keys = unit.block(count)
        values = unit.block(count)
        for index, key in enumerate(node.keys):
            self.expr(key, keys + index)
        rest = -1
        if node.rest is not None:
            rest = unit.block(1)
        unit.at(node)
        unit.jump(classes.MatchMapping(subject, keys, count, values, rest), fail)
        for index, part in enumerate(node.patterns):
            self.pattern(part, values + index, fail, captures)
        if node.rest is not None:
            captures.append((node.rest, rest))

    def class_pattern(self, node: ast.MatchClass, subject: int, fail: Label, captures: list[tuple[str, int]]) -> None:
        unit = self.unit
        cls = self.expr(node.cls)
        parts = [*node.patterns, *node.kwd_patterns]
        values = unit.block(len(parts))
        unit.at(node)
        unit.jump(classes.MatchClass(subject, cls, len(node.patterns), tuple(node.kwd_attrs), values), fail)
        for index, part in enumerate(parts):
            self.pattern(part, values + index, fail, captures)

    # Names.

    def load_name(self, node: ast.Name, dest: int = ANYWHERE) -> int:
        """The value of a variable: its own register where that is safe, else a temporary or ``dest``."""
        unit = self.unit
        name = mangle(self.scope.class_name, node.id)
        unit.at(node)
        kind = self.resolution.lookup(self.scope, name)
        if kind == BUILTIN and (self.session and self.in_function()):
            kind = GLOBAL
        if kind == BUILTIN:
            if name in self.builtins:
                return self.put(unit.constant(('builtin', name), self.builtins[name]), dest)
            kind = GLOBAL
        if kind == LOCAL:
            reg = self.direct(node.id)
            if id(node) in self.resolution.maybe_unbound:
                unit.emit(names.CheckLocal(reg, name))
            if dest == ANYWHERE and name in unit.volatile:
                dest = unit.block(1)
            return self.put(reg, dest)
        if kind == GLOBAL or kind == INPUT or kind == EXTERNAL:
            return self.load_global(node, name, dest)
        target = unit.block(1) if dest == ANYWHERE else dest
        if kind == CELL or kind == FREE:
            unit.emit(names.LoadCell(target, self.variable_register(name), name, kind == FREE))
        else:
            assert kind == NAME
            cell = self.variable_register(name) if name in unit.scope.frees and name != '__class__' else -1
            unit.emit(names.LoadName(target, name, cell, self.slots.get(name, -1)))
        return target

    def load_global(self, node: ast.Name, name: str, dest: int) -> int:
        unit = self.unit
        slot = self.slots.get(name, -1)
        if slot >= 0 and not self.in_function() and id(node) not in self.resolution.maybe_unbound:
            if dest == ANYWHERE and name in unit.volatile:
                dest = unit.block(1)
            return self.put(slot, dest)
        target = unit.block(1) if dest == ANYWHERE else dest
        if slot >= 0:
            unit.emit(names.LoadGlobal(target, slot, name))
        else:
            unit.emit(names.LoadGlobalByName(target, name, id(node) in self.called))
        return target

    def put(self, reg: int, dest: int) -> int:
        """The value of ``reg`` in ``dest``."""
        if dest == ANYWHERE or dest == reg:
            return reg
        self.unit.emit(names.Move(dest, reg))
        return dest

    def store(self, target: ast.expr, value: int) -> None:
        """``target = value`` for any target; ``value`` is a register."""
        unit = self.unit
        if isinstance(target, ast.Name):
            self.store_name(target.id, value)
        elif isinstance(target, ast.Attribute):
            obj = self.expr(target.value)
            unit.at(target)
            unit.emit(calls.SetAttr(obj, mangle(self.scope.class_name, target.attr), value))
        elif isinstance(target, ast.Subscript):
            obj = self.stable(target.value)
            key = self.expr(target.slice)
            unit.at(target)
            unit.emit(containers.SetItem(obj, key, value))
        elif isinstance(target, (ast.Tuple, ast.List)):
            self.unpack(target, value)
        elif isinstance(target, ast.Starred):
            self.store(target.value, value)

    def store_name(self, name: str, value: int) -> None:
        unit = self.unit
        name = mangle(self.scope.class_name, name)
        dest = self.direct(name)
        if dest != ANYWHERE:
            if dest != value:
                unit.emit(names.Move(dest, value))
            return
        kind = self.resolution.lookup(self.scope, name)
        if kind == CELL or kind == FREE:
            unit.emit(names.StoreCell(self.variable_register(name), value))
        elif kind == NAME:
            unit.emit(names.StoreName(name, value))
        else:
            unit.emit(names.StoreGlobal(self.slots[name], value))

    def unpack(self, target: ast.Tuple | ast.List, value: int) -> None:
        unit = self.unit
        star = -1
        for index, item in enumerate(target.elts):
            if isinstance(item, ast.Starred):
                star = index
        start = unit.block(len(target.elts))
        unit.at(target)
        unit.emit(containers.Unpack(value, start, len(target.elts), star))
        for index, item in enumerate(target.elts):
            self.store(item, start + index)

    def delete_name(self, node: ast.Name) -> None:
        unit = self.unit
        name = mangle(self.scope.class_name, node.id)
        kind = self.resolution.lookup(self.scope, name)
        if kind == LOCAL:
            unit.emit(names.DeleteLocal(self.direct(name), name))
        elif kind == CELL or kind == FREE:
            unit.emit(names.DeleteCell(self.variable_register(name), name, kind == FREE))
        elif kind == NAME:
            unit.emit(names.DeleteName(name))
        else:
            unit.emit(names.DeleteGlobal(self.slots[name], name))

    def clear(self, target: ast.expr) -> None:
        """Unbind a name if it is bound."""
        assert isinstance(target, ast.Name)
        unit = self.unit
        name = mangle(self.scope.class_name, target.id)
        reg = self.direct(name)
        if reg != ANYWHERE:
            unit.emit(names.ClearLocal(reg))
            return
        kind = self.resolution.lookup(self.scope, name)
        if kind == CELL or kind == FREE:
            unit.emit(names.ClearCell(self.variable_register(name)))
        elif kind == NAME:
            unit.emit(names.ClearName(name))
        else:
            unit.emit(names.StoreGlobal(self.slots[name], self.unbound()))

    def unbound(self) -> int:
        return self.unit.constant(('unbound',), UNBOUND)

    # Expressions.

    def expr(self, node: ast.expr, dest: int = ANYWHERE) -> int:
        """Compile ``node``; the register its value is in, which is ``dest`` unless that is ANYWHERE."""
        if isinstance(node, ast.Name):
            return self.load_name(node, dest)
        if isinstance(node, ast.Constant):
            return self.put(self.constant_value(node.value), dest)
        return EXPRESSIONS[type(node)](self, node, dest)

    def into(self, dest: int) -> int:
        """``dest``, or a new temporary."""
        return self.unit.block(1) if dest == ANYWHERE else dest

    def e_binop(self, node: ast.BinOp, dest: int) -> int:
        unit = self.unit
        folded = fold(node)
        if folded is not None:
            return self.put(self.constant_value(folded.value), dest)
        chain: list[ast.BinOp] = [node]
        while isinstance(chain[-1].left, ast.BinOp):
            chain.append(chain[-1].left)
        target = self.into(dest)
        mark = unit.top
        x = self.expr(chain[-1].left)
        while chain:
            part = chain.pop()
            y = self.expr(part.right)
            unit.at(part)
            unit.top = mark
            result = target if not chain else unit.block(1)
            unit.emit(ops.binary_instr(result, x, y, BINARY[type(part.op)], False))
            x = result
        unit.top = mark
        return target

    def e_unary(self, node: ast.UnaryOp, dest: int) -> int:
        unit = self.unit
        folded = fold(node)
        if folded is not None:
            return self.put(self.constant_value(folded.value), dest)
        target = self.into(dest)
        mark = unit.top
        value = self.expr(node.operand)
        unit.at(node)
        if isinstance(node.op, ast.Not):
            unit.emit(control.Not(target, value))
        else:
            unit.emit(ops.UnaryOp(target, value, UNARY[type(node.op)]))
        unit.top = mark
        return target

    def e_boolop(self, node: ast.BoolOp, dest: int) -> int:
        unit = self.unit
        target = self.into(dest)
        if dest != ANYWHERE:
            target = unit.block(1)
        end = Label()
        sense = isinstance(node.op, ast.Or)
        for value in node.values[:-1]:
            mark = unit.top
            self.expr(value, target)
            unit.at(node)
            unit.jump(control.JumpIf(target, sense), end)
            unit.top = mark
        self.expr(node.values[-1], target)
        unit.place(end)
        return self.put(target, dest)

    def e_compare(self, node: ast.Compare, dest: int) -> int:
        unit = self.unit
        target = unit.block(1)
        if len(node.ops) == 1:
            mark = unit.top
            x = self.expr(node.left)
            y = self.expr(node.comparators[0])
            unit.at(node)
            self.comparison(target, node.ops[0], x, y)
            unit.top = mark
            return self.put(target, dest)
        end = Label()
        x = self.stable(node.left)
        for index, op in enumerate(node.ops):
            y = self.stable(node.comparators[index])
            unit.at(node)
            self.comparison(target, op, x, y)
            if index < len(node.ops) - 1:
                unit.jump(control.JumpIf(target, False), end)
            x = y
        unit.place(end)
        return self.put(target, dest)

    def comparison(self, target: int, op: ast.cmpop, x: int, y: int) -> None:
        unit = self.unit
        if isinstance(op, (ast.Is, ast.IsNot)):
            unit.emit(ops.Is(target, x, y, isinstance(op, ast.Is)))
        elif isinstance(op, (ast.In, ast.NotIn)):
            unit.emit(ops.Contains(target, x, y, isinstance(op, ast.In)))
        else:
            unit.emit(ops.CompareOp(target, x, y, COMPARE[type(op)]))

    def jump_if(self, node: ast.expr, sense: bool, label: Label, asker: ast.AST) -> None:
        """Jump to ``label`` if the truth of ``node`` is ``sense``. ``asker`` is what the condition belongs to."""
        unit = self.unit
        mark = unit.top
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            self.jump_if(node.operand, not sense, label, asker)
        elif isinstance(node, ast.BoolOp):
            is_or = isinstance(node.op, ast.Or)
            if is_or == sense:
                for value in node.values:
                    self.jump_if(value, sense, label, asker)
            else:
                skip = Label()
                for value in node.values[:-1]:
                    self.jump_if(value, not sense, skip, asker)
                self.jump_if(node.values[-1], sense, label, asker)
                unit.place(skip)
        elif isinstance(node, ast.Compare) and len(node.ops) == 1 and not isinstance(node.ops[0], (ast.In, ast.NotIn)):
            op = node.ops[0]
            x = self.expr(node.left)
            y = self.expr(node.comparators[0])
            unit.at(node)
            if isinstance(op, (ast.Is, ast.IsNot)):
                unit.jump(ops.IsJump(x, y, isinstance(op, ast.Is) == sense), label)
            else:
                unit.jump(ops.compare_jump(x, y, COMPARE[type(op)], sense), label)
        elif isinstance(node, ast.Constant):
            if bool(node.value) == sense:
                unit.jump(control.Jump(), label)
        else:
            reg = self.expr(node)
            unit.at(node if ASKS_AT_CONDITION else asker)
            unit.jump(control.JumpIf(reg, sense), label)
        unit.top = mark

    def e_ifexp(self, node: ast.IfExp, dest: int) -> int:
        unit = self.unit
        target = self.into(dest) if dest == ANYWHERE else unit.block(1)
        end = Label()
        mark = unit.top
        choice: ast.expr = node
        while isinstance(choice, ast.IfExp):
            otherwise = Label()
            self.jump_if(choice.test, False, otherwise, choice)
            self.expr(choice.body, target)
            unit.jump(control.Jump(), end)
            unit.place(otherwise)
            unit.top = mark
            choice = choice.orelse
        self.expr(choice, target)
        unit.place(end)
        return self.put(target, dest)

    def e_named(self, node: ast.NamedExpr, dest: int) -> int:
        value = self.expr(node.value)
        if dest == ANYWHERE and value >= 0 and isinstance(node.value, ast.Name):
            copy = self.unit.block(1)
            value = self.put(value, copy)
        self.unit.at(node)
        self.store(node.target, value)
        return self.put(value, dest)

    def e_trailers(self, node: ast.Attribute | ast.Subscript | ast.Call, dest: int) -> int:
        """``base.name[key](args)…``, however long, from its base outwards."""
        unit = self.unit
        chain: list[ast.expr] = []
        base: ast.expr = node
        while True:
            if isinstance(base, (ast.Attribute, ast.Subscript)):
                chain.append(base)
                base = base.value
            elif isinstance(base, ast.Call) and not self.is_plain_super(base):
                chain.append(base)
                base = base.func
            else:
                break
        target = self.into(dest)
        mark = unit.top
        if isinstance(base, ast.Call):
            reg = target if not chain else unit.block(1)
            self.call_super(base, reg)
        else:
            if chain and isinstance(chain[-1], ast.Call):
                self.called.add(id(base))
            reg = self.expr(base)
        while chain:
            part = chain.pop()
            call = chain[-1] if chain else None
            is_method = isinstance(part, ast.Attribute) and isinstance(call, ast.Call) and not is_spread(call)
            if is_method:
                chain.pop()
            unit.top = max(mark, reg + 1) if reg >= mark else mark
            result = target if not chain else unit.block(1)
            if is_method:
                assert isinstance(part, ast.Attribute) and isinstance(call, ast.Call)
                self.call_method(part, call, reg, result)
            elif isinstance(part, ast.Attribute):
                self.at_attribute(part)
                unit.emit(calls.GetAttr(result, reg, mangle(self.scope.class_name, part.attr)))
            elif isinstance(part, ast.Subscript):
                key = self.expr(part.slice)
                unit.at(part)
                unit.emit(containers.GetItem(result, reg, key))
            else:
                assert isinstance(part, ast.Call)
                self.call(part, reg, result)
            reg = result
        unit.top = mark
        return target

    def call_method(self, func: ast.Attribute, node: ast.Call, obj: int, target: int) -> None:
        unit = self.unit
        start, keywords = self.arguments(node)
        self.at_call(node)
        name = mangle(self.scope.class_name, func.attr)
        call = calls.CallMethod(target, obj, name, start, len(node.args) + len(keywords), keywords)
        unit.emit(call)
        self.at_attribute(func)
        unit.emit(calls.LookUpFailed())
        call.next = unit.here()

    def call(self, node: ast.Call, func: int, target: int) -> None:
        unit = self.unit
        if is_spread(node):
            self.call_spread(node, func, target)
            return
        start, keywords = self.arguments(node)
        unit.at(node)
        unit.emit(calls.Call(target, func, start, len(node.args) + len(keywords), keywords))

    def at_attribute(self, node: ast.Attribute) -> None:
        """CPython shows an attribute's own line where the expression before it starts on another."""
        unit = self.unit
        unit.at(node)
        if node.lineno != node.end_lineno and node.end_lineno is not None and node.end_col_offset is not None:
            width = len(node.attr.encode())
            unit.position = (node.end_lineno, node.end_lineno, node.end_col_offset - width, node.end_col_offset)

    def e_slice(self, node: ast.Slice, dest: int) -> int:
        unit = self.unit
        target = self.into(dest)
        parts = (node.lower, node.upper, node.step)
        if all(part is None or fold(part) is not None for part in parts):
            values = [None if part is None else fold_value(part) for part in parts]
            made = slice(values[0], values[1], values[2])
            return self.put(unit.constant(('slice', tuple(constant_key(value) for value in values)), made), dest)
        mark = unit.top
        regs = [self.none() if part is None else self.stable(part) for part in parts]
        unit.at(node)
        unit.emit(containers.BuildSlice(target, regs[0], regs[1], regs[2]))
        unit.top = mark
        return target

    def e_list(self, node: ast.List, dest: int) -> int:
        return self.sequence(node, node.elts, LIST, dest)

    def e_set(self, node: ast.Set, dest: int) -> int:
        return self.sequence(node, node.elts, SET, dest)

    def e_tuple(self, node: ast.Tuple, dest: int) -> int:
        folded = fold(node)
        if folded is not None:
            return self.put(self.constant_value(folded.value), dest)
        return self.sequence(node, node.elts, TUPLE, dest)

    def sequence(self, node: ast.expr, items: list[ast.expr], kind: int, dest: int) -> int:
        unit = self.unit
        target = self.into(dest)
        mark = unit.top
        if has_star(items):
            collected = unit.block(1)
            unit.at(node)
            if kind == SET:
                self.starred_set(collected, items)
                unit.emit(names.Move(target, collected))
            else:
                self.argument_list(collected, items, DISPLAY)
                unit.at(node)
                if kind == TUPLE:
                    unit.emit(calls.Call(target, self.builtin_class('tuple'), collected, 1, ()))
                else:
                    unit.emit(names.Move(target, collected))
        elif len(items) > 100 and kind == LIST:
            collected = unit.block(1)
            self.argument_list(collected, items, DISPLAY)
            unit.emit(names.Move(target, collected))
        else:
            start = unit.block(len(items))
            for index, item in enumerate(items):
                inner = unit.top
                self.expr(item, start + index)
                unit.top = inner
            unit.at(node)
            unit.emit(containers.BuildSequence(target, start, len(items), kind))
        unit.top = mark
        return target

    def builtin_class(self, name: str) -> int:
        return self.unit.constant(('class', name), self.builtins['runtime:' + name])

    def starred_set(self, target: int, items: list[ast.expr]) -> None:
        unit = self.unit
        unit.emit(containers.BuildSequence(target, 0, 0, SET))
        for item in items:
            mark = unit.top
            if isinstance(item, ast.Starred):
                value = self.expr(item.value)
                unit.at(item)
                unit.emit(containers.UpdateSet(target, value))
            else:
                value = self.expr(item)
                unit.at(item)
                unit.emit(containers.AddToSet(target, value))
            unit.top = mark

    def argument_list(self, target: int, items: list[ast.expr], function: int) -> None:
        """A list of items with stars, built in ``target``."""
        unit = self.unit
        position = unit.position
        unit.emit(containers.BuildSequence(target, 0, 0, LIST))
        for item in items:
            mark = unit.top
            if isinstance(item, ast.Starred):
                value = self.expr(item.value)
                unit.position = position
                unit.emit(containers.Extend(target, value, function))
            else:
                value = self.expr(item)
                unit.emit(containers.Append(target, value))
            unit.top = mark

    def keyword_dict(self, target: int, keywords: list[ast.keyword], function: int) -> None:
        unit = self.unit
        unit.emit(containers.BuildDict(target, 0, 0))
        position = unit.position
        for keyword in keywords:
            mark = unit.top
            value = self.expr(keyword.value)
            unit.position = position
            if keyword.arg is None:
                unit.emit(containers.UpdateDict(target, value, function))
            else:
                name = self.constant_value(mangle(self.scope.class_name, keyword.arg))
                pair = unit.block(3)
                unit.emit(names.Move(pair, name))
                unit.emit(names.Move(pair + 1, value))
                unit.emit(containers.BuildDict(pair + 2, pair, 1))
                unit.emit(containers.UpdateDict(target, pair + 2, function))
            unit.top = mark

    def e_dict(self, node: ast.Dict, dest: int) -> int:
        unit = self.unit
        target = self.into(dest)
        mark = unit.top
        plain = all(key is not None for key in node.keys)
        if plain and len(node.keys) <= 50:
            start = unit.block(2 * len(node.keys))
            at = start
            for key, value in zip(node.keys, node.values, strict=True):
                assert key is not None
                inner = unit.top
                self.expr(key, at)
                self.expr(value, at + 1)
                unit.top = inner
                at += 2
            unit.at(node)
            unit.emit(containers.BuildDict(target, start, len(node.keys)))
        else:
            made = unit.block(1)
            unit.emit(containers.BuildDict(made, 0, 0))
            for key, value in zip(node.keys, node.values, strict=True):
                inner = unit.top
                if key is None:
                    reg = self.expr(value)
                    unit.at(node)
                    unit.emit(containers.UpdateDict(made, reg, DISPLAY))
                else:
                    first = self.stable(key)
                    second = self.expr(value)
                    unit.at(node)
                    unit.emit(containers.AddToDict(made, first, second))
                unit.top = inner
            unit.emit(names.Move(target, made))
        unit.top = mark
        return target

    def at_call(self, node: ast.Call) -> None:
        """As ``at_attribute``, for a method call that stretches over lines."""
        unit = self.unit
        unit.at(node)
        func = node.func
        if isinstance(func, ast.Attribute) and node.lineno != func.end_lineno and func.end_lineno is not None:
            if func.end_col_offset is not None and node.end_lineno is not None and node.end_col_offset is not None:
                width = len(func.attr.encode())
                unit.position = (func.end_lineno, node.end_lineno, func.end_col_offset - width, node.end_col_offset)

    def arguments(self, node: ast.Call) -> tuple[int, tuple[str, ...]]:
        """Positional and keyword arguments in adjacent registers: the first one and the keywords."""
        unit = self.unit
        start = unit.block(len(node.args) + len(node.keywords))
        at = start
        for arg in node.args:
            mark = unit.top
            self.expr(arg, at)
            unit.top = mark
            at += 1
        keywords: list[str] = []
        for keyword in node.keywords:
            mark = unit.top
            self.expr(keyword.value, at)
            unit.top = mark
            at += 1
            assert keyword.arg is not None
            keywords.append(mangle(self.scope.class_name, keyword.arg))
        return start, tuple(keywords)

    def call_spread(self, node: ast.Call, func: int, target: int) -> None:
        unit = self.unit
        args = unit.block(2)
        unit.at(node)
        self.argument_list(args, node.args, func)
        kwargs = -1
        if node.keywords:
            kwargs = args + 1
            unit.at(node)
            self.keyword_dict(kwargs, node.keywords, func)
        unit.at(node)
        unit.emit(calls.CallSpread(target, func, args, kwargs))

    def is_plain_super(self, node: ast.Call) -> bool:
        func = node.func
        return (
            isinstance(func, ast.Name)
            and func.id == 'super'
            and not node.args
            and not node.keywords
            and '__class__' in self.unit.registers
        )

    def call_super(self, node: ast.Call, target: int) -> None:
        unit = self.unit
        func = self.expr(node.func)
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

    def e_lambda(self, node: ast.Lambda, dest: int) -> int:
        return self.put(self.make_function(node, '<lambda>', node.args, None), dest)

    def e_joined(self, node: ast.JoinedStr, dest: int) -> int:
        unit = self.unit
        target = self.into(dest)
        mark = unit.top
        parts = node.values
        if len(parts) > 200:
            self.long_string(node, target)
            unit.top = mark
            return target
        start = unit.block(len(parts))
        for index, part in enumerate(parts):
            inner = unit.top
            self.expr(part, start + index)
            unit.top = inner
        unit.at(node)
        unit.emit(calls.BuildString(target, start, len(parts)))
        unit.top = mark
        return target

    def long_string(self, node: ast.JoinedStr, target: int) -> None:
        """An f-string of very many parts, joined in pieces."""
        unit = self.unit
        total = unit.block(2)
        unit.emit(names.Move(total, self.constant_value('')))
        for part in node.values:
            inner = unit.top
            self.expr(part, total + 1)
            unit.emit(calls.BuildString(total, total, 2))
            unit.top = inner
        unit.emit(names.Move(target, total))

    def e_formatted(self, node: ast.FormattedValue, dest: int) -> int:
        unit = self.unit
        target = self.into(dest)
        mark = unit.top
        value = self.stable(node.value) if node.format_spec is not None else self.expr(node.value)
        spec = -1
        if node.format_spec is not None:
            spec = unit.block(1)
            self.expr(node.format_spec, spec)
        unit.at(node)
        unit.emit(calls.FormatValue(target, value, node.conversion, spec))
        unit.top = mark
        return target

    def e_yield(self, node: ast.Yield, dest: int) -> int:
        unit = self.unit
        target = self.into(dest)
        mark = unit.top
        value = self.none() if node.value is None else self.expr(node.value)
        unit.at(node)
        unit.emit(generators.Yield(target, value))
        unit.top = mark
        return target

    def e_yield_from(self, node: ast.YieldFrom, dest: int) -> int:
        unit = self.unit
        target = self.into(dest) if dest == ANYWHERE else unit.block(1)
        mark = unit.top
        value = self.expr(node.value)
        iterator = unit.block(1)
        unit.at(node)
        unit.emit(generators.YieldFrom(target, value, iterator))
        unit.top = mark
        return self.put(target, dest)

    def e_await(self, node: ast.Await, dest: int) -> int:
        unit = self.unit
        target = self.into(dest)
        mark = unit.top
        value = self.expr(node.value)
        iterator = unit.block(1)
        unit.at(node)
        unit.emit(generators.Await(target, value, iterator))
        unit.top = mark
        return target

    # Comprehensions.

    def e_comprehension(self, node: ast.ListComp | ast.SetComp | ast.DictComp, dest: int) -> int:
        scope = self.resolution.scope_of(node)
        if not scope.inlined:
            return self.comprehension_call(node, scope, dest)
        unit = self.unit
        outer = self.scope
        result = unit.block(1)
        mark = unit.top
        first = node.generators[0]
        source = self.expr(first.iter)
        iterator = unit.block(2)
        unit.at(first.iter if POINTS_AT_PARTS else node)
        if first.is_async:
            unit.emit(containers.GetAsyncIter(iterator, source))
        else:
            unit.emit(containers.GetIter(iterator, source))
        self.scope = scope
        for name in scope.locals:
            reg = unit.block(1)
            unit.inner[(id(scope), name)] = reg
            if name in scope.cells:
                unit.emit(names.NewCell(reg))
            else:
                unit.emit(names.ClearLocal(reg))
        self.comprehension_body(node, iterator, result)
        self.scope = outer
        unit.top = mark
        return self.put(result, dest)

    def comprehension_body(self, node: ast.ListComp | ast.SetComp | ast.DictComp, iterator: int, result: int) -> None:
        unit = self.unit
        unit.at(node)
        if isinstance(node, ast.DictComp):
            unit.emit(containers.BuildDict(result, 0, 0))
        else:
            unit.emit(containers.BuildSequence(result, 0, 0, SET if isinstance(node, ast.SetComp) else LIST))
        self.comprehension_loops(node, 0, iterator, result)

    def comprehension_loops(
        self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp, index: int, iterator: int, result: int
    ) -> None:
        """The loop of clause ``index``, whose iterator is ready, with all that is inside it."""
        unit = self.unit
        clause = node.generators[index]
        top = Label()
        end = Label()
        skip = Label()
        unit.place(top)
        unit.at(clause.iter if POINTS_AT_PARTS else node)
        mark = unit.top
        if clause.is_async:
            item = unit.block(1)
            unit.at(node)
            unit.jump(generators.ForAsync(item, iterator, iterator + 1), end)
            self.store(clause.target, item)
        else:
            self.for_step(iterator, clause.target, end)
        for test in clause.ifs:
            self.jump_if(test, False, skip, node)
        if index + 1 < len(node.generators):
            inner = node.generators[index + 1]
            source = self.expr(inner.iter)
            following = unit.block(2)
            unit.at(inner.iter if POINTS_AT_PARTS else node)
            if inner.is_async:
                unit.emit(containers.GetAsyncIter(following, source))
            else:
                unit.emit(containers.GetIter(following, source))
            self.comprehension_loops(node, index + 1, following, result)
        else:
            self.comprehension_item(node, result)
        unit.top = mark
        unit.place(skip)
        unit.at(node)
        unit.jump(control.JumpBack(), top)
        unit.place(end)

    def comprehension_item(
        self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp, result: int
    ) -> None:
        unit = self.unit
        if isinstance(node, ast.DictComp):
            key = self.stable(node.key)
            value = self.expr(node.value)
            unit.at(node.key)
            unit.emit(containers.AddToDict(result, key, value))
        else:
            value = self.expr(node.elt)
            unit.at(node.elt)
            if isinstance(node, ast.GeneratorExp):
                unit.emit(generators.Yield(unit.block(1), value))
            elif isinstance(node, ast.SetComp):
                unit.emit(containers.AddToSet(result, value))
            else:
                unit.emit(containers.Append(result, value))

    def comprehension_call(
        self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp, scope: Scope, dest: int
    ) -> int:
        """A comprehension in a frame of its own: generator expressions always, others as the host has it."""
        unit = self.unit
        outer = self.scope
        target = self.into(dest)
        mark = unit.top
        start = unit.block(3)
        first = node.generators[0]
        source = self.expr(first.iter)
        unit.at(first.iter if POINTS_AT_PARTS else node)
        if first.is_async:
            unit.emit(containers.GetAsyncIter(start + 1, source))
        else:
            unit.emit(containers.GetIter(start + 1, source))
        inner = self.open(scope, scope.name, node.lineno)
        inner.volatile = walrus_targets(node)
        code = inner.code
        iterator = inner.registers['.0']
        code.argcount = 1
        code.simple = True
        self.set_kind(inner, scope)
        pair = inner.block(3)
        inner.at(node)
        inner.emit(names.Move(pair, iterator))
        if isinstance(node, ast.GeneratorExp):
            self.comprehension_loops(node, 0, pair, -1)
            inner.at(node)
            self.return_value(self.none())
        else:
            self.comprehension_body(node, pair, pair + 2)
            self.return_value(pair + 2)
        self.close(inner, outer)
        unit.at(node)
        unit.emit(calls.MakeFunction(start, code, 0, 0, (), self.closure(code), -1))
        unit.emit(calls.Call(target, start, start + 1, 1, ()))
        if scope.is_async and not isinstance(node, ast.GeneratorExp):
            self.await_register(target)
        unit.top = mark
        return target

    def e_generator(self, node: ast.GeneratorExp, dest: int) -> int:
        return self.comprehension_call(node, self.resolution.scope_of(node), dest)

    def e_starred(self, node: ast.Starred, dest: int) -> int:
        raise AssertionError('a star outside of displays and calls')


def field_of(node: ast.AST, name: str) -> Any:
    """A field of a node that the oldest Python we run on does not have: its value's type is known where it is used."""
    return getattr(node, name)


def is_spread(node: ast.Call) -> bool:
    """Whether the arguments have stars, or are too many for registers of their own."""
    spread = has_star(node.args) or any(keyword.arg is None for keyword in node.keywords)
    return spread or len(node.args) + len(node.keywords) > 200


def has_star(items: list[ast.expr]) -> bool:
    return any(isinstance(item, ast.Starred) for item in items)


def walrus_targets(node: ast.AST) -> set[str]:
    """Names that ``:=`` assigns anywhere below ``node``."""
    return {part.target.id for part in ast.walk(node) if isinstance(part, ast.NamedExpr)}


def assertion_place(node: ast.Assert) -> ast.AST:
    """What a failed assertion's traceback points at. 3.11's compiler leaves the position at the last comparison."""
    if sys.version_info >= (3, 13):
        return node.test
    if sys.version_info >= (3, 12):
        return node
    return last_comparison(node.test) or node


def last_comparison(test: ast.expr) -> ast.Compare | None:
    """The last of the comparisons that are jumps of a condition."""
    if isinstance(test, ast.Compare):
        return test
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return last_comparison(test.operand)
    parts: list[ast.expr] = []
    if isinstance(test, ast.BoolOp):
        parts = test.values
    elif isinstance(test, ast.IfExp):
        parts = [test.test, test.body, test.orelse]
    for part in reversed(parts):
        found = last_comparison(part)
        if found is not None:
            return found
    return None


def is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def docstring(body: list[ast.stmt]) -> str:
    node = body[0]
    assert isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    text = node.value.value
    assert isinstance(text, str)
    return clean_docstring(text) if sys.version_info >= (3, 13) else text


def clean_docstring(text: str) -> str:
    """As CPython's compiler does from 3.13 on: the common indentation of all lines but the first is removed."""
    lines = text.expandtabs().split('\n')
    indents = [len(line) - len(line.lstrip(' ')) for line in lines[1:] if line.strip(' ')]
    margin = min(indents, default=0)
    return '\n'.join([lines[0].lstrip(' '), *(line[margin:] for line in lines[1:])])


def constant_key(value: object) -> object:
    """Equal keys only for constants that nothing tells apart: 1, 1.0 and True differ, and so do 0.0 and -0.0."""
    kind = type(value)
    if kind is float or kind is complex:
        return (kind, repr(value))
    if kind is tuple:
        return (kind, tuple(constant_key(item) for item in value))  # type: ignore[attr-defined]
    return (kind, value)


def fold(node: ast.expr) -> ast.Constant | None:
    """The constant that a small constant expression is, as CPython's compiler folds it; None for anything else."""
    if isinstance(node, ast.Constant):
        return node
    if isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Constant):
        value = node.operand.value
        if type(value) in (int, float, complex):
            if isinstance(node.op, ast.USub):
                return ast.Constant(-value)  # type: ignore[operator]
            if isinstance(node.op, ast.UAdd):
                return ast.Constant(value)
    if isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load):
        values: list[object] = []
        for item in node.elts:
            folded = fold(item) if isinstance(item, (ast.Constant, ast.UnaryOp, ast.Tuple)) else None
            if folded is None:
                return None
            values.append(folded.value)
        return ast.Constant(tuple(values))  # type: ignore[arg-type]
    return None


def fold_value(node: ast.expr) -> object:
    folded = fold(node)
    assert folded is not None
    return folded.value


STATEMENTS: Final[dict[type, Callable[..., None]]] = {
    ast.Expr: Compiler.s_expr,
    ast.Pass: Compiler.s_pass,
    ast.Global: Compiler.s_pass,
    ast.Nonlocal: Compiler.s_pass,
    ast.Assign: Compiler.s_assign,
    ast.AugAssign: Compiler.s_aug_assign,
    ast.AnnAssign: Compiler.s_ann_assign,
    ast.Return: Compiler.s_return,
    ast.Break: Compiler.s_break,
    ast.Continue: Compiler.s_continue,
    ast.If: Compiler.s_if,
    ast.While: Compiler.s_while,
    ast.For: Compiler.s_for,
    ast.AsyncFor: Compiler.s_async_for,
    ast.Try: Compiler.s_try,
    ast.TryStar: Compiler.s_try_star,
    ast.Raise: Compiler.s_raise,
    ast.Assert: Compiler.s_assert,
    ast.Delete: Compiler.s_delete,
    ast.Import: Compiler.s_import,
    ast.ImportFrom: Compiler.s_import_from,
    ast.With: Compiler.s_with,
    ast.AsyncWith: Compiler.s_with,
    ast.FunctionDef: Compiler.s_function,
    ast.AsyncFunctionDef: Compiler.s_function,
    ast.ClassDef: Compiler.s_class,
    ast.Match: Compiler.s_match,
}
EXPRESSIONS: Final[dict[type, Callable[..., int]]] = {
    ast.BinOp: Compiler.e_binop,
    ast.UnaryOp: Compiler.e_unary,
    ast.BoolOp: Compiler.e_boolop,
    ast.Compare: Compiler.e_compare,
    ast.IfExp: Compiler.e_ifexp,
    ast.NamedExpr: Compiler.e_named,
    ast.Attribute: Compiler.e_trailers,
    ast.Subscript: Compiler.e_trailers,
    ast.Slice: Compiler.e_slice,
    ast.List: Compiler.e_list,
    ast.Tuple: Compiler.e_tuple,
    ast.Set: Compiler.e_set,
    ast.Dict: Compiler.e_dict,
    ast.Call: Compiler.e_trailers,
    ast.Lambda: Compiler.e_lambda,
    ast.JoinedStr: Compiler.e_joined,
    ast.FormattedValue: Compiler.e_formatted,
    ast.Yield: Compiler.e_yield,
    ast.YieldFrom: Compiler.e_yield_from,
    ast.Await: Compiler.e_await,
    ast.ListComp: Compiler.e_comprehension,
    ast.SetComp: Compiler.e_comprehension,
    ast.DictComp: Compiler.e_comprehension,
    ast.GeneratorExp: Compiler.e_generator,
    ast.Starred: Compiler.e_starred,
}
if sys.version_info >= (3, 12):
    STATEMENTS[ast.TypeAlias] = Compiler.s_type_alias
