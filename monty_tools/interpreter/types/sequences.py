"""``list``, ``tuple``, ``range`` and ``slice``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ..memory import range_size
from ..natives import Implementation, free, payload_of
from ..objects import ABSENT, Instance, NativeFunction, NativeProperty, class_of
from ..scalars import SCALARS as SCALAR_TYPES
from .iterators import native_iterator, reverse_iterator
from .tables import (
    NO_GETTERS,
    IndexMethod,
    InPlace,
    TypeTable,
    at_most,
    comparisons,
    descriptor,
    host_methods,
    members,
    native_methods,
    natives,
    needs_index,
    no_keywords,
    operators,
)

if TYPE_CHECKING:
    from ..machine import Machine

Sequence = list[object] | tuple[object, ...]


def list_of(value: object) -> list[object]:
    """The list of a method's self."""
    items = payload_of(value)
    assert isinstance(items, list)
    return items


def sequence_of(value: object) -> Sequence:
    """The list or tuple of a method's self."""
    items = payload_of(value)
    assert isinstance(items, (list, tuple))
    return items


def charge_copy(m: Machine, size: int) -> None:
    """Charge a new list or tuple of ``size`` items."""
    m.tracker.reserve(56 + 8 * size)
    m.tracker.allocate(0)
    m.tracker.work(size >> 4)


# Constructors


def list_new(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    no_keywords(m, 'list', kwargs)
    at_most(m, 'list', args, 1)
    if not args:
        m.tracker.allocate(56)
        return []
    items = m.listed(args[0])
    if items is None:
        return m.call_prelude('list_new', args)
    charge_copy(m, len(items))
    return list(items)


def tuple_new(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    no_keywords(m, 'tuple', kwargs)
    at_most(m, 'tuple', args, 1)
    if not args:
        return ()
    items = m.listed(args[0])
    if items is None:
        return m.call_prelude('tuple_new', args)
    if isinstance(items, tuple):
        return items
    charge_copy(m, len(items))
    return tuple(items)


def range_new(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    no_keywords(m, 'range', kwargs)
    if any(needs_index(arg) for arg in args):
        return m.call_prelude('call_with_indexes', [RANGE_NEW, tuple(args)])
    m.tracker.allocate(48)
    made = range(*[payload_of(arg) for arg in args])  # type: ignore[call-overload]  # the host refuses what is no integer
    m.tracker.memory(range_size(made))
    return made


MAX_SLICES: Final = 20


def slice_new(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    no_keywords(m, 'slice', kwargs)
    m.tracker.allocate(56)
    if any(type(part) is slice for part in args):
        check_slice_nesting(m, args)
    return slice(*args)


def new_slice(m: Machine, start: object, stop: object, step: object) -> slice:
    """``slice(start, stop, step)`` of an expression."""
    if type(start) is slice or type(stop) is slice or type(step) is slice:
        check_slice_nesting(m, [start, stop, step])
    return slice(start, stop, step)


def check_slice_nesting(m: Machine, parts: list[object]) -> None:
    """Refuse slices of slices of slices …: the host handles, and releases, them by recursion of its own."""
    level = parts
    for _ in range(MAX_SLICES):
        inner: list[object] = []
        for part in level:
            if isinstance(part, slice):
                inner += [part.start, part.stop, part.step]
        if not inner:
            return
        level = inner[:1000]
    raise m.fail('RecursionError', f'slices of slices can be nested {MAX_SLICES} levels deep in the sandbox')


# list


def extended(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``list.extend``."""
    target = list_of(args[0])
    items = list(target) if args[1] is target else m.listed(args[1])
    if items is None:
        return m.call_prelude('list_extend', [target, args[1]])
    add_all(m, target, items)
    return None


def add_all(m: Machine, target: list[object], items: Sequence) -> None:
    m.tracker.reserve(9 * len(items))
    m.tracker.work(len(items) >> 4)
    target.extend(items)


def extended_in_place(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``list.__iadd__``."""
    target = list_of(args[0])
    items = list(target) if args[1] is target else m.listed(args[1])
    if items is None:
        return m.call_prelude('list_extend_in_place', [args[0], args[1]])
    add_all(m, target, items)
    return args[0]


def appended(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    list_of(args[0]).append(args[1])
    m.tracker.memory(40)
    return None


def inserted(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    if needs_index(args[1]):
        return m.call_prelude('call_with_index', [LIST_METHODS['insert'], list(args), {}, 1])
    target = list_of(args[0])
    m.tracker.memory(40)
    m.tracker.work(len(target) >> 6)
    target.insert(payload_of(args[1]), args[2])  # type: ignore[arg-type]  # the host refuses what is no integer
    return None


def copied(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    target = list_of(args[0])
    charge_copy(m, len(target))
    return list(target)


def removed(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    target = list_of(args[0])
    index = position(m, target, args[1], 0, len(target))
    if index == -2:
        return m.call_prelude('list_remove', [target, args[1]])
    if index < 0:
        raise m.fail('ValueError', 'list.remove(x): x not in list')
    del target[index]
    return None


def position(m: Machine, items: Sequence, value: object, start: int, stop: int) -> int:
    """The first index of ``value``: -1 if it isn't there, -2 if sandbox code has to compare."""
    tracker = m.tracker
    index = start
    while index < stop and index < len(items):
        item = items[index]
        if item is value:
            return index
        tracker.work(1)
        answer = m.equal(item, value)
        if answer == 1:
            return index
        if answer == 2:
            return -2
        index += 1
    return -1


def indexed(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``index(value, start=0, stop=sys.maxsize)`` of a list or tuple."""
    items = sequence_of(args[0])
    start, stop = 0, len(items)
    if len(args) > 2:
        if any(needs_index(arg) for arg in args[2:]):
            return m.call_prelude('sequence_index_bounds', [items, args[1], *args[2:]])
        bounds = [payload_of(arg) for arg in args[2:]]
        if not all(isinstance(bound, int) for bound in bounds):
            NO_ITEMS.index(None, *bounds)  # type: ignore[arg-type]  # which raises
        start, stop, _ = slice(bounds[0], bounds[1] if len(bounds) > 1 else None).indices(len(items))
    found = position(m, items, args[1], start, stop)
    if found == -2:
        return m.call_prelude('sequence_index', [items, args[1], start, stop])
    if found == -1:
        if isinstance(items, tuple):
            raise m.fail('ValueError', 'tuple.index(x): x not in tuple')
        return not_in_list(m, args[1])
    return found


def not_in_list(m: Machine, value: object) -> object:
    """Raise the error of ``list.index`` for a value that isn't there; PUSHED where its repr needs sandbox code."""
    text = None if LIST_INDEX_NAMES_LIST else m.plain_repr(value)
    if text is None:
        return m.call_prelude('not_in_list', [value])
    raise m.fail('ValueError', f'{text} is not in list')


NO_ITEMS: Final[list[object]] = []


def names_list() -> bool:
    """Whether ``list.index`` of this version of Python says 'list.index(x): x not in list'."""
    try:
        NO_ITEMS.index(0)
    except ValueError as error:
        return 'list.index' in str(error)
    return False


LIST_INDEX_NAMES_LIST: Final = names_list()


def counted(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    items = sequence_of(args[0])
    value = args[1]
    count = 0
    for item in items:
        m.tracker.work(1)
        answer = 1 if item is value else m.equal(item, value)
        if answer == 2:
            return m.call_prelude('sequence_count', [items, value])
        count += answer
    return count


def contained(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    items = sequence_of(args[0])
    found = position(m, items, args[1], 0, len(items))
    return m.call_prelude('sequence_contains', [items, args[1]]) if found == -2 else found >= 0


def charge_whole(m: Machine, args: list[object]) -> None:
    """Charge moving all the items."""
    if args and isinstance(args[0], (list, tuple)):
        m.tracker.work(len(args[0]) >> 5)


def charge_item(m: Machine, args: list[object]) -> None:
    """Charge reading a slice; an index costs nothing."""
    if len(args) == 2 and isinstance(args[1], slice) and isinstance(args[0], (list, tuple)):
        charge_copy(m, sliced_length(args[0], args[1]))


def sliced_length(items: Sequence, part: slice) -> int:
    return len(range(*part.indices(len(items))))


def get_item(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``__getitem__`` of a list or tuple."""
    if needs_index(args[1]):
        native = LIST_METHODS if isinstance(payload_of(args[0]), list) else TUPLE_METHODS
        return m.call_prelude('call_with_index', [native['__getitem__'], list(args), {}, 1])
    plain = [payload_of(args[0]), payload_of(args[1])]
    charge_item(m, plain)
    return sequence_of(args[0])[plain[1]]  # type: ignore[call-overload]  # the host refuses what is no index


def set_item(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``list.__setitem__``."""
    if needs_index(args[1]):
        return m.call_prelude('call_with_index', [SET_ITEM, list(args), {}, 1])
    target = list_of(args[0])
    key = payload_of(args[1])
    if not isinstance(key, slice):
        target[key] = args[2]  # type: ignore[call-overload]  # the host refuses what is no index
        return None
    items = slice_items(m, target, key, args[2])
    if items is None:
        return m.call_prelude('list_assign', [target, key, args[2]])
    m.tracker.reserve(9 * len(items))
    m.tracker.work((len(items) + len(target)) >> 4)
    target[key] = items
    return None


def slice_items(m: Machine, target: list[object], key: slice, value: object) -> Sequence | None:
    """What is assigned to the slice ``key``."""
    if not isinstance(value, Instance) and class_of(value).lookup('__iter__') is ABSENT:
        simple = (key.step is None or key.step == 1) and sys.version_info < (3, 13)
        raise m.fail('TypeError', 'can only assign an iterable' if simple else 'must assign iterable to extended slice')
    return list(target) if value is target else m.listed(value)


def del_item(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``list.__delitem__``."""
    if needs_index(args[1]):
        return m.call_prelude('call_with_index', [DEL_ITEM, list(args), {}, 1])
    target = list_of(args[0])
    m.tracker.work(len(target) >> 5)
    del target[payload_of(args[1])]  # type: ignore[arg-type]  # the host refuses what is no index
    return None


def length(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    items = payload_of(args[0])
    assert isinstance(items, (list, tuple, range))
    return len(items)


def iterated(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    return native_iterator(m, payload_of(args[0]))


def reversed_(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    return reverse_iterator(m, payload_of(args[0]))


def text(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``__repr__``: of a subclass's instance as of its payload."""
    value = payload_of(args[0])
    result = m.plain_repr(value)
    return m.call_prelude('repr_container', [value]) if result is None else result


def hashed(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    value = payload_of(args[0])
    m.check_key(value)
    return hash(value)


def initialized(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``list.__init__``: replace the items. An instance of a subclass has had them from ``__new__`` already."""
    target = list_of(args[0])
    no_keywords(m, 'list', kwargs)
    at_most(m, 'list', args[1:], 1)
    if len(args) == 1:
        target.clear()
        return None
    items = m.listed(args[1])
    if items is None:
        return m.call_prelude('list_init', [target, args[1]])
    m.tracker.reserve(9 * len(items))
    target[:] = items
    return None


# Sorting


def sort(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """``list.sort``: by the host where all keys are builtin values of shallow comparison, else by the prelude."""
    target = list_of(args[0])
    options = kwargs or {}
    key = options.get('key')
    backward = m.truth(options.get('reverse', False))
    if key is not None or backward is None or not sortable(m, target):
        return m.call_prelude('list_sort', [target, key, options.get('reverse', False)])
    charge_sort(m, target)
    target.sort(reverse=backward)
    return None


def sorted_(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    """The builtin ``sorted``."""
    if len(args) != 1 or kwargs and not all(name in ('key', 'reverse') for name in kwargs):
        return sorted(*[() for _ in args], **dict.fromkeys(kwargs or {}))  # type: ignore[arg-type]
    items = m.listed(args[0])
    options = kwargs or {}
    key = options.get('key')
    if items is not None and key is None and sortable(m, items):
        backward = m.truth(options.get('reverse', False))
        if backward is not None:
            charge_copy(m, len(items))
            charge_sort(m, items)
            return sorted(items, reverse=backward)  # type: ignore[type-var]
    return m.call_prelude('sorted_list', [args[0] if items is None else items, key, options.get('reverse', False)])


SCALARS: Final = frozenset((int, float, bool, str, bytes, type(None), complex))
SCALAR_WIDTH: Final = 10
"""What comparing two values of a module's immutable types costs at most, in units: datetimes of different zones."""


def sortable(m: Machine, items: Sequence) -> bool:
    """Whether the host may order the items: exact scalars, or tuples of them, with an order or not."""
    m.tracker.work(len(items) >> 3)
    kinds = set(map(type, items))
    if kinds <= SCALARS or all(map(has_order, kinds)):
        return True
    if kinds != {tuple}:
        return False
    for item in items:
        assert isinstance(item, tuple)
        m.tracker.work(1 + (len(item) >> 2))
        for part in item:
            if type(part) not in SCALARS and not has_order(type(part)):
                return False
    return True


def has_order(kind: type) -> bool:
    """Whether it is a type of a module's immutable values that the host orders."""
    scalar = SCALAR_TYPES.get(kind)
    return scalar is not None and scalar.ordered


def charge_sort(m: Machine, items: Sequence) -> None:
    """Charge a sort: about n log2 n comparisons, each as long as the longest of a few samples at most."""
    count = len(items)
    m.tracker.work(2 * count)
    width = 1
    for item in items:
        if isinstance(item, (str, bytes)):
            width = max(width, len(item) >> 6)
        elif isinstance(item, int):
            width = max(width, item.bit_length() >> 9)
        elif isinstance(item, tuple):
            width = max(width, tuple_width(item))
        elif item is not None and not isinstance(item, (float, complex)):
            width = max(width, SCALAR_WIDTH)
    m.tracker.work(count + (count * count.bit_length() * width >> 1))


def tuple_width(item: tuple[object, ...]) -> int:
    """What comparing a tuple of scalars costs at most, in units."""
    width = 1 + len(item)
    for part in item:
        if isinstance(part, (str, bytes)):
            width += len(part) >> 6
        elif isinstance(part, int):
            width += part.bit_length() >> 9
        elif part is not None and not isinstance(part, (float, complex)):
            width += SCALAR_WIDTH
    return width


# range and slice


def range_of(value: object) -> range:
    numbers = payload_of(value)
    assert isinstance(numbers, range)
    return numbers


def range_contains(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    value = payload_of(args[1])
    if isinstance(value, int):
        return value in range_of(args[0])
    return range_position(m, range_of(args[0]), args[1], 'range_contains')


def range_position(m: Machine, numbers: range, value: object, fallback: str) -> object:
    """Whether a value that is no int is among the numbers: floats are found by arithmetic, not by a search."""
    if isinstance(value, complex):
        value = value.real if value.imag == 0 else None
    if isinstance(value, float):
        return value.is_integer() and int(value) in numbers
    return m.call_prelude(fallback, [numbers, value]) if isinstance(value, Instance) else False


def range_index(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    numbers = range_of(args[0])
    value = payload_of(args[1])
    if isinstance(value, Instance):
        return m.call_prelude('range_index', [numbers, value])
    exact = value is args[1] and isinstance(value, int)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and (exact or value in numbers):
        return numbers.index(value)
    raise m.fail('ValueError', 'sequence.index(x): x not in sequence')


def range_count(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    numbers = range_of(args[0])
    value = payload_of(args[1])
    if isinstance(value, int):
        return 1 if value in numbers else 0
    return m.call_prelude('range_count', [numbers, value])


def slice_of(value: object) -> slice:
    assert isinstance(value, slice)
    return value


def slice_indices(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    part = slice_of(args[0])
    if needs_index(args[1]) or needs_index(part):
        return m.call_prelude('slice_indices', [part, args[1]])
    return part.indices(payload_of(args[1]))  # type: ignore[arg-type]  # the host refuses what is no integer


Entries = dict[str, tuple[Implementation, int, int, tuple[str, ...]]]

SEQUENCE_METHODS: Final[Entries] = {
    'index': (indexed, 2, 4, ()),
    'count': (counted, 2, 2, ()),
    '__contains__': (contained, 2, 2, ()),
    '__len__': (length, 1, 1, ()),
    '__iter__': (iterated, 1, 1, ()),
    '__repr__': (text, 1, 1, ()),
    '__getitem__': (get_item, 2, 2, ()),
}


def list_methods() -> dict[str, NativeFunction]:
    methods = host_methods(list, {'clear': free, 'reverse': charge_whole})
    methods['pop'] = IndexMethod('pop', descriptor(list, 'pop'), charge_whole, (1,))
    own: Entries = {
        'append': (appended, 2, 2, ()),
        'extend': (extended, 2, 2, ()),
        'insert': (inserted, 3, 3, ()),
        'copy': (copied, 1, 1, ()),
        'remove': (removed, 2, 2, ()),
        'sort': (sort, 1, 1, ('key', 'reverse')),
        '__iadd__': (extended_in_place, 2, 2, ()),
        '__reversed__': (reversed_, 1, 1, ()),
        '__setitem__': (set_item, 3, 3, ()),
        '__delitem__': (del_item, 2, 2, ()),
    }
    methods.update(operators(list, (list, int)))
    methods.update(native_methods(list, {**SEQUENCE_METHODS, **own}))
    methods['__imul__'] = InPlace('__imul__', descriptor(list, '__imul__'), charge_repeat, (1,))
    methods.update(comparisons(list, (list,), True))
    methods.update(natives({'__init__': initialized}))
    return methods


def charge_repeat(m: Machine, args: list[object]) -> None:
    """Charge ``items *= count``."""
    if len(args) == 2 and isinstance(args[0], list) and isinstance(args[1], int) and args[1] > 0:
        if args[1] <= sys.maxsize:  # the host refuses more
            m.tracker.reserve(8 * len(args[0]) * args[1])


def tuple_methods() -> dict[str, NativeFunction]:
    methods = operators(tuple, (tuple, int))
    methods.update(native_methods(tuple, {**SEQUENCE_METHODS, '__hash__': (hashed, 1, 1, ())}))
    methods.update(comparisons(tuple, (tuple,), True))
    return methods


def range_methods() -> dict[str, NativeFunction]:
    own: Entries = {
        'index': (range_index, 2, 2, ()),
        'count': (range_count, 2, 2, ()),
        '__contains__': (range_contains, 2, 2, ()),
        '__len__': (length, 1, 1, ()),
        '__iter__': (iterated, 1, 1, ()),
        '__reversed__': (reversed_, 1, 1, ()),
        '__repr__': (text, 1, 1, ()),
        '__hash__': (hashed, 1, 1, ()),
    }
    methods = native_methods(range, own)
    methods.update(host_methods(range, {'__bool__': free}))
    methods['__getitem__'] = IndexMethod('__getitem__', descriptor(range, '__getitem__'), free, (1,))
    methods.update(comparisons(range, (range,), False))
    return methods


def slice_methods() -> dict[str, NativeFunction]:
    methods = native_methods(slice, {'indices': (slice_indices, 2, 2, ()), '__repr__': (text, 1, 1, ())})
    methods.update(comparisons(slice, (slice,), True))
    return methods


def read_start(m: Machine, obj: object) -> object:
    return obj.start if isinstance(obj, slice) else range_of(obj).start


def read_stop(m: Machine, obj: object) -> object:
    return obj.stop if isinstance(obj, slice) else range_of(obj).stop


def read_step(m: Machine, obj: object) -> object:
    return obj.step if isinstance(obj, slice) else range_of(obj).step


BOUNDS: Final[dict[str, Callable[[Machine, object], object]]] = {
    'start': read_start,
    'stop': read_stop,
    'step': read_step,
}

LIST_METHODS: Final = list_methods()
TUPLE_METHODS: Final = tuple_methods()
RANGE_METHODS: Final = range_methods()
SLICE_METHODS: Final = slice_methods()
SET_ITEM: Final = LIST_METHODS['__setitem__']
DEL_ITEM: Final = LIST_METHODS['__delitem__']
RANGE_NEW: Final = natives({'range': range_new})['range']
RANGE_GETTERS: Final[dict[str, NativeProperty]] = members(BOUNDS)
SLICE_GETTERS: Final[dict[str, NativeProperty]] = members(BOUNDS)

TABLES: Final[dict[str, TypeTable]] = {
    'list': TypeTable(LIST_METHODS, NO_GETTERS, list_new),
    'tuple': TypeTable(TUPLE_METHODS, NO_GETTERS, tuple_new),
    'range': TypeTable(RANGE_METHODS, RANGE_GETTERS, range_new),
    'slice': TypeTable(SLICE_METHODS, SLICE_GETTERS, slice_new),
}
