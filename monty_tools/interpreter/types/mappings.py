"""``dict`` and its views. Keys are checked before the host hashes them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from ..arithmetic import COMPARISONS, OPERATORS, unsupported
from ..natives import HOST_ERRORS, Implementation, payload_of
from ..objects import ABSENT, Class, Instance, NativeFunction, class_of
from .iterators import Items, Keys, Values, mapping_of, native_iterator, reverse_iterator
from .sets import charge_collisions, check_items, items_of
from .tables import (
    NO_GETTERS,
    TypeTable,
    at_most,
    comparisons,
    getters,
    native_methods,
    natives,
)

if TYPE_CHECKING:
    from ..machine import Machine

Mapping = dict[object, object]
ENTRY_SIZE: Final = 100
"""Bytes of an entry of a dict, about, while the table grows."""


def dict_of(value: object) -> Mapping:
    """The dict of a method's self."""
    mapping = payload_of(value)
    assert isinstance(mapping, dict)
    return mapping


def charge_dict(m: Machine, size: int) -> None:
    """Charge a new dict of ``size`` entries, made from other dicts."""
    m.tracker.reserve(64 + ENTRY_SIZE * size)
    m.tracker.allocate(0)
    m.tracker.work(size >> 1)


def dict_new(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    at_most(m, 'dict', args, 1)
    if not args:
        charge_dict(m, len(kwargs or {}))
        return dict(kwargs or {})
    made: Mapping = {}
    m.tracker.allocate(64)
    source = merge(m, made, args[0])
    if source is not ABSENT:
        return m.call_prelude('dict_new', [made, source, kwargs or {}])
    if kwargs:
        m.tracker.memory(ENTRY_SIZE * len(kwargs))
        made.update(kwargs)
    return made


def merge(m: Machine, target: Mapping, source: object) -> object:
    """``target.update(source)`` for a builtin mapping or iterable of pairs. ABSENT when done, else what the prelude has
    to do it with: nothing was done then."""
    mapping = payload_of(source)
    if isinstance(mapping, dict):
        if isinstance(source, Instance) and not isinstance(source.cls.lookup('__iter__'), NativeFunction):
            return source
        if mapping is not target:
            charge_dict(m, len(mapping))
            charge_collisions(m, mapping)
            target.update(mapping)
        return ABSENT
    if isinstance(source, Instance) or class_of(source).lookup('keys') is not ABSENT:
        return source
    pairs = m.listed(source)
    if pairs is None:
        return source
    plain: list[tuple[object, ...]] = []
    for pair in pairs:
        parts = native_pair(m, pair)
        if parts is None:
            return pairs
        plain.append(parts)
    m.tracker.work(len(plain) >> 1)
    for index, parts in enumerate(plain):
        if len(parts) != 2:
            raise m.fail(
                'ValueError',
                f'dictionary update sequence element #{index} has length {len(parts)}; 2 is required',
            )
        m.check_key(parts[0])
        m.tracker.memory(ENTRY_SIZE)
        m.tracker.work(1)
        target[parts[0]] = parts[1]
    return ABSENT


def native_pair(m: Machine, pair: object) -> tuple[object, ...] | None:
    """A pair as a tuple, where no sandbox code is needed and nothing is used up by looking."""
    if isinstance(pair, tuple):
        return pair
    if isinstance(pair, (list, str, bytes, bytearray, dict, set, frozenset)) and len(pair) < 1000:
        return tuple(pair)
    return None


def updated(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``dict.update``."""
    target = dict_of(args[0])
    if len(args) > 2:
        raise m.fail('TypeError', f'update expected at most 1 argument, got {len(args) - 1}')
    source = merge(m, target, args[1]) if len(args) == 2 else ABSENT
    if source is not ABSENT:
        return m.call_prelude('dict_update', [target, source, kwargs or {}])
    if kwargs:
        m.tracker.memory(ENTRY_SIZE * len(kwargs))
        target.update(kwargs)
    return None


def initialized(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``dict.__init__``: an update, as in CPython; instances of subclasses may have their items from ``__new__``."""
    at_most(m, 'dict', args[1:], 1)
    return updated(m, args, kwargs)


def from_keys(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``dict.fromkeys(iterable, value=None)``; a class method: ``args[0]`` is the class."""
    if not 2 <= len(args) <= 3 or kwargs:
        return dict.fromkeys(*[() for _ in args[1:]], **dict.fromkeys(kwargs or {}))
    cls = args[0]
    if isinstance(cls, Class) and cls.payload is not cls:
        return m.call_prelude('dict_from_keys', [cls, *args[1:]])
    items = items_of(m, args[1])
    if items is None:
        return m.call_prelude('dict_from_keys', args)
    charge_dict(m, len(items))
    return dict.fromkeys(items, *args[2:])


def got(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    m.check_key(args[1])
    return dict_of(args[0]).get(args[1], args[2] if len(args) > 2 else None)


def popped(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    target = dict_of(args[0])
    if target:  # an empty dict doesn't hash the key
        m.check_key(args[1])
    value = target.pop(args[1], ABSENT)
    if value is not ABSENT:
        return value
    if len(args) == 3:
        return args[2]
    raise m.fail_with('KeyError', (args[1],))


def popped_item(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    m.tracker.memory(56)
    return dict_of(args[0]).popitem()


def defaulted(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    m.check_key(args[1])
    target = dict_of(args[0])
    size = len(target)
    value = target.setdefault(args[1], args[2] if len(args) > 2 else None)
    if len(target) > size:
        m.tracker.memory(ENTRY_SIZE)
    return value


def copied(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    target = dict_of(args[0])
    charge_dict(m, len(target))
    return target.copy()


def cleared(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    target = dict_of(args[0])
    m.tracker.work(len(target) >> 3)
    target.clear()
    return None


def keys(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    m.tracker.allocate(40)
    return dict_of(args[0]).keys()


def values(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    m.tracker.allocate(40)
    return dict_of(args[0]).values()


def items(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    m.tracker.allocate(40)
    return dict_of(args[0]).items()


def get_item(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``dict.__getitem__``: of a subclass with ``__missing__``, that is asked for keys that aren't there."""
    m.check_key(args[1])
    value = dict_of(args[0]).get(args[1], ABSENT)
    if value is not ABSENT:
        return value
    if isinstance(args[0], Instance):
        missing = m.lookup_special(args[0], '__missing__')
        if missing is not ABSENT:
            return m.call(missing, list(args), None)
    raise m.fail_with('KeyError', (args[1],))


def set_item(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    m.check_key(args[1])
    target = dict_of(args[0])
    size = len(target)
    target[args[1]] = args[2]
    if len(target) > size:
        m.tracker.memory(ENTRY_SIZE)
    return None


def del_item(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    m.check_key(args[1])
    if dict_of(args[0]).pop(args[1], ABSENT) is ABSENT:
        raise m.fail_with('KeyError', (args[1],))
    return None


def contains(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    m.check_key(args[1])
    return args[1] in dict_of(args[0])


def length(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    value = payload_of(args[0])
    assert isinstance(value, (dict, Keys, Values, Items))
    return len(value)


def iterated(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    return native_iterator(m, payload_of(args[0]))


def reversed_(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    return reverse_iterator(m, payload_of(args[0]))


def text(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    value = payload_of(args[0])
    result = m.plain_repr(value)
    return m.call_prelude('repr_container', [value]) if result is None else result


def merged(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``dict.__or__``."""
    x, y = payload_of(args[0]), payload_of(args[1])
    if not isinstance(x, dict) or not isinstance(y, dict):
        return NotImplemented
    return union(m, x, y)


def merged_reversed(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``dict.__ror__``."""
    return merged(m, [args[1], args[0]], kwargs)


def union(m: Machine, x: Mapping, y: Mapping) -> Mapping:
    charge_dict(m, len(x) + len(y))
    charge_collisions(m, x)
    charge_collisions(m, y)
    return x | y


def merged_in_place(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``dict.__ior__``: takes whatever ``update`` takes."""
    source = merge(m, dict_of(args[0]), args[1])
    return args[0] if source is ABSENT else m.call_prelude('dict_update_in_place', [args[0], source])


# Views


def view_contains(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    view = args[0]
    mapping = mapping_of(view)
    if isinstance(view, Keys):
        m.check_key(args[1])
        return args[1] in mapping
    pair = payload_of(args[1])
    if not isinstance(pair, tuple) or len(pair) != 2:
        return False
    m.check_key(pair[0])
    value = mapping.get(pair[0], ABSENT)
    if value is ABSENT:
        return False
    answer = m.equal(value, pair[1])
    return m.call_prelude('equal', [value, pair[1]]) if answer == 2 else answer == 1


def view_operation(m: Machine, op: int, x: object, y: object) -> object:
    """``&``, ``|``, ``-`` or ``^`` with a view on one side: the other side may be any iterable."""
    name = OPERATORS[op][0]
    for value in (x, y):
        if not isinstance(value, (Keys, Items)) and not is_iterable(value):
            raise m.fail('TypeError', f"'{m.type_name(value)}' object is not iterable")
    if isinstance(x, Values) or isinstance(y, Values) and not isinstance(x, (Keys, Items)):
        raise unsupported(m, name, x, y)
    left = operand(m, x)
    right = operand(m, y)
    if left is None or right is None:
        return m.call_prelude('view_operation', [op, x, y])
    m.tracker.reserve(216 + 60 * (len(left) + len(right)))
    m.tracker.allocate(0)
    try:
        return OPERATORS[op][4](left, right)
    except HOST_ERRORS as error:
        raise m.host_error(error, [x, y]) from None


def is_iterable(value: object) -> bool:
    cls = class_of(value)
    return cls.lookup('__iter__') is not ABSENT or cls.lookup('__getitem__') is not ABSENT


def operand(m: Machine, value: object) -> Collection[object] | None:
    """An operand of a view's operator for the host: a view as it is, its items checked as keys; else the items."""
    if isinstance(value, (Keys, Items)):
        m.tracker.work(len(value) >> 1)
        if isinstance(value, Items):
            check_items(m, value)
        charge_collisions(m, value)
        return value
    return items_of(m, value)


def view_is_disjoint(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    view = operand(m, args[0])
    other = operand(m, args[1])
    if other is None or view is None:
        return m.call_prelude('view_is_disjoint', args)
    m.tracker.work(len(other) >> 1)
    return set(view).isdisjoint(other)


class ViewOperator(NativeFunction):
    """A set operator's dunder of a view, by operator number."""

    def __init__(self, name: str, op: int, swapped: bool) -> None:
        super().__init__(name)
        self.op = op
        self.swapped = swapped

    def invoke(self, m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
        if len(args) != 2 or kwargs:
            raise m.fail('TypeError', f'expected 1 argument, got {len(args) - 1}')
        x, y = args
        return view_operation(m, self.op, y, x) if self.swapped else view_operation(m, self.op, x, y)


def order_views(m: Machine, op: int, x: object, y: object) -> object:
    """``<``, ``<=``, ``>`` or ``>=`` of a view and another view or set. ABSENT where the prelude compares values."""
    if not isinstance(y, (set, frozenset, Keys, Items)):
        from ..arithmetic import not_ordered

        raise not_ordered(m, op, x, y)
    if isinstance(x, Items) or isinstance(y, Items):
        return ABSENT
    left = operand(m, x)
    right = operand(m, y)
    assert left is not None and right is not None
    return COMPARISONS[op][3](left, right)


Entries = dict[str, tuple[Implementation, int, int, tuple[str, ...]]]

DICT_ENTRIES: Final[Entries] = {
    'get': (got, 2, 3, ()),
    'pop': (popped, 2, 3, ()),
    'popitem': (popped_item, 1, 1, ()),
    'setdefault': (defaulted, 2, 3, ()),
    'copy': (copied, 1, 1, ()),
    'clear': (cleared, 1, 1, ()),
    'keys': (keys, 1, 1, ()),
    'values': (values, 1, 1, ()),
    'items': (items, 1, 1, ()),
    '__getitem__': (get_item, 2, 2, ()),
    '__setitem__': (set_item, 3, 3, ()),
    '__delitem__': (del_item, 2, 2, ()),
    '__contains__': (contains, 2, 2, ()),
    '__len__': (length, 1, 1, ()),
    '__iter__': (iterated, 1, 1, ()),
    '__reversed__': (reversed_, 1, 1, ()),
    '__repr__': (text, 1, 1, ()),
    '__or__': (merged, 2, 2, ()),
    '__ror__': (merged_reversed, 2, 2, ()),
    '__ior__': (merged_in_place, 2, 2, ()),
}
VIEW_ENTRIES: Final[Entries] = {
    '__len__': (length, 1, 1, ()),
    '__iter__': (iterated, 1, 1, ()),
    '__reversed__': (reversed_, 1, 1, ()),
    '__repr__': (text, 1, 1, ()),
}


def dict_methods() -> dict[str, NativeFunction]:
    methods = native_methods(dict, DICT_ENTRIES)
    methods.update(comparisons(dict, (dict,), False))
    methods.update(natives({'update': updated, '__init__': initialized, 'fromkeys': from_keys}))
    methods['fromkeys'].classmethod = True
    return methods


def set_like_methods(view: type) -> dict[str, NativeFunction]:
    """The methods of a dict's keys or items."""
    methods = native_methods(
        view,
        {**VIEW_ENTRIES, '__contains__': (view_contains, 2, 2, ()), 'isdisjoint': (view_is_disjoint, 2, 2, ())},
    )
    methods.update(comparisons(view, (set, frozenset, Keys, Items), True))
    for op, (_, name, reflected, _, _) in enumerate(OPERATORS):
        if name in vars(view):
            methods[name] = ViewOperator(name, op, False)
            methods[reflected] = ViewOperator(reflected, op, True)
    return methods


def mapping(m: Machine, view: object) -> object:
    """``view.mapping``: a proxy of the dict."""
    return m.call_prelude('make_proxy', [mapping_of(view)])


VIEW_GETTERS: Final = {name: getters({'mapping': mapping}) for name in ('dict_keys', 'dict_values', 'dict_items')}
DICT_METHODS: Final = dict_methods()
KEYS_METHODS: Final = set_like_methods(Keys)
VALUES_METHODS: Final = native_methods(Values, VIEW_ENTRIES)
ITEMS_METHODS: Final = set_like_methods(Items)

TABLES: Final[dict[str, TypeTable]] = {
    'dict': TypeTable(DICT_METHODS, NO_GETTERS, dict_new),
    'dict_keys': TypeTable(KEYS_METHODS, VIEW_GETTERS['dict_keys'], None),
    'dict_values': TypeTable(VALUES_METHODS, VIEW_GETTERS['dict_values'], None),
    'dict_items': TypeTable(ITEMS_METHODS, VIEW_GETTERS['dict_items'], None),
}
