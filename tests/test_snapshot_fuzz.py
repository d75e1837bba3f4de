"""Snapshots whose structure was altered: each is refused, or is another sandbox that ends as a sandbox does.

Altering bytes (`test_snapshot_bytes.py`) mostly breaks the encoding. Here a real snapshot is decoded, a few of its
nodes are changed into others that could stand there, and it is encoded again, so that what is tried is the reader's
checks and the machine behind them. The changes are drawn from fixed seeds.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any, Final

import msgpack  # type: ignore[import-untyped]  # it ships no types
import pytest

from monty_tools import (
    ExternalFunction,
    FunctionSnapshot,
    FutureSnapshot,
    Monty,
    MontyComplete,
    MontyError,
    MontyInternalError,
    ResourceLimits,
    SnapshotError,
)

HEADER: Final = 14
RECORDS: Final = 5
FRAME: Final = 28
"""The tag of a frame's record: `[tag, code, pc, …]`."""
LIMITS: Final = ResourceLimits(
    execution_time_limit_ms=150, memory_limit_mb=10, allocation_limit=3000, external_call_limit=20
)
FOUND_LATE: Final = 'a state that no program has'
ROUNDS: Final = 110
"""Altered snapshots of each state. Enough that each kind of change meets each kind of record in the fixed seeds."""

STATES: Final = {
    'generators': """
def inner(n):
    try:
        for i in range(n):
            got = yield fetch(i)
    finally:
        log.append('closed')

def outer():
    for letter in 'ab':
        yield from inner(2)

log = []
kept = inner(3)
first = next(kept)
[list(outer()), kept.send(4), log, list(kept)]
""",
    'classes': """
class Base:
    shared = {}
    def __init__(self, x):
        self.x = x
    @property
    def double(self):
        return self.x * 2
    def __eq__(self, other):
        return isinstance(other, Base) and self.x == other.x
    def __hash__(self):
        return hash(self.x)
    def __lt__(self, other):
        return fetch(self.x) < other.x
    def __iter__(self):
        yield from (self.x, fetch(1))
    def __enter__(self):
        return self
    def __exit__(self, *args):
        fetch(2)

class Child(Base, dict):
    __slots__ = ('z',)
    def __init__(self, x, *rest, z=1, **more):
        super().__init__(x)
        self.z = fetch(x)

def counter():
    n = 0
    def step(by=1, *, label='n'):
        nonlocal n
        n += by
        return f'{label}={n}'
    return step

step = counter()
a, b = Child(1), Child(2, 3, z=4, w=5)
with a as c:
    order = sorted([b, a, Child(0)])
names = [m.__name__ for m in Child.__mro__]
(step(), [x.x for x in order], a.double, {a: 1, b: 2}[Child(2)], list(b), min(a, b).z, names)
""",
    'exceptions': """
class Mine(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code

def risky(n):
    try:
        try:
            {}['missing']
        except KeyError as error:
            fetch(n)
            raise Mine(n) from error
        finally:
            fetch('finally')
    except* Mine as group:
        seen = repr(group.exceptions), fetch('group')
    return seen

async def chained():
    async with manager() as m:
        raise ValueError(m)

class manager:
    async def __aenter__(self):
        return fetch('in')
    async def __aexit__(self, kind, value, traceback):
        return fetch('out') is not None

await chained()
(risky(1), risky(2))
""",
    'iterators': """
d = {'a': 1, 'b': [2], 'c': (3, {4})}
entries = iter(d.items()); next(entries)
backward = reversed(d); next(backward)
numbered = enumerate('xyz'); next(numbered)
pairs = zip([1, 2, 3], 'abc', iter(range(4))); next(pairs)
large = iter(range(10**30, 10**30 + 3)); next(large)
others = [iter({7}), iter([1, 2]), iter('éß'), iter('abc'), iter(b'xy'), iter(bytearray(b'xy')), reversed([1, 2])]
others += [reversed((1, 2)), iter((1, 2)), map(fetch, [1, 2]), filter(None, [0, 1]), iter(lambda: fetch(5), 7)]
values = [slice(1, 2), range(3), 1j, 2**70, d.keys(), d.values(), b'b', bytearray(b'c'), frozenset({1}), 1.5, ...]
fetch(0)
[list(each) for each in (entries, backward, numbered, pairs, large, *others)], values, d.keys() <= d.keys()
""",
    'calls of the prelude': """
import dataclasses, json
from dataclasses import dataclass, field

@dataclass(order=True)
class Point:
    x: int
    y: list = field(default_factory=list)

points = [Point(fetch(n)) for n in (3, 1)]
text = json.dumps({'a': [1, 2.5, None]}, indent=1, default=fetch)
key = max(points, key=lambda p: fetch(p.x))
match points[0]:
    case Point(x=int(n), y=[*rest]):
        found = n, rest, fetch('match')
words = ''.join(map(str, map(fetch, [1, 2])))
total = sum((fetch(n) for n in range(2)), start=1)
lookup = {k: v for k, v in zip('ab', map(fetch, 'xy'))}
class Settings:
    size = fetch(3)
    names = [fetch(n) for n in 'ab']
(sorted(points), text, key, found, words, total, lookup, Settings.names, dataclasses.asdict(points[1]))
""",
    'tasks': """
import asyncio

async def work(n):
    async with lock:
        await asyncio.sleep(0)
        return await fetch(n)

async def numbers():
    for i in range(2):
        yield await fetch(i)

async def main():
    queue = asyncio.Queue(1)
    async def feeder():
        for n in range(2):
            await queue.put(n)
    async with asyncio.TaskGroup() as group:
        group.create_task(feeder())
        first = group.create_task(work(1), name='first')
        asyncio.get_running_loop().call_later(0.001, log.append, 'timer')
        taken = await queue.get()
        gathered = await asyncio.gather(work(2), asyncio.sleep(0.001, 'slept'), return_exceptions=True)
        try:
            async with asyncio.timeout(0.01):
                await asyncio.Event().wait()
        except TimeoutError:
            gathered.append('late')
    return taken, gathered, first.result(), [n async for n in numbers()]

log = []
lock = asyncio.Lock()
(await main(), log)
""",
}

Progress = FunctionSnapshot | FutureSnapshot | MontyComplete


def answered(progress: FunctionSnapshot | FutureSnapshot, pending: bool) -> Progress:
    """Go on, each call answered with a number."""
    if isinstance(progress, FutureSnapshot):
        return progress.resume({number: {'return_value': 7} for number in progress.pending_call_ids[:1]})
    return progress.resume(pending=True) if pending else progress.resume(return_value=7)


def dumps_of(name: str) -> list[tuple[type, bytes]]:
    """The snapshots along one run of a state's program."""
    is_async = name == 'tasks'
    found: list[tuple[type, bytes]] = []
    progress: Progress = Monty(
        STATES[name], external_functions=[ExternalFunction(name='fetch', is_async=is_async)]
    ).start()
    while not isinstance(progress, MontyComplete):
        found.append((type(progress), progress.dump()))
        progress = answered(progress, is_async)
    return found


def decoded(data: bytes) -> list[Any]:
    body: list[Any] = msgpack.unpackb(data[HEADER:], unicode_errors='surrogatepass')
    return body


def encoded(header: bytes, body: list[Any]) -> bytes:
    return header + bytes(msgpack.packb(body, unicode_errors='surrogatepass'))


def places(part: list[Any], found: list[tuple[list[Any], int]]) -> list[tuple[list[Any], int]]:
    """Every field below ``part``: the list that it is in, and its index."""
    for index, field in enumerate(part):
        found.append((part, index))
        if isinstance(field, list):
            places(field, found)
    return found


STRANGE: Final[list[Any]] = [
    None, True, False, -1, 0, 1, 2, 7, 2**40, 2**63 - 1, -(2**63), [0], [1], [-1], [-2], [-5], [10**6], [], 'x', '',
    0.5, float('nan'), float('inf'), -1.0, b'', 'x' * 30,
]  # fmt: skip


def a_record(chance: random.Random, body: list[Any]) -> list[Any]:
    """A record that has fields."""
    while True:
        record = chance.choice(body[RECORDS])
        if isinstance(record, list):
            return record


def other_reference(chance: random.Random, body: list[Any]) -> None:
    """One reference refers to something else."""
    fields = [(part, at) for part, at in places(body[RECORDS], []) if isinstance(part[at], list) and part[at]]
    references = [(part, at) for part, at in fields if len(part[at]) == 1 and isinstance(part[at][0], int)]
    part, at = chance.choice(references)
    part[at] = [chance.randrange(-5, len(body[RECORDS]))]


def other_value(chance: random.Random, body: list[Any]) -> None:
    """One field holds what another holds, or something odd."""
    fields = places(body[RECORDS], [])
    part, at = chance.choice(fields)
    part[at] = chance.choice(STRANGE) if chance.random() < 0.5 else copied(chance.choice(fields))


def copied(place: tuple[list[Any], int]) -> Any:
    part, at = place
    return decoded(encoded(b'x' * HEADER, [part[at]]))[0]


def other_tag(chance: random.Random, body: list[Any]) -> None:
    """A record says that it is of another kind, or has a like one's fields."""
    record = a_record(chance, body)
    other = a_record(chance, body)
    if chance.random() < 0.5 and other:
        record[:1] = other[:1]
    elif record and other:
        at = chance.randrange(min(len(record), len(other)))
        record[at] = copied((other, at))


def other_step(chance: random.Random, body: list[Any]) -> None:
    """A frame stands at another instruction, or belongs to another code."""
    frames = [record for record in body[RECORDS] if isinstance(record, list) and record[:1] == [FRAME]]
    frame = chance.choice(frames)
    sizes = [code[3] for code in body[1]]
    if chance.random() < 0.8:
        frame[2] = chance.randrange(sizes[frame[1]] + 1)
    else:
        frame[1] = chance.randrange(len(sizes))
    if chance.random() < 0.3:
        frame[3] = chance.choice((0, 1, 2, 3, 4, 7, 1 << 48))


def other_register(chance: random.Random, body: list[Any]) -> None:
    """A register of a frame holds something else."""
    frames = [record for record in body[RECORDS] if isinstance(record, list) and record[:1] == [FRAME] and record[12]]
    if frames:
        registers = chance.choice(frames)[12]
        for _ in range(chance.choice((1, 1, 3))):
            fields = places(body[RECORDS], [])
            registers[chance.randrange(len(registers))] = (
                [chance.randrange(-5, len(body[RECORDS]))] if chance.random() < 0.7 else copied(chance.choice(fields))
            )


def other_length(chance: random.Random, body: list[Any]) -> None:
    """A list is a field shorter or longer, or its fields stand in another order."""
    lists = [part[at] for part, at in places(body, []) if isinstance(part[at], list) and part[at]]
    part = chance.choice(lists)
    kind = chance.randrange(3)
    if kind == 0:
        part.pop(chance.randrange(len(part)))
    elif kind == 1:
        part.insert(chance.randrange(len(part) + 1), copied((part, chance.randrange(len(part)))))
    else:
        chance.shuffle(part)


def other_part(chance: random.Random, body: list[Any]) -> None:
    """A field outside of the objects is something else: counters, limits, the scheduler, codes, declarations."""
    part, at = chance.choice(places(body[:RECORDS] + body[RECORDS + 1 :], []))
    part[at] = chance.choice(STRANGE)


def other_root(chance: random.Random, body: list[Any]) -> None:
    """The machine or its scheduler refers to other objects."""
    roots = [(part, at) for part, at in places(body[7], []) if not isinstance(part[at], list) or len(part[at]) < 2]
    part, at = chance.choice(roots)
    part[at] = [chance.randrange(len(body[RECORDS]))] if chance.random() < 0.6 else chance.choice(STRANGE)


CHANGES: Final[tuple[Callable[[random.Random, list[Any]], None], ...]] = (
    other_reference,
    other_reference,
    other_value,
    other_value,
    other_tag,
    other_step,
    other_register,
    other_register,
    other_length,
    other_part,
    other_root,
)


def altered(chance: random.Random, data: bytes) -> bytes:
    """``data`` with a few changes in its structure."""
    body = decoded(data)
    for _ in range(chance.choice((1, 1, 2))):
        try:
            chance.choice(CHANGES)(chance, body)
        except (IndexError, TypeError):  # what an earlier change made of it has no such place
            pass
    return encoded(data[:HEADER], body)


def outcome(kind: type, data: bytes) -> str:
    """What became of it: 'refused', 'value', or the error with which it ended. An error of any other kind passes."""
    try:
        progress: Any = kind.load(data, limits=LIMITS)  # type: ignore[attr-defined]  # a class of snapshots
    except SnapshotError:
        return 'refused'
    try:
        for _ in range(8):
            progress.inspect()
            kind = type(progress)
            progress = kind.load(progress.dump(), limits=LIMITS)  # type: ignore[attr-defined]  # likewise
            progress = answered(progress, False)
            if isinstance(progress, MontyComplete):
                break
    except SnapshotError as error:
        return 'found while running' if FOUND_LATE in error.message else 'refused later'
    except MontyError as error:
        return type(error).__name__
    return 'value'


@pytest.mark.parametrize('name', STATES)
def test_altered_structures_are_refused_or_harmless(name: str) -> None:
    chance = random.Random(name)
    dumps = dumps_of(name)
    outcomes: dict[str, int] = {}
    for _ in range(ROUNDS):
        kind, data = chance.choice(dumps)
        ended = outcome(kind, altered(chance, data))
        outcomes[ended] = outcomes.get(ended, 0) + 1
    assert MontyInternalError.__name__ not in outcomes
    assert outcomes.get('found while running', 0) <= ROUNDS // 50  # the reader finds almost all
    assert outcomes.pop('refused') and outcomes  # both happen: the changes are neither hopeless nor without effect
