"""Constants: which are equal, and which expressions are one."""

from __future__ import annotations

import ast


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
