"""Where sealed snapshots are kept: SQLite by default, PostgreSQL by its URL, through SQLAlchemy.

One row is one run, from its first pause to its end. What a row holds of a snapshot is sealed; its key, label, kind,
size and times are in the clear, for lists and sweeping. Nothing is believed of the clear columns that the seal tells.
Every change is one statement that names the state which it changes, so that of two processes one succeeds.
"""

from __future__ import annotations

import asyncio
import hmac
import os
import re
import sqlite3
import threading
import time
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Protocol, Self, TypeVar

from sqlalchemy import (
    Column,
    Double,
    Executable,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    StaticPool,
    String,
    Table,
    create_engine,
    delete,
    event,
    func,
    insert,
    inspect,
    make_url,
    or_,
    select,
    update,
)
from sqlalchemy.engine import Connection, CursorResult, Engine
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    IntegrityError,
    NoSuchModuleError,
    OperationalError,
    ProgrammingError,
    SQLAlchemyError,
)
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.sql.elements import ColumnElement

from ..interpreter import (
    BoundaryError,
    Files,
    FunctionSnapshot,
    FutureSnapshot,
    InputError,
    Monty,
    MontyRuntimeError,
    ResourceLimitError,
    ResourceLimits,
    SnapshotError,
)
from ..interpreter.capabilities import STORED, Clock, RandomSeed, Stored
from .errors import (
    SnapshotAlreadyResumed,
    SnapshotAltered,
    SnapshotExpired,
    SnapshotKeyError,
    SnapshotLabelMismatch,
    SnapshotStoreError,
    SnapshotUnknown,
)
from .sealing import (
    ALTERED,
    DEFAULT_TTL,
    REFERENCE,
    TOKEN_START,
    Label,
    Sealed,
    SnapshotKeys,
    fresh,
    kind_of,
    label_of,
    label_text,
    lifetime,
    random_name,
    token_bytes,
    token_text,
)

if TYPE_CHECKING:
    from ..code_mode import CodeMode
    from ..interpreter.driver import PrintCallback, ViolationCallback
    from ..interpreter.external import ExternalFunctions
    from ..interpreter.observer import Observer
    from .policy import PausedRun

DEFAULT_URL: Final = 'sqlite:///snapshots.db'
IN_MEMORY: Final = 'sqlite:///:memory:'
DEFAULT_LEASE: Final = 60.0
"""Seconds."""
BEATS: Final = 3
"""How often a claim is renewed while its lease lasts."""
THREADS: Final = 4
BUSY_SECONDS: Final = 30
"""How long SQLite waits for another process's write."""
WAITING: Final = 'waiting'
RESUMING: Final = 'resuming'
FINISHED: Final = 'finished'
EXPIRED: Final = 'expired'
KEY: Final = re.compile('[0-9a-f]{32}')
"""What keys look like."""
LOST: Final = 'the claim on the snapshot is lost: its lease was over and another process has it, or it was deleted'

T = TypeVar('T')

_metadata: Final = MetaData()
_rows: Final = Table(
    'monty_tools_snapshots',
    _metadata,
    Column('key', String(32), primary_key=True),
    Column('label', String, nullable=False),
    Column('kind', String(16), nullable=False),
    Column('key_id', String(16), nullable=False),
    Column('sealed', LargeBinary),  # none once it is finished, and where a token holds it
    Column('size', Integer, nullable=False),
    Column('round', Integer, nullable=False),
    Column('version', Integer, nullable=False),  # goes up with every change of what is sealed
    Column('created', Double, nullable=False),
    Column('updated', Double, nullable=False),
    Column('expires', Double, nullable=False),
    Column('claim', String(32)),
    Column('leased_until', Double),  # none with a claim: for good
    Column('finished', Double),
)
_indexes: Final = (
    Index('monty_tools_snapshots_label', _rows.c.label),
    Index('monty_tools_snapshots_expires', _rows.c.expires),
)
_CLEAR: Final = [column for column in _rows.c if column.name != 'sealed']


class Dumpable(Protocol):
    """A paused program: a Suspension, a FunctionSnapshot, a FutureSnapshot, a session."""

    def dump(self) -> bytes: ...


@dataclass(frozen=True)
class StoredSnapshot:
    """What is known of a stored snapshot. Times are seconds since the epoch."""

    key: str
    label: tuple[str, ...]
    kind: str
    """``'run'``: a suspended run of code mode; ``'call'`` and ``'futures'``: a FunctionSnapshot, a FutureSnapshot;
    ``'repl'``: a session between two runs; ``'program'``: a Monty; ``'data'``: something else."""
    size: int
    """Of the snapshot, in bytes."""
    round: int
    """How often the run has paused before."""
    created: float
    updated: float
    expires: float
    state: str
    """``'waiting'``, ``'resuming'``, ``'finished'`` or ``'expired'``."""
    leased_until: float | None = None
    """When a process that is resuming it loses it unless it renews its lease; None for never."""
    data: bytes = field(default=b'', repr=False)
    """The snapshot itself; empty in lists."""


class SnapshotStore:
    """Keeps snapshots under keys that can't be guessed: sealed, bound to a label, each resumed once.

    ``url`` is a database as SQLAlchemy names it. A file of SQLite is created on first use; ``sqlite:///:memory:`` lasts
    as long as the store; ``postgresql://…`` needs the extra ``postgresql``. ``keys`` are as for SnapshotKeys: by
    default those of the environment; with none at all, ``[]``, the store can list, sweep and delete only.

    ``ttl`` is for how many seconds a snapshot is good after it was stored, unless told otherwise. ``lease`` is for how
    many seconds a process that resumes one has it for itself without renewing that: if it dies, another can go on from
    there. None means for good: nothing is ever made twice, and what a dead process was at stays put until ``release``.
    ``clock`` gives seconds since the epoch.

    Every method may be called from any thread; those that end in ``_async`` do the same without holding up the event
    loop. All raise SnapshotStoreError where the database fails. Raises ValueError for a bad option, SnapshotKeyError
    for bad keys.
    """

    def __init__(
        self,
        url: str = DEFAULT_URL,
        *,
        keys: Iterable[str | bytes] | SnapshotKeys | None = None,
        ttl: float = DEFAULT_TTL,
        lease: float | None = DEFAULT_LEASE,
        clock: Callable[[], float] = time.time,
    ) -> None:
        if lease is not None:
            lifetime(lease)
        self.ttl = lifetime(ttl)
        self.lease = lease
        self.clock = clock
        self.keys = SnapshotKeys(keys)
        self._engine, self._turn = _engine(url)
        self._start()

    def __repr__(self) -> str:
        return f'<SnapshotStore {self._engine.url!r}>'

    # Storing.

    def put(self, data: bytes, *, label: Label, ttl: float | None = None, program: str | Monty | None = None) -> str:
        """Store a snapshot; its key. Where ``program`` is given here, it can be asked for on reading."""
        return self._insert(self._fresh(data, label, ttl, program)).key

    def save(
        self, paused: Dumpable, *, label: Label, ttl: float | None = None, program: str | Monty | None = None
    ) -> str:
        """``put`` of a paused program: a Suspension, a FunctionSnapshot, a FutureSnapshot, a session."""
        return self.put(paused.dump(), label=label, ttl=ttl, program=program)

    def put_claimed(self, data: bytes, *, label: Label, ttl: float | None = None) -> Claim:
        """Store the snapshot of a run that is under way here, claimed from the start."""
        claim = random_name()
        return Claim(self, self._insert(self._fresh(data, label, ttl, None), claim), claim, 0)

    def token(self, key: str, *, label: Label, ttl: float | None = None) -> str:
        """A text that stands for ``key`` until the run goes on: good for one answer, and altered by nobody. Wherever a
        key is taken, it is."""
        _row, found = self._find(key, label, None)
        now = float(self.clock())
        expires = min(found.expires, now + lifetime(self.ttl if ttl is None else ttl))
        named = replace(found, kind=REFERENCE, data=b'', created=now, expires=expires)
        return token_text(named.sealed(self.keys))

    def seal_token(
        self,
        paused: Dumpable | bytes,
        *,
        label: Label,
        ttl: float | None = None,
        program: str | Monty | None = None,
    ) -> str:
        """A text that holds the sealed snapshot itself, for a client to keep; it is taken as a key is. The store notes
        that it is good for one use, and keeps what that use stores on its way."""
        data = paused if isinstance(paused, bytes) else paused.dump()
        stored = self._insert(self._fresh(data, label, ttl, program), kept=False)
        return token_text(stored.sealed(self.keys))

    # Resuming.

    def take(self, key: str, *, label: Label, program: str | Monty | None = None, round: int | None = None) -> Claim:
        """Claim a snapshot: exactly one of any number of processes gets it, for as long as ``lease`` says.

        Raises SnapshotUnknown; SnapshotAltered, before anything of it is parsed; SnapshotLabelMismatch;
        SnapshotExpired; SnapshotProgramMismatch where it is not of ``program``; SnapshotAlreadyResumed where it was
        resumed to its end, is being resumed, or has paused again since its pause number ``round``; SnapshotKeyError
        where the key that it was sealed with is not there. Whoever has the wrong label learns nothing more.
        """
        row, found = self._find(key, label, program, round)
        now = float(self.clock())
        claim = random_name()
        free = (_rows.c.version == row.version, _rows.c.finished.is_(None), self._unclaimed(now))
        values = {'claim': claim, 'leased_until': self._leased_until(now)}
        if not self._update(update(_rows).where(_rows.c.key == row.key, *free).values(values)):
            raise SnapshotAlreadyResumed('another process is resuming the snapshot, or has just done so')
        return Claim(self, found, claim, row.version)

    def peek(self, key: str, *, label: Label, program: str | Monty | None = None) -> StoredSnapshot:
        """A snapshot with its bytes, to look at: it is not claimed. Raises what ``take`` does, but not where it is
        just being resumed."""
        row, found = self._find(key, label, program)
        return replace(self._told(row), kind=found.kind, label=label_of(found.label), data=found.data)

    def load(
        self,
        key: str,
        *,
        label: Label,
        program: str | Monty | None = None,
        external_functions: ExternalFunctions | None = None,
        limits: ResourceLimits | None = None,
    ) -> FunctionSnapshot | FutureSnapshot:
        """``peek`` of a paused program, loaded. Resume it from a ``Claim``."""
        data = self.peek(key, label=label, program=program).data
        return load_paused(data, external_functions=external_functions, limits=limits)

    def open(self, mode: CodeMode, key: str, *, label: Label) -> PausedRun:
        """A suspended run of code mode: its pending calls, and its ``resume``, which claims it. Raises what ``peek``
        does, and SnapshotError or InputError where ``mode`` has not the tools for it."""
        from .policy import PausedRun

        return PausedRun(self, mode, key, label)

    # Keeping house.

    def list(self, label: Label | None = None) -> tuple[StoredSnapshot, ...]:
        """What is stored, the oldest first; with ``label``, for that label and all that begin with its parts."""
        query = select(*_CLEAR).order_by(_rows.c.created, _rows.c.key)
        if label is not None:
            text = label_text(label)
            start = f'{text[:-1]},'
            query = query.where(or_(_rows.c.label == text, func.substr(_rows.c.label, 1, len(start)) == start))
        with self._begin() as connection:
            return tuple(self._told(row) for row in connection.execute(query))

    def delete(self, key: str, *, label: Label) -> None:
        """Delete a snapshot, whatever its state: a process that is resuming it loses it. Raises SnapshotUnknown and
        SnapshotLabelMismatch."""
        row = self._owned(self._row(key, _CLEAR), label)
        self._update(delete(_rows).where(_rows.c.key == row.key))

    def release(self, key: str, *, label: Label) -> None:
        """Take a snapshot from a process that died while resuming it, before its lease is over: another can go on from
        what is stored. Raises SnapshotUnknown, SnapshotLabelMismatch, and SnapshotAlreadyResumed if it is finished."""
        row = self._owned(self._row(key, _CLEAR), label)
        free = update(_rows).where(_rows.c.key == row.key, _rows.c.finished.is_(None))
        if not self._update(free.values(claim=None, leased_until=None)):
            raise SnapshotAlreadyResumed('the snapshot was resumed to its end')

    def sweep(self) -> int:
        """Delete what is expired and not just being resumed; how many."""
        now = float(self.clock())
        dead = or_(self._unclaimed(now), _rows.c.leased_until.is_(None))
        return self._update(delete(_rows).where(_rows.c.expires <= now, dead))

    def rotate(self) -> int:
        """Seal with the first key what is sealed with another one, so that that can be given up; how many. Raises
        SnapshotKeyError and SnapshotAltered, naming the key of the snapshot, where one can't be opened."""
        first = self.keys.sealing_id
        done = 0
        with self._begin() as connection:
            query = select(_rows.c.key).where(_rows.c.key_id != first, _rows.c.sealed.is_not(None))
            keys = [row.key for row in connection.execute(query)]
        for key in keys:
            row = self._row(key)
            if row.sealed is not None and row.key_id != first:
                sealed = self._opened(row, row.sealed).sealed(self.keys)
                same = (_rows.c.key == key, _rows.c.version == row.version, _rows.c.sealed.is_not(None))
                done += self._update(update(_rows).where(*same).values(sealed=sealed, key_id=first))
        return done

    def close(self) -> None:
        """Give back the connections and threads; the store is not used any more."""
        self._threads.shutdown(wait=False)
        self._engine.dispose()

    # The same on an event loop.

    async def put_async(
        self, data: bytes, *, label: Label, ttl: float | None = None, program: str | Monty | None = None
    ) -> str:
        return await self.in_thread(partial(self.put, data, label=label, ttl=ttl, program=program))

    async def save_async(
        self, paused: Dumpable, *, label: Label, ttl: float | None = None, program: str | Monty | None = None
    ) -> str:
        return await self.put_async(paused.dump(), label=label, ttl=ttl, program=program)

    async def put_claimed_async(self, data: bytes, *, label: Label, ttl: float | None = None) -> Claim:
        return await _claimed(self.in_thread(partial(self.put_claimed, data, label=label, ttl=ttl)))

    async def token_async(self, key: str, *, label: Label, ttl: float | None = None) -> str:
        return await self.in_thread(partial(self.token, key, label=label, ttl=ttl))

    async def seal_token_async(
        self,
        paused: Dumpable | bytes,
        *,
        label: Label,
        ttl: float | None = None,
        program: str | Monty | None = None,
    ) -> str:
        data = paused if isinstance(paused, bytes) else paused.dump()
        return await self.in_thread(partial(self.seal_token, data, label=label, ttl=ttl, program=program))

    async def take_async(
        self, key: str, *, label: Label, program: str | Monty | None = None, round: int | None = None
    ) -> Claim:
        return await _claimed(self.in_thread(partial(self.take, key, label=label, program=program, round=round)))

    async def peek_async(self, key: str, *, label: Label, program: str | Monty | None = None) -> StoredSnapshot:
        return await self.in_thread(partial(self.peek, key, label=label, program=program))

    async def open_async(self, mode: CodeMode, key: str, *, label: Label) -> PausedRun:
        return await self.in_thread(partial(self.open, mode, key, label=label))

    async def list_async(self, label: Label | None = None) -> tuple[StoredSnapshot, ...]:
        return await self.in_thread(partial(self.list, label))

    async def delete_async(self, key: str, *, label: Label) -> None:
        await self.in_thread(partial(self.delete, key, label=label))

    async def release_async(self, key: str, *, label: Label) -> None:
        await self.in_thread(partial(self.release, key, label=label))

    async def sweep_async(self) -> int:
        return await self.in_thread(self.sweep)

    async def rotate_async(self) -> int:
        return await self.in_thread(self.rotate)

    # Within.

    def _start(self) -> None:
        """What belongs to one process."""
        self._process = os.getpid()
        self._preparing = threading.Lock()
        self._prepared = False
        # Its own threads: those of the event loop may all be taken by slow tools while a claim is to be renewed.
        self._threads = ThreadPoolExecutor(THREADS, 'monty-snapshots')

    def _check_process(self) -> None:
        """A child of the process that made the store has neither its threads nor its connections."""
        if self._process != os.getpid():
            self._engine.dispose(close=False)
            self._start()

    async def in_thread(self, work: Callable[[], T]) -> T:
        """``work`` in a thread of the store's."""
        self._check_process()
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def _fresh(self, data: bytes, label: Label, ttl: float | None, program: str | Monty | None) -> Sealed:
        return fresh(data, label, lifetime(self.ttl if ttl is None else ttl), float(self.clock()), program)

    def _insert(self, stored: Sealed, claim: str | None = None, *, kept: bool = True) -> Sealed:
        now = float(self.clock())
        values = {
            'key': stored.key,
            'label': stored.label,
            'kind': stored.kind,
            'key_id': self.keys.sealing_id,
            'sealed': stored.sealed(self.keys) if kept else None,
            'size': len(stored.data),
            'round': 0,
            'version': 0,
            'created': stored.created,
            'updated': stored.created,
            'expires': stored.expires,
            'claim': claim,
            'leased_until': None if claim is None else self._leased_until(now),
            'finished': None,
        }
        self._update(insert(_rows).values(values))
        return stored

    def _find(
        self, key: str, label: Label, program: str | Monty | None, round: int | None = None
    ) -> tuple[Row[Any], Sealed]:
        """The row and the snapshot that ``key``, or a token, names. Raises what ``take`` says."""
        now = float(self.clock())
        token: Sealed | None = None
        if isinstance(key, str) and key.startswith(TOKEN_START):
            token = Sealed.opened(token_bytes(key), self.keys).check(label, now, program)
            key = token.key
            round = token.round if round is None else round
        row = self._row(key)
        if row.finished is not None:
            self._owned(row, label)
            raise SnapshotAlreadyResumed('the snapshot was resumed to its end')
        if row.sealed is not None:
            found = self._opened(row, row.sealed)
        elif token is not None and token.kind != REFERENCE:
            found = token
        else:
            self._owned(row, label)
            raise SnapshotUnknown('the snapshot is in the token that stands for it, not here')
        found.check(label, now, program)
        if now >= row.expires:
            raise SnapshotExpired('the time to live of the snapshot is over')
        if round is not None and round != found.round:
            raise SnapshotAlreadyResumed('the snapshot was resumed already, and its run has paused again since')
        return row, found

    def _row(self, key: str, columns: Sequence[ColumnElement[Any]] = tuple(_rows.c)) -> Row[Any]:
        if not isinstance(key, str):
            raise TypeError(f'a key is a str, not {type(key).__name__}')
        if key.startswith(TOKEN_START):
            key = Sealed.opened(token_bytes(key), self.keys).key
        row = None
        if KEY.fullmatch(key):
            with self._begin() as connection:
                row = connection.execute(select(*columns).where(_rows.c.key == key)).one_or_none()
        if row is None:
            raise SnapshotUnknown('no snapshot has this key: it never had one, was deleted, or was swept away')
        return row

    def _owned(self, row: Row[Any], label: Label) -> Row[Any]:
        """``row``, if it says of itself that it belongs to ``label``: where nothing sealed is to be read."""
        if not hmac.compare_digest(str(row.label).encode(), label_text(label).encode()):
            raise SnapshotLabelMismatch('the snapshot belongs to another label')
        return row

    def _opened(self, row: Row[Any], sealed: bytes) -> Sealed:
        """What is sealed in ``row``, if it was sealed for that row as it is."""
        try:
            found = Sealed.opened(sealed, self.keys)
        except SnapshotAltered:
            found = None
        if found is not None and (found.key, found.round) == (row.key, row.round):
            return found
        if found is None and row.key_id not in self.keys.ids:
            raise SnapshotKeyError(f'the key {row.key_id} that the snapshot was sealed with is not among those given')
        raise SnapshotAltered(ALTERED)

    def _told(self, row: Row[Any]) -> StoredSnapshot:
        now = float(self.clock())
        leased = row.claim is not None and (row.leased_until is None or row.leased_until > now)
        state = WAITING
        if row.finished is not None:
            state = FINISHED
        elif leased:
            state = RESUMING
        elif row.expires <= now:
            state = EXPIRED
        return StoredSnapshot(
            key=row.key,
            label=label_of(row.label),
            kind=row.kind,
            size=row.size,
            round=row.round,
            created=row.created,
            updated=row.updated,
            expires=row.expires,
            state=state,
            leased_until=row.leased_until if leased else None,
        )

    def _leased_until(self, now: float) -> float | None:
        return None if self.lease is None else now + self.lease

    def _unclaimed(self, now: float) -> ColumnElement[bool]:
        return or_(_rows.c.claim.is_(None), _rows.c.leased_until <= now)

    def _update(self, statement: Executable) -> int:
        """Do it; how many rows it changed."""
        with self._begin() as connection:
            done = connection.execute(statement)
            assert isinstance(done, CursorResult)
            return int(done.rowcount)

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        """A transaction of one statement."""
        self._check_process()
        try:
            with self._turn:
                self._prepare()
                with self._engine.begin() as connection:
                    yield connection
            return
        except SQLAlchemyError as error:
            failure = SnapshotStoreError(_reason(error))
        raise failure  # out here it does not refer to what the database was told

    def _prepare(self) -> None:
        """Make the table where it is not there yet, as another process may be doing too."""
        with self._preparing:
            if self._prepared:
                return
            for attempt in (1, 2, 3):
                try:
                    with self._engine.begin() as connection:
                        # Who may use a table that is there may not be allowed to ask for one to be made.
                        if not inspect(connection).has_table(_rows.name):
                            connection.execute(CreateTable(_rows, if_not_exists=True))
                            for index in _indexes:
                                connection.execute(CreateIndex(index, if_not_exists=True))
                    break
                except (IntegrityError, ProgrammingError, OperationalError):
                    if attempt == 3:
                        raise
            self._prepared = True


class Claim:
    """A snapshot that this process, and no other, may resume.

    As a context manager it is renewed by a thread while its block lasts. At the end of the block it is ``done``, unless
    it was paused again, and also where the program ended with an exception of its own or at a limit. Any other
    exception releases it, so that it can be taken again at once; in a store whose lease is for good, only one that is
    raised before anything has run.
    """

    def __init__(self, store: SnapshotStore, snapshot: Sealed, claim: str, version: int) -> None:
        self._store = store
        self._sealed = snapshot
        self._claim = claim
        self._version = version
        self._turn = threading.Lock()
        self._over = threading.Event()
        self.held = True
        """Whether it is still to be ended."""
        self.lost = False
        """Whether another process has it now, or it was deleted."""

    def __repr__(self) -> str:
        return f'<Claim on {self.key} {"held" if self.held else "ended"}>'

    @property
    def key(self) -> str:
        return self._sealed.key

    @property
    def kind(self) -> str:
        """As of StoredSnapshot."""
        return self._sealed.kind

    @property
    def round(self) -> int:
        """How often the run had paused before this pause."""
        return self._sealed.round

    @property
    def data(self) -> bytes:
        """The snapshot."""
        return self._sealed.data

    def load(
        self,
        *,
        external_functions: ExternalFunctions | None = None,
        limits: ResourceLimits | None = None,
        print_callback: PrintCallback | None = None,
        on_violation: ViolationCallback | None = None,
        observer: Observer | None = None,
        clock: Clock | Stored = STORED,
        random_seed: RandomSeed | Stored = STORED,
        files: Files | None = None,
    ) -> FunctionSnapshot | FutureSnapshot:
        """The paused program, whichever of the two kinds it is. SnapshotError where it is something else."""
        return load_paused(
            self.data,
            external_functions=external_functions,
            limits=limits,
            print_callback=print_callback,
            on_violation=on_violation,
            observer=observer,
            clock=clock,
            random_seed=random_seed,
            files=files,
        )

    def done(self) -> None:
        """The run has ended: nothing of it is kept but that it did, until its time to live is over."""
        now = float(self._store.clock())
        gone = {'sealed': None, 'size': 0, 'claim': None, 'leased_until': None}
        self._set(gone | {'finished': now, 'updated': now}, ends=True)

    def delete(self) -> None:
        """The run has ended, and nobody but this process knew of it: nothing is kept."""
        self._change(delete(_rows).where(*self._mine()), ends=True)

    def release(self) -> None:
        """Give it up: another process can go on from what is stored. Does nothing where the claim is lost already."""
        if self.held:
            self.held = False
            self._store._update(update(_rows).where(*self._mine()).values(claim=None, leased_until=None))

    def renew(self) -> None:
        """Have it for another lease from now. Raises SnapshotAlreadyResumed if it is lost."""
        self._set({'leased_until': self._store._leased_until(float(self._store.clock()))})

    def checkpoint(self, data: bytes) -> None:
        """Store where the run stands, in the place of what was there; its time to live begins anew."""
        self._replace(data, self.round, {'leased_until': self._store._leased_until(float(self._store.clock()))})

    def pause(self, paused: Dumpable | bytes) -> str:
        """The run has paused again: store that under the same key, and end the claim. Tokens for earlier pauses are
        used up. The key."""
        data = paused if isinstance(paused, bytes) else paused.dump()
        self._replace(data, self.round + 1, {'claim': None, 'leased_until': None}, ends=True)
        return self.key

    async def done_async(self) -> None:
        await self._store.in_thread(self.done)

    async def delete_async(self) -> None:
        await self._store.in_thread(self.delete)

    async def release_async(self) -> None:
        await self._store.in_thread(self.release)

    async def renew_async(self) -> None:
        await self._store.in_thread(self.renew)

    async def checkpoint_async(self, data: bytes) -> None:
        await self._store.in_thread(partial(self.checkpoint, data))

    async def pause_async(self, paused: Dumpable | bytes) -> str:
        return await self._store.in_thread(partial(self.pause, paused if isinstance(paused, bytes) else paused.dump()))

    def end(self, error: BaseException | None) -> None:
        """How its block ends: with ``error``, or without one."""
        if not self.held:
            return
        if error is None or isinstance(error, ENDED):
            self.done()
        elif self._store.lease is not None or isinstance(error, NOTHING_RAN):
            self.release()

    def __enter__(self) -> Self:
        if self._store.lease is not None:
            self._over = threading.Event()
            beat = partial(self._renew, self._over, self._store.lease / BEATS)
            threading.Thread(target=beat, name='monty-snapshots-lease', daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._over.set()
        self.end(error)

    def _renew(self, over: threading.Event, seconds: float) -> None:
        while not over.wait(seconds):
            with suppress(SnapshotStoreError):  # the lease still lasts, and the next beat may find the store again
                try:
                    self.renew()
                except SnapshotAlreadyResumed:
                    return

    def _mine(self) -> tuple[ColumnElement[bool], ...]:
        return _rows.c.key == self.key, _rows.c.claim == self._claim

    def _set(self, values: dict[str, Any], *, ends: bool = False) -> None:
        self._change(update(_rows).where(*self._mine()).values(values), ends=ends)

    def _change(self, statement: Executable, *, ends: bool = False) -> None:
        with self._turn:
            if not self.held:
                raise SnapshotAlreadyResumed('the claim on the snapshot is ended')
            if not self._store._update(statement):
                self.held = False
                self.lost = True
                raise SnapshotAlreadyResumed(LOST)
            self.held = not ends

    def _replace(self, data: bytes, round: int, values: dict[str, Any], *, ends: bool = False) -> None:
        store = self._store
        old = self._sealed
        now = float(store.clock())
        made = Sealed(old.label, kind_of(data), old.key, round, old.created, now + old.ttl, old.ttl, old.program, data)
        stored = {
            'sealed': made.sealed(store.keys),
            'key_id': store.keys.sealing_id,
            'kind': made.kind,
            'size': len(data),
            'round': round,
            'version': self._version + 1,
            'updated': now,
            'expires': made.expires,
        }
        self._set(stored | values, ends=ends)
        self._version += 1
        self._sealed = made


ENDED: Final = (MontyRuntimeError, ResourceLimitError)
"""What a program raises that is over."""
NOTHING_RAN: Final = (BoundaryError, InputError, SnapshotError)
"""What is raised before any of the sandbox's code has run."""


async def _claimed(making: Coroutine[Any, Any, Claim]) -> Claim:
    """The claim; if this task is cancelled meanwhile, nobody's."""
    task = asyncio.ensure_future(making)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        with suppress(SnapshotError):
            await (await task).release_async()
        raise


def load_paused(
    data: bytes,
    *,
    external_functions: ExternalFunctions | None = None,
    limits: ResourceLimits | None = None,
    print_callback: PrintCallback | None = None,
    on_violation: ViolationCallback | None = None,
    observer: Observer | None = None,
    clock: Clock | Stored = STORED,
    random_seed: RandomSeed | Stored = STORED,
    files: Files | None = None,
) -> FunctionSnapshot | FutureSnapshot:
    """The paused program that ``dump`` stored, whichever of the two kinds it is."""
    loader = FutureSnapshot.load if kind_of(data) == 'futures' else FunctionSnapshot.load
    return loader(
        data,
        external_functions=external_functions,
        limits=limits,
        print_callback=print_callback,
        on_violation=on_violation,
        observer=observer,
        clock=clock,
        random_seed=random_seed,
        files=files,
    )


def _engine(text: str) -> tuple[Engine, AbstractContextManager[Any]]:
    """The database, and what its users take turns by: one in memory has a single connection."""
    try:
        url = make_url(text)
        if url.drivername in ('postgres', 'postgresql'):
            url = url.set(drivername='postgresql+psycopg')
        if url.get_dialect().is_async:
            raise ValueError('url names a driver for event loops: name another; every method has an _async twin')
        if url.get_backend_name() != 'sqlite':
            # A database of no particular encoding would answer in bytes.
            options = {'client_encoding': 'utf8'} if url.drivername == 'postgresql+psycopg' else {}
            return create_engine(url, hide_parameters=True, pool_pre_ping=True, connect_args=options), nullcontext()
    except (ArgumentError, NoSuchModuleError):
        raise ValueError('url is no database that SQLAlchemy knows') from None
    except ModuleNotFoundError as error:
        raise ImportError(
            f"{url.drivername} needs {error.name}: pip install 'monty-tools[postgresql]' for PostgreSQL",
            name=error.name,
        ) from error
    connect_args = {'timeout': BUSY_SECONDS}
    if url.database in (None, '', ':memory:'):
        memory = create_engine(
            url, hide_parameters=True, poolclass=StaticPool, connect_args={'check_same_thread': False}
        )
        return memory, threading.RLock()
    engine = create_engine(url, hide_parameters=True, connect_args=connect_args)
    event.listen(engine, 'do_connect', _make_private)
    event.listen(engine, 'connect', _durable)
    return engine, nullcontext()


def _make_private(dialect: object, record: object, cargs: Sequence[Any], cparams: object) -> None:
    """A new file is readable by its owner only, and so are those that SQLite puts beside it."""
    if isinstance(cargs[0], str) and not cargs[0].startswith('file:'):
        with suppress(OSError):  # what is in the way, SQLite says itself
            os.close(os.open(cargs[0], os.O_CREAT | os.O_RDWR, 0o600))


def _durable(connection: sqlite3.Connection, record: object) -> None:
    """Readers and a writer side by side, and nothing that was written is lost with the machine's power."""
    for attempt in range(WAL_ATTEMPTS):
        try:
            connection.execute('PRAGMA journal_mode=WAL').close()
            break
        except sqlite3.OperationalError:  # another process is just doing it, for which SQLite does not wait
            if attempt == WAL_ATTEMPTS - 1:
                raise
            time.sleep(0.02)
    connection.execute('PRAGMA synchronous=FULL').close()


WAL_ATTEMPTS: Final = 100


def _reason(error: SQLAlchemyError) -> str:
    """What went wrong, without what the database was told."""
    if type(error) in (OperationalError, DatabaseError):
        assert isinstance(error, DatabaseError)
        return f'the store of snapshots failed: {error.orig}'
    return f'the store of snapshots failed: {type(error).__name__}'
