"""Snapshots as bytes: every state goes on as if it had never been stored, and no bytes do harm."""

import ast
import io
import os
import pickle
import random
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import msgpack  # type: ignore[import-untyped]  # it ships no types
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monty_tools import (
    ExternalFunction,
    FunctionSnapshot,
    FutureSnapshot,
    InputError,
    Monty,
    MontyComplete,
    MontyError,
    MontyRepl,
    MontyRuntimeError,
    ResourceLimitError,
    ResourceLimits,
    SnapshotError,
)
from monty_tools.interpreter import machine, verify
from monty_tools.interpreter.instructions import (
    arithmetic,
    calls,
    classes,
    containers,
    control,
    exceptions,
    generators,
    names,
)
from monty_tools.interpreter.objects import Instr
from monty_tools.interpreter.snapshot import PUSHING

STATES = {
    'nested generators': """
def inner(n):
    for i in range(n):
        yield fetch(i)

def outer():
    yield 'start'
    yield from inner(2)
    yield 'end'

list(outer())
""",
    'classes and closures': """
class Base:
    shared = []
    def __init__(self, x):
        self.x = x
    @property
    def double(self):
        return self.x * 2
    @classmethod
    def make(cls, x):
        return cls(x)
    @staticmethod
    def plain(x):
        return x + 1
    def __init_subclass__(cls):
        cls.shared.append(cls.__name__)

class Child(Base):
    __slots__ = ('z',)
    def __init__(self, x):
        super().__init__(fetch(x))
        self.z = x
    def both(self):
        return super().double, self.z

def counter():
    n = 0
    def step(by=1, *, label='n'):
        nonlocal n
        n += by
        return f'{label}={n}'
    return step

step = counter()
step(2)
c = Child.make(5)
order = [k.__name__ for k in Child.__mro__]
(c.both(), Base.shared, Child.plain(1), step(), step(label='m'), isinstance(c, Base), order)
""",
    'exceptions being handled': """
def risky():
    try:
        {}['missing']
    except KeyError as error:
        try:
            raise ValueError('second') from error
        except ValueError:
            fetch(1)
            raise
        finally:
            log.append(fetch(2))

log = []
try:
    risky()
except ValueError as caught:
    outcome = (str(caught), repr(caught.__cause__), repr(caught.__context__), log)
outcome
""",
    'with and iterators': """
class Manager:
    def __enter__(self):
        return fetch('in')
    def __exit__(self, *args):
        fetch('out')
        return True

d = {'a': 1, 'b': 2, 'c': 3}
entries = iter(d.items()); next(entries)
backward = reversed(d); next(backward)
numbered = enumerate('xyz'); next(numbered)
pairs = zip([1, 2, 3], 'abc'); next(pairs)
long = iter(range(10**30, 10**30 + 3)); next(long)
members = iter({7}); items = iter([1, 2, 3]); next(items)
letters = iter('été'); next(letters)
with Manager() as value:
    1 / 0
rest = [list(each) for each in (entries, backward, numbered, pairs, long, members, items, letters)]
(value, rest)
""",
    'comprehensions, sorting, callbacks': """
values = sorted([3, 1, 2], key=lambda v: fetch(v))
table = {k: [fetch(k) for _ in range(2)] for k in 'ab'}
mapped = list(map(fetch, [1, 2]))
(values, table, mapped, max([1, 5, 3], key=lambda v: -fetch(v)))
""",
    'containers and scalars': """
class Key:
    def __init__(self, n): self.n = n
    def __hash__(self): return hash(self.n)
    def __eq__(self, other): return isinstance(other, Key) and self.n == other.n

class Text(str):
    pass

loop = [1]
loop.append(loop)
shared = []
pair = (shared, shared)
box = {Key(1): 'one', (2, Key(3)): 'nested', frozenset({Key(4)}): 'frozen', Text('t'): 'text'}
big = [2**64, -2**63, 2**63, -2**200, 1.5, float('inf'), -0.0, 1j, b'bytes', bytearray(b'array')]
big += ['lone \\ud800', 'x' * 100]
more = [range(0, 10**20, 7), slice(1, None, -1), ..., NotImplemented, (), frozenset(), set(), box.keys()]
nan = float('nan')
number = id(shared)
fetch(0)
pair[0].append(1)
(
    loop[1] is loop, pair, box[Key(1)], box[(2, Key(3))], box[frozenset({Key(4)})], box['t'], big, more[:6],
    len(more[7]), nan != nan, number == id(shared), repr(big[6]), type(list(box)[3]).__name__,
)
""",
    'an external call that fails': """
def attempt(n):
    try:
        return fetch(n)
    except ValueError as error:
        return str(error)
[attempt(n) for n in range(3)]
""",
    'match and class bodies': """
class Settings:
    size = fetch(3)
    names = [fetch(n) for n in 'ab']
    def method(self):
        return self.size

match {'kind': 'point', 'at': [1, 2, fetch(9)]}:
    case {'kind': 'point', 'at': [x, *rest]}:
        found = (x, rest)
(Settings.size, Settings.names, Settings().method(), found)
""",
    'async': """
import asyncio

async def work(n):
    async with asyncio.Lock():
        return fetch(n)

async def main():
    first = asyncio.create_task(work(1))
    values = await asyncio.gather(work(2), work(3), first)
    async def numbers():
        for i in range(2):
            yield fetch(i)
    return values, [n async for n in numbers()]

await main()
""",
}


def answer(progress: FunctionSnapshot) -> Any:
    if progress.args == (1,) and progress.function_name == 'fail':
        return None
    return ['got', *progress.args] if isinstance(progress.args[0], str) else progress.args[0] * 10


def finish(progress: Any, *, stored: bool) -> tuple[Any, str, int]:
    """The result of a program, going through bytes at each pause where ``stored``."""
    pauses = 0
    while not isinstance(progress, MontyComplete):
        pauses += 1
        if stored:
            data = progress.dump()
            assert type(progress).load(data).dump()[:14] == data[:14]
            progress = type(progress).load(data)
        progress = progress.resume(return_value=answer(progress))
    return repr(progress.value), progress.stdout, pauses


@pytest.mark.parametrize('name', STATES)
def test_goes_on_as_if_never_stored(name: str) -> None:
    program = Monty(STATES[name], external_functions=['fetch'])
    plain = finish(program.start(), stored=False)
    assert finish(program.start(), stored=True) == plain
    assert plain[2] > 0


def test_gathered_calls() -> None:
    code = """
import asyncio
async def both():
    return await asyncio.gather(fetch(1), fetch(2), asyncio.sleep(0, 'slept'))
await both()
"""
    progress: Any = Monty(code, external_functions=[ExternalFunction(name='fetch', is_async=True)]).start()
    while isinstance(progress, FunctionSnapshot):
        progress = FunctionSnapshot.load(progress.dump()).resume(pending=True)
    assert isinstance(progress, FutureSnapshot)
    progress = FutureSnapshot.load(progress.dump())
    ids = progress.pending_call_ids
    progress = progress.resume({ids[1]: {'return_value': 'b'}})
    progress = FutureSnapshot.load(progress.dump()).resume({ids[0]: {'return_value': 'a'}})
    assert progress.value == ['a', 'b', 'slept']


def test_long_chains() -> None:
    code = """
chain = None
for _ in range(60_000):
    chain = [chain]
deep = ()
for _ in range(60_000):
    deep = (deep,)
class Node:
    pass
node = None
for i in range(20_000):
    new = Node()
    new.next = node
    node = new
fetch(0)
count = 0
while chain is not None:
    chain = chain[0]
    count += 1
while deep:
    deep = deep[0]
    count += 1
while node is not None:
    node = node.next
    count += 1
count
"""
    limits = ResourceLimits(allocation_limit=None)
    progress: Any = Monty(code, external_functions=['fetch']).start(limits=limits)
    progress = FunctionSnapshot.load(progress.dump()).resume(return_value=None)
    assert progress.value == 140_000


def test_session() -> None:
    session = MontyRepl(inputs=['start'], external_functions=['fetch'])
    session.feed('class P:\n    n = start\ndef f(x):\n    return x + P.n', inputs={'start': 5})
    session.feed('total = [f(1)]; g = (i for i in total)')
    loaded = MontyRepl.load(session.dump(), external_functions={'fetch': lambda x: x * 2})
    loaded.feed('total.append(f(fetch(2)))')
    assert loaded.feed('(total, list(g), P.__name__)') == ([6, 9], [6, 9], 'P')


def test_counters_go_on_and_the_stricter_limit_holds() -> None:
    code = 'x = [[] for _ in range(50)]\nfetch(1)\ny = [[] for _ in range(50)]'
    progress = Monty(code, external_functions=['fetch']).start(limits=ResourceLimits(allocation_limit=90))
    assert isinstance(progress, FunctionSnapshot)
    data = progress.dump()
    with pytest.raises(ResourceLimitError, match='allocations'):
        FunctionSnapshot.load(data).resume(return_value=None)
    with pytest.raises(ResourceLimitError, match='allocations'):
        FunctionSnapshot.load(data, limits=ResourceLimits(allocation_limit=1000)).resume(return_value=None)
    roomy = Monty(code, external_functions=['fetch']).start(limits=ResourceLimits(allocation_limit=1000))
    assert isinstance(roomy, FunctionSnapshot)
    with pytest.raises(ResourceLimitError, match='allocations'):
        FunctionSnapshot.load(roomy.dump(), limits=ResourceLimits(allocation_limit=90)).resume(return_value=None)


def test_only_the_functions_given_at_loading_can_be_called() -> None:
    progress = Monty('a(1)\nb(2)', external_functions=['a', 'b']).start()
    assert isinstance(progress, FunctionSnapshot)
    data = progress.dump()
    with pytest.raises(InputError, match='not declared'):
        FunctionSnapshot.load(data, external_functions=['c'])
    with pytest.raises(MontyRuntimeError):
        FunctionSnapshot.load(data, external_functions=['a']).resume(return_value=1)


def test_kinds_are_told_apart() -> None:
    program = Monty('fetch(1)', external_functions=['fetch'])
    progress = program.start()
    assert isinstance(progress, FunctionSnapshot)
    data = progress.dump()
    for load in (FutureSnapshot.load, MontyRepl.load, Monty.load):
        with pytest.raises(SnapshotError):
            load(data)
    with pytest.raises(SnapshotError):
        FunctionSnapshot.load(program.dump())
    assert Monty.load(program.dump()).code == 'fetch(1)'


def test_nothing_of_the_host_is_in_it() -> None:
    def fetch(x: int) -> int:
        return x

    progress = Monty(STATES['classes and closures'], external_functions=[fetch]).start()
    assert isinstance(progress, FunctionSnapshot)
    data = progress.dump()
    for found in (b'monty_tools', b'objects', b'.py', str(Path.cwd()).encode(), b'0x', b'test_snapshot'):
        assert found not in data.replace(b'main.py', b'')


HASHED_BY_TEXT = """
class Key:
    def __init__(self, name): self.name = name
    def __hash__(self): return hash(self.name)
    def __eq__(self, other): return isinstance(other, Key) and self.name == other.name
box = {Key('a'): 1, ('t', Key('b')): 2, frozenset({Key('c')}): 3, 'plain': 4}
names = {Key(n) for n in 'xyz'}
frozen = frozenset(names)
both = [box, box]
"""
LOOK_UP = (
    "(box[Key('a')], box[('t', Key('b'))], box[frozenset({Key('c')})], "
    "Key('y') in names, Key('z') in frozen, both[0] is both[1])"
)


@pytest.mark.parametrize('seed', ['1', '2'])
def test_keys_are_found_in_a_process_with_other_hashes(seed: str, tmp_path: Path) -> None:
    """The process that loads hashes texts in another way than the one that stored them."""
    stored = tmp_path / 'state'
    write = (
        'import sys; from monty_tools import Monty, MontyRepl\n'
        f'program = Monty({HASHED_BY_TEXT + "fetch(box)" + chr(10) + LOOK_UP!r}, external_functions=["fetch"])\n'
        f'open({str(stored)!r}, "wb").write(program.start().dump())\n'
        'session = MontyRepl()\n'
        f'session.feed({HASHED_BY_TEXT!r})\n'
        f'open({str(stored) + ".repl"!r}, "wb").write(session.dump())\n'
    )
    subprocess.run([sys.executable, '-c', write], check=True, env={**os.environ, 'PYTHONHASHSEED': seed})
    progress: Any = FunctionSnapshot.load(stored.read_bytes()).resume(return_value=None)
    assert progress.value == (1, 2, 3, True, True, True)
    session = MontyRepl.load((tmp_path / 'state.repl').read_bytes())
    assert session.feed(LOOK_UP) == (1, 2, 3, True, True, True)


# Bytes that no dump wrote.


def snapshots() -> list[bytes]:
    found: list[bytes] = []
    for code in STATES.values():
        progress: Any = Monty(code, external_functions=['fetch']).start()
        progress = progress.resume(return_value=answer(progress))
        if isinstance(progress, FunctionSnapshot):
            found.append(progress.dump())
    return found


SNAPSHOTS = snapshots()
LIMITS = ResourceLimits(execution_time_limit_ms=300, memory_limit_mb=20, allocation_limit=10_000)


def harmless(data: bytes) -> None:
    """Loading ``data`` and going on ends in a result or in an error of ours."""
    try:
        progress: Any = FunctionSnapshot.load(data, limits=LIMITS)
    except SnapshotError:
        return
    for _ in range(5):
        try:
            progress.inspect()
            again = progress.dump()
            FunctionSnapshot.load(again)
            progress = progress.resume(return_value=7)
        except MontyError:
            return
        if not isinstance(progress, FunctionSnapshot):
            return


def test_every_prefix_is_refused() -> None:
    data = SNAPSHOTS[0]
    for size in range(len(data)):
        with pytest.raises(SnapshotError):
            FunctionSnapshot.load(data[:size])
    with pytest.raises(SnapshotError):
        FunctionSnapshot.load(data + b'\0')


@pytest.mark.parametrize('index', range(len(SNAPSHOTS)))
def test_flipped_bits(index: int) -> None:
    data = SNAPSHOTS[index]
    chance = random.Random(index)
    for _ in range(150):
        changed = bytearray(data)
        for _ in range(chance.choice((1, 1, 1, 2, 5))):
            changed[chance.randrange(10, len(data))] ^= 1 << chance.randrange(8)
        harmless(bytes(changed))


@settings(max_examples=150)
@given(st.integers(0, len(SNAPSHOTS) - 1), st.data())
def test_spliced_bytes(index: int, data: st.DataObject) -> None:
    source = SNAPSHOTS[index]
    at = data.draw(st.integers(14, len(source)))
    size = data.draw(st.integers(0, 40))
    harmless(source[:at] + data.draw(st.binary(max_size=30)) + source[at + size :])


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_random_bytes(body: bytes) -> None:
    for data in (body, SNAPSHOTS[0][:14] + body):
        with pytest.raises(SnapshotError):
            FunctionSnapshot.load(data)


RECORDS = 5
"""Where in the body the object graph is."""


def body_of(data: bytes) -> list[Any]:
    body: list[Any] = msgpack.unpackb(data[14:], unicode_errors='surrogatepass')
    return body


def with_body(data: bytes, body: list[Any]) -> bytes:
    return data[:14] + bytes(msgpack.packb(body, unicode_errors='surrogatepass'))


def places(part: list[Any], found: list[tuple[list[Any], int]]) -> list[tuple[list[Any], int]]:
    """Every field of a body: the list that it is in, and its index."""
    for index, field in enumerate(part):
        found.append((part, index))
        if isinstance(field, list):
            places(field, found)
    return found


@pytest.mark.parametrize('index', range(len(SNAPSHOTS)))
def test_changed_fields(index: int) -> None:
    """Well-formed bodies with one or two fields that are another's, or out of range."""
    chance = random.Random(index)
    strange: list[Any] = [None, True, -1, 0, 1, 2**40, 2**63, [0], [1], [-1], [-6], [10**6], [], [1, 2], 'x', 0.5]
    for _ in range(200):
        body = body_of(SNAPSHOTS[index])
        fields = places(body[RECORDS], []) if chance.random() < 0.8 else places(body[1:], [])
        for _ in range(chance.choice((1, 2))):
            part, at = chance.choice(fields)
            other, where = chance.choice(fields)
            new = chance.choice(strange) if chance.random() < 0.6 else other[where]
            part[at] = body_of(with_body(SNAPSHOTS[0], [new]))[0]
        harmless(with_body(SNAPSHOTS[index], body))


def with_records(records: list[Any]) -> bytes:
    """A snapshot whose object graph has these records too."""
    data = SNAPSHOTS[0]
    body = body_of(data)
    body[RECORDS].extend(records)
    return with_body(data, body)


START = len(body_of(SNAPSHOTS[0])[RECORDS])


@pytest.mark.parametrize(
    'records',
    [
        [[2, [START]]],
        [[2, [START + 1]], [2, [START]]],
        [[5, [START]]],
        [[17, [START + 1], None, [START], 0, None], [0, 'type:tuple']],
        [[10, [START], None, None]],
        [[9, 0, 10, 0]],
        [[3, 1, 2, 1, 3]],
        [[4, 1, 1]],
        [[4, [START + 1]], [1]],
        [[2], *[[2, [START + i]] for i in range(5000)], [4, [START + 5000]]],
        [[52, [START], 0]],
        [[46, 2**62, 2**61, 2**60]],
        [[16, 'A', 'A', 'm', [[START]], [START + 1], [], True], [3]],
        [[16, 'A', 'A', 'm', [[START + 2]], [START + 1], [], True], [3], [0, 'type:bool']],
        [[19, 'undeclared']],
        [[0, 'builtin:__import__']],
        [[0, 'module:subprocess']],
        [[0, 'globals:prelude:subprocess']],
        [[39, [0, 10**6]]],
        [[99]],
        [['x']],
        [None],
    ],
)
def test_impossible_objects(records: list[Any]) -> None:
    with pytest.raises(SnapshotError):
        FunctionSnapshot.load(with_records(records))


def test_reading_takes_no_longer_than_the_bytes_are_worth() -> None:
    prime = 2**61 - 1
    colliding = [[7, (prime * n).to_bytes(20, 'little')] for n in range(9, 20_000)]
    keys = [[START + n] for n in range(len(colliding))]
    classes: list[Any] = [[0, 'type:object'], [3]]
    for n in range(8000):
        classes.append([16, 'A', 'A', 'm', [[START + (n + 1 if n else 0)]], [START + 1], [], True])
    for records in ([*colliding, [4, *keys]], classes):
        data = with_records(records)
        before = time.perf_counter()
        with pytest.raises(SnapshotError):
            FunctionSnapshot.load(data)
        assert time.perf_counter() - before < 5


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w') as made:
        made.writestr('state', b'x')
    return out.getvalue()


@pytest.mark.parametrize(
    'data',
    [
        b'',
        pickle.dumps({'a': 1}),
        pickle.dumps(SystemExit),
        archive(),
        b'!!python/object/apply:os.system ["true"]',
        b'{"kind": "call"}',
        SNAPSHOTS[0][:14] + b'\x91' * 100_000,
        SNAPSHOTS[0][:14] + b'\xdd\xff\xff\xff\xff' * 1000,
        SNAPSHOTS[0][:14] + b'\xdd\x00\x0f\xff\xff' * 900 + b'\xc0' * 1_000_000,
        SNAPSHOTS[0][:14] + b'\xc6\xff\xff\xff\xff',
        SNAPSHOTS[0][:14] + b'\xdf\xff\xff\xff\xff',
    ],
)
def test_other_formats_and_bombs(data: bytes) -> None:
    with pytest.raises(SnapshotError):
        FunctionSnapshot.load(data)


def test_frames_can_wait_at_every_instruction_that_pushes() -> None:
    """The list of those instructions is complete: only what pushes frames answers SWITCH, but for a backward jump."""
    missing: list[str] = []
    for module in (arithmetic, calls, classes, containers, control, exceptions, generators, names, machine):
        # The text beside a compiled module is that of the same module.
        source = Path(str(module.__file__)).with_name(module.__name__.rpartition('.')[2] + '.py').read_text('utf-8')
        for node in ast.parse(source).body:
            found = getattr(module, node.name) if isinstance(node, ast.ClassDef) else None
            if isinstance(found, type) and issubclass(found, Instr) and not issubclass(found, PUSHING):
                if 'SWITCH' in str(ast.get_source_segment(source, node)):
                    missing.append(found.__name__)
    assert missing == ['JumpBack']


def test_what_instructions_read_is_known_of_all_of_them() -> None:
    """Those that `verify.SPECS` leaves out have no registers as operands."""
    left_out = {found for found in instruction_classes() if not any(base in verify.PARSED for base in found.__mro__)}
    assert {found.__name__ for found in left_out} == {
        'AwaitHost', 'Branch', 'CallRoot', 'ClearName', 'DeleteGlobal', 'DeleteName', 'DriveStep', 'FinishInit',
        'FinishNew', 'Give', 'Jump', 'JumpBack', 'LookUpFailed', 'Move', 'RaiseAgain', 'ReturnBody', 'Sleep',
    }  # fmt: skip


def instruction_classes() -> list[type[Instr]]:
    found: list[type[Instr]] = []
    for module in (arithmetic, calls, classes, containers, control, exceptions, generators, names, machine):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Instr) and value is not Instr and value not in found:
                found.append(value)
    return found
