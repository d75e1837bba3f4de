"""Every error that the package raises: one tree under :class:`MontyError`.

The errors hold plain data only (text, numbers, records), never a sandbox or host object, and can be copied and pickled.
"""

from __future__ import annotations

from traceback import format_exception_only
from typing import TYPE_CHECKING, Final, Self

from mypy_extensions import mypyc_attr

if TYPE_CHECKING:
    from .diagnostics import Diagnostic
    from .limits import Usage
    from .records import ExternalCallRecord, RunRecord, Violation

MEGABYTE: Final = 1_048_576


@mypyc_attr(allow_interpreted_subclasses=True)
class MontyError(Exception):
    """Base of all errors of the package. Carries the record of the run that it ended, empty where nothing ran."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
        self.stdout = ''
        self.usage: dict[str, Usage] = {}
        self.calls: tuple[ExternalCallRecord, ...] = ()
        self.violations: tuple[Violation, ...] = ()

    def __str__(self) -> str:
        return self.message

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self._arguments(), self.stdout, self.usage, self.calls, self.violations)

    def _arguments(self) -> tuple[object, ...]:
        """The positional arguments that make an equal error."""
        return (self.message,)

    def with_record(self, record: RunRecord) -> Self:
        """Attach what the run had printed, used, called and was refused when it ended, and return the error."""
        self.stdout = record.stdout
        self.usage = record.usage
        self.calls = record.calls
        self.violations = record.violations
        return self


def _rebuild(
    cls: type[MontyError],
    arguments: tuple[object, ...],
    stdout: str,
    usage: dict[str, Usage],
    calls: tuple[ExternalCallRecord, ...],
    violations: tuple[Violation, ...],
) -> MontyError:
    if cls is MontySyntaxError:
        error: MontyError = _rebuild_syntax_error(*arguments)
    else:
        error = cls(*arguments)  # type: ignore[arg-type]  # what the class's own _arguments gave
    error.stdout = stdout
    error.usage = usage
    error.calls = calls
    error.violations = violations
    return error


SYNTAX_TYPE_NAMES: Final = {'indentation': 'IndentationError', 'tab': 'TabError'}
"""How CPython calls a syntax error of that kind; ``SyntaxError`` for all others."""
_SYNTAX_TYPES: Final[dict[str, type[SyntaxError]]] = {'indentation': IndentationError, 'tab': TabError}


class MontySyntaxError(MontyError):
    """The program can't be run: it doesn't parse, or uses what the sandbox does not have. Nothing of it has run.

    ``line`` and ``column`` are 1-based, ``column`` in characters; ``end_line`` and ``end_column`` (exclusive) bound the
    construct where that is known. ``text`` is the source line. ``kind`` is ``'syntax'`` for what CPython refuses too,
    ``'indentation'`` and ``'tab'`` where it does so by those names, anything else for what only the sandbox refuses.
    ``diagnostics`` lists every problem where more than one was found.
    """

    def __init__(
        self,
        message: str,
        line: int,
        column: int,
        *,
        filename: str,
        text: str | None = None,
        end_line: int | None = None,
        end_column: int | None = None,
        kind: str = 'syntax',
        diagnostics: tuple[Diagnostic, ...] = (),
    ) -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.filename = filename
        self.text = text
        self.end_line = end_line
        self.end_column = end_column
        self.kind = kind
        self.diagnostics = diagnostics

    @property
    def type_name(self) -> str:
        """The exception that CPython raises for it: ``'SyntaxError'`` or a subclass of it."""
        return SYNTAX_TYPE_NAMES.get(self.kind, 'SyntaxError')

    def __str__(self) -> str:
        """As CPython shows it: file, line, the source text with carets, type and message."""
        end_line = self.line if self.end_line is None else self.end_line
        end_column = self.column if self.end_column is None else self.end_column
        host_type = _SYNTAX_TYPES.get(self.kind, SyntaxError)
        details = (self.filename, self.line, self.column, self.text, end_line, end_column)
        return ''.join(format_exception_only(host_type(self.message, details))).removesuffix('\n')

    def _arguments(self) -> tuple[object, ...]:
        place = (self.line, self.column, self.filename, self.text, self.end_line, self.end_column)
        return self.message, *place, self.kind, self.diagnostics


def _rebuild_syntax_error(*arguments: object) -> MontySyntaxError:
    message, line, column, filename, text, end_line, end_column, kind, diagnostics = arguments
    return MontySyntaxError(
        message,  # type: ignore[arg-type]  # these are what MontySyntaxError._arguments gave
        line,  # type: ignore[arg-type]
        column,  # type: ignore[arg-type]
        filename=filename,  # type: ignore[arg-type]
        text=text,  # type: ignore[arg-type]
        end_line=end_line,  # type: ignore[arg-type]
        end_column=end_column,  # type: ignore[arg-type]
        kind=kind,  # type: ignore[arg-type]
        diagnostics=diagnostics,  # type: ignore[arg-type]
    )


class MontyRuntimeError(MontyError):
    """The program raised an exception that it did not catch.

    ``type_name`` and ``message`` are the sandbox exception's class name and text, ``traceback_text`` reads as CPython's
    traceback does and ends with a newline, ``line`` is where in the program it was raised (None if that is unknown).
    """

    def __init__(self, type_name: str, message: str, traceback_text: str, line: int | None = None) -> None:
        super().__init__(message)
        self.type_name = type_name
        self.traceback_text = traceback_text
        self.line = line

    def __str__(self) -> str:
        place = '' if self.line is None else f' at line {self.line}'
        return f'the program raised {self.type_name}{place}\n\n{self.traceback_text}'

    def _arguments(self) -> tuple[object, ...]:
        return self.type_name, self.message, self.traceback_text, self.line


_LIMIT_FIELDS: Final = {
    'memory': ('memory_limit_mb', ' MB'),
    'allocations': ('allocation_limit', ''),
    'stack_depth': ('stack_depth_limit', ''),
    'execution_time': ('execution_time_limit_ms', ' ms'),
    'sleep': ('sleep_limit_ms', ' ms'),
    'external_calls': ('external_call_limit', ''),
    'output': ('output_limit_bytes', ' bytes'),
    'source': ('source_limit_bytes', ' bytes'),
}
"""For each limit the field of ``ResourceLimits`` that raises it, and its unit."""


class ResourceLimitError(MontyError):
    """The program ran into a limit and was stopped.

    ``limit`` is one of ``'memory'``, ``'allocations'``, ``'stack_depth'``, ``'execution_time'``, ``'sleep'``,
    ``'external_calls'``, ``'output'``, ``'source'``. ``used`` (or asked for) and ``allowed`` are in the unit of the
    ``ResourceLimits`` field: MB (2**20 bytes), ms, bytes or a count. ``line`` is where in the program it happened, None
    if it wasn't running.
    """

    def __init__(self, limit: str, used: int | float, allowed: int | float, line: int | None = None) -> None:
        field, unit = _LIMIT_FIELDS[limit]
        place = '' if line is None else f' at line {line}'
        name = limit.replace('_', ' ')
        super().__init__(
            f'{name} limit reached{place}: used {_number(used)}{unit} of {_number(allowed)}{unit} allowed; '
            f'raise it with ResourceLimits({field}=...), or let the program do less'
        )
        self.limit = limit
        self.used: int | float = used  # compiled code would make a float of an int annotated as float
        self.allowed: int | float = allowed
        self.line = line

    def _arguments(self) -> tuple[object, ...]:
        return self.limit, self.used, self.allowed, self.line


def limit_error(limit: str, used: int | float, allowed: int | float, line: int | None) -> ResourceLimitError:
    """The error for what the tracker counted: its memory figures are bytes, all others as the public ones."""
    if limit == 'memory':
        return ResourceLimitError(limit, _megabytes(used), _megabytes(allowed), line)
    return ResourceLimitError(limit, used, allowed, line)


def _megabytes(size: int | float) -> int | float:
    if isinstance(size, int) and size.bit_length() > 1000:  # beyond any float
        return size // MEGABYTE
    return size / MEGABYTE


def _number(value: int | float) -> str:
    """Readable and short, for any number: an int beyond 10**18 is shown as its power of ten."""
    if isinstance(value, int) and not -(10**18) < value < 10**18:
        return f'about 2**{value.bit_length()}'
    return f'{value:,.1f}'.removesuffix('.0')


class InputError(MontyError):
    """The host asked for something impossible: a bad declaration, or an input that is missing, extra or ill-typed."""


class BoundaryError(MontyError):
    """A value can't cross into or out of the sandbox. ``path`` tells where in the value it stands."""

    def __init__(self, message: str, path: str = '') -> None:
        super().__init__(message)
        self.path = path

    def _arguments(self) -> tuple[object, ...]:
        return self.message, self.path


@mypyc_attr(allow_interpreted_subclasses=True)
class SnapshotError(MontyError):
    """The bytes are no snapshot that can be loaded here, or a snapshot was used in a way that its state forbids."""


class MontyInternalError(MontyError):
    """The interpreter itself failed. Never the program's fault; no code in the sandbox can catch it."""
