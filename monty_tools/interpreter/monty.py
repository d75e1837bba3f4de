"""The public door: programs, their runs, and the points at which a run can be paused."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Self

from . import snapshot
from .capabilities import STORED, Capabilities, Clock, RandomSeed, Stored, parse_grants
from .diagnostics import Diagnostic
from .driver import (
    ASYNC,
    DIRECT,
    SUSPEND,
    Checkpoint,
    Driver,
    PrintCallback,
    ViolationCallback,
    check_source,
    new_machine,
    on_small_stack,
)
from .errors import BoundaryError, InputError, MontyError, MontySyntaxError, SnapshotError, limit_error
from .exposure import Exposed, has_coroutines, parse_exposed
from .external import ExternalFunction, ExternalFunctions, parse_externals
from .files import Files
from .inputs import parse_inputs
from .limits import LimitReached, ResourceLimits, Usage
from .machine import CALL, DONE, FAILED, SLEEPING, Machine
from .observer import Observer
from .program import Compiled, compile_program, parse_modules
from .records import VIOLATIONS, ExternalCallRecord, RunRecord, Violation, brief
from .scheduler import PendingCall

DEFAULT_LIMITS: Final = ResourceLimits()

Settlement = tuple[int, object, Exception | None, Any]
"""A call's number, and its result, the exception that it raised, or an awaitable that will tell."""

Inputs = Mapping[str, object] | Sequence[str | tuple[str, object]]


@dataclass(frozen=True)
class MontyComplete:
    """A run that came to its end."""

    value: Any
    """The value of the program's last statement if that is an expression, else None: a copy, the host's own."""
    stdout: str
    usage: Mapping[str, Usage]
    """For each limit, by its name: what was used, the limit, and the ratio."""
    calls: tuple[ExternalCallRecord, ...]
    violations: tuple[Violation, ...]

    def __repr__(self) -> str:
        told = f'calls={brief(self.calls)}, violations={brief(self.violations)}'
        return f'MontyComplete(value={brief(self.value)}, stdout={brief(self.stdout)}, {told})'


@dataclass(frozen=True)
class FrameInfo:
    """One frame of a paused program."""

    name: str
    line: int
    locals: Mapping[str, str]
    """Variables by name, as their repr; where sandbox code would have to make that, as the name of their type."""


@dataclass(frozen=True)
class Inspection:
    """What a paused program is doing: what an auditor reads before resuming it."""

    script_name: str
    stack: tuple[FrameInfo, ...]
    """The frames of the task that made the pending call, outermost first."""
    globals: Mapping[str, str]
    pending: tuple[PendingInfo, ...]
    stdout: str
    usage: Mapping[str, Usage]
    calls: tuple[ExternalCallRecord, ...]
    violations: tuple[Violation, ...]


@dataclass(frozen=True)
class PendingInfo:
    """A call that waits for the host."""

    call_id: int
    name: str
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    line: int

    def __repr__(self) -> str:
        passed = f'args={brief(self.args)}, kwargs={brief(self.kwargs)}'
        return f'PendingInfo(call_id={self.call_id}, name={self.name!r}, {passed}, line={self.line})'


class Monty:
    """A checked program. It never changes; any number of threads and tasks may run it at once.

    ``inputs`` declares what the code may read: names, or names with types (types or their text); ``external_functions``
    what it may call: callables, ExternalFunctions, bare names, or a mapping of names; ``modules`` what it may import,
    by default every module that the sandbox has.

    ``clock`` is what the program learns of the time: nothing (None), the host's (``'system'``), a fixed instant that
    only the program's own sleep moves, without waiting (an aware datetime, or POSIX seconds), or a function that tells
    one each time. ``random_seed`` is where its randomness comes from: nowhere (None), the host (``'system'``), a seed
    (an int, bytes or other text), or a function that gives so many random bytes. What the functions raise ends the run.
    ``files`` is the tree of files that the program sees, which gives it ``open`` and what of ``os`` and ``pathlib``
    needs files.

    Raises MontySyntaxError for code that is no program of the sandbox's
    language, InputError for a bad declaration, ResourceLimitError for a text over 1,000,000 bytes.
    """

    def __init__(
        self,
        code: str,
        *,
        inputs: Inputs | None = None,
        external_functions: ExternalFunctions | None = None,
        script_name: str = 'main.py',
        modules: Collection[str] | None = None,
        clock: Clock = None,
        random_seed: RandomSeed = None,
        files: Files | None = None,
    ) -> None:
        if not isinstance(script_name, str):
            raise InputError(f'script_name must be a str, not {type(script_name).__name__}')
        self._inputs = parse_inputs(inputs)
        self._functions = parse_externals(external_functions, self._inputs.names)
        self._script_name = script_name
        self._code = code
        self._grants = parse_grants(clock, random_seed, files)
        self._compiled = compile_program(
            code,
            script_name,
            'main',
            inputs=self._inputs.names,
            externals=self._functions,
            modules=parse_modules(modules),
            opens=files is not None,
        )

    @property
    def code(self) -> str:
        """The program's text."""
        return self._code

    @property
    def script_name(self) -> str:
        return self._script_name

    def check(self) -> tuple[Diagnostic, ...]:
        """Every problem that can be known before running, in the order of the text: undefined names, refused imports,
        calls that a declared function can't take, coroutines that nothing awaits."""
        return self._compiled.diagnostics

    def run(
        self,
        inputs: Mapping[str, object] | None = None,
        *,
        limits: ResourceLimits | None = None,
        external_functions: ExternalFunctions | None = None,
        print_callback: PrintCallback | None = None,
        on_violation: ViolationCallback | None = None,
        observer: Observer | None = None,
    ) -> Any:
        """Run the program and return the value of its last expression.

        ``limits`` are the recommended ones by default. ``external_functions`` gives implementations for declared names.
        Coroutine functions need ``run_async``, or no running event loop in this thread. Raises MontyRuntimeError,
        ResourceLimitError, InputError, BoundaryError, MontySyntaxError (a refused import); and what a host function
        raised to stop the run (KeyboardInterrupt, SystemExit, CancelledError).
        """
        return self.execute(
            inputs,
            limits=limits,
            external_functions=external_functions,
            print_callback=print_callback,
            on_violation=on_violation,
            observer=observer,
        ).value

    def execute(
        self,
        inputs: Mapping[str, object] | None = None,
        *,
        limits: ResourceLimits | None = None,
        external_functions: ExternalFunctions | None = None,
        print_callback: PrintCallback | None = None,
        on_violation: ViolationCallback | None = None,
        observer: Observer | None = None,
    ) -> MontyComplete:
        """``run``, returning the value together with the record of the run."""
        functions = self._with_implementations(external_functions)
        if needs_loop(functions, 'run_async', () if inputs is None else inputs.values()):
            return asyncio.run(
                self.execute_async(
                    inputs,
                    limits=limits,
                    external_functions=external_functions,
                    print_callback=print_callback,
                    on_violation=on_violation,
                    observer=observer,
                )
            )
        driver = Driver(functions, DIRECT, print_callback, on_violation, observer)
        m: Machine | None = None
        try:
            m = self._machine(inputs, limits, driver)
            return complete(driver, m, driver.run(m))
        except BaseException as error:
            driver.failed(error, m)
            raise

    async def run_async(
        self,
        inputs: Mapping[str, object] | None = None,
        *,
        limits: ResourceLimits | None = None,
        external_functions: ExternalFunctions | None = None,
        print_callback: PrintCallback | None = None,
        on_violation: ViolationCallback | None = None,
        observer: Observer | None = None,
    ) -> Any:
        """``run`` as a part of an event loop, which gets its turn at least every 10 ms. Coroutine functions run
        together where the program gathers their calls. Cancelling the task stops the program and its pending calls."""
        record = await self.execute_async(
            inputs,
            limits=limits,
            external_functions=external_functions,
            print_callback=print_callback,
            on_violation=on_violation,
            observer=observer,
        )
        return record.value

    async def execute_async(
        self,
        inputs: Mapping[str, object] | None = None,
        *,
        limits: ResourceLimits | None = None,
        external_functions: ExternalFunctions | None = None,
        print_callback: PrintCallback | None = None,
        on_violation: ViolationCallback | None = None,
        observer: Observer | None = None,
    ) -> MontyComplete:
        """``run_async``, returning the value together with the record of the run."""
        driver = Driver(self._with_implementations(external_functions), ASYNC, print_callback, on_violation, observer)
        m: Machine | None = None
        try:
            m = self._machine(inputs, limits, driver)
            return complete(driver, m, await driver.run_async(m))
        except BaseException as error:
            driver.failed(error, m)
            raise

    def start(
        self,
        inputs: Mapping[str, object] | None = None,
        *,
        limits: ResourceLimits | None = None,
        external_functions: ExternalFunctions | None = None,
        print_callback: PrintCallback | None = None,
        on_violation: ViolationCallback | None = None,
        observer: Observer | None = None,
    ) -> FunctionSnapshot | FutureSnapshot | MontyComplete:
        """Run up to the first external call, which the host answers with ``resume``. No function is called."""
        driver = Driver(self._with_implementations(external_functions), SUSPEND, print_callback, on_violation, observer)
        try:
            m = self._machine(inputs, limits, driver)
        except BaseException as error:
            driver.failed(error, None)
            raise
        return go_on(Paused(self._script_name, driver, m, []))

    def dump(self) -> bytes:
        """The program as bytes: its text and declarations. Host functions are named, not stored."""
        return snapshot.dump_program(
            self._code,
            self._script_name,
            {name: None if spec is None else str(spec) for name, spec in self._inputs.types.items()},
            {name: spec.is_async for name, spec in self._functions.items()},
            self._compiled.program.modules,
            self._compiled.program.opens,
            Capabilities(self._grants),
        )

    @classmethod
    def load(
        cls,
        data: bytes,
        *,
        external_functions: ExternalFunctions | None = None,
        clock: Clock | Stored = STORED,
        random_seed: RandomSeed | Stored = STORED,
        files: Files | None = None,
    ) -> Monty:
        """The program that ``dump`` stored. ``external_functions`` gives implementations for names that it declared;
        a fixed clock and a seed are the stored ones where none are given, and what is the host's is not stored."""
        stored = snapshot.load_program(data)
        inputs = [name if type_text is None else (name, type_text) for name, type_text in stored.inputs.items()]
        functions = [ExternalFunction(name=name, is_async=is_async) for name, is_async in stored.externals.items()]
        try:
            program = cls(
                stored.source,
                inputs=inputs,
                external_functions=functions,
                script_name=stored.script_name,
                modules=stored.modules,
                files=Files({}) if files is None and stored.opens else files,
            )
        except MontyError as error:
            raise SnapshotError(f'the stored program is not valid: {error.message}') from None
        program._functions = program._with_implementations(external_functions)
        program._grants = parse_grants(clock, random_seed, files, stored.capabilities.grants)
        return program

    def _machine(self, inputs: Mapping[str, object] | None, limits: ResourceLimits | None, driver: Driver) -> Machine:
        limits = DEFAULT_LIMITS if limits is None else limits
        if not isinstance(limits, ResourceLimits):
            raise InputError(f'limits must be ResourceLimits, not {type(limits).__name__}')
        driver.starts(self._script_name, self._code, limits)
        check_source(self._code, limits)
        refusal = self._compiled.refusal()
        if refusal is not None:
            report_refusal(refusal, driver)
            raise refusal
        return new_machine(self._compiled, limits, driver, self._inputs.bind(inputs), self._grants)

    def _with_implementations(self, given: ExternalFunctions | None) -> dict[str, ExternalFunction]:
        return with_implementations(self._functions, given)


def adopt_grants(m: Machine, clock: Clock | Stored, random_seed: RandomSeed | Stored, files: Files | None) -> None:
    """Give a loaded machine the clock, randomness and files that it is to go on with."""
    m.capabilities.go_on_with(parse_grants(clock, random_seed, files, m.capabilities.grants))


def report_refusal(refusal: MontySyntaxError, driver: Driver) -> None:
    """Record what was refused before running as violations."""
    violations = tuple(
        Violation(found.kind, found.name, found.line, found.column)
        for found in refusal.diagnostics
        if found.kind in VIOLATIONS
    )
    for violation in violations:
        if driver.watch is not None:
            driver.watch.violation(violation)
        if driver.on_violation is not None:
            driver.on_violation(violation)
    refusal.with_record(RunRecord(violations=violations))


def with_implementations(
    declared: dict[str, ExternalFunction], given: ExternalFunctions | None
) -> dict[str, ExternalFunction]:
    """The declared functions, with the implementations in ``given`` for those that it names."""
    if given is None:
        return declared
    found = parse_externals(given)
    unknown = [name for name in found if name not in declared]
    if unknown:
        raise InputError(
            f'external function {unknown[0]!r} was not declared; declared: {", ".join(declared) or "none"}. '
            'Declare it when the Monty is made'
        )
    return {name: found.get(name, spec) for name, spec in declared.items()}


def needs_loop(
    functions: Mapping[str, ExternalFunction], instead: str, values: Iterable[object], held: bool = False
) -> bool:
    """Whether a run on this thread must make an event loop, for coroutine functions, also of exposed objects among
    ``values`` or, where ``held``, that the program has already. InputError where one runs."""
    declared = any(spec.is_async and spec.fn is not None for spec in functions.values())
    if not (declared or held or has_coroutines(values)):
        return False
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return True
    raise InputError(f'an external function is a coroutine function: use {instead} inside an event loop')


def complete(driver: Driver, m: Machine, value: object) -> MontyComplete:
    record = driver.run_record(m)
    driver.succeeded(record, value)
    return MontyComplete(value, record.stdout, record.usage, record.calls, record.violations)


class Paused:
    """A machine that waits for the host, with what is needed to go on. One snapshot object owns it at a time."""

    def __init__(self, script_name: str, driver: Driver, m: Machine, feeds: list[Compiled]) -> None:
        self.script_name = script_name
        self.driver = driver
        self.machine = m
        self.feeds = feeds
        self.since = time.perf_counter()

    def __del__(self) -> None:
        """Dropped while it waits: what the program made is released where long chains of objects can be."""
        if self.machine.frame is not None or self.machine.scheduler.tasks:
            if on_small_stack():
                self.driver.moved = True
                self.driver.dispose(self.machine)


def go_on(paused: Paused) -> FunctionSnapshot | FutureSnapshot | MontyComplete:
    """Run to the next point at which the host is asked."""
    driver = paused.driver
    m = paused.machine
    waits = False
    try:
        while True:
            driver.advance(m)
            if m.event == DONE:
                return complete(driver, m, driver.result(m))
            if m.event == FAILED:
                raise driver.runtime_error(m) from None
            if m.event == CALL or m.scheduler.external:
                waits = True
                paused.since = time.perf_counter()
                driver.suspends(m)
                return FunctionSnapshot(paused) if m.event == CALL else FutureSnapshot(paused)
            if m.event == SLEEPING:
                driver.sleep(m)
            else:
                driver.wait(m)
    except BaseException as error:
        driver.failed(error, m)
        raise
    finally:
        if not waits:
            driver.dispose(m)


async def go_on_async(paused: Paused) -> FutureSnapshot | MontyComplete:
    """Run on the event loop to the end, or to where only calls are left that the host has suspended."""
    driver = paused.driver
    m = paused.machine
    driver.paused = False
    driver.pauses = True
    if driver.checkpoint is not None:
        driver.checkpoint.dump = partial(dump_paused, paused)
    try:
        value = await driver.run_async(m)
    except BaseException as error:
        driver.failed(error, m)
        raise
    if driver.paused:
        paused.since = time.perf_counter()
        driver.suspends(m)
        return FutureSnapshot(paused)
    return complete(driver, m, value)


def dump_paused(paused: Paused) -> bytes:
    """The whole state as bytes."""
    data = snapshot.dump_state(paused)
    if paused.driver.watch is not None:
        paused.driver.watch.dumped(len(data))
    return data


def give_up(paused: Paused, error: BaseException) -> None:
    """``error`` ends a program that was just to be resumed."""
    paused.driver.resumes(paused.script_name, paused.machine)
    paused.driver.failed(error, paused.machine)


class _Snapshot:
    """What the two kinds of paused programs share."""

    def __init__(self, paused: Paused) -> None:
        self._state: Paused | None = paused

    def _paused(self) -> Paused:
        state = self._state
        if state is None:
            raise SnapshotError('this snapshot was resumed already; to go on from it twice, dump it before and load it')
        if state.machine.host is not state.driver:
            raise SnapshotError('this snapshot was given up: its session has gone on with another feed')
        return state

    def inspect(self) -> Inspection:
        """Call stack, variables and pending calls, without running anything."""
        from .inspection import inspect

        paused = self._paused()
        try:
            return inspect(paused)
        except LimitReached as reached:
            failure = limit_error(reached.limit, reached.used, reached.allowed, None)
        raise failure  # out here it does not refer to what the machine raised

    def dump(self) -> bytes:
        """The whole state as bytes: they hold the program's text and data, and no code or function of the host."""
        return dump_paused(self._paused())

    @property
    def stdout(self) -> str:
        """What the program has printed so far."""
        paused = self._paused()
        return paused.driver.run_record(paused.machine).stdout


class FunctionSnapshot(_Snapshot):
    """A program paused at an external call."""

    @property
    def function_name(self) -> str:
        return self._call().name

    @property
    def args(self) -> tuple[Any, ...]:
        """Positional arguments: copies, the host's own."""
        return tuple(self._call().host_args)

    @property
    def kwargs(self) -> dict[str, Any]:
        return dict(self._call().host_kwargs)

    @property
    def call_id(self) -> int:
        """The number of the call within its run, from 1."""
        return self._call().number

    def _call(self) -> PendingCall:
        call = self._paused().machine.pending
        assert call is not None
        return call

    def resume(
        self, *, return_value: object = None, exception: BaseException | None = None, pending: bool = False
    ) -> FunctionSnapshot | FutureSnapshot | MontyComplete:
        """Answer the call and run to the next pause: with a value, with an exception to raise at the call, or with
        ``pending=True`` for a result that comes later (a FutureSnapshot asks for it when nothing else can run).

        Raises BoundaryError or InputError for an answer that can't be given, and the snapshot is as it was.
        """
        paused = self._paused()
        if exception is not None and not isinstance(exception, Exception):
            raise InputError(f'exception must be an Exception instance, not {_kind(exception)}')
        if (exception is not None) + bool(pending) + (return_value is not None) > 1:
            raise InputError('give one of return_value, exception and pending')
        m = paused.machine
        call = self._call()
        self._state = None
        try:
            m.scheduler.waited(m, time.perf_counter() - paused.since)
            paused.driver.give(m, call.number, return_value, exception, pending)
        except BoundaryError:
            self._state = paused
            raise
        except BaseException as error:
            give_up(paused, error)
            raise
        paused.driver.resumes(paused.script_name, m)
        return go_on(paused)

    @classmethod
    def load(
        cls,
        data: bytes,
        *,
        external_functions: ExternalFunctions | None = None,
        limits: ResourceLimits | None = None,
        print_callback: PrintCallback | None = None,
        on_violation: ViolationCallback | None = None,
        observer: Observer | None = None,
        clock: Clock | Stored = STORED,
        random_seed: RandomSeed | Stored = STORED,
        files: Files | None = None,
        exposed: Mapping[str, Exposed] | None = None,
    ) -> Self:
        """The paused program that ``dump`` stored.

        Every counter goes on where it stood, under the stricter of the stored ``limits`` and the given ones. With
        ``external_functions``, only those names may be called from here on. ``clock``, ``random_seed`` and ``files``
        are as for Monty; a fixed clock and a seed that are not given, or the same as before, go on where they were.
        What is the host's is not stored: without it, the program that needs it is told so. ``exposed`` gives the
        objects that the program had, by key; of their names, those count that were stored too. Raises SnapshotError
        for anything else than such bytes.
        """
        given = None if external_functions is None else parse_externals(external_functions)
        objects = parse_exposed(exposed)
        paused = snapshot.load_state(data, 'call', given, limits, print_callback, on_violation, observer, objects)
        adopt_grants(paused.machine, clock, random_seed, files)
        return cls(paused)


def _kind(value: object) -> str:
    return value.__name__ if isinstance(value, type) else type(value).__name__


class FutureSnapshot(_Snapshot):
    """A program in which every task waits for a pending external call."""

    @property
    def pending_call_ids(self) -> tuple[int, ...]:
        """The numbers of the calls that wait, in the order in which they were made."""
        return tuple(sorted(self._paused().machine.scheduler.external))

    def resume(self, results: Mapping[int, Mapping[str, object]]) -> FunctionSnapshot | FutureSnapshot | MontyComplete:
        """Settle calls and run to the next pause. ``results`` maps call numbers to ``{'return_value': value}`` or
        ``{'exception': error}``, in the order in which they are to be settled; at least one, not necessarily all.

        Raises InputError or BoundaryError for results that can't be taken, and the snapshot is as it was.
        """
        if not results:
            raise InputError('results must map at least one pending call id to its result')
        answers = self._answers(results, False)
        paused = self._settled(answers)
        return go_on(paused)

    async def resume_async(
        self,
        results: Mapping[int, Mapping[str, object]],
        *,
        checkpoint: Checkpoint | None = None,
    ) -> FutureSnapshot | MontyComplete:
        """Settle calls and run on the event loop, with the functions called, to the end or to where only calls are left
        that the host has suspended.

        ``results`` are as for ``resume``; a result may also be ``{'awaitable': awaitable}``, which is awaited beside
        the others while the program goes on. They may be empty if no call is pending. ``checkpoint`` is as for
        ``MontyRepl.feed_start_async``. Raises InputError or BoundaryError for results that can't be taken, and the
        snapshot is as it was.
        """
        if not results and self.pending_call_ids:
            raise InputError('results must map at least one pending call id to its result')
        answers = self._answers(results, True)
        paused = self._settled([answer for answer in answers if answer[3] is None])
        driver = paused.driver
        driver.mode = ASYNC
        driver.checkpoint = checkpoint
        for number, _value, _failure, awaitable in answers:
            if awaitable is not None:
                driver.follow(number, asyncio.ensure_future(awaitable))
        return await go_on_async(paused)

    def _settled(self, answers: list[Settlement]) -> Paused:
        """Take the state, and give the program what has come for it."""
        paused = self._paused()
        self._state = None
        m = paused.machine
        if paused.driver.mode == SUSPEND:
            m.scheduler.waited(m, time.perf_counter() - paused.since)
        try:
            for number, value, failure, _awaitable in answers:
                paused.driver.settle(m, number, value, failure)
        except BaseException as error:
            give_up(paused, error)
            raise
        paused.driver.resumes(paused.script_name, m)
        return paused

    def _answers(self, results: Mapping[Any, Any], waits: bool) -> list[Settlement]:
        """``results``, checked; with ``waits``, awaitables are as good as values."""
        paused = self._paused()
        m = paused.machine
        checked: list[Settlement] = []
        numbers: set[int] = set()
        if not isinstance(results, Mapping):
            raise InputError(f'results must map pending call ids to their results, not be {_kind(results)}')
        for number, outcome in results.items():
            if type(number) is not int or number not in m.scheduler.external:
                raise InputError(f'call {number!r} is not pending; pending: {list(self.pending_call_ids)}')
            if number in numbers:
                raise InputError(f'call {number} has two results, and can be settled only once')
            numbers.add(number)
            key = next(iter(outcome)) if isinstance(outcome, Mapping) and len(outcome) == 1 else None
            if key == 'exception':
                error = outcome[key]
                if not isinstance(error, Exception):
                    raise InputError(f'exception must be an Exception instance, not {_kind(error)}')
                checked.append((number, None, error, None))
            elif key == 'return_value':
                paused.driver.check_answer(m, number, outcome[key])
                checked.append((number, outcome[key], None, None))
            elif key == 'awaitable' and waits:
                checked.append((number, None, None, outcome[key]))
            else:
                raise InputError(f"the result of call {number} must be {{'return_value': …}} or {{'exception': …}}")
        return checked

    @classmethod
    def load(
        cls,
        data: bytes,
        *,
        external_functions: ExternalFunctions | None = None,
        limits: ResourceLimits | None = None,
        print_callback: PrintCallback | None = None,
        on_violation: ViolationCallback | None = None,
        observer: Observer | None = None,
        clock: Clock | Stored = STORED,
        random_seed: RandomSeed | Stored = STORED,
        files: Files | None = None,
        exposed: Mapping[str, Exposed] | None = None,
    ) -> Self:
        """As ``FunctionSnapshot.load``, for a dump of a FutureSnapshot."""
        given = None if external_functions is None else parse_externals(external_functions)
        objects = parse_exposed(exposed)
        paused = snapshot.load_state(data, 'futures', given, limits, print_callback, on_violation, observer, objects)
        adopt_grants(paused.machine, clock, random_seed, files)
        return cls(paused)
