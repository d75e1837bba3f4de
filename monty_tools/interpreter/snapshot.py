"""A machine's whole state as bytes, and back.

A snapshot is a header (``MONTYTOOLS``, the format's version, the host's Python version, the kind of state) and one
msgpack object. It holds the programs' sources, never code: they are compiled again when it is loaded, and frames,
functions and tracebacks refer to the codes by number. Builtins are named by path (``paths.py``), everything else is
data (``graph.py``). Nothing in it names the host: no address, path, host class or environment.

Loading is safe on any bytes. They either make a state that sandbox code could have, with no more authority than it has,
or raise SnapshotError. Memory and time are in proportion to the number of bytes; no sandbox code runs.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import msgpack  # type: ignore[import-untyped]  # it ships no types

from .boundary import leave_arguments
from .capabilities import (
    FIXED,
    MAX_SECONDS,
    MIN_SECONDS,
    SECOND,
    SEED_SIZE,
    Capabilities,
    Grants,
    HostStop,
)
from .capabilities import KINDS as GRANTS
from .driver import SUSPEND, Driver, PrintCallback, ViolationCallback, check_source
from .errors import InputError, MontyError, SnapshotError, limit_error
from .exposure import Exposed, Proxy, adopt_exposed, check_exposed_name, exposed_function
from .external import ExternalFunction, bind, parse_externals
from .files import OPEN
from .graph import Reader, Record, Writer, bad, future_of, integer, natural, reference, task_of
from .inputs import parse_inputs
from .instructions import arithmetic, calls, classes, containers, control, exceptions, generators, names
from .limits import LimitReached, ResourceLimits, Tracker
from .machine import (
    BLOCKED,
    CALL,
    EXTERNAL_CODE,
    RUNNING,
    SHARED,
    CallRoot,
    DriveStep,
    FinishInit,
    FinishNew,
    Host,
    Machine,
)
from .memory import live_size
from .modules.dataclasses import compile_methods
from .natives import payload_of
from .objects import (
    ABSENT,
    Class,
    Code,
    ExceptionValue,
    ExternalRef,
    Frame,
    Function,
    Generator,
    HeapObject,
    Instance,
    Namespace,
    Program,
    Thrown,
)
from .observer import CARRIER_ENTRIES, CARRIER_TEXT, Observer
from .paths import shared_program
from .program import ALWAYS_BOUND, Compiled, compile_program, parse_modules
from .records import ExternalCallRecord, Violation
from .scheduler import (
    CHILD,
    CLOSE,
    CLOSING,
    PENDING,
    SETTLE,
    SHUTDOWN,
    STOP_LOOP,
    WAKE,
    Gathering,
    Handle,
    PendingCall,
    Scheduler,
    Task,
    TimerHandle,
    timer_key,
)
from .verify import verify_registers

if TYPE_CHECKING:
    from .monty import Paused
    from .repl import MontyRepl

MAGIC: Final = b'MONTYTOOLS'
FORMAT: Final = 1
KINDS: Final = ('call', 'futures', 'repl', 'program')
HEADER_SIZE: Final = len(MAGIC) + 4
MAX_COUNT: Final = 1 << 60
"""Above this no counter goes."""

PUSHING: Final = (
    arithmetic.BinaryOp,
    arithmetic.UnaryOp,
    arithmetic.CompareOp,
    arithmetic.Contains,
    control.Branch,
    control.Not,
    calls.Call,
    calls.CallMethod,
    calls.CallSpread,
    calls.GetAttr,
    calls.SetAttr,
    calls.DeleteAttr,
    calls.LoadSuper,
    calls.FormatValue,
    classes.MakeClass,
    classes.MatchClass,
    classes.MatchKeys,
    classes.MatchMapping,
    classes.MatchSequence,
    classes.SequenceItem,
    containers.Extend,
    containers.UpdateSet,
    containers.UpdateDict,
    containers.GetItem,
    containers.SetItem,
    containers.DeleteItem,
    containers.Unpack,
    containers.GetIter,
    containers.DropIter,
    containers.ForIter,
    containers.GetAsyncIter,
    exceptions.Raise,
    exceptions.CallExit,
    exceptions.MatchGroup,
    exceptions.FinishGroup,
    generators.Delegate,
    names.StoreName,
    CallRoot,
    DriveStep,
    FinishInit,
    FinishNew,
)
"""The instructions that push frames: where a frame can stand while another runs above it."""
WAITING: Final = (generators.Yield, generators.Delegate)
"""The instructions at which a generator or a task can wait."""


class Source:
    """A program of a session: its key and text, how many globals there were once it was compiled, and the external
    functions that were declared for it."""

    def __init__(self, key: str, source: str, slots: int, externals: tuple[str, ...]) -> None:
        self.key = key
        self.source = source
        self.slots = slots
        self.externals = externals


class Stored:
    """What is known of a program without its state. ``inputs`` are the declared names with the texts of their types
    (None where none was declared), ``externals`` those of the external functions with their ``is_async``, ``modules``
    what it may import (None: all that there are), ``opens`` whether it has ``open``."""

    def __init__(
        self,
        script_name: str,
        inputs: dict[str, str | None],
        externals: dict[str, bool | None],
        sources: list[Source],
        modules: tuple[str, ...] | None = None,
        opens: bool = False,
    ) -> None:
        self.script_name = script_name
        self.inputs = inputs
        self.externals = externals
        self.sources = sources
        self.modules = modules
        self.opens = opens
        self.capabilities = Capabilities(Grants())

    @property
    def source(self) -> str:
        """The text of the only program."""
        return self.sources[0].source


# Writing.


def dump_program(
    source: str,
    script_name: str,
    inputs: dict[str, str | None],
    externals: dict[str, bool | None],
    modules: tuple[str, ...] | None,
    opens: bool,
    capabilities: Capabilities,
) -> bytes:
    """A program that has not run, as bytes of kind ``'program'``."""
    sources = [Source('main', source, 0, tuple(externals))]
    stored = Stored(script_name, inputs, externals, sources, modules, opens)
    return seal('program', [save_stored(stored), save_capabilities(capabilities)])


def dump_state(paused: Paused) -> bytes:
    """A program that waits for the host, as bytes of kind ``'call'`` or ``'futures'``. It is not changed.

    SnapshotError where the program holds something that cannot be stored.
    """
    m = paused.machine
    if m.nesting or m.closed or m.event not in (CALL, BLOCKED):
        raise SnapshotError('the program is running; a snapshot can be taken only where it waits for the host')
    driver = paused.driver
    externals = {name: spec.is_async for name, spec in driver.functions.items()}
    for name, ref in m.externals.items():
        externals.setdefault(name, ref.is_async)
    inputs: dict[str, str | None] = {}
    opens = m.programs[0].opens
    for name in m.namespace.slots:
        if name in externals:
            break
        if name not in ALWAYS_BOUND and not (opens and name == OPEN):
            inputs[name] = None
    sources = sources_of(m, paused.feeds)
    stored = Stored(paused.script_name, inputs, externals, sources, m.programs[0].modules, opens)
    allowed: Record = list(driver.functions)
    now = time.perf_counter()
    started: Record = [
        [number, index, max(0.0, (now - start) * 1000)] for number, (index, start) in driver.started.items()
    ]
    kind = 'call' if m.event == CALL else 'futures'
    return seal(
        kind, save_machine(m, stored, driver.records, False, [allowed, started, save_carrier(driver.carrier)], {})
    )


def dump_session(session: MontyRepl) -> bytes:
    """A session between two feeds, as bytes of kind ``'repl'``."""
    m = session._machine
    inputs = {name: None if spec is None else str(spec) for name, spec in session._inputs.types.items()}
    externals = {name: spec.is_async for name, spec in session._functions.items()}
    for name, ref in m.externals.items():
        externals.setdefault(name, ref.is_async)
    sources = sources_of(m, session._feeds)
    stored = Stored(session._script_name, inputs, externals, sources, session._modules, session._opens)
    return seal('repl', save_machine(m, stored, [], True, [], {}))


def sources_of(m: Machine, feeds: list[Compiled]) -> list[Source]:
    """The programs of ``m``. An earlier feed may have been compiled with fewer globals than its ``slots`` now hold; the
    last one's are those that have a place."""
    if not feeds:
        return [source_of(program, len(m.namespace.names)) for program in m.programs]
    sources = [source_of(feed.program, len(feed.slots)) for feed in feeds]
    sources[-1].slots = len(m.namespace.names)
    return sources


def source_of(program: Program, slots: int) -> Source:
    return Source(program.key, program.source, slots, program.externals)


def save_machine(
    m: Machine,
    stored: Stored,
    records: list[ExternalCallRecord],
    idle: bool,
    driver: Record,
    handles: dict[int, object],
) -> Record:
    """Everything about ``m``; of an ``idle`` machine, what outlives its last program. ``handles`` are those of its
    values that the host holds and may hand back."""
    writer = Writer(m.pinned, idle)
    kept: Record = [[writer.value(number), writer.value(value)] for number, value in handles.items()]
    roots: Record = [writer.value(m.namespace), RUNNING, None, None, None, None, None, save_pinned(m, writer), kept]
    roots.append([[name, writer.value(value)] for name, value in m.kept.items()])
    if not idle:
        roots[1] = m.event
        roots[2] = writer.value(m.frame)
        roots[3] = writer.value(m.result)
        roots[4] = writer.value(m.failure)
        roots[5] = writer.value(m.pending)
        roots[6] = save_scheduler(m, writer)
    writer.drain()
    return [
        save_stored(stored),
        save_codes(writer.code_list),
        save_tracker(m.tracker),
        save_log(m, records),
        hash_seed(),
        writer.records,
        writer.idents,
        roots,
        driver,
        save_capabilities(m.capabilities),
        save_exposed(m),
    ]


EVENTS: Final[dict[str, int]] = {'call': CALL, 'futures': BLOCKED, 'repl': RUNNING}
"""The machine's event in a snapshot of each kind."""


def seal(kind: str, body: Record) -> bytes:
    header = MAGIC + bytes((FORMAT, sys.version_info[0], sys.version_info[1], KINDS.index(kind)))
    packed: bytes = msgpack.packb(body, unicode_errors='surrogatepass')
    return header + packed


def save_stored(stored: Stored) -> Record:
    inputs: list[object] = [[name, spec] for name, spec in stored.inputs.items()]
    externals: list[object] = [[name, is_async] for name, is_async in stored.externals.items()]
    sources: list[object] = []
    before = tuple(stored.externals)
    for source in stored.sources:
        changed = None if source.externals == before else list(source.externals)
        sources.append([source.key, source.source, source.slots, changed])
        before = source.externals
    modules: list[object] | None = None if stored.modules is None else list(stored.modules)
    return [stored.script_name, inputs, externals, sources, modules, stored.opens]


def save_codes(codes: list[Code]) -> Record:
    """Which code each number stands for, with its size: another version of the compiler may lay it out differently."""
    return [
        [code.program.key, int(code.index), code.name, len(code.ins), len(code.template), made_source(code.program)]
        for code in codes
    ]


def made_source(program: Program) -> str:
    """The text of a program that was generated while another one ran; '' for all others."""
    return program.source if program.key.startswith('made:') else ''


def save_tracker(tracker: Tracker) -> Record:
    limits = tracker.limits
    return [
        [
            limits.memory_limit_mb,
            limits.allocation_limit,
            limits.stack_depth_limit,
            limits.execution_time_limit_ms,
            limits.sleep_limit_ms,
            limits.external_call_limit,
            limits.output_limit_bytes,
            limits.source_limit_bytes,
        ],
        tracker.seconds(),
        float(tracker.slept),
        int(max(tracker.peak, tracker.live)),
        int(tracker.allocations),
        int(tracker.peak_depth),
        int(tracker.calls),
        int(tracker.output),
    ]


def save_capabilities(capabilities: Capabilities) -> Record:
    """What of the host's a program has and how far it has got with it; of functions, that there were some."""
    grants = capabilities.grants
    return [
        grants.clock,
        list(divmod(grants.instant, SECOND)),
        list(divmod(capabilities.slept, SECOND)),
        list(divmod(capabilities.latest, SECOND)),
        grants.randomness,
        grants.seed,
        capabilities.taken,
    ]


def save_exposed(m: Machine) -> Record:
    """What is known of the host's objects: their keys, and the names that the program may use."""
    return [
        [key, sorted(proxy.attributes), save_methods(proxy.methods), save_methods(proxy.gone)]
        for key, proxy in m.exposed.items()
    ]


def save_methods(methods: dict[str, ExternalRef]) -> Record:
    return [[name, ref.is_async] for name, ref in methods.items()]


def save_log(m: Machine, records: list[ExternalCallRecord]) -> Record:
    """What a run leaves on record so far, and the counters of the machine."""
    return [
        [[stream, text] for stream, text in m.output],
        [[violation.kind, violation.name, violation.line, violation.column] for violation in m.violations],
        [[record.name, float(record.duration_ms), record.outcome] for record in records],
        int(m.call_number),
        int(m.next_ident),
    ]


def save_scheduler(m: Machine, w: Writer) -> Record:
    """The loop's clock stands still until the machine goes on."""
    s = m.scheduler
    s.tick(m)
    return [
        w.values(list(s.ready)),
        s.turn,
        w.value(s.current),
        w.value(s.main),
        w.value(s.root),
        s.phase,
        s.stopping,
        s.closing_turns,
        w.value(s.crash),
        w.values(list(s.tasks.values())),
        s.task_number,
        w.values(list(s.calls.values())),
        w.values(list(s.external.values())),
        w.values(list(s.timers)),
        s.timers_cancelled,
        s.timer_order,
        float(s.clock),
        s.task_count,
        w.values(list(s.generators)),
    ]


def save_pinned(m: Machine, w: Writer) -> Record:
    pinned: Record = []
    for value, number in m.pinned.values():
        pinned.append(w.value(value))
        pinned.append(number)
    return pinned


def save_carrier(carrier: dict[str, str]) -> Record:
    return [[key, value] for key, value in carrier.items()]


def hash_seed() -> int:
    """Tells processes apart whose texts have different hashes, and tells nothing else about them."""
    return hash('monty_tools') & 0xFFFFFFFF


# Reading.


def unseal(data: bytes, wanted: str) -> tuple[str, Record]:
    """The kind and the body. Everything that the body claims to hold is known to be there before it is made."""
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise SnapshotError(f'not a snapshot: bytes are expected, not {type(data).__name__}')
    data = bytes(data)
    if data[: len(MAGIC)] != MAGIC or len(data) < HEADER_SIZE:
        raise SnapshotError('not a snapshot: the bytes do not begin as one does')
    version, major, minor, number = data[len(MAGIC) : HEADER_SIZE]
    if version != FORMAT:
        raise SnapshotError(f'the snapshot has format {version}, this version reads format {FORMAT} only')
    if (major, minor) != sys.version_info[:2]:
        here = f'{sys.version_info[0]}.{sys.version_info[1]}'
        raise SnapshotError(f'the snapshot was written under Python {major}.{minor} and cannot go on under {here}')
    kind = KINDS[number] if number < len(KINDS) else 'unknown'
    if kind != wanted:
        raise SnapshotError(f'the snapshot is of kind {kind!r}, expected {wanted!r}')
    body = data[HEADER_SIZE:]
    scanner = unpacker(body)
    scanner.skip()
    if scanner.tell() != len(body):
        raise bad('bytes follow its end')
    unpacked: object = unpacker(body).unpack()
    if type(unpacked) is not list:
        raise bad('it has no body')
    return kind, unpacked


def unpacker(body: bytes) -> msgpack.Unpacker:
    made = msgpack.Unpacker(
        max_buffer_size=max(len(body), 1),
        max_map_len=0,
        max_ext_len=0,
        ext_hook=refuse_extension,
        unicode_errors='surrogatepass',
    )
    made.feed(body)
    return made


def refuse_extension(code: int, data: bytes) -> object:
    raise bad('it has an extension type')


def load_program(data: bytes) -> Stored:
    """What ``dump_program`` wrote. SnapshotError for anything else."""
    try:
        _kind, body = unseal(data, 'program')
        described, capabilities = items(body, 2)
        stored = read_stored(described)
        stored.capabilities = read_capabilities(capabilities)
        if len(stored.sources) != 1:
            raise bad('it holds no program')
        return stored
    except SnapshotError:
        raise
    except Exception as error:
        raise bad(reason_of(error)) from None


def load_state(
    data: bytes,
    kind: str,
    given: dict[str, ExternalFunction] | None,
    limits: ResourceLimits | None,
    print_callback: PrintCallback | None,
    on_violation: ViolationCallback | None,
    observer: Observer | None,
    exposed: dict[str, Exposed],
) -> Paused:
    """What ``dump_state`` wrote, to go on where the program stood.

    The stricter of the stored limits and ``limits`` hold; counters go on. With ``given``, only those of the declared
    external functions can be called from here on. ``exposed`` are the host's objects by key. No sandbox code runs.
    Raises InputError for a function in ``given`` that was not declared, and SnapshotError, and nothing else, for bytes
    that are no such snapshot.
    """
    from .monty import Paused

    driver = LoadedDriver(print_callback, on_violation, observer)
    loading = loaded(data, kind, limits, driver)
    driver.stored = loading.stored
    driver.stale = loading.stale
    if given is not None:
        check_given(loading.stored, given)
    adopt_exposed(loading.m, exposed)
    try:
        loading.read_driver(driver, given)
    except SnapshotError:
        raise
    except Exception as error:
        raise bad(reason_of(error)) from None
    feeds = loading.compiled if loading.stored.sources[0].key != 'main' else []
    return Paused(loading.stored.script_name, driver, loading.m, feeds)


def load_session(
    data: bytes, session: MontyRepl, given: dict[str, ExternalFunction] | None, exposed: dict[str, Exposed]
) -> None:
    """Give what ``dump_session`` wrote to ``session``, which is new. The stricter of both limits hold."""
    loading = loaded(data, 'repl', session._limits, Host())
    stored = loading.stored
    if given is not None:
        check_given(stored, given)
    adopt_exposed(loading.m, exposed)
    if loading.stale:
        settle_session(loading)
    session._inputs = parse_inputs([name if spec is None else (name, spec) for name, spec in stored.inputs.items()])
    functions = declared_functions(stored)
    if given is not None:
        functions.update(given)
    session._functions = functions
    session._limits = loading.m.tracker.limits
    session._script_name = stored.script_name
    session._check_modules(stored.modules)
    session._opens = stored.opens
    session._feeds = loading.compiled
    session._machine = loading.m
    session._from_bytes = True


class LoadedDriver(Driver):
    """Drives a program that was loaded in another process than the one that stored it, where texts have other hashes.

    Before the program goes on, the sandbox's own ``__hash__`` is asked again, within the limits, for the keys that have
    one, and the keys are put in their places. A key whose ``__hash__`` raises keeps the hash it had.
    """

    def __init__(
        self,
        print_callback: PrintCallback | None,
        on_violation: ViolationCallback | None,
        observer: Observer | None,
    ) -> None:
        super().__init__({}, SUSPEND, print_callback, on_violation, observer)
        self.from_bytes = True
        self.stored: Stored | None = None
        self.stale: list[Instance] = []

    def give(self, m: Machine, number: int, result: object, error: BaseException | None, pending: bool) -> None:
        self.check_time(m)
        self.settle_keys(m)
        super().give(m, number, result, error, pending)

    def settle(self, m: Machine, number: int, result: object, error: BaseException | None) -> None:
        self.check_time(m)
        self.settle_keys(m)
        super().settle(m, number, result, error)

    def check_time(self, m: Machine) -> None:
        """A program that is over its time does not go on, be it for a moment only."""
        tracker = m.tracker
        if tracker.elapsed > tracker.time_limit:
            used = tracker.elapsed * 1000
            raise self.ended(m, limit_error('execution_time', used, tracker.time_limit * 1000, None))

    def settle_keys(self, m: Machine) -> None:
        stale = self.stale
        stored = self.stored
        if not stale or stored is None:
            return
        self.stale = []
        m.tracker.start(0.0)
        try:
            for instance in stale:
                hash_again(m, instance)
        except LimitReached as reached:
            raise self.ended(m, limit_error(reached.limit, reached.used, reached.allowed, None)) from None
        except HostStop as stop:
            m.closed = True
            raise stop.error from None
        finally:
            m.tracker.stop()
        replace_state(m, stored)


def hash_again(m: Machine, instance: Instance) -> None:
    """Ask ``__hash__``; the next filling of a dict or set uses the answer."""
    method = instance.cls.lookup('__hash__')
    if method is None or method is ABSENT:
        return
    try:
        number = payload_of(m.guarded_call(method, [instance]))
    except Thrown:
        return
    if type(number) is int:
        instance.hashed = hash(number)


def replace_state(m: Machine, stored: Stored) -> None:
    """Store ``m`` and load it again into itself: what was hashed stands under the hashes that it has now."""
    kind = 'repl'
    if m.event == CALL or m.event == BLOCKED:
        kind = 'call' if m.event == CALL else 'futures'
    data = seal(kind, save_machine(m, stored, [], kind == 'repl', [], m.handles))
    fresh = loaded(data, kind, None, m.host).m
    for number, call in fresh.scheduler.calls.items():
        old = m.scheduler.calls[number]
        call.host_args = old.host_args
        call.host_kwargs = old.host_kwargs
    m.namespace = fresh.namespace
    m.frame = fresh.frame
    m.result = fresh.result
    m.failure = fresh.failure
    m.pending = fresh.pending
    m.scheduler = fresh.scheduler
    for key, proxy in fresh.exposed.items():
        proxy.take(m.exposed[key])
    m.exposed = fresh.exposed
    m.handles = fresh.handles
    m.kept = fresh.kept
    m.pinned = fresh.pinned
    m.externals = fresh.externals
    m.programs = fresh.programs


def settle_session(loading: Loading) -> None:
    """As ``LoadedDriver.settle_keys``: a session has no other moment for it than its loading."""
    m = loading.m
    m.tracker.start(0.0)
    try:
        for instance in loading.stale:
            hash_again(m, instance)
    except LimitReached:
        raise SnapshotError('the keys of its dicts and sets cannot be hashed within the limits') from None
    finally:
        m.tracker.stop()
    replace_state(m, loading.stored)


def loaded(data: bytes, kind: str, limits: ResourceLimits | None, host: Host) -> Loading:
    try:
        loading = Loading(data, kind, limits, host)
        loading.load()
        return loading
    except SnapshotError:
        raise
    except Exception as error:
        raise bad(reason_of(error)) from None


_recent: Final[dict[tuple[object, ...], Compiled]] = {}
"""Programs compiled for snapshots, the last used last: a paused program is often loaded where it was stored. What is
compiled never changes and is shared between machines anyway."""
_recent_lock: Final = threading.Lock()
RECENT: Final = 32
RECENT_SOURCE: Final = 20_000
"""Characters of the longest text that is kept."""


def recompiled(stored: Stored, source: Source, known: dict[str, int] | None) -> Compiled:
    """The program, compiled as it was at first."""
    key = (
        source.source,
        stored.script_name,
        source.key,
        tuple(stored.inputs),
        source.externals,
        None if known is None else tuple(known),
        stored.modules,
        stored.opens,
    )
    with _recent_lock:
        found = _recent.pop(key, None)
    if found is None:
        found = compile_program(
            source.source,
            stored.script_name,
            source.key,
            inputs=tuple(stored.inputs),
            externals=declared_functions(stored, source.externals),
            known=known,
            modules=stored.modules,
            opens=stored.opens,
        )
    if len(source.source) <= RECENT_SOURCE:
        with _recent_lock:
            _recent[key] = found
            if len(_recent) > RECENT:
                del _recent[next(iter(_recent))]
    return found


def declared_functions(stored: Stored, names: Iterable[str] | None = None) -> dict[str, ExternalFunction]:
    """The external functions that were declared, or those called ``names``, without implementations."""
    return parse_externals(
        [
            ExternalFunction(name=name, is_async=stored.externals[name])
            for name in (stored.externals if names is None else names)
        ],
        tuple(stored.inputs),
    )


def check_given(stored: Stored, given: dict[str, ExternalFunction]) -> None:
    for name in given:
        if name not in stored.externals:
            raise InputError(
                f'external function {name!r} was not declared; declared: {", ".join(stored.externals) or "none"}. '
                'Declare it when the program is made'
            )


def reason_of(error: Exception) -> str:
    """Why decoding failed, without details of how."""
    if isinstance(error, MontyError):
        return 'its program cannot be compiled'
    if isinstance(error, (MemoryError, RecursionError)):
        return 'it is too large'
    return 'its data is damaged'


def items(raw: object, count: int) -> list[object]:
    """``raw`` as a list of ``count`` items (-1 for any number)."""
    if type(raw) is not list or (count >= 0 and len(raw) != count):
        raise bad('a part of the wrong shape')
    return raw


def text(raw: object) -> str:
    if type(raw) is not str:
        raise bad('a text is expected')
    return raw


def flag(raw: object) -> bool:
    if type(raw) is not bool:
        raise bad('a flag is expected')
    return raw


def count(raw: object) -> int:
    number = natural(raw)
    if number > MAX_COUNT:
        raise bad('a counter out of range')
    return number


def seconds(raw: object) -> float:
    if type(raw) is not float or not 0.0 <= raw <= 1e12:
        raise bad('a duration out of range')
    return raw


def read_stored(raw: object) -> Stored:
    name, inputs, externals, sources, modules, opens = items(raw, 6)
    stored = Stored(text(name), {}, {}, [])
    for entry in items(inputs, -1):
        key, spec = items(entry, 2)
        stored.inputs[text(key)] = None if spec is None else text(spec)
    for entry in items(externals, -1):
        key, is_async = items(entry, 2)
        stored.externals[text(key)] = None if is_async is None else flag(is_async)
    before = tuple(stored.externals)
    for entry in items(sources, -1):
        key, source, slots, changed = items(entry, 4)
        if changed is not None:
            before = tuple([text(name) for name in items(changed, -1)])
            if not stored.externals.keys() >= set(before):
                raise bad('a function that was not declared')
        stored.sources.append(Source(text(key), text(source), count(slots), before))
    stored.opens = flag(opens)
    if modules is not None:
        stored.modules = parse_modules([text(module) for module in items(modules, -1)])
    parse_inputs([key if spec is None else (key, spec) for key, spec in stored.inputs.items()])
    declared_functions(stored)
    if len(stored.inputs) != len(items(inputs, -1)) or len(stored.externals) != len(items(externals, -1)):
        raise bad('a name is declared twice')
    return stored


def read_carrier(raw: object) -> dict[str, str]:
    """What an observer gave for the one of the resumed program, within its bounds."""
    carrier: dict[str, str] = {}
    for entry in items(raw, -1):
        key, value = items(entry, 2)
        carrier[text(key)] = text(value)
        if len(text(key)) > CARRIER_TEXT or len(text(value)) > CARRIER_TEXT or len(carrier) > CARRIER_ENTRIES:
            raise bad('a carrier out of bounds')
    return carrier


def read_limits(raw: object) -> ResourceLimits:
    for limit in items(raw, 8):
        if type(limit) not in (int, float, type(None)):
            raise bad('a limit is expected')
    memory, allocations, depth, time, sleep, external, output, source = items(raw, 8)
    return ResourceLimits(
        memory_limit_mb=memory,  # type: ignore[arg-type]  # numbers or None by the check above; ResourceLimits checks more
        allocation_limit=allocations,  # type: ignore[arg-type]
        stack_depth_limit=depth,  # type: ignore[arg-type]
        execution_time_limit_ms=time,  # type: ignore[arg-type]
        sleep_limit_ms=sleep,  # type: ignore[arg-type]
        external_call_limit=external,  # type: ignore[arg-type]
        output_limit_bytes=output,  # type: ignore[arg-type]
        source_limit_bytes=source,  # type: ignore[arg-type]
    )


def read_capabilities(raw: object) -> Capabilities:
    """What ``save_capabilities`` wrote, without the host's functions."""
    clock, instant, slept, latest, randomness, seed, taken = items(raw, 7)
    grants = Grants()
    grants.clock = text(clock)
    grants.randomness = text(randomness)
    grants.instant = read_time(instant)
    if grants.clock not in GRANTS or grants.randomness not in GRANTS:
        raise bad('a capability that there is not')
    if type(seed) is not bytes or len(seed) != (SEED_SIZE if grants.randomness == FIXED else 0):
        raise bad('a seed of the wrong size')
    grants.seed = seed
    capabilities = Capabilities(grants)
    capabilities.slept = read_time(slept)
    capabilities.latest = read_time(latest)
    capabilities.taken = count(taken)
    return capabilities


def read_exposed(raw: object) -> dict[str, Proxy]:
    """Proxies without objects. What they may do is decided when the host gives those."""
    found: dict[str, Proxy] = {}
    for entry in items(raw, -1):
        key, attributes, methods, gone = items(entry, 4)
        names = [check_exposed_name(text(name), 'attributes') for name in items(attributes, -1)]
        called = read_methods(methods)
        lost = read_methods(gone)
        if text(key) in found or len({*names, *called, *lost}) != len(names) + len(called) + len(lost):
            raise bad('an exposed object or a name of one that is listed twice')
        proxy = Proxy(check_exposed_name(text(key), 'key'), names, called, lost)
        proxy.loaded = True
        found[proxy.key] = proxy
    return found


def read_methods(raw: object) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for pair in items(raw, -1):
        name, is_async = items(pair, 2)
        if text(name) in found:
            raise bad('a method that is listed twice')
        found[check_exposed_name(text(name), 'methods')] = flag(is_async)
    return found


def read_time(raw: object) -> int:
    """Nanoseconds, which are stored as seconds and the rest: they may not fit into 64 bits."""
    whole, rest = items(raw, 2)
    if type(whole) is not int or not MIN_SECONDS <= whole <= 2 * MAX_SECONDS or not 0 <= natural(rest) < SECOND:
        raise bad('a time out of range')
    return whole * SECOND + natural(rest)


class Loading:
    """One reading of a snapshot."""

    def __init__(self, data: bytes, kind: str, limits: ResourceLimits | None, host: Host) -> None:
        self.size = len(data)
        self.kind, body = unseal(data, kind)
        parts = items(body, 11)
        self.stored = read_stored(parts[0])
        self.codes_data = items(parts[1], -1)
        self.tracker_data = items(parts[2], 8)
        self.log_data = items(parts[3], 5)
        self.seed = natural(parts[4])
        self.records = items(parts[5], -1)
        self.idents = items(parts[6], -1)
        self.roots = items(parts[7], 10)
        self.driver_data = items(parts[8], -1)
        capabilities = read_capabilities(parts[9])
        limits_stored = read_limits(self.tracker_data[0])
        self.m = Machine(
            Tracker(limits_stored if limits is None else limits_stored.stricter(limits)), Namespace('__main__'), host
        )
        self.m.capabilities = capabilities
        self.m.exposed = read_exposed(parts[10])
        self.compiled: list[Compiled] = []
        self.stale: list[Instance] = []

    def load(self) -> None:
        m = self.m
        for name, is_async in self.stored.externals.items():
            m.externals[name] = ExternalRef(name, bool(is_async))
        namespace, number = self.main_namespace()
        m.namespace = namespace
        reader = Reader(m, self.records, self.codes(self.programs(namespace)), self.size)
        reader.adopted[number] = namespace
        reader.read()
        self.read_idents(reader)
        self.read_roots(reader)
        self.read_log()
        self.check_frames(reader)
        self.read_counters()
        if self.seed != hash_seed():
            self.stale = reader.hashed

    def main_namespace(self) -> tuple[Namespace, int]:
        """The namespace of the programs, with its names but without values yet, and its record's number."""
        number = reference(self.roots[0])
        if not 0 <= number < len(self.records):
            raise bad('a reference to nothing')
        record = items(self.records[number], 5)
        slots = items(record[2], -1)
        namespace = Namespace(text(record[1]))
        for name in slots:
            namespace.slot(text(name))
        laid = natural(record[3])
        if record[0] != 29 or len(namespace.slots) != len(slots) or laid > len(slots):
            raise bad('a namespace is expected')
        namespace.names = [text(name) for name in slots[:laid]]
        return namespace, number

    def programs(self, namespace: Namespace) -> dict[str, Program]:
        """Compile every source again, by key, with the globals that it had: a first program makes its own, a later one
        knows those of the ones before."""
        found: dict[str, Program] = {}
        names = list(namespace.slots)
        for index, source in enumerate(self.stored.sources):
            if source.slots > len(names):
                raise bad('a program with more globals than there are')
            slots = {name: slot for slot, name in enumerate(names[: source.slots])}
            check_source(source.source, self.m.tracker.limits)
            session = self.kind == 'repl' or source.key != 'main'
            known: dict[str, int] | None = None
            if session:
                known = {} if index == 0 else slots
            compiled = recompiled(self.stored, source, known)
            if compiled.refusal() is not None or list(compiled.slots) != list(slots):
                raise bad('its program cannot be compiled')
            found[source.key] = compiled.program
            self.m.programs.append(compiled.program)
            self.compiled.append(compiled)
        return found

    def generated(self, key: str, source: str) -> Program:
        """The program of generated text, compiled again: the key tells what text it must be."""
        check_source(source, self.m.tracker.limits)
        try:
            program = compile_methods(source)
        except MontyError:
            raise bad('its program cannot be compiled') from None
        if program.key != key:
            raise bad('generated code that is not what its name says')
        self.m.made[key] = program
        return program

    def codes(self, programs: dict[str, Program]) -> list[Code]:
        codes: list[Code] = []
        for entry in self.codes_data:
            key, index, name, size, registers, made = items(entry, 6)
            program = programs.get(text(key))
            if program is None and text(key).startswith('made:'):
                program = self.generated(text(key), text(made))
                programs[program.key] = program
            if program is None:
                program = shared_program(text(key))
            if program is None or natural(index) >= len(program.codes):
                raise bad('it refers to code that does not exist here')
            code = program.codes[natural(index)]
            if code.name != name or len(code.ins) != size or len(code.template) != registers:
                raise bad('it was written by another version of the interpreter')
            codes.append(code)
        return codes

    def read_idents(self, reader: Reader) -> None:
        """The numbers that ``id()`` gave."""
        if len(self.idents) % 2:
            raise bad('a part of the wrong shape')
        given: set[int] = set()
        for at in range(0, len(self.idents), 2):
            number = natural(self.idents[at])
            ident = count(self.idents[at + 1])
            value = reader.value([number])
            if not isinstance(value, HeapObject) or id(value) in reader.paths.names or ident in given or not ident:
                raise bad('an identity that cannot be')
            given.add(ident)
            value.ident = ident

    def read_roots(self, r: Reader) -> None:
        m = self.m
        event = natural(self.roots[1])
        if event != EVENTS[self.kind]:
            raise bad('a machine in an impossible state')
        m.event = event
        m.frame = r.frame(self.roots[2])
        m.result = r.value(self.roots[3])
        m.failure = r.exception(self.roots[4])
        pending = r.call(self.roots[5])
        m.pending = pending
        if event == CALL:
            frame = m.frame
            if frame is None or frame.code is not EXTERNAL_CODE or pending is None or frame.carry is not pending:
                raise bad('a machine that waits for no call')
        elif m.frame is not None:
            raise bad('a machine in an impossible state')
        if self.kind != 'repl':
            self.read_scheduler(r, items(self.roots[6], 19))
        pinned = items(self.roots[7], -1)
        if len(pinned) % 2:
            raise bad('a part of the wrong shape')
        for at in range(0, len(pinned), 2):
            value = r.value(pinned[at])
            m.pinned[id(value)] = (value, natural(pinned[at + 1]))
        for entry in items(self.roots[8], -1):
            number, raw = items(entry, 2)
            m.handles[integer(r.value(number))] = r.value(raw)
        for entry in items(self.roots[9], -1):
            name, raw = items(entry, 2)
            m.kept[text(name)] = r.value(raw)

    def read_scheduler(self, r: Reader, parts: list[object]) -> None:
        s = self.m.scheduler
        for raw in items(parts[0], -1):
            s.ready.append(handle_of(r.value(raw)))
        s.turn = count(parts[1])
        s.current = task_of(r.value(parts[2]))
        s.main = task_of(r.value(parts[3]))
        s.root = task_of(r.value(parts[4]))
        s.phase = count(parts[5])
        s.stopping = flag(parts[6])
        s.closing_turns = integer(parts[7])
        s.crash = r.exception(parts[8])
        if s.turn > len(s.ready) or s.phase > SHUTDOWN or (s.current is None) is not (self.m.frame is None):
            raise bad('a machine in an impossible state')
        for raw in items(parts[9], -1):
            task = task_of(r.value(raw))
            if task is None or task.number in s.tasks or task.state != PENDING:
                raise bad('a task is expected')
            if task is not s.current and task.frame is None:
                raise bad('a task without a frame')
            s.tasks[task.number] = task
        current = s.current
        if current is not None and not current.is_callback and s.tasks.get(current.number) is not current:
            raise bad('a task that runs and is not there')
        s.task_number = max([count(parts[10]), *s.tasks])
        for raw in items(parts[11], -1):
            call = r.call(raw)
            if call is None:
                raise bad('a call is expected')
            s.calls[call.number] = call
        for raw in items(parts[12], -1):
            future = future_of(r.value(raw))
            if future is None or future.state != PENDING or future.call_number not in s.calls:
                raise bad('a future that waits for no call')
            s.external[future.call_number] = future
        for raw in items(parts[13], -1):
            timer = handle_of(r.value(raw))
            if not isinstance(timer, TimerHandle):
                raise bad('a timer is expected')
            s.timers.append(timer)
        s.timers.sort(key=timer_key)
        s.timers_cancelled = count(parts[14])
        s.timer_order = count(parts[15])
        s.clock = seconds(parts[16])
        s.task_count = count(parts[17])
        for raw in items(parts[18], -1):
            generator = r.value(raw)
            if not isinstance(generator, Generator) or generator.kind != 2:
                raise bad('an asynchronous generator is expected')
            s.generators.append(generator)
        check_handles(s)
        self.check_loop()

    def check_loop(self) -> None:
        """The loop has something to run for, or to end with."""
        s = self.m.scheduler
        main = s.main
        if main is None or not main.is_main:
            raise bad('a machine without a main program')
        if s.root is not None and s.root is not main and main.frame is None:
            raise bad('a loop that the main program does not wait for')
        others = [task for task in s.tasks.values() if task is not main]
        if any(task.is_main for task in others):
            raise bad('two main programs')
        root = s.root
        if root is None:
            if others or s.current is None or s.ready or s.timers or s.external:
                raise bad('tasks without a loop')
        elif root.state == PENDING:
            if s.tasks.get(root.number) is not root:
                raise bad('a loop that runs for no task')
        elif not others and not s.stopping and s.phase != CLOSING and not any(h.kind == STOP_LOOP for h in s.ready):
            raise bad('a loop that cannot end')

    def read_driver(self, driver: Driver, given: dict[str, ExternalFunction] | None) -> None:
        """The driver's records of calls, and what it may call."""
        allowed, started, carrier = items(self.driver_data, 3)
        driver.carrier = read_carrier(carrier)
        functions = declared_functions(self.stored)
        names = [text(name) for name in items(allowed, -1)]
        if not all(name in functions for name in names):
            raise bad('it allows a function that was not declared')
        driver.functions = {name: functions[name] for name in names} if given is None else given
        for entry in items(self.log_data[2], -1):
            name, duration, outcome = items(entry, 3)
            driver.records.append(ExternalCallRecord(text(name), seconds(duration), text(outcome)))
        now = time.perf_counter()
        for entry in items(started, -1):
            number, index, elapsed = items(entry, 3)
            if count(index) >= len(driver.records):
                raise bad('a call without a record')
            driver.started[count(number)] = (count(index), now - seconds(elapsed) / 1000)
        m = self.m
        waiting = list(m.scheduler.calls.values())
        if m.pending is not None:
            waiting.append(m.pending)
        for call in waiting:
            spec = functions.get(call.name)
            self.show_arguments(call, exposed_function(m, call.name) if spec is None else spec)

    def show_arguments(self, call: PendingCall, spec: ExternalFunction | None) -> None:
        """The host's copies of the arguments of ``call``. ``spec`` is None for a method whose object is not here."""
        m = self.m
        args, kwargs = (call.args, call.kwargs) if spec is None else bind(spec, call.args, call.kwargs)
        call.host_args, call.host_kwargs = leave_arguments(m, call.name, args, kwargs, True)

    def read_log(self) -> None:
        m = self.m
        for entry in items(self.log_data[0], -1):
            stream, printed = items(entry, 2)
            if stream != 'stdout' and stream != 'stderr':
                raise bad('text printed to an unknown stream')
            m.output.append((text(stream), text(printed)))
        for entry in items(self.log_data[1], -1):
            kind, name, line, column = items(entry, 4)
            m.violations.append(Violation(text(kind), text(name), count(line), count(column)))
        m.call_number = count(self.log_data[3])
        m.next_ident = count(self.log_data[4])

    def read_counters(self) -> None:
        """Counters go on; depth and live memory are counted anew."""
        m = self.m
        tracker = m.tracker
        _limits, elapsed, slept, peak, allocations, peak_depth, external_calls, printed = self.tracker_data
        tracker.elapsed = seconds(elapsed)
        tracker.slept = seconds(slept)
        tracker.allocations = count(allocations)
        tracker.calls = count(external_calls)
        tracker.output = max(count(printed), sum([len(part) for _stream, part in m.output]))
        tracker.depth, tracker.hidden_depth = depth_of(m.frame)
        # A depth that was reached before is not measured again, so none above the limit may count as reached.
        tracker.peak_depth = min(max(count(peak_depth), int(tracker.depth)), int(tracker.depth_limit))
        for task in m.scheduler.tasks.values():
            if task.frame is not None and not is_new(task.frame):
                task.depth, task.hidden_depth = depth_of(task.frame)
        live = live_size(m)
        tracker.live = live
        tracker.peak = max(count(peak), live)
        # A state that is over the limit ends at its next allocation.
        tracker.fresh_limit = max(0, int(tracker.memory_limit) - live)

    def check_frames(self, r: Reader) -> None:
        """Every frame stands where a frame can stand, under at most one other, in a chain that ends."""
        above: set[int] = set()
        for frame in r.frames:
            if frame.back is not None:
                if id(frame.back) in above:
                    raise bad('a frame that was called twice')
                above.add(id(frame.back))
        tasks: dict[int, Task] = {}
        for value in r.objects:
            if isinstance(value, Task) and value.frame is not None:
                if id(value.frame) in tasks or value.state != PENDING:
                    raise bad('a task in an impossible state')
                tasks[id(value.frame)] = value
        reached = 0
        for frame in r.frames:
            check_generator(frame)
            top = id(frame) not in above
            verify_registers(frame, r.variable_count(frame.code), top, is_new(frame) and frame.pc == 0)
            if frame.back is not None:
                check_call(frame, frame.back)
            if not top:
                if not isinstance(frame.code.ins[frame.pc], PUSHING):
                    raise bad('a frame that waits where none can')
                continue
            self.check_top(frame, tasks)
            below: Frame | None = frame
            while below is not None:
                reached += 1
                below = below.back
        if reached != len(r.frames):
            raise bad('frames that call each other in a circle')
        for value in r.objects:
            if isinstance(value, Generator) and value.frame is not None and value.frame.gen is not value:
                raise bad('a generator with the frame of another')

    def check_top(self, frame: Frame, tasks: dict[int, Task]) -> None:
        """A frame that has called nothing: the current one, a task's, or a generator's that waits."""
        gen = frame.gen
        if frame is self.m.frame:
            if id(frame) in tasks:
                raise bad('a task in an impossible state')
            return
        if id(frame) not in tasks:
            if gen is None or gen.frame is not frame or frame.back is not None:
                raise bad('a frame that nothing waits for')
            gen.running = False
        if is_new(frame):
            if frame.pc != 0 or frame.back is not None:
                raise bad('a frame that has begun before its start')
        elif not isinstance(frame.code.ins[frame.pc], WAITING):
            raise bad('a frame that waits where none can')


CALLEES: Final[dict[type, tuple[str, ...]]] = {
    classes.MatchClass: ('match_class',),
    classes.MatchKeys: ('match_keys',),
    classes.MatchMapping: ('length_of',),
    classes.MatchSequence: ('length_of',),
    classes.SequenceItem: ('pattern_item',),
    containers.DropIter: ('close_dropped',),
    containers.Extend: ('fill_new',),
    containers.UpdateDict: ('mapping_items',),
    containers.UpdateSet: ('collect',),
    containers.Unpack: ('collect', 'collect_exactly'),
    exceptions.FinishGroup: ('combine_group',),
    exceptions.MatchGroup: ('match_group',),
}
"""The functions of the prelude that some instructions call, and no others."""


def check_call(frame: Frame, caller: Frame) -> None:
    """``frame`` is what the instruction at which ``caller`` stands could have pushed, and holds what that left in it
    for its own use."""
    instr = caller.code.ins[caller.pc]
    names = CALLEES.get(type(instr))
    if names is not None and frame.code not in [called(name) for name in names]:
        raise bad('a call that its instruction does not make')
    if isinstance(instr, classes.MakeClass):
        tag = frame.tag
        if tag == classes.BODY and frame.code is not instr.code:
            raise bad('a class with the body of another')
        if tag == classes.HOOKS and not isinstance(frame.carry, Class):
            raise bad('a class is expected')
    elif isinstance(instr, exceptions.Raise):
        if frame.tag == exceptions.CAUSE and not isinstance(frame.carry, ExceptionValue):
            raise bad('an exception is expected')
    elif isinstance(instr, DriveStep) and not isinstance(caller.regs[0], generators.AsyncStep):
        raise bad('a call that its instruction does not make')
    elif isinstance(instr, FinishNew) and caller.carry is None:
        cls, args, kwargs = caller.regs
        if not isinstance(cls, Class) or type(args) is not list or not (kwargs is None or type(kwargs) is dict):
            raise bad('a call that its instruction does not make')


def called(name: str) -> Code | None:
    """The code of a function of the prelude."""
    func = SHARED.prelude.get(name)
    return func.code if isinstance(func, Function) else None


def check_generator(frame: Frame) -> None:
    gen = frame.gen
    if gen is None:
        if frame.code.is_generator:
            raise bad('a frame without its generator')
    elif gen.frame is not frame or not frame.code.is_generator or frame.code.kind != gen.kind:
        raise bad('a generator with the frame of another')


def is_new(frame: Frame) -> bool:
    """Whether it is the frame of a generator or coroutine that has not started."""
    return frame.gen is not None and not frame.gen.started


def handle_of(value: object) -> Handle:
    """A handle that is ready, or a timer: it has what running it needs."""
    if not isinstance(value, Handle):
        raise bad('a handle is expected')
    kind = value.kind
    if not value.cancelled and (
        (kind == WAKE and value.task is None)
        or (kind == SETTLE and (value.future is None or len(value.args) != 1))
        or (kind == CHILD and (value.future is None or not isinstance(value.callback, Gathering)))
        or (kind == CLOSE and not (isinstance(value.callback, Generator) and value.callback.kind == 2))
    ):
        raise bad('a handle that nothing can be done with')
    return value


def check_handles(s: Scheduler) -> None:
    """Whom a ready handle wakes can go on, now or when its turn is over."""
    for handle in s.ready:
        task = handle.task
        if handle.kind == WAKE and task is not None and task.state == PENDING:
            if task.frame is None and task is not s.current:
                raise bad('a task without a frame')


def depth_of(frame: Frame | None) -> tuple[int, int]:
    """How many frames of sandbox code, and of the prelude, lie from ``frame`` down."""
    depth = 0
    hidden = 0
    while frame is not None:
        if frame.code.hidden:
            hidden += 1
        else:
            depth += 1
        frame = frame.back
    return depth, hidden
