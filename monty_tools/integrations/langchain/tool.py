"""Code mode as one tool of LangChain's."""

from __future__ import annotations

import asyncio
import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable, Collection, Coroutine, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar, Unpack
from weakref import WeakValueDictionary

from langchain_core.callbacks import AsyncCallbackManagerForToolRun, CallbackManagerForToolRun
from langchain_core.messages import ToolCall
from langchain_core.runnables import RunnableConfig
from langchain_core.tools import BaseTool
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from ...code_mode import CodeMode
from ...interpreter import InputError
from ...results import CodeResult, StopRun
from ...session import CodeSession, Suspension
from ...suspension import PendingToolCall, plain
from .decisions import ANSWER_SCHEMA, Answer, answer_of, request_of
from .interrupts import GraphBubbleUp, GraphInterrupt, Record, ask, can_interrupt, recall, remember
from .nested import CodeRun, Emit, Gate, Send, call_tool, current_run, print_event
from .options import CodeModeOptions, SnapshotLabel
from .runs import InCheckpoints, InStore, SuspendedRuns
from .tools import ToolLike, wrapped

if TYPE_CHECKING:
    from ...snapshots import SnapshotStore

DEFAULT_NAME: Final = 'run_code'
APPROVAL_TEXT: Final = 'Code waits for a decision on this call'
MAX_SESSIONS: Final = 100
"""Sessions of conversations that a tool by itself keeps in memory; those used longest ago are dropped."""

T = TypeVar('T')


class RunCode(BaseModel):
    """The arguments that a model gives."""

    model_config = ConfigDict(extra='forbid')

    code: str = Field(description='The Python to run.')
    restart: bool = Field(default=False, description='Whether to forget the names of earlier runs first.')


@dataclass
class Surroundings:
    """How a call of the code tool reaches what is around it. The middleware has its own."""

    send: Send
    emit: Emit
    opened: Callable[[], CodeSession]
    """The session to run in."""
    kept: Callable[[CodeSession | None], object]
    """Told of the session as the run left it; of None where the run is suspended and stored."""
    artifact: Callable[[CodeResult], Any]
    gate: Gate | None = None
    commands: list[Any] = field(default_factory=list)
    failures: list[Exception] | None = None
    """Takes what the host is to know of, where middleware between here and there would make something else of it."""


surroundings: ContextVar[Surroundings | None] = ContextVar('monty_tools.langchain_surroundings', default=None)


class CodeModeTool(BaseTool):
    """Runs Python that calls other tools. ``code_mode_tool`` makes one."""

    args_schema: Any = RunCode
    response_format: Literal['content', 'content_and_artifact'] = 'content_and_artifact'

    _mode: CodeMode = PrivateAttr()
    _going_on: CodeMode = PrivateAttr()
    """The same for runs that go on from a store: they are stored after each call."""
    _tools: dict[str, BaseTool] = PrivateAttr()
    _snapshots: SnapshotStore | None = PrivateAttr(default=None)
    _label: SnapshotLabel = PrivateAttr(default=())
    _conversations: Conversations = PrivateAttr()

    def __init__(
        self,
        tools: Iterable[ToolLike],
        name: str,
        requires_approval: Collection[str],
        snapshots: SnapshotStore | None,
        snapshot_label: SnapshotLabel,
        options: CodeModeOptions,
    ) -> None:
        declared = [wrapped(entry, call_tool, requires_approval) for entry in tools]
        names = {each.core.name for each in declared}
        for missing in set(requires_approval) - names:
            raise InputError(f'requires_approval names {missing!r}, which is none of the tools')
        core = [each.core for each in declared]
        mode = CodeMode(core, print_callback=print_event, script_name=f'{name}.py', **options)
        super().__init__(name=name, description=mode.description)
        self._mode = mode
        if snapshots is not None:
            # What somebody consented to is not to be done twice, whichever of the tools it was.
            marked = [replace(each, checkpoint=True) for each in core]
            self._going_on = CodeMode(marked, print_callback=print_event, script_name=f'{name}.py', **options)
        self._tools = {each.core.name: each.tool for each in declared}
        self._snapshots = snapshots
        self._label = snapshot_label
        self._conversations = Conversations(mode)

    @property
    def mode(self) -> CodeMode:
        """The core's code mode: tools, signatures, limits."""
        return self._mode

    @property
    def wrapped_tools(self) -> Mapping[str, BaseTool]:
        """The tools that code can call, by name."""
        return self._tools

    def _run(
        self,
        code: str,
        restart: bool = False,
        tool_call_id: str = '',
        *,
        config: RunnableConfig,
        run_manager: CallbackManagerForToolRun | None = None,
    ) -> tuple[str, Any]:
        settings = settings_of(config, run_manager)
        if surroundings.get() is not None:
            return finished(self._answered(code, restart, tool_call_id, settings))
        # A session's runs wait for each other on one event loop, and each of these has a loop of its own.
        with self._conversations.turn(conversation_of(config)):
            return finished(self._answered(code, restart, tool_call_id, settings))

    async def _arun(
        self,
        code: str,
        restart: bool = False,
        tool_call_id: str = '',
        *,
        config: RunnableConfig,
        run_manager: AsyncCallbackManagerForToolRun | None = None,
    ) -> tuple[str, Any]:
        return await self._answered(code, restart, tool_call_id, settings_of(config, run_manager))

    def _to_args_and_kwargs(
        self, tool_input: str | dict[str, Any], tool_call_id: str | None
    ) -> tuple[tuple[str, ...], dict[str, Any]]:
        args, kwargs = super()._to_args_and_kwargs(tool_input, tool_call_id)
        return args, {**kwargs, 'tool_call_id': tool_call_id or ''}

    async def _answered(self, code: str, restart: bool, tool_call_id: str, config: RunnableConfig) -> tuple[str, Any]:
        around = surroundings.get() or self._by_itself(config)
        run = CodeRun(
            id=tool_call_id or f'{self.name}_{uuid.uuid4().hex}',
            tools=self._tools,
            core={tool.name: tool for tool in self._mode.tools},
            signatures=self._mode.stubs.by_tool,
            send=around.send,
            config=config,
            emit=around.emit,
            gate=around.gate,
            commands=around.commands,
        )
        token = current_run.set(run)
        # Its tools are not within this tool's surroundings, should one of them be code mode too.
        outer = surroundings.set(None)
        try:
            result = await self._outcome(code, restart, run, around)
        except StopRun as stop:
            raise self._failure(stop.error, around) from stop
        except Exception as error:
            raise self._failure(error, around) from error.__cause__
        finally:
            current_run.reset(token)
            surroundings.reset(outer)
        return result.to_model(), around.artifact(result)

    def _failure(self, error: BaseException, around: Surroundings) -> BaseException:
        """What to raise for ``error``, which is the host's affair: an answer that was refused, a run that another
        process has. Middleware for the errors of tools lets interrupts alone pass."""
        if around.failures is None or not isinstance(error, Exception) or isinstance(error, GraphBubbleUp):
            return error
        around.failures.append(error)
        return GraphInterrupt(())

    async def _outcome(self, code: str, restart: bool, run: CodeRun, around: Surroundings) -> CodeResult:
        """Run the code, or go on with it where it stood when it was suspended."""
        interruptible = can_interrupt()
        record = recall(run.id) if interruptible else None
        runs = self._suspended_runs(run) if interruptible else None
        if runs is None:
            session = around.opened()
            result: CodeResult | None = await session.run(code, restart=restart)
            around.kept(session)
        elif record is None:
            result = await runs.started(around.opened, code, restart)
        else:
            result = await self._decided(record, run, runs)
        while runs is not None and (result is None or result.suspended is not None):
            around.kept(None)
            assert runs.session is not None and runs.session.suspended is not None
            record = self._record(runs.session.suspended, run, runs)
            remember(record)
            result = await self._decided(record, run, runs)
        if runs is not None:
            around.kept(runs.session)
        assert result is not None
        return result

    async def _decided(self, record: Record, run: CodeRun, runs: SuspendedRuns) -> CodeResult | None:
        """Ask about the run that was stored, and go on with it. Raises GraphInterrupt where there is no answer yet."""
        answer: Answer = ask(record['request'], partial(self._read, record), ANSWER_SCHEMA)
        run.commands[:] = record['commands']
        run.resumes = answer.resumes
        return await runs.resumed(record['run'], answer.decisions)

    def _read(self, record: Record, given: Any) -> Answer:
        pending = [PendingToolCall(**call) for call in record['calls']]
        return answer_of(given, pending, {tool.name: tool for tool in self._mode.tools})

    def _record(self, suspension: Suspension, run: CodeRun, runs: SuspendedRuns) -> Record:
        """What the graph has to remember of a suspended run."""
        return {
            'owner': run.id,
            'run': runs.place,
            'commands': list(run.commands),
            'request': request_of(suspension, run.id, APPROVAL_TEXT),
            'calls': [plain(vars(call)) for call in suspension.pending],
        }

    def _suspended_runs(self, run: CodeRun) -> SuspendedRuns:
        if self._snapshots is None:
            return InCheckpoints(self._mode)
        label = self._label(run.config) if callable(self._label) else self._label
        begin = (label,) if isinstance(label, str) else label
        return InStore(self._going_on, self._snapshots, (*begin, conversation_of(run.config), run.id))

    def _by_itself(self, config: RunnableConfig) -> Surroundings:
        """The surroundings of a tool that is no middleware's: one session for each conversation."""
        key = conversation_of(config)
        return Surroundings(
            send=partial(send_directly, config),
            emit=lambda event: None,
            opened=partial(self._conversations.session, key),
            kept=partial(self._conversations.keep, key),
            artifact=lambda result: result,
        )


class Conversations:
    """The sessions of a tool that is no middleware's, one for each conversation."""

    def __init__(self, mode: CodeMode) -> None:
        self.mode = mode
        self.lock = threading.Lock()
        self.sessions: OrderedDict[str, CodeSession] = OrderedDict()
        self.turns: WeakValueDictionary[str, Turn] = WeakValueDictionary()

    def session(self, key: str) -> CodeSession:
        with self.lock:
            session = self.sessions.get(key)
        if session is None:
            session = self.mode.session()
            self.keep(key, session)
        return session

    def keep(self, key: str, session: CodeSession | None) -> None:
        """Have ``session`` found under ``key``; with None, a new one."""
        with self.lock:
            self.sessions.pop(key, None)
            if session is not None:
                self.sessions[key] = session
            while len(self.sessions) > MAX_SESSIONS:
                self.sessions.popitem(last=False)

    @contextmanager
    def turn(self, key: str) -> Iterator[None]:
        """Wait until no other thread runs code in the session of ``key``."""
        with self.lock:
            turn = self.turns.setdefault(key, Turn())
        with turn.lock:
            yield


class Turn:
    """A lock that can be held weakly."""

    def __init__(self) -> None:
        self.lock = threading.Lock()


def conversation_of(config: RunnableConfig) -> str:
    thread = (config.get('configurable') or {}).get('thread_id')
    return '' if thread is None else f'thread {thread}'


def settings_of(
    config: RunnableConfig, run_manager: CallbackManagerForToolRun | AsyncCallbackManagerForToolRun | None
) -> RunnableConfig:
    """The configuration for nested calls, which report as children of the code tool's own run."""
    settings = RunnableConfig(**config)
    if run_manager is not None:
        settings['callbacks'] = run_manager.get_child()
    return settings


async def send_directly(config: RunnableConfig, tool: BaseTool, call: ToolCall) -> Any:
    return await tool.ainvoke(call, config)


def finished(coroutine: Coroutine[Any, Any, T]) -> T:
    """The outcome of ``coroutine``, in an event loop of its own."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(coroutine)
    with ThreadPoolExecutor(1) as pool:  # this thread's loop waits for us: another thread has to run the coroutine
        return pool.submit(copy_context().run, asyncio.run, coroutine).result()


def code_mode_tool(
    tools: Iterable[ToolLike],
    *,
    name: str = DEFAULT_NAME,
    requires_approval: Collection[str] = (),
    snapshots: SnapshotStore | None = None,
    snapshot_label: SnapshotLabel = (),
    **options: Unpack[CodeModeOptions],
) -> CodeModeTool:
    """One tool that runs Python, in which ``tools`` are functions.

    ``tools`` are LangChain's, callables, or those that ``monty_tools.tool`` makes. The model gets the result as text;
    the message's artifact is the ``CodeResult``. Each conversation (``thread_id`` in the configuration) has a session,
    whose names stay from one call to the next while the tool lives. ``requires_approval`` names tools whose calls wait
    for somebody's consent. In a LangGraph graph that has a checkpointer the program is then suspended by an interrupt,
    which ``Command(resume=...)`` answers; elsewhere the ``CodeResult`` tells of it (``result.suspended``). Suspended
    programs are kept among the graph's checkpoints or, with ``snapshots``, in that store, where they are bound to
    ``snapshot_label`` (a tenant, say, or a function that tells it by the configuration), the conversation and the tool
    call.

    Raises ToolError or ToolNameError for tools that can't be declared together, InputError for bad options.
    """
    return CodeModeTool(tools, name, requires_approval, snapshots, snapshot_label, options)
