"""``itertools``: every class is in ``prelude/itertools_module.py``; here is what they take."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ..natives import Native
from ..objects import NativeFunction
from .entry import Entry
from .signatures import COMMON, Arrange, Signature, preludes

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None

_some: Final[Iterator[object]] = itertools.tee(())[0]
KEEPS: Final = itertools.tee(_some, 1)[0] is _some
"""Whether ``tee`` of one of its own iterators gives that one back first, as it did up to 3.13.0."""


def tee_keeps(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_tee_keeps()``."""
    return KEEPS


SIGNATURES: Final[dict[str, Signature]] = {
    name: Signature(vars(itertools)[name], text, ())
    for name, text in (
        ('accumulate', 'iterable, func=None, *, initial=None'),
        ('combinations', 'iterable, r'),
        ('combinations_with_replacement', 'iterable, r'),
        ('compress', 'data, selectors'),
        ('count', 'start=0, step=1'),
        ('cycle', 'iterable, /'),
        ('dropwhile', 'predicate, iterable, /'),
        ('filterfalse', 'function, iterable, /'),
        ('groupby', 'iterable, key=None'),
        ('islice', 'iterable, start, *rest'),
        ('pairwise', 'iterable, /'),
        ('permutations', 'iterable, r=None'),
        ('product', '*iterables, repeat=1'),
        ('starmap', 'function, iterable, /'),
        ('takewhile', 'predicate, iterable, /'),
        ('zip_longest', '*iterables, fillvalue=None'),
        ('chain', '*iterables'),
    )
}
PRELUDE: Final[tuple[str, ...]] = (
    *sorted(SIGNATURES),
    'repeat',
    *(('batched',) if sys.version_info >= (3, 12) else ()),
)

SIGNATURES['chain.from_iterable'] = Signature(itertools.chain.from_iterable, 'iterable, /', ())
SIGNATURES['repeat'] = Signature(itertools.repeat, 'object, times=NOTHING', 1)
if sys.version_info >= (3, 13):
    SIGNATURES['batched'] = Signature(itertools.batched, 'iterable, n, *, strict=False', ())
elif sys.version_info >= (3, 12):
    SIGNATURES['batched'] = Signature(itertools.batched, 'iterable, n', ())

NAMES: Final[dict[str, object]] = preludes('itertools', {'tee': Signature(itertools.tee, 'iterable, n=2, /', ())})

HELPERS: Final[tuple[str, ...]] = ('itertools_tee',)

INTRINSICS: Final[dict[str, NativeFunction]] = {
    '_arguments': Arrange('_arguments', SIGNATURES),
    **COMMON,
    '_tee_keeps': Native('_tee_keeps', tee_keeps),
}

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS, HELPERS)
