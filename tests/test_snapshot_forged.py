"""Snapshots forged through their own format: well encoded, and wrong in what they say.

Each forgery takes a real dump apart, changes it in one way that an attacker would try, and puts it together again. It
is refused when it is loaded, with little memory, and nothing of the program or of the host has run by then.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections.abc import Callable
from typing import Any, Final

import msgpack  # type: ignore[import-untyped]  # it ships no types
import pytest
from test_snapshot_fuzz import HEADER, RECORDS, decoded, encoded

from monty_tools import (
    FunctionSnapshot,
    FutureSnapshot,
    Monty,
    MontyComplete,
    MontyError,
    MontyInternalError,
    MontyRepl,
    MontyRuntimeError,
    SnapshotError,
)
from monty_tools.interpreter import machine

PROGRAM: Final = """
class Key:
    def __init__(self, n): self.n = n
    def __hash__(self):
        print('hash')
        return hash(self.n)
    def __eq__(self, other):
        print('eq')
        return self.n == other.n
    def __repr__(self): return 'Key'

def counter():
    global shown
    total = 0
    def step(by):
        nonlocal total
        total += ask(by)
        return total
    for n in range(3):
        shown = n
        yield [step(i) for i in (n, [n])[:1]]

shown = 0
keys = {Key(1): 'one', Key(2): 'two'}
text = 'a longer text than any that is inline'
number = 2**100
found = [*counter()]
(found, keys, text, number, shown)
"""
CODES: Final = 1
TRACKER: Final = 2
LOG: Final = 3
IDENTS: Final = 6
ROOTS: Final = 7
LIST, TUPLE, DICT, SET, FROZENSET, INT, RANGE, CELL = 1, 2, 3, 4, 5, 7, 9, 12
SHARED, FUNCTION, CLASS, INSTANCE, FRAME, NAMESPACE, CALL, TASK = 0, 14, 16, 17, 28, 29, 30, 32

Body = list[Any]


def dumped() -> bytes:
    progress = Monty(PROGRAM, external_functions=['ask']).start()
    assert isinstance(progress, FunctionSnapshot)
    return progress.dump()


BLOB: Final = dumped()


def load(data: bytes) -> FunctionSnapshot:
    """Load; nothing must have been printed by then, which is all that the program's hooks do."""
    printed: list[str] = []
    try:
        return FunctionSnapshot.load(data, print_callback=lambda stream, text: printed.append(text))
    finally:
        assert printed == []


def refused(data: bytes) -> None:
    tracemalloc.start()
    started = time.process_time()
    try:
        with pytest.raises(SnapshotError):
            load(data)
        peak = tracemalloc.get_traced_memory()[1]
        used = time.process_time() - started
    finally:
        tracemalloc.stop()
    assert peak < 3_000_000 + 60 * len(data)
    assert used < 1 + len(data) / 200_000


def forged(change: Callable[[Body], None]) -> bytes:
    body = decoded(BLOB)
    change(body)
    return encoded(BLOB[:HEADER], body)


def records(body: Body, tag: int) -> list[list[Any]]:
    """The records of one kind."""
    return [record for record in body[RECORDS] if isinstance(record, list) and record[:1] == [tag]]


def add(body: Body, *made: Any) -> int:
    """Append records; the number of the first."""
    body[RECORDS].extend(made)
    return len(body[RECORDS]) - len(made)


def bind(body: Body, raw: Any) -> None:
    """Make the first variable of the main program hold ``raw``."""
    main = next(frame for frame in records(body, FRAME) if frame[11] is True)
    main[12][0] = raw


def nested(levels: int, tag: int) -> Callable[[Body], None]:
    def change(body: Body) -> None:
        first = add(body, *[[tag, [len(body[RECORDS]) + level + 1]] for level in range(levels)], [tag])
        if tag == TUPLE:
            add(body, [DICT, [first], None])  # as a key, which the host would have to hash
        bind(body, [first])

    return change


def with_value(*made: Any) -> Callable[[Body], None]:
    """The first variable refers to the first of these records, in which ``'+n'`` stands for the n-th of them."""

    def change(body: Body) -> None:
        first = len(body[RECORDS])
        add(body, *[renumbered(record, first) for record in made])
        bind(body, [first])

    return change


def renumbered(part: Any, first: int) -> Any:
    if isinstance(part, list):
        return [renumbered(each, first) for each in part]
    return first + int(part) if isinstance(part, str) and part[:1] == '+' else part


def changed(tag: int, at: int, new: Any) -> Callable[[Body], None]:
    """One field of the first record of a kind."""

    def change(body: Body) -> None:
        records(body, tag)[0][at] = new

    return change


def part(section: int, *place: int, new: Any) -> Callable[[Body], None]:
    """One field outside of the objects."""

    def change(body: Body) -> None:
        target = body[section]
        for at in place[:-1]:
            target = target[at]
        target[place[-1]] = new

    return change


def in_frame(at: int, new: Any) -> Callable[[Body], None]:
    """One field of the frame of `step`, which waits for the call."""

    def change(body: Body) -> None:
        frames = [frame for frame in records(body, FRAME) if not frame[11] and frame[9] is not None]
        frames[0][at] = new

    return change


def register_less(body: Body) -> None:
    records(body, FRAME)[1][12].pop()


def register_more(body: Body) -> None:
    records(body, FRAME)[1][12].append(None)


def unbound_registers(body: Body) -> None:
    for frame in records(body, FRAME):
        frame[12][:] = [[-1] for _ in frame[12]]


def two_callers(body: Body) -> None:
    frames = records(body, FRAME)
    frames[2][4] = frames[0][4]


def circle(body: Body) -> None:
    numbers = [at for at, record in enumerate(body[RECORDS]) if isinstance(record, list) and record[:1] == [FRAME]]
    body[RECORDS][numbers[-1]][4] = [numbers[0]]


def another_namespace(path: str) -> Callable[[Body], None]:
    """`step` and `counter` write the global variables of a module that all programs share."""

    def change(body: Body) -> None:
        shared = add(body, [SHARED, path])
        for record in records(body, FUNCTION):
            record[2] = [shared]

    return change


def own_namespace(body: Body) -> None:
    made = add(body, [NAMESPACE, 'other', ['a', 'b'], 2, [None, None]])
    for record in records(body, FUNCTION):
        record[2] = [made]


def shared_cell(body: Body) -> None:
    """`step` counts in a variable that a function of a module closes over."""
    Monty('import asyncio').run()
    shared = add(body, [SHARED, 'globals:prelude:asyncio.Lock.__repr__^0'])
    for record in records(body, FUNCTION):
        if record[7]:
            record[7] = [[shared]]
    for frame in records(body, FRAME):
        frame[12] = [[shared] if isinstance(raw, list) and body_tag(body, raw) == CELL else raw for raw in frame[12]]


def body_tag(body: Body, raw: list[Any]) -> Any:
    record = body[RECORDS][raw[0]] if raw[0] >= 0 else None
    return record[0] if isinstance(record, list) else None


def module_again(body: Body) -> None:
    """A frame of a shared module's own code, in the middle of its work."""
    body[CODES].append(['prelude:typing', 0, '<module>', *sizes('prelude:typing'), ''])
    shared = add(body, [SHARED, 'globals:prelude:typing'])
    main = next(frame for frame in records(body, FRAME) if frame[11] is True)
    main[1], main[10], main[11] = len(body[CODES]) - 1, [shared], False


def sizes(key: str) -> tuple[int, int]:
    from monty_tools.interpreter.machine import SHARED as shared_objects

    Monty('import typing, asyncio').run()
    code = shared_objects.programs[key].codes[0]
    return len(code.ins), len(code.template)


FORGERIES: Final[dict[str, Callable[[Body], None]]] = {
    # What a reference refers to.
    'a reference out of range': with_value([LIST, [10**6]]),
    'a huge reference': with_value([LIST, [2**63]]),
    'a negative reference': with_value([LIST, [-99]]),
    'a reference that is no number': with_value([LIST, ['x']]),
    'a reference of two numbers': with_value([LIST, [1, 2]]),
    'a tuple in itself': with_value([TUPLE, ['+0']]),
    'tuples in each other, forward': with_value([TUPLE, ['+1']], [TUPLE, ['+0']]),
    'a frozenset in itself': with_value([FROZENSET, ['+0']]),
    'a class that is its own base': with_value([CLASS, 'A', 'A', 'm', [['+0']], ['+1'], [], True], [DICT]),
    'an instance of a text': with_value([INSTANCE, 'str', None, None, 0, None]),
    'an instance of a builtin type': with_value([INSTANCE, ['+1'], None, None, 0, None], [SHARED, 'type:int']),
    'a frame as a value': with_value([LIST, [1]]),
    'a namespace as a value': with_value([LIST, [0]]),
    'a cell as a value': with_value([LIST, ['+1']], [CELL, 1]),
    'nothing as an item': with_value([LIST, [-1]]),
    'a closure of what is no cell': changed(FUNCTION, 7, [1]),
    'a caller that is no frame': in_frame(4, [2]),
    'a function that is none': in_frame(9, [2]),
    'a pending call that is none': part(ROOTS, 5, new=[1]),
    'a current frame that is none': part(ROOTS, 2, new=[0]),
    'a task that is none': part(ROOTS, 6, 2, new=[1]),
    'the mark of an absent value': with_value([LIST, [-2]]),
    # Ids.
    'an id given twice': lambda body: body[IDENTS].extend([2, 5, 3, 5]),
    'the id of a shared object': lambda body: body[IDENTS].extend([add(body, [SHARED, 'builtin:len']), 5]),
    'an id of a record that is not there': lambda body: body[IDENTS].extend([10**6, 5]),
    'half an id': lambda body: body[IDENTS].append(1),
    'a namespace with a name twice': lambda body: records(body, NAMESPACE)[0][2].append('keys'),
    'two tasks of one number': lambda body: body[ROOTS][6][9].append(body[ROOTS][6][9][0]),
    # Kinds and names.
    'an unknown kind': with_value([99]),
    'a kind that is a text': with_value(['frame']),
    'a kind that is a list': with_value([[1]]),
    'no kind': with_value([]),
    'a record that is none': lambda body: body[RECORDS].append(7),
    'the wrong number of fields': with_value([CELL, 1, 2]),
    'fields of the wrong type': with_value([FUNCTION, 'x', None, 1, 2, 3, 4, 5, 6, 7]),
    'a builtin that does not exist': with_value([SHARED, 'builtin:__import__']),
    'a builtin of the host': with_value([SHARED, 'builtin:eval']),
    'a module of the host': with_value([SHARED, 'module:subprocess']),
    'a function of a module of the host': with_value([SHARED, 'module:subprocess.run']),
    'a bare dotted name': with_value([SHARED, 'os.system']),
    'a method that is not in the tables': with_value([SHARED, 'type:object.__subclasses__']),
    'the host class of a type': with_value([SHARED, 'type:int.__class__']),
    'a constant of nowhere': with_value([SHARED, 'constant:prelude:core:0:999999']),
    'an empty path': with_value([SHARED, '']),
    'a long path': with_value([SHARED, 'module:' + 'a.' * 100_000]),
    'an intrinsic as a value': with_value([SHARED, 'intrinsic:_put']),
    'an external function that was not declared': with_value([19, 'system']),
    'a call of a function that was not declared': changed(CALL, 2, 'system'),
    # Codes and frames.
    'an instruction that does not exist': in_frame(2, 10**6),
    'an instruction past the end': lambda body: in_frame(2, body[CODES][records(body, FRAME)[1][1]][3])(body),
    'a negative instruction': in_frame(2, -1),
    'an instruction that calls nothing': in_frame(2, 0),
    'a code that does not exist': in_frame(1, 10**6),
    'another code': in_frame(1, 0),
    'a code of a program that does not exist': part(CODES, 1, 0, new='feed:9'),
    'a code of the host': part(CODES, 1, 0, new='os:system'),
    'a code beyond its program': part(CODES, 1, 1, new=10**6),
    'a code of another name': part(CODES, 1, 2, new='other'),
    'a code of another length': part(CODES, 1, 3, new=1),
    'generated code that was not': part(CODES, 1, 0, new='made:1'),
    'a register less': register_less,
    'a register more': register_more,
    'registers that hold nothing': unbound_registers,
    'frames with one caller': two_callers,
    'frames in a circle': circle,
    'another module’s variables': another_namespace('globals:prelude:core'),
    'variables of no program': own_namespace,
    'a variable that a module’s function closes over': shared_cell,
    'a module of ours that runs again': module_again,
    'a main program without its variables': changed(NAMESPACE, 2, []),
    'more variables than names': changed(NAMESPACE, 3, 10**6),
    # Scalars and containers.
    'a range without a step': with_value([RANGE, 0, 1, 0]),
    'a range of texts': with_value([RANGE, 'a', 'b', 'c']),
    'a key that cannot be hashed': with_value([DICT, ['+1'], 1], [LIST]),
    'a key in a key that cannot be hashed': with_value([DICT, ['+1'], 1], [TUPLE, ['+2']], [LIST]),
    'an item that cannot be hashed': with_value([SET, ['+1']], [DICT]),
    'a key twice': with_value([DICT, 1, 'a', 1, 'b']),
    'equal keys of different types': with_value([DICT, 1, 'a', True, 'b', 1.0, 'c']),
    'an item twice': with_value([SET, 'a', 'a']),
    'half an entry': with_value([DICT, 1]),
    'a name that is no text': with_value(
        [INSTANCE, ['+1'], ['+2'], None, 0, None], [SHARED, 'type:object'], [DICT, 1, 2]
    ),
    'an integer that is none': with_value([INT, 'many']),
    'deep keys': nested(20_000, TUPLE),
    # Limits and counters.
    'a limit that is no number': part(TRACKER, 0, 0, new=float('nan')),
    'an endless limit': part(TRACKER, 0, 3, new=float('inf')),
    'a negative limit': part(TRACKER, 0, 1, new=-1),
    'a limit that is a text': part(TRACKER, 0, 2, new='100'),
    'no limits': part(TRACKER, 0, new=[]),
    'negative time': part(TRACKER, 1, new=-1.0),
    'negative sleep': part(TRACKER, 2, new=-1.0),
    'time that is no number': part(TRACKER, 1, new=float('nan')),
    'negative allocations': part(TRACKER, 4, new=-(10**6)),
    'negative depth': part(TRACKER, 5, new=-5),
    'negative calls': part(TRACKER, 6, new=-10),
    'negative output': part(TRACKER, 7, new=-10),
    'a huge counter': part(TRACKER, 4, new=2**63 - 1),
    'a counter that is a flag': part(TRACKER, 6, new=True),
    'a negative call number': part(LOG, 3, new=-1),
    'a negative number of the next id': part(LOG, 4, new=-1),
    'a clock that is no number': part(ROOTS, 6, 16, new=float('nan')),
    'a turn of more than there is': part(ROOTS, 6, 1, new=5),
    'a phase that does not exist': part(ROOTS, 6, 5, new=9),
    'an event that does not fit': part(ROOTS, 1, new=4),
}


@pytest.mark.parametrize('change', FORGERIES.values(), ids=FORGERIES)
def test_33_forgeries_are_refused(change: Callable[[Body], None]) -> None:
    refused(forged(change))


def raw_forgery(find: bytes, new: bytes) -> bytes:
    assert BLOB.count(find) == 1
    return BLOB.replace(find, new)


LONG_TEXT: Final = msgpack.packb('a longer text than any that is inline')
RAW: Final = {
    'a list of 2**32 - 1 items': raw_forgery(LONG_TEXT, b'\xdd\xff\xff\xff\xff'),
    'a list of a length of 64 bits': raw_forgery(LONG_TEXT, b'\xdf' + b'\xff' * 8),
    'a text beyond the end': raw_forgery(LONG_TEXT, b'\xdb\xff\xff\xff\xff' + LONG_TEXT[2:]),
    'a text a little beyond the end': raw_forgery(LONG_TEXT, b'\xdb' + (len(BLOB)).to_bytes(4, 'big') + LONG_TEXT[2:]),
    'bytes beyond the end': raw_forgery(LONG_TEXT, b'\xc6\xff\xff\xff\xff'),
    'a map of 2**32 - 1 entries': raw_forgery(LONG_TEXT, b'\xdf\xff\xff\xff\xff'),
    'an extension': raw_forgery(LONG_TEXT, b'\xc9\x00\x00\x00\x01\x00x'),
    'a timestamp': raw_forgery(LONG_TEXT, b'\xd6\xff\x00\x00\x00\x00'),
    'text that is no UTF-8': raw_forgery(LONG_TEXT, b'\xd9\x25' + b'\xff' * 37),
    'text cut within a character': raw_forgery(LONG_TEXT, b'\xd9\x25' + b'a' * 36 + b'\xc3'),
    'nested 10**6 levels deep': raw_forgery(LONG_TEXT, b'\x91' * 10**6 + b'\xc0'),
    'nested and long': raw_forgery(LONG_TEXT, b'\xdd\x00\x10\x00\x00' * 1000),
}


@pytest.mark.parametrize('data', RAW.values(), ids=RAW)
def test_33_forged_encodings_are_refused(data: bytes) -> None:
    refused(data)


def reached_depth(body: Body) -> None:
    """A depth that the program claims to have reached is no leave to reach it again."""
    body[TRACKER][0][2] = 2
    body[TRACKER][5] = 10**9


def ending(data: bytes) -> str:
    """What a forgery that loads ends as: 'value', or its error."""
    progress: Any = load(data)
    try:
        progress.inspect()
        while not isinstance(progress, MontyComplete):
            progress = progress.resume(return_value=1)
    except MontyError as error:
        return type(error).__name__
    return 'value'


@pytest.mark.parametrize(
    'change, end',
    [
        (nested(10**5, LIST), 'value'),
        (with_value([INT, b'\x7f' * 4_000_000]), 'value'),
        (with_value([LIST, ['+0'], ['+0']]), 'value'),
        (with_value([LIST, ['+1']], 'surrogate \ud800, and it is long enough for a record'), 'value'),
        (part(TRACKER, 4, new=10**6), 'ResourceLimitError'),
        (part(TRACKER, 6, new=10**6), 'ResourceLimitError'),
        (part(TRACKER, 1, new=1e6), 'ResourceLimitError'),
        (part(TRACKER, 0, 2, new=1), 'ResourceLimitError'),
        (reached_depth, 'ResourceLimitError'),
    ],
    ids=['deep', '10**7 digits', 'cycle', 'surrogate', 'allocations', 'calls', 'time', 'depth', 'depth reached'],
)
def test_33_strange_states_are_sandboxes_under_limits(change: Callable[[Body], None], end: str) -> None:
    assert ending(forged(change)) == end


def test_33_what_programs_share_is_as_it_was() -> None:
    """Forgeries that are after it are among those above; none has left anything behind."""
    for change in FORGERIES.values():
        with pytest.raises(SnapshotError):
            load(forged(change))
    probe = (
        'import asyncio, typing, dataclasses\n(len([1]), repr(asyncio.Lock())[:20], repr(typing.Any), sorted([2, 1]))'
    )
    assert Monty(probe).run() == (1, '<asyncio.locks.Lock ', 'typing.Any', [1, 2])


def test_33_forged_sessions_are_refused() -> None:
    session = MontyRepl(external_functions=['ask'])
    session.feed('def f():\n    global x\n    x = 1\nkept = [f]\n')
    blob = session.dump()
    for change in (another_namespace('globals:prelude:core'), with_session_value([LIST, [10**6]]), unbound_slots):
        body = decoded(blob)
        change(body)
        with pytest.raises(SnapshotError):
            MontyRepl.load(encoded(blob[:HEADER], body))


def test_33_a_fault_in_a_loaded_session_is_put_down_to_the_snapshot() -> None:
    """What a forgery could bring about that its reader does not find; here a faulty table of the interpreter does."""
    session = MontyRepl(external_functions=['ask'])
    session.feed('kept = "x"')
    loaded = MontyRepl.load(session.dump())
    paused = session.feed_start('await ask(kept)')
    assert isinstance(paused, FunctionSnapshot)
    waiting = paused.resume(pending=True)
    assert isinstance(waiting, FutureSnapshot)
    adopted, _progress = MontyRepl.load_suspended(waiting.dump())
    loaded.feed('1')
    cls = machine.SHARED.classes['str']
    kept = cls.attrs['swapcase']
    cls.attrs['swapcase'] = object()
    cls.cache.pop('swapcase', None)
    try:
        for each, kind in ((MontyRepl(), MontyInternalError), (loaded, SnapshotError), (adopted, SnapshotError)):
            with pytest.raises(kind) as failed:
                each.feed('print("before")\n"x".swapcase()')
            assert failed.value.stdout == 'before\n'
    finally:
        cls.attrs['swapcase'] = kept
        cls.cache.pop('swapcase', None)
    assert loaded.feed('kept.swapcase()') == 'X'


def with_session_value(record: list[Any]) -> Callable[[Body], None]:
    def change(body: Body) -> None:
        records(body, LIST)[0][:] = record

    return change


def unbound_slots(body: Body) -> None:
    records(body, NAMESPACE)[0][4].pop()


def test_33_no_host_code_runs_while_loading() -> None:
    events: list[str] = []
    watching = True

    def hook(event: str, args: tuple[object, ...]) -> None:
        if watching and event.partition('.')[0] in ('import', 'exec', 'compile', 'open', 'os', 'pickle', 'marshal'):
            events.append(event)

    blobs = [forged(change) for change in FORGERIES.values()]
    for name, data in zip(FORGERIES, blobs, strict=True):  # what is loaded once for all is there after this
        try:
            load(data)
            pytest.fail(name)
        except SnapshotError:
            pass
    sys.addaudithook(hook)
    try:
        for data in blobs:
            try:
                FunctionSnapshot.load(data)
            except SnapshotError:
                pass
    finally:
        watching = False
    assert [event for event in events if event != 'compile'] == []


CAPABILITIES: Final = 9


@pytest.mark.parametrize('kind', ['system', 'callable'])
def test_33_the_hosts_clock_and_randomness_are_not_in_the_bytes(kind: str) -> None:
    """They are what the host gives when it loads; bytes that say otherwise get no more than a program that had none."""
    code = 'import time\nask()\ntry: r = time.time()\nexcept RuntimeError as e: r = str(e)\nr'
    progress = Monty(code, external_functions=['ask']).start()
    assert isinstance(progress, FunctionSnapshot)
    data = progress.dump()
    body = decoded(data)
    clock, instant, slept, latest, randomness, seed, taken = body[CAPABILITIES]
    assert (clock, randomness) == ('none', 'none')
    body[CAPABILITIES] = [kind, instant, slept, latest, kind, seed, taken]
    forged = encoded(data[:HEADER], body)
    done = FunctionSnapshot.load(forged).resume(return_value=None)
    assert isinstance(done, MontyComplete) and 'load with clock=' in done.value
    given = FunctionSnapshot.load(forged, clock=5).resume(return_value=None)
    assert isinstance(given, MontyComplete) and given.value == 5.0


def test_33_a_system_clock_is_given_again_on_load() -> None:
    progress = Monty('import time\nask()\ntime.time() > 1e9', external_functions=['ask'], clock='system').start()
    assert isinstance(progress, FunctionSnapshot)
    with pytest.raises(MontyRuntimeError, match='load with clock='):
        FunctionSnapshot.load(progress.dump()).resume(return_value=None)
    done = FunctionSnapshot.load(progress.dump(), clock='system').resume(return_value=None)
    assert isinstance(done, MontyComplete) and done.value is True
