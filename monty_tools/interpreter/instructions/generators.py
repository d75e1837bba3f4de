"""Generators, coroutines and async generators: yielding, delegating, awaiting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mypy_extensions import i64

from ..objects import (
    ABSENT,
    PUSHED,
    SWITCH,
    UNCAUGHT,
    ExceptionValue,
    Frame,
    Generator,
    HeapObject,
    Instr,
    NativeIterator,
    Thrown,
)
from ..scheduler import Future, Task

if TYPE_CHECKING:
    from ..machine import Machine

ASK_ITERATOR: Final = 1
"""Frame tag: this frame is ``__iter__``, ``__await__`` or ``__anext__``, and answers what to delegate to."""
THROWING: Final = 2
"""Frame tag: this frame is what is delegated to, and an exception was thrown into it from outside."""
PASSING: Final = 3
"""Frame tag: this frame of an async generator passes on what an awaitable yields, which is no item of its own."""


class Yield(Instr):
    """dest = yield a"""

    def __init__(self, dest: i64, a: i64) -> None:
        super().__init__()
        self.dest = dest
        self.a: i64 = a

    def step(self, m: Machine, f: Frame) -> i64:
        gen = f.gen
        assert gen is not None
        return m.yield_value(f, gen, f.regs[self.a])


class ReturnGenerator(Instr):
    """Return a from a generator, coroutine or async generator."""

    def __init__(self, a: i64) -> None:
        super().__init__()
        self.a: i64 = a

    def step(self, m: Machine, f: Frame) -> i64:
        gen = f.gen
        assert gen is not None
        return m.finish_generator(f, gen, f.regs[self.a])


class Delegate(Instr):
    """Base of ``yield from`` and ``await``: run the iterator in register ``iterator`` to its end, passing through what
    it yields and what is sent or thrown; dest takes what it returns."""

    def __init__(self, dest: i64, a: i64, iterator: i64) -> None:
        super().__init__()
        self.dest = dest
        self.a: i64 = a
        self.iterator: i64 = iterator

    def advance(self, m: Machine, f: Frame, sent: object) -> i64:
        """Ask the iterator for its next value."""
        iterator = f.regs[self.iterator]
        if isinstance(iterator, Generator):
            if iterator.frame is None:
                if iterator.kind == 1:
                    raise m.fail('RuntimeError', 'cannot reuse already awaited coroutine')
                f.regs[self.dest] = None
                return self.next
            if iterator.running and iterator.kind == 1:
                raise m.fail('RuntimeError', 'coroutine is being awaited already')
            iterator.awaited = iterator.kind == 1
            return m.resume_generator(iterator, sent, 0)
        if isinstance(iterator, NativeIterator):
            if sent is not None:
                m.get_attr(iterator, 'send')  # there is none
            value = iterator.advance(m)
            if value is ABSENT:
                f.regs[self.dest] = None
                return self.next
            return self.pass_on(m, f, value)
        if sent is None:
            value = m.call_method(iterator, '__next__', [])
        else:
            value = m.call_prelude('send_to', [iterator, sent])
        if value is PUSHED:
            return SWITCH
        return self.pass_on(m, f, value)

    def pass_on(self, m: Machine, f: Frame, value: object) -> i64:
        """The iterator yielded ``value``: it goes to whoever drives this generator, of a coroutine in the end the event
        loop."""
        gen = f.gen
        if gen is None:
            return m.scheduler.yielded(m, f, value)
        if gen.kind == 2:
            f.tag = PASSING
            gen.awaited = True
        return m.yield_value(f, gen, value)

    def stepped(self, m: Machine, f: Frame, callee: Frame, gen: Generator, value: object) -> i64:
        """The async generator ``gen`` yielded: an item, or what it waits for."""
        if callee.tag == PASSING:
            f.regs[self.iterator] = gen
            return self.pass_on(m, f, value)
        f.regs[self.iterator] = None
        f.regs[self.dest] = value
        return self.next

    def sent(self, m: Machine, f: Frame, value: object) -> i64:
        if f.regs[self.iterator] is None:
            f.regs[self.dest] = value
            return self.next
        return self.advance(m, f, value)

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        if callee.tag == ASK_ITERATOR:
            f.regs[self.iterator] = value
            return self.advance(m, f, None)
        return self.pass_on(m, f, value)

    def exhausted(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        f.regs[self.dest] = value
        f.regs[self.iterator] = None
        return self.next

    def catch(self, m: Machine, f: Frame, callee: Frame, exc: ExceptionValue) -> i64:
        if callee.tag != ASK_ITERATOR and callee.gen is None and exc.cls.is_subclass(m.class_named('StopIteration')):
            f.regs[self.dest] = exc.args[0] if exc.args else None
            f.regs[self.iterator] = None
            return self.next
        if callee.tag == THROWING:
            m.throw_in_context(exc, f.handled)  # it was thrown past this frame, which has its say only now
        return UNCAUGHT

    def throw(self, m: Machine, f: Frame, exc: ExceptionValue) -> i64:
        iterator = f.regs[self.iterator]
        if isinstance(iterator, Generator) and iterator.frame is not None:
            if exc.cls.is_subclass(m.class_named('GeneratorExit')) and iterator.kind == 0:
                m.call_prelude('close_delegate', [iterator, exc])
                return SWITCH
            iterator.awaited = iterator.kind == 1
            return m.throw_into(iterator, exc, THROWING)
        if not isinstance(iterator, HeapObject):
            return UNCAUGHT
        if exc.cls.is_subclass(m.class_named('GeneratorExit')):
            if m.lookup_special(iterator, 'close') is ABSENT:
                return UNCAUGHT
            m.call_prelude('close_delegate', [iterator, exc])
            return SWITCH
        if m.lookup_special(iterator, 'throw') is not ABSENT:
            value = m.call_prelude('throw_to', [iterator, exc])
            return SWITCH if value is PUSHED else self.pass_on(m, f, value)
        return UNCAUGHT


class CoroutineWrapper(HeapObject):
    """What ``coroutine.__await__()`` gives: an iterator that drives the coroutine."""

    def __init__(self, gen: Generator) -> None:
        super().__init__()
        self.gen = gen

    def trace(self, out: list[object]) -> int:
        out.append(self.gen)
        return 48


class YieldFrom(Delegate):
    """dest = yield from a"""

    def step(self, m: Machine, f: Frame) -> i64:
        value = f.regs[self.a]
        if isinstance(value, Generator) and value.kind == 1:
            raise m.fail('TypeError', "cannot 'yield from' a coroutine object in a non-coroutine generator")
        f.regs[self.iterator] = None
        if isinstance(value, CoroutineWrapper):
            f.regs[self.iterator] = value.gen
            return self.advance(m, f, None)
        if isinstance(value, Future):
            if value.done():
                return await_done(m, f, self, value)
            return m.scheduler.suspend(m, value)
        iterator = m.iterate(value)
        if iterator is PUSHED:
            callee = m.frame
            assert callee is not None
            callee.tag = ASK_ITERATOR
            return SWITCH
        f.regs[self.iterator] = iterator
        return self.advance(m, f, None)


class Await(Delegate):
    """dest = await a. What waits for the event loop suspends the whole task, not only this frame."""

    def step(self, m: Machine, f: Frame) -> i64:
        value = f.regs[self.a]
        f.regs[self.iterator] = None
        if isinstance(value, Generator) and value.kind == 1:
            value.awaited = True
            f.regs[self.iterator] = value
            return self.advance(m, f, None)
        if isinstance(value, Future):
            if value.done():
                return await_done(m, f, self, value)
            if isinstance(value, Task) and value is m.scheduler.current:
                raise m.fail('RuntimeError', f"Task cannot await on itself: <Task pending name='{value.name}'>")
            return m.scheduler.suspend(m, value)
        if isinstance(value, AsyncStep):
            return value.start(m, f)
        method = m.lookup_special(value, '__await__')
        if method is ABSENT:
            raise m.fail('TypeError', f"object {m.type_name(value)} can't be used in 'await' expression")
        made = m.call_method(value, '__await__', [])
        if made is PUSHED:
            callee = m.frame
            assert callee is not None
            callee.tag = ASK_ITERATOR
            return SWITCH
        return self.delegate_to(m, f, made)

    def delegate_to(self, m: Machine, f: Frame, made: object) -> i64:
        """Drive what ``__await__`` gave."""
        if isinstance(made, CoroutineWrapper):
            made = made.gen
        elif m.lookup_special(made, '__next__') is ABSENT:
            raise m.fail('TypeError', f"__await__() returned non-iterator of type '{m.type_name(made)}'")
        f.regs[self.iterator] = made
        return self.advance(m, f, None)

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        if callee.tag == ASK_ITERATOR:
            return self.delegate_to(m, f, value)
        gen = callee.gen
        if gen is not None and gen.kind == 2:
            return self.stepped(m, f, callee, gen, value)
        return super().resume(m, f, callee, value)

    def exhausted(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        gen = callee.gen
        if gen is not None and gen.kind == 2:
            raise m.fail_with('StopAsyncIteration', ())
        return super().exhausted(m, f, callee, value)


def await_done(m: Machine, f: Frame, instr: Instr, future: Future) -> i64:
    """``await`` of a future that is done."""
    exc = m.scheduler.failure_of(m, future)
    if exc is not None:
        raise m.throw(exc)
    f.regs[instr.dest] = future.result
    return instr.next


class AsyncStep(HeapObject):
    """What ``agen.__anext__()``, ``asend``, ``athrow`` and ``aclose`` give: awaiting it drives the generator once."""

    def __init__(self, gen: Generator, mode: int, value: object) -> None:
        super().__init__()
        self.gen = gen
        self.mode = mode  # 0 asend, 1 athrow, 2 aclose
        self.value = value
        self.used = False

    def trace(self, out: list[object]) -> int:
        out.append(self.gen)
        out.append(self.value)
        return 64

    def start(self, m: Machine, f: Frame) -> i64:
        if self.used:
            raise m.fail('RuntimeError', 'cannot reuse already awaited __anext__()/asend()')
        self.used = True
        gen = self.gen
        check_idle(m, gen)
        if self.mode == 0:
            if gen.frame is None:
                raise m.fail_with('StopAsyncIteration', ())
            return m.resume_generator(gen, self.value, 0)
        exc = self.value
        assert isinstance(exc, ExceptionValue)
        return m.throw_into(gen, exc, 0)


def check_idle(m: Machine, gen: Generator) -> None:
    """Refuse a step of an async generator that waits in the middle of another one."""
    if gen.awaited:
        raise m.fail('RuntimeError', 'anext(): asynchronous generator is already running')


class ForAsync(Delegate):
    """dest = await anext(a), or go to ``target`` at the end: one step of ``async for``."""

    def __init__(self, dest: i64, a: i64, iterator: i64) -> None:
        super().__init__(dest, a, iterator)

    def step(self, m: Machine, f: Frame) -> i64:
        iterator = f.regs[self.a]
        if isinstance(iterator, Generator):
            if iterator.frame is None:
                return self.target
            check_idle(m, iterator)
            return m.resume_generator(iterator, None, 0)
        value = m.call_method(iterator, '__anext__', [])
        if value is PUSHED:
            callee = m.frame
            assert callee is not None
            callee.tag = ASK_ITERATOR
            return SWITCH
        return self.await_value(m, f, value)

    def await_value(self, m: Machine, f: Frame, value: object) -> i64:
        if not (
            isinstance(value, (Generator, Future, AsyncStep)) or m.lookup_special(value, '__await__') is not ABSENT
        ):
            text = f"'async for' received an invalid object from __anext__: {m.type_name(value)}"
            raise m.fail('TypeError', text)
        if isinstance(value, Generator) and value.kind == 1:
            value.awaited = True
            f.regs[self.iterator] = value
            return self.advance(m, f, None)
        m.call_prelude('await_value', [value])
        return SWITCH

    def resume(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        if callee.tag == ASK_ITERATOR:
            return self.await_value(m, f, value)
        gen = callee.gen
        if gen is not None:
            return self.stepped(m, f, callee, gen, value) if gen.kind == 2 else self.pass_on(m, f, value)
        f.regs[self.dest] = value
        return self.next

    def exhausted(self, m: Machine, f: Frame, callee: Frame, value: object) -> i64:
        gen = callee.gen
        if gen is not None and gen.kind == 2:
            return self.target
        return super().exhausted(m, f, callee, value)

    def catch(self, m: Machine, f: Frame, callee: Frame, exc: ExceptionValue) -> i64:
        if exc.cls.is_subclass(m.class_named('StopAsyncIteration')):
            return self.target
        if callee.tag == THROWING:
            m.throw_in_context(exc, f.handled)
        return UNCAUGHT

    def throw(self, m: Machine, f: Frame, exc: ExceptionValue) -> i64:
        iterator = f.regs[self.iterator]
        if isinstance(iterator, Generator) and iterator.frame is not None:
            iterator.awaited = iterator.kind == 1
            return m.throw_into(iterator, exc, THROWING)
        return UNCAUGHT


def check_async(m: Machine, value: object) -> object:
    """The result of ``__aiter__``, which must have ``__anext__``."""
    if m.lookup_special(value, '__anext__') is ABSENT:
        raise m.fail(
            'TypeError',
            f"'async for' received an object from __aiter__ that does not implement __anext__: {m.type_name(value)}",
        )
    return value


def no_async_iterator(m: Machine, value: object) -> Thrown:
    return m.fail('TypeError', f"'async for' requires an object with __aiter__ method, got {m.type_name(value)}")
