"""From a resolved tree to code: the third phase.

Each expression is compiled towards a destination register, so that ``x = a + b`` is one instruction. Local variables
are read where they are, without a copy; those that an expression might change while it runs (targets of ``:=``, globals
that functions assign) are copied first, as CPython's stack does.

``STATEMENTS`` and ``EXPRESSIONS`` say which function compiles which node, and so where to look for it. Each takes the
``Compiler``; one for an expression also the destination, and returns the register that the value is in.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Mapping
from typing import Any, Final

from ..objects import Code, Program
from ..parse import needs_deep_stack, with_deep_stack
from ..resolve import Resolution
from . import (
    calls,
    comprehensions,
    conditions,
    definitions,
    displays,
    expressions,
    handlers,
    loops,
    patterns,
    statements,
    unwinding,
    variables,
)
from .compiler import Compiler

STATEMENTS: Final[dict[type, Callable[[Compiler, Any], None]]] = {
    ast.Expr: statements.expression_statement,
    ast.Pass: statements.nothing,
    ast.Global: statements.nothing,
    ast.Nonlocal: statements.nothing,
    ast.Assign: statements.assign,
    ast.AugAssign: statements.augmented_assign,
    ast.AnnAssign: statements.annotated_assign,
    ast.Return: unwinding.return_statement,
    ast.Break: unwinding.break_statement,
    ast.Continue: unwinding.continue_statement,
    ast.If: conditions.if_statement,
    ast.While: loops.while_loop,
    ast.For: loops.for_loop,
    ast.AsyncFor: loops.async_for_loop,
    ast.Try: handlers.try_statement,
    ast.TryStar: handlers.try_star_statement,
    ast.Raise: statements.raise_statement,
    ast.Assert: statements.assert_statement,
    ast.Delete: statements.delete_statement,
    ast.Import: statements.import_statement,
    ast.ImportFrom: statements.import_from,
    ast.With: handlers.with_statement,
    ast.AsyncWith: handlers.with_statement,
    ast.FunctionDef: definitions.function_definition,
    ast.AsyncFunctionDef: definitions.function_definition,
    ast.ClassDef: definitions.class_definition,
    ast.Match: patterns.match_statement,
}
EXPRESSIONS: Final[dict[type, Callable[[Compiler, Any, int], int]]] = {
    ast.Name: variables.load_name,
    ast.Constant: expressions.constant,
    ast.BinOp: expressions.binary_operation,
    ast.UnaryOp: expressions.unary_operation,
    ast.BoolOp: conditions.boolean_operation,
    ast.Compare: conditions.compare_expression,
    ast.IfExp: conditions.if_expression,
    ast.NamedExpr: expressions.named_expression,
    ast.Attribute: calls.trailers,
    ast.Subscript: calls.trailers,
    ast.Slice: expressions.slice_expression,
    ast.List: displays.list_display,
    ast.Tuple: displays.tuple_display,
    ast.Set: displays.set_display,
    ast.Dict: displays.dict_display,
    ast.Call: calls.trailers,
    ast.Lambda: definitions.lambda_expression,
    ast.JoinedStr: expressions.joined_string,
    ast.FormattedValue: expressions.formatted_value,
    ast.Yield: expressions.yield_expression,
    ast.YieldFrom: expressions.yield_from,
    ast.Await: expressions.await_expression,
    ast.ListComp: comprehensions.comprehension,
    ast.SetComp: comprehensions.comprehension,
    ast.DictComp: comprehensions.comprehension,
    ast.GeneratorExp: comprehensions.generator_expression,
    ast.Starred: expressions.misplaced_star,
}
if sys.version_info >= (3, 12):
    STATEMENTS[ast.TypeAlias] = definitions.type_alias_statement


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
    compiler = Compiler(resolution, program, slots, builtins, session, hidden, STATEMENTS, EXPRESSIONS)
    if needs_deep_stack(program.source):
        return with_deep_stack(definitions.module, compiler, tree)
    return definitions.module(compiler, tree)
