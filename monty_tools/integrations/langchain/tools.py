"""LangChain's tools as tools of code mode, and what they return as values for code."""

from __future__ import annotations

import functools
import inspect
import types
import typing
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from langchain_core.messages import ToolMessage
from langchain_core.tools import BaseTool, StructuredTool
from pydantic import BaseModel, TypeAdapter
from pydantic.errors import PydanticUserError

from ...calls import answer
from ...tools import QuietSchema, Tool, ToolError, ToolFunction

ToolLike = BaseTool | Tool | ToolFunction
NO_SCHEMA: Final = 'no output schema'


@dataclass(frozen=True)
class Wrapped:
    """One tool, as LangChain calls it and as code mode declares it."""

    tool: BaseTool
    core: Tool


def wrapped(entry: ToolLike, call: Callable[..., Any], requires_approval: Collection[str]) -> Wrapped:
    """``entry`` for code, which calls it as ``call(name, **arguments)``. Raises ToolError for what can't be a tool."""
    if isinstance(entry, Tool):
        tool: BaseTool = as_langchain(entry)
        core = replace(entry, call=functools.partial(call, entry.name), is_async=True, binding=None, checked=True)
    else:
        tool = entry if isinstance(entry, BaseTool) else from_function(entry)
        returns, note = promised(tool)
        core = Tool(
            name=tool.name,
            call=functools.partial(call, tool.name),
            parameters=parameters_of(tool),
            returns=returns,
            returns_note=note,
            description=tool.description or None,
        )
    if core.name in requires_approval:
        core = replace(core, requires_approval=True)
    return Wrapped(tool, core)


def from_function(fn: ToolFunction) -> BaseTool:
    """A function as LangChain's ``tool`` makes one of it, also without a docstring."""
    if not callable(fn):
        raise ToolError(f'a tool must be a BaseTool, a Tool or a callable, not {type(fn).__name__}')
    name = getattr(fn, '__name__', '<lambda>')
    if name == '<lambda>':
        raise ToolError('a function without a name of its own needs one: monty_tools.tool(fn, name=...)')
    described = inspect.getdoc(fn) or ''
    if inspect.iscoroutinefunction(fn):
        return StructuredTool.from_function(coroutine=fn, name=name, description=described)
    return StructuredTool.from_function(fn, name=name, description=described)


def as_langchain(entry: Tool) -> BaseTool:
    """A tool of ours as LangChain has it: validated by its own annotations or schema, called as ever."""

    async def run(**values: Any) -> Any:
        args: list[object] = []
        if entry.binding is not None:
            args, values = entry.binding.arguments(values)
        return await answer(entry, args, values)

    return StructuredTool(
        name=entry.name,
        description=entry.description or '',
        args_schema={'title': entry.name, 'description': entry.description or '', **entry.parameters},
        coroutine=run,
        metadata=dict(entry.metadata) or None,
    )


def parameters_of(tool: BaseTool) -> Mapping[str, Any]:
    """The JSON Schema of what code may pass: injected arguments are not among it."""
    schema = tool.tool_call_schema
    if isinstance(schema, dict):
        found: dict[str, Any] = dict(schema)
    elif issubclass(schema, BaseModel):
        found = schema.model_json_schema(schema_generator=QuietSchema)
    else:
        found = schema.schema()
    found.pop('description', None)
    return {'type': 'object', 'properties': {}, **found}


def promised(tool: BaseTool) -> tuple[Mapping[str, Any] | None, str | None]:
    """The JSON Schema of what the code gets, as the tool's function is annotated, or why there is none."""
    hint = returned(tool)
    if hint is None:
        return None, NO_SCHEMA
    try:
        return TypeAdapter(hint).json_schema(mode='serialization', schema_generator=QuietSchema), None
    except PydanticUserError:
        shown = hint.__name__ if isinstance(hint, type) else str(hint)
        return None, f'{shown} has no JSON Schema'


def returned(tool: BaseTool) -> Any:
    """The annotation of what the tool gives to code; None where there is none that says it."""
    function = getattr(tool, 'func', None) or getattr(tool, 'coroutine', None)
    if function is None:
        function = type(tool)._run if type(tool)._arun is BaseTool._arun else type(tool)._arun
    try:
        hint = typing.get_type_hints(function, include_extras=True).get('return')
    except Exception:  # an annotation may be any expression
        return None
    if hint is not None and tool.response_format == 'content_and_artifact':
        arguments = typing.get_args(hint)
        hint = arguments[0] if typing.get_origin(hint) is tuple and len(arguments) == 2 else None
    return None if hint is Any or mentions_messages(hint) else hint


def mentions_messages(hint: Any) -> bool:
    """Whether it is LangChain's own, which stands for the text within it."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return any(mentions_messages(each) for each in typing.get_args(hint))
    kind = typing.get_origin(hint) or hint
    return isinstance(kind, type) and (issubclass(kind, ToolMessage) or is_command(kind))


def is_command(kind: type) -> bool:
    """Whether it is LangGraph's Command, which need not be installed."""
    return any(base.__name__ == 'Command' and base.__module__.startswith('langgraph.') for base in kind.__mro__)
