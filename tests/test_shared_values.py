"""What all runs of a process share holds nothing that one of them could change for the next.

Builtins and modules are made once. This walks everything that a program can get at from them, by attributes, defaults
and items, and looks for containers that can be changed and for instances that take attributes.
"""

from __future__ import annotations

import pytest

from monty_tools import Monty
from monty_tools.interpreter import objects
from monty_tools.interpreter.machine import SHARED
from monty_tools.interpreter.modules import REGISTRY, offered

CHANGEABLE = (list, dict, set, bytearray)


def below(value: object) -> list[tuple[str, object]]:
    """What a program can get at from ``value``, and how."""
    if isinstance(value, objects.Function):
        found = [(f'.__defaults__[{index}]', item) for index, item in enumerate(value.defaults)]
        found += [(f'.__kwdefaults__[{name!r}]', item) for name, item in (value.kwdefaults or {}).items()]
        return found + [(f'.{name}', item) for name, item in (value.attrs or {}).items()]
    if isinstance(value, objects.Class):
        found = [(f'.{name}', item) for name, item in value.attrs.items()]
        return found + [(f'.__bases__[{index}]', item) for index, item in enumerate(value.bases)]
    if isinstance(value, objects.Module):
        return [(f'.{name}', item) for name, item in value.attrs.items()]
    if isinstance(value, objects.Property):
        return [('.fget', value.fget), ('.fset', value.fset), ('.fdel', value.fdel), ('.__doc__', value.doc)]
    if isinstance(value, objects.ClassMethod | objects.StaticMethod):
        return [('.__func__', value.func)]
    if isinstance(value, objects.BoundMethod):
        return [('.__func__', value.func), ('.__self__', value.obj)]
    if isinstance(value, objects.Instance):
        attributes = {**(value.attrs or {}), **(value.slots or {})}
        return [(f'.{name}', item) for name, item in attributes.items()] + [('', value.payload)]
    if isinstance(value, tuple | frozenset):
        return [(f'[{index}]', item) for index, item in enumerate(value)]
    return []


def load(module: str) -> object:
    """The module as every program gets it, with all that it offers made."""
    names = ', '.join(f'{module}.{name}' for name in offered(module))
    Monty(f'import {module}\n[{names}]\nNone').run()
    return SHARED.modules[module]


@pytest.mark.parametrize('root', ['builtins', *sorted(REGISTRY)])
def test_nothing_that_can_be_changed_is_shared(root: str) -> None:
    Monty('None').run()  # makes what is made once
    pending = list(SHARED.builtins.items()) if root == 'builtins' else [(root, load(root))]
    seen: set[int] = set()
    found: list[str] = []
    while pending:
        path, value = pending.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if type(value) in CHANGEABLE or (isinstance(value, objects.Instance) and id(value) not in objects.FROZEN):
            found.append(f'{path}: {type(value).__name__}')
        pending.extend((path + step, item) for step, item in below(value))
    assert not found
    assert len(seen) > 3
