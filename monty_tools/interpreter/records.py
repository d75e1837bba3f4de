"""What a run leaves on record, for its result and for every error that can end it.

Each record has a ``__reduce__`` of its own: the one of a frozen dataclass cannot restore it once it is compiled.
"""

from __future__ import annotations

import reprlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .limits import Usage


@dataclass(frozen=True)
class ExternalCallRecord:
    """One call of an external function."""

    name: str
    duration_ms: float
    """Milliseconds between handing the call to the host and having its outcome; 0.0 while it is pending."""
    outcome: str
    """``'returned'``, ``'raised <type name>'``, ``'pending'`` or ``'cancelled'``."""

    def __reduce__(self) -> tuple[object, ...]:
        return ExternalCallRecord, (self.name, self.duration_ms, self.outcome)


_BRIEF: Final = reprlib.Repr()
_BRIEF.maxlevel = 3
_BRIEF.maxstring = 200
_BRIEF.maxother = 200


def brief(value: object) -> str:
    """The repr of a value that a program made, short whatever it is: parts that share parts could take for ever, and
    debuggers and event loops ask for reprs on their own."""
    try:
        return _BRIEF.repr(value)
    except ValueError:  # an int of more digits than Python writes out
        return f'<{type(value).__name__}>'


VIOLATIONS: Final = ('undefined_name', 'unauthorized_call', 'forbidden_import', 'forbidden_attribute')


@dataclass(frozen=True)
class Violation:
    """One attempt of the program to reach what it was not given."""

    kind: str
    """One of ``VIOLATIONS``."""
    name: str
    line: int
    """1-based."""
    column: int
    """1-based, in characters."""

    def __reduce__(self) -> tuple[object, ...]:
        return Violation, (self.kind, self.name, self.line, self.column)


@dataclass(frozen=True)
class RunRecord:
    """What a run printed, used, called and was refused, until it ended or stopped."""

    stdout: str = ''
    usage: dict[str, Usage] = field(default_factory=dict)
    """By the names that ``ResourceLimitError.limit`` uses."""
    calls: tuple[ExternalCallRecord, ...] = ()
    violations: tuple[Violation, ...] = ()

    def __reduce__(self) -> tuple[object, ...]:
        return RunRecord, (self.stdout, self.usage, self.calls, self.violations)
