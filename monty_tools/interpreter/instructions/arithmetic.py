"""Operators: arithmetic, comparison, membership.

Exact ``int`` and ``float`` operands are handled here; other native operands by ``arithmetic.py`` of the interpreter,
charged beforehand; instances through their special methods, each of which pushes a frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy_extensions import i64

from .. import compare
from ..arithmetic import ADD, MUL, OPERATORS, SEQUENCES, binary, inplace, is_type, unary, union, unsupported
from ..natives import payload_of
from ..objects import ABSENT, PUSHED, SWITCH, Frame, Instance, Instr, NativeFunction, class_of
from .control import ASK_BOOL, ASK_LEN, Branch, answered_truth, ask_truth

if TYPE_CHECKING:
    from ..machine import Machine

SMALL: Final = 1 << 60
"""Ints up to here are handled without charge: one machine word."""
PIPE: Final = 11


class BinaryOp(Instr):
    """dest = a op b, or ``a op= b`` where ``inplace``. ``op`` indexes OPERATORS."""

    def __init__(self, dest: i64, a: i64, b: i64, op: int, inplace: bool) -> None:
        super().__init__()
        self.dest = dest
        self.a: i64 = a
        self.b: i64 = b
        self.op = op
        self.inplace = inplace

    def step(self, m: Machine, f: Frame) -> i64:
        return self.slow(m, f, f.regs[self.a], f.regs[self.b])

    def slow(self, m: Machine, f: Frame, x: object, y: object) -> i64:
        if isinstance(x, Instance) or isinstance(y, Instance):
            return self.dispatch(m, f, x, y, 0)
        value = inplace(m, self.op, x, y) if self.inplace else binary(m, self.op, x, y)
        if value is PUSHED:
            return SWITCH
        f.regs[self.dest] = value
        return self.next

    def dispatch(self, m: Machine, f: Frame, x: object, y: object, start: i64) -> i64:
        """Try the special methods from number ``start`` on, until one does not answer NotImplemented."""
        tries = candidates(self.op, self.inplace, x, y)
        index = start
        while index < len(tries):
            method, left, right = tries[index]
            index += 1
            value = call_operator(m, method, left, right)
            if value is PUSHED:
                callee = m.frame
                assert callee is not None
                callee.tag = index
                return SWITCH
            if value is not NotImplemented:
                f.regs[self.dest] = value
                return self.next
        if self.op == PIPE and is_type(x) and is_type(y):
            f.regs[self.dest] = union(m, x, y)
            return self.next
        raise unsupported(m, OPERATORS[self.op][0] + ('=' if self.inplace else ''), x, y)

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        if value is NotImplemented:
            return self.dispatch(m, f, f.regs[self.a], f.regs[self.b], callee.tag)
        f.regs[self.dest] = value
        return self.next


def call_operator(m: Machine, method: object, left: object, right: object) -> object:
    """Call a special method found on the class of ``left``."""
    return compare.call_found(m, method, left, [right])


def candidates(op: int, inplace: bool, x: object, y: object) -> list[tuple[object, object, object]]:
    """The special methods that may answer ``x op y``, with their operands, in CPython's order."""
    symbol, dunder, reflected, in_place, _function = OPERATORS[op]
    cx = class_of(x)
    cy = class_of(y)
    tries: list[tuple[object, object, object]] = []
    if inplace:
        method = cx.lookup(in_place)
        if method is not ABSENT:
            tries.append((method, x, y))
    left = cx.lookup(dunder)
    right = cy.lookup(reflected) if cx is not cy else ABSENT
    right_first = right is not ABSENT and cx is not cy and cx in cy.mro and right is not cx.lookup(reflected)
    if op in (ADD, MUL) and isinstance(left, NativeFunction) and isinstance(payload_of(x), SEQUENCES):
        right_first = right is not ABSENT and cx is not cy  # a sequence's + and * come after those of numbers
    if right_first:
        tries.append((right, y, x))
    if left is not ABSENT:
        tries.append((left, x, y))
    if right is not ABSENT and not right_first:
        tries.append((right, y, x))
    return tries


class Add(BinaryOp):
    """dest = a + b"""

    def __init__(self, dest: i64, a: i64, b: i64, inplace: bool) -> None:
        super().__init__(dest, a, b, 0, inplace)

    def step(self, m: Machine, f: Frame) -> i64:
        regs = f.regs
        x = regs[self.a]
        y = regs[self.b]
        if type(x) is int and type(y) is int:
            if -SMALL < x < SMALL and -SMALL < y < SMALL:
                regs[self.dest] = x + y
                return self.next
        elif type(x) is float and type(y) is float:
            regs[self.dest] = x + y
            return self.next
        return self.slow(m, f, x, y)


class Subtract(BinaryOp):
    """dest = a - b"""

    def __init__(self, dest: i64, a: i64, b: i64, inplace: bool) -> None:
        super().__init__(dest, a, b, 1, inplace)

    def step(self, m: Machine, f: Frame) -> i64:
        regs = f.regs
        x = regs[self.a]
        y = regs[self.b]
        if type(x) is int and type(y) is int:
            if -SMALL < x < SMALL and -SMALL < y < SMALL:
                regs[self.dest] = x - y
                return self.next
        elif type(x) is float and type(y) is float:
            regs[self.dest] = x - y
            return self.next
        return self.slow(m, f, x, y)


class Multiply(BinaryOp):
    """dest = a * b"""

    def __init__(self, dest: i64, a: i64, b: i64, inplace: bool) -> None:
        super().__init__(dest, a, b, 2, inplace)

    def step(self, m: Machine, f: Frame) -> i64:
        regs = f.regs
        x = regs[self.a]
        y = regs[self.b]
        if type(x) is int and type(y) is int:
            if -SMALL < x < SMALL and -SMALL < y < SMALL:
                regs[self.dest] = x * y
                return self.next
        elif type(x) is float and type(y) is float:
            regs[self.dest] = x * y
            return self.next
        return self.slow(m, f, x, y)


class Modulo(BinaryOp):
    """dest = a % b"""

    def __init__(self, dest: i64, a: i64, b: i64, inplace: bool) -> None:
        super().__init__(dest, a, b, 6, inplace)

    def step(self, m: Machine, f: Frame) -> i64:
        regs = f.regs
        x = regs[self.a]
        y = regs[self.b]
        if type(x) is int and type(y) is int and 0 < y < SMALL and -SMALL < x < SMALL:
            regs[self.dest] = x % y
            return self.next
        return self.slow(m, f, x, y)


class FloorDivide(BinaryOp):
    """dest = a // b"""

    def __init__(self, dest: i64, a: i64, b: i64, inplace: bool) -> None:
        super().__init__(dest, a, b, 5, inplace)

    def step(self, m: Machine, f: Frame) -> i64:
        regs = f.regs
        x = regs[self.a]
        y = regs[self.b]
        if type(x) is int and type(y) is int and 0 < y < SMALL and -SMALL < x < SMALL:
            regs[self.dest] = x // y
            return self.next
        return self.slow(m, f, x, y)


def binary_instr(dest: i64, a: i64, b: i64, op: int, inplace: bool) -> Instr:
    """The instruction for operator ``op``."""
    if op == 0:
        return Add(dest, a, b, inplace)
    if op == 1:
        return Subtract(dest, a, b, inplace)
    if op == 2:
        return Multiply(dest, a, b, inplace)
    if op == 5:
        return FloorDivide(dest, a, b, inplace)
    if op == 6:
        return Modulo(dest, a, b, inplace)
    return BinaryOp(dest, a, b, op, inplace)


UNARY: Final = (('-', '__neg__'), ('+', '__pos__'), ('~', '__invert__'))


class UnaryOp(Instr):
    """dest = op a; ``op`` indexes UNARY."""

    def __init__(self, dest: i64, a: i64, op: int) -> None:
        super().__init__()
        self.dest = dest
        self.a: i64 = a
        self.op = op

    def step(self, m: Machine, f: Frame) -> i64:
        x = f.regs[self.a]
        if isinstance(x, Instance):
            symbol, dunder = UNARY[self.op]
            method = x.cls.lookup(dunder)
            if method is ABSENT:
                raise m.fail('TypeError', f"bad operand type for unary {symbol}: '{x.cls.name}'")
            value = compare.call_found(m, method, x, [])
            if value is PUSHED:
                return SWITCH
        else:
            value = unary(m, self.op, x)
        f.regs[self.dest] = value
        return self.next


class CompareOp(Instr):
    """dest = a op b; ``op`` indexes compare.OPERATORS."""

    def __init__(self, dest: i64, a: i64, b: i64, op: int) -> None:
        super().__init__()
        self.dest = dest
        self.a: i64 = a
        self.b: i64 = b
        self.op = op

    def step(self, m: Machine, f: Frame) -> i64:
        value = compare.rich_compare(m, self.op, f.regs[self.a], f.regs[self.b], 0)
        if value is PUSHED:
            return SWITCH
        f.regs[self.dest] = value
        return self.next

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        value = compare.go_on(m, self.op, f.regs[self.a], f.regs[self.b], callee.tag, value)
        if value is PUSHED:
            return SWITCH
        f.regs[self.dest] = value
        return self.next


class CompareJump(Branch):
    """Jump to ``target`` if the truth of ``a op b`` is ``sense``."""

    def __init__(self, a: i64, b: i64, op: int, sense: bool) -> None:
        super().__init__(0, sense)
        self.a: i64 = a
        self.b: i64 = b
        self.op = op

    def step(self, m: Machine, f: Frame) -> i64:
        value = compare.rich_compare(m, self.op, f.regs[self.a], f.regs[self.b], 0)
        if value is PUSHED:
            return SWITCH
        return self.decide(m, f, value)

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        if callee.tag == ASK_BOOL or callee.tag == ASK_LEN:
            return self.target if answered_truth(m, callee.tag, value) == self.sense else self.next
        value = compare.go_on(m, self.op, f.regs[self.a], f.regs[self.b], callee.tag, value)
        if value is PUSHED:
            return SWITCH
        return self.decide(m, f, value)


class LessJump(CompareJump):
    """CompareJump for ``a < b``."""

    def step(self, m: Machine, f: Frame) -> i64:
        x = f.regs[self.a]
        y = f.regs[self.b]
        if type(x) is int and type(y) is int and -SMALL < y < SMALL:
            return self.target if (x < y) == self.sense else self.next
        return CompareJump.step(self, m, f)


class LessEqualJump(CompareJump):
    """CompareJump for ``a <= b``."""

    def step(self, m: Machine, f: Frame) -> i64:
        x = f.regs[self.a]
        y = f.regs[self.b]
        if type(x) is int and type(y) is int and -SMALL < y < SMALL:
            return self.target if (x <= y) == self.sense else self.next
        return CompareJump.step(self, m, f)


class GreaterJump(CompareJump):
    """CompareJump for ``a > b``."""

    def step(self, m: Machine, f: Frame) -> i64:
        x = f.regs[self.a]
        y = f.regs[self.b]
        if type(x) is int and type(y) is int and -SMALL < y < SMALL:
            return self.target if (x > y) == self.sense else self.next
        return CompareJump.step(self, m, f)


class GreaterEqualJump(CompareJump):
    """CompareJump for ``a >= b``."""

    def step(self, m: Machine, f: Frame) -> i64:
        x = f.regs[self.a]
        y = f.regs[self.b]
        if type(x) is int and type(y) is int and -SMALL < y < SMALL:
            return self.target if (x >= y) == self.sense else self.next
        return CompareJump.step(self, m, f)


class EqualJump(CompareJump):
    """CompareJump for ``a == b``."""

    def step(self, m: Machine, f: Frame) -> i64:
        x = f.regs[self.a]
        y = f.regs[self.b]
        if type(x) is int and type(y) is int and -SMALL < y < SMALL:
            return self.target if (x == y) == self.sense else self.next
        return CompareJump.step(self, m, f)


def compare_jump(a: i64, b: i64, op: int, sense: bool) -> CompareJump:
    """The instruction that jumps on comparison ``op``."""
    if op == 0:
        return LessJump(a, b, op, sense)
    if op == 1:
        return LessEqualJump(a, b, op, sense)
    if op == 2:
        return EqualJump(a, b, op, sense)
    if op == 4:
        return GreaterJump(a, b, op, sense)
    if op == 5:
        return GreaterEqualJump(a, b, op, sense)
    return CompareJump(a, b, op, sense)


class Is(Instr):
    """dest = a is b (``sense`` False: is not)"""

    def __init__(self, dest: i64, a: i64, b: i64, sense: bool) -> None:
        super().__init__()
        self.dest = dest
        self.a: i64 = a
        self.b: i64 = b
        self.sense = sense

    def step(self, m: Machine, f: Frame) -> i64:
        f.regs[self.dest] = (f.regs[self.a] is f.regs[self.b]) == self.sense
        return self.next


class IsJump(Instr):
    """Jump to ``target`` if ``(a is b) == sense``."""

    def __init__(self, a: i64, b: i64, sense: bool) -> None:
        super().__init__()
        self.a: i64 = a
        self.b: i64 = b
        self.sense = sense

    def step(self, m: Machine, f: Frame) -> i64:
        return self.target if (f.regs[self.a] is f.regs[self.b]) == self.sense else self.next


class Contains(Instr):
    """dest = a in b (``sense`` False: not in)"""

    def __init__(self, dest: i64, a: i64, b: i64, sense: bool) -> None:
        super().__init__()
        self.dest = dest
        self.a: i64 = a
        self.b: i64 = b
        self.sense = sense

    def step(self, m: Machine, f: Frame) -> i64:
        value = compare.contains(m, f.regs[self.b], f.regs[self.a])
        if value is PUSHED:
            return SWITCH
        return self.store(m, f, value)

    def store(self, m: Machine, f: Frame, value: object) -> i64:
        truth = m.truth(value)
        if truth is None:
            ask_truth(m, value)
            return SWITCH
        f.regs[self.dest] = truth == self.sense
        return self.next

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        if callee.tag == ASK_BOOL or callee.tag == ASK_LEN:
            f.regs[self.dest] = answered_truth(m, callee.tag, value) == self.sense
            return self.next
        return self.store(m, f, value)
