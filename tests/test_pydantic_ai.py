"""Code mode in Pydantic AI agents: real agents, scripted models, no network."""

from __future__ import annotations

import asyncio
import datetime
import enum
import re
import subprocess
import sys
import textwrap
import uuid
from collections.abc import AsyncIterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

import pytest
from agents import Script, contents, returns
from pydantic import BaseModel, Field
from pydantic_ai import (
    Agent,
    AgentStreamEvent,
    BinaryContent,
    DeferredToolRequests,
    DeferredToolResults,
    FunctionToolset,
    ModelRetry,
    RunCancelled,
    RunContext,
    RunTimedOut,
    Tool,
    ToolDenied,
    ToolFailed,
    ToolReturn,
    UnexpectedModelBehavior,
    UsageLimitExceeded,
    UsageLimits,
    UserError,
    models,
)
from pydantic_ai.capabilities import HandleDeferredToolCalls, Hooks, Toolset
from pydantic_ai.messages import (
    FunctionToolResultEvent,
    ToolCallPart,
    ToolReturnPart,
    UserPromptPart,
)
from pydantic_ai.models.test import TestModel
from pydantic_ai.tool_manager import ToolManager
from pydantic_ai.tools import ToolDefinition
from pydantic_ai.toolsets import AbstractToolset, ExternalToolset

from monty_tools import ResourceLimits, ToolCall
from monty_tools.integrations.pydantic_ai import (
    CodeMode,
    CodeModeOptions,
    CodeModeSession,
    CodeModeToolset,
    CodePrintedEvent,
    CodeToolCallEvent,
    CodeToolResultEvent,
)

models.ALLOW_MODEL_REQUESTS = False


def run_code(code: str, *tools: Any, options: dict[str, Any] | None = None, **run_options: Any) -> ToolReturnPart:
    """What the model gets for ``code``."""
    model = Script(code)
    agent = Agent(model, tools=tools, capabilities=[CodeMode(**(options or {}))])
    return returns(agent.run_sync('go', **run_options).all_messages())[0]


class Order(BaseModel):
    id: int
    placed: datetime.date
    state: Literal['open', 'sent'] = 'open'


def get_order(id: int) -> Order:
    """An order by its number."""
    return Order(id=id, placed=datetime.date(2024, 5, id))


async def double(x: int) -> int:
    """Twice x."""
    return 2 * x


def fail(message: str) -> None:
    """Always fails."""
    raise LookupError(message)


def picky(name: str) -> str:
    """Wants another name."""
    raise ModelRetry(f'no such name: {name}; try ada')


# The two doors.


@pytest.mark.parametrize('door', ['capability', 'toolset', 'toolset capability'])
def test_one_tool_stands_for_the_others(door: str) -> None:
    model = Script('order = await get_order(id=3)\n[order["placed"], await double(x=order["id"])]')
    toolset = FunctionToolset([get_order, double])
    agent = {
        'capability': lambda: Agent(model, toolsets=[toolset], capabilities=[CodeMode()]),
        'toolset': lambda: Agent(model, toolsets=[CodeModeToolset(toolset)]),
        'toolset capability': lambda: Agent(model, capabilities=[Toolset(CodeModeToolset(toolset))]),
    }[door]()
    result = agent.run_sync('go')
    assert result.output == 'done'
    assert contents(result.all_messages()) == ["['2024-05-03', 6]"]
    tools = model.tools()
    assert list(tools) == ['run_code']
    assert tools['run_code'].metadata == {'code_arg_name': 'code', 'code_arg_language': 'python'}
    assert 'async def get_order(*, id: int) -> Order:' in model.description()
    assert 'class Order(TypedDict):' in model.description()


def test_the_description_stays_the_same_from_step_to_step_and_run_to_run() -> None:
    toolset = FunctionToolset([get_order, double])
    first, second = Script('1', '2'), Script('3')
    agent = Agent(first, toolsets=[CodeModeToolset(toolset)])
    agent.run_sync('go')
    agent.run_sync('go', model=second)
    assert len({first.description(step) for step in range(3)} | {second.description()}) == 1


def test_output_tools_stay_what_they_are() -> None:
    class Answer(BaseModel):
        total: int

    model = Script('await double(x=4)', ToolCallPart('final_result', {'total': 8}))
    agent = Agent(model, output_type=Answer, tools=[double], capabilities=[CodeMode()])
    assert agent.run_sync('go').output == Answer(total=8)


def test_a_test_model_can_call_it() -> None:
    agent = Agent(TestModel(), tools=[double], capabilities=[CodeMode()])
    result = agent.run_sync('go')
    assert [part.tool_name for part in returns(result.all_messages())] == ['run_code']


def test_capabilities_and_toolsets_of_one_run() -> None:
    agent = Agent(Script('await double(x=1)'), tools=[double])
    assert contents(agent.run_sync('go', capabilities=[CodeMode()]).all_messages()) == ['2']
    agent = Agent(Script('await double(x=1)'), capabilities=[CodeMode()])
    assert contents(agent.run_sync('go', toolsets=[FunctionToolset([double])]).all_messages()) == ['2']


def test_an_agent_from_a_specification() -> None:
    options = {'tools': ['double'], 'max_failures': 2}
    spec = {'model': 'test', 'capabilities': [{'CodeMode': options}]}
    agent: Agent[None, str] = Agent.from_spec(spec, custom_capability_types=[CodeMode])
    model = Script('await double(x=1)')
    assert contents(agent.run_sync('go', model=model, toolsets=[FunctionToolset([double])]).all_messages()) == ['2']


def test_the_name_of_the_tool() -> None:
    model = Script('await double(x=1)', tool_name='python')
    agent = Agent(model, tools=[double], capabilities=[CodeMode(tool_name='python')])
    assert contents(agent.run_sync('go').all_messages()) == ['2']


def test_two_code_modes_in_one_agent() -> None:
    model = Script(
        ToolCallPart('run_a', {'code': 'await double(x=1)'}),
        ToolCallPart('run_b', {'code': 'await get_order(id=1)'}),
        ToolCallPart('run_b', {'code': 'await double(x=1)'}),
    )
    one = CodeModeToolset(FunctionToolset([double]), tool_name='run_a')
    two = CodeModeToolset(FunctionToolset([get_order]), tool_name='run_b')
    found = contents(Agent(model, toolsets=[one, two]).run_sync('go').all_messages())
    assert found[0] == '2' and "'id': 1" in found[1] and "function 'double' is not defined" in found[2]


def test_two_code_modes_around_each_other() -> None:
    model = Script(
        ToolCallPart('run_a', {'code': 'await double(x=1)'}), ToolCallPart('run_b', {'code': 'await get_order(id=1)'})
    )
    inner = CodeModeToolset(FunctionToolset([double]), tool_name='run_a')
    agent = Agent(model, toolsets=[inner, FunctionToolset([get_order])], capabilities=[CodeMode(tool_name='run_b')])
    found = contents(agent.run_sync('go').all_messages())
    assert found[0] == '2' and "'id': 1" in found[1]


def test_two_code_modes_need_two_names() -> None:
    inner = CodeModeToolset(FunctionToolset([double]))
    with pytest.raises(UserError, match='another `tool_name`'):
        Agent(Script(), toolsets=[inner], capabilities=[CodeMode()]).run_sync('go')
    with pytest.raises(UserError, match='another `tool_name`'):
        Agent(Script(), toolsets=[inner, CodeModeToolset(FunctionToolset([fail]))]).run_sync('go')


def test_a_prefixed_code_mode() -> None:
    model = Script('await double(x=1)', tool_name='x_run_code')
    agent = Agent(model, toolsets=[CodeModeToolset(FunctionToolset([double])).prefixed('x')])
    assert contents(agent.run_sync('go').all_messages()) == ['2']


def test_code_mode_over_prefixed_and_filtered_toolsets() -> None:
    toolset = FunctionToolset([double, fail]).prefixed('my').filtered(lambda _ctx, tool: tool.name != 'my_fail')
    model = Script('await my_double(x=1)', 'await my_fail(message="x")')
    found = contents(Agent(model, toolsets=[CodeModeToolset(toolset)]).run_sync('go').all_messages())
    assert found[0] == '2' and "function 'my_fail' is not defined" in found[1]


# Which tools.


def described(tools: Any, direct: Any = (), **definitions: dict[str, Any]) -> tuple[set[str], set[str]]:
    """The tools that stay direct, and those in the description, of `double`, `fail` and `get_order`."""
    toolset = FunctionToolset([Tool(tool, **definitions.get(tool.__name__, {})) for tool in (double, fail, get_order)])
    model = Script()
    Agent(model, toolsets=[toolset], capabilities=[CodeMode(tools=tools, direct=direct)]).run_sync('go')
    text = model.description()
    coded = {name for name in ('double', 'fail', 'get_order') if f'async def {name}(' in text}
    return set(model.tools()) - {'run_code'}, coded


async def starts_with_d(_ctx: RunContext[Any], tool: ToolDefinition) -> bool:
    return tool.name.startswith('d')


def test_tools_are_chosen_by_name_predicate_or_metadata() -> None:
    everything = {'double', 'fail', 'get_order'}
    assert described('all') == (set(), everything)
    assert described(['double', 'fail']) == ({'get_order'}, {'double', 'fail'})
    assert described([]) == (everything, set())
    assert described(starts_with_d) == ({'fail', 'get_order'}, {'double'})
    assert described(lambda _ctx, tool: tool.name == 'fail') == ({'double', 'get_order'}, {'fail'})
    marked = {'metadata': {'code': True, 'team': 'x'}}
    assert described({'code': True}, double=marked) == ({'fail', 'get_order'}, {'double'})


def test_tools_can_be_both() -> None:
    everything = {'double', 'fail', 'get_order'}
    assert described('all', direct=['double']) == ({'double'}, everything)
    assert described('all', direct='all') == (everything, everything)
    model = Script('await double(x=1)', ToolCallPart('double', {'x': 5}))
    agent = Agent(model, tools=[double], capabilities=[CodeMode(direct=['double'])])
    assert contents(agent.run_sync('go').all_messages()) == ['2', '10']


def test_a_tool_is_only_where_it_was_chosen_to_be() -> None:
    model = Script('await fail(message="x")', ToolCallPart('double', {'x': 1}))
    agent = Agent(model, tools=[double, fail], capabilities=[CodeMode(tools=['double'])])
    with pytest.raises(UnexpectedModelBehavior):
        agent.run_sync('go', retries=0)
    assert (
        "function 'fail' is not defined"
        in run_code('await fail(message="")', double, fail, options={'tools': ['double']}).content
    )


def test_tools_for_approval_go_through_code() -> None:
    needs = {'requires_approval': True}
    assert described('all', double=needs) == (set(), {'double', 'fail', 'get_order'})
    assert described(lambda _ctx, tool: tool.kind == 'function', double=needs) == ({'double'}, {'fail', 'get_order'})


def test_external_and_deferred_tools_stay_direct() -> None:
    external = ExternalToolset([ToolDefinition(name='elsewhere')])
    toolset = FunctionToolset([double, Tool(fail, defer_loading=True)])
    model = Script()
    Agent(
        model, toolsets=[external, toolset], capabilities=[CodeMode()], output_type=[str, DeferredToolRequests]
    ).run_sync('go')
    assert 'elsewhere' in model.tools() and 'async def double' in model.description()
    assert 'def fail(' not in model.description() and 'search_tools' not in model.description()


def test_tools_that_change_from_step_to_step() -> None:
    toolset: FunctionToolset[None] = FunctionToolset()

    async def from_second_step(ctx: RunContext[None], tool: ToolDefinition) -> ToolDefinition | None:
        return tool if ctx.run_step > 1 else None

    toolset.add_function(double)
    toolset.add_function(get_order, prepare=from_second_step)
    model = Script('x = await double(x=1)\nawait get_order(id=1)', 'await get_order(id=x)')
    found = contents(Agent(model, toolsets=[CodeModeToolset(toolset)]).run_sync('go').all_messages())
    assert "function 'get_order' is not defined" in found[0]
    assert "name 'x' is not defined" in found[1]  # nothing of the refused code has run
    assert 'get_order' not in model.description(0) and 'get_order' in model.description(1)


def test_dynamic_toolsets() -> None:
    def toolset(ctx: RunContext[str]) -> AbstractToolset[str]:
        return FunctionToolset([double if ctx.deps == 'd' else fail])

    for deps, shown in (('d', 'double'), ('f', 'fail')):
        model = Script()
        Agent(model, toolsets=[toolset], deps_type=str, capabilities=[CodeMode[str]()]).run_sync('go', deps=deps)
        assert f'async def {shown}' in model.description()


def test_code_without_tools() -> None:
    assert run_code('sum(range(5))').content == '10'


def test_tools_whose_names_collide_are_an_error_that_names_both() -> None:
    agent = Agent(
        Script(), tools=[Tool(double, name='user-id'), Tool(double, name='user_id')], capabilities=[CodeMode()]
    )
    with pytest.raises(UserError, match='user-id.*user_id'):
        agent.run_sync('go')


# Nested calls.


@dataclass
class Shop:
    prices: dict[str, int]


def test_run_context_and_deps() -> None:
    seen: list[tuple[str | None, str | None, int]] = []

    def price(ctx: RunContext[Shop], item: str) -> int:
        seen.append((ctx.tool_name, ctx.tool_call_id, ctx.retry))
        return ctx.deps.prices[item]

    model = Script(
        [ToolCallPart('run_code', {'code': 'await price(item="tea") + await price(item="cup")'}, tool_call_id='c1')]
    )
    agent = Agent(model, deps_type=Shop, tools=[price], capabilities=[CodeMode[Shop]()])
    result = agent.run_sync('go', deps=Shop({'tea': 4, 'cup': 9}))
    assert contents(result.all_messages()) == ['13']
    assert seen == [('price', 'c1__1', 0), ('price', 'c1__2', 0)]


class Level(enum.Enum):
    LOW = 'low'
    HIGH = 'high'


def test_arguments_are_validated_by_the_framework_and_results_become_plain() -> None:
    got: list[Any] = []

    def record(when: datetime.datetime, level: Level, key: uuid.UUID, order: Order, tags: set[str]) -> list[Any]:
        got.extend([when, level, key, order, tags])
        return [when, level, key, order, tags]

    part = run_code(
        """
        order = {'id': 1, 'placed': '2024-05-01'}
        await record(when='2024-05-01T10:00:00Z', level='high', key='12345678123456781234567812345678',
                     order=order, tags=['a'])
        """,
        record,
    )
    assert got[0] == datetime.datetime(2024, 5, 1, 10, tzinfo=datetime.UTC)
    assert got[1:] == [
        Level.HIGH,
        uuid.UUID('12345678123456781234567812345678'),
        Order(id=1, placed=datetime.date(2024, 5, 1)),
        {'a'},
    ]
    assert (
        "'high', '12345678-1234-5678-1234-567812345678', {'id': 1, 'placed': '2024-05-01', 'state': 'open'}"
        in part.content
    )


def test_bad_arguments_are_errors_in_the_code() -> None:
    part = run_code(
        """
        messages = []
        for value in ('x', None, 1.5):
            try:
                await double(x=value)
            except (TypeError, ValueError) as error:
                messages.append(f'{type(error).__name__}: {error}')
        messages
        """,
        double,
    )
    assert part.content.count("TypeError: double(): argument 'x': expected int") >= 2
    assert 'http' not in part.content


def test_missing_and_unknown_arguments_are_known_before_running() -> None:
    part = run_code('print(1)\nawait double()\nawait double(y=1)\nawait double(1)', double)
    assert part.content.startswith('The code was not run: 3 problems.')
    assert 'async def double(*, x: int) -> int' in part.content


def test_invalid_values_inside_a_tool_are_told_as_such() -> None:
    def parse(text: str) -> Order:
        return Order.model_validate({'id': text, 'placed': '2024-05-01'})

    part = run_code('await parse(text="x")', parse)
    assert 'inside parse()' in part.content and "argument 'id'" not in part.content


def test_keyword_names() -> None:
    schema = {
        'type': 'object',
        'properties': {'from': {'type': 'string'}, 'user-id': {'type': 'integer'}, 'self': {'type': 'integer'}},
        'required': ['from'],
    }
    got: list[Any] = []

    async def call(**arguments: Any) -> str:
        got.append(arguments)
        return 'ok'

    tool = Tool.from_schema(call, name='mail-from', description='Mail.', json_schema=schema)
    part = run_code('await mail_from(from_="a", user_id=3, self=4)', tool)
    assert part.content == 'ok'
    assert got == [{'from': 'a', 'user-id': 3, 'self': 4}]


def test_argument_errors_use_the_spelling_of_the_code() -> None:
    def pick(range: Range) -> int:
        return range.start

    assert run_code('await pick(from_=3)', pick).content == '3'
    assert "argument 'from_'" in run_code("await pick(from_='x')", pick).content


def test_unannotated_tools() -> None:
    def anything(x, y=None):  # type: ignore[no-untyped-def]
        return [x, y, {'k': (1, 2)}]

    model = Script('await anything(x={"a": 1})')
    agent = Agent(model, tools=[anything], capabilities=[CodeMode()])
    assert contents(agent.run_sync('go').all_messages()) == ["[{'a': 1}, None, {'k': (1, 2)}]"]
    assert 'async def anything(*, x: Any' in model.description()
    line = next(line for line in model.description().splitlines() if 'def anything' in line)
    assert '# no' in line or 'no return' in line or 'no output' in line


class Range(BaseModel):
    start: int = Field(alias='from')


class Node(BaseModel):
    value: int
    children: list[Node] = []


def test_recursive_types() -> None:
    def grow(tree: Node, by: int = 0) -> Node:
        return Node(value=by, children=[tree])

    model = Script("await grow(tree={'value': 1, 'children': [{'value': 2}]})")
    found = contents(Agent(model, tools=[grow], capabilities=[CodeMode()]).run_sync('go').all_messages())
    assert found == ["{'value': 0, 'children': [{'value': 1, 'children': [{'value': 2, 'children': []}]}]}"]
    assert 'list[Node]' in model.description() or "list['Node']" in model.description()


@pytest.mark.parametrize(('options', 'inline'), [({}, 0), ({'inline_tools': 200}, 200)])
def test_two_hundred_tools(options: dict[str, Any], inline: int) -> None:
    def make(number: int) -> Tool[None]:
        async def tool(x: int) -> int:
            return x + number

        return Tool(tool, name=f'tool_{number}', description=f'Adds {number}.')

    tools = [make(number) for number in range(200)]
    code = """
    import asyncio
    calls = [tool_0, tool_1, tool_199]
    if functions:
        assert 'tool_7(' in await functions[0](name='tool_7')
    await asyncio.gather(*[call(x=1) for call in calls])
    """
    model = Script(f'functions = [{"" if inline else "describe_tool"}]\n' + textwrap.dedent(code))
    result = Agent(model, tools=tools, capabilities=[CodeMode(**options)]).run_sync('go')
    assert contents(result.all_messages()) == ['[1, 2, 200]']
    assert model.description().count('async def tool_') == inline


def test_huge_results_are_cut_for_the_model_and_whole_in_the_session() -> None:
    def rows() -> list[int]:
        return list(range(50_000))

    model = Script('await rows()', 'sum(last_result)')
    agent = Agent(model, tools=[rows], capabilities=[CodeMode(result_limit=500)])
    found = contents(agent.run_sync('go').all_messages())
    assert len(found[0]) < 700 and 'more' in found[0] and 'last_result' in found[0]
    assert found[1] == str(sum(range(50_000)))


def test_gathered_calls_run_together_and_sequential_tools_by_themselves() -> None:
    running: set[str] = set()
    together: list[set[str]] = []

    async def work(name: str) -> None:
        running.add(name)
        together.append(set(running))
        await asyncio.sleep(0.01)
        running.remove(name)

    async def alone(name: str) -> None:
        await work(name)

    code = 'import asyncio\nawait asyncio.gather(work(name="a"), work(name="b"), alone(name="c"), work(name="d"))'
    model = Script(code, code)
    agent = Agent(model, tools=[work, Tool(alone, sequential=True)], capabilities=[CodeMode()])
    agent.run_sync('go')
    assert together[:4] == [{'a'}, {'a', 'b'}, {'c'}, {'d'}]
    assert model.tools()['run_code'].sequential
    together.clear()
    with ToolManager.parallel_execution_mode('sequential'):
        agent.run_sync('go', model=Script(code))
    assert together == [{'a'}, {'b'}, {'c'}, {'d'}]


def test_timeouts_are_errors_in_the_code() -> None:
    async def slow() -> None:
        await asyncio.sleep(30)

    code = 'try:\n    await slow()\nexcept TimeoutError as error:\n    print(error)'
    assert run_code(code, Tool(slow, timeout=0.01)).content == 'Printed:\nTimed out after 0.01 seconds.'


def test_hooks_run_for_nested_calls() -> None:
    hooks: Hooks[Any] = Hooks()
    seen: list[tuple[str, str]] = []

    @hooks.on.before_tool_execute
    async def before(
        ctx: RunContext[Any], *, call: ToolCallPart, tool_def: ToolDefinition, args: dict[str, Any]
    ) -> dict[str, Any]:
        seen.append(('before', call.tool_name))
        return {**args, 'x': args['x'] + 1} if call.tool_name == 'double' else args

    @hooks.on.after_tool_execute
    async def after(
        ctx: RunContext[Any], *, call: ToolCallPart, tool_def: ToolDefinition, args: dict[str, Any], result: Any
    ) -> Any:
        seen.append(('after', call.tool_name))
        return result

    model = Script('await double(x=1)')
    agent = Agent(model, tools=[double], capabilities=[hooks, CodeMode()])
    assert contents(agent.run_sync('go').all_messages()) == ['4']
    assert seen == [('before', 'run_code'), ('before', 'double'), ('after', 'double'), ('after', 'run_code')]


def test_usage_counts_nested_calls_and_limits_hold_for_them() -> None:
    done: list[int] = []

    async def step(n: int) -> None:
        done.append(n)

    code = 'for n in range(5):\n    try:\n        await step(n=n)\n    except BaseException:\n        pass'
    agent = Agent(Script(code), tools=[step], capabilities=[CodeMode()])
    assert agent.run_sync('go').usage.tool_calls == 6
    done.clear()
    with pytest.raises(UsageLimitExceeded, match='tool_calls_limit of 4'):
        agent.run_sync('go', model=Script(code), usage_limits=UsageLimits(tool_calls_limit=4))
    assert done == [0, 1, 2]
    done.clear()
    gathered = 'import asyncio\nawait asyncio.gather(*[step(n=n) for n in range(5)], return_exceptions=True)'
    with pytest.raises(UsageLimitExceeded):
        agent.run_sync('go', model=Script(gathered), usage_limits=UsageLimits(tool_calls_limit=4))
    assert len(done) <= 3


def test_tool_returns_are_unwrapped() -> None:
    def chart() -> ToolReturn[int]:
        return ToolReturn(7, content=['look:', BinaryContent(b'png', media_type='image/png')], metadata={'secret': 1})

    model = Script('await chart() + 1')
    messages = Agent(model, tools=[chart], capabilities=[CodeMode()]).run_sync('go').all_messages()
    part = returns(messages)[0]
    assert part.content == '8'
    assert part.metadata['code_mode']['calls'][0]['metadata'] == {'secret': 1}
    prompts = [part.content for message in messages for part in message.parts if isinstance(part, UserPromptPart)]
    assert prompts[-1] == ['look:', BinaryContent(b'png', media_type='image/png')]


def test_files_go_to_the_model_and_not_into_the_sandbox() -> None:
    def picture() -> BinaryContent:
        return BinaryContent(b'png', media_type='image/png', identifier='p1')

    def pictures() -> list[str | BinaryContent]:
        return ['two', picture()]

    model = Script('[await picture(), await pictures()]')
    messages = Agent(model, tools=[picture, pictures], capabilities=[CodeMode()]).run_sync('go').all_messages()
    shown = 'image/png file p1, shown beside the result'
    assert contents(messages) == [repr([shown, ['two', shown]])]
    prompts = [part.content for message in messages for part in message.parts if isinstance(part, UserPromptPart)]
    assert [item.identifier for item in prompts[-1]] == ['p1', 'p1']  # type: ignore[union-attr]
    assert 'base64' not in model.description()


def test_the_application_gets_a_record_in_the_metadata() -> None:
    part = run_code('import json\nawait double(x=1)\ndouble.__globals__', double)
    record = part.metadata['code_mode']
    assert record['outcome'] == 'exception'
    assert [(call['tool_name'], call['outcome']) for call in record['calls']] == [('double', 'returned')]
    assert record['violations'] == [{'kind': 'forbidden_attribute', 'name': '__globals__', 'line': 3}]
    assert record['usage']['external_calls'] == 0.001


def test_an_agent_in_a_tool_has_code_of_its_own() -> None:
    inner = Agent(Script('await double(x=21)\n'), tools=[double], capabilities=[CodeMode()])

    async def delegate(ctx: RunContext[Any]) -> str:
        result = await inner.run('go', model=Script('await double(x=21)'), usage=ctx.usage)
        return contents(result.all_messages())[0]

    part = run_code('import asyncio\nawait asyncio.gather(delegate(), delegate(), double(x=1))', delegate, double)
    assert part.content == "['42', '42', 2]"


def test_types_are_checked_before_running() -> None:
    part = run_code('x = await double(x=1)\nx.upper()', double, options={'typecheck': True})
    assert 'The code was not run' in part.content and 'upper' in part.content


# Failures.


def test_errors_in_code_spend_no_retries_up_to_a_number() -> None:
    agent = Agent(Script(*['1 / 0'] * 7, '1'), tools=[double], capabilities=[CodeMode(max_failures=4, max_retries=3)])
    parts = returns(agent.run_sync('go').all_messages())
    assert [part.outcome for part in parts] == ['success'] * 4 + ['retried'] * 3 + ['success']
    assert all('ZeroDivisionError' in part.model_response_str() for part in parts[:-1])
    agent = Agent(Script(*['1 / 0'] * 8), capabilities=[CodeMode(max_failures=4, max_retries=3)])
    with pytest.raises(UnexpectedModelBehavior, match='exceeded max retries count of 3'):
        agent.run_sync('go')


def test_a_success_forgives_failures() -> None:
    agent = Agent(Script(*['1 / 0', '1'] * 5), capabilities=[CodeMode(max_failures=1, max_retries=0)])
    assert len(returns(agent.run_sync('go').all_messages())) == 10


def test_failures_in_one_run_are_not_those_of_another() -> None:
    agent = Agent(Script('1 / 0'), capabilities=[CodeMode(max_failures=1, max_retries=0)])
    for _ in range(3):
        agent.run_sync('go', model=Script('1 / 0'))


def test_a_retry_can_be_caught_in_the_code() -> None:
    code = 'try:\n    await picky(name="bob")\nexcept RuntimeError as error:\n    print(error)'
    part = run_code(code, picky)
    assert (part.outcome, part.content) == ('success', 'Printed:\nno such name: bob; try ada')


def test_a_retry_that_the_code_lets_pass_is_one() -> None:
    part = run_code('print("looking")\nawait picky(name="bob")', picky)
    assert part.outcome == 'retried'
    text = part.model_response_str()
    assert 'no such name: bob; try ada' in text and 'looking' in text and 'line 2' in text
    with pytest.raises(UnexpectedModelBehavior, match='exceeded max retries count of 2'):
        model = Script(*['await picky(name="bob")'] * 3)
        Agent(model, tools=[picky], capabilities=[CodeMode(max_retries=2)]).run_sync('go')


def test_nested_retries_spend_nothing_of_the_tools_own() -> None:
    code = 'for n in range(9):\n    try:\n        await picky(name="bob")\n    except RuntimeError:\n        pass'
    model = Script(code, code, ToolCallPart('picky', {'name': 'x'}), 'print("fine")')
    agent = Agent(model, tools=[Tool(picky, max_retries=1)], capabilities=[CodeMode(direct='all')])
    assert [part.outcome for part in returns(agent.run_sync('go').all_messages())] == [
        'success', 'success', 'retried', 'success'
    ]  # fmt: skip


def test_errors_of_tools_are_exceptions_of_the_code() -> None:
    part = run_code('try:\n    await fail(message="gone")\nexcept LookupError as error:\n    print(error)', fail)
    assert part.content == 'Printed:\ngone'
    part = run_code('await double(x=1)\nawait fail(message="gone")', double, fail)
    assert part.outcome == 'success' and 'LookupError: gone' in part.content
    assert 'double(x=1) -> 2' in part.content


class Mute(Exception):
    def __str__(self) -> str:
        raise ValueError('no text')


def test_errors_without_a_text() -> None:
    def broken() -> None:
        raise Mute

    code = 'try:\n    await broken()\nexcept Exception as error:\n    print(type(error).__name__)'
    assert run_code(code, broken).content.startswith('Printed:\n')


SWALLOW = {
    'except': 'try:\n    await {call}\nexcept BaseException:\n    await note()',
    'finally': 'try:\n    await {call}\nfinally:\n    await note()',
    'exit': """
class Swallow:
    def __enter__(self): return self
    def __exit__(self, *error): return True
with Swallow():
    await {call}
await note()
""",
    'gather': 'import asyncio\nawait asyncio.gather({call}, return_exceptions=True)\nawait note()',
}


@pytest.mark.parametrize('code', SWALLOW.values(), ids=SWALLOW)
@pytest.mark.parametrize(
    ('error', 'raised'),
    [
        (UserError('wrong set-up'), UserError),
        (UsageLimitExceeded('too much'), UsageLimitExceeded),
        (UnexpectedModelBehavior('an agent in the tool'), UnexpectedModelBehavior),
        (ToolFailed('closed for good'), None),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else '',
)
def test_what_stops_the_host_is_not_caught_by_code(code: str, error: Exception, raised: type[Exception] | None) -> None:
    noted: list[int] = []

    def note() -> None:
        noted.append(1)

    def stop() -> None:
        raise error

    model = Script('print("before")\n' + code.replace('{call}', 'stop()'))
    agent = Agent(model, tools=[note, stop], capabilities=[CodeMode()])
    if raised is not None:
        with pytest.raises(raised) as caught:
            agent.run_sync('go')
        assert caught.value is error
    else:
        part = returns(agent.run_sync('go').all_messages())[0]
        assert part.outcome == 'failed'
        text = part.model_response_str(wrap_if_error=False)
        assert text.startswith('The code was stopped, which it could not catch: stop ')
        assert 'before' in text and f'stop() raised {type(error).__name__}' in text
    assert noted == []


async def handle(ctx: RunContext[Any], requests: DeferredToolRequests) -> DeferredToolResults:
    allowed = {call.tool_call_id: call.args_as_dict()['amount'] < 10 for call in requests.approvals}
    return requests.build_results(
        approvals={key: True if value else ToolDenied('too much') for key, value in allowed.items()}
    )


def test_approvals_that_the_application_gives_during_the_run() -> None:
    def pay(amount: int) -> str:
        return f'paid {amount}'

    code = """
    print(await pay(amount=5))
    try:
        await pay(amount=50)
    except PermissionError as error:
        print(error)
    """
    model = Script(code)
    agent = Agent(
        model,
        tools=[Tool(pay, requires_approval=True)],
        capabilities=[HandleDeferredToolCalls(handle), CodeMode(tools=['pay'])],
    )
    assert contents(agent.run_sync('go').all_messages()) == ['Printed:\npaid 5\ntoo much']


def test_limits_and_violations_reach_the_model_in_their_own_words() -> None:
    part = run_code('while True: pass', options={'limits': ResourceLimits(execution_time_limit_ms=50)})
    assert part.content.startswith('The code was stopped at line 1: it computed for longer than 50 ms.')
    part = run_code('import socket\nsocket.socket', double)
    assert 'The code was not run' in part.content and 'available modules: ' in part.content
    part = run_code('try:\n    (lambda: 0).__globals__\nexcept AttributeError:\n    print("caught")')
    assert part.content == 'Printed:\ncaught'
    assert part.metadata['code_mode']['violations'][0]['name'] == '__globals__'


def test_bad_arguments_of_run_code_itself_are_retries() -> None:
    calls = [
        ToolCallPart('run_code', {'code': 3}),
        ToolCallPart('run_code', {}),
        ToolCallPart('run_code', {'code': '1'}),
    ]
    parts = returns(Agent(Script(*calls), capabilities=[CodeMode()]).run_sync('go').all_messages())
    assert [part.outcome for part in parts] == ['retried', 'retried', 'success']


def test_cancelling_the_run_cancels_nested_calls() -> None:
    ended: list[str] = []

    async def wait(name: str) -> None:
        try:
            await asyncio.sleep(30)
        finally:
            ended.append(name)

    async def main() -> None:
        code = """
        import asyncio
        try:
            await asyncio.gather(wait(name='a'), wait(name='b'))
        except BaseException:
            await wait(name='c')
        """
        agent = Agent(Script(code), tools=[wait], capabilities=[CodeMode()])
        task = asyncio.create_task(agent.run('go'))
        while len(asyncio.all_tasks()) < 4:
            await asyncio.sleep(0)
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(main())
    assert sorted(ended) == ['a', 'b']


def test_a_tool_can_cancel_the_run_and_a_deadline_ends_it() -> None:
    async def halt(ctx: RunContext[None]) -> None:
        ctx.cancel()
        await asyncio.sleep(30)

    async def slow() -> None:
        await asyncio.sleep(30)

    def ends(call: str, **options: Any) -> None:
        code = f'try:\n    await {call}\nexcept BaseException:\n    pass'
        Agent(Script(code), tools=[halt, slow], capabilities=[CodeMode()]).run_sync('go', **options)

    with pytest.raises(RunCancelled):
        ends('halt()')
    with pytest.raises(RunTimedOut):
        ends('slow()', timeout=0.2)


def test_code_can_cancel_its_own_calls() -> None:
    ended: list[str] = []

    async def wait() -> None:
        try:
            await asyncio.sleep(30)
        finally:
            ended.append('wait')

    code = """
    import asyncio
    try:
        await asyncio.wait_for(wait(), 0.01)
    except TimeoutError:
        print('late')
    """
    assert run_code(code, wait).content == 'Printed:\nlate'
    assert ended == ['wait']


# Guards.


def test_guards() -> None:
    told: list[tuple[str, str]] = []

    def audit(call: ToolCall) -> None:
        told.append((call.name, call.outcome))

    def authorize(name: str, arguments: Any) -> bool:
        return name != 'fail'

    def filter_output(name: str, value: Any) -> Any:
        return value + 100

    options = {'audit': audit, 'authorize': authorize, 'filter_output': filter_output}
    code = """
    print(await double(x=1))
    try:
        await fail(message="x")
    except PermissionError as error:
        print(error)
    """
    part = run_code(code, double, fail, options=options)
    assert part.content == 'Printed:\n102\nfail() is not allowed here'
    assert told == [('double', 'started'), ('double', 'returned'), ('fail', 'raised PermissionError')]


def test_modules_can_be_narrowed() -> None:
    part = run_code('import json', options={'modules': ['math']})
    assert "'json'" in part.content and 'available modules: math' in part.content


# Sessions.


def test_names_live_for_one_agent_run() -> None:
    agent = Agent(
        Script('x = 1', 'x + 1', ToolCallPart('run_code', {'code': 'x', 'restart': True})), capabilities=[CodeMode()]
    )
    found = contents(agent.run_sync('go').all_messages())
    assert found[1] == '2' and "name 'x' is not defined" in found[2]
    assert "name 'x' is not defined" in contents(agent.run_sync('go', model=Script('x')).all_messages())[0]


def test_a_session_outlives_runs_and_processes() -> None:
    session = CodeModeSession()
    assert session.dump() == b'' and session.names == ()
    agent = Agent(Script(), tools=[double], capabilities=[CodeMode(session=session)])
    agent.run_sync('go', model=Script('rows = [await double(x=n) for n in range(4)]'))
    assert contents(agent.run_sync('go', model=Script('sum(rows)')).all_messages()) == ['12']
    assert session.names == ('rows',)
    data = session.dump()

    async def stored(ctx: RunContext[Any]) -> CodeModeSession:
        return CodeModeSession(data)

    other = Agent(
        Script('rows.append(await double(x=50))\nsum(rows)'), tools=[double], capabilities=[CodeMode(session=stored)]
    )
    assert contents(other.run_sync('go').all_messages()) == ['112']


def test_parallel_code_of_one_session_runs_one_after_the_other() -> None:
    async def pause(n: int) -> int:
        await asyncio.sleep(0.01 * (3 - n))
        return n

    code = 'seen = globals_ + [await pause(n={n})]\nglobals_ = seen'
    calls = [ToolCallPart('run_code', {'code': code.replace('{n}', str(n))}) for n in range(3)]
    model = Script('globals_ = []', calls, 'globals_')
    found = contents(Agent(model, tools=[pause], capabilities=[CodeMode()]).run_sync('go').all_messages())
    assert found[-1] == '[0, 1, 2]'


def test_concurrent_runs_of_one_agent_do_not_mix() -> None:
    async def whose(ctx: RunContext[str]) -> str:
        await asyncio.sleep(0.01)
        return ctx.deps

    async def main() -> list[str]:
        agent = Agent(Script(), deps_type=str, tools=[whose], capabilities=[CodeMode[str]()])
        runs = [agent.run('go', deps=str(n), model=Script('x = await whose()', 'x + await whose()')) for n in range(5)]
        return [contents(result.all_messages())[1] for result in await asyncio.gather(*runs)]

    assert asyncio.run(main()) == ['00', '11', '22', '33', '44']


def test_agents_in_threads_do_not_mix() -> None:
    def whose(ctx: RunContext[str]) -> str:
        return ctx.deps

    agent = Agent(Script(), deps_type=str, tools=[whose], capabilities=[CodeMode[str]()])

    def ask(deps: str) -> str:
        model = Script('x = await whose()', '[x]')
        return contents(agent.run_sync('go', deps=deps, model=model).all_messages())[1]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, 'abcdefgh')) == [f"['{deps}']" for deps in 'abcdefgh']


def test_two_agents_share_a_session_at_the_same_time() -> None:
    session = CodeModeSession()

    async def main() -> list[list[str]]:
        one = Agent(Script(), tools=[double], capabilities=[CodeMode(session=session)])
        two = Agent(Script(), tools=[get_order], capabilities=[CodeMode(session=session)])
        results = await asyncio.gather(
            one.run('go', model=Script('p = await double(x=1)', 'await double(x=2)')),
            two.run('go', model=Script('q = (await get_order(id=1))["id"]', 'q')),
        )
        return [contents(result.all_messages()) for result in results]

    found = asyncio.run(main())
    assert [outputs[1] for outputs in found] == ['4', '1']
    assert sorted(session.names) == ['p', 'q']


def test_a_session_keeps_nothing_of_the_tools() -> None:
    session = CodeModeSession()
    first = Agent(Script('f = double\nawait f(x=1)'), tools=[double], capabilities=[CodeMode(session=session)])
    assert contents(first.run_sync('go').all_messages()) == ['2']
    second = Agent(Script('await double(x=1)', 'await f(x=1)'), tools=[fail], capabilities=[CodeMode(session=session)])
    found = contents(second.run_sync('go').all_messages())
    assert "function 'double' is not defined" in found[0]
    assert 'Did you mean' not in found[0] and 'not available' in found[1]


# Events.


async def watched(agent: Agent[Any, Any], **options: Any) -> list[AgentStreamEvent]:
    seen: list[AgentStreamEvent] = []

    async def handler(ctx: RunContext[Any], events: AsyncIterable[AgentStreamEvent]) -> None:
        async for event in events:
            seen.append(event)

    await agent.run('go', event_stream_handler=handler, **options)
    return seen


@pytest.mark.parametrize('door', ['capability', 'toolset', 'toolset capability', 'prefixed'])
def test_nested_calls_and_prints_are_events(door: str) -> None:
    code = """
    print('one')
    print('more')
    x = await double(x=1)
    print('two')
    try:
        await fail(message='no')
    except LookupError:
        pass
    """
    name = 'p_run_code' if door == 'prefixed' else 'run_code'
    model = Script([ToolCallPart(name, {'code': textwrap.dedent(code)}, tool_call_id='c')])
    toolset: FunctionToolset[None] = FunctionToolset([double, fail])
    agent = {
        'capability': lambda: Agent(model, toolsets=[toolset], capabilities=[CodeMode()]),
        'toolset': lambda: Agent(model, toolsets=[CodeModeToolset(toolset)]),
        'toolset capability': lambda: Agent(model, capabilities=[Toolset(CodeModeToolset(toolset))]),
        'prefixed': lambda: Agent(model, toolsets=[CodeModeToolset(toolset).prefixed('p')]),
    }[door]()
    seen = asyncio.run(watched(agent))
    ours = [event for event in seen if isinstance(event, CodePrintedEvent | CodeToolCallEvent | CodeToolResultEvent)]
    assert all(event.tool_call_id == 'c' for event in ours)
    assert [
        event.text if isinstance(event, CodePrintedEvent) else (event.call_id, event.call_name) for event in ours
    ] == ['one\nmore\n', ('c__1', 'double'), ('c__1', 'double'), 'two\n', ('c__2', 'fail'), ('c__2', 'fail')]
    assert isinstance(ours[1], CodeToolCallEvent) and ours[1].arguments == {'x': 1}
    assert isinstance(ours[2], CodeToolResultEvent)
    assert (ours[2].outcome, ours[2].result, ours[2].error) == ('returned', '2', None)
    assert isinstance(ours[5], CodeToolResultEvent)
    assert (ours[5].outcome, ours[5].result, ours[5].error) == ('raised LookupError', None, 'no')
    end = next(place for place, event in enumerate(seen) if isinstance(event, FunctionToolResultEvent))
    assert all(seen.index(event) < end for event in ours)


def test_events_come_while_the_code_runs() -> None:
    async def main() -> None:
        go_on = asyncio.Event()

        async def wait() -> None:
            await asyncio.wait_for(go_on.wait(), 10)

        agent = Agent(Script('print("waiting")\nawait wait()'), tools=[wait], capabilities=[CodeMode()])
        seen: list[Any] = []
        async with agent.run_stream_events('go') as events:
            async for event in events:
                seen.append(event)
                if isinstance(event, CodePrintedEvent):
                    go_on.set()
        assert any(isinstance(event, CodeToolResultEvent) and event.outcome == 'returned' for event in seen)

    asyncio.run(main())


def test_large_results_are_short_in_events() -> None:
    def rows() -> list[int]:
        return list(range(50_000))

    seen = asyncio.run(watched(Agent(Script('len(await rows())'), tools=[rows], capabilities=[CodeMode()])))
    event = next(event for event in seen if isinstance(event, CodeToolResultEvent))
    assert event.result is not None and len(event.result) <= 2000


def test_large_arguments_are_short_in_events() -> None:
    def take(rows: list[str]) -> int:
        return len(rows)

    code = 'await take(rows=["x" * 5000] * 500)'
    seen = asyncio.run(watched(Agent(Script(code), tools=[take], capabilities=[CodeMode()])))
    event = next(event for event in seen if isinstance(event, CodeToolCallEvent))
    assert len(str(event.arguments)) < 250_000
    assert event.arguments['rows'][-1] == '… 400 more'


def test_many_calls_are_a_short_record() -> None:
    part = run_code('for n in range(150): await double(x=n)', double)
    record = part.metadata['code_mode']
    assert (len(record['calls']), record['calls_left_out']) == (100, 50)


def test_printing_a_lot_is_not_a_lot_of_events() -> None:
    code = 'for n in range(2000): print(n)'
    seen = asyncio.run(watched(Agent(Script(code), capabilities=[CodeMode()])))
    printed = [event for event in seen if isinstance(event, CodePrintedEvent)]
    assert len(printed) < 200
    assert ''.join(event.text for event in printed) == ''.join(f'{n}\n' for n in range(2000))


# The page.


def test_the_page_lists_every_option() -> None:
    page = (Path(__file__).resolve().parent.parent / 'docs' / 'pydantic-ai.md').read_text(encoding='utf-8')
    rows = [line.split('|')[1:3] for line in page.partition('## Options')[2].splitlines() if line.startswith('| `')]
    told = [name for names, _default in rows for name in re.findall(r'`(\w+)`', names)]
    assert sorted(told) == sorted(option.name for option in fields(CodeModeOptions))
    defaults = {option.name: option.default for option in fields(CodeModeOptions)}
    for names, default in rows:
        values = re.findall(r'`([^`]+)`', default)
        if values and values != ['ResourceLimits()']:
            told_values = [eval(value) for value in values]
            assert told_values == [defaults[name] for name in re.findall(r'`(\w+)`', names)][: len(told_values)]


# Packaging.


def test_without_pydantic_ai_the_package_imports_and_the_integration_says_what_it_needs() -> None:
    program = """
    import sys
    sys.modules['pydantic_ai'] = None
    import monty_tools, monty_tools.integrations
    try:
        import monty_tools.integrations.pydantic_ai
    except ImportError as error:
        print(error)
    """
    done = subprocess.run([sys.executable, '-c', textwrap.dedent(program)], capture_output=True, text=True, check=True)
    assert "pip install 'monty-tools[pydantic-ai]'" in done.stdout
