"""Snapshots at rest: sealed, bound to whom they belong to, good for a time, and resumed once.

``SnapshotStore`` keeps them in a database, ``Checkpoints`` stores a run on its way, ``seal`` and ``unseal`` do without
a store. Needs the extra ``snapshots``.
"""

try:
    from .errors import (
        SnapshotAlreadyResumed,
        SnapshotAltered,
        SnapshotExpired,
        SnapshotKeyError,
        SnapshotLabelMismatch,
        SnapshotProgramMismatch,
        SnapshotStoreError,
        SnapshotUnknown,
    )
    from .policy import Checkpoints, PausedRun
    from .sealing import Label, SnapshotKeys, new_key, seal, unseal
    from .store import Claim, SnapshotStore, StoredSnapshot, load_paused
except ImportError as error:
    if error.name is None or error.name.partition('.')[0] not in ('cryptography', 'sqlalchemy'):
        raise
    raise ImportError(
        f"monty_tools.snapshots needs {error.name.partition('.')[0]}: pip install 'monty-tools[snapshots]'",
        name=error.name,
    ) from error

__all__ = [
    'Checkpoints',
    'Claim',
    'Label',
    'PausedRun',
    'SnapshotAlreadyResumed',
    'SnapshotAltered',
    'SnapshotExpired',
    'SnapshotKeyError',
    'SnapshotKeys',
    'SnapshotLabelMismatch',
    'SnapshotProgramMismatch',
    'SnapshotStore',
    'SnapshotStoreError',
    'SnapshotUnknown',
    'StoredSnapshot',
    'load_paused',
    'new_key',
    'seal',
    'unseal',
]
