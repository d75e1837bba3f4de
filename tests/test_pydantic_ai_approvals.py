"""Code in Pydantic AI agents that waits for approvals and results from outside: asked, answered, gone on with."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from agents import Script, contents, returns
from logfire.testing import CaptureLogfire
from pydantic_ai import (
    Agent,
    AgentRunResult,
    ApprovalRequired,
    BinaryContent,
    CallDeferred,
    DeferredToolRequests,
    DeferredToolResults,
    FunctionToolset,
    ModelRetry,
    RunContext,
    Tool,
    ToolApproved,
    ToolDenied,
    ToolReturn,
    UsageLimitExceeded,
    UsageLimits,
    UserError,
)
from pydantic_ai.capabilities import HandleDeferredToolCalls
from pydantic_ai.messages import ModelMessage, ModelMessagesTypeAdapter, ToolCallPart, UserPromptPart
from pydantic_ai.tools import ToolDefinition
from pydantic_ai.toolsets import ExternalToolset
from test_pydantic_ai_traces import recorded, run_with_logfire, tree

from monty_tools.integrations.pydantic_ai import (
    CodeMode,
    CodeModeSession,
    CodeModeToolset,
    CodeToolCallEvent,
    CodeToolResultEvent,
)
from monty_tools.integrations.pydantic_ai import shelves as shelves_module
from monty_tools.snapshots import SnapshotKeys, SnapshotStore, new_key

TESTS = Path(__file__).resolve().parent
Reply = AgentRunResult[Any]
MakeOptions = Callable[[], dict[str, Any]]


class Bank:
    """Tools that note what they did."""

    def __init__(self) -> None:
        self.paid: list[tuple[str, int]] = []
        self.read: list[str] = []
        self.told: list[Any] = []

    async def balance(self, account: str) -> int:
        """What an account holds."""
        self.read.append(account)
        return 100

    async def pay(self, to: str, amount: int) -> str:
        """Send money."""
        self.paid.append((to, amount))
        return f'sent {amount} to {to}'

    async def lend(self, ctx: RunContext[Any], amount: int) -> str:
        """Lend money; more than 10 with consent only."""
        self.told.append((ctx.tool_call_id, ctx.tool_call_approved, ctx.tool_call_metadata))
        if amount > 10 and not ctx.tool_call_approved:
            raise ApprovalRequired({'why': f'{amount} is more than 10'})
        return f'lent {amount}'

    async def ask(self, question: str) -> str:
        """Ask somebody else."""
        raise CallDeferred({'queue': question})

    def agent(self, *steps: Any, extra: tuple[Any, ...] = (), **options: Any) -> Agent[Any, Any]:
        tools = [self.balance, Tool(self.pay, requires_approval=True), self.lend, self.ask, *extra]
        return Agent(
            Script(*steps), tools=tools, capabilities=[CodeMode(**options)], output_type=[str, DeferredToolRequests]
        )


@dataclass
class Asked:
    """A run that ended with a question about the calls of one piece of code."""

    reply: Reply
    outer: str = field(init=False)
    metadata: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        requests = self.reply.output
        assert isinstance(requests, DeferredToolRequests), requests
        (call,) = requests.approvals
        assert requests.calls == []
        self.outer = call.tool_call_id
        self.metadata = json.loads(json.dumps(requests.metadata[self.outer]))

    @property
    def calls(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.metadata['calls']
        return found

    @property
    def ids(self) -> list[str]:
        return [call['id'] for call in self.calls]

    @property
    def history(self) -> list[ModelMessage]:
        """The messages as a client has them."""
        return ModelMessagesTypeAdapter.validate_json(self.reply.all_messages_json())

    def answer(
        self, decisions: Mapping[str, Any] | None = None, *, approval: Any = True, **metadata: Any
    ) -> DeferredToolResults:
        brought = {'token': self.metadata['token'], **metadata}
        if decisions is not None:
            brought['decisions'] = decisions
        return DeferredToolResults(approvals={self.outer: approval}, metadata={self.outer: brought})

    def resume(self, agent: Agent[Any, Any], decisions: Mapping[str, Any] | None = None, **options: Any) -> Reply:
        answer = options.pop('answer', None) or self.answer(decisions)
        return agent.run_sync(message_history=self.history, deferred_tool_results=answer, **options)


@pytest.fixture(params=['memory', 'store', 'sealed'])
def options(request: pytest.FixtureRequest, tmp_path: Path) -> MakeOptions:
    """Makes the options of a code mode as each process would: what they share is what they keep code in."""
    key = new_key()

    def make() -> dict[str, Any]:
        if request.param == 'store':
            return {'snapshots': SnapshotStore(f'sqlite:///{tmp_path}/snapshots.db', keys=[key])}
        if request.param == 'sealed':
            return {'snapshots': SnapshotKeys([key])}
        return {}

    return make


MIXED = """
import asyncio
def note(text):
    print(text)
async def send(to, amount):
    try:
        note(await pay(to=to, amount=amount))
    except PermissionError as e:
        note(f'no: {e}')
    return to
total = await balance(account='a')
names = await asyncio.gather(send('ann', 1), send('bob', 2), send('cid', 3), balance(account='b'))
names, total
"""


def test_gathered_calls_are_asked_about_together_and_decided_one_by_one(options: MakeOptions) -> None:
    bank = Bank()
    asked = Asked(bank.agent(MIXED, **options()).run_sync('go'))
    assert [{**call, 'id': call['id'].removeprefix(asked.outer)} for call in asked.calls] == [
        {
            'id': f'__{number}',
            'tool_name': 'pay',
            'arguments': {'to': to, 'amount': amount},
            'line': 7,
            'kind': 'approval',
            'metadata': None,
        }
        for number, to, amount in ((3, 'ann', 1), (4, 'bob', 2), (5, 'cid', 3))
    ]
    assert (bank.paid, bank.read) == ([], ['a', 'b'])
    first, second, third = asked.ids
    decisions = {first: True, second: {'reason': 'too much'}, third: {'arguments': {'to': 'cid', 'amount': 30}}}
    later = Bank()
    done = asked.resume(later.agent(**options()), decisions)
    assert done.output == 'done'
    (part,) = returns(done.all_messages())
    assert part.tool_call_id == asked.outer
    text = str(part.content)
    assert sorted(text.splitlines()[1:4]) == ['no: pay() was denied: too much', 'sent 1 to ann', 'sent 30 to cid']
    assert text.endswith("Result:\n(['ann', 'bob', 'cid', 100], 100)")
    assert (later.paid, later.read) == ([('ann', 1), ('cid', 30)], [])
    outcomes = {call['tool_call_id'][-1]: call['outcome'] for call in part.metadata['code_mode']['calls']}
    assert outcomes == {'1': 'returned', '2': 'returned', '3': 'returned', '4': 'denied', '5': 'returned'}


def test_three_rounds(options: MakeOptions) -> None:
    bank = Bank()
    code = """
    async def one(n):
        try:
            return await pay(to='x', amount=n)
        finally:
            print('after', n)
    start = await balance(account='a')
    for n in range(3):
        print(await one(n))
    """
    reply = bank.agent(code, **options()).run_sync('go')
    for n in range(3):
        asked = Asked(reply)
        assert [call['arguments'] for call in asked.calls] == [{'to': 'x', 'amount': n}]
        assert bank.paid == [('x', other) for other in range(n)]
        reply = asked.resume(bank.agent(**options()))
    assert contents(reply.all_messages()) == [
        'Printed:\n' + '\n'.join(f'after {n}\nsent {n} to x' for n in range(3)),
    ]
    assert bank.read == ['a']


def test_an_approval_is_for_what_was_asked_and_not_for_what_comes_later(options: MakeOptions) -> None:
    bank = Bank()
    code = "await pay(to='ann', amount=1)\nawait pay(to='bob', amount=1000)"
    asked = Asked(bank.agent(code, **options()).run_sync('go'))
    again = Asked(asked.resume(bank.agent(**options())))
    with pytest.raises(UserError, match='cannot go on with the code that waits'):
        asked.resume(bank.agent(**options()))
    assert bank.paid == [('ann', 1)]
    again.resume(bank.agent(**options()), {again.ids[0]: False})
    assert bank.paid == [('ann', 1)]


def test_calls_without_a_decision_wait_on(options: MakeOptions) -> None:
    bank = Bank()
    asked = Asked(bank.agent(MIXED, **options()).run_sync('go'))
    first, second, third = asked.ids
    half = Asked(asked.resume(bank.agent(**options()), {second: True}))
    assert half.ids == [first, third]
    done = half.resume(bank.agent(**options()), {first: False, third: ToolDenied('never')})
    text = contents(done.all_messages())[0]
    assert 'sent 2 to bob' in text and 'no: pay() was denied: never' in text
    assert (bank.paid, bank.read) == ([('bob', 2)], ['a', 'b'])


SWALLOW = {
    'except': 'x = 1\ntry:\n    x = await {call}\nexcept BaseException as e:\n    x = print(repr(e))\nx',
    'finally': "try:\n    x = await {call}\nfinally:\n    print('over')\nx",
    'exit': """
class Swallow:
    async def __aenter__(self): return self
    async def __aexit__(self, *error):
        print('exit')
        return True
async with Swallow():
    x = await {call}
x
""",
    'gather': 'import asyncio\nx, = await asyncio.gather({call}, return_exceptions=True)\nx',
    'generator': """
async def one():
    try:
        yield await {call}
    except BaseException as e:
        print(e)
        yield None
x = [each async for each in one()][0]
x
""",
}


@pytest.mark.parametrize('code', SWALLOW.values(), ids=SWALLOW)
@pytest.mark.parametrize(
    ('call', 'decision', 'value'),
    [
        ("pay(to='x', amount=1)", True, 'sent 1 to x'),
        ('lend(amount=50)', True, 'lent 50'),
        ("ask(question='why')", {'result': 'because'}, 'because'),
    ],
    ids=['declared', 'raised', 'deferred'],
)
def test_no_code_can_see_catch_or_skip_the_wait(code: str, call: str, decision: Any, value: str) -> None:
    bank = Bank()
    reply = bank.agent('print("before")\n' + code.replace('{call}', call)).run_sync('go')
    asked = Asked(reply)
    assert bank.paid == []
    text = contents(asked.resume(bank.agent(), {asked.ids[0]: decision}).all_messages())[0]
    assert text.startswith('Printed:\nbefore') and text.endswith(f'Result:\n{value}')
    assert 'Error' not in text and 'Suspend' not in text


def test_a_tool_that_asks_by_itself_learns_that_it_was_approved(options: MakeOptions) -> None:
    bank = Bank()
    asked = Asked(bank.agent('await lend(amount=5)\nawait lend(amount=50)', **options()).run_sync('go'))
    (call,) = asked.calls
    assert (call['tool_name'], call['kind'], call['metadata']) == ('lend', 'approval', {'why': '50 is more than 10'})
    again = Bank()
    done = asked.resume(again.agent(**options()))
    assert contents(done.all_messages()) == ['lent 50']
    assert again.told == [(call['id'], True, {'why': '50 is more than 10'})]
    assert bank.told[0] == (f'{asked.outer}__1', False, None)


def test_whoever_approves_can_tell_the_tool_something() -> None:
    bank = Bank()
    asked = Asked(bank.agent('await lend(amount=50)').run_sync('go'))
    decision = {'metadata': {'by': 'ann'}, 'arguments': {'amount': 40}}
    assert contents(asked.resume(bank.agent(), {asked.ids[0]: decision}).all_messages()) == ['lent 40']
    assert bank.told[-1] == (asked.ids[0], True, {'by': 'ann'})


def test_approval_required_toolsets() -> None:
    bank = Bank()
    toolset = FunctionToolset([bank.pay, bank.balance]).approval_required(lambda _ctx, tool, _args: tool.name == 'pay')
    code = "await balance(account='a')\nawait pay(to='x', amount=1)"

    def agent(*steps: str) -> Agent[Any, Any]:
        wrapped: CodeModeToolset[Any] = CodeModeToolset(toolset)
        return Agent(Script(*steps), toolsets=[wrapped], output_type=[str, DeferredToolRequests])

    asked = Asked(agent(code).run_sync('go'))
    assert contents(asked.resume(agent()).all_messages()) == ['sent 1 to x']
    assert (bank.paid, bank.read) == ([('x', 1)], ['a'])


def test_results_from_outside(options: MakeOptions) -> None:
    bank = Bank()
    code = """
    import asyncio
    async def one(question):
        try:
            return await ask(question=question)
        except Exception as e:
            return repr(e)
    await asyncio.gather(one('a'), one('b'), one('c'), one('d'), pay(to='x', amount=1))
    """
    asked = Asked(bank.agent(code, **options()).run_sync('go'))
    assert [(call['kind'], call['metadata']) for call in asked.calls] == [
        ('approval', None),
        *[('deferred', {'queue': question}) for question in 'abcd'],
    ]
    half = Asked(asked.resume(bank.agent(**options())))
    assert half.ids == asked.ids[1:]
    assert bank.paid == [('x', 1)]
    with pytest.raises(UserError, match='Decide on at least one'):
        half.resume(bank.agent(**options()))
    with pytest.raises(UserError, match='comes from outside'):
        half.resume(bank.agent(**options()), {half.ids[0]: True})
    first, second, third, fourth = half.ids
    decisions = {first: {'result': 'yes'}, second: {'error': 'gone'}, third: {'result': [1]}, fourth: False}
    text = contents(half.resume(bank.agent(**options()), decisions).all_messages())[0]
    assert text.startswith("['yes', \"RuntimeError('gone')\", ")
    assert "ValueError('ask() returned something else" in text and 'ask() was denied' in text


def test_external_tools_that_are_named() -> None:
    schema = {'type': 'object', 'properties': {'x': {'type': 'integer'}}, 'required': ['x']}
    external: ExternalToolset[Any] = ExternalToolset([ToolDefinition(name='elsewhere', parameters_json_schema=schema)])

    def agent(*steps: str) -> Agent[Any, Any]:
        mode: CodeMode[Any] = CodeMode(tools=['elsewhere'])
        return Agent(Script(*steps), toolsets=[external], capabilities=[mode], output_type=[str, DeferredToolRequests])

    asked = Asked(agent('await elsewhere(x=2) + 1').run_sync('go'))
    assert asked.calls[0]['arguments'] == {'x': 2}
    assert contents(asked.resume(agent(), {asked.ids[0]: {'result': 41}}).all_messages()) == ['42']


@pytest.mark.parametrize('arguments', [{'to': 'x', 'amount': 'much'}, {'to': 'x'}, {'to': 'x', 'amount': 1, 'y': 2}])
def test_edited_arguments_are_validated_again(arguments: dict[str, Any]) -> None:
    bank = Bank()
    asked = Asked(bank.agent("await pay(to='x', amount=1)").run_sync('go'))
    text = contents(asked.resume(bank.agent(), {asked.ids[0]: {'arguments': arguments}}).all_messages())[0]
    assert 'TypeError' in text and bank.paid == []


NO_DECISIONS: list[Any] = [
    {},
    {'nobody': True},
    {'1': True},
    {'ID': 'yes'},
    {'ID': None},
    {'ID': 1},
    {'ID': {}},
    {'ID': {'reason': 3}},
    {'ID': {'arguments': []}},
    {'ID': {'arguments': {1: 2}}},
    {'ID': {'result': 1, 'reason': 'x'}},
    {'ID': {'approve': True}},
    {'ID': True, 'nobody': True},
    {1: True},
    'ID',
    [],
    True,
]


def test_what_is_no_decision_leaves_everything_as_it_was(options: MakeOptions) -> None:
    bank = Bank()
    asked = Asked(bank.agent("await pay(to='x', amount=1)", **options()).run_sync('go'))
    for decisions in NO_DECISIONS:
        if isinstance(decisions, dict):
            decisions = {asked.ids[0] if key == 'ID' else key: value for key, value in decisions.items()}
        with pytest.raises(UserError):
            asked.resume(bank.agent(**options()), answer=asked.answer(decisions))
    assert bank.paid == []
    asked.resume(bank.agent(**options()))
    assert bank.paid == [('x', 1)]


def altered(token: str) -> list[Any]:
    """Tokens that somebody might try in its place."""
    middle = len(token) // 2
    other = 'A' if token[middle] != 'A' else 'B'
    return ['', 'x', token[:-1], token + 'A', token[:middle] + other + token[middle + 1 :], token.swapcase(), 3, None]


def test_forged_tokens_are_refused_and_nothing_runs(options: MakeOptions) -> None:
    bank = Bank()
    asked = Asked(bank.agent(MIXED, **options()).run_sync('go'))
    other = Asked(bank.agent(MIXED, **options()).run_sync('go'))
    for token in [*altered(asked.metadata['token']), other.metadata['token']]:
        with pytest.raises(UserError):
            asked.resume(bank.agent(**options()), answer=asked.answer(token=token))
    assert bank.paid == [] and bank.read == ['a', 'b'] * 2
    asked.resume(bank.agent(**options()))
    other.resume(bank.agent(**options()))
    assert len(bank.paid) == 6 and bank.read == ['a', 'b'] * 2


def test_a_token_is_good_once(options: MakeOptions) -> None:
    bank = Bank()
    asked = Asked(bank.agent("await pay(to='x', amount=1)", **options()).run_sync('go'))
    asked.resume(bank.agent(**options()))
    for _ in range(2):
        with pytest.raises(UserError, match='cannot go on with the code that waits'):
            asked.resume(bank.agent(**options()))
    assert bank.paid == [('x', 1)]


def test_one_of_two_who_answer_at_the_same_moment_goes_on(options: MakeOptions) -> None:
    bank = Bank()
    asked = Asked(bank.agent("await pay(to='x', amount=1)", **options()).run_sync('go'))

    async def main() -> list[Any]:
        runs = [
            bank.agent(**options()).run(message_history=asked.history, deferred_tool_results=asked.answer())
            for _ in range(4)
        ]
        return await asyncio.gather(*runs, return_exceptions=True)

    outcomes = asyncio.run(main())
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ['AgentRunResult'] + ['UserError'] * 3
    assert bank.paid == [('x', 1)]


def test_a_client_cannot_alter_the_code_or_the_calls() -> None:
    bank = Bank()
    code = "await pay(to='x', amount=1)"
    asked = Asked(bank.agent(code).run_sync('go'))
    edited = {'code': "await pay(to='evil', amount=1)"}
    with pytest.raises(UserError, match='not the code that waits'):
        asked.resume(bank.agent(), answer=asked.answer(approval=ToolApproved(override_args=edited)))
    history = asked.history
    for message in history:
        message.parts = [
            replace(part, args=edited) if isinstance(part, ToolCallPart) else part for part in message.parts
        ]
    with pytest.raises(UserError, match='not the code that waits'):
        bank.agent().run_sync(message_history=history, deferred_tool_results=asked.answer())
    asked.resume(bank.agent(), answer=asked.answer(calls=[{'id': asked.ids[0], 'arguments': {'to': 'evil'}}], made=[]))
    assert bank.paid == [('x', 1)]


def test_waiting_code_belongs_to_somebody(options: MakeOptions) -> None:
    bank = Bank()

    async def owner(ctx: RunContext[str]) -> str:
        return ctx.deps

    def agent(*steps: str) -> Agent[Any, Any]:
        return bank.agent(*steps, snapshot_label=owner, **options())

    asked = Asked(agent("await pay(to='x', amount=1)").run_sync('go', deps='ann'))
    for stranger in ('bob', 'an', 'ann '):
        with pytest.raises(UserError, match='cannot go on with the code that waits'):
            asked.resume(agent(), deps=stranger)
    with pytest.raises(UserError, match='snapshot_label'):
        asked.resume(agent(), deps='')
    with pytest.raises(UserError, match='cannot go on with the code that waits'):
        asked.resume(bank.agent(**options()))
    assert bank.paid == []
    asked.resume(agent(), deps='ann')
    assert bank.paid == [('x', 1)]


def test_an_approval_without_its_token(options: MakeOptions) -> None:
    bank = Bank()
    code = "await balance(account='a')\nawait pay(to='x', amount=1)"
    asked = Asked(bank.agent(code, **options()).run_sync('go'))
    bare = DeferredToolResults(approvals={asked.outer: True})
    with pytest.raises(UserError, match='its token is missing'):
        asked.resume(bank.agent(**options()), answer=bare)
    assert (bank.paid, bank.read) == ([], ['a'])
    asked.resume(bank.agent(**options()))
    assert bank.paid == [('x', 1)]


def test_an_owner_needs_no_token_to_approve(options: MakeOptions) -> None:
    """As with user interfaces that know of approvals, and nothing of metadata."""
    kept = options()
    if isinstance(kept.get('snapshots'), SnapshotKeys):
        pytest.skip('the token is all that there is')
    bank = Bank()
    code = "await balance(account='a')\nawait pay(to='x', amount=1)"
    asked = Asked(bank.agent(code, snapshot_label='ann', **kept).run_sync('go'))
    bare = DeferredToolResults(approvals={asked.outer: True})
    with pytest.raises(UserError, match='code that waits'):
        asked.resume(bank.agent(snapshot_label='bob', **options()), answer=asked.answer())
    asked.resume(bank.agent(snapshot_label='ann', **options()), answer=bare)
    assert (bank.paid, bank.read) == ([('x', 1)], ['a'])


def test_approval_of_the_code_itself_comes_first() -> None:
    bank = Bank()
    code = "await balance(account='a')\nawait pay(to='x', amount=1)"

    def agent(*steps: str) -> Agent[Any, Any]:
        toolset = FunctionToolset([bank.balance, Tool(bank.pay, requires_approval=True)])
        around = CodeModeToolset(toolset).approval_required()
        return Agent(Script(*steps), toolsets=[around], output_type=[str, DeferredToolRequests])

    reply = agent(code).run_sync('go')
    (call,) = reply.output.approvals
    assert reply.output.metadata == {} and bank.read == []
    approved = DeferredToolResults(approvals={call.tool_call_id: True})
    asked = Asked(agent().run_sync(message_history=reply.all_messages(), deferred_tool_results=approved))
    assert bank.read == ['a']
    assert contents(asked.resume(agent()).all_messages()) == ['sent 1 to x']
    assert (bank.paid, bank.read) == ([('x', 1)], ['a'])


def test_denying_the_code_gives_it_up() -> None:
    bank = Bank()
    session = CodeModeSession()
    code = "x = 5\ntry:\n    await pay(to='x', amount=1)\nexcept PermissionError:\n    x = 6"
    asked = Asked(bank.agent(code, session=session).run_sync('go'))
    denied = DeferredToolResults(approvals={asked.outer: ToolDenied('not today')})
    done = asked.resume(bank.agent('x', session=session), answer=denied)
    assert contents(done.all_messages()) == ['not today', '5']
    assert bank.paid == []
    with pytest.raises(UserError, match='the code was given up'):
        asked.resume(bank.agent())


def test_other_code_of_the_same_step_waits_too() -> None:
    bank = Bank()
    calls = [
        ToolCallPart('run_code', {'code': "x = await pay(to='x', amount=1)"}, tool_call_id='first'),
        ToolCallPart('run_code', {'code': 'y = 2'}, tool_call_id='second'),
        ToolCallPart('pay', {'to': 'direct', 'amount': 3}, tool_call_id='third'),
    ]
    reply = bank.agent(calls, direct=['pay']).run_sync('go')
    assert [call.tool_call_id for call in reply.output.approvals] == ['first', 'third']
    (part,) = returns(reply.all_messages())
    assert part.tool_call_id == 'second'
    assert part.content.startswith('The code was not run: an earlier run of this session waits for pay().')
    metadata = {'first': {'token': reply.output.metadata['first']['token']}}
    answer = DeferredToolResults(approvals={'first': True, 'third': True}, metadata=metadata)
    agent = bank.agent('x', direct=['pay'])
    done = agent.run_sync(message_history=reply.all_messages(), deferred_tool_results=answer)
    assert contents(done.all_messages())[-1] == 'sent 1 to x'
    assert sorted(bank.paid) == [('direct', 3), ('x', 1)]


def test_names_of_the_session_live_on(options: MakeOptions) -> None:
    bank = Bank()
    agent = bank.agent('x = [1, 2]', "y = await pay(to='x', amount=sum(x))", **options())
    asked = Asked(agent.run_sync('go'))
    done = asked.resume(bank.agent('x, y', **options()))
    assert contents(done.all_messages())[-1] == "([1, 2], 'sent 3 to x')"


def test_a_session_of_the_application(options: MakeOptions) -> None:
    bank = Bank()
    session = CodeModeSession()
    asked = Asked(bank.agent("x = 1\ny = await pay(to='x', amount=1)", session=session, **options()).run_sync('go'))
    other = bank.agent('x', session=session, **options()).run_sync('another conversation')
    assert 'waits for pay()' in contents(other.all_messages())[0]
    asked.resume(bank.agent(session=session, **options()))
    later = bank.agent('x, y', session=session, **options()).run_sync('another conversation')
    assert contents(later.all_messages()) == ["(1, 'sent 1 to x')"]
    assert CodeModeSession(session.dump()).dump() == session.dump()


def test_restarting_gives_up_what_waits(options: MakeOptions) -> None:
    bank = Bank()
    session = CodeModeSession()
    asked = Asked(bank.agent("await pay(to='x', amount=1)", session=session, **options()).run_sync('go'))
    restart = ToolCallPart('run_code', {'code': 'y = 2', 'restart': True})
    bank.agent(restart, session=session, **options()).run_sync('another conversation')
    assert session.names == ('y',)
    with pytest.raises(UserError, match='cannot go on with the code that waits'):
        asked.resume(bank.agent(session=session, **options()))
    assert bank.paid == [] and session.names == ('y',)


def test_code_that_waits_in_another_session_is_not_pushed_aside() -> None:
    bank = Bank()
    session = CodeModeSession()
    first = Asked(bank.agent("await pay(to='a', amount=1)").run_sync('go'))
    second = Asked(bank.agent("await pay(to='b', amount=1)", session=session).run_sync('go'))
    with pytest.raises(UserError, match='other code waits'):
        first.resume(bank.agent(session=session))
    first.resume(bank.agent())
    second.resume(bank.agent(session=session))
    assert bank.paid == [('a', 1), ('b', 1)]


def test_limits_on_tool_calls_hold_after_the_wait() -> None:
    bank = Bank()
    asked = Asked(bank.agent(MIXED).run_sync('go'))
    with pytest.raises(UsageLimitExceeded):
        asked.resume(bank.agent(), usage_limits=UsageLimits(tool_calls_limit=2))
    assert len(bank.paid) < 3
    with pytest.raises(UserError, match='given already'):
        asked.resume(bank.agent())


def test_a_run_that_is_cancelled_after_the_wait_is_over(options: MakeOptions) -> None:
    bank = Bank()
    code = "await pay(to='x', amount=1)\nawait block()"
    started: list[asyncio.Event] = []

    async def block() -> None:
        started[0].set()
        await asyncio.sleep(30)

    def agent(*steps: str) -> Agent[Any, Any]:
        return bank.agent(*steps, extra=(block,), **options())

    asked = Asked(agent(code).run_sync('go'))

    async def main() -> None:
        started.append(asyncio.Event())
        run = asyncio.create_task(agent().run(message_history=asked.history, deferred_tool_results=asked.answer()))
        await started[0].wait()
        run.cancel()
        with pytest.raises(asyncio.CancelledError):
            await run

    asyncio.run(main())
    with pytest.raises(UserError, match='cannot go on with the code that waits'):
        asked.resume(agent())
    assert bank.paid == [('x', 1)]


DYING = """
import os, signal, sys
from pathlib import Path
from test_pydantic_ai_approvals import Asked, Bank
from monty_tools.snapshots import SnapshotStore

place = Path(sys.argv[1])

class Files(Bank):
    async def pay(self, to: str, amount: int) -> str:
        with (place / 'paid').open('a') as file:
            file.write(f'{to} {amount}\\n')
        return f'sent {amount} to {to}'

async def look() -> str:
    if sys.argv[2] == 'die':
        os.kill(os.getpid(), signal.SIGKILL)
    return 'alive'

def agent(*steps, ahead=0.0):
    import time
    key = (place / 'key').read_text()
    store = SnapshotStore(f'sqlite:///{place}/snapshots.db', keys=[key], clock=lambda: time.time() + ahead)
    return Files().agent(*steps, extra=(look,), snapshots=store)

asked = Asked(agent("x = await pay(to='x', amount=1)\\ny = await look()\\nx, y").run_sync('go'))
(place / 'client').write_text(asked.metadata['token'])
(place / 'messages').write_bytes(asked.reply.all_messages_json())
asked.resume(agent())
"""


def test_a_process_that_dies_after_an_approved_call_does_not_have_it_made_again(tmp_path: Path) -> None:
    key = new_key()
    (tmp_path / 'key').write_text(key)
    paths = os.pathsep.join([str(TESTS), str(TESTS.parent)])
    died = subprocess.run(
        [sys.executable, '-c', DYING, str(tmp_path), 'die'], check=False, env=os.environ | {'PYTHONPATH': paths}
    )
    assert died.returncode == -signal.SIGKILL
    assert (tmp_path / 'paid').read_text() == 'x 1\n'
    bank = Bank()

    async def look() -> str:
        return 'alive'

    def resumed(ahead: float) -> Reply:
        url = f'sqlite:///{tmp_path}/snapshots.db'
        store = SnapshotStore(url, keys=[key], clock=lambda: time.time() + ahead)
        history = ModelMessagesTypeAdapter.validate_json((tmp_path / 'messages').read_bytes())
        (call,) = [part for part in history[-1].parts if isinstance(part, ToolCallPart)]
        token = (tmp_path / 'client').read_text()
        answer = DeferredToolResults(
            approvals={call.tool_call_id: True}, metadata={call.tool_call_id: {'token': token}}
        )
        agent = bank.agent(extra=(look,), snapshots=store)
        return agent.run_sync(message_history=history, deferred_tool_results=answer)

    with pytest.raises(UserError, match='another process is resuming'):
        resumed(0.0)
    assert contents(resumed(120.0).all_messages()) == ["('sent 1 to x', 'alive')"]
    assert bank.paid == []


def test_cancelling_while_other_calls_run_keeps_nothing() -> None:
    bank = Bank()
    started: list[asyncio.Event] = []

    async def block() -> None:
        started[0].set()
        await asyncio.sleep(30)

    async def main() -> None:
        started.append(asyncio.Event())
        code = "import asyncio\nawait asyncio.gather(pay(to='x', amount=1), block())"
        run = asyncio.create_task(bank.agent(code, extra=(block,)).run('go'))
        await started[0].wait()
        run.cancel()
        with pytest.raises(asyncio.CancelledError):
            await run

    kept = len(shelves_module.MEMORY.kept)
    asyncio.run(main())
    assert len(shelves_module.MEMORY.kept) == kept and bank.paid == []


def test_a_handler_within_the_run_answers_for_the_code() -> None:
    bank = Bank()
    seen: list[list[str]] = []

    async def handle(_ctx: RunContext[Any], requests: DeferredToolRequests) -> DeferredToolResults | None:
        (call,) = requests.approvals
        seen.append([call.tool_name])
        if call.tool_name != 'run_code':
            return None
        metadata = requests.metadata[call.tool_call_id]
        decisions = {each['id']: each['arguments']['amount'] < 3 for each in metadata['calls']}
        brought = {'token': metadata['token'], 'decisions': decisions}
        return requests.build_results(approvals={call.tool_call_id: True}, metadata={call.tool_call_id: brought})

    tools = [bank.balance, Tool(bank.pay, requires_approval=True)]
    agent = Agent(Script(MIXED), tools=tools, capabilities=[HandleDeferredToolCalls(handle), CodeMode()])
    text = contents(agent.run_sync('go').all_messages())[0]
    assert 'no: pay() was denied' in text and bank.paid == [('ann', 1), ('bob', 2)]
    assert seen == [['pay']] * 3 + [['run_code']]


def test_a_handler_that_denies_the_code_leaves_the_session_usable() -> None:
    bank = Bank()

    async def handle(_ctx: RunContext[Any], requests: DeferredToolRequests) -> DeferredToolResults | None:
        (call,) = requests.approvals
        return requests.build_results(approvals={call.tool_call_id: False}) if call.tool_name == 'run_code' else None

    tools = [Tool(bank.pay, requires_approval=True)]
    model = Script("x = 1\nawait pay(to='x', amount=1)", 'syntax error', 'x')
    agent = Agent(model, tools=tools, capabilities=[HandleDeferredToolCalls(handle), CodeMode()])
    found = contents(agent.run_sync('go').all_messages())
    assert (found[0], found[2]) == ('The tool call was denied.', '1')


def test_what_is_for_the_model_waits_with_the_code(options: MakeOptions) -> None:
    bank = Bank()
    image = BinaryContent(b'\x89PNG\xff\x00', media_type='image/png')

    def look() -> ToolReturn[str]:
        return ToolReturn('seen', content=['look at', image], metadata={'source': 'camera'})

    def agent(*steps: str) -> Agent[Any, Any]:
        return bank.agent(*steps, extra=(look,), **options())

    asked = Asked(agent("await look()\nfor n in (1, 2):\n    await pay(to='x', amount=n)").run_sync('go'))
    assert asked.metadata['made'][0]['outcome'] == 'returned' and 'metadata' not in asked.metadata['made'][0]
    done = Asked(asked.resume(agent())).resume(agent())
    (part,) = returns(done.all_messages())
    assert part.metadata['code_mode']['calls'][0]['metadata'] == {'source': 'camera'}
    prompts = [each for message in done.all_messages() for each in message.parts if isinstance(each, UserPromptPart)]
    content = prompts[-1].content
    assert content[0] == 'look at'
    assert isinstance(content[1], BinaryContent) and content[1].data == image.data


def test_a_retry_that_comes_after_the_wait() -> None:
    bank = Bank()

    def pick() -> None:
        raise ModelRetry('not now')

    agent = bank.agent("await pay(to='x', amount=1)\nawait pick()", extra=(pick,))
    done = Asked(agent.run_sync('go')).resume(bank.agent('1', extra=(pick,)))
    assert [part.outcome for part in returns(done.all_messages())] == ['retried', 'success']


def test_events_tell_of_the_wait() -> None:
    bank = Bank()
    seen: list[tuple[str, ...]] = []

    async def listen(_ctx: RunContext[Any], events: Any) -> None:
        async for event in events:
            if isinstance(event, CodeToolCallEvent):
                seen.append((event.call_id[-3:], 'calls'))
            elif isinstance(event, CodeToolResultEvent):
                seen.append((event.call_id[-3:], event.outcome))

    asked = Asked(bank.agent("await pay(to='x', amount=1)").run_sync('go', event_stream_handler=listen))
    assert seen == [('__1', 'calls'), ('__1', 'suspended')]
    asked.resume(bank.agent(), event_stream_handler=listen)
    assert seen[2:] == [('__1', 'calls'), ('__1', 'returned')]


def test_an_agent_that_can_not_ask_says_so() -> None:
    bank = Bank()
    agent = Agent(
        Script("await pay(to='x', amount=1)"),
        tools=[Tool(bank.pay, requires_approval=True)],
        capabilities=[CodeMode()],
    )
    with pytest.raises(UserError, match='`DeferredToolRequests` is not among output types'):
        agent.run_sync('go')
    assert bank.paid == []


def test_one_piece_of_code_within_another() -> None:
    bank = Bank()

    def agent(*steps: str) -> Agent[Any, Any]:
        toolset = FunctionToolset([bank.balance, Tool(bank.pay, requires_approval=True)])
        inner = CodeModeToolset(toolset, tool_name='run_inner')
        outer = CodeModeToolset(inner, tools=['run_inner'])
        return Agent(Script(*steps), toolsets=[outer], output_type=[str, DeferredToolRequests])

    code = "await run_inner(code=\"a = await balance(account='a')\\nawait pay(to='x', amount=a)\")"
    asked = Asked(agent(code).run_sync('go'))
    assert asked.calls[0]['metadata']['calls'][0]['arguments'] == {'to': 'x', 'amount': 100}
    assert contents(asked.resume(agent()).all_messages()) == ['sent 100 to x']
    assert (bank.paid, bank.read) == ([('x', 100)], ['a'])


def test_only_so_much_waits_in_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves_module, 'MAX_KEPT', 2)
    monkeypatch.setattr(shelves_module, 'MEMORY', shelves_module.MemoryShelf())
    bank = Bank()
    asked = [Asked(bank.agent(f"await pay(to='x', amount={n})").run_sync('go')) for n in range(3)]
    with pytest.raises(UserError, match='given up'):
        asked[0].resume(bank.agent())
    for each in asked[1:]:
        each.resume(bank.agent())
    assert bank.paid == [('x', 1), ('x', 2)]
    assert shelves_module.MEMORY.size == 0


def test_snapshots_must_be_a_store_or_keys() -> None:
    with pytest.raises(UserError, match='SnapshotStore or SnapshotKeys, not str'):
        Bank().agent("await pay(to='x', amount=1)", snapshots='sqlite:///x.db').run_sync('go')


def test_one_trace(capfire: CaptureLogfire) -> None:
    bank = Bank()
    replies: list[Reply] = []

    class Runs:
        """Runs as a service would, which brings the trace along."""

        def __init__(self, agent: Agent[Any, Any], asked: Asked | None = None) -> None:
            self.agent = agent
            self.asked = asked

        def run_sync(self, prompt: str) -> None:
            if self.asked is None:
                replies.append(self.agent.run_sync(prompt))
            else:
                replies.append(self.asked.resume(self.agent))

    run_with_logfire(Runs(bank.agent("await balance(account='a')\nawait pay(to='x', amount=1)")))  # type: ignore[arg-type]  # what it needs of an agent
    run_with_logfire(Runs(bank.agent(), Asked(replies[0])))  # type: ignore[arg-type]
    spans = recorded(capfire)
    codes = [span for span in spans if span.name == 'run_code']
    assert [dict(span.attributes or {}).get('monty.outcome') for span in codes] == ['suspended', 'ok']
    first, second = codes
    assert first.context is not None and second.context is not None
    assert second.context.trace_id == first.context.trace_id
    assert second.links
    names = [line.strip() for line in tree(spans) if 'chat' not in line]
    assert names.count('execute_tool pay') == names.count('execute_tool balance') == 1
