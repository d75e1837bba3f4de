"""What tracebacks point at, where CPython's releases differ."""

from __future__ import annotations

import ast
import sys
from typing import Final

from .unit import Unit

ASKS_AT_CONDITION: Final = sys.version_info >= (3, 12)
"""Errors of ``__bool__`` are shown at the condition, not at the statement or expression that it is a condition of."""
POINTS_AT_PARTS: Final = sys.version_info >= (3, 13)
"""Errors of ``for``, ``with`` and comprehensions are shown at the iterable or context manager, not at the whole."""


def place_of(part: ast.expr, whole: ast.AST) -> ast.AST:
    """What errors of an iterable or context manager, ``part`` of a statement or comprehension, are shown at."""
    return part if POINTS_AT_PARTS else whole


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


def at_attribute(unit: Unit, node: ast.Attribute) -> None:
    """CPython shows an attribute's own line where the expression before it starts on another."""
    unit.at(node)
    if node.lineno != node.end_lineno and node.end_lineno is not None and node.end_col_offset is not None:
        width = len(node.attr.encode())
        unit.position = (node.end_lineno, node.end_lineno, node.end_col_offset - width, node.end_col_offset)


def at_call(unit: Unit, node: ast.Call) -> None:
    """As ``at_attribute``, for a method call that stretches over lines."""
    unit.at(node)
    func = node.func
    if isinstance(func, ast.Attribute) and node.lineno != func.end_lineno and func.end_lineno is not None:
        if func.end_col_offset is not None and node.end_lineno is not None and node.end_col_offset is not None:
            width = len(func.attr.encode())
            unit.position = (func.end_lineno, node.end_lineno, func.end_col_offset - width, node.end_col_offset)
