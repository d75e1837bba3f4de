"""A machine with nothing to run, for tests of what natives, the boundary and tracebacks do with values."""

from collections.abc import Callable

from monty_tools.interpreter import runtime
from monty_tools.interpreter.limits import ResourceLimits, Tracker
from monty_tools.interpreter.machine import Host, Machine
from monty_tools.interpreter.natives import Native
from monty_tools.interpreter.objects import Class, Namespace


def builtin_class(name: str) -> Class:
    """A class without attributes."""
    cls = Class(name, (), {}, 'builtins')
    cls.builtin = True
    cls.mro = [cls]
    return cls


def plain_machine(limits: ResourceLimits | None = None) -> Machine:
    """A new machine."""
    runtime.ready()
    return Machine(Tracker(limits or ResourceLimits()), Namespace('__main__'), Host())


def perform(m: Machine, action: Callable[[], object]) -> object:
    """The value of an operation that may leave a part of its work to the prelude, which is run to its end."""
    return m.guarded_call(Native('action', lambda m, args, kwargs: action()), [])


def call_value(m: Machine, func: object, *args: object, **kwargs: object) -> object:
    """Call any sandbox value."""
    return perform(m, lambda: m.call(func, list(args), kwargs or None))
