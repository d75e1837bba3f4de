"""The exact size of what a machine's program can reach."""

from __future__ import annotations

import sys
from collections import deque
from typing import TYPE_CHECKING

from .objects import Frame, HeapObject
from .scheduler import PendingCall

if TYPE_CHECKING:
    from .machine import Machine


def live_size(m: Machine) -> int:
    """Bytes reachable from the machine's roots: every frame's registers, globals, tasks, captured output, pending calls.

    Time is proportional to the number of objects reached. Small integers, None, booleans and the like weigh nothing;
    other scalars weigh once for each container slot that holds them, unless they are long.
    """
    out: list[object] = [m.namespace.values]
    if m.frame is not None:
        out.append(m.frame)
    m.scheduler.roots(out)
    out.append(m.result)
    if m.pending is not None:
        out.append(m.pending)
    out.extend(m.handles.values())
    for value, _number in m.pinned.values():
        out.append(value)
    total = sum_sizes(out)
    for _stream, text in m.output:
        total += 64 + len(text)
    for program in m.programs:
        total += len(program.source)
    for made in m.made.values():
        total += 60 * len(made.source)
    total += 120 * len(m.violations)
    return total


def sum_sizes(roots: list[object]) -> int:
    """The sizes of all objects reachable from ``roots``, each object once."""
    seen: set[int] = set()
    stack = roots
    total = 0
    while stack:
        value = stack.pop()
        kind = type(value)
        if kind is int or kind is float or value is None or kind is bool:
            total += scalar_size(value)
            continue
        key = id(value)
        if key in seen:
            continue
        seen.add(key)
        if isinstance(value, HeapObject):
            total += value.trace(stack)
        elif isinstance(value, Frame):
            total += value.trace(stack)
        elif kind is list or kind is tuple:
            total += sys.getsizeof(value) + push_items(value, stack)  # type: ignore[arg-type]
        elif kind is set or kind is frozenset:
            total += sys.getsizeof(value)
            stack.extend(value)  # type: ignore[arg-type]
        elif kind is dict:
            total += sys.getsizeof(value)
            stack.extend(value)  # type: ignore[arg-type]
            stack.extend(value.values())  # type: ignore[attr-defined]
        elif kind is slice:
            total += 56
            stack.append(value.start)  # type: ignore[attr-defined]
            stack.append(value.stop)  # type: ignore[attr-defined]
            stack.append(value.step)  # type: ignore[attr-defined]
        elif isinstance(value, PendingCall):
            stack.extend(value.args)
            stack.extend(value.kwargs.values())
            total += 200
        elif kind is deque:
            total += sys.getsizeof(value)
            stack.extend(value)  # type: ignore[arg-type]
        else:
            total += sys.getsizeof(value)
    return total


def scalar_size(value: object) -> int:
    """The size of a number, None or boolean; 0 for those that the host keeps only once."""
    if type(value) is int:
        if -5 <= value <= 256:
            return 0
        return 32 if -(1 << 60) < value < (1 << 60) else sys.getsizeof(value)
    return 24 if type(value) is float else 0


def push_items(items: list[object] | tuple[object, ...], stack: list[object]) -> int:
    """Push the items that have a size of their own to find; return the size of those that are numbers."""
    size = 0
    if len(items) > 1000 and items[0] is items[1] and items[1] is items[2]:
        stack.extend({id(item): item for item in items}.values())  # made by repetition: few distinct objects
        return 0
    for item in items:
        kind = type(item)
        if kind is int or kind is float or item is None or kind is bool:
            size += scalar_size(item)
        else:
            stack.append(item)
    return size
