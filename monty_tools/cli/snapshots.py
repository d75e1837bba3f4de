"""`monty-tools snapshots`: what a store of snapshots holds, what a stored program is about to do, and going on with it.

Needs the extra `snapshots`, which is asked for when a command of the group runs.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from inspect import isawaitable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click
from rich.console import Console
from rich.text import Text

from monty_tools import (
    Approve,
    CodeMode,
    Deny,
    FunctionSnapshot,
    FutureSnapshot,
    Inspection,
    MontyComplete,
    MontyError,
    MontyRepl,
    PendingToolCall,
    Return,
    SnapshotError,
    Tool,
)

from . import display, options
from .display import ExitCode, shown

if TYPE_CHECKING:
    from monty_tools.snapshots import SnapshotStore, StoredSnapshot

Answer = Approve | Deny | Return
Paused = FunctionSnapshot | FutureSnapshot

store_option = click.option(
    '--store',
    'url',
    default='sqlite:///snapshots.db',
    envvar='MONTY_TOOLS_SNAPSHOT_STORE',
    show_default=True,
    show_envvar=True,
    metavar='URL',
    help='The database.',
)
key_file_option = click.option(
    '--key-file',
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='A file with the encryption keys, one a line, the newest first; by default MONTY_TOOLS_SNAPSHOT_KEYS.',
)
label_option = click.option(
    '--label',
    'labels',
    multiple=True,
    required=True,
    metavar='TEXT',
    help='The label that the snapshot is bound to; once for each of its parts.',
)
json_option = click.option('--json', 'as_json', is_flag=True, help='Print one JSON document.')
key_argument = click.argument('key')


@click.group(name='snapshots', short_help='Look after stored snapshots.')
def snapshots() -> None:
    """Look after the snapshots in a store: list them, look into one before anything runs, go on with it."""


@snapshots.command(name='list', short_help='List what is stored.')
@store_option
@click.option('--label', 'labels', multiple=True, metavar='TEXT', help='Only what has this label, or begins with it.')
@json_option
def list_command(url: str, labels: tuple[str, ...], as_json: bool) -> NoReturn:
    """List what is stored, the oldest first. Needs no encryption key: nothing is opened."""
    with told():
        found = store_without_keys(url).list(labels or None)
    if as_json:
        click.echo(json.dumps([stored_fields(each) for each in found], indent=2))
    else:
        show_list(found)
    sys.exit(ExitCode.OK)


@snapshots.command(short_help='Show where a stored program stands.')
@key_argument
@store_option
@key_file_option
@label_option
@json_option
def inspect(key: str, url: str, key_file: Path | None, labels: tuple[str, ...], as_json: bool) -> NoReturn:
    """Show what the program stored under KEY waits for, its stack and variables, its age and size; nothing of it runs,
    and it is not claimed."""
    with told():
        store = open_store(url, key_file)
        found = store.peek(key, label=labels)
        document, show = described(found)
    if as_json:
        click.echo(json.dumps(document, indent=2))
    else:
        show_stored(found)
        show()
    sys.exit(ExitCode.OK)


@snapshots.command(short_help='Go on with a stored program.')
@key_argument
@store_option
@key_file_option
@label_option
@click.option(
    '--decide',
    'decisions',
    multiple=True,
    metavar='ID=ANSWER',
    help='What becomes of a pending call: approve, approve:JSON (with these arguments), deny, deny:REASON, or the JSON '
    'of its result. Once for each call.',
)
@click.option('--functions', multiple=True, metavar='MODULE:NAME', help='A host function, or a tool, that it may call.')
@click.option(
    '--tools', 'mode_place', metavar='MODULE:NAME', help='A CodeMode, or a list of tools: for runs of code mode.'
)
@json_option
def resume(
    key: str,
    url: str,
    key_file: Path | None,
    labels: tuple[str, ...],
    decisions: tuple[str, ...],
    functions: tuple[str, ...],
    mode_place: str | None,
    as_json: bool,
) -> NoReturn:
    """Go on with the program stored under KEY, to its end or its next pause, which is stored under the same key.

    Exactly one process gets it. Where it can't go on, it stays as it was.
    """
    answers = dict(parse_decision(text) for text in decisions)
    callables = load_tools(functions)
    with told(as_json):
        store = open_store(url, key_file)
        if store.peek(key, label=labels).kind == 'run':
            end = resume_run(store, key, labels, answers, code_mode(callables, mode_place))
        else:
            if mode_place is not None:
                raise click.UsageError('--tools is for runs of code mode; this is a program by itself: use --functions')
            end = resume_program(store, key, labels, answers, callables)
    if as_json:
        click.echo(json.dumps(end.document, indent=2))
    else:
        end.show()
    sys.exit(end.exit_code)


@snapshots.command(short_help='Delete a stored snapshot.')
@key_argument
@store_option
@label_option
def delete(key: str, url: str, labels: tuple[str, ...]) -> NoReturn:
    """Delete the snapshot KEY, whatever its state."""
    with told():
        store_without_keys(url).delete(key, label=labels)
    sys.exit(ExitCode.OK)


@snapshots.command(short_help='Take a snapshot from a dead process.')
@key_argument
@store_option
@label_option
def release(key: str, url: str, labels: tuple[str, ...]) -> NoReturn:
    """Take the snapshot KEY from a process that died while resuming it, before its lease is over."""
    with told():
        store_without_keys(url).release(key, label=labels)
    sys.exit(ExitCode.OK)


@snapshots.command(short_help='Delete what is expired.')
@store_option
def sweep(url: str) -> NoReturn:
    """Delete what is expired and say how many that were. Needs no encryption key."""
    with told():
        click.echo(store_without_keys(url).sweep())
    sys.exit(ExitCode.OK)


@snapshots.command(short_help='Seal everything with the newest key.')
@store_option
@key_file_option
def rotate(url: str, key_file: Path | None) -> NoReturn:
    """Seal everything with the first of the keys and say how many that were: after it, the others can be given up."""
    with told():
        click.echo(open_store(url, key_file).rotate())
    sys.exit(ExitCode.OK)


@snapshots.command(name='new-key', short_help='Make an encryption key.')
def new_key() -> NoReturn:
    """Print a new random key, for MONTY_TOOLS_SNAPSHOT_KEYS or a key file."""
    with told():
        from monty_tools.snapshots import new_key as made

        click.echo(made())
    sys.exit(ExitCode.OK)


@dataclass(frozen=True)
class End:
    """How far a program came when it was resumed."""

    exit_code: ExitCode
    document: Mapping[str, object]
    show: Callable[[], None]


# Stores.


@contextmanager
def told(as_json: bool = False) -> Iterator[None]:
    """Errors as the other commands tell them."""
    try:
        yield
    except ImportError as error:
        raise click.UsageError(str(error)) from None
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    except KeyboardInterrupt:
        click.echo('interrupted', err=True)
        sys.exit(ExitCode.INTERRUPTED)
    except MontyError as error:
        if as_json:
            click.echo(display.report(None, error, error))
        sys.exit(display.show_problem(error))


def open_store(url: str, key_file: Path | None) -> SnapshotStore:
    """The store, with the keys of the file or of the environment."""
    from monty_tools.snapshots import SnapshotStore

    check_there(url)
    return SnapshotStore(url, keys=None if key_file is None else key_file.read_text('ascii', 'replace').split())


def store_without_keys(url: str) -> SnapshotStore:
    """The store for who opens nothing."""
    from monty_tools.snapshots import SnapshotStore

    check_there(url)
    return SnapshotStore(url, keys=[])


def check_there(url: str) -> None:
    """A file that is not there is no store: a command that reads makes none."""
    path, _, _options = url.removeprefix('sqlite:///').partition('?')
    if url.startswith('sqlite:///') and not os.path.exists(path):
        raise click.UsageError(f'there is no store at {url}; say where it is with --store')


# Looking.


def stored_fields(found: StoredSnapshot) -> dict[str, object]:
    """What is known of a snapshot without opening it; times as ISO 8601 in UTC."""
    return {
        'key': found.key,
        'label': list(found.label),
        'kind': found.kind,
        'state': found.state,
        'round': found.round,
        'size': found.size,
        'age_seconds': round(max(0.0, time.time() - found.created), 3),
        'created': moment(found.created),
        'updated': moment(found.updated),
        'expires': moment(found.expires),
        'leased_until': None if found.leased_until is None else moment(found.leased_until),
    }


def moment(seconds: float) -> str:
    """Seconds since the epoch as ISO 8601 in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec='seconds')


COLUMNS = ('key', 'label', 'kind', 'state', 'round', 'size', 'age', 'expires in')


def show_list(found: Sequence[StoredSnapshot]) -> None:
    """A table for people, lines with tabs for a pipe."""
    console = Console(highlight=False, soft_wrap=True)
    now = time.time()
    rows = [
        (
            each.key,
            visible_label(each.label),
            each.kind,
            each.state,
            str(each.round),
            f'{each.size}',
            duration(now - each.created),
            duration(each.expires - now),
        )
        for each in found
    ]
    if not console.is_terminal:
        for row in rows:
            click.echo('\t'.join(row))
        return
    widths = [max(map(len, column)) for column in zip(COLUMNS, *rows, strict=True)]
    for style, cells in [('bold', COLUMNS), *(('', row) for row in rows)]:
        line = '  '.join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        console.print(Text(line.rstrip(), style=style))


def visible_label(label: Sequence[str]) -> str:
    """A label's parts; control characters, which no identifier has, as escapes."""
    return display.visible(' / '.join(label)).replace('\t', '\\t').replace('\n', '\\n')


def duration(seconds: float) -> str:
    """About how long, in its largest unit; negative times are over."""
    if seconds <= 0:
        return '0 s'
    for unit, length in (('d', 86_400), ('h', 3600), ('min', 60)):
        if seconds >= 2 * length:
            return f'{seconds / length:.0f} {unit}'
    return f'{seconds:.0f} s'


def show_stored(found: StoredSnapshot) -> None:
    """The head of what `inspect` shows."""
    console = Console(highlight=False, soft_wrap=True)
    now = time.time()
    for name, text in (
        ('label', visible_label(found.label)),
        ('kind', found.kind),
        ('state', found.state),
        ('pause', f'{found.round + 1}.'),
        ('size', f'{found.size:,} bytes'),
        ('age', f'{duration(now - found.created)}, stored {moment(found.updated)}'),
        ('expires', f'in {duration(found.expires - now)}, {moment(found.expires)}'),
    ):
        console.print(Text.assemble((f'{name:<8}', 'bold'), shown(text, console)))
    console.print()


def described(found: StoredSnapshot) -> tuple[dict[str, object], Callable[[], None]]:
    """What is in a snapshot, as a document and for showing. SnapshotError where it can't be loaded."""
    from monty_tools.snapshots import load_paused
    from monty_tools.suspension import StoredRun

    document = stored_fields(found)
    if found.kind == 'run':
        run = StoredRun.unpacked(found.data)
        state = FutureSnapshot.load(run.program).inspect()
        lines = {call.call_id: call.line for call in state.pending}
        waiting = [
            PendingToolCall(
                str(call.number),
                call.tool,
                run.calls[call.place].arguments if call.place < len(run.calls) else {},
                lines.get(call.number, 0),
                call.kind,
                call.metadata,
            )
            for call in run.waiting
        ]
        document |= {'code': run.code, 'pending': [pending_fields(call) for call in waiting]}
        return document | {'state_of_program': state_fields(state)}, lambda: show_run(run.code, waiting, state)
    if found.kind in ('call', 'futures'):
        state = load_paused(found.data).inspect()
        return document | {'state_of_program': state_fields(state)}, lambda: display.show_state(state)
    if found.kind == 'repl':
        names = MontyRepl.load(found.data).names
        return document | {'names': list(names)}, lambda: click.echo(
            f'a session that has {", ".join(names) or "no names"}'
        )
    raise SnapshotError(f'the snapshot is of kind {found.kind!r}: nothing waits in it')


def state_fields(state: Inspection) -> dict[str, object]:
    """An inspection as JSON."""
    return {
        'script_name': state.script_name,
        'pending': [
            {
                'call_id': call.call_id,
                'name': call.name,
                'args': display.json_value(call.args),
                'kwargs': display.json_value(dict(call.kwargs)),
                'line': call.line,
            }
            for call in state.pending
        ],
        'stack': [{'name': frame.name, 'line': frame.line, 'locals': dict(frame.locals)} for frame in state.stack],
        'globals': dict(state.globals),
        'stdout': state.stdout,
        'usage': {name: {'used': usage.used, 'limit': usage.limit} for name, usage in state.usage.items()},
    }


def pending_fields(call: PendingToolCall) -> dict[str, object]:
    """A pending call of code mode as JSON."""
    return {
        'id': call.id,
        'name': call.name,
        'arguments': display.json_value(dict(call.arguments)),
        'line': call.line,
        'kind': call.kind,
        'metadata': display.json_value(dict(call.metadata)),
    }


def show_run(code: str, waiting: Sequence[PendingToolCall], state: Inspection) -> None:
    """A suspended run: the code, then the decisions it waits for, then the state of its program."""
    console = Console(highlight=False, soft_wrap=True)
    for number, line in enumerate(code.splitlines(), 1):
        console.print(Text(shown(f'{number:>4}  {line}', console)))
    console.print()
    show_waiting(waiting)
    console.print()
    display.show_state(state)


def show_waiting(waiting: Sequence[PendingToolCall]) -> None:
    """The decisions that a run waits for."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(Text('waits for a decision on' if waiting else 'waits for no decision', style='bold'))
    for call in waiting:
        given = ', '.join(f'{name}={display.represent(value)}' for name, value in call.arguments.items())
        text = f'  {call.id}: {call.name}({given})  {call.kind}, line {call.line}'
        if call.metadata:
            text += f', {display.represent(dict(call.metadata))}'
        console.print(Text(shown(text, console)))


# Resuming.


def parse_decision(text: str) -> tuple[str, Answer]:
    """One `ID=ANSWER`."""
    number, separator, answer = text.partition('=')
    word, colon, rest = answer.partition(':')
    if not separator or not number:
        raise click.BadParameter(f'{text!r} is not ID=ANSWER', param_hint='--decide')
    if word == 'deny':
        return number, Deny(rest)
    if word == 'approve' and not colon:
        return number, Approve()
    value = parse_json(rest if word == 'approve' else answer, number)
    if word != 'approve':
        return number, Return(value)
    if not isinstance(value, dict):
        raise click.BadParameter(f'the arguments of call {number} must be a JSON object', param_hint='--decide')
    return number, Approve(value)


def parse_json(text: str, number: str) -> object:
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        hint = f'the answer to call {number} is neither approve, deny nor JSON; text needs quotes'
        raise click.BadParameter(hint, param_hint='--decide') from None
    return value


def load_tools(places: Sequence[str]) -> dict[str, object]:
    """What is at each `module:name`, by name: functions and tools."""
    return {options.function_name(place): options.load_object(place, '--functions') for place in places}


def code_mode(functions: Mapping[str, object], place: str | None) -> CodeMode:
    """The code mode to go on in: the one that is named, or one with the named tools."""
    named = None if place is None else options.load_object(place, '--tools')
    if isinstance(named, CodeMode) and not functions:
        return named
    if isinstance(named, CodeMode):
        raise click.UsageError('a CodeMode has its tools: give --functions or --tools, not both')
    if named is not None and not isinstance(named, (list, tuple)):
        raise click.BadParameter(f'{place} is neither a CodeMode nor a list of tools', param_hint='--tools')
    tools = [*(named or ()), *functions.values()]
    if not all(isinstance(each, Tool) or callable(each) for each in tools):
        raise click.UsageError('--tools and --functions take functions and tools only')
    return CodeMode(tools)


def resume_run(
    store: SnapshotStore, key: str, label: tuple[str, ...], answers: Mapping[str, Answer], mode: CodeMode
) -> End:
    """Go on with a suspended run of code mode."""
    run = store.open(mode, key, label=label)
    result = run.resume_sync(answers)
    document: dict[str, object] = {
        'key': run.key,
        'output': display.json_value(result.output),
        'stdout': result.stdout,
        'stderr': result.stderr,
        'calls': [
            {'name': call.name, 'arguments': display.json_value(dict(call.arguments)), 'outcome': call.outcome}
            for call in result.calls
        ],
        'error': None if result.error is None else {'kind': result.error.kind, 'message': result.error.message},
        'pending': [],
    }
    if result.suspended is not None:
        waiting = result.suspended.pending
        document['pending'] = [pending_fields(call) for call in waiting]
        return End(ExitCode.OK, document, lambda: show_pause(result.stdout, lambda: show_waiting(waiting)))
    if result.error is not None:
        explanation = result.error.explanation
        code = ExitCode.LIMIT if result.error.kind == 'limit' else ExitCode.RUNTIME
        return End(code, document, lambda: show_end(result.stdout, None, explanation))
    return End(ExitCode.OK, document, lambda: show_end(result.stdout, result.output))


def resume_program(
    store: SnapshotStore,
    key: str,
    label: tuple[str, ...],
    answers: Mapping[str, Answer],
    functions: Mapping[str, object],
) -> End:
    """Go on with a paused program: its pending calls as decided, later ones by the given functions."""
    with store.take(key, label=label) as claim:
        paused = claim.load()
        check_answers(paused, answers, functions)
        progress = answer(paused, answers, functions)
        while isinstance(progress, FunctionSnapshot) and progress.function_name in functions:
            progress = answer(progress, {}, functions)
        if isinstance(progress, MontyComplete):
            end = progress
            document = json.loads(display.report(end.value, end)) | {'key': claim.key, 'pending': []}
            return End(ExitCode.OK, document, lambda: show_end(end.stdout, end.value))
        claim.pause(progress)
    state = progress.inspect()
    fields = state_fields(state)
    return End(
        ExitCode.OK,
        {'key': claim.key, 'stdout': state.stdout, 'error': None, 'pending': fields['pending']},
        lambda: show_pause(state.stdout, lambda: display.show_state(state)),
    )


def check_answers(paused: Paused, answers: Mapping[str, Answer], functions: Mapping[str, object]) -> None:
    """Refuse, before anything runs, answers that can't be given."""
    pending = {str(call.call_id): call for call in paused.inspect().pending}
    for number, given in answers.items():
        if number not in pending:
            known = ', '.join(pending) or 'none'
            raise click.BadParameter(f'no call {number} waits; pending: {known}', param_hint='--decide')
        if isinstance(given, Approve) and not callable(functions.get(pending[number].name)):
            raise click.UsageError(
                f'to approve call {number}, name the function: --functions MODULE:{pending[number].name}'
            )
    if isinstance(paused, FunctionSnapshot) and not answers and not callable(functions.get(paused.function_name)):
        raise click.UsageError(f'decide on the pending call: --decide {paused.call_id}=…')
    if isinstance(paused, FutureSnapshot) and not answers:
        raise click.UsageError(f'decide on at least one of the pending calls: --decide {next(iter(pending))}=…')


def answer(
    paused: Paused, answers: Mapping[str, Answer], functions: Mapping[str, object]
) -> FunctionSnapshot | FutureSnapshot | MontyComplete:
    """Give a paused program its answers; a call by itself that has none is made."""
    if isinstance(paused, FunctionSnapshot):
        given = answers.get(str(paused.call_id), Approve())
        value, error = outcome(given, paused.function_name, paused.args, paused.kwargs, functions)
        return paused.resume(return_value=value) if error is None else paused.resume(exception=error)
    results: dict[int, dict[str, object]] = {}
    for call in paused.inspect().pending:
        if str(call.call_id) in answers:
            value, error = outcome(answers[str(call.call_id)], call.name, call.args, call.kwargs, functions)
            results[call.call_id] = {'return_value': value} if error is None else {'exception': error}
    return paused.resume(results)


def outcome(
    given: Answer, name: str, args: Sequence[object], kwargs: Mapping[str, object], functions: Mapping[str, object]
) -> tuple[object, Exception | None]:
    """What a call gives or raises by what was decided."""
    if isinstance(given, Return):
        return given.value, None
    if isinstance(given, Deny):
        return None, PermissionError(f'{name}() was denied{": " if given.reason else ""}{given.reason}')
    function = functions[name]
    assert callable(function)
    try:
        value = function(*args, **kwargs) if given.arguments is None else function(**given.arguments)
        return (asyncio.run(awaited(value)) if isawaitable(value) else value), None
    except Exception as error:
        return None, error


async def awaited(value: object) -> object:
    """``value``, which is awaitable, in a coroutine."""
    assert isawaitable(value)
    result: object = await value
    return result


def show_pause(stdout: str, show: Callable[[], None]) -> None:
    """What was printed so far, and what the program waits for now."""
    display.write(sys.stdout, stdout)
    show()


def show_end(stdout: str, value: object, problem: str | None = None) -> None:
    """What was printed, and the value or what went wrong."""
    display.write(sys.stdout, stdout)
    if problem is not None:
        display.write(sys.stderr, problem + '\n')
    elif value is not None:
        display.write(sys.stdout, display.represent(value) + '\n')
