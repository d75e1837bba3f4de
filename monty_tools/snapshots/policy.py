"""Runs of code mode in a store: suspended ones that wait there, and those that are stored on their way."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ..interpreter import SnapshotError
from ..results import StopRun
from ..suspension import Decision, PendingToolCall
from .errors import SnapshotAlreadyResumed, SnapshotStoreError
from .sealing import RUN, Label
from .store import BEATS, LOST, Claim, SnapshotStore

if TYPE_CHECKING:
    from ..code_mode import CodeMode
    from ..results import CodeResult
    from ..session import CodeSession, Suspension


class Checkpoints:
    """Keeps the last checkpoint of a run in a store: ``session.run(code, checkpoint=checkpoints)``.

    Stored is where the run stood after its last call of a tool that is marked ``checkpoint=True``, under one key, in
    the place of what was there before. As ``async with Checkpoints(…) as checkpoints`` around the run, it also renews
    the claim on it, so that nobody else takes the run for a dead one, and at the end of the block deletes what was
    stored, unless the run was paused; an exception leaves it there, and after the process has died, too. Without the
    block, call ``ended`` when the run has.

    If the claim is lost (the process stood still for longer than the lease, and another one has gone on), the block is
    cancelled and raises SnapshotAlreadyResumed.
    """

    def __init__(
        self, store: SnapshotStore, *, label: Label, ttl: float | None = None, claim: Claim | None = None
    ) -> None:
        self.store = store
        self.label = label
        self.ttl = ttl
        self._claim = claim
        self._own = claim is None
        self._lost = False
        self._beat: asyncio.Task[None] | None = None

    @property
    def key(self) -> str | None:
        """Where the run is stored, None before its first checkpoint and after its end."""
        return None if self._claim is None else self._claim.key

    async def __call__(self, data: bytes) -> None:
        """Store a checkpoint. Where that fails the run is stopped: StopRun, with the SnapshotError as its ``error``,
        which the block raises itself."""
        try:
            if self._claim is None:
                self._claim = await self.store.put_claimed_async(data, label=self.label, ttl=self.ttl)
            else:
                await self._claim.checkpoint_async(data)
            return
        except SnapshotError as error:
            failure = error
        raise StopRun(failure)

    async def pause(self, suspended: Suspension) -> str:
        """The run waits for the host: store that, for ``store.open``, and end the claim. The key."""
        if self._claim is None:
            self._claim = await self.store.put_claimed_async(suspended.dump(), label=self.label, ttl=self.ttl)
            await self._claim.release_async()
            return self._claim.key
        return await self._claim.pause_async(suspended)

    async def ended(self) -> None:
        """The run has ended: nothing of it is kept, but that it did where it had been suspended before."""
        claim, self._claim = self._claim, None
        if claim is not None and claim.held:
            await (claim.delete_async() if self._own else claim.done_async())

    async def __aenter__(self) -> Self:
        if self.store.lease is not None:
            owner = asyncio.current_task()
            assert owner is not None
            self._beat = asyncio.create_task(self._renew(owner, self.store.lease / BEATS))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._beat is not None:
            self._beat.cancel()
            self._beat = None
        if self._lost:
            await self._undo_cancel(error)
        elif self._claim is not None and self._claim.held:
            await self._end(self._claim, error)
        if isinstance(error, StopRun) and isinstance(error.error, SnapshotError):
            raise error.error from None

    async def _end(self, claim: Claim, error: BaseException | None) -> None:
        if error is None:
            await self.ended()
            return
        with suppress(SnapshotError):  # what went wrong in the block is to be told; the lease ends by itself
            await self.store.in_thread(partial(claim.end, error))

    async def _renew(self, owner: asyncio.Task[object], seconds: float) -> None:
        while True:
            await asyncio.sleep(seconds)
            claim = self._claim
            if claim is None or not claim.held:
                continue
            try:
                await claim.renew_async()
            except SnapshotStoreError:
                continue  # the lease still lasts, and the next beat may find the store again
            except SnapshotAlreadyResumed:
                if claim.lost:
                    self._lost = True
                    owner.cancel()
                    return

    async def _undo_cancel(self, error: BaseException | None) -> None:
        """The claim is lost: say so, unless the block was cancelled from elsewhere as well."""
        owner = asyncio.current_task()
        assert owner is not None
        if owner.uncancel():
            return
        if error is None:
            with suppress(asyncio.CancelledError):  # the block ended before the cancellation had come
                await asyncio.sleep(0)
        if error is None or isinstance(error, asyncio.CancelledError):
            raise SnapshotAlreadyResumed(LOST) from None


class PausedRun:
    """A suspended run of code mode as a store has it, loaded to look at; ``resume`` claims it.

    Made by ``SnapshotStore.open``. Nothing of the run has gone on yet, and any number of processes may have it open.
    """

    def __init__(self, store: SnapshotStore, mode: CodeMode, key: str, label: Label) -> None:
        found = store.peek(key, label=label)
        if found.kind != RUN:
            raise SnapshotError(f'the snapshot is of kind {found.kind!r}, not a suspended run of code mode')
        self.store = store
        self.mode = mode
        self.key = found.key
        self.label = label
        self.round = found.round
        """How often the run had paused before this pause."""
        self.session: CodeSession = mode.session(found.data)
        self._data = found.data
        self._name = key

    @property
    def pending(self) -> tuple[PendingToolCall, ...]:
        """The calls that wait, in the order in which they were made."""
        return self._suspension.pending

    @property
    def _suspension(self) -> Suspension:
        suspended = self.session.suspended
        if suspended is None:
            raise SnapshotAlreadyResumed('the run was resumed here already, to its end')
        return suspended

    async def resume(self, decisions: Mapping[str, Decision | bool]) -> CodeResult:
        """Go on with what was decided, to the end or the next pause: ``Suspension.resume``, with the run claimed as
        long as it takes and stored after each call of a tool that is marked ``checkpoint=True``.

        Where it pauses again, that is stored under the same key, and this object goes on with it. Where it ends, the
        store keeps no more than that it did. Raises what ``SnapshotStore.take`` does; InputError for decisions that
        can't be taken, and the run is as it was.
        """
        suspended = self._suspension
        claim = await self.store.take_async(self._name, label=self.label, round=self.round)
        async with Checkpoints(self.store, label=self.label, claim=claim) as checkpoints:
            if claim.data != self._data:  # a process that died since had come further
                self.session = self.mode.session(claim.data)
                self._data = claim.data
                suspended = self._suspension
            result = await suspended.resume(decisions, checkpoint=checkpoints)
            if result.suspended is not None:
                self._name = await checkpoints.pause(result.suspended)
                self._data = claim.data
                self.round = claim.round
        return result

    def resume_sync(self, decisions: Mapping[str, Decision | bool]) -> CodeResult:
        """``resume`` for where no event loop runs."""
        return asyncio.run(self.resume(decisions))
