"""The interpreter: runs a subset of Python inside whitelists and limits, and can pause, store and resume it.

``parse`` -> ``resolve`` -> ``compile`` -> ``machine``, one module each; ``monty`` is the public door.
"""

from .boundary import OpaqueValue
from .diagnostics import Diagnostic
from .errors import (
    BoundaryError,
    InputError,
    MontyError,
    MontyInternalError,
    MontyRuntimeError,
    MontySyntaxError,
    ResourceLimitError,
    SnapshotError,
)
from .exposure import Exposed, expose
from .external import ExternalFunction
from .files import Files, InMemory, ReadOnly, ReadWrite
from .limits import ResourceLimits, Usage
from .monty import FrameInfo, FunctionSnapshot, FutureSnapshot, Inspection, Monty, MontyComplete, PendingInfo
from .records import ExternalCallRecord, RunRecord, Violation
from .repl import MontyRepl

__all__ = [
    'BoundaryError',
    'Diagnostic',
    'Exposed',
    'ExternalCallRecord',
    'ExternalFunction',
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
    'ReadOnly',
    'ReadWrite',
    'ResourceLimitError',
    'ResourceLimits',
    'RunRecord',
    'SnapshotError',
    'Usage',
    'Violation',
    'expose',
]
