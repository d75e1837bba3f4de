"""What a run has of the host's clock, randomness and files: nothing, unless its owner gave it.

``Grants`` say what was given, and never change. ``Capabilities`` belong to one machine: how far sleeping has moved a
fixed clock, how far a seeded stream has got. Both are dumped; functions of the host, its entropy and files are not.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, Literal

from .errors import InputError
from .files import Files

if TYPE_CHECKING:
    from .machine import Machine

Instant = datetime | int | float
"""An aware datetime, or POSIX seconds. An int beyond the year 9999 is nanoseconds, as ``time.time_ns`` gives them."""
Clock = Instant | Callable[[], Instant] | Literal['system'] | None
RandomSeed = int | str | bytes | Callable[[int], bytes] | None
"""``'system'`` is the host's randomness, any other text a seed."""

NONE: Final = 'none'
SYSTEM: Final = 'system'
FIXED: Final = 'fixed'
"""A clock that stands still but for the program's sleep, or a stream that is computed from a seed."""
CALLABLE: Final = 'callable'
"""A function of the host's: without one, where the program was loaded and it was not given again."""
KINDS: Final = (NONE, SYSTEM, FIXED, CALLABLE)

SECOND: Final = 10**9
"""Nanoseconds."""
MIN_SECONDS: Final = -62_135_596_800
MAX_SECONDS: Final = 253_402_300_799
"""Where the years 1 and 9999 begin and end."""
BLOCK: Final = 64
"""Bytes of a seeded stream that are computed at once."""
PIECE: Final = 1 << 16
"""Bytes between two looks at the time."""
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
SEED_SIZE: Final = 32


class Stored:
    """For ``load``: go on with what was dumped."""

    def __repr__(self) -> str:
        return 'STORED'


STORED: Final = Stored()


class HostStop(BaseException):
    """Carries an exception of the host (KeyboardInterrupt, a failing callback) past everything in the machine."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error


class Grants:
    """What the host has given: it never changes."""

    def __init__(self) -> None:
        self.clock: str = NONE
        self.instant: int = 0  # nanoseconds since the epoch, of a fixed clock
        self.tell: Callable[[], object] | None = None
        self.randomness: str = NONE
        self.seed: bytes = b''  # of a seeded stream, SEED_SIZE bytes
        self.draw: Callable[[int], object] | None = None
        self.files: Files | None = None


def parse_grants(
    clock: Clock | Stored, random_seed: RandomSeed | Stored, files: Files | None = None, stored: Grants | None = None
) -> Grants:
    """The grants as declared, with ``stored`` for what is STORED. InputError for what is no clock or seed.

    Whoever wrote the bytes that ``stored`` comes from can't give what is the host's: like a function, its own clock and
    its own randomness have to be given again.
    """
    if files is not None and not isinstance(files, Files):
        raise InputError(f'files must be Files, not {type(files).__name__}')
    made = Grants()
    made.files = files
    before = made if stored is None else stored
    if isinstance(clock, Stored):
        made.clock = CALLABLE if before.clock == SYSTEM else before.clock
        made.instant = before.instant
        made.tell = before.tell
    else:
        take_clock(made, clock)
    if isinstance(random_seed, Stored):
        made.randomness = CALLABLE if before.randomness == SYSTEM else before.randomness
        made.seed = before.seed
        made.draw = before.draw
    else:
        take_seed(made, random_seed)
    return made


def take_clock(made: Grants, clock: Clock) -> None:
    if clock is None:
        return
    if isinstance(clock, str):
        if clock != SYSTEM:
            raise InputError(f"clock must be None, 'system', an instant or a callable, not {clock!r}")
        made.clock = SYSTEM
    elif callable(clock):
        made.clock = CALLABLE
        made.tell = clock
    else:
        made.clock = FIXED
        made.instant = nanoseconds(clock, 'clock')


def take_seed(made: Grants, seed: object) -> None:
    if seed is None:
        return
    if isinstance(seed, str) and seed == SYSTEM:
        made.randomness = SYSTEM
        return
    if isinstance(seed, bool) or not (isinstance(seed, (int, str, bytes)) or callable(seed)):
        raise InputError(f"random_seed must be None, 'system', an int, str, bytes or a callable, not {seed!r}")
    if isinstance(seed, str):
        made.seed = digest(b'str', seed.encode('utf-8', 'surrogatepass'))
    elif isinstance(seed, bytes):
        made.seed = digest(b'bytes', seed)
    elif isinstance(seed, int):
        made.seed = digest(b'int', b'%x' % seed)
    else:
        made.randomness = CALLABLE
        made.draw = seed
        return
    made.randomness = FIXED


def digest(kind: bytes, seed: bytes) -> bytes:
    return blake2b(kind + b':' + seed, digest_size=SEED_SIZE).digest()


def nanoseconds(value: object, told: str) -> int:
    """An Instant in nanoseconds since the epoch. InputError, which calls it ``told``, for anything else."""
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            raise InputError(f'{told} must be an aware datetime: {value!r} has no time zone')
        return (value - EPOCH) // timedelta(microseconds=1) * 1000
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise InputError(f'{told} must be an aware datetime or POSIX seconds, not {type(value).__name__}')
    whole = value
    if isinstance(whole, int) and whole > MAX_SECONDS:
        whole = int(whole)
        if whole <= MAX_SECONDS * SECOND:
            return whole
    if not MIN_SECONDS <= value <= MAX_SECONDS:
        raise InputError(f'{told} must be in the years 1 to 9999, not {value!r} seconds')
    if isinstance(value, int):
        return int(value) * SECOND
    return int(value) * SECOND + round((value - int(value)) * SECOND)


class Capabilities:
    """One machine's clock and randomness. The only door to the host's: ``clock_ns`` and ``entropy`` go through it."""

    def __init__(self, grants: Grants) -> None:
        self.grants = grants
        self.slept: int = 0  # nanoseconds that sleeping has moved a fixed clock
        self.latest: int = 0  # what the monotonic clock said last, in nanoseconds
        self.taken: int = 0  # bytes of a seeded stream
        self.block = b''
        self.block_number: int = -1

    def is_virtual(self) -> bool:
        """Whether sleeping moves the clock instead of waiting."""
        return self.grants.clock == FIXED

    def go_on_with(self, grants: Grants) -> None:
        """Take other grants, after a load: a clock and a stream that are the same as before go on where they were."""
        before = self.grants
        if (grants.clock, grants.instant) != (before.clock, before.instant):
            self.slept = 0
        if (grants.randomness, grants.seed) != (before.randomness, before.seed):
            self.taken = 0
            self.block_number = -1
        self.grants = grants

    def now(self, m: Machine, asked: str) -> int:
        """Nanoseconds since the epoch. Thrown where there is no clock, HostStop where the host's fails."""
        grants = self.grants
        if grants.clock == SYSTEM:
            return time.time_ns()
        if grants.clock == FIXED:
            return grants.instant + self.slept
        if grants.clock == NONE:
            raise m.fail('RuntimeError', f'{asked} needs a clock, which this sandbox was not given: pass clock=…')
        tell = grants.tell
        if tell is None:
            raise m.fail('RuntimeError', f"{asked} needs the clock again, which is the host's: load with clock=…")
        try:
            return nanoseconds(tell(), 'what clock() gives')
        except BaseException as error:
            stop = HostStop(error)
        raise stop

    def random_bytes(self, m: Machine, asked: str, count: int) -> bytes:
        """``count`` random bytes. Thrown where there is no randomness, HostStop where the host's fails."""
        grants = self.grants
        if grants.randomness == NONE:
            raise m.fail(
                'RuntimeError', f'{asked} needs randomness, which this sandbox was not given: pass random_seed=…'
            )
        m.tracker.reserve(count)
        if grants.randomness == CALLABLE:
            return self.drawn(m, asked, count)
        parts: list[bytes] = []
        left = count
        while left > 0:
            size = min(left, PIECE)
            m.tracker.work(size >> 2)
            parts.append(os.urandom(size) if grants.randomness == SYSTEM else self.from_seed(size))
            left -= size
        return b''.join(parts)

    def drawn(self, m: Machine, asked: str, count: int) -> bytes:
        draw = self.grants.draw
        if draw is None:
            raise m.fail(
                'RuntimeError', f"{asked} needs randomness again, which is the host's: load with random_seed=…"
            )
        try:
            given = draw(count)
            if not isinstance(given, bytes) or len(given) != count:
                raise InputError(f'random_seed({count}) must give {count} bytes, not {brief(given)}')
            return bytes(given)
        except BaseException as error:
            stop = HostStop(error)
        raise stop

    def from_seed(self, count: int) -> bytes:
        """The next bytes of the seeded stream: BLAKE2b of the numbers 0, 1, 2, …, keyed with the seed."""
        parts: list[bytes] = []
        end = self.taken + count
        while self.taken < end:
            number, start = divmod(self.taken, BLOCK)
            if number != self.block_number:
                self.block = blake2b(number.to_bytes(16, 'little'), key=self.grants.seed).digest()
                self.block_number = number
            part = self.block[start : start + end - self.taken]
            parts.append(part)
            self.taken += len(part)
        return b''.join(parts)


def brief(value: object) -> str:
    return f'{len(value)} bytes' if isinstance(value, bytes) else type(value).__name__


def clock_ns(m: Machine, asked: str) -> int:
    """Nanoseconds since the epoch by this run's clock, for the function ``asked``. Thrown where it has none."""
    m.tracker.work(2)
    return m.capabilities.now(m, asked)


def monotonic_ns(m: Machine, asked: str) -> int:
    """As ``clock_ns``, but never less than before in this run."""
    capabilities = m.capabilities
    capabilities.latest = max(capabilities.latest, clock_ns(m, asked))
    return capabilities.latest


def entropy(m: Machine, asked: str, count: int) -> bytes:
    """``count`` random bytes of this run's randomness, for the function ``asked``. Thrown where it has none."""
    return m.capabilities.random_bytes(m, asked, count)
