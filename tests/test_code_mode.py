"""Code mode through its public door: what code may call, what a run tells, what a model reads."""

from __future__ import annotations

import asyncio
import datetime
import logging
import sys
import threading
from collections.abc import Awaitable, Callable
from typing import Any, Literal

import pytest
from pydantic import BaseModel

from monty_tools import (
    CodeMode,
    CodeResult,
    InputError,
    MontySyntaxError,
    ResourceLimits,
    SnapshotError,
    ToolCall,
    ToolNameError,
    tool,
)


class Order(BaseModel):
    id: int
    customer: str
    placed: datetime.date = datetime.date(2024, 5, 1)
    lines: list[dict[str, int]] = []


ORDERS = [Order(id=number, customer=f'c{number % 3}', lines=[{'qty': number}]) for number in range(1, 10)]


async def get_orders(customer: str | None = None, limit: int = 10) -> list[Order]:
    """Orders, newest first."""
    return [order for order in ORDERS if customer in (None, order.customer)][:limit]


def search_docs(query: str, *, kind: Literal['guide', 'api'] = 'guide') -> list[str]:
    """Search the manual."""
    return [f'{kind}: {query}']


async def boom(why: str = 'no reason') -> None:
    """Fails."""
    raise LookupError(why)


def run(code: str, *tools: Any, **options: Any) -> CodeResult:
    return CodeMode(tools or [get_orders, search_docs, boom], **options).run_sync(code)


def test_code_calls_tools_and_gets_plain_data() -> None:
    result = run(
        """
        orders = await get_orders(limit=2)
        docs = await search_docs(query='refund', kind='api')
        print(len(orders))
        [orders[0], docs]
    """.replace('\n        ', '\n')
    )
    assert result.error is None and result.ok
    assert result.output == [
        {'id': 1, 'customer': 'c1', 'placed': '2024-05-01', 'lines': [{'qty': 1}]},
        ['api: refund'],
    ]
    assert result.stdout == '2\n'
    assert [(call.name, call.arguments, call.outcome) for call in result.calls] == [
        ('get_orders', {'limit': 2}, 'returned'),
        ('search_docs', {'query': 'refund', 'kind': 'api'}, 'returned'),
    ]
    assert result.calls[1].result == ['api: refund']
    assert result.usage['external_calls'].used == 2
    assert result.violations == ()
    assert result.to_model() == f'Printed:\n2\nResult:\n{result.output!r}'


def test_gathered_calls_run_together() -> None:
    together = 0
    most = 0

    async def slow(n: int) -> int:
        nonlocal together, most
        together += 1
        most = max(most, together)
        await asyncio.sleep(0)
        together -= 1
        return n

    code = 'import asyncio\nawait asyncio.gather(*[slow(n=n) for n in range(5)])'
    assert run(code, slow).output == [0, 1, 2, 3, 4]
    assert most == 5
    most = 0
    assert run(code, tool(slow, concurrency=2)).output == [0, 1, 2, 3, 4]
    assert most == 2
    most = 0
    assert run(code, slow, concurrency=3).output == [0, 1, 2, 3, 4]
    assert most == 3


def test_a_sequential_tool_is_a_barrier() -> None:
    events: list[str] = []

    def made(name: str) -> Callable[..., Awaitable[None]]:
        async def fn() -> None:
            events.append(f'+{name}')
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            events.append(f'-{name}')

        fn.__name__ = name
        return fn

    a, b, c = made('a'), made('b'), made('c')
    result = run('import asyncio\nawait asyncio.gather(a(), b(), c(), a())', a, tool(b, sequential=True), c)
    assert result.error is None
    assert events == ['+a', '-a', '+b', '-b', '+c', '+a', '-c', '-a']


def test_a_sync_tool_runs_in_a_thread_unless_told_otherwise() -> None:
    def where() -> bool:
        return threading.current_thread() is threading.main_thread()

    assert run('await where()', where).output is False
    assert run('await where()', tool(where, thread=False)).output is True


@pytest.mark.parametrize(
    ('call', 'said'),
    [
        ("get_orders(limit='ten')", "TypeError: get_orders(): argument 'limit'"),
        ("search_docs(query='x', kind='blog')", "search_docs(): argument 'kind'"),
        ('search_docs(query=3)', "argument 'query'"),
        ("get_orders(**{'limitt': 3})", "unexpected keyword argument 'limitt'"),
        ("search_docs(*['refund'])", 'positional argument'),
        ('search_docs(**{})', "missing 1 required keyword-only argument: 'query'"),
    ],
)
def test_bad_arguments_are_errors_in_the_sandbox(call: str, said: str) -> None:
    code = f"try:\n    await {call}\nexcept (TypeError, ValueError) as e:\n    print(type(e).__name__ + ': ' + str(e))"
    result = run(code)
    assert result.error is None, result.to_model()
    assert said in result.stdout
    assert [call.outcome for call in result.calls if call.outcome == 'returned'] == []


def test_a_result_that_breaks_its_promise_is_an_error_in_the_sandbox() -> None:
    async def wrong() -> list[int]:
        return ['x']  # type: ignore[list-item]

    result = run('await wrong()', wrong)
    assert result.error is not None
    assert result.error.type_name == 'ValueError'
    assert 'wrong() returned something else than it promises' in result.error.message
    assert 'expected int' in result.error.message


def test_calls_are_checked_in_every_run_of_a_session() -> None:
    session = CodeMode([get_orders, boom]).session()
    session.run_sync('def boom(way):\n    return way')
    for later in (session, CodeMode([get_orders, boom]).session(session.dump())):
        found = [(problem.kind, problem.name) for problem in later.check('x = get_orders(1)\nboom(way=2)')]
        assert found == [('wrong_call', 'get_orders'), ('never_awaited', 'get_orders')]
        assert later.run_sync('boom(way=2)').output == 2


def test_nothing_runs_while_problems_are_known() -> None:
    code = """
orders = await get_orders(limt=3)
get_orders()
import requests
total = sum_orders(orders)
print(undefined)
"""
    result = run(code)
    assert result.error is not None
    assert result.error.kind == 'refused'
    assert [(found.kind, found.line) for found in result.error.problems] == [
        ('wrong_call', 2),
        ('never_awaited', 3),
        ('forbidden_import', 4),
        ('unauthorized_call', 5),
        ('undefined_name', 6),
    ]
    assert result.calls == ()
    assert [(found.kind, found.name) for found in result.violations] == [
        ('forbidden_import', 'requests'),
        ('unauthorized_call', 'sum_orders'),
        ('undefined_name', 'undefined'),
    ]
    text = result.to_model()
    assert 'line 2: get_orders() got an unexpected keyword argument' in text
    assert 'orders = await get_orders(limt=3)' in text
    assert 'Signature: async def get_orders(*, customer: str | None = None, limit: int = 10)' in text
    assert 'Tools: get_orders, search_docs, boom' in text
    assert 'Nothing has run.' in text
    assert [found.kind for found in CodeMode([get_orders]).check(code)] == [
        found.kind for found in result.error.problems
    ]


def test_problems_that_the_code_would_catch_do_not_stop_it() -> None:
    result = run("""
try:
    import requests
except ImportError:
    requests = None
try:
    missing
except NameError as e:
    print(e)
try:
    await get_orders(nope=1)
except TypeError:
    print('no')
""")
    assert result.error is None, result.to_model()
    assert result.stdout == "name 'missing' is not defined\nno\n"
    assert {found.kind for found in result.violations} == {'forbidden_import', 'undefined_name'}


def test_an_error_tells_what_was_printed_and_called() -> None:
    result = run("""
print('before')
docs = await search_docs(query='a')
await boom(why='gone')
print('after')
""")
    assert result.error is not None
    assert (result.error.kind, result.error.type_name, result.error.message, result.error.line) == (
        'exception',
        'LookupError',
        'gone',
        4,
    )
    text = result.to_model()
    assert "await boom(why='gone')" in text
    assert 'Printed before that:\nbefore' in text
    assert "search_docs(query='a') -> ['guide: a']" in text
    assert "boom(why='gone') raised LookupError: gone" in text


def test_a_wrong_attribute_is_explained() -> None:
    result = run("x = 'a'\nx.__class__.__subclasses__()")
    assert result.error is not None
    assert [found.kind for found in result.violations] == ['forbidden_attribute']
    assert 'The sandbox offers no attribute' in result.to_model()


@pytest.mark.parametrize(
    ('code', 'limit', 'said'),
    [
        ('while True: pass', 'execution_time', 'computed for longer than 50 ms'),
        ('def f(): return f()\nf()', 'stack_depth', 'deeper than 100 levels'),
        ("x = 'a' * 10**9", 'memory', 'more than 50 MB'),
        ('for _ in range(9): await search_docs(query="x")', 'external_calls', 'more than 5 calls'),
    ],
)
def test_a_limit_has_its_own_wording(code: str, limit: str, said: str) -> None:
    limits = ResourceLimits(execution_time_limit_ms=50, external_call_limit=5)
    result = run(f"print('hi')\n{code}", limits=limits)
    assert result.error is not None
    assert (result.error.kind, result.error.type_name) == ('limit', limit)
    text = result.to_model()
    assert said in text
    assert 'ResourceLimits(' not in text
    assert 'Printed before that:\nhi' in text


def test_syntax_errors_show_the_place() -> None:
    result = run('x = (1,\ny = 2')
    assert result.error is not None
    assert result.error.kind == 'syntax'
    assert "'(' was never closed" in result.to_model()
    refused = run('class A:\n    def __del__(self): pass')
    assert refused.error is not None
    assert refused.error.kind == 'refused'
    assert '__del__' in refused.to_model()


def test_names_live_on_and_restart_clears_them() -> None:
    mode = CodeMode([get_orders])

    async def steps() -> list[CodeResult]:
        first = await mode.run('orders = await get_orders()\nclass A: x = 1')
        second = await mode.run('len(orders), A.x')
        third = await mode.run('orders', restart=True)
        return [first, second, third]

    first, second, third = asyncio.run(steps())
    assert first.ok
    assert second.output == (9, 1)
    assert third.error is not None
    assert third.error.problems[0].kind == 'undefined_name'
    assert mode.default_session.names == ()


def test_a_session_dumps_and_loads() -> None:
    mode = CodeMode([get_orders])
    mode.run_sync('orders = await get_orders(limit=2)\ndef total(): return len(orders)')
    other = CodeMode([get_orders, search_docs])
    other.load(mode.dump())
    assert other.run_sync("total(), await search_docs(query='q')").output == (2, ['guide: q'])
    assert mode.run_sync('total()').output == 2
    with pytest.raises(SnapshotError):
        mode.load(b'nonsense')
    narrow = CodeMode([get_orders], modules=['math'])
    with pytest.raises(SnapshotError, match='modules'):
        narrow.load(mode.dump())


def test_tools_can_change_between_runs() -> None:
    session = CodeMode([get_orders]).session()
    assert session.run_sync('n = len(await get_orders())\nn').output == 9
    session.use(CodeMode([search_docs]))
    result = session.run_sync('await search_docs(query=str(n))')
    assert result.output == ['guide: 9']
    gone = session.run_sync('await get_orders()')
    assert gone.error is not None
    assert 'get_orders' in gone.to_model()


def test_large_results_are_shortened_and_kept() -> None:
    mode = CodeMode([], result_limit=300)
    result = mode.run_sync("[{'id': n, 'text': 'x' * 500} for n in range(1000)]")
    assert len(result.output) == 1000
    assert result.kept_as == 'last_result'
    assert len(result.shown) <= 300
    assert eval(result.shown)[-1].endswith(' more')
    assert 'the variable last_result holds all of it' in result.to_model()
    assert mode.run_sync("len(last_result), last_result[999]['id']").output == (1000, 999)
    printed = mode.run_sync("print('y' * 5000)")
    assert len(printed.printed) <= 300
    assert len(printed.stdout) == 5001
    assert 'characters left out' in printed.to_model()
    words = CodeMode([], result_limit=100, count_tokens=lambda text: len(text.split())).run_sync("'word ' * 500")
    assert len(words.shown.split()) <= 100


@pytest.mark.parametrize(
    'value', ['10**6000', '[10**6000]', "'\\ud800'", 'float("nan")', '{1, (2,)}', 'object()', 'len']
)
def test_any_result_can_be_shown(value: str) -> None:
    result = run(value, result_limit=200)
    assert result.ok, result.to_model()
    assert 0 < len(result.to_model()) < 400


def test_max_calls_and_timeout() -> None:
    async def slow() -> None:
        await asyncio.sleep(60)

    result = run("""
for n in range(3):
    try:
        print(await search_docs(query=str(n)))
    except RuntimeError as e:
        print(e)
try:
    await slow()
except TimeoutError as e:
    print(e)
""", tool(search_docs, max_calls=2), tool(slow, timeout=0.01))  # fmt: skip
    assert result.error is None, result.to_model()
    assert result.stdout.splitlines() == [
        "['guide: 0']",
        "['guide: 1']",
        'search_docs() may be called 2 times in one run',
        'slow() gave no answer within 0.01 s',
    ]


def test_a_tools_own_timeout_error_is_its_own() -> None:
    async def mine() -> None:
        raise TimeoutError('upstream')

    result = run('await mine()', tool(mine, timeout=5))
    assert result.error is not None
    assert (result.error.type_name, result.error.message) == ('TimeoutError', 'upstream')


def test_audit_hears_of_every_call() -> None:
    heard: list[ToolCall] = []

    async def audit(call: ToolCall) -> None:
        heard.append(call)

    result = CodeMode([search_docs, boom], audit=audit).run_sync(
        "await search_docs(query='a')\ntry:\n    await boom()\nexcept LookupError: pass"
    )
    assert result.ok
    assert [(call.name, call.outcome) for call in heard] == [
        ('search_docs', 'started'),
        ('search_docs', 'returned'),
        ('boom', 'started'),
        ('boom', 'raised LookupError'),
    ]
    assert heard[1].result == ['guide: a']
    assert heard[1].duration_ms > 0


@pytest.mark.parametrize('answer', [False, 'not on Sundays'])
def test_authorize_can_refuse(answer: object) -> None:
    made: list[str] = []

    async def send(to: str) -> None:
        made.append(to)

    def authorize(name: str, arguments: Any) -> Any:
        return answer if arguments['to'] == 'x' else None

    code = "await send(to='y')\ntry:\n    await send(to='x')\nexcept PermissionError as e:\n    print(e)"
    result = CodeMode([send], authorize=authorize).run_sync(code)
    assert result.ok
    assert made == ['y']
    assert result.stdout.startswith('send() is not allowed here')
    if answer:
        assert 'not on Sundays' in result.stdout


def test_filter_output_decides_what_code_sees() -> None:
    async def filtered(name: str, value: Any) -> Any:
        return [{key: '***' if key == 'customer' else item for key, item in row.items()} for row in value]

    result = CodeMode([get_orders], filter_output=filtered).run_sync('(await get_orders(limit=1))[0]')
    assert result.output['customer'] == '***'
    assert result.calls[0].result[0]['customer'] == '***'


@pytest.mark.parametrize('guard', ['audit', 'authorize', 'filter_output'])
def test_a_failing_guard_refuses_the_call(guard: str, caplog: pytest.LogCaptureFixture) -> None:
    def broken(*args: object) -> None:
        raise KeyError('secret detail')

    with caplog.at_level(logging.ERROR, 'monty_tools'):
        result = CodeMode([search_docs], **{guard: broken}).run_sync("await search_docs(query='a')")
    assert result.error is not None
    assert (result.error.type_name, result.error.message) == (
        'RuntimeError',
        f'the call is refused: {guard} failed on the host',
    )
    assert 'secret detail' not in result.to_model()
    assert 'secret detail' in caplog.text


def test_runs_of_one_session_wait_for_each_other() -> None:
    mode = CodeMode([search_docs])

    async def both() -> list[CodeResult]:
        return list(await asyncio.gather(mode.run("a = await search_docs(query='1')\na"), mode.run('a')))

    first, second = asyncio.run(both())
    assert first.output == second.output == ['guide: 1']


def test_cancelling_stops_the_code_and_its_calls() -> None:
    stopped: list[str] = []

    async def hang() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            stopped.append('hang')

    async def main() -> CodeResult:
        mode = CodeMode([hang])
        task = asyncio.create_task(mode.run('try:\n    await hang()\nexcept BaseException:\n    print("caught")'))
        while not stopped and not task.done() and len(asyncio.all_tasks()) < 3:
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return await mode.run('1')

    assert asyncio.run(main()).output == 1
    assert stopped == ['hang']


def test_keyword_names_map_back() -> None:
    got: dict[str, Any] = {}

    def post(**values: Any) -> dict[str, Any]:
        got.update(values)
        return values

    schema = {
        'type': 'object',
        'properties': {'from': {'type': 'string'}, 'user-id': {'type': 'integer'}, 'X-Key': {'type': 'string'}},
        'required': ['from', 'user-id'],
        'additionalProperties': False,
    }
    mode = CodeMode([tool(post, name='http-post', parameters=schema, returns={'type': 'object'})])
    name = mode.stubs.by_tool['http-post'].name
    spelled = {parameter.key: parameter.name for parameter in mode.stubs.by_tool['http-post'].parameters}
    result = mode.run_sync(f"await {name}({spelled['from']}='me', {spelled['user-id']}=3)")
    assert result.output == {'from': 'me', 'user-id': 3} == got
    assert result.calls[0].arguments == got
    assert result.calls[0].name == 'http-post'


def test_colliding_tools_are_named() -> None:
    with pytest.raises(ToolNameError, match='send-mail.*send_mail|send_mail.*send-mail'):
        CodeMode([tool(boom, name='send-mail'), tool(boom, name='send_mail')])


def test_fences_are_taken_off() -> None:
    assert run('```python\n1 + 2\n```').output == 3
    assert run('```\n1 + 2\n```\n').output == 3
    assert run("x = '''\n```py\n'''\nlen(x)").output == 7


@pytest.mark.parametrize(
    'options',
    [{'result_limit': 5}, {'result_limit': 'x'}, {'concurrency': 0}, {'modules': ['ssl']}, {'modules': 'math'}],
)
def test_bad_options_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        CodeMode([], **options)


def test_code_must_be_text() -> None:
    with pytest.raises(TypeError, match='code must be a str, not int'):
        CodeMode([]).run_sync(3)  # type: ignore[arg-type]
    with pytest.raises(MontySyntaxError):
        CodeMode([]).check('def')


def test_modules_can_be_narrowed() -> None:
    result = run('import json', modules=['math'])
    assert result.error is not None
    assert 'available modules: math' in result.to_model()
    assert run('import math\nmath.pi', modules=['math']).ok


def test_the_description_is_stable_and_names_everything() -> None:
    first = CodeMode([get_orders, search_docs])
    second = CodeMode([get_orders, search_docs])
    assert first.description == second.description
    assert 'async def get_orders(' in first.description
    assert 'class Order(TypedDict)' in first.description
    assert 'Search the manual.' in first.description


def test_threads_have_sessions_of_their_own() -> None:
    mode = CodeMode([search_docs])
    found: list[Any] = []

    def work(n: int) -> None:
        session = mode.session()
        session.run_sync(f'x = {n}')
        found.append((n, session.run_sync('await search_docs(query=str(x))').output))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [(n, [f'guide: {n}']) for n in range(4)]


TYPED = """
orders = await get_orders(limit='ten')
print(orders[0]['custmer'])
try:
    missing
except NameError: pass
import asyncio
both = await asyncio.gather(get_orders(), search_docs(query='a'))
both[1].append(3)
"""


def test_types_are_checked_before_running() -> None:
    mode = CodeMode([get_orders, search_docs], typecheck=True)
    found = mode.check(TYPED)
    assert [(problem.kind, problem.line) for problem in found if problem.kind == 'type_error'] == [
        ('type_error', 2),
        ('type_error', 3),
        ('type_error', 9),
    ]
    result = mode.run_sync(TYPED)
    assert result.error is not None
    assert result.error.kind == 'refused'
    assert 'Expected `int | None`' in result.to_model() or 'Expected `int`' in result.to_model()
    assert result.calls == ()
    assert CodeMode([get_orders, search_docs]).run_sync("'unchecked'").ok


def test_types_of_earlier_runs_are_known() -> None:
    mode = CodeMode([get_orders], typecheck=True)
    assert mode.run_sync('orders = await get_orders(limit=1)\n_first = orders[0]').ok
    assert [problem.message for problem in mode.check("_first['idd']")] == [
        'Unknown key "idd" for TypedDict `Order` - did you mean "id"?'
    ]
    other = CodeMode([get_orders], typecheck=True)
    other.load(mode.dump())
    assert [problem.kind for problem in other.check("orders[0]['idd']")] == ['type_error']
    assert mode.check("orders[0]['id'] + 1") == ()
    bad = mode.run_sync('x = (')
    assert bad.error is not None and bad.error.kind == 'syntax'


def test_without_the_type_checker_everything_else_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, 'ty', None)
    with pytest.raises(ImportError, match=r'monty-tools\[typecheck\]'):
        CodeMode([get_orders], typecheck=True)
    assert CodeMode([get_orders]).run_sync('1').ok
