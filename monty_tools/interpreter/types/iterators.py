"""Iterators that run no sandbox code. Plain fields only: a snapshot saves and restores them.

Those over other iterators (``zip``, ``enumerate``) nest at most ``MAX_NESTING`` deep; deeper ones are the prelude's,
which push frames and so run into the stack limit instead of the host's stack.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from mypy_extensions import i64

from ..objects import ABSENT, HeapObject, NativeIterator

if TYPE_CHECKING:
    from ..machine import Machine

MAX_NESTING: Final = 20
SMALL: Final = 1 << 62
"""Bounds of a range whose numbers are counted in machine integers, one step beyond its end included."""
EMPTY: Final[tuple[object, ...]] = ()

NO_ENTRIES: Final[dict[object, object]] = {}
Keys: Final = type(NO_ENTRIES.keys())
Values: Final = type(NO_ENTRIES.values())
Items: Final = type(NO_ENTRIES.items())


class ListIterator(NativeIterator):
    def __init__(self, items: list[object]) -> None:
        super().__init__()
        self.items: list[object] | None = items  # None once exhausted: items added later aren't seen
        self.index: i64 = 0

    def advance(self, m: Machine) -> object:
        items = self.items
        if items is None:
            return ABSENT
        index = self.index
        if index < len(items):
            self.index = index + 1
            return items[index]
        self.items = None
        return ABSENT

    def remaining(self) -> int:
        return 0 if self.items is None else max(len(self.items) - int(self.index), 0)

    def trace(self, out: list[object]) -> int:
        out.append(self.items)
        return 64


class TupleIterator(NativeIterator):
    def __init__(self, items: tuple[object, ...]) -> None:
        super().__init__()
        self.items = items
        self.index: i64 = 0

    def advance(self, m: Machine) -> object:
        index = self.index
        if index < len(self.items):
            self.index = index + 1
            return self.items[index]
        self.items = EMPTY
        return ABSENT

    def remaining(self) -> int:
        return max(len(self.items) - int(self.index), 0)

    def trace(self, out: list[object]) -> int:
        out.append(self.items)
        return 64


class StrIterator(NativeIterator):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.index: i64 = 0

    def advance(self, m: Machine) -> object:
        index = self.index
        if index < len(self.text):
            self.index = index + 1
            return self.text[index]
        self.text = ''
        return ABSENT

    def remaining(self) -> int:
        return max(len(self.text) - int(self.index), 0)

    def trace(self, out: list[object]) -> int:
        out.append(self.text)
        return 64


class AsciiIterator(StrIterator):
    """Of a str that is all ASCII, for which CPython has a type of its own."""


class BytesIterator(NativeIterator):
    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.data = data
        self.index: i64 = 0

    def advance(self, m: Machine) -> object:
        index = self.index
        if index < len(self.data):
            self.index = index + 1
            return self.data[index]
        self.data = b''
        return ABSENT

    def remaining(self) -> int:
        return max(len(self.data) - int(self.index), 0)

    def trace(self, out: list[object]) -> int:
        out.append(self.data)
        return 64


class BytearrayIterator(NativeIterator):
    def __init__(self, data: bytearray) -> None:
        super().__init__()
        self.data: bytearray | None = data
        self.index: i64 = 0

    def advance(self, m: Machine) -> object:
        data = self.data
        if data is None:
            return ABSENT
        index = self.index
        if index < len(data):
            self.index = index + 1
            return data[index]
        self.data = None
        return ABSENT

    def remaining(self) -> int:
        return 0 if self.data is None else max(len(self.data) - int(self.index), 0)

    def trace(self, out: list[object]) -> int:
        out.append(self.data)
        return 64


class RangeIterator(NativeIterator):
    """Of a range whose bounds are within ``SMALL``. ``left`` numbers follow, the first of them ``current``."""

    def __init__(self, current: i64, step: i64, left: i64) -> None:
        super().__init__()
        self.current: i64 = current
        self.step: i64 = step
        self.left: i64 = left

    def advance(self, m: Machine) -> object:
        if self.left <= 0:
            return ABSENT
        self.left -= 1
        value = self.current
        self.current = value + self.step
        return value

    def remaining(self) -> int:
        return int(self.left)


class LongRangeIterator(NativeIterator):
    """Of any other range."""

    def __init__(self, numbers: range, index: int) -> None:
        super().__init__()
        self.numbers = numbers
        self.index = index

    def advance(self, m: Machine) -> object:
        start = self.numbers.start
        step = self.numbers.step
        value: int = start + self.index * step
        if value < self.numbers.stop if step > 0 else value > self.numbers.stop:
            self.index += 1
            return value
        return ABSENT

    def trace(self, out: list[object]) -> int:
        out.append(self.numbers)
        return 64


class DictIterator(NativeIterator):
    """Of a dict's keys, values or items, in order or ``backward``. ``view`` is the view it iterates over.

    The host's iterator does the work, and notices changes as CPython does; ``index`` values were taken from it.
    """

    def __init__(self, view: object, mapping: dict[object, object], backward: bool) -> None:
        super().__init__()
        self.view = view
        self.mapping = mapping
        self.backward = backward
        self.size = len(mapping)
        self.index = 0
        self.done = False
        self.source: Iterator[object] = host_iterator(view, backward)

    def advance(self, m: Machine) -> object:
        if self.done:
            return ABSENT
        if len(self.mapping) != self.size:
            self.size = -1
            raise m.fail('RuntimeError', 'dictionary changed size during iteration')
        try:
            value = next(self.source, ABSENT)
        except RuntimeError as error:
            raise m.fail('RuntimeError', str(error)) from None
        if value is ABSENT:
            self.done = True
        else:
            self.index += 1
        return value

    def skip(self, count: int) -> None:
        """Go on behind the first ``count`` values, when a snapshot is restored."""
        for _ in range(count):
            next(self.source, None)
        self.index = count

    def remaining(self) -> int:
        return 0 if self.done or len(self.mapping) != self.size else self.size - self.index

    def trace(self, out: list[object]) -> int:
        out.append(self.mapping)
        return 160


class KeyIterator(DictIterator):
    pass


class ValueIterator(DictIterator):
    pass


class ItemIterator(DictIterator):
    def advance(self, m: Machine) -> object:
        value = DictIterator.advance(self, m)
        if value is not ABSENT:
            m.tracker.memory(56)
        return value


class ReverseKeyIterator(KeyIterator):
    pass


class ReverseValueIterator(ValueIterator):
    pass


class ReverseItemIterator(ItemIterator):
    pass


def host_iterator(view: object, backward: bool) -> Iterator[object]:
    """The host's iterator over a view of an exact dict."""
    assert isinstance(view, (Keys, Values, Items))
    return reversed(view) if backward else iter(view)


class SetIterator(NativeIterator):
    """``items`` are those of the set when the iteration began, ``size`` how many there were."""

    def __init__(self, source: set[object] | frozenset[object], items: list[object], size: int) -> None:
        super().__init__()
        self.source: set[object] | frozenset[object] | None = source
        self.items = items
        self.size = size
        self.index: i64 = 0

    def advance(self, m: Machine) -> object:
        source = self.source
        if source is None:
            return ABSENT
        if len(source) != self.size:
            self.size = -1
            raise m.fail('RuntimeError', 'Set changed size during iteration')
        index = self.index
        if index < len(self.items):
            self.index = index + 1
            return self.items[index]
        self.source = None
        self.items = []
        return ABSENT

    def remaining(self) -> int:
        return max(len(self.items) - int(self.index), 0)

    def trace(self, out: list[object]) -> int:
        out.append(self.source)
        out.append(self.items)
        return 80


class ReverseListIterator(NativeIterator):
    """``reversed(list)``: ``index`` is that of the next item, -1 at the end."""

    def __init__(self, items: list[object]) -> None:
        super().__init__()
        self.items = items
        self.index: i64 = len(items) - 1

    def advance(self, m: Machine) -> object:
        index = self.index
        if 0 <= index < len(self.items):
            self.index = index - 1
            return self.items[index]
        self.index = -1
        self.items = []
        return ABSENT

    def remaining(self) -> int:
        count = int(self.index) + 1
        return count if count <= len(self.items) else 0

    def trace(self, out: list[object]) -> int:
        out.append(self.items)
        return 64


class ReversedIterator(NativeIterator):
    """``reversed`` of a tuple, str, bytes or bytearray."""

    def __init__(self, items: tuple[object, ...] | str | bytes | bytearray) -> None:
        super().__init__()
        self.items: tuple[object, ...] | str | bytes | bytearray = items
        self.index: i64 = len(items) - 1

    def advance(self, m: Machine) -> object:
        index = self.index
        if 0 <= index < len(self.items):
            self.index = index - 1
            return self.items[index]
        self.index = -1
        self.items = EMPTY
        return ABSENT

    def remaining(self) -> int:
        return max(int(self.index) + 1, 0)

    def trace(self, out: list[object]) -> int:
        out.append(self.items)
        return 64


class CompositeIterator(NativeIterator):
    """Base of the iterators over other ones. ``nesting`` is 1 above the deepest of them."""

    def __init__(self) -> None:
        super().__init__()
        self.nesting: i64 = 1


class EnumerateIterator(CompositeIterator):
    def __init__(self, source: NativeIterator, count: int) -> None:
        super().__init__()
        self.source = source
        self.count = count
        self.nesting = 1 + nesting_of(source)

    def advance(self, m: Machine) -> object:
        item = self.source.advance(m)
        if item is ABSENT:
            return ABSENT
        count = self.count
        self.count = count + 1
        m.tracker.memory(56)
        return (count, item)

    def trace(self, out: list[object]) -> int:
        out.append(self.source)
        return 72


class ZipIterator(CompositeIterator):
    def __init__(self, sources: list[NativeIterator], strict: bool) -> None:
        super().__init__()
        self.sources = sources
        self.strict = strict
        self.nesting = 1 + max([nesting_of(source) for source in sources], default=0)

    def advance(self, m: Machine) -> object:
        sources = self.sources
        if not sources:
            return ABSENT
        row: list[object] = []
        for source in sources:
            value = source.advance(m)
            if value is ABSENT:
                if self.strict:
                    self.check_lengths(m, len(row))
                return ABSENT
            row.append(value)
        m.tracker.work(len(row) >> 1)
        m.tracker.memory(48 + 8 * len(row))
        return tuple(row)

    def check_lengths(self, m: Machine, ended: int) -> None:
        """The source numbered ``ended`` is at its end: raise unless all are."""
        if ended > 0:
            raise m.fail('ValueError', f'zip() argument {ended + 1} is shorter than argument{earlier(ended)}')
        for index in range(1, len(self.sources)):
            if self.sources[index].advance(m) is not ABSENT:
                raise m.fail('ValueError', f'zip() argument {index + 1} is longer than argument{earlier(index)}')

    def trace(self, out: list[object]) -> int:
        out.extend(self.sources)
        return 96 + 8 * len(self.sources)


def earlier(count: int) -> str:
    """How zip's errors name the first ``count`` arguments."""
    return ' 1' if count == 1 else f's 1-{count}'


def nesting_of(source: NativeIterator) -> int:
    """How many iterators over iterators lie under ``source``."""
    return int(source.nesting) if isinstance(source, CompositeIterator) else 0


TYPE_NAMES: Final[dict[type[HeapObject], str]] = {
    ListIterator: 'list_iterator',
    TupleIterator: 'tuple_iterator',
    StrIterator: 'str_iterator',
    AsciiIterator: 'str_ascii_iterator',
    BytesIterator: 'bytes_iterator',
    BytearrayIterator: 'bytearray_iterator',
    RangeIterator: 'range_iterator',
    LongRangeIterator: 'longrange_iterator',
    KeyIterator: 'dict_keyiterator',
    ValueIterator: 'dict_valueiterator',
    ItemIterator: 'dict_itemiterator',
    ReverseKeyIterator: 'dict_reversekeyiterator',
    ReverseValueIterator: 'dict_reversevalueiterator',
    ReverseItemIterator: 'dict_reverseitemiterator',
    SetIterator: 'set_iterator',
    ReverseListIterator: 'list_reverseiterator',
    ReversedIterator: 'reversed',
    EnumerateIterator: 'enumerate',
    ZipIterator: 'zip',
}
"""The name of each iterator's class in the sandbox."""


def range_iterator(numbers: range) -> NativeIterator:
    """``iter(range)``."""
    start = numbers.start
    stop = numbers.stop
    step = numbers.step
    if -SMALL < start < SMALL and -SMALL < stop < SMALL and -SMALL < step < SMALL:
        return RangeIterator(start, step, len(numbers))
    return LongRangeIterator(numbers, 0)


def native_iterator(m: Machine, value: object) -> NativeIterator | None:
    """``iter(value)`` of an exact builtin value or a native iterator; None for anything else."""
    if isinstance(value, NativeIterator):
        return value
    if isinstance(value, HeapObject):
        return None
    m.tracker.allocate(64)
    if isinstance(value, list):
        return ListIterator(value)
    if isinstance(value, tuple):
        return TupleIterator(value)
    if isinstance(value, range):
        return range_iterator(value)
    if isinstance(value, dict):
        return KeyIterator(value.keys(), value, False)
    if isinstance(value, str):
        return AsciiIterator(value) if value.isascii() else StrIterator(value)
    if isinstance(value, (Keys, Values, Items)):
        return view_iterator(value, False)
    if isinstance(value, (set, frozenset)):
        m.tracker.memory(56 + 8 * len(value))
        m.tracker.work(len(value) >> 3)
        return SetIterator(value, list(value), len(value))
    if isinstance(value, bytes):
        return BytesIterator(value)
    if isinstance(value, bytearray):
        return BytearrayIterator(value)
    return None


def view_iterator(view: object, backward: bool) -> NativeIterator:
    """``iter(view)`` or ``reversed(view)`` of a view of an exact dict."""
    assert isinstance(view, (Keys, Values, Items))
    mapping = mapping_of(view)
    if isinstance(view, Keys):
        return ReverseKeyIterator(view, mapping, True) if backward else KeyIterator(view, mapping, False)
    if isinstance(view, Values):
        return ReverseValueIterator(view, mapping, True) if backward else ValueIterator(view, mapping, False)
    return ReverseItemIterator(view, mapping, True) if backward else ItemIterator(view, mapping, False)


def reverse_iterator(m: Machine, value: object) -> NativeIterator | None:
    """``reversed(value)`` of an exact builtin value; None for anything else."""
    if isinstance(value, HeapObject):
        return None
    m.tracker.allocate(64)
    if isinstance(value, list):
        return ReverseListIterator(value)
    if isinstance(value, (tuple, str, bytes, bytearray)):
        return ReversedIterator(value)
    if isinstance(value, range):
        return range_iterator(value[::-1])
    if isinstance(value, dict):
        return ReverseKeyIterator(value.keys(), value, True)
    if isinstance(value, (Keys, Values, Items)):
        return view_iterator(value, True)
    return None


class MappingFinder:
    """Finds the dict under a view: ``view.mapping`` is a read-only proxy, which only hands its dict to an operator."""

    def __init__(self) -> None:
        self.found: dict[object, object] = {}

    def __ror__(self, other: dict[object, object]) -> MappingFinder:
        self.found = other
        return self


def mapping_of(view: object) -> dict[object, object]:
    """The dict that a view shows."""
    assert isinstance(view, (Keys, Values, Items))
    finder = MappingFinder()
    view.mapping | finder  # type: ignore[operator]  # the finder has __ror__, which the stubs don't consider
    return finder.found


def drain(m: Machine, source: NativeIterator) -> list[object]:
    """All that is left of a native iterator, charged item by item."""
    items: list[object] = []
    tracker = m.tracker
    expected = 40 * source.remaining()
    if expected > 1_000_000:
        tracker.reserve(expected)  # raises where so much can't be; each item is charged as it comes
        tracker.fresh -= expected
    m.scratch.append(items)  # reachable while memory is measured
    try:
        while True:
            value = source.advance(m)
            if value is ABSENT:
                return items
            items.append(value)
            tracker.work(1)
            tracker.memory(40)
    finally:
        m.scratch.pop()


def listed(m: Machine, value: object) -> list[object] | tuple[object, ...] | None:
    """All items of an exact builtin value or native iterator: itself if a list or tuple. None for anything else."""
    if isinstance(value, (list, tuple)):
        return value
    if isinstance(value, NativeIterator):
        return drain(m, value)
    if isinstance(value, (dict, set, frozenset, str, bytes, bytearray, Keys, Values, Items)):
        size = len(value)
        m.tracker.work(size >> 3)
        per_item = 64 if isinstance(value, (str, Items)) else 8
        m.tracker.reserve(56 + per_item * size)
        return list(value)
    if isinstance(value, range):
        start = value.start
        count = (value.stop - start) // value.step if value.step else 0
        m.tracker.reserve(56 + 40 * max(count, 0))
        m.tracker.work(max(count, 0) >> 2)
        return list(value)
    return None


def same(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    return args[0]


def iterator_next(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    source = args[0]
    assert isinstance(source, NativeIterator)
    value = source.advance(m)
    if value is ABSENT:
        raise m.fail_with('StopIteration', ())
    return value


def length_hint(m: Machine, args: list[object], kwargs: dict[str, object] | None) -> object:
    source = args[0]
    assert isinstance(source, NativeIterator)
    return source.remaining()


ITERATOR_METHODS: Final = {'__iter__': same, '__next__': iterator_next, '__length_hint__': length_hint}
