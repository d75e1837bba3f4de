"""Declared external functions: their names, and the binding of a call's arguments before the host is called."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Collection, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Final

from mypy_extensions import mypyc_attr

from .binding import (
    missing_arguments_message,
    multiple_values_message,
    positional_only_message,
    too_many_positional_message,
    unexpected_keyword_message,
)
from .errors import InputError
from .inputs import check_name

HostFunction = Callable[..., object]

_NATIVE_FUNCTIONS: Final = (
    types.BuiltinFunctionType,
    types.MethodDescriptorType,
    types.WrapperDescriptorType,
    types.MethodWrapperType,
    types.ClassMethodDescriptorType,
)
"""They check their own arguments before they do anything, in words of their own."""


@mypyc_attr(allow_interpreted_subclasses=True)
class Suspend(BaseException):
    """Raised by a coroutine function: its call stays pending, and the program pauses where nothing else can go on.

    Nothing in the sandbox sees it. Only a feed that can pause takes it (``MontyRepl.feed_start_async``); anywhere else
    it leaves the run.
    """


call_number: ContextVar[int] = ContextVar('monty_tools.call_number', default=0)
"""Set while a coroutine function is called: the number of the call within its run."""


@dataclass(frozen=True)
class Parameters:
    """What a call of an external function may pass."""

    positional: tuple[str, ...] = ()
    """Names of the positional parameters, the first ``positional_only`` of which can't be passed by keyword."""
    positional_only: int = 0
    optional: int = 0
    """How many of ``positional``, the last ones, have a default."""
    keyword_only: tuple[str, ...] = ()
    required_keywords: tuple[str, ...] = ()
    """Those of ``keyword_only`` that have no default."""
    varargs: bool = False
    varkw: bool = False
    hidden: tuple[str, ...] = ()
    """Keyword-only parameters that are the host's own: no program can pass them."""
    bound: int = 0
    """1 for a bound method: CPython counts its ``self`` in what it says."""


@dataclass(frozen=True)
class ExternalFunction:
    """A host function that the program may call."""

    fn: HostFunction | None = None
    """None for a function that only ``start``/``resume`` answers."""
    name: str | None = None
    """What the program calls it; by default the function's own name."""
    is_async: bool | None = None
    """Whether its result is awaited; by default what the function says of itself."""
    description: str | None = None
    allow_private: tuple[str, ...] = ()
    """Keyword-only parameters with a leading underscore that the program may pass. All others stay the host's own."""
    parameters: Parameters | None = None
    """What a call may pass; by default read from the function's signature, and anything where it has none."""


ExternalFunctions = (
    Mapping[str, HostFunction | ExternalFunction | None] | Iterable[HostFunction | ExternalFunction | str]
)


def parse_externals(declared: ExternalFunctions | None, inputs: Collection[str] = ()) -> dict[str, ExternalFunction]:
    """The functions by name, each with ``name``, ``is_async`` and ``parameters`` filled in.

    Takes a list of callables, ExternalFunctions and bare names, or a mapping of names to callables. A name may be that
    of a builtin, which it then hides. Raises InputError for a bad name, a name declared twice or also in ``inputs``,
    and for what can't be called.
    """
    found: dict[str, ExternalFunction] = {}
    for name, entry in _entries(declared):
        function = _resolved(name, entry)
        key = function.name
        assert key is not None
        if key in found:
            raise InputError(f'external function {key!r} is declared twice')
        if key in inputs:
            raise InputError(f'{key!r} is declared both as an input and as an external function')
        found[key] = function
    return found


def _entries(declared: ExternalFunctions | None) -> list[tuple[object, object]]:
    if declared is None:
        return []
    if isinstance(declared, Mapping):
        for name in declared:
            check_name(name, 'external function')
        return list(declared.items())
    if isinstance(declared, (str, bytes)) or callable(declared) or not isinstance(declared, Iterable):
        raise InputError(
            'external_functions must be a list of functions or names, or a mapping of names to functions, '
            f'not {type(declared).__name__}'
        )
    return [(None, entry) for entry in declared]


def _resolved(key: object, entry: object) -> ExternalFunction:
    if isinstance(entry, str) and key is None:
        return ExternalFunction(name=check_name(entry, 'external function'), is_async=False)
    if entry is None and key is not None:
        return ExternalFunction(name=check_name(key, 'external function'), is_async=False)
    given = entry if isinstance(entry, ExternalFunction) else ExternalFunction(_callable(key, entry))
    fn = given.fn
    name = key if key is not None else given.name if given.name is not None else _own_name(fn)
    checked = check_name(name, 'external function')
    if fn is not None and not callable(fn):
        raise InputError(f'external function {checked!r} cannot be called: it is a {type(fn).__name__}')
    is_async = given.is_async
    if is_async is None:
        is_async = fn is not None and is_async_function(fn)
    parameters = given.parameters
    if parameters is None and fn is not None:
        parameters = parameters_of(fn, checked, given.allow_private)
    return ExternalFunction(fn, checked, is_async, given.description, given.allow_private, parameters)


def _callable(key: object, entry: object) -> HostFunction:
    if callable(entry):
        return entry
    called = 'an external function' if key is None else f'external function {key!r}'
    raise InputError(f'{called} must be a callable, an ExternalFunction or a name, not {type(entry).__name__}')


def _own_name(fn: object) -> object:
    name: object = getattr(fn, '__name__', None)
    if name is None or name == '<lambda>':
        raise InputError('an external function has no name of its own: declare ExternalFunction(fn, name=...)')
    return name


def is_async_function(fn: HostFunction) -> bool:
    """Whether calling ``fn`` gives a coroutine: a coroutine function, or an object whose ``__call__`` is one."""
    while isinstance(fn, partial):
        fn = fn.func
    return inspect.iscoroutinefunction(fn) or inspect.iscoroutinefunction(type(fn).__call__)


def parameters_of(fn: HostFunction, name: str, allow_private: tuple[str, ...]) -> Parameters | None:
    """What the signature of ``fn`` says, None where it has none or checks its arguments itself."""
    if isinstance(fn, _NATIVE_FUNCTIONS):
        return None
    try:
        signature = inspect.signature(fn)
    except (TypeError, ValueError):
        return None
    kinds = inspect.Parameter
    positional: list[inspect.Parameter] = []
    keyword_only: list[inspect.Parameter] = []
    hidden: list[str] = []
    varargs = varkw = False
    for parameter in signature.parameters.values():
        if parameter.kind is kinds.VAR_POSITIONAL:
            varargs = True
        elif parameter.kind is kinds.VAR_KEYWORD:
            varkw = True
        elif parameter.kind is not kinds.KEYWORD_ONLY:
            positional.append(parameter)
        elif parameter.name.startswith('_') and parameter.name not in allow_private:
            hidden.append(parameter.name)
            if parameter.default is kinds.empty:
                raise InputError(
                    f'external function {name!r}: the keyword-only parameter {parameter.name!r} is private and has no '
                    'default, so that no call could be valid; give it one, or list it in allow_private'
                )
        else:
            keyword_only.append(parameter)
    return Parameters(
        positional=tuple(parameter.name for parameter in positional),
        positional_only=sum(parameter.kind is kinds.POSITIONAL_ONLY for parameter in positional),
        optional=sum(parameter.default is not kinds.empty for parameter in positional),
        keyword_only=tuple(parameter.name for parameter in keyword_only),
        required_keywords=tuple(parameter.name for parameter in keyword_only if parameter.default is kinds.empty),
        varargs=varargs,
        varkw=varkw,
        hidden=tuple(hidden),
        bound=int(inspect.ismethod(fn)),
    )


def bind(
    function: ExternalFunction, args: list[object], kwargs: dict[str, object]
) -> tuple[list[object], dict[str, object]]:
    """The arguments as they are, if the function can take them; else TypeError with CPython's text for that call."""
    plan = function.parameters
    if plan is None:
        return args, kwargs
    count = len(plan.positional)
    if not kwargs and count - plan.optional <= len(args) <= count and not plan.required_keywords:
        return args, kwargs
    name = function.name or ''
    taken = _check_keywords(plan, name, args, kwargs)
    if len(args) > count and not plan.varargs:
        given = len(args) + plan.bound
        keywords = sum(key in kwargs for key in plan.keyword_only)
        raise TypeError(too_many_positional_message(name, count + plan.bound, plan.optional, given, keywords))
    required = plan.positional[: count - plan.optional]
    missing = [parameter for parameter in required[len(args) :] if parameter not in taken]
    if missing:
        raise TypeError(missing_arguments_message(name, 'positional', missing))
    missing = [parameter for parameter in plan.required_keywords if parameter not in kwargs]
    if missing:
        raise TypeError(missing_arguments_message(name, 'keyword-only', missing))
    return args, kwargs


def _check_keywords(plan: Parameters, name: str, args: list[object], kwargs: dict[str, object]) -> set[str]:
    """The positional parameters that are passed by keyword."""
    by_keyword = plan.positional[plan.positional_only :]
    taken: set[str] = set()
    for keyword in kwargs:
        if keyword in by_keyword:
            if plan.positional.index(keyword) < len(args):
                raise TypeError(multiple_values_message(name, keyword))
            taken.add(keyword)
        elif keyword in plan.hidden or (keyword not in plan.keyword_only and not plan.varkw):
            positional_only = [known for known in plan.positional[: plan.positional_only] if known in kwargs]
            if positional_only:
                raise TypeError(positional_only_message(name, positional_only))
            raise TypeError(unexpected_keyword_message(name, keyword, (*by_keyword, *plan.keyword_only)))
    return taken
