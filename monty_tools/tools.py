"""A tool: one function of the host's, with what it takes and gives back as JSON Schemas, and the guards around it.

From a Python callable pydantic reads both schemas, converts the arguments to what the annotations say, and turns the
result into plain data. A tool that is known by its schemas only (from an MCP server, from a framework) is validated
against those.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, TypedDict, Unpack, overload

from pydantic import BaseModel, ConfigDict, Field, PydanticUserError, TypeAdapter, create_model
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import PydanticSerializationError, to_jsonable_python

from .interpreter.external import is_async_function

ToolFunction = Callable[..., Any]


class ToolError(ValueError):
    """A tool that can't be declared, or tools that can't be declared together."""


@dataclass(frozen=True)
class Tool:
    """A function that sandboxed code may call, and how.

    ``tool()`` makes one. ``call`` takes its arguments by keyword under the names in ``parameters``, a JSON Schema of an
    object; ``returns`` is the JSON Schema of what comes back, None where nothing is known of it.
    """

    name: str
    call: ToolFunction
    parameters: Mapping[str, Any]
    returns: Mapping[str, Any] | None = None
    description: str | None = None
    is_async: bool = True
    returns_note: str | None = None
    """Why ``returns`` says less than it could: shown in the signature."""
    max_calls: int | None = None
    """Calls that one run may make; one more is a RuntimeError in the sandbox. At least 1."""
    timeout: float | None = None
    """Seconds after which a call is a TimeoutError in the sandbox. Above 0."""
    concurrency: int | None = None
    """Calls of one run that may be under way together; others wait for their turn. At least 1."""
    sequential: bool = False
    """Whether no other call of the run may be under way beside one of these."""
    thread: bool = True
    """Whether a function that is not async runs in a worker thread, so that it does not hold up the event loop."""
    requires_approval: bool = False
    """Whether a call waits for the host's consent: the run is suspended, and code can neither catch nor skip it."""
    checkpoint: bool = False
    """Whether the run is stored after each call, where the host wants checkpoints."""
    checked: bool = True
    """Whether arguments are validated here; False where ``call`` does it."""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    """The host's own notes on the tool; nothing here reads them."""
    binding: Binding | None = field(default=None, repr=False, compare=False)
    """How a Python callable takes and returns values; None for a tool that is known by its schemas only."""

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name:
            raise ToolError(f'a tool needs a name, not {self.name!r}')
        if not callable(self.call):
            raise ToolError(f'tool {self.name!r} cannot be called: it is a {type(self.call).__name__}')
        for option in ('max_calls', 'concurrency'):
            value = getattr(self, option)
            if value is not None and (type(value) is not int or value < 1):
                raise ToolError(f'tool {self.name!r}: {option} must be an int of at least 1, not {value!r}')
        seconds = self.timeout
        if seconds is not None and (type(seconds) not in (int, float) or not 0 < seconds < float('inf')):
            raise ToolError(f'tool {self.name!r}: timeout must be a number of seconds above 0, not {seconds!r}')


class QuietSchema(GenerateJsonSchema):
    """Says nothing of defaults that JSON does not have: the signature shows `...` for them."""

    ignored_warning_kinds = {'skipped-choice', 'non-serializable-default'}


class Binding:
    """What pydantic knows of one Python callable."""

    def __init__(self, fn: ToolFunction, name: str) -> None:
        self.by_position: list[str] = []
        """Parameters that can't be passed by keyword."""
        self.private: set[str] = set()
        """Parameters that are the host's own: code in the sandbox can't see or pass them."""
        hints = _hints(fn)
        fields: dict[str, Any] = {}
        config = ConfigDict(extra='forbid', arbitrary_types_allowed=True)
        for parameter in _signature(fn, name).parameters.values():
            if parameter.kind is parameter.VAR_KEYWORD:
                config['extra'] = 'allow'
            elif parameter.kind is parameter.KEYWORD_ONLY and parameter.name.startswith('_'):
                self.private.add(parameter.name)
                if parameter.default is parameter.empty:
                    raise ToolError(f'tool {name!r}: the private parameter {parameter.name!r} needs a default')
            elif parameter.kind is not parameter.VAR_POSITIONAL:
                if parameter.kind is parameter.POSITIONAL_ONLY:
                    self.by_position.append(parameter.name)
                fields[parameter.name] = self.field(parameter, hints.get(parameter.name, Any), len(fields))
        self.model: type[BaseModel] = create_model(f'{name} arguments', __config__=config, **dict(fields.values()))
        self.fields = {key: entry[0] for key, entry in fields.items()}
        self.parameters = self.model.model_json_schema(by_alias=True, schema_generator=QuietSchema)
        self.result: TypeAdapter[Any] | None = None
        self.returns: dict[str, Any] | None = None
        self.returns_note: str | None = None
        if 'return' in hints:
            self.read_result(hints['return'])
        else:
            self.returns_note = 'no return annotation'

    def field(self, parameter: inspect.Parameter, hint: Any, number: int) -> tuple[str, tuple[Any, Any]]:
        """The model's field for ``parameter``. Fields have names of ours: a parameter may be called as a method of
        models is."""
        default = ... if parameter.default is parameter.empty else parameter.default
        described = Field(default, alias=parameter.name)
        try:
            TypeAdapter(hint).json_schema(schema_generator=QuietSchema)
        except PydanticUserError:
            # Not given otherwise: even None would take the place of the description that an annotation has.
            described = Field(default, alias=parameter.name, description=f'{_shown(hint)} has no JSON Schema')
            hint = Any
        return f'field_{number}', (hint, described)

    def read_result(self, hint: Any) -> None:
        try:
            adapter: TypeAdapter[Any] = TypeAdapter(hint)
            self.returns = adapter.json_schema(mode='serialization', schema_generator=QuietSchema)
            self.result = adapter
        except PydanticUserError:
            self.returns_note = f'{_shown(hint)} has no JSON Schema'

    def arguments(self, values: Mapping[str, object]) -> tuple[list[object], dict[str, object]]:
        """``values``, by the function's own names, as the annotations want them: what to pass by position and by name.

        A parameter that was not given is left to the function's own default. Raises pydantic.ValidationError, and
        TypeError for a parameter that is the host's own.
        """
        for key in self.private & values.keys():
            raise TypeError(f'unexpected keyword argument {key!r}')
        model = self.model.model_validate(values)
        given = {key: getattr(model, name) for key, name in self.fields.items() if name in model.model_fields_set}
        args: list[object] = []
        for key in self.by_position:
            if key not in given:
                break
            args.append(given.pop(key))
        return args, given | (model.model_extra or {})

    def plain(self, value: object) -> object:
        """What the function returned, as plain data. Raises pydantic.ValidationError and PydanticSerializationError."""
        if self.result is None:
            return plain_data(value)
        return self.result.dump_python(self.result.validate_python(value), mode='json', by_alias=True)


_PLAIN = (type(None), bool, int, float, complex, str, bytes)


def plain_data(value: object) -> object:
    """A value of unknown shape as plain data: containers as they are, what is not plain as pydantic would dump it.

    What was one container is one again. RecursionError for what is nested without an end, or too deeply.
    """
    return value if type(value) in _PLAIN else _plain_copy(value, {})


def _plain_copy(value: object, done: dict[int, object]) -> object:
    kind = type(value)
    if kind in _PLAIN:
        return value
    made = done.get(id(value))
    if made is not None:
        return made
    if kind is list or kind is tuple or kind is set or kind is frozenset:
        made = kind(_plain_copy(item, done) for item in value)  # type: ignore[attr-defined]
    elif kind is dict:
        made = {
            _plain_copy(key, done): _plain_copy(item, done)
            for key, item in value.items()  # type: ignore[attr-defined]
        }
    else:
        try:
            return to_jsonable_python(value)
        except PydanticSerializationError:
            return value  # the boundary says what it is and where
    done[id(value)] = made
    return made


MAX_PARTS: Final = 2_000_000


def check_parts(values: object, what: str) -> None:
    """ValueError for plain data that no validator could walk: it contains itself, is nested too deeply, or, written
    out, it would have more than ``MAX_PARTS`` parts: a long range, or parts that are shared often."""
    if type(values) in _PLAIN:
        return
    parts = _PartsCount()
    try:
        written_out = parts.count(values)
    except RecursionError:
        raise ValueError(f'{what} is nested too deeply, or contains itself') from None
    if written_out > max(MAX_PARTS, 2 * parts.own):
        raise ValueError(f'{what} has too many parts where each that is shared counts as often as it is found')


class _PartsCount:
    """Counts the parts of plain data."""

    def __init__(self) -> None:
        self.own = 0
        """Each of them once."""
        self.counted: dict[int, int] = {}

    def count(self, value: object) -> int:
        """Parts in ``value``, each as often as it is found."""
        if type(value) is range:
            return max(0, (value.stop - value.start) // value.step)
        if not isinstance(value, list | tuple | set | frozenset | dict):
            return 1
        known = self.counted.get(id(value))
        if known is not None:
            return known
        total = 1 + len(value)
        self.own += total
        for item in value:
            if type(item) not in _PLAIN:
                total += self.count(item)
        if isinstance(value, dict):
            for item in value.values():
                if type(item) not in _PLAIN:
                    total += self.count(item)
        self.counted[id(value)] = total
        return total


def _signature(fn: ToolFunction, name: str) -> inspect.Signature:
    try:
        return inspect.signature(fn)
    except (TypeError, ValueError):
        raise ToolError(
            f'tool {name!r} has no signature to read; give tool(..., parameters=<JSON Schema>) or wrap it in a function'
        ) from None


def _hints(fn: ToolFunction) -> dict[str, Any]:
    """The annotations, those that can be evaluated."""
    while isinstance(fn, partial):
        fn = fn.func
    target = fn if inspect.isroutine(fn) else type(fn).__call__
    try:
        return typing.get_type_hints(target, include_extras=True)
    except Exception:  # an annotation may be any expression: one that fails costs the others nothing
        return {name: hint for name, hint in inspect.get_annotations(target).items() if not isinstance(hint, str)}


def _shown(hint: object) -> str:
    return hint.__name__ if isinstance(hint, type) else str(hint)


class ToolOptions(TypedDict, total=False):
    """What ``tool`` takes beside the function: each as the attribute of ``Tool`` that has its name."""

    name: str
    description: str
    parameters: Mapping[str, Any]
    returns: Mapping[str, Any]
    max_calls: int
    timeout: float
    concurrency: int
    sequential: bool
    thread: bool
    requires_approval: bool
    checkpoint: bool
    metadata: Mapping[str, Any]


@overload
def tool(fn: ToolFunction, **options: Unpack[ToolOptions]) -> Tool: ...
@overload
def tool(**options: Unpack[ToolOptions]) -> Callable[[ToolFunction], Tool]: ...


def tool(fn: ToolFunction | None = None, **options: Unpack[ToolOptions]) -> Tool | Callable[[ToolFunction], Tool]:
    """Make a Tool of a callable, sync or async; without one, a decorator that does.

    Name, description and schemas come from the callable itself: its name, docstring and annotations. With
    ``parameters`` (the JSON Schema of an object) the annotations are not read: arguments are validated against that
    schema and passed by keyword as they came, and the result against ``returns``. Raises ToolError for what can't be a
    tool, TypeError for an unknown option.
    """
    unknown = options.keys() - ToolOptions.__annotations__.keys()
    if unknown:
        known = ', '.join(ToolOptions.__annotations__)
        raise TypeError(f'tool() has no option {min(unknown)!r}; it has: {known}')
    return _make(fn, options) if fn is not None else partial(_make, options=options)


def _make(fn: ToolFunction, options: ToolOptions) -> Tool:
    if not callable(fn):
        raise ToolError(f'a tool must be a callable, not {type(fn).__name__}')
    name = options.get('name') or getattr(fn, '__name__', None)
    if not name or name == '<lambda>':
        raise ToolError('a function without a name of its own needs one: tool(fn, name=...)')
    chosen: dict[str, Any] = {
        'name': name,
        'call': fn,
        'is_async': is_async_function(fn),
        'description': inspect.getdoc(fn) if inspect.isroutine(fn) else None,
    }
    if 'parameters' not in options:
        binding = Binding(fn, name)
        chosen |= {
            'binding': binding,
            'parameters': binding.parameters,
            'returns': binding.returns,
            'returns_note': binding.returns_note,
        }
    return Tool(**{**chosen, **options})


def as_tool(entry: Tool | ToolFunction) -> Tool:
    """``entry`` itself, or the Tool that ``tool`` makes of it."""
    return entry if isinstance(entry, Tool) else tool(entry)
