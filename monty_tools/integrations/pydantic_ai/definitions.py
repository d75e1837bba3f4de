"""Tool definitions of Pydantic AI as tools of code mode."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from pydantic import ValidationError
from pydantic_ai import RunContext
from pydantic_ai.exceptions import UserError
from pydantic_ai.tools import AgentDepsT, ToolDefinition, ToolSelector, matches_tool_selector
from pydantic_ai.toolsets import ToolsetTool

from ...code_mode import CodeMode as CoreCodeMode
from ...schemas import ToolNameError
from ...tools import Tool, ToolError, ToolFunction

CODE_METADATA: Final = {'code_arg_name': 'code', 'code_arg_language': 'python'}
"""Tells instrumentation which argument is code; also how a code tool is known to another code mode."""
FILE_SCHEMA: Final = {'type': 'string', 'description': 'names a file that you see beside the result of run_code'}
DEFINITIONS: Final = ('$defs', 'definitions')
"""Where a JSON Schema has what its references name."""
MAX_SCHEMA_DEPTH: Final = 50
KEPT_MODES: Final = 8


async def goes_through_code(
    selector: ToolSelector[AgentDepsT], ctx: RunContext[AgentDepsT], definition: ToolDefinition
) -> bool:
    """Whether ``selector`` has the tool called from code."""
    if not await matches_tool_selector(selector, ctx, definition):
        return False
    return not stays_direct(definition) or is_named(selector, definition.name)


def stays_direct(definition: ToolDefinition) -> bool:
    """Whether the tool is for the model or the framework itself, unless it is named."""
    kind = definition.tool_kind
    return (
        definition.kind not in ('function', 'unapproved')
        or definition.defer_loading
        or definition.unless_native is not None
        or definition.with_native is not None
        or (kind is not None and '.' not in kind)  # the framework's own, such as tool search; others have a namespace
        or CODE_METADATA.items() <= (definition.metadata or {}).items()
    )


def is_named(selector: ToolSelector[Any], name: str) -> bool:
    if callable(selector) or isinstance(selector, dict) or selector == 'all':
        return False
    return name == selector if isinstance(selector, str) else name in selector


def core_tool(definition: ToolDefinition, call: ToolFunction, checked: bool) -> Tool:
    """The tool as code mode has it, which validates arguments if ``checked``."""
    return Tool(
        name=definition.name,
        call=call,
        parameters=definition.parameters_json_schema,
        returns=promised(definition) or None,
        description=definition.description,
        sequential=definition.sequential,
        checked=checked,
        checkpoint=definition.kind == 'unapproved' or (definition.metadata or {}).get('checkpoint') is True,
    )


def accepts_anything(tool: ToolsetTool[Any]) -> bool:
    """Whether the framework does not hold the tool's arguments to their schema, as it leaves those of MCP tools to
    their server."""
    try:
        for arguments in ({}, {'no tool has this': None}):
            tool.args_validator.validate_python(arguments)
    except ValidationError:
        return False
    return True


def promised(definition: ToolDefinition) -> Mapping[str, Any] | None:
    """The JSON Schema of what the code gets from the tool."""
    schema = definition.return_schema
    if schema is None:
        return None
    if is_unwrapped(definition):
        inner = schema['properties']['result']
        if not isinstance(inner, dict):
            return None
        schema = {**inner, **{key: schema[key] for key in DEFINITIONS if key in schema}}
    plain: dict[str, Any] = without_files(schema, MAX_SCHEMA_DEPTH)
    return plain


def is_unwrapped(definition: ToolDefinition) -> bool:
    """Whether the result comes without the object that its schema has around it.

    MCP servers wrap what is no object as ``{'result': ...}``, and Pydantic AI's MCP toolset unwraps it.
    """
    schema = definition.return_schema or {}
    return has_only_result(schema) and (
        bool(schema.get('x-fastmcp-wrap-result')) or {'meta', 'annotations'} <= (definition.metadata or {}).keys()
    )


def has_only_result(schema: Mapping[str, Any]) -> bool:
    properties = schema.get('properties')
    return schema.get('type') == 'object' and isinstance(properties, dict) and properties.keys() == {'result'}


def without_files(schema: Any, depth: int) -> Any:
    """The schema with a text in place of each of the framework's files (images and the like), which stay outside."""
    if depth == 0:
        return schema
    if isinstance(schema, list):
        return [without_files(item, depth - 1) for item in schema]
    if not isinstance(schema, dict):
        return schema
    properties = schema.get('properties')
    if isinstance(properties, dict) and {'kind', 'media_type', 'identifier'} <= properties.keys():
        return FILE_SCHEMA
    return {key: without_files(item, depth - 1) for key, item in schema.items()}


@dataclass
class Modes:
    """The code modes of the last few sets of tools, so that the same tools are rendered once."""

    kept: list[tuple[list[tuple[ToolDefinition, bool]], CoreCodeMode]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __deepcopy__(self, _memo: object) -> Modes:
        return Modes()

    def find(
        self, tools: Iterable[ToolsetTool[Any]], call: Callable[..., Any], options: Mapping[str, Any]
    ) -> CoreCodeMode:
        """The mode that has ``tools``, each called as ``call(name, **arguments)``. Raises UserError for tools that
        can't be declared together."""
        wanted = [(tool.tool_def, accepts_anything(tool)) for tool in tools]
        with self.lock:
            for known, mode in self.kept:
                if known == wanted:
                    return mode
        try:
            mode = CoreCodeMode(
                [core_tool(definition, partial(call, definition.name), checked) for definition, checked in wanted],
                **options,
            )
        except (ToolError, ToolNameError) as error:
            raise UserError(f'These tools cannot go through code together: {error}') from error
        with self.lock:
            self.kept = [(wanted, mode), *self.kept[: KEPT_MODES - 1]]
        return mode
