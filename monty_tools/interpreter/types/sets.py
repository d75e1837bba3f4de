"""``set`` and ``frozenset``. Items are keys: each is checked before the host hashes it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Final, cast

from ..compare import as_member
from ..natives import HOST_ERRORS, Implementation, payload_of
from ..objects import Instance, NativeFunction, Thrown
from .iterators import Keys, listed, native_iterator
from .tables import NO_GETTERS, TypeTable, at_most, descriptor, native_methods, natives, no_keywords

if TYPE_CHECKING:
    from ..machine import Machine

AnySet = set[object] | frozenset[object]
SETS: Final = (set, frozenset)
HARMLESS: Final = frozenset((str, bytes, float, bool, type(None)))
"""Types whose hashes can't be chosen to collide."""
MANY: Final = 2000
"""Fewer items than this can't keep the host busy for long, whatever their hashes."""
SMALL_HASHES: Final = 1 << 60


def charge_collisions(m: Machine, items: Collection[object]) -> None:
    """Charge putting ``items`` in a hash table (or looking them up in one) as far as their hashes collide."""
    if len(items) < MANY:
        return
    m.tracker.work(len(items) >> 2)
    kinds = set(map(type, items))
    if kinds <= HARMLESS:
        return
    numbers: set[type] = {int}
    if kinds == numbers and small(cast('Collection[int]', items)):
        return
    m.tracker.work(len(items))
    counts: dict[int, int] = {}
    for item in items:
        if isinstance(item, Instance) and (item.cls.custom_hash or item.cls.custom_eq):
            continue
        value = hash(item)
        counts[value] = counts.get(value, 0) + 1
    for count in counts.values():
        if count > 8:
            m.tracker.work(count * count >> 2)


def small(items: Collection[int]) -> bool:
    """Whether all are their own hashes."""
    return -SMALL_HASHES < min(items) and max(items) < SMALL_HASHES


def check_items(m: Machine, items: Iterable[object]) -> None:
    """Check what is about to be put in a set."""
    for item in items:
        m.check_key(item)


def hashable(value: object) -> bool:
    """Whether its items are known to be keys already."""
    return isinstance(value, (set, frozenset, dict, Keys))


def items_of(m: Machine, value: object) -> Collection[object] | None:
    """The items of an iterable, checked as keys; None where sandbox code is needed. Raises Thrown TypeError."""
    plain = payload_of(value)
    if hashable(plain) and not custom_iteration(value):
        assert isinstance(plain, (set, frozenset, dict, Keys))
        m.tracker.work(len(plain) >> 3)
        charge_collisions(m, plain)
        return plain
    if isinstance(plain, (str, bytes, range)) and plain is value:
        return listed(m, plain)
    items = m.listed(value)
    if items is not None:
        m.tracker.work(len(items) >> 2)
        check_items(m, items)
        charge_collisions(m, items)
    return items


def custom_iteration(value: object) -> bool:
    """Whether sandbox code defines how an instance of a subclass is iterated over."""
    return isinstance(value, Instance) and not isinstance(value.cls.lookup('__iter__'), NativeFunction)


def set_new(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    no_keywords(m, 'set', kwargs)
    at_most(m, 'set', args, 1)
    if not args:
        m.tracker.allocate(216)
        return set()
    items = items_of(m, args[0])
    if items is None:
        return m.call_prelude('set_new', args)
    m.tracker.allocate(0)
    m.tracker.reserve(216 + 60 * len(items))
    m.tracker.work(2 * len(items))
    return set(items)


def frozenset_new(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    no_keywords(m, 'frozenset', kwargs)
    at_most(m, 'frozenset', args, 1)
    if not args:
        return frozenset()
    if type(args[0]) is frozenset:
        return args[0]
    items = items_of(m, args[0])
    if items is None:
        return m.call_prelude('frozenset_new', args)
    m.tracker.allocate(0)
    m.tracker.reserve(216 + 60 * len(items))
    return frozenset(items)


def set_init(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``set.__init__``: replace the items."""
    target = payload_of(args[0])
    assert isinstance(target, set)
    no_keywords(m, 'set', kwargs)
    at_most(m, 'set', args[1:], 1)
    items = items_of(m, args[1]) if len(args) > 1 else ()
    if items is None:
        return m.call_prelude('set_init', [target, args[1]])
    m.tracker.reserve(60 * len(items))
    made = set(items)
    target.clear()
    target.update(made)
    return None


class SetMethod(NativeFunction):
    """A method that takes any iterables (``union``, ``update``, ``issubset`` …): those are made into items first."""

    def __init__(self, owner: type, name: str) -> None:
        super().__init__(name)
        self.host_owner = owner
        self.descriptor = descriptor(owner, name)

    def invoke(self, m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
        try:
            return self.apply(m, args, kwargs)
        except HOST_ERRORS as error:
            raise m.host_error(error, args) from None

    def apply(self, m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
        plain: list[object] = [payload_of(arg) for arg in args[:1]]
        if kwargs or not plain or not isinstance(plain[0], self.host_owner):
            return self.descriptor(*plain, **dict.fromkeys(kwargs or {}))
        if self.name in ONE_ARGUMENT and len(args) != 2:
            return self.descriptor(*plain, *[() for _ in args[1:]])
        total = len(plain[0]) if isinstance(plain[0], SETS) else 0
        m.tracker.work(total >> 2)
        if isinstance(plain[0], SETS):
            charge_collisions(m, plain[0])
        for arg in args[1:]:
            try:
                items = items_of(m, arg)
            except Thrown:
                if self.name in STEPWISE:
                    self.descriptor(*plain)
                raise
            if items is None:
                return m.call_prelude('call_with_lists', [self, args[0], tuple(args[1:])])
            plain.append(items)
            total += len(items)
        m.tracker.reserve(216 + 60 * total)
        m.tracker.allocate(0)
        return self.descriptor(*plain)


ONE_ARGUMENT: Final = frozenset(
    ('issubset', 'issuperset', 'isdisjoint', 'symmetric_difference', 'symmetric_difference_update')
)


STEPWISE: Final = frozenset(('update', 'difference_update'))
"""Methods that have taken in the arguments before the one that is refused."""


class KeyMethod(NativeFunction):
    """A method of a set that takes one item: ``add``, ``discard``, ``remove``, ``__contains__``."""

    def __init__(self, owner: type, name: str) -> None:
        super().__init__(name)
        self.descriptor = descriptor(owner, name)

    def invoke(self, m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
        target = payload_of(args[0]) if args else None
        try:
            if len(args) != 2 or kwargs or not isinstance(target, SETS):
                return self.descriptor(*([] if not args else [target, *args[1:]]), **dict.fromkeys(kwargs or {}))
            item = args[1] if self.name == 'add' else as_member(args[1])
            m.check_key(item)
            if self.name == 'add':
                m.tracker.memory(60)
            return self.descriptor(target, item)
        except KeyError:
            raise m.fail_with('KeyError', (args[1],)) from None
        except HOST_ERRORS as error:
            raise m.host_error(error, args) from None


def copied(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    target = payload_of(args[0])
    assert isinstance(target, SETS)
    m.tracker.reserve(216 + 60 * len(target))
    m.tracker.allocate(0)
    m.tracker.work(len(target) >> 2)
    return target.copy()


def cleared(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    target = payload_of(args[0])
    assert isinstance(target, set)
    m.tracker.work(len(target) >> 3)
    target.clear()
    return None


def popped(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    target = payload_of(args[0])
    assert isinstance(target, set)
    # A set that shrinks by pops alone keeps its table, in which the next pop goes on where this one ended.
    if not target:
        raise m.fail_with('KeyError', ('pop from an empty set',))
    return target.pop()


def length(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    target = payload_of(args[0])
    assert isinstance(target, SETS)
    return len(target)


def iterated(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    return native_iterator(m, payload_of(args[0]))


def text(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    result = m.plain_repr(args[0])
    return m.call_prelude('repr_set', args) if result is None else result


def hashed(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    target = payload_of(args[0])
    m.check_key(target)
    return hash(target)


class SetOperator(NativeFunction):
    """A dunder of a set: an operator or a comparison with another set; NotImplemented for anything else."""

    def __init__(self, owner: type, name: str) -> None:
        super().__init__(name)
        self.descriptor = descriptor(owner, name)

    def invoke(self, m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
        plain = [payload_of(arg) for arg in args]
        try:
            if len(plain) == 2 and not kwargs:
                x, y = plain
                if isinstance(x, SETS) and isinstance(y, SETS):
                    charge_operator(m, x, y)
                elif isinstance(x, SETS):
                    return NotImplemented
            result = self.descriptor(*plain, **dict.fromkeys(kwargs or {}))
        except HOST_ERRORS as error:
            raise m.host_error(error, plain) from None
        # An in-place operator answers with its left operand, which may be an instance of a subclass.
        return args[0] if result is plain[0] else result


def charge_operator(m: Machine, x: AnySet, y: AnySet) -> None:
    """Charge an operator on two sets."""
    size = len(x) + len(y)
    m.tracker.work(size >> 1)
    m.tracker.reserve(216 + 60 * size)
    m.tracker.allocate(0)
    charge_collisions(m, x)
    charge_collisions(m, y)


OPERATOR_NAMES: Final = """__and__ __or__ __sub__ __xor__ __rand__ __ror__ __rsub__ __rxor__
    __eq__ __ne__ __lt__ __le__ __gt__ __ge__""".split()
INPLACE_NAMES: Final = '__iand__ __ior__ __isub__ __ixor__'.split()
QUESTIONS: Final = 'isdisjoint issubset issuperset difference intersection symmetric_difference union'.split()
UPDATES: Final = 'update difference_update intersection_update symmetric_difference_update'.split()

SHARED_METHODS: Final[dict[str, tuple[Implementation, int, int, tuple[str, ...]]]] = {
    'copy': (copied, 1, 1, ()),
    '__len__': (length, 1, 1, ()),
    '__iter__': (iterated, 1, 1, ()),
    '__repr__': (text, 1, 1, ()),
}


def set_methods() -> dict[str, NativeFunction]:
    methods = native_methods(set, SHARED_METHODS)
    methods.update(native_methods(set, {'clear': (cleared, 1, 1, ()), 'pop': (popped, 1, 1, ())}))
    methods.update({name: SetMethod(set, name) for name in QUESTIONS + UPDATES})
    methods.update({name: SetOperator(set, name) for name in OPERATOR_NAMES + INPLACE_NAMES})
    methods.update({name: KeyMethod(set, name) for name in ('add', 'discard', 'remove', '__contains__')})
    methods.update(natives({'__init__': set_init}))
    return methods


def frozenset_methods() -> dict[str, NativeFunction]:
    methods = native_methods(frozenset, SHARED_METHODS)
    methods.update(native_methods(frozenset, {'__hash__': (hashed, 1, 1, ())}))
    methods.update({name: SetMethod(frozenset, name) for name in QUESTIONS})
    methods.update({name: SetOperator(frozenset, name) for name in OPERATOR_NAMES})
    methods['__contains__'] = KeyMethod(frozenset, '__contains__')
    return methods


SET_METHODS: Final = set_methods()
FROZENSET_METHODS: Final = frozenset_methods()

TABLES: Final[dict[str, TypeTable]] = {
    'set': TypeTable(SET_METHODS, NO_GETTERS, set_new),
    'frozenset': TypeTable(FROZENSET_METHODS, NO_GETTERS, frozenset_new),
}
