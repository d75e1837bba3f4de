"""Binding the arguments of a call to a function's parameters, in CPython's order of checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .binding import (
    missing_arguments_message,
    multiple_values_message,
    positional_only_message,
    too_many_positional_message,
    unexpected_keyword_message,
)
from .objects import UNBOUND, Function

if TYPE_CHECKING:
    from .machine import Machine


def bind_arguments(m: Machine, func: Function, args: list[object], kwargs: dict[str, object] | None) -> list[object]:
    """The registers of a new frame of ``func`` called with ``args`` and ``kwargs``; Thrown TypeError as CPython's."""
    code = func.code
    regs = code.template.copy()
    argcount = int(code.argcount)
    given = len(args)
    names = code.varnames
    positional = argcount if given > argcount else given
    regs[:positional] = args[:positional]
    named = argcount + int(code.kwonlycount)
    next_reg = named
    if code.has_varargs:
        extra = tuple(args[argcount:])
        if extra:
            m.tracker.allocate(40 + 8 * len(extra))
        regs[next_reg] = extra
        next_reg += 1
    rest: dict[str, object] | None = None
    if code.has_varkw:
        rest = {}
        m.tracker.allocate(64)
        regs[next_reg] = rest
    if kwargs:
        bind_keywords(m, func, regs, kwargs, rest, named)
    if given > argcount and not code.has_varargs:
        defaults = len(func.defaults)
        kwonly_given = 0
        for at in range(argcount, named):
            if regs[at] is not UNBOUND:
                kwonly_given += 1
        raise m.fail('TypeError', too_many_positional_message(func.qualname, argcount, defaults, given, kwonly_given))
    if given < argcount:
        fill_defaults(m, func, regs, given, argcount)
    if named > argcount:
        fill_keyword_defaults(m, func, regs, argcount, named)
    if names and len(regs) < len(names):
        raise AssertionError('a template shorter than its names')
    return regs


def bind_keywords(
    m: Machine,
    func: Function,
    regs: list[object],
    kwargs: dict[str, object],
    rest: dict[str, object] | None,
    named: int,
) -> None:
    code = func.code
    names = code.varnames
    posonly = int(code.posonlycount)
    for name, value in kwargs.items():
        at = -1
        for index in range(posonly, named):
            if names[index] == name:
                at = index
                break
        if at < 0:
            if rest is not None:
                rest[name] = value
                m.tracker.memory(100)
                continue
            wrong = [n for n in names[:posonly] if n in kwargs]
            if wrong:
                raise m.fail('TypeError', positional_only_message(func.qualname, wrong))
            raise m.fail('TypeError', unexpected_keyword_message(func.qualname, name, names[posonly:named]))
        if regs[at] is not UNBOUND:
            raise m.fail('TypeError', multiple_values_message(func.qualname, name))
        regs[at] = value


def fill_defaults(m: Machine, func: Function, regs: list[object], given: int, argcount: int) -> None:
    defaults = func.defaults
    first_default = argcount - len(defaults)
    lacking: list[str] = []
    for at in range(given, argcount):
        if regs[at] is UNBOUND:
            if at >= first_default:
                regs[at] = defaults[at - first_default]
            else:
                lacking.append(func.code.varnames[at])
    if lacking:
        raise m.fail('TypeError', missing_arguments_message(func.qualname, 'positional', lacking))


def fill_keyword_defaults(m: Machine, func: Function, regs: list[object], argcount: int, named: int) -> None:
    defaults = func.kwdefaults
    lacking: list[str] = []
    for at in range(argcount, named):
        if regs[at] is UNBOUND:
            name = func.code.varnames[at]
            if defaults is not None and name in defaults:
                regs[at] = defaults[name]
            else:
                lacking.append(name)
    if lacking:
        raise m.fail('TypeError', missing_arguments_message(func.qualname, 'keyword-only', lacking))
