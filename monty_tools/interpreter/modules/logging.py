"""``logging``: written in ``prelude/logging_module.py``. Loggers and levels are kept for each run; what is logged goes
to the stderr of the run."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from ..capabilities import CALLABLE, NONE, clock_ns
from ..natives import Native
from ..objects import NativeFunction
from .contextlib import version
from .entry import Entry, why
from .signatures import COMMON
from .sys import exception
from .time import gmtime, localtime, strftime
from .traceback import stream
from .types import attributes_field
from .warnings import where

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None


def now(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_now()``: seconds since the epoch by the run's clock, None where it has none."""
    grants = m.capabilities.grants
    if grants.clock == NONE or grants.clock == CALLABLE and grants.tell is None:
        return None
    return clock_ns(m, 'logging') / 1e9


def need_clock(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_need_clock()``: the error of a run without a clock."""
    return clock_ns(m, '%(asctime)s') / 1e9


PRELUDE: Final[tuple[str, ...]] = (
    *(
        'BASIC_FORMAT BufferingFormatter CRITICAL DEBUG ERROR FATAL Filter Filterer Formatter Handler INFO LogRecord '
        'Logger LoggerAdapter NOTSET NullHandler PercentStyle RootLogger StrFormatStyle StreamHandler '
        'StringTemplateStyle WARN WARNING addLevelName basicConfig captureWarnings critical debug disable error '
        'exception fatal getLevelName getLevelNamesMapping getLogRecordFactory getLogger getLoggerClass info log '
        'logAsyncioTasks logMultiprocessing logProcesses logThreads makeLogRecord raiseExceptions setLogRecordFactory '
        'setLoggerClass shutdown warn warning'
    ).split(),
    *('getHandlerByName getHandlerNames'.split() if sys.version_info >= (3, 12) else ()),
)

INTRINSICS: Final[dict[str, NativeFunction]] = {
    **COMMON,
    '_attributes_field': Native('_attributes_field', attributes_field),
    '_current_exception': Native('_current_exception', exception),
    '_gmtime': Native('_gmtime', gmtime),
    '_localtime': Native('_localtime', localtime),
    '_need_clock': Native('_need_clock', need_clock),
    '_now': Native('_now', now),
    '_stream': Native('_stream', stream),
    '_strftime': Native('_strftime', strftime),
    '_version': Native('_version', version),
    '_where': Native('_where', where),
}

ENTRY: Final = Entry(
    {},
    PRELUDE,
    INTRINSICS,
    needs={
        'pieces_of': 'traceback.pieces_of',
        'struct_time': 'time.struct_time',
    },
    absent=why(
        {
            'FileHandler': 'needs files',
            'root lastResort Manager PlaceHolder': 'they belong to a run: use getLogger()',
            'currentframe': 'introspection of frames',
        }
    ),
    different=why(
        {
            'LogRecord': 'process and thread are those of no host; without a clock there is no asctime',
            'captureWarnings': 'without effect: warnings are shown by the module warnings',
        }
    ),
)
