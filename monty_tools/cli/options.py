"""What the options of the command line mean: inputs, host functions and limits, from text to values."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

import click

from monty_tools import InputError, ResourceLimits
from monty_tools.interpreter.capabilities import Clock, RandomSeed, parse_grants

LIMIT_NAMES = tuple(field.name for field in fields(ResourceLimits))


def read_source(path: Path) -> str:
    """The program's text; `-` is stdin. Anything that isn't UTF-8 is a usage error."""
    try:
        data = sys.stdin.buffer.read() if str(path) == '-' else path.read_bytes()
        return data.decode('utf-8-sig')
    except UnicodeDecodeError as error:
        raise click.BadParameter(f'{path} is not UTF-8 text: {error.reason} at byte {error.start}') from None


def script_name(path: Path) -> str:
    """How tracebacks name the program: the file's name without its folder, or as Python does for stdin."""
    return '<stdin>' if str(path) == '-' else path.name


def parse_inputs(texts: Iterable[str]) -> dict[str, object]:
    """`name=JSON` pairs as input values by name."""
    return dict(parse_input(text) for text in texts)


def parse_input(text: str) -> tuple[str, object]:
    """One `name=JSON` pair."""
    name, separator, value = text.partition('=')
    if not separator or not name.isidentifier():
        raise click.BadParameter(f'{text!r} is not name=JSON', param_hint='--input')
    try:
        return name, json.loads(value)
    except (ValueError, RecursionError):
        quoted = json.dumps(value)
        hint = f'the value of {name} is not JSON; text needs quotes: --input {name}={quoted!r}'
        raise click.BadParameter(hint, param_hint='--input') from None


def load_functions(places: Iterable[str]) -> dict[str, Callable[..., object]]:
    """The host functions at `module:name` by name; modules are looked for in the working directory too."""
    return {function_name(place): load_function(place) for place in places}


def function_name(place: str) -> str:
    """The name that the program calls the function at `module:name` by."""
    return place.rpartition(':')[2]


def load_function(place: str) -> Callable[..., object]:
    """The host function at `module:name`."""
    function = load_object(place, '--functions')
    if not callable(function):
        module_name, _, name = place.partition(':')
        raise click.BadParameter(f'{module_name} has no function {name}', param_hint='--functions')
    return function


def load_object(place: str, option: str) -> object:
    """What is at `module:name`, which `option` gave; None for a name that the module does not have."""
    module_name, separator, name = place.partition(':')
    if not separator or not name.isidentifier() or not all(part.isidentifier() for part in module_name.split('.')):
        raise click.BadParameter(f'{place!r} is not module:name', param_hint=option)
    search_working_directory()
    try:
        module = importlib.import_module(module_name)
    except Exception as error:
        reason = f'{type(error).__name__}: {error}'
        raise click.BadParameter(f'{module_name} does not import: {reason}', param_hint=option) from error
    found: object = getattr(module, name, None)
    return found


def search_working_directory() -> None:
    """Modules are looked for in the working directory too."""
    if '' not in sys.path and str(Path.cwd()) not in sys.path:
        sys.path.insert(0, str(Path.cwd()))


def parse_limits(texts: Iterable[str]) -> ResourceLimits | None:
    """`name=number` pairs, separated by commas, as limits; `none` lifts one. None where no limit is given."""
    pairs = [pair.strip() for text in texts for pair in text.split(',') if pair.strip()]
    given = dict(parse_limit(pair) for pair in pairs)
    try:
        return replace(ResourceLimits(), **given) if given else None  # type: ignore[arg-type]  # it checks them itself
    except InputError as error:
        raise click.BadParameter(error.message, param_hint='--limits') from None


def parse_limit(pair: str) -> tuple[str, float | None]:
    """One `name=number` pair."""
    name, _, value = pair.partition('=')
    if name not in LIMIT_NAMES:
        raise click.BadParameter(f'{name!r} is no limit; there are {", ".join(LIMIT_NAMES)}', param_hint='--limits')
    if value.lower() == 'none':
        return name, None
    try:
        return name, float(value) if '.' in value else int(value)
    except ValueError:
        raise click.BadParameter(f'{name} must be a number or none, not {value!r}', param_hint='--limits') from None


def parse_clock(text: str | None) -> Clock:
    """`system`, POSIX seconds, or an instant in ISO 8601, of UTC where it names no other zone."""
    if text is None or text == 'system':
        return None if text is None else 'system'
    try:
        clock = float(text)
    except ValueError:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise click.BadParameter(f'{text!r} is no instant and not system', param_hint='--clock') from None
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        parse_grants(clock, None)
    except InputError as error:
        raise click.BadParameter(error.message, param_hint='--clock') from None
    return clock


def parse_seed(text: str | None) -> RandomSeed:
    """`system`, a whole number, or any other text as a seed."""
    return int(text) if text is not None and text.isdecimal() and len(text) < 1000 else text
