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
    Exposed,
    ExternalCallRecord,
    ExternalFunction,
    Files,
    FrameInfo,
    FunctionSnapshot,
    FutureSnapshot,
    InMemory,
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
    ReadOnly,
    ReadWrite,
    ResourceLimitError,
    ResourceLimits,
    RunRecord,
    SnapshotError,
    Usage,
    Violation,
    expose,
)

if TYPE_CHECKING:
    from .calls import SuspendCall
    from .code_mode import CodeMode
    from .guards import ToolCall
    from .results import CodeError, CodeResult, StopRun
    from .schemas import ToolNameError
    from .session import CodeSession, Suspension
    from .suspension import Approve, Deny, Fail, PendingToolCall, Return
    from .telemetry import Telemetry, instrument, uninstrument
    from .tools import Tool, ToolError, tool


__all__ = [
    'Approve',
    'BoundaryError',
    'CodeError',
    'CodeMode',
    'CodeResult',
    'CodeSession',
    'Deny',
    'Diagnostic',
    'Exposed',
    'ExternalCallRecord',
    'ExternalFunction',
    'Fail',
    'Files',
    'FrameInfo',
    'FunctionSnapshot',
    'FutureSnapshot',
    'InMemory',
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
    'PendingToolCall',
    'ReadOnly',
    'ReadWrite',
    'ResourceLimitError',
    'ResourceLimits',
    'Return',
    'RunRecord',
    'SnapshotError',
    'StopRun',
    'SuspendCall',
    'Suspension',
    'Telemetry',
    'Tool',
    'ToolCall',
    'ToolError',
    'ToolNameError',
    'Usage',
    'Violation',
    'expose',
    'instrument',
    'tool',
    'uninstrument',
]

_LATER: Final = {
    'Approve': 'suspension',
    'CodeError': 'results',
    'CodeMode': 'code_mode',
    'CodeResult': 'results',
    'CodeSession': 'session',
    'Deny': 'suspension',
    'Fail': 'suspension',
    'PendingToolCall': 'suspension',
    'Return': 'suspension',
    'StopRun': 'results',
    'SuspendCall': 'calls',
    'Suspension': 'session',
    'Telemetry': 'telemetry',
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
