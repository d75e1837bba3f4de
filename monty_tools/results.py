"""What a run of agent's code gives: the record for the host, and the text for the model, bounded and still readable."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from .guards import ToolCall, brief_repr
from .interpreter import Diagnostic, Usage, Violation

if TYPE_CHECKING:
    from .session import Suspension

CountTokens = Callable[[str], int]
"""The size of a text in tokens."""

KEPT_NAME: Final = 'last_result'
"""The session's variable for a result that was too large to show."""
MAX_CALLS_SHOWN: Final = 20
MAX_CALL_TEXT: Final = 300
"""Characters of a call's arguments, and of its result, in an error's text."""
MAX_TRACEBACK: Final = 4000
"""Characters of a traceback in an error's text."""
MAX_INT_BITS: Final = 14_000
"""Python does not write out ints of more than 4,300 digits."""
MAX_TOKEN: Final = 16
"""Characters of a token, on the average of a text that is worth showing."""
MAX_SHORTENED: Final = 250_000
_STEPS: Final = ((300, 4000), (100, 2000), (50, 1000), (25, 500), (12, 250), (6, 120), (3, 60), (1, 30))
"""How many entries of a container, and characters of a text, are kept: tried one after the other."""


@dataclass(frozen=True)
class CodeError:
    """Why the code did not come to its end."""

    kind: str
    """``'syntax'``, ``'refused'``: nothing has run; ``'exception'``: the code raised it; ``'limit'``: it was stopped;
    ``'boundary'``: its result is nothing that can leave the sandbox; ``'internal'``: the interpreter failed;
    ``'stopped'``: a tool ended it (StopRun), for hosts that tell the model so."""
    type_name: str
    """The exception's type (``'NameError'``), the limit (``'memory'``), or the kind of the first problem."""
    message: str
    line: int | None
    """1-based; None where it belongs to no line."""
    explanation: str
    """What a model needs: the problem with its line, and what is allowed instead."""
    problems: tuple[Diagnostic, ...] = ()
    """Everything that was found before running."""


@dataclass(frozen=True)
class CodeResult:
    """One run of code, however it ended."""

    output: Any
    """The value of the last expression, plain data; None where the code failed."""
    stdout: str
    calls: tuple[ToolCall, ...]
    usage: Mapping[str, Usage]
    """For each limit, by its name: what was used, the limit, and the ratio."""
    violations: tuple[Violation, ...]
    error: CodeError | None = None
    stderr: str = ''
    shown: str = field(default='', repr=False)
    """The output as text, within the limit for results."""
    printed: str = field(default='', repr=False)
    """The printed text, both streams as they came, within the limit for results."""
    suspended: Suspension | None = None
    """The calls that wait for the host, where the run could not go on without it."""
    kept_as: str | None = None
    """The session's variable that holds the whole output, where ``shown`` is not all of it."""

    __repr__ = brief_repr

    @property
    def ok(self) -> bool:
        """Whether the code came to its end."""
        return self.error is None and self.suspended is None

    def to_model(self) -> str:
        """The text that goes back to the model."""
        if self.error is not None:
            return self._failure(self.error)
        if self.suspended is not None:
            waiting = ', '.join(f'{call.name}()' for call in self.suspended.pending)
            return f'The code waits for a decision on {waiting}.'
        parts: list[str] = []
        if self.printed:
            parts.append(f'Printed:\n{self.printed}')
        if self.kept_as is not None:
            parts.append(f'Result (shortened; the variable {self.kept_as} holds all of it):\n{self.shown}')
        elif self.output is not None:
            parts.append(f'Result:\n{self.shown}' if self.printed else self.shown)
        if not parts:
            return 'The code ran. It printed nothing, and its last line is no expression with a value.'
        return '\n'.join(parts)

    def _failure(self, error: CodeError) -> str:
        parts = [error.explanation]
        if self.printed:
            parts.append(f'Printed before that:\n{self.printed}')
        if self.calls:
            made = [described_call(call) for call in self.calls[-MAX_CALLS_SHOWN:]]
            left_out = len(self.calls) - len(made)
            if left_out:
                made.insert(0, f'  … {left_out} more before these')
            parts.append('Calls already made (their effects stand; do not repeat them needlessly):\n' + '\n'.join(made))
        elif error.kind in ('syntax', 'refused'):
            parts.append('Nothing has run.')
        return '\n'.join(parts)


class StopRun(BaseException):
    """Raised by a tool: ends the run, past everything in the sandbox, and is raised by ``CodeSession.run``.

    No ``except``, ``finally`` or ``__exit__`` of the code sees it. ``error`` is for whoever catches it on the host;
    ``result`` is set on the way out and tells how far the run had come.
    """

    def __init__(self, error: BaseException) -> None:
        super().__init__(error)
        self.error = error
        self.result: CodeResult | None = None


def described_call(call: ToolCall) -> str:
    """One line: the call and what became of it."""
    shown: list[str] = []
    room = MAX_CALL_TEXT
    for name, value in call.arguments.items():
        shown.append(f'{cut(name, MAX_CALL_TEXT)}={quoted(value)}')
        room -= len(shown[-1])
        if room < 0:
            break
    text = f'  {call.name}({cut(", ".join(shown), MAX_CALL_TEXT)})'
    if call.outcome == 'returned':
        return f'{text} -> {show(call.result, MAX_CALL_TEXT)[0]}'
    if not call.error:
        return f'{text} {call.outcome}'
    return f'{text} {call.outcome}: {cut(call.error, MAX_CALL_TEXT)}'


def quoted(value: object) -> str:
    """``value`` as Python writes it, in about ``MAX_CALL_TEXT`` characters."""
    return repr(cut(value, MAX_CALL_TEXT)) if isinstance(value, str) else show(value, MAX_CALL_TEXT)[0]


def show(value: object, limit: int, count: CountTokens = len) -> tuple[str, bool]:
    """``value`` as text of at most ``limit`` (characters, or what ``count`` counts), and whether that is all of it.

    Containers are shown as Python writes them, and stay valid Python when they are shortened: what was left out is a
    text in their place. A text by itself is shown as it is. Takes time in proportion to the limit, however large the
    value is, and however often its parts are shared.
    """
    if isinstance(value, str):
        shown = cut(value, limit, count)
        return shown, shown is value
    room = limit if count is len else limit * MAX_TOKEN
    for entries, characters in ((sys.maxsize, sys.maxsize), *_STEPS):
        shortener = Shortener(entries, characters, room)
        try:
            text = repr(shortener.copy(value))
        except (TooLong, RecursionError):
            continue
        if len(text) <= room and count(text) <= limit:
            return text, shortener.whole
    try:
        text = repr(Shortener(1, 30, sys.maxsize).copy(value))
    except RecursionError:
        text = '…'
    return cut(text, limit, count), False


def shortened(value: Any, entries: int, characters: int) -> Any:
    """A copy of plain data with at most ``entries`` in a container and ``characters`` in a text, and of parts that are
    shared so often that they would not fit into ``MAX_SHORTENED`` characters, less."""
    for least in (entries, 3, 1):
        try:
            return Shortener(min(entries, least), characters, MAX_SHORTENED).copy(value)
        except (TooLong, RecursionError):
            continue
    return '…'


def size_of(values: list[Any], most: int) -> int:
    """The bytes that plain data takes, roughly, what is shared counted as often as it is found; once it is more than
    ``most``, anything above."""
    size = 0
    pending = list(values)
    while pending and size <= most:
        value = pending.pop()
        size += 16
        if isinstance(value, str | bytes | bytearray):
            size += len(value)
        elif isinstance(value, dict):
            pending.extend(value)
            pending.extend(value.values())
        elif isinstance(value, list | tuple | set | frozenset):
            pending.extend(value)
        elif isinstance(value, int):
            size += value.bit_length() >> 3
    return size


class TooLong(Exception):
    """There is no room for the rest."""


class Shortener:
    """Copies plain data, with at most ``entries`` in a container and ``characters`` in a text. TooLong where the whole
    would take more than about ``room`` characters."""

    def __init__(self, entries: int, characters: int, room: int) -> None:
        self.entries = entries
        self.characters = characters
        self.room = room
        self.whole = True
        """Whether nothing has been left out."""

    def take(self, size: int) -> None:
        self.room -= size
        if self.room < 0:
            raise TooLong

    def copy(self, value: Any) -> Any:
        kind = type(value)
        if kind is int or kind is bool or value is None:
            return self.number(value) if kind is int else value
        if isinstance(value, str | bytes | bytearray):
            return self.text(value)
        self.take(2)
        if isinstance(value, list | tuple | set | frozenset):
            return self.sequence(value)
        if isinstance(value, dict):
            return self.mapping(value)
        return self.other(value)

    def other(self, value: Any) -> Any:
        try:
            self.take(len(repr(value)))
        except ValueError:  # a range or a slice with ints that Python does not write out
            self.whole = False
            return f'… a {type(value).__name__}'
        return value

    def number(self, value: int) -> Any:
        if value.bit_length() <= min(4 * self.characters, MAX_INT_BITS):
            self.take(1 + value.bit_length() // 4)
            return value
        self.whole = False
        return f'… an int of about {value.bit_length() * 3 // 10:,} digits'

    def text(self, value: str | bytes | bytearray) -> Any:
        self.take(min(len(value), self.characters))
        if len(value) <= self.characters:
            return value
        self.whole = False
        if isinstance(value, str):
            return cut(value, self.characters)
        return cut(repr(bytes(value[: self.characters])), self.characters) + f' ({len(value):,} bytes)'

    def sequence(self, value: list[Any] | tuple[Any, ...] | set[Any] | frozenset[Any]) -> Any:
        kept = [self.copy(item) for item in islice(value, self.entries)]
        if len(value) > len(kept):
            self.whole = False
            kept.append(f'… {len(value) - len(kept):,} more')
        elif isinstance(value, set):
            return set(kept)
        if isinstance(value, frozenset):
            return frozenset(kept)
        return tuple(kept) if isinstance(value, tuple) else kept

    def mapping(self, value: dict[Any, Any]) -> Any:
        found: dict[Any, Any] = {}
        taken = 0
        for key, item in islice(value.items(), self.entries):
            taken += 1
            self.take(2)
            found[self.copy(key)] = self.copy(item)
        if len(value) > taken:
            self.whole = False
            found['…'] = f'{len(value) - taken:,} more'
        return found


def cut(text: str, limit: int, count: CountTokens = len) -> str:
    """``text`` within ``limit``: its beginning and its end, and between them how many characters were left out."""
    sample = text[: limit * MAX_TOKEN]
    counted = count(sample)
    if counted <= limit and len(sample) == len(text):
        return text
    # Proportional in characters to what the counter says, and then less until it fits.
    size = min(len(text) - 1, limit if count is len else len(sample) * limit // max(counted, 1))
    while True:
        size = max(1, size)
        note = f' … {len(text) - size:,} characters left out … '
        head = text[: size * 2 // 3]
        tail = text[len(text) - size // 3 :] if size >= 3 else ''
        shorter = f'{head}{note}{tail}'
        excess = count(shorter) - limit
        if excess <= 0 or size <= 1:
            return shorter
        size -= max(excess if count is len else size // 8, 1)
