"""What the host puts around its tools: who may call, who is told, how many at a time, how long, what comes back.

A guard never fails open: one that raises refuses the call, and the host's log says why.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from .interpreter.records import brief

logger = logging.getLogger('monty_tools')


def brief_repr(record: Any) -> str:
    """The repr of a dataclass, short whatever its values are."""
    told = (f'{each.name}={brief(getattr(record, each.name))}' for each in fields(record) if each.repr)
    return f'{type(record).__name__}({", ".join(told)})'


@dataclass(frozen=True)
class ToolCall:
    """One call of a tool by the code: what ``audit`` is told, and what a result lists."""

    name: str
    """The tool's own name."""
    arguments: Mapping[str, Any]
    """As the code gave them, by the tool's own names; the record's own copies."""
    outcome: str
    """``'started'`` (only in ``audit``, before the call), ``'returned'``, ``'raised <type name>'``, ``'cancelled'``."""
    result: Any = None
    """What the code got. In a result's list of calls, large values are shortened once there are many."""
    error: str | None = None
    """The message of the exception that the code got."""
    duration_ms: float = 0.0

    __repr__ = brief_repr


Audit = Callable[[ToolCall], None | Awaitable[None]]
"""Told of each call before it is made and after it has ended."""
Authorize = Callable[[str, Mapping[str, Any]], bool | str | None | Awaitable[bool | str | None]]
"""Asked with a tool's name and the arguments that its function will get, by the tool's own names, validated: True or
None lets the call through, False or a reason refuses it."""
FilterOutput = Callable[[str, Any], Any]
"""Given a tool's name and its result as plain data; returns what the code gets instead. May be async. The text of an
exception that the tool raises is passed through it too; if no text comes back, the code gets none."""


@dataclass(frozen=True)
class Guards:
    """The host's own rules for every call."""

    audit: Audit | None = None
    authorize: Authorize | None = None
    filter_output: FilterOutput | None = None

    async def tell(self, call: ToolCall) -> None:
        """``audit``. Raises RuntimeError where that fails."""
        if self.audit is not None:
            await self._asked('audit', self.audit, call)

    async def ask(self, name: str, arguments: Mapping[str, Any]) -> None:
        """``authorize``. Raises PermissionError where it refuses."""
        if self.authorize is None:
            return
        answer = await self._asked('authorize', self.authorize, name, arguments)
        if answer is not None and answer is not True:
            reason = f': {answer}' if isinstance(answer, str) and answer else ''
            raise PermissionError(f'{name}() is not allowed here{reason}')

    async def passed(self, name: str, value: object) -> object:
        """``value`` as ``filter_output`` lets it through."""
        if self.filter_output is None:
            return value
        return await self._asked('filter_output', self.filter_output, name, value)

    async def passed_error(self, name: str, error: Exception) -> Exception:
        """``error`` with the text that ``filter_output`` lets through."""
        if self.filter_output is None:
            return error
        try:
            text = await self._asked('filter_output', self.filter_output, name, str(error))
        except Exception:
            text = None
        kind: type[BaseException] = next(base for base in type(error).__mro__ if base.__module__ == 'builtins')
        if not isinstance(text, str):
            text = 'what it says is withheld on the host'
        try:
            made = kind(text)
        except TypeError:  # a type that takes more than a text
            return RuntimeError(text)
        return made if isinstance(made, Exception) else RuntimeError(text)

    async def _asked(self, guard: str, function: Callable[..., Any], *args: object) -> Any:
        """What a guard says. Only a PermissionError of its own passes for what it is."""
        try:
            answer = function(*args)
            return await answer if inspect.isawaitable(answer) else answer
        except PermissionError:
            raise
        except Exception:
            logger.exception('the guard %s failed; the call is refused', guard)
        raise RuntimeError(f'the call is refused: {guard} failed on the host')


@dataclass
class Turns:
    """Lets calls in: at most ``concurrency`` at a time, and a sequential one only by itself. First come, first served,
    so that a sequential call stands as a barrier between those before and after it."""

    concurrency: int | None = None
    running: int = 0
    exclusive: bool = False
    waiting: deque[tuple[asyncio.Future[None], bool]] = field(default_factory=deque)

    async def enter(self, alone: bool) -> None:
        if not self.waiting and self.is_free(alone):
            self.take(alone)
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        entry = (turn, alone)
        self.waiting.append(entry)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.leave()
            elif entry in self.waiting:
                self.waiting.remove(entry)
                self.wake()
            raise

    def leave(self) -> None:
        self.running -= 1
        self.exclusive = False
        self.wake()

    def is_free(self, alone: bool) -> bool:
        if self.exclusive or (alone and self.running):
            return False
        return self.concurrency is None or self.running < self.concurrency

    def take(self, alone: bool) -> None:
        self.running += 1
        self.exclusive = alone

    def wake(self) -> None:
        """Give the free turns to those who have waited longest."""
        while self.waiting and self.is_free(self.waiting[0][1]):
            turn, alone = self.waiting.popleft()
            if not turn.done():
                self.take(alone)
                turn.set_result(None)
