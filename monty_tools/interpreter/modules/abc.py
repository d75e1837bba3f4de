"""``abc``: written in ``prelude/abc_module.py``. What a class must still define is noted by ``classmaker.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..classmaker import note_abstract
from ..natives import Native
from ..objects import Class, NativeFunction
from .entry import Entry, why
from .signatures import COMMON

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None


def own_attribute(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_own(cls, name)``: the attribute of the class itself, unbound; None where there is none."""
    cls, name = args
    assert isinstance(cls, Class) and isinstance(name, str)
    return cls.attrs.get(name)


def children(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_children(cls)``: the classes that derive from it, as far as the program made them."""
    cls = args[0]
    assert isinstance(cls, Class)
    found: list[object] = []
    pending = list(cls.children)
    while pending:
        m.tracker.work(1)
        child = pending.pop()
        found.append(child)
        pending.extend(child.children)
    m.tracker.allocate(56 + 8 * len(found))
    return found


def noted(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_note_abstract(cls)``: look again for what the class must still define."""
    cls = args[0]
    if isinstance(cls, Class) and not cls.builtin and '__abstractmethods__' in cls.attrs:
        note_abstract(m, cls)
    return cls


PRELUDE: Final[tuple[str, ...]] = tuple(
    (
        'ABC ABCMeta abstractclassmethod abstractmethod abstractproperty abstractstaticmethod update_abstractmethods'
    ).split()
)

INTRINSICS: Final[dict[str, NativeFunction]] = {
    **COMMON,
    '_children': Native('_children', children),
    '_note_abstract': Native('_note_abstract', noted),
    '_own': Native('_own', own_attribute),
}

ENTRY: Final = Entry(
    {},
    PRELUDE,
    INTRINSICS,
    absent=why({'get_cache_token': 'there is no cache'}),
    different={
        'ABCMeta': 'as `metaclass=ABCMeta` only: classes that derive from it, or calls of it, are refused',
    },
)
