"""``match``: patterns as tests that jump to the next case."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, Final

from .. import arithmetic
from ..instructions import arithmetic as ops
from ..instructions import classes, containers, control, names
from .compiler import Compiler
from .conditions import jump_if
from .targets import store_target
from .unit import Label

Captures = list[tuple[str, int]]
"""Names that a pattern captures, with the registers that their values are in."""


def match_statement(c: Compiler, node: ast.Match) -> None:
    unit = c.unit
    subject = c.stable(node.subject)
    end = Label()
    for case in node.cases:
        mark = unit.top
        fail = Label()
        captures: Captures = []
        pattern(c, case.pattern, subject, fail, captures)
        for name, reg in captures:
            store_target(c, ast.Name(name, ast.Store()), reg)
        if case.guard is not None:
            jump_if(c, case.guard, False, fail, case.guard)
        c.statements(case.body)
        unit.jump(control.Jump(), end)
        unit.place(fail)
        unit.top = mark
    unit.place(end)


def pattern(c: Compiler, node: ast.pattern, subject: int, fail: Label, captures: Captures) -> None:
    """Test ``subject``; names are only noted, as they are bound once the whole pattern has matched."""
    c.unit.at(node)
    PATTERNS[type(node)](c, node, subject, fail, captures)


def value_pattern(c: Compiler, node: ast.MatchValue, subject: int, fail: Label, captures: Captures) -> None:
    value = c.expr(node.value)
    c.unit.at(node)
    c.unit.jump(ops.compare_jump(subject, value, arithmetic.EQ, False), fail)


def singleton_pattern(c: Compiler, node: ast.MatchSingleton, subject: int, fail: Label, captures: Captures) -> None:
    c.unit.jump(ops.IsJump(subject, c.constant(node.value), False), fail)


def as_pattern(c: Compiler, node: ast.MatchAs, subject: int, fail: Label, captures: Captures) -> None:
    if node.pattern is not None:
        pattern(c, node.pattern, subject, fail, captures)
    if node.name is not None:
        captures.append((node.name, subject))


def or_pattern(c: Compiler, node: ast.MatchOr, subject: int, fail: Label, captures: Captures) -> None:
    unit = c.unit
    matched = Label()
    common: dict[str, int] = {}
    for index, choice in enumerate(node.patterns):
        last = index == len(node.patterns) - 1
        other = fail if last else Label()
        found: Captures = []
        pattern(c, choice, subject, other, found)
        for name, reg in found:
            if name not in common:
                common[name] = unit.temporaries(1)
            unit.emit(names.Move(common[name], reg))
        if not last:
            unit.jump(control.Jump(), matched)
            unit.place(other)
    unit.place(matched)
    captures.extend(common.items())


def sequence_pattern(c: Compiler, node: ast.MatchSequence, subject: int, fail: Label, captures: Captures) -> None:
    unit = c.unit
    patterns = node.patterns
    star = -1
    for index, part in enumerate(patterns):
        if isinstance(part, ast.MatchStar):
            star = index
    count = len(patterns) - (1 if star >= 0 else 0)
    unit.jump(classes.MatchSequence(subject, count, star >= 0), fail)
    if all(is_wildcard(part) for part in patterns):
        return
    first = unit.temporaries(len(patterns))
    if star < 0 or not is_wildcard(patterns[star]):
        unit.emit(containers.Unpack(subject, first, len(patterns), star))
    for index, part in enumerate(patterns):
        if is_wildcard(part):
            continue
        reg = first + index
        if isinstance(part, ast.MatchStar):
            assert part.name is not None
            captures.append((part.name, reg))
            continue
        if star >= 0 and is_wildcard(patterns[star]):
            unit.at(node)
            unit.emit(classes.SequenceItem(reg, subject, index if index < star else index - len(patterns)))
        pattern(c, part, reg, fail, captures)


def is_wildcard(part: ast.pattern) -> bool:
    """Whether it is ``_`` or ``*_``."""
    if isinstance(part, ast.MatchStar):
        return part.name is None
    return isinstance(part, ast.MatchAs) and part.pattern is None and part.name is None


def mapping_pattern(c: Compiler, node: ast.MatchMapping, subject: int, fail: Label, captures: Captures) -> None:
    unit = c.unit
    count = len(node.keys)
    unit.jump(classes.MatchMapping(subject, count), fail)
    if not count and node.rest is None:
        return
    keys = unit.temporaries(count)
    values = unit.temporaries(count)
    for index, key in enumerate(node.keys):
        c.expr(key, keys + index)
    rest = -1
    if node.rest is not None:
        rest = unit.temporaries(1)
    unit.at(node)
    unit.jump(classes.MatchKeys(subject, keys, count, values, rest), fail)
    for index, part in enumerate(node.patterns):
        pattern(c, part, values + index, fail, captures)
    if node.rest is not None:
        captures.append((node.rest, rest))


def class_pattern(c: Compiler, node: ast.MatchClass, subject: int, fail: Label, captures: Captures) -> None:
    unit = c.unit
    cls = c.expr(node.cls)
    parts = [*node.patterns, *node.kwd_patterns]
    values = unit.temporaries(len(parts))
    unit.at(node)
    unit.jump(classes.MatchClass(subject, cls, len(node.patterns), tuple(node.kwd_attrs), values), fail)
    for index, part in enumerate(parts):
        pattern(c, part, values + index, fail, captures)


PATTERNS: Final[dict[type, Callable[[Compiler, Any, int, Label, Captures], None]]] = {
    ast.MatchValue: value_pattern,
    ast.MatchSingleton: singleton_pattern,
    ast.MatchSequence: sequence_pattern,
    ast.MatchMapping: mapping_pattern,
    ast.MatchClass: class_pattern,
    ast.MatchAs: as_pattern,
    ast.MatchOr: or_pattern,
}
