"""``graphlib``: written in ``prelude/graphlib_module.py``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from ..natives import Native
from ..objects import NativeFunction
from .entry import Entry, why
from .signatures import COMMON, Kwargs

if TYPE_CHECKING:
    from ..machine import Machine


def prepares_again(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_prepares_again()``: whether ``prepare`` may be called until a node was handed out."""
    return sys.version_info >= (3, 14)


PRELUDE: Final = ('CycleError', 'TopologicalSorter')
INTRINSICS: Final[dict[str, NativeFunction]] = {
    **COMMON,
    '_prepares_again': Native('_prepares_again', prepares_again),
}

ENTRY: Final = Entry({}, PRELUDE, INTRINSICS, (), None, why({'GenericAlias': 'not of this module'}))
