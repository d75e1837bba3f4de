"""Tasks, futures and the order in which they run: asyncio's own event-loop order, kept as data.

A task is a chain of frames with nothing under it. Awaiting something that isn't ready suspends the whole chain, so no
frame between the task's root and the ``await`` has to cooperate. Handles run first in, first out, as asyncio's do.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from mypy_extensions import i64

from .objects import STOP, SWITCH, UNCAUGHT, ExceptionValue, Frame, HeapObject, Thrown

if TYPE_CHECKING:
    from .machine import Machine

PENDING: Final = 0
FINISHED: Final = 1
CANCELLED: Final = 2


class PendingCall:
    """An external call: what was called, with sandbox values as arguments. Not a sandbox value itself."""

    def __init__(self, number: int, name: str, args: list[object], kwargs: dict[str, object], is_async: bool) -> None:
        self.number = number
        self.name = name
        self.args = args
        self.kwargs = kwargs
        self.is_async = is_async
        self.line = 0


class Future(HeapObject):
    """A result that is not there yet."""

    def __init__(self) -> None:
        super().__init__()
        self.state: int = PENDING
        self.result: object = None
        self.exception: ExceptionValue | None = None
        self.callbacks: list[object] = []  # Task (wake it) or a sandbox callable (call it with this future)
        self.call_number: int = 0  # the external call that this is the answer of, 0 for none
        self.cancel_message: object = None

    def done(self) -> bool:
        return self.state != PENDING

    def trace(self, out: list[object]) -> int:
        out.append(self.result)
        if self.exception is not None:
            out.append(self.exception)
        out.append(self.callbacks)
        return 120


class Task(Future):
    """A coroutine (or the main program) that the scheduler runs."""

    def __init__(self, coroutine: object, frame: Frame | None, name: str) -> None:
        super().__init__()
        self.coroutine = coroutine
        self.frame = frame  # the innermost frame while it is suspended
        self.name = name
        self.depth: i64 = 0
        self.hidden_depth: i64 = 0
        self.waiting_on: Future | None = None
        self.must_cancel = False
        self.cancel_requests: int = 0
        self.is_main = False

    def trace(self, out: list[object]) -> int:
        if self.frame is not None:
            out.append(self.frame)
        out.append(self.coroutine)
        if self.waiting_on is not None:
            out.append(self.waiting_on)
        return 120 + Future.trace(self, out)


class Handle:
    """Something to run: wake ``task`` (``future`` None: it only yielded), or call ``callback(future)``."""

    def __init__(self, task: Task | None, callback: object, future: Future | None) -> None:
        self.task = task
        self.callback = callback
        self.future = future


class Timer:
    """At ``when`` (seconds of the loop's clock) set ``future``'s result, unless it is done by then."""

    def __init__(self, when: float, order: int, future: Future, result: object) -> None:
        self.when = when
        self.order = order
        self.future = future
        self.result = result


class Scheduler:
    """The ready queue, the timers, and the futures that wait for the host."""

    def __init__(self) -> None:
        self.ready: deque[Handle] = deque()
        self.current: Task | None = None
        self.main: Task | None = None
        self.tasks: list[Task] = []  # those not finished, in order of creation
        self.external: dict[int, Future] = {}  # call number -> the future it settles
        self.timers: list[Timer] = []
        self.timer_order: int = 0
        self.clock: float = 0.0  # seconds; the driver moves it
        self.task_count: int = 0
        self.finishing = False  # the main program is over; the rest is being cancelled
        self.outcome: object = None
        self.failure: ExceptionValue | None = None

    # Tasks.

    def start_main(self, m: Machine, frame: Frame) -> None:
        task = Task(None, None, 'main')
        task.is_main = True
        self.main = task
        self.current = task
        self.tasks = [task]
        m.frame = frame

    def create_task(self, m: Machine, coroutine: object, frame: Frame, name: str | None) -> Task:
        """A task around ``coroutine``, whose ``frame`` has not started; it runs when its turn comes."""
        self.task_count += 1
        task = Task(coroutine, frame, name if name is not None else f'Task-{self.task_count + 1}')
        m.tracker.allocate(300)
        self.tasks.append(task)
        self.ready.append(Handle(task, None, None))
        return task

    def suspend(self, m: Machine, future: Future | None) -> i64:
        """The current task waits for ``future`` (None: only for its next turn). Runs what is ready."""
        task = self.current
        assert task is not None
        task.frame = m.frame
        task.depth = m.tracker.depth
        task.hidden_depth = m.tracker.hidden_depth
        task.waiting_on = future
        if future is None:
            self.ready.append(Handle(task, None, None))
        else:
            future.callbacks.append(task)
            if task.must_cancel and self.cancel_future(m, future):
                task.must_cancel = False
        self.current = None
        return self.next(m)

    def next(self, m: Machine) -> i64:
        """Run the first handle that is ready: SWITCH, or STOP where there is none."""
        while True:
            if not self.ready:
                m.frame = None
                m.event = 4
                return STOP
            handle = self.ready.popleft()
            task = handle.task
            m.tracker.work(2)
            if task is None:
                return self.run_callback(m, handle)
            if task.state != PENDING:
                continue
            return self.wake(m, task, handle.future)

    def wake(self, m: Machine, task: Task, future: Future | None) -> i64:
        """Go on with ``task``, which waited for ``future``."""
        self.current = task
        frame = task.frame
        assert frame is not None
        task.frame = None
        task.waiting_on = None
        m.frame = frame
        m.tracker.depth = task.depth
        m.tracker.hidden_depth = task.hidden_depth
        generator = frame.gen
        if generator is not None and not generator.started:
            generator.started = True
            generator.running = True
            m.tracker.enter()
            if task.must_cancel:
                task.must_cancel = False
                return m.unwind(Thrown(self.cancelled_error(m, task)))
            return SWITCH
        if task.must_cancel:
            task.must_cancel = False
            return self.throw_at(m, frame, self.cancelled_error(m, task))
        if generator is not None and generator.frame is frame:
            generator.running = True
        value: object = None
        if future is not None:
            if future.state == CANCELLED:
                return self.throw_at(m, frame, self.cancelled_error(m, future))
            if future.exception is not None:
                return self.throw_at(m, frame, future.exception)
            value = future.result
        try:
            n = frame.code.ins[frame.pc].sent(m, frame, value)
        except Thrown as thrown:
            return m.unwind(thrown)
        if n >= 0:
            frame.pc = n
            return SWITCH
        return n

    def throw_at(self, m: Machine, frame: Frame, exc: ExceptionValue) -> i64:
        """Raise ``exc`` where ``frame`` waits, or further inside where it waits for an iterator."""
        try:
            n = frame.code.ins[frame.pc].throw(m, frame, exc)
            if n == UNCAUGHT:
                return m.unwind(m.throw(exc))
        except Thrown as thrown:
            return m.unwind(thrown)
        if n >= 0:
            frame.pc = n
            return SWITCH
        return n

    def yielded(self, m: Machine, f: Frame, value: object) -> i64:
        """An awaitable yielded ``value`` through the outermost frame ``f`` that passes such things on: None asks for
        another turn of the loop, anything else is an error."""
        m.frame = f
        if value is not None:
            text = m.plain_repr(value)
            raise m.fail('RuntimeError', f'Task got bad yield: {text if text is not None else m.type_name(value)}')
        return self.suspend(m, None)

    def run_callback(self, m: Machine, handle: Handle) -> i64:
        """Call a done callback in a task of its own, as asyncio calls it from the loop."""
        task = Task(None, None, 'callback')
        self.current = task
        m.tracker.depth = 0
        m.tracker.hidden_depth = 0
        m.frame = None
        m.push_root(handle.callback, [handle.future])
        return SWITCH

    def task_returned(self, m: Machine, value: object) -> i64:
        task = self.current
        assert task is not None
        task.state = FINISHED
        task.result = value
        return self.task_ended(m, task)

    def task_failed(self, m: Machine, exc: ExceptionValue) -> i64:
        task = self.current
        assert task is not None
        if exc.cls.name == 'CancelledError' and exc.cls.builtin and not task.is_main:
            task.state = CANCELLED
        else:
            task.state = FINISHED
            task.exception = exc
        return self.task_ended(m, task)

    def task_ended(self, m: Machine, task: Task) -> i64:
        self.current = None
        if task in self.tasks:
            self.tasks.remove(task)
        self.schedule_callbacks(task)
        if task.is_main:
            self.outcome = task.result
            self.failure = task.exception
            self.finishing = True
            for other in list(self.tasks):
                self.cancel_task(m, other, None)
        if self.finishing and not self.tasks:
            m.frame = None
            m.result = self.outcome
            m.failure = self.failure
            m.event = 2 if self.failure is not None else 1
            return STOP
        return self.next(m)

    # Futures.

    def schedule_callbacks(self, future: Future) -> None:
        callbacks = future.callbacks
        future.callbacks = []
        for callback in callbacks:
            if isinstance(callback, Task):
                if callback.waiting_on is future:
                    self.ready.append(Handle(callback, None, future))
            else:
                self.ready.append(Handle(None, callback, future))

    def set_result(self, future: Future, value: object) -> None:
        future.state = FINISHED
        future.result = value
        self.schedule_callbacks(future)

    def set_exception(self, future: Future, exc: ExceptionValue) -> None:
        future.state = FINISHED
        future.exception = exc
        self.schedule_callbacks(future)

    def cancel_future(self, m: Machine, future: Future) -> bool:
        """``future.cancel()``."""
        if future.state != PENDING:
            return False
        if isinstance(future, Task):
            return self.cancel_task(m, future, None)
        future.state = CANCELLED
        if future.call_number:
            self.external.pop(future.call_number, None)
            m.host.cancel(m, future.call_number)
        self.schedule_callbacks(future)
        return True

    def cancel_task(self, m: Machine, task: Task, message: object) -> bool:
        """``task.cancel()``: CancelledError is raised where it waits, at its next turn."""
        if task.state != PENDING:
            return False
        task.cancel_requests += 1
        task.cancel_message = message
        waiting = task.waiting_on
        if waiting is not None and self.cancel_future(m, waiting):
            waiting.cancel_message = message
            return True
        task.must_cancel = True
        return True

    def cancelled_error(self, m: Machine, future: Future) -> ExceptionValue:
        args: tuple[object, ...] = () if future.cancel_message is None else (future.cancel_message,)
        return m.new_exception('CancelledError', args)

    # Timers.

    def add_timer(self, delay: float, future: Future, result: object) -> None:
        self.timer_order += 1
        self.timers.append(Timer(self.clock + delay, self.timer_order, future, result))
        self.timers.sort(key=timer_key)

    def next_timer(self) -> float | None:
        """Seconds until the next timer is due (0.0 or more), None where there is none."""
        while self.timers and self.timers[0].future.done():
            self.timers.pop(0)
        if not self.timers:
            return None
        return max(0.0, self.timers[0].when - self.clock)

    def advance_clock(self, now: float) -> None:
        """Move the clock to ``now`` and settle the timers that are due."""
        self.clock = max(self.clock, now)
        while self.timers and self.timers[0].when <= self.clock:
            timer = self.timers.pop(0)
            if not timer.future.done():
                self.set_result(timer.future, timer.result)

    def roots(self, out: list[object]) -> None:
        """Append what the scheduler keeps alive."""
        out.extend(self.tasks)
        out.extend(self.external.values())
        out.append(self.outcome)
        if self.current is not None:
            out.append(self.current)
        for handle in self.ready:
            if handle.task is not None:
                out.append(handle.task)
            out.append(handle.callback)
            if handle.future is not None:
                out.append(handle.future)
        for timer in self.timers:
            out.append(timer.future)
            out.append(timer.result)


def timer_key(timer: Timer) -> tuple[float, int]:
    return timer.when, timer.order
