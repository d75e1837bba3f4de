"""The calls that one piece of code makes, through LangChain."""

from __future__ import annotations

import asyncio
import functools
import json
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Final

from langchain_core.messages import ToolCall, ToolMessage
from langchain_core.runnables import RunnableConfig
from langchain_core.tools import BaseTool, StructuredTool
from pydantic import ValidationError

from ...calls import SuspendCall, approval
from ...interpreter.external import call_number
from ...results import StopRun, cut, shortened, show
from ...schemas import Signature, describe_invalid
from ...suspension import plain
from ...tools import Tool
from .decisions import ALLOWED, ANSWERS, CALL_ID, INTERRUPT, REQUEST, SCHEMA
from .interrupts import SCRATCHPAD, GraphBubbleUp, GraphInterrupt, answering, own_scratchpad
from .tools import is_command

MAX_EVENT_TEXT: Final = 2000
"""Characters of a result, of a message and of each text among the arguments in an event."""
MAX_EVENT_ENTRIES: Final = 100
"""Entries of each container among the arguments in an event."""

Send = Callable[[BaseTool, ToolCall], Awaitable[Any]]
"""Makes a call: a ToolMessage, a Command, or a list of these."""
Emit = Callable[[dict[str, Any]], object]
Gate = Callable[[ToolCall], 'Review | None']
PER_CALL: Final = 'tool_approval'
"""What the human-in-the-loop middleware calls its request for a single call."""


@dataclass(frozen=True)
class Review:
    """That a call waits for a person, by the rules of the human-in-the-loop middleware."""

    request: Mapping[str, Any]
    allowed: Sequence[str]


@dataclass
class Nested:
    """One call that the code makes."""

    id: str
    number: int
    """Of the call, in its program."""
    answers: Sequence[Any]
    config: RunnableConfig
    entered: bool = False
    """Whether the tool's own function was reached."""
    value: Any = None
    """What it gave."""
    error: Exception | None = None
    """What it raised, or why its arguments were refused."""
    response: Any = None
    """What LangChain made of the value."""


@dataclass
class CodeRun:
    """What one call of the code tool keeps."""

    id: str
    """Its tool-call id."""
    tools: Mapping[str, BaseTool]
    core: Mapping[str, Tool]
    signatures: Mapping[str, Signature]
    send: Send
    config: RunnableConfig
    """With the callbacks that nested calls report to."""
    emit: Emit
    gate: Gate | None = None
    commands: list[Any] = field(default_factory=list)
    """What tools have to change in the graph."""
    resumes: dict[str, list[Any]] = field(default_factory=dict)
    """Answers to the interrupts of nested calls, by their ids."""

    def printed(self, stream: str, text: str) -> None:
        self.emit({'type': 'monty_tools.printed', 'tool_call_id': self.id, 'stream': stream, 'text': text})

    async def call(self, name: str, arguments: dict[str, Any]) -> object:
        """Call a tool; what the code gets, or raise what it may see, a SuspendCall or a StopRun."""
        consent = approval.get()
        known: Mapping[str, Any] = {} if consent is None else consent.metadata
        # Numbers are the same where the program goes on elsewhere, and when a process died and a call is made again.
        number = call_number.get()
        call_id = known.get(CALL_ID) or f'{self.id}__{number}'
        call = ToolCall(name=name, args=arguments, id=call_id, type='tool_call')
        if self.gate is not None and not (consent and consent.asked):
            self.review(call, self.gate)
        told = {'tool_call_id': self.id, 'call_id': call_id, 'call_name': name}
        shown = plain(shortened(arguments, MAX_EVENT_ENTRIES, MAX_EVENT_TEXT))
        self.emit({'type': 'monty_tools.tool_call', **told, 'arguments': shown})
        start = time.perf_counter()
        outcome: dict[str, Any] = {'outcome': 'cancelled'}
        try:
            value = await self.sent(call, number)
            outcome = {'outcome': 'returned', 'result': show(value, MAX_EVENT_TEXT)[0]}
            return value
        except SuspendCall:
            outcome = {'outcome': 'suspended'}
            raise
        except StopRun as stop:
            outcome = {'outcome': f'raised {type(stop.error).__name__}'}
            raise
        except Exception as error:
            outcome = {'outcome': f'raised {type(error).__name__}', 'error': cut(str(error), MAX_EVENT_TEXT)}
            raise
        finally:
            duration = (time.perf_counter() - start) * 1000
            self.emit({'type': 'monty_tools.tool_result', **told, **outcome, 'duration_ms': duration})

    def review(self, call: ToolCall, gate: Gate) -> None:
        found = gate(call)
        if found is not None:
            raise SuspendCall(
                metadata={CALL_ID: call['id'], REQUEST: plain(found.request), ALLOWED: list(found.allowed)}
            )

    async def sent(self, call: ToolCall, number: int) -> object:
        call_id = call['id'] or ''
        nested = Nested(call_id, number, self.resumes.get(call_id, ()), self.config)
        try:
            with answering(number, nested.answers):
                response = await self.send(observed(self.tools[call['name']], nested), call)
        except GraphInterrupt as interrupted:
            raise suspended(nested, interrupted) from None
        except GraphBubbleUp as error:
            raise StopRun(error) from error
        except ValidationError as error:
            if getattr(error, '_langgraph_invalid_resume', False):
                raise StopRun(error) from error
            raise self.invalid(call['name'], nested, error) from None
        return self.unwrapped(call['name'], nested, response)

    def invalid(self, name: str, nested: Nested, error: ValidationError) -> TypeError | ValueError:
        """The error for arguments, or for values that the tool itself found invalid."""
        signature = self.signatures[name]
        if nested.entered:
            return describe_invalid(error, f'inside {signature.name}()', noun='field')
        spelling = {parameter.key: parameter.name for parameter in signature.parameters}
        return describe_invalid(error, f'{signature.name}()', lambda key: spelling.get(key, key))

    def unwrapped(self, name: str, nested: Nested, response: Any) -> object:
        """The value for the code. Commands are put aside, for the graph."""
        messages: list[ToolMessage] = []
        for each in response if isinstance(response, list) else [response]:
            if isinstance(each, ToolMessage):
                messages.append(each)
            elif is_command(type(each)):
                messages.extend(self.taken(each, nested.id))
        message = next((each for each in messages if each.tool_call_id == nested.id), None)
        if message is None:
            return None
        text = text_of(message.content)
        if message.status == 'error':
            if isinstance(nested.error, ValidationError):
                raise self.invalid(name, nested, nested.error)
            raise RuntimeError(text)
        given = nested.response
        untouched = isinstance(given, ToolMessage) and given.content == message.content
        if untouched and not isinstance(nested.value, ToolMessage) and not is_command(type(nested.value)):
            return self.own(name, nested, message)
        return self.from_text(name, text)

    def own(self, name: str, nested: Nested, message: ToolMessage) -> object:
        """The value as the tool's function gave it."""
        value = nested.value
        if self.tools[name].response_format == 'content_and_artifact':
            artifact = message.artifact
            if isinstance(artifact, Mapping) and 'structured_content' in artifact:
                return artifact['structured_content']  # of MCP servers
            value = value[0]
        return text_of(value) if is_text_blocks(value) else value

    def from_text(self, name: str, text: str) -> object:
        """The value that a message stands for which is not, or no longer, what a function gave."""
        returns = self.core[name].returns
        if returns is None or returns.get('type') == 'string':
            return text
        try:
            return json.loads(text)
        except ValueError:
            return text

    def taken(self, command: Any, call_id: str) -> list[ToolMessage]:
        """The messages for the nested call within a command, which goes to the graph without them: the model knows
        nothing of that call."""
        messages: list[ToolMessage] = []
        pairs: list[tuple[str, Any]] = []
        for key, value in command._update_as_tuples() if command.update is not None else ():
            if key == 'messages':
                value = value if isinstance(value, list) else [value]
                own = [each for each in value if isinstance(each, ToolMessage) and each.tool_call_id == call_id]
                messages.extend(own)
                value = [each for each in value if each not in own]
                if not value:
                    continue
            pairs.append((key, value))
        self.commands.append({'graph': command.graph, 'update': pairs, 'goto': command.goto})
        return messages


def suspended(nested: Nested, interrupted: BaseException) -> SuspendCall:
    """The suspension of a call that was interrupted, with what is asked."""
    asked = interrupted.args[0][-1] if interrupted.args and interrupted.args[0] else None
    value = plain(getattr(asked, 'value', None))
    schema = getattr(asked, 'response_schema', None)
    metadata: dict[str, Any] = {
        CALL_ID: nested.id,
        ANSWERS: plain(list(nested.answers)),
        INTERRUPT: value,
        SCHEMA: schema if isinstance(schema, dict) else None,
    }
    if isinstance(value, dict) and value.get('type') == PER_CALL:
        metadata |= {REQUEST: value, ALLOWED: decision_types(schema)}
    return SuspendCall(metadata=metadata)


def decision_types(schema: Any) -> list[str]:
    """The types of decisions that a schema of the human-in-the-loop middleware allows."""
    found: list[str] = []
    if isinstance(schema, dict):
        mapping = schema.get('discriminator', {}).get('mapping')
        if isinstance(mapping, dict):
            return list(mapping)
        constant = schema.get('properties', {}).get('type', {}).get('const')
        if isinstance(constant, str):
            found.append(constant)
    return found or ['approve', 'edit', 'reject', 'respond']


def is_text_blocks(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(block, dict) and block.get('type') == 'text' and 'text' in block for block in value)
    )


def text_of(content: Any) -> str:
    """A message's content as text; what is no text in it as JSON."""
    if isinstance(content, str):
        return content
    parts = [
        block
        if isinstance(block, str)
        else block['text']
        if is_text_blocks([block])
        else json.dumps(block, default=str)
        for block in content
    ]
    return '\n'.join(parts)


def observed(tool: BaseTool, nested: Nested) -> BaseTool:
    """The tool for one call, which notes what it gives, reports to the code's own run, and has the answers to its own
    interrupts. Otherwise it is as the tool is: for middleware, for injected arguments."""
    copy = tool.model_copy()
    run, arun, invoke, ainvoke = copy._run, copy._arun, copy.invoke, copy.ainvoke

    @functools.wraps(run)
    def noted_run(*args: Any, **kwargs: Any) -> Any:
        nested.entered = True
        nested.value = run(*args, **kwargs)
        return nested.value

    @functools.wraps(arun)
    async def noted_arun(*args: Any, **kwargs: Any) -> Any:
        nested.entered = True
        nested.value = await arun(*args, **kwargs)
        return nested.value

    def noted_invoke(input: Any, config: RunnableConfig | None = None, **kwargs: Any) -> Any:
        with noted(nested):
            settings = within(config, nested)
            if is_async_only(copy):
                nested.response = asyncio.run(ainvoke(input, settings, **kwargs))
            else:
                nested.response = invoke(input, settings, **kwargs)
        return nested.response

    async def noted_ainvoke(input: Any, config: RunnableConfig | None = None, **kwargs: Any) -> Any:
        with noted(nested):
            nested.response = await ainvoke(input, within(config, nested), **kwargs)
        return nested.response

    for name, function in (
        ('_run', noted_run),
        ('_arun', noted_arun),
        ('invoke', noted_invoke),
        ('ainvoke', noted_ainvoke),
    ):
        # Past pydantic, which has no such fields: for this one call the copy's own methods stand before its class's.
        object.__setattr__(copy, name, function)
    return copy


def is_async_only(tool: BaseTool) -> bool:
    return isinstance(tool, StructuredTool) and tool.func is None


@contextmanager
def noted(nested: Nested) -> Iterator[None]:
    nested.error = None
    try:
        yield
    except Exception as error:
        nested.error = error
        raise


def within(config: RunnableConfig | None, nested: Nested) -> RunnableConfig:
    """The configuration of a nested call."""
    base: RunnableConfig = nested.config if config is None else config
    changed = RunnableConfig(**base)
    if 'callbacks' in nested.config:
        changed['callbacks'] = nested.config['callbacks']
    configurable = changed.get('configurable') or {}
    if SCRATCHPAD in configurable:
        changed['configurable'] = {**configurable, **own_scratchpad(configurable, nested.number, nested.answers)}
    return changed


current_run: ContextVar[CodeRun] = ContextVar('monty_tools.langchain_run')
"""The call of the code tool whose code is running. Its tools' tasks inherit it."""


async def call_tool(name: str, /, **arguments: Any) -> object:
    """A tool, called by the code that runs in this context."""
    return await current_run.get().call(name, arguments)


def print_event(stream: str, text: str) -> None:
    """Tell of what the code that runs in this context prints."""
    run = current_run.get(None)
    if run is not None:
        run.printed(stream, text)
