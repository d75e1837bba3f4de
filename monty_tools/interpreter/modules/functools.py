"""``functools``: written in ``prelude/functools_module.py``; here is what C functions of it take."""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING, Final

from ..natives import Native
from ..objects import BoundMethod, NativeFunction
from .dataclasses import repr_running
from .entry import Entry
from .signatures import COMMON, Arrange, Signature, preludes

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None


def method(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_method(callable, obj)``: the callable with its first argument, as a method of the object."""
    m.tracker.allocate(64)
    return BoundMethod(args[0], args[1])


SIGNATURES: Final[dict[str, Signature]] = {
    'KeyWrapper': Signature(functools.cmp_to_key(max), 'obj'),
}

NAMES: Final[dict[str, object]] = {
    **preludes(
        'functools',
        {
            'cmp_to_key': Signature(functools.cmp_to_key, 'mycmp'),
            'reduce': Signature(
                functools.reduce,
                'function, iterable, /, initial=NOTHING'
                if sys.version_info >= (3, 14)
                else 'function, iterable, initial=NOTHING, /',
                (),
            ),
        },
    ),
    'WRAPPER_ASSIGNMENTS': functools.WRAPPER_ASSIGNMENTS,
    'WRAPPER_UPDATES': functools.WRAPPER_UPDATES,
}

PRELUDE: Final[tuple[str, ...]] = tuple(
    (
        'cache cached_property lru_cache partial partialmethod singledispatch singledispatchmethod total_ordering '
        'update_wrapper wraps'
    ).split()
)

HELPERS: Final[tuple[str, ...]] = ('functools_cmp_to_key', 'functools_reduce')

NEEDS: Final[dict[str, str]] = {
    'get_type_hints': 'typing.get_type_hints',
    'get_args': 'typing.get_args',
    'namedtuple': 'collections.namedtuple',
}

INTRINSICS: Final[dict[str, NativeFunction]] = {
    **COMMON,
    '_arguments': Arrange('_arguments', SIGNATURES),
    '_method': Native('_method', method),
    '_repr_running': Native('_repr_running', repr_running),
}

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS, HELPERS, NEEDS)
