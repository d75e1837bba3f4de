"""Where waiting code is kept between the request and its answer: in a store of snapshots, or sealed in the token."""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Final

from pydantic_ai.exceptions import UserError

from ...interpreter import SnapshotError
from ...session import Suspension
from ...snapshots import Checkpoints, SnapshotAlreadyResumed, SnapshotKeys, SnapshotStore, seal, unseal
from ...snapshots.sealing import token_bytes, token_text
from .shelves import NOTHING_RAN, Label, Shelf

MAX_USED: Final = 100_000
"""Tokens that this process remembers to have been used."""


@dataclass
class StoreClaim:
    """A claim on a run in a store, renewed while its block lasts."""

    store: SnapshotStore
    label: Label
    data: bytes
    checkpoints: Checkpoints
    moved: bool = False
    """Whether the code has gone on since."""

    async def checkpoint(self, data: bytes) -> None:
        self.moved = True
        await self.checkpoints(data)

    async def pause(self, suspension: Suspension) -> str:
        self.moved = True
        key = await self.checkpoints.pause(suspension)
        return await self.store.token_async(key, label=self.label)


@dataclass
class StoreShelf:
    """Keeps it in a store; the token names it there."""

    store: SnapshotStore

    async def keep(self, suspension: Suspension, label: Label) -> str:
        key = await self.store.save_async(suspension, label=label)
        return await self.store.token_async(key, label=label)

    @asynccontextmanager
    async def claimed(self, token: str, label: Label) -> AsyncIterator[StoreClaim]:
        claim = await self.store.take_async(token, label=label)
        async with Checkpoints(self.store, label=label, claim=claim) as checkpoints:
            given = StoreClaim(self.store, label, claim.data, checkpoints)
            try:
                yield given
            except BaseException as error:
                if isinstance(error, NOTHING_RAN) and not given.moved:
                    await claim.release_async()
                elif claim.held:
                    # Calls may have been made: it is over, so that no second answer makes them again.
                    with suppress(SnapshotError):
                        await asyncio.shield(claim.done_async())
                raise

    async def find(self, label: Label) -> str | None:
        for stored in await self.store.list_async(label):
            if stored.label == label and stored.state in ('waiting', 'resuming'):
                return await self.store.token_async(stored.key, label=label)
        return None

    async def drop(self, token: str, label: Label) -> None:
        await self.store.delete_async(token, label=label)


@dataclass
class SealedClaim:
    shelf: SealedShelf
    label: Label
    data: bytes
    checkpoint: None = None
    paused: bool = False

    async def pause(self, suspension: Suspension) -> str:
        self.paused = True
        return await self.shelf.keep(suspension, self.label)


@dataclass
class SealedShelf:
    """The token is the sealed code itself. That it is used once is known in this process only."""

    keys: SnapshotKeys

    async def keep(self, suspension: Suspension, label: Label) -> str:
        return token_text(seal(suspension.dump(), label=label, keys=self.keys))

    @asynccontextmanager
    async def claimed(self, token: str, label: Label) -> AsyncIterator[SealedClaim]:
        claim = SealedClaim(self, label, unseal(token_bytes(token), label=label, keys=self.keys))
        USED.use(token)
        try:
            yield claim
        except NOTHING_RAN:
            if not claim.paused:
                USED.undo(token)
            raise

    async def find(self, label: Label) -> str | None:
        return ''

    async def drop(self, token: str, label: Label) -> None:
        with suppress(SnapshotError):
            USED.use(token)


@dataclass
class UsedTokens:
    """The last tokens that were used."""

    digests: dict[bytes, None] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def use(self, token: str) -> None:
        """Raises SnapshotAlreadyResumed for one that was."""
        digest = hashlib.sha256(token.encode()).digest()
        with self.lock:
            if digest in self.digests:
                raise SnapshotAlreadyResumed('the snapshot was resumed already')
            self.digests[digest] = None
            if len(self.digests) > MAX_USED:
                del self.digests[next(iter(self.digests))]

    def undo(self, token: str) -> None:
        with self.lock:
            self.digests.pop(hashlib.sha256(token.encode()).digest(), None)


USED: Final = UsedTokens()


def stored_shelf(snapshots: object) -> Shelf:
    """The shelf on a store or on keys. Raises UserError for anything else."""
    if isinstance(snapshots, SnapshotStore):
        return StoreShelf(snapshots)
    if isinstance(snapshots, SnapshotKeys):
        return SealedShelf(snapshots)
    raise UserError(f'`snapshots` must be a SnapshotStore or SnapshotKeys, not {type(snapshots).__name__}.')
