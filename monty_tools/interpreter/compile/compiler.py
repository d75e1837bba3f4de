"""The compiler's state: the code being made, its registers and constants, and what compiles each kind of node.

The compiler recurses over the tree, about four host frames a level; ``parse`` bounds the depth, and chains (``a + b +
…``, ``elif``, ``x.y.z``) are followed in loops.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any

from mypy_extensions import i64

from ..instructions import calls, containers, generators, names
from ..machine import SHARED
from ..objects import UNBOUND, Code, Program
from ..resolve import GLOBAL, LOCAL, Resolution
from ..resolve.scopes import CLASS, COMPREHENSION, MODULE, Scope, mangle
from .constants import constant_key
from .unit import ANYWHERE, Unit


class Compiler:
    """Compiles one program. ``unit`` is the code being made, ``scope`` the scope whose names are meant.

    ``statements`` and ``expressions`` give each class of syntax nodes the function that compiles it.
    """

    def __init__(
        self,
        resolution: Resolution,
        program: Program,
        slots: Mapping[str, int],
        builtins: Mapping[str, object],
        session: bool,
        hidden: bool,
        statements: Mapping[type, Callable[[Compiler, Any], None]],
        expressions: Mapping[type, Callable[[Compiler, Any, int], int]],
    ) -> None:
        self.resolution = resolution
        self.program = program
        self.slots = slots
        self.builtins = builtins
        self.session = session
        self.hidden = hidden
        self.compile_statement = statements
        self.compile_expression = expressions
        self.unit: Unit = Unit(Code(program, '', '', 0), resolution.module, None)
        self.scope: Scope = resolution.module
        self.called: set[int] = set()  # names that are being called, by id
        self.assigned_globals: set[str] = set()
        for scope in resolution.scopes:
            if scope.kind != MODULE:
                self.assigned_globals |= scope.globals

    def statements(self, body: list[ast.stmt]) -> None:
        unit = self.unit
        for node in body:
            mark = unit.top
            unit.at(node)
            self.compile_statement[type(node)](self, node)
            unit.top = mark

    def expr(self, node: ast.expr, dest: int = ANYWHERE) -> int:
        """Compile ``node``; the register its value is in, which is ``dest`` unless that is ANYWHERE."""
        return self.compile_expression[type(node)](self, node, dest)

    def stable(self, node: ast.expr) -> int:
        """The value in a register that nothing evaluated after it changes."""
        if isinstance(node, ast.Name):
            reg = self.expr(node)
            if 0 <= reg and self.direct(node.id) == reg:
                copy = self.unit.temporaries(1)
                self.unit.emit(names.Move(copy, reg))
                return copy
            return reg
        return self.expr(node)

    def into(self, dest: int) -> int:
        """``dest``, or a new temporary."""
        return self.unit.temporaries(1) if dest == ANYWHERE else dest

    def put(self, reg: int, dest: int) -> int:
        """The value of ``reg`` in ``dest``."""
        if dest == ANYWHERE or dest == reg:
            return reg
        self.unit.emit(names.Move(dest, reg))
        return dest

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
        else:
            order = scope.locals if scope.kind != COMPREHENSION else ['.0', *scope.locals]
        for variable in order:
            unit.registers[variable] = unit.temporaries(1)
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
            unit.registers[variable] = unit.temporaries(1)
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

    def none(self) -> int:
        return self.unit.constant(None, None)

    def constant(self, value: object) -> int:
        return self.unit.constant(constant_key(value), value)

    def new_dict(self) -> int:
        reg = self.unit.temporaries(1)
        self.unit.emit(containers.BuildDict(reg, 0, 0))
        return reg

    def unbound(self) -> int:
        return self.unit.constant(('unbound',), UNBOUND)

    def builtin_class(self, name: str) -> int:
        return self.unit.constant(('class', name), self.builtins['runtime:' + name])

    def runtime(self, name: str) -> int:
        """A register with a function of the prelude that compiled code calls. Those of ``typing`` come with
        that module."""
        function = SHARED.runtime.get('runtime:' + name)
        if function is None:
            from ..runtime import module

            module('typing')
            function = SHARED.runtime['runtime:' + name]
        return self.unit.constant(('runtime', name), function)

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


def walrus_targets(node: ast.AST) -> set[str]:
    """Names that ``:=`` assigns anywhere below ``node``."""
    return {part.target.id for part in ast.walk(node) if isinstance(part, ast.NamedExpr)}
