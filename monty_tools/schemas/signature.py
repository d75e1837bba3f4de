"""The signatures of a set of tools: their text, and what checks the arguments and results that pass through them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from pydantic_core import PydanticSerializationError, SchemaValidator, ValidationError, to_jsonable_python

from monty_tools.schemas import nodes
from monty_tools.schemas.invalid import Location, describe_invalid, value
from monty_tools.schemas.naming import ToolNameError, parameter_names, tool_name, type_name
from monty_tools.schemas.nodes import Anything, Node, Registry, Remarks, merge_equal
from monty_tools.schemas.phrases import comment, described, docstring, sentence
from monty_tools.schemas.read import Reader
from monty_tools.schemas.render import INDENT, Renderer, function
from monty_tools.schemas.validate import Builder

# The functions are a stub's: they have no body, which mypy allows without asking in .pyi files only.
EMPTY_BODIES: Final = '# mypy: disable-error-code="empty-body"'
NO_RETURN_SCHEMA: Final = 'no output schema'
MOST_NOTE: Final = 300
PLAIN: Final = frozenset({str, int, float, bool, type(None)})


class ToolSpec(Protocol):
    """What there must be known of a tool. `returns_note` is said next to the return type."""

    @property
    def name(self) -> str: ...
    @property
    def parameters(self) -> Mapping[str, Any]: ...
    @property
    def returns(self) -> Mapping[str, Any] | None: ...
    @property
    def description(self) -> str | None: ...
    @property
    def returns_note(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Parameter:
    """One keyword argument. `key` is the tool's own name for it, `default_text` None where it must be given."""

    name: str
    key: str
    required: bool
    type_text: str
    default_text: str | None


@dataclass(frozen=True, slots=True)
class _Argument:
    """A parameter as it was read."""

    name: str
    key: str
    node: Node
    required: bool
    remarks: Remarks


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read of one tool."""

    spec: ToolSpec
    name: str
    arguments: tuple[_Argument, ...]
    # The type of keyword arguments beyond those, None where there are none.
    others: Node | None
    returns: Node
    note: str | None
    # Why the parameters aren't, or not quite, what the schema says; '' if they are.
    remark: str


class Signature:
    """One tool as Python sees it.

    `tool` is its own name, `name` the one in Python, `text` the `async def` with comments and docstring, `note` what of
    its schemas couldn't be rendered, None if all could. `open` is whether it takes arguments beyond its parameters.
    """

    __slots__ = (
        'tool',
        'name',
        'parameters',
        'returns_text',
        'note',
        'text',
        'open',
        '_reading',
        '_registry',
        '_first',
        '_names',
        '_keys',
        '_arguments',
        '_result',
    )

    def __init__(self, reading: _Reading, registry: Registry, first: list[int], renderer: Renderer) -> None:
        self.tool = reading.spec.name
        self.name = reading.name
        self.note = reading.note
        self.open = reading.others is not None
        self._reading = reading
        self._registry = registry
        self._first = first
        self._names = renderer
        self._keys = {each.name: each.key for each in reading.arguments}
        self._arguments: SchemaValidator | None = None
        self._result: SchemaValidator | None = None
        self.parameters = tuple(_parameter(each, renderer) for each in reading.arguments)
        self.returns_text = renderer.annotation(reading.returns)
        self.text = self._text(renderer)

    def _text(self, renderer: Renderer) -> str:
        reading = self._reading
        written: list[tuple[str, str]] = []
        for argument, parameter in zip(reading.arguments, self.parameters, strict=True):
            default = '' if parameter.default_text is None else f' = {parameter.default_text}'
            untold = parameter.default_text == '...'
            said = comment([*renderer.constraints(argument.node), *described(argument.remarks, untold)])
            written.append((f'{parameter.name}: {parameter.type_text}{default}', said))
        if reading.others is not None:
            said = comment([reading.remark, *renderer.constraints(reading.others)])
            name = 'others' if 'others' not in self._keys else 'other_arguments'
            written.append((f'**{name if written else "arguments"}: {renderer.annotation(reading.others)}', said))
        spec = reading.spec
        remark = spec.returns_note or ('' if spec.returns is not None else NO_RETURN_SCHEMA)
        parts = [] if reading.others is not None else [reading.remark]
        said = comment([*parts, sentence(remark, MOST_NOTE), *renderer.constraints(reading.returns)])
        return function(reading.name, written, self.returns_text, said, docstring(spec.description or '', INDENT))

    def arguments(self, values: Mapping[str, object]) -> dict[str, object]:
        """The keyword arguments of a call, by the tool's own keys, in the types of its schema.

        Defaults aren't filled in: what isn't given isn't there. Raises TypeError for missing, unknown and wrongly typed
        arguments, ValueError if a type is right and a constraint broken; either tells all that is wrong.
        """
        validator = self._arguments
        if validator is None:
            validator = self._arguments = self._arguments_validator()
        try:
            validated: dict[str, object] = validator.validate_python(values if type(values) is dict else dict(values))
        except ValidationError as error:
            invalid = self._invalid_arguments(error)
        else:
            return validated
        raise invalid

    def keys(self, values: Mapping[str, object]) -> dict[str, object]:
        """The keyword arguments by the tool's own keys, not validated."""
        keys = self._keys
        return {keys.get(name, name): each for name, each in values.items()}

    def result(self, value: object) -> object:
        """What a tool returned, as plain data in the promised shape.

        Models, dataclasses, dates, UUIDs, enums and Decimals become what JSON has for them. Raises ValueError naming
        the place if it isn't what was promised, or no data at all.
        """
        if type(value) not in PLAIN:
            value = self._plain(value)
        validator = self._result
        if validator is None:
            validator = self._result = Builder(self._registry, self._first, False).validator(self._reading.returns)
        try:
            return validator.validate_python(value)
        except ValidationError as error:
            what = f'{self.name}() returned something else than it promises'
            invalid = describe_invalid(error, what, expected=self._expected_result, noun='')
        raise ValueError(str(invalid))

    def _plain(self, given: object) -> object:
        try:
            return to_jsonable_python(given)
        except (PydanticSerializationError, ValueError, RecursionError) as error:
            text = f'{self.name}() returned {value(given)}, which is no plain data: {sentence(str(error), MOST_NOTE)}'
        raise ValueError(text)

    def _arguments_validator(self) -> SchemaValidator:
        fields = [(each.name, each.key, each.node, each.required) for each in self._reading.arguments]
        return Builder(self._registry, self._first, True).arguments(fields, self._reading.others)

    def _invalid_arguments(self, error: ValidationError) -> TypeError | ValueError:
        invalid = describe_invalid(error, f'{self.name}()', expected=self._expected_argument)
        advice: list[str] = []
        of_whole = [detail for detail in error.errors(include_url=False) if len(detail['loc']) == 1]
        if any(detail['type'] == 'extra_forbidden' for detail in of_whole):
            names = ', '.join(each.name for each in self.parameters)
            advice.append(f'it takes {f"the keyword arguments {names}" if names else "no arguments"}')
        optional = {each.name for each in self.parameters if not each.required}
        needless = [str(detail['loc'][0]) for detail in of_whole if detail['input'] is None]
        needless = [name for name in needless if name in optional]
        if needless:
            advice.append(f'leave {", ".join(needless)} out instead of giving None')
        return type(invalid)('; '.join([str(invalid), *advice]))

    def _expected_argument(self, place: Location) -> str | None:
        if not place:
            return None
        for argument in self._reading.arguments:
            if argument.name == place[0]:
                return self._type_at(argument.node, place[1:])
        return None if self._reading.others is None else self._type_at(self._reading.others, place[1:])

    def _expected_result(self, place: Location) -> str | None:
        return self._type_at(self._reading.returns, place)

    def _type_at(self, node: Node, place: Location) -> str | None:
        """The Python type at a place in a value of type `node`; None if that depends on the value."""
        for step in place:
            below = nodes.below(self._registry, node, step)
            if below is None:
                return None
            node = below
        return sentence(self._names.shown(node), 120)


def _parameter(argument: _Argument, renderer: Renderer) -> Parameter:
    renderer.define(argument.node)
    default = None if argument.required else renderer.default(argument.node, argument.remarks)
    return Parameter(argument.name, argument.key, argument.required, renderer.annotation(argument.node), default)


class Stubs:
    """The signatures of a set of tools, with the types that they share.

    `signatures` is by Python name, `by_tool` by the tools' own names. `text` has the types, then the functions;
    `module_text` is the same with the imports that make it a module: a stub file, or a module of its own that passes
    `mypy --strict`. Equal tools in equal order give equal text. Raises ToolNameError if two names collide.
    """

    def __init__(self, tools: Iterable[ToolSpec]) -> None:
        specs = list(tools)
        names: dict[str, str] = {}
        for spec in specs:
            name = tool_name(spec.name)
            if name in names:
                raise ToolNameError(name, (names[name], spec.name))
            names[name] = spec.name
        registry = Registry()
        readings = [_read(spec, name, registry) for name, spec in zip(names, specs, strict=True)]
        first = merge_equal(registry)
        renderer = Renderer(registry, first, names)
        self.signatures: Mapping[str, Signature] = {}
        self.by_tool: Mapping[str, Signature] = {}
        found: list[Signature] = []
        for reading in readings:
            for argument in reading.arguments:
                renderer.define(argument.node)
            if reading.others is not None:
                renderer.define(reading.others)
            renderer.define(reading.returns)
            found.append(Signature(reading, registry, first, renderer))
        self.signatures = {each.name: each for each in found}
        self.by_tool = {each.tool: each for each in found}
        self.types: tuple[str, ...] = tuple(renderer.blocks)
        self.text = '\n\n'.join([*renderer.blocks, *(each.text for each in found)])
        self.module_text = '\n\n'.join(part for part in (self.head(renderer), self.text) if part) + '\n'

    def head(self, renderer: Renderer) -> str:
        """What must stand above the text to make it a module."""
        return '\n'.join(filter(None, (EMPTY_BODIES if self.signatures else '', renderer.module_head())))


def _read(spec: ToolSpec, name: str, registry: Registry) -> _Reading:
    hint = type_name(spec.name) or 'Tool'
    root = {key: each for key, each in dict(spec.parameters).items() if key != 'title'}
    reader = Reader(registry, dict(spec.parameters))
    parameters, others, remark = reader.parameters(root, hint)
    spellings = parameter_names(field.key for field in parameters)
    arguments = tuple(
        _Argument(spellings[field.key], field.key, field.node, field.required, field.remarks) for field in parameters
    )
    notes = [f'parameters: {note}' for note in reader.notes]
    returns: Node = Anything()
    if spec.returns is not None:
        reader = Reader(registry, spec.returns)
        returns = reader.read(spec.returns, f'{hint}Result')
        notes.extend(f'returns: {note}' for note in reader.notes)
    return _Reading(spec, name, arguments, others, returns, '; '.join(notes) or None, remark)
