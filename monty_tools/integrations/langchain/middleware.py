"""Code mode as middleware of ``create_agent``."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated, Any, Final, NotRequired, Unpack

from langchain.agents.middleware import (
    AgentMiddleware,
    AgentState,
    HumanInTheLoopMiddleware,
    ModelRequest,
    ModelResponse,
)
from langchain.agents.middleware.types import PrivateStateAttr, ToolCallRequest
from langchain_core.messages import AIMessage, ToolCall, ToolMessage
from langchain_core.tools import BaseTool
from langgraph.errors import GraphInterrupt
from langgraph.runtime import get_runtime
from langgraph.types import Command

from ...interpreter import InputError, SnapshotError
from ...results import CodeResult
from ...session import CodeSession
from ...suspension import plain
from .interrupts import answering, channels
from .nested import Review
from .options import CodeModeOptions, SnapshotLabel
from .tool import DEFAULT_NAME, CodeModeTool, Surroundings, surroundings
from .tools import ToolLike

if TYPE_CHECKING:
    from ...snapshots import SnapshotStore

DEFAULT_SESSION_BYTES: Final = 1_000_000
MAX_CALLS_RECORDED: Final = 100
"""Nested calls in the artifact of a message, which stays in the agent's history."""
REVIEWED: Final = 'hitl_edited_tool_calls'
"""The channel that a graph has whose agent has the human-in-the-loop middleware."""
MAX_CHAIN: Final = 1000


def merged(one: dict[str, bytes] | None, other: dict[str, bytes] | None) -> dict[str, bytes]:
    """Sessions by the names of their code tools: the later ones take the place of the earlier."""
    return {**(one or {}), **(other or {})}


class CodeModeState(AgentState[Any]):
    """What code mode adds to an agent's state."""

    code_mode: NotRequired[Annotated[dict[str, bytes], PrivateStateAttr, merged]]
    """The sessions, by the names of the code tools."""


@dataclass
class Exchange:
    """One call of the code tool, as the middleware sees it."""

    middleware: CodeModeMiddleware
    request: ToolCallRequest
    handler: Callable[[ToolCallRequest], Any]
    reviewers: Sequence[HumanInTheLoopMiddleware[Any, Any, Any]]
    is_async: bool
    commands: list[Any] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)
    session: bytes | None = None
    note: str = ''

    def surroundings(self) -> Surroundings:
        return Surroundings(
            send=self.send,
            emit=self.request.runtime.stream_writer,
            opened=self.opened,
            kept=self.kept,
            artifact=record,
            gate=self.gate,
            commands=self.commands,
            failures=self.failures,
        )

    async def send(self, tool: BaseTool, call: ToolCall) -> Any:
        """Make a nested call through the middleware within this one, with the agent's state, store and runtime."""
        request = replace(
            self.request, tool_call=call, tool=tool, runtime=replace(self.request.runtime, tool_call_id=call['id'])
        )
        if self.is_async:
            return await self.handler(request)
        return await asyncio.to_thread(self.handler, request)

    def opened(self) -> CodeSession:
        """The session that the graph's state holds."""
        mode = self.middleware.tool.mode
        data = (self.request.state.get('code_mode') or {}).get(self.middleware.tool.name)
        try:
            session = mode.session(data)
        except SnapshotError:
            self.note = 'The names of earlier runs are gone: they were kept by another version.'
            return mode.session()
        return mode.session() if session.suspended is not None else session  # no such thing is ever kept here

    def kept(self, session: CodeSession | None) -> None:
        if session is None or session.suspended is not None:
            return
        if not self.is_last():
            name = self.middleware.tool.name
            self.note = f'The names of this run are not kept, only those of the last call of {name} in one message.'
            return
        data = session.dump()
        if len(data) > self.middleware.max_session_bytes:
            self.note = (
                f'The names of this run are not kept, nor are earlier ones: they take {len(data):,} bytes, and '
                f'{self.middleware.max_session_bytes:,} are allowed. Delete large values that are not needed any more.'
            )
            data = b''
        self.session = data

    def is_last(self) -> bool:
        """Whether the model called the code tool for the last time in its message: all its calls begin with the same
        session, and only one can go on with it."""
        name = self.middleware.tool.name
        last = next((each for each in reversed(self.request.state['messages']) if isinstance(each, AIMessage)), None)
        calls = [] if last is None else [call['id'] for call in last.tool_calls if call['name'] == name]
        return self.request.tool_call['id'] not in calls[:-1]

    def gate(self, call: ToolCall) -> Review | None:
        """What the human-in-the-loop middleware, where it asks once for each message of a model, has to say."""
        for reviewer in self.reviewers:
            state: Any = {**self.request.state, 'messages': [AIMessage(content='', tool_calls=[call])]}
            try:
                with answering(0, ()):
                    reviewer.after_model(state, get_runtime())
            except GraphInterrupt as interrupted:
                asked = interrupted.args[0][0].value
                return Review(asked['action_requests'][0], asked['review_configs'][0]['allowed_decisions'])
        return None

    def check(self) -> None:
        """Raise what the code tool failed with."""
        for error in self.failures:
            raise error

    def applied(self, response: Any) -> Any:
        """What the graph gets: the message, the session, and what tools had to change."""
        if not isinstance(response, ToolMessage):
            return response
        changes: dict[str, Any] = {}
        if self.note and isinstance(response.content, str):
            changes['content'] = f'{response.content}\n{self.note}'
        if isinstance(response.artifact, dict) and response.artifact.get('outcome') != 'ok':
            changes['status'] = 'error'
        response = response.model_copy(update=changes)
        update: list[tuple[str, Any]] = [('messages', [response])]
        if self.session is not None:
            update.append(('code_mode', {self.middleware.tool.name: self.session}))
        goto: list[Any] = []
        others: list[Command[Any]] = []
        for each in self.commands:
            if each['graph'] is not None:
                others.append(Command(graph=each['graph'], update=each['update'] or None, goto=each['goto']))
                continue
            update.extend(tuple(pair) for pair in each['update'])
            goto.extend(each['goto'] if isinstance(each['goto'], list | tuple) else [each['goto']])
        keys = [key for key, _value in update]
        # A reducer sees each change of a key; as a dict, which other middleware expects, where there is but one.
        whole: Any = dict(update) if len(set(keys)) == len(keys) else update
        command: Command[Any] = Command(update=whole, goto=goto)
        return [command, *others] if others else command


class CodeModeMiddleware(AgentMiddleware[CodeModeState, Any, Any]):
    """The model calls ``tools`` by writing Python for one tool, ``run_code``.

    ```python
    agent = create_agent(model, middleware=[CodeModeMiddleware(tools=[get_orders, send_mail])])
    ```

    ``tools`` are LangChain's, callables, or those that ``monty_tools.tool`` makes; the model does not see them and
    can't call them by themselves. The calls that code makes run through the middleware that is listed after this one
    (retries, redaction, human in the loop), and tools get the agent's state, store and runtime as ever. The names that
    code binds are kept in the graph's state, as far as they take no more than ``max_session_bytes``, so that a
    checkpointer keeps them.

    A call waits for somebody's consent where the human-in-the-loop middleware says so, for tools that
    ``requires_approval`` names or that were made with ``requires_approval=True``, and where a tool calls
    ``interrupt``. The program is suspended then; one interrupt asks about all the calls that wait, and
    ``Command(resume=...)`` answers it. Suspended programs are kept among the graph's checkpoints or, with
    ``snapshots``, in that store, where they are bound to ``snapshot_label`` (a tenant, say, or a function that tells it
    by the configuration), the conversation and the tool call.

    List ``HumanInTheLoopMiddleware`` after this one to have it review the calls of code, or give the one that does as
    ``human_in_the_loop``. Raises ToolError or ToolNameError for tools that can't be declared together, InputError for
    bad options.
    """

    state_schema = CodeModeState

    def __init__(
        self,
        tools: Iterable[ToolLike],
        *,
        tool_name: str = DEFAULT_NAME,
        requires_approval: Collection[str] = (),
        human_in_the_loop: HumanInTheLoopMiddleware[Any, Any, Any] | None = None,
        snapshots: SnapshotStore | None = None,
        snapshot_label: SnapshotLabel = (),
        max_session_bytes: int = DEFAULT_SESSION_BYTES,
        **options: Unpack[CodeModeOptions],
    ) -> None:
        super().__init__()
        if human_in_the_loop is not None and human_in_the_loop.interrupt_mode != 'batched':
            raise InputError("human_in_the_loop must ask in the mode 'batched'; list one of another mode as middleware")
        self.tool = CodeModeTool(tools, tool_name, requires_approval, snapshots, snapshot_label, options)
        self.tools = [self.tool]
        self.human_in_the_loop = human_in_the_loop
        self.max_session_bytes = max_session_bytes

    @property
    def name(self) -> str:
        """Another one for each code tool, since an agent may have several."""
        own = type(self).__name__
        return own if self.tool.name == DEFAULT_NAME else f'{own}_{self.tool.name}'

    def wrap_model_call(
        self, request: ModelRequest[Any], handler: Callable[[ModelRequest[Any]], ModelResponse[Any]]
    ) -> ModelResponse[Any]:
        return handler(self.hiding(request))

    async def awrap_model_call(
        self, request: ModelRequest[Any], handler: Callable[[ModelRequest[Any]], Awaitable[ModelResponse[Any]]]
    ) -> ModelResponse[Any]:
        return await handler(self.hiding(request))

    def wrap_tool_call(self, request: ToolCallRequest, handler: Callable[[ToolCallRequest], Any]) -> Any:
        if request.tool_call['name'] != self.tool.name:
            return self.refusal(request) or handler(request)
        exchange = Exchange(self, request, handler, self.reviewers(handler), is_async=False)
        token = surroundings.set(exchange.surroundings())
        try:
            return exchange.applied(handler(request))
        except GraphInterrupt:
            exchange.check()
            raise
        finally:
            surroundings.reset(token)

    async def awrap_tool_call(
        self, request: ToolCallRequest, handler: Callable[[ToolCallRequest], Awaitable[Any]]
    ) -> Any:
        if request.tool_call['name'] != self.tool.name:
            return self.refusal(request) or await handler(request)
        exchange = Exchange(self, request, handler, self.reviewers(handler), is_async=True)
        token = surroundings.set(exchange.surroundings())
        try:
            return exchange.applied(await handler(request))
        except GraphInterrupt:
            exchange.check()
            raise
        finally:
            surroundings.reset(token)

    def hiding(self, request: ModelRequest[Any]) -> ModelRequest[Any]:
        """The request without the tools that go through code."""
        wrapped = self.tool.wrapped_tools
        shown = [tool for tool in request.tools if isinstance(tool, dict) or tool.name not in wrapped]
        return request if len(shown) == len(request.tools) else request.override(tools=shown)

    def refusal(self, request: ToolCallRequest) -> ToolMessage | None:
        """The answer to a model that calls a hidden tool by itself."""
        name = request.tool_call['name']
        if name not in self.tool.wrapped_tools:
            return None
        called = self.tool.mode.stubs.by_tool[name].name
        return ToolMessage(
            content=f'{name} can not be called by itself: call {called}() in the code that you give {self.tool.name}.',
            name=name,
            tool_call_id=request.tool_call['id'] or '',
            status='error',
        )

    def reviewers(self, handler: object) -> list[HumanInTheLoopMiddleware[Any, Any, Any]]:
        """The human-in-the-loop middleware that is to review nested calls.

        Raises RuntimeError where the agent has one that would not, since nobody may have meant that.
        """
        if self.human_in_the_loop is not None:
            return [self.human_in_the_loop]
        found = [each for each in behind(handler) if isinstance(each, HumanInTheLoopMiddleware)]
        if not found and REVIEWED in channels():
            raise RuntimeError(
                'HumanInTheLoopMiddleware is listed before CodeModeMiddleware, so it does not review the calls that '
                'code makes: list it after, or give CodeModeMiddleware(human_in_the_loop=...) the one that reviews them'
            )
        return found


def behind(handler: object) -> Iterator[object]:
    """The middleware that a handler leads to, outermost first.

    LangChain composes handlers as closures over bound methods, which it may wrap, and tells of them in no other way.
    """
    waiting: list[object] = [handler]
    seen: set[int] = set()
    while waiting and len(seen) < MAX_CHAIN:
        each = waiting.pop(0)
        if id(each) in seen or not callable(each):
            continue
        seen.add(id(each))
        owner = getattr(each, '__self__', None)
        if isinstance(owner, AgentMiddleware):
            yield owner
            continue
        if hasattr(each, '__wrapped__'):
            waiting.append(each.__wrapped__)
        closure: Sequence[Any] = getattr(each, '__closure__', None) or ()
        for cell in closure:
            try:
                waiting.append(cell.cell_contents)
            except ValueError:  # a cell that is not yet filled
                continue


def record(result: CodeResult) -> dict[str, Any]:
    """The run for the application: plain data in the artifact of the tool's message, which a checkpointer can keep."""
    error = result.error
    outcome = 'suspended' if result.suspended is not None else 'ok' if error is None else error.kind
    return {
        'outcome': outcome,
        'output': plain(result.output) if result.kept_as is None else None,
        'shown': result.shown,
        'printed': result.printed,
        'error': None if error is None else {'type': error.type_name, 'message': error.message, 'line': error.line},
        'calls': [plain(vars(call)) for call in result.calls[:MAX_CALLS_RECORDED]],
        'calls_left_out': max(0, len(result.calls) - MAX_CALLS_RECORDED),
        'violations': [{'kind': found.kind, 'name': found.name, 'line': found.line} for found in result.violations],
        'usage': {name: usage.ratio for name, usage in result.usage.items()},
    }
