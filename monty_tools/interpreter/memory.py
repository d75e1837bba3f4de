"""The exact size of what a machine's program can reach."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from .exposure import NAME_SIZE, PROXY_SIZE
from .limits import CALL_SIZE, PRINTED_SIZE
from .objects import Frame, HeapObject
from .scalars import SCALARS
from .scheduler import PendingCall
from .types.iterators import mapping_of

if TYPE_CHECKING:
    from .limits import Tracker
    from .machine import Machine


def live_size(m: Machine) -> int:
    """Bytes reachable from the machine's roots: every frame's registers, globals, tasks, captured output, pending
    calls.

    Time is proportional to the number of objects reached. Small integers, None, booleans and the like weigh nothing;
    other scalars weigh once for each container slot that holds them, unless they are long.
    """
    out: list[object] = [m.namespace.values]
    if m.frame is not None:
        out.append(m.frame)
    m.scheduler.roots(out)
    out.append(m.result)
    out.extend(m.scratch)
    if m.kept:
        out.append(m.kept)
    if m.pending is not None:
        out.append(m.pending)
    out.extend(m.handles.values())
    for value, _number in m.pinned.values():
        out.append(value)
    total = sum_sizes(m.tracker, out)
    total += output_size(m.output)
    for program in m.programs:
        total += len(program.source)
    for made in m.made.values():
        total += 60 * len(made.source)
    total += VIOLATION_SIZE * len(m.violations)
    total += HANDLE_SIZE * len(m.handles)
    for proxy in m.exposed.values():
        total += PROXY_SIZE + NAME_SIZE * (len(proxy.attributes) + len(proxy.methods) + len(proxy.gone))
    total += PINNED_SIZE * len(m.pinned)
    total += CALL_SIZE * int(m.tracker.calls)
    return total


def output_size(output: list[tuple[str, str]]) -> int:
    """Bytes of captured output, or of all of it as one text where that is more: the widest character decides."""
    stored = 0
    characters = 0
    unit = 1
    for _stream, text in output:
        size = sys.getsizeof(text)
        length = len(text)
        stored += size + PRINTED_SIZE
        characters += length
        if unit < 4 and length and not text.isascii():
            unit = max(unit, (size - 48) // length)
    return max(stored, characters * unit)


def single_references() -> int:
    """What ``getrefcount`` says in ``sum_sizes`` of an object that one container alone refers to."""
    holder: list[object] = [[]]
    stack: list[object] = list(holder)
    value = stack.pop()
    count = sys.getrefcount(value)
    holder.clear()  # not before: compiled code lets go of what it does not use any more
    return count


ONCE: Final = single_references()
MANY_DISTINCT: Final = 5000
"""With more different objects than that, a sequence is not taken for one made by repetition."""
PAGE_BITS: Final = 14
"""CPython keeps small objects in pools of 16 kB."""
SLOT_BITS: Final = 4
"""Objects begin 16 bytes apart or more."""
SLOTS: Final = 1 << PAGE_BITS - SLOT_BITS
HANDLE_SIZE: Final = 200
"""Bytes of a handle: its number, its entry in the table, the placeholder that the host has."""
PINNED_SIZE: Final = 200
"""Bytes of the number that ``id`` gave to a value of the host's own types."""
VIOLATION_SIZE: Final = 120
OBJECT_SCALE: Final = 3 if __file__.endswith('.py') else 1
"""Objects of ours weigh about three times as much where their classes are not compiled."""
NOTHING: Final[dict[str, object]] = {}
VIEWS: Final = (type(NOTHING.keys()), type(NOTHING.values()), type(NOTHING.items()))


def sum_sizes(tracker: Tracker, roots: list[object]) -> int:
    """The sizes of all objects reachable from ``roots``, each object once. The time it takes counts as execution time.

    What only one thing refers to can't be met twice, so only the others are remembered: by one byte for each 16 bytes
    of the pages they lie in. However many they are, that is a small part of what they take up themselves, where a set
    of numbers could be larger than they are.
    """
    pages: dict[int, bytearray] = {}
    stack = roots
    total = 0
    while stack:
        value = stack.pop()
        kind = type(value)
        if kind is int or kind is float or value is None or kind is bool:
            total += scalar_size(value)
            continue
        if sys.getrefcount(value) > ONCE:
            key = id(value)
            page = pages.get(key >> PAGE_BITS)
            if page is None:
                page = bytearray(SLOTS)
                pages[key >> PAGE_BITS] = page
            slot = (key >> SLOT_BITS) & (SLOTS - 1)
            if page[slot]:
                continue
            page[slot] = 1
        tracker.fuel -= 1
        if tracker.fuel <= 0:
            tracker.look(0)
        if kind is str:
            total += sys.getsizeof(value)
        elif kind is list or kind is tuple:
            total += sys.getsizeof(value) + push_items(tracker, value, stack)  # type: ignore[arg-type]
        elif isinstance(value, HeapObject):
            total += value.trace(stack) * OBJECT_SCALE
        elif isinstance(value, Frame):
            total += value.trace(stack) * OBJECT_SCALE
        elif kind is set or kind is frozenset:
            total += sys.getsizeof(value)
            tracker.work(len(value) >> 3)  # type: ignore[arg-type]
            stack.extend(value)  # type: ignore[arg-type]
        elif kind is dict:
            total += sys.getsizeof(value)
            tracker.work(len(value) >> 2)  # type: ignore[arg-type]
            stack.extend(value)  # type: ignore[arg-type]
            stack.extend(value.values())  # type: ignore[attr-defined]
        elif kind is range:
            total += 48 + range_size(value)  # type: ignore[arg-type]
        elif kind is slice:
            total += 56
            stack.append(value.start)  # type: ignore[attr-defined]
            stack.append(value.stop)  # type: ignore[attr-defined]
            stack.append(value.step)  # type: ignore[attr-defined]
        elif isinstance(value, PendingCall):
            stack.extend(value.args)
            stack.extend(value.kwargs.values())
            stack.append(value.host_args)
            stack.append(value.host_kwargs)
            total += 200
        elif kind in VIEWS:
            total += 56
            stack.append(mapping_of(value))
        else:
            scalar = SCALARS.get(kind)
            total += sys.getsizeof(value) if scalar is None else scalar.trace(value, stack)
    return total


def scalar_size(value: object) -> int:
    """The size of a number, None or boolean; 0 for those that the host keeps only once."""
    if type(value) is int:
        if -5 <= value <= 256:
            return 0
        return 32 if -(1 << 60) < value < (1 << 60) else sys.getsizeof(value)
    return 24 if type(value) is float else 0


def range_size(value: range) -> int:
    """The size of a range's numbers: it has its length as one, too, which is no longer than the others."""
    size = scalar_size(value.start) + scalar_size(value.stop) + scalar_size(value.step)
    return size if size < 200 else 2 * size


def push_items(tracker: Tracker, items: list[object] | tuple[object, ...], stack: list[object]) -> int:
    """Push the items that have a size of their own to find; return the size of those that are numbers."""
    count = len(items)
    if count > 1000 and items[0] is items[1] and items[1] is items[2]:
        return push_repeated(tracker, items, stack)
    size = 0
    if count > 8:
        tracker.work(count >> 1)
    for item in items:
        kind = type(item)
        if kind is int or kind is float or item is None or kind is bool:
            size += scalar_size(item)
        else:
            stack.append(item)
    return size


def push_repeated(tracker: Tracker, items: list[object] | tuple[object, ...], stack: list[object]) -> int:
    """As ``push_items``, for a sequence made by repetition: of few objects, each counted once."""
    found: dict[int, object] = {}
    for start in range(0, len(items), 4096):
        tracker.work(2048)
        for item in items[start : start + 4096]:
            found[id(item)] = item
        if len(found) > MANY_DISTINCT:
            break
    size = 0
    for item in found.values() if len(found) <= MANY_DISTINCT else items:
        kind = type(item)
        if kind is int or kind is float or item is None or kind is bool:
            size += scalar_size(item)
        else:
            stack.append(item)
    return size
