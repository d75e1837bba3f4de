"""Code mode against code, tools and data that mean harm: each test is one way out that must not be there."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import StringConstraints

from monty_tools import CodeMode, CodeResult, InputError, Monty, ResourceLimits, ToolCall, tool
from monty_tools.calls import MAX_LEFT

CANARY = 'canary-7f3a91e0'


async def echo(x: Any) -> Any:
    """Gives back what it gets."""
    return x


def run(code: str, *tools: Any, **options: Any) -> CodeResult:
    return CodeMode(tools or [echo], **options).run_sync(code)


# The type checker.


def test_the_type_checker_reads_nothing_of_the_host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A checker's message quotes the values of constants: `Literal["…"]`."""
    (tmp_path / 'secret_settings.py').write_text(f'TOKEN = {CANARY!r}\n')
    monkeypatch.setenv('PYTHONPATH', str(tmp_path))
    monkeypatch.setenv('VIRTUAL_ENV', sys.prefix)
    mode = CodeMode([echo], typecheck=True)
    for module, name in (('secret_settings', 'TOKEN'), ('monty_tools.results', 'KEPT_NAME'), ('pydantic', 'VERSION')):
        code = f'try:\n    import {module} as m\nexcept ImportError:\n    pass\nelse:\n    x: bytes = m.{name}\n'
        assert [found.kind for found in mode.check(code)] == ['forbidden_import']
        assert CANARY not in mode.run_sync(code).to_model()


# Shared, deep and endless values: 41 lists that are 2**40 leaves.

SHARED = "a = ['x']\nfor _ in range(40):\n    a = [a, a]\n"


@pytest.mark.parametrize(
    'code',
    [
        'a',
        '{"k": a}',
        '(a, 1)',
        'await echo(x=a)',
        'await echo(x=1)\nraise ValueError(a)',
        'await echo(x={1: a})\n1 / 0',
    ],
)
def test_shared_parts_cost_what_they_are(code: str) -> None:
    start = time.perf_counter()
    text = run(SHARED + code, limits=ResourceLimits(execution_time_limit_ms=500)).to_model()
    assert time.perf_counter() - start < 5
    assert len(text) < 25_000


def test_shared_parts_within_bounds_arrive() -> None:
    result = run("a = ['x']\nawait echo(x=[a, a])")
    assert result.output == [['x'], ['x']]


def test_an_endless_range_is_no_list_of_numbers() -> None:
    async def total(numbers: list[int]) -> int:
        """Adds up."""
        return sum(numbers)

    result = run('await total(numbers=range(10**15))', total)
    assert result.error is not None and result.error.type_name == 'ValueError'
    assert run('await total(numbers=range(10))', total).output == 45


class Foreign:
    secret = CANARY

    def __repr__(self) -> str:
        return CANARY

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(CANARY)


def endless() -> list[Any]:
    made: list[Any] = []
    made.append(made)
    return made


def deep() -> list[Any]:
    made: list[Any] = []
    for _ in range(100_000):
        made = [made]
    return made


def shared() -> list[Any]:
    made: list[Any] = ['x']
    for _ in range(40):
        made = [made, made]
    return made


@pytest.mark.parametrize('make', [endless, deep, shared, Foreign, lambda: [Foreign()]])
@pytest.mark.parametrize('typed', [True, False])
def test_hostile_results_are_errors_in_the_code(make: Callable[[], Any], typed: bool) -> None:
    async def give() -> Any:
        """Gives."""
        return make()

    given = give if typed else tool(give, parameters={'type': 'object', 'properties': {}})
    result = run(
        'try:\n    await give()\nexcept (ValueError, TypeError) as error:\n    caught = str(error)\ncaught', given
    )
    assert isinstance(result.output, str)
    assert CANARY not in result.to_model() + result.output


@pytest.mark.parametrize(
    'code',
    [
        'q' * 100_000,
        'await echo(' + 'q' * 100_000 + '=1)',
        '(1).' + 'q' * 100_000,
        "getattr(1, 'q' * 100_000)",
        "raise ValueError('q' * 1_000_000)",
        "raise ValueError(*['q' * 1000] * 1000)",
        "class E(Exception): pass\nE.__name__ = 'q' * 100_000\nraise E",
        "raise KeyError('q' * 1_000_000) from ValueError('q' * 1_000_000)",
        "await echo(x='q' * 1_000_000)\n1 / 0",
        "await echo(x={'q' * 100_000: 1, ('q' * 100_000,): frozenset(['q' * 100_000])})\n1 / 0",
        "print('q' * 500_000)\n1 / 0",
    ],
)
def test_what_a_model_reads_is_bounded(code: str) -> None:
    assert len(run(code).to_model()) < 40_000


def test_keys_that_are_shortened_stay_keys() -> None:
    result = run('{frozenset(range(n, n + 5000)): n for n in range(9)}', result_limit=500)
    assert len(result.shown) <= 500


def test_a_counter_of_tokens_sees_no_more_than_could_be_shown() -> None:
    sizes: list[int] = []

    def count(text: str) -> int:
        sizes.append(len(text))
        return len(text) // 4

    result = run("'word ' * 1_000_000", result_limit=1000, count_tokens=count)
    assert len(result.shown) < 5000
    assert max(sizes) < 40_000


# The record of calls, and what guards are told.


def test_the_record_of_calls_does_not_grow_without_bounds() -> None:
    async def page(number: int) -> str:
        """A page."""
        return f'{number}' * 1_000_000

    code = "for n in range(1, 10):\n    await page(number=n)\n    await echo(x='y' * 2_000_000 + str(n))"
    calls = run(code, page, echo).calls
    held = sum(len(str(call.arguments)) + len(str(call.result)) for call in calls)
    assert len(calls) == 18
    assert held < 6_000_000


def test_the_record_is_not_the_tools_to_change() -> None:
    async def take(rows: list[Any]) -> int:
        """Takes."""
        rows[0].append('more')
        rows.clear()
        return 0

    told: list[str] = []

    def audit(call: ToolCall) -> None:
        told.append(str(call.arguments))
        assert isinstance(call.arguments, dict)
        call.arguments.get('rows', []).append('by audit')

    seen = run("await take(rows=[['a'], 'b'])", take)
    assert seen.calls[0].arguments == {'rows': [['a'], 'b']}
    assert run("await take(rows=[['a'], 'b'])", take, audit=audit).ok
    assert told[0] == "{'rows': [['a'], 'b']}"


def test_audit_does_not_change_what_is_passed() -> None:
    got: list[Any] = []

    async def take(rows: list[Any]) -> int:
        """Takes."""
        got.extend(rows)
        return 0

    def audit(call: ToolCall) -> None:
        call.arguments['rows'].append('by audit')

    assert run("await take(rows=['a'])", take, audit=audit).ok
    assert got == ['a']


def test_authorize_is_asked_about_what_the_function_gets() -> None:
    async def enter(mode: Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True)], n: int, /) -> str:
        """Enters."""
        return mode

    asked: list[Any] = []

    def authorize(name: str, arguments: Mapping[str, Any]) -> bool:
        asked.append(dict(arguments))
        return bool(arguments['mode'] != 'admin')

    result = run("await enter(mode=' ADMIN ', n='5')", enter, authorize=authorize)
    assert result.error is not None and result.error.type_name == 'PermissionError'
    assert asked == [{'mode': 'admin', 'n': 5}]


def test_what_audit_refuses_is_in_no_report() -> None:
    def audit(call: ToolCall) -> None:
        if call.outcome == 'returned':
            raise PermissionError('not for code')

    result = run(f"await echo(x='{CANARY}'[::-1][::-1])", audit=audit)

    async def secret() -> str:
        """Knows."""
        return CANARY

    result = run('await secret()', secret, audit=audit)
    assert result.error is not None and result.error.type_name == 'PermissionError'
    assert result.calls[0].result is None
    assert CANARY not in result.to_model()


def test_audit_is_told_of_calls_that_the_code_gives_up() -> None:
    told: list[str] = []

    async def slow() -> int:
        """Waits."""
        await asyncio.sleep(30)
        return 1

    code = 'import asyncio\ntry:\n    await asyncio.wait_for(slow(), 0.05)\nexcept TimeoutError:\n    pass'
    result = run(code, slow, audit=lambda call: told.append(call.outcome))
    assert result.ok
    assert told == ['started', 'cancelled']


def test_filter_output_has_no_way_around_it() -> None:
    async def bad() -> dict[str, int]:
        """Promises numbers."""
        return {'a': CANARY}  # type: ignore[dict-item]  # what a faulty tool does

    async def fails() -> int:
        """Fails."""
        raise LookupError(f'no row for {CANARY}')

    async def decodes() -> int:
        """Fails with a type that takes more than a text."""
        raise UnicodeDecodeError('utf-8', CANARY.encode(), 0, 1, CANARY)

    def censor(name: str, value: Any) -> Any:
        return value.replace(CANARY, '***') if isinstance(value, str) else value

    def only_dicts(name: str, value: Any) -> Any:
        return dict.fromkeys(value.keys(), 0)

    for function in (bad, fails, decodes):
        for filter_output in (censor, only_dicts):
            result = run(f'await {function.__name__}()', bad, fails, decodes, filter_output=filter_output)
            assert result.error is not None and result.error.kind == 'exception'
            assert CANARY not in result.to_model() + repr(result.calls)
    assert 'no row for ***' in run('await fails()', fails, filter_output=censor).to_model()
    assert run('await fails()', fails, filter_output=only_dicts).error.type_name == 'LookupError'  # type: ignore[union-attr]


def test_max_calls_counts_calls_that_are_under_way() -> None:
    made: list[int] = []

    async def once(n: int) -> int:
        """Counts."""
        made.append(n)
        await asyncio.sleep(0)
        return n

    code = 'import asyncio\nr = await asyncio.gather(*[once(n=n) for n in range(9)], return_exceptions=True)\nlen(r)'
    assert run(code, tool(once, max_calls=3)).ok
    assert made == [0, 1, 2]


# Names.


def test_private_parameters_are_out_of_reach() -> None:
    async def fetch(url: str, *, _auth: str = 'host', **more: Any) -> str:
        """Fetches."""
        return url + _auth + str(more)

    schema = tool(fetch, parameters={'type': 'object', 'properties': {'url': {'type': 'string'}}, 'required': ['url']})
    for entry in (fetch, schema):
        for call in (
            "fetch(url='u', _auth='x')",
            "fetch(**{'url': 'u', '_auth': 'x'})",
            "fetch(url='u', **{'_auth': 'x'})",
        ):
            result = run(f'await {call}', entry)
            assert result.error is not None, call
            assert not [made for made in result.calls if made.outcome == 'returned']


def test_a_kept_result_takes_no_tools_name() -> None:
    async def last_result() -> str:
        """A tool."""
        return 'the tool'

    mode = CodeMode([last_result])
    kept = mode.run_sync('list(range(100_000))')
    assert kept.kept_as == 'last_result_'
    assert mode.run_sync('len(last_result_), await last_result()').output == (100_000, 'the tool')


@pytest.mark.parametrize(
    'name', ['print', 'len', 'asyncio', 'json', 'str', 'TypedDict', '__import__', 'x"""\nimport os\n']
)
def test_tools_named_as_something_else_leave_it_what_it_is(name: str) -> None:
    mode = CodeMode([tool(echo, name=name)])
    (spelled,) = mode.stubs.signatures
    compile(mode.description, 'description', 'exec')
    code = f'import asyncio, json\nprint(len(json.dumps([1])), str(2))\nawait {spelled}(x=5)'
    assert mode.run_sync(code).output == 5


def test_a_tool_that_the_code_redefines_is_the_codes_own() -> None:
    """It does not reach the host, and no guard is told of it."""
    told: list[ToolCall] = []
    mode = CodeMode([echo], audit=told.append)
    assert mode.run_sync('async def echo(*, x):\n    return "own"\nawait echo(x=1)').output == 'own'
    assert not told
    assert mode.run_sync('del echo\nawait echo(x=2)').error is not None
    assert mode.run_sync('await echo(x=3)', restart=True).output == 3


# Threads, loops and time.


def test_a_call_that_timed_out_holds_up_nothing() -> None:
    release = threading.Event()

    def stuck() -> int:
        """Hangs."""
        release.wait(30)
        return 1

    code = """
timed_out = refused = 0
for _ in range(100):
    try:
        await stuck()
    except TimeoutError:
        timed_out += 1
    except RuntimeError:
        refused += 1
timed_out, refused
"""
    start = time.perf_counter()
    try:
        timed_out, refused = run(code, tool(stuck, timeout=0.01)).output
    finally:
        release.set()
    assert time.perf_counter() - start < 15
    assert timed_out + refused == 100
    assert timed_out <= MAX_LEFT


def test_one_session_in_many_threads_is_refused_and_not_lost() -> None:
    entered = threading.Event()
    release = threading.Event()

    def slow() -> int:
        """Waits."""
        entered.set()
        release.wait(10)
        return 1

    mode = CodeMode([slow])
    done: list[Any] = []
    first = threading.Thread(target=lambda: done.append(mode.run_sync('await slow()').output), daemon=True)
    first.start()
    assert entered.wait(10)
    with pytest.raises(InputError, match='another event loop'):
        mode.run_sync('1')
    release.set()
    first.join(10)
    assert done == [1]
    assert mode.run_sync('2').output == 2


@pytest.mark.parametrize('sync', [True, False])
def test_a_tool_that_runs_code_in_its_own_session_is_refused(sync: bool) -> None:
    mode: CodeMode

    async def again(code: str) -> str:
        """Runs code."""
        return (await mode.run(code)).to_model()

    def again_sync(code: str) -> str:
        """Runs code."""
        return mode.run_sync(code).to_model()

    mode = CodeMode([tool(again_sync if sync else again, name='again')])
    result = mode.run_sync("await again(code='1')")
    assert result.error is not None and 'the session is busy' in result.error.message
    assert mode.run_sync('2').output == 2


def test_a_cancelled_run_leaves_turns_to_others() -> None:
    """Calls that wait for a turn, have just got one, or are being made, when the run is cancelled."""

    async def slow(n: int) -> int:
        """Waits."""
        await asyncio.sleep(0.01)
        return n

    mode = CodeMode([tool(slow, concurrency=2, sequential=False)], concurrency=2)
    code = 'import asyncio\nsum(await asyncio.gather(*[slow(n=n) for n in range(12)]))'
    giving_up = """
import asyncio
calls = [asyncio.create_task(slow(n=n)) for n in range(8)]
await asyncio.sleep(0.005)
for call in calls[:6]:
    call.cancel()
[n for n in await asyncio.gather(*calls, return_exceptions=True) if isinstance(n, int)]
"""

    async def all_of_it() -> list[Any]:
        for delay in (0.0, 0.005, 0.012, 0.03):
            task = asyncio.create_task(mode.run(code))
            await asyncio.sleep(delay)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        return [(await mode.run(giving_up)).output, (await mode.run(code)).output]

    assert asyncio.run(all_of_it()) == [[6, 7], 66]


SHARED = 'a = ["x"]\nfor _ in range(40): a = [a, a]\na'


def test_the_repr_of_what_a_run_gives_is_short() -> None:
    """Event loops and debuggers ask for it on their own."""
    call = ToolCall('f', {'a': CodeMode([]).run_sync(SHARED).output}, 'returned', result=10**9000)
    records: list[object] = [CodeMode([]).run_sync(SHARED), Monty(SHARED).execute(), Monty('10**9000').execute(), call]
    for record in records:
        assert 20 < len(repr(record)) < 5000
