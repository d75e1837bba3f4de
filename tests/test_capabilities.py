"""What a run has of the host's clock and randomness, and how it sleeps. No test here waits for real."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from monty_tools import (
    CodeMode,
    FunctionSnapshot,
    InputError,
    Monty,
    MontyComplete,
    MontyRepl,
    MontyRuntimeError,
    ResourceLimitError,
    ResourceLimits,
)
from monty_tools.interpreter.capabilities import Capabilities, Grants, entropy, parse_grants
from monty_tools.interpreter.driver import Driver
from monty_tools.interpreter.limits import Tracker
from monty_tools.interpreter.machine import Host, Machine
from monty_tools.interpreter.objects import Namespace

NOW = 'import time\ntime.time()'
INSTANT = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)


def run(code: str, **options: Any) -> Any:
    return Monty(code, **options).run()


def machine(**options: Any) -> Machine:
    m = Machine(Tracker(ResourceLimits()), Namespace('__main__'), Host())
    m.capabilities = Capabilities(parse_grants(options.get('clock'), options.get('random_seed')))
    return m


# Clocks


@pytest.mark.parametrize('name', ['time', 'time_ns', 'monotonic', 'perf_counter', 'gmtime', 'localtime', 'ctime'])
def test_without_a_clock_there_is_no_time(name: str) -> None:
    with pytest.raises(MontyRuntimeError) as failed:
        run(f'import time\ntime.{name}()')
    assert failed.value.type_name == 'RuntimeError'
    expected = f'time.{name}() needs a clock, which this sandbox was not given: pass clock=…'
    assert failed.value.message == expected


@pytest.mark.parametrize(
    ('clock', 'seconds'),
    [
        (0, 0.0),
        (-1.5, -1.5),
        (1_700_000_000, 1_700_000_000.0),
        (INSTANT, INSTANT.timestamp()),
        (INSTANT.astimezone(timezone(timedelta(hours=5))), INSTANT.timestamp()),
        (1_700_000_000_123_456_789, 1_700_000_000.1234567),
        (lambda: 5, 5.0),
        (lambda: INSTANT, INSTANT.timestamp()),
        (lambda: 1_700_000_000_000_000_000, 1_700_000_000.0),
    ],
)
def test_a_clock_is_an_instant_or_tells_one(clock: Any, seconds: float) -> None:
    assert run(NOW, clock=clock) == pytest.approx(seconds, abs=1e-6)


def test_the_system_clock_is_the_hosts() -> None:
    before = time.time()
    told = run(NOW, clock='system')
    assert before <= told <= time.time()


@pytest.mark.parametrize(
    'clock',
    ['now', '', True, b'', [], INSTANT.replace(tzinfo=None), 1e20, -1e20, float('nan'), float('inf'), 10**30, object()],
)
def test_what_is_no_clock_is_refused_at_once(clock: Any) -> None:
    with pytest.raises(InputError, match='clock'):
        Monty('1', clock=clock)
    with pytest.raises(InputError, match='clock'):
        MontyRepl(clock=clock)
    with pytest.raises(InputError, match='clock'):
        CodeMode([], clock=clock)


@pytest.mark.parametrize('told', ['now', None, INSTANT.replace(tzinfo=None), float('nan'), True])
def test_what_a_clock_tells_is_looked_at_each_time(told: Any) -> None:
    answers = iter([1.0, told])
    caught = 'import time\ntime.time()\ntry: time.time()\nexcept BaseException: pass'
    with pytest.raises(InputError, match=r'what clock\(\) gives'):
        run(caught, clock=lambda: next(answers))


@pytest.mark.parametrize('error', [ValueError('broken'), KeyboardInterrupt(), SystemExit(3)])
def test_what_a_clock_raises_ends_the_run(error: BaseException) -> None:
    def broken() -> float:
        raise error

    with pytest.raises(type(error)) as raised:
        run('import time\ntry: time.time()\nexcept BaseException: pass\nfinally: pass', clock=broken)
    assert raised.value is error


def test_monotonic_clocks_never_go_back() -> None:
    answers = iter([10, 20, 5, 30])
    code = 'import time\n[time.monotonic(), time.perf_counter(), time.monotonic(), time.monotonic_ns()]'
    assert run(code, clock=lambda: next(answers)) == [10.0, 20.0, 20.0, 30 * 10**9]


# Sleep


def test_sleep_moves_a_fixed_clock_and_does_not_wait() -> None:
    code = """
import asyncio, time
async def nap(n):
    await asyncio.sleep(n)
    return time.time()
async def main():
    first = await asyncio.gather(nap(10), nap(20), nap(10))
    time.sleep(5)
    return first, time.time(), asyncio.get_running_loop().time()
await main()
"""
    started = time.monotonic()
    ended = Monty(code, clock=1000).execute()
    assert time.monotonic() - started < 5
    assert ended.value == ([1010.0, 1020.0, 1010.0], 1025.0, 25.0)
    assert ended.usage['sleep'].used == 25_000
    assert ended.usage['execution_time'].used < 5000


def test_sleeping_fixed_clocks_are_alike_in_event_loops_and_in_parts() -> None:
    code = 'import asyncio, time\nawait asyncio.sleep(30)\nask()\ntime.sleep(20)\nawait asyncio.sleep(5)\ntime.time()'
    program = Monty(code, clock=0, external_functions={'ask': lambda: None})
    assert program.run() == 55.0
    assert asyncio.run(program.run_async()) == 55.0
    paused = program.start()
    assert isinstance(paused, FunctionSnapshot)
    ended = FunctionSnapshot.load(paused.dump()).resume()
    assert isinstance(ended, MontyComplete)
    assert (ended.value, ended.usage['sleep'].used) == (55.0, 55_000.0)


def test_timers_beside_calls_of_the_host_keep_their_order() -> None:
    async def quick() -> str:
        await asyncio.sleep(0)
        return 'quick'

    code = """
import asyncio
async def slow():
    await asyncio.sleep(3)
    return 'slow'
await asyncio.gather(asyncio.wait_for(quick(), 1), slow())
"""
    assert Monty(code, clock=0, external_functions={'quick': quick}).run() == ['quick', 'slow']


def slept(code: str, clock: Any = 0, limit: float | None = 60_000) -> ResourceLimitError:
    with pytest.raises(ResourceLimitError) as reached:
        Monty(code, clock=clock).run(limits=ResourceLimits(sleep_limit_ms=limit))
    assert reached.value.limit == 'sleep'
    return reached.value


@pytest.mark.parametrize(
    'code',
    [
        'import time\ntime.sleep(61)',
        'import asyncio\nawait asyncio.sleep(61)',
        'import asyncio\nawait asyncio.sleep(float("inf"))',
        'import asyncio\ntry: await asyncio.sleep(1e300)\nfinally: print("never")',
        'import asyncio, time\nasync def f():\n    while True:\n        await asyncio.sleep(1); time.sleep(1)\n'
        'asyncio.run(f())',
        'import asyncio\nawait asyncio.gather(*[asyncio.sleep(n) for n in range(70)])\n',
    ],
)
@pytest.mark.parametrize('clock', [0, None])
def test_sleep_has_a_limit_of_its_own(code: str, clock: Any) -> None:
    if clock is None and ('while' in code or 'gather' in code):
        pytest.skip('it would wait for real')
    error = slept(code, clock)
    assert error.stdout == ''
    assert error.line is not None


def test_a_sleep_beyond_the_limit_can_be_cut_short() -> None:
    code = 'import asyncio\ntry:\n    await asyncio.wait_for(asyncio.sleep(1000), 5)\nexcept TimeoutError: x = 1\nx'
    ended = Monty(code, clock=0).execute()
    assert (ended.value, ended.usage['sleep'].used) == (1, 5000.0)


@pytest.mark.parametrize('delay', ['1e10', 'float("inf")'])
def test_without_a_limit_a_sleep_for_ever_is_a_deadlock(delay: str) -> None:
    for clock in (0, None):
        with pytest.raises(MontyRuntimeError, match='deadlock'):
            Monty(f'import asyncio\nawait asyncio.sleep({delay})', clock=clock).run(
                limits=ResourceLimits(sleep_limit_ms=None)
            )


def test_real_sleep_costs_no_execution_time_and_is_over_when_it_is_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []
    monkeypatch.setattr('monty_tools.interpreter.driver.time.sleep', asked.append)
    code = 'import asyncio, time\nawait asyncio.sleep(2)\ntime.sleep(3)'
    ended = Monty(code).execute(limits=ResourceLimits(execution_time_limit_ms=1000))
    assert asked == [pytest.approx(2, abs=0.1), 3.0]
    assert ended.usage['sleep'].used == pytest.approx(5000, abs=100)

    async def cancelled(code: str) -> None:
        running = asyncio.ensure_future(Monty(code).run_async())
        for _ in range(20):
            await asyncio.sleep(0)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

    started = time.monotonic()
    asyncio.run(cancelled('import time\ntime.sleep(50)'))
    asyncio.run(cancelled('import asyncio\nawait asyncio.sleep(50)'))
    assert time.monotonic() - started < 10


def test_time_sleep_gives_the_loop_back() -> None:
    async def both() -> list[str]:
        order: list[str] = []

        async def other() -> None:
            order.append('other')

        async def program() -> None:
            await Monty('import time\ntime.sleep(0.002)').run_async()
            order.append('program')

        await asyncio.gather(program(), other())
        return order

    assert asyncio.run(both()) == ['other', 'program']


def test_no_sleep_where_nothing_can_be_suspended() -> None:
    code = 'import time\nclass A:\n    def __hash__(self): time.sleep(1)\n{A()}'
    with pytest.raises(MontyRuntimeError, match='__hash__'):
        run(code, clock=0)


# Randomness


def test_a_seeded_stream_is_the_same_each_time_whatever_the_pieces() -> None:
    whole = entropy(machine(random_seed=7), 'f', 1000)
    m = machine(random_seed=7)
    pieces = b''
    for size in (0, 1, 63, 64, 65, 128, 7, 672):
        pieces += entropy(m, 'f', size)
    assert pieces == whole
    assert m.capabilities.taken == 1000
    assert len(set(whole)) > 200


def test_seeds_differ_by_type_and_value() -> None:
    seeds: list[Any] = [0, 1, -1, 2**100, '', '0', '1', 'system ', b'', b'0', '\ud800']
    assert len({entropy(machine(random_seed=seed), 'f', 16) for seed in seeds}) == len(seeds)


@pytest.mark.parametrize('seed', [True, 1.5, [], object()])
def test_what_is_no_seed_is_refused_at_once(seed: Any) -> None:
    with pytest.raises(InputError, match='random_seed'):
        Monty('1', random_seed=seed)


def test_system_randomness_is_no_stream_and_leaves_the_hosts_alone() -> None:
    state = random.getstate()
    assert entropy(machine(random_seed='system'), 'f', 32) != entropy(machine(random_seed='system'), 'f', 32)
    assert random.getstate() == state


SECRET = 'import secrets\nsecrets.token_hex(8)'


def test_without_randomness_there_is_none() -> None:
    with pytest.raises(MontyRuntimeError) as failed:
        run(SECRET)
    assert failed.value.message.endswith('needs randomness, which this sandbox was not given: pass random_seed=…')


def test_a_function_gives_bytes() -> None:
    assert run(SECRET, random_seed=lambda count: bytes(range(count))) == '0001020304050607'


@pytest.mark.parametrize('given', [b'', b'x' * 9, 'x' * 8, None, bytearray(8)])
def test_what_it_gives_is_looked_at(given: Any) -> None:
    with pytest.raises(InputError, match='must give 8 bytes'):
        run(
            'try:\n    import secrets; secrets.token_hex(8)\nexcept BaseException: pass',
            random_seed=lambda count: given,
        )


def test_what_it_raises_ends_the_run() -> None:
    def broken(count: int) -> bytes:
        raise LookupError(count)

    with pytest.raises(LookupError):
        run('import secrets\ntry: secrets.token_hex(8)\nexcept BaseException: pass', random_seed=broken)


@pytest.mark.parametrize('seed', [1, 'system', bytes])
def test_much_randomness_is_within_the_limits(seed: Any) -> None:
    limits = ResourceLimits(memory_limit_mb=10, execution_time_limit_ms=300)
    for code in ('secrets.token_bytes(10**12)', 'while True: secrets.token_bytes(10**6)'):
        with pytest.raises(ResourceLimitError):
            Monty(f'import secrets\n{code}', random_seed=seed).run(limits=limits)


# Reproducible runs, and state


REPEATED = """
import asyncio, secrets, time
found = []
for n in range(3):
    found.append((secrets.token_hex(4), time.time()))
    await asyncio.sleep(n)
    ask()
found
"""


def stepped(progress: Any, **loaded: Any) -> Any:
    while isinstance(progress, FunctionSnapshot):
        progress = FunctionSnapshot.load(progress.dump(), **loaded).resume()
    return progress.value


def test_a_run_is_repeated_with_clock_and_seed_across_dumps_too() -> None:
    program = Monty(REPEATED, clock=INSTANT, random_seed='s', external_functions={'ask': lambda: None})
    first = program.run()
    assert [moment for _, moment in first] == [INSTANT.timestamp() + n for n in (0, 0, 1)]
    assert program.run() == first
    assert asyncio.run(program.run_async()) == first
    assert stepped(program.start()) == first
    assert stepped(program.start(), clock=INSTANT, random_seed='s') == first
    assert Monty.load(program.dump(), external_functions={'ask': lambda: None}).run() == first


def test_threads_that_run_one_program_do_not_meet() -> None:
    program = Monty(REPEATED, clock=0, random_seed=5, external_functions={'ask': lambda: time.sleep(0)})
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(program.run())) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [program.run()] * 6


def paused(**options: Any) -> FunctionSnapshot:
    pair = '[time.time(), secrets.token_hex(4)]'
    code = f'import secrets, time\nbefore = {pair}\nask()\nbefore + {pair}'
    progress = Monty(code, external_functions=['ask'], **options).start()
    assert isinstance(progress, FunctionSnapshot)
    return progress


def test_functions_are_given_again_on_load() -> None:
    data = paused(clock=lambda: 1, random_seed=lambda count: b'a' * count).dump()
    with pytest.raises(MontyRuntimeError, match=r'time\.time\(\) needs the clock again.*load with clock=…'):
        FunctionSnapshot.load(data).resume()
    with pytest.raises(MontyRuntimeError, match=r'needs randomness again.*load with random_seed=…'):
        FunctionSnapshot.load(data, clock=2).resume()
    ended = FunctionSnapshot.load(data, clock=lambda: 2, random_seed=lambda count: b'b' * count).resume()
    assert isinstance(ended, MontyComplete)
    assert ended.value == [1.0, '61616161', 2.0, '62626262']


def test_what_is_given_on_load_takes_the_place_of_what_was() -> None:
    data = paused(clock=10, random_seed=1).dump()
    with pytest.raises(MontyRuntimeError, match='needs a clock, which'):
        FunctionSnapshot.load(data, clock=None).resume()
    ended: Any = FunctionSnapshot.load(data, clock=99, random_seed=2).resume()
    other: Any = paused(clock=99, random_seed=2)
    assert ended.value[2:] == other.resume().value[:2]


def test_sessions_go_on_with_clock_and_stream() -> None:
    lines = [
        'import time, secrets\na = [secrets.token_hex(2)]',
        'time.sleep(4); a.append(secrets.token_hex(2))',
        'a + [time.time()]',
    ]
    session = MontyRepl(clock=0, random_seed=1)
    expected = [session.feed(line) for line in lines][-1]
    session = MontyRepl(clock=0, random_seed=1)
    for line in lines:
        found = session.feed(line)
        session = MontyRepl.load(session.dump())
    assert found == expected
    assert expected[2] == 4.0


def test_code_mode_has_the_systems_by_default_and_what_it_is_given() -> None:
    before = time.time()
    result = CodeMode([]).run_sync('import time, secrets\n[time.time(), len(secrets.token_bytes())]')
    assert isinstance(result.output, list)
    assert before <= result.output[0] <= time.time()
    mode = CodeMode([], clock=INSTANT, random_seed=3)
    code = 'import time, secrets\ntime.sleep(1)\n[time.time(), secrets.token_hex(3)]'
    first = [mode.session().run_sync(code).output for _ in range(2)]
    assert first[0] == first[1]
    session = mode.session()
    session.run_sync(code)
    again = session.run_sync(code).output
    assert mode.session(session.dump()).run_sync(code).output != again
    loaded = mode.session()
    loaded.run_sync(code)
    assert mode.session(loaded.dump()).run_sync(code).output == again
    refused = CodeMode([], clock=None).run_sync(NOW)
    assert refused.error is not None and 'needs a clock' in refused.error.message


def test_nothing_of_the_hosts_is_dumped() -> None:
    secret = 'a seed that nobody is to know'
    assert secret.encode() not in Monty('1', random_seed=secret).dump()
    grants = Grants()
    assert (grants.clock, grants.randomness) == ('none', 'none')
    assert isinstance(Driver({}, 0, None, None, None), Host)
