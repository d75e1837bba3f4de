"""Sessions of code mode: runs that share their names, pauses that outlive the process."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from .calls import INTERRUPTED, Entry, PrintCallback, RunCalls, Waiting, within
from .discovery import shapes_seen, with_shapes
from .interpreter import (
    Diagnostic,
    ExternalFunction,
    FutureSnapshot,
    InputError,
    MontyComplete,
    MontyError,
    MontyRepl,
    RunRecord,
)
from .interpreter.diagnostics import in_text_order
from .interpreter.driver import Checkpoint
from .interpreter.external import Parameters
from .results import KEPT_NAME, CodeError, CodeResult, StopRun, cut, show
from .shapes import Shapes, StoredSession
from .suspension import (
    Approve,
    Decision,
    Deny,
    Fail,
    PendingToolCall,
    Return,
    StoredCall,
    StoredRun,
    decision_of,
    is_stored_run,
)
from .telemetry import Telemetry

if TYPE_CHECKING:
    from .code_mode import CodeMode

WriteCheckpoint = Callable[[bytes], Awaitable[None]]
"""Stores a run on its way, as ``CodeSession.dump`` would give it."""
BUSY: Final = 'suspended'


class CodeSession:
    """Runs code that shares its names from one run to the next. One run at a time; others in the same event loop wait,
    those of other loops and threads are refused, and so is a tool that runs code in the session that called it.

    ``data`` is what ``dump`` gave, of a session between two runs or in a suspended one.
    """

    def __init__(self, mode: CodeMode, data: bytes | None = None) -> None:
        self.mode = mode
        self._lock = asyncio.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None  # the one that runs or waits here
        self._users = 0
        self._entrance = threading.Lock()
        self.shapes = Shapes()
        """What was seen of the results of tools that don't say what they return."""
        self._looked_at: tuple[RunCalls | None, set[int]] = (None, set())
        self._calls = self._new_calls(None)
        self._suspension: Suspension | None = None
        if data is None:
            self._repl = self._new_repl()
        elif is_stored_run(data):
            self._load_suspended(StoredRun.unpacked(data))
        else:
            idle = StoredSession.unpacked(data)
            self.shapes.take(idle.shapes)
            self._repl = MontyRepl.load(
                idle.program,
                limits=mode.limits,
                modules=mode.modules,
                strict=True,
                clock=mode.clock,
                random_seed=mode.random_seed,
                files=mode.files,
            )
            self._repl.declare(self._functions())

    async def run(
        self,
        code: str,
        *,
        restart: bool = False,
        mode: CodeMode | None = None,
        print_callback: PrintCallback | None = None,
        telemetry: Telemetry | None = None,
        checkpoint: WriteCheckpoint | None = None,
    ) -> CodeResult:
        """Run ``code`` and tell how it went; what it raises is in the result. With ``restart``, the names of earlier
        runs are dropped first. ``mode`` is the one to go on with, see ``use``; ``print_callback`` and ``telemetry``
        take the place of its own for this run. ``checkpoint`` is given the session after each call of a tool that is
        marked so.

        Code with problems that ``check`` finds is not run, unless it catches them. Where calls wait for the host and
        nothing else can go on, ``result.suspended`` tells of them. Raises only what stops the host itself
        (cancellation, KeyboardInterrupt, a tool's StopRun) and TypeError for ``code`` that is no text.
        """
        if not isinstance(code, str):
            raise TypeError(f'code must be a str, not {type(code).__name__}')
        async with self.alone():
            if restart:
                self.mode = mode or self.mode
                self._suspension = None
                self._repl = self._new_repl()
            elif self._suspension is not None:
                return self._busy(self._suspension)
            elif mode is not None and mode is not self.mode:
                self.use(mode)
            code = unfenced(code)
            calls = self._calls = self._new_calls(print_callback)
            feed = partial(
                self._repl.feed_start_async,
                code,
                print_callback=calls.write,
                observer=(telemetry or self.mode.telemetry).observer(),
                problems=await self._type_problems(code),
                checkpoint=self._checkpoint(code, checkpoint),
            )
            return await self._outcome(code, calls, feed)

    def run_sync(self, code: str, *, restart: bool = False) -> CodeResult:
        """``run`` for where no event loop runs."""
        return asyncio.run(self.run(code, restart=restart))

    @property
    def suspended(self) -> Suspension | None:
        """The run that waits for the host, None where none does."""
        return self._suspension

    def give_up(self) -> None:
        """Forget the run that waits, if there is one, and keep the names. The next run puts an end to it."""
        self._suspension = None

    def check(self, code: str) -> tuple[Diagnostic, ...]:
        """Every problem of ``code`` as the next run that can be known before running it: undefined names, refused
        imports, unknown tools, arguments that a tool doesn't take, calls that nothing awaits, type errors where they
        are looked for. Raises MontySyntaxError for what is no program."""
        code = unfenced(code)
        found = self._repl.check(code)
        return tuple(sorted([*found, *self._type_errors(code)], key=in_text_order))

    @property
    def names(self) -> tuple[str, ...]:
        """The names that earlier runs have bound."""
        return self._repl.names

    def use(self, mode: CodeMode) -> None:
        """Go on with the tools and options of another CodeMode. Raises InputError if it has other modules or limits:
        those stay with a session until it is loaded or restarted, as do its clock and randomness."""
        if (mode.modules, mode.limits) != (self.mode.modules, self.mode.limits):
            raise InputError('a session keeps its modules and limits; load its dump to go on with others')
        self.mode = mode
        self._repl.declare(self._functions())

    def dump(self) -> bytes:
        """The session as bytes: names and values, and the suspended run if there is one; no tools. SnapshotError while
        it runs. Whoever can alter these bytes can alter what the code will do: see ``monty_tools.snapshots``."""
        if self._suspension is not None:
            return self._suspension.dump()
        return StoredSession(self._repl.dump(), self.shapes).packed()

    # Within.

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        """A turn of the session. Raises InputError where waiting for one would never end, or not safely."""
        if self._calls in within.get():
            raise InputError('the session is busy: a tool can not run code in the session that called it')
        loop = asyncio.get_running_loop()
        with self._entrance:
            if not self._users:
                self._loop = loop
                self._lock = asyncio.Lock()
            elif self._loop is not loop:
                raise InputError('the session is busy in another event loop; give each thread a session of its own')
            self._users += 1
        try:
            async with self._lock:
                yield
        finally:
            with self._entrance:
                self._users -= 1

    def _kept_name(self) -> str:
        name = KEPT_NAME
        while name in self.mode.stubs.signatures:
            name += '_'
        return name

    def _new_calls(self, print_callback: PrintCallback | None) -> RunCalls:
        return RunCalls(self.mode.guards, self.mode.concurrency, print_callback or self.mode.print_callback)

    def _new_repl(self) -> MontyRepl:
        return MontyRepl(
            external_functions=self._functions(),
            limits=self.mode.limits,
            script_name=self.mode.script_name,
            modules=self.mode.modules,
            strict=True,
            clock=self.mode.clock,
            random_seed=self.mode.random_seed,
            files=self.mode.files,
        )

    def _look(self) -> Shapes:
        """The shapes, with what the run has seen by now. It is taken from the record of the calls: what a guard has
        removed is not there."""
        if self._looked_at[0] is not self._calls:
            self._looked_at = (self._calls, set())
        looked = self._looked_at[1]
        untold = {tool.name for tool in self.mode.tools if tool.returns is None}
        for place, call in enumerate(self._calls.calls):
            if call.outcome == 'returned' and place not in looked and call.name in untold:
                looked.add(place)
                self.shapes.see(call.name, call.result)
        return self.shapes

    def _functions(self) -> list[ExternalFunction]:
        functions: list[ExternalFunction] = []
        for tool in self.mode.tools:
            signature = self.mode.stubs.by_tool[tool.name]
            names = tuple(parameter.name for parameter in signature.parameters)
            required = tuple(parameter.name for parameter in signature.parameters if parameter.required)
            parameters = Parameters(keyword_only=names, required_keywords=required, varkw=signature.open)
            call = partial(self._start, Entry(tool, signature))
            functions.append(ExternalFunction(call, signature.name, True, tool.description, names, parameters))
        return functions

    def _start(self, entry: Entry, /, **given: object) -> Awaitable[object]:
        return self._calls.start(entry, **given)

    def _type_errors(self, code: str) -> list[Diagnostic]:
        checker = self.mode.typechecker
        return [] if checker is None else checker.check(code, self._repl.sources, self._repl.names)

    async def _type_problems(self, code: str) -> list[Diagnostic]:
        """``_type_errors`` of code that may be no program at all, which the run then says."""
        if self.mode.typechecker is None:
            return []
        try:
            self._repl.check(code)
        except MontyError:
            return []
        return await asyncio.to_thread(self._type_errors, code)

    def _checkpoint(self, code: str, write: WriteCheckpoint | None) -> Checkpoint | None:
        names = [self.mode.stubs.by_tool[tool.name].name for tool in self.mode.tools if tool.checkpoint]
        if write is None or not names:
            return None

        async def written(data: bytes) -> None:
            await write(self._packed(code, data))

        return Checkpoint(names, written)

    def _packed(self, code: str, data: bytes) -> bytes:
        """A run as it stands: the program, and what of its calls is the host's own."""
        calls = self._calls
        waiting = {**calls.waiting, **calls.open}
        stored = [
            StoredCall(number, each.place, each.entry.tool.name, each.given, each.kind, each.metadata)
            for number, each in sorted(waiting.items())
        ]
        return StoredRun(code, data, calls.calls, calls.counts, calls.printed, stored).packed()

    def _load_suspended(self, stored: StoredRun) -> None:
        """Be the session of a stored run."""
        mode = self.mode
        calls = self._calls
        calls.calls = list(stored.calls)
        calls.counts = dict(stored.counts)
        calls.printed = list(stored.printed)
        self._repl, paused = MontyRepl.load_suspended(
            stored.program,
            external_functions=self._functions(),
            limits=mode.limits,
            modules=mode.modules,
            strict=True,
            print_callback=calls.write,
            observer=mode.telemetry.observer(),
            clock=mode.clock,
            random_seed=mode.random_seed,
            files=mode.files,
        )
        stored.match(paused.pending_call_ids, {tool.name for tool in mode.tools})
        for call in stored.waiting:
            tool = next(tool for tool in mode.tools if tool.name == call.tool)
            entry = Entry(tool, mode.stubs.by_tool[call.tool])
            calls.waiting[call.number] = Waiting(entry, call.place, call.given, call.kind, call.metadata)
        self._suspension = Suspension(self, stored.code, paused)

    async def _outcome(
        self, code: str, calls: RunCalls, feed: Callable[[], Awaitable[FutureSnapshot | MontyComplete]]
    ) -> CodeResult:
        """Run a part, up to the end or the next pause."""
        shapes_seen.set(self._look)
        try:
            try:
                record = await feed()
            except BaseException:
                calls.keep(())
                raise
        except InputError:
            raise
        except StopRun as stop:
            stop.result = self._result(calls, RunRecord(), None, None)
            raise
        except MontyError as error:
            told = self._look().told(call.name for call in calls.calls)
            return self._result(calls, error, None, with_shapes(self.mode.explainer.error(code, error), told))
        if isinstance(record, FutureSnapshot):
            calls.keep(record.pending_call_ids)
            self._suspension = Suspension(self, code, record)
            seen = record.inspect()
            so_far = RunRecord(seen.stdout, dict(seen.usage), seen.calls, seen.violations)
            return self._result(calls, so_far, None, None, suspended=self._suspension)
        calls.keep(())
        shown, whole = show(record.value, self.mode.result_limit, self.mode.count_tokens)
        kept_as: str | None = None
        if not whole:
            kept_as = self._kept_name()
            self._repl.keep(kept_as)
        return self._result(calls, record, record.value, None, shown, kept_as)

    def _busy(self, suspension: Suspension) -> CodeResult:
        waiting = ', '.join(f'{call.name}()' for call in suspension.pending)
        text = f'The code was not run: an earlier run of this session waits for {waiting}. Send it again after that.'
        return self._result(self._new_calls(None), RunRecord(), None, CodeError(BUSY, BUSY, text, None, text))

    def _result(
        self,
        calls: RunCalls,
        record: MontyComplete | MontyError | RunRecord,
        output: object,
        error: CodeError | None,
        shown: str = '',
        kept_as: str | None = None,
        suspended: Suspension | None = None,
    ) -> CodeResult:
        self._look()
        printed = ''.join(text for _stream, text in calls.printed).removesuffix('\n')
        return CodeResult(
            output=output,
            stdout=record.stdout,
            stderr=''.join(text for stream, text in calls.printed if stream == 'stderr'),
            calls=tuple(calls.calls),
            usage=record.usage,
            violations=record.violations,
            error=error,
            shown=shown,
            printed=cut(printed, self.mode.result_limit, self.mode.count_tokens),
            kept_as=kept_as,
            suspended=suspended,
        )


@dataclass(frozen=True, eq=False)
class Suspension:
    """A run in which every task waits for calls that the host has to decide on."""

    session: CodeSession
    code: str
    paused: FutureSnapshot

    @property
    def pending(self) -> tuple[PendingToolCall, ...]:
        """The calls that wait, in the order in which they were made."""
        calls = self.session._calls
        lines = {info.call_id: info.line for info in self.paused.inspect().pending}
        return tuple(
            PendingToolCall(
                str(number),
                each.entry.tool.name,
                calls.calls[each.place].arguments,
                lines[number],
                each.kind,
                each.metadata,
            )
            for number, each in sorted(calls.waiting.items())
        )

    def dump(self) -> bytes:
        """The run and its session as bytes, for ``CodeMode.session(data)`` in another process."""
        return self.session._packed(self.code, self.paused.dump())

    async def resume(
        self, decisions: Mapping[str, Decision | bool], *, checkpoint: WriteCheckpoint | None = None
    ) -> CodeResult:
        """Go on with what was decided, to the end or the next pause.

        ``decisions`` maps ids of pending calls to ``Approve``, ``Deny``, ``Return`` or ``Fail``; True and False are
        short for the first two. Calls without a decision go on waiting; those that were under way when the run was
        stored are made again. Raises InputError for an unknown id, for what is no decision and if there is none, and
        SnapshotError where the run was resumed already; the run is as it was.
        """
        session = self.session
        calls = session._calls
        chosen: dict[str, Decision] = {}
        for number, each in calls.waiting.items():
            if each.kind == INTERRUPTED:
                chosen[str(number)] = Approve()
        for key, decision in decisions.items():
            number = int(key) if key.isdecimal() else -1
            if number not in calls.waiting:
                known = ', '.join(str(each) for each in sorted(calls.waiting)) or 'none'
                raise InputError(f'no call {key!r} waits for a decision; pending: {known}')
            chosen[key] = decision_of(decision, calls.waiting[number].kind)
        if calls.waiting and not chosen:
            raise InputError('decide on at least one of the pending calls')
        async with session.alone():
            self.paused.inspect()  # a run that was resumed already is refused before anything is decided
            session._suspension = None
            results = {int(key): {'awaitable': decided(calls, int(key), chosen[key])} for key in chosen}
            feed = partial(self.paused.resume_async, results, checkpoint=session._checkpoint(self.code, checkpoint))
            return await session._outcome(self.code, calls, feed)

    def resume_sync(self, decisions: Mapping[str, Decision | bool]) -> CodeResult:
        """``resume`` for where no event loop runs."""
        return asyncio.run(self.resume(decisions))


def decided(calls: RunCalls, number: int, decision: Decision) -> Awaitable[object]:
    """What becomes of an open call."""
    if isinstance(decision, Approve):
        return calls.approved(number, decision.arguments)
    if isinstance(decision, Return):
        return calls.answered(number, decision.value)
    if isinstance(decision, Fail):
        return calls.failed(number, decision.error)
    assert isinstance(decision, Deny)
    name = calls.waiting[number].entry.signature.name
    reason = f': {decision.reason}' if decision.reason else ''
    return calls.failed(number, PermissionError(f'{name}() was denied{reason}'))


def unfenced(code: str) -> str:
    """``code`` without the Markdown fence that models put around it at times."""
    text = code.strip()
    if not (text.startswith('```') and text.endswith('```') and '\n' in text):
        return code
    first, _newline, rest = text.partition('\n')
    return rest.removesuffix('```') if first[3:].strip().lower() in ('', 'py', 'python', 'python3') else code
