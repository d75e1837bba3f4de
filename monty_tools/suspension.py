"""What a suspended run asks of the host, what the host may answer, and the form in which such a run is stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Final

import msgpack  # type: ignore[import-untyped]  # it ships no types
from pydantic import Field, TypeAdapter, ValidationError
from pydantic_core import to_jsonable_python

from .calls import APPROVAL, DEFERRED, INTERRUPTED
from .guards import ToolCall, brief_repr
from .interpreter import InputError, SnapshotError

MAGIC: Final = b'MONTYRUN\x01'
"""What stored runs begin with: name and version of the format."""


@dataclass(frozen=True)
class PendingToolCall:
    """A call that waits for the host."""

    id: str
    """Within its run."""
    name: str
    """The tool's own name."""
    arguments: Mapping[str, Any]
    """By the tool's own names."""
    line: int
    """Where in the code, 1-based."""
    kind: str
    """``'approval'``: it is made when it is approved; ``'deferred'``: its result comes from outside; ``'interrupted'``:
    it was under way when the run was stored."""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    """What the tool has to say about it."""

    __repr__ = brief_repr


@dataclass(frozen=True)
class Approve:
    """Make the call; with ``arguments`` (by the tool's own names) in the place of those that the code gave."""

    arguments: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Deny:
    """A PermissionError at the call, with ``reason`` in its message."""

    reason: str = ''


@dataclass(frozen=True)
class Return:
    """The call's result, as the tool itself would give it: it is validated in the same way."""

    value: Any


@dataclass(frozen=True)
class Fail:
    """An exception at the call."""

    error: Exception


Decision = Approve | Deny | Return | Fail


def decision_of(given: object, kind: str) -> Decision:
    """``given``, or what True and False stand for. InputError for what decides nothing about a call of ``kind``."""
    decision: object = (Approve() if given else Deny()) if isinstance(given, bool) else given
    if not isinstance(decision, Decision):
        raise InputError(f'a decision must be True, False, Approve, Deny, Return or Fail, not {type(given).__name__}')
    if isinstance(decision, Approve) and kind == DEFERRED:
        raise InputError('the result of a deferred call comes from outside: give Return(value), Fail(error) or Deny()')
    if isinstance(decision, Fail) and not isinstance(decision.error, Exception):
        raise InputError(f'Fail needs an Exception, not {type(decision.error).__name__}')
    return decision


@dataclass(frozen=True)
class StoredCall:
    """A call that was open when the run was stored."""

    number: Annotated[int, Field(ge=0)]
    place: Annotated[int, Field(ge=0)]
    tool: str
    given: Mapping[str, Any]
    kind: str
    metadata: Mapping[str, Any]


@dataclass(frozen=True)
class StoredRun:
    """A run as it stands, with all that is needed to go on in another process.

    What came before it was stored keeps its arguments and results as JSON has them.
    """

    code: str
    program: bytes
    calls: list[ToolCall]
    counts: dict[str, Annotated[int, Field(ge=0)]]
    printed: list[tuple[str, str]]
    waiting: list[StoredCall]

    def packed(self) -> bytes:
        """The run as bytes."""
        parts = [
            self.code,
            self.program,
            [plain(vars(call)) for call in self.calls],
            self.counts,
            self.printed,
            [plain(vars(call)) for call in self.waiting],
        ]
        packed: bytes = msgpack.packb(parts, unicode_errors='surrogatepass')
        return MAGIC + packed

    @classmethod
    def unpacked(cls, data: bytes) -> StoredRun:
        """The run that ``packed`` wrote. SnapshotError for anything else."""
        try:
            code, program, calls, counts, printed, waiting = msgpack.unpackb(
                data[len(MAGIC) :], unicode_errors='surrogatepass'
            )
            found: StoredRun = _adapter.validate_python(
                {
                    'code': code,
                    'program': program,
                    'calls': calls,
                    'counts': counts,
                    'printed': printed,
                    'waiting': waiting,
                },
                strict=False,
            )
        except (ValueError, TypeError, ValidationError, msgpack.UnpackException, RecursionError):
            pass
        else:
            return found
        raise SnapshotError('not a usable run: its data is damaged')

    def match(self, numbers: Iterable[int], tools: Collection[str]) -> None:
        """SnapshotError unless the calls that are open here are those of the program, of known tools."""
        for call in self.waiting:
            if call.tool not in tools:
                raise SnapshotError(f'the run waits for the tool {call.tool!r}, which is not declared here')
            if call.kind not in (APPROVAL, DEFERRED, INTERRUPTED) or call.place >= len(self.calls):
                raise SnapshotError('not a usable run: an open call that can not be')
        if sorted(call.number for call in self.waiting) != sorted(numbers):
            raise SnapshotError('not a usable run: its open calls are not those of its program')


_adapter: Final[TypeAdapter[StoredRun]] = TypeAdapter(StoredRun)


def is_stored_run(data: bytes) -> bool:
    """Whether ``data`` says of itself that it is a suspended run."""
    return data.startswith(MAGIC)


def plain(value: Any) -> Any:
    """``value`` as JSON would have it; what JSON has nothing for as its text."""
    return to_jsonable_python(value, fallback=repr, inf_nan_mode='constants', serialize_unknown=True)
