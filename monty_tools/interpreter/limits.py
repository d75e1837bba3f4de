"""Resource limits and the one tracker that holds a program to them.

Every cost goes through :class:`Tracker`: ``work`` for time, ``memory`` and ``allocate`` for bytes and objects,
``reserve`` before an operation whose result may be large, ``enter``/``leave`` for frames. A limit that is reached
raises :class:`LimitReached`, which no sandbox code sees.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, fields
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING, Final

from mypy_extensions import i64, mypyc_attr

from .errors import InputError

if TYPE_CHECKING:
    from .machine import Machine

MEGABYTE: Final = 1_048_576
WORK_PER_LOOK: Final = 250
"""Units of work between two looks at the clock at most. A unit is about 50 ns compiled, but may be a comparison of two
numbers of megabytes or one round through a long loop: what these take is only seen at the look."""
LOOK_SECONDS: Final = 0.01
"""Where looks come further apart than this, the next ones come after less work."""
UNIT_SECONDS: Final = 5e-8
"""What one unit of ``work`` is taken to last when an operation's cost is estimated before it starts."""
NO_LIMIT: Final = 1 << 62
MOST: Final = 1 << 60
"""More than this of anything is as good as this much: counters are machine words."""
PRINTED_SIZE: Final = 80
"""Bytes that each printed text takes besides its characters."""
CALL_SIZE: Final = 250
"""Bytes of the record of one external call."""
BLOCK_SIZE: Final = 64
"""Bytes that a block of the host's allocator is taken to have: a number has 32, a text that is not charged 113 at most,
and what has more than one block is charged."""
SECONDS_PER_COUNT: Final = 0.001
"""Blocks are counted no more often than that."""
SHARE_OF_COUNTING: Final = 30
"""Nor more often than that many times the time it takes, which grows with the host's memory."""
PULSE: Final = Event()
"""Asked at each look: CPython handles signals (Ctrl-C) only while it runs interpreted code, as this class's is."""


@mypyc_attr(native_class=False)  # a native class refuses wrong types before the checks below, in words of its own
@dataclass(frozen=True, kw_only=True)
class ResourceLimits:
    """What one program may use. ``None`` lifts a limit. The defaults are the recommended settings for one AI task."""

    memory_limit_mb: float | None = 50
    """Live memory in MB (2**20 bytes): everything the program can reach, its source and captured output included."""
    allocation_limit: int | None = 100_000
    """Heap objects made (containers, instances, functions, iterators, long strings); small scalars don't count."""
    stack_depth_limit: int | None = 100
    """Frames of sandbox code on the stack at once."""
    execution_time_limit_ms: float | None = 5000
    """Milliseconds spent in the interpreter; the host's work on external calls doesn't count."""
    sleep_limit_ms: float | None = 60_000
    """Milliseconds that the program sleeps; sleeps that overlap count once."""
    external_call_limit: int | None = 1000
    """Calls of external functions."""
    output_limit_bytes: int | None = 1_000_000
    """UTF-8 bytes printed, both streams together."""
    source_limit_bytes: int | None = 1_000_000
    """UTF-8 bytes of the program's text."""

    def __post_init__(self) -> None:
        for field in fields(self):
            value: object = getattr(self, field.name)
            if value is None:
                continue
            integral = field.name not in ('memory_limit_mb', 'execution_time_limit_ms', 'sleep_limit_ms')
            allowed = isinstance(value, int) if integral else isinstance(value, (int, float))
            if isinstance(value, bool) or not allowed:
                kind = 'a whole number' if integral else 'a number'
                raise InputError(f'{field.name} must be {kind} or None, not {value!r}')
            if not (0 < value < NO_LIMIT):  # type: ignore[operator]  # a number by the check above
                raise InputError(f'{field.name} must be above 0 (None lifts the limit), not {value!r}')

    def stricter(self, other: ResourceLimits) -> ResourceLimits:
        """The smaller of each limit of ``self`` and ``other``."""
        return ResourceLimits(
            memory_limit_mb=_smaller(self.memory_limit_mb, other.memory_limit_mb),
            allocation_limit=_fewer(self.allocation_limit, other.allocation_limit),
            stack_depth_limit=_fewer(self.stack_depth_limit, other.stack_depth_limit),
            execution_time_limit_ms=_smaller(self.execution_time_limit_ms, other.execution_time_limit_ms),
            sleep_limit_ms=_smaller(self.sleep_limit_ms, other.sleep_limit_ms),
            external_call_limit=_fewer(self.external_call_limit, other.external_call_limit),
            output_limit_bytes=_fewer(self.output_limit_bytes, other.output_limit_bytes),
            source_limit_bytes=_fewer(self.source_limit_bytes, other.source_limit_bytes),
        )


def _smaller(a: float | None, b: float | None) -> float | None:
    if a is None:
        return b
    return a if b is None else min(a, b)


def _fewer(a: int | None, b: int | None) -> int | None:
    if a is None:
        return b
    return a if b is None else min(a, b)


@dataclass(frozen=True)
class Usage:
    """How much of one limit was used: ``used`` and ``limit`` in the limit's unit, ``limit`` None where lifted."""

    used: int | float
    limit: int | float | None

    @property
    def ratio(self) -> float:
        """``used / limit``, 0.0 where the limit is lifted."""
        return self.used / self.limit if self.limit else 0.0

    def __reduce__(self) -> tuple[object, ...]:
        return Usage, (self.used, self.limit)  # a compiled frozen dataclass is not copied or pickled by default


class LimitReached(Exception):
    """Leaves the machine's loop at once. Not a sandbox exception: no handler is offered it."""

    def __init__(self, limit: str, used: int | float, allowed: int | float) -> None:
        super().__init__(limit)
        self.limit = limit
        self.used: int | float = used  # as given: compiled code would make a float of an int annotated as float
        self.allowed: int | float = allowed


class Tracker:
    """Counts what one machine uses. All counters go on across suspensions and snapshots."""

    def __init__(self, limits: ResourceLimits) -> None:
        self.limits = limits
        self.machine: Machine | None = None  # set by the machine: roots for tracing
        self.fuel: i64 = WORK_PER_LOOK  # work left before the next look at the clock
        self.elapsed: float = 0.0  # seconds of interpreter time before `started`
        self.started: float = 0.0  # perf_counter() when the loop was entered, 0.0 while outside
        self.time_limit: float = (
            NO_LIMIT if limits.execution_time_limit_ms is None else limits.execution_time_limit_ms / 1000
        )
        self.slept: float = 0.0  # seconds
        self.sleep_limit: float = NO_LIMIT if limits.sleep_limit_ms is None else limits.sleep_limit_ms / 1000
        self.stop_at_look = False  # the machine stops at the next look: it has to go on elsewhere
        self.slice_end: float = 0.0  # perf_counter() at which the machine stops for the host's loop, 0.0 for never
        self.memory_limit: i64 = NO_LIMIT if limits.memory_limit_mb is None else int(limits.memory_limit_mb * MEGABYTE)
        self.live: i64 = 0  # bytes reachable at the last look
        self.fresh: i64 = 0  # bytes allocated since
        self.fresh_limit: i64 = min(self.memory_limit, NO_LIMIT)  # the next look is due when `fresh` passes this
        self.peak: i64 = 0
        self.tracing = False
        self.blocks: i64 = -1  # the host's blocks of memory at the last look, -1 before the first
        self.looked: float = 0.0  # interpreter time at the last look at the clock
        self.next_count: float = 0.0  # interpreter time from which on they are counted again
        self.allocations: i64 = 0
        self.allocation_limit: i64 = NO_LIMIT if limits.allocation_limit is None else limits.allocation_limit
        self.depth: i64 = 0
        self.peak_depth: i64 = 0
        self.depth_limit: i64 = NO_LIMIT if limits.stack_depth_limit is None else limits.stack_depth_limit
        self.hidden_depth: i64 = 0  # frames of the prelude, which don't count as stack depth but are bounded by it
        self.calls: i64 = 0
        self.call_limit: i64 = NO_LIMIT if limits.external_call_limit is None else limits.external_call_limit
        self.output: i64 = 0
        self.output_limit: i64 = NO_LIMIT if limits.output_limit_bytes is None else limits.output_limit_bytes

    def start(self, slice_seconds: float) -> None:
        """Start the clock; with ``slice_seconds`` > 0, the machine stops after about that time."""
        self.started = perf_counter()
        self.slice_end = self.started + slice_seconds if slice_seconds > 0 else 0.0
        if self.fuel > WORK_PER_LOOK:
            self.fuel = WORK_PER_LOOK

    def stop(self) -> None:
        """Stop the clock: the host's time follows."""
        if self.started:
            self.elapsed += perf_counter() - self.started
            self.started = 0.0

    def seconds(self) -> float:
        """Interpreter time used so far."""
        return self.elapsed + (perf_counter() - self.started if self.started else 0.0)

    def work(self, units: int) -> None:
        """Charge ``units`` of work (one unit is about one simple instruction, or 64 bytes handled natively)."""
        units = min(units, MOST)
        self.fuel -= units
        if self.fuel <= 0:
            self.look(units)

    def look(self, units: int) -> None:
        """The countdown ran out: check the clock. An operation of ``units`` work is about to start; if by estimate it
        can't end in the time that is left, it isn't started."""
        self.fuel = WORK_PER_LOOK
        PULSE.is_set()
        used = self.seconds()
        gap = used - self.looked
        self.looked = used
        if gap > LOOK_SECONDS:
            self.fuel = max(1, int(WORK_PER_LOOK * LOOK_SECONDS / gap))
        if used > self.time_limit or used + units * UNIT_SECONDS > self.time_limit + 0.05:
            raise LimitReached('execution_time', max(used, self.time_limit) * 1000, self.time_limit * 1000)
        if used >= self.next_count and not self.tracing:  # measuring looks at the clock, too
            self.count_blocks(used)
        if self.stop_at_look or self.slice_end and perf_counter() > self.slice_end:
            self.slice_end = 0.0
            machine = self.machine
            if machine is not None:
                machine.slice_over = True
        if self.machine is not None and self.machine.slice_over:
            self.fuel = 1  # the next backward jump or call looks again, and stops there

    def count_blocks(self, used: float) -> None:
        """Take a look at memory if the process has got many new blocks.

        Small numbers and texts are not charged one by one, and a list, dict or instance that is there already can take
        any number of them. The host's allocator knows how many there are; of others' blocks in the count no harm comes
        but a look too early.
        """
        before = perf_counter()
        blocks: i64 = sys.getallocatedblocks()
        self.next_count = used + max(SECONDS_PER_COUNT, SHARE_OF_COUNTING * (perf_counter() - before))
        if self.blocks < 0:
            self.blocks = blocks
        elif (blocks - self.blocks) * BLOCK_SIZE > self.fresh_limit:
            self.trace()

    def memory(self, size: int) -> None:
        """Charge ``size`` bytes that were (or are about to be) allocated."""
        self.fresh += min(size, MOST)
        if self.fresh > self.fresh_limit:
            self.trace()

    def allocate(self, size: int) -> None:
        """Charge one heap object of ``size`` bytes."""
        self.fuel -= 1
        if self.fuel <= 0:
            self.look(0)
        self.allocations += 1
        if self.allocations > self.allocation_limit:
            raise LimitReached('allocations', int(self.allocations), int(self.allocation_limit))
        self.fresh += size
        if self.fresh > self.fresh_limit:
            self.trace()

    def reserve(self, size: int) -> None:
        """Make sure that ``size`` bytes can be allocated at once; call it before an operation that may allocate much.

        Charges them too. ``size`` may be any int, however large.
        """
        if size > int(self.memory_limit) or size > MOST:
            raise LimitReached('memory', max(size, int(self.live)), int(self.memory_limit))
        self.fresh += size
        if self.fresh > self.fresh_limit or size > MEGABYTE and self.live + self.fresh > self.memory_limit:
            self.fresh -= size
            self.trace()
            if self.live + size > self.memory_limit:
                raise LimitReached('memory', int(self.live) + size, int(self.memory_limit))
            self.fresh += size
        if size > 4096:
            self.work(size >> 6)

    def trace(self) -> None:
        """Take the exact live size and raise if it is over the limit; else allow as much again before the next look."""
        machine = self.machine
        if machine is None or self.tracing:
            return
        self.tracing = True
        try:
            live = machine.live_size()
        finally:
            self.tracing = False
        self.live = live
        self.fresh = 0
        self.blocks = -1
        if live > self.peak:
            self.peak = live
        if live > self.memory_limit:
            raise LimitReached('memory', live, int(self.memory_limit))
        # Tracing costs time in proportion to what is live, so a look must not come sooner than a part of the limit.
        self.fresh_limit = max(self.memory_limit - live, self.memory_limit // 8)

    def enter(self, cost: i64) -> None:
        """A frame of sandbox code is pushed, whose code costs so many units to enter."""
        self.depth += 1
        if self.depth > self.peak_depth:
            self.peak_depth = self.depth
            if self.depth > self.depth_limit:
                raise LimitReached('stack_depth', int(self.depth), int(self.depth_limit))
        self.fuel -= cost
        if self.fuel <= 0:
            self.look(0)

    def enter_hidden(self) -> None:
        """A frame of the prelude is pushed: not stack depth, yet bounded in proportion to it."""
        self.hidden_depth += 1
        if self.hidden_depth > 5 * self.depth_limit + 100:
            raise LimitReached('stack_depth', int(self.depth + self.hidden_depth), int(self.depth_limit))
        self.fuel -= 1
        if self.fuel <= 0:
            self.look(0)

    def external_call(self) -> None:
        if self.calls >= self.call_limit:
            raise LimitReached('external_calls', int(self.calls + 1), int(self.call_limit))
        self.calls += 1
        self.memory(CALL_SIZE)

    def sleep(self, seconds: float) -> None:
        """The program is about to sleep, and nothing else of it can run meanwhile."""
        if self.slept + seconds > self.sleep_limit:
            raise LimitReached('sleep', (self.slept + seconds) * 1000, self.sleep_limit * 1000)
        self.slept += seconds

    def printed(self, size: int) -> None:
        """``size`` bytes are about to be printed."""
        if self.output + size > self.output_limit:
            raise LimitReached('output', int(self.output) + size, int(self.output_limit))
        self.output += size
        self.memory(size + PRINTED_SIZE)

    def usage(self) -> dict[str, Usage]:
        """Used and limit of each resource, by the names that ``ResourceLimitError.limit`` uses."""
        limits = self.limits
        memory = int(max(self.peak, min(self.live + self.fresh, self.memory_limit)))
        return {
            'memory': Usage(memory / MEGABYTE, limits.memory_limit_mb),
            'allocations': Usage(int(self.allocations), limits.allocation_limit),
            'stack_depth': Usage(int(self.peak_depth), limits.stack_depth_limit),
            'execution_time': Usage(self.seconds() * 1000, limits.execution_time_limit_ms),
            'sleep': Usage(self.slept * 1000, limits.sleep_limit_ms),
            'external_calls': Usage(int(self.calls), limits.external_call_limit),
            'output': Usage(int(self.output), limits.output_limit_bytes),
        }
