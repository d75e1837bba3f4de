"""The registry of importable modules. A module is one file here and one entry below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ..machine import SHARED
from ..objects import Module, Namespace, NativeFunction
from . import (
    asyncio,
    bisect,
    collections,
    copy,
    dataclasses,
    functools,
    heapq,
    itertools,
    json,
    math,
    operator,
    sys,
    typing,
)

Loader = Callable[[str, tuple[str, ...], dict[str, object]], dict[str, object]]


class Entry:
    """One module: native values by name, names that its prelude file defines, natives for that file.

    ``helpers`` are functions of the prelude file that the module's natives reach with ``machine.call_prelude``, or that
    compiled code calls. ``needs`` are what that file has from other modules: name -> ``module.name`` there.
    """

    def __init__(
        self,
        names: dict[str, object],
        prelude: tuple[str, ...],
        intrinsics: dict[str, NativeFunction],
        helpers: tuple[str, ...] = (),
        needs: dict[str, str] | None = None,
    ) -> None:
        self.names = names
        self.prelude = prelude
        self.intrinsics = intrinsics
        self.helpers = helpers
        self.needs = needs or {}


REGISTRY: Final[dict[str, Entry]] = {
    'asyncio': Entry(asyncio.NAMES, asyncio.PRELUDE, asyncio.INTRINSICS, asyncio.HELPERS),
    'bisect': Entry(bisect.NAMES, (), bisect.INTRINSICS, bisect.HELPERS),
    'collections': Entry(collections.NAMES, collections.PRELUDE, collections.INTRINSICS, (), collections.NEEDS),
    'collections.abc': Entry({}, collections.ABSTRACT, {}, (), collections.ABSTRACT_NEEDS),
    'copy': Entry(copy.NAMES, copy.PRELUDE, copy.INTRINSICS),
    'dataclasses': Entry(dataclasses.NAMES, dataclasses.PRELUDE, dataclasses.INTRINSICS),
    'functools': Entry(functools.NAMES, functools.PRELUDE, functools.INTRINSICS, functools.HELPERS, functools.NEEDS),
    'heapq': Entry(heapq.NAMES, heapq.PRELUDE, heapq.INTRINSICS, heapq.HELPERS),
    'itertools': Entry(itertools.NAMES, itertools.PRELUDE, itertools.INTRINSICS, itertools.HELPERS),
    'json': Entry(json.NAMES, json.PRELUDE, json.INTRINSICS),
    'math': Entry(math.NAMES, math.PRELUDE, math.INTRINSICS, math.HELPERS),
    'operator': Entry(operator.NAMES, operator.PRELUDE, operator.INTRINSICS, operator.HELPERS),
    'sys': Entry(sys.NAMES, sys.PRELUDE, sys.INTRINSICS),
    'typing': Entry(typing.NAMES, typing.PRELUDE, typing.INTRINSICS, typing.HELPERS),
}
"""Module name -> what it is made of."""


def offered(name: str) -> list[str]:
    """The public names of a module."""
    entry = REGISTRY[name]
    return [*entry.names, *entry.prelude]


def load(name: str, load_prelude: Loader) -> Module | None:
    """Make the module ``name``: its prelude file is compiled and run now."""
    entry = REGISTRY.get(name)
    if entry is None:
        return None
    attrs = dict(entry.names)
    if entry.prelude or entry.helpers:
        visible = {**SHARED.builtins, **SHARED.intrinsics, **SHARED.prelude, **SHARED.runtime}
        visible.update(entry.intrinsics)
        visible.update(entry.names)
        for needed, path in entry.needs.items():
            visible[needed] = defined(path)
        made = load_prelude(name, (f'{name.replace(".", "_")}_module',), visible)
        for public in entry.prelude:
            attrs[public] = made[public]
        for helper in entry.helpers:
            SHARED.prelude[helper] = made[helper]
            SHARED.runtime['runtime:' + helper] = made[helper]
    for submodule in REGISTRY:
        if submodule.startswith(f'{name}.'):
            attrs[submodule.removeprefix(f'{name}.')] = find_module(submodule)
    return Module(name, attrs)


def find_module(name: str) -> Module | None:
    from ..runtime import module

    return module(name)


def defined(path: str) -> object:
    """What the prelude file of a module defines under a name, public or not."""
    name, _, wanted = path.rpartition('.')
    find_module(name)
    namespace = SHARED.namespaces[f'prelude:{name}']
    assert isinstance(namespace, Namespace)
    return namespace.values[namespace.slots[wanted]]
