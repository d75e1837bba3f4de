"""The observer hook: what is told, in which order, by every way of running, and that observers can do no harm."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import msgpack
import pytest

from monty_tools import (
    BoundaryError,
    FunctionSnapshot,
    FutureSnapshot,
    InputError,
    Monty,
    MontyComplete,
    MontyError,
    MontyRepl,
    MontyRuntimeError,
    MontySyntaxError,
    ResourceLimitError,
    ResourceLimits,
    SnapshotError,
    Violation,
)
from monty_tools.interpreter import limits
from monty_tools.interpreter.observer import CallEnd, CallInfo, Observer, RunEnd, RunInfo, observe_by_default


class Recorder(Observer):
    """Keeps what it is told."""

    def __init__(self, carrier: dict[str, str] | None = None) -> None:
        self.told: list[tuple[str, Any]] = []
        self.given = {} if carrier is None else carrier

    def start(self, run: RunInfo) -> None:
        self.told.append(('start', run))

    def resume(self, run: RunInfo) -> None:
        self.told.append(('resume', run))

    def call_started(self, call: CallInfo) -> None:
        self.told.append(('call_started', call))

    def enter_call(self, call: CallInfo) -> None:
        self.told.append(('enter_call', call))

    def leave_call(self, call: CallInfo) -> None:
        self.told.append(('leave_call', call))

    def call_finished(self, end: CallEnd) -> None:
        self.told.append(('call_finished', end))

    def violation(self, violation: Violation) -> None:
        self.told.append(('violation', violation))

    def limit(self, error: ResourceLimitError) -> None:
        self.told.append(('limit', error))

    def suspend(self, end: RunEnd) -> None:
        self.told.append(('suspend', end))

    def carrier(self) -> dict[str, str]:
        return self.given

    def dumped(self, size: int) -> None:
        self.told.append(('dumped', size))

    def finish(self, end: RunEnd) -> None:
        self.told.append(('finish', end))

    @property
    def order(self) -> list[str]:
        return [name for name, _event in self.told]

    def events(self, name: str) -> list[Any]:
        return [event for told, event in self.told if told == name]

    @property
    def outcome(self) -> str:
        (end,) = self.events('finish')
        outcome: str = end.outcome
        return outcome


ONE_CALL = ['start', 'call_started', 'enter_call', 'leave_call', 'call_finished', 'finish']


@pytest.fixture(autouse=True)
def no_default() -> Iterator[None]:
    yield
    observe_by_default(None)


def double(x: int) -> int:
    return 2 * x


async def double_later(x: int) -> int:
    await asyncio.sleep(0)
    return 2 * x


def run(code: str, observer: Observer, **options: Any) -> MontyComplete | MontyError:
    """The record of the run, or the error that ended it."""
    functions = options.pop('external_functions', None)
    try:
        return Monty(code, external_functions=functions).execute(observer=observer, **options)
    except MontyError as error:
        return error


def ways_of_running() -> dict[str, Callable[[Observer], object]]:
    """Each public way to run a program that calls `double` once, with the observer to be told."""
    program = Monty('double(21)', external_functions=[double])
    later = Monty('await double_later(21)', external_functions=[double_later])
    return {
        'run': lambda o: program.run(observer=o),
        'execute': lambda o: program.execute(observer=o),
        'run with a loop of its own': lambda o: later.run(observer=o),
        'run_async': lambda o: asyncio.run(later.run_async(observer=o)),
        'execute_async': lambda o: asyncio.run(program.execute_async(observer=o)),
        'feed': lambda o: MontyRepl(external_functions=[double]).feed('double(21)', observer=o),
        'repl execute': lambda o: MontyRepl(external_functions=[double]).execute('double(21)', observer=o),
        'feed with a loop of its own': lambda o: MontyRepl(external_functions=[double_later]).feed(
            'await double_later(21)', observer=o
        ),
        'feed_async': lambda o: asyncio.run(
            MontyRepl(external_functions=[double_later]).feed_async('await double_later(21)', observer=o)
        ),
    }


@pytest.mark.parametrize('way', list(ways_of_running()))
def test_every_way_of_running_tells_the_same(way: str) -> None:
    observer = Recorder()
    ways_of_running()[way](observer)
    assert observer.order == ONE_CALL
    (end,) = observer.events('finish')
    assert (end.outcome, end.value, end.error) == ('ok', 42, None)
    (call,) = end.record.calls
    (told,) = observer.events('call_finished')
    assert (told.outcome, told.duration_ms, told.result, told.error) == ('returned', call.duration_ms, 42, None)


@pytest.mark.parametrize('way', list(ways_of_running()))
def test_the_default_observer_is_made_for_each_execution(way: str) -> None:
    made: list[Recorder] = []

    def factory() -> Recorder:
        made.append(Recorder())
        return made[-1]

    observe_by_default(factory)
    ways_of_running()[way](Recorder())
    assert made == []  # it has its own
    for _ in range(2):
        Monty('1').run()
    assert [observer.order for observer in made] == [['start', 'finish']] * 2


def test_start_and_call_describe_the_program() -> None:
    observer = Recorder()
    limits = ResourceLimits(stack_depth_limit=7)
    Monty('\ndouble(x=4)', external_functions=[double], script_name='a.py').run(limits=limits, observer=observer)
    assert observer.events('start') == [RunInfo('a.py', '\ndouble(x=4)', limits, {})]
    assert observer.events('call_started') == [CallInfo(1, 'double', (), {'x': 4}, 2, None, False)]


@pytest.mark.parametrize(
    ('code', 'outcome', 'error', 'order'),
    [
        ('1', 'ok', type(None), ['start', 'finish']),
        ('1 / 0', 'error', MontyRuntimeError, ['start', 'finish']),
        ('object()\nmissing', 'violation', MontyRuntimeError, ['start', 'violation', 'finish']),
        ('().__class__.__subclasses__()', 'violation', MontyRuntimeError, ['start', 'violation', 'finish']),
        ('try:\n  eval\nexcept NameError:\n  1', 'ok', type(None), ['start', 'violation', 'finish']),
        (
            'try:\n  eval\nexcept NameError:\n  pass\n1 / 0',
            'error',
            MontyRuntimeError,
            ['start', 'violation', 'finish'],
        ),
        ('import ssl, socket', 'violation', MontySyntaxError, ['start', 'violation', 'violation', 'finish']),
        ('while True: pass', 'limit', ResourceLimitError, ['start', 'limit', 'finish']),
        ('def f(): f()\nf()', 'limit', ResourceLimitError, ['start', 'limit', 'finish']),
        ('"x" * 10**9', 'limit', ResourceLimitError, ['start', 'limit', 'finish']),
        ('1  #' + 'x' * 10_000, 'limit', ResourceLimitError, ['start', 'limit', 'finish']),
    ],
)
def test_outcomes(code: str, outcome: str, error: type, order: list[str]) -> None:
    observer = Recorder()
    limits = ResourceLimits(execution_time_limit_ms=50, source_limit_bytes=10_000)
    ended = run(code, observer, limits=limits)
    assert (observer.order, observer.outcome) == (order, outcome)
    (end,) = observer.events('finish')
    assert type(end.error) is error
    assert end.error is (ended if isinstance(ended, MontyError) else None)
    assert end.record.violations == ended.violations
    assert end.record.usage == ended.usage


def test_a_feed_that_does_not_parse_is_an_execution() -> None:
    observer = Recorder()
    with pytest.raises(MontySyntaxError):
        MontyRepl().feed('1 +', observer=observer)
    assert (observer.order, observer.outcome) == (['start', 'finish'], 'error')


def test_wrong_options_are_no_execution() -> None:
    observer = Recorder()
    with pytest.raises((InputError, TypeError), match='ResourceLimits'):
        Monty('1').run(limits=3, observer=observer)  # type: ignore[arg-type]
    assert observer.order == []


def test_wrong_inputs_end_the_execution() -> None:
    observer = Recorder()
    with pytest.raises(InputError):
        Monty('a', inputs=['a']).run(observer=observer)
    assert (observer.order, observer.outcome) == (['start', 'finish'], 'error')


def test_what_the_host_function_raises() -> None:
    failure = KeyError('k')

    def fail() -> None:
        raise failure

    observer = Recorder()
    run('try:\n  fail()\nexcept KeyError:\n  pass', observer, external_functions=[fail])
    (end,) = observer.events('call_finished')
    assert (end.outcome, end.error, observer.outcome) == ('raised KeyError', failure, 'ok')


def test_what_the_host_function_returns_may_be_refused() -> None:
    observer = Recorder()
    run('try:\n  f()\nexcept TypeError:\n  pass', observer, external_functions={'f': lambda: object()})
    (end,) = observer.events('call_finished')
    assert end.outcome == 'raised TypeError'
    assert isinstance(end.error, BoundaryError)


def test_a_call_with_wrong_arguments_is_no_call() -> None:
    observer = Recorder()
    run('try:\n  double()\nexcept TypeError:\n  pass', observer, external_functions=[double])
    assert observer.order == ['start', 'finish']


def test_a_host_that_stops_the_run() -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    observer = Recorder()
    with pytest.raises(KeyboardInterrupt):
        Monty('stop()', external_functions=[stop]).run(observer=observer)
    assert observer.order == ONE_CALL
    assert observer.outcome == 'cancelled'
    assert observer.events('call_finished')[0].outcome == 'raised KeyboardInterrupt'


def test_cancelling_the_task_ends_the_calls_and_the_execution() -> None:
    waiting: asyncio.Queue[int] = asyncio.Queue()

    async def wait(x: int) -> None:
        waiting.put_nowait(x)
        await asyncio.Event().wait()

    async def main(observer: Observer) -> None:
        code = 'import asyncio\nawait asyncio.gather(wait(1), wait(2))'
        task = asyncio.create_task(Monty(code, external_functions=[wait]).run_async(observer=observer))
        assert [await waiting.get(), await waiting.get()] == [1, 2]
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    observer = Recorder()
    asyncio.run(main(observer))
    assert observer.outcome == 'cancelled'
    assert observer.order[-3:] == ['call_finished', 'call_finished', 'finish']
    assert [(end.call.number, end.outcome) for end in observer.events('call_finished')] == [
        (1, 'cancelled'),
        (2, 'cancelled'),
    ]


def test_a_call_that_the_program_cancels() -> None:
    async def wait() -> None:
        await asyncio.Event().wait()

    observer = Recorder()
    code = 'import asyncio\ntry:\n  await asyncio.wait_for(wait(), 0.01)\nexcept TimeoutError:\n  "late"'
    Monty(code, external_functions=[wait]).run(observer=observer)
    (end,) = observer.events('call_finished')
    assert (end.outcome, observer.outcome) == ('cancelled', 'ok')


# Suspension.


def test_suspension_and_resumption() -> None:
    observer = Recorder({'key': 'text'})
    progress = Monty('f(1) + f(2)', external_functions=['f']).start(observer=observer)
    while isinstance(progress, FunctionSnapshot):
        progress = progress.resume(return_value=5)
    part = ['call_started', 'suspend', 'resume', 'call_finished']
    assert observer.order == ['start', *part, *part, 'finish']
    assert [call.suspends for call in observer.events('call_started')] == [True, True]
    assert [run.carrier for run in observer.events('resume')] == [{'key': 'text'}] * 2
    assert [end.outcome for end in observer.events('suspend')] == ['suspended'] * 2
    assert [call.outcome for call in observer.events('suspend')[0].record.calls] == ['pending']


def test_another_observer_goes_on_after_a_dump() -> None:
    first = Recorder({'key': 'text'})
    progress = Monty('f(1, b=2)', external_functions=['f'], script_name='x.py').start(observer=first)
    assert isinstance(progress, FunctionSnapshot)
    data = progress.dump()
    assert first.events('dumped') == [len(data)]
    for _ in range(2):
        second = Recorder()
        loaded = FunctionSnapshot.load(data, observer=second)
        assert second.order == []  # nothing goes on yet
        assert loaded.resume(return_value=3).value == 3  # type: ignore[union-attr]
        assert second.order == ['resume', 'call_finished', 'finish']
        (run,) = second.events('resume')
        assert (run.script_name, run.code, run.carrier) == ('x.py', 'f(1, b=2)', {'key': 'text'})
        (end,) = second.events('call_finished')
        assert end.call == CallInfo(1, 'f', (1,), {'b': 2}, 1, None, True)


def test_pending_calls_are_settled_later() -> None:
    observer = Recorder()
    code = 'import asyncio\nawait asyncio.gather(f(1), f(2))'
    progress = Monty(code, external_functions=['f']).start(observer=observer)
    while isinstance(progress, FunctionSnapshot):
        progress = progress.resume(pending=True)
    assert isinstance(progress, FutureSnapshot)
    second = Recorder()
    progress = FutureSnapshot.load(progress.dump(), observer=second)
    progress = progress.resume({2: {'return_value': 'b'}})
    assert isinstance(progress, FutureSnapshot)
    progress = progress.resume({1: {'return_value': 'a'}})
    assert isinstance(progress, MontyComplete)
    assert progress.value == ['a', 'b']
    assert second.order == ['resume', 'call_finished', 'suspend', 'resume', 'call_finished', 'finish']
    assert [end.call.args for end in second.events('call_finished')] == [(2,), (1,)]


def test_an_answer_that_is_refused_does_not_resume() -> None:
    observer = Recorder()
    progress = Monty('f()', external_functions=['f']).start(observer=observer)
    assert isinstance(progress, FunctionSnapshot)
    with pytest.raises(BoundaryError):
        progress.resume(return_value=object())
    assert observer.order == ['start', 'call_started', 'suspend']
    progress.resume(return_value=1)
    assert observer.order[3:] == ['resume', 'call_finished', 'finish']


def test_a_resumed_part_that_fails() -> None:
    observer = Recorder()
    progress = Monty('f()', external_functions=['f']).start(observer=observer)
    assert isinstance(progress, FunctionSnapshot)
    with pytest.raises(MontyRuntimeError):
        progress.resume(exception=ValueError('no'))
    assert observer.order[3:] == ['resume', 'call_finished', 'finish']
    assert observer.outcome == 'error'


def test_a_paused_feed() -> None:
    observer = Recorder()
    session = MontyRepl(external_functions=['f'])
    session.feed('a = 1', observer=observer)
    progress = session.feed_start('a + f()', observer=observer)
    assert isinstance(progress, FunctionSnapshot)
    second = Recorder()
    FunctionSnapshot.load(progress.dump(), observer=second).resume(return_value=1)
    assert observer.order == ['start', 'finish', 'start', 'call_started', 'suspend', 'dumped']
    assert second.events('resume')[0].code == 'a + f()'


def test_a_dumped_session_tells_its_size() -> None:
    observer = Recorder()
    data = MontyRepl().dump(observer=observer)
    assert observer.told == [('dumped', len(data))]


def test_keeping_a_result_is_no_execution() -> None:
    made: list[Recorder] = []
    observe_by_default(lambda: made.append(Recorder()) or made[-1])
    session = MontyRepl()
    session.feed('[1]')
    session.keep('rows')
    assert len(made) == 1


# The carrier.


def carried(carrier: Any) -> dict[str, str]:
    progress = Monty('f()', external_functions=['f']).start(observer=Recorder(carrier))
    assert isinstance(progress, FunctionSnapshot)
    observer = Recorder()
    FunctionSnapshot.load(progress.dump(), observer=observer).resume(return_value=None)
    found: dict[str, str] = observer.events('resume')[0].carrier
    return found


def test_the_carrier_is_bounded() -> None:
    assert carried({f'k{n}': 'v' for n in range(40)}) == {f'k{n}': 'v' for n in range(16)}
    assert carried({'a': 'x' * 1024, 'b': 'x' * 1025, 'c' * 1025: '', 'd': 3, 5: 'e'}) == {'a': 'x' * 1024}
    assert carried({'\ud800': '\x00\udfff'}) == {'\ud800': '\x00\udfff'}


def test_a_carrier_that_is_none_ends_the_observing_only(caplog: pytest.LogCaptureFixture) -> None:
    assert carried([1, 2]) == {}
    assert 'observer Recorder failed' in caplog.text


@pytest.mark.parametrize(
    'forged',
    [
        None,
        7,
        {},
        [['a']],
        [['a', 1]],
        [[1, 'a']],
        [['a', 'x' * 1025]],
        [['x' * 1025, 'a']],
        [[str(n), ''] for n in range(17)],
    ],
)
def test_a_forged_carrier_is_refused(forged: object) -> None:
    progress = Monty('f()', external_functions=['f']).start()
    assert isinstance(progress, FunctionSnapshot)
    data = progress.dump()
    header, body = data[:14], msgpack.unpackb(data[14:])
    assert body[8][-1] == []
    body[8][-1] = forged
    with pytest.raises(SnapshotError):
        FunctionSnapshot.load(header + msgpack.packb(body))


def test_an_unobserved_process_passes_the_carrier_on() -> None:
    progress = Monty('f() + f()', external_functions=['f']).start(observer=Recorder({'key': 'text'}))
    assert isinstance(progress, FunctionSnapshot)
    between = FunctionSnapshot.load(progress.dump()).resume(return_value=1)
    assert isinstance(between, FunctionSnapshot)
    observer = Recorder()
    FunctionSnapshot.load(between.dump(), observer=observer).resume(return_value=1)
    assert observer.events('resume')[0].carrier == {'key': 'text'}


# Observers that misbehave.

HOOKS = ('start', 'call_started', 'enter_call', 'leave_call', 'call_finished', 'violation', 'limit', 'finish')
CODE = 'import json\ntry:\n  eval\nexcept NameError:\n  pass\nprint(double(2))\nwhile True: pass'


class Failing(Recorder):
    """Raises in one of its methods."""

    def __init__(self, hook: str, error: BaseException) -> None:
        super().__init__()
        self.hook = hook
        self.error = error

    def tell(self, hook: str) -> None:
        self.told.append((hook, None))
        if hook == self.hook:
            raise self.error

    def start(self, run: RunInfo) -> None:
        self.tell('start')

    def resume(self, run: RunInfo) -> None:
        self.tell('resume')

    def call_started(self, call: CallInfo) -> None:
        self.tell('call_started')

    def enter_call(self, call: CallInfo) -> None:
        self.tell('enter_call')

    def leave_call(self, call: CallInfo) -> None:
        self.tell('leave_call')

    def call_finished(self, end: CallEnd) -> None:
        self.tell('call_finished')

    def violation(self, violation: Violation) -> None:
        self.tell('violation')

    def limit(self, error: ResourceLimitError) -> None:
        self.tell('limit')

    def suspend(self, end: RunEnd) -> None:
        self.tell('suspend')

    def carrier(self) -> dict[str, str]:
        self.tell('carrier')
        return {}

    def dumped(self, size: int) -> None:
        self.tell('dumped')

    def finish(self, end: RunEnd) -> None:
        self.tell('finish')


@pytest.mark.parametrize('hook', HOOKS)
@pytest.mark.parametrize('error', [RuntimeError('broken'), RecursionError(), asyncio.CancelledError()], ids=repr)
def test_a_failing_observer_never_breaks_a_run(
    hook: str, error: BaseException, caplog: pytest.LogCaptureFixture
) -> None:
    observer = Failing(hook, error)
    ended = run(CODE, observer, external_functions=[double], limits=ResourceLimits(execution_time_limit_ms=30))
    assert isinstance(ended, ResourceLimitError)
    assert (ended.stdout, [call.outcome for call in ended.calls]) == ('4\n', ['returned'])
    assert observer.order[-1] == hook  # and is told no more
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


@pytest.mark.parametrize('hook', ['suspend', 'carrier', 'dumped', 'resume', 'call_finished', 'finish'])
def test_a_failing_observer_never_breaks_a_suspended_run(hook: str, caplog: pytest.LogCaptureFixture) -> None:
    observer = Failing(hook, RuntimeError('broken'))
    progress = Monty('f() + 1', external_functions=['f']).start(observer=observer)
    assert isinstance(progress, FunctionSnapshot)
    progress.dump()
    done = progress.resume(return_value=2)
    assert isinstance(done, MontyComplete)
    assert done.value == 3
    assert observer.order[-1] == hook
    assert len(caplog.records) == 1


def test_a_failing_factory_never_breaks_a_run(caplog: pytest.LogCaptureFixture) -> None:
    def factory() -> Observer:
        raise RuntimeError('broken')

    observe_by_default(factory)
    assert Monty('1').run() == 1
    assert len(caplog.records) == 1


def test_an_interrupt_in_an_observer_stops_the_run() -> None:
    with pytest.raises(KeyboardInterrupt):
        run('double(1)', Failing('call_started', KeyboardInterrupt()), external_functions=[double])


class Slow(Recorder):
    """Takes an hour for everything, on a clock of its own that stands still meanwhile."""

    now = 1000.0

    def spend(self, *args: object) -> None:
        self.now += 3600

    call_started = enter_call = leave_call = call_finished = violation = spend


def test_the_time_of_an_observer_is_not_the_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    observer = Slow()
    monkeypatch.setattr(time, 'perf_counter', lambda: observer.now)
    monkeypatch.setattr(limits, 'perf_counter', lambda: observer.now)
    code = 'try:\n  eval\nexcept NameError:\n  pass\ndouble(1)'
    ended = run(code, observer, external_functions=[double], limits=ResourceLimits(execution_time_limit_ms=35))
    assert observer.now == 1000 + 5 * 3600
    assert isinstance(ended, MontyComplete)
    assert ended.usage['execution_time'].used == 0


def test_observers_of_runs_at_once_are_told_of_their_own() -> None:
    program = Monty('sum(double(n) for _ in range(20))', inputs=['n'], external_functions=[double])
    observers = [Recorder() for _ in range(8)]

    def work(n: int) -> None:
        program.run({'n': n}, observer=observers[n])

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for n, observer in enumerate(observers):
        assert [call.args for call in observer.events('call_started')] == [(n,)] * 20
        assert observer.events('finish')[0].value == 40 * n


def test_a_long_program_in_a_thread_tells_the_same() -> None:
    observer = Recorder()
    code = 'x = 0\n' + 'x += 1\n' * 400 + 'try:\n  eval\nexcept NameError:\n  pass\ndouble(x)'
    program = Monty(code, external_functions=[double])
    thread = threading.Thread(target=lambda: program.run(observer=observer))
    thread.start()
    thread.join()
    assert observer.order == ['start', 'violation', *ONE_CALL[1:]]
    assert observer.events('finish')[0].value == 800
