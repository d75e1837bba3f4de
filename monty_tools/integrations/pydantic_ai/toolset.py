"""Code mode as a toolset around others."""

from __future__ import annotations

import copy
import inspect
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Any, Final

from opentelemetry.trace import NoOpTracer, Tracer, TracerProvider
from pydantic_ai import RunContext
from pydantic_ai.exceptions import ApprovalRequired, ModelRetry, ToolFailed, ToolFailedError, UserError
from pydantic_ai.messages import ToolReturn
from pydantic_ai.tool_manager import ToolManager
from pydantic_ai.tools import AgentDepsT, ToolDefinition, matches_tool_selector
from pydantic_ai.toolsets import AbstractToolset, ToolsetTool, WrapperToolset
from pydantic_core import SchemaValidator, core_schema

from ...code_mode import CodeMode as CoreCodeMode
from ...interpreter import InputError
from ...results import CodeError, CodeResult, StopRun
from ...session import BUSY, CodeSession, unfenced
from ...telemetry import Telemetry
from .approvals import (
    Answer,
    answer_of,
    carried_in,
    carry,
    decided,
    is_answered,
    label_of,
    made_known,
    metadata_of,
    request_of,
    waits_in,
)
from .calls import RunCodeCall, Tally, call_tool, current_call
from .definitions import CODE_METADATA, Modes, goes_through_code
from .events import Events
from .options import CodeModeOptions
from .session import CodeModeSession, Ticket
from .shelves import NOTHING_RAN, shelf_of

PARAMETERS: Final = {
    'type': 'object',
    'properties': {
        'code': {'type': 'string', 'description': 'The Python to run.'},
        'restart': {
            'type': 'boolean',
            'default': False,
            'description': 'Whether to forget the names of earlier runs first.',
        },
    },
    'required': ['code'],
    'additionalProperties': False,
}
MAX_CALLS_RECORDED: Final = 100
"""Nested calls in the metadata of a return, which stays in the message history."""
VALIDATOR: Final = SchemaValidator(
    core_schema.typed_dict_schema(
        {
            'code': core_schema.typed_dict_field(core_schema.str_schema()),
            'restart': core_schema.typed_dict_field(
                core_schema.with_default_schema(core_schema.bool_schema(), default=False), required=False
            ),
        },
        extra_behavior='forbid',
    )
)


@dataclass(kw_only=True)
class RunCodeTool(ToolsetTool[AgentDepsT]):
    """``run_code`` with the tools that it had when it was listed."""

    mode: CoreCodeMode
    nested: dict[str, ToolsetTool[AgentDepsT]]


@dataclass
class RunState:
    """What lasts for one agent run."""

    session: CodeModeSession
    tally: Tally = field(default_factory=Tally)
    failures: int = 0
    """Pieces of code in a row that failed without spending a retry."""


@dataclass
class CodeModeToolset(CodeModeOptions[AgentDepsT], WrapperToolset[AgentDepsT]):
    """The model calls the tools of another toolset by writing Python for one tool, `run_code`.

    ```python
    agent = Agent('anthropic:claude-sonnet-4-6', toolsets=[CodeModeToolset(my_toolset)])
    ```

    Takes the options of `CodeModeOptions` by keyword.
    """

    _state: RunState | None = field(default=None, repr=False, compare=False, kw_only=True)
    _modes: Modes = field(default_factory=Modes, repr=False, compare=False, kw_only=True)

    @property
    def tool_name_conflict_hint(self) -> str:
        return 'Give one of the code modes another `tool_name`, or wrap the toolset in a `PrefixedToolset`.'

    async def for_run(self, ctx: RunContext[AgentDepsT]) -> AbstractToolset[AgentDepsT]:
        wrapped = await self.wrapped.for_run(ctx)
        return replace(self, wrapped=wrapped, _state=await self._new_state(ctx))

    async def get_tools(self, ctx: RunContext[AgentDepsT]) -> dict[str, ToolsetTool[AgentDepsT]]:
        """The tools that stay direct, and `run_code`. Raises UserError for tools that can't be declared together."""
        nested: dict[str, ToolsetTool[AgentDepsT]] = {}
        listed: dict[str, ToolsetTool[AgentDepsT]] = {}
        for name, tool in (await self.wrapped.get_tools(ctx)).items():
            through_code = await goes_through_code(self.tools, ctx, tool.tool_def)
            if through_code:
                nested[name] = tool
            if not through_code or await matches_tool_selector(self.direct, ctx, tool.tool_def):
                listed[name] = tool
        if self.tool_name in listed:
            raise UserError(
                f'There is a tool called {self.tool_name!r} already; give this code mode another `tool_name`.'
            )
        mode = self._modes.find(nested.values(), call_tool, self._core_options())
        listed[self.tool_name] = RunCodeTool(
            toolset=self,
            tool_def=ToolDefinition(
                name=self.tool_name,
                description=mode.description,
                parameters_json_schema=PARAMETERS,
                metadata=dict(CODE_METADATA),
                sequential=any(tool.tool_def.sequential for tool in nested.values()),
            ),
            max_retries=self.max_retries,
            args_validator=VALIDATOR,
            mode=mode,
            nested=nested,
        )
        return listed

    async def call_tool(
        self, name: str, tool_args: dict[str, Any], ctx: RunContext[AgentDepsT], tool: ToolsetTool[AgentDepsT]
    ) -> Any:
        if name != self.tool_name or not isinstance(tool, RunCodeTool):
            return await self.wrapped.call_tool(name, tool_args, ctx, tool)
        if self._state is None:
            self._state = await self._new_state(ctx)
        state = self._state
        call = RunCodeCall(
            ctx=ctx,
            manager=ToolManager(self.wrapped, root_capability=ctx.root_capability, ctx=ctx, tools=tool.nested),
            signatures=tool.mode.stubs.by_tool,
            definitions={key: nested.tool_def for key, nested in tool.nested.items()},
            tally=state.tally,
            events=Events(ctx),
        )
        answer = answer_of(ctx) or await self._found(ctx)
        state.tally.running += 1
        token = current_call.set(call)
        try:
            async with call.events:
                if answer is None:
                    result = await self._started(state.session, call, tool.mode, tool_args)
                else:
                    result = await self._resumed(state.session, call, tool.mode, tool_args, answer)
        except StopRun as stop:
            raise stopped(stop, call.stopped_by) from stop.error
        finally:
            current_call.reset(token)
            state.tally.running -= 1
        if result.suspended is not None:
            assert state.session.ticket is not None
            made = call.log[:MAX_CALLS_RECORDED]
            raise ApprovalRequired(request_of(state.session.ticket.token, result.suspended.pending, made))
        return self._answer(state, call, result)

    async def _found(self, ctx: RunContext[AgentDepsT]) -> Answer | None:
        """The answer that an approval without a token is, None where it is one of ``run_code`` itself.

        A call's id may be known to others than whom it belongs to, so that without a token only an owner will do.
        """
        if not ctx.tool_call_approved:
            return None
        token = await shelf_of(self.snapshots).find(await label_of(self.snapshot_label, ctx, self.tool_name))
        if token is None:
            return None
        if not token or self.snapshot_label is None:
            raise UserError(
                f'{self.tool_name} cannot go on with the code that waits: its token is missing. Give the metadata of '
                'the request back with the approval: `DeferredToolResults(..., metadata=requests.metadata)`.'
            )
        return Answer(token, None)

    async def _started(
        self, session: CodeModeSession, call: RunCodeCall, mode: CoreCodeMode, tool_args: dict[str, Any]
    ) -> CodeResult:
        """Run code from its start."""
        core = session.opened(mode)
        restart = tool_args.get('restart', False)
        waiting = core.suspended
        if waiting is not None and (restart or is_answered(call.ctx.messages, waits_in(waiting))):
            await session.give_up()
        result = await core.run(
            tool_args['code'],
            restart=restart,
            mode=mode,
            print_callback=call.printed,
            telemetry=self.telemetry or telemetry_of(call.ctx),
        )
        if result.suspended is not None:
            label = await label_of(self.snapshot_label, call.ctx, self.tool_name)
            shelf = shelf_of(self.snapshots)
            carry(result.suspended, call.carried())
            session.ticket = Ticket(await shelf.keep(result.suspended, label), label, shelf)
        return result

    async def _resumed(
        self,
        session: CodeModeSession,
        call: RunCodeCall,
        mode: CoreCodeMode,
        tool_args: dict[str, Any],
        answer: Answer,
    ) -> CodeResult:
        """Go on with code that waits. Raises UserError, and nothing has run, for an answer that is not good."""
        label = await label_of(self.snapshot_label, call.ctx, self.tool_name)
        shelf = shelf_of(self.snapshots)
        try:
            async with shelf.claimed(answer.token, label) as claim:
                core = self._loaded(call, mode, claim.data)
                waiting = core.suspended
                if waiting is None or waiting.code != unfenced(tool_args['code']):
                    raise UserError('the code is not the code that waits; calls that it makes can be edited, not it')
                decisions = decided(answer, waiting.pending)
                call.told = metadata_of(answer)
                carried = carried_in(waiting)
                if carried is not None:
                    call.restore(carried)
                made_known(call.log, answer)
                before = replaced(session, core, call)
                try:
                    result = await waiting.resume(decisions, checkpoint=claim.checkpoint)
                except InputError:
                    session.replace(before)
                    raise
                session.ticket = None
                if result.suspended is not None:
                    carry(result.suspended, call.carried())
                    session.ticket = Ticket(await claim.pause(result.suspended), label, shelf)
                return result
        except NOTHING_RAN as error:
            raise UserError(f'{self.tool_name} cannot go on with the code that waits: {error}') from error

    def _loaded(self, call: RunCodeCall, mode: CoreCodeMode, data: bytes) -> CodeSession:
        """The session of stored code, which reports to this call."""
        here = copy.copy(mode)
        here.telemetry = self.telemetry or telemetry_of(call.ctx)
        here.print_callback = call.printed
        return here.session(data)

    def _answer(self, state: RunState, call: RunCodeCall, result: CodeResult) -> ToolReturn[str]:
        """What the model gets. Raises ModelRetry for failures that are to spend a retry."""
        text = result.to_model()
        error = result.error
        if error is None:
            state.failures = 0
        elif error.kind != BUSY:
            state.failures += 1
            if state.failures > self.max_failures or stands_for_retry(error, call.retries):
                raise ModelRetry(text)
        return ToolReturn(
            text,
            content=call.content or None,
            metadata={'code_mode': record(result, call)},
            tools=call.reveals or None,
        )

    async def _new_state(self, ctx: RunContext[AgentDepsT]) -> RunState:
        session = self.session
        if callable(session):
            found = session(ctx)
            session = await found if inspect.isawaitable(found) else found
        return RunState(CodeModeSession() if session is None else session)

    def _core_options(self) -> dict[str, Any]:
        return {
            'limits': self.limits,
            'modules': self.modules,
            'clock': self.clock,
            'random_seed': self.random_seed,
            'files': self.files,
            'result_limit': self.result_limit,
            'count_tokens': self.count_tokens,
            'concurrency': self.concurrency,
            'inline_tools': self.inline_tools,
            'audit': self.audit,
            'authorize': self.authorize,
            'filter_output': self.filter_output,
            'typecheck': self.typecheck,
            'script_name': f'{self.tool_name}.py',
        }


def stands_for_retry(error: CodeError, retries: list[tuple[str, str]]) -> bool:
    """Whether the code ended by a ModelRetry of a tool that it did not catch."""
    return error.kind == 'exception' and any(
        error.type_name == name and error.message[:1000] == message[:1000] for name, message in retries
    )


def replaced(session: CodeModeSession, core: CodeSession, call: RunCodeCall) -> CodeSession | None:
    """Have ``core`` be what ``session`` goes on with; what it was before. Raises UserError where other code waits in
    it."""
    before = session.replace(core)
    waiting = None if before is None else before.suspended
    if waiting is not None and waits_in(waiting) != call.parent_id:
        session.replace(before)
        raise UserError('in its session, other code waits')
    return before


def stopped(stop: StopRun, tool_name: str) -> BaseException:
    """What ``run_code`` raises when a tool ended it: the framework's own error, or a failure that tells the model how
    far the code had come."""
    error = stop.error
    if not isinstance(error, ToolFailed | ToolFailedError):
        return error
    reason = f'{tool_name} failed: {error}'
    explanation = f'The code was stopped, which it could not catch: {reason}'
    failure = CodeError('stopped', type(error).__name__, reason, None, explanation)
    return ToolFailed(explanation if stop.result is None else replace(stop.result, error=failure).to_model())


def record(result: CodeResult, call: RunCodeCall) -> dict[str, Any]:
    """The run for the application: plain data in the metadata of the tool's return."""
    return {
        'outcome': 'ok' if result.error is None else result.error.kind,
        'calls': call.log[:MAX_CALLS_RECORDED],
        'calls_left_out': max(0, len(call.log) - MAX_CALLS_RECORDED),
        'violations': [{'kind': found.kind, 'name': found.name, 'line': found.line} for found in result.violations],
        'usage': {name: usage.ratio for name, usage in result.usage.items()},
    }


def telemetry_of(ctx: RunContext[Any]) -> Telemetry:
    """Telemetry as the agent's instrumentation has it."""
    instrumented = not isinstance(ctx.tracer, NoOpTracer)
    telemetry = shared_telemetry(ctx.trace_include_content, not instrumented)
    if not instrumented or telemetry.has_receiver():
        return telemetry
    return framework_telemetry(ctx.tracer, ctx.trace_include_content)


@cache
def shared_telemetry(capture_content: bool, call_spans: bool) -> Telemetry:
    """Telemetry to the process's providers. With ``call_spans=False``, the framework makes the spans of calls."""
    return Telemetry(capture_content=capture_content, call_spans=call_spans)


@lru_cache(maxsize=16)
def framework_telemetry(tracer: Tracer, capture_content: bool) -> Telemetry:
    """Telemetry by the agent's own tracer."""
    return Telemetry(tracer_provider=FrameworkTracer(tracer), capture_content=capture_content, call_spans=False)


class FrameworkTracer(TracerProvider):
    """The tracer that an agent was instrumented with, where the process has no provider."""

    def __init__(self, tracer: Tracer) -> None:
        self.tracer = tracer

    def get_tracer(self, *_args: Any, **_options: Any) -> Tracer:
        return self.tracer
