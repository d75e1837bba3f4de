"""Generators, coroutines, async generators and their wrappers: what their methods do."""

from __future__ import annotations

from typing import Final

from ..instructions.generators import AsyncStep, CoroutineWrapper, check_idle
from ..machine import STEP_CODE, Machine
from ..objects import (
    PUSHED,
    Frame,
    Generator,
    Thrown,
)
from .iterators import same

Kwargs = dict[str, object] | None

BY_HAND: Final = 3
"""Mode of an AsyncStep whose generator waits for what ``send`` brings."""


def the_generator(m: Machine, args: list[object], kind: int, name: str) -> Generator:
    generator = args[0]
    if not isinstance(generator, Generator) or generator.kind != kind:
        wanted = ('generator', 'coroutine', 'async_generator')[kind]
        raise m.fail(
            'TypeError',
            f"descriptor '{name}' for '{wanted}' objects doesn't apply to a '{m.type_name(generator)}' object",
        )
    return generator


def drive(m: Machine, generator: Generator, value: object) -> object:
    """Resume a generator or coroutine by hand."""
    if generator.frame is None:
        if generator.kind == 1:
            raise m.fail('RuntimeError', 'cannot reuse already awaited coroutine')
        raise m.fail_with('StopIteration', ())
    m.resume_generator(generator, value, 0)
    return PUSHED


def generator_next(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return drive(m, the_generator(m, args, 0, '__next__'), None)


def generator_send(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    generator = args[0]
    if len(args) != 2:
        raise m.fail('TypeError', f'{m.type_name(generator)}.send() takes exactly one argument ({len(args) - 1} given)')
    assert isinstance(generator, Generator)
    return drive(m, generator, args[1])


def generator_throw(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    if len(args) < 2:
        raise m.fail('TypeError', f'throw expected at least 1 argument, got {len(args) - 1}')
    if len(args) > 4:
        raise m.fail('TypeError', f'throw expected at most 3 arguments, got {len(args) - 1}')
    return m.call_prelude('generator_throw', args)


def generator_close(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    generator = args[0]
    assert isinstance(generator, Generator)
    if generator.frame is None:
        return None
    if not generator.started:
        generator.frame = None
        return None
    return m.call_prelude('generator_close', [generator])


def coroutine_await(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    m.tracker.allocate(48)
    return CoroutineWrapper(the_generator(m, args, 1, '__await__'))


def wrapped(args: list[object]) -> list[object]:
    """The arguments of a method of a coroutine wrapper, for its coroutine."""
    wrapper = args[0]
    assert isinstance(wrapper, CoroutineWrapper)
    return [wrapper.gen, *args[1:]]


def wrapper_next(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return drive(m, the_generator(m, wrapped(args), 1, '__next__'), None)


def wrapper_send(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return generator_send(m, wrapped(args), kwargs)


def wrapper_throw(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return generator_throw(m, wrapped(args), kwargs)


def wrapper_close(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return generator_close(m, wrapped(args), kwargs)


def async_step(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    generator = the_generator(m, args, 2, '__anext__')
    m.tracker.allocate(64)
    return AsyncStep(generator, 0, None)


def async_send(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    generator = the_generator(m, args, 2, 'asend')
    if len(args) != 2:
        raise m.fail('TypeError', f'async_generator.asend() takes exactly one argument ({len(args) - 1} given)')
    m.tracker.allocate(64)
    return AsyncStep(generator, 0, args[1])


def step_send(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``asend(…).send(value)``: drive the generator by hand, up to what it waits for or to its item."""
    step = args[0]
    assert isinstance(step, AsyncStep)
    value = args[1]
    gen = step.gen
    if step.mode == BY_HAND:
        gen.awaited = False
    elif step.used:
        raise m.fail('RuntimeError', 'cannot reuse already awaited __anext__()/asend()')
    else:
        check_idle(m, gen)
        step.used = True
        if gen.frame is None:
            raise m.fail_with('StopAsyncIteration', ())
        value = step.value if value is None else value
    under = Frame(STEP_CODE, [step], m.namespace, m.frame)
    m.tracker.hidden_depth += 1
    m.frame = under
    step.mode = BY_HAND
    try:
        m.resume_generator(gen, value, 0)
    except Thrown:
        if m.frame is under:  # nothing ran
            step.mode = 0
        raise
    return PUSHED


def step_next(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return step_send(m, [args[0], None], kwargs)


def async_throw(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    the_generator(m, args, 2, 'athrow')
    return m.call_prelude('async_generator_throw', args)


def async_close(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    generator = the_generator(m, args, 2, 'aclose')
    return m.call_prelude('async_generator_close_or_none', [generator])


METHODS: Final[dict[str, dict[str, object]]] = {
    'generator': {
        '__iter__': same,
        '__next__': generator_next,
        'send': generator_send,
        'throw': generator_throw,
        'close': generator_close,
    },
    'coroutine': {
        'send': generator_send,
        'throw': generator_throw,
        'close': generator_close,
        '__await__': coroutine_await,
    },
    'coroutine_wrapper': {
        '__iter__': same,
        '__next__': wrapper_next,
        'send': wrapper_send,
        'throw': wrapper_throw,
        'close': wrapper_close,
    },
    'async_generator': {
        '__aiter__': same,
        '__anext__': async_step,
        'asend': async_send,
        'athrow': async_throw,
        'aclose': async_close,
    },
    'async_generator_asend': {'__await__': same, '__iter__': same, '__next__': step_next, 'send': step_send},
}
"""Methods by class."""
