"""Large sets of tools: what stands in the description, how code finds the others, and what results looked like."""

from __future__ import annotations

import ast
import asyncio
import itertools
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgpack
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_signatures import mypy

from monty_tools import CodeMode, InputError, SnapshotError, Tool, ToolCall, ToolNameError, tool
from monty_tools.discovery import INLINE_TOOLS, MAX_DESCRIPTION, Catalogue, summary, words
from monty_tools.shapes import MAGIC, MAX_KEYS, Shape

SERVICES = ('github', 'jira', 'slack', 'stripe', 'salesforce', 'google_calendar', 'notion', 'zendesk', 'hubspot', 'aws')
VERBS = ('create', 'list', 'get', 'update', 'delete', 'search', 'archive', 'assign', 'export', 'count')
NOUNS = ('issue', 'pull_request', 'comment', 'customer', 'invoice', 'contact', 'channel_message')


def made(name: str, description: str = '', **properties: Any) -> Tool:
    async def call(**arguments: Any) -> Any:
        return arguments

    parameters = {'type': 'object', 'properties': {key: {'type': 'string'} for key in ('id', *properties)}}
    return tool(call, name=name, description=description, parameters=parameters)


def office(count: int) -> list[Tool]:
    """``count`` tools as a company's systems have them."""
    names = list(itertools.product(SERVICES, VERBS, NOUNS))
    chosen = sorted(random.Random(7).sample(names, count))
    return [
        made('_'.join(parts), f'{parts[1].title()} a {parts[2].replace("_", " ")} in {parts[0]}. Needs a workspace.')
        for parts in chosen
    ]


def tokens(text: str) -> float:
    return len(text) / 3.5


def expanded(text: str) -> Iterator[str]:
    """The names that a catalogue's groups stand for."""
    for line in text.splitlines():
        match = re.match(r'(\w+_)\*: (.*)', line)
        head, rest = (match[1], match[2]) if match else ('', line)
        for entry in re.findall(r'(\w+)(?:\(([^)]*)\))?', rest):
            yield from (head + entry[0] + name for name in entry[1].split(', ')) if entry[1] else (head + entry[0],)


def value(mode: CodeMode, code: str) -> Any:
    result = mode.run_sync(code)
    assert result.error is None, result.to_model()
    return result.output


# The description.


def test_small_sets_are_described_in_full_and_large_ones_by_name() -> None:
    few, many = office(INLINE_TOOLS), office(INLINE_TOOLS + 1)
    whole = CodeMode(few).description
    assert whole.count('async def ') == INLINE_TOOLS and 'search_tools' not in whole
    listed = CodeMode(many).description
    assert listed.count('async def ') == 2
    for each in many:
        assert f'\n{each.name}: {(each.description or "").partition(".")[0]}\n' in listed
    assert CodeMode(many, inline_tools=31).description.count('async def ') == 31
    assert 'async def get_it' not in CodeMode([made('get_it')], inline_tools=0).description


@pytest.mark.parametrize('inline_tools', [-1, True, 1.5, None])
def test_how_many_are_described_is_a_number(inline_tools: Any) -> None:
    with pytest.raises(InputError, match='inline_tools must be an int of at least 0'):
        CodeMode([], inline_tools=inline_tools)


@pytest.mark.parametrize(
    'names',
    [
        [each.name for each in office(500)],
        [f'tool_{number}' for number in range(500)],
        [f'{verb}{noun.title().replace("_", "")}{number}' for number in range(8) for verb in VERBS for noun in NOUNS][
            :500
        ],
        [f'{word}_{number:03}' for number in range(100) for word in ('a', 'bc', 'def', 'ghij', 'k')],
    ],
    ids=['services', 'numbers', 'camel', 'short'],
)
def test_five_hundred_tools_cost_under_three_thousand_tokens(names: list[str]) -> None:
    names = list(dict.fromkeys(names))
    text = 'Does what its name says, with everything that belongs to it. ' * 5
    whole = CodeMode([made(name, text) for name in names]).description
    assert tokens(whole) < 3_000
    listed = whole.partition('in the next run.')[2].partition('\n')[2].partition('"""')[0]
    assert sorted(expanded(listed)) == sorted(names), 'every name is there'


@given(
    st.lists(
        st.text('abcdefghij_', min_size=1, max_size=60).filter(lambda name: name.strip('_')), min_size=1, max_size=700
    )
)
@settings(max_examples=15, deadline=None)
def test_no_set_of_names_costs_more(names: list[str]) -> None:
    unique = {re.sub('_+', '_', name.strip('_')): None for name in names}
    catalogue = Catalogue([made(f'x{name}') for name in unique])
    assert len(catalogue.text(5_000)) <= 5_000


def test_what_does_not_fit_is_counted() -> None:
    tools = [made(f'{service}_{number}_{"long" * 8}') for service in 'abc' for number in range(200)]
    whole = CodeMode(tools).description
    assert len(whole) <= MAX_DESCRIPTION
    for service in 'abc':
        line = next(line for line in whole.splitlines() if line.startswith(f'{service}_*: '))
        left_out = int(re.findall(r'… (\d+) more$', line)[0])
        assert line.count('long' * 8) + left_out == 200


def test_the_text_is_a_module_whatever_descriptions_say(tmp_path: Path) -> None:
    nasty = [
        '"""\nimport os',
        'ends with \\',
        '\\"""',
        "'''",
        '\x00\x1b[31m\u202e',
        '"',
        '{groups} {count}',
        '\\N{BULLET}',
    ]
    mode = CodeMode([made(f'tool_{number}', text) for number, text in enumerate(nasty * 5)])
    tree = ast.parse(mode.description)
    assert [type(node).__name__ for node in tree.body] == ['Expr', 'AsyncFunctionDef', 'AsyncFunctionDef']
    path = tmp_path / 'described.py'
    path.write_text(mode.description, encoding='utf-8')
    assert mypy(tmp_path) == ''


def test_equal_tools_give_equal_text_and_results_do_not_change_it() -> None:
    mode = CodeMode(office(100))
    before = mode.description
    assert before == CodeMode(office(100)).description
    value(mode, f"await {office(100)[0].name}(id='x')")
    assert CodeMode(office(100)).description == before == mode.description


def test_summaries_are_first_sentences() -> None:
    assert summary('Gets it. And more.', 80) == 'Gets it'
    assert summary('Gets\n  it of v1.2 all\n\nAnd more', 80) == 'Gets it of v1.2 all'
    assert summary('Gets one, two and three things', 12) == 'Gets one…'
    assert summary(None, 80) == summary('  \n', 80) == ''


# Names.


@pytest.mark.parametrize('name', ['search_tools', 'search-tools', 'describe_tool'])
def test_no_tool_may_have_the_finders_names(name: str) -> None:
    tools = [*office(30), made(name)]
    with pytest.raises(ToolNameError, match=name.replace('-', '.')):
        CodeMode(tools)
    assert f'async def {name.replace("-", "_")}' in CodeMode(tools, inline_tools=31).description


# The search.

SHOP = [
    made('get_order', 'Fetch one order with its lines.'),
    made('listOrders', 'All orders of a customer, newest first.', customer=1),
    made('cancel_order', 'Cancel an order that was not shipped yet.'),
    made('refund-payment', 'Give money back to the customer, for example for a cancelled order.'),
    made('send_email', 'Send a message to a customer.'),
    made('weather_forecast', 'Temperature and rain for a city.'),
    made('HTTPRequestLog', 'Requests of the last hour.'),
    made('upload_image', 'Store a picture.'),
    made('uebersetzen', '\u00dcbersetzt Texte; \u7ffb\u8bd1\u6587\u672c'),
]


@pytest.mark.parametrize(
    ('query', 'first'),
    [
        ('order', 'get_order'),
        ('orders of a customer', 'listOrders'),
        ('list orders', 'listOrders'),
        ('cancelling orders', 'cancel_order'),
        ('refund', 'refund_payment'),
        ('money back', 'refund_payment'),
        ('refund-payment', 'refund_payment'),
        ('refund_payment', 'refund_payment'),
        ('how do I mail a customer', 'send_email'),
        ('mails', 'send_email'),
        ('forcast', 'weather_forecast'),
        ('rain', 'weather_forecast'),
        ('http', 'HTTPRequestLog'),
        ('request logs', 'HTTPRequestLog'),
        ('photo', 'upload_image'),
        ('fetch the order', 'get_order'),
        ('\u00fcbersetzt', 'uebersetzen'),
        ('UEBERSETZEN', 'uebersetzen'),
    ],
)
def test_the_best_comes_first(query: str, first: str) -> None:
    found = value(CodeMode(SHOP, inline_tools=0), f'await search_tools(query={query!r})')
    assert found[0].startswith(f'async def {first}(')


def test_what_is_found_is_a_signature_with_a_summary() -> None:
    mode = CodeMode(SHOP, inline_tools=0)
    assert value(mode, "await search_tools(query='customer', limit=1)") == [
        'async def listOrders(*, id: str = ..., customer: str = ...) -> Any  # All orders of a customer, newest first'
    ]
    assert len(value(mode, "await search_tools(query='order', limit=2)")) == 2
    assert len(value(mode, "await search_tools(query='order', limit=-5)")) == 1


@pytest.mark.parametrize('query', ['', '   ', 'the of a', '!?', 'zzzzqqqq', '\x00', '\u202e'])
def test_nothing_is_found_for_nothing(query: str) -> None:
    assert value(CodeMode(SHOP, inline_tools=0), f'await search_tools(query={query!r})') == []


def test_hostile_queries_take_no_time() -> None:
    mode = CodeMode(office(500))
    result = mode.run_sync(
        "found = [await search_tools(query=q) for q in ('x' * 100_000, 'ab ' * 50_000, 'a1b2' * 10_000)]\nlen(found)"
    )
    assert result.output == 3
    assert sum(call.duration_ms for call in result.calls) < 3_000


def test_the_order_is_the_same_each_time() -> None:
    query = "await search_tools(query='create invoice', limit=50)"
    assert value(CodeMode(office(400)), query) == value(CodeMode(office(400)), query)


def test_words_have_one_form() -> None:
    assert list(words('listOrders')) == list(words('Listing ordered')) == list(words('LIST_ORDER'))
    assert list(words('HTTPServerErrors2x')) == ['http', 'server', 'error', '2', 'x']
    assert list(words('status class bus')) == ['status', 'clas', 'bus']


# One tool in full.


def test_a_tool_is_described_with_its_types() -> None:
    schema = {
        'type': 'object',
        'properties': {'to': {'title': 'Address', 'type': 'object', 'properties': {'zip': {'type': 'string'}}}},
        'required': ['to'],
    }
    ship = tool(
        made('x').call, name='ship-it', description='Ship.\n\nNow.', parameters=schema, returns={'type': 'null'}
    )
    mode = CodeMode([ship, *SHOP], inline_tools=0)
    text = """class Address(TypedDict):
    zip: NotRequired[str]

async def ship_it(*, to: Address) -> None:
    \"\"\"Ship.

    Now.
    \"\"\""""
    for name in ('ship_it', 'ship-it', 'ship_it()'):
        assert value(mode, f'await describe_tool(name={name!r})') == text


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    mode = CodeMode(SHOP, inline_tools=0)
    error = mode.run_sync("await describe_tool(name='get_ordr')").error
    assert error is not None and error.type_name == 'ValueError'
    assert error.message == "no function 'get_ordr'; the nearest: get_order, cancel_order"
    error = mode.run_sync("await describe_tool(name='weather')").error
    assert error is not None and error.message == "no function 'weather'; the nearest: weather_forecast"
    error = mode.run_sync("await describe_tool(name='zzqq')").error
    assert error is not None and 'search_tools(query=...)' in error.message


# Before running.


def test_the_check_knows_every_signature() -> None:
    mode = CodeMode(office(60))
    name = office(60)[0].name
    assert mode.check(f"await {name}(id='1')\nawait search_tools(query='x')") == ()
    assert [(found.kind, found.line) for found in mode.check(f"x = 1\nawait {name}(nr='1')")] == [('wrong_call', 2)]
    text = mode.run_sync(f"await {name}(nr='1')").to_model()
    assert f'Signature: async def {name}(*, id: str = ...) -> Any' in text
    text = mode.run_sync('await nothing_like_it()').to_model()
    assert "There are 60 tools, found by await search_tools(query='...')." in text
    text = mode.run_sync(f"await {name}s(id='1')").to_model()
    assert f"Did you mean: '{name}'" in text
    assert [found.kind for found in mode.check("search_tools(query='x')")] == ['never_awaited']


def test_guards_are_told_of_the_finders() -> None:
    told: list[ToolCall] = []

    def authorize(name: str, _arguments: Any) -> bool:
        return name != 'describe_tool'

    mode = CodeMode(office(40), audit=told.append, authorize=authorize)
    assert mode.run_sync("await search_tools(query='x')").error is None
    error = mode.run_sync("await describe_tool(name='x')").error
    assert error is not None and error.type_name == 'PermissionError'
    assert [(call.name, call.outcome) for call in told if call.outcome != 'started'] == [
        ('search_tools', 'returned'),
        ('describe_tool', 'raised PermissionError'),
    ]


# The shapes of results.


def giving(*results: Any, name: str = 'rows', **options: Any) -> Tool:
    """A tool without an output schema, which gives one result after the other."""
    left = iter(results)

    async def call() -> Any:
        return next(left)

    return tool(call, name=name, description='Rows.', parameters={'type': 'object'}, **options)


def test_the_shape_of_real_results_stands_in_for_a_schema() -> None:
    mode = CodeMode([giving([{'id': 1, 'note': 'x'}], [{'id': 2, 'tags': []}, {'id': 3.5}])], inline_tools=0)
    assert 'rows() -> Any:  # no output schema' in value(mode, "await describe_tool(name='rows')")
    assert (
        value(mode, "await rows()\nawait describe_tool(name='rows')")
        == '''class RowsResultItem(TypedDict):
    id: int
    note: str

async def rows() -> list[RowsResultItem]:  # as seen in 1 result so far, others may differ
    """Rows."""'''
    )
    text = value(mode, "await rows()\nawait describe_tool(name='rows')")
    assert 'id: float' in text and 'note: NotRequired[str]' in text and 'tags: NotRequired[list[Any]]' in text
    assert 'as seen in 2 results so far' in text


def test_errors_tell_the_shapes_that_the_code_took_for_others() -> None:
    mode = CodeMode([giving({'items': [{'id': 1}], 'next': None})])
    result = mode.run_sync("page = await rows()\npage['rows']")
    assert result.error is not None
    assert (
        "What these calls have returned so far:\n  rows() -> {'items': list[{'id': int}], 'next': None}"
        in result.error.explanation
    )
    typed = CodeMode([giving({'items': []}, returns={'type': 'object'})])
    assert 'have returned so far' not in typed.run_sync("(await rows())['rows']").to_model()


def test_what_a_filter_removed_is_not_told() -> None:
    def without_secrets(_name: str, result: Any) -> Any:
        return {key: each for key, each in result.items() if key != 'secret'} if isinstance(result, dict) else result

    mode = CodeMode([giving({'id': 1, 'secret': 's'})], inline_tools=0, filter_output=without_secrets)
    assert 'secret' not in value(mode, "await rows()\nawait describe_tool(name='rows')")


def test_sessions_know_their_own_results_only() -> None:
    mode = CodeMode([giving({'mine': 1}, {'yours': 1})], inline_tools=0)
    one, two = mode.session(), mode.session()
    describe = "await rows()\nawait describe_tool(name='rows')"
    assert 'mine' in one.run_sync(describe).output
    text = two.run_sync(describe).output
    assert 'yours' in text and 'mine' not in text


def test_shapes_are_stored_with_their_session() -> None:
    mode = CodeMode([giving({'id': 1}, {'name': 'x'})], inline_tools=0)
    one = mode.session()
    one.run_sync('x = await rows()')
    again = mode.session(one.dump())
    assert 'id: int' in again.run_sync("await describe_tool(name='rows')").output
    text = again.run_sync("y = await rows()\nawait describe_tool(name='rows')").output
    assert 'id: NotRequired[int]' in text and 'name: NotRequired[str]' in text
    assert again.run_sync('[x, y]').output == [{'id': 1}, {'name': 'x'}]
    assert mode.session(mode.session(again.dump()).dump()).shapes == again.shapes


def test_shapes_are_known_after_a_pause_in_another_process() -> None:
    @tool(requires_approval=True)
    async def pay() -> None:
        """Pay."""

    mode = CodeMode([giving({'id': 1}), pay], inline_tools=0)
    code = "await rows()\nawait pay()\nawait describe_tool(name='rows')"
    result = asyncio.run(mode.session().run(code))
    assert result.suspended is not None
    session = mode.session(result.suspended.dump())
    assert session.suspended is not None
    assert 'id: int' in session.suspended.resume_sync({session.suspended.pending[0].id: True}).output


def damaged(data: bytes) -> Iterable[bytes]:
    program = msgpack.unpackb(data[len(MAGIC) :])[0]
    deep: Any = {'kinds': []}
    for _level in range(300):
        deep = {'items': deep}
    for parts in (
        [program],
        [program, None],
        [program, {'seen': {'rows': 1}}],
        [program, {'seen': {'rows': {'keys': {'a': 'b'}}}}],
        [program, {'seen': {'rows': deep}}],
        ['x', {}],
        [b'x', {}],
        [None, {}],
        {},
        3,
    ):
        yield MAGIC + msgpack.packb(parts)
    yield MAGIC
    for size in range(len(MAGIC), len(data), 37):
        yield data[:size]


def test_damaged_sessions_are_refused() -> None:
    mode = CodeMode([giving({'id': 1})])
    session = mode.session()
    session.run_sync('x = await rows()')
    for data in damaged(session.dump()):
        with pytest.raises(SnapshotError):
            mode.session(data)


@pytest.mark.parametrize(
    ('values', 'text', 'schema'),
    [
        ([1], 'int', {'type': 'integer'}),
        ([1, 2.5], 'float', {'type': 'number'}),
        ([True, None], 'bool | None', {'anyOf': [{'type': 'boolean'}, {'type': 'null'}]}),
        (['x', [1]], 'list[int] | str', None),
        ([[]], 'list[Any]', {'type': 'array', 'items': {}}),
        ([[], ['x']], 'list[str]', {'type': 'array', 'items': {'type': 'string'}}),
        ([{}], '{}', {'type': 'object', 'properties': {}, 'required': []}),
        ([{'a': 1}, {'b': 'x'}], "{'a'?: int, 'b'?: str}", None),
        ([{'a': {'b': [None]}}], "{'a': {'b': list[None]}}", None),
        ([{str(n): n for n in range(MAX_KEYS + 1)}], 'dict[str, int]', None),
        ([{str(n): n} for n in range(MAX_KEYS + 1)], 'dict[str, Any]', None),
        ([{1: 2}], 'Any', {}),
        ([b'x'], 'Any', {}),
        ([], 'Any', {}),
        ([((1,), (2,))], 'list[list[int]]', None),
    ],
)
def test_shapes(values: list[Any], text: str, schema: Any) -> None:
    shape = Shape()
    for each in values:
        shape.see(each)
    assert shape.text() == text
    if schema is not None:
        assert shape.schema() == schema


def test_large_and_deep_results_are_looked_at_in_part() -> None:
    deep: Any = 1
    for _level in range(5_000):
        deep = [deep]
    wide = [{f'k{number}': list(range(50)) for number in range(40)}] * 100_000
    shape = Shape()
    shape.see(deep)
    shape.see(wide)
    assert len(shape.text()) < 2_000
    assert shape.schema()


def test_shapes_do_not_grow_for_ever() -> None:
    shape = Shape()
    for number in range(300):
        inner = {f'k{number}_{each}': {'a': [{'b': each}]} for each in range(3)}
        shape.see({f'place{number % 40}': inner})
    assert shape.size() < 1_000
