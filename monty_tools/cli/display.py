"""What the command line shows: text for people, JSON for programs, and never a control sequence of the sandbox's.

A program that may print anything must not be able to speak to the terminal: control characters from the sandbox are
shown as escapes wherever the stream is a terminal.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from enum import IntEnum
from typing import Protocol, TextIO

from rich.console import Console
from rich.text import Text

from monty_tools import (
    BoundaryError,
    Diagnostic,
    ExternalCallRecord,
    FrameInfo,
    InputError,
    Inspection,
    MontyError,
    MontyRuntimeError,
    MontySyntaxError,
    PendingInfo,
    ResourceLimitError,
    SnapshotError,
    Usage,
    Violation,
)


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
    INTERRUPTED = 130
    """Ctrl-C, as shells count it."""


# The same for the help text.
MEANINGS = {
    ExitCode.OK: 'the program came to its end',
    ExitCode.RUNTIME: 'the program raised an exception',
    ExitCode.USAGE: 'the command line is wrong',
    ExitCode.CHECK: 'the program is refused before it runs',
    ExitCode.LIMIT: 'a limit was reached',
    ExitCode.INPUT: 'an input is missing, extra or ill-typed',
    ExitCode.BOUNDARY: 'a value can not cross between host and program',
    ExitCode.SNAPSHOT: 'the snapshot can not be used',
    ExitCode.INTERNAL: 'the interpreter itself failed',
    ExitCode.INTERRUPTED: 'interrupted',
}


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
    def usage(self) -> Mapping[str, Usage]: ...
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


def show_state(state: Inspection) -> None:
    """Where a paused program stands: what it waits for, its stack and variables, and what it did so far."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(Text.assemble((shown(state.script_name, console), 'bold'), ' waits for the result of'))
    for title, lines in (
        ('', [f'{call_text(call)}  (call {call.call_id}, line {call.line})' for call in state.pending]),
        ('call stack, the innermost last', list(stack_lines(state.stack))),
        ('globals', [f'{name} = {value}' for name, value in state.globals.items()]),
        ('printed', state.stdout.splitlines()),
        ('calls', [f'{call.name}  {call.outcome}, {call.duration_ms:,.1f} ms' for call in state.calls]),
        ('violations', [f'{found.kind} {found.name}, line {found.line}' for found in state.violations]),
        ('usage', [usage_line(name, usage) for name, usage in state.usage.items()]),
    ):
        if title and lines:
            console.print(Text(f'\n{title}', style='bold'))
        for line in lines:
            console.print(Text(f'  {shown(line, console)}'))


def call_text(call: PendingInfo) -> str:
    """A pending call as the program could have written it."""
    arguments = [represent(value) for value in call.args]
    arguments += [f'{name}={represent(value)}' for name, value in call.kwargs.items()]
    return f'{call.name}({", ".join(arguments)})'


def stack_lines(stack: Sequence[FrameInfo]) -> Iterator[str]:
    """Each frame, and below it its variables."""
    for frame in stack:
        yield f'{frame.name}, line {frame.line}'
        for name, value in frame.locals.items():
            yield f'    {name} = {value}'


def usage_line(name: str, usage: Usage) -> str:
    """One limit: how much of it is used."""
    used = f'{usage.used:,.1f}'.removesuffix('.0')
    return f'{name}  {used} of {"no limit" if usage.limit is None else format(usage.limit, ",")}'
