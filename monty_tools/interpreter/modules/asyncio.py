"""``asyncio``: tasks, futures and the loop over ``scheduler.py``.

What can be Python is in ``prelude/asyncio_module.py``.

There is no event loop object to make or to close: a tiny one stands for the loop that runs. What CPython's ``asyncio``
does with threads, processes, sockets and signals is absent.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from ..items import alias
from ..machine import SHARED
from ..natives import Implementation, Native, payload_of
from ..objects import (
    HOST_CLASSES,
    BoundMethod,
    Class,
    ExceptionValue,
    ExternalRef,
    Frame,
    Function,
    Generator,
    Instance,
    NativeFunction,
)
from ..scheduler import CANCELLED, CLOSING_TASKS, PENDING, Future, Gathering, Handle, Loop, Task, TimerHandle, Turn
from ..types.exceptions import make_class
from .entry import Entry, why, why_of

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None

COROUTINE: Final = 1
"""``Generator.kind`` and ``Code.kind`` of coroutines."""
STATES: Final = ('pending', 'finished', 'cancelled')


def taken(
    m: Machine, name: str, args: list[object], kwargs: Kwargs, names: tuple[str, ...], least: int, most: int = -1
) -> list[object]:
    """The arguments of a method by position: ``names`` are its parameters behind self, the first ``least`` of them
    required, None standing for the others. ``most`` is how many may come by position (-1: all)."""
    limit = len(names) if most < 0 else most
    given = args[1:]
    if len(given) > limit:
        if limit == 0:
            raise m.fail('TypeError', f'{name}() takes no positional arguments')
        raise m.fail(
            'TypeError',
            f'{name}() takes {"exactly" if limit == least else "at most"} {limit} positional '
            f'argument{"" if limit == 1 else "s"} ({len(given)} given)',
        )
    values = [*given, *[None] * (len(names) - len(given))]
    passed = len(given)
    for key, value in (kwargs or {}).items():
        if key not in names or names.index(key) < len(given):
            raise m.fail('TypeError', f"{name}() got an unexpected keyword argument '{key}'")
        values[names.index(key)] = value
        if names.index(key) < least:
            passed += 1
    if passed < least:
        raise m.fail('TypeError', f"{name}() missing required argument '{names[passed]}' (pos {passed + 1})")
    return values


def the_future(m: Machine, args: list[object], name: str) -> Future:
    if args and isinstance(args[0], Future):
        return args[0]
    found = m.type_name(args[0]) if args else 'no'
    raise m.fail('TypeError', f"descriptor '{name}' for '_asyncio.Future' objects doesn't apply to a '{found}' object")


def the_task(m: Machine, args: list[object], name: str) -> Task:
    if args and isinstance(args[0], Task):
        return args[0]
    found = m.type_name(args[0]) if args else 'no'
    raise m.fail('TypeError', f"descriptor '{name}' for '_asyncio.Task' objects doesn't apply to a '{found}' object")


def need_loop(m: Machine) -> None:
    if not m.scheduler.is_running():
        raise m.fail('RuntimeError', 'no running event loop')


# Futures.


def future_new(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    taken(m, 'Future', args, kwargs, ('loop',), 0, 0)
    return new_future(m)


def new_future(m: Machine) -> Future:
    need_loop(m)
    m.tracker.allocate(120)
    return Future()


def future_done(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    taken(m, 'done', args, kwargs, (), 0)
    return the_future(m, args, 'done').done()


def future_cancelled(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    taken(m, 'cancelled', args, kwargs, (), 0)
    return the_future(m, args, 'cancelled').state == CANCELLED


def future_result(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    taken(m, 'result', args, kwargs, (), 0)
    future = the_future(m, args, 'result')
    if future.state == PENDING:
        raise m.fail('InvalidStateError', 'Result is not set.')
    exc = m.scheduler.failure_of(m, future)
    if exc is not None:
        raise m.throw(exc)
    return future.result


def future_exception(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    taken(m, 'exception', args, kwargs, (), 0)
    future = the_future(m, args, 'exception')
    if future.state == PENDING:
        raise m.fail('InvalidStateError', 'Exception is not set.')
    if future.state == CANCELLED:
        raise m.throw(m.scheduler.make_cancelled_error(m, future))
    return future.exception


def future_set_result(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    (value,) = taken(m, 'set_result', args, kwargs, ('result',), 1)
    future = settable(m, args, 'set_result')
    m.scheduler.set_result(future, value)
    return None


def future_set_exception(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    (value,) = taken(m, 'set_exception', args, kwargs, ('exception',), 1)
    future = settable(m, args, 'set_exception')
    if isinstance(value, Class) and value.is_exception:
        return m.call_prelude('asyncio_set_exception', [future, value])
    if not isinstance(value, ExceptionValue):
        raise m.fail('TypeError', 'invalid exception object')
    if value.cls.is_subclass(m.class_named('StopIteration')):
        value = no_stop_iteration(m, value)
    m.scheduler.set_exception(future, value)
    return None


def no_stop_iteration(m: Machine, stop: ExceptionValue) -> ExceptionValue:
    """What becomes of a StopIteration, which would end the generator that awaits the future."""
    message = 'StopIteration interacts badly with generators and cannot be raised into a Future'
    if sys.version_info < (3, 12):
        raise m.fail('TypeError', message)
    error = m.new_exception('RuntimeError', (message,))
    error.cause = stop
    error.context = stop
    error.suppress_context = True
    return error


def settable(m: Machine, args: list[object], name: str) -> Future:
    future = the_future(m, args, name)
    if isinstance(future, Task):
        raise m.fail('RuntimeError', f'Task does not support {name} operation')
    if future.state != PENDING:
        raise m.fail('InvalidStateError', 'invalid state')
    return future


def future_cancel(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    (message,) = taken(m, 'cancel', args, kwargs, ('msg',), 0)
    return m.scheduler.cancel_future(m, the_future(m, args, 'cancel'), message)


def add_done_callback(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    callback = taken(m, 'add_done_callback', args, kwargs, ('fn', 'context'), 1, 1)[0]
    future = the_future(m, args, 'add_done_callback')
    m.tracker.allocate(64)
    if future.done():
        m.scheduler.schedule_callback(callback_of(callback), future)
    else:
        future.callbacks.append(callback_of(callback))
    return None


def callback_of(value: object) -> object:
    """A future as a callback is called like any value (and fails); it is not woken as a task that waits."""
    return BoundMethod(value, None) if isinstance(value, Future) else value


def remove_done_callback(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    (callback,) = taken(m, 'remove_done_callback', args, kwargs, ('fn',), 1)
    future = the_future(m, args, 'remove_done_callback')
    m.tracker.work(len(future.callbacks) >> 1)
    kept = [each for each in future.callbacks if not same_callback(m, each, callback)]
    removed = len(future.callbacks) - len(kept)
    future.callbacks = kept
    return removed


def same_callback(m: Machine, known: object, callback: object) -> bool:
    if known is callback:
        return True
    return isinstance(known, BoundMethod) and isinstance(callback, BoundMethod) and m.equal(known, callback) == 1


def same(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return args[0]


def get_loop(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return m.scheduler.loop


def future_repr(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    future = the_future(m, args, '__repr__')
    if 'asyncio_repr' in SHARED.prelude:
        return m.call_prelude('asyncio_repr', [future])
    return f'<{m.type_name(future)} {STATES[future.state]}>'


def future_parts(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_future_parts(future)``: ``(class name, state, name, coroutine's text, what it waits for, result, exception,
    callbacks)``, None where there is none."""
    future = args[0]
    assert isinstance(future, Future)
    m.tracker.allocate(200)
    callbacks = [callback_text(each) for each in future.callbacks[:1] + future.callbacks[1:][-1:]]
    state = STATES[future.state]
    name: object = None
    coroutine: object = None
    waiting: object = None
    if isinstance(future, Task):
        name = future.name
        coroutine = coroutine_text(future)
        waiting = future.waiting_on
        if future.cancel_requests and future.state == PENDING:
            state = 'cancelling'
    count = len(future.callbacks)
    return (
        *(m.type_name(future), state, name, coroutine, waiting),
        *(future.result if future.state == 1 and future.exception is None else None, future.exception),
        *(callbacks, count),
    )


def coroutine_text(task: Task) -> str:
    """A task's coroutine as its repr shows it: the function's name and where it is."""
    generator = task.coroutine
    if not isinstance(generator, Generator):
        return 'main()'
    frame = generator.frame
    if frame is None:
        return f'{generator.qualname}() done'
    code = frame.code
    line = code.positions[frame.pc][0] if generator.started else code.firstlineno
    return f'{generator.qualname}() running at {code.program.filename}:{line}'


def callback_text(callback: object) -> str:
    if isinstance(callback, Task):
        return 'Task.task_wakeup()'
    if isinstance(callback, Gathering):
        return 'gather.<locals>._done_callback()'
    if isinstance(callback, BoundMethod):
        callback = callback.func
    if isinstance(callback, Function):
        return f'{callback.qualname}() at {callback.code.program.filename}:{callback.code.firstlineno}'
    return f'{callback.qualname}()' if isinstance(callback, NativeFunction) else 'callback()'


def class_get_item(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return alias(m, args[0], args[1], '')


# Tasks.


def task_new(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    coroutine, _, name, _ = taken(m, 'Task', args, kwargs, ('coro', 'loop', 'name', 'context'), 1, 1)
    return new_task(m, coroutine, name)


def new_task(m: Machine, coroutine: object, name: object) -> object:
    need_loop(m)
    if is_call(coroutine):
        return m.call_prelude('asyncio_create_task', [coroutine, name])
    frame = fresh_coroutine(m, coroutine)
    assert isinstance(coroutine, Generator)
    plain = payload_of(name)
    return m.scheduler.create_task(m, coroutine, frame, plain if isinstance(plain, str) else None)


def fresh_coroutine(m: Machine, coroutine: object) -> Frame:
    """The frame of a coroutine that has not started, which a task may run."""
    if not isinstance(coroutine, Generator) or coroutine.kind != COROUTINE:
        text = m.plain_repr(coroutine)
        raise m.fail('TypeError', f'a coroutine was expected, got {m.type_name(coroutine) if text is None else text}')
    frame = coroutine.frame
    if frame is None or coroutine.awaited:
        raise m.fail('RuntimeError', 'cannot reuse already awaited coroutine')
    coroutine.awaited = True
    return frame


def create_task(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_create_task(coroutine, name)``: name is None or a str."""
    return new_task(m, args[0], args[1])


def get_name(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    taken(m, 'get_name', args, kwargs, (), 0)
    return the_task(m, args, 'get_name').name


def set_name(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    (value,) = taken(m, 'set_name', args, kwargs, ('value',), 1)
    task = the_task(m, args, 'set_name')
    name = payload_of(value)
    if not isinstance(name, str):
        return m.call_prelude('asyncio_set_name', [task, value])
    task.name = name
    return None


def get_coro(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    taken(m, 'get_coro', args, kwargs, (), 0)
    return the_task(m, args, 'get_coro').coroutine


def cancelling(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    taken(m, 'cancelling', args, kwargs, (), 0)
    return the_task(m, args, 'cancelling').cancel_requests


def uncancel(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    taken(m, 'uncancel', args, kwargs, (), 0)
    task = the_task(m, args, 'uncancel')
    if task.cancel_requests > 0:
        task.cancel_requests -= 1
        if task.cancel_requests == 0 and sys.version_info >= (3, 13):
            task.must_cancel = False
    return task.cancel_requests


# The loop.


def loop_time(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    m.scheduler.tick(m)
    return m.scheduler.clock


def loop_create_future(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    taken(m, 'create_future', args, kwargs, (), 0)
    return new_future(m)


def loop_create_task(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    coroutine, name, _ = taken(m, 'create_task', args, kwargs, ('coro', 'name', 'context'), 1, 1)
    if name is not None and not isinstance(payload_of(name), str):
        return m.call_prelude('asyncio_create_task', [coroutine, name])
    return new_task(m, coroutine, name)


def call_soon(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    check_callback(m, args, kwargs, 'call_soon', 2)
    return m.scheduler.call_soon(m, args[1], args[2:])


def call_later(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    check_callback(m, args, kwargs, 'call_later', 3)
    if args[1] is None and sys.version_info >= (3, 12):
        raise m.fail('TypeError', 'delay must not be None')
    m.scheduler.tick(m)
    return m.scheduler.call_at(m, m.scheduler.clock + seconds(m, args[1]), args[2], args[3:])


def call_at(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    check_callback(m, args, kwargs, 'call_at', 3)
    if args[1] is None and sys.version_info >= (3, 12):
        raise m.fail('TypeError', 'when cannot be None')
    return m.scheduler.call_at(m, seconds(m, args[1]), args[2], args[3:])


def check_callback(m: Machine, args: list[object], kwargs: Kwargs, name: str, least: int) -> None:
    if kwargs and set(kwargs) != {'context'}:
        raise m.fail('TypeError', f"BaseEventLoop.{name}() got an unexpected keyword argument '{next(iter(kwargs))}'")
    if len(args) < least:
        raise m.fail('TypeError', f"BaseEventLoop.{name}() missing 1 required positional argument: 'callback'")
    callback = args[least - 1]
    if isinstance(callback, Generator) and callback.kind == COROUTINE or is_coroutine_function(callback):
        raise m.fail('TypeError', f'coroutines cannot be used with {name}()')
    if not is_callable(callback):
        text = m.plain_repr(callback)
        raise m.fail(
            'TypeError',
            f'a callable object was expected by {name}(), got {m.type_name(callback) if text is None else text}',
        )


def is_callable(value: object) -> bool:
    if isinstance(value, Instance):
        return isinstance(value.cls.lookup('__call__'), (Function, NativeFunction, BoundMethod))
    return isinstance(value, (Function, NativeFunction, BoundMethod, Class, ExternalRef))


def seconds(m: Machine, value: object) -> float:
    number = payload_of(value)
    if isinstance(number, (int, float)):
        return float(number)
    raise m.fail('TypeError', f"unsupported operand type(s) for +: 'float' and '{m.type_name(value)}'")


def loop_is_running(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return m.scheduler.is_running()


def loop_is_closed(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return not m.scheduler.is_running()


def loop_debug(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return False


def loop_run(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    if m.scheduler.is_running():
        raise m.fail('RuntimeError', 'This event loop is already running')
    raise m.fail('RuntimeError', 'loop.run_until_complete() is not in the sandbox: use asyncio.run() or await')


def loop_repr(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    running = m.scheduler.is_running()
    return f'<_UnixSelectorEventLoop running={running} closed={not running} debug=False>'


def handle_cancel(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    handle = args[0]
    assert isinstance(handle, Handle)
    m.scheduler.cancel_handle(handle)
    return None


def handle_cancelled(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    handle = args[0]
    assert isinstance(handle, Handle)
    return handle.cancelled


def handle_when(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    handle = args[0]
    assert isinstance(handle, TimerHandle)
    return handle.when


# Functions.


def get_running_loop(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    if args or kwargs:
        raise m.fail('TypeError', f'_asyncio.get_running_loop() takes no arguments ({len(args)} given)')
    need_loop(m)
    return m.scheduler.loop


def get_event_loop(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    if args or kwargs:
        raise m.fail('TypeError', f'_asyncio.get_event_loop() takes no arguments ({len(args)} given)')
    return m.scheduler.loop


def current_task(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    taken(m, 'current_task', [None, *args], kwargs, ('loop',), 0)
    need_loop(m)
    return m.scheduler.current_task()


def all_tasks(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    taken(m, 'all_tasks', [None, *args], kwargs, ('loop',), 0)
    need_loop(m)
    scheduler = m.scheduler
    m.tracker.allocate(200 + 32 * len(scheduler.tasks))
    return {task for task in scheduler.tasks.values() if not scheduler.is_outside(task)}


def is_future(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    value = taken(m, 'isfuture', [None, *args], kwargs, ('obj',), 1)[0]
    return isinstance(value, Future) and not is_call(value)


def is_call(value: object) -> bool:
    """Whether ``value`` is what calling an async external function gave: in CPython, a coroutine."""
    return isinstance(value, Future) and value.call_number != 0


def is_coroutine(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    value = taken(m, 'iscoroutine', [None, *args], kwargs, ('obj',), 1)[0]
    return isinstance(value, Generator) and value.kind == COROUTINE or is_call(value)


def coroutine_function(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return is_coroutine_function(taken(m, 'iscoroutinefunction', [None, *args], kwargs, ('func',), 1)[0])


def is_coroutine_function(value: object) -> bool:
    while isinstance(value, BoundMethod):
        value = value.func
    if isinstance(value, ExternalRef):
        return value.is_async
    return isinstance(value, Function) and value.code.is_generator and value.code.kind == COROUTINE


# Intrinsics of the prelude file.


def start_run(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_start_run(coroutine)``: the task to wait for, once, from the main program."""
    scheduler = m.scheduler
    if m.nesting > 0:
        raise m.fail('RuntimeError', 'asyncio.run() cannot be called where a dict or set needs __hash__ or __eq__')
    coroutine = args[0]
    frame = fresh_coroutine(m, coroutine)
    assert isinstance(coroutine, Generator)
    return scheduler.run(m, coroutine, frame)


def no_run(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_no_run()``: a loop was made for ``asyncio.run`` and is closed again, since it was given no coroutine."""
    m.scheduler.task_count += CLOSING_TASKS
    return None


def loop_runs(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return m.scheduler.is_running()


def turn(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_turn()``: what to await for ``sleep(0)``."""
    need_loop(m)
    return Turn()


def timer(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_timer(delay, result)``: a future that has ``result`` then."""
    need_loop(m)
    return m.scheduler.add_timer(m, seconds(m, args[0]), args[1])


def future(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_future()``: a new one."""
    return new_future(m)


def gathered(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_gather(children, different children, return_exceptions)``."""
    children, different, return_exceptions = args
    assert isinstance(children, list) and isinstance(different, list)
    m.tracker.work(len(children))
    return m.scheduler.gather(m, children, different, return_exceptions is True)


def set_context(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_link(exc, context)``: ``context`` as cause and context of ``exc``."""
    exc, context = args
    assert isinstance(exc, ExceptionValue) and isinstance(context, ExceptionValue)
    exc.cause = context
    exc.context = context
    exc.suppress_context = True
    return None


def call_given(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_is_call(value)``: whether it is what calling an async external function gave."""
    return is_call(args[0])


def python_minor(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_minor()``: the second number of the hosting Python's version."""
    return sys.version_info[1]


def functions(entries: dict[str, Implementation]) -> dict[str, NativeFunction]:
    return {name: Native(name, implementation) for name, implementation in entries.items()}


FUTURE_METHODS: Final[dict[str, Implementation]] = {
    '__new__': future_new,
    'done': future_done,
    'cancelled': future_cancelled,
    'result': future_result,
    'exception': future_exception,
    'set_result': future_set_result,
    'set_exception': future_set_exception,
    'cancel': future_cancel,
    'add_done_callback': add_done_callback,
    'remove_done_callback': remove_done_callback,
    'get_loop': get_loop,
    '__await__': same,
    '__iter__': same,
    '__repr__': future_repr,
    '__class_getitem__': class_get_item,
}

TASK_METHODS: Final[dict[str, Implementation]] = {
    '__new__': task_new,
    'get_name': get_name,
    'set_name': set_name,
    'get_coro': get_coro,
    'cancelling': cancelling,
    'uncancel': uncancel,
}

LOOP_METHODS: Final[dict[str, Implementation]] = {
    'time': loop_time,
    'create_future': loop_create_future,
    'create_task': loop_create_task,
    'call_soon': call_soon,
    'call_soon_threadsafe': call_soon,
    'call_later': call_later,
    'call_at': call_at,
    'is_running': loop_is_running,
    'is_closed': loop_is_closed,
    'get_debug': loop_debug,
    'run_until_complete': loop_run,
    'run_forever': loop_run,
    '__repr__': loop_repr,
}

HANDLE_METHODS: Final[dict[str, Implementation]] = {'cancel': handle_cancel, 'cancelled': handle_cancelled}

FUTURE: Final = Class('Future', (), {}, '_asyncio')
TASK: Final = Class('Task', (FUTURE,), {}, '_asyncio')
HANDLE: Final = Class('Handle', (), {}, 'asyncio.events')
TIMER_HANDLE: Final = Class('TimerHandle', (HANDLE,), {}, 'asyncio.events')

CLASSES: Final[dict[str, tuple[Class, dict[str, Implementation], tuple[type, ...]]]] = {
    'Future': (FUTURE, FUTURE_METHODS, (Future, Turn)),
    'Task': (TASK, TASK_METHODS, (Task,)),
    '_GatheringFuture': (Class('_GatheringFuture', (FUTURE,), {}, 'asyncio.tasks'), {}, (Gathering,)),
    'Handle': (HANDLE, HANDLE_METHODS, (Handle,)),
    'TimerHandle': (TIMER_HANDLE, {'when': handle_when}, (TimerHandle,)),
    'Loop': (Class('_UnixSelectorEventLoop', (), {}, 'asyncio.unix_events'), LOOP_METHODS, (Loop,)),
}
"""Classes of the scheduler's objects: class, methods, host types. A base comes before its subclasses."""


def make_classes(root: Class, exceptions: dict[str, Class]) -> dict[str, Class]:
    """Finish the classes of the scheduler's objects and make the exceptions; by name. ``root`` is ``object``."""
    made: dict[str, Class] = {}
    for name, (cls, methods, host_types) in CLASSES.items():
        if not cls.bases:
            cls.bases = (root,)
        cls.mro = [cls, *cls.bases[0].mro]
        cls.builtin = True
        cls.base_allowed = False
        cls.has_dict = False
        for method_name, method in functions(methods).items():
            method.owner = cls
            method.qualname = f'{cls.name}.{method_name}'
            method.static = method_name == '__new__'
            method.classmethod = method_name == '__class_getitem__'
            cls.attrs[method_name] = method
        if '__new__' in methods:
            cls.payload = cls
        else:
            cls.attrs['__new__'] = NotMade(cls)
            cls.payload = cls
        for host_type in host_types:
            HOST_CLASSES[host_type] = cls
        cls.inherit()
        made[name] = cls
    for name, base in (('CancelledError', 'BaseException'), ('InvalidStateError', 'Exception')):
        made[name] = make_class(name, (exceptions[base],), 'asyncio.exceptions')
        NAMES[name] = made[name]
    NAMES['TimeoutError'] = exceptions['TimeoutError']
    return made


class NotMade(NativeFunction):
    """``__new__`` of a class whose objects only the scheduler makes."""

    def __init__(self, cls: Class) -> None:
        super().__init__('__new__')
        self.owner = cls
        self.static = True

    def invoke(self, m: Machine, args: list[object], kwargs: Kwargs) -> object:
        assert self.owner is not None
        raise m.fail('TypeError', f"cannot create '{self.owner.name}' instances")


NAMES: Final[dict[str, object]] = {
    'Future': FUTURE,
    'Task': TASK,
    'Handle': HANDLE,
    'TimerHandle': TIMER_HANDLE,
    'CancelledError': None,
    'InvalidStateError': None,
    'TimeoutError': None,
    'FIRST_COMPLETED': 'FIRST_COMPLETED',
    'FIRST_EXCEPTION': 'FIRST_EXCEPTION',
    'ALL_COMPLETED': 'ALL_COMPLETED',
    **functions(
        {
            'get_running_loop': get_running_loop,
            'get_event_loop': get_event_loop,
            'current_task': current_task,
            'all_tasks': all_tasks,
            'isfuture': is_future,
            'iscoroutine': is_coroutine,
            'iscoroutinefunction': coroutine_function,
        }
    ),
}
"""The exceptions are filled in by ``make_classes``."""

PRELUDE: Final = (
    *('run', 'create_task', 'ensure_future', 'gather', 'sleep', 'shield', 'wait', 'wait_for', 'as_completed'),
    *('timeout', 'timeout_at', 'Timeout', 'TaskGroup'),
    *('Lock', 'Event', 'Condition', 'Semaphore', 'BoundedSemaphore', 'Barrier', 'BrokenBarrierError'),
    *('Queue', 'PriorityQueue', 'LifoQueue', 'QueueEmpty', 'QueueFull'),
    *(('QueueShutDown',) if sys.version_info >= (3, 13) else ()),
)

HELPERS: Final = ('asyncio_repr', 'asyncio_set_exception', 'asyncio_set_name', 'asyncio_create_task')

INTRINSICS: Final[dict[str, NativeFunction]] = functions(
    {
        '_start_run': start_run,
        '_no_run': no_run,
        '_loop_runs': loop_runs,
        '_turn': turn,
        '_timer': timer,
        '_future': future,
        '_gather': gathered,
        '_create_task': create_task,
        '_future_parts': future_parts,
        '_link': set_context,
        '_minor': python_minor,
        '_is_call': call_given,
    }
)

ABSENT_NAMES: Final[dict[str, str]] = {
    'AbstractEventLoop AbstractEventLoopPolicy BaseEventLoop DefaultEventLoopPolicy EventLoop Runner SelectorEventLoop '
    '_enter_task _get_running_loop _leave_task _register_task _set_running_loop _unregister_task get_event_loop_policy '
    'new_event_loop set_event_loop set_event_loop_policy create_eager_task_factory eager_task_factory': (
        'there is one event loop, of the sandbox: use asyncio.run()'
    ),
    'AbstractServer BaseProtocol BaseTransport BufferedProtocol DatagramProtocol DatagramTransport IncompleteReadError '
    'LimitOverrunError Protocol ReadTransport SendfileNotAvailableError Server StreamReader StreamReaderProtocol '
    'StreamWriter Transport WriteTransport open_connection open_unix_connection start_server start_unix_server': (
        'needs the network'
    ),
    'AbstractChildWatcher FastChildWatcher MultiLoopChildWatcher PidfdChildWatcher SafeChildWatcher SubprocessProtocol '
    'SubprocessTransport ThreadedChildWatcher create_subprocess_exec create_subprocess_shell get_child_watcher '
    'set_child_watcher': 'needs processes',
    'run_coroutine_threadsafe to_thread wrap_future': 'needs threads',
}

ENTRY: Final = Entry(
    NAMES,
    PRELUDE,
    INTRINSICS,
    HELPERS,
    absent=why_of('asyncio', ABSENT_NAMES),
    different=why({'get_event_loop get_running_loop': 'the loop has the methods that make tasks, futures and timers'}),
)
