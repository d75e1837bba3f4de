"""Snapshots at rest: seals, labels, times, claims, and runs that go on after their process was killed."""

from __future__ import annotations

import asyncio
import importlib
import itertools
import json
import os
import random
import secrets
import signal
import sqlite3
import stat
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgpack
import pytest
import sqlalchemy

from monty_tools import (
    Approve,
    CodeMode,
    CodeResult,
    Deny,
    FunctionSnapshot,
    FutureSnapshot,
    InputError,
    Monty,
    MontyComplete,
    MontyError,
    MontyRepl,
    ResourceLimits,
    SnapshotError,
    StopRun,
    Suspension,
    tool,
)
from monty_tools.snapshots import (
    Checkpoints,
    SnapshotAlreadyResumed,
    SnapshotAltered,
    SnapshotExpired,
    SnapshotKeyError,
    SnapshotKeys,
    SnapshotLabelMismatch,
    SnapshotProgramMismatch,
    SnapshotStore,
    SnapshotStoreError,
    SnapshotUnknown,
    new_key,
    seal,
    unseal,
)

POSTGRES = os.environ.get('MONTY_TOOLS_TEST_POSTGRES', '')
KEYS = [new_key()]
KEPT = SnapshotKeys(KEYS)
LABEL = ('acme', 'run-1')
DAY = 86_400.0
ASK = "answer = ask('really?')\nanswer"


class Clock:
    """A clock that stands still until it is set forward."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=['memory', 'sqlite', 'postgresql'])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of each kind."""
    if request.param == 'memory':
        yield 'sqlite:///:memory:'
    elif request.param == 'sqlite':
        yield f'sqlite:///{tmp_path / "snapshots.db"}'
    else:
        yield from postgres_schema()


@pytest.fixture(params=['sqlite', 'postgresql'])
def lasting_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of each kind that several processes can use."""
    if request.param == 'sqlite':
        yield f'sqlite:///{tmp_path / "snapshots.db"}'
    else:
        yield from postgres_schema()


def postgres_schema() -> Iterator[str]:
    """A schema of its own in the PostgreSQL that the environment names."""
    if not POSTGRES:
        pytest.skip('MONTY_TOOLS_TEST_POSTGRES names no database')
    name = f'test_{secrets.token_hex(8)}'
    base = sqlalchemy.make_url(POSTGRES).set(drivername='postgresql+psycopg')
    engine = sqlalchemy.create_engine(base)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.schema.CreateSchema(name))
    url = base.set(drivername='postgresql').update_query_dict({'options': f'-csearch_path={name}'})
    yield url.render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.schema.DropSchema(name, cascade=True))
    engine.dispose()


@pytest.fixture
def store(url: str, clock: Clock) -> Iterator[SnapshotStore]:
    made = SnapshotStore(url, keys=KEYS, clock=clock)
    yield made
    made.close()


class Bank:
    """Tools that note what they did."""

    def __init__(self) -> None:
        self.done: list[tuple[str, int]] = []

    async def balance(self, account: str) -> int:
        """What an account holds."""
        self.done.append((account, 0))
        return 100

    async def pay(self, to: str, amount: int) -> str:
        """Send money."""
        self.done.append((to, amount))
        return f'sent {amount} to {to}'

    def mode(self, **options: Any) -> CodeMode:
        pay = tool(self.pay, requires_approval=True, checkpoint=True)
        return CodeMode([tool(self.balance, checkpoint=True), pay], **options)


PAY = "await pay(to='x', amount=1)"
ROUNDS = "for n in range(3):\n    print(await pay(to='x', amount=n))"


def suspended(result: CodeResult) -> Suspension:
    assert result.error is None, result.to_model()
    assert result.suspended is not None
    return result.suspended


# Seals.


def test_what_is_sealed_comes_back() -> None:
    sealed = seal(b'the state', label=LABEL, keys=KEYS)
    assert b'the state' not in sealed and b'acme' not in sealed
    assert unseal(sealed, label=LABEL, keys=KEYS) == b'the state'
    assert seal(b'the state', label=LABEL, keys=KEYS) != sealed


def test_every_altered_bit_cut_and_addition_is_the_same_refusal() -> None:
    sealed = seal(random.Random(1).randbytes(4200), label=LABEL, keys=KEYS)
    flips = itertools.chain(
        range(4096 * 8), (random.Random(2).randrange(4096 * 8, len(sealed) * 8) for _ in range(2000))
    )
    altered = bytearray(sealed)
    errors = set()
    for bit in flips:
        altered[bit // 8] ^= 1 << bit % 8
        errors.add(refusal(altered))
        altered[bit // 8] ^= 1 << bit % 8
    half = len(sealed) // 2
    errors.update(refusal(sealed[:end]) for end in range(0, len(sealed), 7))
    errors.update(refusal(other) for other in (sealed + b'\0', sealed + sealed, sealed[half:] + sealed[:half], b'\n'))
    assert errors == {(SnapshotAltered, 'the snapshot was altered, or sealed with a key that is not among those given')}


def refusal(sealed: bytes | bytearray) -> tuple[type[SnapshotError], str]:
    try:
        unseal(bytes(sealed), label=LABEL, keys=KEPT)
    except SnapshotError as error:
        assert error.__cause__ is None and error.__context__ is None
        return type(error), error.message
    raise AssertionError('it was opened')


@pytest.mark.parametrize(
    'data', [b'cposix\ngetpid\n(tR.', b'\x80\x04.', b'PK\x03\x04', b'!!python/object:os.system', b'']
)
def test_other_formats_are_refused(data: bytes) -> None:
    assert refusal(data)[0] is SnapshotAltered


GOOD = [1, '["acme","run-1"]', 'data', 'key', 0, 0.0, 4e9, 60.0, b'', b'data']


@pytest.mark.parametrize(
    'fields',
    [
        [2, *GOOD[1:]],
        GOOD[:-1],
        [*GOOD, 1],
        [],
        [*GOOD[:6], float('nan'), *GOOD[7:]],
        [*GOOD[:6], float('inf'), *GOOD[7:]],
        [*GOOD[:6], 4_000_000_000, *GOOD[7:]],
        [1, b'label', *GOOD[2:]],
        [*GOOD[:4], True, *GOOD[5:]],
        [*GOOD[:9], 'text'],
        None,
        'text',
        {'a': 1},
    ],
)
def test_what_no_version_of_ours_has_sealed_is_refused(fields: Any) -> None:
    good = SnapshotKeys(KEYS).encrypt(msgpack.packb(GOOD), 0)
    assert unseal(good, label=LABEL, keys=KEYS, now=1.0) == b'data'
    with pytest.raises(SnapshotError):
        unseal(SnapshotKeys(KEYS).encrypt(msgpack.packb(fields), 0), label=LABEL, keys=KEYS, now=1.0)


@pytest.mark.parametrize(
    'junk', [b'', b'\xc1', b'\x91' * 100_000, b'\xdd\xff\xff\xff\xff', b'\xc6\xff\xff\xff\xff', b'\x9a']
)
def test_junk_under_a_good_seal_is_refused(junk: bytes) -> None:
    with pytest.raises(SnapshotError):
        unseal(SnapshotKeys(KEYS).encrypt(junk, 0), label=LABEL, keys=KEYS)


@pytest.mark.parametrize(
    'other', ['acme', ('acme',), ('acme', 'run-1', 'x'), 'acme/run-1', '["acme","run-1"]', ('Acme', 'run-1')]
)
def test_a_seal_is_for_its_label(other: Any) -> None:
    sealed = seal(b'data', label=LABEL, keys=KEYS)
    with pytest.raises(SnapshotLabelMismatch, match='^the snapshot belongs to another label$'):
        unseal(sealed, label=other, keys=KEYS)
    assert unseal(seal(b'data', label=other, keys=KEYS), label=other, keys=KEYS) == b'data'


@pytest.mark.parametrize('label', [None, '', (), ('a', ''), ['a'], 1, b'a', ('a', 1)])
def test_what_is_no_label_is_told(label: Any) -> None:
    with pytest.raises((TypeError, ValueError), match='label'):
        seal(b'data', label=label, keys=KEYS)


def test_a_seal_is_good_for_its_time() -> None:
    sealed = seal(b'data', label=LABEL, keys=KEYS, ttl=60, now=1000.0)
    assert unseal(sealed, label=LABEL, keys=KEYS, now=1059.9) == b'data'
    with pytest.raises(SnapshotExpired):
        unseal(sealed, label=LABEL, keys=KEYS, now=1060.0)
    with pytest.raises(SnapshotLabelMismatch):  # who has no right to it does not learn that it is over
        unseal(sealed, label='other', keys=KEYS, now=1060.0)


@pytest.mark.parametrize('ttl', [0, -1, True, None, float('inf'), float('nan'), '60'])
def test_what_is_no_time_to_live_is_told(ttl: Any) -> None:
    with pytest.raises(ValueError, match='ttl'):
        seal(b'data', label=LABEL, keys=KEYS, ttl=ttl)


def test_a_seal_can_be_for_a_program() -> None:
    sealed = seal(b'data', label=LABEL, keys=KEYS, program=ASK)
    assert unseal(sealed, label=LABEL, keys=KEYS) == b'data'
    assert unseal(sealed, label=LABEL, keys=KEYS, program=Monty(ASK, external_functions=['ask'])) == b'data'
    for other in (ASK + ' ', '', seal(b'data', label=LABEL, keys=KEYS)):
        with pytest.raises(SnapshotProgramMismatch):
            unseal(other if isinstance(other, bytes) else sealed, label=LABEL, keys=KEYS, program='other')


# Keys.


def test_keys_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = new_key(), new_key()
    monkeypatch.delenv('MONTY_TOOLS_SNAPSHOT_KEYS', raising=False)
    with pytest.raises(SnapshotKeyError, match='MONTY_TOOLS_SNAPSHOT_KEYS'):
        SnapshotStore('sqlite:///:memory:')
    monkeypatch.setenv('MONTY_TOOLS_SNAPSHOT_KEYS', f' {first},\n{second} ')
    assert SnapshotKeys().ids == SnapshotKeys([first, second.encode()]).ids
    monkeypatch.setenv('MONTY_TOOLS_SNAPSHOT_KEYS', ' , ')
    with pytest.raises(SnapshotKeyError):
        SnapshotKeys()


@pytest.mark.parametrize(
    'key', ['secret', '', 'A' * 43, 'A' * 43 + '==', 'A' * 43 + '=\n', b'\xff' * 44, None, 'é' * 44]
)
def test_what_is_no_key_is_told_without_repeating_it(key: Any) -> None:
    with pytest.raises(SnapshotKeyError) as caught:
        SnapshotKeys([new_key(), key])
    assert 'key 2' in str(caught.value)
    assert not key or repr(key)[1:-1] not in str(caught.value)
    with pytest.raises(SnapshotKeyError):
        SnapshotKeys(key or 'one by itself')


def test_keys_are_not_shown() -> None:
    keys = SnapshotKeys(KEYS)
    store = SnapshotStore('postgresql://user:password@host/db', keys=keys)
    for shown in (repr(keys), repr(store)):
        assert KEYS[0] not in shown and 'password' not in shown


def test_keys_rotate(url: str) -> None:
    old, new = new_key(), new_key()
    before = SnapshotStore(url, keys=[old])
    both = before if 'memory' in url else SnapshotStore(url, keys=[new, old])
    both.keys = SnapshotKeys([new, old])
    key = both.put(b'0', label=LABEL)
    before.keys = SnapshotKeys([old])
    keys = [before.put(str(n).encode(), label=LABEL) for n in range(3)]
    both.keys = SnapshotKeys([new, old])
    assert [both.peek(key, label=LABEL).data for key in keys] == [b'0', b'1', b'2']
    assert both.rotate() == 3
    assert both.rotate() == 0
    both.keys = SnapshotKeys([new])
    assert [both.peek(each, label=LABEL).data for each in [key, *keys]] == [b'0', b'0', b'1', b'2']
    both.keys = SnapshotKeys([old])
    with pytest.raises(SnapshotKeyError, match=SnapshotKeys([new]).ids[0]):
        both.peek(key, label=LABEL)
    with pytest.raises(SnapshotKeyError):
        SnapshotStore.rotate(both)


def test_without_keys_a_store_can_be_tidied_but_not_read(url: str, clock: Clock) -> None:
    store = SnapshotStore(url, keys=KEYS, clock=clock, ttl=60)
    key = store.put(b'data', label=LABEL)
    store.keys = SnapshotKeys([])
    assert [each.key for each in store.list()] == [key]
    for attempt in (
        lambda: store.peek(key, label=LABEL),
        lambda: store.take(key, label=LABEL),
        lambda: store.put(b'', label=LABEL),
        store.rotate,
    ):
        with pytest.raises(SnapshotKeyError):
            attempt()
    clock.now += 61
    assert store.sweep() == 1


# The store.


def test_what_is_stored_is_taken_once(store: SnapshotStore) -> None:
    key = store.put(b'data', label=LABEL)
    with store.take(key, label=LABEL) as claim:
        assert (claim.data, claim.key, claim.kind, claim.round) == (b'data', key, 'data', 0)
        with pytest.raises(SnapshotAlreadyResumed, match='another process is resuming'):
            store.take(key, label=LABEL)
        assert store.peek(key, label=LABEL).state == 'resuming'
    for attempt in (store.take, store.peek, store.release):
        with pytest.raises(SnapshotAlreadyResumed, match='resumed to its end'):
            attempt(key, label=LABEL)
    (left,) = store.list(LABEL)
    assert (left.state, left.size, left.data) == ('finished', 0, b'')
    with pytest.raises(SnapshotAlreadyResumed, match='ended'):
        claim.done()


def test_nothing_readable_is_in_the_database(tmp_path: Path) -> None:
    store = SnapshotStore(f'sqlite:///{tmp_path / "s.db"}', keys=KEYS)
    secret = 'gold under the oak'
    paused = Monty('secret\nask(secret)', inputs=['secret'], external_functions=['ask']).start(
        inputs={'secret': secret}
    )
    assert not isinstance(paused, MontyComplete)
    key = store.save(paused, label=LABEL)
    everything = b''.join(path.read_bytes() for path in tmp_path.iterdir())
    assert key.encode() in everything and b'acme' in everything
    assert b'gold' not in everything and b'ask(' not in everything
    assert secret.encode() in store.peek(key, label=LABEL).data


def test_the_file_is_made_on_first_use_and_is_the_owners(tmp_path: Path) -> None:
    path = tmp_path / 'snapshots.db'
    store = SnapshotStore(f'sqlite:///{path}', keys=KEYS)
    assert not path.exists()
    assert store.list() == ()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sqlite3.connect(path).execute('PRAGMA journal_mode').fetchone() == ('wal',)


def test_a_wrong_label_learns_nothing(store: SnapshotStore, clock: Clock) -> None:
    waiting, taken, done, old = (store.put(b'data', label=LABEL, ttl=100 if n < 3 else 1) for n in range(4))
    store.take(taken, label=LABEL)
    store.take(done, label=LABEL).done()
    clock.now += 2
    heard = set()
    for key in (waiting, taken, done, old):
        for attempt in (store.take, store.peek, store.delete, store.release, store.token, store.load):
            with pytest.raises(SnapshotLabelMismatch) as caught:
                attempt(key, label=('other', 'run-1'))
            heard.add(str(caught.value))
    assert heard == {'the snapshot belongs to another label'}
    assert store.take(waiting, label=LABEL).data == b'data'


def test_an_unknown_key_is_told(store: SnapshotStore) -> None:
    store.put(b'data', label=LABEL)
    for key in (
        '',
        'x',
        "' OR 1=1 --",
        '%',
        '_',
        '\x00',
        '\ud800',
        'é' * 1000,
        'a' * 1000,
        '0' * 32,
        '٠' * 32,
        '0' * 32 + '\n',
    ):
        with pytest.raises(SnapshotUnknown):
            store.take(key, label=LABEL)


def test_time_to_live_is_enforced_on_reading_and_swept_after(store: SnapshotStore, clock: Clock) -> None:
    short = store.put(b'short', label=LABEL, ttl=61)
    clock.now += 1
    long = store.put(b'long', label=LABEL)
    clock.now += 60
    for attempt in (store.take, store.peek, store.token):
        with pytest.raises(SnapshotExpired):
            attempt(short, label=LABEL)
    assert [each.state for each in store.list()] == ['expired', 'waiting']
    assert store.sweep() == 1
    with pytest.raises(SnapshotUnknown):
        store.take(short, label=LABEL)
    claim = store.take(long, label=LABEL)
    clock.now += 7 * DAY - 70
    claim.renew()
    clock.now += 20
    assert store.sweep() == 0, 'what is just being resumed stays'
    claim.checkpoint(b'longer')
    clock.now += 61
    assert store.peek(long, label=LABEL).data == b'longer', 'a checkpoint has its whole time again'


def test_the_end_is_remembered_until_the_time_is_over(store: SnapshotStore, clock: Clock) -> None:
    key = store.put(b'data', label=LABEL, ttl=60)
    store.take(key, label=LABEL).done()
    assert store.sweep() == 0
    clock.now += 60
    assert store.sweep() == 1


def test_a_lease_that_is_not_renewed_is_over(store: SnapshotStore, clock: Clock) -> None:
    key = store.put(b'data', label=LABEL)
    dead = store.take(key, label=LABEL)
    clock.now += 50
    dead.renew()
    clock.now += 59
    with pytest.raises(SnapshotAlreadyResumed):
        store.take(key, label=LABEL)
    clock.now += 1
    second = store.take(key, label=LABEL)
    for attempt in (dead.renew, dead.done):
        with pytest.raises(SnapshotAlreadyResumed):
            attempt()
    dead.release()
    assert dead.lost and not dead.held
    assert store.peek(key, label=LABEL).state == 'resuming', 'what it did after does not touch the second claim'
    second.done()


@pytest.mark.parametrize('change', ['checkpoint', 'pause', 'done', 'delete'])
def test_who_lost_the_claim_changes_nothing(store: SnapshotStore, clock: Clock, change: str) -> None:
    key = store.put(b'data', label=LABEL)
    dead = store.take(key, label=LABEL)
    clock.now += 60
    store.take(key, label=LABEL).pause(b'further')
    changes: dict[str, Callable[[], object]] = {
        'checkpoint': lambda: dead.checkpoint(b'behind'),
        'pause': lambda: dead.pause(b'behind'),
        'done': dead.done,
        'delete': dead.delete,
    }
    with pytest.raises(SnapshotAlreadyResumed, match='the claim on the snapshot is lost'):
        changes[change]()
    found = store.peek(key, label=LABEL)
    assert (found.data, found.state, found.round) == (b'further', 'waiting', 1)


def test_an_exception_releases_the_claim(store: SnapshotStore) -> None:
    key = store.put(b'data', label=LABEL)
    with pytest.raises(LookupError), store.take(key, label=LABEL):
        raise LookupError
    assert store.take(key, label=LABEL).data == b'data'


def test_a_lease_for_good_ends_by_hand_only(url: str, clock: Clock) -> None:
    store = SnapshotStore(url, keys=KEYS, clock=clock, lease=None)
    key = store.put(b'data', label=LABEL)
    with pytest.raises(LookupError), store.take(key, label=LABEL):
        raise LookupError
    clock.now += 6 * DAY
    with pytest.raises(SnapshotAlreadyResumed):
        store.take(key, label=LABEL)
    assert [(each.state, each.leased_until) for each in store.list()] == [('resuming', None)]
    store.release(key, label=LABEL)
    with pytest.raises(InputError), store.take(key, label=LABEL):
        raise InputError('nothing has run')
    assert store.take(key, label=LABEL).data == b'data'
    clock.now += DAY
    assert store.sweep() == 1


def test_deleted_is_gone_for_who_has_it_too(store: SnapshotStore) -> None:
    key = store.put(b'data', label=LABEL)
    claim = store.take(key, label=LABEL)
    store.delete(key, label=LABEL)
    with pytest.raises(SnapshotUnknown):
        store.peek(key, label=LABEL)
    with pytest.raises(SnapshotAlreadyResumed):
        claim.checkpoint(b'more')


def test_lists_are_by_label(store: SnapshotStore, clock: Clock) -> None:
    labels: list[Any] = [
        'acme',
        ('acme', 'a'),
        ('acme', 'a', 'b'),
        ('acme', 'ab'),
        ('Acme', 'a'),
        'acme%',
        ('ac_e', 'x'),
        'ünï\ud800',
    ]
    for label in labels:
        store.put(b'data', label=label)
        clock.now += 1
    everything = store.list()
    assert [each.label for each in everything] == [(x,) if isinstance(x, str) else x for x in labels]
    assert {(each.kind, each.size, each.round, each.state) for each in everything} == {('data', 4, 0, 'waiting')}
    assert [each.label for each in store.list('acme')] == [('acme',), ('acme', 'a'), ('acme', 'a', 'b'), ('acme', 'ab')]
    assert [each.label for each in store.list(('acme', 'a'))] == [('acme', 'a'), ('acme', 'a', 'b')]
    assert store.list('a') == () == store.list('acm_')
    assert len(store.list('ünï\ud800')) == 1


def test_rows_that_were_tampered_with_are_refused(tmp_path: Path) -> None:
    path = tmp_path / 's.db'
    store = SnapshotStore(f'sqlite:///{path}', keys=KEYS)
    first, second = store.put(b'1', label=LABEL), store.put(b'2', label='other')
    third = store.put(b'3', label=LABEL)

    def change(text: str, *values: object) -> None:
        with sqlite3.connect(path) as connection:
            connection.execute(text, values)

    change('UPDATE monty_tools_snapshots SET label = ? WHERE key = ?', '["acme","run-1"]', second)
    with pytest.raises(SnapshotLabelMismatch):
        store.take(second, label=LABEL)
    change('UPDATE monty_tools_snapshots SET expires = 4e9, round = 1 WHERE key = ?', first)
    with pytest.raises(SnapshotAltered):
        store.take(first, label=LABEL)
    swapped = 'UPDATE monty_tools_snapshots SET sealed = (SELECT sealed FROM monty_tools_snapshots WHERE key = ?)'
    change(f'{swapped} WHERE key = ?', first, third)
    with pytest.raises(SnapshotAltered):
        store.take(third, label=LABEL)
    change('UPDATE monty_tools_snapshots SET sealed = ?', b'junk')
    with pytest.raises(SnapshotAltered):
        store.peek(first, label=LABEL)
    change('UPDATE monty_tools_snapshots SET sealed = NULL')
    with pytest.raises(SnapshotUnknown):
        store.peek(first, label=LABEL)


def test_the_seals_own_time_holds_whatever_the_row_says(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / 's.db'
    store = SnapshotStore(f'sqlite:///{path}', keys=KEYS, clock=clock, ttl=60)
    key = store.put(b'1', label=LABEL)
    with sqlite3.connect(path) as connection:
        connection.execute('UPDATE monty_tools_snapshots SET expires = 4e9')
    clock.now += 60
    with pytest.raises(SnapshotExpired):
        store.take(key, label=LABEL)


@pytest.mark.parametrize(
    ('place', 'told'),
    [
        ('sqlite:////nowhere/at/all/s.db', 'unable to open'),
        ('postgresql://user:password@127.0.0.1:1/none', 'refused|failed'),
    ],
)
def test_a_database_that_fails_is_told(place: str, told: str) -> None:
    store = SnapshotStore(place, keys=KEYS)
    with pytest.raises(SnapshotStoreError, match=told) as caught:
        store.put(b'secret data', label=LABEL)
    assert 'password' not in str(caught.value) and 'acme' not in str(caught.value)
    assert caught.value.__context__ is None


def test_a_role_that_may_not_make_tables_can_use_one_that_is_there() -> None:
    for url in postgres_schema():
        store = SnapshotStore(url, keys=KEYS)
        key = store.put(b'data', label=LABEL)
        engine = sqlalchemy.create_engine(sqlalchemy.make_url(url).set(drivername='postgresql+psycopg'))
        role = f'role_{secrets.token_hex(8)}'
        with engine.begin() as connection:
            schema = str(connection.scalar(sqlalchemy.text('SELECT current_schema()')))
            for statement in (
                f'CREATE ROLE {role} LOGIN',
                f'GRANT USAGE ON SCHEMA {schema} TO {role}',
                f'GRANT SELECT, UPDATE, DELETE, INSERT ON {schema}.monty_tools_snapshots TO {role}',
            ):
                connection.execute(sqlalchemy.text(statement))
        limited = sqlalchemy.make_url(url).update_query_dict({'options': f'-csearch_path={schema} -crole={role}'})
        lesser = SnapshotStore(limited.render_as_string(hide_password=False), keys=KEYS)
        lesser.take(key, label=LABEL).done()
        lesser.close()
        with engine.begin() as connection:
            connection.execute(sqlalchemy.text(f'DROP OWNED BY {role}'))
            connection.execute(sqlalchemy.text(f'DROP ROLE {role}'))
        engine.dispose()
        store.close()


def test_a_database_of_no_encoding_will_do() -> None:
    for url in postgres_schema():
        admin = sqlalchemy.create_engine(
            sqlalchemy.make_url(url).set(drivername='postgresql+psycopg'), isolation_level='AUTOCOMMIT'
        )
        name = f'ascii_{secrets.token_hex(8)}'
        with admin.connect() as connection:
            connection.execute(
                sqlalchemy.text(f"CREATE DATABASE {name} ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0")
            )
        bare = sqlalchemy.make_url(url).set(database=name).difference_update_query(['options'])
        store = SnapshotStore(bare.render_as_string(hide_password=False), keys=KEYS)
        key = store.put(b'data', label='Ångström')
        assert [entry.label for entry in store.list()] == [('Ångström',)]
        store.take(key, label='Ångström').done()
        store.close()
        with admin.connect() as connection:
            connection.execute(sqlalchemy.text(f'DROP DATABASE {name}'))
        admin.dispose()


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / 's.db'
    path.write_bytes(b'not a database at all' * 100)
    with pytest.raises(SnapshotStoreError):
        SnapshotStore(f'sqlite:///{path}', keys=KEYS).list()


@pytest.mark.parametrize(
    'place', ['', 'no url', 'nosuch://x/y', 'sqlite+aiosqlite:///s.db', 'postgresql+asyncpg://x/y']
)
def test_what_is_no_url_is_told(place: str) -> None:
    with pytest.raises(ValueError, match='url'):
        SnapshotStore(place, keys=KEYS)


# Tokens.


def test_a_token_is_good_for_one_answer(store: SnapshotStore, clock: Clock) -> None:
    key = store.put(b'data', label=LABEL)
    token = store.token(key, label=LABEL, ttl=DAY)
    assert key not in token
    assert store.peek(token, label=LABEL).key == key
    with pytest.raises(LookupError), store.take(token, label=LABEL):
        raise LookupError
    assert store.take(token, label=LABEL).pause(b'more') == key
    for attempt in (store.take, store.peek):
        with pytest.raises(SnapshotAlreadyResumed, match='paused again'):
            attempt(token, label=LABEL)
    second = store.token(key, label=LABEL, ttl=DAY)
    clock.now += DAY
    with pytest.raises(SnapshotExpired):
        store.take(second, label=LABEL)
    store.take(store.token(key, label=LABEL), label=LABEL).done()
    with pytest.raises(SnapshotAlreadyResumed, match='resumed to its end'):
        store.take(key, label=LABEL)


def test_a_token_that_holds_the_snapshot_is_good_for_one_use(store: SnapshotStore) -> None:
    token = store.seal_token(b'data', label=LABEL)
    (noted,) = store.list()
    assert (noted.size, noted.state) == (4, 'waiting')
    with pytest.raises(SnapshotUnknown, match='in the token'):
        store.take(noted.key, label=LABEL)
    with store.take(token, label=LABEL) as claim:
        assert claim.data == b'data'
        with pytest.raises(SnapshotAlreadyResumed):
            store.take(token, label=LABEL)
        claim.checkpoint(b'further')
        claim.release()
    assert store.peek(token, label=LABEL).data == b'further'
    assert store.peek(noted.key, label=LABEL).data == b'further'
    store.take(token, label=LABEL).done()
    with pytest.raises(SnapshotAlreadyResumed):
        store.take(token, label=LABEL)
    other = store.seal_token(b'data', label=LABEL)
    store.delete(other, label=LABEL)
    with pytest.raises(SnapshotUnknown):
        store.take(other, label=LABEL)


def test_no_other_text_is_a_token(store: SnapshotStore) -> None:
    key = store.put(b'data', label=LABEL)
    token = store.token(key, label=LABEL)
    for place in range(len('monty1.'), len(token)):
        other = 'B' if token[place] == 'A' else 'A'
        with pytest.raises(SnapshotAltered):
            store.take(token[:place] + other + token[place + 1 :], label=LABEL)
    for altered in (
        token + '\n',
        token + '=',
        token + 'A',
        token[:-1],
        token + token,
        'monty1.',
        'monty1.é',
        token[:20] + ' ' + token[20:],
    ):
        with pytest.raises(SnapshotAltered):
            store.take(altered, label=LABEL)
    with pytest.raises(SnapshotLabelMismatch):
        store.take(token, label='other')
    foreign = SnapshotStore('sqlite:///:memory:', keys=[new_key()])
    with pytest.raises(SnapshotAltered):
        store.take(foreign.token(foreign.put(b'data', label=LABEL), label=LABEL), label=LABEL)
    elsewhere = SnapshotStore('sqlite:///:memory:', keys=KEYS, clock=store.clock)
    with pytest.raises(SnapshotUnknown):
        store.take(elsewhere.seal_token(b'data', label=LABEL), label=LABEL)


# Paused programs.


def test_a_paused_program_goes_on(store: SnapshotStore) -> None:
    program = Monty(ASK + "\nbecause = ask('why?')\n[answer, because]", external_functions=['ask'])
    paused = program.start()
    assert isinstance(paused, FunctionSnapshot)
    key = store.save(paused, label=LABEL, program=program)
    seen = store.load(key, label=LABEL)
    assert isinstance(seen, FunctionSnapshot) and seen.args == ('really?',)
    with store.take(key, label=LABEL, program=program) as claim:
        loaded = claim.load()
        assert isinstance(loaded, FunctionSnapshot)
        progress = loaded.resume(return_value='yes')
        assert isinstance(progress, FunctionSnapshot)
        assert claim.pause(progress) == key
    with store.take(key, label=LABEL, program=program) as claim:
        assert claim.round == 1
        loaded = claim.load()
        assert isinstance(loaded, FunctionSnapshot)
        end = loaded.resume(return_value='so')
    assert isinstance(end, MontyComplete) and end.value == ['yes', 'so']
    with pytest.raises(SnapshotAlreadyResumed):
        store.take(key, label=LABEL)


def test_pending_calls_are_settled_later(store: SnapshotStore) -> None:
    code = "import asyncio\nawait asyncio.gather(fetch('a'), fetch('b'))"
    progress = Monty(code, external_functions=['fetch']).start()
    while isinstance(progress, FunctionSnapshot):
        progress = progress.resume(pending=True)
    assert isinstance(progress, FutureSnapshot)
    key = store.save(progress, label=LABEL)
    assert store.list()[0].kind == 'futures'
    with store.take(key, label=LABEL) as claim:
        loaded = claim.load()
        assert isinstance(loaded, FutureSnapshot)
        end = loaded.resume({1: {'return_value': 1}, 2: {'return_value': 2}})
    assert isinstance(end, MontyComplete) and end.value == [1, 2]


def test_a_snapshot_is_bound_to_its_program_functions_limits_and_kind(store: SnapshotStore) -> None:
    program = Monty(ASK, external_functions=['ask'])
    paused = program.start(limits=ResourceLimits(allocation_limit=1000))
    assert isinstance(paused, FunctionSnapshot)
    key = store.save(paused, label=LABEL, program=program)
    for attempt in (store.take, store.peek, store.load):
        with pytest.raises(SnapshotProgramMismatch):
            attempt(key, label=LABEL, program=ASK + '\n')
    with pytest.raises(InputError, match='not declared'):
        store.load(key, label=LABEL, external_functions=['ask', 'steal'])
    wider = store.load(key, label=LABEL, limits=ResourceLimits(allocation_limit=10**9))
    assert wider.inspect().usage['allocations'].limit == 1000
    narrower = store.load(key, label=LABEL, limits=ResourceLimits(allocation_limit=500))
    assert narrower.inspect().usage['allocations'].limit == 500
    with pytest.raises(SnapshotError, match="kind 'call'"):
        store.open(Bank().mode(), key, label=LABEL)
    run = store.save(suspended(Bank().mode().run_sync(PAY)), label=LABEL)
    session = MontyRepl()
    session.feed('x = 1')
    idle = store.save(session, label=LABEL)
    for other in (run, idle, store.save(program, label=LABEL), store.put(b'data', label=LABEL)):
        with pytest.raises(SnapshotError):
            store.load(other, label=LABEL)
    for other in (idle, store.put(b'MONTYRUN', label=LABEL)):
        with pytest.raises(SnapshotError, match='of kind'):
            store.open(Bank().mode(), other, label=LABEL)
    assert {each.state for each in store.list()} == {'waiting'}, 'what can not be loaded is not claimed'


def test_counters_go_on(store: SnapshotStore) -> None:
    paused = Monty('x = [n for n in range(500)]\nask()\nx', external_functions=['ask']).start()
    assert isinstance(paused, FunctionSnapshot)
    before = paused.inspect().usage
    after = store.load(store.save(paused, label=LABEL), label=LABEL).inspect().usage
    for name in ('allocations', 'stack_depth', 'external_calls', 'output'):
        assert after[name].used == before[name].used
    assert after['execution_time'].used >= before['execution_time'].used > 0


# Runs of code mode.


def test_three_rounds(store: SnapshotStore) -> None:
    bank = Bank()
    key = store.save(suspended(bank.mode().run_sync(ROUNDS)), label=LABEL)
    for n in range(3):
        run = store.open(bank.mode(), key, label=LABEL)
        assert (run.round, [(call.name, call.arguments['amount']) for call in run.pending]) == (n, [('pay', n)])
        token = store.token(key, label=LABEL)
        result = run.resume_sync({run.pending[0].id: True})
        with pytest.raises(SnapshotAlreadyResumed):
            store.open(bank.mode(), token, label=LABEL)
    assert result.ok and result.stdout == 'sent 0 to x\nsent 1 to x\nsent 2 to x\n'
    assert bank.done == [('x', 0), ('x', 1), ('x', 2)]
    with pytest.raises(SnapshotAlreadyResumed):
        run.resume_sync({})


def test_one_object_goes_on_through_all_rounds(store: SnapshotStore) -> None:
    bank = Bank()
    token = store.seal_token(suspended(bank.mode().run_sync(ROUNDS)), label=LABEL)
    run = store.open(bank.mode(), token, label=LABEL)
    answers = [Approve({'to': 'y', 'amount': 9}), False, True]
    results = [run.resume_sync({run.pending[0].id: answer}) for answer in answers[:1]]
    assert suspended(results[0]).pending == run.pending
    result = run.resume_sync({run.pending[0].id: Deny('no')})
    assert result.error is not None and result.error.type_name == 'PermissionError'
    assert bank.done == [('y', 9)]
    assert [each.state for each in store.list()] == ['finished']


def test_decisions_that_can_not_be_taken_leave_the_run_as_it_was(store: SnapshotStore) -> None:
    bank = Bank()
    key = store.save(suspended(bank.mode().run_sync(PAY)), label=LABEL)
    run = store.open(bank.mode(), key, label=LABEL)
    for decisions in ({}, {'9': True}, {'1': 'yes'}):
        with pytest.raises(InputError):
            run.resume_sync(decisions)  # type: ignore[arg-type]
    assert [each.state for each in store.list()] == ['waiting']
    assert run.resume_sync({'1': True}).output == 'sent 1 to x'


def test_of_two_that_have_it_open_one_gets_it(store: SnapshotStore) -> None:
    bank = Bank()
    key = store.save(suspended(bank.mode().run_sync(PAY)), label=LABEL)
    first, second = (store.open(bank.mode(), key, label=LABEL) for _ in range(2))

    async def race() -> list[CodeResult | BaseException]:
        return await asyncio.gather(*(run.resume({'1': True}) for run in (first, second)), return_exceptions=True)

    outcomes = asyncio.run(race())
    assert sorted(type(each).__name__ for each in outcomes) == ['CodeResult', 'SnapshotAlreadyResumed']
    assert bank.done == [('x', 1)]


def test_the_session_goes_on_after_the_run(store: SnapshotStore) -> None:
    bank = Bank()
    key = store.save(suspended(bank.mode().run_sync(f'got = {PAY}')), label=LABEL)
    run = store.open(bank.mode(), key, label=LABEL)
    assert run.resume_sync({'1': True}).ok
    assert run.session.run_sync('got').output == 'sent 1 to x'
    again = store.save(run.session, label=LABEL)
    assert bank.mode().session(store.peek(again, label=LABEL).data).run_sync('got').output == 'sent 1 to x'


def test_a_run_is_of_its_code(store: SnapshotStore) -> None:
    key = store.save(suspended(Bank().mode().run_sync(PAY)), label=LABEL)
    assert store.peek(key, label=LABEL, program=PAY).kind == 'run'
    with pytest.raises(SnapshotProgramMismatch):
        store.peek(key, label=LABEL, program=PAY + ' ')


def test_a_run_needs_its_tools_and_is_not_claimed_without(store: SnapshotStore) -> None:
    bank = Bank()
    key = store.save(suspended(bank.mode().run_sync(PAY)), label=LABEL)
    with pytest.raises((SnapshotError, InputError), match='pay'):
        store.open(CodeMode([bank.balance]), key, label=LABEL)
    with pytest.raises(InputError, match='not declared'):
        store.open(CodeMode([*bank.mode().tools, tool(print, name='more', parameters={})]), key, label=LABEL)
    assert store.open(bank.mode(), key, label=LABEL).pending


TWO = "a = await balance(account='a')\nb = await balance(account='b')\na + b"


def test_checkpoints_replace_each_other_and_go_with_the_run(store: SnapshotStore) -> None:
    bank = Bank()
    seen: list[tuple[str, str, int]] = []

    class Watching(Checkpoints):
        async def __call__(self, data: bytes) -> None:
            await super().__call__(data)
            seen.extend((each.key, each.state, each.round) for each in await self.store.list_async())

    async def main() -> CodeResult:
        async with Watching(store, label=LABEL) as checkpoints:
            assert checkpoints.key is None
            result = await bank.mode().session().run(TWO, checkpoint=checkpoints)
            assert checkpoints.key == seen[0][0]
        assert checkpoints.key is None
        return result

    assert asyncio.run(main()).output == 200
    assert len(seen) == 2 and len(set(seen)) == 1 and seen[0][1:] == ('resuming', 0)
    assert store.list() == ()


def test_a_run_that_the_host_stopped_goes_on_from_its_last_checkpoint(store: SnapshotStore) -> None:
    bank = Bank()

    class Stopped(Bank):
        async def balance(self, account: str) -> int:
            if account == 'b':
                raise StopRun(ConnectionError())
            return await super().balance(account)

    stopped = Stopped()

    async def main() -> str | None:
        checkpoints = Checkpoints(store, label=LABEL)
        with pytest.raises(StopRun):
            async with checkpoints:
                await stopped.mode().session().run(TWO, checkpoint=checkpoints)
        return checkpoints.key

    key = asyncio.run(main())
    assert key is not None and [each.state for each in store.list()] == ['waiting']
    run = store.open(bank.mode(), key, label=LABEL)
    assert run.pending == ()
    assert run.resume_sync({}).output == 200
    assert (stopped.done, bank.done) == ([('a', 0)], [('b', 0)])


@pytest.mark.parametrize('code', [PAY, f"await balance(account='a')\n{PAY}"])
def test_a_run_with_checkpoints_pauses(store: SnapshotStore, code: str) -> None:
    bank = Bank()

    async def main() -> str:
        async with Checkpoints(store, label=LABEL) as checkpoints:
            result = await bank.mode().session().run(code, checkpoint=checkpoints)
            key = await checkpoints.pause(suspended(result))
        assert checkpoints.key == key
        return key

    key = asyncio.run(main())
    assert [(each.key, each.state) for each in store.list()] == [(key, 'waiting')]
    run = store.open(bank.mode(), key, label=LABEL)
    assert run.resume_sync({run.pending[0].id: True}).output == 'sent 1 to x'


def test_who_has_a_run_open_goes_on_from_the_checkpoint_that_another_left(store: SnapshotStore) -> None:
    bank = Bank()
    code = f"{PAY}\nawait balance(account='b')"
    key = store.save(suspended(bank.mode().run_sync(code)), label=LABEL)
    late = store.open(bank.mode(), key, label=LABEL)

    class Stopped(Bank):
        async def balance(self, account: str) -> int:
            raise StopRun(ConnectionError())

    stopped = Stopped()
    with pytest.raises(StopRun):
        store.open(stopped.mode(), key, label=LABEL).resume_sync({'1': True})
    with pytest.raises(InputError):
        late.resume_sync({'1': True})
    assert late.pending == ()
    assert late.resume_sync({}).output == 100
    assert (stopped.done, bank.done) == ([('x', 1)], [('b', 0)])


def test_a_claim_is_renewed_while_a_run_is_under_way_and_its_loss_ends_the_run(lasting_url: str) -> None:
    store = SnapshotStore(lasting_url, keys=KEYS, lease=0.15)
    reached = threading.Event()
    bank = Bank()

    async def pay(to: str, amount: int) -> str:
        """Takes much longer than the lease, and never ends."""
        first = (await store.list_async())[0].leased_until
        while (await store.list_async())[0].leased_until == first:
            await asyncio.sleep(0.01)
        with pytest.raises(SnapshotAlreadyResumed):
            await store.take_async(key, label=LABEL)
        await store.release_async(key, label=LABEL)
        reached.set()
        await asyncio.Event().wait()
        return ''

    key = store.save(suspended(bank.mode().run_sync(PAY)), label=LABEL)
    slow = CodeMode([bank.balance, tool(pay, requires_approval=True)])
    with pytest.raises(SnapshotAlreadyResumed, match='lost'):
        store.open(slow, key, label=LABEL).resume_sync({'1': True})
    assert reached.is_set()
    assert store.open(bank.mode(), key, label=LABEL).resume_sync({'1': True}).ok


@pytest.mark.parametrize('code', [TWO, f'try:\n    {PAY}\nexcept BaseException:\n    pass\n{TWO}'])
def test_a_checkpoint_that_fails_stops_the_run(store: SnapshotStore, code: str) -> None:
    bank = Bank()

    class Deleting(Bank):
        async def balance(self, account: str) -> int:
            for each in await store.list_async():
                await store.delete_async(each.key, label=LABEL)
            return await bank.balance(account)

    async def main() -> None:
        mode = Deleting().mode()
        if code == TWO:
            async with Checkpoints(store, label=LABEL) as checkpoints:
                await mode.session().run(code, checkpoint=checkpoints)
        else:
            key = await store.save_async(suspended(await mode.session().run(code)), label=LABEL)
            run = await store.open_async(mode, key, label=LABEL)
            await run.resume({'1': True})

    with pytest.raises(SnapshotAlreadyResumed, match='lost'):
        asyncio.run(main())
    assert bank.done == [('a', 0), ('b', 0)][: 2 if code == TWO else 1]


def test_a_checkpoint_that_fails_without_a_block_stops_the_run_too() -> None:
    store = SnapshotStore('sqlite:////nowhere/at/all/s.db', keys=KEYS)
    with pytest.raises(StopRun) as caught:
        asyncio.run(Bank().mode().session().run(TWO, checkpoint=Checkpoints(store, label=LABEL)))
    assert isinstance(caught.value.error, SnapshotStoreError)
    assert caught.value.result is not None and len(caught.value.result.calls) == 1


def test_cancelling_gives_the_run_back(store: SnapshotStore) -> None:
    bank = Bank()

    async def pay(to: str, amount: int) -> str:
        """Never ends."""
        started.set()
        await asyncio.Event().wait()
        return ''

    key = store.save(suspended(bank.mode().run_sync(PAY)), label=LABEL)

    async def main() -> None:
        run = await store.open_async(CodeMode([bank.balance, tool(pay, requires_approval=True)]), key, label=LABEL)
        task = asyncio.create_task(run.resume({'1': True}))
        await started.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    started = asyncio.Event()
    asyncio.run(main())
    assert [each.state for each in store.list()] == ['waiting']


def test_everything_is_there_for_event_loops_too(store: SnapshotStore, clock: Clock) -> None:
    async def main() -> None:
        key = await store.put_async(b'data', label=LABEL)
        token = await store.token_async(key, label=LABEL)
        assert (await store.peek_async(token, label=LABEL)).data == b'data'
        claim = await store.take_async(key, label=LABEL)
        await claim.renew_async()
        await claim.checkpoint_async(b'more')
        await claim.release_async()
        await store.release_async(key, label=LABEL)
        claim = await store.take_async(key, label=LABEL)
        await claim.pause_async(b'again')
        await (await store.take_async(key, label=LABEL)).done_async()
        held = await store.put_claimed_async(b'data', label=LABEL)
        await held.delete_async()
        with pytest.raises(SnapshotUnknown):
            await store.peek_async(held.key, label=LABEL)
        sealed = await store.seal_token_async(b'data', label=LABEL)
        await store.delete_async(sealed, label=LABEL)
        assert await store.rotate_async() == 0
        assert len(await store.list_async(LABEL)) == 1
        clock.now += 8 * DAY
        assert await store.sweep_async() == 1

    asyncio.run(main())


def test_threads_share_a_store(store: SnapshotStore) -> None:
    keys = [store.put(b'data', label=LABEL) for _ in range(20)]
    got: list[str] = []

    def work() -> None:
        for key in keys:
            try:
                store.take(key, label=LABEL).done()
            except SnapshotAlreadyResumed:
                continue
            got.append(key)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == sorted(keys)


def test_a_claim_is_renewed_while_its_block_lasts(lasting_url: str) -> None:
    store = SnapshotStore(lasting_url, keys=KEYS, lease=0.15)
    key = store.put(b'data', label=LABEL)
    ended = threading.Event()
    with store.take(key, label=LABEL) as claim:
        until = store.list()[0].leased_until
        while store.list()[0].leased_until == until:
            ended.wait(0.01)
        with pytest.raises(SnapshotAlreadyResumed):
            store.take(key, label=LABEL)
        store.release(key, label=LABEL)
        while not claim.lost:
            ended.wait(0.01)
    assert store.take(key, label=LABEL).data == b'data'


@pytest.mark.parametrize(('ends', 'state'), [('1 / 0', 'finished'), ("'a' * 10**9", 'finished'), ('answer', 'waiting')])
def test_a_program_that_ended_badly_is_over(store: SnapshotStore, ends: str, state: str) -> None:
    paused = Monty(f'answer = ask()\n{ends}', external_functions=['ask']).start()
    assert isinstance(paused, FunctionSnapshot)
    key = store.save(paused, label=LABEL)
    with pytest.raises(MontyError), store.take(key, label=LABEL) as claim:
        loaded = claim.load()
        assert isinstance(loaded, FunctionSnapshot)
        loaded.resume(return_value=object() if state == 'waiting' else None)
    assert [each.state for each in store.list()] == [state]


@pytest.mark.skipif(not hasattr(os, 'fork'), reason='the system has no fork')
@pytest.mark.filterwarnings('ignore:.*multi-threaded:DeprecationWarning')
def test_a_store_can_be_used_after_a_fork(lasting_url: str) -> None:
    store = SnapshotStore(lasting_url, keys=KEYS)
    first = asyncio.run(store.put_async(b'data', label=LABEL))
    child = os.fork()
    if child == 0:
        status = 1
        try:
            store.take(first, label=LABEL).done()
            asyncio.run(store.put_async(b'more', label=LABEL))
            status = 0
        finally:
            os._exit(status)
    assert os.waitpid(child, 0)[1] == 0
    assert [each.state for each in store.list()] == ['finished', 'waiting']


@pytest.mark.parametrize('missing', ['cryptography', 'sqlalchemy'])
def test_the_import_says_which_extra_is_missing(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*sys.modules]:
        if name.startswith(('monty_tools.snapshots', f'{missing}.')):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ImportError, match=rf"needs {missing}: pip install 'monty-tools\[snapshots\]'"):
        importlib.import_module('monty_tools.snapshots')


# Other processes.

WORKER = textwrap.dedent("""
    import asyncio, json, os, signal, sys, time
    from pathlib import Path
    from monty_tools import CodeMode, tool
    from monty_tools.snapshots import Checkpoints, SnapshotAlreadyResumed, SnapshotStore

    LABEL = ('acme', 'run-1')
    CODE = '\\n'.join([
        "before = await balance(account='a')",
        "print('paying')",
        "sent = await pay(to='x', amount=1)",
        "after = await balance(account='b')",
        "again = await pay(to='y', amount=2)",
        '[before, sent, after, again]',
    ])

    def die(at):
        if job['stage'] == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def note(text):
        with Path(job['done']).open('a') as file:
            file.write(text + '\\n')

    @tool(checkpoint=True)
    async def balance(account: str) -> int:
        die(f'before balance {account}')
        note(f'balance {account}')
        return 100

    @tool(requires_approval=True, checkpoint=True)
    async def pay(to: str, amount: int) -> str:
        die('in pay')
        note(f'pay {to} {amount}')
        die('after pay')
        return f'sent {amount} to {to}'

    async def ask(store, mode):
        async with Checkpoints(store, label=LABEL) as checkpoints:
            result = await mode.session().run(CODE, checkpoint=checkpoints)
            die('before put')
            await checkpoints.pause(result.suspended)
        die('after put')

    async def answer(store, mode):
        waiting = [each for each in store.list(LABEL) if each.state != 'finished']
        if not waiting:
            return await ask(store, mode)
        run = store.open(mode, waiting[0].key, label=LABEL)
        if job['stage'] == 'after claim':
            store.take(run.key, label=LABEL)
            die('after claim')
        result = await run.resume({call.id: True for call in run.pending})
        die('after resume')
        print(result.output if result.ok else result.to_model())

    def race(store):
        for each in store.list(LABEL):
            try:
                store.take(each.key, label=LABEL)
            except SnapshotAlreadyResumed:
                continue
            print(each.key)

    def work():
        store = SnapshotStore(job['url'], clock=lambda: time.time() + job['later'])
        if job['stage'] == 'race':
            race(store)
        else:
            asyncio.run(answer(store, CodeMode([balance, pay])))

    # Every job has a process of its own; that all are children of one saves the time to get ready.
    CodeMode([]).run_sync('import asyncio')
    warm = SnapshotStore('sqlite:///:memory:')
    warm.take(warm.put(b'', label=LABEL), label=LABEL).done()
    for line in sys.stdin:
        children = []
        start, begin = os.pipe()
        for job in json.loads(line):
            child = os.fork()
            if child == 0:
                os.close(begin)
                out = os.open(job['out'], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
                os.dup2(out, 1)
                os.dup2(out, 2)
                os.read(start, 1)
                try:
                    work()
                except BaseException as error:
                    print(type(error).__name__, error)
                    raise
                finally:
                    sys.stdout.flush()
                os._exit(0)
            children.append(child)
        os.close(start)
        os.close(begin)
        print(json.dumps([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]), flush=True)
    """)


@pytest.fixture(scope='module')
def crew(tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[str]]:
    """The process that forks workers."""
    environment = {
        'MONTY_TOOLS_SNAPSHOT_KEYS': KEYS[0],
        'PYTHONPATH': str(Path(__file__).resolve().parent.parent),
        'PYTHONUNBUFFERED': '',
    }
    script = tmp_path_factory.mktemp('crew') / 'worker.py'
    script.write_text(WORKER)
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | environment,
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


class Workers:
    """Processes that ask, answer and are killed."""

    def __init__(self, crew: subprocess.Popen[str], url: str, folder: Path) -> None:
        self.crew = crew
        self.url = url
        self.folder = folder
        self.done = folder / 'done.txt'
        self.done.touch()

    def run(self, *stages: str, later: float = 0) -> list[tuple[int, str]]:
        """One process for each of the stages, all at the same moment: how they ended, and what they printed."""
        outs = [self.folder / f'{number}.txt' for number in range(len(stages))]
        jobs = [
            {'url': self.url, 'done': str(self.done), 'stage': stage, 'later': later, 'out': str(out)}
            for stage, out in zip(stages, outs, strict=True)
        ]
        assert self.crew.stdin is not None and self.crew.stdout is not None
        self.crew.stdin.write(json.dumps(jobs) + '\n')
        self.crew.stdin.flush()
        ends = json.loads(self.crew.stdout.readline())
        return [(end, out.read_text().strip()) for end, out in zip(ends, outs, strict=True)]

    def made(self) -> list[str]:
        return self.done.read_text().splitlines()


ALL = ['balance a', 'pay x 1', 'balance b', 'pay y 2']
OUTPUT = "[100, 'sent 1 to x', 100, 'sent 2 to y']"
KILLED = -signal.SIGKILL


@pytest.mark.parametrize(
    ('stages', 'made'),
    [
        # Killed in the first part: before anything is stored, after the checkpoint, before and after the pause is.
        (['before balance a'], ALL),
        (['before put'], ALL),
        (['after put', 'after claim'], ALL),
        # Killed in the second part, before, within and after the call, and then after its checkpoint.
        (['', 'in pay'], ALL),
        (['', 'after pay'], ['balance a', 'pay x 1', *ALL[1:]]),
        (['', 'before balance b', 'after resume'], ALL),
    ],
    ids=lambda value: '+'.join(value) if isinstance(value, list) and value != ALL else '',
)
def test_killed_at_any_stage_it_goes_on(
    crew: subprocess.Popen[str], lasting_url: str, tmp_path: Path, stages: list[str], made: list[str]
) -> None:
    workers = Workers(crew, lasting_url, tmp_path)
    later = 0.0
    for stage in stages:
        ((end, out),) = workers.run(stage, later=later)
        assert end == (KILLED if stage else 0), out
        later += 61  # the leases of the dead are over
    for _ in range(3):
        ((end, out),) = workers.run('', later=later)
        assert end == 0, out
        if out == OUTPUT:
            break
    assert out == OUTPUT
    assert workers.made() == made
    store = SnapshotStore(lasting_url, keys=KEYS)
    assert {each.state for each in store.list()} <= {'finished'}


def test_the_lease_of_the_dead_lasts(crew: subprocess.Popen[str], lasting_url: str, tmp_path: Path) -> None:
    workers = Workers(crew, lasting_url, tmp_path)
    assert workers.run('', later=0)[0][0] == 0
    assert workers.run('in pay', later=0)[0][0] == KILLED
    end, out = workers.run('', later=0)[0]
    assert end == 1 and out.startswith('SnapshotAlreadyResumed'), out


def test_of_several_processes_one_gets_each(crew: subprocess.Popen[str], lasting_url: str, tmp_path: Path) -> None:
    workers = Workers(crew, lasting_url, tmp_path)
    store = SnapshotStore(lasting_url, keys=KEYS)
    keys = [store.put(b'data', label=LABEL) for _ in range(30)]
    outcomes = workers.run('race', 'race', 'race')
    assert [end for end, _out in outcomes] == [0, 0, 0], outcomes
    assert sorted(key for _end, out in outcomes for key in out.split()) == sorted(keys)


def test_of_two_answers_one_is_taken(crew: subprocess.Popen[str], lasting_url: str, tmp_path: Path) -> None:
    workers = Workers(crew, lasting_url, tmp_path)
    assert workers.run('')[0][0] == 0
    ends = sorted(workers.run('', ''))
    assert workers.made()[:3] == ALL[:3]
    assert workers.made().count('pay x 1') == 1
    told = [out for _end, out in ends]
    assert any('SnapshotAlreadyResumed' in out or 'InputError' in out or out == OUTPUT for out in told), told


def test_several_processes_make_the_database_at_the_same_moment(
    crew: subprocess.Popen[str], lasting_url: str, tmp_path: Path
) -> None:
    workers = Workers(crew, lasting_url, tmp_path)
    assert workers.run('race', 'race', 'race', 'race') == [(0, '')] * 4
