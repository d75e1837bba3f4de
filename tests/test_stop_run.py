"""StopRun: what a tool raises to end a run, past everything that the code could do about it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from monty_tools import CodeMode, InputError, StopRun, ToolCall, tool


class Approval(Exception):
    pass


reached: list[str] = []


async def stop(why: str = 'asked') -> None:
    """Ends the run."""
    await asyncio.sleep(0)
    raise StopRun(Approval(why))


def stop_now() -> None:
    """Ends the run, from a worker thread."""
    raise StopRun(Approval('now'))


def note(text: str) -> None:
    """Tells the host."""
    reached.append(text)


async def slow() -> None:
    """Takes its time, and notes how it ended."""
    try:
        await asyncio.sleep(30)
    finally:
        reached.append('slow ended')


CAUGHT = {
    'except': 'try:\n    await stop()\nexcept BaseException:\n    await note(text="caught")',
    'bare except': 'try:\n    await stop()\nexcept:\n    await note(text="caught")',
    'except star': 'try:\n    await stop()\nexcept* BaseException:\n    await note(text="caught")',
    'finally': 'try:\n    await stop()\nfinally:\n    await note(text="finally")',
    'exit': """
class Swallow:
    def __enter__(self): return self
    def __exit__(self, *what): return True
with Swallow():
    await stop()
await note(text='after')
""",
    'async exit': """
class Swallow:
    async def __aenter__(self): return self
    async def __aexit__(self, *what):
        await note(text='exit')
        return True
async with Swallow():
    await stop()
""",
    'gather': """
import asyncio
await asyncio.gather(stop(), slow(), return_exceptions=True)
await note(text='after')
""",
    'task': """
import asyncio
task = asyncio.create_task(stop())
try:
    await asyncio.sleep(1)
except BaseException:
    pass
await note(text='after')
""",
    'wait_for': """
import asyncio
try:
    await asyncio.wait_for(stop(), 5)
except BaseException:
    await note(text='caught')
""",
    'shield': """
import asyncio
try:
    await asyncio.shield(asyncio.create_task(stop()))
except BaseException:
    await note(text='caught')
""",
    'generator': """
async def numbers():
    try:
        yield await stop()
    finally:
        await note(text='finally')
async for _ in numbers():
    pass
""",
    'done callback': """
import asyncio
task = asyncio.create_task(stop())
task.add_done_callback(lambda done: print(done))
while not task.done():
    await asyncio.sleep(0)
await note(text='after')
""",
    'thread': 'try:\n    await stop_now()\nexcept BaseException:\n    await note(text="caught")',
    'loop': 'while True:\n    try:\n        await stop()\n    except BaseException:\n        continue',
}


@pytest.mark.parametrize('code', CAUGHT.values(), ids=CAUGHT)
def test_no_code_catches_it(code: str) -> None:
    reached.clear()
    mode = CodeMode([stop, stop_now, note, slow])
    with pytest.raises(StopRun) as caught:
        mode.run_sync(code)
    assert isinstance(caught.value.error, Approval)
    assert [text for text in reached if text != 'slow ended'] == []


def test_it_tells_how_far_the_run_had_come() -> None:
    reached.clear()
    told: list[ToolCall] = []
    mode = CodeMode([stop, note], audit=told.append)
    with pytest.raises(StopRun) as caught:
        mode.run_sync('print("before")\nawait note(text="one")\nawait stop(why="the boss")')
    result = caught.value.result
    assert result is not None and result.printed == 'before'
    assert [(call.name, call.outcome, call.error) for call in result.calls] == [
        ('note', 'returned', None),
        ('stop', 'raised Approval', 'the boss'),
    ]
    assert told[-1].outcome == 'raised Approval'


def test_calls_beside_it_are_cancelled() -> None:
    reached.clear()
    mode = CodeMode([stop, slow])
    with pytest.raises(StopRun):
        mode.run_sync('import asyncio\nawait asyncio.gather(slow(), stop(), slow())')
    assert reached == ['slow ended', 'slow ended']


def test_the_session_goes_on_afterwards() -> None:
    async def main() -> list[Any]:
        mode = CodeMode([stop, note])
        outputs = [(await mode.run('x = 1\nx')).output]
        with pytest.raises(StopRun):
            await mode.run('x = 2\nawait stop()\nx = 3')
        outputs.append((await mode.run('x')).output)
        return outputs

    assert asyncio.run(main()) == [1, 2]


def test_a_failing_audit_does_not_hold_it_up() -> None:
    def audit(call: ToolCall) -> None:
        if call.outcome != 'started':
            raise ValueError('the log is full')

    mode = CodeMode([stop], audit=audit)
    with pytest.raises(StopRun):
        mode.run_sync('try:\n    await stop()\nexcept BaseException:\n    pass')


def test_a_session_takes_the_tools_of_another_mode() -> None:
    async def main() -> None:
        printed: list[str] = []
        first, second = CodeMode([note]), CodeMode([tool(stop, name='halt')])
        session = first.session()
        await session.run('x = 5')
        result = await session.run('print(x)', mode=second, print_callback=lambda _stream, text: printed.append(text))
        assert result.ok and ''.join(printed) == '5\n'
        refused = await session.run('await note(text="gone")')
        assert refused.error is not None and refused.error.kind == 'refused'
        with pytest.raises(StopRun):
            await session.run('await halt()')
        narrow = CodeMode([note], modules=['math'])
        with pytest.raises(InputError, match='keeps its modules'):
            await session.run('1', mode=narrow)
        assert (await session.run('1', mode=narrow, restart=True)).output == 1
        assert session.names == ()

    asyncio.run(main())
