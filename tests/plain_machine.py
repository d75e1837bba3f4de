"""A machine with nothing to run, for tests of what natives, the boundary and tracebacks do with values."""

from monty_tools.interpreter.limits import ResourceLimits, Tracker
from monty_tools.interpreter.machine import SHARED, Host, Machine
from monty_tools.interpreter.objects import HOST_CLASSES, Class, Namespace
from monty_tools.interpreter.types.exceptions import CLASSES, make_classes

HOST_TYPES = (type(None), bool, int, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset, slice)


def builtin_class(name: str) -> Class:
    """A class without attributes."""
    cls = Class(name, (), {}, 'builtins')
    cls.builtin = True
    cls.mro = [cls]
    return cls


def plain_machine(limits: ResourceLimits | None = None) -> Machine:
    """A new machine; the classes that it needs are made on first use, unless the interpreter has made them."""
    if not CLASSES:
        make_classes(builtin_class('object'))
    for name, cls in CLASSES.items():
        SHARED.classes.setdefault(name, cls)
    for host_type in HOST_TYPES:
        if host_type not in HOST_CLASSES:
            HOST_CLASSES[host_type] = builtin_class(host_type.__name__)
    return Machine(Tracker(limits or ResourceLimits()), Namespace('__main__'), Host())
