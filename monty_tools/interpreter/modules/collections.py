"""``collections``: written in ``prelude/collections_module.py``."""

from __future__ import annotations

import collections
import sys
from typing import TYPE_CHECKING, Final

from ..natives import Native
from ..objects import NativeFunction
from .copy import copy_of_object
from .dataclasses import repr_running
from .entry import Entry
from .signatures import COMMON, Arrange, Signature
from .typing import caller_module

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None


def shows_dict(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_shows_dict()``: whether an ``OrderedDict`` is shown with a dict, rather than a list of pairs."""
    return sys.version_info >= (3, 12)


def names_item(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_index_names_item()``: whether ``deque.index`` shows the value that isn't there."""
    return sys.version_info < (3, 14)


def gets_missing(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_gets_missing()``: whether ``UserDict.get`` asks ``__missing__``."""
    return sys.version_info < (3, 12)


def iterators_module(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_iterators_module()``: where a deque's iterators say they are from."""
    return 'collections' if sys.version_info >= (3, 12) else '_collections'


SIGNATURES: Final[dict[str, Signature]] = {
    'deque': Signature(collections.deque, 'iterable=NOTHING, maxlen=None', ()),
}

NAMES: Final[dict[str, object]] = {}

PRELUDE: Final[tuple[str, ...]] = (
    *('ChainMap', 'Counter', 'OrderedDict', 'UserDict', 'UserList', 'UserString'),
    *('defaultdict', 'deque', 'namedtuple'),
)

NEEDS: Final[dict[str, str]] = {
    'Mapping': 'typing.MappingClass',
    'MutableMapping': 'typing.MutableMappingClass',
    'MutableSequence': 'typing.MutableSequenceClass',
    'Sequence': 'typing.SequenceClass',
    'named_tuple_class': 'typing.named_tuple_class',
    'check_fields': 'typing.check_fields',
    'KEYWORDS': 'typing.KEYWORDS',
    'chain': 'itertools.chain',
    'repeat': 'itertools.repeat',
    'starmap': 'itertools.starmap',
}

INTRINSICS: Final[dict[str, NativeFunction]] = {
    **COMMON,
    '_arguments': Arrange('_arguments', SIGNATURES),
    '_caller': Native('_caller', caller_module),
    '_repr_running': Native('_repr_running', repr_running),
    '_copy_of_object': Native('_copy_of_object', copy_of_object),
    '_gets_missing': Native('_gets_missing', gets_missing),
    '_iterators_module': Native('_iterators_module', iterators_module),
    '_shows_dict': Native('_shows_dict', shows_dict),
    '_index_names_item': Native('_index_names_item', names_item),
}

ENTRY: Final = Entry(NAMES, PRELUDE, INTRINSICS, (), NEEDS)
