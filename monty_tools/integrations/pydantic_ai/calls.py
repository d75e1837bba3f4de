"""One call of ``run_code``: the nested calls that its code makes, through Pydantic AI's tool manager."""

from __future__ import annotations

import asyncio
import copy
import time
import uuid
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_ai import RunContext
from pydantic_ai.exceptions import (
    AgentRunError,
    ApprovalRequired,
    CallDeferred,
    ModelRetry,
    RunCancelled,
    ToolFailed,
    ToolFailedError,
    ToolRetryError,
    UserError,
)
from pydantic_ai.messages import TextContent, ToolCallPart, ToolReturn, UserContent, is_multi_modal_content
from pydantic_ai.tool_manager import ToolManager
from pydantic_ai.tools import ToolDefinition, ToolDenied

from ...calls import APPROVAL, DEFERRED, SuspendCall, approval
from ...interpreter.external import call_number
from ...results import StopRun, cut, shortened, show
from ...schemas import Signature, describe_invalid
from ...suspension import plain
from .approvals import ASKED, CALL_ID
from .definitions import has_only_result, is_unwrapped
from .events import CodePrintedEvent, CodeToolCallEvent, CodeToolResultEvent, Events

MAX_EVENT_TEXT: Final = 2000
"""Characters of a result, of a message and of each text among the arguments in an event."""
MAX_EVENT_ENTRIES: Final = 100
"""Entries of each container among the arguments in an event."""
CONTENT: Final = TypeAdapter(
    list[UserContent], config=ConfigDict(defer_build=True, ser_json_bytes='base64', val_json_bytes='base64')
)


@dataclass
class Tally:
    """The tool calls of one agent run that are under way and not yet counted in its usage."""

    running: int = 0

    def check(self, ctx: RunContext[Any]) -> None:
        """Raise UsageLimitExceeded if one more call would be one too many."""
        if ctx.usage_limits is not None and ctx.usage_limits.tool_calls_limit is not None:
            projected = copy.copy(ctx.usage)
            projected.tool_calls += self.running + 1
            ctx.usage_limits.check_before_tool_call(projected)


@dataclass
class RunCodeCall:
    """What one call of ``run_code`` keeps."""

    ctx: RunContext[Any]
    manager: ToolManager[Any]
    signatures: Mapping[str, Signature]
    """By the tools' own names."""
    definitions: Mapping[str, ToolDefinition]
    tally: Tally
    events: Events
    told: Mapping[str, Any] = field(default_factory=dict)
    """What whoever approved a call has to tell the tool, by the call's id."""
    retries: list[tuple[str, str]] = field(default_factory=list)
    """Type and message of the exceptions that stand for a ModelRetry."""
    content: list[UserContent] = field(default_factory=list)
    """What tools gave for the model beside their results."""
    reveals: list[str] = field(default_factory=list)
    log: list[dict[str, Any]] = field(default_factory=list)
    """The calls, for the application."""
    stopped_by: str = ''
    """The tool that ended the run."""
    alone: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.parent_id = self.ctx.tool_call_id or f'run_code_{uuid.uuid4().hex}'

    def printed(self, stream: str, text: str) -> None:
        self.events.put(CodePrintedEvent(stream=stream, text=text))

    async def call(self, name: str, arguments: dict[str, Any]) -> object:
        """Call a tool; what the code gets, or raise what it may see or a StopRun."""
        consent = approval.get()
        asked = {} if consent is None else consent.metadata
        approved = CALL_ID in asked
        call_id = f'{self.parent_id}__{call_number.get()}'
        if approved:
            call_id = asked[CALL_ID]
        elif consent is not None:  # it was under way when a process died, and is made again
            call_id = f'{self.parent_id}__again_{uuid.uuid4().hex}'
        part = ToolCallPart(name, arguments, tool_call_id=call_id)
        metadata = self.told.get(call_id, asked.get(ASKED)) if approved else None
        entry: dict[str, Any] = {'tool_call_id': call_id, 'tool_name': name}
        self.log = [other for other in self.log if other['tool_call_id'] != call_id]
        self.log.append(entry)
        told = shortened(arguments, MAX_EVENT_ENTRIES, MAX_EVENT_TEXT)
        self.events.put(CodeToolCallEvent(call_id=part.tool_call_id, call_name=name, arguments=told))
        start = time.perf_counter()
        try:
            value = await self.in_turn(part, entry, approved, metadata)
        except BaseException as error:
            self.ended(part, entry, start, None, error)
            raise
        self.ended(part, entry, start, show(value, MAX_EVENT_TEXT)[0], None)
        return value

    def ended(
        self, part: ToolCallPart, entry: dict[str, Any], start: float, result: str | None, error: BaseException | None
    ) -> None:
        message: str | None = None
        if error is None:
            outcome = 'returned'
        elif isinstance(error, asyncio.CancelledError):
            outcome = 'cancelled'
        elif isinstance(error, SuspendCall):
            outcome = 'suspended'
        else:
            told = error.error if isinstance(error, StopRun) else error
            outcome, message = f'raised {type(told).__name__}', message_of(told)
        duration = (time.perf_counter() - start) * 1000
        entry |= {'outcome': outcome, 'duration_ms': duration}
        self.events.put(
            CodeToolResultEvent(
                call_id=part.tool_call_id,
                call_name=part.tool_name,
                outcome=outcome,
                result=result,
                error=message,
                duration_ms=duration,
            )
        )

    async def in_turn(self, part: ToolCallPart, entry: dict[str, Any], approved: bool, metadata: Any) -> object:
        """The call, alone where the run is to make its calls one after the other."""
        if self.manager.get_parallel_execution_mode() != 'sequential':
            return await self.counted(part, entry, approved, metadata)
        async with self.alone:
            return await self.counted(part, entry, approved, metadata)

    async def counted(self, part: ToolCallPart, entry: dict[str, Any], approved: bool, metadata: Any) -> object:
        try:
            self.tally.check(self.ctx)
        except AgentRunError as error:
            raise self.stop(part, error) from error
        self.tally.running += 1
        try:
            return self.unwrapped(part, entry, await self.handled(part, approved, metadata))
        finally:
            self.tally.running -= 1

    async def handled(self, part: ToolCallPart, approved: bool, metadata: Any) -> object:
        """What the tool manager makes of the call, its errors as the code may see them."""
        valid: list[bool] = []

        async def on_validate(args_valid: bool) -> None:
            valid.append(args_valid)

        try:
            return await self.manager.handle_call(
                part, approved=approved, metadata=metadata, wrap_validation_errors=False, on_validate=on_validate
            )
        except (ApprovalRequired, CallDeferred) as error:
            suspended = self.wait(part, error)
        except ValidationError as error:
            raise self.invalid(part.tool_name, error, valid == [True]) from None
        except ModelRetry as error:
            raise self.retry(error.message, error) from None
        except ToolRetryError as error:
            raise self.retry(str(error), error) from None
        except RunCancelled as error:  # of an agent that the tool ran: this run goes on
            raise self.stop(part, ToolFailed(f'its own agent run was cancelled: {error}')) from error
        except (ToolFailed, ToolFailedError, AgentRunError, UserError) as error:
            raise self.stop(part, error) from error
        raise suspended

    def invalid(self, name: str, error: ValidationError, inside: bool) -> TypeError | ValueError:
        """The error for arguments, or for values that the tool itself found invalid."""
        signature = self.signatures[name]
        if inside:
            return describe_invalid(error, f'inside {signature.name}()', noun='field')
        spelling = {parameter.key: parameter.name for parameter in signature.parameters}
        return describe_invalid(error, f'{signature.name}()', lambda key: spelling.get(key, key))

    def retry(self, message: str, error: BaseException) -> Exception:
        """The exception in the code for what the framework would tell the model to retry."""
        timed_out = isinstance(error.__context__, TimeoutError)
        shown: Exception = TimeoutError(message) if timed_out else RuntimeError(message)
        self.retries.append((type(shown).__name__, message))
        return shown

    def wait(self, part: ToolCallPart, error: ApprovalRequired | CallDeferred) -> SuspendCall:
        kind = APPROVAL if isinstance(error, ApprovalRequired) else DEFERRED
        return SuspendCall(kind, {CALL_ID: part.tool_call_id, ASKED: error.metadata})

    def carried(self) -> dict[str, Any]:
        """What has to be kept while the code waits, as plain data."""
        return {
            'log': plain(self.log),
            'retries': self.retries,
            'content': CONTENT.dump_json(self.content).decode(),
            'reveals': self.reveals,
        }

    def restore(self, carried: Mapping[str, Any]) -> None:
        """Go on from what ``carried`` gave."""
        self.log = [*carried['log']]
        self.retries = [(name, message) for name, message in carried['retries']]
        self.content = CONTENT.validate_json(carried['content'])
        self.reveals = [*carried['reveals']]

    def stop(self, part: ToolCallPart, error: Exception) -> StopRun:
        self.stopped_by = part.tool_name
        return StopRun(error)

    def unwrapped(self, part: ToolCallPart, entry: dict[str, Any], result: object) -> object:
        """The value for the code; what is meant for the model or the application is put aside."""
        if isinstance(result, ToolDenied):
            raise PermissionError(result.message)
        if isinstance(result, ToolReturn):
            content = result.content
            if content:
                self.content.extend([content] if isinstance(content, str) else content)
            if result.metadata is not None:
                entry['metadata'] = result.metadata
            self.reveals.extend(result.tools or ())
            result = result.return_value
        return self.as_promised(part.tool_name, self.without_files(result))

    def without_files(self, value: object) -> object:
        """Files go to the model, beside the result; the code gets their names."""
        if isinstance(value, TextContent):
            return value.content
        if is_multi_modal_content(value):
            self.content.append(value)
            return f'{value.media_type} file {value.identifier}, shown beside the result'
        if type(value) is list or type(value) is tuple:
            return type(value)(self.without_files(item) for item in value)
        if type(value) is dict:
            return {key: self.without_files(item) for key, item in value.items()}
        return value

    def as_promised(self, name: str, value: object) -> object:
        """The value with or without the ``{'result': ...}`` of MCP servers, as the signature has it."""
        definition = self.definitions[name]
        wrapped = isinstance(value, dict) and value.keys() == {'result'}
        if is_unwrapped(definition):
            return value['result'] if wrapped else value  # type: ignore[index]  # wrapped: it is a dict
        if has_only_result(definition.return_schema or {}) and not isinstance(value, dict) and is_plain(value):
            return {'result': value}
        return value


def message_of(error: BaseException) -> str:
    """The error's text, none if it fails to give one."""
    try:
        return cut(str(error), MAX_EVENT_TEXT)
    except Exception:
        return ''


def is_plain(value: object) -> bool:
    """Whether it is JSON's, not an object that has a plain form of its own."""
    return value is None or isinstance(value, str | int | float | list | tuple)


current_call: ContextVar[RunCodeCall] = ContextVar('monty_tools.run_code')
"""The call of ``run_code`` whose code is running. Its tools' tasks inherit it."""


async def call_tool(name: str, /, **arguments: Any) -> object:
    """A tool, called by the code that runs in this context."""
    return await current_call.get().call(name, arguments)
