"""Programs on an event loop that pause at calls which the host leaves open, and checkpoints on their way."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from monty_tools import (
    FunctionSnapshot,
    FutureSnapshot,
    InputError,
    MontyComplete,
    MontyRepl,
    MontyRuntimeError,
    SnapshotError,
)
from monty_tools.interpreter.driver import Checkpoint
from monty_tools.interpreter.external import Suspend

CODE = """
import asyncio
log = []

async def pay(amount):
    try:
        log.append(await approve(amount=amount))
    except BaseException as e:
        log.append(f'{type(e).__name__}: {e}')
    finally:
        log.append('finally')
    return amount

before = await look(key='a')
paid = await asyncio.gather(pay(1), look(key='b'), pay(2))
after = await look(key='c')
[before, paid, after, log]
"""


class Host:
    """Functions that note their calls."""

    def __init__(self) -> None:
        self.looked: list[str] = []
        self.approved: list[int] = []

    async def look(self, key: str) -> str:
        await asyncio.sleep(0)
        self.looked.append(key)
        return key.upper()

    async def approve(self, amount: int) -> str:
        raise Suspend

    async def approved_now(self, amount: int) -> str:
        await asyncio.sleep(0)
        self.approved.append(amount)
        return f'ok {amount}'

    @property
    def functions(self) -> list[Any]:
        return [self.look, self.approve]


def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(coroutine)


async def started(host: Host, code: str = CODE) -> tuple[MontyRepl, FutureSnapshot]:
    session = MontyRepl(external_functions=host.functions)
    paused = await session.feed_start_async(code)
    assert isinstance(paused, FutureSnapshot)
    return session, paused


def test_gathered_calls_pause_together_and_what_else_can_run_runs() -> None:
    async def main() -> None:
        host = Host()
        session, paused = await started(host)
        assert host.looked == ['a', 'b']
        pending = paused.inspect().pending
        assert [(call.name, call.args or dict(call.kwargs), call.line) for call in pending] == [
            ('approve', {'amount': 1}, 7),
            ('approve', {'amount': 2}, 7),
        ]
        first, second = paused.pending_call_ids
        done = await paused.resume_async(
            {first: {'exception': PermissionError('no')}, second: {'awaitable': host.approved_now(2)}}
        )
        assert isinstance(done, MontyComplete)
        log = ['PermissionError: no', 'finally', 'ok 2', 'finally']
        assert done.value == ['A', [1, 'B', 2], 'C', log]
        assert host.approved == [2]
        assert [(call.name, call.outcome) for call in done.calls] == [
            ('look', 'returned'),
            ('look', 'returned'),
            ('approve', 'raised PermissionError'),
            ('approve', 'returned'),
            ('look', 'returned'),
        ]
        assert await session.feed_async('len(log)') == 4

    run(main())


def test_it_goes_on_in_another_session_without_calling_again() -> None:
    async def main() -> None:
        host = Host()
        _session, paused = await started(host)
        data = paused.dump()
        fresh = Host()
        session, loaded = MontyRepl.load_suspended(data, external_functions=fresh.functions)
        first, second = loaded.pending_call_ids
        half = await loaded.resume_async({second: {'return_value': 'two'}})
        assert isinstance(half, FutureSnapshot)
        assert half.pending_call_ids == (first,)
        again_session, again = MontyRepl.load_suspended(half.dump(), external_functions=fresh.functions)
        done = await again.resume_async({first: {'return_value': 'one'}})
        assert isinstance(done, MontyComplete)
        assert done.value == ['A', [1, 'B', 2], 'C', ['two', 'finally', 'one', 'finally']]
        assert fresh.looked == ['c']
        assert await again_session.feed_async('paid') == [1, 'B', 2]
        assert set(again_session.names) == {'asyncio', 'log', 'pay', 'before', 'paid', 'after'}

    run(main())


def test_only_a_part_may_be_answered_and_rounds_follow_rounds() -> None:
    async def main() -> None:
        host = Host()
        session, paused = await started(host, 'found = [await approve(amount=n) for n in range(3)]\nfound')
        for n in range(3):
            assert isinstance(paused, FutureSnapshot)
            (number,) = paused.pending_call_ids
            paused = await paused.resume_async({number: {'return_value': n * 10}})  # type: ignore[assignment]
        assert isinstance(paused, MontyComplete)
        assert paused.value == [0, 10, 20]

    run(main())


def test_a_timer_does_not_keep_it_from_pausing_and_stands_still_meanwhile() -> None:
    code = """
import asyncio
try:
    answer = await asyncio.wait_for(approve(amount=1), 1000)
except TimeoutError:
    answer = 'late'
answer
"""

    async def main() -> None:
        _session, paused = await started(Host(), code)
        (number,) = paused.pending_call_ids
        done = await paused.resume_async({number: {'return_value': 'ok'}})
        assert isinstance(done, MontyComplete)
        assert done.value == 'ok'

    run(main())


@pytest.mark.parametrize(
    'results',
    [
        {},
        {99: {'return_value': 1}},
        {'1': {'return_value': 1}},
        {1: {}},
        {1: {'return_value': 1, 'exception': ValueError()}},
        {1: {'exception': 'ValueError'}},
        {1: {'value': 1}},
        [1],
    ],
)
def test_results_that_cannot_be_taken_leave_it_as_it_was(results: Any) -> None:
    async def main() -> None:
        _session, paused = await started(Host(), 'await approve(amount=1)')
        with pytest.raises(InputError):
            await paused.resume_async(results)
        with pytest.raises(InputError):
            paused.resume({1: {'awaitable': 3}})
        done = await paused.resume_async({1: {'return_value': 'ok'}})
        assert isinstance(done, MontyComplete)
        assert done.value == 'ok'
        with pytest.raises(SnapshotError, match='resumed already'):
            await paused.resume_async({1: {'return_value': 'ok'}})

    run(main())


def test_the_session_is_the_snapshots_until_it_ends() -> None:
    async def main() -> None:
        session, paused = await started(Host(), 'x = 1\nx = await approve(amount=1)\nx')
        (number,) = paused.pending_call_ids
        done = await paused.resume_async({number: {'return_value': 5}})
        assert isinstance(done, MontyComplete)
        assert await session.feed_async('x') == 5

    run(main())


def test_a_failing_program_ends_after_a_pause_as_any() -> None:
    async def main() -> None:
        session, paused = await started(Host(), 'await approve(amount=1)\n1 / 0')
        (number,) = paused.pending_call_ids
        with pytest.raises(MontyRuntimeError, match='ZeroDivisionError'):
            await paused.resume_async({number: {'return_value': None}})
        assert await session.feed_async('7') == 7

    run(main())


def test_no_code_sees_a_suspension() -> None:
    code = """
seen = []
class Swallow:
    def __enter__(self): return self
    def __exit__(self, *args):
        seen.append(args[0])
        return True
with Swallow():
    try:
        seen.append(await approve(amount=1))
    except BaseException as e:
        seen.append(e)
    finally:
        seen.append('finally')
seen
"""

    async def main() -> None:
        _session, paused = await started(Host(), code)
        assert 'finally' not in str(paused.inspect().globals)
        (number,) = paused.pending_call_ids
        done = await paused.resume_async({number: {'return_value': 'ok'}})
        assert isinstance(done, MontyComplete)
        assert done.value == ['ok', 'finally', None]

    run(main())


def test_elsewhere_a_suspension_leaves_the_run() -> None:
    async def main() -> None:
        session = MontyRepl(external_functions=Host().functions)
        with pytest.raises(Suspend):
            await session.feed_async('try:\n    await approve(amount=1)\nexcept BaseException: pass')

    run(main())


def test_checkpoints_are_written_after_the_calls_that_want_them() -> None:
    async def main() -> None:
        host = Host()
        written: list[bytes] = []

        async def write(data: bytes) -> None:
            written.append(data)

        session = MontyRepl(external_functions=[host.look, host.approved_now])
        code = """
a = await look(key='a')
b = await approved_now(amount=1)
c = await look(key='c')
d = await approved_now(amount=2)
[a, b, c, d]
"""
        done = await session.feed_start_async(code, checkpoint=Checkpoint(['approved_now'], write))
        assert isinstance(done, MontyComplete)
        assert len(written) == 2
        for index, (approved, looked) in enumerate([([2], ['c']), ([], [])]):
            fresh = Host()
            _other, paused = MontyRepl.load_suspended(
                written[index], external_functions=[fresh.look, fresh.approved_now]
            )
            assert paused.pending_call_ids == ()
            again = await paused.resume_async({})
            assert isinstance(again, MontyComplete)
            assert again.value == done.value == ['A', 'ok 1', 'C', 'ok 2']
            assert (fresh.approved, fresh.looked) == (approved, looked)

    run(main())


def test_calls_under_way_at_a_checkpoint_are_pending_in_it() -> None:
    async def main() -> None:
        host = Host()
        written: list[bytes] = []
        open_: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        async def slow() -> str:
            return await open_

        async def write(data: bytes) -> None:
            written.append(data)
            if not open_.done():
                open_.set_result('slow')

        session = MontyRepl(external_functions=[host.approved_now, slow])
        code = 'import asyncio\nawait asyncio.gather(slow(), approved_now(amount=1))'
        done = await session.feed_start_async(code, checkpoint=Checkpoint(['approved_now'], write))
        assert isinstance(done, MontyComplete)
        fresh = Host()
        _session, paused = MontyRepl.load_suspended(written[0], external_functions=[fresh.approved_now, slow])
        assert [call.name for call in paused.inspect().pending] == ['slow']
        (number,) = paused.pending_call_ids
        again = await paused.resume_async({number: {'return_value': 'again'}})
        assert isinstance(again, MontyComplete)
        assert again.value == ['again', 'ok 1']
        assert fresh.approved == []

    run(main())


def test_a_suspended_program_of_another_kind_is_no_session() -> None:
    from monty_tools import Monty

    paused = Monty('a()', external_functions=['a']).start().resume(pending=True)  # type: ignore[union-attr]
    if isinstance(paused, FutureSnapshot):
        with pytest.raises(SnapshotError, match='not of a session'):
            MontyRepl.load_suspended(paused.dump())
    with pytest.raises(SnapshotError):
        MontyRepl.load_suspended(b'nonsense')


def test_a_feed_that_was_given_up_cannot_be_resumed() -> None:
    session = MontyRepl(external_functions=['ask'])
    first = session.feed_start('x = ask()')
    assert isinstance(first, FunctionSnapshot)
    second = session.feed_start('y = ask()')
    assert isinstance(second, FunctionSnapshot)
    for look in (first.resume, first.inspect, first.dump):
        with pytest.raises(SnapshotError, match='given up'):
            look()
    done = second.resume(return_value=3)
    assert isinstance(done, MontyComplete)
    assert session.feed('y') == 3
