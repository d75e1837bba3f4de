"""The registry of importable modules. A module is one file here and one line below."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from sys import stdlib_module_names  # ``sys`` is one of the modules here
from typing import Final

from ..machine import SHARED
from ..objects import Module, Namespace
from .entry import Entry

Loader = Callable[[str, tuple[str, ...], dict[str, object]], dict[str, object]]

REGISTRY: Final[dict[str, str]] = {
    'abc': 'abc',
    'asyncio': 'asyncio',
    'base64': 'base64',
    'binascii': 'binascii',
    'bisect': 'bisect',
    'calendar': 'calendar',
    'cmath': 'cmath',
    'collections': 'collections',
    'collections.abc': 'collections_abc',
    'contextlib': 'contextlib',
    'copy': 'copy',
    'csv': 'csv',
    'dataclasses': 'dataclasses',
    'datetime': 'datetime',
    'decimal': 'decimal',
    'difflib': 'difflib',
    'enum': 'enum',
    'fractions': 'fractions',
    'functools': 'functools',
    'graphlib': 'graphlib',
    'hashlib': 'hashlib',
    'heapq': 'heapq',
    'hmac': 'hmac',
    'html': 'html',
    'html.entities': 'html_entities',
    'html.parser': 'html_parser',
    'io': 'io',
    'ipaddress': 'ipaddress',
    'itertools': 'itertools',
    'json': 'json',
    'logging': 'logging',
    'math': 'math',
    'numbers': 'numbers',
    'operator': 'operator',
    'os': 'os',
    'os.path': 'os_path',
    'pathlib': 'pathlib',
    'pprint': 'pprint',
    'random': 'random',
    're': 're',
    'secrets': 'secrets',
    'statistics': 'statistics',
    'string': 'string',
    'struct': 'struct',
    'sys': 'sys',
    'textwrap': 'textwrap',
    'time': 'time',
    'tomllib': 'tomllib',
    'traceback': 'traceback',
    'types': 'types',
    'typing': 'typing',
    'typing_extensions': 'typing_extensions',
    'unicodedata': 'unicodedata',
    'urllib': 'urllib',
    'urllib.parse': 'urllib_parse',
    'uuid': 'uuid',
    'warnings': 'warnings',
    'zoneinfo': 'zoneinfo',
}
"""Module name -> the file here whose ``ENTRY`` tells what it is made of, read when a program first imports it."""

UNAVAILABLE: Final = ': it is not available in the sandbox'

_entries: Final[dict[str, Entry]] = {}


def entry_of(name: str) -> Entry:
    """What the module ``name`` of the registry is made of."""
    found = _entries.get(name)
    if found is None:
        made = import_module(f'{__name__}.{REGISTRY[name]}').ENTRY
        assert isinstance(made, Entry)
        found = made
        _entries[name] = found
    return found


def offered(name: str) -> list[str]:
    """The public names of a module."""
    found = entry_of(name)
    return [*found.names, *found.prelude]


def refusal(name: str, wanted: str = '') -> str:
    """What an error adds that says that a module, or a name of one, is not there; nothing if CPython has none."""
    if not wanted:
        return UNAVAILABLE if name.partition('.')[0] in stdlib_module_names else ''
    reason = entry_of(name).absent.get(wanted) if name in REGISTRY else None
    return '' if reason is None else f'{UNAVAILABLE} ({reason})'


def load(name: str, load_prelude: Loader) -> Module | None:
    """Make the module ``name``: its prelude file is compiled and run now."""
    if name not in REGISTRY:
        return None
    found = entry_of(name)
    attrs = dict(found.names)
    if found.prelude or found.helpers:
        visible = {**SHARED.builtins, **SHARED.intrinsics, **SHARED.prelude, **SHARED.runtime}
        visible.update(found.intrinsics)
        visible.update(found.names)
        for needed, path in found.needs.items():
            visible[needed] = defined(path)
        made = load_prelude(name, (f'{name.replace(".", "_")}_module',), visible)
        for public in found.prelude:
            attrs[public] = made[public]
        for helper in found.helpers:
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
