"""What a run of agent's code gives: the record for the host, and the text for the model, bounded and still readable."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from .guards import ToolCall
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
    arguments = ', '.join(f'{name}={value!r}' for name, value in call.arguments.items())
    text = f'  {call.name}({cut(arguments, MAX_CALL_TEXT)})'
    if call.outcome == 'returned':
        return f'{text} -> {show(call.result, MAX_CALL_TEXT)[0]}'
    if not call.error:
        return f'{text} {call.outcome}'
    return f'{text} {call.outcome}: {cut(call.error, MAX_CALL_TEXT)}'


def show(value: object, limit: int, count: CountTokens = len) -> tuple[str, bool]:
    """``value`` as text of at most ``limit`` (characters, or what ``count`` counts), and whether that is all of it.

    Containers are shown as Python writes them, and stay valid Python when they are shortened: what was left out is a
    text in their place. A text by itself is shown as it is.
    """
    text = value if isinstance(value, str) else written(value)
    if count(text) <= limit:
        return text, True
    if isinstance(value, str):
        return cut(value, limit, count), False
    for entries, characters in _STEPS:
        text = repr(shortened(value, entries, characters))
        if count(text) <= limit:
            return text, False
    return cut(text, limit, count), False


def written(value: object) -> str:
    """``repr``, also of ints that Python refuses to write out."""
    try:
        return repr(value)
    except ValueError:
        return repr(shortened(value, sys.maxsize, sys.maxsize))


def shortened(value: Any, entries: int, characters: int) -> Any:
    """A copy of plain data with at most ``entries`` in a container and ``characters`` in a text."""
    if isinstance(value, str | bytes | bytearray):
        if len(value) <= characters:
            return value
        if isinstance(value, str):
            return cut(value, characters)
        return cut(repr(bytes(value[:characters])), characters) + f' ({len(value):,} bytes)'
    if isinstance(value, list | tuple | set | frozenset):
        kept = [shortened(item, entries, characters) for item, _place in zip(value, range(entries), strict=False)]
        if len(value) > entries:
            kept.append(f'… {len(value) - entries:,} more')
        return tuple(kept) if isinstance(value, tuple) else kept
    if isinstance(value, dict):
        pairs = zip(value.items(), range(entries), strict=False)
        found = {shortened(key, entries, characters): shortened(item, entries, characters) for (key, item), _ in pairs}
        if len(value) > entries:
            found['…'] = f'{len(value) - entries:,} more'
        return found
    if isinstance(value, int) and value.bit_length() > min(4 * characters, MAX_INT_BITS):
        return f'… an int of about {value.bit_length() * 3 // 10:,} digits'
    return value


def cut(text: str, limit: int, count: CountTokens = len) -> str:
    """``text`` within ``limit``: its beginning and its end, and between them how many characters were left out."""
    if count(text) <= limit:
        return text
    # Proportional in characters to what the counter says, and then less until it fits.
    size = min(len(text), max(1, limit if count is len else len(text) * limit // count(text)))
    while True:
        note = f' … {len(text) - size:,} characters left out … '
        head = text[: size * 2 // 3]
        tail = text[len(text) - size // 3 :] if size >= 3 else ''
        shorter = f'{head}{note}{tail}'
        excess = count(shorter) - limit
        if excess <= 0 or size <= 1:
            return shorter
        size = max(1, size - max(excess if count is len else size // 8, 1))
