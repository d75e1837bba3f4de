"""What a run has of the host's clock and randomness: nothing, unless its owner gave it."""

from __future__ import annotations

from .machine import Machine


def clock_ns(m: Machine, asked: str) -> int:
    """Nanoseconds since the epoch by this run's clock, for the function ``asked``. Thrown where it has none."""
    raise m.fail('RuntimeError', f'{asked} needs a clock, which this sandbox was not given: pass clock=…')


def entropy(m: Machine, asked: str, count: int) -> bytes:
    """``count`` random bytes of this run's randomness, for the function ``asked``. Thrown where it has none."""
    raise m.fail('RuntimeError', f'{asked} needs randomness, which this sandbox was not given: pass random_seed=…')
