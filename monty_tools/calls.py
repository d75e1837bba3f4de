"""The calls of one run: each is validated, asked about, waits for its turn and is made; its result is validated too."""

from __future__ import annotations

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable, Collection, Coroutine, Mapping
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from .guards import Guards, ToolCall, Turns
from .interpreter.external import Suspend, call_number
from .results import StopRun
from .schemas import Signature, describe_invalid
from .tools import Tool, plain_data

PrintCallback = Callable[[str, str], object]

APPROVAL: Final = 'approval'
"""A call that waits for somebody's consent."""
DEFERRED: Final = 'deferred'
"""A call whose result comes from outside."""
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


approval: ContextVar[Approval | None] = ContextVar('monty_tools.approval', default=None)
"""Set while a tool's function is called because the call was approved."""


@dataclass(frozen=True)
class Entry:
    """A tool with its signature."""

    tool: Tool
    signature: Signature


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
        self._turns = Turns(concurrency)
        self._tool_turns: dict[str, Turns] = {}

    def write(self, stream: str, text: str) -> None:
        """Printed text, as it comes."""
        self.printed.append((stream, text))
        if self.print_callback is not None:
            self.print_callback(stream, text)

    def start(self, entry: Entry, /, **given: object) -> Coroutine[Any, Any, object]:
        """A call from the sandbox."""
        call = ToolCall(entry.tool.name, entry.signature.keys(given), 'started')
        self.calls.append(call)
        number = call_number.get()
        waiting = Waiting(entry, len(self.calls) - 1, given, INTERRUPTED, {})
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
        return self._made(number, waiting, call, Approval(waiting.metadata))

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
                self.calls[place] = replace(call, outcome='cancelled')

    async def _made(self, number: int, waiting: Waiting, call: ToolCall, consent: Approval | None) -> object:
        try:
            return await self._ended(waiting, call, self._guarded(waiting.entry, call, waiting.given, consent))
        except SuspendCall as suspended:
            waiting.kind = suspended.kind
            waiting.metadata = suspended.metadata
            self.waiting[number] = waiting
            self.calls[waiting.place] = replace(call, outcome='suspended')
            raise
        finally:
            del self.open[number]

    async def _ended(self, waiting: Waiting, call: ToolCall, outcome: Awaitable[object]) -> object:
        """The outcome of a call, put on record and told to ``audit``."""
        start = time.perf_counter()
        place = waiting.place
        try:
            result = await outcome
        except asyncio.CancelledError:
            self.calls[place] = replace(call, outcome='cancelled', duration_ms=_since(start))
            raise
        except StopRun as stop:
            self.calls[place] = _failure(call, stop.error, start)
            with suppress(Exception):  # a guard that fails refuses calls, and this one is over
                await self.guards.tell(self.calls[place])
            raise
        except Exception as error:
            self.calls[place] = _failure(call, error, start)
            await self.guards.tell(self.calls[place])
            raise
        self.calls[place] = replace(call, outcome='returned', result=result, duration_ms=_since(start))
        await self.guards.tell(self.calls[place])
        return result

    async def _guarded(
        self, entry: Entry, call: ToolCall, given: Mapping[str, object], consent: Approval | None
    ) -> object:
        """Validate, ask, wait for a turn, call, validate what came back."""
        tool = entry.tool
        args, kwargs = validated(entry, given)
        await self.guards.ask(tool.name, call.arguments)
        if tool.requires_approval and consent is None:
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
                value = await called(tool, entry.signature.name, args, kwargs)
            finally:
                self._turns.leave()
        except SuspendCall:
            self.counts[tool.name] -= 1
            raise
        finally:
            turns.leave()
        return await self._plain(entry, value)

    async def _plain(self, entry: Entry, value: object) -> object:
        result = plain_result(entry, value)
        if self.guards.filter_output is None:
            return result
        return plain_data(await self.guards.passed(entry.tool.name, result))


async def _raise(error: Exception) -> object:
    raise error


def _failure(call: ToolCall, error: BaseException, start: float) -> ToolCall:
    outcome = f'raised {type(error).__name__}'
    return replace(call, outcome=outcome, error=str(error), duration_ms=_since(start))


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
    if not tool.is_async and tool.thread:
        value: Any = await asyncio.to_thread(tool.call, *args, **kwargs)
    else:
        value = tool.call(*args, **kwargs)
    return await value if inspect.isawaitable(value) else value
