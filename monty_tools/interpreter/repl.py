"""A session: feeds of code that share their names, as lines at Python's prompt do."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Self

from . import snapshot
from .capabilities import STORED, Capabilities, Clock, RandomSeed, Stored, parse_grants
from .diagnostics import Diagnostic
from .driver import (
    ASYNC,
    DIRECT,
    SMALL_STACKS,
    SUSPEND,
    Checkpoint,
    Driver,
    PrintCallback,
    ViolationCallback,
    begin,
    check_source,
    may_hold_chains,
)
from .errors import InputError, SnapshotError
from .exposure import Exposed, parse_exposed
from .external import ExternalFunction, ExternalFunctions, parse_externals
from .files import OPEN, Files
from .inputs import InputSpec, check_name, parse_inputs
from .limits import ResourceLimits, Tracker
from .machine import Host, Machine
from .monty import (
    DEFAULT_LIMITS,
    FunctionSnapshot,
    FutureSnapshot,
    Inputs,
    MontyComplete,
    Paused,
    adopt_grants,
    complete,
    go_on,
    go_on_async,
    needs_loop,
    report_refusal,
)
from .objects import UNBOUND, Namespace
from .observer import Observer, watching
from .parse import with_deep_stack
from .program import ALWAYS_BOUND, Compiled, compile_program, parse_modules
from .scheduler import Scheduler


class MontyRepl:
    """A session that keeps names between feeds.

    ``inputs``, ``external_functions``, ``modules``, ``clock``, ``random_seed`` and ``files`` are as for Monty and hold
    for every feed; a fixed clock, a seeded stream and files in memory go on from one to the next; the inputs' values
    are given once, at the first feed that has them, and stay. ``limits`` hold for each feed by itself, except memory,
    which is the whole session's. A feed that fails leaves the names as the failing line left them. One runs at a time.
    With ``strict``, a feed is refused before it runs for every problem that ``check`` finds in it and that it has no
    handler for, as for a forbidden import.
    """

    _made = False  # until a session is, there is nothing to release

    def __init__(
        self,
        *,
        inputs: Inputs | None = None,
        external_functions: ExternalFunctions | None = None,
        limits: ResourceLimits | None = None,
        script_name: str = '<stdin>',
        modules: Collection[str] | None = None,
        strict: bool = False,
        clock: Clock = None,
        random_seed: RandomSeed = None,
        files: Files | None = None,
    ) -> None:
        limits = DEFAULT_LIMITS if limits is None else limits
        if not isinstance(limits, ResourceLimits):
            raise InputError(f'limits must be ResourceLimits, not {type(limits).__name__}')
        self._inputs: InputSpec = parse_inputs(inputs)
        self._functions: dict[str, ExternalFunction] = parse_externals(external_functions, self._inputs.names)
        self._limits = limits
        self._script_name = script_name
        self._modules = parse_modules(modules)
        self._strict = strict
        self._feeds: list[Compiled] = []
        self._machine = Machine(Tracker(limits), Namespace('__main__'), Host())
        self._machine.capabilities = Capabilities(parse_grants(clock, random_seed, files))
        self._opens = files is not None
        self._busy = False
        self._suspended: Paused | None = None
        self._from_bytes = False  # it was loaded, from what may be forged
        self._made = True

    def __del__(self) -> None:
        """Dropped: what the feeds made is released where long chains of objects can be. A feed that is paused, or runs
        on an event loop, has it for itself from here on."""
        if not self._made:
            return
        m = self._machine
        paused = self._suspended
        if paused is not None and paused.driver is m.host and (m.frame is not None or m.scheduler.tasks):
            paused.driver.moved = SMALL_STACKS
            paused.driver.session = False
        elif may_hold_chains(m):
            with_deep_stack(m.release)
            with_deep_stack(gc.collect)

    def check(self, code: str) -> tuple[Diagnostic, ...]:
        """Every problem of ``code`` as the next feed that can be known before running it, as ``Monty.check``."""
        check_source(code, self._limits)
        return self._compile(code).diagnostics

    @property
    def modules(self) -> tuple[str, ...] | None:
        """The modules that feeds may import, None for all that there are."""
        return self._modules

    @property
    def limits(self) -> ResourceLimits:
        return self._limits

    def feed(
        self,
        code: str,
        *,
        inputs: Mapping[str, object] | None = None,
        print_callback: PrintCallback | None = None,
        on_violation: ViolationCallback | None = None,
        observer: Observer | None = None,
    ) -> Any:
        """Run ``code`` in the session; the value of its last expression. Raises what ``Monty(code).run()`` raises."""
        return self.execute(
            code, inputs=inputs, print_callback=print_callback, on_violation=on_violation, observer=observer
        ).value

    def execute(
        self,
        code: str,
        *,
        inputs: Mapping[str, object] | None = None,
        print_callback: PrintCallback | None = None,
        on_violation: ViolationCallback | None = None,
        observer: Observer | None = None,
    ) -> MontyComplete:
        """``feed``, returning the value together with the record of the run."""
        if self._needs_loop(inputs):
            return asyncio.run(
                self.execute_async(
                    code, inputs=inputs, print_callback=print_callback, on_violation=on_violation, observer=observer
                )
            )
        return self._execute(code, Driver(self._functions, DIRECT, print_callback, on_violation, observer), inputs)

    def _needs_loop(self, inputs: Mapping[str, object] | None) -> bool:
        held = any(spec.is_async for proxy in self._machine.exposed.values() for spec in proxy.functions.values())
        values = () if inputs is None else inputs.values()
        return needs_loop(self._functions, 'feed_async', values, held)

    def _execute(self, code: str, driver: Driver, inputs: Mapping[str, object] | None) -> MontyComplete:
        self._enter()
        try:
            self._begin(code, driver, inputs)
            return complete(driver, self._machine, driver.run(self._machine))
        except BaseException as error:
            driver.failed(error, self._machine)
            raise
        finally:
            self._busy = False

    async def feed_async(
        self,
        code: str,
        *,
        inputs: Mapping[str, object] | None = None,
        print_callback: PrintCallback | None = None,
        on_violation: ViolationCallback | None = None,
        observer: Observer | None = None,
    ) -> Any:
        """``feed`` as a part of an event loop, as ``Monty.run_async``."""
        record = await self.execute_async(
            code, inputs=inputs, print_callback=print_callback, on_violation=on_violation, observer=observer
        )
        return record.value

    async def execute_async(
        self,
        code: str,
        *,
        inputs: Mapping[str, object] | None = None,
        print_callback: PrintCallback | None = None,
        on_violation: ViolationCallback | None = None,
        observer: Observer | None = None,
    ) -> MontyComplete:
        """``feed_async``, returning the value together with the record of the run."""
        driver = Driver(self._functions, ASYNC, print_callback, on_violation, observer)
        self._enter()
        try:
            self._begin(code, driver, inputs)
            return complete(driver, self._machine, await driver.run_async(self._machine))
        except BaseException as error:
            driver.failed(error, self._machine)
            raise
        finally:
            self._busy = False

    def feed_start(
        self,
        code: str,
        *,
        inputs: Mapping[str, object] | None = None,
        print_callback: PrintCallback | None = None,
        on_violation: ViolationCallback | None = None,
        observer: Observer | None = None,
    ) -> FunctionSnapshot | FutureSnapshot | MontyComplete:
        """Run ``code`` up to its first external call, as ``Monty.start``. The session is the snapshot's until that has
        been resumed to its end; a feed in between gives the paused one up."""
        driver = Driver(self._functions, SUSPEND, print_callback, on_violation, observer)
        self._enter()
        try:
            self._begin_paused(code, driver, inputs)
            paused = Paused(self._script_name, driver, self._machine, self._feeds)
            self._suspended = paused
            return go_on(paused)
        finally:
            self._busy = False

    async def feed_start_async(
        self,
        code: str,
        *,
        inputs: Mapping[str, object] | None = None,
        print_callback: PrintCallback | None = None,
        on_violation: ViolationCallback | None = None,
        observer: Observer | None = None,
        problems: Sequence[Diagnostic] = (),
        checkpoint: Checkpoint | None = None,
    ) -> FutureSnapshot | MontyComplete:
        """``execute_async`` for a feed that can pause: where only calls are left whose functions raised ``Suspend``,
        the session is the FutureSnapshot's, as with ``feed_start``, and goes on with its ``resume_async``. With
        ``checkpoint``, the feed is also stored on its way. ``problems`` are what the host has found in the code itself:
        it is refused for them as for what ``check`` finds."""
        driver = Driver(self._functions, ASYNC, print_callback, on_violation, observer)
        driver.checkpoint = checkpoint
        self._enter()
        try:
            self._begin_paused(code, driver, inputs, problems)
            paused = Paused(self._script_name, driver, self._machine, self._feeds)
            self._suspended = paused
            return await go_on_async(paused)
        finally:
            self._busy = False

    @classmethod
    def load_suspended(
        cls,
        data: bytes,
        *,
        external_functions: ExternalFunctions | None = None,
        limits: ResourceLimits | None = None,
        modules: Collection[str] | None = None,
        strict: bool = False,
        print_callback: PrintCallback | None = None,
        on_violation: ViolationCallback | None = None,
        observer: Observer | None = None,
        clock: Clock | Stored = STORED,
        random_seed: RandomSeed | Stored = STORED,
        files: Files | None = None,
        exposed: Mapping[str, Exposed] | None = None,
    ) -> tuple[Self, FutureSnapshot]:
        """The session and its paused feed that a FutureSnapshot's ``dump`` stored. The parameters are as for ``load``
        and ``FutureSnapshot.load``."""
        given = None if external_functions is None else parse_externals(external_functions)
        session = cls(limits=limits, modules=modules, strict=strict)
        paused = snapshot.load_state(
            data, 'futures', given, session._limits, print_callback, on_violation, observer, parse_exposed(exposed)
        )
        session._adopt(paused)
        adopt_grants(paused.machine, clock, random_seed, files)
        return session, FutureSnapshot(paused)

    def declare(self, external_functions: ExternalFunctions | None) -> None:
        """Replace the external functions, from the next feed on. A function that is not among them is gone for the
        program too; a name that the program has bound itself stays the program's."""
        if self._busy:
            raise InputError('the session is busy: declare functions between feeds')
        functions = parse_externals(external_functions, self._inputs.names)
        namespace = self._machine.namespace
        for name in self._functions:
            if name not in functions and not namespace.is_unbound(name):
                index = namespace.slots[name]
                if namespace.values[index] is self._machine.externals.get(name):
                    namespace.values[index] = UNBOUND
        self._functions = functions

    def keep(self, name: str) -> None:
        """Bind ``name`` to the value of the last feed: the sandbox's own object, not a copy of what the host got."""
        check_name(name, 'variable')
        if self._busy:
            raise InputError('the session is busy: bind names between feeds')
        value = self._machine.result
        if name not in self._machine.namespace.slots:
            # A feed makes the variable, so that a snapshot knows it as it does others; it is not the host's to observe.
            self._execute(f'{name} = None', Driver(self._functions, DIRECT, None, None, Observer()), None)
        if may_hold_chains(self._machine):
            with_deep_stack(self._bind, name, value)
            with_deep_stack(gc.collect)
        else:
            self._bind(name, value)

    def _bind(self, name: str, value: object) -> None:
        namespace = self._machine.namespace
        namespace.values[namespace.slots[name]] = value

    @property
    def sources(self) -> tuple[str, ...]:
        """The texts of the feeds that have run so far, whether they came to their end or not."""
        return tuple(feed.program.source for feed in self._feeds)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that feeds have bound so far, in the order of the feeds."""
        namespace = self._machine.namespace
        own = {*ALWAYS_BOUND, *self._inputs.names, *self._functions, *((OPEN,) if self._opens else ())}
        bound = zip(namespace.names, namespace.values, strict=False)
        return tuple(name for name, value in bound if value is not UNBOUND and name not in own)

    def dump(self, *, observer: Observer | None = None) -> bytes:
        """The session as bytes: its names and values, between feeds. Host functions are named, not stored.
        ``observer`` is told the size."""
        if self._busy:
            raise SnapshotError('the session is running; dump it between feeds')
        data = snapshot.dump_session(self)
        watch = watching(observer)
        if watch is not None:
            watch.dumped(len(data))
        return data

    @classmethod
    def load(
        cls,
        data: bytes,
        *,
        external_functions: ExternalFunctions | None = None,
        limits: ResourceLimits | None = None,
        modules: Collection[str] | None = None,
        strict: bool = False,
        clock: Clock | Stored = STORED,
        random_seed: RandomSeed | Stored = STORED,
        files: Files | None = None,
        exposed: Mapping[str, Exposed] | None = None,
    ) -> Self:
        """The session that ``dump`` stored. ``external_functions`` gives implementations for names that it declared.

        With ``modules``, a session that may import others is a SnapshotError. ``strict`` is as for a new session.
        ``clock``, ``random_seed``, ``files`` and ``exposed`` are as for ``FunctionSnapshot.load``.
        """
        given = None if external_functions is None else parse_externals(external_functions)
        session = cls(limits=limits, modules=modules, strict=strict)
        snapshot.load_session(data, session, given, parse_exposed(exposed))
        adopt_grants(session._machine, clock, random_seed, files)
        return session

    def _enter(self) -> None:
        if self._busy:
            raise InputError('the session is busy: one feed runs at a time, and a host function can not feed its own')
        self._busy = True

    def _begin(
        self,
        code: str,
        driver: Driver,
        inputs: Mapping[str, object] | None,
        problems: Sequence[Diagnostic] = (),
    ) -> None:
        """Check and compile the feed, and make it the machine's program."""
        driver.starts(self._script_name, code, self._limits)
        check_source(code, self._limits)
        m = self._machine
        namespace = m.namespace
        compiled = self._compile(code)
        refusal = compiled.refusal(self._strict, problems)
        if refusal is not None:
            report_refusal(refusal, driver)
            raise refusal
        first = not self._feeds
        values: dict[str, object] = {}
        if inputs is not None or (first and self._inputs.names):
            values = self._inputs.bind(inputs)
        driver.session = True
        driver.from_bytes = self._from_bytes
        if may_hold_chains(m):
            with_deep_stack(self._forget)
        else:
            self._forget()
        tracker = Tracker(self._limits)
        tracker.machine = m
        tracker.live = m.tracker.live
        tracker.fresh = m.tracker.fresh
        tracker.fresh_limit = m.tracker.fresh_limit
        m.tracker = tracker
        m.host = driver
        m.closed = False
        m.output = []
        m.violations = []
        namespace.slots = compiled.slots
        m.programs.append(compiled.program)
        self._feeds.append(compiled)
        begin(m, compiled, driver, values, first)

    def _forget(self) -> None:
        """Let go of what the last feed left beside its names."""
        m = self._machine
        m.scheduler = Scheduler()
        m.frame = None
        m.pending = None
        m.failure = None
        m.result = None

    def _begin_paused(
        self,
        code: str,
        driver: Driver,
        inputs: Mapping[str, object] | None,
        problems: Sequence[Diagnostic] = (),
    ) -> None:
        """``_begin`` for a feed that may pause: from there on, ``go_on`` tells the observer how it ends."""
        try:
            self._begin(code, driver, inputs, problems)
        except BaseException as error:
            driver.failed(error, None)
            raise

    def _compile(self, code: str) -> Compiled:
        namespace = self._machine.namespace
        return compile_program(
            code,
            self._script_name,
            f'feed:{len(self._feeds) + 1}',
            inputs=self._inputs.names,
            externals=self._functions,
            known=namespace.slots,
            absent=[name for name in namespace.slots if namespace.is_unbound(name)],
            replaced=[name for name in self._functions if self._is_replaced(name)],
            modules=self._modules,
            opens=self._opens,
        )

    def _is_replaced(self, name: str) -> bool:
        """Whether a feed has given the external function's name another value."""
        namespace = self._machine.namespace
        if namespace.is_unbound(name):
            return False
        return namespace.values[namespace.slots[name]] is not self._machine.externals.get(name)

    def _adopt(self, paused: Paused) -> None:
        """Be the session whose feed ``paused`` is."""
        m = paused.machine
        if not paused.feeds:
            raise SnapshotError('not a usable snapshot: it is a program by itself, not of a session')
        self._check_modules(m.programs[0].modules)
        paused.driver.session = True
        self._machine = m
        self._feeds = paused.feeds
        self._functions = dict(paused.driver.functions)
        self._script_name = paused.script_name
        self._opens = m.programs[0].opens
        self._suspended = paused
        self._from_bytes = True

    def _check_modules(self, stored: tuple[str, ...] | None) -> None:
        """Take the modules of a stored session, which must be among those that this one may import."""
        allowed = self._modules
        if allowed is not None and (stored is None or not set(stored) <= set(allowed)):
            raise SnapshotError(f'the session may import modules other than {", ".join(allowed) or "none"}')
        self._modules = stored
