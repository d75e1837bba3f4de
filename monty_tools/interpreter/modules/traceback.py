"""``traceback``: the texts that ``traceback.py`` of the interpreter makes, in the pieces that CPython's module gives.

Exceptions whose ``str`` needs sandbox code are asked by the prelude beforehand; see ``_texts_needed``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .. import traceback as texts
from ..natives import Native
from ..objects import ExceptionValue, NativeFunction, Traceback, TracebackEntry
from .contextlib import version
from .entry import Entry, why
from .signatures import COMMON
from .sys import STREAMS, exception

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None


def needed_texts(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_texts_needed(exc)``: the exceptions shown with ``exc`` whose ``str`` needs sandbox code."""
    exc = args[0]
    assert isinstance(exc, ExceptionValue)
    found = texts.texts_needed(m, exc)
    m.tracker.allocate(56 + 8 * len(found))
    return list(found)


def known_texts(needed: object, shown: object) -> dict[int, str]:
    assert isinstance(needed, list) and isinstance(shown, list)
    return {id(exc): str(text) for exc, text in zip(needed, shown, strict=True)}


def pieces(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_pieces(exc, tb, needed, shown, limit, chain)``: what ``format_exception`` gives. ``tb`` takes the place of the
    exception's own traceback, None for none."""
    exc, tb, needed, shown, limit, chain = args
    assert isinstance(exc, ExceptionValue)
    writer = texts.Writer(m, known_texts(needed, shown))
    found = writer.pieces(exc, tb.entries if isinstance(tb, Traceback) else [], bounded(limit), chain is True)
    m.tracker.reserve(sum(map(len, found)) + 56 * len(found))
    return list(found)


def final_pieces(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_final_pieces(exc, needed, shown)``: what ``format_exception_only`` gives."""
    exc, needed, shown = args
    assert isinstance(exc, ExceptionValue)
    found = texts.Writer(m, known_texts(needed, shown)).final_pieces(exc)
    m.tracker.reserve(sum(map(len, found)) + 56 * len(found))
    return list(found)


def bounded(limit: object) -> int | None:
    return max(min(limit, 1 << 30), -(1 << 30)) if isinstance(limit, int) else None


def frames(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_frames(tb, limit)``: file, line, function, the line's text, the places and the whole entry of each frame."""
    tb, limit = args
    found: list[object] = []
    entries: list[TracebackEntry] = tb.entries if isinstance(tb, Traceback) else []
    for entry in texts.shown_entries(entries, bounded(limit)):
        code = entry.code
        line, end_line, column, end_column = code.positions[entry.pc]
        text = texts.format_frame(code, int(entry.pc))
        m.tracker.work(1000)
        m.tracker.reserve(300 + len(text))
        source = texts.source_line(code.program, line)
        found.append((code.program.filename, line, code.name, source, end_line, column, end_column, text))
    return found


def stream(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_stream(name)``: ``sys.stdout`` or ``sys.stderr``, as it is now."""
    from ..runtime import module

    module('sys')
    name = args[0]
    assert isinstance(name, str)
    return STREAMS[name].read(m, None)


PRELUDE: Final[tuple[str, ...]] = tuple(
    (
        'FrameSummary StackSummary TracebackException extract_tb format_exc format_exception format_exception_only '
        'format_list format_tb print_exc print_exception print_list print_tb'
    ).split()
)

INTRINSICS: Final[dict[str, NativeFunction]] = {
    **COMMON,
    '_current_exception': Native('_current_exception', exception),
    '_final_pieces': Native('_final_pieces', final_pieces),
    '_frames': Native('_frames', frames),
    '_pieces': Native('_pieces', pieces),
    '_stream': Native('_stream', stream),
    '_texts_needed': Native('_texts_needed', needed_texts),
    '_version': Native('_version', version),
}

ENTRY: Final = Entry(
    {},
    PRELUDE,
    INTRINSICS,
    absent=why(
        {
            'clear_frames extract_stack format_stack print_stack walk_stack walk_tb': 'introspection of frames',
            'print_last': 'there is no interactive session',
        }
    ),
    different=why({'TracebackException StackSummary FrameSummary': 'values of local variables are not captured'}),
)
