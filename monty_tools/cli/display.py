"""What the command line shows: text for people, JSON for programs, and never a control sequence of the sandbox's.

A program that may print anything must not be able to speak to the terminal: control characters from the sandbox are
shown as escapes wherever the stream is a terminal.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from enum import IntEnum
from typing import Protocol, TextIO

from rich.console import Console
from rich.text import Text

from monty_tools import (
    BoundaryError,
    InputError,
    MontyError,
    MontyRuntimeError,
    MontySyntaxError,
    ResourceLimitError,
    SnapshotError,
)
from monty_tools.interpreter.diagnostics import Diagnostic
from monty_tools.interpreter.limits import Usage
from monty_tools.interpreter.records import ExternalCallRecord, Violation


class ExitCode(IntEnum):
    """How the process ends; which kind of problem it was."""

    OK = 0
    RUNTIME = 1
    """The program raised an exception that it did not catch."""
    USAGE = 2
    """The command line itself: unknown option, no such file, not JSON."""
    CHECK = 3
    """The program can't be run: its syntax, an undefined name, a refused import."""
    LIMIT = 4
    """The program ran into a limit."""
    INPUT = 5
    """A declared input is missing, extra or ill-typed."""
    BOUNDARY = 6
    """A value could not cross between host and sandbox."""
    SNAPSHOT = 7
    """The file is no snapshot that can be loaded here."""
    INTERNAL = 8
    """The interpreter itself failed: please report it."""


# The first class that an error is an instance of decides.
PROBLEMS: Sequence[tuple[type[MontyError], ExitCode, str]] = (
    (MontySyntaxError, ExitCode.CHECK, 'syntax'),
    (MontyRuntimeError, ExitCode.RUNTIME, 'runtime'),
    (ResourceLimitError, ExitCode.LIMIT, 'limit'),
    (InputError, ExitCode.INPUT, 'input'),
    (BoundaryError, ExitCode.BOUNDARY, 'boundary'),
    (SnapshotError, ExitCode.SNAPSHOT, 'snapshot'),
    (MontyError, ExitCode.INTERNAL, 'internal'),
)

# The fields of the errors that a JSON report repeats, for each error those that it has.
TOLD = ('type_name', 'message', 'traceback_text', 'limit', 'used', 'allowed', 'path', 'line', 'column')

# C0 and C1 controls but tab and newline, and the marks that reorder text.
CONTROLS = re.compile('[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]')


def visible(text: str) -> str:
    """`text` with its control characters as escapes."""
    return CONTROLS.sub(lambda match: f'\\x{ord(match[0]):02x}' if match[0] < '\x80' else ascii(match[0])[1:-1], text)


def write(stream: TextIO, text: str) -> None:
    """Write the sandbox's text: as it is into a pipe, with visible control characters to a terminal."""
    encodable = text.encode(stream.encoding or 'utf-8', 'backslashreplace').decode(stream.encoding or 'utf-8')
    stream.write(visible(encodable) if stream.isatty() else encodable)
    stream.flush()


def print_as_it_comes(stream: str, text: str) -> None:
    """A print callback: the program's stdout and stderr are ours."""
    write(sys.stderr if stream == 'stderr' else sys.stdout, text)


def problem_of(error: MontyError) -> tuple[ExitCode, str]:
    """The exit code for an error and the kind's name."""
    return next((code, kind) for cls, code, kind in PROBLEMS if isinstance(error, cls))


def show_problem(error: MontyError) -> ExitCode:
    """Tell stderr what went wrong, and return how to exit. What Python has a form for is shown in that form."""
    code, kind = problem_of(error)
    if isinstance(error, MontyRuntimeError):
        text = error.traceback_text
    elif isinstance(error, MontySyntaxError):
        text = str(error)
    else:
        text = f'{kind} error: {error}'
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    console.print(Text(shown(text.rstrip('\n'), console), style='red'))
    return code


def shown(text: str, console: Console) -> str:
    """The sandbox's text as this console may show it."""
    return visible(text) if console.is_terminal else text


def represent(value: object) -> str:
    """`repr(value)`, or what is in the way of it."""
    try:
        return repr(value)
    except RecursionError:
        return f'<{type(value).__name__} nested too deeply to show>'
    except ValueError as error:
        return f'<{type(value).__name__}: {error}>'


def json_value(value: object, depth: int = 100) -> object:
    """`value` with everything that JSON does not have as the text of its repr."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return value if value.bit_length() < 10_000 else f'<int of {value.bit_length()} bits>'
    if isinstance(value, float):
        return value if math.isfinite(value) else represent(value)
    if depth and isinstance(value, (list, tuple)):
        return [json_value(item, depth - 1) for item in value]
    if depth and isinstance(value, dict):
        return {
            key if isinstance(key, str) else represent(key): json_value(item, depth - 1) for key, item in value.items()
        }
    return represent(value)


class Recorded(Protocol):
    """What a run left on record: a completed one's result has it, and so has every error."""

    @property
    def stdout(self) -> str: ...
    @property
    def usage(self) -> dict[str, Usage]: ...
    @property
    def calls(self) -> tuple[ExternalCallRecord, ...]: ...
    @property
    def violations(self) -> tuple[Violation, ...]: ...


def report(value: object, record: Recorded, error: MontyError | None = None) -> str:
    """One run as one JSON document."""
    document = {
        'value': json_value(value),
        'repr': represent(value) if error is None else None,
        'stdout': record.stdout,
        'usage': {name: asdict(usage) | {'ratio': usage.ratio} for name, usage in record.usage.items()},
        'calls': [asdict(call) for call in record.calls],
        'violations': [asdict(violation) for violation in record.violations],
        'error': None if error is None else error_fields(error),
    }
    return json.dumps(document, indent=2)


def error_fields(error: MontyError) -> dict[str, object]:
    """What a program needs to know of an error."""
    code, kind = problem_of(error)
    found = {name: vars(error)[name] for name in TOLD if name in vars(error)}
    return {'kind': kind, 'exit_code': int(code), **found}


def show_diagnostics(name: str, diagnostics: Sequence[Diagnostic]) -> None:
    """One line a problem, `file:line:column: message`, as editors and CI read it."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for found in diagnostics:
        place = f'{name}:{found.line}:{found.column}: '
        console.print(Text.assemble((place, 'bold'), shown(found.message, console)))


def show_state(state: object) -> None:
    """Where a program stands, one fact a line: the nested ones below their names and indented."""
    console = Console(highlight=False, soft_wrap=True)
    for depth, name, value in facts_of('', state, 0):
        text = '' if value is None else f' {shown(value, console)}'
        console.print(Text.assemble('  ' * depth, (f'{shown(name, console)}:', 'bold'), text))


def facts_of(name: str, value: object, depth: int) -> Iterator[tuple[int, str, str | None]]:
    """The facts in a nested record as (depth, name, value); value is None where more follows below the name."""
    if is_dataclass(value) and not isinstance(value, type):
        value = {field.name: vars(value)[field.name] for field in fields(value)}
    items: Iterable[tuple[object, object]]
    if isinstance(value, Mapping) and value:
        items = value.items()
    elif isinstance(value, (list, tuple)) and value:
        items = enumerate(value)
    else:
        yield depth, name, value if isinstance(value, str) else represent(value)
        return
    if name:
        yield depth, name, None
    for key, item in items:
        yield from facts_of(str(key), item, depth + 1 if name else depth)
