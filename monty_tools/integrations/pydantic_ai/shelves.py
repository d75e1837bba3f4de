"""Where waiting code is kept between the request and its answer: here, in this process."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from pydantic_ai.exceptions import UserError

from ...interpreter import InputError, SnapshotError
from ...session import Suspension, WriteCheckpoint

if TYPE_CHECKING:
    from ...snapshots import SnapshotKeys, SnapshotStore

Label = tuple[str, ...]

MAX_KEPT: Final = 1000
"""Pieces of code that may wait in this process; the oldest is given up for one more."""
MAX_KEPT_BYTES: Final = 256 * 1024 * 1024
"""What all of them may take together."""
NOTHING_RAN: Final = (UserError, InputError, SnapshotError)
"""What is raised before any of the code has gone on: the answer may be corrected and given again."""


class Claim(Protocol):
    """Waiting code that nobody else can go on with. Whatever ends its block uses it up, except what of ``NOTHING_RAN``
    leaves it before ``pause``."""

    @property
    def data(self) -> bytes: ...

    @property
    def checkpoint(self) -> WriteCheckpoint | None: ...

    async def pause(self, suspension: Suspension) -> str:
        """It waits again; the token for that."""


class Shelf(Protocol):
    """Keeps waiting code under tokens that can be neither guessed nor altered, each good for one answer."""

    async def keep(self, suspension: Suspension, label: Label) -> str:
        """Keep it for who has ``label``; its token."""

    def claimed(self, token: str, label: Label) -> AbstractAsyncContextManager[Claim]:
        """What ``token`` stands for. Raises SnapshotError for any token that is not good, or not for ``label``."""

    async def find(self, label: Label) -> str | None:
        """A token for what waits for ``label``; empty where it can't be made again; None where nothing is known to
        wait."""

    async def drop(self, token: str, label: Label) -> None:
        """Nobody will go on with it."""


@dataclass
class MemoryClaim:
    shelf: MemoryShelf
    label: Label
    data: bytes
    checkpoint: None = None
    paused: bool = False

    async def pause(self, suspension: Suspension) -> str:
        self.paused = True
        return await self.shelf.keep(suspension, self.label)


@dataclass
class MemoryShelf:
    """Keeps it in this process, for as long as that lives."""

    kept: OrderedDict[str, tuple[Label, bytes]] = field(default_factory=OrderedDict)
    size: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    async def keep(self, suspension: Suspension, label: Label) -> str:
        token = secrets.token_urlsafe(32)
        self._put(token, label, suspension.dump())
        return token

    @asynccontextmanager
    async def claimed(self, token: str, label: Label) -> AsyncIterator[MemoryClaim]:
        claim = MemoryClaim(self, label, self._take(token, label))
        try:
            yield claim
        except NOTHING_RAN:
            if not claim.paused:
                self._put(token, label, claim.data)
            raise

    async def find(self, label: Label) -> str | None:
        with self.lock:
            return next((token for token, (known, _data) in self.kept.items() if known == label), None)

    async def drop(self, token: str, label: Label) -> None:
        self._take(token, label)

    def _put(self, token: str, label: Label, data: bytes) -> None:
        with self.lock:
            self.kept[token] = label, data
            self.size += len(data)
            while len(self.kept) > 1 and (len(self.kept) > MAX_KEPT or self.size > MAX_KEPT_BYTES):
                _token, (_label, given_up) = self.kept.popitem(last=False)
                self.size -= len(given_up)

    def _take(self, token: str, label: Label) -> bytes:
        with self.lock:
            if self.kept.get(token, (None, b''))[0] != label:
                raise SnapshotError(
                    'no code waits here for this answer: it was given already, it belongs to another call, the code '
                    'was given up, or it waits in another process (give the code mode `snapshots=`)'
                )
            _label, data = self.kept.pop(token)
            self.size -= len(data)
            return data


MEMORY: Final = MemoryShelf()


def shelf_of(snapshots: SnapshotStore | SnapshotKeys | None) -> Shelf:
    """The shelf for the option ``snapshots``. Raises UserError for what is none."""
    if snapshots is None:
        return MEMORY
    from .stored import stored_shelf

    return stored_shelf(snapshots)
