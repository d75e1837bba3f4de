"""What the compiler keeps for one code that it is making: registers, constants, labels, blocks."""

from __future__ import annotations

import ast
from typing import Final

from mypy_extensions import i64

from ..instructions.control import JumpBack
from ..objects import LENGTH_BITS, UNBOUND, Code, Handler, Instr
from ..resolve.scopes import Scope

ANYWHERE: Final = 1 << 30
"""As a destination: wherever the value already is, or a new temporary register."""


class Label:
    """A place in the code, and the jumps that wait for it to be known."""

    def __init__(self) -> None:
        self.at: i64 = -1
        self.waiting: list[Instr] = []


class Block:
    """Something that a jump out of it must undo. ``kind`` is one of the constants below."""

    def __init__(self, kind: int) -> None:
        self.kind = kind
        self.break_label: Label | None = None
        self.continue_label: Label | None = None
        self.drop = -1  # LOOP: register of the generator to close when it is left early
        self.saved = 0  # HANDLER, FINALLY_BODY: register of what was being handled before
        self.name: ast.expr | None = None  # HANDLER: the name to unbind
        self.why = 0  # FINALLY: register of the way out
        self.value = 0  # FINALLY: register of the value being returned
        self.label: Label | None = None  # FINALLY: where the body of finally begins
        self.exits: list[tuple[int, Block | None]] = []  # FINALLY: (RETURN | BREAK | CONTINUE, its loop)
        self.leave = 0  # WITH: register of the bound __exit__
        self.is_async = False
        self.holes: list[tuple[int, int]] = []  # instructions inside its range that run after it was left
        self.node: ast.AST | None = None  # WITH: where errors of __exit__ are shown


LOOP: Final = 0
HANDLER: Final = 1
FINALLY: Final = 2
FINALLY_BODY: Final = 3
WITH: Final = 4
TRY: Final = 5

RETURN: Final = 0
BREAK: Final = 1
CONTINUE: Final = 2


class Unit:
    """One code in the making.

    Registers count up: variables, cells and free variables, then temporaries, handed out as a stack. Constants sit at
    the end of a frame's registers and are addressed from there with negative numbers.
    """

    def __init__(self, code: Code, scope: Scope, parent: Unit | None) -> None:
        self.code = code
        self.scope = scope
        self.parent = parent
        self.registers: dict[str, int] = {}  # variables of this scope: name -> register
        self.inner: dict[tuple[int, str], int] = {}  # variables of inlined comprehensions: (id(scope), name)
        self.constants: dict[object, int] = {}
        self.values: list[object] = []
        self.top = 0
        self.most = 0
        self.blocks: list[Block] = []
        self.volatile: set[str] = set()  # variables that an expression may change while it is being evaluated
        self.position = (1, 1, 0, 0)
        self.is_generator = False
        self.annotations = -1  # module: register of __annotations__

    def emit(self, instr: Instr) -> Instr:
        """Append an instruction at the current position."""
        code = self.code
        code.ins.append(instr)
        instr.next = len(code.ins)
        code.positions.append(self.position)
        return instr

    def at(self, node: ast.AST) -> None:
        """What is emitted from here on stands for ``node``."""
        if isinstance(node, (ast.expr, ast.stmt, ast.excepthandler, ast.pattern, ast.keyword, ast.alias)):
            self.position = (
                node.lineno,
                node.end_lineno if node.end_lineno is not None else node.lineno,
                node.col_offset,
                node.end_col_offset if node.end_col_offset is not None else node.col_offset,
            )

    def jump(self, instr: Instr, label: Label) -> None:
        """Emit a jump to ``label``."""
        self.emit(instr)
        if label.at >= 0:
            instr.target = label.at
        else:
            label.waiting.append(instr)

    def repeat(self, label: Label) -> None:
        """Emit the jump back to ``label``, which is placed, behind a loop's body."""
        self.jump(JumpBack(len(self.code.ins) - label.at), label)

    def place(self, label: Label) -> None:
        """``label`` is here."""
        label.at = len(self.code.ins)
        for instr in label.waiting:
            instr.target = label.at
        label.waiting = []

    def here(self) -> int:
        return len(self.code.ins)

    def protect(self, start: int, end: int, target: Label, reg: int, holes: list[tuple[int, int]]) -> None:
        """Exceptions raised by the instructions from ``start`` to ``end``, but for those in ``holes``, go to
        ``target``, which is placed."""
        for hole_start, hole_end in sorted(holes):
            if start < hole_start:
                self.code.handlers.append(Handler(start, hole_start, target.at, reg))
            start = max(start, hole_end)
        if start < end:
            self.code.handlers.append(Handler(start, end, target.at, reg))

    def temporaries(self, count: int) -> int:
        """``count`` adjacent temporaries."""
        start = self.top
        self.top += count
        if self.top > self.most:
            self.most = self.top
        return start

    def constant(self, key: object, value: object) -> int:
        """The register of a constant; ``key`` tells equal constants of different types apart."""
        reg = self.constants.get(key)
        if reg is None:
            self.values.append(value)
            reg = -len(self.values)
            self.constants[key] = reg
        return reg

    def finish(self) -> None:
        """Lay out the template, now that all registers are known, and measure the code."""
        template: list[object] = [UNBOUND] * self.most
        template.extend(reversed(self.values))
        self.code.template = template
        self.code.cost = 1 + (len(self.code.ins) + len(template) >> LENGTH_BITS)
