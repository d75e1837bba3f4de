"""What happens inside ``run_code``, as events of the agent run's stream."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, replace
from typing import Any

from pydantic_ai import CustomEvent, RunContext
from pydantic_ai.exceptions import UserError


@dataclass(repr=False, kw_only=True)
class CodeToolCallEvent(CustomEvent, name='monty_tools.tool_call'):
    """The code calls a tool. ``tool_call_id`` is that of the ``run_code`` call."""

    call_id: str
    """The nested call's own id: that of the ``run_code`` call, two underscores, and its number in the session."""
    call_name: str
    """The tool's name."""
    arguments: dict[str, Any]
    """By the tool's own names; long texts and large containers are shortened."""


@dataclass(repr=False, kw_only=True)
class CodeToolResultEvent(CustomEvent, name='monty_tools.tool_result'):
    """A call that the code made has ended. ``tool_call_id`` is that of the ``run_code`` call."""

    call_id: str
    call_name: str
    outcome: str
    """``'returned'``, ``'raised <type name>'``, ``'cancelled'``, or ``'suspended'``: it waits for an approval or for a
    result from outside, and may be called again once it has it."""
    result: str | None = None
    """What the tool returned, as text of at most 2,000 characters."""
    error: str | None = None
    """The message of the exception that ended the call, at most 2,000 characters."""
    duration_ms: float


@dataclass(repr=False, kw_only=True)
class CodePrintedEvent(CustomEvent, name='monty_tools.printed'):
    """The code printed. ``tool_call_id`` is that of the ``run_code`` call."""

    stream: str
    """``'stdout'`` or ``'stderr'``."""
    text: str


class Events:
    """Emits events in the order in which they were put, in a task of its own, as long as it is entered.

    Code runs on the event loop's thread or, while the loop waits, on another: ``put`` works on both.
    """

    def __init__(self, ctx: RunContext[Any]) -> None:
        # An application's event in any case: without a tool manager, no capability is taken to own the tool.
        self.ctx = replace(ctx, tool_manager=None)
        self.waiting: deque[CustomEvent] = deque()
        self.wake = asyncio.Event()
        self.closing = False
        self.deaf = False
        self.loop = asyncio.get_running_loop()

    async def __aenter__(self) -> Events:
        self.task = asyncio.create_task(self.emit_all())
        return self

    async def __aexit__(self, *_error: object) -> None:
        self.closing = True
        self.wake.set()
        await self.task

    def put(self, event: CustomEvent) -> None:
        if not self.deaf:
            self.waiting.append(event)
            self.loop.call_soon_threadsafe(self.wake.set)

    async def emit_all(self) -> None:
        while not (self.closing and not self.waiting):
            await self.wake.wait()
            self.wake.clear()
            while self.waiting:
                await self.emit(self.next())
            if self.closing:
                self.wake.set()

    def next(self) -> CustomEvent:
        """The first event that waits; what was printed in one go is one event."""
        event = self.waiting.popleft()
        if isinstance(event, CodePrintedEvent):
            texts = [event.text]
            while self.waiting:
                following = self.waiting[0]
                if not isinstance(following, CodePrintedEvent) or following.stream != event.stream:
                    break
                texts.append(following.text)
                self.waiting.popleft()
            event = replace(event, text=''.join(texts))
        return event

    async def emit(self, event: CustomEvent) -> None:
        try:
            await self.ctx.emit(event)
        except UserError:  # a context that no agent run stands behind: nobody listens
            self.deaf = True
            self.waiting.clear()
