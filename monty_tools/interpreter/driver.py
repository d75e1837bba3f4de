"""Driving a machine for a host: calls cross the boundary here, limits become errors, records are kept."""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Any, Final

from .boundary import enter, exception_arguments, exception_parts, is_control_flow, leave, leave_arguments
from .capabilities import Capabilities, Grants, HostStop
from .errors import (
    BoundaryError,
    MontyError,
    MontyInternalError,
    MontyRuntimeError,
    SnapshotError,
    limit_error,
)
from .exposure import ObjectMissing, exposed_function, unavailable
from .external import ExternalFunction, Suspend, bind, call_number
from .files import OPEN
from .instructions.generators import Await
from .limits import LimitReached, ResourceLimits, Tracker
from .machine import (
    BLOCKED,
    DONE,
    EXTERNAL_CODE,
    FAILED,
    RUNNING,
    SHARED,
    SLEEP_CODE,
    SLEEPING,
    SLICE,
    Host,
    Machine,
    running_machine,
)
from .natives import payload_of
from .objects import PUSHED, ExternalRef, Frame, HeapObject, Namespace, Thrown
from .observer import OK, SUSPENDED, CallInfo, Observer, RunEnd, RunInfo, Watch, outcome_of, watching
from .parse import on_deep_stack, with_deep_stack
from .program import Compiled
from .records import ExternalCallRecord, RunRecord, Violation
from .scheduler import Answer, Future, PendingCall
from .traceback import format_exception, raised_at, shortened, text_or_none, texts_needed

PrintCallback = Callable[[str, str], object]
ViolationCallback = Callable[[Violation], object]

MAX_MESSAGE: Final = 10_000
"""Characters of an exception's text in its error."""
MAX_TEXT: Final = 2000
"""Characters of the repr of an object in a result that are kept."""
SLICE_SECONDS: Final = 0.005
"""How long ``run_async`` computes before it gives the event loop a turn."""

NEEDS_LOOP: Final = '{} is a coroutine function: the host has to run this program inside an event loop'
FOREVER: Final = 1e9
"""Seconds, 31 years."""

DIRECT: Final = 0
"""External functions are called at once, on this thread."""
ASYNC: Final = 1
"""Likewise, and coroutine functions become tasks of the running event loop."""
SUSPEND: Final = 2
"""Every external call suspends the program."""


SMALL_STACKS: Final = sys.version_info >= (3, 13)
"""Whether CPython releases chains of objects up to 10,000 levels deep on the stack, as it does from 3.13 on; only a
main thread's stack is sure to hold that."""
MANY_OBJECTS: Final = 2000
SHORT_SOURCE: Final = 2000
WORK_ON_SMALL_STACK: Final = 150
"""Characters of a program, and units of work, up to which no chain of objects can be too long for a small stack."""
SMALL_MEMORY: Final = 50_000
"""Likewise, bytes of what earlier feeds, or the time before a pause, have left to a program."""


def on_small_stack() -> bool:
    """Whether this thread's stack may be too small to release what a program can build."""
    return SMALL_STACKS and threading.current_thread() is not threading.main_thread() and not on_deep_stack()


def may_hold_chains(m: Machine) -> bool:
    """Whether this thread's stack may be too small to release what the machine holds."""
    return m.tracker.live + m.tracker.fresh > SMALL_MEMORY and on_small_stack()


class Checkpoint:
    """When a run on an event loop is stored on its way: after each call of the functions ``names``, by ``write``."""

    def __init__(self, names: Collection[str], write: Callable[[bytes], Awaitable[None]]) -> None:
        self.names = frozenset(names)
        self.write = write
        self.dump: Callable[[], bytes] | None = None  # set by who runs the program

    async def store(self) -> None:
        dump = self.dump
        assert dump is not None
        await self.write(dump())


class Driver(Host):
    """One run of one machine, for as long as its state lives."""

    def __init__(
        self,
        functions: Mapping[str, ExternalFunction],
        mode: int,
        print_callback: PrintCallback | None,
        on_violation: ViolationCallback | None,
        observer: Observer | None,
    ) -> None:
        self.functions = functions
        self.mode = mode
        self.print_callback = print_callback
        self.on_violation = on_violation
        self.watch: Watch | None = watching(observer)
        self.carrier: dict[str, str] = {}  # what the observer has for the one of the resumed execution
        self.records: list[ExternalCallRecord] = []
        self.started: dict[int, tuple[int, float]] = {}  # pending calls: number -> index of record, start
        self.tasks: dict[int, asyncio.Task[object]] = {}
        self.finished: list[int] = []  # numbers of tasks that are done, in the order in which they ended
        self.session = False  # what the machine holds outlives the run
        self.from_bytes = False  # what the machine holds was loaded, and may be forged
        self.moved = False  # the machine runs on a thread with a deep stack
        self.deferred: PendingCall | None = None  # a call that has to be made on the host's thread
        self.pauses = False  # whether a run on an event loop stops where only calls are left that the host suspended
        self.paused = False  # it did
        self.checkpoint: Checkpoint | None = None
        self.due = False  # a call that is followed by a checkpoint has ended

    # What the machine asks.

    def call(self, m: Machine, call: PendingCall) -> object:
        spec = self.spec_of(m, call.name)
        if spec is None:
            raise unavailable(m, call.name)
        try:
            args, kwargs = bind(spec, call.args, call.kwargs)
        except TypeError as error:
            raise m.fail('TypeError', str(error)) from None
        m.tracker.external_call()
        call.line = current_line(m)
        try:
            call.host_args, call.host_kwargs = leave_arguments(m, call.name, args, kwargs)
        except BoundaryError as refused:
            kind = 'RuntimeError' if isinstance(refused, ObjectMissing) else 'ValueError'
            raise m.fail(kind, refused.message) from None
        if self.watch is not None:
            self.tell_started(m, call, self.watch)
        self.started[call.number] = (len(self.records), time.perf_counter())
        self.records.append(ExternalCallRecord(call.name, 0.0, 'pending'))
        if self.mode == SUSPEND:
            return PUSHED
        if self.moved:
            self.deferred = call
            return PUSHED
        return self.call_host(m, call)

    def call_host(self, m: Machine, call: PendingCall) -> object:
        """Call the host's function; its answer as a sandbox value."""
        spec = self.spec_of(m, call.name)
        if spec is None:
            raise unavailable(m, call.name)
        fn = spec.fn
        if fn is None:
            raise m.fail('RuntimeError', f"external function '{call.name}' has no implementation here")
        if spec.is_async:
            if self.mode == DIRECT:
                raise Thrown(self.failure(m, call.number, RuntimeError(NEEDS_LOOP.format(call.name))).value)
            return self.call_async(m, call, fn)
        return self.call_now(m, call, fn)

    def spec_of(self, m: Machine, name: str) -> ExternalFunction | None:
        """The host's side of an external function, or of a method of an exposed object."""
        spec = self.functions.get(name)
        return exposed_function(m, name) if spec is None else spec

    def read(self, m: Machine, read: PendingCall) -> object:
        if self.moved:
            self.deferred = read
            return PUSHED
        return self.read_now(m, read)

    def read_now(self, m: Machine, read: PendingCall) -> object:
        """Ask the host's object. It is no call that a limit counts, so its time is the program's."""
        key, _dot, name = read.name.partition('.')
        obj = m.exposed[key].obj
        try:
            found: object = getattr(obj, name)
        except BaseException as error:
            if is_control_flow(error):
                raise HostStop(error) from None
            raise Thrown(self.failure(m, read.number, error).value) from None
        try:
            return enter(found, m, read.name)
        except BoundaryError as refused:
            raise m.fail('TypeError', refused.message) from None

    def call_now(self, m: Machine, call: PendingCall, fn: Callable[..., object]) -> object:
        tracker = m.tracker
        watch = self.watch
        tracker.stop()
        if watch is not None:
            watch.enter_call(call.number)
        try:
            result = fn(*call.host_args, **call.host_kwargs)
        except BaseException as error:
            if watch is not None:
                watch.leave_call(call.number)
            tracker.start(0.0 if self.mode == DIRECT else SLICE_SECONDS)
            if is_control_flow(error):
                self.record(m, call.number, f'raised {type(error).__name__}', None, error)
                raise HostStop(error) from None
            raise Thrown(self.failure(m, call.number, error).value) from None
        if watch is not None:
            watch.leave_call(call.number)
        tracker.start(0.0 if self.mode == DIRECT else SLICE_SECONDS)
        return self.answer(m, call.number, call.name, result)

    def call_async(self, m: Machine, call: PendingCall, fn: Callable[..., object]) -> object:
        """Start the coroutine on the host's loop; the program goes on with a future."""
        number = call.number
        watch = self.watch
        if watch is not None:
            watch.enter_call(number)
        call_number.set(number)
        try:
            coroutine: Any = fn(*call.host_args, **call.host_kwargs)  # an awaitable of the host's own making
            task = asyncio.ensure_future(coroutine)
        finally:
            if watch is not None:
                watch.leave_call(number)
        self.follow(number, task)
        future = Future()
        future.call_number = number
        m.tracker.allocate(200)
        m.scheduler.external[number] = future
        m.scheduler.calls[number] = call
        return future

    def follow(self, number: int, task: asyncio.Task[object]) -> None:
        """The outcome of ``task`` will be that of call ``number``."""
        self.tasks[number] = task
        task.add_done_callback(lambda _done: self.finished.append(number))

    def answer(self, m: Machine, number: int, name: str, result: object) -> object:
        """The host's result as a sandbox value."""
        try:
            value = enter(result, m, name + '()')
        except BoundaryError as error:
            self.record(m, number, 'raised TypeError', None, error)
            raise m.fail('TypeError', error.message) from None
        self.record(m, number, 'returned', result, None)
        return value

    def failure(self, m: Machine, number: int, error: BaseException) -> Thrown:
        """The host's exception as a sandbox exception."""
        name, _message = exception_parts(error)
        self.record(m, number, f'raised {name}', None, error)
        return m.fail_with(name, exception_arguments(error))

    def record(self, m: Machine, number: int, outcome: str, result: object, error: BaseException | None) -> None:
        index, start = self.started.pop(number, (-1, 0.0))
        if index >= 0:
            duration = (time.perf_counter() - start) * 1000
            name = self.records[index].name
            self.records[index] = ExternalCallRecord(name, duration, outcome)
            watch = self.watch
            if watch is not None:
                running = pause_clock(m.tracker)
                watch.call_finished(number, name, outcome, duration, result, error)
                restart_clock(m.tracker, running)

    def cancel(self, m: Machine, number: int) -> None:
        task = self.tasks.pop(number, None)
        if task is not None:
            task.cancel()
        call = m.scheduler.calls.pop(number, None)
        if self.watch is not None:
            self.remember(call, self.watch)
        self.record(m, number, 'cancelled', None, None)

    def write(self, stream: str, text: str) -> None:
        callback = self.print_callback
        if callback is not None:
            try:
                callback(stream, text)
            except BaseException as error:
                raise HostStop(error) from None

    def violation(self, violation: Violation) -> None:
        watch = self.watch
        if watch is not None:
            tracker = running_machine().tracker
            running = pause_clock(tracker)
            watch.violation(violation)
            restart_clock(tracker, running)
        callback = self.on_violation
        if callback is not None:
            try:
                callback(violation)
            except BaseException as error:
                raise HostStop(error) from None

    # What the observer is told. Its time is not the program's.

    def starts(self, script_name: str, code: str, limits: ResourceLimits) -> None:
        if self.watch is not None:
            self.watch.start(RunInfo(script_name, code, limits, {}))

    def resumes(self, script_name: str, m: Machine) -> None:
        if self.watch is not None:
            self.watch.resume(RunInfo(script_name, m.programs[-1].source, m.tracker.limits, self.carrier))

    def tell_started(self, m: Machine, call: PendingCall, watch: Watch) -> None:
        running = pause_clock(m.tracker)
        watch.call_started(call_info(call, self.functions.get(call.name), self.mode == SUSPEND))
        restart_clock(m.tracker, running)

    def remember(self, call: PendingCall | None, watch: Watch) -> None:
        """Make sure that ``watch`` knows ``call``, which may have been started in another process."""
        if call is not None and not watch.knows(call.number):
            watch.loaded(call_info(call, self.functions.get(call.name), True))

    def suspends(self, m: Machine) -> None:
        if self.watch is not None:
            self.carrier = self.watch.suspend(RunEnd(SUSPENDED, self.run_record(m), None, None))

    def succeeded(self, record: RunRecord, value: object) -> None:
        if self.watch is not None:
            self.finish(self.watch, RunEnd(OK, record, value, None))

    def failed(self, error: BaseException, m: Machine | None) -> None:
        """``error`` ends the execution, ``m`` None or another's machine where it had none yet."""
        if self.watch is None or not self.watch.running:
            return
        if isinstance(error, MontyError):
            record = RunRecord(error.stdout, error.usage, error.calls, error.violations)
        else:
            record = self.run_record(m) if m is not None and m.host is self else RunRecord()
        self.finish(self.watch, RunEnd(outcome_of(error), record, None, error))

    def finish(self, watch: Watch, end: RunEnd) -> None:
        now = time.perf_counter()
        for call in list(watch.open.values()):
            _index, start = self.started.get(call.number, (-1, now))
            watch.call_finished(call.number, call.name, 'cancelled', (now - start) * 1000, None, None)
        watch.finish(end)

    # Running.

    def advance(self, m: Machine) -> None:
        """Run until the machine has an event for the host. Raises the error that ends the run."""
        if not self.moved and on_small_stack():
            self.moved = may_hold_chains(m) or sum(len(program.source) for program in m.programs) > SHORT_SOURCE
            m.tracker.stop_at_look = not self.moved
        failure: BaseException | None = None
        try:
            while True:
                if self.moved:
                    with_deep_stack(self.run_machine, m)
                else:
                    self.run_machine(m)
                if m.tracker.stop_at_look and m.event == SLICE:
                    m.tracker.stop_at_look = False
                    self.moved = True
                elif self.deferred is not None:
                    self.call_deferred(m, self.deferred)
                else:
                    return
        except BaseException as error:
            failure = self.ending(m, error)
        finally:
            m.tracker.stop()
        # Raised out here, the error does not refer to the one that ended the run, nor that to the machine's frames.
        raise failure

    def run_machine(self, m: Machine) -> None:
        tracker = m.tracker
        m.event = RUNNING
        tracker.start(SLICE_SECONDS if self.mode == ASYNC else 0.0)
        if tracker.stop_at_look:
            tracker.fuel = WORK_ON_SMALL_STACK
        m.run_loop()
        if m.event == DONE and tracker.live + tracker.fresh > tracker.memory_limit:
            tracker.trace()
        tracker.stop()

    def call_deferred(self, m: Machine, call: PendingCall) -> None:
        """Call the host's function, or read an attribute, on the host's own thread, and leave the answer where the
        machine waits for it."""
        self.deferred = None
        frame = m.frame
        assert frame is not None
        m.pending = None
        try:
            frame.carry = Answer(self.call_host(m, call) if call.number else self.read_now(m, call))
        except Thrown as thrown:
            frame.carry = thrown.value

    def dispose(self, m: Machine) -> None:
        """The run is over. What it made is released where the stack is deep enough for long chains of objects."""
        if not self.moved:
            if not self.session:
                m.release()
            return
        if not self.session:
            with_deep_stack(m.release)
        if m.tracker.allocations > MANY_OBJECTS or (self.session and may_hold_chains(m)):
            with_deep_stack(gc.collect)  # or the host's next collection releases rings of them on a small stack

    def ending(self, m: Machine, error: BaseException) -> BaseException:
        """What the host is told of an exception that left the machine."""
        m.closed = True
        if isinstance(error, HostStop):
            return error.error
        if isinstance(error, MontyError) or not isinstance(error, Exception):
            return error
        line = current_line(m)
        tracker = m.tracker
        if isinstance(error, LimitReached):
            return self.ended(m, limit_error(error.limit, error.used, error.allowed, line))
        if isinstance(error, RecursionError):
            depth = int(tracker.depth)
            return self.ended(m, limit_error('stack_depth', depth, int(min(depth, tracker.depth_limit)), line))
        if isinstance(error, MemoryError):
            used = max(int(tracker.live), int(tracker.memory_limit))
            return self.ended(m, limit_error('memory', used, int(tracker.memory_limit), line))
        return self.ended(m, internal_error(m, error))

    def ended(self, m: Machine, error: MontyError) -> MontyError:
        """``error`` with the run's record; the program is over."""
        m.closed = True
        if self.from_bytes and isinstance(error, MontyInternalError):
            # What the instructions did not expect, the reader of the snapshot did not find.
            error = SnapshotError(
                f'the program came to a state that no program has: {error.message}. '
                'The snapshot was altered, or this is a fault of the interpreter'
            )
        return error.with_record(self.run_record(m))

    def run_record(self, m: Machine) -> RunRecord:
        stdout = ''.join(text for stream, text in m.output if stream == 'stdout')
        return RunRecord(stdout, m.tracker.usage(), tuple(self.records), tuple(m.violations))

    def runtime_error(self, m: Machine) -> MontyError:
        """The error for the exception that nobody caught."""
        if self.moved:
            return with_deep_stack(self.failure_error, m)
        return self.failure_error(m)

    def failure_error(self, m: Machine) -> MontyError:
        """``runtime_error``. Texts that need sandbox code are asked for within the limits."""
        exc = m.failure
        assert exc is not None
        texts: dict[int, str] = {}
        m.tracker.start(0.0)
        try:
            for needed in texts_needed(m, exc):
                text = sandbox_text(m, needed, 'str')
                texts[id(needed)] = '<exception str() failed>' if text is None else text
            text = format_exception(m, exc, texts)
            message = texts.get(id(exc))
            if message is None:
                message = text_or_none(m, exc)
        except Exception as error:
            ending = self.ending(m, error)
            if isinstance(ending, MontyError):
                return ending
            raise
        finally:
            m.tracker.stop()
        message = '' if message is None else shortened(message, MAX_MESSAGE)
        return self.ended(m, MontyRuntimeError(shortened(exc.cls.name, 200), message, text, raised_at(exc)))

    def result(self, m: Machine) -> object:
        """The value of a program that is done, as a host value."""
        failure: BaseException | None = None
        try:
            self.describe_result(m)
            return leave(m.result, m, 'result')
        except BoundaryError as refused:
            failure = self.ended(m, refused.with_traceback(None))
        except BaseException as error:
            failure = self.ending(m, error)
        raise failure

    def describe_result(self, m: Machine) -> None:
        """Ask the sandbox, within the limits, for the reprs of objects in the result that only leave
        as placeholders."""
        m.tracker.start(0.0)
        try:
            for value in shown_objects(m.result):
                text = m.plain_repr(value)
                if text is None:
                    text = sandbox_text(m, value, 'repr')
                if text is not None and len(text) <= MAX_TEXT:
                    m.texts[m.identity(value)] = text
        finally:
            m.tracker.stop()

    def run(self, m: Machine) -> object:
        """Run to the end on this thread; the result as a host value."""
        try:
            while True:
                self.advance(m)
                if m.event == DONE:
                    return self.result(m)
                if m.event == FAILED:
                    raise self.runtime_error(m) from None
                if m.event == BLOCKED:
                    self.wait(m)
                elif m.event == SLEEPING:
                    self.sleep(m)
        finally:
            self.dispose(m)

    def wait(self, m: Machine) -> None:
        """Every task waits, and for nothing of the host: sleep until the next timer, or break the deadlock."""
        delay = m.scheduler.next_timer(m)
        if delay is None or self.never(m, delay):
            m.scheduler.deadlock(m)
            return
        self.charge_sleep(m, delay)
        if not m.capabilities.is_virtual():
            time.sleep(delay)
        m.scheduler.passed(m, delay)

    def never(self, m: Machine, delay: float) -> bool:
        """Whether a timer that no limit keeps from being waited for is not due in a lifetime."""
        return m.tracker.limits.sleep_limit_ms is None and m.scheduler.clock + delay > FOREVER

    def charge_sleep(self, m: Machine, delay: float) -> None:
        """A program may not sleep beyond its limit: it does not begin to."""
        failure: MontyError | None = None
        try:
            m.tracker.sleep(delay)
        except LimitReached as reached:
            failure = self.ended(m, limit_error(reached.limit, reached.used, reached.allowed, sleeper_line(m)))
        if failure is not None:
            raise failure

    def sleep(self, m: Machine) -> None:
        """Wait where the program stands still in ``time.sleep``."""
        delay = sleep_asked(m)
        time.sleep(delay)
        m.scheduler.passed(m, delay)

    async def run_async(self, m: Machine) -> object:
        """Run to the end as a part of an event loop; the result as a host value."""
        result: object = None
        failure: BaseException | None = None
        try:
            result = await self.run_on_loop(m)
        except BaseException as error:
            failure = error  # a ``finally`` that awaits leaves, when compiled, its exception as the one being handled
        if self.paused:
            return None
        m.closed = True
        self.dispose(m)
        await self.stop_tasks()
        if failure is not None:
            raise failure
        return result

    async def run_on_loop(self, m: Machine) -> object:
        while True:
            self.advance(m)
            if m.event == DONE:
                return self.result(m)
            if m.event == FAILED:
                raise self.runtime_error(m)
            if m.event == BLOCKED:
                if self.due:
                    await self.take_checkpoint()
                if self.pauses and not self.tasks and not self.finished and m.scheduler.external:
                    self.paused = True
                    return None
                await self.wait_async(m)
            elif m.event == SLEEPING:
                delay = sleep_asked(m)
                await asyncio.sleep(delay)
                m.scheduler.passed(m, delay)
            else:
                await asyncio.sleep(0)
            self.settle_finished(m)
            if self.due and m.event == BLOCKED:
                await self.take_checkpoint()

    async def take_checkpoint(self) -> None:
        """Have the host store the program as it stands: where it waits, and before it goes on from a result."""
        self.due = False
        checkpoint = self.checkpoint
        if checkpoint is not None:
            await checkpoint.store()

    async def stop_tasks(self) -> None:
        """Cancel what the program left running on the host's loop, and see it end."""
        tasks = list(self.tasks.values())
        self.tasks = {}
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.gather(*tasks, return_exceptions=True)

    async def wait_async(self, m: Machine) -> None:
        delay = m.scheduler.next_timer(m)
        if self.finished:
            return
        if not self.tasks:
            if delay is None or self.never(m, delay):
                m.scheduler.deadlock(m)
                return
            self.charge_sleep(m, delay)
            if not m.capabilities.is_virtual():
                await asyncio.sleep(delay)
            m.scheduler.passed(m, delay)
        else:
            start = time.perf_counter()
            waiting = list(self.tasks.values())
            done, _rest = await asyncio.wait(waiting, timeout=delay, return_when=asyncio.FIRST_COMPLETED)
            if done or delay is None:
                m.scheduler.waited(m, time.perf_counter() - start)
            else:
                m.scheduler.passed(m, delay)

    def settle_finished(self, m: Machine) -> None:
        """Give the outcomes of host tasks that ended to the program, in the order in which they ended."""
        while self.finished:
            number = self.finished.pop(0)
            task = self.tasks.pop(number, None)
            if task is None:
                continue
            if task.cancelled():
                self.settle(m, number, None, asyncio.CancelledError())
            else:
                error = task.exception()
                if self.pauses and isinstance(error, Suspend):
                    continue
                self.settle(m, number, None if error is not None else task.result(), error)

    def settle(self, m: Machine, number: int, result: object, error: BaseException | None) -> None:
        """The outcome of pending call ``number``."""
        future = m.scheduler.external.pop(number, None)
        call = m.scheduler.calls.pop(number, None)
        if self.watch is not None:
            self.remember(call, self.watch)
        if future is None:
            return
        index = self.started.get(number, (-1, 0.0))[0]
        name = self.records[index].name if index >= 0 else 'external'
        if self.checkpoint is not None and name in self.checkpoint.names:
            self.due = True
        try:
            if error is not None:
                if is_control_flow(error) and not isinstance(error, asyncio.CancelledError):
                    self.record(m, number, f'raised {type(error).__name__}', None, error)
                    raise error
                thrown = self.failure(m, number, error)
                m.scheduler.set_exception(future, thrown.value)
            else:
                m.scheduler.set_result(future, self.answer(m, number, name, result))
        except Thrown as thrown:
            m.scheduler.set_exception(future, thrown.value)
        except LimitReached as reached:
            raise self.ending(m, reached) from None

    # Answering a suspended call.

    def give(self, m: Machine, number: int, result: object, error: BaseException | None, pending: bool) -> None:
        """Answer the call at which the machine stopped. Raises before anything has changed if it can't."""
        call = m.pending
        frame = m.frame
        assert call is not None and frame is not None and frame.code is EXTERNAL_CODE
        if self.watch is not None:
            self.remember(call, self.watch)
        awaited = call.is_async or directly_awaited(m)
        if pending:
            future = Future()
            future.call_number = number
            m.scheduler.external[number] = future
            m.scheduler.calls[number] = call
            answer: object = Answer(future)
        elif error is not None:
            exc = self.failure(m, number, error).value
            answer = exc
            if call.is_async:
                future = Future()
                future.call_number = number
                m.scheduler.set_exception(future, exc)
                answer = Answer(future)
        else:
            value = enter(result, m, f'{call.name}()')
            self.record(m, number, 'returned', result, None)
            if awaited:
                future = Future()
                future.call_number = number
                m.scheduler.set_result(future, value)
                value = future
            answer = Answer(value)
        m.pending = None
        frame.carry = answer

    def check_answer(self, m: Machine, number: int, result: object) -> None:
        """Raise BoundaryError if ``result`` can't enter the sandbox; nothing is kept."""
        enter(result, m, f'result {number}')


def call_info(call: PendingCall, spec: ExternalFunction | None, suspends: bool) -> CallInfo:
    """``call`` as observers see it."""
    description = None if spec is None else spec.description
    return CallInfo(call.number, call.name, tuple(call.host_args), call.host_kwargs, call.line, description, suspends)


def pause_clock(tracker: Tracker) -> bool:
    """Stop the program's clock for a moment; whether it ran."""
    running = tracker.started > 0.0
    tracker.stop()
    return running


def restart_clock(tracker: Tracker, running: bool) -> None:
    """Undo ``pause_clock``, within the same slice of time."""
    if running:
        tracker.started = time.perf_counter()


def sleep_asked(m: Machine) -> float:
    """How long the program asks to stand still; it goes on when it is run again."""
    frame = m.frame
    assert frame is not None and frame.code is SLEEP_CODE
    delay = frame.carry
    assert isinstance(delay, float)
    frame.carry = None
    return delay


def directly_awaited(m: Machine) -> bool:
    """Whether the call at which the machine stopped is the operand of an ``await``: how a bare name shows that the
    program takes the function for async."""
    frame = m.frame
    caller = None if frame is None else frame.back
    if caller is None:
        return False
    instr = caller.code.ins[caller.pc]
    following = caller.code.ins[instr.next] if instr.next < len(caller.code.ins) else None
    return isinstance(following, Await) and following.a == instr.dest


def current_line(m: Machine) -> int | None:
    """The line of the program that is being run, past the frames of the prelude."""
    return line_of(m.frame)


def sleeper_line(m: Machine) -> int | None:
    """The line at which the next timer is waited for, or the main program waits."""
    scheduler = m.scheduler
    future = scheduler.timers[0].future if scheduler.timers else None
    for task in scheduler.tasks.values():
        line = line_of(task.frame) if future is not None and task.waiting_on is future else None
        if line is not None:
            return line
    return None if scheduler.main is None else line_of(scheduler.main.frame)


def line_of(frame: Frame | None) -> int | None:
    while frame is not None and frame.code.hidden:
        frame = frame.back
    if frame is None:
        return None
    return int(frame.code.positions[frame.pc][0])


def sandbox_text(m: Machine, value: object, function: str) -> str | None:
    """``str`` or ``repr`` of ``value`` by sandbox code, within the limits; None where that fails."""
    m.frame = None
    try:
        text = payload_of(m.guarded_call(SHARED.builtins[function], [value]))
    except Thrown:
        return None
    return text if isinstance(text, str) else None


def shown_objects(result: object) -> list[object]:
    """The objects in ``result`` that have no builtin form, the first hundred of them, not looking far."""
    found: list[object] = []
    pending = [result]
    looked = 0
    while pending and len(found) < 100 and looked < 1000:
        value = pending.pop(0)
        looked += 1
        if isinstance(value, HeapObject):
            found.append(value)
        elif type(value) is list or type(value) is tuple or type(value) is set:
            pending.extend(list(value)[:100])
        elif type(value) is dict:
            pending.extend(list(value.values())[:100])
    return found


def internal_error(m: Machine, error: BaseException) -> MontyInternalError:
    """A failure of the interpreter: type and place in the program. The text of ``error`` stays out: it may have names
    and addresses of the host's objects in it, and making it may take for ever."""
    line = current_line(m)
    place = '' if line is None else f' while running line {line}'
    failure = MontyInternalError(f'the interpreter failed{place}: {type(error).__name__}')
    if DEBUG:
        raise error
    return failure


DEBUG = False


def new_machine(
    compiled: Compiled, limits: ResourceLimits, driver: Driver, values: dict[str, object], grants: Grants
) -> Machine:
    """A machine at the start of a program, with its inputs bound."""
    namespace = Namespace('__main__')
    namespace.slots = dict(compiled.slots)
    m = Machine(Tracker(limits), namespace, driver)
    m.capabilities = Capabilities(grants)
    m.programs.append(compiled.program)
    begin(m, compiled, driver, values)
    return m


def open_function() -> object:
    """``open``, which only programs with files have."""
    from .modules import entry_of

    return entry_of('io').names[OPEN]


def begin(m: Machine, compiled: Compiled, driver: Driver, values: dict[str, object], first: bool = True) -> None:
    """Make ``compiled`` the machine's main program; ``first`` if nothing ran in its namespace before."""
    initial: dict[str, object] = {}
    if first:
        initial = {'__name__': '__main__', '__doc__': None, '__file__': compiled.program.filename}
    m.scratch.append(initial)
    try:
        m.tracker.memory(len(compiled.program.source))
        for name, value in values.items():
            initial[name] = enter(value, m, f'inputs[{name!r}]')
    except LimitReached as reached:
        raise limit_error(reached.limit, reached.used, reached.allowed, None) from None
    finally:
        m.scratch.pop()
    if first and compiled.program.opens:
        initial[OPEN] = open_function()
    for name, spec in driver.functions.items():
        ref = m.externals.get(name)
        if ref is None:
            ref = ExternalRef(name, bool(spec.is_async))
            m.externals[name] = ref
        if first or m.namespace.is_unbound(name):
            initial[name] = ref
    m.begin(compiled.code, initial)


def check_source(source: str, limits: ResourceLimits) -> None:
    """Raise ResourceLimitError if the program's text is longer than the limits allow."""
    allowed = limits.source_limit_bytes
    if allowed is not None:
        size = len(source) if source.isascii() else len(source.encode('utf-8', 'surrogatepass'))
        if size > allowed:
            raise limit_error('source', size, allowed, None)
