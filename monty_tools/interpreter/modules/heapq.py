"""``heapq``: written in ``prelude/heapq_module.py``; here is what its functions take."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, Final

from ..natives import Native
from ..objects import NativeFunction
from .entry import Entry
from .signatures import COMMON, Signature, helper_of, preludes

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None


def heap_error(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_heap_error(name, type_name)``: what the host's function says of a heap that is no list."""
    name, kind = args
    assert isinstance(name, str) and isinstance(kind, str)
    try:
        SIGNATURES[name].refuse(*((), None)[: len(SIGNATURES[name].names)])
    except TypeError as error:
        return str(error).replace('tuple', kind)
    raise AssertionError(name)


SIGNATURES: Final[dict[str, Signature]] = {
    'heapify': Signature(heapq.heapify, 'heap, /'),
    'heappop': Signature(heapq.heappop, 'heap, /'),
    **{name: Signature(vars(heapq)[name], 'heap, item, /') for name in ('heappush', 'heappushpop', 'heapreplace')},
}

NAMES: Final[dict[str, object]] = preludes('heapq', SIGNATURES)

PRELUDE: Final[tuple[str, ...]] = ('merge', 'nlargest', 'nsmallest')

HELPERS: Final[tuple[str, ...]] = tuple(helper_of('heapq', name) for name in SIGNATURES)

INTRINSICS: Final[dict[str, NativeFunction]] = {**COMMON, '_heap_error': Native('_heap_error', heap_error)}

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS, HELPERS)
