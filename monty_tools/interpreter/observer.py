"""The observer hook: what a host's monitoring is told of an execution while it runs.

A host passes an ``Observer`` with a run, or names once, with ``observe_by_default``, what makes one for every run that
has none. The interpreter knows nothing of what observers do. What they do wrong is logged and ends the observing, never
the run; what they take of time is not the program's; and nothing that they see leads back into the sandbox.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from mypy_extensions import mypyc_attr

from .errors import MontyRuntimeError, MontySyntaxError, ResourceLimitError
from .limits import ResourceLimits
from .records import RunRecord, Violation

logger: Final = logging.getLogger('monty_tools.observer')

OK: Final = 'ok'
ERROR: Final = 'error'
LIMIT: Final = 'limit'
VIOLATION: Final = 'violation'
SUSPENDED: Final = 'suspended'
CANCELLED: Final = 'cancelled'
OUTCOMES: Final = (OK, ERROR, LIMIT, VIOLATION, SUSPENDED, CANCELLED)
"""How an execution, or a part of one, can end. ``VIOLATION``: by a breach of a whitelist that the program did not
catch, or that was refused before running. ``CANCELLED``: the host stopped it (a cancelled task, KeyboardInterrupt)."""
BREACHES: Final = ('NameError', 'AttributeError', 'ModuleNotFoundError', 'ImportError')
"""The exceptions that a breach raises in the program."""

CARRIER_ENTRIES: Final = 16
CARRIER_TEXT: Final = 1024
"""Characters of a key or value of a carrier."""


@dataclass(frozen=True)
class RunInfo:
    """An execution, as it begins or is resumed."""

    script_name: str
    code: str
    """The program's text; of a session, the feed's."""
    limits: ResourceLimits
    carrier: dict[str, str]
    """What ``Observer.carrier`` gave when the execution was suspended, maybe in another process, and for all one knows
    forged; empty at the start of one."""


@dataclass(frozen=True)
class CallInfo:
    """A call of an external function."""

    number: int
    """Within the execution, from 1."""
    name: str
    args: tuple[object, ...]
    """What the host's function is given, its own objects: to be looked at, not changed."""
    kwargs: dict[str, object]
    line: int | None
    description: str | None
    """What the function was declared with."""
    suspends: bool
    """Whether the execution stops for it, and the host's answer comes with ``resume``."""


@dataclass(frozen=True)
class CallEnd:
    """A call that has its outcome."""

    call: CallInfo
    outcome: str
    """``'returned'``, ``'raised <type name>'`` or ``'cancelled'``, as in the run's record."""
    duration_ms: float
    """As in the run's record: the time that a stored snapshot waits is not counted."""
    result: Any
    """The host's value where the call returned, else None."""
    error: BaseException | None
    """The host's exception where the call raised."""


@dataclass(frozen=True)
class RunEnd:
    """The end of an execution, or of the part of it up to a suspension."""

    outcome: str
    """One of ``OUTCOMES``."""
    record: RunRecord
    value: Any
    """The program's result, as the host gets it."""
    error: BaseException | None
    """What the host gets instead of a result."""


@mypyc_attr(allow_interpreted_subclasses=True)
class Observer:
    """Watches one execution. The methods do nothing; override those that matter.

    An execution is ``start`` … ``finish``, in which any number of ``suspend`` and ``resume`` may come. What is resumed
    from a dump comes to another observer, which is first told ``resume``. Methods are called on the thread that runs
    the program, which for ``violation`` may be one of the interpreter's own, and must return soon.
    """

    def start(self, run: RunInfo) -> None:
        """The execution begins. A program that is then refused has begun as well."""

    def resume(self, run: RunInfo) -> None:
        """The execution goes on after a suspension; the answers to its calls are told next."""

    def call_started(self, call: CallInfo) -> None:
        """The program called an external function, with arguments that it can take."""

    def enter_call(self, call: CallInfo) -> None:
        """The host's function is called next, on this thread and in this context (contextvars)."""

    def leave_call(self, call: CallInfo) -> None:
        """It returned or raised; where it is a coroutine function, its task was made and has a copy of the context."""

    def call_finished(self, end: CallEnd) -> None:
        """A call has its outcome. Calls that are still open when the execution ends are cancelled first."""

    def violation(self, violation: Violation) -> None:
        """The program tried to reach what it was not given, whether it catches the exception or not."""

    def limit(self, error: ResourceLimitError) -> None:
        """A limit was hit; ``finish`` follows."""

    def suspend(self, end: RunEnd) -> None:
        """The execution waits for the host's answer, as ``start`` and ``resume`` have it. No call of it is finished
        before ``resume``."""

    def carrier(self) -> dict[str, str]:
        """What to tell the observer of the resumed execution, asked for after ``suspend``: at most 16 texts of 1,024
        characters. It travels in dumps, which whoever has them can read and change."""
        return {}

    def dumped(self, size: int) -> None:
        """The suspended execution, or a session between its feeds, was dumped as ``size`` bytes."""

    def finish(self, end: RunEnd) -> None:
        """The execution is over."""


class _Defaults:
    """What holds for the whole process."""

    def __init__(self) -> None:
        self.factory: Callable[[], Observer | None] | None = None


_defaults: Final = _Defaults()


def observe_by_default(factory: Callable[[], Observer | None] | None) -> None:
    """Have ``factory`` make an observer, or none, for each execution of this process that is given none; None for
    no more."""
    _defaults.factory = factory


class Watch:
    """One observer and what it has been told. Its methods raise nothing of the observer's; after the first failure,
    nothing more is told."""

    def __init__(self, observer: Observer) -> None:
        self.observer: Observer | None = observer
        self.running = False
        self.open: dict[int, CallInfo] = {}  # calls without an outcome
        self.early: list[CallEnd] = []  # outcomes that came before `resume` was told

    def tell(self, hook: Callable[[Any], object], event: object) -> None:
        try:
            hook(event)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            self.drop(error)

    def drop(self, error: BaseException) -> None:
        """The observer failed: say so, once."""
        name = type(self.observer).__name__
        self.observer = None
        logger.error('observer %s failed and is told no more of this execution', name, exc_info=error)

    def start(self, run: RunInfo) -> None:
        self.running = True
        observer = self.observer
        if observer is not None:
            self.tell(observer.start, run)

    def resume(self, run: RunInfo) -> None:
        self.running = True
        observer = self.observer
        if observer is not None:
            self.tell(observer.resume, run)
        early = self.early
        self.early = []
        for end in early:
            self.tell_finished(end)

    def call_started(self, call: CallInfo) -> None:
        self.open[call.number] = call
        observer = self.observer
        if observer is not None:
            self.tell(observer.call_started, call)

    def knows(self, number: int) -> bool:
        return number in self.open

    def loaded(self, call: CallInfo) -> None:
        """A call that was started before the execution was dumped."""
        self.open[call.number] = call

    def enter_call(self, number: int) -> None:
        observer = self.observer
        if observer is not None:
            self.tell(observer.enter_call, self.open[number])

    def leave_call(self, number: int) -> None:
        observer = self.observer
        if observer is not None:
            self.tell(observer.leave_call, self.open[number])

    def call_finished(
        self, number: int, name: str, outcome: str, duration_ms: float, result: object, error: BaseException | None
    ) -> None:
        call = self.open.pop(number, None)
        if call is None:
            call = CallInfo(number, name, (), {}, None, None, True)
        end = CallEnd(call, outcome, duration_ms, result, error)
        if self.running:
            self.tell_finished(end)
        else:
            self.early.append(end)

    def tell_finished(self, end: CallEnd) -> None:
        observer = self.observer
        if observer is not None:
            self.tell(observer.call_finished, end)

    def violation(self, violation: Violation) -> None:
        observer = self.observer
        if observer is not None:
            self.tell(observer.violation, violation)

    def suspend(self, end: RunEnd) -> dict[str, str]:
        """Tell of a suspension; what is to travel with it."""
        self.running = False
        observer = self.observer
        if observer is not None:
            self.tell(observer.suspend, end)
        observer = self.observer
        if observer is None:
            return {}
        try:
            return bounded(observer.carrier())
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            self.drop(error)
        return {}

    def dumped(self, size: int) -> None:
        observer = self.observer
        if observer is not None:
            self.tell(observer.dumped, size)

    def finish(self, end: RunEnd) -> None:
        self.running = False
        observer = self.observer
        if observer is None:
            return
        error = end.error
        if isinstance(error, ResourceLimitError):
            self.tell(observer.limit, error)
        observer = self.observer
        if observer is not None:
            self.tell(observer.finish, end)


def watching(observer: Observer | None) -> Watch | None:
    """What tells ``observer``, or the one that is made by default; None where there is neither."""
    if observer is not None:
        return Watch(observer)
    factory = _defaults.factory
    if factory is None:
        return None
    try:
        made = factory()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        logger.error('no observer for this execution: its factory failed', exc_info=error)
        return None
    return None if made is None else Watch(made)


def bounded(carrier: dict[Any, Any]) -> dict[str, str]:
    """The entries of ``carrier`` that may travel."""
    kept: dict[str, str] = {}
    for key, text in carrier.items():
        if type(key) is str and type(text) is str and len(key) <= CARRIER_TEXT and len(text) <= CARRIER_TEXT:
            kept[key] = text
        if len(kept) == CARRIER_ENTRIES:
            break
    return kept


def outcome_of(error: BaseException) -> str:
    """How the execution that ``error`` ended ended: one of ``OUTCOMES``."""
    if isinstance(error, ResourceLimitError):
        return LIMIT
    if isinstance(error, MontySyntaxError):
        return VIOLATION if error.violations else ERROR
    if isinstance(error, MontyRuntimeError):
        breached = error.type_name in BREACHES and any(found.line == error.line for found in error.violations)
        return VIOLATION if breached else ERROR
    return ERROR if isinstance(error, Exception) else CANCELLED
