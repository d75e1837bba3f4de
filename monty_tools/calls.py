"""The calls of one run: each is validated, asked about, waits for its turn and is made; its result is validated too."""

from __future__ import annotations

import asyncio
import inspect
import threading
import time
from collections.abc import Awaitable, Callable, Collection, Coroutine, Mapping
from contextlib import suppress
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from .guards import Guards, ToolCall, Turns
from .interpreter.external import Suspend, call_number
from .results import StopRun, shortened, size_of
from .schemas import Signature, describe_invalid
from .tools import Tool, check_parts, plain_data

PrintCallback = Callable[[str, str], object]

APPROVAL: Final = 'approval'
"""A call that waits for somebody's consent."""
DEFERRED: Final = 'deferred'
"""A call whose result comes from outside."""
ROOM: Final = 4_000_000
"""Bytes, roughly, of arguments and results that a run's list of calls holds; those that find no room are shortened."""
KEPT: Final = (12, 250)
"""How many entries of a container, and characters of a text, are left of such."""
MAX_LEFT: Final = 64
"""Threads of calls that timed out which may be busy at the same time, in the whole process."""
INTERRUPTED: Final = 'interrupted'
"""A call that was under way when the run was stored: whether it was made is not known."""


class SuspendCall(Suspend):
    """Raised by a tool: its call waits for the host, and the run pauses once nothing else can go on.

    ``kind`` is ``'approval'`` for a call that is to be made when it is approved, ``'deferred'`` for one whose result
    comes from outside. ``metadata`` is for whoever decides, plain data. No code in the sandbox sees any of it.
    """

    def __init__(self, kind: str = APPROVAL, metadata: Mapping[str, Any] | None = None) -> None:
        if kind not in (APPROVAL, DEFERRED):
            raise ValueError(f'a call is suspended for {APPROVAL!r} or {DEFERRED!r}, not {kind!r}')
        super().__init__(kind)
        self.kind = kind
        self.metadata: Mapping[str, Any] = dict(metadata or {})


@dataclass(frozen=True)
class Approval:
    """What is known of a call that was approved: for a tool that asks by itself."""

    metadata: Mapping[str, Any]
    asked: bool = True
    """False for a call that was under way when the run was stored, and is made again: nobody was asked about it."""


approval: ContextVar[Approval | None] = ContextVar('monty_tools.approval', default=None)
"""Set while a tool's function is called because the call was approved."""


@dataclass(frozen=True)
class Entry:
    """A tool with its signature."""

    tool: Tool
    signature: Signature

    def passed(self, args: list[object], kwargs: Mapping[str, object]) -> dict[str, object]:
        """The arguments of a call of the tool's function, by the names that it has for them."""
        binding = self.tool.binding
        return dict(kwargs) if binding is None else {**dict(zip(binding.by_position, args, strict=False)), **kwargs}


@dataclass
class Waiting:
    """A call that the host has left open."""

    entry: Entry
    place: int
    """In ``RunCalls.calls``."""
    given: Mapping[str, object]
    """The arguments as the code spelled them."""
    kind: str
    metadata: Mapping[str, Any]


within: ContextVar[tuple[RunCalls, ...]] = ContextVar('monty_tools.within', default=())
"""The runs whose calls are being made where this is asked, from the outermost on."""


class RunCalls:
    """What one run has called and printed, and the guards around its calls."""

    def __init__(self, guards: Guards, concurrency: int | None, print_callback: PrintCallback | None) -> None:
        self.guards = guards
        self.print_callback = print_callback
        self.calls: list[ToolCall] = []
        self.waiting: dict[int, Waiting] = {}
        """Calls that were left open, by their number in the run."""
        self.open: dict[int, Waiting] = {}
        """Calls that are under way, by their number."""
        self.counts: dict[str, int] = {}
        """Calls made of each tool."""
        self.printed: list[tuple[str, str]] = []
        self._room = ROOM
        self._turns = Turns(concurrency)
        self._tool_turns: dict[str, Turns] = {}

    def write(self, stream: str, text: str) -> None:
        """Printed text, as it comes."""
        self.printed.append((stream, text))
        if self.print_callback is not None:
            self.print_callback(stream, text)

    def start(self, entry: Entry, /, **given: object) -> Coroutine[Any, Any, object]:
        """A call from the sandbox."""
        arguments = entry.signature.keys(given)
        refusal: ValueError | None = None
        try:
            check_parts(list(given.values()), f'{entry.signature.name}(): what was passed')
            arguments = {name: plain_data(value) for name, value in arguments.items()}  # a function may change its own
        except ValueError as error:
            refusal = error
            arguments = {name: shortened(value, *KEPT) for name, value in arguments.items()}
        call = ToolCall(entry.tool.name, arguments, 'started')
        self.calls.append(call)
        number = call_number.get()
        waiting = Waiting(entry, len(self.calls) - 1, given, INTERRUPTED, {})
        if refusal is not None:
            return self._ended(waiting, call, _raise(refusal))
        self.open[number] = waiting
        return self._made(number, waiting, call, None)

    def approved(self, number: int, arguments: Mapping[str, Any] | None) -> Awaitable[object]:
        """Make the open call ``number`` after all, with other ``arguments`` by the tool's own names if given."""
        waiting = self.waiting.pop(number)
        call = replace(self.calls[waiting.place], outcome='started')
        if arguments is not None:
            spelling = {parameter.key: parameter.name for parameter in waiting.entry.signature.parameters}
            waiting.given = {spelling.get(key, key): value for key, value in arguments.items()}
            call = replace(call, arguments=dict(arguments))
        self.calls[waiting.place] = call
        self.open[number] = waiting
        consent = Approval(waiting.metadata, asked=waiting.kind != INTERRUPTED)
        return self._made(number, waiting, call, consent)

    async def answered(self, number: int, value: object) -> object:
        """The open call ``number`` has the result ``value``, which is checked as the tool's own is."""
        waiting = self.waiting.pop(number)
        call = self.calls[waiting.place]
        return await self._ended(waiting, call, self._plain(waiting.entry, value))

    async def failed(self, number: int, error: Exception) -> object:
        """The open call ``number`` raises ``error``."""
        waiting = self.waiting.pop(number)
        return await self._ended(waiting, self.calls[waiting.place], _raise(error))

    def keep(self, numbers: Collection[int]) -> None:
        """Only the calls ``numbers`` still wait: the code has given up all others that have no outcome."""
        self.waiting = {number: each for number, each in self.waiting.items() if number in numbers}
        places = {each.place for each in self.waiting.values()}
        for place, call in enumerate(self.calls):
            if call.outcome in ('started', 'suspended') and place not in places:
                self.calls[place] = self._kept(replace(call, outcome='cancelled'))

    async def _made(self, number: int, waiting: Waiting, call: ToolCall, consent: Approval | None) -> object:
        around = within.set((*within.get(), self))
        call_number.set(number)  # also where the call is made later, when nothing but this knows of it
        try:
            return await self._ended(waiting, call, self._guarded(waiting.entry, call, waiting.given, consent))
        except SuspendCall as suspended:
            waiting.kind = suspended.kind
            waiting.metadata = suspended.metadata
            self.waiting[number] = waiting
            self.calls[waiting.place] = replace(call, outcome='suspended')
            raise
        finally:
            within.reset(around)
            del self.open[number]

    async def _ended(self, waiting: Waiting, call: ToolCall, outcome: Awaitable[object]) -> object:
        """The outcome of a call, put on record and told to ``audit``."""
        start = time.perf_counter()
        place = waiting.place
        try:
            result = await outcome
        except SuspendCall:
            raise
        except Exception as error:
            await self._told(place, _failure(call, error, start))
            raise
        except BaseException as stop:
            ended = _stopped(call, stop, start)
            self.calls[place] = self._kept(ended)
            with suppress(Exception):  # a guard that fails refuses calls, and this one is over
                await self.guards.tell(ended)
            raise
        await self._told(place, replace(call, outcome='returned', result=result, duration_ms=_since(start)))
        return result

    async def _told(self, place: int, ended: ToolCall) -> None:
        """Put ``ended`` on record. Where ``audit`` refuses it, that is the outcome: the code gets no result."""
        self.calls[place] = self._kept(ended)
        try:
            await self.guards.tell(ended)
        except Exception as error:
            outcome = f'raised {type(error).__name__}'
            self.calls[place] = replace(self.calls[place], outcome=outcome, result=None, error=str(error))
            raise

    def _kept(self, call: ToolCall) -> ToolCall:
        """``call`` for the record, which does not grow without bounds: what it holds is the host's memory."""
        self._room -= size_of([*call.arguments.values(), call.result], self._room)
        if self._room >= 0:
            return call
        self._room = 0
        arguments = {name: shortened(value, *KEPT) for name, value in call.arguments.items()}
        return replace(call, arguments=arguments, result=shortened(call.result, *KEPT))

    async def _guarded(
        self, entry: Entry, call: ToolCall, given: Mapping[str, object], consent: Approval | None
    ) -> object:
        """Validate, ask, wait for a turn, call, validate what came back."""
        tool = entry.tool
        args, kwargs = validated(entry, given)
        await self.guards.ask(tool.name, entry.passed(args, kwargs))
        if tool.requires_approval and not (consent and consent.asked):
            raise SuspendCall
        made = self.counts[tool.name] = self.counts.get(tool.name, 0) + 1
        if tool.max_calls is not None and made > tool.max_calls:
            raise RuntimeError(f'{entry.signature.name}() may be called {tool.max_calls} times in one run')
        turns = self._tool_turns.setdefault(tool.name, Turns(tool.concurrency))
        await turns.enter(False)
        try:
            await self._turns.enter(tool.sequential)
            try:
                await self.guards.tell(call)
                approval.set(consent)
                value = await self._called(entry, args, kwargs)
            finally:
                self._turns.leave()
        except SuspendCall:
            self.counts[tool.name] -= 1
            raise
        finally:
            turns.leave()
        return await self._plain(entry, value)

    async def _called(self, entry: Entry, args: list[object], kwargs: dict[str, object]) -> object:
        failure: Exception
        try:
            return await called(entry.tool, entry.signature.name, args, kwargs)
        except SuspendCall:
            raise
        except Exception as error:
            failure = error
        if self.guards.filter_output is not None:
            failure = await self.guards.passed_error(entry.tool.name, failure)
        raise failure

    async def _plain(self, entry: Entry, value: object) -> object:
        failure: Exception
        try:
            result = plain_result(entry, value)
        except Exception as error:
            failure = error
        else:
            if self.guards.filter_output is None:
                return result
            return plain_data(await self.guards.passed(entry.tool.name, result))
        if self.guards.filter_output is not None:
            name = entry.signature.name
            failure = ValueError(f'{name}() returned something else than it promises')
        raise failure


async def _raise(error: Exception) -> object:
    raise error


def _failure(call: ToolCall, error: BaseException, start: float) -> ToolCall:
    outcome = f'raised {type(error).__name__}'
    return replace(call, outcome=outcome, error=str(error), duration_ms=_since(start))


def _stopped(call: ToolCall, stop: BaseException, start: float) -> ToolCall:
    if isinstance(stop, StopRun):
        return _failure(call, stop.error, start)
    if isinstance(stop, asyncio.CancelledError):
        return replace(call, outcome='cancelled', duration_ms=_since(start))
    return _failure(call, stop, start)


def _since(start: float) -> float:
    return (time.perf_counter() - start) * 1000


def validated(entry: Entry, given: Mapping[str, object]) -> tuple[list[object], dict[str, object]]:
    """What the tool's function is called with. Raises TypeError or ValueError that names each bad argument."""
    tool = entry.tool
    signature = entry.signature
    if not tool.checked:
        return [], signature.keys(given)
    if tool.binding is None:
        return [], signature.arguments(given)
    try:
        return tool.binding.arguments(signature.keys(given))
    except ValidationError as error:
        raise describe_invalid(error, f'{signature.name}()') from None


def plain_result(entry: Entry, value: object) -> object:
    """What the function gave, as plain data in the shape that the signature promised. Raises ValueError."""
    tool = entry.tool
    name = entry.signature.name
    check_parts(value, f'what {name}() returned')
    if tool.binding is None:
        data = plain_data(value)
    else:
        try:
            data = tool.binding.plain(value)
        except ValidationError as error:
            what = f'{name}() returned something else than it promises'
            raise ValueError(str(describe_invalid(error, what, noun=''))) from None
        except PydanticSerializationError as error:
            raise ValueError(f'{name}() returned what has no plain form: {error}') from None
    return data if tool.returns is None else entry.signature.result(data)


async def called(tool: Tool, name: str, args: list[object], kwargs: dict[str, object]) -> object:
    """The tool's answer. TimeoutError where it takes too long; a function in a thread then goes on there unheard."""
    if tool.timeout is None:
        return await answer(tool, args, kwargs)
    try:
        async with asyncio.timeout(tool.timeout) as scope:
            return await answer(tool, args, kwargs)
    except TimeoutError:
        if not scope.expired():
            raise
    raise TimeoutError(f'{name}() gave no answer within {tool.timeout:g} s')


async def answer(tool: Tool, args: list[object], kwargs: dict[str, object]) -> object:
    """What the tool's function returns, wherever it runs."""
    if tool.is_async or not tool.thread:
        value: Any = tool.call(*args, **kwargs)
    elif tool.timeout is None:
        value = await asyncio.to_thread(tool.call, *args, **kwargs)
    else:
        value = await in_own_thread(partial(tool.call, *args, **kwargs))
    return await value if inspect.isawaitable(value) else value


_left: Final[set[threading.Thread]] = set()
"""Threads that nobody waits for any more."""


async def in_own_thread(call: Callable[[], object]) -> object:
    """What ``call`` returns in a thread that nothing waits for once this is cancelled: neither the event loop's end nor
    the process's. RuntimeError where too many are still busy like that."""
    for thread in [each for each in _left if not each.is_alive()]:
        _left.discard(thread)
    if len(_left) >= MAX_LEFT:
        raise RuntimeError(f'{len(_left)} earlier calls that took too long are still busy; no more are made')
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[object] = loop.create_future()
    context = copy_context()

    def settle(result: object, error: BaseException | None) -> None:
        if answer.done():
            return
        if error is None:
            answer.set_result(result)
        elif isinstance(error, StopIteration):  # which no future takes
            answer.set_exception(RuntimeError('the function raised StopIteration'))
        else:
            answer.set_exception(error)

    def work() -> None:
        result: object = None
        failure: BaseException | None = None
        try:
            result = context.run(call)
        except BaseException as error:
            failure = error
        with suppress(RuntimeError):  # the loop may be closed by now
            loop.call_soon_threadsafe(settle, result, failure)

    thread = threading.Thread(target=work, name='monty-tools-call', daemon=True)
    thread.start()
    try:
        return await answer
    except asyncio.CancelledError:
        _left.add(thread)
        raise
