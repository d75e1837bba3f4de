"""``contextlib``: written in ``prelude/contextlib_module.py``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from ..natives import Native
from ..objects import Function, NativeFunction
from .entry import Entry, why
from .functools import method
from .signatures import COMMON
from .sys import exception, redirect

if TYPE_CHECKING:
    from ..machine import Machine

Kwargs = dict[str, object] | None


def doc_of(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_doc_of(function)``: its docstring, None for what is no function."""
    function = args[0]
    if not isinstance(function, Function):
        return None
    own = None if function.attrs is None else function.attrs.get('__doc__')
    return function.code.doc if own is None else own


def version(m: Machine, args: list[object], kwargs: Kwargs) -> object:
    """``_version()``: the host's version, as 311 … 314."""
    return sys.version_info.major * 100 + sys.version_info.minor


PRELUDE: Final[tuple[str, ...]] = tuple(
    (
        'AbstractAsyncContextManager AbstractContextManager AsyncContextDecorator AsyncExitStack ContextDecorator '
        'ExitStack aclosing asynccontextmanager closing contextmanager nullcontext redirect_stderr redirect_stdout '
        'suppress'
    ).split()
)

INTRINSICS: Final[dict[str, NativeFunction]] = {
    **COMMON,
    '_current_exception': Native('_current_exception', exception),
    '_doc_of': Native('_doc_of', doc_of),
    '_method': Native('_method', method),
    '_redirect': Native('_redirect', redirect),
    '_version': Native('_version', version),
}

ENTRY: Final = Entry(
    {},
    PRELUDE,
    INTRINSICS,
    needs={'ABC': 'abc.ABC', 'abstractmethod': 'abc.abstractmethod'},
    absent=why({'chdir': 'there is no working directory'}),
)
