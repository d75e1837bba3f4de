"""Jumps and truth: the only places where a value is asked whether it is true."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from mypy_extensions import i64

from ..natives import payload_of
from ..objects import ABSENT, LENGTH_BITS, PUSHED, SWITCH, Frame, Instance, Instr

if TYPE_CHECKING:
    from ..machine import Machine

ASK_BOOL: Final = 1001
"""Frame tag: this frame is ``__bool__`` of the value tested."""
ASK_LEN: Final = 1002
"""Frame tag: this frame is ``__len__`` of the value tested."""


def ask_truth(m: Machine, value: object) -> None:
    """Push the frame of ``__bool__`` or ``__len__`` of an instance that ``m.truth`` could not answer for."""
    assert isinstance(value, Instance)
    method = value.cls.lookup('__bool__')
    tag = ASK_BOOL
    if method is ABSENT:
        method = value.cls.lookup('__len__')
        tag = ASK_LEN
    answer = m.call_method(value, '__bool__' if tag == ASK_BOOL else '__len__', [])
    frame = m.frame
    assert frame is not None
    if answer is not PUSHED:
        m.give(answer)
        frame = m.frame
        assert frame is not None
    frame.tag = tag


def answered_truth(m: Machine, tag: i64, value: object) -> bool:
    """The truth that ``__bool__`` or ``__len__`` told."""
    if tag == ASK_BOOL:
        if type(value) is not bool:
            raise m.fail('TypeError', f'__bool__ should return bool, returned {m.type_name(value)}')
        return bool(value)
    number = payload_of(value)
    if type(number) is not int and type(number) is not bool:
        raise m.fail('TypeError', f"'{m.type_name(value)}' object cannot be interpreted as an integer")
    if number < 0:
        raise m.fail('ValueError', '__len__() should return >= 0')
    if number > sys.maxsize:
        raise m.fail('OverflowError', f"cannot fit '{m.type_name(value)}' into an index-sized integer")
    return bool(number)


class Branch(Instr):
    """Base of the conditional jumps: to ``target`` if the truth of the value is ``sense``."""

    def __init__(self, target: i64, sense: bool) -> None:
        super().__init__()
        self.target = target
        self.sense = sense

    def decide(self, m: Machine, f: Frame, value: object) -> i64:
        if value is True or value is False:
            return self.target if (value is True) == self.sense else self.next
        truth = m.truth(value)
        if truth is None:
            ask_truth(m, value)
            return SWITCH
        return self.target if truth == self.sense else self.next

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        truth = answered_truth(m, callee.tag, value)
        return self.target if truth == self.sense else self.next


class JumpIf(Branch):
    """Jump to ``target`` if register a is true (``sense``) or false (not ``sense``)."""

    def __init__(self, a: i64, sense: bool) -> None:
        super().__init__(0, sense)
        self.a: i64 = a

    def step(self, m: Machine, f: Frame) -> i64:
        value = f.regs[self.a]
        if value is True:
            return self.target if self.sense else self.next
        if value is False:
            return self.next if self.sense else self.target
        return self.decide(m, f, value)


class Not(Instr):
    """dest = not a"""

    def __init__(self, dest: i64, a: i64) -> None:
        super().__init__()
        self.dest = dest
        self.a: i64 = a

    def step(self, m: Machine, f: Frame) -> i64:
        value = f.regs[self.a]
        truth = m.truth(value)
        if truth is None:
            ask_truth(m, value)
            return SWITCH
        f.regs[self.dest] = not truth
        return self.next

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        f.regs[self.dest] = not answered_truth(m, callee.tag, value)
        return self.next


class Jump(Instr):
    """Go to ``target``."""

    def __init__(self) -> None:
        super().__init__()

    def step(self, m: Machine, f: Frame) -> i64:
        return self.target


class JumpBack(Instr):
    """Go to ``target``, which is ``length`` instructions further up: counts down to the next look at the clock."""

    def __init__(self, length: i64) -> None:
        super().__init__()
        self.cost: i64 = 1 + (length >> LENGTH_BITS)

    def step(self, m: Machine, f: Frame) -> i64:
        tracker = m.tracker
        tracker.fuel -= self.cost
        if tracker.fuel <= 0:
            tracker.look(0)
            if m.slice_over and m.nesting == 0:
                f.pc = self.target
                return SWITCH
        return self.target


class SetNumber(Instr):
    """dest = number: why a ``finally`` body was entered, or a counter."""

    def __init__(self, dest: i64, number: int) -> None:
        super().__init__()
        self.dest = dest
        self.number = number

    def step(self, m: Machine, f: Frame) -> i64:
        f.regs[self.dest] = self.number
        return self.next


class JumpTable(Instr):
    """Go on where register a, a number set by SetNumber, says: the ways out of a ``finally`` body."""

    def __init__(self, a: i64) -> None:
        super().__init__()
        self.a: i64 = a
        self.targets: dict[int, i64] = {}

    def step(self, m: Machine, f: Frame) -> i64:
        why = f.regs[self.a]
        assert isinstance(why, int)
        target = self.targets.get(why)
        if target is None:
            raise AssertionError('no way out of finally')
        if target <= f.pc:
            m.tracker.work(1)
        return target
