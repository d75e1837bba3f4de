"""Tasks, futures and the order in which they run: asyncio's own event-loop order, kept as data.

A task is a chain of frames with nothing under it. Awaiting something that isn't ready suspends the whole chain, so no
frame between the task's root and the ``await`` has to cooperate.

Handles run first in, first out, in turns as asyncio's: a turn begins with the timers that are due and runs what is
ready then; what becomes ready meanwhile waits for the next one. The loop runs until its *root* task is done (the main
program where it awaits at its top level, else what it gave to ``asyncio.run``), finishes that turn, then cancels the
other tasks and runs until they have ended.
"""

from __future__ import annotations

import sys
from bisect import insort
from collections import deque
from time import monotonic
from typing import TYPE_CHECKING, Final

from mypy_extensions import i64

from .objects import STOP, SWITCH, UNCAUGHT, ExceptionValue, Frame, Generator, HeapObject, Thrown

if TYPE_CHECKING:
    from .machine import Machine

PENDING: Final = 0
FINISHED: Final = 1
CANCELLED: Final = 2

WAKE: Final = 0
"""Kind of handle: go on with ``task``, which waited for ``future`` (None: only for its turn)."""
CALL: Final = 1
"""Kind of handle: call ``callback`` with ``args``."""
SETTLE: Final = 2
"""Kind of handle: set the result of ``future`` to ``args[0]``, unless it is cancelled."""
CHILD: Final = 3
"""Kind of handle: tell ``callback``, a Gathering, that ``future`` is done."""
STOP_LOOP: Final = 4
"""Kind of handle: the loop stops when this turn is over."""
CLOSE: Final = 5
"""Kind of handle: close ``callback``, an async generator that nobody knows any more, in a task of its own."""

RUNNING: Final = 0
"""Phase of the loop: until the root task is done."""
CANCELLING: Final = 1
"""Phase of the loop: until the cancelled rest has ended."""
CLOSING: Final = 2
"""Phase of the loop: the turns that asyncio takes to close its executor, and async generators if there are none."""
CLOSING_TURNS: Final = 4
CLOSING_TASKS: Final = 2
"""Tasks that asyncio makes while it closes a loop, one for its async generators and one for its executor: they take
numbers."""
SHUTDOWN: Final = 3
"""Phase of the loop: until the async generators that were left have been closed."""
GENERATORS_KEPT: Final = 64
"""Async generators that are known before those that have finished are looked for and forgotten."""

MAX_CANCEL_DEPTH: Final = 10_000
"""Tasks that wait for tasks, gathered futures of gathered futures: how deep one ``cancel()`` reaches."""
TIMERS_KEPT: Final = 100
"""Cancelled timers that are never cleared away."""
CLOCK_RESOLUTION: Final = 1e-9
CLOSES_ANYWAY: Final = sys.version_info >= (3, 12)
"""Whether what is to close an async generator does so where it is cancelled before it begins."""
GATHERS_DONE_AT_ONCE: Final = sys.version_info >= (3, 12)


class PendingCall:
    """An external call: what was called, with sandbox values as arguments. Not a sandbox value itself."""

    def __init__(self, number: int, name: str, args: list[object], kwargs: dict[str, object], is_async: bool) -> None:
        self.number = number
        self.name = name
        self.args = args
        self.kwargs = kwargs
        self.is_async = is_async
        self.host_args: list[object] = []  # copies for the host, made when the call was made
        self.host_kwargs: dict[str, object] = {}
        self.line: int | None = None


class Answer:
    """The host's answer to a call: what the frame that stands for the call returns."""

    def __init__(self, value: object) -> None:
        self.value = value


class Future(HeapObject):
    """A result that is not there yet."""

    def __init__(self) -> None:
        super().__init__()
        self.state: int = PENDING
        self.result: object = None
        self.exception: ExceptionValue | None = None
        self.entries: int = 0  # traceback entries of ``exception`` when it was set: each raising starts from them
        self.callbacks: list[object] = []  # Task (wake it), Gathering, or a sandbox callable (call it with this future)
        self.call_number: int = 0  # the external call that this is the answer of, 0 for none
        self.cancel_message: object = None
        self.cancelled_error: ExceptionValue | None = None  # what the first that looks at a cancelled task is given
        self.stops_loop = False

    def done(self) -> bool:
        return self.state != PENDING

    def trace(self, out: list[object]) -> int:
        out.append(self.result)
        if self.exception is not None:
            out.append(self.exception)
        if self.cancelled_error is not None:
            out.append(self.cancelled_error)
        out.append(self.callbacks)
        out.append(self.cancel_message)
        return 120


class Turn(Future):
    """Awaiting it lets everything that is ready run first: ``sleep(0)``. Never done."""


class Task(Future):
    """A coroutine (or the main program, or a call from the loop) that the scheduler runs."""

    def __init__(self, coroutine: object, frame: Frame | None, name: str) -> None:
        super().__init__()
        self.coroutine = coroutine
        self.frame = frame  # the innermost frame while it is suspended
        self.name = name
        self.number: int = 0
        self.depth: i64 = 0
        self.hidden_depth: i64 = 0
        self.waiting_on: Future | None = None
        self.must_cancel = False
        self.cancel_requests: int = 0
        self.is_main = False
        self.is_callback = False

    def trace(self, out: list[object]) -> int:
        if self.frame is not None:
            out.append(self.frame)
        out.append(self.coroutine)
        if self.waiting_on is not None:
            out.append(self.waiting_on)
        return 120 + Future.trace(self, out)


class Gathering(Future):
    """What ``gather`` gives: done when its children are, or with the first exception."""

    def __init__(self, children: list[Future], count: int, return_exceptions: bool) -> None:
        super().__init__()
        self.children = children  # in the order of the arguments, with repetitions
        self.left: int = count  # different children that are not done
        self.return_exceptions = return_exceptions
        self.cancel_requested = False

    def trace(self, out: list[object]) -> int:
        out.extend(self.children)
        return 64 + 8 * len(self.children) + Future.trace(self, out)


class Handle(HeapObject):
    """Something to run, as ``kind`` says. ``call_soon`` gives it to the program, which may cancel it."""

    def __init__(
        self, kind: int, task: Task | None, callback: object, args: list[object], future: Future | None
    ) -> None:
        super().__init__()
        self.kind = kind
        self.task = task
        self.callback = callback
        self.args = args
        self.future = future
        self.cancelled = False

    def trace(self, out: list[object]) -> int:
        if self.task is not None:
            out.append(self.task)
        out.append(self.callback)
        out.append(self.args)
        if self.future is not None:
            out.append(self.future)
        return 96


class TimerHandle(Handle):
    """A handle that becomes ready at ``when``, in seconds of the loop's clock."""

    def __init__(
        self, when: float, order: int, kind: int, callback: object, args: list[object], future: Future | None
    ) -> None:
        super().__init__(kind, None, callback, args, future)
        self.when = when
        self.order = order

    def idle(self) -> bool:
        """Whether nothing will come of it any more."""
        return self.cancelled or (self.future is not None and self.future.state != PENDING)


class Loop(HeapObject):
    """What stands for the event loop in the sandbox: it has no state of its own."""


class Cancelling:
    """One level of a ``cancel()`` on its way inwards: ``future`` and the index of the child to be cancelled next."""

    def __init__(self, future: Future) -> None:
        self.future = future
        self.at: int = 0
        self.any = False


class Scheduler:
    """The ready queue, the timers, and the futures that wait for the host."""

    def __init__(self) -> None:
        self.ready: deque[Handle] = deque()
        self.turn: int = 0  # handles of this turn that are left
        self.current: Task | None = None
        self.main: Task | None = None
        self.root: Task | None = None  # what the loop runs for, None where no loop runs
        self.phase: int = RUNNING
        self.stopping = False
        self.closing_turns: int = 0
        self.crash: ExceptionValue | None = None  # SystemExit or KeyboardInterrupt that went through the loop
        self.tasks: dict[int, Task] = {}  # those not finished, by number, in order of creation
        self.task_number: int = 0
        self.calls: dict[int, PendingCall] = {}  # those whose results are to come, by number
        self.external: dict[int, Future] = {}  # call number -> the future it settles
        self.timers: list[TimerHandle] = []  # in the order in which they are due
        self.timers_cancelled: int = 0
        self.timer_order: int = 0
        self.clock: float = 0.0  # seconds
        self.looked_at: float = 0.0  # the host's monotonic clock when ``clock`` was set; 0.0: not since a load
        self.task_count: int = 0
        self.generators: list[Generator] = []  # async generators that were begun while the loop ran
        self.generators_kept: int = GENERATORS_KEPT
        self.loop = Loop()

    # The loop.

    def start_main(self, m: Machine, frame: Frame) -> None:
        """``frame`` is the main program. It is a task of the loop where it awaits at its top level."""
        task = Task(None, None, '')
        task.is_main = True
        self.main = task
        self.current = task
        self.tasks = {}
        self.add(task)
        self.ready.clear()
        self.timers.clear()
        self.turn = 0
        self.phase = RUNNING
        self.stopping = False
        self.crash = None
        self.root = None
        if awaits(frame):
            self.root = task
            task.stops_loop = True
            task.name = self.next_name()
        m.frame = frame

    def run(self, m: Machine, coroutine: object, frame: Frame) -> Task:
        """``asyncio.run``: start a loop for ``coroutine``. The main program must wait for the task that is returned."""
        task = self.create_task(m, coroutine, frame, None)
        task.stops_loop = True
        self.root = task
        self.phase = RUNNING
        self.crash = None
        self.turn = 0
        return task

    def is_running(self) -> bool:
        return self.root is not None

    def next(self, m: Machine) -> i64:
        """Go on with what is ready: SWITCH, or STOP where there is nothing."""
        try:
            return self.go_on(m)
        except Thrown as thrown:
            return m.unwind(thrown)

    def go_on(self, m: Machine) -> i64:
        """Like ``next``, but raises Thrown where a task that is woken must: the caller unwinds. So a row of tasks that
        end as soon as they are woken takes no host stack."""
        while True:
            if self.turn <= 0:
                n = self.begin_turn(m)
                if n != UNCAUGHT:
                    return n
                continue
            handle = self.ready.popleft()
            self.turn -= 1
            m.tracker.work(2)
            if handle.cancelled:
                continue
            n = self.run_handle(m, handle)
            if n != UNCAUGHT:
                return n

    def begin_turn(self, m: Machine) -> i64:
        """Between two turns. UNCAUGHT where the loop goes on."""
        if self.stopping:
            self.stopping = False
            return self.stopped(m)
        if self.phase == CLOSING:
            self.closing_turns -= 1
            if self.closing_turns < 0:
                return self.closed(m)
        if self.timers:
            self.tick(m)
            self.fire_timers()
        self.turn = len(self.ready)
        if self.turn or self.phase == CLOSING:
            return UNCAUGHT
        m.frame = None
        m.event = 4
        return STOP

    def run_handle(self, m: Machine, handle: Handle) -> i64:
        """SWITCH or STOP, or UNCAUGHT where the next handle can run."""
        kind = handle.kind
        future = handle.future
        if kind == WAKE:
            task = handle.task
            assert task is not None
            if task.state != PENDING:
                return UNCAUGHT
            return self.wake(m, task, future)
        if kind == CALL:
            return self.run_callback(m, handle)
        if kind == STOP_LOOP:
            self.stopping = True
        elif kind == SETTLE:
            assert future is not None
            if future.state == PENDING:
                self.set_result(future, handle.args[0])
        elif kind == CLOSE:
            generator = handle.callback
            assert isinstance(generator, Generator)
            self.close_generator(m, generator)
        else:
            gathering = handle.callback
            assert isinstance(gathering, Gathering) and future is not None
            self.child_done(m, gathering, future)
        return UNCAUGHT

    def stopped(self, m: Machine) -> i64:
        """The loop has stopped: cancel the tasks that are left, or, after that, close it."""
        if self.phase == RUNNING:
            rest: list[Future] = [task for task in self.tasks.values() if not self.is_outside(task)]
            if rest:
                self.phase = CANCELLING
                for task in rest:
                    if not (CLOSES_ANYWAY and begins_to_close(task)):
                        self.cancel_future(m, task)
                gathering = Gathering(rest, len(rest), True)
                gathering.stops_loop = True
                for task in rest:
                    task.callbacks.append(gathering)
                return UNCAUGHT
        if self.phase != SHUTDOWN:
            self.task_count += CLOSING_TASKS - 1
            if self.close_generators(m):
                return UNCAUGHT
        self.phase = CLOSING
        self.closing_turns = CLOSING_TURNS
        return UNCAUGHT

    def close_generators(self, m: Machine) -> bool:
        """Begin to close the async generators that are left. False where there are none."""
        left = [generator for generator in self.generators if generator.frame is not None]
        self.generators = []
        if not left:
            return False
        self.phase = SHUTDOWN
        closers: list[Future] = [self.close_generator(m, generator) for generator in left]
        gathering = Gathering(closers, len(closers), True)
        gathering.stops_loop = True
        for closer in closers:
            closer.callbacks.append(gathering)
        return True

    def close_generator(self, m: Machine, generator: Generator) -> Task:
        """A task that closes ``generator``."""
        coroutine = m.call_prelude('close_async_generator', [generator])
        assert isinstance(coroutine, Generator) and coroutine.frame is not None
        coroutine.awaited = True
        return self.create_task(m, coroutine, coroutine.frame, None)

    def note_generator(self, generator: Generator) -> None:
        """``generator``, an async one, begins: the loop closes it when it ends."""
        if self.root is None:
            return
        if len(self.generators) >= self.generators_kept:
            self.generators = [each for each in self.generators if each.frame is not None]
            self.generators_kept = 2 * len(self.generators) + GENERATORS_KEPT
        self.generators.append(generator)

    def drop_generator(self, m: Machine, generator: Generator) -> None:
        """Nobody knows ``generator`` any more: it is closed soon."""
        m.tracker.work(1 + (len(self.generators) >> 3))
        if generator in self.generators:
            self.generators.remove(generator)
            self.ready.append(Handle(CLOSE, None, generator, [], None))

    def closed(self, m: Machine) -> i64:
        """The loop is over: so is the main program, or ``asyncio.run``."""
        root = self.root
        main = self.main
        assert root is not None and main is not None
        self.root = None
        self.phase = RUNNING
        self.ready.clear()
        self.timers.clear()
        self.turn = 0
        self.task_count += 1
        outcome: Future = root
        if self.crash is not None:
            outcome = Future()
            self.set_exception(outcome, self.crash)
            self.crash = None
        if root.is_main:
            return self.main_over(m, outcome)
        return self.wake(m, main, outcome)

    def main_over(self, m: Machine, outcome: Future) -> i64:
        self.current = None
        m.frame = None
        m.result = outcome.result
        m.failure = outcome.exception
        if outcome.state == CANCELLED:
            m.failure = self.make_cancelled_error(m, outcome)
        m.event = 2 if m.failure is not None else 1
        return STOP

    def is_outside(self, task: Task) -> bool:
        """Whether ``task`` is the main program that called ``asyncio.run``, and no task of the loop."""
        return task.is_main and task is not self.root

    # Tasks.

    def next_name(self) -> str:
        self.task_count += 1
        return f'Task-{self.task_count}'

    def create_task(self, m: Machine, coroutine: object, frame: Frame, name: str | None) -> Task:
        """A task around ``coroutine``, whose ``frame`` has not started; it runs when its turn comes."""
        task = Task(coroutine, frame, self.next_name() if name is None else name)
        m.tracker.allocate(300)
        self.add(task)
        self.ready.append(Handle(WAKE, task, None, [], None))
        return task

    def add(self, task: Task) -> None:
        self.task_number += 1
        task.number = self.task_number
        self.tasks[task.number] = task

    def current_task(self) -> Task | None:
        """The task of the loop that is running, None in the main program outside of the loop and in callbacks."""
        task = self.current
        if task is None or task.is_callback or self.is_outside(task):
            return None
        return task

    def suspend(self, m: Machine, future: Future | None) -> i64:
        """The current task waits for ``future`` (None, or a Turn: only for its next turn). Runs what is ready."""
        task = self.current
        assert task is not None
        task.frame = m.frame
        task.depth = m.tracker.depth
        task.hidden_depth = m.tracker.hidden_depth
        if future is None or isinstance(future, Turn):
            task.waiting_on = None
            self.ready.append(Handle(WAKE, task, None, [], None))
        else:
            task.waiting_on = future
            if not self.is_outside(task):
                future.callbacks.append(task)
                if task.must_cancel and self.cancel_future(m, future, task.cancel_message):
                    task.must_cancel = False
        self.current = None
        return self.go_on(m)

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
        exc = self.thrown_in(m, task, future)
        generator = frame.gen
        if generator is not None and not generator.started:
            generator.started = True
            generator.running = True
            if frame.code.hidden:
                m.tracker.enter_hidden()
            else:
                m.tracker.enter(frame.code.cost)
            if exc is not None:
                raise Thrown(exc)
            return SWITCH
        if exc is not None:
            return self.throw_at(m, frame, exc)
        value: object = None if future is None else future.result
        n = frame.code.ins[frame.pc].sent(m, frame, value)
        if n >= 0:
            frame.pc = n
            return SWITCH
        return n

    def thrown_in(self, m: Machine, task: Task, future: Future | None) -> ExceptionValue | None:
        """What is raised where ``task`` waits for ``future``, which is done; None where it just goes on."""
        exc: ExceptionValue | None = None
        if future is not None:
            exc = self.failure_of(m, future)
        if task.must_cancel:
            task.must_cancel = False
            if exc is None or not exc.cls.is_subclass(m.class_named('CancelledError')):
                exc = self.make_cancelled_error(m, task)
        return exc

    def throw_at(self, m: Machine, frame: Frame, exc: ExceptionValue) -> i64:
        """Raise ``exc`` where ``frame`` waits, or further inside where it waits for an iterator."""
        n = frame.code.ins[frame.pc].throw(m, frame, exc)
        if n == UNCAUGHT:
            raise m.throw(exc)
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

    def deadlock(self, m: Machine) -> None:
        """No task can ever run again: the root task is told so where it waits, or one that keeps the loop going."""
        stuck = self.root
        if stuck is None or stuck.done():
            stuck = next((task for task in self.tasks.values() if not self.is_outside(task)), self.main)
        assert stuck is not None
        text = 'deadlock: every task waits, and nothing is left that could wake one'
        failed = Future()
        failed.state = FINISHED
        failed.exception = m.new_exception('RuntimeError', (text,))
        stuck.waiting_on = failed
        self.ready.append(Handle(WAKE, stuck, None, [], failed))

    def run_callback(self, m: Machine, handle: Handle) -> i64:
        """Call what the handle says in a task of its own, as asyncio calls it from the loop."""
        task = Task(None, None, '')
        task.is_callback = True
        self.current = task
        m.tracker.depth = 0
        m.tracker.hidden_depth = 0
        m.frame = None
        m.push_root(handle.callback, handle.args)
        return SWITCH

    def task_returned(self, m: Machine, value: object) -> i64:
        task = self.current
        assert task is not None
        if task.must_cancel and not self.is_outside(task):
            task.must_cancel = False
            task.state = CANCELLED
        else:
            task.state = FINISHED
            task.result = value
        return self.task_ended(m, task)

    def task_failed(self, m: Machine, exc: ExceptionValue) -> i64:
        task = self.current
        assert task is not None
        if exc.cls.is_subclass(m.class_named('CancelledError')) and not self.is_outside(task):
            task.state = CANCELLED
            task.cancelled_error = exc
            task.cancel_message = None
        else:
            task.state = FINISHED
            task.exception = exc
            task.entries = len(exc.entries)
            if not self.is_outside(task) and leaves_loop(m, exc):
                self.crash = exc
        return self.task_ended(m, task)

    def task_ended(self, m: Machine, task: Task) -> i64:
        self.current = None
        if task.is_callback:
            return self.go_on(m) if self.crash is None else self.crashed(m)
        del self.tasks[task.number]
        self.schedule_callbacks(task)
        if self.root is None:
            return self.main_over(m, task)
        return self.go_on(m) if self.crash is None else self.crashed(m)

    def crashed(self, m: Machine) -> i64:
        """SystemExit or KeyboardInterrupt goes through the loop, which stops at once."""
        if self.phase == RUNNING:
            self.turn = 0
            self.stopping = True
        return self.go_on(m)

    # Futures.

    def failure_of(self, m: Machine, future: Future) -> ExceptionValue | None:
        """What awaiting ``future``, which is done, raises: None where it has a result."""
        if future.state == CANCELLED:
            return self.make_cancelled_error(m, future)
        exc = future.exception
        if exc is not None:
            del exc.entries[future.entries :]
            future.entries = 0  # asyncio gives the traceback once
        return exc

    def schedule_callbacks(self, future: Future) -> None:
        if future.stops_loop:
            self.ready.append(Handle(STOP_LOOP, None, None, [], None))
        callbacks = future.callbacks
        future.callbacks = []
        for callback in callbacks:
            self.schedule_callback(callback, future)

    def schedule_callback(self, callback: object, future: Future) -> None:
        """``callback`` of ``future``, which is done, runs soon."""
        if isinstance(callback, Task):
            if callback.waiting_on is future:
                self.ready.append(Handle(WAKE, callback, None, [], future))
        elif isinstance(callback, Gathering):
            self.ready.append(Handle(CHILD, None, callback, [], future))
        else:
            self.ready.append(Handle(CALL, None, callback, [future], None))

    def set_result(self, future: Future, value: object) -> None:
        future.state = FINISHED
        future.result = value
        self.schedule_callbacks(future)

    def set_exception(self, future: Future, exc: ExceptionValue) -> None:
        future.state = FINISHED
        future.exception = exc
        future.entries = len(exc.entries)
        self.schedule_callbacks(future)

    def gather(self, m: Machine, children: list[Future], different: list[Future], return_exceptions: bool) -> Gathering:
        """The future of ``children``, which repeat those of ``different``."""
        m.tracker.allocate(200 + 8 * len(children))
        gathering = Gathering(children, len(different), return_exceptions)
        done: list[Future] = []
        for child in different:
            if not child.done():
                child.callbacks.append(gathering)
            elif GATHERS_DONE_AT_ONCE:
                done.append(child)
            else:
                self.schedule_callback(gathering, child)
        for child in done:
            self.child_done(m, gathering, child)
        return gathering

    def child_done(self, m: Machine, gathering: Gathering, child: Future) -> None:
        gathering.left -= 1
        if gathering.done():
            return
        if not gathering.return_exceptions:
            if child.state == CANCELLED:
                self.set_exception(gathering, self.make_cancelled_error(m, child))
                return
            if child.exception is not None:
                self.set_exception(gathering, child.exception)
                return
        if gathering.left > 0:
            return
        if gathering.cancel_requested:
            self.set_exception(gathering, self.make_cancelled_error(m, child))
            return
        m.tracker.allocate(56 + 8 * len(gathering.children))
        self.set_result(gathering, [self.gathered(m, each) for each in gathering.children])

    def gathered(self, m: Machine, child: Future) -> object:
        """What stands for ``child`` in the list that ``gather`` gives."""
        if child.state == CANCELLED:
            message = child.cancel_message
            return m.new_exception('CancelledError', ('' if message is None else message,))
        return child.result if child.exception is None else child.exception

    def cancel_future(self, m: Machine, future: Future, message: object = None) -> bool:
        """``future.cancel(message)``: of a task, through what it waits for; of a gathered future, of its children.

        CancelledError is raised where a task waits, at its next turn. False where there was nothing to cancel.
        """
        pending = [Cancelling(future)]
        answer = False
        returned = False  # a child has answered
        while pending:
            level = pending[-1]
            child = self.cancel_level(m, level, message, answer, returned)
            m.tracker.work(2)
            if child is None:
                pending.pop()
                answer = level.any
                returned = True
                continue
            if len(pending) >= MAX_CANCEL_DEPTH:
                raise m.fail('RecursionError', 'maximum recursion depth exceeded')
            pending.append(Cancelling(child))
            returned = False
        return answer

    def cancel_level(
        self, m: Machine, level: Cancelling, message: object, answer: bool, returned: bool
    ) -> Future | None:
        """One step of a ``cancel()``: the child to cancel next, or None with the answer in ``level.any``.

        ``answer`` is that of the last child, where one has ``returned`` since ``level`` began.
        """
        future = level.future
        if isinstance(future, Gathering):
            if level.at == 0 and future.done():
                return None
            if returned and level.at > 0 and answer:
                level.any = True
            if level.at < len(future.children):
                level.at += 1
                return future.children[level.at - 1]
            if level.any:
                future.cancel_requested = True
            return None
        if isinstance(future, Task):
            if level.at > 0:
                if not answer:
                    future.must_cancel = True
                    future.cancel_message = message
                return None
            if future.done():
                return None
            level.any = True
            level.at = 1
            future.cancel_requests += 1
            if future.waiting_on is None:
                future.must_cancel = True
                future.cancel_message = message
            return future.waiting_on
        if future.state == PENDING:
            level.any = True
            self.mark_cancelled(m, future, message)
        return None

    def mark_cancelled(self, m: Machine, future: Future, message: object) -> None:
        future.state = CANCELLED
        future.cancel_message = message
        if future.call_number:
            self.external.pop(future.call_number, None)
            m.host.cancel(m, future.call_number)
        self.schedule_callbacks(future)

    def make_cancelled_error(self, m: Machine, future: Future) -> ExceptionValue:
        """The CancelledError of ``future``: the one that ended the task for the first who asks, then new ones."""
        exc = future.cancelled_error
        if exc is not None:
            future.cancelled_error = None
            return exc
        message = future.cancel_message
        m.tracker.allocate(200)
        return m.new_exception('CancelledError', () if message is None else (message,))

    # Callbacks and timers.

    def call_soon(self, m: Machine, callback: object, args: list[object]) -> Handle:
        m.tracker.allocate(96)
        handle = Handle(CALL, None, callback, args, None)
        self.ready.append(handle)
        return handle

    def call_at(self, m: Machine, when: float, callback: object, args: list[object]) -> TimerHandle:
        return self.insert_timer(m, when, CALL, callback, args, None)

    def add_timer(self, m: Machine, delay: float, result: object) -> Future:
        """A future that has ``result`` in ``delay`` seconds."""
        future = Future()
        m.tracker.allocate(120)
        self.tick(m)
        self.insert_timer(m, self.clock + delay, SETTLE, None, [result], future)
        return future

    def insert_timer(
        self, m: Machine, when: float, kind: int, callback: object, args: list[object], future: Future | None
    ) -> TimerHandle:
        m.tracker.allocate(120)
        m.tracker.work(2 + (len(self.timers) >> 6))
        self.timer_order += 1
        timer = TimerHandle(when, self.timer_order, kind, callback, args, future)
        if len(self.timers) > 2 * TIMERS_KEPT and self.timers_cancelled * 2 > len(self.timers):
            m.tracker.work(len(self.timers))
            self.timers = [each for each in self.timers if not each.idle()]
            self.timers_cancelled = 0
        insort(self.timers, timer, key=timer_key)
        return timer

    def cancel_handle(self, handle: Handle) -> None:
        if not handle.cancelled:
            handle.cancelled = True
            handle.callback = None
            handle.args = []
            if isinstance(handle, TimerHandle):
                self.timers_cancelled += 1

    def next_timer(self, m: Machine) -> float | None:
        """Seconds until the next timer is due (0.0 or more), None where there is none."""
        while self.timers and self.timers[0].idle():
            self.timers.pop(0)
        if not self.timers:
            return None
        self.tick(m)
        return max(0.0, self.timers[0].when - self.clock)

    def tick(self, m: Machine) -> None:
        """Move the clock by the host's time that has passed since it was set; with a virtual clock none has."""
        if m.capabilities.is_virtual():
            return
        now = monotonic()
        if self.looked_at:
            self.clock += now - self.looked_at
        self.looked_at = now

    def waited(self, m: Machine, seconds: float) -> None:
        """So long the program has waited for the host, which a virtual clock does not measure."""
        if not m.capabilities.is_virtual():
            self.passed(m, seconds)

    def passed(self, m: Machine, seconds: float) -> None:
        """The program has slept so long; the timers that are due run in the next turn."""
        if m.capabilities.is_virtual():
            m.capabilities.slept += round(seconds * 1_000_000_000)
        self.clock += seconds
        self.looked_at = monotonic()
        self.fire_timers()

    def fire_timers(self) -> None:
        """Make the timers that are due ready."""
        end = self.clock + CLOCK_RESOLUTION
        due = 0
        for timer in self.timers:
            if timer.when >= end:
                break
            due += 1
            if not timer.idle():
                self.ready.append(timer)
        if due:
            del self.timers[:due]

    def roots(self, out: list[object]) -> None:
        """Append what the scheduler keeps alive."""
        out.extend(self.tasks.values())
        out.extend(self.external.values())
        out.extend(self.calls.values())
        if self.current is not None:
            out.append(self.current)
        if self.root is not None:
            out.append(self.root)
        if self.crash is not None:
            out.append(self.crash)
        out.extend(self.ready)
        out.extend(self.timers)
        out.extend(self.generators)


def begins_to_close(task: Future) -> bool:
    """Whether ``task`` was made to close an async generator and has not begun."""
    if not isinstance(task, Task) or not isinstance(task.coroutine, Generator) or task.coroutine.started:
        return False
    frame = task.coroutine.frame
    return frame is not None and frame.code.hidden and frame.code.name == 'close_async_generator'


def timer_key(timer: TimerHandle) -> tuple[float, int]:
    return timer.when, timer.order


def leaves_loop(m: Machine, exc: ExceptionValue) -> bool:
    """Whether ``exc`` goes through the loop instead of staying in its task."""
    return exc.cls.is_subclass(m.class_named('SystemExit')) or exc.cls.is_subclass(m.class_named('KeyboardInterrupt'))


def awaits(frame: Frame) -> bool:
    """Whether the module that ``frame`` runs awaits at its top level."""
    from .instructions.generators import Await, ForAsync

    return any(isinstance(instr, (Await, ForAsync)) for instr in frame.code.ins)
