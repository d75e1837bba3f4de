"""monty_tools: run Python that an AI agent wrote, in-process, inside whitelists and limits.

The interpreter's names are here at once. Those of code mode and telemetry are imported when they are first asked for:
who runs bare programs does not wait for pydantic.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from ._version import __version__ as __version__
from .interpreter import (
    BoundaryError,
    Diagnostic,
    ExternalCallRecord,
    ExternalFunction,
    FrameInfo,
    FunctionSnapshot,
    FutureSnapshot,
    InputError,
    Inspection,
    Monty,
    MontyComplete,
    MontyError,
    MontyInternalError,
    MontyRepl,
    MontyRuntimeError,
    MontySyntaxError,
    OpaqueValue,
    PendingInfo,
    ResourceLimitError,
    ResourceLimits,
    RunRecord,
    SnapshotError,
    Usage,
    Violation,
)

if TYPE_CHECKING:
    from .code_mode import CodeMode, CodeSession
    from .guards import ToolCall
    from .results import CodeError, CodeResult, StopRun
    from .schemas import ToolNameError
    from .telemetry import instrument, uninstrument
    from .tools import Tool, ToolError, tool


__all__ = [
    'BoundaryError',
    'CodeError',
    'CodeMode',
    'CodeResult',
    'CodeSession',
    'Diagnostic',
    'ExternalCallRecord',
    'ExternalFunction',
    'FrameInfo',
    'FunctionSnapshot',
    'FutureSnapshot',
    'InputError',
    'Inspection',
    'Monty',
    'MontyComplete',
    'MontyError',
    'MontyInternalError',
    'MontyRepl',
    'MontyRuntimeError',
    'MontySyntaxError',
    'OpaqueValue',
    'PendingInfo',
    'ResourceLimitError',
    'ResourceLimits',
    'RunRecord',
    'SnapshotError',
    'StopRun',
    'Tool',
    'ToolCall',
    'ToolError',
    'ToolNameError',
    'Usage',
    'Violation',
    'instrument',
    'tool',
    'uninstrument',
]

_LATER: Final = {
    'CodeError': 'results',
    'CodeMode': 'code_mode',
    'CodeResult': 'results',
    'CodeSession': 'code_mode',
    'StopRun': 'results',
    'Tool': 'tools',
    'ToolCall': 'guards',
    'ToolError': 'tools',
    'ToolNameError': 'schemas',
    'instrument': 'telemetry',
    'tool': 'tools',
    'uninstrument': 'telemetry',
}
"""Names that are imported when they are first asked for, with the modules that have them."""


def __getattr__(name: str) -> Any:
    module = _LATER.get(name)
    if module is None:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    value = getattr(import_module(f'.{module}', __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_LATER})
