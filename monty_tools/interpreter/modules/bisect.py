"""``bisect``: written in ``prelude/bisect_module.py``; here is what its functions take."""

from __future__ import annotations

import bisect
from typing import Final

from ..objects import NativeFunction
from .entry import Entry
from .signatures import COMMON, Signature, preludes

PARAMETERS: Final = 'a, x, lo=0, hi=None, *, key=None'
FUNCTIONS: Final[tuple[str, ...]] = ('bisect_left', 'bisect_right', 'insort_left', 'insort_right')

MADE: Final = preludes('bisect', {name: Signature(vars(bisect)[name], PARAMETERS, ()) for name in FUNCTIONS})
NAMES: Final[dict[str, object]] = {**MADE, 'bisect': MADE['bisect_right'], 'insort': MADE['insort_right']}

HELPERS: Final[tuple[str, ...]] = tuple(f'bisect_{name}' for name in FUNCTIONS)

INTRINSICS: Final[dict[str, NativeFunction]] = dict(COMMON)

ENTRY: Final = Entry(NAMES, (), INTRINSICS, HELPERS)
