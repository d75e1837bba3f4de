"""Intrinsics: natives that only the prelude sees, for what it needs of the machine. Their names begin with an
underscore."""

from __future__ import annotations

import sys
from typing import Final

from .builtins import check_hook
from .instructions.generators import AsyncStep
from .machine import Machine
from .natives import Native
from .objects import (
    ABSENT,
    PUSHED,
    Class,
    ExceptionValue,
    Function,
    Generator,
    Instance,
    NativeFunction,
    StaticMethod,
    Super,
    Traceback,
    class_of,
)

Kwargs = dict[str, object] | None


def intrinsic_bind(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return m.bind(args[0], args[1], class_of(args[1]))


def intrinsic_class_attribute(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """The attribute along the class's mro, unbound; None where there is none."""
    cls, name = args
    assert isinstance(cls, Class) and isinstance(name, str)
    found = cls.lookup(name)
    return None if found is ABSENT else found


def intrinsic_set_name_hook(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    value = args[0]
    if isinstance(value, Instance):
        hook = value.cls.lookup('__set_name__')
        if hook is not ABSENT:
            return hook
    return None


def intrinsic_init_subclass(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    cls = args[0]
    assert isinstance(cls, Class)
    return m.get_attr(Super(cls, cls, cls), '__init_subclass__')


def intrinsic_constructor(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``cls.__new__`` as a function to call with the class."""
    cls = args[0]
    assert isinstance(cls, Class)
    new = cls.lookup('__new__')
    return new.func if isinstance(new, StaticMethod) else m.bind(new, cls, cls)


def intrinsic_is_instance(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    cls = args[1]
    assert isinstance(cls, Class)
    return class_of(args[0]).is_subclass(cls)


def intrinsic_check_hook(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """What decides ``isinstance`` or ``issubclass`` (the second argument) with a class, None where the mro does."""
    function = args[1]
    assert isinstance(function, str)
    hook = check_hook(args[0], function)
    return None if hook is ABSENT else hook


def intrinsic_is_subclass(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    cls, base = args
    return isinstance(cls, Class) and isinstance(base, Class) and cls.is_subclass(base)


def intrinsic_initialize(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    obj, positional, keywords = args
    assert isinstance(positional, list) and isinstance(keywords, dict)
    return m.initialize(class_of(obj), obj, positional, keywords or None)


def intrinsic_is_class(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return isinstance(args[0], Class)


def intrinsic_match_args(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    cls = args[0]
    assert isinstance(cls, Class)
    found = cls.lookup('__match_args__')
    return None if found is ABSENT else (found,)


MATCH_SELF: Final = frozenset('bool bytearray bytes dict float frozenset int list set str tuple'.split())


def intrinsic_matches_itself(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    cls = args[0]
    assert isinstance(cls, Class)
    return any(base.builtin and base.name in MATCH_SELF for base in cls.mro)


def intrinsic_is_function(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return isinstance(args[0], Function)


def intrinsic_is_iterator(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    value = args[0]
    if isinstance(value, Generator):
        return value.kind == 0
    return class_of(value).lookup('__next__') is not ABSENT


def intrinsic_has_special(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    name = args[1]
    assert isinstance(name, str)
    return class_of(args[0]).lookup(name) is not ABSENT


def intrinsic_throw(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    generator, exc = args
    assert isinstance(generator, Generator) and isinstance(exc, ExceptionValue)
    m.throw_into(generator, exc, 0)
    return PUSHED


def intrinsic_athrow(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    generator, exc = args
    assert isinstance(generator, Generator)
    if not isinstance(exc, ExceptionValue):
        raise m.fail('TypeError', 'exceptions must be classes or instances deriving from BaseException')
    return AsyncStep(generator, 1, exc)


def intrinsic_is_exception_class(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return isinstance(args[0], Class) and args[0].is_exception


def intrinsic_is_traceback(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return isinstance(args[0], Traceback)


def intrinsic_close_returns(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return sys.version_info >= (3, 13)


def intrinsic_notes_set_name(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """Whether an error of ``__set_name__`` gets a note; before 3.12 it was the cause of a RuntimeError."""
    return sys.version_info >= (3, 12)


def intrinsic_class_pattern_error(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    return f'called match pattern must be a {"class" if sys.version_info >= (3, 12) else "type"}'


def intrinsic_kind_of(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    generator = args[0]
    assert isinstance(generator, Generator)
    return ('generator', 'coroutine', 'async generator')[generator.kind]


def intrinsic_is_finished(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    generator = args[0]
    assert isinstance(generator, Generator)
    return generator.frame is None


INTRINSICS: Final[dict[str, NativeFunction]] = {
    '_is_finished': Native('_is_finished', intrinsic_is_finished),
    '_bind': Native('_bind', intrinsic_bind),
    '_class_attribute': Native('_class_attribute', intrinsic_class_attribute),
    '_set_name_hook': Native('_set_name_hook', intrinsic_set_name_hook),
    '_init_subclass': Native('_init_subclass', intrinsic_init_subclass),
    '_constructor': Native('_constructor', intrinsic_constructor),
    '_is_instance': Native('_is_instance', intrinsic_is_instance),
    '_check_hook': Native('_check_hook', intrinsic_check_hook),
    '_is_subclass': Native('_is_subclass', intrinsic_is_subclass),
    '_initialize': Native('_initialize', intrinsic_initialize),
    '_is_class': Native('_is_class', intrinsic_is_class),
    '_match_args': Native('_match_args', intrinsic_match_args),
    '_matches_itself': Native('_matches_itself', intrinsic_matches_itself),
    '_is_function': Native('_is_function', intrinsic_is_function),
    '_is_iterator': Native('_is_iterator', intrinsic_is_iterator),
    '_has_special': Native('_has_special', intrinsic_has_special),
    '_throw': Native('_throw', intrinsic_throw),
    '_athrow': Native('_athrow', intrinsic_athrow),
    '_is_traceback': Native('_is_traceback', intrinsic_is_traceback),
    '_is_exception_class': Native('_is_exception_class', intrinsic_is_exception_class),
    '_close_returns_value': Native('_close_returns_value', intrinsic_close_returns),
    '_notes_set_name': Native('_notes_set_name', intrinsic_notes_set_name),
    '_class_pattern_error': Native('_class_pattern_error', intrinsic_class_pattern_error),
    '_kind_of': Native('_kind_of', intrinsic_kind_of),
}
