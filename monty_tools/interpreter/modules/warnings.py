"""``warnings``: written in ``prelude/warnings_module.py``. What is to be done with warnings is kept for each
run; at first all are ignored."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from ..natives import Native
from ..objects import NativeFunction
from ..traceback import source_line
from .contextlib import version
from .entry import Entry, why
from .signatures import COMMON
from .traceback import stream

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None


def where(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_where(level)``: file, line, function, module and the line's text of the program's ``level``-th frame from
    here, the outermost if there are not so many."""
    level = args[0]
    assert isinstance(level, int)
    frame = m.frame
    found = None
    while frame is not None:
        m.tracker.work(1)
        if not frame.code.hidden and frame.code.positions:
            found = frame
            level -= 1
            if level <= 0:
                break
        frame = frame.back
    m.tracker.allocate(100)
    if found is None:
        return 'sys', 0, '<module>', '__main__', ''
    code = found.code
    line = code.positions[found.pc][0]
    return code.program.filename, line, code.name, found.namespace.name, source_line(code.program, line)


PRELUDE: Final[tuple[str, ...]] = (
    *(
        'WarningMessage catch_warnings filterwarnings formatwarning resetwarnings showwarning simplefilter warn '
        'warn_explicit'
    ).split(),
    *(('deprecated',) if sys.version_info >= (3, 13) else ()),
)

INTRINSICS: Final[dict[str, NativeFunction]] = {
    **COMMON,
    '_stream': Native('_stream', stream),
    '_version': Native('_version', version),
    '_where': Native('_where', where),
}

ENTRY: Final = Entry(
    {},
    PRELUDE,
    INTRINSICS,
    absent=why(
        {
            'filters defaultaction onceregistry': 'they belong to a run: use simplefilter() and catch_warnings()',
            'sys': 'import it',
        }
    ),
    different=why(
        {
            'warn warn_explicit': 'ignored until the program sets a filter',
            'showwarning formatwarning': 'others cannot be put in their place',
        }
    ),
)
