"""Raising, handling and ``finally``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy_extensions import i64

from ..objects import (
    ABSENT,
    PUSHED,
    SWITCH,
    Class,
    ExceptionValue,
    Frame,
    Instr,
    Thrown,
    class_of,
)

if TYPE_CHECKING:
    from ..machine import Machine

RAISED: Final = 1
CAUSE: Final = 2


class Raise(Instr):
    """raise a, or raise a from b where ``has_cause``."""

    def __init__(self, a: i64, b: i64, has_cause: bool) -> None:
        super().__init__()
        self.a: i64 = a
        self.b: i64 = b
        self.has_cause = has_cause

    def step(self, m: Machine, f: Frame) -> i64:
        value = f.regs[self.a]
        if isinstance(value, Class) and value.is_exception:
            made = m.call(value, [], None)
            if made is PUSHED:
                callee = m.frame
                assert callee is not None
                callee.tag = RAISED
                return SWITCH
            value = checked_instance(m, value, made)
        return self.with_cause(m, f, value)

    def with_cause(self, m: Machine, f: Frame, value: object) -> i64:
        if not isinstance(value, ExceptionValue):
            raise m.fail('TypeError', 'exceptions must derive from BaseException')
        if not self.has_cause:
            raise m.throw(value)
        cause = f.regs[self.b]
        if isinstance(cause, Class) and cause.is_exception:
            made = m.call(cause, [], None)
            if made is PUSHED:
                callee = m.frame
                assert callee is not None
                callee.tag = CAUSE
                callee.carry = value
                return SWITCH
            cause = checked_instance(m, cause, made)
        return self.raise_from(m, value, cause)

    def raise_from(self, m: Machine, value: ExceptionValue, cause: object) -> i64:
        if cause is not None and not isinstance(cause, ExceptionValue):
            raise m.fail('TypeError', 'exception causes must derive from BaseException')
        value.cause = cause
        value.suppress_context = True
        raise m.throw(value)

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        if callee.tag == CAUSE:
            exc = callee.carry
            assert isinstance(exc, ExceptionValue)
            return self.raise_from(m, exc, checked_instance(m, f.regs[self.b], value))
        return self.with_cause(m, f, checked_instance(m, f.regs[self.a], value))


def checked_instance(m: Machine, cls: object, made: object) -> object:
    """What calling the exception class ``cls`` gave, which its ``__new__`` decides."""
    if isinstance(made, ExceptionValue):
        return made
    text = f'calling {m.plain_repr(cls)} should have returned an instance of BaseException'
    raise m.fail('TypeError', f'{text}, not {m.plain_repr(class_of(made))}')


class RaiseAgain(Instr):
    """A bare ``raise``."""

    def step(self, m: Machine, f: Frame) -> i64:
        exc = m.current_handled()
        if exc is None:
            raise m.fail('RuntimeError', 'No active exception to reraise')
        raise Thrown(exc, True)


class Reraise(Instr):
    """Go on with the exception in register a, which no clause here handled: no new traceback entry, no new context."""

    def __init__(self, a: i64) -> None:
        super().__init__()
        self.a: i64 = a

    def step(self, m: Machine, f: Frame) -> i64:
        exc = f.regs[self.a]
        assert isinstance(exc, ExceptionValue)
        raise Thrown(exc, True)


class PushHandled(Instr):
    """The exception in register a is being handled from here; register ``saved`` keeps what was handled before."""

    def __init__(self, saved: i64, a: i64) -> None:
        super().__init__()
        self.saved: i64 = saved
        self.a: i64 = a

    def step(self, m: Machine, f: Frame) -> i64:
        f.regs[self.saved] = f.handled
        exc = f.regs[self.a]
        assert isinstance(exc, ExceptionValue)
        f.handled = exc
        return self.next


class SaveHandled(Instr):
    """Register ``saved`` keeps what is being handled, to be restored by PopHandled whichever way a ``finally``
    is left."""

    def __init__(self, saved: i64) -> None:
        super().__init__()
        self.saved: i64 = saved

    def step(self, m: Machine, f: Frame) -> i64:
        f.regs[self.saved] = f.handled
        return self.next


class PopHandled(Instr):
    """The handler is over: what register ``saved`` keeps is being handled again."""

    def __init__(self, saved: i64) -> None:
        super().__init__()
        self.saved: i64 = saved

    def step(self, m: Machine, f: Frame) -> i64:
        saved = f.regs[self.saved]
        f.handled = saved if isinstance(saved, ExceptionValue) else None
        f.regs[self.saved] = None
        return self.next


class MatchException(Instr):
    """Go to ``target`` unless the exception in register a is an instance of what register b holds."""

    def __init__(self, a: i64, b: i64) -> None:
        super().__init__()
        self.a: i64 = a
        self.b: i64 = b

    def step(self, m: Machine, f: Frame) -> i64:
        exc = f.regs[self.a]
        assert isinstance(exc, ExceptionValue)
        return self.next if matches(m, exc, f.regs[self.b]) else self.target


def matches(m: Machine, exc: ExceptionValue, kinds: object) -> bool:
    """Whether an ``except kinds`` clause handles ``exc``."""
    if isinstance(kinds, Class):
        if not kinds.is_exception:
            raise not_exceptions(m)
        return exc.cls.is_subclass(kinds)
    if type(kinds) is not tuple:
        raise not_exceptions(m)
    m.tracker.work(4 * len(kinds))
    for kind in kinds:
        if not isinstance(kind, Class) or not kind.is_exception:
            raise not_exceptions(m)
    return any(isinstance(kind, Class) and exc.cls.is_subclass(kind) for kind in kinds)


def not_exceptions(m: Machine) -> Thrown:
    return m.fail('TypeError', 'catching classes that do not inherit from BaseException is not allowed')


class AssertFail(Instr):
    """raise AssertionError, with a where there is a ``message``. The name cannot be rebound."""

    def __init__(self, a: i64, message: bool) -> None:
        super().__init__()
        self.a: i64 = a
        self.message = message

    def step(self, m: Machine, f: Frame) -> i64:
        raise m.fail_with('AssertionError', (f.regs[self.a],) if self.message else ())


class WithLookup(Instr):
    """Look up ``__enter__`` and ``__exit__`` (or the async pair) of a: bound, into registers ``enter`` and ``exit``."""

    def __init__(self, a: i64, enter: i64, leave: i64, is_async: bool) -> None:
        super().__init__()
        self.a: i64 = a
        self.enter: i64 = enter
        self.leave: i64 = leave
        self.is_async = is_async

    def step(self, m: Machine, f: Frame) -> i64:
        obj = f.regs[self.a]
        names = ('__aenter__', '__aexit__') if self.is_async else ('__enter__', '__exit__')
        enter = m.lookup_special(obj, names[0])
        if enter is ABSENT:
            raise self.missing(m, obj, '', names[0])
        leave = m.lookup_special(obj, names[1])
        if leave is ABSENT:
            raise self.missing(m, obj, f' (missed {names[1]} method)', names[1])
        cls = class_of(obj)
        bound_leave = m.bind(leave, obj, cls)
        bound_enter = m.bind(enter, obj, cls)
        if bound_leave is PUSHED or bound_enter is PUSHED:
            raise m.fail('TypeError', f"{names[0]} and {names[1]} of '{cls.name}' cannot be properties in the sandbox")
        f.regs[self.leave] = bound_leave
        f.regs[self.enter] = bound_enter
        return self.next

    def missing(self, m: Machine, obj: object, detail: str, name: str) -> Thrown:
        protocol = 'asynchronous context manager' if self.is_async else 'context manager'
        kind = f"'{m.type_name(obj)}' object does not support the {protocol} protocol{detail}"
        return m.fail('TypeError', kind)


class CallExit(Instr):
    """dest = exit(type, exc, None) for the exception in register a, or exit(None, None, None) where none was raised."""

    def __init__(self, dest: i64, leave: i64, a: i64, raised: bool) -> None:
        super().__init__()
        self.dest = dest
        self.leave: i64 = leave
        self.a: i64 = a
        self.raised = raised

    def step(self, m: Machine, f: Frame) -> i64:
        args: list[object] = [None, None, None]
        if self.raised:
            exc = f.regs[self.a]
            assert isinstance(exc, ExceptionValue)
            args = [exc.cls, exc, m.traceback_of(exc)]
        value = m.call(f.regs[self.leave], args, None)
        if value is PUSHED:
            return SWITCH
        f.regs[self.dest] = value
        return self.next


class MatchGroup(Instr):
    """``except* b``: split the exception in register a. dest takes the part handled (None: go to ``target``), ``rest``
    the part left (or None)."""

    def __init__(self, dest: i64, rest: i64, a: i64, b: i64) -> None:
        super().__init__()
        self.dest = dest
        self.rest: i64 = rest
        self.a: i64 = a
        self.b: i64 = b

    def step(self, m: Machine, f: Frame) -> i64:
        exc = f.regs[self.a]
        if exc is None:
            f.regs[self.rest] = None
            return self.target
        value = m.call_prelude('match_group', [exc, f.regs[self.b]])
        if value is PUSHED:
            return SWITCH
        return self.resume(m, f, f, value)

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        assert isinstance(value, tuple)
        f.regs[self.rest] = value[1]
        if value[0] is None:
            return self.target
        f.regs[self.dest] = value[0]
        return self.next


class FinishGroup(Instr):
    """The end of ``try … except*``: raise what was raised in the clauses (the list in b) and what is left (register a)
    of the original exception in c; go on where there is nothing."""

    def __init__(self, a: i64, b: i64, c: i64) -> None:
        super().__init__()
        self.a: i64 = a
        self.b: i64 = b
        self.c: i64 = c

    def step(self, m: Machine, f: Frame) -> i64:
        value = m.call_prelude('combine_group', [f.regs[self.c], f.regs[self.b], f.regs[self.a]])
        if value is PUSHED:
            return SWITCH
        return self.resume(m, f, f, value)

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        if value is None:
            return self.next
        assert isinstance(value, ExceptionValue)
        raise Thrown(value, True)
