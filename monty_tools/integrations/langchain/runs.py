"""Where suspended runs are kept: among the graph's checkpoints, or in a store of snapshots."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, Protocol

import msgpack  # type: ignore[import-untyped]  # it ships no types

from ...calls import INTERRUPTED
from ...code_mode import CodeMode
from ...results import CodeResult
from ...session import CodeSession, Suspension, unfenced
from ...suspension import Decision

if TYPE_CHECKING:
    from ...snapshots import Label, PausedRun, SnapshotStore

OPEN: Final = ('waiting', 'resuming')
"""The states of stored runs that came to no end. One that is being resumed can't be taken: its store says so."""


class SuspendedRuns(Protocol):
    """Keeps the run of one call of the code tool while it waits."""

    session: CodeSession | None
    """The session of the run, once it has begun or gone on."""
    place: bytes
    """What a suspended run is found by."""

    async def started(self, opened: Callable[[], CodeSession], code: str, restart: bool) -> CodeResult | None:
        """Run ``code`` in a session that ``opened`` gives. None where an earlier attempt at it is waiting already."""
        ...

    async def resumed(self, place: bytes, decisions: Mapping[str, Decision]) -> CodeResult | None:
        """Go on with the run that is found by ``place``. None where it has gone on already and waits again."""
        ...


class InCheckpoints:
    """Suspended runs as part of what the graph remembers."""

    def __init__(self, mode: CodeMode) -> None:
        self.mode = mode
        self.session: CodeSession | None = None
        self.place = b''

    async def started(self, opened: Callable[[], CodeSession], code: str, restart: bool) -> CodeResult:
        self.session = opened()
        return self.kept(await self.session.run(code, restart=restart))

    async def resumed(self, place: bytes, decisions: Mapping[str, Decision]) -> CodeResult:
        self.session = self.mode.session(place)
        return self.kept(await waiting(self.session).resume(decisions))

    def kept(self, result: CodeResult) -> CodeResult:
        if result.suspended is not None:
            self.place = result.suspended.dump()
        return result


class InStore:
    """Suspended runs in a store, bound to their conversation and tool call; the graph remembers their keys.

    Runs are stored on their way, too: after each call of a tool that is marked ``checkpoint=True``, and once they have
    waited, after each call. Where a process died, the next attempt goes on from there. What tools had to change in the
    graph until then is lost. ``mode`` is the one for runs that go on.
    """

    def __init__(self, mode: CodeMode, store: SnapshotStore, label: Label) -> None:
        self.mode = mode
        self.store = store
        self.label = label
        self.session: CodeSession | None = None
        self.place = b''

    async def started(self, opened: Callable[[], CodeSession], code: str, restart: bool) -> CodeResult | None:
        from ...snapshots import Checkpoints

        earlier = await self.earlier(code)
        if earlier is not None:
            if any(call.kind != INTERRUPTED for call in earlier.pending):
                self.take(earlier)
                return None
            return await self.gone_on(earlier, {})
        self.session = opened()
        async with Checkpoints(self.store, label=self.label) as checkpoints:
            result = await self.session.run(code, restart=restart, checkpoint=checkpoints)
            if result.suspended is not None:
                self.place = msgpack.packb([await checkpoints.pause(result.suspended), 0])
        return result

    async def earlier(self, code: str) -> PausedRun | None:
        """What an attempt at the same call has stored that came to no end."""
        for entry in await asyncio.to_thread(self.store.list, self.label):
            if entry.state in OPEN:
                paused = await asyncio.to_thread(self.store.open, self.mode, entry.key, label=self.label)
                if waiting(paused.session).code == unfenced(code):
                    return paused
        return None

    async def resumed(self, place: bytes, decisions: Mapping[str, Decision]) -> CodeResult | None:
        key, pauses = msgpack.unpackb(place)
        paused = await asyncio.to_thread(self.store.open, self.mode, key, label=self.label)
        if paused.round != pauses:
            self.take(paused)  # a process died after it had stored the next pause, before the graph remembered it
            return None
        return await self.gone_on(paused, decisions)

    async def gone_on(self, paused: PausedRun, decisions: Mapping[str, Decision]) -> CodeResult:
        # Some of the calls may be done: a process that went on with the same decisions died on its way.
        open_calls = {call.id for call in paused.pending if call.kind != INTERRUPTED}
        result = await paused.resume({key: chosen for key, chosen in decisions.items() if key in open_calls})
        self.take(paused)
        return result

    def take(self, paused: PausedRun) -> None:
        self.session = paused.session
        self.place = msgpack.packb([paused.key, paused.round])


def waiting(session: CodeSession) -> Suspension:
    suspension = session.suspended
    assert suspension is not None  # what is stored here is a suspended run
    return suspension
