"""The commands of `monty-tools`. Results go to stdout, problems to stderr, and the exit code says which kind."""

from __future__ import annotations

import platform
import sys
from pathlib import Path
from typing import NoReturn

import click

import monty_tools.interpreter.machine as machine
from monty_tools import FunctionSnapshot, FutureSnapshot, Monty, MontyError, MontyRepl, SnapshotError, __version__

from . import display, options, prompt
from .display import ExitCode

SOURCE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
EXIT_CODES = '\n'.join(f'  {code.value:>3}  {meaning}' for code, meaning in display.MEANINGS.items())

input_option = click.option(
    '--input', 'inputs', multiple=True, metavar='NAME=JSON', help='A value that the program may read by that name.'
)
functions_option = click.option(
    '--functions',
    multiple=True,
    metavar='MODULE:NAME',
    help='A host function that the program may call by its name. Nothing of the host is reachable but these.',
)
limits_option = click.option(
    '--limits',
    multiple=True,
    metavar='NAME=NUMBER,…',
    help=f'Other limits than the defaults, none lifts one: {", ".join(options.LIMIT_NAMES)}.',
)


clock_option = click.option(
    '--clock',
    metavar='system|TIME',
    help='What the program learns of the time: the system clock, or an instant (ISO 8601, POSIX seconds) that only its '
    'own sleep moves. By default nothing.',
)
random_seed_option = click.option(
    '--random-seed',
    metavar='system|SEED',
    help="Where the program's randomness comes from: the system, or a seed. By default nowhere.",
)


class Commands(click.Group):
    """The commands here, and the group `snapshots`, which is imported when it is asked for: it needs much more."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), 'snapshots'])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name == 'snapshots':
            from .snapshots import snapshots

            return snapshots
        return super().get_command(ctx, cmd_name)


@click.group(
    cls=Commands,
    context_settings={'help_option_names': ['-h', '--help']},
    epilog=f'\b\nExit codes:\n{EXIT_CODES}',
)
def monty_tools() -> None:
    """Run untrusted Python inside whitelists and limits."""


@monty_tools.command(short_help='Run a program and print its value.')
@click.argument('file', type=SOURCE)
@input_option
@functions_option
@limits_option
@clock_option
@random_seed_option
@click.option('--json', 'as_json', is_flag=True, help='Print the whole record of the run as one JSON document.')
def run(
    file: Path,
    inputs: tuple[str, ...],
    functions: tuple[str, ...],
    limits: tuple[str, ...],
    clock: str | None,
    random_seed: str | None,
    as_json: bool,
) -> NoReturn:
    """Run FILE (- is stdin) and print the value of its last expression."""
    source = options.read_source(file)
    values = options.parse_inputs(inputs)
    callables = options.load_functions(functions)
    allowed = options.parse_limits(limits)
    time = options.parse_clock(clock)
    try:
        program = Monty(
            source,
            inputs=list(values),
            external_functions=callables,
            script_name=options.script_name(file),
            clock=time,
            random_seed=options.parse_seed(random_seed),
        )
        callback = None if as_json else display.print_as_it_comes
        outcome = program.execute(inputs=values, limits=allowed, print_callback=callback)
    except KeyboardInterrupt:
        click.echo('interrupted', err=True)
        sys.exit(ExitCode.INTERRUPTED)
    except MontyError as error:
        if as_json:
            click.echo(display.report(None, error, error))
        sys.exit(display.show_problem(error))
    if as_json:
        click.echo(display.report(outcome.value, outcome))
    elif outcome.value is not None:
        display.write(sys.stdout, display.represent(outcome.value) + '\n')
    sys.exit(ExitCode.OK)


@monty_tools.command(short_help='Tell what is wrong with a program, without running it.')
@click.argument('file', type=SOURCE)
@click.option('--input', 'inputs', multiple=True, metavar='NAME', help='The name of an input that a run will have.')
@functions_option
def check(file: Path, inputs: tuple[str, ...], functions: tuple[str, ...]) -> NoReturn:
    """Tell every problem of FILE (- is stdin) that can be known before running it; nothing of it runs."""
    source = options.read_source(file)
    names = [name.partition('=')[0] for name in inputs]
    callables = [options.function_name(place) for place in functions]
    try:
        script_name = options.script_name(file)
        found = Monty(source, inputs=names, external_functions=callables, script_name=script_name).check()
    except MontyError as error:
        sys.exit(display.show_problem(error))
    display.show_diagnostics(script_name if str(file) == '-' else str(file), found)
    sys.exit(ExitCode.CHECK if found else ExitCode.OK)


@monty_tools.command(short_help='Read, run and print, line by line.')
@functions_option
@limits_option
@clock_option
@random_seed_option
def repl(functions: tuple[str, ...], limits: tuple[str, ...], clock: str | None, random_seed: str | None) -> NoReturn:
    """Read, run and print, keeping names from one program to the next. Ends at the end of the input."""
    session = MontyRepl(
        external_functions=options.load_functions(functions),
        limits=options.parse_limits(limits),
        clock=options.parse_clock(clock),
        random_seed=options.parse_seed(random_seed),
    )
    if sys.stdin.isatty():
        click.echo(f'{describe()}. Ctrl-D ends it.')
    sys.exit(prompt.Prompt(session).loop())


@monty_tools.command(short_help='Show where a paused program stands.')
@click.argument('snapshot', type=click.Path(exists=True, dir_okay=False, path_type=Path))
def inspect(snapshot: Path) -> NoReturn:
    """Show where the program in the file SNAPSHOT stopped and what it waits for; nothing of it runs."""
    try:
        display.show_state(load(snapshot.read_bytes()).inspect())
    except MontyError as error:
        sys.exit(display.show_problem(error))
    sys.exit(ExitCode.OK)


def load(data: bytes) -> FunctionSnapshot | FutureSnapshot:
    """The paused program in a snapshot, whichever of the two kinds it is."""
    try:
        return FunctionSnapshot.load(data)
    except SnapshotError as error:
        try:
            return FutureSnapshot.load(data)
        except SnapshotError:
            raise error from None


@monty_tools.command(name='version', short_help='Print the version and the form.')
@click.option('--form', 'form_only', is_flag=True, help='Print only the form: compiled or pure.')
def show_version(form_only: bool) -> None:
    """Print the version and whether the interpreter is compiled or pure Python."""
    click.echo(form() if form_only else describe())


def form() -> str:
    """`compiled` where the machine is a native module, else `pure`."""
    return 'pure' if str(machine.__file__).endswith('.py') else 'compiled'


def describe() -> str:
    """The version, the interpreter's form and the host in one line."""
    told = {'compiled': 'compiled', 'pure': 'pure Python: several times slower than the compiled form'}[form()]
    return f'monty-tools {__version__}, {told}, on {platform.python_implementation()} {platform.python_version()}'
