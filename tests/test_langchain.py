"""Code mode for LangChain: its tool by itself, and real agents with scripted models, checkpoints and approvals."""

from __future__ import annotations

import asyncio
import json
import operator
import os
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from langchain.agents import AgentState, create_agent
from langchain.agents.middleware import (
    AgentMiddleware,
    HumanInTheLoopMiddleware,
    ToolRetryMiddleware,
)
from langchain.tools import InjectedState, InjectedStore, ToolRuntime
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.language_models import FakeMessagesListChatModel
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage
from langchain_core.tools import BaseTool, InjectedToolArg, InjectedToolCallId, StructuredTool, ToolException
from langchain_core.tools import tool as langchain_tool
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import START, MessagesState, StateGraph
from langgraph.prebuilt import ToolNode
from langgraph.store.memory import InMemoryStore
from langgraph.types import Command, interrupt
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from pydantic import BaseModel, ValidationError

from monty_tools import (
    CodeResult,
    InputError,
    ResourceLimits,
    StopRun,
    SuspendCall,
    Telemetry,
    ToolCall,
    ToolError,
    ToolNameError,
    tool,
)
from monty_tools.integrations.langchain import CodeModeMiddleware, code_mode_tool
from monty_tools.snapshots import SnapshotAlreadyResumed as SnapshotAlreadyResumed
from monty_tools.snapshots import SnapshotStore as SnapshotStore
from monty_tools.snapshots import new_key

MODES = ('sync', 'async')
ROOT = Path(__file__).parent.parent


class Script(FakeMessagesListChatModel):
    """Says what it is told to, and notes the tools that it could call."""

    bound: list[list[str]] = []

    def bind_tools(self, tools: Any, **_options: Any) -> Any:
        self.bound.append([each.name for each in tools])
        return self


def code(*texts: str, start: int = 1) -> AIMessage:
    """A message that calls run_code once for each text."""
    calls = [
        {'name': 'run_code', 'args': {'code': textwrap.dedent(text)}, 'id': f'call_{start + n}', 'type': 'tool_call'}
        for n, text in enumerate(texts)
    ]
    return AIMessage('', tool_calls=calls)


def script(*turns: str | AIMessage) -> Script:
    """A model that sends each text as code, and then is done."""
    messages = [
        turn if isinstance(turn, AIMessage) else code(turn, start=10 * place) for place, turn in enumerate(turns, 1)
    ]
    return Script(responses=[*messages, AIMessage('done')], bound=[])


@dataclass
class Talk:
    """A conversation with an agent."""

    agent: Any
    mode: str
    config: dict[str, Any] = field(default_factory=lambda: {'configurable': {'thread_id': 'one'}})
    events: list[Any] = field(default_factory=list)
    updates: list[Any] = field(default_factory=list)
    out: dict[str, Any] = field(default_factory=dict)

    def say(self, given: Any = 'hi', **more: Any) -> Talk:
        if isinstance(given, str):
            given = {'messages': [HumanMessage(given)], **more}
        modes = ['custom', 'updates', 'values']
        if self.mode == 'sync':
            for kind, each in self.agent.stream(given, self.config, stream_mode=modes):
                self.note(kind, each)
        else:
            asyncio.run(self.listen(given, modes))
        return self

    async def listen(self, given: Any, modes: list[str]) -> None:
        async for kind, each in self.agent.astream(given, self.config, stream_mode=modes):
            self.note(kind, each)

    def note(self, kind: str, each: Any) -> None:
        if kind == 'custom':
            self.events.append(each)
        elif kind == 'updates':
            self.updates.append(each)
        else:
            self.out = each

    def answer(self, decisions: Any) -> Talk:
        return self.say(Command(resume=decisions))

    @property
    def state(self) -> Any:
        return self.agent.get_state(self.config)

    @property
    def asked(self) -> list[dict[str, Any]]:
        """The one interrupt's requests; none if nothing waits."""
        found = self.state.interrupts
        assert len(found) <= 1
        requests: list[dict[str, Any]] = found[0].value['action_requests'] if found else []
        return requests

    @property
    def answers(self) -> list[ToolMessage]:
        return [each for each in self.out['messages'] if isinstance(each, ToolMessage)]

    @property
    def answer_text(self) -> str:
        return str(self.answers[-1].content)

    @property
    def output(self) -> Any:
        message = self.answers[-1]
        assert message.status == 'success', message.content
        return message.artifact['output']


class Bank:
    """Tools that note what they did."""

    def __init__(self) -> None:
        self.paid: list[tuple[str, int]] = []
        self.read: list[str] = []

    def pay(self, to: str, amount: int) -> dict[str, int]:
        """Send money."""
        self.paid.append((to, amount))
        return {'amount': amount}

    async def balance(self, account: str) -> list[int]:
        """What an account holds."""
        self.read.append(account)
        return [100]

    @property
    def tools(self) -> list[BaseTool]:
        balance = StructuredTool.from_function(coroutine=self.balance, name='balance')
        return [StructuredTool.from_function(self.pay, name='pay'), balance]


def talk(
    mode: str,
    model: Script,
    tools: Sequence[Any],
    *inner: AgentMiddleware[Any, Any, Any],
    outer: Sequence[AgentMiddleware[Any, Any, Any]] = (),
    saver: Any = None,
    direct: Sequence[Any] = (),
    agent: dict[str, Any] | None = None,
    **options: Any,
) -> Talk:
    middleware = [*outer, CodeModeMiddleware(tools, **options), *inner]
    made = create_agent(
        model, tools=list(direct), middleware=middleware, checkpointer=saver or InMemorySaver(), **(agent or {})
    )
    return Talk(made, mode)


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


# The tool by itself.


def invoke(mode: str, made: BaseTool, given: Any, config: Any = None) -> Any:
    return made.invoke(given, config) if mode == 'sync' else asyncio.run(made.ainvoke(given, config))


def run(mode: str, made: BaseTool, text: str, config: Any = None) -> ToolMessage:
    call = {'type': 'tool_call', 'name': made.name, 'id': 'x', 'args': {'code': textwrap.dedent(text)}}
    message = invoke(mode, made, call, config)
    assert isinstance(message, ToolMessage)
    return message


def test_text_for_the_model_and_the_record_for_the_application(mode: str) -> None:
    bank = Bank()
    message = run(mode, code_mode_tool(bank.tools), "print('x')\n(await pay(to='a', amount=3))['amount']")
    assert message.content == 'Printed:\nx\nResult:\n3'
    result = message.artifact
    assert isinstance(result, CodeResult)
    assert (result.output, result.stdout) == (3, 'x\n')
    assert [(call.name, call.outcome) for call in result.calls] == [('pay', 'returned')]
    assert invoke(mode, code_mode_tool(bank.tools), {'code': '1 + 1'}) == '2'


class Item(BaseModel):
    sku: str
    count: int = 1


def test_the_signatures_are_the_tools_own() -> None:
    @langchain_tool
    def order(item: Item, when: Literal['now', 'later'] = 'now') -> list[Item]:
        """Order something."""
        return [item]

    async def find(query: str, *, limit: int = 5) -> dict[str, float]:
        return {query: float(limit)}

    @langchain_tool(response_format='content_and_artifact')
    def search(q: str) -> tuple[list[str], dict[str, int]]:
        """Search."""
        return [q], {'hits': 1}

    remote = StructuredTool(
        name='remote-call',
        description='Elsewhere.',
        args_schema={'type': 'object', 'properties': {'user-id': {'type': 'integer'}}, 'required': ['user-id']},
        func=lambda **given: json.dumps(given),
    )
    made = code_mode_tool([order, find, search, remote, tool(lambda x=1: x, name='own')])
    text = made.description
    assert "async def order(*, item: Item, when: Literal['now', 'later'] = 'now') -> list[" in text
    assert 'async def find(*, query: str, limit: int = 5) -> dict[str, float]' in text
    assert 'async def search(*, q: str) -> list[str]' in text
    assert 'async def remote_call(*, user_id: int) -> Any' in text
    assert 'no output schema' in text
    assert 'async def own(' in text
    message = run(
        'sync',
        made,
        """
        rows = await order(item={'sku': 'a'}), await find(query='q', limit=2), await search(q='s')
        rows, await remote_call(user_id=4), await own(x=[1])
        """,
    )
    assert message.artifact.output == (
        ([{'sku': 'a', 'count': 1}], {'q': 2.0}, ['s']),
        '{"user-id": 4}',
        [1],
    )


def test_injected_arguments_are_hidden_and_can_not_be_passed(mode: str) -> None:
    @langchain_tool
    def guarded(
        x: int,
        secret: Annotated[str, InjectedToolArg] = 'own',
        call: Annotated[str, InjectedToolCallId] = '',
    ) -> str:
        """Has more."""
        return f'{x} {secret} {call}'

    made = code_mode_tool([guarded])
    assert 'secret' not in made.description
    assert run(mode, made, 'await guarded(x=1)').content == '1 own x__1'
    assert "unexpected keyword argument 'secret'" in str(run(mode, made, "await guarded(x=1, secret='mine')").content)


def test_callbacks_see_nested_calls_as_children(mode: str) -> None:
    class Runs(BaseCallbackHandler):
        def __init__(self) -> None:
            self.seen: dict[UUID, tuple[str, UUID | None]] = {}

        def on_tool_start(self, serialized: Any, _input: str, **info: Any) -> None:
            self.seen[info['run_id']] = serialized['name'], info.get('parent_run_id')

        @property
        def tree(self) -> set[tuple[str, str]]:
            return {(name, self.seen[of][0] if of in self.seen else '') for name, of in self.seen.values() if of}

    @langchain_tool
    def inner(x: int) -> int:
        """Inner."""
        return x

    @langchain_tool
    def plain(x: int) -> int:
        """Calls another."""
        return int(inner.invoke({'x': x}))

    @langchain_tool
    async def waiting(x: int) -> int:
        """Calls another."""
        return int(await inner.ainvoke({'x': x}))

    text = 'await plain(x=1), await waiting(x=2)'
    below = {('plain', 'run_code'), ('waiting', 'run_code'), ('inner', 'plain'), ('inner', 'waiting')}
    runs = Runs()
    run(mode, code_mode_tool([plain, waiting]), text, {'callbacks': [runs]})
    assert runs.tree == below
    runs = Runs()
    found = talk(mode, script(text), [plain, waiting])
    found.config['callbacks'] = [runs]
    found.say()
    assert runs.tree - {('run_code', '')} == below


def test_each_conversation_has_a_session(mode: str) -> None:
    made = code_mode_tool([])
    one, two = ({'configurable': {'thread_id': name}} for name in 'ab')
    run(mode, made, 'x = 1', one)
    assert run(mode, made, 'x', one).content == '1'
    assert 'NameError' in str(run(mode, made, 'try:\n    x\nexcept NameError as e:\n    r = repr(e)\nr', two).content)
    assert made.invoke({'code': "'x' in vars() if False else 0", 'restart': True}, one) == '0'
    assert 'x' in str(run(mode, made, 'x', one).content)


def test_threads_wait_for_their_turn_in_a_session() -> None:
    bank = Bank()
    made = code_mode_tool(bank.tools)
    run('sync', made, 'n = 0')
    threads = [
        threading.Thread(target=lambda: run('sync', made, "await balance(account='a')\nn += 1")) for _ in range(8)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert run('sync', made, 'n').content == '8'


def test_it_works_where_an_event_loop_runs() -> None:
    async def main() -> ToolMessage:
        return run('sync', code_mode_tool(Bank().tools), "await balance(account='a')")

    assert asyncio.run(main()).content == '[100]'


def test_errors_that_code_can_handle(mode: str) -> None:
    @langchain_tool
    def fails(kind: str) -> str:
        """Fails."""
        raise {'tool': ToolException, 'lookup': LookupError}[kind](f'no {kind}')

    handled = fails.model_copy(update={'name': 'handled', 'handle_tool_error': True})

    class Strict(BaseModel):
        x: int

    @langchain_tool
    def strict(x: int) -> int:
        """Validates inside."""
        return Strict.model_validate({'x': 'no'}).x

    made = code_mode_tool([fails, handled, strict])
    text = """
    async def tried(call):
        try:
            return await call
        except Exception as e:
            return type(e).__name__, str(e)
    [await tried(fails(kind='tool')), await tried(fails(kind='lookup')), await tried(handled(kind='tool'))]
    """
    assert run(mode, made, text).artifact.output == [
        ('Exception', 'no tool'),
        ('LookupError', 'no lookup'),
        ('RuntimeError', 'no tool'),
    ]
    wrong = run(mode, made, 'await fails(kind=1, more=2)')
    assert 'unexpected' in str(wrong.content)
    assert "inside strict(): field 'x'" in str(run(mode, made, 'await strict(x=1)').content)


def test_guards_and_limits_are_those_of_the_core(mode: str) -> None:
    heard: list[ToolCall] = []
    bank = Bank()
    made = code_mode_tool(
        bank.tools,
        audit=heard.append,
        authorize=lambda name, arguments: arguments.get('amount', 0) < 10,
        filter_output=lambda name, value: value if name == 'pay' else 'hidden',
        limits=ResourceLimits(execution_time_limit_ms=200),
    )
    assert 'is not allowed here' in str(run(mode, made, "await pay(to='x', amount=11)").content)
    assert run(mode, made, "await pay(to='x', amount=1), await balance(account='a')").artifact.output == (
        {'amount': 1},
        'hidden',
    )
    assert [(call.name, call.outcome) for call in heard if call.outcome != 'started'] == [
        ('pay', 'raised PermissionError'),
        ('pay', 'returned'),
        ('balance', 'returned'),
    ]
    assert 'longer than 200 ms' in str(run(mode, made, 'while True: pass').content)


def test_tools_of_ours_keep_their_options(mode: str) -> None:
    calls: list[object] = []

    async def count(n: int = 1, /, *, step: float = 1) -> int:
        """Counts."""
        calls.append((n, step))
        return n

    made = code_mode_tool([tool(count, max_calls=2)])
    assert run(mode, made, 'await count(n=4, step=2)').content == '4'
    assert calls == [(4, 2.0)]
    assert "argument 'n': expected int" in str(run(mode, made, "await count(n='x')").content)
    assert 'may be called 2 times' in str(run(mode, made, 'for _ in range(3): await count()').content)


def test_without_a_graph_the_record_tells_what_waits(mode: str) -> None:
    bank = Bank()
    made = code_mode_tool(bank.tools, requires_approval=['pay'])
    message = run(mode, made, "await pay(to='x', amount=1)")
    assert message.content == 'The code waits for a decision on pay().'
    suspended = message.artifact.suspended
    assert bank.paid == []
    assert [call.name for call in suspended.pending] == ['pay']


@pytest.mark.parametrize(
    ('tools', 'options', 'error'),
    [
        ([3], {}, ToolError),
        ([lambda: 1], {}, ToolError),
        ([tool(int, name='a-b', parameters={}), tool(int, name='a_b', parameters={})], {}, ToolNameError),
        ([], {'requires_approval': ['pay']}, InputError),
        ([], {'result_limit': 1}, InputError),
        ([], {'nonsense': 1}, TypeError),
    ],
)
def test_what_can_not_be_declared(tools: list[Any], options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        code_mode_tool(tools, **options)
    with pytest.raises(error):
        CodeModeMiddleware(tools, **options)


# In agents.


def test_the_model_sees_one_tool_and_can_not_go_around_it(mode: str) -> None:
    bank = Bank()
    around = AIMessage('', tool_calls=[{'name': 'pay', 'args': {'to': 'x', 'amount': 1}, 'id': 'sneaky'}])
    model = script(around, "await pay(to='a', amount=2)")
    found = talk(mode, model, bank.tools, direct=bank.tools).say()
    assert model.bound == [['run_code']] * 3
    assert bank.paid == [('a', 2)]
    refused, done = found.answers
    assert (refused.status, done.status) == ('error', 'success')
    assert 'call pay() in the code that you give run_code' in str(refused.content)


def test_a_tool_that_was_not_given_to_the_agent_is_unknown(mode: str) -> None:
    around = AIMessage('', tool_calls=[{'name': 'pay', 'args': {'to': 'x', 'amount': 1}, 'id': 'sneaky'}])
    bank = Bank()
    talk(mode, script(around), bank.tools).say()
    assert bank.paid == []


class Counted(AgentState[Any]):
    count: Annotated[int, operator.add]


def test_state_store_and_runtime_are_injected_and_commands_are_applied_after(mode: str) -> None:
    store = InMemoryStore()
    store.put(('notes',), 'k', {'v': 1})

    @langchain_tool
    def bump(by: int, runtime: ToolRuntime[Any, Any]) -> Command[Any]:
        """Count."""
        text = f'from {runtime.state["count"]} by {by} for {runtime.context["user"]}'
        message = ToolMessage(text, tool_call_id=runtime.tool_call_id)
        return Command(update={'count': by, 'messages': [message]})

    @langchain_tool
    def peek(
        key: str,
        count: Annotated[int, InjectedState('count')],
        notes: Annotated[Any, InjectedStore()],
        call_id: Annotated[str, InjectedToolCallId],
    ) -> dict[str, Any]:
        """Look."""
        return {'count': count, 'note': notes.get(('notes',), key).value, 'call': call_id}

    model = script("[await bump(by=2), await bump(by=3), await peek(key='k')]")
    found = talk(mode, model, [bump, peek], agent={'store': store, 'state_schema': Counted, 'context_schema': dict})
    given = {'messages': [HumanMessage('hi')], 'count': 5}
    context = {'user': 'ada'}
    if mode == 'sync':
        found.out = found.agent.invoke(given, found.config, context=context)
    else:
        found.out = asyncio.run(found.agent.ainvoke(given, found.config, context=context))
    assert found.output == [
        'from 5 by 2 for ada',
        'from 5 by 3 for ada',
        {'count': 5, 'note': {'v': 1}, 'call': 'call_10__3'},
    ]
    assert found.out['count'] == 10
    assert len(found.answers) == 1


def test_a_command_may_send_messages_and_go_elsewhere(mode: str) -> None:
    @langchain_tool
    def told(runtime: ToolRuntime[Any, Any]) -> Command[Any]:
        """Tell."""
        own = ToolMessage('told', tool_call_id=runtime.tool_call_id)
        return Command(update={'messages': [own, HumanMessage('by the way')]})

    found = talk(mode, script('await told(), await told()'), [told]).say()
    assert found.output == ['told', 'told']
    kinds = [type(each).__name__ for each in found.out['messages']]
    assert kinds == ['HumanMessage', 'AIMessage', 'ToolMessage', 'HumanMessage', 'HumanMessage', 'AIMessage']


def test_nested_calls_go_through_the_inner_middleware(mode: str) -> None:
    tries: list[str] = []

    @langchain_tool
    def flaky(key: str) -> list[str]:
        """Fails twice."""
        tries.append(key)
        if len(tries) < 3:
            raise ConnectionError('down')
        return [key]

    seen: list[tuple[str, str, bool]] = []

    class Notes(AgentMiddleware[Any, Any, Any]):
        def note(self, request: Any) -> Any:
            call = request.tool_call
            seen.append((call['name'], call['id'], request.runtime.tool_call_id == call['id']))
            return request

        def wrap_tool_call(self, request: Any, handler: Callable[[Any], Any]) -> Any:
            return handler(self.note(request))

        async def awrap_tool_call(self, request: Any, handler: Callable[[Any], Any]) -> Any:
            return await handler(self.note(request))

    retry = ToolRetryMiddleware(max_retries=3, initial_delay=0)
    found = talk(mode, script("await flaky(key='k')"), [flaky], Notes(), retry).say()
    assert found.output == ['k']
    assert tries == ['k', 'k', 'k']
    assert seen == [('run_code', 'call_10', True), ('flaky', 'call_10__1', True)]
    tries.clear()
    given_up = ToolRetryMiddleware(max_retries=1, initial_delay=0, on_failure='continue')
    found = talk(
        mode, script("try:\n    await flaky(key='k')\nexcept RuntimeError as e:\n    r = 'no'\nr"), [flaky], given_up
    )
    assert found.say().output == 'no'


def test_what_middleware_makes_of_a_result_is_what_code_gets(mode: str) -> None:
    class Redacts(AgentMiddleware[Any, Any, Any]):
        def redacted(self, request: Any, message: Any) -> Any:
            if request.tool_call['name'] == 'run_code':
                return message
            return message.model_copy(update={'content': message.content.replace('ada', '***')})

        def wrap_tool_call(self, request: Any, handler: Callable[[Any], Any]) -> Any:
            return self.redacted(request, handler(request))

        async def awrap_tool_call(self, request: Any, handler: Callable[[Any], Any]) -> Any:
            return self.redacted(request, await handler(request))

    @langchain_tool
    def people(pad: str) -> list[dict[str, str]]:
        """People."""
        return [{'name': 'ada'}, {'name': pad}]

    found = talk(mode, script("await people(pad='bob')"), [people], Redacts()).say()
    assert found.output == [{'name': '***'}, {'name': 'bob'}]


def test_middleware_may_answer_in_the_place_of_a_tool(mode: str) -> None:
    bank = Bank()

    class Cached(AgentMiddleware[Any, Any, Any]):
        def wrap_tool_call(self, request: Any, handler: Callable[[Any], Any]) -> Any:
            if request.tool_call['name'] != 'pay':
                return handler(request)
            return ToolMessage('{"amount": 7}', tool_call_id=request.tool_call['id'])

        async def awrap_tool_call(self, request: Any, handler: Callable[[Any], Any]) -> Any:
            if request.tool_call['name'] != 'pay':
                return await handler(request)
            return self.wrap_tool_call(request, handler)

    found = talk(mode, script("await pay(to='x', amount=1)"), bank.tools, Cached()).say()
    assert found.output == {'amount': 7}
    assert bank.paid == []


def test_the_session_is_in_the_graphs_state(mode: str) -> None:
    saver = InMemorySaver()
    found = talk(mode, script('rows = [1, 2]', 'sum(rows)'), [], saver=saver).say()
    assert found.output == 3
    assert set(found.agent.invoke({'messages': [HumanMessage('bye')]}, found.config)) == {'messages'}
    later = talk(mode, script('rows.append(5)\nrows'), [], saver=saver)
    assert later.say().output == [1, 2, 5]
    other = talk(mode, script('rows'), [], saver=saver)
    other.config = {'configurable': {'thread_id': 'two'}}
    assert "'rows' is not defined" in other.say().answer_text
    assert other.answers[-1].status == 'error'


def test_clients_can_not_bring_a_session(mode: str) -> None:
    stolen = talk(mode, script('x = 1'), []).say()
    data = stolen.state.values['code_mode']
    found = talk(mode, script('x'), []).say('hi', code_mode=data)
    assert 'not defined' in found.answer_text


def test_a_session_that_is_too_large_is_not_kept_and_the_model_is_told(mode: str) -> None:
    found = talk(mode, script("big = 'x' * 100_000\n1", 'big'), [], max_session_bytes=10_000).say()
    first, second = found.answers
    assert 'names of this run are not kept' in str(first.content)
    assert 'not defined' in str(second.content)


def test_calls_in_one_message_begin_alike_and_the_last_ones_names_stay(mode: str) -> None:
    found = talk(mode, script('x = 0', code('x += 1\nx', 'x += 10\nx', start=50), 'x'), []).say()
    assert [each.content for each in found.answers][1:] == [
        '1\nThe names of this run are not kept, only those of the last call of run_code in one message.',
        '10',
        '10',
    ]


def test_a_session_of_another_version_is_dropped(mode: str) -> None:
    found = talk(mode, script('x = 1', 'x'), [])
    found.say()
    found.agent.update_state(found.config, {'code_mode': {'run_code': b'nonsense'}})
    again = talk(mode, script('2'), [], saver=found.agent.checkpointer).say()
    assert '2\nThe names of earlier runs are gone' in again.answer_text


def test_prints_and_nested_calls_are_streamed(mode: str) -> None:
    bank = Bank()
    found = talk(mode, script("print('one')\nawait pay(to='a', amount=1)\nawait pay(to='b', amount='x')"), bank.tools)
    events = [{key: value for key, value in each.items() if key != 'duration_ms'} for each in found.say().events]
    assert events[0] == {'type': 'monty_tools.printed', 'tool_call_id': 'call_10', 'stream': 'stdout', 'text': 'one\n'}
    assert events[1] == {
        'type': 'monty_tools.tool_call',
        'tool_call_id': 'call_10',
        'call_id': 'call_10__1',
        'call_name': 'pay',
        'arguments': {'to': 'a', 'amount': 1},
    }
    assert events[2] == {
        'type': 'monty_tools.tool_result',
        'tool_call_id': 'call_10',
        'call_id': 'call_10__1',
        'call_name': 'pay',
        'outcome': 'returned',
        'result': "{'amount': 1}",
    }
    assert len(events) == 3  # what is refused is not called


def test_two_code_tools_in_one_agent(mode: str) -> None:
    bank = Bank()
    pay, balance = bank.tools
    other = AIMessage(
        '', tool_calls=[{'name': 'look', 'args': {'code': "y = await balance(account='a')\ny"}, 'id': 'l'}]
    )
    again = AIMessage('', tool_calls=[{'name': 'look', 'args': {'code': 'y'}, 'id': 'm'}])
    model = script("x = await pay(to='a', amount=1)", other, again, 'x')
    found = talk(mode, model, [pay], CodeModeMiddleware([balance], tool_name='look')).say()
    assert model.bound[0] == ['run_code', 'look']
    assert [each.content for each in found.answers][1:] == ['[100]', '[100]', "{'amount': 1}"]


def test_large_sets_of_tools_are_searched(mode: str) -> None:
    bank = Bank()
    model = script("print(await search_tools(query='money'))\nawait pay(to='a', amount=1)")
    found = talk(mode, model, bank.tools, inline_tools=0, requires_approval=['pay']).say()
    assert [each['name'] for each in found.asked] == ['pay']
    found.answer(True)
    assert 'async def pay(*, to: str, amount: int)' in found.answer_text
    assert found.output == {'amount': 1}


def test_forgetting_what_earlier_code_bound(mode: str) -> None:
    again = {'name': 'run_code', 'args': {'code': 'x', 'restart': True}, 'id': 'again', 'type': 'tool_call'}
    found = talk(mode, script('x = 1', AIMessage('', tool_calls=[again])), []).say()
    assert "'x' is not defined" in found.answer_text


def test_a_call_without_code_is_told_so(mode: str) -> None:
    wrong = {'name': 'run_code', 'args': {'program': 'x'}, 'id': 'wrong', 'type': 'tool_call'}
    found = talk(mode, script(AIMessage('', tool_calls=[wrong]), '1 + 1'), []).say()
    assert [each.status for each in found.answers] == ['error', 'success']
    assert 'code' in str(found.answers[0].content)


def test_spans_are_complete(mode: str) -> None:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    bank = Bank()
    telemetry = Telemetry(tracer_provider=provider)
    model = script("await pay(to='a', amount=1)\nawait balance(account='b')")
    found = talk(mode, model, bank.tools, requires_approval=['pay'], telemetry=telemetry).say()
    found.answer(True)
    spans = exporter.get_finished_spans()
    assert {span.name for span in spans} == {'run_code', 'execute_tool pay', 'execute_tool balance'}
    assert len({span.context.trace_id for span in spans if span.context}) == 1
    calls = {span.name: span for span in spans}
    assert (calls['execute_tool pay'].attributes or {})['gen_ai.tool.name'] == 'pay'


# Approvals.


GATHERED = """
import asyncio

async def send(to, amount):
    try:
        return await pay(to=to, amount=amount)
    except PermissionError as e:
        return str(e)

held = await balance(account='me')
print('asking')
sent = await asyncio.gather(send('a', 1), send('b', 2), send('c', 3), balance(account='other'))
sent, held
"""

MIXED = {
    'decisions': [
        {'type': 'approve'},
        {'type': 'reject', 'message': 'too much'},
        {'type': 'edit', 'edited_action': {'name': 'pay', 'args': {'to': 'c', 'amount': 30}}},
    ]
}
SENT = [[{'amount': 1}, 'pay() was denied: too much', {'amount': 30}, [100]], [100]]

HITL = HumanInTheLoopMiddleware
APPROVALS: dict[str, Callable[[], tuple[list[Any], dict[str, Any]]]] = {
    'batched': lambda: ([HITL({'pay': True})], {}),
    'per call': lambda: ([HITL({'pay': True}, interrupt_mode='per_call')], {}),
    'elsewhere': lambda: ([], {'human_in_the_loop': HITL({'pay': True})}),
    'ours': lambda: ([], {'requires_approval': ['pay']}),
}


@pytest.mark.parametrize('kind', APPROVALS)
def test_gathered_calls_are_asked_about_at_once(mode: str, kind: str) -> None:
    bank = Bank()
    inner, options = APPROVALS[kind]()
    found = talk(mode, script(GATHERED, 'sent[0]'), bank.tools, *inner, **options).say()
    assert [(each['name'], each['args'], each['line']) for each in found.asked] == [
        ('pay', {'to': to, 'amount': amount}, 6) for to, amount in (('a', 1), ('b', 2), ('c', 3))
    ]
    assert (bank.paid, bank.read) == ([], ['me', 'other'])
    request = found.state.interrupts[0].value
    assert [each['allowed_decisions'] for each in request['review_configs']] == [
        ['approve', 'edit', 'reject', 'respond']
    ] * 3
    found.answer(MIXED)
    assert found.answers[0].artifact['output'] == SENT
    assert found.output == {'amount': 1}
    assert (sorted(bank.paid), bank.read) == ([('a', 1), ('c', 30)], ['me', 'other'])
    assert found.answer_text == "{'amount': 1}"
    assert 'asking' in str(found.answers[0].content)


@pytest.mark.parametrize('kind', APPROVALS)
def test_three_rounds_in_one_program(mode: str, kind: str) -> None:
    bank = Bank()
    inner, options = APPROVALS[kind]()
    found = talk(
        mode,
        script("for n in range(3):\n    print(await pay(to='x', amount=n))\n'over'"),
        bank.tools,
        *inner,
        **options,
    )
    found.say()
    for n in range(3):
        assert [each['args']['amount'] for each in found.asked] == [n]
        assert bank.paid == [('x', each) for each in range(n)]
        found.answer({'decisions': [{'type': 'approve'}]})
    assert found.output == 'over'
    assert bank.paid == [('x', 0), ('x', 1), ('x', 2)]


def test_two_interrupts_that_are_answered_by_their_ids(mode: str) -> None:
    bank = Bank()
    model = script(code("await pay(to='a', amount=1)", "await pay(to='b', amount=2)"))
    found = talk(mode, model, bank.tools, requires_approval=['pay']).say()
    first, second = found.state.interrupts
    found.answer({second.id: True})
    assert bank.paid == [('b', 2)]
    (left,) = found.state.interrupts
    found.answer({left.id: {'decisions': [{'type': 'approve'}]}})
    assert bank.paid == [('b', 2), ('a', 1)]
    assert [each.tool_call_id for each in found.answers] == ['call_1', 'call_2']


@pytest.mark.parametrize(
    'answer', [True, [{'type': 'approve'}], {'type': 'approve'}, {'1': True}, {'1': {'type': 'approve'}}]
)
def test_the_forms_of_an_answer(answer: Any) -> None:
    bank = Bank()
    found = talk('sync', script("await pay(to='a', amount=1)"), bank.tools, requires_approval=['pay']).say()
    assert found.answer(answer).output == {'amount': 1}


@pytest.mark.parametrize(
    'answer',
    [
        [],
        'yes',
        {'2': True},
        {'decisions': []},
        {'decisions': [{'type': 'approve'}, {'type': 'approve'}]},
        {'decisions': [{'type': 'resume', 'value': 1}]},
        {'decisions': [{'type': 'edit'}]},
        {'decisions': [{'type': 'edit', 'edited_action': {'name': 'balance', 'args': {}}}]},
        {'decisions': [{'type': 'reject', 'message': 3}]},
        {'owner': 'call_10', 'run': b'forged'},
    ],
)
def test_what_is_no_answer_leaves_everything_as_it_was(mode: str, answer: Any) -> None:
    bank = Bank()
    found = talk(mode, script("await pay(to='a', amount=1)"), bank.tools, requires_approval=['pay']).say()
    with pytest.raises(ValidationError):
        found.answer(answer)
    assert [each['name'] for each in found.asked] == ['pay']
    assert bank.paid == []
    assert found.answer({'decisions': [{'type': 'approve'}]}).output == {'amount': 1}


def test_middleware_that_retries_does_not_see_refused_answers(mode: str) -> None:
    bank = Bank()
    retry = ToolRetryMiddleware(max_retries=2, initial_delay=0)
    found = talk(mode, script("await pay(to='a', amount=1)"), bank.tools, retry, requires_approval=['pay']).say()
    with pytest.raises(ValidationError):
        found.answer({'decisions': [{'type': 'nonsense'}]})
    assert [each['name'] for each in found.asked] == ['pay']
    assert found.answer(True).output == {'amount': 1}


def test_a_tool_can_stop_the_run(mode: str) -> None:
    def stops() -> None:
        """Stops."""
        raise StopRun(ConnectionError('the host has to know'))

    retry = ToolRetryMiddleware(max_retries=2, initial_delay=0)
    found = talk(mode, script('try:\n    await stops()\nexcept BaseException:\n    pass'), [tool(stops)], retry)
    with pytest.raises(ConnectionError, match='has to know'):
        found.say()
    with pytest.raises(ConnectionError, match='has to know'):
        run(mode, code_mode_tool([tool(stops)]), 'await stops()')


def test_some_may_wait_on(mode: str) -> None:
    bank = Bank()
    found = talk(mode, script(GATHERED), bank.tools, requires_approval=['pay']).say()
    first, second, third = (each['id'] for each in found.asked)
    found.answer({second: True})
    assert bank.paid == [('b', 2)]
    assert [each['id'] for each in found.asked] == [first, third]
    found.answer({first: False, third: False})
    assert bank.paid == [('b', 2)]
    assert found.output[0][1] == {'amount': 2}


def test_a_person_may_answer_in_the_place_of_the_tool(mode: str) -> None:
    bank = Bank()
    found = talk(mode, script("await pay(to='a', amount=1)"), bank.tools, HITL({'pay': True})).say()
    found.answer({'decisions': [{'type': 'respond', 'message': '{"amount": 5}'}]})
    assert found.output == {'amount': 5}
    assert bank.paid == []


def test_the_configuration_of_the_human_in_the_loop_middleware_holds(mode: str) -> None:
    bank = Bank()
    config: Any = {
        'allowed_decisions': ['approve', 'reject'],
        'description': lambda call, state, runtime: f'{call["name"]} of {call["args"]["amount"]}',
        'when': lambda request: request.tool_call['args']['amount'] > 10,
    }
    model = script("await pay(to='a', amount=1), await pay(to='b', amount=11)")
    found = talk(mode, model, bank.tools, HITL({'pay': config})).say()
    assert bank.paid == [('a', 1)]
    assert [each['description'] for each in found.asked] == ['pay of 11']
    with pytest.raises(ValidationError, match='approve, reject'):
        found.answer({'decisions': [{'type': 'respond', 'message': 'x'}]})
    assert found.answer({'decisions': [{'type': 'approve'}]}).output == [{'amount': 1}, {'amount': 11}]


def test_a_human_in_the_loop_that_would_review_nothing_is_refused(mode: str) -> None:
    bank = Bank()
    text = "await pay(to='a', amount=1)"
    found = talk(mode, script(text), bank.tools, outer=[HITL({'pay': True})])
    with pytest.raises(RuntimeError, match='list it after'):
        found.say()
    assert bank.paid == []
    reviewer = HITL({'pay': True})
    found = talk(mode, script(text), bank.tools, outer=[reviewer], human_in_the_loop=reviewer).say()
    assert [each['name'] for each in found.asked] == ['pay']
    with pytest.raises(InputError):
        CodeModeMiddleware([], human_in_the_loop=HITL({}, interrupt_mode='per_call'))


def test_the_code_itself_can_be_reviewed_as_well(mode: str) -> None:
    bank = Bank()
    reviewer = HITL({'run_code': True, 'pay': True}, interrupt_mode='per_call')
    found = talk(mode, script("await balance(account='a')\nawait pay(to='a', amount=1)"), bank.tools, reviewer).say()
    assert found.state.interrupts[0].value['name'] == 'run_code'
    assert bank.read == []
    found.answer({'type': 'approve'})
    assert [each['name'] for each in found.asked] == ['pay']
    found.answer({'decisions': [{'type': 'approve'}]})
    assert found.output == {'amount': 1}
    assert (bank.paid, bank.read) == ([('a', 1)], ['a'])


@pytest.fixture
def asking() -> Iterator[tuple[BaseTool, list[str]]]:
    begun: list[str] = []

    @langchain_tool
    def ask(question: str) -> dict[str, Any]:
        """Ask a person twice."""
        begun.append(question)
        first = interrupt({'question': question})
        return {'first': first, 'second': interrupt({'again': first})}

    yield ask, begun


def test_a_tool_that_interrupts_gets_its_answers(mode: str, asking: tuple[BaseTool, list[str]]) -> None:
    ask, begun = asking
    bank = Bank()
    model = script("import asyncio\nawait asyncio.gather(ask(question='q'), pay(to='a', amount=1))")
    found = talk(mode, model, [ask, *bank.tools], requires_approval=['pay']).say()
    assert [each.get('interrupt') for each in found.asked] == [{'question': 'q'}, None]
    found.answer({'decisions': [{'type': 'resume', 'value': [1]}, {'type': 'approve'}]})
    assert bank.paid == [('a', 1)]
    assert [each.get('interrupt') for each in found.asked] == [{'again': [1]}]
    found.answer({'decisions': [{'type': 'resume', 'value': 'two'}]})
    assert found.output == [{'first': [1], 'second': 'two'}, {'amount': 1}]
    assert begun == ['q', 'q', 'q']
    assert bank.paid == [('a', 1)]


def test_an_interrupt_with_a_schema_takes_what_fits_it(mode: str) -> None:
    class Choice(BaseModel):
        size: Literal['s', 'm']

    @langchain_tool
    def choose() -> str:
        """Ask a person."""
        return interrupt('which?', response_schema=Choice).size

    found = talk(mode, script('await choose()'), [choose]).say()
    assert found.asked[0]['response_schema']['properties']['size']['enum'] == ['s', 'm']
    with pytest.raises(ValidationError, match='size'):
        found.answer({'decisions': [{'type': 'resume', 'value': {'size': 'xl'}}]})
    assert found.answer({'decisions': [{'type': 'resume', 'value': {'size': 'm'}}]}).output == 'm'


def test_deferred_results_come_from_outside(mode: str) -> None:
    def fetch(key: str) -> list[int]:
        """From elsewhere."""
        raise SuspendCall('deferred', {'queue': key})

    found = talk(mode, script("await fetch(key='k')"), [tool(fetch)]).say()
    assert found.asked[0]['metadata'] == {'queue': 'k'}
    assert found.state.interrupts[0].value['review_configs'][0]['allowed_decisions'] == ['respond', 'fail', 'reject']
    assert found.answer({'decisions': [{'type': 'respond', 'message': '[4]'}]}).output == [4]


def test_an_agent_within_a_tool_may_be_interrupted(mode: str) -> None:
    deleted: list[str] = []

    @langchain_tool
    def delete(path: str) -> str:
        """Delete."""
        deleted.append(path)
        return f'deleted {path}'

    def helper_of(path: str) -> Any:
        wanted = AIMessage('', tool_calls=[{'name': 'delete', 'args': {'path': path}, 'id': path}])
        model = Script(responses=[wanted, AIMessage(f'handled {path}')], bound=[])
        return create_agent(model, tools=[delete], middleware=[HITL({'delete': True})])

    helpers = {path: helper_of(path) for path in 'ab'}

    @langchain_tool
    def helper(path: str) -> str:
        """Another agent."""
        return str(helpers[path].invoke({'messages': [HumanMessage('go')]})['messages'][-1].content)

    found = talk(
        mode, script("import asyncio\nawait asyncio.gather(helper(path='a'), helper(path='b'))"), [helper]
    ).say()
    assert [each['interrupt']['action_requests'][0]['args'] for each in found.asked] == [{'path': 'a'}, {'path': 'b'}]
    kinds = {'a': 'approve', 'b': 'reject'}
    answers = [{'type': 'resume', 'value': {'decisions': [{'type': kinds[path]}]}} for path in 'ab']
    assert found.answer({'decisions': answers}).output == ['handled a', 'handled b']
    assert deleted == ['a']


CATCHES = [
    "try:\n    x = await pay(to='a', amount=1)\nexcept BaseException:\n    x = 1\nfinally:\n    print('over')\nx",
    "import asyncio\n(await asyncio.gather(pay(to='a', amount=1), return_exceptions=True))[0]",
    "import asyncio\nawait asyncio.wait_for(pay(to='a', amount=1), 1000)",
]


@pytest.mark.parametrize('kind', APPROVALS)
@pytest.mark.parametrize('text', CATCHES)
def test_no_code_can_see_catch_or_skip_the_wait(text: str, kind: str) -> None:
    bank = Bank()
    inner, options = APPROVALS[kind]()
    found = talk('async', script(text), bank.tools, *inner, **options).say()
    assert [each['name'] for each in found.asked] == ['pay']
    assert [each for each in found.events if each['type'] == 'monty_tools.printed'] == []
    assert found.answer(True).output == {'amount': 1}
    assert bank.paid == [('a', 1)]


def test_clients_see_no_state_of_the_program(mode: str) -> None:
    bank = Bank()
    found = talk(
        mode, script("secret = 'hush' + 'hush'\nawait pay(to='a', amount=1)"), bank.tools, requires_approval=['pay']
    )
    found.say()
    assert 'hushhush' not in repr((found.out, found.updates, found.events, found.state))
    assert b'MONTY' not in repr((found.out, found.updates, found.events, found.state)).encode()


def test_commands_before_the_wait_are_applied_after_it(mode: str) -> None:
    bank = Bank()

    @langchain_tool
    def bump(by: int, runtime: ToolRuntime[Any, Any]) -> Command[Any]:
        """Count."""
        return Command(update={'count': by, 'messages': [ToolMessage('ok', tool_call_id=runtime.tool_call_id)]})

    model = script("await bump(by=2)\nawait pay(to='a', amount=1)\nawait bump(by=3)")
    found = talk(mode, model, [bump, *bank.tools], requires_approval=['pay'], agent={'state_schema': Counted})
    found.say(count=1)
    assert found.state.values['count'] == 1
    found.answer(True)
    assert found.out['count'] == 6


def test_the_tool_by_itself_is_suspended_in_a_graph_too(mode: str) -> None:
    bank = Bank()
    made = code_mode_tool(bank.tools, requires_approval=['pay'])
    found = Talk(create_agent(script(GATHERED, 'sent[2]'), tools=[made], checkpointer=InMemorySaver()), mode)
    found.say()
    assert len(found.asked) == 3
    found.answer(MIXED)
    assert found.answers[0].artifact.output == (SENT[0], SENT[1])
    assert found.answer_text == "{'amount': 30}"
    assert bank.read == ['me', 'other']


def test_tools_that_interrupt_below_the_tool_by_itself(mode: str, asking: tuple[BaseTool, list[str]]) -> None:
    ask, _begun = asking
    made = code_mode_tool([ask])
    agent = create_agent(script("await ask(question='q')"), tools=[made], checkpointer=InMemorySaver())
    found = Talk(agent, mode).say()
    found.answer({'1': {'type': 'resume', 'value': 'a'}}).answer({'1': {'type': 'resume', 'value': 'b'}})
    assert found.answers[0].artifact.output == {'first': 'a', 'second': 'b'}


def test_in_a_graph_of_ones_own(mode: str) -> None:
    bank = Bank()
    graph = StateGraph(MessagesState)
    graph.add_node('tools', ToolNode([code_mode_tool(bank.tools, requires_approval=['pay'])]))
    graph.add_edge(START, 'tools')
    found = Talk(graph.compile(checkpointer=InMemorySaver()), mode)
    found.say({'messages': [code("await pay(to='a', amount=1)")]})
    assert found.answer(True).answer_text == "{'amount': 1}"


# Across processes.


PROCESS = '''
import asyncio, json, sys
from pathlib import Path
sys.path[:0] = {paths!r}
import test_langchain as t
from langgraph.checkpoint.sqlite import SqliteSaver

folder, action, mode, kind = sys.argv[1:5]
log = Path(folder, 'log')

class Bank(t.Bank):
    def pay(self, to: str, amount: int) -> dict[str, int]:
        """Send money."""
        with log.open('a') as file:
            file.write(f'pay {{to}} {{amount}}\\n')
        return {{'amount': amount}}
    async def balance(self, account: str) -> list[int]:
        """What an account holds."""
        with log.open('a') as file:
            file.write(f'balance {{account}}\\n')
        return [100]

inner, options = t.APPROVALS[kind]()
if len(sys.argv) > 6:
    options['snapshots'] = t.SnapshotStore(f'sqlite:///{{folder}}/snapshots.db', keys=[sys.argv[6]])
with SqliteSaver.from_conn_string(f'{{folder}}/checkpoints.db') as saver:
    model = t.script(t.GATHERED) if action == 'ask' else t.Script(responses=[t.AIMessage('done')], bound=[])
    found = t.talk('sync', model, Bank().tools, *inner, saver=saver, **options)
    if action == 'ask':
        found.say()
        print(json.dumps(found.asked))
    else:
        try:
            found.answer(json.loads(sys.argv[5]))
        except t.SnapshotAlreadyResumed:
            print('"resumed already"')
        else:
            print(json.dumps(found.output))
'''


def process(folder: Path, *args: str) -> subprocess.Popen[str]:
    path = folder / 'process.py'
    if not path.exists():  # another process may be reading it
        path.write_text(PROCESS.format(paths=[str(ROOT), str(ROOT / 'tests')]))
    command = [sys.executable, str(path), str(folder), *args]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def said(running: subprocess.Popen[str]) -> Any:
    out, err = running.communicate(timeout=120)
    assert running.returncode == 0, err
    return json.loads(out)


def test_it_goes_on_in_another_process(tmp_path: Path) -> None:
    asked = said(process(tmp_path, 'ask', 'sync', 'batched', '-'))
    assert [each['args'] for each in asked] == [{'to': to, 'amount': n} for to, n in (('a', 1), ('b', 2), ('c', 3))]
    assert said(process(tmp_path, 'answer', 'sync', 'batched', json.dumps(MIXED))) == SENT
    assert sorted((tmp_path / 'log').read_text().split()) == sorted('balance me balance other pay a 1 pay c 30'.split())


def test_of_two_processes_one_gets_a_stored_run(tmp_path: Path) -> None:
    key = new_key()
    said(process(tmp_path, 'ask', 'sync', 'ours', '-', key))
    both = [process(tmp_path, 'answer', 'sync', 'ours', json.dumps(MIXED), key) for _ in range(2)]
    found = [said(each) for each in both]
    assert SENT in found
    assert (tmp_path / 'log').read_text().count('pay c 30') == 1


class Crash(BaseException):
    """The process dies."""


def test_a_crashed_run_goes_on_from_its_last_checkpoint(mode: str) -> None:
    bank = Bank()
    key = new_key()
    crashes = [Crash]

    async def note(text: str) -> str:
        """Note."""
        if crashes:
            raise crashes.pop()
        return text

    made = [tool(bank.balance, checkpoint=True), tool(note), tool(bank.pay, requires_approval=True)]
    text = "held = await balance(account='a')\nawait note(text='n')\nawait pay(to='a', amount=held[0])"
    store = SnapshotStore('sqlite:///:memory:', keys=[key])
    found = talk(mode, script(text), made, snapshots=store, snapshot_label='tenant')
    with pytest.raises(Crash):
        found.say()
    (stored,) = store.list()
    assert (stored.state, stored.label) == ('waiting', ('tenant', 'thread one', 'call_10'))
    found.say(None)
    assert (bank.read, [each['args'] for each in found.asked]) == (['a'], [{'to': 'a', 'amount': 100}])
    found.answer(True)
    assert found.output == {'amount': 100}
    assert (bank.read, bank.paid) == (['a'], [('a', 100)])
    assert [each.state for each in store.list()] == ['finished']


def test_what_was_approved_is_not_done_twice_where_a_process_dies_on_its_way(mode: str) -> None:
    bank = Bank()
    crashes = [Crash]

    async def pay(to: str, amount: int) -> dict[str, int]:
        """Send money."""
        if to == 'c' and crashes:
            while len(bank.paid) < 1 or not any(call.outcome == 'returned' for call in heard):
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.1)
            raise crashes.pop()
        return bank.pay(to, amount)

    heard: list[ToolCall] = []
    store = SnapshotStore('sqlite:///:memory:', keys=[new_key()])
    made = [tool(pay), tool(bank.balance)]
    found = talk(mode, script(GATHERED), made, HITL({'pay': True}), snapshots=store, audit=heard.append).say()
    with pytest.raises(Crash):
        found.answer(MIXED)
    assert bank.paid == [('a', 1)]
    found.answer(MIXED)
    assert found.output == SENT
    assert bank.paid == [('a', 1), ('c', 30)]
    assert bank.read == ['me', 'other']


def test_three_rounds_with_a_store(mode: str) -> None:
    bank = Bank()
    store = SnapshotStore('sqlite:///:memory:', keys=[new_key()])
    text = "for n in range(3):\n    print(await pay(to='x', amount=n))\n'over'"
    found = talk(mode, script(text), bank.tools, requires_approval=['pay'], snapshots=store).say()
    for n in range(3):
        (stored,) = store.list()
        assert (stored.round, stored.state) == (n, 'waiting')
        found.answer(True)
    assert found.output == 'over'
    assert [amount for _to, amount in bank.paid] == [0, 1, 2]


# Around it.


def python(text: str, *args: str) -> str:
    done = subprocess.run([sys.executable, '-c', text, *args], capture_output=True, text=True, cwd=ROOT, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_is_not_installed_is_named() -> None:
    text = """
import sys
for name in sys.argv[1].split():
    sys.modules[name] = None
import monty_tools.integrations.langchain as integration
for name in ('code_mode_tool', 'CodeModeMiddleware'):
    try:
        print(getattr(integration, name).__name__)
    except ImportError as error:
        print(error)
print(integration.code_mode_tool([]).invoke({'code': '1 + 1'}) if sys.argv[2] else 'no tool')
"""
    needs = 'needs a recent langchain: pip install'
    tool_name, refused, result = python(text, 'langchain langgraph', 'run').splitlines()
    assert (tool_name, result) == ('code_mode_tool', '2')
    assert needs in refused
    first, second, _none = python(text, 'langchain_core langchain langgraph', '').splitlines()
    assert "needs a recent langchain-core: pip install 'monty-tools[langchain]'" in first
    assert 'CodeModeMiddleware needs' in second


def test_the_example(tmp_path: Path) -> None:
    def example(*args: str) -> list[str]:
        path = ROOT / 'examples' / 'approval' / 'langgraph_agent.py'
        command = [sys.executable, str(path), str(tmp_path), *args]
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=120, env={**os.environ, 'PYTHONPATH': str(ROOT)}
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    assert example('ask') == [
        '(reading the invoices)',
        "2: pay(to='ann', amount=12) in line 6",
        "3: pay(to='bob', amount=900) in line 6",
        "4: pay(to='cid', amount=70) in line 6",
    ]
    done = example('answer', '2=yes', '3=no:too much', '4={"to": "cid", "amount": 7}')
    paying = ''.join(done[:-5])  # side by side, so in any order
    assert '(paying 12 to ann)' in paying and '(paying 7 to cid)' in paying and 'bob' not in paying
    assert done[-5:] == [
        'Printed:',
        'paid 12 to ann',
        'not paid: pay() was denied: too much',
        'paid 7 to cid',
        'That is all.',
    ]
